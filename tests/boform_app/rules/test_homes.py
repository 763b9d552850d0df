"""Where the way to a home stands, read from the days that are written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from boform_app.rules.homes import HomeStep, OfferFacts, offer_step, ready_on, stay_step

TODAY = date(2026, 11, 23)
BEFORE = TODAY - timedelta(days=9)
AHEAD = TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("offer", "step"),
    [
        (OfferFacts(), HomeStep.OFFERED),
        (OfferFacts(visited_on=TODAY), HomeStep.VISITED),
        (OfferFacts(answer="accepted"), HomeStep.ACCEPTED),
        (OfferFacts(answer="accepted", contract_on=BEFORE), HomeStep.CONTRACT),
        (OfferFacts(answer="accepted", contract_on=BEFORE, keys_on=AHEAD), HomeStep.CONTRACT),
        (OfferFacts(answer="accepted", contract_on=BEFORE, keys_on=TODAY), HomeStep.KEYS),
        (OfferFacts(answer="accepted", keys_on=BEFORE, moved_in_on=TODAY), HomeStep.MOVED_IN),
        (OfferFacts(answer="declined", visited_on=BEFORE), HomeStep.DECLINED),
        (OfferFacts(answer="withdrawn"), HomeStep.WITHDRAWN),
    ],
)
def test_one_home(offer: OfferFacts, step: HomeStep) -> None:
    assert offer_step(offer, TODAY) is step


@pytest.mark.parametrize(
    ("offers", "nominated", "listed", "step"),
    [
        ([], None, None, HomeStep.NONE),
        ([], BEFORE, None, HomeStep.NOMINATED),
        ([], BEFORE, TODAY, HomeStep.LISTED),
        ([], None, AHEAD, HomeStep.NONE),
        (["declined"], BEFORE, None, HomeStep.NOMINATED),
        (["declined", "withdrawn", "declined"], BEFORE, TODAY, HomeStep.LISTED),
        (["declined", ""], BEFORE, TODAY, HomeStep.OFFERED),
        (["", "accepted", "declined"], None, None, HomeStep.ACCEPTED),
    ],
)
def test_the_whole_way(
    offers: list[str], nominated: date | None, listed: date | None, step: HomeStep
) -> None:
    found = [OfferFacts(answer=answer) for answer in offers]
    assert stay_step(found, TODAY, nominated_on=nominated, listed_on=listed) is step


def test_how_often_somebody_said_no_changes_nothing() -> None:
    once, often = [OfferFacts(answer="declined")], [OfferFacts(answer="declined")] * 9
    steps = {
        stay_step(found, TODAY, nominated_on=BEFORE, listed_on=None) for found in (once, often)
    }
    assert steps == {HomeStep.NOMINATED}


def test_the_first_day_to_move_in() -> None:
    assert ready_on(None, None, None) is None
    assert ready_on(TODAY, None, None) == TODAY
    assert ready_on(None, AHEAD, None) == AHEAD
    assert ready_on(TODAY, AHEAD, None) == AHEAD
    assert ready_on(AHEAD, BEFORE, None) == AHEAD
    assert ready_on(AHEAD, AHEAD, TODAY) == TODAY
