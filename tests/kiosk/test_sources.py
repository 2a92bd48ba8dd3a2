"""What a text rests on is one touch away."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from helpers.kiosks import opened, vietnam
from voter_kiosk.domain.content import Block, BlockKind, Span
from voter_kiosk.domain.journey import Place, Screen
from voter_kiosk.kiosk.facts.blocks import A_MINUTE, GLANCE, reading_time
from voter_kiosk.kiosk.facts.sources import grounds, sourced

SAID = (Span("Ông/Bà mang theo thẻ cử tri ("), Span("Điều 69", source="luat"), Span(")."))
TWICE = (Span("Một nơi (", bold=True), Span("Điều 29", source="luat"), Span("; "), Span("Điều 34", source="luat"))


def paragraph(*line: Span) -> Block:
    return Block("b", BlockKind.PARAGRAPH, line=line)


def test_each_statement_stands_under_its_source_with_the_article() -> None:
    table = Block("t", BlockKind.TABLE, rows=((SAID, (Span("Câu 87", source="hoi-dap"),)),))
    steps = Block("s", BlockKind.STEP, line=(Span("Nhận phiếu"),), items=(TWICE,))
    assert grounds((steps, table)) == {
        "luat": [
            ("Điều 29, Điều 34", "Một nơi (Điều 29; Điều 34"),
            ("Điều 69", "Ông/Bà mang theo thẻ cử tri (Điều 69)."),
        ],
        "hoi-dap": [("Câu 87", "Câu 87")],
    }


def test_a_text_without_a_source_has_no_way_to_one() -> None:
    assert not sourced((paragraph(Span("Chúc Ông/Bà một ngày tốt lành.")),))
    assert sourced((paragraph(*SAID),))


@pytest.mark.parametrize(("language", "topic"), [("vi", "how-to-vote"), ("en", "who-may-vote")])
@pytest.mark.parametrize("sample", ["demo", "hai-phong-2021"])
def test_from_a_topic_to_its_law_and_back_by_touch(
    shipped_stores: Path, qapp: QGuiApplication, language: str, topic: str, sample: str
) -> None:
    at = vietnam("2021-05-11 09:00" if sample == "hai-phong-2021" else "2026-03-03 09:00")
    with opened(shipped_stores / sample, qapp, at=at) as kiosk:
        if language == "en":
            kiosk.hand.touch("English")
        kiosk.go("topic", topic)
        kiosk.hand.touch(kiosk.keys("Sources"))
        assert kiosk.session.place == Place(Screen.SOURCES, f"topic/{topic}")
        said = "\n".join(kiosk.hand.words())
        assert "85/2015/QH13" in said, "the law by its number"
        assert ("Điều 69" if language == "vi" else "Article 30") in said
        kiosk.hand.touch(kiosk.keys("Back"))
        assert kiosk.session.place == Place(Screen.TOPIC, topic)


@pytest.mark.parametrize("subject", ["", "topic/", "topic/no-such", "notice/no-such", "home/x", "nowhere/x"])
def test_what_has_no_sources_has_no_such_screen(demo_store: Path, qapp: QGuiApplication, subject: str) -> None:
    with opened(demo_store, qapp) as kiosk:
        kiosk.go("home")
        kiosk.go("sources", subject)
        assert kiosk.session.place.screen is Screen.HOME


def test_the_time_to_read_is_said_for_what_takes_time(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp) as kiosk:
        view = kiosk.session.view
        word = (Span("chữ " * (GLANCE - 1)),)
        assert reading_time((paragraph(*word),), view) == ""
        long = (Span("chữ " * (3 * A_MINUTE)),)
        assert reading_time((paragraph(*long),), view).replace("\u00a0", " ") == "Đọc khoảng 3 phút"
