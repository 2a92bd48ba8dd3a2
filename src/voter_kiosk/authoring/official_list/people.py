"""One row of a list: from cells to a candidate, posted text kept as it is, whatever is doubtful asked about."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any, Final

from voter_kiosk.authoring.characters import INVISIBLE
from voter_kiosk.authoring.findings import Said, error, note, warning
from voter_kiosk.authoring.legacy import TO_UNICODE, legacy_finding, suggestion
from voter_kiosk.authoring.never_shown import bare, forbidden
from voter_kiosk.authoring.official_list.columns import Columns
from voter_kiosk.authoring.official_list.grid import Cell, Row
from voter_kiosk.authoring.provinces import is_province
from voter_kiosk.authoring.tables import TABLES, TableKey
from voter_kiosk.authoring.workbook import BECAME_DATE
from voter_kiosk.domain.election import Candidate, Sex
from voter_kiosk.domain.finding import Finding
from voter_kiosk.domain.vietnamese import fold, mend_icelandic, nfc, parse_posted_date, plain

HEADERS: Final = {column.field: column.header for column in TABLES[TableKey.CANDIDATES].columns}
"""What a person calls each field."""

POSTED_TEXT: Final = tuple(
    name
    for name in HEADERS
    if name not in ("constituency", "number", "name", "sex", "residence", "birth_date_posted")
)
EXPECTED: Final = (
    "birth_date_posted",
    "sex",
    "nationality",
    "ethnicity",
    "religion",
    "native_place",
    "schooling",
    "occupation",
    "workplace",
)
"""What every official list gives of everybody; a blank there wants a look. The rest may truly be blank."""

_SHEET_ERRORS = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|#+)")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ][\d:.]+)?")
_SERIAL = re.compile(r"\d{5}")
_DATE_FIELDS = ("birth_date_posted", "party_date")
_EDUCATION = ("schooling", "expertise", "degree", "political_theory", "languages")
_SET_PHRASES = ("Đại học", "Thạc sĩ", "Tiến sĩ", "Cử nhân", "Cao cấp", "Trung cấp", "Tiếng Anh", "Giáo sư")
_IMPOSSIBLE = re.compile(r"[ḿńǹĺŕ]", re.IGNORECASE)
_OMITTED = re.compile(r"\(?(?:da )?(?:luoc bo|an|luoc)\)?|-|x+")
_NUMBER = re.compile(r"\W*0*(\d{1,3})\W*")
_COMMUNE = re.compile(r"(?:xa|phuong|thi tran|dac khu|p\.|x\.|tt\.) ?(?:\d{1,2}|[^\d]+)")
_TITLES = (
    "thich",
    "hoa thuong",
    "thuong toa",
    "dai duc",
    "ni su",
    "ni truong",
    "su co",
    "linh muc",
    "muc su",
    "giam muc",
)
_SURNAMES = frozenset(
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dao doan dinh lam mai trinh truong "
    "cao ha "
    "luong luu tang thai chau ta phung to tong kieu quach la nghiem lu than bach vuong trieu hua quan vi nong ma "
    "be "
    "chu dam giap lo luc mac nham ong pho son sam tieu ton thach tu ung van vien an au cu dong khuat khuc kim "
    "luyen "
    "ninh tao thi toan trang uong au hinh hong".split()
)
_PEOPLES_WITH_OTHER_ORDER = frozenset(
    "ba na|ede|e de|gia rai|jrai|co ho|co-ho|kho|mnong|xo dang|sedang|raglai|ra glai|xtieng|stieng|bru|bru van "
    "kieu|"
    "van kieu|co tu|ta oi|gie trieng|ma|co|hre|chu ru|churu|ro mam|brau|cham|khmer|cho ro|choro|cho-ro|mong|hmong|"
    "ha nhi|la hu|lo lo".split("|")
)


_LEGACY_SHOWN = 10


@dataclass(slots=True)
class Notebook:
    """Collects what is found in one file; what would repeat for every cell is told once, with the places."""

    file: str
    findings: list[Finding] = field(default_factory=list)
    composed: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    reduced: list[str] = field(default_factory=list)
    legacy: list[tuple[str, str, str]] = field(default_factory=list)

    def error(self, code: str, place: str, message: Said, remedy: Said) -> None:
        """Something that must be answered or mended before the list can be used."""
        self.findings.append(error(code, message, remedy, file=self.file, place=place))

    def warning(self, code: str, place: str, message: Said, remedy: Said) -> None:
        """Something that wants a person's eye."""
        self.findings.append(warning(code, message, remedy, file=self.file, place=place))

    def note(self, code: str, place: str, message: Said, remedy: Said) -> None:
        """Something that only informs."""
        self.findings.append(note(code, message, remedy, file=self.file, place=place))

    def close(self) -> tuple[Finding, ...]:
        """All findings, the repeated ones gathered."""
        if self.composed:
            self.note(
                "not-composed",
                _places(self.composed),
                (
                    f"{len(self.composed)} ô dùng dấu tổ hợp; đã ghép thành Unicode dựng sẵn (NFC), chữ không "
                    "đổi.",
                    f"{len(self.composed)} cells used combining marks; composed (NFC), the letters unchanged.",
                ),
                ("Không cần làm gì.", "Nothing to do."),
            )
        if self.mended:
            self.note(
                "icelandic-eth",
                _places(self.mended),
                (
                    f"{len(self.mended)} ô có chữ Ð (U+00D0) thay cho Đ; đã thay bằng Đ (U+0110).",
                    f"{len(self.mended)} cells had Ð (U+00D0) for Đ; replaced by Đ (U+0110).",
                ),
                (
                    "Không cần làm gì; hãy sửa bản gốc nếu có thể.",
                    "Nothing to do; mend the original where you can.",
                ),
            )
        if self.reduced:
            self.note(
                "residence-reduced",
                _places(self.reduced),
                (
                    f"Nơi ở của {len(self.reduced)} người được rút gọn còn cấp xã và tỉnh, hoặc để trống.",
                    f"The residence of {len(self.reduced)} people was reduced to commune and province, or left "
                    "empty.",
                ),
                (
                    "Không cần làm gì: số nhà không bao giờ được đưa lên.",
                    "Nothing to do: house numbers never get in.",
                ),
            )
        self.findings.extend(
            legacy_finding(seen, meant, self.file, place) for place, seen, meant in self.legacy[:_LEGACY_SHOWN]
        )
        if len(self.legacy) > _LEGACY_SHOWN:
            self.error(
                "legacy-encoding",
                _places([place for place, _, _ in self.legacy[_LEGACY_SHOWN:]]),
                (
                    f"Còn {len(self.legacy) - _LEGACY_SHOWN} ô khác cũng như vậy.",
                    f"{len(self.legacy) - _LEGACY_SHOWN} more cells are like that.",
                ),
                TO_UNICODE,
            )
        return tuple(self.findings)


def _places(places: list[str]) -> str:
    return "; ".join(places[:5]) + (f" … (+{len(places) - 5})" if len(places) > 5 else "")


def row_number(cell: Cell) -> int | None:
    """The STT of a row: ``1``, ``01``, ``1.``; ``None`` where the cell holds no such number."""
    found = _NUMBER.fullmatch(cell.text.strip())
    return int(found[1]) if found and int(found[1]) > 0 else None


def tidy(text: str) -> str:
    """NFC, no invisible signs, every run of white space one space: what counts as the same text."""
    return " ".join(nfc(text.translate(INVISIBLE)).split())


def read_text(cell: Cell, name: str, book: Notebook) -> str:
    """A cell's text as posted; empty, with an error that asks, where it cannot be taken as it is."""
    if cell.date is not None:
        return _from_date(cell, name, book)
    if not cell.text.strip():
        return ""
    meant = suggestion(cell.runs or ((cell.text, ""),))
    if meant:
        book.legacy.append((cell.place, tidy(cell.text), tidy(meant)))
        return ""
    if _SHEET_ERRORS.fullmatch(cell.text.strip()):
        header = HEADERS.get(name, name)
        book.error(
            "sheet-error",
            cell.place,
            (
                f"Ô “{header}” chứa lỗi của Excel: {cell.text.strip()}.",
                f"“{header}” holds an Excel error: {cell.text.strip()}.",
            ),
            ("Hãy sửa ô này rồi nhập lại.", "Mend the cell and import again."),
        )
        return ""
    if nfc(cell.text) != cell.text:
        book.composed.append(cell.place)
    text, mended = mend_icelandic(tidy(cell.text))
    if mended:
        book.mended.append(cell.place)
    return text


def _from_date(cell: Cell, name: str, book: Notebook) -> str:
    header, value = HEADERS.get(name, name), cell.date
    if name in _DATE_FIELDS and isinstance(value, dt.date):
        return _written_date(value, header, cell.place, book)
    book.error(
        "date-not-meant",
        cell.place,
        (
            f"Bảng tính đã đổi ô “{header}” thành ngày tháng ({value}); không biết trên giấy viết gì (ví dụ "
            "12/12).",
            f"The spreadsheet turned “{header}” into a date ({value}); what the paper says (12/12, say) is lost.",
        ),
        (
            "Hãy định dạng ô là Văn bản (Text), gõ lại đúng như bản niêm yết rồi nhập lại.",
            "Format the cell as Text, type it again as posted, and import again.",
        ),
    )
    return ""


def _written_date(value: dt.date, header: str, place: str, book: Notebook) -> str:
    written = f"{value.day}/{value.month}/{value.year}"
    swapped = f"{value.month}/{value.day}/{value.year}"
    doubt = value.day <= 12 and value.day != value.month
    book.warning(
        "date-from-spreadsheet",
        place,
        (
            f"Ô “{header}” là ngày tháng của bảng tính, được ghi là {written}"
            + (f"; nếu bảng tính đã đảo ngày và tháng thì phải là {swapped}." if doubt else "."),
            f"“{header}” was a spreadsheet date and is written {written}"
            + (f"; had the spreadsheet swapped day and month it would be {swapped}." if doubt else "."),
        ),
        (
            "So với bản niêm yết; nếu khác, hãy sửa ô này.",
            "Compare with the posted list; mend the cell if it differs.",
        ),
    )
    return written


def read_person(row: Row, columns: Columns, constituency: str, number: int, book: Notebook) -> Candidate | None:
    """The candidate of one row, or ``None`` (with an error) where it has no name."""
    name = _scanned(row, columns, "name", book)
    where = columns.cell(row, "number").place
    if not name and _has_content(columns.cell(row, "name")):
        return None  # what stands there could not be taken, and has been asked about
    if not name:
        book.error(
            "name-missing",
            columns.cell(row, "name").place or where,
            (f"Người số {number} không có họ và tên.", f"Candidate {number} has no name."),
            ("Hãy điền họ và tên như bản niêm yết.", "Fill in the name as posted."),
        )
        return None
    texts: dict[str, Any] = {field: _scanned(row, columns, field, book) for field in POSTED_TEXT}
    posted = _scanned(row, columns, "birth_date_posted", book)
    posted, birth = _birth(posted, columns.cell(row, "birth_date_posted").place, book)
    texts["party_date"] = _party_date(texts["party_date"], columns.cell(row, "party_date").place, book)
    texts["schooling"] = _schooling(texts["schooling"], columns.cell(row, "schooling").place, book)
    person = Candidate(
        id=f"{constituency}.{number}",
        constituency=constituency,
        number=number,
        name=name,
        birth_date=birth,
        birth_date_posted=posted,
        sex=_sex(row, columns, book),
        residence=_residence(row, columns, book),
    )
    person = dataclasses.replace(person, **texts)
    _missing(person, row, columns, book)
    _point_at_typos(person, row, columns, book)
    return person


def _scanned(row: Row, columns: Columns, name: str, book: Notebook) -> str:
    cell = columns.cell(row, name)
    text = read_text(cell, name, book)
    private = forbidden(text)
    if private is not None:
        book.error(
            private.code,
            cell.place,
            (
                f"Ô “{HEADERS[name]}” có {private.what.vi}, là điều không bao giờ được đưa lên; ô bị bỏ trống.",
                f"“{HEADERS[name]}” holds {private.what.en}, which may never be shown; the cell was left empty.",
            ),
            ("Hãy xóa phần đó trong tệp rồi nhập lại.", "Take that out of the file and import again."),
        )
        return ""
    return text


def _birth(posted: str, place: str, book: Notebook) -> tuple[str, str]:
    """The date as posted and in ISO; a date that the software is not sure of is asked about."""
    if not posted:
        return "", ""
    iso = _ISO_DATE.fullmatch(posted)
    if iso:
        try:
            value = dt.date(int(iso[1]), int(iso[2]), int(iso[3]))
        except ValueError:
            pass
        else:
            posted = _written_date(value, HEADERS["birth_date_posted"], place, book)
    date = parse_posted_date(posted)
    if date is None or not 1900 <= date.year <= 2100:
        asks = book.error if _SERIAL.fullmatch(posted) else book.warning
        asks(
            "date-not-understood",
            place,
            (
                f"Ngày sinh “{posted}” không hiểu được theo cách viết ngày/tháng/năm.",
                f"The birth date “{posted}” is not understood as day/month/year.",
            ),
            (
                "So với bản niêm yết: nếu giấy ghi như vậy thì giữ nguyên, nếu không thì sửa ô này.",
                "Compare with the posted list: keep it if the paper says so, else mend the cell.",
            ),
        )
        return posted, ""
    if date.day is None:
        book.warning(
            "partial-date",
            place,
            (
                f"Ngày sinh “{posted}” không đủ ngày, tháng, năm; sẽ được hiện là “{date.posted()}”.",
                f"The birth date “{posted}” lacks day or month; it will be shown as “{date.posted()}”.",
            ),
            ("Nếu bản niêm yết có đủ ngày tháng, hãy điền cho đủ.", "If the posted list gives more, fill it in."),
        )
    return posted, date.iso()


def _party_date(posted: str, place: str, book: Notebook) -> str:
    iso = _ISO_DATE.fullmatch(posted)
    if not iso:
        return posted
    try:
        return _written_date(dt.date(int(iso[1]), int(iso[2]), int(iso[3])), HEADERS["party_date"], place, book)
    except ValueError:
        return posted


def _schooling(posted: str, place: str, book: Notebook) -> str:
    if not BECAME_DATE.fullmatch(posted):
        return posted
    book.error(
        "date-not-meant",
        place,
        (
            f"Giáo dục phổ thông ghi “{posted}”: có lẽ bảng tính đã đổi “12/12” thành ngày tháng.",
            f"Schooling says “{posted}”: the spreadsheet has probably made a date of “12/12”.",
        ),
        (
            "Hãy định dạng ô là Văn bản (Text), gõ lại đúng như bản niêm yết rồi nhập lại.",
            "Format the cell as Text, type it again as posted, and import again.",
        ),
    )
    return ""


def _sex(row: Row, columns: Columns, book: Notebook) -> Sex | None:
    cell = columns.cell(row, "sex")
    text = read_text(cell, "sex", book)
    known = {"nam": Sex.MALE, "nu": Sex.FEMALE}.get(fold(text))
    if text and known is None:
        book.warning(
            "sex-not-understood",
            cell.place,
            (f"Giới tính “{text}” không phải Nam hay Nữ.", f"The sex “{text}” is neither Nam nor Nữ."),
            ("Hãy sửa ô này theo bản niêm yết.", "Mend the cell from the posted list."),
        )
    return known


def _residence(row: Row, columns: Columns, book: Notebook) -> str:
    """Commune and province, where both are sure; else nothing (facts C.2, field 8)."""
    cell = columns.cell(row, "residence")
    text = tidy(cell.text)
    if not text or _OMITTED.fullmatch(bare(text)):
        return ""
    parts = [part.strip(" .") for part in re.split(r"[,;]", text)]
    province = parts[-1] if is_province(parts[-1]) else ""
    communes = [part for part in parts[:-1] if _COMMUNE.fullmatch(bare(part))]
    reduced = f"{communes[-1]}, {province}" if province and communes else ""
    if forbidden(reduced) or suggestion(cell.runs):
        reduced = ""
    if reduced != text:
        book.reduced.append(cell.place)
    return reduced


def _missing(person: Candidate, row: Row, columns: Columns, book: Notebook) -> None:
    blank = [
        field
        for field in EXPECTED
        if field in columns.by_field and not getattr(person, field) and not _has_content(columns.cell(row, field))
    ]
    if blank:
        names = ", ".join(HEADERS[field] for field in blank)
        book.warning(
            "field-missing",
            columns.cell(row, blank[0]).place,
            (f"{person.name} còn thiếu: {names}.", f"{person.name} lacks: {names}."),
            (
                "So với bản niêm yết; nếu giấy cũng để trống thì giữ nguyên.",
                "Compare with the posted list; leave it if the paper is blank too.",
            ),
        )


def _has_content(cell: Cell) -> bool:
    """Whether something stands there that could not be taken: that has its own finding already."""
    return bool(cell.text.strip()) or cell.date is not None


def _point_at_typos(person: Candidate, row: Row, columns: Columns, book: Notebook) -> None:
    """Misspellings that are sure are pointed at; what is posted is never corrected (facts B.7)."""
    for name in (*_EDUCATION, "nationality"):
        text = getattr(person, name)
        for wrong, right in _typos(name, text):
            book.note(
                "typo-kept",
                columns.cell(row, name).place,
                (
                    f"“{wrong}” có lẽ là “{right}”. Chữ được giữ nguyên như tệp.",
                    f"“{wrong}” probably means “{right}”. The text is kept as the file has it.",
                ),
                (
                    "Nếu bản niêm yết ghi đúng, hãy sửa ô này; nếu bản niêm yết cũng vậy thì giữ nguyên.",
                    "If the posted list is right, mend the cell; if the paper says the same, leave it.",
                ),
            )
    for name in ("name", *POSTED_TEXT):
        if _IMPOSSIBLE.search(getattr(person, name)):
            book.warning(
                "damaged-letters",
                columns.cell(row, name).place,
                (
                    f"Ô “{HEADERS[name]}” có chữ không có trong tiếng Việt, có lẽ do chuyển đổi hỏng.",
                    f"“{HEADERS[name]}” has a letter that Vietnamese does not, probably from a bad conversion.",
                ),
                ("So với bản niêm yết rồi sửa ô này.", "Compare with the posted list and mend the cell."),
            )


def _typos(name: str, text: str) -> list[tuple[str, str]]:
    if name == "nationality":
        near = _one_letter_off(fold(text), "viet nam") or fold(text) == "viet nam"
        return [(text, "Việt Nam")] if near and plain(text) != "việt nam" else []
    found = []
    seen = bare(text)
    for phrase in _SET_PHRASES:
        for match in re.finditer(rf"\b{bare(phrase)}\b", seen):
            wrong = text[match.start() : match.end()]
            if plain(wrong) != plain(phrase):
                found.append((wrong, phrase))
    return found


def _one_letter_off(text: str, word: str) -> bool:
    """Whether one letter added, dropped or changed makes ``word`` of ``text``."""
    dropped = {word[:i] + word[i + 1 :] for i in range(len(word))}
    if text in dropped:
        return True
    if len(text) == len(word) + 1:
        return word in {text[:i] + text[i + 1 :] for i in range(len(text))}
    return len(text) == len(word) and sum(a != b for a, b in zip(text, word, strict=True)) == 1


def order_in_doubt(person: Candidate) -> bool:
    """Whether the given name may not be the last word, so that a person must say which it is (facts G.1)."""
    if person.sort_given:
        return False
    words = fold(person.name).split()
    if "(" in person.name or len(words) < 2 or re.search(r"['’′`]|[fjwz]", person.name.lower()):
        return True
    if any(fold(person.name).startswith(title + " ") for title in _TITLES):
        return True
    return words[0] not in _SURNAMES and fold(person.ethnicity) in _PEOPLES_WITH_OTHER_ORDER
