"""Every text that ships, as a kiosk can be asked to read it out."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from helpers.ships import content_of
from voter_kiosk.domain.content import Span

HOUSE = Path(__file__).resolve().parents[2]
FOLDERS = ("base", "demo", "hai-phong-2021")
FOR_MACHINES = frozenset(
    "id slug media source picture portrait sketch field value base role section code ward province body candidate "
    "constituency phases fields scope confidence ballot_colour percent turnout birth_date tone".split()
)
"""Fields of records that hold ids, colours, plain figures: what a screen shows of them is other texts."""


def _within(record: Any, language: str) -> Iterator[tuple[str, str]]:
    match record:
        case Enum():  # before str: a StrEnum is both
            return
        case str():
            yield language, record
        case tuple() if record and all(isinstance(part, Span) for part in record):
            yield language, "".join(span.text for span in record)
        case tuple():
            for part in record:
                yield from _within(part, language)
        case dict():
            for key, part in record.items():
                yield from _within(part, key if key in {"vi", "en"} else language)
        case _ if dataclasses.is_dataclass(record):
            for field in dataclasses.fields(record):
                value = getattr(record, field.name)
                named = isinstance(value, str) or (
                    isinstance(value, tuple) and bool(value) and isinstance(value[0], str)
                )
                if not (named and field.name in FOR_MACHINES):
                    yield from _within(value, language)


@cache
def shipped(folder: str) -> tuple[tuple[str, str], ...]:
    """Language and text of everything in ``data/FOLDER`` (and the base it includes), each once."""
    said = dict.fromkeys(_within(dataclasses.replace(content_of(folder), media={}, where={}), "vi"))
    return tuple((language, text) for language, text in said if re.search(r"\w", text))


@cache
def interface(language: str) -> tuple[str, ...]:
    """Every phrase of the interface, its places for words filled with a number."""
    written = json.loads((HOUSE / "resources" / "i18n" / "vi.json").read_text(encoding="utf-8"))
    phrases = written.values() if language == "vi" else written
    return tuple(re.sub(r"%(\d|n)", "12", phrase.partition("|")[0]) for phrase in phrases)


@cache
def everything() -> tuple[tuple[str, str], ...]:
    """All of it, in both languages, each once."""
    texts = [said for folder in FOLDERS for said in shipped(folder)]
    texts += [(language, phrase) for language in ("vi", "en") for phrase in interface(language)]
    return tuple(dict.fromkeys(texts))
