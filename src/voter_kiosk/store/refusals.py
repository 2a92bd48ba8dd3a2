"""The refusals of this room, each with its code and its sentence; and the private exception that carries one."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence
from voter_kiosk.store.layout import Layout

_NEXT_TO_NOTHING = 1 << 20
_DAMAGED = ("not a database", "malformed", "no such table", "no such column")
"""What SQLite says of a file that is no state any more."""


class StoreRefusedError(Exception):
    """A refusal met deep inside a step; public functions of this room turn it into its ``refusal``."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"{refusal.code}: {refusal.message.en}")
        self.refusal = refusal


def refusal(code: str, vi: str, en: str, detail: str = "") -> Refusal:
    """A refusal with its sentence in both languages."""
    return Refusal(code, Sentence(vi, en), detail)


def twice(what: str, name: str) -> Refusal:
    """Two records of one name in a generation."""
    return refusal(
        "content-twice",
        f"Gói dữ liệu ghi hai lần cùng một mục ({what} “{name}”). Hãy lấy lại gói từ nơi phát hành.",
        f"The bundle has one entry twice ({what} “{name}”). Get the bundle from its publisher again.",
        f"{what} {name}",
    )


def dangling(what: str, name: str, wanted: str) -> Refusal:
    """A record that speaks of another which is not there."""
    return refusal(
        "content-dangling",
        f"Trong gói dữ liệu, {what} “{name}” nhắc đến “{wanted}” nhưng gói không có mục đó. "
        "Hãy báo cho nơi phát hành.",
        f"In the bundle, {what} “{name}” speaks of “{wanted}”, which is not in it. Tell the publisher.",
        f"{what} {name} -> {wanted}",
    )


def differs(what: str, name: str, video: str) -> Refusal:
    """A video whose file is not as long or as large as the record says."""
    return refusal(
        "film-differs",
        f"Trong gói dữ liệu, đoạn phim của {what} “{name}” không dài hoặc không lớn như đã ghi. "
        "Hãy báo cho nơi phát hành.",
        f"In the bundle, the video of {what} “{name}” is not as long or as large as its record says. "
        "Tell the publisher.",
        f"{what} {name} -> {video}",
    )


def misnamed(name: str, wanted: str) -> Refusal:
    """A record whose id does not say where it belongs."""
    return refusal(
        "content-misnamed",
        f"Mã “{name}” trong gói dữ liệu không đúng chỗ của nó (phải là “{wanted}”). Hãy báo cho nơi phát hành.",
        f"The id “{name}” in the bundle does not fit its place (should be “{wanted}”). Tell the publisher.",
        f"{name} != {wanted}",
    )


def unreadable(path: str, error: Exception) -> Refusal:
    """A file of the store that cannot be opened as what it should be."""
    return refusal(
        "content-unreadable",
        "Không đọc được nội dung đã nạp trong kho. Hãy nạp lại gói dữ liệu từ USB.",
        "The installed content in the store cannot be read. Load the bundle from the stick again.",
        f"{path}: {type(error).__name__}: {error}",
    )


def disk(error: OSError) -> Refusal:
    """A disk that is full or fails, said plainly."""
    detail = f"{type(error).__name__}: {error}"
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return refusal(
            "disk-full",
            "Ổ đĩa của máy đã đầy nên chưa nạp được; nội dung cũ vẫn giữ nguyên. Hãy xóa bớt tệp rồi nạp lại.",
            "This machine's disk is full: nothing was loaded, the old content stays. Free space and load again.",
            detail,
        )
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return refusal(
            "store-read-only",
            "Không ghi được vào kho của máy (chỉ cho đọc). Hãy gọi người phụ trách máy mở quyền ghi.",
            "The store on this machine cannot be written to. Ask whoever keeps the machine to make it writable.",
            detail,
        )
    return refusal(
        "disk-error",
        "Ổ đĩa hoặc USB báo lỗi khi đang nạp; nội dung cũ vẫn giữ nguyên. Hãy cắm lại USB và nạp lại.",
        "The disk or the stick failed while loading; the old content stays. Plug the stick in and load again.",
        detail,
    )


def database(error: DatabaseError, folder: Path) -> Refusal:
    """A state in ``folder`` that cannot be written or read, said as the failing disk that it is."""
    said = str(error.orig)
    if any(damaged in said for damaged in _DAMAGED):
        return state_lost(said)
    if "readonly" in said:
        return disk(OSError(errno.EROFS, said))
    # SQLite says "disk I/O error" where a full disk has no room for its shared memory.
    full = "full" in said or ("I/O" in said and _free(folder) < _NEXT_TO_NOTHING)
    return disk(OSError(errno.ENOSPC if full else errno.EIO, said))


def _free(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0


def state_lost(detail: str) -> Refusal:
    """A state that is missing, damaged or of another version."""
    return refusal(
        "store-state-lost",
        "Không đọc được sổ trạng thái của máy; nội dung đã nạp vẫn hiện. Hãy gọi người phụ trách thiết lập lại.",
        "This machine's state cannot be read. Installed content still shows; ask whoever keeps the machine to "
        "set it up again.",
        detail,
    )


def no_state(layout: Layout) -> Refusal:
    """Why there is no state in a store: it was lost, where content is there, or nobody set the store up."""
    if any(layout.generations.glob("*/content.sqlite")):
        return state_lost("no such file")
    return not_set_up()


def not_set_up() -> Refusal:
    """There is no store here yet."""
    return refusal(
        "store-not-set-up",
        "Kho của máy chưa được thiết lập. Hãy chạy lệnh setup với tệp root.json của Ủy ban bầu cử.",
        "This store is not set up. Run the setup command with the committee's root.json.",
    )
