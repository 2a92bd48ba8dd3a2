"""Clips from a signed bundle to the ear: only true ones come in, and only what may be shown is heard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from helpers import sounds, stores
from helpers.elections import at
from voter_kiosk.bundle.sounds import Sound
from voter_kiosk.domain.calendar import Confidence, Moment
from voter_kiosk.domain.clips import Clip, Pronunciation, said, text_key, texts_of
from voter_kiosk.domain.disclosure import KioskState, decide
from voter_kiosk.domain.election import Candidate, StrikeOff, StrikeOffKind
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.speech.sound import Word
from voter_kiosk.store.catalogue import Catalogue, open_catalogue
from voter_kiosk.store.clips import as_they_sound
from voter_kiosk.store.compiler import compile_content
from voter_kiosk.store.installer import Installed, install
from voter_kiosk.store.layout import Layout
from voter_kiosk.store.refusals import StoreRefusedError
from voter_kiosk.store.showing import Showing

CAMPAIGN = Moment(at("2026-03-05"))
LAST_DAY = Moment(at("2026-03-14", "07:00"))
BEFORE_LISTS = Moment(at("2026-02-20"))
DOUBTFUL = Moment(at("2026-03-05"), Confidence.DOUBTFUL)

TITLE, MEETING, PROGRAMME = "Cách bỏ phiếu", "Hội trường", "Chương trình xanh của 1"
BALLOT = "p98.na.1"


class Studio:
    """Speaks texts as real sounds, a quarter of a second a syllable, and keeps them as media."""

    def __init__(self) -> None:
        self.media: dict[str, bytes] = {}

    def clip(self, text: str, pace: float = 0.25, **changes: object) -> Clip:
        data = sounds.sound(pace * len(said(text).split()), pitch=200 + len(self.media))
        self.media[stores.sha256(data)] = data
        seconds = round(pace * len(said(text).split()), 3)
        made = Clip("vi", text_key(text), "Bà Thử", stores.sha256(data), "opus", seconds, recorded=True)
        return replace(made, **changes)  # type: ignore[arg-type]

    def person(self, person: Candidate, pace: float = 0.25) -> Iterable[Clip]:
        for text in texts_of(person, "vi"):
            yield self.clip(text.text, pace, ballot=person.constituency, campaign=text.campaign)


def spoken(made: stores.Content, *, without: str = "", slow: str = "") -> stores.Content:
    """``made`` with a clip of a topic, of a meeting, and of everybody on the Assembly's ballot but ``without``."""
    studio = Studio()
    clips = [
        studio.clip(TITLE, words=(0.0, 0.25, 0.5)),
        studio.clip(MEETING, campaign=True),
        *(
            clip
            for person in made.candidates
            if person.constituency == BALLOT and person.id != without
            for clip in studio.person(person, 0.5 if person.id == slow else 0.25)
        ),
    ]
    return replace(made, clips=tuple(clips), media=(*made.media, *studio.media.values()))


def compiled(made: stores.Content, folder: Path) -> Catalogue:
    """A catalogue of ``made`` beside a store of its objects."""
    folder.mkdir(exist_ok=True)
    refusal = compile_content(made.records(), folder / "content.sqlite")
    assert refusal is None, refusal
    for data in made.media:
        path = folder / "objects" / stores.sha256(data)[:2] / stores.sha256(data)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    found = open_catalogue(folder / "content.sqlite", folder / "objects")
    assert isinstance(found, Catalogue)
    return found


def showing(catalogue: Catalogue, moment: Moment = CAMPAIGN, state: KioskState | None = None) -> Showing:
    area = catalogue.area("c98001.01")
    return Showing(catalogue, area, decide(catalogue.election, area, moment, state or KioskState()), moment)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterable[Catalogue]:
    found = compiled(spoken(stores.content()), tmp_path_factory.mktemp("clips") / "store")
    yield found
    found.close()


# --- what is found ---


def test_a_line_on_the_screen_finds_its_clip_however_it_is_spaced(catalogue: Catalogue) -> None:
    shown = showing(catalogue)
    found = shown.clip("Cách\u00a0bỏ   phiếu ", "vi")
    assert found is not None
    assert found.path.read_bytes()[:4] == b"OggS"
    assert (found.kind, found.seconds, found.voice, found.recorded) == ("opus", 0.75, "Bà Thử", True)
    assert found.words == (Word(0, 4, 0.0), Word(5, 7, 0.25), Word(10, 15, 0.5)), "places in the text as given"
    assert shown.clip(TITLE, "en") is None
    assert shown.clip("Cách bỏ phiếu.", "vi") is None
    assert shown.clip(TITLE, "vi", BALLOT) is None


def test_a_clip_whose_sound_is_gone_is_no_clip(tmp_path: Path) -> None:
    found = compiled(spoken(stores.content()), tmp_path / "store")
    clip = showing(found).clip(TITLE, "vi")
    assert clip is not None
    clip.path.unlink()
    assert showing(found).clip(TITLE, "vi") is None
    found.close()


def test_words_that_do_not_fit_the_text_are_left_out(tmp_path: Path) -> None:
    studio = Studio()
    made = replace(stores.content(), clips=(studio.clip(TITLE, words=(0.0, 0.3)),))
    found = compiled(replace(made, media=(*made.media, *studio.media.values())), tmp_path / "store")
    clip = showing(found).clip(TITLE, "vi")
    assert clip is not None
    assert clip.words == ()
    found.close()


def test_names_are_spoken_as_the_committee_wrote(tmp_path: Path) -> None:
    said_so = (Pronunciation("Ksor", "cờ xo"), Pronunciation("UBND", "you bee", "en"))
    found = compiled(replace(stores.content(), pronunciations=said_so), tmp_path / "store")
    assert showing(found).respellings("vi") == {"Ksor": "cờ xo"}
    assert showing(found).respellings("en") == {"UBND": "you bee"}
    assert showing(found).respellings("km") == {}
    found.close()


# --- what may be heard when ---


def test_while_campaigning_all_of_it_is_heard(catalogue: Catalogue) -> None:
    shown = showing(catalogue)
    assert shown.clip(TITLE, "vi")
    assert shown.clip(MEETING, "vi")
    assert shown.clip("Nguyễn Văn An", "vi", BALLOT)
    assert shown.clip(PROGRAMME, "vi", BALLOT)


@pytest.mark.parametrize("moment", [LAST_DAY, DOUBTFUL, Moment(at("2026-03-15")), Moment(at("2026-03-22"))])
def test_when_campaigning_is_over_or_in_doubt_nobody_hears_a_programme_even_by_its_text(
    catalogue: Catalogue, moment: Moment
) -> None:
    shown = showing(catalogue, moment)
    assert shown.clip(PROGRAMME, "vi", BALLOT) is None
    assert shown.clip(PROGRAMME, "vi") is None
    assert shown.clip(MEETING, "vi") is None
    assert shown.clip("Nguyễn Văn An", "vi", BALLOT)
    assert shown.clip(TITLE, "vi")


def test_of_the_texts_on_the_screen_none_leads_to_a_programme_once_it_is_over(catalogue: Catalogue) -> None:
    shown = showing(catalogue, LAST_DAY)
    programmes = {text_key(f"Chương trình xanh của {number}") for number in range(1, 6)}
    texts = [text.text for person in shown.candidates(BALLOT) for text in texts_of(person, "vi")]
    assert len(texts) > 5
    assert programmes.isdisjoint(map(text_key, texts))
    paths = {clip.path for text in texts if (clip := shown.clip(text, "vi", BALLOT))}
    during = showing(catalogue)
    for number in range(1, 6):
        clip = during.clip(f"Chương trình xanh của {number}", "vi", BALLOT)
        assert clip is not None
        assert clip.path not in paths


def test_the_end_of_campaigning_is_not_undone_by_a_clock(catalogue: Catalogue) -> None:
    shown = showing(catalogue, CAMPAIGN, KioskState(campaign_ended=True))
    assert shown.clip(PROGRAMME, "vi", BALLOT) is None


def test_before_its_list_or_under_a_cover_no_name_is_heard(catalogue: Catalogue) -> None:
    for shown in (
        showing(catalogue, BEFORE_LISTS),
        showing(catalogue, CAMPAIGN, KioskState(covered=frozenset({"na"}))),
    ):
        assert shown.clip("Nguyễn Văn An", "vi", BALLOT) is None
        assert shown.clip("Nguyễn Văn An", "vi") is None
        assert shown.clip(TITLE, "vi")
    assert showing(catalogue).clip("Nguyễn Văn An", "vi", "p98.na.9") is None


# --- everybody on a ballot alike ---


@pytest.mark.parametrize("changes", [{"without": "p98.na.1.4"}, {"slow": "p98.na.1.2"}], ids=str)
def test_a_ballot_on_which_one_is_not_heard_alike_has_no_clips(changes: dict[str, str], tmp_path: Path) -> None:
    found = compiled(spoken(stores.content(), **changes), tmp_path / "store")
    shown = showing(found)
    for person in shown.candidates(BALLOT):
        assert shown.clip(person.name, "vi", BALLOT) is None
    assert shown.clip(TITLE, "vi"), "other clips are not touched"
    found.close()


def test_a_ballot_in_two_voices_has_no_clips(tmp_path: Path) -> None:
    made = spoken(stores.content())
    clips = [
        replace(clip, voice="Ông Khác") if clip.ballot and n % 2 else clip for n, clip in enumerate(made.clips)
    ]
    found = compiled(replace(made, clips=tuple(clips)), tmp_path / "store")
    assert showing(found).clip("Nguyễn Văn An", "vi", BALLOT) is None
    found.close()


def test_who_was_struck_off_need_not_be_recorded(tmp_path: Path) -> None:
    struck = StrikeOff(StrikeOffKind.STRUCK_OFF, "1/QĐ", at("2026-03-01").date(), {"vi": "Xóa tên"})
    made = stores.with_candidate(spoken(stores.content(), without="p98.na.1.4"), "p98.na.1.4", strike_off=struck)
    found = compiled(made, tmp_path / "store")
    assert showing(found).clip("Nguyễn Văn An", "vi", BALLOT)
    found.close()


def test_a_closer_scope_speaks_over_a_farther_one(committee: stores.Desk, store: Path, tmp_path: Path) -> None:
    studio = Studio()
    far, close = studio.clip(TITLE, voice="Xa"), studio.clip(TITLE, voice="Gần")
    made = replace(stores.content(), clips=(close,), pronunciations=(Pronunciation("A", "gần"),))
    made = replace(made, media=(*made.media, *studio.media.values()))
    files = made.files() | {
        "base/clips.jsonl": stores.lines(stores.documents.CLIPS, (far,)),
        "base/pronunciations.jsonl": stores.lines(
            stores.documents.PRONUNCIATIONS, (Pronunciation("A", "xa"), Pronunciation("b", "bê"))
        ),
    }
    bundle = replace(committee, folder=tmp_path).bundle(files=files)
    assert isinstance(install(store, bundle, surroundings=stores.quick()), Installed)
    layout = Layout(store)
    found = open_catalogue(layout.content(1), layout.objects)
    assert isinstance(found, Catalogue)
    clip = showing(found).clip(TITLE, "vi")
    assert clip is not None
    assert clip.voice == "Gần"
    assert showing(found).respellings("vi") == {"A": "gần", "b": "bê"}
    found.close()


# --- through the door ---


def test_an_installed_bundle_is_heard(committee: stores.Desk, store: Path, tmp_path: Path) -> None:
    bundle = replace(committee, folder=tmp_path).bundle(made=spoken(stores.content()))
    done = install(store, bundle, surroundings=stores.quick())
    assert isinstance(done, Installed), done
    layout = Layout(store)
    found = open_catalogue(layout.content(1), layout.objects)
    assert isinstance(found, Catalogue)
    clip = showing(found).clip("Nguyễn Văn An", "vi", BALLOT)
    assert clip is not None
    assert clip.path.is_relative_to(layout.objects)
    assert clip.words == ()
    found.close()


def hostile() -> dict[str, tuple[str, stores.Content]]:
    """What must not come in: why, its code, and the content."""
    plain = stores.content()
    studio = Studio()
    good = studio.clip(TITLE, words=(0.0, 0.25, 0.5))
    sound = studio.media[good.media]

    def with_clip(clip: Clip, *data: bytes) -> stores.Content:
        return replace(plain, clips=(clip,), media=(*plain.media, *(data or (sound,))))

    def instead(data: bytes) -> stores.Content:
        return with_clip(replace(good, media=stores.sha256(data)), data)

    lying = sounds.pages(sounds.sound(4))
    lying[-1][6:14] = (18_000).to_bytes(8, "little")
    return {
        "a wav": ("not-a-picture", instead(sounds.wav())),
        "a picture": ("clip-differs", instead(stores.png(9, 9))),
        "an Ogg of something else": ("not-a-clip", instead(b"OggS" + bytes(200))),
        "pages that lie": ("not-a-clip", instead(b"".join(map(bytes, lying)))),
        "stereo": ("clip-channels", instead(sounds.sound(0.75, channels=2))),
        "over three minutes": ("clip-too-long", with_clip(good, sound, long_sound())),
        "another kind": ("clip-differs", with_clip(replace(good, kind="vorbis"))),
        "another length": ("clip-differs", with_clip(replace(good, seconds=0.6))),
        "words beyond its end": ("clip-differs", with_clip(replace(good, words=(0.0, 0.2, 0.9)))),
        "words out of order": ("clip-differs", with_clip(replace(good, words=(0.0, 0.5, 0.2)))),
        "a sound that is not there": ("clip-differs", with_clip(replace(good, media="0" * 64))),
        "a ballot that is not there": ("content-dangling", with_clip(replace(good, ballot="p98.na.9"))),
        "another province's ballot": ("foreign-record", with_clip(replace(good, ballot="p31.na.1"))),
    }


def long_sound() -> bytes:
    packets = [b"\x19\0"] * 100  # 120 ms each
    data = sounds.page(0, [sounds.opus_head()], flags=2) + sounds.page(1, [b"OpusTags"])
    for place in range(20):
        data += sounds.page(2 + place, packets, granule=5760 * 100 * (place + 1), flags=4 if place == 19 else 0)
    return data


@pytest.mark.parametrize("why", hostile())
def test_a_bundle_whose_clips_are_not_as_they_must_be_is_refused(
    why: str, committee: stores.Desk, store: Path, tmp_path: Path
) -> None:
    code, made = hostile()[why]
    bundle = replace(committee, folder=tmp_path).bundle(made=made)
    found = install(store, bundle, surroundings=stores.quick())
    assert isinstance(found, Refusal), found
    assert found.code == code
    assert not list(Layout(store).generations.glob("*"))


def test_a_clip_of_media_that_nobody_looked_at_does_not_compile(tmp_path: Path) -> None:
    made = replace(stores.content(), clips=(Studio().clip(TITLE),))
    refusal = compile_content(made.records(), tmp_path / "content.sqlite")
    assert refusal is not None
    assert refusal.code == "content-dangling"


def test_a_length_that_is_no_number_is_no_length() -> None:
    clip = Clip("vi", "0" * 64, "x", "1" * 64, "opus", float("nan"))
    with pytest.raises(StoreRefusedError):
        list(as_they_sound([clip], {"1" * 64: Sound("opus", 1.0)}))
