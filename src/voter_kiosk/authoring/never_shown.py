"""What no kiosk may ever show, whatever column or text it hides in (facts C.2; DESIGN section 4).

Identity-card, party-card and phone numbers, e-mail addresses, house numbers, pay, and family members. A value
is judged by its shape, not by where it stands, because that is how such data slips in. A polling place's address
and an office's hotline may stand: whoever asks knows which text that is and does not ask about it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from voter_kiosk.authoring.characters import INVISIBLE
from voter_kiosk.domain.text import Sentence
from voter_kiosk.domain.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Forbidden:
    """What kind of private data was seen: a stable ``code`` and what it is, in words (``số điện thoại``).

    The value itself is not repeated: a report is kept, printed and sent on.
    """

    code: str
    what: Sentence


_IDENTITY = Forbidden(
    "identity-number", Sentence("số căn cước hoặc chứng minh nhân dân", "an identity-card number")
)
_PARTY_CARD = Forbidden("party-card-number", Sentence("số thẻ Đảng viên", "a party-card number"))
_PHONE = Forbidden("phone-number", Sentence("số điện thoại", "a phone number"))
_EMAIL = Forbidden("email", Sentence("địa chỉ thư điện tử", "an e-mail address"))
_HOUSE = Forbidden("house-number", Sentence("số nhà", "a house number"))
_SALARY = Forbidden("salary", Sentence("tiền lương", "pay"))
_FAMILY = Forbidden("family", Sentence("thông tin về người thân", "data about family members"))


def bare(text: str) -> str:
    """``text`` in lower case without marks, letter for letter: what stands at an index there stands here.

    ``text`` must be NFC. Unlike ``fold`` it keeps spaces and punctuation, so that a match can be cut out.
    """
    return "".join(_bare_letter(letter) for letter in text)


def _bare_letter(letter: str) -> str:
    lower = unicodedata.normalize("NFD", letter)[0].lower()[0]
    return {"đ": "d", "ð": "d"}.get(lower, lower)


_URL = re.compile(r"https?://\S+")
_NEAR = r"\D{0,30}?"  # what may stand between a keyword and its number

# Held against the text without its marks: people type such keywords carelessly.
_BARE_RULES: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (_EMAIL, r"\w@\w"),
        (_PARTY_CARD, rf"\bthe dang{_NEAR}\d[\d. ]{{2}}"),
        (
            _IDENTITY,
            rf"\b(?:cccd|cmnd|cmtnd|cmt|can cuoc|chung minh (?:nhan dan|thu)|dinh danh){_NEAR}(?:\d[ .]?){{6}}",
        ),
        (
            _PHONE,
            rf"\b(?:dien thoai|di dong|sdt|dt|tel|phone|zalo|hotline){_NEAR}(?!(?:19|20)\d\d\b)(?:\d[ .-]?){{6}}",
        ),
        (_PHONE, r"(?<![\w/.,-])(?:\(?\+84\)?[ .-]?|0)[35789]\d(?:[ .-]?\d){7}(?![\w/])"),
        (_PHONE, r"(?<![\w/.,-])(?:\(?\+84\)?[ .-]?|\(?0)2\d{1,2}\)?[ .-]?\d(?:[ .-]?\d){6,7}(?![\w/])"),
        (
            _IDENTITY,
            r"(?<![\w/.,-])(?:\d{12}|\d{9}|0\d\d([ .])\d{3}\1\d{3}\1\d{3}|\d{3} \d{3} \d{3})(?![\w/]|[.,]\d)",
        ),
        (_SALARY, rf"\b(?:he so luong|bac luong|muc luong|tien luong|luong co ban){_NEAR}\d"),
    )
)
_STREET = "(?:đường|duong|phố|pho|ngõ|ngo|ngách|ngach|hẻm|hem|kiệt|kiet)"
# Held against the text with its marks, or without any: "12/12 phổ thông" is no street, "Anh: B1" no brother.
_MARKED_RULES: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (_HOUSE, r"\b(?:số nhà|so nha|nhà số|nha so)[ :]*\d"),
        (_HOUSE, rf"\b(?:số|so) \d+[a-z]?(?:/\d+)* {_STREET}\b"),
        (_HOUSE, rf"^\d+[a-z]?(?:/\d+)* {_STREET}\b(?! (?:thông|thong))"),
        (
            _HOUSE,
            r"\b(?:ngõ|ngo|ngách|ngach|hẻm|hem|kiệt|kiet)(?: số| so)? \d+"
            r"|\b(?:căn hộ|can ho)(?: số| so)? [a-z]?\d{2}",
        ),
        (_FAMILY, r"\bhọ (?:và )?tên (?:của )?(?:vợ|chồng|cha|bố|mẹ|con)\b"),
        (
            _FAMILY,
            r"(?:^|[;,.] ?)(?:vợ|chồng|(?:cha|bố|mẹ|con)(?: đẻ| ruột)?|(?:anh|chị|em)(?: ruột| cả| trai| gái))"
            r"(?: là)? ?:",
        ),
    )
)


def forbidden(text: str) -> Forbidden | None:
    """What in ``text`` may never be shown, or ``None``. Any text; addresses on the web are not looked into."""
    printed = unicodedata.normalize("NFKC", text.translate(INVISIBLE))
    seen = " ".join(_URL.sub(" ", printed).split()).lower()
    unmarked = bare(seen)
    for rules, held in ((_BARE_RULES, unmarked), (_MARKED_RULES, seen)):
        for kind, pattern in rules:
            if pattern.search(held):
                return kind
    return None


_COLUMNS: Final = (
    (_IDENTITY, re.compile(r"can cuoc|cccd|cmnd|cmtnd|chung minh|dinh danh")),
    (_PARTY_CARD, re.compile(r"the dang")),
    (_PHONE, re.compile(r"dien thoai|\bsdt\b|so dt|di dong|zalo")),
    (_EMAIL, re.compile(r"e ?-?mail|thu dien tu")),
    (_HOUSE, re.compile(r"so nha")),
    (_SALARY, re.compile(r"^luong$|(?:he so|bac|muc|tien) luong|phu cap|thu nhap")),
    (
        _FAMILY,
        re.compile(
            r"gia dinh|than nhan|ho (?:va )?ten (?:vo|chong|cha|bo|me|con)\b|^(?:vo|chong|cha|bo|me|con)\b"
        ),
    ),
)


def forbidden_column(header: str) -> Forbidden | None:
    """What a whole column holds that may never be shown, judged by its header; ``None`` for any other."""
    seen = fold(header)
    for kind, pattern in _COLUMNS:
        if pattern.search(seen):
            return kind
    return None


_CV_TITLE = re.compile(r"^[\W\d]*so yeu ly lich")
_CV_MARKS: Final = (
    re.compile(r"quan he gia dinh|hoan canh gia dinh"),
    re.compile(r"ho (?:va )?ten (?:vo|chong|cha|bo|me)\b"),
    re.compile(r"he so luong|muc luong|bac luong"),
    re.compile(r"lich su ban than"),
    re.compile(r"so (?:the )?(?:can cuoc|cccd|cmnd|chung minh)"),
    re.compile(r"tinh trang suc khoe"),
)


def is_cv_form(paragraphs: tuple[str, ...]) -> bool:
    """Whether these paragraphs are a full CV form (sơ yếu lý lịch, forms 02 and 06), which never gets in.

    It is one when a paragraph is headed so, or when two things stand in it that only that form asks for.
    """
    folded = [fold(paragraph) for paragraph in paragraphs]
    if any(_CV_TITLE.match(paragraph) and len(paragraph) < 120 for paragraph in folded):
        return True
    return sum(any(mark.search(paragraph) for paragraph in folded) for mark in _CV_MARKS) >= 2
