"""How equally the candidates of a ballot would be shown (DESIGN section 7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from voter_kiosk.authoring.content import Content
from voter_kiosk.authoring.findings import warning
from voter_kiosk.authoring.neutrality import measure
from voter_kiosk.bundle import neutrality
from voter_kiosk.domain.election import Election
from voter_kiosk.domain.finding import Finding

UNEVEN_PROGRAMMES: Final = 3
"""How many times longer than the shortest programme of its ballot a programme may be without a warning."""


def equality(content: Content, _election: Election) -> Iterator[Finding]:
    """Where what was handed in leaves some of a ballot without what others have."""
    names = {candidate.id: candidate.name for candidate in content.own.candidates}
    for ballot in neutrality.by_ballot(measure(content.own.candidates)):
        at = content.at("constituency", ballot.constituency)
        for measured, vi, en in (
            (f"{neutrality.PROGRAMME}vi", "chương trình hành động", "a programme"),
            (neutrality.PORTRAIT, "ảnh chân dung", "a portrait"),
        ):
            without = [names[row.candidate] for row in ballot.rows if not row.measures[measured]]
            if without and len(without) < len(ballot.rows):
                yield warning(
                    "uneven",
                    (
                        f"{ballot.constituency}: {', '.join(without)} chưa có {vi}; sẽ ghi “không có thông tin”.",
                        f"{ballot.constituency}: {', '.join(without)} without {en}; “not given” will show.",
                    ),
                    (
                        "Xin thêm, hoặc để như vậy nếu người ứng cử không nộp.",
                        "Ask for it, or leave it if none was handed in.",
                    ),
                    file=at.file,
                    place=at.place,
                )
        words = [row.measures[f"{neutrality.PROGRAMME}vi"] for row in ballot.rows]
        given = [count for count in words if count]
        if given and max(given) > UNEVEN_PROGRAMMES * min(given):
            yield warning(
                "programme-lengths",
                (
                    f"{ballot.constituency}: các chương trình dài từ {min(given)} đến {max(given)} tiếng.",
                    f"{ballot.constituency}: programmes have from {min(given)} to {max(given)} words.",
                ),
                (
                    "Mọi chương trình hiện số dòng như nhau trước nút “xem tiếp”; xem lại nếu do nhập thiếu.",
                    "All show the same number of lines before “read on”; look whether one was cut short.",
                ),
                file=at.file,
                place=at.place,
            )
