"""Text of another rule set: the two never mix (DESIGN section 2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from voter_kiosk.authoring.content import Content
from voter_kiosk.authoring.findings import error
from voter_kiosk.authoring.texts import SENTENCE_END, Room, every_text
from voter_kiosk.domain.election import Election
from voter_kiosk.domain.finding import Finding
from voter_kiosk.domain.rules import RuleSetId

_OF_ANOTHER_TIME = re.compile(
    r"không còn|bãi bỏ|trước đây|trước (?:năm|ngày) \d|20[01]\d|202[0-4]"
    r"|no longer|abolish|former|(?:before|until) (?:\d|january|july)"
)
"""A sentence with one of these speaks of how it was or is no more, which either law's voters may read."""

_OTHER_RULE_SET: Final = {
    RuleSetId.R2021: re.compile(r"\b(?:83/2025/QH15|72/2025/QH15|đặc khu|special zones?)\b", re.IGNORECASE),
    RuleSetId.R2026: re.compile(
        r"\b(?:(?:hội đồng nhân dân|hđnd) (?:cấp )?(?:huyện|quận|thị xã)"
        r"|district(?:-level)? (?:people.s )?councils?)",
        re.IGNORECASE,
    ),
}
"""What a text of one law cannot say of the present: the other law's own number, level or unit (facts B.2)."""

_CHECKED = frozenset(
    {
        Room.ELECTION,
        Room.TOPIC,
        Room.GLOSSARY,
        Room.NOTICE,
        Room.POSTER,
        Room.REMARK,
        Room.STRINGS,
    }
)


def other_law(content: Content, election: Election) -> Iterator[Finding]:
    """Text that speaks of the other law's institutions as if they were this election's."""
    mark = _OTHER_RULE_SET[election.rule_set]
    for piece in every_text(content):
        if piece.room not in _CHECKED:
            continue
        for sentence in SENTENCE_END.split(piece.text):
            found = mark.search(sentence)
            if found and not _OF_ANOTHER_TIME.search(sentence.casefold()):
                yield error(
                    "other-rule-set",
                    (
                        f"“{found.group()}” không thuộc chế độ bầu cử {election.rule_set.value}.",
                        f"“{found.group()}” does not belong to rule set {election.rule_set.value}.",
                    ),
                    (
                        "Viết lại theo luật của cuộc bầu cử này.",
                        "Write it by the law this election is held under.",
                    ),
                    file=piece.where.file,
                    place=piece.where.place,
                )
