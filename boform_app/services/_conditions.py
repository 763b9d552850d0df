"""What shows the five conditions of § 110 stk. 5: read from plan, offers and support, or by hand.

A fact that has its home elsewhere is read there. A row confirmed by hand (``discharge_evidence``)
fills in where nothing else shows the condition. Data from before there were offers and support
rows still shows itself by C2, C6 and C7; the tenancy never had an item, so nothing stands in
for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.rules.discharge import Branch, Evidence
from boform_app.rules.homes import ready_on
from boform_app.services import _homes, _prerequisites, _support
from models import tables
from models.values import dates

TITLES = {
    "action_plan": "Handleplan eller helhedsorienteret plan",
    "place_assigned": "Bolig er anvist, eller botilbud er afgjort",
    "support_decision": "Afgørelse om støtte",
    "tenancy_and_support": "Lejekontrakt, kan flytte ind og få støtten",
    "can_move_in": "Kan flytte ind i botilbuddet",
}
_PLAN_CAME = {"received", "active", "follow_up"}


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows one condition.

    Attributes:
        on: The day of the evidence; None where something was written that shows nothing yet.
        what: In words.
        detail: More of it.
        source: ``plan``, ``prerequisite``, ``support``, ``offer`` or ``hand``.
        by_id: Who confirmed it.
    """

    on: date | None
    what: str
    detail: str
    source: str
    by_id: UUID | None = None
    document_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything the conditions of one stay rest on, in one branch.

    Attributes:
        evidence: The days, as the rule reads them.
        proofs: By number of the condition, where there is something to show.
        items: C1 to C12.
        decision: The decision on support as registered, "" where none is.
        applied_on: The day support was applied for.
        hand: Rows confirmed by hand, by number.
    """

    evidence: Evidence
    proofs: Mapping[int, Proof]
    items: Mapping[str, tables.Prerequisite]
    decision: str
    applied_on: date | None
    hand: Mapping[int, tables.DischargeEvidence]


def shown(session: Session, stay: tables.Stay, branch: Branch) -> Shown:
    """Read what shows the conditions; one query per table."""
    items = {row.code: row for row in _prerequisites.rows_of(session, [stay.id]).get(stay.id, [])}
    hand = {row.condition: row for row in hand_rows(session, stay.id)}
    support = _support.row_of(session, stay.id)
    offers = _homes.offers_of(session, stay.id)
    home = _homes.accepted_one(offers, branch)
    found = {
        1: _plan(session, stay.id, items.get("C6")),
        2: _place(home, items.get("C2"), other=_homes.accepted_one(offers) is not None),
        3: _decision(support, items.get("C7")),
        4: _tenancy(home, items.get("C2")) if branch == "own_home" else None,
        5: _move_in(home, items.get("C2")) if branch == "residential_offer" else None,
    }
    proofs = {
        number: proof
        for number, derived in found.items()
        if (proof := _or_by_hand(derived, hand.get(number))) is not None
    }
    days = {number: proof.on for number, proof in proofs.items()}
    return Shown(
        evidence=Evidence(
            action_plan=days.get(1),
            place_assigned=days.get(2),
            support_decision=days.get(3),
            tenancy_signed=days.get(4),
            home_ready=_ready(home, proofs.get(4)),
            support_starts=support.starts_on if support else None,
            can_move_in=days.get(5),
        ),
        proofs=proofs,
        items=items,
        decision=support.decision if support else "",
        applied_on=support.applied_on if support else None,
        hand=hand,
    )


def hand_rows(session: Session, stay_id: UUID) -> list[tables.DischargeEvidence]:
    """What was confirmed by hand for a stay."""
    return list(
        session.scalars(
            select(tables.DischargeEvidence).where(tables.DischargeEvidence.stay_id == stay_id)
        )
    )


def _or_by_hand(derived: Proof | None, row: tables.DischargeEvidence | None) -> Proof | None:
    if row is None or (derived is not None and derived.on is not None):
        return derived
    what = f"Bekræftet {dates.short(row.shown_on)}"
    return Proof(row.shown_on, what, row.text, "hand", row.confirmed_by_id, row.document_id)


def _plan(session: Session, stay_id: UUID, item: tables.Prerequisite | None) -> Proof | None:
    plan = session.scalars(
        select(tables.ActionPlan).where(tables.ActionPlan.stay_id == stay_id)
    ).one_or_none()
    if plan is None or plan.status not in _PLAN_CAME or plan.received_on is None:
        return _by_item(item)
    document = session.get(tables.Document, plan.document_id) if plan.document_id else None
    kind = "helhedsorienteret plan" if plan.holistic else "handleplan"
    count = (document.page_count if document else None) or 0
    pages = f", {count} {'side' if count == 1 else 'sider'}" if count else ""
    by_id = document.added_by_id if document else (item.confirmed_by_id if item else None)
    return Proof(
        plan.received_on,
        f"Modtaget {dates.short(plan.received_on)}",
        f"{kind}{pages}",
        "plan",
        by_id,
        plan.document_id,
    )


def _place(
    home: tables.HomeOffer | None, item: tables.Prerequisite | None, *, other: bool
) -> Proof | None:
    """The accepted home; C2 alone counts only while no home was written as an offer."""
    if home is None:
        return None if other else _by_item(item)
    what = f"Anvist {dates.short(home.offered_on)}"
    by_id = item.confirmed_by_id if item else None
    return Proof(home.offered_on, what, _homes.place(home), "offer", by_id, home.document_id)


def _decision(row: tables.Support | None, item: tables.Prerequisite | None) -> Proof | None:
    if row is not None and row.decision and row.decided_on is not None:
        granted = row.decision in _support.GRANTED
        word = "Bevilget" if granted else "Ikke bevilget"
        what = f"{word} {dates.short(row.decided_on)}"
        detail = _support.granted_label(row) if granted else row.reason
        day = row.decided_on if granted else None
        by_id = item.confirmed_by_id if item else None
        return Proof(day, what, detail, "support", by_id, row.document_id)
    found = _by_item(item)
    if found is not None or row is None or row.applied_on is None:
        return found
    return Proof(None, f"Ansøgt {dates.short(row.applied_on)}", "", "support")


def _tenancy(home: tables.HomeOffer | None, item: tables.Prerequisite | None) -> Proof | None:
    if home is None:
        return None
    parts = [
        f"{word} {dates.short(day)}"
        for word, day in (
            ("Kontrakt", home.contract_on),
            ("nøgler", home.keys_on),
            ("indflytning", home.moved_in_on or home.move_in_on),
        )
        if day is not None
    ]
    if not parts:
        return None
    what = " · ".join(parts)
    by_id = item.confirmed_by_id if item else None
    return Proof(
        home.contract_on,
        what[:1].upper() + what[1:],
        home.landlord,
        "offer",
        by_id,
        home.document_id,
    )


def _move_in(home: tables.HomeOffer | None, item: tables.Prerequisite | None) -> Proof | None:
    ready = ready_on(home.keys_on, home.move_in_on, home.moved_in_on) if home else None
    if home is None or ready is None:
        return None
    by_id = item.confirmed_by_id if item else None
    what = f"Kan flytte ind {dates.short(ready)}"
    return Proof(ready, what, _homes.place(home), "offer", by_id, home.document_id)


def _ready(home: tables.HomeOffer | None, tenancy: Proof | None) -> date | None:
    """When the own home can be moved into; somebody who confirmed no. 4 by hand has seen to it."""
    if tenancy is not None and tenancy.source == "hand":
        return tenancy.on
    return ready_on(home.keys_on, home.move_in_on, home.moved_in_on) if home else None


def _by_item(row: tables.Prerequisite | None) -> Proof | None:
    if row is None or row.status != "fulfilled":
        return None
    day = row.evidence_on or row.since
    return Proof(
        day,
        f"På plads {dates.short(day)}",
        row.evidence,
        "prerequisite",
        row.confirmed_by_id,
        row.document_id,
    )
