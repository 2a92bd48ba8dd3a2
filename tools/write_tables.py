"""Write the tables of the manual that the program itself knows: settings, events of the audit log, refusals.

    .venv/bin/python tools/write_tables.py

A test holds that they are current.
"""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from voter_kiosk.domain.events import EVENTS
from voter_kiosk.domain.settings import SETTINGS, allowed, in_words
from voter_kiosk.domain.text import Sentence

HOUSE = Path(__file__).parents[1]
SOURCE = HOUSE / "src" / "voter_kiosk"
OPERATING, REFERENCE = HOUSE / "docs" / "operating.md", HOUSE / "docs" / "reference.md"
BEGINS, ENDS = "<!-- {} begins: tools/write_tables.py -->", "<!-- {} ends -->"

GROUPS = {
    "refusals of a bundle": ("bundle/archive",),
    "refusals of signatures": ("bundle/trust", "bundle/inspect", "store/setup"),
    "refusals of content": (
        *("bundle/documents", "bundle/contents", "bundle/pictures", "bundle/sounds", "bundle/films"),
        *("store/freeze", "store/clips", "domain/calendar", "domain/hours"),
    ),
    "refusals of signing": ("bundle/", "cli/signing", "cli/passphrase"),
    "refusals of a source": ("authoring/", "speech/"),
    "refusals of a kiosk": ("",),
}
"""Which rooms' refusals stand in which table: the first that fits."""

REFUSER = re.compile(r"_?(refusal|refuse|refused|reject|rejected|rejection)", re.IGNORECASE)
_BLANK = re.compile(r"\{\w+\}")
_LEAST_WORDS = 5
_SAMPLES = "kiosk/office/samples"
"""Refusals made up for pictures of the officials' pages."""


def settings() -> Iterator[str]:
    """A row for each setting, in both languages."""
    yield "| setting | tên và tác dụng | what it does | can be | unset |"
    yield "| --- | --- | --- | --- | --- |"
    for setting in SETTINGS.values():
        unset, can = in_words(setting, setting.default), allowed(setting)
        vi = f"**{setting.name.vi}**. {setting.help.vi}"
        en = f"{setting.name.en}. {setting.help.en}"
        yield f"| `{setting.key}` | {vi} | {en} | {_both(can)} | {_both(unset)} |"


def _both(said: Sentence) -> str:
    return said.vi if said.vi == said.en else f"{said.vi} / {said.en}"


def events() -> Iterator[str]:
    """A row for each event, in both languages, as the log says it."""
    yield "| event | about | nó ghi | it says |"
    yield "| --- | --- | --- | --- |"
    for event in EVENTS.values():
        yield f"| `{event.code}` | {event.about} | {event.says.vi} | {event.says.en} |"


def refusals(group: str) -> Iterator[str]:
    """A row for each code of a group: what is said, and what to do, in both languages; “…” stands for a name."""
    yield "| mã · code | nghĩa là gì, phải làm gì | what it means, what to do |"
    yield "| --- | --- | --- |"
    for code, found in sorted(said_by_code().items()):
        if _group(found[0][0]) == group:
            vi, en = (" *Hoặc:* ", " *Or:* ")
            said = list(dict.fromkeys(sentence for _, sentence in found if _says_something(sentence)))
            texts = vi.join(one.vi for one in said), en.join(one.en for one in said)
            yield f"| `{code}` | {texts[0]} | {texts[1]} |"


def _group(module: str) -> str:
    return next(group for group, rooms in GROUPS.items() if module.startswith(rooms))


def _says_something(sentence: Sentence) -> bool:
    return len(sentence.vi.split()) > _LEAST_WORDS


@cache
def said_by_code() -> dict[str, list[tuple[str, Sentence]]]:
    """Every refusal there is in the source: by its code, the modules and the sentences it is said with."""
    found: dict[str, list[tuple[str, Sentence]]] = {}
    order = list(GROUPS)
    modules = sorted(SOURCE.rglob("*.py"), key=lambda path: (order.index(_group(_room(path))), path))
    for path in (one for one in modules if _room(one) != _SAMPLES):
        for code, sentence in _of_module(path):
            found.setdefault(code, []).append((_room(path), sentence))
    return found


def _room(path: Path) -> str:
    return path.relative_to(SOURCE).with_suffix("").as_posix()


def _of_module(path: Path) -> Iterator[tuple[str, Sentence]]:
    """The refusals of one module: its table ``SAID``, and every call of ``Refusal`` or of its own maker of one."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == "SAID":
            for code, said in _known(path)["SAID"].items():
                yield code, _tidy(*said)
        elif isinstance(node, ast.Call) and REFUSER.fullmatch(_name(node)):
            code = _code(node)
            if code:
                yield code, _sentence(node, path)


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _code(call: ast.Call) -> str:
    values = [*call.args[:1], *(word.value for word in call.keywords if word.arg == "code")]
    for value in values:
        if isinstance(value, ast.Constant) and isinstance(value.value, str) and " " not in value.value:
            return value.value
    return ""


def _sentence(call: ast.Call, path: Path) -> Sentence:
    """What a call says: a ``Sentence``, pairs of Vietnamese and English, or both as arguments of their own."""
    given = [*call.args[1:], *(word.value for word in call.keywords if word.arg not in {"code", "detail"})]
    pairs = [pair for node in given if (pair := _pair(node, path)) is not None]
    if not pairs:
        texts = [text for node in given if (text := _text(node, path)) is not None]
        pairs = [(texts[0], texts[1])] if len(texts) > 1 else []
    return _tidy(" ".join(vi for vi, _ in pairs), " ".join(en for _, en in pairs))


def _pair(node: ast.expr, path: Path) -> tuple[str, str] | None:
    if (isinstance(node, ast.Call) and _name(node) == "Sentence") or isinstance(node, ast.Tuple):
        parts = [_text(part, path) or "…" for part in (node.args if isinstance(node, ast.Call) else node.elts)]
        return (parts[0], parts[1]) if len(parts) == 2 else None
    value = _value(node, path)
    if isinstance(value, Sentence):
        return value.vi, value.en
    return value if isinstance(value, tuple) and len(value) == 2 else None


def _text(node: ast.expr, path: Path) -> str | None:
    """A text as far as it is known without running the program; ``None`` for what is no text."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part, path) or "…" for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return _shown(_value(node.value, path))
    if isinstance(node, ast.BinOp):
        return (_text(node.left, path) or "…") + (_text(node.right, path) or "…")
    value = _value(node, path)
    return value if isinstance(value, str) else None


def _shown(value: object) -> str | None:
    return f"{value:g}" if isinstance(value, int | float) else value if isinstance(value, str) else None


def _value(node: ast.expr, path: Path) -> object:
    """What an expression is worth by what its module knows; ``None`` where that depends on more."""
    try:
        return eval(compile(ast.Expression(node), str(path), "eval"), dict(_known(path)))  # noqa: S307  our own
    except Exception:
        return None


@cache
def _known(path: Path) -> dict[str, Any]:
    return vars(importlib.import_module("voter_kiosk." + _room(path).removesuffix("/__init__").replace("/", ".")))


def _tidy(vi: str, en: str) -> Sentence:
    """The sentences with “…” for what is filled in, begun as sentences, fit for a cell."""
    texts = [re.sub(r"…(?:\s*…)+", "…", _BLANK.sub("…", text)).replace("|", "\\|") for text in (vi, en)]
    begun = [
        f"{start} {text}" if text and text[0].islower() else text
        for start, text in zip(("Tệp …", "The file …"), texts, strict=True)
    ]
    return Sentence(begun[0], begun[1])


TABLES = {
    OPERATING: {group: group for group in GROUPS},
    REFERENCE: {"settings": "settings", "events": "events"},
}


def rows_of(name: str) -> Iterator[str]:
    """The rows of the table of that name."""
    return {"settings": settings, "events": events}[name]() if name not in GROUPS else refusals(name)


def renewed(paper: Path) -> str:
    """A paper with its tables as they are now. Raises ``ValueError`` where a marker is missing."""
    text = paper.read_text(encoding="utf-8")
    for name in TABLES[paper]:
        begins, ends = BEGINS.format(name), ENDS.format(name)
        head, tail = text.index(begins) + len(begins), text.index(ends)
        text = text[:head] + "\n\n" + "\n".join(rows_of(name)) + "\n\n" + text[tail:]
    return text


if __name__ == "__main__":
    for paper in TABLES:
        paper.write_text(renewed(paper), encoding="utf-8")
