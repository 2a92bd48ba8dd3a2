"""Writes a text out as it is spoken, and keeps from where each spoken word comes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from voter_kiosk.domain.text import ENGLISH, VIETNAMESE
from voter_kiosk.domain.vietnamese import nfc
from voter_kiosk.speech.rules import Rule, Rules, read, rule
from voter_kiosk.speech.written import Piece, Written


def write_out(text: str, language: str, respellings: Mapping[str, str] | None = None) -> Written:
    """``text`` as it is spoken in ``language`` (``vi`` or ``en``): numbers, dates, abbreviations, signs in words.

    ``respellings`` says how some words are spoken, and goes before every rule. A key is one word or several,
    found where it stands whole, as it is written or all in capitals; of two keys the longer goes first. A value is
    spoken as it is, by the voice of the text: ``H'Mrang`` as ``Hờ Mơ-rang``.

    The pieces cover the text without a gap. Raises ``LookupError`` for another language.
    """
    rules = _rules(language)
    clean, origins = _cleaned(text)
    if not clean:
        return Written((Piece(0, len(text), ""),) if text else ())
    pieces = read(clean, rules, _respelling(respellings or {}))
    return Written(tuple(Piece(origins[one.start], origins[one.end], one.spoken, one.language) for one in pieces))


def spoken(text: str, language: str, respellings: Mapping[str, str] | None = None) -> str:
    """What is heard of ``text``, to be read by whoever checks it: :func:`write_out` as one string."""
    return write_out(text, language, respellings).text


def _respelling(respellings: Mapping[str, str]) -> Rule | None:
    said: dict[str, str] = {}
    for word, respelled in respellings.items():
        key = " ".join(_cleaned(word)[0].split())
        heard = re.sub(r"[^\w,'-]+", " ", nfc(respelled)).strip()  # no sign that an engine could take for its own
        said |= {key: heard, key.upper(): heard}
    words = sorted(filter(None, said), key=len, reverse=True)
    if not words:
        return None
    return rule(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", lambda match: said[match[0]])


@cache
def _rules(language: str) -> Rules:
    """The rules of a language, loaded when it is first spoken."""
    if language == VIETNAMESE:
        from voter_kiosk.speech.vietnamese import RULES

        return RULES
    if language == ENGLISH:
        from voter_kiosk.speech.english import RULES

        return RULES
    raise LookupError(f"no spelling for the language {language!r}")


_AS = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u2010": "-",
        "\u2011": "-",
        "\u2212": "-",
        "\u2012": "–",
        "—": "–",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "\u00ad": "",
        "\u200b": "",
        "\u200c": "",
        "\u200d": "",
        "\u2060": "",
        "\ufeff": "",
        "\ufe0e": "",
        "\ufe0f": "",
    }
)
"""One space, one hyphen, one dash, one apostrophe for many; nothing for what is not seen."""


def _cleaned(text: str) -> tuple[str, list[int]]:
    """``text`` composed and in one form of each sign, and where in the original each of its characters began."""
    clean, origins = "", []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        composed = "".join(one for one in nfc(text[at:end]) if not unicodedata.combining(one)).translate(_AS)
        clean += composed
        origins += [at] * len(composed)
        at = end
    return clean, [0, *origins[1:], len(text)]
