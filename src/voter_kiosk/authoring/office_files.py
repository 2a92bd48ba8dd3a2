"""What a file is, told by its bytes and never by its name, and what to do where it cannot be read.

Nothing in a file is ever run: of a file with macros the text is read and the macros are left lying.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from voter_kiosk.authoring.files import MOST_DATA, unpacks_to_too_much
from voter_kiosk.authoring.findings import Said, error, warning
from voter_kiosk.domain.finding import Finding, Refusal
from voter_kiosk.domain.text import Sentence

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_FLAG: Final = 0x1
_OFFICE_NAMES: Final = (".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".xltx")
_SAVE_AS: Final = (
    "Hãy mở bằng Word hoặc Excel và lưu lại dạng .docx hoặc .xlsx.",
    "Open it in Word or Excel and save it as .docx or .xlsx.",
)


@dataclass(frozen=True, slots=True)
class FileKind:
    """``name`` is ``docx``, ``xlsx`` or ``text``; ``macros`` where programs lie in the file."""

    name: str
    macros: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a file cannot be read: what it is, and what to do, as two sentences without the file's name."""

    code: str
    message: Said
    remedy: Said
    detail: str = ""

    def refusal(self, file: str) -> Refusal:
        """The whole as one answer about ``file``."""
        vi, en = (f"{file} {what} {how}" for what, how in zip(self.message, self.remedy, strict=True))
        return Refusal(self.code, Sentence(vi, en), self.detail)

    def finding(self, file: str) -> Finding:
        """The same as an error of a report about ``file``."""
        vi, en = (f"{file} {what}" for what in self.message)
        return error(self.code, (vi, en), self.remedy, file=file)


def recognise(path: Path) -> FileKind | Fault:
    """Tell what the file at ``path`` is; a fault where it is nothing that can be read, or cannot be at all."""
    try:
        if path.is_dir():
            return _refused(
                "not-a-file",
                ("là thư mục, không phải tệp.", "is a folder, not a file."),
                ("Hãy chọn tệp ở trong đó.", "Choose the file in it."),
            )
        size = path.stat().st_size
        if size == 0:
            return _refused(
                "empty-file",
                ("là tệp rỗng.", "is empty."),
                ("Hãy chép lại tệp từ nơi gửi.", "Copy it again from where it came."),
            )
        if size > MOST_DATA:
            return _refused(
                "too-large",
                ("lớn hơn 50 MB nên không phải một danh sách.", "is over 50 MB: no list."),
                ("Hãy lưu lại riêng phần danh sách.", "Save the list alone."),
            )
        with path.open("rb") as file:
            head = file.read(4096)
        return _by_bytes(path, head)
    except OSError as problem:
        return _refused(
            "unreadable-file",
            ("không đọc được.", "cannot be read."),
            ("Hãy kiểm tra đường dẫn và quyền đọc.", "Check its path and permissions."),
            str(problem),
        )


def broken_file(problem: Exception | str) -> Fault:
    """The fault of a file that says it is of a kind and is not whole."""
    detail = problem if isinstance(problem, str) else f"{type(problem).__name__}: {problem}"
    return _refused(
        "broken-file",
        ("bị hỏng nên không đọc được.", "is damaged and cannot be read."),
        (
            "Hãy mở bằng Word hoặc Excel, lưu lại rồi nhập lại.",
            "Open it in Word or Excel, save it again and import that.",
        ),
        detail,
    )


def macros_finding(file: str) -> Finding:
    """What is said of a file with macros: they are not run."""
    return warning(
        "macros",
        (
            f"{file} có macro. Máy chỉ đọc chữ, không chạy macro.",
            f"{file} has macros. Its text alone is read; macros are never run.",
        ),
        (
            "Nên lưu lại dạng .docx hoặc .xlsx; nếu macro điền chữ vào bảng, hãy xem lại từng ô.",
            "Better save it as .docx or .xlsx; where macros fill in cells, look at each.",
        ),
        file=file,
    )


def _by_bytes(path: Path, head: bytes) -> FileKind | Fault:
    if head.startswith(b"PK\x03\x04"):
        return _zipped(path)
    if head.startswith(_OLE):
        return _ole(path)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b"%pdf"):
        return _refused(
            "pdf",
            (
                "là PDF; chữ lấy từ PDF hay bị rơi nên không dùng được.",
                "is a PDF, and text taken from a PDF loses letters.",
            ),
            ("Hãy dùng bản Word hoặc Excel gốc.", "Use the original Word or Excel file."),
        )
    if start.startswith((b"<", b"{\\rtf")):
        return _refused(
            "not-office",
            ("là trang web hoặc RTF mang tên tệp khác.", "is a web page or RTF under another name."),
            _SAVE_AS,
        )
    if path.suffix.lower() in _OFFICE_NAMES:
        return broken_file("no zip signature")
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _unknown()
    return FileKind("text")


def _ole(path: Path) -> Fault:
    if _ENCRYPTED in path.read_bytes():
        return _password()
    return _refused(
        "legacy-format", ("ở định dạng cũ (.doc, .xls).", "is in an old format (.doc, .xls)."), _SAVE_AS
    )


def _zipped(path: Path) -> FileKind | Fault:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
        if unpacks_to_too_much(path):
            return _refused(
                "too-large",
                (
                    "giải nén ra quá lớn nên không phải một danh sách.",
                    "unpacks to too much: no list.",
                ),
                ("Hãy lưu lại riêng phần danh sách.", "Save the list alone."),
            )
    except OSError:
        raise
    except Exception as problem:  # zipfile raises nearly anything for what only begins like an archive
        return broken_file(problem)
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        return _password()
    names = {entry.filename for entry in entries}
    macros = any(name.lower().endswith("vbaproject.bin") for name in names)
    if "word/document.xml" in names:
        return FileKind("docx", macros)
    if "xl/workbook.xml" in names:
        return FileKind("xlsx", macros)
    return _unknown()


def _password() -> Fault:
    return _refused(
        "encrypted-file",
        ("được bảo vệ bằng mật khẩu.", "is password-protected."),
        ("Hãy bỏ mật khẩu rồi nhập lại.", "Remove the password and import it again."),
    )


def _unknown() -> Fault:
    return _refused(
        "unknown-format",
        ("không phải danh sách Word, Excel hay CSV.", "is no Word, Excel or CSV list."),
        _SAVE_AS,
    )


def _refused(code: str, message: Said, remedy: Said, detail: str = "") -> Fault:
    return Fault(code, message, remedy, detail)
