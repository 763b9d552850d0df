"""The house log (*dagbog*): a day by shifts, search over all years, and who has read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from boform_app.clock import from_local, local_date, local_time
from boform_app.errors import NotFound
from boform_app.rules.rows import RuleBook
from boform_app.services._letter_rows import staff_names
from boform_app.services._log_notes import Sight, log_notes
from boform_app.services._rule_rows import rule_book
from boform_app.services._shifts import end_of, hours, shift_of
from boform_app.services._sight import SightService
from boform_app.services.notes import TEMP_DAYS
from boform_app.services.views.day_log import Hits, LogDay, LogNote, OtherDay, ShiftPart
from boform_app.services.views.people import StaffName
from models import note_words, tables

MOST_OF_A_DAY = 300
HITS = 20


class DayLogService(SightService):
    """What was written in the house, about everybody one may read about."""

    def day(self, day: date) -> LogDay:
        """One day, the latest first; it holds at most ``MOST_OF_A_DAY`` notes, the latest."""
        self._require("see_residents")
        with self._read() as session:
            notes = list(
                session.scalars(
                    self._readable(_on(day))
                    .order_by(tables.Note.moment.desc())
                    .limit(MOST_OF_A_DAY)
                )
            )
            shown = log_notes(session, notes, self._sight())
            read, unread = self._readers(session, notes)
            return LogDay(
                day=day,
                parts=tuple(_parts(shown, rule_book(session), day)),
                notes=len(shown),
                corrections=sum(len(one.corrections) for one in shown),
                before=self._nearest(session, day, earlier=True),
                after=self._nearest(session, day, earlier=False),
                read_by=read,
                unread_by=unread,
            )

    def note(self, note_id: UUID) -> LogNote:
        """One note with its corrections; for a correction the note that it corrects in the end.

        Raises:
            NotFound: There is none, or this person may not read it.
        """
        self._require("see_residents")
        with self._read() as session:
            row = self._get(session, tables.Note, note_id)
            while row.corrects_id is not None:
                row = self._get(session, tables.Note, row.corrects_id)
            query = self._readable(tables.Note.id == row.id)
            shown = log_notes(session, session.scalars(query).all(), self._sight())
        if not shown:
            raise NotFound(str(note_id))
        return shown[0]

    def search(self, typed: str, before: int | None = None) -> Hits:
        """The ``HITS`` newest notes with every typed word; never ranked.

        Notes about a protected resident that is not open are not found by their words.

        Args:
            typed: Words or beginnings of words.
            before: ``more`` of the page before.
        """
        self._require("see_residents")
        found: list[LogNote] = []
        with self._read() as session:
            while len(found) < HITS:
                numbers = note_words.find(session, typed, before=before, limit=HITS)
                for note in self._found(session, numbers):
                    if len(found) < HITS:
                        found.append(note)
                        before = _number(session, note)
                if len(numbers) < HITS:
                    return Hits(tuple(found), None)
                if len(found) < HITS:
                    before = numbers[-1]
        return Hits(tuple(found), before)

    def _sight(self) -> Sight:
        return Sight(self._closed, self._extent("see_residents") == "present_only")

    def _readable(self, *conditions: ColumnElement[bool]) -> Select[tables.Note]:
        """Notes that correct no other, of the time this person may read."""
        query = select(tables.Note).where(tables.Note.corrects_id.is_(None), *conditions)
        if self._extent("see_residents") == "present_only":
            since = self._house.clock.now() - timedelta(days=TEMP_DAYS)
            query = query.where(tables.Note.written_at >= since)
        return query

    def _found(self, session: Session, numbers: Sequence[int]) -> Iterable[LogNote]:
        rows = session.scalars(
            select(tables.Note)
            .where(tables.Note.moment.in_(numbers))
            .order_by(tables.Note.moment.desc())
        ).all()
        if self._extent("see_residents") == "present_only":
            since = self._house.clock.now() - timedelta(days=TEMP_DAYS)
            rows = [row for row in rows if row.written_at >= since]
        return [one for one in log_notes(session, rows, self._sight()) if not one.hidden]

    def _nearest(self, session: Session, day: date, *, earlier: bool) -> OtherDay | None:
        start, end = _bounds(day)
        if earlier:
            query = self._readable(tables.Note.happened_at < start)
            query = query.order_by(tables.Note.happened_at.desc())
        else:
            query = self._readable(tables.Note.happened_at >= end)
            query = query.order_by(tables.Note.happened_at)
        found = session.scalars(query.limit(1)).first()
        if found is None:
            return None
        other = local_date(found.happened_at)
        counted = self._readable(_on(other)).with_only_columns(func.count())
        return OtherDay(other, int(session.scalar(counted) or 0))

    def _readers(
        self, session: Session, notes: Sequence[tables.Note]
    ) -> tuple[tuple[StaffName, ...], tuple[StaffName, ...]]:
        """Who has read the last note of the day, and who wrote here or read since and has not."""
        if not notes:
            return (), ()
        last = max(note.written_at for note in notes)
        receipts: dict[UUID, datetime] = dict(
            session.execute(
                select(tables.ReadReceipt.staff_id, func.max(tables.ReadReceipt.read_at))
                .where(tables.ReadReceipt.read_at >= last - timedelta(days=TEMP_DAYS))
                .group_by(tables.ReadReceipt.staff_id)
            ).all()
        )
        here = {*receipts, *(note.author_id for note in notes)}
        names = staff_names(session, here)
        ordered = sorted(names.values(), key=lambda name: (name.first_name, name.initials))
        read = {staff for staff, at in receipts.items() if at >= last}
        return (
            tuple(name for name in ordered if name.id in read),
            tuple(name for name in ordered if name.id not in read),
        )


def _number(session: Session, note: LogNote) -> int:
    return session.get_one(tables.Note, note.note.id).moment


def _bounds(day: date) -> tuple[datetime, datetime]:
    return from_local(day, 0), from_local(day + timedelta(days=1), 0)


def _on(day: date) -> ColumnElement[bool]:
    start, end = _bounds(day)
    return (tables.Note.happened_at >= start) & (tables.Note.happened_at < end)


def _parts(notes: Sequence[LogNote], book: RuleBook, day: date) -> Iterable[ShiftPart]:
    """The notes by shift, the latest shift first; the night that ends and the one that begins apart."""
    begins = hours(book, day)
    parts: list[tuple[str, bool, list[LogNote]]] = []
    for note in notes:
        hour = local_time(note.note.happened_at).hour
        key = shift_of(hour, begins)
        ending = hour < begins[key]
        if not parts or parts[-1][:2] != (key, ending):
            parts.append((key, ending, []))
        parts[-1][2].append(note)
    for key, _, found in parts:
        authors = {one.note.author.id: one.note.author for one in reversed(found)}
        names = tuple(authors.values())
        yield ShiftPart(key, begins[key], end_of(key, begins), names, tuple(found))
