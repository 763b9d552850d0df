"""A term takes the place of what was agreed for its days; what lay outside them goes on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.errors import Conflict, Problem
from boform_app.rules.money.facts import MEALS
from boform_app.services import _money_facts
from boform_app.services._changed import last_changed_by
from boform_app.services._texts import LONGEST_LINE, text_problems
from boform_app.services.views.economy import TermCommand
from models import tables
from models.values.money import MOST_A_DAY_ORE

_DAY = timedelta(days=1)
_KINDS = {
    "lodging": frozenset({"agreed", "own_home", "exempt"}),
    "food": frozenset({"agreed", "opted_out", "exempt"}),
    "laundry": frozenset({"agreed", "opted_out", "exempt"}),
}


def check_seen(session: Session, command: TermCommand) -> None:
    """Refuse a term for a part that was agreed on by somebody else meanwhile.

    Raises:
        Conflict: Names who; nothing was written.
    """
    if command.seen is None:
        return
    now = {
        (one.id, one.version)
        for one in _money_facts.terms(session, (command.stay_id,)).get(command.stay_id, ())
        if one.part == command.part
    }
    if now != command.seen:
        # Ids are in the order of their making: the newest one that was not seen tells who.
        new = max((key for key, _ in now - command.seen), default=None)
        by = last_changed_by(session, "payment_term", new) if new is not None else ""
        raise Conflict("payment_term", str(command.stay_id), changed_by=by)


def problems(command: TermCommand, stay: tables.Stay) -> Iterator[Problem]:
    """What keeps a term from being kept."""
    if command.kind not in _KINDS.get(command.part, ()):
        yield Problem("kind", "unknown_choice")
    if command.to_on is not None and command.to_on < command.from_on:
        yield Problem("to_on", "end_before_start")
    arrived = local_date(stay.arrived_at)
    if command.from_on < arrived:
        yield Problem("from_on", "before_arrival", {"arrived_on": arrived})
    if stay.ended_at is not None and command.from_on > local_date(stay.ended_at):
        yield Problem("from_on", "after_end", {"ended_on": local_date(stay.ended_at)})
    if command.rate_ore is not None and command.rate_ore < 0:
        yield Problem("rate_ore", "negative")
    if command.rate_ore is not None and command.rate_ore > MOST_A_DAY_ORE:
        yield Problem("rate_ore", "out_of_range")
    yield from text_problems("note", command.note, LONGEST_LINE)
    if set(command.meals) - set(MEALS):
        yield Problem("meals", "unknown_choice")


def put(session: Session, command: TermCommand) -> None:
    """Make room for the term among those of its part, and keep it."""
    for old in _money_facts.terms(session, (command.stay_id,)).get(command.stay_id, ()):
        if old.part == command.part:
            _make_room(session, old, command.from_on, command.to_on)
    session.add(
        tables.PaymentTerm(
            stay_id=command.stay_id,
            part=command.part,
            kind=command.kind,
            from_on=command.from_on,
            to_on=command.to_on,
            # All meals is what holds without a word, and that way of saying it is kept.
            meals=[meal for meal in MEALS if meal in command.meals]
            if set(command.meals) != set(MEALS)
            else [],
            rate_ore=command.rate_ore,
            note=command.note.strip(),
        )
    )


def _make_room(session: Session, old: tables.PaymentTerm, first: date, last: date | None) -> None:
    ended = old.to_on
    if (ended is not None and ended < first) or (last is not None and old.from_on > last):
        return
    if last is not None and (ended is None or ended > last):
        session.add(_again(old, last + _DAY, ended))
    if old.from_on < first:
        old.to_on = first - _DAY
    else:
        session.delete(old)


def _again(old: tables.PaymentTerm, first: date, last: date | None) -> tables.PaymentTerm:
    return tables.PaymentTerm(
        stay_id=old.stay_id,
        part=old.part,
        kind=old.kind,
        from_on=first,
        to_on=last,
        meals=list(old.meals),
        rate_ore=old.rate_ore,
        note=old.note,
    )
