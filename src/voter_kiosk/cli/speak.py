"""The committee's side, for the ear: texts spoken ahead, lists to record from, names to be listened to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voter_kiosk.cli.options import JsonFlag
from voter_kiosk.cli.output import REFUSED, Out, errors_in

if TYPE_CHECKING:
    from voter_kiosk.authoring.content import Content


def add(app: typer.Typer) -> None:
    """Add this group's commands to ``app``."""
    app.command("speak")(speak)


def speak(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the source.")],
    voice: Annotated[
        str, typer.Option(metavar="VOICE", help="The voice: espeak, espeak:DIALECT, or piper:MODEL.onnx.")
    ] = "espeak",
    language: Annotated[
        list[str] | None, typer.Option(metavar="TAG", help="Only this language, such as vi; may be repeated.")
    ] = None,
    names: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Speak the names alone, into this folder, to be heard and ticked."),
    ] = None,
    recordings: Annotated[
        bool, typer.Option("--recordings", help="Speak nothing; write the lists that people record from.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Speak the texts of a source ahead.

    Every line becomes a clip in DIR/clips, which build takes along. What has not changed is not spoken again.
    Kiosks need none of it: where there is no clip, their own voice reads.

    \b
    Example:
      voter-kiosk speak bau-cu --voice piper:vi_VN-vais1000-medium.onnx --language vi
    """
    out = Out.of(context, as_json)
    content = _content(out, folder)
    if recordings:
        _recordings(out, content, language or ())
    elif names is not None:
        _names(out, content, names, voice)
    else:
        _render(out, content, voice, language or ())


def _content(out: Out, folder: Path) -> Content:
    from voter_kiosk.authoring.source import read_source

    reading = read_source(folder)
    if reading.content is None or errors_in(reading.findings):
        out.findings(reading.findings)
        raise typer.Exit(REFUSED)
    return reading.content


def _render(out: Out, content: Content, voice: str, languages: list[str] | tuple[str, ...]) -> None:
    from voter_kiosk.authoring.clips.rendering import RENDERING, render
    from voter_kiosk.authoring.clips.voices import voice_called

    with out.progress(RENDERING) as step:
        result = render(content, voice_called(voice), languages=languages, progress=step)
    made = out.unwrap(result)
    if out.json:
        out.data({"rendered": made})
        return
    minutes = f"{made.seconds / 60:.0f}"
    out.say(
        f"Đã đọc mới {made.made} dòng, giữ {made.kept}, xóa {made.removed} tệp không còn dùng; tất cả dài "
        f"{minutes} phút, giọng {made.voice}.",
        f"Spoke {made.made} lines anew, kept {made.kept}, removed {made.removed} files no longer needed; "
        f"{minutes} minutes in all, by {made.voice}.",
    )
    if made.silent:
        out.say(
            f"Không đọc được thành tiếng: {', '.join(made.silent)}.",
            f"Nothing to be heard in: {', '.join(made.silent)}.",
        )
    if made.without:
        out.say(
            f"Giọng này không có ngôn ngữ: {', '.join(made.without)}.",
            f"This voice does not have the languages: {', '.join(made.without)}.",
        )


def _names(out: Out, content: Content, folder: Path, voice: str) -> None:
    from voter_kiosk.authoring.clips.names import SPEAKING, write_names
    from voter_kiosk.authoring.clips.voices import voice_called

    with out.progress(SPEAKING) as step:
        result = write_names(content, folder, voice_called(voice), progress=step)
    count = out.unwrap(result)
    if out.json:
        out.data({"names": count, "folder": str(folder)})
        return
    out.say(
        f"Đã đọc {count} tên vào “{folder}”. Hãy nghe từng tên, ghi x vào cột “Đã nghe” của names-heard.csv, rồi "
        "chép tệp ấy vào nguồn. Tên đọc sai thì ghi cách đọc vào pronunciations.csv.",
        f"Spoke {count} names into “{folder}”. Listen to each, put x under “Đã nghe” in names-heard.csv, and copy "
        "that file into the source. Write a name that is spoken wrongly into pronunciations.csv.",
    )


def _recordings(out: Out, content: Content, languages: list[str] | tuple[str, ...]) -> None:
    from voter_kiosk.authoring.clips.recording_list import write_recording_lists

    paths = write_recording_lists(content, languages)
    if out.json:
        out.data({"files": [str(path) for path in paths]})
        return
    for path in paths:
        out.say(
            f"Danh sách ghi âm: “{path}”. Ghi tên tệp và người đọc vào từng dòng đã ghi âm.",
            f"List of recordings: “{path}”. Write file and reader into each row that is recorded.",
        )
