"""What an object named ``m-<sha256>`` may be: a picture, a clip or a video, by its first bytes."""

from __future__ import annotations

from typing import BinaryIO

from voter_kiosk.bundle.films import Film, check_film, is_film
from voter_kiosk.bundle.pictures import Picture, check_picture
from voter_kiosk.bundle.sounds import OGG, Sound, check_sound
from voter_kiosk.domain.finding import Refusal


def check_media(fp: BinaryIO, name: str) -> Picture | Sound | Film | Refusal:
    """Look at the file ``fp`` from its beginning; ``name`` is for the sentence. Refused as each refuses."""
    start = fp.read(len(OGG))
    fp.seek(0)
    if start == OGG:
        return check_sound(fp, name)
    return check_film(fp, name) if is_film(fp) else check_picture(fp, name)
