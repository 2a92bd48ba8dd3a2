"""Draw the pictures of the demo: portraits, posters, sketch maps of a province that does not exist, and its film.

``python tools/draw_demo.py [maps] [posters] [portraits] [film]`` writes them into data/demo; without a
word, all of them.
The same code, Qt and PyAV give the same bytes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))

from demo_art import film, maps, portraits, posters
from demo_art.pen import load_fonts
from PySide6.QtGui import QGuiApplication

DEMO = Path(__file__).parents[1] / "data" / "demo"


def main(wanted: list[str]) -> None:
    """Draw what is wanted, or everything."""
    application = QGuiApplication([])
    load_fonts()
    rooms: dict[str, Callable[[], dict[str, int]]] = {
        "film": lambda: film.draw_all(DEMO / "media"),
        "maps": lambda: maps.draw_all(DEMO / "media"),
        "portraits": lambda: portraits.draw_all(DEMO / "portraits"),
        "posters": lambda: posters.draw_all(DEMO / "posters"),
    }
    for name, draw in rooms.items():
        if not wanted or name in wanted:
            sizes = draw()
            sys.stdout.write(f"{name}: {len(sizes)} pictures, largest {max(sizes.values()):,} bytes\n")
    application.quit()


if __name__ == "__main__":
    main(sys.argv[1:])
