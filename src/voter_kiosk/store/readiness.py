"""The trial run of a kiosk: everything that a machine can find out by itself, for the readiness report."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from voter_kiosk import __version__
from voter_kiosk.domain import readiness as rules
from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.office import Person, who
from voter_kiosk.domain.readiness import Check, Grade, Readiness, Seen
from voter_kiosk.domain.text import Sentence, pick
from voter_kiosk.store.clock import Clock
from voter_kiosk.store.content_schema import CONTENT_SCHEMA
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.manifest import read_manifest
from voter_kiosk.store.objects import file_digest
from voter_kiosk.store.opening import Store, open_store
from voter_kiosk.store.preparing import settle
from voter_kiosk.store.refusals import not_set_up
from voter_kiosk.store.state import Books, Now, utc_now
from voter_kiosk.store.state_schema import STATE_REVISION

Tell = Callable[[int, int], None]
"""Told of how many bytes were hashed, of how many."""

_PATIENCE: Final = 20.0
_READS_FAILING: Final = 8
"""The bit of smartctl's exit code that says that the disk is failing (smartctl(8))."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What is asked of the machine outside of the store; a test gives another one.

    ``run`` gives exit code and output of a program, ``None`` where there is none or it takes too long.
    """

    run: Callable[[Sequence[str]], tuple[int, str] | None]
    sounds: Callable[[], bool]
    clock: Callable[[Store], Clock] = lambda store: Clock(store.state)
    free: Callable[[Path], int] = lambda path: shutil.disk_usage(path).free


def run_program(command: Sequence[str]) -> tuple[int, str] | None:
    """Exit code and output of a program of the system."""
    found = shutil.which(command[0])
    if found is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603  names and options are ours
            [found, *command[1:]], capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.returncode, done.stdout


def examine(
    store: Path,
    machine: Machine,
    *,
    answers: Mapping[Seen, str] | None = None,
    screen: str = "",
    tell: Tell = lambda _done, _total: None,
    by: Person | None = None,
    now: Now = utc_now,
) -> Readiness | Refusal:
    """The readiness report of the kiosk; ``answers`` is what a person found out, ``screen`` the screen's size.

    Refused: ``store-not-set-up``. Whatever else is amiss is a line of the report. Writes nothing but the clock's
    memory, as the kiosk does when it starts.
    """
    layout = Layout(store)
    opened = open_store(store, now=now)
    if isinstance(opened, Refusal):
        if not store.is_dir() or opened.code == "store-not-set-up":
            return not_set_up()
        lines = [
            *_disk(layout, machine, writable=os.access(store, os.W_OK)),
            _objects(layout, tell),
            rules.no_content(opened.message),
        ]
        return _report(lines, answers, screen, by, now(), {}, "", {})
    try:
        lines = list(_of_store(opened, machine, tell, now()))
        catalogue, area = opened.catalogue, opened.area
        title = catalogue.election.title if catalogue else {}
        return _report(lines, answers, screen, by, now(), title, opened.polling_area, area.place if area else {})
    finally:
        opened.close()


def as_json(report: Readiness) -> bytes:
    """The report as other programs read it."""
    return msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n"


def note(store: Path, report: Readiness, *, by: Person | None = None, now: Now = utc_now) -> str | Refusal:
    """Enter in the audit log that the kiosk was examined; the SHA-256 of the report's JSON.

    Refused: as ``preparing.settle``.
    """
    digest = hashlib.sha256(as_json(report)).hexdigest()

    def enter(books: Books) -> str:
        counts = {grade.value: report.count(grade) for grade in Grade}
        books.audit("readiness", sha256=digest, by=who(by), **counts)
        return digest

    return settle(store, enter, now)


def _report(
    lines: list[Check],
    answers: Mapping[Seen, str] | None,
    screen: str,
    by: Person | None,
    made: dt.datetime,
    title: dict[str, str],
    area: str,
    place: dict[str, str],
) -> Readiness:
    lines += [*rules.seen(answers or {}), rules.mounting(screen)]
    return Readiness(made, title, area, place, __version__, by.name if by else "", tuple(lines))


def _of_store(store: Store, machine: Machine, tell: Tell, now: dt.datetime) -> list[Check]:
    layout, state, catalogue = store.layout, store.state, store.catalogue
    writable = os.access(layout.path, os.W_OK) and (state is None or state.writable)
    lines = [*_disk(layout, machine, writable=writable), _objects(layout, tell)]
    if catalogue is None:
        lines.append(rules.no_content(Sentence("Chưa nạp nội dung nào.", "Nothing is loaded yet.")))
    elif store.trouble:
        lines.append(rules.no_content(store.trouble[-1].message))
    else:
        about = catalogue.about()
        lines.append(
            rules.content(
                pick(catalogue.election.title, "vi"),
                about.version,
                about.fingerprint,
                _expiry(layout, about.generation) or now,
                now,
            )
        )
    area = store.area
    lines.append(rules.place(store.polling_area, pick(area.place, "vi") if area else ""))
    if state is None:
        lines.append(rules.audit(0, 1))
        root = 0
    else:
        with state.reading() as books:
            lines.append(rules.audit(sum(1 for _ in books.audit_rows()), books.verify_chain()))
            newest, root = books.clock().newest_issue, books.root_version()
        moment = machine.clock(store).moment(catalogue.election if catalogue else None)
        lines.append(rules.clock(_said(moment.instant), _said(newest), sure=moment.sure))
    lines.append(rules.sound(machine.sounds()))
    setting = store.printer()
    lines.append(
        rules.printer(setting.name if setting else "", _printer(machine, setting.name if setting else ""))
    )
    lines.append(rules.versions(__version__, f"{STATE_REVISION}/{CONTENT_SCHEMA}", root))
    return lines


def _disk(layout: Layout, machine: Machine, *, writable: bool) -> tuple[Check, Check]:
    return rules.room(machine.free(layout.path), writable=writable), rules.health(_health(layout, machine))


def _health(layout: Layout, machine: Machine) -> bool | None:
    """What the disk says of itself, by smartctl; ``None`` where it cannot be asked."""
    device = _device(layout.path)
    said = machine.run(["smartctl", "--health", "--json", device]) if device else None
    if said is None:
        return None
    code, text = said
    try:
        passed: Any = json.loads(text).get("smart_status", {}).get("passed")
    except (ValueError, AttributeError):
        return None
    if code & _READS_FAILING:
        return False
    return passed if isinstance(passed, bool) else None


def _device(path: Path) -> str:
    """The disk that ``path`` lies on, empty where the system does not name one."""
    try:
        number = path.stat().st_dev
        block = Path(f"/sys/dev/block/{os.major(number)}:{os.minor(number)}").resolve(strict=True)
    except OSError:
        return ""
    disk = block.parent if (block / "partition").is_file() else block
    return f"/dev/{disk.name}"


def _printer(machine: Machine, name: str) -> bool | None:
    said = machine.run(["lpstat", "-e"]) if name else None
    return None if said is None else name in said[1].split()


def _objects(layout: Layout, tell: Tell) -> Check:
    """Hash every object of the store again, and see that none is gone that a kept generation names."""
    there = [
        path
        for folder in (sorted(layout.objects.iterdir()) if layout.objects.is_dir() else ())
        if folder.is_dir()
        for path in sorted(folder.iterdir())
    ]
    sizes = {path: path.stat().st_size for path in there}
    total, done, good, bad = sum(sizes.values()), 0, 0, 0
    for path in there:
        tell(done, total)
        if _whole(path):
            good += 1
        else:
            bad += 1
        done += sizes[path]
    tell(total, total)
    names = {path.name for path in there}
    wanted: set[str] = set()
    for folder in layout.generations.iterdir() if layout.generations.is_dir() else ():
        manifest = read_manifest(folder)
        wanted |= set(manifest.objects()) if manifest else set()
    return rules.objects(good, bad, len(wanted - names))


def _whole(path: Path) -> bool:
    try:
        return file_digest(path) == path.name
    except OSError:
        return False


def _expiry(layout: Layout, generation: int) -> dt.datetime | None:
    manifest = read_manifest(layout.generation(generation))
    return manifest.expires if manifest else None


def _said(instant: dt.datetime | None) -> str:
    return f"{instant.astimezone(VIETNAM):%H:%M %d/%m/%Y}" if instant else ""
