"""What is taken along of a screen: the words that may be shown, in order, with their source, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from helpers import elections, stores
from helpers.elections import at
from helpers.views import compiled, view_of
from voter_kiosk.domain.calendar import Confidence, Moment
from voter_kiosk.domain.content import Block, BlockKind, Span
from voter_kiosk.domain.disclosure import KioskState
from voter_kiosk.domain.election import CareerStep, StrikeOff, StrikeOffKind
from voter_kiosk.kiosk.facts.take import codes_of
from voter_kiosk.kiosk.slips.code import side_of
from voter_kiosk.kiosk.slips.plain import as_text
from voter_kiosk.kiosk.slips.sheet import PartKind, alike, from_blocks, sheet_of
from voter_kiosk.store.catalogue import Catalogue
from voter_kiosk.store.opening import Store

CAMPAIGN = Moment(at("2026-03-05"))
LAST_DAY = Moment(at("2026-03-14", "07:00"))
BEFORE_LISTS = Moment(at("2026-02-20"))
LIST = "candidates/p98.na.1"


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with compiled(stores.content(), tmp_path_factory.mktemp("sheet")) as found:
        yield found


def everyone(catalogue: Catalogue) -> list[str]:
    """Every place of the catalogue that could be asked for, whether or not there is anything to take."""
    units = catalogue.constituencies(None)
    people = [person for unit in units for person in catalogue.candidates(unit.id)]
    return [
        *(f"candidates/{unit.id}" for unit in units),
        *(f"candidate/{person.id}{half}" for person in people for half in ("", "/programme")),
        *("area", "steps"),
        *(f"area/{area.code}" for area in catalogue.areas()),
        *(f"topic/{topic.slug}" for topic in catalogue.topics()),
        *(f"notice/{notice.slug}" for notice in catalogue.notices()),
        *(f"term/{term.number}" for term in catalogue.terms()),
    ]


def texts(catalogue: Catalogue, moment: Moment, **how: object) -> str:
    """Everything that can be taken along, as one text."""
    view = view_of(catalogue, moment, **how)  # type: ignore[arg-type]
    found = []
    for subject in everyone(catalogue):
        try:
            found.append(as_text(sheet_of(view, subject)))
        except LookupError:
            continue
    return "\n\n".join(found)


def test_a_list_has_everybody_in_official_order_with_its_source_version_and_fingerprint(demo: Store) -> None:
    assert demo.catalogue is not None
    view = view_of(demo.catalogue, Moment(at("2026-03-03", "09:00")))
    assert view.showing is not None
    people = view.showing.candidates("p98.na.1")
    text = as_text(sheet_of(view, LIST))
    lines = text.split("\n")
    numbered = [line for line in lines if line[:1].isdigit()]
    address = {"male": "Ông", "female": "Bà"}
    assert numbered == [f"{one.number}. {address[one.sex.value]} {one.name}" for one in people if one.sex]
    assert len(numbered) == len(people)
    assert "Quốc hội · Đơn vị bầu cử số 1" in lines
    about = view.showing.about()
    assert lines[-1].startswith(f"Bản số {about.version}. Mã kiểm tra: {about.fingerprint[:4].upper()} ")
    assert lines[-2].startswith("Nguồn: danh sách chính thức, ")
    assert lines[0] == "Dữ liệu mẫu, chỉ để xem thử"
    assert "\u00a0" not in text


def test_a_struck_off_person_stays_in_its_place_marked_and_with_no_cause(tmp_path: Path) -> None:
    strike = StrikeOff(StrikeOffKind.STRUCK_OFF, "Quyết định số 25/QĐ", dt.date(2026, 3, 1), {"vi": "Đã xóa tên."})
    content = stores.with_candidate(stores.content(), "p98.na.1.2", strike_off=strike)
    with compiled(content, tmp_path) as catalogue:
        view = view_of(catalogue, CAMPAIGN)
        for brief in (False, True):
            text = as_text(sheet_of(view, LIST), brief=brief)
            numbered = [line for line in text.split("\n") if line[:1].isdigit()]
            assert [line[0] for line in numbered] == ["1", "2", "3", "4", "5"]
            assert numbered[1].endswith("(Đã xóa tên)")
            assert sum("xóa tên" in line for line in numbered) == 1
        assert "Quyết định số 25/QĐ" in as_text(sheet_of(view, LIST))
        assert "Đã xóa tên. Văn bản: Quyết định số 25/QĐ" in as_text(sheet_of(view, "candidate/p98.na.1.2"))


@pytest.mark.parametrize("moment", [CAMPAIGN, LAST_DAY, Moment(at("2026-03-15")), Moment(at("2026-03-16"))])
def test_no_programme_is_ever_taken_along(catalogue: Catalogue, moment: Moment) -> None:
    assert "Nguyễn Văn An" in texts(catalogue, moment)
    assert "Chương trình xanh" not in texts(catalogue, moment)


def test_nobody_is_named_before_the_lists_are_posted(catalogue: Catalogue) -> None:
    text = texts(catalogue, BEFORE_LISTS)
    assert "Khu vực bỏ phiếu số 01" in text
    assert not any(name in text for name in stores.NAMES)
    with pytest.raises(LookupError):
        sheet_of(view_of(catalogue, BEFORE_LISTS), LIST)


def test_a_covered_ballot_is_not_taken_along(catalogue: Catalogue) -> None:
    view = view_of(catalogue, CAMPAIGN, state=KioskState(covered=frozenset({"na"})))
    with pytest.raises(LookupError):
        sheet_of(view, LIST)
    assert "Quốc hội: Đang cập nhật." in as_text(sheet_of(view, "area"))


@pytest.mark.parametrize(
    "subject", ["", "home", "take/steps", "candidates", "candidates/p98.na.9", "area/nowhere"]
)
def test_what_is_not_there_cannot_be_taken_along(catalogue: Catalogue, subject: str) -> None:
    with pytest.raises(LookupError):
        sheet_of(view_of(catalogue, CAMPAIGN), subject)
    with pytest.raises(LookupError):
        sheet_of(replace(view_of(catalogue, CAMPAIGN), showing=None), "steps")


def test_a_kiosk_that_stands_nowhere_yet_has_no_card_of_its_own(catalogue: Catalogue) -> None:
    with pytest.raises(LookupError):
        sheet_of(view_of(catalogue, CAMPAIGN, area=""), "area")
    assert "Trường Mầm non" in as_text(sheet_of(view_of(catalogue, CAMPAIGN, area=""), "area/c98001.02"))


def test_a_polling_areas_card_says_where_when_what_to_bring_and_every_ballot(demo: Store) -> None:
    assert demo.catalogue is not None
    view = view_of(demo.catalogue, Moment(at("2026-03-03")))
    for brief in (False, True):
        text = as_text(sheet_of(view, "area"), brief=brief)
        assert "Nơi bỏ phiếu: Nhà văn hóa tổ dân phố 4, Đường Hoa Gạo" in text
        assert "Chủ nhật, ngày 15 tháng 3 năm 2026, từ 07 giờ 00 đến 19 giờ 00" in text
        assert "Mang theo: Thẻ cử tri." in text
        assert "Quốc hội: Đơn vị bầu cử số 1. Bầu không quá 3 trong 5 người" in text
        assert ("Màu giấy: hồng" in text) is not brief
        assert ("Tổ dân phố 4" in text) is not brief


def test_each_state_of_a_ballot_has_its_own_sentence_on_the_card(catalogue: Catalogue) -> None:
    text = as_text(sheet_of(view_of(catalogue, CAMPAIGN), "area"))
    assert "HĐND xã: Không bầu tại khu vực bỏ phiếu này." in text
    unnamed = as_text(sheet_of(view_of(catalogue, CAMPAIGN), "area/c98001.02"))
    assert "HĐND tỉnh: Không có trong máy này." in unnamed
    early = as_text(sheet_of(view_of(catalogue, BEFORE_LISTS), "area"))
    assert "Quốc hội: Danh sách chưa công bố. Sẽ niêm yết chậm nhất ngày 27 tháng 2 năm 2026." in early


def test_the_steps_are_all_there_whichever_is_on_the_screen(demo: Store) -> None:
    assert demo.catalogue is not None
    view = view_of(demo.catalogue, Moment(at("2026-03-03")), "en")
    assert sheet_of(view, "steps") == sheet_of(view, "steps/4")
    brief = as_text(sheet_of(view, "steps"), brief=True).split("\n")
    assert [line[:2] for line in brief if line[:1].isdigit()] == [f"{number}." for number in range(1, 8)]
    assert len(as_text(sheet_of(view, "steps"))) > len("\n".join(brief))


def test_a_biography_has_the_same_lines_for_all_of_a_ballot(catalogue: Catalogue) -> None:
    view = view_of(catalogue, CAMPAIGN)

    def labels(number: int) -> list[str]:
        sheet = sheet_of(view, f"candidate/p98.na.1.{number}")
        return [part.label for part in sheet.parts if part.kind is PartKind.FIELD]

    assert labels(1) == labels(2) == labels(5)
    assert "Dân\u00a0tộc" in labels(1)
    assert sheet_of(view, "candidate/p98.na.1.1/programme") == sheet_of(view, "candidate/p98.na.1.1")
    assert not sheet_of(view, "candidate/p98.na.1.1").printable


def test_a_career_is_written_and_one_that_was_not_given_is_said_to_be(tmp_path: Path) -> None:
    content = stores.with_candidate(stores.content(), "p98.na.1.1", career=(CareerStep("2001–nay", "Dạy học"),))
    with compiled(content, tmp_path) as catalogue:
        view = view_of(catalogue, CAMPAIGN)
        assert "2001–nay: Dạy học" in as_text(sheet_of(view, "candidate/p98.na.1.1"))
        other = as_text(sheet_of(view, "candidate/p98.na.1.2"))
        assert "Quá trình công tác\nkhông có thông tin" in other


def test_either_every_candidate_of_a_ballot_gets_a_code_of_the_biography_or_none(tmp_path: Path) -> None:
    """Equality (Law 85/2015/QH13 art. 62): whose form is long must not be worse off, nor whose is short."""
    long = stores.with_candidate(stores.content(), "p98.na.1.3", awards="Huân chương Lao động hạng Ba. " * 60)
    with compiled(stores.content(), tmp_path) as catalogue:
        view = view_of(catalogue, CAMPAIGN)
        places = alike(view, "candidate/p98.na.1.1")
        assert places == tuple(f"candidate/p98.na.1.{number}" for number in range(1, 6))
        kept = [codes_of(view, place) for place in places]
        assert {len(codes) for codes in kept} == {1}
        assert len({codes[0].side for codes in kept}) == 1, "all are shown, or none, at any size of the screen"
    with compiled(long, tmp_path) as catalogue:
        view = view_of(catalogue, CAMPAIGN)
        assert [codes_of(view, place) for place in places] == [()] * 5


def test_a_page_too_long_leads_to_the_bundles_own_address_and_to_no_other(tmp_path: Path) -> None:
    long = stores.content(
        topics=(
            replace(stores.content().topics[0], body={"vi": (stores.block("Hãy hỏi Tổ bầu cử. " * 90),)}),
            *stores.content().topics[1:],
        )
    )
    with compiled(long, tmp_path) as catalogue:
        assert codes_of(view_of(catalogue, CAMPAIGN), "topic/mat-the") == ()
    addressed = replace(long, election=elections.election(official_url="https://baucu.example"))
    with compiled(addressed, tmp_path) as catalogue:
        (only,) = codes_of(view_of(catalogue, CAMPAIGN), "topic/mat-the")
        assert (only.text, only.address) == ("https://baucu.example", "https://baucu.example")


def test_of_the_codes_the_fullest_comes_first(demo: Store) -> None:
    assert demo.catalogue is not None
    view = view_of(demo.catalogue, Moment(at("2026-03-03")))
    whole, brief, address = codes_of(view, LIST)
    assert whole.text == as_text(sheet_of(view, LIST))
    assert brief.text == as_text(sheet_of(view, LIST), brief=True)
    assert address.text == demo.catalogue.election.official_url
    assert whole.side > brief.side > address.side
    assert [code.side for code in (brief, address)] == [side_of(brief.text), side_of(address.text)]


def test_a_doubtful_clock_takes_nothing_more_than_it_shows(catalogue: Catalogue) -> None:
    doubt = Moment(CAMPAIGN.instant, Confidence.DOUBTFUL)
    assert "Nguyễn Văn An" in texts(catalogue, doubt)
    assert "Chương trình xanh" not in texts(catalogue, doubt)


def test_an_assumed_time_is_marked(catalogue: Catalogue) -> None:
    assert as_text(sheet_of(view_of(catalogue, CAMPAIGN, assumed=True), "steps")).startswith(
        "Thời điểm giả định: 12:00, 5/3/2026\n"
    )


def test_preliminary_figures_and_a_running_term_are_not_taken_along(catalogue: Catalogue) -> None:
    text = as_text(sheet_of(view_of(catalogue, CAMPAIGN), "term/15"))
    assert "Tỷ lệ cử tri đi bỏ phiếu: 99,60%" in text
    assert "31" not in text.replace("2021", "")
    with pytest.raises(LookupError):
        sheet_of(view_of(catalogue, CAMPAIGN), "term/16")


def test_a_notice_that_no_longer_holds_is_not_taken_along(catalogue: Catalogue) -> None:
    assert "Thông báo khẩn" in as_text(sheet_of(view_of(catalogue, CAMPAIGN), "notice/gap"))
    with pytest.raises(LookupError):
        sheet_of(view_of(catalogue, CAMPAIGN), "notice/cu")


def test_every_kind_of_block_becomes_words() -> None:
    def line(words: str) -> tuple[Span, ...]:
        return (Span(words),)

    blocks = (
        Block("1", BlockKind.HEADING, line("Đầu mục"), level=2),
        Block("2", BlockKind.LIST, items=(line("một"), line("hai")), ordered=True),
        Block("3", BlockKind.LIST, items=(line("ba"),)),
        Block("4", BlockKind.STEP, line("Bước"), items=(line("chi tiết"),), level=2),
        Block("5", BlockKind.CALLOUT, line("Nhớ"), items=(line("mang thẻ"),), tone="info"),
        Block("6", BlockKind.CALLOUT, items=(line("không đầu đề"),), tone="law"),
        Block("7", BlockKind.TABLE, rows=((line("Ai"), line("Phiếu")), (line("Thường trú"), line("ba")))),
        Block("8", BlockKind.FIGURE, media="0" * 64, alt="Hình"),
        Block("9", BlockKind.QUOTE, line("Lời")),
        Block("10", BlockKind.TABLE),
    )
    made = [(part.kind, part.label, part.text, part.details) for part in from_blocks(blocks)]
    assert made == [
        (PartKind.HEADING, "", "Đầu mục", ()),
        (PartKind.ITEM, "1.", "một", ()),
        (PartKind.ITEM, "2.", "hai", ()),
        (PartKind.ITEM, "–", "ba", ()),
        (PartKind.ITEM, "2.", "Bước", ("chi tiết",)),
        (PartKind.HEADING, "", "Nhớ", ()),
        (PartKind.TEXT, "", "mang thẻ", ()),
        (PartKind.TEXT, "", "không đầu đề", ()),
        (PartKind.ROW, "", "Thường trú", ("Phiếu: ba",)),
        (PartKind.TEXT, "", "Hình", ()),
        (PartKind.TEXT, "", "Lời", ()),
    ]
