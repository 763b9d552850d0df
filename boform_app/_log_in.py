"""Who it is that opened the house, and whether the house still knows them."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import Clock
from boform_app.errors import NotFound, Problem, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.views.admin import Actor
from boform_app.vault.keyring import Person
from models import tables

LAST_SEEN = "last_seen"


def actor_of(house: OpenHouse, staff_id: UUID) -> Actor:
    """A new log-in of this person; remembers when, for the list of staff.

    Raises:
        ValidationFailed: ``access_closed`` (also when a slot was left without a row) or
            ``access_ended`` with the last day.
    """
    with house.database.read() as session:
        row = session.get(tables.Staff, staff_id)
    if row is None or row.closed_on is not None:
        raise ValidationFailed(Problem("staff_id", "access_closed"))
    # A leader without an end stays able to open the house; the others end with their last day.
    if row.until is not None and row.role != "leader" and row.until < house.clock.today():
        raise ValidationFailed(Problem("staff_id", "access_ended", {"until": row.until}))
    with house.database.write_unjournaled() as session:
        _remember(session, staff_id, house.clock)
    name = f"{row.first_name} {row.last_name}".strip()
    return Actor(row.id, row.first_name, name, row.initials, row.role, uuid4())


def remove_stray_slots(house: OpenHouse) -> None:
    """Take away slots without a row: a kill between the two left them when somebody was added."""
    with house.database.read() as session:
        known = {str(staff_id) for staff_id in session.scalars(select(tables.Staff.id))}
    if house.vault.slots_intact:
        for person in house.keyring.people:
            if person.staff_id not in known:
                house.keyring.close_staff(house.vault, person.staff_id)


def give_slot(house: OpenHouse, actor: Actor, passphrase: str) -> None:
    """A new passphrase, also for a person whose slot was lost with a damaged key file."""
    try:
        house.keyring.reset_passphrase(house.vault, str(actor.staff_id), passphrase)
    except NotFound:
        person = Person(str(actor.staff_id), actor.first_name, actor.initials)
        house.keyring.add_staff(house.vault, person, passphrase)


def note_recovery(house: OpenHouse, actor: Actor) -> None:
    """Put into the journal that the sheet was used, and for whom."""
    with house.database.write(
        "house.recover",
        "adgang med gendannelsesarket",
        actor_id=actor.staff_id,
        at=house.clock.now(),
        session_id=actor.session_id,
        undoable=False,
    ) as unit:
        unit.concerns("staff", actor.staff_id)
        unit.commit()


def _remember(session: Session, staff_id: UUID, clock: Clock) -> None:
    found = session.scalar(
        select(tables.StaffSetting).where(
            tables.StaffSetting.staff_id == staff_id, tables.StaffSetting.key == LAST_SEEN
        )
    )
    value = {"value": clock.now().isoformat()}
    if found is None:
        session.add(tables.StaffSetting(staff_id=staff_id, key=LAST_SEEN, value=value))
    else:
        found.value = value
