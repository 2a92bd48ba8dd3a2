"""Loading a bundle at the screen: find the stick, read the report, load, show it now or when nobody is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer

from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.loading import may_pull
from voter_kiosk.domain.office import Task
from voter_kiosk.domain.text import Sentence, pick
from voter_kiosk.kiosk.office.errand import (
    NOTHING,
    Choice,
    ErrandFacts,
    FactRow,
    LineRow,
    Step,
    Work,
    megabytes,
    refused_step,
)
from voter_kiosk.kiosk.office.job import Outcome

if TYPE_CHECKING:
    from voter_kiosk.kiosk.office.office import Office

MOST_TOLD: Final = 30
"""How many changes of a kind the report tells one by one."""

WATCH_MS: Final = 1_000
"""How often to see whether a stick came or went, in milliseconds."""

NOW, LATER, BACK, AHEAD = "now", "later", "back", "ahead"

IN: Final = "in:"
"""Begins the subject of a folder that is looked into; alone it is where one begins to choose."""

PLACES: Final = ("/media", "/mnt", "/srv", "/home")
"""Where else on a machine a folder with a bundle may lie: disks and shares are mounted there."""

SEEKING: Final = Step(
    Sentence("Tìm gói dữ liệu", "Looking for bundles"),
    work=Work(Sentence("Đọc USB …", "Reading the sticks …")),
    drawing="search",
)
READING: Final = Step(
    Sentence("Xem gói dữ liệu", "Looking at the bundle"),
    work=Work(Sentence("Kiểm tra chữ ký và so sánh …", "Checking signatures and comparing …")),
    drawing="search",
)
WORKING: Final = Step(
    Sentence("Đang nạp", "Loading"),
    Sentence(
        "Ông/Bà có thể rời màn hình, máy vẫn nạp tiếp. Nội dung đang hiện không thay đổi.",
        "You may leave the screen: it goes on. What is shown does not change meanwhile.",
    ),
    work=Work(Sentence("Đọc gói", "Reading the bundle")),
    back=False,
    drawing="box",
)
NO_FOLDER: Final = Sentence("Không mở được thư mục này", "This folder cannot be opened")
NOT_LOADED: Final = Sentence("Không nạp được gói này", "This bundle cannot be loaded")
KEPT: Final = Sentence("Nội dung đang hiện vẫn giữ nguyên.", "What is shown stays as it is.")


def made(office: Office, subject: str, parent: QObject) -> ErrandFacts:
    """The list of bundles; or with ``subject`` a folder (behind :data:`IN`), or one bundle, by its path."""
    if subject.startswith(IN):
        return Folder(office, subject.removeprefix(IN), parent)
    return OneBundle(office, subject, parent) if subject else Bundles(office, parent)


class Watching(ErrandFacts):
    """An errand that hears of a stick that comes or goes."""

    def __init__(self, office: Office, first: Step, parent: QObject) -> None:
        super().__init__(office, first, parent)
        self._seen: object = None
        self.folders: tuple[Path, ...] = ()
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_MS)
        self._watch.timeout.connect(self.look_around)

    def watch(self) -> None:
        """Begin to watch, from how it is now."""
        self._seen = self._now()
        self._watch.start()

    def rest(self) -> None:
        """Watch no more."""
        self._watch.stop()

    def look_around(self) -> None:
        """Has something come or gone?"""
        if self._now() != self._seen:
            self._watch.stop()
            self.came_or_went()

    def came_or_went(self) -> None:
        """What to do when a stick came or went."""

    def _now(self) -> object:
        from voter_kiosk.store.mounts import signature

        return signature(self.folders)

    def learn_folders(self, answer: Mapping[str, Any]) -> None:
        """The folders that ``voter-kiosk sticks`` looked into: bundles come and go in them as well."""
        named = [Path(folder) for folder in answer["folders"]]
        found = [Path(stick["path"]) for stick in answer["sticks"]]
        self.folders = tuple(dict.fromkeys([*named, *found]))


class Bundles(Watching):
    """The bundles on the sticks that are plugged in."""

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(office, SEEKING, parent)
        self._seek()

    def came_or_went(self) -> None:
        self._seek()

    def chosen(self, key: str) -> None:
        self.rest()
        self.office.go(Task.LOAD, key)

    def _seek(self) -> None:
        self.office.run(["sticks", "--store", str(self.office.store)], self._found)

    def _found(self, how: Outcome) -> None:
        if how.refused is not None:
            self.show(refused_step(NOT_LOADED, how.refused, say=self.office.view.language))
            return
        self.learn_folders(how.data)
        showing = self.office.view.showing
        shown = showing.about().fingerprint if showing else ""
        self._shown = shown
        self.show(self.offered(how.data))
        self.watch()

    def offered(self, answer: Mapping[str, Any]) -> Step:
        """What was found, to be chosen from."""
        return bundles_step(answer, self._shown, self.office.view.language)


class Folder(ErrandFacts):
    """A folder that is looked into: its bundles, and the folders in it. Without a path: where one may begin."""

    def __init__(self, office: Office, path: str, parent: QObject) -> None:
        super().__init__(office, SEEKING, parent)
        self._path = path
        folder = ["--folder", path] if path else []
        self.office.run(["sticks", "--store", str(self.office.store), *folder], self._found)

    def chosen(self, key: str) -> None:
        self.office.go(Task.LOAD, key)

    def _found(self, how: Outcome) -> None:
        language = self.office.view.language
        if how.refused is not None:
            self.show(refused_step(NO_FOLDER, how.refused, say=language))
        elif self._path:
            self.show(folder_step(self._path, how.data, language))
        else:
            self.show(places_step(how.data))


class OneBundle(Watching):
    """One bundle: the report, the load, and what then."""

    def __init__(self, office: Office, path: str, parent: QObject) -> None:
        super().__init__(office, READING, parent)
        self._path = path
        self._ahead: list[str] = []
        self._reported_one = self._agreed = ""
        self._look()

    def chosen(self, key: str) -> None:
        if key == NOW:
            self.office.renew()
        elif key == LATER:
            self.office.leave()
        elif key == BACK:
            self.office.go(Task.PREVIOUS, "")
        elif key == AHEAD:
            self._ahead = ["--accept-ahead"]
            self._look()

    def led(self) -> None:
        self.rest()
        self._agreed = self._reported_one
        self.run(["install", self._path, *self.office.by(), *self._ahead], self._loaded, WORKING, pull=may_pull)

    def came_or_went(self) -> None:
        """A stick is back: go on by oneself, if it is that bundle; to another one nobody has agreed."""
        if Path(self._path).is_file():
            self.rest()
            self._look()
        else:
            self.watch()

    def _look(self) -> None:
        store = ["--store", str(self.office.store), "--most", str(MOST_TOLD)]
        self.run(["look", self._path, *store, *self._ahead], self._reported, READING)

    def _reported(self, how: Outcome) -> None:
        language = self.office.view.language
        if how.refused is not None:
            self._not_loaded(how.refused)
            return
        self._reported_one = how.data["fingerprint"]
        if self._agreed == self._reported_one:
            self.led()
            return
        self._agreed = ""
        self.show(report_step(how.data, language))

    def _loaded(self, how: Outcome) -> None:
        if how.refused is None:
            self.show(self.loaded(how.data["installed"]))
        else:
            self._not_loaded(how.refused)

    def _not_loaded(self, why: Refusal) -> None:
        language = self.office.view.language
        if self._agreed and why.code in {"unreadable", "not-found"}:
            self.folders = (Path(self._path).parent,)
            self.show(interrupted_step(Path(self._path).name, why, language))
            self.watch()
        else:
            self.show(not_loaded(why, language))

    def loaded(self, installed: Mapping[str, Any]) -> Step:
        """It is loaded: what then."""
        return loaded_step(installed, self.office.view.language)


# --- steps, made of what the commands answer ---


def bundles_step(answer: Mapping[str, Any], shown: str, language: str) -> Step:
    """The list of what was found; ``shown`` is the fingerprint of what is shown now."""
    choices = tuple(_choices(answer["sticks"], shown, language))
    remark = _remark(answer["sticks"])
    elsewhere = Choice(
        IN,
        "folder",
        Sentence("Tìm trong thư mục khác", "Look in another folder").say(language),
        Sentence("Khi gói nằm sâu trong USB, hoặc trên ổ khác.", "If it lies deeper, or elsewhere.").say(language),
    )
    if not choices:
        return Step(
            Sentence("Hãy cắm USB có gói dữ liệu", "Plug in the stick with the bundle"),
            Sentence(
                "Máy tự tìm thấy sau vài giây. Tệp gói có đuôi .vkb.",
                "It is found by itself within seconds. A bundle's file ends in .vkb.",
            ),
            _interrupted(answer["unfinished"]),
            choices=(elsewhere,),
            remark=remark,
            drawing="stick",
        )
    return Step(
        Sentence("Chọn gói dữ liệu", "Choose the bundle"),
        Sentence(
            "Chọn xong, máy cho biết có gì thay đổi rồi mới hỏi có nạp không.",
            "You are told what would change before anything is loaded.",
        ),
        _interrupted(answer["unfinished"]),
        choices=(*choices, elsewhere),
        remark=remark,
    )


def places_step(answer: Mapping[str, Any]) -> Step:
    """Where one may begin to look: the sticks, and the folders in which disks are mounted."""
    sticks = [Path(stick["path"]) for stick in answer["sticks"]]
    places = [place for name in PLACES if (place := Path(name)).is_dir() and place not in sticks]
    return Step(
        Sentence("Tìm ở đâu?", "Where to look?"),
        Sentence("Chọn một nơi, rồi chọn tiếp thư mục trong đó.", "Choose a place, then a folder in it."),
        choices=tuple(
            Choice(f"{IN}{path}", sign, path.name, str(path))
            for sign, paths in (("stick", sticks), ("folder", places))
            for path in paths
        ),
    )


def folder_step(path: str, answer: Mapping[str, Any], language: str) -> Step:
    """What is in a folder: bundles first, then the folders in it."""
    bundles = tuple(_choices(answer["sticks"], "", language))
    inner = tuple(Choice(f"{IN}{folder}", "folder", Path(folder).name) for folder in answer["inner"])
    nothing = Sentence("Ở đây không có gói dữ liệu nào.", "There is no bundle here.")
    return Step(
        Sentence(f"Thư mục {Path(path).name}", f"The folder {Path(path).name}"),
        Sentence(path, path) if bundles else Sentence(f"{path}. {nothing.vi}", f"{path}. {nothing.en}"),
        choices=(*bundles, *inner),
        remark=_remark(answer["sticks"]),
    )


def _interrupted(unfinished: list[str]) -> Sentence:
    if not unfinished:
        return NOTHING
    name = Path(unfinished[0]).name
    return Sentence(
        f"Lần nạp gói {name} bị ngắt giữa chừng. Cắm lại USB đó và chọn gói để nạp tiếp.",
        f"Loading {name} was interrupted. Plug that stick in again and choose the bundle to go on.",
    )


def _choices(sticks: list[Any], shown: str, language: str) -> Iterator[Choice]:
    for stick in sticks:
        for bundle in stick["bundles"]:
            file = Path(bundle["path"]).name
            where = Sentence(f"tệp {file} trên {stick['name']}", f"file {file} on {stick['name']}").say(language)
            refused = bundle["refused"]
            if refused:
                said = Sentence(**refused["message"]).say(language)
                yield Choice(bundle["path"], "warning", file, f"{said} [{refused['code']}]")
                continue
            issued = when(bundle["issued"])
            facts = Sentence(
                f"Phiên bản {bundle['version']}, phát hành {issued}",
                f"Version {bundle['version']}, issued {issued}",
            ).say(language)
            now = Sentence("Đang hiện. ", "Shown now. ").say(language) if bundle["fingerprint"] == shown else ""
            publisher = pick(bundle["publisher"], language)
            title = pick(bundle["title"], language)
            yield Choice(bundle["path"], "stick", title or file, f"{now}{facts}. {publisher}; {where}.")


def _remark(sticks: list[Any]) -> Sentence:
    vi, en = [], []
    for stick in sticks:
        if ignored := stick["hidden"] + stick["others"]:
            vi.append(f"{stick['name']}: bỏ qua {ignored} tệp không phải gói dữ liệu.")
            en.append(f"{stick['name']}: {ignored} files that are no bundles were ignored.")
        if stick["more"]:
            vi.append(f"{stick['name']}: còn {stick['more']} gói cũ hơn không kể ra ở đây.")
            en.append(f"{stick['name']}: {stick['more']} older bundles are not listed here.")
    return Sentence(" ".join(vi), " ".join(en))


def report_step(found: Mapping[str, Any], language: str) -> Step:
    """What a load would do, and the question."""

    def say(vi: str, en: str) -> str:
        return Sentence(vi, en).say(language)

    election, shown = found["election"], found["shown"]
    version = str(found["version"])
    if shown is not None and not found["already"]:
        version = say(f"{version} (đang hiện: {shown['version']})", f"{version} (shown now: {shown['version']})")
    signers = ", ".join(found["signers"])
    rows = (
        FactRow(say("Nội dung", "Content"), pick(election["title"], language)),
        FactRow(say("Cơ quan phát hành", "Publisher"), pick(election["publisher"], language)),
        FactRow(say("Phiên bản", "Version"), version),
        FactRow(say("Phát hành", "Issued"), when(found["issued"])),
        FactRow(say("Người ký", "Signed by"), say(f"{signers} (máy này tin cậy)", f"{signers} (trusted here)")),
    )
    room = megabytes(found["needed"], language), megabytes(found["free"], language)
    more = (
        FactRow(say("Hết hạn", "Expires"), when(found["expires"])),
        FactRow(say("Chỗ trống", "Space"), say(f"cần {room[0]}, còn {room[1]}", f"{room[0]} of {room[1]} free")),
        FactRow(say("Công bằng", "Equality"), pick(found["neutrality"], language)),
        FactRow(say("Mã kiểm tra", "Fingerprint"), found["fingerprint"]),
    )
    warnings = [Sentence(**one["message"]) for one in found["warnings"]]
    remedies = [Sentence(**one["remedy"]) for one in found["warnings"]]
    pairs = list(zip(warnings, remedies, strict=True))
    note = Sentence(
        " ".join(f"{one.vi} {other.vi}" for one, other in pairs),
        " ".join(f"{one.en} {other.en}" for one, other in pairs),
    )
    if found["already"]:
        return Step(
            Sentence("Gói này đang được hiện", "This bundle is shown already"),
            Sentence("Không cần nạp lại.", "There is nothing to load."),
            rows=rows,
            more_rows=more,
        )
    heading = (
        Sentence("Thay đổi so với nội dung đang hiện", "What changes against what is shown")
        if shown is not None
        else Sentence("Nội dung của gói", "What is in it")
    )
    return Step(
        Sentence("Nạp gói này?", "Load this bundle?"),
        Sentence(
            "Nội dung đang hiện chỉ thay đổi khi Ông/Bà đồng ý.", "What is shown changes only when you agree."
        ),
        note,
        rows=rows,
        heading=heading,
        lines=tuple(change_lines(found["changes"], language)),
        more_rows=more,
        lead=Sentence("Nạp gói này", "Load it"),
    )


def change_lines(changes: Mapping[str, Any], language: str) -> Iterator[LineRow]:
    """What differs between two versions, as ``voter-kiosk look`` and ``diff`` tell it, a line each."""
    counted = [Sentence(**said).say(language) for tally in changes["tallies"] for said in tally["said"]]
    if not changes["same_election"]:
        people = next(tally for tally in changes["tallies"] if tally["subject"] == "candidate")
        counted.append(
            Sentence(
                f"Cuộc bầu cử khác: {people['after']} người ứng cử (đang hiện: {people['before']}).",
                f"Another election: {people['after']} candidates (shown now: {people['before']}).",
            ).say(language)
        )
    if counted:
        yield LineRow(". ".join(counted) + ("" if counted[-1].endswith(".") else "."))
    for change in changes["changes"]:
        yield LineRow(Sentence(**change["said"]).say(language), "\n".join(_shifts(change["shifts"], language)))
    if not counted and not changes["changes"]:
        yield LineRow(Sentence("Nội dung không có gì thay đổi.", "Nothing in the content changes.").say(language))
    elif changes["untold"] and changes["changes"]:
        left = changes["untold"]
        yield LineRow(Sentence(f"Còn {left} thay đổi khác.", f"{left} more changes.").say(language))


def _shifts(shifts: list[Any], language: str) -> Iterator[str]:
    for shift in shifts:
        what, before, after = (Sentence(**shift[name]).say(language) for name in ("what", "before", "after"))
        none = Sentence("(không có)", "(nothing)").say(language)
        yield f"{what}: {before or none} → {after or none}"


def when_to_show(language: str) -> tuple[Choice, Choice]:
    """Whether voters see something else at once, or when nobody is at the screen."""

    def say(vi: str, en: str) -> str:
        return Sentence(vi, en).say(language)

    return (
        Choice(
            NOW,
            "check",
            say("Hiện ngay", "Show it now"),
            say("Phiên của người đang xem, nếu có, sẽ kết thúc.", "Whoever was reading starts over."),
        ),
        Choice(
            LATER,
            "clock",
            say("Khi không có ai ở máy", "When nobody is at the screen"),
            say("Máy tự đổi khi màn hình về trang chờ.", "It changes by itself once the screen rests."),
        ),
    )


def loaded_step(installed: Mapping[str, Any], language: str) -> Step:
    """It is loaded: show it now, or when nobody is at the screen."""

    def say(vi: str, en: str) -> str:
        return Sentence(vi, en).say(language)

    return Step(
        Sentence("Đã nạp xong. Khi nào hiện cho cử tri?", "Loaded. When shall voters see it?"),
        Sentence("Có thể rút USB.", "The stick may be pulled."),
        choices=(
            *when_to_show(language),
            Choice(
                BACK,
                "undo",
                say("Quay lại bản trước", "Back to the previous"),
                say("Bỏ bản vừa nạp, hiện lại nội dung trước đó.", "Leave what was loaded just now."),
            ),
        ),
        rows=(
            FactRow(say("Phiên bản", "Version"), str(installed["version"])),
            FactRow(say("Mã kiểm tra", "Fingerprint"), installed["fingerprint"]),
        ),
    )


def interrupted_step(file: str, why: Refusal, language: str) -> Step:
    """The stick went away: nothing is lost, and it goes on when it is back."""
    return Step(
        Sentence("Việc nạp bị ngắt", "Loading was interrupted"),
        Sentence(
            f"USB có tệp {file} đã bị rút hoặc không đọc được. Cắm lại, máy tự nạp tiếp từ chỗ dừng.",
            f"The stick with {file} was pulled or cannot be read. Plug it in again: it goes on where it stopped.",
        ),
        KEPT,
        "about",
        rows=(FactRow(Sentence("Mã để tra cứu", "Code to look up").say(language), why.code),),
        lead=Sentence("Nạp tiếp", "Go on"),
        lead_sign="next",
        drawing="stick",
    )


def not_loaded(why: Refusal, language: str) -> Step:
    """It was refused; one refusal is a question for an officer."""
    step = refused_step(NOT_LOADED, why, KEPT, language)
    if why.code != "issued-in-future":
        return step
    anyway = Choice(
        AHEAD,
        "clock",
        Sentence("Đồng hồ sai, gói đúng", "The clock is wrong, the bundle right").say(language),
        Sentence(
            "Chỉ chọn khi đã hỏi nơi phát hành: máy xem gói như bình thường.",
            "Only after asking the publisher: the bundle is looked at all the same.",
        ).say(language),
    )
    return replace(step, choices=(anyway,))


def when(instant: str) -> str:
    """An instant of a command's answer, as people in Viet Nam read it."""
    return f"{dt.datetime.fromisoformat(instant).astimezone(VIETNAM):%H:%M %d/%m/%Y}"
