"""Excel workbooks, whoever reads them: the cells that hold something, and those that only seem to.

No sheet is asked for its cells place by place: openpyxl makes a cell for each empty place it is asked about, and
one stray format in the last row of a sheet would make a million rows of them.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO, Final

import openpyxl
from openpyxl.utils import range_boundaries

from voter_kiosk.authoring.findings import warning
from voter_kiosk.domain.finding import Finding

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_MOST_MERGED: Final = 200_000
"""Places that merged cells may cover; openpyxl makes a cell for each of them, whatever is in it."""


BECAME_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}.*|\d{1,2}-\D{3,6}\d*(?:-\d+)?|\d{1,2}/\d{1,2}/\d{2,4}|\d{5}")
"""What a schooling of 12/12 looks like once a spreadsheet has taken it for a day and the day for text."""


def open_workbook(file: BinaryIO | Path) -> tuple[Any, Any]:
    """A workbook twice, with the values and with the formulas; raises nearly anything for a broken one."""
    if _merged(file) > _MOST_MERGED:
        raise ValueError("cells are merged down whole columns")
    return load_workbook(file, data_only=True), load_workbook(file)


def load_workbook(file: BinaryIO | Path, **options: Any) -> Any:
    """openpyxl's own, without its warnings; raises nearly anything for a broken workbook.

    The file is opened and closed here: openpyxl leaves a broken one open, and its stick cannot be taken out.
    """
    with ExitStack() as stack:
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")  # of drawings, drop-downs and styles that it does not keep
        opened = stack.enter_context(file.open("rb")) if isinstance(file, Path) else file
        return openpyxl.load_workbook(opened, **options)


def _merged(file: BinaryIO | Path) -> int:
    """How many places the merged cells of a workbook cover."""
    places = 0
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                for found in _MERGED.finditer(archive.read(name)):
                    edges: Any = range_boundaries(found[1].decode())
                    left, top, right, bottom = edges
                    places += (right - left + 1) * (bottom - top + 1)
    return places


def filled(sheet: Any) -> list[Any]:
    """Every cell of a sheet that holds something, in no order."""
    return [cell for cell in sheet._cells.values() if cell.value is not None]


def unworked(sheet: Any, written: Any) -> list[Any]:
    """The formulas of a sheet that were never worked out; ``written`` is the same sheet with its formulas.

    What the paper says in such a place is not known: it may be neither shown nor taken for empty.
    """
    known = {cell.coordinate for cell in filled(sheet)}
    return [cell for cell in filled(written) if cell.data_type == "f" and cell.coordinate not in known]


def formulas_finding(sheet: Any, written: Any, file: str) -> list[Finding]:
    """A warning where formulas stand whose last result is taken; ``written`` as in :func:`unworked`."""
    known = {cell.coordinate for cell in filled(sheet)}
    formulas = [cell for cell in filled(written) if cell.data_type == "f" and cell.coordinate in known]
    if not formulas:
        return []
    first = min(formulas, key=lambda cell: (cell.row, cell.column))
    return [
        warning(
            "formula-values",
            (
                f"{len(formulas)} ô là công thức; máy lấy kết quả mà Excel đã lưu lần cuối.",
                f"{len(formulas)} cells are formulas; what Excel last saved as their result is taken.",
            ),
            (
                "So kết quả với giấy; tốt nhất là dán lại dưới dạng giá trị (Paste Values).",
                "Compare the results with the paper; better paste them as values.",
            ),
            file=file,
            place=f"{sheet.title}!{first.coordinate}",
        )
    ]
