"""What papers are recognised by: the same words from a file and from the house that took it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from boform_app.clock import FixedClock
from boform_app.errors import ReasonNeeded
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.contacts import DocumentCommand
from boform_app.services.views.transfers import TransferPart
from tests import houses
from tests.boform_app.services import letter_house, two_houses


def by_key(parts: tuple[TransferPart, ...]) -> dict[str, tuple[str, ...]]:
    return {part.key: part.lines for part in parts}


def test_both_sides_read_the_same(ours: Services, there: OpenHouse) -> None:
    theirs = houses.services(there)
    kim = two_houses.furnished(ours)
    sent = two_houses.sent(ours, kim)
    found = theirs.transfers.look(sent.data, sent.code)
    assert theirs.transfers.take(sent.data, sent.code) is not None
    assert theirs.transfers.beside(kim) == found.parts
    here = by_key(ours.transfers.beside(kim))
    # Here the stay goes on; on the way it ended.
    assert here.pop("stays") == ("Havnehuset, fra 23-11-2026",)
    told = by_key(found.parts)
    assert told.pop("stays") == ("Havnehuset, 23-11-2026 til 23-11-2026",)
    assert told == here
    assert told["identity"] == ("Kim Dahl", "født 14-06-1982", "CPR 140682-••••")
    assert told["health"] == ("Allergi: Penicillin",)
    assert told["network"] == ("Bo Dahl, bror",)
    assert len(told["letters"]) == 2


def test_the_newest_stands_first_and_nothing_is_told_of_a_closed_person(
    ours: Services, house: OpenHouse, clock: FixedClock
) -> None:
    kim = letter_house.admitted(ours)
    for days, title in ((0, "Afgørelse"), (2, "Klage")):
        clock.set(houses.OPENED_AT + timedelta(days=days))
        data = two_houses.picture() + bytes([days])
        ours.documents.keep(DocumentCommand(kim, data, "decision", title))
    lines = by_key(ours.transfers.beside(kim))
    assert lines["documents"] == ("Klage, 25-11-2026", "Afgørelse, 23-11-2026")
    assert lines["health"] == lines["overviews"] == ()
    assert _looks(ours, kim) == 1
    ours.people.set_fact(kim, ours.people.facts(kim).version, "protected_address", value=True)
    with pytest.raises(ReasonNeeded):
        houses.services(house, log_in=2).transfers.beside(kim)
    assert _looks(ours, kim) == 1


def _looks(services: Services, person_id: UUID) -> int:
    views = services.history.for_person(person_id)
    return sum(item.is_view and item.kind == "transfer" for item in views)
