"""Støtte and Bolig driven by keyboard: proposed, decided, appealed; offered, declined, accepted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from boform_app.clock import from_local
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.moving import OfferCommand, OfferView, SupportCommand
from boform_app.services.views.stays import AdmitCommand
from tests import houses
from tests.doubles import RecordingFileDialogs
from tests.small_pdf import small_pdf
from tests.ui import checks
from tests.ui.pages import residents
from ui.pages.base import Target
from ui.pages.resident.document_choice import DocumentChoice
from ui.pages.resident.doing import FormPanel
from ui.pages.resident.homes_card import HomesCard
from ui.pages.resident.page import ResidentPage
from ui.pages.resident.support_card import SupportCard
from ui.privacy import privacy
from ui.session import Session
from ui.theme import Look, theme
from ui.widgets.choice import Combo, Radios
from ui.widgets.date_field import DateField

TODAY = date(2026, 11, 23)
PDF = small_pdf()
HOME = "Prøvevænget 3, 8800 Viborg"


@dataclass
class Desk:
    """Lise, who has lived in room 4 for fourteen weeks."""

    services: Services
    session: Session
    page: ResidentPage
    lise: UUID
    stay: UUID
    targets: list[Target]

    def support(self) -> SupportCard:
        self.page.restore({"person_id": self.lise, "tab": "plan", "show": "support"})
        card = self.page.findChild(SupportCard)
        assert card is not None
        return card

    def homes(self) -> HomesCard:
        self.page.restore({"person_id": self.lise, "tab": "plan", "show": "homes"})
        card = self.page.findChild(HomesCard)
        assert card is not None
        return card

    def offer(self, address: str = HOME, **facts: Any) -> OfferView:
        command = OfferCommand(self.stay, date(2026, 11, 16), address=address, **facts)
        made = self.services.offers.offer(command).first("home_offer")
        return next(o for o in self.services.offers.of_stay(self.stay).offers if o.id == made)


def sit_down(qtbot: QtBot, house: OpenHouse, role: str = "leader") -> Desk:
    changes = houses.services(house).stays.admit(
        AdmitCommand(
            "Lise", "Toft", place_id=houses.PLACES[4], acting_municipality_code="0791",
            arrived_at=from_local(date(2026, 8, 17), 14), decided_on=date(2026, 8, 17),
        )
    )  # fmt: skip
    services = houses.services(house, role)
    session = residents.session(services, houses.make_clock())
    page = ResidentPage(session)
    session.bus.changed.connect(page.apply_changes)
    desk = Desk(services, session, page, changes.first("person"), changes.first("stay"), [])
    page.navigate.connect(desk.targets.append)
    qtbot.addWidget(page)
    page.resize(1182, 616)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return desk


def form(qtbot: QtBot, card: SupportCard | HomesCard) -> FormPanel:
    panel = card.panel
    assert isinstance(panel, FormPanel)
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def fill(qtbot: QtBot, panel: FormPanel, **answers: Any) -> None:
    """Answer as a person does: keys in fields, a click on a radio button, a choice in a list."""
    for name, answer in answers.items():
        control = panel.form.field(name).control
        if isinstance(control, Radios):
            control.button(answer).click()
        elif isinstance(control, DocumentChoice):
            control.list.set_value(answer)
            control.list.changed.emit()
        elif isinstance(control, Combo):
            control.set_value(answer)
            control.changed.emit()
        else:
            assert isinstance(control, (QLineEdit, QPlainTextEdit))
            control.setFocus()
            control.clear() if isinstance(control, DateField) else control.selectAll()
            qtbot.keyClicks(control, answer)


def save(qtbot: QtBot, panel: FormPanel) -> None:
    qtbot.keyClick(panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    checks.settle()


def words_of(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def applied(desk: Desk, wished_person: str = "") -> None:
    desk.services.support.propose(
        SupportCommand(
            desk.stay, 0, "cti", applied_on=date(2026, 9, 28), wished_person=wished_person
        )
    )


# -- support -------------------------------------------------------------------------------------


def test_the_first_step_is_the_letter_that_asks(qtbot: QtBot, house: OpenHouse) -> None:
    desk = sit_down(qtbot, house)
    card = desk.support()
    assert card.head.badge.spec.text == "Ikke ansøgt"
    assert "Kontrollér, om loven er trådt i kraft." in card.named.words
    qtbot.keyClick(card.letter, Qt.Key.Key_Return)
    assert desk.targets == [Target("letter", {"person_id": desk.lise, "kind": "referral"})]


def test_a_proposal_brings_its_criterion_and_keeps_own_words(
    qtbot: QtBot, house: OpenHouse
) -> None:
    desk = sit_down(qtbot, house)
    card = desk.support()
    qtbot.keyClick(card.edit_proposal, Qt.Key.Key_Return)
    panel = form(qtbot, card)
    fill(qtbot, panel, method="cti")
    assert "kortere overgang" in panel.form.values()["criterion"]
    fill(qtbot, panel, criterion="Kender sit netværk.", method="icm", applied_on="28-09-2026")
    fill(qtbot, panel, wished_supplier="Havnehuset", wished_person="Sara Bæk")
    save(qtbot, panel)
    view = desk.services.support.get(desk.stay)
    assert (view.method, view.criterion) == ("icm", "Kender sit netværk.")
    assert (view.applied_on, view.wished_person) == (date(2026, 9, 28), "Sara Bæk")
    assert card.head.badge.spec.text == "Afventer 56 døgn"
    assert "Havnehuset · Sara Bæk" in card.wish.words
    assert "Kommunen har ikke svaret på ønsket endnu" in card.wish.words


def test_a_refusal_asks_for_its_reason_and_says_until_when_it_can_be_appealed(
    qtbot: QtBot, house: OpenHouse
) -> None:
    desk = sit_down(qtbot, house)
    applied(desk, wished_person="Sara Bæk")
    card = desk.support()
    qtbot.keyClick(card.register, Qt.Key.Key_Return)
    panel = form(qtbot, card)
    assert not panel.form.field("reason").isVisible()
    fill(qtbot, panel, decision="refused")
    assert panel.form.field("reason").isVisible()
    assert not panel.form.field("granted_method").isVisible()
    assert not panel.form.field("wish_reason").isVisible()
    fill(qtbot, panel, decided_on="16-11-2026", received_on="18-11-2026", wish_followed=False)
    assert panel.form.field("wish_reason").isVisible()
    fill(qtbot, panel, wish_reason="Huset har ikke plads.", reason="§ 85 er nok.")
    save(qtbot, panel)
    view = desk.services.support.get(desk.stay)
    assert (view.decision, view.reason, view.wish_followed) == ("refused", "§ 85 er nok.", False)
    assert "Kan påklages til og med onsdag 16-12-2026 (om 23 dage)" in card.decided.words
    assert "Ikke fulgt: Huset har ikke plads." in card.wish.words
    assert card.head.badge.spec.text == "Ikke bevilget"
    # Its words are many now; what can be done about it stands in view all the same.
    button = card.register
    qtbot.waitUntil(lambda: button.visibleRegion().boundingRect() == button.rect())


def test_what_the_decision_needs_is_said_at_its_field(qtbot: QtBot, house: OpenHouse) -> None:
    desk = sit_down(qtbot, house)
    applied(desk)
    card = desk.support()
    card.decide()
    panel = form(qtbot, card)
    fill(qtbot, panel, decision="granted_otherwise", decided_on="20-11-2026")
    save(qtbot, panel)
    finding = panel.form.field("granted_method").finding
    assert finding is not None
    assert finding.text == "Skal udfyldes."
    assert desk.services.support.get(desk.stay).decision == ""
    fill(qtbot, panel, granted_method="section_85")
    save(qtbot, panel)
    assert desk.services.support.get(desk.stay).granted_method == "section_85"


def test_a_granted_decision_with_its_pdf_leads_to_who_gives_it(
    qtbot: QtBot, house: OpenHouse, tmp_path: Path
) -> None:
    desk = sit_down(qtbot, house)
    applied(desk)
    paper = tmp_path / "afgørelse.pdf"
    paper.write_bytes(PDF)
    dialogs = desk.session.ports.files
    assert isinstance(dialogs, RecordingFileDialogs)
    dialogs.answer = paper
    card = desk.support()
    card.decide()
    panel = form(qtbot, card)
    fill(qtbot, panel, decision="granted", decided_on="20-11-2026", received_on="21-11-2026")
    panel.form.field("document").control.setFocus()
    qtbot.keyClick(QApplication.focusWidget() or panel, Qt.Key.Key_Return)
    save(qtbot, panel)
    # A worker lets the child process look at the file.
    qtbot.waitUntil(lambda: not desk.session.tasks.busy, timeout=20_000)
    checks.settle()
    view = desk.services.support.get(desk.stay)
    assert view.document_id is not None
    assert desk.services.documents.data(view.document_id) == PDF
    assert card.show_file.isVisible()
    assert not card.letter.isVisible()
    qtbot.keyClick(card.helper, Qt.Key.Key_Return)
    panel = form(qtbot, card)
    fill(qtbot, panel, supplier="Bostøtten", supporter="Karen Friborg", met_on="i dag")
    save(qtbot, panel)
    assert "Bostøtten · Karen Friborg" in card.given.words
    assert "har mødt beboeren 23-11-2026" in card.given.words


def test_a_temp_reads_and_f8_hides_the_words(qtbot: QtBot, house: OpenHouse) -> None:
    desk = sit_down(qtbot, house, "temp")
    houses.services(house).support.propose(
        SupportCommand(desk.stay, 0, "cti", wished_person="Sara Bæk")
    )
    card = desk.support()
    for button in (card.register, card.edit_proposal, card.letter, card.edit_given):
        assert not button.isVisible()
    assert "Sara Bæk" in words_of(card)
    privacy().set_on(on=True)
    desk.page.privacy_changed(on=True)
    assert "Sara Bæk" not in words_of(card)
    privacy().set_on(on=False)


# -- home ----------------------------------------------------------------------------------------


def test_the_rent_is_worked_out_while_the_figures_are_typed(qtbot: QtBot, house: OpenHouse) -> None:
    desk = sit_down(qtbot, house)
    card = desk.homes()
    assert "Indtægt efter skat mangler" in card.rent.words
    qtbot.keyClick(card.edit_rent, Qt.Key.Key_Return)
    panel = form(qtbot, card)
    fill(qtbot, panel, income_after_tax_kr="11.200", housing_benefit_kr="1400 kr.")
    assert "Mangler: faste udgifter, afdrag, rådighedsbeløb." in words_of(panel)
    fill(qtbot, panel, fixed_costs_kr="3100", instalments_kr="mange")
    save(qtbot, panel)
    finding = panel.form.field("instalments_kr").finding
    assert finding is not None
    assert finding.text == "Skriv et helt beløb i kroner, fx 4.100."
    fill(qtbot, panel, instalments_kr="900", disposable_kr="4500")
    assert "Højst 4.100 kr. om måneden" in words_of(panel)
    save(qtbot, panel)
    assert desk.services.stays.get(desk.stay).max_rent_kr == 4_100
    assert "Højst 4.100 kr. om måneden" in card.rent.words


def test_what_is_looked_for_is_one_form(qtbot: QtBot, house: OpenHouse) -> None:
    desk = sit_down(qtbot, house)
    card = desk.homes()
    qtbot.keyClick(card.edit_search, Qt.Key.Key_Return)
    panel = form(qtbot, card)
    panel.form.write("home_types", ["odd", "private"])
    fill(qtbot, panel, areas="Viborg", household="Alene med hund", nominated_on="2-11-2026")
    save(qtbot, panel)
    search = desk.services.homes.search(desk.stay)
    assert search.home_types == ("odd", "private")
    assert (search.areas, search.nominated_on) == ("Viborg", date(2026, 11, 2))
    assert "Skæv bolig, Privat leje" in card.looked_for.words
    assert card.head.badge.spec.text == "Indstillet"


def test_a_no_keeps_the_residents_words_and_the_next_home_is_taken(
    qtbot: QtBot, house: OpenHouse
) -> None:
    desk = sit_down(qtbot, house)
    first = desk.offer("Opdigtet Allé 12, 8900 Randers")
    card = desk.homes()
    assert card.choose(first.id)
    qtbot.keyClick(card.detail.buttons["decline"], Qt.Key.Key_Return)
    panel = form(qtbot, card)
    fill(qtbot, panel, reason="Trappen er stejl.")
    save(qtbot, panel)
    assert "”Trappen er stejl.”" in card.detail.words
    assert not card.detail.buttons["accept"].isVisible()
    assert card.window().focusWidget() is card.add, "the keys go on with the next home"
    qtbot.keyClick(card.add, Qt.Key.Key_Return)
    panel = form(qtbot, card)
    fill(qtbot, panel, address=HOME, home_type="general_assigned", rent_kr="4.150")
    save(qtbot, panel)
    second = desk.services.offers.of_stay(desk.stay).offers[0]
    assert (second.address, second.rent_kr) == (HOME, 4_150)
    assert card.list.current_row == second
    for step in ("accept", "contract"):
        qtbot.keyClick(card.detail.buttons[step], Qt.Key.Key_Return)
        save(qtbot, form(qtbot, card))
    assert card.head.badge.spec.text == "Kontrakt"
    rows = desk.services.offers.of_stay(desk.stay).offers
    assert [row.answer for row in rows] == ["accepted", "declined"]
    assert card.list.model_.rowCount() == 2


def test_an_offer_is_kept_with_its_file_once_and_the_file_stays(
    qtbot: QtBot, house: OpenHouse, tmp_path: Path
) -> None:
    desk = sit_down(qtbot, house)
    dialogs = desk.session.ports.files
    assert isinstance(dialogs, RecordingFileDialogs)
    dialogs.answer = tmp_path / "tilbud.pdf"
    dialogs.answer.write_bytes(PDF)
    card = desk.homes()
    qtbot.keyClick(card.add, Qt.Key.Key_Return)
    panel = form(qtbot, card)
    choice = panel.form.field("document_id").control
    assert isinstance(choice, DocumentChoice)
    qtbot.keyClick(choice.file.button, Qt.Key.Key_Space)
    # Refused at first: the day of the answer lies before the offer.
    fill(qtbot, panel, address=HOME, answer_by="20-11-2026", offered_on="22-11-2026")
    save(qtbot, panel)
    qtbot.waitUntil(lambda: not desk.session.tasks.busy, timeout=20_000)
    assert desk.services.offers.of_stay(desk.stay).offers == ()
    fill(qtbot, panel, answer_by="30-11-2026")
    save(qtbot, panel)
    qtbot.waitUntil(lambda: not desk.session.tasks.busy, timeout=20_000)
    checks.settle()
    [offer] = desk.services.offers.of_stay(desk.stay).offers
    [kept] = desk.services.documents.of_person(desk.lise)
    assert offer.document_id == kept.id
    card.do("edit")
    panel = form(qtbot, card)
    fill(qtbot, panel, rent_kr="4.150")
    save(qtbot, panel)
    [offer] = desk.services.offers.of_stay(desk.stay).offers
    assert (offer.rent_kr, offer.document_id) == (4_150, kept.id)
    card.do("edit")
    panel = form(qtbot, card)
    fill(qtbot, panel, document_id="")
    save(qtbot, panel)
    assert desk.services.offers.of_stay(desk.stay).offers[0].document_id is None


def test_the_letter_of_the_card_is_the_one_that_asks_for_a_home(
    qtbot: QtBot, house: OpenHouse
) -> None:
    desk = sit_down(qtbot, house)
    card = desk.homes()
    qtbot.keyClick(card.letter, Qt.Key.Key_Return)
    assert desk.targets == [
        Target("letter", {"person_id": desk.lise, "kind": "housing_nomination"})
    ]


def test_an_accepted_home_suggests_and_each_suggestion_is_one_press(
    qtbot: QtBot, house: OpenHouse
) -> None:
    desk = sit_down(qtbot, house)
    home = desk.offer(home_type="general_assigned")
    desk.services.offers.accept(home.id, home.version)
    home = desk.services.offers.of_stay(desk.stay).offers[0]
    desk.services.offers.step(home.id, home.version, "move_in", date(2026, 12, 1))
    card = desk.homes()
    assert desk.services.stays.get(desk.stay).planned_end_on is None
    qtbot.keyClick(card.suggestions.buttons["planned_end_on"], Qt.Key.Key_Return)
    assert desk.services.stays.get(desk.stay).planned_end_on == date(2026, 12, 1)
    assert "planned_end_on" not in card.suggestions.buttons
    qtbot.keyClick(card.suggestions.buttons["new_address"], Qt.Key.Key_Return)
    assert desk.targets == [Target("end_stay", {"person_id": desk.lise})]


def test_a_home_given_back_asks_whether_the_move_is_off(qtbot: QtBot, house: OpenHouse) -> None:
    desk = sit_down(qtbot, house)
    home = desk.offer(home_type="general_assigned")
    desk.services.offers.accept(home.id, home.version)
    stay = desk.services.stays.get(desk.stay)
    desk.services.ending.plan_end(stay.id, stay.version, date(2026, 11, 30))
    card = desk.homes()
    assert "no_move" not in card.suggestions.buttons
    home = desk.services.offers.of_stay(desk.stay).offers[0]
    desk.services.offers.withdraw(home.id, home.version, date(2026, 11, 23))
    card.refresh()
    checks.settle()
    assert "flytningen man. 30-11 er stadig planlagt" in words_of(card.suggestions)
    qtbot.keyClick(card.suggestions.buttons["no_move"], Qt.Key.Key_Return)
    assert desk.services.stays.get(desk.stay).planned_end_on is None
    card.refresh()
    assert not card.suggestions.isVisible()


@pytest.mark.parametrize("look", [Look(), Look("dark"), Look("light", 150)])
def test_nothing_is_cut_or_nameless(qtbot: QtBot, house: OpenHouse, look: Look) -> None:
    theme().use(look)
    desk = sit_down(qtbot, house)
    desk.page.resize(1282 if look.zoom > 100 else 1182, 2400 if look.zoom > 100 else 900)
    applied(desk, wished_person="Sara Bæk")
    desk.offer(rent_kr=4_150)

    def clean(widget: QWidget) -> None:
        qtbot.waitUntil(lambda: checks.problems_of(widget) == [])

    support = desk.support()
    clean(desk.page)
    for make in (support.propose, support.decide, lambda: support._form("open_supporter")):
        make()
        clean(form(qtbot, support))
        form(qtbot, support).reject()
    homes = desk.homes()
    clean(desk.page)
    for step in ("visit", "decline", "edit", "accept"):
        homes.do(step)
        clean(form(qtbot, homes))
        form(qtbot, homes).reject()
    for button in (homes.edit_rent, homes.edit_search, homes.add):
        button.click()
        clean(form(qtbot, homes))
        form(qtbot, homes).reject()
