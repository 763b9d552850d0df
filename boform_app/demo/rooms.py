"""What the room board shows beside the residents: closed, kept, cleaned, away; who waits and got none."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import from_local
from boform_app.services import _room_states
from models import tables
from models.base import new_id

_CLOSED_DAYS = 3
_HELP = {
    "3": "Rollator. Følg med ned",
    "14": "Taler somali. Vis vej",
    "18": "Kan ikke gå på trapper. To personer hjælper",
    "22": "Hører dårligt. Bank hårdt på",
    "29": "Går langsomt. Følg med ned",
    "36": "Kørestol. To personer hjælper",
    "41": "Sover tungt. Gå ind, og væk personen",
}
_AWAY = (("19", "family", 0),)
_WAITING = (
    (4, 15, "Ida Lund", "22 33 44 55", "gadeplan Aalborg", "Sover hos en ven til og med fredag."),
    (1, 10, "Bo Skov", "Natvarmestuen, efter kl. 20", "", ""),
)
_REFUSED = (
    (1, 22, "full", "", "Natvarmestuen", "Ringede selv."),
    (3, 20, "full", "", "Forsorgshjemmet i Hobro", ""),
    (8, 19, "couple_or_children", "", "Familieafdelingen", "Par, begge tilbød at vente."),
    (12, 23, "animal", "", "", ""),
    (34, 21, "full", "", "Natvarmestuen", ""),
    (41, 18, "under_18", "", "Døgnkontakten", ""),
)


def furnish_rooms(
    session: Session,
    today: date,
    staff_id: UUID,
    *,
    closed: tuple[str, str],
    dirty: str,
    kept: str,
) -> None:
    """Write it all; the same for the same day.

    Args:
        session: The open transaction.
        today: The day of the demo.
        staff_id: Who wrote it.
        closed: Number of the closed room, and why.
        dirty: The room to be cleaned.
        kept: A free room that is reserved.
    """
    rooms = {room.number: room for room in session.scalars(select(tables.Room))}
    places = {
        place.room_id: place
        for place in session.scalars(select(tables.Place).where(tables.Place.extra.is_(False)))
    }
    number, why = closed
    back = today - timedelta(days=5)
    _room_states.put(
        session, rooms[number], "closed", from_local(back, 9), by=staff_id, note=why,
        expected_until=today + timedelta(days=_CLOSED_DAYS),
    )  # fmt: skip
    morning = from_local(today, 8)
    _room_states.put(session, rooms[dirty], "dirty", morning, by=staff_id)
    session.add(
        tables.Reservation(
            id=new_id(),
            place_id=places[rooms[kept].id].id,
            expected_on=today,
            expected_time="14.00",
            from_whom="Randers",
            made_at=from_local(today - timedelta(days=1), 15, 20),
            made_by_id=staff_id,
        )
    )
    _people(session, rooms, today)
    _contacts(session, today, staff_id)
    house = session.scalars(select(tables.House)).one()
    house.assembly_point = "P-pladsen ved Prøvekaj 5"


def _people(session: Session, rooms: dict[str, tables.Room], today: date) -> None:
    rows = session.execute(
        select(tables.Room.number, tables.Stay, tables.Person)
        .join(tables.Place, tables.Place.room_id == tables.Room.id)
        .join(tables.PlacePeriod, tables.PlacePeriod.place_id == tables.Place.id)
        .join(tables.Stay, tables.Stay.id == tables.PlacePeriod.stay_id)
        .join(tables.Person, tables.Person.id == tables.Stay.person_id)
        .where(tables.PlacePeriod.ends_at.is_(None), tables.Room.number.in_(rooms))
    )
    living = {number: (stay, person) for number, stay, person in rows}
    for number, words in _HELP.items():
        if number in living:
            living[number][1].evacuation_help = words
    for number, kind, nights in _AWAY:
        if number in living:
            last = None if nights is None else today + timedelta(days=nights)
            session.add(
                tables.Absence(
                    id=new_id(),
                    stay_id=living[number][0].id,
                    kind=kind,
                    from_night=today - timedelta(days=1),
                    to_night=last,
                )
            )


def _contacts(session: Session, today: date, staff_id: UUID) -> None:
    for back, hour, name, contact, where, note in _WAITING:
        session.add(
            tables.Waiting(
                id=new_id(),
                asked_at=from_local(today - timedelta(days=back), hour),
                name=name,
                contact=contact,
                from_whom=where,
                note=note,
                written_by_id=staff_id,
            )
        )
    for back, hour, reason, words, to, note in _REFUSED:
        session.add(
            tables.RefusedContact(
                id=new_id(),
                at=from_local(today - timedelta(days=back), hour, 15),
                reason=reason,
                reason_text=words,
                referred_to=to,
                note=note,
                written_by_id=staff_id,
            )
        )
