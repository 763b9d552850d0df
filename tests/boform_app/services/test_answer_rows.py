"""Each question of the answer form: what it changes, and what is left to a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from boform_app.clock import from_local
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.answers import AnswerRow
from boform_app.services.views.contacts import CaseworkerCommand, MeetingCommand
from boform_app.services.views.moving import SearchCommand, SupportCommand, SupporterCommand
from models import tables
from tests import houses
from tests.boform_app.services import answer_house as given
from tests.boform_app.services.answer_house import Case

TODAY = date(2026, 11, 23)


@pytest.fixture
def case(services: Services) -> Case:
    return given.case(services)


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Services, Case]]:
    """A house that is only looked at."""
    house = houses.make_house(tmp_path_factory.mktemp("still"))
    services = houses.services(house)
    found = given.case(services)
    services.caseworkers.save(CaseworkerCommand("0851", "Hanne Riis", phone="12 34 56 80"))
    yield services, found
    houses.close(house)


def seen(services: Services, case: Case, key: str, **typed: str) -> AnswerRow:
    """The row of an answer whose fields belong to one group."""
    found = given.by_hand(services, case, _fields(typed))
    return next(row for row in found.rows if row.key == key)


def taken(services: Services, case: Case, key: str, **typed: str) -> None:
    services.answers.take(given.by_hand(services, case, _fields(typed)), {key})


def _fields(typed: dict[str, str]) -> dict[str, str]:
    return {key.replace("_", ".", 1): text for key, text in typed.items()}


def code(services: Services, case: Case, name: str) -> tuple[str, str, str]:
    item = next(one for one in services.plans.prerequisites(case.stay) if one.code == name)
    return item.status, item.owner, item.evidence


def what(services: Services, case: Case) -> set[str]:
    return {row.what for row in services.today.deadlines(case.person)}


# --- who --------------------------------------------------------------------------------------


def test_a_new_case_worker_does_not_get_the_old_ones_number(services: Services, case: Case) -> None:
    taken(services, case, "caseworker", caseworker_name="Hanne Riis")
    taken(services, case, "phone", caseworker_phone="12 34 56 80")
    row = seen(services, case, "caseworker", caseworker_name="Bo Lund")
    assert (row.state, row.have) == ("changes", "Hanne Riis")
    row = seen(services, case, "phone", caseworker_name="Bo Lund", caseworker_phone="12 34 56 99")
    assert (row.state, row.have) == ("new", "Ved ikke endnu")
    taken(services, case, "phone", caseworker_name="Bo Lund", caseworker_phone="12 34 56 99")
    numbers = {one.name: one.phone for one in services.caseworkers.of_municipality("0851")}
    assert numbers == {"Hanne Riis": "12 34 56 80", "Bo Lund": "12 34 56 99"}
    assert services.plans.get(case.stay).caseworker == "Hanne Riis"


@pytest.mark.parametrize("typed", ["12345680", "+45 12 34 56 80", "12 34 5680"])
def test_a_number_in_other_groups_is_the_same(still: tuple[Services, Case], typed: str) -> None:
    services, case = still
    row = seen(services, case, "phone", caseworker_name="hanne  riis", caseworker_phone=typed)
    assert row.state == "equal"


def test_a_number_of_nobody_is_not_taken(still: tuple[Services, Case]) -> None:
    services, case = still
    row = seen(services, case, "phone", caseworker_phone="12 34 56 80")
    assert (row.can_take, row.ticked) == (False, False)
    assert row.why_not.startswith("Rådgiverens navn mangler.")


def test_a_unit_is_linked_where_it_is_known(services: Services, case: Case) -> None:
    unknown = seen(services, case, "unit", caseworker_name="Bo", caseworker_unit="Voksenhuset")
    assert unknown.why_not == "Afdelingen står ikke under kommunens kontakter."
    taken(services, case, "unit", caseworker_name="Bo", caseworker_unit="socialafdelingen, voksne")
    (worker,) = services.caseworkers.of_municipality("0851")
    assert worker.unit == "Socialafdelingen, voksne"


# --- the plan ---------------------------------------------------------------------------------


def test_a_plan_that_is_made_is_not_one_that_is_here(services: Services, case: Case) -> None:
    typed = {"plan_state": "made", "plan_date": "20-11-2026"}
    row = seen(services, case, "plan", **typed)
    assert (row.came, row.came_more) == ("Lavet og vedlagt", "dateret fre. 20-11-2026")
    assert [one.kind for one in row.follows] == ["open"]
    taken(services, case, "plan", **typed)
    plan = services.plans.get(case.stay)
    assert (plan.status, plan.received_on) == ("requested", None)
    assert code(services, case, "C6") == (
        "in_progress",
        "municipality",
        "Lavet 20-11-2026, ikke modtaget",
    )
    assert any(one.startswith("Handleplan, ") for one in what(services, case))
    assert seen(services, case, "plan", **typed).state == "equal"


@pytest.mark.parametrize(
    ("typed", "state", "can_take"),
    [
        ({"plan_state": "in_progress"}, "equal", False),
        ({"plan_state": "not_started"}, "new", True),
        ({"plan_expected": "04-12-2026"}, "new", True),
        ({"plan_expected": "20-11-2026"}, "new", False),
        ({"plan_date": "20-11-2026"}, "new", False),
        ({"plan_expected": "midt i december"}, "unread", False),
        ({"plan_state": "not_started", "plan_expected": "midt i december"}, "new", True),
        ({}, "unanswered", False),
    ],
)
def test_what_is_said_of_the_plan(
    still: tuple[Services, Case], typed: dict[str, str], state: str, can_take: bool
) -> None:
    services, case = still
    row = seen(services, case, "plan", **typed)
    assert (row.state, row.can_take, row.ticked) == (state, can_take, can_take)
    assert bool(row.why_not) == (state not in {"equal", "unread", "unanswered"} and not can_take)


def test_what_could_not_be_read_stands_as_typed(still: tuple[Services, Case]) -> None:
    services, case = still
    row = seen(services, case, "plan", plan_state="in_progress", plan_expected="uge 49")
    assert row.came_more == "Kunne ikke læses: ”uge 49”"


def test_a_promise_is_moved_to_the_next_working_day_after_it(
    services: Services, case: Case
) -> None:
    taken(services, case, "plan", plan_expected="04-12-2026")
    row = seen(services, case, "plan", plan_expected="11-12-2026")
    assert (row.state, row.have_more) == ("changes", "lovet til: 04-12-2026")
    assert row.follows[0].text == "Ryk flyttes fra 07-12 til man. 14-12"
    assert any(one.startswith("Handleplan lovet") for one in what(services, case))


def test_a_plan_that_is_here_is_not_promised_again(services: Services, case: Case) -> None:
    plan = services.plans.get(case.stay)
    services.plans.change(given.received(plan))
    assert seen(services, case, "plan", plan_state="made").state == "equal"
    late = seen(services, case, "plan", plan_expected="04-12-2026")
    assert (late.can_take, late.why_not) == (False, "Vi har planen.")
    follow_up = {"plan_follow_up": "01-03-2027"}
    taken(services, case, "follow_up", **follow_up)
    assert services.plans.get(case.stay).follow_up_on == date(2027, 3, 1)
    assert seen(services, case, "follow_up", **follow_up).state == "equal"


# --- support ----------------------------------------------------------------------------------


def proposed(services: Services, case: Case, method: str = "icm") -> None:
    version = services.support.get(case.stay).version
    services.support.propose(SupportCommand(case.stay, version, method, applied_on=TODAY))


def test_a_method_that_is_not_decided_is_never_a_decision(services: Services, case: Case) -> None:
    proposed(services, case)
    row = seen(services, case, "support", support_method="icm", support_expected="14-12-2026")
    assert (row.came, row.have) == ("ICM, ikke afgjort endnu", "Foreslået ICM")
    taken(services, case, "support", support_method="cti", support_expected="14-12-2026")
    view = services.support.get(case.stay)
    assert (view.decision, view.method, view.promised_on) == ("", "icm", date(2026, 12, 14))
    assert code(services, case, "C7")[0] == "in_progress"


@pytest.mark.parametrize(
    ("answer", "kept", "appeal"),
    [
        ({"support_decision": "granted", "support_method": "icm"}, ("granted", ""), False),
        ({"support_decision": "granted"}, ("granted", ""), False),
        (
            {"support_decision": "granted", "support_method": "section_85"},
            ("granted_otherwise", "section_85"), True,
        ),
        ({"support_decision": "partly"}, ("granted_otherwise", "icm"), True),
        ({"support_decision": "refused"}, ("refused", ""), True),
    ],
)  # fmt: skip
def test_a_decision_is_registered_with_its_day_and_the_day_it_came(
    services: Services,
    case: Case,
    answer: dict[str, str],
    kept: tuple[str, str],
    appeal: bool,
) -> None:
    proposed(services, case)
    typed = {**answer, "support_decided_on": "18-11-2026"}
    row = seen(services, case, "support", **typed)
    assert any(one.text.startswith("Klagefristen er ") for one in row.follows) == appeal
    taken(services, case, "support", **typed)
    view = services.support.get(case.stay)
    assert (view.decision, view.granted_method) == kept
    assert (view.decided_on, view.received_on) == (date(2026, 11, 18), TODAY)
    assert bool(view.granted_label) == (kept[0] != "refused")
    assert (view.appeal is not None, view.reason_missing) == (appeal, appeal)
    if view.appeal is not None:
        assert view.appeal.last_day == date(2026, 12, 21)
        assert row.follows[-1].text == "Klagefristen er 21-12-2026"
    expected = "missing" if kept[0] == "refused" else "fulfilled"
    assert code(services, case, "C7")[:2] == (expected, "municipality")
    assert seen(services, case, "support", **typed).state == "equal"
    assert seen(services, case, "support", support_expected="14-12-2026").why_not == (
        "Vi har afgørelsen."
    )


def test_what_nobody_proposed_is_granted_and_not_otherwise(services: Services, case: Case) -> None:
    typed = {"support_decision": "granted", "support_method": "act"}
    taken(services, case, "support", **typed, support_decided_on="18-11-2026")
    view = services.support.get(case.stay)
    assert (view.decision, view.granted_label, view.appeal) == ("granted", "ACT", None)


@pytest.mark.parametrize("day", ["", "24-11-2026", "i går"])
def test_a_decision_without_a_day_that_can_be_waits_for_a_person(
    still: tuple[Services, Case], day: str
) -> None:
    services, case = still
    typed = {"support_decision": "refused", "support_decided_on": day}
    row = seen(services, case, "support", **typed)
    assert (row.can_take, bool(row.why_not)) == (False, True)
    found = given.by_hand(services, case, _fields(typed))
    found = services.answers.choose(found, typed={"support.decided_on": "20-11-2026"})
    assert next(one for one in found.rows if one.key == "support").can_take


def test_a_supplier_joins_what_is_known(services: Services, case: Case) -> None:
    proposed(services, case)
    version = services.support.get(case.stay).version
    services.support.supporter(SupporterCommand(case.stay, version, supporter="Ali Demir"))
    typed = {"support_supplier": "Bo og Støt", "support_starts_on": "01-12-2026"}
    row = seen(services, case, "supplier", **typed)
    assert (row.state, row.came_more) == ("changes", "begynder tir. 1-12-2026")
    taken(services, case, "supplier", **typed)
    view = services.support.get(case.stay)
    assert (view.supplier, view.supporter, view.starts_on) == (
        "Bo og Støt", "Ali Demir", date(2026, 12, 1),
    )  # fmt: skip
    assert seen(services, case, "supplier", **typed).state == "equal"


def test_the_residents_wish_stands_beside(services: Services, case: Case) -> None:
    command = SupportCommand(case.stay, 0, wished_person="Ali Demir", wished_supplier="Havnehuset")
    services.support.propose(command)
    row = seen(services, case, "supplier")
    assert (row.have, row.have_more) == ("Ali Demir, Havnehuset", "Kims ønske")


# --- home and meeting -------------------------------------------------------------------------


def test_a_home_that_is_assigned_is_an_offer_that_waits_for_the_resident(
    services: Services, case: Case
) -> None:
    typed = {"home_state": "assigned", "home_rent": "4.100", "home_from": "15-12-2026"}
    row = seen(services, case, "home", **typed)
    assert row.came_more == "kan flyttes ind fra tir. 15-12-2026, husleje 4.100 kr."
    assert row.follows[0].text == "Boligen venter på Kims svar"
    taken(services, case, "home", **typed)
    (offer,) = services.offers.of_stay(case.stay).offers
    assert (offer.rent_kr, offer.move_in_on, offer.answer) == (4100, date(2026, 12, 15), "")
    assert code(services, case, "C2")[:2] == ("in_progress", "us")
    assert seen(services, case, "home", **typed).state == "equal"
    taken(services, case, "home", home_state="assigned", home_rent="4300")
    (offer,) = services.offers.of_stay(case.stay).offers
    assert (offer.rent_kr, offer.move_in_on) == (4300, date(2026, 12, 15)), "the same home"
    services.offers.accept(offer.id, offer.version)
    assert not seen(services, case, "home", home_state="assigned").can_take


def test_listed_puts_c1_in_place(services: Services, case: Case) -> None:
    row = seen(services, case, "home", home_state="not_listed")
    assert (row.state, row.have, row.can_take) == ("new", "Ved ikke endnu", False)
    services.homes.change_search(SearchCommand(case.stay, 0, nominated_on=date(2026, 11, 23)))
    row = seen(services, case, "home", home_state="not_listed")
    assert (row.state, row.have, row.have_more) == ("equal", "Indstillet 23-11-2026", "0 døgn")
    typed = {"home_state": "listed", "home_listed_on": "20-11-2026"}
    taken(services, case, "home", **typed)
    assert services.homes.search(case.stay).listed_on == date(2026, 11, 20)
    assert code(services, case, "C1")[0] == "fulfilled"
    assert seen(services, case, "home", **typed).state == "equal"
    no = seen(services, case, "home", home_state="not_listed")
    assert (no.state, no.can_take) == ("changes", False)


@pytest.mark.parametrize(
    "typed",
    [
        {"home_rent": "4100"},
        {"home_state": "listed", "home_listed_on": "24-11-2026"},
    ],
)
def test_a_home_that_is_only_half_said_is_asked_about(
    still: tuple[Services, Case], typed: dict[str, str]
) -> None:
    services, case = still
    row = seen(services, case, "home", **typed)
    assert (row.can_take, bool(row.why_not), bool(row.came)) == (False, True, True)


def test_a_meeting_joins_the_one_that_is_planned(services: Services, case: Case) -> None:
    services.meetings.plan(
        MeetingCommand(from_local(date(2026, 12, 2), 10), stay_id=case.stay, place="Rådhuset")
    )
    typed = {"meeting_date": "30-11-2026", "meeting_time": "13"}
    row = seen(services, case, "meeting", **typed)
    assert (row.have, row.have_more) == ("ons. 2-12-2026 kl. 10.00", "Rådhuset")
    assert [one.text for one in row.follows] == [
        "Mødet kommer på I dag den 30-11",
        "Mødet ons. 2-12-2026 kl. 10.00 står der stadig",
    ]
    taken(services, case, "meeting", **typed)
    assert len(services.meetings.of_stay(case.stay)) == 2
    assert seen(services, case, "meeting", **typed).state == "equal"
    line = next(one for one in services.contact_log.entries(case.stay) if one.source == "entry")
    assert line.next_on == date(2026, 11, 30)
    meeting = services.meetings.of_stay(case.stay)[1]
    services.meetings.move(meeting.id, meeting.version, from_local(date(2026, 12, 1), 13))
    line = next(one for one in services.contact_log.entries(case.stay) if one.source == "entry")
    assert line.next_on == date(2026, 12, 1), "the line waits for the meeting, wherever it goes"


@pytest.mark.parametrize(
    "typed",
    [
        {"meeting_date": "30-11-2026"},
        {"meeting_place": "Rådhuset"},
        {"meeting_date": "20-11-2026", "meeting_time": "13"},
        {"meeting_date": "30-11-2026", "meeting_time": "efter frokost"},
    ],
)
def test_a_meeting_without_its_time_is_asked_about(
    still: tuple[Services, Case], typed: dict[str, str]
) -> None:
    services, case = still
    row = seen(services, case, "meeting", **typed)
    assert (row.can_take, bool(row.why_not)) == (False, True)


# --- words ------------------------------------------------------------------------------------


def test_not_acting_opens_c9_and_changes_no_municipality(
    services: Services, house: OpenHouse, case: Case
) -> None:
    typed = {"other_not_acting": "on", "other_acting": "Randers"}
    row = seen(services, case, "acting", **typed)
    assert (row.came, row.came_more, row.have) == (
        "Er ikke handlekommune", "mener, det er Randers", "Aalborg Kommune",
    )  # fmt: skip
    taken(services, case, "acting", **typed)
    stay = services.stays.get(case.stay)
    assert stay.acting_municipality_code == "0851"
    assert code(services, case, "C9") == (
        "missing", "municipality", "Aalborg Kommune mener, det er Randers",
    )  # fmt: skip
    assert seen(services, case, "acting", **typed).state == "equal"
    assert not seen(services, case, "acting", other_acting="Randers").can_take


def test_the_same_message_is_one_note(services: Services, case: Case) -> None:
    taken(services, case, "message", other_text="Ring i morgen.\nHilsen Hanne")
    assert seen(services, case, "message", other_text="Ring i morgen.\nHilsen Hanne").state == (
        "equal"
    )
    assert seen(services, case, "message", other_text="Ring i dag.").state == "note"
    assert len(services.notes.for_person(case.person)) == 1


def test_after_the_stay_an_answer_is_still_one(services: Services, house: OpenHouse) -> None:
    case = given.case(services)
    stay = services.stays.get(case.stay)
    with house.database.write_unjournaled() as session:
        session.get_one(tables.Stay, stay.id).ended_at = stay.arrived_at
    row = seen(services, case, "home", home_state="assigned")
    assert row.why_not == "Opholdet er slut."
    taken(services, case, "message", other_text="Tak for nu.")
