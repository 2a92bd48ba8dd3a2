"""The citizen's screen: the only room that imports PySide6."""
