"""Going through a folder: what each file is, whose it is, and into the source's tables and folders with it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Final

from voter_kiosk.authoring.dossier import biography as bio
from voter_kiosk.authoring.dossier import programme as prog
from voter_kiosk.authoring.dossier.record import Fate, ImportedPeople, Kind, Record
from voter_kiosk.authoring.dossier.whose import Person, whose
from voter_kiosk.authoring.findings import Said, error, note, warning
from voter_kiosk.authoring.never_shown import is_cv_form
from voter_kiosk.authoring.office_files import Fault, broken_file, recognise
from voter_kiosk.authoring.official_list import hints_from, read_official_list, write_into
from voter_kiosk.authoring.official_list.columns import is_header
from voter_kiosk.authoring.official_list.grid import Document, RefusedError
from voter_kiosk.authoring.official_list.opening import open_list
from voter_kiosk.authoring.official_list.people import HEADERS
from voter_kiosk.authoring.pictures import encode_portrait
from voter_kiosk.authoring.sheets import Row, read_tables
from voter_kiosk.authoring.table_writing import Entry, cannot_write, no_source, replace_all, write_tables
from voter_kiosk.authoring.tables import TABLES, TableKey
from voter_kiosk.domain.election import CareerStep
from voter_kiosk.domain.finding import Finding, Refusal, Severity
from voter_kiosk.domain.text import Sentence
from voter_kiosk.domain.vietnamese import fold, nfc, parse_posted_date

MOST_FILES: Final = 5_000
"""A province's candidates have some hundreds of documents."""

_LEFT_LYING: Final = (".", "~$", "__MACOSX")
_PICTURES: Final = frozenset(".jpg .jpeg .png .heic .heif .avif .webp .gif .tif .tiff .bmp".split())
_SIGNATURES: Final = (b"\xff\xd8\xff", b"\x89PNG")
_PORTRAITS: Final = (".jpg", ".jpeg", ".png")
_SHEETS: Final = frozenset(fold(table.sheet) for table in TABLES.values())
_CAREER: Final = "Quá trình công tác"
_COMPARED: Final = MappingProxyType(
    {
        name: HEADERS[name]
        for name in HEADERS
        if name not in ("constituency", "number", "name", "residence", "note")
    }
)


@dataclass(slots=True)
class _File:
    """One file on its way: what is known of it so far."""

    path: Path
    name: str
    kind: Kind
    document: Document | None = None
    fate: Fate = Fate.REFUSED
    people: tuple[Person, ...] = ()
    payload: bytes = b""
    target: str = ""
    biography: bio.Biography | None = None
    opening: str = ""


@dataclass(slots=True)
class _Changes:
    """What goes into the source when every file has been looked at."""

    filled: dict[str, dict[str, str]] = field(default_factory=dict)
    careers: dict[str, tuple[CareerStep, ...]] = field(default_factory=dict)
    files: dict[Path, bytes] = field(default_factory=dict)


def import_people(folder: Path, source: Path) -> ImportedPeople | Refusal:
    """Read every document of ``folder`` and of the folders in it into ``source``.

    Official lists come first; then biographies, programmes and photographs are matched to the candidates. A posted
    field is never overwritten, nor a programme or photograph that is there: that is said. A file that is not taken
    stops no other. Refused: ``not-a-folder``, ``no-documents``, ``no-source``, ``too-many-files``, and what
    :func:`write_tables` refuses.
    """
    if not folder.is_dir():
        return Refusal(
            "not-a-folder",
            Sentence(
                f"“{folder.name}” không phải thư mục. Hãy để các tệp vào một thư mục rồi chọn thư mục đó.",
                f"“{folder.name}” is no folder. Put the files into a folder and choose that.",
            ),
        )
    if not source.is_dir():
        return no_source(source)
    paths = _paths(folder, source)
    if not paths:
        return Refusal(
            "no-documents",
            Sentence(
                f"Thư mục “{folder.name}” không có tệp hồ sơ nào. Hãy chọn thư mục có các tệp nhận được.",
                f"“{folder.name}” holds no documents. Choose the folder with the files that were sent.",
            ),
        )
    if len(paths) > MOST_FILES:
        return Refusal(
            "too-many-files",
            Sentence(
                f"Thư mục “{folder.name}” có hơn {MOST_FILES} tệp. Hãy chọn đúng thư mục hồ sơ, hoặc chia nhỏ.",
                f"“{folder.name}” holds over {MOST_FILES} files. Choose the right folder, or split it.",
            ),
        )
    return _Import(folder, source, paths).run()


def _paths(folder: Path, source: Path) -> list[Path]:
    inside = source.resolve()
    found = []
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if any(part.startswith(_LEFT_LYING) for part in parts) or path.is_symlink() or not path.is_file():
            continue
        if not path.resolve().is_relative_to(inside):
            found.append(path)
        if len(found) > MOST_FILES:
            break
    return found


class _Import:
    """One run over one folder."""

    def __init__(self, folder: Path, source: Path, paths: Sequence[Path]) -> None:
        self._folder = folder
        self._source = source
        self._paths = paths
        self._findings: list[Finding] = []
        self._written: list[Path] = []
        self._rows: dict[str, Row] = {}
        self._careers: dict[str, tuple[CareerStep, ...]] = {}
        self._people: list[Person] = []

    def run(self) -> ImportedPeople | Refusal:
        files = [self._look(path) for path in self._paths]
        refused = self._lists([one for one in files if one.kind is Kind.LIST])
        if refused is not None:
            return refused
        self._read_source()
        for one in files:
            self._match(one)
        self._twice(files)
        changes = _Changes()
        for one in files:
            if one.people:
                self._into(one, changes)
        refused = self._write(changes)
        if refused is not None:
            return refused
        self._read_source()
        findings = dict.fromkeys(self._findings)
        return ImportedPeople(
            tuple(
                Record(
                    one.name,
                    one.kind,
                    one.fate,
                    tuple(person.id for person in one.people),
                    tuple(dict.fromkeys(person.name for person in one.people)),
                )
                for one in files
            ),
            tuple(sorted(findings, key=lambda found: list(Severity).index(found.severity))),
            tuple(dict.fromkeys(self._written)),
            self._lacking(),
        )

    # what a file is

    def _look(self, path: Path) -> _File:
        name = unicodedata.normalize("NFC", path.relative_to(self._folder).as_posix())
        suffix = path.suffix.lower()
        if suffix in _PICTURES or _head(path).startswith(_SIGNATURES):
            return _File(path, name, Kind.PHOTO)
        if suffix in (".md", ".markdown"):
            return _File(path, name, Kind.PROGRAMME)
        kind = recognise(path)
        if isinstance(kind, Fault):
            self._findings.append(kind.finding(name))
            return _File(path, name, Kind.UNKNOWN)
        if kind.name == "text" and suffix != ".csv":
            return self._unknown(path, name)
        try:
            document = open_list(path)
        except RefusedError as refused:
            self._refused(refused.refusal, name)
            return _File(path, name, Kind.UNKNOWN)
        found = _File(path, name, self._kind(document, name), document)
        if found.kind is Kind.INTERNAL:
            self._error(
                "cv-form",
                (
                    f"{name} là sơ yếu lý lịch đầy đủ, là tài liệu nội bộ không được đưa lên.",
                    f"{name} is a full CV form, an internal paper that may never be shown.",
                ),
                (
                    "Hãy dùng tiểu sử tóm tắt (mẫu 03 hoặc 07), và cất tệp này đi.",
                    "Use the short biography (form 03 or 07), and put this file away.",
                ),
                name,
            )
        elif found.kind is Kind.WORKBOOK:
            self._error(
                "a-workbook",
                (
                    f"{name} là tệp Excel của một nguồn dữ liệu, không phải hồ sơ.",
                    f"{name} is the workbook of a source, no dossier.",
                ),
                ("Hãy nhập bằng lệnh import-workbook.", "Read it with import-workbook."),
                name,
            )
        elif found.kind is Kind.UNKNOWN:
            return self._unknown(path, name)
        return found

    def _kind(self, document: Document, name: str) -> Kind:
        if document.kind == "xlsx" and any(fold(grid.place) in _SHEETS for grid in document.grids):
            return Kind.WORKBOOK
        if any(is_header(row) for grid in document.grids for row in grid.rows):
            return Kind.LIST
        lines = bio.lines_of(document)
        if bio.is_biography(lines):
            return Kind.BIOGRAPHY
        if is_cv_form(tuple(lines)):
            return Kind.INTERNAL
        if document.kind == "docx" and prog.is_programme(lines, name):
            return Kind.PROGRAMME
        return Kind.UNKNOWN

    def _unknown(self, path: Path, name: str) -> _File:
        self._findings.append(
            warning(
                "unknown-document",
                (
                    f"{name} không phải danh sách, tiểu sử tóm tắt, chương trình hành động hay ảnh.",
                    f"{name} is no list, short biography, action programme or photograph.",
                ),
                (
                    "Nếu cần nhập, tệp phải có tên gọi ở đầu, như “Chương trình hành động”.",
                    "If it is to go in, it must say what it is at its head, such as “Chương trình hành động”.",
                ),
                file=name,
            )
        )
        return _File(path, name, Kind.UNKNOWN)

    # lists

    def _lists(self, files: Sequence[_File]) -> Refusal | None:
        if not files:
            return None
        hints = hints_from(self._source)
        read = read_official_list([one.path for one in files], hints=hints)
        if isinstance(read, Refusal):
            self._refused(read, files[0].name)
            return None
        others = {unit.province for unit in read.constituencies} - {hints.province}
        if hints.province and others and len(others) < len({unit.province for unit in read.constituencies}):
            read = read.of_province(hints.province)
            self._findings.append(
                note(
                    "other-provinces-left",
                    (
                        f"Danh sách có {len(others)} tỉnh, thành khác; chỉ lấy phần của {hints.province_name}.",
                        f"The list has {len(others)} other provinces; only {hints.province_name} was taken.",
                    ),
                    ("Không phải làm gì.", "Nothing to do."),
                    file=files[0].name,
                )
            )
        self._findings.extend(read.findings)
        if read.questions:
            return None
        written = write_into(read, self._source)
        if isinstance(written, Refusal):
            return written
        self._written.extend(written)
        for one in files:
            one.fate = Fate.TAKEN if written else Fate.SAME
        return None

    def _read_source(self) -> None:
        tables = read_tables(self._source, lambda _: None)
        self._rows = {}
        self._people = []
        for row in tables[TableKey.CANDIDATES]:
            number = row["number"]
            if not (row["constituency"] and number.isdecimal() and row["name"]):
                continue
            person = Person(
                f"{row['constituency']}.{int(number)}",
                row["constituency"],
                int(number),
                row["name"],
                date.iso() if (date := parse_posted_date(row["birth_date_posted"])) is not None else "",
            )
            self._rows[person.id] = row
            self._people.append(person)
        careers: dict[str, list[CareerStep]] = {}
        for row in tables[TableKey.CAREERS]:
            careers.setdefault(row["candidate"], []).append(CareerStep(row["period"], row["work"]))
        self._careers = {name: tuple(steps) for name, steps in careers.items()}

    # whose it is

    def _match(self, one: _File) -> None:
        readers = {Kind.BIOGRAPHY: self._biography, Kind.PROGRAMME: self._programme, Kind.PHOTO: self._photo}
        reader = readers.get(one.kind)
        if reader is None or not reader(one):
            return
        name = one.biography.name if one.biography else ""
        birth = one.biography.values.get("birth_date_posted", "") if one.biography else ""
        match = whose(PurePosixPath(one.name), self._people, name=name, birth=birth, text=one.opening)
        people = match.people
        doubt = match.doubt
        if one.kind is Kind.PROGRAMME and len(people) > 1:
            # One person may stand for two bodies, and promise each another thing.
            people, doubt = (), _which_list(people)
        if doubt is not None:
            one.fate = Fate.UNMATCHED
            self._error("whose", (doubt[0].vi, doubt[0].en), (doubt[1].vi, doubt[1].en), one.name)
        one.people = people

    def _biography(self, one: _File) -> bool:
        assert one.document is not None  # noqa: S101 - a biography is told by its document
        one.biography = read = bio.read_biography(one.document)
        self._findings.extend(replace(found, file=one.name) for found in one.document.findings)
        if read.legacy:
            seen, meant = read.legacy[0]
            self._error(
                "legacy-encoding",
                (
                    f"{one.name} có {len(read.legacy)} chỗ gõ bằng phông chữ cũ (TCVN3, VNI), như “{seen[:60]}”, "
                    f"có lẽ là “{meant[:60]}”.",
                    f"{one.name} has {len(read.legacy)} places in a legacy font (TCVN3, VNI), such as "
                    f"“{seen[:60]}”, perhaps “{meant[:60]}”.",
                ),
                (
                    "Hãy chuyển tệp gốc sang Unicode (phông Times New Roman, Arial) rồi nhập lại.",
                    "Convert the original to Unicode (Times New Roman, Arial) and import again.",
                ),
                one.name,
            )
            return False
        if any(found.severity is Severity.ERROR for found in one.document.findings):
            return False
        if not read.name:
            one.fate = Fate.UNMATCHED
            self._error(
                "biography-nameless",
                (f"{one.name} không có họ và tên ở mục 1.", f"{one.name} gives no name in field 1."),
                ("Hãy dùng đúng mẫu 03 hoặc 07.", "Use form 03 or 07."),
                one.name,
            )
            return False
        return True

    def _programme(self, one: _File) -> bool:
        try:
            if one.path.suffix.lower() in (".md", ".markdown"):
                data = one.path.read_bytes()
                read = prog.from_markdown(data, one.name)
            else:
                read = prog.from_word(one.path, one.name)
                data = read.markdown.encode()
        except Exception as problem:  # python-docx raises nearly anything
            self._findings.append(broken_file(problem).finding(one.name))
            return False
        self._findings.extend(read.findings)
        stem = PurePosixPath(one.name).stem
        one.target = "en" if stem.lower().endswith((".en", "-en", "_en")) else "vi"
        one.payload, one.opening = data, read.opening
        return read.ok

    def _photo(self, one: _File) -> bool:
        one.payload = one.path.read_bytes() if one.path.stat().st_size <= _MOST_PHOTO else b""
        picture = encode_portrait(one.payload, one.name) if one.payload else _photo_too_large(one.name)
        if isinstance(picture, Finding):
            self._findings.append(picture)
            return False
        one.target = ".png" if one.payload.startswith(_SIGNATURES[1]) else ".jpg"
        return True

    def _twice(self, files: Sequence[_File]) -> None:
        """Two files of one kind for one person: which of them is meant is not guessed."""
        by_target: dict[tuple[Kind, str, str], list[_File]] = {}
        for one in files:
            for person in one.people:
                language = one.target if one.kind is Kind.PROGRAMME else ""
                by_target.setdefault((one.kind, person.id, language), []).append(one)
        for same in by_target.values():
            if len(same) < 2 or len({_content(one) for one in same}) == 1:
                continue
            names = ", ".join(one.name for one in same)
            for one in same:
                if one.people:
                    self._error(
                        "two-for-one",
                        (
                            f"Có {len(same)} tệp khác nhau cho {one.people[0].name}: {names}.",
                            f"There are {len(same)} different files for {one.people[0].name}: {names}.",
                        ),
                        ("Hãy để lại một tệp đúng rồi nhập lại.", "Leave the right one and import again."),
                        one.name,
                    )
                one.fate, one.people = Fate.UNMATCHED, ()

    # into the source

    def _into(self, one: _File, changes: _Changes) -> None:
        if one.biography is not None:
            self._biography_into(one, one.biography, changes)
            return
        fates = []
        for person in one.people:
            if one.kind is Kind.PHOTO:
                at = [self._source / "portraits" / f"{person.id}{suffix}" for suffix in _PORTRAITS]
                target = self._source / "portraits" / f"{person.id}{one.target}"
            else:
                target = self._source / "programmes" / f"{person.id}.{one.target}.md"
                at = [target]
            there = next((path for path in at if path.exists()), None)
            if there is None:
                changes.files[target] = one.payload
                fates.append(Fate.TAKEN)
            elif there.read_bytes() == one.payload:
                fates.append(Fate.SAME)
            else:
                fates.append(Fate.KEPT)
                self._already(one, person, f"{there.parent.name}/{there.name}")
        one.fate = _worst(fates)

    def _biography_into(self, one: _File, read: bio.Biography, changes: _Changes) -> None:
        fates = []
        for person in one.people:
            row = self._rows[person.id]
            fresh = {
                name: value
                for name, value in read.values.items()
                if name in _COMPARED and not row[name] and name not in row.untaken
            }
            self._differences(one, person, row, read)
            if fresh:
                changes.filled[person.id] = fresh
                self._findings.append(
                    note(
                        "fields-filled",
                        (
                            f"{person.name}: lấy từ tiểu sử những ô mà danh sách để trống: "
                            f"{', '.join(_COMPARED[name] for name in fresh)}.",
                            f"{person.name}: taken from the biography where the list is blank: "
                            f"{', '.join(_COMPARED[name] for name in fresh)}.",
                        ),
                        ("So với bản niêm yết.", "Compare with what is posted."),
                        file=one.name,
                    )
                )
            there = self._careers.get(person.id, ())
            if read.career and not there:
                changes.careers[person.id] = read.career
                fates.append(Fate.TAKEN)
            elif read.career and there != read.career:
                fates.append(Fate.KEPT)
                self._already(one, person, _CAREER)
            else:
                fates.append(Fate.TAKEN if fresh else Fate.SAME)
            if not read.career:
                self._findings.append(
                    warning(
                        "no-career",
                        (
                            f"Tiểu sử của {person.name} không có bảng quá trình công tác đọc được.",
                            f"The biography of {person.name} has no career that can be read.",
                        ),
                        (
                            "Hãy kẻ bảng hai cột: thời gian; công việc, chức vụ, nơi công tác.",
                            "Give it as a table of two columns: from and to; work, post, place.",
                        ),
                        file=one.name,
                    )
                )
        for name, private in read.left_out:
            where = _COMPARED.get(name, _CAREER)
            self._findings.append(
                warning(
                    private.code,
                    (
                        f"Mục “{where}” có {private.what.vi}, không bao giờ được đưa lên; mục đó bị bỏ.",
                        f"“{where}” holds {private.what.en}, which may never be shown; it was left out.",
                    ),
                    (
                        "Hãy xóa phần đó trong tệp rồi nhập lại.",
                        "Take that out of the file and import again.",
                    ),
                    file=one.name,
                )
            )
        if read.passed:
            self._findings.append(
                note(
                    "private-passed",
                    (
                        "Số căn cước, số thẻ Đảng, nơi ở, sức khỏe và tên khác trong mẫu không được đọc vào.",
                        "The form's identity card, party card, addresses, health and other names were not taken.",
                    ),
                    ("Không phải làm gì.", "Nothing to do."),
                    file=one.name,
                )
            )
        one.fate = _worst(fates)

    def _differences(self, one: _File, person: Person, row: Row, read: bio.Biography) -> None:
        differ = [
            (_COMPARED[name], row[name], value)
            for name, value in read.values.items()
            if name in _COMPARED and row[name] and not _alike(name, row[name], value)
        ]
        if not differ:
            return
        said = "; ".join(f"{header}: “{value}”, danh sách: “{listed}”" for header, listed, value in differ)
        said_en = "; ".join(f"{header}: “{value}”, the list: “{listed}”" for header, listed, value in differ)
        self._findings.append(
            warning(
                "biography-differs",
                (
                    f"Tiểu sử của {person.name} khác danh sách. {said}. Danh sách được giữ nguyên.",
                    f"The biography of {person.name} differs from the list. {said_en}. The list was kept.",
                ),
                (
                    "So với bản niêm yết; bản nào sai thì sửa bản đó.",
                    "Compare with what is posted, and mend whichever is wrong.",
                ),
                file=one.name,
            )
        )

    def _already(self, one: _File, person: Person, where: str) -> None:
        self._findings.append(
            warning(
                "already-there",
                (
                    f"{person.name} đã có bản khác trong nguồn ({where}); bản đó được giữ nguyên.",
                    f"{person.name} has another one in the source ({where}); that was kept.",
                ),
                (
                    "Nếu bản mới đúng hơn, hãy xóa bản trong nguồn rồi nhập lại.",
                    "If the new one is right, delete the source's and import again.",
                ),
                file=one.name,
            )
        )

    def _write(self, changes: _Changes) -> Refusal | None:
        entries = {
            TableKey.CANDIDATES: [
                Entry({**{key: self._rows[name][key] for key in ("constituency", "number")}, **fresh})
                for name, fresh in changes.filled.items()
            ],
            TableKey.CAREERS: [
                Entry({"candidate": name, "period": step.period, "work": step.work})
                for name, steps in changes.careers.items()
                for step in steps
            ],
        }
        if changes.filled or changes.careers:
            written = write_tables(self._source, entries)
            if isinstance(written, Refusal):
                return written
            self._written.extend(written)
        try:
            self._written.extend(replace_all(changes.files))
        except OSError as problem:
            return cannot_write(str(problem))
        return None

    def _lacking(self) -> dict[Kind, tuple[tuple[str, str], ...]]:
        def has(person: Person, kind: Kind) -> bool:
            if kind is Kind.BIOGRAPHY:
                return person.id in self._careers
            if kind is Kind.PROGRAMME:
                return (self._source / "programmes" / f"{person.id}.vi.md").is_file()
            return any((self._source / "portraits" / f"{person.id}{suffix}").is_file() for suffix in _PORTRAITS)

        return {
            kind: tuple((person.id, person.name) for person in self._people if not has(person, kind))
            for kind in (Kind.BIOGRAPHY, Kind.PROGRAMME, Kind.PHOTO)
        }

    def _error(self, code: str, message: Said, remedy: Said, file: str) -> None:
        self._findings.append(error(code, message, remedy, file=file))

    def _refused(self, refusal: Refusal, file: str) -> None:
        self._error(
            refusal.code,
            (refusal.message.vi, refusal.message.en),
            ("Sửa tệp rồi nhập lại.", "Mend the file and import again."),
            file,
        )


_MOST_PHOTO: Final = 50_000_000


def _photo_too_large(name: str) -> Finding:
    return error(
        "file-too-large",
        (
            "Ảnh này rỗng hoặc lớn hơn 50 MB nên không được đọc.",
            "This picture is empty or over 50 MB; it was not read.",
        ),
        ("Thu nhỏ ảnh rồi nhập lại.", "Make it smaller and import again."),
        file=name,
    )


def _which_list(people: Sequence[Person]) -> tuple[Sentence, Sentence]:
    ids = ", ".join(person.id for person in people)
    return (
        Sentence(
            f"{people[0].name} ứng cử ở nhiều danh sách ({ids}), không biết chương trình này cho danh sách nào.",
            f"{people[0].name} stands on several lists ({ids}); which one this programme is for is not said.",
        ),
        Sentence(
            f"Đặt tên tệp theo mã, như {people[0].id}.docx, rồi nhập lại.",
            f"Name the file by the id, such as {people[0].id}.docx, and import again.",
        ),
    )


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(8)
    except OSError:
        return b""


def _content(one: _File) -> bytes | str:
    return one.payload or repr(one.biography)


def _worst(fates: Sequence[Fate]) -> Fate:
    return next(fate for fate in (Fate.KEPT, Fate.TAKEN, Fate.SAME) if fate in fates)


def _alike(name: str, listed: str, said: str) -> bool:
    """Whether two ways of writing a field say the same, or one says what the other does and more."""
    if name in ("birth_date_posted", "party_date"):
        first, second = parse_posted_date(listed), parse_posted_date(said)
        if first is not None and second is not None:
            return first.iso().startswith(second.iso()) or second.iso().startswith(first.iso())
    first_words, second_words = (" ".join(fold(nfc(text)).replace(",", " ").split()) for text in (listed, said))
    return first_words in second_words or second_words in first_words
