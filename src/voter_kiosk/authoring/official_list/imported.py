"""What an import gives: domain records and findings, and which of these must be answered first."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from voter_kiosk.domain.election import Candidate, Constituency
from voter_kiosk.domain.finding import Finding, Severity
from voter_kiosk.domain.rules import RuleSetId

OF_SUBSTANCE: Final = frozenset({"candidate-count", "seats-against-candidates", "too-many-seats", "seats-unknown"})
"""Errors about what the list says, not about reading it. They are written into the tables all the same: the check
of the source says them again, nothing can be built meanwhile, and the official answers them there."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What the source already knows and a list may leave out.

    ``province`` is the two-digit code with ``province_name``, ``commune`` the five-digit code of the source's own
    commune, ``wards`` folded commune names to codes.
    """

    rule_set: RuleSetId | None = None
    province: str = ""
    province_name: str = ""
    commune: str = ""
    wards: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportedList:
    """Constituencies, candidates in official order, and findings.

    ``columns`` tells, by constituency, which of the candidates' fields the list had a column for: only those are
    written over what a table holds.
    """

    constituencies: tuple[Constituency, ...]
    candidates: tuple[Candidate, ...]
    findings: tuple[Finding, ...]
    columns: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def questions(self) -> tuple[Finding, ...]:
        """The errors that must be answered in the file before anything is written."""
        return tuple(
            finding
            for finding in self.findings
            if finding.severity is Severity.ERROR and finding.code not in OF_SUBSTANCE
        )

    def of_province(self, code: str) -> ImportedList:
        """Only what belongs to one province, by its two-digit code; the findings stay."""
        units = tuple(unit for unit in self.constituencies if unit.province == code)
        kept = {unit.id for unit in units}
        people = tuple(person for person in self.candidates if person.constituency in kept)
        return dataclasses.replace(self, constituencies=units, candidates=people)
