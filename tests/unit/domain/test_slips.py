"""The printer that a kiosk may have, as two stored values say it."""

import pytest

from voter_kiosk.domain.slips import PrinterSetting, SlipPaper, printer_setting


def test_a_printer_has_a_name_and_a_paper() -> None:
    assert printer_setting("may-in", "80mm") == PrinterSetting("may-in", SlipPaper.ROLL)
    assert printer_setting("may-in", SlipPaper.A5) == PrinterSetting("may-in")


@pytest.mark.parametrize("name", [None, "", 7])
def test_without_a_name_there_is_no_printer(name: object) -> None:
    assert printer_setting(name, "a5") is None


@pytest.mark.parametrize("paper", [None, "", "a4"])
def test_a_paper_that_is_not_known_counts_as_a5(paper: object) -> None:
    assert printer_setting("may-in", paper) == PrinterSetting("may-in", SlipPaper.A5)
