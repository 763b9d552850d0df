"""What follows when a letter is marked as sent: plan, prerequisites and tasks move on (issue F)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.services import _homes, _letter_subjects, _prerequisites, _support
from models import tables


def apply(
    session: Session, letter: tables.Letter, *, today: date, codes: tuple[str, ...] = ()
) -> None:
    """Move everything on that this kind of letter moves.

    Args:
        session: An open session.
        letter: The letter that was sent.
        today: Local day.
        codes: Prerequisites that a reminder is about when no letter went before it.
    """
    if letter.stay_id is None or letter.sent_on is None:
        return
    stay = session.get_one(tables.Stay, letter.stay_id)
    if letter.kind in {"admission_notice", "discharge_notice"}:
        _after_notice(session, letter, stay, today)
    if letter.kind == "plan_request":
        _plan_requested(session, stay.id, letter.sent_on)
    if letter.kind == "referral":
        for code in ("C1", "C7"):
            _under_way(session, stay.id, code, letter.sent_on)
        _support.applied(session, stay.id, letter.sent_on)
    if letter.kind == "housing_nomination":
        _nominated(session, letter, letter.sent_on)
    if letter.kind == "handover":
        _handed_over(session, letter, letter.sent_on)
    if letter.kind == "reminder":
        _reminded(session, letter, letter.sent_on, codes)
    if letter.kind == "data_information" and stay.information_given_on is None:
        stay.information_given_on = letter.sent_on
        _close_tasks(session, stay, "data_information", today)


def _after_notice(session: Session, letter: tables.Letter, stay: tables.Stay, today: date) -> None:
    """A notice without CPR counts as in time and leaves an open task (law.md 13.3)."""
    person = session.get_one(tables.Person, letter.person_id)
    if person.cpr_kind == "unknown":
        _open_task(session, letter, "cpr_missing", today)
    if not stay.acting_municipality_code:
        item = _prerequisites.item(session, stay.id, "C9")
        if item is not None and item.status in {"unknown", "fulfilled"}:
            _prerequisites.move(session, item, on=today, status="missing")
        _open_task(session, letter, "municipality_unknown", today)


def _plan_requested(session: Session, stay_id: UUID, sent_on: date) -> None:
    plan = session.scalars(
        select(tables.ActionPlan).where(tables.ActionPlan.stay_id == stay_id)
    ).one_or_none()
    if plan is not None and plan.status == "not_requested":
        plan.status, plan.requested_on = "requested", sent_on
    elif plan is not None and plan.status in {"requested", "reminded"}:
        plan.status, plan.reminded_on = "reminded", sent_on
    _under_way(session, stay_id, "C6", sent_on)


def _nominated(session: Session, letter: tables.Letter, sent_on: date) -> None:
    """The search waits with those who assign homes; a day that was written before stays."""
    if letter.stay_id is None or letter.sent_by_id is None:
        return
    row = _homes.made_search(session, letter.stay_id)
    before = (row.nominated_on, row.listed_on)
    if row.nominated_on is None and row.listed_on is None:
        row.nominated_on = sent_on
        _homes.show_search(session, row, before, letter.sent_by_id)
    else:
        _under_way(session, letter.stay_id, "C1", sent_on)


def _handed_over(session: Session, letter: tables.Letter, sent_on: date) -> None:
    """The handover shows that treatment and support know of the move; it does not settle them."""
    if letter.stay_id is None:
        return
    for code in ("C8", "C12"):
        item = _prerequisites.item(session, letter.stay_id, code)
        if item is None or item.status in {"fulfilled", "not_relevant"}:
            continue
        _under_way(session, letter.stay_id, code, sent_on)
        if not item.evidence or item.code == "C12":
            item.evidence = f"Overlevering sendt til {letter.recipient_name}"
            item.evidence_on = sent_on


def _reminded(
    session: Session, letter: tables.Letter, sent_on: date, codes: tuple[str, ...]
) -> None:
    """A reminder moves on what the letter before it asked for."""
    first = letter
    while first.about_id is not None:
        first = session.get_one(tables.Letter, first.about_id)
    if first.stay_id is None:
        return
    asked_on = first.sent_on or sent_on
    for code in _letter_subjects.CODES.get(first.kind, ()) or codes:
        if code == "C6":
            _plan_reminded(session, first.stay_id, asked_on, sent_on)
        _remind(session, first.stay_id, code, asked_on, sent_on)


def _plan_reminded(session: Session, stay_id: UUID, asked_on: date, sent_on: date) -> None:
    """The plan was asked for with the first letter and reminded of with this one."""
    plan = session.scalars(
        select(tables.ActionPlan).where(tables.ActionPlan.stay_id == stay_id)
    ).one_or_none()
    if plan is not None and plan.status in {"not_requested", "requested", "reminded"}:
        plan.requested_on = plan.requested_on or asked_on
        plan.status, plan.reminded_on = "reminded", sent_on


def _remind(session: Session, stay_id: UUID, code: str, asked_on: date, sent_on: date) -> None:
    item = _prerequisites.item(session, stay_id, code)
    if item is None or item.status in {"fulfilled", "not_relevant"}:
        return
    _under_way(session, stay_id, code, asked_on)
    _prerequisites.reminded(item, sent_on)


def _under_way(session: Session, stay_id: UUID, code: str, sent_on: date) -> None:
    """A first letter puts the item in progress; a later one is a reminder and the wait goes on."""
    item = _prerequisites.item(session, stay_id, code)
    if item is None or item.status in {"fulfilled", "not_relevant"}:
        return
    if item.status == "in_progress":
        _prerequisites.reminded(item, sent_on)
        return
    owner = "housing" if item.code == "C1" and item.owner == "us" else ""
    _prerequisites.move(session, item, on=sent_on, status="in_progress", owner=owner)


def _open_task(session: Session, letter: tables.Letter, kind: str, today: date) -> None:
    known = session.scalars(
        select(tables.Task.id).where(
            tables.Task.stay_id == letter.stay_id,
            tables.Task.kind == kind,
            tables.Task.done_on.is_(None),
        )
    ).first()
    if known is None:
        session.add(
            tables.Task(
                person_id=letter.person_id, stay_id=letter.stay_id, kind=kind, opened_on=today
            )
        )


def _close_tasks(session: Session, stay: tables.Stay, kind: str, today: date) -> None:
    open_tasks = session.scalars(
        select(tables.Task).where(
            tables.Task.stay_id == stay.id, tables.Task.kind == kind, tables.Task.done_on.is_(None)
        )
    )
    for task in open_tasks:
        task.done_on = today
