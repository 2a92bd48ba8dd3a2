"""A shipped example made ready to be shown: keys, bundle and store, freshly made on this machine.

The kiosk's process never loads what makes a bundle, so :func:`ready` does its work in a child process, by the
hidden command ``prepare``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import subprocess
import sys
import tempfile
from enum import StrEnum
from pathlib import Path

from voter_kiosk import __version__
from voter_kiosk.cli.trial import try_out
from voter_kiosk.cli.when import When
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence
from voter_kiosk.shipped import shipped


class Sample(StrEnum):
    """The examples: two that ship, and one written from code, in which everything is as long as it may be."""

    DEMO = "demo"
    HAI_PHONG_2021 = "hai-phong-2021"
    STRESS = "stress"


USUAL_TIME = When(days=-12, hour=dt.time(9))
"""When an example is shown unless a time is asked for: its polling day is long fixed, today would be after it."""

_STAMP = "made-of"
_STRESS = Path(__file__).parents[1] / "authoring" / "stress.py"


def home(sample: Sample) -> Path:
    """The folder of this user in which the example's keys, bundle and store lie."""
    import platformdirs

    return Path(platformdirs.user_data_dir("voter-kiosk", appauthor=False)) / "samples" / sample.value


def ready(sample: Sample, language: str) -> Path | None:
    """The example's store, made anew where the content that ships has changed; ``None`` where that failed.

    The child says on standard error what it does and why it fails.
    """
    store = home(sample) / "store"
    if not fresh(sample):
        command = [sys.executable, "-m", "voter_kiosk", "--lang", language, "prepare", sample.value]
        if subprocess.run(command, check=False, stdout=sys.stderr).returncode:  # noqa: S603
            return None
    return store


def fresh(sample: Sample) -> bool:
    """Whether what was made is of the content that ships now."""
    try:
        return (home(sample) / _STAMP).read_text(encoding="utf-8") == made_of(sample)
    except OSError:
        return False


def made_of(sample: Sample) -> str:
    """What the example is made of: this version of the software, and every file by name, size and time."""
    digest = hashlib.sha256(__version__.encode())
    own = _STRESS if sample is Sample.STRESS else shipped("data", sample.value)
    for folder in (shipped("data", "base"), own):
        for file in sorted(folder.rglob("*")) if folder.is_dir() else (folder,):
            facts = file.stat()
            digest.update(f"\n{file.relative_to(folder)} {facts.st_size} {facts.st_mtime_ns}".encode())
    return digest.hexdigest()


def prepare(sample: Sample) -> Path | Refusal:
    """Make keys, build, sign, set up and install; gives the store. What was made before is replaced whole.

    Where two do it at the same time, each in a folder of its own, the one that was ready first stays.
    """
    from voter_kiosk.authoring.publish import Published

    place = home(sample)
    place.parent.mkdir(parents=True, exist_ok=True)
    stamp = made_of(sample)
    with tempfile.TemporaryDirectory(prefix=f"{sample.value}-", dir=place.parent) as folder:
        making = Path(folder) / sample.value
        making.mkdir()
        source, bundle = _source(sample, making), making / f"{sample.value}.vkb"
        published = try_out(source, bundle, making / "store", making / "keys")
        if isinstance(published, Refusal):
            return published
        if not isinstance(published, Published):
            return _faulty(sample, len(published.errors))
        (making / _STAMP).write_text(stamp, encoding="utf-8")
        if not fresh(sample):
            shutil.rmtree(place, ignore_errors=True)
            making.replace(place)
    return place / "store"


def _source(sample: Sample, making: Path) -> Path:
    """The folder of the example's source; the one that does not ship is written into ``making``."""
    if sample is not Sample.STRESS:
        return shipped("data", sample.value)
    from voter_kiosk.authoring.stress import write_stress

    return write_stress(making / "source")


def _faulty(sample: Sample, errors: int) -> Refusal:
    return Refusal(
        "sample-has-errors",
        Sentence(
            f"Nội dung mẫu “{sample.value}” có {errors} lỗi; hãy chạy lệnh check với thư mục data/{sample.value}.",
            f"The example “{sample.value}” has {errors} errors; run the command check on data/{sample.value}.",
        ),
    )
