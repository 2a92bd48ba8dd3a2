"""Languages of a bundle's own: named, translated, or only heard; and what the equality gate holds back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers.sources import change, write, write_source
from voter_kiosk.authoring.check import check
from voter_kiosk.authoring.publish import documents_of
from voter_kiosk.bundle import documents
from voter_kiosk.domain.finding import Finding, Severity
from voter_kiosk.domain.languages import LanguageSetting
from voter_kiosk.shipped import shipped

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_source(tmp_path / "source")


def speak(source: Path, *languages: str, more: str = "") -> None:
    """Let the source have those languages besides Vietnamese and English; ``more`` are lines of its own."""
    said = ", ".join(f'"{language}"' for language in ("vi", "en", *languages))
    change(source, "bundle.toml", 'languages = ["vi", "en"]', f"languages = [{said}]")
    text = (source / "bundle.toml").read_text("utf-8")
    (source / "bundle.toml").write_text(text + more, encoding="utf-8")


def found(source: Path, code: str) -> list[Finding]:
    return [one for one in check(source).findings if one.code == code]


# names


def test_a_bundle_says_what_a_language_is_called_and_that_it_is_only_heard(source: Path) -> None:
    speak(source, "km", "hmn", more='[language.km]\nname = "ភាសាខ្មែរ"\n[language.hmn]\naudio_only = true\n')
    report = check(source)
    assert report.ok
    assert report.content is not None
    assert report.content.election is not None
    settings = (LanguageSetting("km", "ភាសាខ្មែរ"), LanguageSetting("hmn", audio_only=True))
    assert report.content.election.language_settings == settings
    files = documents_of(report.content)
    assert isinstance(files, dict)
    (election,) = documents.decode_json(documents.ELECTION, files["p98/election.json"])  # type: ignore[misc]
    assert election.language_settings == settings


def test_a_setting_of_a_language_the_bundle_does_not_have_is_no_key(source: Path) -> None:
    speak(source, "km", more='[language.kh]\nname = "ខ្មែរ"\n')
    (one,) = found(source, "unknown-key")
    assert "language.kh" in one.message.en


def test_vietnamese_and_english_are_always_written(source: Path) -> None:
    speak(source, more="[language.en]\naudio_only = true\n")
    (one,) = found(source, "audio-only")
    assert one.severity is ERROR
    assert one.place


def test_a_language_nobody_knows_wants_a_name(source: Path) -> None:
    speak(source, "tyz", "qaa", "xx")
    assert [one.message.en.split("“")[1][:3] for one in found(source, "language-unnamed")] == ["qaa", "xx”"]
    speak_named = '[language.qaa]\nname = "Tiếng thử"\n[language.xx]\nname = "X"\n'
    (source / "bundle.toml").write_text((source / "bundle.toml").read_text("utf-8") + speak_named, "utf-8")
    assert found(source, "language-unnamed") == []


# interface strings


def strings(source: Path, language: str, said: dict[str, str]) -> None:
    write(source, f"strings/{language}.json", json.dumps(said, ensure_ascii=False))


def test_it_is_told_how_much_of_a_language_is_there(source: Path) -> None:
    speak(source, "tyz")
    strings(source, "tyz", {"Back": "×", "Finish": "××"})
    write(source, "topics/cach-bo-phieu.tyz.md", '+++\ntitle = "×"\nsummary = "×"\n+++\n××\n')
    (one,) = found(source, "language-share")
    every = len(json.loads(shipped("resources", "i18n", "vi.json").read_text("utf-8")))
    assert one.severity is NOTE
    assert f"Tày: 2 of {every} interface strings, 1 of 1 topics" in one.message.en
    assert "Tiếng Tày" in one.message.vi


@pytest.mark.parametrize(
    ("phrase", "said", "bad"),
    [
        ("%n days left", "%n ×", False),
        ("%n days left", "×", True),
        ("%n days left", "%n × %1", True),
        ("%n days left|1", "×", False),
        ("%n days left|1", "× %2", True),
        ("Voting from %1 to %2", "%2 × %1", False),
        ("Voting from %1 to %2", "%1 ×", True),
        ("Back", "%", False),
    ],
)
def test_what_is_filled_in_stays_in_a_translation(source: Path, phrase: str, said: str, bad: bool) -> None:
    speak(source, "tyz")
    strings(source, "tyz", {phrase: said})
    assert [one.severity for one in found(source, "string-marks")] == [ERROR] * bad
    assert found(source, "string-unknown") == []


def test_a_phrase_that_no_screen_says_is_told(source: Path) -> None:
    speak(source, "tyz")
    strings(source, "tyz", {"Bakc": "×"})
    (one,) = found(source, "string-unknown")
    assert (one.severity, one.file) == (NOTE, "strings/tyz.json")


def test_strings_of_a_language_that_is_not_offered_are_told(source: Path) -> None:
    strings(source, "tyz", {"Back": "×"})
    (one,) = found(source, "language-not-listed")
    assert one.severity is WARNING


def test_texts_in_a_language_that_is_only_heard_will_not_show(source: Path) -> None:
    speak(source, "hmn", more="[language.hmn]\naudio_only = true\n")
    assert found(source, "audio-only-text") == []
    assert found(source, "language-share") == []
    strings(source, "hmn", {"Back": "×"})
    write(source, "topics/cach-bo-phieu.hmn.md", '+++\ntitle = "×"\nsummary = "×"\n+++\n××\n')
    write(source, "notices/khau-trang.hmn.md", '+++\ntitle = "×"\n+++\n××\n')
    write(source, "programmes/p98.na.1.1.hmn.md", "××\n")
    (one,) = found(source, "audio-only-text")
    assert one.severity is WARNING
    for name in ("cach-bo-phieu", "khau-trang", "p98.na.1.1", "strings/hmn.json"):
        assert name in one.message.vi


# the equality gate


def translate(source: Path, name: str, text: str) -> None:
    write(source, f"programmes/{name}.en.md", text)


FULL = "I shall listen to what the voters say.\n\n- Village roads\n- Clean water\n"


def test_a_translation_for_everybody_is_nothing_to_tell(source: Path) -> None:
    for number in (1, 2, 3):
        translate(source, f"p98.na.1.{number}", FULL)
    assert found(source, "translation-unequal") == []


def test_who_lacks_a_translation_is_told_with_file_and_row(source: Path) -> None:
    translate(source, "p98.na.1.1", FULL)
    translate(source, "p98.na.1.3", FULL)
    (one,) = found(source, "translation-unequal")
    assert one.severity is WARNING
    assert one.file == "programmes/p98.na.1.2.en.md"
    assert "Phạm Văn Cam" in one.message.vi
    assert "nguoi-ung-cu.csv, hàng 3" in one.message.vi
    assert "tiếng Việt" in one.message.vi
    assert "is missing" in one.message.en


@pytest.mark.parametrize(
    ("text", "why"), [("I listen.\n", "much shorter"), (FULL * 4, "much longer"), (FULL, "without the Vietnamese")]
)
def test_a_translation_out_of_measure_is_told(source: Path, text: str, why: str) -> None:
    for number in (1, 2, 3):
        translate(source, f"p98.na.1.{number}", FULL)
    translate(source, "p98.na.1.2", text)
    if why == "without the Vietnamese":
        write(source, "programmes/p98.na.1.2.vi.md", "")
    (one,) = found(source, "translation-unequal")
    assert why in one.message.en
    assert one.file == "programmes/p98.na.1.2.en.md"
