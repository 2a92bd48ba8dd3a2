"""The words of the interface: English in the code, every other language in a dictionary beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTranslator

from voter_kiosk.domain.election import Election
from voter_kiosk.domain.languages import is_audio_only
from voter_kiosk.domain.text import ENGLISH, VIETNAMESE
from voter_kiosk.kiosk.called import by_qt
from voter_kiosk.kiosk.phrasing import glue

Said = str | bytes | bytearray | memoryview
_SINGULAR = "|1"


class Dictionary:
    """The interface in every language there is.

    ``words`` is ``{language: {English: translation}}``. English needs no entries but for the singular of a
    counted phrase, under the phrase followed by ``|1``; any other language may have such an entry too. A bundle's
    own language may leave phrases out: Vietnamese stands in, phrase by phrase.
    """

    def __init__(self, words: Mapping[str, Mapping[str, str]]) -> None:
        """``words`` by language tag."""
        self._words = {language: dict(entries) for language, entries in words.items()}

    @classmethod
    def load(cls, folder: Path) -> Dictionary:
        """Read ``<language>.json`` of ``folder``: flat objects of text."""
        return cls({file.stem: json.loads(file.read_text("utf-8")) for file in sorted(folder.glob("*.json"))})

    def with_language(self, language: str, entries: Mapping[str, str]) -> Dictionary:
        """A dictionary that knows ``language`` too, as a bundle brings it; what ships is never overwritten."""
        shipped = self._words.get(language, {})
        return Dictionary({**self._words, language: {**entries, **shipped}})

    def with_bundle(self, election: Election, strings: Callable[[str], Mapping[str, str]]) -> Dictionary:
        """A dictionary that knows every language the bundle writes; ``strings`` gives what it says in one."""
        words = self
        for language in election.languages:
            if not is_audio_only(language, election.language_settings):
                words = words.with_language(language, strings(language))
        return words

    def say(self, language: str, english: str, *arguments: object, n: int | None = None) -> str:
        """``english`` in ``language``, ``%1`` ... and ``%n`` filled in, glued by meaning."""
        said = self.find(language, english, n)
        if n is not None:
            said = said.replace("%n", str(n))
        for place, argument in enumerate(arguments, start=1):
            said = said.replace(f"%{place}", str(argument))
        return glue(said)

    def find(self, language: str, english: str, n: int | None = None) -> str:
        """The phrase with its ``%`` marks still in it."""
        if language == ENGLISH:
            singular = self._words.get(ENGLISH, {}).get(english + _SINGULAR)
            return singular if n == 1 and singular else english
        words = self._words.get(language, {})
        own = (words.get(english + _SINGULAR) if n == 1 else "") or words.get(english)
        return own or self._words.get(VIETNAMESE, {}).get(english) or english


class Translator(QTranslator):
    """Gives QML's ``qsTr`` the phrases of one language at a time."""

    def __init__(self, dictionary: Dictionary, language: str, parent: QObject) -> None:
        """``language`` is a tag the dictionary knows, or one it answers in Vietnamese."""
        super().__init__(parent)
        self.dictionary = dictionary
        self.tongue = language

    def isEmpty(self) -> bool:  # noqa: N802
        """Never: an empty translator would not be asked."""
        return False

    @by_qt(str)
    def translate(
        self,
        context: Said,  # noqa: ARG002
        sourceText: Said,  # noqa: N803
        disambiguation: Said | None = None,  # noqa: ARG002
        n: int = -1,
    ) -> str:
        """``sourceText`` in the current language; ``n`` is what ``%n`` counts, or -1."""
        english = sourceText if isinstance(sourceText, str) else bytes(sourceText).decode()
        return glue(self.dictionary.find(self.tongue, english, n if n >= 0 else None))
