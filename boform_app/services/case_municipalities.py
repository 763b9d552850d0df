"""Handlekommune and opholdskommune of a stay, with the ones before them (law.md 2.5)."""

from __future__ import annotations

from uuid import UUID

from boform_app.clock import local_date
from boform_app.errors import Problem, ValidationFailed
from boform_app.services import _families, _municipality_periods
from boform_app.services._changed import check_version
from boform_app.services._sight import SightService
from boform_app.services._stay_edit import LABELS, StayEdit
from boform_app.services.views.contacts import MunicipalityCommand, MunicipalityPeriodView
from models import tables
from models.values.changes import Changes


class CaseMunicipalitiesService(SightService):
    """Which municipality answers for the help, and which one for the rest."""

    def history(self, stay_id: UUID) -> tuple[MunicipalityPeriodView, ...]:
        """Handlekommune, then opholdskommune; of each the former ones first, the present one last.

        Raises:
            NotFound: There is no such stay.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            stay = self._get(session, tables.Stay, stay_id)
            self._opened(session, stay.person_id)
            return tuple(_municipality_periods.views(session, stay))

    def change(self, command: MunicipalityCommand) -> Changes:
        """Another municipality from a day on; the former one, its case number and note are kept.

        The day the present one began (or the first day of the stay) corrects it instead.

        Raises:
            Conflict: Somebody changed the stay meanwhile.
            NotAllowed: The role does not change Stamdata.
            ValidationFailed: ``unknown_choice`` at ``role`` or at the column's name;
                ``in_future``, ``before_stay`` or ``end_before_start`` (before the present one
                began) at ``from_on``.
        """
        self._require("edit_master_data")
        column = _municipality_periods.COLUMN_OF_ROLE.get(command.role)
        if column is None:
            raise ValidationFailed(Problem("role", "unknown_choice"))
        with self._write("stay.municipality", LABELS[column]) as unit:
            stay = self._get(unit.session, tables.Stay, command.stay_id)
            person = self._opened(unit.session, stay.person_id)
            check_version(unit.session, stay, command.version)
            since = _municipality_periods.present_from(unit.session, stay, command.role)
            today = self._house.clock.today()
            if command.from_on > today:
                raise ValidationFailed(Problem("from_on", "in_future"))
            if command.from_on < since:
                first = min(stay.decided_on, local_date(stay.arrived_at))
                if since == first:
                    raise ValidationFailed(Problem("from_on", "before_stay"))
                raise ValidationFailed(Problem("from_on", "end_before_start"))
            edit = StayEdit(unit.session, stay, today, self._actor.staff_id)
            edit.hand_over(column, command.code, command.from_on, command.note)
            unit.relabel(f"{LABELS[column]} for {_families.full_name(person)}")
            unit.about(stay.person_id)
            return unit.commit()
