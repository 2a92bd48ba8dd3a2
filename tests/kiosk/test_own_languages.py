"""Languages that a bundle brings: chosen by touch, mixed with Vietnamese where something is missing, forgotten."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import fontpkg_be_vietnam_pro  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPainter,
    QRawFont,
)
from PySide6.QtQml import QQmlApplicationEngine, QQmlComponent
from PySide6.QtQuick import QQuickItem, QQuickWindow

from helpers import pseudo, stores
from helpers.kiosks import ISSUED, Open, opened, put
from voter_kiosk.authoring.publish import Published, build
from voter_kiosk.bundle.keys import KeyFolder, create_keys
from voter_kiosk.domain.election import Election
from voter_kiosk.domain.equality import Feature
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.journey import Comfort, Contrast, Screen, TextSize
from voter_kiosk.domain.languages import LanguageSetting
from voter_kiosk.domain.slips import SlipPaper
from voter_kiosk.kiosk.fonts import FACES, load_fonts
from voter_kiosk.kiosk.measure import Measurer
from voter_kiosk.kiosk.offscreen import settle
from voter_kiosk.kiosk.phrasing import plain
from voter_kiosk.kiosk.scripts import FAMILY, SCRIPTS, choices, load, pitch_of, script_of
from voter_kiosk.kiosk.slips.paper import slip_of
from voter_kiosk.kiosk.slips.sheet import Part, PartKind, Sheet
from voter_kiosk.kiosk.stops import Stop
from voter_kiosk.kiosk.tour import Guide, Look, own_looks
from voter_kiosk.kiosk.window import Panel
from voter_kiosk.shipped import shipped
from voter_kiosk.store.installer import Installed, install
from voter_kiosk.store.opening import open_store
from voter_kiosk.store.setup import setup

pytestmark = pytest.mark.uncounted

VIETNAMESE = json.loads(shipped("resources", "i18n", "vi.json").read_text("utf-8"))
KHMER = pseudo.strings(VIETNAMESE, pseudo.KHMER, "\u200b")
HIGHLANDS = pseudo.strings(VIETNAMESE, pseudo.HIGHLANDS, " ")
SETTINGS = (LanguageSetting("qaa-Khmr", "ភាសា"), LanguageSetting("hmn", audio_only=True))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kiosk whose bundle has four languages: one in letters of its own, half translated, and one only heard."""
    folder = tmp_path_factory.mktemp("languages")
    made = stores.content()
    languages = ("vi", "en", "qaa-Khmr", "hmn")
    election = replace(made.election, languages=languages, language_settings=SETTINGS)
    half = {phrase: said for phrase, said in KHMER.items() if phrase not in {"Home", "Start page"}}
    strings = {"qaa-Khmr": half, "hmn": {"Finish": "nobody reads this"}}
    for number in (1, 2):
        words = {"vi": (stores.block("Đường làng sạch"),), "qaa-Khmr": (stores.block("ស្ត្រី"),)}
        made = stores.with_candidate(made, f"p98.province.1.{number}", programme=words)
    half_translated = {"vi": (stores.block("Nước sạch"),), "qaa-Khmr": (stores.block("ខ្មែរ"),)}
    made = stores.with_candidate(made, "p98.na.1.1", programme=half_translated)
    committee = stores.desk(folder / "committee")
    committee.bundle(1, replace(made, election=election, strings=strings))
    found = stores.new_store(folder / "store", committee)
    put(found, committee, 1)
    return found


@pytest.fixture
def kiosk(store: Path, qapp: QGuiApplication) -> Iterator[Open]:
    with opened(store, qapp) as found:
        found.go("home")
        yield found


def keys_of_languages(kiosk: Open) -> QQuickItem:
    """The keys, as the strip opens them, laid over the screen."""
    component = QQmlComponent(kiosk.kiosk.screen.engine)
    program = "import QtQuick\nimport VoterKiosk.Controls\nLanguageChoices { width: 900; y: 200; x: 90; z: 9 }"
    component.setData(program.encode(), QUrl("file:///choices.qml"))
    made = component.createWithInitialProperties({"session": kiosk.session})
    assert isinstance(made, QQuickItem), component.errorString()
    made.setParent(kiosk.window)
    made.setParentItem(kiosk.window.contentItem())
    settle()
    return made


def heard(kiosk: Open) -> list[str]:
    return [plain(words) for words in kiosk.hand.words()]


# choosing


def test_every_language_has_a_key_in_its_own_script_vietnamese_first(kiosk: Open) -> None:
    keys_of_languages(kiosk)
    names = ["Tiếng Việt", "English", "ភាសា", "Tiếng Mông"]
    assert [one["name"] for one in kiosk.session.languages] == names
    assert [name for name in kiosk.hand.names() if name in names][-4:] == names


def test_a_language_is_chosen_by_touch_and_vietnamese_stands_in_phrase_by_phrase(kiosk: Open) -> None:
    choices_ = keys_of_languages(kiosk)
    kiosk.hand.touch("ភាសា")
    choices_.setParentItem(None)
    assert kiosk.session.language == "qaa-Khmr"
    assert kiosk.session.view.language == "qaa-Khmr"
    assert KHMER["Finish"] in heard(kiosk), "what is translated, in QML"
    assert plain(kiosk.session.view.tr("%n days left", n=12)) == KHMER["%n days left"].replace("%n", "12")
    kiosk.go("search")
    assert VIETNAMESE["Start page"] in heard(kiosk), "what is not"
    assert any("giờ" in words for words in (plain(kiosk.session.view.time(kiosk.session.view.moment.instant)),))
    assert plain(kiosk.session.view.date(kiosk.session.view.moment.day)).startswith("ngày 3 tháng 3")


def test_the_language_goes_with_the_citizen(kiosk: Open) -> None:
    theme = kiosk.kiosk.screen.engine.singletonInstance("VoterKiosk.Theme", "Theme")
    assert isinstance(theme, QObject)
    kiosk.session.setLanguage("qaa-Khmr")
    settle()
    assert theme.property("linePitch") == SCRIPTS["Khmr"].pitch
    kiosk.session.finish()
    settle()
    assert kiosk.session.language == "vi"
    assert theme.property("linePitch") == 1.45
    assert VIETNAMESE["Touch the screen to begin"] in heard(kiosk)


def test_attract_shows_the_languages_where_there_are_more_than_two(kiosk: Open) -> None:
    kiosk.session.finish()
    settle()
    assert "Tiếng Việt · English · ភាសា · Tiếng Mông" in heard(kiosk)


def test_two_languages_are_what_they_were(installed: Path, qapp: QGuiApplication) -> None:
    with opened(installed, qapp) as kiosk:
        assert [one["tag"] for one in kiosk.session.languages] == ["vi", "en"]
        assert not any("Tiếng Việt · English" in words for words in heard(kiosk))
        kiosk.session.setLanguage("qaa-Khmr")
        assert kiosk.session.language == "vi", "what is not offered cannot be chosen"


def test_before_a_bundle_is_opened_there_are_two(tmp_path: Path, qapp: QGuiApplication) -> None:
    with opened(tmp_path / "none", qapp) as kiosk:
        assert [one["tag"] for one in kiosk.session.languages] == ["vi", "en"]


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("width", [1000, 600, 360])
def test_the_keys_of_languages_hold_their_numbers(kiosk: Open, size: TextSize, width: int) -> None:
    kiosk.session.setTextSize(size.value)
    keys = keys_of_languages(kiosk)
    for item in kiosk.window.contentItem().childItems():
        item.setVisible(item is keys)
    keys.setX(20)
    keys.setWidth(width)
    kiosk.grab()
    kiosk.grab()  # a layout finds its place as it is drawn
    measurer = Measurer(kiosk.window, Panel().pixels_per_mm)
    found = measurer.geometry(measurer.layer(), size)
    assert [control.name for control in found.controls if control.target] == [
        str(one["name"]) for one in kiosk.session.languages
    ]
    assert list(found.faults) == []


# a language that is only heard


def test_who_only_listens_reads_vietnamese_and_hears_her_own(kiosk: Open) -> None:
    keys_of_languages(kiosk).setParentItem(None)
    kiosk.session.setLanguage("hmn")
    settle()
    view = kiosk.session.view
    assert (view.language, view.spoken, kiosk.session.language) == ("vi", "hmn", "hmn")
    assert VIETNAMESE["Finish"] in heard(kiosk)
    assert "nobody reads this" not in heard(kiosk)
    kiosk.session.finish()
    assert kiosk.session.view.spoken == Comfort().language


# equality


def test_a_programme_is_read_in_ones_language_where_everybody_has_it(kiosk: Open) -> None:
    kiosk.session.setLanguage("qaa-Khmr")
    kiosk.go("candidate", "p98.province.1.2/programme")
    assert any("ស្ត្រី" in words for words in heard(kiosk))
    assert KHMER[NOTE] not in heard(kiosk)


NOTE = "This part is in Vietnamese only, for every candidate on this ballot."


@pytest.mark.parametrize("number", [1, 2])
def test_where_one_lacks_a_translation_everybody_is_in_vietnamese_and_it_says_why(
    kiosk: Open, number: int
) -> None:
    kiosk.session.setLanguage("qaa-Khmr")
    kiosk.go("candidate", f"p98.na.1.{number}/programme")
    assert not any(words == "ខ្មែរ" for words in heard(kiosk))
    assert KHMER[NOTE] in heard(kiosk)
    showing = kiosk.session.view.showing
    assert showing is not None
    assert not showing.equal("p98.na.1", Feature.PROGRAMME, "qaa-Khmr")
    kiosk.session.setLanguage("vi")
    settle()
    assert VIETNAMESE[NOTE] not in heard(kiosk)


# letters

ALPHABETS = {
    "Ê Đê": "aăâbƀcčdđeĕêê̆ghiĭjklmnñoŏôô̆ơơ̆prstuŭưư̆wy",
    "Gia Rai": "aăâbƀcčdđeĕêê̆ghiĭjklmnñoŏôô̆ơơ̆prstuŭưư̆wy",
    "Ba Na": "aăâbƀcčdđeĕêê̆ghiĭjklmnñoŏôô̆ơơ̆prstuŭưư̆wxy",
    "Tày, Nùng": "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz",
}
"""As schools write them; marks that have no letter of their own follow it (U+0306)."""
TONES = "\u0300\u0301\u0303\u0309\u0323"


MAIN = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"
BESIDE = shipped("resources", "fonts")


def drawn(folder: Path, pattern: str) -> list[QRawFont]:
    found = [QRawFont(str(file), 20) for file in sorted(folder.glob(pattern))]
    assert found
    return found


@pytest.mark.parametrize("alphabet", ALPHABETS.values(), ids=ALPHABETS.keys())
def test_every_letter_of_the_latin_alphabets_is_drawn_by_a_pinned_font(
    qapp: QGuiApplication, alphabet: str
) -> None:
    main = [font for face in FACES for font in drawn(MAIN, f"BeVietnamPro-{face}.ttf")]
    beside = drawn(BESIDE, "KioskLetters-*.ttf")
    assert len(beside) == 4
    signs = unicodedata.normalize("NFC", alphabet + alphabet.upper() + "".join(pseudo.HIGHLANDS))
    for sign in sorted({*signs, *TONES}):
        fonts = main if all(font.supportsCharacter(ord(sign)) for font in main) else beside
        assert all(font.supportsCharacter(ord(sign)) for font in fonts), unicodedata.name(sign)


def test_every_letter_and_sign_of_khmer_is_drawn_by_a_pinned_font(qapp: QGuiApplication) -> None:
    fonts = drawn(BESIDE, "KioskKhmer-*.ttf")
    assert len(fonts) == 2
    for code in (*range(0x1780, 0x17A3), *range(0x17A5, 0x17B4), *range(0x17B6, 0x17D4), *range(0x17E0, 0x17EA)):
        assert all(font.supportsCharacter(code) for font in fonts), hex(code)


def test_a_khmer_letter_is_at_least_as_high_as_a_small_latin_one(qapp: QGuiApplication) -> None:
    """Khmer has no capitals: its letters are held to the height of the small ones beside them."""
    load_fonts()
    (font,) = drawn(BESIDE, "KioskKhmer-Regular.ttf")
    font.setPixelSize(1000)
    (glyph,) = font.glyphIndexesForString("ក")
    (raw,) = drawn(MAIN, "BeVietnamPro-Regular.ttf")
    raw.setPixelSize(1000)
    assert font.pathForGlyph(glyph).boundingRect().height() >= raw.xHeight()


def test_fonts_are_loaded_for_the_languages_of_a_bundle_and_for_no_others(qapp: QGuiApplication) -> None:
    assert load("Khmr")
    assert load("Latn")
    assert not load("Zzzz"), "a script nobody knows cannot be drawn"
    assert script_of("qaa-Zzzz").family == FAMILY
    assert script_of("rad").pitch == script_of("vi").pitch
    assert {SCRIPTS["Khmr"].family, SCRIPTS["Latn"].family} <= set(QFontDatabase.families())


def test_the_fonts_are_what_the_tool_makes_of_the_pinned_packages() -> None:
    tool = Path(__file__).resolve().parents[2] / "tools" / "write_fonts.py"
    spec = importlib.util.spec_from_file_location("write_fonts", tool)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["write_fonts"] = module  # its dataclass looks itself up
    spec.loader.exec_module(module)
    cuts = {cut.file: cut for cut in module.cuts()}
    assert {file.name for file in BESIDE.glob("*.ttf")} == cuts.keys()
    for cut in {cut.family: cut for cut in cuts.values()}.values():  # one of each: cutting takes its time
        assert module.made(cut) == (BESIDE / cut.file).read_bytes()


@pytest.mark.parametrize(("family", "sign"), [("Kiosk Letters", "ŭ"), ("Kiosk Khmer", "ក")])
def test_bold_is_cut_bold_at_every_size(qapp: QGuiApplication, family: str, sign: str) -> None:
    load_fonts()
    assert load("Khmr")

    def ink(weight: QFont.Weight, pixels: int) -> int:
        font = QFont(FAMILY, weight=weight)
        font.setPixelSize(pixels)
        image = QImage(pixels * 2, pixels * 2, QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setFont(font)
        painter.drawText(pixels // 2, pixels * 3 // 2, sign)
        painter.end()
        return sum(255 - value for value in bytes(image.constBits()))

    assert family in QFontDatabase.families()
    for pixels in (24, 120):
        assert ink(QFont.Weight.Bold, pixels) > 1.2 * ink(QFont.Weight.Normal, pixels)


def an_election(*languages: str, **settings: LanguageSetting) -> Election:
    made = stores.content().election
    return replace(made, languages=("vi", "en", *languages), language_settings=tuple(settings.values()))


def test_a_language_whose_letters_are_not_here_is_not_offered_and_a_name_gives_way(qapp: QGuiApplication) -> None:
    assert [one.tag for one in choices(an_election("qaa-Zzzz", "km"))] == ["vi", "en", "km"]
    for tag in ("hmn-Zzzz", "hmn"):
        only_heard = LanguageSetting(tag, "\U00016b0c", audio_only=True)
        (found,) = choices(an_election(tag, one=only_heard))[2:]
        assert found.name == "Tiếng Mông", "its name is in letters that nobody has here, but it can be heard"


@pytest.mark.parametrize("tag", ["cjm", "blt"])
def test_letters_of_the_systems_fonts_are_offered_where_the_system_has_them(
    qapp: QGuiApplication, tag: str
) -> None:
    if script_of(tag).family not in QFontDatabase.families():
        assert [one.tag for one in choices(an_election(tag))] == ["vi", "en"]
        pytest.skip(f"{script_of(tag).family} is not installed here")
    (found,) = choices(an_election(tag))[2:]
    metrics = QFontMetricsF(script_of(tag).family)
    assert all(metrics.inFontUcs4(ord(sign)) for sign in found.name)


# ink


def rows_of_ink(window: QQuickWindow) -> set[int]:
    image = window.grabWindow()
    rows = range(image.height())
    return {y for y in rows if any(image.pixelColor(x, y).lightness() < 128 for x in range(image.width()))}


STACKS = {
    # lowest of all over highest of all, as they are spelled in real words
    "Khmr": ("ញ្ញុំ ណ្ឌូ អង្គុយ", "ក្រ៊ឺ ហ្វ៊ីល ស្វ៊ីត"),
    "Latn": ("ẶỘẬỰƀ", "Ê̆Ô̆Ơ̆Ư̆Ễ"),
}


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("style", ["", "strong: true"])
@pytest.mark.parametrize("script", STACKS)
def test_stacked_marks_of_two_lines_stay_clear_of_each_other(
    qapp: QGuiApplication, size: TextSize, style: str, script: str
) -> None:
    capital = load_fonts()
    assert load(script)
    how = SCRIPTS[script]
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(shipped("resources", "qml")))
    program = f"""import QtQuick
import VoterKiosk.Theme
import VoterKiosk.Controls
Window {{
    property alias said: words.text
    width: 560; height: 500; visible: true; color: "white"
    Component.onCompleted: {{
        Theme.pixelsPerMm = {Panel().pixels_per_mm}
        Theme.capitalRatio = {capital}
        Theme.textSize = "{size}"
        Theme.linePitch = {how.pitch}
        Theme.boldPitch = {how.bold_pitch}
    }}
    Words {{ id: words; x: 20; y: 60; text: "x"; {style} }}
}}"""
    engine.loadData(program.encode(), QUrl("file:///stacks.qml"))
    (root,) = engine.rootObjects()
    assert isinstance(root, QQuickWindow)

    def ink(text: str) -> set[int]:
        root.setProperty("said", text)
        settle()
        return rows_of_ink(root)

    low, high = STACKS[script]
    above, below = ink(f"{low}\n "), ink(f" \n{high}")
    assert above
    assert below
    assert max(above) < min(below), "no row has the ink of both"
    root.close()
    del engine
    settle()


def test_lines_on_paper_stand_as_far_apart_as_their_letters_need(qapp: QGuiApplication) -> None:
    load_fonts()
    assert load("Khmr")
    assert pitch_of("Ễ trên Ặ", 1.46) == 1.46
    assert pitch_of("ក trên Ặ", 1.46) == SCRIPTS["Khmr"].bold_pitch

    def height(text: str) -> float:
        parts = (Part(PartKind.TEXT, "\n".join([text] * 20)),)
        return slip_of(
            Sheet(Screen.TOPIC, "", "a", "", parts, "", issued="2026-02-28T01:00:00Z"), SlipPaper.ROLL
        ).height

    assert height("ញ្ញុំ") > height("Ặ") * 1.1


# whole screens


@pytest.fixture(scope="module")
def spoken_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped demo with two more languages that nobody speaks, all of the interface and no content in them."""
    folder = tmp_path_factory.mktemp("spoken")
    source = folder / "source"
    shutil.copytree(shipped("data", "demo"), source)
    text = (source / "bundle.toml").read_text("utf-8")
    text = text.replace('languages = ["vi", "en"]', 'languages = ["vi", "en", "qaa-Khmr", "qab"]')
    text += '\n[language.qaa-Khmr]\nname = "ភាសា"\n[language.qab]\nname = "Klei ñu blŭ"\n'
    (source / "bundle.toml").write_text(text, "utf-8")
    (source / "strings").mkdir()
    for tag, said in (("qaa-Khmr", KHMER), ("qab", HIGHLANDS)):
        (source / "strings" / f"{tag}.json").write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    keys = create_keys(folder / "keys", issued=ISSUED["demo"])
    assert isinstance(keys, KeyFolder)
    built = build(source, folder / "keys", folder / "demo.vkb", issued=ISSUED["demo"])
    assert isinstance(built, Published), built
    assert setup(folder / "store", folder / "keys" / "root.json", polling_area="c98001.01") is None
    installed = install(folder / "store", folder / "demo.vkb")
    assert isinstance(installed, Installed), installed
    return folder / "store"


@pytest.fixture(scope="module")
def guide(spoken_demo: Path, qapp: QGuiApplication) -> Iterator[Guide]:
    found = open_store(spoken_demo)
    assert not isinstance(found, Refusal)
    made = Guide(found, qapp, panel=Panel())
    assert {look.language for look in own_looks(found)} == {"qaa-Khmr", "qab"}
    yield made
    made.close()
    found.close()


def one_of_each_kind(guide: Guide) -> list[Stop]:
    return list({stop.kind: stop for stop in guide.route()}.values())


@pytest.mark.parametrize("language", ["qaa-Khmr", "qab"])
@pytest.mark.parametrize(("size", "orientation"), [(TextSize.LARGEST, "portrait"), (TextSize.USUAL, "landscape")])
def test_screens_in_other_letters_hold_the_same_numbers(
    guide: Guide, language: str, size: TextSize, orientation: str
) -> None:
    wrong = []
    for stop in one_of_each_kind(guide):
        for measurement, _ in guide.visit(stop, Look(language, size, orientation=orientation), (Contrast.USUAL,)):
            wrong += [
                f"{stop.name}: {fault.kind} “{fault.where}” {fault.measured}" for fault in measurement.faults
            ]
    assert wrong == []
    assert list(guide.warnings) == [], "Qt has nothing to say"
