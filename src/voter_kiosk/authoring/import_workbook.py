"""A filled-in workbook, from whoever filled it in, into a source: all of it, or nothing and what to mend."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from voter_kiosk.authoring.check import check
from voter_kiosk.authoring.sheets import Row, read_workbook
from voter_kiosk.authoring.table_writing import Entry, no_source, write_tables
from voter_kiosk.authoring.tables import TABLES, WORKBOOK
from voter_kiosk.domain.finding import Finding, Refusal, Severity
from voter_kiosk.domain.text import Sentence


@dataclass(frozen=True, slots=True)
class ImportedWorkbook:
    """What became of a workbook: ``name`` is what the findings call it, ``rows`` how many it has by sheet.

    ``files`` are the source's files that changed; none where an error stands among the findings.
    """

    name: str
    findings: tuple[Finding, ...]
    rows: dict[str, int]
    files: tuple[Path, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether it was taken in."""
        return not any(one.severity is Severity.ERROR for one in self.findings)


def import_workbook(workbook: Path, source: Path, base: Path | None = None) -> ImportedWorkbook | Refusal:
    """Read a workbook of the form that ``new`` makes into the tables of ``source``, workbook or CSV.

    The workbook is checked together with what the source holds, as if its rows stood there already; with an error
    in one of its own cells nothing is written. A row of the source with the same key is brought up to date, an
    empty cell empties nothing, and a person's career is replaced as a whole. Findings are those about this
    workbook alone. Refused: ``no-source``, ``own-workbook``, ``source-unready``, and as :func:`write_tables`.
    """
    if not source.is_dir():
        return no_source(source)
    own = source / WORKBOOK
    if own.exists() and workbook.exists() and own.samefile(workbook):
        return Refusal(
            "own-workbook",
            Sentence(
                f"{WORKBOOK} đã là tệp của chính nguồn này, không phải nhập. Hãy dùng lệnh “voter-kiosk check”.",
                f"{WORKBOOK} is the source's own already: nothing to import. Use “voter-kiosk check”.",
            ),
        )
    name = workbook.name if workbook.name != WORKBOOK else f"{workbook.resolve().parent.name}/{WORKBOOK}"
    findings: list[Finding] = []
    tables = read_workbook(workbook, name, findings.append)
    if tables is None:
        return ImportedWorkbook(name, tuple(findings), {})
    report = check(source, base, upper=tables)
    if report.content is None:
        first = report.errors[0]
        return Refusal(
            "source-unready",
            Sentence(
                f"Nguồn {source.name} chưa dùng được, nên chưa kiểm tra được tệp này. {first.file}: "
                f"{first.message.vi} {first.remedy.vi}",
                f"The source {source.name} cannot be used yet, so this file could not be checked. {first.file}: "
                f"{first.message.en} {first.remedy.en}",
            ),
        )
    findings += [one for one in report.findings if one.file == name and one not in findings]
    findings.sort(key=lambda one: list(Severity).index(one.severity))
    done = ImportedWorkbook(
        name, tuple(findings), {TABLES[key].sheet: len(rows) for key, rows in tables.items() if rows}
    )
    if not done.ok:
        return done
    written = write_tables(source, {key: [_entry(row) for row in rows] for key, rows in tables.items()})
    if isinstance(written, Refusal):
        return written
    return ImportedWorkbook(done.name, done.findings, done.rows, written)


def _entry(row: Row) -> Entry:
    return Entry(row.values, english=row.english)
