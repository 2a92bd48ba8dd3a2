"""Which clips go into the bundle: a person's before a voice's, and a ballot's only if everybody is heard alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from voter_kiosk.authoring.clips.lines import spoken_lines
from voter_kiosk.authoring.clips.spoken import SpokenFile
from voter_kiosk.authoring.content import Content
from voter_kiosk.authoring.findings import warning
from voter_kiosk.domain.clips import TOLERANCE, Heard, evenly_heard, heard
from voter_kiosk.domain.election import Candidate, Election
from voter_kiosk.domain.finding import Finding
from voter_kiosk.speech.pacing import syllables

_NAMED: Final = 5  # people named in one finding


@dataclass(frozen=True, slots=True)
class Voice:
    """Who or what speaks: a person, or a voice at the desk."""

    recorded: bool
    name: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sound, and for which ballot it speaks (empty for any other line)."""

    file: SpokenFile
    ballot: str
    campaign: bool


def chosen_clips(content: Content) -> Iterator[Chosen]:
    """Give what the bundle is to carry: one sound for each line that has any, a ballot's as the gate lets it."""
    if not content.spoken.files:
        return
    voices = _voices(content)
    lines: dict[tuple[str, str, str], bool] = {}
    for line in spoken_lines(content):
        place = (line.ballot, line.language, line.key)
        lines[place] = lines.get(place, True) and line.campaign
    fair = {
        (option.ballot, option.language): option.voice
        for there in options(content)
        for option in reversed(there)  # so that the first one stays
        if evenly_heard(option.measured)
    }
    for (ballot, language, key), campaign in lines.items():
        among = voices.get(language, {})
        if ballot:
            voice = fair.get((ballot, language))
            file = among[voice].get(key) if voice else None
        else:
            order = sorted(among, key=lambda voice: (not voice.recorded, voice.name))
            file = next((among[voice][key] for voice in order if key in among[voice]), None)
        if file is not None:
            yield Chosen(file, ballot, campaign)


@dataclass(frozen=True, slots=True)
class Option:
    """One voice on one ballot in one language: how every candidate who stands would be heard."""

    ballot: str
    language: str
    voice: Voice
    measured: tuple[Heard, ...]


def clips_of_candidates(content: Content) -> dict[str, int]:
    """How many clips each candidate has in the bundle, in all languages; those who have none are left out."""
    counts: dict[str, int] = defaultdict(int)
    for voices in options(content):
        fair = next((option for option in voices if evenly_heard(option.measured)), None)
        for one in fair.measured if fair else ():
            counts[one.candidate] += one.clips
    return counts


def options(content: Content) -> Iterator[tuple[Option, ...]]:
    """Give for each ballot, language by language, the voices there are: persons before rendered ones, by name."""
    by_ballot: dict[str, list[Candidate]] = defaultdict(list)
    for person in content.own.candidates:
        if person.strike_off is None:
            by_ballot[person.constituency].append(person)
    for language, voices in _voices(content).items():
        lengths = [(voice, {key: file.seconds for key, file in files.items()}) for voice, files in voices.items()]
        lengths.sort(key=lambda one: (not one[0].recorded, one[0].name))
        count = partial(syllables, language=language)
        for ballot, people in by_ballot.items():
            yield tuple(
                Option(
                    ballot, language, voice, tuple(heard(person, language, seconds, count) for person in people)
                )
                for voice, seconds in lengths
            )


def uneven_clips(content: Content, _election: Election) -> Iterator[Finding]:
    """Say what is missing where somebody of a ballot was recorded, and not everybody alike."""
    recorded = {(file.ballot, file.language) for file in content.spoken.files if file.recorded}
    for voices in options(content):
        persons = [option for option in voices if option.voice.recorded]
        if (voices[0].ballot, voices[0].language) not in recorded or any(
            evenly_heard(option.measured) for option in persons
        ):
            continue
        nearest = max(persons, key=lambda option: sum(one.clips for one in option.measured))
        yield _uneven(content, nearest)


def _uneven(content: Content, option: Option) -> Finding:
    at = content.at("constituency", option.ballot)
    lacking = [who for who in option.measured if not who.complete]
    if lacking:
        names = {person.id: person.name for person in content.own.candidates}
        shown = ", ".join(f"{names[who.candidate]} {who.clips}/{who.texts}" for who in lacking[:_NAMED])
        shown += f", +{len(lacking) - _NAMED}" if len(lacking) > _NAMED else ""
        vi, en = f"chưa đủ: {shown}", f"not complete: {shown}"
    else:
        paces = [who.pace for who in option.measured if who.syllables]
        ratio = f"{max(paces) / min(paces):.2f}"
        vi = f"người chậm nhất gấp {ratio.replace('.', ',')} lần người nhanh nhất"
        en = f"the slowest takes {ratio} times as long as the quickest"
    most = f"{TOLERANCE}"
    return warning(
        "clips-uneven",
        (
            f"{option.ballot} ({option.language}): bản ghi của “{option.voice.name}” chưa dùng được, {vi}.",
            f"{option.ballot} ({option.language}): the recordings of “{option.voice.name}” are not used, {en}.",
        ),
        (
            f"Một người đọc cho cả danh sách, chênh nhau không quá {most.replace('.', ',')} lần; chưa đủ thì "
            "giọng máy đọc cho tất cả.",
            f"One reader for the whole ballot, within {most} times the pace; until then the engine reads all.",
        ),
        file=at.file,
        place=at.place,
    )


def _voices(content: Content) -> dict[str, dict[Voice, dict[str, SpokenFile]]]:
    """By language and voice: the sounds there are, by the line they speak."""
    found: dict[str, dict[Voice, dict[str, SpokenFile]]] = {}
    for file in content.spoken.files:
        voices = found.setdefault(file.language, {})
        voices.setdefault(Voice(file.recorded, file.voice), {})[file.text_sha256] = file
    return found
