"""Commands for tests: run as from the door, with what they said."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from voter_kiosk.cli.main import main


@dataclass(frozen=True)
class Said:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Command = Callable[..., Said]


def runner(
    capsys: pytest.CaptureFixture[str], *, language: str = "", environment: Mapping[str, str] | None = None
) -> Command:
    """Runs one command and gives what it said; ``language`` and ``environment`` hold where a call names none."""

    def run(
        *arguments: object, language: str = language, environment: Mapping[str, str] | None = environment
    ) -> Said:
        capsys.readouterr()
        spoken = ["--lang", language] if language else []
        code = main([*spoken, *map(str, arguments)], environment or {})
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        assert code in {0, 1, 2}, said.err
        return Said(code, said.out, said.err)

    return run
