"""Holding a list against itself and against the law: counts, seats, numbers, order, people who stand twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from voter_kiosk.authoring.findings import error, finding, note, warning
from voter_kiosk.authoring.official_list.people import HEADERS, order_in_doubt
from voter_kiosk.authoring.official_list.prose import Totals
from voter_kiosk.authoring.official_list.units import Unit
from voter_kiosk.authoring.provinces import short_name
from voter_kiosk.domain.election import Candidate
from voter_kiosk.domain.finding import Finding, Severity
from voter_kiosk.domain.lists import fewest_candidates, most_seats, out_of_order, seats_against_candidates
from voter_kiosk.domain.vietnamese import plain


def judge_unit(unit: Unit) -> list[Finding]:
    """Findings about one constituency: counts, seats (Law art. 10, 57, 58), STT, order of names."""
    found = [*_counts(unit), *_numbers(unit)]
    people = sorted(unit.people, key=lambda person: person.number)
    wrong = out_of_order(people)
    for first, second in wrong:
        found.append(
            warning(
                "order-differs",
                (
                    f"{unit.record.id}: {first.name} (số {first.number}) đứng trước {second.name} (số "
                    f"{second.number}), "
                    "khác thứ tự vần A, B, C theo tên, họ, tên đệm. Thứ tự chính thức được giữ nguyên.",
                    f"{unit.record.id}: {first.name} ({first.number}) comes before {second.name} "
                    f"({second.number}), "
                    "not the order by given name, surname, middle name. The official order is kept.",
                ),
                (
                    "So với bản niêm yết. Nếu tên không phải là chữ cuối, hãy điền cột “Tên dùng để xếp thứ tự”.",
                    "Compare with the posted list. Where the given name is not the last word, fill in “Tên dùng "
                    "để xếp thứ tự”.",
                ),
                file=unit.file,
                place=unit.place,
            )
        )
    out = {person.id for pair in wrong for person in pair}
    found.extend(
        _order_question(unit, person, sure=person.id not in out) for person in people if order_in_doubt(person)
    )
    return found


def _order_question(unit: Unit, person: Candidate, *, sure: bool) -> Finding:
    """A bracketed or unusual name: which word is the given name is asked; the list's own order may confirm it."""
    last = person.name.split("(")[0].split()[-1:]
    shown = last[0] if last else person.name
    return finding(
        Severity.NOTE if sure else Severity.WARNING,
        "name-order",
        (
            f"{person.name}: tên dùng để xếp thứ tự tạm coi là “{shown}”"
            + (", hợp với thứ tự của danh sách." if sure else ", không hợp với thứ tự của danh sách."),
            f"{person.name}: the given name is taken to be “{shown}”"
            + (", which fits the list's order." if sure else ", which does not fit the list's order."),
        ),
        (
            "Nếu không phải, hãy điền cột “Tên dùng để xếp thứ tự”. Tên hiện trên màn hình không đổi.",
            "If it is another word, fill in “Tên dùng để xếp thứ tự”. The name shown does not change.",
        ),
        file=unit.file,
        place=unit.place,
    )


def _counts(unit: Unit) -> Iterable[Finding]:
    record, count = unit.record, len(unit.people)
    if record.posted_candidates is not None and record.posted_candidates != count:
        yield error(
            "candidate-count",
            (
                f"{record.id}: phần trên bảng ghi {record.posted_candidates} người ứng cử, bảng có {count} người.",
                f"{record.id}: the text says {record.posted_candidates} candidates, the table has {count}.",
            ),
            (
                "So với bản niêm yết, bổ sung hàng thiếu hoặc sửa con số.",
                "Compare with the posted list and mend either.",
            ),
            file=unit.file,
            place=unit.place,
        )
    if not record.seats:
        yield error(
            "seats-unknown",
            (f"{record.id}: không biết được bầu mấy đại biểu.", f"{record.id}: how many are elected is not said."),
            (
                "Hãy điền cột “Số đại biểu được bầu” trong bảng Đơn vị bầu cử.",
                "Fill in “Số đại biểu được bầu” in the constituencies' table.",
            ),
            file=unit.file,
            place=unit.place,
        )
        return
    if record.seats > most_seats(record.body):
        yield error(
            "too-many-seats",
            (
                f"{record.id}: được bầu {record.seats} đại biểu, nhiều hơn mức {most_seats(record.body)} (Điều "
                "10).",
                f"{record.id}: {record.seats} seats, more than the {most_seats(record.body)} the law allows "
                "(art. 10).",
            ),
            ("So với nghị quyết ấn định số đại biểu.", "Compare with the resolution that fixes the seats."),
            file=unit.file,
            place=unit.place,
        )
    severity = seats_against_candidates(record.body, record.seats, count)
    if severity is not None:
        needed = fewest_candidates(record.body, record.seats)
        yield finding(
            severity,
            "seats-against-candidates",
            (
                f"{record.id}: {count} người ứng cử cho {record.seats} đại biểu; luật đòi ít nhất {needed} người.",
                f"{record.id}: {count} candidates for {record.seats} seats; the law asks for at least {needed}.",
            ),
            (
                "So với bản niêm yết. Danh sách Hội đồng nhân dân có người rút sau niêm yết cần có quyết định.",
                "Compare with the posted list. A council list that lost someone after posting needs a decision.",
            ),
            file=unit.file,
            place=unit.place,
        )


def _numbers(unit: Unit) -> Iterable[Finding]:
    numbers = [person.number for person in unit.people]
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    if twice:
        yield error(
            "number-twice",
            (
                f"{unit.record.id}: STT {', '.join(map(str, twice))} có nhiều hơn một người.",
                f"{unit.record.id}: STT {', '.join(map(str, twice))} stands for more than one person.",
            ),
            ("Hãy sửa STT theo bản niêm yết.", "Mend the STT from the posted list."),
            file=unit.file,
            place=unit.place,
        )
    elif numbers != list(range(1, len(numbers) + 1)):
        yield warning(
            "number-gap",
            (
                f"{unit.record.id}: STT là {', '.join(map(str, numbers))}, không liền nhau từ 1.",
                f"{unit.record.id}: the STT are {', '.join(map(str, numbers))}, not 1, 2, 3, ...",
            ),
            ("So với bản niêm yết: có thể thiếu hàng.", "Compare with the posted list: a row may be missing."),
            file=unit.file,
            place=unit.place,
        )


def judge_people(units: Sequence[Unit]) -> list[Finding]:
    """One person twice for the same body: an error; two people of one name in a constituency: a note."""
    found: list[Finding] = []
    by_name: dict[tuple[str, str], list[tuple[Unit, Candidate]]] = defaultdict(list)
    for unit in units:
        for person in unit.people:
            by_name[unit.record.body, plain(person.name)].append((unit, person))
    for group in by_name.values():
        for index, (unit, person) in enumerate(group):
            for other_unit, other in group[:index]:
                same = not (person.birth_date and other.birth_date) or person.birth_date == other.birth_date
                if same:
                    found.append(
                        error(
                            "person-twice",
                            (
                                f"{person.name} có ở cả {other.id} và {person.id}.",
                                f"{person.name} stands in both {other.id} and {person.id}.",
                            ),
                            (
                                "Một người chỉ có trong danh sách của một đơn vị bầu cử. Hãy sửa theo bản niêm "
                                "yết; "
                                "nếu là hai người trùng tên, hãy điền ngày sinh.",
                                "A person stands in one constituency. Mend it from the posted list; if they are "
                                "two "
                                "people of one name, fill in the birth dates.",
                            ),
                            file=unit.file,
                            place=unit.place,
                        )
                    )
                elif unit.record.id == other_unit.record.id:
                    found.append(
                        note(
                            "namesakes",
                            (
                                f"{unit.record.id} có hai người cùng tên {person.name} (ngày sinh khác nhau).",
                                f"{unit.record.id} has two people named {person.name} (of different birth dates).",
                            ),
                            ("Trên phiếu bầu có in ngày sinh của họ.", "The ballot prints their birth dates."),
                            file=unit.file,
                            place=unit.place,
                        )
                    )
    return found


def judge_totals(totals: Sequence[Totals], units: Sequence[Unit], file: str) -> list[Finding]:
    """What a province's heading says of the whole province, against what was read below it."""
    found: list[Finding] = []
    for total in totals:
        here = [unit for unit in units if short_name(unit.record.province_name) == short_name(total.province)]
        read = (len(here), sum(unit.record.seats for unit in here), sum(len(unit.people) for unit in here))
        said = (total.units, total.seats, total.candidates)
        if any(value is not None and value != counted for value, counted in zip(said, read, strict=True)):
            words = " / ".join("?" if value is None else str(value) for value in said)
            found.append(
                warning(
                    "province-totals",
                    (
                        f"{total.province}: đầu mục ghi {words} (đơn vị / đại biểu / người ứng cử), "
                        f"đọc được {read[0]} / {read[1]} / {read[2]}.",
                        f"{total.province}: the heading says {words} (constituencies / seats / candidates), "
                        f"{read[0]} / {read[1]} / {read[2]} were read.",
                    ),
                    ("Kiểm tra xem tệp có thiếu bảng nào không.", "See whether the file lacks a table."),
                    file=file,
                    place=total.province,
                )
            )
    return found


def differences(winner: Unit, other: Unit) -> list[Finding]:
    """Where two sources of one constituency say different things; the winner's word stands."""
    found: list[Finding] = []

    def differ(place: str, what: str, kept: object, dropped: object) -> None:
        found.append(
            note(
                "sources-differ",
                (
                    f"{place}, {what}: {winner.file} ghi “{kept}”, {other.file} ghi “{dropped}”. Lấy theo "
                    f"{winner.file}.",
                    f"{place}, {what}: {winner.file} says “{kept}”, {other.file} says “{dropped}”. {winner.file} "
                    "holds.",
                ),
                ("So với bản niêm yết nếu chưa chắc.", "Compare with the posted list if in doubt."),
                file=other.file,
                place=other.place,
            )
        )

    for name, what in (("seats", "Số đại biểu được bầu"), ("posted_candidates", "Số người ứng cử")):
        kept, dropped = getattr(winner.record, name), getattr(other.record, name)
        if kept and dropped and kept != dropped:
            differ(winner.record.id, what, kept, dropped)
    areas = winner.record.area.get("vi", ""), other.record.area.get("vi", "")
    if all(areas) and areas[0] != areas[1]:
        differ(winner.record.id, "Gồm các khu vực", *areas)
    kept_people = {person.number: person for person in winner.people}
    other_people = {person.number: person for person in other.people}
    shared = winner.columns & other.columns
    for number in sorted(kept_people.keys() | other_people.keys()):
        one, two = kept_people.get(number), other_people.get(number)
        if one is None or two is None:
            differ(
                f"{winner.record.id}.{number}", HEADERS["name"], one.name if one else "", two.name if two else ""
            )
            continue
        for name in HEADERS:
            if name in shared and getattr(one, name) != getattr(two, name):
                differ(one.id, HEADERS[name], getattr(one, name), getattr(two, name))
    return found
