"""How equally the candidates of a ballot would be shown (DESIGN section 7), and what the gate holds back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from voter_kiosk.authoring.content import Content
from voter_kiosk.authoring.findings import warning
from voter_kiosk.authoring.neutrality import judged, measure
from voter_kiosk.authoring.texts import in_language
from voter_kiosk.bundle import neutrality
from voter_kiosk.domain.election import Candidate, Election
from voter_kiosk.domain.equality import TOLERANCES, Feature, Lack, Reason
from voter_kiosk.domain.finding import Finding
from voter_kiosk.domain.languages import is_audio_only, language_of

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


def translations_equal(content: Content, election: Election) -> Iterator[Finding]:
    """Translated programmes that will be shown of nobody on their ballot: a finding for each in the way."""
    settings = election.language_settings
    languages = [tag for tag in election.languages if not is_audio_only(tag, settings)]
    people = {candidate.id: candidate for candidate in content.own.candidates}
    for verdicts in judged(content.own.candidates, languages).values():
        for verdict in verdicts:
            for reason in verdict.reasons:
                yield _held_back(content, people[reason.candidate], verdict.language, reason)


def _held_back(content: Content, person: Candidate, language: str, reason: Reason) -> Finding:
    tolerance = TOLERANCES[Feature.PROGRAMME]
    named = language_of(language)
    at = content.at("programme", person.id)
    row = content.at("candidate", person.id)
    vi, en = {
        Lack.MISSING: ("chưa có", "is missing"),
        Lack.NO_ORIGINAL: ("có mà không có bản tiếng Việt", "is there without the Vietnamese"),
        Lack.SHORT: (
            f"ngắn hơn nhiều so với của người khác ({reason.share:.1f} lần mức giữa; ít nhất {tolerance.least})",
            f"is much shorter than the others' ({reason.share:.1f} of the middle; {tolerance.least} at least)",
        ),
        Lack.LONG: (
            f"dài hơn nhiều so với của người khác ({reason.share:.1f} lần mức giữa; nhiều nhất {tolerance.most})",
            f"is much longer than the others' ({reason.share:.1f} of the middle; {tolerance.most} at most)",
        ),
    }[reason.lack]
    return warning(
        "translation-unequal",
        (
            f"{person.constituency}: bản dịch {named.vi} chương trình hành động của {person.name} "
            f"({row.file}{', ' if row.place else ''}{row.place}) {vi}; "
            "đơn vị này sẽ hiện chương trình của mọi người bằng tiếng Việt.",
            f"{person.constituency}: the {named.en} translation of {person.name}'s programme "
            f"({row.file}{', ' if row.place else ''}{row.place}) {en}; "
            "everybody's programme will show in Vietnamese there.",
        ),
        (
            "Bổ sung hoặc sửa bản dịch này, hoặc bỏ bản dịch của mọi người trong đơn vị.",
            "Add or mend it, or take the translation of everybody on that ballot out.",
        ),
        file=in_language(at, language).file,
    )
