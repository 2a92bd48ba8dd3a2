"""Options that several commands share, said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from voter_kiosk.domain.listening import Headphones
from voter_kiosk.domain.slips import SlipPaper

JsonFlag = Annotated[bool, typer.Option("--json", help="Answer as JSON, for a machine.")]

StoreFolder = Annotated[Path, typer.Option("--store", metavar="STORE", help="The kiosk's folder.")]

AtTime = Annotated[
    str,
    typer.Option(
        "--at", metavar="TIME", help="Assume this time: 2026-03-03T09:00, or from polling day: E-12T09:00, E, E+7."
    ),
]

PrinterName = Annotated[
    str, typer.Option("--printer", metavar="NAME", help="The printer for slips, by its name in CUPS.")
]

Paper = Annotated[
    SlipPaper, typer.Option("--slip-paper", metavar="a5|80mm", help="The paper in it: a5, or a roll of 80mm.")
]

HeadphonesAre = Annotated[
    Headphones,
    typer.Option(
        "--headphones",
        metavar="always|detect|none",
        help="What the sound comes out of: always headphones, detect them, or a loudspeaker alone.",
    ),
]
