"""How fields and values of records are called when a change is told to officials, in Vietnamese and English."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, Final

from voter_kiosk.domain.calendar import VIETNAM
from voter_kiosk.domain.clips import Clip, Pronunciation
from voter_kiosk.domain.content import (
    Approval,
    Block,
    Figure,
    Notice,
    Phase,
    Poster,
    Section,
    Source,
    TermFigures,
    Topic,
)
from voter_kiosk.domain.election import (
    FROZEN_FIELDS,
    AreaBallot,
    BallotState,
    BodyInElection,
    CampaignDecision,
    Candidate,
    CareerStep,
    Constituency,
    Correction,
    Election,
    PollingArea,
    Publication,
    ResultsPublication,
    Sex,
    StrikeOff,
    StrikeOffKind,
    VoterMeeting,
)
from voter_kiosk.domain.glossary import Gloss
from voter_kiosk.domain.languages import LanguageSetting
from voter_kiosk.domain.results import Elected, UnitResult
from voter_kiosk.domain.text import ENGLISH, VIETNAMESE, Sentence, pick
from voter_kiosk.domain.units import FormerUnit, TodaysUnit
from voter_kiosk.domain.video import Cue, Video

_HASHED: Final = frozenset({"portrait", "picture", "sketch", "media", "still", "text_sha256"})
"""Fields that hold the SHA-256 of a picture."""

_HASH_SHOWN: Final = 12

_POSTED: Final = frozenset(FROZEN_FIELDS)


def _labels(**names: tuple[str, str]) -> Mapping[str, Sentence]:
    return MappingProxyType({name: Sentence(*said) for name, said in names.items()})


_SHARED: Final = _labels(
    id=("mã", "id"),
    body=("cơ quan được bầu", "body"),
    number=("số thứ tự", "number"),
    province=("mã tỉnh", "province code"),
    province_name=("tên tỉnh", "province"),
    name=("tên", "name"),
    title=("tiêu đề", "title"),
    decision=("quyết định", "decision"),
    approval=("người chịu trách nhiệm nội dung", "approved by"),
    note=("ghi chú", "note"),
    slug=("mã bài", "slug"),
    order=("thứ tự", "order"),
    opens=("giờ mở cửa", "opens"),
    closes=("giờ đóng cửa", "closes"),
    date=("ngày", "date"),
    document=("văn bản", "document"),
    constituency=("đơn vị bầu cử", "constituency"),
    place=("địa điểm", "place"),
    address=("địa chỉ", "address"),
    source=("nguồn dẫn", "source"),
    language=("ngôn ngữ", "language"),
    kind=("loại", "kind"),
    media=("tệp", "file"),
    seconds=("số giây", "seconds"),
    videos=("video", "video"),
    rule_sets=("chế độ bầu cử", "rule set"),
)

_OF: Final[Mapping[type, Mapping[str, Sentence]]] = MappingProxyType(
    {
        Election: _labels(
            rule_set=("chế độ bầu cử", "rule set"),
            polling_day=("ngày bầu cử", "polling day"),
            publisher=("cơ quan phát hành", "publisher"),
            bodies=("cơ quan được bầu", "body"),
            sample=("là nội dung mẫu", "sample content"),
            languages=("ngôn ngữ", "language"),
            phases=("đợt tuyên truyền", "phase"),
            dates=("mốc thời gian", "date"),
            date_decisions=("quyết định về mốc thời gian", "decision on a date"),
            campaign=("quyết định về vận động bầu cử", "decision on campaigning"),
            compare=("cho so sánh người ứng cử", "candidates may be compared"),
            disagreements=("hiện cả số liệu khác nhau giữa các nguồn", "shows where sources disagree"),
            practice_on_polling_day=("cho tập bỏ phiếu trong ngày bầu cử", "practice ballot on polling day"),
            results=("công bố kết quả", "publication of results"),
            official_url=("địa chỉ trang chính thức", "official address"),
            hotline=("điện thoại hỗ trợ", "telephone"),
            speech_loudspeaker=("đọc về người ứng cử qua loa ngoài", "candidates are read on the loudspeaker"),
            language_settings=("cài đặt ngôn ngữ", "language setting"),
        ),
        BodyInElection: _labels(
            publication=("danh sách", "list"),
            posted_on=("niêm yết ngày", "posted on"),
            ballot_colour=("màu phiếu", "ballot colour"),
            ballot_colour_name=("tên màu phiếu", "ballot colour in words"),
            in_bundle=("có danh sách trong gói", "lists are in the bundle"),
        ),
        Phase: _labels(first=("từ ngày (so với ngày bầu cử)", "from day"), last=("đến ngày", "to day")),
        CampaignDecision: _labels(
            programmes_stay=("chương trình hành động vẫn được hiện", "programmes stay visible")
        ),
        ResultsPublication: _labels(published=("công bố lúc", "published")),
        Constituency: _labels(
            number=("số đơn vị", "number"),
            area=("gồm", "area"),
            seats=("số đại biểu được bầu", "seats"),
            place=("xã, phường, đặc khu", "commune"),
            posted_candidates=("số người ứng cử theo văn bản", "candidates the paper says"),
        ),
        PollingArea: _labels(
            code=("mã khu vực", "code"),
            number=("số khu vực", "number"),
            place=("nơi bỏ phiếu", "polling place"),
            ward=("mã xã, phường", "commune code"),
            ward_name=("xã, phường", "commune"),
            groups=("tổ dân phố, thôn", "residents' group"),
            ballots=("phiếu bầu", "ballot"),
            day=("ngày bỏ phiếu riêng", "polling day of its own"),
            sketch=("sơ đồ", "sketch"),
        ),
        AreaBallot: _labels(state=("tình trạng", "state")),
        Candidate: _labels(
            number=("số thứ tự (STT)", "number on the list"),
            name=("họ và tên", "name"),
            birth_date=("ngày sinh", "birth date"),
            birth_date_posted=("ngày sinh như niêm yết", "birth date as posted"),
            sex=("giới tính", "sex"),
            nationality=("quốc tịch", "nationality"),
            ethnicity=("dân tộc", "ethnicity"),
            religion=("tôn giáo", "religion"),
            native_place=("quê quán", "native place"),
            residence=("nơi ở hiện nay", "residence"),
            schooling=("trình độ giáo dục phổ thông", "schooling"),
            expertise=("trình độ chuyên môn", "expertise"),
            degree=("học hàm, học vị", "degree"),
            political_theory=("lý luận chính trị", "political theory"),
            languages=("ngoại ngữ", "foreign languages"),
            occupation=("nghề nghiệp, chức vụ", "occupation"),
            workplace=("nơi công tác", "workplace"),
            party_date=("ngày vào Đảng", "date of joining the Party"),
            organisations=("đoàn thể", "organisations"),
            awards=("khen thưởng", "awards"),
            discipline=("kỷ luật", "discipline"),
            assembly_terms=("là đại biểu Quốc hội khóa", "terms in the National Assembly"),
            council_terms=("là đại biểu Hội đồng nhân dân", "terms in People's Councils"),
            sort_given=("tên dùng để xếp thứ tự", "given name for sorting"),
            career=("quá trình công tác", "career"),
            portrait=("ảnh chân dung", "portrait"),
            programme=("chương trình hành động", "programme"),
            programme_approval=("duyệt chương trình hành động", "approval of the programme"),
            strike_off=("xóa tên", "strike-off"),
            correction=("đính chính", "correction"),
        ),
        CareerStep: _labels(period=("thời gian", "period"), work=("công việc", "work")),
        VoterMeeting: _labels(
            constituencies=("đơn vị bầu cử", "constituency"),
            starts=("bắt đầu", "starts"),
            form=("hình thức", "form"),
            link=("đường dẫn", "link"),
        ),
        Topic: _labels(
            section=("mục", "section"),
            summary=("tóm tắt", "summary"),
            body=("nội dung", "text"),
            role=("vai trò", "role"),
        ),
        Notice: _labels(
            body=("nội dung", "text"),
            since=("hiện từ ngày", "shown from"),
            until=("hiện đến ngày", "shown until"),
            urgent=("khẩn", "urgent"),
        ),
        Poster: _labels(
            slogan=("khẩu hiệu", "slogan"),
            picture=("tranh", "picture"),
            alt=("lời tả tranh", "description"),
            phases=("đợt tuyên truyền", "phase"),
        ),
        TermFigures: _labels(
            term=("khóa", "term"),
            number=("số khóa", "number"),
            years=("nhiệm kỳ", "years"),
            election_day=("ngày bầu cử", "election day"),
            figures=("số liệu", "figure"),
            context=("bối cảnh", "context"),
            final=("số liệu chính thức", "final"),
        ),
        Figure: _labels(
            field=("chỉ tiêu", "measure"),
            value=("giá trị", "value"),
            base=("tính trên", "of"),
            confidence=("độ tin cậy", "confidence"),
            preferred=("được chọn để hiện", "preferred"),
            preliminary=("sơ bộ", "preliminary"),
        ),
        Source: _labels(detail=("chi tiết", "detail"), url=("địa chỉ", "address")),
        UnitResult: _labels(
            elected=("người trúng cử", "elected"),
            registered=("số cử tri", "voters"),
            voted=("số người đi bầu", "voters who took part"),
            turnout=("tỷ lệ đi bầu", "turnout"),
            valid=("phiếu hợp lệ", "valid ballots"),
            invalid=("phiếu không hợp lệ", "invalid ballots"),
        ),
        Elected: _labels(
            candidate=("người ứng cử", "candidate"), votes=("số phiếu", "votes"), percent=("tỷ lệ", "share")
        ),
        LanguageSetting: _labels(tag=("ngôn ngữ", "language"), audio_only=("chỉ để nghe", "only heard")),
        Video: _labels(
            still=("hình tĩnh", "still"),
            width=("rộng", "width"),
            height=("cao", "height"),
            sound=("có tiếng", "sound"),
            step=("bước", "step"),
            subtitles=("phụ đề", "subtitles"),
        ),
        Cue: _labels(start=("từ", "from"), end=("đến", "to"), text=("lời", "words")),
        Gloss: _labels(body=("giải nghĩa", "meaning"), forms=("cách viết", "form"), topic=("chuyên đề", "topic")),
        Clip: _labels(
            text_sha256=("lời", "text"),
            voice=("giọng đọc", "voice"),
            recorded=("người thật đọc", "read by a person"),
            ballot=("đơn vị bầu cử", "constituency"),
            campaign=("thuộc vận động bầu cử", "of the campaign"),
            words=("mốc từng chữ", "times of the words"),
        ),
        Pronunciation: _labels(word=("chữ", "word"), spoken=("đọc là", "spoken")),
        FormerUnit: _labels(
            district=("huyện cũ", "district"), province=("tỉnh cũ", "province"), became=("nay là", "now")
        ),
        TodaysUnit: _labels(part=("phần", "part")),
    }
)

_VALUES: Final[Mapping[Enum, Sentence]] = MappingProxyType(
    {
        Sex.MALE: Sentence("nam", "male"),
        Sex.FEMALE: Sentence("nữ", "female"),
        Publication.NOT_PUBLISHED: Sentence("chưa công bố", "not published"),
        Publication.POSTED: Sentence("đã niêm yết", "posted"),
        BallotState.LISTED: Sentence("có danh sách", "listed"),
        BallotState.NOT_ELECTED_HERE: Sentence("không bầu ở đây", "not elected here"),
        BallotState.NOT_YET_PUBLISHED: Sentence("chưa công bố", "not published yet"),
        BallotState.NOT_IN_BUNDLE: Sentence("không có trong gói", "not in the bundle"),
        StrikeOffKind.STRUCK_OFF: Sentence("xóa tên", "struck off"),
        StrikeOffKind.WITHDREW: Sentence("rút tên", "withdrew"),
        StrikeOffKind.DIED: Sentence("qua đời", "died"),
        Section.STANDARDS: Sentence("tiêu chuẩn đại biểu", "standards"),
        Section.VOTER_RIGHTS: Sentence("quyền của cử tri", "voters' rights"),
        Section.CANDIDATE_RIGHTS: Sentence("quyền của người ứng cử", "candidates' rights"),
        Section.PROCEDURE: Sentence("trình tự bầu cử", "procedure"),
        Section.LAW: Sentence("pháp luật", "law"),
        Section.QUESTIONS: Sentence("câu hỏi của cử tri", "questions"),
    }
)

_KEYS: Final = MappingProxyType(
    {VIETNAMESE: Sentence("tiếng Việt", "Vietnamese"), ENGLISH: Sentence("tiếng Anh", "English")}
)

_YES, _NO = Sentence("có", "yes"), Sentence("không", "no")


def label(record: type, field: str) -> Sentence:
    """What a field of a record is called. Raises ``KeyError`` for one that has no name."""
    return _OF.get(record, _SHARED).get(field) or _SHARED[field]


def part(of: Sentence, key: str) -> Sentence:
    """What one entry of a field that holds several is called: a text's language, a step's date."""
    named = _KEYS.get(key, Sentence(key, key))
    return Sentence(f"{of.vi} ({named.vi})", f"{of.en} ({named.en})")


def said(value: object, field: str = "") -> Sentence:
    """A value in words; nothing is the empty sentence. ``field`` tells a picture's hash from other text."""
    if value is None:
        return Sentence("", "")
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, Enum):
        return _VALUES.get(value) or _plain(str(value.value))
    if isinstance(value, dt.datetime):
        return _plain(f"{value.astimezone(VIETNAM):%H:%M %d/%m/%Y}")
    if isinstance(value, dt.date):
        return _plain(f"{value:%d/%m/%Y}")
    if isinstance(value, dict):
        return _of_map(value)
    if isinstance(value, tuple):
        return _joined([said(item) for item in value])
    if isinstance(value, Block):
        return _plain(_of_block(value))
    if dataclasses.is_dataclass(value):
        return _of_record(value)
    text = str(value)
    return _plain(text[:_HASH_SHOWN] if field in _HASHED else text)


def _plain(text: str) -> Sentence:
    return Sentence(text, text)


def _joined(parts: list[Sentence]) -> Sentence:
    return Sentence("; ".join(one.vi for one in parts), "; ".join(one.en for one in parts))


def _of_map(values: dict[str, Any]) -> Sentence:
    if VIETNAMESE in values and all(isinstance(value, str) for value in values.values()):
        return Sentence(pick(values, VIETNAMESE), pick(values, ENGLISH))
    named = [(key, said(values[key])) for key in sorted(values)]
    return _joined([Sentence(f"{key}: {value.vi}", f"{key}: {value.en}") for key, value in named])


def _of_block(block: Block) -> str:
    lines = [block.line, *block.items] if block.line else list(block.items)
    texts = ["".join(span.text for span in line) for line in lines]
    texts += [" | ".join("".join(span.text for span in cell) for cell in row) for row in block.rows]
    picture = f"[{block.media[:_HASH_SHOWN]}] {block.alt}".strip() if block.media else ""
    return "\n".join([picture, *texts] if picture else texts)


def _of_record(record: Any) -> Sentence:
    if isinstance(record, Approval):
        return _plain(f"{record.office}, {record.document}, {record.date:%d/%m/%Y}")
    if isinstance(record, CareerStep):
        return _plain(f"{record.period}: {record.work}")
    if isinstance(record, StrikeOff):
        kind, wording = said(record.kind), said(record.wording)
        paper = f"{record.decision}, {record.date:%d/%m/%Y}"
        return Sentence(f"{kind.vi}, {paper}: {wording.vi}", f"{kind.en}, {paper}: {wording.en}")
    if isinstance(record, Correction):
        paper = f"{record.document}, {record.date:%d/%m/%Y}"
        mended = _joined([label(Candidate, name) if name in _POSTED else _plain(name) for name in record.fields])
        return Sentence(f"{paper}: {mended.vi}", f"{paper}: {mended.en}")
    parts = []
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if value not in ("", None, (), {}):
            named, told = label(type(record), field.name), said(value, field.name)
            parts.append(Sentence(f"{named.vi} {told.vi}", f"{named.en} {told.en}"))
    return _joined(parts)
