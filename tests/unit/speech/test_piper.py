"""Piper at the desk: its real package and a real model, tiny and made here; and a clear word where it is absent.

``piper-tts`` and ``onnx`` are not in the lock. Where they are missing, what needs them is skipped; to run it:
``pip install piper-tts onnx``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from voter_kiosk.authoring.clips.voices import voice_called
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.speech.piper import Piper, open_piper

RATE, SAMPLES_A_SIGN = 16_000, 1_024


def absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "piper", None)


def refused(found: object) -> Refusal:
    assert isinstance(found, Refusal), found
    assert found.message.vi
    assert found.message.en
    return found


def model(folder: Path, code: str = "vi_VN") -> Path:
    """A voice whose sound is a wave as long as its text, louder where its signs are: a whole graph in ONNX."""
    onnx = pytest.importorskip("onnx", reason="needs onnx")
    pytest.importorskip("piper", reason="needs piper-tts")
    from onnx import TensorProto, helper, numpy_helper

    np = pytest.importorskip("numpy")
    wave = np.sin(np.arange(SAMPLES_A_SIGN) / 8).astype(np.float32).reshape(1, 1, -1)
    nodes = [
        helper.make_node("Cast", ["input"], ["signs"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["signs", "last"], ["column"]),
        helper.make_node("Mul", ["column", "wave"], ["rows"]),
        helper.make_node("Reshape", ["rows", "shape"], ["flat"]),
        helper.make_node("Slice", ["scales", "one", "two"], ["length"]),
        helper.make_node("Shape", ["flat"], ["now"]),
        helper.make_node("Cast", ["now"], ["counted"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["counted", "three"], ["samples"]),
        helper.make_node("Mul", ["samples", "length"], ["wanted"]),
        helper.make_node("Cast", ["wanted"], ["end"], to=TensorProto.INT64),
        helper.make_node("Concat", ["flat", "flat"], ["twice"], axis=3),
        helper.make_node("Slice", ["twice", "zero", "end", "three"], ["output"]),
    ]
    constants = {
        "wave": wave,
        "last": np.array([2]),
        "shape": np.array([1, 1, 1, -1]),
        "zero": np.array([0]),
        "one": np.array([1]),
        "two": np.array([2]),
        "three": np.array([3]),
    }
    graph = helper.make_graph(
        nodes,
        "tiny",
        [
            helper.make_tensor_value_info("input", TensorProto.INT64, [1, "n"]),
            helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
            helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
        ],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, 1, "samples"])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(made)
    path = folder / "vi_VN-thu-low.onnx"
    path.write_bytes(made.SerializeToString())
    signs = "_^$ abcdefghijklmnopqrstuvwxyzđ.,0123456789\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
    settings = {
        "audio": {"sample_rate": RATE},
        "espeak": {"voice": "vi"},
        "language": {"code": code},
        "inference": {"noise_scale": 0.667, "length_scale": 1.0, "noise_w": 0.8},
        "phoneme_type": "text",
        "phoneme_map": {},
        "phoneme_id_map": {sign: [place] for place, sign in enumerate(signs)},
        "num_symbols": len(signs),
        "num_speakers": 1,
        "speaker_id_map": {},
    }
    path.with_name(path.name + ".json").write_text(json.dumps(settings))
    return path


def seconds(voice: Piper, text: str, pace: int = 100) -> float:
    return sum(len(sound.samples) / 2 / sound.rate for sound in voice.speak(text, "vi", pace))


def test_where_piper_is_not_installed_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    absent(monkeypatch)
    assert refused(open_piper(tmp_path / "a.onnx")).code == "no-piper"
    assert refused(voice_called(f"piper:{tmp_path / 'a.onnx'}")({})).code == "no-piper"


def test_a_model_is_spoken_with_as_long_as_its_pace_says(tmp_path: Path) -> None:
    path = model(tmp_path)
    voice = open_piper(path)
    assert isinstance(voice, Piper), voice
    assert voice.name.startswith("piper-vi_VN-thu-low-")
    assert voice.name.isascii()
    usual = seconds(voice, "cử tri đi bầu")
    assert usual > 0.5
    assert seconds(voice, "cử tri đi bầu", 200) == pytest.approx(usual / 2, rel=0.01)
    assert seconds(voice, "cử tri đi bầu", 1) == pytest.approx(usual * 2, rel=0.01), (
        "never slower than the slowest"
    )
    with pytest.raises(LookupError):
        voice.speak("voters", "en")


def test_it_speaks_what_is_respelled_and_written_out(tmp_path: Path) -> None:
    path = model(tmp_path)
    plain, respelled = open_piper(path), open_piper(path, {"vi": {"bầu": "bầu bầu bầu bầu"}})
    assert isinstance(plain, Piper)
    assert isinstance(respelled, Piper)
    assert seconds(respelled, "đi bầu") > seconds(plain, "đi bầu") * 1.5


def test_a_voice_of_another_language_is_of_that_language(tmp_path: Path) -> None:
    voice = open_piper(model(tmp_path, "km_KH"))
    assert isinstance(voice, Piper)
    assert list(voice.speak("abc", "km"))
    with pytest.raises(LookupError):
        voice.speak("abc", "vi")


@pytest.mark.parametrize("damage", ["model", "settings", "no settings", "no model"])
def test_files_that_are_no_voice_are_refused(tmp_path: Path, damage: str) -> None:
    path = model(tmp_path)
    settings = path.with_name(path.name + ".json")
    if damage == "model":
        path.write_bytes(b"not a model")
    elif damage == "settings":
        settings.write_text("{}")
    elif damage == "no settings":
        settings.unlink()
    else:
        path.unlink()
    assert refused(open_piper(path)).code == "no-voice"
    assert path.name in refused(open_piper(path)).message.vi
