"""The tables Kết quả and Người trúng cử -> the results, as the published decision prints them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from voter_kiosk.authoring.content import Where
from voter_kiosk.authoring.folder import Folder
from voter_kiosk.authoring.sheets import Row
from voter_kiosk.authoring.tables import TableKey
from voter_kiosk.domain.results import Elected, UnitResult

Tables = Mapping[TableKey, list[Row]]

_COUNT: Final = re.compile(r"[0-9]{1,9}|[0-9]{1,3}(?:[. \u00a0][0-9]{3}){1,2}")
"""A count as officials write it: 557717 or 557.717. A point in it can only part thousands."""

_PERCENT: Final = re.compile(r"(?P<whole>[0-9]{1,3})(?:[.,](?P<part>[0-9]{1,2}))?\s*%?")
_FIGURES: Final = ("registered", "voted", "valid", "invalid")


def read_results(folder: Folder, tables: Tables) -> tuple[UnitResult, ...]:
    """Read the results in the order of their constituencies' first rows; the elected stand as they are written.

    A constituency may have its elected alone, or its figures alone. Nothing is computed, sorted or corrected.
    """
    elected: dict[str, list[Elected]] = {}
    for row in tables[TableKey.ELECTED]:
        candidate = row["candidate"]
        if candidate and folder.once("elected", candidate, Where(row.file, row.place())):
            unit = candidate.rpartition(".")[0]
            person = Elected(
                candidate, row["name"], _read(folder, row, "votes", _count), _percent(folder, row, "percent")
            )
            elected.setdefault(unit, []).append(person)
    found = []
    for row in tables[TableKey.RESULTS]:
        unit = row["constituency"]
        if not unit or not folder.once("result", unit, Where(row.file, row.place())):
            continue
        registered, voted, valid, invalid = (_read(folder, row, name, _count) for name in _FIGURES)
        found.append(
            UnitResult(
                constituency=unit,
                elected=tuple(elected.pop(unit, ())),
                registered=registered,
                voted=voted,
                turnout=_percent(folder, row, "turnout"),
                valid=valid,
                invalid=invalid,
                decision=row["decision"],
                note=row.text("note"),
            )
        )
    for unit, people in elected.items():
        folder.where[("result", unit)] = folder.where[("elected", people[0].candidate)]
        found.append(UnitResult(unit, tuple(people)))
    return tuple(found)


def _read(folder: Folder, row: Row, name: str, read: Callable[[str], int | None]) -> int | None:
    said = row[name]
    number = read(said)
    if said and number is None:
        folder.error(
            "number",
            (f"“{said}” không phải một số đếm.", f"“{said}” is no whole number."),
            ("Viết bằng chữ số, như 69523 hoặc 69.523.", "Write it in digits, like 69523 or 69.523."),
            row.file,
            row.place(name),
        )
    return number


def _count(said: str) -> int | None:
    return int(re.sub(r"[. \u00a0]", "", said)) if _COUNT.fullmatch(said) else None


def _percent(folder: Folder, row: Row, name: str) -> str:
    """A percentage with a decimal point and two decimals (facts B.12): what a spreadsheet cut off is put back."""
    said = row[name]
    match = _PERCENT.fullmatch(said)
    if match is None or int(match["whole"]) * 100 + int((match["part"] or "").ljust(2, "0")) > 10_000:
        if said:
            folder.error(
                "percent",
                (f"“{said}” không phải tỷ lệ phần trăm.", f"“{said}” is no percentage."),
                (
                    "Viết với hai chữ số thập phân, như 97,03; không quá 100.",
                    "Write it with two decimals, like 97,03; at most 100.",
                ),
                row.file,
                row.place(name),
            )
        return ""
    return f"{int(match['whole'])}.{(match['part'] or '').ljust(2, '0')}"
