"""Case workers of the municipalities: typed once, found again, closed when they leave."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import Problem, ValidationFailed
from boform_app.services import _caseworkers
from boform_app.services._changed import check_version
from boform_app.services._texts import LONGEST_LINE, required_problems, text_problems
from boform_app.services.context import Service
from boform_app.services.views.contacts import CaseworkerCommand, CaseworkerView
from models import tables
from models.base import new_id
from models.values import municipalities
from models.values.changes import Changes
from models.values.danish import sort_key, starts_like

_MOST_HITS = 8
_TEXTS = ("title", "phone", "phone_hours", "mail", "note")


class CaseworkersService(Service):
    """The people in the municipalities whom the house talks to."""

    def of_municipality(self, code: str) -> tuple[CaseworkerView, ...]:
        """Case workers of a municipality that were not closed, in Danish order."""
        with self._read() as session:
            return _caseworkers.views(session, _caseworkers.open_ones(session, code))

    def find(self, text: str, code: str = "") -> tuple[CaseworkerView, ...]:
        """At most eight whose names have words that begin as typed, in either Danish spelling.

        Args:
            text: What was typed; nothing finds nobody.
            code: Only in this municipality, "" for all.
        """
        if not text.strip():
            return ()
        query = select(tables.Caseworker).where(tables.Caseworker.closed_on.is_(None))
        if code:
            query = query.where(tables.Caseworker.municipality_code == code)
        with self._read() as session:
            hits = [row for row in session.scalars(query) if starts_like(row.name, text)]
            hits.sort(key=lambda row: sort_key(row.name))
            return _caseworkers.views(session, hits[:_MOST_HITS])

    def save(self, command: CaseworkerCommand) -> Changes:
        """Keep a new case worker, or the changes to one.

        A new one with the name of one that is known is that one: what was typed is added.

        Raises:
            ValidationFailed: ``required`` at ``name``, ``unknown_choice`` at ``municipality_code`` or
                ``contact_id`` (a unit of another municipality).
            Conflict: Somebody changed it since it was read.
            NotAllowed: The role reads the plan and changes nothing.
        """
        self._require_change()
        with self._write("caseworker.save", f"rådgiver {_caseworkers.tidy(command.name)}") as unit:
            problems = tuple(_problems(unit.session, command))
            if problems:
                raise ValidationFailed(*problems)
            row = self._row(unit.session, command)
            row.municipality_code = command.municipality_code
            _fill(row, command)
            unit.session.add(row)
            return unit.commit()

    def close(self, caseworker_id: UUID, version: int) -> Changes:
        """Stop proposing a case worker; what was said with them stays.

        Raises:
            Conflict: Somebody changed it since it was read.
            NotAllowed: The role reads the plan and changes nothing.
        """
        self._require_change()
        with self._write("caseworker.close", "lukket rådgiver") as unit:
            row = self._get(unit.session, tables.Caseworker, caseworker_id)
            check_version(unit.session, row, version)
            row.closed_on = self._house.clock.today()
            unit.relabel(f"lukket rådgiver {row.name}")
            return unit.commit()

    def merge(self, keep_id: UUID, other_id: UUID) -> Changes:
        """Two spellings of one person: plans and talks go to the kept one, the other is closed.

        Raises:
            ValidationFailed: ``same_record``, or ``unknown_choice`` for two municipalities.
            NotAllowed: The role reads the plan and changes nothing.
        """
        self._require_change()
        if keep_id == other_id:
            raise ValidationFailed(Problem("other_id", "same_record"))
        with self._write("caseworker.merge", "to rådgivere samlet") as unit:
            keep = self._get(unit.session, tables.Caseworker, keep_id)
            other = self._get(unit.session, tables.Caseworker, other_id)
            if keep.municipality_code != other.municipality_code:
                raise ValidationFailed(Problem("other_id", "unknown_choice"))
            for row in _pointing(unit.session, other.id):
                row.caseworker_id = keep.id
            for field in (*_TEXTS, "contact_id"):
                setattr(keep, field, getattr(keep, field) or getattr(other, field))
            other.closed_on = self._house.clock.today()
            unit.relabel(f"{other.name} samlet med {keep.name}")
            return unit.commit()

    def _require_change(self) -> None:
        if self._require("action_plan") != "yes":
            self._refuse("action_plan")

    def _row(self, session: Session, command: CaseworkerCommand) -> tables.Caseworker:
        """The row to change; for one that is known by name the command's blanks change nothing."""
        if command.id is not None:
            row = self._get(session, tables.Caseworker, command.id)
            check_version(session, row, command.version)
            for field in _TEXTS:
                setattr(row, field, "")
            row.name, row.contact_id = _caseworkers.tidy(command.name), None
            return row
        known = _caseworkers.same_name(session, command.municipality_code, command.name)
        return known or _new(command)


def _new(command: CaseworkerCommand) -> tables.Caseworker:
    blank = dict.fromkeys(_TEXTS, "")
    return tables.Caseworker(id=new_id(), name=_caseworkers.tidy(command.name), **blank)


def _fill(row: tables.Caseworker, command: CaseworkerCommand) -> None:
    for field in _TEXTS:
        setattr(row, field, getattr(command, field).strip() or getattr(row, field))
    row.contact_id = command.contact_id or row.contact_id


def _pointing(
    session: Session, caseworker_id: UUID
) -> Iterator[tables.ActionPlan | tables.ContactEntry]:
    yield from session.scalars(
        select(tables.ActionPlan).where(tables.ActionPlan.caseworker_id == caseworker_id)
    )
    yield from session.scalars(
        select(tables.ContactEntry).where(tables.ContactEntry.caseworker_id == caseworker_id)
    )


def _problems(session: Session, command: CaseworkerCommand) -> Iterator[Problem]:
    yield from required_problems("name", command.name)
    for field in _TEXTS:
        yield from text_problems(field, getattr(command, field), LONGEST_LINE)
    if municipalities.find(command.municipality_code) is None:
        yield Problem("municipality_code", "unknown_choice")
    if command.contact_id is not None:
        unit = session.get(tables.MunicipalityContact, command.contact_id)
        if unit is None or unit.municipality_code != command.municipality_code:
            yield Problem("contact_id", "unknown_choice")
