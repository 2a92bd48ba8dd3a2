"""The sources that ship, read and checked once for whoever asks."""

from __future__ import annotations

from functools import cache

from voter_kiosk.authoring.check import CheckReport, check
from voter_kiosk.authoring.content import Content
from voter_kiosk.shipped import shipped


@cache
def checked(name: str) -> CheckReport:
    """What the committee's own check says of ``data/NAME``. It takes seconds, for pictures are encoded anew."""
    return check(shipped("data", name))


def content_of(name: str) -> Content:
    """What stands in ``data/NAME``."""
    content = checked(name).content
    assert content is not None
    return content
