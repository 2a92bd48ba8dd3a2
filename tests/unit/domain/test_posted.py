"""The columns of the posted list, as the forms have them (facts C.4)."""

from __future__ import annotations

from helpers.elections import candidate
from voter_kiosk.domain.election import Sex
from voter_kiosk.domain.posted import COLUMNS, EDUCATION, Cell, columns, row


def test_the_assembly_s_list_has_a_column_that_a_council_s_has_not() -> None:
    assert columns("na") == COLUMNS
    for council in ("province", "district", "commune"):
        assert set(COLUMNS) - set(columns(council)) == {"assembly_terms"}
        assert columns(council) == tuple(name for name in COLUMNS if name != "assembly_terms")


def test_education_is_five_columns_beside_each_other() -> None:
    first = COLUMNS.index(EDUCATION[0])
    assert COLUMNS[first : first + 5] == EDUCATION


def test_a_row_has_every_column_be_it_filled_or_not() -> None:
    person = candidate(
        2, "Nguyễn Thị Bé", birth_date="1970", birth_date_posted="", sex=Sex.FEMALE, residence="Xã Một", note="N"
    )
    cells = row(person, "na", sex="Nữ")
    assert tuple(cell.column for cell in cells) == COLUMNS
    said = {cell.column: cell.text for cell in cells if cell.text}
    assert said == {
        "number": "2",
        "name": "Nguyễn Thị Bé",
        "birth_date_posted": "1970",
        "sex": "Nữ",
        "residence": "Xã Một",
        "note": "N",
    }
    posted = row(candidate(birth_date="1970-03-01", birth_date_posted="01/3/1970"), "commune", sex="")
    assert Cell("birth_date_posted", "01/3/1970") in posted, "the paper's own spelling"
