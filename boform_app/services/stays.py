"""Stays (*ophold*): admission, the facts of a stay, and an admission that was a mistake."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import Problem, ValidationFailed
from boform_app.services import _families, _rooms
from boform_app.services._admission import Admission, Registrar
from boform_app.services._admission_preview import preview, room_of
from boform_app.services._changed import check_version
from boform_app.services._rule_rows import rule_book
from boform_app.services._sight import SightService
from boform_app.services._stay_edit import LABELS, StayEdit, StayFactValue
from boform_app.services._stay_views import stay_views
from boform_app.services._texts import LONGEST, required_problems
from boform_app.services.moves import MovesService
from boform_app.services.views.rooms import NearView
from boform_app.services.views.stays import AdmitCommand, AdmitPreview, StayView
from models import tables
from models.errors import ConstraintViolated
from models.values.changes import Changes


class StaysService(SightService):
    """From the leader's decision on admission to the facts the municipality asks for."""

    def for_person(self, person_id: UUID) -> tuple[StayView, ...]:
        """Stays that count, of all records joined into this person, newest first.

        Those that came from another Boform stand behind our own (``other_house``).

        Raises:
            ReasonNeeded: A protected resident that is not open.
            NotAllowed: The actor sees present residents only.
        """
        with self._read() as session:
            person = self._opened(session, person_id)
            family = _families.family(session, person.id)
            stays = _families.stays_of(session, family)
            stays += _families.stays_elsewhere(session, family)
            return stay_views(session, stays, self._house.clock.today())

    def get(self, stay_id: UUID) -> StayView:
        """One stay, also an annulled one.

        Raises:
            NotFound: There is no such stay.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            stay = self._get(session, tables.Stay, stay_id)
            self._opened(session, stay.person_id)
            return stay_views(session, [stay], self._house.clock.today())[0]

    def preview_admission(self, command: AdmitCommand) -> AdmitPreview:
        """What will happen, while the form is filled in; refuses nothing."""
        by = self._registrar()
        with self._read() as session:
            admission = Admission(session, command, by)
            room_id = room_of(session, command)
            near = () if room_id is None else self._near(command.person_id, room_id)
            return preview(
                session, command, admission, rule_book(session), near=near, closed=self._closed
            )

    def admit(self, command: AdmitCommand) -> Changes:
        """Admit: person, stay, place, handleplan, C1 to C12, note and open tasks in one step.

        Raises:
            ValidationFailed: Every problem at its field; one with the fact ``question`` is kept
                when its code is among ``command.accepted``.
            NotAllowed: The role does not admit.
        """
        by = self._registrar()
        try:
            with self._write("stay.admit", "indskrivning") as unit:
                admission = Admission(unit.session, command, by)
                admission.check()
                unit.relabel(f"indskrivning af {admission.name}")
                stay = admission.write()
                unit.about(stay.person_id)
                return unit.commit()
        except ConstraintViolated as refused:
            raise ValidationFailed(Problem("arrived_at", "already_here")) from refused

    def set_fact(self, stay_id: UUID, version: int, field: str, value: StayFactValue) -> Changes:
        """Change one fact of the stay as one named step.

        Raises:
            ValidationFailed: A problem at the field.
            Conflict: Somebody changed the stay meanwhile.
            NotAllowed: The role does not change Stamdata.
        """
        self._require("edit_master_data")
        if field not in LABELS:
            raise ValidationFailed(Problem(field, "unknown_choice"))
        with self._write("stay.set_fact", LABELS[field]) as unit:
            stay = self._get(unit.session, tables.Stay, stay_id)
            person = self._opened(unit.session, stay.person_id)
            _families.check_here(stay)
            check_version(unit.session, stay, version)
            unit.relabel(f"{LABELS[field]} for {_families.full_name(person)}")
            today = self._house.clock.today()
            StayEdit(unit.session, stay, today, self._actor.staff_id).write(field, value)
            unit.about(stay.person_id)
            return unit.commit()

    def confirm(self, stay_id: UUID) -> Changes:
        """The leader confirms an admission that somebody else registered.

        Raises:
            NotAllowed: Only a leader confirms.
            ValidationFailed: ``confirmed_already`` or ``annulled_already``.
        """
        self._require("confirm_admission")
        with self._write("stay.confirm", "bekræftet indskrivning") as unit:
            stay = self._get(unit.session, tables.Stay, stay_id)
            _families.check_here(stay)
            if stay.annulled_at is not None:
                raise ValidationFailed(Problem("", "annulled_already"))
            if stay.confirmed_at is not None:
                raise ValidationFailed(Problem("", "confirmed_already"))
            stay.confirmed_at = self._house.clock.now()
            stay.confirmed_by_id = self._actor.staff_id
            unit.relabel(f"bekræftet indskrivning af {self._name(unit.session, stay)}")
            unit.about(stay.person_id)
            return unit.commit()

    def annul(self, stay_id: UUID, reason: str) -> Changes:
        """Annul an admission that was a mistake: it never counted, and both lines stay.

        Raises:
            NotAllowed: The role proposes and does not decide.
            ValidationFailed: ``required`` at the reason, or ``annulled_already``.
        """
        if self._require("annul") != "yes":
            self._refuse("annul")
        with self._write("stay.annul", "annulleret indskrivning", undoable=False) as unit:
            stay = self._get(unit.session, tables.Stay, stay_id)
            _families.check_here(stay)
            if stay.annulled_at is not None:
                raise ValidationFailed(Problem("", "annulled_already"))
            if problems := tuple(required_problems("reason", reason, LONGEST)):
                raise ValidationFailed(*problems)
            self._undo_effects(unit.session, stay)
            stay.annulled_at = self._house.clock.now()
            stay.annulled_by_id = self._actor.staff_id
            stay.annulled_reason = reason.strip()
            unit.relabel(f"annulleret indskrivning af {self._name(unit.session, stay)}")
            unit.about(stay.person_id)
            return unit.commit()

    def _undo_effects(self, session: Session, stay: tables.Stay) -> None:
        """The place is free again, and nothing of the stay waits any more."""
        today = self._house.clock.today()
        place = _rooms.current_places(session, [stay.id]).get(stay.id)
        if place is not None:
            now = self._house.clock.now()
            _rooms.leave_place(session, place[0], max(now, place[0].starts_at))
        open_tasks = session.scalars(
            select(tables.Task).where(tables.Task.stay_id == stay.id, tables.Task.done_on.is_(None))
        )
        for task in open_tasks:
            task.done_on, task.done_by_id = today, self._actor.staff_id

    def _near(self, person_id: UUID | None, room_id: UUID) -> tuple[NearView, ...]:
        return MovesService(self._house, self._actor).near(person_id, room_id)

    def _registrar(self) -> Registrar:
        decides = self._require("admit") == "yes"
        clock = self._house.clock
        return Registrar(self._actor.staff_id, decides, clock.now(), clock.today())

    @staticmethod
    def _name(session: Session, stay: tables.Stay) -> str:
        return _families.full_name(_families.kept(session, stay.person_id))
