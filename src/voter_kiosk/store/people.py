"""The officials of a kiosk: personal PINs, kept as Argon2 hashes; who came in, and how often somebody guessed.

This imports Alembic and argon2; the kiosk asks by a command in a child process.
"""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.office import Person, Role, wait_after, weakness, who
from voter_kiosk.store.preparing import settle
from voter_kiosk.store.refusals import StoreRefusedError, refusal
from voter_kiosk.store.state import Books, Now, Staff, utc_now

RECOVERY_DIGITS: Final = 20

_HASHER: Final = PasswordHasher()


@dataclass(frozen=True, slots=True)
class Handover:
    """A kiosk handed over: by whom, to whom, when (UTC), with what on it (version 0: nothing), its books whole."""

    giver: Person
    receiver: Person
    at: dt.datetime
    version: int
    fingerprint: str
    whole: bool


def people(store: Path, *, now: Now = utc_now) -> tuple[Person, ...] | Refusal:
    """The officials who may come in, in the order in which they were added. Refused: as ``preparing.settle``."""
    return settle(store, lambda books: tuple(one.person for one in books.staff() if not one.ended), now)


def add_person(
    store: Path, name: str, role: Role, pin: str, *, by: Person | None = None, now: Now = utc_now
) -> Person | Refusal:
    """Give somebody a PIN of her own. ``by`` is the official who does it, ``None`` at set-up.

    Refused: ``pin-form``, ``pin-weak``, ``pin-taken``, ``person-unnamed``, and as ``preparing.settle``.
    """

    def add(books: Books) -> Person:
        if not name.strip():
            raise StoreRefusedError(_unnamed())
        hashed = _hashed(books, pin)
        person = books.add_person(" ".join(name.split()), role, hashed)
        books.audit("person-added", person=person.number, name=person.name, role=role.value, by=who(by))
        return person

    return settle(store, add, now)


def end_person(store: Path, number: int, *, by: Person | None = None, now: Now = utc_now) -> Person | Refusal:
    """Take somebody off. The last officer stays: nobody could come in any more.

    Refused: ``person-unknown``, ``last-officer``, and as ``preparing.settle``.
    """

    def end(books: Books) -> Person:
        person = _known(books, number).person
        officers = [one for one in books.staff() if not one.ended and one.person.role is Role.OFFICER]
        if person.role is Role.OFFICER and len(officers) == 1:
            raise StoreRefusedError(
                refusal(
                    "last-officer",
                    "Đây là cán bộ phụ trách cuối cùng của máy. Hãy thêm người thay trước khi ngừng quyền.",
                    "This is the last officer of this kiosk. Add whoever follows before taking her off.",
                )
            )
        books.end_person(number)
        books.audit("person-ended", person=number, name=person.name, by=who(by))
        return person

    return settle(store, end, now)


def change_pin(
    store: Path, number: int, pin: str, *, by: Person | None = None, now: Now = utc_now
) -> Person | Refusal:
    """Give somebody another PIN. Refused: as ``add_person``, and ``person-unknown``."""

    def change(books: Books) -> Person:
        person = _known(books, number).person
        books.set_pin(number, _hashed(books, pin, besides=number))
        books.audit("pin-changed", person=number, name=person.name, by=who(by))
        return person

    return settle(store, change, now)


def enter(store: Path, pin: str, *, now: Now = utc_now) -> Person | Refusal:
    """Whose PIN this is; it is audited, and so is a wrong one.

    Refused: ``wrong-pin``, ``pin-wait`` while one has to wait after too many (``domain.office.wait_after``), in
    whose ``detail`` the seconds stand, ``no-people`` where nobody has a PIN yet, and as ``preparing.settle``.
    """

    def look(books: Books) -> Person | Refusal:
        staff = [one for one in books.staff() if not one.ended]
        if not staff:
            return refusal(
                "no-people",
                "Máy này chưa có cán bộ nào được cấp mã PIN. Hãy hoàn tất việc thiết lập máy.",
                "Nobody has a PIN on this kiosk yet. Finish setting it up.",
            )
        wrong = _tries(books, now())
        if isinstance(wrong, Refusal):
            return wrong
        found = next((one for one in staff if _fits(one.pin, pin)), None)
        if found is None:
            books.set_tries(wrong + 1)
            wait = wait_after(wrong + 1)
            books.audit("wrong-pin", wrong=wrong + 1, wait=int(wait))
            return _wait(wait) if wait else _wrong()
        books.set_tries(0)
        if _HASHER.check_needs_rehash(found.pin):
            books.set_pin(found.person.number, _HASHER.hash(pin))
        person = found.person
        books.audit("entered", person=person.number, name=person.name, role=person.role.value)
        return person

    return settle(store, look, now)


def leave(store: Path, number: int, why: str, *, now: Now = utc_now) -> Person | Refusal:
    """Note that somebody left, and why: ``finished`` or ``idle``. Refused: as ``preparing.settle``."""

    def note(books: Books) -> Person:
        person = _known(books, number).person
        books.audit("left", person=number, name=person.name, why=why)
        return person

    return settle(store, note, now)


def hand_over(
    store: Path, giver: int, giver_pin: str, receiver: int, receiver_pin: str, *, now: Now = utc_now
) -> Handover | Refusal:
    """Note that ``giver`` hands the kiosk over to ``receiver``, each by the PIN of his own, and what is on it.

    A wrong PIN is audited and counted as at the door. Refused: ``handover-to-self``, ``wrong-pin``, ``pin-wait``,
    ``person-unknown``, and as ``preparing.settle``.
    """

    def hand(books: Books) -> Handover | Refusal:
        gives, takes = _known(books, giver), _known(books, receiver)
        if giver == receiver:
            return refusal(
                "handover-to-self",
                "Người giao và người nhận phải là hai người. Hãy chọn người nhận khác.",
                "Whoever hands over and whoever takes over are two people. Choose somebody else.",
            )
        wrong = _tries(books, now())
        if isinstance(wrong, Refusal):
            return wrong
        for one, pin in ((takes, receiver_pin), (gives, giver_pin)):
            if not _fits(one.pin, pin):
                books.set_tries(wrong + 1)
                wait = wait_after(wrong + 1)
                books.audit("wrong-pin", wrong=wrong + 1, wait=int(wait))
                return _wait(wait) if wait else _not_hers(one.person)
        books.set_tries(0)
        shown = books.generation(books.pointer()[0])
        found = Handover(
            gives.person,
            takes.person,
            now(),
            shown.version if shown else 0,
            shown.fingerprint if shown else "",
            books.verify_chain() is None,
        )
        books.audit(
            "handed-over",
            giver=gives.person.name,
            person=takes.person.number,
            name=takes.person.name,
            version=found.version or "",
            fingerprint=found.fingerprint,
            by=who(gives.person),
        )
        return found

    return settle(store, hand, now)


def make_recovery(store: Path, *, by: Person | None = None, now: Now = utc_now) -> str | Refusal:
    """A new sealed code in groups of five digits, said once: it goes into an envelope. The one before is void."""
    code = "-".join(f"{secrets.randbelow(100_000):05d}" for _ in range(RECOVERY_DIGITS // 5))

    def make(books: Books) -> str:
        books.set_recovery(_HASHER.hash(_digits(code)))
        books.audit("recovery-made", by=who(by))
        return code

    return settle(store, make, now)


def recover(store: Path, code: str, name: str, pin: str, *, now: Now = utc_now) -> Person | Refusal:
    """With the sealed code, make ``name`` an officer; the code is used up.

    Refused: ``recovery-wrong`` (counted like a wrong PIN), ``pin-wait``, and as ``add_person``.
    """

    def look(books: Books) -> Refusal | None:
        wrong = _tries(books, now())
        if isinstance(wrong, Refusal):
            return wrong
        sealed = books.recovery()
        if sealed is None or not _fits(sealed, _digits(code)):
            books.set_tries(wrong + 1)
            books.audit("wrong-pin", wrong=wrong + 1, wait=int(wait_after(wrong + 1)))
            return refusal(
                "recovery-wrong",
                "Mã khôi phục không đúng hoặc đã dùng. Hãy xem lại mã trong phong bì niêm phong.",
                "The recovery code is wrong or was used. Look at the code in the sealed envelope again.",
            )
        return None

    refused = settle(store, look, now)
    if refused is not None:
        return refused

    def make(books: Books) -> Person:
        if not name.strip():
            raise StoreRefusedError(_unnamed())
        person = books.add_person(" ".join(name.split()), Role.OFFICER, _hashed(books, pin))
        books.set_recovery(None)
        books.set_tries(0)
        books.audit("recovered", person=person.number, name=person.name)
        return person

    return settle(store, make, now)


def _known(books: Books, number: int) -> Staff:
    found = next((one for one in books.staff() if one.person.number == number and not one.ended), None)
    if found is None:
        raise StoreRefusedError(unknown_person(number))
    return found


def unknown_person(number: int) -> Refusal:
    """Nobody of that number may come in here."""
    return refusal(
        "person-unknown",
        "Không có cán bộ này trên máy, hoặc người này đã ngừng quyền. Hãy xem lại danh sách.",
        "Nobody of that number may come in here. Look at the list again.",
        str(number),
    )


def _hashed(books: Books, pin: str, besides: int = 0) -> str:
    weak = weakness(pin)
    if weak is not None:
        raise StoreRefusedError(weak)
    for one in books.staff():
        if not one.ended and one.person.number != besides and _fits(one.pin, pin):
            # Whose it is, is not said.
            raise StoreRefusedError(refusal("pin-taken", "Hãy chọn một mã PIN khác.", "Choose another PIN."))
    return _HASHER.hash(pin)


def _fits(hashed: str, pin: str) -> bool:
    try:
        return _HASHER.verify(hashed, pin)
    except (VerificationError, InvalidHashError):
        return False


def _digits(code: str) -> str:
    return "".join(letter for letter in code if letter.isdecimal())


def _tries(books: Books, now: dt.datetime) -> int | Refusal:
    """How many wrong tries there were; refused (``pin-wait``) while one has to wait after them.

    A wait that began at a time which is not yet is counted from now on: the clock was set right meanwhile.
    """
    wrong, last = books.tries()
    left = _left(wrong, last, now)
    if left <= 0:
        return wrong
    if last is not None and now < last:
        books.set_tries(wrong)
    return _wait(left)


def _left(wrong: int, last: dt.datetime | None, now: dt.datetime) -> float:
    """How many seconds are still to wait: all of them where the last try lies in the future."""
    if last is None:
        return 0.0
    passed = max(0.0, (now - last).total_seconds())
    return max(0.0, wait_after(wrong) - passed)


def _unnamed() -> Refusal:
    return refusal(
        "person-unnamed",
        "Hãy ghi họ và tên của người giữ mã PIN.",
        "Say the full name of whoever has the PIN.",
    )


def _wrong() -> Refusal:
    return refusal("wrong-pin", "Mã PIN không đúng. Hãy thử lại.", "The PIN is wrong. Try again.")


def _not_hers(person: Person) -> Refusal:
    return refusal(
        "wrong-pin",
        f"Mã PIN của {person.name} không đúng. Hãy thử lại.",
        f"This is not the PIN of {person.name}. Try again.",
    )


def _wait(seconds: float) -> Refusal:
    left = max(1, round(seconds))
    return refusal(
        "pin-wait",
        f"Nhập sai quá nhiều lần. Hãy đợi {left} giây rồi thử lại.",
        f"Too many wrong tries. Wait {left} seconds, then try again.",
        str(left),
    )
