"""What a check found, as rows that are looked at and opened: at the desk, beside a preview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from voter_kiosk.domain.finding import Severity
from voter_kiosk.domain.text import Sentence

LEVELS: Final = {
    Severity.ERROR: (Sentence("Lỗi", "Error"), "close"),
    Severity.WARNING: (Sentence("Cảnh báo", "Warning"), "warning"),
    Severity.NOTE: (Sentence("Ghi chú", "Note"), "about"),
}
"""What each severity is called, and its sign."""


@dataclass(frozen=True, slots=True)
class Found:
    """One finding. ``where`` is the file and the row or cell in it; ``path`` what to open, or nothing."""

    severity: str
    level: str
    sign: str
    where: str
    message: str
    remedy: str
    path: str


def found(findings: Iterable[Mapping[str, Any]], folder: Path | None, language: str) -> tuple[Found, ...]:
    """The rows of what a command with ``--json`` found in the folder of a source, in its order."""
    return tuple(_row(one, folder, language) for one in findings)


def counted(rows: Iterable[Found], language: str) -> str:
    """How many errors, warnings and notes there are, in words."""
    rows = tuple(rows)
    if not rows:
        return Sentence("Không có gì phải sửa.", "There is nothing to mend.").say(language)
    count = Counter(row.severity for row in rows)
    errors, warnings, notes = (count[severity] for severity in Severity)
    return Sentence(
        f"{errors} lỗi, {warnings} cảnh báo, {notes} ghi chú",
        f"Errors: {errors}. Warnings: {warnings}. Notes: {notes}.",
    ).say(language)


def open_file(path: str) -> bool:
    """Open it with the system's own program; whether there was one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(path))


def _row(one: Mapping[str, Any], folder: Path | None, language: str) -> Found:
    severity = Severity(one["severity"])
    level, sign = LEVELS[severity]
    return Found(
        severity,
        level.say(language),
        sign,
        " · ".join(part for part in (one["file"], one["place"]) if part),
        Sentence(**one["message"]).say(language),
        Sentence(**one["remedy"]).say(language),
        str(_there(folder / one["file"], folder)) if folder is not None and one["file"] else "",
    )


def _there(path: Path, folder: Path) -> Path:
    """``path``, or where it is missing the folder it would lie in: that is where it has to be put."""
    while not path.exists() and path != folder and folder in path.parents:
        path = path.parent
    return path
