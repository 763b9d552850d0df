"""The paperwork of the present residents, done through the same services as in a real house."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import select

from boform_app.clock import FixedClock, from_local, local_date
from boform_app.demo import present
from boform_app.demo.cast import Overview, Role
from boform_app.demo.helpers import Helpers
from boform_app.demo.invent import data
from boform_app.demo.moving import Mover
from boform_app.demo.plans import Planner
from boform_app.demo.talks import Talker
from boform_app.errors import ValidationFailed
from boform_app.progress import Progress
from boform_app.rules.readiness.answers import (
    Answers,
    DomainNote,
    Duration,
    HousingWish,
    OwnWords,
    Rating,
    Reason,
    SupportWish,
    WishToMove,
)
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.letters import Basis, LetterEdits
from boform_app.services.views.records import ConsentCommand
from models import tables
from models.values import municipalities

_TOPICS = ("housing", "economy", "health", "substances", "network", "overview")


class Office:
    """Consents, overviews and letters, each written on the day it would have been."""

    def __init__(
        self,
        house: OpenHouse,
        services: Services,
        clock: FixedClock,
        today: date,
        workers: dict[str, UUID],
    ) -> None:
        self._house = house
        self._services = services
        self._clock = clock
        self._today = today
        self._workers = workers
        self._planner = Planner(services, today)
        self._mover = Mover(services, today)
        self._talker = Talker(services, today)
        self._helpers = Helpers(services, today)

    def paperwork(self, role: Role, stay: tables.Stay) -> None:
        """Everything one role says, oldest first."""
        steps: list[tuple[int, Callable[[], None]]] = []
        if role.notice is not None:
            steps.append(
                (max(0, role.nights - role.notice), partial(self._letter, stay, "admission_notice"))
            )
        if role.nights > 6:
            steps.append((role.nights - 1, partial(self._letter, stay, "data_information")))
        if role.consent is not None:
            steps.append((role.consent, partial(self._consent, role, stay)))
        steps.extend(
            (overview.days_ago, partial(self._overview, stay, overview))
            for overview in role.overview
        )
        requested, *_ = role.plan
        if requested is not None:
            steps.append((requested, partial(self._plan_request, role, stay)))
        if role.referral is not None:
            steps.append((role.referral, partial(self._letter, stay, "referral")))
        steps.extend(self._planner.steps(role, stay.id))
        steps.extend(self._mover.steps(role, stay.id))
        steps.extend(self._talker.steps(role, stay.id))
        steps.extend(self._helpers.steps(role, stay.person_id))
        if role.protected:
            self._services.people.open(stay.person_id, "Indskrivning og orientering")
        for days_ago, step in sorted(steps, key=lambda one: -one[0]):
            self._clock.set(from_local(self._today - timedelta(days=days_ago), 10, 30))
            step()

    def notices_of_the_past(self, stays: Sequence[tables.Stay], progress: Progress) -> None:
        """Both notices of stays that ended lately, each on the day after its decision."""
        for index, stay in enumerate(stays):
            if stay.ended_at is None:
                continue
            for kind, day in (
                ("admission_notice", stay.decided_on),
                ("discharge_notice", local_date(stay.ended_at)),
            ):
                self._clock.set(from_local(day + timedelta(days=1), 9, 15))
                self._letter(stay, kind)
            progress.report(index + 1, len(stays), "Orienteringer")

    def _letter(self, stay: tables.Stay, kind: str) -> None:
        """Make, and mark as sent on the same day; law where the law asks, else consent, else not at all."""
        letters, register = self._services.letters, self._services.register
        edits = LetterEdits()
        proposal = letters.propose(kind, stay.person_id, edits)
        bases: dict[str, Basis] = {}
        for view in proposal.disclosures:
            offers = [
                offer for offer in view.offers if offer.kind in {"law", "consent", "own_copy"}
            ]
            consent = next((offer for offer in offers if offer.kind == "consent"), None)
            chosen = consent if consent and kind == "referral" else (offers[0] if offers else None)
            if chosen is not None:
                bases[view.information] = chosen
        edits = LetterEdits(bases=bases)
        try:
            made = letters.make(kind, stay.person_id, edits)
        except ValidationFailed:
            # Nothing carries it; asking first would compose every letter once more.
            return
        channel = "handed_over" if kind == "data_information" else "digital_post"
        register.mark_sent(made.id, made.version, channel, self._clock.today())

    def _plan_request(self, role: Role, stay: tables.Stay) -> None:
        """The plan says "requested" already, so its own letter would count as a reminder."""
        self._letter(stay, "plan_request")
        reminded = role.plan[1]
        with self._house.database.write(
            "demo.plan", "anmodning om handleplan", actor_id=self._workers["MK"],
            at=self._clock.now(), undoable=False,
        ) as unit:  # fmt: skip
            plan = unit.session.scalars(
                select(tables.ActionPlan).where(tables.ActionPlan.stay_id == stay.id)
            ).one()
            item = unit.session.scalars(
                select(tables.Prerequisite).where(
                    tables.Prerequisite.stay_id == stay.id, tables.Prerequisite.code == "C6"
                )
            ).one()
            day = self._today - timedelta(days=reminded) if reminded is not None else None
            plan.reminded_on = item.reminded_on = day
            if plan.status == "reminded" and day is None:
                plan.status = "requested"
            unit.commit()

    def _consent(self, role: Role, stay: tables.Stay) -> None:
        if not role.municipality:
            return
        given = self._clock.today()
        self._services.consents.give(
            ConsentCommand(
                person_id=stay.person_id,
                information=_TOPICS,
                recipient=municipalities.municipality(role.municipality).display,
                municipality_code=role.municipality,
                purpose="Bolig og støtte, når beboeren flytter herfra",
                valid_from=given,
                valid_to=given + timedelta(days=180),
                form="written",
                given_on=given,
                read_how="read",
            )
        )

    def _overview(self, stay: tables.Stay, overview: Overview) -> None:
        staff, resident = ratings(overview.staff), ratings(overview.resident)
        own = present.own_words(overview.words)
        answers = Answers(
            wish_to_move=WishToMove(overview.wish),
            housing_wish=HousingWish(overview.housing),
            priorities=overview.priorities,
            support_wish=SupportWish(overview.support),
            duration=Duration(overview.duration),
            words=OwnWords(good_home=own["good_home"], hopes=own["hopes"], worries=own["worries"]),
            staff=staff,
            resident=resident,
            notes=_domain_notes(overview, staff, self._clock.today()),
        )
        self._services.overviews.finish(stay.id, answers, self._clock.today())


def ratings(text: str) -> tuple[Rating, ...]:
    """Fourteen ratings from "2 1 ? -": a level, not seen here, not asked."""
    named: dict[str, Rating] = {"?": Reason.NOT_SEEN_HERE, "-": None}
    return tuple(named[one] if one in named else int(one) for one in text.split())


def _domain_notes(
    overview: Overview, staff: tuple[Rating, ...], on: date
) -> tuple[DomainNote, ...]:
    """A note at every area that has a level; the words repeat as they do in a real house."""
    texts = data("notes")["overview"]
    return tuple(
        DomainNote(
            seen=texts["seen"][index][overview.words % 2] if level else "",
            strength=texts["strengths"][(index + overview.words) % len(texts["strengths"])]
            if index % 5 == 0
            else "",
            helps=texts["helps"][(index + overview.words) % len(texts["helps"])]
            if index % 4 == 1
            else "",
            noted_on=on if level is not None else None,
        )
        for index, level in enumerate(staff)
    )
