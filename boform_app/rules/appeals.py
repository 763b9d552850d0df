"""Appeal: which decisions can be appealed, to whom by way of whom, and until when.

The last day is counted as the law says, four weeks from the day the decision was received, and
printed as counted. It is never moved: not to an earlier day, as the notices are, because that
would take days from the resident; and not to a later one, because no text that says so was found.
Where it falls on a day without office hours, ``next_working_day`` says when an office is open
again; it stands on screen and never in a letter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from boform_app.rules.rows import RuleBook
from boform_app.rules.weekdays import is_working_day

Via = Literal["house", "municipality"]

# Kinds of decision, among them the kinds of end of a stay that somebody decided.
_RULES: Mapping[str, tuple[str, Via]] = {
    "admission_refused": ("admission_refusal_appealable", "house"),
    "house_decision_target_group": ("target_group_discharge_appealable", "house"),
    "expulsion": ("expulsion_appealable", "house"),
    "municipal_decision": ("municipal_decision_appealable", "municipality"),
    "support": ("municipal_decision_appealable", "municipality"),
    "residential_offer_decision": ("municipal_decision_appealable", "municipality"),
    "own_payment": ("municipal_decision_appealable", "municipality"),
}


@dataclass(frozen=True, slots=True)
class AppealRule:
    """Whether a decision can be appealed.

    Attributes:
        kind: A kind of decision.
        appealable: False for an expulsion under the house rules.
        via: Who gets the appeal first and looks at the decision again; Ankestyrelsen follows.
        paragraph: As cited.
        because: Ids of the rule rows used.
        verified: Whether the row was read in the law's text.
    """

    kind: str
    appealable: bool
    via: Via
    paragraph: str
    because: tuple[str, ...]
    verified: bool


@dataclass(frozen=True, slots=True)
class Appeal:
    """The last day to appeal.

    Attributes:
        last_day: So many weeks after the decision was received, never moved.
        weeks: From the rule row.
        because: Ids of the rule rows used.
        received_on: The day it was received, which does not count.
        via: To whom the appeal is sent.
        next_working_day: The last day itself, or the next day an office is open.
        paragraph: As cited.
    """

    last_day: date
    weeks: int
    because: tuple[str, ...]
    received_on: date
    via: Via
    next_working_day: date
    paragraph: str

    @property
    def days(self) -> int:
        """Days counted: 28."""
        return 7 * self.weeks


def appeal_rule(kind: str, on: date, book: RuleBook) -> AppealRule | None:
    """Whether a decision can be appealed; None where nobody decided anything.

    Args:
        kind: A kind of end of stay, ``admission_refused``, ``support``,
            ``residential_offer_decision`` or ``own_payment``.
        on: The day of the decision.
        book: For the rows about appeal.
    """
    if kind not in _RULES:
        return None
    key, via = _RULES[kind]
    found = book.select(key, on)
    row = found.row
    read = row.state == "verified"
    return AppealRule(kind, found.yes, via, row.paragraph, (row.row_id,), read)


def appeal_period(
    kind: str, received_on: date, book: RuleBook, *, decided_on: date | None = None
) -> Appeal | None:
    """The appeal period; None where the decision cannot be appealed.

    Args:
        kind: As for ``appeal_rule``.
        received_on: The day the resident received the decision.
        book: For the rows about appeal.
        decided_on: The day of the decision, where it selects another row than the receipt.
    """
    rule = appeal_rule(kind, decided_on or received_on, book)
    return None if rule is None else period_of(rule, received_on, book)


def period_of(rule: AppealRule, received_on: date, book: RuleBook) -> Appeal | None:
    """The appeal period under a rule already looked up; None where there is no appeal."""
    if not rule.appealable:
        return None
    weeks = book.select("appeal_weeks", received_on)
    last = received_on + timedelta(weeks=weeks.number)
    return Appeal(
        last_day=last,
        weeks=weeks.number,
        because=(*rule.because, weeks.row.row_id),
        received_on=received_on,
        via=rule.via,
        next_working_day=_working_day_on_or_after(last),
        paragraph=weeks.row.paragraph,
    )


def _working_day_on_or_after(day: date) -> date:
    while not is_working_day(day):
        day += timedelta(days=1)
    return day
