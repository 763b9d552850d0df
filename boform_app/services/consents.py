"""Consent to share (*samtykke*): specific, for a time, and withdrawn at a word (readiness.md 4.4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import Problem, ValidationFailed
from boform_app.services import _families, _letter_consents
from boform_app.services._changed import check_version
from boform_app.services._letter_rows import staff_names
from boform_app.services._people_names import about
from boform_app.services._rule_rows import rule_book
from boform_app.services._sight import SightService
from boform_app.services.views.people import StaffName
from boform_app.services.views.records import ConsentCommand, ConsentView, RenewalCommand
from models import tables
from models.values import dates, municipalities
from models.values.changes import Changes
from models.values.information import ConsentTopic

_TOPICS = frozenset(topic.value for topic in ConsentTopic)
_REQUIRED = ("information", "recipient", "purpose")


class ConsentsService(SightService):
    """The consent register of a person."""

    def for_person(self, person_id: UUID) -> tuple[ConsentView, ...]:
        """All consents, the latest first; the state is that of today."""
        with self._read() as session:
            person = self._opened(session, person_id)
            return self._views(session, person.id, self._house.clock.today())

    def give(self, command: ConsentCommand) -> Changes:
        """Note a consent that was given.

        Raises:
            ValidationFailed: ``required``, ``unknown_choice``, ``in_future``, ``before_given``,
                ``end_before_start`` or ``too_long`` (with ``months`` and ``latest``), each at its
                field.
            NotAllowed: A temp notes withdrawals only.
        """
        if self._require("consent") != "yes":
            self._refuse("consent")
        with self._write("consent.give", "samtykke") as unit:
            person = _families.kept(unit.session, command.person_id)
            problems = tuple(self._problems(unit.session, command))
            if problems:
                raise ValidationFailed(*problems)
            unit.session.add(_row(command, self._actor.staff_id))
            unit.relabel(f"samtykke fra {about(unit.session, [person.id])}")
            unit.about(person.id)
            return unit.commit()

    def renew(self, command: RenewalCommand) -> Changes:
        """Note that the resident says yes once more; both consents stay in the register.

        A consent that was withdrawn is not renewed: it is asked for anew, with everything.

        Raises:
            ValidationFailed: ``already_withdrawn`` or ``already_renewed`` at ``consent_id``, and those
                of ``give`` at ``form``, ``given_on`` and ``valid_to``.
            NotAllowed: A temp notes withdrawals only.
            Conflict: Somebody changed it since it was read.
        """
        if self._require("consent") != "yes":
            self._refuse("consent")
        with self._write("consent.renew", "fornyet samtykke") as unit:
            row = self._get(unit.session, tables.Consent, command.consent_id)
            check_version(unit.session, row, command.version)
            again = _again(unit.session, row, command)
            problems = (*_renewal_problems(unit.session, row), *self._problems(unit.session, again))
            if problems:
                raise ValidationFailed(*problems)
            renewed = _row(again, self._actor.staff_id)
            renewed.renews_id = row.id
            unit.session.add(renewed)
            unit.relabel(f"fornyet samtykke fra {about(unit.session, [row.person_id])}")
            unit.about(row.person_id)
            return unit.commit()

    def withdraw(self, consent_id: UUID, version: int, on: date) -> Changes:
        """Note that a consent is withdrawn; from that day nothing new rests on it.

        What it renewed, and what renewed it, is the same yes and ends with it; a yes that was given
        after that day stands.

        Raises:
            ValidationFailed: ``in_future``, ``before_given`` or ``already_withdrawn`` at ``on``.
            Conflict: Somebody changed it since it was read.
        """
        self._require("consent")
        with self._write("consent.withdraw", "tilbagekaldt samtykke") as unit:
            row = self._get(unit.session, tables.Consent, consent_id)
            check_version(unit.session, row, version)
            problem = self._withdrawal_problem(row, on)
            if problem:
                raise ValidationFailed(Problem("on", problem))
            for one in _same_yes(unit.session, row):
                if one.withdrawn_on is None and one.given_on <= on:
                    one.withdrawn_on, one.withdrawn_noted_by_id = on, self._actor.staff_id
            unit.relabel(f"tilbagekaldt samtykke fra {about(unit.session, [row.person_id])}")
            unit.about(row.person_id)
            return unit.commit()

    def unsent(self, consent_id: UUID) -> tuple[str, ...]:
        """Letters that rest on this yes and were not sent: title and number, oldest first.

        Raises:
            NotFound: There is no such consent.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            row = self._get(session, tables.Consent, consent_id)
            self._opened(session, row.person_id)
            letters = _letter_consents.resting_on(session, _same_yes(session, row))
            return tuple(f"{one.title} ({one.register_number})" for one in letters)

    def covering(
        self, person_id: UUID, municipality_code: str, on: date
    ) -> tuple[ConsentView, ...]:
        """Consents to this municipality that hold on the day."""
        with self._read() as session:
            person = self._opened(session, person_id)
            views = self._views(session, person.id, on)
        return tuple(
            view
            for view in views
            if view.state == "valid" and view.municipality_code == municipality_code
        )

    def _views(self, session: Session, person_id: UUID, on: date) -> tuple[ConsentView, ...]:
        rows = session.scalars(
            select(tables.Consent)
            .where(tables.Consent.person_id.in_(_families.family(session, person_id)))
            .order_by(tables.Consent.given_on.desc(), tables.Consent.id.desc())
        ).all()
        staff = staff_names(session, (row.noted_by_id for row in rows))
        renewed = {row.renews_id for row in rows if row.withdrawn_on is None}
        return tuple(
            _view(row, staff[row.noted_by_id], on, renewed=row.id in renewed) for row in rows
        )

    def _problems(self, session: Session, command: ConsentCommand) -> Iterator[Problem]:
        for field in _REQUIRED:
            value = getattr(command, field)
            if not (value.strip() if isinstance(value, str) else value):
                yield Problem(field, "required")
        if not _TOPICS.issuperset(command.information):
            yield Problem("information", "unknown_choice")
        if command.form not in {"written", "oral"}:
            yield Problem("form", "unknown_choice")
        if command.municipality_code and municipalities.find(command.municipality_code) is None:
            yield Problem("municipality_code", "unknown_choice")
        if command.given_on > self._house.clock.today():
            yield Problem("given_on", "in_future")
        yield from _period_problems(session, command)

    def _withdrawal_problem(self, row: tables.Consent, on: date) -> str:
        if row.withdrawn_on is not None:
            return "already_withdrawn"
        if on > self._house.clock.today():
            return "in_future"
        return "before_given" if on < row.given_on else ""


def _period_problems(session: Session, command: ConsentCommand) -> Iterator[Problem]:
    if command.valid_from < command.given_on:
        yield Problem("valid_from", "before_given")
    if command.valid_to < command.valid_from:
        yield Problem("valid_to", "end_before_start")
        return
    months = rule_book(session).select("consent_months", command.given_on).number
    latest = dates.add_months(command.valid_from, months)
    if command.valid_to > latest:
        yield Problem("valid_to", "too_long", {"months": months, "latest": latest})


def _again(session: Session, row: tables.Consent, command: RenewalCommand) -> ConsentCommand:
    """The former consent for a new period, which begins when the yes was given."""
    months = rule_book(session).select("consent_months", command.given_on).number
    return ConsentCommand(
        person_id=row.person_id,
        information=tuple(row.information),
        recipient=row.recipient,
        purpose=row.purpose,
        valid_from=command.given_on,
        valid_to=command.valid_to or dates.add_months(command.given_on, months),
        form=command.form,
        given_on=command.given_on,
        municipality_code=row.municipality_code,
        recipient_unit=row.recipient_unit,
        excepted=row.excepted,
        read_how=command.read_how,
        interpreter=command.interpreter,
    )


def _same_yes(session: Session, row: tables.Consent) -> list[tables.Consent]:
    """A consent with everything it renewed and everything that renewed it."""
    found, ids = [row], {row.id}
    rows = session.scalars(select(tables.Consent).where(tables.Consent.person_id == row.person_id))
    others = {one.id: one for one in rows if one.id != row.id}
    while True:
        more = [
            one
            for one in others.values()
            if one.id not in ids
            and (one.renews_id in ids or any(other.renews_id == one.id for other in found))
        ]
        if not more:
            return found
        found += more
        ids |= {one.id for one in more}


def _renewal_problems(session: Session, row: tables.Consent) -> Iterator[Problem]:
    if row.withdrawn_on is not None:
        yield Problem("consent_id", "already_withdrawn")
    later = select(tables.Consent.id).where(
        tables.Consent.renews_id == row.id, tables.Consent.withdrawn_on.is_(None)
    )
    if session.scalars(later).first() is not None:
        yield Problem("consent_id", "already_renewed")


def _row(command: ConsentCommand, staff_id: UUID) -> tables.Consent:
    return tables.Consent(
        person_id=command.person_id,
        information=list(command.information),
        excepted=command.excepted.strip(),
        municipality_code=command.municipality_code,
        recipient=command.recipient.strip(),
        recipient_unit=command.recipient_unit.strip(),
        purpose=command.purpose.strip(),
        valid_from=command.valid_from,
        valid_to=command.valid_to,
        form=command.form,
        given_on=command.given_on,
        noted_by_id=staff_id,
        read_how=command.read_how,
        interpreter=command.interpreter,
    )


def _view(row: tables.Consent, noted_by: StaffName, on: date, *, renewed: bool) -> ConsentView:
    return ConsentView(
        id=row.id,
        version=row.version,
        person_id=row.person_id,
        information=tuple(row.information),
        excepted=row.excepted,
        recipient=row.recipient,
        recipient_unit=row.recipient_unit,
        municipality_code=row.municipality_code,
        purpose=row.purpose,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        form=row.form,
        given_on=row.given_on,
        noted_by=noted_by,
        read_how=row.read_how,
        interpreter=row.interpreter,
        withdrawn_on=row.withdrawn_on,
        state=_state(row, on),
        renews_id=row.renews_id,
        renewed=renewed,
    )


def _state(row: tables.Consent, on: date) -> str:
    if row.withdrawn_on is not None and row.withdrawn_on <= on:
        return "withdrawn"
    if on < row.valid_from:
        return "coming"
    return "expired" if on > row.valid_to else "valid"
