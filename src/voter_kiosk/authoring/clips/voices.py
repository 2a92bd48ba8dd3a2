"""The voices that can be asked for by name at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from voter_kiosk.authoring.clips.rendering import VoiceFor
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import Sentence
from voter_kiosk.speech.sound import Voice


def voice_called(name: str) -> VoiceFor:
    """What makes the voice ``espeak``, ``espeak:DIALECT`` or ``piper:MODEL.onnx``.

    It refuses: ``unknown-voice`` for any other name, and what ``speech.piper.open_piper`` refuses.
    """

    def made(respellings: Mapping[str, Mapping[str, str]]) -> Voice | Refusal:
        engine, _, which = name.partition(":")
        if engine == "espeak":
            from voter_kiosk.speech.engine import DIALECTS, Espeak

            dialect = which or DIALECTS[0]
            return Espeak(dialect, respellings) if dialect in DIALECTS else _unknown(name)
        if engine == "piper" and which:
            from voter_kiosk.speech.piper import open_piper

            return open_piper(Path(which), respellings)
        return _unknown(name)

    return made


def _unknown(name: str) -> Refusal:
    return Refusal(
        "unknown-voice",
        Sentence(
            f"Không có giọng đọc “{name}”. Hãy chọn espeak, espeak:vi-vn-x-central, espeak:vi-vn-x-south, hoặc "
            "piper:TỆP.onnx.",
            f"There is no voice “{name}”. Choose espeak, espeak:vi-vn-x-central, espeak:vi-vn-x-south, or "
            "piper:MODEL.onnx.",
        ),
    )
