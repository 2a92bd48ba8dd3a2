"""What an officer can set on a kiosk: one table for the page, the command, the manual and whoever reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from voter_kiosk.domain.calendar import ClockMode
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.hands import Switches
from voter_kiosk.domain.journey import LONGEST_IDLE, MOUNTED_MM, SHORTEST_IDLE, USUAL_IDLE, Comfort
from voter_kiosk.domain.listening import LOUDNESSES, Headphones
from voter_kiosk.domain.slips import SlipPaper
from voter_kiosk.domain.text import Sentence

Value = str | int | bool | tuple[str, ...]
"""What a setting can be; all of it is JSON in ``state.sqlite``."""


_NO_UNIT: Final = Sentence("", "")


class Kind(StrEnum):
    """What a setting is, which is how it is asked for."""

    NUMBER = "number"  # whole, from `least` to `most`, by `step`
    YES_NO = "yes-no"
    CHOICE = "choice"  # one of `choices`
    AREA = "area"  # one of the bundle's polling areas, empty for none
    PRINTER = "printer"  # one of the system's printers, empty for none
    LANGUAGES = "languages"  # some of the bundle's languages, none for all of them


class Part(StrEnum):
    """Which page of the officials' a setting stands on."""

    KIOSK = "kiosk"
    SOUND = "sound"  # what operators set as well
    SWITCHES = "switches"


class Corner(StrEnum):
    """The corners of the screen."""

    TOP_LEFT = "top-left"
    TOP_RIGHT = "top-right"
    BOTTOM_LEFT = "bottom-left"
    BOTTOM_RIGHT = "bottom-right"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a setting can have, and what it is called."""

    value: str
    words: Sentence


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its key, what it is, what it is without being set, its name and what it does, in words.

    ``unit`` follows a number. ``zero`` says what the number 0 means where it is below ``least``.
    """

    key: str
    kind: Kind
    default: Value
    name: Sentence
    help: Sentence
    least: int = 0
    most: int = 0
    step: int = 1
    unit: Sentence = _NO_UNIT
    zero: Sentence | None = None
    choices: tuple[Choice, ...] = ()
    part: Part = Part.KIOSK


def _key(key: str, default: str, vi: str, en: str, help_vi: str, help_en: str) -> Setting:
    """A setting that says which key a switch sends."""
    return Setting(
        key,
        Kind.CHOICE,
        default,
        Sentence(vi, en),
        Sentence(help_vi, help_en),
        choices=_KEYS,
        part=Part.SWITCHES,
    )


_KEYS: Final = (
    Choice("none", Sentence("Không có nút này", "No such switch")),
    *(Choice(name, Sentence(name, name)) for name in ("F5", "F6", "F7", "F8", "F11", "F12", "Space", "Return")),
)
_MM: Final = Sentence("mm", "mm")
_SECONDS: Final = Sentence("giây", "seconds")
_PERCENT: Final = Sentence("%", "%")
_UNMEASURED: Final = Sentence("chưa đo", "not measured")

_TABLE: Final = (
    Setting(
        "polling_area",
        Kind.AREA,
        "",
        Sentence("Khu vực bỏ phiếu", "Polling area"),
        Sentence(
            "Máy đặt ở khu vực bỏ phiếu nào. Máy hiện phiếu bầu, giờ và địa điểm của nơi này.",
            "The polling area where the kiosk stands. Its ballots, hours and place are shown.",
        ),
    ),
    Setting(
        "screen_width_mm",
        Kind.NUMBER,
        0,
        Sentence("Chiều rộng màn hình", "Width of the screen"),
        Sentence(
            "Bề ngang của phần có hình, đo bằng thước. Nhờ đó chữ và nút bấm có đúng kích thước. "
            "Chưa đo thì máy coi là màn hình 24 inch.",
            "How wide the picture is, by a ruler: letters and keys get their true size by it. Not measured, it "
            "counts as a 24-inch screen.",
        ),
        50,
        3000,
        unit=_MM,
        zero=_UNMEASURED,
    ),
    Setting(
        "screen_height_mm",
        Kind.NUMBER,
        0,
        Sentence("Chiều cao màn hình", "Height of the screen"),
        Sentence(
            "Bề dọc của phần có hình, đo bằng thước. Phải đo cả bề ngang.",
            "How high the picture is, by a ruler. The width has to be measured as well.",
        ),
        50,
        3000,
        unit=_MM,
        zero=_UNMEASURED,
    ),
    Setting(
        "mounting_mm",
        Kind.NUMBER,
        int(MOUNTED_MM),
        Sentence("Độ cao của mép dưới màn hình", "Height of the screen's lower edge"),
        Sentence(
            "Mép dưới của phần có hình cách mặt sàn bao nhiêu. Người ngồi xe lăn với tới 1.220 mm: khi cử tri yêu "
            "cầu, máy đưa các nút xuống dưới mức này.",
            "How high the picture's lower edge is above the floor. Somebody in a wheelchair reaches 1,220 mm: on "
            "request every key is brought below that.",
        ),
        0,
        2000,
        10,
        _MM,
    ),
    Setting(
        "idle_seconds",
        Kind.NUMBER,
        int(USUAL_IDLE),
        Sentence("Thời gian chờ", "Idle time"),
        Sentence(
            "Không ai chạm màn hình trong bao lâu thì máy hỏi còn ai ở đó không; thêm 30 giây không trả lời thì "
            "máy về màn hình đầu.",
            "After how long without a touch the kiosk asks whether anybody is there; 30 seconds later it returns "
            "to its first screen.",
        ),
        int(SHORTEST_IDLE),
        int(LONGEST_IDLE),
        15,
        _SECONDS,
    ),
    Setting(
        "clock_mode",
        Kind.CHOICE,
        ClockMode.FOLLOW.value,
        Sentence("Đợt tuyên truyền và đồng hồ", "Phases and the clock"),
        Sentence(
            "Máy có tự đổi theo đồng hồ không: các đợt tuyên truyền, đếm ngược, chữ “hôm nay”, chương trình hành "
            "động. Máy có đồng hồ hay sai thì chọn chỉ ghi ngày tháng: các nội dung đó không hiện.",
            "Whether the kiosk goes by its clock: phases, countdown, “today”, action programmes. On a machine "
            "whose clock cannot be relied on choose dates alone: none of these is shown then.",
        ),
        choices=(
            Choice(ClockMode.FOLLOW.value, Sentence("Theo đồng hồ của máy", "By the kiosk's clock")),
            Choice(ClockMode.DATES.value, Sentence("Chỉ ghi ngày tháng", "Dates alone")),
        ),
    ),
    Setting(
        "languages",
        Kind.LANGUAGES,
        (),
        Sentence("Ngôn ngữ cho cử tri", "Languages for voters"),
        Sentence(
            "Cử tri chọn được ngôn ngữ nào trong gói dữ liệu. Tiếng Việt luôn có. Không đánh dấu gì là có tất cả.",
            "Which of the bundle's languages voters can choose. Vietnamese is always there. With none marked, all "
            "of them are.",
        ),
    ),
    Setting(
        "headphones",
        Kind.CHOICE,
        Headphones.DETECT.value,
        Sentence("Tai nghe", "Headphones"),
        Sentence(
            "Tiếng của máy phát ra đâu. Trang về người ứng cử chỉ được đọc qua tai nghe, trừ khi gói dữ liệu cho "
            "phép dùng loa.",
            "What the sound comes out of. Pages of candidates are read through headphones alone, unless the "
            "bundle allows the loudspeaker.",
        ),
        choices=(
            Choice(Headphones.ALWAYS.value, Sentence("Luôn có tai nghe", "Always headphones")),
            Choice(Headphones.DETECT.value, Sentence("Máy tự nhận tai nghe", "Headphones are noticed")),
            Choice(Headphones.NONE.value, Sentence("Chỉ có loa", "A loudspeaker alone")),
        ),
    ),
    Setting(
        "loudspeaker",
        Kind.YES_NO,
        True,
        Sentence("Dùng loa", "Use the loudspeaker"),
        Sentence(
            "Máy có được phát ra loa không. Không dùng loa thì chỉ người đeo tai nghe nghe được; phim chạy không "
            "tiếng, có phụ đề.",
            "Whether the kiosk may sound aloud. If not, it is heard through headphones alone, and videos run "
            "silently, with subtitles.",
        ),
        part=Part.SOUND,
    ),
    Setting(
        "loudness_usual",
        Kind.NUMBER,
        Comfort().loudness,
        Sentence("Âm lượng lúc đầu", "Usual volume"),
        Sentence(
            "Âm lượng khi một cử tri bắt đầu, không vượt mức to nhất.",
            "How loud it is when a voter begins, within the limit.",
        ),
        LOUDNESSES[0],
        LOUDNESSES[-1],
        LOUDNESSES[1] - LOUDNESSES[0],
        _PERCENT,
        part=Part.SOUND,
    ),
    Setting(
        "loudness_most",
        Kind.NUMBER,
        100,
        Sentence("Âm lượng to nhất", "Loudest volume"),
        Sentence(
            "Không phim hay giọng đọc nào phát to hơn mức này.",
            "No video and no voice is louder than this.",
        ),
        LOUDNESSES[0],
        LOUDNESSES[-1],
        LOUDNESSES[1] - LOUDNESSES[0],
        _PERCENT,
        part=Part.SOUND,
    ),
    Setting(
        "printer",
        Kind.PRINTER,
        "",
        Sentence("Máy in", "Printer"),
        Sentence(
            "Máy in cho cử tri in thông tin ra giấy, theo tên trong CUPS. Không chọn thì không trang nào mời in.",
            "The printer for slips, by its name in CUPS. Without one, no page offers paper.",
        ),
    ),
    Setting(
        "slip_paper",
        Kind.CHOICE,
        SlipPaper.A5.value,
        Sentence("Giấy trong máy in", "Paper in the printer"),
        Sentence("Loại giấy đang có trong máy in.", "The paper that lies in the printer."),
        choices=(
            Choice(SlipPaper.A5.value, Sentence("Tờ A5", "A5 sheets")),
            Choice(SlipPaper.ROLL.value, Sentence("Cuộn 80 mm", "80 mm roll")),
        ),
    ),
    Setting(
        "knock_corner",
        Kind.CHOICE,
        Corner.TOP_LEFT.value,
        Sentence("Góc vào phần cán bộ", "Corner of the way in"),
        Sentence(
            "Giữ ngón tay ở góc nào của màn hình thì mở phần cán bộ.",
            "Which corner of the screen, held with a finger, opens the officials' side.",
        ),
        choices=(
            Choice(Corner.TOP_LEFT.value, Sentence("Trên, bên trái", "Top left")),
            Choice(Corner.TOP_RIGHT.value, Sentence("Trên, bên phải", "Top right")),
            Choice(Corner.BOTTOM_LEFT.value, Sentence("Dưới, bên trái", "Bottom left")),
            Choice(Corner.BOTTOM_RIGHT.value, Sentence("Dưới, bên phải", "Bottom right")),
        ),
    ),
    Setting(
        "knock_seconds",
        Kind.NUMBER,
        5,
        Sentence("Giữ góc bao lâu", "How long to hold the corner"),
        Sentence(
            "Phải giữ ngón tay ở góc trong bao lâu. Lâu hơn thì cử tri ít khi mở nhầm.",
            "How long the corner is held. The longer, the less often a voter opens it by accident.",
        ),
        2,
        15,
        1,
        _SECONDS,
    ),
    Setting(
        "office_language",
        Kind.CHOICE,
        "vi",
        Sentence("Ngôn ngữ của phần cán bộ", "Language of the officials' side"),
        Sentence(
            "Phần cán bộ mở ra bằng ngôn ngữ nào. Trong đó vẫn đổi được bằng một lần chạm.",
            "In which language the officials' side opens. One touch there turns it.",
        ),
        choices=(
            Choice("vi", Sentence("Tiếng Việt", "Tiếng Việt")),
            Choice("en", Sentence("English", "English")),
        ),
    ),
    _key(
        "switch_step",
        "F6",
        "Nút chuyển",
        "Step switch",
        "Phím mà nút chuyển gửi đến máy: chuyển vùng sáng sang nút kế tiếp trên màn hình.",
        "The key that the step switch sends: the highlight goes to the next control.",
    ),
    _key(
        "switch_select",
        "F7",
        "Nút chọn",
        "Select switch",
        "Phím mà nút chọn gửi đến máy: bấm vào nút đang sáng.",
        "The key that the select switch sends: what is highlighted is pressed.",
    ),
    _key(
        "switch_one",
        "F8",
        "Nút duy nhất",
        "Single switch",
        "Phím của người chỉ dùng được một nút: vùng sáng tự đi, bấm là chọn.",
        "The key of whoever has one switch alone: the highlight goes by itself, the switch presses.",
    ),
    _key(
        "switch_step_back",
        "none",
        "Nút chuyển lùi",
        "Step-back switch",
        "Phím đưa vùng sáng về nút trước đó.",
        "The key that takes the highlight to the control before.",
    ),
    _key(
        "switch_back",
        "none",
        "Nút quay lại",
        "Back switch",
        "Phím quay lại trang trước.",
        "The key that goes back.",
    ),
    _key(
        "switch_listen",
        "none",
        "Nút nghe đọc",
        "Listen switch",
        "Phím cho máy đọc màn hình.",
        "The key that has the screen read aloud.",
    ),
    Setting(
        "switch_bounce_ms",
        Kind.NUMBER,
        0,
        Sentence("Bỏ qua lần bấm liền sau", "Ignore a second strike"),
        Sentence(
            "Bấm một nút xong, trong bao lâu thì lần bấm tiếp của chính nút đó không tính: dành cho người bị run "
            "tay.",
            "For how long after a switch was pressed the same one is not heard again: for a hand that trembles.",
        ),
        0,
        2000,
        100,
        Sentence("mi-li-giây", "milliseconds"),
        part=Part.SWITCHES,
    ),
)

SETTINGS: Final = MappingProxyType({setting.key: setting for setting in _TABLE})
"""Every setting by its key, in the order in which they are shown and documented."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a kiosk is set to: a field for each of :data:`SETTINGS`, of the same name."""

    polling_area: str = ""
    screen_width_mm: int = 0
    screen_height_mm: int = 0
    mounting_mm: int = int(MOUNTED_MM)
    idle_seconds: int = int(USUAL_IDLE)
    clock_mode: str = ClockMode.FOLLOW.value
    languages: tuple[str, ...] = ()
    headphones: str = Headphones.DETECT.value
    loudspeaker: bool = True
    loudness_usual: int = Comfort().loudness
    loudness_most: int = 100
    printer: str = ""
    slip_paper: str = SlipPaper.A5.value
    knock_corner: str = Corner.TOP_LEFT.value
    knock_seconds: int = 5
    office_language: str = "vi"
    switch_step: str = "F6"
    switch_select: str = "F7"
    switch_one: str = "F8"
    switch_step_back: str = "none"
    switch_back: str = "none"
    switch_listen: str = "none"
    switch_bounce_ms: int = 0

    @property
    def screen_mm(self) -> tuple[float, float] | None:
        """The screen's size in millimetres, ``None`` until both sides were measured."""
        if not (self.screen_width_mm and self.screen_height_mm):
            return None
        return float(self.screen_width_mm), float(self.screen_height_mm)

    def loudness(self, wanted: int, *, private: bool = False) -> int:
        """How loud it sounds where ``wanted`` (percent) was asked for: within the limit, and silent where the
        loudspeaker may not be used; ``private`` says that headphones are on, which only she hears."""
        return min(wanted, self.loudness_most) if self.may_sound(private=private) else 0

    def may_sound(self, *, private: bool) -> bool:
        """Whether it may be heard at all; ``private`` as in :meth:`loudness`."""
        return self.loudspeaker or private

    @property
    def loudnesses(self) -> tuple[int, ...]:
        """How loud a voter can have it, in percent: the usual steps up to the limit, and the limit."""
        return tuple(sorted({*(one for one in LOUDNESSES if one < self.loudness_most), self.loudness_most}))

    @property
    def switches(self) -> Switches:
        """The keys that switches send; the usual ones where two were set to send the same."""
        if self.clashing:
            return Switches()
        step, select, one, step_back, back, listen = ("" if key == "none" else key for key in self._switch_keys)
        return Switches(step, select, one, step_back, back, listen, self.switch_bounce_ms / 1000)

    @property
    def clashing(self) -> bool:
        """Whether two switches would send the same key."""
        sent = [key for key in self._switch_keys if key != "none"]
        return len(set(sent)) != len(sent)

    @property
    def _switch_keys(self) -> tuple[str, ...]:
        return (
            self.switch_step,
            self.switch_select,
            self.switch_one,
            self.switch_step_back,
            self.switch_back,
            self.switch_listen,
        )

    def offers(self, language: str) -> bool:
        """Whether a voter may choose this one of the bundle's languages."""
        return language == "vi" or not self.languages or language in self.languages


def settings_of(stored: Callable[[str], object]) -> Settings:
    """The settings of what is stored under each key (``None`` where nothing is). What does not fit is unset."""
    values = {key: fitting(setting, stored(key)) for key, setting in SETTINGS.items()}
    return Settings(**values)  # type: ignore[arg-type]  # each is of its default's type


def fitting(setting: Setting, stored: object) -> Value:
    """A stored value, or the default where it is none that the setting can have."""
    if setting.kind is Kind.YES_NO:
        return stored if isinstance(stored, bool) else setting.default
    if setting.kind is Kind.NUMBER:
        fits = isinstance(stored, int) and not isinstance(stored, bool) and _within(setting, stored)
        return stored if fits and isinstance(stored, int) else setting.default
    if setting.kind is Kind.LANGUAGES:
        return tuple(map(str, stored)) if isinstance(stored, list | tuple) else setting.default
    if not isinstance(stored, str):
        return setting.default
    if setting.kind is Kind.CHOICE and stored not in {choice.value for choice in setting.choices}:
        return setting.default
    return stored


def read(setting: Setting, text: str) -> Value | Refusal:
    """What a person typed for a setting. Refused: ``setting-value``, which says what it can be.

    Languages are tags, parted by commas. Whether a polling area or a printer exists is not known here.
    """
    said = text.strip()
    if setting.kind is Kind.YES_NO:
        known = {"yes": True, "no": False, "có": True, "không": False}
        return known.get(said.lower(), _cannot(setting))
    if setting.kind is Kind.NUMBER:
        if not (said.isascii() and said.isdecimal()) or not _within(setting, int(said)):
            return _cannot(setting)
        return int(said)
    if setting.kind is Kind.LANGUAGES:
        return tuple(dict.fromkeys(tag.strip() for tag in said.split(",") if tag.strip()))
    if setting.kind is Kind.CHOICE and said not in {choice.value for choice in setting.choices}:
        return _cannot(setting)
    return said


def written(value: Value) -> str:
    """A value as :func:`read` takes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(value) if isinstance(value, tuple) else str(value)


def in_words(setting: Setting, value: Value, names: Mapping[str, str] | None = None) -> Sentence:
    """A value as it is said. ``names`` are what polling areas and languages are called, by their values."""
    called = names or {}
    if setting.kind is Kind.YES_NO:
        return Sentence("có", "yes") if value else Sentence("không", "no")
    if setting.kind is Kind.NUMBER:
        if setting.zero is not None and value == 0:
            return setting.zero
        parts = setting.unit
        return Sentence(f"{value} {parts.vi}", f"{value} {parts.en}")
    if isinstance(value, tuple):
        if not value:
            return Sentence("tất cả", "all of them")
        said = ", ".join(called.get(one, one) for one in value)
        return Sentence(said, said)
    if setting.kind is Kind.CHOICE:
        return next(choice.words for choice in setting.choices if choice.value == value)
    if value == "":
        return Sentence("chưa chọn", "none")
    said = called.get(str(value), str(value))
    return Sentence(said, said)


def allowed(setting: Setting) -> Sentence:
    """What a setting can be, in words."""
    if setting.kind is Kind.NUMBER:
        zero = setting.zero
        besides = (f"; 0: {zero.vi}", f"; 0: {zero.en}") if zero else ("", "")
        return Sentence(
            f"từ {setting.least} đến {setting.most} {setting.unit.vi}{besides[0]}",
            f"{setting.least} to {setting.most} {setting.unit.en}{besides[1]}",
        )
    if setting.kind is Kind.CHOICE:
        return _listed([choice.value for choice in setting.choices])
    return {
        Kind.YES_NO: Sentence("yes (có), no (không)", "yes, no"),
        Kind.AREA: Sentence("mã của khu vực bỏ phiếu trong gói", "the code of a polling area of the bundle"),
        Kind.PRINTER: Sentence("tên máy in trong CUPS", "a printer's name in CUPS"),
        Kind.LANGUAGES: Sentence("mã ngôn ngữ, cách nhau bằng dấu phẩy", "language tags, parted by commas"),
    }[setting.kind]


def _listed(values: Sequence[str]) -> Sentence:
    return Sentence(", ".join(values), ", ".join(values))


def _within(setting: Setting, value: int) -> bool:
    return setting.least <= value <= setting.most or (value == 0 and setting.zero is not None)


def _cannot(setting: Setting) -> Refusal:
    can = allowed(setting)
    return Refusal(
        "setting-value",
        Sentence(
            f"“{setting.name.vi}” không nhận giá trị này. Hãy ghi: {can.vi}.",
            f"“{setting.name.en}” cannot be that. It can be: {can.en}.",
        ),
        setting.key,
    )
