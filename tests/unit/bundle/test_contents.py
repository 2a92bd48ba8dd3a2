"""What a bundle says, read in one way whatever it lies in."""

from __future__ import annotations

import io
from contextlib import ExitStack
from pathlib import Path

import pytest

from helpers import stores
from helpers.bundles import contents as entries_of
from helpers.bundles import opened, repack
from voter_kiosk.bundle import documents
from voter_kiosk.bundle.archive import write_archive
from voter_kiosk.bundle.contents import Contents, Signed, contents_of, edition_of
from voter_kiosk.bundle.inspect import verify_by_itself
from voter_kiosk.bundle.neutrality import PORTRAIT, by_ballot, summary
from voter_kiosk.bundle.refused import RefusedError
from voter_kiosk.bundle.trust import Target, Verified
from voter_kiosk.domain.changes import Edition, compare
from voter_kiosk.domain.finding import Refusal


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> stores.Desk:
    return stores.desk(tmp_path_factory.mktemp("contents") / "desk")


def test_a_bundle_reads_back_as_what_was_put_in(desk: stores.Desk) -> None:
    made = stores.with_results(stores.content())
    with ExitStack() as stack:
        edition = edition_of(desk.bundle(1, made), stack)
        assert isinstance(edition, Edition)
        assert (edition.version, edition.issued) == (1, stores.ISSUED)
        whole = edition.whole
        assert tuple(whole.candidates) == made.candidates
        assert tuple(whole.areas) == made.areas
        assert whole.topics == made.topics
        assert whole.strings == {"en": {"Home": "Home"}}
        assert tuple(whole.media) == (stores.sha256(stores.PORTRAIT),)
        assert tuple(whole.constituencies) == made.constituencies


def test_two_bundles_are_compared_while_both_are_open(desk: stores.Desk) -> None:
    changed = stores.with_candidate(stores.content(), "p98.na.1.2", occupation="Kỹ sư")
    with ExitStack() as stack:
        old, new = (edition_of(path, stack) for path in (desk.bundle(1), desk.bundle(2, changed)))
        assert isinstance(old, Edition)
        assert isinstance(new, Edition)
        (change,) = compare(old.whole, new.whole).changes
    assert change.shifts[0].after.vi == "Kỹ sư"


def test_what_is_no_bundle_is_refused_and_nothing_is_raised(desk: stores.Desk, tmp_path: Path) -> None:
    def code(path: Path) -> str:
        with ExitStack() as stack:
            found = edition_of(path, stack)
        assert isinstance(found, Refusal)
        return found.code

    (tmp_path / "a.vkb").write_bytes(b"no zip")
    assert code(tmp_path / "a.vkb") == "not-a-zip"
    good = desk.bundle(1)
    rootless = repack(good, tmp_path / "b.vkb", lambda entries: entries.pop("metadata/1.root.json"))
    assert code(rootless) == "missing-metadata"
    none = {name: data for name, data in stores.content().files().items() if name != "p98/election.json"}
    assert code(desk.bundle(3, files=none)) == "not-one-election"
    broken = {**stores.content().files(), "base/sources.json": b"{}"}
    assert code(desk.bundle(4, files=broken)) == "bad-document"


def test_a_document_that_was_changed_is_refused_at_its_end(desk: stores.Desk, tmp_path: Path) -> None:
    good = desk.bundle(1)
    with opened(good) as package:
        verified = verify_by_itself(package)
        assert isinstance(verified, Verified)
        name = verified.targets["p98/candidates.jsonl"].sha256
    data = entries_of(good)
    data[f"objects/{name}"] = data[f"objects/{name}"].replace("Bác sĩ".encode(), "Bác s?!".encode())
    assert isinstance(write_archive(tmp_path / "bad.vkb", dict(data)), int)
    with ExitStack() as stack:
        edition = edition_of(tmp_path / "bad.vkb", stack)
        assert isinstance(edition, Edition)
        with pytest.raises(RefusedError) as refused:
            list(edition.whole.candidates)
    assert refused.value.refusal.code == "changed-object"


def test_a_closer_text_replaces_a_farther_one_and_a_long_document_is_not_read(
    desk: stores.Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    far, near = stores.content().topics[0], stores.content().topics[1]
    data = {
        "base/topics.jsonl": stores.lines(documents.TOPICS, [far, near]),
        "c98001/topics.jsonl": stores.lines(documents.TOPICS, [stores.replace(far, title={"vi": "Gần"})]),
        "base/sources.json": stores.whole(documents.SOURCES, stores.content().sources),
    }

    def read(item: Signed) -> io.BytesIO:
        return io.BytesIO(data[item.name])

    contents = Contents([Target(name, "", len(one)) for name, one in data.items()], {}, read)
    assert [topic.title["vi"] for topic in contents.topics()] == ["Gần", "Cách bỏ phiếu"]
    assert len(contents.sources()) == 2
    assert list(contents.lines(documents.CANDIDATES)) == []
    monkeypatch.setattr("voter_kiosk.bundle.contents.MOST_JSON", 3)
    with pytest.raises(RefusedError) as refused:
        contents.sources()
    assert refused.value.refusal.code == "document-too-long"


def test_the_equality_of_ballots_is_summed_up_from_the_measures(desk: stores.Desk) -> None:
    with opened(desk.bundle(1)) as package:
        verified = verify_by_itself(package)
        assert isinstance(verified, Verified)
        rows = tuple(contents_of(package, verified).whole(documents.NEUTRALITY))
    assert len(by_ballot(rows)) == 2
    assert by_ballot(rows)[0].spread("fields-given") == (3, 3)
    assert "2 người ứng cử trong 2 đơn vị bầu cử" in summary(rows)["vi"]
    assert "không đều" not in summary(rows)["vi"]
    uneven = [documents.NeutralityRow("p98.na.1.1", {PORTRAIT: 1}), documents.NeutralityRow("p98.na.1.2", {})]
    assert "không đều: p98.na.1" in summary(uneven)["vi"]
    assert "uneven: p98.na.1" in summary(uneven)["en"]
    assert "không có danh sách" in summary(())["vi"]
