"""A source folder -> domain records; what cannot be read is a finding with its file and place."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from helpers.sources import (
    candidate,
    change,
    write,
    write_base,
    write_picture,
    write_source,
    write_table,
)
from voter_kiosk.authoring.content import Content
from voter_kiosk.authoring.source import read_source
from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.content import Approval, BlockKind, Section
from voter_kiosk.domain.election import (
    AreaBallot,
    BallotState,
    CareerStep,
    Correction,
    Publication,
    Sex,
    StrikeOffKind,
)
from voter_kiosk.domain.finding import Severity
from voter_kiosk.domain.rules import RuleSetId

APPROVAL = Approval("Ủy ban bầu cử tỉnh Vườn Quả", "Văn bản số 01/UBBC", dt.date(2021, 2, 20))

STRIKE = {"Mã người ứng cử": "p98.na.1.1", "Quyết định": "Số 1", "Ngày": "2026-03-10", "Nội dung công bố": "x"}
CORRECT = {"Mã người ứng cử": "p98.na.1.1", "Văn bản": "Số 1", "Ngày": "2026-03-10", "Trường": "Quê quán"}
AREA = {"Mã khu vực": "c98001.01", "Số": "1", "Nơi bỏ phiếu": "Nhà văn hóa"}
UNITS = "p98.na.1; p98.province.1; c98001.commune.1"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_source(tmp_path / "source")


def content_of(source: Path, base: Path | None = None) -> Content:
    reading = read_source(source, base)
    assert reading.content is not None, reading.findings
    return reading.content


def findings_of(source: Path, base: Path | None = None) -> list[tuple[str, str, str]]:
    return [(found.code, found.file, found.place) for found in read_source(source, base).findings]


def codes_of(source: Path) -> list[str]:
    return [code for code, _, _ in findings_of(source)]


# the whole


@pytest.mark.parametrize("rule_set", ["2021", "2026"])
def test_a_whole_source_is_read_without_a_finding(tmp_path: Path, rule_set: str) -> None:
    source = write_source(tmp_path, rule_set)
    content = content_of(source)
    assert read_source(source).findings == ()
    assert content.election is not None
    assert content.election.rule_set is RuleSetId(rule_set)
    assert len(content.own.candidates) == (9 if rule_set == "2021" else 7)
    assert len(content.own.constituencies) == len(content.election.bodies)


def test_the_election_is_as_bundle_toml_says(source: Path) -> None:
    change(
        source,
        "bundle.toml",
        "[approval]",
        'official_url = "https://bau-cu.example"\nhotline = "1900 0000"\n'
        "compare = false\nspeech_loudspeaker = true\nhistory = { show_disagreements = true }\n"
        "[practice]\npolling_day = true\n"
        "[campaign]\nprogrammes_stay = true\n"
        '[campaign.approval]\noffice = "Ủy ban"\ndocument = "Số 5"\ndate = 2026-03-01\n'
        '[dates.lists-posted]\ndate = "2026-02-26"\ndecision = "Số 6"\n[approval]',
    )
    election = content_of(source).election
    assert election is not None
    assert (election.id, election.polling_day, election.opens) == (
        "vuon-qua-2026",
        dt.date(2026, 3, 15),
        "07:00",
    )
    assert election.province_name == {"vi": "Tỉnh Vườn Quả", "en": "Orchard province"}
    body = election.bodies[0]
    assert (body.id, body.publication, body.ballot_colour) == ("na", Publication.POSTED, "#f6c7cf")
    assert (election.compare, election.results, election.hotline) == (False, (), "1900 0000")
    assert election.disagreements
    assert election.speech_loudspeaker
    assert election.campaign is not None
    assert election.campaign.programmes_stay
    assert election.practice_on_polling_day
    assert election.dates == {"lists-posted": dt.date(2026, 2, 26)}
    assert election.date_decisions == {"lists-posted": "Số 6"}
    assert election.approval == APPROVAL


def test_a_candidate_has_all_that_tables_and_files_say(source: Path) -> None:
    write_table(
        source,
        "xoa-ten",
        [
            {
                "Mã người ứng cử": "p98.na.1.1",
                "Loại": "Xoá tên",
                "Quyết định": "Số 9",
                "Ngày": "10/3/2026",
                "Nội dung công bố": "Đã xóa tên.",
            }
        ],
    )
    write_table(
        source,
        "dinh-chinh",
        [
            {
                "Mã người ứng cử": "p98.na.1.1",
                "Văn bản": "Số 8",
                "Ngày": "2026-03-01",
                "Trường": "Ngày sinh; Quá trình công tác",
            }
        ],
    )
    person = content_of(source).own.candidates[0]
    assert (person.id, person.number, person.name, person.sex) == ("p98.na.1.1", 1, "Lê Thị Bưởi", Sex.FEMALE)
    assert (person.birth_date, person.birth_date_posted, person.schooling) == ("1970-05-01", "01/5/1970", "12/12")
    assert person.career == (CareerStep("2001–2010", "Giáo viên trường làng"),)
    assert [block.kind for block in person.programme["vi"]] == [BlockKind.PARAGRAPH, BlockKind.LIST]
    assert person.programme_approval == APPROVAL
    assert person.portrait in content_of(source).media
    assert person.strike_off is not None
    assert (person.strike_off.kind, person.strike_off.date) == (StrikeOffKind.STRUCK_OFF, dt.date(2026, 3, 10))
    assert person.correction == Correction(
        "Số 8", dt.date(2026, 3, 1), ("birth_date_posted", "birth_date", "career")
    )


def test_topics_notices_and_posters_carry_pictures_by_hash_and_the_default_approval(source: Path) -> None:
    content = content_of(source)
    (topic,), (notice,), (poster,) = content.own.topics, content.own.notices, content.own.posters
    assert (topic.slug, topic.section, topic.role) == ("cach-bo-phieu", Section.PROCEDURE, "how-to-vote")
    assert topic.title == {"vi": "Cách bỏ phiếu", "en": "How to vote"}
    figure = topic.body["vi"][-1]
    assert (figure.kind, figure.media in content.media) == (BlockKind.FIGURE, True)
    assert [block.id for block in topic.body["vi"]] == [block.id for block in topic.body["en"]]
    assert (notice.urgent, notice.since, notice.until) == (True, dt.date(2026, 2, 27), None)
    assert (poster.phases, poster.picture in content.media) == (("before",), True)
    assert {topic.approval, notice.approval, poster.approval} == {APPROVAL}


def test_a_text_may_name_an_approval_of_its_own(source: Path) -> None:
    own = '[approval]\noffice = "Xã"\ndocument = "Số 2"\ndate = 2026-03-01\n'
    change(source, "topics/cach-bo-phieu.vi.md", 'role = "how-to-vote"\n', f'role = "how-to-vote"\n{own}')
    write(source, "programmes/p98.na.1.1.vi.md", f"+++\n{own}+++\nChữ.\n")
    content = content_of(source)
    expected = Approval("Xã", "Số 2", dt.date(2026, 3, 1))
    assert content.own.topics[0].approval == expected
    assert content.own.candidates[0].programme_approval == expected
    assert content.own.candidates[1].programme_approval == APPROVAL


def test_areas_have_a_ballot_for_every_body_and_meetings_an_instant(source: Path) -> None:
    content = content_of(source)
    area = content.own.polling_areas[0]
    assert area.ballots == (
        AreaBallot("na", BallotState.LISTED, "p98.na.1"),
        AreaBallot("province", BallotState.LISTED, "p98.province.1"),
        AreaBallot("commune", BallotState.LISTED, "c98001.commune.1"),
    )
    assert (area.groups, area.sketch in content.media) == (({"vi": "Thôn Một"}, {"vi": "Thôn Hai"}), True)
    (meeting,) = content.own.meetings
    assert meeting.starts == dt.datetime(2026, 3, 5, 14, tzinfo=VIETNAM)


def test_not_elected_here_not_published_and_not_in_the_bundle_are_told_apart(source: Path) -> None:
    toml = (source / "bundle.toml").read_text()
    toml = toml.replace('id = "province"\n', 'id = "province"\nin_bundle = false\n')
    toml = toml.replace('publication = "posted"', 'publication = "not-published"', 1)
    write(source, "bundle.toml", toml)
    write_table(
        source,
        "khu-vuc-bo-phieu",
        [
            {
                "Mã khu vực": "c98001.01",
                "Số": "1",
                "Nơi bỏ phiếu": "Nhà văn hóa",
                "Đơn vị bầu cử": "p98.na.1",
                "Không bầu tại đây": "commune",
            }
        ],
    )
    (area,) = content_of(source).own.polling_areas
    assert area.ballots == (
        AreaBallot("na", BallotState.NOT_YET_PUBLISHED, "p98.na.1"),
        AreaBallot("province", BallotState.NOT_IN_BUNDLE),
        AreaBallot("commune", BallotState.NOT_ELECTED_HERE),
    )
    assert area.ward == "98001"


def test_interface_strings_of_another_language_are_read(source: Path) -> None:
    write(source, "strings/tay.json", json.dumps({"Home": "Rườn"}))
    write(source, "strings/kho.json", "[1]")
    write(source, "strings/lo.json", "{")
    assert content_of(source).own.strings == {"tay": {"Home": "Rườn"}}
    assert findings_of(source) == [("strings", "strings/kho.json", ""), ("strings", "strings/lo.json", "")]


# the base


def test_base_content_of_the_rule_set_comes_in_and_the_source_replaces_by_slug(tmp_path: Path) -> None:
    base = write_base(tmp_path / "base")
    source = write_source(tmp_path / "source", "2026", include=["base"])
    content = content_of(source, base)
    assert [(topic.slug, topic.rule_sets) for topic in content.base.topics] == [
        ("cac-cap", (RuleSetId.R2026,)),
        ("nguyen-tac", ()),
    ]
    assert [term.term for term in content.terms] == ["I"]
    assert content.terms[0].figures[1].note == {"vi": "Ghi chú", "en": "Note"}
    write(source, "topics/2026/cac-cap.vi.md", '+++\ntitle = "Của ta"\nsection = "law"\n+++\nChữ.\n')
    replaced = content_of(source, base)
    assert [topic.slug for topic in replaced.base.topics] == ["nguyen-tac"]
    assert {topic.slug for topic in replaced.topics} == {"cach-bo-phieu", "cac-cap", "nguyen-tac"}


def test_base_texts_are_approved_by_whoever_is_named_nearest(tmp_path: Path) -> None:
    base = write_base(tmp_path / "base")
    source = write_source(tmp_path / "source", include=["base"])

    def offices() -> set[str]:
        return {topic.approval.office for topic in content_of(source, base).base.topics if topic.approval}

    assert offices() == {"Nhóm làm phần mềm"}
    change(base, "bundle.toml", "[approval]", "[base_approval]")
    change(base, "bundle.toml", "office", "office")
    assert offices() == {APPROVAL.office}
    change(
        source,
        "bundle.toml",
        "[approval]",
        '[base_approval]\noffice = "Sở"\ndocument = "Số 3"\ndate = 2026-01-01\n[approval]',
    )
    assert offices() == {"Sở"}


def test_base_content_is_a_source_of_its_own_with_both_rule_sets(tmp_path: Path) -> None:
    content = content_of(write_base(tmp_path))
    assert content.election is None
    assert [(topic.slug, topic.rule_sets) for topic in content.own.topics] == [
        ("cac-cap", (RuleSetId.R2021,)),
        ("cac-cap", (RuleSetId.R2026,)),
        ("nguyen-tac", ()),
    ]


def test_only_errors_of_the_base_are_reported_under_its_name(tmp_path: Path) -> None:
    base = write_base(tmp_path / "base")
    write(base, "topics/nguyen-tac.vi.md", '+++\ntitle = "x"\nsection = "law"\n+++\n<b>\n')
    write(base, "topics/Sai Tên.md", "x")
    source = write_source(tmp_path / "source", include=["base"])
    assert findings_of(source, base) == [("html", "base/topics/nguyen-tac.vi.md", "dòng 5")]
    assert findings_of(source, tmp_path / "nowhere")[0][:2] == ("no-source", "base/nowhere")


# what cannot be read


def test_a_folder_that_is_no_source_is_refused(tmp_path: Path) -> None:
    assert (read_source(tmp_path / "x").content, codes_of(tmp_path / "x")) == (None, ["no-source"])
    assert (read_source(tmp_path).content, codes_of(tmp_path)) == (None, ["no-source"])
    (tmp_path / "bundle.toml").write_bytes(b"\xff\xfe")
    assert codes_of(tmp_path) == ["file-unreadable"]
    write(tmp_path, "bundle.toml", 'id = "a\n')
    assert codes_of(tmp_path) == ["toml"]


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ('id = "vuon-qua-2026"', 'id = "Vườn Quả"', "election-id", "dòng 1"),
        ('scope = "p98"', 'scope = "x98"', "scope", "dòng 2"),
        ("sample = true", 'sample = "yes"', "wrong-kind", "dòng 3"),
        ("sample = true", "sampel = true", "unknown-key", "dòng 3"),
        ('rule_set = "2026"', 'rule_set = "2025"', "unknown-choice", "dòng 4"),
        ("polling_day = 2026-03-15", 'polling_day = "15/3"', "wrong-kind", "dòng 5"),
        ("polling_day = 2026-03-15", "", "key-missing", ""),
        ("include = []", 'include = ["demo"]', "include", "dòng 6"),
        ("include = []", "include = [1]", "wrong-kind", "dòng 6"),
        ('title = { vi = "Bầu cử tỉnh Vườn Quả", ', "title = { ", "vietnamese-missing", "dòng 8"),
        ('title = { vi = "Bầu cử tỉnh Vườn Quả", ', "title = { vi = 1, ", "wrong-kind", "dòng 8"),
        ('code = "98"', 'code = "980"', "province-code", "dòng 10"),
        ('vi = "Tỉnh Vườn Quả", ', "", "vietnamese-missing", "dòng 10"),
        ('colour = "#f6c7cf"', 'colour = "hồng"', "colour", "dòng 21"),
        ("first = -60", "first = 3", "phase-order", "dòng 40"),
        ("first = -60", "first = 1.5", "wrong-kind", "dòng 40"),
        ("date = 2021-02-20", "", "key-missing", "dòng 12"),
        ("[approval]", "phase = 1\n[approval]", "toml", ""),
        ("[approval]", '[dates.lists-posted]\ndecision = "1"\n[approval]', "key-missing", "dòng 12"),
        ("[approval]", "[campaign]\nprogrammes_stay = true\n[approval]", "campaign-decision", "dòng 13"),
        ("[approval]", "[dates.lists-poste]\ndate = 2026-01-01\n[approval]", "unknown-key", "dòng 12"),
    ],
)
def test_a_fault_of_bundle_toml_is_an_error_with_its_line(
    source: Path, old: str, new: str, code: str, place: str
) -> None:
    change(source, "bundle.toml", old, new)
    found = [(one.code, one.place) for one in read_source(source).findings if one.severity is Severity.ERROR]
    assert code in dict(found)
    if place:
        assert (code, place) in found


def test_an_unknown_key_is_told_its_nearest(source: Path) -> None:
    change(source, "bundle.toml", "polling_day", "poling_day")
    remedies = [found.remedy.en for found in read_source(source).findings if found.code == "unknown-key"]
    assert remedies == ["Did you mean “polling_day”?"]


@pytest.mark.parametrize(
    ("table", "row", "code"),
    [
        ("don-vi-bau-cu", {"Mã đơn vị": "98.na.1", "Số đại biểu được bầu": "3"}, "id"),
        ("don-vi-bau-cu", {"Mã đơn vị": "p98.na.1", "Số đại biểu được bầu": "ba"}, "number"),
        ("nguoi-ung-cu", candidate("na-1", 1, "A B"), "id"),
        ("nguoi-ung-cu", candidate("p98.na.1", 1, "A B", **{"Giới tính": "?"}), "sex"),
        ("nguoi-ung-cu", candidate("p98.na.1", 1, "A B", **{"Ngày sinh": "32/5/1970"}), "birth-date"),
        ("nguoi-ung-cu", candidate("p98.na.1", 1, "A B", STT="1a"), "number"),
        ("qua-trinh-cong-tac", {"Mã người ứng cử": "p98.na.1.99", "Công việc": "x"}, "no-such-candidate"),
        ("khu-vuc-bo-phieu", {"Mã khu vực": "98001.1", "Số": "1", "Nơi bỏ phiếu": "x"}, "id"),
        (
            "tiep-xuc-cu-tri",
            {"Mã": "a", "Đơn vị bầu cử": "p98.na.1", "Bắt đầu": "mai", "Địa điểm": "x"},
            "instant",
        ),
    ],
)
def test_a_fault_of_a_row_is_a_finding_with_its_cell(
    source: Path, table: str, row: dict[str, str], code: str
) -> None:
    write_table(source, table, [row])
    found = [(place, file) for one, file, place in findings_of(source) if one == code]
    assert found
    assert found[0][0].startswith("hàng 2, cột “")
    assert found[0][1] == f"tables/{table}.csv"


@pytest.mark.parametrize(
    ("table", "row", "code"),
    [
        ("xoa-ten", STRIKE | {"Loại": "nghỉ"}, "strike-off-kind"),
        ("xoa-ten", STRIKE | {"Loại": "rút tên", "Ngày": "hôm qua"}, "date"),
        ("xoa-ten", STRIKE | {"Loại": "rút tên", "Mã người ứng cử": "p98.na.1.9"}, "no-such-candidate"),
        ("dinh-chinh", CORRECT | {"Trường": "Màu tóc"}, "correction-field"),
        ("dinh-chinh", CORRECT | {"Ngày": "3/2026"}, "date"),
    ],
)
def test_faults_of_later_papers_are_found(source: Path, table: str, row: dict[str, str], code: str) -> None:
    write_table(source, table, [row])
    assert codes_of(source) == [code]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"Đơn vị bầu cử": "p98.na.1; p98.province.1"}, "area-without-ballot"),
        ({"Đơn vị bầu cử": f"{UNITS}; p98.na.9"}, "no-such-constituency"),
        ({"Đơn vị bầu cử": UNITS, "Không bầu tại đây": "commune"}, "elected-and-not"),
        ({"Đơn vị bầu cử": UNITS, "Không bầu tại đây": "district"}, "no-such-body"),
        ({"Đơn vị bầu cử": UNITS, "Giờ mở cửa": "7 rưỡi"}, "clock"),
        ({"Đơn vị bầu cử": UNITS, "Giờ mở cửa": "25:00"}, "clock"),
        ({"Đơn vị bầu cử": UNITS, "Sơ đồ": "khong-co.png"}, "picture-missing"),
        ({"Đơn vị bầu cử": UNITS, "Sơ đồ": "../bundle.toml"}, "picture-unreadable"),
        (
            {"Đơn vị bầu cử": UNITS, "Tổ dân phố/thôn": "Một; Hai", "Tổ dân phố/thôn (English)": "One"},
            "groups-english",
        ),
    ],
)
def test_faults_of_a_polling_area_are_found(source: Path, row: dict[str, str], code: str) -> None:
    write_table(source, "khu-vuc-bo-phieu", [AREA | row])
    assert codes_of(source) == [code]


def test_an_area_with_two_constituencies_of_one_body_is_an_error(source: Path) -> None:
    text = (source / "tables/don-vi-bau-cu.csv").read_text()
    line = next(line for line in text.splitlines() if line.startswith("p98.na.1"))
    write(source, "tables/don-vi-bau-cu.csv", text + line.replace("p98.na.1", "p98.na.2") + "\n")
    write_table(source, "khu-vuc-bo-phieu", [AREA | {"Đơn vị bầu cử": f"{UNITS}; p98.na.2"}])
    assert codes_of(source) == ["two-constituencies"]


def test_hours_are_read_as_people_write_them(source: Path) -> None:
    write_table(
        source,
        "khu-vuc-bo-phieu",
        [
            AREA
            | {
                "Đơn vị bầu cử": UNITS,
                "Giờ mở cửa": "6h30",
                "Giờ đóng cửa": "19 giờ 30",
                "Tổ dân phố/thôn": "Một; Hai",
                "Tổ dân phố/thôn (English)": "One; Two",
            }
        ],
    )
    (area,) = content_of(source).own.polling_areas
    assert (area.opens, area.closes) == ("06:30", "19:30")
    assert area.groups[1] == {"vi": "Hai", "en": "Two"}


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("don-vi-bau-cu", {"Mã đơn vị": "", "Số đại biểu được bầu": "3"}),
        ("don-vi-bau-cu", {"Mã đơn vị": "p98.na.1", "Số đại biểu được bầu": ""}),
        ("nguoi-ung-cu", candidate("p98.na.1", 1, "")),
        ("khu-vuc-bo-phieu", {"Mã khu vực": "", "Số": "1", "Nơi bỏ phiếu": "x"}),
        ("tiep-xuc-cu-tri", {"Mã": "a", "Đơn vị bầu cử": "p98.na.1", "Bắt đầu": "", "Địa điểm": "x"}),
        ("xoa-ten", STRIKE | {"Loại": "rút tên", "Ngày": ""}),
        ("ap-phich", {"Mã": "", "Khẩu hiệu": "x"}),
    ],
)
def test_an_empty_cell_that_must_be_filled_is_an_error_with_its_place(
    source: Path, table: str, row: dict[str, str]
) -> None:
    write_table(source, table, [row])
    missing = [(file, place) for code, file, place in findings_of(source) if code == "cell-missing"]
    assert [file for file, _ in missing] == [f"tables/{table}.csv"]
    assert missing[0][1].startswith("hàng 2, cột “")


def test_a_doubled_meeting_and_portrait_are_errors(source: Path) -> None:
    path = source / "tables/tiep-xuc-cu-tri.csv"
    path.write_text(path.read_text() + path.read_text().splitlines()[1] + "\n")
    write_picture(source / "portraits/p98.na.1.1.jpg", (240, 360))
    assert findings_of(source) == [
        ("twice", "portraits/p98.na.1.1.png", ""),
        ("twice", "tables/tiep-xuc-cu-tri.csv", "hàng 3"),
    ]


def test_a_candidate_may_have_no_sex_and_no_birth_date(source: Path) -> None:
    path = source / "tables/nguoi-ung-cu.csv"
    path.write_text(path.read_text().replace("01/5/1970,Nữ", ",", 1))
    person = content_of(source).own.candidates[0]
    assert (person.sex, person.birth_date) == (None, "")


def test_base_content_may_not_have_polling_areas_with_ballots(tmp_path: Path) -> None:
    base = write_base(tmp_path)
    write_table(base, "khu-vuc-bo-phieu", [AREA])
    assert content_of(base).own.polling_areas[0].ballots == ()


def test_doubles_are_errors_that_name_the_first_place(source: Path) -> None:
    text = (source / "tables/nguoi-ung-cu.csv").read_text().splitlines()
    write(source, "tables/nguoi-ung-cu.csv", "\n".join([*text, text[1]]))
    (found,) = read_source(source).findings
    assert (found.code, found.place) == ("twice", "hàng 9")
    assert "hàng 2" in found.message.vi
    assert len(content_of(source).own.candidates) == 7


def test_pictures_that_are_none_are_found_once(source: Path) -> None:
    write(source, "portraits/p98.na.1.1.svg", "<svg/>")
    write(source, "portraits/doc-truoc.txt", "Đọc")
    (source / "portraits/p98.na.1.1.png").unlink()
    write_picture(source / "portraits/p98.na.9.1.png", (240, 360))
    write(source, "media/hom-phieu.png", "hỏng")
    assert sorted(findings_of(source)) == [
        ("no-such-candidate", "portraits/p98.na.9.1.png", ""),
        ("picture-kind", "portraits/p98.na.1.1.svg", ""),
        ("picture-unreadable", "media/hom-phieu.png", ""),
    ]


def test_a_poster_picture_needs_its_description(source: Path) -> None:
    write_table(source, "ap-phich", [{"Mã": "a", "Khẩu hiệu": "Đi bầu", "Hình": "la-phieu.png"}])
    assert codes_of(source) == ["poster-alt"]


TOPIC = '+++\ntitle = "x"\nsection = "law"\n+++\nChữ.\n'


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("topics/a.vi.md", '+++\ntitle = "x"\nsection = "laws"\n+++\n', "unknown-choice"),
        ("topics/a.vi.md", '+++\nsection = "law"\n+++\n', "key-missing"),
        ("topics/a.vi.md", '+++\ntitle = "x"\nsection = "law"\nauthor = "y"\n+++\n', "unknown-key"),
        ("topics/a.en.md", TOPIC, "vietnamese-missing"),
        ("topics/A b.vi.md", TOPIC, "file-name"),
        ("topics/2021/a.vi.md", TOPIC, "other-rule-set"),
        ("topics/2026/cach-bo-phieu.vi.md", TOPIC, "topic-twice"),
        ("topics/a.vi.md", "+++\ntitle = 1\n", "front-matter-open"),
        ("notices/a.vi.md", '+++\ntitle = "x"\n+++\n', "key-missing"),
        ("notices/a.vi.md", '+++\ntitle = "x"\nsince = 2026-03-02\nuntil = 2026-03-01\n+++\n', "notice-days"),
        ("programmes/p98.na.1.9.vi.md", "x", "no-such-candidate"),
        ("programmes/p98.na.1.1.vi.md", '+++\ntitle = "x"\n+++\nx', "unknown-key"),
        ("programmes/lê.vi.md", "x", "file-name"),
        ("topicz/a.vi.md", "x", "unknown-file"),
    ],
)
def test_faults_of_texts_are_found_with_their_file(source: Path, name: str, text: str, code: str) -> None:
    write(source, name, text)
    found = [(one, file) for one, file, _ in findings_of(source)]
    assert code in dict(found)
    assert any(name.startswith(file) for one, file in found if one == code)


def test_a_text_that_is_not_utf_8_is_an_error(source: Path) -> None:
    (source / "topics/a.vi.md").write_bytes(b"\xff\xfeM")
    assert findings_of(source) == [("file-unreadable", "topics/a.vi.md", "")]


def test_drafts_and_what_a_mac_leaves_lying_are_passed_over(source: Path) -> None:
    write(source, "topics/_mau.vi.md", "<b>")
    write(source, "topics/._cach-bo-phieu.vi.md", "\x00")
    write(source, ".DS_Store", "x")
    write(source, "~$du-lieu.xlsx", "x")
    assert findings_of(source) == []


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("sources.toml", '[[source]]\nid = "nguon"\n', "key-missing"),
        ("sources.toml", "source = 1\n", "wrong-kind"),
        ("sources.toml", "source = [1]\n", "wrong-kind"),
        ("sources.toml", '[[source]]\nid = "a"\ntitle = "x"\n[[source]]\nid = "a"\ntitle = "y"\n', "twice"),
        ("sources.toml", "[[source]\n", "toml"),
        ("history/terms.toml", '[[term]]\nterm = "I"\nnumber = "một"\n', "wrong-kind"),
        ("history/figures.csv", "term,field,value\nII,turnout_pct,9\n", "no-such-term"),
        ("history/figures.csv", "term,field,value\nI,turnout_pct,99%\n", "figure-value"),
        ("history/figures.csv", "term,field\nI,turnout_pct\n", "column-missing"),
    ],
)
def test_faults_of_the_background_are_found(tmp_path: Path, name: str, text: str, code: str) -> None:
    base = write_base(tmp_path)
    write(base, name, text)
    assert code in codes_of(base)


def test_terms_without_figures_are_read(tmp_path: Path) -> None:
    base = write_base(tmp_path)
    (base / "history/figures.csv").unlink()
    assert content_of(base).terms[0].figures == ()
    write(base, "history/figures.csv", "term,field,value\n,,\nI,a,1\n")
    assert [figure.value for figure in content_of(base).terms[0].figures] == ["1"]
