"""Support in the own home (§§ 85, 85 a): proposed, applied for, decided, met, started."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.errors import Problem, ValidationFailed
from boform_app.services import _documents, _families, _support, _support_checks, _support_view
from boform_app.services._changed import check_version
from boform_app.services._rule_rows import rule_book
from boform_app.services._sight import SightService
from boform_app.services.views.moving import (
    SUPPORT_METHODS,
    DecisionCommand,
    SupportCommand,
    SupporterCommand,
    SupportView,
)
from models import tables
from models.errors import StaleRow
from models.unit_of_work import UnitOfWork
from models.values import municipalities
from models.values.changes import Changes

_LABELS = {
    "granted": "afgørelse om støtte",
    "granted_otherwise": "afgørelse om anden støtte",
    "refused": "afgørelse om støtte, ikke bevilget",
    "": "afgørelse om støtte taget tilbage",
}


class SupportService(SightService):
    """The support of one stay; the municipality decides, the house asks and writes down."""

    def get(self, stay_id: UUID) -> SupportView:
        """Everything about the support of a stay.

        Raises:
            NotFound: There is no such stay.
            ReasonNeeded: A protected resident that is not open.
        """
        today = self._house.clock.today()
        with self._read() as session:
            stay = self._stay(session, stay_id)
            row = _support.row_of(session, stay_id)
            return _support_view.view(session, stay, row, rule_book(session), today)

    def propose(self, command: SupportCommand) -> Changes:
        """What is proposed, applied for and wished; an application puts C7 in progress.

        Raises:
            Conflict: Somebody else changed it meanwhile; names who.
            NotAllowed: A temp reads and changes nothing.
            ValidationFailed: ``unknown_choice`` at ``method``, ``in_future`` at ``applied_on``,
                ``before_applied`` at ``promised_on``.
        """
        self._require_change()
        self._check_proposal(command)
        with self._write("support.propose", "støtte") as unit:
            row = self._row(unit, command.stay_id, command.version)
            row.method = command.method
            criterion = command.criterion.strip()
            row.criterion = criterion or _support.method_criterion(command.method)
            row.applied_on, row.promised_on = command.applied_on, command.promised_on
            row.wished_supplier = command.wished_supplier.strip()
            row.wished_person = command.wished_person.strip()
            _support.show_application(unit.session, row, self._actor.staff_id)
            return self._done(unit, command.stay_id, "støtte")

    def decide(self, command: DecisionCommand) -> Changes:
        """Register the municipality's decision; C7 and the deadlines follow.

        Raises:
            Conflict: Somebody else changed it meanwhile; names who.
            ForeignFile: The file cannot be opened safely, or is neither PDF nor picture.
            NotAllowed: A temp reads and changes nothing.
            ValidationFailed: ``unknown_choice`` at ``decision`` or ``granted_method``, ``required``
                at ``decided_on`` or ``granted_method``, ``in_future`` or ``before_decision`` at the
                days.
        """
        self._require_change()
        problems = _support_checks.decision_problems(command, self._house.clock.today())
        if problems:
            raise ValidationFailed(*problems)
        # The child that opens a file takes its time: not while the house is written to.
        opens = command.decision and command.document is not None
        looked = _documents.look_at(command.document or b"") if opens else None
        with self._write("support.decide", "afgørelse om støtte") as unit:
            row = self._row(unit, command.stay_id, command.version)
            _support.keep_decision(row, command, self._document_id(unit.session, command, looked))
            _support.show_decision(unit.session, row, self._actor.staff_id)
            return self._done(unit, command.stay_id, _LABELS[command.decision])

    def supporter(self, command: SupporterCommand) -> Changes:
        """Who gives the support, whether they have met, and when it starts; C8 follows.

        Raises:
            Conflict: Somebody else changed it meanwhile; names who.
            NotAllowed: A temp reads and changes nothing.
            ValidationFailed: ``in_future`` at ``met_on``, ``required`` at ``supporter`` when they
                have met and nobody is named.
        """
        self._require_change()
        problems: list[Problem] = []
        today = self._house.clock.today()
        if command.met_on is not None and command.met_on > today:
            problems.append(Problem("met_on", "in_future"))
        if command.met_on is not None and not (command.supporter + command.supplier).strip():
            problems.append(Problem("supporter", "required"))
        if problems:
            raise ValidationFailed(*problems)
        with self._write("support.supporter", "støtteperson") as unit:
            row = self._row(unit, command.stay_id, command.version)
            for name in ("supplier", "supporter", "supporter_phone"):
                setattr(row, name, getattr(command, name).strip())
            row.met_on, row.starts_on = command.met_on, command.starts_on
            _support.show_supporter(unit.session, row, today, self._actor.staff_id)
            return self._done(unit, command.stay_id, "støtteperson")

    def _require_change(self) -> None:
        if self._require("action_plan") != "yes":
            self._refuse("action_plan")

    def _stay(self, session: Session, stay_id: UUID) -> tables.Stay:
        """The stay of a person the actor may see and has open."""
        stay = self._get(session, tables.Stay, stay_id)
        self._opened(session, stay.person_id)
        return stay

    def _row(self, unit: UnitOfWork, stay_id: UUID, version: int) -> tables.Support:
        """The row as it was read; version 0 makes it.

        Raises:
            Conflict: A colleague wrote meanwhile.
        """
        self._stay(unit.session, stay_id)
        row = _support.row_of(unit.session, stay_id)
        if row is None and version:
            raise StaleRow("support")
        if row is not None:
            check_version(unit.session, row, version)
        return row or _support.made(unit.session, stay_id)

    def _done(self, unit: UnitOfWork, stay_id: UUID, what: str) -> Changes:
        stay = unit.session.get_one(tables.Stay, stay_id)
        name = _families.full_name(_families.kept(unit.session, stay.person_id))
        unit.relabel(f"{what} for {name}")
        unit.about(stay.person_id)
        return unit.commit()

    def _document_id(
        self, session: Session, command: DecisionCommand, looked: _documents.LookedAt | None
    ) -> UUID | None:
        if not command.decision:
            return None
        if looked is None or command.document is None:
            return command.document_id
        stay = session.get_one(tables.Stay, command.stay_id)
        found = municipalities.find(stay.acting_municipality_code)
        incoming = _documents.Incoming(
            data=command.document,
            kind="decision",
            title="Afgørelse om støtte",
            media_type=looked.media_type,
            page_count=looked.page_count,
            received_on=command.received_on or self._house.clock.today(),
            file_name=command.document_name.strip(),
            sender=found.display if found else "",
        )
        return _documents.keep(
            self._house.blobs,
            session,
            incoming,
            stay=stay,
            by_id=self._actor.staff_id,
            at=self._house.clock.now(),
        ).id

    def _check_proposal(self, command: SupportCommand) -> None:
        problems: list[Problem] = []
        if command.method and command.method not in SUPPORT_METHODS:
            problems.append(Problem("method", "unknown_choice"))
        today = self._house.clock.today()
        if command.applied_on is not None and command.applied_on > today:
            problems.append(Problem("applied_on", "in_future"))
        if _support_checks.before(command.promised_on, command.applied_on):
            problems.append(Problem("promised_on", "before_applied"))
        if problems:
            raise ValidationFailed(*problems)
