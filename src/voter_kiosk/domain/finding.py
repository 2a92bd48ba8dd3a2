"""What a check found, and why something was refused: expected failures as values, never as exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from voter_kiosk.domain.text import Sentence


class Severity(StrEnum):
    """How grave a finding is. An error stops a build; a warning wants a person's eye; a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a check report.

    ``code`` is stable and lower-case-with-dashes (``seats-against-candidates``); ``file`` is relative to the
    checked folder; ``place`` is what a person looks for in it (``hàng 12``, ``Ứng cử viên!D7``, ``dòng 3``).
    """

    severity: Severity
    code: str
    message: Sentence
    remedy: Sentence
    file: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something was not done: a stable code an expert can look up, and one sentence with the remedy.

    ``code`` is lower-case-with-dashes and listed in ``docs/operating.md``; ``detail`` is for the log only.
    """

    code: str
    message: Sentence
    detail: str = ""
