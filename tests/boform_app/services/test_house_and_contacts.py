"""The house's facts, municipality contacts and each one's own settings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from boform_app.errors import Conflict, NotAllowed, SlotsDamaged, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.admin import ContactView
from tests import houses

AALBORG = ContactView(
    id=None, version=0, municipality_code="0851", unit="Socialtilsyn Voksne",
    lines=("Sønderbro 12", "9000 Aalborg", "", "", ""), phone="", digital_post_recipient="",
    digital_post_mailbox="", secure_mail="", note="", is_default=False,
)  # fmt: skip


def test_a_fact_of_the_house(services: Services) -> None:
    before = services.house.facts()
    changes = services.house.set_fact(before.version, "phone", " 87 65 43 21 ")
    assert changes.label == "husets telefon"
    assert services.house.facts().phone == "87 65 43 21"
    with pytest.raises(Conflict) as refused:
        services.house.set_fact(before.version, "phone", "1")
    assert refused.value.changed_by == "Mette"
    services.undo.undo()
    assert services.house.facts().phone == before.phone


def test_the_name_is_also_shown_at_the_log_in(services: Services, house: OpenHouse) -> None:
    version = services.house.facts().version
    services.house.set_fact(version, "name", "Søhuset")
    assert house.keyring.house == "Søhuset"
    assert services.undo.state().undo_label == ""
    house.folder.keys.write_text("{}")
    with pytest.raises(SlotsDamaged):
        services.house.set_fact(version + 1, "name", "Skovhuset")
    assert services.house.facts().name == "Søhuset"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", " ", "required"),
        ("own_municipality_code", "9999", "unknown_choice"),
        ("version", "7", "unknown_field"),
    ],
)
def test_facts_are_checked(services: Services, field: str, value: str, code: str) -> None:
    with pytest.raises(ValidationFailed, match=f"{field}:{code}"):
        services.house.set_fact(services.house.facts().version, field, value)


def test_only_leaders_change_the_house(house: OpenHouse) -> None:
    services = houses.services(house, "staff")
    with pytest.raises(NotAllowed):
        services.house.set_fact(services.house.facts().version, "phone", "1")


def test_names_are_danish_and_complete(services: Services) -> None:
    names = services.municipalities.names()
    assert len(names) == 99
    assert dict(names)["0851"] == "Aalborg Kommune"


def test_a_contact_is_typed_once(services: Services) -> None:
    assert services.municipalities.contacts("0851") == ()
    changes = services.municipalities.save(AALBORG)
    assert changes.label == "kontakt i Aalborg Kommune"
    (contact,) = services.municipalities.contacts("0851")
    assert contact.is_default
    assert contact.lines == AALBORG.lines
    assert services.municipalities.used() == ("0851",)
    services.municipalities.save(replace(contact, phone="99 31 31 31"))
    assert services.municipalities.contacts("0851")[0].phone == "99 31 31 31"
    with pytest.raises(Conflict):
        services.municipalities.save(replace(contact, phone="1"))


def test_one_contact_is_the_default(services: Services) -> None:
    services.municipalities.save(AALBORG)
    services.municipalities.save(replace(AALBORG, unit="Boligenheden", is_default=True))
    first, second = services.municipalities.contacts("0851")
    assert (first.unit, first.is_default, second.is_default) == ("Boligenheden", True, False)
    services.municipalities.close(first.id or second.id, first.version)  # type: ignore[arg-type] # saved rows have ids
    (left,) = services.municipalities.contacts("0851")
    assert (left.unit, left.is_default) == ("Socialtilsyn Voksne", True)


def test_a_default_is_handed_on_never_dropped(services: Services) -> None:
    services.municipalities.save(AALBORG)
    services.municipalities.save(replace(AALBORG, unit="Boligenheden"))
    default = services.municipalities.contacts("0851")[0]
    services.municipalities.save(replace(default, is_default=False))
    assert [c.is_default for c in services.municipalities.contacts("0851")] == [True, False]


def test_contacts_are_checked(services: Services) -> None:
    with pytest.raises(ValidationFailed) as refused:
        services.municipalities.save(
            replace(AALBORG, municipality_code="1", unit=" ", lines=("", "", "", "", ""))
        )
    assert {(p.field, p.code) for p in refused.value.problems} == {
        ("municipality_code", "unknown_choice"),
        ("lines", "required"),
    }


def test_settings_are_ones_own(services: Services, house: OpenHouse) -> None:
    assert services.settings.get("zoom", 1.0) == 1.0
    services.settings.put("zoom", 1.5)
    services.settings.put("zoom", 2)
    services.settings.put("theme", "dark")
    assert services.settings.get("zoom", 1.0) == 2.0
    assert services.settings.get("theme", "light") == "dark"
    assert services.settings.get("theme", 7) == 7
    assert houses.services(house, "staff").settings.get("theme", "light") == "light"
    assert services.undo.state().undo_label == ""
