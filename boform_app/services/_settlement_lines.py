"""A month of one handlekommune as it is counted now, and what former months came to since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.rules.money.facts import StayMoney, month_nights
from boform_app.rules.money.settlement import Billed, NightLine, changes, month_lines
from boform_app.services import _families, _money_facts
from boform_app.services._rule_rows import rule_book
from boform_app.services.views.settlements import CorrectionLine, SettlementLine
from models import tables
from models.values.danish import sort_key
from models.values.dates import add_months
from models.values.periods import Nights

BACK_MONTHS = 24
"""How far back a change still becomes a correction."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A month as it is counted now.

    Attributes:
        lines: By code of the handlekommune; "" where none is known.
        rows: Ids of the rule rows used, by code.
    """

    month: date
    lines: Mapping[str, tuple[SettlementLine, ...]]
    rows: Mapping[str, tuple[str, ...]]


def count(session: Session, month: date, today: date) -> Counted:
    """Nights of a month by handlekommune; a stay that moved between two is split at the day."""
    first = month.replace(day=1)
    run = month_nights(first)
    stays = session.scalars(select(tables.Stay).where(_money_facts.during(run))).all()
    facts = _money_facts.of_stays(session, stays, today)
    former = _former(session, [stay.id for stay in stays])
    book = rule_book(session)
    found: dict[str, list[SettlementLine]] = {}
    rows: dict[str, dict[str, None]] = {}
    for stay in stays:
        person = _families.kept(session, stay.person_id)
        for code, part in _parts(stay, former.get(stay.id, ()), run):
            for line in month_lines(facts[stay.id], part, book):
                found.setdefault(code, []).append(_line(line, stay, person, facts[stay.id]))
                rows.setdefault(code, {}).update(dict.fromkeys(line.rows))
    return Counted(
        first,
        {code: tuple(sorted(some, key=_order)) for code, some in found.items()},
        {code: tuple(some) for code, some in rows.items()},
    )


def corrections(
    session: Session, code: str, month: date, today: date, counts: dict[date, Counted]
) -> tuple[CorrectionLine, ...]:
    """What former months of a municipality came to more or less than was asked for them.

    Args:
        session: An open session.
        code: The handlekommune.
        month: First day of the month whose basis shall hold them.
        today: Nights before today count.
        counts: Months counted before; filled with those that are counted here.
    """
    made = valid(session, code)
    found: list[CorrectionLine] = []
    for old in [one for one in made if add_months(month, -BACK_MONTHS) <= one.month < month]:
        if old.month not in counts:
            counts[old.month] = count(session, old.month, today)
        now = counts[old.month].lines.get(code, ())
        if any(line.rate_ore is None for line in now):
            # A rate that was taken away again says nothing of what the nights cost.
            continue
        names = {str(one.stay_id): one for one in now}
        # What this month's own basis already holds of it is not asked to be left out here.
        others = [one for one in made if one.month != month]
        found += _differences(session, old.month, now, billed(others, old.month), names)
    return tuple(found)


def billed(made: Iterable[tables.Settlement], month: date) -> list[Billed]:
    """Everything asked for a month: by its own basis, and by corrections in later ones."""
    found = []
    for one in made:
        if one.month == month:
            found += [Billed(x["stay_id"], x["paid"], x["amount_ore"]) for x in one.lines]
        found += [
            Billed(x["stay_id"], x["paid"], x["amount_ore"])
            for x in one.corrections
            if x["month"] == month.isoformat()
        ]
    return found


def valid(session: Session, code: str) -> Sequence[tables.Settlement]:
    """The bases of a municipality that hold, oldest month first."""
    return session.scalars(
        select(tables.Settlement)
        .where(
            tables.Settlement.municipality_code == code,
            tables.Settlement.annulled_on.is_(None),
        )
        .order_by(tables.Settlement.month, tables.Settlement.number)
    ).all()


def as_json(line: SettlementLine | CorrectionLine) -> dict[str, Any]:
    """A line as it is kept with the basis."""
    return {
        key: value if isinstance(value, bool | int | None) else str(value)
        for key, value in asdict(line).items()
    }


def line_of(kept: Mapping[str, Any]) -> SettlementLine:
    """A kept line."""
    return SettlementLine(
        **{
            **kept,
            "stay_id": UUID(kept["stay_id"]),
            "person_id": UUID(kept["person_id"]),
            "first": date.fromisoformat(kept["first"]),
            "last": date.fromisoformat(kept["last"]),
        }
    )


def correction_of(kept: Mapping[str, Any]) -> CorrectionLine:
    """A kept correction."""
    return CorrectionLine(
        **{
            **kept,
            "stay_id": UUID(kept["stay_id"]),
            "person_id": UUID(kept["person_id"]),
            "month": date.fromisoformat(kept["month"]),
        }
    )


def _differences(
    session: Session,
    month: date,
    now: Sequence[SettlementLine],
    before: Sequence[Billed],
    names: Mapping[str, SettlementLine],
) -> Iterator[CorrectionLine]:
    counted = [
        NightLine(str(x.stay_id), x.first, x.last, x.nights, x.away, x.paid, x.rate_ore)
        for x in now
    ]
    for one in changes(counted, before):
        stay = session.get_one(tables.Stay, UUID(one.stay_id))
        person = _families.kept(session, stay.person_id)
        known = names.get(one.stay_id)
        name = known.name if known else _families.full_name(person)
        yield CorrectionLine(month, stay.id, person.id, name, one.paid, one.amount_ore)


def _former(
    session: Session, stay_ids: Sequence[UUID]
) -> dict[UUID, list[tables.MunicipalityPeriod]]:
    found: dict[UUID, list[tables.MunicipalityPeriod]] = {}
    rows = session.scalars(
        select(tables.MunicipalityPeriod)
        .where(
            tables.MunicipalityPeriod.stay_id.in_(stay_ids),
            tables.MunicipalityPeriod.role == "acting",
        )
        .order_by(tables.MunicipalityPeriod.from_on)
    )
    for row in rows:
        found.setdefault(row.stay_id, []).append(row)
    return found


def _parts(
    stay: tables.Stay, former: Sequence[tables.MunicipalityPeriod], run: Nights
) -> Iterator[tuple[str, Nights]]:
    """The month by handlekommune: the day of a change is the first night of the next one."""
    start = min(run.first, local_date(stay.arrived_at))
    for row in former:
        until = max(start, min(row.to_on, run.until))
        yield row.code, Nights(start, until).within(run.first, run.until)
        start = until
    yield (
        stay.acting_municipality_code,
        Nights(start, max(start, run.until)).within(run.first, run.until),
    )


def _line(
    line: NightLine, stay: tables.Stay, person: tables.Person, facts: StayMoney
) -> SettlementLine:
    held = facts.term("lodging", line.last)
    return SettlementLine(
        stay_id=stay.id,
        person_id=person.id,
        name=_families.full_name(person),
        cpr=person.cpr if person.cpr_kind in {"cpr", "ecpr"} else "",
        first=line.first,
        last=line.last,
        nights=line.nights,
        away=line.away,
        paid=line.paid,
        rate_ore=line.rate_ore,
        amount_ore=line.amount_ore,
        own_home=held is not None and held.kind == "own_home",
    )


def _order(line: SettlementLine) -> tuple[object, ...]:
    first, _, last = line.name.rpartition(" ")
    return (sort_key(last), sort_key(first), line.first)
