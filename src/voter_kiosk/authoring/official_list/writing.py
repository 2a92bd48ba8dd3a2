"""Putting an imported list into a source's tables: only its own rows, whole files at a time."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

from voter_kiosk.authoring.official_list.imported import Hints, ImportedList
from voter_kiosk.authoring.sheets import read_tables
from voter_kiosk.authoring.table_writing import Entry, write_tables
from voter_kiosk.authoring.tables import TABLES, TableKey
from voter_kiosk.domain.election import Candidate, Constituency, Sex
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.rules import RuleSetId
from voter_kiosk.domain.text import Sentence
from voter_kiosk.domain.vietnamese import fold

_SEX: Final = {Sex.MALE: "Nam", Sex.FEMALE: "Nữ", None: ""}
# A person may have answered these in the table where the list's own cell could not be used.
_ANSWERED_IN_TABLE: Final = frozenset({"sex", "residence"})


def hints_from(source: Path) -> Hints:
    """What a source says that a list may leave out: rule set, province, commune, wards."""
    try:
        settings = tomllib.loads((source / "bundle.toml").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        settings = {}
    province = settings.get("province")
    province = province if isinstance(province, dict) else {}
    scope = str(settings.get("scope", ""))
    tables = read_tables(source, lambda _: None)
    wards = {
        fold(row["ward_name"]): row["ward"]
        for row in tables[TableKey.POLLING_AREAS]
        if row["ward_name"] and row["ward"]
    }
    name = str(province.get("vi", ""))
    named = bool(name) and not name.startswith("[")  # a new source still has "[điền tên tỉnh]" there
    return Hints(
        rule_set=next((rules for rules in RuleSetId if rules.value == str(settings.get("rule_set", ""))), None),
        province=str(province.get("code", "")) if named else "",
        province_name=name if named else "",
        commune=scope[1:] if scope.startswith("c") else "",
        wards=wards,
    )


def write_into(imported: ImportedList, source: Path) -> tuple[Path, ...] | Refusal:
    """Write the constituencies and candidates into the tables of ``source``; give the files that changed.

    The sheets of ``du-lieu.xlsx`` where that workbook exists, else the CSV files. Rows are found by constituency
    id and STT; a row that is there is brought up to date in the columns the list has, every other row, column and
    sheet stays. The same list again changes nothing. Refuses while the list has errors that must be answered in
    its own file; then, and where anything cannot be written, every file stays as it was.
    """
    questions = imported.questions
    if questions:
        first = questions[0]
        where = ", ".join(part for part in (first.file, first.place) if part)
        return Refusal(
            "list-has-errors",
            Sentence(
                f"Danh sách còn {len(questions)} lỗi phải trả lời nên chưa ghi gì. Lỗi đầu tiên ({where}): "
                f"{first.message.vi} {first.remedy.vi}",
                f"The list has {len(questions)} errors to be answered, so nothing was written. The first "
                f"({where}): "
                f"{first.message.en} {first.remedy.en}",
            ),
        )
    return write_tables(
        source,
        {
            TableKey.CONSTITUENCIES: [_unit_entry(unit) for unit in imported.constituencies],
            TableKey.CANDIDATES: [
                _person_entry(person, imported.columns.get(person.constituency, frozenset()))
                for person in imported.candidates
            ],
        },
    )


def _unit_entry(unit: Constituency) -> Entry:
    return Entry(
        {
            "id": unit.id,
            "province_name": unit.province_name,
            "province": unit.province,
            "place": unit.place,
            "area": unit.area.get("vi", ""),
            "seats": str(unit.seats or ""),
            "posted_candidates": "" if unit.posted_candidates is None else str(unit.posted_candidates),
            "decision": unit.decision,
        }
    )


def _person_entry(person: Candidate, columns: frozenset[str]) -> Entry:
    values = {column.field: getattr(person, column.field) for column in TABLES[TableKey.CANDIDATES].columns}
    values.update(number=str(person.number), sex=_SEX[person.sex])
    return Entry(values, columns - _ANSWERED_IN_TABLE)
