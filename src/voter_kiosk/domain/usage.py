"""What may be said of how a kiosk was used: counts of visits and what they used, never by whom or in what order.

Nothing below :data:`LEAST` is said, and nothing that is said gives away what is withheld. For each thing that is
counted, days are gathered, oldest first, until they come to :data:`LEAST`; such a group is said as one number and
never changes again. What is left at the end is withheld. Every sum is a sum of groups, so it holds nothing that
was withheld; two reports of different days differ by whole groups; and the day that is not over is in none.

No two kinds add up to each other: a language or a setting is counted only where it is not the kiosk's own, screens
are counted as often as they are opened, contents once a visit. So no kind's sum gives away a number of another.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from voter_kiosk.domain.content import Section
from voter_kiosk.domain.journey import Comfort, Screen
from voter_kiosk.domain.languages import LANGUAGES
from voter_kiosk.domain.text import Sentence, Text

LEAST: Final = 5
"""The smallest number that is ever said."""

UNKNOWN_HOUR: Final = -1

Counts = Mapping[tuple[str, int, str, str], int]
"""As the store keeps them: by day (ISO 8601), hour in Viet Nam, kind and what."""


class Kind(StrEnum):
    """What is counted. Visits are counted by hour, the others by day alone."""

    VISIT = "visit"
    SCREEN = "screen"
    CONTENT = "content"
    LANGUAGE = "language"
    TEXT_SIZE = "text-size"
    CONTRAST = "contrast"
    REACH = "reach"
    LISTENING = "listening"
    SCANNING = "scanning"


class Content(StrEnum):
    """The seven contents that the city asked for on 27 April 2021 (facts, section 0)."""

    STANDARDS = "standards"
    BACKGROUND = "background"
    PROGRAMMES = "programmes"
    CANDIDATE_RIGHTS = "candidate-rights"
    VOTER_RIGHTS = "voter-rights"
    PROCEDURE = "procedure"
    FIGURES = "figures"


_OF_SCREENS: Final = MappingProxyType(
    {
        Screen.CANDIDATES: Content.BACKGROUND,
        Screen.STEPS: Content.PROCEDURE,
        Screen.PRACTICE: Content.PROCEDURE,
        Screen.WHICH: Content.VOTER_RIGHTS,
        Screen.HISTORY: Content.FIGURES,
        Screen.TERM: Content.FIGURES,
        Screen.CHART: Content.FIGURES,
    }
)
OF_SECTIONS: Final = MappingProxyType(
    {
        Section.STANDARDS: Content.STANDARDS,
        Section.CANDIDATE_RIGHTS: Content.CANDIDATE_RIGHTS,
        Section.VOTER_RIGHTS: Content.VOTER_RIGHTS,
        Section.PROCEDURE: Content.PROCEDURE,
    }
)
"""Which content the topics of a section are of; the others are of none of the seven."""


def content_of(screen: Screen, *, section: Section | None = None, programme: bool = False) -> Content | None:
    """Which of the seven a screen shows: ``section`` is a topic's, ``programme`` says which half of
    the candidates'."""
    if screen in {Screen.CANDIDATE, Screen.COMPARE}:
        return Content.PROGRAMMES if programme else Content.BACKGROUND
    if screen is Screen.TOPIC and section is not None:
        return OF_SECTIONS.get(section)
    return _OF_SCREENS.get(screen)


def settings_of(comfort: Comfort) -> frozenset[tuple[Kind, str]]:
    """What a citizen has set otherwise than the kiosk begins: the only settings that are counted."""
    own = Comfort()
    found: set[tuple[Kind, str]] = set()
    if comfort.language != own.language:
        found.add((Kind.LANGUAGE, comfort.language))
    if comfort.text_size is not own.text_size:
        found.add((Kind.TEXT_SIZE, comfort.text_size.value))
    if comfort.contrast is not own.contrast:
        found.add((Kind.CONTRAST, comfort.contrast.value))
    if comfort.reach:
        found.add((Kind.REACH, ""))
    if comfort.scanning:
        found.add((Kind.SCANNING, ""))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Group:
    """One number that may be said: of the days from ``first`` to ``last``, at least :data:`LEAST`.

    ``hours`` are those hours of it whose own count may be said; the rest of it is none or at least :data:`LEAST`.
    """

    first: dt.date
    last: dt.date
    count: int
    hours: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """What may be said of one thing that is counted, oldest group first."""

    kind: Kind
    what: str
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        """The sum of what is said; what was withheld is not in it."""
        return sum(group.count for group in self.groups)


@dataclass(frozen=True, slots=True)
class ShownBundle:
    """A bundle that was on the screen from ``first`` until ``last`` (aware), ``None`` where it still is."""

    version: int
    fingerprint: str
    title: Text
    first: dt.datetime
    last: dt.datetime | None


@dataclass(frozen=True, slots=True)
class PhaseDays:
    """A phase of the campaign of information and its days, both ends included."""

    id: str
    name: Text
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Held:
    """How much there is of a content, and since when at the latest it is on this kiosk."""

    content: Content
    pieces: int
    since: dt.datetime


@dataclass(frozen=True, slots=True)
class Usage:
    """What one kiosk tells of its use: all of it may be said.

    ``kiosk`` names the kiosk among others, and nothing else. ``until`` is the last day in it. ``closed`` says that
    it was made at the end of the campaign, and the counts are wiped.
    """

    kiosk: str
    made: dt.datetime
    until: dt.date
    closed: bool
    election: str
    title: Text
    area: str
    place: Text
    software: str
    phases: tuple[PhaseDays, ...]
    lines: tuple[Line, ...]
    shown: tuple[ShownBundle, ...]
    held: tuple[Held, ...]
    sample: bool = False

    def of(self, kind: Kind) -> tuple[Line, ...]:
        """The lines of a kind, in the order in which they are shown."""
        return tuple(line for line in self.lines if line.kind is kind)

    @property
    def visits(self) -> int:
        """How many visits may be said."""
        return sum(line.count for line in self.of(Kind.VISIT))


def began(counts: Counts) -> dt.date:
    """The first day on which anything was counted: the one thing that is told of a day with fewer than five."""
    return min((dt.date.fromisoformat(day) for day, _, _, _ in counts), default=dt.date.max)


def said_of(counts: Counts, begin: dt.date, until: dt.date) -> tuple[Line, ...]:
    """What may be said of ``counts`` from the day ``begin`` to ``until``; a line with nothing to say is none."""
    days: dict[tuple[Kind, str], dict[dt.date, Counter[int]]] = defaultdict(lambda: defaultdict(Counter))
    kinds = frozenset(Kind)
    for (day, hour, kind, what), count in counts.items():
        date = dt.date.fromisoformat(day)
        if kind in kinds and begin <= date <= until:
            days[Kind(kind), what][date][hour] += count
    found = (Line(kind, what, _groups(of_days, kind, begin)) for (kind, what), of_days in days.items())
    return tuple(sorted((line for line in found if line.groups), key=_place))


def _groups(days: Mapping[dt.date, Counter[int]], kind: Kind, begin: dt.date) -> tuple[Group, ...]:
    """Groups that follow each other without a gap: which of the days before the last had none is not told."""
    groups: list[Group] = []
    gathered: Counter[int] = Counter()
    first = begin
    for day in sorted(days):
        gathered += days[day]
        if gathered.total() >= LEAST:
            hours = _hours(gathered) if kind is Kind.VISIT else ()
            groups.append(Group(first, day, gathered.total(), hours))
            gathered, first = Counter(), day + dt.timedelta(days=1)
    return tuple(groups)


def _hours(gathered: Counter[int]) -> tuple[tuple[int, int], ...]:
    """The hours that may be said of a group: where the rest would be less than may be said, the least is in it."""
    said = {hour: count for hour, count in gathered.items() if hour != UNKNOWN_HOUR and count >= LEAST}
    while said and 0 < gathered.total() - sum(said.values()) < LEAST:
        del said[min(said, key=lambda hour: (said[hour], hour))]
    return tuple(sorted(said.items()))


_KINDS: Final = tuple(Kind)
_SCREENS: Final = tuple(screen.value for screen in Screen)
_CONTENTS: Final = tuple(content.value for content in Content)


def _place(line: Line) -> tuple[int, int, str]:
    """Where a line stands: kinds, screens and contents in their own order, never by how much they were used."""
    order = _SCREENS if line.kind is Kind.SCREEN else _CONTENTS
    return _KINDS.index(line.kind), order.index(line.what) if line.what in order else len(order), line.what


@dataclass(frozen=True, slots=True)
class DayRow:
    """One row of the table of days: a group of visits."""

    first: dt.date
    last: dt.date
    count: int
    phase: str


def day_rows(usage: Usage) -> tuple[DayRow, ...]:
    """Visits by day, or by the days that had to be put together, with the phase in which they end."""
    return tuple(
        DayRow(group.first, group.last, group.count, phase_of(usage.phases, group.last))
        for line in usage.of(Kind.VISIT)
        for group in line.groups
    )


def hour_rows(usage: Usage) -> tuple[tuple[int, int], ...]:
    """Visits by the hour in which they ended; those that may not be told apart stand last, as hour -1."""
    hours: Counter[int] = Counter()
    for line in usage.of(Kind.VISIT):
        for group in line.groups:
            hours.update(dict(group.hours))
            hours[UNKNOWN_HOUR] += group.count - sum(count for _, count in group.hours)
    told = sorted((hour, count) for hour, count in hours.items() if hour != UNKNOWN_HOUR)
    rest = hours[UNKNOWN_HOUR]
    return (*told, (UNKNOWN_HOUR, rest)) if rest else tuple(told)


def phase_of(phases: Iterable[PhaseDays], day: dt.date) -> str:
    """The id of the phase that holds on ``day``; empty where none does."""
    return next((phase.id for phase in phases if phase.first <= day <= phase.last), "")


def in_phase(line: Line, phase: PhaseDays) -> int:
    """How much of a line may be said of a phase: the groups that lie in it with all their days."""
    return sum(g.count for g in line.groups if phase.first <= g.first and g.last <= phase.last)


# Words

KIND_NAMES: Final = MappingProxyType(
    {
        Kind.VISIT: Sentence("Lượt xem", "Visits"),
        Kind.SCREEN: Sentence("Số lần mở từng trang", "Screens opened"),
        Kind.CONTENT: Sentence("Lượt xem có mở nội dung", "Visits that opened a content"),
        Kind.LANGUAGE: Sentence("Lượt xem chọn ngôn ngữ khác", "Visits in another language"),
        Kind.TEXT_SIZE: Sentence("Lượt xem đổi cỡ chữ", "Visits with another text size"),
        Kind.CONTRAST: Sentence("Lượt xem đổi độ tương phản", "Visits with another contrast"),
        Kind.REACH: Sentence("Lượt xem đưa phím xuống thấp", "Visits with keys within reach"),
        Kind.LISTENING: Sentence("Lượt xem có nghe đọc", "Visits that listened"),
        Kind.SCANNING: Sentence("Lượt xem dùng công tắc", "Visits by switch"),
    }
)
CONTENT_NAMES: Final = MappingProxyType(
    {
        Content.STANDARDS: Sentence("Tiêu chuẩn đại biểu", "Standards of deputies"),
        Content.BACKGROUND: Sentence("Tiểu sử người ứng cử", "Candidates' background"),
        Content.PROGRAMMES: Sentence("Chương trình hành động", "Action programmes"),
        Content.CANDIDATE_RIGHTS: Sentence(
            "Quyền và nghĩa vụ của người ứng cử", "Rights and duties of candidates"
        ),
        Content.VOTER_RIGHTS: Sentence("Quyền và nghĩa vụ của cử tri", "Rights and duties of voters"),
        Content.PROCEDURE: Sentence("Trình tự, thủ tục bỏ phiếu", "How voting is done"),
        Content.FIGURES: Sentence("Số liệu bầu cử Quốc hội các khóa", "Figures of past elections"),
    }
)
_SCREEN_NAMES: Final = MappingProxyType(
    {
        Screen.HOME: Sentence("Trang đầu", "Home"),
        Screen.BALLOTS: Sentence("Phiếu bầu ở đây", "Ballots here"),
        Screen.CANDIDATES: Sentence("Danh sách người ứng cử", "List of candidates"),
        Screen.CANDIDATE: Sentence("Một người ứng cử (không ghi là ai)", "A candidate (not which)"),
        Screen.MEETINGS: Sentence("Tiếp xúc cử tri", "Voter meetings"),
        Screen.SECTIONS: Sentence("Các mục tìm hiểu", "Sections"),
        Screen.TOPICS: Sentence("Các chuyên đề", "Topics"),
        Screen.TOPIC: Sentence("Một chuyên đề", "A topic"),
        Screen.STEPS: Sentence("Các bước bỏ phiếu", "Steps of voting"),
        Screen.HISTORY: Sentence("Bầu cử Quốc hội các khóa", "Past elections"),
        Screen.TERM: Sentence("Một khóa Quốc hội", "A term"),
        Screen.NOTICES: Sentence("Các thông báo", "Notices"),
        Screen.NOTICE: Sentence("Một thông báo", "A notice"),
        Screen.ABOUT: Sentence("Về thông tin này", "About this information"),
        Screen.SEARCH: Sentence("Tìm kiếm", "Search"),
        Screen.COMPARE: Sentence("So sánh", "Compare"),
        Screen.WHICH: Sentence("Tôi nhận phiếu nào", "Which ballots do I get"),
        Screen.AREAS: Sentence("Tìm khu vực bỏ phiếu", "Find a polling area"),
        Screen.AREA: Sentence("Một khu vực bỏ phiếu", "A polling area"),
        Screen.PRACTICE: Sentence("Phiếu tập gạch", "Practice ballot"),
        Screen.CHART: Sentence("Biểu đồ", "Chart"),
        Screen.TAKE: Sentence("Mang theo", "Take it with you"),
        Screen.RESULTS: Sentence("Kết quả bầu cử", "Results"),
        Screen.SOURCES: Sentence("Nguồn", "Sources"),
        Screen.FILM: Sentence("Phim", "Video"),
        Screen.WORDS: Sentence("Giải thích từ", "Words explained"),
        Screen.WORD: Sentence("Một từ", "A word"),
    }
)
_SETTING_NAMES: Final = MappingProxyType(
    {
        "small": Sentence("Chữ nhỏ", "Small text"),
        "large": Sentence("Chữ lớn", "Large text"),
        "largest": Sentence("Chữ rất lớn", "Largest text"),
        "black-on-white": Sentence("Đen trên trắng", "Black on white"),
        "white-on-black": Sentence("Trắng trên đen", "White on black"),
        "low": Sentence("Tương phản dịu", "Low contrast"),
    }
)


def name_of(kind: Kind, what: str) -> Sentence:
    """What is counted, in words: a screen, a content, a language, a setting; the kind where there is one thing."""
    if kind is Kind.SCREEN:
        names = {screen.value: name for screen, name in _SCREEN_NAMES.items()}
    elif kind is Kind.CONTENT:
        names = {content.value: name for content, name in CONTENT_NAMES.items()}
    elif kind is Kind.LANGUAGE:
        names = {tag: Sentence(tongue.vi, tongue.en) for tag, tongue in LANGUAGES.items()}
    else:
        names = dict(_SETTING_NAMES)
    return names.get(what) or (Sentence(what, what) if what else KIND_NAMES[kind])


def days_in_words(first: dt.date, last: dt.date) -> str:
    """One day, or the days that were put together."""
    return f"{first:%d/%m/%Y}" if first == last else f"{first:%d/%m} – {last:%d/%m/%Y}"


def hour_in_words(hour: int) -> Sentence:
    """An hour of the day; what may not be told apart says so."""
    if hour == UNKNOWN_HOUR:
        return Sentence("không tách được", "not told apart")
    return Sentence(f"{hour} giờ – {hour + 1} giờ", f"{hour}:00 – {hour + 1}:00")


def withheld_in_words() -> Sentence:
    """What stands below every report: how it protects who came."""
    return Sentence(
        f"Số nào dưới {LEAST} không được ghi. Những ngày vắng được gộp với ngày sau cho đến khi đủ {LEAST}; "
        "phần còn "
        "lẻ ở cuối không nằm trong bất cứ tổng nào. Ngày chưa hết không tính. Máy không ghi ai đã xem, xem "
        "người ứng "
        "cử nào, theo thứ tự nào, và không đo ý kiến của cử tri.",
        f"No number below {LEAST} is given. Quiet days are put together with the next until they come to "
        f"{LEAST}; what "
        "is left at the end is in no sum. A day that is not over does not count. Nothing tells who looked, at "
        "which "
        "candidate or in which order, and no opinion is measured.",
    )
