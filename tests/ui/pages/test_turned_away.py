"""Afslag på optagelse: from somebody at the door to a letter that is marked as handed over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from boform_app.services.context import OpenHouse
from boform_app.services.views.turned_away import ContactCommand
from tests import houses
from tests.boform_app.services.letter_house import text_of_document
from tests.ui.checks import problems_of
from tests.ui.pages.test_letters import Office
from ui.navigator import Place
from ui.pages.admit.page import AdmitPage
from ui.pages.base import Target
from ui.pages.letter.page import LetterPage
from ui.pages.letters import LettersPage
from ui.pages.resident import menus
from ui.pages.resident.opening import OpenProtected
from ui.pages.resident.page import ResidentPage, tabs
from ui.pages.turned_away import TurnedAwayPage
from ui.searching import HouseSearch
from ui.widgets.buttons import Button
from ui.widgets.choice import Combo

SUBMIT = (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


class Door(Office):
    """The letters' places, Indskriv and the form."""

    def __init__(self, qtbot: QtBot, house: OpenHouse, role: str = "leader") -> None:
        super().__init__(qtbot, house, role)
        self.navigator.register(Place("turned_away", "", "mail", self._make_form))
        self.navigator.register(Place("admit", "", "mail", lambda: AdmitPage(self.session)))

    def _make_form(self) -> TurnedAwayPage:
        return TurnedAwayPage(self.session)

    def form(self, **facts: object) -> TurnedAwayPage:
        """The form, shown."""
        page = self.place("turned_away", **facts)
        assert isinstance(page, TurnedAwayPage)
        # A shortcut goes to the window in front, and nobody else keeps it there.
        self.stack.activateWindow()
        self.qtbot.waitUntil(self.stack.isActiveWindow)
        return page

    def type_who(self, page: TurnedAwayPage, first: str, last: str = "", cpr: str = "") -> None:
        """As a person types, then Ctrl+Enter."""
        for field, words in ((page.who.first, first), (page.who.last, last), (page.who.cpr, cpr)):
            self.qtbot.keyClicks(field, words)
        self.qtbot.keyClick(page.who.last, *SUBMIT)

    def shown_letter(self) -> LetterPage:
        """The letter that came after the form."""
        letter = self.navigator.current
        assert isinstance(letter, LetterPage)
        self.settle()
        return letter

    def known(self, first: str, last: str, cpr: str = "") -> UUID:
        """Somebody who asked for a place before."""
        person_id = self.services.turned_away.note(ContactCommand(first, last, cpr)).first("person")
        assert isinstance(person_id, UUID)
        return person_id

    def protect(self, person_id: UUID) -> None:
        """A protected address, noted by somebody in another log-in."""
        other = houses.services(self.house, "staff")
        facts = other.people.facts(person_id)
        other.people.set_fact(person_id, facts.version, "protected_address", value=True)


@pytest.fixture
def door(qtbot: QtBot, tmp_path: Path) -> Iterator[Door]:
    house = houses.make_house(tmp_path)
    found = Door(qtbot, house)
    yield found
    found.tasks.close()
    houses.close(house)


def write(door: Door, letter: LetterPage, key: str, words: str) -> None:
    """Into a field of *Datoer og valg*."""
    control: QWidget = letter.left.fields.control(key)
    control.setFocus()
    if isinstance(control, Combo):
        control.set_value(words)
        control.changed.emit()
    else:
        door.qtbot.keyClicks(control, words)


def test_from_the_door_to_a_letter_that_was_handed_over(door: Door, qtbot: QtBot) -> None:
    page = door.form()
    assert problems_of(page) == []
    qtbot.keyClick(page.who.first, *SUBMIT)
    assert [p.field for p in page.form.problems()] == ["first_name"], "a name is all it needs"
    door.type_who(page, "Kaj", "Lind")
    letter = door.shown_letter()
    kaj = letter.state()["person_id"]
    assert letter.state()["kind"] == "admission_refusal"
    assert door.services.stays.for_person(kaj) == ()
    assert not letter.strip.button("print").isEnabled()
    assert problems_of(letter) == []
    assert letter.left.fields.isVisible(), "a decision is written in its fields"
    write(door, letter, "ground", "full")
    write(door, letter, "reason", "Alle vores pladser er i brug.")
    write(door, letter, "facts", "Vi har 12 pladser, og alle er i brug den 23. november.")
    write(door, letter, "heard_on", "22/11")
    write(door, letter, "heard_statement", "Du sagde, at du kan sove hos din bror i nat.")
    door.settle()
    assert "et andet sted" in letter.strip.words.casefold()
    write(door, letter, "other_places", "Korshæren, Havnegade 4, 98 12 34 56")
    door.settle()
    assert letter.strip.words.startswith("Klar til print: "), letter.strip.words
    assert "til personen." in letter.strip.words
    door.press(letter, "print")
    made = letter.letter
    assert made is not None
    assert made.printed_at is not None
    assert len(door.printer.jobs) == 1
    told = text_of_document(door.services.register.pdf(made.id))
    for words in ("Kaj Lind", "Alle vores pladser er i brug.", "den 22. november", "21. december"):
        assert words in told
    door.press(letter, "sent")
    found = door.services.register.get(made.id)
    assert (found.status, found.channel) == ("sent", "handed_over")
    place = door.place("letters")
    assert isinstance(place, LettersPage)
    assert [(row.title, row.name) for row in place.list.model_.rows] == [
        ("Afslag på optagelse", "Lind, Kaj")
    ]
    place.list.opened.emit(place.list.model_.rows[0])
    again = door.shown_letter()
    assert again.letter is not None
    assert again.letter.id == made.id


def test_breve_and_the_search_lead_there_for_who_writes_decisions(door: Door) -> None:
    place = door.place("letters")
    assert isinstance(place, LettersPage)
    place.begin_letter()
    place.new.refuse.click()
    assert isinstance(door.navigator.current, TurnedAwayPage)
    hits = HouseSearch(door.services.search).find("afvisning")
    assert [(hit.label, hit.target) for hit in hits] == [
        ("Afslag på optagelse", Target("turned_away"))
    ]
    temp = houses.services(door.house, "temp")
    assert HouseSearch(temp.search).find("afslag") == []


def test_what_was_typed_in_indskriv_goes_along(door: Door) -> None:
    admit = door.place("admit")
    assert isinstance(admit, AdmitPage)
    door.qtbot.keyClicks(admit.who.first, "Kaj")
    door.qtbot.keyClicks(admit.who.cpr, "010190")
    admit.panel.refuse.click()
    page = door.navigator.current
    assert isinstance(page, TurnedAwayPage)
    assert (page.who.first.text(), page.who.cpr.text()) == ("Kaj", "010190")
    later = TurnedAwayPage(door.session)
    door.qtbot.addWidget(later)
    assert later.who.first.text() == "Kaj", "it is a draft at once"
    page.who.first.setText("Kai")
    door.navigator.back()
    door.navigator.forward()
    assert page.who.first.text() == "Kai", "the way back writes nothing over"


def test_an_unfinished_form_gives_way_and_can_be_had_back(door: Door) -> None:
    page = door.form()
    door.qtbot.keyClicks(page.who.first, "Ejner")
    thens: list[object] = []
    door.session.spoke.connect(lambda _words, _action, then: thens.append(then))
    door.form(first_name="Kaj")
    assert page.who.first.text() == "Kaj"
    assert door.said[-1] == "Kladden er lagt væk"
    take_back = thens[-1]
    assert callable(take_back)
    take_back()
    assert page.who.first.text() == "Ejner"


def test_somebody_known_is_taken_up_and_not_made_twice(door: Door) -> None:
    kaj = door.known("Kaj", "Lind", "010190-0000")
    page = door.form()
    door.qtbot.keyClicks(page.who.first, "Kaj")
    door.qtbot.keyClicks(page.who.last, "Lind")
    page.look()
    (same,) = (b for b in page.who.known.findChildren(Button) if b.text() == "Ja, samme")
    same.click()
    later = TurnedAwayPage(door.session)
    door.qtbot.addWidget(later)
    later.form.submit()
    page.form.submit()
    assert door.shown_letter().state()["person_id"] == kaj
    people = {one.ref_id for one in door.services.search.find("Lind") if one.ref_id}
    assert people == {kaj}


def test_who_lives_here_and_a_number_that_cannot_be(door: Door) -> None:
    page = door.form()
    door.type_who(page, "Kim", "Dahl", "140682-000")
    assert [p.field for p in page.form.problems()] == ["cpr_text"]
    page.who.unknown.click()
    assert page.form.problems() == (), "half a number may stand while it is not known"
    page.who.unknown.click()
    door.qtbot.keyClicks(page.who.cpr, "0")
    door.qtbot.keyClick(page.who.last, *SUBMIT)
    (problem,) = page.form.problems()
    assert problem.field == "cpr_text"
    assert str(problem.facts["words"]).startswith("Personen bor her nu.")
    assert isinstance(door.navigator.current, TurnedAwayPage)


def test_a_protected_person_is_opened_with_a_reason_first(door: Door) -> None:
    kaj = door.known("Kaj", "Lind", "010190-0000")
    door.protect(kaj)
    page = door.form()
    door.type_who(page, "Kaj", "", "010190-0000")
    question = page.question
    assert isinstance(question, OpenProtected)
    assert isinstance(door.navigator.current, TurnedAwayPage)
    question.reasons.button("case").click()
    question.act.click()
    letter = door.shown_letter()
    assert letter.state()["person_id"] == kaj
    assert letter.protected_words


def test_staff_prepare_and_a_leader_decides(qtbot: QtBot, tmp_path: Path) -> None:
    house = houses.make_house(tmp_path)
    door = Door(qtbot, house, "staff")
    page = door.form()
    door.type_who(page, "Kaj", "Lind")
    letter = door.shown_letter()
    write(door, letter, "reason", "Der er fuldt.")
    door.settle()
    assert not letter.strip.button("print").isEnabled()
    door.tasks.close()
    houses.close(house)


def test_the_menu_of_somebody_without_a_stay_has_this_letter_alone(door: Door) -> None:
    kaj = door.known("Kaj", "Lind")
    who = door.services.people.identity(kaj)
    menu: QMenu = menus.letters(door.session, door.stack, who, lambda _target: None)
    assert [one.text() for one in menu.actions()] == ["Afslag på optagelse"]
    kim = door.services.people.identity(door.kim)
    others = menus.letters(door.session, door.stack, kim, lambda _target: None)
    assert "Afslag på optagelse" not in [one.text() for one in others.actions()]


def test_the_page_of_somebody_without_a_stay_opens_at_every_tab(door: Door) -> None:
    kaj = door.known("Kaj", "Lind")
    page = ResidentPage(door.session)
    door.qtbot.addWidget(page)
    page.resize(1150, 584)
    page.show()
    for entry in tabs():
        page.restore({"person_id": kaj, "tab": entry.key})
        door.settle()
        assert page.state()["tab"] == entry.key
        assert page.bar.isVisible() or page.row.isVisible()
