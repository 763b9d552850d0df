"""§ 176 a: how long the state shares the municipality's cost after a stay (domain/law.md 3).

* Support in the own home (stk. 1): up to 2 years, when it was decided before discharge, or when
  the resident went directly to a botilbud (§ 107) and it was decided after that.
* Botilbud § 107 (stk. 2): up to 6 months within a year, when it was decided before discharge.
* Both are counted from the *first* discharge and not again when the person is admitted anew
  within the period (stk. 3). A person admitted after the period has run out begins a new one with
  the next discharge; the text does not speak of that, so it is a reading.

"Before discharge" is read strictly: a decision on the day of discharge is a question for the
municipality. All of it is for guidance; the municipality decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from boform_app.rules.refund import GUIDANCE, RefundPeriod
from boform_app.rules.rows import RuleBook
from boform_app.rules.spans import after_months, after_years

Timing = Literal["not_decided", "before", "same_day", "after"]
Cover = Literal["open", "yes", "ask", "no"]
SAME_DAY = "samme dag – afklar med kommunen"
_OWN_HOME = "servicelovens § 176 a, stk. 1"
_RESIDENTIAL = "servicelovens § 176 a, stk. 2"

_COVER: dict[Timing, Cover] = {
    "not_decided": "open",
    "before": "yes",
    "same_day": "ask",
    "after": "no",
}


@dataclass(frozen=True, slots=True)
class SupportRefund:
    """One of the two periods.

    Attributes:
        starts_on: The first discharge; None while there is none.
        ends: First day outside the period.
        latest_end: The same, shortened by the 6 months once the resident has moved in.
        timing: The decision against the discharge.
        cover: ``yes``, ``no``, ``ask`` (same day) or ``open`` (nothing decided).
        paragraph: As cited.
        because: Ids of the rule rows used.
        guidance: To be shown with every day.
    """

    starts_on: date | None
    ends: date | None
    latest_end: date | None
    timing: Timing
    cover: Cover
    paragraph: str
    because: tuple[str, ...]
    guidance: str = GUIDANCE

    @property
    def note(self) -> str:
        """Words where the municipality must be asked, else ""."""
        return SAME_DAY if self.cover == "ask" else ""

    @property
    def last_day(self) -> date | None:
        """The last day inside the period."""
        return None if self.latest_end is None else self.latest_end - timedelta(days=1)


def timing(decided_on: date | None, discharged_on: date | None) -> Timing:
    """The decision against the day of discharge; before it as long as there is no discharge."""
    if decided_on is None:
        return "not_decided"
    if discharged_on is None or decided_on < discharged_on:
        return "before"
    return "same_day" if decided_on == discharged_on else "after"


def own_home_support(
    stays: Iterable[RefundPeriod],
    book: RuleBook,
    *,
    decided_on: date | None,
    discharged_on: date | None,
    by_way_of_residential: bool = False,
) -> SupportRefund:
    """Support in the own home, §§ 85 and 85 a (stk. 1).

    Args:
        stays: All § 110 stays of the person, here and as told.
        book: For the number of years.
        decided_on: The day the support was granted, or None.
        discharged_on: The day the stay in question ended or is planned to end, or None.
        by_way_of_residential: Whether the resident went directly to § 107; the decision may then
            come after the discharge (no. 2).
    """
    found = timing(decided_on, discharged_on)
    covered = by_way_of_residential and found != "not_decided"
    period = _period(stays, book, "support_refund_years")
    return SupportRefund(
        starts_on=period.start,
        ends=period.end,
        latest_end=period.end,
        timing=found,
        cover="yes" if covered else _COVER[found],
        paragraph=_OWN_HOME,
        because=period.because,
    )


def residential_support(
    stays: Iterable[RefundPeriod],
    book: RuleBook,
    *,
    decided_on: date | None,
    discharged_on: date | None,
    moved_in_on: date | None = None,
) -> SupportRefund:
    """Botilbud § 107 (stk. 2).

    Args:
        stays: All § 110 stays of the person, here and as told.
        book: For the months and the year they lie within.
        decided_on: The day the botilbud was granted, or None.
        discharged_on: The day the stay in question ended or is planned to end, or None.
        moved_in_on: The day the resident moved in; the 6 months are taken as running from it.
    """
    found = timing(decided_on, discharged_on)
    period = _period(stays, book, "residential_refund_within_years")
    latest, rows = period.end, period.because
    if period.start is not None and period.end is not None and moved_in_on is not None:
        months = book.select("residential_refund_months", period.start)
        latest = min(period.end, max(period.start, after_months(moved_in_on, months.number)))
        rows = (*rows, months.row.row_id)
    return SupportRefund(
        starts_on=period.start,
        ends=period.end,
        latest_end=latest,
        timing=found,
        cover=_COVER[found],
        paragraph=_RESIDENTIAL,
        because=rows,
    )


@dataclass(frozen=True, slots=True)
class _Period:
    start: date | None = None
    end: date | None = None
    because: tuple[str, ...] = ()


def _period(stays: Iterable[RefundPeriod], book: RuleBook, key: str) -> _Period:
    """The period that the newest stay falls under."""
    found = _Period()
    ordered = sorted(stays, key=lambda stay: (stay.first_night, stay.until or date.max))
    for stay in ordered:
        if stay.until is None or (found.end is not None and stay.first_night < found.end):
            continue
        row = book.find(key, stay.until)
        if row is not None:
            end = after_years(stay.until, row.number)
            found = _Period(stay.until, end, (row.row.row_id,))
    return found
