"""The written part of a source -> topics, notices, programmes, sources, figures of past terms, strings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from voter_kiosk.authoring.characters import broken, clean
from voter_kiosk.authoring.content import Where
from voter_kiosk.authoring.folder import Folder
from voter_kiosk.authoring.markdown import Document, read_document
from voter_kiosk.authoring.read_election import approval_of
from voter_kiosk.authoring.read_videos import read_videos
from voter_kiosk.authoring.sheets import read_csv
from voter_kiosk.authoring.toml import LANGUAGE, TomlTable
from voter_kiosk.domain.content import Approval, Block, Body, Figure, Notice, Section, Source, TermFigures, Topic
from voter_kiosk.domain.election import Election
from voter_kiosk.domain.glossary import Gloss
from voter_kiosk.domain.rules import RuleSetId
from voter_kiosk.domain.text import ENGLISH, VIETNAMESE
from voter_kiosk.domain.vietnamese import nfc

_PAGE_NAME: Final = re.compile(r"(?P<slug>[a-z0-9][a-z0-9-]*)\.(?P<language>[a-z]{2,3})\.md")
_PROGRAMME_NAME: Final = re.compile(r"(?P<slug>[pc]\d+\.[a-z]+\.\d+\.\d+)\.(?P<language>[a-z]{2,3})\.md")


class PageReader:
    """Reads the texts of one source. ``only`` is the rule set a base is read for, ``None`` for an own source.

    ``approval`` is that of the source as a whole; a base's texts get theirs where they are included.
    """

    def __init__(
        self, folder: Folder, election: Election | None, approval: Approval | None, only: RuleSetId | None = None
    ) -> None:
        self._folder = folder
        self._election = election
        self._approval = approval
        self._only = only
        self._languages = election.languages if election is not None else (VIETNAMESE, ENGLISH)

    def topics(self) -> tuple[Topic, ...]:
        """Read ``topics/`` and its folder of the election's rule set, by section and order.

        Of a base read by itself every rule set is taken; in a source the other one's folder is an error.
        """
        found: list[Topic] = []
        for folder, rule_sets in self._by_rule_set("topics"):
            for slug, pages in self._pages(folder, _PAGE_NAME).items():
                topic = self._topic(slug, pages, rule_sets, folder)
                if topic is None:
                    continue
                twin = next(
                    (
                        other
                        for other in found
                        if other.slug == slug and (not other.rule_sets or other.rule_sets == rule_sets)
                    ),
                    None,
                )
                if twin is not None:
                    self._folder.error(
                        "topic-twice",
                        (f"Chuyên đề “{slug}” có hai lần.", f"The topic “{slug}” stands twice."),
                        ("Giữ một tệp, hoặc chia cho từng chế độ bầu cử.", "Keep one, or split it by rule set."),
                        f"{folder}/{slug}.vi.md",
                    )
                    continue
                found.append(topic)
        order = list(Section)
        return tuple(sorted(found, key=lambda topic: (order.index(topic.section), topic.order, topic.slug)))

    def _by_rule_set(self, folder: str) -> list[tuple[str, tuple[RuleSetId, ...]]]:
        """A folder of what holds under every law, and those within it of the rule sets that are read."""
        election = self._election
        folders: list[tuple[str, tuple[RuleSetId, ...]]] = [(folder, ())]
        for rule_set in RuleSetId:
            inner = f"{folder}/{rule_set.value}"
            if not (self._folder.root / inner).is_dir():
                continue
            if self._only is not None and rule_set is not self._only:
                continue
            if election is not None and rule_set is not election.rule_set:
                self._folder.error(
                    "other-rule-set",
                    (
                        f"Thư mục này là của chế độ {rule_set.value}, còn gói này là {election.rule_set.value}.",
                        f"This folder is of rule set {rule_set.value}, the bundle of {election.rule_set.value}.",
                    ),
                    ("Xóa thư mục này; hai chế độ không được lẫn nhau.", "Delete the folder; the two never mix."),
                    inner,
                )
                continue
            folders.append((inner, (rule_set,)))
        return folders

    def glossary(self) -> tuple[Gloss, ...]:
        """Read ``glossary/`` and its folder of the election's rule set: difficult words, by slug.

        Each word is a text like a topic's; its front matter has ``title``, ``forms`` (how it is written, the title
        where it is left out) and, in Vietnamese, ``topic`` (the slug of the topic that says more).
        """
        found: list[Gloss] = []
        for folder, rule_sets in self._by_rule_set("glossary"):
            for slug, pages in self._pages(folder, _PAGE_NAME).items():
                if any(other.slug == slug and other.rule_sets in ((), rule_sets) for other in found):
                    self._folder.error(
                        "gloss-twice",
                        (f"Từ khó “{slug}” có hai lần.", f"The difficult word “{slug}” stands twice."),
                        ("Giữ một tệp, hoặc chia cho từng chế độ bầu cử.", "Keep one, or split it by rule set."),
                        f"{folder}/{slug}.vi.md",
                    )
                    continue
                found.append(self._gloss(slug, pages, rule_sets, folder))
        return tuple(sorted(found, key=lambda gloss: gloss.slug))

    def _gloss(
        self, slug: str, pages: Mapping[str, Document], rule_sets: tuple[RuleSetId, ...], folder: str
    ) -> Gloss:
        front = self._front(pages["vi"], f"{folder}/{slug}.vi.md")
        title, forms = {"vi": front.string("title", required=True)}, {"vi": front.strings("forms")}
        topic, approval = front.string("topic"), approval_of(front)
        front.finish()
        body: Body = {}
        for language, page in sorted(pages.items(), key=lambda item: item[0] != "vi"):
            file = f"{folder}/{slug}.{language}.md"
            if language != "vi":
                inner = self._front(page, file)
                title[language], forms[language] = inner.string("title", required=True), inner.strings("forms")
                inner.finish()
            body[language] = self._with_media(page.blocks, file)
        self._folder.where[("gloss", slug)] = Where(f"{folder}/{slug}.vi.md")
        return Gloss(
            slug=slug,
            title=_given(title),
            body=body,
            forms={language: written for language, written in forms.items() if written},
            rule_sets=rule_sets,
            topic=topic,
            approval=approval or (self._approval if self._only is None else None),
        )

    def _topic(
        self, slug: str, pages: Mapping[str, Document], rule_sets: tuple[RuleSetId, ...], folder: str
    ) -> Topic | None:
        file = f"{folder}/{slug}.vi.md"
        front = self._front(pages["vi"], file)
        section = front.choice("section", Section, required=True)
        order = front.integer("order", default=100)
        role = front.string("role")
        front.tables("video")  # read once the text is there
        title, summary = {"vi": front.string("title", required=True)}, {"vi": front.string("summary")}
        approval = approval_of(front)
        front.finish()
        body: Body = {}
        for language, page in sorted(pages.items(), key=lambda item: item[0] != "vi"):
            if language != "vi":
                inner = self._front(page, f"{folder}/{slug}.{language}.md")
                title[language] = inner.string("title", required=True)
                summary[language] = inner.string("summary")
                inner.finish()
            body[language] = self._with_media(page.blocks, f"{folder}/{slug}.{language}.md")
        videos = read_videos(front, self._folder, self._languages, body)
        if section is None:
            return None
        self._folder.where[("topic", slug)] = Where(file)
        return Topic(
            slug=slug,
            section=section,
            order=order,
            title=_given(title),
            summary=_given(summary),
            body=body,
            rule_sets=rule_sets,
            role=role,
            approval=approval or (self._approval if self._only is None else None),
            videos=videos,
        )

    def notices(self) -> tuple[Notice, ...]:
        """Read ``notices/``, by their first day."""
        found = []
        for slug, pages in self._pages("notices", _PAGE_NAME).items():
            file = f"notices/{slug}.vi.md"
            front = self._front(pages["vi"], file)
            title = {"vi": front.string("title", required=True)}
            since, until = front.date("since", required=True), front.date("until")
            urgent = front.flag("urgent")
            front.tables("video")
            approval = approval_of(front)
            front.finish()
            body: Body = {}
            for language, page in sorted(pages.items(), key=lambda item: item[0] != "vi"):
                if language != "vi":
                    inner = self._front(page, f"notices/{slug}.{language}.md")
                    title[language] = inner.string("title", required=True)
                    inner.finish()
                body[language] = self._with_media(page.blocks, f"notices/{slug}.{language}.md")
            videos = read_videos(front, self._folder, self._languages, body)
            if since is None:
                continue
            if until is not None and until < since:
                front.wrong(
                    "notice-days",
                    "until",
                    ("Thông báo hết hạn trước ngày bắt đầu.", "The notice ends before it begins."),
                    ("Đổi since và until.", "Exchange since and until."),
                )
            self._folder.where[("notice", slug)] = Where(file)
            said_by = approval or self._approval
            found.append(Notice(slug, _given(title), body, since, until, urgent, said_by, videos))
        return tuple(sorted(found, key=lambda notice: (notice.since, notice.slug)))

    def programmes(self) -> tuple[dict[str, Body], dict[str, Approval]]:
        """Read ``programmes/``: each text by candidate id, and the approvals of those that have their own."""
        bodies: dict[str, Body] = {}
        approvals: dict[str, Approval] = {}
        for name, pages in self._pages("programmes", _PROGRAMME_NAME).items():
            self._folder.where[("programme", name)] = Where(f"programmes/{name}.vi.md")
            body: Body = {}
            for language, page in sorted(pages.items(), key=lambda item: item[0] != "vi"):
                file = f"programmes/{name}.{language}.md"
                front = self._front(page, file)
                approval = approval_of(front) if language == "vi" else None
                front.finish()
                if approval is not None:
                    approvals[name] = approval
                body[language] = self._with_media(page.blocks, file)
            bodies[name] = body
        return bodies, approvals

    def _pages(self, folder: str, form: re.Pattern[str]) -> dict[str, dict[str, Document]]:
        """Every text of a folder by slug and language; one without Vietnamese is reported and left out."""
        found: dict[str, dict[str, Document]] = {}
        for path in self._folder.files(folder):
            name = f"{folder}/{path.name}"
            match = form.fullmatch(path.name)
            if match is None:
                self._folder.warning(
                    "file-name",
                    (
                        "Tên tệp không đúng mẫu; tệp này bị bỏ qua.",
                        "The file's name is not of the form; it is left out.",
                    ),
                    ("Đặt tên như ten-bai.vi.md và ten-bai.en.md.", "Name it like name.vi.md and name.en.md."),
                    name,
                )
                continue
            text = self._folder.text_of(name)
            if text is None:
                continue
            document = read_document(text, name)
            self._folder.findings += document.findings
            found.setdefault(match["slug"], {})[match["language"]] = document
        for slug in [slug for slug, pages in found.items() if "vi" not in pages]:
            self._folder.error(
                "vietnamese-missing",
                (f"“{slug}” thiếu bản tiếng Việt.", f"“{slug}” has no Vietnamese file."),
                (f"Thêm tệp {slug}.vi.md.", f"Add {slug}.vi.md."),
                f"{folder}/{slug}.{next(iter(found[slug]))}.md",
            )
            del found[slug]
        return found

    def _front(self, page: Document, file: str) -> TomlTable:
        return TomlTable(page.meta, file, self._folder.report, source=self._folder.text_of(file) or "")

    def _with_media(self, blocks: Iterable[Block], file: str) -> tuple[Block, ...]:
        """Put the picture's hash where a figure names its file."""
        return tuple(
            replace(block, media=self._folder.picture(block.media, Where(file))) if block.media else block
            for block in blocks
        )

    def sources(self) -> tuple[Source, ...]:
        """Read ``sources.toml``, in its order."""
        table = self._folder.toml("sources.toml", required=False)
        if table is None:
            return ()
        found = []
        for inner in table.tables("source"):
            source = Source(
                id=inner.string("id", required=True),
                title=inner.text("title", required=True),
                detail=inner.text("detail"),
                url=inner.string("url"),
            )
            inner.finish()
            if source.id and self._folder.once("source", source.id, Where("sources.toml", inner.place("id"))):
                found.append(source)
        table.finish()
        return tuple(found)

    def terms(self) -> tuple[TermFigures, ...]:
        """Read ``history/``: the terms of the Assembly by number, each with its figures."""
        table = self._folder.toml("history/terms.toml", required=False)
        if table is None:
            return ()
        figures = self._figures()
        found = []
        for inner in table.tables("term"):
            term = inner.string("term", required=True)
            election_day = inner.date("election_day", required=True)
            number = inner.integer("number", required=True)
            years = inner.string("years", required=True)
            final = inner.flag("final", default=True)
            context = inner.text("context")
            inner.finish()
            where = Where("history/terms.toml", inner.place("term"))
            if term and election_day is not None and self._folder.once("term", term, where):
                found.append(
                    TermFigures(term, number, years, election_day, tuple(figures.pop(term, ())), context, final)
                )
        table.finish()
        for term in figures:
            self._folder.error(
                "no-such-term",
                (f"Không có khóa “{term}”.", f"There is no term “{term}”."),
                ("Thêm khóa này vào history/terms.toml.", "Add it to history/terms.toml."),
                "history/figures.csv",
            )
        return tuple(sorted(found, key=lambda term: term.number))

    def _figures(self) -> dict[str, list[Figure]]:
        name = "history/figures.csv"
        if not (self._folder.root / name).is_file():
            return {}
        grid = read_csv(self._folder.root, name, self._folder.report)
        wanted = (
            "term",
            "field",
            "value",
            "base",
            "preferred",
            "confidence",
            "source",
            "note_vi",
            "note_en",
            "preliminary",
        )
        header = [cell.strip() for cell in grid[0]] if grid else []
        for column in sorted(set(wanted[:3]) - set(header)):
            self._folder.error(
                "column-missing",
                (f"Thiếu cột “{column}”.", f"The column “{column}” is missing."),
                ("Thêm cột này vào hàng tiêu đề.", "Add it to the header row."),
                name,
                "hàng 1",
            )
        found: dict[str, list[Figure]] = {}
        for number, cells in enumerate(grid[1:], start=2):
            row = dict(zip(header, (clean(cell) for cell in cells), strict=False))
            if not any(row.values()):
                continue
            if not row.get("value") or not re.fullmatch(r"-?\d+(\.\d+)?", row["value"]):
                self._folder.error(
                    "figure-value",
                    (
                        f"“{row.get('value', '')}” không phải một con số.",
                        f"“{row.get('value', '')}” is no number.",
                    ),
                    ("Viết số liền, dấu chấm thập phân: 99.60.", "Write digits and a decimal point: 99.60."),
                    name,
                    f"hàng {number}",
                )
                continue
            said = {"vi": row.get("note_vi", ""), "en": row.get("note_en", "")}
            found.setdefault(row.get("term", ""), []).append(
                Figure(
                    field=row.get("field", ""),
                    value=row["value"],
                    base=row.get("base", ""),
                    confidence=row.get("confidence", ""),
                    source=row.get("source", ""),
                    note=_given(said),
                    preferred=row.get("preferred", "1") != "0",
                    preliminary=row.get("preliminary", "") == "1",
                )
            )
        return found

    def strings(self) -> dict[str, dict[str, str]]:
        """Read ``strings/<language>.json``: interface strings by language."""
        found: dict[str, dict[str, str]] = {}
        for path in self._folder.files("strings"):
            name = f"strings/{path.name}"
            text = self._folder.text_of(name)
            try:
                said = json.loads(text or "")
            except (ValueError, RecursionError):
                said = None
            if not LANGUAGE.fullmatch(path.stem) or path.suffix != ".json":
                self._folder.error(
                    "strings-name",
                    (
                        f"“{path.name}” không mang tên một ngôn ngữ.",
                        f"“{path.name}” does not bear a language's name.",
                    ),
                    ("Đặt tên như km.json hoặc en.json.", "Name it like km.json or en.json."),
                    name,
                )
                continue
            if not isinstance(said, dict) or not all(_is_text(key) and _is_text(said[key]) for key in said):
                self._folder.error(
                    "strings",
                    ("Tệp lời giao diện không đọc được.", "The interface strings cannot be read."),
                    ('Viết JSON: {"English": "bản dịch"}.', 'Write JSON: {"English": "translation"}.'),
                    name,
                )
                continue
            found[path.stem] = {nfc(key): clean(value) for key, value in said.items()}
        return found


def _given(text: Mapping[str, str]) -> dict[str, str]:
    """A text without the languages that say nothing."""
    return {language: value for language, value in text.items() if value}


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not broken(value)
