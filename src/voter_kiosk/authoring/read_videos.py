"""The videos of a source: in the front matter of a text, or in ``videos.toml`` for the included base's as well."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from voter_kiosk.authoring.content import Content, Records, Where
from voter_kiosk.authoring.films import FilmFile
from voter_kiosk.authoring.folder import Folder
from voter_kiosk.authoring.subtitles import read_subtitles
from voter_kiosk.authoring.toml import LANGUAGE, TomlTable
from voter_kiosk.domain.content import BlockKind, Body, Notice, Topic
from voter_kiosk.domain.text import ENGLISH, VIETNAMESE
from voter_kiosk.domain.video import SIGNED, WORDLESS, Subtitles, Video, VideoKind

VIDEOS_FILE: Final = "videos.toml"


def read_videos(front: TomlTable, folder: Folder, languages: Sequence[str], body: Body) -> tuple[Video, ...]:
    """The videos that ``front`` names (``[[video]]``) for a text of that ``body``."""
    found: list[Video] = []
    for table in front.tables("video"):
        video = _video(table, folder, languages, body, found)
        table.finish()
        if video is not None:
            found.append(video)
    return tuple(found)


def videos_apart(content: Content, folder: Folder) -> Content:
    """``content`` with the videos that ``videos.toml`` gives to its topics and notices, and to its base's."""
    table = folder.toml(VIDEOS_FILE, required=False)
    if table is None:
        return content
    own, base = content.own, content.base
    for inner in table.tables("video"):
        topic, notice = inner.string("topic"), inner.string("notice")
        texts = (*own.topics, *base.topics) if topic else own.notices
        text = next((text for text in texts if text.slug == (topic or notice)), None)
        if text is None:
            inner.wrong(
                "video-for-nothing",
                "topic" if topic else "notice",
                (
                    f"Không có bài “{topic or notice}” để gắn đoạn phim này.",
                    f"There is no text “{topic or notice}” that this video could belong to.",
                ),
                (
                    'Viết topic = "tên bài" hoặc notice = "tên bài", không có đuôi .vi.md.',
                    'Write topic = "name" or notice = "name", without .vi.md.',
                ),
            )
            continue
        video = _video(inner, folder, content.languages, text.body, text.videos)
        inner.finish()
        if video is not None:
            own, base = _with(own, text, video), _with(base, text, video)
    table.finish()
    return replace(content, own=own, base=base, media={**content.media, **folder.media})


def _with(records: Records, text: Topic | Notice, video: Video) -> Records:
    topics = (replace(one, videos=(*one.videos, video)) if one is text else one for one in records.topics)
    notices = (replace(one, videos=(*one.videos, video)) if one is text else one for one in records.notices)
    return replace(records, topics=tuple(topics), notices=tuple(notices))


def _video(
    table: TomlTable, folder: Folder, languages: Sequence[str], body: Body, before: Sequence[Video]
) -> Video | None:
    """One video; ``None`` where its file cannot be used, with the findings of everything else."""
    path = table.string("file", required=True)
    kind = table.choice("kind", VideoKind, required=True)
    title = table.text("title", required=True)
    step = table.integer("step")
    language = table.string("language")
    still = table.string("still")
    files = table.text("subtitles")
    steps = sum(block.kind is BlockKind.STEP for block in body.get(VIETNAMESE, ()))
    if not 0 <= step <= steps:
        table.wrong(
            "video-step",
            "step",
            (f"Bài này không có bước {step}, chỉ có {steps}.", f"The text has no step {step}, it has {steps}."),
            ("Sửa số bước, hoặc bỏ dòng step.", "Mend the number, or leave step out."),
        )
    if not body.get(VIETNAMESE):
        table.wrong(
            "video-without-text",
            "file",
            (
                "Bài có phim nhưng chưa có chữ: ai không xem được phim thì không có gì để đọc.",
                "The text has a video and no words: who cannot see it has nothing to read.",
            ),
            ("Viết bằng chữ điều mà phim nói.", "Write down what the video says."),
        )
    if any(other.step == step and other.kind is kind for other in before):
        table.wrong(
            "video-twice",
            "file",
            ("Đã có một đoạn phim cùng loại ở đây.", "There is a video of that kind already."),
            ("Giữ một đoạn.", "Keep one."),
        )
    film = folder.film(path, Where(table.file, table.place("file"))) if path else None
    if film is None or kind is None:
        return None
    language = _language(table, kind, language, film)
    where = Where(table.file, table.place("still"))
    folder.where[("video", film.sha256)] = Where(table.file, table.place("file"))
    return Video(
        media=film.sha256,
        still=folder.picture(still, where) if still else _first(table, folder, film),
        kind=kind,
        language=language,
        title=title,
        seconds=math.ceil(film.film.seconds),
        width=film.film.width,
        height=film.film.height,
        sound=film.film.sound,
        step=step,
        subtitles=_subtitles(table, folder, files, film, _spoken(kind, language, film), languages),
    )


def _first(table: TomlTable, folder: Folder, film: FilmFile) -> str:
    if film.blank:
        folder.warning(
            "still-blank",
            (
                "Hình đầu của phim chỉ có một màu; người xem không biết phim nói gì.",
                "The first picture of the video is of one colour; nobody sees what it is about.",
            ),
            ('Thêm still = "media/hinh.jpg".', 'Add still = "media/picture.jpg".'),
            table.file,
            table.place("file"),
        )
    folder.media[film.first.sha256] = film.first
    return film.first.sha256


def _spoken(kind: VideoKind, language: str, film: FilmFile) -> bool:
    return kind is VideoKind.FILM and film.film.sound and language != WORDLESS


def _language(table: TomlTable, kind: VideoKind, language: str, film: FilmFile) -> str:
    """The language of the video, judged: a sign language where it is signed, one of speech where it is spoken."""
    if kind is VideoKind.SIGN_LANGUAGE:
        if language not in SIGNED:
            table.wrong(
                "video-language",
                "language",
                (
                    f"“{language}” không phải ngôn ngữ ký hiệu của Việt Nam.",
                    f"“{language}” is no sign language of Viet Nam (vsl is that of Venezuela).",
                ),
                (
                    'Viết language = "sgn-VN"; hoặc hab (Hà Nội), haf (Hải Phòng), hos (TP. Hồ Chí Minh).',
                    'Write language = "sgn-VN"; or hab (Hà Nội), haf (Hải Phòng), hos (Hồ Chí Minh City).',
                ),
            )
        return language
    if film.film.sound and not LANGUAGE.fullmatch(language):
        table.wrong(
            "video-language",
            "language",
            (
                "Phim có tiếng nhưng không ghi là tiếng gì.",
                "The video has sound, in no language that is named.",
            ),
            (
                f'Viết language = "vi"; nếu không có lời nói thì viết "{WORDLESS}".',
                f'Write language = "vi"; where nothing is said, "{WORDLESS}".',
            ),
        )
    return language or ("" if film.film.sound else WORDLESS)


def _subtitles(
    table: TomlTable, folder: Folder, files: dict[str, str], film: FilmFile, spoken: bool, languages: Sequence[str]
) -> Subtitles:
    found: Subtitles = {}
    where = table.place("subtitles")
    for language, path in files.items():
        if not (folder.root / path).is_file():
            folder.error(
                "subtitles-missing",
                (f"Không thấy tệp phụ đề “{path}”.", f"The file of subtitles “{path}” is not there."),
                ("Chép tệp vào thư mục này hoặc sửa tên.", "Copy it into that folder, or mend the name."),
                table.file,
                where,
            )
            continue
        text = folder.text_of(path)
        if text is None:
            continue
        read = read_subtitles(text, path, film.film.seconds)
        folder.findings += read.findings
        if read.cues:
            found[language] = read.cues
    if spoken and VIETNAMESE not in files:
        folder.error(
            "subtitles-missing",
            (
                "Phim có lời nói nhưng không có phụ đề tiếng Việt.",
                "The video speaks, without Vietnamese subtitles.",
            ),
            ('Thêm subtitles = { vi = "media/phim.vi.vtt" }.', 'Add subtitles = { vi = "media/film.vi.vtt" }.'),
            table.file,
            table.place("file"),
        )
    elif ENGLISH in languages and VIETNAMESE in files and ENGLISH not in files:
        folder.warning(
            "english-missing",
            ("Phim chưa có phụ đề tiếng Anh.", "The video has no English subtitles."),
            ('Thêm en = "…" vào subtitles.', 'Add en = "…" to subtitles.'),
            table.file,
            where,
        )
    return found
