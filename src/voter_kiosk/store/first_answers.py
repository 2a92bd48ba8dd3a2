"""The answers of a kiosk's first start. This imports Alembic; the kiosk reads how far it is in ``first_start``."""

from __future__ import annotations

from pathlib import Path

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.first_start import Ask, answer
from voter_kiosk.domain.office import Person, who
from voter_kiosk.domain.settings import written
from voter_kiosk.store.first_start import FINISHED, NOTED, keep, standing_in
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.preparing import settle
from voter_kiosk.store.refusals import refusal
from voter_kiosk.store.settings import change_setting
from voter_kiosk.store.state import Books, Now, stands, utc_now


def answer_first(
    store: Path, ask: Ask, text: str, *, by: Person | None = None, now: Now = utc_now
) -> Refusal | None:
    """Answer a question of the first start that is a setting (``domain.first_start.KEYS``); ``None`` when noted.

    Before there is a state the answer is kept beside it. Refused: ``setting-value``, ``screen-size``,
    ``first-start-over``, a disk that fails, and as ``change_setting`` refuses.
    """
    values = answer(ask, text)
    if isinstance(values, Refusal):
        return values
    if not stands(Layout(store).state):
        return keep(Layout(store), values)
    for key, value in values.items():
        changed = change_setting(store, key, written(value), by=by, now=now)
        if isinstance(changed, Refusal):
            return changed
    return note_first(store, ask, now=now)


def note_first(store: Path, ask: Ask, *, now: Now = utc_now) -> Refusal | None:
    """Note that a question of the first start was answered, or left for later; ``None`` when noted.

    Refused: ``first-start-over``, and as ``preparing.settle``.
    """

    def note(books: Books) -> Refusal | None:
        noted = books.setting(NOTED)
        if not isinstance(noted, list):
            return over()
        if ask not in noted:
            books.set_setting("first_start", [*noted, ask.value])
        return None

    return settle(store, note, now)


def finish_first(store: Path, *, by: Person | None = None, now: Now = utc_now) -> Refusal | None:
    """End the first start for good: from now on the kiosk opens to voters. ``None`` when that is noted.

    Refused: ``first-start-unfinished`` while a question is open, ``first-start-over``, and as
    ``preparing.settle``.
    """

    def finish(books: Books) -> Refusal | None:
        known = standing_in(books)
        if known is None:
            return over()
        if known.next is not None:
            return refusal(
                "first-start-unfinished",
                "Việc thiết lập chưa xong: còn câu hỏi chưa trả lời. Hãy làm tiếp.",
                "The set-up is not finished: a question is still open. Go on with it.",
                known.next,
            )
        books.set_setting("first_start", FINISHED)
        books.audit("opened-to-voters", people=[person.signature for person in known.people], by=who(by))
        return None

    return settle(store, finish, now)


def over() -> Refusal:
    """The refusal of a first start that came to its end, or never began."""
    return refusal(
        "first-start-over",
        "Máy này đã thiết lập xong. Muốn thay đổi, hãy vào phần cán bộ bằng mã PIN.",
        "This kiosk is set up already. To change something, come in by the PIN.",
    )
