"""``python -m voter_kiosk``: the same command line."""

from __future__ import annotations

from voter_kiosk.cli.start import run

if __name__ == "__main__":
    run()
