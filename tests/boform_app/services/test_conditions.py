"""The five conditions of § 110 stk. 5: read where each fact has its home, or confirmed by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest

from boform_app.clock import FixedClock, from_local
from boform_app.errors import Conflict, NotAllowed, ReasonNeeded, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.conditions import ConditionItem
from boform_app.services.views.contacts import DocumentCommand
from boform_app.services.views.moving import (
    DecisionCommand,
    OfferCommand,
    SupportCommand,
    SupporterCommand,
)
from boform_app.services.views.plans import PlanCommand
from boform_app.services.views.stays import AdmitCommand
from models import tables
from tests import houses
from tests.houses import PLACES
from tests.small_pdf import small_pdf

TODAY = date(2026, 11, 23)
WHERE = "Prøvevænget 3, 8800 Viborg"


def back(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def stay(services: Services, clock: FixedClock) -> UUID:
    clock.set(from_local(back(98), 21))
    made = services.stays.admit(
        AdmitCommand("Lise", "Toft", place_id=PLACES[4], acting_municipality_code="0791")
    ).first("stay")
    clock.set(from_local(TODAY, 9))
    return made


def states(services: Services, stay: UUID) -> list[str]:
    return [item.state for item in services.conditions.get(stay, "own_home").items]


def number(services: Services, stay: UUID, which: int) -> ConditionItem:
    return services.conditions.get(stay, "own_home").items[which - 1]


def lise(services: Services, stay: UUID) -> UUID:
    """The case of the page: plan, home and contract are there, the decision is not."""
    version = services.plans.get(stay).version
    services.plans.change(
        PlanCommand(
            stay, version, status="received", on=back(70), document=small_pdf(),
            document_name="plan.pdf",
        )
    )  # fmt: skip
    services.support.propose(SupportCommand(stay, 0, "cti", applied_on=back(56)))
    home = services.offers.offer(
        OfferCommand(stay, back(28), home_type="general_assigned", address=WHERE)
    ).first("home_offer")
    services.offers.accept(home, 1, back(27))
    services.offers.step(home, 2, "contract", back(14))
    services.offers.step(home, 3, "keys", TODAY)
    return home


def test_the_case_of_the_page(services: Services, stay: UUID) -> None:
    lise(services, stay)
    view = services.conditions.get(stay, "own_home")
    assert (view.met, view.relevant, view.all_met, view.on) == (2, 4, False, TODAY)
    assert [(i.state, i.what, i.detail, i.source) for i in view.items] == [
        ("met", "Modtaget 14-09-2026", "handleplan, 1 side", "plan"),
        ("met", "Anvist 26-10-2026", WHERE, "offer"),
        ("missing", "Ansøgt 28-09-2026", "", "support"),
        ("waiting", "Kontrakt 09-11-2026 · nøgler 23-11-2026",
         "støtten kan ikke begynde, før nr. 3 er på plads", "offer"),
        ("not_relevant", "", "", ""),
    ]  # fmt: skip
    assert [i.shown_on for i in view.items] == [back(70), back(28), None, back(14), None]
    assert view.items[2].waiting_days == 56
    names = [i.confirmed_by.name if i.confirmed_by else "" for i in view.items]
    assert names == ["Mette Krogh", "Mette Krogh", "", "Mette Krogh", ""]
    assert view.items[0].document_id is not None


def test_the_decision_completes_the_case(services: Services, stay: UUID) -> None:
    lise(services, stay)
    services.support.decide(DecisionCommand(stay, 1, "granted", TODAY))
    view = services.conditions.get(stay, "own_home")
    assert (view.met, view.all_met) == (4, True)
    assert (view.items[2].what, view.items[2].detail) == ("Bevilget 23-11-2026", "CTI")
    services.support.supporter(SupporterCommand(stay, 2, "Bostøtten", starts_on=back(-5)))
    late = number(services, stay, 4)
    assert (late.state, late.detail) == ("waiting", "støtten begynder efter flyttedagen")


def test_a_refusal_shows_but_does_not_fulfil(services: Services, stay: UUID) -> None:
    lise(services, stay)
    services.support.decide(DecisionCommand(stay, 1, "refused", back(1), reason="Ingen plads"))
    three = number(services, stay, 3)
    assert (three.state, three.what, three.detail, three.waiting_days) == (
        "missing", "Ikke bevilget 22-11-2026", "Ingen plads", None,
    )  # fmt: skip


def test_a_contract_waits_for_the_keys(services: Services, stay: UUID) -> None:
    home = lise(services, stay)
    services.support.decide(DecisionCommand(stay, 1, "granted", TODAY))
    services.offers.step(home, 4, "keys", None)
    four = number(services, stay, 4)
    assert (four.state, four.detail) == (
        "waiting", "det er ikke aftalt, hvornår boligen er klar",
    )  # fmt: skip
    services.offers.step(home, 5, "keys", TODAY + timedelta(days=3))
    assert number(services, stay, 4).detail == "boligen er ikke klar på flyttedagen"
    version = services.stays.get(stay).version
    services.ending.plan_end(stay, version, TODAY + timedelta(days=3))
    assert number(services, stay, 4).state == "met", "read for the day of the move"


def test_a_residential_offer_is_the_other_branch(services: Services, stay: UUID) -> None:
    home = services.offers.offer(
        OfferCommand(stay, back(9), home_type="residential", address="Bofællesskabet Birk")
    ).first("home_offer")
    services.offers.accept(home, 1)
    view = services.conditions.get(stay, "residential_offer")
    assert [item.state for item in view.items] == [
        "missing", "met", "not_relevant", "not_relevant", "missing",
    ]  # fmt: skip
    services.offers.step(home, 2, "move_in", TODAY)
    assert services.conditions.get(stay, "residential_offer").items[4].state == "met"
    assert states(services, stay)[1] == "missing", "it is no own home"


def test_what_was_seen_is_confirmed_by_hand_and_taken_back(services: Services, stay: UUID) -> None:
    services.conditions.confirm(stay, 4, 0, back(2), text=" Kontrakten set hos Lise ")
    four = number(services, stay, 4)
    assert (four.state, four.what, four.detail, four.source, four.version) == (
        "waiting", "Bekræftet 21-11-2026", "støtten kan ikke begynde, før nr. 3 er på plads",
        "hand", 1,
    )  # fmt: skip
    assert services.undo.state().undo_label == "betingelse bekræftet for Lise Toft"
    services.support.decide(DecisionCommand(stay, 0, "granted", TODAY))
    four = number(services, stay, 4)
    assert (four.state, four.detail) == ("met", "Kontrakten set hos Lise")
    assert four.confirmed_by is not None
    services.conditions.confirm(stay, 4, 1, back(1), text="Set igen")
    services.conditions.take_back(stay, 4, 2)
    assert number(services, stay, 4).state == "missing"
    services.undo.undo()
    assert number(services, stay, 4).state == "met"


def test_a_row_by_hand_only_fills_in(services: Services, stay: UUID) -> None:
    services.conditions.confirm(stay, 2, 0, back(40), text="Set i brev")
    assert number(services, stay, 2).source == "hand"
    lise(services, stay)
    two = number(services, stay, 2)
    assert (two.source, two.shown_on, two.version) == ("offer", back(28), 1)


@pytest.mark.parametrize(
    ("seen", "problem"),
    [
        ((3, TODAY, "x"), ("number", "confirm_by_decision")),
        ((6, TODAY, "x"), ("number", "unknown_choice")),
        ((2, TODAY + timedelta(days=1), "x"), ("shown_on", "in_future")),
        ((2, TODAY, " "), ("text", "required")),
    ],
)
def test_refused_at_the_field(
    services: Services, stay: UUID, seen: tuple[int, date, str], problem: tuple[str, str]
) -> None:
    which, day, text = seen
    with pytest.raises(ValidationFailed) as refused:
        services.conditions.confirm(stay, which, 0, day, text=text)
    assert {(p.field, p.code) for p in refused.value.problems} == {problem}


def test_a_colleagues_evidence_is_not_overwritten(
    services: Services, house: OpenHouse, stay: UUID
) -> None:
    ali = houses.services(house, "staff")
    ali.conditions.confirm(stay, 1, 0, TODAY, text="Set")
    with pytest.raises(Conflict) as refused:
        services.conditions.confirm(stay, 1, 0, TODAY, text="Også set")
    assert refused.value.changed_by == "Ali"
    ali.conditions.take_back(stay, 1, 1)
    with pytest.raises(Conflict):
        services.conditions.take_back(stay, 1, 1)


def test_a_temp_reads_and_changes_nothing(house: OpenHouse, stay: UUID) -> None:
    temp = houses.services(house, "temp").conditions
    assert temp.get(stay, "own_home").relevant == 4
    calls: tuple[Callable[[], object], ...] = (
        lambda: temp.confirm(stay, 1, 0, TODAY, text="x"),
        lambda: temp.take_back(stay, 1, 1),
    )
    for write in calls:
        with pytest.raises(NotAllowed):
            write()


def test_a_protected_resident_is_opened_first(
    services: Services, house: OpenHouse, stay: UUID
) -> None:
    with house.database.write_unjournaled() as session:
        row = session.get_one(tables.Stay, stay)
        session.get_one(tables.Person, row.person_id).protected_address = True
    with pytest.raises(ReasonNeeded):
        services.conditions.get(stay, "own_home")
    with pytest.raises(ReasonNeeded):
        services.conditions.confirm(stay, 1, 0, TODAY, text="x")


def test_only_a_document_of_the_resident_shows_something(services: Services, stay: UUID) -> None:
    other = services.stays.admit(AdmitCommand("Ole", "Bach", place_id=PLACES[5]))
    paper = services.documents.keep(
        DocumentCommand(other.first("person"), small_pdf(), "lease")
    ).first("document")
    with pytest.raises(ValidationFailed, match="document_id:unknown_choice"):
        services.conditions.confirm(stay, 4, 0, TODAY, text="Kontrakt", document_id=paper)
    with pytest.raises(ValidationFailed, match="document_id:unknown_choice"):
        services.offers.offer(OfferCommand(stay, TODAY, address=WHERE, document_id=paper))
    assert services.offers.of_stay(stay).offers == ()
