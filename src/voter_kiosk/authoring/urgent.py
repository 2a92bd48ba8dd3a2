"""What cannot wait, written into a source from a template: a strike-off (Law art. 60; facts B.7), or a notice.

It is written in the manner of the tables and texts that are there; draft, signatures and bundle follow as for
everything else.
"""

from __future__ import annotations

import datetime as dt
import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from voter_kiosk.authoring.sheets import read_tables
from voter_kiosk.authoring.table_writing import Entry, cannot_write, no_source, replace_all, write_tables
from voter_kiosk.authoring.tables import TableKey
from voter_kiosk.domain.content import Approval
from voter_kiosk.domain.election import StrikeOffKind
from voter_kiosk.domain.finding import Finding, Refusal
from voter_kiosk.domain.text import ENGLISH, VIETNAMESE, Sentence
from voter_kiosk.domain.vietnamese import date_in_words, nfc, parse_posted_date

_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_KINDS: Final = MappingProxyType(
    {
        StrikeOffKind.STRUCK_OFF: "xóa tên",
        StrikeOffKind.WITHDREW: "rút tên",
        StrikeOffKind.DIED: "qua đời",
    }
)
_WORDINGS: Final = MappingProxyType(
    {
        StrikeOffKind.STRUCK_OFF: Sentence(
            "Đã xóa tên người ứng cử số {number} khỏi danh sách người ứng cử tại đơn vị bầu cử số {unit}, theo "
            "{decision} ngày {day}.",
            "Candidate number {number} has been struck off the list of candidates in constituency {unit}, by "
            "{decision} of {day}.",
        ),
        StrikeOffKind.WITHDREW: Sentence(
            "Người ứng cử số {number} đã rút tên khỏi danh sách người ứng cử tại đơn vị bầu cử số {unit}, theo "
            "{decision} ngày {day}.",
            "Candidate number {number} has withdrawn from the list of candidates in constituency {unit}, by "
            "{decision} of {day}.",
        ),
        StrikeOffKind.DIED: Sentence(
            "Người ứng cử số {number} tại đơn vị bầu cử số {unit} đã qua đời; đã xóa tên khỏi danh sách người ứng "
            "cử, theo {decision} ngày {day}.",
            "Candidate number {number} in constituency {unit} has died and was taken off the list of candidates, "
            "by {decision} of {day}.",
        ),
    }
)
"""What is announced, by the kind alone: the cause is never said, and nobody's name is in it."""


@dataclass(frozen=True, slots=True)
class NoticeTemplate:
    """A notice with blanks, ``{name}``: its title and its text in Markdown, in both languages."""

    title: Sentence
    text: Sentence

    @property
    def blanks(self) -> tuple[str, ...]:
        """What has to be filled in, in the order in which it stands; the document fills itself."""
        formatter = string.Formatter()
        parts = [*formatter.parse(self.title.vi), *formatter.parse(self.text.vi)]
        return tuple(dict.fromkeys(name for _, name, _, _ in parts if name and name != "document"))


TEMPLATES: Final = MappingProxyType(
    {
        "place": NoticeTemplate(
            Sentence("Đổi nơi bỏ phiếu: khu vực bỏ phiếu số {area}", "New polling place: polling area no. {area}"),
            Sentence(
                '!!! warning "Nơi mới: {place}"\n    Cử tri khu vực bỏ phiếu số {area}, {ward} bỏ phiếu tại nơi '
                "mới: {place}, {address}.\n\nCăn cứ: {document}.\n",
                '!!! warning "New place: {place}"\n    Voters of polling area no. {area}, {ward} vote at the new '
                "place: {place}, {address}.\n\nBy: {document}.\n",
            ),
        ),
        "hours": NoticeTemplate(
            Sentence("Giờ bỏ phiếu: khu vực bỏ phiếu số {area}", "Polling hours: polling area no. {area}"),
            Sentence(
                '!!! warning "Bỏ phiếu từ {opens} đến {closes}"\n    Cử tri khu vực bỏ phiếu số {area}, {ward} bỏ '
                "phiếu từ {opens} đến {closes}.\n\nCăn cứ: {document}.\n",
                '!!! warning "Voting from {opens} to {closes}"\n    Voters of polling area no. {area}, {ward} '
                "vote from {opens} to {closes}.\n\nBy: {document}.\n",
            ),
        ),
        "list": NoticeTemplate(
            Sentence(
                "Danh sách người ứng cử thay đổi: đơn vị bầu cử số {unit}",
                "The list of candidates has changed: constituency no. {unit}",
            ),
            Sentence(
                "Danh sách người ứng cử {body} tại đơn vị bầu cử số {unit} đã thay đổi. Ông/Bà xem danh sách trên "
                "máy này hoặc danh sách niêm yết tại nơi bỏ phiếu.\n\nCăn cứ: {document}.\n",
                "The list of candidates for {body} in constituency no. {unit} has changed. Please read the list "
                "on this kiosk, or the one posted at the polling place.\n\nBy: {document}.\n",
            ),
        ),
        "plain": NoticeTemplate(
            Sentence("{title}", "{title}"),
            Sentence("{text}\n\nCăn cứ: {document}.\n", "{text}\n\nBy: {document}.\n"),
        ),
    }
)
"""The notices that are known by heart, and one whose title and text are one's own."""


@dataclass(frozen=True, slots=True)
class UrgentNotice:
    """A notice to be written: under which name, of which template, filled with what, and who approved it.

    ``english`` fills the blanks of the English text where it differs. Without ``until`` it stands until another
    bundle takes it away.
    """

    name: str
    template: str
    fill: Mapping[str, str]
    approval: Approval
    since: dt.date
    until: dt.date | None = None
    english: Mapping[str, str] = field(default_factory=dict)


def read_day(text: str) -> dt.date | Refusal:
    """A day as people write it, ``2026-03-02`` or ``2/3/2026``. Refused: ``day-unreadable``."""
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        found = parse_posted_date(text)
    if found is not None and found.day is not None:
        return dt.date.fromisoformat(found.iso())
    return Refusal(
        "day-unreadable",
        Sentence(
            f"Ngày “{text}” không đọc được; hãy viết như 02/3/2026 hoặc 2026-03-02.",
            f"The day “{text}” cannot be read; write it like 2026-03-02.",
        ),
    )


def strike_off(
    source: Path,
    candidate: str,
    decision: str,
    date: dt.date,
    *,
    kind: StrikeOffKind = StrikeOffKind.STRUCK_OFF,
    wording: Sentence | None = None,
) -> tuple[Path, ...] | Refusal:
    """Enter a strike-off into the table of ``source``; the files that changed, none where it stood so already.

    The candidate's row stays as posted. ``wording`` is what is announced, by default the template of ``kind``.
    Refused: ``strike-off-unknown`` for nobody of that id, ``unreadable-source`` where the table he should stand in
    cannot be read, ``decision-missing``, and as ``table_writing.write_tables``.
    """
    unreadable: list[Finding] = []
    rows = read_tables(source, unreadable.append)
    known = {f"{row['constituency']}.{row['number']}" for row in rows[TableKey.CANDIDATES]}
    if source.is_dir() and not known and unreadable:
        first = unreadable[0]
        return Refusal(
            "unreadable-source",
            Sentence(
                f"{first.message.vi} {first.remedy.vi} ({first.file})",
                f"{first.message.en} {first.remedy.en} ({first.file})",
            ),
        )
    if source.is_dir() and candidate not in known:
        return Refusal(
            "strike-off-unknown",
            Sentence(
                f"Nguồn này không có người ứng cử “{candidate}”. Hãy ghi mã như p31.na.1.3: mã đơn vị bầu cử và "
                "số thứ tự trong danh sách.",
                f"This source has no candidate “{candidate}”. Write the id like p31.na.1.3: the constituency's "
                "and the number on the list.",
            ),
            ", ".join(found.code for found in unreadable),
        )
    decision = " ".join(nfc(decision).split())
    if not decision:
        return _no_decision()
    unit, _, number = candidate.rpartition(".")
    said = wording or _WORDINGS[kind]
    fill = {"number": number, "unit": unit.rpartition(".")[2], "decision": decision}
    entry = Entry(
        {
            "candidate": candidate,
            "kind": _KINDS[kind],
            "decision": decision,
            "date": date.isoformat(),
            "wording": said.vi if wording else said.vi.format(day=date_in_words(date), **fill),
        },
        english={"wording": said.en if wording else said.en.format(day=date_in_words(date, ENGLISH), **fill)},
    )
    return write_tables(source, {TableKey.STRIKE_OFFS: [entry]})


def notice(source: Path, wanted: UrgentNotice) -> tuple[Path, ...] | Refusal:
    """Write an urgent notice into ``source``, in both languages; the files written.

    Refused: ``no-source``, ``notice-name``, ``notice-exists``, ``notice-template``, ``notice-blanks``,
    ``notice-days``, ``decision-missing``, ``cannot-write``.
    """
    template = TEMPLATES.get(wanted.template)
    refused = _judged(source, wanted) if template is not None else _no_template(wanted.template)
    if refused is not None or template is None:
        return refused or _no_template(wanted.template)
    files = {
        source / "notices" / f"{wanted.name}.{language}.md": _page(wanted, template, language).encode()
        for language in (VIETNAMESE, ENGLISH)
    }
    try:
        return replace_all(files)
    except OSError as problem:
        return cannot_write(str(problem))


def _judged(source: Path, wanted: UrgentNotice) -> Refusal | None:
    if not source.is_dir():
        return no_source(source)
    if not _SLUG.fullmatch(wanted.name):
        return Refusal(
            "notice-name",
            Sentence(
                f"Tên “{wanted.name}” không dùng được; hãy đặt như doi-noi-bo-phieu: chữ thường không dấu, chữ "
                "số, gạch nối.",
                f"The name “{wanted.name}” cannot be used; take small letters, digits and hyphens, as in "
                "new-place.",
            ),
        )
    if any((source / "notices").glob(f"{wanted.name}.*.md")):
        return Refusal(
            "notice-exists",
            Sentence(
                f"Nguồn này đã có thông báo “{wanted.name}”. Hãy đặt tên khác, hoặc sửa tệp đang có.",
                f"This source has a notice “{wanted.name}” already. Take another name, or edit that file.",
            ),
        )
    template = TEMPLATES[wanted.template]
    missing = [name for name in template.blanks if not wanted.fill.get(name, "").strip()]
    surplus = sorted({*wanted.fill, *wanted.english} - set(template.blanks))
    if missing or surplus:
        return _wrong_blanks(missing, surplus)
    if wanted.until is not None and wanted.until < wanted.since:
        return Refusal(
            "notice-days",
            Sentence(
                "Thông báo hết hạn trước ngày bắt đầu. Hãy xem lại --since và --until.",
                "The notice ends before it begins. Look at --since and --until again.",
            ),
        )
    return _no_decision() if not (wanted.approval.office.strip() and wanted.approval.document.strip()) else None


def _page(wanted: UrgentNotice, template: NoticeTemplate, language: str) -> str:
    fill = {name: nfc(" ".join(text.split())) for name, text in wanted.fill.items()}
    if language == ENGLISH:
        fill |= {name: nfc(" ".join(text.split())) for name, text in wanted.english.items()}
    day = date_in_words(wanted.approval.date, language)
    of = (
        f"{nfc(wanted.approval.document)} of {day}"
        if language == ENGLISH
        else (f"{nfc(wanted.approval.document)} ngày {day}")
    )
    title = template.title.say(language).format(**fill)
    text = template.text.say(language).format(document=of, **{k: _plain(v) for k, v in fill.items()})
    head = [f"title = {_quoted(title)}"]
    if language == VIETNAMESE:
        head.append(f"since = {wanted.since.isoformat()}")
        head += [f"until = {wanted.until.isoformat()}"] if wanted.until else []
        head += [
            "urgent = true",
            "",
            "[approval]",
            f"office = {_quoted(nfc(wanted.approval.office))}",
            f"document = {_quoted(nfc(wanted.approval.document))}",
            f"date = {wanted.approval.date.isoformat()}",
        ]
    return "\n".join(["+++", *head, "+++", "", text])


def _quoted(text: str) -> str:
    """A TOML string of one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _plain(text: str) -> str:
    """What was filled in, as it is read: none of it is markup, and none of it ends a quoted title."""
    escaped = re.sub(r"([\\`*_\[\]<>#|!])", r"\\\1", text)
    return escaped.replace('"', "”")


def _wrong_blanks(missing: Iterable[str], surplus: Iterable[str]) -> Refusal:
    wanting, left = ", ".join(missing), ", ".join(surplus)
    vi = f"Mẫu thông báo còn thiếu: {wanting}." if wanting else f"Mẫu thông báo không có chỗ cho: {left}."
    en = f"The template still wants: {wanting}." if wanting else f"The template has no blank for: {left}."
    return Refusal(
        "notice-blanks",
        Sentence(f"{vi} Hãy điền bằng --fill tên=nội dung.", f"{en} Fill its blanks by --fill name=text."),
    )


def _no_template(name: str) -> Refusal:
    known = ", ".join(TEMPLATES)
    return Refusal(
        "notice-template",
        Sentence(
            f"Không có mẫu thông báo “{name}”. Hãy chọn: {known}.",
            f"There is no template “{name}”. Choose one of: {known}.",
        ),
    )


def _no_decision() -> Refusal:
    return Refusal(
        "decision-missing",
        Sentence(
            "Hãy ghi cơ quan và số của văn bản: không có văn bản thì không công bố.",
            "Name the office and the number of the document: nothing is published without one.",
        ),
    )
