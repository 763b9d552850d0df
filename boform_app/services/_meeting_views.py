"""Meeting rows as the window shows them; residents are named as this log-in may see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.services import _agendas, _contact_items, _families
from boform_app.services._letter_rows import staff_names
from boform_app.services.views.contacts import Agreement, MeetingView
from boform_app.services.views.people import StaffName
from models import tables
from models.values import municipalities

PROTECTED = "Beskyttet"


def views(
    session: Session,
    rows: Iterable[tables.Meeting],
    now: datetime,
    closed: Callable[[tables.Person], bool],
) -> tuple[MeetingView, ...]:
    """Meetings in the order they come; stays, persons and staff in one query each.

    Args:
        session: An open session.
        rows: The meetings.
        now: A planned meeting before it waits for its minute.
        closed: Whether a resident is protected and not open in this log-in.
    """
    found = list(rows)
    people = _people(session, {i for row in found for i in _agendas.stays_in(row)})
    called = _names(people, closed)
    hidden = {stay_id for stay_id, person in people.items() if closed(person)}
    staff = staff_names(session, (row.minute_by_id for row in found))
    made = (_view(row, now, people, called, staff) for row in found)
    return tuple(_seen(view, hidden) for view in made)


def names(
    session: Session, stay_ids: set[UUID], closed: Callable[[tables.Person], bool]
) -> dict[UUID, str]:
    """Names of residents by stay, as this log-in may see them."""
    return _names(_people(session, stay_ids), closed)


def unseen(
    session: Session, row: tables.Meeting, closed: Callable[[tables.Person], bool]
) -> tuple[Agreement, ...]:
    """What a meeting agreed about protected residents that are not open: in no view, and kept."""
    agreed = _agendas.read_agreements(row.agreements, {})
    people = _people(session, {one.stay_id for one in agreed if one.stay_id is not None})
    return tuple(one for one in agreed if one.stay_id in people and closed(people[one.stay_id]))


def _names(
    people: dict[UUID, tables.Person], closed: Callable[[tables.Person], bool]
) -> dict[UUID, str]:
    return {
        stay_id: PROTECTED if closed(person) else _families.full_name(person)
        for stay_id, person in people.items()
    }


def _seen(view: MeetingView, hidden: set[UUID]) -> MeetingView:
    """A meeting about a protected resident that is not open is a time; of others no word stays."""
    if view.stay_id in hidden:
        return replace(view, place="", participants="", agenda=(), agreements=(), minute="")
    agreed = tuple(one for one in view.agreements if one.stay_id not in hidden)
    return replace(view, agreements=agreed) if len(agreed) < len(view.agreements) else view


def _people(session: Session, stay_ids: set[UUID]) -> dict[UUID, tables.Person]:
    """The kept record behind every stay."""
    kept = _families.Kept(session)
    rows = session.execute(
        select(tables.Stay.id, tables.Person)
        .join(tables.Person, tables.Person.id == tables.Stay.person_id)
        .where(tables.Stay.id.in_(stay_ids))
    )
    return {stay_id: kept.of(person.id) for stay_id, person in rows.all()}


def _view(
    row: tables.Meeting,
    now: datetime,
    people: dict[UUID, tables.Person],
    names: dict[UUID, str],
    staff: dict[UUID, StaffName],
) -> MeetingView:
    found = municipalities.find(row.municipality_code)
    person = people.get(row.stay_id) if row.stay_id else None
    state = _contact_items.meeting_state(row)
    if state == "planned" and row.starts_at < now:
        state = "unminuted"
    return MeetingView(
        id=row.id,
        version=row.version,
        kind=row.kind,
        stay_id=row.stay_id,
        person_id=person.id if person else None,
        name=names.get(row.stay_id, "") if row.stay_id else "",
        municipality_code=row.municipality_code,
        municipality=found.display if found else "",
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        day=local_date(row.starts_at),
        place=row.place,
        participants=row.participants,
        agenda=_agendas.read_agenda(row.agenda, names),
        agreements=_agendas.read_agreements(row.agreements, names),
        minute=row.minute,
        minute_by=staff.get(row.minute_by_id) if row.minute_by_id else None,
        held_on=row.held_on,
        state=state,
    )
