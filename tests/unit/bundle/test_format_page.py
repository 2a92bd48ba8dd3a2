"""docs/bundle-format.md tells the truth: every code, file and schema of the code is on it, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from voter_kiosk.bundle import (
    archive,
    assemble,
    backup,
    delegations,
    documents,
    drafts,
    films,
    keys,
    parts,
    pictures,
    sounds,
    trust,
)

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "bundle-format.md").read_text(encoding="utf-8")
DOCUMENT_CODES = {"bad-document", "not-nfc", "newer-schema", "older-schema", "foreign-record"}


def test_the_page_lists_exactly_the_codes_of_refusal() -> None:
    rows = PAGE.partition("## Why a bundle is refused")[2].splitlines()
    listed = {
        code for row in rows if row.startswith("| `") for code in re.findall(r"`([^`]+)`", row.split("|")[1])
    }
    rooms = (archive, assemble, backup, delegations, drafts, films, keys, parts, pictures, sounds, trust)
    tables = tuple(room.SAID for room in rooms)
    assert listed == DOCUMENT_CODES.union(*tables)
    assert sum(map(len, tables)) == len(set().union(*tables)), "a code means one thing"


def test_the_codes_of_documents_are_those_of_the_module() -> None:
    source = Path(documents.__file__).read_text(encoding="utf-8")
    assert set(re.findall(r'Refusal\(\s*"([a-z-]+)"', source)) == DOCUMENT_CODES


def test_the_page_names_every_document_and_links_to_every_schema() -> None:
    for kind in documents.KINDS.values():
        assert f"`{kind.file}`" in PAGE
    linked = set(re.findall(r"\]\((schema/[^)]+\.json)\)", PAGE))
    assert linked == {f"schema/{path.name}" for path in (DOCS / "schema").glob("*.json")}
