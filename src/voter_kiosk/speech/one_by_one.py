"""What is read letter by letter, figure by figure: telephone numbers, long numbers, fingerprints."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from voter_kiosk.speech.rules import Said
from voter_kiosk.speech.written import Piece

Names = Callable[[str], str]
"""Letters and figures by their names, one after another."""

TELEPHONE: Final = (
    r"(?<!\w)(?:(?:\+84|0[0-9]{1,4})(?:[ .-]?[0-9]{2,4}){2,4}|1[89]00[ .]?[0-9]{2,4}(?:[ .]?[0-9]{2})?)(?![^\W_])"
)
FINGERPRINT: Final = r"(?<!\w)(?:(?:[0-9A-F]{4} ){2,}[0-9A-F]{4}|[0-9A-Fa-f]{16,})(?![^\W_])"
"""In groups of four as the kiosk shows it, or whole."""


def figures(written: str, names: Names) -> str:
    """Figure by figure, with a breath between groups: those that are written, else of four or three."""
    groups = re.findall(r"[0-9]+", written)
    if len(groups) == 1:
        groups = re.findall(r"[0-9]{1,4}" if len(written) % 4 == 0 else r"[0-9]{2,4}(?=(?:[0-9]{3})*$)", written)
    return ", ".join(map(names, groups))


def telephone(match: re.Match[str], names: Names, plus: str) -> Said:
    """A match of :data:`TELEPHONE`, where it has as many figures as such a number, or a card's: 8 or more."""
    if len(re.sub(r"[^0-9]", "", match[0])) < 8:
        return None
    return f"{plus if match[0].startswith('+') else ''} {figures(match[0], names)}".strip()


def fingerprint(match: re.Match[str], names: Names) -> Said:
    """A match of :data:`FINGERPRINT`, each group of four a piece; not figures alone or letters alone."""
    if not re.search("[0-9]", match[0]) or not re.search("[A-Fa-f]", match[0]):
        return None
    pieces: list[Piece] = []
    for group in re.finditer(r"([0-9A-Fa-f]{1,4})( ?)", match[0]):
        start, end = match.start() + group.start(), match.start() + group.end()
        breath = "," if end < match.end() else ""
        pieces.append(Piece(start, end, f"{names(group[1])}{breath}"))
    return tuple(pieces)
