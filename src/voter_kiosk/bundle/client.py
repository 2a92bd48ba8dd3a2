"""python-tuf's client, without the network.

It loads urllib3, which nothing of ours ever calls; and urllib3 binds a socket as it is loaded, to see whether the
machine has IPv6. No process of this program opens a socket of the network, not even for a moment.
"""

from __future__ import annotations

import socket

_HAS_IPV6 = socket.has_ipv6
socket.has_ipv6 = False  # what urllib3 asks first
try:
    from tuf.ngclient import FetcherInterface, Updater
    from tuf.ngclient._internal.trusted_metadata_set import TrustedMetadataSet
    from tuf.ngclient.config import EnvelopeType
finally:
    socket.has_ipv6 = _HAS_IPV6

__all__ = ["EnvelopeType", "FetcherInterface", "TrustedMetadataSet", "Updater"]
