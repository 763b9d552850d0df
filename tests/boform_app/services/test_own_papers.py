"""The resident's own papers from a real house, and the result under consent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from boform_app.clock import FixedClock
from boform_app.errors import ReasonNeeded, ValidationFailed
from boform_app.rules.readiness import Answers, DomainNote, OwnWords, Rating, Reason, WishToMove
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.contacts import MeetingCommand
from boform_app.services.views.letters import LetterEdits
from boform_app.services.views.plans import PrerequisiteCommand
from boform_app.services.views.records import ConsentCommand, NoteCommand
from boform_app.services.views.services_in_use import ServiceCommand
from boform_app.services.views.stay_plans import GoalCommand, StayPlanCommand, SubgoalCommand
from boform_app.services.views.stays import AdmitCommand
from models import tables
from tests.boform_app.services.letter_house import text_of_document
from tests.houses import PLACES, STAFF

TODAY = date(2026, 11, 23)
OURS: tuple[Rating, ...] = (2, 1, 2, 2, 1, 1, 1, 2, 2, 1, 1, Reason.NOT_SEEN_HERE, 1, 2)
OWN: tuple[Rating, ...] = (1, 1, 0, 2, 1, 1, 1, 2, 1, 1, 1, 0, 1, 1)
ANSWERS = Answers(
    wish_to_move=WishToMove.YES,
    words=OwnWords(hopes="Min egen dør, der kan låses."),
    priorities=("B3", "B9"),
    staff=OURS,
    resident=OWN,
    notes=(DomainNote("Holder værelset.", noted_on=TODAY), *[DomainNote()] * 13),
)


@pytest.fixture
def ole(services: Services) -> UUID:
    return services.stays.admit(AdmitCommand("Ole", "Bach", place_id=PLACES[1])).first("person")


@pytest.fixture
def stay(services: Services, ole: UUID) -> UUID:
    return services.stays.for_person(ole)[0].id


def read(pdf: bytes) -> str:
    return " ".join(text_of_document(pdf).split())


def furnished(house: OpenHouse, services: Services, ole: UUID, stay: UUID) -> None:
    """Everything the folder may tell, and everything that it must not."""
    services.overviews.finish(stay, ANSWERS, TODAY)
    goal = services.goals.save(
        GoalCommand(stay_id=stay, title="Styre økonomien", theme="society.economy",
                    goal_type="develop", level_now=3, level_expected=2)
    ).first("goal")  # fmt: skip
    services.subgoals.save(SubgoalCommand(goal, "Lægge budget", "Ole", TODAY))
    services.services_in_use.save(
        ServiceCommand(ole, "support_85", from_whom="Aalborg Kommune", how_often="hver torsdag")
    )
    plan = next(row for row in services.plans.prerequisites(stay) if row.code == "C6")
    services.plans.set_prerequisite(
        PrerequisiteCommand(plan.id, plan.version, "in_progress", "municipality", TODAY)
    )
    services.meetings.plan(
        MeetingCommand(house.clock.now() + timedelta(days=1), stay_id=stay,
                       participants="Per Holm, vær. 4", place="Kontoret")
    )  # fmt: skip
    services.consents.give(
        ConsentCommand(ole, ("housing", "economy"), "Aalborg Kommune", "Bolig", TODAY,
                       date(2027, 5, 16), "written", TODAY, municipality_code="0851")
    )  # fmt: skip
    other = services.stays.admit(AdmitCommand("Per", "Holm", place_id=PLACES[2])).first("person")
    services.notes.finish(NoteCommand("Husets hemmelighed om Ole.", (ole,), readers=("house",)))
    services.notes.finish(NoteCommand("Ole og Per skændtes.", (ole, other), kind="incident"))
    services.people.open(ole)
    with house.database.write_unjournaled() as session:
        session.add(
            tables.Appointment(
                title="Tandlæge", starts_at=house.clock.now() + timedelta(days=2), person_id=ole,
                note="Husets hemmelighed nummer to", staff_id=STAFF["staff"][0],
                written_by_id=STAFF["leader"][0],
            )
        )  # fmt: skip


def test_the_folder_tells_the_resident_and_nothing_of_the_house_or_of_others(
    house: OpenHouse, services: Services, ole: UUID, stay: UUID
) -> None:
    furnished(house, services, ole, stay)
    words = read(services.own_papers.folder(ole))
    for told in (
        "Ole Bachs mappe", "Min egen dør, der kan låses.", "Vigtigst for mig: økonomi",
        "Økonomi Styre økonomien", "I morgen", "Møde om mig, Kontoret", "Tandlæge. Ali går med.",
        "Støtte i hverdagen, hver torsdag", "En handleplan", "Vi bad om det 23. november.",
        "bolig og økonomi", "16. maj 2027", "Mette Krogh",
    ):  # fmt: skip
        assert told in words, told
    for hidden in (
        "hemmelighed", "Per", "Holm", "skændtes", "§", "Holder værelset", "C6", "B3", "K2",
        "ICM", "Regel", "refusion", "niveau", "vær.",
    ):  # fmt: skip
        assert hidden not in words, hidden


def test_own_words_of_the_overview_and_of_the_plan_are_all_there(
    services: Services, ole: UUID, stay: UUID
) -> None:
    own = OwnWords(hopes="Min egen dør.", good_home="Et sted med ro.")
    services.overviews.finish(stay, replace(ANSWERS, words=own), TODAY)
    plan = services.stay_plans.get(stay)
    version = plan.version if plan else 0
    services.stay_plans.change(StayPlanCommand(stay, version, "Se min datter.", ""))
    words = read(services.own_papers.folder(ole))
    for told in ("”Min egen dør.”", "”Se min datter.”", "Et godt hjem for mig: ”Et sted med ro.”"):
        assert told in words, told
    assert "A good home to me: ”Et sted med ro.”" in read(services.own_papers.folder(ole, "en"))


def test_the_same_words_stand_there_once(services: Services, ole: UUID, stay: UUID) -> None:
    own = OwnWords(hopes="Et sted med ro.", good_home="Et sted med ro. Og en have.")
    services.overviews.finish(stay, replace(ANSWERS, words=own), TODAY)
    plan = services.stay_plans.get(stay)
    version = plan.version if plan else 0
    services.stay_plans.change(StayPlanCommand(stay, version, "Et sted med ro.", ""))
    assert read(services.own_papers.folder(ole)).count("Et sted med ro.") == 1


def test_who_helps_in_two_ways_stands_there_once(services: Services, ole: UUID) -> None:
    version = services.people.facts(ole).version
    services.people.set_fact(ole, version, "key_worker_id", STAFF["staff"][0])
    for whom in ("Ali Demir", "Kirkens Korshær"):
        services.services_in_use.save(ServiceCommand(ole, "contact_person", from_whom=whom))
    for paper in (services.own_papers.folder(ole), services.own_papers.folder(ole, "en")):
        assert (read(paper).count("Ali Demir"), read(paper).count("Kirkens Korshær")) == (1, 1)


def test_the_folder_is_there_in_english(
    house: OpenHouse, services: Services, ole: UUID, stay: UUID
) -> None:
    furnished(house, services, ole, stay)
    words = read(services.own_papers.folder(ole, "en"))
    assert "Ole Bach’s folder" in words
    assert "Most important to me: money and alcohol or drugs." in words
    assert "Support in daily life, hver torsdag" in words
    assert "We asked for it on 23 November." in words.replace("\u00a0", " ")
    assert "hemmelighed" not in words


def test_somebody_who_came_an_hour_ago_has_a_folder(services: Services, ole: UUID) -> None:
    words = read(services.own_papers.folder(ole))
    assert "Ole Bachs mappe" in words
    assert "Mine mål" not in words
    assert "Du har ikke sagt ja til, at vi deler noget om dig." in words


def test_a_print_is_logged_and_counts_as_having_seen(services: Services, ole: UUID) -> None:
    services.own_papers.printed(ole, "own_folder")
    labels = [item.label for item in services.history.for_person(ole)]
    assert "har printet beboerens egen mappe" in labels
    with pytest.raises(KeyError):
        services.own_papers.printed(ole, "nothing")


def test_the_plan_has_goals_and_steps_and_no_levels(
    house: OpenHouse, services: Services, ole: UUID, stay: UUID
) -> None:
    with pytest.raises(ValidationFailed) as refused:
        services.own_papers.plan(ole)
    assert [one.code for one in refused.value.problems] == ["no_goals"]
    furnished(house, services, ole, stay)
    words = read(services.own_papers.plan(ole))
    assert "1. Styre økonomien" in words
    assert "Ole: Lægge budget Senest 23. november" in words
    assert "niveau" not in words.lower()
    assert "Ole Bach’s plan" in read(services.own_papers.plan(ole, "en"))


def test_the_conversation_sheet_names_nobody_and_has_the_instruments_words(
    services: Services, ole: UUID
) -> None:
    words = read(services.own_papers.conversation_sheet())
    assert "Ole" not in words
    assert "Hvordan går det med at passe en lejlighed?" in words
    assert "Samtaleark, version 0.1" in words
    assert "Under 9 måneder" in words


def test_a_protected_resident_is_opened_first(
    house: OpenHouse, services: Services, ole: UUID
) -> None:
    with house.database.write_unjournaled() as session:
        session.get_one(tables.Person, ole).protected_address = True
    with pytest.raises(ReasonNeeded):
        services.own_papers.folder(ole)


def test_any_finished_version_can_be_printed_for_the_resident(
    services: Services, clock: FixedClock, ole: UUID, stay: UUID
) -> None:
    none = services.letters.propose("overview", ole, LetterEdits())
    assert none.missing
    services.overviews.finish(stay, ANSWERS, TODAY)
    first = services.overviews.versions(ole)[0].id
    clock.set(clock.now() + timedelta(hours=1))
    later = Answers(
        wish_to_move=WishToMove.YES, staff=OURS, resident=(0, *OWN[1:]), two_raters=True
    )
    services.overviews.finish(stay, later, TODAY, STAFF["staff"][0])
    newest = read(services.letters.preview("overview", ole, LetterEdits()))
    assert "lavet af Ole Bach, Mette Krogh og Ali Demir" in newest
    assert "har vurderet hver for sig" in newest
    assert "1 / 2" in newest, "the column of last time"
    assert "Regel S4." in newest
    assert "ikke valideret" in newest
    old = read(
        services.letters.preview("overview", ole, LetterEdits(fields={"version": str(first)}))
    )
    assert "lavet af Ole Bach og Mette Krogh" in old
    assert "Sidst" not in old
    for words in (newest, old):
        assert "refusion" not in words.lower()


def test_to_the_municipality_it_goes_with_consent_and_holds_what_that_carries(
    services: Services, ole: UUID, stay: UUID
) -> None:
    version = services.stays.get(stay).version
    from boform_app.services.views.contacts import MunicipalityCommand  # noqa: PLC0415 - one test

    services.case_municipalities.change(MunicipalityCommand(stay, version, "acting", "0851", TODAY))
    services.overviews.finish(stay, ANSWERS, TODAY)
    to = next(
        one.key for one in services.letters.propose("overview", ole, LetterEdits()).recipients
        if one.municipality_code
    )  # fmt: skip
    edits = LetterEdits(recipient_key=to)
    without = services.letters.propose("overview", ole, edits)
    assert {one.problem for one in without.disclosures} == {"no_basis"}
    assert not any(offer.kind == "law" for one in without.disclosures for offer in one.offers)
    services.consents.give(
        ConsentCommand(ole, ("housing", "economy", "overview"), "Aalborg Kommune", "Bolig", TODAY,
                       date(2027, 5, 16), "written", TODAY, municipality_code="0851")
    )  # fmt: skip
    edits = LetterEdits(recipient_key=to, ground="consent")
    proposal = services.letters.propose("overview", ole, edits)
    told = {one.information for one in proposal.disclosures}
    assert not told & {"health", "substances", "network", "work"}
    assert {"overview", "housing", "economy"} <= told
    words = read(services.letters.preview("overview", ole, edits))
    assert "Rusmidler" not in words
    assert "Psykisk" not in words
    assert "Økonomi og husleje" in words
    assert "af 14" not in words, "a count would tell that something was left out"
