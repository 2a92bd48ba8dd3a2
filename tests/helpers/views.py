"""Looks at made-up content: compiled for real, shown through the one door, without a window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from helpers import stores
from voter_kiosk.domain.calendar import Moment
from voter_kiosk.domain.disclosure import KioskState, decide
from voter_kiosk.domain.journey import Comfort
from voter_kiosk.domain.slips import PrinterSetting
from voter_kiosk.kiosk.language import Dictionary
from voter_kiosk.kiosk.view import View
from voter_kiosk.shipped import shipped
from voter_kiosk.store.catalogue import Catalogue, open_catalogue
from voter_kiosk.store.compiler import compile_content
from voter_kiosk.store.showing import Showing

DICTIONARY = Dictionary.load(shipped("resources", "i18n"))


@contextmanager
def compiled(content: stores.Content, folder: Path) -> Iterator[Catalogue]:
    """The catalogue of ``content``, compiled into ``folder``."""
    path = folder / "content.sqlite"
    path.unlink(missing_ok=True)
    refused = compile_content(content.records(), path)
    assert refused is None, refused
    found = open_catalogue(path)
    assert isinstance(found, Catalogue)
    yield found
    found.close()


def view_of(
    catalogue: Catalogue,
    moment: Moment,
    language: str = "vi",
    *,
    state: KioskState | None = None,
    area: str = "c98001.01",
    printer: PrinterSetting | None = None,
    assumed: bool = False,
) -> View:
    """What a citizen sees of ``catalogue`` at ``moment``, at the polling area ``area``."""
    here = catalogue.area(area) if area else None
    disclosure = decide(catalogue.election, here, moment, state or KioskState())
    showing = Showing(catalogue, here, disclosure, moment)
    return View(showing, moment, DICTIONARY, Comfort(language), assumed=assumed, printer=printer)
