"""The search for a home: what is looked for, and what rent the resident can pay."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.errors import Conflict, Problem, ValidationFailed
from boform_app.rules import instrument
from boform_app.rules.readiness.answers import Answers
from boform_app.services import _families, _homes, _rent
from boform_app.services._changed import check_version
from boform_app.services._sight import SightService
from boform_app.services._support_view import last_overview
from boform_app.services.views.moving import HousingSearchView, RentBudget, SearchCommand
from models import tables
from models.values.changes import Changes
from models.values.lists import load_list

_TEXTS = (
    "requirement_text", "areas", "areas_to_avoid", "household", "attachment", "deposit_finance",
    "income_source",
)  # fmt: skip
# The resident's wish in the overview as a kind of home to look for.
_WISHED = {
    "ungdomsbolig": "youth",
    "skaev_bolig": "odd",
    "bofaellesskab": "shared",
    "botilbud": "residential",
}


class HomesService(SightService):
    """The search of one stay; the rent has one figure, on the stay, for letters and overview."""

    def search(self, stay_id: UUID) -> HousingSearchView:
        """What is looked for; the last overview's wishes until somebody has written the search.

        Raises:
            NotFound: There is no such stay.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            stay = self._stay(session, stay_id)
            return self._view(session, stay, _homes.search_of(session, stay_id))

    def change_search(self, command: SearchCommand) -> Changes:
        """Take over the form; the days of nomination and listing move C1, the rent the stay.

        Raises:
            Conflict: Somebody else changed it meanwhile; names who.
            NotAllowed: A temp reads and changes nothing.
            ValidationFailed: ``in_future`` at the days,
                ``unknown_choice`` at ``home_types`` or ``requirements``, ``out_of_range`` at a figure.
        """
        if self._require("action_plan") != "yes":
            self._refuse("action_plan")
        self._check(command)
        with self._write("housing.search", "boligønske") as unit:
            stay = self._stay(unit.session, command.stay_id)
            row = self._row(unit.session, command)
            before = (row.nominated_on, row.listed_on)
            row.nominated_on, row.listed_on = command.nominated_on, command.listed_on
            row.home_types = list(command.home_types)
            row.requirements = list(command.requirements)
            for name in _TEXTS:
                setattr(row, name, getattr(command, name).strip())
            for name in _rent.FIGURES:
                setattr(row, name, getattr(command.budget, name))
            highest = command.max_rent_kr
            if highest is None:
                highest = _rent.settled(command.budget)
            stay.max_rent_kr = highest
            _homes.show_search(unit.session, row, before, self._actor.staff_id)
            name = _families.full_name(_families.kept(unit.session, stay.person_id))
            unit.relabel(f"boligønske for {name}")
            unit.about(stay.person_id)
            return unit.commit()

    def _stay(self, session: Session, stay_id: UUID) -> tables.Stay:
        stay = self._get(session, tables.Stay, stay_id)
        self._opened(session, stay.person_id)
        return stay

    @staticmethod
    def _row(session: Session, command: SearchCommand) -> tables.HousingSearch:
        row = _homes.search_of(session, command.stay_id)
        if row is None:
            if command.version:
                raise Conflict("housing_search", str(command.stay_id))
            row = tables.HousingSearch(stay_id=command.stay_id)
            session.add(row)
            return row
        check_version(session, row, command.version)
        return row

    def _view(
        self, session: Session, stay: tables.Stay, row: tables.HousingSearch | None
    ) -> HousingSearchView:
        found = row or tables.HousingSearch(**dict.fromkeys(_TEXTS, ""))
        types, requirements, proposed = self._wishes(session, stay, row)
        budget = RentBudget(**{name: getattr(found, name) for name in _rent.FIGURES})
        found_rent = _rent.worked_out(budget)
        return HousingSearchView(
            stay_id=stay.id,
            version=row.version if row else 0,
            step=_homes.stay_step_of(session, stay.id, self._house.clock.today()),
            nominated_on=found.nominated_on,
            listed_on=found.listed_on,
            home_types=types,
            requirements=requirements,
            requirement_text=found.requirement_text,
            from_overview=proposed,
            areas=found.areas,
            areas_to_avoid=found.areas_to_avoid,
            household=found.household,
            attachment=found.attachment,
            deposit_finance=found.deposit_finance,
            income_source=found.income_source,
            budget=budget,
            calculated_kr=found_rent.maximum,
            preliminary=found_rent.is_preliminary,
            missing_figures=tuple(f"{key}_kr" for key in found_rent.missing),
            rent_words=found_rent.words,
            max_rent_kr=stay.max_rent_kr,
            by_hand=stay.max_rent_kr is not None and stay.max_rent_kr != _rent.settled(budget),
        )

    @staticmethod
    def _wishes(
        session: Session, stay: tables.Stay, row: tables.HousingSearch | None
    ) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
        """Types and requirements, and whether they are the overview's."""
        if row is not None:
            return tuple(row.home_types), tuple(row.requirements), False
        found = last_overview(session, stay)
        if found is None:
            return (), (), False
        answers: Answers = found[1]
        wish = answers.housing_wish
        types = (_WISHED[wish.value],) if wish is not None and wish.value in _WISHED else ()
        order = [kind.id for kind in instrument.load().requirements]
        asked = tuple(sorted(answers.requirements, key=order.index))
        return types, asked, bool(types or asked)

    def _check(self, command: SearchCommand) -> None:
        problems: list[Problem] = []
        today = self._house.clock.today()
        days: dict[str, date | None] = {
            "nominated_on": command.nominated_on,
            "listed_on": command.listed_on,
        }
        for name, day in days.items():
            if day is not None and day > today:
                problems.append(Problem(name, "in_future"))
        if not set(command.home_types) <= {row.key for row in load_list("home_types")}:
            problems.append(Problem("home_types", "unknown_choice"))
        if not set(command.requirements) <= {kind.id for kind in instrument.load().requirements}:
            problems.append(Problem("requirements", "unknown_choice"))
        problems += _rent.problems(command.budget, command.max_rent_kr)
        if problems:
            raise ValidationFailed(*problems)
