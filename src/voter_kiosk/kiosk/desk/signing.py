"""Step 5: signing. By one person who holds every key, or by several: draft, each one's signature, the bundle.

A passphrase goes to the command by its standard input, and is kept nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence
from voter_kiosk.kiosk.desk.acting import Section, local
from voter_kiosk.kiosk.office.errand import LineRow, megabytes
from voter_kiosk.kiosk.office.load import change_lines
from voter_kiosk.kiosk.phrasing import in_groups

if TYPE_CHECKING:
    from voter_kiosk.kiosk.desk.desk import Desk

QML_IMPORT_NAME = "VoterKiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

NOT_ALIKE: Final = Refusal(
    "passphrases-differ",
    Sentence(
        "Hai lần nhập mật khẩu không giống nhau. Hãy nhập lại.", "The two passphrases differ. Type them again."
    ),
)
TOO_SHORT: Final = Refusal(
    "passphrase-short",
    Sentence(
        "Mật khẩu phải có ít nhất 8 ký tự. Hãy đặt mật khẩu dài hơn.",
        "A passphrase has 8 characters or more. Choose a longer one.",
    ),
)
SHORTEST: Final = 8
"""Characters a new passphrase must have."""

MADE: Final = Sentence(
    "Đã tạo khóa. Bây giờ hãy sao lưu ra hai USB, cất ở hai nơi khác nhau.",
    "The keys are made. Now back them up on two sticks, and keep these in two places.",
)
BACKED_UP: Final = Sentence(
    "Đã sao lưu và đọc lại đúng trên cả hai USB. Hãy in tờ keys.txt và cất hai USB ở hai nơi.",
    "Copied to both sticks and read back the same. Print keys.txt and keep the sticks in two places.",
)


@QmlElement
class SignFacts(Section):
    """The keys, the draft, and the bundle that was signed last."""

    changed = Signal()  # PySide6 knows no notifying signal of a base class

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(desk, parent)
        self.stirred.connect(self.changed)
        self._by_one = True
        self._keys: Path | None = None
        self._held: Mapping[str, Any] = {}
        self._key: Path | None = None
        self._previous: Path | None = None
        self.draft: Path | None = None
        self._status: Mapping[str, Any] = {}
        self._changes: Mapping[str, Any] | None = None
        self._built: Mapping[str, Any] = {}
        self._backup: list[Path] = []
        self.rebuild()

    # What QML reads

    @Property(bool, notify=changed)
    def byOne(self) -> bool:  # noqa: N802
        """Whether one person signs all of it."""
        return self._by_one

    @Property(str, notify=changed)
    def keys(self) -> str:
        """The folder of the keys; empty where none was chosen."""
        return str(self._keys or "")

    @Property(QObject, notify=changed)
    def keyRows(self) -> QObject:  # noqa: N802
        """Which keys there are."""
        return self._key_rows

    @Property(str, notify=changed)
    def draftPath(self) -> str:  # noqa: N802
        """The draft's folder; empty where none is open."""
        return str(self.draft or "")

    @Property(QObject, notify=changed)
    def draftRows(self) -> QObject:  # noqa: N802
        """What the draft is, who has signed it and who has not."""
        return self._draft_rows

    @Property(bool, notify=changed)
    def complete(self) -> bool:
        """Whether enough have signed the draft."""
        return bool(self._status.get("complete"))

    @Property(str, notify=changed)
    def against(self) -> str:
        """The bundle given out last, by its file's name; empty where there is none."""
        previous = self._given_out
        return previous.name if previous else ""

    @Property(QObject, notify=changed)
    def changes(self) -> QObject:
        """What the draft changes against it."""
        return self._lines

    @Property(str, notify=changed)
    def key(self) -> str:
        """The signer's own key file; empty where none was chosen."""
        return str(self._key or "")

    @Property(QObject, notify=changed)
    def builtRows(self) -> QObject:  # noqa: N802
        """The bundle that was signed."""
        return self._built_rows

    @Property(bool, notify=changed)
    def signed(self) -> bool:
        """Whether a bundle was signed since the source was opened."""
        return bool(self._built)

    # What QML asks for: the keys

    @Slot(bool)
    def by(self, one: bool) -> None:
        """Who signs: one person, or several."""
        self._by_one = one
        self.renew()

    @Slot(QUrl)
    def chooseKeys(self, folder: QUrl) -> None:  # noqa: N802
        """The folder of the keys was chosen."""
        self._see_keys(local(folder))

    @Slot(QUrl, str, int, int, str, str)
    def makeKeys(self, parent: QUrl, name: str, threshold: int, holders: int, new: str, again: str) -> None:  # noqa: N802
        """Make keys in a new folder ``name`` of ``parent``, under one passphrase that was typed twice."""
        if new != again or len(new) < SHORTEST:
            self.refuse(NOT_ALIKE if new != again else TOO_SHORT)
            self.renew()
            return
        folder = local(parent) / name.strip()

        def made(_answer: Mapping[str, Any]) -> None:
            self._see_keys(folder, MADE)

        self.run(
            ["keys", "create", str(folder), "--threshold", str(threshold), "--holders", str(holders)],
            made,
            Sentence("Đang tạo khóa", "Making the keys"),
            typed=new,
        )

    @Slot(QUrl)
    def backUp(self, stick: QUrl) -> None:  # noqa: N802
        """A stick for the copy of the keys was chosen; the second one begins the copying."""
        self._backup.append(local(stick))
        if len(self._backup) < 2 or self._keys is None:
            self.succeed(Sentence("Hãy chọn USB thứ hai.", "Choose the second stick."))
            self.renew()
            return
        sticks, self._backup = self._backup, []
        self.run(
            ["keys", "backup", str(self._keys), *map(str, sticks)],
            lambda _answer: self.succeed(BACKED_UP),
            Sentence("Đang sao lưu khóa", "Copying the keys"),
        )

    def _see_keys(self, folder: Path, said: Sentence | None = None) -> None:
        def listed(answer: Mapping[str, Any]) -> None:
            self._keys, self._held = folder, answer
            self._by_one = self._by_one and answer["threshold"] == 1
            self.desk.remember_keys(folder)
            if said is not None:
                self.succeed(said)

        self.run(["keys", "list", str(folder)], listed, Sentence("Xem khóa", "Looking at the keys"))

    # One person

    @Slot(str)
    def build(self, passphrase: str) -> None:
        """Check, sign and write the bundle with every key at hand."""
        source = self.desk.source.folder
        if source is None or self._keys is None:
            return
        command = ["build", str(source), "--keys", str(self._keys), "--output", str(self._output(source))]
        if self.desk.source.previous is not None:
            command += ["--previous", str(self.desk.source.previous)]
        self.run(command, self._finished, Sentence("Đang đóng gói và ký", "Building and signing"), passphrase)

    # Several people

    @Slot()
    def makeDraft(self) -> None:  # noqa: N802
        """Make the draft that is signed by each of them."""
        source = self.desk.source.folder
        if source is None or self._keys is None:
            return
        folder = source.with_name(f"{source.name}-ban-nhap-v{self.desk.source.version}")
        command = ["draft", str(source), "--keys", str(self._keys), "--output", str(folder)]
        if self.desk.source.previous is not None:
            command += ["--previous", str(self.desk.source.previous)]

        def drafted(answer: Mapping[str, Any]) -> None:
            if "draft" in answer:
                self._see_draft(folder)
            else:
                self._faulty(answer)

        self.run(command, drafted, Sentence("Đang lập bản nháp", "Drafting"))

    @Slot(QUrl)
    def chooseDraft(self, folder: QUrl) -> None:  # noqa: N802
        """A draft was chosen: from a stick, for instance."""
        self._see_draft(local(folder))

    @Slot(QUrl)
    def choosePrevious(self, bundle: QUrl) -> None:  # noqa: N802
        """The bundle given out last was chosen, to see what the draft changes."""
        self._previous = local(bundle)
        if self.draft is not None:
            self._see_draft(self.draft)

    @Slot(QUrl)
    def chooseKey(self, file: QUrl) -> None:  # noqa: N802
        """The signer's own key was chosen."""
        self._key = local(file)
        self.renew()

    @Slot(str)
    def sign(self, passphrase: str) -> None:
        """Sign the draft with the key that was chosen."""
        if self.draft is None or self._key is None:
            return
        draft = self.draft
        command = ["sign", str(draft), "--key", str(self._key)]
        if root := self._root():
            command += ["--root", str(root)]
        if self._given_out is not None:
            command += ["--previous", str(self._given_out)]

        def signed(answer: Mapping[str, Any]) -> None:
            self._key = None
            count, needed = len(answer["signed"]), answer["threshold"]
            self._see_draft(draft, Sentence(f"Đã ký ({count}/{needed}).", f"Signed ({count}/{needed})."))

        self.run(command, signed, Sentence("Đang ký", "Signing"), passphrase)

    @Slot(str)
    def assemble(self, passphrase: str) -> None:
        """Make the bundle of the signed draft, with the desk's own two keys."""
        if self.draft is None or self._keys is None:
            return
        source = self.desk.source.folder or self.draft.parent
        command = ["assemble", str(self.draft), "--keys", str(self._keys), "--output", str(self._output(source))]
        self.run(command, self._finished, Sentence("Đang ghép thành gói", "Assembling"), passphrase)

    # For the desk

    @property
    def bundle(self) -> Path | None:
        """The bundle that was signed last."""
        return Path(self._built["path"]) if self._built else None

    def forget(self) -> None:
        """Another source, or none: its keys are those it was signed with last."""
        self._built, self._status, self._changes, self.draft = {}, {}, None, None
        self._keys, self._held, self._key, self._previous = None, {}, None, None
        self._problem = None
        source = self.desk.source.folder
        known = self.desk.memory.keys.get(str(source)) if source else None
        if known and Path(known).is_dir():
            self._see_keys(Path(known))
        else:
            self.renew()

    @property
    def _given_out(self) -> Path | None:
        return self._previous or self.desk.source.previous

    def _output(self, source: Path) -> Path:
        version = self._status.get("version") if self.draft is not None else None
        return source / f"{source.name}-v{version or self.desk.source.version}.vkb"

    def _root(self) -> Path | None:
        """The root that the signer trusts: beside her key, else beside the desk's keys."""
        if self._key is not None:
            for folder in (self._key.parent, self._key.parent.parent):
                if (folder / "root.json").is_file():
                    return folder / "root.json"
        own = self._keys / "root.json" if self._keys else None
        return own if own is not None and own.is_file() else None

    def _see_draft(self, folder: Path, said: Sentence | None = None) -> None:
        """Who has signed it, and what it changes."""
        command = ["draft-status", str(folder)]
        if root := self._root():
            command += ["--root", str(root)]

        def seen(answer: Mapping[str, Any]) -> None:
            self.draft, self._status, self._changes = folder, answer, None
            if answer["refused"]:
                self.refuse(Refusal(answer["refused"]["code"], Sentence(**answer["refused"]["message"])))
            elif self._given_out is not None:
                what = Sentence("So với gói đã phát hành", "Comparing with what was given out")
                self.run(["diff", str(self._given_out), str(folder)], compared, what)
            elif said is not None:
                self.succeed(said)

        def compared(answer: Mapping[str, Any]) -> None:
            self._changes = answer["changes"]
            if said is not None:
                self.succeed(said)

        self.run(command, seen, Sentence("Xem bản nháp", "Looking at the draft"))

    def _finished(self, answer: Mapping[str, Any]) -> None:
        if "built" not in answer:
            self._faulty(answer)
            return
        self._built = answer["built"]
        self.succeed(Sentence("Đã ký và ghi gói.", "The bundle is signed and written."))
        self.desk.signed()

    def _faulty(self, answer: Mapping[str, Any]) -> None:
        """The source has errors: the check says which."""
        count = sum(one["severity"] == "error" for one in answer["findings"])
        self.refuse(
            Refusal(
                "source-has-errors",
                Sentence(
                    f"Nguồn còn {count} lỗi nên chưa ký. Hãy xem bước 3, Kiểm tra, và sửa.",
                    f"The source has {count} errors, so nothing was signed. See step 3, Check, and mend them.",
                ),
            )
        )

    def rebuild(self) -> None:
        """Make the lists anew, in the language of now."""
        holder = self.fresh()
        say = self.desk.say
        rows: list[tuple[Sentence, str]] = []
        if self._held:
            here = [one["name"] for one in self._held["keys"] if one["here"]]
            unlocked = [one["name"] for one in self._held["keys"] if one["here"] and not one["locked"]]
            rows = [
                (Sentence("Thư mục khóa", "Folder of the keys"), str(self._keys)),
                (Sentence("Số người phải ký", "Must sign"), str(self._held["threshold"])),
                (Sentence("Khóa ở đây", "Keys here"), ", ".join(here)),
                (Sentence("Không có mật khẩu", "Without a passphrase"), ", ".join(unlocked)),
            ]
        self._key_rows = self.facts(rows, holder)
        rows = []
        if self._status:
            state = self._status["state"]
            nobody = say(Sentence("chưa có ai", "nobody"))
            rows = [
                (Sentence("Bản nháp", "Draft"), str(self.draft)),
                (Sentence("Phiên bản", "Version"), str(self._status["version"])),
                (Sentence("Mã kiểm tra", "Fingerprint"), in_groups(self._status["fingerprint"])),
                (
                    Sentence("Đã ký", "Signed"),
                    f"{len(state['signed'])}/{state['threshold']}: {', '.join(state['signed']) or nobody}",
                ),
                (Sentence("Chưa ký", "Not yet"), ", ".join(state["missing"])),
                (Sentence("Bị sửa sau khi ký", "Changed after signing"), ", ".join(state["broken"])),
            ]
        self._draft_rows = self.facts(rows, holder)
        lines: list[LineRow] = []
        if self._changes is not None:
            lines = list(change_lines(self._changes, self.desk.tongue))
        self._lines = self.lines(lines, holder)
        rows = []
        if self._built:
            rows = [
                (Sentence("Gói dữ liệu", "Bundle"), self._built["path"]),
                (Sentence("Phiên bản", "Version"), str(self._built["version"])),
                (Sentence("Dung lượng", "Size"), megabytes(self._built["size"], self.desk.tongue)),
                (Sentence("Mã kiểm tra", "Fingerprint"), in_groups(self._built["fingerprint"])),
            ]
        self._built_rows = self.facts(rows, holder)
