"""Writes a text out as it is spoken."""

from __future__ import annotations

import re
from collections.abc import Mapping

from voter_kiosk.speech.written import Piece, Written

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


def write_out(text: str, language: str, respellings: Mapping[str, str]) -> Written:
    """``text`` as it is spoken in ``language``."""
    del language
    pieces = [
        Piece(match.start(), match.end(), respellings.get(match[0], match[0])) for match in _TOKEN.finditer(text)
    ]
    return Written(tuple(pieces))
