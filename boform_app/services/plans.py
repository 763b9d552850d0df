"""The municipality's handleplan for a stay, and the prerequisites C1 to C12 (issue F)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.errors import NotFound, Problem, ValidationFailed
from boform_app.rules import instrument
from boform_app.services import _families, _prerequisites
from boform_app.services._blobs import read_blob, store_blob
from boform_app.services._changed import check_version
from boform_app.services._sight import SightService
from boform_app.services.views.cases import (
    PlanCommand,
    PlanView,
    PrerequisiteCommand,
    PrerequisiteView,
)
from models import tables
from models.values import municipalities
from models.values.changes import Changes
from models.values.lists import load_list

_DATE_OF_STATUS = {
    "requested": "requested_on",
    "reminded": "reminded_on",
    "received": "received_on",
    "active": "active_from",
    "follow_up": "follow_up_on",
}
_TEXTS = (
    "caseworker",
    "caseworker_phone",
    "caseworker_mail",
    "municipal_case_number",
    "document_name",
)
_LABEL_OF_STATUS = {
    "not_requested": "handleplan ikke anmodet",
    "requested": "handleplan anmodet",
    "reminded": "handleplan rykket",
    "received": "handleplan modtaget",
    "active": "handleplan i brug",
    "follow_up": "opfølgning på handleplan",
}


MOST_BYTES = 20_000_000
"""A scanned plan of some dozens of pages; more is a wrong file."""


class PlansService(SightService):
    """Handleplan and prerequisites of one stay: who has the ball, since when."""

    def get(self, stay_id: UUID) -> PlanView:
        """The handleplan of a stay.

        Raises:
            NotFound: There is no such stay.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            stay = self._stay(session, stay_id)
            return self._view(_plan_row(session, stay_id), stay)

    def change(self, command: PlanCommand) -> Changes:
        """Take over what is new; a received plan fulfils C6, a request puts it in progress.

        Raises:
            Conflict: Somebody else changed the plan meanwhile; names who.
            NotAllowed: A temp reads the plan and changes nothing.
            ValidationFailed: ``before_stay`` or ``in_future`` at ``on``, ``not_a_pdf`` or
                ``file_too_large`` at ``document``, ``unknown_choice`` at ``status``.
        """
        self._require_change()
        with self._write("plan.change", "handleplan") as unit:
            stay = self._stay(unit.session, command.stay_id)
            plan = _plan_row(unit.session, command.stay_id)
            check_version(unit.session, plan, command.version)
            self._check(stay, command)
            self._take_over(unit.session, plan, command)
            label = _LABEL_OF_STATUS.get(command.status or "", "handleplan")
            unit.relabel(f"{label} for {_name(unit.session, stay)}")
            unit.about(stay.person_id)
            return unit.commit()

    def document(self, stay_id: UUID) -> bytes:
        """The stored handleplan.

        Raises:
            BlobDamaged: The stored file is missing or was changed.
            NotFound: No document was stored.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            self._stay(session, stay_id)
            plan = _plan_row(session, stay_id)
            if plan.document_id is None:
                raise NotFound("document")
            return read_blob(self._house.blobs, session.get_one(tables.Blob, plan.document_id))

    def prerequisites(self, stay_id: UUID) -> tuple[PrerequisiteView, ...]:
        """C1 to C12 with owner, status, since when and days waited."""
        today = self._house.clock.today()
        with self._read() as session:
            self._stay(session, stay_id)
            rows = _prerequisites.rows_of(session, [stay_id]).get(stay_id, [])
        return tuple(_prerequisites.view(row, today) for row in rows)

    def set_prerequisite(self, command: PrerequisiteCommand) -> Changes:
        """Change one prerequisite; what it was before stands in the journal.

        Raises:
            Conflict: Somebody else changed it meanwhile; names who.
            NotAllowed: A temp reads the prerequisites and changes nothing.
            ValidationFailed: ``in_future`` at ``since`` or ``evidence_on``, ``unknown_choice`` at
                ``status`` or ``owner``.
        """
        self._require_change()
        self._check_prerequisite(command)
        with self._write("prerequisite.change", "forudsætning") as unit:
            row = self._get(unit.session, tables.Prerequisite, command.id)
            stay = self._stay(unit.session, row.stay_id)
            check_version(unit.session, row, command.version)
            row.status, row.owner, row.since = command.status, command.owner, command.since
            row.evidence, row.evidence_on, row.next_on = (
                command.evidence.strip(),
                command.evidence_on,
                command.next_on,
            )
            row.confirmed_by_id = self._actor.staff_id if command.status == "fulfilled" else None
            short = instrument.load().prerequisite(row.code).short
            unit.relabel(f"{short} for {_name(unit.session, stay)}")
            unit.about(stay.person_id)
            return unit.commit()

    def _require_change(self) -> None:
        if self._require("action_plan") != "yes":
            self._refuse("action_plan")

    def _stay(self, session: Session, stay_id: UUID) -> tables.Stay:
        """The stay of a person the actor may see and has open."""
        stay = self._get(session, tables.Stay, stay_id)
        self._opened(session, stay.person_id)
        return stay

    def _take_over(self, session: Session, plan: tables.ActionPlan, command: PlanCommand) -> None:
        today = self._house.clock.today()
        for name in _TEXTS:
            text = getattr(command, name)
            if text is not None:
                setattr(plan, name, text.strip())
        for name in ("promised_for", "follow_up_on", "holistic"):
            if getattr(command, name) is not None:
                setattr(plan, name, getattr(command, name))
        if command.document is not None:
            blob = store_blob(
                self._house.blobs,
                session,
                command.document,
                "application/pdf",
                self._house.clock.now(),
            )
            plan.document_id = blob.id
        if command.status is not None:
            plan.status = command.status
            if command.status in _DATE_OF_STATUS:
                setattr(plan, _DATE_OF_STATUS[command.status], command.on or today)
            _move_c6(session, plan, command.on or today)

    def _check(self, stay: tables.Stay, command: PlanCommand) -> None:
        problems: list[Problem] = []
        if command.status is not None and command.status not in _LABEL_OF_STATUS:
            problems.append(Problem("status", "unknown_choice"))
        if command.on is not None and command.status != "follow_up":
            if command.on > self._house.clock.today():
                problems.append(Problem("on", "in_future"))
            if command.on < stay.decided_on:
                problems.append(Problem("on", "before_stay"))
        if command.document is not None:
            # The bytes are foreign: looked at for their kind, never opened here.
            if not command.document.startswith(b"%PDF-"):
                problems.append(Problem("document", "not_a_pdf"))
            if len(command.document) > MOST_BYTES:
                megabytes = MOST_BYTES // 1_000_000
                problems.append(Problem("document", "file_too_large", {"megabytes": megabytes}))
        if problems:
            raise ValidationFailed(*problems)

    def _check_prerequisite(self, command: PrerequisiteCommand) -> None:
        problems: list[Problem] = []
        if command.status not in _prerequisites.STATUS:
            problems.append(Problem("status", "unknown_choice"))
        if command.owner not in {owner.key for owner in load_list("ball_owners")}:
            problems.append(Problem("owner", "unknown_choice"))
        today = self._house.clock.today()
        if command.since > today:
            problems.append(Problem("since", "in_future"))
        if command.evidence_on is not None and command.evidence_on > today:
            problems.append(Problem("evidence_on", "in_future"))
        if problems:
            raise ValidationFailed(*problems)

    def _view(self, plan: tables.ActionPlan, stay: tables.Stay) -> PlanView:
        code = stay.acting_municipality_code
        return PlanView(
            stay_id=plan.stay_id,
            version=plan.version,
            status=plan.status,
            requested_on=plan.requested_on,
            reminded_on=plan.reminded_on,
            promised_for=plan.promised_for,
            received_on=plan.received_on,
            active_from=plan.active_from,
            follow_up_on=plan.follow_up_on,
            holistic=plan.holistic,
            caseworker=plan.caseworker,
            caseworker_phone=plan.caseworker_phone,
            caseworker_mail=plan.caseworker_mail,
            municipal_case_number=plan.municipal_case_number,
            document_id=plan.document_id,
            document_name=plan.document_name,
            municipality=municipalities.municipality(code).display if code else "",
            waited_days=self._waited(plan, stay),
        )

    def _waited(self, plan: tables.ActionPlan, stay: tables.Stay) -> int | None:
        if plan.received_on is not None or plan.status in {"received", "active", "follow_up"}:
            return None
        since = plan.requested_on or local_date(stay.arrived_at)
        return (self._house.clock.today() - since).days


def _name(session: Session, stay: tables.Stay) -> str:
    return _families.full_name(_families.kept(session, stay.person_id))


def _plan_row(session: Session, stay_id: UUID) -> tables.ActionPlan:
    row = session.scalars(
        select(tables.ActionPlan).where(tables.ActionPlan.stay_id == stay_id)
    ).one_or_none()
    if row is None:
        raise NotFound(str(stay_id))
    return row


def _move_c6(session: Session, plan: tables.ActionPlan, on: date) -> None:
    """C6 follows the plan, so that one fact has one home."""
    item = session.scalars(
        select(tables.Prerequisite).where(
            tables.Prerequisite.stay_id == plan.stay_id, tables.Prerequisite.code == "C6"
        )
    ).one_or_none()
    if item is None:
        return
    if plan.status in {"received", "active", "follow_up"}:
        if item.status != "fulfilled":
            item.status, item.since, item.evidence_on = "fulfilled", on, plan.received_on or on
    elif plan.status == "reminded":
        item.status, item.reminded_on = "in_progress", on
    elif plan.status == "requested" and item.status != "in_progress":
        item.status, item.since = "in_progress", on
