"""From what the prose says to a constituency with an id; what the prose leaves open is asked, never guessed."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from voter_kiosk.authoring.never_shown import bare, forbidden
from voter_kiosk.authoring.official_list.imported import Hints
from voter_kiosk.authoring.official_list.people import Notebook
from voter_kiosk.authoring.official_list.prose import Heading, clean, read_heading
from voter_kiosk.authoring.provinces import PROVINCES, province_code
from voter_kiosk.domain.election import Candidate, Constituency
from voter_kiosk.domain.rules import RuleSetId
from voter_kiosk.domain.vietnamese import fold

_ID = re.compile(r"(?:p(\d{2})|c(\d{5}))\.(na|province|district|commune)\.([1-9][0-9]{0,3})")
BODIES_VI: Final = {
    "na": "Quốc hội",
    "province": "Hội đồng nhân dân cấp tỉnh",
    "district": "Hội đồng nhân dân cấp huyện",
    "commune": "Hội đồng nhân dân cấp xã",
}


@dataclass(slots=True)
class Unit:
    """One constituency while it is being read: its record, its people, where it stands, what columns it had."""

    record: Constituency
    kind: str
    file: str
    place: str
    people: list[Candidate] = field(default_factory=list)
    columns: frozenset[str] = frozenset()


@dataclass(slots=True)
class Context:
    """What earlier headings of the same file said and later ones leave out."""

    province: str = ""
    place: str = ""
    body: str = ""
    decision: str = ""
    era: RuleSetId | None = None

    def learn(self, heading: Heading) -> None:
        """Take over what ``heading`` says for all that follows."""
        if heading.province and heading.province != self.province:
            self.province, self.place = heading.province, ""
        self.place = heading.place or self.place
        self.body = heading.body or self.body
        self.decision = heading.decision or self.decision


def era_of(headings: Sequence[Heading], hints: Hints, book: Notebook) -> RuleSetId | None:
    """The rule set a file was written under, by its words and by the source it goes into; ``None`` if unknown.

    A list that names another election's term than the source's is an error; one whose area merely speaks of
    districts (dissolved in July 2025) or of special zones (new since) is a warning.
    """
    named = frozenset[RuleSetId]().union(*(heading.eras for heading in headings))
    betrayed = frozenset[RuleSetId]().union(*(heading.area_eras for heading in headings))
    said = named or betrayed
    if len(said) != 1:
        return hints.rule_set
    (era,) = said
    if hints.rule_set is not None and hints.rule_set is not era:
        (book.error if named else book.warning)(
            "other-rule-set",
            "",
            (
                f"Danh sách này là của cuộc bầu cử năm {era.value}, còn nguồn dữ liệu là của năm "
                f"{hints.rule_set.value}.",
                f"This list is of the {era.value} election; the source is for {hints.rule_set.value}.",
            ),
            (
                "Hãy nhập vào đúng nguồn dữ liệu, hoặc sửa rule_set trong bundle.toml.",
                "Import it into the source of its own election, or mend rule_set in bundle.toml.",
            ),
        )
    return era


def unit_of(heading: Heading, context: Context, hints: Hints, place: str, book: Notebook) -> Constituency | None:
    """The constituency that ``heading`` and ``context`` describe, or ``None`` with an error that asks."""
    context.learn(heading)
    body = heading.body or context.body
    if heading.bodies:
        _ask(
            book,
            "body-unclear",
            place,
            (
                "Phần trên bảng nêu nhiều cơ quan được bầu: "
                + ", ".join(BODIES_VI[body] for body in heading.bodies)
                + ".",
                "The text above the table names several bodies: " + ", ".join(heading.bodies) + ".",
            ),
            ("Hãy ghi rõ danh sách này bầu cơ quan nào.", "Say which body this list elects."),
        )
        return None
    if not body:
        _ask(
            book,
            "body-unknown",
            place,
            (
                "Không biết bảng này bầu Quốc hội hay Hội đồng nhân dân cấp nào.",
                "Which body this table elects is not said.",
            ),
            (
                "Hãy thêm một dòng phía trên bảng, ví dụ: “Danh sách người ứng cử đại biểu Quốc hội”.",
                "Add a line above the table, such as “Danh sách người ứng cử đại biểu Quốc hội”.",
            ),
        )
        return None
    if heading.number is None:
        _ask(
            book,
            "unit-unknown",
            place,
            (
                "Không biết bảng này thuộc đơn vị bầu cử số mấy.",
                "Which constituency this table is of is not said.",
            ),
            (
                "Hãy thêm dòng “Đơn vị bầu cử số …” phía trên bảng.",
                "Add a line “Đơn vị bầu cử số …” above the table.",
            ),
        )
        return None
    found = _province(heading.province or context.province, context, hints, place, book)
    if found is None:
        return None
    code, name = found
    scope = f"p{code}"
    commune = (heading.place or context.place) if body in ("commune", "district") else ""
    if body == "commune":
        ward = hints.wards.get(fold(commune), "") or (hints.commune if not (commune and hints.wards) else "")
        if not ward:
            _ask(
                book,
                "commune-unknown",
                place,
                (
                    f"Không biết mã của “{commune or 'xã, phường'}”.",
                    f"The code of “{commune or 'the commune'}” is not known.",
                ),
                (
                    "Hãy ghi mã 5 chữ số của xã, phường vào scope trong bundle.toml, vào bảng Khu vực bỏ phiếu, "
                    "hoặc thêm cột “Mã đơn vị” (ví dụ c11302.commune.1).",
                    "Give the commune's 5-digit code as scope in bundle.toml, in the polling areas' table, "
                    "or in a column “Mã đơn vị” (such as c11302.commune.1).",
                ),
            )
            return None
        scope = f"c{ward}"
    return _record(f"{scope}.{body}.{heading.number}", body, code, name, commune, heading, context, place, book)


def _record(
    unit_id: str,
    body: str,
    code: str,
    name: str,
    commune: str,
    heading: Heading,
    context: Context,
    place: str,
    book: Notebook,
) -> Constituency:
    area, decision = _shown(heading.area, place, book), _shown(heading.decision or context.decision, place, book)
    return Constituency(
        id=unit_id,
        body=body,
        number=int(unit_id.rsplit(".", 1)[1]),
        province=code,
        province_name=name,
        area={"vi": area} if area else {},
        seats=heading.seats or 0,
        place=commune,
        posted_candidates=heading.candidates,
        decision=decision,
    )


def _shown(text: str, place: str, book: Notebook) -> str:
    """``text``, or nothing, with an error, where it holds what may never be shown."""
    private = forbidden(text)
    if private is None:
        return text
    book.error(
        private.code,
        place,
        (
            f"Phần mô tả đơn vị bầu cử có {private.what.vi}, là điều không bao giờ được đưa lên.",
            f"The constituency's description holds {private.what.en}, which may never be shown.",
        ),
        ("Hãy xóa phần đó trong tệp rồi nhập lại.", "Take that out of the file and import again."),
    )
    return ""


def _ask(book: Notebook, code: str, place: str, message: tuple[str, str], remedy: tuple[str, str]) -> None:
    book.error(code, place, message, remedy)


def _province(name: str, context: Context, hints: Hints, place: str, book: Notebook) -> tuple[str, str] | None:
    """The province's code and its name as printed."""
    if not name:
        if hints.province:
            return hints.province, hints.province_name
        _ask(
            book,
            "province-unknown",
            place,
            ("Không biết danh sách thuộc tỉnh, thành phố nào.", "Which province the list is of is not said."),
            (
                "Hãy thêm một dòng như “Thành phố Hải Phòng” phía trên bảng.",
                "Add a line such as “Thành phố Hải Phòng”.",
            ),
        )
        return None
    eras = (context.era,) if context.era else tuple(RuleSetId)
    codes = {code for era in eras if (code := province_code(name, era))}
    if len(codes) == 1:
        return codes.pop(), name
    if hints.province_name and fold(hints.province_name) == fold(name):
        return hints.province, name
    if codes:
        _ask(
            book,
            "rule-set-unknown",
            place,
            (
                f"“{name}” có mã khác nhau trước và sau tháng 7 năm 2025; không biết danh sách thuộc năm nào.",
                f"“{name}” has one code before July 2025 and another since; which election this is is not said.",
            ),
            (
                "Hãy ghi khóa hoặc nhiệm kỳ (ví dụ “khóa XVI”) phía trên bảng, hoặc rule_set trong bundle.toml.",
                "Give the term (such as “khóa XVI”) above the table, or rule_set in bundle.toml.",
            ),
        )
    else:
        _ask(
            book,
            "province-unknown",
            place,
            (f"Không có tỉnh, thành phố nào tên “{name}”.", f"There is no province or city named “{name}”."),
            ("Hãy sửa tên tỉnh, thành phố phía trên bảng.", "Mend the province's name above the table."),
        )
    return None


def unit_of_row(
    values: Mapping[str, str], heading: Heading, context: Context, hints: Hints, place: str, book: Notebook
) -> Constituency | None:
    """The constituency of a row that carries its own: by id, or by province, number and description columns."""
    spoken = read_heading(
        text
        for text in (
            values.get("context", ""),
            clean(values.get("area", "")),
            f"Bầu đại biểu {values['body']}" if values.get("body") else "",
        )
        if text
    )
    seats, candidates = _whole(values.get("seats", "")), _whole(values.get("posted_candidates", ""))
    number = _whole(values.get("unit_number", ""))
    said = Heading(
        province=values.get("province", "") or spoken.province or heading.province,
        place=values.get("place", "") or spoken.place or heading.place,
        body=spoken.body or heading.body,
        bodies=() if spoken.body or heading.body else spoken.bodies,
        number=number if number is not None else spoken.number,
        area=spoken.area or (clean(values.get("area", "")) if not spoken.seats else "") or heading.area,
        seats=seats if seats is not None else spoken.seats,
        candidates=candidates if candidates is not None else spoken.candidates,
        decision=values.get("decision", "") or spoken.decision or heading.decision,
    )
    code = values.get("province_code", "").zfill(2)
    if code in PROVINCES[era := context.era or hints.rule_set or RuleSetId.R2026]:
        hints = dataclasses.replace(hints, province=code, province_name=said.province or PROVINCES[era][code])
        context.province = ""
        said = dataclasses.replace(said, province="")
    if re.fullmatch(r"\d{5}", values.get("place_code", "")):
        hints = dataclasses.replace(hints, commune=values["place_code"], wards={})
    unit_id = values.get("unit", "")
    if not unit_id:
        return unit_of(said, context, hints, place, book)
    known = _ID.fullmatch(unit_id)
    if known is None:
        _ask(
            book,
            "unit-id",
            place,
            (
                f"Mã đơn vị “{unit_id}” không đúng dạng p31.na.1.",
                f"“{unit_id}” is not a constituency's id like p31.na.1.",
            ),
            ("Hãy sửa mã đơn vị.", "Mend the id."),
        )
        return None
    code = known[1] or hints.province
    name = said.province or (hints.province_name if code == hints.province else PROVINCES[era].get(code, ""))
    return _record(unit_id, known[3], code, name, said.place, said, context, place, book)


def _whole(text: str) -> int | None:
    found = re.fullmatch(r"\D*(\d{1,4})\D*", bare(text))
    return int(found[1]) if found else None
