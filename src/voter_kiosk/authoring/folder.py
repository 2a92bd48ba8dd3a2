"""One source folder on disk: its files, its pictures, where records stand in it, and what was found wrong."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from voter_kiosk.authoring.clips.spoken import FOLDER as CLIPS_FOLDER
from voter_kiosk.authoring.clips.spoken import NAMES_HEARD, PRONUNCIATIONS
from voter_kiosk.authoring.content import Where
from voter_kiosk.authoring.files import MOST_DATA, MOST_TEXT, read_file
from voter_kiosk.authoring.films import FilmFile, look_through
from voter_kiosk.authoring.findings import Said, error, note, warning
from voter_kiosk.authoring.kept import Kept
from voter_kiosk.authoring.legacy import legacy_lines
from voter_kiosk.authoring.markdown import TOML_FAULTS, toml_finding
from voter_kiosk.authoring.pictures import Picture
from voter_kiosk.authoring.tables import CSV_FOLDER, PLAN, WORKBOOK
from voter_kiosk.authoring.toml import TomlTable
from voter_kiosk.domain.finding import Finding, Refusal
from voter_kiosk.domain.video import HEAVIEST

BUNDLE_FILE: Final = "bundle.toml"

_KNOWN_FOLDERS = frozenset(
    {
        CSV_FOLDER,
        "topics",
        "glossary",
        "notices",
        "programmes",
        "portraits",
        "posters",
        "media",
        "history",
        "strings",
        CLIPS_FOLDER,
    }
)
_KNOWN_FILES = frozenset({BUNDLE_FILE, WORKBOOK, PLAN, "sources.toml", "videos.toml", PRONUNCIATIONS, NAMES_HEARD})
MOST_FILM: Final = HEAVIEST * 10
"""Bytes that are read of a video before it is said that it is too large: an original may be given by mistake."""

_LEFT_LYING = (".", "_", "~$")
"""How the names begin of what Mac, Word and a writer's own drafts leave in a folder."""


class Folder:
    """A folder being read; made for one reading and then thrown away.

    ``findings`` gathers what is wrong, ``where`` the place of each record by kind and id, ``media`` the pictures
    and videos by SHA-256.
    """

    def __init__(self, root: Path, kept: Kept | None = None) -> None:
        self.root = root
        self._kept = kept or Kept()
        self.findings: list[Finding] = []
        self.where: dict[tuple[str, str], Where] = {}
        self.media: dict[str, Picture | FilmFile] = {}
        self._by_path: dict[str, str] = {}
        self._films: dict[str, FilmFile | None] = {}

    def report(self, found: Finding) -> None:
        """Add a finding."""
        self.findings.append(found)

    def files(self, folder: str) -> Iterator[Path]:
        """Every plain file of a folder, by name; what Mac and Word leave lying about is passed over."""
        path = self.root / folder
        if not path.is_dir():
            return
        for entry in sorted(path.iterdir(), key=lambda entry: entry.name):
            if entry.is_file() and not entry.name.startswith(_LEFT_LYING):
                yield entry

    def read(self, name: str, most: int) -> bytes | None:
        """Give a file's bytes, or ``None``, with a finding, where it cannot be read or is longer than ``most``."""
        data = read_file(self.root, name, most)
        if isinstance(data, Finding):
            self.report(data)
            return None
        return data

    def text_of(self, name: str) -> str | None:
        """Give a file's text, or ``None``, with a finding, where it is not UTF-8 text."""
        data = self.read(name, MOST_TEXT)
        if data is None:
            return None
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            self.error(
                "file-unreadable",
                ("Tệp này không phải văn bản UTF-8.", "This file is not UTF-8 text."),
                ("Lưu lại dạng UTF-8 rồi thử lại.", "Save it as UTF-8 and try again."),
                name,
            )
            return None
        self.findings += legacy_lines(text, name)
        return text

    def toml(self, name: str, *, required: bool = True) -> TomlTable | None:
        """Give a TOML file to be read key by key; ``None`` where it is missing or cannot be read."""
        if not (self.root / name).is_file():
            if required:
                self.error(
                    "no-source",
                    (f"Thư mục này không có {name}.", f"This folder has no {name}."),
                    ("Tạo nguồn mới bằng lệnh new.", "Make a new source with `new`."),
                    name,
                )
            return None
        text = self.text_of(name)
        if text is None:
            return None
        try:
            data: Mapping[str, Any] = tomllib.loads(text)
        except TOML_FAULTS as problem:
            self.report(toml_finding(problem, name))
            return None
        return TomlTable(data, name, self.report, source=text)

    def surplus_files(self) -> None:
        """Note what lies in the folder and is no part of a source."""
        for entry in sorted(self.root.iterdir(), key=lambda entry: entry.name):
            name = entry.name
            if name in _KNOWN_FOLDERS and not entry.is_dir():
                self.error(
                    "not-a-folder",
                    (f"“{name}” phải là một thư mục.", f"“{name}” must be a folder."),
                    ("Đổi tên tệp này, rồi tạo thư mục.", "Rename the file, then make the folder."),
                    name,
                )
                continue
            known = name in (_KNOWN_FOLDERS if entry.is_dir() else _KNOWN_FILES)
            if known or name.startswith(_LEFT_LYING) or name.lower().endswith((".txt", ".md", ".vkb")):
                continue
            near = difflib.get_close_matches(name, sorted(_KNOWN_FOLDERS | _KNOWN_FILES), n=1)
            self.report(
                note(
                    "unknown-file",
                    (
                        f"“{name}” không thuộc nguồn này và bị bỏ qua.",
                        f"“{name}” is no part of a source; it is left out.",
                    ),
                    (
                        f"Có phải “{near[0]}” không?" if near else "Không phải làm gì.",
                        f"Did you mean “{near[0]}”?" if near else "Nothing to do.",
                    ),
                    file=name,
                )
            )

    def once(self, kind: str, name: str, at: Where) -> bool:
        """Note where a record stands; false, with a finding, where one of that kind and id stands already."""
        first = self.where.setdefault((kind, name), at)
        if first is at:
            return True
        self.error(
            "twice",
            (
                f"“{name}” có hai lần; lần đầu ở {first.place or first.file}.",
                f"“{name}” stands twice; first at {first.place or first.file}.",
            ),
            ("Xóa hoặc đổi mã một lần.", "Delete one, or change its id."),
            at.file,
            at.place,
        )
        return False

    def picture(self, path: str, at: Where, *, portrait: bool = False) -> str:
        """Re-encode the picture at ``path``, once, and give its SHA-256.

        Empty, with a finding, where that cannot be; ``at`` is where the picture is asked for.
        """
        if path in self._by_path:
            return self._by_path[path]
        if not _is_file(self.root / path):
            self.error(
                "picture-missing",
                (f"Không thấy tệp hình “{path}”.", f"The picture “{path}” is not there."),
                ("Chép hình vào thư mục này hoặc sửa tên.", "Copy it into that folder, or mend the name."),
                at.file,
                at.place,
            )
            return ""
        data = self.read(path, MOST_DATA)
        if data is None:
            self._by_path[path] = ""
            return ""
        picture = self._kept.picture(data, path, portrait=portrait)
        if isinstance(picture, Finding):
            self.report(picture)
            self._by_path[path] = ""
            return ""
        self.media[picture.sha256] = picture
        self._by_path[path] = picture.sha256
        return picture.sha256

    def film(self, path: str, at: Where) -> FilmFile | None:
        """Look the video at ``path`` through, once; ``None``, with a finding, where it cannot be used."""
        if path in self._films:
            return self._films[path]
        self._films[path] = None
        if not _is_file(self.root / path):
            self.error(
                "video-missing",
                (f"Không thấy đoạn phim “{path}”.", f"The video “{path}” is not there."),
                ("Chép phim vào thư mục này hoặc sửa tên.", "Copy it into that folder, or mend the name."),
                at.file,
                at.place,
            )
            return None
        data = self.read(path, MOST_FILM)
        film = look_through(data, path) if data is not None else None
        if isinstance(film, Refusal):
            made = Path(path).with_suffix(".webm")
            self.error(
                film.code,
                (film.message.vi, film.message.en),
                (
                    f"Chạy lệnh: voter-kiosk film PHIM-GỐC {made}",
                    f"Run: voter-kiosk film ORIGINAL {made}",
                ),
                at.file,
                at.place,
            )
        elif film is not None:
            self.media[film.sha256] = film
            self._films[path] = film
        return self._films[path]

    def error(self, code: str, message: Said, remedy: Said, file: str = "", place: str = "") -> None:
        """Add a finding that stops a build."""
        self.report(error(code, message, remedy, file=file, place=place))

    def warning(self, code: str, message: Said, remedy: Said, file: str = "", place: str = "") -> None:
        """Add a finding that wants a person's eye."""
        self.report(warning(code, message, remedy, file=file, place=place))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than any file's
        return False
