"""The committee's side: a new source, official lists into it, the check, the build."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voter_kiosk.cli.options import JsonFlag
from voter_kiosk.cli.output import REFUSED, Out, errors_in, plain
from voter_kiosk.cli.passphrase import with_passphrase
from voter_kiosk.cli.when import read_when
from voter_kiosk.domain.finding import Finding, Refusal
from voter_kiosk.domain.text import Sentence

if TYPE_CHECKING:
    from voter_kiosk.authoring.dossier import ImportedPeople

_LACKING_SHOWN = 10

Source = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the source.")]
Into = Annotated[Path, typer.Option(metavar="DIR", help="The source they go into.")]
Version = Annotated[
    int | None, typer.Option(metavar="N", min=1, help="Its version; by default one more than the last.")
]
Issued = Annotated[str, typer.Option(metavar="TIME", help="When it is issued; by default now.")]
Expires = Annotated[
    str, typer.Option(metavar="TIME", help="Until when it holds; by default 60 days after polling day.")
]
Marked = Annotated[
    Path | None,
    typer.Option(metavar="COPY.xlsx", help="Where a copy of the workbook goes, its wrong cells marked."),
]
Previous = Annotated[Path | None, typer.Option(metavar="FILE.vkb", help="The bundle before it, for the version.")]


def add(app: typer.Typer) -> None:
    """Add this group's commands to ``app``."""
    app.command("new")(new)
    app.command("provinces")(provinces)
    app.command("describe")(describe)
    app.command("import-list")(import_list)
    app.command("import-people")(import_people)
    app.command("import-workbook")(import_workbook)
    app.command("film")(film)
    app.command("check")(check)
    app.command("build")(build)


def new(
    context: typer.Context,
    folder: Source,
    rule_set: Annotated[
        str, typer.Option(metavar="2021|2026", help="The law the election is held under.")
    ] = "2026",
    province: Annotated[str, typer.Option(metavar="CODE", help="The province, by its two-digit code.")] = "00",
    polling_day: Annotated[
        str, typer.Option(metavar="DAY", help="The polling day, a Sunday: 2026-03-15.", show_default=False)
    ] = "",
    as_json: JsonFlag = False,
) -> None:
    """Make an empty source.

    An Excel workbook with headers, choices, an example row and notes, and commented Markdown and TOML.

    \b
    Example:
      voter-kiosk new bau-cu --province 31 --polling-day 2026-03-15
    """
    from voter_kiosk.authoring.new import new_source
    from voter_kiosk.authoring.urgent import read_day

    out = Out.of(context, as_json)
    day = out.unwrap(read_day(polling_day)) if polling_day else None
    made = out.unwrap(new_source(folder, rule_set, polling_day=day, province=province))
    if as_json:
        out.data({"files": [str(path) for path in made]})
    out.say(
        f"Đã tạo {len(made)} tệp trong “{folder}”. Hãy bắt đầu từ tệp Excel và bundle.toml.",
        f"Made {len(made)} files in “{folder}”. Begin with the workbook and bundle.toml.",
    )


def provinces(
    context: typer.Context,
    rule_set: Annotated[
        str, typer.Option(metavar="2021|2026", help="The law the election is held under.")
    ] = "2026",
    as_json: JsonFlag = False,
) -> None:
    """List the provinces and their codes.

    As they were in the elections of that law.

    \b
    Example:
      voter-kiosk provinces
    """
    from voter_kiosk.authoring.provinces import PROVINCES

    out = Out.of(context, as_json)
    found = next((names for era, names in PROVINCES.items() if era.value == rule_set), None)
    if found is None:
        raise typer.BadParameter(f"“{rule_set}”: 2021 | 2026", param_hint="--rule-set")
    if as_json:
        out.data({"provinces": [{"code": code, "name": name} for code, name in found.items()]})
        return
    for code, name in found.items():
        typer.echo(f"{code}  {name}")


def describe(
    context: typer.Context,
    folder: Source,
    entry: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="Write this entry into bundle.toml; may be repeated."),
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Say what a source says of itself, or fill it in.

    Title, publisher, polling day, approval, and what becomes of each body's lists, as they stand in bundle.toml;
    and the version its next bundle would have. Only the lines that change are written anew.

    \b
    Example:
      voter-kiosk describe bau-cu --set "title.vi=Bầu cử 2026" --set approval.date=2026-02-20
    """
    from voter_kiosk.authoring.describing import describe as write
    from voter_kiosk.authoring.describing import described

    out = Out.of(context, as_json)
    wanted = dict(name.partition("=")[::2] for name in entry or ())
    refused = write(folder, wanted) if wanted else None
    if refused is not None:
        out.refuse(refused)
    found = out.unwrap(described(folder))
    if as_json:
        out.data(found)
        return
    for name, value in found.entries.items():
        typer.echo(f"{name} = {value}")
    out.say(f"Phiên bản kế tiếp: {found.version}", f"The next version: {found.version}")


def import_list(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Official lists: DOCX, XLSX or CSV.")],
    into: Into,
    province: Annotated[
        str, typer.Option(metavar="CODE", help="Only this province's part of the list, by its two-digit code.")
    ] = "",
    as_json: JsonFlag = False,
) -> None:
    """Read official lists into a source.

    What is posted is kept to the letter; what is ambiguous is asked, not guessed.

    \b
    Example:
      voter-kiosk import-list danh-sach.docx --into bau-cu
    """
    from voter_kiosk.authoring.official_list import hints_from, read_official_list, write_into

    out = Out.of(context, as_json)
    read = out.unwrap(read_official_list(files, hints=hints_from(into)))
    if province:
        read = read.of_province(province)
    if not as_json:
        out.findings(read.findings)
    changed = write_into(read, into)
    if isinstance(changed, Refusal):
        for path in files:
            if path.suffix.lower() in (".xlsx", ".xlsm"):
                _give_back(out, path, read.findings, None)
        out.refuse(changed, read.findings)
    if as_json:
        out.data(
            {
                "constituencies": len(read.constituencies),
                "candidates": len(read.candidates),
                "files": [str(path) for path in changed],
                "findings": read.findings,
            }
        )
    out.say(
        f"Đã nhập {len(read.candidates)} người ứng cử của {len(read.constituencies)} đơn vị bầu cử vào “{into}”.",
        f"{len(read.candidates)} candidates of {len(read.constituencies)} constituencies are now in “{into}”.",
    )
    if errors_in(read.findings):
        raise typer.Exit(REFUSED)


def film(
    context: typer.Context,
    source: Annotated[Path, typer.Argument(metavar="FILE", help="The video as it was recorded.")],
    output: Annotated[Path, typer.Argument(metavar="FILE.webm", help="The video to write.")],
    as_json: JsonFlag = False,
) -> None:
    """Bring a video into the form that a bundle takes.

    WebM with VP9 and Opus, at most 1280 x 720 and 30 pictures a second, turned upright, without where and with
    what it was recorded.

    \b
    Example:
      voter-kiosk film quay.mp4 bau-cu/media/huong-dan.webm
    """
    from voter_kiosk.authoring.films import convert

    out = Out.of(context, as_json)
    with out.progress(Sentence("Chuyển phim", "Converting")) as step:
        made = out.unwrap(convert(source, output, step))
    if as_json:
        out.data(made)
        return
    heard = Sentence("có", "yes") if made.film.sound else Sentence("không", "no")
    out.fields(
        (
            (Sentence("Phim", "Video"), made.path),
            (Sentence("Độ dài", "Length"), f"{made.film.seconds:.0f} s"),
            (Sentence("Khổ hình", "Picture"), f"{made.film.width} × {made.film.height}"),
            (Sentence("Có tiếng", "Sound"), heard.say(out.language)),
            (Sentence("Dung lượng", "Size"), out.size(made.size)),
        )
    )


def import_people(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder with the documents as they came.")],
    into: Into,
    as_json: JsonFlag = False,
) -> None:
    """Read a folder of candidates' documents into a source.

    Official lists, short biographies (form 03 or 07, Word), programmes (Word or Markdown), photographs: each file
    is told by what stands in it and matched by name, id or number. A table says what was matched and what was not.

    \b
    Example:
      voter-kiosk import-people ho-so --into bau-cu
    """
    from voter_kiosk.authoring.dossier import import_people as read
    from voter_kiosk.authoring.dossier.record import FATES, KINDS

    out = Out.of(context, as_json)
    done = out.unwrap(read(folder, into))
    if as_json:
        out.data({**plain(done), "words": {**KINDS, **FATES}})
    else:
        _people_table(out, done)
    if errors_in(done.findings):
        raise typer.Exit(REFUSED)


def _people_table(out: Out, done: ImportedPeople) -> None:
    from voter_kiosk.authoring.dossier.record import FATES, KINDS, Fate

    out.table(
        (
            Sentence("Tệp", "File"),
            Sentence("Là gì", "What"),
            Sentence("Của ai", "Whose"),
            Sentence("Kết quả", "Done"),
        ),
        [
            (
                one.file,
                KINDS[one.kind].say(out.language),
                ", ".join(one.names) + (f" ({', '.join(one.whose)})" if one.whose else ""),
                FATES[one.fate].say(out.language),
            )
            for one in done.records
        ],
    )
    out.findings(done.findings)
    for kind, people in done.lacking.items():
        if people:
            shown = ", ".join(f"{name} ({code})" for code, name in people[:_LACKING_SHOWN])
            more = f" … (+{len(people) - _LACKING_SHOWN})" if len(people) > _LACKING_SHOWN else ""
            out.say(
                f"Chưa có {KINDS[kind].vi.lower()} của {len(people)} người: {shown}{more}",
                f"{KINDS[kind].en} is lacking of {len(people)} people: {shown}{more}",
            )
    taken = sum(one.fate is Fate.TAKEN for one in done.records)
    out.say(f"Đã nhập {taken} trong {len(done.records)} tệp.", f"{taken} of {len(done.records)} files taken in.")


def import_workbook(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="A workbook that new made, filled in.")],
    into: Into,
    marked: Marked = None,
    as_json: JsonFlag = False,
) -> None:
    """Read a filled-in workbook into a source.

    With an error in a cell nothing is written: a copy comes back beside the file, each wrong cell marked, with a
    comment. The file itself is never changed.

    \b
    Example:
      voter-kiosk import-workbook phuong-hoa-mai.xlsx --into bau-cu
    """
    from voter_kiosk.authoring.import_workbook import import_workbook as read

    out = Out.of(context, as_json)
    done = out.unwrap(read(file, into))
    if not as_json:
        out.findings(done.findings)
    back = file.is_file() and not (done.ok and marked is None)
    copy = _give_back(out, file, done.findings, marked, done.name) if back else None
    if as_json:
        out.data({"rows": done.rows, "files": done.files, "findings": done.findings, "marked": copy})
    if not done.ok:
        out.say(
            f"Chưa ghi gì vào “{into}”. Hãy sửa {file.name} rồi nhập lại.",
            f"Nothing was written into “{into}”. Mend {file.name} and import it again.",
        )
        raise typer.Exit(REFUSED)
    out.say(
        f"Đã nhập {sum(done.rows.values())} hàng của {len(done.rows)} bảng vào “{into}”.",
        f"{sum(done.rows.values())} rows of {len(done.rows)} tables are now in “{into}”.",
    )


def _give_back(
    out: Out, workbook: Path, findings: Sequence[Finding], to: Path | None, name: str = ""
) -> Path | None:
    """Write the marked copy and say where; none where no finding is about the workbook, or it cannot be read."""
    from voter_kiosk.authoring.marking import free_name, marked_copy

    if not any(one.file == (name or workbook.name) for one in findings):
        return None
    copy = to or free_name(workbook)
    marked = marked_copy(workbook, findings, copy, name=name)
    if isinstance(marked, Refusal):
        if to is not None:
            out.refuse(marked, findings)
        if marked.code == "cannot-write-copy":
            out.warn(marked.message)
        return None  # what else is wrong with the file is among the findings
    out.say(
        f"Bản có đánh dấu {marked} ô: {copy}",
        f"A copy with {marked} cells marked: {copy}",
    )
    return copy


def check(context: typer.Context, folder: Source, marked: Marked = None, as_json: JsonFlag = False) -> None:
    """Look for faults in a source.

    Errors, warnings and notes, each with its file, its row or cell, and what to do. Errors end with 1.

    \b
    Example:
      voter-kiosk check bau-cu --marked bau-cu-can-sua.xlsx
    """
    from voter_kiosk.authoring.check import check as look
    from voter_kiosk.authoring.tables import WORKBOOK

    out = Out.of(context, as_json)
    report = look(folder)
    out.findings(report.findings)
    if marked is not None:
        _give_back(out, folder / WORKBOOK, report.findings, marked)
    if not report.ok:
        raise typer.Exit(REFUSED)


def build(
    context: typer.Context,
    folder: Source,
    keys: Annotated[Path, typer.Option(metavar="KEYS", help="The folder of the keys.")],
    output: Annotated[Path, typer.Option(metavar="FILE.vkb", help="The bundle to write.")],
    version: Version = None,
    issued: Issued = "",
    expires: Expires = "",
    previous: Previous = None,
    draft: Annotated[
        bool,
        typer.Option("--draft", help="Sign nothing: leave a draft, a folder, for officials to sign; as `draft`."),
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Check, compile and sign a bundle.

    With errors in the source nothing is written. The same source, keys, version and times give the same bytes.

    \b
    Example:
      voter-kiosk build bau-cu --keys khoa --output bau-cu.vkb
    """
    from voter_kiosk.authoring.check import CheckReport
    from voter_kiosk.authoring.publish import Published
    from voter_kiosk.authoring.publish import build as publish
    from voter_kiosk.cli.signing import draft as leave_draft

    if draft:
        leave_draft(context, folder, keys, output, version, issued, expires, previous, as_json=as_json)
        return
    out = Out.of(context, as_json)
    times = [instant(text) for text in (issued, expires)]
    with out.progress(Sentence("Đóng gói", "Building")) as step:

        def attempt(passphrase: str | None) -> Published | CheckReport | Refusal:
            return publish(
                folder,
                keys,
                output,
                version=version,
                issued=times[0],
                expires=times[1],
                previous=previous,
                passphrase=passphrase,
                progress=step,
            )

        result: Published | CheckReport | Refusal = with_passphrase(out, attempt)
    if isinstance(result, Refusal):
        out.refuse(result)
    made = result
    if isinstance(made, CheckReport):
        out.findings(made.findings)
        raise typer.Exit(REFUSED)
    built = made.built
    if as_json:
        out.data({"built": built, "findings": made.report.findings, "neutrality": made.neutrality})
        return
    out.findings(made.report.findings)
    out.fields(
        (
            (Sentence("Gói dữ liệu", "Bundle"), built.path),
            (Sentence("Phiên bản", "Version"), built.version),
            (Sentence("Phát hành", "Issued"), out.instant(built.issued)),
            (Sentence("Hết hạn", "Expires"), out.instant(built.expires)),
            (Sentence("Dung lượng", "Size"), out.size(built.size)),
            (Sentence("Mã kiểm tra", "Fingerprint"), built.fingerprint),
            (Sentence("Công bằng", "Equality"), made.neutrality.get(out.language, "")),
        )
    )


def instant(text: str) -> dt.datetime | None:
    """The instant of a time option, ``None`` where it was not given; what cannot be read is wrong usage."""
    if not text:
        return None
    when = read_when(text)
    if when is None or when.instant is None:
        raise typer.BadParameter(f"“{text}” ≠ 2026-03-03T09:00")
    return when.instant
