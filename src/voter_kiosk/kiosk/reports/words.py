"""How the readiness report says how something stands, on paper and on the screen."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from voter_kiosk.domain.readiness import Grade
from voter_kiosk.domain.text import Sentence

GRADES: Final = MappingProxyType(
    {
        Grade.OK: Sentence("Đạt", "Fine"),
        Grade.LOOK: Sentence("Cần xem", "Look at it"),
        Grade.WRONG: Sentence("Hỏng", "Wrong"),
    }
)
WHOLE: Final = MappingProxyType(
    {
        Grade.OK: Sentence("Máy sẵn sàng để dùng.", "The kiosk is ready to be used."),
        Grade.LOOK: Sentence(
            "Máy dùng được; hãy xem các mục ghi “Cần xem”.",
            "It can be used; look at the lines that say “Look at it”.",
        ),
        Grade.WRONG: Sentence("Chưa dùng máy khi còn mục hỏng.", "Do not use it while a line is wrong."),
    }
)
