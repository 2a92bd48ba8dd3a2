"""A source's difficult words: read like topics, checked, in the bundle, and instead of the base's of one slug."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.sources import change, write, write_base, write_source
from voter_kiosk.authoring.check import check
from voter_kiosk.authoring.content import Content
from voter_kiosk.authoring.publish import documents_of
from voter_kiosk.authoring.source import read_source
from voter_kiosk.bundle import documents
from voter_kiosk.domain.finding import Severity
from voter_kiosk.domain.glossary import Gloss
from voter_kiosk.domain.rules import RuleSetId

VI = '+++\ntitle = "Thẻ cử tri"\nforms = ["thẻ cử tri", "tấm thẻ"]\n+++\nLà tấm thẻ.\n'
EN = '+++\ntitle = "Voter card"\n+++\nA card.\n'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    made = write_source(tmp_path / "source")
    write(made, "glossary/the.vi.md", VI.replace(', "tấm thẻ"', ""))
    write(made, "glossary/the.en.md", EN)
    return made


def glossary(source: Path, base: Path | None = None) -> dict[str, Gloss]:
    content = read_source(source, base).content
    assert isinstance(content, Content)
    return {gloss.slug: gloss for gloss in content.glossary}


def found(source: Path, code: str, base: Path | None = None) -> list[tuple[Severity, str, str]]:
    report = check(source, base)
    return [(one.severity, one.file, one.place) for one in report.findings if one.code == code]


def test_a_word_is_read_with_its_forms_and_stands_in_the_bundle(source: Path) -> None:
    change(source, "glossary/the.vi.md", "+++\nLà", 'topic = "cach-bo-phieu"\n+++\nLà')
    gloss = glossary(source)["the"]
    assert gloss.title == {"vi": "Thẻ cử tri", "en": "Voter card"}
    assert gloss.forms == {"vi": ("thẻ cử tri",)}
    assert gloss.written("en") == ("Voter card",)
    assert gloss.topic == "cach-bo-phieu"
    assert gloss.body["en"][0].line[0].text == "A card."
    assert gloss.approval is not None, "the source's own"
    content = read_source(source).content
    assert content is not None
    files = documents_of(content)
    assert isinstance(files, dict)
    lines = files[f"{content.scope}/{documents.GLOSSARY.file}"].decode().splitlines()
    assert '"the"' in lines[1]
    assert len(lines) == 2


def test_a_source_replaces_the_bases_word_of_the_same_slug_and_adds_others(tmp_path: Path) -> None:
    base = write_base(tmp_path)
    write(base, "glossary/the.vi.md", VI)
    write(base, "glossary/2026/to.vi.md", '+++\ntitle = "Tổ bầu cử"\n+++\nLo việc bỏ phiếu.\n')
    write(base, "glossary/2021/to.vi.md", '+++\ntitle = "Tổ bầu cử"\n+++\nCủa luật cũ.\n')
    source = write_source(tmp_path / "source", include=["base"])
    write(source, "glossary/the.vi.md", VI.replace("Là", "Của tỉnh, là"))
    write(source, "glossary/moi.vi.md", '+++\ntitle = "Từ mới"\n+++\nNghĩa mới.\n')
    words = glossary(source, base)
    assert set(words) == {"the", "to", "moi"}
    assert words["the"].body["vi"][0].line[0].text == "Của tỉnh, là tấm thẻ."
    assert words["to"].rule_sets == (RuleSetId.R2026,)
    assert words["to"].body["vi"][0].line[0].text == "Lo việc bỏ phiếu."


def test_the_other_laws_words_are_an_error_in_a_source(source: Path) -> None:
    write(source, "glossary/2021/to.vi.md", '+++\ntitle = "Tổ"\n+++\nx\n')
    assert found(source, "other-rule-set") == [(Severity.ERROR, "glossary/2021", "")]


def test_a_word_without_an_explanation_is_an_error_in_each_language(source: Path) -> None:
    change(source, "glossary/the.vi.md", "Là tấm thẻ.\n", "")
    change(source, "glossary/the.en.md", "A card.\n", "")
    assert found(source, "gloss-empty") == [
        (Severity.ERROR, "glossary/the.en.md", ""),
        (Severity.ERROR, "glossary/the.vi.md", ""),
    ]


def test_a_form_that_two_words_claim_is_an_error_that_names_both(source: Path) -> None:
    write(source, "glossary/khac.vi.md", '+++\ntitle = "Khác"\nforms = ["THẺ  cử tri"]\n+++\nx\n')
    twice = [one for one in check(source).findings if one.code == "form-twice"]
    assert {one.file for one in twice} == {"glossary/the.vi.md", "glossary/khac.vi.md"}
    assert all("“the”" in str(one.message.vi) and "“khac”" in str(one.message.vi) for one in twice)


def test_a_form_that_stands_in_no_text_is_a_note_and_its_own_explanation_does_not_count(source: Path) -> None:
    write(source, "glossary/the.vi.md", VI)
    notes = found(source, "form-unused")
    assert (Severity.NOTE, "glossary/the.vi.md", "forms") in notes
    said = [one.message.vi for one in check(source).findings if one.code == "form-unused"]
    assert any("“tấm thẻ”" in line for line in said)
    write(source, "topics/them.vi.md", '+++\ntitle = "x"\nsection = "law"\n+++\nTấm thẻ, thẻ cử tri.\n')
    said = [one.message.vi for one in check(source).findings if one.code == "form-unused"]
    assert not any("thẻ" in line for line in said)


def test_a_topic_that_is_not_there_is_a_warning(source: Path) -> None:
    change(source, "glossary/the.vi.md", "+++\nLà", 'topic = "khong-co"\n+++\nLà')
    assert found(source, "gloss-topic") == [(Severity.WARNING, "glossary/the.vi.md", "topic")]


def test_a_word_that_stands_twice_and_a_source_that_is_not_there_are_errors(source: Path) -> None:
    write(source, "glossary/2026/the.vi.md", VI)
    assert found(source, "gloss-twice") == [(Severity.ERROR, "glossary/2026/the.vi.md", "")]
    change(source, "glossary/the.vi.md", "Là tấm thẻ.", "Là [tấm thẻ](@khong-co).")
    assert (Severity.ERROR, "glossary/the.vi.md", "") in found(source, "no-such-source")


def test_missing_english_and_other_blocks_are_warnings(source: Path) -> None:
    write(source, "glossary/khac.vi.md", '+++\ntitle = "Khác"\n+++\nx\n')
    assert found(source, "english-missing") == [(Severity.WARNING, "glossary/khac.vi.md", "")]
    change(source, "glossary/the.en.md", "A card.", "- A card.")
    assert found(source, "translation-differs") == [(Severity.WARNING, "glossary/the.en.md", "")]


def test_what_is_never_shown_is_not_shown_in_a_word_either(source: Path) -> None:
    change(source, "glossary/the.vi.md", "Là tấm thẻ.", "Gọi 0912345678.")
    assert [one.file for one in check(source).errors] == ["glossary/the.vi.md"]


def test_long_sentences_are_notes_one_by_one_with_their_paragraph_and_beginning(source: Path) -> None:
    change(source, "glossary/the.en.md", "A card.", "A card. " + "word " * 26 + ".")
    change(source, "glossary/the.vi.md", "Là tấm thẻ.", "Là tấm thẻ.\n\n" + "chữ " * 35 + "cuối.")
    notes = [one for one in check(source).findings if one.code == "long-sentence"]
    assert [(one.file, one.place) for one in notes] == [
        ("glossary/the.en.md", "đoạn 1"),
        ("glossary/the.vi.md", "đoạn 2"),
    ]
    assert "“word word word word word word…”" in notes[0].message.en
    assert "25" in notes[0].message.en
    assert "36 tiếng, dài hơn 35 tiếng (khoảng 25 từ)" in notes[1].message.vi


def test_a_candidates_own_long_sentence_is_nobodys_business(source: Path) -> None:
    before = found(source, "long-sentence")
    programme = next((source / "programmes").glob("*.vi.md"))
    programme.write_text(programme.read_text(encoding="utf-8") + "\n" + "chữ " * 60 + ".\n", encoding="utf-8")
    assert found(source, "long-sentence") == before
