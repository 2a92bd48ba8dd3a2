"""What tests of commands share."""

from __future__ import annotations

import pytest

from helpers.commands import Command, runner


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs one command, in English, and gives what it said."""
    return runner(capsys, language="en")
