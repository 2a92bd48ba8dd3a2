"""The one form every text of a source is kept in, and what had to be changed or cannot be kept."""

from __future__ import annotations

import unicodedata
from typing import Final

from voter_kiosk.authoring.findings import error, note
from voter_kiosk.domain.finding import Finding
from voter_kiosk.domain.vietnamese import mend_icelandic, nfc

INVISIBLE: Final = dict.fromkeys(
    [*range(9), *range(14, 28), 127, *map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")]
)
"""Signs that print nothing and only make equal text unequal, for ``str.translate``; not white space."""


def clean(value: str) -> str:
    """The form every text is kept in: NFC, Vietnamese Đ, no blanks around it."""
    return mend_icelandic(nfc(value))[0].strip()


def unknown_forms(value: str, file: str, place: str = "") -> tuple[Finding, ...]:
    """A note for each way in which ``value`` had to be brought into that form: better mend the original."""
    found = []
    composed = nfc(value)
    if composed != value:
        found.append(
            note(
                "not-nfc",
                (
                    "Chữ có dấu viết rời đã được ghép lại (NFC).",
                    "Letters with separate marks were composed (NFC).",
                ),
                ("Không phải làm gì.", "Nothing to do."),
                file=file,
                place=place,
            )
        )
    if mend_icelandic(composed)[1]:
        found.append(
            note(
                "icelandic-eth",
                ("Chữ Ð của tiếng Iceland đã được thay bằng Đ.", "Icelandic Ð was replaced by Vietnamese Đ."),
                ("Nên gõ lại chữ Đ trong tệp gốc.", "Better type Đ in the original file."),
                file=file,
                place=place,
            )
        )
    return tuple(found)


def broken(value: str) -> str:
    """The signs of ``value`` that no text has: control characters but line ends and tabs, lost or half letters."""
    return "".join(
        sign
        for sign in value
        if sign == "\ufffd" or (unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\t\n\r")
    )


def broken_finding(file: str, place: str) -> Finding:
    """The error for a text in which :func:`broken` finds something."""
    return error(
        "broken-character",
        ("Có ký tự hỏng hoặc ký tự điều khiển ở đây.", "Here is a broken or control character."),
        ("Xóa ký tự đó rồi gõ lại chữ.", "Delete that character and type the letter again."),
        file=file,
        place=place,
    )
