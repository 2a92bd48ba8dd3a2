"""The large words of Attract and Home: what time it is for a voter."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from helpers.kiosks import opened, vietnam


@pytest.mark.parametrize(
    ("when", "vi", "en"),
    [
        ("2026-03-03 09:00", "Còn 12 ngày nữa đến ngày bầu cử", "12 days left until election day"),
        ("2026-03-14 06:59", "Ngày mai là ngày bầu cử", "Tomorrow is election day"),
        ("2026-03-14 07:01", "Còn 24 giờ nữa đến giờ bỏ phiếu", "24 hours left until voting begins"),
        ("2026-03-15 05:30", "Còn 2 giờ nữa đến giờ bỏ phiếu", "2 hours left until voting begins"),
        ("2026-03-15 06:30", "Sắp đến giờ bỏ phiếu", "Voting begins very soon"),
        ("2026-03-15 07:00", "Hôm nay là ngày bầu cử", "Today is election day"),
        ("2026-03-15 18:59", "Hôm nay là ngày bầu cử", "Today is election day"),
        ("2026-03-15 19:00", "Đã kết thúc bỏ phiếu", "Voting has ended"),
    ],
)
def test_it_counts_days_then_hours_and_says_when_it_is_over(
    demo_store: Path, qapp: QGuiApplication, when: str, vi: str, en: str
) -> None:
    with opened(demo_store, qapp, at=vietnam(when)) as kiosk:
        for language, expected in (("vi", vi), ("en", en)):
            kiosk.session.setLanguage(language)
            for screen in ("attract", "home"):
                kiosk.go(screen)
                said = " ".join(kiosk.hand.words()).replace("\u00a0", " ")
                assert expected in said, screen


def test_the_hours_run_down_while_nobody_touches_anything(demo_store: Path, qapp: QGuiApplication) -> None:
    with opened(demo_store, qapp, at=vietnam("2026-03-15 04:59:50")) as kiosk:
        assert "Còn 3 giờ nữa" in " ".join(kiosk.hand.words()).replace("\u00a0", " ")
        kiosk.wait(15)
        assert "Còn 2 giờ nữa" in " ".join(kiosk.hand.words()).replace("\u00a0", " ")
