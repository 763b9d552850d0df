"""A month of all municipalities: what is counted now beside what was made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.rules.money import rates
from boform_app.rules.money.facts import month_nights
from boform_app.services import _families, _settlement_document, _settlement_lines
from boform_app.services._letter_rows import staff_names
from boform_app.services._rule_rows import rule_book
from boform_app.services._settlement_lines import Counted, Counts
from boform_app.services.views.settlements import (
    CorrectionLine,
    MonthView,
    MunicipalityMonth,
    SettlementLine,
    SettlementView,
    UnknownMunicipality,
)
from models import tables
from models.values import municipalities
from models.values.danish import sort_key
from models.values.dates import add_months
from models.values.lists import label

_Both: TypeAlias = tuple[tuple[SettlementLine, ...], tuple[CorrectionLine, ...]]
PROTECTED = "Beskyttet beboer"
_MORE = "bcdefghijklmnopqrstuvwxyz"


def month_view(session: Session, month: date, today: date) -> MonthView:
    """Everything about a month, municipalities in Danish order."""
    first = month.replace(day=1)
    counted = Counts(session, today)
    now, made = counted.of(first).lines, _made(session, first)
    former = _settlement_lines.former_months(session, first)
    codes = {code for code in now if code} | set(made)
    codes |= _changed_before(session, first, former, counted, codes)
    shown = _Month(session, first, former, counted)
    rows = tuple(
        sorted(
            (shown.row(code, made.get(code, ())) for code in codes),
            key=lambda row: sort_key(row.name),
        )
    )
    book = rule_book(session)
    known = [rates.rate(book, rates.BED, day) is not None for day in month_nights(first)]
    entered = any(row.is_house for row in book.history(rates.BED))
    return MonthView(
        month=first,
        over=add_months(first, 1) <= today,
        rate_known=all(known),
        ever=entered
        or bool(session.scalar(select(exists().where(tables.Settlement.id.is_not(None))))),
        rows=rows,
        unknown=tuple(_unknown(now.get("", ()))),
        amount_ore=sum(row.amount_ore for row in rows),
        nights=sum(row.nights for row in rows),
    )


def next_number(session: Session, code: str, month: date) -> str:
    """``2026-10-851``; a later one of the same month has a letter after it."""
    plain = f"{month:%Y-%m}-{int(code)}"
    taken = set(
        session.scalars(
            select(tables.Settlement.number).where(
                tables.Settlement.municipality_code == code, tables.Settlement.month == month
            )
        )
    )
    wanted = [plain, *(f"{plain}{letter}" for letter in _MORE)]
    return next(one for one in wanted if one not in taken)


def due_months(session: Session, today: date) -> tuple[tuple[date, int], ...]:
    """The month that ended, with how many municipalities lack a basis; nothing where none does.

    One that had nobody here in the month lacks it, too, when former months came to something else.
    """
    book = rule_book(session)
    days = book.select("settlement_reminder_days", today).number
    last = add_months(today.replace(day=1), -1)
    if (today - add_months(last, 1)).days < days or rates.rate(book, rates.BED, last) is None:
        return ()
    counted = Counts(session, today)
    codes = {code for code in counted.of(last).lines if code}
    former = _settlement_lines.former_months(session, last)
    changed = _settlement_lines.turned_up(session, former, today)
    codes |= _changed_before(session, last, changed, counted, codes)
    done = {
        code for code, some in _made(session, last).items() if any(not x.annulled_on for x in some)
    }
    missing = [code for code in codes - done if not _asked_later(session, code, counted.of(last))]
    return ((last, len(missing)),) if missing else ()


def without_names(view: MonthView, hidden: frozenset[UUID]) -> MonthView:
    """The same month where some residents are counted and not named."""
    rows = tuple(
        replace(
            row,
            lines=tuple(_nameless(one, hidden) for one in row.lines),
            corrections=tuple(_unnamed(one, hidden) for one in row.corrections),
        )
        for row in view.rows
    )
    unknown = tuple(
        replace(one, name=PROTECTED) if one.person_id in hidden else one for one in view.unknown
    )
    return replace(view, rows=rows, unknown=unknown)


def _nameless(line: SettlementLine, hidden: frozenset[UUID]) -> SettlementLine:
    return replace(line, name=PROTECTED, cpr="") if line.person_id in hidden else line


def _unnamed(line: CorrectionLine, hidden: frozenset[UUID]) -> CorrectionLine:
    return replace(line, name=PROTECTED) if line.person_id in hidden else line


def _made(session: Session, month: date) -> dict[str, list[tables.Settlement]]:
    found: dict[str, list[tables.Settlement]] = {}
    rows = session.scalars(
        select(tables.Settlement)
        .where(tables.Settlement.month == month)
        .order_by(tables.Settlement.made_at)
    )
    for row in rows:
        found.setdefault(row.municipality_code, []).append(row)
    return found


def _changed_before(
    session: Session, month: date, former: Sequence[date], counted: Counts, known: set[str]
) -> set[str]:
    """Municipalities without nights this month that are owed a correction of a former one."""
    if not former:
        return set()
    since = add_months(month, -_settlement_lines.BACK_MONTHS)
    codes = set(
        session.scalars(
            select(tables.Settlement.municipality_code).where(
                tables.Settlement.month < month,
                tables.Settlement.month >= since,
                tables.Settlement.annulled_on.is_(None),
            )
        )
    )
    codes |= {code for one in former for code in counted.of(one).lines if code}
    return {
        code
        for code in codes - known
        if _settlement_lines.corrections(session, code, month, former, counted)
    }


def _asked_later(session: Session, code: str, counted: Counted) -> bool:
    """Whether later bases already asked for all nights of a month, as corrections."""
    lines = counted.lines.get(code, ())
    others = [x for x in _settlement_lines.valid(session, code) if x.month != counted.month]
    asked = _settlement_lines.billed(others, counted.month)
    return bool(lines and asked) and not _settlement_lines.open_of(lines, asked)


@dataclass(frozen=True, slots=True)
class _Month:
    """What the rows of a month are made from."""

    session: Session
    month: date
    former: Sequence[date]
    counted: Counts

    def row(self, code: str, made: Sequence[tables.Settlement]) -> MunicipalityMonth:
        """One municipality: as it was sent, else as it is counted now."""
        valid = next((one for one in made if one.annulled_on is None), None)
        now = self._now(code)
        state = self._state(code, now, valid)
        sent = valid is not None and valid.sent_on is not None
        lines, corrections = self._sent(valid) if valid is not None and sent else now
        both: tuple[SettlementLine | CorrectionLine, ...] = (*lines, *corrections)
        names = staff_names(self.session, (one.made_by_id for one in made))
        place = municipalities.find(code)
        views = {one.id: _view(one, names[one.made_by_id].name) for one in made}
        return MunicipalityMonth(
            code=code,
            name=place.display if place else code,
            state=state,
            residents=len({line.person_id for line in lines}),
            nights=sum(line.nights for line in lines),
            away=sum(line.away for line in lines),
            paid=sum(line.paid for line in lines),
            # Where no rate is known any more, what was made says what it came to.
            amount_ore=valid.total_ore
            if valid is not None and (sent or _no_rate(lines))
            else sum(one.amount_ore for one in both),
            lines=lines,
            corrections=corrections,
            settlement=views[valid.id] if valid else None,
            annulled=tuple(views[one.id] for one in made if one.annulled_on is not None),
            no_address=not _settlement_document.address(self.session, code),
        )

    def _now(self, code: str) -> _Both:
        """Nights and corrections as they would be asked for now."""
        lines = self.counted.of(self.month).lines.get(code, ())
        # A month that later bases have asked for takes no corrections of others along.
        later = _asked_later(self.session, code, self.counted.of(self.month))
        months = (self.month,) if later else (*self.former, self.month)
        return lines, _settlement_lines.corrections(
            self.session, code, self.month, months, self.counted
        )

    def _sent(self, made: tables.Settlement) -> _Both:
        """What stands on the paper, under the record that a person has now."""
        kept = tuple(_settlement_lines.line_of(one) for one in made.lines)
        back = tuple(_settlement_lines.correction_of(one) for one in made.corrections)
        ids = {one.person_id for one in kept} | {one.person_id for one in back}
        pointing = _families.pointers(self.session)
        now = {key: _families.root(pointing, key) for key in ids}
        return (
            tuple(replace(one, person_id=now[one.person_id]) for one in kept),
            tuple(replace(one, person_id=now[one.person_id]) for one in back),
        )

    def _state(self, code: str, now: _Both, made: tables.Settlement | None) -> str:
        lines, corrections = now
        if made is None:
            return "no_rate" if _no_rate(lines) else self._open_state(code, lines)
        if _no_rate(lines):
            return "made" if made.sent_on is None else "sent"
        if made.sent_on is None:
            both: tuple[SettlementLine | CorrectionLine, ...] = (*lines, *corrections)
            figures = _figures(_settlement_lines.as_json(one) for one in both)
            return "made" if figures == _figures((*made.lines, *made.corrections)) else "changed"
        asked = _settlement_lines.billed(_settlement_lines.valid(self.session, code), self.month)
        return "sent_changed" if _settlement_lines.open_of(lines, asked) else "sent"

    def _open_state(self, code: str, lines: Sequence[SettlementLine]) -> str:
        if _asked_later(self.session, code, self.counted.of(self.month)):
            return "later"
        next_over = add_months(self.month, 2) <= self.counted.today
        # Nights before the first basis of the house are asked for by nobody but its own.
        after = _settlement_lines.former_months(self.session, add_months(self.month, 1))
        return "late" if lines and next_over and self.month in after else "open"


def _no_rate(lines: Sequence[SettlementLine]) -> bool:
    return any(line.rate_ore is None for line in lines)


def _figures(kept: Iterable[dict[str, object]]) -> list[tuple[object, ...]]:
    """What must be the same for a basis to hold: whose nights, how many, and what they cost."""
    return [(one["stay_id"], one.get("month"), one["paid"], one["amount_ore"]) for one in kept]


def _view(row: tables.Settlement, made_by: str) -> SettlementView:
    return SettlementView(
        id=row.id,
        version=row.version,
        number=row.number,
        month=row.month,
        municipality_code=row.municipality_code,
        total_ore=row.total_ore,
        made_on=local_date(row.made_at),
        made_by=made_by,
        sent_on=row.sent_on,
        channel=label("letter_channels", row.channel),
        annulled_on=row.annulled_on,
        annulled_reason=row.annulled_reason,
    )


def _unknown(lines: Sequence[SettlementLine]) -> Iterator[UnknownMunicipality]:
    people = dict.fromkeys((line.person_id, line.name) for line in lines)
    for person_id, name in people:
        nights = sum(line.nights for line in lines if line.person_id == person_id)
        yield UnknownMunicipality(person_id, name, nights)
