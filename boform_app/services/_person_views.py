"""Person rows as the window shows them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.services import _families, _rooms
from boform_app.services._changed import last_change
from boform_app.services._cpr_facts import age
from boform_app.services._house_alerts import house_alerts
from boform_app.services._letter_rows import staff_name
from boform_app.services.context import OpenedPerson
from boform_app.services.views.people import (
    AlertView,
    Identity,
    KinView,
    PersonFacts,
    StaffName,
)
from models import tables
from models.values.cpr import masked
from models.values.lists import load_list


def identity(
    session: Session, person: tables.Person, today: date, opening: OpenedPerson | None
) -> Identity:
    """The identity bar of an open person."""
    stay, room = _present(session, person)
    return Identity(
        person_id=person.id,
        stay_id=stay.id if stay else None,
        first_name=person.first_name,
        last_name=person.last_name,
        preferred_name=person.preferred_name,
        birth_date=person.birth_date,
        age=age(person.birth_date, today),
        cpr_kind=person.cpr_kind,
        cpr_masked=masked(person.cpr),
        room=room,
        key_worker=key_worker(session, person),
        allergy_status=person.allergy_status,
        allergy=person.allergy,
        alerts=(*alerts(session, [person.id]), *house_alerts(session, person, today)),
        protected=person.protected_address,
        opened_at=opening.at if opening else None,
        opened_reason=opening.reason if opening else "",
    )


def closed_identity(session: Session, person: tables.Person) -> Identity:
    """A protected resident that was not opened: a room and nothing else."""
    stay, room = _present(session, person)
    return Identity(
        person_id=person.id,
        stay_id=stay.id if stay else None,
        first_name="",
        last_name="",
        preferred_name="",
        birth_date=None,
        age=None,
        cpr_kind="",
        cpr_masked="",
        room=room,
        key_worker=None,
        allergy_status="",
        allergy="",
        alerts=(),
        protected=True,
        closed=True,
    )


def _present(session: Session, person: tables.Person) -> tuple[tables.Stay | None, str]:
    stays = _families.stays_of(session, _families.family(session, person.id))
    stay = next((s for s in stays if s.ended_at is None), stays[0] if stays else None)
    if stay is None or stay.ended_at is not None:
        return stay, ""
    place = _rooms.current_places(session, [stay.id]).get(stay.id)
    return stay, place[2].number if place else ""


def facts(session: Session, person: tables.Person) -> PersonFacts:
    """Stamdata of an open person."""
    return PersonFacts(
        id=person.id,
        version=person.version,
        first_name=person.first_name,
        last_name=person.last_name,
        preferred_name=person.preferred_name,
        alias=person.alias,
        cpr_kind=person.cpr_kind,
        cpr_masked=masked(person.cpr),
        no_cpr_reason=person.no_cpr_reason,
        birth_date=person.birth_date,
        nationality=person.nationality,
        id_seen=person.id_seen,
        id_seen_on=person.id_seen_on,
        phone=person.phone,
        email=person.email,
        language=person.language,
        interpreter=person.interpreter,
        key_worker=key_worker(session, person),
        protected_address=person.protected_address,
        protected_since=person.protected_since,
        protected_until=person.protected_until,
        allergy_status=person.allergy_status,
        allergy=person.allergy,
        medicine=person.medicine,
        evacuation_help=person.evacuation_help,
        alerts=alerts(session, [person.id]),
        kin=kin(session, person.id),
        merged_into_id=person.merged_into_id,
        last_changed=last_change(session, "person", person.id),
        joined=_joined(session, person),
    )


def _joined(session: Session, person: tables.Person) -> tuple[tuple[UUID, str], ...]:
    rows = session.scalars(
        select(tables.Person).where(tables.Person.merged_into_id == person.id)
    ).all()
    return tuple((row.id, _families.full_name(row)) for row in rows)


def key_worker(session: Session, person: tables.Person) -> StaffName | None:
    """The contact person (*kontaktperson*), None when nobody was chosen."""
    if person.key_worker_id is None:
        return None
    return staff_name(session.get_one(tables.Staff, person.key_worker_id))


def alerts(session: Session, person_ids: Iterable[UUID]) -> tuple[AlertView, ...]:
    """Considerations that hold now, in the order of the identity bar."""
    order = {row.key: place for place, row in enumerate(load_list("alerts"))}
    rows = session.scalars(
        select(tables.Alert).where(
            tables.Alert.person_id.in_(set(person_ids)), tables.Alert.ended_on.is_(None)
        )
    )
    ordered = sorted(rows, key=lambda row: (order.get(row.kind, len(order)), row.id))
    return tuple(AlertView(row.id, row.kind, row.text, row.version) for row in ordered)


def kin(session: Session, person_id: UUID) -> tuple[KinView, ...]:
    """Those close to the resident, in the order they were written down."""
    rows = session.scalars(
        select(tables.NextOfKin)
        .where(tables.NextOfKin.person_id == person_id)
        .order_by(tables.NextOfKin.id)
    )
    return tuple(
        KinView(row.id, row.name, row.relation, row.phone, row.may_contact, row.version)
        for row in rows
    )
