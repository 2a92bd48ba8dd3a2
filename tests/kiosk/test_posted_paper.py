"""The posted lists on A4: every column of the form, in order, whole, with edition and room to sign."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QGuiApplication
from PySide6.QtPdf import QPdfDocument

from helpers import stores
from helpers.elections import at
from helpers.kiosks import opened
from helpers.views import compiled, view_of
from voter_kiosk.cli.main import main
from voter_kiosk.domain.calendar import Moment
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.domain.posted import EDUCATION, columns, row
from voter_kiosk.domain.slips import PrinterSetting, SlipPaper
from voter_kiosk.kiosk.facts.posted import column_labels, posted_units
from voter_kiosk.kiosk.fonts import load_fonts
from voter_kiosk.kiosk.phrasing import in_groups, plain
from voter_kiosk.kiosk.slips.paper import Slip
from voter_kiosk.kiosk.slips.posted import HEIGHT, WIDTH, posted_paper
from voter_kiosk.kiosk.slips.printer import media_of
from voter_kiosk.kiosk.view import View
from voter_kiosk.store import mounts
from voter_kiosk.store.mounts import Mount
from voter_kiosk.store.opening import Store
from voter_kiosk.store.setup import set_printer

MM = 25.4 / 72
NOON = Moment(at("2026-03-03"))
ASSEMBLY = "p98.na.1"


@pytest.fixture(scope="module", autouse=True)
def fonts(qapp: QGuiApplication) -> None:
    load_fonts()


def view_at(store: Store, moment: Moment = NOON, language: str = "vi") -> View:
    from voter_kiosk.domain.journey import Comfort
    from voter_kiosk.kiosk.language import Dictionary
    from voter_kiosk.shipped import shipped

    return View(store.showing(moment), moment, Dictionary.load(shipped("resources", "i18n")), Comfort(language))


def read_back(data: bytes) -> tuple[QPdfDocument, list[str]]:
    document = QPdfDocument()
    buffer = QBuffer(document)
    buffer.setData(QByteArray(data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(buffer)
    assert document.error() is QPdfDocument.Error.None_
    pages = [document.getAllText(page).text() for page in range(document.pageCount())]
    return document, [" ".join(plain(page).split()) for page in pages]


def unspaced(words: str) -> str:
    return "".join(words.split())


def test_every_cell_of_every_row_is_on_the_paper_in_official_order(demo: Store) -> None:
    view = view_at(demo)
    assert view.showing is not None
    for body, unit in posted_units(view):
        slip = posted_paper(view, [unit.id])
        document, pages = read_back(slip.data)
        assert document.pageCount() == slip.pages
        size = document.pagePointSize(0)
        assert (round(size.width() * MM), round(size.height() * MM)) == (297, 210), "landscape"
        text = unspaced(" ".join(pages))
        places = []
        for person in view.showing.candidates(unit.id):
            for cell in row(person, body.id, sex="Nam" if person.sex == "male" else "Nữ"):
                assert unspaced(cell.text) in text, (person.id, cell)
            places.append(text.index(unspaced(f"{person.name}")))
        assert places == sorted(places)


def test_the_columns_are_the_form_s_under_two_rows_of_heads_on_every_page(demo: Store) -> None:
    view = view_at(demo)
    for unit, assembly in ((ASSEMBLY, True), ("p98.province.1", False)):
        _, pages = read_back(posted_paper(view, [unit]).data)
        labels = column_labels(view)
        for page in pages[:-1] if len(pages) > 1 else pages:
            for name in columns("na" if assembly else "province"):
                assert unspaced(plain(labels[name])) in unspaced(page), name
            assert "Trình độ" in page
            assert ("Đại biểu Quốc hội" in page) is assembly
    assert all(name in column_labels(view) for name in EDUCATION)


def test_edition_whole_fingerprint_and_lines_to_sign_are_there(demo: Store) -> None:
    view = view_at(demo)
    assert view.showing is not None
    _, pages = read_back(posted_paper(view, [ASSEMBLY]).data)
    about = view.showing.about()
    for number, page in enumerate(pages, start=1):
        assert unspaced(in_groups(about.fingerprint)) in unspaced(page)
        assert "Dữ liệu mẫu" in page
        assert "Quốc hội · Đơn vị bầu cử số 1" in page, (
            "whose list it is, where there is only room to sign as well"
        )
        assert f"{number}/{len(pages)}" in page
    for said in (
        "Đúng với danh sách niêm yết",
        "Nơi đối chiếu",
        "Người đối chiếu",
        "Người chứng kiến",
        "ký, ghi rõ",
    ):
        assert said in pages[-1]


def test_who_is_struck_off_stays_in_the_row_and_is_marked(demo: Store) -> None:
    view = view_at(demo)
    assert view.showing is not None
    person = view.showing.candidates("p98.province.2")[4]
    assert person.strike_off is not None
    _, pages = read_back(posted_paper(view, ["p98.province.2"]).data)
    text = unspaced(" ".join(pages))
    assert unspaced(f"{person.name}Đã xóa tên. Văn bản: {person.strike_off.decision}") in text


def test_a_whole_date_stands_on_one_line(demo: Store) -> None:
    _, pages = read_back(posted_paper(view_at(demo), [ASSEMBLY]).data)
    assert "22/12/1996" in " ".join(pages)


def test_each_list_begins_on_a_page_of_its_own(demo: Store) -> None:
    view = view_at(demo)
    alone = [posted_paper(view, [unit.id]).pages for _, unit in posted_units(view)]
    together = posted_paper(view, [unit.id for _, unit in posted_units(view)])
    assert together.pages == sum(alone)
    assert (together.width, together.height) == (WIDTH, HEIGHT)


def test_the_same_content_gives_the_same_bytes_whatever_day_it_is(demo: Store) -> None:
    assert (
        posted_paper(view_at(demo), [ASSEMBLY]).data
        == posted_paper(view_at(demo, Moment(at("2026-03-04"))), [ASSEMBLY]).data
    )


@pytest.mark.parametrize("length", [100, 600, 6000])
def test_a_row_longer_than_a_page_goes_on_on_the_next_and_loses_nothing(tmp_path: Path, length: int) -> None:
    words = " ".join(f"chữ{number}" for number in range(length // 6))
    made = stores.with_candidate(stores.content(), "p98.na.1.2", occupation=words, name="Tên " * 24 + "Dài")
    with compiled(made, tmp_path) as catalogue:
        slip = posted_paper(view_of(catalogue, NOON), [ASSEMBLY])
    _, pages = read_back(slip.data)
    text = unspaced(" ".join(pages))
    assert all(text.count(f"chữ{number}") >= 1 for number in range(length // 6))
    assert (slip.pages > 3) is (length > 5000)
    assert all(len(page) > 200 for page in pages[:-1]), "no page has its heads alone"


def test_what_may_not_be_shown_is_not_on_paper(demo: Store) -> None:
    early = view_at(demo, Moment(at("2026-02-20")))
    assert posted_units(early) == ()
    with pytest.raises(LookupError):
        posted_paper(early, [ASSEMBLY])
    with pytest.raises(LookupError):
        posted_paper(replace(early, showing=None), [ASSEMBLY])


def test_cups_is_told_that_it_is_a4(demo: Store) -> None:
    slip = posted_paper(view_at(demo), [ASSEMBLY])
    assert media_of(slip, SlipPaper.A5) == "A4"
    assert media_of(Slip(b"", 1, 148, 210), SlipPaper.A5) == "A5"


# the command, and the officer's page


LP = '#!/bin/sh\ncp "$(eval echo \\${$#})" "$(dirname "$0")/lp.pdf"\necho "$@" > "$(dirname "$0")/lp.arguments"\n'
LP += 'echo "request id is may-in-7 (1 file(s))"\n'


@pytest.fixture
def store(demo_store: Path, tmp_path: Path) -> Path:
    shutil.copytree(demo_store, tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A printer's programs that keep what they are given."""
    import os

    folder = tmp_path / "programs"
    folder.mkdir()
    for name, text in (("lp", LP), ("lpstat", "#!/bin/sh\n"), ("cancel", "#!/bin/sh\n")):
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


def test_the_command_writes_all_ballots_of_this_place_or_those_asked_for(
    store: Path, tmp_path: Path, qapp: QGuiApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "doi-chieu.pdf"
    base = ["posted", "--store", str(store), "--at", "E-12"]
    assert main([*base, "--output", str(file), "--json"], {}) == 0
    assert '"p98.na.1"' in capsys.readouterr().out
    _, pages = read_back(file.read_bytes())
    assert "Quốc hội · Đơn vị bầu cử số 1" in pages[0]
    assert main([*base, "--output", str(file), "--constituency", "p98.province.2"], {}) == 0
    assert "Hội đồng nhân dân tỉnh · Đơn vị bầu cử số 2" in read_back(file.read_bytes())[1][0]
    for arguments, refused in (
        ([*base, "--output", str(file), "--constituency", "p98.na.99"], "nothing-posted"),
        (["posted", "--store", str(store), "--at", "E-30", "--output", str(file)], "nothing-posted"),
        ([*base, "--output", str(tmp_path)], "cannot-write-posted"),
        ([*base, "--print"], "no-a4-printer"),
    ):
        assert main(arguments, {}) == 1
        assert f"[{refused}]" in capsys.readouterr().err
    assert main(base, {}) == 2
    assert main([*base, "--print", "--output", str(file)], {}) == 2


def test_the_command_prints_on_a4_and_says_when_it_does_not(
    store: Path, programs: Path, qapp: QGuiApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    base = ["posted", "--store", str(store), "--at", "E-12", "--print"]
    assert set_printer(store, PrinterSetting("may-in", SlipPaper.ROLL)) is None
    assert main(base, {}) == 1, "a roll takes no A4"
    assert set_printer(store, PrinterSetting("may-in", SlipPaper.A5)) is None
    assert main(base, {}) == 0
    assert "media=A4" in (programs / "lp.arguments").read_text()
    assert "Quốc hội" in read_back((programs / "lp.pdf").read_bytes())[1][0]
    (programs / "lp").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    assert main(base, {}) == 1
    assert "[posted-not-printed]" in capsys.readouterr().err


def test_an_officer_writes_the_paper_to_a_stick_or_is_told_why_not(
    store: Path, tmp_path: Path, qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "USB"
    stick.mkdir()
    monkeypatch.setattr(mounts, "mounted", lambda: (Mount(stick), Mount(tmp_path / "locked", writable=False)))
    with opened(store, qapp) as kiosk:
        kiosk.kiosk.screen.office.let_in(Person(1, "Lê Thị B", Role.OFFICER))
        kiosk.grab()
        for key in ("Compare with the posted list", "The lists on A4 paper"):
            kiosk.hand.touch(kiosk.keys(key))
        assert "locked" not in kiosk.hand.names(), "what cannot be written to is not offered"
        assert kiosk.keys("Print on A4") not in kiosk.hand.names(), "there is no printer"
        kiosk.hand.touch("USB")
        kiosk.done()
        said = [words.replace("\u00a0", " ") for words in kiosk.hand.words()]
        (file,) = stick.iterdir()
        assert any(file.name in words for words in said), said
        assert file.read_bytes()[:5] == b"%PDF-"
        file.unlink()
        stick.rmdir()
        kiosk.hand.touch("USB")
        kiosk.done()
        assert any("Không ghi được tệp" in words for words in kiosk.hand.words()), "pulled away meanwhile"
        assert not any("Đã ghi" in words for words in kiosk.hand.words())
