"""Alembic's environment for ``state.sqlite``. Only set-up and the installer run it, never the kiosk."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def upgrade(connection: Connection) -> None:
    """Bring the state's tables on ``connection`` to the newest revision. Does nothing where they are."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
