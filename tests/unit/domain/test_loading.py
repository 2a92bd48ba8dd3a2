"""Loading as an official sees it."""

from __future__ import annotations

import pytest

from voter_kiosk.domain.events import EVENTS, says
from voter_kiosk.domain.loading import COPYING, STEPS, may_pull
from voter_kiosk.domain.office import Person, Role
from voter_kiosk.store.installer import Step


@pytest.mark.parametrize("step", [step for step in Step if step.value in STEPS])
def test_the_stick_may_be_pulled_once_the_installer_no_longer_needs_it(step: Step) -> None:
    assert may_pull(STEPS[step.value]) is not step.needs_stick


def test_every_step_of_the_good_way_has_its_words() -> None:
    assert {step.value for step in Step} - set(STEPS) == {"rejected", "fallback"}
    assert len({said.vi for said in STEPS.values()}) == len(STEPS), "a step is known by its words"
    assert not may_pull(COPYING)


def test_an_entry_of_the_log_says_who_copied_what() -> None:
    assert Person(3, "Lê Thị B", Role.OFFICER).signature == "3 Lê Thị B"
    said = says("copied", {"version": 2, "fingerprint": "ab", "file": "goi.vkb"})
    assert said.vi == "Chép gói đang dùng (phiên bản 2, mã kiểm tra ab) ra tệp goi.vkb."
    assert says("bundle-folders", {"folders": ["/a", "/b"]}).en == "Folders to look for bundles in: /a, /b."
    assert EVENTS["copied"].fields
