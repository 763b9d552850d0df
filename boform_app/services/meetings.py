"""Meetings: about one resident, or with one municipality about all of its residents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.errors import Problem, ValidationFailed
from boform_app.services import (
    _agendas,
    _contact_writes,
    _families,
    _meeting_steps,
    _meeting_views,
)
from boform_app.services._changed import check_version
from boform_app.services._meeting_prints import MeetingPrints
from boform_app.services._texts import LONGEST, LONGEST_LINE, required_problems, text_problems
from boform_app.services.views.contacts import (
    AgendaItem,
    Agreement,
    MeetingCommand,
    MeetingView,
)
from models import tables
from models.base import new_id
from models.values import dates, municipalities
from models.values.changes import Changes


class MeetingsService(MeetingPrints):
    """Planned with an agenda, held with a short minute; agreements are days to come back."""

    def upcoming(self, limit: int = 50) -> tuple[MeetingView, ...]:
        """Meetings that nobody held or cancelled, the next one first; those without minute lead.

        A temp sees those about residents who live here now.
        """
        self._require("see_residents")
        query = (
            select(tables.Meeting)
            .where(tables.Meeting.held_on.is_(None), tables.Meeting.cancelled_on.is_(None))
            .order_by(tables.Meeting.starts_at)
            .limit(limit)
        )
        with self._read() as session:
            return self._views(session, query)

    def of_stay(self, stay_id: UUID) -> tuple[MeetingView, ...]:
        """Meetings about one resident, also cancelled ones, the latest first.

        Raises:
            NotFound: There is no such stay.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            self._stay(session, stay_id)
            return self._views(
                session,
                select(tables.Meeting)
                .where(tables.Meeting.stay_id == stay_id)
                .order_by(tables.Meeting.starts_at.desc()),
            )

    def of_municipality(self, code: str) -> tuple[MeetingView, ...]:
        """Cooperation meetings with one municipality, the latest first."""
        self._require("see_residents")
        with self._read() as session:
            return self._views(
                session,
                select(tables.Meeting)
                .where(
                    tables.Meeting.kind == "cooperation", tables.Meeting.municipality_code == code
                )
                .order_by(tables.Meeting.starts_at.desc()),
            )

    def propose_agenda(
        self, stay_id: UUID | None = None, municipality_code: str = ""
    ) -> tuple[AgendaItem, ...]:
        """What is open: of one resident, or (``stay_id`` None) of all residents of a municipality.

        Raises:
            ReasonNeeded: A protected resident that is not open.
        """
        today = self._house.clock.today()
        with self._read() as session:
            if stay_id is not None:
                return tuple(_agendas.for_stay(session, self._stay(session, stay_id), today))
            self._require("see_residents")
            return self._with_names(
                session, _agendas.for_municipality(session, municipality_code, today)
            )

    def plan(self, command: MeetingCommand) -> Changes:
        """Plan a meeting, or change one that is still planned (``id``).

        Raises:
            Conflict: Somebody changed it since it was read.
            NotAllowed: The role reads the plan and changes nothing.
            ValidationFailed: ``unknown_choice`` at ``kind``, ``required`` at ``stay_id``,
                ``unknown_choice`` at ``municipality_code``, ``end_before_start`` at ``ends_at``,
                ``required`` at ``agenda`` for an item without words, ``meeting_over`` for one that
                was held or cancelled.
        """
        self._require_change()
        problems = tuple(_problems(command))
        if problems:
            raise ValidationFailed(*problems)
        with self._write("meeting.plan", "møde") as unit:
            row = self._row(unit.session, command)
            stay = self._stay(unit.session, command.stay_id) if command.stay_id else None
            row.kind, row.stay_id = command.kind, stay.id if stay else None
            row.municipality_code = command.municipality_code or (
                stay.acting_municipality_code if stay else ""
            )
            _set_time(row, command.starts_at, command.ends_at)
            for line in _waiting_lines(unit.session, row):
                line.next_on = _day(row)
            row.place, row.participants = command.place.strip(), command.participants.strip()
            row.agenda = self._agenda(unit.session, row, stay, command)
            unit.session.add(row)
            unit.session.flush()
            unit.relabel(f"møde {dates.short(_day(row))} {self._about(unit.session, row)}")
            unit.about(*_persons(unit.session, row))
            return unit.commit()

    def move(
        self, meeting_id: UUID, version: int, starts_at: datetime, ends_at: datetime | None = None
    ) -> Changes:
        """Another day or time.

        Raises:
            Conflict: Somebody changed it since it was read.
            NotAllowed: The role reads the plan and changes nothing.
            ValidationFailed: ``end_before_start`` at ``ends_at``, or ``meeting_over``.
        """
        self._require_change()
        if ends_at is not None and ends_at < starts_at:
            raise ValidationFailed(Problem("ends_at", "end_before_start"))
        with self._write("meeting.move", "flyttet møde") as unit:
            row = self._planned(unit.session, meeting_id, version)
            _set_time(row, starts_at, ends_at)
            for line in _waiting_lines(unit.session, row):
                line.next_on = _day(row)
            unit.relabel(
                f"møde flyttet til {dates.short(_day(row))} {self._about(unit.session, row)}"
            )
            unit.about(*_persons(unit.session, row))
            return unit.commit()

    def hold(
        self,
        meeting_id: UUID,
        version: int,
        minute: str,
        agreements: Sequence[Agreement] = (),
        held_on: date | None = None,
    ) -> Changes:
        """Write the short minute; what was agreed becomes the day to come back to its item.

        Without an open prerequisite it becomes a next step of the contact log.

        May be written again, e.g. when somebody corrects it; what stood before is in Historik.

        Args:
            meeting_id: The meeting.
            version: As it was read.
            minute: What was said, in few words.
            agreements: Who does what until when; ``stay_id`` is needed at a cooperation meeting.
            held_on: The day, None for the planned one.

        Raises:
            Conflict: Somebody changed it since it was read.
            NotAllowed: The role reads the plan and changes nothing.
            ReasonNeeded: An agreement about a protected resident that is not open.
            ValidationFailed: ``required`` at ``minute`` when there is neither minute nor agreement;
                ``required`` or ``unknown_choice`` at ``agreements``; ``in_future`` at ``held_on``;
                ``meeting_over`` when it was cancelled.
        """
        self._require_change()
        with self._write("meeting.hold", "referat") as unit:
            row = self._known(unit.session, meeting_id, version)
            day = held_on or _day(row)
            self._check_minute(unit.session, row, minute, agreements, day)
            row.minute, row.held_on, row.minute_by_id = minute.strip(), day, self._actor.staff_id
            for line in _waiting_lines(unit.session, row):
                line.next_done_on = day
            for one in agreements:
                about = one.stay_id or row.stay_id
                if about is not None:
                    stay = self._stay(unit.session, about)
                    _contact_writes.come_back(unit.session, stay.id, [one.code], one.by)
            agreed = (*agreements, *_meeting_views.unseen(unit.session, row, self._closed))
            _meeting_steps.keep(unit.session, row, agreed, self._actor.staff_id)
            row.agreements = [_agendas.stored_agreement(one, row.stay_id) for one in agreed]
            unit.relabel(f"referat af møde {dates.short(day)} {self._about(unit.session, row)}")
            unit.about(*_persons(unit.session, row))
            return unit.commit()

    def cancel(self, meeting_id: UUID, version: int) -> Changes:
        """The meeting does not take place; it stays in the log.

        Raises:
            Conflict: Somebody changed it since it was read.
            NotAllowed: The role reads the plan and changes nothing.
            ValidationFailed: ``meeting_over``.
        """
        self._require_change()
        with self._write("meeting.cancel", "aflyst møde") as unit:
            row = self._planned(unit.session, meeting_id, version)
            row.cancelled_on = self._house.clock.today()
            for line in _waiting_lines(unit.session, row):
                line.next_done_on = row.cancelled_on
            unit.relabel(f"møde {dates.short(_day(row))} aflyst, {self._about(unit.session, row)}")
            unit.about(*_persons(unit.session, row))
            return unit.commit()

    def _require_change(self) -> None:
        if self._require("action_plan") != "yes":
            self._refuse("action_plan")

    def _stay(self, session: Session, stay_id: UUID) -> tables.Stay:
        """The stay of a person the actor may see and has open."""
        stay = self._get(session, tables.Stay, stay_id)
        self._opened(session, stay.person_id)
        return stay

    def _known(self, session: Session, meeting_id: UUID, version: int) -> tables.Meeting:
        row = self._get(session, tables.Meeting, meeting_id)
        check_version(session, row, version)
        if row.stay_id is not None:
            self._stay(session, row.stay_id)
        if row.cancelled_on is not None:
            raise ValidationFailed(Problem("", "meeting_over"))
        return row

    def _planned(self, session: Session, meeting_id: UUID, version: int) -> tables.Meeting:
        row = self._known(session, meeting_id, version)
        if row.held_on is not None:
            raise ValidationFailed(Problem("", "meeting_over"))
        return row

    def _row(self, session: Session, command: MeetingCommand) -> tables.Meeting:
        if command.id is None:
            return tables.Meeting(id=new_id())
        return self._planned(session, command.id, command.version)

    def _agenda(
        self,
        session: Session,
        row: tables.Meeting,
        stay: tables.Stay | None,
        command: MeetingCommand,
    ) -> list[dict[str, object]]:
        items: Iterable[AgendaItem] = command.agenda or ()
        if command.agenda is None:
            today = self._house.clock.today()
            items = (
                _agendas.for_stay(session, stay, today, row.starts_at)
                if stay
                else _agendas.for_municipality(session, row.municipality_code, today)
            )
        return [_agendas.stored(item) for item in items]

    def _check_minute(
        self,
        session: Session,
        row: tables.Meeting,
        minute: str,
        agreements: Sequence[Agreement],
        day: date,
    ) -> None:
        problems = [*_minute_problems(row, minute, agreements)]
        if day > self._house.clock.today():
            problems.append(Problem("held_on", "in_future"))
        stays = {one.stay_id for one in agreements if one.stay_id}
        if any(session.get(tables.Stay, stay_id) is None for stay_id in stays):
            problems.append(Problem("agreements", "unknown_choice"))
        if problems:
            raise ValidationFailed(*problems)

    def _views(self, session: Session, query: Select[tables.Meeting]) -> tuple[MeetingView, ...]:
        rows = session.scalars(query).all()
        if self._require("see_residents") == "present_only":
            rows = [row for row in rows if _present(session, row)]
        now = self._house.clock.now()
        return _meeting_views.views(session, rows, now, self._closed)

    def _with_names(self, session: Session, items: list[AgendaItem]) -> tuple[AgendaItem, ...]:
        ids = {item.stay_id for item in items if item.stay_id}
        names = _meeting_views.names(session, ids, self._closed)
        return tuple(
            replace(item, name=names.get(item.stay_id, "")) if item.stay_id else item
            for item in items
        )

    def _about(self, session: Session, row: tables.Meeting) -> str:
        """Whom it is about, for the name of the step: om Ole Bach, med Aalborg Kommune."""
        if row.stay_id is None:
            return f"med {municipalities.municipality(row.municipality_code).display}"
        stay = self._get(session, tables.Stay, row.stay_id)
        return f"om {_families.full_name(_families.kept(session, stay.person_id))}"


def _day(row: tables.Meeting) -> date:
    return local_date(row.starts_at)


def _set_time(row: tables.Meeting, starts_at: datetime, ends_at: datetime | None) -> None:
    row.starts_at, row.ends_at = starts_at, ends_at


def _problems(command: MeetingCommand) -> Iterator[Problem]:
    if command.kind not in {"case", "cooperation"}:
        yield Problem("kind", "unknown_choice")
    if command.kind == "case" and command.stay_id is None:
        yield Problem("stay_id", "required")
    known = municipalities.find(command.municipality_code) is not None
    if not known and (command.municipality_code or command.kind == "cooperation"):
        yield Problem("municipality_code", "unknown_choice")
    if command.ends_at is not None and command.ends_at < command.starts_at:
        yield Problem("ends_at", "end_before_start")
    for field in ("place", "participants"):
        yield from text_problems(field, getattr(command, field), LONGEST_LINE)
    for item in command.agenda or ():
        yield from required_problems("agenda", item.text, LONGEST)


def _minute_problems(
    row: tables.Meeting, minute: str, agreements: Sequence[Agreement]
) -> Iterator[Problem]:
    if not minute.strip() and not agreements:
        yield Problem("minute", "required")
    yield from text_problems("minute", minute)
    codes = _contact_writes.keys("prerequisites")
    for one in agreements:
        yield from text_problems("agreements", one.what)
        yield from text_problems("agreements", one.who, LONGEST_LINE)
        if one.code and one.code not in codes:
            yield Problem("agreements", "unknown_choice")
        nobody = one.code and row.stay_id is None and one.stay_id is None
        if not one.what.strip() or nobody:
            yield Problem("agreements", "required")


def _waiting_lines(session: Session, row: tables.Meeting) -> Iterable[tables.ContactEntry]:
    """Lines of the log that wait for this meeting: the answer that agreed on it."""
    return session.scalars(
        select(tables.ContactEntry).where(
            tables.ContactEntry.meeting_id == row.id, tables.ContactEntry.next_done_on.is_(None)
        )
    ).all()


def _persons(session: Session, row: tables.Meeting) -> set[UUID]:
    """Whose history the step stands in."""
    return set(
        session.scalars(
            select(tables.Stay.person_id).where(tables.Stay.id.in_(_agendas.stays_in(row)))
        )
    )


def _present(session: Session, row: tables.Meeting) -> bool:
    stays = session.scalars(select(tables.Stay).where(tables.Stay.id.in_(_agendas.stays_in(row))))
    return all(stay.ended_at is None and stay.annulled_at is None for stay in stays)
