"""A folder of documents about candidates: what each file is, whose it is, and into the source with it.

``import_people(folder, source)`` reads official lists, biographies, programmes and photographs.
"""

from __future__ import annotations

from voter_kiosk.authoring.dossier.importing import import_people
from voter_kiosk.authoring.dossier.record import Fate, ImportedPeople, Kind, Record

__all__ = ["Fate", "ImportedPeople", "Kind", "Record", "import_people"]
