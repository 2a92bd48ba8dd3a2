"""Everything that is looked at before a bundle may be built: errors, warnings and notes, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from voter_kiosk.authoring.check.areas import areas, meetings
from voter_kiosk.authoring.check.ear import heard_names
from voter_kiosk.authoring.check.equality import equality, translations_equal
from voter_kiosk.authoring.check.glossary import glossary
from voter_kiosk.authoring.check.identity import identity
from voter_kiosk.authoring.check.law import other_law
from voter_kiosk.authoring.check.lists import lists
from voter_kiosk.authoring.check.names import names
from voter_kiosk.authoring.check.privacy import never_shown
from voter_kiosk.authoring.check.results import results
from voter_kiosk.authoring.check.tongues import tongues
from voter_kiosk.authoring.check.writing import cited, english, history, sentences, translations
from voter_kiosk.authoring.clips.choosing import uneven_clips
from voter_kiosk.authoring.content import Content
from voter_kiosk.authoring.kept import Kept
from voter_kiosk.authoring.sheets import Tables
from voter_kiosk.authoring.source import read_source
from voter_kiosk.domain.finding import Finding, Severity

_OF_ANY_CONTENT = (never_shown, cited, english, sentences, glossary, history, translations)
_OF_AN_ELECTION = (
    identity,
    areas,
    lists,
    meetings,
    names,
    results,
    other_law,
    equality,
    uneven_clips,
    heard_names,
    translations_equal,
    tongues,
)
_ORDER = {severity: index for index, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found, gravest first, and the content where the folder could be read at all."""

    findings: tuple[Finding, ...]
    content: Content | None = None

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop a build."""
        return tuple(found for found in self.findings if found.severity is Severity.ERROR)

    @property
    def ok(self) -> bool:
        """Whether a bundle can be built of it."""
        return self.content is not None and not self.errors

    def count(self, severity: Severity) -> int:
        """How many findings are of that severity."""
        return sum(found.severity is severity for found in self.findings)


def check(
    path: Path, base: Path | None = None, upper: Tables | None = None, kept: Kept | None = None
) -> CheckReport:
    """Check the source folder ``path`` (the rest as in :func:`read_source`). Never raises for bad input."""
    reading = read_source(path, base, upper, kept)
    found = list(reading.findings)
    if reading.content is not None:
        found += check_content(reading.content)
    unique = dict.fromkeys(found)
    return CheckReport(
        tuple(sorted(unique, key=lambda one: (_ORDER[one.severity], one.file, one.code))), reading.content
    )


def check_content(content: Content) -> list[Finding]:
    """Everything that is asked of content once it has been read."""
    found = [finding for ask in _OF_ANY_CONTENT for finding in ask(content)]
    if content.election is not None:
        found += [finding for ask in _OF_AN_ELECTION for finding in ask(content, content.election)]
    return found
