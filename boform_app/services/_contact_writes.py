"""What is asked of a line of the contact log, and what follows from it for the prerequisites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.errors import Problem, ValidationFailed
from boform_app.services import _caseworkers, _families, _prerequisites
from boform_app.services._texts import LONGEST, LONGEST_LINE, required_problems, text_problems
from boform_app.services.views.contacts import ContactCommand
from models import tables
from models.base import new_id
from models.values import municipalities
from models.values.lists import load_list

_LINES = ("next_step", "with_whom", "caseworker", "caseworker_phone", "caseworker_mail")
_OPEN = {"in_progress", "missing", "unknown"}


def keys(name: str) -> set[str]:
    """The keys of a short list."""
    return {row.key for row in load_list(name)}


def check(session: Session, stay: tables.Stay, command: ContactCommand, now: datetime) -> None:
    """Refuse what cannot be.

    Raises:
        ValidationFailed: Every problem at its field.
    """
    problems = tuple(_problems(session, stay, command, now))
    if problems:
        raise ValidationFailed(*problems)


def _problems(
    session: Session, stay: tables.Stay, command: ContactCommand, now: datetime
) -> Iterator[Problem]:
    if command.kind not in keys("contact_kinds"):
        yield Problem("kind", "unknown_choice")
    if command.direction not in {"in", "out"}:
        yield Problem("direction", "unknown_choice")
    if command.party not in keys("ball_owners"):
        yield Problem("party", "unknown_choice")
    yield from required_problems("outcome", command.outcome, LONGEST)
    for field in _LINES:
        yield from text_problems(field, getattr(command, field), LONGEST_LINE)
    at = command.happened_at or now
    if at > now:
        yield Problem("happened_at", "in_future")
    if command.next_on is not None and command.next_on < local_date(at):
        yield Problem("next_on", "in_past")
    if command.municipality_code and municipalities.find(command.municipality_code) is None:
        yield Problem("municipality_code", "unknown_choice")
    if not keys("prerequisites").issuperset(command.prerequisite_codes):
        yield Problem("prerequisite_codes", "unknown_choice")
    if not is_theirs(session, stay, command.document_id):
        yield Problem("document_id", "unknown_choice")


def is_theirs(session: Session, stay: tables.Stay, document_id: UUID | None) -> bool:
    """Whether a document is one of this resident's; None is."""
    if document_id is None:
        return True
    document = session.get(tables.Document, document_id)
    family = _families.family(session, stay.person_id)
    return document is not None and document.removed_at is None and document.person_id in family


def new_entry(
    session: Session, stay: tables.Stay, command: ContactCommand, *, by_id: UUID, now: datetime
) -> tables.ContactEntry:
    """A checked command as a row in the open transaction."""
    row = tables.ContactEntry(id=new_id(), stay_id=stay.id, author_id=by_id)
    fill(session, stay, row, command, now)
    session.add(row)
    session.flush()
    return row


def fill(
    session: Session,
    stay: tables.Stay,
    row: tables.ContactEntry,
    command: ContactCommand,
    now: datetime,
) -> None:
    """Put a checked command on a row; the case worker is found by name or made.

    Where no municipality is known a case worker cannot be kept: the name stays on the line.
    """
    code = command.municipality_code
    code = stay.acting_municipality_code if code is None else code
    worker, others = None, command.with_whom.strip()
    if code:
        worker = _caseworkers.reached(
            session, code, command.caseworker, command.caseworker_phone, command.caseworker_mail
        )
    elif command.caseworker.strip():
        others = ", ".join(n for n in (_caseworkers.tidy(command.caseworker), others) if n)
    row.kind, row.direction, row.party = command.kind, command.direction, command.party
    row.happened_at = command.happened_at or now
    row.municipality_code = code
    row.caseworker_id = worker.id if worker else None
    row.with_whom = others
    row.outcome = command.outcome.strip()
    row.next_step, row.next_on = command.next_step.strip(), command.next_on
    row.prerequisite_codes = sorted(set(command.prerequisite_codes), key=lambda c: int(c[1:]))
    row.document_id = command.document_id


def open_items(session: Session, stay_id: UUID, codes: Sequence[str]) -> list[tables.Prerequisite]:
    """The prerequisites of these codes that something is still to be done about."""
    rows = _prerequisites.rows_of(session, [stay_id]).get(stay_id, [])
    return [row for row in rows if row.code in codes and row.status in _OPEN]


def remind(session: Session, entry: tables.ContactEntry) -> None:
    """A contact from us reminds of what it was about; the day to come back is the one chosen."""
    day = local_date(entry.happened_at)
    for item in open_items(session, entry.stay_id, entry.prerequisite_codes):
        if entry.direction == "out":
            _prerequisites.reminded(item, day)
        item.next_on = entry.next_on or item.next_on


def come_back(session: Session, stay_id: UUID, codes: Sequence[str], on: date | None) -> None:
    """Choose the day to come back to open prerequisites; None leaves it."""
    for item in open_items(session, stay_id, codes):
        item.next_on = on or item.next_on


def forget_day(session: Session, entry: tables.ContactEntry) -> None:
    """A next step that is done no longer calls anybody back to its prerequisites."""
    for item in open_items(session, entry.stay_id, entry.prerequisite_codes):
        if item.next_on == entry.next_on:
            item.next_on = None


def plan_of(session: Session, stay_id: UUID) -> tables.ActionPlan | None:
    """The row of the municipality's handleplan."""
    return session.scalars(
        select(tables.ActionPlan).where(tables.ActionPlan.stay_id == stay_id)
    ).one_or_none()
