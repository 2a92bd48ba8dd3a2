"""A committee's folder of documents -> domain records, each with the place it came from.

The folder's form is described in ``docs/`` for its writers and in :mod:`voter_kiosk.authoring.tables`. Reading
never stops at the first fault: what can be read is read, and everything else is a finding.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from voter_kiosk.authoring.clips.reading import read_spoken
from voter_kiosk.authoring.content import Content, Records, Where
from voter_kiosk.authoring.folder import BUNDLE_FILE, Folder
from voter_kiosk.authoring.kept import Kept
from voter_kiosk.authoring.read_election import approval_of, read_election
from voter_kiosk.authoring.read_lists import ListReader
from voter_kiosk.authoring.read_pages import PageReader
from voter_kiosk.authoring.read_results import read_results
from voter_kiosk.authoring.read_units import UnitReader
from voter_kiosk.authoring.read_videos import videos_apart
from voter_kiosk.authoring.sheets import Tables, laid_over, read_tables
from voter_kiosk.authoring.tables import TableKey
from voter_kiosk.authoring.toml import LANGUAGE, TomlTable
from voter_kiosk.bundle.names import BASE, SCOPE
from voter_kiosk.domain.content import Approval
from voter_kiosk.domain.election import Election
from voter_kiosk.domain.finding import Finding, Severity
from voter_kiosk.domain.rules import RuleSetId
from voter_kiosk.domain.text import VIETNAMESE
from voter_kiosk.shipped import shipped


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a folder gave. ``content`` is ``None`` where not even ``bundle.toml`` could be used."""

    content: Content | None
    findings: tuple[Finding, ...]


def read_source(
    path: Path, base: Path | None = None, upper: Tables | None = None, kept: Kept | None = None
) -> Reading:
    """Read the source folder ``path``; ``include = ["base"]`` takes base content from ``base``.

    ``upper`` are rows read as if they had been written into the source's tables already; ``kept`` are pictures of
    an earlier reading.

    ``base`` defaults to the software's own ``data/base``. Of the base, errors alone are reported, their files
    named ``base/...``. Never raises for anything the folder holds.
    """
    folder = Folder(path, kept)
    table = _bundle_table(folder)
    if table is None:
        return Reading(None, tuple(folder.findings))
    include = table.strings("include")
    if set(include) - {BASE}:
        table.wrong(
            "include",
            "include",
            ("Chỉ có thể gộp nội dung “base”.", "Only “base” can be included."),
            ('Viết include = ["base"].', 'Write include = ["base"].'),
        )
    content = _read(folder, table, None, upper)
    errors: list[Finding] = []
    if content is not None and content.election is not None and BASE in include:
        base_content, errors = _read_base(base or shipped("data", "base"), content.election.rule_set, kept)
        if base_content is not None:
            content = _with_base(content, base_content)
    if content is not None:
        content = videos_apart(content, folder)
        content = replace(content, spoken=read_spoken(folder, content), root=path)
    return Reading(content, (*folder.findings, *errors))


def _read_base(path: Path, rule_set: RuleSetId, kept: Kept | None) -> tuple[Content | None, list[Finding]]:
    folder = Folder(path, kept)
    table = _bundle_table(folder)
    if table is None:
        content = None
    else:
        table.strings("include")
        content = _read(folder, table, rule_set)
    errors = [found for found in folder.findings if found.severity is Severity.ERROR]
    return content, [replace(found, file=f"{BASE}/{found.file}") for found in errors]


def _bundle_table(folder: Folder) -> TomlTable | None:
    if folder.root.is_dir():
        return folder.toml(BUNDLE_FILE)
    folder.error(
        "no-source",
        ("Không có thư mục nguồn này.", "There is no such source folder."),
        ("Kiểm tra lại đường dẫn, hoặc tạo bằng lệnh new.", "Check the path, or make one with `new`."),
        folder.root.name,
    )
    return None


def _read(folder: Folder, table: TomlTable, only: RuleSetId | None, upper: Tables | None = None) -> Content | None:
    """Read the whole folder; ``only`` is the rule set a base is read for."""
    scope = table.string("scope", required=True)
    if scope and not SCOPE.fullmatch(scope):
        table.wrong(
            "scope",
            "scope",
            (f"Phạm vi “{scope}” không đúng mẫu.", f"The scope “{scope}” is not of the form."),
            ("Viết p và 2 số của tỉnh, hoặc c và 5 số của xã.", "Write p and 2 digits, or c and 5 digits."),
        )
        scope = ""
    languages = table.strings("languages") or ("vi", "en")
    if VIETNAMESE not in languages or not all(map(LANGUAGE.fullmatch, languages)):
        table.wrong(
            "languages",
            "languages",
            (
                f"Danh sách ngôn ngữ “{', '.join(languages)}” không dùng được.",
                f"The languages “{', '.join(languages)}” cannot be used.",
            ),
            ('Viết như ["vi", "en"]; phải có "vi".', 'Write it like ["vi", "en"], with "vi" in it.'),
        )
    approval = approval_of(table)
    base_approval = approval_of(table, "base_approval")
    election = read_election(folder, table, scope, languages, approval)
    table.finish()
    if not scope or (scope != BASE and election is None):
        return None
    own = _records(folder, scope, election, approval, only, upper)
    folder.surplus_files()
    return Content(scope, election, own, Records(), folder.media, folder.where, languages, approval, base_approval)


def _records(
    folder: Folder,
    scope: str,
    election: Election | None,
    approval: Approval | None,
    only: RuleSetId | None,
    upper: Tables | None,
) -> Records:
    pages = PageReader(folder, election, approval, only)
    programmes, approvals = pages.programmes()
    lists = ListReader(folder, election, approval)
    tables = read_tables(folder.root, folder.report)
    if upper is not None:
        tables = laid_over(tables, upper)
    constituencies = lists.constituencies(tables)
    areas = lists.areas(tables, constituencies)
    return Records(
        constituencies=constituencies,
        candidates=lists.candidates(tables, programmes, approvals),
        polling_areas=areas,
        meetings=lists.meetings(tables),
        topics=pages.topics(),
        notices=pages.notices(),
        posters=lists.posters(tables),
        terms=pages.terms(),
        sources=pages.sources(),
        strings=pages.strings(),
        results=read_results(folder, tables),
        glossary=pages.glossary(),
        former_units=UnitReader(folder, scope, election).former_units(tables[TableKey.FORMER_UNITS], areas),
    )


def _with_base(content: Content, base: Content) -> Content:
    """Add ``base`` to ``content``: what the source gives under the same slug, role or id replaces the base's.

    A text of the base is approved as it says itself, else as the including source's ``base_approval`` says, else
    as the base does as a whole, else as the including source does.
    """
    replaced = {topic.slug for topic in content.own.topics}
    taken = {topic.role for topic in content.own.topics if topic.role}
    explained = {gloss.slug for gloss in content.own.glossary}
    cited = {source.id for source in content.own.sources}
    terms = {term.term for term in content.own.terms}
    approval = content.base_approval or base.approval or content.approval
    kept = Records(
        topics=tuple(
            replace(topic, approval=topic.approval or approval)
            for topic in base.own.topics
            if topic.slug not in replaced and topic.role not in taken
        ),
        glossary=tuple(
            replace(gloss, approval=gloss.approval or approval)
            for gloss in base.own.glossary
            if gloss.slug not in explained
        ),
        posters=tuple(replace(poster, approval=poster.approval or approval) for poster in base.own.posters),
        terms=tuple(term for term in base.own.terms if term.term not in terms),
        sources=tuple(source for source in base.own.sources if source.id not in cited),
        strings=base.own.strings,
    )
    where = {key: Where(f"{BASE}/{at.file}", at.place) for key, at in base.where.items()}
    return replace(content, base=kept, media={**base.media, **content.media}, where={**where, **content.where})
