"""``bundle.toml`` -> the election."""

from __future__ import annotations

import datetime as dt
import re

from voter_kiosk.authoring.content import Where
from voter_kiosk.authoring.folder import BUNDLE_FILE, Folder
from voter_kiosk.authoring.toml import TomlTable
from voter_kiosk.bundle.names import BASE
from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.content import Approval, Phase
from voter_kiosk.domain.election import (
    BodyInElection,
    CampaignDecision,
    Election,
    Publication,
    ResultsPublication,
)
from voter_kiosk.domain.languages import LanguageSetting
from voter_kiosk.domain.rules import RuleSetId, StepId
from voter_kiosk.domain.text import ENGLISH, VIETNAMESE, Text


def read_election(
    folder: Folder, table: TomlTable, scope: str, languages: tuple[str, ...], approval: Approval | None
) -> Election | None:
    """Read what ``bundle.toml`` says of the election; ``None`` for base content, or where it cannot be one."""
    name = table.string("id", required=True)
    if name and not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
        table.wrong(
            "election-id",
            "id",
            (f"Mã “{name}” không đúng mẫu.", f"The id “{name}” is not of the form."),
            ("Chỉ dùng chữ thường không dấu, số và gạch ngang.", "Use a-z, digits and hyphens only."),
        )
    base = scope == BASE
    sample = table.flag("sample")
    rule_set = table.choice("rule_set", RuleSetId, required=not base)
    polling_day = table.date("polling_day", required=not base)
    title = table.text("title", required=True)
    publisher = table.text("publisher", required=True)
    province = table.table("province", required=not base)
    code: str = ""
    province_name: Text = {}
    if province is not None:
        code = province.string("code", required=True)
        if code and not re.fullmatch(r"\d{2}", code):
            province.wrong(
                "province-code",
                "code",
                (f"Mã tỉnh “{code}” phải có hai chữ số.", f"The province code “{code}” must have two digits."),
                ('Viết như "31".', 'Write it like "31".'),
            )
        province_name = province.text_here(named="vi")
    hours = table.table("hours")
    opens, closes = "07:00", "19:00"
    if hours is not None:
        opens = hours.string("opens", default=opens)
        closes = hours.string("closes", default=closes)
        hours.finish()
    bodies = tuple(_body(inner) for inner in table.tables("body"))
    phases = tuple(_phase(inner) for inner in table.tables("phase"))
    dates, decisions = _dates(table)
    campaign = _campaign(table)
    compare = table.flag("compare", default=True)
    practice = _practice(table)
    loudspeaker = table.flag("speech_loudspeaker")
    results = _results(table)
    history = table.table("history")
    disagreements = False
    if history is not None:
        disagreements = history.flag("show_disagreements")
        history.finish()
    settings = _language_settings(table, languages)
    url, hotline = table.string("official_url"), table.string("hotline")
    if base or rule_set is None or polling_day is None:
        return None
    folder.where[("election", name)] = Where(BUNDLE_FILE)
    return Election(
        id=name,
        title=title,
        rule_set=rule_set,
        polling_day=polling_day,
        province=code,
        province_name=province_name,
        publisher=publisher,
        bodies=bodies,
        sample=sample,
        languages=languages,
        opens=opens,
        closes=closes,
        phases=phases,
        dates=dates,
        date_decisions=decisions,
        campaign=campaign,
        compare=compare,
        disagreements=disagreements,
        practice_on_polling_day=practice,
        speech_loudspeaker=loudspeaker,
        results=results,
        official_url=url,
        hotline=hotline,
        approval=approval,
        language_settings=settings,
    )


def approval_of(table: TomlTable, key: str = "approval") -> Approval | None:
    """Read the ``approval`` table of a TOML table: office, document and date, all of them or none."""
    inner = table.table(key)
    if inner is None:
        return None
    office = inner.string("office", required=True)
    document = inner.string("document", required=True)
    date = inner.date("date", required=True)
    inner.finish()
    return Approval(office, document, date) if office and document and date else None


def _body(table: TomlTable) -> BodyInElection:
    colour = table.string("colour")
    if colour and not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        table.wrong(
            "colour",
            "colour",
            (f"Màu “{colour}” không đúng mẫu.", f"The colour “{colour}” is not of the form."),
            ('Viết như "#f6c7cf".', 'Write it like "#f6c7cf".'),
        )
        colour = ""
    body = BodyInElection(
        id=table.string("id", required=True),
        name=table.text("name", required=True),
        publication=table.choice("publication", Publication) or Publication.NOT_PUBLISHED,
        posted_on=table.date("posted_on"),
        decision=table.string("decision"),
        ballot_colour=colour.lower(),
        ballot_colour_name=table.text("colour_name"),
        in_bundle=table.flag("in_bundle", default=True),
    )
    table.finish()
    return body


def _phase(table: TomlTable) -> Phase:
    phase = Phase(
        id=table.string("id", required=True),
        name=table.text("name", required=True),
        first=table.integer("first", required=True),
        last=table.integer("last", required=True),
    )
    if phase.first > phase.last:
        table.wrong(
            "phase-order",
            "first",
            (
                f"Đợt “{phase.id}” kết thúc trước khi bắt đầu.",
                f"The phase “{phase.id}” ends before it begins.",
            ),
            ("Đổi first và last.", "Exchange first and last."),
        )
    table.finish()
    return phase


def _dates(table: TomlTable) -> tuple[dict[str, dt.date], dict[str, str]]:
    dates: dict[str, dt.date] = {}
    decisions: dict[str, str] = {}
    outer = table.table("dates")
    if outer is None:
        return dates, decisions
    for step in StepId:
        inner = outer.table(step.value)
        if inner is None:
            continue
        date = inner.date("date", required=True)
        decision = inner.string("decision", required=True)
        inner.finish()
        if date is not None:
            dates[step.value], decisions[step.value] = date, decision
    outer.finish()
    return dates, decisions


def _language_settings(table: TomlTable, languages: tuple[str, ...]) -> tuple[LanguageSetting, ...]:
    """Read ``[language.<tag>]``: what a language's key says, and whether it is only heard."""
    outer = table.table("language")
    if outer is None:
        return ()
    found = []
    for tag in languages:
        inner = outer.table(tag)
        if inner is None:
            continue
        setting = LanguageSetting(tag, inner.string("name"), inner.flag("audio_only"))
        if setting.audio_only and tag in {VIETNAMESE, ENGLISH}:
            inner.wrong(
                "audio-only",
                "audio_only",
                ("Tiếng Việt và tiếng Anh luôn có chữ.", "Vietnamese and English are always written."),
                ("Xóa dòng audio_only.", "Delete the line audio_only."),
            )
        inner.finish()
        found.append(setting)
    outer.finish()
    return tuple(found)


def _practice(table: TomlTable) -> bool:
    """Whether the practice ballot is offered on polling day as well."""
    inner = table.table("practice")
    if inner is None:
        return False
    on_polling_day = inner.flag("polling_day")
    inner.finish()
    return on_polling_day


def _campaign(table: TomlTable) -> CampaignDecision | None:
    inner = table.table("campaign")
    if inner is None:
        return None
    stay = inner.flag("programmes_stay")
    approval = approval_of(inner)
    inner.finish()
    if approval is None:
        inner.wrong(
            "campaign-decision",
            "programmes_stay",
            (
                "Giữ chương trình hành động sau mốc 24 giờ phải có văn bản của ủy ban.",
                "Keeping programmes after the 24-hour mark needs the committee's document.",
            ),
            ("Thêm approval với office, document và date.", "Add approval with office, document and date."),
        )
        return None
    return CampaignDecision(stay, approval)


def _results(table: TomlTable) -> tuple[ResultsPublication, ...]:
    """Read ``[[results]]``: for each body, from when on its results are public, and by which paper."""
    found = []
    for inner in table.tables("results"):
        body = inner.string("body", required=True)
        day = inner.date("published_on", required=True)
        hour = inner.string("at", default="00:00")
        decision = inner.string("decision", required=True)
        inner.finish()
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", hour):
            inner.wrong(
                "clock",
                "at",
                (f"“{hour}” không phải giờ.", f"“{hour}” is no hour."),
                ("Viết như 07:00.", "Write it like 07:00."),
            )
        elif body and day is not None and decision:
            published = dt.datetime.combine(day, dt.time.fromisoformat(hour), VIETNAM)
            found.append(ResultsPublication(body, published, decision))
    return tuple(found)
