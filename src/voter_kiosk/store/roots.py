"""A root of trust as a file that somebody brings: ``root.json``, with the fingerprint that stands on paper."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from voter_kiosk.bundle import trust
from voter_kiosk.bundle.fingerprint import root_fingerprint
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.store.refusals import refusal


@dataclass(frozen=True, slots=True)
class FoundRoot:
    """A root's file: ``fingerprint`` is as on the committee's sheet; ``refused`` says why it cannot be pinned."""

    path: Path
    version: int = 0
    fingerprint: str = ""
    refused: Refusal | None = None


def is_root(name: str) -> bool:
    """Whether a file is called as the committee's root is: ``root.json``, or ``root-2.json``.

    What lies in a bundle is called ``1.root.json``: a bundle never vouches for itself.
    """
    return name.lower().startswith("root") and name.lower().endswith(".json")


def find_root(path: Path) -> FoundRoot:
    """What a root's file is."""
    root = read_root(path)
    if isinstance(root, Refusal):
        return FoundRoot(path, refused=root)
    version = trust.root_version(root)
    return FoundRoot(path, version if isinstance(version, int) else 0, root_fingerprint(root))


def read_root(path: Path, fingerprint: str = "") -> bytes | Refusal:
    """The bytes of a root that signs itself as it must, and has ``fingerprint``, where one was compared.

    Refused: ``root-unreadable``, ``bad-pinned-root``, ``root-differs``.
    """
    try:
        if path.stat().st_size > trust.MAX_METADATA:
            return trust.refuse("bad-pinned-root")
        root = path.read_bytes()
    except OSError as error:
        return refusal(
            "root-unreadable",
            f"Không đọc được tệp {path.name}. Hãy cắm lại USB hoặc xem lại tên tệp.",
            f"The file {path.name} cannot be read. Plug the stick in again or check the name.",
            str(error),
        )
    asked = trust.root_version(root)
    if isinstance(asked, Refusal):
        return asked
    if fingerprint and "".join(fingerprint.split()).lower() != "".join(root_fingerprint(root).split()):
        return refusal(
            "root-differs",
            f"Tệp {path.name} không có mã đã đối chiếu: tệp đã bị thay. Máy chưa tin tệp nào. "
            "Hãy báo Ủy ban bầu cử.",
            f"The file {path.name} does not have the fingerprint that was compared: it was exchanged. Nothing is "
            "trusted yet. Tell the committee.",
        )
    return root
