"""Indskriv beboer on a real house, by keyboard alone."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.stays import AdmitCommand, EndStayCommand
from reports.lists import emergency_form
from tests import houses
from tests.ui import checks
from tests.ui.pages import residents
from ui.dialogs.panel import Panel
from ui.pages.admit.page import AdmitPage
from ui.pages.base import Target
from ui.session import Session
from ui.theme import Look, theme
from ui.widgets.buttons import Button
from ui.widgets.choice import Combo
from ui.widgets.field import Field


def show(qtbot: QtBot, page: AdmitPage) -> AdmitPage:
    qtbot.addWidget(page)
    page.resize(1182, 616)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.restore({"name": ""})
    return page


def make_page(qtbot: QtBot, services: Services) -> tuple[AdmitPage, Session]:
    session = residents.session(services, houses.make_clock())
    return show(qtbot, AdmitPage(session)), session


def tab_to(qtbot: QtBot, page: QWidget, target: QWidget) -> None:
    """As a person walks: Tab until the cursor is there."""
    for _ in range(80):
        focused = QApplication.focusWidget()
        if focused is target:
            return
        qtbot.keyClick(focused or page, Qt.Key.Key_Tab)
    pytest.fail(f"Tab never reached {target.accessibleName()!r}")


def type_in(qtbot: QtBot, page: QWidget, target: QWidget, text: str) -> None:
    tab_to(qtbot, page, target)
    qtbot.keyClicks(target, text)


def submit(qtbot: QtBot) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def links(page: AdmitPage) -> list[str]:
    checks.settle()
    bar = page.panel.bar
    return [b.text() for b in bar.findChildren(Button) if b is not bar.button and not b.isHidden()]


def button(parent: QWidget, text: str) -> QAbstractButton:
    return next(
        b for b in parent.findChildren(QAbstractButton) if b.text() == text and b.isVisible()
    )


def went(page: AdmitPage) -> list[Target]:
    found: list[Target] = []
    page.navigate.connect(found.append)
    return found


def admitted(services: Services, target: Target) -> UUID:
    person_id = target.facts["person_id"]
    assert isinstance(person_id, UUID)
    assert services.people.identity(person_id).person_id == person_id
    return person_id


def choose_first_place(qtbot: QtBot, page: AdmitPage) -> None:
    tab_to(qtbot, page, page.stay.tiles)
    qtbot.keyClick(page.stay.tiles, Qt.Key.Key_Space)


def test_at_night_a_name_and_a_place_are_enough(qtbot: QtBot, house: OpenHouse) -> None:
    services = houses.services(house, "temp")
    page, session = make_page(qtbot, services)
    targets = went(page)
    qtbot.keyClicks(page.who.first, "Kim")
    choose_first_place(qtbot, page)
    assert page.panel.bar.button.text() == "Indskriv Kim i vær. 1"
    submit(qtbot)
    assert [target.place for target in targets] == ["resident"]
    person_id = admitted(services, targets[0])
    stay = services.stays.for_person(person_id)[0]
    assert (stay.room, stay.delegated, stay.acute) == ("1", True, "not_asked")
    assert stay.decided_on == date(2026, 11, 23)
    # Nothing of the form is left as a draft.
    assert session.services.drafts.mine() == ()


def test_what_is_missing_is_named_and_linked(qtbot: QtBot, house: OpenHouse) -> None:
    page, _ = make_page(qtbot, houses.services(house))
    submit(qtbot)
    assert links(page) == ["et navn", "et værelse"]
    assert QApplication.focusWidget() is page.who.first
    qtbot.keyClicks(page.who.first, "Kim")
    assert links(page) == ["et værelse"]
    choose_first_place(qtbot, page)
    assert links(page) == []


def test_an_impossible_number_stops_and_a_failed_check_digit_only_asks(
    qtbot: QtBot, house: OpenHouse
) -> None:
    services = houses.services(house)
    page, _ = make_page(qtbot, services)
    targets = went(page)
    qtbot.keyClicks(page.who.first, "Kim")
    type_in(qtbot, page, page.who.cpr, "3113820000")
    choose_first_place(qtbot, page)
    finding = page.who.cpr_field.finding
    assert finding is not None
    assert finding.level == "stop"
    submit(qtbot)
    assert targets == []
    assert QApplication.focusWidget() is page.who.cpr
    page.who.cpr.selectAll()
    qtbot.keyClicks(page.who.cpr, "1406820001")
    submit(qtbot)
    finding = page.who.cpr_field.finding
    assert finding is not None
    assert finding.level == "ask"
    assert targets == []
    assert links(page) == ["Er CPR-nummeret rigtigt?"]
    keep = button(page.who, "Det er rigtigt")
    tab_to(qtbot, page, keep)
    qtbot.keyClick(keep, Qt.Key.Key_Return)
    assert links(page) == []
    submit(qtbot)
    assert [target.place for target in targets] == ["resident"]
    identity = services.people.identity(admitted(services, targets[0]))
    assert identity.birth_date == date(1982, 6, 14)


def asked(page: AdmitPage) -> str:
    finding = page.who.cpr_field.finding
    return finding.level if finding is not None else ""


def keep_number(qtbot: QtBot, page: AdmitPage) -> None:
    """The number alone, and Det er rigtigt before the page has asked the house anything."""
    type_in(qtbot, page, page.who.cpr, "1406820001")
    qtbot.keyClick(page.who.cpr, Qt.Key.Key_Tab)
    keep = button(page.who, "Det er rigtigt")
    tab_to(qtbot, page, keep)
    qtbot.keyClick(keep, Qt.Key.Key_Return)
    assert asked(page) == ""


def test_a_number_that_was_kept_at_once_is_not_asked_about_again(
    qtbot: QtBot, house: OpenHouse
) -> None:
    page, _ = make_page(qtbot, houses.services(house))
    targets = went(page)
    keep_number(qtbot, page)
    type_in(qtbot, page, page.who.first, "Kim")
    page.look()
    assert asked(page) == ""
    choose_first_place(qtbot, page)
    submit(qtbot)
    assert asked(page) == ""
    assert [target.place for target in targets] == ["resident"]


def test_a_number_that_was_kept_is_kept_in_the_draft_until_it_is_another(
    qtbot: QtBot, house: OpenHouse
) -> None:
    page, session = make_page(qtbot, houses.services(house))
    keep_number(qtbot, page)
    again = show(qtbot, AdmitPage(session))
    type_in(qtbot, again, again.who.first, "Kim")
    again.look()
    assert asked(again) == ""
    tab_to(qtbot, again, again.who.cpr)
    again.who.cpr.selectAll()
    qtbot.keyClicks(again.who.cpr, "1406820002")
    again.look()
    assert asked(again) == "ask"


def test_half_a_number_may_stand_when_the_rest_is_not_known(qtbot: QtBot, house: OpenHouse) -> None:
    services = houses.services(house)
    page, _ = make_page(qtbot, services)
    targets = went(page)
    qtbot.keyClicks(page.who.first, "Kim")
    type_in(qtbot, page, page.who.cpr, "14068212")
    tab_to(qtbot, page, page.who.unknown)
    qtbot.keyClick(page.who.unknown, Qt.Key.Key_Space)
    choose_first_place(qtbot, page)
    submit(qtbot)
    identity = services.people.identity(admitted(services, targets[0]))
    assert (identity.cpr_kind, identity.birth_date) == ("unknown", date(1982, 6, 14))


def former(house: OpenHouse) -> UUID:
    services = houses.services(house)
    place = services.rooms.places(free_only=True)[0]
    changes = services.stays.admit(
        AdmitCommand("Kim", "Dahl", cpr_text="030588", place_id=place.id)
    )
    stay = services.stays.for_person(changes.first("person"))[0]
    services.ending.end(EndStayCommand(stay.id, stay.version, house.clock.now(), "moved_own_wish"))
    return changes.first("person")


def test_a_known_person_is_asked_about_while_typing(qtbot: QtBot, house: OpenHouse) -> None:
    known = former(house)
    services = houses.services(house)
    page, _ = make_page(qtbot, services)
    targets = went(page)
    qtbot.keyClicks(page.who.first, "Kim")
    type_in(qtbot, page, page.who.last, "Dahl")
    qtbot.waitUntil(page.who.known.isVisible)
    same = button(page.who.known, "Ja, samme")
    tab_to(qtbot, page, same)
    qtbot.keyClick(same, Qt.Key.Key_Return)
    choose_first_place(qtbot, page)
    submit(qtbot)
    assert admitted(services, targets[0]) == known
    assert len(services.stays.for_person(known)) == 2


def test_somebody_new_of_the_same_name_is_not_held_up(qtbot: QtBot, house: OpenHouse) -> None:
    known = former(house)
    services = houses.services(house)
    page, _ = make_page(qtbot, services)
    targets = went(page)
    qtbot.keyClicks(page.who.first, "Kim")
    type_in(qtbot, page, page.who.last, "Dahl")
    qtbot.waitUntil(page.who.known.isVisible)
    choose_first_place(qtbot, page)
    submit(qtbot)
    assert admitted(services, targets[0]) != known


def test_a_full_house_opens_an_extra_place(qtbot: QtBot, house: OpenHouse) -> None:
    services = houses.services(house)
    for number, place in enumerate(services.rooms.places(free_only=True)):
        services.stays.admit(AdmitCommand(f"Beboer{number}", place_id=place.id))
    page, _ = make_page(qtbot, services)
    targets = went(page)
    qtbot.keyClicks(page.who.first, "Kim")
    assert any(
        "Alle 6 pladser er i brug" in text.text()
        for text in page.stay.findChildren(type(page.stay._full))
        if text.isVisible()
    )
    choose_first_place(qtbot, page)
    submit(qtbot)
    stay = services.stays.for_person(admitted(services, targets[0]))[0]
    assert stay.room == "1"
    assert services.room_board.tally().residents == 7


def test_a_place_taken_meanwhile_keeps_what_was_typed(qtbot: QtBot, house: OpenHouse) -> None:
    services = houses.services(house)
    page, _ = make_page(qtbot, services)
    targets = went(page)
    qtbot.keyClicks(page.who.first, "Kim")
    choose_first_place(qtbot, page)
    taken = houses.services(house, "staff")
    taken.stays.admit(AdmitCommand("Ida", place_id=houses.PLACES[1]))
    submit(qtbot)
    finding = page.stay.place_field.finding
    assert finding is not None
    assert finding.text.startswith("Vær. 1 er lige blevet taget af Ali.")
    assert (targets, page.who.first.text()) == ([], "Kim")


def test_facts_lead_to_a_suggestion_that_may_be_changed(qtbot: QtBot, house: OpenHouse) -> None:
    services = houses.services(house)
    page, _ = make_page(qtbot, services)
    targets = went(page)
    qtbot.keyClicks(page.who.first, "Kim")
    choose_first_place(qtbot, page)
    lived = page.form.field("fact_lived_code").control
    assert isinstance(lived, Combo)
    type_in(qtbot, page, lived, "Randers")
    completer = lived.completer()
    assert completer is not None
    popup = completer.popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.municipality.acting.value == "0730")
    submit(qtbot)
    stay = services.stays.for_person(admitted(services, targets[0]))[0]
    assert (stay.fact_lived_code, stay.acting_municipality_code) == ("0730", "0730")


def test_the_form_comes_back_as_it_was_left(qtbot: QtBot, house: OpenHouse) -> None:
    services = houses.services(house)
    page, session = make_page(qtbot, services)
    asked: list[str] = []
    session.asked.connect(asked.append)
    qtbot.keyClicks(page.who.first, "Kim")
    type_in(qtbot, page, page.who.cpr, "0305")
    choose_first_place(qtbot, page)
    reason = page.reasons.ticks.tick("eviction")
    tab_to(qtbot, page, reason)
    qtbot.keyClick(reason, Qt.Key.Key_Space)
    assert page.reasons.sentence.text.startswith("Kim er sat ud af sin bolig")
    qtbot.keyClick(reason, Qt.Key.Key_Escape)
    assert asked == ["back"]
    assert [draft.kind for draft in services.drafts.mine()] == ["admission"]
    again, _ = make_page(qtbot, services)
    assert (again.who.first.text(), again.who.cpr.text()) == ("Kim", "0305")
    assert again.stay.tiles.value == f"place:{houses.PLACES[1]}"
    assert again.reasons.ticks.value == ("eviction",)


def test_own_words_of_the_reason_stand_in_the_stay(qtbot: QtBot, house: OpenHouse) -> None:
    services = houses.services(house)
    page, _ = make_page(qtbot, services)
    targets = went(page)
    qtbot.keyClicks(page.who.first, "Kim")
    choose_first_place(qtbot, page)
    type_in(qtbot, page, page.reasons.sentence, "Kim har mistet sit værelse.")
    submit(qtbot)
    stay = services.stays.for_person(admitted(services, targets[0]))[0]
    assert stay.reason_text == "Kim har mistet sit værelse."


def test_opening_and_leaving_makes_no_draft(qtbot: QtBot, house: OpenHouse) -> None:
    services = houses.services(house)
    page, _ = make_page(qtbot, services)
    page.refresh()
    assert services.drafts.mine() == ()


def test_the_two_letters_are_offered(qtbot: QtBot, house: OpenHouse) -> None:
    services = houses.services(house)
    page, _ = make_page(qtbot, services)
    targets = went(page)
    qtbot.keyClicks(page.who.first, "Kim")
    choose_first_place(qtbot, page)
    submit(qtbot)
    panel = page.findChild(Panel, "offer")
    assert panel is not None
    notice = button(panel, "Lav orientering")
    qtbot.keyClick(notice, Qt.Key.Key_Return)
    assert (targets[1].place, targets[1].facts["kind"]) == ("letter", "admission_notice")


@pytest.mark.parametrize(
    ("look", "width"), [(Look(), 1182), (Look("dark"), 1182), (Look("light", 150), 1282)]
)
def test_nothing_is_cut_or_nameless(qtbot: QtBot, house: OpenHouse, look: Look, width: int) -> None:
    former(house)
    theme().use(look)
    page, _ = make_page(qtbot, houses.services(house, "staff"))
    page.resize(width, 2400 if look.zoom > 100 else 616)
    qtbot.keyClicks(page.who.first, "Kim")
    qtbot.keyClicks(page.who.last, "Dahl")
    page.stay.open_decision()
    page.stay.came.button("referred").click()
    page.who.none.click()
    page.look()
    submit(qtbot)
    assert checks.problems_of(page) == []


def test_the_empty_form_on_paper_asks_for_what_the_page_asks_for(
    qtbot: QtBot, house: OpenHouse
) -> None:
    page, _ = make_page(qtbot, houses.services(house))
    asked = [field.label for field in page.findChildren(Field) if field.label]
    ticks = [box.text() for box in page.findChildren(QCheckBox) if box.text()]
    on_paper = set(emergency_form.texts())
    assert len(asked) > 8
    # Names for the ear alone: on paper their boxes stand below a heading, or beside "Kl.".
    heard = {"Ankommet kl.", "Hvordan kom personen", "Hvor var personen før", "Årsag"}
    heard |= {"Er der noget akut?", "Kort notat til nattevagten"}
    assert [words for words in {*asked, *ticks} - heard if words not in on_paper] == []
    order = [words for words in emergency_form.texts() if words in asked and words not in ticks]
    first = ("Fornavn eller kaldenavn", "Efternavn", "CPR eller fødselsdato", "Hvorfor ikke?")
    assert order[:5] == [*first, "Værelse"]
