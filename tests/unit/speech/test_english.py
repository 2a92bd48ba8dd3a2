"""Each rule of the writing out of English, by an example made by hand."""

# ruff: noqa: E501 -- one example a line
from __future__ import annotations

import pytest

from voter_kiosk.speech.spelling import spoken, write_out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("At least 21 years old", "At least twenty-one years old"),
        ("69,523,133 voters", "sixty-nine million five hundred and twenty-three thousand one hundred and thirty-three voters"),
        ("98.85% and 30 kWh", "ninety-eight point eight five per cent and thirty kilowatt-hours"),
        ("version 1.52.0", "version one point fifty-two point zero"),
        ("1,234,567,890,123", "one two three four, five six seven, eight nine zero, one two three"),
        ("10/403, 2/3, 3/4", "ten out of four hundred and three, two thirds, three quarters"),
        ("In 1946, 864 and 2026–2031", "In nineteen forty-six, eight hundred and sixty-four and twenty twenty-six to twenty thirty-one"),
        ("the 15 March 2026; 15 March", "the fifteenth of March twenty twenty-six; the fifteenth of March"),
        ("1–10 July, 3 and 4 May, 40 July", "the first to the tenth of July, the third and the fourth of May, forty July"),
        ("15/3/2026, 00/8/1979, 00/00/2008", "the fifteenth of March twenty twenty-six, August nineteen seventy-nine, two thousand and eight"),
        ("32/12/2026", "thirty-two out of twelve, twenty twenty-six"),
        ("9/2002, 45/2026", "September two thousand and two, forty-five of twenty twenty-six"),
        ("17:00, 5/3; 30/4", "five pee em, the fifth of March; the thirtieth of April"),
        ("07:00, 07:05, 19:30, 12:00, 24:00", "seven eigh em, seven oh five eigh em, seven thirty pee em, noon, midnight"),
        ("25:00", "twenty-five: zero"),
        ("1st, 22nd", "first, twenty-second"),
        ("0298 000 0198", "zero two nine eight, zero zero zero, zero one nine eight"),
        ("+84 298 000 019", "plus eight four, two nine eight, zero zero zero, zero one nine"),
        ("A fall of -5", "A fall of minus five"),
        ("Term XV, terms I–XIII, terms I and V", "Term fifteen, terms one to thirteen, terms one and five"),
        ("I vote. Am I on the list? XC, V", "I vote. Am I on the list? ex see, vee"),
        ("IIX", "eye eye ex"),
        ("V", "five"),
        ("Law 85/2015/QH13", "Law eighty-five of twenty fifteen, National Assembly term thirteen"),
        ("Resolution 40/NQ-HĐBCQG, no. 33/QĐ-UBBC-X", "Resolution forty, National Election Council, no. thirty-three, decision, Election Committee, ex"),
        ("HĐND, UBND and NA", "People's Council, People's Committee and National Assembly"),
        ("No. 5, Nos. 5 and 6. No. Everyone votes", "number five, numbers five and six. No. Everyone votes"),
        ("e.g. Mr. Hoa, Q&A, etc.", "for example Mr Hoa, questions and answers, et cetera"),
        ("VNeID, QR code, HTX12, SHA-256, X-1234567", "vee en ee eye dee, cue ar code, cooperative twelve, ess aitch eigh two hundred and fifty-six, ex one two three four, five six seven"),
        ("SAMPLE, BizLIVE, voter A", "sample, Biz live, voter A"),
        ("I'm a non-party People’s deputy and/or it's", "I'm a non-party People's deputy and or it's"),
        ("baucuquochoi.vn, a@plo.vn", "bau cu quoc hoi dot vee en, eigh at pee el oh dot vee en"),
        ("3F2A 91BC 00FF", "three ef two eigh, nine one bee see, zero zero ef ef"),
        ("5 & 6 © (sample)", "five and six copyright, sample"),
    ],
)  # fmt: skip
def test_it_is_said_as_a_briton_says_it(text: str, said: str) -> None:
    assert spoken(text, "en") == said


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nguyễn Thị Hoa stands in Hải Phòng", ["Nguyễn", "Thị", "Hoa", "Hải", "Phòng"]),
        ("In Hải Phòng, Hoa Nguyễn of Bến Lứa Ward", ["Hải", "Phòng", "Hoa", "Nguyễn", "Bến", "Lứa"]),
        ("the charter (thể lệ bầu cử) of Nguyệt Giang’s council", ["thể", "lệ", "bầu", "cử", "Nguyệt", "Giang"]),
        ("PHIẾU BẦU and H'Mrang Niê of Đắk Lắk", ["phiếu", "bầu", "hờ Mrang", "Niê", "Đắk", "Lắk"]),
        ("z'a and Hai Phong without marks", []),
    ],
)
def test_vietnamese_in_it_is_left_to_the_vietnamese_voice(text: str, names: list[str]) -> None:
    assert [piece.spoken for piece in write_out(text, "en").pieces if piece.language == "vi"] == names
