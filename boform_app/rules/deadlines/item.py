"""One thing that is due, and how its status and its place on the start page follow from its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from boform_app.rules.rows import Reason
from boform_app.rules.stay_facts import StayFacts
from boform_app.rules.weekdays import weekdays_between

Status = Literal["over", "today", "soon", "wait", "planned", "open"]
Audience = Literal["all", "leader"]
Unit = Literal["weekdays", "days", "weeks", "nights"]

SOON_DAYS = 3
HORIZON_DAYS = 7
NO_RULE = Reason()
"""For a day that somebody agreed, promised or wrote down."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How the day was found; ``ui`` and the tooltip make the sentence.

    Attributes:
        start: The day counted from; itself not counted, except for nights.
        number: How many; below 0 counted backwards.
        unit: ``weekdays`` (*hverdage*), ``days``, ``weeks`` or ``nights``.
    """

    start: date
    number: int
    unit: Unit


@lru_cache(maxsize=4096)
def counted(start: date, number: int, unit: Unit) -> Counted:
    """The same reckoning is one object: a house counts from few days."""
    return Counted(start, number, unit)


class Deadline(NamedTuple):
    """Something due, waited for or left open.

    A named tuple, because there are many: it is made in a third of the time of a frozen dataclass.

    Attributes:
        kind: Stable key. The law's: ``support_decision``, ``admission_notice``,
            ``discharge_notice``, ``appeal``, ``municipal_appeal``. The house's:
            ``action_plan_request``, ``action_plan_reminder``, ``action_plan_promised``,
            ``action_plan_follow_up``, ``support_refused``, ``support_promised``,
            ``prerequisite``, ``overview``, ``cpr_missing``, ``acting_municipality``,
            ``confirm_admission``, ``task``, ``consent``, ``meeting``, ``meeting_minute``,
            ``follow_up``, ``letter_answer``, ``stay_plan_follow_up``, ``goal_follow_up``,
            ``home_offer``, ``home_visit``. For leaders: ``refund_overview``,
            ``refund_waiting`` (E1), ``refund_warning`` (E2), ``refund_reached`` (E3).
        subject: What of it: the code of a prerequisite, the id of a task, meeting, letter …, the
            nights of a mark; else "".
        status: ``over``, ``today``, ``soon`` (within three days), ``wait`` (the house's own
            interval has passed), ``planned``, ``open`` (no day).
        due: The day to act on ("Send senest"), or None.
        legal_due: The strict legal day behind ``due``, or None.
        lenient_due: The day under the lenient reading, for the tooltip, or None.
        reason: The rule rows used, with paragraph, source and whether they are the law's.
        counted: How the day was found; None where it was agreed or written.
        days: With ``over`` weekdays late, with ``wait`` and ``open`` days waited, else days to go.
        action: What the button does: ``letter:KIND``, ``open:PAGE`` or ``register:WHAT``.
        rank: Group on the start page (design/ux.md 2.3): 0 move without support decision, 1 over,
            2 today, 3 tomorrow, 4 waiting, 5 the next 7 days, 6 open, 7 later.
        audience: ``leader`` is shown to leaders and never on the resident's page.
    """

    kind: str
    stay_id: str
    person_id: str
    status: Status
    due: date | None
    action: str
    rank: int
    subject: str = ""
    reason: Reason = NO_RULE
    legal_due: date | None = None
    lenient_due: date | None = None
    counted: Counted | None = None
    days: int = 0
    audience: Audience = "all"

    @property
    def because(self) -> tuple[str, ...]:
        """Ids of the rule rows used."""
        return self.reason.because

    @property
    def paragraph(self) -> str:
        """As cited, "" for the house's own."""
        return self.reason.paragraph

    @property
    def source(self) -> str:
        """The source of the first row."""
        return self.reason.source

    @property
    def is_law(self) -> bool:
        """Whether the law asks for it; False is "husets egen påmindelse"."""
        return self.reason.is_law

    @property
    def title_key(self) -> str:
        """Key of the Danish words in ``ui``: the kind, with the subject of a prerequisite."""
        return f"{self.kind}:{self.subject}" if self.kind == "prerequisite" else self.kind

    @property
    def on_start_page(self) -> bool:
        """Whether it belongs on I dag: everything but what lies further ahead than a week."""
        return self.rank < 7


# The fields of a deadline stand in their order: naming them takes longer than all the rest.


def of_stay(stay: StayFacts, deadline: Deadline) -> Deadline:
    """The same deadline for another stay."""
    return Deadline(deadline.kind, stay.stay_id, stay.person_id, *deadline[3:])


def dated(
    stay: StayFacts,
    today: date,
    *,
    kind: str,
    due: date,
    action: str,
    reason: Reason = NO_RULE,
    counted: Counted | None = None,
    subject: str = "",
    legal_due: date | None = None,
    lenient_due: date | None = None,
    rank: int | None = None,
    audience: Audience = "all",
) -> Deadline:
    """Something with a day; after it, it is over."""
    ahead = (due - today).days
    if ahead > 0:
        status, own_rank, days = _status_ahead(ahead), _rank_ahead(ahead), ahead
    # Moved back to a working day, a notice is not late before the legal day itself has passed.
    elif ahead == 0 or (legal_due is not None and today <= legal_due):
        status, own_rank, days = "today", 2, 0
    else:
        status, own_rank, days = "over", 1, max(1, weekdays_between(legal_due or due, today))
    return Deadline(
        kind,
        stay.stay_id,
        stay.person_id,
        status,
        due,
        action,
        own_rank if rank is None else rank,
        subject,
        reason,
        legal_due,
        lenient_due,
        counted,
        days,
        audience,
    )


def waiting(
    stay: StayFacts,
    today: date,
    *,
    kind: str,
    due: date,
    since: date,
    action: str,
    before: str = "",
    reason: Reason = NO_RULE,
    counted: Counted | None = None,
    subject: str = "",
    audience: Audience = "all",
) -> Deadline:
    """The house's own interval, or somebody else's promise: past it the matter waits, never over.

    ``before`` is the action until then, where it is another: nobody is reminded ahead of the day.
    """
    ahead = (due - today).days
    passed = ahead <= 0
    return Deadline(
        kind,
        stay.stay_id,
        stay.person_id,
        "wait" if passed else _status_ahead(ahead),
        due,
        action if passed else before or action,
        4 if passed else _rank_ahead(ahead),
        subject,
        reason,
        None,
        None,
        counted,
        max(0, (today - since).days) if passed else ahead,
        audience,
    )


def left_open(
    stay: StayFacts,
    today: date,
    *,
    kind: str,
    since: date,
    action: str,
    reason: Reason = NO_RULE,
    subject: str = "",
    counted: Counted | None = None,
    audience: Audience = "all",
) -> Deadline:
    """Something without a day: it stands open until it is done."""
    return Deadline(
        kind,
        stay.stay_id,
        stay.person_id,
        "open",
        None,
        action,
        6,
        subject,
        reason,
        None,
        None,
        counted,
        max(0, (today - since).days),
        audience,
    )


def _status_ahead(days: int) -> Status:
    return "soon" if days <= SOON_DAYS else "planned"


def _rank_ahead(days: int) -> int:
    if days == 1:
        return 3
    return 5 if days <= HORIZON_DAYS else 7
