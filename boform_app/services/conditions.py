"""The five conditions of § 110 stk. 5 as evidence: what, from where, since when, confirmed by whom."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.errors import Conflict, Problem, ValidationFailed
from boform_app.rules.discharge import Branch, Condition, conditions
from boform_app.services import _conditions, _contact_writes, _families
from boform_app.services._changed import check_version
from boform_app.services._conditions import Shown
from boform_app.services._letter_rows import staff_names
from boform_app.services._rule_rows import rule_book
from boform_app.services._sight import SightService
from boform_app.services.views.conditions import ConditionItem, ConditionsView
from boform_app.services.views.people import StaffName
from models import tables
from models.unit_of_work import UnitOfWork
from models.values.changes import Changes

_SUPPORT = 3
_NUMBERS = range(1, 6)


class ConditionsService(SightService):
    """The conditions of one stay; the municipality decides, this shows what there is."""

    def get(self, stay_id: UUID, branch: Branch, on: date | None = None) -> ConditionsView:
        """The five conditions as they would stand on the day of the move.

        Args:
            stay_id: The stay.
            branch: ``own_home`` or ``residential_offer``.
            on: Another day than the planned one, while somebody chooses it.

        Raises:
            NotFound: There is no such stay.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            stay = self._stay(session, stay_id)
            on = on or self._day(stay)
            shown = _conditions.shown(session, stay, branch)
            found = conditions(branch, shown.evidence, on, rule_book(session))
            names = staff_names(session, (proof.by_id for proof in shown.proofs.values()))
            today = self._house.clock.today()
            return ConditionsView(
                stay_id=stay_id,
                branch=branch,
                on=on,
                items=tuple(_item(one, shown, names, on, today) for one in found.items),
                met=found.met,
                relevant=found.relevant,
                rule_rows=found.because,
            )

    def confirm(
        self,
        stay_id: UUID,
        number: int,
        version: int,
        shown_on: date,
        *,
        text: str,
        document_id: UUID | None = None,
    ) -> Changes:
        """Somebody here has seen that a condition is met.

        No. 3 is registered as what it is, by ``support.decide``: the deadlines read it there.

        Args:
            stay_id: The stay.
            number: 1, 2, 4 or 5.
            version: Of the row confirmed before, 0 for a new one.
            shown_on: The day from which it holds; an agreed day may lie ahead for 4 and 5.
            text: What was seen, and where.
            document_id: A document that shows it.

        Raises:
            Conflict: Somebody else confirmed it meanwhile; names who.
            NotAllowed: A temp reads and changes nothing.
            ValidationFailed: ``unknown_choice`` or ``confirm_by_decision`` at ``number``,
                ``in_future`` at ``shown_on``, ``required`` at ``text``, ``unknown_choice`` at
                ``document_id``.
        """
        self._require_change()
        self._check(number, shown_on, text)
        with self._write("condition.confirm", "betingelse bekræftet") as unit:
            stay = self._stay(unit.session, stay_id)
            if not _contact_writes.is_theirs(unit.session, stay, document_id):
                raise ValidationFailed(Problem("document_id", "unknown_choice"))
            row = self._row(unit, stay_id, number, version)
            if row is None:
                row = tables.DischargeEvidence(stay_id=stay_id, condition=number)
                unit.session.add(row)
            row.shown_on, row.text, row.document_id = shown_on, text.strip(), document_id
            row.confirmed_by_id = self._actor.staff_id
            return self._done(unit, stay_id, "betingelse bekræftet")

    def take_back(self, stay_id: UUID, number: int, version: int) -> Changes:
        """What was confirmed by hand did not hold after all.

        Raises:
            Conflict: Somebody else changed it meanwhile; names who.
            NotAllowed: A temp reads and changes nothing.
        """
        self._require_change()
        with self._write("condition.take_back", "betingelse taget tilbage") as unit:
            self._stay(unit.session, stay_id)
            row = self._row(unit, stay_id, number, version)
            if row is None:
                raise Conflict("discharge_evidence", str(stay_id))
            unit.session.delete(row)
            return self._done(unit, stay_id, "betingelse taget tilbage")

    def _require_change(self) -> None:
        if self._require("action_plan") != "yes":
            self._refuse("action_plan")

    def _stay(self, session: Session, stay_id: UUID) -> tables.Stay:
        stay = self._get(session, tables.Stay, stay_id)
        self._opened(session, stay.person_id)
        return stay

    def _day(self, stay: tables.Stay) -> date:
        """The day of the move: the end, the plan, or today."""
        if stay.ended_at is not None:
            return local_date(stay.ended_at)
        return stay.planned_end_on or self._house.clock.today()

    @staticmethod
    def _row(
        unit: UnitOfWork, stay_id: UUID, number: int, version: int
    ) -> tables.DischargeEvidence | None:
        rows = _conditions.hand_rows(unit.session, stay_id)
        row = next((row for row in rows if row.condition == number), None)
        if row is None:
            if version:
                raise Conflict("discharge_evidence", str(stay_id))
            return None
        check_version(unit.session, row, version)
        return row

    def _done(self, unit: UnitOfWork, stay_id: UUID, what: str) -> Changes:
        stay = unit.session.get_one(tables.Stay, stay_id)
        name = _families.full_name(_families.kept(unit.session, stay.person_id))
        unit.relabel(f"{what} for {name}")
        unit.about(stay.person_id)
        return unit.commit()

    def _check(self, number: int, shown_on: date, text: str) -> None:
        problems: list[Problem] = []
        if number not in _NUMBERS:
            problems.append(Problem("number", "unknown_choice"))
        if number == _SUPPORT:
            problems.append(Problem("number", "confirm_by_decision"))
        if number < _SUPPORT and shown_on > self._house.clock.today():
            problems.append(Problem("shown_on", "in_future"))
        if not text.strip():
            problems.append(Problem("text", "required"))
        if problems:
            raise ValidationFailed(*problems)


def _item(
    one: Condition, shown: Shown, names: dict[UUID, StaffName], on: date, today: date
) -> ConditionItem:
    proof = None if one.state == "not_relevant" else shown.proofs.get(one.number)
    row = shown.hand.get(one.number)
    waits = one.number == _SUPPORT and one.state == "missing" and not shown.decision
    return ConditionItem(
        number=one.number,
        key=one.key,
        title=_conditions.TITLES[one.key],
        paragraph=one.paragraph,
        state=one.state,
        shown_on=one.since if one.state in {"met", "waiting"} else None,
        what=proof.what if proof else "",
        detail=_waits_for(one, shown, on) or (proof.detail if proof else ""),
        source=proof.source if proof else "",
        confirmed_by=names.get(proof.by_id) if proof and proof.by_id else None,
        document_id=proof.document_id if proof else None,
        waiting_days=(today - shown.applied_on).days if waits and shown.applied_on else None,
        version=row.version if row else 0,
    )


def _waits_for(one: Condition, shown: Shown, on: date) -> str:
    """Why no. 4 waits although the tenancy is signed."""
    if one.key != "tenancy_and_support" or one.state != "waiting":
        return ""
    evidence = shown.evidence
    if evidence.support_decision is None or evidence.support_decision > on:
        return "støtten kan ikke begynde, før nr. 3 er på plads"
    if evidence.home_ready is None:
        return "det er ikke aftalt, hvornår boligen er klar"
    if evidence.home_ready > on:
        return "boligen er ikke klar på flyttedagen"
    return "støtten begynder efter flyttedagen"
