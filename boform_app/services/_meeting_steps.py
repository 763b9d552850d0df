"""What a meeting agreed that no prerequisite calls for: a next step in the contact log, done there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from boform_app.services import _agendas, _contact_writes
from boform_app.services.views.contacts import Agreement
from models import tables
from models.values import dates

_LINE = "Aftalt på møde {day}"


def keep(
    session: Session, row: tables.Meeting, agreements: Sequence[Agreement], by_id: UUID
) -> None:
    """Write a step for each agreement with a day; an agreement that is gone takes its step along.

    A minute may be corrected: the step of an agreement that stands as it stood is left as it is,
    done or not, and one that got another day is open again. Called before the row has the new ones.

    Args:
        session: The open transaction.
        row: The meeting, held, with what was agreed before.
        agreements: What is agreed now, checked.
        by_id: Who writes the minute.
    """
    wanted = {_step_id(row, one): one for one in _without_item(session, row, agreements)}
    for one in _agendas.read_agreements(row.agreements, {}):
        step = session.get(tables.ContactEntry, _step_id(row, one))
        if step is not None and step.id not in wanted and step.next_done_on is None:
            step.next_done_on = row.held_on
    for step_id, one in wanted.items():
        step = session.get(tables.ContactEntry, step_id)
        if step is None:
            session.add(_step(row, one, step_id, by_id))
        elif step.next_on != one.by:
            step.next_on, step.next_done_on = one.by, None
    session.flush()


def _without_item(
    session: Session, row: tables.Meeting, agreements: Sequence[Agreement]
) -> Iterator[Agreement]:
    """Agreements about a resident that no open prerequisite comes back to."""
    for one in agreements:
        about = one.stay_id or row.stay_id
        if about is None or one.by is None:
            continue
        if not one.code or not _contact_writes.open_items(session, about, [one.code]):
            yield one


def _step_id(row: tables.Meeting, one: Agreement) -> UUID:
    """The same agreement of the same meeting is one step, however often its minute is written."""
    about = one.stay_id or row.stay_id
    return uuid5(row.id, f"{about}\n{one.code}\n{one.what.strip()}\n{one.who.strip()}")


def _step(row: tables.Meeting, one: Agreement, step_id: UUID, by_id: UUID) -> tables.ContactEntry:
    who, what = one.who.strip(), one.what.strip()
    kept: dict[str, Any] = {
        "id": step_id,
        "stay_id": one.stay_id or row.stay_id,
        "kind": "meeting",
        "happened_at": row.starts_at,
        "municipality_code": row.municipality_code,
        "with_whom": row.participants,
        "outcome": _LINE.format(day=dates.short(row.held_on)) if row.held_on else "",
        "next_step": f"{what} ({who})" if who else what,
        "next_on": one.by,
        "prerequisite_codes": [one.code] if one.code else [],
        "author_id": by_id,
    }
    return tables.ContactEntry(**kept)
