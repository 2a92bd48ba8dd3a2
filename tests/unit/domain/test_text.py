"""Texts and sentences in the languages a person reads."""

from voter_kiosk.domain.text import Sentence, pick


def test_vietnamese_stands_in_where_a_language_is_missing_or_empty() -> None:
    assert pick({"vi": "Chào", "en": "Hello"}, "en") == "Hello"
    assert pick({"vi": "Chào", "en": ""}, "en") == "Chào"
    assert pick({}, "en") == ""


def test_a_sentence_is_said_in_the_persons_language_and_logged_in_english() -> None:
    sentence = Sentence("Không đọc được", "Cannot be read")
    assert sentence.say("vi") == "Không đọc được"
    assert sentence.say("en") == "Cannot be read"
    assert sentence.say("tyz") == "Không đọc được"
    assert str(sentence) == "Cannot be read"
