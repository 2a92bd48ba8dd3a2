"""What an official should have listened to before he signs: how every candidate's name is spoken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from voter_kiosk.authoring.clips.names import candidate_names
from voter_kiosk.authoring.content import Content
from voter_kiosk.authoring.findings import warning
from voter_kiosk.domain.election import Election
from voter_kiosk.domain.finding import Finding

_NAMED: Final = 5


def heard_names(content: Content, _election: Election) -> Iterator[Finding]:
    """Names that nobody has heard and ticked, in a source that has something for the ear."""
    if not content.spoken.speaks:
        return
    unheard = [name for name in candidate_names(content) if not name.heard]
    if unheard:
        some = ", ".join(name.name for name in unheard[:_NAMED])
        more = f", +{len(unheard) - _NAMED}" if len(unheard) > _NAMED else ""
        yield warning(
            "names-not-heard",
            (
                f"{len(unheard)} tên người ứng cử chưa được nghe thử: {some}{more}.",
                f"{len(unheard)} candidates' names have not been listened to: {some}{more}.",
            ),
            (
                "Chạy speak --names, nghe từng tên, đánh dấu rồi chép names-heard.csv vào nguồn.",
                "Run `speak --names`, listen to each, tick it, and copy names-heard.csv into the source.",
            ),
            file="names-heard.csv",
        )
