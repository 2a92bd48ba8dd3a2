"""Speaking a source ahead: only what changed is spoken, recordings are judged, and a ballot is heard alike."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from helpers import sounds
from helpers.sources import change, write, write_source
from helpers.voices import Tones
from voter_kiosk.authoring.check import check
from voter_kiosk.authoring.clips import audio
from voter_kiosk.authoring.clips.choosing import chosen_clips
from voter_kiosk.authoring.clips.lines import spoken_lines
from voter_kiosk.authoring.clips.names import candidate_names, place_names, write_names
from voter_kiosk.authoring.clips.recording_list import write_recording_lists
from voter_kiosk.authoring.clips.rendering import Rendered, render, say
from voter_kiosk.authoring.clips.spoken import INDEX, NAMES_HEARD, PRONUNCIATIONS, written_out
from voter_kiosk.authoring.clips.voices import voice_called
from voter_kiosk.authoring.content import Content
from voter_kiosk.authoring.publish import Drafted, Published, build, documents_of, make_draft
from voter_kiosk.authoring.source import read_source
from voter_kiosk.bundle import documents as docs
from voter_kiosk.bundle.keys import KeyFolder, create_keys
from voter_kiosk.bundle.sounds import Sound, check_sound
from voter_kiosk.domain.clips import Clip, Pronunciation, text_key
from voter_kiosk.domain.finding import Finding, Refusal, Severity
from voter_kiosk.domain.text import Sentence
from voter_kiosk.speech.engine import Espeak
from voter_kiosk.store.installer import Installed, install
from voter_kiosk.store.opening import Store, open_store
from voter_kiosk.store.setup import setup

ISSUED = dt.datetime(2026, 2, 27, 2, tzinfo=dt.UTC)
LONG = sounds.wav(sounds.tone(181, rate=800), 800)
LIST = "clips/recorded/vi/danh-sach.csv"
BALLOT = "p98.na.1"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_source(tmp_path / "source")


def content_of(source: Path) -> Content:
    reading = read_source(source)
    assert reading.content is not None
    return reading.content


def found(source: Path, prefix: str = "") -> dict[str, Finding]:
    """The findings by code, those for the ear alone unless said otherwise."""
    wanted = prefix or ("clip", "pronunc", "names-", "column")
    return {one.code: one for one in check(source).findings if one.code.startswith(wanted)}


def rendered(source: Path, voice: Tones, **options: Any) -> Rendered:
    result = render(content_of(source), lambda _respellings: voice, **options)
    assert isinstance(result, Rendered), result
    return result


def index(source: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((source / INDEX).read_text())
    return entries


def clips_in(source: Path) -> list[tuple[str, Clip]]:
    """Scope and record of every clip that a bundle of the source would carry."""
    files = documents_of(content_of(source))
    assert isinstance(files, dict)
    return [
        (name.partition("/")[0], clip)
        for name, data in files.items()
        if name.endswith("/clips.jsonl") and isinstance(data, bytes)
        for clip in docs.read_jsonl(docs.CLIPS, io.BytesIO(data), scopes=frozenset({name.partition("/")[0]}))
    ]


def bundle_file(source: Path, name: str) -> bytes:
    files = documents_of(content_of(source))
    assert isinstance(files, dict)
    data = files[name]
    assert isinstance(data, bytes)
    return data


def fill(
    source: Path,
    wanted: Callable[[Mapping[str, str]], bool],
    *,
    reader: str = "Bà Thử",
    speak: Callable[[str], np.ndarray] | None = None,
    kind: str = "wav",
) -> int:
    """Record the rows of the Vietnamese list that ``wanted`` picks: real WAV files, the list filled in by hand."""
    speak = speak or (lambda text: sounds.tone(0.25 * len(text.split())))
    path = source / LIST
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    count = 0
    for place, row in enumerate(rows):
        if wanted(row) and not row["Tệp"]:
            row["Tệp"], row["Người đọc"] = f"{place:03}.{kind}", reader
            data = sounds.written(speak(row["Văn bản"]), sounds.RATE, kind.upper(), "PCM_16")
            (path.parent / row["Tệp"]).write_bytes(data)
            count += 1
    out = io.StringIO()
    table = csv.DictWriter(out, list(rows[0]))
    table.writeheader()
    table.writerows(rows)
    path.write_text(out.getvalue(), "utf-8")
    return count


def of_ballot(row: Mapping[str, str]) -> bool:
    return row["Mã văn bản"].startswith(f"candidate/{BALLOT}.")


def recorded(source: Path, *rows: str, text: str = "Mã văn bản,Tệp,Người đọc,Văn bản,Mã băm") -> Path:
    """A list written by hand, with ``rows`` of id, file, reader and mark."""
    written = [",".join((*row.split(",")[:3], "", row.split(",")[3])) for row in rows]
    return write(source, LIST, "\n".join([text, *written, ""]))


def mark(source: Path, name: str, language: str = "vi") -> str:
    return next(
        line.key for line in spoken_lines(content_of(source)) if (line.id, line.language) == (name, language)
    )


# --- what is spoken ---


def test_every_line_that_is_shown_has_an_id_of_its_own(source: Path) -> None:
    content = content_of(source)
    lines = list(spoken_lines(content))
    ids = [(line.id, line.language) for line in lines]
    assert len(set(ids)) == len(ids)
    by_id = {(line.id, line.language): line for line in lines}
    assert by_id["election/title", "vi"].text == "Bầu cử tỉnh Vườn Quả"
    assert by_id["topic/cach-bo-phieu/step-1/2", "vi"].text == "Mỗi cơ quan một phiếu."
    assert by_id["topic/cach-bo-phieu/paragraph-1/1", "en"].text == "Bring your voter card, by article 69."
    assert by_id["topic/cach-bo-phieu/figure-1/1", "vi"].text == "Hòm phiếu"
    assert by_id["notice/khau-trang/paragraph-1/1", "vi"].where.file == "notices/khau-trang.vi.md"
    assert by_id["notice/khau-trang/paragraph-1/1", "en"].where.file == "notices/khau-trang.en.md"
    assert by_id["area/c98001.01/group-2", "vi"].text == "Thôn Hai"
    assert by_id["poster/ap-phich-1/slogan", "en"].text == "Every ballot is a choice"
    name, programme = (
        by_id["candidate/p98.na.1.1/name", "vi"],
        by_id["candidate/p98.na.1.1/programme/list-1/2", "vi"],
    )
    assert (name.text, name.ballot, name.campaign) == ("Lê Thị Bưởi", BALLOT, False)
    assert (programme.text, programme.ballot, programme.campaign) == ("Nước sạch", BALLOT, True)
    meeting = by_id["meeting/gap-1/place", "vi"]
    assert (meeting.ballot, meeting.campaign) == ("", True)


def test_base_content_is_spoken_too(tmp_path: Path, source: Path) -> None:
    from helpers.sources import write_base

    base = write_base(tmp_path / "base")
    change(source, "bundle.toml", "include = []", 'include = ["base"]')
    content = read_source(source, base).content
    assert content is not None
    lines = {line.id: line for line in spoken_lines(content)}
    assert lines["topic/nguyen-tac/title"].text == "Principles"
    assert lines["term/I/context"].where.file == "base/history/terms.toml"


# --- rendering ---


def test_a_line_is_spoken_once_and_a_changed_one_alone_again(source: Path) -> None:
    voice = Tones()
    told: list[tuple[int, int, Sentence]] = []
    first = rendered(source, voice, progress=lambda *step: told.append(step))
    texts = {(line.key, line.language) for line in spoken_lines(content_of(source))}
    assert (first.made, first.kept, first.removed, first.silent) == (len(texts), 0, 0, ())
    assert len(voice.spoken) == len(texts)
    assert told[0][:2] == (0, len(texts))
    assert told[-1][:2] == (len(texts), len(texts))
    assert len(list((source / "clips").glob("*.ogg"))) == len(texts) == len(index(source))

    voice.spoken.clear()
    assert rendered(source, voice).made == 0
    assert voice.spoken == []

    change(source, "topics/cach-bo-phieu.vi.md", "Mang theo", "Nhớ mang theo")
    again = rendered(source, voice)
    assert voice.spoken == [("Nhớ mang theo thẻ cử tri, theo Điều 69.", "vi")]
    assert (again.made, again.kept, again.removed) == (1, len(texts) - 1, 1)
    assert len(list((source / "clips").glob("*.ogg"))) == len(texts)
    assert found(source) == {"names-not-heard": found(source)["names-not-heard"]}


def test_what_was_rendered_is_what_is_heard(source: Path) -> None:
    rendered(source, Tones(), languages=("vi",))
    for entry in index(source):
        data = (source / entry["file"]).read_bytes()
        looked = check_sound(io.BytesIO(data), entry["file"])
        assert isinstance(looked, Sound)
        assert looked.seconds == pytest.approx(entry["seconds"], abs=0.001)
    title = next(entry for entry in index(source) if entry["text_sha256"] == text_key("Cách bỏ phiếu"))
    assert title["words"] == pytest.approx([0, 0.25, 0.5], abs=0.02)
    assert title["seconds"] == pytest.approx(0.75, abs=0.05)


def test_a_respelled_word_is_spoken_anew_wherever_it_stands(source: Path) -> None:
    voice = Tones()
    rendered(source, voice, languages=("vi",))
    voice.spoken.clear()
    write(source, PRONUNCIATIONS, "Từ,Đọc là\nBưởi,bưởi\n")
    rendered(source, voice, languages=("vi",))
    assert voice.spoken == [("Lê Thị Bưởi", "vi")]


def test_a_voice_is_given_the_respellings_of_the_source(source: Path) -> None:
    write(source, PRONUNCIATIONS, "Từ,Đọc là,Ngôn ngữ\nUBND,ủy ban,\nUBND,you bee,en\n")
    given: list[Any] = []
    render(
        content_of(source), lambda respellings: given.append(respellings) or Refusal("no-voice", Sentence("", ""))
    )
    assert given == [{"vi": {"UBND": "ủy ban"}, "en": {"UBND": "you bee"}}]


def test_one_voice_speaks_a_language_and_leaves_the_others_alone(source: Path) -> None:
    first = rendered(source, Tones())
    other = rendered(source, Tones("other", ("vi",)), languages=("vi",))
    assert other.removed == other.made
    assert {(entry["voice"], entry["language"]) for entry in index(source)} == {("other", "vi"), ("tones", "en")}
    assert len(index(source)) == first.made
    third = rendered(source, Tones("third", ("vi",)))
    assert third.without == ("en",)
    assert {(entry["voice"], entry["language"]) for entry in index(source)} == {("third", "vi"), ("tones", "en")}
    assert len(list((source / "clips").glob("*.ogg"))) == first.made


def test_a_line_that_is_silent_or_too_long_has_no_clip_and_is_named(source: Path) -> None:
    change(source, "notices/khau-trang.vi.md", "Xin xếp hàng theo vạch.", "hụt\n\ndài dài")
    result = rendered(source, Tones(), languages=("vi",))
    assert set(result.silent) == {"notice/khau-trang/paragraph-1/1", "notice/khau-trang/paragraph-2/1"}
    assert {entry["text_sha256"] for entry in index(source)}.isdisjoint({text_key("hụt"), text_key("dài dài")})


def test_a_voice_that_knows_no_words_gives_none(source: Path) -> None:
    rendered(source, Tones(timed=False), languages=("en",))
    assert all("words" not in entry for entry in index(source))


def test_what_a_voice_does_not_tell_apart_begins_together() -> None:
    line = say(Tones(), "Số 5 – và", "vi")
    assert line is not None
    assert line.words == pytest.approx((0, 0.25, 0.5, 0.75), abs=0.02)

    class Joined(Tones):
        def speak(self, text: str, language: str, pace: int = 100) -> Iterable[Any]:  # type: ignore[override]
            for sound in super().speak(text, language, pace):
                yield replace(sound, words=(replace(sound.words[1], end=8),))

    joined = say(Joined(), "Số 5 – và", "vi")
    assert joined is not None
    assert joined.words == pytest.approx((0, 0.25, 0.25, 0.25), abs=0.02)
    assert say(Tones(), "hụt", "vi") is None
    assert say(Tones(), "", "vi") is None


def test_broken_off_it_goes_on_where_it_was(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Tired(Tones):
        def speak(self, text: str, language: str, pace: int = 100) -> Any:
            if len(self.spoken) == 7:
                raise KeyboardInterrupt
            return super().speak(text, language, pace)

    monkeypatch.setattr("voter_kiosk.authoring.clips.rendering._SAVED_EVERY", 3)
    with pytest.raises(KeyboardInterrupt):
        render(content_of(source), lambda _respellings: Tired(), languages=("en",))
    assert len(index(source)) == 7
    voice = Tones()
    result = rendered(source, voice, languages=("en",))
    assert (result.kept, len(voice.spoken)) == (7, result.made)


def test_the_same_texts_and_voice_give_the_same_bytes(tmp_path: Path) -> None:
    both = [write_source(tmp_path / name) for name in ("a", "b")]
    for source in both:
        rendered(source, Tones(), languages=("en",))
    first, second = ({path.name: path.read_bytes() for path in (one / "clips").iterdir()} for one in both)
    assert first == second


def test_the_engine_of_the_kiosk_can_render(source: Path) -> None:
    content = content_of(source)
    result = render(content, voice_called("espeak"), languages=("en",))
    assert isinstance(result, Rendered), result
    assert result.voice == Espeak().name
    title = next(entry for entry in index(source) if entry["text_sha256"] == text_key("How to vote"))
    assert 0.5 < title["seconds"] < 3
    assert len(title["words"]) == 3
    assert title["words"] == sorted(title["words"])


def test_a_voice_that_is_not_there_is_refused(source: Path, tmp_path: Path) -> None:
    content = content_of(source)
    for name in ("festival", "espeak:vi-lao", "piper", "piper:"):
        refused = render(content, voice_called(name))
        assert isinstance(refused, Refusal)
        assert refused.code == "unknown-voice"
        assert write_names(content, tmp_path / "out", voice_called(name)) == refused
    assert not (source / "clips").exists()
    assert not (tmp_path / "out").exists()


# --- what the index says is looked at again ---


@pytest.mark.parametrize(
    "text", ["[", '"x"', '[{"file":"../x.ogg","language":"vi","text_sha256":"","voice":"","seconds":1}]', "\udcff"]
)
def test_an_index_that_speak_did_not_write_is_an_error(source: Path, text: str) -> None:
    write(source, INDEX, "").write_bytes(text.encode(errors="surrogateescape"))
    assert found(source)["clip-index"].severity is Severity.ERROR


def test_a_rendered_file_that_was_changed_or_lost_is_an_error(source: Path) -> None:
    rendered(source, Tones(), languages=("en",))
    one, two, three = (source / entry["file"] for entry in index(source)[:3])
    one.write_bytes(sounds.sound())
    assert found(source)["clip-changed"].file == f"clips/{one.name}"
    one.unlink()
    assert [item.code for item in check(source).errors] == ["file-unreadable"]
    again = rendered(source, Tones(), languages=("en",))
    assert again.made == 1
    # What the index vouches for must still be a clip.
    stereo = sounds.sound(channels=2)
    entries = index(source)
    for entry in entries:
        if entry["file"].endswith(two.name):
            entry["sha256"] = __import__("hashlib").sha256(stereo).hexdigest()
    two.write_bytes(stereo)
    write(source, INDEX, json.dumps(entries))
    assert found(source)["clip-channels"].severity is Severity.ERROR
    assert three.is_file()


# --- recordings ---


def test_a_team_records_from_a_list(source: Path) -> None:
    (path,) = write_recording_lists(content_of(source), ("vi",))
    assert path == source / LIST
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    assert [row["Mã văn bản"] for row in rows[:2]] == ["election/title", "election/publisher"]
    assert fill(source, lambda row: row["Mã văn bản"] == "topic/cach-bo-phieu/title") == 1
    assert set(found(source)) == {"names-not-heard"}
    ((scope, clip),) = clips_in(source)
    assert (scope, clip.text_sha256, clip.voice, clip.recorded) == (
        "p98",
        text_key("Cách bỏ phiếu"),
        "Bà Thử",
        True,
    )
    assert (clip.kind, clip.words, clip.ballot, clip.campaign) == ("opus", (), "", False)
    assert clip.seconds == pytest.approx(0.75, abs=0.13)


def test_a_text_that_changed_since_is_left_out_and_asked_for_again(source: Path) -> None:
    write_recording_lists(content_of(source))
    assert (source / "clips/recorded/en/danh-sach.csv").is_file()
    fill(source, lambda row: row["Mã văn bản"].startswith("topic/"))
    before = len(clips_in(source))
    change(source, "topics/cach-bo-phieu.vi.md", "Mang theo", "Nhớ mang theo")
    changed = found(source)["clip-text-changed"]
    assert (changed.severity, changed.file) == (Severity.WARNING, LIST)
    assert len(clips_in(source)) == before - 1
    write_recording_lists(content_of(source), ("vi",))
    fill(source, lambda row: row["Văn bản"].startswith("Nhớ mang theo"))
    assert "clip-text-changed" in found(source), "the old row stays until somebody deletes it"
    assert len(clips_in(source)) == before
    change(source, "topics/cach-bo-phieu.vi.md", "## Trước khi vào\n\n", "")
    write_recording_lists(content_of(source), ("vi",))
    assert "topic/cach-bo-phieu/heading-1/1" in (source / LIST).read_text("utf-8-sig")
    assert "heading-1/1" in found(source)["clip-of-nothing"].message.en


@pytest.mark.parametrize(
    ("row", "data", "code"),
    [
        ("topic/cach-bo-phieu/title,a.wav,Bà Thử,MARK", None, "clip-missing"),
        ("topic/cach-bo-phieu/title,../../../x.wav,Bà Thử,MARK", None, "clip-missing"),
        ("topic/cach-bo-phieu/title,a.wav,,MARK", sounds.wav(), "clip-reader"),
        ("topic/cach-bo-phieu/title,a.wav,Bà Thử,", sounds.wav(), "clip-text-changed"),
        ("topic/khong-co/title,a.wav,Bà Thử,MARK", sounds.wav(), "clip-of-nothing"),
        ("topic/cach-bo-phieu/title,a.wav,Bà Thử,MARK", b"no sound at all", "clip-unreadable"),
        ("topic/cach-bo-phieu/title,a.wav,Bà Thử,MARK", sounds.wav(np.zeros(9_000)), "clip-silent"),
        ("topic/cach-bo-phieu/title,a.wav,Bà Thử,MARK", sounds.wav(sounds.tone(0.05)), "clip-short"),
        ("topic/cach-bo-phieu/title,a.wav,Bà Thử,MARK", sounds.wav(sounds.tone(6)), "clip-long"),
        (
            "topic/cach-bo-phieu/title,a.wav,Bà Thử,MARK",
            sounds.wav(sounds.tone(181, rate=800), 800),
            "clip-too-long",
        ),
        ("topic/cach-bo-phieu/title,b.wav,Bà Thử,MARK", sounds.wav(), "clip-missing"),
    ],
)
def test_a_recording_that_cannot_be_used_is_said(source: Path, row: str, data: bytes | None, code: str) -> None:
    recorded(source, row.replace("MARK", mark(source, "topic/cach-bo-phieu/title")[:16]))
    if data is not None:
        (source / LIST).with_name("a.wav").write_bytes(data)
    codes = found(source)
    assert code in codes
    assert codes[code].message.vi
    assert codes[code].remedy.en
    used = code in {"clip-short", "clip-long"}
    assert bool(content_of(source).spoken.files) == used, "a doubtful one is used, a wrong one is not"
    assert ("clip-unknown" in codes) == (",b.wav" in row)


def test_a_link_out_of_the_source_is_not_followed(source: Path, tmp_path: Path) -> None:
    recorded(source, f"topic/cach-bo-phieu/title,a.wav,Bà Thử,{mark(source, 'topic/cach-bo-phieu/title')}")
    (tmp_path / "elsewhere.wav").write_bytes(sounds.wav())
    (source / LIST).with_name("a.wav").symlink_to(tmp_path / "elsewhere.wav")
    assert [one.code for one in check(source).errors] == ["link-outside"]


def test_a_folder_of_no_language_and_a_list_without_its_columns_are_errors(source: Path) -> None:
    write(source, "clips/recorded/Tiếng Việt/a.txt", "x")
    recorded(source, text="Mã văn bản,Tệp")
    assert {"clip-language", "column-missing"} <= set(found(source))
    recorded(source, text="")
    assert "column-missing" in found(source)


def test_recordings_without_a_list_are_in_nobodys_list(source: Path) -> None:
    write(source, "clips/recorded/vi/a.wav", "")
    assert set(found(source)) == {"clip-unknown", "names-not-heard"}


@pytest.mark.parametrize("kind", ["wav", "flac"])
def test_a_recording_is_trimmed_levelled_and_written_without_a_trace_of_its_maker(source: Path, kind: str) -> None:
    def quiet(text: str) -> np.ndarray:
        silence = np.zeros(sounds.RATE // 2)
        return np.concatenate([silence, sounds.tone(1.5, loud=0.05), silence]).astype(np.float32)

    write_recording_lists(content_of(source), ("vi",))
    fill(source, lambda row: row["Mã văn bản"] == "topic/cach-bo-phieu/title", speak=quiet, kind=kind)
    ((_, clip),) = clips_in(source)
    assert clip.seconds == pytest.approx(1.62, abs=0.01)
    files = documents_of(content_of(source))
    assert isinstance(files, dict)
    data = files[f"p98/m-{clip.media}"]
    assert isinstance(data, bytes)
    samples, rate = soundfile.read(io.BytesIO(data))
    assert rate == audio.RATE
    assert np.sqrt(np.mean(samples**2)) == pytest.approx(0.1, rel=0.1)
    again = documents_of(content_of(source))
    assert isinstance(again, dict)
    assert again[f"p98/m-{clip.media}"] == data, "the same recording gives the same bytes"


# --- everybody on a ballot alike ---


def test_a_ballot_is_recorded_whole_or_read_by_the_engine(source: Path) -> None:
    write_recording_lists(content_of(source), ("vi",))
    assert fill(source, lambda row: of_ballot(row) and ".3/" not in row["Mã văn bản"]) > 10
    assert clips_in(source) == []
    uneven = found(source)["clips-uneven"]
    assert uneven.severity is Severity.WARNING
    assert "Trần Thị Dừa" in uneven.message.vi
    assert "Lê Thị Bưởi" not in uneven.message.vi
    fill(source, of_ballot)
    assert "clips-uneven" not in found(source)
    clips = clips_in(source)
    assert {(scope, clip.ballot) for scope, clip in clips} == {("p98", BALLOT)}
    assert any(clip.campaign for _, clip in clips)
    measured = docs.decode_json(docs.NEUTRALITY, bundle_file(source, "p98/neutrality.json"))
    assert isinstance(measured, tuple)
    counted = {row.candidate: row.measures["audio-clips"] for row in measured}
    assert counted[f"{BALLOT}.1"] > counted[f"{BALLOT}.2"] > 5, "she has a career"
    assert counted["p98.province.1.1"] == 0
    spoken = {clip.text_sha256 for _, clip in clips}
    for line in spoken_lines(content_of(source)):
        assert (line.key in spoken) or line.ballot != BALLOT


def test_two_readers_or_two_paces_are_not_alike(source: Path) -> None:
    write_recording_lists(content_of(source), ("vi",))
    fill(source, lambda row: of_ballot(row) and ".2/" in row["Mã văn bản"], reader="Ông Khác")
    fill(source, of_ballot)
    assert "clips-uneven" in found(source)
    assert clips_in(source) == []
    change(source, LIST, "Ông Khác", "Bà Thử")
    slow = [row for row in csv.DictReader(io.StringIO((source / LIST).read_text())) if row["Tệp"]]
    for row in slow:
        if ".2/" in row["Mã văn bản"]:
            long = sounds.wav(sounds.tone(1.0 * len(row["Văn bản"].split())))
            (source / LIST).with_name(row["Tệp"]).write_bytes(long)
    assert "times as long as the quickest" in found(source)["clips-uneven"].message.en
    assert clips_in(source) == []


def test_a_communes_ballot_is_spoken_in_the_communes_scope(source: Path) -> None:
    write_recording_lists(content_of(source), ("vi",))
    fill(source, lambda row: row["Mã văn bản"].startswith("candidate/c98001.commune.1."))
    assert {(scope, clip.ballot) for scope, clip in clips_in(source)} == {("c98001", "c98001.commune.1")}


def test_a_person_is_heard_before_a_voice(source: Path) -> None:
    rendered(source, Tones(), languages=("vi",))
    write_recording_lists(content_of(source), ("vi",))
    fill(source, lambda row: of_ballot(row) or row["Mã văn bản"] == "topic/cach-bo-phieu/title")
    by_key = {(clip.text_sha256, clip.ballot): clip for _, clip in clips_in(source)}
    assert by_key[text_key("Cách bỏ phiếu"), ""].recorded
    assert not by_key[text_key("Các bước trong phòng bỏ phiếu"), ""].recorded
    assert by_key[text_key("Lê Thị Bưởi"), BALLOT].recorded
    assert not by_key[text_key("Hoàng Văn Điều"), "p98.province.1"].recorded
    assert by_key[text_key("Kinh"), BALLOT].recorded
    assert not by_key[text_key("Kinh"), "p98.province.1"].recorded, "one voice for a ballot"


def test_a_struck_off_candidate_need_not_be_recorded(source: Path) -> None:
    write(
        source,
        "tables/xoa-ten.csv",
        "Mã người ứng cử,Loại,Quyết định,Ngày,Nội dung công bố\np98.na.1.3,rút tên,1/QĐ,2026-03-01,Rút tên\n",
    )
    assert content_of(source).own.candidates[2].strike_off is not None
    write_recording_lists(content_of(source), ("vi",))
    fill(source, lambda row: of_ballot(row) and ".3/" not in row["Mã văn bản"])
    assert {clip.ballot for _, clip in clips_in(source)} == {BALLOT}


def test_what_is_both_a_meeting_and_a_topic_is_no_campaigning(source: Path) -> None:
    change(source, "topics/cach-bo-phieu.vi.md", "## Trước khi vào", "## Hội trường xã")
    write_recording_lists(content_of(source), ("vi",))
    fill(source, lambda row: row["Mã văn bản"].startswith("meeting/"))
    campaign = {clip.text_sha256: clip.campaign for _, clip in clips_in(source)}
    assert campaign == {text_key("Hội trường xã"): False, text_key("số 2 đường Vườn"): True}


def test_a_source_without_sounds_chooses_none(source: Path) -> None:
    assert list(chosen_clips(content_of(source))) == []
    assert found(source) == {}


# --- names ---


def test_an_official_hears_each_name_and_ticks_it(source: Path, tmp_path: Path) -> None:
    write(source, PRONUNCIATIONS, "Từ,Đọc là\nĐiều,điêu\n")
    voice = Tones()
    told: list[Any] = []
    out = tmp_path / "nghe"
    count = write_names(content_of(source), out, lambda _: voice, progress=lambda *step: told.append(step))
    rows = list(csv.DictReader(io.StringIO((out / NAMES_HEARD).read_text("utf-8-sig"))))
    assert count == len(rows) == len(voice.spoken) == told[-1][0]
    people = [row for row in rows if row["Loại"] == "Người ứng cử"]
    assert [row["Tên"] for row in people][:3] == ["Lê Thị Bưởi", "Phạm Văn Cam", "Trần Thị Dừa"]
    assert {"Tỉnh Vườn Quả", "Xã Cây Xanh", "Nhà văn hóa thôn 1"} <= {row["Tên"] for row in rows}
    assert next(row["Đọc là"] for row in people if row["Tên"] == "Hoàng Văn Điều").split()[-1] == "điêu"
    for row in rows:
        assert isinstance(check_sound(io.BytesIO((out / row["Tệp"]).read_bytes()), row["Tệp"]), Sound)
    assert len(people) == 7
    assert "7 tên" in found(source)["names-not-heard"].message.vi
    assert found(source)["names-not-heard"].message.en.endswith("+2.")

    for row in people[1:]:
        row["Đã nghe"] = "x"
    with (source / NAMES_HEARD).open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]), delimiter=";")  # as some Excels save it
        table.writeheader()
        table.writerows(rows)
    assert "Lê Thị Bưởi." in found(source)["names-not-heard"].message.vi
    assert [name.name for name in candidate_names(content_of(source)) if not name.heard] == ["Lê Thị Bưởi"]
    write_names(content_of(source), out, lambda _: voice)
    again = list(csv.DictReader(io.StringIO((out / NAMES_HEARD).read_text("utf-8-sig"))))
    assert [row["Đã nghe"] for row in again if row["Loại"] == "Người ứng cử"] == ["", *"xxxxxx"]

    change(source, PRONUNCIATIONS, "điêu", "đìu")
    assert [name.name for name in candidate_names(content_of(source)) if not name.heard] == [
        "Lê Thị Bưởi",
        "Hoàng Văn Điều",
    ], "another spelling wants another ear"


def test_a_name_that_cannot_be_heard_has_no_sound(source: Path, tmp_path: Path) -> None:
    change(source, "tables/khu-vuc-bo-phieu.csv", "Nhà văn hóa thôn 1", "hụt")
    write_names(content_of(source), tmp_path / "nghe", lambda _: Tones())
    rows = list(csv.DictReader(io.StringIO((tmp_path / "nghe" / NAMES_HEARD).read_text("utf-8-sig"))))
    assert [row["Tệp"] for row in rows if row["Tên"] == "hụt"] == [""]
    assert "hụt" in [name.name for name in place_names(content_of(source))]


def test_once_all_are_heard_the_check_is_content(source: Path, tmp_path: Path) -> None:
    write_names(content_of(source), source, lambda _: Tones())
    text = (source / NAMES_HEARD).read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    with (source / NAMES_HEARD).open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows({**row, "Đã nghe": "có"} for row in rows)
    assert "names-not-heard" not in found(source)


def test_pronunciations_are_read_row_by_row(source: Path) -> None:
    write(
        source,
        PRONUNCIATIONS,
        "Từ,Đọc là,Ngôn ngữ\nKsor,cờ xo,\nKsor,xo,vi\nKsor,xor,en\n,x,\nY Khoa,,\nA,b,Tiếng Việt\n,,\n",
    )
    content = content_of(source)
    assert content.spoken.pronunciations == (Pronunciation("Ksor", "cờ xo"), Pronunciation("Ksor", "xor", "en"))
    codes = [one.code for one in check(source).findings if one.code.startswith("pronunciation")]
    assert sorted(codes) == ["pronunciation"] * 3 + ["pronunciation-twice"]
    files = documents_of(content)
    assert isinstance(files, dict)
    data = files["p98/pronunciations.jsonl"]
    assert isinstance(data, bytes)
    assert tuple(docs.read_jsonl(docs.PRONUNCIATIONS, io.BytesIO(data))) == content.spoken.pronunciations
    assert written_out("Ông Ksor", "vi", content.spoken.respellings).split()[-2:] == ["cờ", "xo"]
    assert written_out("  ឆ្នោត ១ ", "km", content.spoken.respellings) == "ឆ្នោត ១"


# --- the whole way ---


def test_a_recorded_source_becomes_a_bundle_that_a_kiosk_plays(source: Path, tmp_path: Path) -> None:
    write_recording_lists(content_of(source), ("vi",))
    fill(source, lambda row: of_ballot(row) or row["Mã văn bản"].startswith("topic/"))
    rendered(source, Tones(), languages=("en",))
    write(source, PRONUNCIATIONS, "Từ,Đọc là\nBưởi,bưởi\n")
    keys = create_keys(tmp_path / "keys", issued=ISSUED)
    assert isinstance(keys, KeyFolder)
    made = build(source, keys.folder, tmp_path / "a.vkb", issued=ISSUED)
    assert isinstance(made, Published), made
    twice = build(source, keys.folder, tmp_path / "b.vkb", version=1, issued=ISSUED)
    assert isinstance(twice, Published)
    assert twice.built.fingerprint == made.built.fingerprint
    drafted = make_draft(source, keys.folder, tmp_path / "draft", version=1, issued=ISSUED)
    assert isinstance(drafted, Drafted)
    assert drafted.draft.fingerprint == made.built.fingerprint
    assert setup(tmp_path / "store", keys.folder / "root.json") is None
    installed = install(tmp_path / "store", made.built.path)
    assert isinstance(installed, Installed), installed
    store = open_store(tmp_path / "store")
    assert isinstance(store, Store)
    catalogue = store.catalogue
    assert catalogue is not None
    clip = catalogue.clip("Cách bỏ phiếu", "vi")
    assert clip is not None
    assert (clip.voice, clip.recorded) == ("Bà Thử", True)
    samples, rate = soundfile.read(clip.path)
    assert len(samples) / rate == pytest.approx(clip.seconds, abs=0.001)
    spoken = catalogue.clip("How to vote", "en")
    assert spoken is not None
    assert len(spoken.words) == 3
    assert catalogue.clip("Lê Thị Bưởi", "vi", BALLOT) is not None
    assert catalogue.pronunciations() == (Pronunciation("Bưởi", "bưởi"),)
    store.close()


def test_a_recording_that_goes_while_the_bundle_is_built_stops_it(source: Path) -> None:
    write_recording_lists(content_of(source), ("vi",))
    fill(source, lambda row: row["Mã văn bản"] == "topic/cach-bo-phieu/title")
    content = content_of(source)
    (source / content.spoken.files[0].file).write_bytes(b"gone bad")
    with pytest.raises(OSError, match="not WAV, FLAC or Ogg"):
        documents_of(content)


# --- sounds themselves ---


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 24_000, 44_100, 48_000])
def test_any_rate_keeps_its_length_and_its_pitch(rate: int) -> None:
    take = audio.speech(sounds.tone(1.0, 440, rate), rate)
    assert take is not None
    encoded = audio.encode(take)
    assert encoded.seconds == pytest.approx(1.0, abs=0.001)
    samples, back = soundfile.read(io.BytesIO(encoded.data))
    assert back == audio.RATE
    spectrum = np.abs(np.fft.rfft(samples))
    assert np.argmax(spectrum) * back / len(samples) == pytest.approx(440, abs=1)


def test_the_checksum_of_a_page_is_that_of_the_library() -> None:
    for part in sounds.pages(sounds.sound()):
        wanted = int.from_bytes(part[22:26], "little")
        part[22:26] = bytes(4)
        assert audio._checksum(bytes(part)) == wanted


def test_a_loud_take_is_not_driven_over_the_top() -> None:
    click = np.zeros(24_000, np.float32)
    click[::4_000] = 1.0
    take = audio.speech(click, 24_000)
    assert take is not None
    assert np.max(np.abs(take.samples)) == pytest.approx(0.9)
