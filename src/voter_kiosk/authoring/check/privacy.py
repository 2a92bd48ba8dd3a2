"""What may never be shown (facts C.2; DESIGN section 4)."""

from __future__ import annotations

from collections.abc import Iterator

from voter_kiosk.authoring.content import Content
from voter_kiosk.authoring.findings import error
from voter_kiosk.authoring.never_shown import forbidden
from voter_kiosk.authoring.texts import Room, every_text
from voter_kiosk.domain.finding import Finding

_NOT_PERSONAL = frozenset({Room.ADDRESS})


def never_shown(content: Content) -> Iterator[Finding]:
    """What may never be shown never gets in, whatever column it hides in."""
    hotline = content.election.hotline if content.election else ""
    for piece in every_text(content):
        if piece.room in _NOT_PERSONAL or not piece.text:
            continue
        text = piece.text.replace(hotline, "") if hotline else piece.text
        seen = forbidden(text)
        if seen is not None:
            yield error(
                "never-shown",
                (
                    f"Ở đây có {seen.what.vi}: dữ liệu này không bao giờ được đưa lên màn hình.",
                    f"Here is {seen.what.en}: no kiosk may ever show it.",
                ),
                ("Xóa phần đó rồi kiểm tra lại.", "Delete it and check again."),
                file=piece.where.file,
                place=piece.where.place or piece.owner,
            )
