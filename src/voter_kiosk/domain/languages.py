"""The languages a bundle may speak besides Vietnamese and English: their names, and what they are written in.

Names in Vietnamese are those of the peoples in the official list of 54; a language's own name stands only where a
source bears it out (decision 0016 lists them), and the Vietnamese name stands in for it. No language
is written here from right to left, and none of these inflects for number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from voter_kiosk.domain.text import ENGLISH, VIETNAMESE

LATIN: Final = "Latn"
"""The script of every language that names no other (ISO 15924)."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its BCP 47 tag: its own name (empty where not borne out), its Vietnamese and English name.

    ``script`` is what it is written in here (ISO 15924).
    """

    tag: str
    own: str
    vi: str
    en: str
    script: str = LATIN

    @property
    def name(self) -> str:
        """What its key on the screen says: its own name, else the Vietnamese one."""
        return self.own or self.vi


@dataclass(frozen=True, slots=True)
class LanguageSetting:
    """What a bundle says of one of its languages: the name to show, empty for the usual one.

    ``audio_only`` is for a language that is listened to and not read here: every text on the screen stays
    Vietnamese, and what is heard are the recordings in that language, each kept by the Vietnamese text it tells.
    """

    tag: str
    name: str = ""
    audio_only: bool = False


@dataclass(frozen=True, slots=True)
class Offered:
    """A language a citizen can choose: ``plain`` is its Vietnamese name, for a kiosk that lacks the letters."""

    tag: str
    name: str
    plain: str
    script: str
    audio_only: bool = False


LANGUAGES: Final[Mapping[str, Language]] = MappingProxyType(
    {
        language.tag: language
        for language in (
            Language(VIETNAMESE, "Tiếng Việt", "Tiếng Việt", "Vietnamese"),
            Language(ENGLISH, "English", "Tiếng Anh", "English"),
            Language("tyz", "", "Tiếng Tày", "Tày"),
            Language("nut", "", "Tiếng Nùng", "Nung"),
            Language("blt", "ꪼꪕꪒꪾ", "Tiếng Thái Đen", "Tai Dam", "Tavt"),
            Language("twh", "", "Tiếng Thái Trắng", "Tai Dón"),
            Language("mtq", "", "Tiếng Mường", "Muong"),
            Language("hmn", "", "Tiếng Mông", "Hmong"),
            Language("mww", "", "Tiếng Mông Trắng", "White Hmong"),
            Language("hmv", "", "Tiếng Mông Đơ", "Hmong Dô"),
            Language("ium", "", "Tiếng Dao", "Iu Mien"),
            Language("km", "ខ្មែរ", "Tiếng Khmer", "Khmer", "Khmr"),
            Language("cjm", "ꨌꩌ", "Tiếng Chăm", "Eastern Cham", "Cham"),
            Language("cja", "", "Tiếng Chăm Tây", "Western Cham"),
            Language("rad", "Klei Êđê", "Tiếng Ê Đê", "Rade"),
            Language("jra", "", "Tiếng Gia Rai", "Jarai"),
            Language("bdq", "", "Tiếng Ba Na", "Bahnar"),
            Language("sed", "", "Tiếng Xơ Đăng", "Sedang"),
            Language("hre", "", "Tiếng Hrê", "Hre"),
            Language("cmo", "", "Tiếng Mnông", "Central Mnong"),
            Language("kpm", "", "Tiếng Cơ Ho", "Koho"),
            Language("sti", "", "Tiếng Xtiêng", "Bulo Stieng"),
            Language("bru", "", "Tiếng Bru - Vân Kiều", "Eastern Bru"),
            Language("rgs", "", "Tiếng Ra Glai", "Southern Roglai"),
            Language("cje", "", "Tiếng Chu Ru", "Chru"),
            Language("kjg", "", "Tiếng Khơ Mú", "Khmu"),
            Language("hni", "", "Tiếng Hà Nhì", "Hani"),
            Language("zh-Hant", "中文", "Tiếng Hoa", "Chinese", "Hant"),
            Language("yue", "粵語", "Tiếng Quảng Đông", "Cantonese", "Hant"),
        )
    }
)
"""Every language known here, by tag (ISO 639, in the order of showing where a bundle gives none)."""


def language_of(tag: str) -> Language:
    """The language of a tag: as it is known, or by its first part with the script that the tag names.

    An unknown one is called by its tag.
    """
    if tag in LANGUAGES:
        return LANGUAGES[tag]
    primary, _, rest = tag.partition("-")
    script = next((part.title() for part in rest.split("-") if len(part) == 4 and part.isalpha()), "")
    known = LANGUAGES.get(primary) or Language(primary, "", tag, tag)
    own = known.own if script in {"", known.script} else ""
    return Language(tag, own, known.vi, known.en, script or known.script)


def offered(languages: Iterable[str], settings: Iterable[LanguageSetting] = ()) -> tuple[Offered, ...]:
    """What a citizen may choose, Vietnamese first, then as the bundle has them.

    English is always among them, last where the bundle does not name it: the interface is complete in it.
    """
    said = {setting.tag: setting for setting in settings}
    found = []
    for tag in dict.fromkeys((VIETNAMESE, *languages, ENGLISH)):
        language, setting = language_of(tag), said.get(tag, LanguageSetting(tag))
        name = setting.name or language.name
        found.append(Offered(tag, name, language.vi, language.script, is_audio_only(tag, said.values())))
    return tuple(found)


def is_audio_only(tag: str, settings: Iterable[LanguageSetting]) -> bool:
    """Whether a bundle speaks that language and does not write it; never so for Vietnamese and English."""
    return tag not in {VIETNAMESE, ENGLISH} and any(one.audio_only for one in settings if one.tag == tag)


def written(tag: str, settings: Iterable[LanguageSetting]) -> str:
    """The language of the texts for who chose ``tag``: Vietnamese where ``tag`` is only listened to.

    What is heard is always in ``tag`` itself; a recording is kept by the text it tells, which is this one's.
    """
    return VIETNAMESE if is_audio_only(tag, settings) else tag
