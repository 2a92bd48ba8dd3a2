"""Slips of paper: what is on them can be read back, in order, whole, on paper of the right size."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtPdf import QPdfDocument

from helpers import stores
from helpers.elections import at
from helpers.views import compiled, view_of
from voter_kiosk.domain.calendar import Moment
from voter_kiosk.domain.election import StrikeOff, StrikeOffKind
from voter_kiosk.domain.journey import Screen
from voter_kiosk.domain.slips import SlipPaper
from voter_kiosk.kiosk.fonts import load_fonts
from voter_kiosk.kiosk.phrasing import plain
from voter_kiosk.kiosk.reports import paper as report
from voter_kiosk.kiosk.slips.paper import LAYOUTS, Slip, slip_of
from voter_kiosk.kiosk.slips.sheet import Part, PartKind, Sheet, sheet_of
from voter_kiosk.store.opening import Store

MM = 25.4 / 72
PAPERS = tuple(SlipPaper)
NOON = Moment(at("2026-03-03"))


@pytest.fixture(scope="module", autouse=True)
def fonts(qapp: QGuiApplication) -> None:
    load_fonts()


def read_back(slip: Slip) -> tuple[QPdfDocument, list[str]]:
    """The document and the words of each page, line breaks and no-break spaces as spaces."""
    document = QPdfDocument()
    buffer = QBuffer(document)
    buffer.setData(QByteArray(slip.data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(buffer)
    assert document.error() is QPdfDocument.Error.None_
    pages = [document.getAllText(page).text() for page in range(document.pageCount())]
    return document, [" ".join(plain(page).split()) for page in pages]


def test_a_code_on_a_report_is_read_back_letter_for_letter() -> None:
    code = "85ffc58fi9ffi0fl24ff"
    parts: tuple[report.Part, ...] = (
        report.Heading(code),
        report.Words(code),
        report.Words(code, strong=True),
        report.Fields(((code, code),)),
        report.Grid((code,), ((code,),), (100,)),
        report.Bars(((code, 3),)),
        report.Signatures((code,), code),
    )
    data = report.pdf_of(report.Paper(code, code, parts, code))
    (page,) = read_back(Slip(data, 1, report.WIDTH_MM, report.HEIGHT_MM))[1]
    assert unspaced(page).count(code) == 13


def unspaced(words: str) -> str:
    """``words`` without spaces: a line may break behind a hyphen."""
    return "".join(plain(words).split())


def sheet(people: int, *, name: str = "Nguyễn Thị Ẵm", work: str = "Giáo viên") -> Sheet:
    """A list of so many people."""
    persons = tuple(
        Part(PartKind.PERSON, f"Bà {name} {number}", f"{number}.", ("Ngày sinh: 01/01/1970", f"{work} <{number}>"))
        for number in range(1, people + 1)
    )
    return Sheet(
        screen=Screen.CANDIDATES,
        kicker="Quốc hội · Đơn vị bầu cử số 1",
        title="Danh sách người ứng cử",
        under="Bầu không quá 3 trong 5 người",
        parts=persons,
        source="Nguồn: danh sách chính thức",
        edition="Bản số 7. Mã kiểm tra: ABCD 1234",
        marks=("Dữ liệu mẫu, chỉ để xem thử",),
        issued="2026-02-28T01:00:00Z",
        printable=True,
    )


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("paper", PAPERS)
def test_a_list_on_paper_has_everybody_in_official_order_with_every_mark(
    demo: Store, paper: SlipPaper, language: str
) -> None:
    assert demo.catalogue is not None
    view = view_of(demo.catalogue, NOON, language)
    assert view.showing is not None
    for unit in view.showing.constituencies():
        made = slip_of(sheet_of(view, f"candidates/{unit.id}"), paper)
        _, pages = read_back(made)
        text = " ".join(pages)
        places = [
            text.index(f"{one.number}. {view.tr('Mr') if one.sex == 'male' else view.tr('Ms')} {one.name}")
            for one in view.showing.candidates(unit.id)
        ]
        assert places == sorted(places)
        about = view.showing.about()
        for page in pages:
            assert plain(view.tr("Sample, for trying out only")) in page
            assert f"{about.fingerprint[:4].upper()} {about.fingerprint[4:8].upper()}" in page


@pytest.mark.parametrize("subject", ["area", "steps", "topic/timetable", "notice/gio-bo-phieu", "term/15"])
@pytest.mark.parametrize("paper", PAPERS)
def test_every_word_of_a_sheet_is_on_its_paper(demo: Store, subject: str, paper: SlipPaper) -> None:
    assert demo.catalogue is not None
    for language in ("vi", "en"):
        made = sheet_of(view_of(demo.catalogue, NOON, language), subject)
        text = unspaced(" ".join(read_back(slip_of(made, paper))[1]))
        for part in made.parts:
            for words in (part.text, part.label, *part.details):
                assert unspaced(words) in text


@pytest.mark.parametrize("paper", PAPERS)
def test_paper_has_its_size(paper: SlipPaper) -> None:
    made = slip_of(sheet(5), paper)
    document, _ = read_back(made)
    size = document.pagePointSize(0)
    layout = LAYOUTS[paper]
    assert size.width() * MM == pytest.approx(layout.width, abs=0.4)
    assert size.height() * MM == pytest.approx(made.height, abs=0.4)
    assert made.pages == document.pageCount() == 1


def test_a_roll_is_cut_to_what_is_on_it_and_a_sheet_is_not() -> None:
    short, long = slip_of(sheet(2), SlipPaper.ROLL), slip_of(sheet(6), SlipPaper.ROLL)
    assert short.height < long.height <= LAYOUTS[SlipPaper.ROLL].height
    assert slip_of(sheet(2), SlipPaper.A5).height == 210


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("people", [1, 5, 11, 40])
def test_no_page_break_goes_through_a_person(paper: SlipPaper, people: int) -> None:
    _, pages = read_back(slip_of(sheet(people), paper))
    for number in range(1, people + 1):
        on = [page for page in pages if f"Ẵm {number} " in page]
        assert len(on) == 1
        assert f"{number}. Bà Nguyễn Thị Ẵm {number} Ngày sinh: 01/01/1970 Giáo viên <{number}>" in on[0]
    assert all("Bản số 7. Mã kiểm tra: ABCD 1234" in page and "Dữ liệu mẫu" in page for page in pages)
    if len(pages) > 1:
        assert [f"{number}/{len(pages)}" in page for number, page in enumerate(pages, start=1)] == [True] * len(
            pages
        )


@pytest.mark.parametrize("paper", PAPERS)
def test_long_names_and_long_posts_are_neither_cut_nor_run_over_the_edge(paper: SlipPaper) -> None:
    name = "Nguyễn Hoàng Thị Phương Uyên Quỳnh Ẵm " * 3
    work = "Phó Chủ tịch Hội đồng quản trị kiêm Phó Tổng giám đốc phụ trách " * 10
    made = slip_of(sheet(6, name=name.strip(), work=work.strip()), paper)
    document, pages = read_back(made)
    text = " ".join(pages)
    assert text.count("Uyên Quỳnh Ẵm") == 18
    assert all(f"<{number}>" in text for number in range(1, 7))
    width = 400
    margin = round(width * 2.5 / made.width)
    for page in range(document.pageCount()):
        shown = document.render(page, QSize(width, round(width * made.height / made.width)))
        edges = {
            shown.pixelColor(x, y).lightness()
            for y in range(shown.height())
            for x in (*range(margin), *range(width - margin, width))
            if shown.pixelColor(x, y).alpha()
        }
        assert edges <= {255}, "nothing is printed where no printer prints"


@pytest.mark.parametrize("paper", PAPERS)
def test_a_text_longer_than_a_page_goes_on_and_no_heading_is_left_behind(paper: SlipPaper) -> None:
    long = Part(PartKind.TEXT, "Một đoạn văn rất dài về bầu cử. " * 120)
    item = Part(PartKind.ITEM, "Bước", "1.", tuple("Chi tiết của bước này. " * 12 for _ in range(12)))
    made = replace(sheet(0), parts=(long, Part(PartKind.HEADING, "Đầu mục"), item, Part(PartKind.TEXT, "Hết.")))
    _, pages = read_back(slip_of(made, paper))
    text = " ".join(pages)
    assert text.count("Một đoạn văn") == 120
    assert text.count("Chi tiết của") == 144
    assert "Hết." in text
    (on,) = [page for page in pages if "Đầu mục" in page]
    assert "Bước" in on


def test_the_same_sheet_gives_the_same_bytes_and_another_does_not() -> None:
    for paper in PAPERS:
        assert slip_of(sheet(5), paper).data == slip_of(sheet(5), paper).data
        assert slip_of(sheet(5), paper).data != slip_of(sheet(6), paper).data
    assert b"(D:20260228010000Z)" in slip_of(sheet(5), SlipPaper.A5).data
    undated = slip_of(replace(sheet(5), issued=""), SlipPaper.A5).data
    assert b"(D:20000101000000Z)" in undated


def test_struck_off_is_said_in_words_on_paper(tmp_path: Path) -> None:
    strike = StrikeOff(StrikeOffKind.WITHDREW, "Quyết định số 25/QĐ", dt.date(2026, 3, 1), {"vi": "Đã rút tên."})
    content = stores.with_candidate(stores.content(), "p98.na.1.2", strike_off=strike)
    with compiled(content, tmp_path) as catalogue:
        _, pages = read_back(
            slip_of(sheet_of(view_of(catalogue, Moment(at("2026-03-05"))), "candidates/p98.na.1"), SlipPaper.A5)
        )
    assert "2. Ông Trần Thị Hòa Đã rút tên Ngày sinh" in pages[0]
    assert "Quyết định số 25/QĐ" in pages[0]
