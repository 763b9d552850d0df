"""The medicine cabinet as a list: what is kept, what was handed out, always seen by two.

It is no prescription and gives no advice: there is no dose, no time and no reminder in it. The second
colleague chooses their own initials at the same screen and gives no code; the first is who is logged
in. The two must be different people, and both stand on every line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import Conflict, Problem, ValidationFailed
from boform_app.services import _families
from boform_app.services._house_people import present_rooms, subjects
from boform_app.services._letter_rows import staff_name, staff_names
from boform_app.services._sight import SightService
from boform_app.services._texts import LONGEST, LONGEST_LINE, required_problems, text_problems
from boform_app.services.views.people import StaffName
from boform_app.services.views.things import (
    MedicineCommand,
    MedicineMoveView,
    MedicineView,
    MoveCommand,
)
from models import tables
from models.values.changes import Changes

MOST = 300
HIGHEST = 100_000
OUTCOMES = ("handed_over", "pharmacy")


class MedicinesService(SightService):
    """In, out and counted; what is left always equals the moves."""

    def rows(
        self, person_id: UUID | None = None, *, ended: bool = False
    ) -> tuple[MedicineView, ...]:
        """What is kept now, by room and label; or what is no more here, the latest first.

        Raises:
            ReasonNeeded: A protected person that is not open.
        """
        self._require("house_things")
        query = select(tables.Medicine)
        if ended:
            query = query.where(tables.Medicine.ended_at.is_not(None))
            query = query.order_by(tables.Medicine.ended_at.desc())
        else:
            query = query.where(tables.Medicine.ended_at.is_(None)).order_by(tables.Medicine.id)
        with self._read() as session:
            if person_id is not None:
                person = self._opened(session, person_id)
                family = _families.family(session, person.id)
                query = query.where(tables.Medicine.person_id.in_(family))
            return self._views(session, session.scalars(query.limit(MOST)).all())

    def moves(self, medicine_id: UUID) -> tuple[MedicineMoveView, ...]:
        """Every line of one medicine, the latest first.

        Raises:
            ReasonNeeded: A protected person that is not open.
        """
        self._require("house_things")
        with self._read() as session:
            row = self._get(session, tables.Medicine, medicine_id)
            self._opened(session, row.person_id)
            lines = _lines(session, [row.id])
            return _move_views(session, lines)

    def colleagues(self) -> tuple[StaffName, ...]:
        """Who can be the second: everybody who works here but who is logged in."""
        query = select(tables.Staff).where(
            tables.Staff.closed_on.is_(None), tables.Staff.id != self._actor.staff_id
        )
        with self._read() as session:
            found = [staff_name(row) for row in session.scalars(query)]
        return tuple(sorted(found, key=lambda one: (one.first_name, one.initials)))

    def keep(self, command: MedicineCommand) -> Changes:
        """Take medicine into the cabinet, ``changes.first("medicine")``, counted by two.

        Raises:
            ReasonNeeded: A protected person that is not open.
            ValidationFailed: ``required``, ``too_long`` or ``nul_character`` at a text,
                ``out_of_range`` at ``number``, ``second_needed`` at ``second_id``.
        """
        self._require("house_things")
        problems = [*_texts(command), *_number("number", command.number)]
        with self._write("medicine.keep", "medicin", undoable=False) as unit:
            session = unit.session
            problems += self._second(session, command.second_id)
            if problems:
                raise ValidationFailed(*problems)
            person = self._opened(session, command.person_id)
            row = tables.Medicine(
                person_id=person.id,
                label=command.label.strip(),
                unit=command.unit.strip(),
                note=command.note.strip(),
                kept_since=self._house.clock.now(),
            )
            session.add(row)
            session.flush()
            self._add(session, row, "in", (command.number, command.number), command.second_id)
            unit.relabel(f"medicin ind i skabet for {_families.full_name(person)}")
            unit.about(person.id)
            return unit.commit()

    def move(self, command: MoveCommand) -> Changes:
        """Hand out, take more in, or count; a count that does not hold says why.

        Raises:
            Conflict: Somebody wrote a line since it was read.
            ReasonNeeded: A protected person that is not open.
            ValidationFailed: ``unknown_choice`` at ``kind``, ``out_of_range`` or ``more_than_left``
                at ``number``, ``count_differs`` at ``note``, ``too_long`` or ``nul_character`` at
                ``note``, ``second_needed`` at ``second_id``, ``medicine_ended``.
        """
        self._require("house_things")
        with self._write("medicine.move", "medicin", undoable=False) as unit:
            session = unit.session
            row, person = self._known(session, command.medicine_id)
            left = self._seen_left(session, row, command.seen)
            if problems := [
                *_move_problems(command, left),
                *self._second(session, command.second_id),
            ]:
                raise ValidationFailed(*problems)
            after = {
                "in": left + command.number, "out": left - command.number, "count": command.number
            }[command.kind]  # fmt: skip
            self._add(
                session, row, command.kind, (after - left, after), command.second_id, command.note
            )
            words = {"in": "ind i skabet", "out": "udleveret", "count": "talt op"}[command.kind]
            unit.relabel(f"medicin {words}, {_families.full_name(person)}")
            unit.about(person.id)
            return unit.commit()

    def end(self, medicine_id: UUID, seen: int, outcome: str, second_id: UUID) -> Changes:
        """Everything that is left goes to the resident or to the pharmacy.

        Args:
            medicine_id: The medicine.
            seen: How many were left when the screen was read.
            outcome: ``handed_over`` or ``pharmacy``.
            second_id: The colleague who saw it.

        Raises:
            Conflict: Somebody wrote a line since it was read.
            ReasonNeeded: A protected person that is not open.
            ValidationFailed: ``unknown_choice`` at ``outcome``, ``second_needed`` at ``second_id``,
                ``medicine_ended``.
        """
        self._require("house_things")
        problems = [] if outcome in OUTCOMES else [Problem("outcome", "unknown_choice")]
        with self._write("medicine.end", "medicin", undoable=False) as unit:
            session = unit.session
            row, person = self._known(session, medicine_id)
            problems += self._second(session, second_id)
            if problems:
                raise ValidationFailed(*problems)
            left = self._seen_left(session, row, seen)
            self._add(session, row, "out", (-left, 0), second_id)
            row.ended_at, row.outcome = self._house.clock.now(), outcome
            words = "udleveret" if outcome == "handed_over" else "afleveret på apoteket"
            unit.relabel(f"medicin {words}, {_families.full_name(person)}")
            unit.about(person.id)
            return unit.commit()

    # -- own -------------------------------------------------------------------------------------

    def _known(self, session: Session, medicine_id: UUID) -> tuple[tables.Medicine, tables.Person]:
        row = self._get(session, tables.Medicine, medicine_id)
        person = self._opened(session, row.person_id)
        if row.ended_at is not None:
            raise ValidationFailed(Problem("", "medicine_ended"))
        return row, person

    @staticmethod
    def _seen_left(session: Session, row: tables.Medicine, seen: int) -> int:
        """What is left, if that is what the screen showed.

        Raises:
            Conflict: Names who wrote a line meanwhile.
        """
        lines = _lines(session, [row.id])
        left = lines[0].left_after if lines else 0
        if left != seen:
            by = session.get_one(tables.Staff, lines[0].first_id).first_name if lines else ""
            raise Conflict("medicine", str(row.id), changed_by=by)
        return left

    def _second(self, session: Session, second_id: UUID) -> Iterator[Problem]:
        staff = session.get(tables.Staff, second_id)
        if staff is None or staff.closed_on is not None or staff.id == self._actor.staff_id:
            yield Problem("second_id", "second_needed")

    def _add(  # noqa: PLR0917 (the columns of a line, in their order)
        self,
        session: Session,
        row: tables.Medicine,
        kind: str,
        numbers: tuple[int, int],
        second_id: UUID,
        note: str = "",
    ) -> None:
        """A line: by how many, and how many are left then."""
        change, left = numbers
        session.add(
            tables.MedicineMove(
                medicine_id=row.id,
                kind=kind,
                at=self._house.clock.now(),
                change=change,
                left_after=left,
                note=note.strip(),
                first_id=self._actor.staff_id,
                second_id=second_id,
            )
        )
        session.flush()

    def _views(self, session: Session, rows: Sequence[tables.Medicine]) -> tuple[MedicineView, ...]:
        here = present_rooms(session)
        known = subjects(session, [row.person_id for row in rows], self._closed)
        last: dict[UUID, tables.MedicineMove] = {}
        for one in _lines(session, [row.id for row in rows]):
            last.setdefault(one.medicine_id, one)
        views = dict(zip(last, _move_views(session, list(last.values())), strict=True))
        temp = self._extent("see_residents") == "present_only"
        found = []
        for row in rows:
            who, line = known[row.person_id], views.get(row.id)
            if temp and who.person_id not in here:
                continue
            found.append(
                MedicineView(
                    id=row.id,
                    version=row.version,
                    who=who,
                    label="" if who.closed else row.label,
                    unit="" if who.closed else row.unit,
                    note="" if who.closed else row.note,
                    left=line.left if line else 0,
                    kept_since=row.kept_since,
                    last=replace(line, note="") if line and who.closed else line,
                    ended_at=row.ended_at,
                    outcome=row.outcome,
                    living_here=who.person_id in here,
                )
            )
        return tuple(found)


def _lines(session: Session, medicine_ids: Sequence[UUID]) -> list[tables.MedicineMove]:
    """The latest first; lines of one instant in the order they were written."""
    table = tables.MedicineMove
    query = select(table).where(table.medicine_id.in_(medicine_ids))
    return list(session.scalars(query.order_by(table.at.desc(), table.id.desc())))


def _move_views(
    session: Session, lines: Sequence[tables.MedicineMove]
) -> tuple[MedicineMoveView, ...]:
    staff = staff_names(session, [one for line in lines for one in (line.first_id, line.second_id)])
    return tuple(
        MedicineMoveView(
            kind=line.kind,
            at=line.at,
            change=line.change,
            left=line.left_after,
            note=line.note,
            first=staff[line.first_id],
            second=staff[line.second_id],
        )
        for line in lines
    )


def _texts(command: MedicineCommand) -> Iterator[Problem]:
    yield from required_problems("label", command.label, LONGEST_LINE)
    yield from text_problems("unit", command.unit, LONGEST_LINE)
    yield from text_problems("note", command.note, LONGEST)


def _number(field: str, number: int, lowest: int = 1) -> Iterator[Problem]:
    if not lowest <= number <= HIGHEST:
        yield Problem(field, "out_of_range")


def _move_problems(command: MoveCommand, left: int) -> Iterator[Problem]:
    yield from text_problems("note", command.note, LONGEST)
    if command.kind not in {"in", "out", "count"}:
        yield Problem("kind", "unknown_choice")
        return
    yield from _number("number", command.number, 0 if command.kind == "count" else 1)
    if command.kind == "out" and command.number > left:
        yield Problem("number", "more_than_left", {"left": left})
    if command.kind == "count" and command.number != left and not command.note.strip():
        yield Problem("note", "count_differs", {"left": left})
