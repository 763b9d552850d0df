"""The refund clock: leaders only, over all stays and houses, and nowhere near anything else."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

import boform_app
from boform_app.clock import FixedClock, from_local
from boform_app.errors import Conflict, NotAllowed, ReasonNeeded, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.moving import DecisionCommand, OfferCommand
from boform_app.services.views.refund import NightsCommand
from boform_app.services.views.stays import AdmitCommand, EndStayCommand
from models import tables
from tests import houses
from tests.houses import PLACES

TODAY = date(2026, 11, 23)
ROOT = Path(boform_app.__file__).parents[1]
# Who may know of nights that count for refund: the service itself, its facts, and the leaders' own
# items of the deadlines. The facade makes the service by name and knows nothing of it.
MAY_IMPORT = {
    "boform_app/services/refund.py",
    "boform_app/services/_refund_facts.py",
    "boform_app/services/_stay_facts.py",
    "boform_app/services/views/refund.py",
    "boform_app/services/facade.py",
}
SECRET = (
    "boform_app.rules.refund",
    "boform_app.rules.refund_flags",
    "boform_app.rules.support_refund",
    "boform_app.services.refund",
    "boform_app.services._refund_facts",
    "boform_app.services.views.refund",
)


def back(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def stay(services: Services, clock: FixedClock) -> UUID:
    clock.set(from_local(back(70), 21))
    made = services.stays.admit(
        AdmitCommand("Lise", "Toft", place_id=PLACES[4], acting_municipality_code="0791")
    ).first("stay")
    clock.set(from_local(TODAY, 9))
    return made


@pytest.fixture
def lise(services: Services, stay: UUID) -> UUID:
    return services.stays.get(stay).person_id


def told(lise: UUID, first: date, last: date) -> NightsCommand:
    return NightsCommand(lise, " Møllehuset ", first, last, "Lise selv")


def test_nights_here_and_elsewhere_are_one_count(
    services: Services, lise: UUID, stay: UUID
) -> None:
    view = services.refund.clock(lise)
    assert view.clock is not None
    assert (view.clock.used, view.clock.at_least) == (70, True)
    assert [mark.nights for mark in view.clock.windows[0].marks] == [90]
    services.refund.tell(told(lise, back(120), back(101)))
    services.refund.asked(stay, TODAY)
    view = services.refund.clock(lise)
    assert view.clock is not None
    assert (view.clock.used, view.clock.at_least, view.asked_on) == (90, False, TODAY)
    assert [flag.rule for flag in view.flags] == ["E3"]
    assert [(n.house, n.nights, n.told_by) for n in view.elsewhere] == [
        ("Møllehuset", 20, "Lise selv")
    ]
    assert view.elsewhere == services.refund.nights_elsewhere(lise)


def test_a_year_that_began_before_the_change_has_both_marks(services: Services, lise: UUID) -> None:
    services.refund.tell(told(lise, date(2026, 2, 1), date(2026, 2, 10)))
    view = services.refund.clock(lise)
    assert view.clock is not None
    assert [(m.nights, m.role) for m in view.clock.windows[0].marks] == [
        (90, "safe"), (120, "possible"),
    ]  # fmt: skip


def test_absence_is_shown_apart(services: Services, lise: UUID, stay: UUID) -> None:
    services.absences.add_absence(stay, "hospital", back(10))
    services.absences.end_absence(services.stays.get(stay).absences[0].id, back(6))
    view = services.refund.clock(lise)
    assert view.clock is not None
    assert view.clock.current is not None
    assert (view.clock.used, view.clock.current.absent) == (70, 5)


def test_every_number_is_for_guidance(services: Services, lise: UUID) -> None:
    view, support = services.refund.clock(lise), services.refund.support_refund(lise)
    assert view.guidance == support.guidance == "vejledende – handlekommunen afgør"
    sentence = "Grænsen vedrører kommunens refusion. Borgerens ret til ophold ændres ikke."
    assert view.sentence == support.sentence == sentence
    assert "Kalenderdage" in view.day_note


def test_what_was_told_can_be_changed_and_removed(services: Services, lise: UUID) -> None:
    services.refund.tell(told(lise, back(120), back(101)))
    row = services.refund.nights_elsewhere(lise)[0]
    services.refund.tell(
        NightsCommand(lise, "Birkehuset", back(120), back(111), "", row.id, row.version)
    )
    row = services.refund.nights_elsewhere(lise)[0]
    assert (row.house, row.nights, row.version) == ("Birkehuset", 10, 2)
    with pytest.raises(Conflict):
        services.refund.remove(row.id, 1)
    services.refund.remove(row.id, row.version)
    assert services.refund.nights_elsewhere(lise) == ()


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ((" ", back(9), back(8)), ("house", "required")),
        (("Birk", back(8), back(9)), ("to_night", "end_before_start")),
        (("Birk", back(8), TODAY), ("to_night", "in_future")),
    ],
)
def test_refused_at_the_field(
    services: Services, lise: UUID, said: tuple[str, date, date], problem: tuple[str, str]
) -> None:
    with pytest.raises(ValidationFailed) as refused:
        services.refund.tell(NightsCommand(lise, *said))
    assert [(p.field, p.code) for p in refused.value.problems] == [problem]


def test_support_decided_before_the_move_is_covered(
    services: Services, lise: UUID, stay: UUID
) -> None:
    assert services.refund.support_refund(lise).own_home.cover == "open"
    services.support.decide(DecisionCommand(stay, 0, "granted", back(1)))
    version = services.stays.get(stay).version
    services.ending.plan_end(stay, version, TODAY)
    view = services.refund.support_refund(lise)
    assert (view.discharged_on, view.planned, view.own_home.cover) == (TODAY, True, "yes")
    services.ending.end(
        EndStayCommand(
            stay, version + 1, from_local(TODAY, 8), "own_home", destination="own_home_public"
        )
    )
    found = services.refund.support_refund(lise)
    assert (found.planned, found.own_home.starts_on, found.own_home.ends) == (
        False, TODAY, date(2028, 11, 23),
    )  # fmt: skip


def test_a_decision_on_the_day_is_a_question(services: Services, lise: UUID, stay: UUID) -> None:
    services.ending.plan_end(stay, services.stays.get(stay).version, TODAY)
    services.support.decide(DecisionCommand(stay, 0, "refused", TODAY))
    assert services.refund.support_refund(lise).own_home.cover == "open"
    services.support.decide(DecisionCommand(stay, 1, "granted", TODAY))
    assert services.refund.support_refund(lise).own_home.cover == "ask"


def test_a_residential_home_has_its_own_period(services: Services, lise: UUID, stay: UUID) -> None:
    home = services.offers.offer(
        OfferCommand(stay, back(20), home_type="residential", address="Birk")
    ).first("home_offer")
    services.offers.accept(home, 1, back(19))
    assert services.refund.support_refund(lise).residential.cover == "yes"


def test_only_leaders(services: Services, house: OpenHouse, lise: UUID, stay: UUID) -> None:
    services.refund.tell(told(lise, back(120), back(101)))
    row = services.refund.nights_elsewhere(lise)[0]
    for role in ("staff", "temp"):
        refund = houses.services(house, role).refund
        calls: tuple[Callable[[], object], ...] = (
            lambda refund=refund: refund.clock(lise),  # type: ignore[misc] # bound in the loop
            lambda refund=refund: refund.support_refund(lise),  # type: ignore[misc] # as above
            lambda refund=refund: refund.nights_elsewhere(lise),  # type: ignore[misc] # as above
            lambda refund=refund: refund.tell(told(lise, back(9), back(8))),  # type: ignore[misc] # as above
            lambda refund=refund: refund.remove(row.id, row.version),  # type: ignore[misc] # as above
            lambda refund=refund: refund.asked(stay, TODAY),  # type: ignore[misc] # as above
        )
        for call in calls:
            with pytest.raises(NotAllowed):
                call()


def test_a_protected_resident_is_opened_first(
    services: Services, house: OpenHouse, lise: UUID
) -> None:
    with house.database.write_unjournaled() as session:
        session.get_one(tables.Person, lise).protected_address = True
    for read in (services.refund.clock, services.refund.support_refund):
        with pytest.raises(ReasonNeeded):
            read(lise)


def test_a_leader_finds_it_on_the_start_page_and_nobody_on_a_residents_page(
    services: Services, house: OpenHouse, lise: UUID
) -> None:
    services.refund.tell(told(lise, back(120), back(101)))
    reached = [row for row in services.today.view().deadlines if "efusion" in f"{row}"]
    assert [row.what for row in reached] == [
        "Udflytningsoverblik (refusionsdøgn)", "Refusionsgrænsen er nået (vejledende)",
    ]  # fmt: skip
    assert "Borgerens ret til ophold ændres ikke." in reached[1].why
    everybody = (
        *houses.services(house, "staff").today.view().deadlines,
        *services.today.deadlines(lise),
        *services.today.deadlines(),
        *services.today.next_by_person().values(),
    )
    assert everybody
    assert not [row for row in everybody if "refusion" in f"{row}".casefold()]


def test_history_says_no_word_of_it(services: Services, house: OpenHouse, lise: UUID) -> None:
    """Historik is read by everybody."""
    services.refund.tell(told(lise, back(120), back(101)))
    with house.database.read() as session:
        labels = session.scalars(select(tables.Revision.label)).all()
    assert "ophold i et andet hus for Lise Toft" in labels
    assert not [label for label in labels if "refusion" in label.casefold()]
    said = f"{houses.services(house, 'staff').history.for_person(lise)}"
    assert "refusion" not in said.casefold()


def test_nobody_else_can_get_at_it() -> None:
    """No page of a resident, letter or other service imports what knows of refund."""
    found = set()
    for folder in ("boform_app/services", "reports"):
        for path in (ROOT / folder).rglob("*.py"):
            name = path.relative_to(ROOT).as_posix()
            if name not in MAY_IMPORT and _imports(path) & set(SECRET):
                found.add(name)
    assert found == set()


def _imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names
