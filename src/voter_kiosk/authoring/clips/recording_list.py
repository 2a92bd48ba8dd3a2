"""The list that a team records from: every line with its id and text; file and reader are filled in by them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from voter_kiosk.authoring.clips.lines import SpokenLine, spoken_lines
from voter_kiosk.authoring.clips.reading import FILE, ID, MARK, MARK_LENGTH, READER, TEXT, rows_of
from voter_kiosk.authoring.clips.spoken import RECORDED, RECORDING_LIST
from voter_kiosk.authoring.content import Content
from voter_kiosk.authoring.folder import Folder
from voter_kiosk.domain.clips import said

HEADERS = (ID, FILE, READER, TEXT, MARK)


def write_recording_lists(content: Content, languages: Iterable[str] = ()) -> tuple[Path, ...]:
    """Write the lists of ``languages`` (default: all of the content's) below ``clips/recorded/``.

    A row in which a file is named stays as it is, so that a text that has changed is noticed; every line without
    such a row gets one, in the order of showing. Gives their paths. Raises ``OSError`` where that cannot be.
    """
    folder = Folder(content.root)
    lines = list(spoken_lines(content))
    return tuple(
        _write(folder, language, [line for line in lines if line.language == language])
        for language in dict.fromkeys(languages) or content.languages
    )


def _write(folder: Folder, language: str, lines: Iterable[SpokenLine]) -> Path:
    name = f"{RECORDED}/{language}/{RECORDING_LIST}"
    path = folder.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    filled: dict[str, list[tuple[str, ...]]] = {}
    for row in rows_of(folder, name, (ID, FILE, READER, MARK)) if path.is_file() else ():
        if row[FILE]:
            filled.setdefault(row[ID], []).append(tuple(row[header] for header in HEADERS))
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(HEADERS)
    for line in lines:
        rows = filled.pop(line.id, [])
        table.writerows(rows)
        mark = line.key[:MARK_LENGTH]
        if not any(row[-1] == mark for row in rows):
            table.writerow((line.id, "", "", said(line.text), mark))
    for rows in filled.values():  # of texts that are gone: a person decides
        table.writerows(rows)
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_bytes(out.getvalue().encode("utf-8-sig"))
    unfinished.replace(path)
    return path
