"""The words part of ``./dev check``: every phrase of the interface is in Vietnamese, and none is left over.

Phrases are English, in ``qsTr("...")`` of QML and in ``tr("...")`` of the kiosk's Python; ``resources/i18n``
holds ``{phrase: translation}`` for each language. A counted phrase (with ``%n``) needs its English singular in
``en.json``, under the phrase followed by ``|1``. What fills a phrase in (``%1``) has to be in both.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
WORDS = HOUSE / "resources" / "i18n"
QML = HOUSE / "resources" / "qml"
KIOSK = HOUSE / "src" / "voter_kiosk" / "kiosk"

SINGULAR = "|1"
_QSTR = re.compile(r"""qsTr\(\s*("(?:[^"\\]|\\.)*")""")
_LITERAL = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_PLACE = re.compile(r"%(?:\d|n)")


def said_in_qml() -> set[str]:
    """The phrases of every ``qsTr``."""
    return {
        json.loads(phrase)
        for file in QML.rglob("*.qml")
        for phrase in _QSTR.findall(file.read_text(encoding="utf-8"))
    }


def said_in_python() -> set[str]:
    """The phrases of every ``tr`` that is given its phrase in place."""
    phrases = set()
    for file in KIOSK.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            if name == "tr" and isinstance(first, ast.Constant) and isinstance(first.value, str):
                phrases.add(first.value)
    return {phrase for phrase in phrases if _PLACE.sub("", phrase).strip()}  # "%1" alone has no words in it


def every_literal() -> set[str]:
    """Every string that stands anywhere in the kiosk: a phrase may be handed to ``tr`` from a table."""
    literals = set()
    for file in KIOSK.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                literals.add(node.value)
    for file in QML.rglob("*.qml"):
        for text in _LITERAL.findall(file.read_text(encoding="utf-8")):
            try:
                literals.add(json.loads(text))
            except ValueError:
                continue
    return literals


def complaints() -> list[str]:
    """What is missing, left over, or does not fit."""
    vietnamese: dict[str, str] = json.loads((WORDS / "vi.json").read_text(encoding="utf-8"))
    english: dict[str, str] = json.loads((WORDS / "en.json").read_text(encoding="utf-8"))
    said, literals = said_in_qml() | said_in_python(), every_literal()
    found = [f"vi.json lacks: {phrase}" for phrase in sorted(said) if not vietnamese.get(phrase)]
    found += [
        f"vi.json holds what nothing says: {phrase}" for phrase in sorted(vietnamese.keys() - said - literals)
    ]
    found += [
        f"en.json lacks the singular of: {phrase}"
        for phrase in sorted(said)
        if "%n" in phrase and phrase + SINGULAR not in english
    ]
    found += [
        f"vi.json fills in otherwise: {phrase}"
        for phrase, translation in sorted(vietnamese.items())
        if set(_PLACE.findall(phrase)) != set(_PLACE.findall(translation))
    ]
    return found


def main() -> int:
    """Print the complaints; 0 if there is none."""
    found = complaints()
    for complaint in found:
        print(complaint)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
