"""Hændelser, driven by keys and mouse on a real house."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from boform_app.clock import FixedClock
from boform_app.services.context import OpenHouse
from boform_app.services.views.incidents import ExpulsionCommand, IncidentCommand
from boform_app.services.views.stays import EndStayCommand
from boform_app.services.views.today import HOUSE
from tests import houses
from tests.ui.checks import problems_of
from tests.ui.pages import residents
from ui.dialogs.panel import Panel
from ui.pages.admit.page import AdmitPage
from ui.pages.base import Target
from ui.pages.incidents.form import IncidentForm
from ui.pages.incidents.page import IncidentsPage
from ui.pages.resident import menus, who
from ui.pages.resident.case import read
from ui.pages.resident.doing import FormPanel
from ui.pages.today import TodayPage
from ui.privacy import privacy
from ui.session import Session


@pytest.fixture
def found(house: OpenHouse, session: Session, clock: FixedClock) -> residents.Furnished:
    """Bach, Lund and Nissen, who is protected, live here."""
    names = frozenset({"Bach", "Lund", "Nissen"})
    return residents.furnish(house, session.services, clock, names)


def shown(qtbot: QtBot, session: Session, **facts: object) -> IncidentsPage:
    page = IncidentsPage(session)
    qtbot.addWidget(page)
    page.resize(1182, 616)
    page.show()
    qtbot.waitUntil(page.isActiveWindow)
    page.restore(facts)
    return page


def press(qtbot: QtBot, page: IncidentsPage, words: str) -> None:
    button = next(one for one in page.pane.buttons if one.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def verbs(page: IncidentsPage) -> list[str]:
    return [button.text() for button in page.pane.buttons]


def form_of(page: IncidentsPage) -> IncidentForm:
    assert page.form is not None
    return page.form


def panel_of(page: IncidentsPage) -> FormPanel:
    assert isinstance(page.panel, FormPanel)
    return page.panel


def submit(qtbot: QtBot, panel: Panel, field: str) -> None:
    assert isinstance(panel, FormPanel)
    control: QWidget = panel.form.field(field).control
    modifier = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(control.focusProxy() or control, Qt.Key.Key_Return, modifier)


def incident(session: Session, text: str = "Et glas gik i stykker.", **more: object) -> None:
    session.services.incidents.write(IncidentCommand(text, **more))  # type: ignore[arg-type]  # by name


def test_an_incident_is_written_by_keys_and_stands_first_with_its_note(
    qtbot: QtBot, session: Session, found: residents.Furnished
) -> None:
    incident(session, "Røgalarmen gik.")
    page = shown(qtbot, session)
    page.command("new_note")
    form = form_of(page)
    qtbot.waitUntil(form.what.hasFocus)
    qtbot.keyClicks(form.what, "Ole skar sig på en tallerken.")
    form.persons.edit.setFocus()
    qtbot.keyClicks(form.persons.edit, "ole,")
    qtbot.keyClicks(form.done, "Plaster på.")
    qtbot.keyClick(form.done, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not page.writing
    rows = page.lists["incidents"].model_.rows
    assert [row.what for row in rows] == ["Ole skar sig på en tallerken.", "Røgalarmen gik."]
    assert page.row == rows[0]
    note = session.services.notes.latest(found.people["Bach"])
    assert note is not None
    assert note.text == "Ole skar sig på en tallerken.\nVi gjorde: Plaster på."


def test_what_is_typed_stays_as_a_draft_and_half_a_name_is_said(
    qtbot: QtBot, session: Session, found: residents.Furnished
) -> None:
    page = shown(qtbot, session, write=True)
    form = form_of(page)
    qtbot.keyClicks(form.what, "En dør stod åben.")
    qtbot.keyClicks(form.persons.edit, "zz")
    form.form.submit()
    assert page.writing
    assert session.services.incidents.rows() == ()
    qtbot.keyClick(form.what, Qt.Key.Key_Escape)
    assert form.isHidden()
    again = shown(qtbot, session, write=True)
    assert form_of(again).what.text == "En dør stod åben."
    page.form = None


def test_a_draft_keeps_who_was_there_when_they_have_left(
    qtbot: QtBot, session: Session, found: residents.Furnished
) -> None:
    ole = found.people["Bach"]
    page = shown(qtbot, session, write=True)
    form = form_of(page)
    qtbot.keyClicks(form.what, "Ole skar sig på en tallerken.")
    qtbot.keyClicks(form.persons.edit, "ole,")
    (stay, *_), now = session.services.stays.for_person(ole), session.clock.now()
    session.services.ending.end(EndStayCommand(stay.id, stay.version, now, "moved_own_wish"))
    again = form_of(shown(qtbot, session, write=True))
    assert again.persons.persons == (ole,)
    again.form.submit()
    (row,) = session.services.incidents.rows()
    assert [one.person_id for one in row.about] == [ole]
    page.form = None


def test_a_uth_that_was_reported_asks_for_its_day(
    qtbot: QtBot, session: Session, found: residents.Furnished
) -> None:
    page = shown(qtbot, session, write=True)
    form = form_of(page)
    qtbot.keyClicks(form.what, "To æsker var byttet om.")
    form.form.write("adverse_event", "reported")
    form.adverse.changed.emit()
    assert form.reported.isVisible()
    form.form.submit()
    assert [one.field for one in form.form.problems()] == ["reported_on"]
    qtbot.keyClicks(form.reported, "i dag")
    form.form.submit()
    (row,) = session.services.incidents.rows("adverse")
    assert row.reported_on == session.clock.today()


def test_the_law_stands_beside_the_form_with_its_source(
    qtbot: QtBot, session: Session, found: residents.Furnished
) -> None:
    page = shown(qtbot, session, write=True)
    said = " ".join(
        label.text()
        for label in form_of(page).side.findChildren(QWidget)
        if hasattr(label, "text") and not isinstance(label, QAbstractButton)
    )
    assert "§ 110 giver ikke ret til magtanvendelse" in said
    assert "Kilde: " in said


def test_a_leader_comes_from_i_dag_reads_and_reviews(
    qtbot: QtBot, session: Session, found: residents.Furnished, clock: FixedClock
) -> None:
    incident(session)
    clock.set(clock.now() + timedelta(days=5))
    today = TodayPage(session)
    qtbot.addWidget(today)
    today.refresh()
    row = next(row for row in today.deadlines.model_.rows if row.person_id == HOUSE)
    with qtbot.waitSignal(today.navigate) as went:
        today.deadlines.pressed.emit(row, "do")
    target = went.args[0]
    assert isinstance(target, Target)
    page = shown(qtbot, session, **target.facts)
    assert page.row is not None
    press(qtbot, page, "Gennemgået …")
    panel = panel_of(page)
    qtbot.keyClicks(panel.form.field("review").control, "Talt igennem.")
    submit(qtbot, panel, "review")
    page.refresh()
    assert "Gennemgået …" not in verbs(page)
    today.refresh()
    assert HOUSE not in {row.person_id for row in today.deadlines.model_.rows}


def test_staff_corrects_and_reviews_nothing(
    qtbot: QtBot, house: OpenHouse, session: Session, found: residents.Furnished, clock: FixedClock
) -> None:
    incident(session, person_ids=(found.people["Bach"],))
    mine = residents.session(houses.services(house, "staff"), clock)
    try:
        page = shown(qtbot, mine)
        assert verbs(page) == ["Tilføj rettelse", "UTH …", "Vis i dagbogen"]
        press(qtbot, page, "Tilføj rettelse")
        qtbot.keyClicks(panel_of(page).form.field("text").control, "Det var en kop.")
        submit(qtbot, panel_of(page), "text")
        (row,) = mine.services.incidents.rows()
        assert [one.text for one in row.corrections] == ["Det var en kop."]
    finally:
        mine.tasks.close()


def test_a_conflict_is_written_seen_on_the_identity_bar_by_room_and_ended(
    qtbot: QtBot, session: Session, found: residents.Furnished
) -> None:
    page = shown(qtbot, session, what="conflicts")
    page._begin()
    panel = panel_of(page)
    panel.form.write("first_id", str(found.people["Bach"]))
    panel.form.write("second_id", str(found.people["Lund"]))
    qtbot.keyClicks(panel.form.field("note").control, "Uenige om køkkenet.")
    submit(qtbot, panel, "note")
    identity = session.services.people.identity(found.people["Bach"])
    room = session.services.people.identity(found.people["Lund"]).room
    chips = [chip.text for chip in who.chips(identity)]
    assert f"Hensyn: konflikt med vær. {room}" in chips
    assert not any("Jonas" in chip for chip in chips)
    page.refresh()
    press(qtbot, page, "Konflikten er slut")
    assert session.services.conflicts.rows() == ()


def test_a_bortvisning_is_decided_by_the_leader_and_said_at_admission(
    qtbot: QtBot, session: Session, found: residents.Furnished, clock: FixedClock
) -> None:
    bach = found.people["Bach"]
    until = clock.today() + timedelta(days=7)
    command = ExpulsionCommand(bach, clock.today(), until, ("admission",), "Slog en rude.")
    session.services.expulsions.propose(command)
    page = shown(qtbot, session, what="expulsions", person_id=bach)
    assert verbs(page) == ["Beslut", "Ret …", "Læg væk …", "Skriv brevet", "Afslut ophold"]
    press(qtbot, page, "Beslut")
    page.refresh()
    assert verbs(page) == ["Ophæv …", "Skriv brevet", "Afslut ophold"]
    found_now = session.services.stays.preview_admission(AdmitPage(session)._command())
    assert not found_now.expelled


def test_the_panel_of_indskriv_says_it_and_leaves_it_to_the_leader(
    qtbot: QtBot, session: Session, found: residents.Furnished, clock: FixedClock
) -> None:
    bach = found.people["Bach"]
    session.services.expulsions.propose(
        ExpulsionCommand(bach, clock.today(), None, ("admission",), "Slog en rude.")
    )
    (proposed,) = session.services.expulsions.of_person(bach)
    session.services.expulsions.decide(proposed.id, proposed.version)
    page = AdmitPage(session)
    qtbot.addWidget(page)
    page.refresh()
    page.show()
    hit = session.services.people.duplicates("Ole", "Bach", "")[0]
    page.known_person.same(hit)
    page.look()
    assert page.panel._expelled_row.isVisible()
    assert "Lederen afgør" in page.panel._expelled.text()
    page.known_person.forget()
    page.look()
    assert not page.panel._expelled_row.isVisible()


def test_ways_to_the_page_and_from_it(
    qtbot: QtBot, session: Session, found: residents.Furnished
) -> None:
    identity = session.services.people.identity(found.people["Bach"])
    went: list[Target] = []
    host = QWidget()
    qtbot.addWidget(host)
    menu = menus.more(session, host, read(session, identity), went.append)
    action = next(one for one in menu.actions() if one.text().startswith("Hændelser"))
    action.trigger()
    assert went[0].place == "incidents"
    page = shown(qtbot, session, **went[0].facts)
    assert page.empty.isVisible()
    hits = session.services.search.find("bortvisning")
    assert "incidents" in [hit.action for hit in hits]


def test_names_and_words_go_with_f8_and_nothing_is_cut(
    qtbot: QtBot, session: Session, found: residents.Furnished
) -> None:
    incident(session, person_ids=(found.people["Bach"],), adverse_event="to_report")
    page = shown(qtbot, session)
    assert problems_of(page) == []
    privacy().set_on(on=True)
    try:
        page.privacy_changed(on=True)
        words = [str(page.list.model_.index(0, column).data()) for column in range(4)]
        assert not any("Bach" in one or "glas" in one for one in words)
    finally:
        privacy().set_on(on=False)
    page.write()
    assert problems_of(page) == []


def test_a_temp_writes_what_happened_and_decides_nothing(
    qtbot: QtBot, house: OpenHouse, session: Session, found: residents.Furnished, clock: FixedClock
) -> None:
    command = ExpulsionCommand(found.people["Bach"], clock.today(), None, ("visits",), "Grund.")
    session.services.expulsions.propose(command)
    (proposed,) = session.services.expulsions.of_person(found.people["Bach"])
    session.services.expulsions.decide(proposed.id, proposed.version)
    temp = residents.session(houses.services(house, "temp"), clock)
    try:
        page = shown(qtbot, temp, what="expulsions")
        assert [row.state for row in page.list.model_.rows] == ["decided"]
        assert verbs(page) == []
        assert not page._new.isVisible()
        page.restore({"what": "incidents", "write": True})
        qtbot.keyClicks(form_of(page).what, "En rude er revnet.")
        form_of(page).form.submit()
        assert [row.what for row in temp.services.incidents.rows()] == ["En rude er revnet."]
        assert "Gennemgået …" not in verbs(page)
    finally:
        temp.tasks.close()
