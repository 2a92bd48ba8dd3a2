"""The languages that a bundle adds to Vietnamese and English: their tags, and their interface strings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from voter_kiosk.authoring.content import Content
from voter_kiosk.authoring.findings import error, note, warning
from voter_kiosk.domain.election import Election
from voter_kiosk.domain.finding import Finding
from voter_kiosk.domain.languages import LANGUAGES, is_audio_only, language_of
from voter_kiosk.domain.text import ENGLISH, VIETNAMESE
from voter_kiosk.shipped import shipped

_MARK: Final = re.compile(r"%(?:n|\d)")
_SINGULAR: Final = "|1"
_BUNDLE: Final = "bundle.toml"
_PRIVATE: Final = re.compile(r"q[a-t][a-z](?:-.*)?")
"""Tags for local use (ISO 639-2): nobody else knows what they mean, so a name has to come with them."""


def tongues(content: Content, election: Election) -> Iterator[Finding]:
    """Tags that nobody knows, strings whose marks differ from the original's, and what is not translated yet."""
    named = {setting.tag for setting in election.language_settings if setting.name}
    for tag in election.languages:
        unknown = tag.partition("-")[0] not in {known.partition("-")[0] for known in LANGUAGES}
        if unknown and tag not in named:
            why = "là thẻ riêng" if _PRIVATE.fullmatch(tag) else "phần mềm chưa biết"
            yield warning(
                "language-unnamed",
                (
                    f"Ngôn ngữ “{tag}” {why}; phím chọn sẽ chỉ ghi “{tag}”.",
                    f"The language “{tag}” has no name here; its key would say “{tag}”.",
                ),
                (f'Thêm [language.{tag}] với name = "…".', f'Add [language.{tag}] with name = "…".'),
                file=_BUNDLE,
            )
        if tag in {VIETNAMESE, ENGLISH}:
            continue
        if is_audio_only(tag, election.language_settings):
            yield from _never_read(content, tag)
        else:
            yield from _translated(content, tag)
    for tag in content.own.strings:
        if tag not in election.languages:
            yield warning(
                "language-not-listed",
                (
                    f"Có lời giao diện cho “{tag}” nhưng gói không có ngôn ngữ này.",
                    f"There are strings for “{tag}”, which the bundle does not have.",
                ),
                (f'Thêm "{tag}" vào languages.', f'Add "{tag}" to languages.'),
                file=f"strings/{tag}.json",
            )
    for tag, messages in content.own.strings.items():
        yield from _marks(tag, messages)


def _never_read(content: Content, tag: str) -> Iterator[Finding]:
    """Texts in a language that the bundle says is only heard."""
    written = [topic.slug for topic in content.topics if topic.body.get(tag) or topic.title.get(tag)]
    written += [notice.slug for notice in content.own.notices if notice.body.get(tag) or notice.title.get(tag)]
    written += [one.id for one in content.own.candidates if one.programme.get(tag)]
    if content.own.strings.get(tag):
        written.append(f"strings/{tag}.json")
    if written:
        yield warning(
            "audio-only-text",
            (
                f"“{tag}” chỉ để nghe, nên chữ bằng tiếng này sẽ không hiện: {', '.join(written)}.",
                f"“{tag}” is only heard, so texts in it will not show: {', '.join(written)}.",
            ),
            ("Bỏ audio_only, hoặc bỏ các bản chữ này.", "Take audio_only out, or those texts."),
            file=_BUNDLE,
        )


def _translated(content: Content, tag: str) -> Iterator[Finding]:
    """How much of the interface and of the topics is in that language; Vietnamese stands in for the rest."""
    phrases = _phrases()
    said = content.own.strings.get(tag, {})
    done = sum(phrase in said for phrase in phrases)
    topics = sum(bool(topic.body.get(tag)) for topic in content.topics)
    yield note(
        "language-share",
        (
            f"{language_of(tag).vi}: {done} trên {len(phrases)} lời giao diện, {topics} trên "
            f"{len(content.topics)} chuyên đề; chỗ còn lại hiện tiếng Việt.",
            f"{language_of(tag).en}: {done} of {len(phrases)} interface strings, {topics} of "
            f"{len(content.topics)} topics; the rest shows in Vietnamese.",
        ),
        (f"Thêm dần vào strings/{tag}.json.", f"Add to strings/{tag}.json as they come."),
        file=f"strings/{tag}.json",
    )


def _marks(tag: str, messages: dict[str, str]) -> Iterator[Finding]:
    phrases = _phrases()
    for english, translation in messages.items():
        phrase = english.removesuffix(_SINGULAR)
        if phrase not in phrases:
            yield note(
                "string-unknown",
                (f"Giao diện không có câu “{english}”.", f"The interface has no phrase “{english}”."),
                ("Chép đúng câu tiếng Anh gốc.", "Copy the English original exactly."),
                file=f"strings/{tag}.json",
            )
        elif not set(_MARK.findall(translation)) <= set(_MARK.findall(phrase)) or (
            english == phrase and set(_MARK.findall(phrase)) != set(_MARK.findall(translation))
        ):
            wanted = " ".join(sorted(set(_MARK.findall(phrase)))) or "–"
            yield error(
                "string-marks",
                (
                    f"Bản dịch của “{english}” phải có đúng các dấu {wanted}.",
                    f"The translation of “{english}” must have exactly the marks {wanted}.",
                ),
                ("Giữ nguyên %1, %2, %n trong bản dịch.", "Keep %1, %2, %n in the translation."),
                file=f"strings/{tag}.json",
            )


@cache
def _phrases() -> frozenset[str]:
    """Every phrase of the interface, in its English original."""
    return frozenset(json.loads(shipped("resources", "i18n", "vi.json").read_text("utf-8")))
