"""Support and homes of the demo's residents, written by the same services on the days they happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from boform_app.clock import from_local
from boform_app.demo.cast import Role
from boform_app.services.facade import Services
from boform_app.services.views.moving import (
    DecisionCommand,
    OfferCommand,
    RentBudget,
    SearchCommand,
    SupportCommand,
    SupporterCommand,
)

Step = tuple[int, Callable[[], None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Support that is applied for and what came of it; days are counted back.

    Attributes:
        decision: Decision, and how many days ago; None while nothing was decided.
        supporter: Supplier, name and telephone, told on the day after the decision.
    """

    method: str
    applied: int
    wished: tuple[str, str] = ("", "")
    decision: tuple[str, int] | None = None
    reason: str = ""
    supporter: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """One home; days are counted back, negative ones lie ahead."""

    home_type: str
    address: str
    landlord: str
    rent: int
    deposit: int
    offered: int
    visit: int | None = None
    answer_by: int | None = None
    accepted: int | None = None
    declined: tuple[int, str] | None = None
    contract: int | None = None
    keys: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Everything about support and home of one resident.

    Attributes:
        searched: Days back that the search was written down; None without a search.
        nominated: Days back of the nomination.
        listed: Days back of the listing; not before the search was written down.
        budget: Income, housing benefit, fixed costs, instalments, to live on.
    """

    support: Wanted | None = None
    searched: int | None = None
    nominated: int | None = None
    listed: int | None = None
    types: tuple[str, ...] = ("general_assigned",)
    requirements: tuple[str, ...] = ()
    areas: str = ""
    income: str = "kontanthjælp"
    budget: tuple[int, int, int, int, int] | None = None
    offer: Offered | None = None


STORIES: dict[tuple[str, str], Story] = {
    ("Lise", "Toft"): Story(
        support=Wanted(method="cti", applied=56, wished=("Havnehuset", "Sara Bæk")),
        searched=80,
        nominated=82,
        listed=80,
        requirements=("ro",),
        areas="Viborg, gerne nær stationen",
        budget=(10_600, 1_500, 2_900, 500, 4_400),
        offer=Offered(
            home_type="general_assigned",
            address="Prøvevænget 3, 8800 Viborg",
            landlord="Boligselskabet Prøve",
            rent=4_150,
            deposit=12_400,
            offered=28,
            accepted=27,
            contract=14,
            keys=0,
        ),
    ),
    ("Ole", "Bach"): Story(searched=30, areas="Aalborg", budget=(9_800, 1_300, 2_400, 400, 4_200)),
    ("Tina", "Skov"): Story(
        support=Wanted(method="icm", applied=30),
        searched=41,
        nominated=41,
        areas="Randers",
        budget=(9_900, 1_400, 2_600, 700, 4_100),
    ),
    ("Per", "Holm"): Story(
        support=Wanted(
            method="icm",
            applied=25,
            decision=("granted", 10),
            supporter=("Bostøtten i Aarhus", "Karen Friborg", "12 34 56 83"),
        ),
        searched=30,
        nominated=30,
        areas="Aarhus",
        income="førtidspension",
    ),
    ("Kim", "Dahl"): Story(
        support=Wanted(
            method="icm",
            applied=18,
            decision=("refused", 6),
            reason="Kommunen mener, at § 85 er nok, og vil tale om det igen om tre måneder.",
        ),
    ),
    ("Mogens", "Friis"): Story(
        searched=45,
        nominated=45,
        requirements=("tilgaengelighed",),
        areas="Randers midtby",
        income="folkepension",
        offer=Offered(
            home_type="elderly",
            address="Opdigtet Allé 12, 8900 Randers",
            landlord="Randers Prøvebolig",
            rent=5_100,
            deposit=15_000,
            offered=20,
            visit=19,
            declined=(18, "Der er for langt til min bror, og trappen er stejl."),
        ),
    ),
    ("Farid", "Ahmadi"): Story(
        searched=30,
        nominated=30,
        areas="Aalborg og Nørresundby",
        offer=Offered(
            home_type="transitional",
            address="Prøvegade 8, 9000 Aalborg",
            landlord="Aalborg Prøvebolig",
            rent=3_500,
            deposit=9_000,
            offered=3,
            visit=-8,
            answer_by=-10,
        ),
    ),
    ("Sara", "Winther"): Story(
        support=Wanted(method="cti", applied=20),
        searched=20,
        types=("youth", "transitional"),
        areas="Aarhus",
        income="uddannelseshjælp",
    ),
}


class Mover:
    """Writes the stories, one step for each day something happened."""

    def __init__(self, services: Services, today: date) -> None:
        self._services = services
        self._today = today

    def steps(self, role: Role, stay_id: UUID) -> list[Step]:
        """Steps by days back, in the order of each day; none for who has no story."""
        story = STORIES.get((role.first, role.last))
        if story is None:
            return []
        steps: list[Step] = []
        if story.searched is not None:
            steps.append((story.searched, partial(self._search, stay_id, story)))
        if story.support is not None:
            steps += self._support(stay_id, story.support)
        if story.offer is not None:
            steps += self._offer(stay_id, story.offer)
        return steps

    def _search(self, stay_id: UUID, story: Story) -> None:
        self._services.homes.change_search(
            SearchCommand(
                stay_id,
                version=0,
                nominated_on=self._day(story.nominated),
                listed_on=self._day(story.listed),
                home_types=story.types,
                requirements=story.requirements,
                areas=story.areas,
                income_source=story.income,
                budget=RentBudget(*story.budget) if story.budget else RentBudget(),
            )
        )

    def _support(self, stay_id: UUID, wanted: Wanted) -> list[Step]:
        steps: list[Step] = [(wanted.applied, partial(self._propose, stay_id, wanted))]
        if wanted.decision is not None:
            decided = wanted.decision[1]
            steps.append((decided - 1, partial(self._decide, stay_id, wanted)))
            if wanted.supporter is not None:
                steps.append((decided - 2, partial(self._supporter, stay_id, wanted.supporter)))
        return steps

    def _propose(self, stay_id: UUID, wanted: Wanted) -> None:
        supplier, person = wanted.wished
        self._services.support.propose(
            SupportCommand(
                stay_id,
                self._services.support.get(stay_id).version,
                wanted.method,
                applied_on=self._back(wanted.applied),
                wished_supplier=supplier,
                wished_person=person,
            )
        )

    def _decide(self, stay_id: UUID, wanted: Wanted) -> None:
        if wanted.decision is None:
            return
        decision, days = wanted.decision
        self._services.support.decide(
            DecisionCommand(
                stay_id,
                self._services.support.get(stay_id).version,
                decision,
                decided_on=self._back(days),
                received_on=self._back(days - 1),
                reason=wanted.reason,
            )
        )

    def _supporter(self, stay_id: UUID, who: tuple[str, str, str]) -> None:
        supplier, name, phone = who
        version = self._services.support.get(stay_id).version
        self._services.support.supporter(SupporterCommand(stay_id, version, supplier, name, phone))

    def _offer(self, stay_id: UUID, home: Offered) -> list[Step]:
        steps: list[Step] = [(home.offered, partial(self._make, stay_id, home))]
        if home.visit is not None and home.visit >= 0:
            steps.append((home.visit, partial(self._visited, stay_id, home.visit)))
        if home.declined is not None:
            days, reason = home.declined
            steps.append((days, partial(self._decline, stay_id, reason)))
        if home.accepted is not None:
            steps.append((home.accepted, partial(self._accept, stay_id)))
        if home.contract is not None:
            steps.append((home.contract, partial(self._signed, stay_id, home)))
        return steps

    def _make(self, stay_id: UUID, home: Offered) -> None:
        ahead = home.visit is not None and home.visit < 0
        visit = from_local(self._back(home.visit or 0), 10) if ahead else None
        self._services.offers.offer(
            OfferCommand(
                stay_id,
                self._back(home.offered),
                home_type=home.home_type,
                address=home.address,
                landlord=home.landlord,
                rent_kr=home.rent,
                deposit_kr=home.deposit,
                answer_by=self._day(home.answer_by),
                visit_at=visit,
            )
        )

    def _visited(self, stay_id: UUID, days: int) -> None:
        home = self._services.offers.of_stay(stay_id).offers[0]
        day = self._back(days)
        self._services.offers.visit(home.id, home.version, at=from_local(day, 10), on=day)

    def _decline(self, stay_id: UUID, reason: str) -> None:
        home = self._services.offers.of_stay(stay_id).offers[0]
        self._services.offers.decline(home.id, home.version, reason)

    def _accept(self, stay_id: UUID) -> None:
        home = self._services.offers.of_stay(stay_id).offers[0]
        self._services.offers.accept(home.id, home.version)

    def _signed(self, stay_id: UUID, story: Offered) -> None:
        """The contract, and the day agreed for the keys."""
        for what, days in (("contract", story.contract), ("keys", story.keys)):
            if days is not None:
                home = self._services.offers.of_stay(stay_id).offers[0]
                self._services.offers.step(home.id, home.version, what, self._back(days))

    def _day(self, days: int | None) -> date | None:
        return None if days is None else self._back(days)

    def _back(self, days: int) -> date:
        return self._today - timedelta(days=days)
