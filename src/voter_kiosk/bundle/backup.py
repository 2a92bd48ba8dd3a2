"""Copies of a key folder on sticks: every private key under a passphrase, every file read back after writing.

A copy is a folder ``voter-kiosk-keys`` with what the key folder holds (``roots/``, ``root.json``,
``private/*.pem``, ``communes/``), ``sums.txt`` (SHA-256 of each file, as ``sha256sum`` writes it) and
``keys.txt``, the sheet for paper: which key is whose, and the fingerprints of the public keys.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from tuf.api.metadata import Root, Snapshot, Targets, Timestamp

from voter_kiosk.bundle import names
from voter_kiosk.bundle.delegations import FOLDER as COMMUNES
from voter_kiosk.bundle.delegations import delegations
from voter_kiosk.bundle.fingerprint import root_fingerprint, short_groups
from voter_kiosk.bundle.keys import KeyFolder, encrypted_key, is_encrypted, key_name, load_folder, write_private
from voter_kiosk.bundle.keys import refuse as refuse_key
from voter_kiosk.bundle.trust import newest_root
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence

COPY: Final = "voter-kiosk-keys"
"""What the copy is called on a stick."""

SUMS: Final = "sums.txt"
SHEET: Final = "keys.txt"

_LINE: Final = re.compile(
    r"(?P<sha256>[0-9a-f]{64})  (?P<name>(?:roots|private|communes/c[0-9]{5})/[^/\\]+|root\.json)"
)

_ROLES: Final = (Root.type, Targets.type, Snapshot.type, Timestamp.type)

SAID: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "same-stick": (
            "Hai bản sao phải nằm ở hai nơi khác nhau, không nằm trong thư mục khóa ({name}); hãy cắm hai USB.",
            "The two copies need two places, neither within the key folder ({name}); plug in two sticks.",
        ),
        "backup-plain": (
            "Khóa {name} chưa có mật khẩu nên không sao lưu được; hãy đặt mật khẩu cho bản sao.",
            "The key {name} has no passphrase and cannot be backed up; give the copies one.",
        ),
        "backup-exists": (
            "USB {name} đã có một bản sao khác; hãy đổi tên bản cũ hoặc dùng USB khác.",
            "The stick {name} has another copy already; rename the old one or use another stick.",
        ),
        "cannot-write-backup": (
            "Không ghi được bản sao vào {name}, hoặc đọc lại không đúng; hãy dùng USB khác.",
            "The copy cannot be written to {name}, or does not read back the same; use another stick.",
        ),
        "no-backup": (
            "Không có bản sao khóa ở {name}; hãy chọn USB có thư mục voter-kiosk-keys.",
            "There is no copy of keys in {name}; choose the stick that has the folder voter-kiosk-keys.",
        ),
        "backup-damaged": (
            "Bản sao bị hỏng tại {name}; hãy dùng USB thứ hai.",
            "The copy is damaged at {name}; use the second stick.",
        ),
    }
)
"""Code -> the sentence in Vietnamese and English, for every refusal of this module."""


def refuse(code: str, name: str = "", detail: str = "") -> Refusal:
    """The refusal of that code, naming a stick, a key or a file."""
    vi, en = SAID[code]
    seen = names.shown(name)
    return Refusal(code, Sentence(vi.format(name=seen), en.format(name=seen)), detail)


@dataclass(frozen=True, slots=True)
class HeldKey:
    """One key of the newest root: its roles, the beginning of its id as people read it, and its file.

    ``here`` is whether the private part lies in the key folder, ``locked`` whether it is under a passphrase.
    """

    name: str
    role: str
    fingerprint: str
    here: bool
    locked: bool


def held_keys(held: KeyFolder) -> tuple[HeldKey, ...]:
    """Every key of the newest root, role by role, in order of name. Raises ``OSError``."""
    root = held.trusted()
    found = []
    for role in _ROLES:
        keys = {key_name(root.keys[key_id]): key_id for key_id in root.roles[role].keyids}
        for name, key_id in sorted(keys.items()):
            path = held.folder / "private" / f"{name}.pem"
            here = path.is_file()
            found.append(HeldKey(name, role, short_groups(key_id), here, here and is_encrypted(path)))
    return tuple(found)


def sheet(held: KeyFolder, made: dt.datetime) -> str | Refusal:
    """The sheet for paper, Vietnamese and English: which keys, their fingerprints, whom communes' parts come from.

    ``made`` is the day it bears. There is nothing secret on it. Refused: ``bad-root``.
    """
    given = delegations(held)
    if isinstance(given, Refusal):
        return given
    root = held.trusted()
    lines = [
        "KHÓA KÝ CỦA ỦY BAN BẦU CỬ / SIGNING KEYS OF THE COMMITTEE",
        "",
        f"Ngày lập / Made: {made:%d/%m/%Y}",
        f"Tệp gốc / Root: {root.version}, đến / until {root.expires:%d/%m/%Y}",
        f"Mã của root.json / Fingerprint of root.json: {root_fingerprint(held.root)}",
        "",
        f"Số người phải ký / Must sign: {root.roles[Targets.type].threshold}",
        "",
    ]
    lines += [
        f"{one.name:<14}{one.role:<12}{one.fingerprint}   Người giữ / Held by: ................"
        for one in held_keys(held)
    ]
    if given:
        lines += ["", "Xã tự công bố / Communes that publish for themselves:"]
        lines += [
            f"{scope:<14}{short_groups(one.fingerprint)}   {one.threshold}/{len(one.keys)}"
            for scope, one in given.items()
        ]
    lines += [
        "",
        "Tờ này không có gì bí mật. Bản sao khóa nằm trên hai USB, để ở hai nơi; mật khẩu để chỗ khác.",
        "Nothing on this sheet is secret. The copies are on two sticks in two places, the passphrase elsewhere.",
    ]
    return "\n".join(lines) + "\n"


def back_up(
    held: KeyFolder, sticks: Sequence[Path], *, made: dt.datetime, passphrase: str | None = None
) -> tuple[Path, ...] | Refusal:
    """Copy the key folder to each of ``sticks``, and read every file back.

    A private key that has a passphrase keeps it; one that has none is put under ``passphrase``. Refused:
    ``same-stick``, ``backup-plain``, ``backup-exists``, ``cannot-write-backup``, ``bad-root``, ``bad-key``.
    """
    places = [stick.resolve() for stick in sticks]
    home = held.folder.resolve()
    for place in places:
        if places.count(place) > 1 or place == home or home in place.parents:
            return refuse("same-stick", place.name)
    files = _files(held, passphrase)
    if isinstance(files, Refusal):
        return files
    text = sheet(held, made)
    if isinstance(text, Refusal):
        return text
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
    copies = []
    for place in places:
        copy = place / COPY
        refused = _write(copy, files, sums, text)
        if refused is not None:
            return refused
        copies.append(copy)
    return tuple(copies)


def _files(held: KeyFolder, passphrase: str | None) -> dict[str, bytes] | Refusal:
    """Every file of a copy by its name, with ``/`` between folders."""
    files = {f"roots/{at}.root.json": data for at, data in enumerate(held.roots, 1)} | {"root.json": held.root}
    try:
        for path in sorted((held.folder / "private").glob("*.pem")):
            plain = path.read_bytes()
            data = encrypted_key(plain, passphrase)
            if data is None:
                wrong = passphrase is not None
                return refuse_key("bad-key", path.stem) if wrong else refuse("backup-plain", path.stem)
            files[f"private/{path.name}"] = data
        for path in sorted((held.folder / COMMUNES).glob("c*/*.json")):
            files[f"{COMMUNES}/{path.parent.name}/{path.name}"] = path.read_bytes()
    except OSError as error:
        return refuse_key("no-keys", held.folder.name, str(error))
    return files


def _write(copy: Path, files: Mapping[str, bytes], sums: str, text: str) -> Refusal | None:
    """Write one copy, then read every file of it back from the stick."""
    stick = copy.parent.name
    try:
        if copy.exists() and any(copy.iterdir()):
            return refuse("backup-exists", stick)
        for name, data in files.items():
            path = copy / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_private(path, data)
        # The byte order mark is for Notepad, which else would not know the letters.
        write_private(copy / SHEET, text.encode("utf-8-sig"))
        write_private(copy / SUMS, sums.encode())
        whole = {name: (copy / name).read_bytes() for name in files}
    except OSError as error:
        return refuse("cannot-write-backup", stick, str(error))
    if whole != files or isinstance(_read(copy), Refusal):
        return refuse("cannot-write-backup", stick, "it does not read back the same")
    return None


def restore(stick: Path, folder: Path) -> KeyFolder | Refusal:
    """Make a key folder of a copy, every file checked against ``sums.txt`` and the roots against each other.

    ``stick`` is the stick, or the copy on it. The passphrases are those of the copy. Refused: ``no-backup``,
    ``backup-damaged``, ``keys-exist``, ``cannot-write-keys``.
    """
    copy = stick / COPY if (stick / COPY).is_dir() else stick
    if not (copy / SUMS).is_file():
        return refuse("no-backup", stick.name)
    if folder.exists() and any(folder.iterdir()):
        return refuse_key("keys-exist", folder.name)
    files = _read(copy)
    if isinstance(files, Refusal):
        return files
    try:
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_private(path, data)
    except OSError as error:
        return refuse_key("cannot-write-keys", folder.name, str(error))
    return load_folder(folder)


def _read(copy: Path) -> dict[str, bytes] | Refusal:
    """The files of a copy, as its sums say they must be, with an unbroken chain of roots."""
    files: dict[str, bytes] = {}
    at = SUMS
    try:
        for line in (copy / SUMS).read_bytes().decode("ascii").splitlines():
            match = _LINE.fullmatch(line)
            if match is None:
                return refuse("backup-damaged", SUMS, line)
            at = match["name"]
            files[at] = (copy / at).read_bytes()
            if hashlib.sha256(files[at]).hexdigest() != match["sha256"]:
                return refuse("backup-damaged", at)
    except (OSError, UnicodeError) as error:
        return refuse("backup-damaged", at, str(error))
    held = load_folder(copy)
    if isinstance(held, Refusal):
        return refuse("backup-damaged", "roots", held.detail)
    newest = newest_root(held.roots[0], held.roots)
    if newest != held.root or files.get("root.json") != held.root:
        return refuse("backup-damaged", "root.json")
    return files
