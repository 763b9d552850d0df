"""The leader's decisions on a real house: grounds, hearing, appeal, and who may make them."""

from __future__ import annotations

import dataclasses
from datetime import date
from uuid import UUID

import pytest

from boform_app.errors import NotAllowed, ReasonNeeded, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.letters import LetterEdits, LetterProposal
from boform_app.services.views.moving import DecisionCommand, OfferCommand
from boform_app.services.views.turned_away import ContactCommand
from models.values.lists import load_list
from tests import houses
from tests.boform_app.services import letter_house as given
from tests.boform_app.services.letter_house import TODAY, text_of_document

HEARD = {"heard_on": "2026-11-22", "heard_statement": "Du vil gerne flytte."}
DISCHARGE = {
    **HEARD,
    "ends": "2026-12-01T12:00",
    "ground": "Du får nu en bolig, som du kan flytte ind i.",
    "facts": "Du skrev under på lejekontrakten den 12. november 2026.\n\nDu har fået støtte.",
}
EXPULSION = {
    **HEARD,
    "starts": "2026-11-23T14:30",
    "incident_on": "2026-11-22",
    "incident": "slog du to ruder i stykker.",
    "house_rule": "4",
    "other_places": "Forsorgshjemmet Åen, Prøvevej 3, telefon 12 34 56 80",
}
REFUSAL = {
    **HEARD,
    "ground": "full",
    "reason": "Der bliver en plads ledig på torsdag.",
    "facts": "Den 23. november 2026 var alle pladser i brug.",
    "other_places": "Forsorgshjemmet Åen, Prøvevej 3, telefon 12 34 56 80",
}
FILLED = {
    "discharge_decision": DISCHARGE,
    "expulsion_decision": EXPULSION,
    "admission_refusal": REFUSAL,
}


@pytest.fixture
def kim(services: Services) -> UUID:
    given.contact(services)
    return given.admitted(services)


@pytest.fixture
def kaj(services: Services) -> UUID:
    return services.turned_away.note(ContactCommand("Kaj", "Lind")).first("person")


def about(kind: str, kim: UUID, kaj: UUID) -> UUID:
    return kaj if kind == "admission_refusal" else kim


def edits(**fields: str) -> LetterEdits:
    return LetterEdits(fields=fields)


def without(fields: dict[str, str], *keys: str) -> LetterEdits:
    return LetterEdits(fields={key: text for key, text in fields.items() if key not in keys})


def missing(proposal: LetterProposal) -> set[str]:
    return {key for key, _name in proposal.missing}


def text(services: Services, kind: str, person: UUID, chosen: LetterEdits) -> str:
    return text_of_document(services.letters.preview(kind, person, chosen))


@pytest.mark.parametrize("kind", FILLED)
def test_a_leader_makes_it_and_others_prepare(
    house: OpenHouse, services: Services, kim: UUID, kaj: UUID, kind: str
) -> None:
    person = about(kind, kim, kaj)
    staff = houses.services(house, "staff")
    proposal = staff.letters.propose(kind, person, edits(**FILLED[kind]))
    assert (proposal.prepared, proposal.problems) == (True, ())
    assert "Mette Krogh" in text(staff, kind, person, edits(**FILLED[kind]))
    with pytest.raises(NotAllowed):
        staff.letters.make(kind, person, edits(**FILLED[kind]))
    letter = services.letters.make(kind, person, edits(**FILLED[kind]))
    assert letter.register_number.startswith("B2026-")
    assert {basis for _label, basis in letter.disclosures} == {"Til beboeren selv"}
    assert "140682" not in text_of_document(services.register.pdf(letter.id))
    with pytest.raises(NotAllowed):
        houses.services(house, "temp").letters.propose(kind, person, LetterEdits())


@pytest.mark.parametrize("kind", FILLED)
def test_with_nothing_known_it_can_be_looked_at_and_not_made(
    services: Services, kim: UUID, kaj: UUID, kind: str
) -> None:
    person = about(kind, kim, kaj)
    proposal = services.letters.propose(kind, person, LetterEdits())
    assert "hearing" in missing(proposal)
    assert all(name[:1].isupper() for _key, name in proposal.missing)
    assert proposal.fields
    assert "Vi talte sammen" not in text(services, kind, person, LetterEdits())
    with pytest.raises(ValidationFailed, match="missing:hearing"):
        services.letters.make(kind, person, LetterEdits())


@pytest.mark.parametrize(
    ("kind", "field", "key"),
    [
        ("discharge_decision", "ends", "ends"),
        ("discharge_decision", "ground", "ground"),
        ("discharge_decision", "facts", "facts"),
        ("discharge_decision", "heard_statement", "hearing"),
        ("expulsion_decision", "incident_on", "incident_on"),
        ("expulsion_decision", "house_rule", "house_rule"),
        ("expulsion_decision", "other_places", "other_places"),
        ("admission_refusal", "ground", "ground"),
        ("admission_refusal", "reason", "reason"),
        ("admission_refusal", "heard_on", "hearing"),
    ],
)
def test_each_thing_it_rests_on_is_asked_for(  # noqa: PLR0917 - fixtures and the case
    services: Services, kim: UUID, kaj: UUID, kind: str, field: str, key: str
) -> None:
    person = about(kind, kim, kaj)
    proposal = services.letters.propose(kind, person, without(FILLED[kind], field))
    assert missing(proposal) == {key}


def test_the_day_of_appeal_is_four_weeks_from_receipt(services: Services, kim: UUID) -> None:
    told = text(services, "discharge_decision", kim, edits(**DISCHARGE))
    assert (
        "Du får den i dag. Vi skal derfor have din klage senest mandag den 21. december 2026"
        in told
    )
    sent = {**DISCHARGE, "handed_over": ""}
    proposal = services.letters.propose("discharge_decision", kim, edits(**sent))
    assert missing(proposal) == {"received"}
    assert "klage senest" not in text(services, "discharge_decision", kim, edits(**sent))
    sent["received"] = "2026-11-26"
    told = text(services, "discharge_decision", kim, edits(**sent))
    assert "senest torsdag den 24. december 2026" in told
    rows = services.letters.propose("discharge_decision", kim, edits(**sent)).rule_rows
    assert any(row.startswith("appeal_weeks@") for row in rows)
    assert any(row.startswith("target_group_discharge_appealable@") for row in rows)


def test_the_kind_of_end_decides_the_appeal(services: Services, kim: UUID) -> None:
    told = text(services, "expulsion_decision", kim, edits(**EXPULSION))
    assert "Du kan ikke klage over den til Ankestyrelsen" in told
    assert "klage senest" not in told
    assert "Den 22. november slog du to ruder i stykker." in told


def test_a_row_that_says_otherwise_stops_the_letter(services: Services, kim: UUID) -> None:
    services.rules.save_house_row(
        "expulsion_appealable",
        True,
        TODAY,
        "ny lov",
        "V",
        "",
    )
    proposal = services.letters.propose("expulsion_decision", kim, edits(**EXPULSION))
    assert missing(proposal) == {"appeal"}
    assert "Ankestyrelsen" not in text(services, "expulsion_decision", kim, edits(**EXPULSION))


def test_home_and_support_are_proposed_from_the_case(services: Services, kim: UUID) -> None:
    stay = services.stays.for_person(kim)[0]
    services.ending.plan_end(stay.id, stay.version, date(2026, 12, 1), "12.00")
    services.offers.offer(
        OfferCommand(stay.id, home_type="general_assigned", address="Prøveparken 18, 8900 Randers C",
                     offered_on=TODAY)
    )  # fmt: skip
    (home,) = services.offers.of_stay(stay.id).offers
    services.offers.accept(home.id, home.version, TODAY)
    (home,) = services.offers.of_stay(stay.id).offers
    services.offers.step(home.id, home.version, "contract", TODAY)
    (home,) = services.offers.of_stay(stay.id).offers
    services.offers.step(home.id, home.version, "keys", date(2026, 12, 1))
    support = services.support.get(stay.id)
    services.support.decide(
        DecisionCommand(stay.id, support.version, "granted", decided_on=TODAY, received_on=TODAY)
    )
    proposal = services.letters.propose("discharge_decision", kim, edits(**HEARD))
    assert missing(proposal) == set()
    fields = {one.key: one.value for one in proposal.fields}
    assert fields["ends"] == "2026-12-01T12:00"
    assert fields["facts"].splitlines() == [
        "Du skrev under på lejekontrakten den 23. november 2026.",
        "Du får nøglerne den 1. december 2026.",
        "Aalborg Kommune har den 23. november 2026 bevilget dig støtte.",
    ]
    assert {"housing", "support", "address"} <= {one.information for one in proposal.disclosures}
    told = text(services, "discharge_decision", kim, edits(**HEARD))
    assert "Samme dag kan du flytte ind i din egen bolig på Prøveparken 18, 8900 Randers C" in told
    facts = services.people.facts(kim)
    services.people.set_fact(kim, facts.version, "protected_address", value=True)
    services.people.open(kim, "afgørelse")
    assert "Prøveparken" not in text(services, "discharge_decision", kim, edits(**HEARD))


def test_who_could_not_be_reached(services: Services, kim: UUID) -> None:
    tried = {**DISCHARGE, "not_reached": "yes", "heard_statement": "Vi ringede tre gange."}
    told = text(services, "discharge_decision", kim, edits(**tried))
    assert "Vi prøvede at få fat i dig den 22. november. Vi ringede tre gange." in told


def test_refusal_is_about_somebody_without_a_stay(services: Services, kaj: UUID) -> None:
    letter = services.letters.make("admission_refusal", kaj, edits(**REFUSAL))
    told = text_of_document(services.register.pdf(letter.id))
    assert "Alle vores pladser er i brug. Der bliver en plads ledig på torsdag." in told
    assert "Kaj Lind" in told
    assert services.stays.for_person(kaj) == ()
    sent = services.register.mark_sent(letter.id, letter.version, "handed_over", TODAY)
    assert sent.ids["letter"] == {letter.id}
    (field,) = (
        one
        for one in services.letters.propose("admission_refusal", kaj, LetterEdits()).fields
        if one.key == "ground"
    )
    assert [key for key, _words in field.options] == [
        row.key for row in load_list("refusal_reasons")
    ]


def test_a_refusal_is_counted_as_a_refused_contact_once(services: Services, kaj: UUID) -> None:
    services.letters.make("admission_refusal", kaj, edits(**REFUSAL))
    services.letters.make("admission_refusal", kaj, edits(**REFUSAL))
    (contact,) = services.refused_contacts.of_month(services.open_house.clock.today())
    assert contact.from_letter
    assert contact.reason == REFUSAL["ground"]
    assert contact.name
    assert contact.referred_to


def test_who_lives_here_is_not_turned_away(services: Services, kim: UUID) -> None:
    with pytest.raises(ValidationFailed, match="already_in_house"):
        services.turned_away.note(ContactCommand("Kim", "Dahl", "140682-0000"))
    with pytest.raises(ValidationFailed, match="required"):
        services.turned_away.note(ContactCommand())
    assert services.letters.propose("stay_confirmation", kim, LetterEdits()).title


def test_a_number_that_is_known_finds_the_person(house: OpenHouse, services: Services) -> None:
    command = ContactCommand("Kaj", "Lind", "010190-0000")
    first = services.turned_away.note(command).first("person")
    assert (
        services.turned_away.note(dataclasses.replace(command, first_name="Kai")).first("person")
        == first
    )
    facts = services.people.facts(first)
    services.people.set_fact(first, facts.version, "protected_address", value=True)
    with pytest.raises(ReasonNeeded):
        houses.services(house, "staff").turned_away.note(command)
    with pytest.raises(NotAllowed):
        houses.services(house, "temp").turned_away.note(command)
