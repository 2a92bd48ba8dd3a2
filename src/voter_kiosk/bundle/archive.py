"""The ``.vkb`` file: a zip with one possible encoding, written to the byte and read with suspicion.

The reader goes by its own parse of the zip's structure, since a library lenient enough to be useful is lenient
enough to be fooled. Entries must tile the file: the first begins at byte 0, each begins where the one before
ends, the directory follows, the end record is last. So there is no room for hidden, overlapping or appended
data, and every header is compared with its directory record. Nothing is unpacked by name, ever: an entry is
read as bytes, at most as long as the caller's limit, and its CRC is checked at its end.

A folder with the same tree (``Tree``) is read through the same protocol: that is the network form.
"""

from __future__ import annotations

import errno
import os
import stat
import struct
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import IO, BinaryIO, Final, Protocol, Self

from voter_kiosk.bundle import names
from voter_kiosk.bundle.refused import RefusedError
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence

BINARY: Final[int] = getattr(os, "O_BINARY", 0)
"""Windows opens files as text unless told otherwise: line ends would change, and the file end at the first ^Z."""

CHUNK: Final = 256 * 1024
"""How many bytes are read at a time."""

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_LOCAL_SIGNATURE, _CENTRAL_SIGNATURE, _END_SIGNATURE = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_MAX_COMMENT = 0xFFFF
_MAX_DIRECTORY = 16 * 1024 * 1024  # 60 000 records of the longest name take 7 MB
_ENCRYPTED_FLAGS = 0x2041  # classic, strong, and a masked directory
_DOS_FOLDER = 0x10

# What this software writes where a zip leaves a choice: made by Unix 2.0, needs 2.0, midnight of 1 January 1980,
# an ordinary file that its owner may write and everybody read.
_MADE_BY, _NEEDED, _TIME, _DATE, _ATTRIBUTES = 0x0314, 20, 0, 0x0021, (stat.S_IFREG | 0o644) << 16

_COPY_AGAIN = ("hãy chép lại tệp gốc của ban soạn thảo.", "copy the publisher's original file again.")

SAID: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "not-found": (
            "Không tìm thấy {name}; hãy cắm lại USB hoặc xem lại tên tệp.",
            "There is no {name}; plug the stick in again or check the file's name.",
        ),
        "folder": (
            "{name} là một thư mục, không phải tệp gói dữ liệu; hãy chọn tệp có đuôi .vkb.",
            "{name} is a folder, not a bundle; choose the file that ends in .vkb.",
        ),
        "not-a-folder": (
            "{name} không phải một thư mục; hãy chọn thư mục có metadata và objects.",
            "{name} is not a folder; choose the folder that holds metadata and objects.",
        ),
        "unreadable": (
            "Không đọc được {name}; hãy cắm lại USB, hoặc chép lại tệp bằng USB khác.",
            "{name} cannot be read; plug the stick in again, or copy the file on another one.",
        ),
        "empty-file": ("Tệp {name} rỗng; " + _COPY_AGAIN[0], "The file {name} is empty; " + _COPY_AGAIN[1]),
        "not-a-zip": (
            "{name} không phải gói dữ liệu bầu cử; hãy chọn tệp .vkb của ban soạn thảo.",
            "{name} is not an election bundle; choose the publisher's .vkb file.",
        ),
        "truncated": ("Tệp {name} bị cắt cụt; " + _COPY_AGAIN[0], "The file {name} is cut off; " + _COPY_AGAIN[1]),
        "zip64": (
            "Tệp {name} tự nhận lớn hơn mức một gói được phép (4 GB); " + _COPY_AGAIN[0],
            "The file {name} claims to be larger than a bundle may be (4 GB); " + _COPY_AGAIN[1],
        ),
        "too-many-entries": (
            "Tệp {name} có quá 60 000 mục; " + _COPY_AGAIN[0],
            "The file {name} has more than 60,000 entries; " + _COPY_AGAIN[1],
        ),
        "surplus-data": (
            "Tệp {name} có dữ liệu thừa nằm ngoài các mục của gói; " + _COPY_AGAIN[0],
            "The file {name} has surplus data outside its entries; " + _COPY_AGAIN[1],
        ),
        "bad-directory": (
            "Bảng kê các mục của {name} bị hỏng; " + _COPY_AGAIN[0],
            "The directory of {name} is damaged; " + _COPY_AGAIN[1],
        ),
        "path-trick": (
            "Mục {name} tìm cách ra ngoài gói dữ liệu; không dùng tệp này và báo cho cấp trên.",
            "The entry {name} tries to reach outside the bundle; do not use this file and report it.",
        ),
        "link-entry": (
            "Mục {name} là một đường dẫn tắt, không được phép; không dùng tệp này và báo cho cấp trên.",
            "The entry {name} is a link, which is not allowed; do not use this file and report it.",
        ),
        "folder-entry": (
            "Mục {name} là một thư mục, không được phép; " + _COPY_AGAIN[0],
            "The entry {name} is a folder, which is not allowed; " + _COPY_AGAIN[1],
        ),
        "foreign-name": (
            "Mục {name} không thuộc về một gói dữ liệu; " + _COPY_AGAIN[0],
            "The entry {name} has no place in a bundle; " + _COPY_AGAIN[1],
        ),
        "duplicate-entry": (
            "Mục {name} có hai lần; " + _COPY_AGAIN[0],
            "The entry {name} is there twice; " + _COPY_AGAIN[1],
        ),
        "encrypted-entry": (
            "Mục {name} bị đặt mật khẩu; " + _COPY_AGAIN[0],
            "The entry {name} is encrypted; " + _COPY_AGAIN[1],
        ),
        "compressed-entry": (
            "Mục {name} bị nén lại bằng phần mềm khác; " + _COPY_AGAIN[0],
            "The entry {name} was compressed by another program; " + _COPY_AGAIN[1],
        ),
        "wrong-length": (
            "Mục {name} ghi sai độ dài của nó; " + _COPY_AGAIN[0],
            "The entry {name} lies about its length; " + _COPY_AGAIN[1],
        ),
        "overlapping-entries": (
            "Mục {name} chồng lên một mục khác; " + _COPY_AGAIN[0],
            "The entry {name} overlaps another one; " + _COPY_AGAIN[1],
        ),
        "header-mismatch": (
            "Phần đầu của mục {name} không khớp với bảng kê; " + _COPY_AGAIN[0],
            "The header of the entry {name} does not agree with the directory; " + _COPY_AGAIN[1],
        ),
        "changed-entry": (
            "Mục {name} đã bị hỏng hoặc bị sửa; " + _COPY_AGAIN[0],
            "The entry {name} is damaged or was changed; " + _COPY_AGAIN[1],
        ),
        "repacked": (
            "Tệp đã bị phần mềm khác đóng gói lại (tại {name}); " + _COPY_AGAIN[0],
            "The file was packed again by another program (at {name}); " + _COPY_AGAIN[1],
        ),
        "bundle-too-large": (
            "Gói {name} vượt quá mức cho phép (4 GB, 60 000 mục); hãy bớt hình ảnh.",
            "The bundle {name} would be larger than allowed (4 GB, 60,000 entries); leave out pictures.",
        ),
        "not-a-file": (
            "{name} là một thư mục, một thiết bị hoặc một đường dẫn tắt nên không ghi đè; hãy chọn tên khác.",
            "{name} is a folder, a device or a link and was left alone; choose another name.",
        ),
        "disk-full": (
            "Không đủ chỗ trống để ghi {name}; hãy xóa bớt tệp rồi làm lại.",
            "There is no room to write {name}; free some space and try again.",
        ),
        "cannot-write": (
            "Không ghi được {name}; hãy xem lại thư mục và quyền ghi.",
            "{name} cannot be written; check the folder and its permissions.",
        ),
    }
)
"""Code -> the sentence in Vietnamese and English, for every refusal of this module."""


def refuse(code: str, name: str = "", detail: str = "") -> Refusal:
    """The refusal of that code, naming a file or an entry."""
    vi, en = SAID[code]
    seen = names.shown(name)
    return Refusal(code, Sentence(vi.format(name=seen), en.format(name=seen)), detail)


class Package(Protocol):
    """A bundle's tree, whatever it lies in: names are ``metadata/<file>.json`` and ``objects/<sha256>``."""

    @property
    def entries(self) -> Mapping[str, int]:
        """Every entry's name and its length in bytes."""

    @property
    def oddity(self) -> Refusal | None:
        """What is not as this software writes it, though harmless by itself; ``trust.verify`` refuses it last."""

    def chunks(self, name: str, limit: int) -> Iterator[bytes]:
        """The bytes of the entry ``name``, piece by piece, and never more than ``limit`` of them.

        Raises ``RefusedError``: ``wrong-length`` when the entry is longer, ``changed-entry``, ``unreadable``.
        """


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry as the directory has it; ``offset`` is where its local header begins, which must be ``header``."""

    name: str
    size: int
    crc: int
    offset: int
    header: bytes
    canonical: bool

    @property
    def begin(self) -> int:
        return self.offset + len(self.header)

    @property
    def end(self) -> int:
        return self.begin + self.size


class _Opened:
    """What archive and tree have in common: entries, and being a context manager."""

    def __init__(self, entries: Mapping[str, int], oddity: Refusal | None) -> None:
        self.entries: Mapping[str, int] = MappingProxyType(dict(sorted(entries.items())))
        self.oddity = oddity

    def close(self) -> None:
        """Let go of the file; reading afterwards is refused as ``unreadable``."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Archive(_Opened):
    """An opened ``.vkb`` whose structure is sound (a context manager; it holds the file open)."""

    def __init__(self, file: BinaryIO, entries: list[_Entry], oddity: Refusal | None) -> None:
        super().__init__({entry.name: entry.size for entry in entries}, oddity)
        self._file = file
        self._places = {entry.name: entry for entry in entries}

    def chunks(self, name: str, limit: int) -> Iterator[bytes]:
        """See ``Package.chunks``."""
        entry = self._places[name]

        def read(at: int, count: int) -> bytes:
            self._file.seek(entry.begin + at)
            return self._file.read(count)

        crc = 0
        for chunk in _pieces(name, entry.size, limit, read):
            crc = zlib.crc32(chunk, crc)
            yield chunk
        if crc != entry.crc:
            raise RefusedError(refuse("changed-entry", name, f"crc {crc:08x}, not {entry.crc:08x}"))

    def close(self) -> None:
        """See ``_Opened.close``."""
        self._file.close()


class Tree(_Opened):
    """The same tree unpacked in a folder, as it lies on a web server."""

    def __init__(self, folder: Path, entries: Mapping[str, int]) -> None:
        super().__init__(entries, None)
        self._folder = folder

    def chunks(self, name: str, limit: int) -> Iterator[bytes]:
        """See ``Package.chunks``. A folder has no CRC: hashes and signatures are what holds it."""
        try:
            flags = os.O_RDONLY | BINARY | getattr(os, "O_NOFOLLOW", 0)
            file = os.fdopen(os.open(self._folder / name, flags), "rb")
        except OSError as error:
            raise RefusedError(refuse("unreadable", name, str(error))) from error
        with file:
            yield from _pieces(name, self.entries[name], limit, lambda _at, count: file.read(count))


def _pieces(name: str, size: int, limit: int, read: Callable[[int, int], bytes]) -> Iterator[bytes]:
    if size > limit:
        raise RefusedError(refuse("wrong-length", name, f"{size} bytes, at most {limit} expected"))
    at = 0
    while at < size:
        try:
            chunk = read(at, min(CHUNK, size - at))
        except (OSError, ValueError) as error:  # ValueError: the file was closed
            raise RefusedError(refuse("unreadable", name, str(error))) from error
        if not chunk:
            raise RefusedError(refuse("unreadable", name, f"ended after {at} of {size} bytes"))
        at += len(chunk)
        yield chunk


def read(package: Package, name: str, limit: int) -> bytes:
    """The whole of an entry, at most ``limit`` bytes. Raises ``RefusedError`` as ``Package.chunks`` does."""
    return b"".join(package.chunks(name, limit))


# --- opening ---------------------------------------------------------------------------------------------


def open_archive(path: Path) -> Archive | Refusal:
    """Open a ``.vkb`` and check its structure; the content is not trusted yet (see ``trust.verify``).

    Refused with one of the codes of ``SAID``; the sentence names the entry.
    """
    try:
        if path.is_dir():
            return refuse("folder", path.name)
        if path.exists() and not path.is_file():
            return refuse("unreadable", path.name, "not a regular file")
        file = path.open("rb")
    except FileNotFoundError:
        return refuse("not-found", path.name)
    except (OSError, ValueError) as error:
        return refuse("unreadable", path.name, str(error))
    try:
        entries, end = _directory(file, path.name)
        oddity = _check_tiling(file, path.name, entries, end)
    except RefusedError as refused:
        file.close()
        return refused.refusal
    except OSError as error:
        file.close()
        return refuse("unreadable", path.name, str(error))
    return Archive(file, entries, oddity)


def _directory(file: BinaryIO, name: str) -> tuple[list[_Entry], int]:
    """The entries in the directory's order, each one checked by itself, and where the directory begins."""
    size = file.seek(0, os.SEEK_END)
    if not size:
        raise RefusedError(refuse("empty-file", name))
    offset, length, count = _end_record(file, name, size)
    file.seek(offset)
    directory = file.read(length)
    entries: list[_Entry] = []
    seen: set[str] = set()
    at = 0
    for _ in range(count):
        if directory[at : at + 4] != _CENTRAL_SIGNATURE or len(directory) < at + _CENTRAL.size:
            raise RefusedError(refuse("bad-directory", name, f"record {len(entries) + 1}"))
        entry, at = _central_record(directory, at)
        if entry.name in seen:
            raise RefusedError(refuse("duplicate-entry", entry.name))
        seen.add(entry.name)
        entries.append(entry)
    if at != length:
        raise RefusedError(refuse("surplus-data", name, "in the directory"))
    return entries, offset


def _end_record(file: BinaryIO, name: str, size: int) -> tuple[int, int, int]:
    """Where the directory begins, how long it is, and how many records it has."""
    file.seek(max(0, size - _END.size - _MAX_COMMENT))
    tail = file.read(_END.size + _MAX_COMMENT)
    if len(tail) < _END.size or not tail[-_END.size :].startswith(_END_SIGNATURE):
        if 0 <= tail.rfind(_END_SIGNATURE) < len(tail) - _END.size:
            raise RefusedError(refuse("surplus-data", name, "after the end record"))
        file.seek(0)
        code = "truncated" if file.read(4) == _LOCAL_SIGNATURE else "not-a-zip"
        raise RefusedError(refuse(code, name))
    _, disk, first_disk, here, count, length, offset, comment = _END.unpack(tail[-_END.size :])
    if 0xFFFF in (here, count) or 0xFFFFFFFF in (length, offset):
        raise RefusedError(refuse("zip64", name))
    if disk or first_disk or here != count or comment:
        raise RefusedError(refuse("bad-directory", name, "end record"))
    if count > names.MAX_ENTRIES:
        raise RefusedError(refuse("too-many-entries", name, str(count)))
    if length > _MAX_DIRECTORY or offset + length > size - _END.size:
        raise RefusedError(refuse("bad-directory", name, f"{length} bytes at {offset} of {size}"))
    if offset + length < size - _END.size:
        raise RefusedError(refuse("surplus-data", name, "before the entries or the end record"))
    return offset, length, count


def _central_record(directory: bytes, at: int) -> tuple[_Entry, int]:
    """The entry whose record begins at ``at``, and where the next record begins."""
    record = _CENTRAL.unpack_from(directory, at)
    _, made_by, needed, flags, method, time, date, crc, packed, size, length, extra, comment = record[:13]
    disk, internal, external, offset = record[13:]
    begin = at + _CENTRAL.size
    raw = directory[begin : begin + length]
    name = raw.decode("utf-8", "backslashreplace")
    _check_name(name, external)
    if flags & _ENCRYPTED_FLAGS:
        raise RefusedError(refuse("encrypted-entry", name))
    if method:
        raise RefusedError(refuse("compressed-entry", name, f"method {method}"))
    if 0xFFFFFFFF in (packed, size, offset):
        raise RefusedError(refuse("zip64", name))
    if packed != size:
        raise RefusedError(refuse("wrong-length", name, f"{packed} bytes packed, {size} unpacked"))
    if extra or comment:
        raise RefusedError(refuse("surplus-data", name, "extra field or comment"))
    header = _LOCAL.pack(_LOCAL_SIGNATURE, needed, flags, method, time, date, crc, packed, size, length, 0) + raw
    choices = (made_by, needed, flags, time, date, disk, internal, external)
    canonical = choices == (_MADE_BY, _NEEDED, 0, _TIME, _DATE, 0, 0, _ATTRIBUTES)
    return _Entry(name, size, crc, offset, header, canonical), begin + length


def _check_name(name: str, external: int) -> None:
    """Raise for a name outside the allow-list, with the most telling code."""
    if names.OBJECT.fullmatch(name) or names.METADATA.fullmatch(name):
        if stat.S_ISLNK(external >> 16):
            raise RefusedError(refuse("link-entry", name))
        if stat.S_ISDIR(external >> 16) or external & _DOS_FOLDER:
            raise RefusedError(refuse("folder-entry", name))
        return
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or "." in parts or not parts[0] or "\\" in name or ":" in name or "\0" in name:
        raise RefusedError(refuse("path-trick", name))
    if name.endswith("/"):
        raise RefusedError(refuse("folder-entry", name))
    raise RefusedError(refuse("foreign-name", name))


def _check_tiling(file: BinaryIO, name: str, entries: list[_Entry], directory: int) -> Refusal | None:
    """Raise unless the entries fill the file up to ``directory``; give the first departure from our encoding."""
    at = 0
    for entry in sorted(entries, key=lambda entry: entry.offset):
        if entry.offset < at:
            raise RefusedError(refuse("overlapping-entries", entry.name))
        if entry.end > directory:
            raise RefusedError(refuse("wrong-length", entry.name, f"ends at {entry.end} of {directory}"))
        if entry.offset > at:
            raise RefusedError(refuse("surplus-data", name, f"before {entry.name}"))
        file.seek(at)
        if file.read(len(entry.header)) != entry.header:
            raise RefusedError(refuse("header-mismatch", entry.name))
        at = entry.end
    if at != directory:
        raise RefusedError(refuse("surplus-data", name, "before the directory"))
    at = 0
    for entry in sorted(entries, key=lambda entry: entry.name):
        if not entry.canonical or entry.offset != at:
            return refuse("repacked", entry.name)
        at = entry.end
    if [entry.name for entry in entries] != sorted(entry.name for entry in entries):
        return refuse("repacked", name, "order of the directory")
    return None


def open_tree(path: Path) -> Tree | Refusal:
    """Open a folder that holds ``metadata/`` and ``objects/``, with nothing else in it.

    Refused with one of the codes of ``SAID``; links are not followed.
    """
    entries: dict[str, int] = {}
    try:
        if not path.is_dir():
            return refuse("not-a-folder" if path.exists() else "not-found", path.name)
        for part in sorted(path.iterdir()):
            if part.name not in ("metadata", "objects"):
                return refuse("foreign-name", part.name)
            if part.is_symlink():
                return refuse("link-entry", part.name)
            for file in part.iterdir():
                status = file.lstat()
                name = f"{part.name}/{file.name}"
                _check_name(name, status.st_mode << 16)
                if not stat.S_ISREG(status.st_mode):
                    return refuse("foreign-name", name)
                entries[name] = status.st_size
                if len(entries) > names.MAX_ENTRIES:
                    return refuse("too-many-entries", path.name)
    except RefusedError as refused:
        return refused.refusal
    except OSError as error:
        return refuse("unreadable", path.name, str(error))
    return Tree(path, entries)


# --- writing ---------------------------------------------------------------------------------------------


def packed_size(lengths: Mapping[str, int]) -> int:
    """How many bytes a ``.vkb`` of entries of these names and lengths has."""
    headers = _LOCAL.size + _CENTRAL.size
    return _END.size + sum(headers + 2 * len(name.encode()) + length for name, length in lengths.items())


def _unwatched(_length: int) -> None:
    """Nobody watches."""


def write_archive(
    path: Path, entries: Mapping[str, bytes | Path], passed: Callable[[int], None] = _unwatched
) -> int | Refusal:
    """Write a ``.vkb`` and give its size in bytes; the same entries give the same bytes.

    ``entries`` maps names of the allow-list to bytes or to a file to copy; ``passed`` is told the length of each
    piece of them. Written beside ``path`` and renamed, so that a half file never bears the name. Refused:
    ``foreign-name`` (and its kin), ``bundle-too-large``, ``not-a-file`` (``path`` is there and no ordinary file),
    ``unreadable`` (a file to copy), ``disk-full``, ``cannot-write``.
    """
    if len(entries) > names.MAX_ENTRIES:
        return refuse("bundle-too-large", path.name, f"{len(entries)} entries")
    temporary: Path | None = None
    try:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            return refuse("not-a-file", path.name)
        for name in entries:
            _check_name(name, _ATTRIBUTES)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as file:
            temporary = Path(file.name)
            with suppress(PermissionError):  # a stick's file system may know no modes
                temporary.chmod(0o644)
            size = _write(file, entries, path.name, passed)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except RefusedError as refused:
        refusal = refused.refusal
    except OSError as error:
        refusal = refuse("disk-full" if error.errno == errno.ENOSPC else "cannot-write", path.name, str(error))
    else:
        return size
    if temporary is not None:
        with suppress(OSError):  # the stick may be gone
            temporary.unlink(missing_ok=True)
    return refusal


def _write(
    file: IO[bytes], entries: Mapping[str, bytes | Path], bundle: str, passed: Callable[[int], None]
) -> int:
    directory = []
    at = 0
    for name in sorted(entries):
        raw = name.encode()
        begin = at + _LOCAL.size + len(raw)
        file.seek(begin)
        size = crc = 0
        for chunk in content_chunks(entries[name]):
            size, crc = size + len(chunk), zlib.crc32(chunk, crc)
            if begin + size >= 0xFFFFFFFF:
                raise RefusedError(refuse("bundle-too-large", bundle, name))
            file.write(chunk)
            passed(len(chunk))
        shared = (_NEEDED, 0, 0, _TIME, _DATE, crc, size, size, len(raw), 0)
        file.seek(at)
        file.write(_LOCAL.pack(_LOCAL_SIGNATURE, *shared) + raw)
        directory.append(_CENTRAL.pack(_CENTRAL_SIGNATURE, _MADE_BY, *shared, 0, 0, 0, _ATTRIBUTES, at) + raw)
        at = begin + size
    file.seek(at)
    records = b"".join(directory)
    count = len(directory)
    file.write(records + _END.pack(_END_SIGNATURE, 0, 0, count, count, len(records), at, 0))
    return at + len(records) + _END.size


def content_chunks(source: bytes | Path) -> Iterator[bytes]:
    """The bytes to be packed, piece by piece; raises ``RefusedError`` (``unreadable``)."""
    if isinstance(source, bytes):
        yield source
        return
    try:
        with source.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except OSError as error:
        raise RefusedError(refuse("unreadable", source.name, str(error))) from error


def forget(descriptor: int) -> None:
    """Tell the system that it need not remember a file, where it can be told (not on Windows)."""
    advise = getattr(os, "posix_fadvise", None)
    if advise is not None:
        advise(descriptor, 0, 0, getattr(os, "POSIX_FADV_DONTNEED", 0))
