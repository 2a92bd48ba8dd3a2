"""A list model over dataclasses: the one kind of list that QML sees."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt

from voter_kiosk.kiosk.called import by_qt

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


def _nothing() -> object:
    return None


class RecordModel(QAbstractListModel):
    """Rows of one dataclass, never changing; each field is a role of the same name.

    A changed list is a new model: screens are rebuilt, so no row ever moves under a finger. Fields hold plain
    values (text, numbers, truth values, lists of text).
    """

    def __init__(self, kind: type[Any], rows: Sequence[object], parent: QObject) -> None:
        """``kind`` is the dataclass of every row of ``rows``; ``parent`` owns the model."""
        super().__init__(parent)
        names = tuple(field.name for field in dataclasses.fields(kind))
        self._rows: tuple[Any, ...] = tuple(rows)
        self._fields = dict(enumerate(names, start=int(Qt.ItemDataRole.UserRole) + 1))
        self._names = {role: QByteArray(name.encode()) for role, name in self._fields.items()}

    @property
    def rows(self) -> tuple[Any, ...]:
        """The records themselves, for Python."""
        return self._rows

    @by_qt(lambda: 0)
    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """How many records; a row has no rows of its own."""
        return 0 if parent.isValid() else len(self._rows)

    @by_qt(_nothing)
    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """One field of one record, or ``None`` for a role that is no field."""
        field = self._fields.get(role)
        if field is None or not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        value = getattr(self._rows[index.row()], field)
        return list(value) if isinstance(value, tuple) else value

    @by_qt(dict[int, QByteArray])
    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802
        """The fields by role."""
        return self._names


class LiveModel(RecordModel):
    """Rows that change while a citizen looks on: what is found as she types.

    A row is changed where it stands, and rows come and go at the end alone: what is drawn for them is kept, which
    costs a third of drawing it anew.
    """

    def __init__(self, kind: type[Any], parent: QObject) -> None:
        """No rows yet; ``kind`` is the dataclass of every row to come."""
        super().__init__(kind, (), parent)

    def show(self, rows: Sequence[object]) -> None:
        """``rows`` instead of those before."""
        before, after = self._rows, tuple(rows)
        kept = min(len(before), len(after))
        changed = [place for place in range(kept) if before[place] != after[place]]
        if len(after) < len(before):
            self.beginRemoveRows(_ROOT, kept, len(before) - 1)
            self._rows = before[:kept]
            self.endRemoveRows()
        self._rows = after[:kept]
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
        if len(after) > kept:
            self.beginInsertRows(_ROOT, kept, len(after) - 1)
            self._rows = after
            self.endInsertRows()
