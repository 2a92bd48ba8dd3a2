"""What the nightly look at every loaded file found, in words. Pure; the looking is done by the store."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.text import Sentence

NIGHT_BEGINS: Final = 2
"""The hour in Viet Nam from which on a new night's look is due."""

NOT_YET: Final = Sentence("chưa kiểm tra lần nào", "not yet")
_LOAD_AGAIN: Final = Sentence(
    "Hãy cắm USB có gói dữ liệu đang dùng và nạp lại gói đó: máy sẽ phục hồi các tệp hỏng. Nếu hôm sau lại hỏng "
    "thì ổ đĩa sắp hỏng, hãy gọi người phụ trách kỹ thuật.",
    "Plug in the stick with the bundle in use and load it again: that heals them. If files are damaged again the "
    "next day, the disk is failing: call a technician.",
)
_NEVER_BACK: Final = Sentence(
    "Nội dung đang hiện vẫn đúng; đừng quay lại bản trước. Nạp gói mới hơn thì bản hỏng được thay.",
    "What is shown is right; do not go back to the previous content. A newer bundle replaces it.",
)


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """What a look at every loaded file found.

    Of ``files`` that were read, ``damaged`` were not what was signed, or gone; ``healed`` of them are whole again.
    ``lost`` are not, and belong to what is shown; ``lost_before`` are not, and only to the content before it.
    """

    at: dt.datetime
    files: int
    damaged: int = 0
    healed: int = 0
    lost: int = 0
    lost_before: int = 0


def night_of(instant: dt.datetime) -> dt.date:
    """The day on which the night of ``instant`` (aware) began to be looked at: a new one each day at two."""
    return (instant.astimezone(VIETNAM) - dt.timedelta(hours=NIGHT_BEGINS)).date()


def in_words(found: Scrubbed) -> Sentence:
    """When it was looked, and what was found, in one line."""
    when = f"{found.at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
    if not found.damaged:
        return Sentence(
            f"{when}: đã đọc lại {found.files} tệp, tất cả nguyên vẹn",
            f"{when}: {found.files} files were read again, all of them whole",
        )
    lost = found.lost + found.lost_before
    return Sentence(
        f"{when}: đã đọc lại {found.files} tệp, {found.damaged} tệp hỏng, phục hồi {found.healed}"
        + (f", còn hỏng {lost}" if lost else ""),
        f"{when}: {found.files} files were read again; damaged: {found.damaged}, healed: {found.healed}"
        + (f", still damaged: {lost}" if lost else ""),
    )


def to_do(found: Scrubbed) -> Sentence:
    """What somebody must do about it; empty where nothing is left to be done."""
    if found.lost:
        return Sentence(
            f"{found.lost} tệp của nội dung đang hiện bị hỏng. {_LOAD_AGAIN.vi}",
            f"Damaged files of what is shown: {found.lost}. {_LOAD_AGAIN.en}",
        )
    if found.lost_before:
        return Sentence(
            f"{found.lost_before} tệp của bản trước bị hỏng. {_NEVER_BACK.vi}",
            f"Damaged files of the previous content: {found.lost_before}. {_NEVER_BACK.en}",
        )
    return Sentence("", "")
