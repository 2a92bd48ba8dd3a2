"""How equally the candidates of a ballot are treated, measured (DESIGN section 7; facts C.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from voter_kiosk.authoring.markdown import plain_text
from voter_kiosk.bundle.documents import NeutralityRow
from voter_kiosk.bundle.neutrality import AUDIO, BIOGRAPHY, CAREER, FIELDS, PORTRAIT, PROGRAMME, SHOWN
from voter_kiosk.domain.content import Block
from voter_kiosk.domain.election import FROZEN_FIELDS, Candidate
from voter_kiosk.domain.equality import Measure, Verdict, programme_measures, verdicts

_COUNTED: Final = tuple(name for name in FROZEN_FIELDS if name not in {"number", "birth_date", "career"})


def measure(candidates: Sequence[Candidate], clips: Mapping[str, int] | None = None) -> tuple[NeutralityRow, ...]:
    """Measure every candidate, in the order given.

    ``fields-given`` counts the official form's fields that say something, ``biography-words`` the words
    (syllables, in Vietnamese) in them and in the career table, ``programme-words-<language>`` those of the
    programme in every language any candidate has one in; ``portrait`` is 1 or 0; ``audio-clips`` are the texts
    with a clip in the bundle (``clips``, by candidate), 0 where the kiosk's own voice reads everybody.
    ``shown-programme-<language>`` is 1 where everybody on the ballot has the translation, so that it is shown, and
    0 where it is held back (``domain.equality``).
    """
    languages = sorted({"vi"}.union(*(candidate.programme for candidate in candidates)))
    held = clips or {}
    shown = {
        (unit, verdict.language): int(verdict.shown)
        for unit, found in judged(candidates, languages).items()
        for verdict in found
        if verdict.anybody
    }
    rows = []
    for candidate in candidates:
        said = {f"{SHOWN}{one}": shown.get((candidate.constituency, one)) for one in languages}
        gate = {name: value for name, value in said.items() if value is not None}
        measures = _measures(candidate, languages, held.get(candidate.id, 0))
        rows.append(NeutralityRow(candidate.id, measures | gate))
    return tuple(rows)


def judged(candidates: Iterable[Candidate], languages: Iterable[str]) -> dict[str, tuple[Verdict, ...]]:
    """What the gate decides of the programmes' translations into ``languages``, by constituency."""
    measures: dict[str, list[Measure]] = {}
    tongues = tuple(languages)
    for one in candidates:
        struck = one.strike_off is not None
        measures.setdefault(one.constituency, []).extend(
            programme_measures(one.id, one.programme, tongues, struck=struck)
        )
    return {unit: verdicts(found) for unit, found in measures.items()}


def _measures(candidate: Candidate, languages: Sequence[str], clips: int) -> dict[str, int]:
    given = [str(getattr(candidate, name)) for name in _COUNTED if getattr(candidate, name)]
    words = sum(len(value.split()) for value in given)
    words += sum(len(f"{step.period} {step.work}".split()) for step in candidate.career)
    measures = {
        FIELDS: len(given) + bool(candidate.career),
        BIOGRAPHY: words,
        CAREER: len(candidate.career),
        PORTRAIT: int(bool(candidate.portrait)),
        AUDIO: clips,
    }
    for language in languages:
        measures[f"{PROGRAMME}{language}"] = words_of(candidate.programme.get(language, ()))
    return measures


def words_of(blocks: Sequence[Block]) -> int:
    """How many words (syllables, in Vietnamese) these blocks show."""
    return sum(len(plain_text(block).split()) for block in blocks)
