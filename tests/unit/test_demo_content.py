"""What ships in data/demo: a whole fictional province that keeps every rule a real one must keep."""

from __future__ import annotations

import csv
import datetime as dt
import re
import tomllib
import unicodedata
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from helpers.ships import checked
from voter_kiosk.authoring.check import CheckReport
from voter_kiosk.authoring.never_shown import forbidden
from voter_kiosk.bundle.films import Film, check_film
from voter_kiosk.domain.calendar import check_hours
from voter_kiosk.domain.finding import Severity
from voter_kiosk.domain.lists import fewest_candidates, most_seats
from voter_kiosk.domain.rules import RULE_SETS, RuleSetId
from voter_kiosk.domain.vietnamese import name_key, parse_posted_date

DEMO = Path(__file__).resolve().parents[2] / "data" / "demo"
WITHOUT_PORTRAIT = "c98001.commune.2.3"
WITHOUT_PROGRAMME = "c98001.commune.2.2"
"""One ballot shows what is missing; every other ballot is whole."""

Row = dict[str, str]


def table(name: str) -> list[Row]:
    with (DEMO / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


BUNDLE = tomllib.loads((DEMO / "bundle.toml").read_text(encoding="utf-8"))
UNITS = {row["Mã đơn vị"]: row for row in table("don-vi-bau-cu")}
CANDIDATES = {f"{row['Mã đơn vị']}.{row['STT']}": row for row in table("nguoi-ung-cu")}
AREAS = {row["Mã khu vực"]: row for row in table("khu-vuc-bo-phieu")}
POLLING_DAY: dt.date = BUNDLE["polling_day"]
TEXTS = sorted(path for path in DEMO.rglob("*") if path.suffix in {".csv", ".md", ".toml"})


def body_of(unit: str) -> str:
    return unit.split(".")[1]


def on_ballots() -> dict[str, list[Row]]:
    ballots: dict[str, list[Row]] = defaultdict(list)
    for row in CANDIDATES.values():
        ballots[row["Mã đơn vị"]].append(row)
    return ballots


def age(row: Row) -> int:
    born = parse_posted_date(row["Ngày sinh"])
    assert born is not None
    counted = born.counted()
    return POLLING_DAY.year - counted.year - ((POLLING_DAY.month, POLLING_DAY.day) < (counted.month, counted.day))


@pytest.fixture(scope="module")
def report() -> CheckReport:
    return checked("demo")


def test_the_committees_own_check_finds_nothing_but_the_two_gaps_left_on_purpose(report: CheckReport) -> None:
    told = [found for found in report.findings if found.severity is not Severity.NOTE]
    assert report.ok
    assert [(found.code, found.severity) for found in told] == [("uneven", Severity.WARNING)] * 2
    assert all("c98001.commune.2" in found.message.vi for found in told)


def test_it_is_marked_as_a_sample_and_leads_to_no_real_address() -> None:
    assert BUNDLE["sample"] is True
    assert "(mẫu)" in BUNDLE["title"]["vi"]
    assert "(mẫu)" in BUNDLE["publisher"]["vi"]
    assert BUNDLE["official_url"].endswith(".example")
    for row in table("tiep-xuc-cu-tri"):
        assert not row["Đường dẫn"] or ".example/" in row["Đường dẫn"]


def test_it_holds_as_much_as_the_issue_asks() -> None:
    bodies = [body_of(unit) for unit in UNITS]
    assert bodies.count("na") >= 3
    assert bodies.count("province") >= 3
    assert bodies.count("commune") >= 4
    assert len(CANDIDATES) >= 48
    assert len(AREAS) == 16
    assert len({row["Mã xã/phường"] for row in AREAS.values()}) == 4
    assert len(table("tiep-xuc-cu-tri")) >= 8
    assert len(list((DEMO / "notices").glob("*.vi.md"))) >= 5
    assert [body["id"] for body in BUNDLE["body"]] == list(RULE_SETS[RuleSetId.R2026].bodies)
    assert len({body["colour"] for body in BUNDLE["body"]}) == 3


@pytest.mark.parametrize("unit", UNITS)
def test_a_ballot_has_the_seats_and_candidates_that_the_law_asks(unit: str) -> None:
    ballot = on_ballots()[unit]
    struck = {row["Mã người ứng cử"] for row in table("xoa-ten")}
    standing = [row for row in ballot if f"{unit}.{row['STT']}" not in struck]
    seats = int(UNITS[unit]["Số đại biểu được bầu"])
    assert 1 <= seats <= most_seats(body_of(unit))
    assert len(standing) >= fewest_candidates(body_of(unit), seats)
    assert len(ballot) == int(UNITS[unit]["Số người ứng cử"])


@pytest.mark.parametrize("unit", UNITS)
def test_a_ballot_stands_in_the_official_order(unit: str) -> None:
    ballot = on_ballots()[unit]
    assert [int(row["STT"]) for row in ballot] == list(range(1, len(ballot) + 1))
    keys = [
        name_key(row["Họ và tên"], given=row["Tên dùng để xếp thứ tự"], birth_date=row["Ngày sinh"])
        for row in ballot
    ]
    assert all(first < second for first, second in pairwise(keys))


def test_women_are_at_least_35_in_a_hundred_for_every_body_and_minorities_18_for_the_assembly() -> None:
    for body in RULE_SETS[RuleSetId.R2026].bodies:
        people = [row for row in CANDIDATES.values() if body_of(row["Mã đơn vị"]) == body]
        assert sum(row["Giới tính"] == "Nữ" for row in people) >= 0.35 * len(people)
    assembly = [row for row in CANDIDATES.values() if body_of(row["Mã đơn vị"]) == "na"]
    assert sum(row["Dân tộc"] != "Kinh" for row in assembly) >= 0.18 * len(assembly)


def test_candidates_are_of_all_ages_peoples_and_kinds_of_names() -> None:
    ages = [age(row) for row in CANDIDATES.values()]
    names = [row["Họ và tên"] for row in CANDIDATES.values()]
    assert min(ages) == 23
    assert max(ages) == 68
    assert len({row["Dân tộc"] for row in CANDIDATES.values()}) >= 10
    assert len(set(names)) == len(names)
    assert any("(Thích " in name for name in names)
    assert any(name.startswith("H'") for name in names)
    assert sum(row["Ghi chú"] == "Tự ứng cử" for row in CANDIDATES.values()) == 1
    assert {len(row["Ngày sinh"].split("/")) for row in CANDIDATES.values()} == {1, 3}


def test_one_is_struck_off_and_one_is_corrected() -> None:
    (struck,) = table("xoa-ten")
    (corrected,) = table("dinh-chinh")
    assert struck["Mã người ứng cử"] in CANDIDATES
    assert struck["Quyết định"]
    assert struck["Nội dung công bố"]
    assert struck["Nội dung công bố (English)"]
    assert corrected["Mã người ứng cử"] in CANDIDATES
    assert set(corrected["Trường"].split(";")) <= set(next(iter(CANDIDATES.values())))


@pytest.mark.parametrize("candidate", CANDIDATES)
def test_a_form_is_full_and_its_career_runs_to_the_present(candidate: str) -> None:
    row = CANDIDATES[candidate]
    always = (
        "Ngày sinh",
        "Giới tính",
        "Quốc tịch",
        "Dân tộc",
        "Tôn giáo",
        "Quê quán",
        "Nơi ở",
        "Giáo dục phổ thông",
    )
    always += (
        "Nghề nghiệp chức vụ",
        "Nơi công tác",
        "Tổ chức đoàn thể",
        "Kỷ luật",
        "Đại biểu Quốc hội",
        "Đại biểu HĐND",
    )
    assert all(row[header] for header in always)
    career = [step for step in table("qua-trinh-cong-tac") if step["Mã người ứng cử"] == candidate]
    years = [int(year) for step in career for year in re.findall(r"\d{4}", step["Thời gian"])]
    born = parse_posted_date(row["Ngày sinh"])
    assert born is not None
    assert 4 <= len(career) <= 8
    assert career[-1]["Thời gian"].endswith("nay")
    assert all("–" in step["Thời gian"] for step in career)
    assert years[0] == min(years)
    assert 14 <= years[0] - born.year <= 22
    assert max(years) <= POLLING_DAY.year


@pytest.mark.parametrize("candidate", CANDIDATES)
def test_a_programme_is_of_fair_length_in_both_languages_or_missing_in_both(candidate: str) -> None:
    files = {language: DEMO / "programmes" / f"{candidate}.{language}.md" for language in ("vi", "en")}
    if candidate == WITHOUT_PROGRAMME:
        assert not any(path.exists() for path in files.values())
        return
    vi, en = (files[language].read_text(encoding="utf-8") for language in ("vi", "en"))
    assert 180 <= len(vi.split()) <= 450
    assert 120 <= len(en.split()) <= 450
    assert 3 <= len(re.findall(r"^(?:\d\.|-) \*\*", vi, re.MULTILINE)) <= 6

    def shape(text: str) -> list[str]:
        return [re.match(r"#+|\d+\.|-|", line).group() for line in text.splitlines() if line]  # type: ignore[union-attr]

    assert shape(vi) == shape(en)


def test_no_two_programmes_say_the_same() -> None:
    seen: dict[str, str] = {}
    for path in sorted((DEMO / "programmes").glob("*.vi.md")):
        for sentence in re.split(r"(?<=[.!?])\s+", path.read_text(encoding="utf-8")):
            if len(sentence.split()) >= 8:
                assert seen.setdefault(sentence, path.name) == path.name, sentence


def test_portraits_are_of_one_size_and_weight_and_belong_to_somebody() -> None:
    pictures = {path.stem: path for path in (DEMO / "portraits").iterdir()}
    assert set(pictures) == set(CANDIDATES) - {WITHOUT_PORTRAIT}
    for path in pictures.values():
        with Image.open(path) as picture:
            assert (picture.format, picture.size) == ("PNG", (600, 900))
        assert path.stat().st_size <= 60_000


def test_portraits_are_all_different_before_the_same_wall() -> None:
    walls, faces = set(), set()
    for path in (DEMO / "portraits").iterdir():
        with Image.open(path) as picture:
            plain = picture.convert("RGB")
            walls |= {plain.getpixel((x, y)) for x in (4, 595) for y in (4, 300)}
            faces.add(plain.tobytes())
    assert len(walls) == 1
    assert len(faces) == len(CANDIDATES) - 1


def test_every_picture_that_is_named_is_there_and_small_enough() -> None:
    posters = {row["Hình"] for row in table("ap-phich") if row["Hình"]}
    sketches = {row["Sơ đồ"] for row in AREAS.values()}
    assert posters == {path.name for path in (DEMO / "posters").iterdir()}
    assert sketches == {path.name for path in (DEMO / "media").glob("*.png")}
    assert len(posters) >= 5
    for path in [*(DEMO / "posters").iterdir(), *(DEMO / "media").glob("*.png")]:
        with Image.open(path) as picture:
            assert picture.width * picture.height <= 2_000_000
    for row in table("ap-phich"):
        assert bool(row["Hình"]) == bool(row["Mô tả hình"]) == bool(row["Mô tả hình (English)"])
        assert {phase.strip() for phase in row["Đợt"].split(";")} <= {phase["id"] for phase in BUNDLE["phase"]}


def test_every_polling_area_has_a_ballot_for_every_body_or_says_why_not() -> None:
    for code, row in AREAS.items():
        units = [unit.strip() for unit in row["Đơn vị bầu cử"].split(";")]
        assert set(units) <= set(UNITS)
        here = [body_of(unit) for unit in units]
        not_here = [body for body in row["Không bầu tại đây"].split(";") if body]
        assert sorted(here + not_here) == sorted(RULE_SETS[RuleSetId.R2026].bodies), code
        commune = [unit for unit in units if body_of(unit) == "commune"]
        assert all(unit.startswith(code.partition(".")[0] + ".") for unit in commune)


def test_no_area_has_odd_hours_or_another_day_without_a_decision() -> None:
    odd = []
    for code, row in AREAS.items():
        opens, closes = row["Giờ mở cửa"] or "07:00", row["Giờ đóng cửa"] or "19:00"
        assert check_hours(opens, closes) is None
        if (opens, closes, row["Ngày bỏ phiếu"]) != ("07:00", "19:00", ""):
            assert row["Quyết định"]
            odd.append((code, opens, closes, row["Ngày bỏ phiếu"]))
    assert odd == [
        ("c98001.05", "07:00", "20:00", ""),
        ("c98002.02", "06:00", "19:00", ""),
        ("c98004.03", "07:00", "19:00", "2026-03-14"),
    ]


def test_voters_can_meet_the_candidates_of_every_ballot_before_campaigning_ends() -> None:
    met = set()
    for row in table("tiep-xuc-cu-tri"):
        met |= {unit.strip() for unit in row["Đơn vị bầu cử"].split(";")}
        starts = dt.datetime.fromisoformat(row["Bắt đầu"])
        assert dt.datetime(2026, 2, 27) < starts < dt.datetime(2026, 3, 13, 7)  # noqa: DTZ001
    assert met == set(UNITS)


def test_phases_follow_one_another_without_a_gap() -> None:
    assert [phase["id"] for phase in BUNDLE["phase"]] == ["before", "lists", "last-days", "polling-day", "after"]
    assert all(first["last"] + 1 == second["first"] for first, second in pairwise(BUNDLE["phase"]))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(DEMO).as_posix())
def test_a_text_is_composed_unicode_and_holds_nothing_private(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "\u00d0" not in text
    assert "\u00f0" not in text
    assert not re.search(r"\w@\w", text.replace("](@", ""))
    for line in text.replace(BUNDLE["hotline"], "").splitlines():
        found = forbidden(line)
        assert found is None, line


def test_the_film_is_small_drawn_marked_as_a_sample_and_subtitled_in_both_languages() -> None:
    film = DEMO / "media" / "gach-phieu.webm"
    assert film.stat().st_size < 400_000
    with film.open("rb") as file:
        found = check_film(file, film.name)
    assert isinstance(found, Film)
    assert 12 <= found.seconds <= 20
    assert not found.sound
    entries = tomllib.loads((DEMO / "videos.toml").read_text(encoding="utf-8"))["video"]
    assert {entry["file"] for entry in entries} == {"media/gach-phieu.webm"}
    for entry in entries:
        assert entry["kind"] == "film", "sign language is the work of people who sign"
        assert "mẫu" in entry["title"]["vi"]
        assert "sample" in entry["title"]["en"]
        assert entry["subtitles"].keys() == {"vi", "en"}
