"""Draw the pictures of the base content: the steps of voting.

``python tools/draw_base.py`` writes them into data/base/media. The same code, Qt and Pillow give the same bytes.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))

from base_art import paint
from demo_art.pen import load_fonts
from PySide6.QtGui import QGuiApplication

MEDIA = Path(__file__).parents[1] / "data" / "base" / "media"


def main() -> None:
    """Draw everything."""
    application = QGuiApplication([])
    load_fonts()
    sizes = paint.draw_all(MEDIA)
    sys.stdout.write(f"{len(sizes)} drawings, largest {max(sizes.values()):,} bytes\n")
    application.quit()


if __name__ == "__main__":
    main()
