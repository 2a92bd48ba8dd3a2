"""Markdown -> typed blocks. Nothing here ever makes HTML, and nothing a writer typed gets lost in silence.

Python-Markdown reads the block structure (its parser's ElementTree, before any serialisation); the few inline
marks a kiosk draws are read here, strictly: what is not one of them is an error with its file and line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Final
from xml.etree import ElementTree as Tree

from markdown import Markdown
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.tables import TableProcessor

from voter_kiosk.authoring.characters import broken, broken_finding, unknown_forms
from voter_kiosk.authoring.findings import Said, error, line_place
from voter_kiosk.domain.content import Block, BlockKind, Line, Span
from voter_kiosk.domain.finding import Finding
from voter_kiosk.domain.vietnamese import mend_icelandic, nfc

TONES: Final = ("info", "warning", "law")
"""What a callout may be; ``step`` is the fourth kind of admonition and makes a step."""

TOML_FAULTS: Final = (ValueError, RecursionError)
"""What ``tomllib.loads`` raises; a number of too many digits is not among its ``TOMLDecodeError``."""

_FENCE: Final = "+++"
_NEAR: Final = 40  # signs around a mark that are looked for in the file to find its line
_BLANKS = re.compile(r"[ \t\n]+")
_EXPLICIT_ID = re.compile(r"\s*\{#([a-z][a-z0-9-]*)\}\s*$")
_FIGURE = re.compile(
    r'!\[(?P<alt>[^\]\n]*)\]\(\s*(?P<path>[^)\s"]+)(?:\s+"(?P<caption>[^\n]*)")?\s*\)'
    r"(?:\s*\{#(?P<id>[a-z][a-z0-9-]*)\})?"
)
_MEDIA_PATH = re.compile(r"media/[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*\.(?:png|jpe?g)", re.IGNORECASE)
_ADMONITION_LINE = re.compile(r'!!! ?[\w-]+(?: +"[^\n]*")? *')
_INLINE = re.compile(
    r"(?P<escape>\\[\\`*_{}\[\]()<>#+\-.!|\"&~:])"
    r"|(?P<image>!\[)"
    r"|\[(?P<label>[^\[\]]*)\]\((?P<target>[^()]*)\)"
    r"|(?P<code>`+)"
    r"|(?P<html></?[A-Za-z][^<>]*>|<!--|<[?!]\w)"
    r"|(?P<entity>&(?:\#\d+|\#[xX][0-9a-fA-F]+|[A-Za-z]\w*);)"
    r"|(?P<mark>\*+|_+)"
)
_SOURCE = re.compile(r"@([a-z0-9][a-z0-9._-]*)")
_REFERENCE = re.compile(r" {0,3}\[[^\]]+\]:\s*\S")
_RUN_ON_LIST = re.compile(r"\n {0,3}(?:[-+*]|\d+\.) ")
_RUN_ON_TABLE = re.compile(r"^\s*\|.*\|\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Compiled:
    """The blocks of a text, and what was found wrong on the way. With an error the blocks are not to be used."""

    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file: its front matter, its body compiled, and its findings."""

    meta: Mapping[str, Any]
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...]


def read_document(text: str, file: str) -> Document:
    """Read one file: TOML between two ``+++`` lines (it may be missing), then Markdown.

    ``file`` is only said in findings. Never raises for anything a person may type.
    """
    source, findings = _clean(text, file)
    lines = source.split("\n")
    meta: Mapping[str, Any] = {}
    start = 0
    if lines[0].strip() == _FENCE:
        end = next((index for index in range(1, len(lines)) if lines[index].strip() == _FENCE), None)
        if end is None:
            findings.append(
                error(
                    "front-matter-open",
                    (
                        "Phần đầu tệp mở bằng dòng +++ mà không đóng lại.",
                        "The front matter opens with +++ and never closes.",
                    ),
                    ("Thêm một dòng +++ sau phần đầu tệp.", "Add a +++ line after the front matter."),
                    file=file,
                    place=line_place(1),
                )
            )
            return Document({}, (), tuple(findings))
        try:
            meta = tomllib.loads("\n".join(lines[1:end]))
        except TOML_FAULTS as problem:
            findings.append(toml_finding(problem, file, offset=1))
        start = end + 1
    compiled = _compile(lines[start:], file, first_line=start + 1)
    return Document(meta, compiled.blocks, (*findings, *compiled.findings))


def toml_finding(problem: Exception, file: str, offset: int = 0) -> Finding:
    """Make a finding of a TOML error; ``offset`` is how many lines stand above the TOML text."""
    said = (
        str(problem) if isinstance(problem, tomllib.TOMLDecodeError) else "a number or a nesting without measure"
    )
    at = re.search(r"\(at line (\d+)", said)
    return error(
        "toml",
        ("Phần TOML không đọc được.", f"The TOML cannot be read: {said}."),
        (
            "Kiểm tra dấu ngoặc kép, dấu bằng và ngoặc vuông ở dòng này.",
            "Look at the quotes, equals signs and brackets of this line.",
        ),
        file=file,
        place=line_place(int(at.group(1)) + offset) if at else "",
    )


def compile_markdown(text: str, file: str) -> Compiled:
    """Compile Markdown without front matter, as :func:`read_document` does with its body."""
    source, findings = _clean(text, file)
    compiled = _compile(source.split("\n"), file, first_line=1)
    return Compiled(compiled.blocks, (*findings, *compiled.findings))


def lines_of(block: Block) -> Iterator[Line]:
    """Every line of text a block shows, in reading order (a figure's alternative text is not one)."""
    if block.line:
        yield block.line
    yield from block.items
    for row in block.rows:
        yield from row


def plain_text(block: Block) -> str:
    """The words of a block in reading order, one line of text a line, without marks."""
    return "\n".join("".join(span.text for span in line) for line in lines_of(block))


def _clean(text: str, file: str) -> tuple[str, list[Finding]]:
    """Bring ``text`` into the one form that is compiled, and say what had to be changed."""
    findings: list[Finding] = []
    source = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    findings.extend(unknown_forms(source, file))
    mended, _ = mend_icelandic(nfc(source))
    kept = []
    for number, line in enumerate(mended.split("\n"), start=1):
        lost = broken(line)
        if lost:
            findings.append(broken_finding(file, line_place(number)))
            line = "".join(char for char in line if char not in lost)  # noqa: PLW2901
        line = line.replace("\u2028", " ").replace("\u2029", " ").expandtabs(4)  # noqa: PLW2901
        kept.append(line if line.strip() else "")
    return "\n".join(kept), findings


class _Admonition(AdmonitionProcessor):
    """As the extension's, but a missing title stays missing instead of becoming the English word of its kind."""

    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        """Give the kind, and the title or None."""
        return match.group(1).lower(), match.group(2) or None


class _Table(TableProcessor):
    """As the extension's, but a row with more cells than the header keeps them, so that the check can see it."""

    def _build_row(self, row: str, parent: Tree.Element, align: Sequence[str | None]) -> None:
        split: Callable[[str], list[str]] = self._split_row  # type: ignore[attr-defined]  # not in the stubs
        cells = [cell.strip() for cell in split(row)]
        made = Tree.SubElement(parent, "tr")
        for index in range(max(len(align), len(cells))):
            cell = Tree.SubElement(made, "td", {} if index < len(align) else {"surplus": row})
            cell.text = cells[index] if index < len(cells) else ""


def _parser() -> Markdown:
    """Give a parser of blocks alone: no HTML, no reference definitions, lists never joined across kinds."""
    markdown = Markdown()
    blocks = markdown.parser.blockprocessors
    blocks.deregister("reference")
    blocks.register(_Admonition(markdown.parser), "admonition", 105)
    blocks.register(_Table(markdown.parser, {"use_align_attribute": True}), "table", 75)
    blocks["olist"].LAZY_OL = False  # type: ignore[attr-defined]  # a list that starts at 2026 is a sentence
    for name, tag in (("olist", "ol"), ("ulist", "ul")):
        blocks[name].SIBLING_TAGS = [tag]  # type: ignore[attr-defined]  # the library's own knob, untyped
    return markdown


def _compile(lines: Sequence[str], file: str, first_line: int) -> Compiled:
    compiler = _Compiler(lines, file, first_line)
    try:
        root = _parser().parser.parseDocument(list(lines)).getroot()
        compiler.check_lines()
        for element in root if root is not None else ():
            compiler.block(element)
    except RecursionError:
        compiler.wrong(
            "nested-too-deep",
            ("Văn bản lồng nhau quá nhiều tầng.", "The text is nested too deeply."),
            ("Viết lại thành các đoạn và danh sách một tầng.", "Write it as paragraphs and flat lists."),
            "",
        )
    return Compiled(tuple(compiler.blocks), tuple(compiler.findings))


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of a line: text, or a run of marks that may open or close."""

    span: Span
    mark: str = ""
    near: str = ""
    opens: bool = False
    closes: bool = False


class _Compiler:
    """Turns the elements of one document into blocks, with ids, and gathers findings."""

    def __init__(self, lines: Sequence[str], file: str, first_line: int) -> None:
        self._lines = lines
        self._file = file
        self._first = first_line
        self._ordinals: dict[BlockKind, int] = {}
        self._ids: set[str] = set()
        self._seen: dict[str, int] = {}
        self.blocks: list[Block] = []
        self.findings: list[Finding] = []

    def wrong(self, code: str, message: Said, remedy: Said, near: str) -> None:
        """Record an error at the line where ``near`` stands; each further call finds the next such line."""
        self.findings.append(error(code, message, remedy, file=self._file, place=self._place(near)))

    def check_lines(self) -> None:
        """Find what the block parser would take for plain words although it was meant as a mark."""
        for line in self._lines:
            if line.lstrip().startswith("!!!") and not _ADMONITION_LINE.fullmatch(line.strip()):
                self.wrong(
                    "callout-form",
                    ("Khung không đúng mẫu.", "This callout is not of the form."),
                    ('Viết: !!! info "Tiêu đề".', 'Write: !!! info "Title".'),
                    line.strip(),
                )
            if _REFERENCE.match(line):
                self._wrong_link(line.strip())

    def block(self, element: Tree.Element) -> None:
        """Add what one top element makes: usually one block."""
        tag, kind = element.tag, element.get("class", "")
        if tag == "p":
            self._paragraph(element.text or "")
        elif tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self._heading(int(tag[1]), element.text or "")
        elif tag in {"ul", "ol"}:
            self._list(element)
        elif tag == "table":
            self._table(element)
        elif tag == "blockquote":
            self._quote(element)
        elif tag == "div" and kind.startswith("admonition"):
            self._admonition(element, kind.removeprefix("admonition").strip())
        elif tag == "hr":
            self.wrong(
                "rule",
                ("Đường kẻ ngang không dùng được.", "A horizontal rule cannot be used."),
                ("Bỏ dòng này; dùng tiêu đề ## để chia phần.", "Drop this line; use a ## heading instead."),
                next((line for line in self._lines if re.fullmatch(r" {0,3}([-*_] *){3,}", line)), ""),
            )
        else:
            self._wrong_code("".join(element.itertext()).strip().split("\n")[0])

    def _paragraph(self, text: str) -> None:
        figure = _FIGURE.fullmatch(text.strip())
        if figure:
            self._figure(figure)
            return
        if _RUN_ON_LIST.search("\n" + text.strip("\n")) or _RUN_ON_TABLE.search(text):
            self.wrong(
                "list-needs-blank-line",
                ("Danh sách hoặc bảng dính liền đoạn văn.", "A list or a table runs on from a paragraph."),
                (
                    "Thêm một dòng trống trước danh sách hoặc bảng, và kiểm tra dòng |---| dưới đầu bảng.",
                    "Put an empty line before the list or table, and look at the |---| line under its header.",
                ),
                text.strip().split("\n")[-1],
            )
        line, explicit = self._line(text)
        self._add(BlockKind.PARAGRAPH, Block("", BlockKind.PARAGRAPH, line), explicit, text)

    def _figure(self, figure: re.Match[str]) -> None:
        path, alt = figure["path"], figure["alt"].strip()
        if not _MEDIA_PATH.fullmatch(path):
            self.wrong(
                "figure-path",
                (f"Hình “{path}” phải nằm trong thư mục media.", f"The picture “{path}” must lie in media/."),
                (
                    "Viết media/ten-tep.png hoặc .jpg, tên không dấu.",
                    "Write media/name.png or .jpg, plain letters.",
                ),
                path,
            )
        if not alt:
            self.wrong(
                "figure-alt",
                (
                    "Hình chưa có lời mô tả cho người không nhìn thấy.",
                    "The picture has no description for the blind.",
                ),
                ("Viết lời mô tả trong ngoặc vuông: ![mô tả](…).", "Write it in the square brackets: ![text](…)."),
                path,
            )
        line, _ = self._line(figure["caption"] or "")
        block = Block("", BlockKind.FIGURE, line, media=path, alt=alt)
        self._add(BlockKind.FIGURE, block, figure["id"] or "", path)

    def _heading(self, level: int, text: str) -> None:
        line, explicit = self._line(text)
        if level not in {2, 3}:
            self.wrong(
                "heading-level",
                ("Chỉ dùng được tiêu đề ## và ###.", "Only ## and ### headings can be used."),
                (
                    "Tên bài đã ở phần đầu tệp; đổi dấu # cho đúng.",
                    "The title is in the front matter; change the #.",
                ),
                text,
            )
        if not line:
            self.wrong(
                "heading-empty",
                ("Có tiêu đề trống.", "There is an empty heading."),
                ("Viết chữ sau dấu ## hoặc bỏ dòng này.", "Write words after ## or drop the line."),
                "#",
            )
        self._add(BlockKind.HEADING, Block("", BlockKind.HEADING, line, level=level), explicit, text)

    def _list(self, element: Tree.Element) -> None:
        first = element.get("start", "1")
        if first != "1":
            self.wrong(
                "list-start",
                (f"Danh sách đánh số bắt đầu từ {first}.", f"A numbered list starts at {first}."),
                (
                    "Bắt đầu từ 1; nếu đây không phải danh sách, viết dấu gạch chéo trước dấu chấm: 2026\\.",
                    "Start at 1; if this is no list, put a backslash before the point: 2026\\.",
                ),
                f"{first}.",
            )
        items, explicit = self._details(list(element))
        block = Block("", BlockKind.LIST, items=items, ordered=element.tag == "ol")
        self._add(BlockKind.LIST, block, explicit, "")

    def _table(self, element: Tree.Element) -> None:
        rows: list[tuple[Line, ...]] = []
        for row in element.iter("tr"):
            cells = [self._line(cell.text or "", ids=False)[0] for cell in row]
            surplus = [cell.get("surplus", "") for cell in row if cell.get("surplus")]
            if surplus:
                self.wrong(
                    "table-row",
                    (
                        "Một dòng của bảng có nhiều ô hơn đầu bảng.",
                        "A row of the table has more cells than its header.",
                    ),
                    ("Viết cùng số ô; dấu | trong chữ viết là \\|.", "Write as many cells; a | in words is \\|."),
                    surplus[0],
                )
            if any(cells) or not rows:
                rows.append(tuple(cells))
        self._add(BlockKind.TABLE, Block("", BlockKind.TABLE, rows=tuple(rows)), "", "")

    def _quote(self, element: Tree.Element) -> None:
        for child in element:
            if child.tag == "p":
                line, explicit = self._line(child.text or "")
                self._add(BlockKind.QUOTE, Block("", BlockKind.QUOTE, line), explicit, child.text or "")
            else:
                self._wrong_nesting(child)

    def _admonition(self, element: Tree.Element, kind: str) -> None:
        children = list(element)
        title: Line = ()
        explicit = ""
        if children and children[0].get("class") == "admonition-title":
            title, explicit = self._line(children.pop(0).text or "")
        items, inner = self._details(children)
        if kind == "step":
            if not title:
                self.wrong(
                    "step-title",
                    ("Bước chưa nói phải làm gì.", "The step does not say what to do."),
                    ('Viết: !!! step "Việc phải làm".', 'Write: !!! step "What to do".'),
                    "!!! step",
                )
            number = self._ordinals.get(BlockKind.STEP, 0) + 1
            block = Block("", BlockKind.STEP, title, items, level=number)
        else:
            if kind not in TONES:
                self.wrong(
                    "callout-kind",
                    (f"Không có loại khung “{kind}”.", f"There is no callout “{kind}”."),
                    ("Dùng info, warning, law hoặc step.", "Use info, warning, law or step."),
                    f"!!! {kind}",
                )
            block = Block("", BlockKind.CALLOUT, title, items, tone=kind)
        self._add(block.kind, block, explicit or inner, "")

    def _details(self, elements: Sequence[Tree.Element]) -> tuple[tuple[Line, ...], str]:
        """Give the lines of list items and paragraphs, one level deep, and an id if the last one carries it."""
        items: list[Line] = []
        explicit = ""

        def add(text: str) -> None:
            nonlocal explicit
            line, named = self._line(text)
            explicit = named or explicit
            if line:
                items.append(line)

        for element in elements:
            if element.tag == "p":
                add(element.text or "")
            elif element.tag == "li":
                add(" ".join([element.text or "", *(child.text or "" for child in element if child.tag == "p")]))
                for child in element:
                    if child.tag != "p":
                        self._wrong_nesting(child)
            elif element.tag in {"ul", "ol"}:
                inner, named = self._details(list(element))
                items.extend(inner)
                explicit = named or explicit
            else:
                self._wrong_nesting(element)
        return tuple(items), explicit

    def _wrong_nesting(self, element: Tree.Element) -> None:
        words = "".join(element.itertext()).strip().split("\n")[0]
        self.wrong(
            "nested",
            (
                "Một khối nằm trong khối khác mà máy không vẽ được.",
                "A block stands inside another that cannot hold it.",
            ),
            ("Đưa khối này ra ngoài, hoặc viết danh sách một tầng.", "Move it out, or write a flat list."),
            words,
        )

    def _add(self, kind: BlockKind, block: Block, explicit: str, near: str) -> None:
        self._ordinals[kind] = ordinal = self._ordinals.get(kind, 0) + 1
        name = explicit or f"{kind.value}-{ordinal}"
        if name in self._ids:
            self.wrong(
                "block-id-twice",
                (f"Mã khối “{name}” dùng hai lần.", f"The block id “{name}” is used twice."),
                ("Đặt cho mỗi khối một mã riêng.", "Give every block an id of its own."),
                near.strip().split("\n")[-1] or f"{{#{explicit}}}",
            )
        self._ids.add(name)
        self.blocks.append(replace(block, id=name))

    def _line(self, text: str, *, ids: bool = True) -> tuple[Line, str]:
        """Read a line's inline marks; ``{#id}`` at its end is given apart."""
        explicit = ""
        named = _EXPLICIT_ID.search(text) if ids else None
        if named:
            explicit = named.group(1)
            text = text[: named.start()]
        text = _BLANKS.sub(" ", text).strip(" ")
        return _joined(self._spans(text, "")), explicit

    def _spans(self, text: str, source: str) -> list[Span]:
        tokens: list[_Token] = []
        at = 0
        for match in _INLINE.finditer(text):
            tokens.append(_Token(Span(text[at : match.start()], source=source)))
            at = match.end()
            tokens.extend(self._token(match, text, source))
        tokens.append(_Token(Span(text[at:], source=source)))
        return self._marked(tokens)

    def _token(self, match: re.Match[str], text: str, source: str) -> list[_Token]:
        raw = match.group()
        if match["escape"]:
            return [_Token(Span(raw[1:], source=source))]
        if match["mark"]:
            before = text[match.start() - 1 : match.start()] or " "
            after = text[match.end() : match.end() + 1] or " "
            inside = raw[0] == "_" and before.isalnum() and after.isalnum()
            usable = len(raw) <= 3 and not inside
            opens, closes = usable and not after.isspace(), usable and not before.isspace()
            word_before = re.split(r"\s", text[max(0, match.start() - _NEAR) : match.start()])[-1]
            word_after = re.split(r"\s", text[match.end() : match.end() + _NEAR], maxsplit=1)[0]
            return [_Token(Span(raw, source=source), raw, f"{word_before}{raw}{word_after}", opens, closes)]
        if match["target"] is not None:
            cited = _SOURCE.fullmatch(match["target"].strip())
            if cited and match["label"].strip() and not source:
                return [_Token(span) for span in self._spans(match["label"], cited.group(1))]
            self._wrong_link(raw)
        elif match["image"]:
            self.wrong(
                "image-inline",
                ("Hình phải đứng một mình trong một đoạn.", "A picture must stand alone in its paragraph."),
                ("Để một dòng trống trước và sau hình.", "Put an empty line before and after it."),
                raw,
            )
        elif match["code"]:
            self._wrong_code(raw)
        elif raw.lower().startswith(("<http", "<mailto", "<www")):
            self._wrong_link(raw)
        else:
            self.wrong(
                "html",
                ("Không dùng được HTML.", "HTML cannot be used."),
                (
                    "Bỏ thẻ này; chỉ dùng **đậm**, *nghiêng*, danh sách, bảng.",
                    "Drop it; use plain Markdown marks.",
                ),
                raw,
            )
        return [_Token(Span(raw, source=source))]

    def _marked(self, tokens: Sequence[_Token]) -> list[Span]:
        """Pair runs of marks (``*`` italic, ``**`` bold, ``***`` both) and lay them on the text between."""
        pairs: dict[int, int] = {}
        waiting: dict[str, int] = {}
        for index, token in enumerate(tokens):
            opener = waiting.get(token.mark)
            if token.closes and opener is not None:
                pairs[opener] = index
                del waiting[token.mark]
            elif token.opens:
                waiting[token.mark] = index
        paired = set(pairs) | set(pairs.values())
        bold = italic = 0
        spans: list[Span] = []
        for index, token in enumerate(tokens):
            if index in paired:
                change = 1 if index in pairs else -1
                bold += change * (len(token.mark) >= 2)
                italic += change * (len(token.mark) != 2)
                continue
            if token.mark.startswith("*") and (token.opens or token.closes):
                self.wrong(
                    "mark-unpaired",
                    (f"Dấu {token.mark} không có dấu đóng.", f"The mark {token.mark} is not paired."),
                    ("Thêm dấu đóng, hoặc viết \\* nếu muốn dấu sao.", "Close it, or write \\* for an asterisk."),
                    token.near,
                )
            spans.append(
                replace(token.span, bold=token.span.bold or bold > 0, italic=token.span.italic or italic > 0)
            )
        return spans

    def _wrong_link(self, raw: str) -> None:
        self.wrong(
            "link",
            ("Máy không mở liên kết ra ngoài.", "The kiosk opens no links."),
            (
                "Chỉ dùng được nguồn: [Điều 71](@ma-nguon).",
                "Only a source can stand here: [article 71](@source-id).",
            ),
            raw,
        )

    def _wrong_code(self, raw: str) -> None:
        self.wrong(
            "code",
            ("Không dùng được đoạn mã.", "Code cannot be used."),
            (
                "Bỏ dấu ` hoặc bốn dấu cách ở đầu dòng.",
                "Drop the ` marks or the four spaces at the start of the line.",
            ),
            raw,
        )

    def _place(self, near: str) -> str:
        wanted = near.strip().split("\n")[0]
        if not wanted:
            return ""
        start = self._seen.get(wanted, 0)
        for index in chain(range(start, len(self._lines)), range(start)):
            if wanted in self._lines[index]:
                self._seen[wanted] = index + 1
                return line_place(self._first + index)
        return ""


def _joined(spans: Sequence[Span]) -> Line:
    """Join neighbours that carry the same marks, and drop what is empty."""
    joined: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        if joined and replace(joined[-1], text="") == replace(span, text=""):
            joined[-1] = replace(span, text=joined[-1].text + span.text)
        else:
            joined.append(span)
    return tuple(joined)
