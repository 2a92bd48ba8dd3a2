"""The officials of a kiosk, their tries, polling hours that an officer set; counts by hour and kind."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, and take what was counted so far over as screens at an hour that is not known (-1)."""
    op.create_table(
        "people",
        sa.Column("number", sa.Integer, primary_key=True),
        *(_text(name) for name in ("name", "role", "pin", "added")),
        sa.Column("ended", sa.String, nullable=True),
    )
    op.create_table("tries", _only_row(), _whole("wrong"), _text("last"))
    op.create_table("recovery", _only_row(), _text("code"), _text("made"))
    op.create_table(
        "hours",
        _text("election", key=True),
        _text("area", key=True),
        *(_text(name) for name in ("opens", "closes", "decision", "at")),
    )
    op.create_table(
        "counts",
        _text("day", key=True),
        sa.Column("hour", sa.Integer, primary_key=True, autoincrement=False),
        _text("kind", key=True),
        _text("what", key=True),
        _whole("count"),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO counts SELECT day, -1, 'screen', what, count FROM usage")
    op.drop_table("usage")


def _text(name: str, *, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String, primary_key=key, nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _only_row() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True)
