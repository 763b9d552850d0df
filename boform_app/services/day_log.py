"""The house log (*dagbog*): a day by shifts, search over all years, and who has read it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from boform_app.clock import from_local, local_date, local_time
from boform_app.errors import NotFound
from boform_app.rules.rows import RuleBook
from boform_app.services._letter_rows import staff_names
from boform_app.services._log_notes import Sight, log_notes, root_of
from boform_app.services._rule_rows import rule_book
from boform_app.services._shifts import end_of, hours, shift_of
from boform_app.services._sight import SightService
from boform_app.services.notes import TEMP_DAYS
from boform_app.services.views.day_log import Hits, LogDay, LogNote, OtherDay, ShiftPart
from boform_app.services.views.people import StaffName
from models import note_words, tables

MOST_OF_A_DAY = 300
HITS = 20
_READ_WITHIN = timedelta(days=35)
"""So long after a day somebody may still come back from a holiday and read of it."""


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
            read, unread = self._readers(session, shown)
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
            row = root_of(session, self._get(session, tables.Note, note_id))
            query = self._readable(tables.Note.id == row.id)
            shown = log_notes(session, session.scalars(query).all(), self._sight())
        if not shown:
            raise NotFound(str(note_id))
        return shown[0]

    def search(self, typed: str, before: int | None = None) -> Hits:
        """The ``HITS`` newest notes with every typed word, newest first and never ranked.

        A correction with the words finds the note it corrects, once on a page. Notes about a
        protected resident that is not open are not found by their words.

        Args:
            typed: Words or beginnings of words.
            before: ``more`` of the page before.
        """
        self._require("see_residents")
        found: dict[UUID, LogNote] = {}
        with self._read() as session:
            numbers = self._numbers(session, typed, before)
            while numbers and len(found) < HITS:
                before = numbers[-1]
                for number, note in self._found(session, numbers):
                    found.setdefault(note.note.id, note)
                    if len(found) == HITS:
                        before = number
                        break
                numbers = self._numbers(session, typed, before)
        notes = sorted(found.values(), key=lambda one: one.note.happened_at, reverse=True)
        return Hits(tuple(notes), before if numbers else None)

    def _sight(self) -> Sight:
        return Sight(self._closed, self._extent("see_residents") == "present_only")

    def _readable(self, *conditions: ColumnElement[bool]) -> Select[tables.Note]:
        """Notes that correct no other, of the time this person may read."""
        query = select(tables.Note).where(tables.Note.corrects_id.is_(None), *conditions)
        since = self._since()
        return query if since is None else query.where(tables.Note.written_at >= since)

    def _since(self) -> datetime | None:
        """What was written before is not for a temp; None for everybody else."""
        if self._extent("see_residents") != "present_only":
            return None
        return self._house.clock.now() - timedelta(days=TEMP_DAYS)

    def _numbers(self, session: Session, typed: str, before: int | None) -> list[int]:
        """Numbers of the next ``HITS`` notes; for a temp no older ones are walked through."""
        since = self._since()
        if since is None:
            return note_words.find(session, typed, before=before, limit=HITS)
        first = note_words.moment_of(since, 0)
        found = note_words.find(session, typed, before=before, first=first, limit=HITS)
        # What happened earlier and was written down since: a few notes, told apart here. Asked for
        # their order as well, SQLite walks through every note there ever was.
        written = session.scalars(select(tables.Note.moment).where(tables.Note.written_at >= since))
        late = sorted((one for one in written if one < min(first, before or first)), reverse=True)
        found += islice(note_words.among(session, typed, late), HITS - len(found))
        return found

    def _found(self, session: Session, numbers: Sequence[int]) -> Iterator[tuple[int, LogNote]]:
        """The notes that may be read, each with the number by which it was found."""
        rows = session.scalars(
            select(tables.Note)
            .where(tables.Note.moment.in_(numbers))
            .order_by(tables.Note.moment.desc())
        ).all()
        roots = [(row.moment, root_of(session, row)) for row in rows]
        since = self._since()
        once = {root.id: root for _, root in roots if since is None or root.written_at >= since}
        shown = {one.note.id: one for one in log_notes(session, [*once.values()], self._sight())}
        for number, root in roots:
            if root.id in shown and not shown[root.id].hidden:
                yield number, shown[root.id]

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
        self, session: Session, shown: Sequence[LogNote]
    ) -> tuple[tuple[StaffName, ...], tuple[StaffName, ...]]:
        """Who has read all of the day, corrections too; and who wrote or read about then and has not."""
        notes = [note for one in shown for note in (one.note, *one.corrections)]
        if not notes:
            return (), ()
        written = sorted(note.written_at for note in notes)
        receipts = session.scalars(
            select(tables.ReadReceipt).where(
                tables.ReadReceipt.read_at >= written[0] - timedelta(days=TEMP_DAYS),
                tables.ReadReceipt.read_at <= written[-1] + _READ_WITHIN,
            )
        ).all()
        covered: dict[UUID, set[int]] = {one.note.author.id: set() for one in shown}
        for row in receipts:
            first, end = bisect_left(written, row.since), bisect_right(written, row.read_at)
            covered.setdefault(row.staff_id, set()).update(range(first, end))
        names = staff_names(session, covered)
        ordered = sorted(names.values(), key=lambda name: (name.first_name, name.initials))
        read = {staff for staff, seen in covered.items() if len(seen) == len(written)}
        return (
            tuple(name for name in ordered if name.id in read),
            tuple(name for name in ordered if name.id not in read),
        )


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
