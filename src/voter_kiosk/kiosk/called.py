"""What PySide 6.11.3 must be helped with where Qt calls, makes and takes down objects of ours by itself.

A method that Qt calls (an event filter, a model's data, a picture) must not raise: the process ends with a
segmentation fault where one lets an exception out that C code raised (``list.index``, a key that is missing, an
object that is gone). What is unexpected goes to the one place for it instead, as it does from a slot.

The Python half of what QML made is never freed, nor is what it holds, an object for each of its signals: eight
kilobytes for an item.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from PySide6.QtCore import QObject, QTimer

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


def emptied(made: QObject) -> None:
    """Let go of all that the Python half of ``made`` holds, once QML, which made it, has taken it down.

    To be called while that happens (``Component.onDestruction``).
    """
    QTimer.singleShot(0, vars(made).clear)
