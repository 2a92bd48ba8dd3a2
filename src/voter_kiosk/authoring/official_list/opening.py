"""Opening a list by what it is, not by what its name says, and refusing with a remedy what cannot be read."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

from voter_kiosk.authoring.office_files import Fault, broken_file, macros_finding, recognise
from voter_kiosk.authoring.official_list.from_csv import read_csv
from voter_kiosk.authoring.official_list.from_docx import read_docx
from voter_kiosk.authoring.official_list.from_xlsx import read_xlsx
from voter_kiosk.authoring.official_list.grid import Document, RefusedError

_READERS: dict[str, Callable[[Path], Document]] = {"docx": read_docx, "xlsx": read_xlsx, "text": read_csv}


def open_list(path: Path) -> Document:
    """Read a DOCX, XLSX or CSV file; raises ``RefusedError`` for anything else and for broken files."""
    kind = recognise(path)
    if isinstance(kind, Fault):
        raise RefusedError(kind.refusal(path.name))
    try:
        document = _READERS[kind.name](path)
    except RefusedError:
        raise
    except Exception as problem:  # the libraries raise nearly anything: all mean a broken file
        raise RefusedError(broken_file(problem).refusal(path.name)) from problem
    if kind.macros:
        return dataclasses.replace(document, findings=(macros_finding(path.name), *document.findings))
    return document
