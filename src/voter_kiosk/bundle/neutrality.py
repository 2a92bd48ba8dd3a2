"""How equally the candidates of a ballot are treated, as the measures in a bundle say (DESIGN section 7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from voter_kiosk.bundle.documents import NeutralityRow
from voter_kiosk.domain.languages import language_of
from voter_kiosk.domain.text import Text

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
    portraits = sum(row.measures.get(PORTRAIT, 0) for row in rows)
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
                found[language] = (shown + bool(value), held + (not value))
    return dict(sorted(found.items()))


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _uneven(ballot: Ballot) -> bool:
    return any(
        least != most and least == 0 for least, most in (ballot.spread(PORTRAIT), ballot.spread(f"{PROGRAMME}vi"))
    )
