"""What a source says of itself, filled in line by line."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from voter_kiosk.authoring.check import check
from voter_kiosk.authoring.describing import Description, describe, described
from voter_kiosk.authoring.new import new_source
from voter_kiosk.domain.finding import Refusal


@pytest.fixture
def source(tmp_path: Path) -> Path:
    made = new_source(tmp_path / "bau-cu", province="31")
    assert not isinstance(made, Refusal), made
    return tmp_path / "bau-cu"


def code(found: object) -> str:
    assert isinstance(found, Refusal), found
    return found.code


def test_a_new_source_is_described_with_its_province_by_name(source: Path) -> None:
    found = described(source)
    assert isinstance(found, Description)
    assert found.entries["province.vi"] == "Thành phố Hải Phòng"
    assert found.entries["province.en"] == "Hải Phòng City"
    assert found.entries["body.na.in_bundle"] is True
    assert found.bodies["na"]["vi"] == "Quốc hội"
    assert (found.version, found.previous) == (1, None)


def test_what_is_filled_in_leaves_every_other_line_as_it_was(source: Path) -> None:
    before = (source / "bundle.toml").read_text(encoding="utf-8").splitlines()
    wanted = {
        "title.vi": 'Bầu cử "thử" # 1',
        "title.en": "Election",
        "approval.date": "20/2/2026",
        "body.province.in_bundle": "false",
        "body.commune.publication": "not-published",
        "sample": "false",
    }
    assert describe(source, wanted) is None
    text = (source / "bundle.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    assert data["title"] == {"vi": 'Bầu cử "thử" # 1', "en": "Election"}
    assert data["approval"]["date"].isoformat() == "2026-02-20"
    assert [body["in_bundle"] for body in data["body"]] == [True, False, True]
    assert data["body"][2]["publication"] == "not-published"
    changed = [new for old, new in zip(before, text.splitlines(), strict=True) if old != new]
    assert len(changed) == 5
    assert next(line for line in changed if line.startswith("sample")).endswith("phải có người duyệt")
    assert check(source).content is not None


def test_what_cannot_be_filled_in_is_said_and_nothing_is_written(source: Path) -> None:
    before = (source / "bundle.toml").read_bytes()
    for wanted in ({"colour": "x"}, {"body.xa.in_bundle": "true"}, {"body.na.colour": "x"}, {"sample": "maybe"}):
        assert code(describe(source, wanted)) == "no-such-entry"
    assert code(describe(source, {"polling_day": "mai"})) == "day-unreadable"
    assert (source / "bundle.toml").read_bytes() == before
    split = (
        before.decode()
        .replace("title = { vi =", 'title.en = "x"\ntitle.vi =')
        .replace(', en = "[fill in the election\'s name]" }', "")
    )
    (source / "bundle.toml").write_text(split, encoding="utf-8")
    assert code(describe(source, {"title.vi": "Tên"})) == "bundle-file-by-hand"
    (source / "bundle.toml").write_text("title = ", encoding="utf-8")
    assert code(describe(source, {"title.vi": "Tên"})) == "bundle-file-unreadable"
    assert code(described(source)) == "bundle-file-unreadable"
    assert code(described(source / "topics")) == "no-source"
