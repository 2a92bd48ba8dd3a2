"""The kiosk's own commands: the sample content made ready, and the screens with and without a display."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from voter_kiosk.cli import demo
from voter_kiosk.cli.demo import Sample
from voter_kiosk.cli.main import main
from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.kiosk import app, display
from voter_kiosk.kiosk import tour as kiosk_tour
from voter_kiosk.kiosk.measure import Fault, Figures
from voter_kiosk.kiosk.tour import Measurement, TourReport

ENGLISH = {"LANG": "en_GB.UTF-8"}
REAL = Sample.HAI_PHONG_2021


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's data folder of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's data folder in which the sample content was made ready once, as ``run`` has it made."""
    folder = tmp_path_factory.mktemp("data")
    command = [sys.executable, "-m", "voter_kiosk", "prepare", REAL.value]
    subprocess.run(command, check=True, env={**os.environ, "XDG_DATA_HOME": str(folder)}, capture_output=True)
    return folder


@pytest.fixture
def opened(made: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the kiosk was opened with, instead of opening it; there is a display."""
    seen: list[dict[str, Any]] = []

    def run(store: Path, **how: Any) -> int:
        seen.append({"store": store, **how})
        return 0

    monkeypatch.setenv("XDG_DATA_HOME", str(made))
    monkeypatch.setattr(app, "run", run)
    monkeypatch.setattr(display, "display_there", lambda _environment: True)
    return seen


def test_the_sample_is_shown_twelve_days_before_its_polling_day(opened: list[dict[str, Any]], made: Path) -> None:
    assert main(["run", "--sample", REAL.value], ENGLISH) == 0
    assert opened[0]["store"] == demo.home(REAL) / "store"
    assert opened[0]["store"].is_relative_to(made)
    assert opened[0]["at"] == dt.datetime(2021, 5, 11, 9, tzinfo=VIETNAM)
    assert opened[0]["window"] is None


def test_what_is_asked_for_reaches_the_kiosk(
    opened: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    typed = [
        "run",
        "--sample",
        REAL.value,
        "--window",
        "1080x1920",
        "--screen-mm",
        "299.5x531",
        "--at",
        "E",
        "--vnc",
    ]
    assert main(typed, ENGLISH) == 0
    assert opened[0]["at"] == dt.datetime(2021, 5, 23, 9, tzinfo=VIETNAM)
    assert opened[0]["window"] == (1080, 1920)
    assert opened[0]["screen_mm"] == (299.5, 531.0)
    assert opened[0]["vnc"] is True
    assert "anybody on this network" in capsys.readouterr().err


def test_a_store_of_ones_own_is_shown_at_the_time_it_is(opened: list[dict[str, Any]], tmp_path: Path) -> None:
    store = Path(shutil.copytree(demo.home(REAL) / "store", tmp_path / "store"))
    assert main(["run", "--store", str(store)], ENGLISH) == 0
    assert opened[0]["store"] == store
    assert opened[0]["at"] is None


@pytest.mark.parametrize("typed", [["--window", "wide"], ["--screen-mm", "0x531"], ["--at", "tomorrow"]])
def test_what_cannot_be_read_is_wrong_usage(opened: list[dict[str, Any]], typed: list[str]) -> None:
    assert main(["run", "--sample", REAL.value, *typed], ENGLISH) == 2
    assert not opened


def test_the_sample_is_made_once_and_again_when_its_content_changes(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(made))
    assert demo.fresh(REAL)
    monkeypatch.setattr(demo, "__version__", "another")
    assert not demo.fresh(REAL)


def test_a_sample_that_was_never_made_is_not_fresh(own_folder: Path) -> None:
    assert not demo.fresh(REAL)
    assert not own_folder.exists()


@pytest.mark.uncounted
def test_every_sample_that_ships_can_be_made_ready(own_folder: Path) -> None:
    for sample in Sample:
        store = demo.prepare(sample)
        assert not isinstance(store, Refusal), store
        assert demo.fresh(sample)
        assert (store / "state.sqlite").is_file()


def test_two_that_make_a_sample_at_once_do_not_disturb_each_other(own_folder: Path) -> None:
    command = [sys.executable, "-m", "voter_kiosk", "prepare", REAL.value]
    environment = {**os.environ, "XDG_DATA_HOME": str(own_folder)}
    both = [subprocess.Popen(command, env=environment) for _ in range(2)]
    assert [one.wait() for one in both] == [0, 0]
    assert demo.fresh(REAL)
    assert [folder.name for folder in demo.home(REAL).parent.iterdir()] == [REAL.value]


def test_a_sample_with_errors_is_said_and_leaves_nothing(
    own_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "bundle.toml").write_text("id = 7", encoding="utf-8")
    monkeypatch.setattr(demo, "shipped", lambda *_parts: broken)
    assert main(["prepare", REAL.value], ENGLISH) == 1
    assert "[sample-has-errors]" in capsys.readouterr().err
    assert not demo.home(REAL).exists()


def test_without_a_display_it_says_so_and_leaves_pictures(made: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.endswith("DISPLAY")}
    done = subprocess.run(
        [sys.executable, "-m", "voter_kiosk", "--lang", "en", "run", "--sample", REAL.value],
        env={
            **environment,
            "XDG_DATA_HOME": str(made),
            "XDG_STATE_HOME": str(made),
            "QT_QPA_PLATFORM": "offscreen",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines() == ["There is no display here, so the kiosk is walked through without one."]
    pictures = sorted((made / "voter-kiosk" / "pictures").rglob("*.png"))
    assert len(pictures) > 9
    assert str(pictures[0].parent) in done.stdout


@pytest.fixture
def toured(made: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the tour was asked, instead of two minutes of it; it found one fault twice, and one warning."""
    seen: list[dict[str, Any]] = []
    fault = Fault("text-small", "Mẫu", 3.5, 8.5)
    looks = [
        Measurement(
            "home",
            "home",
            "",
            "",
            "",
            language,
            "usual",
            "usual",
            "portrait",
            False,
            10,
            12,
            Figures(),
            (),
            (fault,),
        )
        for language in ("vi", "en")
    ]

    def visit(store: Path, outdir: Path, *, progress: Any, **how: Any) -> TourReport | Refusal:
        seen.append({"store": store, "outdir": outdir, **how})
        progress(1, 1)
        if how["everything"]:
            return TourReport(2, (), (), (), outdir / "tour.json", outdir / "index.html", 1.0)
        return TourReport(2, tuple(looks), ("a warning",), (), outdir / "tour.json", outdir / "index.html", 1.0)

    monkeypatch.setenv("XDG_DATA_HOME", str(made))
    monkeypatch.setattr(kiosk_tour, "tour", visit)
    return seen


def test_a_tour_with_faults_says_each_once_and_ends_with_one(
    toured: list[dict[str, Any]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tour", str(tmp_path), "--sample", REAL.value], ENGLISH) == 1
    said = capsys.readouterr().out
    assert said.count("text-small") == 1
    assert "+ 1" in said
    assert "a warning" in said
    assert toured[0]["at"] == dt.datetime(2021, 5, 11, 9, tzinfo=VIETNAM)


def test_a_clean_tour_ends_with_zero(
    toured: list[dict[str, Any]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tour", str(tmp_path), "--sample", REAL.value, "--all", "--at", "E", "--json"], ENGLISH) == 0
    assert json.loads(capsys.readouterr().out)["data"] == str(tmp_path / "tour.json")
    assert toured[0]["everything"] is True
