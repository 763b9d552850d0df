"""What an answer changes: the promise stands where the promised thing stands, the log tells it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.clock import from_local, local_date, local_time
from boform_app.errors import Problem, ValidationFailed
from boform_app.services import (
    _agendas,
    _caseworkers,
    _contact_writes,
    _homes,
    _prerequisites,
    _support,
)
from boform_app.services._texts import LONGEST, LONGEST_LINE, required_problems, text_problems
from boform_app.services.views.contacts import ContactCommand, ReplyCommand
from models import tables
from models.base import new_id
from models.values import dates
from models.values.lists import entry

_NEEDS_DAY = {"plan_promised", "decision_expected", "meeting"}


class Reply:
    """One answer that is about to be registered.

    Args:
        session: The open transaction.
        stay: Whom it is about.
        command: What was answered.
        by_id: Who registers it.
        now: The present instant (UTC).
    """

    def __init__(
        self,
        session: Session,
        stay: tables.Stay,
        command: ReplyCommand,
        *,
        by_id: UUID,
        now: datetime,
    ) -> None:
        self._session = session
        self._stay = stay
        self._command = command
        self._by_id = by_id
        self._now = now
        self._told_on = local_date(command.happened_at or now)

    def check(self) -> None:
        """Refuse what cannot be.

        Raises:
            ValidationFailed: Every problem at its field, those of the log's line among them.
        """
        problems = tuple(self._problems())
        if problems:
            raise ValidationFailed(*problems)
        _contact_writes.check(self._session, self._stay, self.line(), self._now)

    def write(self) -> tables.ContactEntry:
        """The effects, then the line of the log."""
        meeting = self.effects()
        made = _contact_writes.new_entry(
            self._session, self._stay, self.line(), by_id=self._by_id, now=self._now
        )
        made.meeting_id = meeting.id if meeting else None
        _contact_writes.come_back(
            self._session, self._stay.id, made.prerequisite_codes, made.next_on
        )
        self._answer_letter()
        return made

    def effects(self) -> tables.Meeting | None:
        """What the answer changes besides the log; the meeting that was agreed on, if it was one."""
        match self._command.what:
            case "plan_promised":
                self._plan_promised()
            case "caseworker":
                self._caseworker_named()
            case "decision_expected":
                self._decision_expected()
            case "home_listed":
                self._home_listed()
            case "meeting":
                return self._meeting_agreed()
        return None

    def line(self) -> ContactCommand:
        """The answer as a line of the log, in words that stand alone."""
        command = self._command
        return ContactCommand(
            stay_id=command.stay_id,
            kind=command.kind,
            outcome=self._outcome(),
            direction="in",
            happened_at=command.happened_at,
            party=command.party,
            caseworker=command.caseworker,
            caseworker_phone=command.caseworker_phone,
            caseworker_mail=command.caseworker_mail,
            with_whom=command.with_whom,
            next_step=command.next_step,
            next_on=self._next_on(),
            prerequisite_codes=self._codes(),
            document_id=command.document_id,
        )

    def _problems(self) -> Iterator[Problem]:
        command, on = self._command, self._command.on
        if command.what not in _contact_writes.keys("reply_kinds"):
            yield Problem("what", "unknown_choice")
            return
        if command.what in _NEEDS_DAY and on is None:
            yield Problem("on", "required")
        if command.what in _NEEDS_DAY and on is not None and on < self._told_on:
            yield Problem("on", "in_past")
        if command.what == "home_listed" and (on or self._told_on) > local_date(self._now):
            yield Problem("on", "in_future")
        if command.what == "caseworker" and not command.caseworker.strip():
            yield Problem("caseworker", "required")
        if command.what == "caseworker" and not self._stay.acting_municipality_code:
            yield Problem("caseworker", "recipient_missing")
        if command.what == "other":
            yield from required_problems("text", command.text, LONGEST)
        yield from text_problems("place", command.place, LONGEST_LINE)
        if command.what == "meeting" and self._time() is None:
            yield Problem("time", "time.not_understood")
        if command.letter_id is not None and self._letter() is None:
            yield Problem("letter_id", "unknown_choice")

    def _outcome(self) -> str:
        command = self._command
        sentence = (
            entry("reply_kinds", command.what)
            .extra["sentence"]
            .format(
                day=dates.short(command.on or self._told_on),
                name=_caseworkers.tidy(command.caseworker),
            )
        )
        return " ".join(part for part in (sentence, command.text.strip()) if part)

    def _codes(self) -> tuple[str, ...]:
        if self._command.prerequisite_codes is not None:
            return self._command.prerequisite_codes
        return tuple(entry("reply_kinds", self._command.what).extra["codes"].split())

    def _next_on(self) -> date | None:
        promised = self._command.on if self._command.what in _NEEDS_DAY else None
        return self._command.next_on or promised

    def _time(self) -> time | None:
        now = local_time(self._now).time()
        return dates.parse_time(self._command.time, now).time

    def _plan_promised(self) -> None:
        plan = _contact_writes.plan_of(self._session, self._stay.id)
        if plan is not None:
            plan.promised_for = self._command.on
        self.under_way("C6")

    def _caseworker_named(self) -> None:
        plan = _contact_writes.plan_of(self._session, self._stay.id)
        command = self._command
        worker = _caseworkers.reached(
            self._session,
            self._stay.acting_municipality_code,
            command.caseworker,
            command.caseworker_phone,
            command.caseworker_mail,
        )
        if plan is not None and worker is not None:
            plan.caseworker_id = worker.id

    def _decision_expected(self) -> None:
        support = _support.made(self._session, self._stay.id)
        support.promised_on = self._command.on
        self.under_way("C7")

    def _home_listed(self) -> None:
        """On the list is what C1 asks for; now a home itself is waited for."""
        search = _homes.search_of(self._session, self._stay.id)
        if search is None:
            search = tables.HousingSearch(id=new_id(), stay_id=self._stay.id)
            self._session.add(search)
        before = (search.nominated_on, search.listed_on)
        search.listed_on = self._command.on or self._told_on
        _homes.show_search(self._session, search, before, self._by_id)
        self.under_way("C2")
        _contact_writes.come_back(self._session, self._stay.id, ["C2"], self._next_on())

    def _meeting_agreed(self) -> tables.Meeting:
        on, at = self._command.on or self._told_on, self._time() or time(12)
        starts_at = from_local(on, at.hour, at.minute)
        agenda = _agendas.for_stay(self._session, self._stay, local_date(self._now), starts_at)
        made = tables.Meeting(
            id=new_id(),
            kind="case",
            stay_id=self._stay.id,
            municipality_code=self._stay.acting_municipality_code,
            starts_at=starts_at,
            place=self._command.place.strip(),
            participants=", ".join(
                name
                for name in (
                    _caseworkers.tidy(self._command.caseworker),
                    self._command.with_whom.strip(),
                )
                if name
            ),
            agenda=[_agendas.stored(item) for item in agenda],
        )
        self._session.add(made)
        self._session.flush()
        return made

    def under_way(self, code: str) -> None:
        """A promise shows that it was asked for: the ball is with the one who promised."""
        item = _prerequisites.item(self._session, self._stay.id, code)
        if item is not None and item.status in {"unknown", "missing"}:
            owner = self._command.party if item.owner == "us" else ""
            self._move(item, "in_progress", self._told_on, owner)

    def _move(self, item: tables.Prerequisite, status: str, on: date, owner: str = "") -> None:
        _prerequisites.move(
            self._session, item, on=on, status=status, owner=owner, by_id=self._by_id
        )

    def _letter(self) -> tables.Letter | None:
        if self._command.letter_id is None:
            return None
        found = self._session.get(tables.Letter, self._command.letter_id)
        return found if found is not None and found.stay_id == self._stay.id else None

    def _answer_letter(self) -> None:
        letter = self._letter()
        if letter is not None:
            letter.answered_on = letter.answered_on or self._told_on
