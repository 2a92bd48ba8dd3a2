"""Addresses of the web and of mail, part by part, so that one can write them down while listening."""

from __future__ import annotations

import re
from typing import Final

from voter_kiosk.speech.syllables import syllables_in

ADDRESS: Final = (
    r"(?:https?://)?(?:www\.)?(?P<mail>[\w.+-]+@)?"
    r"(?P<host>(?:[a-z0-9-]+\.)+(?:vn|com|net|org|info|edu|gov|int|example|io))(?P<path>(?:/[\w.%~+-]+)*)/?(?![\w@])"
)
"""An address, whole. The scheme and ``www`` are not spoken: nobody types them."""

_SIGNS: Final = re.compile(r"([@./_-])")
_WHOLE_WORDS: Final = frozenset({"com", "net", "example", "info", "www"})


def parts_of(match: re.Match[str]) -> list[str]:
    """A match of :data:`ADDRESS` as what is said one after another: words, single letters and digits, signs."""
    said: list[str] = []
    for part in _SIGNS.split(f"{match['mail'] or ''}{match['host']}{match['path']}".lower()):
        for run in re.findall(r"[a-z]+|[^\Wa-z_]+|[@./_-]", part):
            said += _run(run)
    return said


def _run(letters: str) -> list[str]:
    """Vietnamese syllables where the letters are made of them; else a word where it can be one; else letters."""
    if letters in _WHOLE_WORDS or not letters.isalpha():
        return [letters] if letters in _WHOLE_WORDS or not letters.isdigit() else list(letters)
    syllables = syllables_in(letters)
    if syllables and (len(letters) > 2 or letters in {"an", "vi"}):
        return syllables
    return [letters] if len(letters) > 4 and re.search("[aeiou]", letters) else list(letters)
