"""The steps of the first start's errands, made of what the commands answer: trust, first bundle, summary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.first_start import Standing
from voter_kiosk.domain.settings import SETTINGS, in_words
from voter_kiosk.domain.text import Sentence, pick
from voter_kiosk.kiosk.office.errand import NOTHING, Choice, FactRow, Step, Work, refused_step
from voter_kiosk.kiosk.office.load import SEEKING

LATER, SAME, OTHER, AGAIN = "later", "same", "other", "again"
"""What a choice of these steps says."""

_GROUPS: Final = 4

NOT_TRUSTED: Final = Sentence("Chưa tin tệp gốc nào", "No root is trusted")
SEEKING_ROOT: Final = Step(
    Sentence("Tìm tệp gốc tin cậy", "Looking for the root of trust"), work=SEEKING.work, drawing="search"
)
PINNING: Final = Step(
    Sentence("Ghim tệp gốc", "Pinning the root"),
    work=Work(Sentence("Kiểm tra và ghi …", "Checking and writing …")),
    back=False,
    drawing="locked",
)
OPENING: Final = Step(Sentence("Tổng kết", "Summary"), drawing="search")
SPOKEN: Final = Sentence("Mã của tệp gốc là:", "The fingerprint of the root is:")
COMPARE: Final = Sentence(
    "Lấy tờ giấy của Ủy ban bầu cử, so từng chữ, từng số. Một người đọc, một người dò.",
    "Take the committee's paper and compare letter by letter: one person reads, another follows.",
)
SILENT: Final = Sentence(
    "Máy không có loa để đọc mã. Lấy tờ giấy của Ủy ban bầu cử: một người đọc từng chữ, từng số trên màn hình, "
    "một người dò trên giấy.",
    "There is no loudspeaker to read it aloud. Take the committee's paper: one person reads the screen letter by "
    "letter, another follows.",
)


def roots_step(sticks: list[Any], language: str) -> Step:
    """The roots that were found, or that a stick is wanted."""
    choices = tuple(_roots(sticks, language))
    bundles = any(stick["bundles"] for stick in sticks)
    alone = Sentence(
        "USB có gói dữ liệu nhưng không có tệp root.json. Gói không tự bảo đảm cho chính nó: hãy xin Ủy ban bầu "
        "cử tệp root.json.",
        "The stick has a bundle but no root.json. A bundle does not vouch for itself: ask the committee for the "
        "root.json.",
    )
    if not choices:
        return Step(
            Sentence("Hãy cắm USB có tệp root.json", "Plug in the stick with the file root.json"),
            Sentence(
                "Đó là tệp của Ủy ban bầu cử: máy chỉ hiện những gì các cán bộ ghi trong tệp đó ký. Máy tự tìm "
                "thấy sau vài giây.",
                "It is the committee's: only what the officials named in it have signed is shown here. It is "
                "found by itself within seconds.",
            ),
            alone if bundles else NOTHING,
            remark=_ignored(sticks),
            drawing="stick",
        )
    return Step(
        Sentence("Chọn tệp gốc của Ủy ban bầu cử", "Choose the committee's root"),
        Sentence(
            "Chưa tin ngay: máy hỏi so mã với giấy trước.", "Its fingerprint is compared with the paper first."
        ),
        choices=choices,
        remark=_ignored(sticks),
    )


def _roots(sticks: list[Any], language: str) -> Iterator[Choice]:
    for stick in sticks:
        for root in stick["roots"]:
            name = Path(root["path"]).name
            where = Sentence(f"{name} trên {stick['name']}", f"{name} on {stick['name']}").say(language)
            if root["refused"]:
                said = Sentence(**root["refused"]["message"]).say(language)
                yield Choice("", "warning", where, f"{said} [{root['refused']['code']}]")
            else:
                version = Sentence(f"Phiên bản {root['version']}", f"Version {root['version']}").say(language)
                yield Choice(root["path"], "signing", where, version)


def _ignored(sticks: list[Any]) -> Sentence:
    count = sum(stick["hidden"] + stick["others"] for stick in sticks)
    if not count:
        return NOTHING
    return Sentence(
        f"Đã bỏ qua {count} tệp khác trên USB. Tệp có tên bắt đầu bằng “._” là của máy Mac, không phải tệp gốc.",
        f"{count} other files on the stick were ignored. Those whose name begins with “._” were made by a Mac.",
    )


def compare_step(root: Mapping[str, Any], language: str, *, silent: bool = False) -> Step:
    """The fingerprint, and whether it is that on paper; ``silent`` where nothing can read it aloud."""

    def say(vi: str, en: str) -> str:
        return Sentence(vi, en).say(language)

    aloud = (Choice(AGAIN, "listen", say("Đọc lại", "Read it again"), say("Máy đọc mã thành tiếng", "Aloud")),)
    return Step(
        Sentence("Mã này có giống hệt mã trên giấy không?", "Is this the same as on the paper?"),
        SILENT if silent else COMPARE,
        shown=_in_lines(str(root["fingerprint"])),
        choices=(
            *(() if silent else aloud),
            Choice(SAME, "check", say("Giống hệt", "It is the same"), say("Máy sẽ tin tệp này", "It is trusted")),
            Choice(
                OTHER, "close", say("Khác", "It is different"), say("Máy không tin tệp này", "It is not trusted")
            ),
        ),
    )


def other_step() -> Step:
    """It was another one: nothing is trusted."""
    return Step(
        Sentence("Máy chưa tin tệp nào", "Nothing is trusted"),
        Sentence(
            "Tệp trên USB không phải tệp của Ủy ban bầu cử, hoặc tờ giấy đã cũ. Rút USB, giữ lại USB và tờ giấy, "
            "gọi cho Ủy ban bầu cử.",
            "The file is not the committee's, or the paper is an old one. Pull the stick, keep both, and call the "
            "committee.",
        ),
        lead=Sentence("Thử USB khác", "Try another stick"),
        lead_sign="stick",
        drawing="warning",
    )


def not_pinned(why: Refusal, language: str) -> Step:
    """It could not be pinned: the stick is gone, or the file was exchanged. Nothing is trusted."""
    return replace(
        refused_step(NOT_TRUSTED, why, say=language), lead=Sentence("Tìm lại", "Look again"), lead_sign="again"
    )


def pinned_step(fingerprint: str) -> Step:
    """Trust is pinned, on the way back through the questions."""
    return Step(
        Sentence("Máy đã tin tệp gốc này", "This root is trusted"),
        Sentence(
            "Chỉ ghim một lần. Ghim nhầm thì phải thiết lập lại từ đầu trong một thư mục khác.",
            "It is pinned once. A wrong one means setting up anew in another folder.",
        ),
        shown=_in_lines(fingerprint),
        lead=Sentence("Tiếp tục", "Continue"),
        lead_sign="next",
    )


def with_later(step: Step, language: str) -> Step:
    """The list of bundles, with the way on without one."""
    later = Choice(
        LATER,
        "next",
        Sentence("Nạp sau", "Load it later").say(language),
        Sentence(
            "Chưa có gói thì cử tri chưa xem được gì; cán bộ nạp sau bằng mã PIN.",
            "Without a bundle voters see nothing yet; officials load it later.",
        ).say(language),
    )
    return replace(step, choices=(*step.choices, later))


def first_loaded(installed: Mapping[str, Any], language: str) -> Step:
    """The first bundle is in."""
    return Step(
        Sentence("Đã nạp gói dữ liệu", "The bundle is loaded"),
        Sentence(
            "Có thể rút USB. Cử tri xem được khi thiết lập xong.",
            "The stick may be pulled. Voters see it once all is set up.",
        ),
        rows=(
            FactRow(Sentence("Nội dung", "Content").say(language), pick(installed["title"], language)),
            FactRow(Sentence("Phiên bản", "Version").say(language), str(installed["version"])),
            FactRow(Sentence("Mã kiểm tra", "Fingerprint").say(language), installed["fingerprint"]),
        ),
        lead=Sentence("Tiếp tục", "Continue"),
        lead_sign="next",
    )


def summary_step(known: Standing, status: Mapping[str, Any], language: str) -> Step:
    """What was set; what was left for later wants an eye."""

    def say(vi: str, en: str) -> str:
        return Sentence(vi, en).say(language)

    def setting(key: str) -> str:
        return in_words(SETTINGS[key], getattr(known.settings, key)).say(language)

    size = known.settings.screen_mm
    active, clock = status["active"], known.timed
    later = say("Để sau", "Left for later")
    rows = (
        FactRow(SETTINGS["office_language"].name.say(language), setting("office_language")),
        FactRow(
            say("Màn hình", "Screen"),
            f"{size[0]:g} × {size[1]:g} mm" if size else say("chưa đo", "not measured"),
            wrong=size is None,
        ),
        FactRow(SETTINGS["mounting_mm"].name.say(language), setting("mounting_mm")),
        FactRow(say("Mã của tệp gốc", "Fingerprint of the root"), known.root),
        FactRow(
            say("Nội dung", "Content"),
            f"{pick(active['title'], language)} ({active['version']})" if active else later,
            wrong=not active,
        ),
        FactRow(
            SETTINGS["polling_area"].name.say(language),
            known.settings.polling_area or later,
            wrong=not known.settings.polling_area,
        ),
        FactRow(
            say("Đồng hồ", "Clock"),
            say("đã xác nhận", "confirmed") if clock else say("chưa xác nhận", "not confirmed"),
            wrong=not clock,
        ),
        FactRow(say("Có mã PIN", "With a PIN"), ", ".join(person.name for person in known.people)),
    )
    wrong = any(row.wrong for row in rows)
    return Step(
        Sentence("Máy đã sẵn sàng mở cho cử tri", "The kiosk is ready to open to voters"),
        Sentence(
            "Dòng in nghiêng chưa xong: làm sau cũng được, trong phần cán bộ.",
            "What is in italics is left: officials can do it later.",
        )
        if wrong
        else NOTHING,
        rows=rows,
        lead=Sentence("Mở cho cử tri", "Open to voters"),
        remark=Sentence(
            "Từ nay phần thiết lập này không mở nữa; những người trên vào bằng mã PIN.",
            "From now on this set-up does not open any more; those above come in by their PIN.",
        ),
    )


def _in_lines(fingerprint: str) -> str:
    """The groups of a fingerprint, four on a line."""
    groups = fingerprint.split()
    return "\n".join(" ".join(groups[at : at + _GROUPS]) for at in range(0, len(groups), _GROUPS))
