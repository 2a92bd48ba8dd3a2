"""What the audit chain records: one table, which also makes its documentation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from voter_kiosk.domain.text import Sentence


class About(StrEnum):
    """What an entry is about: how the log is filtered."""

    CONTENT = "content"
    OFFICIALS = "officials"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Event:
    """A kind of entry: its code, the sentence it is read as, with ``{field}`` for what was noted, and its fields.

    Every entry may also say ``by``: the official who did it, as a number and a name.
    """

    code: str
    says: Sentence
    fields: tuple[str, ...] = ()
    about: About = About.MACHINE


_TABLE: Final = (
    Event(
        "set-up",
        Sentence(
            "Thiết lập máy; tệp gốc tin cậy phiên bản {root}; khu vực bỏ phiếu {polling_area}.",
            "The kiosk was set up; trusted root version {root}; polling area {polling_area}.",
        ),
        ("root", "polling_area"),
    ),
    Event(
        "opened-to-voters",
        Sentence(
            "Thiết lập xong, mở máy cho cử tri; người có mã PIN: {people}.",
            "The set-up is finished and the kiosk open to voters; with a PIN: {people}.",
        ),
        ("people",),
    ),
    Event(
        "root-rotated",
        Sentence(
            "Tệp gốc tin cậy được thay bằng phiên bản {version}.",
            "The trusted root was replaced by version {version}.",
        ),
        ("version",),
        about=About.CONTENT,
    ),
    Event(
        "confirmed",
        Sentence(
            "Nạp xong gói {file}: phiên bản {version}, mã kiểm tra {fingerprint}, do {signers} ký.",
            "Bundle {file} was loaded: version {version}, fingerprint {fingerprint}, signed by {signers}.",
        ),
        ("generation", "previous", "election", "version", "fingerprint", "signers", "file"),
        about=About.CONTENT,
    ),
    Event(
        "rejected",
        Sentence(
            "Từ chối gói {file} ở bước {step}: {code}. Nội dung đang hiện: {shown}.",
            "Bundle {file} was refused at the step {step}: {code}. Still shown: {shown}.",
        ),
        ("file", "code", "step", "shown"),
        about=About.CONTENT,
    ),
    Event(
        "fallback",
        Sentence(
            "Gói {file} chạy thử không đạt ({code}); giữ nội dung {shown}.",
            "Bundle {file} failed its trial ({code}); {shown} stays.",
        ),
        ("file", "code", "step", "shown"),
        about=About.CONTENT,
    ),
    Event(
        "interrupted",
        Sentence("Việc nạp gói {file} bị ngắt: {code}.", "Loading {file} was interrupted: {code}."),
        ("file", "code"),
        about=About.CONTENT,
    ),
    Event(
        "compiled-anew",
        Sentence("Lập lại nội dung {generation}.", "Content {generation} was compiled anew."),
        ("generation",),
        about=About.CONTENT,
    ),
    Event(
        "scrubbed",
        Sentence(
            "Máy tự đọc lại {files} tệp đã nạp: {damaged} tệp hỏng, phục hồi {healed}, còn hỏng {lost}.",
            "The kiosk read {files} loaded files again: {damaged} damaged, {healed} healed, {lost} still damaged.",
        ),
        ("files", "damaged", "healed", "lost"),
        about=About.CONTENT,
    ),
    Event(
        "rolled-back",
        Sentence(
            "Quay lại nội dung {generation} (phiên bản {version}), bỏ nội dung {left}.",
            "Back to content {generation} (version {version}), leaving {left}.",
        ),
        ("generation", "left", "version"),
        about=About.CONTENT,
    ),
    Event(
        "copied",
        Sentence(
            "Chép gói đang dùng (phiên bản {version}, mã kiểm tra {fingerprint}) ra tệp {file}.",
            "The bundle in use (version {version}, fingerprint {fingerprint}) was copied to {file}.",
        ),
        ("generation", "version", "fingerprint", "file"),
        about=About.CONTENT,
    ),
    Event(
        "bundle-folders",
        Sentence("Đặt thư mục tìm gói dữ liệu: {folders}.", "Folders to look for bundles in: {folders}."),
        ("folders",),
    ),
    Event(
        "campaign-over",
        Sentence(
            "Hết thời gian vận động bầu cử {election}; chương trình hành động không hiện nữa.",
            "Campaigning for {election} is over; programmes are hidden from now on.",
        ),
        ("election",),
        about=About.CONTENT,
    ),
    Event(
        "covered", Sentence("Che phiếu {body}.", "The ballot {body} was covered."), ("body",), about=About.CONTENT
    ),
    Event(
        "uncovered",
        Sentence("Hiện lại phiếu {body}.", "The ballot {body} was shown again."),
        ("body",),
        about=About.CONTENT,
    ),
    Event(
        "hours-set",
        Sentence(
            "Đặt giờ bỏ phiếu của khu vực {area}: {opens} đến {closes}, theo {decision}; gói đang dùng ghi "
            "{before}.",
            "The polling hours of {area} were set: {opens} to {closes}, by {decision}; the bundle in use says "
            "{before}.",
        ),
        ("area", "opens", "closes", "decision", "before"),
    ),
    Event(
        "hours-withdrawn",
        Sentence(
            "Bỏ giờ bỏ phiếu đã đặt tại máy cho khu vực {area}; dùng giờ của gói: {opens} đến {closes}.",
            "The hours set here for {area} were taken back; those of the bundle hold: {opens} to {closes}.",
        ),
        ("area", "opens", "closes"),
    ),
    Event(
        "polling-area",
        Sentence("Đặt khu vực bỏ phiếu: {code}.", "The polling area was set: {code}."),
        ("code",),
    ),
    Event(
        "printer",
        Sentence("Đặt máy in: {name} ({paper}).", "The printer was set: {name} ({paper})."),
        ("name", "paper"),
    ),
    Event(
        "headphones",
        Sentence("Đặt nơi phát tiếng: {setting}.", "What the sound comes out of was set: {setting}."),
        ("setting",),
    ),
    Event(
        "clock-confirmed",
        Sentence("Xác nhận đồng hồ đúng: {clock}.", "The clock was confirmed: {clock}."),
        ("clock",),
    ),
    Event(
        "person-added",
        Sentence("Thêm người dùng {name} ({role}).", "{name} was added ({role})."),
        ("person", "name", "role"),
        about=About.OFFICIALS,
    ),
    Event(
        "person-ended",
        Sentence("Ngừng quyền của {name}.", "{name} was taken off."),
        ("person", "name"),
        about=About.OFFICIALS,
    ),
    Event(
        "pin-changed",
        Sentence("{name} đổi mã PIN.", "{name} has a new PIN."),
        ("person", "name"),
        about=About.OFFICIALS,
    ),
    Event(
        "recovery-made", Sentence("Lập mã khôi phục mới.", "A new recovery code was made."), about=About.OFFICIALS
    ),
    Event(
        "recovered",
        Sentence(
            "{name} dùng mã khôi phục và trở thành cán bộ phụ trách.",
            "{name} used the recovery code and became an officer.",
        ),
        ("person", "name"),
        about=About.OFFICIALS,
    ),
    Event(
        "entered",
        Sentence("{name} vào phần cán bộ.", "{name} came in."),
        ("person", "name", "role"),
        about=About.OFFICIALS,
    ),
    Event(
        "left",
        Sentence("{name} ra khỏi phần cán bộ: {why}.", "{name} left: {why}."),
        ("person", "name", "why"),
        about=About.OFFICIALS,
    ),
    Event(
        "wrong-pin",
        Sentence(
            "Nhập sai mã PIN lần thứ {wrong}; chờ {wait} giây.", "Wrong PIN, number {wrong}; wait {wait} seconds."
        ),
        ("wrong", "wait"),
        about=About.OFFICIALS,
    ),
    Event(
        "handed-over",
        Sentence(
            "{giver} bàn giao máy cho {name}: phiên bản {version}, mã kiểm tra {fingerprint}.",
            "{giver} handed the kiosk over to {name}: version {version}, fingerprint {fingerprint}.",
        ),
        ("giver", "person", "name", "version", "fingerprint"),
        About.OFFICIALS,
    ),
    Event(
        "setting",
        Sentence("Đặt “{key}”: {before} → {value}.", "“{key}” was set: {before} → {value}."),
        ("key", "before", "value"),
    ),
    Event(
        "clock-set",
        Sentence("Chỉnh đồng hồ từ {before} thành {clock}.", "The clock was set from {before} to {clock}."),
        ("before", "clock"),
    ),
    Event(
        "session-restarted",
        Sentence("Khởi động lại chương trình.", "The program was restarted."),
    ),
    Event("shut-down", Sentence("Tắt máy.", "The machine was shut down.")),
    Event(
        "not-shut-down",
        Sentence("Máy không tắt được: {why}.", "The machine could not be shut down: {why}."),
        ("why",),
    ),
    Event(
        "audit-exported",
        Sentence("Chép nhật ký ra {file}.", "The audit log was exported to {file}."),
        ("file",),
        About.OFFICIALS,
    ),
    Event(
        "readiness",
        Sentence(
            "Chạy thử, kiểm tra máy: {ok} mục đạt, {look} mục cần xem, {wrong} mục hỏng; mã của biên bản "
            "{sha256}.",
            "Readiness was examined: {ok} fine, {look} to look at, {wrong} wrong; the report's hash is {sha256}.",
        ),
        ("ok", "look", "wrong", "sha256"),
    ),
    Event(
        "usage-exported",
        Sentence(
            "Xuất số liệu sử dụng đến ngày {until}; mã của tệp {sha256}.",
            "Usage up to {until} was exported; the file's hash is {sha256}.",
        ),
        ("until", "sha256"),
    ),
    Event(
        "campaign-closed",
        Sentence(
            "Kết thúc đợt: số liệu đến ngày {until} đã xuất (mã của tệp {sha256}) và đã xóa khỏi máy.",
            "The campaign was closed: usage up to {until} was exported (the file's hash is {sha256}) and wiped.",
        ),
        ("until", "sha256"),
    ),
)

EVENTS: Final = MappingProxyType({event.code: event for event in _TABLE})
"""Every kind of entry by its code, in the order in which they are documented."""


_WORDS: Final = MappingProxyType(
    {
        ("role", "officer"): Sentence("cán bộ phụ trách", "officer"),
        ("role", "operator"): Sentence("cán bộ vận hành", "operator"),
        ("why", "finished"): Sentence("xong việc", "finished"),
        ("why", "idle"): Sentence("để máy quá 2 phút", "two minutes without a touch"),
        ("setting", "always"): Sentence("luôn có tai nghe", "always headphones"),
        ("setting", "detect"): Sentence("máy tự nhận tai nghe", "headphones are noticed"),
        ("setting", "none"): Sentence("chỉ có loa", "a loudspeaker alone"),
    }
)
"""What is noted by a code, in words: by the field and the code."""


def says(code: str, detail: Mapping[str, object]) -> Sentence:
    """An entry in words. What was not noted stands as “?”; a code that is not in the table as itself."""
    event = EVENTS.get(code)
    if event is None:
        return Sentence(code, code)
    noted = {field: _said(detail.get(field, "?")) for field in event.fields}
    words = {field: _WORDS[field, noted[field]] for field in noted if (field, noted[field]) in _WORDS}
    return Sentence(
        event.says.vi.format_map(noted | {field: word.vi for field, word in words.items()}),
        event.says.en.format_map(noted | {field: word.en for field, word in words.items()}),
    )


def who(detail: Mapping[str, object]) -> str:
    """The official of an entry, as a number and a name: who did it, else whom it is about; empty for nobody."""
    by = detail.get("by")
    if isinstance(by, str) and by:
        return by
    person = detail.get("person")
    return f"{person} {detail.get('name', '')}".strip() if person else ""


def tampered(number: int) -> Sentence:
    """That the chain is broken from the entry ``number`` on."""
    return Sentence(
        f"Nhật ký đã bị sửa từ dòng {number}: từ đó trở đi không còn đáng tin. Hãy báo Ủy ban bầu cử.",
        f"The audit log was tampered with from entry {number}: nothing from there on can be relied on. Tell the "
        "committee.",
    )


def _said(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "–" if value in {None, ""} else str(value)
