"""The change of shift (*overlevering*): what happened since this person was last here."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.services._handover_items import items
from boform_app.services._log_notes import Sight
from boform_app.services._rule_rows import rule_book
from boform_app.services._shifts import began, hours
from boform_app.services._sight import SightService
from boform_app.services.today import TodayService
from boform_app.services.views.handover import HandoverView
from models import tables
from models.values.changes import Changes

SHOWN = 50
# Whoever has a shift is here a little before it; what they do then belongs to it.
_EARLY = timedelta(hours=1)
_A_DAY = timedelta(days=1)


class HandoverService(SightService):
    """*Siden sidste vagt*, for each person from when they were last on duty."""

    def view(self) -> HandoverView:
        """What happened, the latest first."""
        self._require("see_residents")
        with self._read() as session:
            since = self._since(session)
            sight = Sight(self._closed, self._extent("see_residents") == "present_only")
            read_to = self._read_to(session)
            found = [
                replace(item, read=read_to is not None and item.known_at <= read_to)
                for item in items(session, since, sight)
            ]
        return HandoverView(
            since=since,
            items=tuple(found[:SHOWN]),
            older=max(0, len(found) - SHOWN),
            unread=sum(not item.read for item in found),
        )

    def sheet(self) -> bytes:
        """The sheet for the table, one page; residents on it see in their history that it was made.

        Raises:
            MissingCharacters: The fonts lack characters of a name or note.
        """
        from boform_app.services import _handover_sheet  # noqa: PLC0415 - only what prints pays for it
        from reports.lists import handover_sheet  # noqa: PLC0415 - only what prints pays for it
        from reports.render import render  # noqa: PLC0415 - only what prints pays for it

        today, since = TodayService(self._house, self._actor).view(), self.view()
        with self._read() as session:
            facts = _handover_sheet.facts(
                session,
                today=today,
                since=since,
                book=rule_book(session),
                now=self._house.clock.now(),
                name=self._actor.name,
            )
        data = render(handover_sheet.compose(facts))
        for person_id in _handover_sheet.persons(today, since):
            self._log_view(person_id, handover_sheet.KIND)
        return data

    def mark_read(self) -> Changes:
        """*Markér alle som læst*: a receipt for everything up to now."""
        self._require("see_residents")
        with self._write("handover.read", "læst overlevering") as unit:
            now = self._house.clock.now()
            unit.session.add(tables.ReadReceipt(staff_id=self._actor.staff_id, read_at=now))
            return unit.commit()

    def _read_to(self, session: Session) -> datetime | None:
        query = select(func.max(tables.ReadReceipt.read_at)).where(
            tables.ReadReceipt.staff_id == self._actor.staff_id
        )
        return session.scalar(query)

    def _since(self, session: Session) -> datetime:
        """The last time this person wrote anything before the shift that runs now."""
        now = self._house.clock.now()
        begun = began(now, hours(rule_book(session), local_date(now))) - _EARLY
        query = select(func.max(tables.Operation.at)).where(
            tables.Operation.actor_id == self._actor.staff_id, tables.Operation.at < begun
        )
        return session.scalar(query) or now - _A_DAY
