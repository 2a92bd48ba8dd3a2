"""Changes JSON at one place: a value gone, doubled, of another type, too large, too deep, not Unicode, not NFC."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

Node = Any
_MARK = "@@{}@@"

VALUES: tuple[Callable[[random.Random], Any], ...] = (
    lambda _: None,
    lambda _: True,
    lambda _: False,
    lambda _: 0,
    lambda _: -1,
    lambda _: 1,
    lambda _: 2**31,
    lambda _: 2**63,
    lambda _: 10**400,
    lambda _: 1.5,
    lambda _: 1e308,
    lambda _: float("nan"),
    lambda _: float("-inf"),
    lambda _: "",
    lambda _: "x",
    lambda _: "\x00",
    lambda _: "\ud800",
    lambda _: "e\u0302\u0301",
    lambda _: "\u202e\u0000../../..",
    lambda _: "../../etc/passwd",
    lambda _: "x" * 100_000,
    lambda _: "9" * 5_000,
    lambda _: [],
    lambda _: {},
    lambda _: [[]],
    lambda _: [None] * 10_000,
    lambda _: {"": {}},
    lambda _: {str(number): number for number in range(1_000)},
    lambda rng: _MARK.format(rng.choice([10, 200, 900, 1_100, 5_000, 100_000])),
    lambda rng: rng.randrange(-(2**70), 2**70),
    lambda rng: "".join(chr(rng.randrange(1, 0xD7FF)) for _ in range(rng.randrange(1, 20))),
    lambda rng: rng.randbytes(32).hex(),
    lambda _: "2026-02-30T00:00:00Z",
    lambda _: "9999-12-31T23:59:59Z",
    lambda _: "0000-00-00T00:00:00Z",
    lambda _: "2026-03-01T00:00:00+07:00",
    lambda _: "2.0.0",
    lambda _: "\N{ARABIC-INDIC DIGIT ONE}.0.31",
)
"""What stands in a value's place."""


def places(node: Node) -> Iterator[tuple[Any, Any]]:
    """Every place of a tree as its container and key."""
    every = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in list(every):
        yield node, key
        yield from places(value)


def changed(tree: Node, rng: random.Random) -> tuple[Node, str]:
    """A copy with one place changed, and what was done there."""
    tree = copy.deepcopy(tree)
    every = list(places(tree))
    if not every:
        return rng.choice(VALUES)(rng), "whole value"
    holder, key = rng.choice(every)
    name, change = rng.choice(CHANGES)
    change(holder, key, rng, every)
    return tree, f"{name} at {key}"


def _drop(holder: Any, key: Any, _rng: random.Random, _every: Any) -> None:
    del holder[key]


def _replace(holder: Any, key: Any, rng: random.Random, _every: Any) -> None:
    holder[key] = rng.choice(VALUES)(rng)


def _swap(holder: Any, key: Any, rng: random.Random, every: Any) -> None:
    other, place = rng.choice(every)
    value = copy.deepcopy(other[place])
    other[place], holder[key] = copy.deepcopy(holder[key]), value


def _double(holder: Any, key: Any, rng: random.Random, _every: Any) -> None:
    value = copy.deepcopy(holder[key])
    if isinstance(holder, list):
        holder.insert(key, value)
    else:
        holder[f"{key}{rng.choice(['', ' ', 'x', chr(0), '/', '.json'])}"] = value
        holder[f"x-{rng.randrange(9)}"] = value


def _rename(holder: Any, key: Any, rng: random.Random, _every: Any) -> None:
    if isinstance(holder, dict):
        value = holder.pop(key)
        holder[rng.choice([str(key).upper(), f"{key}s", "", "__class__", "signed", "../x", "e\u0301"])] = value
    else:
        rng.shuffle(holder)


def _tweak(holder: Any, key: Any, rng: random.Random, _every: Any) -> None:
    value = holder[key]
    if isinstance(value, str) and value:
        at = rng.randrange(len(value))
        sign = rng.choice(["", "0", "f", "A", "/", "*", ".", " ", "\n", "\u0301", value[at].swapcase(), value])
        holder[key] = value[:at] + sign + value[at + 1 :]
    elif isinstance(value, int) and not isinstance(value, bool):
        holder[key] = value + rng.choice([-1, 1, 1_000_000, 10**9])
    elif isinstance(value, list):
        rng.shuffle(value)
    elif isinstance(value, dict) and value:
        value.pop(rng.choice(list(value)))


CHANGES = (
    ("drop", _drop),
    ("replace", _replace),
    ("replace", _replace),
    ("swap", _swap),
    ("double", _double),
    ("rename", _rename),
    ("tweak", _tweak),
    ("tweak", _tweak),
)


def written(tree: Node, rng: random.Random | None = None) -> bytes:
    """The tree as JSON: as metadata is written, or in another of the ways there are."""
    form: dict[str, Any] = {"indent": 1, "separators": (",", ": "), "sort_keys": True}
    loose = rng is not None and rng.random() < 0.3
    if loose:
        form = rng.choice([{"separators": (",", ":")}, {"indent": "\t"}, {"ensure_ascii": False}, {"indent": 0}])
    text = json.dumps(tree, **form)
    while (at := text.find('"@@')) >= 0:
        end = text.index('@@"', at)
        depth = int(text[at + 3 : end])
        text = text[:at] + "[" * depth + "]" * depth + text[end + 3 :]
    data = text.encode("utf-8", "surrogatepass")
    if loose and rng.random() < 0.5:
        data = rng.choice(
            [b"\xef\xbb\xbf" + data, data + b"\n", data + b"\0", data + data, data.replace(b'"', b"'", 1)]
        )
    return data


def doubled_key(data: bytes, rng: random.Random) -> bytes:
    """JSON with one key written twice: which of the two holds is the reader's secret."""
    keys = [at for at in range(len(data)) if data.startswith((b'"version": ', b'"expires": ', b'"keyid": '), at)]
    if not keys:
        return data + b" "
    at = rng.choice(keys)
    end = data.index(b":", at) + 1
    return data[:at] + data[at:end] + b" 7, " + data[at:]
