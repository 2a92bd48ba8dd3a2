"""Officials and their PINs: somebody new, another PIN, somebody who leaves, a handover, the sealed code."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject

from voter_kiosk.domain.office import Role
from voter_kiosk.domain.text import Sentence
from voter_kiosk.kiosk.office.entry import EntryFacts, Kind, NewPin, Step, Way
from voter_kiosk.kiosk.office.job import Outcome

if TYPE_CHECKING:
    from voter_kiosk.kiosk.office.office import Office

TASK: Final = "people"
ROLES: Final = MappingProxyType(
    {
        Role.OFFICER: Sentence("Cán bộ phụ trách: làm được mọi việc", "Officer: may do everything"),
        Role.OPERATOR: Sentence(
            "Cán bộ vận hành: xem tình trạng, âm lượng, tắt máy", "Operator: status, volume, shutting down"
        ),
    }
)


def people(office: Office, subject: str, parent: QObject) -> QObject:
    """The page that ``subject`` means: nothing, ``add``, ``handover``, ``recovery``, or an official's:
    ``2:Trần Văn C``, with ``pin:`` or ``end:`` before it. Raises ``LookupError`` for another."""
    what, _, rest = subject.partition(":")
    if what.isdecimal():
        return PersonFacts(office, int(what), rest, parent)
    number, _, name = rest.partition(":")
    match what:
        case "":
            return PeopleFacts(office, parent)
        case "add":
            return AddFacts(office, parent)
        case "handover":
            return HandoverFacts(office, parent)
        case "recovery":
            return RecoveryFacts(office, parent)
        case "pin":
            return PinFacts(office, int(number), name, parent)
        case "end":
            return EndFacts(office, int(number), name, parent)
    raise LookupError(subject)


class PeopleFacts(EntryFacts):
    """Everybody who may come in, and what can be done."""

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(office, parent)
        self.ask(
            Step(
                Kind.CHOOSE, self.view.tr("Officials and PINs"), self.view.tr("Choose an official, or what to do.")
            )
        )
        self.run(["people", "list", "--store", str(office.store)], self._listed)

    def chosen(self, value: str) -> None:
        """To somebody's page, or to one of the other things."""
        self.office.go(TASK, value)

    def _listed(self, how: Outcome) -> None:
        tr = self.view.tr
        officials = how.data.get("people", ())
        self.offer(
            (
                *(_way(one, self.view.language) for one in officials),
                Way("add", tr("Add an official"), tr("Name, role and a PIN of her own"), "people"),
                Way("handover", tr("Hand the kiosk over"), tr("Both type their PIN"), "next"),
                Way(
                    "recovery",
                    tr("Make a sealed recovery code"),
                    tr("For the day when nobody knows a PIN any more"),
                    "signing",
                ),
            )
        )


class PersonFacts(EntryFacts):
    """One official: another PIN, or taken off."""

    def __init__(self, office: Office, number: int, name: str, parent: QObject) -> None:
        super().__init__(office, parent)
        self._who = f"{number}:{name}"
        tr = self.view.tr
        self.ask(Step(Kind.CHOOSE, name))
        self.offer(
            (
                Way("pin", tr("A new PIN"), tr("The one before no longer opens the kiosk"), "locked"),
                Way("end", tr("Take off"), tr("Who is taken off can no longer come in"), "close"),
            )
        )

    def chosen(self, value: str) -> None:
        """To the questions of it."""
        self.office.go(TASK, f"{value}:{self._who}")


class AddFacts(NewPin):
    """Somebody new: her name, her role, her PIN."""

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(office, parent)
        tr = self.view.tr
        self.ask(
            Step(Kind.NAME, tr("Who is the new official?"), tr("Full name, with its marks.")),
            Step(Kind.CHOOSE, tr("What may she or he do?")),
            *self.pin_steps(tr("A PIN for the new official")),
        )
        self.offer([Way(role.value, words.say(self.view.language)) for role, words in ROLES.items()])

    def act(self, answers: Sequence[str]) -> None:
        """Add her."""
        name, role, pin, _ = answers
        self.run(["people", "add", "--role", role, *self.office.by(), "--", name.strip()], self._added, f"{pin}\n")

    def _added(self, how: Outcome) -> None:
        if how.refused is not None:
            self.to(2)
            return
        name = how.data["person"]["name"]
        self.done(
            self.view.tr("%1 has a PIN now", name),
            self.view.tr("It opens the officials' side at once. A forgotten PIN is replaced here."),
        )


class PinFacts(NewPin):
    """Another PIN for somebody."""

    def __init__(self, office: Office, number: int, name: str, parent: QObject) -> None:
        super().__init__(office, parent)
        self._number, self._name = number, name
        self.ask(*self.pin_steps(self.view.tr("A new PIN for %1", name)))

    def act(self, answers: Sequence[str]) -> None:
        """Change it."""
        self.run(["people", "pin", str(self._number), *self.office.by()], self._changed, f"{answers[0]}\n")

    def _changed(self, how: Outcome) -> None:
        if how.refused is not None:
            self.to(0)
            return
        self.done(
            self.view.tr("%1 has a new PIN", self._name), self.view.tr("The one before no longer opens the kiosk.")
        )


class EndFacts(EntryFacts):
    """Taking somebody off, asked once."""

    def __init__(self, office: Office, number: int, name: str, parent: QObject) -> None:
        super().__init__(office, parent)
        self._number, self._name = number, name
        self._own = number == office.person.number  # asked now: when the answer comes, nobody may be in any more
        tr = self.view.tr
        self.ask(
            Step(
                Kind.SURE,
                tr("Are you sure that %1 is to be taken off?", name),
                tr("The PIN no longer opens the kiosk. What was done with it stays in the audit log."),
                onward=tr("Take off"),
            )
        )

    def act(self, answers: Sequence[str]) -> None:
        """Take her off."""
        del answers
        self.run(["people", "end", str(self._number), *self.office.by()], self._ended)

    def _ended(self, how: Outcome) -> None:
        if how.refused is not None:
            self.to(0)
            return
        if self._own:
            self.office.leave()
            return
        self.done(self.view.tr("%1 was taken off", self._name), self.view.tr("The PIN no longer opens the kiosk."))

    def away(self) -> None:
        """Back; once it is done, past the page of who is no longer there."""
        if self.step.kind is Kind.DONE:
            self.office.home(TASK)
        else:
            super().away()


class RecoveryFacts(EntryFacts):
    """The sealed code: made, shown once."""

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(office, parent)
        tr = self.view.tr
        self.ask(
            Step(
                Kind.SURE,
                tr("Are you sure that a new recovery code is to be made?"),
                tr(
                    "It is shown once. Have pen, paper and an envelope at hand. An older code no longer holds: "
                    "destroy its envelope."
                ),
                onward=tr("Make the code"),
            )
        )

    def act(self, answers: Sequence[str]) -> None:
        """Make it."""
        del answers
        self.run(["people", "recovery", *self.office.by()], self._made)

    def _made(self, how: Outcome) -> None:
        if how.refused is not None:
            self.to(0)
            return
        tr = self.view.tr
        self.done(
            tr("The recovery code"),
            tr(
                "Write it down, compare it digit by digit, seal it in an envelope with two signatures over the "
                "flap, and keep it at the committee, away from the kiosk. It is not shown again."
            ),
            how.data["code"],
        )


class HandoverFacts(EntryFacts):
    """From whoever is in to somebody else; both type their PIN."""

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(office, parent)
        self._names: dict[str, str] = {}
        self._giver = office.person  # when the list comes, nobody may be in any more
        tr = self.view.tr
        self.ask(Step(Kind.CHOOSE, tr("Who takes the kiosk over?")))
        self.run(["people", "list", "--store", str(office.store)], self._listed)

    def chosen(self, value: str) -> None:
        """This one takes over: both PINs are asked for; with nobody there, somebody is added first."""
        if value == "add":
            self.office.go(TASK, "add")
            return
        tr = self.view.tr
        name, giver = self._names[value], self._giver.name
        self._steps = (
            self._steps[0],
            Step(Kind.PIN, tr("PIN of %1", name), tr("Whoever takes over types it, unseen by others.")),
            Step(
                Kind.PIN,
                tr("PIN of %1", giver),
                tr("Whoever hands over types it, unseen by others."),
                onward=tr("Hand over"),
            ),
        )
        self.answered(value)

    def act(self, answers: Sequence[str]) -> None:
        """Note the handover."""
        receiver, takes, gives = answers
        giver = str(self._giver.number)
        self.run(
            ["people", "handover", "--from", giver, "--to", receiver, "--store", str(self.office.store)],
            self._handed,
            f"{takes}\n{gives}\n",
        )

    def _listed(self, how: Outcome) -> None:
        others = [one for one in how.data.get("people", ()) if one["number"] != self._giver.number]
        self._names = {str(one["number"]): one["name"] for one in others}
        language, tr = self.view.language, self.view.tr
        self.offer(
            [
                *(Way(str(one["number"]), one["name"], ROLES[Role(one["role"])].say(language)) for one in others),
                Way("add", tr("Add an official"), tr("Who takes over needs a PIN of her own first"), "people"),
            ]
        )

    def _handed(self, how: Outcome) -> None:
        if how.refused is not None:
            self.to(1 if how.refused.code != "person-unknown" else 0)
            return
        tr, found = self.view.tr, how.data["handover"]
        shown = (
            tr("Shown: version %1, fingerprint %2.", found["version"], found["fingerprint"])
            if found["version"]
            else tr("Nothing is loaded.")
        )
        whole = tr("The audit log is whole.") if found["whole"] else tr("The audit log was tampered with.")
        self.done(
            tr("%1 has handed the kiosk over to %2", found["giver"]["name"], found["receiver"]["name"]),
            f"{shown} {whole} "
            + tr("It is in the audit log. Both still have their PIN: take off whoever is no longer needed."),
        )


def _way(one: Any, language: str) -> Way:
    role = ROLES[Role(one["role"])].say(language)
    return Way(f"{one['number']}:{one['name']}", one["name"], role, "person")
