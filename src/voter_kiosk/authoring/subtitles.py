"""Subtitles out of a WebVTT file: the plain part of the format, and every departure from it a finding.

A reader that leaves out what it does not understand would leave out words, so there is one of our own: a header,
notes, and cues of plain text, each from one moment to another. Where a cue is to stand is not looked at, since
subtitles stand below the picture in the citizen's own text size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from voter_kiosk.authoring.characters import broken, broken_finding, clean
from voter_kiosk.authoring.findings import Said, error, line_place, warning
from voter_kiosk.domain.finding import Finding
from voter_kiosk.domain.video import Cue

FASTEST: Final = 20
"""Characters a second: above that most readers miss words."""

MOST_LETTERS: Final = 90
"""Characters of one cue: two lines of subtitles as they are usually set."""

_TIME: Final = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING: Final = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?", re.ASCII)
_ENTITIES: Final = {"&lt;": "<", "&gt;": ">", "&nbsp;": "\u00a0", "&lrm;": "", "&rlm;": "", "&amp;": "&"}
_FORM: Final = (
    "Sửa dòng này theo mẫu 00:01.000 --> 00:04.000, rồi chữ ở dòng dưới, rồi một dòng trống.",
    "Mend it to 00:01.000 --> 00:04.000, the words on the next line, then an empty line.",
)


@dataclass(frozen=True, slots=True)
class Read:
    """The cues of a file and what was found wrong with it."""

    cues: tuple[Cue, ...]
    findings: tuple[Finding, ...]


def read_subtitles(text: str, file: str, seconds: float) -> Read:
    """Read ``text``, the content of ``file``, subtitles of a video that is ``seconds`` long."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    findings: list[Finding] = []

    def wrong(code: str, line: int, message: Said, remedy: Said) -> None:
        findings.append(error(code, message, remedy, file=file, place=line_place(line)))

    if broken(text):
        return Read((), (broken_finding(file, ""),))
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        wrong(
            "subtitles-form",
            1,
            ("Tệp phụ đề phải bắt đầu bằng dòng WEBVTT.", "A file of subtitles begins with the line WEBVTT."),
            ("Lưu phụ đề theo dạng WebVTT (.vtt).", "Save the subtitles as WebVTT (.vtt)."),
        )
        return Read((), tuple(findings))
    cues: list[Cue] = []
    for number, block in _blocks(lines):
        if block[0] == "NOTE" or block[0].startswith(("NOTE ", "NOTE\t")):
            continue
        timed = next((index for index, line in enumerate(block[:2]) if "-->" in line), None)
        timing = _TIMING.fullmatch(block[timed]) if timed is not None else None
        if timed is None or timing is None:
            wrong(
                "subtitles-form",
                number,
                (f"“{block[0][:40]}” không phải một phụ đề.", f"“{block[0][:40]}” is no subtitle."),
                _FORM,
            )
            continue
        begins, at = number + timed, block[timed + 1 :]
        start, end = _milliseconds(timing.groups()[:4]), _milliseconds(timing.groups()[4:])
        said = "\n".join(at)
        if "<" in said or ">" in said or "-->" in said:
            wrong(
                "subtitles-marks",
                begins,
                ("Phụ đề này có ký hiệu định dạng (<…>).", "This subtitle has marks of its own (<…>)."),
                ("Xóa các ký hiệu, chỉ để chữ.", "Delete the marks and leave the words."),
            )
            continue
        words = "\n".join(filter(None, (clean(_plain(line)) for line in at)))
        if not words:
            wrong(
                "subtitles-form",
                begins,
                ("Phụ đề này không có chữ.", "This subtitle has no words."),
                ("Thêm chữ hoặc xóa phụ đề.", "Add the words, or delete it."),
            )
            continue
        if end <= start or (cues and start < cues[-1].end):
            wrong(
                "subtitles-order",
                begins,
                (
                    "Phụ đề này kết thúc trước khi bắt đầu, hoặc chồng lên phụ đề trước.",
                    "This subtitle ends before it begins, or lies over the one before.",
                ),
                ("Sửa lại thời điểm.", "Mend its times."),
            )
            continue
        if end > (seconds + 0.5) * 1000:
            wrong(
                "subtitles-late",
                begins,
                (
                    f"Phụ đề này kết thúc sau khi phim hết ({seconds:.1f} giây).".replace(".", ",", 1),
                    f"This subtitle ends after the video does ({seconds:.1f} seconds).",
                ),
                ("Sửa lại thời điểm.", "Mend its times."),
            )
            continue
        cues.append(Cue(start, end, words))
        if len(words) > MOST_LETTERS or len(words) * 1000 > FASTEST * (end - start):
            findings.append(
                warning(
                    "subtitles-fast",
                    (
                        f"Phụ đề này có {len(words)} chữ cái trong {(end - start) / 1000:.1f} giây: khó đọc kịp.",
                        f"This subtitle has {len(words)} characters in {(end - start) / 1000:.1f} seconds.",
                    ),
                    ("Viết ngắn hơn, hoặc để hiện lâu hơn.", "Make it shorter, or let it stand longer."),
                    file=file,
                    place=line_place(begins),
                )
            )
    if not cues and not findings:
        wrong(
            "subtitles-form",
            1,
            ("Tệp phụ đề không có phụ đề nào.", "The file has no subtitle."),
            ("Thêm phụ đề hoặc bỏ tệp này.", "Add subtitles, or leave the file out."),
        )
    return Read(tuple(cues), tuple(findings))


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """What stands between empty lines, below the header's own, each with the number of its first line."""
    block: list[str] = []
    header = True
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append(line)
            continue
        if block and not header:
            yield number - len(block), block
        header, block = False, []


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _plain(line: str) -> str:
    for entity, letter in _ENTITIES.items():
        line = line.replace(entity, letter)
    return line
