"""The resident page driven as a person does: open, read, write a note, change a fact, send a letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from boform_app.clock import FixedClock, local_date
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.contacts import MunicipalityCommand
from boform_app.services.views.records import NoteCommand
from boform_app.services.views.stays import EndStayCommand
from tests import houses
from tests.ui.checks import problems_of
from tests.ui.pages import residents
from ui.pages.base import Target
from ui.pages.resident.facts import FactsTab
from ui.pages.resident.facts_editor import FactEditor
from ui.pages.resident.facts_view import FactsView
from ui.pages.resident.letters import LettersTab
from ui.pages.resident.municipality_history import MunicipalityHistory
from ui.pages.resident.notes import NotesTab
from ui.pages.resident.notes_list import body
from ui.pages.resident.page import ResidentPage
from ui.pages.residents import ResidentsPage
from ui.privacy import privacy
from ui.session import Session

WHO = frozenset({"Ahmadi", "Bach", "Bruun", "Lund", "Nissen", "Aas", "Yusuf"})


@dataclass
class Desk:
    """A log-in in a furnished house."""

    house: OpenHouse
    services: Services
    session: Session
    found: residents.Furnished
    said: list[str]
    clock: FixedClock


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    clock = houses.make_clock()
    house = houses.make_house(tmp_path, clock)
    services = houses.services(house)
    found = residents.furnish(house, services, clock, only=WHO)
    # What furnishing opened is closed again: the page asks as it does in the morning.
    house.opened_persons.clear()
    session = residents.session(services, clock)
    said: list[str] = []
    session.spoke.connect(lambda words, _action, _then: said.append(words))
    yield Desk(house, services, session, found, said, clock)
    session.tasks.close()
    houses.close(house)


def write_letters(desk: Desk) -> None:
    residents.letters(desk.services, desk.found.people["Bach"], desk.clock)


def field(view: FactsView) -> FactEditor | None:
    """The field that a fact has turned into; asked anew each time."""
    return view.editor


def show(qtbot: QtBot, page: QWidget) -> None:
    qtbot.addWidget(page)
    page.resize(1182, 600)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)


def resident(qtbot: QtBot, desk: Desk, last: str, tab: str = "overview") -> ResidentPage:
    page = ResidentPage(desk.session)
    desk.session.bus.changed.connect(page.apply_changes)
    show(qtbot, page)
    page.restore({"person_id": desk.found.people[last], "tab": tab})
    return page


def test_every_tab_keeps_names_targets_and_words(qtbot: QtBot, desk: Desk) -> None:
    write_letters(desk)
    page = resident(qtbot, desk, "Bach")
    for tab in ("overview", "notes", "letters", "facts", "history"):
        page.restore({"tab": tab, "person_id": desk.found.people["Bach"]})
        qtbot.waitUntil(lambda: not desk.session.tasks.busy)
        assert problems_of(page) == [], tab


def test_list_finds_opens_and_hides_protected(qtbot: QtBot, desk: Desk) -> None:
    page = ResidentsPage(desk.session)
    show(qtbot, page)
    page.refresh()
    names = [page.list.model_.index(row, 1).data() for row in range(page.list.model_.rowCount())]
    assert names[0] == "Ahmadi, Farid"
    assert names[-2:] == ["Aas, Bent", "Navn skjult"], "Aa sorts as Å; who is hidden stands last"
    went: list[Target] = []
    page.navigate.connect(went.append)
    page.list.setFocus()
    qtbot.keyClicks(page.list, "lun")
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert went[-1].facts["person_id"] == desk.found.people["Lund"]
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert page.pane.isHidden()
    assert page.command("find")
    qtbot.keyClicks(page.search, "yus")
    assert [row.list_name for row in page.list.model_.rows] == ["Yusuf, Samira"]
    qtbot.keyClicks(page.search, "xx")
    assert page.list.isHidden()
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "Ingen beboere passer til filtrene: ”yusxx”." in labels


def test_former_residents_come_in_pages(qtbot: QtBot, desk: Desk) -> None:
    stay = desk.services.stays.get(desk.found.stays["Yusuf"])
    desk.services.stays.annul(stay.id, "forkert hus")
    lund = desk.services.stays.get(desk.found.stays["Lund"])
    desk.services.ending.end(
        EndStayCommand(lund.id, lund.version, desk.session.clock.now(), "moved_own_wish")
    )
    page = ResidentsPage(desk.session)
    show(qtbot, page)
    page.restore({"show": "past", "chosen": desk.found.people["Lund"]})
    assert page.list.lazy
    assert page.list.model_.rowCount() == 0, "nobody who lives here stands there meanwhile"
    qtbot.waitUntil(lambda: page.list.model_.rowCount() == 1)
    assert page.list.model_.index(0, 1).data() == "Lund, Jonas"
    assert page.list.current_row.person_id == desk.found.people["Lund"]
    qtbot.keyClicks(page.search, "yus")
    qtbot.waitUntil(lambda: page.list.isHidden() and not desk.session.tasks.busy)
    page.search.clear()
    qtbot.waitUntil(lambda: page.list.model_.rowCount() == 1)


def test_who_leaves_the_former_ones_before_they_came_sees_the_present(
    qtbot: QtBot, desk: Desk
) -> None:
    page = ResidentsPage(desk.session)
    show(qtbot, page)
    page.restore({"show": "past"})
    page.restore({"show": "present"})
    qtbot.waitUntil(lambda: not desk.session.tasks.busy)
    assert not page.list.lazy
    assert "Bach" in {row.list_name.split(",")[0] for row in page.list.model_.rows}


def test_protected_resident_opens_only_with_a_reason(qtbot: QtBot, desk: Desk) -> None:
    page = resident(qtbot, desk, "Nissen")
    question = page.question
    assert question is not None
    assert question.isVisible()
    assert page.composer.isHidden()
    question.act.click()
    assert question.isVisible(), "no reason, no page"
    question.reasons.button("conversation").click()
    question.words.setText("om kontakt")
    question.act.click()
    assert page.composer.isVisible()
    views = [i for i in desk.services.history.for_person(desk.found.people["Nissen"]) if i.is_view]
    assert views[0].reason == "Samtale med beboeren: om kontakt"


def test_note_is_a_draft_until_it_is_finished(qtbot: QtBot, desk: Desk) -> None:
    page = resident(qtbot, desk, "Bach", "notes")
    assert page.command("new_note")
    qtbot.keyClicks(page.composer.area, "Ole har ringet.")
    page.composer.choices.kinds["agreement"].click()
    page.restore({"person_id": desk.found.people["Lund"]})
    assert page.composer.area.text == ""
    page.restore({"person_id": desk.found.people["Bach"], "tab": "notes"})
    assert page.composer.area.text == "Ole har ringet."
    assert page.composer.choices.kinds["agreement"].isChecked()
    qtbot.keyClick(page.composer.area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.composer.area.text == ""
    note = desk.services.notes.latest(desk.found.people["Bach"])
    assert note is not None
    assert (note.text, note.kind) == ("Ole har ringet.", "agreement")
    assert desk.services.drafts.get("note", desk.found.people["Bach"]) is None
    tab = page.findChild(NotesTab)
    assert tab is not None
    assert tab.list.model_.rows[0].note.id == note.id


def test_correction_hangs_under_its_note_and_a_moved_note_leaves_no_text(
    qtbot: QtBot, desk: Desk
) -> None:
    bach, lund = desk.found.people["Bach"], desk.found.people["Lund"]
    wrong = desk.services.notes.finish(NoteCommand("Hører til Jonas.", (bach,))).first("note")
    page = resident(qtbot, desk, "Bach", "notes")
    tab = page.findChild(NotesTab)
    assert tab is not None
    assert tab.list.choose(wrong)
    tab.list.setFocus()
    qtbot.keyClick(tab.list, Qt.Key.Key_F2)
    qtbot.keyClicks(page.composer.area, "Det var kl. 15.")
    page.restore({"person_id": lund})
    assert page.composer.area.text == ""
    page.restore({"person_id": bach, "tab": "notes"})
    assert page.composer.area.text == "Det var kl. 15.", "a correction that was begun comes back"
    page.composer.button.click()
    first = tab.list.model_.rows[0]
    assert [c.text for c in first.corrections] == ["Det var kl. 15."]
    assert tab.list.choose(wrong)
    tab.move_button.click()
    assert tab.panel is not None
    tab.panel.form.load({"to_person": lund, "reason": "forkert beboer"})
    tab.panel.verb.click()
    here = desk.services.notes.for_person(bach)
    assert all("Jonas" not in note.text for note in here)
    assert any(note.moved_reason == "forkert beboer" for note in here)
    assert any(note.text == "Hører til Jonas." for note in desk.services.notes.for_person(lund))


def test_fact_is_saved_when_it_is_left_and_taken_back_by_name(qtbot: QtBot, desk: Desk) -> None:
    bach = desk.found.people["Bach"]
    page = resident(qtbot, desk, "Bach", "facts")
    tab = page.findChild(FactsTab)
    assert tab is not None
    before = tab.missing
    view = tab.cards["contact"].view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = field(view)
    assert editor is not None
    qtbot.keyClicks(editor.control, "12 34 56 9")
    draft = desk.services.drafts.get("facts", bach)
    assert draft is not None
    assert draft.fields["phone"] == "12 34 56 9"
    page.composer.area.setFocus()
    assert field(view) is None
    assert desk.services.people.facts(bach).phone == "12 34 56 9"
    assert desk.said[-1] == "Gemt: telefon for Ole Bach"
    assert tab.missing == before - 1
    desk.session.undo()
    assert desk.services.people.facts(bach).phone == ""


def test_impossible_number_stays_in_its_field(qtbot: QtBot, desk: Desk) -> None:
    page = resident(qtbot, desk, "Bruun", "facts")
    tab = page.findChild(FactsTab)
    assert tab is not None
    view = tab.cards["person"].view
    editor = view.start("cpr")
    assert editor is not None
    qtbot.keyClicks(editor.control, "3102700000")
    qtbot.keyClick(editor.control, Qt.Key.Key_Return)
    assert field(view) is editor
    assert editor.message.finding is not None
    assert editor.message.finding.level == "stop"
    qtbot.keyClick(editor.control, Qt.Key.Key_Escape)
    assert field(view) is None
    assert desk.services.people.facts(desk.found.people["Bruun"]).cpr_kind == "unknown"


def test_colleague_who_changed_the_same_fact_is_not_overwritten(qtbot: QtBot, desk: Desk) -> None:
    bach = desk.found.people["Bach"]
    page = resident(qtbot, desk, "Bach", "facts")
    tab = page.findChild(FactsTab)
    assert tab is not None
    view = tab.cards["contact"].view
    editor = view.start("phone")
    assert editor is not None
    qtbot.keyClicks(editor.control, "11 11 11 11")
    other = houses.services(desk.house, "staff")
    other.people.set_fact(bach, other.people.facts(bach).version, "language", "dansk")
    other.people.set_fact(bach, other.people.facts(bach).version, "phone", "22 22 22 22")
    qtbot.keyClick(editor.control, Qt.Key.Key_Return)
    assert desk.services.people.facts(bach).phone == "22 22 22 22"
    assert editor.message.finding is not None
    assert "22 22 22 22" in editor.message.finding.text
    editor.message.acted.emit()
    assert desk.services.people.facts(bach).phone == "11 11 11 11"


def test_letter_is_marked_as_sent_with_channel_and_day(qtbot: QtBot, desk: Desk) -> None:
    write_letters(desk)
    page = resident(qtbot, desk, "Bach", "letters")
    tab = page.findChild(LettersTab)
    assert tab is not None
    # Which page is in view is known when the pages have their width.
    qtbot.waitUntil(lambda: tab.pages.current_page == 1)
    tab.sent_button.click()
    assert tab.panel is not None
    tab.panel.verb.click()
    row = desk.services.register.letters(desk.found.people["Bach"])[0]
    assert (row.status, row.channel) == ("sent", "digital_post")
    assert tab.sent_button.isHidden()


def test_the_pages_of_a_letter_are_let_go_and_come_back(qtbot: QtBot, desk: Desk) -> None:
    write_letters(desk)
    page = resident(qtbot, desk, "Bach", "letters")
    tab = page.findChild(LettersTab)
    assert tab is not None
    qtbot.waitUntil(lambda: tab.pages.current_page == 1)
    page.rest()
    assert tab.pages.current_page == 0
    page.refresh()
    qtbot.waitUntil(lambda: tab.pages.current_page == 1)


def test_names_go_with_f8(qtbot: QtBot, desk: Desk) -> None:
    page = resident(qtbot, desk, "Bach", "notes")
    privacy().set_on(on=True)
    page.privacy_changed(on=True)
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "Beboer, vær. 3" in labels
    assert not [words for words in labels if "Bach" in words or "Ole" in words]
    tab = page.findChild(NotesTab)
    assert tab is not None
    assert [body(item.note) for item in tab.list.model_.rows] == ["", "", ""]
    assert "Ole" not in page.composer.area.placeholderText()


def test_who_was_handlekommune_before_is_one_key_away(qtbot: QtBot, desk: Desk) -> None:
    bach = desk.found.people["Bach"]
    page = resident(qtbot, desk, "Bach", "facts")
    tab = page.findChild(FactsTab)
    assert tab is not None
    view = tab.cards["municipality"].view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert page.findChild(MunicipalityHistory) is None, "nothing has changed yet"
    stay = desk.services.stays.for_person(bach)[0]
    arrived, today = local_date(stay.arrived_at), desk.clock.today()
    assert stay.acting_municipality_code == "0851"
    desk.session.done(
        desk.services.case_municipalities.change(
            MunicipalityCommand(
                stay.id, stay.version, "acting", "0730", today, "Flyttet af Ankestyrelsen"
            )
        )
    )
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    panel = page.findChild(MunicipalityHistory)
    assert panel is not None
    assert problems_of(panel) == []
    shown = [
        (row.municipality, row.from_on, row.to_on, row.note)
        for row in panel.view.model_.rows
        if row.role == "acting"
    ]
    assert shown == [
        ("Aalborg Kommune", arrived, today, "Flyttet af Ankestyrelsen"),
        ("Randers Kommune", today, None, ""),
    ]
    panel.reject()
