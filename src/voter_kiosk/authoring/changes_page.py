"""What differs between two versions as one page of HTML: self-contained, to be sent, read and printed anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.changes import Change, Changes, Edition, Subject
from voter_kiosk.domain.text import Sentence

_STYLE = """
body { font: 16px/1.5 "Be Vietnam Pro", "Segoe UI", sans-serif; color: #231a14; background: #faf6ef;
  max-width: 60em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.6em; margin-bottom: .2em; }
h2 { font-size: 1.2em; margin-top: 2em; border-bottom: 1px solid #8a1c1c; }
h3 { font-size: 1em; margin: 1.4em 0 .4em; } ul { padding-left: 1.2em; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid #c9bba8; padding: .4em .6em; text-align: left; vertical-align: top;
  white-space: pre-wrap; overflow-wrap: anywhere; }
th { background: #f1e9dc; } th:first-child, td:first-child { width: 22%; }
.empty { color: #6d6157; font-style: italic; }
@media print { body { background: white; margin: 0; } h3, tr { break-inside: avoid; } }
"""

_SUBJECTS = {
    Subject.ELECTION: Sentence("Thông tin chung", "The election"),
    Subject.CANDIDATE: Sentence("Người ứng cử", "Candidates"),
    Subject.CONSTITUENCY: Sentence("Đơn vị bầu cử", "Constituencies"),
    Subject.AREA: Sentence("Khu vực bỏ phiếu, giờ bỏ phiếu", "Polling areas and hours"),
    Subject.MEETING: Sentence("Hội nghị tiếp xúc cử tri", "Meetings with voters"),
    Subject.RESULT: Sentence("Kết quả bầu cử", "Results"),
    Subject.NOTICE: Sentence("Thông báo", "Notices"),
    Subject.TOPIC: Sentence("Chuyên đề", "Topics"),
    Subject.POSTER: Sentence("Áp phích, khẩu hiệu", "Posters and slogans"),
    Subject.TERM: Sentence("Số liệu các khóa Quốc hội", "Figures of past terms"),
    Subject.SOURCE: Sentence("Nguồn dẫn", "Sources"),
    Subject.UNIT: Sentence("Đơn vị hành chính cũ", "Former units"),
    Subject.GLOSS: Sentence("Từ cần giải thích", "Words explained"),
    Subject.CLIP: Sentence("Đoạn đọc thu sẵn", "Spoken clips"),
    Subject.PRONUNCIATION: Sentence("Cách đọc", "Pronunciations"),
    Subject.STRINGS: Sentence("Chữ trên giao diện", "Interface strings"),
    Subject.MEDIA: Sentence("Hình ảnh, âm thanh", "Pictures and clips"),
}

TITLE = Sentence("Nội dung thay đổi", "What changed")
NOTHING = Sentence("Hai bên giống nhau.", "Both sides say the same.")
ANOTHER_ELECTION = Sentence(
    "Hai bên nói về hai cuộc bầu cử khác nhau, nên chỉ so sánh thông tin chung.",
    "The two sides are about different elections, so only the elections themselves are compared.",
)


def more(untold: int) -> Sentence:
    """That there are ``untold`` changes besides those that are told."""
    return Sentence(f"Còn {untold} thay đổi khác không kể ra ở đây.", f"{untold} more changes are not told here.")


def side(edition: Edition) -> Sentence:
    """One side in words: its name, and where it was signed its version and time."""
    if edition.version is None or edition.issued is None:
        return Sentence(f"{edition.name} (chưa ký)", f"{edition.name} (unsigned)")
    when = f"{edition.issued.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
    return Sentence(
        f"{edition.name}, phiên bản {edition.version}, phát hành {when}",
        f"{edition.name}, version {edition.version}, issued {when}",
    )


def page(old: Edition, new: Edition, changes: Changes, language: str) -> str:
    """The page in ``language`` (``vi`` or ``en``)."""

    def say(vi: str, en: str) -> str:
        return escape(Sentence(vi, en).say(language))

    parts = [
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{escape(TITLE.say(language))}</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
        f"<h1>{escape(TITLE.say(language))}</h1>",
        f"<p>{say('Trước', 'Before')}: {escape(side(old).say(language))}<br>",
        f"{say('Sau', 'After')}: {escape(side(new).say(language))}</p>",
    ]
    if not changes.same_election:
        parts.append(f"<p><strong>{escape(ANOTHER_ELECTION.say(language))}</strong></p>")
    if changes.nothing and changes.same_election:
        parts.append(f"<p>{escape(NOTHING.say(language))}</p>")
    counted = [said for tally in changes.tallies for said in tally.said]
    if counted:
        parts.append("<ul>")
        parts += [f"<li>{escape(said.say(language))}</li>" for said in counted]
        parts.append("</ul>")
    for subject, name in _SUBJECTS.items():
        told = [change for change in changes.changes if change.subject is subject]
        if told:
            parts.append(f"<h2>{escape(name.say(language))}</h2>")
            for change in told:
                parts += _told(change, language, say("Mục", "Field"), say("Trước", "Before"), say("Sau", "After"))
    if changes.untold:
        parts.append(f"<p>{escape(more(changes.untold).say(language))}</p>")
    parts.append("</body>\n</html>\n")
    return "\n".join(parts)


def _told(change: Change, language: str, what: str, before: str, after: str) -> Iterator[str]:
    yield f"<h3>{escape(change.said.say(language))}</h3>"
    if change.shifts:
        yield f"<table>\n<tr><th>{what}</th><th>{before}</th><th>{after}</th></tr>"
        for shift in change.shifts:
            cells = [_cell(shift.before.say(language)), _cell(shift.after.say(language))]
            yield f"<tr><td>{escape(shift.what.say(language))}</td>{cells[0]}{cells[1]}</tr>"
        yield "</table>"


def _cell(text: str) -> str:
    return f"<td>{escape(text)}</td>" if text else '<td class="empty">–</td>'
