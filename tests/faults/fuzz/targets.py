"""What is fuzzed: six readers of what strangers write. Each takes any bytes, and may refuse, but never raise.

A target's ``seeds`` are real inputs, made of the samples; ``check`` raises where the reader broke its word.
"""

from __future__ import annotations

import atexit
import io
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import openpyxl

from faults.hostile.world import World
from helpers import dossiers, official_lists, stores
from helpers.sources import write_source
from voter_kiosk.authoring.check import check
from voter_kiosk.authoring.dossier import Fate, import_people
from voter_kiosk.authoring.import_workbook import ImportedWorkbook, import_workbook
from voter_kiosk.authoring.markdown import lines_of, read_document
from voter_kiosk.authoring.marking import marked_copy
from voter_kiosk.authoring.new import new_source
from voter_kiosk.authoring.official_list import read_official_list
from voter_kiosk.authoring.sheets import read_workbook
from voter_kiosk.authoring.tables import TABLES, WORKBOOK, TableKey
from voter_kiosk.bundle import documents, trust
from voter_kiosk.bundle.archive import Archive, open_archive, read
from voter_kiosk.bundle.documents import KINDS, Shape
from voter_kiosk.bundle.refused import RefusedError
from voter_kiosk.domain.finding import Finding, Refusal, Severity
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
    folder = Path(tempfile.mkdtemp(prefix="voter-kiosk-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


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

_KEPT = frozenset({TableKey.CAREERS, TableKey.POLLING_AREAS, TableKey.MEETINGS})
"""Of the workbook's sheets these are filled in and read: with times, lists and a person's rows of their own."""

_FILLED: dict[TableKey, dict[str, str]] = {
    TableKey.CAREERS: {"Mã người ứng cử": "p98.na.1.1", "Thời gian": "2001–2010", "Công việc": "Hiệu trưởng"},
    TableKey.POLLING_AREAS: {
        "Mã khu vực": "c98001.09",
        "Số": "9",
        "Nơi bỏ phiếu": "Nhà văn hóa thôn Chín",
        "Mã xã/phường": "98001",
        "Xã/phường": "Xã Cây Xanh",
        "Đơn vị bầu cử": "p98.na.1; p98.province.1; c98001.commune.1",
    },
    TableKey.MEETINGS: {
        "Mã": "gap-2",
        "Đơn vị bầu cử": "p98.na.1",
        "Bắt đầu": "2026-03-06 14:00",
        "Địa điểm": "Hội trường xã",
        "Địa chỉ": "số 2 đường Vườn",
    },
}


def _list_in_word(path: Path) -> None:
    official_lists.word(path, official_lists.prose(), official_lists.people(3))


def _programme(path: Path) -> None:
    dossiers.programme(path, "Tôi sẽ trồng cây.", "1. Trường học", "- Đường sá")


def _biography(path: Path) -> None:
    dossiers.biography(path)


def _list_in_excel(path: Path) -> None:
    official_lists.excel(path, [[official_lists.prose()], list(official_lists.HEADER), *official_lists.people(3)])


def _tables(path: Path) -> None:
    made = new_source(path.parent / "source", province="98")
    assert not isinstance(made, Refusal)
    book = openpyxl.load_workbook(path.parent / "source" / WORKBOOK)
    for key, table in TABLES.items():
        sheet = book[table.sheet]
        if key not in _KEPT:
            book.remove(sheet)
            continue
        columns = {cell.value: cell.column for cell in sheet[1]}
        for header, said in _FILLED[key].items():
            sheet.cell(3, columns[header], said)
    book.save(path)


@cache
def _source() -> Path:
    """A small source, as it was before anything was read into it: without programmes and portraits."""
    made = write_source(_folder() / "pristine")
    for name in ("programmes", "portraits"):
        shutil.rmtree(made / name)
    return made


def _anew(source: Path) -> Path:
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(_source(), source)
    return source


def _read_list(path: Path) -> None:
    assert read_official_list([path]) is not None
    _read_dossier(path)


def _read_dossier(path: Path) -> None:
    """As the desk reads a folder of documents: what is damaged is told of, and what was taken can be checked."""
    folder, source = _folder() / "dossier", _anew(_folder() / "into")
    folder.mkdir(exist_ok=True)
    lying = folder / f"p98.na.1.1{path.suffix}"  # a name that says whose it is, where nothing in it does
    path.replace(lying)
    try:
        read = import_people(folder, source)
    finally:
        lying.unlink()
    if isinstance(read, Refusal):
        return
    said = {one.file for one in read.findings}
    assert all(one.file in said for one in read.records if one.fate in (Fate.REFUSED, Fate.UNMATCHED))
    if not read.files:
        return
    assert all(file.is_relative_to(source) for file in read.files)
    check(source)
    for file in read.files:
        if file.suffix == ".md":
            found = read_document(file.read_text("utf-8"), file.name).findings
            assert not any(one.severity is Severity.ERROR for one in found)


def _read_tables(path: Path) -> None:
    """As the desk takes in a filled-in workbook: all of it, or nothing and a copy with the wrong cells marked."""
    found: list[Finding] = []
    if read_workbook(path, path.name, found.append) is None:
        assert found
        return
    source, given = _anew(_folder() / "into"), path.read_bytes()
    read = import_workbook(path, source)
    if isinstance(read, Refusal) or not read.ok:
        assert stores.tree(source) == stores.tree(_source()), "nothing is written where anything is wrong"
    else:
        again = import_workbook(path, source)
        assert not isinstance(again, Refusal)
        assert again.files == (), "the same rows again change nothing"
    if isinstance(read, ImportedWorkbook):
        copy = path.with_stem("marked")
        copy.unlink(missing_ok=True)
        marked = marked_copy(path, read.findings, copy)
        assert path.read_bytes() == given
        assert isinstance(marked, Refusal) or read_workbook(copy, copy.name, found.append) is not None


Reading = tuple[Callable[[Path], None], Callable[[Path], None]]
"""What makes a real file, and what reads it."""

_READINGS: dict[str, tuple[Reading, ...]] = {
    "docx": ((_list_in_word, _read_list), (_programme, _read_dossier), (_biography, _read_dossier)),
    "xlsx": ((_list_in_excel, _read_list), (_tables, _read_tables)),
}


@cache
def _parts(kind: str, which: int) -> tuple[tuple[str, bytes], ...]:
    """The parts of a real file, the most telling ones first."""
    path = _folder() / f"seed-{which}.{kind}"
    _READINGS[kind][which][0](path)
    with zipfile.ZipFile(path) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    telling = ("document.xml", "sheet1.xml", "workbook.xml", "Strings.xml")
    return tuple(sorted(parts.items(), key=lambda one: not one[0].endswith(telling)))


@cache
def _unchanged(kind: str, which: int) -> None:
    """Read the real file, whose parts are so many seeds: once."""
    _READINGS[kind][which][1](_file(f"a.{kind}", (_folder() / f"seed-{which}.{kind}").read_bytes()))


def _office(kind: str, data: bytes) -> None:
    """Read a file of that kind with one part replaced.

    The first byte says which reading, the second which part (255: that the rest is all of the file).
    """
    if len(data) < 2:
        return
    which = data[0] % len(_READINGS[kind])
    whole = data[2:]
    if data[1] != 255:
        parts = dict(_parts(kind, which))
        name = list(parts)[data[1] % len(parts)]
        if parts[name] == data[2:]:
            _unchanged(kind, which)
            return
        parts[name] = data[2:]
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            for name, part in parts.items():
                made.writestr(name, part)
        whole = out.getvalue()
    _READINGS[kind][which][1](_file(f"a.{kind}", whole))


def _office_seeds(kind: str) -> Iterator[bytes]:
    for which in range(len(_READINGS[kind])):
        for at, (_, part) in enumerate(_parts(kind, which)):
            if len(part) <= _LONG_PART:
                yield bytes([which, at]) + part
        yield bytes([which, 255]) + (_folder() / f"seed-{which}.{kind}").read_bytes()
        yield bytes([which, 0]) + _ENTITIES


_ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><x>&a;&b;</x>'
)


def word(data: bytes) -> None:
    """A Word file as a list, a programme or a biography, into a source."""
    _office("docx", data)


def word_seeds() -> Iterator[bytes]:
    """Each part of a list, a programme and a biography, and each whole."""
    yield from _office_seeds("docx")


def excel(data: bytes) -> None:
    """A workbook as a list, or as the tables of a source, into one; and its marked copy."""
    _office("xlsx", data)


def excel_seeds() -> Iterator[bytes]:
    """Each part of a list and of the tables, and each whole."""
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
