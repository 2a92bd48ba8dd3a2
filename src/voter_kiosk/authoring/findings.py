"""Short ways to write a finding: every room of authoring says what, where and what to do, in both languages."""

from __future__ import annotations

from voter_kiosk.domain.finding import Finding, Severity
from voter_kiosk.domain.text import Sentence

Said = tuple[str, str]
"""One sentence in Vietnamese and in English."""


def finding(
    severity: Severity, code: str, message: Said, remedy: Said, *, file: str = "", place: str = ""
) -> Finding:
    """Make a finding of ``message`` and ``remedy``, each ``(Vietnamese, English)``."""
    return Finding(severity, code, Sentence(*message), Sentence(*remedy), file, place)


def error(code: str, message: Said, remedy: Said, *, file: str = "", place: str = "") -> Finding:
    """Make a finding that stops a build."""
    return finding(Severity.ERROR, code, message, remedy, file=file, place=place)


def warning(code: str, message: Said, remedy: Said, *, file: str = "", place: str = "") -> Finding:
    """Make a finding that wants a person's eye."""
    return finding(Severity.WARNING, code, message, remedy, file=file, place=place)


def note(code: str, message: Said, remedy: Said, *, file: str = "", place: str = "") -> Finding:
    """Make a finding that only informs."""
    return finding(Severity.NOTE, code, message, remedy, file=file, place=place)


def line_place(line: int) -> str:
    """Say a line of a text file; lines count from 1."""
    return f"dòng {line}"
