"""Overviews: evaluated while they are filled in, kept for good when they are finished."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from boform_app.clock import FixedClock
from boform_app.errors import NotAllowed, NotFound, ReasonNeeded, ValidationFailed
from boform_app.rules.readiness import (
    Answers,
    Category,
    DomainNote,
    Method,
    OwnWords,
    Rating,
    Reason,
    WishToMove,
)
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.plans import PrerequisiteCommand
from boform_app.services.views.stays import AdmitCommand
from models import tables
from tests import houses
from tests.houses import PLACES

TODAY = date(2026, 11, 23)
STAFF: tuple[Rating, ...] = (1, 1, 2, 2, 1, 1, 1, 2, 2, 1, 1, Reason.NOT_SEEN_HERE, 1, 2)
OWN: tuple[Rating, ...] = (1, 1, 0, 2, 1, 1, 1, 2, 1, 1, 1, 0, 1, Reason.WILL_NOT_SAY)
ANSWERS = Answers(
    wish_to_move=WishToMove.YES_IF,
    words=OwnWords(wish_to_move="Ikke i Vestbyen.", hopes="Min egen dør."),
    staff=STAFF,
    resident=OWN,
    notes=(DomainNote("Holder værelset.", noted_on=TODAY), *[DomainNote()] * 13),
    requirement_details={"tryghed": "Ikke i Vestbyen"},
)


@pytest.fixture
def ole(services: Services) -> UUID:
    return services.stays.admit(AdmitCommand("Ole", "Bach", place_id=PLACES[1])).first("person")


@pytest.fixture
def stay(services: Services, ole: UUID) -> UUID:
    return services.stays.for_person(ole)[0].id


def protect(house: OpenHouse, person_id: UUID) -> None:
    with house.database.write_unjournaled() as session:
        session.get_one(tables.Person, person_id).protected_address = True


def test_an_unfinished_overview_is_evaluated_and_says_what_is_missing(
    services: Services, stay: UUID
) -> None:
    result = services.overviews.evaluate(stay, Answers())
    assert result.category is Category.CLARIFYING
    assert result.method is Method.UNCLEAR
    assert len(result.missing) == 14
    assert result.refund is None, "refund nights are unknown here, so rule E is silent"


def test_the_prerequisites_of_the_stay_are_what_the_move_waits_for(
    services: Services, stay: UUID
) -> None:
    home = next(item for item in services.plans.prerequisites(stay) if item.code == "C2")
    services.plans.set_prerequisite(
        PrerequisiteCommand(home.id, home.version, "missing", "housing", TODAY - timedelta(days=21))
    )
    result = services.overviews.evaluate(stay, ANSWERS)
    assert (result.category, result.method) == (Category.READY_WITH_SUPPORT, Method.ICM)
    waiting = next(item for item in result.blocking if item.id == "C2")
    assert (waiting.owner, waiting.days) == ("Bolig", 21)
    assert (result.filled_from_staff, result.talk_about) == (1, ("B3",))


def test_a_finished_version_comes_back_as_it_was(
    services: Services, house: OpenHouse, ole: UUID, stay: UUID, clock: FixedClock
) -> None:
    live = services.overviews.evaluate(stay, ANSWERS)
    changes = services.overviews.finish(stay, ANSWERS, TODAY)
    assert changes.label == "udflytningsoverblik for Ole Bach"
    home = next(item for item in services.plans.prerequisites(stay) if item.code == "C2")
    services.plans.set_prerequisite(
        PrerequisiteCommand(home.id, home.version, "fulfilled", "housing", TODAY)
    )
    clock.set(clock.now() + timedelta(days=40))
    last = services.overviews.last(ole)
    assert last is not None
    assert last.answers == ANSWERS
    assert last.result == live, "nothing is evaluated again"
    assert last.version.finished_by.name == "Mette Krogh"
    with house.database.read() as session:
        row = session.scalars(select(tables.Overview)).one()
    assert "S4" in row.rule_rows
    assert row.rule_rows[0] == "instrument@0.1"


def test_a_new_version_leaves_the_earlier_one_alone(
    services: Services, ole: UUID, stay: UUID, clock: FixedClock
) -> None:
    services.overviews.finish(stay, ANSWERS, TODAY)
    first = services.overviews.last(ole)
    clock.set(clock.now() + timedelta(days=28))
    later = clock.today()
    services.overviews.finish(stay, replace(ANSWERS, wish_to_move=WishToMove.NOT_NOW), later)
    newest, oldest = services.overviews.versions(ole)
    assert (newest.assessed_on, newest.category) == (later, "K4")
    assert first is not None
    assert services.overviews.get(oldest.id) == first


def test_finishing_is_one_step_that_can_be_undone_and_done_again(
    services: Services, ole: UUID, stay: UUID
) -> None:
    services.overviews.finish(stay, ANSWERS, TODAY)
    kept = services.overviews.last(ole)
    services.undo.undo()
    assert services.overviews.versions(ole) == ()
    services.undo.redo()
    assert services.overviews.last(ole) == kept


@pytest.mark.parametrize(
    ("answers", "day", "code"),
    [
        (Answers(), TODAY, "overview_empty"),
        (ANSWERS, TODAY + timedelta(days=1), "in_future"),
        (ANSWERS, TODAY - timedelta(days=1), "before_stay"),
    ],
)
def test_an_empty_one_and_an_impossible_day_are_refused(
    services: Services, stay: UUID, answers: Answers, day: date, code: str
) -> None:
    with pytest.raises(ValidationFailed) as refused:
        services.overviews.finish(stay, answers, day)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert services.overviews.versions(services.stays.get(stay).person_id) == ()


def test_an_overview_may_be_unfinished(services: Services, ole: UUID, stay: UUID) -> None:
    services.overviews.finish(stay, Answers(wish_to_move=WishToMove.DOES_NOT_KNOW), TODAY)
    assert services.overviews.versions(ole)[0].category == "K3"


def test_overviews_of_joined_records_are_read_together(
    services: Services, ole: UUID, stay: UUID
) -> None:
    services.overviews.finish(stay, ANSWERS, TODAY)
    other = services.stays.admit(
        AdmitCommand("O.", "Bach", place_id=PLACES[2], accepted=frozenset({"overlapping_stay"}))
    ).first("person")
    services.stays.annul(services.stays.for_person(other)[0].id, "Skrevet to gange.")
    services.people.join(other, ole)
    assert len(services.overviews.versions(other)) == 1


def test_a_temp_reads_and_makes_none(house: OpenHouse, ole: UUID, stay: UUID) -> None:
    temp = houses.services(house, "temp")
    houses.services(house).overviews.finish(stay, ANSWERS, TODAY)
    assert len(temp.overviews.versions(ole)) == 1
    with pytest.raises(NotAllowed) as refused:
        temp.overviews.finish(stay, ANSWERS, TODAY)
    assert refused.value.who_can == ("Ali Demir", "Mette Krogh")


def test_a_protected_resident_is_opened_first(
    services: Services, house: OpenHouse, ole: UUID, stay: UUID
) -> None:
    services.overviews.finish(stay, ANSWERS, TODAY)
    version = services.overviews.versions(ole)[0]
    protect(house, ole)
    with pytest.raises(ReasonNeeded):
        services.overviews.versions(ole)
    with pytest.raises(ReasonNeeded):
        services.overviews.get(version.id)
    with pytest.raises(ReasonNeeded):
        services.overviews.evaluate(stay, ANSWERS)
    services.people.open(ole, "Kontaktperson")
    assert services.overviews.get(version.id).answers == ANSWERS


def test_an_unknown_version_is_said(services: Services) -> None:
    with pytest.raises(NotFound):
        services.overviews.get(UUID(int=7))
