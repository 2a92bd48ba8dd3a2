"""What ships in data/base: true to the facts, whole in both languages, in words a voter follows."""

from __future__ import annotations

import csv
import datetime as dt
import re
import tomllib
import unicodedata
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from helpers.ships import checked, content_of
from voter_kiosk.authoring.check.reading import GLOSS, read_lines
from voter_kiosk.authoring.markdown import Document, lines_of, plain_text, read_document
from voter_kiosk.authoring.pictures import MOST_PIXELS, Picture, encode
from voter_kiosk.domain.content import BlockKind, Section
from voter_kiosk.domain.glossary import finder
from voter_kiosk.domain.rules import RULE_SETS, RuleSetId, StepId

pytestmark = pytest.mark.uncounted

HOUSE = Path(__file__).resolve().parents[2]
BASE = HOUSE / "data" / "base"
CLAIMS = HOUSE.parent / "shared" / "facts" / "na_history_claims.csv"
TOPICS = BASE / "topics"
PAGES = sorted(TOPICS.rglob("*.md"))
ROLES = {
    "principles",
    "who-may-vote",
    "voter-list",
    "how-to-vote",
    "marking",
    "charter",
    "room-rules",
    "timetable",
}
ELECTION_DAYS = {
    "I": "1946-01-06",
    "II": "1960-05-08",
    "III": "1964-04-26",
    "IV": "1971-04-11",
    "V": "1975-04-06",
    "VI": "1976-04-25",
    "VII": "1981-04-26",
    "VIII": "1987-04-19",
    "IX": "1992-07-19",
    "X": "1997-07-20",
    "XI": "2002-05-19",
    "XII": "2007-05-20",
    "XIII": "2011-05-22",
    "XIV": "2016-05-22",
    "XV": "2021-05-23",
    "XVI": "2026-03-15",
}


def name_of(page: Path) -> str:
    return page.relative_to(TOPICS).as_posix()


def document(page: Path) -> Document:
    return read_document(page.read_text(encoding="utf-8"), name_of(page))


DOCUMENTS = {name_of(page): document(page) for page in PAGES}


def words_of(name: str) -> str:
    """Title, summary and body of a page, as a reader meets them."""
    read = DOCUMENTS[name]
    return "\n".join([read.meta["title"], read.meta["summary"], *(plain_text(block) for block in read.blocks)])


def folder(rule_set: RuleSetId) -> list[str]:
    """Pages that a kiosk under ``rule_set`` shows: those of that law alone, and those of both."""
    return [name for name in DOCUMENTS if "/" not in name or name.startswith(f"{rule_set.value}/")]


def toml(name: str) -> dict[str, Any]:
    return tomllib.loads((BASE / name).read_text(encoding="utf-8"))


def figures() -> list[dict[str, str]]:
    with (BASE / "history" / "figures.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def claims() -> list[dict[str, str]]:
    if not CLAIMS.is_file():
        pytest.skip("the facts folder (../shared/facts) is not beside this checkout")
    with CLAIMS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# the files


def test_every_file_is_nfc_without_icelandic_letters() -> None:
    files = [file for file in BASE.rglob("*") if file.is_file() and file.suffix != ".png"]
    assert len(files) > len(PAGES)
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text), file
        assert not set(text) & set("Ðð\ufffd"), file


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_page_compiles_without_a_finding(name: str) -> None:
    read = DOCUMENTS[name]
    assert read.findings == ()
    assert read.blocks
    assert read.meta["title"]
    assert read.meta["summary"]


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name.endswith(".vi.md")])
def test_every_topic_has_both_languages_made_of_the_same_blocks(name: str) -> None:
    vi, en = DOCUMENTS[name], DOCUMENTS[name.replace(".vi.md", ".en.md")]
    assert [block.id for block in vi.blocks] == [block.id for block in en.blocks]
    for ours, theirs in zip(vi.blocks, en.blocks, strict=True):
        assert len(ours.items) == len(theirs.items), ours.id
        assert [len(row) for row in ours.rows] == [len(row) for row in theirs.rows], ours.id
        cited = [
            [span.source for line in lines_of(block) for span in line if span.source] for block in (ours, theirs)
        ]
        assert cited[0] == cited[1], ours.id


@pytest.mark.parametrize("rule_set", RuleSetId)
def test_both_laws_have_the_same_topics_and_every_role_once(rule_set: RuleSetId) -> None:
    names = [name for name in folder(rule_set) if name.endswith(".vi.md")]
    slugs = [Path(name).name for name in names]
    other = [Path(name).name for name in DOCUMENTS if name.endswith(".vi.md") and "/" in name]
    assert len(slugs) == len(set(slugs))
    assert set(other) <= set(slugs)
    assert Counter(
        DOCUMENTS[name].meta.get("role", "") for name in names if "role" in DOCUMENTS[name].meta
    ) == Counter(dict.fromkeys(ROLES, 1))


@pytest.mark.parametrize("rule_set", RuleSetId)
def test_every_section_is_filled_and_its_order_has_no_ties(rule_set: RuleSetId) -> None:
    places = Counter(
        (DOCUMENTS[name].meta["section"], DOCUMENTS[name].meta["order"])
        for name in folder(rule_set)
        if name.endswith(".vi.md")
    )
    assert {section for section, _ in places} == {section.value for section in Section}
    assert max(places.values()) == 1
    assert sum(section == Section.QUESTIONS.value for section, _ in places) >= 18


@pytest.mark.parametrize("language", ["vi", "en"])
def test_how_to_vote_is_steps_each_with_a_drawing_of_its_own(language: str) -> None:
    blocks = DOCUMENTS[f"how-to-vote.{language}.md"].blocks
    assert [block.kind for block in blocks] == [BlockKind.STEP, BlockKind.FIGURE] * 7
    drawn = [block.media for block in blocks[1::2]]
    assert drawn == [f"media/{name}.png" for name in DRAWINGS], "in both languages the same, in the steps' order"
    for figure in blocks[1::2]:
        assert 60 < len(figure.alt) < 260, "it says what is seen, and no more"


DRAWINGS = (
    "vote-1-card",
    "vote-2-ballots",
    "vote-3-desk",
    "vote-4-strike",
    "vote-5-count",
    "vote-6-box",
    "vote-7-stamp",
)


def test_every_picture_of_the_base_is_shown_and_every_picture_shown_is_there() -> None:
    shown = {block.media for read in DOCUMENTS.values() for block in read.blocks if block.media}
    assert shown == {f"media/{path.name}" for path in (BASE / "media").iterdir()}


def test_a_picture_of_the_base_is_small_and_no_larger_in_a_bundle() -> None:
    for path in (BASE / "media").iterdir():
        data = path.read_bytes()
        travels = encode(data, path.name)
        assert isinstance(travels, Picture), travels
        assert travels.width * travels.height <= MOST_PIXELS
        assert len(data) < 100_000, path.name
        assert len(travels.data) < len(data) * 1.1, path.name


# sources


def test_every_cited_source_exists_in_both_languages_and_none_is_idle() -> None:
    sources = {source["id"]: source for source in toml("sources.toml")["source"]}
    spans = {
        span.source
        for read in DOCUMENTS.values()
        for block in read.blocks
        for line in lines_of(block)
        for span in line
    }
    cited = (spans - {""}) | {figure["source"] for figure in figures()}
    assert cited == set(sources)
    for source in sources.values():
        assert source["title"].keys() == {"vi", "en"}
        assert source.get("detail", {"vi": "", "en": ""}).keys() == {"vi", "en"}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_page_cites_a_source(name: str) -> None:
    assert any(span.source for block in DOCUMENTS[name].blocks for line in lines_of(block) for span in line)


# what is never said


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_page_says_that_one_is_made_to_vote(name: str) -> None:
    text = words_of(name).casefold()
    allowed = re.sub(
        r"(?:giáo dục|cai nghiện) bắt buộc|compulsory (?:education|(?:drug )?rehabilitation)", "", text
    )
    for word in (
        "bắt buộc",
        "nhất thiết phải",
        "compulsory",
        "mandatory",
        "obligatory",
        "obliged",
        "you must vote",
    ):
        assert word not in allowed


def test_identity_cards_are_named_only_for_age_and_as_a_line_of_the_voter_card() -> None:
    named = {
        name
        for name in DOCUMENTS
        if re.search(r"căn cước|cccd|identity (?:card|number)", words_of(name), re.IGNORECASE)
    }
    assert named == {f"2026/{slug}.{lang}.md" for slug in ("who-may-vote", "voter-card") for lang in ("vi", "en")}


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name.endswith(".vi.md")])
def test_tones_stand_where_official_texts_put_them(name: str) -> None:
    text = (TOPICS / name).read_text(encoding="utf-8").casefold()
    assert not re.findall(r"\w*(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])\b", text)


def test_a_text_of_one_law_has_no_word_of_the_other() -> None:
    for name in folder(RuleSetId.R2026):
        assert not re.search(
            r"cấp huyện|\bhuyện\b|\bquận\b|thị trấn|\bdistrict|township", words_of(name), re.IGNORECASE
        )
    for name in folder(RuleSetId.R2021):
        found = re.search(
            r"đặc khu|special zone|VNeID|83/2025|72/2025|sửa đổi năm 2025", words_of(name), re.IGNORECASE
        )
        assert not found, (name, found)


# plain words


@pytest.mark.parametrize(("language", "longest", "usual"), [("vi", 35, 25), ("en", 25, 20)])
def test_sentences_are_short(language: str, longest: int, usual: int) -> None:
    lengths = []
    for name, read in DOCUMENTS.items():
        if not name.endswith(f".{language}.md"):
            continue
        for block in read.blocks:
            for line in lines_of(block):
                said = "".join(span.text for span in line if not span.source)
                for sentence in re.split(r"(?<=[.!?…])\s+", said):
                    lengths.append(len(sentence.split()))
                    assert lengths[-1] <= longest, (name, sentence)
    assert sum(length <= usual for length in lengths) >= 0.95 * len(lengths)


@pytest.mark.parametrize("name", ["base", "demo", "hai-phong-2021"])
def test_our_own_texts_are_free_of_long_sentences_and_of_words_that_two_explain(name: str) -> None:
    assert [one for one in checked(name).findings if one.code in PLAIN] == []


PLAIN = {"long-sentence", "gloss-empty", "gloss-topic", "gloss-twice", "form-twice", "translation-differs"}

GLOSSARY = {path.relative_to(BASE / "glossary").as_posix(): path for path in (BASE / "glossary").rglob("*.md")}


def explained(name: str) -> Document:
    return read_document(GLOSSARY[name].read_text(encoding="utf-8"), name)


@pytest.mark.parametrize("name", sorted(GLOSSARY))
def test_a_difficult_word_is_explained_in_one_to_three_short_sentences_with_a_source(name: str) -> None:
    read = explained(name)
    assert read.findings == ()
    assert [block.kind for block in read.blocks] == [BlockKind.PARAGRAPH]
    said = plain_text(read.blocks[0])
    assert 1 <= len(re.split(r"(?<=[.!?…])\s+", said)) <= 3, said
    assert len(said.split()) <= (60 if ".vi." in name else 45), said
    assert {span.source for span in read.blocks[0].line} - {""}


@pytest.mark.parametrize("name", sorted(name for name in GLOSSARY if ".vi." in name))
def test_a_word_rests_on_the_same_sources_in_both_languages_and_leads_to_a_topic(name: str) -> None:
    vi, en = explained(name), explained(name.replace(".vi.", ".en."))
    cited = [[span.source for span in read.blocks[0].line if span.source] for read in (vi, en)]
    assert cited[0] == cited[1]
    assert f"{vi.meta['topic']}.vi.md" in {Path(page).name for page in DOCUMENTS}


@pytest.mark.parametrize("rule_set", RuleSetId)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_word_stands_in_some_text_of_its_law_and_none_speaks_of_the_other(
    rule_set: RuleSetId, language: str
) -> None:
    content = content_of({RuleSetId.R2021: "hai-phong-2021", RuleSetId.R2026: "demo"}[rule_set])
    assert 40 <= len(content.glossary) <= 50
    look = finder(content.glossary, language)
    lines = [line for line in read_lines(content) if line.language == language]
    met = {one.slug for line in lines for one in look.occurrences(line.text) if line.owner != f"{GLOSS}{one.slug}"}
    assert met == {gloss.slug for gloss in content.glossary}
    said = "\n".join(line.text for line in lines if line.owner.startswith(GLOSS))
    other = {
        RuleSetId.R2021: r"đặc khu|special zone|72/2025|83/2025",
        RuleSetId.R2026: r"huyện|thị trấn|district|township",
    }
    assert not re.search(other[rule_set], said, re.IGNORECASE)


# numbers of the law


def days(name: str, pattern: str) -> list[int]:
    return [int(number) for number in re.findall(pattern, words_of(name))]


@pytest.mark.parametrize("rule_set", RuleSetId)
def test_days_before_polling_are_those_of_the_rule_set(rule_set: RuleSetId) -> None:
    rules = RULE_SETS[rule_set]
    expected = {
        "how-candidates-are-listed": [
            StepId.DOSSIERS_CLOSE,
            StepId.SECOND_CONSULTATION,
            StepId.THIRD_CONSULTATION,
            StepId.LISTS_PUBLISHED,
            StepId.LISTS_POSTED,
        ],
        "voter-list": [StepId.VOTER_LISTS_POSTED],
    }
    for slug, steps in expected.items():
        wanted = [-rules.step(step).offset for step in steps]
        assert all(rules.step(step).certain for step in steps)
        name = f"{rule_set.value}/{slug}"
        assert days(f"{name}.vi.md", r"chậm nhất (\d+) ngày")[: len(wanted)] == wanted
        english = days(f"{name}.en.md", r"(\d+) days(?: before polling day|, the third)")
        assert sorted(english, reverse=True)[: len(wanted)] == sorted(wanted, reverse=True)
    stop = -rules.step(StepId.COMPLAINTS_STOP).offset
    assert days("strike-off.vi.md", r"(\d+) ngày trước ngày bầu cử") == [stop]
    assert days("strike-off.en.md", r"(\d+) days before polling day") == [stop]


@pytest.mark.parametrize("rule_set", RuleSetId)
def test_days_after_polling_are_those_of_the_rule_set(rule_set: RuleSetId) -> None:
    rules = RULE_SETS[rule_set]
    results, revote = rules.step(StepId.RESULTS).offset, rules.step(StepId.REVOTE).offset
    at = rule_set.value
    for slug in ("results-and-complaints", "q-when-results"):
        assert set(days(f"{at}/{slug}.vi.md", r"(\d+) ngày sau ngày bầu cử")) == {results}
        assert set(days(f"{at}/{slug}.en.md", r"(\d+) days after polling day")) == {results}
    assert days(f"{at}/revote.vi.md", r"(\d+) ngày sau") == [revote]
    assert days(f"{at}/revote.en.md", r"(\d+) days after") == [revote]
    assert days(f"{at}/results-and-complaints.vi.md", r"(\d+) ngày kể từ ngày công bố") == [rules.complaint_days]
    assert days(f"{at}/results-and-complaints.en.md", r"within (\d+) days of the publication") == [
        rules.complaint_days
    ]
    decided = {RuleSetId.R2021: [30, 20], RuleSetId.R2026: [7]}[rule_set]
    assert days(f"{at}/results-and-complaints.vi.md", r"giải quyết trong (\d+) ngày") == decided
    assert days(f"{at}/results-and-complaints.en.md", r"decided within (\d+) days") == decided


@pytest.mark.parametrize("rule_set", RuleSetId)
def test_the_table_of_ballots_has_a_column_for_each_body_and_the_answers_of_facts_b5(rule_set: RuleSetId) -> None:
    for language, yes, no in (("vi", "Có", "Không"), ("en", "Yes", "No")):
        read = DOCUMENTS[f"{rule_set.value}/which-ballots.{language}.md"]
        table = next(block for block in read.blocks if block.kind is BlockKind.TABLE)
        answers = [tuple("".join(span.text for span in cell) for cell in row[1:]) for row in table.rows[1:]]
        full = (yes,) * len(RULE_SETS[rule_set].bodies)
        no_commune = (*full[:-1], no)
        two = (yes, yes, *(no,) * (len(full) - 2))
        wanted = [full, full, no_commune, no_commune, two, two, full, no_commune]
        assert answers[:8] == wanted
        assert answers[8:] == ([(yes, yes, no)] if rule_set is RuleSetId.R2026 else [])


@pytest.mark.parametrize(("rule_set", "day"), [("2021", "2021-05-23"), ("2026", "2026-03-15")])
def test_the_birthday_example_is_eighteen_years_before_polling(rule_set: str, day: str) -> None:
    polling = dt.date.fromisoformat(day)
    born = polling.replace(year=polling.year - 18)
    text = words_of(f"{rule_set}/who-may-vote.vi.md")
    for date in (polling, born):
        assert f"{date.day} tháng {date.month} năm {date.year}" in text


# past elections


def test_all_terms_stand_with_their_day_a_sunday_and_only_the_sixteenth_is_not_final() -> None:
    terms = toml("history/terms.toml")["term"]
    assert {term["term"]: term["election_day"].isoformat() for term in terms} == ELECTION_DAYS
    assert [term["number"] for term in terms] == list(range(1, 17))
    assert [term["term"] for term in terms if not term["final"]] == ["XVI"]
    assert all(term["election_day"].isoweekday() == 7 for term in terms)
    assert all(term["context"].keys() == {"vi", "en"} for term in terms if "context" in term)


def test_figures_are_plain_numbers_of_known_terms_and_documented_fields() -> None:
    about = (BASE / "history" / "terms.toml").read_text(encoding="utf-8")
    documented = set(re.findall(r"[a-z0-9]+(?:_[a-z0-9]+)*", about.split("[[term]]")[0]))
    documented |= {name.removesuffix("_n") + "_pct" for name in documented if name.endswith("_n")}
    for figure in figures():
        assert figure["term"] in ELECTION_DAYS
        assert re.fullmatch(r"\d+(\.\d+)?", figure["value"]), figure
        assert figure["confidence"] in set("ABCD")
        assert figure["field"] in documented
        assert bool(figure["note_vi"]) == bool(figure["note_en"])
        assert figure["source"]


def test_each_field_of_a_term_has_at_most_one_preferred_value() -> None:
    preferred = Counter((figure["term"], figure["field"]) for figure in figures() if figure["preferred"] == "1")
    assert max(preferred.values()) == 1


def test_what_is_known_from_memory_only_is_absent() -> None:
    given = {(figure["term"], figure["field"]) for figure in figures()}
    assert not given & {(term, "candidates") for term in ("I", "III", "IV", "V", "IX")}
    assert not given & {(term, "constituencies") for term in ("V", "VI", "VII", "VIII", "IX", "XI")}


def test_different_measures_have_different_fields() -> None:
    terms: dict[str, set[str]] = {}
    for figure in figures():
        terms.setdefault(figure["field"], set()).add(figure["term"])
    assert terms["no_party_any_n"] == terms["no_party_any_pct"] == terms["youth_18_40_pct"] == {"I"}
    assert terms["youth_23_35_pct"] == {"VII"}
    assert terms["youth_pct"] == {"II", "III", "IV", "VI", "VIII"}
    assert terms["under40_pct"] == {"XII", "XIII", "XIV", "XV", "XVI"}
    assert terms["university_and_above_pct"] == {"IX", "X", "XII"}
    assert terms["first_degree_pct"] == {"XIII", "XIV", "XV"}
    assert "I" not in terms["nonparty_pct"]
    assert terms["provinces_and_cities"] == {"I"}
    assert "I" not in terms["constituencies"]


def test_a_percentage_agrees_with_its_count_and_base() -> None:
    known = {(f["term"], f["field"], f["base"]): f for f in figures() if f["preferred"] == "1" and f["base"]}
    compared = 0
    for (term, field, base), figure in known.items():
        share = known.get((term, field.removesuffix("_n") + "_pct", base))
        if field.endswith("_n") and share:
            compared += 1
            assert float(share["value"]) == pytest.approx(100 * int(figure["value"]) / int(base), abs=0.15)
    assert compared > 25


def test_preliminary_figures_are_those_of_the_sixteenth_turnout_alone() -> None:
    marked = {(figure["term"], figure["field"]) for figure in figures() if figure["preliminary"] == "1"}
    assert marked == {("XVI", "registered_voters"), ("XVI", "votes_cast"), ("XVI", "turnout_pct")}


_RENAMED = re.compile(r"^(no_party_any|youth_18_40|youth_23_35|youth|university_and_above|first_degree)_")
_OLD = {
    "no_party_any": "nonparty",
    "youth_18_40": "under40",
    "youth_23_35": "under40",
    "youth": "under40",
    "university_and_above": "university",
    "first_degree": "university",
}


def as_number(value: str) -> str:
    """The value without trailing zeros: the table of facts prints 99.60 where the claims say 99.6."""
    return f"{Decimal(value).normalize():f}"


def test_every_confirmed_claim_of_the_facts_is_kept_and_no_other(claims: list[dict[str, str]]) -> None:
    def as_claimed(field: str) -> str:
        if field == "provinces_and_cities":
            return "constituencies"
        field = field.replace("_about", "").replace("_over", "")
        return _RENAMED.sub(lambda found: _OLD[found.group(1)] + "_", field)

    kept = Counter(
        (
            figure["term"],
            as_claimed(figure["field"]),
            as_number(figure["value"]),
            figure["base"],
            figure["preferred"],
            figure["confidence"],
        )
        for figure in figures()
    )
    wanted = Counter(
        (
            claim["term"],
            claim["field"],
            as_number(re.sub(r"^(?:about |over |>)", "", claim["value"])),
            claim["percent_base"],
            claim["preferred"],
            claim["tier"],
        )
        for claim in claims
        if claim["tier"] != "M" and claim["field"] != "election_date"
    )
    assert not wanted - kept
    # From the notes of two claims: the IPU's voters of term XI, and those below university of term XIII.
    assert kept - wanted == Counter(
        {
            ("XI", "registered_voters", "49783769", "", "0", "B"): 1,
            ("XI", "votes_cast", "49211275", "", "0", "B"): 1,
            ("XIII", "below_university_n", "9", "500", "1", "B"): 1,
        }
    )


def test_the_days_of_past_elections_are_those_of_the_facts(claims: list[dict[str, str]]) -> None:
    days_claimed = {
        claim["term"]: claim["value"]
        for claim in claims
        if claim["field"] == "election_date" and claim["preferred"] == "1"
    }
    assert days_claimed == ELECTION_DAYS
