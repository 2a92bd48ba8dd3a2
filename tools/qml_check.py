"""The QML part of ``./dev check``: qmllint with the types that Python registers, and qmlformat.

``python tools/qml_check.py`` prints what is wrong and ends with 1 if anything is; with ``--format`` it writes
the files in qmlformat's form instead. Tools of PySide6 are called by their absolute path, with absolute paths
(qmllint resolves relative ones against a file's folder), and ``-W 0`` makes every warning count.
"""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).resolve().parents[1]
QML = HOUSE / "resources" / "qml"
KIOSK = HOUSE / "src" / "voter_kiosk" / "kiosk"
TOOLS = Path(sys.executable).parent


def tool(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a tool of PySide6; gives its output, never raises for its exit code."""
    command = [str(TOOLS / f"pyside6-{name}"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def qt_metatypes() -> str:
    """What Qt's own classes look like, as a comma-separated list of files, for Python classes built on them."""
    import PySide6

    folder = Path(PySide6.__file__).parent / "Qt" / "metatypes"
    return ",".join(str(folder / f"qt6{name}_metatypes.json") for name in ("core", "gui", "qml", "quick"))


def constants(files: list[Path]) -> set[tuple[str, str]]:
    """``(class, property)`` of every ``@Property(..., constant=True)``, which metaobjectdump leaves out."""
    found = set()
    for file in files:
        for kind in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(kind, ast.ClassDef):
                continue
            for member in kind.body:
                for mark in getattr(member, "decorator_list", []):
                    if isinstance(mark, ast.Call) and any(word.arg == "constant" for word in mark.keywords):
                        found.add((kind.name, getattr(member, "name", "")))
    return found


def write_types(into: Path) -> list[str]:
    """Write a QML module folder under ``into`` for each ``QML_IMPORT_NAME`` of the kiosk; gives complaints."""
    files = sorted(KIOSK.rglob("*.py"))
    dump = into / "all.json"
    dumped = tool("metaobjectdump", "--quiet", "--compact", "--out-file", dump, *files)
    if dumped.returncode:
        return [f"metaobjectdump: {dumped.stderr.strip()}"]
    modules: dict[str, list[dict[str, Any]]] = defaultdict(list)
    shared = []
    constant = constants(files)
    for entry in json.loads(dump.read_text(encoding="utf-8")):
        for kind in entry["classes"]:
            for member in kind.get("properties", ()):
                member["constant"] = (kind["className"], member["name"]) in constant
        if name := entry.get("QML_IMPORT_NAME"):
            modules[name].append(entry)
        else:
            shared.append(entry)
    complaints = []
    for name, entries in modules.items():
        folder = into / Path(*name.split("."))
        folder.mkdir(parents=True)
        source = into / f"{name}.json"
        source.write_text(json.dumps(entries + shared), encoding="utf-8")
        major, minor = entries[0]["QML_IMPORT_MAJOR_VERSION"], entries[0].get("QML_IMPORT_MINOR_VERSION", 0)
        made = tool(
            "qmltyperegistrar",
            *("--generate-qmltypes", folder / "types.qmltypes", "--import-name", name),
            *("--major-version", str(major), "--minor-version", str(minor)),
            *("--foreign-types", qt_metatypes(), "-o", into / "unused.cpp", source),
        )
        if made.returncode:
            complaints.append(f"qmltyperegistrar {name}: {made.stderr.strip()}")
        (folder / "qmldir").write_text(
            f"module {name}\ntypeinfo types.qmltypes\nimport QtQuick\n", encoding="utf-8"
        )
    return complaints


def lint(files: list[Path]) -> list[str]:
    """What qmllint says of ``files``, with the kiosk's Python types known to it."""
    with tempfile.TemporaryDirectory() as place:
        types = Path(place)
        complaints = write_types(types)
        linted = tool("qmllint", "-W", "0", "-I", types, "-I", QML, *files)
        if linted.returncode:
            complaints += [line for line in linted.stderr.splitlines() if not line.endswith(" returned 255")]
        return complaints


def unformatted(files: list[Path], *, mend: bool) -> list[str]:
    """Which files are not as qmlformat writes them; with ``mend`` they are written so."""
    complaints = []
    with tempfile.TemporaryDirectory() as place:
        copies = {file: Path(place) / file.relative_to(QML) for file in files}
        for file, copy in copies.items():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
        done = tool("qmlformat", "-i", *copies.values())
        if done.returncode:
            complaints += [line for line in done.stderr.splitlines() if "returned" not in line]
        for file, copy in copies.items():
            if file.read_bytes() == copy.read_bytes():
                continue
            if mend:
                shutil.copyfile(copy, file)
            else:
                name = file.relative_to(HOUSE)
                complaints.append(f"{name}: not as qmlformat writes it; run tools/qml_check.py --format")
    return complaints


def main() -> int:
    """Check every QML file; 0 if all is well."""
    files = sorted(QML.rglob("*.qml"))
    if "--format" in sys.argv[1:]:
        complaints = unformatted(files, mend=True)
    else:
        complaints = [*unformatted(files, mend=False), *lint(files)] if files else ["no QML file found"]
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
