"""An action programme (chương trình hành động) in Word -> the Markdown a source keeps, word for word.

No form is prescribed (facts C.3), so nothing is understood: headings, lists and tables stay what they are, bold
and italic too. Left out are the letterhead and the title, which the kiosk's own page bears; whatever else would
get lost is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from docx.oxml.ns import qn

from voter_kiosk.authoring.characters import clean
from voter_kiosk.authoring.findings import error, note, warning
from voter_kiosk.authoring.legacy import by_font, is_legacy_font, legacy_finding, suggestion
from voter_kiosk.authoring.markdown import read_document
from voter_kiosk.authoring.never_shown import bare, forbidden
from voter_kiosk.authoring.word import (
    CELL,
    ROW,
    RUN,
    TABLE,
    Fonts,
    Numbered,
    Numbering,
    P,
    blocks,
    inside,
    is_on,
    open_word,
    text_boxes,
    text_of,
    tracked_changes,
)
from voter_kiosk.domain.finding import Finding, Severity
from voter_kiosk.domain.vietnamese import nfc

_TITLE: Final = re.compile(r"^\W*(?:du kien )?chuong trinh hanh dong")
_LETTERHEAD: Final = re.compile(
    r"^\W*(?:cong hoa xa hoi chu nghia viet nam|doc lap\W+tu do\W+hanh phuc"
    r"|cua (?:nguoi )?ung cu(?: vien)?(?: dai bieu)?[^.]{0,120}|cua nguoi ung cu[^.]{0,120})\W*$"
)
_TITLE_LINES: Final = 12
_LONGEST_HEADING: Final = 120
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>|~&])")
_TYPED_BULLET: Final = re.compile(r"^[-–—+•·*▪●○➢✓]\s*(?=\S)")
_TABS: Final = re.compile(r"[ \t\u00a0]+")


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme as Markdown, the first lines as they stand in the file, and what was found."""

    markdown: str
    opening: str
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether it may go into a source."""
        return bool(self.markdown) and not any(one.severity is Severity.ERROR for one in self.findings)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One paragraph: its Markdown, what it says, what it is (p, h2, h3, ul, ol, table), the number of an ol."""

    markdown: str
    said: str
    kind: str
    count: int = 0


def is_programme(lines: list[str], name: str) -> bool:
    """Whether a document is a programme: by its title, or else by its file's name."""
    if any(_TITLE.match(bare(nfc(line))) for line in lines[:_TITLE_LINES]):
        return True
    return re.search(r"chuong ?trinh ?hanh ?dong|\bcthd\b", re.sub(r"[_.-]+", " ", bare(nfc(name)))) is not None


def from_word(path: Path, file: str) -> Programme:
    """Read a Word document as a programme; raises nearly anything for a broken one."""
    document = open_word(path)
    reader = _Reader(document, file)
    pieces = [piece for piece in reader.pieces() if piece.said.strip()]
    opening = "\n".join(piece.said for piece in pieces[:_TITLE_LINES])
    pieces = [
        piece
        for number, piece in enumerate(pieces)
        if number >= _TITLE_LINES or not _is_letterhead(piece.said, number, pieces)
    ]
    markdown = "".join(_joined(pieces))
    body = document.element.body
    findings = [*tracked_changes(body, file), *reader.findings]
    findings += [
        error(box.code, (box.message.vi, box.message.en), (box.remedy.vi, box.remedy.en), file=file)
        for box in text_boxes(body, file)
    ]
    if body.find(f".//{qn('w:drawing')}") is not None or body.find(f".//{qn('w:pict')}") is not None:
        findings.append(
            note(
                "pictures-left",
                ("Hình trong tệp không được lấy.", "The pictures in the file were not taken."),
                ("Ảnh chân dung phải là một tệp riêng.", "A photograph must be a file of its own."),
                file=file,
            )
        )
    if not markdown.strip():
        findings.append(
            error(
                "no-text",
                ("Tệp này không có chữ, có lẽ là bản chụp.", "This file has no words; perhaps it is a scan."),
                ("Hãy xin bản gõ máy.", "Ask for the typed original."),
                file=file,
            )
        )
    findings += judged(markdown, file)
    return Programme(markdown, opening, tuple(findings))


def from_markdown(data: bytes, file: str) -> Programme:
    """Check a programme that is Markdown already; it is kept as it is."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        found = error(
            "file-unreadable",
            ("Tệp này không phải văn bản UTF-8.", "This file is not UTF-8 text."),
            ("Lưu lại dạng UTF-8 rồi thử lại.", "Save it as UTF-8 and try again."),
            file=file,
        )
        return Programme("", "", (found,))
    opening = "\n".join(text.splitlines()[:_TITLE_LINES])
    return Programme(text, opening, tuple(judged(text, file)))


def judged(markdown: str, file: str) -> Iterator[Finding]:
    """What the house's own Markdown reader says, and what may never be shown."""
    yield from (one for one in read_document(markdown, file).findings if one.severity is Severity.ERROR)
    for number, line in enumerate(markdown.splitlines(), start=1):
        private = forbidden(line)
        if private is not None:
            yield error(
                "never-shown",
                (
                    f"Chương trình có {private.what.vi}, là điều không bao giờ được đưa lên.",
                    f"The programme holds {private.what.en}, which may never be shown.",
                ),
                ("Hãy xóa phần đó trong tệp rồi nhập lại.", "Take that out of the file and import again."),
                file=file,
                place=f"dòng {number}",
            )


class _Reader:
    """Walks a document's body and gives its paragraphs as Markdown."""

    def __init__(self, document: Any, file: str) -> None:
        self._document = document
        self._file = file
        self._fonts = Fonts(document)
        self._numbering = Numbering(document)
        self._converted = 0
        self._sample = ""
        self._asked: list[Finding] = []
        styles = document.styles.element.iter(qn("w:style"))
        self._styles = {style.get(qn("w:styleId")): style for style in styles}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was seen while reading, after :meth:`pieces`."""
        found = list(self._asked)
        if self._converted:
            found.append(
                warning(
                    "legacy-converted",
                    (
                        f"{self._converted} đoạn gõ bằng phông chữ cũ (.VnTime, VNI) đã được chuyển sang "
                        f"Unicode, như “{self._sample}”.",
                        f"{self._converted} paragraphs in a legacy font (.VnTime, VNI) were converted to "
                        f"Unicode, such as “{self._sample}”.",
                    ),
                    (
                        "Hãy đọc lại cả bài bên bản gốc, nhất là chữ hoa có dấu.",
                        "Read the whole text beside the original, capitals with marks above all.",
                    ),
                    file=self._file,
                )
            )
        return tuple(found)

    def pieces(self) -> Iterator[_Piece]:
        """Every paragraph and table in order."""
        for block in blocks(self._document.element.body):
            if block.tag == P:
                yield from self._paragraph(block)
            else:
                yield self._table(block)

    def _paragraph(self, paragraph: Any) -> Iterator[_Piece]:
        spans = self._spans(paragraph)
        kind, before = self._kind(paragraph)
        for line in _split(spans):
            said = "".join(text for text, _ in line).strip()
            if not said:
                continue
            own = kind
            if own == "p" and before is None and _TYPED_BULLET.match(said):
                line, own = _without_bullet(line), "ul"  # noqa: PLW2901
                said = "".join(text for text, _ in line).strip()
            if before is not None and before.label and own != "ol":
                line = [(f"{before.label} ", line[0][1]), *line]  # noqa: PLW2901
                said = f"{before.label} {said}"
            all_bold = all("b" in mark for text, mark in line if text.strip())
            if own == "p" and all_bold and len(said) < _LONGEST_HEADING and said[-1] not in ".;,":
                own = "h2"
            count = before.count if before is not None and own == "ol" else 0
            yield _Piece(_marked(line, plain=own in ("h2", "h3")), said, own, count)
            kind, before = "p", None  # what follows a line break bears no number of its own

    def _spans(self, paragraph: Any) -> list[tuple[str, str]]:
        """The words of a paragraph with their marks (``b``, ``i``), legacy fonts converted."""
        runs = [run for run in inside(paragraph, RUN, stop=P) if not _hidden(run)]
        read = [(text_of(run), self._fonts.of(paragraph, run.find(qn("w:rPr"))), _marks(run)) for run in runs]
        whole = "".join(text for text, _, _ in read)
        meant = suggestion([(text, font) for text, font, _ in read])
        if meant and any(is_legacy_font(font) for _, font, _ in read):
            self._converted += 1
            self._sample = self._sample or clean(meant)[:60]
            read = [(by_font(text, font), font, mark) for text, font, mark in read]
        elif meant and meant != whole:
            self._asked.append(_legacy(whole, meant, self._file))
        return [(_TABS.sub(" ", clean_keep(text)), mark) for text, _, mark in read if text]

    def _kind(self, paragraph: Any) -> tuple[str, Numbered | None]:
        """What a paragraph is, and what Word prints before it."""
        name = f"{qn('w:pPr')}/{qn('w:pStyle')}"
        style = self._styles.get(found.get(qn("w:val"))) if (found := paragraph.find(name)) is not None else None
        named = style.find(qn("w:name")) if style is not None else None
        title = (named.get(qn("w:val"), "") if named is not None else "").lower()
        properties = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if properties is None and style is not None:
            properties = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        before = self._numbering.of(properties) if properties is not None else None
        heading = re.fullmatch(r"(?:heading|tiêu đề) (\d)", title)
        if heading or title == "title":
            return ("h3" if heading and heading[1] not in "12" else "h2"), before
        if before is not None:
            return ("ol" if before.plain else "p" if before.label else "ul"), before
        return ("ul" if title.startswith("list bullet") else "p"), None

    def _table(self, table: Any) -> _Piece:
        rows = []
        for row in inside(table, ROW, stop=TABLE):
            cells = []
            for cell in inside(row, CELL, stop=TABLE):
                words = " ".join("".join(text for text, _ in self._spans(paragraph)) for paragraph in cell.iter(P))
                cells.append(" ".join(words.split()))
                width = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
                span = int(width.get(qn("w:val"), "1")) if width is not None else 1
                cells.extend([""] * (min(span, 20) - 1))
            rows.append(cells)
        width = max(map(len, rows), default=0)
        said = "\n".join(" ".join(filter(None, row)) for row in rows)
        if width < 2:
            return _Piece(_escaped(" ".join(said.split())), said, "p")
        lines = [
            "| " + " | ".join(_inline(cell) for cell in [*row, *[""] * (width - len(row))]) + " |" for row in rows
        ]
        lines.insert(1, "|" + " --- |" * width)
        return _Piece("\n".join(lines), said, "table")


def clean_keep(text: str) -> str:
    """As :func:`clean`, but blanks at either end stay: a run ends in the middle of a sentence."""
    return clean(f"|{text}|")[1:-1]


def _legacy(seen: str, meant: str, file: str) -> Finding:
    return legacy_finding(clean(seen)[:80], clean(meant)[:80], file, "")


def _hidden(run: Any) -> bool:
    properties = run.find(qn("w:rPr"))
    return properties is not None and is_on(properties.find(qn("w:vanish")))


def _marks(run: Any) -> str:
    properties = run.find(qn("w:rPr"))
    if properties is None:
        return ""
    return "".join(mark for mark in "bi" if is_on(properties.find(qn(f"w:{mark}"))))


def _split(spans: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """The spans line by line."""
    line: list[tuple[str, str]] = []
    for text, mark in spans:
        first, *more = text.split("\n")
        line.append((first, mark))
        for part in more:
            yield line
            line = [(part, mark)]
    yield line


def _without_bullet(line: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A line without the dash or dot that was typed before it."""
    rest = list(line)
    while rest and not rest[0][0].strip():
        rest.pop(0)
    first, mark = rest[0]
    stripped = _TYPED_BULLET.sub("", first.lstrip()) if first.strip() not in "-–—+•·*▪●○➢✓" else ""
    return [(stripped, mark), *rest[1:]]


def _marked(line: list[tuple[str, str]], *, plain: bool) -> str:
    """Spans as Markdown: runs of one mark joined, blanks outside of the marks."""
    joined: list[tuple[str, str]] = []
    for text, mark in line:
        if joined and (joined[-1][1] == mark or not text.strip()):
            joined[-1] = joined[-1][0] + text, joined[-1][1]
        elif text:
            joined.append((text, mark))
    out = ""
    for text, mark in joined:
        inner = text.strip()
        stars = "" if plain or not inner else {"": "", "b": "**", "i": "*", "bi": "***"}[mark]
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        out += f"{before}{stars}{_inline(inner)}{stars}{after}" if inner else text
    return _escaped_start(" ".join(out.split()))


def _inline(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _escaped(text: str) -> str:
    return _escaped_start(_inline(text))


def _escaped_start(text: str) -> str:
    """A line whose first sign would make it a heading or a list: a number that was typed stays a number."""
    number = re.match(r"^(\d+)([.)])", text)
    if number:
        return f"{number[1]}\\{number[2]}{text[number.end() :]}"
    return re.sub(r"^([#+\-!:])", r"\\\1", text)


def _is_letterhead(said: str, number: int, pieces: list[_Piece]) -> bool:
    seen = bare(nfc(said))
    if _LETTERHEAD.match(seen) or not re.search(r"\w", seen):
        return True
    titled = any(_TITLE.match(bare(nfc(piece.said))) for piece in pieces[:number])
    return bool(_TITLE.match(seen)) and not titled and len(said) < 2 * _LONGEST_HEADING


def _joined(pieces: list[_Piece]) -> Iterator[str]:
    """The document: items of one list together, everything else by empty lines.

    A list that goes on after other words keeps its numbers, as words: Markdown would begin it anew.
    """
    before, count = "", 0
    for piece in pieces:
        kind, markdown = piece.kind, piece.markdown
        if kind == "ol" and piece.count != (count + 1 if before == "ol" else 1):
            kind, markdown = "p", f"{piece.count}\\. {markdown}"
        if before:
            yield "\n" if kind == before and kind in ("ul", "ol") else "\n\n"
        yield {"h2": "## ", "h3": "### ", "ul": "- ", "ol": f"{piece.count}. "}.get(kind, "") + markdown
        before, count = kind, piece.count
    if before:
        yield "\n"
