"""Make the demo house: furnish it, write its history, let its present residents in, send their letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from boform_app import bootstrap
from boform_app.clock import FixedClock, from_local, local_date
from boform_app.demo import cast, furnish, history, present
from boform_app.demo.cast import Role
from boform_app.demo.day import DayBook
from boform_app.demo.happenings import Happenings
from boform_app.demo.history import RETURNING, Crew, Historian, Night
from boform_app.demo.money import MoneyBook
from boform_app.demo.office import Office
from boform_app.demo.papers import Papers
from boform_app.demo.rooms import furnish_rooms
from boform_app.paths import DataFolder
from boform_app.progress import Progress
from boform_app.rules.rows import shipped_book
from boform_app.rules.weekdays import legal_date
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.admin import Actor, HouseFacts, StaffCommand
from boform_app.vault.crypto import KdfParameters
from models import tables
from models.base import Base, new_id
from models.unit_of_work import UnitOfWork

# Printed for everybody: it opens invented people only.
PASSPHRASE = "fyrtårn kanel vandkande hængekøje lygtepæl"  # noqa: S105 - see above
_MEAN_NIGHTS = 74.0
_CHUNK = 40
_EMPTY_NIGHTS = 2.5


@dataclass(frozen=True, slots=True)
class Wish:
    """What the demo shall be like.

    Attributes:
        residents: Persons in all, present and former; None takes what 42 places give in the years.
        years: Years of history.
        stays: Stays in all; None takes what the residents give when every fourth comes back.
        notes: About former residents, spread over their stays; None writes them by the stay's length.
        seed: Same seed and day, same house.
        letters: Whether the present residents' letters are made (each takes some 40 ms).
    """

    residents: int | None = None
    years: int = 5
    stays: int | None = None
    notes: int | None = None
    seed: int = 110
    letters: bool = True


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it."""

    folder: DataFolder
    passphrase: str
    people: tuple[tuple[str, str], ...]
    persons: int
    present: int
    stays: int
    notes: int
    letters: int


def make_demo(
    folder: DataFolder,
    clock: FixedClock,
    wish: Wish,
    progress: Progress,
    kdf: KdfParameters | None = None,
) -> Made:
    """Make the house in an empty folder.

    Args:
        folder: Where; must hold no house.
        clock: Stands at the moment that is "now" for the house; it is moved while history is written.
        wish: How large.
        progress: Told what is being done.
        kdf: Only tests and campaigns pass anything else than None.

    Raises:
        KeysExist: The folder holds a house already.
    """
    now = clock.now()
    today = local_date(now)
    opened = today - timedelta(days=round(wish.years * 365.25) + 30)
    clock.set(from_local(opened, 9))
    new = bootstrap.create_house(folder, facts_of_house(), first_leader(), clock, kdf)
    try:
        builder = _Builder(new.house, new.actor, clock, wish, now)
        builder.furnish(opened)
        builder.history(opened, progress)
        builder.let_in(progress)
        clock.set(now)
        return builder.made(folder)
    finally:
        clock.set(now)
        bootstrap.close_house(new.house, force=True)


class _Builder:
    def __init__(
        self, house: OpenHouse, leader: Actor, clock: FixedClock, wish: Wish, now: datetime
    ) -> None:
        self._house = house
        self._leader = leader
        self._clock = clock
        self._wish = wish
        self._now, self._today = now, local_date(now)
        self._random = Random(wish.seed)  # noqa: S311 - invented people, no secrets
        self._workers: dict[str, UUID] = {furnish.LEADER.initials: leader.staff_id}
        self._services = Services(house, leader)

    def furnish(self, opened: date) -> None:
        """Rooms, contacts, settings and staff."""
        extra_rooms = 0
        with self._write("demo.furnish", "indretning af demohuset") as unit:
            self._places = furnish.rooms(unit.session, opened, extra_rooms)
            furnish.contacts(unit.session)
            furnish.house_facts(unit.session.scalars(select(tables.House)).one())
            leader = unit.session.get_one(tables.Staff, self._leader.staff_id)
            leader.phone, leader.title = "12 34 56 71", furnish.LEADER.title
            unit.commit()
        for colleague in furnish.COLLEAGUES:
            changes = self._services.staff.add(
                StaffCommand(
                    colleague.first_name,
                    colleague.last_name,
                    colleague.initials,
                    colleague.role,
                    PASSPHRASE,
                    title=colleague.title,
                    phone="12 34 56 72",
                )
            )
            self._workers[colleague.initials] = changes.first("staff")

    def history(self, opened: date, progress: Progress) -> None:
        """Stays that are over, in chunks of one transaction each."""
        crew = Crew(self._leader.staff_id, tuple(self._workers.values()))
        self._roles = self._all_roles()
        self._historian = Historian(
            self._random, crew, self._today, persons_a_stay=self._persons_a_stay(),
            notes_a_stay=self._wish.notes and self._wish.notes / max(1, self._former_stays() or 1),
        )  # fmt: skip
        nights = sorted(self._nights(opened), key=lambda night: night.starts)[: self._former_stays()]
        for start in range(0, len(nights), _CHUNK):
            chunk = nights[start : start + _CHUNK]
            self._clock.set(from_local(chunk[-1].ends, 11))
            with self._write("demo.history", "tidligere ophold") as unit:
                for night in chunk:
                    self._historian.stay(unit.session, night)
                self._historian.write_notes(unit.session)
                unit.commit()
            progress.report(start + len(chunk), len(nights), "Tidligere ophold")
        self._remembered()

    def let_in(self, progress: Progress) -> None:
        """The present residents in the order they came, then what was written about them."""
        resident = present.Present(self._random, self._historian, self._workers, self._today)
        office = Office(self._house, self._services, self._clock, self._today, self._workers)
        with self._house.database.read() as session:
            places = present.place_of_room(session)
        if self._wish.letters:
            office.notices_of_the_past(self._recent_stays(), progress)
        ordered = sorted(self._roles, key=lambda role: -role.nights)
        for index, role in enumerate(ordered):
            arrived = from_local(
                self._today - timedelta(days=role.nights), 21 if role.nights else 1, 40
            )
            self._clock.set(min(arrived, from_local(self._today, 6)))
            with self._write(
                "stay.admit", f"indskrivning af {role.first} {role.last}".strip()
            ) as unit:
                stay = resident.stay(unit.session, role, places[role.room], arrived)
                unit.about(stay.person_id)
                unit.commit()
            if self._wish.letters:
                office.paperwork(role, stay)
            progress.report(index + 1, len(ordered), "Beboere i huset")
        self._house_log()
        money = MoneyBook(self._house, self._services, self._clock, self._today)
        money.write(papers=self._wish.letters)
        self._clock.set(self._now)
        Happenings(self._house, self._clock, self._today, self._workers).write()
        DayBook(self._house, self._clock, self._today, self._workers).write()
        if self._wish.letters:
            Papers(self._house, self._clock, self._today, self._workers).write()

    def made(self, folder: DataFolder) -> Made:
        """Count what was made."""
        with self._house.database.read() as session:
            staff = session.scalars(select(tables.Staff)).all()
            return Made(
                folder=folder,
                passphrase=PASSPHRASE,
                people=tuple((f"{s.first_name} {s.last_name}", s.role) for s in staff),
                persons=_count(session, tables.Person),
                present=len(self._roles),
                stays=_count(session, tables.Stay),
                notes=_count(session, tables.Note),
                letters=_count(session, tables.Letter),
            )

    def _all_roles(self) -> list[Role]:
        """The cast and enough others to use 38 of 42 places; the notice due today is placed by the law."""
        taken = {role.room for role in cast.ROLES}
        empty = {*cast.FREE_ROOMS, cast.DIRTY_ROOM, cast.CLOSED_ROOM[0]}
        free = [str(n) for _, first, last in furnish.FLOORS for n in range(first, last + 1)]
        free = [number for number in free if number not in taken | empty]
        roles = [self._due_today(role) if role.first == "Samira" else role for role in cast.ROLES]
        return roles + present.fillers(self._random, len(free), free, self._today)

    def _due_today(self, role: Role) -> Role:
        """Decided so many days ago that the working target of the notice is today, if a day fits."""
        book = shipped_book()
        for back in range(2, 7):
            decided = self._today - timedelta(days=back)
            days = book.select("notice_days_admission", decided).number
            if legal_date(decided, days).target == self._today:
                return replace(role, nights=back)
        return role

    def _nights(self, opened: date) -> Iterator[Night]:
        arrivals = {
            role.room: self._today - timedelta(days=role.nights + 2) for role in self._roles
        }
        arrivals |= {room: self._back(first + 2) for _, room, first, _, _ in cast.REMEMBERED}
        mean = self._mean_nights(opened)
        with self._house.database.read() as session:
            places = present.place_of_room(session)
        for room, place_id in places.items():
            until = arrivals.get(room, self._today - timedelta(days=3))
            yield from history.plan_place(self._random, place_id, opened, until, mean)

    def _former_stays(self) -> int | None:
        """How many stays are over, where the wish says it; else as many as there is room for."""
        if self._wish.stays is not None:
            return max(0, self._wish.stays - len(self._roles))
        if self._wish.residents is not None:
            return max(0, round((self._wish.residents - len(self._roles)) / (1 - RETURNING)))
        return None

    def _persons_a_stay(self) -> float | None:
        if self._wish.stays is None or self._wish.residents is None:
            return None
        return self._wish.residents / self._wish.stays

    def _mean_nights(self, opened: date) -> float:
        """Shorter stays when more of them are asked for than 42 places give."""
        stays = self._former_stays()
        if stays is None:
            return _MEAN_NIGHTS
        days = (self._today - opened).days
        # Between two stays a place is empty for some days.
        return min(_MEAN_NIGHTS, max(1.0, 0.9 * 42 * days / max(1, stays) - _EMPTY_NIGHTS))

    def _remembered(self) -> None:
        """Three stays somebody would ask for: an overcrowded night, a namesake, a bortvisning."""
        with self._house.database.read() as session:
            places = present.place_of_room(session)
            room_id = session.scalars(
                select(tables.Room.id).where(tables.Room.number == "20")
            ).one()
        winter = self._today - timedelta(days=200)
        self._clock.set(from_local(winter, 23))
        with self._write("demo.overcrowded", "ekstra plads for en nat") as unit:
            place = tables.Place(
                id=new_id(),
                room_id=room_id,
                label="ekstra",
                extra=True,
                active_from=winter,
                active_to=winter + timedelta(days=1),
            )
            unit.session.add(place)
            self._historian.stay(unit.session, Night(place.id, winter, winter + timedelta(days=1)))
            self._historian.write_notes(unit.session)
            unit.commit()
        for who, room, first, last, end in cast.REMEMBERED:
            night = Night(places[room], self._back(first), self._back(last))
            self._clock.set(from_local(night.ends, 11))
            with self._write("demo.history", "tidligere ophold") as unit:
                self._historian.stay(unit.session, night, who, end)
                self._historian.write_notes(unit.session)
                unit.commit()

    def _recent_stays(self) -> list[tables.Stay]:
        """Stays that ended so lately that the start page would still ask for their notices."""
        since = from_local(self._back(91), 0)
        with self._house.database.read() as session:
            return list(
                session.scalars(
                    select(tables.Stay)
                    .where(tables.Stay.ended_at >= since)
                    .order_by(tables.Stay.ended_at)
                )
            )

    def _back(self, days: int) -> date:
        return self._today - timedelta(days=days)

    def _house_log(self) -> None:
        """Notes about the house itself, and the rooms that cannot be used."""
        self._clock.set(from_local(self._today, 5))
        with self._write("demo.house_log", "dagbog") as unit:
            furnish_rooms(
                unit.session,
                self._today,
                self._leader.staff_id,
                closed=cast.CLOSED_ROOM,
                dirty=cast.DIRTY_ROOM,
                kept=cast.FREE_ROOMS[0],
            )
            # The house draws its next journal number after the last one of the demo.
            for year, last in self._historian.numbers.items():
                unit.session.merge(tables.Counter(name=f"case-{year}", value=last))
            unit.commit()

    def _write(self, kind: str, label: str) -> AbstractContextManager[UnitOfWork]:
        # What happened in the night that has just been was done by who was on duty.
        tonight = local_date(self._clock.now()) == self._today
        actor_id = self._workers["AD"] if tonight else self._leader.staff_id
        return self._house.database.write(
            kind, label, actor_id=actor_id, at=self._clock.now(), undoable=False
        )


def _count(session: Session, table: type[Base]) -> int:
    return int(session.scalar(select(func.count()).select_from(table)) or 0)


def facts_of_house() -> HouseFacts:
    """The house as its first leader names it on the first day."""
    return HouseFacts(
        version=0,
        name=furnish.HOUSE_NAME,
        street="",
        postcode_city="",
        phone="",
        email="",
        secure_mail="",
        leader_name="",
        leader_phone="",
        data_protection_contact="",
        own_municipality_code="",
        unknown_municipality_code="",
        recovery_sheet_place="",
    )


def first_leader() -> StaffCommand:
    """Whoever makes the house."""
    leader = furnish.LEADER
    return StaffCommand(
        leader.first_name,
        leader.last_name,
        leader.initials,
        leader.role,
        PASSPHRASE,
        title=leader.title,
    )


def summary(made: Made) -> Sequence[str]:
    """Lines for the terminal: what was made and how to log in."""
    roles = {"leader": "leder", "staff": "medarbejder", "temp": "vikar"}
    return (
        f"Demohuset {furnish.HOUSE_NAME} er lavet. Alle personer er opdigtede.",
        f"  {made.persons} personer, {made.stays} ophold, {made.notes} notater, {made.letters} breve",
        f"  {made.present} bor i huset nu",
        "",
        "Log ind som",
        *(f"  {name} ({roles[role]})" for name, role in made.people),
        f"Adgangssætning til alle: {made.passphrase}",
    )
