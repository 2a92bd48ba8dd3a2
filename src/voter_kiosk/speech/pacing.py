"""How much is spoken in a text: what the pace of two voices is compared by."""

from __future__ import annotations

from voter_kiosk.domain.text import ENGLISH, VIETNAMESE
from voter_kiosk.speech.spelling import write_out


def syllables(text: str, language: str) -> int:
    """The syllables of ``text`` written out in Vietnamese, its words in English, its letters in any other.

    Only counts of one language can be compared: not every language is written with spaces.
    """
    if language in {VIETNAMESE, ENGLISH}:
        return len(write_out(text, language).text.split())
    return sum(sign.isalnum() for sign in text)
