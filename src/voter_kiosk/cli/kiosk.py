"""The kiosk itself: opened for citizens, or walked through and measured."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voter_kiosk.cli import demo, start
from voter_kiosk.cli.demo import USUAL_TIME, Sample
from voter_kiosk.cli.options import AtTime, JsonFlag
from voter_kiosk.cli.output import REFUSED, Out
from voter_kiosk.cli.store import polling_day_of, when_of
from voter_kiosk.domain.settings import Settings
from voter_kiosk.domain.text import Sentence

if TYPE_CHECKING:
    from voter_kiosk.kiosk.tour import TourReport
    from voter_kiosk.kiosk.window import Panel

StoreOrSample = Annotated[
    Path | None,
    typer.Option("--store", metavar="STORE", help="The kiosk's folder; without it, the sample content."),
]
SampleName = Annotated[
    Sample, typer.Option("--sample", metavar="NAME", help="Which sample content: demo or hai-phong-2021.")
]
ScreenSize = Annotated[
    str, typer.Option("--screen-mm", metavar="WxH", help="The screen's size as measured, in millimetres.")
]


def add(app: typer.Typer) -> None:
    """Add this group's commands to ``app``."""
    app.command("run")(run)
    app.command("tour")(tour)
    app.command("prepare", hidden=True)(prepare)


def run(
    context: typer.Context,
    store: StoreOrSample = None,
    sample: SampleName = Sample.DEMO,
    window: Annotated[
        str, typer.Option(metavar="WxH", help="A window of this size instead of the full screen.")
    ] = "",
    screen_mm: ScreenSize = "",
    mounting_mm: Annotated[
        float | None,
        typer.Option(
            metavar="MM",
            min=0,
            max=start.HIGHEST_MM,
            show_default=False,
            help="How high its lower edge is above the floor, in millimetres.",
        ),
    ] = None,
    at: AtTime = "",
    vnc: Annotated[
        bool,
        typer.Option(
            "--vnc", help="Show it over the network (VNC): whoever reaches this machine can see and touch it."
        ),
    ] = False,
) -> None:
    """Open the kiosk for citizens.

    What officers set (voter-kiosk settings) holds: the screen's size, its height, idle time and the rest; an
    option given here goes before it.

    Without --store it shows the sample content, as it looks at nine, twelve days before its polling day. Without a
    display it says so, walks through the kiosk offscreen, and leaves the pictures in a folder that it names.

    \b
    Example:
      voter-kiosk run --store kho
      voter-kiosk run --window 1080x1920 --at E-1T07:01
    """
    from voter_kiosk.kiosk import app, display

    out = Out.of(context)
    pixels = start.pixels(_size(window, "--window"))
    measured = _size(screen_mm, "--screen-mm")
    folder, moment = _opened(out, store, sample, at)
    if vnc:
        out.warn(
            Sentence(
                "Chú ý: qua VNC, bất cứ ai vào được mạng này đều xem và bấm được màn hình; chỉ dùng để thử.",
                "Beware: over VNC anybody on this network can see and touch the screen; for trying out only.",
            )
        )
    elif not display.display_there(os.environ):
        known = _settings(folder)
        height = known.mounting_mm if mounting_mm is None else mounting_mm
        panel = app.panel_of(pixels or (1080, 1920), measured or known.screen_mm, height)
        _offscreen(out, folder, moment, panel)
        return
    raise typer.Exit(start.show(start.Asked(folder, moment, pixels, measured, mounting_mm, vnc)))


def tour(
    context: typer.Context,
    outdir: Annotated[
        Path, typer.Argument(metavar="OUTDIR", help="The folder for the pictures and measurements.")
    ],
    store: StoreOrSample = None,
    sample: SampleName = Sample.DEMO,
    at: AtTime = "",
    everything: Annotated[
        bool, typer.Option("--all", help="Draw every picture, not only a representative set.")
    ] = False,
    only: Annotated[str, typer.Option(metavar="SCREEN", help="Visit this screen alone, such as home.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """Draw and measure every screen.

    Each control's name, role and size in millimetres, and text that does not fit, in tour.json; pictures, and a
    page in HTML with all of them side by side.

    \b
    Example:
      voter-kiosk tour anh-man-hinh
    """
    from voter_kiosk.kiosk.tour import tour as visit

    out = Out.of(context, as_json)
    folder, moment = _opened(out, store, sample, at)
    with out.progress(Sentence("Đo và chụp các trang", "Measuring and drawing")) as step:
        report = out.unwrap(visit(folder, outdir, everything=everything, at=moment, progress=step, only=only))
    if as_json:
        out.data(report)
    else:
        for line in _faults(report):
            typer.echo(line)
        for warning in report.warnings:
            typer.echo(warning)
        out.fields(
            (
                (Sentence("Đã đo", "Measured"), report.measured),
                (Sentence("Có lỗi", "With faults"), len(report.faulty)),
                (Sentence("Cảnh báo của Qt", "Warnings of Qt"), len(report.warnings)),
                (Sentence("Ảnh", "Pictures"), len(report.pictures)),
                (Sentence("Số đo", "Measurements"), report.data),
                (Sentence("Trang xem ảnh", "Contact sheet"), report.sheet),
            )
        )
    if not report.ok:
        raise typer.Exit(REFUSED)


def _faults(report: TourReport) -> list[str]:
    """Each kind of fault at each place once: the first look at which it was met, and at how many others it was."""
    met: dict[tuple[str, str], list[str]] = {}
    for found in report.faulty:
        look = f"{found.name} {found.language} {found.text_size} {found.contrast} {found.orientation}"
        for fault in found.faults:
            said = f"{fault.kind}: “{fault.where}” {fault.measured:g}, {fault.limit:g} ({look})"
            met.setdefault((fault.kind, fault.where), []).append(said)
    return [looks[0] if len(looks) == 1 else f"{looks[0]} + {len(looks) - 1}" for looks in met.values()]


def prepare(
    context: typer.Context,
    sample: Annotated[
        Sample, typer.Argument(metavar="NAME", help="Which sample content: demo or hai-phong-2021.")
    ] = Sample.DEMO,
) -> None:
    """Make the sample content ready.

    Keys, bundle, store: run calls it when it is needed.

    \b
    Example:
      voter-kiosk prepare demo
    """
    out = Out.of(context)
    out.say(
        "Đang chuẩn bị nội dung mẫu: tạo khóa, đóng gói, ký, nạp...",
        "Making the sample content ready: keys, bundle, signatures, store...",
    )
    out.unwrap(demo.prepare(sample))


def _opened(out: Out, store: Path | None, sample: Sample, at: str) -> tuple[Path, dt.datetime | None]:
    """The store that is meant, made ready, and the time to assume in it."""
    when = when_of(at)
    if store is None:
        ready = demo.ready(sample, out.language)
        if ready is None:
            raise typer.Exit(REFUSED)
        store, when = ready, when or USUAL_TIME
    return store, None if when is None else when.on(polling_day_of(out, store))


def _offscreen(out: Out, store: Path, at: dt.datetime | None, panel: Panel) -> None:
    """Walk through the kiosk without a display, and say where the pictures are."""
    import platformdirs

    from voter_kiosk.kiosk.drive import drive_demo

    out.warn(
        Sentence(
            "Máy này không có màn hình, nên kiosk được đi qua một lượt mà không cần màn hình.",
            "There is no display here, so the kiosk is walked through without one.",
        )
    )
    started = f"{dt.datetime.now(dt.UTC):%Y%m%d-%H%M%S}"
    folder = Path(platformdirs.user_data_dir("voter-kiosk", appauthor=False)) / "pictures" / started
    with out.progress(Sentence("Chụp các trang", "Taking pictures")) as step:
        pictures = drive_demo(store, folder, at=at, panel=panel, progress=step)
    out.say(
        f"Đã chụp {len(pictures)} trang vào thư mục “{folder}”.",
        f"{len(pictures)} pictures are in the folder “{folder}”.",
    )


def _settings(store: Path) -> Settings:
    """What officers set, nothing in particular where the store cannot tell."""
    from voter_kiosk.domain.finding import Refusal
    from voter_kiosk.store.opening import open_store

    opened = open_store(store)
    if isinstance(opened, Refusal):
        return Settings()
    try:
        return opened.settings
    finally:
        opened.close()


def _size(text: str, option: str) -> tuple[float, float] | None:
    found = start.size(text)
    if text and found is None:
        raise typer.BadParameter(f"“{text}”: 1080x1920", param_hint=option)
    return found
