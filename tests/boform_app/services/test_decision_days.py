"""Appeal periods on I dag: every kind of decision, from the day it was received."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from boform_app.clock import FixedClock, from_local
from boform_app.errors import ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.letters import LetterEdits
from boform_app.services.views.moving import OfferCommand
from boform_app.services.views.stays import AdmitCommand, EndStayCommand
from boform_app.services.views.today import DeadlineRow
from boform_app.services.views.turned_away import ContactCommand
from tests import houses
from tests.boform_app.services import letter_house as given
from tests.boform_app.services.letter_house import TODAY
from tests.boform_app.services.test_letter_decisions import DISCHARGE, EXPULSION, REFUSAL
from tests.houses import PLACES

FOUR_WEEKS = timedelta(weeks=4)
HOUSE, MUNICIPALITY = "Klagefristen slutter", "Klagefristen slutter, Aalborg Kommune"
REFUSED = "Klagefristen slutter, ikke optaget"


@pytest.fixture
def kim(services: Services) -> UUID:
    given.contact(services)
    return given.admitted(services)


def sent(services: Services, kind: str, person: UUID, fields: dict[str, str], on: date) -> UUID:
    letter = services.letters.make(kind, person, LetterEdits(fields=fields))
    services.register.mark_sent(letter.id, letter.version, "handed_over", on)
    return letter.id


def ended(services: Services, person: UUID, kind: str, **facts: object) -> None:
    stay = services.stays.for_person(person)[0]
    house: dict[str, object] = {"reason": "Har fået en bolig.", "not_heard_reason": "Var rejst."}
    services.ending.end(
        EndStayCommand(
            stay.id, stay.version, from_local(TODAY, 21, 40), kind, destination="unknown",
            **{**house, **facts},  # type: ignore[arg-type]  # fields of the command by name
        )
    )  # fmt: skip


def appeals(services: Services, person: UUID | None = None) -> list[DeadlineRow]:
    return [row for row in services.today.deadlines(person) if row.what.startswith("Klage")]


def told(services: Services, person: UUID) -> list[tuple[str, date | None, str]]:
    return [(row.what, row.due, row.action) for row in appeals(services, person)]


def test_a_discharge_by_the_house_runs_from_the_day_its_letter_was_given(
    services: Services, kim: UUID
) -> None:
    ended(services, kim, "house_decision_target_group")
    assert told(services, kim) == [], "nobody has had the decision yet"
    sent(services, "discharge_decision", kim, DISCHARGE, TODAY)
    assert told(services, kim) == [(HOUSE, TODAY + FOUR_WEEKS, "open:letters")]
    [row] = appeals(services, kim)
    assert row.is_law
    assert "Talt: 4 uger efter mandag 23-11-2026, som ikke tælles med" in row.why


def test_a_letter_by_post_runs_from_the_day_its_author_reckoned_with(
    services: Services, clock: FixedClock, kim: UUID
) -> None:
    posted = {**DISCHARGE, "handed_over": "", "received": "2026-11-26"}
    letter = services.letters.make("discharge_decision", kim, LetterEdits(fields=posted))
    clock.set(from_local(TODAY + timedelta(days=1), 9))
    services.register.mark_sent(letter.id, letter.version, "post", TODAY + timedelta(days=1))
    # The same day as the letter prints: torsdag den 24. december 2026.
    assert told(services, kim) == [(HOUSE, date(2026, 12, 24), "open:letters")]


def test_a_letter_that_was_sent_late_was_not_there_before(
    services: Services, clock: FixedClock, kim: UUID
) -> None:
    posted = {**DISCHARGE, "handed_over": "", "received": "2026-11-25"}
    letter = services.letters.make("discharge_decision", kim, LetterEdits(fields=posted))
    clock.set(from_local(date(2026, 11, 30), 9))
    services.register.mark_sent(letter.id, letter.version, "post", date(2026, 11, 30))
    assert told(services, kim) == [(HOUSE, date(2026, 12, 28), "open:letters")]


def test_a_decision_that_was_not_carried_out_or_was_annulled_has_no_period(
    services: Services, kim: UUID
) -> None:
    letter_id = sent(services, "discharge_decision", kim, DISCHARGE, TODAY)
    assert len(appeals(services, kim)) == 1
    ended(services, kim, "moved_own_wish", reason="", not_heard_reason="")
    assert told(services, kim) == []
    services.ending.annul_end(services.stays.for_person(kim)[0].id, "Forkert beboer")
    assert len(appeals(services, kim)) == 1
    services.register.annul(letter_id, services.register.get(letter_id).version, "Trukket tilbage")
    assert told(services, kim) == []


def test_bortvisning_has_none_until_a_row_says_so(services: Services, kim: UUID) -> None:
    sent(services, "expulsion_decision", kim, EXPULSION, TODAY)
    ended(services, kim, "expulsion")
    assert told(services, kim) == []
    services.rules.save_house_row("expulsion_appealable", True, TODAY, "ny lov", "V", "")
    assert told(services, kim) == [(HOUSE, TODAY + FOUR_WEEKS, "open:letters")]


def test_a_discharge_by_the_municipality_runs_from_its_decision(
    services: Services, kim: UUID
) -> None:
    with pytest.raises(ValidationFailed, match="decision_after_end"):
        ended(services, kim, "municipal_decision", decided_on=TODAY + timedelta(days=1))
    ended(services, kim, "municipal_decision", decided_on=TODAY)
    assert told(services, kim) == [(MUNICIPALITY, TODAY + FOUR_WEEKS, "open:case")]


def test_without_its_day_nothing_is_counted(services: Services, kim: UUID) -> None:
    ended(services, kim, "municipal_decision")
    assert told(services, kim) == []


@pytest.mark.parametrize("answer", ["", "accepted", "declined", "withdrawn"])
def test_a_residential_offer_runs_from_the_offer(
    services: Services, kim: UUID, answer: str
) -> None:
    stay = services.stays.for_person(kim)[0].id
    offer = services.offers.offer(
        OfferCommand(stay, TODAY, home_type="residential", address="Åhuset")
    ).first("home_offer")
    if answer == "accepted":
        services.offers.accept(offer, 1, TODAY)
    elif answer == "declined":
        services.offers.decline(offer, 1, "For langt væk", TODAY)
    elif answer:
        services.offers.withdraw(offer, 1, TODAY)
    wanted = [] if answer == "withdrawn" else [(MUNICIPALITY, TODAY + FOUR_WEEKS, "open:homes")]
    assert told(services, kim) == wanted


def test_a_move_to_a_residential_offer_runs_from_what_shows_the_decision(
    services: Services, kim: UUID
) -> None:
    stay = services.stays.for_person(kim)[0].id
    services.conditions.confirm(stay, 2, 0, TODAY, text="Afgørelse om botilbud, § 107")
    assert told(services, kim) == [], "it may as well be the home that was assigned"
    ended(services, kim, "residential_offer", reason="", not_heard_reason="")
    assert told(services, kim) == [(MUNICIPALITY, TODAY + FOUR_WEEKS, "open:homes")]


def test_an_own_home_is_nothing_to_appeal(services: Services, kim: UUID) -> None:
    stay = services.stays.for_person(kim)[0].id
    services.offers.offer(OfferCommand(stay, TODAY, home_type="youth", address="Åvej 1"))
    assert told(services, kim) == []


def test_who_was_refused_stands_there_without_a_stay(
    services: Services, clock: FixedClock, kim: UUID
) -> None:
    kaj = services.turned_away.note(ContactCommand("Kaj", "Lind")).first("person")
    letter = services.letters.make("admission_refusal", kaj, LetterEdits(fields=REFUSAL))
    assert told(services, kaj) == []
    services.register.mark_sent(letter.id, letter.version, "handed_over", TODAY)
    assert told(services, kaj) == [(REFUSED, TODAY + FOUR_WEEKS, "open:letters")]
    assert told(services, kim) == []
    # On I dag in its last week, under the name, in nobody's own list.
    clock.set(from_local(TODAY + timedelta(days=22), 9))
    [row] = [one for one in services.today.view().deadlines if one.what == REFUSED]
    assert (row.name, row.stay_id, row.badge_text) == ("Kaj Lind", None, "man. 21-12")
    assert not [one for one in services.today.view(mine=True).deadlines if one.what == REFUSED]
    clock.set(from_local(TODAY + timedelta(days=29), 9))
    assert told(services, kaj) == []


def test_who_gets_a_place_after_all_has_nothing_to_appeal(services: Services) -> None:
    kaj = services.turned_away.note(ContactCommand("Kaj", "Lind")).first("person")
    sent(services, "admission_refusal", kaj, REFUSAL, TODAY)
    assert len(appeals(services, kaj)) == 1
    services.stays.admit(AdmitCommand("Kaj", "Lind", person_id=kaj, place_id=PLACES[2]))
    assert told(services, kaj) == []


def test_a_protected_person_who_was_refused_is_not_named(
    house: OpenHouse, services: Services
) -> None:
    kaj = services.turned_away.note(ContactCommand("Kaj", "Lind")).first("person")
    sent(services, "admission_refusal", kaj, REFUSAL, TODAY)
    services.people.set_fact(
        kaj, services.people.facts(kaj).version, "protected_address", value=True
    )
    fresh = houses.services(house, "staff")
    [row] = [one for one in fresh.today.deadlines() if one.what == REFUSED]
    assert row.name == "Beskyttet"
