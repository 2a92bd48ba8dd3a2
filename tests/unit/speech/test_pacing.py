"""What the pace of two voices is compared by."""

from __future__ import annotations

from voter_kiosk.speech.pacing import syllables


def test_a_date_is_one_word_to_the_eye_and_a_dozen_to_the_ear() -> None:
    assert syllables("Giáo viên", "vi") == 2
    assert syllables("05/01/1987", "vi") == 13
    assert syllables("one voter card", "en") == 3


def test_a_language_without_spaces_is_counted_by_its_letters() -> None:
    assert syllables("ក ខ", "km") == syllables("កខ", "km") == 2
