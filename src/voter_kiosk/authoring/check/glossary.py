"""The difficult words that a source explains: each once, each with an explanation, each somewhere to be read."""

from __future__ import annotations

from collections.abc import Iterator

from voter_kiosk.authoring.check.reading import GLOSS, read_lines
from voter_kiosk.authoring.content import Content
from voter_kiosk.authoring.findings import error, note, warning
from voter_kiosk.authoring.texts import in_language
from voter_kiosk.domain.finding import Finding
from voter_kiosk.domain.glossary import Gloss, finder, form_key


def glossary(content: Content) -> Iterator[Finding]:
    """Words without an explanation, a form that two words claim or that no text has, a topic that is not there."""
    topics = {topic.slug for topic in content.topics}
    used = _used(content)
    for gloss in content.own.glossary:
        where = content.at("gloss", gloss.slug)
        for language in sorted({"vi", *gloss.title}):
            if not gloss.body.get(language):
                yield error(
                    "gloss-empty",
                    (f"Từ khó “{gloss.slug}” chưa được giải thích.", f"“{gloss.slug}” is not explained."),
                    (
                        "Viết một đến ba câu ngắn, hoặc xóa tệp.",
                        "Write one to three short sentences, or delete it.",
                    ),
                    file=in_language(where, language).file,
                )
        if gloss.topic and gloss.topic not in topics:
            yield warning(
                "gloss-topic",
                (f"Không có chuyên đề “{gloss.topic}”.", f"There is no topic “{gloss.topic}”."),
                ("Sửa dòng topic, hoặc bỏ dòng đó.", "Mend the line `topic`, or drop it."),
                file=where.file,
                place="topic",
            )
        for language in gloss.title:
            for form in gloss.written(language):
                other = _claimed(content, gloss, language, form)
                if other is not None:
                    yield error(
                        "form-twice",
                        (
                            f"“{form}” vừa thuộc từ khó “{gloss.slug}”, vừa thuộc “{other.slug}”.",
                            f"“{form}” belongs to “{gloss.slug}” and to “{other.slug}”.",
                        ),
                        (
                            "Bỏ ở một bên; muốn thay từ có sẵn thì đặt tên tệp giống nó.",
                            "Drop it from one; to replace a built-in word, name the file like it.",
                        ),
                        file=in_language(where, language).file,
                        place="forms",
                    )
                elif (language, form_key(form)) not in used:
                    yield note(
                        "form-unused",
                        (f"“{form}” không có trong bài nào.", f"“{form}” stands in no text."),
                        ("Xem lại cách viết, hoặc bỏ dạng này.", "Look at how it is written, or drop the form."),
                        file=in_language(where, language).file,
                        place="forms",
                    )


def _claimed(content: Content, gloss: Gloss, language: str, form: str) -> Gloss | None:
    """Another word, of the same law, that is written like ``form``."""
    key = form_key(form)
    for other in content.glossary:
        together = not gloss.rule_sets or not other.rule_sets or set(gloss.rule_sets) & set(other.rule_sets)
        if other.slug != gloss.slug and together and key in map(form_key, other.written(language)):
            return other
    return None


def _used(content: Content) -> set[tuple[str, tuple[str, ...]]]:
    """The forms that texts have, by language; within a longer form of another word they do not count."""
    finders = {
        language: finder(content.glossary, language) for gloss in content.glossary for language in gloss.title
    }
    used = set()
    for line in read_lines(content):
        if line.language in finders:
            for one in finders[line.language].occurrences(line.text):
                if line.owner != f"{GLOSS}{one.slug}":  # a word's own explanation does not count
                    used.add((line.language, form_key(line.text[one.start : one.end])))
    return used
