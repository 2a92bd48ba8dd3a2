"""A source folder, checked but not signed, as one side of a comparison."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from voter_kiosk.authoring.check import CheckReport, check
from voter_kiosk.authoring.publish import documents_of
from voter_kiosk.bundle.contents import Contents, Signed
from voter_kiosk.bundle.names import BASE, is_media
from voter_kiosk.domain.changes import Edition
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence


@dataclass(frozen=True, slots=True)
class _Unsigned:
    """A file as it would be signed."""

    name: str
    data: bytes | Path

    @property
    def sha256(self) -> str:
        """For a picture, the hash that it is named by; a document's is not asked for."""
        return self.file.removeprefix("m-") if is_media(self.file) else ""

    @property
    def length(self) -> int:
        """How many bytes it has."""
        return len(self.data) if isinstance(self.data, bytes) else self.data.stat().st_size

    @property
    def scope(self) -> str:
        """The scope it lies under."""
        return self.name.partition("/")[0]

    @property
    def file(self) -> str:
        """Its name within the scope."""
        return self.name.partition("/")[2]


def source_edition(source: Path, base: Path | None = None) -> Edition | CheckReport | Refusal:
    """The source folder ``source``, read through the very documents that a build would sign.

    The check's report is given back where it finds errors. Refused: ``nothing-to-compare`` for base content alone.
    """
    report = check(source, base)
    content = report.content
    if content is None or not report.ok:
        return report
    if content.election is None:
        return Refusal(
            "nothing-to-compare",
            Sentence(
                "Nguồn này chỉ là nội dung chung, không có cuộc bầu cử nên không so sánh được; "
                "hãy chọn nguồn khác.",
                "This source is base content without an election and cannot be compared; choose another one.",
            ),
        )
    files = documents_of(content)
    if isinstance(files, Refusal):
        return files

    def read(item: Signed) -> BinaryIO:
        data = files[item.name]
        return io.BytesIO(data) if isinstance(data, bytes) else data.open("rb")

    scopes = frozenset(name.partition("/")[0] for name in files) - {BASE}
    given = {content.scope: scopes} if content.scope.startswith("p") else {}
    contents = Contents([_Unsigned(name, data) for name, data in files.items()], given, read)
    return Edition(source.name, contents.everything())
