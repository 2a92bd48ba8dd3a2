"""The election itself: bodies, constituencies, polling areas, candidates.

Identifiers are made of their scope, so that who may say what can be read off a name:

* scope: ``base`` (for every kiosk), ``p31`` (a province or city), ``c11302`` (a commune, ward, special zone);
* constituency: ``<scope>.<body>.<number>``, as in ``p31.na.1``;
* candidate: ``<constituency>.<number>``, as in ``p31.na.1.3``;
* polling area: ``<scope of its commune>.<number>``, as in ``c11302.07``.

They hold within one election only: constituency numbers are not stable from one election to the next.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from voter_kiosk.domain.content import Approval, Block, Phase
from voter_kiosk.domain.languages import LanguageSetting
from voter_kiosk.domain.rules import RuleSetId
from voter_kiosk.domain.text import Text


class Sex(StrEnum):
    """As the official form has it (facts C.2, field 4); it also gives the form of address Ông or Bà."""

    MALE = "male"
    FEMALE = "female"


class Publication(StrEnum):
    """How far the official list of one body has come."""

    NOT_PUBLISHED = "not-published"  # the law's day has not come; no name may be shown
    POSTED = "posted"  # announced and posted: frozen by hash (facts B.7)


class BallotState(StrEnum):
    """What a polling area can say of one body's ballot. Each has its own sentence on the screen."""

    LISTED = "listed"  # elected here, and the constituency is in this bundle
    NOT_ELECTED_HERE = "not-elected-here"
    NOT_YET_PUBLISHED = "not-yet-published"
    NOT_IN_BUNDLE = "not-in-bundle"


class StrikeOffKind(StrEnum):
    """Why a name is no longer to be voted for (Law 85/2015/QH13 art. 60). The cause itself is never said."""

    STRUCK_OFF = "struck-off"  # xóa tên
    WITHDREW = "withdrew"  # rút tên
    DIED = "died"  # qua đời


@dataclass(frozen=True, slots=True)
class BodyInElection:
    """One elected body in this election (cơ quan được bầu).

    ``id`` is one of the rule set's body ids (``na``, ``province``, ``district``, ``commune``). ``ballot_colour``
    is ``#rrggbb`` and ``ballot_colour_name`` its name in words, both chosen by the province (facts C.5), empty
    where not known. ``posted_on`` is the day the official list was posted. ``in_bundle`` is false where the
    body is elected but this bundle does not carry its lists.
    """

    id: str
    name: Text
    publication: Publication = Publication.NOT_PUBLISHED
    posted_on: dt.date | None = None
    decision: str = ""
    ballot_colour: str = ""
    ballot_colour_name: Text = field(default_factory=dict)
    in_bundle: bool = True


@dataclass(frozen=True, slots=True)
class CampaignDecision:
    """A committee's decision that departs from "campaigning ends 24 hours before" (facts B.8, last point).

    ``programmes_stay`` lets programmes stay visible after the 24-hour mark; only with a document.
    """

    programmes_stay: bool
    approval: Approval


@dataclass(frozen=True, slots=True)
class ResultsPublication:
    """That the results of one body are published (Law art. 86): from when on (aware), and by which paper.

    Before that instant nothing of them is shown, and never before voting has closed everywhere.
    """

    body: str
    published: dt.datetime
    decision: str


@dataclass(frozen=True, slots=True)
class Election:
    """What a bundle is about (``election.json``).

    ``id`` names the election everywhere, for ever (``hai-phong-2021``). ``sample`` content is fictional or for
    trying out, and is marked on every screen. ``dates`` overrides days of the rule set's timetable, by step id,
    and ``date_decisions`` gives the number of each decision (Law art. 98(3): the National Election Council may
    shift the steps). ``practice_on_polling_day`` offers the practice ballot on polling day too, until closing.
    ``speech_loudspeaker`` lets pages of candidates be read aloud without headphones.
    ``disagreements`` asks for the other values, too, where sources disagree about a past election. ``opens`` and
    ``closes`` are ``HH:MM``, local time. ``official_url`` is the address a QR code may lead to; ``province`` is
    the two-digit code. ``language_settings`` says more of some of ``languages``: a name, or that it is only heard.
    """

    id: str
    title: Text
    rule_set: RuleSetId
    polling_day: dt.date
    province: str
    province_name: Text
    publisher: Text
    bodies: tuple[BodyInElection, ...]
    sample: bool = False
    languages: tuple[str, ...] = ("vi", "en")
    opens: str = "07:00"
    closes: str = "19:00"
    phases: tuple[Phase, ...] = ()
    dates: dict[str, dt.date] = field(default_factory=dict)
    date_decisions: dict[str, str] = field(default_factory=dict)
    campaign: CampaignDecision | None = None
    compare: bool = True
    disagreements: bool = False
    practice_on_polling_day: bool = False
    speech_loudspeaker: bool = False
    results: tuple[ResultsPublication, ...] = ()
    official_url: str = ""
    hotline: str = ""
    approval: Approval | None = None
    language_settings: tuple[LanguageSetting, ...] = ()


@dataclass(frozen=True, slots=True)
class Constituency:
    """A unit that elects deputies of one body (đơn vị bầu cử).

    ``province`` is the two-digit code, ``province_name`` the name as the list prints it; ``place`` names the
    commune for a commune council. ``area`` is what the unit comprises, as posted. ``posted_candidates`` is how
    many candidates the list's own prose says, to hold against the rows.
    """

    id: str
    body: str
    number: int
    province: str
    province_name: str
    area: Text
    seats: int
    place: str = ""
    posted_candidates: int | None = None
    decision: str = ""


@dataclass(frozen=True, slots=True)
class AreaBallot:
    """What one polling area has for one body: the constituency, or why there is none."""

    body: str
    state: BallotState
    constituency: str = ""


@dataclass(frozen=True, slots=True)
class PollingArea:
    """Where people vote (khu vực bỏ phiếu).

    ``code`` is the id, ``number`` what the door says. ``day`` and hours are this area's own (islands vote
    early, Law art. 72; hours facts B.10), with ``decision`` naming the paper where they depart from the
    election's. ``sketch`` is the SHA-256 of a picture. Hours are ``HH:MM``, local time, empty for the
    election's own.
    """

    code: str
    number: str
    place: Text
    address: Text
    ward: str
    ward_name: Text
    groups: tuple[Text, ...]
    ballots: tuple[AreaBallot, ...]
    day: dt.date | None = None
    opens: str = ""
    closes: str = ""
    decision: str = ""
    sketch: str = ""
    note: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StrikeOff:
    """A candidate removed after posting: the row stays, marked (Law art. 60; facts B.7). Never with a cause."""

    kind: StrikeOffKind
    decision: str
    date: dt.date
    wording: Text


@dataclass(frozen=True, slots=True)
class Correction:
    """A record mended towards the posted paper, and the document that says so ("Đính chính").

    ``fields`` names the candidate's fields that differ from the record first confirmed.
    """

    document: str
    date: dt.date
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CareerStep:
    """One row of the career table (form 03/07, field 23): from and to as written, and what."""

    period: str
    work: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person who stands (người ứng cử), in the official form's fields (facts C.2, C.4), as posted.

    ``number`` is the STT of the official list, which is the order of showing; never re-sorted. ``name`` is as
    posted, brackets included. ``birth_date`` is ISO or the part that is known (``1965``, ``1965-03``);
    ``birth_date_posted`` is what the paper says. An empty string is "not given". What the forms hold and no
    kiosk may ever show (identity card, party card, house number, phone, e-mail, family, salary) has no field.
    ``sort_given`` is the given name where it is not the last word of the name. ``portrait`` is the SHA-256 of a
    picture; ``programme`` is the action programme, by language, and ``programme_approval`` who let it through.
    """

    id: str
    constituency: str
    number: int
    name: str
    birth_date: str = ""
    birth_date_posted: str = ""
    sex: Sex | None = None
    nationality: str = ""
    ethnicity: str = ""
    religion: str = ""
    native_place: str = ""
    residence: str = ""
    schooling: str = ""
    expertise: str = ""
    degree: str = ""
    political_theory: str = ""
    languages: str = ""
    occupation: str = ""
    workplace: str = ""
    party_date: str = ""
    organisations: str = ""
    awards: str = ""
    discipline: str = ""
    assembly_terms: str = ""
    council_terms: str = ""
    note: str = ""
    sort_given: str = ""
    career: tuple[CareerStep, ...] = ()
    portrait: str = ""
    programme: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    programme_approval: Approval | None = None
    strike_off: StrikeOff | None = None
    correction: Correction | None = None


POSTED_TEXTS = (
    "birth_date",
    "birth_date_posted",
    "nationality",
    "ethnicity",
    "religion",
    "native_place",
    "residence",
    "schooling",
    "expertise",
    "degree",
    "political_theory",
    "languages",
    "occupation",
    "workplace",
    "party_date",
    "organisations",
    "awards",
    "discipline",
    "assembly_terms",
    "council_terms",
)
"""A candidate's fields of the official form that are text, in the order they are shown; the name stands before."""

FROZEN_FIELDS = ("number", "name", "sex", *POSTED_TEXTS, "career")
"""A candidate's fields that no later bundle may change once the list is posted (facts B.7; DESIGN section 4).

Residence is the commune and province at most. Programme, portrait and translations may follow later.
"""


@dataclass(frozen=True, slots=True)
class VoterMeeting:
    """A meeting of candidates with voters (Law art. 66), gone from the screen when campaigning ends.

    ``starts`` is local time (UTC+7). ``link`` is for meetings held on line.
    """

    id: str
    constituencies: tuple[str, ...]
    starts: dt.datetime
    place: Text
    address: Text
    form: Text = field(default_factory=dict)
    link: str = ""
    approval: Approval | None = None
