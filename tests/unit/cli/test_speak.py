"""speak, as an official types it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.sources import change, write_source
from voter_kiosk.cli.main import main

ENGLISH = {"LANG": "en_GB.UTF-8"}
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: object, environment: dict[str, str] = ENGLISH) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["speak", *(str(argument) for argument in arguments)], environment)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_source(tmp_path / "source")


def test_the_kiosks_own_voice_speaks_a_source_and_a_changed_line_alone(run: Run, source: Path) -> None:
    code, out, _ = run(source, "--language", "en", "--json")
    first = json.loads(out)["rendered"]
    assert (code, first["kept"], first["removed"]) == (0, 0, 0)
    assert first["made"] > 10
    change(source, "topics/cach-bo-phieu.en.md", "Bring your", "Take your")
    code, out, _ = run(source, "--language", "en")
    assert code == 0
    assert f"Spoke 1 lines anew, kept {first['made'] - 1}, removed 1 files" in out
    code, out, _ = run(source, "--language", "en", environment={})
    assert f"Đã đọc mới 0 dòng, giữ {first['made']}, xóa 0 tệp" in out


def test_what_cannot_be_spoken_is_named(run: Run, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from helpers.voices import Tones

    monkeypatch.setattr(
        "voter_kiosk.authoring.clips.voices.voice_called",
        lambda _name: lambda _respellings: Tones(languages=("vi",)),
    )
    change(source, "notices/khau-trang.vi.md", "Xin xếp hàng theo vạch.", "hụt")
    code, out, _ = run(source)
    assert code == 0
    assert "Nothing to be heard in: notice/khau-trang/paragraph-1/1." in out
    assert "does not have the languages: en" in out


def test_names_go_into_a_folder_to_be_heard(run: Run, source: Path, tmp_path: Path) -> None:
    code, out, _ = run(source, "--names", tmp_path / "nghe")
    assert code == 0
    assert "names into" in out
    count = len(list((tmp_path / "nghe").glob("*.ogg")))
    assert json.loads(run(source, "--names", tmp_path / "nghe", "--json")[1])["names"] == count >= 10
    assert not (source / "clips").exists()


def test_lists_to_record_from_are_written(run: Run, source: Path) -> None:
    code, out, _ = run(source, "--recordings")
    assert code == 0
    for language in ("vi", "en"):
        path = source / f"clips/recorded/{language}/danh-sach.csv"
        assert str(path) in out
        assert path.is_file()
    assert json.loads(run(source, "--recordings", "--language", "vi", "--json")[1])["files"] == [
        str(source / "clips/recorded/vi/danh-sach.csv")
    ]


def test_a_voice_that_is_not_there_and_a_source_with_errors_are_refused(run: Run, source: Path) -> None:
    code, _, err = run(source, "--voice", "festival")
    assert code == 1
    assert "[unknown-voice]" in err
    assert "[unknown-voice]" in run(source, "--voice", "festival", "--names", source / "x")[2]
    change(source, "bundle.toml", 'scope = "p98"', 'scope = "nowhere"')
    code, out, _ = run(source)
    assert code == 1
    assert "nowhere" in out
