"""The change of shift (*overlevering*): what happened since this person was last here."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from boform_app.services._handover_items import items
from boform_app.services._log_notes import Sight
from boform_app.services._rule_rows import rule_book
from boform_app.services._shifts import handed_over
from boform_app.services._sight import SightService
from boform_app.services.today import TodayService
from boform_app.services.views.handover import HandoverItem, HandoverView
from models import tables
from models.values.changes import Changes

SHOWN = 50
_OFF = timedelta(hours=8)
"""So long without a step means that somebody was at home; a shift is about as long."""
_LEFT = timedelta(days=3)
"""So far before the last hours off the handover looks for what was never marked as read."""
_MOST_STEPS = 2000
"""More than anybody takes without hours off."""
_A_DAY = timedelta(days=1)


class HandoverService(SightService):
    """*Siden sidste vagt*, for each person from when they were last on duty."""

    def view(self) -> HandoverView:
        """What happened, the latest first, and what others did before that was never marked as read.

        Nothing goes away because a shift ends.
        """
        self._require("see_residents")
        with self._read() as session:
            since, was_here = self._since(session)
            read_to = self._read_to(session)
            found = [
                replace(item, read=read_to is not None and item.known_at <= read_to)
                for item in items(session, since - _LEFT if was_here else since, self._sight())
            ]
        left = [item for item in found if item.known_at <= since and self._is_left(item)]
        told = [item for item in found if item.known_at > since or self._is_left(item)]
        return HandoverView(
            since=since,
            items=tuple(told[:SHOWN]),
            older=max(0, len(told) - SHOWN),
            unread=sum(not item.read for item in told),
            left_from=min([item.known_at for item in left], default=None),
        )

    def sheet(self) -> bytes:
        """The sheet for the table, one page; residents on it see in their history that it was made.

        Raises:
            MissingCharacters: The fonts lack characters of a name or note.
        """
        from boform_app.services import _handover_sheet  # noqa: PLC0415 - only what prints pays for it
        from reports.lists import handover_sheet  # noqa: PLC0415 - only what prints pays for it
        from reports.render import render  # noqa: PLC0415 - only what prints pays for it

        today = TodayService(self._house, self._actor).view()
        with self._read() as session:
            since = self._of_the_shift(session)
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
        """*Markér alle som læst*: a receipt for everything up to now, from where it is shown."""
        shown = self.view()
        with self._write("handover.read", "læst overlevering") as unit:
            unit.session.add(
                tables.ReadReceipt(
                    staff_id=self._actor.staff_id,
                    since=shown.shown_from,
                    read_at=self._house.clock.now(),
                )
            )
            return unit.commit()

    def _sight(self) -> Sight:
        return Sight(self._closed, self._extent("see_residents") == "present_only")

    def _is_left(self, item: HandoverItem) -> bool:
        """Not marked as read; whoever did it knows."""
        return not item.read and item.by_id != self._actor.staff_id

    def _of_the_shift(self, session: Session) -> HandoverView:
        """Since who prints was last here, and at least all of the shift that is handed over."""
        since, _ = self._since(session)
        since = min(since, handed_over(self._house.clock.now(), rule_book(session)))
        found = items(session, since, self._sight())
        return HandoverView(since, tuple(found[:SHOWN]), max(0, len(found) - SHOWN), 0)

    def _read_to(self, session: Session) -> datetime | None:
        query = select(func.max(tables.ReadReceipt.read_at)).where(
            tables.ReadReceipt.staff_id == self._actor.staff_id
        )
        return session.scalar(query)

    def _since(self, session: Session) -> tuple[datetime, bool]:
        """The own step before the hours off that came last; and whether there is one.

        Who is new reads of the day before their first step.
        """
        after = now = self._house.clock.now()
        mine = tables.Operation.actor_id == self._actor.staff_id
        steps = select(tables.Operation.at).where(mine, tables.Operation.at <= now)
        for step in session.scalars(steps.order_by(tables.Operation.at.desc()).limit(_MOST_STEPS)):
            if after - step >= _OFF:
                return step, True
            after = step
        return after - _A_DAY, False
