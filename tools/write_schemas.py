"""Write docs/schema/*.json anew from the code; tests/unit/bundle/test_documents.py holds the two equal."""

from __future__ import annotations

import json
from pathlib import Path

from voter_kiosk.bundle.documents import json_schemas

FOLDER = Path(__file__).parents[1] / "docs" / "schema"

for name, schema in json_schemas().items():
    text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    (FOLDER / name).write_text(text, encoding="utf-8")
