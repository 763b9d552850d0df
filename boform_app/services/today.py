"""The start page (*I dag*): deadlines with their button, ready without plan, movements, unsent letters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from boform_app.clock import local_date, local_time
from boform_app.rules.deadlines import deadlines, ready_without_plan
from boform_app.rules.rows import RuleBook
from boform_app.services import _deadline_rows
from boform_app.services._rule_rows import rule_book
from boform_app.services._stay_facts import Case, cases
from boform_app.services.context import Service
from boform_app.services.views.cases import (
    DeadlineRow,
    MovementRow,
    ReadyRow,
    TodayView,
    UnsentLetter,
)
from models import tables
from models.values import municipalities
from models.values.lists import label


class TodayService(Service):
    """What must be done, by whom, and with which button."""

    def view(self, *, mine: bool = False) -> TodayView:
        """Everything on the start page in one consistent reading."""
        today = self._house.clock.today()
        with self._read() as session:
            found = cases(session, today)
            rooms = rooms_by_stay(session)
            book = rule_book(session)
            return TodayView(
                today=today,
                in_use=sum(1 for case in found if case.stay.ended_at is None),
                places=_capacity(session, today),
                deadlines=self._rows(found, rooms, book, today, mine=mine),
                ready=_ready(found, rooms, today),
                movements=tuple(_movements(session, found, rooms, today)),
                unsent=_unsent(session, rooms),
                to_confirm=self._to_confirm(found, rooms) if self._actor.role == "leader" else (),
            )

    def deadlines(
        self, person_id: UUID | None = None, *, mine: bool = False
    ) -> tuple[DeadlineRow, ...]:
        """All deadlines, of one person or of the house, also those further ahead than a week."""
        today = self._house.clock.today()
        with self._read() as session:
            found = cases(session, today, person_id)
            return self._rows(
                found, rooms_by_stay(session), rule_book(session), today, mine=mine, everything=True
            )

    def next_by_person(self) -> dict[UUID, DeadlineRow]:
        """The most pressing deadline of each present resident, for the list *Beboere*."""
        first: dict[UUID, DeadlineRow] = {}
        for row in self.deadlines():
            first.setdefault(row.person_id, row)
        return first

    def badges(self) -> dict[str, int]:
        """Counts for the navigation: letters that were made and not answered for yet."""
        with self._read() as session:
            made = session.scalar(
                select(func.count())
                .select_from(tables.Letter)
                .where(tables.Letter.status == "made", tables.Letter.printed_at.is_not(None))
            )
        return {"letters": int(made or 0)}

    def _rows(
        self,
        found: Iterable[Case],
        rooms: dict[UUID, str],
        book: RuleBook,
        today: date,
        *,
        mine: bool,
        everything: bool = False,
    ) -> tuple[DeadlineRow, ...]:
        by_stay = {str(case.stay.id): case for case in found}
        rows: list[DeadlineRow] = []
        for deadline in deadlines((case.facts for case in by_stay.values()), book, today):
            case = by_stay[deadline.stay_id]
            own = case.person.key_worker_id == self._actor.staff_id
            if (mine and not own) or not (everything or deadline.on_start_page):
                continue
            room = rooms.get(case.stay.id, "")
            rows.append(
                _deadline_rows.row(
                    deadline, case.facts, case.person, room, book=book, today=today, mine=own
                )
            )
        return tuple(rows)

    @staticmethod
    def _to_confirm(found: Iterable[Case], rooms: dict[UUID, str]) -> tuple[DeadlineRow, ...]:
        """Admissions that were made by delegation and that a leader has not confirmed yet."""
        return tuple(
            DeadlineRow(
                person_id=case.person.id,
                stay_id=case.stay.id,
                name=_deadline_rows.display_name(case.person, rooms.get(case.stay.id, "")),
                badge_kind="none",
                badge_text="Afventer dig",
                what=label("deadline_titles", "confirm_admission"),
                why="Besluttet efter bemyndigelse fra lederen (servicelovens § 110, stk. 4)",
                action="confirm:admission",
                action_label="Bekræft",
                due=None,
                is_law=False,
                strong=False,
                mine=True,
                room=rooms.get(case.stay.id, ""),
            )
            for case in found
            if case.stay.delegated and case.stay.confirmed_at is None and case.stay.ended_at is None
        )


def rooms_by_stay(session: Session) -> dict[UUID, str]:
    """Room numbers of present stays."""
    rows = session.execute(
        select(tables.PlacePeriod.stay_id, tables.Room.number)
        .join(tables.Place, tables.Place.id == tables.PlacePeriod.place_id)
        .join(tables.Room, tables.Room.id == tables.Place.room_id)
        .where(tables.PlacePeriod.ends_at.is_(None))
    )
    return dict(rows.all())


def _capacity(session: Session, today: date) -> int:
    count = session.scalar(
        select(func.count())
        .select_from(tables.Place)
        .join(tables.Room, tables.Room.id == tables.Place.room_id)
        .where(
            tables.Place.active_from <= today,
            (tables.Place.active_to.is_(None)) | (tables.Place.active_to >= today),
            tables.Place.extra.is_(False),
        )
    )
    return int(count or 0)


def _ready(found: Iterable[Case], rooms: dict[UUID, str], today: date) -> tuple[ReadyRow, ...]:
    by_stay = {str(case.stay.id): case for case in found}
    rows: list[ReadyRow] = []
    for ready in ready_without_plan((case.facts for case in by_stay.values()), today):
        case = by_stay[ready.stay_id]
        code = case.stay.acting_municipality_code
        rows.append(
            ReadyRow(
                person_id=case.person.id,
                name=_deadline_rows.display_name(case.person, rooms.get(case.stay.id, "")),
                category=case.facts.overview_category,
                waits_for=_waits_for(case, code),
                days=ready.days,
                room=rooms.get(case.stay.id, ""),
            )
        )
    return tuple(rows)


def _waits_for(case: Case, code: str) -> str:
    if case.facts.plan_status == "not_requested":
        return "Handleplan er ikke anmodet endnu"
    name = municipalities.municipality(code).display if code else "handlekommune ikke afklaret"
    return f"Handleplan afventer {name}"


def _movements(
    session: Session, found: Iterable[Case], rooms: dict[UUID, str], today: date
) -> Iterable[MovementRow]:
    """Arrivals and departures today and tomorrow, and residents who come back."""
    tomorrow = today + timedelta(days=1)
    rows: list[MovementRow] = []
    by_stay = {case.stay.id: case for case in found}
    for case in by_stay.values():
        stay, room = case.stay, rooms.get(case.stay.id, "")
        name = _deadline_rows.display_name(case.person, room)
        if stay.planned_end_on in {today, tomorrow} and stay.ended_at is None:
            where = (
                f"vær. {room}, {label('destinations', stay.destination).lower()}"
                if stay.destination
                else f"vær. {room}"
            )
            rows.append(
                MovementRow(
                    case.person.id,
                    "departure",
                    stay.planned_end_on or today,
                    stay.planned_end_time,
                    f"{name} flytter",
                    where,
                    room,
                )
            )
        if local_date(stay.arrived_at) == today and stay.ended_at is None:
            clock = f"{local_time(stay.arrived_at):%H.%M}"
            rows.append(
                MovementRow(
                    case.person.id,
                    "arrival",
                    today,
                    clock,
                    f"{name} er kommet",
                    f"vær. {room}",
                    room,
                )
            )
    rows += _returns(session, by_stay, rooms, today, tomorrow)
    return sorted(rows, key=lambda row: (row.day, row.time or "99"))


def _returns(
    session: Session, by_stay: dict[UUID, Case], rooms: dict[UUID, str], today: date, tomorrow: date
) -> list[MovementRow]:
    absences = session.scalars(
        select(tables.Absence).where(
            tables.Absence.to_night.between(today - timedelta(days=1), today)
        )
    )
    return [
        MovementRow(
            case.person.id,
            "return",
            today if absence.to_night < today else tomorrow,
            "",
            f"{_deadline_rows.display_name(case.person, rooms.get(case.stay.id, ''))} er tilbage",
            f"vær. {rooms.get(case.stay.id, '')}",
            rooms.get(case.stay.id, ""),
        )
        for absence in absences
        if absence.to_night is not None and (case := by_stay.get(absence.stay_id)) is not None
    ]


def _unsent(session: Session, rooms: dict[UUID, str]) -> tuple[UnsentLetter, ...]:
    rows = session.execute(
        select(tables.Letter, tables.Person)
        .join(tables.Person, tables.Person.id == tables.Letter.person_id)
        .where(tables.Letter.status == "made", tables.Letter.printed_at.is_not(None))
        .order_by(tables.Letter.printed_at)
        .limit(20)
    )
    return tuple(
        UnsentLetter(
            letter.id,
            person.id,
            letter.title,
            _deadline_rows.display_name(person, room),
            room,
        )
        for letter, person in rows
        for room in [rooms.get(letter.stay_id, "") if letter.stay_id else ""]
    )
