"""Text in several languages, and sentences that are said to a person.

A piece of content is ``{language: value}``; Vietnamese is the language of record and stands in where
another one is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

VIETNAMESE = "vi"
ENGLISH = "en"

Text = dict[str, str]
"""``{language tag: value}``; values are NFC."""


def pick(text: Mapping[str, str], language: str) -> str:
    """The value of ``text`` in ``language``, else in Vietnamese, else the empty string."""
    return text.get(language) or text.get(VIETNAMESE, "")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence said to a person, in both languages every interface has.

    It says what happened, where, and what to do. ``str()`` of it is the English one, for logs.
    """

    vi: str
    en: str

    def say(self, language: str) -> str:
        """The sentence in ``language``: English for ``en``, Vietnamese for anything else."""
        return self.en if language == ENGLISH else self.vi

    def __str__(self) -> str:
        return self.en
