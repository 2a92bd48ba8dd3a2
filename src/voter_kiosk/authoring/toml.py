"""TOML tables read key by key, each wrong or unknown key a finding with its line."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Final, TypeVar

from voter_kiosk.authoring.characters import broken, broken_finding, clean
from voter_kiosk.authoring.findings import Said, error, line_place
from voter_kiosk.domain.finding import Finding
from voter_kiosk.domain.text import VIETNAMESE, Text

Report = Callable[[Finding], None]

YEARS: Final = range(1900, 2200)
"""The years a date of a source may lie in; what lies outside is mistyped, and no calendar can count with it."""

MOST: Final = 100_000
"""How far from zero a number of a source may be: they count days, articles and terms."""

_E = TypeVar("_E", bound=StrEnum)
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""A language tag: ``vi``, ``zh-Hant``. Use with ``fullmatch``."""


class TomlTable:
    """One table of a TOML file. Each getter notes its key as known; :meth:`finish` reports what is left.

    ``source`` is the file's text, only to find a key's line; ``within`` is said before a key (``body.``).
    A getter reports what is missing or of the wrong kind, and then gives the empty value of its kind.
    """

    def __init__(
        self,
        data: Mapping[str, Any],
        file: str,
        report: Report,
        *,
        source: str = "",
        within: str = "",
        skip: int = 0,
    ) -> None:
        self._data = data
        self._file = file
        self._report = report
        self._lines = source.split("\n")
        self._within = within
        self._known: set[str] = set()
        self._skip = skip  # how many tables of the same name stand above this one

    @property
    def file(self) -> str:
        """The file it stands in."""
        return self._file

    def string(self, key: str, *, required: bool = False, default: str = "") -> str:
        """A string, NFC, with Icelandic Ð mended and outer blanks gone."""
        value = self._get(key, str, required=required)
        return default if value is None else self._clean(key, value)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """``true`` or ``false``."""
        value = self._get(key, bool)
        return default if value is None else bool(value)

    def integer(self, key: str, *, required: bool = False, default: int = 0) -> int:
        """A whole number, not further from zero than ``MOST``."""
        value = self._get(key, int, required=required)
        if value is not None and abs(value) > MOST:
            self._wrong_kind(key)
            value = None
        return default if value is None else int(value)

    def date(self, key: str, *, required: bool = False) -> dt.date | None:
        """A TOML date, or a string of the form ``2026-03-15``, in one of ``YEARS``."""
        value = self._get(key, (dt.date, str), required=required)
        if isinstance(value, dt.datetime):
            value = value.date()
        if isinstance(value, str):
            try:
                value = dt.date.fromisoformat(value)
            except ValueError:
                self._wrong_kind(key)
                return None
        if isinstance(value, dt.date) and value.year not in YEARS:
            self.wrong(
                "year",
                key,
                (
                    f"Năm {value.year} ở “{key}” không thể đúng.",
                    f"The year {value.year} of “{key}” cannot be right.",
                ),
                ("Viết lại ngày, như 2026-03-15.", "Write the date again, like 2026-03-15."),
            )
            return None
        return value if isinstance(value, dt.date) else None

    def text(self, key: str, *, required: bool = False) -> Text:
        """A text by language; a bare string is Vietnamese. Vietnamese must be there if anything is."""
        value = self._get(key, (dict, str), required=required)
        if value is None:
            return {}
        return self._by_language(key, {VIETNAMESE: value} if isinstance(value, str) else value)

    def text_here(self, *, named: str) -> Text:
        """The table itself as a text by language: every key not asked for yet. Required; ``named`` is its name."""
        left = {key: value for key, value in self._data.items() if key not in self._known}
        self._known.update(left)
        return self._by_language(named, left)

    def _by_language(self, key: str, said_by: Mapping[str, Any]) -> Text:
        text: Text = {}
        for language, said in said_by.items():
            if not LANGUAGE.fullmatch(language) or not isinstance(said, str):
                self._wrong_kind(key)
            elif kept := self._clean(key, said):
                text[language] = kept
        if VIETNAMESE not in text:
            self.wrong(
                "vietnamese-missing",
                key,
                (f"Mục “{key}” thiếu tiếng Việt.", f"“{key}” has no Vietnamese."),
                ('Thêm vi = "…".', 'Add vi = "…".'),
            )
        return text

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of strings."""
        value = self._get(key, list)
        if value is None:
            return ()
        if not all(isinstance(item, str) for item in value):
            self._wrong_kind(key)
            return ()
        return tuple(self._clean(key, item) for item in value)

    def choice(self, key: str, kind: type[_E], *, required: bool = False) -> _E | None:
        """One of an enumeration's values."""
        value = self.string(key, required=required)
        if not value:
            return None
        try:
            return kind(value)
        except ValueError:
            choices = ", ".join(kind)
            near = difflib.get_close_matches(value, list(kind), n=1)
            self.wrong(
                "unknown-choice",
                key,
                (f"“{value}” không dùng được cho {key}.", f"“{value}” cannot stand for {key}."),
                (
                    f"Có phải “{near[0]}” không? Chọn một trong: {choices}."
                    if near
                    else f"Chọn một trong: {choices}.",
                    f"Did you mean “{near[0]}”? Choose one of: {choices}."
                    if near
                    else f"Choose one of: {choices}.",
                ),
            )
            return None

    def table(self, key: str, *, required: bool = False) -> TomlTable | None:
        """A table inside this one, to be finished by whoever reads it."""
        value = self._get(key, dict, required=required)
        return None if value is None else self._inner(value, key)

    def tables(self, key: str) -> list[TomlTable]:
        """An array of tables (``[[key]]``)."""
        value = self._get(key, list)
        if value is None:
            return []
        if not all(isinstance(item, dict) for item in value):
            self._wrong_kind(key)
            return []
        return [self._inner(item, key, skip=index) for index, item in enumerate(value)]

    def finish(self) -> None:
        """Report every key nobody asked for, with the nearest known one."""
        for key in self._data:
            if key in self._known:
                continue
            near = difflib.get_close_matches(key, sorted(self._known), n=1)
            self._report(
                error(
                    "unknown-key",
                    (f"Không có mục “{self._within}{key}”.", f"There is no key “{self._within}{key}”."),
                    (
                        f"Có phải “{near[0]}” không?" if near else "Xóa dòng này hoặc xem tệp mẫu.",
                        f"Did you mean “{near[0]}”?" if near else "Delete the line, or see the sample file.",
                    ),
                    file=self._file,
                    place=self.place(key),
                )
            )

    def wrong(self, code: str, key: str, message: Said, remedy: Said) -> None:
        """Report an error at ``key``."""
        self._report(error(code, message, remedy, file=self._file, place=self.place(key)))

    def place(self, key: str) -> str:
        """The line of ``key``, as a finding says it; empty where it cannot be told."""
        name = re.escape(self._within.rstrip(".").split(".")[-1])
        start = 0
        if name:
            header = re.compile(rf"\s*(?:\[\[?\s*(?:[\w.\"-]+\.)?\"?{name}\"?\s*\]|\"?{name}\"?\s*(?P<inline>=))")
            found = [(index, match) for index, line in enumerate(self._lines) if (match := header.match(line))]
            if found:
                start, match = found[min(self._skip, len(found) - 1)]
                if match["inline"]:
                    return line_place(start + 1)
        wanted = re.compile(rf"\s*(?:\[+[\w.\"-]*)?\"?{re.escape(key)}\"?\s*[\].=]")
        for index in range(start, len(self._lines)):
            if wanted.match(self._lines[index]):
                return line_place(index + 1)
            if name and start < index and self._lines[index].lstrip().startswith("["):
                break  # the next table: the key is not in this one
        return line_place(start + 1) if start else ""

    def _inner(self, value: Mapping[str, Any], key: str, skip: int = 0) -> TomlTable:
        return TomlTable(
            value,
            self._file,
            self._report,
            source="\n".join(self._lines),
            within=f"{self._within}{key}.",
            skip=skip,
        )

    def _get(self, key: str, kind: type | tuple[type, ...], *, required: bool = False) -> Any:
        self._known.add(key)
        value = self._data.get(key)
        if value is None or value == "":
            if required:
                self.wrong(
                    "key-missing",
                    key,
                    (f"Thiếu mục “{self._within}{key}”.", f"“{self._within}{key}” is missing."),
                    ("Thêm mục này; xem tệp mẫu.", "Add it; see the sample file."),
                )
            return None
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self._wrong_kind(key)
            return None
        return value

    def _clean(self, key: str, value: str) -> str:
        if broken(value):
            self._report(broken_finding(self._file, self.place(key)))
            return ""
        return clean(value)

    def _wrong_kind(self, key: str) -> None:
        self.wrong(
            "wrong-kind",
            key,
            (f"Mục “{self._within}{key}” viết không đúng kiểu.", f"“{self._within}{key}” is of the wrong kind."),
            ("Xem tệp mẫu để viết đúng kiểu.", "See the sample file for how it is written."),
        )
