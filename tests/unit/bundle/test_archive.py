"""The ``.vkb`` file: one encoding, and every other one refused with a sentence that names the place."""

from __future__ import annotations

import errno
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.bundles import opened, zip_bytes
from voter_kiosk.bundle import archive as module
from voter_kiosk.bundle.archive import (
    SAID,
    Archive,
    Tree,
    open_archive,
    open_tree,
    packed_size,
    read,
    refuse,
    write_archive,
)
from voter_kiosk.bundle.names import MAX_ENTRIES, METADATA, OBJECT, TARGET
from voter_kiosk.bundle.refused import RefusedError
from voter_kiosk.domain.finding import Refusal

A, B = "objects/" + "a" * 64, "objects/" + "b" * 64
ENTRIES = {"metadata/timestamp.json": b"{}", A: b"first", B: b""}
GOOD: Mapping[str, int] = {}


def test_entries_come_back_as_they_were_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"from a file" * 50_000)
    size = write_archive(tmp_path / "a.vkb", {**ENTRIES, B: tmp_path / "file"})
    assert size == (tmp_path / "a.vkb").stat().st_size
    with opened(tmp_path / "a.vkb") as archive:
        assert archive.oddity is None
        assert dict(archive.entries) == {B: 550_000, A: 5, "metadata/timestamp.json": 2}
        assert list(archive.entries) == sorted(archive.entries)
        assert read(archive, A, 5) == b"first"
        assert read(archive, B, 550_000) == b"from a file" * 50_000


def test_any_zip_program_can_look_into_it(tmp_path: Path) -> None:
    write_archive(tmp_path / "a.vkb", ENTRIES)
    with zipfile.ZipFile(tmp_path / "a.vkb") as ordinary:
        assert ordinary.testzip() is None
        assert {info.filename: ordinary.read(info) for info in ordinary.infolist()} == ENTRIES
        assert {info.compress_type for info in ordinary.infolist()} == {zipfile.ZIP_STORED}


def test_what_zipfile_stores_with_our_choices_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.vkb", "w") as ordinary:
        for name in sorted(ENTRIES):
            info = zipfile.ZipInfo(name)
            info.external_attr = 0o100644 << 16
            ordinary.writestr(info, ENTRIES[name])
    write_archive(tmp_path / "b.vkb", ENTRIES)
    assert (tmp_path / "a.vkb").read_bytes() == (tmp_path / "b.vkb").read_bytes()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from([f"objects/{digit * 64}" for digit in "0123456789abcdef"]), st.binary()))
def test_the_same_entries_give_the_same_bytes_in_any_order(tmp_path: Path, entries: dict[str, bytes]) -> None:
    write_archive(tmp_path / "a.vkb", entries)
    write_archive(tmp_path / "b.vkb", dict(reversed(entries.items())))
    assert (tmp_path / "a.vkb").read_bytes() == (tmp_path / "b.vkb").read_bytes()
    with opened(tmp_path / "a.vkb") as archive:
        assert {name: read(archive, name, size) for name, size in archive.entries.items()} == entries


def test_every_flipped_byte_of_the_file_is_noticed(tmp_path: Path) -> None:
    write_archive(tmp_path / "a.vkb", ENTRIES)
    data = (tmp_path / "a.vkb").read_bytes()
    for at in range(len(data)):
        for mask in (0x01, 0xFF):
            broken = bytearray(data)
            broken[at] ^= mask
            (tmp_path / "b.vkb").write_bytes(broken)
            assert code_of(tmp_path / "b.vkb"), f"byte {at} flipped with {mask:#x} went unseen"


def test_every_cut_of_the_file_is_noticed(tmp_path: Path) -> None:
    write_archive(tmp_path / "a.vkb", ENTRIES)
    data = (tmp_path / "a.vkb").read_bytes()
    for length in range(len(data)):
        (tmp_path / "b.vkb").write_bytes(data[:length])
        assert code_of(tmp_path / "b.vkb") in {"empty-file", "truncated", "not-a-zip"}
    assert code_of(tmp_path / "a.vkb") == ""


WHOLE = zip_bytes([(A.encode(), b"first", {}), (B.encode(), b"second", {})])


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(WHOLE)), st.integers(0, len(WHOLE)), st.binary(max_size=60))
def test_no_bytes_make_the_reader_stumble(tmp_path: Path, begin: int, end: int, noise: bytes) -> None:
    spliced = WHOLE[:begin] + noise + WHOLE[end:]
    (tmp_path / "a.vkb").write_bytes(spliced)
    assert bool(code_of(tmp_path / "a.vkb")) == (spliced != WHOLE)


def code_of(path: Path) -> str:
    """The code of the first refusal on opening and reading everything, or an empty string."""
    archive = open_archive(path)
    if isinstance(archive, Refusal):
        return archive.code
    with archive:
        try:
            for name, size in archive.entries.items():
                read(archive, name, size)
        except RefusedError as refused:
            return refused.refusal.code
        return archive.oddity.code if archive.oddity else ""


def refused(tmp_path: Path, data: bytes) -> Refusal:
    (tmp_path / "goi.vkb").write_bytes(data)
    result = open_archive(tmp_path / "goi.vkb")
    if isinstance(result, Archive):
        result.close()
        assert result.oddity is not None
        return result.oddity
    return result


ONE = (A.encode(), b"first", GOOD)
TWO = (B.encode(), b"second", GOOD)


@pytest.mark.parametrize(
    ("data", "code", "named"),
    [
        (b"", "empty-file", "goi.vkb"),
        (b"Danh sach", "not-a-zip", "goi.vkb"),
        (b"x" * 200_000, "not-a-zip", "goi.vkb"),
        (zip_bytes([ONE])[:-30], "truncated", "goi.vkb"),
        (b"prefix" + zip_bytes([ONE]), "surplus-data", "goi.vkb"),
        (zip_bytes([ONE]) + b"suffix", "surplus-data", "goi.vkb"),
        (zip_bytes([ONE], comment=6) + b"suffix", "surplus-data", "goi.vkb"),
        (zip_bytes([ONE], comment=6), "bad-directory", "goi.vkb"),
        (zip_bytes([ONE], disk=1), "bad-directory", "goi.vkb"),
        (zip_bytes([ONE], first_disk=1), "bad-directory", "goi.vkb"),
        (zip_bytes([ONE], here=0), "bad-directory", "goi.vkb"),
        (zip_bytes([ONE], here=2, count=2), "bad-directory", "goi.vkb"),
        (zip_bytes([ONE], here=0, count=0), "surplus-data", "goi.vkb"),
        (zip_bytes([ONE], length=17 * 1024 * 1024), "bad-directory", "goi.vkb"),
        (zip_bytes([ONE], offset=0xFFFFFFFE), "bad-directory", "goi.vkb"),
        (zip_bytes([ONE], offset=0xFFFFFFFF), "zip64", "goi.vkb"),
        (zip_bytes([ONE], length=0xFFFFFFFF), "zip64", "goi.vkb"),
        (zip_bytes([ONE], here=0xFFFF, count=0xFFFF), "zip64", "goi.vkb"),
        (zip_bytes([ONE], here=MAX_ENTRIES + 1, count=MAX_ENTRIES + 1), "too-many-entries", "goi.vkb"),
        (zip_bytes([ONE, ONE]), "duplicate-entry", A),
        (zip_bytes([(b"../../etc/passwd", b"", GOOD)]), "path-trick", "../../etc/passwd"),
        (zip_bytes([(b"objects/../x", b"", GOOD)]), "path-trick", "objects/../x"),
        (zip_bytes([(b"./objects", b"", GOOD)]), "path-trick", "./objects"),
        (zip_bytes([(b"/etc/passwd", b"", GOOD)]), "path-trick", "/etc/passwd"),
        (zip_bytes([(b"objects\\x", b"", GOOD)]), "path-trick", "objects\\x"),
        (zip_bytes([(b"C:x", b"", GOOD)]), "path-trick", "C:x"),
        (zip_bytes([(A.encode() + b"\0.png", b"", GOOD)]), "path-trick", "?.png"[-4:]),
        (zip_bytes([(b"objects/", b"", GOOD)]), "folder-entry", "objects/"),
        (zip_bytes([(b"readme.txt", b"", GOOD)]), "foreign-name", "readme.txt"),
        (zip_bytes([(A.upper().encode(), b"", GOOD)]), "foreign-name", A.upper()[:60]),
        (zip_bytes([(b"metadata/evil.json", b"", GOOD)]), "foreign-name", "metadata/evil.json"),
        (zip_bytes([(b"metadata/0.root.json", b"", GOOD)]), "foreign-name", "metadata/0.root.json"),
        (zip_bytes([(b"objects/\xff\xfe", b"", GOOD)]), "path-trick", "objects/"),
        (zip_bytes([(A.encode(), b"x", {"external": 0o120777 << 16})]), "link-entry", A),
        (zip_bytes([(A.encode(), b"x", {"external": 0o040755 << 16})]), "folder-entry", A),
        (zip_bytes([(A.encode(), b"x", {"external": 0x10})]), "folder-entry", A),
        (zip_bytes([(A.encode(), b"x", {"flags": 1})]), "encrypted-entry", A),
        (zip_bytes([(A.encode(), b"x", {"flags": 0x40})]), "encrypted-entry", A),
        (zip_bytes([(A.encode(), b"x", {"method": 8})]), "compressed-entry", A),
        (zip_bytes([(A.encode(), b"x", {"size": 0xFFFFFFFF})]), "zip64", A),
        (zip_bytes([(A.encode(), b"x", {"packed": 0xFFFFFFFF})]), "zip64", A),
        (zip_bytes([(A.encode(), b"x", {"offset": 0xFFFFFFFF})]), "zip64", A),
        (zip_bytes([(A.encode(), b"x", {"size": 0xFFFFFFFE})]), "wrong-length", A),
        (zip_bytes([(A.encode(), b"x", {"size": 0xFFFFFFFE, "packed": 0xFFFFFFFE})]), "wrong-length", A),
        (zip_bytes([(A.encode(), b"x", {"offset": 0xFFFFFFFE})]), "wrong-length", A),
        (zip_bytes([ONE, (B.encode(), b"x", {"offset": 0})]), "overlapping-entries", B),
        (zip_bytes([(A.encode(), b"first", {"size": 40, "packed": 40}), TWO]), "overlapping-entries", B),
        (zip_bytes([ONE, (B.encode(), b"x", {"gap": 5})]), "surplus-data", "goi.vkb"),
        (zip_bytes([(A.encode(), b"first", {"size": 4, "packed": 4})]), "surplus-data", "goi.vkb"),
        (zip_bytes([(A.encode(), b"first", {"extra": 4})]), "surplus-data", "goi.vkb"[:0]),
        (zip_bytes([(A.encode(), b"first", {"comment": 4})]), "surplus-data", A),
        (zip_bytes([(A.encode(), b"first", {"local_size": 3})]), "header-mismatch", A),
        (zip_bytes([(A.encode(), b"first", {"local_flags": 8})]), "header-mismatch", A),
        (zip_bytes([(A.encode(), b"first", {"flags": 8})]), "repacked", A),
        (zip_bytes([(A.encode(), b"first", {"date": 0x5B6E})]), "repacked", A),
        (zip_bytes([(A.encode(), b"first", {"external": 0o100755 << 16})]), "repacked", A),
        (zip_bytes([TWO, ONE]), "repacked", A),
    ],
)
def test_a_hostile_file_is_refused_with_its_place(tmp_path: Path, data: bytes, code: str, named: str) -> None:
    refusal = refused(tmp_path, data)
    assert refusal.code == code, refusal
    assert named[:80] in refusal.message.vi
    assert named[:80] in refusal.message.en


def test_a_directory_with_surplus_bytes_is_refused(tmp_path: Path) -> None:
    data = zip_bytes([ONE, TWO])
    at = data.index(b"PK\x05\x06")
    end = bytearray(data[at:])
    end[12:16] = (int.from_bytes(end[12:16], "little") + 3).to_bytes(4, "little")
    assert refused(tmp_path, data[:at] + b"xyz" + bytes(end)).code == "surplus-data"


def test_a_directory_in_another_order_than_the_entries_is_refused(tmp_path: Path) -> None:
    whole = zip_bytes([ONE, TWO])
    begin, end = whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")
    record = (end - begin) // 2
    swapped = whole[begin + record : end] + whole[begin : begin + record]
    assert refused(tmp_path, whole[:begin] + swapped + whole[end:]).code == "repacked"


def test_a_damaged_directory_record_is_refused(tmp_path: Path) -> None:
    whole = bytearray(zip_bytes([ONE]))
    whole[whole.index(b"PK\x01\x02")] = 0
    assert refused(tmp_path, bytes(whole)).code == "bad-directory"


def test_a_folder_a_missing_and_a_special_file_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, code in (
        (tmp_path, "folder"),
        (tmp_path / "none.vkb", "not-found"),
        (tmp_path / "pipe", "unreadable"),
        (tmp_path / "nul\0.vkb", "unreadable"),
        (tmp_path / ("x" * 300), "unreadable"),
    ):
        result = open_archive(path)
        assert isinstance(result, Refusal)
        assert result.code == code


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.vkb").write_bytes(zip_bytes([ONE]))

    def denied(self: Path, *_args: object) -> object:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(Path, "open", denied)
    result = open_archive(tmp_path / "a.vkb")
    assert isinstance(result, Refusal)
    assert result.code == "unreadable"


class PulledStick:
    """A file whose medium goes away: every read fails."""

    def __init__(self, path: Path, reads: int) -> None:
        self._file = path.open("rb")
        self._reads = reads

    def seek(self, *where: int) -> int:
        return self._file.seek(*where)

    def read(self, count: int) -> bytes:
        self._reads -= 1
        if self._reads < 0:
            raise OSError(errno.EIO, "the stick is gone")
        return self._file.read(count)

    def close(self) -> None:
        self._file.close()


def test_a_stick_pulled_while_opening_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.vkb"
    path.write_bytes(zip_bytes([ONE]))
    stick = PulledStick(path, 1)
    monkeypatch.setattr(Path, "open", lambda _self, _mode: stick)
    result = open_archive(path)
    assert isinstance(result, Refusal)
    assert result.code == "unreadable"
    assert stick._file.closed


def test_reading_stops_at_the_signed_length(tmp_path: Path) -> None:
    write_archive(tmp_path / "a.vkb", ENTRIES)
    with opened(tmp_path / "a.vkb") as archive, pytest.raises(RefusedError) as caught:
        read(archive, A, 4)
    assert caught.value.refusal.code == "wrong-length"
    assert "wrong-length" in str(caught.value)


def test_a_file_cut_or_closed_under_the_reader_is_unreadable(tmp_path: Path) -> None:
    write_archive(tmp_path / "a.vkb", {A: bytes(1_000_000)})
    archive = opened(tmp_path / "a.vkb")
    os.truncate(tmp_path / "a.vkb", 500_000)
    for _ in range(2):
        with pytest.raises(RefusedError, match="unreadable"):
            read(archive, A, 1_000_000)
        archive.close()


def test_messages_show_nothing_unprintable_and_stay_short() -> None:
    refusal = refuse("foreign-name", "x\n\x1b[2J" + "y" * 500)
    assert "\x1b" not in refusal.message.vi
    assert "\n" not in refusal.message.vi
    assert len(refusal.message.vi) < 220


# --- writing ---------------------------------------------------------------------------------------------


def test_names_outside_the_allow_list_are_not_written(tmp_path: Path) -> None:
    for name, code in (("readme.txt", "foreign-name"), ("../x", "path-trick"), ("objects/", "folder-entry")):
        result = write_archive(tmp_path / "a.vkb", {name: b""})
        assert isinstance(result, Refusal)
        assert result.code == code
    assert list(tmp_path.iterdir()) == []


def test_too_many_entries_are_not_written(tmp_path: Path) -> None:
    result = write_archive(tmp_path / "a.vkb", {f"objects/{at:064x}": b"" for at in range(MAX_ENTRIES + 1)})
    assert isinstance(result, Refusal)
    assert result.code == "bundle-too-large"


def test_a_bundle_of_four_gigabytes_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Huge(bytes):
        def __len__(self) -> int:
            return 0xFFFFFFFF

    monkeypatch.setattr(module, "content_chunks", lambda _source: iter([Huge()]))
    result = write_archive(tmp_path / "a.vkb", {A: b""})
    assert isinstance(result, Refusal)
    assert result.code == "bundle-too-large"
    assert list(tmp_path.iterdir()) == []


def test_a_missing_source_file_leaves_nothing_behind(tmp_path: Path) -> None:
    result = write_archive(tmp_path / "a.vkb", {A: tmp_path / "none"})
    assert isinstance(result, Refusal)
    assert result.code == "unreadable"
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_and_a_missing_folder_leave_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = write_archive(tmp_path / "none" / "a.vkb", ENTRIES)
    assert isinstance(result, Refusal)
    assert result.code == "cannot-write"

    def full(_fd: int) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(os, "fsync", full)
    result = write_archive(tmp_path / "a.vkb", ENTRIES)
    assert isinstance(result, Refusal)
    assert result.code == "disk-full"
    assert list(tmp_path.iterdir()) == []


def test_an_old_bundle_stays_when_writing_the_new_one_fails(tmp_path: Path) -> None:
    write_archive(tmp_path / "a.vkb", ENTRIES)
    before = (tmp_path / "a.vkb").read_bytes()
    assert isinstance(write_archive(tmp_path / "a.vkb", {A: tmp_path / "none"}), Refusal)
    assert (tmp_path / "a.vkb").read_bytes() == before


# --- the folder form -------------------------------------------------------------------------------------


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, data in ENTRIES.items():
        (tmp_path / "tree" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "tree" / name).write_bytes(data)
    return tmp_path / "tree"


def test_a_folder_reads_like_an_archive(tree: Path) -> None:
    package = open_tree(tree)
    assert isinstance(package, Tree)
    with package:
        assert package.oddity is None
        assert {name: read(package, name, size) for name, size in package.entries.items()} == ENTRIES


def test_what_does_not_belong_in_the_folder_is_refused(tree: Path) -> None:
    surplus = tree / "objects" / "x.exe"
    cases = (
        ("foreign-name", lambda: surplus.write_bytes(b""), surplus.unlink),
        ("foreign-name", (tree / "x").mkdir, (tree / "x").rmdir),
        ("folder-entry", (tree / "objects" / ("c" * 64)).mkdir, (tree / "objects" / ("c" * 64)).rmdir),
        ("foreign-name", lambda: os.mkfifo(tree / "objects" / ("c" * 64)), (tree / "objects" / ("c" * 64)).unlink),
        (
            "link-entry",
            lambda: (tree / "objects" / ("c" * 64)).symlink_to("/etc/passwd"),
            (tree / "objects" / ("c" * 64)).unlink,
        ),
    )
    for code, spoil, mend in cases:
        spoil()
        result = open_tree(tree)
        assert isinstance(result, Refusal)
        assert result.code == code
        mend()


def test_a_linked_part_of_the_folder_is_refused(tree: Path, tmp_path: Path) -> None:
    (tree / "objects").rename(tmp_path / "elsewhere")
    (tree / "objects").symlink_to(tmp_path / "elsewhere")
    result = open_tree(tree)
    assert isinstance(result, Refusal)
    assert result.code == "link-entry"


def test_a_tree_that_is_no_folder_is_refused(tree: Path) -> None:
    for path, code in (
        (tree / "none", "not-found"),
        (tree / "metadata" / "timestamp.json", "not-a-folder"),
    ):
        result = open_tree(path)
        assert isinstance(result, Refusal)
        assert result.code == code


def test_a_file_where_a_part_of_the_tree_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "metadata").write_bytes(b"")
    result = open_tree(tmp_path)
    assert isinstance(result, Refusal)
    assert result.code == "unreadable"


def test_too_many_files_in_the_folder_are_refused(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voter_kiosk.bundle.names.MAX_ENTRIES", 2)
    result = open_tree(tree)
    assert isinstance(result, Refusal)
    assert result.code == "too-many-entries"


def test_a_file_that_vanishes_or_becomes_a_link_is_unreadable(tree: Path) -> None:
    package = open_tree(tree)
    assert isinstance(package, Tree)
    (tree / A).unlink()
    (tree / A).symlink_to("/etc/passwd")
    with pytest.raises(RefusedError, match="unreadable"):
        read(package, A, 100)


# --- names and sentences ---------------------------------------------------------------------------------


def test_the_allow_lists_take_what_they_should_and_nothing_else() -> None:
    good = ("metadata/timestamp.json", "metadata/12.root.json", "metadata/1.p98.json", "metadata/7.c98001.json")
    assert all(METADATA.fullmatch(name) for name in good)
    bad = ("metadata/timestamp.json\n", "metadata/1.p9.json", "metadata/01.root.json", "metadata/root.json")
    assert not any(METADATA.fullmatch(name) for name in bad)
    assert not OBJECT.fullmatch(A + "\n")
    assert TARGET.fullmatch("p31/strings-vi.json")
    assert not TARGET.fullmatch("p31/Candidates.jsonl")
    assert not TARGET.fullmatch("x31/candidates.jsonl")


@pytest.mark.parametrize("code", sorted(SAID))
def test_every_refusal_speaks_both_languages(code: str) -> None:
    message = refuse(code, "X").message
    assert message.vi != message.en
    assert message.vi.endswith(".")
    assert message.en.endswith(".")
    assert ";" in message.vi, "a refusal says what to do"


# --- where nothing may be written over ------------------------------------------------------------------------


def test_nothing_but_an_ordinary_file_is_ever_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder" / "kept")
    (tmp_path / "folder" / "kept").write_bytes(b"kept")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    before = sorted(tmp_path.rglob("*"))
    for name in ("folder", "link", "dangling", "pipe"):
        result = write_archive(tmp_path / name, {A: b"x"})
        assert isinstance(result, Refusal)
        assert result.code == "not-a-file"
    device = write_archive(Path("/dev/null"), {A: b"x"})
    assert isinstance(device, Refusal)
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "folder" / "kept").read_bytes() == b"kept"


def test_a_stick_that_knows_no_modes_takes_a_bundle_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_path: Path, _mode: int) -> None:
        raise PermissionError(1, "Operation not permitted")  # what FAT answers to chmod

    monkeypatch.setattr(Path, "chmod", refused)
    assert isinstance(write_archive(tmp_path / "a.vkb", {A: b"x"}), int)


def test_the_size_of_an_archive_is_known_before_and_its_pieces_are_told(tmp_path: Path) -> None:
    entries: dict[str, bytes | Path] = {"metadata/1.root.json": b"x" * 300_000, f"objects/{'a' * 64}": b""}
    passed: list[int] = []
    size = write_archive(tmp_path / "a.vkb", entries, passed.append)
    lengths = {name: len(data) for name, data in entries.items() if isinstance(data, bytes)}
    assert size == packed_size(lengths) == (tmp_path / "a.vkb").stat().st_size
    assert sum(passed) == 300_000


def test_a_stick_that_is_pulled_while_it_is_written_is_a_refusal(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    def pull(_length: int) -> None:
        stick.rename(tmp_path / "gone")

    refused = write_archive(stick / "a.vkb", {"metadata/1.root.json": b"x"}, pull)
    assert isinstance(refused, Refusal)
    assert refused.code == "cannot-write"
