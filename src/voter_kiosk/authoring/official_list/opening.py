"""Opening a file by what it is, not by what its name says, and refusing with a remedy what cannot be read."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from voter_kiosk.authoring.files import MOST_DATA, unpacks_to_too_much
from voter_kiosk.authoring.official_list.from_csv import read_csv
from voter_kiosk.authoring.official_list.from_docx import read_docx
from voter_kiosk.authoring.official_list.from_xlsx import read_xlsx
from voter_kiosk.authoring.official_list.grid import Document, RefusedError
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = (
    "Hãy mở bằng Word hoặc Excel và lưu lại dạng .docx hoặc .xlsx.",
    "Open it in Word or Excel and save it as .docx or .xlsx.",
)


def open_list(path: Path) -> Document:
    """Read a DOCX, XLSX or CSV file; raises ``RefusedError`` for anything else and for broken files."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise _refused("not-a-file", path, ("là thư mục, không phải tệp.", "is a folder, not a file."))
        if size == 0:
            raise _refused("empty-file", path, ("là tệp rỗng.", "is empty."))
        if size > MOST_DATA:
            raise _refused(
                "too-large",
                path,
                (
                    "lớn hơn 50 MB nên không phải một danh sách. Hãy lưu lại riêng phần danh sách.",
                    "is over 50 MB: no list. Save the list alone.",
                ),
            )
        with path.open("rb") as file:
            head = file.read(4096)
        return _read(path, head)
    except OSError as problem:
        raise _refused(
            "unreadable-file",
            path,
            (
                "không đọc được. Hãy kiểm tra đường dẫn và quyền đọc.",
                "cannot be read. Check its path and permissions.",
            ),
            str(problem),
        ) from problem


def _read(path: Path, head: bytes) -> Document:
    if head.startswith(b"PK\x03\x04"):
        return _read_office(path)
    if head.startswith(_OLE):
        if _ENCRYPTED in path.read_bytes():
            raise _refused(
                "encrypted-file",
                path,
                (
                    "được bảo vệ bằng mật khẩu. Hãy bỏ mật khẩu rồi nhập lại.",
                    "is password-protected. Remove the password.",
                ),
            )
        raise _refused(
            "legacy-format",
            path,
            (f"ở định dạng cũ (.doc, .xls). {_SAVE_AS[0]}", f"is in an old format (.doc, .xls). {_SAVE_AS[1]}"),
        )
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b"%pdf"):
        raise _refused(
            "pdf",
            path,
            (
                "là PDF; chữ lấy từ PDF hay bị rơi nên không dùng được. Hãy dùng bản Word hoặc Excel gốc.",
                "is a PDF, and text taken from a PDF loses letters. Use the original Word or Excel file.",
            ),
        )
    if start.startswith((b"<", b"{\\rtf")):
        raise _refused(
            "not-office",
            path,
            (
                f"là trang web hoặc RTF mang tên tệp khác. {_SAVE_AS[0]}",
                f"is a web page or RTF under another name. {_SAVE_AS[1]}",
            ),
        )
    if path.suffix.lower() in (".docx", ".xlsx", ".xlsm"):
        raise _broken(path, "no zip signature")
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused(
            "unknown-format",
            path,
            (
                f"không phải danh sách Word, Excel hay CSV. {_SAVE_AS[0]}",
                f"is no Word, Excel or CSV list. {_SAVE_AS[1]}",
            ),
        )
    return read_csv(path)


def _read_office(path: Path) -> Document:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
        if unpacks_to_too_much(path):
            raise _refused(
                "too-large",
                path,
                (
                    "giải nén ra quá lớn nên không phải một danh sách. Hãy lưu lại riêng phần danh sách.",
                    "unpacks to too much: no list. Save the list alone.",
                ),
            )
    except zipfile.BadZipFile as problem:
        raise _broken(path, str(problem)) from problem
    reader: Callable[[Path], Document]
    if "word/document.xml" in names:
        reader = read_docx
    elif "xl/workbook.xml" in names:
        reader = read_xlsx
    else:
        raise _refused(
            "unknown-format",
            path,
            (
                f"không phải danh sách Word, Excel hay CSV. {_SAVE_AS[0]}",
                f"is no Word, Excel or CSV list. {_SAVE_AS[1]}",
            ),
        )
    try:
        return reader(path)
    except RefusedError:
        raise
    except (
        Exception
    ) as problem:  # the libraries raise KeyError, ValueError, lxml's own ...: all mean a broken file
        raise _broken(path, f"{type(problem).__name__}: {problem}") from problem


def _broken(path: Path, detail: str) -> RefusedError:
    return _refused(
        "broken-file",
        path,
        (
            "bị hỏng nên không đọc được. Hãy mở bằng Word hoặc Excel, lưu lại rồi nhập lại.",
            "is damaged and cannot be read. Open it in Word or Excel, save it again and import that.",
        ),
        detail,
    )


def _refused(code: str, path: Path, said: tuple[str, str], detail: str = "") -> RefusedError:
    return RefusedError(Refusal(code, Sentence(f"{path.name} {said[0]}", f"{path.name} {said[1]}"), detail))
