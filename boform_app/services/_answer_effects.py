"""What is written when answers are taken over: everything ticked, in one open transaction.

Each thing goes where it would go by hand, by the same functions; the log tells it in one line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from boform_app.clock import from_local, local_date
from boform_app.errors import ValidationFailed
from boform_app.exchange.answer_form import Answers
from boform_app.services import (
    _answer_facts,
    _answer_people,
    _answer_plan,
    _answer_rows,
    _answer_support,
    _caseworkers,
    _contact_items,
    _contact_writes,
    _homes,
    _note_writes,
    _prerequisites,
    _support,
    _support_checks,
)
from boform_app.services._answer_facts import Facts
from boform_app.services._replies import Reply
from boform_app.services.views.answers import AnswerRow
from boform_app.services.views.contacts import ContactCommand, ReplyCommand
from boform_app.services.views.moving import DecisionCommand
from boform_app.services.views.records import NoteCommand
from models import tables
from models.values import dates

_CODES = {"plan": ("C6",), "support": ("C7",), "supplier": ("C8",), "acting": ("C9",)}


class TakeOver:
    """Answers that are about to become facts.

    Args:
        answers: What came.
        facts: What we have, read in the open transaction.
        keys: The ticked rows.
        document_id: The file as it is kept.
        by_id: Who takes them over.
    """

    def __init__(
        self,
        answers: Answers,
        facts: Facts,
        keys: Collection[str],
        *,
        document_id: UUID,
        by_id: UUID,
    ) -> None:
        self._answers = answers
        self._facts = facts
        self._keys = keys
        self._document_id = document_id
        self._by_id = by_id
        self._session = facts.session
        self._stay = facts.stay
        self._meeting: tables.Meeting | None = None

    def write(self, rows: Iterable[AnswerRow]) -> None:
        """The effects, the line of the log, and the letters that are answered by it.

        Args:
            rows: All rows, for the words of the line.

        Raises:
            ValidationFailed: A rule of the thing itself refuses it; nothing is written then.
        """
        self._people()
        for key, write in {
            "plan": self._plan,
            "follow_up": self._follow_up,
            "support": self._decision,
            "supplier": self._supplier,
            "home": self._home,
            "meeting": self._next_meeting,
            "message": self._note,
            "acting": self._not_acting,
        }.items():
            if key in self._keys:
                write()
        self._log([row for row in rows if row.key in self._keys])
        answer_letters(self._facts.letter, self._facts)

    # --- people -----------------------------------------------------------------------------

    def _people(self) -> None:
        worker = self._spoken_of()
        if worker is None:
            return
        if "phone" in self._keys:
            worker.phone = self._answers.caseworker_phone
        if "mail" in self._keys:
            worker.mail = self._answers.caseworker_mail
        if "unit" in self._keys:
            unit = self._facts.unit(self._answers.caseworker_unit)
            worker.contact_id = unit.id if unit else worker.contact_id
        plan = self._facts.plan
        if "caseworker" in self._keys and plan is not None and self._acts():
            plan.caseworker_id = worker.id

    def _acts(self) -> bool:
        """Whether the one who answers is the plan's case worker, and not e.g. of the housing unit."""
        return self._facts.is_acting and self._facts.party == "municipality"

    def _spoken_of(self) -> tables.Caseworker | None:
        """Whom the answer names, made where somebody ticked anything about them."""
        if not {"caseworker", "unit", "phone", "mail"} & set(self._keys):
            return None
        name = self._answers.caseworker_name
        if not name.strip():
            return _answer_people.spoken_of(self._answers, self._facts)
        return _caseworkers.named(self._session, self._facts.code, name)

    # --- plan -------------------------------------------------------------------------------

    def _plan(self) -> None:
        promised = _answer_plan.promised(self._answers, self._facts)
        if promised is not None:
            self._reply("plan_promised", on=promised)
            _contact_writes.come_back(self._session, self._stay.id, ["C6"], promised)
        else:
            self._made_reply("other", text="-").under_way("C6")
        item = _prerequisites.item(self._session, self._stay.id, "C6")
        if self._answers.plan_state == "made" and item is not None:
            item.evidence = _answer_plan.made_words(self._answers)
            item.evidence_on = self._answers.plan_date

    def _follow_up(self) -> None:
        if self._facts.plan is not None:
            self._facts.plan.follow_up_on = self._answers.plan_follow_up

    # --- support ----------------------------------------------------------------------------

    def _decision(self) -> None:
        decision, granted = _answer_support.decision_of(self._answers, self._facts)
        expected = self._answers.support_expected
        if decision:
            self._decided(decision, granted)
        elif expected is not None:
            self._reply("decision_expected", on=expected)
            _contact_writes.come_back(self._session, self._stay.id, ["C7"], expected)
        else:
            self._made_reply("other", text="-").under_way("C7")

    def _decided(self, decision: str, granted: str) -> None:
        row = self._support_row()
        command = DecisionCommand(
            stay_id=self._stay.id,
            version=row.version,
            decision=decision,
            decided_on=self._answers.support_decided_on,
            received_on=self._facts.received_on,
            granted_method=granted,
            # A reason that somebody wrote goes with the decision it was given for.
            reason=row.reason if row.decision == decision else "",
            wish_followed=row.wish_followed,
            wish_reason=row.wish_reason,
        )
        problems = _support_checks.decision_problems(command, self._facts.today)
        if problems:
            raise ValidationFailed(*problems)
        _support.keep_decision(row, command, row.document_id)
        if decision == "granted":
            row.method = row.method or self._answers.support_method or ""
        _support.show_decision(self._session, row, self._by_id)

    def _supplier(self) -> None:
        row = self._support_row()
        row.supplier = self._answers.support_supplier or row.supplier
        row.starts_on = self._answers.support_starts_on or row.starts_on
        _support.show_supporter(self._session, row, self._facts.received_on, self._by_id)

    def _support_row(self) -> tables.Support:
        row = _support.made(self._session, self._stay.id)
        self._session.flush()
        return row

    # --- home and meeting -------------------------------------------------------------------

    def _home(self) -> None:
        if self._answers.home_state == "listed":
            listed_on = self._answers.home_listed_on or self._facts.received_on
            self._reply("home_listed", on=listed_on)
            return
        _homes.assigned(
            self._session,
            self._stay,
            self._facts.received_on,
            rent_kr=self._answers.home_rent,
            ready_on=self._answers.home_from,
            by_id=self._by_id,
        )

    def _next_meeting(self) -> None:
        at = self._answers.meeting_time
        self._meeting = self._reply(
            "meeting",
            on=self._answers.meeting_date,
            time=dates.clock(at) if at else "",
            place=self._answers.meeting_place,
        )

    # --- words ------------------------------------------------------------------------------

    def _note(self) -> None:
        day = dates.short(self._facts.letter.letter_date)
        words = f"{self._facts.municipality} skriver i svaret på vores brev af {day}:"
        command = NoteCommand(
            text=f"{words} ”{self._answers.other_text}”",
            person_ids=(self._stay.person_id,),
            happened_at=self._happened_at(),
        )
        _note_writes.signed(
            self._session,
            command,
            command.person_ids,
            by_id=self._by_id,
            now=self._facts.now,
        )

    def _not_acting(self) -> None:
        """To be cleared up (C9); the handlekommune itself is never changed by an answer."""
        item = _prerequisites.item(self._session, self._stay.id, "C9")
        if item is None:
            return
        on = self._facts.received_on
        _prerequisites.move(self._session, item, on=on, status="missing", by_id=self._by_id)
        item.evidence, item.evidence_on = _answer_rows.acting_words(self._answers, self._facts), on
        item.confirmed_by_id = None

    def _log(self, rows: Iterable[AnswerRow]) -> None:
        command = ContactCommand(
            stay_id=self._stay.id,
            kind="letter",
            outcome=line(self._facts.letter, rows),
            direction="in",
            happened_at=self._happened_at(),
            party=self._facts.party,
            municipality_code=self._facts.code,
            caseworker=self._answers.caseworker_name if "caseworker" in self._keys else "",
            with_whom=self._answers.filled_by if "caseworker" not in self._keys else "",
            next_on=self._next_on(),
            prerequisite_codes=tuple(self._codes()),
            document_id=self._document_id,
        )
        _contact_writes.check(self._session, self._stay, command, self._facts.now)
        made = _contact_writes.new_entry(
            self._session, self._stay, command, by_id=self._by_id, now=self._facts.now
        )
        if self._meeting is not None and made.next_on == self._answers.meeting_date:
            made.meeting_id = self._meeting.id

    def _codes(self) -> Iterable[str]:
        for key, codes in _CODES.items():
            if key in self._keys:
                yield from codes
        if "home" in self._keys:
            yield "C1" if self._answers.home_state == "listed" else "C2"

    def _next_on(self) -> date | None:
        """The first day something was promised for, else the meeting."""
        promised = {
            "plan": _answer_plan.promised(self._answers, self._facts),
            "support": self._answers.support_expected,
        }
        days = [day for key, day in promised.items() if key in self._keys and day is not None]
        ahead = [day for day in days if day >= self._facts.received_on]
        meeting = self._answers.meeting_date if "meeting" in self._keys else None
        return min(ahead, default=meeting)

    def _reply(self, what: str, **more: Any) -> tables.Meeting | None:
        reply = self._made_reply(what, **more)
        reply.check()
        return reply.effects()

    def _made_reply(self, what: str, **more: Any) -> Reply:
        """The same answer as it would be registered by hand."""
        command = ReplyCommand(
            stay_id=self._stay.id,
            what=what,
            kind="letter",
            happened_at=self._happened_at(),
            party=self._facts.party,
            caseworker=self._answers.caseworker_name,
            **more,
        )
        return Reply(self._session, self._stay, command, by_id=self._by_id, now=self._facts.now)

    def _happened_at(self) -> datetime:
        if self._facts.received_on == local_date(self._facts.now):
            return self._facts.now
        return from_local(self._facts.received_on)


def line(letter: tables.Letter, rows: Iterable[AnswerRow]) -> str:
    """The answer as a line of the log, in words that stand alone; the message stands in its note."""
    said = [f"{row.label}: {'se notat' if row.key == 'message' else _words(row)}." for row in rows]
    start = f"Svar på {_answer_facts.asked(letter)} af {dates.short(letter.letter_date)}."
    return " ".join([start, *said])


def _words(row: AnswerRow) -> str:
    return f"{row.came}, {row.came_more}" if row.came_more else row.came


def answer_letters(letter: tables.Letter, facts: Facts) -> None:
    """The letter is answered, and with it the reminders of it and what it reminded of."""
    letters = list(
        facts.session.scalars(select(tables.Letter).where(tables.Letter.stay_id == facts.stay.id))
    )
    by_id = {row.id: row for row in letters}
    first = _contact_items.first_letter(letter, by_id)
    for row in (letter, *letters):
        chained = _contact_items.first_letter(row, by_id).id == first.id
        if row.answered_on is None and (row.id == letter.id or (chained and row.status == "sent")):
            row.answered_on = facts.received_on
