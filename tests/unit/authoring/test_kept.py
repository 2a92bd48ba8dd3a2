"""Pictures kept from one reading of a folder to the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.sources import write, write_picture, write_source
from voter_kiosk.authoring import pictures
from voter_kiosk.authoring.check import check
from voter_kiosk.authoring.kept import Kept


def test_what_was_encoded_once_is_taken_from_the_folder_and_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, shelf = write_source(tmp_path / "nguon"), tmp_path / "hinh"
    plain, first = check(source).content, check(source, kept=Kept(shelf)).content
    monkeypatch.setattr(pictures, "_written", None)  # nothing can be encoded any more
    again = check(source, kept=Kept(shelf)).content
    assert plain is not None
    assert first is not None
    assert again is not None
    assert plain.media == first.media == again.media


def test_a_picture_that_changed_or_cannot_be_read_is_not_taken_from_it(tmp_path: Path) -> None:
    source = write_source(tmp_path / "nguon")
    shelf = Kept(tmp_path / "hinh")
    before = check(source, kept=shelf).content
    write_picture(source / "media/hom-phieu.png", (64, 48), 33)
    after = check(source, kept=shelf).content
    assert before is not None
    assert after is not None
    assert len(before.media.keys() - after.media.keys()) == 1
    write(source, "media/hom-phieu.png", "no picture")
    for _ in range(2):
        assert "picture-unreadable" in {found.code for found in check(source, kept=shelf).findings}
