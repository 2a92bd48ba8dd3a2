"""Speaking a source ahead: each line once, kept under a name made of what is said and who says it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from voter_kiosk.authoring.clips import audio
from voter_kiosk.authoring.clips.lines import SpokenLine, spoken_lines
from voter_kiosk.authoring.clips.reading import RENDERED, read_index
from voter_kiosk.authoring.clips.spoken import FOLDER, INDEX, SpokenFile, written_out
from voter_kiosk.authoring.content import Content
from voter_kiosk.authoring.folder import Folder
from voter_kiosk.bundle.sounds import MOST_SECONDS
from voter_kiosk.domain.clips import said, words_of
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence
from voter_kiosk.speech.sound import Voice, Word

RENDERING: Final = Sentence("Đọc văn bản", "Speaking texts")

_SAVED_EVERY: Final = 50
"""Lines after which the index is written, so that a power cut costs no more than these."""

Step = Callable[[int, int, Sentence], None]
"""Called with lines done, lines in all, and what is being done."""

VoiceFor = Callable[[Mapping[str, Mapping[str, str]]], Voice | Refusal]
"""Makes the voice, given the source's respellings by language."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a rendering did: lines spoken anew, lines kept, files removed because nothing needs them any longer.

    ``silent`` are the ids of the lines in which the voice found nothing to say, or too much for one clip;
    ``without`` the languages that it does not have; ``seconds`` how long all that stands is heard.
    """

    voice: str
    made: int
    kept: int
    removed: int
    seconds: float
    silent: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line spoken: its sound, and the second at which each word of it begins (none where it is not known)."""

    take: audio.Take
    words: tuple[float, ...]


def render(
    content: Content, voice_for: VoiceFor, *, languages: Iterable[str] = (), progress: Step | None = None
) -> Rendered | Refusal:
    """Speak every line of ``content`` that has no clip of this voice yet, into ``clips/`` of its folder.

    ``languages`` (default: all of the content's) are those rendered; clips of other languages stay as they are. A
    line whose text, voice and spelling are what they were costs nothing. Of a language that is rendered, what no
    line needs any longer is removed, another voice's clips too: one voice speaks a language. Broken off, it goes
    on next time where it was. Refused as ``voice_for`` refuses. Raises ``OSError`` where the folder fails.
    """
    tell = progress or _silent
    voice = voice_for(content.spoken.respellings)
    if isinstance(voice, Refusal):
        return voice
    folder = Folder(content.root)
    known = {entry.file: entry for entry in read_index(folder)}
    wanted = _wanted(content, voice.name, frozenset(languages) or None)
    kept = {file: known[file] for file in wanted if file in known and _stands(folder.root, known[file])}
    entries = dict(kept)
    made, silent = 0, list[str]()
    without: set[str] = set()
    (folder.root / FOLDER).mkdir(exist_ok=True)
    try:
        for done, (file, line) in enumerate(wanted.items()):
            tell(done, len(wanted), RENDERING)
            if file in kept or line.language in without:
                continue
            try:
                spoken = say(voice, line.text, line.language)
            except LookupError:
                without.add(line.language)
                continue
            if spoken is None or spoken.take.seconds > MOST_SECONDS:
                silent.append(line.id)
                continue
            made += 1
            entries[file] = _written(folder.root, file, line, voice.name, spoken)
            if made % _SAVED_EVERY == 0:
                _write_index(folder.root, {**known, **entries})
    finally:
        # Also where it is broken off: what was spoken so far is not spoken again.
        _write_index(folder.root, {**known, **entries})
    asked = frozenset(languages)
    for file, entry in known.items():
        if entry.language in without or (asked and entry.language not in asked):
            entries.setdefault(file, entry)
    _write_index(folder.root, entries)
    ours = [path for path in folder.files(FOLDER) if RENDERED.fullmatch(f"{FOLDER}/{path.name}")]
    surplus = [path for path in ours if f"{FOLDER}/{path.name}" not in entries]
    for path in surplus:
        path.unlink()
    tell(len(wanted), len(wanted), RENDERING)
    return Rendered(
        voice.name,
        made,
        len(kept),
        len(surplus),
        sum(entry.seconds for entry in entries.values()),
        tuple(silent),
        tuple(sorted(without)),
    )


def say(voice: Voice, text: str, language: str) -> Line | None:
    """Speak one line; ``None`` where nothing is to be heard. Raises ``LookupError`` for a language it has not."""
    import numpy as np

    line = said(text)
    rate, parts, words = 0, [], list[Word]()
    for sound in voice.speak(line, language):
        rate = sound.rate
        parts.append(np.frombuffer(sound.samples, dtype="<i2"))
        words += sound.words
    take = audio.speech((np.concatenate(parts) / 32768).astype(np.float32), rate) if parts else None
    return None if take is None else Line(take, _beginnings(line, words, take))


def _beginnings(line: str, words: Iterable[Word], take: audio.Take) -> tuple[float, ...]:
    """When each word between two spaces begins. What a voice does not tell apart begins together."""
    heard = sorted(words, key=lambda word: word.start)
    if not heard:
        return ()
    times: list[float] = []
    for start, end in words_of(line):
        at = next((word.at for word in heard if word.start < end and word.end > start), None)
        before = times[-1] if times else 0.0
        now = before if at is None else max(before, at - take.cut)
        times.append(round(min(now, take.seconds), 2))
    return tuple(times)


def _wanted(content: Content, voice: str, languages: frozenset[str] | None) -> dict[str, SpokenLine]:
    """By the name of its file, every line that is to be spoken, each text once."""
    found: dict[str, SpokenLine] = {}
    for line in spoken_lines(content):
        if languages is None or line.language in languages:
            written = written_out(line.text, line.language, content.spoken.respellings)
            name = hashlib.sha256("\n".join((voice, line.language, line.key, written)).encode()).hexdigest()
            found.setdefault(f"{FOLDER}/{name[:32]}.ogg", line)
    return found


def _stands(root: Path, entry: SpokenFile) -> bool:
    path = root / entry.file
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == entry.sha256


def _written(root: Path, file: str, line: SpokenLine, voice: str, spoken: Line) -> SpokenFile:
    encoded = audio.encode(spoken.take)
    _write_whole(root / file, encoded.data)
    seconds = round(encoded.seconds, 3)
    words = tuple(min(at, seconds) for at in spoken.words)
    return SpokenFile(file, line.language, line.key, voice, seconds, sha256=encoded.sha256, words=words)


def _write_index(root: Path, entries: Mapping[str, SpokenFile]) -> None:
    plain: list[Any] = [
        {key: value for key, value in msgspec.to_builtins(entries[file]).items() if value not in ("", False, ())}
        for file in sorted(entries)
    ]
    text = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in plain)
    _write_whole(root / INDEX, f"[\n{text}\n]\n".encode())


def _write_whole(path: Path, data: bytes) -> None:
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_bytes(data)
    unfinished.replace(path)


def _silent(_done: int, _total: int, _what: Sentence) -> None:
    return None
