"""Importing official candidate lists: Word, Excel and CSV files into a source's tables.

``read_official_list(paths, hints=hints_from(source))`` gives records and findings;
``write_into(imported, source)`` puts the records into the source.
"""

from __future__ import annotations

from voter_kiosk.authoring.official_list.imported import Hints, ImportedList
from voter_kiosk.authoring.official_list.reading import read_official_list
from voter_kiosk.authoring.official_list.writing import hints_from, write_into

__all__ = ["Hints", "ImportedList", "hints_from", "read_official_list", "write_into"]
