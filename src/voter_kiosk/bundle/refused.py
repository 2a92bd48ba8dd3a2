"""The one exception of this room: a refusal met in the middle of a stream.

Functions of this room return ``Result | Refusal``. Only what is consumed piece by piece (the records of a
document, the chunks of an object) cannot: it raises ``RefusedError``, which carries the ``Refusal``, so that no
half-read stream can be taken for a whole one.
"""

from __future__ import annotations

from voter_kiosk.domain.finding import Refusal


class RefusedError(Exception):
    """A stream broke off; ``refusal`` says why, in both languages."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"{refusal.code}: {refusal.message.en}")
        self.refusal = refusal
