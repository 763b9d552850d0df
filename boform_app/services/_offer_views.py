"""Offered homes as the window shows them, and what follows when one is accepted or given back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from boform_app.services import _homes, _prerequisites
from boform_app.services.views.moving import OffersView, OfferView, Suggestion
from models import tables
from models.values.lists import entry, label

_OPEN = {"unknown", "missing"}
_NONE = {"declined", "withdrawn"}


def view(session: Session, stay: tables.Stay, today: date) -> OffersView:
    """All homes of a stay, newest first."""
    rows = _homes.offers_of(session, stay.id)
    accepted = _homes.accepted_one(rows)
    return OffersView(
        stay_id=stay.id,
        step=_homes.stay_step_of(session, stay.id, today),
        max_rent_kr=stay.max_rent_kr,
        offers=tuple(_offer(row, stay.max_rent_kr, today) for row in rows),
        suggestions=tuple(
            _suggestions(session, stay, accepted) if accepted else _without_home(stay, rows)
        ),
    )


def _offer(row: tables.HomeOffer, highest: int | None, today: date) -> OfferView:
    known = row.rent_kr is not None and highest is not None
    return OfferView(
        id=row.id,
        version=row.version,
        step=_homes.step_of(row, today),
        home_type=row.home_type,
        home_type_label=label("home_types", row.home_type) if row.home_type else "",
        branch=_homes.branch_of(row),
        address=row.address,
        landlord=row.landlord,
        rent_kr=row.rent_kr,
        deposit_kr=row.deposit_kr,
        over_max_kr=max(0, (row.rent_kr or 0) - (highest or 0)) if known else None,
        rent_text=_homes.rent_text(row.rent_kr, highest),
        offered_on=row.offered_on,
        answer_by=row.answer_by,
        visit_at=row.visit_at,
        visited_on=row.visited_on,
        answer=row.answer,
        answered_on=row.answered_on,
        resident_reason=row.resident_reason,
        contract_on=row.contract_on,
        move_in_on=row.move_in_on,
        keys_on=row.keys_on,
        moved_in_on=row.moved_in_on,
        document_id=row.document_id,
    )


def _suggestions(
    session: Session, stay: tables.Stay, accepted: tables.HomeOffer
) -> Iterator[Suggestion]:
    """What the stay does not say yet; a stay that has ended is history and gets none."""
    if stay.ended_at is not None:
        return
    if accepted.address and stay.new_address != accepted.address:
        yield Suggestion("new_address", accepted.address)
    if accepted.home_type:
        destination = entry("home_types", accepted.home_type).extra["destination"]
        if stay.destination != destination:
            yield Suggestion("destination", destination)
    if stay.end_kind != _homes.branch_of(accepted):
        yield Suggestion("end_kind", _homes.branch_of(accepted))
    day = accepted.moved_in_on or accepted.move_in_on or accepted.keys_on
    if day is not None and stay.planned_end_on != day:
        yield Suggestion("planned_end_on", day)
    deposit = _prerequisites.item(session, stay.id, "C4")
    if accepted.contract_on is not None and deposit is not None and deposit.status in _OPEN:
        yield Suggestion("C4", "in_progress")


def _without_home(stay: tables.Stay, rows: Sequence[tables.HomeOffer]) -> Iterator[Suggestion]:
    """A move that is still planned, though the home it was planned for is none any more."""
    given_back = any(row.answer in _NONE for row in rows)
    if given_back and stay.ended_at is None and stay.planned_end_on is not None:
        yield Suggestion("no_move", stay.planned_end_on)
