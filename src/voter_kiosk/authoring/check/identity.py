"""What a source says of the election as a whole: bodies, scope, days, hours, phases, and who approved what."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from typing import Final

from voter_kiosk.authoring.content import Content, Where
from voter_kiosk.authoring.findings import error, finding, warning
from voter_kiosk.authoring.texts import every_text
from voter_kiosk.domain.calendar import check_hours
from voter_kiosk.domain.content import Approval
from voter_kiosk.domain.election import Election, Publication
from voter_kiosk.domain.finding import Finding, Severity
from voter_kiosk.domain.rules import RULE_SETS
from voter_kiosk.domain.text import Sentence

FILL_IN: Final = ("[điền", "[fill in")
"""How a placeholder of a new source begins (:mod:`voter_kiosk.authoring.new`)."""


def identity(content: Content, election: Election) -> Iterator[Finding]:
    """Everything that is asked of the election itself."""
    where = content.at("election", election.id)
    yield from _bodies(election, where)
    yield from _scope(content, election, where)
    yield from _fill_in(content, election)
    yield from _day_and_hours(election, where)
    yield from _approvals(content, election, where)
    yield from _phases(content, election)


def _bodies(election: Election, where: Where) -> Iterator[Finding]:
    wanted = RULE_SETS[election.rule_set].bodies
    given = tuple(body.id for body in election.bodies)
    if given != wanted:
        strange = [body for body in given if body not in wanted]
        near = {body: difflib.get_close_matches(body, wanted, n=1) for body in strange}
        hint = "; ".join(f"{body} → {found[0]}" for body, found in near.items() if found)
        yield error(
            "bodies",
            (
                f"Chế độ bầu cử {election.rule_set.value} bầu {', '.join(wanted)}; nguồn này ghi "
                f"{', '.join(given) or 'không có cơ quan nào'}.",
                f"Rule set {election.rule_set.value} elects {', '.join(wanted)}; this source says "
                f"{', '.join(given) or 'none'}.",
            ),
            (
                f"Viết đủ các mục [[body]] theo đúng thứ tự đó. {hint}".strip(),
                f"Give every [[body]], in that order. {hint}".strip(),
            ),
            file=where.file,
            place="[[body]]",
        )
    colours: dict[str, str] = {}
    for body in election.bodies:
        if not body.ballot_colour:
            continue
        other = colours.setdefault(body.ballot_colour, body.id)
        if other != body.id:
            yield error(
                "same-colour",
                (
                    f"Phiếu bầu {other} và {body.id} cùng một màu {body.ballot_colour}.",
                    f"The ballots of {other} and {body.id} have the same colour {body.ballot_colour}.",
                ),
                (
                    "Hai loại phiếu trong một nơi không được cùng màu.",
                    "No two ballots in one place may share a colour.",
                ),
                file=where.file,
                place="[[body]]",
            )
    for body in election.bodies:
        if body.publication is Publication.POSTED and body.posted_on is None:
            yield warning(
                "posted-on",
                (
                    f"“{body.id}” đã niêm yết nhưng chưa ghi ngày.",
                    f"“{body.id}” is posted, but the day is not given.",
                ),
                ("Thêm posted_on = ngày niêm yết.", "Add posted_on = the day of posting."),
                file=where.file,
                place="[[body]]",
            )
        if body.posted_on is not None and body.posted_on > election.polling_day:
            yield error(
                "posted-after",
                (f"“{body.id}” niêm yết sau ngày bầu cử.", f"“{body.id}” is posted after polling day."),
                ("Sửa posted_on hoặc polling_day.", "Mend posted_on or polling_day."),
                file=where.file,
                place="[[body]]",
            )


def _scope(content: Content, election: Election, where: Where) -> Iterator[Finding]:
    """A kiosk takes ``election.json`` only from the scope of its own province."""
    if content.scope.startswith("p") and content.scope != f"p{election.province}":
        yield error(
            "province-and-scope",
            (
                f"scope là {content.scope} còn mã tỉnh là {election.province}.",
                f"The scope is {content.scope}, the province's code {election.province}.",
            ),
            (f'Viết scope = "p{election.province}".', f'Write scope = "p{election.province}".'),
            file=where.file,
            place="scope",
        )


def _fill_in(content: Content, election: Election) -> Iterator[Finding]:
    """Placeholders left of a new source: something to do in a trial, an error in what goes to citizens."""
    said: set[str] = set()
    for piece in every_text(content):
        if piece.text not in said and any(mark in piece.text for mark in FILL_IN):
            said.add(piece.text)
            yield finding(
                Severity.WARNING if election.sample else Severity.ERROR,
                "fill-in",
                (f"Còn chỗ chưa điền: “{piece.text}”.", f"Still to be filled in: “{piece.text}”."),
                ("Thay bằng chữ của ủy ban.", "Put the committee's own words there."),
                file=piece.where.file,
                place=piece.where.place,
            )


def _day_and_hours(election: Election, where: Where) -> Iterator[Finding]:
    if election.polling_day.weekday() != 6:
        yield error(
            "not-a-sunday",
            (
                f"Ngày bầu cử {election.polling_day:%d/%m/%Y} không phải Chủ nhật (Điều 5 Luật Bầu cử).",
                f"Polling day {election.polling_day.isoformat()} is not a Sunday (Election Law art. 5).",
            ),
            ("Sửa polling_day.", "Mend polling_day."),
            file=where.file,
            place="polling_day",
        )
    wrong = check_hours(election.opens, election.closes)
    if wrong is not None:
        yield Finding(
            Severity.ERROR,
            wrong.code,
            wrong.message,
            Sentence("Sửa mục hours.", "Mend the hours."),
            where.file,
            "hours",
        )


def _approvals(content: Content, election: Election, where: Where) -> Iterator[Finding]:
    if election.sample:
        return
    remedy = (
        "Thêm [approval] với office, document và date vào bundle.toml hoặc vào phần đầu tệp.",
        "Add [approval] with office, document and date to bundle.toml or to the file's front matter.",
    )
    if election.approval is None:
        yield error(
            "approval-missing",
            (
                "Gói không phải mẫu thì phải ghi cơ quan duyệt, văn bản và ngày.",
                "A bundle that is no sample must name who approved it, by which document and when.",
            ),
            remedy,
            file=where.file,
            place="[approval]",
        )
    for kind, name, approval in _approved(content):
        if approval is None:
            at = content.at(kind, name)
            yield error(
                "approval-missing",
                (f"“{name}” chưa ghi ai duyệt.", f"“{name}” does not say who approved it."),
                remedy,
                file=at.file,
                place=at.place,
            )


def _approved(content: Content) -> Iterator[tuple[str, str, Approval | None]]:
    for topic in content.topics:
        yield "topic", topic.slug, topic.approval
    for records in (content.own, content.base):
        for notice in records.notices:
            yield "notice", notice.slug, notice.approval
        for poster in records.posters:
            yield "poster", poster.slug, poster.approval
    for meeting in content.own.meetings:
        yield "meeting", meeting.id, meeting.approval
    for candidate in content.own.candidates:
        if candidate.programme:
            yield "programme", candidate.id, candidate.programme_approval


def _phases(content: Content, election: Election) -> Iterator[Finding]:
    known = {phase.id for phase in election.phases}
    for name, times in Counter(phase.id for phase in election.phases).items():
        if times > 1:
            yield error(
                "phase-twice",
                (f"Đợt “{name}” có hai lần.", f"The phase “{name}” stands twice."),
                ("Đổi mã của một đợt.", "Change the id of one of them."),
                file="bundle.toml",
                place="[[phase]]",
            )
    for poster in content.own.posters:
        for phase in poster.phases:
            if phase not in known:
                at = content.at("poster", poster.slug)
                yield error(
                    "no-such-phase",
                    (f"Không có đợt “{phase}”.", f"There is no phase “{phase}”."),
                    (
                        "Viết mã của một [[phase]] trong bundle.toml.",
                        "Write the id of a [[phase]] of bundle.toml.",
                    ),
                    file=at.file,
                    place=at.place,
                )
