"""Contacts that led to no place (*afviste henvendelser*): when, why, where they were sent."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from sqlalchemy import select

from boform_app.clock import from_local, local_date
from boform_app.errors import Problem, ValidationFailed
from boform_app.rules.figures.periods import months_back
from boform_app.services import _families
from boform_app.services._letter_rows import staff_names
from boform_app.services._refused_contacts import BY_LETTER
from boform_app.services._sight import SightService
from boform_app.services._stay_checks import key_problem
from boform_app.services._texts import LONGEST, LONGEST_LINE, text_problems
from boform_app.services.views.rooms import MonthCount, RefusalCommand, RefusalView
from models import tables
from models.values.changes import Changes
from models.values.dates import add_months
from models.values.lists import label

MOST = 500
MONTHS = 13


class RefusedContactsService(SightService):
    """Counted by month; a name is not needed, and most contacts have none."""

    def of_month(self, month: date) -> tuple[RefusalView, ...]:
        """The contacts of a month, the latest first; at most ``MOST``.

        A temp reads no names: those who asked for a place are no present residents.
        """
        present_only = self._require("see_residents") == "present_only"
        first = month.replace(day=1)
        row = tables.RefusedContact
        with self._read() as session:
            found = session.scalars(
                select(row)
                .where(row.at >= from_local(first, 0), row.at < from_local(add_months(first, 1), 0))
                .order_by(row.at.desc())
                .limit(MOST)
            ).all()
            names = staff_names(session, {one.written_by_id for one in found})
            people = {
                one.person_id: _families.kept(session, one.person_id)
                for one in found
                if one.person_id
            }
            views = []
            for one in found:
                person = people.get(one.person_id) if one.person_id else None
                name = one.name if person is None else _families.full_name(person)
                if present_only or (person is not None and self._closed(person)):
                    name = ""
                by = names.get(one.written_by_id)
                views.append(
                    RefusalView(
                        one.id, one.at, one.reason, one.reason_text, one.referred_to, name,
                        one.note, by.first_name if by else "", one.note.startswith(BY_LETTER),
                    )
                )  # fmt: skip
        return tuple(views)

    def months(self) -> tuple[MonthCount, ...]:
        """How many in each of the last thirteen months, this month first, with their reasons."""
        self._require("see_residents")
        firsts = months_back(self._house.clock.today(), MONTHS)
        with self._read() as session:
            rows = session.execute(
                select(tables.RefusedContact.at, tables.RefusedContact.reason).where(
                    tables.RefusedContact.at >= from_local(firsts[-1], 0)
                )
            ).all()
        counted: dict[date, Counter[str]] = {first: Counter() for first in firsts}
        for at, reason in rows:
            month = local_date(at).replace(day=1)
            if month in counted:
                counted[month][reason] += 1
        return tuple(
            MonthCount(first, found.total(), tuple(found.most_common()))
            for first, found in counted.items()
        )

    def add(self, command: RefusalCommand) -> Changes:
        """Write a contact down.

        Raises:
            ValidationFailed: ``required`` or ``unknown_choice`` at ``reason``, ``required`` at
                ``reason_text`` for *andet*, ``in_the_future`` at ``at``.
        """
        self._require("write_notes")
        now = self._house.clock.now()
        self._check(command, now)
        what = label("refusal_reasons", command.reason).lower()
        with self._write("refused_contact.add", f"afvist henvendelse: {what}") as unit:
            unit.session.add(
                tables.RefusedContact(
                    at=command.at or now,
                    reason=command.reason,
                    reason_text=command.reason_text.strip(),
                    referred_to=command.referred_to.strip(),
                    name=" ".join(command.name.split()),
                    note=command.note.strip(),
                    written_by_id=self._actor.staff_id,
                )
            )
            return unit.commit()

    @staticmethod
    def _check(command: RefusalCommand, now: datetime) -> None:
        found = [
            *text_problems("reason_text", command.reason_text, LONGEST_LINE),
            *text_problems("referred_to", command.referred_to, LONGEST_LINE),
            *text_problems("name", command.name, LONGEST_LINE),
            *text_problems("note", command.note, LONGEST),
        ]
        if not command.reason:
            found.append(Problem("reason", "required"))
        elif problem := key_problem("reason", "refusal_reasons", command.reason):
            found.append(problem)
        if command.reason == "other" and not command.reason_text.strip():
            found.append(Problem("reason_text", "required"))
        if command.at is not None and command.at > now:
            found.append(Problem("at", "in_the_future"))
        if found:
            raise ValidationFailed(*found)
