"""How texts are written: their sources, their English, their length; and the figures of past terms."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from typing import Final

from voter_kiosk.authoring.content import Content, Where
from voter_kiosk.authoring.findings import error, note, warning
from voter_kiosk.authoring.markdown import lines_of
from voter_kiosk.authoring.texts import SENTENCE_END, in_language
from voter_kiosk.domain.content import Block, Line
from voter_kiosk.domain.finding import Finding

LONGEST_SENTENCE: Final = {"en": 25, "vi": 35}
"""Plain language: 25 words a sentence. A Vietnamese word is about 1.4 syllables, and syllables are counted."""


def cited(content: Content) -> Iterator[Finding]:
    """Every source that a text or a figure rests on is there."""
    known = {source.id for source in content.sources}

    def missing(name: str, where: Where) -> Finding:
        near = difflib.get_close_matches(name, sorted(known), n=1)
        return error(
            "no-such-source",
            (f"Không có nguồn “{name}”.", f"There is no source “{name}”."),
            (
                f"Có phải “{near[0]}” không?" if near else "Thêm nguồn này vào sources.toml.",
                f"Did you mean “{near[0]}”?" if near else "Add it to sources.toml.",
            ),
            file=where.file,
            place=where.place,
        )

    for where, blocks in _block_lists(content):
        for block in blocks:
            for line in lines_of(block):
                for span in line:
                    if span.source and span.source not in known:
                        yield missing(span.source, where)
    for term in content.terms:
        for figure in term.figures:
            if figure.source and figure.source not in known:
                yield missing(figure.source, Where("history/figures.csv", f"{term.term} {figure.field}"))


def _block_lists(content: Content) -> Iterator[tuple[Where, tuple[Block, ...]]]:
    for topic in content.topics:
        for language, blocks in topic.body.items():
            yield in_language(content.at("topic", topic.slug), language), blocks
    for notice in content.own.notices:
        for language, blocks in notice.body.items():
            yield in_language(content.at("notice", notice.slug), language), blocks
    for candidate in content.own.candidates:
        for language, blocks in candidate.programme.items():
            yield in_language(content.at("programme", candidate.id), language), blocks


def english(content: Content) -> Iterator[Finding]:
    """What has no English in a bundle that promises it."""
    if "en" not in content.languages:
        return
    missing: list[tuple[Where, str]] = []
    if content.election is not None:
        election = content.election
        where = content.at("election", election.id)
        named = {"title": election.title, "publisher": election.publisher, "province": election.province_name}
        named |= {f"body {body.id}": body.name for body in election.bodies}
        named |= {f"phase {phase.id}": phase.name for phase in election.phases}
        missing += [(Where(where.file, key), key) for key, text in named.items() if text and not text.get("en")]
    for topic in content.own.topics:
        if not topic.title.get("en") or not topic.body.get("en"):
            missing.append((content.at("topic", topic.slug), topic.slug))
    for notice in content.own.notices:
        if not notice.title.get("en") or not notice.body.get("en"):
            missing.append((content.at("notice", notice.slug), notice.slug))
    for poster in content.own.posters:
        if not poster.slogan.get("en") or (poster.alt and not poster.alt.get("en")):
            missing.append((content.at("poster", poster.slug), poster.slug))
    for where, name in missing:
        yield warning(
            "english-missing",
            (
                f"“{name}” chưa có tiếng Anh; màn hình sẽ hiện tiếng Việt.",
                f"“{name}” has no English; Vietnamese will show.",
            ),
            ("Thêm bản tiếng Anh.", "Add the English."),
            file=where.file,
            place=where.place,
        )


def translations(content: Content) -> Iterator[Finding]:
    """A translation made of other blocks than the original cannot be followed side by side."""
    for topic in content.own.topics:
        original, english = topic.body.get("vi", ()), topic.body.get("en", ())
        at = content.at("topic", topic.slug)
        if not original:
            yield warning(
                "topic-empty",
                (f"Chuyên đề “{topic.slug}” chưa có nội dung.", f"The topic “{topic.slug}” has no text."),
                ("Viết nội dung hoặc xóa tệp.", "Write it, or delete the file."),
                file=at.file,
            )
        elif english and [block.id for block in original] != [block.id for block in english]:
            yield warning(
                "translation-differs",
                (
                    f"Bản tiếng Anh của “{topic.slug}” không chia khối như bản tiếng Việt.",
                    f"The English of “{topic.slug}” is not made of the same blocks as the Vietnamese.",
                ),
                (
                    "Viết cùng số tiêu đề, đoạn, danh sách theo cùng thứ tự.",
                    "Use the same blocks in the same order.",
                ),
                file=in_language(at, "en").file,
            )


def sentences(content: Content) -> Iterator[Finding]:
    """Sentences too long to be followed at a stand."""
    for topic in content.own.topics:
        for language, blocks in topic.body.items():
            most = LONGEST_SENTENCE.get(language, LONGEST_SENTENCE["en"])
            long = [
                sentence
                for block in blocks
                for line in lines_of(block)
                for sentence in SENTENCE_END.split(_plain(line))
                if len(sentence.split()) > most
            ]
            if long:
                start = " ".join(long[0].split()[:6])
                yield note(
                    "long-sentence",
                    (
                        f"{len(long)} câu dài hơn {most} tiếng, câu đầu: “{start}…”.",
                        f"{len(long)} sentences of more than {most} words, the first: “{start}…”.",
                    ),
                    (
                        "Chia thành câu ngắn để mọi người dễ đọc và dễ nghe.",
                        "Split them, to be read and heard easily.",
                    ),
                    file=in_language(content.at("topic", topic.slug), language).file,
                )


def _plain(line: Line) -> str:
    return "".join(span.text for span in line)


def history(content: Content) -> Iterator[Finding]:
    """Figures of past terms: held on Sundays, one value of each chosen."""
    for term in content.own.terms:
        if term.election_day.weekday() != 6:
            yield warning(
                "not-a-sunday",
                (
                    f"Khóa {term.term}: ngày bầu cử {term.election_day:%d/%m/%Y} không phải Chủ nhật.",
                    f"Term {term.term}: {term.election_day.isoformat()} is not a Sunday.",
                ),
                ("Đối chiếu lại ngày với nguồn.", "Compare the day with its source."),
                file="history/terms.toml",
                place=f"khóa {term.term}",
            )
        preferred = Counter(figure.field for figure in term.figures if figure.preferred and not figure.preliminary)
        for name, times in preferred.items():
            if times > 1:
                yield error(
                    "two-preferred",
                    (
                        f"Khóa {term.term}: “{name}” có {times} số được chọn.",
                        f"Term {term.term}: “{name}” has {times} preferred values.",
                    ),
                    ("Để preferred = 1 ở một hàng thôi.", "Leave preferred = 1 on one row only."),
                    file="history/figures.csv",
                    place=f"khóa {term.term}",
                )
