"""Files that cannot be read are refused with what to do, whatever their names say."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from helpers import official_lists as lists
from voter_kiosk.authoring import files, office_files
from voter_kiosk.authoring.official_list import ImportedList, read_official_list
from voter_kiosk.domain.finding import Refusal

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def refused(*paths: Path) -> Refusal:
    refusal = read_official_list(paths)
    assert isinstance(refusal, Refusal)
    assert refusal.message.vi
    assert refusal.message.en
    return refusal


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.docx", b"", "empty-file"),
        ("a.docx", b"not a zip at all", "broken-file"),
        ("a.xlsx", b"PK\x03\x04 and then nothing", "broken-file"),
        ("a.doc", OLE, "legacy-format"),
        ("a.xls", OLE, "legacy-format"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted-file"),
        ("a.xls", b"\xef\xbb\xbf\n <html><table></table></html>", "not-office"),
        ("a.doc", b"{\\rtf1 ...}", "not-office"),
        ("a.pdf", b"%PDF-1.7", "pdf"),
        ("a.bin", b"\x00\x01\x02", "unknown-format"),
        ("a.csv", "STT,Họ và tên".encode("cp1258", errors="ignore") + b"\xd2\xff", "not-unicode"),
        ("a.csv", b"a,b\n1,2\n", "no-list"),
        ("a.csv", ('STT,"' + "x" * 140_000 + '"').encode(), "broken-file"),
    ],
)
def test_it_is_refused_by_what_it_is(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    refusal = refused(path)
    assert refusal.code == code
    assert name in refusal.message.vi
    assert name in refusal.message.en


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "khong-co.docx").code == "unreadable-file"
    assert refused(tmp_path).code == "not-a-file"
    assert refused().code == "no-file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = lists.comma(tmp_path / "a.csv", [lists.HEADER])
    path.chmod(0)
    assert refused(path).code == "unreadable-file"


def test_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("content.xml", "<office/>")
    assert refused(tmp_path / "a.docx").code == "unknown-format"


@pytest.mark.parametrize("part", ["word/document.xml", "xl/workbook.xml"])
def test_an_office_file_with_broken_parts_is_refused(tmp_path: Path, part: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr(part, "<broken")
    assert refused(tmp_path / "a.docx").code == "broken-file"


def test_a_truncated_word_file_is_refused(tmp_path: Path) -> None:
    path = lists.word(tmp_path / "a.docx", lists.prose(1), lists.people(5))
    path.write_bytes(path.read_bytes()[:9000])
    assert refused(path).code == "broken-file"


def test_what_is_too_large_to_be_a_list_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = lists.word(tmp_path / "a.docx", lists.prose(1), lists.people(5))
    monkeypatch.setattr(files, "MOST_UNPACKED", 1000)
    assert refused(path).code == "too-large"
    monkeypatch.setattr(office_files, "MOST_DATA", 1000)
    assert refused(path).code == "too-large"


def test_a_word_file_without_a_list_is_refused(tmp_path: Path) -> None:
    assert refused(lists.word(tmp_path / "a.docx", "Tiểu sử tóm tắt", lists.prose(1))).code == "no-list"


def test_the_kind_is_told_by_the_content_not_by_the_name(tmp_path: Path) -> None:
    path = lists.word(tmp_path / "a.docx", lists.prose(1), lists.people(5)).rename(tmp_path / "a.csv")
    assert isinstance(read_official_list([path]), ImportedList)
