"""Conflicts between two residents (*konflikt*): a warning while it lasts, and it forbids nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from boform_app.errors import Problem, ValidationFailed
from boform_app.services import _families
from boform_app.services._changed import check_version
from boform_app.services._house_people import subjects
from boform_app.services._letter_rows import staff_names
from boform_app.services._people_names import about
from boform_app.services._sight import SightService
from boform_app.services._texts import LONGEST, plain_lines, required_problems
from boform_app.services.views.incidents import ConflictView
from models import tables
from models.values.changes import Changes

MOST = 200


class ConflictsService(SightService):
    """Who should not live side by side for now."""

    def rows(self, *, ended: bool = False) -> tuple[ConflictView, ...]:
        """Those that hold, the newest first; with ``ended`` also those that are over."""
        self._require("see_residents")
        query = select(tables.Conflict).order_by(tables.Conflict.since.desc()).limit(MOST)
        if not ended:
            query = query.where(tables.Conflict.ended_on.is_(None))
        with self._read() as session:
            return self._views(session, session.scalars(query).all())

    def of_person(self, person_id: UUID) -> tuple[ConflictView, ...]:
        """Those that hold for one person, who stands first in each.

        Raises:
            ReasonNeeded: A protected person that is not open.
        """
        with self._read() as session:
            person = self._opened(session, person_id)
            family = _families.family(session, person.id)
            query = select(tables.Conflict).where(
                tables.Conflict.ended_on.is_(None),
                or_(tables.Conflict.first_id.in_(family), tables.Conflict.second_id.in_(family)),
            )
            rows = session.scalars(query.order_by(tables.Conflict.since)).all()
            return self._views(session, rows, first=person.id)

    def add(self, first_id: UUID, second_id: UUID, since: date, note: str) -> Changes:
        """Two residents, since when, and why in words both may read.

        Raises:
            ReasonNeeded: One of them is protected and not open.
            ValidationFailed: ``same_person`` or ``conflict_known`` at ``second_id``, ``in_future``
                at ``since``, ``required``, ``too_long`` or ``nul_character`` at ``note``.
        """
        self._require("write_notes")
        problems = list(required_problems("note", note, LONGEST))
        if since > self._house.clock.today():
            problems.append(Problem("since", "in_future"))
        with self._write("conflict.add", "konflikt") as unit:
            session = unit.session
            one, other = self._opened(session, first_id), self._opened(session, second_id)
            if one.id == other.id:
                problems.append(Problem("second_id", "same_person"))
            elif _known(session, one.id, other.id):
                problems.append(Problem("second_id", "conflict_known"))
            if problems:
                raise ValidationFailed(*problems)
            session.add(
                tables.Conflict(
                    first_id=one.id,
                    second_id=other.id,
                    since=since,
                    note=plain_lines(note).strip(),
                    written_by_id=self._actor.staff_id,
                )
            )
            unit.relabel(f"konflikt, {about(session, (one.id, other.id))}")
            unit.about(one.id, other.id)
            return unit.commit()

    def end(self, conflict_id: UUID, version: int) -> Changes:
        """It is over.

        Raises:
            Conflict: Somebody changed it since it was read.
            ReasonNeeded: One of them is protected and not open.
        """
        self._require("write_notes")
        with self._write("conflict.end", "konflikt slut") as unit:
            session = unit.session
            row = self._get(session, tables.Conflict, conflict_id)
            both = tuple(self._opened(session, one).id for one in (row.first_id, row.second_id))
            check_version(session, row, version)
            row.ended_on, row.ended_by_id = self._house.clock.today(), self._actor.staff_id
            unit.relabel(f"konflikt slut, {about(session, both)}")
            unit.about(*both)
            return unit.commit()

    def _views(
        self, session: Session, rows: Sequence[tables.Conflict], first: UUID | None = None
    ) -> tuple[ConflictView, ...]:
        temp = self._extent("see_residents") == "present_only"
        ids = [one for row in rows for one in (row.first_id, row.second_id)]
        known = subjects(session, ids, self._closed)
        staff = staff_names(session, _staff_ids(rows))
        found = []
        for row in rows:
            one, other = known[row.first_id], known[row.second_id]
            if first is not None and other.person_id == first:
                one, other = other, one
            if temp and not (one.room or other.room):
                continue
            hidden = one.closed or other.closed
            found.append(
                ConflictView(
                    id=row.id,
                    version=row.version,
                    first=one,
                    second=other,
                    since=row.since,
                    note="" if hidden else row.note,
                    hidden=hidden,
                    author=staff[row.written_by_id],
                    ended_on=row.ended_on,
                    ended_by=staff[row.ended_by_id] if row.ended_by_id else None,
                )
            )
        return tuple(found)


def _staff_ids(rows: Iterable[tables.Conflict]) -> list[UUID | None]:
    return [one for row in rows for one in (row.written_by_id, row.ended_by_id)]


def _known(session: Session, one: UUID, other: UUID) -> bool:
    first, second = _families.family(session, one), _families.family(session, other)
    pairs = or_(
        tables.Conflict.first_id.in_(first) & tables.Conflict.second_id.in_(second),
        tables.Conflict.first_id.in_(second) & tables.Conflict.second_id.in_(first),
    )
    query = select(tables.Conflict.id).where(tables.Conflict.ended_on.is_(None), pairs)
    return session.scalars(query.limit(1)).first() is not None
