"""A small, complete, fictional bundle source, written into a folder; either rule set."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from PIL import Image

BODY_NAMES = {
    "na": ("Quốc hội", "National Assembly", "#f6c7cf", "hồng", "pink"),
    "province": ("Hội đồng nhân dân tỉnh", "Provincial People's Council", "#f7e08a", "vàng", "yellow"),
    "district": ("Hội đồng nhân dân huyện", "District People's Council", "#bfe3c0", "xanh lá", "green"),
    "commune": ("Hội đồng nhân dân xã", "Communal People's Council", "#ffffff", "trắng", "white"),
}
BODIES = {"2026": ("na", "province", "commune"), "2021": ("na", "province", "district", "commune")}
POLLING_DAYS = {"2026": "2026-03-15", "2021": "2021-05-23"}
POSTED_ON = {"2026": "2026-02-27", "2021": "2021-05-03"}
UNITS = {
    "na": ("p98.na.1", 1, 3),
    "province": ("p98.province.1", 1, 2),
    "district": ("p98.district.1", 1, 2),
    "commune": ("c98001.commune.1", 1, 2),
}
"""Constituency, seats, candidates of each body."""

NAMES = (
    "Lê Thị Bưởi",
    "Phạm Văn Cam",
    "Trần Thị Dừa",
    "Hoàng Văn Điều",
    "Vũ Thị Khế",
    "Đặng Văn Lựu",
    "Bùi Thị Mận",
    "Đỗ Văn Nhãn",
    "Hồ Thị Ổi",
)
"""Fictional people, in the order of the rule within every list they are dealt to."""


def write_source(
    folder: Path, rule_set: str = "2026", *, include: Sequence[str] = (), sample: bool = True
) -> Path:
    """Write a source without a finding graver than a note into ``folder`` (made if missing) and give it back."""
    folder.mkdir(parents=True, exist_ok=True)
    write(folder, "bundle.toml", bundle_toml(rule_set, include=include, sample=sample))
    units, candidates, names = [], [], iter(NAMES)
    for body in BODIES[rule_set]:
        unit, seats, standing = UNITS[body]
        units.append(
            {
                "Mã đơn vị": unit,
                "Tỉnh/thành phố": "Tỉnh Vườn Quả",
                "Mã tỉnh": "98",
                "Xã/phường": "Xã Cây Xanh" if body == "commune" else "",
                "Gồm các khu vực": "Các xã phía đông",
                "Gồm các khu vực (English)": "The eastern communes",
                "Số đại biểu được bầu": str(seats),
                "Số người ứng cử": str(standing),
            }
        )
        candidates += [candidate(unit, number, next(names)) for number in range(1, standing + 1)]
    write_table(folder, "don-vi-bau-cu", units)
    write_table(folder, "nguoi-ung-cu", candidates)
    write_table(
        folder,
        "qua-trinh-cong-tac",
        [{"Mã người ứng cử": "p98.na.1.1", "Thời gian": "2001–2010", "Công việc": "Giáo viên trường làng"}],
    )
    write_table(
        folder,
        "khu-vuc-bo-phieu",
        [
            {
                "Mã khu vực": f"c98001.0{number}",
                "Số": str(number),
                "Nơi bỏ phiếu": f"Nhà văn hóa thôn {number}",
                "Nơi bỏ phiếu (English)": f"Culture house of hamlet {number}",
                "Địa chỉ": f"số {number} đường Vườn, xã Cây Xanh",
                "Mã xã/phường": "98001",
                "Xã/phường": "Xã Cây Xanh",
                "Tổ dân phố/thôn": "Thôn Một; Thôn Hai",
                "Đơn vị bầu cử": "; ".join(UNITS[body][0] for body in BODIES[rule_set]),
                "Sơ đồ": "so-do.png",
            }
            for number in (1, 2)
        ],
    )
    day = POLLING_DAYS[rule_set][:8] + "05" if rule_set == "2026" else "2021-05-10"
    write_table(
        folder,
        "tiep-xuc-cu-tri",
        [
            {
                "Mã": "gap-1",
                "Đơn vị bầu cử": "p98.na.1",
                "Bắt đầu": f"{day} 14:00",
                "Địa điểm": "Hội trường xã",
                "Địa chỉ": "số 2 đường Vườn",
            }
        ],
    )
    write_table(
        folder,
        "ap-phich",
        [
            {
                "Mã": "ap-phich-1",
                "Thứ tự": "1",
                "Khẩu hiệu": "Mỗi lá phiếu là một lời chọn",
                "Khẩu hiệu (English)": "Every ballot is a choice",
                "Hình": "la-phieu.png",
                "Mô tả hình": "Một lá phiếu và hòm phiếu",
                "Mô tả hình (English)": "A ballot and a box",
                "Đợt": "before",
            }
        ],
    )
    write(
        folder,
        "topics/cach-bo-phieu.vi.md",
        '+++\ntitle = "Cách bỏ phiếu"\nsummary = "Các bước trong phòng bỏ phiếu"\nsection = "procedure"\n'
        'order = 1\nrole = "how-to-vote"\n+++\n'
        "## Trước khi vào\n\nMang theo **thẻ cử tri**, theo [Điều 69](@luat-85-2015).\n\n"
        '!!! step "Nhận phiếu bầu"\n    Mỗi cơ quan một phiếu.\n\n'
        '![Hòm phiếu](media/hom-phieu.png "Hòm phiếu")\n',
    )
    write(
        folder,
        "topics/cach-bo-phieu.en.md",
        '+++\ntitle = "How to vote"\nsummary = "The steps in the polling room"\n+++\n'
        "## Before you enter\n\nBring your **voter card**, by [article 69](@luat-85-2015).\n\n"
        '!!! step "Take your ballots"\n    One for each body.\n\n'
        '![Ballot box](media/hom-phieu.png "A ballot box")\n',
    )
    write(
        folder,
        "notices/khau-trang.vi.md",
        f'+++\ntitle = "Xếp hàng"\nsince = {POSTED_ON[rule_set]}\nurgent = true\n+++\nXin xếp hàng theo vạch.\n',
    )
    write(
        folder,
        "notices/khau-trang.en.md",
        '+++\ntitle = "Please queue"\n+++\nPlease queue along the line.\n',
    )
    for row in candidates:
        name = f"{row['Mã đơn vị']}.{row['STT']}"
        write(
            folder,
            f"programmes/{name}.vi.md",
            "Tôi sẽ lắng nghe ý kiến của cử tri.\n\n- Đường làng\n- Nước sạch\n",
        )
        write_picture(folder / f"portraits/{name}.png", (240, 360), int(row["STT"]) * 20)
    write_picture(folder / "media/hom-phieu.png", (64, 48), 90)
    write_picture(folder / "media/so-do.png", (64, 64), 120)
    write_picture(folder / "posters/la-phieu.png", (64, 96), 150)
    write(
        folder,
        "sources.toml",
        '[[source]]\nid = "luat-85-2015"\ntitle = { vi = "Luật Bầu cử", en = "Election Law" }\n'
        'detail = { vi = "Luật 85/2015/QH13" }\n',
    )
    return folder


def write_base(folder: Path) -> Path:
    """Write small base content with a topic of each rule set and one term of figures."""
    write(
        folder,
        "bundle.toml",
        'id = "base"\nscope = "base"\nlanguages = ["vi", "en"]\n'
        'title = { vi = "Nội dung chung", en = "Common content" }\n'
        'publisher = { vi = "Phần mềm", en = "The software" }\n'
        '[approval]\noffice = "Nhóm làm phần mềm"\ndocument = "Nội dung dựng sẵn"\ndate = 2026-01-01\n',
    )
    for place, slug in (("topics", "nguyen-tac"), ("topics/2021", "cac-cap"), ("topics/2026", "cac-cap")):
        for language, title in (("vi", "Nguyên tắc"), ("en", "Principles")):
            front = 'section = "law"\nsummary = "x"\n' if language == "vi" else ""
            write(
                folder,
                f"{place}/{slug}.{language}.md",
                f'+++\ntitle = "{title}"\n{front}+++\nPhổ thông. {place}\n',
            )
    write(
        folder,
        "history/terms.toml",
        '[[term]]\nterm = "I"\nnumber = 1\nyears = "1946–1960"\nelection_day = 1946-01-06\n'
        'context = { vi = "Tổng tuyển cử đầu tiên.", en = "The first general election." }\n',
    )
    write(
        folder,
        "history/figures.csv",
        "term,field,value,base,preferred,confidence,source,note_vi,note_en,preliminary\n"
        "I,turnout_pct,89,,1,A,nguon,,,0\nI,elected_n,333,,1,A,nguon,Ghi chú,Note,0\n",
    )
    write(
        folder,
        "sources.toml",
        '[[source]]\nid = "nguon"\ntitle = { vi = "Cổng Quốc hội", en = "Assembly portal" }\n',
    )
    return folder


def bundle_toml(rule_set: str = "2026", *, include: Sequence[str] = (), sample: bool = True) -> str:
    """The text of a valid ``bundle.toml``."""
    bodies = "".join(
        f'[[body]]\nid = "{body}"\nname = {{ vi = "{vi}", en = "{en}" }}\npublication = "posted"\n'
        f'posted_on = {POSTED_ON[rule_set]}\ncolour = "{colour}"\n'
        f'colour_name = {{ vi = "{colour_vi}", en = "{colour_en}" }}\n'
        for body, (vi, en, colour, colour_vi, colour_en) in BODY_NAMES.items()
        if body in BODIES[rule_set]
    )
    included = ", ".join(f'"{name}"' for name in include)
    return (
        f'id = "vuon-qua-{rule_set}"\nscope = "p98"\nsample = {str(sample).lower()}\nrule_set = "{rule_set}"\n'
        f'polling_day = {POLLING_DAYS[rule_set]}\ninclude = [{included}]\nlanguages = ["vi", "en"]\n'
        'title = { vi = "Bầu cử tỉnh Vườn Quả", en = "Orchard province election" }\n'
        'publisher = { vi = "Ủy ban bầu cử tỉnh Vườn Quả", en = "Election committee of Orchard province" }\n'
        'province = { code = "98", vi = "Tỉnh Vườn Quả", en = "Orchard province" }\n'
        'hours = { opens = "07:00", closes = "19:00" }\n'
        '[approval]\noffice = "Ủy ban bầu cử tỉnh Vườn Quả"\ndocument = "Văn bản số 01/UBBC"\ndate = 2021-02-20\n'
        + bodies
        + '[[phase]]\nid = "before"\nname = { vi = "Trước ngày bầu cử", en = "Before" }\nfirst = -60\nlast = -1\n'
        '[[phase]]\nid = "day"\nname = { vi = "Ngày bầu cử", en = "The day" }\nfirst = 0\nlast = 0\n'
    )


def candidate(unit: str, number: int, name: str, **changes: str) -> dict[str, str]:
    """One row of the candidates' table."""
    return {
        "Mã đơn vị": unit,
        "STT": str(number),
        "Họ và tên": name,
        "Ngày sinh": f"0{number}/5/1970",
        "Giới tính": "Nữ" if " Thị " in name else "Nam",
        "Quốc tịch": "Việt Nam",
        "Dân tộc": "Kinh",
        "Tôn giáo": "Không",
        "Quê quán": "Xã Cây Xanh, tỉnh Vườn Quả",
        "Giáo dục phổ thông": "12/12",
        "Nghề nghiệp chức vụ": "Giáo viên",
        **changes,
    }


def write_table(folder: Path, name: str, rows: Sequence[Mapping[str, str]]) -> None:
    """Write ``tables/<name>.csv`` with the columns the rows have between them."""
    headers = list(dict.fromkeys(header for row in rows for header in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, headers, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write(folder, f"tables/{name}.csv", out.getvalue())


def write(folder: Path, name: str, text: str) -> Path:
    """Write a text file of the source."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replace ``old``, which must be there, in a file of the source."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert re.search(re.escape(old), text), f"{old!r} is not in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def write_picture(path: Path, size: tuple[int, int], shade: int = 128) -> Path:
    """Write a small PNG or JPEG whose pixels differ by ``shade``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.linear_gradient("L").resize(size).convert("RGB").point(lambda value: (value + shade) % 256)
    image.save(path)
    return path


def write_commune_source(folder: Path) -> Path:
    """The source of the commune c98001, which publishes for itself, with the province's lists it leans on."""
    write_source(folder)
    text = (folder / "bundle.toml").read_text(encoding="utf-8")
    (folder / "bundle.toml").write_text(text.replace('scope = "p98"', 'scope = "c98001"'), encoding="utf-8")
    for place in ("topics", "posters"):
        shutil.rmtree(folder / place)
    (folder / "sources.toml").unlink()
    (folder / "tables" / "ap-phich.csv").unlink()
    return folder


def write_province_source(folder: Path) -> Path:
    """The source of the province whose commune c98001 publishes for itself."""
    write_source(folder)
    for path in (folder / "tables").glob("*.csv"):
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        kept = [line for line in lines if not line.startswith("c98001")]
        path.write_text("\n".join(kept) + "\n", encoding="utf-8-sig")
    for path in folder.rglob("c98001*"):
        path.unlink()
    return folder
