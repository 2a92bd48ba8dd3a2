"""Text typed for the old fonts .VnTime (TCVN3) and VNI: recognised, read on trial, never converted silently.

Recognition can backfire (a list of the signs µ ¶ ° was once taken for TCVN3), so without a font's name a text
counts as legacy only where nothing is left over and every word of the trial reading is a Vietnamese syllable
(facts G.3).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Final

from voter_kiosk.authoring.findings import error, line_place
from voter_kiosk.domain.finding import Finding

_TCVN3_SPANS = (
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)
_TCVN3: Final = MappingProxyType(
    {start + offset: letter for start, letters in _TCVN3_SPANS for offset, letter in enumerate(letters)}
)

_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_ROOF = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_ALONE = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"}


def _vni() -> dict[str, str]:
    """Every VNI letter, one or two signs long, and what it means; capitals too."""
    table = dict(_ALONE)
    for base in "aeouy":
        table.update({base + sign: base + tone for sign, tone in _TONES.items()})
    for base in "ôö":
        table.update({base + sign: _ALONE[base] + tone for sign, tone in _TONES.items()})
    for base in "aeo":
        table.update({base + sign: base + "\u0302" + tone for sign, tone in _ROOF.items()})
    table.update({"a" + sign: "ă" + tone for sign, tone in _BREVE.items()})
    table = {seen: unicodedata.normalize("NFC", meant) for seen, meant in table.items()}
    for seen, meant in tuple(table.items()):
        table[seen.upper()] = meant.upper()
        table[seen[0].upper() + seen[1:]] = meant.upper()
    return table


_VNI: Final = MappingProxyType(_vni())
_VNI_LETTER: Final = re.compile("|".join(map(re.escape, sorted(_VNI, key=len, reverse=True))))
_RHYMES = (
    "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iu oa oă oe oi ôi ơi oo ua uâ uă uê ui uô uơ uy ưa ưi "
    "ươ ưu "
    "ya yê iêu yêu oai oay oao oeo uai uao uây uêu uôi ươi ươu uya uyê uyu"
)
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
    rf"(?:{'|'.join(sorted(_RHYMES.split(), key=len, reverse=True))})(?:ch|ng|nh|[cmnpt])?"
)
_TONE_MARKS = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_WORD = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(r"[^\s.!?:;,\"|=#*_`~^<>\[\](){}\\/][^.!?:;,\"|=#*_`~^<>\[\](){}\\/]*")
_OTHER_LANGUAGE = re.compile(r"\.(?!vi\.)[a-z]{2,3}\.[a-z]+|strings/.*")
_LINES_SHOWN: Final = 5
_MIXED = re.compile(r"[A-Za-z][\u00a1-\u00ff]|[\u00a1-\u00ff][A-Za-z]")


def from_tcvn3(text: str, *, capitals: bool = False) -> str:
    """``text`` read as TCVN3; in the capital fonts (``.VnTimeH``) the capitals lie in the font, not the code."""
    read = text.translate(_TCVN3)
    return read.upper() if capitals else read


def from_vni(text: str) -> str:
    """``text`` read as VNI-Windows."""
    return _VNI_LETTER.sub(lambda letter: _VNI[letter[0]], text)


def is_legacy_font(font: str) -> bool:
    """Whether a font is one of those that print another letter than the text holds."""
    name = font.lower()
    return name.startswith((".vn", "vni-", "vni "))


TO_UNICODE: Final = (
    "Nếu đúng, hãy chuyển tệp gốc sang Unicode (phông Times New Roman, Arial) rồi nhập lại.",
    "If so, convert the original to Unicode (Times New Roman, Arial) and import again.",
)
"""What to do with a file typed in a legacy font."""


def legacy_finding(seen: str, meant: str, file: str, place: str) -> Finding:
    """The question about a text that :func:`suggestion` reads as ``meant``."""
    return error(
        "legacy-encoding",
        (
            f"“{seen}” có lẽ gõ bằng phông chữ cũ (TCVN3, VNI) hoặc sai bảng mã. Có phải là “{meant}”?",
            f"“{seen}” seems typed in a legacy font (TCVN3, VNI) or wrongly decoded. Does it mean “{meant}”?",
        ),
        TO_UNICODE,
        file=file,
        place=place,
    )


def suggestion(runs: Sequence[tuple[str, str]]) -> str:
    """What the runs ``(text, font)`` would say read by their legacy fonts, or without fonts by their letters.

    Empty where they are no legacy text, or where the reading is what stands there anyway.
    """
    whole = "".join(text for text, _ in runs)
    if not any(ord(letter) > 0x7F for letter in whole):
        return ""
    if any(is_legacy_font(font) for _, font in runs):
        read = "".join(by_font(text, font) for text, font in runs)
        return read if read != whole else ""
    double = _utf8_read_as_latin(whole)
    if double:
        return double
    if max(whole) > "\u00ff" or not _MIXED.search(whole) or _all_syllables(whole):
        return ""
    for read in (from_tcvn3(whole), from_vni(whole)):
        if read != whole and _all_syllables(read) and _nothing_left(read):
            return read
    return ""


def legacy_lines(text: str, file: str) -> Iterator[Finding]:
    """The question about each of the first lines of a text file that has a clause in a legacy font.

    A file of another language than Vietnamese, by its name, is not asked about.
    """
    if text.isascii() or _OTHER_LANGUAGE.search(file):
        return
    shown = 0
    for number, line in enumerate(text.splitlines(), start=1):
        if line.isascii():
            continue
        for clause in _CLAUSE.findall(line):
            meant = suggestion(((clause.strip(), ""),))
            if meant:
                yield legacy_finding(clause.strip()[:80], meant[:80], file, line_place(number))
                shown += 1
                break
        if shown == _LINES_SHOWN:
            return


def _utf8_read_as_latin(text: str) -> str:
    """What UTF-8 said before some program took its bytes for Windows-1252 or Latin-1; empty where it did not."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return ""


def by_font(text: str, font: str) -> str:
    """``text`` as its font prints it; as it is where the font is none of the old ones."""
    name = font.lower()
    if name.startswith(".vn"):
        return from_tcvn3(text, capitals=name.endswith("h"))
    return from_vni(text) if is_legacy_font(font) else text


def _all_syllables(text: str) -> bool:
    words = _WORD.findall(text)
    return bool(words) and all(_is_syllable(word) for word in words)


def _is_syllable(word: str) -> bool:
    toneless, tones = _TONE_MARKS.subn("", unicodedata.normalize("NFD", word.lower()))
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", toneless)) is not None


def _nothing_left(text: str) -> bool:
    """No sign of the upper half that is neither a Vietnamese letter nor ordinary punctuation."""
    return not any("\u00a1" <= letter <= "\u00bf" and letter not in "«»·°" for letter in text)
