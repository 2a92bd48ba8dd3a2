"""The lines of the readiness report: each fine, or with what is to be done."""

from __future__ import annotations

import datetime as dt

import pytest

from voter_kiosk.domain import readiness as rules
from voter_kiosk.domain.readiness import NO, YES, Check, Grade, Readiness, Seen
from voter_kiosk.domain.text import Sentence

NOW = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
FAR, NEAR = NOW + dt.timedelta(days=60), NOW + dt.timedelta(days=3)
WORD = Sentence("hỏng", "broken")


def every() -> list[tuple[Check, Grade]]:
    return [
        (rules.room(3_000_000_000, writable=True), Grade.OK),
        (rules.room(1_000_000_000, writable=True), Grade.LOOK),
        (rules.room(100_000_000, writable=True), Grade.WRONG),
        (rules.room(3_000_000_000, writable=False), Grade.WRONG),
        (rules.health(True), Grade.OK),
        (rules.health(None), Grade.LOOK),
        (rules.health(False), Grade.WRONG),
        (rules.objects(9, 0, 0), Grade.OK),
        (rules.objects(8, 1, 0), Grade.WRONG),
        (rules.objects(8, 0, 1), Grade.WRONG),
        (rules.audit(4, None), Grade.OK),
        (rules.audit(4, 2), Grade.WRONG),
        (rules.clock("09:00 01/03/2026", "", sure=True), Grade.OK),
        (rules.clock("09:00 01/03/2026", "09:00 28/02/2026", sure=False), Grade.LOOK),
        (rules.sound(True), Grade.OK),
        (rules.sound(False), Grade.LOOK),
        (rules.printer("", None), Grade.OK),
        (rules.printer("may-in", True), Grade.OK),
        (rules.printer("may-in", False), Grade.LOOK),
        (rules.printer("may-in", None), Grade.LOOK),
        (rules.content("Bầu cử", 1, "abcd1234", FAR, NOW), Grade.OK),
        (rules.content("Bầu cử", 1, "abcd1234", NEAR, NOW), Grade.LOOK),
        (rules.no_content(WORD), Grade.WRONG),
        (rules.place("c1.01", "Nhà văn hóa"), Grade.OK),
        (rules.place("c1.01", ""), Grade.LOOK),
        (rules.place("", ""), Grade.LOOK),
        (rules.versions("0.1.0", "1", 1), Grade.OK),
        (rules.versions("0.1.0", "1", 0), Grade.WRONG),
        (rules.mounting("299 × 531 mm"), Grade.OK),
        (rules.mounting(""), Grade.OK),
        *((check, Grade.OK) for check in rules.seen(dict.fromkeys(Seen, YES))),
        *((check, Grade.LOOK) for check in rules.seen({})),
        *(
            (check, Grade.LOOK if check.code == Seen.PIXELS else Grade.WRONG)
            for check in rules.seen(dict.fromkeys(Seen, NO))
        ),
    ]


@pytest.mark.parametrize(("check", "grade"), every(), ids=lambda value: getattr(value, "code", ""))
def test_each_line_stands_as_it_is_and_says_what_to_do_where_it_is_not_fine(check: Check, grade: Grade) -> None:
    assert check.grade is grade
    for sentence in (check.name, check.said):
        assert sentence.vi
        assert sentence.en
    if grade is not Grade.OK:
        assert check.remedy.vi.endswith(".")
        assert check.remedy.en.endswith(".")


def test_the_report_stands_as_its_worst_line() -> None:
    fine, look, wrong = rules.sound(True), rules.sound(False), rules.audit(1, 1)

    def grade(*checks: Check) -> Grade:
        return Readiness(NOW, {}, "", {}, "0", "", checks).grade

    assert [grade(fine), grade(fine, look), grade(look, wrong, fine)] == [Grade.OK, Grade.LOOK, Grade.WRONG]


def test_a_fingerprint_is_written_in_groups_as_two_people_read_it_to_each_other() -> None:
    assert "ABCD 1234" in rules.content("Bầu cử", 1, "abcd1234", FAR, NOW).said.vi
