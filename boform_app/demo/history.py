"""Years of stays that are over: who lived on which place, from when to when, and how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from boform_app.clock import from_local
from boform_app.demo.invent import Invented, invent, sentence
from boform_app.services import _prerequisites
from models import note_words, tables
from models.base import new_id

# Shares as they could be in a house of this size; no share is taken from a real house.
_ENDS = (
    ("own_home", "own_home_public", 34),
    ("moved_own_wish", "family_friends", 22),
    ("did_not_return", "unknown", 18),
    ("residential_offer", "residential_offer", 8),
    ("moved_own_wish", "other_boform", 8),
    ("house_decision_target_group", "private_rent", 4),
    ("expulsion", "street", 3),
    ("own_home", "transitional_home", 2),
    ("deceased", "", 1),
)
_SITUATIONS = (
    ("rough_sleeping", 18), ("night_shelter", 8), ("hostel", 14), ("hotel", 2), ("friends_family", 34),
    ("transitional_dwelling", 5), ("prison_release", 7), ("hospital_discharge", 6), ("other", 6),
)  # fmt: skip
_CAME = (
    ("self", 55),
    ("municipality", 18),
    ("other_boform", 8),
    ("hospital", 8),
    ("outreach", 6),
    ("prison_probation", 5),
)
_MUNICIPALITIES = (("0730", 40), ("0851", 24), ("0751", 20), ("0791", 8), ("0710", 4), ("0101", 4))
_REASONS = (
    ("no_dwelling", 60),
    ("break_up", 12),
    ("cannot_stay_with_others", 16),
    ("eviction", 8),
    ("violence_threats", 4),
)
_KINDS = (("day", 50), ("night", 20), ("conversation", 18), ("health", 6), ("agreement", 6))
# Nobody comes back sooner, so that each letter belongs to the person's latest stay.
_AWAY_DAYS = 120
RETURNING = 0.25
"""Share of the stays of somebody who has lived here before, where nothing else is asked for."""


def weighted(random: Random, choices: tuple[tuple[str, int], ...]) -> str:
    """Draw a key by its weight."""
    return random.choices([key for key, _ in choices], [weight for _, weight in choices])[0]


@dataclass(frozen=True, slots=True)
class Crew:
    """Ids that every record needs."""

    leader_id: UUID
    staff_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Night:
    """One planned stay on one place (local dates)."""

    place_id: UUID
    starts: date
    ends: date


def plan_place(
    random: Random, place_id: UUID, since: date, until: date, mean: float
) -> Iterator[Night]:
    """Stays on one place, one after the other, all over before ``until``."""
    day = since + timedelta(days=random.randint(0, 20))
    while True:
        nights = max(1, min(400, round(random.lognormvariate(0, 0.9) * mean * 0.67)))
        ends = day + timedelta(days=nights)
        if ends >= until:
            return
        yield Night(place_id, day, ends)
        day = ends + timedelta(days=random.randint(0, 5))


def case_number(year: int, number: int) -> str:
    """The house's journal number: year and a running number."""
    return f"{year}-{number:04d}"


class Historian:
    """Writes persons and ended stays into an open session, without a database round trip each.

    Notes are collected and written by ``write_notes``: past the mapper and its journal, for a house
    of twenty years has a million of them.
    """

    def __init__(
        self, random: Random, crew: Crew, today: date, *,
        persons_a_stay: float | None = None, notes_a_stay: float | None = None,
    ) -> None:  # fmt: skip
        """Begin with nobody.

        Args:
            random: Where everything is drawn from.
            crew: Who wrote it.
            today: The house's own day.
            persons_a_stay: Different persons for each stay (0 to 1), kept to as the stays go on;
                drawn by ``RETURNING`` when left out.
            notes_a_stay: Notes of each stay; by its length when left out.
        """
        self._random = random
        self._crew = crew
        self._today = today
        self._persons_a_stay, self._notes_a_stay = persons_a_stay, notes_a_stay
        self._stays = 0
        self._written: list[_Written] = []
        self._moment = count()
        self._known: list[tuple[UUID, Invented, date]] = []
        self._numbers: dict[int, int] = {}

    @property
    def numbers(self) -> dict[int, int]:
        """Last journal number drawn in each year."""
        return self._numbers

    def next_case_number(self, year: int) -> str:
        """Draw the next journal number of a year."""
        self._numbers[year] = self._numbers.get(year, 0) + 1
        return case_number(year, self._numbers[year])

    def stay(
        self, session: Session, night: Night, who: Invented | None = None, end: str = ""
    ) -> tables.Stay:
        """One ended stay with its place, prerequisites, plan and notes.

        Args:
            session: Open, inside a unit of work.
            night: Where and when.
            who: Somebody in particular; drawn when left out.
            end: A kind of end in particular.
        """
        person_id, invented = (
            self._new(session, who, night) if who else self._somebody(session, night)
        )
        self._stays += 1
        kind, destination = self._end(end)
        stay = self._row(person_id, night, kind, destination)
        session.add(stay)
        session.add(
            tables.PlacePeriod(
                id=new_id(),
                stay_id=stay.id,
                place_id=night.place_id,
                starts_at=stay.arrived_at,
                ends_at=stay.ended_at,
            )
        )
        session.add_all(_prerequisites.new_rows(stay.id, night.starts))
        session.add(self._plan(stay.id, night))
        self._notes(person_id, invented, night)
        return stay

    def _somebody(self, session: Session, night: Night) -> tuple[UUID, Invented]:
        """Some stays are of somebody who has lived here before and is not here now."""
        if self._known and self._comes_back():
            index = self._random.randrange(len(self._known))
            person_id, invented, left = self._known[index]
            if left < night.starts - timedelta(days=_AWAY_DAYS):
                self._known[index] = (person_id, invented, night.ends)
                return person_id, invented
        return self._new(session, invent(self._random, self._today), night)

    def _comes_back(self) -> bool:
        if self._persons_a_stay is None:
            return self._random.random() < RETURNING
        return len(self._known) > self._persons_a_stay * self._stays

    def _new(self, session: Session, invented: Invented, night: Night) -> tuple[UUID, Invented]:
        row = person_row(invented, self._random.choice(self._crew.staff_ids))
        session.add(row)
        self._known.append((row.id, invented, night.ends))
        return row.id, invented

    def _end(self, wanted: str) -> tuple[str, str]:
        ends = [end for end in _ENDS if not wanted or end[0] == wanted]
        kind, destination, _ = self._random.choices(ends, [weight for *_, weight in ends])[0]
        return kind, destination

    def _row(self, person_id: UUID, night: Night, kind: str, destination: str) -> tables.Stay:
        decision = kind in {"house_decision_target_group", "expulsion"}
        municipality = weighted(self._random, _MUNICIPALITIES)
        registered = from_local(
            night.starts, self._random.randint(9, 22), self._random.choice((0, 10, 20, 40))
        )
        return tables.Stay(
            id=new_id(),
            person_id=person_id,
            case_number=self.next_case_number(night.starts.year),
            decided_on=night.starts,
            decided_by_id=self._crew.leader_id,
            registered_by_id=self._random.choice(self._crew.staff_ids),
            registered_at=registered,
            arrived_at=registered,
            came=weighted(self._random, _CAME),
            reasons=[weighted(self._random, _REASONS)],
            situation_before=weighted(self._random, _SITUATIONS),
            acting_municipality_code=municipality,
            residence_municipality_code=municipality,
            fact_registered_code=municipality,
            information_given_on=night.starts + timedelta(days=1),
            ended_at=from_local(night.ends, 11),
            end_kind=kind,
            destination=destination,
            end_decided_on=night.ends if decision else None,
            end_decided_by_id=self._crew.leader_id if decision else None,
            end_registered_by_id=self._random.choice(self._crew.staff_ids),
            end_reason="Slog en rude i fællesrummet den aften." if kind == "expulsion" else "",
            heard_on=night.ends - timedelta(days=1) if decision else None,
            heard_statement="Vi talte sammen dagen før. Det er skrevet ned med egne ord."
            if decision
            else "",
        )

    def _plan(self, stay_id: UUID, night: Night) -> tables.ActionPlan:
        """The plan came in a little more than one stay of four, as the national slides say (28 %)."""
        plan = tables.ActionPlan(id=new_id(), stay_id=stay_id)
        length = (night.ends - night.starts).days
        if length >= 14:
            plan.status, plan.requested_on = "requested", night.starts + timedelta(days=7)
            if self._random.random() < 0.4 and length >= 40:
                plan.status, plan.received_on = (
                    "received",
                    night.starts + timedelta(days=length * 2 // 3),
                )
        return plan

    def write_notes(self, session: Session) -> None:
        """Write the notes of the stays since the last time, and make their words findable."""
        if not self._written:
            return
        session.flush()
        rows, self._written = self._written, []
        session.execute(insert(tables.Note), [one.note for one in rows])
        session.execute(insert(tables.NotePerson), [one.person for one in rows])
        note_words.add(session.connection(), [(one.note["moment"], one.note["text"]) for one in rows])

    def _notes(self, person_id: UUID, invented: Invented, night: Night) -> None:
        length = (night.ends - night.starts).days
        for _ in range(self._how_many(length)):
            at = datetime.combine(
                night.starts + timedelta(days=self._random.randint(0, length)),
                time(self._random.randint(0, 23), self._random.randint(0, 59)),
                UTC,
            )
            author_id = self._random.choice(self._crew.staff_ids)
            kind, words = drawn(self._random, invented.first_name)
            note_id, moment = new_id(), note_words.moment_of(at, next(self._moment))
            self._written.append(
                _Written(
                    {"id": note_id, "kind": kind, "text": words, "author_id": author_id,
                     "written_at": at, "happened_at": at, "moment": moment, "version": 1},
                    {"id": new_id(), "note_id": note_id, "person_id": person_id, "version": 1},
                )
            )  # fmt: skip

    def _how_many(self, length: int) -> int:
        if self._notes_a_stay is None:
            return min(10, 1 + length // 15)
        whole = int(self._notes_a_stay)
        return whole + (self._random.random() < self._notes_a_stay - whole)


@dataclass(frozen=True, slots=True)
class _Written:
    """The rows of a note."""

    note: dict[str, Any]
    person: dict[str, Any]


def person_row(invented: Invented, key_worker_id: UUID) -> tables.Person:
    """An invented person as a row; the CPR number is impossible for a real one."""
    return tables.Person(
        id=new_id(),
        first_name=invented.first_name,
        last_name=invented.last_name,
        cpr_kind="cpr",
        cpr=invented.cpr,
        birth_date=invented.birth_date,
        nationality=invented.nationality,
        language=invented.language,
        phone=invented.phone,
        key_worker_id=key_worker_id,
        allergy_status="none_known",
    )


def drawn(random: Random, call_name: str, kind: str = "", text: str = "") -> tuple[str, str]:
    """Kind and text of a note, each drawn when it is not given."""
    chosen = kind or weighted(random, _KINDS)
    return chosen, text or sentence(random, chosen, call_name)


def add_note(
    session: Session,
    random: Random,
    person_id: UUID,
    call_name: str,
    *,
    at: datetime,
    author_id: UUID,
    kind: str = "",
    text: str = "",
) -> tables.Note:
    """A finished note about one person; kind and text are drawn when they are not given."""
    kind, text = drawn(random, call_name, kind, text)
    note = tables.Note(
        id=new_id(),
        kind=kind,
        text=text,
        author_id=author_id,
        written_at=at,
        happened_at=at,
        readers=[],
    )
    session.add(note)
    session.add(tables.NotePerson(id=new_id(), note_id=note.id, person_id=person_id))
    return note
