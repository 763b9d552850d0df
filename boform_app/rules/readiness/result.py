"""What the rules found, and for every piece the rules that led there.

Everything that comes from refund nights lies in ``Readiness.refund`` alone, so that a page for the
resident can leave it out whole (``Readiness.for_resident``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from boform_app.rules.readiness.answers import Status
from boform_app.rules.readiness.decide import Method

Fact = tuple[str, str]
"""An item and its value, e.g. ``("B14", "2")`` or ``("C2", "mangler")``."""


class Category(StrEnum):
    """K1 to K4; the labels are in the instrument (*Klar nu*, *Klar med støtte* …)."""

    READY = "K1"
    READY_WITH_SUPPORT = "K2"
    CLARIFYING = "K3"
    OTHER_WAY = "K4"

    @property
    def is_ready(self) -> bool:
        """K1 or K2."""
        return self in (Category.READY, Category.READY_WITH_SUPPORT)


class ConfidenceLevel(StrEnum):
    """Rule G. It never changes the category."""

    LOW = "lav"
    MEDIUM = "mellem"
    HIGH = "hoej"


@dataclass(frozen=True, slots=True)
class RuleHit:
    """A rule that fired and the facts that made it fire."""

    id: str
    because: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Housing:
    """Proposed home.

    Attributes:
        rule: H1 to H5, the kind of home.
        transitional: H6, as *udslusningsbolig* or with reduced rent.
        requirements: Ids of part F in the instrument's order.
        home_help_check: H11, the municipality looks at help in the home before the move.
        max_rent_kr: Whole kroner a month, ``None`` when not worked out.
    """

    rule: str
    transitional: bool
    requirements: tuple[str, ...]
    home_help_check: bool
    max_rent_kr: int | None


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A prerequisite that is not in place.

    Attributes:
        owner: Who has the ball; "" means the default owner of the instrument.
        days: Whole days since it got this status, ``None`` when no date is known.
        sent_days: Whole days since the last letter about it, ``None`` when none was sent.
        blocks: A moving date depends on it.
    """

    id: str
    status: Status
    owner: str
    days: int | None
    sent_days: int | None
    blocks: bool


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do or a letter to send.

    Attributes:
        kind: Id in ``Instrument.actions``.
        letter: Kind of letter, "" when the action is not a letter.
        about: Prerequisite it moves, "" for none.
        because: Rule or prerequisite that led here.
    """

    kind: str
    because: str
    letter: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """What support should be about (T rules); ``own_priority`` when A4 names one of its areas."""

    rule: str
    domains: tuple[str, ...]
    own_priority: bool


@dataclass(frozen=True, slots=True)
class OwnResult:
    """Rule A1: what the resident's own ratings give, when it is another method."""

    method: Method
    rule: str


@dataclass(frozen=True, slots=True)
class Confidence:
    """Rule G with the counts behind it (areas, out of 14).

    Attributes:
        rated: Areas where staff has a level.
        fresh_notes: Areas with a note at most 28 days old.
        resident_rated: Areas where the resident has a level.
        compared: Areas where both have one; ``within_one`` of them are at most one level apart.
    """

    level: ConfidenceLevel
    rated: int
    fresh_notes: int
    resident_rated: int
    compared: int
    within_one: int


@dataclass(frozen=True, slots=True)
class RefundView:
    """Rule E, for leaders and the municipality; never on the resident's page.

    Attributes:
        hits: E1 to E3, and N3 when refund night 60 sets the date.
        next_review: Date of the next overview with refund night 60 taken in.
    """

    nights: int
    limit: int
    limit_row: str
    hits: tuple[RuleHit, ...]
    next_review: date


@dataclass(frozen=True, slots=True)
class Readiness:
    """The whole result (*Udflytningsoverblik*). A proposal: the municipality decides.

    Attributes:
        support_wanted: Support is proposed and not declined; then C7 and C8 can block.
        system: Y0, Y1 or Y2.
        blocking: *Mangler*, and a moving date depends on it.
        unclear: Unknown prerequisites, blocking or not.
        under_way: *I gang*.
        also_missing: *Mangler*, but no moving date depends on it.
        next_review: Date of the next overview without regard to refund.
        priorities: A4 in the resident's order; shown before ``themes``.
        filled_from_staff: Ratings in the resident's own result that were taken from staff.
        talk_about: Rule A2, areas at least two levels apart.
        missing: Areas without a level from staff.
        hits: Every rule that fired, except those from refund.
        responsible: Who carries a K3 task, "" for nobody yet.
    """

    instrument: str
    assessed_on: date
    category: Category
    method: Method
    support_wanted: bool
    housing: Housing
    system: str
    blocking: tuple[OpenItem, ...]
    unclear: tuple[OpenItem, ...]
    under_way: tuple[OpenItem, ...]
    also_missing: tuple[OpenItem, ...]
    actions: tuple[Action, ...]
    next_review: date
    confidence: Confidence
    priorities: tuple[str, ...]
    themes: tuple[Theme, ...]
    own: OwnResult | None
    filled_from_staff: int
    talk_about: tuple[str, ...]
    missing: tuple[str, ...]
    hits: tuple[RuleHit, ...]
    responsible: str
    refund: RefundView | None

    def hit(self, rule_id: str) -> RuleHit | None:
        """The hit of a rule, refund rules included."""
        for found in (*self.hits, *(self.refund.hits if self.refund else ())):
            if found.id == rule_id:
                return found
        return None

    @property
    def rule_ids(self) -> tuple[str, ...]:
        """Ids of the rules that fired, except those from refund."""
        return tuple(hit.id for hit in self.hits)

    @property
    def staff_next_review(self) -> date:
        """Date of the next overview with everything that staff knows, refund included."""
        return self.refund.next_review if self.refund else self.next_review

    def for_resident(self) -> Readiness:
        """The result without anything that comes from refund."""
        return replace(self, refund=None)
