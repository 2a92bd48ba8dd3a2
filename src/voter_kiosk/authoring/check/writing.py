"""How texts are written: their sources, their English, their length; and the figures of past terms."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from typing import Final

from voter_kiosk.authoring.check.reading import read_lines
from voter_kiosk.authoring.content import Content, Where
from voter_kiosk.authoring.findings import error, note, warning
from voter_kiosk.authoring.markdown import lines_of
from voter_kiosk.authoring.texts import SENTENCE_END, in_language
from voter_kiosk.domain.content import Block, Body
from voter_kiosk.domain.finding import Finding
from voter_kiosk.domain.text import VIETNAMESE

LONGEST_SENTENCE: Final = 25
"""Words of a sentence that is followed at one hearing: what plain-language guides allow at most."""

SYLLABLES: Final = 35
"""The same in Vietnamese, where spaces part syllables (tiếng) and not words. Seven words of ten in the dictionary
have two, the commonest one ("Construction and Analysis of a Large Vietnamese Text Corpus", LREC 2016): about 1.4
to a word of running text, and 25 x 1.4 is 35."""


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
    for gloss in content.glossary:
        for language, blocks in gloss.body.items():
            yield in_language(content.at("gloss", gloss.slug), language), blocks
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
    for gloss in content.own.glossary:
        if not gloss.title.get("en") or not gloss.body.get("en"):
            missing.append((content.at("gloss", gloss.slug), gloss.slug))
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
        at = content.at("topic", topic.slug)
        if not topic.body.get("vi"):
            yield warning(
                "topic-empty",
                (f"Chuyên đề “{topic.slug}” chưa có nội dung.", f"The topic “{topic.slug}” has no text."),
                ("Viết nội dung hoặc xóa tệp.", "Write it, or delete the file."),
                file=at.file,
            )
        else:
            yield from _alike(topic.slug, topic.body, at)
    for gloss in content.own.glossary:
        yield from _alike(gloss.slug, gloss.body, content.at("gloss", gloss.slug))


def _alike(slug: str, body: Body, at: Where) -> Iterator[Finding]:
    original, english = body.get("vi", ()), body.get("en", ())
    if english and [block.id for block in original] != [block.id for block in english]:
        yield warning(
            "translation-differs",
            (
                f"Bản tiếng Anh của “{slug}” không chia khối như bản tiếng Việt.",
                f"The English of “{slug}” is not made of the same blocks as the Vietnamese.",
            ),
            (
                "Viết cùng số tiêu đề, đoạn, danh sách theo cùng thứ tự.",
                "Use the same blocks in the same order.",
            ),
            file=in_language(at, "en").file,
        )


def sentences(content: Content) -> Iterator[Finding]:
    """Sentences too long to be followed at a stand, each by its beginning; never a candidate's own."""
    for line in read_lines(content):
        if not line.own:
            continue
        vietnamese = line.language == VIETNAMESE
        most = SYLLABLES if vietnamese else LONGEST_SENTENCE
        for sentence in SENTENCE_END.split(line.text):
            length = len(sentence.split())
            if length <= most:
                continue
            start = " ".join(sentence.split()[:6])
            counted = (
                (f"Câu “{start}…” có {length} tiếng", f"The sentence “{start}…” has {length} syllables")
                if vietnamese
                else (f"Câu “{start}…” có {length} từ", f"The sentence “{start}…” has {length} words")
            )
            limit = (
                (
                    f"{SYLLABLES} tiếng (khoảng {LONGEST_SENTENCE} từ)",
                    f"{SYLLABLES} (about {LONGEST_SENTENCE} words)",
                )
                if vietnamese
                else (f"{LONGEST_SENTENCE} từ", f"{LONGEST_SENTENCE}")
            )
            yield note(
                "long-sentence",
                (f"{counted[0]}, dài hơn {limit[0]}.", f"{counted[1]}, more than {limit[1]}."),
                (
                    "Chia thành câu ngắn để mọi người dễ đọc và dễ nghe.",
                    "Split it, to be read and heard easily.",
                ),
                file=line.where.file,
                place=f"đoạn {line.block}" if line.block else "title, summary",
            )


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
