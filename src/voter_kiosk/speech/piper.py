"""A neural voice at the desk: Piper, where it is installed and its voice files are given. Never on the kiosk.

``piper-tts`` is an extra of this software (``voter-kiosk[piper]``) and is imported when its voice is asked for. A
voice is two files, ``NAME.onnx`` and ``NAME.onnx.json``, which a committee gets for itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from voter_kiosk.domain.clips import said
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.text import ENGLISH, VIETNAMESE, Sentence
from voter_kiosk.speech.sound import FASTEST_PACE, SLOWEST_PACE, USUAL_PACE, NoVoiceError, Sound
from voter_kiosk.speech.spelling import write_out

_WRITTEN_OUT: Final = frozenset({VIETNAMESE, ENGLISH})


class Piper:
    """Piper as a :class:`~voter_kiosk.speech.sound.Voice`, of the one language its model has.

    It does not say when each word is heard. Make it with :func:`open_piper`.
    """

    def __init__(
        self, voice: Any, name: str, language: str, respellings: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        """``voice`` is a ``piper.PiperVoice``, ``respellings`` how words are spoken, by language."""
        self._voice = voice
        self._name = name
        self._language = language
        self._respellings = respellings or {}

    @property
    def name(self) -> str:
        """``piper-vi_VN-vais1000-medium-1a2b3c4d``: the model's name and the beginning of its SHA-256."""
        return self._name

    def speak(self, text: str, language: str, pace: int = USUAL_PACE) -> Iterator[Sound]:
        """See :class:`~voter_kiosk.speech.sound.Voice`: sentence by sentence, without the times of words."""
        base = language.partition("-")[0]
        if base != self._language:
            raise NoVoiceError(language)
        written = said(text)
        if base in _WRITTEN_OUT:
            written = write_out(written, base, self._respellings.get(base, {})).text
        return self._sounds(written, max(SLOWEST_PACE, min(pace, FASTEST_PACE)))

    def _sounds(self, text: str, pace: int) -> Iterator[Sound]:
        from piper import SynthesisConfig

        scale = self._voice.config.length_scale * USUAL_PACE / pace
        for chunk in self._voice.synthesize(text, SynthesisConfig(length_scale=scale)):
            yield Sound(chunk.audio_int16_bytes, chunk.sample_rate)


def open_piper(model: Path, respellings: Mapping[str, Mapping[str, str]] | None = None) -> Piper | Refusal:
    """Open the voice whose model is the file ``model``, its settings beside it (``MODEL.json``).

    Refused: ``no-piper`` where the extra is not installed, ``no-voice`` where the files are not a voice's.
    """
    try:
        from piper import PiperVoice
    except ImportError as problem:
        return _no_piper(str(problem))
    settings = model.with_name(model.name + ".json")
    try:
        with model.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        language = _language(json.loads(settings.read_text(encoding="utf-8")))
        # onnxruntime has errors of its own for each way in which a model can be damaged.
        voice = PiperVoice.load(model, settings)
    except Exception as problem:
        return _no_voice(model, f"{type(problem).__name__}: {problem}")
    return Piper(voice, f"piper-{model.stem}-{digest[:8]}", language, respellings)


def _language(settings: Mapping[str, Any]) -> str:
    """The language tag of a voice's settings: their own code, else that of the phonemes."""
    code = settings.get("language", {}).get("code") or settings["espeak"]["voice"]
    return str(code).replace("_", "-").partition("-")[0].lower()


def _no_piper(detail: str) -> Refusal:
    return Refusal(
        "no-piper",
        Sentence(
            "Máy này chưa có Piper. Hãy cài gói piper-tts (voter-kiosk[piper]), hoặc dùng --voice espeak.",
            "Piper is not installed here. Install piper-tts (voter-kiosk[piper]), or use --voice espeak.",
        ),
        detail,
    )


def _no_voice(model: Path, detail: str) -> Refusal:
    return Refusal(
        "no-voice",
        Sentence(
            f"Không mở được giọng đọc “{model.name}”. Cần hai tệp cạnh nhau: {model.name} và {model.name}.json.",
            f"The voice “{model.name}” cannot be opened. Two files are needed side by side: {model.name} and "
            f"{model.name}.json.",
        ),
        detail,
    )
