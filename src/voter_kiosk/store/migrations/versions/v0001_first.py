"""The first tables of the state."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table, and the triggers that keep the audit chain append-only."""
    op.create_table("settings", _text("key", key=True), _text("value"))
    op.create_table(
        "roots",
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        _bytes("document"),
        _text("added"),
    )
    op.create_table("floors", _only_row(), _bytes("document"))
    op.create_table(
        "generations",
        sa.Column("number", sa.Integer, primary_key=True),
        _text("election"),
        _text("title"),
        _whole("version"),
        *(_text(name) for name in ("issued", "expires", "fingerprint", "signers", "installed", "confirmed")),
        _whole("kept"),
    )
    op.create_table(
        "pointer",
        _only_row(),
        sa.Column("active", sa.Integer, sa.ForeignKey("generations.number"), nullable=False),
        sa.Column("previous", sa.Integer, sa.ForeignKey("generations.number"), nullable=True),
    )
    op.create_table(
        "installs",
        _text("id", key=True),
        _text("source"),
        _text("step"),
        _whole("generation"),
        _text("fingerprint"),
        _text("started"),
    )
    op.create_table(
        "refused",
        sa.Column("id", sa.Integer, primary_key=True),
        *(_text(name) for name in ("at", "file", "fingerprint", "code", "said_vi", "said_en")),
    )
    op.create_table(
        "strike_offs",
        _text("election", key=True),
        _text("candidate", key=True),
        _bytes("record"),
        _text("since"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "posted",
        _text("election", key=True),
        _text("candidate", key=True),
        _text("constituency"),
        _text("digest"),
        _bytes("record"),
        sqlite_with_rowid=False,
    )
    op.create_table("campaign_ends", _text("election", key=True), _text("at"))
    op.create_table("covers", _text("election", key=True), _text("body", key=True), _text("at"))
    op.create_table(
        "clock",
        _only_row(),
        sa.Column("newest_issue", sa.String, nullable=True),
        _text("boot_id"),
        sa.Column("anchor_system", sa.String, nullable=True),
        sa.Column("anchor_boot", sa.String, nullable=True),
        sa.Column("officer", sa.String, nullable=True),
    )
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True),
        *(_text(name) for name in ("at", "event", "detail", "previous", "hash")),
    )
    op.create_table("usage", _text("day", key=True), _text("what", key=True), _whole("count"))
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_no_{change.lower()} BEFORE {change} ON audit "
            "BEGIN SELECT RAISE(ABORT, 'the audit chain is append-only'); END"
        )


def _text(name: str, *, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String, primary_key=key, nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _bytes(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=False)


def _only_row() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True)
