"""Every screen visited and measured, and enough of them pictured to be looked at one by one."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from errno import EIO
from html import escape
from itertools import product
from os import strerror
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from voter_kiosk.domain.calendar import VIETNAM, Moment
from voter_kiosk.domain.election import Election
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.journey import Comfort, Contrast, IdleRule, TextSize
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.domain.slips import PrinterSetting
from voter_kiosk.domain.text import ENGLISH, VIETNAMESE, pick
from voter_kiosk.kiosk.language import Dictionary
from voter_kiosk.kiosk.measure import Control, Fault, Figures, Measurer
from voter_kiosk.kiosk.office.entry import EntryFacts
from voter_kiosk.kiosk.office.errand import ErrandFacts
from voter_kiosk.kiosk.office.pages import MENU, START
from voter_kiosk.kiosk.office.samples import errand_steps, first_starts
from voter_kiosk.kiosk.offscreen import application, settle
from voter_kiosk.kiosk.reading import kind
from voter_kiosk.kiosk.scripts import choices
from voter_kiosk.kiosk.session import Session
from voter_kiosk.kiosk.slips.printer import PrintState
from voter_kiosk.kiosk.stops import (
    FORGOTTEN,
    PIN,
    USUAL_MOMENT,
    Over,
    Stop,
    no_bundle,
    office,
    on,
    results,
    results_published,
    stops,
)
from voter_kiosk.kiosk.view import View
from voter_kiosk.kiosk.window import KioskWindow, Panel
from voter_kiosk.shipped import shipped
from voter_kiosk.store.opening import Store, open_store
from voter_kiosk.store.showing import Showing

_LISTENING: Final = frozenset({Over.LISTEN, Over.NO_SOUND, Over.HEADPHONES})
MOST_PICTURES: Final = 160
LANGUAGES: Final = (VIETNAMESE, ENGLISH)
ORIENTATIONS: Final = ("portrait", "landscape")

_LONGEST_JOB: Final = 30.0
"""Seconds that a page of the officials may wait for its command."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Look:
    """How a screen is looked at."""

    language: str = VIETNAMESE
    text_size: TextSize = TextSize.USUAL
    contrast: Contrast = Contrast.USUAL
    orientation: str = "portrait"
    reach: bool = False


EVERY_LOOK: Final = tuple(
    Look(language, size, orientation=orientation, reach=reach)
    for (orientation, reach), size, language in product(
        (("portrait", False), ("landscape", False), ("portrait", True)), TextSize, LANGUAGES
    )
)
"""Every language, text size and orientation, and upright with everything within reach, in the usual contrast."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One screen in one language, text size, contrast and orientation, in numbers.

    ``moment`` is the time assumed, ISO 8601, with ``?`` where the clock was in doubt. Lengths are millimetres;
    ``figures`` are its numbers at their worst; ``lowest_contrast`` and ``highest_contrast`` are those of its texts
    to their grounds.
    """

    name: str
    screen: str
    subject: str
    over: str
    moment: str
    language: str
    text_size: str
    contrast: str
    orientation: str
    reach: bool
    lowest_contrast: float
    highest_contrast: float
    figures: Figures
    controls: tuple[Control, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class TourReport:
    """A finished tour: how many screens were measured, what is wrong, and the files it left.

    ``warnings`` are what Qt complained of on the way.
    """

    measured: int
    faulty: tuple[Measurement, ...]
    warnings: tuple[str, ...]
    pictures: tuple[Path, ...]
    data: Path
    sheet: Path
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether every number is held and Qt said nothing."""
        return not self.faulty and not self.warnings


def tour(
    store: Path,
    outdir: Path,
    *,
    everything: bool = False,
    at: dt.datetime | None = None,
    panel: Panel | None = None,
    progress: Progress | None = None,
    looks: Sequence[Look] = EVERY_LOOK,
    only: str = "",
) -> TourReport | Refusal:
    """Visit every screen of the store's content, measure all of them into ``outdir/tour.json``, picture some.

    ``everything`` pictures all; else it is a set of at most 160 in which every kind of screen meets every
    language, text size, contrast and orientation, and each of these meets each other. ``at`` (aware) is the time
    to assume, by default nine o'clock twelve days before polling day; the moments at which what may be shown
    changes are visited as well. ``panel`` is the screen upright. ``progress`` is called with screens done and
    screens in all. ``looks`` are the languages, text sizes and orientations to visit in, by default every one and
    those of the bundle's own languages; contrasts are measured in each. ``only`` is a kind of stop, or a screen,
    to visit alone. ``outdir/index.html`` shows the pictures.
    Refused: what ``store.opening.open_store`` refuses.
    Raises ``ScreenError`` where the software itself is broken, and ``OSError`` where nothing can be written.
    """
    began = time.monotonic()
    opened = open_store(store)
    if isinstance(opened, Refusal):
        return opened
    outdir.mkdir(parents=True, exist_ok=True)
    app = application()
    looks = (*looks, *own_looks(opened)) if looks is EVERY_LOOK else looks
    guide = Guide(opened, app, at=at, panel=panel or Panel())
    try:
        route = tuple(stop for stop in guide.route() if only in {"", stop.kind, stop.place.screen})
        return _led(guide, route, outdir, everything, progress or (lambda _done, _all: None), looks, began)
    finally:
        guide.close()
        opened.close()


def own_looks(store: Store) -> tuple[Look, ...]:
    """The looks of the languages that a bundle adds and this kiosk can draw, in the usual and the largest text."""
    election = store.catalogue.election if store.catalogue else None
    own = [one.tag for one in choices(election) if one.tag not in LANGUAGES and not one.audio_only]
    sizes = (TextSize.USUAL, TextSize.LARGEST)
    return tuple(Look(tag, size, orientation=way) for way, size, tag in product(ORIENTATIONS, sizes, own))


def chosen(route: Sequence[Stop], room: int = MOST_PICTURES) -> tuple[tuple[Stop, Look], ...]:
    """What to picture: for each kind of screen four looks that cover its pairs, then stops not yet pictured.

    Over the kinds, every pair of language, text size, contrast and orientation is met. Moments are pictured as
    most people see them.
    """
    kinds: dict[str, list[Stop]] = {}
    for stop in route:
        kinds.setdefault(stop.kind, []).append(stop)
    moments = [(stop, Look()) for stop in kinds.pop("moment", [])]
    offices = [
        (stop, Look(LANGUAGES[place % 2], orientation=ORIENTATIONS[place // 2 % 2]))
        for place, stop in enumerate(kinds.pop("office", []))
    ]
    sizes, contrasts = tuple(TextSize), tuple(Contrast)
    found: list[tuple[Stop, Look]] = []
    for place, group in enumerate(kinds.values()):
        for row in range(4):
            look = Look(
                LANGUAGES[(row + place) % 2],
                sizes[row],
                contrasts[(row + place // 2) % 4],
                ORIENTATIONS[(row // 2 + place) % 2],
            )
            found.append((group[row % len(group)], look))
    found += moments + offices
    pictured = {stop.name for stop, _ in found}
    rest = [stop for stop in route if stop.name not in pictured]
    looks = tuple(Look(language, size) for size in (TextSize.USUAL, TextSize.LARGEST) for language in LANGUAGES)
    found += [
        (group[0], Look(LANGUAGES[place % 2], sizes[place % 4], reach=True))
        for place, group in enumerate(kinds.values())
    ]
    found += [(stop, looks[place % 4]) for place, stop in enumerate(rest)]
    order = {stop.name: place for place, stop in enumerate(route)}
    return tuple(sorted(found[:room], key=lambda pair: order[pair[0].name]))


def _led(
    guide: Guide,
    route: tuple[Stop, ...],
    outdir: Path,
    everything: bool,
    progress: Progress,
    looks: Sequence[Look],
    began: float,
) -> TourReport:
    """The tour itself, with a window that stands."""
    wanted = None if everything else set(chosen(route))
    album = _Album(outdir)
    measured: list[Measurement] = []
    for visited, (look, stop) in enumerate(product(looks, route), start=1):
        for measurement, image in guide.visit(stop, look):
            measured.append(measurement)
            seen = replace(look, contrast=Contrast(measurement.contrast))
            if wanted is None or (stop, seen) in wanted:
                album.add(image, stop, seen)
        progress(visited, len(looks) * len(route))
    data = outdir / "tour.json"
    data.write_bytes(msgspec.json.encode(_as_data(guide, measured)))
    return TourReport(
        len(measured),
        tuple(found for found in measured if found.faults),
        tuple(guide.warnings),
        album.pictures,
        data,
        album.sheet(guide.title, {stop.name: place for place, stop in enumerate(route)}),
        time.monotonic() - began,
    )


def _as_data(guide: Guide, measured: list[Measurement]) -> dict[str, object]:
    return {
        "election": guide.title,
        "screen_mm": [guide.panel.width_mm, guide.panel.height_mm],
        "screen_pixels": [guide.panel.width, guide.panel.height],
        "measured": len(measured),
        "faulty": sum(bool(found.faults) for found in measured),
        "warnings": list(guide.warnings),
        "worst": _worst(measured),
        "screens": measured,
    }


def _worst(measured: list[Measurement]) -> dict[str, dict[str, float]]:
    """The worst figures in each text size, and the lowest and highest contrast in each of the contrasts."""
    found: dict[str, dict[str, float]] = {}
    for one in measured:
        sizes = found.setdefault(one.text_size, {})
        for name, figure in asdict(one.figures).items():
            if figure is not None:
                sizes[name] = min(figure, sizes.get(name, figure))
        if one.lowest_contrast:
            colours = found.setdefault(one.contrast + " contrast", {})
            colours["lowest"] = min(one.lowest_contrast, colours.get("lowest", one.lowest_contrast))
            colours["highest"] = max(one.highest_contrast, colours.get("highest", one.highest_contrast))
    return found


class Guide:
    """A window that is led from stop to stop. Close it when done; the store stays its owner's."""

    def __init__(self, store: Store, parent: QObject, *, at: dt.datetime | None = None, panel: Panel) -> None:
        """``at`` (aware) is the time to assume, ``panel`` the screen upright."""
        self.panel = panel
        self.warnings: dict[str, None] = {}
        self._store = store
        self._dictionary = Dictionary.load(shipped("resources", "i18n"))
        if store.catalogue is not None:
            self._dictionary = self._dictionary.with_bundle(store.catalogue.election, store.catalogue.strings)
        self._now = 0.0
        self._moment = self._base = Moment(at) if at is not None else self._usual_moment()
        self._bundle = self._address = True
        self._paper: PrintState | None = None
        self._before = qInstallMessageHandler(self._hear)
        self._screen = KioskWindow(
            self._look, panel, clock=lambda: self._now, parent=parent, store=store.layout.path
        )
        self._session = self._screen.session
        self._window = self._screen.window
        self._window.show()
        settle()

    def close(self) -> None:
        """Take the window down."""
        self._screen.close()
        settle()
        qInstallMessageHandler(self._before)

    @property
    def title(self) -> str:
        """The election's name in Vietnamese."""
        return pick(self._store.catalogue.election.title, VIETNAMESE) if self._store.catalogue else ""

    def route(self) -> tuple[Stop, ...]:
        """Every stop that the content gives."""
        self._moment, self._bundle, self._address = self._base, True, True
        showing = self._look(Comfort()).showing
        found = no_bundle(self._base)
        return (
            found
            if showing is None
            else (
                *stops(showing, self._base),
                *self._afterwards(),
                *found,
                *office(self._base),
            )
        )

    def _afterwards(self) -> tuple[Stop, ...]:
        """The stops of published results, at a time when they are."""
        catalogue = self._store.catalogue
        moment = results_published(catalogue.election) if catalogue else None
        showing = self._store.showing(moment) if moment else None
        return results(showing, moment) if showing and moment else ()

    def visit(
        self, stop: Stop, look: Look, contrasts: Iterable[Contrast] = tuple(Contrast)
    ) -> Iterator[tuple[Measurement, QImage]]:
        """``stop`` as in ``look``, measured and grabbed in each of ``contrasts``.

        Places are measured once, for colours move nothing. The officials' pages have one text size and contrast.
        """
        if stop.office:
            contrasts = (Contrast.USUAL,)
            if look.reach or look.text_size is not TextSize.USUAL:
                return
        arrived = self.come(stop, look)
        image = self._window.grabWindow()
        within = self.panel.reach_mm if look.reach else 0.0
        measurer = Measurer(self._window, self.panel.pixels_per_mm, within)
        layer = measurer.layer()
        geometry = measurer.geometry(layer, look.text_size)
        faults = geometry.faults if arrived else (Fault("not-reached", stop.name, 0, 1), *geometry.faults)
        for contrast in contrasts:
            if contrast is not Contrast.USUAL:
                self._session.setContrast(contrast.value)
                image = self._window.grabWindow()
            colours = measurer.colours(layer, contrast, image)
            measurement = Measurement(
                stop.name,
                stop.place.screen.value,
                stop.place.subject,
                stop.over.value,
                stop.moment.instant.isoformat() + ("" if stop.moment.sure else "?"),
                look.language,
                look.text_size.value,
                contrast.value,
                look.orientation,
                look.reach,
                colours.lowest,
                colours.highest,
                geometry.figures,
                geometry.controls,
                (*faults, *colours.faults),
            )
            yield measurement, image
        self.leave(stop)

    def come(self, stop: Stop, look: Look) -> bool:
        """To ``stop`` as in ``look``, in the usual contrast; whether that is where one arrived. Leave it again."""
        self._turn(look.orientation)
        return self._go(stop, look)

    def leave(self, stop: Stop) -> None:
        """Take away what lies over ``stop``."""
        if stop.office:
            desk = self._screen.office
            if desk.settings is None:
                desk.leave()
            else:
                desk.open_up()
        self._session.stay()
        self._session.listening.forget()
        self._child("Strip").setProperty("open", "")
        if stop.over is Over.CALL_STAFF:
            self._session.set_fault(False)

    @property
    def screen(self) -> KioskWindow:
        """The window that is led, with its session."""
        return self._screen

    @property
    def session(self) -> Session:
        """The session that is led."""
        return self._session

    @property
    def window(self) -> QQuickWindow:
        """The window that is led."""
        return self._window

    def _usual_moment(self) -> Moment:
        catalogue = self._store.catalogue
        if catalogue is None:
            return Moment(dt.datetime.now(VIETNAM))
        return on(catalogue.election, *USUAL_MOMENT)

    def _look(self, comfort: Comfort) -> View:
        showing = self._store.showing(self._moment) if self._bundle else None
        if showing is not None and not self._address and self._store.catalogue is not None:
            showing = _Unaddressed(self._store.catalogue, self._store.area, showing.disclosure, self._moment)
        printer = None if self._paper is None else PrinterSetting("tour")
        return View(showing, self._moment, self._dictionary, comfort, assumed=True, printer=printer)

    def _turn(self, orientation: str) -> None:
        self._screen.resize(self.panel if orientation == "portrait" else self.panel.turned())

    def _go(self, stop: Stop, look: Look) -> bool:
        """To ``stop``; whether that is where one arrived."""
        self._moment, self._bundle = stop.moment, stop.bundle
        self._paper, self._address = stop.paper, stop.address
        session = self._session
        session.setContrast(Contrast.USUAL.value)
        session.setTextSize(look.text_size.value)
        session.setReach(look.reach)
        session.beside(stop.place.screen.value, stop.place.subject)
        if session.view.language != look.language:
            session.setLanguage(look.language)
        session.slips.show_state(stop.paper or PrintState.READY, stop.place.subject)
        settle()
        if stop.over is Over.STILL_THERE:
            self._now += IdleRule().ask_after + 1
            self._session.tick()
        elif stop.over is Over.CALL_STAFF:
            self._session.set_fault(True)
        elif stop.over in _LISTENING:
            heard = stop.over is Over.LISTEN
            session.listening.show_state("" if heard else stop.over.value, 2 if heard else -1)
        elif stop.over is not Over.NOTHING:
            self._child("Strip").setProperty("open", stop.over.value)
        if stop.office:
            self._into_office(stop)
        if stop.scrolled:
            for item in _all(self._window.contentItem()):
                if item.inherits("QQuickFlickable"):
                    item.setProperty("contentY", max(0.0, item.property("contentHeight") - item.height()))
        settle()
        place = self._session.place
        return (place.screen, place.shows) == (stop.place.screen, stop.place.shows)

    def _into_office(self, stop: Stop) -> None:
        """To a page of the officials, as nobody whom the books would know; until what it asks for has come."""
        desk = self._screen.office
        desk.setLanguage(self._session.view.language)
        page, _, place = stop.office.partition("#")
        first = page.startswith(f"{START} ")
        if first:
            subject, known = first_starts()[stop.office.removeprefix(f"{START} ")]
            words = replace(known.settings, office_language=self._session.view.language)
            desk.start(replace(known, settings=words))
            desk.let_in(Person(0, "", Role.OFFICER))
            desk.lead(subject)
        elif page in {PIN, FORGOTTEN}:
            desk.knock()
        else:
            desk.let_in(Person(0, "Nguyễn Văn Mẫu", Role.OFFICER))
        if page == FORGOTTEN:
            desk.forgotten()
        elif not first and page not in {PIN, MENU}:
            task, _, subject = page.partition(" ")
            desk.go(task, subject)
        if stop.errand:
            desk.let_go()  # what it would have found is given below
        began = time.monotonic()
        while desk.at_work and time.monotonic() - began < _LONGEST_JOB:
            QTest.qWait(20)
        questions = desk.property("facts")
        if place and isinstance(questions, EntryFacts):
            questions.to(int(place))
        if stop.errand and isinstance(desk.errand, ErrandFacts):
            desk.errand.show(errand_steps(desk.view.language)[stop.office, stop.errand])
        settle()

    def _child(self, name: str) -> QQuickItem:
        return next(item for item in self._window.contentItem().childItems() if kind(item) == name)

    def _hear(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        del context
        if kind not in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg}:
            self.warnings[message] = None


class _Unaddressed(Showing):
    """Content of an election that has no official address."""

    @property
    def election(self) -> Election:
        """The same election without its address."""
        return replace(super().election, official_url="")


class _Album:
    """Pictures in a folder, and the page that shows them."""

    def __init__(self, outdir: Path) -> None:
        self._outdir = outdir
        self._folder = outdir / "pictures"
        self._folder.mkdir(exist_ok=True)
        self._taken: list[tuple[Stop, Look, Path]] = []

    @property
    def pictures(self) -> tuple[Path, ...]:
        """The files, in the order taken."""
        return tuple(path for _, _, path in self._taken)

    def add(self, image: QImage, stop: Stop, look: Look) -> None:
        """Save a picture."""
        name = f"{stop.name}.{'.'.join(_in_words(look))}.png"
        path = self._folder / name
        if not image.save(str(path)):
            raise OSError(EIO, strerror(EIO), str(path))
        self._taken.append((stop, look, path))

    def sheet(self, title: str, order: dict[str, int]) -> Path:
        """Write the page, its pictures in the order of a visit."""
        taken = sorted(self._taken, key=lambda entry: order[entry[0].name])
        figures = "\n".join(_figure(self._outdir, *entry) for entry in taken)
        page = self._outdir / "index.html"
        page.write_text(_PAGE.format(title=escape(title), count=len(taken), figures=figures), encoding="utf-8")
        return page


def _figure(outdir: Path, stop: Stop, look: Look, path: Path) -> str:
    source = path.relative_to(outdir).as_posix()
    said = ", ".join(_in_words(look))
    when = f"{stop.moment.instant.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
    return (
        f'<figure class="{look.orientation}"><a href="{escape(source)}">'
        f'<img loading="lazy" src="{escape(source)}" alt="{escape(stop.name)}"></a>'
        f"<figcaption><b>{escape(stop.name)}</b><br>{escape(said)}<br>{when}</figcaption></figure>"
    )


def _in_words(look: Look) -> tuple[str, ...]:
    held = ("reach",) if look.reach else ()
    return look.language, look.text_size.value, look.contrast.value, look.orientation, *held


def _all(root: QQuickItem) -> Iterator[QQuickItem]:
    yield root
    for child in root.childItems():
        yield from _all(child)


_PAGE: Final = """<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 16px/1.45 sans-serif; margin: 24px; background: #eee; color: #111; }}
main {{ display: flex; flex-wrap: wrap; gap: 24px; align-items: flex-end; }}
figure {{ margin: 0; width: 270px; }}
figure.landscape {{ width: 480px; }}
img {{ width: 100%; border: 1px solid #999; }}
</style>
<h1>{title}</h1>
<p>{count} màn hình · {count} screens</p>
<main>
{figures}
</main>
</html>
"""
