"""Case workers: typed once, found again, closed, and two spellings of one person joined."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from boform_app.errors import Conflict, NotAllowed, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.admin import ContactView
from boform_app.services.views.contacts import CaseworkerCommand, ContactCommand
from boform_app.services.views.plans import PlanCommand
from boform_app.services.views.stays import AdmitCommand
from tests import houses
from tests.houses import PLACES

HANNE = CaseworkerCommand("0851", "Hanne Riis", phone="12 34 56 80", phone_hours="man.–tor. 9–12")


def unit(services: Services, code: str, name: str, party: str = "municipality") -> UUID:
    lines = ("Gade 1", "9000 By", "", "", "")
    contact = ContactView(None, 0, code, name, lines, "", "", "", "", "", False, party)
    return services.municipalities.save(contact).first("municipality_contact")


def test_found_by_any_beginning_in_either_spelling(services: Services) -> None:
    for name in ("Hanne Riis", "Søren Ågaard", "Åse Riishøj", "Bo Nørby"):
        services.caseworkers.save(CaseworkerCommand("0851", name))
    services.caseworkers.save(CaseworkerCommand("0730", "Rikke Ahl"))

    def found(text: str, code: str = "") -> list[str]:
        return [one.name for one in services.caseworkers.find(text, code)]

    assert found("ri") == ["Hanne Riis", "Rikke Ahl", "Åse Riishøj"]
    assert found("ri", "0730") == ["Rikke Ahl"]
    assert found("aagaard soren") == ["Søren Ågaard"]
    assert found("aase") == ["Åse Riishøj"]
    assert found(" ") == []


def test_at_most_eight(services: Services) -> None:
    for letter in "abcdefghij":
        services.caseworkers.save(CaseworkerCommand("0851", f"Hanne {letter}"))
    assert len(services.caseworkers.find("hanne")) == 8


def test_typed_twice_is_one_person_with_what_was_added(services: Services) -> None:
    team = unit(services, "0851", "Voksenteamet")
    assert services.caseworkers.save(HANNE).label == "rådgiver Hanne Riis"
    services.caseworkers.save(
        CaseworkerCommand("0851", "hanne riis", mail="hr@example.dk", contact_id=team)
    )
    (worker,) = services.caseworkers.of_municipality("0851")
    assert (worker.name, worker.phone, worker.mail) == (
        "Hanne Riis",
        "12 34 56 80",
        "hr@example.dk",
    )
    assert (worker.unit, worker.municipality) == ("Voksenteamet", "Aalborg Kommune")


def test_a_change_replaces_what_was_there(services: Services) -> None:
    services.caseworkers.save(HANNE)
    (worker,) = services.caseworkers.of_municipality("0851")
    command = replace(HANNE, id=worker.id, version=worker.version, name="Hanne Riis Holm", phone="")
    services.caseworkers.save(command)
    (after,) = services.caseworkers.of_municipality("0851")
    assert (after.name, after.phone, after.phone_hours) == (
        "Hanne Riis Holm",
        "",
        "man.–tor. 9–12",
    )
    with pytest.raises(Conflict):
        services.caseworkers.save(command)


def test_a_closed_one_is_no_longer_proposed(services: Services) -> None:
    services.caseworkers.save(HANNE)
    (worker,) = services.caseworkers.of_municipality("0851")
    services.caseworkers.close(worker.id, worker.version)
    assert services.caseworkers.of_municipality("0851") == ()
    assert services.caseworkers.find("hanne") == ()
    services.caseworkers.save(HANNE)
    (again,) = services.caseworkers.of_municipality("0851")
    assert again.id != worker.id


def test_two_spellings_are_joined_with_their_plans_and_talks(services: Services) -> None:
    ole = services.stays.admit(
        AdmitCommand("Ole", "Bach", place_id=PLACES[1], acting_municipality_code="0851")
    ).first("person")
    stay = services.stays.for_person(ole)[0].id
    services.caseworkers.save(HANNE)
    version = services.plans.get(stay).version
    services.plans.change(PlanCommand(stay, version, caseworker="Hane Riis", caseworker_mail="a@b"))
    services.contact_log.write(ContactCommand(stay, "call", "Talt.", caseworker="Hane Riis"))
    wrong, right = services.caseworkers.of_municipality("0851")
    services.caseworkers.merge(right.id, wrong.id)
    plan = services.plans.get(stay)
    assert (plan.caseworker, plan.caseworker_phone, plan.caseworker_mail) == (
        "Hanne Riis",
        "12 34 56 80",
        "a@b",
    )
    assert services.contact_log.entries(stay)[0].with_whom == "Hanne Riis"
    assert [one.id for one in services.caseworkers.of_municipality("0851")] == [right.id]


def test_two_municipalities_are_never_joined(services: Services) -> None:
    services.caseworkers.save(HANNE)
    services.caseworkers.save(replace(HANNE, municipality_code="0730"))
    (one,) = services.caseworkers.of_municipality("0851")
    (other,) = services.caseworkers.of_municipality("0730")
    with pytest.raises(ValidationFailed, match="unknown_choice"):
        services.caseworkers.merge(one.id, other.id)
    with pytest.raises(ValidationFailed, match="same_record"):
        services.caseworkers.merge(one.id, one.id)


def test_what_cannot_be_is_refused(services: Services) -> None:
    elsewhere = unit(services, "0730", "Socialafdelingen")
    with pytest.raises(ValidationFailed) as refused:
        services.caseworkers.save(
            CaseworkerCommand("0851", " ", phone="1\x00", contact_id=elsewhere)
        )
    assert {(p.field, p.code) for p in refused.value.problems} == {
        ("name", "required"),
        ("phone", "nul_character"),
        ("contact_id", "unknown_choice"),
    }
    with pytest.raises(ValidationFailed, match="municipality_code:unknown_choice"):
        services.caseworkers.save(CaseworkerCommand("9999", "Hanne"))


def test_a_temp_reads_and_changes_nothing(house: OpenHouse, services: Services) -> None:
    services.caseworkers.save(HANNE)
    temp = houses.services(house, "temp")
    (worker,) = temp.caseworkers.of_municipality("0851")
    with pytest.raises(NotAllowed):
        temp.caseworkers.save(HANNE)
    with pytest.raises(NotAllowed):
        temp.caseworkers.close(worker.id, worker.version)


def test_each_party_of_a_municipality_has_its_own_default(services: Services) -> None:
    unit(services, "0851", "Boliganvisningen", "housing")
    unit(services, "0851", "Voksenteamet")
    unit(services, "0851", "Ungeteamet")
    contacts = services.municipalities.contacts("0851")
    assert [(c.unit, c.party, c.is_default) for c in contacts] == [
        ("Voksenteamet", "municipality", True),
        ("Ungeteamet", "municipality", False),
        ("Boliganvisningen", "housing", True),
    ]
    services.municipalities.save(replace(contacts[0], party="benefits"))
    after = services.municipalities.contacts("0851")
    assert [(c.unit, c.is_default) for c in after] == [
        ("Ungeteamet", True),
        ("Boliganvisningen", True),
        ("Voksenteamet", True),
    ]


def test_a_subject_line_never_holds_a_cpr_number(services: Services) -> None:
    unit(services, "0851", "Voksenteamet")
    (contact,) = services.municipalities.contacts("0851")
    wrong = replace(contact, digital_post_subject="Vedr. 140682-0000", party="us")
    with pytest.raises(ValidationFailed) as refused:
        services.municipalities.save(wrong)
    assert {(p.field, p.code) for p in refused.value.problems} == {
        ("digital_post_subject", "cpr_in_subject"),
        ("party", "unknown_choice"),
    }
    services.municipalities.save(replace(contact, digital_post_subject="Voksenteamet, § 110"))
    assert services.municipalities.contacts("0851")[0].digital_post_subject == "Voksenteamet, § 110"
