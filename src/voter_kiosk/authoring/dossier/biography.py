"""The short biography (tiểu sử tóm tắt, forms 03 and 07; facts C.2), read field by field.

Only what a kiosk may show is taken: a field is on the list below or it does not exist. What the form asks and no
kiosk may show (identity card, party card, addresses, health, other names) is passed over, unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from voter_kiosk.authoring.characters import clean
from voter_kiosk.authoring.legacy import suggestion
from voter_kiosk.authoring.never_shown import Forbidden, bare, forbidden
from voter_kiosk.authoring.official_list.grid import Cell, Document, Row
from voter_kiosk.authoring.official_list.people import tidy
from voter_kiosk.domain.election import CareerStep
from voter_kiosk.domain.vietnamese import nfc

_TITLE: Final = re.compile(r"^\W*tieu su tom tat\b")
_INTERNAL: Final = re.compile(
    r"^[\W\d]*so yeu ly lich|quan he gia dinh|hoan canh gia dinh|ho (?:va )?ten (?:vo|chong|cha|bo|me)\b"
    r"|he so luong|muc luong|bac luong|lich su ban than"
)
_LABELS: Final = (
    ("other_names", r"(?:cac )?(?:bi danh|ten goi khac)"),
    ("name", r"ho(?:,)? (?:va )?(?:chu dem va )?ten(?: thuong dung| khai sinh)?"),
    ("birth_date_posted", r"(?:sinh )?ngay,? (?:thang,? (?:va )?nam )?sinh|sinh ngay"),
    ("sex", r"gioi tinh"),
    ("nationality", r"quoc tich"),
    ("registered", r"noi (?:dang ky )?khai sinh"),
    ("native_place", r"que quan"),
    ("address", r"(?:noi|dia chi|ho khau)?(?: dang ky)? ?thuong tru|noi o(?: hien nay)?|noi tam tru|dia chi"),
    ("identity", r"(?:so )?(?:the )?(?:cmnd|cccd|can cuoc|chung minh|dinh danh)"),
    ("identity", r"ngay cap|noi cap|co quan cap"),
    ("ethnicity", r"dan toc"),
    ("religion", r"ton giao"),
    ("schooling", r"(?:trinh do )?(?:giao duc )?pho thong|trinh do van hoa|giao duc pho thong"),
    ("expertise", r"(?:trinh do )?chuyen mon"),
    ("academic_title", r"hoc ham"),
    ("degree", r"hoc vi"),
    ("political_theory", r"(?:trinh do )?ly luan chinh tri"),
    ("languages", r"(?:trinh do )?ngoai ngu"),
    ("occupation", r"nghe nghiep"),
    ("party_post", r"chuc vu trong dang"),
    ("organisation_posts", r"chuc vu trong tung to chuc"),
    ("post", r"chuc vu"),
    ("workplace", r"(?:noi|don vi|co quan) cong tac"),
    ("party_date", r"ngay (?:duoc ket nap )?vao dang"),
    ("party_rest", r"ngay (?:duoc cong nhan )?chinh thuc|so the dang|ngay ra khoi dang|ly do ra khoi dang"),
    ("organisations", r"ten to chuc doan the|tham gia lam thanh vien|(?:cac )?to chuc doan the"),
    ("health", r"tinh trang suc khoe"),
    ("awards", r"(?:cac )?(?:hinh thuc )?khen thuong"),
    ("discipline", r"(?:cac )?(?:hinh thuc )?ky luat"),
    ("assembly_terms", r"(?:la )?dai bieu quoc hoi"),
    ("council_terms", r"(?:la )?dai bieu (?:hoi dong nhan dan|hdnd)"),
    ("contact", r"(?:so )?dien thoai|e-?mail|thu dien tu"),
)
_TAKEN: Final = frozenset(
    "birth_date_posted sex nationality native_place ethnicity religion schooling expertise academic_title degree "
    "political_theory languages occupation post workplace party_date organisations organisation_posts awards "
    "discipline assembly_terms council_terms".split()
)
_PRIVATE: Final = frozenset(("identity", "address", "party_rest", "health", "other_names", "contact"))
_LABEL: Final = re.compile(
    r"(?:^|(?<=[\n\t])|(?<=  )|(?<=[;.] )|(?<=\s)(?=\d{1,2}\s?[.)] ))"
    r"[ ]*(?:\(?\d{1,2}\s?[.)/-]?\)?[ ]*)?(?:[-–+*•][ ]*)?(?:"
    + "|".join(f"(?P<l{index}>{pattern})" for index, (_, pattern) in enumerate(_LABELS))
    + r")\b[^\n:]{0,220}?:",
    re.MULTILINE,
)
_CAREER: Final = re.compile(r"^[\W\d]*(?:tom tat )?qua trinh (?:cong tac|hoat dong)")
_STEP: Final = re.compile(
    r"^[-–+*•\s]*((?:từ\s+)?(?:tháng\s+)?\d{1,4}(?:[/.-]\d{1,4}){0,2}"
    r"(?:\s*(?:đến|tới|-|–)\s*(?:(?:tháng\s+)?\d{1,4}(?:[/.-]\d{1,4}){0,2}|nay|hiện nay))?)\s*[:;,–-]\s*(\S.+)$",
    re.IGNORECASE,
)
_END: Final = re.compile(r"^\W*(?:toi (?:xin )?cam doan|xac nhan cua|nguoi khai|ngay \W*thang)", re.MULTILINE)
_BLANK: Final = re.compile(r"[\s._…·,;:/–-]*")
_PERIOD_HEAD: Final = re.compile(r"thoi gian|^tu\b|^tu thang|^den\b|tu ngay")
_WORK_HEAD: Final = re.compile(r"cong viec|chuc vu|cong tac|nhiem vu|noi dung|lam gi")
SAME_FIELD: Final = MappingProxyType(
    {"academic_title": "degree", "post": "occupation", "organisation_posts": "organisations"}
)
"""What the form asks apart and the list has in one column."""


@dataclass(frozen=True, slots=True)
class Biography:
    """One biography: ``values`` by the candidate record's field names, as written; the career in its order.

    ``left_out`` are the kinds of private data that fields named for something else held, by that field; ``passed``
    whether the form's own private fields were filled in. ``legacy`` are ``(seen, meant)`` of texts in an old font.
    """

    name: str
    values: dict[str, str]
    career: tuple[CareerStep, ...]
    left_out: tuple[tuple[str, Forbidden], ...] = ()
    passed: bool = False
    legacy: tuple[tuple[str, str], ...] = field(default=())


def is_biography(paragraphs: Sequence[str]) -> bool:
    """Whether a document is headed as the short biography and holds nothing that only the full CV form asks."""
    folded = [bare(nfc(text)) for text in paragraphs]
    return any(_TITLE.match(text) for text in folded[:40]) and not any(_INTERNAL.search(text) for text in folded)


def lines_of(document: Document) -> list[str]:
    """Every line of a document in its order, legacy fonts read as they are meant; the cells of a row by tabs."""
    lines: list[str] = []
    for grid in document.grids:
        lines.extend(_meant(cell) for cell in grid.heading)
        lines.extend(
            "\t".join(_meant(cell) for cell in row if not cell.continued and cell.text.strip())
            for row in grid.rows
        )
    return [line for line in lines if line.strip()]


def read_biography(document: Document) -> Biography:
    """Read a document that :func:`is_biography` holds for."""
    lines: list[str] = []
    career: list[tuple[str, str]] = []
    legacy: list[tuple[str, str]] = []
    in_career = False
    for cell in _cells(document):
        meant = suggestion(cell.runs or ((cell.text, ""),))
        if meant:
            legacy.append((tidy(cell.text), tidy(meant)))
    for grid in document.grids:
        for cell in grid.heading:
            for line in cell.text.splitlines():
                in_career = in_career or bool(_CAREER.match(bare(nfc(line.strip()))))
                step = _STEP.match(line.strip()) if in_career else None
                if step:
                    career.append((step[1], step[2]))
                lines.append(line)
        rows = _career_rows(grid.rows, after=in_career)
        if rows is not None:
            career.extend(rows)
            continue
        lines.extend("\t".join(cell.text for cell in row if not cell.continued) for row in grid.rows)
    found = _values("\n".join(lines))
    left_out: list[tuple[str, Forbidden]] = []
    values: dict[str, str] = {}
    for name in (name for name in found if name in _TAKEN):
        private = forbidden(found[name])
        if private is not None:
            left_out.append((SAME_FIELD.get(name, name), private))
            continue
        into = SAME_FIELD.get(name, name)
        values[into] = (
            "; ".join(filter(None, (values.get(into, ""), found[name]))) if into in values else found[name]
        )
    steps: list[CareerStep] = []
    for period, work in ((clean(tidy(period)), clean(tidy(work))) for period, work in career):
        private = forbidden(work) or forbidden(f"{period} {work}")
        if private is not None:
            left_out.append(("career", private))
        elif work and not _BLANK.fullmatch(work):
            steps.append(CareerStep(period, work))
    if "nationality" in values and re.search(r"(?:chi co|01|mot) .*viet nam", bare(nfc(values["nationality"]))):
        values["nationality"] = "Việt Nam"  # the form's fixed sentence, shortened (facts C.2, field 5)
    return Biography(
        found.get("name", ""),
        values,
        tuple(steps),
        tuple(left_out),
        passed=bool(_PRIVATE & found.keys()),
        legacy=tuple(legacy),
    )


def _values(text: str) -> dict[str, str]:
    """What stands behind each label up to the next one; what was left blank is not there."""
    text = nfc(text)
    seen = bare(text)
    end = _END.search(seen)
    stop = end.start() if end else len(text)
    career = next((one.start() for one in re.finditer(r"(?m)^.*$", seen) if _CAREER.match(one[0].strip())), stop)
    stop = min(stop, career) if career else stop
    labels = list(_LABEL.finditer(seen, 0, stop))
    found: dict[str, str] = {}
    for index, label in enumerate(labels):
        name = _LABELS[int(str(label.lastgroup)[1:])][0]
        until = labels[index + 1].start() if index + 1 < len(labels) else stop
        value = clean(tidy(text[label.end() : until])).strip(" ;")
        value = re.sub(r"\s+\d{1,2}\s?[.)]$", "", value)
        if value and not _BLANK.fullmatch(value) and name not in found:
            found[name] = value
    return found


def _career_rows(rows: Sequence[Row], *, after: bool) -> list[tuple[str, str]] | None:
    """The steps of a table of the career; ``None`` for any other table."""
    if not rows:
        return None
    head = [bare(nfc(tidy(cell.text))) for cell in rows[0]]
    width = len(head)
    named = (
        width in (2, 3) and any(_PERIOD_HEAD.search(text) for text in head[:-1]) and _WORK_HEAD.search(head[-1])
    )
    if not named and not (after and width in (2, 3)):
        return None
    body = rows[1:] if named else rows
    steps = []
    for row in body:
        texts = [tidy(cell.text) for cell in row]
        period = " – ".join(dict.fromkeys(text for text in texts[:-1] if text))
        if len(texts) > 1 and not _BLANK.fullmatch(texts[-1]):
            steps.append((period, texts[-1]))
    return steps


def _cells(document: Document) -> Iterator[Cell]:
    for grid in document.grids:
        yield from grid.heading
        for row in grid.rows:
            yield from (cell for cell in row if not cell.continued)


def _meant(cell: Cell) -> str:
    return suggestion(cell.runs or ((cell.text, ""),)) or cell.text
