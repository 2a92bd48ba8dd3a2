"""What the kiosk is set to: a list, and a question for each setting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.settings import SETTINGS, Kind, Part, Setting, allowed, read
from voter_kiosk.domain.text import Sentence
from voter_kiosk.kiosk.office import entry
from voter_kiosk.kiosk.office.entry import EntryFacts, Step, Way
from voter_kiosk.kiosk.office.job import Outcome

if TYPE_CHECKING:
    from voter_kiosk.kiosk.office.office import Office

TASK: Final = "settings"
SWITCHES: Final = "switches"
_DIGITS: Final = 4


def settings(office: Office, subject: str, parent: QObject) -> QObject:
    """The page that ``subject`` means: nothing, ``switches``, or a setting's key. Raises ``KeyError``."""
    if subject in {"", SWITCHES}:
        return SettingsFacts(office, subject, parent)
    return SettingFacts(office, SETTINGS[subject], parent)


class SettingsFacts(EntryFacts):
    """Every setting of a part, with what it is set to."""

    def __init__(self, office: Office, subject: str, parent: QObject) -> None:
        super().__init__(office, parent)
        tr = self.view.tr
        self._part = Part.SWITCHES if subject == SWITCHES else Part.KIOSK
        title = tr("Switches") if subject == SWITCHES else tr("Settings")
        self.ask(Step(entry.Kind.CHOOSE, title, tr("A change holds as soon as nobody is at the screen.")))
        self.run(["settings", "--store", str(office.store)], self._listed)

    def chosen(self, value: str) -> None:
        """To its question."""
        self.office.go(TASK, value)

    def _fitting(self) -> tuple[Way, ...]:
        return self._ways

    def _listed(self, how: Outcome) -> None:
        language, tr = self.view.language, self.view.tr
        ways = [
            Way(row["key"], SETTINGS[row["key"]].name.say(language), Sentence(**row["said"]).say(language))
            for row in how.data.get("settings", ())
            if SETTINGS[row["key"]].part is self._part
        ]
        if self._part is Part.KIOSK and ways:
            ways.append(Way(SWITCHES, tr("Switches"), tr("Keys for voters who press switches, not the screen")))
        self.offer(ways)


class SettingFacts(EntryFacts):
    """One setting: chosen from what it can be, or typed as a number."""

    def __init__(self, office: Office, setting: Setting, parent: QObject) -> None:
        super().__init__(office, parent)
        self._setting = setting
        self._unit = ""
        self._now: Any = None
        language = self.view.language
        title, helps = setting.name.say(language), setting.help.say(language)
        if setting.kind is Kind.NUMBER:
            can = allowed(setting).say(language)
            under = f"{helps} {self.view.tr('It can be: %1.', can)}"
            self.ask(Step(entry.Kind.DIGITS, title, under, _DIGITS, self.view.tr("Save")))
            self._unit = setting.unit.say(language)
        else:
            self.ask(Step(entry.Kind.CHOOSE, title, helps))
        self._look()

    def formed(self, text: str) -> str:
        """The number with its unit; while nothing is typed, what is set."""
        if self._setting.kind is not Kind.NUMBER:
            return text
        if text:
            return f"{text} {self._unit}".strip()
        return self.view.tr("Now: %1", self._said) if self._now is not None else ""

    def refused(self, text: str) -> Refusal | None:
        """What the setting cannot be."""
        value = read(self._setting, text)
        return value if isinstance(value, Refusal) else None

    def chosen(self, value: str) -> None:
        """This it is to be; of languages, one more or one less."""
        if self._setting.kind is not Kind.LANGUAGES:
            self.answered(value)
            return
        offered = [way.value for way in self._ways]
        marked = [way.value for way in self._ways if way.inForce]
        marked = [one for one in offered if (one in marked) != (one == value)]
        self._change(",".join(marked), self._stay)

    def act(self, answers: Sequence[str]) -> None:
        """Set it."""
        self._change(answers[-1], self._changed)

    def _change(self, value: str, then: Any) -> None:
        self.run(["settings", *self.office.by(), "--", self._setting.key, value], then)

    def _look(self) -> None:
        self.run(["settings", self._setting.key, "--store", str(self.office.store)], self._found)

    def _found(self, how: Outcome) -> None:
        for row in how.data.get("settings", ()):
            self._now = row["value"]
            self._said = Sentence(**row["said"]).say(self.view.language)
            self.offer(self._choices(row["choices"]))

    def _choices(self, known: Sequence[Any]) -> list[Way]:
        """What it can be, and what it is."""
        language, tr, setting = self.view.language, self.view.tr, self._setting
        listed = [(one["value"], Sentence(**one["words"]).say(language)) for one in known]
        if setting.kind is Kind.YES_NO:
            listed = [("yes", tr("Yes")), ("no", tr("No"))]
        elif setting.kind is Kind.CHOICE:
            listed = [(one.value, one.words.say(language)) for one in setting.choices]
        elif setting.kind is Kind.AREA:
            listed.append(("", tr("Not at a polling area")))
        elif setting.kind is Kind.PRINTER:
            if self._now and self._now not in {value for value, _ in listed}:
                listed.append((self._now, str(self._now)))
            listed.append(("", tr("Nothing is printed")))
        elif setting.kind is Kind.LANGUAGES:
            listed = [(value, words) for value, words in listed if value != "vi"]
        return [Way(value, words, "", "", self._holds(value)) for value, words in listed]

    def _holds(self, value: str) -> bool:
        if isinstance(self._now, bool):
            return value == ("yes" if self._now else "no")
        return value in self._now if isinstance(self._now, list) else value == self._now

    def _changed(self, how: Outcome) -> None:
        if how.refused is not None:
            self.to(0)
            return
        self.office.back()

    def _stay(self, how: Outcome) -> None:
        if how.refused is None:
            self._look()
