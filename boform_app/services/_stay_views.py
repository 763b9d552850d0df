"""Stay rows as the window shows them: a handful of queries for any number of stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.services import _rooms
from boform_app.services._changed import last_change
from boform_app.services._letter_rows import staff_names
from boform_app.services.views.people import StaffName
from boform_app.services.views.stays import AbsenceView, PlacePeriodView, StayView
from models import tables
from models.values.periods import Period


def stay_views(session: Session, stays: Sequence[tables.Stay], today: date) -> tuple[StayView, ...]:
    """Views in the order of the rows."""
    ids = [stay.id for stay in stays]
    staff = staff_names(session, {i for s in stays for i in (s.decided_by_id, s.registered_by_id)})
    places = _rooms.all_places(session, ids)
    absences = _absences(session, ids)
    return tuple(
        _view(
            session,
            stay,
            staff=staff,
            places=places.get(stay.id, []),
            absences=absences.get(stay.id, ()),
            today=today,
        )
        for stay in stays
    )


def nights(stay: tables.Stay, today: date) -> int:
    """Nights of the stay up to now (*døgn*)."""
    return Period(stay.arrived_at, stay.ended_at).nights(today).count


def _absences(session: Session, stay_ids: Sequence[UUID]) -> dict[UUID, tuple[AbsenceView, ...]]:
    rows = session.scalars(
        select(tables.Absence)
        .where(tables.Absence.stay_id.in_(set(stay_ids)))
        .order_by(tables.Absence.from_night.desc())
    )
    found: dict[UUID, tuple[AbsenceView, ...]] = {}
    for row in rows:
        view = AbsenceView(row.id, row.kind, row.from_night, row.to_night, row.note)
        found[row.stay_id] = (*found.get(row.stay_id, ()), view)
    return found


def _view(
    session: Session,
    stay: tables.Stay,
    *,
    staff: dict[UUID, StaffName],
    places: list[tuple[tables.PlacePeriod, tables.Place, tables.Room]],
    absences: tuple[AbsenceView, ...],
    today: date,
) -> StayView:
    present = [room for period, _, room in places if period.ends_at is None]
    return StayView(
        id=stay.id,
        version=stay.version,
        person_id=stay.person_id,
        case_number=stay.case_number,
        decided_on=stay.decided_on,
        decided_by=staff[stay.decided_by_id],
        delegated=stay.delegated,
        confirmed_at=stay.confirmed_at,
        registered_by=staff[stay.registered_by_id],
        arrived_at=stay.arrived_at,
        nights=nights(stay, today),
        came=stay.came,
        referred_by=stay.referred_by,
        reasons=tuple(stay.reasons),
        reason_text=stay.reason_text,
        situation_before=stay.situation_before,
        acting_municipality_code=stay.acting_municipality_code,
        residence_municipality_code=stay.residence_municipality_code,
        fact_registered_code=stay.fact_registered_code,
        fact_lived_code=stay.fact_lived_code,
        fact_wished_code=stay.fact_wished_code,
        fact_sought_code=stay.fact_sought_code,
        acute=stay.acute,
        information_given_on=stay.information_given_on,
        planned_end_on=stay.planned_end_on,
        planned_end_time=stay.planned_end_time,
        ended_at=stay.ended_at,
        end_kind=stay.end_kind,
        destination=stay.destination,
        destination_text=stay.destination_text,
        new_address=stay.new_address,
        end_reason=stay.end_reason,
        heard_on=stay.heard_on,
        heard_statement=stay.heard_statement,
        not_heard_reason=stay.not_heard_reason,
        annulled_reason=stay.annulled_reason,
        room=present[-1].number if present and stay.ended_at is None else "",
        places=tuple(
            PlacePeriodView(_rooms.place_label(room, place), period.starts_at, period.ends_at)
            for period, place, room in places
        ),
        absences=absences,
        last_changed=last_change(session, "stay", stay.id),
        max_rent_kr=stay.max_rent_kr,
        other_house=stay.other_house,
        came_at=stay.came_at,
    )
