"""The start page (*I dag*): deadlines with their button, ready without plan, movements, unsent letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from boform_app.clock import local_date, local_time
from boform_app.rules.board import matters, presses
from boform_app.rules.deadlines import Deadline, StayFacts, deadlines, ready_without_plan
from boform_app.rules.rows import RuleBook
from boform_app.services import (
    _deadline_rows,
    _families,
    _house_due,
    _occupancy,
    _reservations,
    _settlement_due,
)
from boform_app.services._decision_days import Refused, refused
from boform_app.services._rule_rows import rule_book
from boform_app.services._sight import SightService
from boform_app.services._stay_facts import Case, cases
from boform_app.services.views.today import (
    DeadlineRow,
    MovementRow,
    ReadyRow,
    TodayView,
    UnsentLetter,
)
from models import tables
from models.values import municipalities
from models.values.lists import label


@dataclass(frozen=True, slots=True)
class _Board:
    """The cases of the day with what their rows are shown with.

    Attributes:
        refused: Persons who got no place, and can appeal.
        closed: Whether a protected resident is still closed to this person.
    """

    cases: tuple[Case, ...]
    refused: tuple[Refused, ...]
    rooms: dict[UUID, str]
    closed: Callable[[tables.Person], bool]

    def room(self, case: Case) -> str:
        """Room number of a present resident, else ""."""
        return self.rooms.get(case.stay.id, "")

    def name(self, case: Case) -> str:
        """Name in a list, or the room of a protected resident that was not opened."""
        return self.named(case.person, self.room(case))

    def named(self, person: tables.Person, room: str) -> str:
        """As ``name``, for a person without a case."""
        return _deadline_rows.display_name(person, room, closed=self.closed(person))

    def facts(self) -> tuple[StayFacts, ...]:
        """What the rules read."""
        return (*(case.facts for case in self.cases), *(one.facts for one in self.refused))

    def abouts(self) -> dict[tuple[str, str], _About]:
        """Whom a deadline is about, by its stay and person."""
        found = {_key(one.facts): _About(one.facts, one.person, "") for one in self.refused}
        found |= {
            _key(case.facts): _About(case.facts, case.person, self.room(case))
            for case in self.cases
        }
        return found

    def by_stay(self) -> dict[str, Case]:
        """Cases by the id the rules know them by."""
        return {str(case.stay.id): case for case in self.cases}


@dataclass(frozen=True, slots=True)
class _About:
    """Whom a deadline is about."""

    facts: StayFacts
    person: tables.Person
    room: str


def _key(of: StayFacts | Deadline) -> tuple[str, str]:
    return of.stay_id, of.person_id


class TodayService(SightService):
    """What must be done, by whom, and with which button."""

    def view(self, *, mine: bool = False) -> TodayView:
        """Everything on the start page in one consistent reading.

        Leaders see what the refund clock asks of them, here and in no list about a resident.
        """
        today = self._house.clock.today()
        refund = self._extent("economy") == "yes"
        with self._read() as session:
            board = self._board(session, today, refund=refund)
            return TodayView(
                today=today,
                tally=_occupancy.tally_at(session, self._house.clock.now()),
                deadlines=self._with_house(
                    session,
                    self._rows(board, rule_book(session), today, mine=mine, refund=refund),
                    today,
                    mine=mine,
                ),
                ready=_ready(board, today),
                movements=tuple(_movements(session, board, today)),
                expected=tuple(_expected(session, board, today)),
                unsent=_unsent(session, board),
                to_confirm=(
                    *(_to_confirm(board) if self._actor.role == "leader" else ()),
                    *(_settlement_due.rows(session, today) if refund else ()),
                ),
            )

    def deadlines(
        self, person_id: UUID | None = None, *, mine: bool = False
    ) -> tuple[DeadlineRow, ...]:
        """All deadlines, of one person or of the house, also those further ahead than a week."""
        today = self._house.clock.today()
        with self._read() as session:
            board = self._board(session, today, person_id)
            rows = self._rows(board, rule_book(session), today, mine=mine, everything=True)
            if person_id is not None:
                return rows
            return self._with_house(session, rows, today, mine=mine, everything=True)

    def next_by_person(self) -> dict[UUID, DeadlineRow]:
        """The most pressing deadline of each present resident, for the list *Beboere*."""
        first: dict[UUID, DeadlineRow] = {}
        for row in self.deadlines():
            first.setdefault(row.person_id, row)
        return first

    def waiting_letters(self) -> int:
        """Letters that were printed and not answered for yet."""
        with self._read() as session:
            made = session.scalar(
                select(func.count())
                .select_from(tables.Letter)
                .where(tables.Letter.status == "made", tables.Letter.printed_at.is_not(None))
            )
        return int(made or 0)

    def badges(self) -> dict[str, int]:
        """Counts for the navigation: what somebody here must do today or is late with.

        Reads every open case: a worker's work. Handleplaner counts what it shows, so protected
        residents count as well, and what only leaders see does not.
        """
        return {"board": self._pressing(), "letters": self.waiting_letters()}

    def _pressing(self) -> int:
        if self._extent("see_residents") == "no":
            return 0
        today = self._house.clock.today()
        with self._read() as session:
            facts = [case.facts for case in cases(session, today)]
            due = [
                one for one in deadlines(facts, rule_book(session), today) if one.audience == "all"
            ]
        return sum(presses(matter, today) for matter in matters(facts, due, today))

    def _with_house(
        self,
        session: Session,
        rows: tuple[DeadlineRow, ...],
        today: date,
        *,
        mine: bool,
        everything: bool = False,
    ) -> tuple[DeadlineRow, ...]:
        """The residents' deadlines with what the house itself must remember among them."""
        asks = _house_due.Asks(
            self._actor.staff_id,
            self._extent("review_incidents") == "yes",
            self._closed,
            mine=mine,
            everything=everything,
        )
        own = _house_due.house_rows(session, rule_book(session), today, asks)
        return _house_due.merged(rows, own, today)

    def _board(
        self,
        session: Session,
        today: date,
        person_id: UUID | None = None,
        *,
        refund: bool = False,
    ) -> _Board:
        found = cases(session, today, person_id, refund=refund)
        turned_away = refused(session, today, person_id)
        return _Board(found, turned_away, rooms_by_stay(session), self._closed)

    def _rows(
        self,
        board: _Board,
        book: RuleBook,
        today: date,
        *,
        mine: bool,
        everything: bool = False,
        refund: bool = False,
    ) -> tuple[DeadlineRow, ...]:
        abouts = board.abouts()
        rows: list[DeadlineRow] = []
        for deadline in deadlines(board.facts(), book, today, for_leader=refund):
            about = abouts[_key(deadline)]
            own = about.person.key_worker_id == self._actor.staff_id
            if (mine and not own) or not (everything or deadline.on_start_page):
                continue
            rows.append(
                _deadline_rows.row(
                    deadline,
                    about.facts,
                    about.person,
                    about.room,
                    book=book,
                    today=today,
                    mine=own,
                    closed=board.closed(about.person),
                )
            )
        return tuple(rows)


def rooms_by_stay(session: Session) -> dict[UUID, str]:
    """Room numbers of present stays."""
    rows = session.execute(
        select(tables.PlacePeriod.stay_id, tables.Room.number)
        .join(tables.Place, tables.Place.id == tables.PlacePeriod.place_id)
        .join(tables.Room, tables.Room.id == tables.Place.room_id)
        .where(tables.PlacePeriod.ends_at.is_(None))
    )
    return dict(rows.all())


def _to_confirm(board: _Board) -> tuple[DeadlineRow, ...]:
    """Admissions that a leader has not confirmed yet; the leader sees them next morning."""
    return tuple(
        DeadlineRow(
            person_id=case.person.id,
            stay_id=case.stay.id,
            name=board.name(case),
            badge_kind="none",
            badge_text="Afventer dig",
            what=label("deadline_titles", "confirm_admission"),
            why="Lederen afgør optagelsen (servicelovens § 110, stk. 4)",
            action="confirm:admission",
            action_label="Bekræft",
            due=None,
            is_law=False,
            strong=False,
            mine=True,
            room=board.room(case),
        )
        for case in board.cases
        if case.stay.confirmed_at is None and case.stay.ended_at is None
    )


def _ready(board: _Board, today: date) -> tuple[ReadyRow, ...]:
    by_stay = board.by_stay()
    found = ready_without_plan((case.facts for case in by_stay.values()), today)
    return tuple(
        ReadyRow(
            person_id=case.person.id,
            name=board.name(case),
            category=case.facts.overview_category,
            waits_for=_waits_for(case),
            days=ready.days,
            room=board.room(case),
        )
        for ready in found
        for case in [by_stay[ready.stay_id]]
    )


def _waits_for(case: Case) -> str:
    if case.facts.plan_status == "not_requested":
        return "Handleplan er ikke anmodet endnu"
    code = case.stay.acting_municipality_code
    name = municipalities.municipality(code).display if code else "handlekommune ikke afklaret"
    return f"Handleplan afventer {name}"


def _movements(session: Session, board: _Board, today: date) -> list[MovementRow]:
    """Arrivals and departures today and tomorrow, and residents who come back."""
    present = [case for case in board.cases if case.stay.ended_at is None]
    rows = [_departure(board, case) for case in present if _moves(case, today)]
    rows += [_arrival(board, case) for case in present if local_date(case.stay.arrived_at) == today]
    rows += _returns(session, board, today)
    return sorted(rows, key=lambda row: (row.day, row.time or "99"))


def _moves(case: Case, today: date) -> bool:
    planned = case.stay.planned_end_on
    return planned is not None and planned <= today + timedelta(days=1)


def _departure(board: _Board, case: Case) -> MovementRow:
    stay, room = case.stay, board.room(case)
    to = f", {label('destinations', stay.destination).lower()}" if stay.destination else ""
    return MovementRow(
        person_id=case.person.id,
        kind="departure",
        day=stay.planned_end_on or case.facts.arrived_on,
        time=stay.planned_end_time,
        name=f"{board.name(case)} flytter",
        text=f"vær. {room}{to}",
        room=room,
    )


def _arrival(board: _Board, case: Case) -> MovementRow:
    at = local_time(case.stay.arrived_at)
    room = board.room(case)
    return MovementRow(
        person_id=case.person.id,
        kind="arrival",
        day=at.date(),
        time=f"{at:%H.%M}",
        name=f"{board.name(case)} er kommet",
        text=f"vær. {room}",
        room=room,
    )


def _expected(session: Session, board: _Board, today: date) -> list[MovementRow]:
    """Whom a place is kept for, today and tomorrow, and who should have come already."""
    tomorrow = today + timedelta(days=1)
    return [
        MovementRow(
            person_id=kept.person_id or kept.id,
            kind="expected",
            day=max(today, kept.expected_on),
            time=kept.expected_time if kept.expected_on == today else "",
            name="Ny beboer" if not kept.who else f"{kept.who[:1].upper()}{kept.who[1:]} ventes",
            text=f"vær. {kept.place_label}"
            + (f", fra {kept.from_whom}" if kept.from_whom else "")
            + (" · skulle være kommet" if kept.expected_on < today else ""),
            room=kept.place_label,
        )
        for kept in _reservations.holding(session, board.closed)
        if kept.expected_on <= tomorrow
    ]


def _returns(session: Session, board: _Board, today: date) -> list[MovementRow]:
    """Residents whose last night away was the one before, or is tonight."""
    yesterday = today - timedelta(days=1)
    by_id = {case.stay.id: case for case in board.cases if case.stay.ended_at is None}
    absences = session.scalars(
        select(tables.Absence).where(
            tables.Absence.stay_id.in_(by_id), tables.Absence.to_night.between(yesterday, today)
        )
    )
    return [
        MovementRow(
            person_id=case.person.id,
            kind="return",
            day=today if absence.to_night == yesterday else today + timedelta(days=1),
            time="",
            name=f"{board.name(case)} er tilbage",
            text=f"vær. {board.room(case)}",
            room=board.room(case),
        )
        for absence in absences
        for case in [by_id[absence.stay_id]]
    ]


def _unsent(session: Session, board: _Board) -> tuple[UnsentLetter, ...]:
    rows = session.execute(
        select(tables.Letter, tables.Person)
        .join(tables.Person, tables.Person.id == tables.Letter.person_id)
        .where(tables.Letter.status == "made", tables.Letter.printed_at.is_not(None))
        .order_by(tables.Letter.printed_at)
        .limit(20)
    )
    kept = _families.Kept(session)
    return tuple(
        UnsentLetter(letter.id, person.id, letter.title, board.named(person, room), room)
        for letter, record in rows.all()
        for person in [kept.of(record.id)]
        for room in [board.rooms.get(letter.stay_id, "") if letter.stay_id else ""]
    )
