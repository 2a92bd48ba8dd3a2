"""Changing what a kiosk is set to. This imports Alembic; the kiosk reads its settings in ``store.opening``."""

from __future__ import annotations

from pathlib import Path

from voter_kiosk.domain.finding import Refusal
from voter_kiosk.domain.office import Person, who
from voter_kiosk.domain.settings import SETTINGS, Kind, Setting, Settings, Value, settings_of, written
from voter_kiosk.domain.settings import read as read_value
from voter_kiosk.domain.text import Sentence, pick
from voter_kiosk.store.opening import open_store
from voter_kiosk.store.preparing import settle
from voter_kiosk.store.refusals import StoreRefusedError, refusal
from voter_kiosk.store.state import Books, Now, utc_now


def settings(store: Path, *, now: Now = utc_now) -> Settings | Refusal:
    """What the kiosk is set to. Refused: as ``preparing.settle``."""
    return settle(store, lambda books: settings_of(books.setting), now)


def change_setting(
    store: Path, key: str, text: str, *, by: Person | None = None, now: Now = utc_now
) -> Settings | Refusal:
    """Set ``key`` to what ``text`` says; all settings as they are then. It is audited if it is another value.

    Refused: ``setting-unknown``, ``setting-value``, ``polling-area-unknown``, ``language-unknown``,
    ``louder-than-loudest``, ``switch-twice``, and as ``preparing.settle``.
    """
    setting = SETTINGS.get(key)
    if setting is None:
        return refusal(
            "setting-unknown",
            f"Máy này không có cài đặt “{key}”. Lệnh settings không kèm tên sẽ liệt kê mọi cài đặt.",
            f"There is no setting “{key}”. The command settings without a name lists them all.",
            key,
        )
    value = read_value(setting, text)
    if isinstance(value, Refusal):
        return value
    refused = _not_in_bundle(store, setting, value)
    if refused is not None:
        return refused

    def change(books: Books) -> Settings:
        known = settings_of(books.setting)
        before = getattr(known, key)
        if value == before:
            return known
        books.set_setting(key, value)
        changed = settings_of(books.setting)
        if changed.loudness_usual > changed.loudness_most:
            raise StoreRefusedError(
                refusal(
                    "louder-than-loudest",
                    "Âm lượng lúc đầu không thể to hơn âm lượng to nhất. Hãy đặt lại mức kia trước.",
                    "The usual volume cannot be above the loudest. Set the other one first.",
                )
            )
        if changed.clashing:
            raise StoreRefusedError(
                refusal(
                    "switch-twice",
                    "Hai nút không thể gửi cùng một phím. Hãy chọn phím khác, hoặc bỏ nút kia trước.",
                    "Two switches cannot send the same key. Choose another key, or take the other one off first.",
                )
            )
        _note(books, setting, before, value, changed, who(by))
        return changed

    return settle(store, change, now)


def _note(books: Books, setting: Setting, before: Value, value: Value, changed: Settings, by: str) -> None:
    if setting.key == "polling_area":
        books.audit("polling-area", code=value, by=by)
    elif setting.key == "headphones":
        books.audit("headphones", setting=value, by=by)
    elif setting.key in {"printer", "slip_paper"}:
        books.audit("printer", name=changed.printer, paper=changed.slip_paper, by=by)
    else:
        books.audit("setting", key=setting.key, before=written(before), value=written(value), by=by)


def area_names(store: Path) -> dict[str, Sentence]:
    """The polling areas of what the kiosk shows, by code, in the order of their source; none where nothing is."""
    opened = open_store(store)
    if isinstance(opened, Refusal):
        return {}
    try:
        areas = opened.catalogue.areas() if opened.catalogue else ()
        return {
            area.code: Sentence(
                f"{area.number}, {pick(area.ward_name, 'vi')}: {pick(area.place, 'vi')}",
                f"{area.number}, {pick(area.ward_name, 'en')}: {pick(area.place, 'en')}",
            )
            for area in areas
        }
    finally:
        opened.close()


def language_tags(store: Path) -> tuple[str, ...]:
    """The languages of what the kiosk shows; Vietnamese and English where nothing is."""
    opened = open_store(store)
    if isinstance(opened, Refusal):
        return ("vi", "en")
    try:
        return opened.catalogue.election.languages if opened.catalogue else ("vi", "en")
    finally:
        opened.close()


def _not_in_bundle(store: Path, setting: Setting, value: Value) -> Refusal | None:
    """Why a value cannot be: the bundle that is shown has no such polling area or language."""
    if setting.kind is Kind.AREA and value:
        known = area_names(store)
        if known and value not in known:
            return refusal(
                "polling-area-unknown",
                f"Gói dữ liệu đang dùng không có khu vực bỏ phiếu “{value}”. Hãy chọn trong danh sách.",
                f"The bundle in use has no polling area “{value}”. Choose one of its list.",
                str(value),
            )
    if isinstance(value, tuple):
        missing = sorted(set(value) - set(language_tags(store)))
        if missing:
            return refusal(
                "language-unknown",
                f"Gói dữ liệu đang dùng không có ngôn ngữ “{missing[0]}”. Hãy chọn trong danh sách.",
                f"The bundle in use does not have the language “{missing[0]}”. Choose one of its list.",
                missing[0],
            )
    return None
