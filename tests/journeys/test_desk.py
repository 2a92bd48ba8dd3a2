"""A bundle made only with the desk's window and the workbook, shown on a kiosk."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QGuiApplication

from helpers import stores
from helpers.desks import Clerk, at_the_desk
from helpers.kiosks import CAMPAIGN, opened
from helpers.sources import write_source
from voter_kiosk.authoring.publish import Published, build
from voter_kiosk.authoring.tables import TABLES, WORKBOOK, TableKey
from voter_kiosk.bundle.inspect import Inspection, inspect
from voter_kiosk.bundle.keys import KeyFolder, create_keys
from voter_kiosk.kiosk.phrasing import plain
from voter_kiosk.store.installer import Installed, install
from voter_kiosk.store.setup import setup

pytestmark = pytest.mark.uncounted

PASSPHRASE = "bốn con ếch xanh"  # noqa: S105
UNIT, AREA = "p31.na.1", "c11302.01"
NAMES = ("Lê Thị Bưởi", "Trần Văn Cam", "Phạm Thị Quýt", "Nguyễn Văn Ổi", "Đỗ Thị Na")
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]|[. ]$')
"""What Windows takes in no file's name."""


def fill(workbook: Path, opens: str) -> None:
    """Fill a workbook in as a ward does: a constituency, its five candidates, a polling area."""
    book = openpyxl.load_workbook(workbook)

    def row(key: TableKey, at: int, cells: Mapping[str, str]) -> None:
        table = TABLES[key]
        page = book[table.sheet]
        headers = {cell.value: cell.column for cell in page[1]}
        named = {column.field: column.header for column in table.columns}
        for name, value in cells.items():
            page.cell(at, headers[named[name]], value)

    row(
        TableKey.CONSTITUENCIES,
        3,
        {"id": UNIT, "province_name": "Thành phố Hải Phòng", "province": "31", "area": "Các phường", "seats": "3"},
    )
    for number, name in enumerate(NAMES, 1):
        row(
            TableKey.CANDIDATES,
            2 + number,
            {
                "constituency": UNIT,
                "number": str(number),
                "name": name,
                "birth_date_posted": f"0{number}/02/1975",
                "sex": "Nữ" if "Thị" in name else "Nam",
                "nationality": "Việt Nam",
                "ethnicity": "Kinh",
                "religion": "Không",
                "native_place": "Phường Hoa Mai, thành phố Hải Phòng",
                "schooling": "12/12",
                "occupation": "Giáo viên",
            },
        )
    row(
        TableKey.POLLING_AREAS,
        3,
        {
            "code": AREA,
            "number": "1",
            "place": "Nhà văn hóa số Một",
            "ward": "11302",
            "ward_name": "Phường Hoa Mai",
            "constituencies": UNIT,
            "opens": opens,
        },
    )
    book.save(workbook)


def describe(clerk: Clerk) -> None:
    """What is asked of a source that was just made."""
    clerk.type("Tên cuộc bầu cử, bằng tiếng Việt", "Bầu cử thử 2026")
    clerk.type("Tên cuộc bầu cử, bằng tiếng Anh", "Trial election 2026")
    clerk.type("Cơ quan phát hành, bằng tiếng Việt", "Ủy ban bầu cử thử")
    clerk.type("Cơ quan phát hành, bằng tiếng Anh", "Trial election committee")
    clerk.type("Cơ quan duyệt nội dung", "Ủy ban bầu cử thử")
    clerk.type("Theo văn bản số", "01/UBBC")
    clerk.click("Ngoài gói này", which=1)
    clerk.click("Ngoài gói này", which=2)
    clerk.click("Ghi lại")


def test_a_bundle_made_with_the_window_and_the_workbook_shows_on_the_kiosk(
    tmp_path: Path, qapp: QGuiApplication
) -> None:
    source, stick = tmp_path / "bau-cu-thu", tmp_path / "KINGSTON"
    stick.mkdir()
    with at_the_desk(qapp, tmp_path / "desk.json") as clerk:
        clerk.click("Tạo nguồn mới")
        clerk.click("Thành phố Hải Phòng")
        clerk.type("Ngày bầu cử, là Chủ nhật", "15/3/2026")
        clerk.type("Tên thư mục", source.name)
        clerk.choose("Chọn nơi đặt và tạo nguồn", tmp_path)
        assert "Phiên bản kế tiếp: 1" in clerk.words()
        describe(clerk)
        assert "Đã ghi." in clerk.words()
        assert "Cuộc bầu cử: Bầu cử thử 2026" in clerk.words()

        clerk.click("2. Nhập hồ sơ")
        workbook = tmp_path / "phuong-hoa-mai.xlsx"
        shutil.copyfile(source / WORKBOOK, workbook)
        fill(workbook, "sáng")
        clerk.choose("Chọn tệp Excel", workbook)
        assert "Chưa ghi gì vào nguồn" in clerk.words()
        assert "“sáng” không phải giờ." in clerk.words()
        clerk.click("Mở bản có đánh dấu")
        assert clerk.opened.files == [tmp_path / "phuong-hoa-mai-can-sua.xlsx"]
        fill(workbook, "07:00")
        clerk.choose("Chọn tệp Excel", workbook)
        assert "Đã nhập 7 hàng" in clerk.words()

        clerk.click("Tiếp: kiểm tra")
        assert "Lỗi: 0" in clerk.words()
        clerk.click_twice("Cảnh báo: ", which=1)  # the first one is the filter
        assert clerk.opened.files[-1].parent == source

        clerk.click("Tiếp: xem trước")
        clerk.click("Mở bản xem trước")
        assert clerk.launched == [["-m", "voter_kiosk", "--lang", "vi", "preview", str(source)]]

        clerk.click("Tiếp: ký")
        clerk.click("Tạo khóa lần đầu")
        clerk.click("1 người: để làm thử")
        clerk.click("Không")
        clerk.type("Mật khẩu mới", PASSPHRASE)
        clerk.type("Nhập lại mật khẩu", "bốn con ếch đỏ")
        clerk.choose("Chọn nơi đặt và tạo khóa", tmp_path)
        assert "Hai lần nhập mật khẩu không giống nhau." in clerk.words()
        clerk.click("Tạo khóa lần đầu")
        clerk.type("Mật khẩu mới", PASSPHRASE)
        clerk.type("Nhập lại mật khẩu", PASSPHRASE)
        clerk.choose("Chọn nơi đặt và tạo khóa", tmp_path)
        assert "hãy sao lưu ra hai USB" in clerk.words()
        assert "Không có mật khẩu" not in clerk.words()
        clerk.type("Mật khẩu của khóa", PASSPHRASE)
        clerk.click("Đóng gói và ký")
        assert "Đã ký và ghi gói." in clerk.words()

        clerk.click("Tiếp: ghi ra USB")
        clerk.choose("Ghi vào thư mục khác", stick)
        assert "Đã ghi, đã đọc lại từ USB và đúng từng bit. Có thể rút USB." in clerk.words()
        bundle = stick / f"{source.name}-v1.vkb"
        assert bundle.read_bytes() == (source / bundle.name).read_bytes()
        exact = f"{bundle.stat().st_size:,}".replace(",", ".")
        assert f"Dung lượng: {exact} byte" in clerk.words()
        clerk.click("1. Nguồn")
        assert "Phiên bản kế tiếp: 2" in clerk.words()
    assert [str(path) for path in tmp_path.rglob("*") if FORBIDDEN.search(path.name)] == []

    store = tmp_path / "store"
    assert setup(store, tmp_path / "khoa" / "root.json", polling_area=AREA) is None
    assert isinstance(install(store, bundle), Installed)
    with opened(store, qapp, at=CAMPAIGN) as kiosk:
        kiosk.go("candidates", UNIT)
        said = plain(" ".join(kiosk.hand.words()))
        assert all(name in said for name in NAMES)


def test_two_officials_sign_what_they_have_seen_to_be_new(tmp_path: Path, qapp: QGuiApplication) -> None:
    """The second version: drafted, compared in words with the first, signed by each with his key, assembled."""
    source, keys = write_source(tmp_path / "bau-cu"), tmp_path / "khoa"
    made = create_keys(keys, issued=stores.ISSUED, threshold=2, holders=3, passphrase=PASSPHRASE)
    assert isinstance(made, KeyFolder)
    first = build(source, keys, source / "bau-cu-v1.vkb", issued=stores.ISSUED, passphrase=PASSPHRASE)
    assert isinstance(first, Published)
    settings = source / "bundle.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('closes = "19:00"', 'closes = "20:00"'), encoding="utf-8")
    with at_the_desk(qapp, tmp_path / "desk.json") as clerk:
        clerk.desk.source.show(source)
        clerk.wait()
        clerk.click("5. Ký")
        clerk.choose("Mở thư mục khóa", keys)
        assert "Số người phải ký: 2" in clerk.words()
        clerk.click("Lập bản nháp")
        said = clerk.words()
        assert "Thay đổi so với bau-cu-v1.vkb:" in said
        assert "20:00" in said
        assert "Đã ký: 0/2: chưa có ai" in said
        for number in (1, 2):
            clerk.choose("Chọn tệp khóa của tôi", keys / "private" / f"official-{number}.pem")
            clerk.type("Mật khẩu khóa của tôi", "sai" if number == 1 else PASSPHRASE)
            clerk.click("Tôi đã xem các thay đổi: ký")
            if number == 1:
                assert "[wrong-passphrase]" in clerk.words()
                clerk.type("Mật khẩu khóa của tôi", PASSPHRASE)
                clerk.click("Tôi đã xem các thay đổi: ký")
            assert f"Đã ký ({number}/2)." in clerk.words()
        clerk.type("Mật khẩu khóa của bàn phát hành", PASSPHRASE)
        clerk.click("Ghép thành gói")
        assert "Đã ký và ghi gói." in clerk.words()
    found = inspect(source / "bau-cu-v2.vkb")
    assert isinstance(found, Inspection)
    assert {signer.name for signer in found.signers if signer.role == "targets"} == {"official-1", "official-2"}
