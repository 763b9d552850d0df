"""Admission (*indskrivning*): what is checked, what is asked, and the rows that are made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.clock import local_date, local_time
from boform_app.errors import Problem, ValidationFailed
from boform_app.rules import midnight
from boform_app.services import (
    _duplicates,
    _families,
    _nights,
    _prerequisites,
    _reservations,
    _rooms,
)
from boform_app.services._cpr_facts import CprFacts, close_cpr_tasks, read_cpr
from boform_app.services._stay_checks import (
    MUNICIPALITY_FIELDS,
    day_problems,
    key_problem,
    leaders,
    municipality_problem,
    overlap_problem,
)
from boform_app.services._texts import (
    LONGEST_LINE,
    LONGEST_NAME,
    character_problems,
    plain_lines,
    text_problems,
)
from boform_app.services.views.stays import AdmitCommand
from models import tables
from models.journal import next_number

# These are asked before anything is kept; other questions only stand on the page.
ASKED_FIRST = ("modulus_11", "age_unusual", "cpr_known", "arrival_in_the_future")
NO_ANSWER = {"", "no", "not_asked"}


@dataclass(frozen=True, slots=True)
class Registrar:
    """Who writes the admission down, when, and whether they may decide it themselves."""

    staff_id: UUID
    decides: bool
    now: datetime
    today: date


class Admission:
    """One admission, checked as a whole and then written in one step.

    Args:
        session: The open transaction; the preview passes a reading one and calls no ``write``.
        command: As typed.
        by: Who registers it.
    """

    def __init__(self, session: Session, command: AdmitCommand, by: Registrar) -> None:
        self._session = session
        self._command = command
        self._by = by
        self.person = _families.kept(session, command.person_id) if command.person_id else None
        self.cpr = read_cpr(command.cpr_text, command.no_cpr_reason, by.today)
        self.came_at = command.arrived_at or by.now
        self.day_begins = _nights.until_hour(session, local_date(self.came_at))
        before = midnight.night_before(local_time(self.came_at), self.day_begins)
        self.night_before = before.astimezone(UTC) if before else None
        self.arrived_at = self.came_at
        if command.count_night_before and self.night_before is not None:
            self.arrived_at = self.night_before
        # The decision is made when somebody stands at the door, whichever night is counted.
        self.decided_on = command.decided_on or min(by.today, local_date(self.came_at))
        self._leaders = leaders(session)

    @property
    def today(self) -> date:
        """The local day of the registration."""
        return self._by.today

    @property
    def now(self) -> datetime:
        """The instant of the registration."""
        return self._by.now

    @property
    def name(self) -> str:
        """*Fornavn Efternavn* of who is admitted."""
        if self.person is not None:
            return _families.full_name(self.person)
        return f"{self._command.first_name.strip()} {self._command.last_name.strip()}".strip()

    @property
    def decided_by_id(self) -> UUID | None:
        """The leader who decided: the one named, the registrar, or the first leader."""
        if self._command.decided_by_id is not None:
            return self._command.decided_by_id
        if self._by.decides:
            return self._by.staff_id
        return self._leaders[0].id if self._leaders else None

    @property
    def delegated(self) -> bool:
        """*Efter bemyndigelse*: said so, or nobody named the leader who decided."""
        named = self._command.decided_by_id is not None
        return self._command.delegated or not (self._by.decides or named)

    def check(self) -> None:
        """Say everything that keeps the admission from being written.

        Raises:
            ValidationFailed: Stops, and the questions nobody has answered (fact ``question``).
        """
        problems = [*self._stops(), *self._unanswered()]
        if problems:
            raise ValidationFailed(*problems)

    def questions(self) -> tuple[str, ...]:
        """Codes of what may be right although it looks odd; each can be kept."""
        asked = list(self.cpr.questions)
        if self.cpr.cpr and self._same_number():
            asked.append("cpr_known")
        if local_date(self.came_at) > self._by.today:
            asked.append("arrival_in_the_future")
        if self._municipality_differs():
            asked.append("municipality_differs")
        return tuple(asked)

    def write(self) -> tables.Stay:
        """Make person, stay, place, handleplan, C1 to C12, note and open tasks."""
        person = self._written_person()
        stay = self._written_stay(person)
        self._session.add_all(
            [
                tables.ActionPlan(stay_id=stay.id),
                *self._prerequisites(stay),
                *self._tasks(person, stay),
            ]
        )
        self._take_place(stay)
        _reservations.take_over(
            self._session,
            stay,
            reservation_id=self._command.reservation_id,
            waiting_id=self._command.waiting_id,
            today=self._by.today,
        )
        self._write_note(person)
        self._session.flush()
        return stay

    def _stops(self) -> list[Problem]:
        command, session = self._command, self._session
        found = [
            self._name_problem(),
            *self._text_problems(),
            self.cpr.problem("cpr_text"),
            self._place_problem(),
            self._leader_problem(),
            key_problem("came", "arrival_ways", command.came),
            key_problem("situation_before", "homelessness_situations", command.situation_before),
            *(key_problem("reasons", "admission_reasons", key) for key in command.reasons),
            *(
                municipality_problem(field, getattr(command, field))
                for field in MUNICIPALITY_FIELDS
            ),
            *day_problems(self.decided_on, self.arrived_at, None, self._by.today),
        ]
        if self.person is not None:
            family = _families.family(session, self.person.id)
            found.append(overlap_problem(session, family, self.arrived_at, None))
        return [problem for problem in found if problem is not None]

    def _unanswered(self) -> list[Problem]:
        field = {"arrival_in_the_future": "arrived_at"}
        return [
            Problem(field.get(code, "cpr_text"), code, {"question": True})
            for code in self.questions()
            if code in ASKED_FIRST and code not in self._command.accepted
        ]

    def _name_problem(self) -> Problem | None:
        known = self.person is not None or self._command.first_name.strip()
        return None if known else Problem("first_name", "required")

    def _text_problems(self) -> Iterator[Problem]:
        command = self._command
        for field in ("first_name", "last_name"):
            yield from text_problems(field, getattr(command, field), LONGEST_NAME)
        yield from text_problems("referred_by", command.referred_by, LONGEST_LINE)
        for field in ("reason_text", "acute"):
            yield from text_problems(field, getattr(command, field))
        yield from character_problems("note", command.note)

    def _place_problem(self) -> Problem | None:
        room_id = self._command.extra_place_room_id
        if room_id is None:
            # The night before may still have been somebody else's; the place is free since.
            return _rooms.place_problem(self._session, self._command.place_id, self.came_at)
        room = self._session.get(tables.Room, room_id)
        if room is None:
            return Problem("extra_place_room_id", "unknown_choice")
        if room.state == "closed":
            facts = {"place": room.number, "note": room.state_note}
            return Problem("extra_place_room_id", "place_closed", facts)
        return None

    def _leader_problem(self) -> Problem | None:
        if self.decided_by_id is None:
            return Problem("decided_by_id", "required")
        if self.decided_by_id not in {leader.id for leader in self._leaders}:
            return Problem("decided_by_id", "not_a_leader")
        return None

    def _same_number(self) -> bool:
        """Whether somebody else has this number already."""
        if self.person is not None:
            return False
        text = self.cpr.cpr
        known = _duplicates.similar(self._session, "", "", text, self._by.today)
        return bool(known)

    def _municipality_differs(self) -> bool:
        code = self._command.acting_municipality_code
        if self.person is None or not code:
            return False
        family = _families.family(self._session, self.person.id)
        earlier = [s.acting_municipality_code for s in _families.stays_of(self._session, family)]
        return bool(earlier and earlier[0] and earlier[0] != code)

    def _written_person(self) -> tables.Person:
        """A known person keeps what is known and gets what was missing."""
        person = self.person
        if person is None:
            person = tables.Person(
                first_name=" ".join(self._command.first_name.split()),
                last_name=" ".join(self._command.last_name.split()),
            )
            self.cpr.write_to(person)
            self._session.add(person)
        elif person.cpr_kind == "unknown" or (person.cpr_kind == "none" and self.cpr.cpr):
            self.cpr.write_to(person)
            if self.cpr.kind != "unknown":
                close_cpr_tasks(self._session, person.id, self._by.today, self._by.staff_id)
        self._session.flush()
        return person

    def _written_stay(self, person: tables.Person) -> tables.Stay:
        command, by = self._command, self._by
        year = self.decided_on.year
        decides_alone = by.decides and self.decided_by_id == by.staff_id and not self.delegated
        stay = tables.Stay(
            person_id=person.id,
            case_number=f"{year}-{next_number(self._session, f'case-{year}'):04d}",
            decided_on=self.decided_on,
            decided_by_id=self.decided_by_id,
            delegated=self.delegated,
            confirmed_at=by.now if decides_alone else None,
            confirmed_by_id=by.staff_id if decides_alone else None,
            registered_by_id=by.staff_id,
            registered_at=by.now,
            arrived_at=self.arrived_at,
            came_at=self.came_at if self.arrived_at != self.came_at else None,
            came=command.came,
            referred_by=command.referred_by.strip(),
            reasons=list(command.reasons),
            reason_text=plain_lines(command.reason_text).strip(),
            situation_before=command.situation_before,
            acute=plain_lines(command.acute).strip(),
            **{field: getattr(command, field) for field in MUNICIPALITY_FIELDS},
        )
        self._session.add(stay)
        self._session.flush()
        return stay

    def _take_place(self, stay: tables.Stay) -> None:
        """The place is used as long as the night counts, unless somebody else left it in between."""
        at, place_id = self.arrived_at, self._command.place_id
        if self._command.extra_place_room_id is not None:
            room = self._session.get_one(tables.Room, self._command.extra_place_room_id)
            place_id = _rooms.open_extra_place(self._session, room, at).id
        if place_id is None:
            return
        if _rooms.taken_from(self._session, place_id, at, but=stay.id) is not None:
            at = self.came_at
        _rooms.take_place(self._session, stay.id, place_id, at, by=self._by.staff_id)

    def _prerequisites(self, stay: tables.Stay) -> list[tables.Prerequisite]:
        rows = _prerequisites.new_rows(stay.id, self.decided_on)
        for row in rows:
            if row.code == "C9" and not stay.acting_municipality_code:
                row.status = "missing"
        return rows

    def _tasks(self, person: tables.Person, stay: tables.Stay) -> list[tables.Task]:
        """Only what somebody must find out; what can wait without harm opens no task."""
        return [
            tables.Task(person_id=person.id, stay_id=stay.id, kind=kind, opened_on=self._by.today)
            for kind in open_tasks(person, stay)
        ]

    def _write_note(self, person: tables.Person) -> None:
        text = plain_lines(self._command.note).strip()
        if not text:
            return
        note = tables.Note(
            kind="night",
            text=text,
            author_id=self._by.staff_id,
            written_at=self._by.now,
            happened_at=min(self.came_at, self._by.now),
        )
        self._session.add(note)
        self._session.flush()
        self._session.add(tables.NotePerson(note_id=note.id, person_id=person.id))


def open_tasks(person: tables.Person, stay: tables.Stay) -> list[str]:
    """Kinds of tasks (list ``task_kinds``) that an admission leaves open."""
    missing = {
        "cpr_missing": person.cpr_kind == "unknown",
        "municipality_unknown": not stay.acting_municipality_code,
        "reason": not (stay.reasons or stay.reason_text),
        "data_information": stay.information_given_on is None,
    }
    return [kind for kind, open_ in missing.items() if open_]


def can_wait(command: AdmitCommand, cpr: CprFacts, person: tables.Person | None) -> tuple[str, ...]:
    """Keys of what may be filled in later, in the order of the panel."""
    known = person is not None
    missing = {
        "cpr_missing": cpr.kind == "unknown" and not (person and person.cpr_kind != "unknown"),
        "allergy": not (person and person.allergy_status != "not_asked"),
        "reason": not (command.reasons or command.reason_text.strip()),
        "municipality_unknown": not command.acting_municipality_code,
        "consent": True,
        "key_worker": not (known and person and person.key_worker_id),
        "next_of_kin": not known,
    }
    return tuple(key for key, open_ in missing.items() if open_)
