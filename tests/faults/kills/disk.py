"""A disk whose power goes: of what was not synced only some arrives, in any order and torn in sectors.

The model is stricter than a journalling file system: what arrives is decided for each name and each sector by
itself. A name is held by a sync of its folder or of the whole disk, bytes by a sync of their file or of the disk.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from faults.kills.trace import Op

SECTOR: Final = 512
_NAMES: Final = frozenset({"create", "mkdir", "rmdir", "unlink", "rename", "link"})


class Loss(StrEnum):
    """What becomes of changes that nobody synced."""

    ALL = "nothing of it arrives"
    BYTES = "names arrive, bytes do not"
    NAMES = "bytes arrive, names do not"
    SOME = "some of it arrives, reordered and torn"


@dataclass
class _Disk:
    folders: set[str] = field(default_factory=set)
    files: dict[str, int] = field(default_factory=dict)
    bytes: dict[int, bytearray] = field(default_factory=dict)


def cut(before: Path, ops: Sequence[Op], loss: Loss, number: int, into: Path) -> None:
    """Write to ``into`` what is left of the folder ``before`` after ``ops``, of which unsynced ones are lost."""
    disk = _read(before)
    inodes = _followed(disk, ops)
    arrives = _held(ops, inodes)
    dice = random.Random(number)  # noqa: S311 - the same for each number
    for place, op in enumerate(ops):
        named = op.kind in _NAMES
        if not arrives[place]:
            if loss is Loss.ALL or (loss is Loss.NAMES and named) or (loss is Loss.BYTES and not named):
                continue
            if loss is Loss.SOME and op.kind != "write" and dice.random() < 0.5:
                continue
        torn = loss is Loss.SOME and not arrives[place]
        _apply(disk, op, inodes[place], dice if torn else None)
    _write(disk, into)


def _read(folder: Path) -> _Disk:
    disk = _Disk()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir():
            disk.folders.add(name)
        else:
            number = len(disk.files)
            disk.files[name], disk.bytes[number] = number, bytearray(path.read_bytes())
    return disk


def _followed(disk: _Disk, ops: Sequence[Op]) -> list[int]:
    """The file (by number) that each change is of, as the names were when it was made."""
    files, made, found = dict(disk.files), len(disk.files), []
    gone: dict[str, int] = {}
    for op in ops:
        number = files.get(op.path, gone.get(op.path, -1))
        if op.kind == "create":
            number, made = made, made + 1
            files[op.path] = number
        elif op.kind == "rename" and number >= 0:
            files[op.other] = files.pop(op.path)
        elif op.kind == "rename":
            for name in [one for one in files if one.startswith(op.path + "/")]:
                files[op.other + name[len(op.path) :]] = files.pop(name)
        elif op.kind == "link":
            files[op.other] = number
        elif op.kind == "unlink":
            gone[op.path] = files.pop(op.path, number)
        found.append(number)
    return found


def _held(ops: Sequence[Op], inodes: Sequence[int]) -> list[bool]:
    """Which changes were synced by the end of ``ops``."""
    everything, files, folders, held = False, set[int](), set[str](), [False] * len(ops)
    for place in reversed(range(len(ops))):
        op = ops[place]
        if op.kind == "sync all":
            everything = True
        elif op.kind == "sync":
            (files.add(inodes[place]) if inodes[place] >= 0 else folders.add(op.path))
        elif op.kind in _NAMES:
            parents = {name.rpartition("/")[0] for name in (op.path, op.other) if name}
            held[place] = everything or parents <= folders
        else:
            held[place] = everything or inodes[place] in files
    return held


def _apply(disk: _Disk, op: Op, inode: int, dice: random.Random | None) -> None:
    if op.kind == "write":
        data = disk.bytes.setdefault(inode, bytearray())
        for start, end in _sectors(op):
            if dice is None or dice.random() < 0.5:
                data.extend(b"\0" * (start - len(data)))
                data[start:end] = op.data[start - op.at : end - op.at]
    elif op.kind == "truncate":
        data = disk.bytes.setdefault(inode, bytearray())
        del data[op.at :]
        data.extend(b"\0" * (op.at - len(data)))
    elif op.kind == "create":
        disk.files[op.path] = inode
        disk.bytes.setdefault(inode, bytearray())
    elif op.kind == "mkdir":
        disk.folders.add(op.path)
    elif op.kind == "rmdir":
        disk.folders.discard(op.path)
    elif op.kind == "unlink":
        disk.files.pop(op.path, None)
    elif op.kind == "link":
        disk.files[op.other] = inode
    elif op.kind == "rename" and inode >= 0:
        disk.files.pop(op.path, None)
        disk.files[op.other] = inode
        disk.bytes.setdefault(inode, bytearray())
    elif op.kind == "rename":
        inner = op.path + "/"
        disk.folders = {_moved(name, op.path, op.other) for name in disk.folders}
        disk.files = {
            _moved(name, op.path, op.other) if name.startswith(inner) else name: number
            for name, number in disk.files.items()
        }


def _moved(name: str, before: str, after: str) -> str:
    return after + name[len(before) :] if name == before or name.startswith(before + "/") else name


def _sectors(op: Op) -> list[tuple[int, int]]:
    end, found, start = op.at + len(op.data), [], op.at
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        found.append((start, stop))
        start = stop
    return found


def _write(disk: _Disk, into: Path) -> None:
    """What can be reached: a name in a folder that is not there is lost with it."""
    into.mkdir(parents=True)
    there = {""}
    for name in sorted(disk.folders):
        if name.rpartition("/")[0] in there:
            there.add(name)
            (into / name).mkdir()
    for name, number in disk.files.items():
        if name.rpartition("/")[0] in there and not name.endswith("-shm") and name not in there:
            (into / name).write_bytes(disk.bytes.get(number, b""))
