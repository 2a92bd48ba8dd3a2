"""What the bundle said, and its version, when an officer set polling hours: by it a newer bundle undoes them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table anew: until now nothing was written into it."""
    op.drop_table("hours")
    op.create_table(
        "hours",
        _text("election", key=True),
        _text("area", key=True),
        *(_text(name) for name in ("opens", "closes", "decision", "at")),
        sa.Column("version", sa.Integer, nullable=False),
        *(_text(name) for name in ("was_opens", "was_closes", "was_decision")),
    )


def _text(name: str, *, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String, primary_key=key, nullable=False)
