"""The demo house: believable, complete, and made of nobody."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from boform_app import bootstrap
from boform_app.check import check_house
from boform_app.clock import FixedClock
from boform_app.demo import build, invent
from boform_app.demo.build import Made
from boform_app.demo.moving import STORIES
from boform_app.paths import DataFolder
from boform_app.progress import Unheard
from boform_app.rules.homes import HomeStep
from boform_app.services.facade import Services
from boform_app.vault.crypto import CHEAP_KDF
from models import tables
from models.values.cpr import parse_cpr, passes_modulus_11
from tests.demohouse import PATIENCE_S, Opened
from tests.screens.demo import NOW, QUICK, Template

pytestmark = pytest.mark.timeout(PATIENCE_S)


@pytest.fixture(scope="module")
def demo(demo_made: Made) -> Iterator[Opened]:
    folder = Template(demo_made.folder.root).copy()
    clock = FixedClock(NOW)
    keyring = bootstrap.keyring_of(folder, CHEAP_KDF)
    staff_id = keyring.people[0].staff_id
    house, actor = bootstrap.open_house(folder, staff_id, build.PASSPHRASE, clock, CHEAP_KDF)
    yield Opened(folder, house, Services(house, actor), demo_made)
    bootstrap.close_house(house, force=True)
    shutil.rmtree(folder.root.parent)


@given(st.dates(date(1930, 1, 1), date(2008, 12, 31)).filter(lambda d: (d.day, d.month) != (1, 1)))
def test_no_cpr_number_of_the_demo_can_belong_to_anybody(born: date) -> None:
    number = invent.impossible_cpr(born)
    parsed = parse_cpr(number)
    assert parsed.stop is None
    assert parsed.birth_date == born
    assert number.endswith("-0000") or not passes_modulus_11(number.replace("-", ""))


def test_nobody_born_on_the_first_of_january_after_2000_is_invented() -> None:
    with pytest.raises(ValueError, match="real person"):
        invent.impossible_cpr(date(2001, 1, 1))


def test_the_house_is_full_but_for_four_places_and_shows_every_kind_of_trouble(
    demo: Opened,
) -> None:
    view = demo.services.today.view()
    assert (view.tally.residents, view.tally.places) == (38, 42)
    first = view.deadlines[0]
    assert first.strong
    assert first.name == "Lise Toft"
    late = [row for row in view.deadlines if row.badge_kind == "over"]
    assert [row.name for row in late] == ["Jonas Lund"]
    assert [row.name for row in view.to_confirm] == ["Mikkel", "Afregning"]
    assert {"Preben Juhl", "Tina Skov"} <= {row.name for row in view.ready}


def test_the_cast_holds_the_hard_cases(demo: Opened) -> None:
    with demo.house.database.read() as session:
        people = session.scalars(select(tables.Person)).all()
        kims = [one for one in people if (one.first_name, one.last_name) == ("Kim", "Dahl")]
        ends = set(session.scalars(select(tables.Stay.end_kind)))
        extra = session.scalars(select(tables.Place).where(tables.Place.extra)).all()
    assert len(kims) == 2
    assert kims[0].birth_date != kims[1].birth_date
    assert any(one.protected_address for one in people)
    assert any(one.cpr_kind == "none" and one.nationality == "Polen" for one in people)
    assert "expulsion" in ends
    assert len(extra) == 1


def test_the_same_seed_and_day_make_the_same_people(tmp_path: Path, demo: Opened) -> None:
    again = DataFolder(tmp_path / "data")
    wish = replace(QUICK, letters=False)
    build.make_demo(again, FixedClock(NOW), wish, Unheard(), CHEAP_KDF)
    keyring = bootstrap.keyring_of(again, CHEAP_KDF)
    house, _ = bootstrap.open_house(
        again, keyring.people[0].staff_id, build.PASSPHRASE, FixedClock(NOW), CHEAP_KDF
    )
    names = select(tables.Person.first_name, tables.Person.last_name, tables.Person.cpr).order_by(
        tables.Person.cpr, tables.Person.first_name
    )
    with house.database.read() as one, demo.house.database.read() as other:
        assert one.execute(names).all() == other.execute(names).all()
    bootstrap.close_house(house, force=True)


def test_ole_has_the_opholdsplan_of_the_picture(demo: Opened) -> None:
    with demo.house.database.read() as session:
        ole = (
            select(tables.Stay.id)
            .join(tables.Person, tables.Person.id == tables.Stay.person_id)
            .where(tables.Person.first_name == "Ole", tables.Person.last_name == "Bach")
        )
        stay = session.scalars(ole.where(tables.Stay.ended_at.is_(None))).one()
    plan = demo.services.stay_plans.get(stay)
    assert plan is not None
    assert (plan.started_on, plan.changed_on) == (date(2026, 10, 24), date(2026, 11, 20))
    assert plan.own_words == "Jeg vil bare have min egen dør, der kan låses."
    assert plan.purpose == "Egen bolig i Aalborg med støtte hver uge."
    assert [
        (goal.title, goal.theme_label, goal.goal_type_short, goal.level_now, goal.level_expected)
        for goal in plan.goals
    ] == [
        ("Styre økonomien", "Varetage økonomi", "Udvikle", 2, 1),
        ("Få styr på posten", "Håndtere post", "Udvikle", 2, 1),
        ("Bo i egen bolig", "Varetage bolig", "Fastholde", 1, 1),
    ]
    steps = [step for goal in plan.goals for step in goal.subgoals]
    assert [step.text for step in steps if step.status == "done"] == [
        "Lægge budget sammen", "Få MitID til at virke på Oles telefon",
    ]  # fmt: skip
    assert [step.due_on for step in steps if step.text.startswith("Åbne post")] == [NOW.date()]


def test_most_residents_have_a_plan_and_somebody_has_reached_a_goal(demo: Opened) -> None:
    with demo.house.database.read() as session:
        plans = session.scalar(select(func.count()).select_from(tables.StayPlan))
        statuses = set(session.scalars(select(tables.Goal.status)))
        origins = set(session.scalars(select(tables.Goal.origin)))
        told = session.scalars(select(tables.GoalEvaluation.resident_words)).all()
    assert plans is not None
    assert 20 <= plans < 38, "a newcomer has none yet"
    assert statuses == {"active", "reached"}
    assert origins == {"municipality", "proposed"}
    assert len(told) >= 5
    assert all(told)


def stay_of(demo: Opened, first: str, last: str) -> UUID:
    with demo.house.database.read() as session:
        return session.scalars(
            select(tables.Stay.id)
            .join(tables.Person, tables.Person.id == tables.Stay.person_id)
            .where(
                tables.Person.first_name == first,
                tables.Person.last_name == last,
                tables.Stay.ended_at.is_(None),
            )
        ).one()


def test_lise_has_everything_but_the_decision(demo: Opened) -> None:
    lise = stay_of(demo, "Lise", "Toft")
    view = demo.services.conditions.get(lise, "own_home")
    assert (view.met, view.relevant) == (2, 4)
    two, three, four = view.items[1:4]
    assert (two.what, two.detail) == ("Anvist 26-10-2026", "Prøvevænget 3, 8800 Viborg")
    assert (three.state, three.waiting_days) == ("missing", 56)
    assert four.state == "waiting"
    assert four.what == "Kontrakt 09-11-2026 · nøgler 23-11-2026"
    support = demo.services.support.get(lise)
    assert (support.applied_on, support.decision) == (date(2026, 9, 28), "")
    assert support.wished_person == "Sara Bæk"
    assert demo.services.homes.search(lise).max_rent_kr == 4_300
    strongest = [row for row in demo.services.today.view().deadlines if row.strong]
    assert [row.name for row in strongest] == ["Lise Toft"]


def test_every_story_was_written(demo: Opened) -> None:
    decisions, answers, steps = set(), set(), set()
    for first, last in STORIES:
        stay = stay_of(demo, first, last)
        decisions.add(demo.services.support.get(stay).decision)
        offers = demo.services.offers.of_stay(stay)
        answers |= {offer.answer for offer in offers.offers}
        steps.add(offers.step)
    assert decisions == {"", "granted", "refused"}
    assert answers == {"", "accepted", "declined"}
    assert steps >= {HomeStep.NONE, HomeStep.NOMINATED, HomeStep.OFFERED, HomeStep.KEYS}


def test_a_refusal_of_the_demo_can_be_appealed(demo: Opened) -> None:
    kim = demo.services.support.get(stay_of(demo, "Kim", "Dahl"))
    assert kim.appeal is not None
    assert kim.appeal.last_day == date(2026, 12, 16)
    assert not kim.reason_missing


def test_letters_of_the_demo_went_through_the_register(demo: Opened) -> None:
    with demo.house.database.read() as session:
        statuses = set(session.scalars(select(tables.Letter.status)))
        without_basis = [
            one.register_number
            for one in session.scalars(select(tables.Letter))
            if any(not item["kind"] for item in one.disclosures)
        ]
        sent = session.scalar(select(func.count()).select_from(tables.Letter))
    assert statuses == {"sent"}
    assert without_basis == []
    assert sent == demo.made.letters > 60


def test_check_finds_nothing_wrong(demo_made: Made) -> None:
    folder = Template(demo_made.folder.root).copy()
    assert check_house(folder, build.PASSPHRASE).findings == ()
    shutil.rmtree(folder.root.parent)


def test_the_demo_has_talked_with_the_municipalities(demo: Opened) -> None:
    bent = demo.services.search.find("Bent Aas")[0].ref_id
    assert bent is not None
    stay = demo.services.stays.for_person(bent)[0]
    plan = demo.services.plans.get(stay.id)
    assert (plan.caseworker, plan.caseworker_phone) == ("Jens Holt", "12 34 56 70")
    lines = {line.outcome for line in demo.services.contact_log.entries(stay.id)}
    assert "Rådgiver vender tilbage." in lines
    assert [one.name for one in demo.services.meetings.upcoming()] == ["Preben Juhl"]


def test_the_demo_has_incidents_a_conflict_a_bortvisning_and_the_houses_things(
    demo: Opened,
) -> None:
    services = demo.services
    assert len(services.incidents.rows("review")) == 3
    assert [one.adverse_event for one in services.incidents.rows("adverse")] == ["to_report"]
    assert len(services.conflicts.rows()) == 1
    assert [one.state for one in services.expulsions.rows()] == ["decided"]
    assert services.house_tasks.rows()
    for kind in ("key", "post", "belonging"):
        assert services.keeping.rows(kind)
    for medicine in services.medicines.rows():
        lines = services.medicines.moves(medicine.id)
        assert sum(line.change for line in lines) == medicine.left
        assert all(line.first.id != line.second.id for line in lines)
