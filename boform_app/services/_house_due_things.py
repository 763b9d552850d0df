"""Tasks, appointments with a reminder, things with a day, keys and medicine of who has moved out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import from_local, local_date, local_time
from boform_app.services import _families
from boform_app.services._deadline_rows import display_name
from boform_app.services._house_people import present_rooms
from boform_app.services._house_row import house_row
from boform_app.services.appointments import LONGEST_REMINDER
from boform_app.services.views.today import DeadlineRow
from models import tables
from models.values import dates

MOST = 200
PARTS = {"key": "keys", "post": "post", "belonging": "storage"}
"""Part of the page *Huset* by the kind of a thing."""
_LEFT = {
    "key": "Nøgle ikke afleveret efter opholdet",
    "post": "Post til en, der er flyttet",
    "belonging": "Ting i opbevaring efter opholdet",
}


def rows(
    session: Session, today: date, staff_id: UUID, closed: Callable[[tables.Person], bool]
) -> Iterator[DeadlineRow]:
    """In no order; names of protected residents are rooms."""
    yield from _tasks(session, today, staff_id)
    here = present_rooms(session)
    yield from _appointments(session, here, today, staff_id, closed)
    for row in session.scalars(
        select(tables.KeptThing).where(tables.KeptThing.gone_at.is_(None)).limit(MOST)
    ):
        person = _families.kept(session, row.person_id)
        found = _thing(row, person, here, today, staff_id, closed)
        if found is not None:
            yield found
    yield from _medicine(session, here, today, closed)


def _tasks(session: Session, today: date, staff_id: UUID) -> Iterator[DeadlineRow]:
    query = select(tables.HouseTask).where(
        tables.HouseTask.closed_on.is_(None), tables.HouseTask.due_on.is_not(None)
    )
    for row in session.scalars(query.limit(MOST)):
        at = f" kl. {row.due_time}" if row.due_time else ""
        yield house_row(
            due=row.due_on,
            today=today,
            what=f"Opgave{at}",
            words=row.title,
            action=("done:task", "Gjort"),
            subject=str(row.id),
            # What is given to nobody is everybody's.
            mine=row.assigned_id in {None, staff_id},
        )


def _appointments(
    session: Session,
    here: dict[UUID, str],
    today: date,
    staff_id: UUID,
    closed: Callable[[tables.Person], bool],
) -> Iterator[DeadlineRow]:
    start = from_local(today, 0)
    end = from_local(today + timedelta(days=LONGEST_REMINDER + 1), 0)
    query = select(tables.Appointment).where(
        tables.Appointment.cancelled_on.is_(None),
        tables.Appointment.remind_days.is_not(None),
        tables.Appointment.starts_at >= start,
        tables.Appointment.starts_at < end,
    )
    for row in session.scalars(query.limit(MOST)):
        local = local_time(row.starts_at)
        day = local.date()
        if (day - today).days > (row.remind_days or 0):
            continue
        person = _families.kept(session, row.person_id) if row.person_id else None
        hidden = person is not None and closed(person)
        yield house_row(
            name=_name(person, here, closed),
            room=here.get(person.id, "") if person is not None else "",
            due=day,
            today=today,
            what="Aftale" if row.all_day else f"Aftale kl. {dates.clock(local.time())}",
            words="" if hidden else row.title,
            action=("open:house", "Åbn"),
            subject=f"calendar:{day.isoformat()}",
            mine=row.staff_id in {None, staff_id},
        )


def _thing(  # noqa: PLR0917 (one thing with what decides about it)
    row: tables.KeptThing,
    person: tables.Person,
    here: dict[UUID, str],
    today: date,
    staff_id: UUID,
    closed: Callable[[tables.Person], bool],
) -> DeadlineRow | None:
    """What has a day, what was left behind, and post for the resident's contact person."""
    since, lives = local_date(row.came_at), person.id in here
    post = row.kind == "post" and lives
    if row.until_on is not None and (lives or row.kind == "belonging"):
        what = {"key": "Nøgle tilbage", "post": "Post", "belonging": "Opbevaring til"}[row.kind]
    elif post:
        what = "Post ligger her"
    elif not lives:
        what = _LEFT[row.kind]
    else:
        return None
    words = "" if closed(person) else row.what
    return house_row(
        name=_name(person, here, closed),
        due=row.until_on if row.until_on is not None else None,
        today=today,
        what=what,
        words=words,
        action=("open:house", "Åbn"),
        subject=f"{PARTS[row.kind]}:{row.id}",
        # Post of somebody without a contact person is everybody's.
        mine=person.key_worker_id in {None, staff_id} if post else True,
        since=since,
        room=here.get(person.id, ""),
    )


def _medicine(
    session: Session,
    here: dict[UUID, str],
    today: date,
    closed: Callable[[tables.Person], bool],
) -> Iterator[DeadlineRow]:
    """Medicine in the cabinet of somebody who does not live here any more."""
    query = select(tables.Medicine).where(tables.Medicine.ended_at.is_(None))
    for row in session.scalars(query.limit(MOST)):
        person = _families.kept(session, row.person_id)
        if person.id in here:
            continue
        yield house_row(
            name=_name(person, here, closed),
            due=None,
            today=today,
            what="Medicin efter opholdet: aflever eller apotek",
            words="",
            action=("open:house", "Åbn"),
            subject=f"medicine:{row.id}",
            mine=True,
            since=local_date(row.kept_since),
        )


def _name(
    person: tables.Person | None,
    here: dict[UUID, str],
    closed: Callable[[tables.Person], bool],
) -> str:
    if person is None:
        return "Huset"
    return display_name(person, here.get(person.id, ""), closed=closed(person))
