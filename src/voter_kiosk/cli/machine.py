"""The machine itself: its clock, its sound, starting anew and shutting down."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voter_kiosk.cli.officials import By, official
from voter_kiosk.cli.options import JsonFlag, StoreFolder
from voter_kiosk.cli.output import Out
from voter_kiosk.domain.calendar import VIETNAM, Doubt
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence

if TYPE_CHECKING:
    from voter_kiosk.domain.election import Election
    from voter_kiosk.store.clock import Clock
    from voter_kiosk.store.state import Books

_PATIENCE = 20.0

DOUBTS = {
    Doubt.BEFORE_ISSUE: Sentence(
        "Đồng hồ sớm hơn lúc ký gói đang dùng: hãy chỉnh lại.",
        "The clock lies before the time at which the bundle in use was signed: set it.",
    ),
    Doubt.JUMPED: Sentence(
        "Đồng hồ đã nhảy hơn 10 phút từ lần xác nhận trước: hãy so với đồng hồ khác.",
        "The clock has jumped by more than 10 minutes since it was last confirmed: compare it with another one.",
    ),
    Doubt.LATE: Sentence(
        "Cuộc bầu cử này đã qua lâu: hãy xem lại ngày tháng.",
        "This election is long over: look at the date again.",
    ),
    Doubt.SET_ASIDE: Sentence(
        "Máy được đặt chỉ ghi ngày tháng, không theo đồng hồ; muốn đổi thì vào Cài đặt.",
        "The kiosk is set to show dates alone and not to go by its clock; it is changed among the settings.",
    ),
}


class Act(StrEnum):
    """What can be done to the machine."""

    RESTART = "restart"
    OFF = "off"


def add(app: typer.Typer) -> None:
    """Add this group's commands to ``app``."""
    app.command("clock")(clock)
    app.command("confirm-clock")(confirm_clock)
    app.command("set-clock")(set_clock)
    app.command("power")(power)
    app.command("test-sound")(hear)


def clock(context: typer.Context, store: StoreFolder, as_json: JsonFlag = False) -> None:
    """Say what the clock says, what it was compared with, and whether it is in doubt.

    \b
    Example:
      voter-kiosk clock --store kho
    """
    out = Out.of(context, as_json)
    with _opened(out, store) as (found, election):
        now = dt.datetime.now(dt.UTC)
        doubts = sorted(found.doubts(election))
        facts = found.facts
    if as_json:
        out.data(
            {
                "clock": now,
                "sure": not doubts,
                "doubts": [{"code": doubt, "says": DOUBTS[doubt]} for doubt in doubts],
                "newest_issue": facts.newest_issue,
                "confirmed": facts.officer,
                "can_be_set": shutil.which("timedatectl") is not None,
            }
        )
        return
    out.fields(
        (
            (Sentence("Đồng hồ máy", "The machine's clock"), out.instant(now)),
            (
                Sentence("Lúc ký gói đang dùng", "The bundle was signed at"),
                out.instant(facts.newest_issue) if facts.newest_issue else "",
            ),
            (
                Sentence("Cán bộ xác nhận lúc", "Confirmed by an officer at"),
                out.instant(facts.officer) if facts.officer else "",
            ),
        )
    )
    for doubt in doubts:
        out.say(DOUBTS[doubt].vi, DOUBTS[doubt].en)
    if not doubts:
        out.say("Đồng hồ đáng tin.", "The clock is believed.")


def confirm_clock(
    context: typer.Context,
    store: StoreFolder,
    yes: Annotated[bool, typer.Option("--yes", help="The clock was compared; do not ask.")] = False,
    by: By = 0,
    as_json: JsonFlag = False,
) -> None:
    """Say that this machine's clock is right.

    For the officer, after comparing it with another clock, when the screen doubts what day it is. It is audited
    and holds until the clock jumps. A clock before the newest signed time stays in doubt: set it first.

    \b
    Example:
      voter-kiosk confirm-clock --store kho
    """
    out = Out.of(context, as_json)
    sure = confirm(out, store, yes=yes, by=by)
    if sure is None:
        out.say(
            "Hãy chỉnh đồng hồ của máy rồi gọi lại lệnh này.", "Set the machine's clock, then call this again."
        )
        raise typer.Exit(1)
    now = dt.datetime.now(dt.UTC)
    if as_json:
        out.data({"clock": now, "sure": sure})
    elif sure:
        out.say("Đã ghi: đồng hồ đúng.", "Noted: the clock is right.")
    else:
        out.say(
            "Đã ghi, nhưng đồng hồ còn sớm hơn ngày phát hành của gói đang dùng; hãy chỉnh đồng hồ.",
            "Noted, but the clock lies before the issue time of the bundle in use; set it.",
        )
    if not sure:
        raise typer.Exit(1)


def confirm(out: Out, store: Path, *, yes: bool = False, by: int = 0) -> bool | None:
    """Confirm the clock, after asking unless ``yes``: whether it is believed now, ``None`` where it was wrong."""
    who = _name(out, store, by)
    with _opened(out, store, writing=True) as (found, election):
        asked = out.instant(dt.datetime.now(dt.UTC))
        question = Sentence(
            f"Đồng hồ máy chỉ {asked}. Có đúng không?", f"This machine's clock says {asked}. Is that right?"
        )
        if not yes and not typer.confirm(question.say(out.language)):
            return None
        found.confirm(who)
        return found.moment(election).sure


def set_clock(
    context: typer.Context,
    time: Annotated[str, typer.Argument(metavar="TIME", help="The time in Viet Nam: 2026-03-14T07:01.")],
    store: StoreFolder,
    by: By = 0,
    as_json: JsonFlag = False,
) -> None:
    """Set this machine's clock, and confirm it.

    Where systemd lets this user do it (timedatectl). It is audited.

    \b
    Example:
      voter-kiosk set-clock 2026-03-14T07:01 --store kho
    """
    out = Out.of(context, as_json)
    try:
        wanted = dt.datetime.fromisoformat(time)
    except ValueError:
        raise typer.BadParameter(f"“{time}”: 2026-03-14T07:01", param_hint="TIME") from None
    wanted = (wanted if wanted.tzinfo else wanted.replace(tzinfo=VIETNAM)).astimezone(dt.UTC)
    who = _name(out, store, by)
    with _opened(out, store, writing=True) as (found, election):
        before = dt.datetime.now(dt.UTC)
        why = asked_of("timedatectl", "--no-ask-password", "set-time", f"{wanted:%Y-%m-%d %H:%M:%S} UTC")
        if why is not None:
            out.refuse(
                Refusal(
                    "clock-not-set",
                    Sentence(
                        "Máy này không cho phần mềm chỉnh giờ. Hãy nhờ người phụ trách kỹ thuật chỉnh giờ của "
                        "máy, rồi xác nhận đồng hồ ở đây.",
                        "This machine does not let the software set its clock. Have whoever looks after the "
                        "machine set it, then confirm the clock here.",
                    ),
                    why,
                )
            )
        found.was_set(before, who)
        now, sure = dt.datetime.now(dt.UTC), found.moment(election).sure
    if as_json:
        out.data({"clock": now, "sure": sure})
    out.say(f"Đồng hồ máy nay chỉ {out.instant(now)}.", f"The clock says {out.instant(now)} now.")


def power(
    context: typer.Context,
    act: Annotated[Act, typer.Argument(metavar="restart|off", help="Start the program anew, or shut down.")],
    store: StoreFolder,
    by: By = 0,
    as_json: JsonFlag = False,
) -> None:
    """Start the running kiosk anew, or shut the machine down.

    Neither loses anything: what is set, loaded and noted is on the disk. Shutting down asks systemd for it.

    \b
    Example:
      voter-kiosk power off --store kho
    """
    from voter_kiosk.store.layout import Layout

    out = Out.of(context, as_json)
    who = _name(out, store, by)
    _noted(out, store, "session-restarted" if act is Act.RESTART else "shut-down", by=who)
    if act is Act.RESTART:
        try:
            Layout(store).restart.touch()
        except OSError as error:
            out.refuse(Refusal("not-restarted", _RESTART_REFUSED, str(error)))
        out.say("Màn hình khởi động lại trong vài giây.", "The screen starts anew in a few seconds.")
    else:
        why = asked_of("systemctl", "--no-ask-password", "poweroff")
        if why is not None:
            _noted(out, store, "not-shut-down", why=why, by=who)
            out.refuse(Refusal("not-shut-down", _OFF_REFUSED, why))
        out.say("Máy đang tắt.", "The machine is shutting down.")
    if as_json:
        out.data({"done": act})


_RESTART_REFUSED = Sentence(
    "Không ghi được vào ổ đĩa nên không khởi động lại được. Hãy tắt máy rồi bật lại.",
    "The disk cannot be written, so nothing was started anew. Turn the machine off and on again.",
)
_OFF_REFUSED = Sentence(
    "Máy này không cho phần mềm tắt máy. Hãy nhấn nút nguồn một lần rồi đợi màn hình tối; không rút điện.",
    "This machine does not let the software shut it down. Press its power key once and wait until the screen is "
    "dark; do not pull the plug.",
)


def hear(
    context: typer.Context,
    store: StoreFolder,
    as_json: JsonFlag = False,
) -> None:
    """Let the kiosk say a sentence, as loud as a voter would hear it at first.

    \b
    Example:
      voter-kiosk test-sound --store kho
    """
    from voter_kiosk.kiosk.sound_test import play
    from voter_kiosk.store.settings import settings

    out = Out.of(context, as_json)
    found = out.unwrap(settings(store))
    loudness = found.loudness(found.loudness_usual)
    refused = play(loudness)
    if refused is not None:
        out.refuse(refused)
    if as_json:
        out.data({"loudness": loudness})
    out.say(f"Đã phát, âm lượng {loudness} %.", f"Played, at {loudness} %.")


def asked_of(program: str, *arguments: str) -> str | None:
    """Ask a program of the system to do something; why it was not done, ``None`` where it was."""
    command = shutil.which(program)
    if command is None:
        return f"{program}: not here"
    return _ended([command, *arguments])


def _ended(command: Sequence[str]) -> str | None:
    try:
        ended = subprocess.run(  # noqa: S603
            command,
            capture_output=True,
            encoding="utf-8",
            timeout=_PATIENCE,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if ended.returncode == 0:
        return None
    return (ended.stderr or ended.stdout).strip() or f"exit code {ended.returncode}"


def _noted(out: Out, store: Path, event: str, **detail: str) -> None:
    from voter_kiosk.store.preparing import settle

    def note(books: Books) -> None:
        books.audit(event, **detail)

    out.unwrap(settle(store, note))


def _name(out: Out, store: Path, by: int) -> str:
    from voter_kiosk.domain.office import who

    return who(official(out, store, by))


@contextmanager
def _opened(out: Out, store: Path, *, writing: bool = False) -> Iterator[tuple[Clock, Election | None]]:
    """The store's clock, and the election it is compared with."""
    from voter_kiosk.store.clock import Clock
    from voter_kiosk.store.opening import open_store

    opened = out.unwrap(open_store(store))
    try:
        if opened.state is None or (writing and not opened.state.writable):
            out.refuse(opened.trouble[0] if opened.trouble else _STATE_LOST)
        yield Clock(opened.state), opened.catalogue.election if opened.catalogue else None
    finally:
        opened.close()


_STATE_LOST = Refusal(
    "store-read-only",
    Sentence(
        "Không ghi được vào ổ đĩa của máy. Hãy gọi người phụ trách kỹ thuật.",
        "The machine's disk cannot be written. Call whoever looks after the machine.",
    ),
)
