"""The letters of other languages: which fonts draw them, once a bundle needs them, and how far apart lines stand.

A font never comes from a bundle (decision 0016): it ships with the software, or is the system's. Which fonts this
process has is Qt's own knowledge (``QFontDatabase``), so that they were loaded is remembered for the process.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from voter_kiosk.domain.election import Election
from voter_kiosk.domain.languages import LATIN, Offered, language_of, offered
from voter_kiosk.shipped import shipped

FAMILY: Final = "Be Vietnam Pro"


@dataclass(frozen=True, slots=True)
class Script:
    """How a script is drawn: the font's family, and whether it ships, in ``resources/fonts``, or is the system's.

    ``pitch`` and ``bold_pitch`` are the line pitch in ems that its stacked marks need, measured on the ink, and
    ``block`` its signs, where that is more than Vietnamese needs.
    """

    family: str
    ships: bool = False
    pitch: float = 1.45
    bold_pitch: float = 1.5
    block: range = range(0)


SCRIPTS: Final = MappingProxyType(
    {
        # The letters of Ê Đê, Gia Rai and Ba Na that Be Vietnam Pro lacks, ĕ ĭ ŏ ŭ ƀ: they stand in names too.
        LATIN: Script("Kiosk Letters", ships=True),
        # ក្រ៊ឺ stands 1.04 em above its line, ញ្ញុំ hangs 0.54 em below it.
        "Khmr": Script("Kiosk Khmer", True, 1.7, 1.75, range(0x1780, 0x1800)),
        # ꨱꨪ stands 1.12 em above, ꨵ hangs 0.77 em below.
        "Cham": Script("Noto Sans Cham", False, 1.95, 2.0, range(0xAA00, 0xAA60)),
        # ꪾ over ꪞ stands 1.17 em above, ꪴ hangs 0.51 em below.
        "Tavt": Script("Noto Sans Tai Viet", False, 1.75, 1.8, range(0xAA80, 0xAAE0)),
        "Hant": Script("Noto Sans CJK TC"),
    }
)
"""By ISO 15924. Fonts of the system are Debian's fonts-noto-core and fonts-noto-cjk."""

USUAL: Final = Script(FAMILY)

_LIGATURES: Final = QFont.Tag.fromString("liga")


def printed(pixels: int) -> QFont:
    """The font of what is printed or written as a PDF, ``pixels`` high.

    A code read or copied from there is the same code: "ff" or "fi" drawn as one sign came back as another letter.
    """
    font = QFont(FAMILY)
    font.setPixelSize(pixels)
    font.setFeature(_LIGATURES, 0)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def script_of(language: str) -> Script:
    """How the texts of a language stand: in Latin letters as Vietnamese does."""
    script = language_of(language).script
    return USUAL if script == LATIN else SCRIPTS.get(script, USUAL)


def pitch_of(text: str, usual: float) -> float:
    """The line pitch that a text needs, in ems: ``usual``, or more for signs whose marks stand higher."""
    signs = {ord(sign) for sign in text}
    return max(
        (how.bold_pitch for how in SCRIPTS.values() if any(sign in how.block for sign in signs)), default=usual
    )


@cache
def load(script: str) -> bool:
    """Load the font of a script, once; whether its letters can be drawn here."""
    wanted = SCRIPTS.get(script)
    if wanted is None:
        return False
    if wanted.ships:
        for file in sorted(shipped("resources", "fonts").glob(f"{wanted.family.replace(' ', '')}-*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
    elif wanted.family not in QFontDatabase.families():
        return False
    QFont.insertSubstitution(FAMILY, wanted.family)
    # Be Vietnam Pro is asked for every script first, and Qt notes each time that it has none but Latin.
    QLoggingCategory.setFilterRules("qt.text.font.db.info=false")
    return True


def choices(election: Election | None) -> tuple[Offered, ...]:
    """The languages a citizen can choose on this kiosk, Vietnamese first, each as its key names it.

    One whose letters cannot be drawn here is left out, unless it is only heard: squares help nobody. A name in
    letters that are missing gives way to the Vietnamese one.
    """
    every = offered(election.languages, election.language_settings) if election else offered(())
    if len(every) == 2 or QGuiApplication.instance() is None:
        return every
    for one in every:
        load(one.script)
    metrics = QFontMetricsF(QFont(FAMILY))
    return tuple(
        one if all(map(metrics.inFontUcs4, map(ord, one.name))) else replace(one, name=one.plain)
        for one in every
        if one.audio_only or load(one.script)
    )
