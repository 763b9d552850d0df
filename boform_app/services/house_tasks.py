"""Tasks of the house (*opgaver*): what must be done, by whom, and whether it was done and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import Problem, ValidationFailed
from boform_app.services._changed import check_version
from boform_app.services._letter_rows import staff_names
from boform_app.services._texts import (
    LONGEST,
    LONGEST_LINE,
    plain_lines,
    required_problems,
    text_problems,
)
from boform_app.services.context import Service
from boform_app.services.views.people import StaffName
from boform_app.services.views.things import DoneView, TaskCommand, TaskView
from models import tables
from models.values.changes import Changes
from models.values.dates import parse_time

MOST = 200
LONGEST_ROUND = 366
"""Days between two times of a repeated task."""


class HouseTasksService(Service):
    """Once or again and again, given to somebody or to whoever is on duty."""

    def rows(self, *, closed: bool = False) -> tuple[TaskView, ...]:
        """Open tasks by their day, those without a day last; or those that are over, latest first."""
        self._require("house_things")
        query = select(tables.HouseTask).limit(MOST)
        if closed:
            query = query.where(tables.HouseTask.closed_on.is_not(None)).order_by(
                tables.HouseTask.closed_on.desc(), tables.HouseTask.id.desc()
            )
        else:
            query = query.where(tables.HouseTask.closed_on.is_(None)).order_by(
                tables.HouseTask.due_on.is_(None), tables.HouseTask.due_on, tables.HouseTask.id
            )
        with self._read() as session:
            return _views(session, session.scalars(query).all())

    def staff(self) -> tuple[StaffName, ...]:
        """Colleagues something can be given to, by first name."""
        with self._read() as session:
            ids = session.scalars(
                select(tables.Staff.id).where(tables.Staff.closed_on.is_(None))
            ).all()
            names = staff_names(session, ids)
        return tuple(sorted(names.values(), key=lambda one: (one.first_name, one.initials)))

    def save(self, command: TaskCommand) -> Changes:
        """Write a task, or change one (``id``).

        Raises:
            Conflict: Somebody changed it since it was read.
            ValidationFailed: ``required``, ``too_long`` or ``nul_character`` at ``title``,
                ``too_long`` or ``nul_character`` at ``note``, ``out_of_range`` at ``every_days``,
                ``required`` at ``due_on`` for a repeated task, ``time.not_understood`` at
                ``due_time``.
        """
        self._require("house_things")
        if problems := tuple(_problems(command)):
            raise ValidationFailed(*problems)
        with self._write("house_task.save", f"opgave: {command.title.strip()}") as unit:
            session = unit.session
            if command.id is None:
                row = tables.HouseTask(written_by_id=self._actor.staff_id)
                session.add(row)
            else:
                row = self._get(session, tables.HouseTask, command.id)
                check_version(session, row, command.version)
            row.title, row.note = command.title.strip(), plain_lines(command.note).strip()
            row.due_on, row.due_time = command.due_on, command.due_time.strip()
            row.every_days, row.room_id = command.every_days, command.room_id
            row.assigned_id = command.assigned_id
            return unit.commit()

    def done(self, task_id: UUID, version: int | None = None) -> Changes:
        """It was done now, by who is logged in; a repeated one goes on to its next day.

        The next day keeps the rhythm of the days it was due; days that were missed are not asked
        for afterwards.

        Raises:
            Conflict: Somebody changed it since it was read.
            ValidationFailed: ``closed_already``.
        """
        self._require("house_things")
        today = self._house.clock.today()
        with self._write("house_task.done", "opgave gjort") as unit:
            row = self._open_task(unit.session, task_id, version)
            unit.session.add(
                tables.HouseTaskDone(
                    task_id=row.id,
                    was_due_on=row.due_on,
                    done_at=self._house.clock.now(),
                    done_by_id=self._actor.staff_id,
                )
            )
            if row.every_days is None or row.due_on is None:
                row.closed_on = today
            else:
                row.due_on = next_day(row.due_on, row.every_days, today)
            unit.relabel(f"gjort: {row.title}")
            return unit.commit()

    def close(self, task_id: UUID, version: int) -> Changes:
        """Nobody needs to do it any more; the times it was done stay.

        Raises:
            Conflict: Somebody changed it since it was read.
            ValidationFailed: ``closed_already``.
        """
        self._require("house_things")
        with self._write("house_task.close", "opgave lukket") as unit:
            row = self._open_task(unit.session, task_id, version)
            row.closed_on = self._house.clock.today()
            unit.relabel(f"opgave lukket: {row.title}")
            return unit.commit()

    def _open_task(self, session: Session, task_id: UUID, version: int | None) -> tables.HouseTask:
        row = self._get(session, tables.HouseTask, task_id)
        if version is not None:
            check_version(session, row, version)
        if row.closed_on is not None:
            raise ValidationFailed(Problem("", "closed_already"))
        return row


def next_day(due: date, every: int, today: date) -> date:
    """The first day of the rhythm after today, and after the one that was done early."""
    behind = max(0, (today - due).days)
    return due + timedelta(days=every * (behind // every + 1))


def _views(session: Session, rows: Sequence[tables.HouseTask]) -> tuple[TaskView, ...]:
    done: dict[UUID, list[tables.HouseTaskDone]] = {}
    times = session.scalars(
        select(tables.HouseTaskDone)
        .where(tables.HouseTaskDone.task_id.in_([row.id for row in rows]))
        .order_by(tables.HouseTaskDone.done_at.desc())
    ).all()
    for one in times:
        done.setdefault(one.task_id, []).append(one)
    staff = staff_names(
        session,
        [
            *(row.assigned_id for row in rows),
            *(row.written_by_id for row in rows),
            *(one.done_by_id for one in times),
        ],
    )
    numbers: dict[UUID, str] = dict(
        session.execute(
            select(tables.Room.id, tables.Room.number).where(
                tables.Room.id.in_([row.room_id for row in rows if row.room_id])
            )
        ).all()
    )
    return tuple(
        TaskView(
            id=row.id,
            version=row.version,
            title=row.title,
            note=row.note,
            due_on=row.due_on,
            due_time=row.due_time,
            every_days=row.every_days,
            room_id=row.room_id,
            room=numbers.get(row.room_id, "") if row.room_id else "",
            assigned=staff[row.assigned_id] if row.assigned_id else None,
            author=staff[row.written_by_id],
            closed_on=row.closed_on,
            done=tuple(
                DoneView(one.done_at, staff[one.done_by_id], one.was_due_on)
                for one in done.get(row.id, ())
            ),
        )
        for row in rows
    )


def _problems(command: TaskCommand) -> Iterator[Problem]:
    yield from required_problems("title", command.title, LONGEST_LINE)
    yield from text_problems("note", command.note, LONGEST)
    if command.every_days is not None:
        if not 1 <= command.every_days <= LONGEST_ROUND:
            facts = {"lowest": 1, "highest": LONGEST_ROUND}
            yield Problem("every_days", "out_of_range", facts)
        if command.due_on is None:
            yield Problem("due_on", "required")
    if command.due_time.strip() and parse_time(command.due_time, time(12)).time is None:
        yield Problem("due_time", "time.not_understood")
