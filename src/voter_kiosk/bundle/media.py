"""What an object named ``m-<sha256>`` may be: a picture or a clip, by its first bytes."""

from __future__ import annotations

from typing import BinaryIO

from voter_kiosk.bundle.pictures import Picture, check_picture
from voter_kiosk.bundle.sounds import OGG, Sound, check_sound
from voter_kiosk.domain.finding import Refusal


def check_media(fp: BinaryIO, name: str) -> Picture | Sound | Refusal:
    """Look at the file ``fp`` from its beginning; ``name`` is for the sentence. Refused as either refuses."""
    start = fp.read(len(OGG))
    fp.seek(0)
    return check_sound(fp, name) if start == OGG else check_picture(fp, name)
