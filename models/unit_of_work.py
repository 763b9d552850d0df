"""Unit of work: everything of one step in one transaction, together with its journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import event
from sqlalchemy.orm import Session

from models import journal
from models.base import Entity
from models.values.changes import Changes


@dataclass(frozen=True, slots=True)
class Step:
    """What the journal knows of a step besides the rows it changed."""

    kind: str
    label: str
    actor_id: UUID | None
    at: datetime
    session_id: UUID | None = None
    undoable: bool = True
    undoes_id: UUID | None = None


class UnitOfWork:
    """Collects what is flushed, writes the journal and commits; nothing is kept without ``commit()``."""

    def __init__(self, session: Session, step: Step) -> None:
        self.session = session
        self.step = step
        self._ledger = journal.Ledger()
        self._about: set[tuple[str, UUID]] = set()
        event.listen(session, "before_flush", self._note_before)
        event.listen(session, "after_flush", self._note_after)

    def about(self, *person_ids: UUID) -> None:
        """Name the persons this step is about, so that it stands in their history."""
        self._about |= {("person", person_id) for person_id in person_ids}

    def concerns(self, entity: str, *ids: UUID) -> None:
        """Name records this step is about although none of their columns changed."""
        self._about |= {(entity, entity_id) for entity_id in ids}

    def relabel(self, label: str) -> None:
        """Set the Danish name of the step once it is known (e.g. after a number was drawn)."""
        self.step = Step(
            self.step.kind,
            label,
            self.step.actor_id,
            self.step.at,
            self.step.session_id,
            undoable=self.step.undoable,
            undoes_id=self.step.undoes_id,
        )

    def commit(self) -> Changes:
        """Flush, write operation and revision, commit.

        Raises:
            StaleRow: A row was changed by somebody else since it was read.
            ConstraintViolated: The database refused a row.
        """
        self.session.flush()
        changes = journal.write(self.session, self.step, self._ledger, self._about)
        self.session.commit()
        return changes

    def _note_before(self, session: Session, *_: object) -> None:
        for row in session.dirty:
            if isinstance(row, Entity) and session.is_modified(row):
                self._ledger.changed(row)
        for row in session.deleted:
            if isinstance(row, Entity):
                self._ledger.deleted(row)

    def _note_after(self, session: Session, *_: object) -> None:
        for row in session.new:
            if isinstance(row, Entity):
                self._ledger.added(row)
