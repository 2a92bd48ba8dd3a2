"""Videos at the desk: looked through before they are signed; what a telephone recorded made fit for a kiosk."""

from __future__ import annotations

import io
from pathlib import Path

import av
import pytest
from PIL import Image

from helpers import films
from helpers.sources import write_picture
from voter_kiosk.authoring.films import Converted, FilmFile, convert, look_through
from voter_kiosk.bundle.films import Film, check_film
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.video import LONGEST


def looked(data: bytes) -> FilmFile:
    found = look_through(data, "phim.webm")
    assert isinstance(found, FilmFile), found
    return found


def refused(found: object) -> str:
    assert isinstance(found, Refusal), found
    return found.code


def converted(source: Path, output: Path) -> Converted:
    made = convert(source, output)
    assert isinstance(made, Converted), made
    return made


def middle(data: bytes, at: float = 0.5) -> Image.Image:
    """The picture half-way through a video."""
    with av.open(io.BytesIO(data), "r") as container:
        pictures = list(container.decode(video=0))
    image: Image.Image = pictures[int(len(pictures) * at)].to_image()  # type: ignore[no-untyped-call]
    return image


def test_a_video_is_looked_through_and_its_first_picture_stands_for_it() -> None:
    found = looked(films.film(sound=True))
    assert found.film.sound
    assert not found.blank
    assert found.first.kind == "image/jpeg"
    still = Image.open(io.BytesIO(found.first.data))
    assert still.size == (160, 90)
    assert still.getpixel((5, 45)) != still.getpixel((150, 45)), "the bar stands at the left"
    assert looked(films.film(sound=True)).first.data == found.first.data


def test_what_cannot_be_decoded_never_reaches_a_kiosk() -> None:
    noisy = bytearray(films.film(3.0, sound=True))
    begin = noisy.index(b"\x1f\x43\xb6\x75") + 60
    noisy[begin : begin + 400] = b"\xff" * 400
    assert isinstance(check_film(io.BytesIO(bytes(noisy)), "phim.webm"), Film), "its structure is whole"
    assert refused(look_through(bytes(noisy), "phim.webm")) == "not-a-film"
    assert refused(look_through(films.made(), "phim.webm")) == "not-a-film", "no picture in it"
    assert refused(look_through(b"#EXTM3U", "phim.webm")) == "not-a-film"


def test_a_video_that_is_not_as_long_as_it_says_is_refused() -> None:
    data = bytearray(films.film(2.0))
    at = data.index(b"\x44\x89\x88") + 3
    data[at : at + 8] = bytes.fromhex("40c3880000000000")  # 10,000 ms
    assert refused(look_through(bytes(data), "phim.webm")) == "not-a-film"


def test_where_it_was_recorded_does_not_travel(tmp_path: Path) -> None:
    out = io.BytesIO()
    with av.open(out, "w", format="webm") as container:
        container.metadata["location"] = "+21.0285+105.8542/"
        stream = container.add_stream("libvpx-vp9", rate=films.RATE)
        stream.width, stream.height, stream.pix_fmt = 160, 90, "yuv420p"
        for frame in films.pictures(1.0):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    assert refused(look_through(out.getvalue(), "phim.webm")) == "film-tagged"
    source = films.recorded(tmp_path / "quay.mp4")
    assert b"21.0285" in source.read_bytes()
    made = converted(source, tmp_path / "phim.webm")
    assert b"21.0285" not in made.path.read_bytes()
    looked(made.path.read_bytes())


def test_a_telephones_video_is_brought_into_our_form(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    source = films.recorded(tmp_path / "quay.mp4", 2.0)
    made = convert(source, tmp_path / "phim.webm", lambda done, whole: told.append((done, whole)))
    assert isinstance(made, Converted)
    assert (made.film.width, made.film.height, made.film.sound) == (320, 180, True)
    assert made.film.seconds == pytest.approx(2.0, abs=0.1)
    assert made.size == made.path.stat().st_size
    assert told[0] == (0, 2)
    assert told[-1] == (2, 2)
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []
    half = middle(made.path.read_bytes()).resize((16, 9)).convert("L")
    assert half.getpixel((8, 4)) > half.getpixel((1, 4)) + 60, "half-way the bar stands in the middle"  # type: ignore[operator]


@pytest.mark.parametrize(("turned", "edge"), [(90, "foot"), (-90, "head"), (180, "right")])
def test_a_video_that_was_held_upright_stands_upright(tmp_path: Path, turned: int, edge: str) -> None:
    """The bar begins at the left edge of what the camera saw, which counter-clockwise comes to the foot."""
    source = films.recorded(tmp_path / "quay.mp4", turned=turned)
    made = converted(source, tmp_path / "phim.webm")
    assert (made.film.width, made.film.height) == ((320, 180) if edge == "right" else (180, 320))
    first = middle(made.path.read_bytes(), 0.0).convert("L")
    wide, tall = first.size
    edges = {
        "head": (0, 0, wide, 20),
        "foot": (0, tall - 20, wide, tall),
        "left": (0, 0, 20, tall),
        "right": (wide - 20, 0, wide, tall),
    }
    levels = {name: sum(first.crop(place).resize((1, 1)).tobytes()) for name, place in edges.items()}
    assert max(levels, key=lambda name: levels[name]) == edge, levels


def test_a_large_video_is_made_smaller_and_a_small_one_never_larger(tmp_path: Path) -> None:
    large = films.recorded(tmp_path / "l.mp4", 0.2, size=(1920, 1080))
    tall = films.recorded(tmp_path / "t.mp4", 0.2, size=(1080, 1920))
    assert converted(large, tmp_path / "l.webm").film.width == 1280
    made = converted(tall, tmp_path / "t.webm").film
    assert (made.width, made.height) == (404, 720)


def test_what_is_no_video_of_a_camera_is_refused(tmp_path: Path) -> None:
    output = tmp_path / "phim.webm"
    playlist = tmp_path / "phim.mp4"
    playlist.write_text("#EXTM3U\n#EXTINF:9,\nhttp://example.invalid/a.ts\n", encoding="utf-8")
    assert refused(convert(playlist, output)) == "film-unreadable"
    picture = write_picture(tmp_path / "hinh.png", (64, 48))
    assert refused(convert(picture, output)) == "film-unreadable"
    assert refused(convert(tmp_path / "khong-co.mp4", output)) == "film-unreadable"
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(films.recorded(tmp_path / "quay.mp4").read_bytes()[:300])
    assert refused(convert(cut, output)) == "film-unreadable"
    song = tmp_path / "nhac.webm"
    with av.open(str(song), "w", format="webm") as container:
        heard = container.add_stream("libopus", rate=48_000, layout="mono")
        for samples in films.tone(1.0):
            container.mux(heard.encode(samples))
        container.mux(heard.encode(None))
    assert refused(convert(song, output)) == "film-unreadable"
    assert not output.exists()


def test_a_video_over_five_minutes_is_refused_before_it_is_converted(tmp_path: Path) -> None:
    data = bytearray(films.film(2.0))
    at = data.index(b"\x44\x89\x88") + 3
    data[at : at + 8] = bytes.fromhex("4112cf3000000000")  # 308,172 ms
    source = tmp_path / "dai.webm"
    source.write_bytes(data)
    assert LONGEST == 300
    assert refused(convert(source, tmp_path / "phim.webm")) == "film-too-long"


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    source = films.recorded(tmp_path / "quay.mp4", 0.2)
    assert refused(convert(source, tmp_path / "khong" / "phim.webm")) == "film-unwritable"
