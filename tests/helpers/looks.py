"""Which stops are measured in which look, where all in all of them would take longer than a change can wait.

``./dev tour`` measures every stop in every look.
"""

from __future__ import annotations

from collections.abc import Sequence

from voter_kiosk.kiosk.stops import Stop


def shared_out(stops: Sequence[Stop], number: int, among: int) -> list[Stop]:
    """The stops of the look of that number where ``among`` looks share them: each stop is in one of them."""
    return list(stops[number % among :: among])
