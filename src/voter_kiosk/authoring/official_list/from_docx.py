"""Word documents: the body in its order, tables with merged cells laid out, text as it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from docx.oxml.ns import qn

from voter_kiosk.authoring.official_list.grid import Cell, Document, Grid, Row
from voter_kiosk.authoring.word import (
    CELL,
    ROW,
    TABLE,
    Fonts,
    P,
    blocks,
    inside,
    open_word,
    runs_of,
    text_boxes,
    tracked_changes,
)

_MANY_COLUMNS: Final = 200


def read_docx(path: Path) -> Document:
    """The tables of a Word document with the prose above each; raises what python-docx raises on a broken one."""
    document = open_word(path)
    body = document.element.body
    fonts = Fonts(document)
    findings = (*tracked_changes(body, path.name), *text_boxes(body, path.name))
    grids: list[Grid] = []
    heading: list[Cell] = []
    for block in blocks(body):
        if block.tag == P:
            runs = tuple(runs_of(block, fonts))
            text = "".join(text for text, _ in runs)
            if text.strip():
                heading.append(Cell(text, f"trên bảng {len(grids) + 1}", runs))
        else:
            place = f"bảng {len(grids) + 1}"
            grids.append(Grid(path.name, "docx", place, tuple(heading), tuple(_table(block, fonts, place))))
            heading = []
    if heading:
        grids.append(Grid(path.name, "docx", "cuối tài liệu", tuple(heading), ()))
    return Document(path.name, "docx", tuple(grids), findings)


def _table(table: Any, fonts: Fonts, place: str) -> Iterator[Row]:
    above: dict[int, Cell] = {}
    for number, row in enumerate(inside(table, ROW, stop=TABLE), start=1):
        cells: list[Cell] = []
        for cell in inside(row, CELL, stop=TABLE):
            column = len(cells)
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            where = f"{place}, hàng {number}, cột {column + 1}"
            if merge is not None and merge.get(qn("w:val")) != "restart" and column in above:
                first = above[column]
                read = Cell(first.text, where, first.runs, continued=True)
            else:
                runs = tuple(_cell_runs(cell, fonts))
                read = Cell("".join(text for text, _ in runs), where, runs)
            above[column] = read
            cells.append(read)
            width = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            span = int(width.get(qn("w:val"), "1")) if width is not None else 1
            for _ in range(min(span, _MANY_COLUMNS) - 1):
                above[len(cells)] = read
                cells.append(Cell(read.text, where, read.runs, continued=True))
        yield tuple(cells)


def _cell_runs(cell: Any, fonts: Fonts) -> Iterator[tuple[str, str]]:
    first = True
    for paragraph in cell.iter(P):
        if not first:
            yield "\n", ""
        first = False
        yield from runs_of(paragraph, fonts)
