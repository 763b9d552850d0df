"""Persons: who they are, what is known of them, and the records that are one person."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.errors import Problem, ReasonNeeded, ValidationFailed
from boform_app.services import (
    _duplicates,
    _expulsions,
    _families,
    _joined_protection,
    _person_views,
)
from boform_app.services._changed import check_version
from boform_app.services._person_facts import LABELS, PROTECTED, FactValue, PersonFact
from boform_app.services._sight import SightService
from boform_app.services.context import OpenedPerson
from boform_app.services.views.people import HeldExpulsion, Identity, PersonFacts, PersonHit
from models import tables
from models.values.changes import Changes


class PeopleService(SightService):
    """What is known of persons; views are logged, each change is one named step."""

    def identity(self, person_id: UUID) -> Identity:
        """The identity bar; logs nothing, and shows no name of a protected resident.

        Raises:
            NotAllowed: The actor sees present residents only.
            NotFound: There is no such person.
        """
        with self._read() as session:
            person = self._seen(session, person_id)
            if self._closed(person):
                return _person_views.closed_identity(session, person)
            today = self._house.clock.today()
            return _person_views.identity(session, person, today, self._opening(person.id))

    def open(self, person_id: UUID, reason: str = "") -> Identity:
        """Open a person's page: the view is logged; a reason opens a protected one for this log-in.

        Raises:
            ReasonNeeded: A protected resident, and no reason was given in this log-in.
            NotAllowed: The actor sees present residents only.
        """
        with self._read() as session:
            person = self._seen(session, person_id)
            person_id, closed = person.id, self._closed(person)
        said = reason.strip()
        if closed and not said:
            raise ReasonNeeded(person_id)
        known = self._opening(person_id)
        self._log_view(person_id, "person", said or (known.reason if known else ""))
        if closed:
            self._opened_persons()[person_id] = OpenedPerson(self._house.clock.now(), said)
        return self.identity(person_id)

    def facts(self, person_id: UUID) -> PersonFacts:
        """Stamdata.

        Raises:
            ReasonNeeded: A protected resident that is not open.
            NotAllowed: The actor sees present residents only.
        """
        with self._read() as session:
            return _person_views.facts(session, self._opened(session, person_id))

    def set_fact(self, person_id: UUID, version: int, field: str, value: FactValue) -> Changes:
        """Change one fact of Stamdata; ``cpr`` takes what was typed.

        Raises:
            ValidationFailed: A problem at the field.
            Conflict: Somebody changed the person meanwhile.
            NotAllowed: The role does not change Stamdata, or not this field.
        """
        self._require("edit_master_data")
        name = field.removesuffix("_id")
        if name not in LABELS:
            raise ValidationFailed(Problem(field, "unknown_choice"))
        if name in PROTECTED:
            self._require("protected_fields")
        with self._write("person.set_fact", LABELS[name]) as unit:
            person = self._opened(unit.session, person_id)
            check_version(unit.session, person, version)
            unit.relabel(f"{LABELS[name]} for {_families.full_name(person)}")
            today = self._house.clock.today()
            PersonFact(unit.session, person, today, self._actor.staff_id).write(name, value)
            unit.about(person.id)
            changes = unit.commit()
        self._keep_open(person.id, name, value)
        return changes

    def reveal_cpr(self, person_id: UUID) -> str:
        """The whole number; the look is logged.

        Raises:
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            person = self._opened(session, person_id)
        self._log_view(person.id, "cpr")
        return person.cpr

    def duplicates(self, first: str, last: str, cpr_text: str) -> tuple[PersonHit, ...]:
        """Whom we may know already, while a name and a number are typed."""
        self._require("admit")
        with self._read() as session:
            today = self._house.clock.today()
            ids = _duplicates.similar(session, first, last, cpr_text, today)
            lived = _duplicates.lived_here(session, ids)
            people = [session.get_one(tables.Person, person_id) for person_id in ids]
            held = {person.id: _held(session, person.id, today) for person in people}
            return tuple(self._hit(p, lived.get(p.id), held[p.id]) for p in people)

    def join(self, keep_id: UUID, other_id: UUID) -> Changes:
        """Join two records of one person: the other points to the kept one; undone in one step.

        Whoever is protected under one of them is protected from now on.

        Raises:
            NotAllowed: The role proposes and does not decide.
            ValidationFailed: ``same_record``, ``joined_already`` or ``stays_overlap``.
        """
        self._require_full("join_records")
        with self._write(_joined_protection.JOIN, "samling af to personer") as unit:
            keep, other = (
                _families.kept(unit.session, keep_id),
                _families.kept(unit.session, other_id),
            )
            if keep.id == other.id:
                code = "same_record" if keep_id == other_id else "joined_already"
                raise ValidationFailed(Problem("other_id", code))
            self._check_stays(unit.session, keep.id, other.id)
            other.merged_into_id = keep.id
            carried = _joined_protection.carry(keep, other)
            names = _families.full_name(other), _families.full_name(keep)
            unit.relabel(f"samling af {names[0]} og {names[1]}")
            unit.about(keep.id, other.id)
            changes = unit.commit()
        known = self._opening(other.id)
        if carried and known is not None:
            self._opened_persons().setdefault(keep.id, known)
        return changes

    def part(self, other_id: UUID) -> Changes:
        """Take two records apart again; each keeps its own stays, notes and protection.

        Raises:
            NotAllowed: The role proposes and does not decide.
            ValidationFailed: ``not_joined``.
        """
        self._require_full("join_records")
        with self._write("person.part", "adskillelse af to personer") as unit:
            other = self._get(unit.session, tables.Person, other_id)
            if other.merged_into_id is None:
                raise ValidationFailed(Problem("other_id", "not_joined"))
            unit.about(other.id, other.merged_into_id)
            unit.relabel(f"adskillelse af {_families.full_name(other)} fra en anden person")
            keep = self._get(unit.session, tables.Person, other.merged_into_id)
            _joined_protection.give_back(unit.session, keep, other)
            other.merged_into_id = None
            return unit.commit()

    def _check_stays(self, session: Session, keep_id: UUID, other_id: UUID) -> None:
        """One person cannot have lived here twice at one time."""
        ours = _families.stays_of(session, _families.family(session, keep_id))
        theirs = _families.stays_of(session, _families.family(session, other_id))
        for one in ours:
            for two in theirs:
                later, earlier = (one, two) if one.arrived_at >= two.arrived_at else (two, one)
                if earlier.ended_at is None or earlier.ended_at > later.arrived_at:
                    facts = {"case": two.case_number, "other_case": one.case_number}
                    raise ValidationFailed(Problem("other_id", "stays_overlap", facts))

    def _hit(
        self,
        person: tables.Person,
        lived: _duplicates.LivedHere | None,
        held: HeldExpulsion | None,
    ) -> PersonHit:
        closed = self._closed(person)
        tell = lived is not None and not closed
        return PersonHit(
            person_id=person.id,
            full_name=_families.full_name(person),
            birth_date=person.birth_date,
            last_stay_ended_on=lived.ended_on if tell and lived else None,
            in_house=bool(tell and lived and lived.in_house),
            closed=closed,
            expulsion=None if closed else held,
        )

    def _keep_open(self, person_id: UUID, name: str, value: FactValue) -> None:
        """Whoever protects a resident has the page open and goes on working."""
        if name == "protected_address" and value:
            opened = OpenedPerson(self._house.clock.now(), "")
            self._opened_persons().setdefault(person_id, opened)

    def _opened_persons(self) -> dict[UUID, OpenedPerson]:
        return self._house.opened_persons.setdefault(self._actor.session_id, {})

    def _require_full(self, permission: str) -> None:
        if self._require(permission) != "yes":
            self._refuse(permission)


def _held(session: Session, person_id: UUID, today: date) -> HeldExpulsion | None:
    """What holds today: what stops an admission before the rest, the longest first."""
    found = _expulsions.holding(session, person_id, today)
    row = next((one for one in found if "admission" in one.stops), next(iter(found), None))
    return HeldExpulsion(row.until_on, tuple(row.stops)) if row else None
