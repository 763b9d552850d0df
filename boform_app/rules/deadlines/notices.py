"""The two statutory notices (*orienteringer*, § 110 stk. 6 and 7) and what they leave open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from boform_app.rules.deadlines.item import NO_RULE, Deadline, counted, dated, left_open
from boform_app.rules.rows import Reason, RuleBook
from boform_app.rules.stay_facts import StayFacts
from boform_app.rules.weekdays import LegalDate, legal_date


def notices(stay: StayFacts, book: RuleBook, today: date) -> Iterator[Deadline]:
    """Both notices, an admission to confirm, and the questions a sent notice leaves open."""
    if stay.admission_notice_sent is None:
        yield from _notice(stay, book, today, "admission", stay.decided_on)
    if stay.discharge_notice_sent is None:
        if stay.ended_on is not None:
            yield from _notice(stay, book, today, "discharge", stay.ended_on)
        elif stay.planned_end is not None:
            yield from _planned_discharge(stay, stay.planned_end, book, today)
    yield from _left_open(stay, book, today)


def _notice(
    stay: StayFacts, book: RuleBook, today: date, of: str, start: date
) -> Iterator[Deadline]:
    found = _legal(book, of, start)
    if found is None:
        return
    legal, reason = found
    yield dated(
        stay,
        today,
        kind=f"{of}_notice",
        due=legal.target,
        reason=reason,
        counted=counted(start, legal.days, "weekdays"),
        action=f"letter:{of}_notice",
        legal_due=legal.strict,
        lenient_due=legal.lenient,
    )


def _planned_discharge(
    stay: StayFacts, planned: date, book: RuleBook, today: date
) -> Iterator[Deadline]:
    """As far as possible before ("så vidt muligt inden"): the plan opens the task and gives the legal day."""
    found = _legal(book, "discharge", planned)
    if found is None:
        return
    legal, reason = found
    yield dated(
        stay,
        today,
        kind="discharge_notice",
        due=max(planned, today),
        reason=reason,
        counted=counted(planned, legal.days, "weekdays"),
        action="letter:discharge_notice",
        legal_due=legal.strict,
        lenient_due=legal.lenient,
    )


def _legal(book: RuleBook, of: str, start: date) -> tuple[LegalDate, Reason] | None:
    days = book.find(f"notice_days_{of}", start)
    if days is None:
        return None
    saturday = book.select("saturday_counts", start)
    legal = legal_date(start, days.number, saturday_counts=saturday.yes)
    return legal, book.reason(days.row, saturday.row)


def _left_open(stay: StayFacts, book: RuleBook, today: date) -> Iterator[Deadline]:
    """A notice without CPR or handlekommune is in time and leaves its question open."""
    if stay.unconfirmed:
        yield left_open(
            stay,
            today,
            kind="confirm_admission",
            since=stay.decided_on,
            action="register:confirmation",
        )
    sent = stay.admission_notice_sent
    if sent is None:
        return
    if not stay.cpr_known and not any(task.kind == "cpr_missing" for task in stay.tasks):
        rule = book.find("notice_without_cpr", sent)
        yield left_open(
            stay,
            today,
            kind="cpr_missing",
            since=sent,
            action="open:master_data",
            reason=NO_RULE if rule is None else rule.reason,
        )
    if not stay.acting_municipality and stay.ended_on is None and not _c9_is_open(stay):
        yield left_open(
            stay,
            today,
            kind="acting_municipality",
            since=sent,
            action="register:acting_municipality",
        )


def _c9_is_open(stay: StayFacts) -> bool:
    return any(item.code == "C9" and item.is_open for item in stay.prerequisites)
