"""What a source says of itself in ``bundle.toml``, and how that is filled in without an editor.

Only the lines that change are written anew: what the committee wrote beside them, and every comment, stays.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from voter_kiosk.authoring.folder import BUNDLE_FILE
from voter_kiosk.authoring.markdown import TOML_FAULTS
from voter_kiosk.authoring.publish import next_version
from voter_kiosk.authoring.table_writing import cannot_write, no_source, replace_all
from voter_kiosk.authoring.tables import WORKBOOK
from voter_kiosk.authoring.urgent import read_day
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence

Value = str | bool | dt.date

_HEAD: Final = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?")
_DAYS: Final = frozenset({"polling_day", "approval.date"})
_FLAGS: Final = frozenset({"sample", "in_bundle"})
_ENTRIES: Final = frozenset(
    {
        *("title.vi", "title.en", "publisher.vi", "publisher.en", "province.vi", "province.en", "sample"),
        *("polling_day", "approval.office", "approval.document", "approval.date"),
    }
)
_OF_A_BODY: Final = frozenset({"publication", "in_bundle", "decision"})


@dataclass(frozen=True, slots=True)
class Description:
    """A source as its ``bundle.toml`` has it: ``entries`` by the names that :func:`describe` takes.

    ``bodies`` are the ids of the elected bodies with their names. ``previous`` is the newest bundle that lies in
    the source, ``version`` what the next one would be called; ``workbook`` is what is filled in by hand.
    """

    entries: dict[str, Value]
    bodies: dict[str, dict[str, str]]
    version: int
    previous: Path | None
    workbook: Path | None


def described(source: Path) -> Description | Refusal:
    """What ``source`` says of itself. Refused: ``no-source``, ``bundle-file-unreadable``."""
    found = _read(source)
    if isinstance(found, Refusal):
        return found
    _, data = found
    entries: dict[str, Value] = {}
    for name in sorted(_ENTRIES):
        value = _at(data, name)
        if isinstance(value, str | bool | dt.date):
            entries[name] = value
    bodies: dict[str, dict[str, str]] = {}
    for body in _bodies(data):
        names = body.get("name")
        bodies[str(body["id"])] = names if isinstance(names, dict) else {}
        entries |= {f"body.{body['id']}.{key}": body[key] for key in sorted(_OF_A_BODY) if key in body}
    previous, version = _newest(source)
    workbook = source / WORKBOOK
    return Description(entries, bodies, version + 1, previous, workbook if workbook.is_file() else None)


def describe(source: Path, wanted: Mapping[str, str]) -> Refusal | None:
    """Write entries into ``bundle.toml``: ``title.vi``, ``approval.date`` (20/2/2026) or ``body.na.in_bundle``.

    Everything else in the file stays as it is, comments as well. What an entry means is for the check to judge.
    Refused, and nothing written: ``no-source``, ``bundle-file-unreadable``, ``no-such-entry``,
    ``day-unreadable``, ``bundle-file-by-hand`` (only a person can change how it is written), ``cannot-write``.
    """
    found = _read(source)
    if isinstance(found, Refusal):
        return found
    text, data = found
    after = deepcopy(data)
    for name, said in wanted.items():
        value = _value(name, said)
        if isinstance(value, Refusal):
            return value
        holder, key = _holder(after, name)
        if holder is None:
            return _refusal("no-such-entry", name)
        holder[key] = value
        changed = _written(text, after, name)
        if changed is None:
            return _refusal("bundle-file-by-hand", name)
        text = changed
    try:
        if tomllib.loads(text) != after:
            return _refusal("bundle-file-by-hand", ", ".join(wanted))
        replace_all({source / BUNDLE_FILE: text.encode()})
    except TOML_FAULTS as problem:
        return _refusal("bundle-file-by-hand", ", ".join(wanted), str(problem))
    except OSError as problem:
        return cannot_write(str(problem))
    return None


def _read(source: Path) -> tuple[str, dict[str, Any]] | Refusal:
    if not (source / BUNDLE_FILE).is_file():
        return no_source(source)
    try:
        text = (source / BUNDLE_FILE).read_bytes().decode("utf-8-sig")
        return text, tomllib.loads(text)
    except (OSError, *TOML_FAULTS) as problem:
        return _refusal("bundle-file-unreadable", BUNDLE_FILE, str(problem))


def _newest(source: Path) -> tuple[Path | None, int]:
    """The newest bundle in the source, and its version; none, and 0."""
    newest: tuple[Path | None, int] = (None, 0)
    for path in sorted(source.glob("*.vkb")):
        after = next_version(path)
        if isinstance(after, int) and after - 1 > newest[1]:
            newest = path, after - 1
    return newest


def _bodies(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    bodies = data.get("body")
    return [one for one in bodies if isinstance(one, dict) and "id" in one] if isinstance(bodies, list) else []


def _at(data: Mapping[str, Any], name: str) -> Any:
    at: Any = data
    for part in name.split("."):
        at = at.get(part) if isinstance(at, dict) else None
    return at


def _holder(data: dict[str, Any], name: str) -> tuple[dict[str, Any] | None, str]:
    """The table that an entry stands in, and its key there; no table where there is no such entry."""
    first, _, rest = name.partition(".")
    if first == "body":
        body, _, key = rest.rpartition(".")
        found = next((one for one in _bodies(data) if one["id"] == body), None)
        return (found if key in _OF_A_BODY else None), key
    if name not in _ENTRIES:
        return None, name
    if not rest:
        return data, name
    table = data.setdefault(first, {})
    return (table if isinstance(table, dict) else None), rest


def _value(name: str, said: str) -> Value | Refusal:
    last = name.rpartition(".")[2]
    if name in _DAYS:
        return read_day(said)
    if last in _FLAGS:
        return {"true": True, "false": False}.get(said, _refusal("no-such-entry", f"{name} = {said}"))
    return said


def _written(text: str, data: Mapping[str, Any], name: str) -> str | None:
    """``text`` with the line that holds the entry as ``data`` has it; ``None`` where there is no such line."""
    lines = text.splitlines(keepends=True)
    first, _, rest = name.partition(".")
    at = "", ""
    for place, line in enumerate(lines):
        if head := _HEAD.fullmatch(line.rstrip("\r\n")):
            at = head[2], ""
            continue
        key, equals, value = line.partition("=")
        key = key.strip()
        if at[0] == "body" and key == "id" and equals:
            at = "body", _parsed(value)
        here: Any = None
        if first == "body" and at == ("body", rest.rpartition(".")[0]) and key == rest.rpartition(".")[2]:
            here = _holder(dict(data), name)[0]
            here = here[key] if here else None
        elif first == at[0] and rest and key == rest:
            here = _at(data, name)
        elif not at[0] and key == first:
            here = data[first]
        if here is None or not equals:
            continue
        comment = _comment(value)
        if comment is None:
            return None
        end = line[len(line.rstrip("\r\n")) :]
        lines[place] = f"{line.partition('=')[0]}= {_toml(here)}{comment}{end}"
        return "".join(lines)
    return None


def _parsed(value: str) -> str:
    try:
        return str(tomllib.loads(f"x = {value}")["x"])
    except TOML_FAULTS:
        return ""


def _comment(value: str) -> str | None:
    """The comment after a value that ends on its line, with the blanks before it; ``None`` where it does not."""
    bare = value.rstrip("\r\n")
    places = [place for place, sign in enumerate(bare) if sign == "#"]
    for place in (*places, len(bare)):
        try:
            tomllib.loads(f"x = {bare[:place]}")
        except TOML_FAULTS:
            continue
        return bare[len(bare[:place].rstrip()) :]
    return None


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, dt.date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)


SAID: Final = {
    "no-such-entry": (
        f"{BUNDLE_FILE} không có mục “{{name}}” như vậy; hãy xem lại tên mục và giá trị.",
        f"{BUNDLE_FILE} takes no entry “{{name}}”; check its name and value.",
    ),
    "bundle-file-by-hand": (
        f"Mục “{{name}}” trong {BUNDLE_FILE} được viết theo cách máy không tự sửa được; hãy mở tệp và sửa tay.",
        f"“{{name}}” in {BUNDLE_FILE} is written in a way that only a person can change; open the file.",
    ),
    "bundle-file-unreadable": (
        f"Không đọc được {BUNDLE_FILE}; hãy chạy kiểm tra để biết sai ở dòng nào.",
        f"{BUNDLE_FILE} cannot be read; the check says which line is wrong.",
    ),
}


def _refusal(code: str, name: str, detail: str = "") -> Refusal:
    vi, en = SAID[code]
    return Refusal(code, Sentence(vi.format(name=name), en.format(name=name)), detail)
