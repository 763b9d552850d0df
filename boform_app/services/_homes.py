"""Rows of the search for a home and of the homes offered, and how C1, C2 and C3 follow them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.rules.homes import HomeStep, OfferFacts, offer_step, stay_step
from boform_app.services import _prerequisites
from models import tables
from models.values.lists import entry, label
from reports.danish import amount

_OPEN = {"unknown", "missing", "in_progress"}
_FOUND = "Boligen er fundet"


def search_of(session: Session, stay_id: UUID) -> tables.HousingSearch | None:
    """The search of a stay, None while nothing was written."""
    return session.scalars(
        select(tables.HousingSearch).where(tables.HousingSearch.stay_id == stay_id)
    ).one_or_none()


def made_search(session: Session, stay_id: UUID) -> tables.HousingSearch:
    """The search of a stay, made when it is first needed."""
    row = search_of(session, stay_id)
    if row is None:
        row = tables.HousingSearch(stay_id=stay_id)
        session.add(row)
    return row


def offers_of(session: Session, stay_id: UUID) -> list[tables.HomeOffer]:
    """The homes offered in a stay, newest first."""
    return list(
        session.scalars(
            select(tables.HomeOffer)
            .where(tables.HomeOffer.stay_id == stay_id)
            .order_by(tables.HomeOffer.offered_on.desc(), tables.HomeOffer.id.desc())
        )
    )


def accepted_one(
    rows: Iterable[tables.HomeOffer], branch: str | None = None
) -> tables.HomeOffer | None:
    """The home that was accepted; in one branch of § 110 stk. 5 only, if asked for."""
    for row in rows:
        if row.answer == "accepted" and (branch is None or branch_of(row) == branch):
            return row
    return None


def branch_of(row: tables.HomeOffer) -> str:
    """``own_home`` or ``residential_offer``; a home whose type is not known is an own one."""
    return entry("home_types", row.home_type).extra["branch"] if row.home_type else "own_home"


def facts(row: tables.HomeOffer) -> OfferFacts:
    """A row as the rules read it."""
    return OfferFacts(
        answer=row.answer,
        visited_on=row.visited_on,
        contract_on=row.contract_on,
        keys_on=row.keys_on,
        moved_in_on=row.moved_in_on,
    )


def step_of(row: tables.HomeOffer, today: date) -> HomeStep:
    """How far one home has come."""
    return offer_step(facts(row), today)


def stay_step_of(session: Session, stay_id: UUID, today: date) -> HomeStep:
    """How far the way to a home has come."""
    search = search_of(session, stay_id)
    return stay_step(
        [facts(row) for row in offers_of(session, stay_id)],
        today,
        nominated_on=search.nominated_on if search else None,
        listed_on=search.listed_on if search else None,
    )


def show_search(
    session: Session,
    row: tables.HousingSearch,
    before: tuple[date | None, date | None],
    by_id: UUID,
) -> None:
    """C1 follows the two days: nominated waits with those who assign homes, listed is in place.

    Once a home was accepted nobody is asked for one again, whatever day is written afterwards.

    Args:
        session: An open session.
        row: As it is now.
        before: The two days as they were; nothing moves where they did not change.
        by_id: Who wrote it.
    """
    item = _prerequisites.item(session, row.stay_id, "C1")
    if item is None or before == (row.nominated_on, row.listed_on):
        return
    if row.listed_on is not None:
        _prerequisites.move(session, item, on=row.listed_on, status="fulfilled", by_id=by_id)
        item.evidence, item.evidence_on = "Skrevet op til bolig", row.listed_on
        item.confirmed_by_id = by_id
        return
    if accepted_one(offers_of(session, row.stay_id)) is not None:
        return
    if row.nominated_on is not None:
        _prerequisites.move(
            session, item, on=row.nominated_on, status="in_progress", owner="housing", by_id=by_id
        )
        item.evidence, item.evidence_on = "Indstillet til bolig", row.nominated_on
    elif item.status in {"fulfilled", "in_progress"}:
        _prerequisites.move(session, item, on=item.since, status="missing", owner="us", by_id=by_id)
        item.evidence, item.evidence_on = "", None
    item.confirmed_by_id = None


def show_home(
    session: Session, stay: tables.Stay, on: date, by_id: UUID, *, given_back: bool = False
) -> None:
    """C2 follows the offers: accepted is in place, an open one waits for us, else it is missing.

    C1, being put forward for a home, is settled by an accepted one and open again when it is given back.

    Args:
        session: An open session.
        stay: Whose home it is.
        on: The day of the step.
        by_id: Who wrote it.
        given_back: The accepted home was just given back. Without that, a home that C2 was given
            by hand is left alone.
    """
    item = _prerequisites.item(session, stay.id, "C2")
    rows = offers_of(session, stay.id)
    if item is None or not rows:
        return
    accepted = accepted_one(rows)
    if accepted is not None:
        _home_found(session, stay, item, accepted, by_id)
        return
    if given_back:
        _search_again(session, stay.id, on, by_id)
    if item.status == "fulfilled" and not given_back:
        return
    open_ones = [row for row in rows if not row.answer]
    status = "in_progress" if open_ones else "missing"
    owner = "us" if open_ones else "housing"
    _prerequisites.move(session, item, on=on, status=status, owner=owner, by_id=by_id)
    item.evidence = f"Tilbudt: {place(open_ones[0])}" if open_ones else ""
    item.evidence_on = open_ones[0].offered_on if open_ones else None
    item.next_on = open_ones[0].answer_by if open_ones else None
    item.confirmed_by_id = None


def assigned(
    session: Session,
    stay: tables.Stay,
    on: date,
    *,
    rent_kr: int | None,
    ready_on: date | None,
    by_id: UUID,
) -> tables.HomeOffer:
    """A home the municipality assigned, as far as it told: an open offer that waits for an answer.

    Where one is open already, what was told is added to that one.

    Args:
        session: An open session.
        stay: Whose home it is.
        on: The day it was told.
        rent_kr: Whole kroner a month, None leaves what is known.
        ready_on: The first day the resident can move in, None likewise.
        by_id: Who wrote it down.
    """
    row = next((one for one in offers_of(session, stay.id) if not one.answer), None)
    if row is None:
        row = tables.HomeOffer(stay_id=stay.id, offered_on=on)
        session.add(row)
    row.rent_kr = row.rent_kr if rent_kr is None else rent_kr
    row.move_in_on = ready_on or row.move_in_on
    session.flush()
    show_home(session, stay, on, by_id)
    return row


def place(row: tables.HomeOffer) -> str:
    """What a home is called: its address, else its type."""
    return row.address or (label("home_types", row.home_type) if row.home_type else "bolig")


def _home_found(
    session: Session,
    stay: tables.Stay,
    item: tables.Prerequisite,
    accepted: tables.HomeOffer,
    by_id: UUID,
) -> None:
    on = accepted.answered_on or accepted.offered_on
    _prerequisites.move(session, item, on=on, status="fulfilled", by_id=by_id)
    item.evidence, item.evidence_on = place(accepted), accepted.offered_on
    item.confirmed_by_id, item.next_on = by_id, None
    _search_over(session, stay.id, on, by_id)
    rent, highest = accepted.rent_kr, stay.max_rent_kr
    c3 = _prerequisites.item(session, stay.id, "C3")
    if c3 is None or rent is None or highest is None or rent > highest or c3.status not in _OPEN:
        return
    _prerequisites.move(session, c3, on=on, status="fulfilled", by_id=by_id)
    c3.evidence, c3.evidence_on, c3.confirmed_by_id = rent_text(rent, highest), on, by_id


def _search_over(session: Session, stay_id: UUID, on: date, by_id: UUID) -> None:
    """C1 is settled: who was put forward has got a home, who was not needs not be any more."""
    item = _prerequisites.item(session, stay_id, "C1")
    if item is None or item.status not in _OPEN:
        return
    asked = item.status == "in_progress"
    status = "fulfilled" if asked else "not_relevant"
    _prerequisites.move(session, item, on=on, status=status, by_id=by_id)
    item.evidence, item.evidence_on, item.next_on = _FOUND, on, None
    item.confirmed_by_id = by_id if asked else None


def _search_again(session: Session, stay_id: UUID, on: date, by_id: UUID) -> None:
    """C1 as it was before the home; what somebody wrote there since is left alone."""
    item = _prerequisites.item(session, stay_id, "C1")
    if item is None or item.evidence != _FOUND:
        return
    former = _prerequisites.periods_of(session, [item.id])[item.id][-1]
    search = search_of(session, stay_id)
    nominated_on = search.nominated_on if search else None
    item.confirmed_by_id = None
    if nominated_on is not None:
        _prerequisites.move(
            session, item, on=on, status="in_progress", owner="housing", by_id=by_id
        )
        item.evidence, item.evidence_on = "Indstillet til bolig", nominated_on
        return
    _prerequisites.move(session, item, on=on, status=former.status, owner=former.owner, by_id=by_id)
    item.evidence, item.evidence_on = former.evidence, None


def rent_text(rent: int | None, highest: int | None) -> str:
    """Rent and maximum side by side, without a verdict; "" without a rent."""
    if rent is None:
        return ""
    said = f"Husleje {amount(rent)} om måneden"
    return f"{said}, kan betale op til {amount(highest)}" if highest is not None else said
