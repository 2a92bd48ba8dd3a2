"""Lists as QML sees them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from voter_kiosk.kiosk.records import RecordModel


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
