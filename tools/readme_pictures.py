"""Draw the README's pictures anew, of the real screens on the demo: ``./dev prepare demo``, then this.

``python tools/readme_pictures.py`` walks through the kiosk offscreen and writes small copies of some screens
into ``docs/pictures``.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from pathlib import Path

from PIL import Image

from voter_kiosk.cli.demo import Sample, ready
from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.kiosk.drive import drive_demo

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
WANTED = ("attract", "home", "candidates", "biography", "programme", "steps", "history", "home-white-on-black")
SIZE = (405, 720)
COLOURS = 128
MOMENT = dt.datetime(2026, 3, 3, 9, tzinfo=VIETNAM)


def main() -> int:
    """Write the pictures; 0 when all that are wanted were met on the way."""
    store = ready(Sample.DEMO, "en")
    if store is None:
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    wanted = set(WANTED)
    with tempfile.TemporaryDirectory() as folder:
        for picture in drive_demo(store, Path(folder), at=MOMENT):
            name = picture.stem.partition("-")[2]
            if name in wanted:
                wanted.remove(name)
                small = Image.open(picture).convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)
                small.quantize(COLOURS).save(PICTURES / f"{name}.png", optimize=True)
    for name in sorted(wanted):
        print(f"not met: {name}")
    return 1 if wanted else 0


if __name__ == "__main__":
    sys.exit(main())
