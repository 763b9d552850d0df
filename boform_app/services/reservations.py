"""Reserved places (*reserveret*): made, moved, came, did not come, given up; they say so and forbid nothing."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.clock import local_time
from boform_app.errors import Problem, ValidationFailed
from boform_app.services import _families, _reservations, _rooms
from boform_app.services._sight import SightService
from boform_app.services._texts import LONGEST_LINE, text_problems
from boform_app.services.views.rooms import ReservationView, ReserveCommand
from models import tables
from models.values import dates
from models.values.changes import Changes


class ReservationsService(SightService):
    """Whoever admits may keep a place; an admission takes the reservation over."""

    def holding(self, until: date | None = None) -> tuple[ReservationView, ...]:
        """Reservations that hold, the first to come first; those up to a day where one is given."""
        self._require("see_residents")
        with self._read() as session:
            found = _reservations.holding(session, self._closed)
        return tuple(one for one in found if until is None or one.expected_on <= until)

    def reserve(self, command: ReserveCommand) -> Changes:
        """Keep a place for somebody; a place may be kept for two, which is said where it is shown.

        Raises:
            ValidationFailed: ``required`` at ``for_whom``, ``in_the_past`` at ``expected_on``, an
                unreadable time, or a place that is not there.
        """
        self._require("admit")
        with self._write("reservation.make", "reservation") as unit:
            session = unit.session
            self._check(session, command)
            place = self._get(session, tables.Place, command.place_id)
            name = command.for_whom.strip()
            if command.waiting_id is not None:
                waiting = self._get(session, tables.Waiting, command.waiting_id)
                name = name or waiting.name
            session.add(
                tables.Reservation(
                    place_id=place.id,
                    expected_on=command.expected_on,
                    expected_time=self._time(command.expected_time),
                    person_id=command.person_id,
                    for_whom=name,
                    from_whom=command.from_whom.strip(),
                    waiting_id=command.waiting_id,
                    made_at=self._house.clock.now(),
                    made_by_id=self._actor.staff_id,
                )
            )
            unit.relabel(f"reservation af vær. {self._label(session, place.id)}")
            return unit.commit()

    def move(self, reservation_id: UUID, place_id: UUID) -> Changes:
        """Keep another place instead, for the same person and the same day.

        Raises:
            ValidationFailed: ``place_taken`` with who gave it away, ``place_closed``, ``kept_here``
                or ``ended_already``.
        """
        self._require("admit")
        with self._write("reservation.move", "flytning af reservation") as unit:
            session = unit.session
            row = self._get(session, tables.Reservation, reservation_id)
            self._check_move(session, row, place_id)
            old, row.place_id = row.place_id, place_id
            labels = [self._label(session, one) for one in (old, place_id)]
            unit.relabel("reservationen på vær. {} er flyttet til vær. {}".format(*labels))
            return unit.commit()

    def did_not_come(self, reservation_id: UUID) -> Changes:
        """Nobody came; the place is free again."""
        return self._close(reservation_id, "did_not_come", "kom ikke")

    def give_up(self, reservation_id: UUID) -> Changes:
        """The place is not kept any more."""
        return self._close(reservation_id, "given_up", "opgivet")

    def _close(self, reservation_id: UUID, outcome: str, words: str) -> Changes:
        self._require("admit")
        with self._write("reservation.end", "reservation slut") as unit:
            row = self._get(unit.session, tables.Reservation, reservation_id)
            if row.outcome:
                raise ValidationFailed(Problem("", "ended_already"))
            row.outcome, row.ended_on = outcome, self._house.clock.today()
            label = self._label(unit.session, row.place_id)
            unit.relabel(f"reservation af vær. {label}: {words}")
            return unit.commit()

    def _check_move(self, session: Session, row: tables.Reservation, place_id: UUID) -> None:
        if row.outcome:
            raise ValidationFailed(Problem("", "ended_already"))
        if row.place_id == place_id:
            raise ValidationFailed(Problem("place_id", "kept_here"))
        problem = _rooms.place_problem(session, place_id, self._house.clock.now())
        if problem is not None:
            raise ValidationFailed(problem)

    @staticmethod
    def _label(session: Session, place_id: UUID) -> str:
        place = session.get_one(tables.Place, place_id)
        return _rooms.place_label(session.get_one(tables.Room, place.room_id), place)

    def _check(self, session: Session, command: ReserveCommand) -> None:
        found = [
            *text_problems("for_whom", command.for_whom, LONGEST_LINE),
            *text_problems("from_whom", command.from_whom, LONGEST_LINE),
        ]
        if command.expected_on < self._house.clock.today():
            found.append(Problem("expected_on", "in_the_past"))
        known = command.person_id or command.waiting_id
        if not (known or command.for_whom.strip() or command.from_whom.strip()):
            found.append(Problem("for_whom", "required"))
        if command.person_id is not None:
            person = _families.kept(session, command.person_id)
            if _families.open_stay(session, _families.family(session, person.id)) is not None:
                found.append(Problem("for_whom", "already_in_house"))
        if found:
            raise ValidationFailed(*found)

    def _time(self, typed: str) -> str:
        if not typed.strip():
            return ""
        now: time = local_time(self._house.clock.now()).time()
        found = dates.parse_time(typed, now)
        if found.time is None:
            code = found.problem_code or "not_understood"
            raise ValidationFailed(Problem("expected_time", code))
        return dates.clock(found.time)
