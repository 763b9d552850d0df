"""Decisions that somebody can appeal, and the day each one was received: one query per table.

The four weeks run from the day the decision was received. For a letter of this house that is the
day the author reckons with, else the day it was sent; a letter that was never sent starts nothing.
Of the municipality's decisions the day of receipt is kept for support only. A residential offer
(§ 107, § 108) counts from the day it was offered, and a discharge from the day of the decision:
the earliest day it can be, so that nobody is told of days that may not be there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, load_only

from boform_app.rules.dated_facts import DecisionFacts
from boform_app.rules.stay_facts import StayFacts, refused_facts
from boform_app.services import _families, _support_view
from models import tables
from models.values.lists import load_list

RECEIVED = "received_on"
"""Key of ``letter.recipient``: when a decision that is not handed over reaches its reader."""
_OF_THE_HOUSE = {
    "discharge_decision": "house_decision_target_group",
    "expulsion_decision": "expulsion",
}
_REFUSAL = "admission_refusal"
_PLACE_ASSIGNED = 2
# Longer ago than any appeal period that a dated row has been given.
_LOOK_BACK_DAYS = 90


class Decisions:
    """Decisions about stays, read once for all of them."""

    def __init__(self, session: Session, stay_ids: Collection[UUID]) -> None:
        letter, offer, seen = tables.Letter, tables.HomeOffer, tables.DischargeEvidence
        self._letters: dict[UUID, dict[str, tables.Letter]] = {}
        # Of several letters about one decision the last one has replaced the others.
        for row in _sent(session, letter.stay_id.in_(stay_ids), letter.kind.in_(_OF_THE_HOUSE)):
            if row.stay_id is not None:
                self._letters.setdefault(row.stay_id, {})[row.kind] = row
        kinds = [
            kind.key
            for kind in load_list("home_types")
            if kind.extra["branch"] == "residential_offer"
        ]
        offers = session.scalars(
            select(offer)
            .where(
                offer.stay_id.in_(stay_ids), offer.home_type.in_(kinds), offer.answer != "withdrawn"
            )
            .order_by(offer.offered_on)
        )
        self._offers: dict[UUID, list[tables.HomeOffer]] = {}
        for home in offers:
            self._offers.setdefault(home.stay_id, []).append(home)
        shown = session.scalars(
            select(seen).where(seen.stay_id.in_(stay_ids), seen.condition == _PLACE_ASSIGNED)
        )
        self._seen = {row.stay_id: row for row in shown}

    def of(
        self, stay: tables.Stay, support: tables.Support | None, c2: tables.Prerequisite | None
    ) -> tuple[DecisionFacts, ...]:
        """Everything decided about a stay that has reached the resident."""
        return (
            *_on_support(support),
            *self._of_the_house(stay),
            *self._of_the_municipality(stay),
            *self._on_residence(stay, c2),
        )

    def _of_the_house(self, stay: tables.Stay) -> Iterator[DecisionFacts]:
        for kind, row in self._letters.get(stay.id, {}).items():
            decision = _OF_THE_HOUSE[kind]
            ended_so = stay.end_kind == decision
            if stay.ended_at is not None and not ended_so:
                # The stay ended in another way; what was decided was not carried out.
                continue
            decided_on = stay.end_decided_on if ended_so else None
            yield _of_letter(row, decision, decided_on)

    @staticmethod
    def _of_the_municipality(stay: tables.Stay) -> Iterator[DecisionFacts]:
        on = stay.end_decided_on
        if stay.end_kind == "municipal_decision" and on is not None:
            yield DecisionFacts(
                decision_id=str(stay.id), kind=stay.end_kind, received_on=on, decided_on=on
            )

    def _on_residence(
        self, stay: tables.Stay, c2: tables.Prerequisite | None
    ) -> Iterator[DecisionFacts]:
        offers = self._offers.get(stay.id, [])
        for home in offers:
            yield _residential(home.id, home.offered_on)
        seen = self._seen.get(stay.id)
        if offers or stay.end_kind != "residential_offer":
            return
        # Without a home that was written down, what shows the second condition has the day.
        if seen is not None:
            yield _residential(seen.id, seen.shown_on)
        elif c2 is not None and c2.status == "fulfilled" and c2.evidence_on is not None:
            yield _residential(c2.id, c2.evidence_on)


@dataclass(frozen=True, slots=True)
class Refused:
    """Somebody who got no place, with the facts of the decision that said so."""

    person: tables.Person
    facts: StayFacts


def refused(session: Session, today: date, person_id: UUID | None = None) -> tuple[Refused, ...]:
    """Afslag på optagelse that were sent lately, to persons who have not got a place since.

    Args:
        session: An open session.
        today: The day of the question.
        person_id: Only this person's.
    """
    letter = tables.Letter
    conditions = [
        letter.kind == _REFUSAL,
        letter.sent_on >= today - timedelta(days=_LOOK_BACK_DAYS),
    ]
    if person_id is not None:
        conditions.append(letter.person_id.in_(_families.family(session, person_id)))
    found = []
    for row in _sent(session, *conditions):
        person = _families.kept(session, row.person_id)
        stays = _families.stays_of(session, _families.family(session, person.id))
        if all(stay.decided_on < row.letter_date for stay in stays):
            decision = _of_letter(row, "admission_refused", None)
            found.append(Refused(person, refused_facts(str(person.id), decision)))
    return tuple(found)


def _sent(session: Session, *conditions: ColumnElement[bool]) -> list[tables.Letter]:
    letter = tables.Letter
    rows = session.scalars(
        select(letter)
        .options(
            load_only(
                letter.stay_id, letter.person_id, letter.kind, letter.recipient,
                letter.letter_date, letter.sent_on, raiseload=True,
            )
        )
        .where(letter.status == "sent", letter.sent_on.is_not(None), *conditions)
        .order_by(letter.sent_on, letter.made_at)
    )  # fmt: skip
    return list(rows)


def _of_letter(row: tables.Letter, kind: str, decided_on: date | None) -> DecisionFacts:
    sent_on, reckoned = row.sent_on or row.letter_date, row.recipient.get(RECEIVED)
    # Sent later than the author reckoned with, it was not there before it was sent.
    received_on = max(sent_on, date.fromisoformat(reckoned)) if reckoned else sent_on
    return DecisionFacts(
        decision_id=str(row.id),
        kind=kind,
        received_on=received_on,
        decided_on=decided_on or row.letter_date,
    )


def _residential(row_id: UUID, on: date) -> DecisionFacts:
    return DecisionFacts(
        decision_id=str(row_id), kind="residential_offer_decision", received_on=on, decided_on=on
    )


def _on_support(row: tables.Support | None) -> Iterator[DecisionFacts]:
    """The decision on support, where the resident got something else than was asked for."""
    if row is None or row.received_on is None or not _support_view.can_be_appealed(row):
        return
    yield DecisionFacts(
        decision_id=str(row.id),
        kind="support",
        received_on=row.received_on,
        decided_on=row.decided_on,
    )
