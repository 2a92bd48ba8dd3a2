"""What the command line says: sentences, tables, JSON, progress. Nothing here decides anything."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, Protocol, TypeVar

import typer

from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.finding import Finding, Refusal, Severity
from voter_kiosk.domain.text import ENGLISH, VIETNAMESE, Sentence

T = TypeVar("T")

DONE, REFUSED, WRONG_USAGE, BROKEN = 0, 1, 2, 70
"""Exit codes: done; refused, or findings with errors; wrong usage; a fault of the software (EX_SOFTWARE)."""

PROGRESS = "VOTER_KIOSK_PROGRESS"
"""Set by who reads the progress of a command, and what its log is to have of a fault, line by line."""

PATIENCE = 1.0
"""Seconds a job may take before a progress bar is shown."""

_SEVERITIES = {
    Severity.ERROR: (Sentence("LỖI", "ERROR"), "bold red"),
    Severity.WARNING: (Sentence("Cảnh báo", "Warning"), "yellow"),
    Severity.NOTE: (Sentence("Ghi chú", "Note"), "cyan"),
}


class Step(Protocol):
    """Called as a job goes on: how much is done of how much, and what begins now."""

    def __call__(self, done: int, total: int, what: Sentence = ..., /) -> None:
        """Draw it."""


@dataclass(frozen=True, slots=True)
class Out:
    """Where and how one command answers: in ``language``, and as JSON where a machine listens."""

    language: str
    json: bool = False

    @classmethod
    def of(cls, context: typer.Context, as_json: bool = False) -> Out:
        """The output of the command that ``context`` runs, in the language the call was made in."""
        language = context.obj if context.obj in {VIETNAMESE, ENGLISH} else VIETNAMESE
        return cls(language, as_json)

    def say(self, vi: str, en: str) -> None:
        """One line for a person, on standard output; nothing where JSON is asked for."""
        if not self.json:
            typer.echo(Sentence(vi, en).say(self.language))

    def warn(self, sentence: Sentence) -> None:
        """One line that must not be lost in the result: on standard error."""
        typer.echo(sentence.say(self.language), err=True)

    def data(self, value: object) -> None:
        """``value``, made of plain values and records, as JSON on standard output."""
        typer.echo(json.dumps(plain(value), ensure_ascii=False, indent=2))

    def refuse(self, refusal: Refusal, findings: Sequence[Finding] = ()) -> NoReturn:
        """Say why it was not done, and end the command with 1; ``findings`` go with it as JSON."""
        if self.json:
            self.data({"refused": refusal, "findings": findings})
        typer.echo(f"{refusal.message.say(self.language)} [{refusal.code}]", err=True)
        raise typer.Exit(REFUSED)

    def unwrap(self, result: T | Refusal) -> T:
        """The result, or the end of the command where it is a refusal."""
        if isinstance(result, Refusal):
            self.refuse(result)
        return result

    def write(self, path: Path, text: str) -> None:
        """Write a file whole or not at all; where it cannot be, the command ends."""
        try:
            write_whole(path, text.encode())
        except OSError as error:
            why = error.strerror
            self.refuse(
                Refusal(
                    "cannot-write-export",
                    Sentence(
                        f"Không ghi được tệp “{path}” ({why}); hãy chọn thư mục khác hoặc kiểm tra ổ đĩa.",
                        f"The file “{path}” cannot be written ({why}); choose another folder.",
                    ),
                )
            )

    def fields(self, rows: Iterable[tuple[Sentence, object]]) -> None:
        """Names and values, one a line, aligned; empty values are left out."""
        shown = [(name.say(self.language), str(value)) for name, value in rows if value not in {None, ""}]
        width = max((len(name) for name, _ in shown), default=0)
        for name, value in shown:
            typer.echo(f"{name:<{width}}  {value}")

    def instant(self, value: dt.datetime) -> str:
        """An instant as people in Viet Nam read it."""
        return f"{value.astimezone(VIETNAM):%d/%m/%Y %H:%M}"

    def size(self, length: int) -> str:
        """A length in bytes as people read it, in units of 1,000."""
        if length < 1_000_000:
            return f"{length / 1_000:.1f} kB".replace(".", "." if self.language == ENGLISH else ",")
        return f"{length / 1_000_000:.1f} MB".replace(".", "." if self.language == ENGLISH else ",")

    def findings(self, findings: Sequence[Finding]) -> None:
        """A check's report: a table on a terminal, one line each elsewhere, a list as JSON."""
        if self.json:
            self.data({"findings": findings, "errors": errors_in(findings)})
            return
        if sys.stdout.isatty():
            self._findings_table(findings)
        else:
            for finding in findings:
                where = " ".join(part for part in (finding.file, finding.place) if part)
                what = f"{finding.message.say(self.language)} {finding.remedy.say(self.language)}".strip()
                typer.echo(f"{_SEVERITIES[finding.severity][0].say(self.language)}: {where}: {what}")
        counts = [sum(finding.severity is severity for finding in findings) for severity in Severity]
        self.say(
            f"{counts[0]} lỗi, {counts[1]} cảnh báo, {counts[2]} ghi chú.",
            f"{counts[0]} errors, {counts[1]} warnings, {counts[2]} notes.",
        )

    def _findings_table(self, findings: Sequence[Finding]) -> None:
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(box=box.SIMPLE_HEAD, expand=True)
        for vi, en in (("Mức", "Level"), ("Ở đâu", "Where"), ("Điều gì, và cách sửa", "What, and the remedy")):
            table.add_column(Sentence(vi, en).say(self.language), ratio=6 if en.startswith("What") else None)
        for finding in findings:
            word, style = _SEVERITIES[finding.severity]
            what = Text(finding.message.say(self.language))
            what.append(f"\n→ {finding.remedy.say(self.language)}", style="dim")
            where = Text("\n".join(part for part in (finding.file, finding.place) if part))
            table.add_row(Text(word.say(self.language), style), where, what)
        if findings:
            Console().print(table)

    def table(self, titles: Sequence[Sentence], rows: Sequence[Sequence[str]]) -> None:
        """Rows under their titles: ruled on a terminal, parted by tabs elsewhere."""
        if not sys.stdout.isatty():
            for row in ([title.say(self.language) for title in titles], *rows):
                typer.echo("\t".join(row))
            return
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(box=box.SIMPLE_HEAD, expand=True)
        for title in titles:
            table.add_column(title.say(self.language), ratio=1)
        for row in rows:
            table.add_row(*map(Text, row))
        Console().print(table)

    @contextmanager
    def progress(self, title: Sentence) -> Iterator[Step]:
        """A :class:`Step` to call, which draws a bar on a terminal once a job takes over a second.

        Where the kiosk's screen has asked for it (``PROGRESS`` in the environment), each step is a line of JSON on
        standard error instead.
        """
        if os.environ.get(PROGRESS):
            yield lambda done, total, what=title: typer.echo(
                json.dumps({"done": done, "total": total, "what": plain(what)}, ensure_ascii=False), err=True
            )
            return
        if not sys.stderr.isatty() or self.json:
            yield lambda _done, _total, _what=title: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

        bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        task = bar.add_task(title.say(self.language), total=None)
        started = time.monotonic()

        def step(done: int, total: int, what: Sentence = title) -> None:
            if not bar.live.is_started and time.monotonic() - started >= PATIENCE:
                bar.start()
            bar.update(task, completed=done, total=total or None, description=what.say(self.language))

        try:
            yield step
        finally:
            bar.stop()


def errors_in(findings: Iterable[Finding]) -> int:
    """How many of the findings are errors."""
    return sum(finding.severity is Severity.ERROR for finding in findings)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and onto the disk: a stick may be pulled then. Raises ``OSError``."""
    unfinished = path.with_name(path.name + ".part")
    with unfinished.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def plain(value: object) -> Any:
    """``value`` as JSON has it: records as objects, days and instants in ISO 8601, paths as text."""
    import msgspec

    return msgspec.to_builtins(value, str_keys=True, enc_hook=str)
