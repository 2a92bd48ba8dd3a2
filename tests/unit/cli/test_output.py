"""What is said, and how: tables and bars for people at a terminal, lines and JSON for everything else."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from pathlib import Path

import pytest
import typer

from voter_kiosk.cli import output
from voter_kiosk.cli.output import Out, plain
from voter_kiosk.domain.finding import Finding, Refusal, Severity
from voter_kiosk.domain.text import Sentence

FOUND = (
    Finding(
        Severity.ERROR,
        "seats",
        Sentence("Số đại biểu thiếu.", "The number of seats is missing."),
        Sentence("Điền vào cột D.", "Fill in column D."),
        "du-lieu.xlsx",
        "Đơn vị!D7",
    ),
    Finding(Severity.NOTE, "nfc", Sentence("Đã ghép dấu.", "Marks composed."), Sentence("", ""), "a.md"),
)


class Terminal(io.StringIO):
    """A stream that says that a person sits behind it."""

    def isatty(self) -> bool:
        return True


def test_findings_are_one_line_each_where_no_terminal_is(capsys: pytest.CaptureFixture[str]) -> None:
    Out("en").findings(FOUND)
    assert capsys.readouterr().out.splitlines() == [
        "ERROR: du-lieu.xlsx Đơn vị!D7: The number of seats is missing. Fill in column D.",
        "Note: a.md: Marks composed.",
        "1 errors, 0 warnings, 1 notes.",
    ]


def test_findings_are_a_table_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", "140")
    Out("vi").findings(FOUND)
    shown = terminal.getvalue()
    assert "Điều gì, và cách sửa" in shown
    assert "Số đại biểu thiếu." in shown
    assert "→ Điền vào cột D." in shown
    assert "1 lỗi, 0 cảnh báo, 1 ghi chú." in shown


TITLES = (Sentence("Tệp", "File"), Sentence("Kết quả", "Fate"))


def test_a_table_is_ruled_on_a_terminal_and_parted_by_tabs_elsewhere(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Out("vi").table(TITLES, [("a.jpg", "đã nhập")])
    assert capsys.readouterr().out == "Tệp\tKết quả\na.jpg\tđã nhập\n"
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", "100")
    Out("en").table(TITLES, [("[a].jpg", "taken in")])
    shown = terminal.getvalue()
    assert "File" in shown
    assert "[a].jpg" in shown
    assert "────" in shown


def test_no_findings_are_no_empty_table(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    Out("en").findings(())
    assert terminal.getvalue() == "0 errors, 0 warnings, 0 notes.\n"


def test_findings_as_json_carry_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    Out("en", json=True).findings(FOUND)
    said = json.loads(capsys.readouterr().out)
    assert said["errors"] == 1
    assert said["findings"][0]["message"] == {"vi": "Số đại biểu thiếu.", "en": "The number of seats is missing."}


def test_a_refusal_ends_the_command_with_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    refusal = Refusal("wrong-key", Sentence("Sai khóa.", "Wrong key."))
    with pytest.raises(typer.Exit) as ended:
        Out("vi").unwrap(refusal)
    assert ended.value.exit_code == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "Sai khóa. [wrong-key]\n")


def test_a_result_is_passed_on() -> None:
    result: int | Refusal = 7
    assert Out("vi").unwrap(result) == 7


def test_a_bar_is_drawn_only_for_what_takes_over_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter([0.0, 0.5, 1.5, 1.6])
    monkeypatch.setattr(output.time, "monotonic", lambda: next(seconds, 2.0))
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with Out("vi").progress(Sentence("Nạp dữ liệu", "Loading")) as step:
        step(1, 10)
        assert terminal.getvalue() == ""
        step(5, 10, Sentence("Chép và kiểm tra", "Copying"))
    assert "Chép và kiểm tra" in terminal.getvalue()


def test_nothing_is_drawn_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with Out("vi").progress(Sentence("Nạp", "Loading")) as step:
        step(1, 2)
    said = capsys.readouterr()
    assert said.out + said.err == ""


def test_fields_stand_under_each_other_and_leave_out_what_is_empty(capsys: pytest.CaptureFixture[str]) -> None:
    Out("vi").fields(
        ((Sentence("Gói", "Bundle"), "a.vkb"), (Sentence("Phiên bản", ""), 3), (Sentence("X", ""), ""))
    )
    assert capsys.readouterr().out == "Gói        a.vkb\nPhiên bản  3\n"


@pytest.mark.parametrize(
    ("language", "length", "said"),
    [("en", 512, "0.5 kB"), ("vi", 1_500, "1,5 kB"), ("en", 374_700_000, "374.7 MB"), ("vi", 2_000_000, "2,0 MB")],
)
def test_sizes_are_said_as_people_write_them(language: str, length: int, said: str) -> None:
    assert Out(language).size(length) == said


def test_instants_are_said_in_viet_nam_time() -> None:
    assert Out("vi").instant(dt.datetime(2026, 3, 14, 17, 30, tzinfo=dt.UTC)) == "15/03/2026 00:30"


def test_paths_and_days_become_text() -> None:
    assert plain({"path": Path("a/b"), "day": dt.date(2026, 3, 15)}) == {"path": "a/b", "day": "2026-03-15"}
