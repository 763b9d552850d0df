"""A case with goals, notes, a search, support and a home, for tests of the larger letters."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from boform_app.services.facade import Services
from boform_app.services.views.moving import (
    DecisionCommand,
    OfferCommand,
    RentBudget,
    SearchCommand,
    SupportCommand,
    SupporterCommand,
)
from boform_app.services.views.records import NoteCommand
from boform_app.services.views.stay_plans import EvaluationCommand, GoalCommand, SubgoalCommand
from tests.boform_app.services.letter_house import TODAY

SUPPLIER = "CTI-teamet Nord"


def noted(
    services: Services, *people: UUID, text: str, kind: str = "day", readers: tuple[str, ...] = ()
) -> UUID:
    """A finished note; its id."""
    services.notes.finish(NoteCommand(text, people, kind, readers=readers))
    found = services.notes.latest(people[0])
    assert found is not None
    return found.id


def planned(services: Services, person: UUID) -> None:
    """Two goals, one with a reached step and an evaluation, the other about health."""
    stay = services.stays.for_person(person)[0].id
    services.goals.save(
        GoalCommand(stay, "Betale regninger til tiden", "society.economy", level_now=3)
    )
    services.goals.save(GoalCommand(stay, "Komme til lægen", "self_care.health", "keep"))
    plan = services.stay_plans.get(stay)
    assert plan is not None
    goal = plan.goals[0]
    services.subgoals.save(SubgoalCommand(goal.id, "Oprette betalingsservice"))
    plan = services.stay_plans.get(stay)
    assert plan is not None
    step = plan.goals[0].subgoals[0]
    services.subgoals.set_status(step.id, step.version, "done", TODAY)
    goal = services.stay_plans.get(stay).goals[0]  # type: ignore[union-attr]  # it was begun above
    services.goals.evaluate(
        EvaluationCommand(
            goal.id,
            goal.version,
            level=2,
            resident_words="Jeg tør åbne netbanken nu",
            staff_words="Regningerne er betalt to måneder i træk",
            done="Vi ser på økonomien hver mandag.",
        )
    )


def searching(services: Services, person: UUID) -> None:
    """What home is looked for, and what can be paid."""
    stay = services.stays.for_person(person)[0].id
    services.homes.change_search(
        SearchCommand(
            stay,
            0,
            home_types=("general_assigned",),
            requirements=("tilgaengelighed", "tryghed", "boern"),
            requirement_text="Gerne stueetage",
            areas="Aalborg Øst, Nørresundby",
            areas_to_avoid="Vejgaard",
            household="Én voksen",
            attachment="Kim har boet i Aalborg siden 2009.",
            deposit_finance="Der er søgt om indskudslån.",
            income_source="Kontanthjælp",
            budget=RentBudget(11000, 900, 2500, 500, 4000),
        )
    )


def granted(services: Services, person: UUID) -> None:
    """CTI is granted, the supplier named, the home accepted, the end planned."""
    stay = services.stays.for_person(person)[0]
    services.support.propose(SupportCommand(stay.id, 0, method="cti", applied_on=TODAY))
    version = services.support.get(stay.id).version
    services.support.decide(
        DecisionCommand(stay.id, version, "granted", decided_on=TODAY, received_on=TODAY)
    )
    version = services.support.get(stay.id).version
    services.support.supporter(
        SupporterCommand(stay.id, version, SUPPLIER, "Lone Vester", "12 34 56 80")
    )
    offer = OfferCommand(
        stay.id, TODAY, home_type="general_assigned", address="Prøveparken 18, 9000 Aalborg",
        landlord="Prøveboliger",
    )  # fmt: skip
    services.offers.offer(offer)
    home = services.offers.of_stay(stay.id).offers[0]
    services.offers.accept(home.id, home.version)
    version = services.stays.get(stay.id).version
    services.ending.plan_end(stay.id, version, date(2026, 12, 1), "9.00")
