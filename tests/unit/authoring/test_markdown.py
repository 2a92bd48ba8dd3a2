"""Markdown -> blocks: every construct, every refusal with its line, and nothing a writer typed gets lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voter_kiosk.authoring.markdown import Document, compile_markdown, lines_of, plain_text, read_document
from voter_kiosk.domain.content import Block, BlockKind, Span
from voter_kiosk.domain.finding import Severity


def blocks(text: str) -> tuple[Block, ...]:
    compiled = compile_markdown(text, "x.vi.md")
    assert [found for found in compiled.findings if found.severity is Severity.ERROR] == []
    return compiled.blocks


def one(text: str) -> Block:
    (block,) = blocks(text)
    return block


def wrong(text: str) -> list[tuple[str, str]]:
    compiled = compile_markdown(text, "x.vi.md")
    return [(found.code, found.place) for found in compiled.findings if found.severity is Severity.ERROR]


def test_headings_of_two_levels_become_heading_blocks() -> None:
    first, second = blocks("## Trước\n### Sau ###")
    assert (first.kind, first.level, first.line) == (BlockKind.HEADING, 2, (Span("Trước"),))
    assert (second.level, second.line, second.id) == (3, (Span("Sau"),), "heading-2")


def test_a_paragraph_over_several_lines_is_one_line_of_text() -> None:
    assert one("một\nhai   ba  \nbốn").line == (Span("một hai ba bốn"),)


def test_bold_italic_and_both_become_marks_of_spans() -> None:
    assert one("a **b** *c* ***d*** __e__ _f_").line == (
        Span("a "),
        Span("b", bold=True),
        Span(" "),
        Span("c", italic=True),
        Span(" "),
        Span("d", bold=True, italic=True),
        Span(" "),
        Span("e", bold=True),
        Span(" "),
        Span("f", italic=True),
    )


def test_marks_nest() -> None:
    assert one("**a *b* c**").line == (
        Span("a ", bold=True),
        Span("b", bold=True, italic=True),
        Span(" c", bold=True),
    )


def test_a_source_link_becomes_a_span_with_its_source() -> None:
    assert one("theo [Điều **71**](@luat-85-2015).").line == (
        Span("theo "),
        Span("Điều ", source="luat-85-2015"),
        Span("71", bold=True, source="luat-85-2015"),
        Span("."),
    )


def test_an_asterisk_between_spaces_and_an_escaped_one_stay_words() -> None:
    assert one(r"2 * 3, \*không\* và tên_tệp_dài ____").line == (Span("2 * 3, *không* và tên_tệp_dài ____"),)


def test_lists_keep_their_kind_and_items() -> None:
    bullets, numbers = blocks("- một\n- **hai**\n\n1. ba\n2. bốn")
    assert (bullets.kind, bullets.ordered) == (BlockKind.LIST, False)
    assert bullets.items == ((Span("một"),), (Span("hai", bold=True),))
    assert (numbers.ordered, numbers.items) == (True, ((Span("ba"),), (Span("bốn"),)))


def test_a_loose_list_item_of_two_paragraphs_is_one_line() -> None:
    assert one("- một\n\n    hai\n\n- ba").items == ((Span("một hai"),), (Span("ba"),))


def test_a_table_has_its_header_as_first_row() -> None:
    table = one("| A | **B** |\n|---|:-:|\n| 1 | 2 |\n| 3 | |")
    assert table.kind is BlockKind.TABLE
    assert table.rows == (
        ((Span("A"),), (Span("B", bold=True),)),
        ((Span("1"),), (Span("2"),)),
        ((Span("3"),), ()),
    )


def test_a_table_without_rows_is_its_header() -> None:
    assert len(one("| A | B |\n|---|---|").rows) == 1


def test_a_quote_of_two_paragraphs_is_two_quotes() -> None:
    assert [(block.kind, block.id) for block in blocks("> một\n>\n> hai")] == [
        (BlockKind.QUOTE, "quote-1"),
        (BlockKind.QUOTE, "quote-2"),
    ]


@pytest.mark.parametrize("tone", ["info", "warning", "law"])
def test_an_admonition_becomes_a_callout_of_its_tone(tone: str) -> None:
    callout = one(f'!!! {tone} "Nên **biết**"\n    Một đoạn.\n\n    - a\n    - b')
    assert (callout.kind, callout.tone) == (BlockKind.CALLOUT, tone)
    assert callout.line == (Span("Nên "), Span("biết", bold=True))
    assert callout.items == ((Span("Một đoạn."),), (Span("a"),), (Span("b"),))


@pytest.mark.parametrize("head", ["!!! info", '!!! info ""'])
def test_a_callout_without_a_title_has_none(head: str) -> None:
    callout = one(f"{head}\n    chữ")
    assert (callout.line, callout.items) == ((), ((Span("chữ"),),))


def test_steps_are_numbered_in_order() -> None:
    first, _, second = blocks('!!! step "Nhận phiếu"\n    Ở bàn một.\n\nĐoạn giữa.\n\n!!! step "Bỏ phiếu"')
    assert (first.kind, first.level, first.line, first.items) == (
        BlockKind.STEP,
        1,
        (Span("Nhận phiếu"),),
        ((Span("Ở bàn một."),),),
    )
    assert (second.level, second.items) == (2, ())


def test_an_image_alone_in_its_paragraph_is_a_figure() -> None:
    figure = one('![Hòm phiếu](media/hom-phieu.png "Một *hòm*")')
    assert (figure.kind, figure.media, figure.alt) == (BlockKind.FIGURE, "media/hom-phieu.png", "Hòm phiếu")
    assert figure.line == (Span("Một "), Span("hòm", italic=True))


def test_ids_count_by_kind_unless_the_writer_names_one() -> None:
    text = (
        "## A {#dau}\n\nmột\n\nhai {#hai}\n\nba\n\n- x\n- y {#ds}\n\n> t {#trich}\n\n"
        '!!! info "T {#khung}"\n    c\n\n!!! law\n    d {#luat}\n\n![h](media/a.png) {#hinh}'
    )
    assert [block.id for block in blocks(text)] == [
        "dau",
        "paragraph-1",
        "hai",
        "paragraph-3",
        "ds",
        "trich",
        "khung",
        "luat",
        "hinh",
    ]


def test_adding_a_paragraph_leaves_the_ids_of_other_kinds_alone() -> None:
    before = {block.id for block in blocks("## A\n\nmột\n\n- x")}
    assert before < {block.id for block in blocks("## A\n\nmột\n\nhai\n\n- x")}


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a\n\nb <b>c</b>", "html", "dòng 3"),
        ("<script>alert(1)</script>", "html", "dòng 1"),
        ("a <!-- b", "html", "dòng 1"),
        ("a&nbsp;b", "html", "dòng 1"),
        ("a &#65; b", "html", "dòng 1"),
        ("chữ ![h](media/a.png) chữ", "image-inline", "dòng 1"),
        ("- ![h](media/a.png)", "image-inline", "dòng 1"),
        ("a\n\nb [c](https://x.vn)", "link", "dòng 3"),
        ("[c](@)", "link", "dòng 1"),
        ("[](@luat)", "link", "dòng 1"),
        ("<https://x.vn>", "link", "dòng 1"),
        ("[c]: https://x.vn", "link", "dòng 1"),
        ("a `b` c", "code", "dòng 1"),
        ("a\n\n    b", "code", "dòng 3"),
        ("```\nx\n```", "code", "dòng 1"),
        ("# Một", "heading-level", "dòng 1"),
        ("a\n\n#### Bốn", "heading-level", "dòng 3"),
        ("## ", "heading-empty", "dòng 1"),
        ("a\n\n---\n\nb", "rule", "dòng 3"),
        ("- a\n    - b", "nested", "dòng 2"),
        ("> - a", "nested", "dòng 1"),
        ("!!! info\n    > a", "nested", "dòng 2"),
        ("2026. Một câu", "list-start", "dòng 1"),
        ("Có ba bước:\n- một\n- hai", "list-needs-blank-line", "dòng 3"),
        ("Bảng:\n| a | b |\n|---|---|", "list-needs-blank-line", "dòng 3"),
        ("| a | b |\n|---|---|\n| c | d | e |", "table-row", "dòng 3"),
        ("!!! note\n    a", "callout-kind", "dòng 1"),
        ("!!! step\n    a", "step-title", "dòng 1"),
        ("!!! info 'Sai'\n    a", "callout-form", "dòng 1"),
        ("a *b", "mark-unpaired", "dòng 1"),
        ("*a*\n\nb **c", "mark-unpaired", "dòng 3"),
        ("![](media/a.png)", "figure-alt", "dòng 1"),
        ("![a](../a.png)", "figure-path", "dòng 1"),
        ("![a](media/../a.png)", "figure-path", "dòng 1"),
        ("![a](media/a.svg)", "figure-path", "dòng 1"),
        ("a {#b}\n\nc {#b}", "block-id-twice", "dòng 3"),
        ("a\n\nb {#paragraph-1}", "block-id-twice", "dòng 3"),
        ("a\x07b", "broken-character", "dòng 1"),
        ("a\n\ufffd", "broken-character", "dòng 2"),
    ],
)
def test_what_cannot_be_drawn_is_an_error_with_its_line(text: str, code: str, place: str) -> None:
    assert (code, place) in wrong(text)


def test_the_same_fault_twice_is_found_on_both_lines() -> None:
    assert wrong("a <i>\n\nb <i>") == [("html", "dòng 1"), ("html", "dòng 3")]


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "- > "])
def test_what_is_nested_without_end_is_refused_and_not_a_crash(mark: str) -> None:
    assert {code for code, _ in wrong(mark * 3000 + "a")} <= {"nested", "nested-too-deep"}
    assert wrong(mark * 3000 + "a") != []


def test_front_matter_nested_without_end_is_an_error() -> None:
    assert _codes(read_document("+++\na = " + "[" * 20_000 + "\n+++\n", "a.md")) == [("toml", "")]


def test_a_line_that_is_only_an_id_names_its_callout() -> None:
    callout = one('!!! info "x"\n    a\n\n    {#b}')
    assert (callout.id, callout.items) == ("b", ((Span("a"),),))


def test_front_matter_is_toml_and_lines_are_counted_through_it() -> None:
    document = read_document('+++\ntitle = "Đề"\norder = 2\n+++\n\n<b>', "topics/a.vi.md")
    assert document.meta == {"title": "Đề", "order": 2}
    assert [(found.code, found.file, found.place) for found in document.findings] == [
        ("html", "topics/a.vi.md", "dòng 6")
    ]


def test_a_text_without_front_matter_is_all_body() -> None:
    document = read_document("\ufeffMột đoạn.", "a.md")
    assert (document.meta, plain_text(document.blocks[0])) == ({}, "Một đoạn.")


def test_front_matter_that_never_closes_is_an_error() -> None:
    assert _codes(read_document("+++\ntitle = 1\n", "a.md")) == [("front-matter-open", "dòng 1")]


def test_broken_front_matter_is_an_error_with_its_line_and_the_body_is_still_read() -> None:
    document = read_document('+++\na = 1\nb = "x\nc = 1\n+++\nchữ', "a.md")
    assert _codes(document) == [("toml", "dòng 3")]
    assert plain_text(document.blocks[0]) == "chữ"


def test_a_toml_error_without_a_line_has_no_place() -> None:
    assert _codes(read_document('+++\na = "x\n+++', "a.md")) == [("toml", "")]


def test_letters_in_pieces_are_composed_and_icelandic_eth_is_mended_with_a_note() -> None:
    compiled = compile_markdown("Ca\u0302\u0301p Ðảng", "a.md")
    assert plain_text(compiled.blocks[0]) == "Cấp Đảng"
    assert [(found.severity, found.code) for found in compiled.findings] == [
        (Severity.NOTE, "not-nfc"),
        (Severity.NOTE, "icelandic-eth"),
    ]


def test_windows_line_ends_and_tabs_are_read() -> None:
    assert one("!!! info\r\n\tchữ\r\n").items == ((Span("chữ"),),)


def _codes(document: Document) -> list[tuple[str, str]]:
    return [(found.code, found.place) for found in document.findings]


# properties

_WORD = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyÁẾỘặỗ0123456789"), min_size=1, max_size=7).filter(
    lambda word: not word[0].isdigit()
)
_WORDS = st.lists(_WORD, min_size=1, max_size=6)
_INLINE = st.one_of(
    _WORDS.map(lambda words: (" ".join(words), words)),
    _WORDS.map(lambda words: (f"**{' '.join(words)}**", words)),
    _WORDS.map(lambda words: (f"*{' '.join(words)}*", words)),
    _WORDS.map(lambda words: (f"[{' '.join(words)}](@luat-85-2015)", words)),
)
_LINE = st.lists(_INLINE, min_size=1, max_size=4).map(
    lambda parts: (" ".join(part[0] for part in parts), [word for part in parts for word in part[1]])
)
_ITEMS = st.lists(_LINE, min_size=1, max_size=4)


def _joined(lines: list[tuple[str, list[str]]], form: str, between: str = "\n") -> tuple[str, list[str]]:
    return between.join(form.format(line[0]) for line in lines), [word for line in lines for word in line[1]]


_BLOCK = st.one_of(
    _LINE,
    _LINE.map(lambda line: (f"## {line[0]}", line[1])),
    _LINE.map(lambda line: (f"> {line[0]}", line[1])),
    _ITEMS.map(lambda lines: _joined(lines, "- {}")),
    _ITEMS.map(lambda lines: _joined(lines, "1. {}")),
    st.tuples(_WORDS, _ITEMS).map(
        lambda both: (
            f'!!! step "{" ".join(both[0])}"\n' + _joined(both[1], "    {}", "\n\n")[0],
            both[0] + _joined(both[1], "{}")[1],
        )
    ),
    st.tuples(_LINE, _LINE, _LINE, _LINE).map(
        lambda cells: (
            f"| {cells[0][0]} | {cells[1][0]} |\n|---|---|\n| {cells[2][0]} | {cells[3][0]} |",
            [word for cell in cells for word in cell[1]],
        )
    ),
)


@given(st.lists(_BLOCK, max_size=6))
def test_what_comes_out_is_what_was_written_word_for_word(parts: list[tuple[str, list[str]]]) -> None:
    compiled = compile_markdown("\n\n".join(part[0] for part in parts), "a.md")
    assert [found for found in compiled.findings if found.severity is Severity.ERROR] == []
    assert " ".join(plain_text(block) for block in compiled.blocks).split() == [
        word for part in parts for word in part[1]
    ]
    assert len({block.id for block in compiled.blocks}) == len(compiled.blocks)


@given(st.text(st.sampled_from("aệ1 \n\t*_`#>-+.!|[](){}\"'<&;@:\\=~^$%0\x02\x03\x1a"), max_size=120))
def test_no_text_crashes_it_and_a_clean_one_loses_no_letter(text: str) -> None:
    compiled = compile_markdown(text, "a.md")
    if not any(found.severity is Severity.ERROR for found in compiled.findings):
        shown = "".join(
            "".join(span.text + span.source for span in line)
            for block in compiled.blocks
            for line in lines_of(block)
        )
        ids = "".join(block.id + block.tone + block.media + block.alt for block in compiled.blocks)
        for letter in "aệ":
            assert shown.count(letter) + ids.count(letter) >= text.count(letter)


@given(st.text(max_size=200))
def test_no_document_crashes_it(text: str) -> None:
    read_document(text, "a.md")
    read_document(f"+++\n{text}\n+++\n{text}", "a.md")
