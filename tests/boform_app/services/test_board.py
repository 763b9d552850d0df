"""The board of Handleplaner from a real house: cards in words, and the button that moves each."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from boform_app.clock import FixedClock
from boform_app.services._stored_letters import edits_to_json
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.board import MatterRow
from boform_app.services.views.contacts import ContactCommand
from boform_app.services.views.letters import LetterEdits
from boform_app.services.views.plans import PlanCommand, PrerequisiteCommand
from tests import houses
from tests.asked import queries
from tests.boform_app.services import letter_house as given
from tests.boform_app.services.letter_house import TODAY
from tests.houses import PLACES


@pytest.fixture
def kim(services: Services) -> UUID:
    given.contact(services)
    return given.admitted(services)


def card(services: Services, what: str) -> MatterRow:
    return next(row for row in services.board.view().rows if row.what == what)


def stay_of(services: Services, person: UUID) -> UUID:
    return services.stays.for_person(person)[0].id


def test_a_new_resident_stands_with_us_for_the_notice_and_the_plan(
    services: Services, kim: UUID
) -> None:
    rows = {row.what: row for row in services.board.view().rows}
    assert set(rows) == {"Orientering om optagelse", "Anmodning om handleplan"}
    notice = rows["Orientering om optagelse"]
    assert (notice.name, notice.column) == ("Dahl, Kim", "us")
    assert (notice.action, notice.action_label) == ("letter:admission_notice", "Lav brev")
    assert notice.due == TODAY + timedelta(days=3)
    assert "§ 110, stk. 6" in notice.why
    assert rows["Anmodning om handleplan"].person_id == kim


def test_an_asked_plan_lies_with_the_municipality_with_its_days(
    services: Services, kim: UUID, clock: FixedClock
) -> None:
    stay = stay_of(services, kim)
    services.plans.change(PlanCommand(stay, 1, status="requested", on=TODAY, caseworker="Bo Riis"))
    clock.set(clock.now() + timedelta(days=20))
    row = card(services, "Handleplan")
    assert (row.column, row.where, row.days) == ("municipality", "Aalborg", 20)
    assert (row.badge_kind, row.badge_text) == ("wait", "Husets frist passeret")
    assert (row.action, row.action_label, row.letter_kind) == (
        "letter:reminder", "Rykker", "reminder",
    )  # fmt: skip
    assert row.caseworker == "Bo Riis"
    assert services.board.view().municipalities == (("0851", "Aalborg"),)


def test_a_printed_letter_asks_whether_it_was_sent(services: Services, kim: UUID) -> None:
    made = services.letters.make("admission_notice", kim, LetterEdits())
    services.register.mark_printed(made.id, made.version)
    row = card(services, "Orientering om optagelse")
    assert row.badge_text == "Er brevet sendt?"
    assert (row.action, row.action_label) == (f"sent:{made.id}", "Ja, sendt")


@pytest.fixture
def asked(services: Services, kim: UUID, clock: FixedClock) -> UUID:
    """Kim's stay 30 days on: the plan was asked for by letter, the home and money by mail."""
    stay = stay_of(services, kim)
    given.consented(services, kim)
    edits = given.rested(services, "plan_request", kim, LetterEdits())
    made = services.letters.make("plan_request", kim, edits)
    services.register.mark_sent(made.id, made.version, "digital_post", TODAY)
    for code, owner in (("C2", "housing"), ("C5", "benefits")):
        item = next(p for p in services.plans.prerequisites(stay) if p.code == code)
        services.plans.set_prerequisite(
            PrerequisiteCommand(item.id, item.version, "in_progress", owner, TODAY)
        )
        services.contact_log.write(
            ContactCommand(stay, "mail", "Spurgt.", prerequisite_codes=(code,))
        )
    clock.set(clock.now() + timedelta(days=30))
    return stay


def reminder(services: Services, kim: UUID, about: str) -> UUID:
    fields = {"about": about, "situation": "Kim venter."}
    edits = given.rested(services, "reminder", kim, LetterEdits(fields=fields))
    made = services.letters.make("reminder", kim, edits)
    services.register.mark_printed(made.id, made.version)
    return made.id


def actions(services: Services) -> dict[str, str]:
    found = {row.code: row.action for row in services.board.view().rows}
    return {code: found[code] for code in ("C2", "C5", "C6")}


def test_a_printed_reminder_is_asked_for_at_its_own_matter_only(
    services: Services, kim: UUID, asked: UUID
) -> None:
    plan = reminder(services, kim, "C6")
    usual = "letter:reminder"
    assert actions(services) == {"C2": usual, "C5": usual, "C6": f"sent:{plan}"}
    money = reminder(services, kim, "C5")
    assert actions(services) == {"C2": usual, "C5": f"sent:{money}", "C6": f"sent:{plan}"}


def test_a_card_speaks_of_a_draft_about_its_own_matter_only(
    services: Services, kim: UUID, asked: UUID
) -> None:
    edits = LetterEdits(fields={"about": "C5"})
    services.drafts.put("letter:reminder", kim, "", edits_to_json(edits))
    labels = {row.code: row.action_label for row in services.board.view().rows}
    assert (labels["C2"], labels["C5"], labels["C6"]) == ("Rykker", "Fortsæt", "Rykker")
    (sent,) = (one for one in services.register.letters(kim) if one.kind == "plan_request")
    edits = LetterEdits(fields={"about": str(sent.id)})
    services.drafts.put("letter:reminder", kim, "", edits_to_json(edits))
    labels = {row.code: row.action_label for row in services.board.view().rows}
    assert (labels["C2"], labels["C5"], labels["C6"]) == ("Rykker", "Rykker", "Fortsæt")


def test_an_unfinished_letter_is_gone_on_with(services: Services, kim: UUID) -> None:
    services.drafts.put("letter:plan_request", kim, "edits", "{}")
    row = card(services, "Anmodning om handleplan")
    assert row.detail == "Kladde fra man. 23-11"
    assert (row.action, row.action_label) == ("letter:plan_request", "Fortsæt")


def test_an_item_elsewhere_names_its_party(services: Services, kim: UUID) -> None:
    stay = stay_of(services, kim)
    found = next(p for p in services.plans.prerequisites(stay) if p.code == "C2")
    services.plans.set_prerequisite(
        PrerequisiteCommand(found.id, found.version, "in_progress", "housing", TODAY)
    )
    row = card(services, "Bolig")
    assert (row.column, row.where, row.days) == ("housing", "Boliganvisning, Aalborg", 0)
    assert (row.badge_text, row.action) == ("", "")


def test_a_move_without_a_decision_is_the_strongest(services: Services, kim: UUID) -> None:
    stay = services.stays.for_person(kim)[0]
    services.ending.plan_end(stay.id, stay.version, TODAY, "11.00")
    row = card(services, "Afgørelse om støtte er ikke registreret")
    assert (row.column, row.strong, row.badge_text) == ("moving", True, "I dag kl. 11.00")
    assert (row.action, row.action_label) == ("register:support_decision", "Registrér")


def test_a_closed_protected_resident_is_a_room(
    house: OpenHouse, services: Services, kim: UUID
) -> None:
    facts = services.people.facts(kim)
    services.people.set_fact(kim, facts.version, "protected_address", True)
    other = houses.services(house, "staff")
    assert {row.name for row in other.board.view().rows} == {"Beskyttet, vær. 1"}
    other.people.open(kim, "Skal skrive til kommunen")
    assert {row.name for row in other.board.view().rows} == {"Dahl, Kim"}


def test_the_number_of_queries_does_not_grow(services: Services, kim: UUID) -> None:
    before = queries(services.board.view)
    for number in (2, 3, 4):
        command = replace(given.ADMISSION, first_name=f"Bo{number}", cpr_text="")
        given.admitted(services, replace(command, place_id=PLACES[number]))
    assert len({row.person_id for row in services.board.view().rows}) == 4
    assert queries(services.board.view) == before
