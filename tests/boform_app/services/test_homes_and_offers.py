"""The search for a home and the homes offered; C1, C2 and C3 show where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from boform_app.clock import FixedClock, from_local
from boform_app.errors import Conflict, NotAllowed, ReasonNeeded, ValidationFailed
from boform_app.rules.homes import HomeStep
from boform_app.rules.readiness.answers import Answers, HousingWish, WishToMove
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.moving import (
    HousingSearchView,
    OfferCommand,
    OffersView,
    OfferView,
    RentBudget,
    SearchCommand,
    Suggestion,
)
from boform_app.services.views.plans import PrerequisiteCommand, PrerequisiteView
from boform_app.services.views.stays import AdmitCommand
from models import tables
from tests import houses
from tests.houses import PLACES

TODAY = date(2026, 11, 23)
WHERE = "Prøvevænget 3, 8800 Viborg"
BUDGET = RentBudget(11_200, 1_400, 3_100, 700, 4_500)


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


def item(services: Services, stay: UUID, code: str) -> PrerequisiteView:
    return next(row for row in services.plans.prerequisites(stay) if row.code == code)


def searched(services: Services, stay: UUID, **facts: object) -> HousingSearchView:
    command = SearchCommand(stay, services.homes.search(stay).version)
    services.homes.change_search(replace(command, **facts))  # type: ignore[arg-type] # by name
    return services.homes.search(stay)


def offered(services: Services, stay: UUID, **facts: object) -> OfferView:
    command = OfferCommand(stay, back(28), home_type="general_assigned", address=WHERE)
    made = services.offers.offer(replace(command, **facts))  # type: ignore[arg-type] # by name
    return one(services.offers.of_stay(stay), made.first("home_offer"))


def one(view: OffersView, offer_id: UUID) -> OfferView:
    return next(offer for offer in view.offers if offer.id == offer_id)


def again(services: Services, offer: OfferView, stay: UUID) -> OfferView:
    return one(services.offers.of_stay(stay), offer.id)


def problems(refused: pytest.ExceptionInfo[ValidationFailed]) -> set[tuple[str, str]]:
    return {(p.field, p.code) for p in refused.value.problems}


def test_the_rent_has_one_figure_and_it_stands_on_the_stay(services: Services, stay: UUID) -> None:
    found = searched(services, stay, budget=replace(BUDGET, instalments_kr=None))
    assert (found.calculated_kr, found.preliminary, found.max_rent_kr) == (5_000, True, None)
    assert found.missing_figures == ("instalments_kr",)
    assert found.rent_words == "Foreløbigt tal. Mangler: afdrag."
    found = searched(services, stay, budget=BUDGET)
    assert (found.calculated_kr, found.max_rent_kr, found.by_hand) == (4_300, 4_300, False)
    assert services.stays.get(stay).max_rent_kr == 4_300
    found = searched(services, stay, budget=BUDGET, max_rent_kr=4_100)
    assert (found.calculated_kr, found.max_rent_kr, found.by_hand) == (4_300, 4_100, True)
    services.undo.undo()
    assert services.homes.search(stay).max_rent_kr == 4_300


def test_nobody_can_pay_less_than_nothing(services: Services, stay: UUID) -> None:
    poor = replace(BUDGET, fixed_costs_kr=20_000)
    assert searched(services, stay, budget=poor).calculated_kr == 0


def test_the_overview_fills_the_form_until_it_is_written(services: Services, stay: UUID) -> None:
    answers = Answers(
        wish_to_move=WishToMove.YES,
        housing_wish=HousingWish.YOUTH_HOME,
        requirements=frozenset({"ro", "husdyr"}),
    )
    services.overviews.finish(stay, answers, TODAY)
    found = services.homes.search(stay)
    assert (found.home_types, found.requirements, found.from_overview) == (
        ("youth",), ("husdyr", "ro"), True,
    )  # fmt: skip
    found = searched(services, stay, home_types=("odd",))
    assert (found.home_types, found.requirements, found.from_overview) == (("odd",), (), False)


def test_nomination_and_listing_move_c1(services: Services, stay: UUID) -> None:
    assert searched(services, stay, nominated_on=back(80)).step is HomeStep.NOMINATED
    c1 = item(services, stay, "C1")
    assert (c1.status, c1.owner, c1.days) == ("in_progress", "housing", 80)
    assert searched(services, stay, nominated_on=back(80), listed_on=back(70)).step is (
        HomeStep.LISTED
    )
    c1 = item(services, stay, "C1")
    assert (c1.status, c1.evidence_on) == ("fulfilled", back(70))
    searched(services, stay)
    assert item(services, stay, "C1").status == "missing"


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"listed_on": TODAY + timedelta(days=1)}, ("listed_on", "in_future")),
        ({"home_types": ("castle",)}, ("home_types", "unknown_choice")),
        ({"requirements": ("sea_view",)}, ("requirements", "unknown_choice")),
        ({"budget": replace(BUDGET, fixed_costs_kr=-1)}, ("fixed_costs_kr", "out_of_range")),
        ({"max_rent_kr": 1_000_000}, ("max_rent_kr", "out_of_range")),
    ],
)
def test_a_search_refused_at_the_field(
    services: Services, stay: UUID, facts: dict[str, object], problem: tuple[str, str]
) -> None:
    with pytest.raises(ValidationFailed) as refused:
        searched(services, stay, **facts)
    assert problems(refused) == {problem}
    assert services.homes.search(stay).version == 0


def test_an_offer_waits_for_our_answer(services: Services, stay: UUID) -> None:
    found = offered(services, stay, answer_by=TODAY + timedelta(days=2), rent_kr=4_000)
    assert (found.step, found.home_type_label, found.branch) == (
        HomeStep.OFFERED, "Almen bolig, anvist", "own_home",
    )  # fmt: skip
    c2 = item(services, stay, "C2")
    assert (c2.status, c2.owner, c2.evidence) == ("in_progress", "us", f"Tilbudt: {WHERE}")
    assert c2.next_on == TODAY + timedelta(days=2)
    assert services.undo.state().undo_label == "tilbud om bolig for Lise Toft"


def test_the_rent_stands_beside_what_can_be_paid_without_a_verdict(
    services: Services, stay: UUID
) -> None:
    assert offered(services, stay, rent_kr=4_000).rent_text == "Husleje 4.000 kr. om måneden"
    searched(services, stay, max_rent_kr=4_300)
    dear = offered(services, stay, rent_kr=4_800)
    assert dear.rent_text == "Husleje 4.800 kr. om måneden, kan betale op til 4.300 kr."
    assert (dear.over_max_kr, offered(services, stay, rent_kr=4_300).over_max_kr) == (500, 0)


def test_a_no_keeps_the_words_and_leads_back_to_the_search(services: Services, stay: UUID) -> None:
    searched(services, stay, nominated_on=back(80), listed_on=back(70))
    first = offered(services, stay)
    services.offers.decline(first.id, first.version, " For langt fra min søn ", back(20))
    view = services.offers.of_stay(stay)
    assert (view.step, view.suggestions) == (HomeStep.LISTED, ())
    told = again(services, first, stay)
    assert (told.step, told.resident_reason, told.answered_on) == (
        HomeStep.DECLINED, "For langt fra min søn", back(20),
    )  # fmt: skip
    c2 = item(services, stay, "C2")
    assert (c2.status, c2.owner, c2.evidence) == ("missing", "housing", "")


def test_nothing_counts_what_was_declined() -> None:
    views = (OffersView, OfferView, HousingSearchView)
    names = {field.name for view in views for field in fields(view)}
    assert not [name for name in names if "count" in name or "declined" in name]


def test_a_second_home_from_offer_to_keys(services: Services, stay: UUID) -> None:
    searched(services, stay, max_rent_kr=4_300)
    first = offered(services, stay, offered_on=back(40))
    services.offers.decline(first.id, first.version, "Ingen elevator", back(38))
    home = offered(services, stay, rent_kr=4_100, deposit_kr=12_000)
    services.offers.visit(home.id, home.version, at=from_local(back(26), 10))
    home = again(services, home, stay)
    services.offers.visit(home.id, home.version, at=home.visit_at, on=back(26))
    home = again(services, home, stay)
    assert home.step is HomeStep.VISITED
    services.offers.accept(home.id, home.version, back(25))
    c2, c3 = item(services, stay, "C2"), item(services, stay, "C3")
    assert (c2.status, c2.evidence, c2.evidence_on) == ("fulfilled", WHERE, back(28))
    assert c3.status == "fulfilled"
    assert c3.evidence == "Husleje 4.100 kr. om måneden, kan betale op til 4.300 kr."
    for what, on, step in (
        ("contract", back(14), HomeStep.CONTRACT),
        ("keys", TODAY + timedelta(days=1), HomeStep.CONTRACT),
        ("keys", TODAY, HomeStep.KEYS),
        ("move_in", TODAY + timedelta(days=1), HomeStep.KEYS),
        ("moved_in", TODAY, HomeStep.MOVED_IN),
        ("moved_in", None, HomeStep.KEYS),
    ):
        home = again(services, home, stay)
        services.offers.step(home.id, home.version, what, on)
        assert services.offers.of_stay(stay).step is step
    assert services.offers.of_stay(stay).suggestions == (
        Suggestion("new_address", WHERE),
        Suggestion("destination", "own_home_public"),
        Suggestion("end_kind", "own_home"),
        Suggestion("planned_end_on", TODAY + timedelta(days=1)),
        Suggestion("C4", "in_progress"),
    )
    said = services.stays.get(stay)
    assert (said.new_address, said.destination, said.planned_end_on) == ("", "", None), (
        "nothing is written by itself"
    )


def c1(services: Services, stay: UUID) -> tuple[str, str, str]:
    found = item(services, stay, "C1")
    return found.status, found.owner, found.evidence


def test_an_accepted_home_settles_c1_and_undo_opens_it_again(
    services: Services, stay: UUID
) -> None:
    searched(services, stay, nominated_on=back(80))
    home = offered(services, stay)
    services.offers.accept(home.id, home.version, back(20))
    assert c1(services, stay) == ("fulfilled", "housing", "Boligen er fundet")
    assert item(services, stay, "C1").since == back(20)
    services.undo.undo()
    assert c1(services, stay) == ("in_progress", "housing", "Indstillet til bolig")
    assert item(services, stay, "C1").days == 80
    services.undo.redo()
    assert c1(services, stay)[0] == "fulfilled"


def test_who_was_never_put_forward_needs_not_be_any_more(services: Services, stay: UUID) -> None:
    home = offered(services, stay)
    services.offers.accept(home.id, home.version)
    assert c1(services, stay)[0] == "not_relevant"
    searched(services, stay, nominated_on=back(2))
    assert c1(services, stay)[0] == "not_relevant", "a day that is written late asks nobody again"


def test_a_home_given_back_leads_c1_to_where_it_was(services: Services, stay: UUID) -> None:
    searched(services, stay, nominated_on=back(80))
    home = offered(services, stay)
    services.offers.accept(home.id, home.version, back(20))
    home = again(services, home, stay)
    services.offers.decline(home.id, home.version, "Fandt noget andet", back(10))
    assert c1(services, stay) == ("in_progress", "housing", "Indstillet til bolig")
    assert item(services, stay, "C1").since == back(10)


def test_c1_that_was_open_or_listed_before_the_home_is_so_after_it(
    services: Services, stay: UUID
) -> None:
    before = c1(services, stay)
    home = offered(services, stay)
    services.offers.accept(home.id, home.version)
    home = again(services, home, stay)
    services.offers.withdraw(home.id, home.version)
    assert c1(services, stay) == before
    searched(services, stay, listed_on=back(70))
    home = again(services, home, stay)
    services.offers.accept(home.id, home.version)
    home = again(services, home, stay)
    services.offers.decline(home.id, home.version)
    assert c1(services, stay)[::2] == ("fulfilled", "Skrevet op til bolig")


def test_a_dear_home_leaves_c3_to_people(services: Services, stay: UUID) -> None:
    searched(services, stay, max_rent_kr=4_000)
    home = offered(services, stay, rent_kr=4_100)
    services.offers.accept(home.id, home.version)
    assert item(services, stay, "C3").status == "unknown"


def test_one_home_at_a_time(services: Services, stay: UUID) -> None:
    first = offered(services, stay)
    services.offers.accept(first.id, first.version)
    second = offered(services, stay, address="Engvej 9")
    with pytest.raises(ValidationFailed) as refused:
        services.offers.accept(second.id, second.version)
    assert problems(refused) == {("", "other_home_accepted")}
    assert refused.value.problems[0].facts == {"home": WHERE}
    first = again(services, first, stay)
    services.offers.withdraw(first.id, first.version)
    assert item(services, stay, "C2").status == "in_progress"
    second = again(services, second, stay)
    services.offers.accept(second.id, second.version)
    assert item(services, stay, "C2").evidence == "Engvej 9"


def test_a_home_given_back_loses_its_steps(services: Services, stay: UUID) -> None:
    home = offered(services, stay)
    services.offers.accept(home.id, home.version)
    home = again(services, home, stay)
    services.offers.step(home.id, home.version, "contract", TODAY)
    home = again(services, home, stay)
    services.offers.decline(home.id, home.version, "Fandt noget andet")
    home = again(services, home, stay)
    assert (home.contract_on, item(services, stay, "C2").status) == (None, "missing")


def test_a_home_that_was_written_by_hand_is_left_alone(services: Services, stay: UUID) -> None:
    c2 = item(services, stay, "C2")
    services.plans.set_prerequisite(
        PrerequisiteCommand(c2.id, c2.version, "fulfilled", c2.owner, TODAY, "brev", TODAY)
    )
    other = offered(services, stay)
    services.offers.decline(other.id, other.version)
    c2 = item(services, stay, "C2")
    assert (c2.status, c2.evidence) == ("fulfilled", "brev")


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"home_type": "castle"}, ("home_type", "unknown_choice")),
        ({"offered_on": TODAY + timedelta(days=1)}, ("offered_on", "in_future")),
        ({"answer_by": back(29)}, ("answer_by", "before_offer")),
        ({"visit_at": from_local(back(29), 10)}, ("visit_at", "before_offer")),
        ({"rent_kr": -1}, ("rent_kr", "out_of_range")),
        ({"address": " ", "home_type": ""}, ("address", "required")),
    ],
)
def test_an_offer_refused_at_the_field(
    services: Services, stay: UUID, facts: dict[str, object], problem: tuple[str, str]
) -> None:
    with pytest.raises(ValidationFailed) as refused:
        offered(services, stay, **facts)
    assert problems(refused) == {problem}
    assert services.offers.of_stay(stay).offers == ()


def test_steps_come_in_their_order(services: Services, stay: UUID) -> None:
    home = offered(services, stay)
    offers = services.offers
    calls: tuple[tuple[Callable[[], object], str], ...] = (
        (lambda: offers.step(home.id, home.version, "contract", TODAY), "home_not_accepted"),
        (lambda: offers.step(home.id, home.version, "party", TODAY), "unknown_choice"),
        (lambda: offers.accept(home.id, home.version, back(30)), "before_offer"),
        (lambda: offers.decline(home.id, home.version, "", TODAY + timedelta(days=1)), "in_future"),
        (lambda: offers.visit(home.id, home.version, on=TODAY + timedelta(days=1)), "in_future"),
    )
    for write, problem in calls:
        with pytest.raises(ValidationFailed) as refused:
            write()
        assert {p.code for p in refused.value.problems} == {problem}
    offers.accept(home.id, home.version)
    home = again(services, home, stay)
    with pytest.raises(ValidationFailed):
        offers.step(home.id, home.version, "moved_in", TODAY + timedelta(days=1))


def test_a_colleagues_change_is_not_overwritten(
    services: Services, house: OpenHouse, stay: UUID
) -> None:
    home = offered(services, stay)
    houses.services(house, "staff").offers.accept(home.id, home.version)
    with pytest.raises(Conflict) as refused:
        services.offers.decline(home.id, home.version)
    assert refused.value.changed_by == "Ali"
    searched(services, stay)
    with pytest.raises(Conflict):
        services.homes.change_search(SearchCommand(stay, 0))


def test_a_temp_reads_and_changes_nothing(services: Services, house: OpenHouse, stay: UUID) -> None:
    home = offered(services, stay)
    temp = houses.services(house, "temp")
    assert temp.offers.of_stay(stay).offers[0].id == home.id
    assert temp.homes.search(stay).version == 0
    calls: tuple[Callable[[], object], ...] = (
        lambda: temp.offers.accept(home.id, home.version),
        lambda: temp.offers.offer(OfferCommand(stay, TODAY, address="x")),
        lambda: temp.offers.visit(home.id, home.version),
        lambda: temp.offers.step(home.id, home.version, "keys", TODAY),
        lambda: temp.homes.change_search(SearchCommand(stay, 0)),
    )
    for write in calls:
        with pytest.raises(NotAllowed):
            write()


def test_a_protected_resident_is_opened_first(
    services: Services, house: OpenHouse, stay: UUID
) -> None:
    home = offered(services, stay)
    with house.database.write_unjournaled() as session:
        row = session.get_one(tables.Stay, stay)
        session.get_one(tables.Person, row.person_id).protected_address = True
    calls: tuple[Callable[[], object], ...] = (
        lambda: services.offers.of_stay(stay),
        lambda: services.homes.search(stay),
        lambda: services.offers.accept(home.id, home.version),
    )
    for call in calls:
        with pytest.raises(ReasonNeeded):
            call()
