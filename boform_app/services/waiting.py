"""The waiting list (*venteliste*): in the order they asked, never ranked."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from boform_app.errors import Problem, ValidationFailed
from boform_app.services import _reservations
from boform_app.services._sight import SightService
from boform_app.services._texts import LONGEST, LONGEST_LINE, required_problems, text_problems
from boform_app.services.views.rooms import WaitCommand, WaitingView
from models import tables
from models.values import dates
from models.values.changes import Changes

MOST = 200
_ENDS = {"found_other": "fandt et andet sted", "no_contact": "ingen kontakt"}


class WaitingService(SightService):
    """Who asked for a place and waits; the house decides, the list does not."""

    def rows(self, *, ended: bool = False) -> tuple[WaitingView, ...]:
        """Who waits now, the first who asked first; those who no longer wait, the latest first.

        Raises:
            NotAllowed: The role sees present residents only.
        """
        self._check()
        row = tables.Waiting
        query = select(row).where(row.outcome != "" if ended else row.outcome == "")
        order = row.ended_on.desc() if ended else row.asked_at
        with self._read() as session:
            found = session.scalars(query.order_by(order, row.id).limit(MOST)).all()
            kept = {
                one.waiting_id: f"Vær. {one.place_label}, {dates.dense(one.expected_on)}"
                for one in _reservations.holding(session, self._closed)
                if one.waiting_id
            }
            return tuple(
                WaitingView(
                    one.id, one.version, one.asked_at, one.name, one.person_id, one.contact,
                    one.from_whom, one.note, one.outcome, one.ended_on, kept.get(one.id, ""),
                )
                for one in found
            )  # fmt: skip

    def add(self, command: WaitCommand) -> Changes:
        """Somebody asks for a place and waits.

        Raises:
            ValidationFailed: ``required`` at ``name``, ``in_the_future`` at ``asked_at``.
        """
        self._check()
        now = self._house.clock.now()
        found = [
            *required_problems("name", command.name, LONGEST_LINE),
            *text_problems("contact", command.contact, LONGEST_LINE),
            *text_problems("from_whom", command.from_whom, LONGEST_LINE),
            *text_problems("note", command.note, LONGEST),
        ]
        if command.asked_at is not None and command.asked_at > now:
            found.append(Problem("asked_at", "in_the_future"))
        if found:
            raise ValidationFailed(*found)
        with self._write("waiting.add", f"{command.name.strip()} på ventelisten") as unit:
            unit.session.add(
                tables.Waiting(
                    asked_at=command.asked_at or now,
                    name=" ".join(command.name.split()),
                    person_id=command.person_id,
                    contact=command.contact.strip(),
                    from_whom=command.from_whom.strip(),
                    note=command.note.strip(),
                    written_by_id=self._actor.staff_id,
                )
            )
            return unit.commit()

    def end(self, waiting_id: UUID, outcome: str) -> Changes:
        """They do not wait any more; an admission ends it by itself.

        Args:
            waiting_id: Who.
            outcome: ``found_other`` or ``no_contact``.

        Raises:
            ValidationFailed: ``unknown_choice`` or ``ended_already``.
        """
        self._check()
        if outcome not in _ENDS:
            raise ValidationFailed(Problem("outcome", "unknown_choice"))
        with self._write("waiting.end", "venteliste") as unit:
            row = self._get(unit.session, tables.Waiting, waiting_id)
            if row.outcome:
                raise ValidationFailed(Problem("", "ended_already"))
            row.outcome, row.ended_on = outcome, self._house.clock.today()
            unit.relabel(f"{row.name} venter ikke længere: {_ENDS[outcome]}")
            return unit.commit()

    def _check(self) -> None:
        self._require("admit")
