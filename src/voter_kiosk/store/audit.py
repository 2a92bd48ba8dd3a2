"""The audit chain for people: read in words, taken out on a stick, and verified anywhere, without this kiosk."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.events import EVENTS, About, says, who
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.office import Person
from voter_kiosk.domain.office import who as by_whom
from voter_kiosk.domain.text import Sentence
from voter_kiosk.store.files import Files
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.preparing import settle
from voter_kiosk.store.refusals import disk, refusal
from voter_kiosk.store.state import NO_HASH, AuditRow, Now, State, first_broken, utc_now
from voter_kiosk.store.status import with_state

FORMAT: Final = "voter-kiosk-audit-1"

MOST_BYTES: Final = 64 << 20
"""A log of six weeks has less than a tenth of it."""

COLUMNS: Final = ("number", "at", "event", "detail", "previous", "hash", "by", "vi", "en")
"""Of an exported log: the first six are the chain, the others say it in words."""

_FORMULA: Final = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry in words: ``at`` is aware, ``by`` a number and a name, empty where nobody was in."""

    number: int
    at: dt.datetime
    event: str
    about: str
    says: Sentence
    by: str


@dataclass(frozen=True, slots=True)
class Log:
    """Part of a log, newest first. ``broken`` is the first entry that does not fit the chain, ``None`` for none.

    ``total`` is how many entries there are in all, ``found`` how many the filter left, ``head`` the hash of the
    newest one; ``officials`` is who did anything, most often first.
    """

    entries: tuple[Entry, ...]
    total: int
    found: int
    broken: int | None
    head: str
    officials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """An exported log as far as it was verified: its entries, the hash of the last one, the first wrong one."""

    entries: int
    first: str
    last: str
    head: str
    broken: int | None


def log(
    store: Path,
    *,
    about: About | None = None,
    official: int | None = None,
    before: int | None = None,
    most: int | None = None,
) -> Log | Refusal:
    """The audit log, newest first: all of it, or what is ``about`` something, by an ``official``, older than
    the entry ``before``, and ``most`` of them.

    Refused: ``store-not-set-up``, ``store-state-lost``, and a state that fails. Writes nothing.
    """
    found = chain(store)
    if isinstance(found, Refusal):
        return found
    entries = [entry_of(row) for row in found]
    officials = Counter(entry.by for entry in entries if entry.by)
    chosen = [
        entry
        for entry in reversed(entries)
        if (about is None or entry.about == about)
        and (official is None or entry.by.partition(" ")[0] == str(official))
    ]
    shown = [entry for entry in chosen if before is None or entry.number < before]
    return Log(
        tuple(shown[:most]),
        len(entries),
        len(chosen),
        first_broken(found),
        found[-1].hash if found else NO_HASH,
        tuple(name for name, _ in officials.most_common()),
    )


def chain(store: Path) -> tuple[AuditRow, ...] | Refusal:
    """The rows of the chain from its beginning. Refused: as :func:`log`."""

    def rows(state: State) -> tuple[AuditRow, ...]:
        with state.reading() as books:
            return tuple(books.audit_rows())

    return with_state(Layout(store), utc_now, rows)


def entry_of(row: AuditRow) -> Entry:
    """A row in words. One that was tampered with is said as far as it can be."""
    event = EVENTS.get(row.event)
    detail = _detail(row.detail)
    return Entry(
        row.number,
        _instant(row.at),
        row.event,
        event.about if event else About.MACHINE,
        says(row.event, detail),
        who(detail),
    )


def export_log(
    store: Path, folder: Path, *, by: Person | None = None, now: Now = utc_now
) -> tuple[Path, Path] | Refusal:
    """Write the log into ``folder`` as JSON and as CSV, and give both files. That it was done is its last entry.

    Refused: ``no-such-folder``, ``disk-full`` and ``disk-error``, and as ``preparing.settle`` and :func:`log`.
    """
    if not folder.is_dir():
        return refusal(
            "no-such-folder",
            f"Không có thư mục “{folder}”. Hãy cắm USB rồi thử lại.",
            f"There is no folder “{folder}”. Plug the stick in and try again.",
            str(folder),
        )
    at = now()
    name = f"nhat-ky-{at.astimezone(VIETNAM):%Y%m%d-%H%M%S}"
    noted = settle(store, lambda books: books.audit("audit-exported", file=name, by=by_whom(by)), now)
    if isinstance(noted, Refusal):
        return noted
    rows = chain(store)
    if isinstance(rows, Refusal):
        return rows
    written = folder / f"{name}.json", folder / f"{name}.csv"
    try:
        files = Files()
        for path, data in zip(written, (as_json(rows, exported=at), as_csv(rows)), strict=True):
            files.write(path, [data])
        files.sync(folder)
    except OSError as error:
        return disk(error)
    return written


def as_json(rows: Sequence[AuditRow], *, exported: dt.datetime) -> bytes:
    """The chain as JSON: what it is, when it was exported, and each row with what it says."""
    document = {
        "format": FORMAT,
        "exported": exported.isoformat(),
        "rows": [dict(zip(COLUMNS, _line(row), strict=True)) for row in rows],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def as_csv(rows: Sequence[AuditRow]) -> bytes:
    """The chain as CSV, as Excel opens it; no cell of words can be taken for a formula."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(COLUMNS)
    for row in rows:
        line = _line(row)
        words = [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in map(str, line[6:])]
        table.writerow([*line[:6], *words])
    return text.getvalue().encode("utf-8-sig")


def verify_file(path: Path) -> Checked | Refusal:
    """Whether an exported log, CSV or JSON, is whole, by its own hashes: no kiosk is asked.

    A log whose newest entries were cut off is whole in itself: compare ``entries`` and ``head`` with what the
    kiosk or another export says. Refused: ``audit-unreadable``.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            return _unreadable(path, "too large")
        rows = _rows(path.read_bytes())
    except (OSError, ValueError, KeyError, TypeError, csv.Error) as error:
        return _unreadable(path, f"{type(error).__name__}: {error}")
    if not rows:
        return _unreadable(path, "no entries")
    return Checked(len(rows), rows[0].at, rows[-1].at, rows[-1].hash, first_broken(rows))


def _rows(data: bytes) -> list[AuditRow]:
    text = data.decode("utf-8-sig")
    if text.lstrip().startswith("{"):
        document = json.loads(text)
        if document["format"] != FORMAT:
            raise ValueError(document["format"])
        records: Iterable[Mapping[str, Any]] = document["rows"]
    else:
        records = csv.DictReader(io.StringIO(text), strict=True)
    return [AuditRow(int(record["number"]), *(_text(record[name]) for name in COLUMNS[1:6])) for record in records]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value


def _line(row: AuditRow) -> tuple[int | str, ...]:
    entry = entry_of(row)
    chain_part = (row.number, row.at, row.event, row.detail, row.previous, row.hash)
    return (*chain_part, entry.by, entry.says.vi, entry.says.en)


def _detail(text: str) -> Mapping[str, object]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _instant(text: str) -> dt.datetime:
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        return dt.datetime.fromtimestamp(0, VIETNAM)
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def _unreadable(path: Path, why: str) -> Refusal:
    return refusal(
        "audit-unreadable",
        f"Tệp “{path.name}” không phải là nhật ký do máy chép ra, hoặc bị hỏng. Hãy chép lại từ máy.",
        f"The file “{path.name}” is no log that a kiosk exported, or it is damaged. Export it again.",
        why,
    )
