"""Officials of a kiosk: who has a PIN, coming in and leaving. The kiosk's screens call these as well."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voter_kiosk.cli.options import JsonFlag, StoreFolder
from voter_kiosk.cli.output import Out
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.domain.text import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

By = Annotated[int, typer.Option("--by", metavar="NUMBER", help="The official who does it, by number.")]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="The official's number.")]
FullName = Annotated[str, typer.Argument(metavar="NAME", help="The official's full name.")]

_ROLES = {
    Role.OPERATOR: Sentence("vận hành", "operator"),
    Role.OFFICER: Sentence("phụ trách", "officer"),
}


def add(app: typer.Typer) -> None:
    """Add this group's commands to ``app``."""
    group = typer.Typer(no_args_is_help=True, help="Officials of a kiosk and their PINs.")
    group.command("list")(listed)
    group.command("add")(added)
    group.command("end")(ended)
    group.command("pin")(pin)
    group.command("handover")(handover)
    group.command("recovery")(recovery)
    group.command("recover")(recover)
    app.add_typer(group, name="people")
    app.command("enter", hidden=True)(enter)
    app.command("leave", hidden=True)(leave)


def listed(context: typer.Context, store: StoreFolder, as_json: JsonFlag = False) -> None:
    """Say who has a PIN.

    \b
    Example:
      voter-kiosk people list --store kho
    """
    from voter_kiosk.store.people import people

    out = Out.of(context, as_json)
    found = out.unwrap(people(store))
    if as_json:
        out.data({"people": found})
        return
    for person in found:
        typer.echo(f"{person.number:>3}  {person.name}  ({_ROLES[person.role].say(out.language)})")
    if not found:
        out.say("Chưa có ai được cấp mã PIN.", "Nobody has a PIN yet.")


def added(
    context: typer.Context,
    name: FullName,
    store: StoreFolder,
    role: Annotated[Role, typer.Option(metavar="operator|officer", help="What she may do.")] = Role.OPERATOR,
    by: By = 0,
    as_json: JsonFlag = False,
) -> None:
    """Give somebody a PIN of her own.

    The PIN is asked for twice on a terminal; elsewhere it is the first line of standard input.

    \b
    Example:
      voter-kiosk people add "Nguyễn Văn A" --role officer --store kho
    """
    out = Out.of(context, as_json)
    _told(out, out.unwrap(add_someone(out, store, name, role, by)))


def add_someone(out: Out, store: Path, name: str, role: Role, by: int = 0) -> Person | Refusal:
    """Ask for a PIN, unseen, and give it to somebody. Refused: as ``store.people.add_person``."""
    from voter_kiosk.store.people import add_person

    return add_person(store, name, role, _new_pin(out), by=official(out, store, by))


def ended(
    context: typer.Context, number: Number, store: StoreFolder, by: By = 0, as_json: JsonFlag = False
) -> None:
    """Take somebody off.

    \b
    Example:
      voter-kiosk people end 2 --store kho
    """
    from voter_kiosk.store.people import end_person

    out = Out.of(context, as_json)
    _told(out, out.unwrap(end_person(store, number, by=official(out, store, by))))


def pin(context: typer.Context, number: Number, store: StoreFolder, by: By = 0, as_json: JsonFlag = False) -> None:
    """Give somebody another PIN.

    \b
    Example:
      voter-kiosk people pin 2 --store kho
    """
    from voter_kiosk.store.people import change_pin

    out = Out.of(context, as_json)
    _told(out, out.unwrap(change_pin(store, number, _new_pin(out), by=official(out, store, by))))


def handover(
    context: typer.Context,
    store: StoreFolder,
    giver: Annotated[int, typer.Option("--from", metavar="NUMBER", help="Who hands over, by number.")],
    receiver: Annotated[int, typer.Option("--to", metavar="NUMBER", help="Who takes over, by number.")],
    as_json: JsonFlag = False,
) -> None:
    """Hand a kiosk over.

    Both say their PIN, the one who takes over first: on a terminal when asked, elsewhere on the first two lines of
    standard input. It is audited with the version and the fingerprint of what is shown.

    \b
    Example:
      voter-kiosk people handover --from 1 --to 2 --store kho
    """
    from voter_kiosk.store.people import hand_over

    out = Out.of(context, as_json)
    takes = _line(out, Sentence("Mã PIN của người nhận", "PIN of who takes over"))
    gives = _line(out, Sentence("Mã PIN của người giao", "PIN of who hands over"))
    found = out.unwrap(hand_over(store, giver, gives, receiver, takes))
    if as_json:
        out.data({"handover": found})
        return
    whole = Sentence("nguyên vẹn", "whole") if found.whole else Sentence("BỊ SỬA", "TAMPERED WITH")
    out.fields(
        (
            (Sentence("Người giao", "Handed over by"), found.giver.name),
            (Sentence("Người nhận", "Taken over by"), found.receiver.name),
            (Sentence("Lúc", "At"), out.instant(found.at)),
            (Sentence("Phiên bản", "Version"), found.version or ""),
            (Sentence("Mã kiểm tra", "Fingerprint"), found.fingerprint),
            (Sentence("Nhật ký", "Audit log"), whole.say(out.language)),
        )
    )


def recovery(context: typer.Context, store: StoreFolder, by: By = 0, as_json: JsonFlag = False) -> None:
    """Make the sealed recovery code.

    Written down once and sealed in an envelope: with it a new officer can be made when no PIN is known any more.

    \b
    Example:
      voter-kiosk people recovery --store kho
    """
    from voter_kiosk.store.people import make_recovery

    out = Out.of(context, as_json)
    code = out.unwrap(make_recovery(store, by=official(out, store, by)))
    if as_json:
        out.data({"code": code})
    else:
        typer.echo(code)
        out.say(
            "Hãy chép mã này ra giấy, niêm phong trong phong bì. Mã chỉ hiện một lần.",
            "Write this code down and seal it in an envelope. It is shown once.",
        )


def recover(context: typer.Context, name: FullName, store: StoreFolder, as_json: JsonFlag = False) -> None:
    """Make a new officer with the sealed code.

    The code and the new PIN are asked for on a terminal; elsewhere they are the first two lines of standard input.

    \b
    Example:
      voter-kiosk people recover "Nguyễn Văn A" --store kho
    """
    from voter_kiosk.store.people import recover as make

    out = Out.of(context, as_json)
    code = _line(out, Sentence("Mã khôi phục", "Recovery code"))
    _told(out, out.unwrap(make(store, code, name, _new_pin(out))))


def enter(context: typer.Context, store: StoreFolder, as_json: JsonFlag = False) -> None:
    """Say whose PIN it is.

    It is the first line of standard input, or asked for on a terminal.

    \b
    Example:
      voter-kiosk enter --store kho
    """
    from voter_kiosk.store.audit import chain
    from voter_kiosk.store.people import enter as look
    from voter_kiosk.store.state import first_broken

    out = Out.of(context, as_json)
    person = out.unwrap(look(store, _line(out, Sentence("Mã PIN", "PIN"))))
    if as_json:
        # Whoever comes in learns at once whether the log can be relied on.
        out.data({"person": person, "broken_audit": first_broken(out.unwrap(chain(store)))})
    else:
        _told(out, person)


def leave(
    context: typer.Context,
    number: Number,
    store: StoreFolder,
    why: Annotated[str, typer.Option(metavar="finished|idle", help="Why.")] = "finished",
    as_json: JsonFlag = False,
) -> None:
    """Note that an official left the screen.

    \b
    Example:
      voter-kiosk leave 2 --store kho
    """
    from voter_kiosk.store.people import leave as note

    out = Out.of(context, as_json)
    _told(out, out.unwrap(note(store, number, why)))


def _told(out: Out, person: Person) -> None:
    if out.json:
        out.data({"person": person})
    else:
        typer.echo(f"{person.number}  {person.name}  ({_ROLES[person.role].say(out.language)})")


def official(out: Out, store: Path, number: int) -> Person | None:
    """The official of that number; 0 is nobody, on the command line."""
    from voter_kiosk.store.people import people, unknown_person

    if number == 0:
        return None
    found: Iterable[Person] = out.unwrap(people(store))
    known = next((person for person in found if person.number == number), None)
    if known is None:
        out.refuse(unknown_person(number))
    return known


def _new_pin(out: Out) -> str:
    again = Sentence("Nhập lại mã PIN", "The same PIN again").say(out.language)
    return _line(out, Sentence("Mã PIN mới", "New PIN"), again)


def _line(out: Out, prompt: Sentence, again: str = "") -> str:
    """What is typed unseen on a terminal, else the next line of standard input."""
    if sys.stdin.isatty():
        confirmed: bool | str = again or False
        return str(
            typer.prompt(prompt.say(out.language), hide_input=True, confirmation_prompt=confirmed, err=True)
        )
    return sys.stdin.readline().strip()
