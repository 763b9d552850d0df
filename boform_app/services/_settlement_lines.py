"""A month of one handlekommune as it is counted now, and what former months came to since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
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


@dataclass(frozen=True, slots=True)
class Counts:
    """Months as they are counted now, each counted once."""

    session: Session
    today: date
    known: dict[date, Counted] = field(default_factory=dict)

    def of(self, month: date) -> Counted:
        """A month by its first day."""
        if month not in self.known:
            self.known[month] = count(self.session, month, self.today)
        return self.known[month]


def count(session: Session, month: date, today: date) -> Counted:
    """Nights of a month by handlekommune; a stay that moved between two is split at the day."""
    first = month.replace(day=1)
    run = month_nights(first)
    stays = session.scalars(select(tables.Stay).where(_money_facts.during(run))).all()
    facts = _money_facts.of_stays(session, stays, today)
    former = _former(session, [stay.id for stay in stays])
    kept = _families.Kept(session, [stay.person_id for stay in stays])
    book = rule_book(session)
    found: dict[str, list[SettlementLine]] = {}
    rows: dict[str, dict[str, None]] = {}
    for stay in stays:
        person = kept.of(stay.person_id)
        for code, part in _parts(stay, former.get(stay.id, ()), run):
            for line in month_lines(facts[stay.id], part, book):
                found.setdefault(code, []).append(_line(line, stay, person, facts[stay.id]))
                rows.setdefault(code, {}).update(dict.fromkeys(line.rows))
    return Counted(
        first,
        {code: tuple(sorted(some, key=_order)) for code, some in found.items()},
        {code: tuple(some) for code, some in rows.items()},
    )


def former_months(session: Session, month: date) -> tuple[date, ...]:
    """Months before this one whose nights may still be asked for: since the house's first basis.

    Args:
        session: An open session.
        month: First day of the month whose basis shall hold them.
    """
    first = session.scalar(
        select(func.min(tables.Settlement.month)).where(tables.Settlement.annulled_on.is_(None))
    )
    back = (add_months(month, -step) for step in range(BACK_MONTHS, 0, -1))
    return tuple(one for one in back if first is not None and first <= one)


def corrections(
    session: Session, code: str, month: date, months: Iterable[date], counted: Counts
) -> tuple[CorrectionLine, ...]:
    """What months of a municipality came to more or less than was asked for them.

    Nights that turned up after the municipality's basis of a month was made, or in a month it had
    none for, come with the next one.

    Args:
        session: An open session.
        code: The handlekommune.
        month: First day of the month whose basis shall hold them; with itself among ``months``, what
            later bases already asked for it is taken off.
        months: First days of the months that are looked at.
        counted: Months as they are counted now.
    """
    # What this month's own basis already holds is not asked to be left out here.
    others = [one for one in valid(session, code) if one.month != month]
    found: list[CorrectionLine] = []
    for old in months:
        now = counted.of(old).lines.get(code, ())
        if any(line.rate_ore is None for line in now):
            # A rate that was taken away again says nothing of what the nights cost.
            continue
        asked = now if old != month else ()
        found += _differences(session, old, asked, billed(others, old), now)
    return tuple(found)


def open_of(lines: Iterable[SettlementLine], asked: Iterable[Billed]) -> bool:
    """Whether the nights of a month, as they are counted now, came to another sum than was asked."""
    return bool(changes(_night_lines(lines), asked))


def turned_up(session: Session, months: Sequence[date], today: date) -> tuple[date, ...]:
    """Months with nights that no basis asks for, or with a basis that asks for nights of nobody.

    It reads days alone and no rate: the start page asks, and counts the few that are named.

    Args:
        session: An open session.
        months: First days of months one after another.
        today: Nights before today count.
    """
    if not months:
        return ()
    slept, asked = set(_slept(session, months, today)), _asked(session, months[0])
    return tuple(one for one in months if any(key[0] == one for key in slept ^ asked))


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


def _night_lines(lines: Iterable[SettlementLine]) -> list[NightLine]:
    return [
        NightLine(str(x.stay_id), x.first, x.last, x.nights, x.away, x.paid, x.rate_ore)
        for x in lines
    ]


def _differences(
    session: Session,
    month: date,
    now: Sequence[SettlementLine],
    before: Sequence[Billed],
    named: Sequence[SettlementLine],
) -> Iterator[CorrectionLine]:
    names = {str(one.stay_id): one for one in named}
    for one in changes(_night_lines(now), before):
        stay = session.get_one(tables.Stay, UUID(one.stay_id))
        person = _families.kept(session, stay.person_id)
        known = names.get(one.stay_id)
        name = known.name if known else _families.full_name(person)
        yield CorrectionLine(month, stay.id, person.id, name, one.paid, one.amount_ore)


def _slept(
    session: Session, months: Sequence[date], today: date
) -> Iterator[tuple[date, str, str]]:
    """Month, known handlekommune and stay of every night of the months."""
    run = Nights(months[0], month_nights(months[-1]).until)
    stays = session.scalars(select(tables.Stay).where(_money_facts.during(run))).all()
    former = _former(session, [stay.id for stay in stays])
    for stay in stays:
        nights = _money_facts.nights(stay, today)
        for month in months:
            if not nights.within(month, add_months(month, 1)).count:
                continue
            for code, part in _parts(stay, former.get(stay.id, ()), month_nights(month)):
                if code and nights.within(part.first, part.until).count:
                    yield month, code, str(stay.id)


def _asked(session: Session, since: date) -> set[tuple[date, str, str]]:
    """Month, handlekommune and stay of every night that the bases that hold ask for."""
    rows = session.scalars(
        select(tables.Settlement).where(
            tables.Settlement.month >= since, tables.Settlement.annulled_on.is_(None)
        )
    )
    paid: Counter[tuple[date, str, str]] = Counter()
    for row in rows:
        code = row.municipality_code
        for one in row.lines:
            paid[row.month, code, one["stay_id"]] += one["paid"]
        for one in row.corrections:
            paid[date.fromisoformat(one["month"]), code, one["stay_id"]] += one["paid"]
    return {key for key, nights in paid.items() if nights and key[0] >= since}


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
