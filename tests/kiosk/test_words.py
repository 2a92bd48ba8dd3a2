"""Difficult words on the screens: where they are marked, what their keys lead to, and where they never are."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import fontpkg_be_vietnam_pro  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import QByteArray, QObject
from PySide6.QtGui import QFont, QGuiApplication, QRawFont
from PySide6.QtQuick import QQuickItem

from helpers.kiosks import CAMPAIGN, Open, opened
from voter_kiosk.domain.calendar import Moment
from voter_kiosk.domain.content import Block, BlockKind, Span
from voter_kiosk.domain.glossary import Occurrence
from voter_kiosk.domain.journey import Place, Screen
from voter_kiosk.kiosk.facts.blocks import block_rows, language_of, styled
from voter_kiosk.kiosk.facts.topic import EntriesFacts
from voter_kiosk.kiosk.facts.words import WordEntry, WordFacts, WordsFacts, explained
from voter_kiosk.kiosk.fonts import with_low_underline
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.reading import kind as kind_of
from voter_kiosk.kiosk.view import View

FONT = Path(fontpkg_be_vietnam_pro.__file__).parent / "files" / "BeVietnamPro-Regular.ttf"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def rows(model: QObject) -> list[WordEntry]:
    return list(model.rows)  # type: ignore[attr-defined]


def paragraph(*spans: Span) -> Block:
    return Block("p", BlockKind.PARAGRAPH, spans)


# marks


def test_a_mark_is_underlined_within_the_marks_that_a_text_has_already() -> None:
    line = (Span("Hỏi "), Span("Tổ bầu", bold=True), Span(" cử <đi>", italic=True))
    assert styled(line, (Occurrence(4, 13, "team"),)) == ("Hỏi <b><u>Tổ bầu</u></b><i><u> cử</u> &lt;đi&gt;</i>")
    assert styled(line, (Occurrence(0, 3, "ask"), Occurrence(4, 6, "team"))) == (
        "<u>Hỏi</u> <b><u>Tổ</u> bầu</b><i> cử &lt;đi&gt;</i>"
    )
    assert "<u>" not in styled(line)


def test_the_underline_lies_below_the_dot_and_above_the_next_line(qapp: QGuiApplication) -> None:
    data = FONT.read_bytes()
    font = QRawFont()
    font.loadFromData(QByteArray(with_low_underline(data)), 1000, QFont.HintingPreference.PreferNoHinting)
    assert len(with_low_underline(data)) == len(data)

    def box(letter: str) -> tuple[float, float]:
        rect = font.boundingRect(font.glyphIndexesForString(letter)[0])
        return rect.top(), rect.bottom()

    below = max(box(letter)[1] for letter in "ạặậẹệịọộợụựỵẶỆỰg")
    above = min(box(letter)[0] for letter in "ỄẪỖỮ")
    assert font.underlinePosition() > below
    assert font.underlinePosition() + font.lineThickness() < 1450 + above
    with pytest.raises(ValueError, match="post"):
        with_low_underline(b"\0" * 12)


def test_words_are_marked_in_running_text_and_not_in_headings(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        view = kiosk.session.view
        heading = Block("h", BlockKind.HEADING, (Span("Thẻ cử tri"),), level=2)
        blocks = (heading, paragraph(Span("Mang thẻ cử tri, thẻ cử tri của mình.")))
        found = explained(view, ("Tổ bầu\u00a0cử",), blocks)
        assert [key.subject for key in found.keys] == ["election-team", "voter-card"]
        first, second = block_rows(blocks, view, found.firsts)
        assert "<u>" not in first.text_
        assert plain(second.text_).replace("&nbsp;", " ") == "Mang <u>thẻ cử tri</u>, thẻ cử tri của mình."
        assert language_of({"vi": blocks}, "en") == "vi"
        english = explained(replace(view, comfort=replace(view.comfort, language="en")), (), blocks, language="vi")
        assert [key.title for key in english.keys] == ["Voter card"], (
            "a Vietnamese text that an English reader sees"
        )


# screens


def test_the_list_has_every_word_once_in_order_with_each_letter_once(
    demo_store: Path, qapp: QGuiApplication
) -> None:
    with opened(demo_store, qapp) as kiosk:
        showing = kiosk.session.view.showing
        assert showing is not None
        facts = WordsFacts(kiosk.session.view, "", qapp)
        entries = rows(facts.words)
        assert {one.subject for one in entries} == {gloss.slug for gloss in showing.glossary()}
        letters = [one.letter for one in entries if one.letter]
        assert letters == sorted(set(letters), key="ABCDĐEFGHIKLMNOPQRSTUVXY".index)
        with pytest.raises(LookupError):
            WordsFacts(kiosk.session.view, "x", qapp)
        empty = View(None, Moment(CAMPAIGN), kiosk.session.view.dictionary)
        with pytest.raises(LookupError):
            WordsFacts(empty, "", qapp)
        with pytest.raises(LookupError):
            WordFacts(empty, "voter", qapp)
        assert explained(empty, ("Cử tri",)).keys == ()


def test_a_word_says_what_it_means_rests_on_what_and_leads_on_but_not_to_itself(
    demo_store: Path, qapp: QGuiApplication
) -> None:
    with opened(demo_store, qapp) as kiosk:
        facts = WordFacts(kiosk.session.view, "constituency", qapp)
        assert plain(facts.title) == "Đơn vị bầu cử"
        assert facts.original == ""
        assert "Luật Bầu cử" in plain(facts.source)
        assert facts.topic == "how-candidates-are-listed"
        assert "constituency" not in [one.subject for one in rows(facts.words)]
        assert "voter" in [one.subject for one in rows(facts.words)]
        kiosk.session.setLanguage("en")
        facts = WordFacts(kiosk.session.view, "constituency", qapp)
        assert plain(facts.original) == "In Vietnamese: Đơn vị bầu cử"
        with pytest.raises(LookupError):
            WordFacts(kiosk.session.view, "no-such-word", qapp)


def test_every_word_of_the_base_opens_and_names_a_source(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        showing = kiosk.session.view.showing
        assert showing is not None
        for gloss in showing.glossary():
            facts = WordFacts(kiosk.session.view, gloss.slug, qapp)
            assert facts.source.startswith("Nguồn")
            assert facts.topic, gloss.slug
            assert len(facts.plain.split()) < 60, gloss.slug


def test_the_library_and_the_questions_lead_to_the_list(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        for subject in ("", "questions"):
            entries = list(EntriesFacts(kiosk.session.view, subject, qapp).entries.rows)  # type: ignore[attr-defined]
            assert [one.screen for one in entries].count(Screen.WORDS) == 1, subject
            assert entries[-1].screen is Screen.WORDS


def keys(kiosk: Open) -> list[str]:
    """The difficult words that have a key on the screen."""
    found, waiting = [], [kiosk.window.contentItem()]
    while waiting:
        item = waiting.pop()
        if isinstance(item, QQuickItem) and item.isVisible():
            if kind_of(item) == "WordKey":
                found.append(plain(str(item.property("text"))))
            waiting += item.childItems()
    return found


@pytest.mark.parametrize(
    ("screen", "subject", "word"),
    [
        ("topic", "voter-list", "Danh sách cử tri"),
        ("notice", "niem-yet-danh-sach-cu-tri", "Niêm yết"),
        ("steps", "2", "Phiếu không hợp lệ"),
        ("which", "temporary.under-12-months", "Tạm trú"),
        ("word", "constituency", "Cử tri"),
    ],
)
def test_what_is_read_has_keys_for_its_difficult_words(
    demo_store: Path, qapp: QGuiApplication, screen: str, subject: str, word: str
) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.go(screen, subject)
        assert word in keys(kiosk)


def test_no_word_of_a_candidate_is_ever_marked_or_explained(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        showing = kiosk.session.view.showing
        assert showing is not None
        unit = showing.constituencies("na")[0]
        look = showing.words_in("vi")
        said = 0
        for person in showing.candidates(unit.id):
            text = " ".join("".join(s.text for s in block.line) for block in person.programme.get("vi", ()))
            said += len(look.occurrences(text))
            for subject in (person.id, f"{person.id}/programme"):
                kiosk.go("candidate", subject)
                assert keys(kiosk) == []
                assert not any(re.search("<u>", str(item.property("text"))) for item in texts(kiosk))
        kiosk.go("compare", unit.id + "/programme")
        assert keys(kiosk) == []
        assert not any("<u>" in str(item.property("text")) for item in texts(kiosk))
        assert said, "a programme has such words, and still none is marked"


def texts(kiosk: Open) -> list[QQuickItem]:
    found, waiting = [], [kiosk.window.contentItem()]
    while waiting:
        item = waiting.pop()
        if kind_of(item) == "Words":
            found.append(item)
        waiting += item.childItems()
    return found


def test_back_from_a_word_is_the_key_that_led_there_and_the_place_is_itself_again(
    demo_store: Path, qapp: QGuiApplication
) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.go("topic", "voter-list")
        kiosk.session.note("voter-list#election-team")
        kiosk.session.go("word", "election-team")
        settle()
        kiosk.session.back()
        assert kiosk.session.place == Place(Screen.TOPIC, "voter-list#election-team")
        kiosk.grab()
        kiosk.grab()
        focused = kiosk.window.activeFocusItem()
        assert plain(str(focused.property("text"))) == "Tổ bầu cử"
        assert focused.mapToScene(focused.boundingRect().center()).y() < kiosk.window.height()
        assert kiosk.session.place == Place(Screen.TOPIC, "voter-list"), "a change of language begins at the top"
