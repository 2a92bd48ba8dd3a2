"""Setting a kiosk up: by options in one go, step by step on a terminal, or question by question for its screen."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from voter_kiosk.cli.officials import By, add_someone, official
from voter_kiosk.cli.options import HeadphonesAre, JsonFlag, Paper, PrinterName, StoreFolder
from voter_kiosk.cli.output import REFUSED, Out
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.first_start import Ask, Standing, answer
from voter_kiosk.domain.listening import Headphones
from voter_kiosk.domain.office import Role
from voter_kiosk.domain.settings import SETTINGS, Value
from voter_kiosk.domain.slips import PrinterSetting, SlipPaper, printer_setting
from voter_kiosk.domain.text import Sentence

FINISH = "finish"
_ASKS = "|".join((*(ask.value for ask in Ask if ask is not Ask.TRUST), FINISH))


def add(app: typer.Typer) -> None:
    """Add this group's commands to ``app``."""
    app.command("setup")(setup)
    app.command("first-start", hidden=True)(first_start)


def setup(
    context: typer.Context,
    store: StoreFolder,
    root: Annotated[Path | None, typer.Option(metavar="root.json", help="The committee's root of trust.")] = None,
    fingerprint: Annotated[
        str,
        typer.Option(metavar="CODE", help="The fingerprint on the committee's sheet: no other root is taken."),
    ] = "",
    polling_area: Annotated[
        str, typer.Option(metavar="CODE", help="The polling area where this kiosk stands.")
    ] = "",
    language: Annotated[str, typer.Option(metavar="vi|en", help="The language of the officials' side.")] = "",
    screen_mm: Annotated[
        str, typer.Option("--screen-mm", metavar="WxH", help="The screen's size as measured, in millimetres.")
    ] = "",
    mounting_mm: Annotated[
        str, typer.Option(metavar="MM", help="How high its lower edge is above the floor, in millimetres.")
    ] = "",
    bundle: Annotated[
        Path | None, typer.Option(metavar="FILE.vkb", help="The first bundle, loaded as soon as trust is pinned.")
    ] = None,
    printer_name: PrinterName = "",
    slip_paper: Paper = SlipPaper.A5,
    headphones_are: HeadphonesAre = Headphones.DETECT,
    ask: Annotated[
        bool | None,
        typer.Option("--ask/--no-ask", help="Ask what is missing; so it is on a terminal.", show_default=False),
    ] = None,
    goes_on: Annotated[
        bool, typer.Option("--goes-on", hidden=True, help="The kiosk's screen asks for the rest.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Make a kiosk's store and pin trust.

    Done once, by hand: from then on only what these officials sign is shown here. On a terminal it asks what was
    not given, the same as the kiosk's screen does at its first start: language, size of the screen, height, root
    and fingerprint, first bundle, polling area, clock, sound, and two officials, each of whom types a PIN of his
    own. Broken off, it goes on where it was, here or at the screen.

    \b
    Example:
      voter-kiosk setup --store kho --root khoa/root.json --polling-area c98001.01
    """
    from voter_kiosk.store.setup import setup as make

    out = Out.of(context, as_json)
    chosen = printer_setting(printer_name, slip_paper)
    given = {Ask.LANGUAGE: language, Ask.SCREEN: screen_mm, Ask.MOUNTING: mounting_mm}
    answers: dict[str, Value] = {}
    for question, text in given.items():
        if text:
            answers |= out.unwrap(answer(question, text))
    if ask if ask is not None else sys.stdin.isatty() and not as_json:
        _Terminal(out, store, root, fingerprint, polling_area, bundle, chosen, headphones_are).go(answers)
        return
    if root is None:
        raise typer.BadParameter("root.json", param_hint="--root")
    refused = make(
        store,
        root,
        polling_area=polling_area,
        printer=chosen,
        headphones=headphones_are,
        settings=answers,
        fingerprint=fingerprint,
        first_start=goes_on,
    )
    if refused is not None:
        out.refuse(refused)
    if bundle is not None:
        _load(out, store, bundle)
    if as_json:
        out.data(
            {
                "store": str(store),
                "polling_area": polling_area,
                "printer": chosen,
                "headphones": headphones_are,
            }
        )
    out.say(f"Kho “{store}” đã sẵn sàng.", f"The store “{store}” is ready.")


def first_start(
    context: typer.Context,
    store: StoreFolder,
    ask: Annotated[str, typer.Argument(metavar=f"[{_ASKS}]", help="The question; without it, what is done.")] = "",
    value: Annotated[
        str,
        typer.Argument(metavar="[ANSWER]", help="Its answer: vi, 299x531, 900; else that it was asked."),
    ] = "",
    by: By = 0,
    as_json: JsonFlag = False,
) -> None:
    """Say how far the first start has come, or answer one of its questions. The kiosk's screen calls it.

    \b
    Example:
      voter-kiosk first-start mounting 900 --store kho
    """
    from voter_kiosk.store import first_answers as writing
    from voter_kiosk.store.first_start import standing

    out = Out.of(context, as_json)
    refused: Refusal | None = None
    if ask == FINISH:
        refused = writing.finish_first(store, by=official(out, store, by))
    elif ask:
        question = _question(ask)
        refused = (
            writing.answer_first(store, question, value, by=official(out, store, by))
            if value
            else writing.note_first(store, question)
        )
    if refused is not None:
        out.refuse(refused)
    known = standing(store)
    if as_json:
        out.data({"standing": known, "next": known.next if known else None})
    elif known is None:
        out.say("Không có việc thiết lập nào dở dang.", "No set-up is unfinished.")
    else:
        out.say(f"Câu hỏi tiếp theo: {known.next or FINISH}.", f"The next question: {known.next or FINISH}.")


def _question(text: str) -> Ask:
    try:
        return Ask(text)
    except ValueError:
        raise typer.BadParameter(f"“{text}”: {_ASKS}", param_hint="ASK") from None


def _load(out: Out, store: Path, bundle: Path) -> None:
    from voter_kiosk.store.installer import install

    installed = out.unwrap(install(store, bundle))
    version = installed.generation.version
    out.say(f"Đã nạp gói, phiên bản {version}.", f"The bundle was loaded, version {version}.")


@dataclass
class _Terminal:
    """The questions of the first start on a terminal; what was given is not asked. Each answer is on the disk."""

    out: Out
    store: Path
    root: Path | None
    fingerprint: str
    area: str
    bundle: Path | None
    printer: PrinterSetting | None
    headphones: Headphones

    def go(self, answers: dict[str, Value]) -> None:
        """Ask from the first open question on, and open to voters."""
        from voter_kiosk.store.first_answers import finish_first
        from voter_kiosk.store.first_start import keep
        from voter_kiosk.store.layout import Layout

        known = self._standing()
        if answers and not known.trusted:
            self._done(keep(Layout(self.store), answers))
        asking: dict[Ask, Callable[[], None]] = {
            Ask.LANGUAGE: self._language,
            Ask.SCREEN: self._screen,
            Ask.MOUNTING: self._mounting,
            Ask.TRUST: self._trust,
            Ask.BUNDLE: self._bundle,
            Ask.AREA: self._area,
            Ask.CLOCK: self._clock,
            Ask.SOUND: self._sound,
            Ask.PEOPLE: self._people,
        }
        for number, (ask, put) in enumerate(asking.items(), start=1):
            if ask not in self._standing().done:
                self.out.say(f"\n--- Bước {number}/{len(asking)}", f"\n--- Step {number} of {len(asking)}")
                put()
        self._done(finish_first(self.store))
        self.out.say(
            f"\nKho “{self.store}” đã sẵn sàng. Mở máy: voter-kiosk run --store {self.store}",
            f"\nThe store “{self.store}” is ready. Open the kiosk: voter-kiosk run --store {self.store}",
        )

    def _standing(self) -> Standing:
        from voter_kiosk.store.first_answers import over
        from voter_kiosk.store.first_start import standing

        found = standing(self.store)
        if found is None:
            self.out.refuse(over())
        return found

    def _done(self, refused: Refusal | None) -> None:
        if refused is not None:
            self.out.refuse(refused)

    def _prompt(self, vi: str, en: str, default: str = "") -> str:
        text = Sentence(vi, en).say(self.out.language)
        return str(typer.prompt(text, default=default, show_default=bool(default), err=True)).strip()

    def _sure(self, vi: str, en: str) -> bool:
        return typer.confirm(Sentence(vi, en).say(self.out.language), err=True)

    def _answer(self, ask: Ask, vi: str, en: str, default: str) -> None:
        """Ask until it can be."""
        from voter_kiosk.store.first_answers import answer_first

        while True:
            text = self._prompt(vi, en, default)
            refused = answer_first(self.store, ask, text or default)
            if refused is None:
                return
            if refused.code not in {"setting-value", "screen-size"}:
                self.out.refuse(refused)
            self.out.warn(refused.message)

    def _note(self, ask: Ask) -> None:
        from voter_kiosk.store.first_answers import note_first

        self._done(note_first(self.store, ask))

    def _language(self) -> None:
        self._answer(Ask.LANGUAGE, "Ngôn ngữ của phần cán bộ (vi, en)", "Officials' language (vi, en)", "vi")

    def _screen(self) -> None:
        self._answer(
            Ask.SCREEN,
            "Phần có hình rộng x cao bao nhiêu mm, đo bằng thước (0x0: chưa đo)",
            "Width x height of the picture in mm, by a ruler (0x0: not measured)",
            "0x0",
        )

    def _mounting(self) -> None:
        usual = str(SETTINGS["mounting_mm"].default)
        self._answer(
            Ask.MOUNTING,
            "Mép dưới của phần có hình cách mặt sàn bao nhiêu mm",
            "How high the picture's lower edge is above the floor, in mm",
            usual,
        )

    def _trust(self) -> None:
        from voter_kiosk.store.roots import find_root
        from voter_kiosk.store.setup import setup as make

        path = self.root or Path(self._prompt("Tệp root.json của Ủy ban bầu cử", "The committee's root.json"))
        found = find_root(path)
        self._done(found.refused)
        self.out.say(f"Mã của tệp gốc: {found.fingerprint}", f"Fingerprint of the root: {found.fingerprint}")
        compared = self.fingerprint or found.fingerprint
        if not self.fingerprint and not self._sure(
            "Mã này có giống hệt mã in trên giấy của Ủy ban bầu cử không?",
            "Is it the same, letter by letter, as on the committee's paper?",
        ):
            self.out.say(
                "Chưa tin tệp nào. Hãy báo Ủy ban bầu cử và xin tệp root.json đúng.",
                "Nothing is trusted. Tell the committee, and ask for the right root.json.",
            )
            raise typer.Exit(REFUSED)
        self._done(
            make(
                self.store,
                path,
                polling_area=self.area,
                printer=self.printer,
                headphones=self.headphones,
                fingerprint=compared,
                first_start=True,
            )
        )

    def _bundle(self) -> None:
        path = str(self.bundle or "") or self._prompt(
            "Tệp gói dữ liệu .vkb (bỏ trống: nạp sau)", "The bundle's file .vkb (empty: load it later)"
        )
        if path:
            _load(self.out, self.store, Path(path))
        self._note(Ask.BUNDLE)

    def _area(self) -> None:
        from voter_kiosk.store.settings import area_names, change_setting

        for code, name in area_names(self.store).items():
            typer.echo(f"  {code}  {name.say(self.out.language)}")
        code = self._prompt("Mã khu vực bỏ phiếu (bỏ trống: chọn sau)", "Code of the polling area (empty: later)")
        if code:
            self.out.unwrap(change_setting(self.store, "polling_area", code))
        self._note(Ask.AREA)

    def _clock(self) -> None:
        from voter_kiosk.cli.machine import confirm

        if not confirm(self.out, self.store):
            self.out.say(
                "Chỉnh đồng hồ của máy rồi gọi: voter-kiosk confirm-clock.",
                "Set the machine's clock, then call: voter-kiosk confirm-clock.",
            )
        self._note(Ask.CLOCK)

    def _sound(self) -> None:
        from voter_kiosk.kiosk.sound_test import play
        from voter_kiosk.store.settings import settings

        known = self.out.unwrap(settings(self.store))
        while self._sure("Phát thử một câu để nghe?", "Play a sentence to hear it by?"):
            refused = play(known.loudness(known.loudness_usual))
            if refused is not None:
                self.out.say("Máy này không có thiết bị phát tiếng.", "This machine has no sound device.")
                break
        self._note(Ask.SOUND)

    def _people(self) -> None:
        from voter_kiosk.store.people import make_recovery

        while not (known := self._standing()).staffed:
            role = Role.OFFICER if not known.guarded else self._role()
            title = {
                Role.OFFICER: Sentence("Họ và tên cán bộ phụ trách", "Full name of the officer"),
                Role.OPERATOR: Sentence("Họ và tên người vận hành", "Full name of the operator"),
            }[role]
            name = self._prompt(title.vi, title.en)
            added = add_someone(self.out, self.store, name, role)
            if isinstance(added, Refusal):
                self.out.warn(added.message)
        code = self.out.unwrap(make_recovery(self.store))
        self.out.say(f"Mã khôi phục: {code}", f"Recovery code: {code}")
        while not self._sure(
            "Đã chép mã ra giấy và niêm phong trong phong bì chưa? Mã không hiện lại.",
            "Is it written down and sealed in an envelope? It is not shown again.",
        ):
            pass
        self._note(Ask.PEOPLE)

    def _role(self) -> Role:
        wanted = self._prompt(
            "Người thứ hai là officer hay operator", "The second one: officer or operator", "officer"
        )
        return Role.OPERATOR if re.match("op", wanted, re.IGNORECASE) else Role.OFFICER
