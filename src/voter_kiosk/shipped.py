"""Where the files lie that ship with the software: ``data/`` (content) and ``resources/`` (screens).

A wheel carries both folders inside the package; a checkout, installed editable, has them beside ``src``.
Standard library only, so that every room may ask.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[2]


def shipped(*parts: str) -> Path:
    """Give the path of a shipped file or folder, such as ``shipped("data", "base")``.

    The first part is ``data`` or ``resources``. The path is absolute; a name that does not ship raises
    ``FileNotFoundError``: that is a fault of the software, never of what a user typed.
    """
    packaged = Path(str(resources.files("voter_kiosk").joinpath(*parts)))
    for place in (packaged, _CHECKOUT.joinpath(*parts)):
        if place.exists():
            return place
    raise FileNotFoundError("/".join(parts))
