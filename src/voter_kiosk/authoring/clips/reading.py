"""What a source has for the ear -> :class:`Spoken`: recordings, rendered clips, pronunciations, names heard."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from voter_kiosk.authoring.characters import clean
from voter_kiosk.authoring.clips import audio
from voter_kiosk.authoring.clips.lines import SpokenLine, spoken_lines
from voter_kiosk.authoring.clips.spoken import (
    INDEX,
    NAMES_HEARD,
    PRONUNCIATIONS,
    RECORDED,
    RECORDING_LIST,
    Spoken,
    SpokenFile,
)
from voter_kiosk.authoring.content import Content
from voter_kiosk.authoring.files import MOST_DATA, read_file
from voter_kiosk.authoring.findings import error, line_place, note, warning
from voter_kiosk.authoring.folder import Folder
from voter_kiosk.authoring.sheets import read_csv
from voter_kiosk.authoring.toml import LANGUAGE
from voter_kiosk.bundle.sounds import check_sound
from voter_kiosk.domain.clips import Pronunciation, said
from voter_kiosk.domain.finding import Finding, Refusal
from voter_kiosk.domain.text import ENGLISH, VIETNAMESE
from voter_kiosk.speech.pacing import syllables

ID, FILE, READER, TEXT, MARK = "Mã văn bản", "Tệp", "Người đọc", "Văn bản", "Mã băm"
"""The columns of a list of recordings. The team that records fills in file and reader, and leaves the rest."""

WORD, SPOKEN, IN_LANGUAGE = "Từ", "Đọc là", "Ngôn ngữ"
"""The columns of ``pronunciations.csv``."""

NAME_MARK, TICKED = "Mã băm", "Đã nghe"
"""The columns of ``names-heard.csv`` that are read back."""

RENDERED: Final = re.compile(r"clips/[0-9a-f]{32}\.ogg")
"""The names of the files that ``speak`` makes."""

MARK_LENGTH: Final = 16
"""Digits of a hash that stand in a list; with some thousand lines in a source no two are alike."""

QUICKEST, SLOWEST = 0.08, 1.2
"""Seconds a syllable outside of which a recording cannot be of its text: cut short, or something else with it."""

_PAUSE: Final = 1.5  # seconds that a short line may take besides


def read_spoken(folder: Folder, content: Content) -> Spoken:
    """Read everything of the source that is for the ear. What cannot be used is a finding, and left out."""
    present = any((folder.root / name).exists() for name in (INDEX, RECORDED, PRONUNCIATIONS, NAMES_HEARD))
    if not present:
        return Spoken()
    pronunciations = tuple(_pronunciations(folder))
    lines = tuple(spoken_lines(content))
    files = (*_rendered(folder), *_recorded(folder, lines))
    return Spoken(files, pronunciations, _heard(folder), speaks=True)


def heard_mark(name: str, written: str) -> str:
    """What an official's tick holds on to: the name, and how it is spoken. Another spelling wants another tick."""
    return hashlib.sha256(f"{name}\n{written}".encode()).hexdigest()[:MARK_LENGTH]


@dataclass(frozen=True, slots=True)
class _Cells:
    """One row of a small CSV file by header, and where it stands."""

    values: Mapping[str, str]
    file: str
    place: str

    def __getitem__(self, header: str) -> str:
        return self.values.get(header, "")


def rows_of(folder: Folder, name: str, wanted: Sequence[str]) -> Iterator[_Cells]:
    """The rows of a CSV file that say anything; a finding where a wanted column is missing."""
    grid = read_csv(folder.root, name, folder.report)
    headers = [clean(cell) for cell in grid[0]] if grid else []
    missing = [header for header in wanted if header not in headers]
    if missing:
        folder.error(
            "column-missing",
            (f"Thiếu cột {', '.join(missing)}.", f"The columns {', '.join(missing)} are missing."),
            ("Viết lại dòng tiêu đề như mẫu.", "Write the header row as it was made."),
            name,
        )
        return
    for number, row in enumerate(grid[1:], 2):
        values = dict(zip(headers, (clean(cell) for cell in row), strict=False))
        if any(values.values()):
            yield _Cells(values, name, line_place(number))


# --- rendered ahead --------------------------------------------------------------------------------------


def read_index(folder: Folder) -> tuple[SpokenFile, ...]:
    """What the index says was rendered; nothing, with a finding, where it cannot be read."""
    if not (folder.root / INDEX).is_file():
        return ()
    data = folder.read(INDEX, MOST_DATA)
    try:
        found = msgspec.json.decode(data or b"[]", type=tuple[SpokenFile, ...])
    except (msgspec.MsgspecError, UnicodeDecodeError):
        found = None
    if found is None or not all(RENDERED.fullmatch(entry.file) and not entry.recorded for entry in found):
        folder.error(
            "clip-index",
            (
                "Tệp này không phải do lệnh speak tạo ra, hoặc đã hỏng.",
                "`speak` did not write this.",
            ),
            ("Xóa tệp này rồi chạy lại lệnh speak.", "Delete it and run `speak` again."),
            INDEX,
        )
        return ()
    return found


def _rendered(folder: Folder) -> Iterator[SpokenFile]:
    for entry in read_index(folder):
        data = read_file(folder.root, entry.file, MOST_DATA)
        if isinstance(data, Finding):
            folder.report(data)
        elif hashlib.sha256(data).hexdigest() != entry.sha256:
            folder.error(
                "clip-changed",
                ("Tệp này đã bị thay đổi sau khi lệnh speak tạo ra.", "It was changed after `speak` made it."),
                ("Xóa tệp rồi chạy lại lệnh speak.", "Delete the file and run `speak` again."),
                entry.file,
            )
        else:
            with (folder.root / entry.file).open("rb") as file:
                looked = check_sound(file, entry.file)
            if isinstance(looked, Refusal):
                folder.report(
                    error(looked.code, (looked.message.vi, looked.message.en), ("", ""), file=entry.file)
                )
            else:
                yield entry


# --- recorded by people ----------------------------------------------------------------------------------


def _recorded(folder: Folder, lines: Sequence[SpokenLine]) -> Iterator[SpokenFile]:
    root = folder.root / RECORDED
    languages = sorted(entry.name for entry in root.iterdir() if entry.is_dir()) if root.is_dir() else []
    for language in languages:
        where = f"{RECORDED}/{language}"
        if not LANGUAGE.fullmatch(language):
            folder.error(
                "clip-language",
                (f"“{language}” không phải mã ngôn ngữ.", f"“{language}” is no language tag."),
                ("Đặt tên thư mục như vi, en, km.", "Call the folder like vi, en, km."),
                where,
            )
            continue
        own = {line.id: line for line in lines if line.language == language}
        yield from _of_language(folder, where, language, own)


def _of_language(
    folder: Folder, where: str, language: str, lines: Mapping[str, SpokenLine]
) -> Iterator[SpokenFile]:
    there = {file.name for file in folder.files(where)} - {RECORDING_LIST}
    listed: set[str] = set()
    name = f"{where}/{RECORDING_LIST}"
    if (folder.root / name).is_file():
        for row in rows_of(folder, name, (ID, FILE, READER, MARK)):
            if row[FILE]:
                listed.add(row[FILE])
                found = _recording(folder, where, row, language, lines)
                if found is not None:
                    yield found
    for surplus in sorted(there - listed):
        folder.report(
            warning(
                "clip-unknown",
                (
                    "Không dòng nào của danh sách ghi âm nhắc đến tệp này.",
                    "No row of the list of recordings names this file.",
                ),
                (
                    f"Ghi tên tệp vào {RECORDING_LIST} (lệnh speak --recordings lập danh sách), hoặc xóa tệp.",
                    f"Write it into {RECORDING_LIST} (`speak --recordings` makes it), or delete it.",
                ),
                file=f"{where}/{surplus}",
            )
        )


def _recording(
    folder: Folder, where: str, row: _Cells, language: str, lines: Mapping[str, SpokenLine]
) -> SpokenFile | None:
    line = lines.get(row[ID])
    if line is None:
        folder.warning(
            "clip-of-nothing",
            (f"Nguồn không có văn bản “{row[ID]}”.", f"The source has no text “{row[ID]}”."),
            ("Xóa dòng này, hoặc sửa mã văn bản.", "Delete the row, or mend the id."),
            row.file,
            row.place,
        )
        return None
    if not row[MARK] or not line.key.startswith(row[MARK].lower()):
        folder.warning(
            "clip-text-changed",
            (
                f"“{row[ID]}” đã đổi chữ sau khi ghi âm; bản ghi này không dùng nữa.",
                f"“{row[ID]}” has changed since it was recorded; the recording is left out.",
            ),
            (
                "Chạy speak --recordings, ghi âm dòng mới, rồi xóa dòng này.",
                "Run `speak --recordings`, record the new row, then delete this one.",
            ),
            row.file,
            row.place,
        )
        return None
    if not row[READER]:
        folder.error(
            "clip-reader",
            (f"Chưa ghi ai đọc “{row[ID]}”.", f"It is not said who reads “{row[ID]}”."),
            (f"Điền cột {READER}.", f"Fill in “{READER}”."),
            row.file,
            row.place,
        )
        return None
    file = f"{where}/{row[FILE]}"
    if not (folder.root / file).is_file():
        folder.error(
            "clip-missing",
            (f"Không thấy tệp âm thanh “{row[FILE]}”.", f"The recording “{row[FILE]}” is not there."),
            ("Chép tệp vào thư mục này, hoặc sửa tên.", "Copy it into this folder, or mend the name."),
            row.file,
            row.place,
        )
        return None
    take = _take(folder, file)
    if take is None:
        return None
    _judge_length(folder, line, file, take.seconds)
    return SpokenFile(file, language, line.key, row[READER], take.seconds, recorded=True, ballot=line.ballot)


def _take(folder: Folder, file: str) -> audio.Take | None:
    data = read_file(folder.root, file, audio.MOST_READ)
    take = data if isinstance(data, Finding) else audio.read_recording(data, file)
    if isinstance(take, Finding):
        folder.report(take)
        return None
    return take


def _judge_length(folder: Folder, line: SpokenLine, file: str, seconds: float) -> None:
    if line.language not in {VIETNAMESE, ENGLISH}:
        return  # how long a letter of another language lasts, nobody here knows
    count = syllables(line.text, line.language)
    if seconds < QUICKEST * count:
        code, vi, en = "clip-short", "quá ngắn", "too short"
    elif seconds > SLOWEST * count + _PAUSE:
        code, vi, en = "clip-long", "quá dài", "too long"
    else:
        return
    folder.report(
        warning(
            code,
            (
                f"Bản ghi dài {seconds:.1f} giây là {vi} so với {count} tiếng của văn bản.".replace(".", ",", 1),
                f"It lasts {seconds:.1f} seconds: {en} for a text of {count} syllables.",
            ),
            ("Nghe lại: có đúng và đủ văn bản này không?", "Listen to it: is it this text, and all of it?"),
            file=file,
        )
    )


# --- pronunciations, and names an official has heard -----------------------------------------------------


def _pronunciations(folder: Folder) -> Iterator[Pronunciation]:
    if not (folder.root / PRONUNCIATIONS).is_file():
        return
    known: set[tuple[str, str]] = set()
    for row in rows_of(folder, PRONUNCIATIONS, (WORD, SPOKEN)):
        language = row[IN_LANGUAGE] or VIETNAMESE
        if not row[WORD] or not row[SPOKEN] or not LANGUAGE.fullmatch(language):
            folder.error(
                "pronunciation",
                (
                    "Dòng này thiếu từ, cách đọc, hoặc sai mã ngôn ngữ.",
                    "A word, its spelling or its language is wrong.",
                ),
                (f"Điền cột {WORD} và {SPOKEN}.", f"Fill in “{WORD}” and “{SPOKEN}”."),
                row.file,
                row.place,
            )
        elif (language, said(row[WORD])) in known:
            folder.report(
                note(
                    "pronunciation-twice",
                    (
                        f"“{row[WORD]}” có hai dòng; dòng đầu được dùng.",
                        f"“{row[WORD]}” stands twice; the first holds.",
                    ),
                    ("Xóa một dòng.", "Delete one of them."),
                    file=row.file,
                    place=row.place,
                )
            )
        else:
            known.add((language, said(row[WORD])))
            yield Pronunciation(row[WORD], row[SPOKEN], language)


def _heard(folder: Folder) -> frozenset[str]:
    if not (folder.root / NAMES_HEARD).is_file():
        return frozenset()
    rows = rows_of(folder, NAMES_HEARD, (NAME_MARK, TICKED))
    return frozenset(row[NAME_MARK] for row in rows if row[TICKED])
