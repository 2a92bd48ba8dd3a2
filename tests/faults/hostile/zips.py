"""Bundles as bytes, as zips and as folders, broken without any key: what anybody with a stick can do."""

from __future__ import annotations

import os
import random
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from faults.hostile import nodes
from faults.hostile.world import Genuine, World
from helpers.bundles import zip_bytes

Member = tuple[bytes, bytes, dict[str, int]]

NAMES = (
    *(
        b"",
        b"/",
        b".",
        b"..",
        b"../x",
        b"/etc/passwd",
        b"objects/../x",
        b"objects/..",
        b"metadata\\timestamp.json",
    ),
    *(b"C:\\x", b"metadata/", b"objects/", b"metadata/x.json", b"metadata/0.root.json", b"metadata/01.root.json"),
    *(b"metadata/timestamp.json\0", b"metadata/1.root.json/", b"objects/" + b"0" * 63, b"objects/" + b"A" * 64),
    *(b"objects/" + b"0" * 64, b"objects/" + b"0" * 65, b"x" * 300, b"\xff\xfe", "metadata/tệp.json".encode()),
    *(b"META-INF/x", b"metadata/9999999999.targets.json", b"metadata/3.c98009.json", b"metadata/3.P98.json"),
)
_NUMBERS = (0, 1, 2, 8, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)
_SHORT = {"made_by", "needed", "flags", "method", "time", "date", "disk", "internal"}
_CENTRAL = ("made_by", "needed", "flags", "method", "time", "date", "crc", "packed", "size", "disk", "internal")
_LOCAL = ("needed", "flags", "method", "time", "date", "crc", "packed", "size")
_END = ("disk", "first_disk", "here", "count", "length", "offset", "comment")
_LINK, _FOLDER = 0o120777 << 16, 0o040755 << 16


# --- bytes -----------------------------------------------------------------------------------------------


def bytes_changed(world: World, rng: random.Random) -> tuple[bytes, str]:
    """The file with bytes changed, put in, taken out, moved; cut, lengthened, or of other bytes altogether."""
    data = bytearray(world.next.data)
    kinds: list[str] = []
    for _ in range(rng.choice((1, 1, 1, 2, 5, 50))):
        name = rng.choice(
            ("flip", "flip", "set", "insert", "delete", "zero", "move", "cut", "tail", "head", "splice")
        )
        kinds.append(name)
        size = len(data)
        # Half of it at the ends and at headers, where a byte weighs more.
        at = rng.choice(
            (rng.randrange(size), rng.randrange(min(size, 200)), size - 1 - rng.randrange(min(size, 3_000)))
        )
        at = max(0, at)
        end = min(size, at + rng.choice((1, 2, 4, 22, 46, 300)))
        if name == "flip":
            data[at] ^= 1 << rng.randrange(8)
        elif name == "set":
            data[at:end] = rng.randbytes(end - at)
        elif name == "insert":
            data[at:at] = rng.randbytes(rng.choice((1, 2, 4, 22, 100)))
        elif name == "delete":
            del data[at:end]
        elif name == "zero":
            data[at:end] = bytes(end - at)
        elif name == "move":
            piece = data[at:end]
            data[rng.randrange(size) : 0] = piece
        elif name == "cut":
            del data[max(1, at) :]
        elif name == "tail":
            data += rng.choice((b"\0", b"PK", b"PK\x05\x06" + bytes(18), rng.randbytes(30), bytes(data[-22:])))
        elif name == "head":
            data[0:0] = rng.choice((b"\0", b"MZ", b"PK\x03\x04", bytes(data[:60])))
        else:
            other = rng.choice((world.shown, world.before, world.foreign)).data
            data = bytearray(bytes(data[:at]) + other[at:])
        if not data:
            data = bytearray(b"P")
    return bytes(data), "+".join(kinds[:3])


# --- the zip's structure ---------------------------------------------------------------------------------


def _members(genuine: Genuine) -> list[Member]:
    return [(name.encode(), data, {}) for name, data in sorted(genuine.entries.items())]


def _lie(members: list[Member], rng: random.Random) -> str:
    at = rng.randrange(len(members))
    local = rng.random() < 0.4
    field = rng.choice(_LOCAL if local else (*_CENTRAL, "external", "offset", "extra", "comment", "gap"))
    value = rng.choice((*_NUMBERS, rng.randrange(2**32), len(members[at][1]) + rng.choice((-1, 1))))
    if field in {"extra", "comment", "gap"}:
        value = value % 300 or 1
    elif field == "external":
        value = rng.choice((_LINK, _FOLDER, 0x10, value))
    value = max(0, value) & (0xFFFF if field in _SHORT else 0xFFFFFFFF)
    members[at][2][f"local_{field}" if local else field] = value
    return f"{'local ' if local else ''}{field}"


def _rename(members: list[Member], rng: random.Random) -> str:
    at = rng.randrange(len(members))
    members[at] = (rng.choice(NAMES), *members[at][1:])
    return "name"


def _more(members: list[Member], rng: random.Random) -> str:
    members.insert(rng.randrange(len(members) + 1), (rng.choice(NAMES), rng.randbytes(rng.randrange(60)), {}))
    return "surplus name"


def _twice(members: list[Member], rng: random.Random) -> str:
    name, data, _ = rng.choice(members)
    members.insert(rng.randrange(len(members) + 1), (name, rng.choice((data, b"", data + b" ")), {}))
    return "twice"


def _less(members: list[Member], rng: random.Random) -> str:
    del members[rng.randrange(len(members))]
    return "missing"


def _order(members: list[Member], rng: random.Random) -> str:
    rng.shuffle(members)
    return "order"


def _deflated(members: list[Member], rng: random.Random) -> str:
    at = rng.randrange(len(members))
    name, data, _ = members[at]
    packed = zlib.compress(data)[2:-4]
    members[at] = (name, packed, {"method": 8, "size": len(data), "crc": zlib.crc32(data)})
    return "deflated"


def _inside(members: list[Member], rng: random.Random) -> str:
    """Two entries over one another: the second one's header lies in the first one's data."""
    first, second = rng.sample(range(len(members)), 2)
    members[first][2]["offset"] = rng.randrange(20_000)
    members[second][2]["offset"] = members[first][2]["offset"]
    return "overlap"


_ZIP: tuple[Callable[[list[Member], random.Random], str], ...] = (
    *(_lie, _lie, _lie, _lie, _rename, _more, _twice, _less, _order, _deflated, _inside),
)


def zip_changed(world: World, rng: random.Random) -> tuple[bytes, str]:
    """The zip written again with lies in its headers, other names, other entries, or another end."""
    members = _members(world.next)
    end: dict[str, int] = {}
    done = [rng.choice(_ZIP)(members, rng) for _ in range(rng.choice((1, 1, 2, 4)))] if rng.random() < 0.8 else []
    if not done or rng.random() < 0.1:
        field = rng.choice(_END)
        size = 0xFFFFFFFF if field in {"length", "offset"} else 0xFFFF
        end[field] = rng.choice((*_NUMBERS, rng.randrange(2**32), len(members) + rng.choice((-1, 1)))) & size
        done.append(f"end {field}")
    data = zip_bytes(members, **end)
    if rng.random() < 0.1:
        data = _another_end(data, rng)
        done.append("end record")
    return data, "+".join(done)


def _another_end(data: bytes, rng: random.Random) -> bytes:
    """A 64-bit end, a second end record, a comment, or a piece between directory and end."""
    head, tail = data[:-22], data[-22:]
    at = len(head)
    return rng.choice(
        (
            head
            + b"PK\x06\x06"
            + struct.pack("<Q", 44)
            + bytes(44)
            + b"PK\x06\x07"
            + struct.pack("<LQL", 0, at, 1)
            + tail,
            data + tail,
            head + tail[:-2] + struct.pack("<H", 5) + b"hello",
            head + b"PK\x05\x05\0\0" + tail,
            head + tail[:-2] + struct.pack("<H", 22) + tail,
            b"PK00" + data,
        )
    )


# --- entries: sound as a zip, wrong in what they hold -------------------------------------------------------


def packed(entries: dict[str, bytes]) -> bytes:
    """A sound ``.vkb`` of these entries, as this software writes it."""
    return zip_bytes([(name.encode(), data, {}) for name, data in sorted(entries.items())])


def metadata_changed(world: World, rng: random.Random) -> tuple[bytes, str]:
    """Metadata changed at one place and not signed again; the zip and its sums fit."""
    entries = dict(world.next.entries)
    name = rng.choice([name for name in entries if name.startswith("metadata/")])
    import json

    tree = json.loads(entries[name])
    if rng.random() < 0.1:
        entries[name] = nodes.doubled_key(entries[name], rng)
        return packed(entries), f"key twice in {name}"
    done = "form"
    if rng.random() < 0.9:
        tree, done = nodes.changed(tree, rng)
    entries[name] = nodes.written(tree, rng)
    return packed(entries), f"{done} in {name}"


def objects_changed(world: World, rng: random.Random) -> tuple[bytes, str]:
    """Objects swapped, lengthened, shortened, emptied, changed, taken out or put in."""
    entries = dict(world.next.entries)
    held = [name for name in entries if name.startswith("objects/")]
    name, other = rng.sample(held, 2)
    data = entries[name]
    kind = rng.choice(("swap", "longer", "shorter", "empty", "change", "copy", "gone", "more", "old"))
    if kind == "swap":
        entries[name], entries[other] = entries[other], data
    elif kind == "longer":
        entries[name] = data + rng.randbytes(rng.choice((1, 10, 5_000, 300_000)))
    elif kind == "shorter":
        entries[name] = data[: rng.randrange(len(data))]
    elif kind == "empty":
        entries[name] = b""
    elif kind == "change":
        at = rng.randrange(len(data))
        entries[name] = data[:at] + bytes([data[at] ^ rng.randrange(1, 256)]) + data[at + 1 :]
    elif kind == "copy":
        entries[name] = entries[other]
    elif kind == "gone":
        del entries[name]
    elif kind == "more":
        entries[f"objects/{rng.randbytes(32).hex()}"] = rng.choice((b"", data))
    else:
        entries[name] = rng.choice([at for key, at in world.shown.entries.items() if key not in entries])
    return packed(entries), kind


# --- the network form ---------------------------------------------------------------------------------------


def tree_changed(world: World, rng: random.Random, folder: Path) -> str:
    """A folder with the same tree, written to ``folder``: files are links, pipes, folders, endless, or gone."""
    entries = world.next.entries
    for name, data in entries.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    victim = folder / rng.choice(list(entries))
    kind = rng.choice(
        ("link", "outside", "loop", "folder", "pipe", "endless", "gone", "more", "top", "bytes", "locked")
    )
    if kind == "link":
        # The very bytes that should be there, but behind a link that could point elsewhere a moment later.
        target = folder.parent / "elsewhere"
        target.write_bytes(victim.read_bytes())
        victim.unlink()
        victim.symlink_to(target)
    elif kind == "outside":
        victim.unlink()
        victim.symlink_to(rng.choice(("/etc/passwd", "../../../../etc/passwd", "/dev/zero")))
    elif kind == "loop":
        victim.unlink()
        victim.symlink_to(victim.name)
    elif kind == "folder":
        victim.unlink()
        victim.mkdir()
    elif kind == "pipe":
        victim.unlink()
        os.mkfifo(victim)
    elif kind == "endless":
        os.truncate(victim, rng.choice((1 << 20, 1 << 33, 1 << 40)))
    elif kind == "gone":
        victim.unlink()
    elif kind == "more":
        (victim.parent / rng.choice(("x", "0" * 64, ".hidden", "9.targets.json", "timestamp.json.part"))).touch()
    elif kind == "top":
        (folder / rng.choice(("x", "index.html", "Metadata"))).mkdir()
    elif kind == "bytes":
        data = bytearray(victim.read_bytes())
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        victim.write_bytes(data)
    else:
        part = folder / "objects"
        part.rename(folder.parent / "elsewhere-objects")
        part.symlink_to(folder.parent / "elsewhere-objects")
    return f"{kind} {victim.parent.name}"
