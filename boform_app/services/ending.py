"""The end of a stay: planned, registered, and annulled with a reason when it was a mistake."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date, local_time
from boform_app.errors import Problem, ValidationFailed
from boform_app.rules.discharge import Branch, EndKind, end_kind
from boform_app.services import _end_preview, _families, _rooms
from boform_app.services._changed import check_version
from boform_app.services._end_checks import end_problems
from boform_app.services._rule_rows import rule_book
from boform_app.services._sight import SightService
from boform_app.services._stay_checks import overlap_problem
from boform_app.services.views.stays import EndPreview, EndStayCommand
from models import tables
from models.values import dates
from models.values.changes import Changes
from models.values.lists import load_list

_END_FACTS = (
    "end_kind", "destination", "destination_text", "new_address", "end_reason", "end_situation",
    "heard_statement", "not_heard_reason",
)  # fmt: skip


class EndingService(SightService):
    """Afslut ophold; the two decisions of the house are the leader's (§ 110, stk. 4)."""

    def preview(self, stay_id: UUID, kind: str, branch: Branch, ended_at: datetime) -> EndPreview:
        """Conditions, alarm, appeal and notice as they would stand; writes nothing.

        Args:
            stay_id: The stay.
            kind: Key of ``stay_end_kinds``, "" while nothing is chosen.
            branch: Own home or residential offer (§ 107/§ 108).
            ended_at: The moment of the move.
        """
        with self._read() as session:
            stay = self._get(session, tables.Stay, stay_id)
            self._opened(session, stay.person_id)
            _known_kind(kind or "moved_own_wish")
            leads = self._extent("decide_discharge") == "yes"
            book = rule_book(session)
            return _end_preview.preview(
                session,
                stay,
                kind_key=kind,
                branch=branch,
                ended_at=ended_at,
                book=book,
                leads=leads,
            )

    def plan_end(self, stay_id: UUID, version: int, day: date | None, at: str = "") -> Changes:
        """Plan the day of the move, and the time as typed; None takes the plan away.

        Raises:
            ValidationFailed: ``end_before_start`` or an unreadable time.
            Conflict: Somebody changed the stay meanwhile.
        """
        self._require("end_stay")
        with self._write("stay.plan_end", "planlagt flytning") as unit:
            stay = self._live(unit.session, stay_id, version)
            if day is not None and day < local_date(stay.arrived_at):
                facts = {"arrived_on": local_date(stay.arrived_at)}
                raise ValidationFailed(Problem("day", "end_before_start", facts))
            stay.planned_end_on = day
            stay.planned_end_time = self._time(at) if day else ""
            what = "planlagt" if day else "aflyst"
            unit.relabel(f"{what} flytning for {self._name(unit.session, stay)}")
            unit.about(stay.person_id)
            return unit.commit()

    def check(self, command: EndStayCommand) -> tuple[Problem, ...]:
        """What would keep the stay from ending like this; asked before the confirmation."""
        _known_kind(command.kind)
        with self._read() as session:
            stay = self._get(session, tables.Stay, command.stay_id)
            self._opened(session, stay.person_id)
            kind = end_kind(command.kind, local_date(command.ended_at), rule_book(session))
            decider = command.decided_by_id or self._actor.staff_id
            today = self._house.clock.today()
            problems = end_problems(
                session, stay, command, kind, decided_by_id=decider, today=today
            )
        return tuple(problems)

    def end(self, command: EndStayCommand) -> Changes:
        """End the stay: the place is freed, absences end, the notice becomes due.

        Raises:
            NotAllowed: The role may not end a stay, or not decide for the house.
            ValidationFailed: Every problem at its field.
            Conflict: Somebody changed the stay meanwhile.
        """
        with self._read() as session:
            book = rule_book(session)
        _known_kind(command.kind)
        kind = end_kind(command.kind, local_date(command.ended_at), book)
        self._require_for(kind)
        with self._write("stay.end", "afslutning af ophold", undoable=False) as unit:
            stay = self._live(unit.session, command.stay_id, command.version)
            decider = command.decided_by_id or self._actor.staff_id
            today = self._house.clock.today()
            problems = end_problems(
                unit.session, stay, command, kind, decided_by_id=decider, today=today
            )
            if problems:
                raise ValidationFailed(*problems)
            self._register(stay, command, kind, decider)
            self._leave(unit.session, stay, command.ended_at)
            unit.relabel(f"afslutning af ophold for {self._name(unit.session, stay)}")
            unit.about(stay.person_id)
            return unit.commit()

    def annul_end(self, stay_id: UUID, reason: str) -> Changes:
        """The stay did not end after all: the resident has the place again; both lines stay.

        Raises:
            NotAllowed: The role proposes and does not decide.
            ValidationFailed: ``required`` at the reason, ``not_ended``, ``place_taken`` when somebody
                else lives there now, ``already_here`` when the person has come again.
        """
        if self._require("annul") != "yes":
            self._refuse("annul")
        with self._write("stay.annul_end", "annulleret afslutning", undoable=False) as unit:
            stay = self._get(unit.session, tables.Stay, stay_id)
            _families.check_here(stay)
            if stay.ended_at is None or stay.annulled_at is not None:
                raise ValidationFailed(Problem("", "not_ended"))
            if not reason.strip():
                raise ValidationFailed(Problem("reason", "required"))
            self._return(unit.session, stay, stay.ended_at)
            self._forget_end(stay)
            name = self._name(unit.session, stay)
            unit.relabel(f"annulleret afslutning for {name}: {reason.strip()}")
            unit.about(stay.person_id)
            return unit.commit()

    def _require_for(self, kind: EndKind) -> None:
        """The two decisions of the house are a leader's; others may prepare them."""
        permission = "decide_discharge" if kind.is_house_decision else "end_stay"
        if self._require(permission) != "yes":
            self._refuse(permission)

    def _live(self, session: Session, stay_id: UUID, version: int) -> tables.Stay:
        stay = self._get(session, tables.Stay, stay_id)
        self._opened(session, stay.person_id)
        if stay.annulled_at is not None:
            raise ValidationFailed(Problem("", "annulled_already"))
        if stay.ended_at is not None:
            facts = {"ended_on": local_date(stay.ended_at)}
            raise ValidationFailed(Problem("", "ended_already", facts))
        check_version(session, stay, version)
        return stay

    def _time(self, typed: str) -> str:
        """Read "11", "1100" or "kl. 11" as ``11.00``; "" stays when it is not known."""
        if not typed.strip():
            return ""
        now: time = local_time(self._house.clock.now()).time()
        found = dates.parse_time(typed, now)
        if found.time is None:
            raise ValidationFailed(Problem("at", found.problem_code or "not_understood"))
        return dates.clock(found.time)

    def _register(
        self, stay: tables.Stay, command: EndStayCommand, kind: EndKind, decider: UUID
    ) -> None:
        stay.ended_at = command.ended_at
        stay.end_kind = command.kind
        stay.destination = command.destination if kind.needs_destination else ""
        stay.destination_text = command.destination_text.strip()
        stay.new_address = command.new_address.strip()
        stay.end_reason = command.reason.strip()
        stay.end_situation = command.situation
        stay.end_registered_by_id = self._actor.staff_id
        if kind.is_house_decision:
            stay.end_decided_on = command.decided_on or local_date(command.ended_at)
            stay.end_decided_by_id = decider
            stay.heard_on = command.heard_on
            stay.heard_statement = command.heard_statement.strip()
            stay.not_heard_reason = command.not_heard_reason.strip()
        elif kind.decided_by == "municipality":
            # The resident's four weeks to appeal it are counted from here.
            stay.end_decided_on = command.decided_on

    @staticmethod
    def _leave(session: Session, stay: tables.Stay, ended_at: datetime) -> None:
        place = _rooms.current_places(session, [stay.id]).get(stay.id)
        if place is not None:
            _rooms.leave_place(session, place[0], ended_at)
        last_night = local_date(ended_at) - timedelta(days=1)
        away = select(tables.Absence).where(
            tables.Absence.stay_id == stay.id,
            tables.Absence.to_night.is_(None) | (tables.Absence.to_night > last_night),
        )
        for absence in session.scalars(away):
            absence.to_night = max(last_night, absence.from_night)

    @staticmethod
    def _return(session: Session, stay: tables.Stay, ended_at: datetime) -> None:
        family = _families.family(session, stay.person_id)
        last = session.scalars(
            select(tables.PlacePeriod)
            .where(tables.PlacePeriod.stay_id == stay.id)
            .order_by(tables.PlacePeriod.starts_at.desc())
        ).first()
        place_id = last.place_id if last else None
        problems = (
            overlap_problem(session, family, stay.arrived_at, None, but=stay.id),
            _rooms.place_problem(session, place_id, ended_at, but=stay.id),
        )
        found = [problem for problem in problems if problem is not None]
        if found:
            raise ValidationFailed(*found)
        if last is not None:
            last.ends_at = None
            _rooms.use_again(session, last.place_id, ended_at)

    @staticmethod
    def _forget_end(stay: tables.Stay) -> None:
        """What the end said stands in the journal, not on a stay that goes on."""
        for name in _END_FACTS:
            setattr(stay, name, "")
        stay.ended_at = stay.end_decided_on = stay.heard_on = None
        stay.end_decided_by_id = stay.end_registered_by_id = None

    @staticmethod
    def _name(session: Session, stay: tables.Stay) -> str:
        return _families.full_name(_families.kept(session, stay.person_id))


def _known_kind(key: str) -> None:
    if key not in {row.key for row in load_list("stay_end_kinds")}:
        raise ValidationFailed(Problem("kind", "required" if not key else "unknown_choice"))
