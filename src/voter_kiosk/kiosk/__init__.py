"""The citizen's screen: the only room that imports PySide6."""

import builtins

import PySide6.QtCore  # noqa: F401  puts its own import in place of Python's

# PySide reads the source of every module that is imported, to see whether it might use ``__feature__``, and
# Python's linecache keeps all of it: a tenth of the start, and 18 MB. Nobody here does, so the import that was
# there before is back: PySide's lazy one, which then calls Python's.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
