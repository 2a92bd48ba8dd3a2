"""Domain records into a file and back, and the search over it."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import stores
from voter_kiosk.domain.content import Block, BlockKind, Section
from voter_kiosk.domain.election import AreaBallot, BallotState, Candidate, StrikeOff, StrikeOffKind
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.results import Elected
from voter_kiosk.domain.vietnamese import INITIALS
from voter_kiosk.store import compiler
from voter_kiosk.store.catalogue import MOST_COUNTED, Catalogue, open_catalogue
from voter_kiosk.store.compiler import About, Records, compile_content, proper_ward
from voter_kiosk.store.search import HitKind


def _slug(record: Any) -> str:
    slug: str = record.slug
    return slug


def opened(path: Path, content: stores.Content, **changes: object) -> Catalogue:
    refused = compile_content(content.records(), path)
    assert refused is None, refused
    found = open_catalogue(path, **changes)  # type: ignore[arg-type]
    assert isinstance(found, Catalogue), found
    return found


@pytest.fixture(scope="module")
def made() -> stores.Content:
    return stores.content()


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory, made: stores.Content) -> Iterator[Catalogue]:
    found = opened(tmp_path_factory.mktemp("catalogue") / "content.sqlite", made)
    yield found
    found.close()


def test_every_record_comes_back_as_it_went_in(catalogue: Catalogue, made: stores.Content) -> None:
    assert catalogue.election == made.election
    assert catalogue.constituencies() == made.constituencies
    assert catalogue.candidates("p98.na.1") + catalogue.candidates("p98.province.1") == made.candidates
    assert catalogue.areas() == made.areas
    assert sorted(catalogue.topics(), key=_slug) == sorted(made.topics, key=_slug)
    assert sorted(catalogue.notices(), key=_slug) == sorted(made.notices, key=_slug)
    assert sorted(catalogue.posters(), key=_slug) == sorted(made.posters, key=_slug)
    assert catalogue.terms() == made.terms
    assert catalogue.sources() == made.sources
    assert catalogue.strings("en") == {"Home": "Home"}
    assert catalogue.neutrality() == made.neutrality


def test_each_kind_comes_in_its_shown_order(catalogue: Catalogue) -> None:
    assert [topic.slug for topic in catalogue.topics()] == ["cach-bo-phieu", "luat-cu", "mat-the"]
    assert [notice.slug for notice in catalogue.notices()] == ["gap", "moi", "cu"]
    assert [poster.slug for poster in catalogue.posters()] == ["mot", "hai"]
    assert [meeting.id for meeting in catalogue.meetings("p98.na.1")] == ["m1", "m2"]
    assert [meeting.id for meeting in catalogue.meetings("p98.province.1")] == ["m1"]
    assert [meeting.id for meeting in catalogue.meetings()] == ["m1", "m2"], "every one, in one question"


def test_one_record_is_found_by_its_name(catalogue: Catalogue, made: stores.Content) -> None:
    assert catalogue.area("c98001.02") == made.areas[1]
    assert catalogue.constituency("p98.province.1") == made.constituencies[1]
    assert catalogue.candidate("p98.na.1.4") == made.candidates[3]
    assert catalogue.topic("mat-the") == made.topics[0]
    assert catalogue.topic_by_role("how-to-vote") == made.topics[1]
    assert catalogue.term(15) == made.terms[0]
    assert catalogue.source("nq") == made.sources[1]
    assert [topic.slug for topic in catalogue.topics(Section.LAW)] == ["luat-cu"]
    assert [unit.id for unit in catalogue.constituencies("na")] == ["p98.na.1"]


@pytest.mark.parametrize(
    "name", ["", "p98.na.1", "p98.na.1.", "p98.na.1.9", "p98.na.1.01", "p98.na.1.²", "p98.na.9.1", "x" * 5000]
)
def test_what_is_not_there_is_none(catalogue: Catalogue, name: str) -> None:
    assert catalogue.candidate(name) is None
    assert catalogue.candidates(name if name != "p98.na.1" else "p98.na") == ()
    assert catalogue.area(name) is None
    assert catalogue.topic(name) is None
    assert catalogue.media(name) is None
    assert catalogue.strings(name) == {}


def test_a_number_beyond_the_list_never_reaches_the_next_list(catalogue: Catalogue) -> None:
    assert catalogue.candidate(f"p98.na.1.{(1 << 14) + 1}") is None
    assert catalogue.candidate(f"p98.na.1.{10**30}") is None


def test_about_has_the_election_s_title_where_none_is_given(tmp_path: Path, made: stores.Content) -> None:
    about = About(version=3, signers=("a",), fingerprint="ab", generation=7)
    assert compile_content(made.records(), tmp_path / "c", about) is None
    catalogue = open_catalogue(tmp_path / "c")
    assert isinstance(catalogue, Catalogue)
    found = catalogue.about()
    catalogue.close()
    assert found == replace(about, title=made.election.title, publisher=made.election.publisher)


def test_bodies_are_shown_in_the_election_s_order_whatever_the_source_s(
    tmp_path: Path, made: stores.Content
) -> None:
    turned = replace(
        made,
        constituencies=tuple(reversed(made.constituencies)),
        candidates=tuple(reversed(made.candidates)),
    )
    catalogue = opened(tmp_path / "c", turned)
    assert catalogue.constituencies() == made.constituencies
    assert [one.number for one in catalogue.candidates("p98.na.1")] == [1, 2, 3, 4, 5]
    assert [hit.id for hit in catalogue.search("hoa binh")] == [f"p98.na.1.{number}" for number in range(1, 6)]
    catalogue.close()


@pytest.mark.parametrize("kept", [4000, 3, 1])
def test_constituencies_are_the_same_whether_they_are_kept_or_read_when_they_are_asked_for(
    tmp_path: Path, made: stores.Content, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voter_kiosk.store.catalogue.UNITS_KEPT", kept)
    first = next(unit for unit in made.constituencies if unit.body == "province")
    many = tuple(replace(first, id=f"p98.province.{number}", number=number) for number in range(1, 8))
    others = tuple(unit for unit in made.constituencies if unit.body != "province")
    whole = replace(made, constituencies=(*others, *many))
    with closing(opened(tmp_path / "c", whole)) as catalogue:
        for _ in range(2):
            found = catalogue.constituencies("province")
            assert (len(found), tuple(found), found[0], found[-1]) == (7, many, many[0], many[-1])
            assert (tuple(found[2:5]), tuple(found[5:99]), tuple(found[9:])) == (many[2:5], many[5:], ())
            assert tuple(found[::2]) == many[::2]
            assert tuple(reversed(found)) == many[::-1]
            assert [catalogue.constituency(unit.id) for unit in many] == list(many)
            assert tuple(catalogue.constituencies("na")) == tuple(unit for unit in others if unit.body == "na")
        assert catalogue.constituency("p98.province.8") is None
        assert not catalogue.constituencies("nowhere")
        with pytest.raises(IndexError):
            found[7]


def test_a_strike_off_of_the_kiosk_s_state_is_merged_in(tmp_path: Path, made: stores.Content) -> None:
    struck = StrikeOff(StrikeOffKind.WITHDREW, "5/QĐ", stores.elections.POSTED_ON, {"vi": "Rút tên"})
    catalogue = opened(tmp_path / "c", made, strike_offs={"p98.na.1.2": struck})
    one = catalogue.candidate("p98.na.1.2")
    assert one is not None
    assert one.strike_off == struck
    assert [bool(each.strike_off) for each in catalogue.candidates("p98.na.1")] == [
        False,
        True,
        False,
        False,
        False,
    ]
    catalogue.close()


def test_media_are_paths_of_objects_that_stand(tmp_path: Path, made: stores.Content) -> None:
    digest = stores.sha256(stores.PORTRAIT)
    catalogue = opened(tmp_path / "c", made, objects=tmp_path / "objects")
    assert catalogue.media(digest) is None
    path = tmp_path / "objects" / digest[:2] / digest
    path.parent.mkdir(parents=True)
    path.write_bytes(stores.PORTRAIT)
    assert catalogue.media(digest) == path
    stranger = path.with_name("ab" * 32)
    stranger.write_bytes(b"")
    assert catalogue.media("ab" * 32) is None
    catalogue.close()


# --- search ---


def ids(catalogue: Catalogue, words: str, **more: object) -> list[str]:
    return [hit.id for hit in catalogue.search(words, **more)]  # type: ignore[arg-type]


def test_search_finds_by_the_beginning_of_each_word_in_any_order(catalogue: Catalogue) -> None:
    assert ids(catalogue, "ng an") == ["p98.na.1.1"]
    assert ids(catalogue, "an nguyen") == ["p98.na.1.1"]
    assert ids(catalogue, "huong sen") == ["p98.na.1.4"]
    assert ids(catalogue, "ước") == ["p98.na.1.5"]
    assert ids(catalogue, "UOC") == ["p98.na.1.5"]


def test_search_finds_every_kind(catalogue: Catalogue) -> None:
    kinds = {hit.kind: hit.id for hit in catalogue.search("h", 50)}
    assert kinds[HitKind.CANDIDATE].startswith("p98.")
    assert ids(catalogue, "mất thẻ") == ["mat-the"]
    assert ids(catalogue, "voter card") == ["mat-the"]
    assert ids(catalogue, "kindergarten") == ["c98001.02"]
    assert ids(catalogue, "thôn 1") == ["c98001.01", "c98001.02"]
    assert ids(catalogue, "phòng dịch") == ["moi"]
    assert ids(catalogue, "khóa xv") == ["15"]


def test_a_hit_says_what_it_is_and_what_matched(catalogue: Catalogue) -> None:
    (hit,) = catalogue.search("huong se")
    assert hit.kind is HitKind.CANDIDATE
    assert hit.title == {"vi": "Lê Thị Hương (Hương Sen)"}
    assert hit.detail["vi"] == "Quốc hội, đơn vị bầu cử số 1, Tỉnh thử"
    assert [hit.title["vi"][start:end] for start, end in hit.matched["vi"]] == ["Hương", "Hương", "Se"]


def test_words_with_the_typed_marks_come_before_folded_ones(tmp_path: Path) -> None:
    names = ("Lê Há", "Lê Ha", "Lê Hà", "Lê Hả")
    people = tuple(Candidate(f"p98.na.1.{at}", "p98.na.1", at, name) for at, name in enumerate(names, 1))
    catalogue = opened(tmp_path / "c", replace(stores.content(), candidates=people, topics=()))
    assert ids(catalogue, "hà") == ["p98.na.1.3", "p98.na.1.1", "p98.na.1.2", "p98.na.1.4"]
    assert ids(catalogue, "ha") == ["p98.na.1.2", "p98.na.1.1", "p98.na.1.3", "p98.na.1.4"]
    assert ids(catalogue, "hà", limit=2) == ["p98.na.1.3", "p98.na.1.1"]
    catalogue.close()


def test_only_candidates_of_the_bodies_asked_for_are_found(catalogue: Catalogue) -> None:
    assert ids(catalogue, "bui") == ["p98.province.1.1"]
    assert ids(catalogue, "bui", bodies=("na",)) == []
    assert ids(catalogue, "bui", bodies=("na", "province")) == ["p98.province.1.1"]
    assert ids(catalogue, "t", bodies=(), limit=50) == ids(catalogue, "t", bodies=("commune",), limit=50)


def test_programmes_figures_that_are_not_final_and_other_law_are_never_found(catalogue: Catalogue) -> None:
    assert ids(catalogue, "chương trình xanh") == []
    assert ids(catalogue, "xvi") == []
    assert ids(catalogue, "luật cũ huyện") == []


def test_a_common_word_leaves_room_for_each_kind(tmp_path: Path) -> None:
    made = stores.content()
    people = tuple(Candidate(f"p98.na.1.{at}", "p98.na.1", at, f"Bầu {at}") for at in range(1, 60))
    catalogue = opened(tmp_path / "c", replace(made, candidates=people))
    hits = catalogue.search("bầu", 10)
    assert len(hits) == 10
    assert [hit.kind for hit in hits].count(HitKind.CANDIDATE) == 8
    assert {hit.id: hit.kind for hit in hits[8:]} == {"mat-the": HitKind.QUESTION, "cach-bo-phieu": HitKind.TOPIC}
    assert catalogue.search("bầu", 0) == ()
    catalogue.close()


def test_questions_are_a_kind_of_their_own(catalogue: Catalogue) -> None:
    (found,) = catalogue.find("mất thẻ")
    assert (found.kind, [hit.id for hit in found.hits]) == (HitKind.QUESTION, ["mat-the"])
    assert [one.kind for one in catalogue.find("b")] == sorted(
        (one.kind for one in catalogue.find("b")), key=list(HitKind).index
    )


@pytest.mark.parametrize("typed", ["đỗ minh", "Do Minh", unicodedata.normalize("NFD", "Đỗ Minh"), "ĐỖ MINH"])
def test_a_name_is_found_however_it_is_typed(catalogue: Catalogue, typed: str) -> None:
    assert ids(catalogue, typed) == ["p98.na.1.3"]


def crowd(tmp_path: Path, count: int) -> Catalogue:
    people = tuple(Candidate(f"p98.na.1.{at}", "p98.na.1", at, f"Lê Văn Đạt {at}") for at in range(1, count + 1))
    return opened(tmp_path / "c", replace(stores.content(), candidates=people, topics=()))


def test_how_many_more_there_are_is_counted(tmp_path: Path) -> None:
    catalogue = crowd(tmp_path, 60)
    (found,) = catalogue.find("dat", 14)
    assert (len(found.hits), found.more, found.counted) == (14, 46, True)
    (found,) = catalogue.find("dat", 60)
    assert (len(found.hits), found.more, found.counted) == (60, 0, True)
    catalogue.close()


@pytest.mark.parametrize(("count", "more", "counted"), [(MOST_COUNTED, 186, True), (MOST_COUNTED + 1, 186, False)])
def test_counting_stops_where_it_would_cost_more_than_it_tells(
    tmp_path: Path, count: int, more: int, counted: bool
) -> None:
    catalogue = crowd(tmp_path, count)
    (found,) = catalogue.find("đạt", 14)
    assert (len(found.hits), found.more, found.counted) == (14, more, counted)
    catalogue.close()


def test_one_kind_alone_takes_all_the_room(catalogue: Catalogue) -> None:
    assert [one.kind for one in catalogue.find("h", 50, kind=HitKind.AREA)] == [HitKind.AREA]
    assert catalogue.find("huong sen", kind=HitKind.TERM) == ()


def test_a_notice_that_is_not_on_show_is_neither_found_nor_counted(catalogue: Catalogue) -> None:
    (found,) = catalogue.find("thông báo", 1, only={HitKind.NOTICE: {"moi", "gap"}})
    assert ([hit.id for hit in found.hits], found.more) == (["gap"], 1)
    assert catalogue.find("thông báo", only={HitKind.NOTICE: ()}) == ()


# --- the letter index ---


def under(catalogue: Catalogue, letter: str, language: str = "vi") -> list[str]:
    people = catalogue.people_under(letter, 20, ("na", "province"))
    others = catalogue.entries_under(letter, language, 20)
    return [hit.id for found in (people, *others) for hit in found.hits]


def test_people_stand_under_the_letter_of_their_given_name(catalogue: Catalogue) -> None:
    assert under(catalogue, "A") == ["p98.na.1.1"]
    assert under(catalogue, "N")[0] == "p98.province.1.2"
    assert "p98.na.1.1" not in under(catalogue, "N"), "Nguyễn is the family name"
    assert under(catalogue, "H")[:3] == ["p98.na.1.2", "p98.na.1.3", "p98.na.1.4"], "in official order"
    assert under(catalogue, "U") == ["p98.na.1.5"], "Ước stands under U"


def test_a_given_name_that_is_not_the_last_word_is_the_one_that_was_said(tmp_path: Path) -> None:
    made = stores.with_candidate(stores.content(), "p98.na.1.1", sort_given="Đăng")
    catalogue = opened(tmp_path / "c", made)
    assert under(catalogue, "Đ") == ["p98.na.1.1"]
    assert "p98.na.1.1" not in under(catalogue, "D") + under(catalogue, "A")
    catalogue.close()


def test_questions_and_topics_stand_under_their_title_in_each_language(catalogue: Catalogue) -> None:
    assert "mat-the" in under(catalogue, "T")
    assert "mat-the" in under(catalogue, "I", "en")
    assert "mat-the" not in under(catalogue, "T", "en")
    assert "luat-cu" not in under(catalogue, "L"), "it does not hold under this rule set"


def test_polling_areas_stand_under_their_ward_and_their_place(catalogue: Catalogue) -> None:
    assert "c98001.02" in under(catalogue, "T"), "Trường Mầm non"
    assert proper_ward("Phường Hồng Bàng") == "Hồng Bàng"
    assert proper_ward("Bến Lứa Ward") == "Bến Lứa"
    assert proper_ward("Xã") == "Xã"


def test_the_letters_that_lead_somewhere_are_those_with_something_under_them(catalogue: Catalogue) -> None:
    for language in ("vi", "en"):
        live = catalogue.initials(language, ("na", "province"))
        assert live == {letter for letter in INITIALS if under(catalogue, letter, language)}
    assert "A" in catalogue.initials("vi", ("na",))
    assert "A" not in catalogue.initials("vi", ("province",)), "Nguyễn Văn An may not be named"


def test_the_index_is_bounded_and_counts_the_rest(tmp_path: Path) -> None:
    people = tuple(Candidate(f"p98.na.1.{at}", "p98.na.1", at, "Lê Văn Đạt") for at in range(1, MOST_COUNTED + 2))
    catalogue = opened(tmp_path / "c", replace(stores.content(), candidates=people))
    found = catalogue.people_under("Đ", 12, ("na",))
    assert (len(found.hits), found.more, found.counted) == (12, MOST_COUNTED - 12, False)
    catalogue.close()


def test_the_first_entry_of_a_kind_is_its_example(catalogue: Catalogue) -> None:
    found = catalogue.first_entry(HitKind.QUESTION)
    assert found is not None
    assert found.id == "mat-the"


def test_a_kind_of_which_there_is_nothing_has_no_example(tmp_path: Path) -> None:
    catalogue = opened(tmp_path / "c", replace(stores.content(), areas=()))
    assert catalogue.first_entry(HitKind.AREA) is None
    catalogue.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=40))
def test_any_text_can_be_searched(catalogue: Catalogue, text: str) -> None:
    assert len(catalogue.search(text, 5)) <= 5


def test_letters_that_the_index_does_not_know_find_nothing(catalogue: Catalogue) -> None:
    assert catalogue.search("\U0001e900\U0001fbf0 𞤀") == ()


# --- refusals ---


def refused(tmp_path: Path, content: stores.Content) -> Refusal:
    found = compile_content(content.records(), tmp_path / "c")
    assert isinstance(found, Refusal)
    assert list(tmp_path.iterdir()) == []
    return found


def test_two_records_of_one_name_are_refused_by_name(tmp_path: Path, made: stores.Content) -> None:
    twin = replace(made, candidates=(*made.candidates, made.candidates[1]))
    assert refused(tmp_path, twin).code == "content-twice"
    assert "p98.na.1.2" in refused(tmp_path, twin).message.vi
    for field in ("constituencies", "areas", "meetings", "topics", "notices", "posters", "terms", "sources"):
        records = getattr(made, field)
        found = refused(tmp_path, replace(made, **{field: (*records, records[0])}))
        assert found.code == "content-twice", field


def test_a_result_is_of_a_known_list_and_its_own_people_and_stands_once(
    tmp_path: Path, made: stores.Content
) -> None:
    with_results = stores.with_results(made)
    result = with_results.results[0]
    stray = {
        "no such unit": replace(result, constituency="p98.na.7"),
        "nobody of that number": replace(result, elected=(Elected("p98.na.1.99"),)),
        "of another list": replace(result, elected=(Elected("p98.province.1.1"),)),
        "no number": replace(result, elected=(Elected("p98.na.1.x"),)),
        "a number too long": replace(result, elected=(Elected("p98.na.1." + "1" * 40),)),
    }
    for what, one in stray.items():
        assert refused(tmp_path, replace(with_results, results=(one,))).code == "content-dangling", what
    assert refused(tmp_path, replace(with_results, results=(result, result))).code == "content-twice"


def test_a_result_comes_back_as_it_went_in(tmp_path: Path, made: stores.Content) -> None:
    path = tmp_path / "content.sqlite"
    assert compile_content(stores.with_results(made).records(), path) is None
    catalogue = open_catalogue(path)
    assert isinstance(catalogue, Catalogue)
    assert catalogue.result("p98.na.1") == stores.with_results(made).results[0]
    assert catalogue.result("p98.na.7") is None
    catalogue.close()


def test_a_twin_in_a_later_batch_is_named(
    tmp_path: Path, made: stores.Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiler, "BATCH", 2)
    twin = replace(made, candidates=(*made.candidates, made.candidates[3]))
    assert "p98.na.1.4" in refused(tmp_path, twin).message.en


def test_a_reference_to_what_is_not_there_is_refused(tmp_path: Path, made: stores.Content) -> None:
    figure = Block("f", BlockKind.FIGURE, media="0" * 64)
    listed = (AreaBallot("na", BallotState.LISTED, "p98.na.7"),)
    shown = stores.with_video(made)
    (video,) = shown.topics[0].videos
    cases = {
        "unit of no body": replace(made, constituencies=(replace(made.constituencies[0], body="senate"),)),
        "candidate of no unit": stores.with_candidate(
            made, "p98.na.1.1", constituency="p98.na.7", id="p98.na.7.1"
        ),
        "portrait": stores.with_candidate(made, "p98.na.1.1", portrait="0" * 64),
        "programme": stores.with_candidate(made, "p98.na.1.1", programme={"vi": (figure,)}),
        "ballot": replace(made, areas=(replace(made.areas[0], ballots=listed),)),
        "sketch": replace(made, areas=(replace(made.areas[0], sketch="0" * 64),)),
        "meeting": replace(made, meetings=(replace(made.meetings[0], constituencies=("p98.na.7",)),)),
        "topic": replace(made, topics=(replace(made.topics[0], body={"vi": (figure,)}),)),
        "notice": replace(made, notices=(replace(made.notices[0], body={"vi": (figure,)}),)),
        "poster": replace(made, posters=(replace(made.posters[0], picture="0" * 64),)),
        "video": stores.with_video(made, media="0" * 64),
        "video that is a picture": stores.with_video(made, media=stores.sha256(stores.PORTRAIT)),
        "still": stores.with_video(made, still="0" * 64),
        "still that is a video": stores.with_video(made, still=video.media),
        "poster that is a video": replace(shown, posters=(replace(made.posters[0], picture=video.media),)),
        "video of a notice": replace(made, notices=(replace(made.notices[0], videos=(video,)),)),
    }
    for what, content in cases.items():
        assert refused(tmp_path, content).code == "content-dangling", what


@pytest.mark.parametrize(
    "wrong", [{"seconds": 1}, {"seconds": 300}, {"width": 90}, {"height": 1}, {"sound": True}]
)
def test_a_video_that_is_not_as_its_record_says_is_refused(
    tmp_path: Path, made: stores.Content, wrong: dict[str, Any]
) -> None:
    """By its length the kiosk counts who watches as present, by its size it draws."""
    assert refused(tmp_path, stores.with_video(made, **wrong)).code == "film-differs"


def test_a_video_comes_back_as_it_went_in(tmp_path: Path, made: stores.Content) -> None:
    path = tmp_path / "content.sqlite"
    shown = stores.with_video(made)
    assert compile_content(shown.records(), path) is None
    catalogue = open_catalogue(path)
    assert isinstance(catalogue, Catalogue)
    found = catalogue.topic(shown.topics[0].slug)
    catalogue.close()
    assert found is not None
    assert found.videos == shown.topics[0].videos


@pytest.mark.parametrize("number", [0, -1, 1 << 14])
def test_a_number_that_no_list_has_is_refused(tmp_path: Path, made: stores.Content, number: int) -> None:
    odd = stores.with_candidate(made, "p98.na.1.1", number=number, id=f"p98.na.1.{number}")
    assert refused(tmp_path, odd).code == "content-misnamed"


def test_an_id_that_is_not_its_list_and_number_is_refused(tmp_path: Path, made: stores.Content) -> None:
    assert refused(tmp_path, stores.with_candidate(made, "p98.na.1.1", number=9)).code == "content-misnamed"


def test_a_full_disk_is_said_plainly(tmp_path: Path, made: stores.Content) -> None:
    def failing() -> Iterator[Candidate]:
        yield made.candidates[0]
        raise OSError(28, "No space left on device")

    records = replace(made.records(), candidates=failing())
    found = compile_content(records, tmp_path / "c")
    assert isinstance(found, Refusal)
    assert found.code == "disk-full"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_a_refusal(tmp_path: Path, made: stores.Content) -> None:
    found = compile_content(made.records(), tmp_path / "no" / "c")
    assert isinstance(found, Refusal)
    assert found.code == "disk-error"


@pytest.mark.parametrize("damage", [b"", b"not a database at all, of some length", None])
def test_a_damaged_file_is_refused(tmp_path: Path, damage: bytes | None) -> None:
    path = tmp_path / "c"
    if damage is not None:
        path.write_bytes(damage)
    found = open_catalogue(path)
    assert isinstance(found, Refusal)
    assert found.code == "content-unreadable"


def test_a_record_that_cannot_be_read_is_refused(tmp_path: Path, made: stores.Content) -> None:
    opened(tmp_path / "c", made).close()
    database = sqlite3.connect(tmp_path / "c")
    database.execute("UPDATE facts SET value = '{' WHERE key = 'election'")
    database.commit()
    database.close()
    found = open_catalogue(tmp_path / "c")
    assert isinstance(found, Refusal)
    assert found.code == "content-unreadable"


def test_content_of_another_schema_is_to_be_compiled_anew(tmp_path: Path, made: stores.Content) -> None:
    opened(tmp_path / "c", made).close()
    database = sqlite3.connect(tmp_path / "c")
    database.execute("UPDATE facts SET value = '0' WHERE key = 'schema'")
    database.commit()
    database.close()
    found = open_catalogue(tmp_path / "c")
    assert isinstance(found, Refusal)
    assert found.code == "content-other-schema"


def test_an_open_catalogue_cannot_be_written(catalogue: Catalogue) -> None:
    with pytest.raises(Exception, match="readonly"):
        catalogue._db.exec_driver_sql("DELETE FROM candidates")


def test_nothing_but_an_election_is_a_catalogue_too(tmp_path: Path, made: stores.Content) -> None:
    assert compile_content(Records(made.election), tmp_path / "c") is None
    catalogue = open_catalogue(tmp_path / "c")
    assert isinstance(catalogue, Catalogue)
    assert catalogue.candidates("p98.na.1") == ()
    assert catalogue.search("a") == ()
    catalogue.close()


def test_the_same_records_compile_to_the_same_bytes(tmp_path: Path, made: stores.Content) -> None:
    for name in ("a", "b"):
        assert compile_content(made.records(), tmp_path / name) is None
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
