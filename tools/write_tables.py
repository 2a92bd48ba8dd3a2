"""Write the tables of docs/operating.md that the program itself knows: settings, and events of the audit log.

    .venv/bin/python tools/write_tables.py

A test holds that they are current.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from voter_kiosk.domain.events import EVENTS
from voter_kiosk.domain.settings import SETTINGS, allowed, in_words

MANUAL = Path(__file__).parents[1] / "docs" / "operating.md"
BEGINS, ENDS = "<!-- {} begins: tools/write_tables.py -->", "<!-- {} ends -->"


def settings() -> Iterator[str]:
    """A row for each setting."""
    yield "| setting | what it does | can be | unset |"
    yield "| --- | --- | --- | --- |"
    for setting in SETTINGS.values():
        unset = in_words(setting, setting.default).en
        can = allowed(setting).en
        yield f"| `{setting.key}` | {setting.name.en}. {setting.help.en} | {can} | {unset} |"


def events() -> Iterator[str]:
    """A row for each event, in both languages, as the log says it."""
    yield "| event | about | it says | nó ghi |"
    yield "| --- | --- | --- | --- |"
    for event in EVENTS.values():
        yield f"| `{event.code}` | {event.about} | {event.says.en} | {event.says.vi} |"


TABLES = {"settings": settings, "events": events}


def renewed(manual: str) -> str:
    """The manual with its tables as they are now. Raises ``ValueError`` where a marker is missing."""
    for name, rows in TABLES.items():
        begins, ends = BEGINS.format(name), ENDS.format(name)
        head, tail = manual.index(begins) + len(begins), manual.index(ends)
        manual = manual[:head] + "\n\n" + "\n".join(rows()) + "\n\n" + manual[tail:]
    return manual


if __name__ == "__main__":
    MANUAL.write_text(renewed(MANUAL.read_text(encoding="utf-8")), encoding="utf-8")
