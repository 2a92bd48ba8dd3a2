"""What can be a Vietnamese syllable, and where each ends in letters run together without marks."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

_TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
_STOPPED_TONES: Final = "\u0301\u0323"
_ONSETS: Final = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x|"
_OPEN: Final = """
a e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iu iêu yêu oa oai oao oay oe oeo oi ôi ơi ua uê ui uy uya uyu uây uơ
uôi ưa ưi ưu ươi ươu""".split()
_CLOSED: Final = {
    "m": "a ă â e ê i o ô ơ u iê yê uô ươ oa oă",
    "n": "a ă â e ê i o ô ơ u iê yê uô ươ oa oă oe uâ uyê uy",
    "ng": "a ă â e o ô u ư iê yê uô ươ oa oă oo uâ",
    "nh": "a ê i oa uê uy y",
    "p": "a ă â e ê i o ô ơ u iê ươ oa uy",
    "t": "a ă â e ê i o ô ơ u ư iê yê uô ươ oa oă oe uâ uyê uy y",
    "c": "a ă â e o ô u ư iê uô ươ oa oă oo",
    "ch": "a ê i oa uê uy y",
}
_RHYMES: Final = [*_OPEN, *(kernel + end for end, kernels in _CLOSED.items() for kernel in kernels.split())]


@cache
def _written() -> re.Pattern[str]:
    return re.compile(f"(?:{_ONSETS})(?:{'|'.join(sorted(_RHYMES, key=len, reverse=True))})")


@cache
def _without_marks() -> frozenset[str]:
    """Every syllable as it stands in a web address: no marks, d for đ."""
    rhymes = {_bare(rhyme) for rhyme in _RHYMES}
    return frozenset(onset.replace("đ", "d") + rhyme for onset in _ONSETS.split("|") for rhyme in rhymes)


def _bare(text: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))


def is_syllable(word: str) -> bool:
    """Whether ``word``, in any case, can be a written Vietnamese syllable: ``Ủy``, ``BẦU``; not ``QR``, ``at``."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in decomposed if mark in _TONES]
    letters = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in _TONES))
    if len(tones) > 1 or not _written().fullmatch(letters):
        return False
    return not letters.endswith(("p", "t", "c", "ch")) or bool(tones and tones[0] in _STOPPED_TONES)


def is_marked(word: str) -> bool:
    """Whether ``word`` has a letter that Vietnamese has and English has not."""
    return any(unicodedata.combining(mark) or mark in "đĐ" for mark in unicodedata.normalize("NFD", word))


def syllables_in(letters: str) -> list[str] | None:
    """The fewest unmarked syllables that make up ``letters`` (``baucuquochoi``); ``None`` where none do.

    Of several ways, the one whose first syllables are longest.
    """
    best: list[list[str] | None] = [[]]
    for end in range(1, len(letters) + 1):
        ways = [
            [*before, letters[start:end]]
            for start in range(max(0, end - 7), end)
            if (before := best[start]) is not None and letters[start:end] in _without_marks()
        ]
        best.append(min(ways, key=lambda way: (len(way), [-len(one) for one in way]), default=None))
    return best[-1]
