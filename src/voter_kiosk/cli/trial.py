"""A source put into a store to be looked at: keys made for it alone, built, signed, set up, installed.

No kiosk can ever load what is made here. Its keys are made on this machine for this one store and lie beside it;
their root is given to nobody, and a kiosk believes only what is signed under the root it was set up with.
"""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from voter_kiosk.domain.finding import Refusal

if TYPE_CHECKING:
    from voter_kiosk.authoring.check import CheckReport
    from voter_kiosk.authoring.publish import Published
    from voter_kiosk.store.files import Files


def try_out(
    source: Path,
    bundle: Path,
    store: Path,
    keys: Path,
    *,
    kept: Path | None = None,
    files: Files | None = None,
) -> Published | CheckReport | Refusal:
    """Build ``source`` into ``bundle`` and install it in ``store``, which stands at its first polling area.

    The report is given back where the check finds errors. ``keys`` are made where there are none yet; pictures are
    taken from and left in ``kept``; ``files`` writes the store.
    """
    from voter_kiosk.authoring.kept import Kept
    from voter_kiosk.authoring.publish import Published, build
    from voter_kiosk.bundle.keys import create_keys
    from voter_kiosk.store.files import Files
    from voter_kiosk.store.installer import Surroundings, install
    from voter_kiosk.store.setup import setup

    root = keys / "root.json"
    if not root.is_file():
        shutil.rmtree(keys, ignore_errors=True)
        made = create_keys(keys, issued=dt.datetime.now(dt.UTC).replace(microsecond=0))
        if isinstance(made, Refusal):
            return made
    published = build(source, keys, bundle, kept=Kept(kept))
    if not isinstance(published, Published):
        return published
    files = files or Files()
    areas = published.report.content.own.polling_areas if published.report.content else ()
    refused = setup(store, root, polling_area=areas[0].code if areas else "", files=files)
    if refused is not None:
        return refused
    installed = install(store, published.built.path, surroundings=Surroundings(files=files))
    return installed if isinstance(installed, Refusal) else published
