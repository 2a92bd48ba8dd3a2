"""What each candidate of a ballot has, measured (DESIGN section 7; facts C.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from voter_kiosk.authoring.markdown import plain_text
from voter_kiosk.bundle.documents import NeutralityRow
from voter_kiosk.bundle.neutrality import AUDIO, BIOGRAPHY, CAREER, FIELDS, PORTRAIT, PROGRAMME
from voter_kiosk.domain.content import Block
from voter_kiosk.domain.election import FROZEN_FIELDS, Candidate

_COUNTED: Final = tuple(name for name in FROZEN_FIELDS if name not in {"number", "birth_date", "career"})


def measure(candidates: Sequence[Candidate]) -> tuple[NeutralityRow, ...]:
    """Measure every candidate, in the order given.

    ``fields-given`` counts the official form's fields that say something, ``biography-words`` the words
    (syllables, in Vietnamese) in them and in the career table, ``programme-words-<language>`` those of the
    programme in every language any candidate has one in; ``portrait`` is 1 or 0; ``audio-clips`` is 0, since
    every candidate is read by the same voice.
    """
    languages = sorted({"vi"}.union(*(candidate.programme for candidate in candidates)))
    return tuple(NeutralityRow(candidate.id, _measures(candidate, languages)) for candidate in candidates)


def _measures(candidate: Candidate, languages: Sequence[str]) -> dict[str, int]:
    given = [str(getattr(candidate, name)) for name in _COUNTED if getattr(candidate, name)]
    words = sum(len(value.split()) for value in given)
    words += sum(len(f"{step.period} {step.work}".split()) for step in candidate.career)
    measures = {
        FIELDS: len(given) + bool(candidate.career),
        BIOGRAPHY: words,
        CAREER: len(candidate.career),
        PORTRAIT: int(bool(candidate.portrait)),
        AUDIO: 0,
    }
    for language in languages:
        measures[f"{PROGRAMME}{language}"] = words_of(candidate.programme.get(language, ()))
    return measures


def words_of(blocks: Sequence[Block]) -> int:
    """How many words (syllables, in Vietnamese) these blocks show."""
    return sum(len(plain_text(block).split()) for block in blocks)
