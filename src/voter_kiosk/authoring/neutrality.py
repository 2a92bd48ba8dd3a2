"""How equally the candidates of a ballot are treated, measured (DESIGN section 7; facts C.3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from voter_kiosk.authoring.markdown import plain_text
from voter_kiosk.bundle.documents import NeutralityRow
from voter_kiosk.domain.content import Block
from voter_kiosk.domain.election import FROZEN_FIELDS, Candidate
from voter_kiosk.domain.equality import Measure, Verdict, programme_measures, verdicts
from voter_kiosk.domain.languages import language_of
from voter_kiosk.domain.text import Text

_COUNTED: Final = tuple(name for name in FROZEN_FIELDS if name not in {"number", "birth_date", "career"})

FIELDS = "fields-given"
BIOGRAPHY = "biography-words"
CAREER = "career-rows"
PORTRAIT = "portrait"
AUDIO = "audio-clips"
PROGRAMME = "programme-words-"
SHOWN = "shown-programme-"
"""Names of the measures; a programme's, and whether its translation is shown, are followed by the language."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """One ballot's candidates, in the official order, each measured."""

    constituency: str
    rows: tuple[NeutralityRow, ...]

    def spread(self, measure: str) -> tuple[int, int]:
        """The least and the most of a measure on this ballot; a candidate without it counts 0."""
        values = [row.measures.get(measure, 0) for row in self.rows]
        return min(values), max(values)


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


def by_ballot(rows: Sequence[NeutralityRow]) -> tuple[Ballot, ...]:
    """The rows ballot by ballot, in the order met."""
    ballots: dict[str, list[NeutralityRow]] = defaultdict(list)
    for row in rows:
        ballots[row.candidate.rpartition(".")[0]].append(row)
    return tuple(Ballot(constituency, tuple(found)) for constituency, found in ballots.items())


def summary(rows: Sequence[NeutralityRow]) -> Text:
    """Say in plain words how equal the ballots are: what every candidate has, and where they differ."""
    ballots = by_ballot(rows)
    if not rows:
        return {
            "vi": "Gói này không có danh sách người ứng cử.",
            "en": "This bundle has no list of candidates.",
        }
    portraits = sum(row.measures[PORTRAIT] for row in rows)
    programmes = sum(1 for row in rows if row.measures.get(f"{PROGRAMME}vi"))
    uneven = [ballot for ballot in ballots if _uneven(ballot)]
    vi = (
        f"{len(rows)} người ứng cử trong {len(ballots)} đơn vị bầu cử: mọi người cùng khung ảnh, cùng các mục, "
        f"cùng cỡ chữ, theo thứ tự của danh sách chính thức. {portraits} người có ảnh, {programmes} người có "
        "chương trình hành động; mục nào không có thì ghi “không có thông tin” như nhau."
    )
    en = (
        f"{len(rows)} candidates in {len(ballots)} constituencies: the same photo frame, the same fields and the "
        f"same type for all, in the order of the official list. {portraits} have a portrait, {programmes} a "
        "programme; what one lacks is shown as “not given”, alike for all."
    )
    if uneven:
        names = ", ".join(ballot.constituency for ballot in uneven)
        vi += f" Nơi nội dung nhận được không đều: {names}."
        en += f" Where what was handed in is uneven: {names}."
    for language, (shown, held) in _translations(ballots).items():
        named = language_of(language)
        vi += f" Chương trình dịch ra {_lower(named.vi)}: {shown} đơn vị hiện bản dịch của mọi người"
        vi += f", {held} đơn vị chỉ hiện tiếng Việt vì chưa đủ bản dịch." if held else "."
        en += f" Programmes in {named.en}: shown for everybody in {shown} constituencies"
        en += f", for nobody in {held}, where translations are missing or uneven." if held else "."
    return {"vi": vi, "en": en}


def _translations(ballots: Sequence[Ballot]) -> dict[str, tuple[int, int]]:
    """For each language with a translation: in how many constituencies it is shown, and in how many held back."""
    found: dict[str, tuple[int, int]] = {}
    for ballot in ballots:
        for name, value in ballot.rows[0].measures.items():
            if name.startswith(SHOWN):
                language = name.removeprefix(SHOWN)
                shown, held = found.get(language, (0, 0))
                found[language] = (shown + value, held + 1 - value)
    return dict(sorted(found.items()))


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _uneven(ballot: Ballot) -> bool:
    return any(
        least != most and least == 0 for least, most in (ballot.spread(PORTRAIT), ballot.spread(f"{PROGRAMME}vi"))
    )


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
