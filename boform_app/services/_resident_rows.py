"""Residents with their stay, room and category: a fixed number of queries for any number of rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Exists, ScalarSelect, and_, literal, null, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from boform_app.clock import local_date
from boform_app.services import _families, _rooms
from boform_app.services._letter_rows import staff_names
from boform_app.services._stay_views import nights
from boform_app.services.views.people import ResidentFilter, ResidentRow, StaffName
from boform_app.services.views.today import DeadlineRow
from models import tables
from models.values import municipalities

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Record:
    """A person with the present or last stay.

    Attributes:
        person: The kept record.
        category: Of the last finished overview, "" without one.
    """

    person: tables.Person
    stay: tables.Stay
    room: str
    category: str
    key_worker: StaffName | None


def present_records(session: Session) -> list[Record]:
    """Everybody who lives here now."""
    rows = session.execute(
        select(tables.Stay, tables.Person)
        .join(tables.Person, tables.Person.id == tables.Stay.person_id)
        .where(tables.Stay.ended_at.is_(None), tables.Stay.annulled_at.is_(None))
    )
    return _records(session, rows.all())


def past_records(session: Session, only: Collection[UUID]) -> list[Record]:
    """Former residents of one page with their last stay."""
    pointing = _families.pointers(session)
    wanted = set(only)
    wanted |= {joined for joined in pointing if _families.root(pointing, joined) in wanted}
    rows = session.execute(
        select(tables.Stay, tables.Person)
        .join(tables.Person, tables.Stay.id == _last_stay(tables.Stay.id))
        .where(tables.Person.id.in_(wanted))
        .order_by(tables.Stay.arrived_at)
    )
    newest = {_families.root(pointing, person.id): (stay, person) for stay, person in rows}
    return _records(session, [pair for pair in newest.values() if pair[0].ended_at is not None])


class Line(NamedTuple):
    """What filters and order ask of a resident; plain columns, because there may be ten thousand."""

    person_id: UUID
    first_name: str
    last_name: str
    preferred_name: str
    alias: str
    cpr: str
    protected_address: bool
    key_worker_id: UUID | None
    municipality_code: str
    room: str = ""
    category: str = ""

    @property
    def list_name(self) -> str:
        """*Efternavn, Fornavn*."""
        return f"{self.last_name}, {self.first_name}" if self.last_name else self.first_name


def line(record: Record) -> Line:
    """A record as filters and order see it."""
    person = record.person
    return Line(
        person_id=person.id,
        first_name=person.first_name,
        last_name=person.last_name,
        preferred_name=person.preferred_name,
        alias=person.alias,
        cpr=person.cpr,
        protected_address=person.protected_address,
        key_worker_id=person.key_worker_id,
        municipality_code=record.stay.acting_municipality_code,
        room=record.room,
        category=record.category,
    )


def past_lines(session: Session, wanted: ResidentFilter) -> list[Line]:
    """Everybody who lived here and does not now, with what the filter asks for and no more.

    Two queries; more for joined records and categories. Of ten thousand persons a column more is
    felt: what nothing is chosen by stays empty.
    """
    pointing = _families.pointers(session)
    roots = {_families.root(pointing, joined) for joined in pointing}
    joined = _last_stays(session, pointing, roots) if roots else {}
    known = _all_categories(session) if wanted.category else {}
    person, text = tables.Person, bool(wanted.text.strip())
    people = session.execute(
        select(
            person.id, person.first_name, person.last_name,
            person.preferred_name if text else literal(""),
            person.alias if text else literal(""),
            person.cpr if text else literal(""),
            person.protected_address,
            person.key_worker_id if wanted.key_worker_id else null(),
            _last_stay(tables.Stay.acting_municipality_code) if wanted.municipality_code else null(),
            _last_stay(tables.Stay.id) if wanted.category else null(),
        ).where(
            person.merged_into_id.is_(None),
            or_(person.id.in_(roots), and_(_lived_here(), ~_lives_here())),
        )
    )  # fmt: skip
    lines: list[Line] = []
    for row in people:
        if row.id in roots and row.id not in joined:
            continue
        last_stay, last_code = joined.get(row.id, (row[9], row[8] or ""))
        lines.append(Line(*row[:8], last_code, "", known.get(last_stay, "")))
    return lines


def _of_person() -> tuple[ColumnElement[bool], ...]:
    return tables.Stay.person_id == tables.Person.id, tables.Stay.annulled_at.is_(None)


def _last_stay(column: InstrumentedAttribute[T]) -> ScalarSelect[T]:
    """A column of a person's last stay here, within a query about persons; null without one."""
    stay = tables.Stay
    return (
        select(column)
        .where(*_of_person(), stay.other_house == "")
        .order_by(stay.arrived_at.desc())
        .limit(1)
        .correlate(tables.Person)
        .scalar_subquery()
    )


def _lived_here() -> Exists:
    found = select(tables.Stay.id).where(*_of_person(), tables.Stay.other_house == "")
    return found.correlate(tables.Person).exists()


def _lives_here() -> Exists:
    stay = tables.Stay
    found = select(stay.id).where(*_of_person(), stay.ended_at.is_(None))
    return found.correlate(tables.Person).exists()


def _all_categories(session: Session) -> dict[UUID | None, str]:
    rows = session.execute(
        select(tables.Overview.stay_id, tables.Overview.category).order_by(
            tables.Overview.assessed_on, tables.Overview.finished_at
        )
    )
    return dict(rows.all())


def _last_stays(
    session: Session, pointing: Mapping[UUID, UUID], roots: Collection[UUID]
) -> dict[UUID, tuple[UUID, str]]:
    """Last stay and handlekommune of joined records, for those who do not live here now."""
    stay = tables.Stay
    rows = session.execute(
        select(stay.person_id, stay.id, stay.acting_municipality_code, stay.ended_at.is_(None))
        .where(
            stay.person_id.in_({*pointing, *roots}),
            stay.annulled_at.is_(None),
            stay.other_house == "",
        )
        .order_by(stay.arrived_at)
    )
    newest: dict[UUID, tuple[UUID, str]] = {}
    present: set[UUID] = set()
    for person_id, stay_id, code, lives_here in rows:
        kept = _families.root(pointing, person_id)
        newest[kept] = (stay_id, code)
        if lives_here:
            present.add(kept)
    return {person_id: last for person_id, last in newest.items() if person_id not in present}


def _records(session: Session, pairs: Iterable[tuple[tables.Stay, tables.Person]]) -> list[Record]:
    """People under whom they are shown, with room, category and contact person."""
    found = list(pairs)
    pointing = _families.pointers(session)
    kept_ids = {_families.root(pointing, p.id) for _, p in found if p.id in pointing}
    kept = _by_id(session, kept_ids)
    people = {p.id: kept.get(_families.root(pointing, p.id), p) for _, p in found}
    rooms = _rooms.current_places(session, [s.id for s, _ in found if s.ended_at is None])
    categories = _categories(session, [s.id for s, _ in found])
    staff = staff_names(session, {p.key_worker_id for p in people.values()})
    return [
        Record(
            person=(person := people[row.id]),
            stay=stay,
            room=rooms[stay.id][2].number if stay.id in rooms else "",
            category=categories.get(stay.id, ""),
            key_worker=staff.get(person.key_worker_id) if person.key_worker_id else None,
        )
        for stay, row in found
    ]


def _by_id(session: Session, ids: set[UUID]) -> dict[UUID, tables.Person]:
    if not ids:
        return {}
    return {
        p.id: p for p in session.scalars(select(tables.Person).where(tables.Person.id.in_(ids)))
    }


def _categories(session: Session, stay_ids: list[UUID]) -> dict[UUID, str]:
    """The category of the last finished overview of each stay."""
    rows = session.execute(
        select(tables.Overview.stay_id, tables.Overview.category)
        .where(tables.Overview.stay_id.in_(stay_ids))
        .order_by(tables.Overview.assessed_on, tables.Overview.finished_at)
    )
    return dict(rows.all())


def view(record: Record, badge: DeadlineRow | None, today: date, *, closed: bool) -> ResidentRow:
    """A row of the list; a closed person keeps the room and loses everything that names them."""
    person, stay, worker = record.person, record.stay, record.key_worker
    municipality = municipalities.find(stay.acting_municipality_code)
    name = f"{person.last_name}, {person.first_name}" if person.last_name else person.first_name
    return ResidentRow(
        person_id=person.id,
        stay_id=stay.id,
        list_name="" if closed else name,
        full_name="" if closed else _families.full_name(person),
        room=record.room,
        arrived_on=local_date(stay.arrived_at),
        nights=nights(stay, today),
        municipality=municipality.name if municipality and not closed else "",
        key_worker=worker.first_name if worker else "",
        key_worker_id=person.key_worker_id,
        category="" if closed else record.category,
        badge_kind=badge.badge_kind if badge else "",
        badge_text=badge.badge_text if badge else "",
        protected=person.protected_address,
        closed=closed,
    )
