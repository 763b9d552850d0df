"""A resident moves to another Boform: the same person, stay, overview, goals and letters."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from boform_app.clock import FixedClock
from boform_app.errors import (
    BlobDamaged,
    DiskFull,
    ForeignFile,
    NotAllowed,
    ReasonNeeded,
    ValidationFailed,
)
from boform_app.exchange import foreign, transfer
from boform_app.exchange.transfer import Payload
from boform_app.exchange.transfer_code import TransferCode
from boform_app.services import page_images
from boform_app.services._transfer_pack import SERVICE_KINDS
from boform_app.services._transfer_take import Taking
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.contacts import DocumentCommand
from boform_app.services.views.letters import LetterEdits
from boform_app.services.views.people import ResidentFilter
from boform_app.services.views.plans import PlanCommand
from boform_app.services.views.refund import NightsView
from boform_app.services.views.services_in_use import ServiceCommand
from boform_app.services.views.stays import AdmitCommand, EndStayCommand
from boform_app.services.views.transfers import TransferCommand, TransferSent
from boform_app.vault.crypto import CHEAP_KDF
from models import tables
from models.journal import verify_chain
from models.values.information import ConsentTopic
from models.values.lists import load_list
from tests import houses
from tests.boform_app.services import letter_house, two_houses
from tests.boform_app.services.test_letter_decisions import DISCHARGE
from tests.boform_app.services.two_houses import ALL_GROUPS, OTHER, TODAY
from tests.campaigns import _foreign_samples as samples
from tests.houses import PLACES

REAL_DOOR = foreign.inspect


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "inspect", two_houses.quick_door)


@pytest.fixture
def true_door(_quick: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file goes through a child, as in the program."""
    monkeypatch.setattr(foreign, "inspect", REAL_DOOR)


@dataclass(frozen=True, slots=True)
class Moved:
    """Kim in Havnehuset with everything, and the file that was made; nothing here is changed."""

    house: OpenHouse
    ours: Services
    kim: UUID
    file: TransferSent


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Moved]:
    house = houses.make_house(tmp_path_factory.mktemp("moved"))
    services = houses.services(house)
    kim = two_houses.furnished(services)
    yield Moved(house, services, kim, two_houses.sent(services, kim))
    houses.close(house)


@pytest.fixture
def file(moved: Moved) -> TransferSent:
    """Everything about Kim."""
    return moved.file


@pytest.fixture
def kim(ours: Services) -> UUID:
    """Kim with little on paper, for tests that go on in Havnehuset."""
    return letter_house.admitted(ours)


@pytest.fixture
def theirs(there: OpenHouse) -> Services:
    return houses.services(there)


# Columns that belong to a house, not to the person: versions, keys, whom a row hangs on here.
HOUSE = {
    "version", "key_worker_id", "merged_into_id", "blob_id", "context_blob_id", "context_sha256",
    "answer_form_blob_id", "nights_elsewhere_asked_on",
}  # fmt: skip
SAME: tuple[Any, ...] = (
    tables.Person, tables.NextOfKin, tables.ActionPlan, tables.Prerequisite,
    tables.PrerequisitePeriod, tables.MunicipalityPeriod, tables.Overview, tables.StayPlan,
    tables.Goal, tables.Subgoal, tables.SubgoalTask, tables.GoalEvaluation, tables.Document,
)  # fmt: skip


def without(rows: dict[UUID, dict[str, Any]], *also: str) -> dict[UUID, dict[str, Any]]:
    left = HOUSE | set(also)
    return {i: {k: v for k, v in row.items() if k not in left} for i, row in rows.items()}


def refusal(call: Callable[[], object]) -> str:
    """The code of the refusal that must come."""
    try:
        call()
    except ForeignFile as refused:
        return refused.code
    except ValidationFailed as refused:
        return refused.problems[0].code
    pytest.fail("nothing was refused")


# ---- the same person on the other side ----------------------------------------------------------


def test_every_field_arrives(
    moved: Moved, there: OpenHouse, theirs: Services, file: TransferSent, true_door: None
) -> None:
    theirs.transfers.take(file.data, file.code)
    for row_class in SAME:
        sent = without(two_houses.rows(moved.house, row_class))
        assert sent, row_class
        assert without(two_houses.rows(there, row_class)) == sent, row_class


def test_the_stay_arrives_as_past_with_its_house(
    moved: Moved, there: OpenHouse, theirs: Services, file: TransferSent
) -> None:
    house, kim = moved.house, moved.kim
    theirs.transfers.take(file.data, file.code)
    changed = ("case_number", "ended_at", "other_house")
    sent, taken = two_houses.rows(house, tables.Stay), two_houses.rows(there, tables.Stay)
    assert without(taken, *changed) == without(sent, *changed)
    view = theirs.stays.for_person(kim)[0]
    assert view.other_house == "Havnehuset"
    assert view.case_number == "2026-0001 (Havnehuset)"
    assert view.ended_at == houses.OPENED_AT
    assert view.decided_by.name == "Mette Krogh (Havnehuset)"


def test_an_ended_stay_keeps_its_end(ours: Services, theirs: Services, kim: UUID) -> None:
    file = ended(ours, kim)
    theirs.transfers.take(file.data, file.code)
    view, sent = theirs.stays.for_person(kim)[0], ours.stays.for_person(kim)[0]
    assert (view.ended_at, view.end_kind, view.end_reason) == (
        sent.ended_at, sent.end_kind, sent.end_reason
    )  # fmt: skip


def test_the_day_a_decision_was_reckoned_to_arrive_stays_here(
    ours: Services, there: OpenHouse, theirs: Services, kim: UUID
) -> None:
    posted = {**DISCHARGE, "handed_over": "", "received": "2026-11-26"}
    letter = ours.letters.make("discharge_decision", kim, LetterEdits(fields=posted))
    ours.register.mark_sent(letter.id, letter.version, "post", houses.OPENED_AT.date())
    file = two_houses.sent(ours, kim)
    theirs.transfers.take(file.data, file.code)
    taken = two_houses.rows(there, tables.Letter)[letter.id]
    assert taken["recipient"] == {"lines": []}


def test_overview_and_goals_read_the_same(
    moved: Moved, theirs: Services, file: TransferSent
) -> None:
    ours, kim = moved.ours, moved.kim
    theirs.transfers.take(file.data, file.code)
    mine, other = ours.overviews.last(kim), theirs.overviews.last(kim)
    assert mine is not None
    assert other is not None
    assert (other.answers, other.result) == (mine.answers, mine.result)
    assert other.version.finished_by.name == "Mette Krogh (Havnehuset)"
    stay = ours.stays.for_person(kim)[0].id
    plan, read = ours.stay_plans.get(stay), theirs.stay_plans.get(stay)
    assert plan is not None
    assert read is not None
    assert [goal.title for goal in read.goals] == ["Styr på posten"]
    assert (read.own_words, read.purpose) == (plan.own_words, plan.purpose)
    for here, away in zip(plan.goals, read.goals, strict=True):
        assert (away.subgoals, away.level_now, away.theme) == (
            here.subgoals, here.level_now, here.theme
        )  # fmt: skip


def test_who_rated_too_is_named_with_their_house(theirs: Services, file: TransferSent) -> None:
    changes = theirs.transfers.take(file.data, file.code)
    assert changes is not None
    (version,) = theirs.overviews.versions(changes.first("person"))
    assert version.second is not None
    assert version.second.name == "Ali Demir (Havnehuset)"


def test_help_goes_on_in_the_next_house_and_is_ended_there(
    moved: Moved, there: OpenHouse, theirs: Services, file: TransferSent
) -> None:
    assert theirs.transfers.take(file.data, file.code) is not None
    left = ("stay_id",)
    sent = without(two_houses.rows(moved.house, tables.ServiceInUse), *left)
    assert len(sent) == 1
    assert without(two_houses.rows(there, tables.ServiceInUse), *left) == sent
    (used,) = theirs.services_in_use.of(moved.kim).in_use
    assert (used.title, used.domains) == ("Distriktspsykiatrien", ("B7",))
    theirs.services_in_use.end(used.id, used.version)
    # The same file again does not begin it anew.
    assert theirs.transfers.take(file.data, file.code) is None
    (row,) = two_houses.rows(there, tables.ServiceInUse).values()
    assert row["until_on"] == TODAY


@pytest.mark.parametrize(
    ("kind", "domains", "needs"),
    [
        ("job_centre", (), ("arbejde",)),
        ("support_85", ("B9",), ("rusmidler",)),
        ("contact_person", (), ()),
    ],
)
def test_help_travels_under_the_ticks_that_it_tells_of(
    ours: Services, kim: UUID, kind: str, domains: tuple[str, ...], needs: tuple[str, ...]
) -> None:
    ours.services_in_use.save(ServiceCommand(kim, kind, domains=domains))
    consent = two_houses.consented_to_move(ours, kim, HOUSING)
    offer = ours.transfers.offer(kim, consent)
    (found,) = [one for one in offer.groups if one.key == "services"]
    assert found.needs == needs
    assert (found.count, found.left_out) == ((0, 1) if needs else (1, 0))


def test_it_is_known_of_every_kind_of_help_what_it_tells() -> None:
    assert set(SERVICE_KINDS) == {one.key for one in load_list("service_kinds")}


def test_help_of_a_kind_that_nobody_listed_needs_every_tick(ours: Services, kim: UUID) -> None:
    ours.services_in_use.save(ServiceCommand(kim, "contact_person"))
    with ours.open_house.database.write_unjournaled() as session:
        session.scalars(select(tables.ServiceInUse)).one().kind = "a_later_kind"
    for consent, left_out in (
        (two_houses.consented_to_move(ours, kim, ALL_BUT_ONE), 1),
        (two_houses.consented_to_move(ours, kim), 0),
    ):
        (found,) = [
            one for one in ours.transfers.offer(kim, consent).groups if one.key == "services"
        ]
        assert (found.count, found.left_out) == (1 - left_out, left_out)
        assert found.needs == ((ConsentTopic.OVERVIEW.short,) if left_out else ())


def test_an_older_file_without_them_is_read(theirs: Services, file: TransferSent) -> None:
    def older(document: dict[str, Any]) -> None:
        document["version"] = 1
        document["groups"].remove("services")
        del document["tables"]["service_in_use"]
        for row in document["tables"]["overview"]:
            del row["second_assessor_id"]

    changes = theirs.transfers.take(rewritten(file, older), file.code)
    assert changes is not None
    person = changes.first("person")
    (version,) = theirs.overviews.versions(person)
    assert version.second is None
    assert theirs.services_in_use.of(person).in_use == ()


def test_letters_arrive_byte_by_byte_with_what_they_were_made_from(
    moved: Moved, theirs: Services, file: TransferSent
) -> None:
    ours, kim = moved.ours, moved.kim
    theirs.transfers.take(file.data, file.code)
    sent = {letter.id: letter for letter in ours.register.letters(kim) if letter.sent_on}
    taken = {letter.id: letter for letter in theirs.register.letters(kim)}
    assert set(taken) == set(sent)
    assert len(taken) == 2
    for letter_id, letter in taken.items():
        before = sent[letter_id]
        assert theirs.register.pdf(letter_id) == ours.register.pdf(letter_id)
        assert theirs.letters.sections(letter_id) == ours.letters.sections(letter_id)
        assert letter.register_number == f"{before.register_number} (Havnehuset)"
        assert letter.other_house == "Havnehuset"
        same = ("kind", "title", "sent_on", "channel", "disclosures", "case_code", "answer_by")
        assert [getattr(letter, n) for n in same] == [getattr(before, n) for n in same]
        if letter.case_code:
            form = theirs.register.answer_form(letter_id)
            assert form == ours.register.answer_form(letter_id)
    assert any(letter.case_code for letter in taken.values())


def test_a_letter_of_another_house_is_shown_through_the_door(
    moved: Moved,
    theirs: Services,
    file: TransferSent,
    true_door: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kim = moved.kim
    theirs.transfers.take(file.data, file.code)
    letter = theirs.register.letters(kim)[0]
    page = theirs.transfers.pages(letter.id)[0]
    assert len(page.rgb) == page.width * page.height * 3

    def in_the_program(*_: object) -> object:
        pytest.fail("a foreign PDF was opened beside the key")

    monkeypatch.setattr(page_images, "pictures", in_the_program)
    shown = page_images.of_letter(theirs, letter.id, 96)
    assert next((one.width, one.height) for one in shown) == (page.width, page.height)


def test_documents_arrive(moved: Moved, theirs: Services, file: TransferSent) -> None:
    kim = moved.kim
    theirs.transfers.take(file.data, file.code)
    [document] = theirs.documents.of_person(kim)
    assert document.title == "Afgørelse om støtte"
    assert document.added_by.name == "Mette Krogh (Havnehuset)"
    assert theirs.documents.data(document.id) == two_houses.picture()


def test_what_never_travels(there: OpenHouse, theirs: Services, file: TransferSent) -> None:
    theirs.transfers.take(file.data, file.code)
    for row_class in (tables.Note, tables.Alert, tables.Task, tables.PlacePeriod):
        assert two_houses.rows(there, row_class) == {}
    [consent] = two_houses.rows(there, tables.Consent).values()
    assert consent["recipient"] == OTHER


def test_the_consents_of_one_house_are_no_basis_in_another(
    moved: Moved, theirs: Services, file: TransferSent
) -> None:
    kim = moved.kim
    theirs.transfers.take(file.data, file.code)
    assert theirs.consents.covering(kim, "0851", TODAY) == ()


# ---- twice ---------------------------------------------------------------------------------------


def test_reading_twice_changes_nothing(
    there: OpenHouse, theirs: Services, file: TransferSent
) -> None:
    assert theirs.transfers.look(file.data, file.code).read_before is None
    assert theirs.transfers.take(file.data, file.code) is not None
    before = two_houses.digest(there)
    assert theirs.transfers.take(file.data, file.code) is None
    assert theirs.transfers.look(file.data, file.code).read_before == houses.OPENED_AT
    assert two_houses.digest(there) == before


def test_a_later_file_adds_what_is_new(ours: Services, theirs: Services, kim: UUID) -> None:
    file = two_houses.sent(ours, kim)
    theirs.transfers.take(file.data, file.code)
    later = ended(ours, kim)
    changes = theirs.transfers.take(later.data, later.code)
    assert changes is not None
    [view] = theirs.stays.for_person(kim)
    assert view.end_kind == "moved_own_wish"
    [nights] = nights_of(theirs, kim)
    assert nights.nights == 2


def test_facts_that_were_changed_here_stay(ours: Services, theirs: Services, kim: UUID) -> None:
    file = two_houses.sent(ours, kim)
    theirs.transfers.take(file.data, file.code)
    version = theirs.people.facts(kim).version
    theirs.people.set_fact(kim, version, "phone", "87 65 43 21")
    later = ended(ours, kim)
    theirs.transfers.take(later.data, later.code)
    assert theirs.people.facts(kim).phone == "87 65 43 21"


def test_home_again_finds_its_own_rows(
    house: OpenHouse, ours: Services, theirs: Services, kim: UUID
) -> None:
    letter_house.contact(ours)
    letter = ours.letters.make("admission_notice", kim, LetterEdits())
    ours.register.mark_sent(letter.id, letter.version, "secure_mail", TODAY)
    file = two_houses.sent(ours, kim)
    theirs.transfers.take(file.data, file.code)
    theirs.stays.admit(AdmitCommand("", "", person_id=kim, place_id=PLACES[1]))
    consent = two_houses.consented_to_move(
        theirs, kim, recipient="Havnehuset", purpose="Flytning til Havnehuset"
    )
    back = theirs.transfers.send(TransferCommand(kim, "Havnehuset", consent, ALL_GROUPS))
    before = two_houses.rows(house, tables.Staff)
    letters = two_houses.rows(house, tables.Letter)
    ours.transfers.take(back.data, back.code)
    stays = ours.stays.for_person(kim)
    assert [stay.other_house for stay in stays] == ["", OTHER]
    assert two_houses.rows(house, tables.Letter) == letters
    added = set(two_houses.rows(house, tables.Staff)) - set(before)
    assert added == {UUID(int=0xE6)}


def ended(services: Services, person_id: UUID) -> TransferSent:
    """A file made after the resident moved out, two nights later."""
    clock = services.open_house.clock
    assert isinstance(clock, FixedClock)
    clock.set(houses.OPENED_AT + timedelta(days=2))
    stay = services.stays.for_person(person_id)[0]
    services.ending.end(
        EndStayCommand(
            stay.id, stay.version, houses.OPENED_AT + timedelta(days=2), "moved_own_wish",
            destination="other_boform", reason="Kim flytter tættere på sin bror.",
        )
    )  # fmt: skip
    clock.set(houses.OPENED_AT + timedelta(days=2, hours=1))
    return two_houses.sent(services, person_id)


def nights_of(services: Services, person_id: UUID) -> tuple[NightsView, ...]:
    return services.refund.nights_elsewhere(person_id)


# ---- this house's own numbers stay its own -------------------------------------------------------


def test_a_stay_elsewhere_is_counted_nowhere(
    there: OpenHouse, theirs: Services, kim: UUID, ours: Services
) -> None:
    before = (theirs.today.view(), theirs.today.badges(), theirs.room_board.tally())
    file = ended(ours, kim)
    theirs.transfers.take(file.data, file.code)
    after = theirs.today.view()
    assert (after.deadlines, after.ready, after.unsent, after.tally.residents) == (
        before[0].deadlines, before[0].ready, before[0].unsent, 0
    )  # fmt: skip
    assert theirs.today.badges() == before[1]
    assert theirs.room_board.tally() == before[2]
    assert theirs.today.deadlines() == ()
    assert theirs.register.letters() == ()
    assert theirs.residents.past_ids(ResidentFilter()) == ()
    [hit] = theirs.people.duplicates("Kim", "Dahl", "140682-0000")
    assert hit.last_stay_ended_on is None
    assert theirs.search.find("Kim Dahl")[0].ref_id == kim


def test_nights_elsewhere_are_told_to_the_refund_clock(
    ours: Services, theirs: Services, kim: UUID
) -> None:
    file = ended(ours, kim)
    theirs.transfers.take(file.data, file.code)
    [nights] = nights_of(theirs, kim)
    assert (nights.house, nights.from_night, nights.nights) == ("Havnehuset", TODAY, 2)
    clock = theirs.refund.clock(kim).clock
    assert clock is not None
    assert sum(window.used for window in clock.windows) == 2


def test_the_file_tells_nothing_of_refund(file: TransferSent) -> None:
    document = json.loads(opened(file).document)
    assert {row["result"]["refund"] for row in document["tables"]["overview"]} == {None}
    assert "nights" not in " ".join(document["tables"]["stay"][0])


def test_a_new_stay_begins_beside_the_one_elsewhere(
    moved: Moved, theirs: Services, file: TransferSent
) -> None:
    kim = moved.kim
    theirs.transfers.take(file.data, file.code)
    theirs.stays.admit(AdmitCommand("", "", person_id=kim, place_id=PLACES[2]))
    own, elsewhere = theirs.stays.for_person(kim)
    assert (own.other_house, elsewhere.other_house) == ("", "Havnehuset")
    assert own.case_number == "2026-0001"
    titles = [item.title for item in theirs.timeline.items(kim)]
    assert "Tidligere ophold (Havnehuset)" in titles
    assert "Flyttefil" in titles


def test_what_came_from_elsewhere_is_read_and_not_changed(
    moved: Moved, theirs: Services, file: TransferSent
) -> None:
    kim = moved.kim
    theirs.transfers.take(file.data, file.code)
    [stay] = theirs.stays.for_person(kim)
    letter = theirs.register.letters(kim)[0]
    plan = theirs.stay_plans.get(stay.id)
    assert plan is not None
    goal = plan.goals[0]
    tries: tuple[Callable[[], object], ...] = (
        lambda: theirs.ending.annul_end(stay.id, "Nej"),
        lambda: theirs.stays.annul(stay.id, "Nej"),
        lambda: theirs.stays.set_fact(stay.id, stay.version, "acute", "x"),
        lambda: theirs.register.annul(letter.id, letter.version, "Nej"),
        lambda: theirs.goals.end(goal.id, goal.version, "reached"),
        lambda: letter_house.assessed(theirs, kim),
        lambda: theirs.plans.change(
            PlanCommand(stay.id, theirs.plans.get(stay.id).version, caseworker="Bo")
        ),
    )
    for one in tries:
        assert refusal(one) == "other_house_stay"


# ---- authors of another house --------------------------------------------------------------------


def test_authors_are_names_without_access(
    there: OpenHouse, theirs: Services, file: TransferSent
) -> None:
    staff = theirs.staff.all()
    theirs.transfers.take(file.data, file.code)
    assert theirs.staff.all() == staff
    rows = two_houses.rows(there, tables.Staff)
    mette = rows[houses.STAFF["leader"][0]]
    assert (mette["first_name"], mette["last_name"]) == ("Mette Krogh", "(Havnehuset)")
    assert (mette["role"], mette["closed_on"]) == ("temp", TODAY)
    slots = {person.staff_id for person in there.keyring.people}
    assert str(mette["id"]) not in slots or mette["closed_on"] is not None


def test_a_file_never_signs_in_the_name_of_our_own_staff(
    tmp_path: Path, clock: FixedClock, moved: Moved, file: TransferSent
) -> None:
    kim = moved.kim
    house = houses.make_house(tmp_path / "twin", clock)
    try:
        twin = houses.services(house)
        twin.transfers.take(file.data, file.code)
        view = twin.overviews.versions(kim)[0]
        assert view.finished_by.id != houses.STAFF["leader"][0]
        assert view.finished_by.name == "Mette Krogh (Havnehuset)"
    finally:
        houses.close(house)


# ---- somebody we know ----------------------------------------------------------------------------


def test_the_same_number_here_is_joined_or_refused(
    moved: Moved, there: OpenHouse, theirs: Services, file: TransferSent
) -> None:
    kim = moved.kim
    known = letter_house.admitted(theirs)
    found = theirs.transfers.look(file.data, file.code)
    assert (found.known_id, found.same_number) == (None, known)
    assert [hit.person_id for hit in found.similar] == [known]
    before = two_houses.digest(there)
    refused = refusal(lambda: theirs.transfers.take(file.data, file.code))
    assert refused == "transfer_person_known"
    assert two_houses.digest(there) == before
    theirs.transfers.take(file.data, file.code, join_person_id=known)
    assert theirs.people.identity(kim).person_id == known
    facts = theirs.people.facts(known)
    assert (facts.language, facts.allergy_status, facts.allergy) == ("dansk", "known", "Penicillin")
    assert [stay.other_house for stay in theirs.stays.for_person(known)] == ["", "Havnehuset"]
    assert theirs.overviews.last(known) is not None


def test_only_who_joins_records_joins(
    there: OpenHouse, theirs: Services, file: TransferSent
) -> None:
    known = letter_house.admitted(theirs)
    staff = houses.services(there, "staff")
    with pytest.raises(NotAllowed):
        staff.transfers.take(file.data, file.code, join_person_id=known)


def test_a_protected_address_stays_protected(ours: Services, theirs: Services, kim: UUID) -> None:
    version = ours.people.facts(kim).version
    ours.people.set_fact(kim, version, "protected_address", value=True)
    assert ours.transfers.offer(kim).protected
    file = two_houses.sent(ours, kim)
    assert theirs.transfers.look(file.data, file.code).protected
    theirs.transfers.take(file.data, file.code)
    with pytest.raises(ReasonNeeded):
        theirs.people.facts(kim)
    theirs.people.open(kim, "Ny beboer")
    assert theirs.people.facts(kim).protected_address


HOUSING = (ConsentTopic.HOUSING.value,)
ALL_BUT_ONE = tuple(one.value for one in ConsentTopic if one is not ConsentTopic.OVERVIEW)


# ---- the consent ---------------------------------------------------------------------------------


def test_the_offer_follows_the_consent(ours: Services, theirs: Services) -> None:
    kim = two_houses.furnished(ours)
    assert ours.transfers.offer(kim).consent_id is None
    consent = two_houses.consented_to_move(ours, kim, excepted="Ikke om min far")
    offer = ours.transfers.offer(kim)
    told = (offer.consent_id, offer.excepted, offer.living_here)
    assert told == (consent, "Ikke om min far", True)
    assert {group.key: group.count for group in offer.groups} == {
        "identity": 1, "health": 1, "network": 1, "stays": 1, "case": 1,
        "services": 1, "plan": 1, "overviews": 1, "letters": 2, "documents": 1,
    }  # fmt: skip
    assert "Notater" in offer.never

    narrow = two_houses.consented_to_move(ours, kim, HOUSING)
    groups = {group.key: group for group in ours.transfers.offer(kim, narrow).groups}
    assert groups["health"].needs == ("helbred",)
    assert groups["network"].needs == ("netværk",)
    assert "udflytningsoverblik" in groups["overviews"].needs
    assert {key for key, group in groups.items() if group.left_out} == {
        "health", "network", "services", "plan", "overviews", "letters", "documents"
    }  # fmt: skip
    every = TransferCommand(kim, OTHER, narrow, ALL_GROUPS)
    assert refusal(lambda: ours.transfers.send(every)) == "transfer_not_covered"
    assert refusal(lambda: ours.transfers.send(replace(every, groups=("alt",)))) == "unknown_choice"

    file = ours.transfers.send(replace(every, groups=("case", "letters")))
    document = json.loads(opened(file).document)
    assert set(document["tables"]) == {
        "stay", "municipality_period", "caseworker", "action_plan", "prerequisite",
        "prerequisite_period", "letter",
    }  # fmt: skip
    assert document["person"]["allergy"] == ""
    assert [row["kind"] for row in document["tables"]["letter"]] == ["admission_notice"]
    theirs.transfers.take(file.data, file.code)
    assert theirs.overviews.versions(kim) == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"recipient": "Vesthuset"}, "transfer_consent_other"),
        ({"purpose": "Bolig og støtte"}, "transfer_consent_missing"),
        ({"municipality_code": "0851"}, "transfer_consent_missing"),
        (
            {"valid_from": TODAY + timedelta(days=1), "valid_to": TODAY + timedelta(days=9)},
            "transfer_consent_expired",
        ),
    ],
)
def test_another_consent_does_not_carry_a_move(
    house: OpenHouse, ours: Services, kim: UUID, changes: dict[str, object], code: str
) -> None:
    consent = two_houses.consented_to_move(ours, kim, two_houses.ALL_TOPICS, **changes)
    before = two_houses.digest(house)
    command = TransferCommand(kim, OTHER, consent, ALL_GROUPS)
    assert refusal(lambda: ours.transfers.send(command)) == code
    assert two_houses.digest(house) == before


def test_a_withdrawn_consent_stops_the_file(ours: Services, kim: UUID) -> None:
    consent = two_houses.consented_to_move(ours, kim)
    ours.consents.withdraw(consent, ours.consents.for_person(kim)[0].version, TODAY)
    command = TransferCommand(kim, OTHER, consent, ALL_GROUPS)
    assert refusal(lambda: ours.transfers.send(command)) == "transfer_consent_withdrawn"
    assert refusal(lambda: ours.transfers.send(replace(command, other_house=" "))) == "required"
    strange = replace(command, consent_id=kim)
    assert refusal(lambda: ours.transfers.send(strange)) == "transfer_consent_missing"


def test_who_may(house: OpenHouse, there: OpenHouse, kim: UUID, file: TransferSent) -> None:
    staff = houses.services(house, "staff")
    with pytest.raises(NotAllowed) as refused:
        staff.transfers.offer(kim)
    assert refused.value.who_can == ("Mette Krogh",)
    with pytest.raises(NotAllowed):
        staff.transfers.send(TransferCommand(kim, OTHER, kim, ()))
    temp = houses.services(there, "temp")
    for one in (temp.transfers.look, temp.transfers.take):
        with pytest.raises(NotAllowed):
            one(file.data, file.code)
    assert houses.services(there, "staff").transfers.take(file.data, file.code) is not None


def test_a_move_stands_in_the_journal_and_is_not_undone(
    house: OpenHouse, there: OpenHouse, ours: Services, theirs: Services, kim: UUID
) -> None:
    file = two_houses.sent(ours, kim)
    assert file.changes.label == "flyttefil om Kim Dahl til Østhuset"
    assert not file.changes.undoable
    changes = theirs.transfers.take(file.data, file.code)
    assert changes is not None
    assert changes.label == "flyttefil om Kim Dahl fra Havnehuset"
    assert not changes.undoable
    for one in (house, there):
        with one.database.read() as session:
            assert verify_chain(session) == []
    assert [item.title for item in ours.timeline.items(kim)].count("Flyttefil") == 1


# ---- files that cannot be -------------------------------------------------------------------------


def opened(file: TransferSent) -> Payload:
    return transfer.read(file.data, TransferCode.parse(file.code))


def rewritten(file: TransferSent, change: Callable[[dict[str, Any]], object]) -> bytes:
    """The same file with a document that somebody with the code wrote anew."""
    payload = opened(file)
    document = json.loads(payload.document)
    change(document)
    data = json.dumps(document).encode()
    code, file_id = TransferCode.parse(file.code), transfer.file_id_of(file.data)
    return transfer.write(Payload(data, payload.blobs), code, file_id, CHEAP_KDF)


def put(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    """Sets one value in the document: ``tables.stay.0.came``."""
    *way, last = path.split(".")

    def change(document: dict[str, Any]) -> None:
        held: Any = document
        for step in way:
            held = held[int(step)] if step.isdigit() else held[step]
        held[last] = value

    return change


def _assessed_by_one(document: dict[str, Any]) -> None:
    row = document["tables"]["overview"][0]
    row["second_assessor_id"] = row["finished_by_id"]


HOSTILE = [
    put("format", "andet"),
    put("version", "1"),
    put("file_id", str(UUID(int=5))),
    put("extra", 1),
    put("groups", ["alt"]),
    put("groups", 5),
    put("from", []),
    put("staff", {}),
    put("staff.0.name", ""),
    put("staff", []),
    put("tables", []),
    put("tables.note", []),
    put("tables.stay", {}),
    put("tables.stay.0.came", "med rumskib"),
    put("tables.stay.0.came", ["self"]),
    put("tables.stay.0.reasons", "no_dwelling"),
    put("tables.stay.0.decided_on", "2031-01-01"),
    put("tables.stay.0.decided_on", 5),
    put("tables.stay.0.arrived_at", "2026-11-23T21:40:00"),
    put("tables.stay.0.arrived_at", "2026-13-23T21:40:00+01:00"),
    put("tables.stay.0.ended_at", "2020-01-01T12:00:00+00:00"),
    put("tables.stay.0.acting_municipality_code", "9999"),
    put("tables.stay.0.delegated", 1),
    put("tables.stay.0.max_rent_kr", True),
    put("tables.stay.0.acute", "x" * 20_001),
    put("tables.stay.0.acute", "nul\x00"),
    put("tables.stay.0.acute", "\ud800"),
    put("tables.stay.0.other_house", ""),
    put("tables.stay.0.id", "1"),
    put("tables.stay.0.decided_by_id", str(UUID(int=9))),
    put("tables.overview.0.stay_id", str(UUID(int=9))),
    put("tables.overview.0.instrument_version", "../../etc/passwd"),
    put("tables.overview.0.category", "K9"),
    put("tables.overview.0.answers", {"answers": {}, "situation": 1}),
    put("tables.overview.0.answers.answers.words.hopes", 5),
    put("tables.overview.0.answers.answers.staff.B1", 7),
    put("tables.overview.0.result.actions", [{"kind": 1, "because": []}]),
    put("tables.overview.0.result.blocking", "x"),
    put("tables.overview.0.result", None),
    put("tables.overview.0.second_assessor_id", str(UUID(int=9))),
    _assessed_by_one,
    put("tables.service_in_use.0.kind", "rumfart"),
    put("tables.service_in_use.0.domains", ["B99"]),
    put("tables.service_in_use.0.until_on", "2000-01-01"),
    put("tables.service_in_use.0.stay_id", str(UUID(int=9))),
    put("tables.goal.0.theme", "rumfart"),
    put("tables.goal.0.level_now", 9),
    put("tables.goal.0.sort", -1),
    put("tables.goal.0.stay_plan_id", None),
    put("tables.letter.0.kind", "kærestebrev"),
    put("tables.letter.0.status", "made"),
    put("tables.letter.0.sha256", "0" * 64),
    put("tables.letter.0.sha256", "../x"),
    put("tables.letter.0.recipient", {"lines": [1]}),
    put("tables.letter.0.disclosures", [{"information": "alt"}]),
    put("tables.letter.0.context", {}),
    put("tables.letter.0.context", {"is": "LetterContext", "sender": 1}),
    put("tables.letter.0.context.meta.title", 5),
    put("tables.letter.0.context.sections", [{"is": "Sender"}]),
    put("tables.letter.0.about_id", str(UUID(int=9))),
    put("tables.document.0.media_type", "text/html"),
    put("tables.document.0.media_type", "application/pdf"),
    put("tables.document", []),
    put("tables.prerequisite.0.code", "C99"),
    put("tables.prerequisite.0.stay_id", None),
    put("tables.prerequisite_period.0.to_on", "2000-01-01"),
    put("person", None),
    put("person.cpr", "140682-000"),
    put("person.cpr_kind", "none"),
    put("person.first_name", " "),
    put("person.protected_address", "ja"),
    put("person.merged_into_id", str(UUID(int=9))),
    put("consent.valid_to", "2000-01-01"),
    put("consent.municipality_code", "0851"),
    put("consent.information", ["alt"]),
    put("consent.noted_by_id", str(UUID(int=9))),
]


def test_a_document_that_cannot_be_changes_nothing(
    there: OpenHouse, theirs: Services, file: TransferSent
) -> None:
    before = two_houses.digest(there)
    for number, change in enumerate(HOSTILE):
        data = rewritten(file, change)
        refused = refusal(partial(theirs.transfers.take, data, file.code))
        assert refused == "transfer_content", number
    assert two_houses.digest(there) == before
    newer = rewritten(file, put("version", 3))
    assert refusal(lambda: theirs.transfers.look(newer, file.code)) == "transfer_newer"


def raw(file: TransferSent, document: bytes, **blobs: bytes) -> bytes:
    """A file with a document that is none."""
    held = {hashlib.sha256(one).hexdigest(): one for one in blobs.values()}
    code, file_id = TransferCode.parse(file.code), transfer.file_id_of(file.data)
    return transfer.write(Payload(document, held), code, file_id, CHEAP_KDF)


@pytest.mark.parametrize(
    "document",
    [b"", b"{", b"[" * 9_000, b'{"a":1,"a":2}', b"%PDF-1.7", b'{"format":"\\ud800"}', b"null"],
)
def test_a_document_that_is_none(
    theirs: Services, file: TransferSent, document: bytes, true_door: None
) -> None:
    refused = refusal(lambda: theirs.transfers.look(raw(file, document), file.code))
    assert refused == "transfer_content"


def test_a_letter_that_acts_is_not_kept(
    there: OpenHouse, theirs: Services, file: TransferSent, true_door: None
) -> None:
    payload = opened(file)
    document = json.loads(payload.document)
    acting, _ = samples.acting()["script at opening"]
    document["tables"]["letter"][0]["sha256"] = hashlib.sha256(acting).hexdigest()
    wanted = {acting, *payload.blobs.values()}
    kept = {hashlib.sha256(one).hexdigest(): one for one in wanted}
    names = json.dumps(document)
    kept = {sha256: one for sha256, one in kept.items() if sha256 in names}
    code, file_id = TransferCode.parse(file.code), transfer.file_id_of(file.data)
    data = transfer.write(Payload(names.encode(), kept), code, file_id, CHEAP_KDF)
    before = two_houses.digest(there)
    assert refusal(lambda: theirs.transfers.take(data, file.code)) == "transfer_content"
    assert two_houses.digest(there) == before


def test_rows_of_somebody_else_are_out_of_reach(
    there: OpenHouse, theirs: Services, file: TransferSent
) -> None:
    """A file that names rows of another resident here is refused whole."""
    theirs.transfers.take(file.data, file.code)
    ole = letter_house.admitted(
        theirs, AdmitCommand("Ole", "Bach", cpr_text="010190-0001", place_id=PLACES[3],
                             accepted=frozenset({"modulus_11"}))
    )  # fmt: skip
    stay = theirs.stays.for_person(ole)[0].id
    strange = UUID(int=0x77)

    def reach(document: dict[str, Any]) -> None:
        document["file_id"] = str(strange)
        document["tables"] = {"stay": document["tables"]["stay"]}
        document["tables"]["stay"][0]["id"] = str(stay)

    payload = opened(file)
    document = json.loads(payload.document)
    reach(document)
    data = transfer.write(
        Payload(json.dumps(document).encode(), {}),
        TransferCode.parse(file.code),
        strange,
        CHEAP_KDF,
    )
    before = two_houses.digest(there)
    assert refusal(lambda: theirs.transfers.take(data, file.code)) == "transfer_content"
    assert two_houses.digest(there) == before


def test_a_refusal_at_the_last_row_leaves_nothing(
    there: OpenHouse, theirs: Services, file: TransferSent, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(taking: Taking) -> None:
        raise DiskFull

    before = two_houses.digest(there)
    monkeypatch.setattr(Taking, "_nights", full)
    with pytest.raises(DiskFull):
        theirs.transfers.take(file.data, file.code)
    assert two_houses.digest(there) == before


def test_another_code_and_damage_are_told_apart(
    there: OpenHouse, theirs: Services, file: TransferSent
) -> None:
    before = two_houses.digest(there)
    other = TransferCode.generate().text
    look, take = theirs.transfers.look, theirs.transfers.take
    assert refusal(lambda: take(file.data, other)) == "transfer_wrong_code"
    assert refusal(lambda: look(file.data, "ABCD")) == "transfer_code_mistyped"
    assert refusal(lambda: look(file.data[:-20], file.code)) == "transfer_damaged"
    assert refusal(lambda: look(b"%PDF-1.7", file.code)) == "transfer_not_ours"
    assert two_houses.digest(there) == before


def test_the_file_says_nothing_in_clear(file: TransferSent) -> None:
    words = ("Kim Dahl", "140682", "Havnehuset", OTHER, "Mette", "Penicillin", "%PDF-1.")
    # Three letters stand by chance in every thirtieth file of half a megabyte.
    for word in words:
        assert word.encode() not in file.data
    for word in ("Kim", "Dahl", *words):
        assert word not in file.name
    assert two_houses.NOTE.encode() not in opened(file).document
    assert file.code not in repr(file.changes)
    assert len(file.code.split()) == 6


def test_a_stored_file_that_is_damaged_stops_the_move(
    house: OpenHouse, ours: Services, kim: UUID
) -> None:
    ours.documents.keep(DocumentCommand(kim, two_houses.picture(), "decision"))
    consent = two_houses.consented_to_move(ours, kim)
    for path in house.folder.blobs.glob("??/*"):
        path.write_bytes(path.read_bytes()[:-1])
    before = two_houses.digest(house)
    with pytest.raises(BlobDamaged):
        ours.transfers.send(TransferCommand(kim, OTHER, consent, ("documents",)))
    assert two_houses.digest(house) == before
