"""Reports for officials: is the kiosk ready, how was it used, how far has the campaign come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voter_kiosk.cli.officials import By, official
from voter_kiosk.cli.options import JsonFlag, StoreFolder
from voter_kiosk.cli.output import Out, write_whole
from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.progress import Template
from voter_kiosk.domain.readiness import NO, YES, Seen
from voter_kiosk.domain.text import Sentence

if TYPE_CHECKING:
    from voter_kiosk.domain.usage import Usage
    from voter_kiosk.kiosk.reports.paper import Paper

PdfFile = Annotated[Path | None, typer.Option("--pdf", metavar="FILE.pdf", help="Write it as a PDF.")]
XlsxFile = Annotated[Path | None, typer.Option("--xlsx", metavar="FILE.xlsx", help="Write it as a workbook.")]
CsvFile = Annotated[Path | None, typer.Option("--csv", metavar="FILE.csv", help="Write it as a table.")]
ToFolder = Annotated[
    Path | None, typer.Option("--to", metavar="FOLDER", help="Write every form of it there: a stick, a folder.")
]


def add(app: typer.Typer) -> None:
    """Add this group's commands to ``app``."""
    app.command("readiness")(readiness)
    app.command("usage")(usage)
    app.command("end-campaign")(end_campaign)
    group = typer.Typer(no_args_is_help=True, help="Papers of the working group.")
    group.command("template")(template)
    group.command("merge")(merge)
    app.add_typer(group, name="report")


def readiness(
    context: typer.Context,
    store: StoreFolder,
    seen: Annotated[
        list[str] | None,
        typer.Option(metavar="WHAT=yes|no", help="What a person found out: sound, touch, ruler or pixels."),
    ] = None,
    screen: Annotated[str, typer.Option(metavar="TEXT", help="The screen's size, for the report.")] = "",
    pdf: PdfFile = None,
    to: ToFolder = None,
    by: By = 0,
    as_json: JsonFlag = False,
) -> None:
    """Try a kiosk out before it is used.

    Disk, every loaded file, audit log, clock, sound, printer, versions, and what somebody saw, heard and touched;
    each with what to do. Written as PDF and JSON it is the report of the trial run, and goes into the audit log.
    Ends with 1 where something is wrong.

    \b
    Example:
      voter-kiosk readiness --store kho --seen sound=yes --to usb
    """
    from voter_kiosk.domain.readiness import Grade
    from voter_kiosk.kiosk.multimedia import can_be_heard
    from voter_kiosk.kiosk.offscreen import application
    from voter_kiosk.kiosk.reports.readiness import readiness_paper
    from voter_kiosk.kiosk.reports.words import GRADES, WHOLE
    from voter_kiosk.store import readiness as trial

    out = Out.of(context, as_json)
    answers = dict(map(_answer, seen or ()))
    who = official(out, store, by)
    running = application()  # sound is asked for by Qt
    machine = trial.Machine(run=trial.run_program, sounds=can_be_heard)
    with out.progress(Sentence("Đọc lại mọi tệp đã nạp", "Reading every loaded file again")) as step:
        report = out.unwrap(
            trial.examine(
                store,
                machine,
                answers=answers,
                screen=screen,
                by=who,
                tell=step,
            )
        )
    del running
    digest = out.unwrap(trial.note(store, report, by=who))
    files: dict[Path, bytes] = {}
    if pdf is not None:
        files[pdf] = _pdf(readiness_paper(report, digest, out.language))
    if to is not None:
        name = f"chay-thu-{_stamp(report.area, report.made)}"
        files[to / f"{name}.pdf"] = _pdf(readiness_paper(report, digest, out.language))
        files[to / f"{name}.json"] = trial.as_json(report)
    _deliver(out, files)
    if as_json:
        out.data({"readiness": report, "grade": report.grade, "sha256": digest, "files": sorted(map(str, files))})
    else:
        for check in report.checks:
            said = f"{check.said.say(out.language)} {check.remedy.say(out.language)}".strip()
            typer.echo(f"{GRADES[check.grade].say(out.language)}: {check.name.say(out.language)}: {said}")
        typer.echo(WHOLE[report.grade].say(out.language))
    if report.grade is Grade.WRONG:
        raise typer.Exit(1)


def usage(
    context: typer.Context,
    store: StoreFolder,
    csv: CsvFile = None,
    xlsx: XlsxFile = None,
    pdf: PdfFile = None,
    to: ToFolder = None,
    by: By = 0,
    as_json: JsonFlag = False,
) -> None:
    """Say how a kiosk was used.

    Visits by day and hour, screens, contents, languages, settings, up to yesterday. Never by candidate or person,
    and no number below 5, nor any sum that would give one away.

    \b
    Example:
      voter-kiosk usage --store kho --to usb
    """
    from voter_kiosk.domain.usage import KIND_NAMES, Kind, name_of, withheld_in_words
    from voter_kiosk.store import usage as counted

    out = Out.of(context, as_json)
    who = official(out, store, by)
    report = out.unwrap(counted.usage(store))
    files = _usage_files(report, out.language, csv, xlsx, pdf, to, counted.as_json(report))
    if files:
        _deliver(out, files)
        out.unwrap(counted.exported(store, report, by=who))
    if as_json:
        out.data({"usage": report, "files": sorted(map(str, files))})
        return
    out.fields(((KIND_NAMES[Kind.VISIT], report.visits),))
    for line in report.lines:
        if line.kind is not Kind.VISIT:
            kind, what = KIND_NAMES[line.kind].say(out.language), name_of(line.kind, line.what).say(out.language)
            typer.echo(f"{kind}: {what}: {line.count}" if what != kind else f"{kind}: {line.count}")
    typer.echo(withheld_in_words().say(out.language))


def end_campaign(
    context: typer.Context,
    store: StoreFolder,
    to: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the last report goes: a stick, a folder.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    by: By = 0,
    as_json: JsonFlag = False,
) -> None:
    """End the campaign: export the counts, seal them, wipe them.

    The last report is written and read back, its hash goes into the audit log, and the counts are wiped from the
    kiosk. Where anything fails before that, nothing is wiped.

    \b
    Example:
      voter-kiosk end-campaign --store kho --to usb
    """
    from voter_kiosk.store import usage as counted

    out = Out.of(context, as_json)
    who = official(out, store, by)
    if not yes and not typer.confirm(
        Sentence(
            "Số liệu sẽ được xuất rồi xóa khỏi máy. Ông/Bà chắc chắn kết thúc đợt?",
            "The counts are exported and then wiped. End the campaign?",
        ).say(out.language)
    ):
        raise typer.Exit(1)
    files: dict[Path, bytes] = {}

    def deliver(report: Usage, written: bytes) -> None:
        files.update(_usage_files(report, out.language, None, None, None, to, written))
        _deliver(out, files)

    report, digest = out.unwrap(counted.close_campaign(store, deliver, by=who))
    if as_json:
        out.data({"until": report.until, "sha256": digest, "files": sorted(map(str, files))})
    out.say(
        f"Đã kết thúc đợt. Số liệu nằm ở “{to}”, đã xóa khỏi máy. Mã của tệp: {digest}",
        f"The campaign is closed. The figures are in “{to}” and wiped from the kiosk. Hash: {digest}",
    )


def template(
    context: typer.Context,
    kind: Annotated[Template, typer.Argument(metavar="plan|handover|trial-run", help="Which paper.")],
    output: Annotated[Path, typer.Option(metavar="FILE", help="The file to write: .xlsx for a plan, else .docx.")],
    store: Annotated[
        Path | None, typer.Option("--store", metavar="STORE", help="Take names and phases from this kiosk.")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Make an empty paper: the plan, or minutes.

    A workbook for the plan (content, phase, who answers for it, due), Word files for handing a kiosk over and for
    the trial run.

    \b
    Example:
      voter-kiosk report template plan --output plan.xlsx --store kho
    """
    from voter_kiosk.authoring.progress_papers import template as make
    from voter_kiosk.store.usage import usage as look

    out = Out.of(context, as_json)
    if output.exists():
        out.refuse(
            Refusal(
                "paper-there",
                Sentence(
                    f"“{output.name}” đã có; hãy chọn tên khác để không ghi đè.",
                    f"“{output.name}” is there already; choose another name, so that nothing is lost.",
                ),
            )
        )
    _deliver(out, {output: make(kind, out.unwrap(look(store)) if store else None)})
    if as_json:
        out.data({"file": str(output)})
    out.say(f"Đã ghi “{output}”.", f"Wrote “{output}”.")


def merge(
    context: typer.Context,
    reports: Annotated[list[Path], typer.Argument(metavar="FILE.json...", help="Usage reports of kiosks.")],
    plan: Annotated[
        Path | None,
        typer.Option(metavar="plan.xlsx", help="The plan: who, what, by when; or the source it lies in."),
    ] = None,
    xlsx: XlsxFile = None,
    pdf: PdfFile = None,
    as_json: JsonFlag = False,
) -> None:
    """Put the reports of many kiosks together.

    The seven contents by phase: who answers for each, when it was due, on how many kiosks it is and was shown, how
    many visits opened it. Two reports of one kiosk do not count twice.

    \b
    Example:
      voter-kiosk report merge su-dung-*.json --plan plan.xlsx --xlsx tien-do.xlsx
    """
    from voter_kiosk.authoring.progress_papers import progress_workbook, read_plan, read_report
    from voter_kiosk.domain.progress import merged, progress_table
    from voter_kiosk.kiosk.reports.progress import progress_paper

    out = Out.of(context, as_json)
    read = [out.unwrap(read_report(path)) for path in reports]
    phases = {phase.id: phase for report in read for phase in report.phases}
    planned = out.unwrap(read_plan(plan, phases.values())) if plan else ()
    progress = out.unwrap(merged(read, planned))
    files: dict[Path, bytes] = {}
    if xlsx is not None:
        files[xlsx] = progress_workbook(progress, out.language)
    if pdf is not None:
        files[pdf] = _pdf(progress_paper(progress, dt.datetime.now(dt.UTC), out.language))
    _deliver(out, files)
    if as_json:
        out.data({"rows": progress.rows, "kiosks": progress.kiosks, "visits": progress.visits})
        return
    head, rows = progress_table(progress, out.language)
    for row in rows:
        typer.echo("; ".join(f"{name}: {cell}" for name, cell in zip(head, row, strict=True) if cell != ""))


def _answer(given: str) -> tuple[Seen, str]:
    what, _, answer = given.partition("=")
    if what not in set(Seen) or answer not in {YES, NO}:
        raise typer.BadParameter(given, param_hint="--seen")
    return Seen(what), answer


def _usage_files(
    report: Usage,
    language: str,
    csv: Path | None,
    xlsx: Path | None,
    pdf: Path | None,
    to: Path | None,
    written: bytes,
) -> dict[Path, bytes]:
    """The files that are asked for, with what is in them."""
    import hashlib

    from voter_kiosk.authoring.usage_sheets import usage_csv, usage_workbook
    from voter_kiosk.kiosk.reports.usage import usage_paper

    files: dict[Path, bytes] = {}
    if to is not None:
        kind = "ket-thuc-dot" if report.closed else "su-dung"
        base = to / f"{kind}-{_stamp(report.area, report.made)}"
        files[base.with_name(base.name + ".json")] = written
        csv = csv or base.with_name(base.name + ".csv")
        xlsx = xlsx or base.with_name(base.name + ".xlsx")
        pdf = pdf or base.with_name(base.name + ".pdf")
    if csv is not None:
        files[csv] = usage_csv(report)
    if xlsx is not None:
        files[xlsx] = usage_workbook(report, language)
    if pdf is not None:
        files[pdf] = _pdf(usage_paper(report, hashlib.sha256(written).hexdigest(), language))
    return files


def _stamp(area: str, made: dt.datetime) -> str:
    return f"{area or 'may'}-{made.astimezone(VIETNAM):%Y%m%d-%H%M}"


def _pdf(paper: Paper) -> bytes:
    from voter_kiosk.kiosk.fonts import load_fonts
    from voter_kiosk.kiosk.offscreen import application
    from voter_kiosk.kiosk.reports.paper import pdf_of

    running = application()
    load_fonts()
    made = pdf_of(paper)
    del running
    return made


def _read_back(path: Path, data: bytes) -> None:
    if path.read_bytes() != data:
        raise OSError(0, "read back otherwise", str(path))


def _deliver(out: Out, files: Mapping[Path, bytes]) -> None:
    """Write each file whole, bring it onto the disk, and read it back; the end of the command where that fails."""
    from voter_kiosk.store.mounts import open_for_writing

    path = next(iter(files), Path())
    try:
        with open_for_writing(path):
            for path, data in files.items():
                write_whole(path, data)
                _read_back(path, data)
    except OSError as error:
        out.refuse(
            Refusal(
                "cannot-write-report",
                Sentence(
                    f"Không ghi được “{path.name}” ({error.strerror}); hãy xem USB còn cắm, còn chỗ, ghi được "
                    "không.",
                    f"“{path.name}” cannot be written ({error.strerror}); see that the stick is in, has room, "
                    "and can "
                    "be written.",
                ),
            )
        )
