"""The writing out as a whole: nothing of what ships is left unspoken, and each spoken word knows its place."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpers.said import everything
from voter_kiosk.speech import english, vietnamese
from voter_kiosk.speech.spelling import spoken, write_out
from voter_kiosk.speech.written import PAUSES, Written

ANY_TEXT = st.one_of(
    st.text(),
    st.text(alphabet="0123456789/.,-–:%h +\n'()₫²aăĐbBHXVIngớQ̣̂", max_size=40),
    st.lists(st.sampled_from([text for _, text in everything()]), min_size=1, max_size=2).map(" ".join),
)
SPELLED = set("APPF BSD BY CC GNU GPL HTV IPU LGPL QH QT SIL TB TT UBTVQH VOV".split())


@cache
def written_out(language: str) -> list[tuple[str, Written]]:
    return [(text, write_out(text, language)) for known, text in everything() if known == language]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_figure_abbreviation_or_sign_of_what_ships_is_left_unspoken(language: str) -> None:
    inside_words = "" if language == "vi" else "'-"
    texts = written_out(language)
    assert len(texts) > 2_000
    for text, written in texts:
        left = [one for one in written.text if not one.isalpha() and one not in {" ", *PAUSES, *inside_words}]
        assert not left, (left, text)
        assert not re.findall(r"\w*[^\W\d_a-z]*[A-ZĐ]\w*[A-ZĐ]\w*", written.text), (text, written.text)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_word_and_figure_of_what_ships_is_within_something_that_is_heard(language: str) -> None:
    for text, written in written_out(language):
        heard = [piece for piece in written.pieces if piece.heard]
        for word in re.finditer(r"[^\W_]+", text):
            within = [piece for piece in heard if piece.start < word.end() and piece.end > word.start()]
            assert within or word[0] in {"s", "https"}, (word[0], text)


@pytest.mark.parametrize(("language", "letters"), [("vi", vietnamese.letters), ("en", english.letters)])
def test_of_what_ships_only_those_abbreviations_are_spelled_that_people_spell(
    language: str, letters: object
) -> None:
    assert callable(letters)
    spelled = {
        text[piece.start : piece.end].upper()
        for text, written in written_out(language)
        for piece in written.pieces
        if re.fullmatch(r"[A-ZĐ]{2,}", text[piece.start : piece.end])
        and piece.spoken.strip() == letters(text[piece.start : piece.end])
    }
    files = {"CSV", "FILE", "JSON", "PDF", "PIN"}  # of officials' pages, which are never read aloud
    also = files | {"vi": set(), "en": {"QR", "US", "USB"}}[language]
    assert spelled <= SPELLED | also


@given(ANY_TEXT, st.sampled_from(["vi", "en"]))
@example("", "vi")
@example("A²", "en")  # a figure that is no number
@example("\u2060\u2060", "vi")
@example("a\u0323\u0302n 1\u00a02\u20603", "vi")
@example("Nguyê\u0303n Thi\u0323 Hoa’s", "en")
def test_the_pieces_cover_the_text_in_order_and_without_a_gap(text: str, language: str) -> None:
    pieces = write_out(text, language).pieces
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
    assert all(before.end == after.start for before, after in pairwise(pieces))
    assert all(piece.start < piece.end for piece in pieces)


@given(ANY_TEXT, st.sampled_from(["vi", "en"]))
def test_no_figure_of_any_text_is_left_and_no_two_spaces_or_pauses_meet(text: str, language: str) -> None:
    said = spoken(text, language)
    assert not re.search("[0-9]", said)
    assert not re.search(r" [ ,.;:?!]|[,.;:?!]{2}|^[ ,.;:?!]|[ ,]$", said)


@given(st.sampled_from(everything()))
def test_the_form_of_the_letters_makes_no_difference(shipped: tuple[str, str]) -> None:
    language, text = shipped
    assert spoken(unicodedata.normalize("NFD", text), language) == spoken(text, language)


@given(ANY_TEXT, st.sampled_from(["vi", "en"]))
def test_the_clauses_together_say_all_of_it_once(text: str, language: str) -> None:
    written = write_out(text, language)
    clauses = list(written.clauses())
    heard = [piece for clause in clauses for piece in clause.pieces if piece.heard]
    assert heard == [piece for piece in written.pieces if piece.heard]
    assert all(any(piece.heard for piece in clause.pieces) for clause in clauses)


def test_a_piece_is_what_is_highlighted_at_a_time() -> None:
    text = "Ngày 15/3/2026, 98,85% cử tri HĐND."
    heard = [text[piece.start : piece.end] for piece in write_out(text, "vi").pieces if piece.heard]
    assert heard == ["Ngày", "15/3/2026", "98,85%", "cử", "tri", "HĐND"]


def test_another_language_is_not_written_out() -> None:
    with pytest.raises(LookupError, match="tyz"):
        write_out("a", "tyz")


NAMES = {"H'Mrang": "Hờ Mơ-rang", "Ksor": "Cờ-so", "Y Krang": "I Cờ-rang <b>&", "": "không", " Krang ": "Cờ-rang"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bà H’Mrang Niê", "Bà Hờ Mơ-rang Niê"),
        ("Ông Y Krang và ông Krang.", "Ông I Cờ-rang b và ông Cờ-rang."),
        ("KSOR, Ksors, ksor", "Cờ-so, Ksors, ksor"),
    ],
)
def test_a_respelling_goes_before_every_rule_where_its_word_stands_whole(text: str, said: str) -> None:
    assert spoken(text, "vi", NAMES) == said


def test_a_respelled_word_is_one_piece() -> None:
    piece = next(piece for piece in write_out("Bà H'Mrang Niê", "vi", NAMES).pieces if "Mơ" in piece.spoken)
    assert (piece.start, piece.end) == (3, 10)
