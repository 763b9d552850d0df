"""Writes the present residents: person, stay, place, plan, prerequisites, notes and alerts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import from_local
from boform_app.demo import history
from boform_app.demo.cast import ROLES, Overview, Role
from boform_app.demo.history import Historian, add_note
from boform_app.demo.invent import data, impossible_cpr, invent
from boform_app.services import _caseworkers, _prerequisites
from models import tables
from models.base import new_id

# What staff and resident say of the fourteen areas; most residents of a boform need a good deal.
_VOICES = (
    ("2 2 3 2 2 2 2 2 3 2 2 1 2 3", "1 2 2 2 1 2 2 2 2 2 2 1 2 2"),
    ("3 2 3 3 2 3 2 3 3 2 3 2 3 3", "2 2 3 2 2 2 2 3 2 2 3 1 2 3"),
    ("2 1 2 3 2 2 3 2 2 3 2 1 2 2", "2 1 1 2 2 1 2 2 2 2 2 0 2 2"),
)


class Present:
    """Puts a resident into the house as of today."""

    def __init__(
        self, random: Random, historian: Historian, workers: dict[str, UUID], today: date
    ) -> None:
        self._random = random
        self._historian = historian
        self._workers = workers
        self._leader_id = workers["MK"]
        self._today = today

    def stay(
        self, session: Session, role: Role, place_id: UUID, arrived_at: datetime
    ) -> tables.Stay:
        """Everything one role says, in one unit of work."""
        person = self._person(role)
        session.add(person)
        arrived_on = self._back(role.nights)
        stay = self._stay(role, person.id, arrived_on, arrived_at)
        session.add(stay)
        session.flush()
        session.add(
            tables.PlacePeriod(
                id=new_id(), stay_id=stay.id, place_id=place_id, starts_at=arrived_at
            )
        )
        session.add(self._plan(session, role, stay.id))
        self._prerequisites(session, role, stay, arrived_on)
        for kind, text in role.alerts:
            session.add(tables.Alert(id=new_id(), person_id=person.id, kind=kind, text=text))
        self._absence(session, role, stay.id)
        self._tasks(session, role, stay)
        self._notes(session, role, person.id)
        return stay

    def _person(self, role: Role) -> tables.Person:
        return tables.Person(
            id=new_id(),
            first_name=role.first,
            last_name=role.last,
            cpr_kind=role.cpr,
            cpr=impossible_cpr(role.born) if role.cpr == "cpr" else "",
            no_cpr_reason="EU-borger uden dansk CPR-nummer" if role.cpr == "none" else "",
            birth_date=role.born if role.cpr != "unknown" else None,
            nationality=role.nationality,
            language=role.language,
            interpreter="" if role.language in {"dansk", "engelsk"} else role.language,
            phone=invent(self._random, self._today).phone,
            key_worker_id=None if role.delegated else self._workers[role.worker],
            allergy_status="known"
            if role.allergy
            else ("not_asked" if role.nights < 10 else "none_known"),
            allergy=role.allergy,
            protected_address=role.protected,
            protected_since=self._back(role.nights) if role.protected else None,
        )

    def _stay(
        self, role: Role, person_id: UUID, arrived_on: date, arrived_at: datetime
    ) -> tables.Stay:
        registrar = self._workers[role.worker]
        return tables.Stay(
            id=new_id(),
            person_id=person_id,
            case_number=self._historian.next_case_number(arrived_on.year),
            decided_on=arrived_on,
            decided_by_id=self._leader_id,
            delegated=role.delegated,
            confirmed_at=None if role.delegated else arrived_at,
            confirmed_by_id=None if role.delegated else self._leader_id,
            registered_by_id=registrar,
            registered_at=arrived_at,
            arrived_at=arrived_at,
            came=role.came,
            reasons=[] if role.delegated else [role.reason],
            situation_before=role.situation,
            acting_municipality_code=role.municipality,
            residence_municipality_code=role.municipality and "0730",
            fact_registered_code=role.municipality,
            fact_lived_code=role.municipality,
            acute="no",
            max_rent_kr=role.max_rent,
            information_given_on=self._back(max(0, role.nights - 1)) if role.nights > 6 else None,
            planned_end_on=self._today if role.moves_today else None,
            planned_end_time="11.00" if role.moves_today else "",
            end_kind="own_home" if role.moves_today else "",
            destination="own_home_public" if role.moves_today else "",
            new_address="Prøvevænget 3, 8800 Viborg" if role.moves_today else "",
        )

    def _plan(self, session: Session, role: Role, stay_id: UUID) -> tables.ActionPlan:
        requested, reminded, received = role.plan
        plan = tables.ActionPlan(id=new_id(), stay_id=stay_id)
        if requested is not None:
            plan.status, plan.requested_on = "requested", self._back(requested)
            plan.caseworker_id = self._caseworker(session, role)
        if reminded is not None:
            plan.status, plan.reminded_on = "reminded", self._back(reminded)
        if received is not None:
            plan.status, plan.received_on = "received", self._back(received)
        if role.follow_up_in is not None:
            plan.status, plan.follow_up_on = (
                "follow_up",
                self._today + timedelta(days=role.follow_up_in),
            )
        return plan

    def _caseworker(self, session: Session, role: Role) -> UUID:
        """One case worker for each municipality; their telephones are nobody's."""
        known = data("people")["caseworkers"]
        name = known[int(role.municipality or 0) % len(known)]
        row = _caseworkers.named(session, role.municipality, name)
        row.phone, row.phone_hours = "12 34 56 80", "man.–tor. kl. 9–12"
        row.title = "rådgiver, voksne"
        return row.id

    def _prerequisites(
        self, session: Session, role: Role, stay: tables.Stay, arrived_on: date
    ) -> None:
        rows = _prerequisites.new_rows(stay.id, arrived_on)
        requested, _, received = role.plan
        states = dict(role.items)
        if received is not None:
            states["C6"] = ("fulfilled", received)
        elif requested is not None:
            states["C6"] = ("in_progress", requested)
        if role.municipality:
            states.setdefault("C9", ("fulfilled", role.nights))
        for row in rows:
            if row.code in states:
                row.status, days = states[row.code]
                row.since = self._back(days)
                if row.status == "fulfilled":
                    row.evidence_on = row.since
        session.add_all(rows)

    def _absence(self, session: Session, role: Role, stay_id: UUID) -> None:
        if role.absence is not None:
            kind, nights = role.absence
            session.add(
                tables.Absence(
                    id=new_id(),
                    stay_id=stay_id,
                    kind=kind,
                    from_night=self._back(nights),
                    to_night=self._today,
                )
            )

    def _tasks(self, session: Session, role: Role, stay: tables.Stay) -> None:
        kinds = []
        if role.cpr == "unknown":
            kinds.append("cpr_missing")
        if role.consent is None and role.nights > 3:
            kinds.append("consent")
        for kind in kinds:
            session.add(
                tables.Task(
                    id=new_id(),
                    person_id=stay.person_id,
                    stay_id=stay.id,
                    kind=kind,
                    opened_on=self._back(role.nights),
                )
            )

    def _notes(self, session: Session, role: Role, person_id: UUID) -> None:
        authors = list(self._workers.values())
        for _ in range(min(31, 1 + role.nights * 2 // 3)):
            day = self._back(self._random.randint(0, max(role.nights, 1)))
            hour, minute = self._random.randint(0, 22), self._random.randint(0, 59)
            # Most is written between breakfast and the night.
            at = from_local(day, 7 + hour * 15 // 22, minute)
            if day == self._today:
                at -= timedelta(days=1)
            if day >= self._back(role.nights):
                note = add_note(
                    session,
                    self._random,
                    person_id,
                    role.first.split()[0],
                    at=at,
                    author_id=self._random.choice(authors),
                )
                if note.kind == "night" and day > self._back(role.nights):
                    note.happened_at = note.written_at = from_local(day, hour % 6, minute)

    def _back(self, days: int) -> date:
        return self._today - timedelta(days=days)


def fillers(random: Random, count: int, rooms: list[str], today: date) -> list[Role]:
    """Residents without a story of their own, so that the house is as full as a house is."""
    roles: list[Role] = []
    names = {(role.first, role.last) for role in ROLES}
    while len(roles) < count:
        drawn = invent(random, today)
        if (drawn.first_name, drawn.last_name) in names:
            continue
        names.add((drawn.first_name, drawn.last_name))
        nights = random.choice(
            (11, 13, 16, 18, 25, 27, 29, 31, 36, 47, 54, 58, 70, 77, 92, 104, 133)
        )
        asked = max(1, nights - 10) if nights > 12 else None
        received = nights // 3 if asked and random.random() < 0.28 else None
        roles.append(
            Role(
                first=drawn.first_name,
                last=drawn.last_name,
                born=drawn.birth_date,
                room=rooms[len(roles)],
                nights=nights,
                municipality=history.weighted(random, (("0730", 5), ("0851", 3), ("0751", 3))),
                worker=random.choice(("MK", "AD", "SB")),
                plan=(asked, None, received),
                follow_up_in=random.randint(3, 25) if received else None,
                consent=nights // 2 if nights > 20 else None,
                nationality=drawn.nationality,
                language=drawn.language,
                came=random.choice(("self", "self", "municipality", "hospital")),
                overview=_usual_overview(len(roles), nights),
            )
        )
    return roles


def _usual_overview(index: int, nights: int) -> tuple[Overview, ...]:
    """One that is not old, except for somebody who has just come."""
    if nights < 14:
        return ()
    staff, resident = _VOICES[index % len(_VOICES)]
    days_ago = min(nights - 8, 2 + index * 7 % 11)
    wish = ("ved_ikke", "nej_ikke_nu", "ja", "ved_ikke")[index % 4]
    return (
        Overview(days_ago=days_ago, staff=staff, resident=resident, wish=wish, words=index % 5),
    )


def own_words(index: int) -> dict[str, str]:
    """The resident's own words for an overview."""
    texts = data("notes")["overview"]
    return {
        "good_home": texts["wishes"][index % len(texts["wishes"])],
        "hopes": texts["hopes"][index % len(texts["hopes"])],
        "worries": texts["worries"][index % len(texts["worries"])],
    }


def place_of_room(session: Session) -> dict[str, UUID]:
    """The ordinary place of each room by its number."""
    rows = session.execute(
        select(tables.Room.number, tables.Place.id)
        .join(tables.Place, tables.Place.room_id == tables.Room.id)
        .where(tables.Place.extra.is_(False))
    )
    return dict(rows.all())
