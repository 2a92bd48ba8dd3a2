"""Every text that ships, as a kiosk could be asked to read it out."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from collections.abc import Iterator
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from voter_kiosk.authoring.source import read_source
from voter_kiosk.domain.content import Block, Span

HOUSE = Path(__file__).resolve().parents[2]
FOLDERS = ("base", "demo", "hai-phong-2021")
_NOT_READ = {"id", "slug", "media", "source", "picture", "sketch", "field", "value", "role", "section", "fields"}
"""What a machine reads. A figure's value is read with its thousands' points: see ``Figure`` below."""
_NOT_READ |= {
    "constituency",
    "body",
    "province",
    "ward",
    "code",
    "phases",
    "include",
    "scope",
    "confidence",
    "base",
}
_NOT_READ |= {
    "portrait",
    "birth_date",
    "ballot_colour",
    "picture",
    "date",
    "hash",
    "unit",
    "candidate",
    "votes_pct",
    "pct",
}


def _within(record: Any, language: str) -> Iterator[tuple[str, str]]:
    match record:
        case Enum():  # before str: a StrEnum is both
            pass
        case str():
            yield language, record
        case tuple() if record and all(isinstance(part, Span) for part in record):
            yield language, "".join(span.text for span in record)
        case tuple() | list():
            for part in record:
                yield from _within(part, language)
        case dict():
            for key, part in record.items():
                yield from _within(part, key if key in {"vi", "en"} else language)
        case dt.date() | None | int() | float():
            pass
        case _ if dataclasses.is_dataclass(record):
            for field in dataclasses.fields(record):
                if field.name not in _NOT_READ or (isinstance(record, Block) and field.name == "alt"):
                    yield from _within(getattr(record, field.name), language)


@cache
def shipped(folder: str) -> tuple[tuple[str, str], ...]:
    """Language and text of everything in ``data/FOLDER`` that has letters or digits, each once."""
    content = read_source(HOUSE / "data" / folder).content
    assert content is not None
    said = dict.fromkeys(_within(dataclasses.replace(content, media={}, where={}), "vi"))
    return tuple((language, text) for language, text in said if re.search(r"\w", text))


@cache
def interface(language: str) -> tuple[str, ...]:
    """Every phrase of the interface, its places for words filled with a small number."""
    written = json.loads((HOUSE / "resources" / "i18n" / "vi.json").read_text(encoding="utf-8"))
    phrases = written.values() if language == "vi" else written
    return tuple(re.sub(r"%(\d|n)", "12", phrase.partition("|")[0]) for phrase in phrases)
