"""The contact log of a resident: lines, next steps, meetings with agenda and minute, documents."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import icalendar
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from boform_app.clock import FixedClock, from_local
from boform_app.services.context import OpenHouse
from boform_app.services.views.contacts import MeetingCommand
from boform_app.services.views.stays import AdmitCommand
from tests.boform_app.services.letter_house import text_of_document
from tests.doubles import RecordingFileDialogs, RecordingPrinter
from tests.houses import PLACES
from tests.ui.checks import problems_of
from ui.pages.resident import menus
from ui.pages.resident.agreement_rows import AgreementRows
from ui.pages.resident.calendar_out import CalendarPanel, of_resident
from ui.pages.resident.case import read
from ui.pages.resident.contact_card import ContactCard
from ui.pages.resident.doing import FormPanel
from ui.pages.resident.meeting_form import PrintingForm, open_minute
from ui.pages.resident.pages_panel import PagesPanel
from ui.session import Session
from ui.widgets.buttons import Button

TODAY = date(2026, 11, 23)
CONTROL = Qt.KeyboardModifier.ControlModifier
LAPTOP = 688
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478"
    "9c6360606060000000050001a5f645400000000049454e44ae426082"
)
"""A picture of one pixel."""


@pytest.fixture
def stay(session: Session, clock: FixedClock) -> UUID:
    now = clock.now()
    clock.set(now - timedelta(days=44))
    command = AdmitCommand("Ole", "Bach", place_id=PLACES[1], acting_municipality_code="0851")
    made = session.services.stays.admit(command).first("stay")
    clock.set(now)
    return made


@pytest.fixture
def card(qtbot: QtBot, qapp: QApplication, session: Session, stay: UUID) -> ContactCard:
    found = ContactCard(session)
    qtbot.addWidget(found)
    found.resize(676, 430)
    view = session.services.stays.get(stay)
    found.load(view, session.services.people.open(view.person_id), may=True)
    found.show()
    session.bus.changed.connect(lambda _changes: found.refresh())
    return found


def form(qtbot: QtBot, card: ContactCard) -> FormPanel:
    panel = card.panel
    assert isinstance(panel, FormPanel)
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def type_into(qtbot: QtBot, panel: FormPanel, name: str, text: str) -> None:
    qtbot.keyClicks(panel.form.field(name).control, text)


def save(qtbot: QtBot, panel: FormPanel) -> None:
    qtbot.keyClick(panel, Qt.Key.Key_Return, CONTROL)


def test_a_call_with_a_next_step_that_is_done(
    qtbot: QtBot, card: ContactCard, session: Session, stay: UUID
) -> None:
    qtbot.keyClick(card.write, Qt.Key.Key_Return)
    panel = form(qtbot, card)
    type_into(qtbot, panel, "who", "Hanne Riis")
    type_into(qtbot, panel, "outcome", "Hun ser på det.")
    type_into(qtbot, panel, "next_step", "Ring igen")
    type_into(qtbot, panel, "next_on", "+3")
    assert problems_of(panel) == []
    save(qtbot, panel)
    line = session.services.contact_log.entries(stay)[0]
    assert (line.with_whom, line.next_on) == ("Hanne Riis", TODAY + timedelta(days=3))
    assert [row.verb for row in card.rows] == ["Udført"]
    card.view.choose(card.rows[0].id)
    qtbot.keyClick(card.view, Qt.Key.Key_Right)
    qtbot.keyClick(card.view, Qt.Key.Key_Return)
    assert not session.services.contact_log.entries(stay)[0].is_open
    qtbot.keyClick(card.view, Qt.Key.Key_Return)
    changed = form(qtbot, card)
    assert changed.form.values()["outcome"] == "Hun ser på det."
    type_into(qtbot, changed, "outcome", " Lovet svar.")
    save(qtbot, changed)
    assert session.services.contact_log.entries(stay)[0].outcome == "Hun ser på det. Lovet svar."


def test_a_meeting_from_agenda_to_minute(
    qtbot: QtBot, card: ContactCard, session: Session, stay: UUID, clock: FixedClock
) -> None:
    qtbot.keyClick(card.meet, Qt.Key.Key_Return)
    panel = form(qtbot, card)
    proposed = panel.form.values()["agenda"]
    assert "Handleplan" in proposed, "what is open stands on the agenda"
    type_into(qtbot, panel, "day", "+1")
    type_into(qtbot, panel, "time", "13.30")
    type_into(qtbot, panel, "place", "Havnehuset")
    assert problems_of(panel) == []
    assert panel.height() <= LAPTOP
    save(qtbot, panel)
    meeting = session.services.meetings.of_stay(stay)[0]
    assert (meeting.day, meeting.place) == (TODAY + timedelta(days=1), "Havnehuset")
    assert any(item.code == "C6" for item in meeting.agenda)
    assert [row.verb for row in card.rows] == [""], "nobody minutes a meeting that lies ahead"
    clock.set(clock.now() + timedelta(days=2))
    card.refresh()
    card._press(card.rows[0])
    minute = form(qtbot, card)
    type_into(qtbot, minute, "minute", "Planen kommer.")
    rows = minute.form.field("agreements").control
    assert isinstance(rows, AgreementRows)
    what, who, by, code = rows.rows[0]
    qtbot.keyClicks(what, "Sende planen")
    qtbot.keyClicks(who, "Hanne")
    qtbot.keyClicks(by, "+7")
    code.set_value("C6")
    code.changed.emit()
    assert problems_of(minute) == []
    assert minute.height() <= LAPTOP
    save(qtbot, minute)
    held = session.services.meetings.of_stay(stay)[0]
    assert held.minute == "Planen kommer."
    assert [(one.what, one.by, one.code) for one in held.agreements] == [
        ("Sende planen", TODAY + timedelta(days=9), "C6")
    ]


def test_a_file_that_came_in_is_kept_and_seen_inside(
    qtbot: QtBot, card: ContactCard, session: Session, stay: UUID, tmp_path: Path
) -> None:
    file = tmp_path / "scan.png"
    file.write_bytes(PNG)
    dialogs = session.ports.files
    assert isinstance(dialogs, RecordingFileDialogs)
    dialogs.answer = file
    qtbot.keyClick(card.file, Qt.Key.Key_Return)
    save(qtbot, form(qtbot, card))
    person = session.services.stays.get(stay).person_id
    kept = session.services.documents
    qtbot.waitUntil(lambda: len(kept.of_person(person)) == 1, timeout=15000)
    qtbot.waitUntil(lambda: [row.kind for row in card.rows] == ["document"])
    card.open_row(card.rows[0])
    panel = card.panel
    assert isinstance(panel, PagesPanel)
    qtbot.waitUntil(lambda: panel.shown is not None, timeout=15000)
    assert panel.shown is not None
    assert len(panel.shown.pages) == 1
    panel.reject()


def test_the_filter_says_when_nothing_passes(qtbot: QtBot, card: ContactCard) -> None:
    assert problems_of(card) == []
    card.show_only.set_value("meeting")
    card.show_only.changed.emit()
    assert not card.view.isVisible()
    del qtbot


def planned(session: Session, stay: UUID) -> None:
    session.services.meetings.plan(
        MeetingCommand(
            from_local(TODAY + timedelta(days=1), 13, 30), stay_id=stay, place="Rådhuset"
        )
    )


def button(panel: QWidget, words: str) -> Button:
    return next(one for one in panel.findChildren(Button) if one.text() == words)


def events(data: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def printed(qtbot: QtBot, session: Session, panel: FormPanel) -> tuple[str, str]:
    """What came out, and its name in the print queue, once Print was pressed on its pages."""
    assert isinstance(panel, PrintingForm)
    qtbot.waitUntil(lambda: panel.paper is not None and panel.paper.shown is not None)
    paper = panel.paper
    assert paper is not None
    assert problems_of(paper) == []
    qtbot.keyClick(paper.print_out, Qt.Key.Key_Return)
    printer = session.ports.printer
    assert isinstance(printer, RecordingPrinter)
    qtbot.waitUntil(lambda: bool(printer.jobs))
    data, queue = printer.jobs.pop()
    return text_of_document(data), queue


def test_the_agenda_of_a_meeting_is_printed_as_it_stands_in_the_form(
    qtbot: QtBot, card: ContactCard, session: Session, stay: UUID
) -> None:
    planned(session, stay)
    card.refresh()
    card.open_row(card.rows[0])
    panel = form(qtbot, card)
    assert problems_of(panel) == []
    type_into(qtbot, panel, "participants", "Hanne Riis")
    qtbot.keyClick(button(panel, "Print"), Qt.Key.Key_Return)
    text, queue = printed(qtbot, session, panel)
    assert session.services.meetings.of_stay(stay)[0].participants == "Hanne Riis"
    assert "Hanne Riis" in text
    assert "Handleplan" in text
    assert queue == "Dagsorden"


def test_the_minute_is_kept_and_printed(
    qtbot: QtBot, card: ContactCard, session: Session, stay: UUID, clock: FixedClock
) -> None:
    planned(session, stay)
    clock.set(clock.now() + timedelta(days=2))
    card.refresh()
    card._press(card.rows[0])
    panel = form(qtbot, card)
    qtbot.keyClick(button(panel, "Gem og print"), Qt.Key.Key_Return)
    assert panel.isVisible(), "nothing was written yet"
    type_into(qtbot, panel, "minute", "Planen kommer.")
    qtbot.keyClick(button(panel, "Gem og print"), Qt.Key.Key_Return)
    text, queue = printed(qtbot, session, panel)
    assert "Planen kommer." in text
    assert queue == "Referat"
    meeting = session.services.meetings.of_stay(stay)[0]
    again = open_minute(session, card, meeting)
    qtbot.keyClick(button(again, "Print"), Qt.Key.Key_Return)
    assert "Planen kommer." in printed(qtbot, session, again)[0]
    assert session.services.meetings.of_stay(stay)[0].version == meeting.version


@pytest.mark.parametrize("named", [False, True])
def test_a_meeting_goes_to_a_calendar_without_names_unless_asked(
    qtbot: QtBot, card: ContactCard, session: Session, stay: UUID, tmp_path: Path, *, named: bool
) -> None:
    planned(session, stay)
    card.refresh()
    card.open_row(card.rows[0])
    files = session.ports.files
    assert isinstance(files, RecordingFileDialogs)
    files.answer = tmp_path / "kalender"
    qtbot.keyClick(button(form(qtbot, card), "Gem til kalender …"), Qt.Key.Key_Return)
    panel = card.findChild(CalendarPanel)
    assert panel is not None
    assert problems_of(panel) == []
    if named:
        qtbot.keyClick(panel.names, Qt.Key.Key_Space)
    qtbot.keyClick(panel.save, Qt.Key.Key_Return)
    assert files.asked == [("Gem til kalender", "møde.ics")]
    saved = (tmp_path / "kalender.ics").read_bytes()
    (event,) = events(saved)
    assert event["DTSTART"].dt == from_local(TODAY + timedelta(days=1), 13, 30)
    assert str(event["LOCATION"]) == "Rådhuset"
    assert (b"Bach" in saved) is named


def test_the_deadlines_of_a_resident_are_in_mere(
    qtbot: QtBot, card: ContactCard, session: Session, tmp_path: Path
) -> None:
    assert card.identity is not None
    files = session.ports.files
    assert isinstance(files, RecordingFileDialogs)
    files.answer = tmp_path / "frister.ics"
    menu = menus.more(session, card, read(session, card.identity), lambda _target: None)
    action = next(one for one in menu.actions() if one.text() == "Gem frister til kalender …")
    action.trigger()
    panel = card.findChild(CalendarPanel)
    assert panel is not None
    qtbot.keyClick(panel.save, Qt.Key.Key_Return)
    assert files.asked == [("Gem til kalender", "frister.ics")]
    told = {
        str(event["SUMMARY"]): event["DTSTART"].dt for event in events(files.answer.read_bytes())
    }
    dues = {row.due for row in session.services.today.deadlines(card.person_id) if row.due}
    assert dues
    assert set(told.values()) == dues
    assert all("sag" in words and "Bach" not in words for words in told)


def test_a_calendar_file_is_not_put_among_the_houses_own_data(
    qtbot: QtBot, card: ContactCard, session: Session, house: OpenHouse
) -> None:
    said: list[str] = []
    session.spoke.connect(lambda words, _action, _then: said.append(words))
    files = session.ports.files
    assert isinstance(files, RecordingFileDialogs)
    assert card.person_id is not None
    for answer in (None, house.folder.root / "frister.ics", house.folder.root.parent / "væk" / "f"):
        files.answer = answer
        panel = of_resident(session, card, card.person_id)
        qtbot.keyClick(panel.save, Qt.Key.Key_Return)
    assert not (house.folder.root / "frister.ics").exists()
    assert said == [
        "Vælg en mappe uden for husets egne data.",
        "Filen kunne ikke gemmes der. Vælg et andet sted.",
    ]
