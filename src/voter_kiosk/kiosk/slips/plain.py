"""A sheet as plain text, as a telephone shows what it read from a code."""

from __future__ import annotations

from collections.abc import Iterator

from voter_kiosk.kiosk.phrasing import plain
from voter_kiosk.kiosk.slips.sheet import Part, PartKind, Sheet


def as_text(sheet: Sheet, *, brief: bool = False) -> str:
    """``sheet`` as text, its source, edition and fingerprint at the end; ordinary spaces, lines ended by LF.

    ``brief`` leaves out details and minor parts: names, steps and places remain.
    """
    head = [line for line in (*sheet.marks, sheet.kicker, sheet.title, sheet.under) if line]
    body = [line for part in sheet.parts if not (brief and part.minor) for line in _lines(part, brief)]
    foot = [line for line in (sheet.source, sheet.edition) if line]
    return plain("\n\n".join("\n".join(lines) for lines in (head, body, foot) if lines))


def _lines(part: Part, brief: bool) -> Iterator[str]:
    details = () if brief else tuple(detail for detail in part.details if detail)
    match part.kind:
        case PartKind.FIELD:
            note = f" ({'; '.join(details)})" if details else ""
            yield f"{part.label}: {part.text}{note}"
        case PartKind.PERSON:
            struck = f" ({part.struck})" if part.struck else ""
            yield f"{part.label} {part.text}{struck}"
            if details:
                yield "   " + "; ".join(details)
        case PartKind.ITEM:
            yield f"{part.label} {part.text}"
            yield from (f"   {detail}" for detail in details)
        case PartKind.ROW:
            yield "; ".join((part.text, *details))
        case PartKind.HEADING:
            yield f"\n{part.text}"
        case PartKind.TEXT:
            yield part.text
