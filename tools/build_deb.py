"""Build the Debian package: ``./dev deb``.

The program and everything in Python that it needs, as the lock file has it, in a folder of its own; beside it what
``resources/deploy`` holds. What comes from Debian itself is a dependency. The same commit gives the same files and
times; the package fits the release of Debian whose Python builds it.
"""

from __future__ import annotations

import argparse
import compileall
import importlib.metadata
import os
import py_compile
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HOUSE: Final = Path(__file__).resolve().parents[1]
DEPLOY: Final = HOUSE / "resources" / "deploy"
HOME: Final = "usr/lib/voter-kiosk"
PYTHON: Final = f"{sys.version_info.major}.{sys.version_info.minor}"

FILES: Final[Mapping[str, str]] = {
    "show": f"{HOME}/show",
    "stick": f"{HOME}/stick",
    "voter-kiosk.service": "usr/lib/systemd/system/voter-kiosk.service",
    "voter-kiosk-stick@.service": "usr/lib/systemd/system/voter-kiosk-stick@.service",
    "voter-kiosk-stick-write@.service": "usr/lib/systemd/system/voter-kiosk-stick-write@.service",
    "timesyncd.conf": "usr/lib/systemd/system/systemd-timesyncd.service.d/voter-kiosk.conf",
    "logind.conf": "usr/lib/systemd/logind.conf.d/voter-kiosk.conf",
    "sysusers.conf": "usr/lib/sysusers.d/voter-kiosk.conf",
    "tmpfiles.conf": "usr/lib/tmpfiles.d/voter-kiosk.conf",
    "sysctl.conf": "usr/lib/sysctl.d/60-voter-kiosk.conf",
    "60-voter-kiosk-stick.rules": "usr/lib/udev/rules.d/60-voter-kiosk-stick.rules",
    "71-voter-kiosk-keys.rules": "usr/lib/udev/rules.d/71-voter-kiosk-keys.rules",
    "60-voter-kiosk.rules": "usr/share/polkit-1/rules.d/60-voter-kiosk.rules",
    "voter-kiosk.default": "etc/default/voter-kiosk",
    "debian/copyright": "usr/share/doc/voter-kiosk/copyright",
}
"""What of ``resources/deploy`` lies where on the kiosk."""

DEPENDS: Final = ("cage", "xwayland", "seatd", "polkitd", "systemd", "udev", "init-system-helpers")
RECOMMENDS: Final = ("cups-client", "dbus-user-session", "libpam-systemd", "pipewire-pulse", "wireplumber")
"""To print; to be heard, by the sound server of the kiosk's user."""

NOT_NEEDED: Final = (
    *("PySide6/*.pyi", "shiboken6/*.pyi", "PySide6/include", "PySide6/typesystems", "PySide6/glue", "PySide6/doc"),
    *("PySide6/scripts", "PySide6/Qt/libexec", "PySide6/Qt/metatypes", "PySide6/Qt/plugins/designer"),
    *("PySide6/Qt/plugins/qmllint", "PySide6/Qt/plugins/qmltooling", "PySide6/Qt/qml/QtQuick3D", "bin"),
    *(f"PySide6/{tool}" for tool in ("assistant", "balsam", "balsamui", "designer", "linguist", "lrelease")),
    *(f"PySide6/{tool}" for tool in ("lupdate", "qmlformat", "qmllint", "qmlls", "qsb", "svgtoqml")),
    *(
        "PySide6/QtWebEngine*",
        "PySide6/Qt/lib/libQt6WebEngine*",
        "PySide6/Qt/qml/QtWebEngine",
        "PySide6/Qt/resources",
    ),
    "PySide6/Qt/translations/qtwebengine_locales",
    "*.dist-info/direct_url.json",  # names a folder of this machine
)
"""What the wheels bring for developers alone, and a browser."""


def main() -> None:
    """Build the package into the folder that is given, and say where it lies."""
    parser = argparse.ArgumentParser(prog="./dev deb", description="Build the Debian package.")
    parser.add_argument("outdir", nargs="?", type=Path, default=HOUSE / "dist", help="the folder for it")
    parser.add_argument("--version", default=version(), help="another version than pyproject.toml has")
    asked = parser.parse_args()
    os.environ.setdefault("SOURCE_DATE_EPOCH", said_by("git", "log", "-1", "--format=%ct") or "0")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        lay_out(root)
        control(root, asked.version)
        same_times(root)
        asked.outdir.mkdir(parents=True, exist_ok=True)
        package = asked.outdir / f"voter-kiosk_{asked.version}_{architecture()}.deb"
        run("dpkg-deb", "--root-owner-group", "-Zzstd", "--build", root, package)
    print(package)


def lay_out(root: Path) -> None:
    """Everything that the package holds, under ``root``."""
    site = root / HOME / "lib" / f"python{PYTHON}" / "site-packages"
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check")
    into = ("--no-deps", "--no-compile", "--target", site)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".lock") as lock:
        lock.write(locked(needed("voter-kiosk")))
        lock.flush()
        run(*pip, *into, "--only-binary", ":all:", "--require-hashes", "--requirement", lock.name)
    run(*pip, *into, "--no-build-isolation", "--no-index", HOUSE)
    for pattern in NOT_NEEDED:
        for found in site.glob(pattern):
            shutil.rmtree(found) if found.is_dir() else found.unlink()
    # What is compiled now need not be compiled on a kiosk, which could not keep it. By hash: no time stands in it.
    compileall.compile_dir(
        site, quiet=2, stripdir=str(root), invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH
    )
    # Where this file lies Python takes what is beside it for its own: a venv, but one that can be moved.
    write(root / HOME / "pyvenv.cfg", "home = /usr/bin\ninclude-system-site-packages = false\n")
    link(root / HOME / "bin" / "python3", f"/usr/bin/python{PYTHON}")
    program = f"#!/{HOME}/bin/python3 -I\nfrom voter_kiosk.cli.start import run\n\nrun()\n"
    write(root / HOME / "bin" / "voter-kiosk", program, mode=0o755)
    link(root / "usr/bin/voter-kiosk", f"../lib/{Path(HOME).name}/bin/voter-kiosk")
    for source, target in FILES.items():
        copied = DEPLOY / source
        write(
            root / target, copied.read_text(encoding="utf-8"), mode=0o755 if os.access(copied, os.X_OK) else 0o644
        )
    write(
        root / "usr/share/doc/voter-kiosk/operating.md", (HOUSE / "docs/operating.md").read_text(encoding="utf-8")
    )


def control(root: Path, named: str) -> None:
    """What dpkg has to know of the package."""
    after = f"{sys.version_info.major}.{sys.version_info.minor + 1}"
    depends = [f"python3 (>= {PYTHON})", f"python3 (<< {after})", *sorted({*DEPENDS, *libraries()})]
    size = sum(file.stat().st_size for file in root.rglob("*") if file.is_file() and not file.is_symlink())
    fields = {
        "Package": "voter-kiosk",
        "Version": named,
        "Architecture": architecture(),
        "Maintainer": "voter-kiosk <voter-kiosk@localhost>",
        "Installed-Size": str(size // 1024),
        "Depends": ", ".join(depends),
        "Recommends": ", ".join(RECOMMENDS),
        "Suggests": "at-spi2-core, orca, smartmontools",
        "Section": "misc",
        "Priority": "optional",
        "Description": "voter information kiosk for the polling area\n"
        " Shows on a touch screen who stands in an election, how voting is done and what past elections looked\n"
        " like, from signed bundles. Takes over the machine's screen; needs no network and opens none.",
    }
    write(root / "DEBIAN" / "control", "".join(f"{name}: {value}\n" for name, value in fields.items()))
    write(root / "DEBIAN" / "conffiles", "/etc/default/voter-kiosk\n")
    for script in ("postinst", "prerm", "postrm"):
        write(root / "DEBIAN" / script, (DEPLOY / "debian" / script).read_text(encoding="utf-8"), mode=0o755)


def needed(package: str) -> set[str]:
    """The names of all that an installed package needs, with the extras that are asked for, without itself."""
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [(package, frozenset[str]())]
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        for line in importlib.metadata.requires(name) or ():
            want = Requirement(line)
            if want.marker is None or any(want.marker.evaluate({"extra": extra}) for extra in extras | {""}):
                waiting.append((canonicalize_name(want.name), frozenset(want.extras)))
    return {name for name, _ in seen} - {package}


def locked(names: set[str]) -> str:
    """The lines of the lock file for these packages; raises ``LookupError`` where one is missing."""
    text = (HOUSE / "requirements.lock").read_text(encoding="utf-8")
    entries = {
        entry.partition("==")[0]: entry for entry in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)
    }
    if missing := names - entries.keys():
        raise LookupError(f"not in requirements.lock: {sorted(missing)}")
    return "".join(entries[name] for name in sorted(names))


def libraries() -> set[str]:
    """Debian's packages for what Qt loads, as ``dev`` lists them."""
    table = (HOUSE / "dev").read_text(encoding="utf-8").partition("libraries='")[2].partition("'")[0]
    return {line.split()[1] for line in table.splitlines() if line}


def version() -> str:
    """The version that ``pyproject.toml`` has."""
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def architecture() -> str:
    """What Debian calls this machine."""
    return said_by("dpkg", "--print-architecture")


def same_times(root: Path) -> None:
    """Give every file the time of the commit."""
    when = int(os.environ["SOURCE_DATE_EPOCH"])
    for file in (root, *root.rglob("*")):
        os.utime(file, (when, when), follow_symlinks=False)


def write(path: Path, text: str, mode: int = 0o644) -> None:
    """Write a file, and the folders it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)


def link(path: Path, target: str) -> None:
    """Make a symbolic link, and the folders it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


def run(*command: str | Path) -> None:
    """Run a program; raises ``CalledProcessError``."""
    subprocess.run(command, check=True, stdout=sys.stderr)


def said_by(*command: str) -> str:
    """What a program says, without the line's end; nothing where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HOUSE)
    return done.stdout.strip()


if __name__ == "__main__":
    main()
