"""The few letters that Be Vietnam Pro lacks, as small fonts in ``resources/fonts``, made of the pinned Noto fonts.

``python tools/write_fonts.py`` writes them anew; the same packages give the same bytes, and a test holds them to
it. Qt draws a variable font's bold by smearing its regular, and at large sizes not at all, so each weight is cut
out here; and only the letters that are needed, so that they cost no memory worth counting (decision 0016). Both
families are under the OFL without a reserved name; what is made of them has a name of its own and meets no font of
the system's.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import fontpkg_noto_sans  # type: ignore[import-untyped]
import fontpkg_noto_sans_khmer  # type: ignore[import-untyped]
from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-untyped]

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "fonts"

LETTERS = "ĕĔĭĬŏŎŭŬƀɃ"
"""What the highlands write (Ê Đê, Gia Rai, Ba Na) and Be Vietnam Pro cannot: in names on a list, too."""

KHMER = (
    *range(0x1780, 0x17DE),
    *range(0x17E0, 0x17EA),
    *range(0x17F0, 0x17FA),
    *range(0x19E0, 0x1A00),
    0x200B,
    0x25CC,
)


@dataclass(frozen=True)
class Cut:
    """One file to make: family and style, the variable font it is cut from, the weight, the signs it keeps."""

    family: str
    style: str
    source: Path
    weight: int
    signs: tuple[int, ...]

    @property
    def file(self) -> str:
        return f"{self.family.replace(' ', '')}-{self.style.replace(' ', '')}.ttf"


def cuts() -> Iterable[Cut]:
    """Every file of ``resources/fonts``."""
    latin, khmer = (
        Path(package.__file__).parent / "files" for package in (fontpkg_noto_sans, fontpkg_noto_sans_khmer)
    )
    signs = tuple(map(ord, LETTERS))
    for style, weight in (("Regular", 400), ("Bold", 700)):
        yield Cut("Kiosk Letters", style, latin / "NotoSans[wdth,wght].ttf", weight, signs)
        yield Cut("Kiosk Khmer", style, khmer / "NotoSansKhmer[wdth,wght].ttf", weight, KHMER)
    for style, weight in (("Italic", 400), ("Bold Italic", 700)):
        yield Cut("Kiosk Letters", style, latin / "NotoSans-Italic[wdth,wght].ttf", weight, signs)


def made(cut: Cut) -> bytes:
    """The bytes of one file."""
    font = TTFont(cut.source, recalcTimestamp=False)
    font = instantiateVariableFont(font, {"wght": cut.weight, "wdth": 100}, inplace=True)
    options = Options()
    options.layout_features = ["*"]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.name_languages = [0x409]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=cut.signs)
    subsetter.subset(font)
    if "STAT" in font:
        del font["STAT"]
    bold, italic = "Bold" in cut.style, "Italic" in cut.style
    names = {
        1: cut.family,
        2: cut.style,
        3: f"{cut.family} {cut.style}",
        4: f"{cut.family} {cut.style}",
        6: cut.file.removesuffix(".ttf"),
    }
    for name, said in names.items():
        font["name"].setName(said, name, 3, 1, 0x409)
    font["OS/2"].usWeightClass = cut.weight
    font["OS/2"].fsSelection = (
        (font["OS/2"].fsSelection & ~0b1100001) | italic | bold << 5 | (not bold and not italic) << 6
    )
    font["head"].macStyle = bold | italic << 1
    out = io.BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue()


def main() -> int:
    """Write every file and the licence."""
    FOLDER.mkdir(exist_ok=True)
    for cut in cuts():
        data = made(cut)
        (FOLDER / cut.file).write_bytes(data)
        print(f"{cut.file}: {len(data):,} bytes")
    licence = Path(fontpkg_noto_sans.__file__).parent / "LICENSE"
    (FOLDER / "OFL.txt").write_text(licence.read_text("utf-8"), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
