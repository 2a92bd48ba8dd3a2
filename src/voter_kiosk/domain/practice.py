"""The practice ballot: invented people, and when practising is offered (facts B.11, last line)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from voter_kiosk.domain.calendar import Moment, polling_hours
from voter_kiosk.domain.election import Election, PollingArea, Sex

EXAMPLE_SEATS, EXAMPLE_PEOPLE = 3, 5
"""The example where nothing is known of a ballot: three deputies to elect, of five candidates."""

MARGIN: Final = 2
"""Where the seats are known and the candidates are not: how many more candidates than seats the paper has."""

_SURNAMES: Final = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý")
_LETTERS: Final = "ABCDĐEGHIKLMNOPQRSTUVXY"
_WITH_TWO_NAMES: Final = 2


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """A person who does not exist: the letter for a given name is how Viet Nam writes "so-and-so".

    ``other_name`` is printed on a second line, where the person has two names.
    """

    sex: Sex
    name: str
    other_name: str = ""


def sample_people(count: int) -> tuple[SamplePerson, ...]:
    """``count`` invented people in the order of the alphabet, men and women in turn; the third has two names."""
    found = []
    for place in range(count):
        surname = _SURNAMES[place % len(_SURNAMES)]
        given = _LETTERS[place % len(_LETTERS)] * (place // len(_LETTERS) + 1)
        woman = place % 2 == 1
        other = f"({surname} Minh {given})" if place == _WITH_TWO_NAMES else ""
        name = f"{surname} {'Thị' if woman else 'Văn'} {given}"
        found.append(SamplePerson(Sex.FEMALE if woman else Sex.MALE, name, other))
    return tuple(found)


ADDED_NAME: Final = "Mai Văn X"
"""The name that the key "write another name" adds by hand."""


def offered(election: Election, area: PollingArea | None, moment: Moment) -> bool:
    """Whether a practice ballot may be shown for ``area`` at ``moment``.

    Until the day before polling it is; on polling day only where the committee says so in its bundle, so that
    nobody takes it for the vote or holds up a queue; from closing on never. A clock in doubt may be one on polling
    day: then the committee's word for that day holds.
    """
    if not moment.sure:
        return election.practice_on_polling_day and not election.results
    hours = polling_hours(election, area)
    if moment.day < hours.day:
        return True
    return election.practice_on_polling_day and moment.instant < hours.closes
