"""Named undo (ux 3.6): the journal's own steps of this log-in, newest first."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import Conflict, NothingToUndo
from boform_app.services._inverse import can_come_back, changed_by, take_back
from boform_app.services.context import Service
from boform_app.services.views.records import UndoState
from models import tables
from models.errors import ConstraintViolated
from models.values.changes import Changes

STEPS = 100
UNDO, REDO = "undo", "redo"


@dataclass(slots=True)
class _Line:
    """The steps that can be taken back and forth, oldest first, as the journal tells it."""

    undo: list[tables.Operation] = field(default_factory=list)
    redo: list[tables.Operation] = field(default_factory=list)
    # Legal events after the newest step that can be undone: they stand, and the window says so.
    standing: list[tables.Operation] = field(default_factory=list)

    def add(self, step: tables.Operation) -> None:
        if step.kind == UNDO:
            self.undo = [s for s in self.undo if s.id != step.undoes_id]
            self.redo.append(step)
        elif step.kind == REDO:
            self.redo = [s for s in self.redo if s.id != step.undoes_id]
            self.undo.append(step)
        elif step.undoable:
            self.undo.append(step)
            self.redo.clear()
            self.standing.clear()
        else:
            self.standing.append(step)


class UndoService(Service):
    """Ctrl+Z and Ctrl+Y of one log-in."""

    def state(self) -> UndoState:
        """What undo and redo would do now, by name; "" when there is nothing.

        Legal events are passed over: they are annulled with a reason. ``standing`` names those that
        are newer than the step that would be undone.
        """
        with self._read() as session:
            line = self._line(session)
            return UndoState(
                undo_label=_label(session, line.undo[-1]) if line.undo else "",
                redo_label=_label(session, line.redo[-1]) if line.redo else "",
                standing=tuple(_label(session, step) for step in line.standing),
            )

    def undo(self) -> Changes:
        """Take back the latest step of this log-in that can be undone.

        Raises:
            NothingToUndo: There is none; ``standing`` names the legal events that stay.
            Conflict: A colleague changed the same columns, built on what was made, or did something
                since that does not go together with it (a place given to somebody else).
        """
        return self._take_back(UNDO)

    def redo(self) -> Changes:
        """Carry out again what was undone last.

        Raises:
            NothingToUndo: There is nothing.
            Conflict: As ``undo``.
        """
        return self._take_back(REDO)

    def _take_back(self, kind: str) -> Changes:
        with self._read() as session:
            line = self._line(session)
            steps = line.undo if kind == UNDO else line.redo
            if not steps:
                raise NothingToUndo(tuple(_label(session, step) for step in line.standing))
            step, label = steps[-1], _label(session, steps[-1])
        try:
            return self._carry_out(kind, step, label)
        except ConstraintViolated as refused:
            # Somebody built on a row that would go: a note on a person, a stay in a room.
            with self._read() as session:
                who = changed_by(session, step, self._actor.staff_id)
            raise Conflict(step.kind, str(step.id), changed_by=who) from refused

    def _carry_out(self, kind: str, step: tables.Operation, label: str) -> Changes:
        with self._write(kind, label, undoes_id=step.id) as unit:
            revision = self._get(unit.session, tables.Revision, step.id)
            take_back(unit, step, revision.content)
            unit.about(*_persons_of(unit.session, step.id))
            return unit.commit()

    def _line(self, session: Session) -> _Line:
        query = (
            select(tables.Operation, tables.Revision.content)
            .join(tables.Revision, tables.Revision.operation_id == tables.Operation.id)
            .where(
                tables.Operation.session_id == self._actor.session_id,
                tables.Operation.actor_id == self._actor.staff_id,
            )
            .order_by(tables.Operation.seq.desc())
            .limit(2 * STEPS)
        )
        line = _Line()
        for step, content in reversed(session.execute(query).all()):
            if can_come_back(content):
                line.add(step)
        line.undo = line.undo[-STEPS:]
        return line


def _label(session: Session, step: tables.Operation) -> str:
    revision = session.get(tables.Revision, step.id)
    return revision.label if revision else ""


def _persons_of(session: Session, operation_id: UUID) -> list[UUID]:
    """Persons a step was about and who still exist or existed: their history shows the undo, too."""
    return list(
        session.scalars(
            select(tables.OperationSubject.entity_id).where(
                tables.OperationSubject.operation_id == operation_id,
                tables.OperationSubject.entity == "person",
            )
        )
    )
