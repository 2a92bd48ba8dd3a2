"""The official list as it is posted, column by column: forms 17 and 22 (NQ 40/NQ-HĐBCQG; facts C.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from voter_kiosk.domain.election import Candidate

ASSEMBLY: Final = "na"
"""The body whose list is form 17; every other one's is form 22, which has no column for Assembly terms."""

EDUCATION: Final = ("schooling", "expertise", "degree", "political_theory", "languages")
"""The five columns below one heading."""

COLUMNS: Final = (
    "number",
    "name",
    "birth_date_posted",
    "sex",
    "nationality",
    "ethnicity",
    "religion",
    "native_place",
    "residence",
    *EDUCATION,
    "occupation",
    "workplace",
    "party_date",
    "assembly_terms",
    "council_terms",
    "note",
)
"""The columns of form 17 from left to right, as a candidate's fields."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one column of a candidate's row; ``text`` is empty where the list has nothing."""

    column: str
    text: str


def columns(body: str) -> tuple[str, ...]:
    """The columns of the posted list of ``body``, by its id."""
    return tuple(name for name in COLUMNS if body == ASSEMBLY or name != "assembly_terms")


def row(candidate: Candidate, body: str, *, sex: str) -> tuple[Cell, ...]:
    """A candidate's row as it is posted, every column of it. ``sex`` is how the form writes hers."""
    return tuple(Cell(name, _text(candidate, name, sex)) for name in columns(body))


def _text(candidate: Candidate, name: str, sex: str) -> str:
    if name == "sex":
        return sex
    if name == "birth_date_posted":
        return candidate.birth_date_posted or candidate.birth_date
    return str(getattr(candidate, name))
