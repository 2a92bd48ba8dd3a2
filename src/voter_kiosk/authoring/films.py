"""Videos at the desk: looked through before they are signed, and brought into the one form that a kiosk plays.

PyAV (FFmpeg) decodes here and nowhere else; it is given the open file and one demuxer, and may open no other.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from voter_kiosk.authoring.pictures import Picture, encode_frame
from voter_kiosk.bundle.films import Film, check_film
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence
from voter_kiosk.domain.video import LONGEST, TALLEST, WIDEST

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.container import InputContainer
    from av.filter import Graph
    from av.packet import Packet
    from av.video.frame import VideoFrame
    from PIL import Image

MOST_FRAMES: Final = 30
"""Frames a second; what has more is thinned out."""

_ONE_TONE: Final = 12  # of 255: a first picture in which nothing can be told
_SAMPLES: Final = 48_000
_OWN_TAGS: Final = frozenset({"duration", "encoder", "language"})
_NOTHING_ELSE: Final = {"protocol_whitelist": "none"}
_DEMUXERS: Final[tuple[tuple[int, bytes, str], ...]] = (
    (0, b"\x1a\x45\xdf\xa3", "matroska"),
    (4, b"ftyp", "mov"),
    (8, b"AVI ", "avi"),
    (0, b"\x47", "mpegts"),
    (4, b"\x47", "mpegts"),
)
"""Where a file of each kind bears which mark, and what reads it. A playlist bears none of them."""

_TURNS: Final = {
    90: (("transpose", "clock"),),
    180: (("hflip", ""), ("vflip", "")),
    270: (("transpose", "cclock"),),
}
"""What sets a picture upright that a telephone recorded turned, by degrees."""

Progress = Callable[[int, int], None]
"""Called with seconds done and seconds in all."""


@dataclass(frozen=True, slots=True)
class FilmFile:
    """A video as it will travel: its bytes, what they say of themselves, and its first picture."""

    data: bytes
    film: Film
    first: Picture
    blank: bool

    @property
    def sha256(self) -> str:
        """The SHA-256 (hex) of the bytes: the video's name everywhere."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Converted:
    """A video that was written: where, how many bytes, and what it says of itself."""

    path: Path
    size: int
    film: Film


def look_through(data: bytes, name: str) -> FilmFile | Refusal:
    """Read a video that is to go into a bundle: its structure whole, and each picture that stands by itself.

    Refused: what ``bundle.films.check_film`` refuses; ``not-a-film`` too where it cannot be decoded or is not as
    long as it says; ``film-tagged`` where it carries more than it shows (where and with what it was recorded).
    """
    import av

    film = check_film(io.BytesIO(data), name)
    if isinstance(film, Refusal):
        return film
    try:
        with av.open(io.BytesIO(data), "r", format="matroska", options=_NOTHING_ELSE) as container:
            tags = {key.lower() for held in (container, *container.streams) for key in held.metadata}
            if tags - _OWN_TAGS:
                return _refuse("film-tagged", name, ", ".join(sorted(tags - _OWN_TAGS)))
            first, last = _decoded(container)
    except (av.FFmpegError, ValueError, OSError) as problem:
        return _refuse("not-a-film", name, str(problem))
    if first is None or abs(last - film.seconds) > 1:
        return _refuse("not-a-film", name, f"{last:.1f} s of {film.seconds:.1f} s")
    image: Image.Image = first.to_image()  # type: ignore[no-untyped-call]
    low, high = cast("tuple[int, int]", image.convert("L").getextrema())
    return FilmFile(data, film, encode_frame(image), high - low < _ONE_TONE)


def _decoded(container: InputContainer) -> tuple[VideoFrame | None, float]:
    """The first picture of a video, and the second at which its last one ends; between them only those pictures
    are decoded that stand by themselves."""
    stream = container.streams.video[0]
    first: VideoFrame | None = None
    last = 0.0
    for packet in container.demux(stream):
        if packet.pts is not None and packet.time_base is not None:
            last = max(last, float((packet.pts + (packet.duration or 0)) * packet.time_base))
        if packet.is_keyframe:
            for frame in packet.decode():
                first = first or frame
            stream.codec_context.flush_buffers()
    return first, last


SAID: Final = {
    "not-a-film": (
        "Đoạn phim {name} hỏng hoặc không dài như nó ghi; hãy chuyển lại từ bản gốc bằng lệnh film.",
        "The video {name} is broken, or not as long as it says; convert the original again with film.",
    ),
    "film-tagged": (
        "Đoạn phim {name} còn mang thông tin về nơi quay, máy quay; hãy chuyển bằng lệnh film để bỏ đi.",
        "The video {name} still carries where and with what it was recorded; convert it with film, which leaves "
        "that out.",
    ),
    "film-unreadable": (
        "Không đọc được “{name}” như một đoạn phim. Hãy dùng tệp MP4, MOV, WebM, MKV, AVI hoặc MTS.",
        "“{name}” cannot be read as a video. Use an MP4, MOV, WebM, MKV, AVI or MTS file.",
    ),
    "film-too-long": (
        "“{name}” dài hơn 5 phút. Hãy cắt ngắn hoặc chia thành nhiều đoạn.",
        "“{name}” is longer than 5 minutes. Shorten it, or split it.",
    ),
    "film-unwritable": (
        "Không ghi được “{name}”. Hãy chọn thư mục khác.",
        "“{name}” cannot be written. Choose another folder.",
    ),
}
"""Code -> the sentence in Vietnamese and English, for every refusal of this module."""


def _refuse(code: str, name: str, detail: str = "") -> Refusal:
    vi, en = SAID[code]
    return Refusal(code, Sentence(vi.format(name=name), en.format(name=name)), detail)


def convert(source: Path, output: Path, progress: Progress | None = None) -> Converted | Refusal:
    """Bring the video ``source``, of a camera or a telephone, into the form that a bundle takes, as ``output``.

    It is turned upright, made to fit 1280 x 720 and 30 pictures a second, and loses everything but picture and
    sound. ``output`` is replaced whole or not at all. Refused: ``film-unreadable``, ``film-too-long``,
    ``film-unwritable``, and what ``bundle.films.check_film`` refuses of the result.
    """
    import av

    try:
        # Opened twice: neither picture nor sound has to be held while the other is encoded.
        with source.open("rb") as one, source.open("rb") as other:
            data = _converted(one, other, source.name, progress or _silent)
    except (av.FFmpegError, OSError, ValueError) as problem:
        return _refuse("film-unreadable", source.name, str(problem))
    if isinstance(data, Refusal):
        return data
    film = check_film(io.BytesIO(data), output.name)
    if isinstance(film, Refusal):
        return film
    unfinished = output.with_name(output.name + ".part")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(output)
    except OSError as problem:
        return _refuse("film-unwritable", output.name, str(problem))
    return Converted(output, len(data), film)


def _silent(_done: int, _seconds: int) -> None:
    return None


def _converted(seen: BinaryIO, heard: BinaryIO, name: str, progress: Progress) -> bytes | Refusal:
    import av

    start = seen.read(12)
    seen.seek(0)
    demuxer = next((kind for at, mark, kind in _DEMUXERS if start[at : at + len(mark)] == mark), None)
    if demuxer is None:
        return _refuse("film-unreadable", name)
    with (
        av.open(seen, "r", format=demuxer, options=_NOTHING_ELSE) as container,
        av.open(heard, "r", format=demuxer, options=_NOTHING_ELSE) as again,
    ):
        if not container.streams.video:
            return _refuse("film-unreadable", name, "no picture")
        seconds = (container.duration or 0) / av.time_base
        if seconds > LONGEST:
            return _refuse("film-too-long", name, f"{seconds:.1f} s")
        usual = container.streams.video[0].average_rate or Fraction(25)
        rate = min(usual.limit_denominator(1001), Fraction(MOST_FRAMES))
        frames = _upright(container, rate)
        first = next(frames, None)
        if first is None:
            return _refuse("film-unreadable", name, "no picture")
        told = _telling(chain((first,), frames), rate, progress, max(1, round(seconds)))
        sound = _samples(again) if again.streams.audio else None
        return encode(told, first.width, first.height, rate, sound)


def _telling(
    frames: Iterable[VideoFrame], rate: Fraction, progress: Progress, seconds: int
) -> Iterator[VideoFrame]:
    for number, frame in enumerate(frames):
        if number % max(1, round(rate)) == 0:
            progress(min(seconds, round(number / rate)), seconds)
        yield frame
    progress(seconds, seconds)


def _upright(container: InputContainer, rate: Fraction) -> Iterator[VideoFrame]:
    """The pictures of a file, turned as they were meant, in our size, at ``rate``."""
    from av.filter import Graph

    stream = container.streams.video[0]
    frames = container.decode(stream)
    first = next(frames, None)
    if first is None:
        return
    turned = -round(first.rotation) % 360
    wide = first.width * (stream.sample_aspect_ratio or 1)
    width, height = _fitted(float(wide), first.height) if turned % 180 == 0 else _fitted(first.height, float(wide))
    begins = Fraction(container.start_time or 0, 1_000_000)
    graph = Graph()
    base = stream.time_base or Fraction(1, 1000)
    steps = [graph.add_buffer(template=stream, time_base=base)]
    steps += [graph.add(name, said) for name, said in _TURNS.get(turned, ())]
    steps += [graph.add("scale", f"{width}:{height}:flags=lanczos"), graph.add("setsar", "1")]
    steps += [
        graph.add("fps", f"fps={rate}:start_time=0"),
        graph.add("format", "yuv420p"),
        graph.add("buffersink"),
    ]
    graph.link_nodes(*steps).configure()
    for frame in chain((first,), frames):
        frame.pts = max(0, (frame.pts or 0) - round(begins / base))
        graph.vpush(frame)
        yield from _pulled(graph)
    graph.vpush(None)
    yield from _pulled(graph)


def _pulled(graph: Graph) -> Iterator[VideoFrame]:
    import av

    while True:
        try:
            frame = graph.vpull()
        except (av.BlockingIOError, av.EOFError):
            return
        frame.pict_type = 0  # which pictures stand by themselves, the encoder decides
        yield frame


def _fitted(width: float, height: float) -> tuple[int, int]:
    """The size in our limits of a picture of that shape: even numbers, never blown up."""
    scale = min(1.0, WIDEST / width, TALLEST / height)
    return max(2, int(width * scale) // 2 * 2), max(2, int(height * scale) // 2 * 2)


def _samples(container: InputContainer) -> Iterator[AudioFrame]:
    """The sound of a file, mono, in frames as Opus takes them."""
    from av.audio.resampler import AudioResampler

    resampler = AudioResampler("flt", "mono", _SAMPLES, frame_size=_SAMPLES // 50)
    begins = Fraction(container.start_time or 0, 1_000_000)
    for frame in container.decode(container.streams.audio[0]):
        if frame.pts is not None and frame.time_base is not None:
            frame.pts -= round(begins / frame.time_base)
        yield from resampler.resample(frame)
    yield from resampler.resample(None)


def encode(
    pictures: Iterable[VideoFrame],
    width: int,
    height: int,
    rate: Fraction,
    sound: Iterable[AudioFrame] | None = None,
) -> bytes:
    """A video of ``pictures`` in the form that a bundle takes; their times count in ``1 / rate`` seconds.

    ``sound`` is frames of 960 samples, mono, 48,000 a second. The same frames and libraries give the same bytes.
    """
    import av

    out = io.BytesIO()
    with av.open(out, "w", format="webm", options={"fflags": "+bitexact"}) as container:
        picture = container.add_stream("libvpx-vp9", rate=rate)
        picture.width, picture.height, picture.pix_fmt = width, height, "yuv420p"
        # Good enough for hands that sign and quick enough for a desk; a picture that stands by itself every five
        # seconds, from which the kiosk goes on and back.
        picture.options = {
            "deadline": "good",
            "cpu-used": "4",
            "crf": "34",
            "row-mt": "1",
            "g": str(round(rate * 5)),
        }
        picture.bit_rate = 0
        heard = None
        if sound is not None:
            heard = container.add_stream("libopus", rate=_SAMPLES, layout="mono")
            heard.bit_rate = 48_000
        packets = [packet for frame in chain(pictures, (None,)) for packet in picture.encode(frame)]
        if heard is not None and sound is not None:
            packets += [packet for samples in chain(sound, (None,)) for packet in heard.encode(samples)]
        for packet in sorted(packets, key=_when):
            container.mux(packet)
    return out.getvalue()


def _when(packet: Packet[Any]) -> float:
    return float((packet.dts or 0) * (packet.time_base or 0))
