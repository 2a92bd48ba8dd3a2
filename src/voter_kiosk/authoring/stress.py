"""A source in which everything is as long, as many or as empty as it may be: what no screen may break on.

It is a whole source, written from code and never shipped, and goes down the same line as any other: check, build,
sign, install. Its people and places are plants and made-up words, plainly nobody's.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image

from voter_kiosk.authoring.films import encode
from voter_kiosk.authoring.folder import BUNDLE_FILE
from voter_kiosk.authoring.subtitles import MOST_LETTERS
from voter_kiosk.authoring.tables import CSV_FOLDER, ENGLISH_SUFFIX, TABLES, TableKey
from voter_kiosk.domain.video import LONGEST, SIGNED, WORDLESS, VideoKind

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

NAME, POST, PROGRAMME, BALLOT = 100, 600, 5000, 40
"""Letters of a name and of a post, words of a programme, people on a ballot."""

TITLE, BODY_NAME, AREA, NOTICE_TITLE, QUESTION, SLOGAN, ADDRESS, GROUPS = 120, 120, 1500, 200, 200, 160, 300, 60
WORD = 100
"""Letters of the election's title, a body's name, an area, other titles, a slogan, an address; how many groups."""

_FILM: Final = (320, 180)

_ENDS: Final = ("", "ơ", "ba", "mây", "xoan", "hương", "khuynh", "nghiêng")
_ENGLISH_ENDS: Final = ("", "a", "by", "oak", "pear", "maple", "willow", "juniper")
"""A word of each length, to end a text on the letter."""

_FAMILIES: Final = ("Tôn Nữ", "Lò Văn", "Hoàng Phi", "Đặng Thị", "Nguyễn Huỳnh", "Ksor", "Trương Vĩnh", "Âu Dương")
_PLANTS: Final = (
    "Vườn Mẫu Hoa Mười Giờ Cẩm Chướng Thảo Nguyên Sương Mai Trường Xuân Khuynh Diệp Nghệ Vàng Quỳnh Hương "
    "Ngọc Lan Tường Vi Dạ Yến Bằng Lăng"
).split()
_POST: Final = (
    "Phó Chủ tịch Hội đồng quản trị kiêm Trưởng ban Kiểm soát Liên hiệp Hợp tác xã trồng cây ăn quả",
    "Ủy viên Ban Chấp hành Hội Làm vườn và Trang trại",
    "Tổ trưởng Tổ nghiên cứu giống bưởi không hạt",
    "Chủ nhiệm Câu lạc bộ những người trồng hoa ven sông",
)
_PLACE: Final = (
    "Xã Cây Bàng Lá Đỏ",
    "Phường Giếng Nước Ngọt",
    "Thôn Hàng Rào Dâm Bụt",
    "Ấp Cầu Khỉ Bắc Qua Rạch Ông Nghiêng",
    "Khu phố Chợ Hoa Mười Giờ",
    "Thị trấn Hòn Vườn Ươm",
)
_SENTENCES: Final = (
    "Tôi lắng nghe ý kiến của bà con trong từng khu vườn, rồi ghi lại từng việc để cùng làm.",
    "Đường ra vườn cần rộng hơn, có rãnh thoát nước hai bên và đèn chiếu sáng ở mỗi khúc quanh.",
    "Mỗi quý một lần, kết quả được viết trên một trang giấy và dán ở nhà văn hóa để ai cũng đọc được.",
    "Nước tưới phải sạch và đến đúng ngày, kể cả với những thửa ruộng ở cuối kênh.",
    "Trường học cần thêm bóng cây, sân chơi và một thư viện mở cửa đến tối.",
    "Người cao tuổi được đưa đón khi đi khám bệnh, không phải chờ quá lâu ở trạm.",
)
_ENGLISH: Final = (
    "I listen to the people of every garden and write down what we shall do together.",
    "The road to the orchards should be wider, with drains on both sides and a lamp at every bend.",
    "Once in a quarter the results stand on one sheet of paper in the community house, for all to read.",
    "Water must be clean and come on its day, for the fields at the end of the canal as well.",
)
_BODIES: Final = (
    ("na", "Quốc hội", "National Assembly", "#f6c7cf", "hồng", "pink"),
    ("province", "Hội đồng nhân dân tỉnh Vườn Thử", "Trial Garden People's Council", "#f7e08a", "vàng", "yellow"),
    ("district", "Hội đồng nhân dân huyện Hàng Rào", "Hedge People's Council", "#bfe3c0", "xanh", "green"),
    ("commune", "Hội đồng nhân dân xã Cây Bàng", "Almond Tree People's Council", "#ffffff", "trắng", "white"),
)
_TAILS: Final = (", nhiệm kỳ thử nghiệm", ", for a trial term of")


def write_stress(folder: Path) -> Path:
    """Write the source into ``folder``, made where it is missing, and give it back."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder, BUNDLE_FILE, _bundle())
    people = tuple(_people())
    tables: Mapping[TableKey, Sequence[Mapping[str, str]]] = {
        TableKey.CONSTITUENCIES: tuple(_units()),
        TableKey.CANDIDATES: people,
        TableKey.CAREERS: tuple(_careers()),
        TableKey.POLLING_AREAS: tuple(_areas()),
        TableKey.MEETINGS: tuple(_meetings()),
        TableKey.STRIKE_OFFS: (_strike_off(),),
        TableKey.CORRECTIONS: (_correction(),),
        TableKey.POSTERS: tuple(_posters()),
    }
    for key, rows in tables.items():
        table = TABLES[key]
        headers = {column.field: column.header for column in table.columns}
        headers |= {f"{column.field}_en": column.header + ENGLISH_SUFFIX for column in table.columns}
        _write(folder, f"{CSV_FOLDER}/{table.csv_name}", _csv(headers, rows))
    for number in range(1, BALLOT, 2):
        _picture(folder / f"portraits/p98.na.1.{number}.png", (240, 360), number * 6)
    _picture(folder / "media/vuon.png", (640, 400), 90)
    _picture(folder / "media/so-do.png", (640, 400), 120)
    _picture(folder / "posters/hoa.png", (640, 960), 150)
    for number in (1, 2, 3):
        _write(folder, f"programmes/p98.na.1.{number}.vi.md", programme(PROGRAMME, _SENTENCES))
    for number in range(4, BALLOT):
        _write(folder, f"programmes/p98.na.1.{number}.vi.md", _SENTENCES[number % len(_SENTENCES)] + "\n")
    for name, text in _pages():
        _write(folder, name, text)
    (folder / "media" / "phim.webm").write_bytes(encode(_frames(), *_FILM, Fraction(1)))
    for language, sentences in (("vi", _SENTENCES), ("en", _ENGLISH)):
        _write(folder, f"media/phim.{language}.vtt", _subtitles(sentences, english=language == "en"))
    _write(folder, "videos.toml", "".join(_videos()))
    _write(
        folder,
        "sources.toml",
        '[[source]]\nid = "thu"\n'
        f'title = {{ vi = "{fill("Văn bản thử nghiệm", _PLACE, 300)}", '
        f'en = "{fill("Trial document", _ENGLISH, 300, english=True)}" }}\n',
    )
    return folder


def fill(start: str, pieces: Sequence[str], length: int, *, english: bool = False) -> str:
    """``start``, ``pieces`` again and again, and a word that ends the text on its ``length``-th letter."""
    ends = _ENGLISH_ENDS if english else _ENDS
    text = start
    for word in cycle(" ".join(pieces).split()):
        if length - len(text) - len(word) - 1 < 2:
            break
        text += f" {word}"
    while (left := length - len(text)) > 0:
        text += " " + ends[min(left - 1, len(ends) - 1)] if left > 1 else "."
    return text


def name(number: int) -> str:
    """A name of 100 letters, another for every number."""
    turn = number % len(_PLANTS)
    plants = _PLANTS[turn:] + _PLANTS[:turn]
    start = f"{_FAMILIES[number % len(_FAMILIES)]} {_ENDS[number % 7 + 1]} {plants[0]} (Thử"
    return fill(start, plants[1:], NAME - 1).replace(".", "h").title() + ")"


def programme(words: int, sentences: Sequence[str]) -> str:
    """A programme of that many words or a few more, in Markdown, with every kind of block."""
    said = cycle(sentences)

    def some(count: int) -> str:
        return " ".join(next(said) for _ in range(count))

    parts = [some(3)]
    table = "| Việc | Nơi làm | Năm thứ nhất | Năm thứ hai | Năm thứ ba | Người đọc kết quả |\n"
    table += "| --- | --- | --- | --- | --- | --- |\n"
    table += "".join(f"| {some(1)} | {_PLACE[row]} | 1.200 | 3.400 | 5.600 | Tất cả |\n" for row in range(4))
    part = 0
    while sum(len(piece.split()) for piece in parts) < words:
        part += 1
        parts += [
            f"## Phần {part}: {some(1)}",
            some(4),
            f"### {some(1)}",
            "\n".join(f"- **{_PLACE[row]}.** {some(2)}" for row in range(3)),
            "\n".join(f"{row + 1}. {some(1)} *{_PLACE[row]}*" for row in range(4)),
            f"> {some(2)}",
            f'!!! step "{some(1)}"\n    {some(2)}',
            "\n\n".join(f'!!! {tone} "{some(1)}"\n    {some(2)}' for tone in ("info", "warning", "law")),
            table.rstrip(),
        ]
        if part == 1:
            parts.append(f'![{some(1)}](media/vuon.png "{some(2)}")')
    return "\n\n".join(parts) + "\n"


def _bundle() -> str:
    decision = fill("Nghị quyết thử số 1/NQ", _PLACE, 200)
    bodies = "".join(
        f'[[body]]\nid = "{body}"\nname = {{ vi = "{fill(vi + _TAILS[0], _PLACE, BODY_NAME)}", '
        f'en = "{fill(en + _TAILS[1], _ENGLISH, BODY_NAME, english=True)}" }}\n'
        f'publication = "posted"\nposted_on = 2021-05-03\ndecision = "{decision}"\n'
        f'colour = "{colour}"\ncolour_name = {{ vi = "{colour_vi}", en = "{colour_en}" }}\n'
        for body, vi, en, colour, colour_vi, colour_en in _BODIES
    )
    title = fill("Bầu cử thử nghiệm ở tỉnh Vườn Thử", _PLACE, TITLE)
    english = fill("Trial election of Trial Garden province", _ENGLISH, TITLE, english=True)
    return (
        'id = "stress"\nscope = "p98"\nsample = true\nrule_set = "2021"\npolling_day = 2021-05-23\n'
        'include = ["base"]\nlanguages = ["vi", "en"]\n'
        f'title = {{ vi = "{title}", en = "{english}" }}\n'
        f'publisher = {{ vi = "{title}", en = "{english}" }}\n'
        'province = { code = "98", vi = "Tỉnh Vườn Thử", en = "Trial Garden province" }\n'
        'hours = { opens = "07:00", closes = "19:00" }\n'
        f'[approval]\noffice = "{title}"\ndocument = "Văn bản thử số 1/UBBC"\ndate = 2021-04-20\n'
        f"{bodies}"
        '[[phase]]\nid = "all"\nname = { vi = "Mọi ngày", en = "Every day" }\nfirst = -60\nlast = 14\n'
    )


def _units() -> Iterator[dict[str, str]]:
    for unit, seats, standing in (
        ("p98.na.1", 3, BALLOT),
        ("p98.na.2", 3, 5),
        ("p98.province.1", 5, 8),
        ("p98.district.1", 1, 2),
        ("c98001.commune.1", 3, 5),
    ):
        yield {
            "id": unit,
            "province_name": "Tỉnh Vườn Thử",
            "province": "98",
            "place": "Xã Cây Bàng" if "commune" in unit else "",
            "area": fill("Gồm", [f"{place}," for place in _PLACE], AREA),
            "area_en": fill("Comprises", _ENGLISH, AREA, english=True),
            "seats": str(seats),
            "posted_candidates": str(standing),
            "decision": fill("Nghị quyết thử số 1/NQ", _PLACE, 200),
        }


def _people() -> Iterator[dict[str, str]]:
    """Forty who say everything, five of whom four say nothing, eight names alone, two, and five mixed."""
    for number in range(1, BALLOT + 1):
        yield _person("p98.na.1", number, name(number), full=number < BALLOT)
    for number in range(1, 6):
        yield _person("p98.na.2", number, f"Lê Thị {_PLANTS[number]}", full=number == 5)
    for number in range(1, 9):
        yield _person("p98.province.1", number, f"Phạm Văn {_PLANTS[number]}", full=False)
    for number in (1, 2):
        yield _person("p98.district.1", number, name(50 + number), full=True)
    for number in range(1, 6):
        yield _person("c98001.commune.1", number, name(60 + number), full=number % 2 == 1)


def _person(unit: str, number: int, named: str, *, full: bool) -> dict[str, str]:
    bare = {"constituency": unit, "number": str(number), "name": named}
    if not full:
        return bare
    return bare | {
        "birth_date_posted": f"{number % 28 + 1:02}/5/1970",
        "sex": "Nữ" if number % 2 else "Nam",
        "nationality": "Việt Nam",
        "ethnicity": "Pa Cô (Bru - Vân Kiều)",
        "religion": "Phật giáo Hòa Hảo và Tứ Ân Hiếu Nghĩa (mẫu)",
        "native_place": fill("Xã", _PLACE, 250),
        "residence": fill("Phường", _PLACE, 250),
        "schooling": "12/12 phổ thông (bổ túc văn hóa)",
        "expertise": fill("Đại học chuyên ngành trồng trọt;", _POST, 300),
        "degree": "Phó Giáo sư, Tiến sĩ, Nhà giáo Ưu tú",
        "political_theory": "Cử nhân",
        "languages": "Tiếng Anh B2, tiếng Khmer, tiếng Chăm, tiếng Ê Đê, tiếng Gia Rai, tiếng Hoa",
        "occupation": fill("Kỹ sư cao cấp,", _POST, POST),
        "workplace": fill("Liên hiệp Hợp tác xã", _POST, POST),
        "party_date": "19/5/1999",
        "organisations": fill("Công đoàn viên; Hội viên", _POST, 300),
        "awards": fill("Bằng khen của", _POST, 400),
        "discipline": "Không",
        "assembly_terms": "Khóa XI, khóa XII, khóa XIII, khóa XIV",
        "council_terms": "Hội đồng nhân dân tỉnh các nhiệm kỳ 1999–2004, 2004–2011, 2011–2016, 2016–2021",
        "note": fill("Ghi chú thử nghiệm:", _PLACE, 200),
    }


def _careers() -> Iterator[dict[str, str]]:
    for unit in ("p98.na.1.1", "p98.na.1.2", "p98.na.1.20", "c98001.commune.1.1"):
        for step in range(15):
            yield {
                "candidate": unit,
                "period": f"Từ tháng 9 năm {1990 + step * 2} đến tháng 8 năm {1992 + step * 2}",
                "work": fill("Kỹ sư,", _POST, 120 + step * 20),
            }


def _areas() -> Iterator[dict[str, str]]:
    for number in (1, 2):
        yield {
            "code": f"c98001.0{number}",
            "number": f"{number:02}",
            "place": fill("Nhà văn hóa", _PLACE, 200),
            "place_en": fill("Community house", _ENGLISH, 200, english=True),
            "address": fill("Đường Vườn Cau,", _PLACE, ADDRESS),
            "address_en": fill("Garden Street,", _ENGLISH, ADDRESS, english=True),
            "ward": "c98001",
            "ward_name": fill("Xã Cây Bàng", _PLACE, 100),
            "ward_name_en": fill("Almond Tree commune", _ENGLISH, 100, english=True),
            "groups": "; ".join(f"Tổ dân phố số {group} khu Vườn Ươm" for group in range(1, GROUPS + 1)),
            "groups_en": "; ".join(f"Residents' group {group} of the nursery" for group in range(1, GROUPS + 1)),
            "constituencies": "p98.na.1; p98.province.1; p98.district.1; c98001.commune.1",
            "day": "" if number == 1 else "2021-05-22",
            "opens": "05:30",
            "closes": "20:45",
            "decision": fill("Quyết định thử số 9/QĐ", _PLACE, 200),
            "sketch": "so-do.png",
            "note": fill("Lối đi cho xe lăn:", _PLACE, 300),
            "note_en": fill("Way for wheelchairs:", _ENGLISH, 300, english=True),
        }


def _meetings() -> Iterator[dict[str, str]]:
    for number in range(1, 13):
        yield {
            "id": f"thu-{number}",
            "constituencies": "p98.na.1" if number % 2 else "p98.province.1",
            "starts": f"2021-05-{11 + number // 2:02} {7 + number:02}:30",
            "place": fill("Hội trường", _PLACE, 200),
            "place_en": fill("Hall", _ENGLISH, 200, english=True),
            "address": fill("Đường Giếng Nước,", _PLACE, ADDRESS),
            "address_en": fill("Well Street,", _ENGLISH, ADDRESS, english=True),
            "form": fill("Trực tiếp kết hợp trực tuyến tại", _PLACE, 150),
            "form_en": fill("In person and on line,", _ENGLISH, 150, english=True),
            "link": "https://tiepxuc.vuonthu.example/" + "phong-hop-truc-tuyen-" * 4 + str(number),
        }


def _strike_off() -> dict[str, str]:
    return {
        "candidate": "p98.district.1.2",
        "kind": "xóa tên",
        "decision": fill("Quyết định thử số 33/QĐ-UBBC", _PLACE, 200),
        "date": "2021-05-06",
        "wording": fill("Đã xóa tên người ứng cử số 2 theo Quyết định thử", _PLACE, 500),
        "wording_en": fill("Candidate number 2 is struck off", _ENGLISH, 500, english=True),
    }


def _correction() -> dict[str, str]:
    document = fill("Văn bản thử số 31/UBBC-ĐC", _PLACE, 200)
    return {"candidate": "c98001.commune.1.1", "document": document, "date": "2021-05-06", "fields": "Quê quán"}


def _posters() -> Iterator[dict[str, str]]:
    for number in (1, 2, 3):
        yield {
            "slug": f"thu-{number}",
            "order": str(number),
            "slogan": fill("Mỗi lá phiếu", _SENTENCES[number:], SLOGAN),
            "slogan_en": fill("Every ballot", _ENGLISH[number:], SLOGAN, english=True),
            "picture": "" if number == 2 else "hoa.png",
            "alt": fill("Tranh thử:", _PLACE, 200) if number != 2 else "",
            "alt_en": fill("Trial drawing:", _ENGLISH, 200, english=True) if number != 2 else "",
            "phases": "all",
        }


def _pages() -> Iterator[tuple[str, str]]:
    """Notices and questions, by file: the longest titles, the longest text, and none at all."""
    title = fill("Thông báo thử nghiệm về", _PLACE, NOTICE_TITLE - 2)
    english = fill("Trial notice about", _ENGLISH, NOTICE_TITLE - 2, english=True)
    for number, body in enumerate((programme(800, _SENTENCES), _SENTENCES[0] + "\n", "x\n")):
        head = f"since = 2021-04-{20 + number}\nurgent = {str(number < 2).lower()}\n"
        yield f"notices/thu-{number}.vi.md", f'+++\ntitle = "{title} {number}"\n{head}+++\n{body}'
        yield f"notices/thu-{number}.en.md", f'+++\ntitle = "{english} {number}"\n+++\n{_ENGLISH[0]}\n'
    for number in (1, 2):
        front = f'title = "{fill("Tôi cần biết gì về", _SENTENCES[number:], QUESTION - 1)}?"\n'
        front += f'summary = "{fill("Trả lời:", _SENTENCES, 300)}"\nsection = "questions"\norder = {number}\n'
        body = programme(PROGRAMME, _SENTENCES) if number == 1 else f"[{_PLACE[0]}](@thu) {_SENTENCES[0]}\n"
        yield f"topics/thu-{number}.vi.md", f"+++\n{front}+++\n{body}"
        front = f'title = "{fill("What must I know of", _ENGLISH[number:], QUESTION - 1, english=True)}?"\n'
        front += f'summary = "{fill("Answer:", _ENGLISH, 300, english=True)}"\n'
        yield f"topics/thu-{number}.en.md", f"+++\n{front}+++\n{' '.join(_ENGLISH * 20)}\n"
    yield from _words()


def _words() -> Iterator[tuple[str, str]]:
    """Difficult words that the texts have, each with the longest title and a whole page of explanation."""
    forms = ("vườn", "kết quả", "nước tưới", "trường học", "người cao tuổi", "giếng nước", "khu phố", "hòn")
    english = ("garden", "results", "water", "the canal", "the road", "the people", "a lamp", "the orchards")
    for number, (form, other) in enumerate(zip(forms, english, strict=True), start=1):
        title = fill(f"{form.capitalize()} là một từ thật khó ở", _PLACE, WORD)
        front = f'title = "{title}"\nforms = ["{form}"]\ntopic = "thu-1"\n'
        yield f"glossary/thu-{number}.vi.md", f"+++\n{front}+++\n{' '.join(_SENTENCES)} {' '.join(_SENTENCES)}\n"
        title = fill(f"{other.capitalize()}: a word that is hard to follow,", _ENGLISH, WORD, english=True)
        front = f'title = "{title}"\nforms = ["{other}"]\n'
        yield f"glossary/thu-{number}.en.md", f"+++\n{front}+++\n{' '.join(_ENGLISH * 2)}\n"


def _videos() -> Iterator[str]:
    """A film and one in sign language wherever a video may stand."""
    title = (fill("Đoạn phim dài nhất", _PLACE, TITLE), fill("The longest video", _ENGLISH, TITLE, english=True))
    for owner in ('topic = "thu-1"', 'topic = "how-to-vote"\nstep = 4', 'notice = "thu-1"'):
        for kind in VideoKind:
            yield (
                f'[[video]]\n{owner}\nfile = "media/phim.webm"\nkind = "{kind}"\n'
                f'language = "{SIGNED[0] if kind is VideoKind.SIGN_LANGUAGE else WORDLESS}"\n'
                f'title = {{ vi = "{title[0]}", en = "{title[1]}" }}\n'
                'subtitles = { vi = "media/phim.vi.vtt", en = "media/phim.en.vtt" }\n\n'
            )


def _subtitles(sentences: Sequence[str], *, english: bool) -> str:
    cues = (
        f"0{minute}:{second:02}.000 --> 0{minute}:{second + 9:02}.000\n"
        f"{fill('At' if english else 'Lúc', sentences, MOST_LETTERS, english=english)}\n"
        for minute in range(LONGEST // 60)
        for second in (0, 20, 40)
    )
    return "WEBVTT\n\n" + "\n".join(cues)


def _frames() -> Iterator[VideoFrame]:
    """As long as a video may be, a picture a second."""
    from av.video.frame import VideoFrame

    bright = Image.linear_gradient("L").resize(_FILM).convert("RGB")
    for second in range(LONGEST):
        frame = VideoFrame.from_image(bright.point(lambda value, by=second: (value + by) % 256))  # type: ignore[no-untyped-call]
        frame.pts, frame.time_base = second, Fraction(1)
        yield frame


def _csv(headers: Mapping[str, str], rows: Sequence[Mapping[str, str]]) -> str:
    fields = list(dict.fromkeys(field for row in rows for field in row))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headers[field] for field in fields)
    writer.writerows([row.get(field, "") for field in fields] for row in rows)
    return out.getvalue()


def _write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _picture(path: Path, size: tuple[int, int], shade: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.linear_gradient("L").resize(size).convert("RGB").point(lambda value: (value + shade) % 256)
    image.save(path)
