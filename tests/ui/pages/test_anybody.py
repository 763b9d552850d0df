"""Choosing one of everybody who ever lived here, where records are joined and answers come in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.records import NoteCommand
from boform_app.services.views.stays import AdmitCommand
from tests import former_residents, houses
from tests.boform_app.services import answer_house
from tests.houses import PLACES
from tests.ui.checks import problems_of
from tests.ui.pages import residents
from ui.pages.answer.document import KeepAsDocument
from ui.pages.answer.which import WhichLetter
from ui.pages.anybody import AnybodyCombo, anybody_field
from ui.pages.resident import case as cases
from ui.pages.resident import rarely
from ui.pages.resident.doing import FormPanel
from ui.pages.resident.notes import NotesTab
from ui.privacy import privacy
from ui.session import Session


@dataclass
class Desk:
    """A log-in in a house that more than 500 have moved out of."""

    qtbot: QtBot
    house: OpenHouse
    services: Services
    session: Session
    kim: UUID
    moved: UUID
    shown: list[QWidget] = field(default_factory=list)

    def show(self, widget: QWidget) -> None:
        self.qtbot.addWidget(widget)
        self.shown.append(widget)
        widget.resize(700, 500)
        widget.show()
        widget.activateWindow()
        self.qtbot.waitUntil(widget.isActiveWindow)

    def type_name(self, combo: AnybodyCombo, typed: str) -> None:
        combo.setFocus()
        line = combo.lineEdit()
        assert line is not None
        line.selectAll()
        self.qtbot.keyClicks(line, typed)
        self.qtbot.waitUntil(lambda: not self.session.tasks.busy)

    def join(self) -> tuple[FormPanel, AnybodyCombo]:
        where = QWidget()
        self.show(where)
        who = self.services.people.identity(self.kim)
        panel = rarely.join_records(self.session, where, cases.read(self.session, who))
        combo = panel.form.field("other_id").control
        assert isinstance(combo, AnybodyCombo)
        self.qtbot.waitUntil(panel.isActiveWindow)
        return panel, combo


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    clock = houses.make_clock()
    house = houses.make_house(tmp_path, clock)
    services = houses.services(house)
    kim = services.stays.admit(AdmitCommand("Kim", "Dahl", place_id=PLACES[1])).first("person")
    former_residents.many(house)
    moved = former_residents.moved_out(house, "Søren", "Østergård", date(1982, 6, 14))
    session = residents.session(services, clock)
    yield Desk(qtbot, house, services, session, kim, moved)
    session.tasks.close()
    houses.close(house)


def popup(combo: AnybodyCombo) -> QAbstractItemView:
    completer = combo.completer()
    assert completer is not None
    found = completer.popup()
    assert found is not None
    return found


def listed(combo: AnybodyCombo) -> list[str]:
    """Rows of the open list."""
    view = popup(combo)
    model: QAbstractItemModel = view.model()
    rows = [model.index(row, 0, QModelIndex()).data() for row in range(model.rowCount())]
    return rows if view.isVisible() else []


def open_rows(combo: AnybodyCombo) -> list[str]:
    """Rows of the list that opens before anything is typed."""
    return [combo.itemText(row) for row in range(combo.count())]


def take(desk: Desk, combo: AnybodyCombo, down: int = 1) -> None:
    for _ in range(down):
        desk.qtbot.keyClick(popup(combo), Qt.Key.Key_Down)
    desk.qtbot.keyClick(popup(combo), Qt.Key.Key_Return)


def test_somebody_who_moved_is_joined_by_keyboard(desk: Desk) -> None:
    panel, combo = desk.join()
    assert open_rows(combo) == [], "nobody else lives here"
    assert listed(combo) == [], "nothing opens by itself"
    desk.type_name(combo, "ostergaard soren")
    assert listed(combo) == ["Østergård, Søren · født 14-06-1982 · her til 23-11-2025"]
    take(desk, combo)
    assert combo.value == desk.moved
    assert combo.currentText() == "Østergård, Søren · født 14-06-1982 · her til 23-11-2025"
    assert problems_of(panel) == []
    panel.verb.click()
    joined = desk.services.people.facts(desk.kim).joined
    assert [person_id for person_id, _name in joined] == [desk.moved]


def test_twenty_are_shown_and_more_are_told_of(desk: Desk) -> None:
    _panel, combo = desk.join()
    desk.type_name(combo, "jens")
    rows = listed(combo)
    assert len(rows) == 21
    assert rows[-1] == "Der er flere. Skriv mere af navnet."
    desk.type_name(combo, "jens hansen0619")
    assert listed(combo)[0] == "Hansen0619, Jens · her til 23-11-2025"
    desk.type_name(combo, "zzzz")
    assert listed(combo) == ["Ingen passer til det, du har skrevet."]
    take(desk, combo)
    assert combo.value is None


def test_a_half_typed_name_becomes_the_only_one_it_can_mean(desk: Desk) -> None:
    panel, combo = desk.join()
    desk.type_name(combo, "hansen")
    combo.settle()
    assert (combo.value, combo.currentText()) == (None, "")
    line = combo.lineEdit()
    assert line is not None
    desk.qtbot.keyClicks(line, "søren øst")
    # At once, before the worker has answered.
    desk.qtbot.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.services.people.facts(desk.kim).joined[0][0] == desk.moved
    assert not panel.isVisible()


def test_a_slip_is_shown_and_never_taken_for_an_answer(desk: Desk) -> None:
    _panel, combo = desk.join()
    desk.type_name(combo, "ostergarrd")
    assert len(listed(combo)) == 1
    combo.settle()
    assert combo.value is None


def test_the_answer_of_somebody_who_moved_finds_its_letter(desk: Desk) -> None:
    stay = desk.services.stays.for_person(desk.moved)[0].id
    letter = answer_house.asked(desk.services, desk.moved, stay)
    which = WhichLetter(desk.session)
    desk.show(which)
    which.begin(person_id=None, may_go_back=False)
    assert open_rows(which.who) == ["Dahl, Kim · vær. 1"], "and nobody twice"
    desk.type_name(which.who, "søren")
    take(desk, which.who)
    assert which.letters.current_row.id == letter.id
    with desk.qtbot.waitSignal(which.chosen) as told:
        which.use.click()
    assert told.args == [letter.id]
    which.begin(person_id=desk.moved, may_go_back=False)
    assert which.who.value == desk.moved
    assert problems_of(which) == []


def test_a_file_is_kept_for_somebody_who_moved(desk: Desk) -> None:
    where, kept = QWidget(), []
    desk.show(where)
    panel = KeepAsDocument(desk.session, where, lambda person, kind: kept.append((person, kind)))
    panel.start()
    combo = panel.form.field("person_id").control
    assert isinstance(combo, AnybodyCombo)
    desk.type_name(combo, "søren")
    take(desk, combo)
    panel.verb.click()
    assert kept == [(desk.moved, "answer")]


def test_a_note_that_is_moved_remembers_whom_to(desk: Desk) -> None:
    note = desk.services.notes.finish(NoteCommand("Om Søren.", (desk.kim,))).first("note")
    tab = NotesTab(desk.session)
    desk.show(tab)
    tab.load(desk.kim, desk.services.people.identity(desk.kim))
    tab.refresh()
    tab.list.choose(note)
    tab.move_button.click()
    assert tab.panel is not None
    combo = tab.panel.form.field("to_person").control
    assert isinstance(combo, AnybodyCombo)
    desk.type_name(combo, "søren")
    take(desk, combo)
    tab.panel.reject()
    tab.move_button.click()
    again = tab.panel.form.field("to_person").control
    assert isinstance(again, AnybodyCombo)
    assert again.value == desk.moved
    tab.panel.form.write("reason", "forkert beboer")
    tab.panel.verb.click()
    assert [one.text for one in desk.services.notes.for_person(desk.moved)] == ["Om Søren."]


def test_who_is_protected_stays_hidden_until_opened(desk: Desk) -> None:
    rikke = desk.services.stays.admit(AdmitCommand("Rikke", "Nissen", place_id=PLACES[2])).first(
        "person"
    )
    for person_id in (rikke, desk.moved):
        version = desk.services.people.facts(person_id).version
        desk.services.people.set_fact(person_id, version, "protected_address", value=True)
    desk.house.opened_persons.clear()
    _panel, combo = desk.join()
    assert open_rows(combo) == []
    desk.type_name(combo, "nissen")
    assert listed(combo) == ["Ingen passer til det, du har skrevet."]
    desk.type_name(combo, "søren")
    assert listed(combo) == ["Ingen passer til det, du har skrevet."]
    combo.set_value(desk.moved)
    assert combo.value is None
    which = WhichLetter(desk.session)
    desk.show(which)
    which.begin(person_id=None, may_go_back=False)
    assert open_rows(which.who) == ["Dahl, Kim · vær. 1", "Beskyttet · vær. 2"]
    desk.services.people.open(desk.moved, "et svar fra kommunen")
    desk.type_name(which.who, "søren")
    assert len(listed(which.who)) == 1


def test_who_sees_present_residents_only_finds_no_others(desk: Desk) -> None:
    session = residents.session(houses.services(desk.house, "temp"), houses.make_clock())
    asked = anybody_field(session, "Hvem")
    combo = asked.control
    assert isinstance(combo, AnybodyCombo)
    desk.show(asked)
    assert combo.help_text == ""
    assert open_rows(combo) == ["Dahl, Kim · vær. 1"]
    desk.type_name(combo, "søren")
    assert listed(combo) == []
    combo.set_value(desk.moved)
    assert combo.value is None
    desk.type_name(combo, "kim da")
    assert listed(combo) == ["Dahl, Kim · vær. 1"]
    take(desk, combo)
    assert combo.value == desk.kim
    session.tasks.close()


def test_hidden_names_are_told_apart_by_the_row_that_was_meant(desk: Desk) -> None:
    other = former_residents.moved_out(desk.house, "Søren", "Østergård", date(1990, 7, 9))
    which = WhichLetter(desk.session)
    desk.show(which)
    which.begin(person_id=None, may_go_back=False)
    desk.type_name(which.who, "søren")
    assert len(listed(which.who)) == 2
    privacy().set_on(on=True)
    assert listed(which.who) == [], "no name stays on the screen"
    assert open_rows(which.who) == ["Beboer, vær. 1"]
    chosen = []
    for row in (1, 2):
        desk.type_name(which.who, "søren")
        assert listed(which.who) == ["Beboer · her til 23-11-2025"] * 2
        take(desk, which.who, down=row)
        chosen.append(which.who.value)
    assert set(chosen) == {desk.moved, other}
    desk.type_name(which.who, "søren")
    which.who.settle()
    assert which.who.value == chosen[-1], "half a word decides between nobody"
    privacy().set_on(on=False)
    assert "Østergård" in which.who.currentText()
