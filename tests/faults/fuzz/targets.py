"""What is fuzzed: six readers of what strangers write. Each takes any bytes, and may refuse, but never raise.

A target's ``seeds`` are real inputs, made of the samples; ``check`` raises where the reader broke its word.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from faults.hostile.world import World
from helpers import dossiers, official_lists, stores
from voter_kiosk.authoring.dossier import programme
from voter_kiosk.authoring.dossier.biography import read_biography
from voter_kiosk.authoring.markdown import lines_of, read_document
from voter_kiosk.authoring.official_list import read_official_list
from voter_kiosk.authoring.official_list.grid import RefusedError as ListRefusedError
from voter_kiosk.authoring.official_list.opening import open_list
from voter_kiosk.authoring.sheets import read_workbook
from voter_kiosk.bundle import documents, trust
from voter_kiosk.bundle.archive import Archive, open_archive, read
from voter_kiosk.bundle.documents import KINDS, Shape
from voter_kiosk.bundle.refused import RefusedError
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.vietnamese import fold, nfc
from voter_kiosk.shipped import shipped
from voter_kiosk.store.catalogue import Catalogue, open_catalogue
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.search import mark, parse_query
from voter_kiosk.store.status import Status, status

LONGEST = 300_000
"""Bytes of an input: longer texts are refused before they are read (``authoring.files.MOST_TEXT``)."""


@dataclass(frozen=True)
class Target:
    """One reader."""

    check: Callable[[bytes], None]
    seeds: Callable[[], Iterator[bytes]]


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="voter-kiosk-fuzz-"))


@cache
def _world() -> World:
    return World(_folder() / "world")


def _file(name: str, data: bytes) -> Path:
    path = _folder() / name
    path.write_bytes(data)
    return path


# --- the archive and its metadata -------------------------------------------------------------------------


def archive(data: bytes) -> None:
    """Open a ``.vkb``, read every entry, verify it against a pinned root."""
    opened = open_archive(_file("a.vkb", data))
    if not isinstance(opened, Archive):
        return
    with opened as package:
        for name, length in package.entries.items():
            try:
                assert len(read(package, name, length)) == length
            except RefusedError:
                continue
        found = trust.verify(package, _world().committee.root)
        if not isinstance(found, Refusal):
            genuine = [_world().verified(one) for one in (_world().before, _world().shown, _world().next)]
            assert trust.check_objects(package, found) is not None or found in genuine


def archive_seeds() -> Iterator[bytes]:
    """Whole bundles, and small zips."""
    yield _world().next.data
    for names in (["metadata/timestamp.json"], ["metadata/1.root.json", "objects/" + "0" * 64], []):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            for name in names:
                made.writestr(name, b"{}")
        yield out.getvalue()


# --- documents ------------------------------------------------------------------------------------------------

_KINDS = tuple(KINDS.values())


def document(data: bytes) -> None:
    """The first byte says of what kind, the rest is the document."""
    kind = _KINDS[data[0] % len(_KINDS)] if data else _KINDS[0]
    try:
        if kind.shape is Shape.LINES:
            for record in documents.read_jsonl(kind, io.BytesIO(data[1:]), scopes=frozenset({"p98", "base"})):
                assert isinstance(record, kind.record)
        else:
            found = documents.decode_json(kind, data[1:], scopes=frozenset({"p98", "base"}))
            assert isinstance(found, Refusal | tuple)
            if isinstance(found, tuple):
                value = found[0] if kind.shape is Shape.ONE else found
                assert isinstance(documents.encode_json(kind, value), bytes)  # what was read can be written
    except RefusedError:
        pass


def document_seeds() -> Iterator[bytes]:
    """A document of every kind."""
    files = stores.with_results(stores.content()).files()
    for name, data in files.items():
        kind = documents.kind_of(name.partition("/")[2])
        if kind is not None and isinstance(data, bytes):
            yield bytes([_KINDS.index(kind)]) + data
    for at, kind in enumerate(_KINDS):
        yield bytes([at]) + b'{"schema":"1.0","kind":"' + kind.name.encode() + b'"}\n{}\n'


# --- Word and Excel ------------------------------------------------------------------------------------------


_LONG_PART = 30_000
"""The styles of a template are longer, and slow to read: no list lies in them."""


@cache
def _parts(kind: str) -> tuple[tuple[str, bytes], ...]:
    """The parts of a real file of that kind, the most telling ones first."""
    path = _folder() / f"seed.{kind}"
    if kind == "docx":
        official_lists.word(path, official_lists.prose(), official_lists.people(3))
    else:
        official_lists.excel(path, [official_lists.HEADER, *official_lists.people(3)], merged=["A1:B1"])
    with zipfile.ZipFile(path) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    first = [
        name for name in parts if name.endswith(("document.xml", "sheet1.xml", "workbook.xml", "Strings.xml"))
    ]
    return tuple((name, parts[name]) for name in [*first, *(name for name in parts if name not in first)])


def _office(kind: str, data: bytes) -> Path:
    """A file of that kind with one part replaced: the first byte says which, 255 that the rest is all of it."""
    parts = dict(_parts(kind))
    if data[:1] == b"\xff" or not data:
        return _file(f"a.{kind}", data[1:])
    parts[list(parts)[data[0] % len(parts)]] = data[1:]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return _file(f"a.{kind}", out.getvalue())


def _as_list(path: Path) -> None:
    found = read_official_list([path])
    assert isinstance(found, Refusal) or found.findings is not None
    try:
        opened = open_list(path)
    except ListRefusedError:
        return
    read_biography(opened)


def word(data: bytes) -> None:
    """A Word file as a list and a biography, or, one time in two, as a programme."""
    path = _office("docx", data)
    if len(data) % 2:
        _as_list(path)
        return
    try:
        read = programme.from_word(path, path.name)
    except Exception:
        return  # the importer says "damaged" for whatever is raised
    assert isinstance(read.markdown, str)


def excel(data: bytes) -> None:
    """A workbook as a list, or, one time in two, as the tables of a source."""
    path = _office("xlsx", data)
    if len(data) % 2:
        _as_list(path)
        return
    found: list[object] = []
    assert read_workbook(path, path.name, found.append) is not None or found


def _office_seeds(kind: str) -> Iterator[bytes]:
    for at, (_, part) in enumerate(_parts(kind)):
        if len(part) <= _LONG_PART:
            yield bytes([at]) + part
            yield bytes([at]) + part + b"\n"
    yield b"\xff" + (_folder() / f"seed.{kind}").read_bytes()
    entities = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><x>&a;&b;</x>'
    yield b"\0" + entities


def word_seeds() -> Iterator[bytes]:
    """Each part of a real Word file, and a whole one."""
    yield from _office_seeds("docx")
    path = dossiers.programme(_folder() / "programme.docx", "Tôi sẽ trồng cây.", "1. Trường học", "- Đường sá")
    with zipfile.ZipFile(path) as made:
        yield b"\0" + made.read("word/document.xml")


def excel_seeds() -> Iterator[bytes]:
    """Each part of a real workbook, and a whole one."""
    yield from _office_seeds("xlsx")


# --- Markdown --------------------------------------------------------------------------------------------------


def markdown(data: bytes) -> None:
    """A text with its front matter; what comes out is plain text in blocks, in NFC."""
    text = data[:LONGEST].decode("utf-8", "replace")
    found = read_document(text, "a.md")
    for one in found.findings:
        assert one.message.vi
        assert one.code
    if not any(one.severity.value == "error" for one in found.findings):
        for block in found.blocks:
            for line in lines_of(block):
                for span in line:
                    assert nfc(span.text) == span.text


def markdown_seeds() -> Iterator[bytes]:
    """The texts of the demo and of the base content."""
    for part in ("demo", "base"):
        for path in sorted(shipped("data", part).rglob("*.md")):
            yield path.read_bytes()


# --- search ------------------------------------------------------------------------------------------------------


@cache
def _catalogue() -> Catalogue:
    layout = Layout(_world().store)
    found = status(layout.path)
    assert isinstance(found, Status)
    assert found.active is not None
    opened = open_catalogue(layout.content(found.active.number))
    assert isinstance(opened, Catalogue)
    return opened


def search(data: bytes) -> None:
    """Any text looked for in a real index: hits or none, marked within their titles."""
    text = data[:10_000].decode("utf-8", "surrogatepass" if b"\xed" in data else "replace") if _utf8(data) else ""
    query = parse_query(text)
    assert fold(fold(text)) == fold(text)
    for hit in _catalogue().search(text):
        for language, runs in hit.matched.items():
            assert all(0 <= start < end <= len(hit.title[language]) for start, end in runs)
    titles = {"vi": text, "en": "Nguyễn Văn A"}
    for language, runs in mark(titles, query).items():
        assert all(0 <= start < end <= len(titles[language]) for start, end in runs)


def _utf8(data: bytes) -> bool:
    try:
        data[:10_000].decode("utf-8", "surrogatepass" if b"\xed" in data else "replace")
    except UnicodeDecodeError:
        return False
    return True


def search_seeds() -> Iterator[bytes]:
    """Names and questions as people type them, and signs an index has a meaning for."""
    words = (
        *stores.NAMES,
        "nguyen van an",
        "tôi mất thẻ",
        "cách bỏ phiếu",
        'a" OR b*',
        "NEAR(a b)",
        "-",
        "đ Đ",
        "a:b",
    )
    for text in words:
        yield text.encode()


TARGETS = {
    "archive": Target(archive, archive_seeds),
    "documents": Target(document, document_seeds),
    "word": Target(word, word_seeds),
    "excel": Target(excel, excel_seeds),
    "markdown": Target(markdown, markdown_seeds),
    "search": Target(search, search_seeds),
}
"""Every target by the name it is asked for."""
