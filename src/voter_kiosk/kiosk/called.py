"""Methods of ours that Qt calls by itself (an event filter, a model's data, a picture): none of them may raise.

PySide 6.11.3 under CPython 3.11 ends the process with a segmentation fault where such a method lets an exception
out that C code raised (``list.index``, a key that is missing, an object that is gone). What is unexpected goes to
the one place for it instead, as it does from a slot.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Back = TypeVar("Back")


def by_qt(otherwise: Callable[[], Back]) -> Callable[[Callable[Given, Back]], Callable[Given, Back]]:
    """For a method that Qt calls: where it fails, ``sys.excepthook`` hears of it and Qt gets ``otherwise()``."""

    def wrap(method: Callable[Given, Back]) -> Callable[Given, Back]:
        @wraps(method)
        def called(*args: Given.args, **kwargs: Given.kwargs) -> Back:
            try:
                return method(*args, **kwargs)
            except Exception as error:
                sys.excepthook(type(error), error, error.__traceback__)
                return otherwise()

        return called

    return wrap
