"""What the rules are told: the answers of parts A, B and F, and the state of the system (part C).

Nothing here holds age, gender, origin, diagnosis, convictions, refused offers, motivation or
abstinence, so that no rule can read them (readiness.md 3.1 no. 7; a test looks at every field).
Free text is kept for people; no rule decides by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

DOMAIN_IDS: tuple[str, ...] = tuple(f"B{number}" for number in range(1, 15))
SYSTEM_IDS: tuple[str, ...] = tuple(f"C{number}" for number in range(1, 13))
QUESTION_IDS: tuple[str, ...] = tuple(f"A{number}" for number in range(1, 9))


class Reason(StrEnum):
    """Why there is no level (3.7a). It is shown and kept; the rules count it as missing."""

    NOT_SEEN_HERE = "kan_ikke_ses_her"
    WILL_NOT_SAY = "vil_ikke_svare"
    DOES_NOT_KNOW = "ved_ikke"


Rating = int | Reason | None
"""Level 0 to 4, a named reason, or ``None``: not asked yet."""

Ratings = tuple[Rating, ...]
"""Fourteen ratings, B1 to B14."""

NO_RATINGS: Ratings = (None,) * 14


class WishToMove(StrEnum):
    """A1. ``None`` in ``Answers.wish_to_move`` is *ikke spurgt endnu*."""

    YES = "ja"
    YES_IF = "ja_hvis"
    NOT_NOW = "nej_ikke_nu"
    DOES_NOT_KNOW = "ved_ikke"
    WILL_NOT_SAY = "vil_ikke_svare"


class HousingWish(StrEnum):
    """A2, *boligønske*."""

    OWN_HOME = "egen_bolig"
    YOUTH_HOME = "ungdomsbolig"
    ALTERNATIVE_HOME = "skaev_bolig"
    SHARED_HOME = "bofaellesskab"
    RESIDENTIAL_CARE = "botilbud"
    OTHER = "andet"
    DOES_NOT_KNOW = "ved_ikke"
    WILL_NOT_SAY = "vil_ikke_svare"


class SupportWish(StrEnum):
    """A6. Only a clear no counts as declining support; everything else keeps it open."""

    YES = "ja"
    YES_BUT_DIFFERENT = "ja_anderledes"
    NO = "nej"
    DOES_NOT_KNOW = "ved_ikke"
    WILL_NOT_SAY = "vil_ikke_svare"


class Duration(StrEnum):
    """A7, how long support may be needed. Unknown duration lets neither S5 nor S7 fire."""

    UNDER_NINE_MONTHS = "under_9_maaneder"
    LONGER = "laengere"
    DOES_NOT_KNOW = "ved_ikke"
    WILL_NOT_SAY = "vil_ikke_svare"


class Sharing(StrEnum):
    """A8. A wish only; sending a letter still needs its own consent (readiness.md 4.4)."""

    YES = "ja"
    YES_NOT_ALL = "ja_ikke_alt"
    NO = "nej"
    DOES_NOT_KNOW = "ved_ikke"
    WILL_NOT_SAY = "vil_ikke_svare"


class Status(StrEnum):
    """State of a prerequisite in the system (part C)."""

    FULFILLED = "opfyldt"
    UNDER_WAY = "i_gang"
    MISSING = "mangler"
    UNKNOWN = "ukendt"
    NOT_RELEVANT = "ikke_relevant"


@dataclass(frozen=True, slots=True)
class DomainNote:
    """What stands beside a rating: seen (what, when, by whom), strength, what helps.

    Attributes:
        noted_on: Local date the note was last written or confirmed; rule G reads only this.
    """

    seen: str = ""
    strength: str = ""
    helps: str = ""
    noted_on: date | None = None


NO_NOTES: tuple[DomainNote, ...] = (DomainNote(),) * 14


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The resident's own words to part A; "" where nothing was said. No rule decides by them."""

    wish_to_move: str = ""
    good_home: str = ""
    hopes: str = ""
    worries: str = ""
    support_from: str = ""
    not_to_share: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """One overview's answers, finished or not; everything may be left open.

    Attributes:
        priorities: A4, up to three domain ids in the resident's own order.
        declined: Ids of questions without options (A3, A4, A5) answered *vil ikke svare*.
        staff: Staff's 14 ratings.
        resident: The resident's own 14 ratings.
        notes: 14 notes.
        two_raters: Two staff members rated independently.
        requirements: Ids of part F's requirements to the home.
        requirement_details: Free text by requirement id, e.g. areas to avoid.
        transitions: Ids of part F's transition facts; they can only raise support.

    Raises:
        ValueError: A level outside 0 to 4, not 14 ratings or notes, an unknown id, or more than
            three priorities.
    """

    wish_to_move: WishToMove | None = None
    housing_wish: HousingWish | None = None
    priorities: tuple[str, ...] = ()
    support_wish: SupportWish | None = None
    duration: Duration | None = None
    sharing: Sharing | None = None
    words: OwnWords = field(default_factory=OwnWords)
    declined: frozenset[str] = frozenset()
    staff: Ratings = NO_RATINGS
    resident: Ratings = NO_RATINGS
    notes: tuple[DomainNote, ...] = NO_NOTES
    two_raters: bool = False
    requirements: frozenset[str] = frozenset()
    requirement_details: Mapping[str, str] = field(default_factory=dict)
    transitions: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        _check_ratings(self.staff)
        _check_ratings(self.resident)
        if len(self.notes) != len(DOMAIN_IDS):
            raise ValueError("there must be 14 notes")
        if len(self.priorities) > 3 or len(set(self.priorities)) != len(self.priorities):
            raise ValueError("up to three different priorities")
        if not set(self.priorities) <= set(DOMAIN_IDS):
            raise ValueError("a priority is not an area")
        if not self.declined <= set(QUESTION_IDS):
            raise ValueError("unknown question")


def _check_ratings(ratings: Ratings) -> None:
    if len(ratings) != len(DOMAIN_IDS):
        raise ValueError("there must be 14 ratings")
    for rating in ratings:
        # type(), not isinstance(): True is an int, but it is no level.
        if type(rating) is int:
            if not 0 <= rating <= 4:
                raise ValueError("a level is 0 to 4")
        elif rating is not None and type(rating) is not Reason:
            raise ValueError("a rating is a level or a named reason")


@dataclass(frozen=True, slots=True)
class SystemItem:
    """State of one prerequisite.

    Attributes:
        since: Local date from which it has had this status; its age is counted from here.
        sent: Local date the last letter about it was sent.
        owner: Who has the ball, "" for the default owner of the instrument.
    """

    id: str
    status: Status = Status.UNKNOWN
    since: date | None = None
    sent: date | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True)
class RefundClock:
    """Refund nights of the running year, across stays (readiness.md 3.7, "Refund clock").

    Attributes:
        nights: Nights used so far, in this house and known ones elsewhere.
        limit: Nights with state refund; from a dated rule row (90 or 120).
        limit_row: Id of the rule row the limit came from.
    """

    nights: int
    limit: int
    limit_row: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything the rules read beside the answers.

    Attributes:
        items: Prerequisites by id; one that is not there counts as unknown.
        stay_start: Local date the stay began; ``None`` leaves out the review on day 14.
        refund: ``None`` when refund nights are unknown: rule E is silent.
        max_rent_kr: Highest rent the resident can pay, whole kroner a month; shown, never weighed.
        responsible: Who carries a K3 task, as it is shown; "" for nobody yet.
    """

    items: Mapping[str, SystemItem] = field(default_factory=lambda: MappingProxyType({}))
    stay_start: date | None = None
    refund: RefundClock | None = None
    max_rent_kr: int | None = None
    responsible: str = ""

    def item(self, item_id: str) -> SystemItem:
        """The prerequisite, unknown where nothing was recorded."""
        return self.items.get(item_id) or SystemItem(id=item_id)
