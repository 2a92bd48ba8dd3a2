"""Every step of the errands with content as long as it gets, to be measured and pictured on the tour.

They are built by the very functions that build them of what the commands answer; only the answers are invented.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from voter_kiosk.bundle.fingerprint import short_groups
from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.first_start import Ask, Standing
from voter_kiosk.domain.office import Person, Role, Task
from voter_kiosk.domain.settings import Settings
from voter_kiosk.domain.text import Sentence
from voter_kiosk.kiosk.office import copying, load, previous, start_steps
from voter_kiosk.kiosk.office.errand import Step, Work
from voter_kiosk.kiosk.office.pages import START
from voter_kiosk.kiosk.office.start import RULER, SUMMARY

_FINGERPRINT: Final = "760d4d50ff8e38ea0eb8d0546ab41a7bee369ced628f6758bb45d9f4d5de0a52"
_TITLE: Final = {
    "vi": "Bầu cử đại biểu Quốc hội khóa mẫu và đại biểu Hội đồng nhân dân các cấp nhiệm kỳ mẫu, tỉnh Mẫu",
    "en": "Election of deputies to a sample National Assembly and People's Councils, sample province",
}
_PUBLISHER: Final = {"vi": "Ủy ban bầu cử tỉnh Mẫu", "en": "Election committee of the sample province"}
_ISSUED: Final = "2026-03-01T01:00:00+00:00"
_ERROR: Final = Refusal(
    "wrong-key",
    Sentence(
        "metadata/2.targets.json không được ký bằng khóa mà máy này tin cậy, hoặc đã bị sửa sau khi ký; hãy xin "
        "ban soạn thảo gói đúng.",
        "metadata/2.targets.json is not signed with the keys this kiosk trusts, or was changed after signing; ask "
        "the publisher for the right bundle.",
    ),
)


def errand_steps(language: str) -> Mapping[tuple[str, str], Step]:
    """By task and a name of its own, every step that a visit without a stick does not come to."""
    return dict(_steps(language))


def _steps(language: str) -> Iterator[tuple[tuple[str, str], Step]]:
    moving = Work(Sentence("Chép và kiểm tra", "Copying and verifying"), 123_400_000, 300_000_000, 9.0)
    compiling = Work(Sentence("Lập nội dung", "Compiling"), pull=True)
    away = Refusal("unreadable", Sentence("", ""))
    broken_off = {**_sticks(0), "unfinished": ["/m/bau-cu.vkb"]}
    for name, step in (
        ("none", load.bundles_step(_sticks(0), "", language)),
        ("broken-off", load.bundles_step(broken_off, "", language)),
        ("one", load.bundles_step(_sticks(1), _FINGERPRINT, language)),
        ("list", load.bundles_step(_sticks(6), _FINGERPRINT, language)),
        ("reading", load.READING),
        ("report", load.report_step(_report(), language)),
        ("first", load.report_step({**_report(), "shown": None, "warnings": []}, language)),
        ("already", load.report_step({**_report(), "already": True}, language)),
        ("working", replace(load.WORKING, work=moving)),
        ("pull", replace(load.WORKING, work=compiling)),
        ("interrupted", load.interrupted_step("bau-cu-2026-phien-ban-2.vkb", away, language)),
        ("loaded", load.loaded_step(_generation(2), language)),
        ("refused", load.not_loaded(_ERROR, language)),
        ("ahead", load.not_loaded(Refusal("issued-in-future", _ERROR.message), language)),
    ):
        yield (Task.LOAD, name), step
    both = {"active": _generation(2), "previous": _generation(1)}
    yield (Task.PREVIOUS, "question"), previous.question_step(both, language)
    yield (Task.PREVIOUS, "none"), previous.question_step({"active": None, "previous": None}, language)
    yield (Task.PREVIOUS, "done"), previous.back_step(_generation(1), language)
    locked = {**_stick(0), "writable": False}
    copied = {**_generation(2), "file": "/m/demo-2026-v2.vkb", "size": 300_000_000, "already": False}
    yield from _first_start(language)
    for name, step in (
        ("none", copying.sticks_step({"sticks": [locked]}, language)),
        ("sticks", copying.sticks_step({"sticks": [_stick(0), _stick(0)]}, language)),
        ("working", replace(copying.COPYING, work=moving)),
        ("done", copying.copied_step(copied, language)),
        ("refused", copying.not_copied(_ERROR, language)),
    ):
        yield (Task.COPY, name), step


def first_starts() -> Mapping[str, tuple[str, Standing]]:
    """The questions of the first start by a name, each with how far it has come; of those of several, ``#1``."""
    officer = Person(1, "Nguyễn Thị Kim Ngân Mẫu", Role.OFFICER)
    both = (officer, Person(2, "Trần Văn Mẫu", Role.OPERATOR))
    known = Standing(root=short_groups(_FINGERPRINT), trusted=True)
    alone, staffed = replace(known, people=(officer,)), replace(known, people=both)
    everything = replace(staffed, done=frozenset(Ask), sealed=True)
    return {
        "language": ("language", Standing()),
        "screen": ("screen", Standing()),
        **{f"ruler#{place}": (f"screen:{RULER}", Standing()) for place in range(2)},
        "mounting": ("mounting", Standing()),
        "trust": ("trust", known),
        "bundle": ("bundle", known),
        "area": ("area", known),
        "clock": ("clock", known),
        "sound": ("sound", known),
        **{f"officer#{place}": ("people", known) for place in range(3)},
        **{f"second#{place}": ("people", alone) for place in range(4)},
        "sealed": ("people", staffed),
        "staff": ("people", everything),
        "summary": (SUMMARY, everything),
    }


def _first_start(language: str) -> Iterator[tuple[tuple[str, str], Step]]:
    root = {"path": "/m/root.json", "version": 3, "fingerprint": short_groups(_FINGERPRINT), "refused": None}
    broken = {**root, "refused": {"code": _ERROR.code, "message": _plain(_ERROR.message)}}
    late = replace(first_starts()["summary"][1], settings=Settings())
    left = {"active": None}
    whole = {"active": _generation(2)}
    sizes = replace(late.settings, screen_width_mm=299, screen_height_mm=531, polling_area="c98001.01")
    for ask, name, step in (
        (Ask.TRUST, "none", start_steps.roots_step([{**_stick(0), "roots": []}], language)),
        (Ask.TRUST, "bundle", start_steps.roots_step([{**_stick(2), "roots": []}], language)),
        (Ask.TRUST, "roots", start_steps.roots_step([{**_stick(1), "roots": [root, broken]}], language)),
        (Ask.TRUST, "compare", start_steps.compare_step(root, language)),
        (Ask.TRUST, "silent", start_steps.compare_step(root, language, silent=True)),
        (Ask.TRUST, "other", start_steps.other_step()),
        (Ask.TRUST, "refused", start_steps.not_pinned(_ERROR, language)),
        (Ask.BUNDLE, "none", start_steps.with_later(load.bundles_step(_sticks(0), "", language), language)),
        (Ask.BUNDLE, "list", start_steps.with_later(load.bundles_step(_sticks(2), "", language), language)),
        (Ask.BUNDLE, "loaded", start_steps.first_loaded(_generation(1), language)),
        (SUMMARY, "left", start_steps.summary_step(late, left, language)),
        (SUMMARY, "whole", start_steps.summary_step(replace(late, settings=sizes, timed=True), whole, language)),
    ):
        yield (f"{START} {ask}", name), step


def _generation(version: int) -> dict[str, Any]:
    return {"title": _TITLE, "version": version, "issued": _ISSUED, "fingerprint": _FINGERPRINT}


def _bundle(number: int) -> dict[str, Any]:
    broken = {"code": _ERROR.code, "message": _plain(_ERROR.message)}
    return {
        "path": f"/m/bau-cu-2026-phien-ban-{number}.vkb",
        "title": _TITLE,
        "publisher": _PUBLISHER,
        "version": number,
        "issued": _ISSUED,
        "fingerprint": _FINGERPRINT if number == 1 else "",
        "refused": broken if number == 0 else None,
    }


def _stick(bundles: int) -> dict[str, Any]:
    return {
        "path": "/m",
        "name": "KINGSTON",
        "writable": True,
        "free": 14_000_000_000,
        "device": 7,
        "bundles": [_bundle(number) for number in reversed(range(bundles + 1))] if bundles else [],
        "hidden": 3,
        "others": 12,
        "more": 4 if bundles > 1 else 0,
    }


def _sticks(bundles: int) -> dict[str, Any]:
    return {"sticks": [_stick(bundles)], "unfinished": [], "folders": []}


def _plain(sentence: Sentence) -> dict[str, str]:
    """As a command says it."""
    return {"vi": sentence.vi, "en": sentence.en}


def _said(vi: str, en: str) -> dict[str, str]:
    return {"vi": vi, "en": en}


def _report() -> dict[str, Any]:
    changes = [
        {
            "said": _said(
                "Xóa tên người ứng cử: Nguyễn Thị Mẫu (số 3, Quốc hội, đơn vị bầu cử số 1), theo 45/NQ-UBBC, "
                "10/03/2026",
                "Struck off: Nguyễn Thị Mẫu (number 3, National Assembly, constituency 1), "
                "by 45/NQ-UBBC, 10/03/2026",
            ),
            "shifts": [],
        },
        {
            "said": _said(
                "Sửa khu vực bỏ phiếu: số 5, Nhà văn hóa tổ 12",
                "Changed polling area: number 5, Culture house of group 12",
            ),
            "shifts": [
                {
                    "what": _said("giờ mở cửa", "opens"),
                    "before": _said("07:00", "07:00"),
                    "after": _said("06:00", "06:00"),
                },
                {
                    "what": _said("quyết định", "decision"),
                    "before": _said("", ""),
                    "after": _said("12/QĐ", "12/QĐ"),
                },
            ],
        },
    ] * 4
    counted = [
        _said("Xóa tên 1 người ứng cử", "Struck off 1 candidate"),
        _said("Sửa 7 thông báo", "Changed 7 notices"),
    ]
    return {
        "election": {"title": _TITLE, "publisher": _PUBLISHER},
        "version": 3,
        "issued": _ISSUED,
        "expires": "2026-05-14T00:00:00+00:00",
        "fingerprint": _FINGERPRINT,
        "signers": ["Văn phòng Ủy ban bầu cử", "Phó Chủ tịch Ủy ban bầu cử"],
        "shown": _generation(2),
        "already": False,
        "changes": {
            "same_election": True,
            "tallies": [{"subject": "candidate", "before": 54, "after": 54, "said": counted}],
            "changes": changes,
            "untold": 41,
        },
        "warnings": [
            {
                "message": _said("Gói này không có khu vực bỏ phiếu của máy.", "This kiosk's place is not in it."),
                "remedy": _said("Hãy hỏi nơi phát hành.", "Ask the publisher."),
            }
        ],
        "neutrality": {
            "vi": "54 người ứng cử trong 11 đơn vị bầu cử: mọi người cùng khung ảnh, cùng các mục, cùng cỡ chữ.",
            "en": "54 candidates in 11 constituencies: the same photo frame, fields and type for all.",
        },
        "needed": 412_000_000,
        "free": 69_146_000_000,
    }
