"""What a bundle says of its clips, held against the sounds themselves before it is believed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from voter_kiosk.bundle.sounds import Sound
from voter_kiosk.domain.clips import Clip
from voter_kiosk.store.refusals import StoreRefusedError, refusal

_CLOSE: Final = 0.05
"""Seconds by which the length of a clip as written may differ from its sound's."""


def as_they_sound(clips: Iterable[Clip], sounds: Mapping[str, Sound]) -> Iterator[Clip]:
    """``clips``, each once its sound is found to be what it says; ``sounds`` by SHA-256.

    Raises ``StoreRefusedError`` (``clip-differs``) for one whose kind or length is another, whose words are not
    in order within it, or that is a picture.
    """
    for clip in clips:
        sound = sounds.get(clip.media)
        in_order = list(clip.words) == sorted(clip.words) and all(0 <= at <= clip.seconds for at in clip.words)
        if (
            sound is None
            or sound.kind != clip.kind
            or not abs(sound.seconds - clip.seconds) <= _CLOSE
            or not in_order
        ):
            raise StoreRefusedError(
                refusal(
                    "clip-differs",
                    f"Âm thanh {clip.media[:16]} không đúng như gói dữ liệu ghi về nó. Hãy báo cho nơi phát hành.",
                    f"The clip {clip.media[:16]} is not what the bundle says of it. Tell the publisher.",
                    f"{clip} != {sound}",
                )
            )
        yield clip
