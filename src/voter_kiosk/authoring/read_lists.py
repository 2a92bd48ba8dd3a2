"""The tables of a source -> constituencies, candidates, polling areas, meetings and posters."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Final

from voter_kiosk.authoring.content import Where
from voter_kiosk.authoring.folder import Folder
from voter_kiosk.authoring.sheets import Row
from voter_kiosk.authoring.tables import TABLES, TableKey
from voter_kiosk.authoring.toml import YEARS
from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.content import Approval, Body, Poster
from voter_kiosk.domain.election import (
    FROZEN_FIELDS,
    AreaBallot,
    BallotState,
    BodyInElection,
    Candidate,
    CareerStep,
    Constituency,
    Correction,
    Election,
    PollingArea,
    Publication,
    Sex,
    StrikeOff,
    StrikeOffKind,
    VoterMeeting,
)
from voter_kiosk.domain.vietnamese import fold, parse_posted_date

CONSTITUENCY_ID: Final = re.compile(
    r"(?P<scope>p[0-9]{2}|c[0-9]{5})\.(?P<body>na|province|district|commune)\.(?P<number>[1-9][0-9]{0,3})"
)
AREA_ID: Final = re.compile(r"c[0-9]{5}\.[0-9A-Za-z]{1,20}")
_SEX: Final = {"nam": Sex.MALE, "nu": Sex.FEMALE}
_STRIKE_OFFS: Final = {
    "xoa ten": StrikeOffKind.STRUCK_OFF,
    "rut ten": StrikeOffKind.WITHDREW,
    "qua doi": StrikeOffKind.DIED,
}


Tables = Mapping[TableKey, list[Row]]


class ListReader:
    """Reads the rows of one source's tables. ``approval`` is that of the source as a whole."""

    def __init__(self, folder: Folder, election: Election | None, approval: Approval | None) -> None:
        self._folder = folder
        self._election = election
        self._approval = approval

    def constituencies(self, tables: Tables) -> tuple[Constituency, ...]:
        """Read the sheet Đơn vị bầu cử, in its order."""
        election = self._election
        found = []
        for row in tables[TableKey.CONSTITUENCIES]:
            name = row["id"]
            match = CONSTITUENCY_ID.fullmatch(name)
            if match is None:
                if name:
                    self._bad_id(row, "id", name, "p31.na.1")
                continue
            seats = self._number(row, "seats")
            if seats is None:
                continue
            province = row["province"] or (election.province if election else "")
            province_name = row["province_name"] or (election.province_name.get("vi", "") if election else "")
            self._place("constituency", name, row)
            found.append(
                Constituency(
                    id=name,
                    body=match["body"],
                    number=int(match["number"]),
                    province=province,
                    province_name=province_name,
                    place=row["place"],
                    area=row.text("area"),
                    seats=seats,
                    posted_candidates=self._number(row, "posted_candidates"),
                    decision=row["decision"],
                )
            )
        return tuple(found)

    def candidates(
        self, tables: Tables, programmes: Mapping[str, Body], approvals: Mapping[str, Approval]
    ) -> tuple[Candidate, ...]:
        """Read the sheet Người ứng cử, in its order, with all that other tables and files say of each person.

        ``programmes`` and their own ``approvals`` are by candidate id; what names no candidate is an error.
        """
        careers = self._careers(tables[TableKey.CAREERS])
        strike_offs = self._strike_offs(tables[TableKey.STRIKE_OFFS])
        corrections = self._corrections(tables[TableKey.CORRECTIONS])
        texts = dict(programmes)
        portraits = self._portraits()
        columns = [column.field for column in TABLES[TableKey.CANDIDATES].columns]
        as_posted = [name for name in columns if name not in {"constituency", "number", "sex"}]
        found: list[Candidate] = []
        for row in tables[TableKey.CANDIDATES]:
            constituency = row["constituency"]
            number = self._number(row, "number")
            if constituency and CONSTITUENCY_ID.fullmatch(constituency) is None:
                self._bad_id(row, "constituency", constituency, "p31.na.1")
                continue
            if not constituency or number is None or not row["name"]:
                continue
            name = f"{constituency}.{number}"
            if not self._place("candidate", name, row):
                continue
            approval = approvals.get(name, self._approval) if name in texts else None
            found.append(
                Candidate(
                    id=name,
                    constituency=constituency,
                    number=number,
                    birth_date=self._birth_date(row),
                    sex=self._sex(row),
                    career=tuple(careers.pop(name, ())),
                    portrait=portraits.pop(name, ""),
                    programme=texts.pop(name, {}),
                    programme_approval=approval,
                    strike_off=strike_offs.pop(name, None),
                    correction=corrections.pop(name, None),
                    **{column: row[column] for column in as_posted},
                )
            )
        leftovers: tuple[tuple[str, Mapping[str, object]], ...] = (
            ("career", careers),
            ("strike-off", strike_offs),
            ("correction", corrections),
            ("programme", texts),
            ("portrait", portraits),
        )
        for kind, left in leftovers:
            for name in left:
                self._no_such_candidate(name, self._folder.where.get((kind, name), Where("")))
        return tuple(found)

    def _birth_date(self, row: Row) -> str:
        posted = row["birth_date_posted"]
        if not posted:
            return ""
        date = parse_posted_date(posted)
        if date is None:
            self._folder.warning(
                "birth-date",
                (f"Ngày sinh “{posted}” không đọc được.", f"The birth date “{posted}” cannot be read."),
                (
                    "Viết ngày/tháng/năm; nếu giấy viết như vậy thì để nguyên.",
                    "Write day/month/year, or leave as posted.",
                ),
                row.file,
                row.place("birth_date_posted"),
            )
            return ""
        return date.iso()

    def _sex(self, row: Row) -> Sex | None:
        said = row["sex"]
        if not said:
            return None
        sex = _SEX.get(fold(said))
        if sex is None:
            self._folder.error(
                "sex",
                (f"Giới tính “{said}” không hiểu được.", f"The sex “{said}” is not understood."),
                ("Viết Nam hoặc Nữ.", "Write Nam or Nữ."),
                row.file,
                row.place("sex"),
            )
        return sex

    def _careers(self, rows: Sequence[Row]) -> dict[str, list[CareerStep]]:
        found: dict[str, list[CareerStep]] = {}
        for row in rows:
            self._folder.where.setdefault(("career", row["candidate"]), Where(row.file, row.place("candidate")))
            found.setdefault(row["candidate"], []).append(CareerStep(row["period"], row["work"]))
        return found

    def _strike_offs(self, rows: Sequence[Row]) -> dict[str, StrikeOff]:
        found: dict[str, StrikeOff] = {}
        for row in rows:
            kind = _STRIKE_OFFS.get(fold(row["kind"]))
            date = self._date(row, "date")
            if kind is None:
                self._folder.error(
                    "strike-off-kind",
                    (f"Loại “{row['kind']}” không hiểu được.", f"The kind “{row['kind']}” is not understood."),
                    ("Viết xóa tên, rút tên hoặc qua đời.", "Write xóa tên, rút tên or qua đời."),
                    row.file,
                    row.place("kind"),
                )
            elif date is not None and self._place("strike-off", row["candidate"], row):
                found[row["candidate"]] = StrikeOff(kind, row["decision"], date, row.text("wording"))
        return found

    def _corrections(self, rows: Sequence[Row]) -> dict[str, Correction]:
        headers = {
            fold(column.header): column.field
            for column in TABLES[TableKey.CANDIDATES].columns
            if column.field in FROZEN_FIELDS
        } | {fold(TABLES[TableKey.CAREERS].sheet): "career"}
        found: dict[str, Correction] = {}
        for row in rows:
            fields: list[str] = []
            for header in _parts(row["fields"]):
                known = headers.get(fold(header))
                if known is None:
                    self._folder.error(
                        "correction-field",
                        (f"Không có trường “{header}”.", f"There is no field “{header}”."),
                        ("Viết đúng tên cột của bảng Người ứng cử.", "Write a column of the sheet Người ứng cử."),
                        row.file,
                        row.place("fields"),
                    )
                else:
                    fields.append(known)
                    if known == "birth_date_posted":
                        fields.append("birth_date")
            date = self._date(row, "date")
            if date is not None and self._place("correction", row["candidate"], row):
                found[row["candidate"]] = Correction(row["document"], date, tuple(fields))
        return found

    def areas(self, tables: Tables, constituencies: Sequence[Constituency]) -> tuple[PollingArea, ...]:
        """Read the sheet Khu vực bỏ phiếu; each area's ballots are made of the election's bodies."""
        found = []
        for row in tables[TableKey.POLLING_AREAS]:
            code = row["code"]
            if AREA_ID.fullmatch(code) is None:
                if code:
                    self._bad_id(row, "code", code, "c11302.01")
                continue
            self._place("area", code, row)
            sketch = (
                self._folder.picture(f"media/{row['sketch']}", Where(row.file, row.place("sketch")))
                if row["sketch"]
                else ""
            )
            found.append(
                PollingArea(
                    code=code,
                    number=row["number"],
                    place=row.text("place"),
                    address=row.text("address"),
                    ward=row["ward"] or code.split(".", 1)[0].removeprefix("c"),
                    ward_name=row.text("ward_name"),
                    groups=self._groups(row),
                    ballots=self._ballots(row, constituencies),
                    day=self._date(row, "day") if row["day"] else None,
                    opens=self._clock(row, "opens"),
                    closes=self._clock(row, "closes"),
                    decision=row["decision"],
                    sketch=sketch,
                    note=row.text("note"),
                )
            )
        return tuple(found)

    def _groups(self, row: Row) -> tuple[dict[str, str], ...]:
        said, english = _parts(row["groups"]), _parts(row.english.get("groups", ""))
        if english and len(english) != len(said):
            self._folder.error(
                "groups-english",
                (
                    "Số tổ dân phố tiếng Anh khác số tiếng Việt.",
                    "There are not as many English groups as Vietnamese.",
                ),
                (
                    "Viết đủ và theo cùng thứ tự, cách nhau bằng dấu ;.",
                    "Write as many, in the same order, split by ;.",
                ),
                row.file,
                row.place("groups"),
            )
            english = ()
        return tuple(
            {"vi": group, **({"en": english[index]} if english else {})} for index, group in enumerate(said)
        )

    def _ballots(self, row: Row, constituencies: Sequence[Constituency]) -> tuple[AreaBallot, ...]:
        """Give what this area has for each body of the election: its constituency, or why there is none."""
        election = self._election
        if election is None:
            return ()
        known = {unit.id: unit for unit in constituencies}
        mine: dict[str, str] = {}
        for name in _parts(row["constituencies"]):
            unit = known.get(name)
            if unit is None:
                self._folder.error(
                    "no-such-constituency",
                    (f"Không có đơn vị bầu cử “{name}”.", f"There is no constituency “{name}”."),
                    ("Sửa mã, hoặc thêm đơn vị vào bảng Đơn vị bầu cử.", "Mend the id, or add the constituency."),
                    row.file,
                    row.place("constituencies"),
                )
            elif mine.setdefault(unit.body, name) != name:
                self._folder.error(
                    "two-constituencies",
                    (
                        f"Khu vực này có hai đơn vị của một cơ quan: {mine[unit.body]} và {name}.",
                        f"This area has two constituencies of one body: {mine[unit.body]} and {name}.",
                    ),
                    ("Giữ lại một đơn vị.", "Keep one of them."),
                    row.file,
                    row.place("constituencies"),
                )
        absent = set(_parts(row["not_elected"]))
        strange = absent - {body.id for body in election.bodies}
        if strange:
            self._folder.error(
                "no-such-body",
                (
                    f"Không có cơ quan “{', '.join(sorted(strange))}”.",
                    f"There is no body “{', '.join(sorted(strange))}”.",
                ),
                ("Viết na, province, district hoặc commune.", "Write na, province, district or commune."),
                row.file,
                row.place("not_elected"),
            )
        return tuple(
            self._ballot(row, body, mine.get(body.id, ""), absent=body.id in absent) for body in election.bodies
        )

    def _ballot(self, row: Row, body: BodyInElection, constituency: str, *, absent: bool) -> AreaBallot:
        if absent:
            if constituency:
                self._folder.error(
                    "elected-and-not",
                    (
                        f"“{body.id}” vừa có đơn vị {constituency} vừa ghi là không bầu tại đây.",
                        f"“{body.id}” has {constituency} and is also said not to be elected here.",
                    ),
                    ("Xóa một trong hai.", "Delete one of the two."),
                    row.file,
                    row.place("not_elected"),
                )
            return AreaBallot(body.id, BallotState.NOT_ELECTED_HERE)
        if body.publication is not Publication.POSTED:
            return AreaBallot(body.id, BallotState.NOT_YET_PUBLISHED, constituency)
        if not body.in_bundle:
            return AreaBallot(body.id, BallotState.NOT_IN_BUNDLE)
        if not constituency:
            self._folder.error(
                "area-without-ballot",
                (
                    f"Khu vực này chưa có đơn vị bầu cử cho “{body.name.get('vi', body.id)}”.",
                    f"This area has no constituency for “{body.name.get('en', body.id)}”.",
                ),
                (
                    "Thêm mã đơn vị, hoặc ghi cơ quan này vào cột Không bầu tại đây.",
                    "Add its constituency, or name the body under “Không bầu tại đây”.",
                ),
                row.file,
                row.place("constituencies"),
            )
            return AreaBallot(body.id, BallotState.NOT_IN_BUNDLE)
        return AreaBallot(body.id, BallotState.LISTED, constituency)

    def meetings(self, tables: Tables) -> tuple[VoterMeeting, ...]:
        """Read the sheet Tiếp xúc cử tri."""
        found = []
        for row in tables[TableKey.MEETINGS]:
            starts = _instant(row["starts"])
            if starts is None:
                if row["starts"]:
                    self._folder.error(
                        "instant",
                        (f"“{row['starts']}” không phải ngày giờ.", f"“{row['starts']}” is no date and hour."),
                        ("Viết như 2026-03-05 14:00.", "Write it like 2026-03-05 14:00."),
                        row.file,
                        row.place("starts"),
                    )
                continue
            if self._place("meeting", row["id"], row):
                found.append(
                    VoterMeeting(
                        id=row["id"],
                        constituencies=_parts(row["constituencies"]),
                        starts=starts,
                        place=row.text("place"),
                        address=row.text("address"),
                        form=row.text("form"),
                        link=row["link"],
                        approval=self._approval,
                    )
                )
        return tuple(found)

    def posters(self, tables: Tables) -> tuple[Poster, ...]:
        """Read the sheet Áp phích, by its column Thứ tự."""
        found = []
        for row in tables[TableKey.POSTERS]:
            if not row["slug"] or not self._place("poster", row["slug"], row):
                continue
            at = Where(row.file, row.place("picture"))
            if row["picture"] and not row["alt"]:
                self._folder.error(
                    "poster-alt",
                    ("Hình của áp phích chưa có lời mô tả.", "The poster's picture has no description."),
                    ("Điền cột Mô tả hình.", "Fill in the column Mô tả hình."),
                    row.file,
                    row.place("alt"),
                )
            found.append(
                Poster(
                    slug=row["slug"],
                    order=self._number(row, "order") or 0,
                    slogan=row.text("slogan"),
                    picture=self._folder.picture(f"posters/{row['picture']}", at) if row["picture"] else "",
                    alt=row.text("alt"),
                    phases=_parts(row["phases"]),
                    approval=self._approval,
                )
            )
        return tuple(sorted(found, key=lambda poster: poster.order))

    def _portraits(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for path in self._folder.files("portraits"):
            name = f"portraits/{path.name}"
            if path.suffix == ".txt":
                continue
            if not self._folder.once("portrait", path.stem, Where(name)):
                continue
            sha256 = self._folder.picture(name, Where(name), portrait=True)
            if sha256:
                found[path.stem] = sha256
        return found

    def _number(self, row: Row, name: str) -> int | None:
        said = row[name]
        if re.fullmatch(r"[0-9]{1,5}", said):
            return int(said)
        if said:
            self._folder.error(
                "number",
                (f"“{said}” không phải một số đếm.", f"“{said}” is no whole number."),
                ("Viết bằng chữ số.", "Write it in digits."),
                row.file,
                row.place(name),
            )
        return None

    def _date(self, row: Row, name: str) -> dt.date | None:
        said = row[name]
        try:
            date: dt.date | None = dt.date.fromisoformat(said)
        except ValueError:
            posted = parse_posted_date(said)
            date = posted.counted() if posted is not None and posted.day else None
        if date is not None and date.year in YEARS:
            return date
        if said:
            self._folder.error(
                "date",
                (f"“{said}” không phải ngày.", f"“{said}” is no date."),
                ("Viết như 2026-03-15 hoặc 15/3/2026.", "Write it like 2026-03-15 or 15/3/2026."),
                row.file,
                row.place(name),
            )
        return None

    def _clock(self, row: Row, name: str) -> str:
        said = row[name]
        match = re.fullmatch(r"(\d{1,2})[:hg](\d{2})", said.replace(" ", "").replace("giờ", "g"))
        if match is None or int(match[1]) > 23 or int(match[2]) > 59:
            if said:
                self._folder.error(
                    "clock",
                    (f"“{said}” không phải giờ.", f"“{said}” is no hour."),
                    ("Viết như 07:00.", "Write it like 07:00."),
                    row.file,
                    row.place(name),
                )
            return ""
        return f"{int(match[1]):02}:{match[2]}"

    def _place(self, kind: str, name: str, row: Row) -> bool:
        """Note where a record stands; false, with a finding, where one of that id stands already."""
        return self._folder.once(kind, name, Where(row.file, row.place()))

    def _bad_id(self, row: Row, name: str, said: str, example: str) -> None:
        self._folder.error(
            "id",
            (f"Mã “{said}” không đúng mẫu.", f"The id “{said}” is not of the form."),
            (f"Viết như {example}.", f"Write it like {example}."),
            row.file,
            row.place(name),
        )

    def _no_such_candidate(self, name: str, at: Where) -> None:
        self._folder.error(
            "no-such-candidate",
            (f"Không có người ứng cử mang mã “{name}”.", f"There is no candidate with the id “{name}”."),
            ("Sửa mã cho đúng: mã đơn vị, dấu chấm, STT.", "Mend the id: constituency, point, number."),
            at.file,
            at.place,
        )


def _parts(said: str) -> tuple[str, ...]:
    """Give the values of a cell that holds several, split by semicolons or line breaks."""
    return tuple(part.strip() for part in re.split(r"[;\n]", said) if part.strip())


def _instant(said: str) -> dt.datetime | None:
    try:
        instant = dt.datetime.strptime(said, "%Y-%m-%d %H:%M").replace(tzinfo=VIETNAM)
    except ValueError:
        return None
    return instant if instant.year in YEARS else None
