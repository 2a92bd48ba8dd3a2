"""How a fault stands in the program's log: what kind it was and where in the program, never what was in its hands.

The message of an exception may repeat what somebody typed, whom somebody looked up, a name, a code. So a log of
ours tells a fault by its type, the system's own name for it, and the lines of the program that led to it.
Standard library only, so that every room may ask.
"""

from __future__ import annotations

import errno
import logging
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import TypeAlias

Raised: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """Formats a record whose exception, if it has one, is told by :func:`trace`."""

    def format(self, record: logging.LogRecord) -> str:
        """The record's lines. What another formatter made of the exception and left in the record is not taken."""
        told, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = told

    def formatException(self, ei: Raised) -> str:  # noqa: N802
        """The exception, without its message."""
        return "" if ei[1] is None else trace(ei[1])


def trace(error: BaseException) -> str:
    """The lines that led to ``error`` and to what it came from, first cause first; no message of any of them."""
    chain = list(_chain(error))
    return "\n".join("".join(traceback.format_tb(one.__traceback__)) + kind(one) for one in reversed(chain))


def kind(error: BaseException) -> str:
    """What an exception is: its type, and what the system or SQLite calls it, if they do: ``OSError ENOSPC``."""
    of = type(error)
    name = of.__qualname__ if of.__module__ == "builtins" else f"{of.__module__}.{of.__qualname__}"
    said = getattr(error, "sqlite_errorname", None)
    if isinstance(error, OSError) and error.errno is not None:
        said = errno.errorcode.get(error.errno, str(error.errno))
    return f"{name} {said}" if said else name


def _chain(error: BaseException) -> Iterator[BaseException]:
    told: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in told:
        told.add(id(one))
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
