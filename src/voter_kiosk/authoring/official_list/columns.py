"""Which column is which: by what its header says, folded, never by where it stands (facts C.4).

Official tables have two header rows with merged cells, the education columns under one group header; others have
one row, another order, a further column, or lack one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from voter_kiosk.authoring.never_shown import Forbidden, forbidden_column
from voter_kiosk.authoring.official_list.grid import Cell, Row
from voter_kiosk.domain.vietnamese import fold

UNIT_FIELDS: Final = (
    ("unit", r"ma don vi( bau cu)?"),
    ("province_code", r"ma tinh( thanh pho)?|ma tp"),
    ("province", r"(ten )?(tinh|thanh pho|tp)( (thanh pho|tp))?|province( or city)?"),
    ("place_code", r"ma (xa|phuong)( (phuong|thi tran|dac khu))*"),
    ("place", r"(ten )?(xa|phuong)( (phuong|thi tran|dac khu))*"),
    ("context", r"unit context"),
    ("unit_number", r"(so )?don vi( bau cu)?( so)?|dvbc( so)?|unit number"),
    ("area", r"gom( cac)?( khu vuc| don vi hanh chinh)?|khu vuc( bau cu)?|dia ban|unit description"),
    (
        "seats",
        r"(so (luong )?)?dai bieu( quoc hoi| qh| hdnd| hoi dong nhan dan)?( duoc| can)? bau|so (luong )?dai bieu",
    ),
    ("posted_candidates", r"so (luong )?(nguoi )?ung cu( vien)?"),
    ("body", r"cap( bau cu)?|co quan( duoc bau)?|bau dai bieu|hoi dong"),
    ("decision", r"(so )?(quyet dinh|nghi quyet)( so)?"),
)
"""Columns that say which constituency a row belongs to, where a table carries that with every row."""

PERSON_FIELDS: Final = (
    ("number", r"stt|s tt|so tt|tt|so thu tu|thu tu"),
    ("name", r"ho (va |chu dem va )?ten( khai sinh| thuong goi)?( (cua )?(nguoi )?ung cu( vien)?)?( .*in hoa.*)?"),
    ("birth_date_posted", r"(sinh )?ngay( thang)?( nam)? sinh( .*)?|(thang )?nam sinh|sinh ngay.*"),
    ("sex", r"gioi( tinh)?|nam nu|phai"),
    ("nationality", r"quoc tich"),
    ("ethnicity", r"dan toc"),
    ("religion", r"ton giao"),
    ("native_place", r"que quan.*|nguyen quan"),
    ("residence", r"(noi|cho) (o|cu tru|thuong tru|tam tru|dang ky.*)( .*)?|dia chi.*|ho khau.*"),
    ("schooling", r"(.* )?(giao duc )?pho thong|(.* )?van hoa|trinh do giao duc"),
    ("expertise", r"(.* )?chuyen mon( nghiep vu)?"),
    ("degree", r"(.* )?hoc (ham|vi)( hoc (ham|vi))?"),
    ("political_theory", r"(.* )?ly luan( chinh tri)?|trinh do chinh tri"),
    ("languages", r"(.* )?ngoai ngu"),
    ("occupation", r"nghe nghiep( va)?( chuc vu| chuc danh)*( hien nay| dang dam nhiem)?|chuc vu( hien nay)?"),
    ("workplace", r"(noi|don vi|co quan)( noi)?( dang)? (cong tac|lam viec)( hien nay)?"),
    (
        "party_date",
        r"ngay( thang nam)?( duoc)?( ket nap)? ?vao dang.*|ngay ket nap( vao)? dang.*|vao dang.*|dang vien",
    ),
    (
        "assembly_terms",
        r"(la |da la |tham gia )?(dai bieu|db) ?(quoc hoi|qh)( khoa| cac khoa| neu co| khoa neu co)*",
    ),
    (
        "council_terms",
        r"(la |da la |tham gia )?(dai bieu|db) ?(hoi dong nhan dan|hdnd)"
        r"( cac| cap| nhiem ky| khoa| ghi ro| neu co| cac cap)*",
    ),
    ("organisations", r"(.* )?(to chuc |cac )?doan the( .*)?|to chuc doan the.*"),
    ("awards", r"(cac )?(hinh thuc )?khen thuong( (cua )?nha nuoc| danh hieu)*"),
    ("discipline", r"(hinh thuc )?ky luat"),
    ("note", r"ghi chu"),
    ("sort_given", r"ten (dung )?de xep( thu tu)?|ten xep thu tu"),
)
"""Columns of a person, by the candidate record's field names."""

_PATTERNS: Final = tuple((name, re.compile(pattern)) for name, pattern in UNIT_FIELDS + PERSON_FIELDS)
_GROUP = re.compile(r"^(trinh do( hoc van)?|hoc van)\b *")
_TAIL = re.compile(r" (neu co|ghi ro.*)$")
_NUMBERING = re.compile(r"\(?(\d{1,2}|[a-z])\)?")
_FEWEST_KNOWN = 3


def header_words(text: str) -> str:
    """A header folded to its words: ``Nghề nghiệp,\\n chức vụ`` is ``nghe nghiep chuc vu``."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", fold(text)).split())


def field_of(header: str) -> str:
    """The field that a header names, or the empty string."""
    words = _TAIL.sub("", header_words(header))
    for candidate in (words, _GROUP.sub("", words)):
        for name, pattern in _PATTERNS:
            if candidate and pattern.fullmatch(candidate):
                return name
    return ""


@dataclass(frozen=True, slots=True)
class Columns:
    """A table's columns: ``by_field`` position by field, and what could not be used.

    ``unknown`` are ``(position, header)``; ``twice`` are ``(field, first header, second header)``; ``private`` are
    ``(header, what)``, columns that are left out as a whole. ``rows`` is how many header rows there are.
    """

    by_field: dict[str, int]
    headers: dict[str, str]
    unknown: tuple[tuple[int, str], ...]
    twice: tuple[tuple[str, str, str], ...]
    private: tuple[tuple[str, Forbidden], ...]
    rows: int

    def cell(self, row: Row, field: str) -> Cell:
        """The cell of ``field`` in ``row``; an empty one where the table or the row has none."""
        position = self.by_field.get(field, -1)
        return row[position] if 0 <= position < len(row) else Cell()


def known_headers(texts: Sequence[str]) -> int:
    """How many different fields these header texts name."""
    return len({field_of(text) for text in texts} - {""})


def is_header(row: Row) -> bool:
    """Whether a row is (the first row of) a candidates' header: it names the name column and two more."""
    fields = {field_of(cell.text) for cell in row if len(cell.text) < 200} - {""}
    return "name" in fields and len(fields) >= _FEWEST_KNOWN


def read_header(rows: Sequence[Row]) -> Columns:
    """The columns of a table whose header begins at ``rows[0]``; takes the second header row, and a row of column
    numbers, where they are there."""
    first = [" ".join(cell.text.split()) for cell in rows[0]]
    depth = 1
    headers = [(text, text) for text in first]
    if len(rows) > 1 and _is_second_row(rows[0], rows[1]):
        depth = 2
        second = [" ".join(cell.text.split()) for cell in rows[1]]
        second += [""] * (len(first) - len(second))
        first += [""] * (len(second) - len(first))
        group = ""
        headers = []
        for above, below in zip(first, second, strict=True):
            group = above or group  # an unmerged group header stands over its first column only
            headers.append((below or above, f"{above or group} {below}".strip() if below != above else above))
    if len(rows) > depth and _is_numbering(rows[depth]):
        depth += 1
    by_field: dict[str, int] = {}
    names: dict[str, str] = {}
    unknown: list[tuple[int, str]] = []
    twice: list[tuple[str, str, str]] = []
    private: list[tuple[str, Forbidden]] = []
    for position, (own, full) in enumerate(headers):
        if not own:
            continue
        kind = forbidden_column(own)
        name = field_of(own) or field_of(full)
        if kind is not None:
            private.append((own, kind))
        elif not name:
            unknown.append((position, own))
        elif name in by_field:
            # The first row may be narrower than the second.
            if position < len(rows[0]) and rows[0][position].continued and own == names[name]:
                continue  # one header merged over two columns: the first is its column
            twice.append((name, names[name], own))
        else:
            by_field[name] = position
            names[name] = own
    return Columns(by_field, names, tuple(unknown), tuple(twice), tuple(private), depth)


def _is_second_row(first: Row, second: Row) -> bool:
    """Whether ``second`` goes on with the header: it names fields of its own, and no person."""
    own = [
        (above, below)
        for above, below in zip(first, second, strict=False)
        if below.text.strip() and not (below.continued and below.text == above.text)
    ]
    named = [field_of(below.text) for _, below in own]
    name_at = next(position for position, cell in enumerate(first) if field_of(cell.text) == "name")
    below_name = second[name_at].text.strip() if name_at < len(second) else ""
    return any(named) and below_name in ("", first[name_at].text.strip())


def _is_numbering(row: Row) -> bool:
    texts = [cell.text.strip().lower() for cell in row if cell.text.strip()]
    return len(texts) >= _FEWEST_KNOWN and all(_NUMBERING.fullmatch(text) for text in texts)
