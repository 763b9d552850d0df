"""Expulsions (*bortvisning, karantæne*): proposed by staff, decided by the leader, lifted again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import Problem, ValidationFailed
from boform_app.services import _families
from boform_app.services._changed import check_version
from boform_app.services._expulsions import open_on
from boform_app.services._house_people import present_rooms, subjects
from boform_app.services._letter_rows import staff_names
from boform_app.services._sight import SightService
from boform_app.services._texts import LONGEST, plain_lines, required_problems
from boform_app.services.views.incidents import ExpulsionCommand, ExpulsionView
from models import tables
from models.values.changes import Changes
from models.values.lists import load_list

MOST = 200


class ExpulsionsService(SightService):
    """Who may not be here, since when, until when, and what it stops."""

    def rows(self, *, over: bool = False) -> tuple[ExpulsionView, ...]:
        """Proposals first, then what holds, the newest first; with ``over`` also what has passed."""
        self._require("see_residents")
        query = select(tables.Expulsion)
        if not over:
            query = query.where(open_on(self._house.clock.today()))
        with self._read() as session:
            rows = session.scalars(
                query.order_by(tables.Expulsion.from_on.desc(), tables.Expulsion.id.desc()).limit(
                    MOST
                )
            )
            found = self._views(session, rows.all())
        order = {"proposed": 0, "decided": 1}
        return tuple(sorted(found, key=lambda one: order.get(one.state, 2)))

    def of_person(self, person_id: UUID) -> tuple[ExpulsionView, ...]:
        """Proposals and decisions that hold or come for one person, the newest first.

        Raises:
            ReasonNeeded: A protected person that is not open.
        """
        with self._read() as session:
            person = self._opened(session, person_id)
            query = select(tables.Expulsion).where(
                tables.Expulsion.person_id.in_(_families.family(session, person.id)),
                open_on(self._house.clock.today()),
            )
            rows = session.scalars(
                query.order_by(tables.Expulsion.from_on.desc(), tables.Expulsion.id.desc())
            ).all()
            return self._views(session, rows)

    def propose(self, command: ExpulsionCommand) -> Changes:
        """Write a proposal, or change one that is not decided (``id``).

        Raises:
            Conflict: Somebody changed it since it was read.
            NotAllowed: The role prepares no decisions.
            ReasonNeeded: A protected person that is not open.
            ValidationFailed: ``required`` at ``reason`` or ``stops``, ``too_long`` or
                ``nul_character`` at ``reason``, ``unknown_choice`` at ``stops``,
                ``end_before_start`` at ``until_on``, ``decided_already``.
        """
        self._require("decide_discharge")
        if problems := tuple(_problems(command)):
            raise ValidationFailed(*problems)
        with self._write("expulsion.propose", "forslag om bortvisning") as unit:
            session = unit.session
            person = self._opened(session, command.person_id)
            row = self._proposal(session, command, person)
            row.from_on, row.until_on = command.from_on, command.until_on
            row.stops, row.reason = list(command.stops), plain_lines(command.reason).strip()
            unit.relabel(f"forslag om bortvisning af {_families.full_name(person)}")
            unit.about(person.id)
            return unit.commit()

    def decide(self, expulsion_id: UUID, version: int) -> Changes:
        """The leader's decision (§ 110 stk. 4); lifted later, never undone.

        Raises:
            Conflict: Somebody changed it since it was read.
            NotAllowed: Only the leader decides.
            ValidationFailed: ``decided_already``.
        """
        if self._require("decide_discharge") != "yes":
            self._refuse("decide_discharge")
        with self._write("expulsion.decide", "bortvisning", undoable=False) as unit:
            row, person = self._known(unit.session, expulsion_id, version)
            if row.state != "proposed":
                raise ValidationFailed(Problem("", "decided_already"))
            row.state, row.decided_on = "decided", self._house.clock.today()
            row.decided_by_id = self._actor.staff_id
            unit.relabel(f"bortvisning af {_families.full_name(person)}")
            unit.about(person.id)
            return unit.commit()

    def lift(self, expulsion_id: UUID, version: int, reason: str) -> Changes:
        """End it before its last day, or put a proposal away; the reason stays.

        Raises:
            Conflict: Somebody changed it since it was read.
            NotAllowed: Only the leader lifts.
            ValidationFailed: ``required``, ``too_long`` or ``nul_character`` at ``lifted_reason``,
                ``lifted_already``.
        """
        if self._require("decide_discharge") != "yes":
            self._refuse("decide_discharge")
        if problems := tuple(required_problems("lifted_reason", reason, LONGEST)):
            raise ValidationFailed(*problems)
        with self._write("expulsion.lift", "bortvisning ophævet", undoable=False) as unit:
            row, person = self._known(unit.session, expulsion_id, version)
            if row.state == "lifted":
                raise ValidationFailed(Problem("", "lifted_already"))
            what = "bortvisning ophævet" if row.state == "decided" else "forslag lagt væk"
            row.state, row.lifted_on = "lifted", self._house.clock.today()
            row.lifted_reason = plain_lines(reason).strip()
            unit.relabel(f"{what} for {_families.full_name(person)}")
            unit.about(person.id)
            return unit.commit()

    def _proposal(
        self, session: Session, command: ExpulsionCommand, person: tables.Person
    ) -> tables.Expulsion:
        if command.id is not None:
            row, _ = self._known(session, command.id, command.version)
            if row.state != "proposed":
                raise ValidationFailed(Problem("", "decided_already"))
            return row
        stay = _families.open_stay(session, _families.family(session, person.id))
        row = tables.Expulsion(
            person_id=person.id,
            stay_id=stay.id if stay else None,
            proposed_by_id=self._actor.staff_id,
        )
        session.add(row)
        return row

    def _known(
        self, session: Session, expulsion_id: UUID, version: int
    ) -> tuple[tables.Expulsion, tables.Person]:
        row = self._get(session, tables.Expulsion, expulsion_id)
        person = self._opened(session, row.person_id)
        check_version(session, row, version)
        return row, person

    def _views(
        self, session: Session, rows: Sequence[tables.Expulsion]
    ) -> tuple[ExpulsionView, ...]:
        temp = self._extent("see_residents") == "present_only"
        today, here = self._house.clock.today(), present_rooms(session)
        known = subjects(session, [row.person_id for row in rows], self._closed)
        staff = staff_names(
            session, [*(r.proposed_by_id for r in rows), *(r.decided_by_id for r in rows)]
        )
        found = []
        for row in rows:
            who = known[row.person_id]
            # What stops an admission or a visit is known to whoever opens the door.
            if temp and row.state != "decided":
                continue
            hidden = who.closed
            over = row.state == "decided" and row.until_on is not None and row.until_on < today
            found.append(
                ExpulsionView(
                    id=row.id,
                    version=row.version,
                    who=who,
                    state="over" if over else row.state,
                    from_on=row.from_on,
                    until_on=row.until_on,
                    stops=tuple(row.stops),
                    reason="" if hidden or temp else row.reason,
                    proposed_by=staff[row.proposed_by_id],
                    decided_on=row.decided_on,
                    decided_by=staff[row.decided_by_id] if row.decided_by_id else None,
                    lifted_on=row.lifted_on,
                    lifted_reason="" if hidden or temp else row.lifted_reason,
                    living_here=who.person_id in here,
                )
            )
        return tuple(found)


def _problems(command: ExpulsionCommand) -> Iterator[Problem]:
    yield from required_problems("reason", command.reason, LONGEST)
    known = {entry.key for entry in load_list("expulsion_stops")}
    if not command.stops:
        yield Problem("stops", "required")
    elif not known.issuperset(command.stops):
        yield Problem("stops", "unknown_choice")
    if command.until_on is not None and command.until_on < command.from_on:
        yield Problem("until_on", "end_before_start")
