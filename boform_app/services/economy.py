"""A resident's account with the house (*økonomi*): terms, payments, receipts by number.

Who may take a payment sees the account of the resident, for nobody can take a payment without it.
What the handlekommune pays and the accounts of the whole house are the leader's.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from boform_app.errors import Problem, ValidationFailed
from boform_app.services import _account_views, _families, _ledger, _money_facts, _term_writes
from boform_app.services._rule_rows import rule_book
from boform_app.services._sight import SightService
from boform_app.services._stay_checks import key_problem
from boform_app.services._texts import printed_problems
from boform_app.services.views.economy import AccountView, MoneyCommand, TermCommand
from models import tables
from models.values.changes import Changes
from models.values.money import MOST_ORE, kroner

_LABELS = {"payment": "betaling", "payout": "udbetaling", "charge": "opkrævning"}
_SIGNS = {"payment": -1, "payout": 1, "charge": 1}


class EconomyService(SightService):
    """Terms over time, and lines that are added and never changed."""

    def account(self, person_id: UUID) -> AccountView:
        """The account of a resident with what is agreed today.

        Raises:
            NotAllowed: The role takes no payments.
            ReasonNeeded: A protected resident that is not open.
        """
        self._require("take_payment")
        leads = self._extent("economy") == "yes"
        today = self._house.clock.today()
        with self._read() as session:
            person = self._opened(session, person_id)
            family = _families.family(session, person.id)
            rows = _ledger.lines(session, family)
            stay = next(iter(_families.stays_of(session, family)), None)
            book = rule_book(session)
            terms = _account_views.terms_of(session, stay.id) if stay else ()
            facts = _money_facts.of_stays(session, [stay], today)[stay.id] if stay else None
            parts = _account_views.parts(session, stay, terms, book, today) if stay else ()
            return AccountView(
                person_id=person.id,
                name=_families.full_name(person),
                first_name=person.preferred_name or person.first_name,
                balance_ore=sum(row.amount_ore for row in rows),
                lines=_account_views.ledger_lines(session, rows, runs=leads),
                stay_id=stay.id if stay else None,
                stay_open=stay is not None and stay.ended_at is None,
                parts=tuple(parts),
                terms=terms,
                ahead_ore=_account_views.ahead_ore(facts, book, today) if facts else None,
                may_settle=leads,
            )

    def set_term(self, command: TermCommand) -> Changes:
        """Agree on how a part is paid from a day on; lodging is the leader's.

        Raises:
            Conflict: Somebody else agreed on something of this part since it was looked at.
            ValidationFailed: ``before_arrival``, ``after_end``, ``end_before_start``, ``negative``,
                ``out_of_range``, ``too_long``, ``nul_character`` or ``unknown_choice`` at the field.
        """
        self._require("economy" if command.part == "lodging" else "take_payment")
        with self._write("economy.term", "betalingsvilkår") as unit:
            stay = self._get(unit.session, tables.Stay, command.stay_id)
            person = self._opened(unit.session, stay.person_id)
            _term_writes.check_seen(unit.session, command)
            found = tuple(_term_writes.problems(command, stay))
            if found:
                raise ValidationFailed(*found)
            _term_writes.put(unit.session, command)
            unit.about(person.id)
            unit.relabel(f"betalingsvilkår for {_families.full_name(person)}")
            return unit.commit()

    def book(self, command: MoneyCommand) -> Changes:
        """Book a payment, money paid back or a charge; it is corrected by a line, never undone.

        Raises:
            ValidationFailed: ``required``, ``unknown_choice`` or ``out_of_range`` at the field;
                ``too_long``, ``nul_character`` or ``glyph_missing`` at ``text``, which is printed;
                ``more_than_credit`` at ``amount_ore`` where more would be paid back than is owed to
                the resident.
        """
        self._require("take_payment")
        label = _LABELS.get(command.kind, "regnskab")
        with self._write("economy.book", label, undoable=False) as unit:
            person = self._opened(unit.session, command.person_id)
            family = _families.family(unit.session, person.id)
            owed = _ledger.balance(unit.session, family)
            problems = tuple(_money_problems(command, owed))
            if problems:
                raise ValidationFailed(*problems)
            stay = next(iter(_families.stays_of(unit.session, family)), None)
            _ledger.add(
                unit.session,
                person_id=person.id,
                stay_id=stay.id if stay else None,
                kind=command.kind,
                part=command.part,
                amount_ore=_SIGNS[command.kind] * command.amount_ore,
                text=command.text,
                method=command.method,
                today=self._house.clock.today(),
                at=self._house.clock.now(),
                by_id=self._actor.staff_id,
            )
            unit.about(person.id)
            unit.relabel(f"{label} for {_families.full_name(person)}")
            return unit.commit()

    def reverse(self, entry_id: UUID, reason: str) -> Changes:
        """Take a line back by a line of its own, with the reason; both stay.

        Raises:
            NotAllowed: What the month's charges booked is the leader's to take back.
            ValidationFailed: ``required``, ``too_long``, ``nul_character`` or ``glyph_missing`` at
                ``reason``; ``already_reversed`` for a line that was taken back, or takes one back.
        """
        self._require("take_payment")
        found = tuple(_reason_problems(reason))
        if found:
            raise ValidationFailed(*found)
        with self._write("economy.reverse", "rettelse i regnskab", undoable=False) as unit:
            old = self._get(unit.session, tables.LedgerEntry, entry_id)
            if old.month is not None:
                self._require("economy")
            person = self._opened(unit.session, old.person_id)
            taken = unit.session.scalar(
                select(tables.LedgerEntry.id).where(tables.LedgerEntry.reverses_id == old.id)
            )
            if taken is not None or old.reverses_id is not None:
                raise ValidationFailed(Problem("", "already_reversed"))
            _ledger.add(
                unit.session,
                person_id=person.id,
                stay_id=old.stay_id,
                kind=old.kind,
                part=old.part,
                amount_ore=-old.amount_ore,
                text=reason,
                method=old.method,
                today=self._house.clock.today(),
                at=self._house.clock.now(),
                by_id=self._actor.staff_id,
                reverses_id=old.id,
            )
            unit.about(person.id)
            unit.relabel(f"rettelse i regnskab for {_families.full_name(person)}")
            return unit.commit()


def _reason_problems(reason: str) -> Iterator[Problem]:
    if not reason.strip():
        yield Problem("reason", "required")
    yield from printed_problems("reason", reason)


def _money_problems(command: MoneyCommand, owed: int) -> Iterator[Problem]:
    if command.kind not in _SIGNS:
        yield Problem("kind", "unknown_choice")
    if not 0 < command.amount_ore <= MOST_ORE:
        yield Problem("amount_ore", "out_of_range")
    if not command.part:
        yield Problem("part", "required")
    elif (part := key_problem("part", "payment_parts", command.part)) is not None:
        yield part
    if command.part == "other" and not command.text.strip():
        yield Problem("text", "required")
    yield from printed_problems("text", command.text)
    if command.kind != "charge" and not command.method:
        yield Problem("method", "required")
    if (method := key_problem("method", "payment_methods", command.method)) is not None:
        yield method
    if command.kind == "payout" and command.amount_ore > max(0, -owed):
        yield Problem("amount_ore", "more_than_credit", {"credit": kroner(max(0, -owed))})
