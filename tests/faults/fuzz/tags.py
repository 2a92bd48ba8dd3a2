"""Changes XML between its tags: bytes changed at random are hardly ever XML again, and nothing is read of them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Pieces = list[bytes]

_TAG = re.compile(rb"(<[^>]*>)")
_VALUE = re.compile(rb'"[^"]*"')
_VALUES = (
    *(b"", b"0", b"1", b"-1", b"1.5", b"NaN", b"true", b"none", b"x", b"rId1", b"rId9", b"A1", b"XFD1048576"),
    *(
        b"ZZZZ0",
        b"A1:XFD1048576",
        b"9" * 30,
        b"../../x",
        "đ\u0302".encode(),
        b".VnTime",
        b"VNI-Times",
        b"inlineStr",
    ),
)
_TEXTS = (
    *(b"", b" ", b"0", b"-1", b"1e999", b"9" * 400, b"x" * 40_000, b"31/02/1970", b"1/2/0", b"2026-02-30 25:61"),
    *(b"p98.na.1.1", b"p98.na.1; p98.na.1", b"c98001.09", b"Ti\xd3u s\xf6 t\xe3m t\xb9t", b"&#0;", b"&#55296;"),
    *(
        b"&#8238;",
        "e\u0302\u0301 \u202e\u200d".encode(),
        b"=1+1",
        b"#REF!",
        b"[x](@y)",
        b"+++",
        b"| --- |",
        b"\t\n",
    ),
    *("Họ và tên: A".encode(), "Tiểu sử tóm tắt".encode(), "Chương trình hành động".encode()),
)


def changed(data: bytes, rng: random.Random, other: bytes) -> bytes:
    """``data`` with tags or texts gone, doubled, moved, set, or put in from ``other``."""
    pieces = [piece for piece in _TAG.split(data) if piece]
    for _ in range(rng.choice((1, 1, 2, 5))):
        if pieces:
            rng.choice(_CHANGES)(pieces, rng.randrange(len(pieces)), rng, other)
    return b"".join(pieces)


def _gone(pieces: Pieces, at: int, rng: random.Random, _other: bytes) -> None:
    del pieces[at : at + rng.choice((1, 1, 2, 8))]


def _doubled(pieces: Pieces, at: int, rng: random.Random, _other: bytes) -> None:
    """What stands between a tag and its end once more, or somewhere else."""
    end = at + 1
    if pieces[at].startswith(b"<") and not pieces[at].endswith(b"/>"):
        name = re.split(rb"[\s>/]", pieces[at][1:], maxsplit=1)[0]
        end = next((i for i in range(at, len(pieces)) if pieces[i] == b"</" + name + b">"), at) + 1
    place = rng.choice((at, rng.randrange(len(pieces))))
    pieces[place:place] = pieces[at:end] * rng.choice((1, 1, 1, 30))


def _swapped(pieces: Pieces, at: int, rng: random.Random, _other: bytes) -> None:
    other = rng.randrange(len(pieces))
    pieces[at], pieces[other] = pieces[other], pieces[at]


def _set(pieces: Pieces, at: int, rng: random.Random, _other: bytes) -> None:
    """Another value of an attribute, or another text."""
    piece = pieces[at]
    if not piece.startswith(b"<"):
        pieces[at] = rng.choice(_TEXTS)
    elif values := list(_VALUE.finditer(piece)):
        one = rng.choice(values)
        pieces[at] = piece[: one.start()] + b'"' + rng.choice(_VALUES) + b'"' + piece[one.end() :]
    else:
        pieces.insert(at + 1, rng.choice(_TEXTS))


def _foreign(pieces: Pieces, at: int, rng: random.Random, other: bytes) -> None:
    theirs = [piece for piece in _TAG.split(other) if piece]
    start = rng.randrange(len(theirs)) if theirs else 0
    pieces[at:at] = theirs[start : start + rng.choice((1, 3, 9))]


_CHANGES: tuple[Callable[[Pieces, int, random.Random, bytes], None], ...] = (
    *(_gone, _doubled, _doubled, _swapped, _set, _set, _set, _foreign),
)
