"""What becomes of each file of a folder: the table that an official gets to see."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from voter_kiosk.domain.finding import Finding
from voter_kiosk.domain.text import Sentence


class Kind(StrEnum):
    """What a file is, told by what stands in it."""

    LIST = "list"
    BIOGRAPHY = "biography"
    PROGRAMME = "programme"
    PHOTO = "photo"
    INTERNAL = "internal"
    WORKBOOK = "workbook"
    UNKNOWN = "unknown"


class Fate(StrEnum):
    """What became of it."""

    TAKEN = "taken"
    SAME = "same"
    KEPT = "kept"
    UNMATCHED = "unmatched"
    REFUSED = "refused"


KINDS: Final = MappingProxyType(
    {
        Kind.LIST: Sentence("Danh sách chính thức", "Official list"),
        Kind.BIOGRAPHY: Sentence("Tiểu sử tóm tắt", "Biography"),
        Kind.PROGRAMME: Sentence("Chương trình hành động", "Action programme"),
        Kind.PHOTO: Sentence("Ảnh chân dung", "Photograph"),
        Kind.INTERNAL: Sentence("Sơ yếu lý lịch (nội bộ)", "Full CV (internal)"),
        Kind.WORKBOOK: Sentence("Tệp Excel của nguồn", "Workbook of a source"),
        Kind.UNKNOWN: Sentence("Không rõ", "Not known"),
    }
)
"""Each kind as a person calls it."""

FATES: Final = MappingProxyType(
    {
        Fate.TAKEN: Sentence("đã nhập", "taken in"),
        Fate.SAME: Sentence("đã có, giống hệt", "there already, alike"),
        Fate.KEPT: Sentence("giữ bản đang có", "what is there was kept"),
        Fate.UNMATCHED: Sentence("chưa biết của ai", "whose is not known"),
        Fate.REFUSED: Sentence("không nhập", "not taken in"),
    }
)
"""Each fate as a person says it."""


@dataclass(frozen=True, slots=True)
class Record:
    """One file: ``file`` is its path in the folder, ``whose`` the candidates' ids and ``names`` their names."""

    file: str
    kind: Kind
    fate: Fate
    whose: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedPeople:
    """A folder read: a record for each file, what was found, the source's files that changed.

    ``lacking`` are the source's candidates, as ``(id, name)``, who have no biography's career, programme or photo
    now, by that kind.
    """

    records: tuple[Record, ...]
    findings: tuple[Finding, ...]
    files: tuple[Path, ...]
    lacking: dict[Kind, tuple[tuple[str, str], ...]]
