"""The municipality's handleplan for a stay, and the prerequisites C1 to C12 (issue F)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.errors import NotFound, Problem, ValidationFailed
from boform_app.rules import instrument
from boform_app.services import (
    _caseworkers,
    _contact_writes,
    _documents,
    _families,
    _prerequisites,
    _support,
)
from boform_app.services._blobs import read_blob
from boform_app.services._changed import check_version
from boform_app.services._sight import SightService
from boform_app.services.views.contacts import PeriodView
from boform_app.services.views.plans import (
    PLAN_POINTS,
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
_TEXTS = ("municipal_case_number", "purpose_at", "effort_at", "duration_at", "special_at")
_LABEL_OF_STATUS = {
    "not_requested": "handleplan ikke anmodet",
    "requested": "handleplan anmodet",
    "reminded": "handleplan rykket",
    "received": "handleplan modtaget",
    "active": "handleplan i brug",
    "follow_up": "opfølgning på handleplan",
}


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
            return self._view(session, _plan_row(session, stay_id), stay)

    def change(self, command: PlanCommand) -> Changes:
        """Take over what is new; a received plan fulfils C6, a request puts it in progress.

        A file is looked at in a child process first: with one it is a worker's work.

        Raises:
            Conflict: Somebody else changed the plan meanwhile; names who.
            ForeignFile: The file cannot be opened safely, or is neither PDF nor picture.
            NotAllowed: A temp reads the plan and changes nothing.
            ValidationFailed: ``before_stay`` or ``in_future`` at ``on``, ``unknown_choice`` at
                ``status``.
        """
        self._require_change()
        looked = self._looked_at(command)
        with self._write("plan.change", "handleplan") as unit:
            stay = self._stay(unit.session, command.stay_id)
            plan = _plan_row(unit.session, command.stay_id)
            check_version(unit.session, plan, command.version)
            self._check(stay, command)
            document = self._document(unit.session, stay, command, looked)
            self._take_over(unit.session, plan, stay, command, document)
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
            document = session.get_one(tables.Document, plan.document_id)
            if document.blob_id is None:
                raise NotFound("document")
            return read_blob(self._house.blobs, session.get_one(tables.Blob, document.blob_id))

    def prerequisites(self, stay_id: UUID) -> tuple[PrerequisiteView, ...]:
        """C1 to C12 with owner, status, since when and days waited."""
        today = self._house.clock.today()
        with self._read() as session:
            self._stay(session, stay_id)
            rows = _prerequisites.rows_of(session, [stay_id]).get(stay_id, [])
        return tuple(_prerequisites.view(row, today) for row in rows)

    def set_prerequisite(self, command: PrerequisiteCommand) -> Changes:
        """Change one prerequisite; what it was before stands in the journal.

        C7 and C8 show the support, so the support follows them (see ``_support``); a decision is
        better registered by ``support.decide``, which knows its day of receipt and its reason.

        Raises:
            Conflict: Somebody else changed it meanwhile; names who.
            NotAllowed: A temp reads the prerequisites and changes nothing.
            ValidationFailed: ``in_future`` at ``since`` or ``evidence_on``, ``unknown_choice`` at
                ``status``, ``owner`` or ``document_id``.
        """
        self._require_change()
        self._check_prerequisite(command)
        with self._write("prerequisite.change", "forudsætning") as unit:
            row = self._get(unit.session, tables.Prerequisite, command.id)
            stay = self._stay(unit.session, row.stay_id)
            check_version(unit.session, row, command.version)
            _prerequisites.move(
                unit.session,
                row,
                on=command.since,
                status=command.status,
                owner=command.owner,
                by_id=self._actor.staff_id,
            )
            row.since = command.since
            row.evidence, row.evidence_on, row.next_on = (
                command.evidence.strip(),
                command.evidence_on,
                command.next_on,
            )
            row.confirmed_by_id = self._actor.staff_id if command.status == "fulfilled" else None
            if command.document_id is not None:
                row.document_id = _theirs(unit.session, stay, command.document_id)
            _support.follow(unit.session, row)
            short = instrument.load().prerequisite(row.code).short
            unit.relabel(f"{short} for {_name(unit.session, stay)}")
            unit.about(stay.person_id)
            return unit.commit()

    def history(self, prerequisite_id: UUID) -> tuple[PeriodView, ...]:
        """Who had the ball when, days each, oldest first; the last one is what holds now.

        Raises:
            NotFound: There is no such prerequisite.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            row = self._get(session, tables.Prerequisite, prerequisite_id)
            self._stay(session, row.stay_id)
            return _prerequisites.history(session, row, self._house.clock.today())

    def waited(self, stay_id: UUID) -> Mapping[str, int]:
        """Days each party had the ball over the whole stay, by key of the list ``ball_owners``.

        Raises:
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            self._stay(session, stay_id)
            found = _prerequisites.waited(session, [stay_id], self._house.clock.today())
        return found.get(stay_id, {})

    def _require_change(self) -> None:
        if self._require("action_plan") != "yes":
            self._refuse("action_plan")

    def _stay(self, session: Session, stay_id: UUID) -> tables.Stay:
        """The stay of a person the actor may see and has open."""
        stay = self._get(session, tables.Stay, stay_id)
        self._opened(session, stay.person_id)
        return stay

    def _take_over(
        self,
        session: Session,
        plan: tables.ActionPlan,
        stay: tables.Stay,
        command: PlanCommand,
        document_id: UUID | None,
    ) -> None:
        today = self._house.clock.today()
        _take_caseworker(session, plan, stay, command)
        for name in _TEXTS:
            text = getattr(command, name)
            if text is not None:
                setattr(plan, name, text.strip())
        for name in ("promised_for", "follow_up_on", "holistic"):
            if getattr(command, name) is not None:
                setattr(plan, name, getattr(command, name))
        plan.document_id = document_id or plan.document_id
        if command.promised_for is not None:
            _contact_writes.come_back(session, stay.id, ["C6"], command.promised_for)
        if command.status is not None:
            plan.status = command.status
            if command.status in _DATE_OF_STATUS:
                setattr(plan, _DATE_OF_STATUS[command.status], command.on or today)
            _move_c6(session, plan, command.on or today)

    def _looked_at(self, command: PlanCommand) -> _documents.LookedAt | None:
        """What the child saw of a new file; whoever may not write it opens nothing."""
        if command.document is None:
            return None
        with self._read() as session:
            self._check(self._stay(session, command.stay_id), command)
        return _documents.look_at(command.document)

    def _document(
        self,
        session: Session,
        stay: tables.Stay,
        command: PlanCommand,
        looked: _documents.LookedAt | None,
    ) -> UUID | None:
        """The file that came with it, or the kept document that is named."""
        if looked is None:
            chosen = command.document_id
            return None if chosen is None else _theirs(session, stay, chosen)
        found = municipalities.find(stay.acting_municipality_code)
        incoming = _documents.Incoming(
            data=command.document or b"",
            kind="action_plan",
            title="Handleplan",
            media_type=looked.media_type,
            page_count=looked.page_count,
            received_on=command.on or self._house.clock.today(),
            file_name=(command.document_name or "").strip(),
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

    def _check(self, stay: tables.Stay, command: PlanCommand) -> None:
        problems: list[Problem] = []
        if command.status is not None and command.status not in _LABEL_OF_STATUS:
            problems.append(Problem("status", "unknown_choice"))
        if command.on is not None and command.status != "follow_up":
            if command.on > self._house.clock.today():
                problems.append(Problem("on", "in_future"))
            if command.on < stay.decided_on:
                problems.append(Problem("on", "before_stay"))
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

    def _view(self, session: Session, plan: tables.ActionPlan, stay: tables.Stay) -> PlanView:
        code = stay.acting_municipality_code
        worker = _caseworkers.of(session, plan.caseworker_id)
        document = session.get(tables.Document, plan.document_id) if plan.document_id else None
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
            caseworker=worker.name if worker else "",
            caseworker_phone=worker.phone if worker else "",
            caseworker_mail=worker.mail if worker else "",
            municipal_case_number=plan.municipal_case_number,
            document_id=plan.document_id,
            document_name=document.file_name if document else "",
            municipality=municipalities.municipality(code).display if code else "",
            waited_days=self._waited(plan, stay),
            contents=tuple(getattr(plan, f"{point}_at") for point in PLAN_POINTS),
        )

    def _waited(self, plan: tables.ActionPlan, stay: tables.Stay) -> int | None:
        if plan.received_on is not None or plan.status in {"received", "active", "follow_up"}:
            return None
        since = plan.requested_on or local_date(stay.arrived_at)
        return (self._house.clock.today() - since).days


def _name(session: Session, stay: tables.Stay) -> str:
    return _families.full_name(_families.kept(session, stay.person_id))


def _theirs(session: Session, stay: tables.Stay, document_id: UUID) -> UUID:
    """A kept document of this resident.

    Raises:
        ValidationFailed: ``unknown_choice`` at ``document_id``.
    """
    if not _contact_writes.is_theirs(session, stay, document_id):
        raise ValidationFailed(Problem("document_id", "unknown_choice"))
    return document_id


def _plan_row(session: Session, stay_id: UUID) -> tables.ActionPlan:
    row = session.scalars(
        select(tables.ActionPlan).where(tables.ActionPlan.stay_id == stay_id)
    ).one_or_none()
    if row is None:
        raise NotFound(str(stay_id))
    return row


def _take_caseworker(
    session: Session, plan: tables.ActionPlan, stay: tables.Stay, command: PlanCommand
) -> None:
    """Link the case worker by name; a telephone or mail that was typed is the contact's."""
    if command.caseworker is not None:
        name = command.caseworker.strip()
        code = stay.acting_municipality_code
        plan.caseworker_id = _caseworkers.named(session, code, name).id if name else None
    worker = _caseworkers.of(session, plan.caseworker_id)
    if worker is None:
        return
    worker.phone = _typed(command.caseworker_phone, worker.phone)
    worker.mail = _typed(command.caseworker_mail, worker.mail)


def _typed(text: str | None, before: str) -> str:
    return before if text is None else text.strip()


def _move_c6(session: Session, plan: tables.ActionPlan, on: date) -> None:
    """C6 follows the plan, so that one fact has one home."""
    item = _prerequisites.item(session, plan.stay_id, "C6")
    if item is None:
        return
    if plan.status in {"received", "active", "follow_up"}:
        if item.status != "fulfilled":
            _prerequisites.move(session, item, on=on, status="fulfilled")
            item.evidence_on, item.document_id = plan.received_on or on, plan.document_id
    elif plan.status == "reminded":
        _prerequisites.move(session, item, on=on, status="in_progress")
        _prerequisites.reminded(item, on)
    elif plan.status == "requested":
        _prerequisites.move(session, item, on=on, status="in_progress")
