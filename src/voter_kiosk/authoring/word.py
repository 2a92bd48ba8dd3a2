"""Word documents, whoever reads them: the body in its order, text as it is printed, and what would get lost.

Read from the XML beneath python-docx's objects: its ``row.cells`` costs a search per merged cell, and it joins
runs without their fonts, which are the best hint at a legacy encoding (facts G.3).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import docx
from docx.oxml.ns import qn

from voter_kiosk.authoring.findings import error, warning
from voter_kiosk.domain.finding import Finding

P, TABLE, ROW, CELL, RUN = (qn(f"w:{tag}") for tag in ("p", "tbl", "tr", "tc", "r"))
_TEXT = qn("w:t")
_BREAKS = {qn("w:br"), qn("w:cr")}
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_CHANGES = ("w:ins", "w:del", "w:moveFrom", "w:moveTo")
_CONTENT_TYPES: Final = "[Content_Types].xml"
_PLAIN_DOCUMENT: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_DOCUMENTS: Final = (
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)


def open_word(path: Path) -> Any:
    """A Word document by python-docx; of one with macros, or a template, the text. Raises nearly anything.

    python-docx opens a plain document alone, told by one line of the package: that line is read as if it said so.
    """
    with zipfile.ZipFile(path) as archive:
        types = archive.read(_CONTENT_TYPES)
        if not any(other in types for other in _OTHER_DOCUMENTS):
            return docx.Document(str(path))
        for other in _OTHER_DOCUMENTS:
            types = types.replace(other, _PLAIN_DOCUMENT)
        plain = io.BytesIO()
        with zipfile.ZipFile(plain, "w") as copy:
            for entry in archive.infolist():
                copy.writestr(entry.filename, types if entry.filename == _CONTENT_TYPES else archive.read(entry))
    return docx.Document(plain)


def tracked_changes(body: Any, file: str) -> tuple[Finding, ...]:
    """An error where a document still holds changes that nobody has accepted."""
    if not any(body.find(f".//{qn(tag)}") is not None for tag in _CHANGES):
        return ()
    return (
        error(
            "tracked-changes",
            (
                f"{file} còn sửa đổi chưa được chấp nhận (Track Changes), nên không biết bản nào là bản đã niêm "
                "yết.",
                f"{file} has tracked changes that were never accepted, so which text was posted is not known.",
            ),
            (
                "Mở tệp trong Word, chấp nhận hoặc từ chối mọi sửa đổi, lưu lại rồi nhập lại.",
                "Open it in Word, accept or reject every change, save, and import again.",
            ),
            file=file,
        ),
    )


def text_boxes(body: Any, file: str) -> tuple[Finding, ...]:
    """A warning where words stand in a box of their own: such a box has no place in the order of the text."""
    boxes = [box for box in body.iter(qn("w:txbxContent")) if any(text.text for text in box.iter(_TEXT))]
    if not boxes:
        return ()
    return (
        warning(
            "text-box",
            (
                f"{file} có khung chữ (Text Box); chữ trong khung không được đọc.",
                f"{file} has a text box; the words in it are not read.",
            ),
            (
                "Nếu cần chữ đó, hãy chuyển ra ngoài khung trong Word rồi nhập lại.",
                "If they are needed, move them out of the box in Word and import again.",
            ),
            file=file,
        ),
    )


def blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, whatever content controls wrap them."""
    for child in parent:
        if child.tag in (P, TABLE):
            yield child
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from blocks(child)


def inside(parent: Any, tag: str, *, stop: str) -> Iterator[Any]:
    """Children of that tag, through content controls, but not those of a table within."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in _SKIPPED and child.tag != stop and isinstance(child.tag, str):
            yield from inside(child, tag, stop=stop)


def runs_of(paragraph: Any, fonts: Fonts) -> Iterator[tuple[str, str]]:
    """The printed text of a paragraph by run; deleted and hidden text is not printed."""
    for run in inside(paragraph, RUN, stop=P):
        properties = run.find(qn("w:rPr"))
        if properties is not None and is_on(properties.find(qn("w:vanish"))):
            continue
        text = text_of(run)
        if text:
            yield text, fonts.of(paragraph, properties)


def is_on(toggle: Any) -> bool:
    """Whether a property that is there or not (bold, hidden) is switched on."""
    return toggle is not None and toggle.get(qn("w:val"), "1") not in ("0", "false", "off")


def text_of(run: Any) -> str:
    """The words of one run."""
    return "".join(_pieces(run))


def _pieces(run: Any) -> Iterator[str]:
    for child in run:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield "\n"
        elif child.tag == qn("w:tab"):
            yield "\t"
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"


class Fonts:
    """Which font a run is printed in: its own, else its styles', else the document's default."""

    def __init__(self, document: Any) -> None:
        styles = document.styles.element
        self._styles = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
        self._known: dict[str, str] = {}
        defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        self._default = _font(defaults)

    def of(self, paragraph: Any, run: Any) -> str:
        """The font of a run with the properties ``run`` in ``paragraph``; empty where none is named."""
        own = _font(run)
        if own:
            return own
        style = run.find(qn("w:rStyle")) if run is not None else None
        named = self._of_style(style.get(qn("w:val"), "")) if style is not None else ""
        if named:
            return named
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return (self._of_style(style.get(qn("w:val"), "")) if style is not None else "") or self._default

    def _of_style(self, name: str) -> str:
        if name not in self._known:
            self._known[name] = ""  # before looking further: a style that is its own ancestor ends here
            style = self._styles.get(name)
            if style is not None:
                based = style.find(qn("w:basedOn"))
                self._known[name] = _font(style.find(qn("w:rPr"))) or (
                    self._of_style(based.get(qn("w:val"), "")) if based is not None else ""
                )
        return self._known[name]


def _font(properties: Any) -> str:
    fonts = properties.find(qn("w:rFonts")) if properties is not None else None
    return (fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")) or "") if fonts is not None else ""


@dataclass(frozen=True, slots=True)
class Numbered:
    """What Word prints before a paragraph of a list: ``label``, empty for a bullet.

    ``plain`` where the label is a bare count of the outermost level (``3.`` or ``3)``), and ``count`` that number.
    """

    label: str
    plain: bool = False
    count: int = 0


class Numbering:
    """Counts the lists of a document as Word does; to be asked paragraph by paragraph, in order."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, Any]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        try:
            lists = document.part.numbering_part.element
        except (KeyError, NotImplementedError):  # a document that has no list has no such part
            return
        for one in lists.iter(qn("w:abstractNum")):
            levels = {_whole(level.get(qn("w:ilvl"))): level for level in one.iter(qn("w:lvl"))}
            self._levels[one.get(qn("w:abstractNumId"), "")] = levels
        for one in lists.iter(qn("w:num")):
            name = one.get(qn("w:numId"), "")
            self._lists[name] = _value(one.find(qn("w:abstractNumId")))
            for override in one.iter(qn("w:lvlOverride")):
                start = override.find(qn("w:startOverride"))
                if start is not None:
                    self._starts[name, _whole(override.get(qn("w:ilvl")))] = _whole(_value(start))

    def of(self, properties: Any) -> Numbered | None:
        """What stands before a paragraph whose list properties (``w:numPr``) are these; ``None`` for nothing."""
        name, deep = _value(properties.find(qn("w:numId"))), _whole(_value(properties.find(qn("w:ilvl"))))
        abstract = self._lists.get(name)
        level = self._levels.get(abstract or "", {}).get(deep)
        if abstract is None or level is None:
            return None
        form = _value(level.find(qn("w:numFmt"))) or "decimal"
        text = _value(level.find(qn("w:lvlText")))
        counts = self._counts.setdefault(abstract, {})
        start = _whole(_value(level.find(qn("w:start"))) or "1")
        if (name, deep) in self._starts and (name, deep) not in self._begun:
            counts.pop(deep, None)
            start = self._starts[name, deep]
        self._begun.add((name, deep))
        counts[deep] = counts.get(deep, start - 1) + 1
        for deeper in [one for one in counts if one > deep]:
            del counts[deeper]
        if form in ("bullet", "none"):
            return Numbered("")
        label = re.sub(r"%([1-9])", lambda found: self._said(abstract, int(found[1]) - 1), text)
        plain = deep == 0 and form == "decimal" and text in ("%1.", "%1)", "%1")
        return Numbered(label, plain, counts[deep])

    def _said(self, abstract: str, deep: int) -> str:
        level = self._levels[abstract].get(deep)
        count = self._counts[abstract].get(deep, 1)
        form = _value(level.find(qn("w:numFmt"))) if level is not None else "decimal"
        if form in ("upperRoman", "lowerRoman"):
            return _roman(count) if form == "upperRoman" else _roman(count).lower()
        if form in ("upperLetter", "lowerLetter"):
            letter = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letter if form == "upperLetter" else letter.lower()
        return str(count)


def _value(element: Any) -> str:
    return str(element.get(qn("w:val"), "")) if element is not None else ""


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


_ROMAN: Final = (
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        out += sign * (number // value)
        number %= value
    return out
