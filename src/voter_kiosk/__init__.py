"""Voter information at the polling area: offline, signed, for everybody."""

__version__ = "0.1.0"
