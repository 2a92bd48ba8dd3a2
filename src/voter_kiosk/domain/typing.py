"""Typing a Vietnamese name on a pad of letters and five tone keys: the tone finds its own vowel.

Where a tone stands is the older, official rule that lists are written by (facts G.4): khóa, thúy, hoàng, Ủy, quý,
giá. What is typed is always NFC.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from voter_kiosk.domain.text import Sentence
from voter_kiosk.domain.vietnamese import nfc

LETTERS: Final = "AĂÂBCDĐEÊFGHIJKLMNOÔƠPQRSTUƯVWXYZ"
"""The keys of the pad, in the order of the alphabet; F, J, W and Z stand in some names."""

MARKS: Final = "'-"
"""What a name has besides letters: H'Hen, Y-Bham."""

LONGEST_NAME: Final = 100


class Tone(StrEnum):
    """The five tones that are written, by their combining marks."""

    GRAVE = "\u0300"
    HOOK = "\u0309"
    TILDE = "\u0303"
    ACUTE = "\u0301"
    DOT = "\u0323"


TONES: Final = MappingProxyType(
    {
        Tone.GRAVE: Sentence("huyền", "falling (huyền)"),
        Tone.HOOK: Sentence("hỏi", "dipping (hỏi)"),
        Tone.TILDE: Sentence("ngã", "broken (ngã)"),
        Tone.ACUTE: Sentence("sắc", "rising (sắc)"),
        Tone.DOT: Sentence("nặng", "heavy (nặng)"),
    }
)
"""What each tone is called, in the order in which dictionaries have them."""

_BORDERS: Final = " " + MARKS
_VOWELS: Final = frozenset("aăâeêioôơuưy")
_SHAPED: Final = frozenset("ăâêôơư")


def typed(text: str, letter: str) -> str:
    """``text`` with one more letter, space, apostrophe or hyphen: each part of a name begins with a capital.

    The tone of the syllable moves to where it belongs now (ho + sắc + a + n: hoán). A second space, a mark where
    no letter is before it, what is no key of the pad, and more than :data:`LONGEST_NAME` letters change nothing.
    """
    one = nfc(letter)
    if len(text) >= LONGEST_NAME or len(one) != 1:
        return text
    if one in _BORDERS:
        return text + one if text and text[-1] not in _BORDERS else text
    if one.upper() not in LETTERS:
        return text
    before, syllable = _parted(text)
    bare, tone = _bare(syllable)
    shaped = one.lower() if syllable else one.upper()
    return before + _with(bare + shaped, tone)


def toned(text: str, tone: Tone) -> str:
    """``text`` with ``tone`` on its last syllable, instead of any other; the same tone again takes it off.

    Where no vowel was typed yet nothing happens.
    """
    before, syllable = _parted(text)
    bare, known = _bare(syllable)
    return before + _with(bare, None if known is tone else tone)


def erased(text: str) -> str:
    """``text`` without its last letter; the tone stays on what is left of the syllable."""
    if not text or text[-1] in _BORDERS:
        return text[:-1]
    before, syllable = _parted(text)
    bare, tone = _bare(syllable)
    return before + _with(bare[:-1], tone)


def kept(text: str) -> str:
    """What a keyboard typed, as a name is kept: NFC, single spaces, nothing that cannot be seen, not too long."""
    seen = "".join(one for one in nfc(text) if one.isspace() or unicodedata.category(one)[0] in "LMP")
    name = " ".join(seen.split())
    return (name + " " if name and seen.endswith(" ") else name)[:LONGEST_NAME]


def _parted(text: str) -> tuple[str, str]:
    """What comes before the last syllable, and that syllable; empty after a space or a mark."""
    begins = max(text.rfind(border) for border in _BORDERS) + 1
    return text[:begins], text[begins:]


def _bare(syllable: str) -> tuple[str, Tone | None]:
    """A syllable without its tone, NFC, and the tone."""
    found: Tone | None = None
    kept_marks: list[str] = []
    for mark in unicodedata.normalize("NFD", syllable):
        tone = next((one for one in Tone if one == mark), None)
        found = tone or found
        if tone is None:
            kept_marks.append(mark)
    return nfc("".join(kept_marks)), found


def _with(bare: str, tone: Tone | None) -> str:
    """The syllable with a tone at its place."""
    place = None if tone is None else _place("".join(one.lower()[0] for one in bare))
    if place is None or tone is None:
        return bare
    return bare[:place] + nfc(bare[place] + tone) + bare[place + 1 :]


def _place(syllable: str) -> int | None:
    """Which letter bears the tone; ``None`` where there is no vowel.

    A letter with a shape of its own (ă â ê ô ơ ư; of ươ the ơ) bears it. Of others: before a final consonant the
    last vowel, else the one before the last (hóa, thúy, mía; khoái). The u of qu, and the i of gi before another
    vowel, belong to the consonant.
    """
    begins = 0
    while begins < len(syllable) and syllable[begins] not in _VOWELS:
        begins += 1
    ends = begins
    while ends < len(syllable) and syllable[ends] in _VOWELS:
        ends += 1
    if begins == ends:
        return None
    if syllable[:begins].endswith(("q", "g")) and ends - begins > 1:
        consonant = syllable[begins - 1 : begins + 1]
        # gi is gh before no other vowel; so is "gì", where the i is all there is.
        if consonant in {"qu", "gi"}:
            begins += 1
    shaped = [place for place in range(begins, ends) if syllable[place] in _SHAPED]
    if shaped:
        return shaped[-1]
    if ends - begins == 1 or ends < len(syllable):
        return ends - 1
    return ends - 2
