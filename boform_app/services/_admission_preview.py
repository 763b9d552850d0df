"""What the panel beside the admission form says before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.rules.acting_municipality import FourFacts, Suggestion, suggest
from boform_app.rules.occupancy import Tally
from boform_app.rules.rows import RuleBook
from boform_app.rules.weekdays import legal_date
from boform_app.services import _reservations, _rooms
from boform_app.services._admission import Admission, can_wait
from boform_app.services._expulsions import stopping
from boform_app.services._occupancy import tally_at
from boform_app.services.views.rooms import NearView, ReservationView
from boform_app.services.views.stays import AdmitCommand, AdmitPreview
from models import tables
from models.values import municipalities
from models.values.danish import listed

_FACTS = {
    "registered": "folkeregisteradressen",
    "lived": "hvor beboeren har boet",
    "wished": "hvor beboeren vil bo",
    "sought": "hvor beboeren har søgt hjælp",
}


def preview(
    session: Session,
    command: AdmitCommand,
    admission: Admission,
    book: RuleBook,
    *,
    near: tuple[NearView, ...] = (),
    closed: Callable[[tables.Person], bool] = bool,
) -> AdmitPreview:
    """Place, places in use, the notice with its days, our suggestion and what can wait."""
    days = book.select("notice_days_admission", admission.decided_on)
    saturday = book.select("saturday_counts", admission.decided_on)
    due = legal_date(admission.decided_on, days.number, saturday_counts=saturday.yes)
    suggested = suggest(_four_facts(command))
    code = command.acting_municipality_code or suggested.code or ""
    known = municipalities.find(code)
    person = admission.person
    stopped = stopping(session, person.id, "admission", admission.today) if person else None
    return AdmitPreview(
        place_label=_place_label(session, command),
        tally_after=_after(session, command, admission.now),
        notice_due=due.target,
        notice_lenient=due.lenient,
        notice_to=known.display if known else "",
        suggested_municipality_code=suggested.code or "",
        suggestion_reason=_reason(suggested),
        questions=tuple(q for q in admission.questions() if q not in command.accepted),
        can_wait=can_wait(command, admission.cpr, admission.person),
        night_before=local_date(admission.night_before) if admission.night_before else None,
        day_begins=admission.day_begins,
        reservation=_kept_for_another(session, command, admission, closed),
        near=near,
        expelled=stopped is not None,
        expelled_until=stopped.until_on if stopped else None,
    )


def room_of(session: Session, command: AdmitCommand) -> UUID | None:
    """The room that was chosen, None before."""
    if command.extra_place_room_id is not None:
        return command.extra_place_room_id
    place = session.get(tables.Place, command.place_id) if command.place_id else None
    return place.room_id if place else None


def _kept_for_another(
    session: Session,
    command: AdmitCommand,
    admission: Admission,
    closed: Callable[[tables.Person], bool],
) -> ReservationView | None:
    """A reservation of the place that this admission does not take over."""
    person = admission.person
    return next(
        (
            one
            for one in _reservations.holding(session, closed)
            if one.place_id == command.place_id
            and command.extra_place_room_id is None
            and one.id != command.reservation_id
            and (person is None or one.person_id != person.id)
            and (command.waiting_id is None or one.waiting_id != command.waiting_id)
        ),
        None,
    )


def _four_facts(command: AdmitCommand) -> FourFacts:
    return FourFacts(
        registered=command.fact_registered_code,
        lived=command.fact_lived_code,
        wished=command.fact_wished_code,
        sought=command.fact_sought_code,
    )


def _reason(suggested: Suggestion) -> str:
    """Which facts point to it, in words; the municipalities decide."""
    names = [_FACTS[fact] for fact in suggested.points_to_it]
    if not names:
        return ""
    return f"Det peger {listed(names)} på. Vores bud; kommunerne afgør det."


def _place_label(session: Session, command: AdmitCommand) -> str:
    if command.extra_place_room_id is not None:
        room = session.get(tables.Room, command.extra_place_room_id)
        return f"{room.number} {_rooms.EXTRA}" if room else ""
    place = session.get(tables.Place, command.place_id) if command.place_id else None
    if place is None:
        return ""
    return _rooms.place_label(session.get_one(tables.Room, place.room_id), place)


def _after(session: Session, command: AdmitCommand, now: datetime) -> Tally:
    tally = tally_at(session, now)
    if command.place_id is None and command.extra_place_room_id is None:
        return tally
    more = 1 if command.extra_place_room_id is not None else 0
    return replace(tally, residents=tally.residents + 1, extra=tally.extra + more)
