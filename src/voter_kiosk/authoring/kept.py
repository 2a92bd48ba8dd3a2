"""Pictures that were encoded before: whoever reads the same folder again and again waits for them once."""

from __future__ import annotations

import hashlib
from pathlib import Path

from voter_kiosk.authoring.pictures import Picture, encode, encode_portrait
from voter_kiosk.domain.finding import Finding


class Kept:
    """Encodes pictures, and keeps what came out in a folder, by what it was made from.

    Where there is no folder nothing is kept. Only this very software reads the folder, and it is nobody else's to
    write: what lies in it is believed.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """``folder`` is made where it is missing."""
        self._folder = folder
        if folder is not None:
            folder.mkdir(exist_ok=True)

    def picture(self, data: bytes, file: str, *, portrait: bool) -> Picture | Finding:
        """As :func:`encode`, or :func:`encode_portrait`, would make of ``data``."""
        make = encode_portrait if portrait else encode
        if self._folder is None:
            return make(data, file)
        place = self._folder / f"{make.__name__}-{hashlib.sha256(data).hexdigest()}"
        try:
            head, _, body = place.read_bytes().partition(b"\n")
        except OSError:
            made = make(data, file)
            if isinstance(made, Picture):
                unfinished = place.with_suffix(".part")
                unfinished.write_bytes(f"{made.kind} {made.width} {made.height}\n".encode() + made.data)
                unfinished.replace(place)
            return made
        kind, width, height = head.decode().split()
        return Picture(body, kind, int(width), int(height))
