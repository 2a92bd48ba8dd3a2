"""Whether a kiosk is ready: what is looked at in the trial run (chạy thử) before it is used, and how it stands.

A trial run and a check of the system before use are asked for (facts, section 0). What a machine can find out it
finds out; the rest a person sees, hears and touches, and her word stands in the report.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from voter_kiosk.domain.text import Sentence, Text

NOTHING: Final = Sentence("", "")

ROOM_WANTED: Final = 2_000_000_000
ROOM_NEEDED: Final = 500_000_000
"""Bytes free: below the first one should look, below the second a bundle may not fit any more."""

EXPIRES_SOON: Final = dt.timedelta(days=7)


class Grade(StrEnum):
    """How something stands."""

    OK = "ok"
    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the report: what was looked at, how it stands, in a sentence, and what to do."""

    code: str
    name: Sentence
    grade: Grade
    said: Sentence
    remedy: Sentence = NOTHING


@dataclass(frozen=True, slots=True)
class Readiness:
    """A report: when it was made (aware), of which kiosk, by whom, and its lines."""

    made: dt.datetime
    title: Text
    area: str
    place: Text
    software: str
    by: str
    checks: tuple[Check, ...]

    def count(self, grade: Grade) -> int:
        """How many lines stand so."""
        return sum(check.grade is grade for check in self.checks)

    @property
    def grade(self) -> Grade:
        """How all of it stands: as its worst line."""
        return next((grade for grade in (Grade.WRONG, Grade.LOOK) if self.count(grade)), Grade.OK)


class Seen(StrEnum):
    """What only a person can find out, in the order in which she is led through it."""

    SOUND = "sound"
    TOUCH = "touch"
    RULER = "ruler"
    PIXELS = "pixels"


_NAMES: Final = MappingProxyType(
    {
        Seen.SOUND: Sentence("Nghe thử", "Hearing"),
        Seen.TOUCH: Sentence("Chạm thử", "Touch"),
        Seen.RULER: Sentence("Đo màn hình", "Size of the screen"),
        Seen.PIXELS: Sentence("Điểm ảnh", "Pixels"),
    }
)
_FINE: Final = MappingProxyType(
    {
        Seen.SOUND: Sentence("Người kiểm tra nghe rõ câu máy đọc.", "The spoken sentence was heard clearly."),
        Seen.TOUCH: Sentence("Mọi ô trên màn hình đều nhận chạm.", "Every target on the screen takes a touch."),
        Seen.RULER: Sentence(
            "Khung trên màn hình vừa bằng tấm thẻ 85,6 × 54 mm.",
            "The outline is as large as a card of 85.6 × 54 mm.",
        ),
        Seen.PIXELS: Sentence(
            "Năm màu phủ kín màn hình, không thấy điểm hay vệt lạ.",
            "Five colours fill the screen without spots or stripes.",
        ),
    }
)
_BAD: Final = MappingProxyType(
    {
        Seen.SOUND: (
            Sentence("Người kiểm tra không nghe rõ câu máy đọc.", "The spoken sentence was not heard clearly."),
            Sentence(
                "Xem loa và dây loa, tăng âm lượng ở mục Âm lượng, rồi nghe lại.",
                "Look at the loudspeaker and its cable, turn the volume up, and listen again.",
            ),
        ),
        Seen.TOUCH: (
            Sentence("Có ô trên màn hình không nhận chạm.", "Some targets on the screen take no touch."),
            Sentence(
                "Lau màn hình, tắt máy rồi bật lại; nếu vẫn vậy, đừng dùng máy này, hãy gọi kỹ thuật.",
                "Wipe the screen and restart; if it stays, do not use this kiosk and call a technician.",
            ),
        ),
        Seen.RULER: (
            Sentence(
                "Khung trên màn hình to hoặc nhỏ hơn tấm thẻ.", "The outline is larger or smaller than the card."
            ),
            Sentence(
                "Đo lại cỡ màn hình (--screen-mm) để chữ và phím đúng cỡ.",
                "Measure the screen again (--screen-mm), so that letters and keys have their size.",
            ),
        ),
        Seen.PIXELS: (
            Sentence("Có điểm hoặc vệt lạ trên màn hình.", "There are spots or stripes on the screen."),
            Sentence(
                "Vài điểm nhỏ không che chữ thì vẫn dùng được; vệt dài thì hãy đổi màn hình.",
                "A few spots that hide no letter will do; with stripes change the screen.",
            ),
        ),
    }
)
YES, NO = "yes", "no"


def seen(answers: Mapping[Seen, str]) -> tuple[Check, ...]:
    """The lines on what a person found out: :data:`YES`, :data:`NO`, or nothing where she was not asked."""
    return tuple(_seen(what, answers.get(what, "")) for what in Seen)


def _seen(what: Seen, answer: str) -> Check:
    name = _NAMES[what]
    if answer == YES:
        return Check(what.value, name, Grade.OK, _FINE[what])
    if answer == NO:
        said, remedy = _BAD[what]
        grade = Grade.LOOK if what is Seen.PIXELS else Grade.WRONG
        return Check(what.value, name, grade, said, remedy)
    return Check(
        what.value,
        name,
        Grade.LOOK,
        Sentence("Chưa ai xem.", "Nobody has looked yet."),
        Sentence(
            "Vào phần cán bộ, chọn Chạy thử và kiểm tra máy, làm hết các bước.",
            "In the officials' part choose Trial run and checks, and go through its steps.",
        ),
    )


def room(free: int, *, writable: bool) -> Check:
    """The disk: how many bytes are free, and whether it can be written."""
    name = Sentence("Ổ đĩa", "Disk")
    amount = Sentence(f"{free / 1e9:.1f} GB".replace(".", ","), f"{free / 1e9:.1f} GB")
    if not writable:
        return Check(
            "disk",
            name,
            Grade.WRONG,
            Sentence("Ổ đĩa chỉ đọc được, không ghi được.", "The disk can be read only."),
            Sentence(
                "Tắt máy đúng cách, bật lại; nếu vẫn vậy thì ổ đĩa sắp hỏng, hãy gọi kỹ thuật.",
                "Shut down properly and start again; if it stays, the disk is failing: call a technician.",
            ),
        )
    if free >= ROOM_WANTED:
        said = Sentence(f"Ghi được, còn trống {amount.vi}.", f"It can be written, {amount.en} are free.")
        return Check("disk", name, Grade.OK, said)
    return Check(
        "disk",
        name,
        Grade.LOOK if free >= ROOM_NEEDED else Grade.WRONG,
        Sentence(f"Chỉ còn trống {amount.vi}.", f"Only {amount.en} are free."),
        Sentence(
            "Xóa bớt tệp không phải của phần mềm này; gói mới có thể không nạp được.",
            "Remove files that are not this software's; a new bundle may not fit.",
        ),
    )


def health(passed: bool | None) -> Check:
    """What the disk says of itself (SMART): passed, failing, or ``None`` where it could not be asked."""
    name = Sentence("Sức khỏe ổ đĩa (SMART)", "Health of the disk (SMART)")
    if passed is None:
        return Check(
            "disk-health",
            name,
            Grade.LOOK,
            Sentence(
                "Chưa hỏi được: máy không có smartctl, không đủ quyền, hoặc ổ đĩa không trả lời.",
                "It could not be asked: no smartctl, no right to use it, or a disk that does not answer.",
            ),
            Sentence(
                "Không bắt buộc. Muốn biết, hãy nhờ kỹ thuật cài smartmontools và chạy thử lại.",
                "Not needed. To know, have smartmontools installed and do the trial run again.",
            ),
        )
    if passed:
        return Check("disk-health", name, Grade.OK, Sentence("Ổ đĩa tự báo là tốt.", "The disk says it is well."))
    return Check(
        "disk-health",
        name,
        Grade.WRONG,
        Sentence("Ổ đĩa tự báo là sắp hỏng.", "The disk says that it is failing."),
        Sentence("Thay ổ đĩa trước khi dùng máy.", "Replace the disk before the kiosk is used."),
    )


def objects(good: int, bad: int, missing: int) -> Check:
    """Documents and pictures after each was hashed again: how many are whole, changed, gone."""
    name = Sentence("Tài liệu và hình ảnh đã nạp", "Loaded documents and pictures")
    if bad or missing:
        return Check(
            "objects",
            name,
            Grade.WRONG,
            Sentence(
                f"{bad} tệp đã hỏng, {missing} tệp bị mất, {good} tệp nguyên vẹn.",
                f"{bad} files are damaged, {missing} are gone, {good} are whole.",
            ),
            Sentence("Nạp lại gói dữ liệu từ USB.", "Load the bundle from the stick again."),
        )
    return Check(
        "objects",
        name,
        Grade.OK,
        Sentence(f"{good} tệp, đúng mã băm đã ký.", f"{good} files, each with the hash that was signed."),
    )


def audit(rows: int, broken: int | None) -> Check:
    """The audit chain: how many entries, and the first that does not fit."""
    name = Sentence("Nhật ký", "Audit log")
    if broken is None:
        return Check("audit", name, Grade.OK, Sentence(f"{rows} dòng, nguyên vẹn.", f"{rows} entries, whole."))
    return Check(
        "audit",
        name,
        Grade.WRONG,
        Sentence(f"Nhật ký bị sửa từ dòng {broken}.", f"The log was tampered with from entry {broken} on."),
        Sentence(
            "Đừng dùng máy. Giữ nguyên máy, báo Ủy ban bầu cử.",
            "Do not use the kiosk. Leave it as it is and tell the election committee.",
        ),
    )


def clock(now: str, newest: str, *, sure: bool) -> Check:
    """The clock: what it says, the newest signed time, and whether it is believed."""
    name = Sentence("Đồng hồ", "Clock")
    said = Sentence(
        f"Đồng hồ máy: {now}; lần ký mới nhất: {newest or 'chưa có'}.",
        f"The kiosk's clock: {now}; newest signed time: {newest or 'none'}.",
    )
    if sure:
        return Check("clock", name, Grade.OK, said)
    return Check(
        "clock",
        name,
        Grade.LOOK,
        Sentence(f"{said.vi} Máy chưa tin đồng hồ này.", f"{said.en} The kiosk is not sure of it."),
        Sentence(
            "So với đồng hồ khác; sai thì chỉnh, đúng thì bấm Đồng hồ đúng.",
            "Compare it with another one; set it if it is wrong, else press The clock is right.",
        ),
    )


def sound(there: bool) -> Check:
    """Whether there is anything to play sound on."""
    name = Sentence("Thiết bị âm thanh", "Sound device")
    if there:
        return Check("sound-device", name, Grade.OK, Sentence("Có loa hoặc tai nghe.", "There is one."))
    return Check(
        "sound-device",
        name,
        Grade.LOOK,
        Sentence(
            "Không thấy loa hay tai nghe; máy không đọc được thành tiếng.", "There is none: nothing is heard."
        ),
        Sentence(
            "Cắm loa hoặc tai nghe, rồi chạy thử lại.", "Plug a loudspeaker or headphones in and do it again."
        ),
    )


def printer(name_of_it: str, there: bool | None) -> Check:
    """The printer: its name, empty for none, and whether the system knows it (``None``: could not be asked)."""
    name = Sentence("Máy in", "Printer")
    if not name_of_it:
        return Check("printer", name, Grade.OK, Sentence("Không đặt máy in.", "None is set."))
    if there:
        said = Sentence(f"Máy in “{name_of_it}” sẵn sàng.", f"The printer “{name_of_it}” is ready.")
        return Check("printer", name, Grade.OK, said)
    return Check(
        "printer",
        name,
        Grade.LOOK,
        Sentence(f"Không thấy máy in “{name_of_it}”.", f"The printer “{name_of_it}” is not found."),
        Sentence(
            "Bật máy in, xem dây và giấy; không dùng thì bỏ máy in trong Cài đặt.",
            "Switch it on, look at its cable and paper; or take it out in the settings.",
        ),
    )


def content(title: str, version: int, fingerprint: str, expires: dt.datetime, now: dt.datetime) -> Check:
    """What is shown: its title, version, fingerprint, and when it expires (both aware)."""
    name = Sentence("Nội dung đang hiện", "What is shown")
    plain = fingerprint.replace(" ", "").upper()
    groups = " ".join(
        plain[start : start + 4] for start in range(0, len(plain), 4)
    )  # as two read it to each other
    said = Sentence(
        f"{title}, phiên bản {version}, mã kiểm tra {groups}.",
        f"{title}, version {version}, fingerprint {groups}.",
    )
    if expires - now > EXPIRES_SOON:
        return Check("content", name, Grade.OK, said)
    return Check(
        "content",
        name,
        Grade.LOOK,
        Sentence(f"{said.vi} Hạn dùng đến {expires:%d/%m/%Y}.", f"{said.en} It expires on {expires:%d/%m/%Y}."),
        Sentence("Hỏi Ủy ban bầu cử gói mới.", "Ask the election committee for a new bundle."),
    )


def no_content(why: Sentence) -> Check:
    """Nothing can be shown, and why."""
    return Check(
        "content",
        Sentence("Nội dung đang hiện", "What is shown"),
        Grade.WRONG,
        why,
        Sentence("Nạp gói dữ liệu từ USB.", "Load a bundle from a stick."),
    )


def place(code: str, known: str) -> Check:
    """The polling area: its code as set, and its name in what is shown, empty where it is not there."""
    name = Sentence("Khu vực bỏ phiếu", "Polling area")
    if known:
        return Check("area", name, Grade.OK, Sentence(f"{code}: {known}.", f"{code}: {known}."))
    if code:
        said = Sentence(f"Gói đang hiện không có khu vực “{code}”.", f"What is shown has no area “{code}”.")
    else:
        said = Sentence("Chưa đặt khu vực bỏ phiếu.", "No polling area is set.")
    return Check(
        "area",
        name,
        Grade.LOOK,
        said,
        Sentence("Chọn khu vực bỏ phiếu trong Cài đặt.", "Choose the polling area in the settings."),
    )


def versions(software: str, schema: str, root: int) -> Check:
    """Versions: of the software, of its tables, of the trusted root."""
    name = Sentence("Phiên bản", "Versions")
    return Check(
        "versions",
        name,
        Grade.OK if root else Grade.WRONG,
        Sentence(
            f"voter-kiosk {software}, bảng dữ liệu {schema}, tệp gốc tin cậy {root}.",
            f"voter-kiosk {software}, tables {schema}, trusted root {root}.",
        ),
        NOTHING
        if root
        else Sentence("Thiết lập lại máy với root.json.", "Set the kiosk up with root.json again."),
    )


def mounting(screen: str) -> Check:
    """The screen as it hangs: what is known of its size; the height is written by hand."""
    return Check(
        "mounting",
        Sentence("Lắp đặt", "Mounting"),
        Grade.OK,
        Sentence(
            f"Màn hình {screen or '…… × …… mm'}; mép dưới cách sàn ………… mm; đường đi xe lăn ………… m.",
            f"Screen {screen or '…… × …… mm'}; lower edge ………… mm above the floor; way for wheelchairs ………… m.",
        ),
        Sentence("Đo và ghi tay vào đây.", "Measure, and write it here by hand."),
    )
