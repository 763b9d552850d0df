"""Nights away (*fravær*): the place is kept, the nights are counted apart."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.errors import Problem, ValidationFailed
from boform_app.services import _families
from boform_app.services._nights import tonight
from boform_app.services._sight import SightService
from boform_app.services._stay_checks import key_problem
from models import tables
from models.values.changes import Changes

_A_DAY = timedelta(days=1)


class AbsencesService(SightService):
    """A night is named by the evening it begins; ``to_night`` is the last night away."""

    def add_absence(
        self,
        stay_id: UUID,
        kind: str,
        from_night: date,
        to_night: date | None = None,
        note: str = "",
    ) -> Changes:
        """Note that a resident is away; open while ``to_night`` is None.

        Raises:
            ValidationFailed: ``end_before_start``, ``before_arrival``, ``after_end``,
                ``absence_overlaps``, ``required`` or ``unknown_choice``.
        """
        self._require("register_absence")
        with self._write("absence.add", "fravær") as unit:
            stay = self._get(unit.session, tables.Stay, stay_id)
            person = self._seen(unit.session, stay.person_id)
            self._check(unit.session, stay, kind, from_night, to_night)
            unit.session.add(
                tables.Absence(
                    stay_id=stay.id,
                    kind=kind,
                    from_night=from_night,
                    to_night=to_night,
                    note=note.strip(),
                )
            )
            unit.relabel(f"fravær for {_families.full_name(person)}")
            unit.about(stay.person_id)
            return unit.commit()

    def end_absence(self, absence_id: UUID, to_night: date) -> Changes:
        """The resident is back: ``to_night`` was the last night away.

        Raises:
            ValidationFailed: ``end_before_start``, ``absence_overlaps`` or ``after_end``.
        """
        self._require("register_absence")
        with self._write("absence.end", "fravær slut") as unit:
            row = self._get(unit.session, tables.Absence, absence_id)
            stay = self._get(unit.session, tables.Stay, row.stay_id)
            person = self._seen(unit.session, stay.person_id)
            self._check(unit.session, stay, row.kind, row.from_night, to_night, but=row.id)
            row.to_night = to_night
            unit.relabel(f"{_families.full_name(person)} er tilbage")
            unit.about(stay.person_id)
            return unit.commit()

    def away_tonight(self, stay_id: UUID, kind: str, until: date | None = None) -> Changes:
        """Put a resident down as away from tonight on, from the board.

        Args:
            stay_id: Whose.
            kind: Key of the list ``absence_kinds``.
            until: The day the resident comes back; None while nobody knows.

        Raises:
            ValidationFailed: As ``add_absence``.
        """
        with self._read() as session:
            night = tonight(session, self._house.clock.now())
        last = until - _A_DAY if until is not None else None
        return self.add_absence(stay_id, kind, night, last)

    def back(self, stay_id: UUID) -> Changes:
        """The resident is back: the night before tonight was the last one away, if any was.

        Raises:
            ValidationFailed: ``not_away``: nobody put the resident down as away.
        """
        self._require("register_absence")
        with self._write("absence.end", "fravær slut") as unit:
            session = unit.session
            stay = self._get(session, tables.Stay, stay_id)
            person = self._seen(session, stay.person_id)
            night = tonight(session, self._house.clock.now())
            row = session.scalars(
                select(tables.Absence).where(
                    tables.Absence.stay_id == stay.id,
                    tables.Absence.from_night <= night,
                    tables.Absence.to_night.is_(None) | (tables.Absence.to_night >= night),
                )
            ).first()
            if row is None:
                raise ValidationFailed(Problem("", "not_away"))
            if row.from_night == night:
                # No night was slept elsewhere after all.
                session.delete(row)
            else:
                row.to_night = night - _A_DAY
            unit.relabel(f"{_families.full_name(person)} er tilbage")
            unit.about(stay.person_id)
            return unit.commit()

    def _check(
        self,
        session: Session,
        stay: tables.Stay,
        kind: str,
        first: date,
        last: date | None,
        *,
        but: UUID | None = None,
    ) -> None:
        found = [
            Problem("kind", "required") if not kind else key_problem("kind", "absence_kinds", kind)
        ]
        if last is not None and last < first:
            found.append(Problem("to_night", "end_before_start"))
        if first < local_date(stay.arrived_at):
            facts = {"arrived_on": local_date(stay.arrived_at)}
            found.append(Problem("from_night", "before_arrival", facts))
        ended_on = local_date(stay.ended_at) if stay.ended_at else None
        if ended_on is not None and (last is None or last >= ended_on):
            found.append(Problem("to_night", "after_end", {"ended_on": ended_on}))
        if overlaps(session, stay.id, first, last, but):
            found.append(Problem("from_night", "absence_overlaps"))
        problems = [problem for problem in found if problem is not None]
        if problems:
            raise ValidationFailed(*problems)


def overlaps(
    session: Session, stay_id: UUID, first: date, last: date | None, but: UUID | None
) -> bool:
    """Whether another absence of the stay has one of the nights; ``last`` None goes on."""
    others = session.scalars(select(tables.Absence).where(tables.Absence.stay_id == stay_id))
    return any(
        (last is None or other.from_night <= last)
        and (other.to_night is None or other.to_night >= first)
        for other in others
        if other.id != but
    )
