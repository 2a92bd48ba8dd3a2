"""What becomes of a practice ballot, in words: why, by which article, what would make it valid (facts B.11)."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from voter_kiosk.domain.ballot import Fault, Judgement, Mark, Verdict
from voter_kiosk.domain.text import pick
from voter_kiosk.kiosk.view import View

HEADLINES: Final = MappingProxyType(
    {
        Verdict.VALID: "This practice ballot is valid",
        Verdict.INVALID: "This practice ballot is not valid",
        Verdict.TEAM_DECIDES: "The polling team has to consider this ballot",
    }
)

EFFECTS: Final = MappingProxyType(
    {
        Mark.NONE: "left as it is: elected",
        Mark.STROKE: "struck out: not elected",
        Mark.PART_STROKE: "part of the name struck: still elected",
        Mark.ONE_OF_TWO_LINES: "one of two lines struck: not elected",
        Mark.CIRCLE: "circled: still elected; not advised, the polling team may consider it",
        Mark.UNDERLINE: "line below: still elected; not advised, the polling team may consider it",
        Mark.OVERLINE: "line above: still elected; not advised, the polling team may consider it",
        Mark.FAINT: "a stroke that cannot be read: the polling team considers it",
        Mark.UNCLEAR: "an unclear mark: not advised, the polling team considers it",
    }
)
"""What each mark on a line counts as (Q&A question 167)."""

_MARKED: Final = (
    "%1: still a vote for this person, but a marked ballot may be put to the polling team "
    "(Q&A, questions 167 and 175)."
)
WHY: Final = MappingProxyType(
    {
        Mark.PART_STROKE: "%1: only part of the name is struck: still a vote for this person (Q&A, question 167).",
        Mark.ONE_OF_TWO_LINES: "%1: with one of two lines struck, this person is not elected (Q&A, question 167).",
        Mark.CIRCLE: _MARKED,
        Mark.UNDERLINE: _MARKED,
        Mark.OVERLINE: _MARKED,
        Mark.FAINT: "%1: a stroke that cannot be read is for the polling team to consider (Q&A, question 167).",
        Mark.UNCLEAR: "%1: no rule says what this mark counts as: the polling team decides (Q&A, question 175).",
    }
)
"""What is to be said of a line with such a mark."""

SOURCES: Final = ("luat-bau-cu", "hoi-dap")
"""What every verdict rests on: the Election Law, and the National Election Council's questions and answers."""


def reasons(view: View, names: Sequence[str], marks: Sequence[Mark], seats: int, found: Judgement) -> list[str]:
    """Why the ballot is valid, or not, or for the team: one sentence each, with its article."""
    left = len(found.elected)
    said = []
    for fault in found.faults:
        if fault is Fault.TOO_MANY:
            if all(mark is Mark.NONE for mark in marks):
                said.append(view.tr("No name is struck out."))
            said.append(view.tr("%n names are left, but at most %1 may be (Article 74).", seats, n=left))
        elif fault is Fault.ALL_STRUCK:
            said.append(view.tr("All names are struck out (Article 74)."))
        else:
            said.append(view.tr("A name was added (Article 74)."))
    if found.verdict is Verdict.VALID:
        said.append(view.tr("%n names are left, and at most %1 may be (Q&A, question 174).", seats, n=left))
        if left < seats:
            said.append(view.tr("Leaving fewer names is allowed (Q&A, questions 167 and 174)."))
        said.append(view.tr("The paper bears the polling team’s seal, and nothing was added (Q&A, question 174)."))
    said += [view.tr(WHY[mark], name) for name, mark in zip(names, marks, strict=True) if mark in WHY]
    return said


def remedies(view: View, marks: Sequence[Mark], seats: int, found: Judgement) -> list[str]:
    """What would make the ballot valid, or its marks plain; nothing where there is nothing to mend."""
    said = []
    if Fault.TOO_MANY in found.faults:
        more = len(found.elected) - seats
        said.append(view.tr("Strike out %n more names, each with one level line through the whole name.", n=more))
    if Fault.ALL_STRUCK in found.faults:
        said.append(view.tr("Leave at least one name as it is, and at most %1.", seats))
    if Fault.ADDED in found.faults:
        said.append(view.tr("Write no name and nothing else on the ballot."))
    if not {Mark.NONE, Mark.STROKE}.issuperset(marks):
        said.append(view.tr("Draw one level line through the whole name; leave the other names without any mark."))
    if found.verdict is not Verdict.VALID:
        said.append(view.tr("A spoiled ballot can be exchanged before it goes into the box (Article 69)."))
    return said


def sources(view: View) -> str:
    """The sources of the verdict by their titles, as the bundle has them."""
    showing = view.showing
    known = [showing.source(name) for name in SOURCES] if showing else []
    titles = [f"– {pick(source.title, view.language)}" for source in known if source is not None]
    return "\n".join((view.tr("Sources:"), *titles)) if titles else ""
