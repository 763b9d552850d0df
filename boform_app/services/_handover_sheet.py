"""What stands on the sheet for the change of shift: gathered from deadlines, log, rooms and absences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date, local_time
from boform_app.rules.rows import RuleBook
from boform_app.services import _families
from boform_app.services._letter_rows import staff_names
from boform_app.services._letterhead import letterhead
from boform_app.services._nights import tonight
from boform_app.services._shifts import end_of, hours, is_new, shift_of
from boform_app.services.today import rooms_by_stay
from boform_app.services.views.handover import HandoverItem, HandoverView
from boform_app.services.views.today import HOUSE, DeadlineRow, MovementRow, TodayView
from models import tables
from models.values import dates
from models.values.danish import listed, sort_key
from models.values.lists import load_list
from reports.danish import clock
from reports.lists.handover_sheet import Doing, HandoverSheetFacts, Happened
from reports.texts import letter_texts

_A_DAY = timedelta(days=1)
_NIGHT_ENDS = 6
_WEEK = 7
_LEADERS_ONLY = frozenset({"open:refund", "review:incident"})


@dataclass(frozen=True, slots=True)
class _Who:
    """Present residents as the sheet names them.

    Attributes:
        names: ``Jonas L.``, "" for a protected resident.
        rooms: Room numbers; keyworkers: first names.
    """

    names: Mapping[UUID, str]
    rooms: Mapping[UUID, str]
    keyworkers: Mapping[UUID, str]

    def __call__(self, person_id: UUID) -> str:
        """``Vær. 12 Jonas L.``; a protected resident is only a room, the house its own word."""
        if person_id == HOUSE:
            return str(letter_texts("handover_sheet")["house"])
        room = self.rooms.get(person_id, "")
        name = self.names.get(person_id, "")
        return " ".join(part for part in (f"Vær. {room}" if room else "", name) if part)

    def hidden(self, person_id: UUID) -> bool:
        """Whether the name is not printed."""
        return not self.names.get(person_id, "")


def facts(
    session: Session, *, today: TodayView, since: HandoverView, book: RuleBook, now: datetime,
    name: str,
) -> HandoverSheetFacts:  # fmt: skip
    """Everything for the sheet.

    Args:
        session: An open session.
        today: The start page; since: what happened, both as who prints may see them.
        book: For the hours of the shifts.
        now: When it is printed.
        name: Who prints.
    """
    who = _who(session, persons(today, since))
    house = session.scalars(select(tables.House)).one()
    to, by = _shifts(now, book)
    return HandoverSheetFacts(
        house=letterhead(house),
        at=local_time(now),
        since=local_time(since.since),
        to=to,
        by=by,
        name=name,
        in_use=today.tally.residents,
        places=today.tally.places,
        today=tuple(_today(session, today, who)),
        happened=tuple(_happened(item, who, today.today) for item in since.items),
        remember=tuple(_remember(session, who)),
        away=(
            *_away(session, who, today.today, tonight(session, now)),
            *_closed(session, today.today),
        ),
        coming=tuple(_coming(session, today, who)),
        earlier=since.older,
    )


def persons(today: TodayView, since: HandoverView) -> set[UUID]:
    """Residents that may stand on the sheet, for their history."""
    found = {person for item in since.items for person in _persons(item)}
    found |= {row.person_id for row in today.deadlines if row.person_id != HOUSE}
    return found | {row.person_id for row in today.movements}


def _persons(item: HandoverItem) -> list[UUID]:
    return [subject.person_id for subject in item.about]


def _shifts(now: datetime, book: RuleBook) -> tuple[str, str]:
    """The shift the sheet is for, and the one it comes from, "" when that is over."""
    begins = hours(book, local_date(now))
    current = shift_of(local_time(now).hour, begins)
    if is_new(now, begins):
        return current, ""
    ends = end_of(current, begins)
    return next(key for key, hour in begins.items() if hour == ends), current


def _who(session: Session, named: Iterable[UUID]) -> _Who:
    rooms = rooms_by_stay(session)
    stays = session.scalars(select(tables.Stay).where(tables.Stay.id.in_(rooms)))
    places = {_families.kept(session, stay.person_id).id: rooms[stay.id] for stay in stays}
    ids = {*named, *places}
    people = session.scalars(select(tables.Person).where(tables.Person.id.in_(ids))).all()
    staff = staff_names(session, [p.key_worker_id for p in people if p.key_worker_id])
    return _Who(
        {p.id: "" if p.protected_address else _initialled(p) for p in people},
        places,
        {p.id: staff[p.key_worker_id].first_name for p in people if p.key_worker_id in staff},
    )


def _initialled(person: tables.Person) -> str:
    """``Jonas L.``; of several first names the first."""
    first = (person.preferred_name or person.first_name).partition(" ")[0]
    return f"{first} {person.last_name[:1]}.".strip() if person.last_name else first


# -- to be done --------------------------------------------------------------------------------------


def _today(session: Session, view: TodayView, who: _Who) -> Iterator[Doing]:
    """Timed things first, by their time; then moves without a decision, overdue, today."""
    leaving = {row.person_id: row for row in view.movements if row.kind == "departure"}
    rows = [row for row in _told(view) if _is_today(row, view.today, leaving)]
    strong = {row.person_id for row in rows if row.strong}
    found = [_due(row, view.today, who, leaving) for row in rows]
    found += [_move(row, who) for row in _moves(view, view.today) if row.person_id not in strong]
    found += _expected(session, view.today, "")
    yield from sorted(found, key=lambda one: (not one.when.startswith("kl."), _hour(one.when)))


def _told(view: TodayView) -> list[DeadlineRow]:
    """Deadlines for everybody on duty; what only leaders see is printed on no sheet (rule E)."""
    return [row for row in view.deadlines if row.action not in _LEADERS_ONLY]


def _is_today(row: DeadlineRow, today: date, leaving: Mapping[UUID, MovementRow]) -> bool:
    if row.strong:
        move = leaving.get(row.person_id)
        return move is not None and move.day == today
    return row.due is not None and row.due <= today and row.badge_kind != "wait"


def _due(row: DeadlineRow, today: date, who: _Who, leaving: Mapping[UUID, MovementRow]) -> Doing:
    what = _what(row)
    if row.due is not None and row.due < today and not row.strong:
        what = f"{what} Skulle være gjort {_day(row.due, today)}."
    move = leaving.get(row.person_id)
    timed = row.strong and move is not None and move.time
    when = f"kl. {_short_clock(move.time)}" if timed and move is not None else "i dag"
    return Doing(when, who(row.person_id), what, who.keyworkers.get(row.person_id, ""), row.strong)


def _what(row: DeadlineRow) -> str:
    """What it is about, without whom it goes to: the sheet is read at a glance."""
    if row.person_id == HOUSE:
        return _sentence(f"{row.what}: {row.words}" if row.words else row.what)
    return _sentence(row.what.replace(" – ", ". ").partition(", ")[0])


def _moves(view: TodayView, day: date) -> list[MovementRow]:
    """Who leaves or comes back; who has come stands among what happened."""
    return [row for row in view.movements if row.day == day and row.kind != "arrival"]


def _move(row: MovementRow, who: _Who, before: str = "") -> Doing:
    words = "Flytter." if row.kind == "departure" else "Kommer tilbage."
    clocked = f"kl. {_short_clock(row.time)}" if row.time else ""
    when = " ".join(part for part in (before, clocked) if part) or "i dag"
    return Doing(when, who(row.person_id), words, who.keyworkers.get(row.person_id, ""))


def _expected(session: Session, day: date, before: str) -> list[Doing]:
    """Who is expected at a reserved place."""
    rows = session.execute(
        select(tables.Reservation, tables.Room.number)
        .join(tables.Place, tables.Place.id == tables.Reservation.place_id)
        .join(tables.Room, tables.Room.id == tables.Place.room_id)
        .where(
            # Who did not come yesterday is expected today.
            tables.Reservation.expected_on == day
            if before
            else tables.Reservation.expected_on <= day,
            tables.Reservation.outcome == "",
        )
    )
    found = []
    for row, number in rows:
        clocked = f"kl. {_short_clock(row.expected_time)}" if row.expected_time else ""
        when = " ".join(part for part in (before, clocked) if part) or "i dag"
        source = f" fra {row.from_whom}" if row.from_whom else ""
        found.append(Doing(when, f"Vær. {number}", f"Ny beboer kommer{source}."))
    return found


def _coming(session: Session, view: TodayView, who: _Who) -> Iterator[Doing]:
    tomorrow = view.today + _A_DAY
    dated = [(tomorrow, _move(row, who, "i morgen")) for row in _moves(view, tomorrow)]
    dated += [(tomorrow, one) for one in _expected(session, tomorrow, "i morgen")]
    for row in _told(view):
        if row.due is not None and view.today < row.due and row.badge_kind != "wait":
            keyworker = who.keyworkers.get(row.person_id, "")
            when, what = _ahead(row.due, view.today), _what(row)
            dated.append((row.due, Doing(when, who(row.person_id), what, keyworker, row.strong)))
    yield from (one for _, one in sorted(dated, key=lambda pair: pair[0]))


# -- what happened -----------------------------------------------------------------------------------


def _happened(item: HandoverItem, who: _Who, today: date) -> Happened:
    texts = letter_texts("handover_sheet")
    about = listed([who(person) for person in _persons(item)]) if item.about else texts["house"]
    said = " ".join(item.text.split())
    if not said or any(who.hidden(person) for person in _persons(item)):
        said = str(texts["in_the_log"])
    elif item.kind == "correction":
        said = f"Rettelse: {said}"
    elif item.kind == "departure":
        # How a stay ended is nobody's business at the table.
        said = said.partition(":")[0]
    by = item.author.first_name if item.author else ""
    return Happened(_when(item.at, today), about, _sentence(said), by)


def _when(at: datetime, today: date) -> str:
    local = local_time(at)
    moment = f"{local.hour}.{local.minute:02}"
    if local.date() == today:
        return f"i nat {moment}" if local.hour < _NIGHT_ENDS else f"i dag {moment}"
    if local.date() == today - _A_DAY:
        return f"i går {moment}"
    return f"{dates.WEEKDAYS[local.weekday()][:3]}. {moment}"


# -- to remember -------------------------------------------------------------------------------------


def _remember(session: Session, who: _Who) -> Iterator[tuple[str, str]]:
    """Considerations of those who live here, in the order of the identity bar, then by room."""
    order = {entry.key: place for place, entry in enumerate(load_list("alerts"))}
    labels = {entry.key: entry.label for entry in load_list("alerts")}
    people = session.scalars(select(tables.Person).where(tables.Person.id.in_(who.rooms))).all()
    found: list[tuple[int, str, str]] = []
    for person in people:
        room = who.rooms[person.id]
        if person.protected_address:
            words = "Navn skjult. Sig ikke, hvem der bor her"
            found.append((order["protected_address"], room, words))
        if person.allergy_status == "known":
            found.append((order["allergy"], room, f"Allergi: {person.allergy}".rstrip(": ")))
        if person.interpreter:
            found.append((order["interpreter"], room, f"Tolk: {person.interpreter}"))
    alerts = session.scalars(
        select(tables.Alert).where(
            tables.Alert.person_id.in_(who.rooms), tables.Alert.ended_on.is_(None)
        )
    )
    for alert in alerts:
        plain = alert.kind == "contact_rule" and alert.text
        words = alert.text if plain else ": ".join(
            part for part in (labels[alert.kind], alert.text) if part
        )  # fmt: skip
        found.append((order[alert.kind], who.rooms[alert.person_id], _upper(words)))
    for _, room, words in sorted(found, key=lambda row: (row[0], sort_key(row[1]))):
        yield room, words


def _away(session: Session, who: _Who, today: date, night: date) -> Iterator[tuple[str, str, str]]:
    """Who does not sleep here in the night that runs or comes, as on the board; never why."""
    out = letter_texts("handover_sheet")["out"]
    rows = session.execute(
        select(tables.Absence, tables.Stay.person_id)
        .join(tables.Stay, tables.Stay.id == tables.Absence.stay_id)
        .where(
            tables.Stay.ended_at.is_(None),
            tables.Stay.annulled_at.is_(None),
            tables.Absence.from_night <= night,
            (tables.Absence.to_night.is_(None)) | (tables.Absence.to_night >= night),
        )
    )
    found = []
    for absence, stay_person in rows:
        person = _families.kept(session, stay_person).id
        back = absence.to_night + _A_DAY if absence.to_night else None
        name = who.names.get(person, "") or "Beboeren"
        until = _ahead(back, today) if back else ""
        found.append((who.rooms.get(person, ""), str(out).replace("{navn}", name), until))
    yield from sorted(found, key=lambda row: sort_key(row[0]))


def _closed(session: Session, today: date) -> Sequence[tuple[str, str, str]]:
    """Rooms that cannot be used, and until when it is thought."""
    rooms = session.scalars(
        select(tables.Room).where(tables.Room.state != "open").order_by(tables.Room.sort)
    ).all()
    until = {
        row.room_id: row.expected_until
        for row in session.scalars(
            select(tables.RoomPeriod).where(tables.RoomPeriod.ended_at.is_(None))
        )
    }
    found = []
    for room in rooms:
        day = until.get(room.id)
        note = f": {room.state_note[:1].lower()}{room.state_note[1:]}" if room.state_note else ""
        words = f"Lukket{note}" if room.state == "closed" else "Skal gøres rent"
        found.append((room.number, words, _ahead(day, today) if day else ""))
    return found


# -- words -------------------------------------------------------------------------------------------


def _sentence(text: str) -> str:
    parts = [_upper(part) for part in text.strip().split(". ")]
    said = ". ".join(parts)
    return said if not said or said[-1] in ".!?…" else f"{said}."


def _upper(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _day(day: date, today: date) -> str:
    """``fredag`` within a week, else ``den 3-11``."""
    if (today - day).days < _WEEK:
        return "i går" if today - day == _A_DAY else str(dates.WEEKDAYS[day.weekday()])
    return f"den {day.day}-{day.month}"


def _ahead(day: date, today: date) -> str:
    if day <= today:
        return "i dag"
    return "i morgen" if day - today == _A_DAY else dates.dense(day)


def _short_clock(typed: str) -> str:
    """``11`` for "11.00", ``9.30`` for "09.30"."""
    hour, _, minute = typed.partition(".")
    if not (hour.isdigit() and minute.isdigit()):
        return typed
    return clock(datetime(2000, 1, 1, int(hour) % 24, int(minute) % 60))  # noqa: DTZ001 - a time of day


def _hour(when: str) -> float:
    typed = when.removeprefix("kl. ").replace(".", ":").split(":")
    if not when.startswith("kl.") or not typed[0].isdigit():
        return 0.0
    return int(typed[0]) + (int(typed[1]) / 60 if len(typed) > 1 and typed[1].isdigit() else 0.0)
