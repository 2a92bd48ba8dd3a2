"""Reading the files of a source: never more than a source can mean, and never from outside of its folder."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import BinaryIO, Final

from voter_kiosk.authoring.findings import error
from voter_kiosk.domain.finding import Finding

MOST_TEXT: Final = 300_000
"""Bytes of one article, notice or programme; the longest that ships has a tenth of that."""

MOST_DATA: Final = 50_000_000
"""Bytes of a table, a workbook or a picture."""

MOST_UNPACKED: Final = 100 * 2**20
"""Bytes of the XML in a Word or Excel file: fifty times those of a list of eight provinces."""

MOST_IN_ALL: Final = 400 * 2**20
"""Bytes of everything in a Word or Excel file, unpacked."""


def read_file(root: Path, name: str, most: int) -> bytes | Finding:
    """The bytes of the file ``name`` of the source ``root``, at most ``most`` of them, or the error to report.

    A link that leads out of ``root`` is an error: what is not in the folder is nobody's to publish.
    """
    path = root / name
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            return error(
                "link-outside",
                (
                    f"“{name}” dẫn ra ngoài thư mục nguồn.",
                    f"“{name}” leads out of the source's folder.",
                ),
                ("Chép chính tệp đó vào thư mục nguồn.", "Copy the file itself into the source."),
                file=name,
            )
        if path.stat().st_size > most:
            return _too_large(name, most)
        with path.open("rb") as file:
            return file.read(most)
    except (OSError, RuntimeError, ValueError) as problem:  # a loop of links; a name no file can have
        return error(
            "file-unreadable",
            ("Tệp này không đọc được.", f"This file cannot be read ({type(problem).__name__})."),
            ("Xem lại quyền đọc, hoặc chép lại tệp.", "Check its permissions, or copy it again."),
            file=name,
        )


def _too_large(name: str, most: int) -> Finding:
    size = f"{most / 1_000_000:.1f}".removesuffix(".0")
    return error(
        "file-too-large",
        (
            f"Tệp này lớn hơn {size.replace('.', ',')} MB nên không được đọc.",
            f"This file is over {size} MB and was not read.",
        ),
        ("Chia nhỏ bài, thu nhỏ hình, hoặc kiểm tra lại tệp.", "Split the text, shrink the picture, or check it."),
        file=name,
    )


def unpacks_to_too_much(file: BinaryIO | Path) -> bool:
    """Whether a Word or Excel file unpacks to more than a list can be; raises ``zipfile.BadZipFile``."""
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
    xml = sum(entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels", ".vml")))
    return xml > MOST_UNPACKED or sum(entry.file_size for entry in entries) > MOST_IN_ALL
