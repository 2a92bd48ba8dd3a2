"""What cannot wait is written as everything else in a source is, and the source still has no faults."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
import unicodedata
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from helpers.sources import write_source
from voter_kiosk.authoring.check import check
from voter_kiosk.authoring.content import Content
from voter_kiosk.authoring.tables import TABLES, WORKBOOK, TableKey
from voter_kiosk.authoring.urgent import TEMPLATES, UrgentNotice, notice, read_day, strike_off
from voter_kiosk.domain.content import Approval
from voter_kiosk.domain.election import StrikeOff, StrikeOffKind
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence

DAY = dt.date(2026, 3, 2)
DECISION = "Quyết định số 33/QĐ-UBBC"
WHO = "p98.na.1.2"
FILLED = {
    "place": {"area": "01", "ward": "Xã Cây Xanh", "place": "Trường Tiểu học", "address": "đường Một"},
    "hours": {"area": "01", "ward": "Xã Cây Xanh", "opens": "6 giờ", "closes": "20 giờ"},
    "list": {"body": "Quốc hội", "unit": "1"},
    "plain": {"title": "Đường ngập", "text": "Đường Một ngập, Ông/Bà đi đường Hai."},
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_source(tmp_path / "nguon")


def content(source: Path) -> Content:
    report = check(source)
    assert report.ok, report.errors
    assert report.content is not None
    return report.content


def struck(source: Path, who: str = WHO) -> StrikeOff | None:
    return next(one.strike_off for one in content(source).own.candidates if one.id == who)


def wanted(template: str = "place", **changes: object) -> UrgentNotice:
    made = UrgentNotice(
        "doi-noi", template, FILLED.get(template, {}), Approval("Ủy ban bầu cử", "Thông báo số 5", DAY), DAY
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def code(found: object) -> str:
    assert isinstance(found, Refusal), found
    return found.code


@pytest.mark.parametrize("kind", list(StrikeOffKind))
def test_a_strike_off_is_a_row_and_says_the_kind_the_decision_and_no_cause(
    source: Path, kind: StrikeOffKind
) -> None:
    before = {path: path.read_bytes() for path in source.rglob("*") if path.is_file()}
    (changed,) = strike_off(source, WHO, DECISION, DAY, kind=kind)  # type: ignore[misc]
    assert changed == source / "tables" / "xoa-ten.csv"
    assert {path: path.read_bytes() for path in before if path != changed} == {
        path: data for path, data in before.items() if path != changed
    }, "nothing else of the source changed"
    found = struck(source)
    assert found is not None
    assert (found.kind, found.decision, found.date) == (kind, DECISION, DAY)
    for language, day in (("vi", "ngày 2 tháng 3 năm 2026"), ("en", "2 March 2026")):
        assert DECISION in found.wording[language]
        assert day in found.wording[language]
        assert "2" in found.wording[language]
    everybody = " ".join(one.name for one in content(source).own.candidates)
    assert not [name for name in everybody.split() if len(name) > 3 and name in found.wording["vi"]], (
        "nobody's name"
    )


def test_the_same_again_changes_nothing_and_a_better_wording_replaces_it(source: Path) -> None:
    assert isinstance(strike_off(source, WHO, DECISION, DAY), tuple)
    assert strike_off(source, WHO, DECISION, DAY) == ()
    own = Sentence("Đã xóa tên theo quyết định.", "Struck off by decision.")
    assert isinstance(strike_off(source, WHO, DECISION, DAY, wording=own), tuple)
    found = struck(source)
    assert found is not None
    assert found.wording == {"vi": own.vi, "en": own.en}


def test_a_second_strike_off_stands_below_the_first(source: Path) -> None:
    assert isinstance(strike_off(source, WHO, DECISION, DAY), tuple)
    assert isinstance(strike_off(source, "p98.province.1.1", DECISION, DAY, kind=StrikeOffKind.DIED), tuple)
    assert struck(source) is not None
    assert struck(source, "p98.province.1.1") is not None


def test_where_the_source_is_a_workbook_the_row_stands_in_it(source: Path) -> None:
    book = openpyxl.Workbook()
    del book[book.active.title]  # type: ignore[union-attr]
    for path in sorted((source / "tables").glob("*.csv")):
        table = next(one for one in TABLES.values() if one.csv_name == path.name)
        sheet = book.create_sheet(table.sheet)
        for line in csv.reader(path.read_text(encoding="utf-8").splitlines()):
            sheet.append(line)
        path.unlink()
    book.save(source / WORKBOOK)
    assert strike_off(source, WHO, DECISION, DAY) == (source / WORKBOOK,)
    assert struck(source) is not None
    assert TABLES[TableKey.STRIKE_OFFS].sheet in openpyxl.load_workbook(source / WORKBOOK).sheetnames


def test_nobody_unknown_is_struck_off_and_nothing_is_said_without_a_decision(source: Path, tmp_path: Path) -> None:
    assert code(strike_off(source, "p98.na.1.9", DECISION, DAY)) == "strike-off-unknown"
    assert code(strike_off(source, WHO, "  ", DAY)) == "decision-missing"
    assert code(strike_off(tmp_path / "nowhere", WHO, DECISION, DAY)) == "no-source"
    assert struck(source) is None


def test_a_workbook_that_cannot_be_read_is_said_instead_of_calling_the_candidate_unknown(source: Path) -> None:
    shutil.rmtree(source / "tables")
    (source / WORKBOOK).write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )
    refused = strike_off(source, WHO, DECISION, DAY)
    assert code(refused) == "unreadable-source"
    assert isinstance(refused, Refusal)
    assert "mật khẩu" in refused.message.vi


@pytest.mark.parametrize("template", list(TEMPLATES))
def test_a_notice_of_each_template_is_urgent_in_both_languages_and_rests_on_its_document(
    source: Path, template: str
) -> None:
    before = len(content(source).own.notices)
    assert isinstance(notice(source, wanted(template, until=dt.date(2026, 3, 15))), tuple)
    notices = content(source).own.notices
    assert len(notices) == before + 1
    found = next(one for one in notices if one.slug == "doi-noi")
    assert found.urgent
    assert found.until == dt.date(2026, 3, 15)
    assert found.approval == Approval("Ủy ban bầu cử", "Thông báo số 5", DAY)
    assert set(found.title) == set(found.body) == {"vi", "en"}
    assert "Thông báo số 5" in str(found.body["vi"])
    assert all(text in f"{found.title['vi']} {found.body['vi']}" for text in FILLED[template].values())
    assert "{" not in f"{found.title} {found.body}".replace("{'", ""), "no blank is left"


def test_the_english_text_has_its_own_words_where_there_are_some(source: Path) -> None:
    assert isinstance(notice(source, wanted("plain", english={"title": "A flood"})), tuple)
    found = next(one for one in content(source).own.notices if one.slug == "doi-noi")
    assert found.title == {"vi": "Đường ngập", "en": "A flood"}
    assert "Đường Một ngập" in str(found.body["en"]), "else the Vietnamese"


@pytest.mark.parametrize("text", ['"quoted" # *bold* [link](x) <b> |', "\\back\\", "+++", "1. one", "e\u0302"])
def test_what_is_filled_in_is_read_as_it_stands_whatever_is_in_it(source: Path, text: str) -> None:
    assert isinstance(notice(source, wanted("plain", fill={"title": text, "text": f"Xem {text} đây."})), tuple)
    found = next(one for one in content(source).own.notices if one.slug == "doi-noi")
    assert found.title["vi"] == unicodedata.normalize("NFC", text)
    said = "".join(span.text for span in found.body["vi"][0].line)
    assert said == f"Xem {unicodedata.normalize('NFC', text)} đây.".replace('"', "”")


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"name": "Đổi nơi"}, "notice-name"),
        ({"name": "../x"}, "notice-name"),
        ({"template": "poem"}, "notice-template"),
        ({"fill": {"area": "01"}}, "notice-blanks"),
        ({"fill": FILLED["place"] | {"price": "1"}}, "notice-blanks"),
        ({"english": {"price": "1"}}, "notice-blanks"),
        ({"until": dt.date(2026, 3, 1)}, "notice-days"),
        ({"approval": Approval("Ủy ban", " ", DAY)}, "decision-missing"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    source: Path, changes: dict[str, object], refused: str
) -> None:
    assert code(notice(source, wanted(**changes))) == refused  # type: ignore[arg-type]
    assert not list((source / "notices").glob("doi-noi*"))


def test_a_notice_never_takes_the_place_of_another(source: Path, tmp_path: Path) -> None:
    assert isinstance(notice(source, wanted()), tuple)
    before = (source / "notices" / "doi-noi.vi.md").read_bytes()
    assert code(notice(source, wanted("hours"))) == "notice-exists"
    assert (source / "notices" / "doi-noi.vi.md").read_bytes() == before
    assert code(notice(tmp_path / "nowhere", wanted())) == "no-source"


@pytest.mark.parametrize("text", ["2026-03-02", "02/3/2026", " 2/3/2026 "])
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert read_day(text) == DAY


@pytest.mark.parametrize("text", ["", "hôm qua", "3/2026", "31/2/2026"])
def test_a_day_that_is_none_is_said(text: str) -> None:
    assert code(read_day(text)) == "day-unreadable"
