"""The rows of the sheet for a cooperation meeting: whose they are, and what may stand there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import from_local, local_date
from boform_app.rules.board import Matter, matters
from boform_app.services import _board_rows, _families, _prerequisites
from boform_app.services._stay_facts import Case, cases
from boform_app.services.views.cooperation import CooperationItem
from models import tables
from models.values.danish import listed
from reports.texts import fill, letter_texts

TELLABLE = ("C1", "C2", "C6", "C7", "C8", "C9", "C10")
"""What may be said in a room of several case workers; money, debt and treatment may not."""

_ORDER = ("municipality", "housing", "us")


@dataclass(frozen=True, slots=True)
class Found:
    """Open items of one municipality, and how much of them stands on no sheet.

    Attributes:
        names: Of the residents who may stand on it, by stay.
    """

    items: tuple[CooperationItem, ...]
    hidden: int
    unsaid: int
    names: dict[UUID, str]


def open_items(
    session: Session, code: str, today: date, closed: Callable[[tables.Person], bool]
) -> Found:
    """Open items of residents with this handlekommune, the longest wait first."""
    living = {
        str(case.stay.id): case
        for case in cases(session, today)
        if case.stay.ended_at is None and case.stay.acting_municipality_code == code
    }
    shown = {key: case for key, case in living.items() if not closed(case.person)}
    found = [
        one
        for one in matters((case.facts for case in shown.values()), (), today)
        if one.column in _ORDER and one.since is not None
    ]
    house = session.scalars(select(tables.House)).one().name
    items = [_item(one, shown[one.stay_id], house) for one in found if one.what in TELLABLE]
    items.sort(key=lambda one: (_ORDER.index(one.column), -one.days, one.name, one.what))
    names = {case.stay.id: _families.full_name(case.person) for case in shown.values()}
    return Found(tuple(items), len(living) - len(shown), len(found) - len(items), names)


def _item(matter: Matter, case: Case, house: str) -> CooperationItem:
    party = house if matter.column == "us" else _prerequisites.owner_label(matter.owner)
    return CooperationItem(
        person_id=case.person.id,
        name=_families.full_name(case.person),
        case_number=case.stay.case_number,
        column=matter.column,
        party=party,
        what=_board_rows.short(matter.what),
        since=matter.since or case.stay.decided_on,
        days=matter.days,
        reminded_on=matter.reminded_on,
        stay_id=case.stay.id,
        code=matter.what,
    )


def solved(
    session: Session,
    code: str,
    since: date | None,
    closed: Callable[[tables.Person], bool],
) -> tuple[str, ...]:
    """What the municipality's residents got since the last meeting, a sentence for each of them."""
    if since is None:
        return ()
    rows = session.execute(
        select(tables.Prerequisite, tables.Stay)
        .join(tables.Stay, tables.Stay.id == tables.Prerequisite.stay_id)
        .where(
            tables.Stay.acting_municipality_code == code,
            tables.Stay.annulled_at.is_(None),
            tables.Prerequisite.status == "fulfilled",
            tables.Prerequisite.since > since,
            tables.Prerequisite.since > tables.Stay.decided_on,
        )
        .order_by(tables.Prerequisite.since)
    )
    got: dict[UUID, list[str]] = {}
    for row, stay in rows:
        got.setdefault(stay.person_id, []).append(row.code)
    people = ((_families.kept(session, person_id), codes) for person_id, codes in got.items())
    return tuple(_sentences((person, codes) for person, codes in people if not closed(person)))


def _sentences(people: Iterable[tuple[tables.Person, list[str]]]) -> Iterator[str]:
    texts: Mapping[str, str] = letter_texts("cooperation_sheet")["got"]
    for person, codes in people:
        things = [
            texts[code] for code in sorted(codes, key=lambda one: int(one[1:])) if code in texts
        ]
        if things:
            name = _families.full_name(person)
            yield fill(texts["text"], {"navn": name, "ting": listed(things)})


def meeting(
    session: Session, code: str, meeting_id: UUID | None, now: datetime
) -> tables.Meeting | None:
    """The chosen meeting, else the next one that is planned; that of today until it has its minute."""
    query = select(tables.Meeting).where(
        tables.Meeting.kind == "cooperation", tables.Meeting.municipality_code == code
    )
    if meeting_id is not None:
        return session.scalars(query.where(tables.Meeting.id == meeting_id)).one_or_none()
    planned = query.where(
        tables.Meeting.held_on.is_(None),
        tables.Meeting.cancelled_on.is_(None),
        tables.Meeting.starts_at >= from_local(local_date(now), 0),
    )
    return session.scalars(planned.order_by(tables.Meeting.starts_at)).first()


def previous(session: Session, code: str, chosen: tables.Meeting | None) -> tables.Meeting | None:
    """The last meeting that was held before the chosen one."""
    held = session.scalars(
        select(tables.Meeting)
        .where(
            tables.Meeting.kind == "cooperation",
            tables.Meeting.municipality_code == code,
            tables.Meeting.held_on.is_not(None),
        )
        .order_by(tables.Meeting.held_on.desc(), tables.Meeting.starts_at.desc())
    )
    until = local_date(chosen.starts_at) if chosen else date.max
    return next((row for row in held if row.held_on is not None and row.held_on < until), None)
