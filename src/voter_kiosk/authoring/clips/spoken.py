"""What a source has for the ear besides its texts: recordings, rendered clips, pronunciations, names heard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from voter_kiosk.domain.clips import Pronunciation, said
from voter_kiosk.domain.text import ENGLISH, VIETNAMESE
from voter_kiosk.speech.spelling import write_out

FOLDER: Final = "clips"
INDEX: Final = f"{FOLDER}/index.json"
"""What ``speak`` has rendered: a list of :class:`SpokenFile`."""

RECORDED: Final = f"{FOLDER}/recorded"
"""Below it a folder for each language, with recordings and their list."""

RECORDING_LIST: Final = "danh-sach.csv"
PRONUNCIATIONS: Final = "pronunciations.csv"
NAMES_HEARD: Final = "names-heard.csv"

Respellings = dict[str, dict[str, str]]
"""Language -> word -> how it is spoken."""


@dataclass(frozen=True, slots=True)
class SpokenFile:
    """A sound in the source and the line it speaks, by :func:`~voter_kiosk.domain.clips.text_key`.

    ``sha256`` is that of a rendered file, which travels as it is; a recording is encoded when a bundle is built.
    ``ballot`` is the constituency in whose list of recordings it stands, if it is about a candidate.
    """

    file: str
    language: str
    text_sha256: str
    voice: str
    seconds: float
    recorded: bool = False
    sha256: str = ""
    words: tuple[float, ...] = ()
    ballot: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """All of it. ``heard`` are the marks (:func:`heard_mark`) of the names that an official has heard and ticked.

    ``speaks`` says that the source has anything of this at all, so that its names are to be listened to.
    """

    files: tuple[SpokenFile, ...] = ()
    pronunciations: tuple[Pronunciation, ...] = ()
    heard: frozenset[str] = frozenset()
    speaks: bool = False

    @property
    def respellings(self) -> Respellings:
        """The pronunciations as a voice takes them."""
        found: Respellings = {}
        for one in self.pronunciations:
            found.setdefault(one.language, {})[one.word] = one.spoken
        return found


def written_out(text: str, language: str, respellings: Mapping[str, Mapping[str, str]]) -> str:
    """``text`` as it is spoken: numbers, abbreviations and respelled words in full where the language is known."""
    if language not in {VIETNAMESE, ENGLISH}:
        return said(text)
    return said(write_out(said(text), language, respellings.get(language, {})).text)
