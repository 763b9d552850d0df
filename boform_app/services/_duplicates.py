"""Somebody we may know already: the warning *har boet her før* while a name is typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.rules.search import SearchEntry, SearchIndex
from boform_app.services import _families
from boform_app.services._texts import unprintable
from models import tables
from models.values.cpr import CprResult, parse_cpr
from models.values.danish import words

MOST = 5
# Persons without a number have "" there; nobody has this.
_NO_NUMBER = "-"


@dataclass(frozen=True, slots=True)
class LivedHere:
    """When somebody lived here last."""

    ended_on: date | None
    in_house: bool


def similar(session: Session, first: str, last: str, cpr_text: str, today: date) -> list[UUID]:
    """Kept records that may be this person, the likeliest first."""
    typed = parse_cpr(cpr_text, today)
    names = f"{first} {last}".strip()
    number = typed.text if typed.is_number else ""
    born = _days(typed)
    if unprintable(f"{names}{cpr_text}") or (not words(names) and not number):
        return []
    index = SearchIndex(_candidates(session, first, number, born))
    found = [
        hit.entry.entry_id
        for day in (*sorted(born, reverse=True), *((None,) if not born else ()))
        for hit in index.duplicates(names, birth_date=day, cpr=number, limit=MOST)
    ]
    pointing = _families.pointers(session)
    kept = (_families.root(pointing, UUID(entry_id)) for entry_id in found)
    return list(dict.fromkeys(kept))[:MOST]


def lived_here(session: Session, person_ids: Iterable[UUID]) -> Mapping[UUID, LivedHere]:
    """The last stay of each kept record, in one query."""
    pointing = _families.pointers(session)
    wanted = set(person_ids)
    wanted |= {joined for joined in pointing if _families.root(pointing, joined) in wanted}
    rows = session.execute(
        select(tables.Stay.person_id, tables.Stay.ended_at)
        .where(
            tables.Stay.person_id.in_(wanted),
            tables.Stay.annulled_at.is_(None),
            tables.Stay.other_house == "",
        )
        .order_by(tables.Stay.arrived_at)
    )
    found: dict[UUID, LivedHere] = {}
    for person_id, ended_at in rows:
        ended_on = local_date(ended_at) if ended_at else None
        found[_families.root(pointing, person_id)] = LivedHere(ended_on, ended_at is None)
    return found


def _days(typed: CprResult) -> frozenset[date]:
    """The birth date typed; six digits alone may mean the century before as well."""
    born = typed.birth_date
    if born is None:
        return frozenset()
    if typed.kind != "birth_date":
        return frozenset({born})
    earlier = _hundred_years_before(born)
    return frozenset({born, earlier} if earlier else {born})


def _hundred_years_before(day: date) -> date | None:
    try:
        return day.replace(year=day.year - 100)
    except ValueError:
        return None


def _candidates(
    session: Session, first: str, number: str, born: frozenset[date]
) -> list[SearchEntry]:
    """Persons worth comparing; a birth date narrows ten thousand to a handful.

    Without one only whole names count, so the first letter is enough to narrow by.
    """
    person = tables.Person
    query = select(
        person.id, person.first_name, person.last_name, person.preferred_name, person.alias,
        person.birth_date, person.cpr,
    )  # fmt: skip
    letters = _first_letters(first)
    named = (person.first_name, person.preferred_name, person.alias)
    begins = or_(*(func.substr(name, 1, 1).in_(letters) for name in named))
    if born:
        unknown = and_(person.birth_date.is_(None), begins)
        query = query.where(
            or_(person.birth_date.in_(born), unknown, person.cpr == (number or _NO_NUMBER))
        )
    else:
        query = query.where(begins)
    return [
        SearchEntry(
            entry_id=str(row.id),
            names=(row.first_name, row.last_name, row.preferred_name, row.alias),
            shown=f"{row.last_name}, {row.first_name}",
            birth_date=row.birth_date,
            cpr=row.cpr,
        )
        for row in session.execute(query)
    ]


def _first_letters(name: str) -> tuple[str, ...]:
    """The letters a name may begin with in either spelling: å as a, ø as o, æ as a."""
    letter = name.strip()[:1].casefold()
    group = next((g for g in ("aåæäá", "oøöó", "eéè", "uü", "iïí") if letter in g), letter)
    return tuple(sorted({*group, *group.upper()}))
