"""A new source: empty, valid, and full of explanations."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from helpers.sources import write_base
from voter_kiosk.authoring.check import check
from voter_kiosk.authoring.new import new_source
from voter_kiosk.authoring.publish import Published, build
from voter_kiosk.authoring.tables import TABLES, TableKey
from voter_kiosk.bundle.keys import KeyFolder, create_keys
from voter_kiosk.domain.finding import Refusal

ISSUED = dt.datetime(2026, 2, 27, tzinfo=dt.UTC)


@pytest.mark.parametrize("rule_set", ["2021", "2026"])
def test_a_new_source_has_no_error_and_can_be_built_for_a_trial(tmp_path: Path, rule_set: str) -> None:
    base = write_base(tmp_path / "base")
    made = new_source(tmp_path / "nguon", rule_set)
    assert isinstance(made, tuple)
    assert all(path.is_file() for path in made)
    report = check(tmp_path / "nguon", base)
    assert report.errors == ()
    assert {one.code for one in report.findings} == {"fill-in", "body-empty"}
    keys = create_keys(tmp_path / "keys", issued=ISSUED)
    assert isinstance(keys, KeyFolder)
    built = build(tmp_path / "nguon", keys.folder, tmp_path / "a.vkb", base=base, issued=ISSUED)
    assert isinstance(built, Published)


def test_the_samples_become_good_texts_when_they_are_renamed(tmp_path: Path) -> None:
    folder = tmp_path / "nguon"
    new_source(folder, "2026")
    for path in sorted(folder.glob("*/_mau.*.md")):
        name = "p00.na.1.1" if path.parent.name == "programmes" else "mau"
        path.rename(path.with_name(path.name.replace("_mau", name)))
    errors = check(folder, write_base(tmp_path / "base")).errors
    assert {one.code for one in errors} == {"no-such-source", "no-such-candidate"}


def test_the_workbook_has_every_table_with_headers_choices_notes_and_an_example(tmp_path: Path) -> None:
    new_source(tmp_path / "nguon", "2026", province="31")
    book = openpyxl.load_workbook(tmp_path / "nguon/du-lieu.xlsx")
    assert book.sheetnames == ["Hướng dẫn", *(table.sheet for table in TABLES.values())]
    for table in TABLES.values():
        sheet = book[table.sheet]
        headers = [cell.value for cell in sheet[1]]
        assert [header for header in headers if not header.endswith("(English)")] == list(table.headers)
        assert sheet.freeze_panes == "A2"
        assert str(sheet["A2"].value).startswith("Ví dụ:")
        assert sheet.max_row == 2
        assert any(cell.comment for cell in sheet[1])
    assert book["Đơn vị bầu cử"]["A2"].value == "Ví dụ: p31.na.1"
    rules = {
        name: [validation.formula1 for validation in book[name].data_validations.dataValidation]
        for name in ("Người ứng cử", "Xóa tên", "Khu vực bỏ phiếu")
    }
    assert rules == {
        "Người ứng cử": ['"Nam,Nữ"'],
        "Xóa tên": ['"xóa tên,rút tên,qua đời"'],
        "Khu vực bỏ phiếu": ['"na,province,commune"'],
    }
    assert book["Người ứng cử"].column_dimensions["K"].number_format == "@"


def test_its_example_rows_are_good_rows(tmp_path: Path) -> None:
    folder = tmp_path / "nguon"
    new_source(folder, "2026", province="31")
    book = openpyxl.load_workbook(folder / "du-lieu.xlsx")
    for table in TABLES.values():
        first = book[table.sheet]["A2"]
        first.value = str(first.value).removeprefix("Ví dụ: ")
    book["Áp phích"]["E2"].value = None
    book.save(folder / "du-lieu.xlsx")
    report = check(folder, write_base(tmp_path / "base"))
    # One example person cannot fill a list, and the second one is struck off without being there.
    assert {one.code for one in report.errors} == {
        "no-such-candidate",
        "count-differs",
        "seats-against-candidates",
        "no-such-constituency",
        "area-without-ballot",
        "results-without-decision",
    }
    assert report.content is not None
    assert report.content.own.candidates[0].correction is not None
    assert TableKey.MEETINGS in TABLES
    assert report.content.own.meetings[0].id == "tiep-xuc-1"
    assert report.content.own.results[0].elected[0].percent == "92.95"


def test_the_results_it_shows_how_to_write_can_be_written(tmp_path: Path) -> None:
    new_source(tmp_path / "nguon", "2026", polling_day=dt.date(2026, 3, 15), province="31")
    path = tmp_path / "nguon" / "bundle.toml"
    before, _, after = path.read_text("utf-8").partition("# [[results]]")
    path.write_text(before + ("# [[results]]" + after).replace("# ", ""), "utf-8")
    content = check(tmp_path / "nguon", write_base(tmp_path / "base")).content
    assert content is not None
    assert content.election is not None
    (paper,) = content.election.results
    assert (paper.body, paper.published.isoformat()) == ("na", "2026-03-25T10:00:00+07:00")


def test_polling_day_province_and_dates_follow_what_was_asked(tmp_path: Path) -> None:
    new_source(tmp_path / "nguon", "2026", polling_day=dt.date(2031, 3, 16), province="31")
    election = check(tmp_path / "nguon", write_base(tmp_path / "base")).content
    assert election is not None
    assert election.election is not None
    assert (election.scope, election.election.province) == ("p31", "31")
    assert election.election.polling_day == dt.date(2031, 3, 16)
    assert election.election.bodies[0].posted_on == dt.date(2031, 2, 28)
    assert election.election.sample


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"rule_set": "2016"}, "unknown-rule-set"),
        ({"polling_day": dt.date(2026, 3, 14)}, "not-a-sunday"),
        ({"province": "310"}, "bad-province"),
        ({"province": "HP"}, "bad-province"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_made(
    tmp_path: Path, inputs: dict[str, object], code: str
) -> None:
    refused = new_source(tmp_path / "nguon", **inputs)  # type: ignore[arg-type]
    assert isinstance(refused, Refusal)
    assert refused.code == code
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_files_is_left_alone_and_an_empty_one_is_used(tmp_path: Path) -> None:
    folder = tmp_path / "nguon"
    folder.mkdir()
    assert isinstance(new_source(folder), tuple)
    before = (folder / "bundle.toml").read_bytes()
    refused = new_source(folder, "2021")
    assert isinstance(refused, Refusal)
    assert refused.code == "folder-not-empty"
    assert (folder / "bundle.toml").read_bytes() == before


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x")
    refused = new_source(tmp_path / "tep" / "nguon")
    assert isinstance(refused, Refusal)
    assert refused.code == "cannot-write"
    assert [path.name for path in tmp_path.iterdir()] == ["tep"]
