"""The contact log: who was talked to, what came of it, and what comes next."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.services import _contact_items, _contact_writes, _families
from boform_app.services._changed import check_version
from boform_app.services._replies import Reply
from boform_app.services._sight import SightService
from boform_app.services.views.contacts import ContactCommand, ContactItem, ReplyCommand
from models import tables
from models.values.changes import Changes
from models.values.lists import label


class ContactLogService(SightService):
    """Talks, meetings and letters about one stay; a line is changed with its history, never removed."""

    def entries(self, stay_id: UUID, limit: int = 100) -> tuple[ContactItem, ...]:
        """Lines of the log, sent letters of the register and meetings, newest first.

        Raises:
            NotFound: There is no such stay.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            return _contact_items.items_of(session, self._stay(session, stay_id), limit)

    def write(self, command: ContactCommand) -> Changes:
        """Write a line; a contact from us reminds of the prerequisites it was about.

        Raises:
            NotAllowed: The role reads the plan and changes nothing.
            ValidationFailed: ``unknown_choice`` at ``kind``, ``direction``, ``party``,
                ``municipality_code``, ``prerequisite_codes`` or ``document_id``; ``required`` at
                ``outcome``; ``in_future`` at ``happened_at``; ``in_past`` at ``next_on``.
        """
        self._require_change()
        now = self._house.clock.now()
        with self._write("contact.write", "kontakt") as unit:
            stay = self._stay(unit.session, command.stay_id)
            _contact_writes.check(unit.session, stay, command, now)
            made = _contact_writes.new_entry(
                unit.session, stay, command, by_id=self._actor.staff_id, now=now
            )
            _contact_writes.remind(unit.session, made)
            unit.relabel(f"{_what(made)} om {self._name(unit.session, stay)}")
            unit.about(stay.person_id)
            return unit.commit()

    def change(self, entry_id: UUID, version: int, command: ContactCommand) -> Changes:
        """Correct a line; what stood there before is kept in Historik.

        Another next step is open again, and its day is the one to come back to the prerequisites.

        Raises:
            Conflict: Somebody changed it since it was read.
            NotAllowed: The role reads the plan and changes nothing.
            ValidationFailed: As ``write``.
        """
        self._require_change()
        now = self._house.clock.now()
        with self._write("contact.change", "rettet kontakt") as unit:
            row = self._get(unit.session, tables.ContactEntry, entry_id)
            stay = self._stay(unit.session, row.stay_id)
            check_version(unit.session, row, version)
            _contact_writes.check(unit.session, stay, command, now)
            before = (row.next_step, row.next_on)
            _contact_writes.fill(
                unit.session, stay, row, command, command.happened_at or row.happened_at
            )
            if before != (row.next_step, row.next_on):
                row.next_done_on = None
                _contact_writes.come_back(
                    unit.session, stay.id, row.prerequisite_codes, row.next_on
                )
            unit.relabel(f"rettet {_what(row)} om {self._name(unit.session, stay)}")
            unit.about(stay.person_id)
            return unit.commit()

    def done(self, entry_id: UUID, version: int) -> Changes:
        """The next step is done, today.

        Raises:
            Conflict: Somebody changed it since it was read.
            NotAllowed: The role reads the plan and changes nothing.
        """
        self._require_change()
        with self._write("contact.done", "fulgt op") as unit:
            row = self._get(unit.session, tables.ContactEntry, entry_id)
            stay = self._stay(unit.session, row.stay_id)
            check_version(unit.session, row, version)
            row.next_done_on = self._house.clock.today()
            _contact_writes.forget_day(unit.session, row)
            unit.relabel(f"fulgt op for {self._name(unit.session, stay)}")
            unit.about(stay.person_id)
            return unit.commit()

    def reply(self, command: ReplyCommand) -> Changes:
        """Register an answer in one step: what was promised, the line of the log, the next day.

        Raises:
            NotAllowed: The role reads the plan and changes nothing.
            ValidationFailed: ``unknown_choice`` at ``what`` or ``letter_id``; ``required``,
                ``in_past`` or ``in_future`` at ``on``; ``required`` at ``caseworker`` or ``text``;
                ``recipient_missing`` at ``caseworker`` while no handlekommune is known;
                ``time.not_understood`` at ``time``; and those of ``write``.
        """
        self._require_change()
        with self._write("contact.reply", "svar") as unit:
            stay = self._stay(unit.session, command.stay_id)
            reply = Reply(
                unit.session,
                stay,
                command,
                by_id=self._actor.staff_id,
                now=self._house.clock.now(),
            )
            reply.check()
            reply.write()
            unit.relabel(f"svar om {self._name(unit.session, stay)}")
            unit.about(stay.person_id)
            return unit.commit()

    def _require_change(self) -> None:
        if self._require("action_plan") != "yes":
            self._refuse("action_plan")

    def _stay(self, session: Session, stay_id: UUID) -> tables.Stay:
        """The stay of a person the actor may see and has open."""
        stay = self._get(session, tables.Stay, stay_id)
        self._opened(session, stay.person_id)
        return stay

    @staticmethod
    def _name(session: Session, stay: tables.Stay) -> str:
        return _families.full_name(_families.kept(session, stay.person_id))


def _what(row: tables.ContactEntry) -> str:
    return label("contact_kinds", row.kind).lower()
