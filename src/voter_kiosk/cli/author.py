"""The committee's side: a new source, official lists into it, the check, the build."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from voter_kiosk.cli.options import JsonFlag
from voter_kiosk.cli.output import REFUSED, Out, errors_in
from voter_kiosk.cli.passphrase import with_passphrase
from voter_kiosk.cli.when import read_when
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence

Source = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the source.")]
Version = Annotated[
    int | None, typer.Option(metavar="N", min=1, help="Its version; by default one more than the last.")
]
Issued = Annotated[str, typer.Option(metavar="TIME", help="When it is issued; by default now.")]
Expires = Annotated[
    str, typer.Option(metavar="TIME", help="Until when it holds; by default 60 days after polling day.")
]
Previous = Annotated[Path | None, typer.Option(metavar="FILE.vkb", help="The bundle before it, for the version.")]


def add(app: typer.Typer) -> None:
    """Add this group's commands to ``app``."""
    app.command("new")(new)
    app.command("import-list")(import_list)
    app.command("film")(film)
    app.command("check")(check)
    app.command("build")(build)


def new(
    context: typer.Context,
    folder: Source,
    rule_set: Annotated[
        str, typer.Option(metavar="2021|2026", help="The law the election is held under.")
    ] = "2026",
    as_json: JsonFlag = False,
) -> None:
    """Make an empty source.

    An Excel workbook with headers, choices, an example row and notes, and commented Markdown and TOML.

    \b
    Example:
      voter-kiosk new bau-cu
    """
    from voter_kiosk.authoring.new import new_source

    out = Out.of(context, as_json)
    made = out.unwrap(new_source(folder, rule_set))
    if as_json:
        out.data({"files": [str(path) for path in made]})
    out.say(
        f"Đã tạo {len(made)} tệp trong “{folder}”. Hãy bắt đầu từ tệp Excel và bundle.toml.",
        f"Made {len(made)} files in “{folder}”. Begin with the workbook and bundle.toml.",
    )


def import_list(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Official lists: DOCX, XLSX or CSV.")],
    into: Annotated[Path, typer.Option(metavar="DIR", help="The source they go into.")],
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


def check(context: typer.Context, folder: Source, as_json: JsonFlag = False) -> None:
    """Look for faults in a source.

    Errors, warnings and notes, each with its file, its row or cell, and what to do. Errors end with 1.

    \b
    Example:
      voter-kiosk check bau-cu
    """
    from voter_kiosk.authoring.check import check as look

    out = Out.of(context, as_json)
    report = look(folder)
    out.findings(report.findings)
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
