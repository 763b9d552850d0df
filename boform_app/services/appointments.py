"""Appointments (*aftaler*) of residents, staff and the house, in one calendar with the meetings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import from_local, local_date
from boform_app.errors import Problem, ValidationFailed
from boform_app.exchange.calendar import CalendarEvent, calendar_file
from boform_app.services import _families, _meeting_views
from boform_app.services._changed import check_version
from boform_app.services._house_people import subjects
from boform_app.services._letter_rows import staff_names
from boform_app.services._sight import SightService
from boform_app.services._texts import (
    LONGEST,
    LONGEST_LINE,
    plain_lines,
    required_problems,
    text_problems,
)
from boform_app.services.views.day_log import Subject
from boform_app.services.views.people import StaffName
from boform_app.services.views.things import AppointmentCommand, CalendarItem
from models import tables
from models.values.changes import Changes

MOST = 300
LONGEST_REMINDER = 60
"""Days before an appointment that it can be on *I dag*."""
_LENGTH = timedelta(hours=1)
"""Of an appointment without an end, in a calendar file."""


class AppointmentsService(SightService):
    """The calendar of the house."""

    def between(
        self, first: date, last: date, person_id: UUID | None = None
    ) -> tuple[CalendarItem, ...]:
        """Appointments and meetings of some days, both included, in the order of the clock.

        Args:
            first: First local day.
            last: Last local day.
            person_id: Only those about one person.

        Raises:
            ReasonNeeded: A protected person that is not open.
        """
        self._require("house_things")
        with self._read() as session:
            family = None
            if person_id is not None:
                family = _families.family(session, self._opened(session, person_id).id)
            found = [
                *self._appointments(session, first, last, family),
                *self._meetings(session, first, last, family),
            ]
        return tuple(sorted(found, key=lambda one: (one.starts_at, not one.all_day, one.words)))

    def save(self, command: AppointmentCommand) -> Changes:
        """Make an appointment, or change one (``id``).

        Raises:
            Conflict: Somebody changed it since it was read.
            ReasonNeeded: A protected resident that is not open.
            ValidationFailed: ``required``, ``too_long`` or ``nul_character`` at a text,
                ``end_before_start`` at ``ends_at``, ``out_of_range`` at ``remind_days``.
        """
        self._require("house_things")
        if problems := tuple(_problems(command)):
            raise ValidationFailed(*problems)
        with self._write("appointment.save", f"aftale: {command.title.strip()}") as unit:
            session = unit.session
            person = self._opened(session, command.person_id) if command.person_id else None
            row = self._row(session, command)
            row.title, row.note = command.title.strip(), plain_lines(command.note).strip()
            row.starts_at, row.ends_at = command.starts_at, command.ends_at
            row.all_day, row.place = command.all_day, command.place.strip()
            row.person_id = person.id if person else None
            row.staff_id, row.remind_days = command.staff_id, command.remind_days
            if person is not None:
                unit.about(person.id)
            return unit.commit()

    def cancel(self, appointment_id: UUID, version: int) -> Changes:
        """It does not take place.

        Raises:
            Conflict: Somebody changed it since it was read.
            ReasonNeeded: A protected resident that is not open.
        """
        self._require("house_things")
        with self._write("appointment.cancel", "aftale aflyst") as unit:
            row = self._known(unit.session, appointment_id, version)
            row.cancelled_on = self._house.clock.today()
            unit.relabel(f"aftale aflyst: {row.title}")
            if row.person_id is not None:
                unit.about(row.person_id)
            return unit.commit()

    def calendar(
        self, first: date, last: date, person_id: UUID | None = None, *, names: bool = False
    ) -> bytes:
        """The same days as a calendar file (.ics); without names unless they are asked for.

        Raises:
            ReasonNeeded: A protected person that is not open.
        """
        items = self.between(first, last, person_id)
        events = [_event(one) for one in items]
        return calendar_file(events, now=self._house.clock.now(), names=names)

    # -- own -------------------------------------------------------------------------------------

    def _row(self, session: Session, command: AppointmentCommand) -> tables.Appointment:
        if command.id is not None:
            return self._known(session, command.id, command.version)
        row = tables.Appointment(written_by_id=self._actor.staff_id)
        session.add(row)
        return row

    def _known(self, session: Session, appointment_id: UUID, version: int) -> tables.Appointment:
        row = self._get(session, tables.Appointment, appointment_id)
        if row.person_id is not None:
            self._opened(session, row.person_id)
        check_version(session, row, version)
        return row

    def _appointments(
        self, session: Session, first: date, last: date, family: Sequence[UUID] | None
    ) -> Iterator[CalendarItem]:
        start, end = _span(first, last)
        at = tables.Appointment.starts_at
        query = select(tables.Appointment).where(
            at >= start, at < end, tables.Appointment.cancelled_on.is_(None)
        )
        if family is not None:
            query = query.where(tables.Appointment.person_id.in_(family))
        rows = session.scalars(query.order_by(at).limit(MOST)).all()
        people = subjects(session, [r.person_id for r in rows if r.person_id], self._closed)
        staff = staff_names(session, (row.staff_id for row in rows))
        temp = self._extent("see_residents") == "present_only"
        for row in rows:
            who = people[row.person_id] if row.person_id else None
            if temp and who is not None and not who.room:
                continue
            yield _appointment(row, who, staff[row.staff_id] if row.staff_id else None)

    def _meetings(
        self, session: Session, first: date, last: date, family: Sequence[UUID] | None
    ) -> Iterator[CalendarItem]:
        start, end = _span(first, last)
        at = tables.Meeting.starts_at
        query = select(tables.Meeting).where(
            at >= start, at < end, tables.Meeting.cancelled_on.is_(None)
        )
        if family is not None:
            stays = select(tables.Stay.id).where(tables.Stay.person_id.in_(family))
            query = query.where(tables.Meeting.stay_id.in_(stays))
        rows = session.scalars(query.order_by(at).limit(MOST)).all()
        views = _meeting_views.views(session, rows, self._house.clock.now(), self._closed)
        people = subjects(session, [v.person_id for v in views if v.person_id], self._closed)
        temp = self._extent("see_residents") == "present_only"
        for view in views:
            who = people.get(view.person_id) if view.person_id else None
            if temp and (who is None or not who.room):
                continue
            about = f"Samarbejdsmøde med {view.municipality}" if who is None else "Møde"
            yield CalendarItem(
                kind="meeting",
                id=view.id,
                version=view.version,
                words=about,
                starts_at=view.starts_at,
                ends_at=view.ends_at,
                all_day=False,
                place=view.place,
                note="",
                who=who,
                staff=None,
                with_whom=view.participants,
            )


def _span(first: date, last: date) -> tuple[datetime, datetime]:
    return from_local(first, 0), from_local(last + timedelta(days=1), 0)


def _appointment(
    row: tables.Appointment, who: Subject | None, staff: StaffName | None
) -> CalendarItem:
    hidden = who is not None and who.closed
    return CalendarItem(
        kind="appointment",
        id=row.id,
        version=row.version,
        words="" if hidden else row.title,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        all_day=row.all_day,
        place="" if hidden else row.place,
        note="" if hidden else row.note,
        who=who,
        staff=staff,
        with_whom=staff.name if staff else "",
        remind_days=row.remind_days,
    )


def _event(one: CalendarItem) -> CalendarEvent:
    """Without names only a meeting's kind is told: what an appointment is about is free text."""
    plain = "Aftale" if one.kind == "appointment" or one.who is not None else one.words
    named = " · ".join(part for part in (one.words, one.who.name if one.who else "") if part)
    house = one.who is None and one.kind == "appointment"
    start: date | datetime = local_date(one.starts_at) if one.all_day else one.starts_at
    return CalendarEvent(
        uid=str(one.id),
        start=start,
        end=None if one.all_day else one.ends_at or one.starts_at + _LENGTH,
        # The house's own appointments are about nobody.
        summary_without_name=one.words if house else plain,
        summary_with_name=named or plain,
        place=one.place if one.who is None else "",
        note=one.with_whom,
    )


def _problems(command: AppointmentCommand) -> Iterator[Problem]:
    yield from required_problems("title", command.title, LONGEST_LINE)
    yield from text_problems("place", command.place, LONGEST_LINE)
    yield from text_problems("note", command.note, LONGEST)
    if command.ends_at is not None and command.ends_at < command.starts_at:
        yield Problem("ends_at", "end_before_start")
    days = command.remind_days
    if days is not None and not 0 <= days <= LONGEST_REMINDER:
        yield Problem("remind_days", "out_of_range")
