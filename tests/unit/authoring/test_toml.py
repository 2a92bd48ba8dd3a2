"""TOML read key by key: whatever stands there gives a value or a finding, never a crash."""

from __future__ import annotations

import datetime as dt
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voter_kiosk.authoring.characters import unknown_forms
from voter_kiosk.authoring.toml import TomlTable
from voter_kiosk.domain.finding import Finding
from voter_kiosk.domain.rules import RuleSetId

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(_VALUES)
def test_every_getter_gives_its_kind_or_a_finding(value: object) -> None:
    findings: list[Finding] = []
    table = TomlTable({"key": value}, "a.toml", findings.append, source="key = ?")
    assert isinstance(table.string("key"), str)
    assert isinstance(table.flag("key"), bool)
    assert isinstance(table.integer("key"), int)
    assert isinstance(table.date("key"), dt.date | None)
    assert isinstance(table.text("key"), dict)
    assert isinstance(table.strings("key"), tuple)
    assert isinstance(table.table("key"), TomlTable | None)
    assert isinstance(table.tables("key"), list)
    assert isinstance(table.choice("key", RuleSetId), RuleSetId | None)
    table.finish()
    if isinstance(value, float | dt.date):
        assert {found.code for found in findings} <= {"wrong-kind", "year"}
    assert all(found.place == "dòng 1" for found in findings)


def test_a_moment_is_taken_for_its_day() -> None:
    table = TomlTable(tomllib.loads("a = 2026-03-15T07:00:00"), "a.toml", lambda found: pytest.fail(found.code))
    assert table.date("a") == dt.date(2026, 3, 15)


def test_a_choice_nearly_right_is_told_the_right_one() -> None:
    findings: list[Finding] = []
    assert TomlTable({"a": "202"}, "a.toml", findings.append).choice("a", RuleSetId) is None
    assert "“2021”" in findings[0].remedy.en or "“2026”" in findings[0].remedy.en


def test_the_second_table_of_a_name_is_found_on_its_own_line() -> None:
    source = "[[body]]\nid = 1\n[[body]]\nid = 2\n"
    findings: list[Finding] = []
    table = TomlTable({"body": [{"id": 1}, {"id": 2}]}, "a.toml", findings.append, source=source)
    for inner in table.tables("body"):
        inner.string("id")
    assert [found.place for found in findings] == ["dòng 2", "dòng 4"]


def test_a_form_that_is_already_right_is_not_noted() -> None:
    assert unknown_forms("Đảng", "a") == ()
