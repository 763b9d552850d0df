"""Somebody who asked for a place and got none: the person a refusal is written to."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import Problem, ReasonNeeded, ValidationFailed
from boform_app.services import _families
from boform_app.services._cpr_facts import CprFacts, read_cpr
from boform_app.services._sight import SightService
from boform_app.services._texts import LONGEST_NAME, text_problems
from boform_app.services.views.turned_away import ContactCommand
from models import tables
from models.values.changes import Changes


class TurnedAwayService(SightService):
    """Persons without a stay; what is known of them is what they told."""

    def note(self, command: ContactCommand) -> Changes:
        """Find or make the person, ``changes.first("person")``; a number that is known finds them.

        Raises:
            NotAllowed: The role prepares no decisions.
            ReasonNeeded: A protected person that is not open.
            ValidationFailed: ``required`` at ``first_name``, ``too_long`` or ``nul_character`` at a
                name, a problem at ``cpr_text``, or
                ``already_in_house``: who lives here is not turned away.
        """
        self._require("decision_letters")
        cpr = read_cpr(command.cpr_text, "", self._house.clock.today())
        with self._write("contact.note", "henvendelse") as unit:
            person = self._known(unit.session, command, cpr)
            if person is None:
                person = _made(command, cpr)
                unit.session.add(person)
                unit.session.flush()
            unit.relabel(f"henvendelse fra {_families.full_name(person)}")
            unit.about(person.id)
            return unit.commit()

    def _known(
        self, session: Session, command: ContactCommand, cpr: CprFacts
    ) -> tables.Person | None:
        found = command.person_id or _with_number(session, cpr)
        if found is None:
            return None
        person = _families.kept(session, found)
        if _families.open_stay(session, _families.family(session, person.id)) is not None:
            raise ValidationFailed(Problem("person_id", "already_in_house"))
        if self._closed(person):
            raise ReasonNeeded(person.id)
        return person


def _with_number(session: Session, cpr: CprFacts) -> UUID | None:
    if not cpr.cpr:
        return None
    return session.scalars(select(tables.Person.id).where(tables.Person.cpr == cpr.cpr)).first()


def _made(command: ContactCommand, cpr: CprFacts) -> tables.Person:
    problems = [cpr.problem("cpr_text")]
    if not command.first_name.strip():
        problems.insert(0, Problem("first_name", "required"))
    for field in ("first_name", "last_name"):
        problems += text_problems(field, getattr(command, field), LONGEST_NAME)
    found = [one for one in problems if one is not None]
    if found:
        raise ValidationFailed(*found)
    person = tables.Person(
        first_name=" ".join(command.first_name.split()),
        last_name=" ".join(command.last_name.split()),
    )
    cpr.write_to(person)
    return person
