"""What someone looks for: letters typed one after the other, or a letter of the index. No screen here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from unicodedata import category

from voter_kiosk.domain.vietnamese import INITIALS, nfc

MOST_TYPED = 40
"""More characters than this are not taken: what finds the longest name or question is shorter."""

_APOSTROPHES = frozenset("'`´ʼʹ‘’′")
_BETWEEN = "/"


@dataclass(frozen=True, slots=True)
class Looking:
    """What was typed, and whether the letter index is open, at which letter, at which kind of results.

    ``text`` is NFC and holds letters, digits, apostrophes and single spaces, none of them first. ``letter`` is one
    of ``INITIALS`` or empty; ``kind`` is empty where results of every kind are shown. Every step gives a new one.
    """

    text: str = ""
    by_letter: bool = False
    letter: str = ""
    kind: str = ""

    def typed(self, characters: str) -> Looking:
        """With ``characters`` added; what is no letter, digit or apostrophe counts as a space."""
        return self.retyped(self.text + characters)

    def retyped(self, text: str) -> Looking:
        """With ``text`` instead of what was typed."""
        return Looking(_kept(text))

    def erased(self) -> Looking:
        """Without the last character: a letter goes with its marks."""
        return Looking(self.text[:-1])

    def cleared(self) -> Looking:
        """With nothing typed."""
        return Looking()

    def typing(self) -> Looking:
        """At what was typed, not at the index."""
        return Looking(self.text)

    def at_letter(self, letter: str = "") -> Looking:
        """At the index, at ``letter`` if it is one of ``INITIALS``; what was typed stays for the way back."""
        return Looking(self.text, by_letter=True, letter=letter if len(letter) == 1 and letter in INITIALS else "")

    def of_kind(self, kind: str) -> Looking:
        """With results of one kind alone, or of every kind where ``kind`` is empty."""
        return replace(self, kind=kind if kind.isalpha() else "")

    def subject(self) -> str:
        """The subject of the place, which :meth:`from_subject` reads again."""
        parts = [self.text, "*" + self.letter if self.by_letter else "", self.kind]
        return _BETWEEN.join(parts).rstrip(_BETWEEN)

    @classmethod
    def from_subject(cls, subject: str) -> Looking:
        """What ``subject`` says; whatever it cannot mean is left out."""
        text, index, kind = (*subject.split(_BETWEEN), "", "")[:3]
        typed = cls(_kept(text))
        return (typed.at_letter(index[1:]) if index.startswith("*") else typed).of_kind(kind)


def _kept(text: str) -> str:
    """``text`` as it is looked for: composed, with single spaces, none before the first letter."""
    written = "".join(character if _counts(character) else " " for character in nfc(text))
    words = written.split()
    ends = " " if words and written.endswith(" ") else ""
    return (" ".join(words) + ends)[:MOST_TYPED]


def _counts(character: str) -> bool:
    return character in _APOSTROPHES or category(character)[0] in "LMN"
