"""How the names of candidates and places will be spoken: a table an official listens through and ticks."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from voter_kiosk.authoring.clips import audio
from voter_kiosk.authoring.clips.reading import NAME_MARK, TICKED, heard_mark
from voter_kiosk.authoring.clips.rendering import Step, VoiceFor, say
from voter_kiosk.authoring.clips.spoken import NAMES_HEARD, written_out
from voter_kiosk.authoring.content import Content
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import VIETNAMESE, Sentence

HEADERS: Final = ("Loại", "Tên", "Đọc là", "Tệp", TICKED, NAME_MARK)
"""The columns of the table: kind, name, how it is spoken, its sound, the tick, the mark the tick holds on to."""

_CANDIDATE, _PLACE = "Người ứng cử", "Địa danh"
_TICK: Final = "x"

SPEAKING: Final = Sentence("Đọc tên", "Speaking names")


@dataclass(frozen=True, slots=True)
class SpokenName:
    """One name: how it is written out for speech, the mark of both, and whether an official has ticked that."""

    kind: str
    name: str
    written: str
    mark: str
    heard: bool


def candidate_names(content: Content) -> Iterator[SpokenName]:
    """Every candidate's name, each once, in the order of the lists."""
    names = dict.fromkeys(person.name for person in content.own.candidates)
    return _spoken(content, _CANDIDATE, names)


def place_names(content: Content) -> Iterator[SpokenName]:
    """The names of the places of the election, each once: provinces, wards, polling places."""
    own = content.own
    names = [unit.province_name for unit in own.constituencies] + [unit.place for unit in own.constituencies]
    names += [text.get(VIETNAMESE, "") for area in own.polling_areas for text in (area.ward_name, area.place)]
    return _spoken(content, _PLACE, dict.fromkeys(name for name in names if name))


def _spoken(content: Content, kind: str, names: dict[str, None]) -> Iterator[SpokenName]:
    for name in names:
        written = written_out(name, VIETNAMESE, content.spoken.respellings)
        mark = heard_mark(name, written)
        yield SpokenName(kind, name, written, mark, mark in content.spoken.heard)


def write_names(
    content: Content,
    folder: Path,
    voice_for: VoiceFor,
    progress: Callable[[int, int, Sentence], None] | None = None,
) -> int | Refusal:
    """Write the table and a sound for every name into ``folder`` (made if missing); give how many names there are.

    What was ticked before is ticked in it. The table comes back into the source under the same name. Refused as
    ``voice_for`` refuses. Raises ``OSError`` where the folder cannot be written.
    """
    tell: Step = progress or (lambda _done, _total, _what: None)
    voice = voice_for(content.spoken.respellings)
    if isinstance(voice, Refusal):
        return voice
    folder.mkdir(parents=True, exist_ok=True)
    names = [*candidate_names(content), *place_names(content)]
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(HEADERS)
    for number, name in enumerate(names, 1):
        tell(number - 1, len(names), SPEAKING)
        line = say(voice, name.name, VIETNAMESE)
        file = f"{number:04}-{name.mark[:8]}.ogg" if line else ""
        if line:
            (folder / file).write_bytes(audio.encode(line.take).data)
        table.writerow((name.kind, name.name, name.written, file, _TICK if name.heard else "", name.mark))
    (folder / NAMES_HEARD).write_bytes(out.getvalue().encode("utf-8-sig"))
    tell(len(names), len(names), SPEAKING)
    return len(names)
