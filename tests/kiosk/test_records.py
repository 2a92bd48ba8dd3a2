"""Lists as QML sees them."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from voter_kiosk.kiosk.records import LiveModel, RecordModel


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    number: int
    parts: tuple[str, ...] = ()


ROWS = (Row("Lò Thị Ánh", 1, ("a", "b")), Row("Ứng Văn Bình", 2))


def model(parent: QObject) -> RecordModel:
    return RecordModel(Row, ROWS, parent)


def role(rows: RecordModel, name: str) -> int:
    return next(role for role, field in rows.roleNames().items() if field.data().decode() == name)


def test_every_field_is_a_role_of_its_name(qapp: QGuiApplication) -> None:
    rows = model(qapp)
    assert sorted(field.data().decode() for field in rows.roleNames().values()) == ["name", "number", "parts"]


def test_a_role_gives_the_field_of_its_row(qapp: QGuiApplication) -> None:
    rows = model(qapp)
    assert [rows.data(rows.index(row), role(rows, "name")) for row in range(rows.rowCount())] == [
        "Lò Thị Ánh",
        "Ứng Văn Bình",
    ]
    assert rows.data(rows.index(1), role(rows, "number")) == 2


def test_several_values_are_a_list_for_qml(qapp: QGuiApplication) -> None:
    rows = model(qapp)
    assert rows.data(rows.index(0), role(rows, "parts")) == ["a", "b"]


def test_what_is_no_field_or_no_row_is_nothing(qapp: QGuiApplication) -> None:
    rows = model(qapp)
    assert rows.data(rows.index(0), Qt.ItemDataRole.DisplayRole) is None
    assert rows.data(QModelIndex(), role(rows, "name")) is None
    assert rows.rowCount(rows.index(0)) == 0


def test_it_keeps_the_promises_of_a_qt_model(qapp: QGuiApplication) -> None:
    QAbstractItemModelTester(model(qapp), QAbstractItemModelTester.FailureReportingMode.Warning, qapp)


# --- rows that change ---

THIRD = Row("Y Bích", 3)


def live(parent: QObject) -> LiveModel:
    rows = LiveModel(Row, parent)
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal, rows)
    return rows


def told(rows: LiveModel) -> list[tuple[str, int, int]]:
    """What the model says to who draws it, from now on."""
    said: list[tuple[str, int, int]] = []
    rows.rowsInserted.connect(lambda _, first, last: said.append(("come", first, last)))
    rows.rowsRemoved.connect(lambda _, first, last: said.append(("gone", first, last)))
    rows.dataChanged.connect(lambda first, last: said.append(("changed", first.row(), last.row())))
    return said


def test_a_row_is_changed_where_it_stands_and_others_come_and_go_at_the_end(qapp: QGuiApplication) -> None:
    rows = live(qapp)
    said = told(rows)
    rows.show(ROWS)
    rows.show((ROWS[0], THIRD, ROWS[1]))
    rows.show((ROWS[0],))
    rows.show((ROWS[0],))
    rows.show((THIRD,))
    rows.show(())
    assert said == [
        ("come", 0, 1),
        ("changed", 1, 1),
        ("come", 2, 2),
        ("gone", 1, 2),
        ("changed", 0, 0),
        ("gone", 0, 0),
    ]


LISTS = st.lists(st.sampled_from([*ROWS, THIRD]), max_size=5)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(LISTS, max_size=5))
def test_whatever_came_before_the_rows_are_those_shown_last(qapp: QGuiApplication, shown: list[list[Row]]) -> None:
    rows = live(qapp)
    for each in shown:
        rows.show(each)
        assert rows.rows == tuple(each)
        assert [rows.data(rows.index(row), role(rows, "name")) for row in range(rows.rowCount())] == [
            one.name for one in each
        ]
