"""Who has a draft on what since when, told to the colleagues' desks; never a word of the text.

Editors must not wait for the database, so a worker writes the rows: a new draft and a finished one
soon, "still writing" at most twice a minute.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import EnvironmentTrouble
from models import tables
from models.database import Database
from models.errors import ConstraintViolated

THROTTLE: Final = 30.0
"""Seconds between two notes of "still writing" on one draft."""
RETRY: Final = 5.0
"""Seconds before the database is asked again after it refused."""


@dataclass(frozen=True, slots=True)
class PresenceKey:
    """One draft: whose, what, about whom (None for nobody yet)."""

    staff_id: UUID
    kind: str
    person_id: UUID | None


@dataclass(slots=True)
class _Mark:
    """What the board should say; ``at`` None when the draft is gone."""

    at: datetime | None
    due: float


class PresenceBoard:
    """Keeps ``draft_presence`` in step with the drafts, from a thread of its own.

    Args:
        database: The open house's database.
        monotonic: Seconds that never run backwards.
        threaded: False in tests: they call ``write_due`` themselves.
    """

    def __init__(
        self,
        database: Database,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        threaded: bool = True,
    ) -> None:
        self._database = database
        self._monotonic = monotonic
        self._changed = threading.Condition()
        self._marks: dict[PresenceKey, _Mark] = {}
        self._written: dict[PresenceKey, float] = {}
        self._closing = False
        self._thread: threading.Thread | None = None
        if threaded:
            self._thread = threading.Thread(target=self._run, name="presence", daemon=True)
            self._thread.start()

    def writing(self, key: PresenceKey, at: datetime) -> None:
        """Somebody types; returns at once."""
        with self._changed:
            now, last = self._monotonic(), self._written.get(key)
            due = now if last is None else last + THROTTLE
            self._marks[key] = _Mark(at, due)
            self._changed.notify_all()

    def gone(self, key: PresenceKey) -> None:
        """The draft was finished or thrown away; returns at once."""
        with self._changed:
            self._marks[key] = _Mark(None, self._monotonic())
            self._changed.notify_all()

    def write_due(self, *, all_now: bool = False) -> float | None:
        """Write what is due; the worker's one step.

        Returns:
            Seconds until the next look, None when there is nothing to wait for.
        """
        with self._changed:
            now = self._monotonic()
            due = {k: m for k, m in self._marks.items() if all_now or m.due <= now}
        if due and not self._store({key: mark.at for key, mark in due.items()}):
            return RETRY
        with self._changed:
            for key, mark in due.items():
                if self._marks.get(key) is mark:
                    del self._marks[key]
                if mark.at is None:
                    self._written.pop(key, None)
                else:
                    self._written[key] = self._monotonic()
            waits = [mark.due - self._monotonic() for mark in self._marks.values()]
        return max(0.0, min(waits)) if waits else None

    def close(self) -> None:
        """Write what is left and end the worker; the database is still open."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()
        self.write_due(all_now=True)

    def _run(self) -> None:
        while True:
            wait = self.write_due()
            with self._changed:
                if self._closing:
                    return
                if wait is not None or not self._marks:
                    self._changed.wait(wait)

    def _store(self, marks: dict[PresenceKey, datetime | None]) -> bool:
        """Whether the rows are written; a board that cannot be written never disturbs an editor."""
        try:
            for key, at in marks.items():
                self._store_one(key, at)
        except EnvironmentTrouble:
            return False
        return True

    def _store_one(self, key: PresenceKey, at: datetime | None) -> None:
        try:
            with self._database.write_unjournaled() as session:
                _apply(session, key, at)
        except ConstraintViolated:
            # The person's record was taken back meanwhile: there is nobody to tell about.
            return


def _apply(session: Session, key: PresenceKey, at: datetime | None) -> None:
    row = session.scalars(
        select(tables.DraftPresence).where(
            tables.DraftPresence.staff_id == key.staff_id,
            tables.DraftPresence.kind == key.kind,
            tables.DraftPresence.person_id.is_(None)
            if key.person_id is None
            else tables.DraftPresence.person_id == key.person_id,
        )
    ).first()
    if at is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(
            tables.DraftPresence(
                staff_id=key.staff_id,
                kind=key.kind,
                person_id=key.person_id,
                since=at,
                updated_at=at,
            )
        )
    else:
        row.updated_at = at
