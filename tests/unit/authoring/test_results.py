"""Results as a committee writes them, and what the check says of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from helpers.sources import write, write_source, write_table
from voter_kiosk.authoring.check import check
from voter_kiosk.authoring.publish import documents_of
from voter_kiosk.authoring.source import read_source
from voter_kiosk.bundle import documents as docs
from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.election import ResultsPublication
from voter_kiosk.domain.finding import Severity
from voter_kiosk.domain.results import Elected, UnitResult

ERROR, NOTE = Severity.ERROR, Severity.NOTE

UNIT = {
    "Mã đơn vị": "p98.na.1",
    "Tổng số cử tri": "1.010",
    "Số cử tri đã bỏ phiếu": "1000",
    "Tỷ lệ cử tri đã bỏ phiếu": "99,01",
    "Số phiếu hợp lệ": "990",
    "Số phiếu không hợp lệ": "10",
    "Ghi chú": "Theo biên bản",
    "Ghi chú (English)": "By the minutes",
}
PERSON = {
    "Mã người ứng cử": "p98.na.1.2",
    "Tên trong quyết định": "Phạm Văn Cam (Cam)",
    "Số phiếu": "900",
    "Tỷ lệ phiếu hợp lệ": "90,91",
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    made = write_source(tmp_path / "source")
    publish(made)
    results(made)
    return made


def publish(
    source: Path, text: str = 'body = "na"\npublished_on = 2026-03-21\nat = "10:00"\ndecision = "Số 40"\n'
) -> None:
    path = source / "bundle.toml"
    path.write_text(path.read_text("utf-8").partition("[[results]]")[0] + f"[[results]]\n{text}", "utf-8")


def results(
    source: Path, units: Sequence[Mapping[str, str]] = (UNIT,), people: Sequence[Mapping[str, str]] = (PERSON,)
) -> None:
    write_table(source, "ket-qua", units)
    write_table(source, "nguoi-trung-cu", people)


def found(source: Path) -> list[tuple[Severity, str, str, str]]:
    return [(one.severity, one.code, one.file, one.place) for one in check(source).findings]


def read(source: Path) -> tuple[UnitResult, ...]:
    content = read_source(source).content
    assert content is not None
    return content.own.results


def test_a_good_result_has_no_finding_and_is_read_as_the_paper_has_it(source: Path) -> None:
    assert found(source) == []
    assert read(source) == (
        UnitResult(
            "p98.na.1",
            (Elected("p98.na.1.2", "Phạm Văn Cam (Cam)", 900, "90.91"),),
            registered=1010,
            voted=1000,
            turnout="99.01",
            valid=990,
            invalid=10,
            note={"vi": "Theo biên bản", "en": "By the minutes"},
        ),
    )
    content = read_source(source).content
    assert content is not None
    assert content.election is not None
    published = dt.datetime(2026, 3, 21, 10, tzinfo=VIETNAM)
    assert content.election.results == (ResultsPublication("na", published, "Số 40"),)


def test_a_result_lies_under_the_scope_of_its_list(source: Path) -> None:
    publish(source, 'body = "commune"\npublished_on = 2026-03-21\ndecision = "Số 7"\n')
    results(
        source, [UNIT | {"Mã đơn vị": "c98001.commune.1"}], [PERSON | {"Mã người ứng cử": "c98001.commune.1.2"}]
    )
    content = check(source).content
    assert content is not None
    files = documents_of(content)
    assert isinstance(files, dict)
    assert "p98/results.jsonl" not in files
    assert files["c98001/results.jsonl"].count(b"\n") == 2
    assert docs.kind_of("results.jsonl") is docs.RESULTS


def test_the_elected_stand_in_the_order_they_are_written_in_and_may_stand_without_figures(source: Path) -> None:
    first = {"Mã người ứng cử": "p98.na.1.2"}
    second = {"Mã người ứng cử": "p98.na.1.1"}
    path = source / "tables" / "don-vi-bau-cu.csv"
    path.write_text(path.read_text("utf-8").replace(",1,3", ",2,3", 1), "utf-8")
    results(source, [], [first, second])
    (result,) = read(source)
    assert [person.candidate for person in result.elected] == ["p98.na.1.2", "p98.na.1.1"]
    assert (result.valid, result.turnout, result.note) == (None, "", {})


@pytest.mark.parametrize(
    ("said", "read_as"), [("557.717", 557_717), ("1.234.567", 1_234_567), ("12 345", 12_345), ("7", 7)]
)
def test_a_point_in_a_count_parts_thousands(source: Path, said: str, read_as: int) -> None:
    results(source, [{"Mã đơn vị": "p98.na.1", "Tổng số cử tri": said}])
    assert read(source)[0].registered == read_as


@pytest.mark.parametrize("said", ["12,5", "1.23", "-4", "nhiều", "1.234.567.890"])
def test_what_is_no_count_is_an_error_at_its_cell(source: Path, said: str) -> None:
    results(source, [{"Mã đơn vị": "p98.na.1", "Tổng số cử tri": said}])
    assert found(source) == [(ERROR, "number", "tables/ket-qua.csv", "hàng 2, cột “Tổng số cử tri”")]


@pytest.mark.parametrize(
    ("said", "read_as"),
    [("97,03", "97.03"), ("97.1", "97.10"), ("98", "98.00"), ("99,5 %", "99.50"), ("100", "100.00")],
)
def test_a_percentage_has_two_decimals_however_a_spreadsheet_wrote_it(
    source: Path, said: str, read_as: str
) -> None:
    results(source, [{"Mã đơn vị": "p98.na.1", "Tỷ lệ cử tri đã bỏ phiếu": said}])
    assert read(source)[0].turnout == read_as


@pytest.mark.parametrize("said", ["97,033", "100,01", "cao", "1.000"])
def test_what_is_no_percentage_is_an_error_at_its_cell(source: Path, said: str) -> None:
    results(source, people=[PERSON | {"Tỷ lệ phiếu hợp lệ": said}])
    assert found(source) == [(ERROR, "percent", "tables/nguoi-trung-cu.csv", "hàng 2, cột “Tỷ lệ phiếu hợp lệ”")]


def test_rows_twice_are_errors(source: Path) -> None:
    results(source, [UNIT, UNIT], [PERSON, PERSON])
    assert [code for _, code, _, _ in found(source)] == ["twice", "twice"]


def test_a_result_needs_the_paper_that_publishes_it_and_a_paper_its_result(source: Path) -> None:
    publish(source, 'body = "province"\npublished_on = 2026-03-21\ndecision = "Số 44"\n')
    assert found(source) == [
        (ERROR, "results-without-rows", "bundle.toml", "[[results]]"),
        (ERROR, "results-without-decision", "tables/ket-qua.csv", "hàng 2"),
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            'body = "senate"\npublished_on = 2026-03-21\ndecision = "1"\n',
            {"no-such-body", "results-without-decision"},
        ),
        ('body = "na"\npublished_on = 2026-03-15\nat = "20:59"\ndecision = "1"\n', {"results-too-early"}),
        (
            'body = "na"\npublished_on = 2026-03-21\nat = "25:00"\ndecision = "1"\n',
            {"clock", "results-without-decision"},
        ),
        ('body = "na"\npublished_on = 2026-03-21\n', {"key-missing", "results-without-decision"}),
        (
            'body = "na"\npublished_on = 2026-03-21\ndecision = "1"\n'
            '[[results]]\nbody = "na"\npublished_on = 2026-03-22\ndecision = "2"\n',
            {"results-twice"},
        ),
    ],
)
def test_a_paper_is_of_a_body_once_and_after_the_national_close(source: Path, text: str, codes: set[str]) -> None:
    publish(source, text)
    assert {code for _, code, _, _ in found(source)} == codes
    assert {severity for severity, *_ in found(source)} == {ERROR}


def test_nobody_is_elected_who_does_not_stand_or_was_struck_off(source: Path) -> None:
    results(source, people=[PERSON | {"Mã người ứng cử": "p98.na.1.9"}])
    assert "no-such-candidate" in [code for _, code, _, _ in found(source)]
    results(source)
    row = {"Mã người ứng cử": "p98.na.1.2", "Loại": "xóa tên", "Quyết định": "Số 9", "Ngày": "2026-03-10"}
    write_table(
        source, "xoa-ten", [row | {"Nội dung công bố": "Đã xóa tên.", "Nội dung công bố (English)": "Struck."}]
    )
    assert "elected-struck-off" in [code for _, code, _, _ in found(source)]


def test_a_result_of_no_list_is_an_error(source: Path) -> None:
    results(source, [UNIT | {"Mã đơn vị": "p98.na.7"}], [PERSON])
    assert (ERROR, "no-such-constituency", "tables/ket-qua.csv", "hàng 2") in found(source)
    results(source, [UNIT | {"Mã đơn vị": "linh tinh"}], [PERSON])
    assert (ERROR, "no-such-constituency", "tables/ket-qua.csv", "hàng 2") in found(source)


@pytest.mark.parametrize(
    ("unit", "people", "code", "severity"),
    [
        ({}, [PERSON, {"Mã người ứng cử": "p98.na.1.1"}], "more-elected-than-seats", ERROR),
        ({}, [PERSON | {"Số phiếu": "", "Tỷ lệ phiếu hợp lệ": "50,00"}], "elected-without-half", ERROR),
        (
            {"Tỷ lệ cử tri đã bỏ phiếu": "49,99", "Tổng số cử tri": ""},
            [PERSON],
            "turnout-without-half",
            ERROR,
        ),
        ({}, [], "fewer-elected-than-seats", NOTE),
        ({"Tỷ lệ cử tri đã bỏ phiếu": "99,02"}, [PERSON], "turnout-differs", NOTE),
        ({"Số phiếu không hợp lệ": "9"}, [PERSON], "ballots-differ", NOTE),
        ({}, [PERSON | {"Tỷ lệ phiếu hợp lệ": "90,90"}], "share-differs", NOTE),
    ],
)
def test_what_is_against_the_law_stops_a_build_and_what_only_does_not_add_up_is_noted(
    source: Path, unit: dict[str, str], people: list[dict[str, str]], code: str, severity: Severity
) -> None:
    write(source, "tables/nguoi-trung-cu.csv", "Mã người ứng cử\n")
    results(source, [UNIT | unit], people or [{"Mã người ứng cử": ""}])
    seen = [(one, what) for one, what, _, _ in found(source) if what != "cell-missing"]
    assert seen == [(severity, code)]


def test_no_number_of_a_person_hides_in_a_result(source: Path) -> None:
    results(source, [UNIT | {"Ghi chú": "Gọi 0912345678"}])
    assert (ERROR, "never-shown", "tables/ket-qua.csv", "hàng 2") in found(source)
