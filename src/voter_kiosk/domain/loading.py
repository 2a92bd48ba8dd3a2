"""Loading a bundle as an official sees it: the steps in words, and when the stick is no longer needed."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence

STEPS: Final = MappingProxyType(
    {
        "found": Sentence("Đọc gói", "Reading the bundle"),
        "metadata-ok": Sentence("Đã kiểm tra chữ ký", "Signatures verified"),
        "space-ok": Sentence("Đủ chỗ trống", "Space is enough"),
        "copying": Sentence("Chép và kiểm tra", "Copying and verifying"),
        "verified": Sentence("Lập nội dung", "Compiling"),
        "staged": Sentence("Chạy thử", "Trying it"),
        "trial": Sentence("Xác nhận", "Confirming"),
        "confirmed": Sentence("Xong", "Done"),
    }
)
"""The steps of an install by their codes, in order, each said as what is being done."""

_WITHOUT_STICK: Final = frozenset(STEPS[step] for step in ("verified", "staged", "trial", "confirmed"))

COPYING: Final = Sentence("Chép ra USB", "Copying to the stick")
CHECKING: Final = Sentence("Đọc lại để kiểm tra", "Reading it back")
"""The two halves of copying the bundle in use."""

NOTHING_INSTALLED: Final = Refusal(
    "nothing-installed",
    Sentence(
        "Máy này chưa nạp gói dữ liệu nào; hãy nạp bằng lệnh install.",
        "Nothing is installed on this kiosk yet; load a bundle with the command install.",
    ),
)


def may_pull(doing: Sentence) -> bool:
    """Whether the stick may be pulled while ``doing`` is on: all of it was copied, and the copy was verified."""
    return doing in _WITHOUT_STICK
