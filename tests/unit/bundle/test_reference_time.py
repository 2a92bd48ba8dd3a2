"""The contract with python-tuf: time is what we say it is, and nothing else.

``trust._Client`` sets ``TrustedMetadataSet.reference_time`` after python-tuf's constructor has run. These tests
fail when a python-tuf comes that looks at a clock somewhere else, or looks before we have set the time.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NoReturn

import pytest
from tuf.api import _payload
from tuf.ngclient._internal import trusted_metadata_set

from helpers.bundles import EXPIRES, ISSUED, make_bundle, opened
from voter_kiosk.bundle.keys import KeyFolder
from voter_kiosk.bundle.trust import Rejection, Verified, verify
from voter_kiosk.domain.finding import Refusal

SECOND = dt.timedelta(seconds=1)


def result(path: Path, root: bytes, reference: dt.datetime | None) -> Verified | Rejection:
    with opened(path) as archive:
        return verify(archive, root, reference=reference)


def test_what_expired_long_ago_by_the_clock_is_good_at_its_own_time(tmp_path: Path, keys: KeyFolder) -> None:
    long_ago = dt.datetime(1999, 1, 1, tzinfo=dt.UTC)
    path = make_bundle(tmp_path / "a.vkb", keys, issued=long_ago, expires=long_ago + 9 * SECOND)
    assert isinstance(result(path, keys.root, long_ago), Verified)
    assert isinstance(result(path, keys.root, long_ago + 8 * SECOND), Verified)
    late = result(path, keys.root, long_ago + 9 * SECOND)
    assert isinstance(late, Refusal)
    assert late.code == "targets-expired"


def test_what_holds_for_years_by_the_system_clock_has_expired_when_the_reference_says_so(
    tmp_path: Path, keys: KeyFolder
) -> None:
    far = dt.datetime.now(dt.UTC) + dt.timedelta(days=2000)
    path = make_bundle(tmp_path / "a.vkb", keys, issued=ISSUED, expires=far)
    assert isinstance(result(path, keys.root, ISSUED), Verified)
    late = result(path, keys.root, far + SECOND)
    assert isinstance(late, Refusal)
    assert late.code == "targets-expired"


def test_the_system_clock_is_never_asked_about_expiry(
    bundle: Path, keys: KeyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    class NoClock(dt.datetime):
        """A datetime whose clock must not be read."""

        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> NoReturn:  # type: ignore[override]
            raise AssertionError("python-tuf looked at the system clock")

    monkeypatch.setattr(_payload, "datetime", NoClock)
    assert isinstance(result(bundle, keys.root, ISSUED), Verified)


def test_the_time_python_tuf_reads_in_its_constructor_does_not_matter(
    bundle: Path, keys: KeyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    class Wrong:
        """The module ``datetime`` as that file sees it: a clock that is a thousand years fast."""

        timezone = dt.timezone

        class datetime:  # noqa: N801 - stands in for the class of that name
            """Only ``now`` is used there."""

            @staticmethod
            def now(_tz: dt.tzinfo) -> dt.datetime:
                asked.append(1)
                return EXPIRES.replace(year=3026)

    monkeypatch.setattr(trusted_metadata_set, "datetime", Wrong)
    assert isinstance(result(bundle, keys.root, ISSUED), Verified)
    assert asked, "python-tuf no longer reads the clock here: look where it does"


def test_without_a_reference_nothing_has_expired_but_by_its_own_issue_time(bundle: Path, keys: KeyFolder) -> None:
    assert isinstance(result(bundle, keys.root, None), Verified)
