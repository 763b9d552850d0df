"""Consents to others than the municipality, the paper that names them, and the same yes once more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from boform_app.services._transfer_offer import is_for_moving
from boform_app.services.views.letters import RecipientChoice
from models.values import dates
from tests import houses
from tests.boform_app.services import letter_house as given
from tests.boform_app.services.letter_house import TODAY, text_of_document
from tests.ui.checks import problems_of
from tests.ui.pages.test_letters import Office
from ui.pages.consent import ConsentPage
from ui.pages.consent_form import ConsentFields
from ui.pages.consent_parts import RenewPanel
from ui.pages.letter.page import LetterPage
from ui.pages.resident.facts import FactsTab
from ui.pages.resident.page import ResidentPage
from ui.session import Session
from ui.widgets.choice import Combo


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path) -> Iterator[Office]:
    house = houses.make_house(tmp_path)
    found = Office(qtbot, house)
    yield found
    found.tasks.close()
    houses.close(house)


def opened(office: Office, **facts: object) -> ConsentPage:
    page = office.place("consent", person_id=office.kim, **facts)
    assert isinstance(page, ConsentPage)
    return page


def choose(combo: Combo, key: str) -> None:
    """As a person picks from the list."""
    combo.set_value(key)
    combo.changed.emit()


def tick(fields: ConsentFields) -> None:
    fields.topics.box("housing").click()
    fields.how.button("written").click()


def test_a_consent_to_a_private_supplier(office: Office, qtbot: QtBot) -> None:
    page = opened(office)
    fields = page.fields
    choose(fields.to.kind, "provider")
    assert (fields.to.name.isVisible(), fields.municipality.isVisible()) == (True, False)
    assert (fields.unit.text(), fields.purpose.text()) == ("", "Støtte i egen bolig")
    assert problems_of(page) == []
    tick(fields)
    fields.form.submit()
    assert [p.field for p in fields.form.problems()] == ["recipient"], "somebody is named"
    qtbot.keyClicks(fields.to.name, "Nordlys  Støtte ApS")
    fields.form.submit()
    (consent,) = office.services.consents.for_person(office.kim)
    assert (consent.recipient, consent.municipality_code) == ("Nordlys Støtte ApS", "")
    other = RecipientChoice("typed", "x", "", ("Sydlys ApS", "Havnegade 1"))
    own = RecipientChoice("typed", "x", "", ("nordlys støtte aps", "Havnegade 1"))
    told = (consent.municipality_code, consent.recipient)
    assert (own.is_named(*told), other.is_named(*told)) == (True, False)
    assert fields.to.is_municipality, "the next one begins as usual"
    assert fields.unit.text() == "Socialafdelingen, voksne"


def test_a_consent_to_move_is_the_one_a_transfer_looks_for(office: Office, qtbot: QtBot) -> None:
    fields = opened(office, to="house").fields
    assert fields.to.kind.value == "house"
    qtbot.keyClicks(fields.to.name, "Østhuset")
    assert fields.purpose.text() == "Flytning til Østhuset"
    tick(fields)
    fields.purpose.setText("Nyt sted")
    fields.form.submit()
    assert [p.field for p in fields.form.problems()] == ["purpose"]
    fields.purpose.setText("Flytning til Østhuset i december")
    fields.form.submit()
    (consent,) = office.services.consents.for_person(office.kim)
    assert is_for_moving(consent)
    assert consent.recipient == "Østhuset"


def test_own_words_for_the_purpose_stay(office: Office, qtbot: QtBot) -> None:
    fields = opened(office).fields
    fields.purpose.clear()
    qtbot.keyClicks(fields.purpose, "Gæld i det gamle lejemål")
    choose(fields.to.kind, "landlord")
    assert fields.purpose.text() == "Gæld i det gamle lejemål"
    qtbot.keyClicks(fields.to.name, "Himmerland")
    later = ConsentPage(office.session)
    qtbot.addWidget(later)
    later.restore({"person_id": office.kim})
    assert later.fields.to.called == "Himmerland"
    assert later.fields.to.name.isVisibleTo(later)
    assert not later.fields.municipality.isVisibleTo(later)


def test_the_paper_names_the_recipient(office: Office, qtbot: QtBot) -> None:
    page = opened(office)
    choose(page.fields.to.kind, "landlord")
    qtbot.keyClicks(page.fields.to.name, "Himmerland Boligforening")
    page._paper.click()
    letter = office.navigator.current
    assert isinstance(letter, LetterPage)
    office.settle()
    told = text_of_document(letter.proof_bytes)
    assert "oplysninger om dig til Himmerland Boligforening?" in told
    assert "Himmerland Boligforening. Ingen andre." in told
    assert "Leje af bolig" in told
    assert "Himmerland Boligforening må spørge dig selv" in told
    assert "Kommunen afgør" not in told
    assert letter.preview.count == 1
    usual = text_of_document(office.letter("consent_form").proof_bytes)
    assert "Himmerland" in usual, "it is the draft of this paper now"


def test_the_paper_to_the_municipality_is_as_it_was(office: Office) -> None:
    told = text_of_document(office.letter("consent_form").proof_bytes)
    assert "oplysninger om dig til Aalborg Kommune?" in told
    assert "Aalborg Kommune, Socialafdelingen, voksne. Ingen andre." in told
    assert "Kommunen afgør så sagen ud fra det, den ved." in told


def test_a_consent_is_renewed_from_the_list(office: Office, qtbot: QtBot) -> None:
    given.consented(office.services, office.kim)
    page = opened(office)
    (old,) = office.services.consents.for_person(office.kim)
    page.given.renewals[old.id].click()
    panel = page.renew_panel
    assert panel is not None
    assert problems_of(panel) == []
    panel.verb.click()
    assert [p.field for p in panel.form.problems()] == ["form"], "how it was given is asked anew"
    qtbot.keyClicks(panel.interpreter, "Somali, telefonisk")
    panel.how.button("oral").click()
    panel.valid_to.set_value(TODAY + timedelta(days=300))
    panel.verb.click()
    said = [str(p.facts["words"]) for p in panel.form.problems()]
    assert said == [f"Samtykket kan højst gælde til {dates.short(dates.add_months(TODAY, 6))}."]
    panel.given_on.set_value(TODAY - timedelta(days=1))
    panel.given_on.changed.emit()
    panel.verb.click()
    found = office.services.consents.for_person(office.kim)
    (new,) = (one for one in found if one.id != old.id)
    assert new.renews_id == old.id
    assert {one.renewed for one in found if one.id == old.id} == {True}
    assert (new.form, new.interpreter) == ("oral", "Somali, telefonisk")
    assert new.valid_to == dates.add_months(TODAY - timedelta(days=1), 6)
    assert new.noted_by.name == "Mette Krogh"
    assert set(page.given.renewals) == {new.id}, "what is renewed is not renewed again"
    labels = [one.label for one in office.services.history.for_person(office.kim)]
    assert "fornyet samtykke fra Kim Dahl" in labels


def test_an_unfinished_renewal_comes_back(office: Office, qtbot: QtBot) -> None:
    given.consented(office.services, office.kim)
    page = opened(office)
    (old,) = office.services.consents.for_person(office.kim)
    page.given.renewals[old.id].click()
    assert page.renew_panel is not None
    qtbot.keyClicks(page.renew_panel.interpreter, "Polsk")
    page.renew_panel.reject()
    page.given.renewals[old.id].click()
    assert page.renew_panel.interpreter.text() == "Polsk"
    page.renew_panel.reject()


def test_a_temp_renews_nothing(office: Office, qtbot: QtBot) -> None:
    given.consented(office.services, office.kim)
    temp = houses.services(office.house, "temp")
    session = Session(temp, office.house.clock, office.session.ports, tasks=office.tasks)
    page = ConsentPage(session)
    qtbot.addWidget(page)
    page.restore({"person_id": office.kim})
    assert (page.given.renewals, len(page.given.buttons)) == ({}, 1)


def test_what_has_run_out_is_renewed_from_stamdata(office: Office, qtbot: QtBot) -> None:
    past = TODAY - timedelta(days=60)
    given.consented(
        office.services, office.kim, given_on=past, valid_from=past, valid_to=TODAY - timedelta(3)
    )
    page = ResidentPage(office.session)
    qtbot.addWidget(page)
    page.restore({"person_id": office.kim, "tab": "facts"})
    tab = page.findChild(FactsTab)
    assert isinstance(tab, FactsTab)
    (old,) = office.services.consents.for_person(office.kim)
    rows = (view.fact(f"consent:{old.id}") for view in tab.views())
    fact = next(one for one in rows if one is not None)
    assert fact.link == "Forny"
    assert fact.press is not None
    fact.press()
    panel = tab.findChild(RenewPanel)
    assert isinstance(panel, RenewPanel)
    panel.how.button("written").click()
    panel.verb.click()
    assert [one.state for one in office.services.consents.for_person(office.kim)] == [
        "valid", "expired",
    ]  # fmt: skip


def test_a_letter_to_a_landlord_rests_on_the_consent_to_that_landlord(office: Office) -> None:
    for name in ("Himmerland Boligforening", "Alabu Bolig"):
        given.consented(
            office.services,
            office.kim,
            recipient=name,
            municipality_code="",
            purpose="Leje af bolig",
        )
    page = office.letter("landlord_statement")
    assert page._writing is not None
    page._writing.set_field("recipient", "himmerland boligforening\nHavnegade 2\n9000 Aalborg")
    office.settle()
    assert [one.recipient for one in page._consents()] == ["Himmerland Boligforening"]
