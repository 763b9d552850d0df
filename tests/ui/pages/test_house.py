"""Huset, driven by keys and mouse on a real house."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from boform_app.clock import FixedClock, from_local
from boform_app.services.context import OpenHouse
from boform_app.services.views.contacts import MeetingCommand
from boform_app.services.views.things import (
    AppointmentCommand,
    MedicineCommand,
    TaskCommand,
    ThingCommand,
)
from boform_app.services.views.today import HOUSE
from tests import houses
from tests.doubles import RecordingFileDialogs, RecordingPrinter
from tests.ui.checks import problems_of
from tests.ui.pages import residents
from ui.pages.base import Target
from ui.pages.end_stay.page import EndStayPage
from ui.pages.end_stay.words import Words
from ui.pages.house.calendar import CalendarPart
from ui.pages.house.page import HousePage
from ui.pages.resident import menus
from ui.pages.resident.calendar_out import CalendarPanel
from ui.pages.resident.case import read
from ui.pages.resident.doing import FormPanel
from ui.pages.resident.pages_panel import PagesPanel
from ui.pages.today import TodayPage
from ui.privacy import privacy
from ui.session import Session

SECOND = houses.STAFF["staff"][0]


@pytest.fixture
def found(house: OpenHouse, session: Session, clock: FixedClock) -> residents.Furnished:
    """Bach, Lund and Nissen, who is protected, live here."""
    names = frozenset({"Bach", "Lund", "Nissen"})
    return residents.furnish(house, session.services, clock, names)


@pytest.fixture
def ole(found: residents.Furnished) -> UUID:
    return found.people["Bach"]


def shown(qtbot: QtBot, session: Session, part: str = "tasks", **facts: object) -> HousePage:
    page = HousePage(session)
    qtbot.addWidget(page)
    page.resize(1182, 616)
    page.show()
    qtbot.waitUntil(page.isActiveWindow)
    page.restore({"part": part, **facts})
    return page


def rows(page: HousePage) -> list[Any]:
    return page.part.list.model_.rows


def press(qtbot: QtBot, page: HousePage, words: str) -> None:
    button = next(one for one in page.pane.buttons if one.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def panel_of(page: HousePage) -> FormPanel:
    assert isinstance(page.part.panel, FormPanel)
    return page.part.panel


def type_in(qtbot: QtBot, page: HousePage, **answers: str) -> None:
    for name, text in answers.items():
        control = panel_of(page).form.field(name).control
        control.setFocus()
        qtbot.keyClicks(control, text)


def submit(qtbot: QtBot, page: HousePage) -> None:
    qtbot.mouseClick(panel_of(page).verb, Qt.MouseButton.LeftButton)
    page.refresh()


def test_a_task_is_written_by_keys_and_done_with_the_button_of_its_row(
    qtbot: QtBot, session: Session, found: residents.Furnished
) -> None:
    page = shown(qtbot, session)
    assert page.empty.isVisible()
    page.command("new_note")
    type_in(qtbot, page, title="Tøm postkassen", every_days="1")
    submit(qtbot, page)
    (task,) = rows(page)
    assert (task.title, task.every_days) == ("Tøm postkassen", 1)
    page.part.list.setFocus()
    qtbot.keyClick(page.part.list, Qt.Key.Key_Right)
    qtbot.keyClick(page.part.list, Qt.Key.Key_Return)
    page.refresh()
    (task,) = rows(page)
    assert task.due_on == session.clock.today() + timedelta(days=1)
    assert [one.by.id for one in task.done] == [session.services.actor.staff_id]


def test_a_number_that_is_none_is_said_at_its_field(
    qtbot: QtBot, session: Session, found: residents.Furnished
) -> None:
    page = shown(qtbot, session)
    page.begin()
    type_in(qtbot, page, title="Luft ud", every_days="tit")
    submit(qtbot, page)
    assert rows(page) == []
    assert [one.field for one in panel_of(page).form.problems()] == ["every_days"]


def test_the_row_on_i_dag_does_the_task_and_the_one_of_a_thing_opens_it(
    qtbot: QtBot, session: Session, ole: UUID, clock: FixedClock
) -> None:
    services = session.services
    services.house_tasks.save(TaskCommand("Luft ud", due_on=clock.today()))
    services.keeping.save(ThingCommand("belonging", ole, "To kasser", until_on=clock.today()))
    today = TodayPage(session)
    qtbot.addWidget(today)
    today.refresh()
    mine = {row.action: row for row in today.deadlines.model_.rows if row.person_id == HOUSE}
    today.deadlines.pressed.emit(mine["done:task"], "do")
    assert services.house_tasks.rows() == ()
    with qtbot.waitSignal(today.navigate) as went:
        today.deadlines.pressed.emit(mine["open:house"], "do")
    target = went.args[0]
    assert isinstance(target, Target)
    page = shown(qtbot, session, **target.facts)
    assert page.part.key == "storage"
    assert page.part.list.current_row.what == "To kasser"


def test_the_calendar_shows_a_week_and_a_day_with_the_meetings(
    qtbot: QtBot, session: Session, found: residents.Furnished, clock: FixedClock
) -> None:
    services, today = session.services, clock.today()
    services.appointments.save(
        AppointmentCommand("Tandlæge", from_local(today, 10), person_id=found.people["Bach"])
    )
    services.appointments.save(
        AppointmentCommand("Husmøde", from_local(today + timedelta(days=7), 16))
    )
    meeting = MeetingCommand(from_local(today, 13), stay_id=found.stays["Bach"], agenda=())
    services.meetings.plan(meeting)
    page = shown(qtbot, session, "calendar")
    part = page.part
    assert isinstance(part, CalendarPart)
    assert [(one.item.words, one.first) for one in rows(page)] == [
        ("Tandlæge", True), ("Møde", False),
    ]  # fmt: skip
    part.after.click()
    assert [one.item.words for one in rows(page)] == ["Husmøde"]
    part.before.click()
    part.span.choose("day")
    part.after.click()
    assert rows(page) == []
    assert page.empty.isVisible()


def test_an_appointment_is_made_changed_and_cancelled(
    qtbot: QtBot, session: Session, ole: UUID
) -> None:
    page = shown(qtbot, session, "calendar", person_id=ole)
    page.begin()
    type_in(qtbot, page, title="Læge", time="10", ends="9")
    submit(qtbot, page)
    assert [one.field for one in panel_of(page).form.problems()] == ["ends"]
    panel_of(page).form.write("ends", "10.30")
    submit(qtbot, page)
    (line,) = rows(page)
    assert line.item.who is not None
    assert line.item.who.person_id == ole
    press(qtbot, page, "Ret …")
    type_in(qtbot, page, place="Kajgade")
    submit(qtbot, page)
    assert rows(page)[0].item.place == "Kajgade"
    press(qtbot, page, "Aflys")
    page.refresh()
    assert rows(page) == []


def test_the_shown_days_go_to_a_calendar_file_without_names(
    qtbot: QtBot, session: Session, ole: UUID, clock: FixedClock, tmp_path: Path
) -> None:
    at = from_local(clock.today(), 10)
    session.services.appointments.save(AppointmentCommand("Tandlæge", at, person_id=ole))
    page = shown(qtbot, session, "calendar")
    part = page.part
    assert isinstance(part, CalendarPart)
    qtbot.mouseClick(part.out, Qt.MouseButton.LeftButton)
    assert isinstance(part.panel, CalendarPanel)
    dialogs = session.ports.files
    assert isinstance(dialogs, RecordingFileDialogs)
    dialogs.answer = tmp_path / "uge.ics"
    part.panel.save.click()
    said = (tmp_path / "uge.ics").read_text(encoding="utf-8")
    assert "BEGIN:VEVENT" in said
    assert "Tandlæge" not in said


def test_a_key_goes_out_and_comes_back_with_one_press(
    qtbot: QtBot, session: Session, ole: UUID
) -> None:
    page = shown(qtbot, session, "keys", person_id=ole)
    page.begin()
    type_in(qtbot, page, what="Vær. 7", detail="7-2")
    submit(qtbot, page)
    (key,) = rows(page)
    page.part.list.pressed.emit(key, "do")
    page.refresh()
    assert rows(page) == []
    session.undo()
    page.refresh()
    assert [one.what for one in rows(page)] == ["Vær. 7"]


def test_what_is_thrown_away_asks_for_the_agreement(
    qtbot: QtBot, session: Session, ole: UUID
) -> None:
    session.services.keeping.save(ThingCommand("belonging", ole, "En sofa", "kælderen"))
    page = shown(qtbot, session, "storage")
    press(qtbot, page, "Andet …")
    panel_of(page).form.write("outcome", "thrown_away")
    submit(qtbot, page)
    assert [one.field for one in panel_of(page).form.problems()] == ["note"]
    type_in(qtbot, page, note="Aftalt med Ole.")
    submit(qtbot, page)
    page.show_which.choose("over")
    page.refresh()
    assert [one.outcome for one in rows(page)] == ["thrown_away"]


def test_the_sheet_of_stored_things_is_shown_and_printed(
    qtbot: QtBot, session: Session, ole: UUID
) -> None:
    session.services.keeping.save(ThingCommand("belonging", ole, "En sofa", "kælderen"))
    page = shown(qtbot, session, "storage")
    press(qtbot, page, "Print seddel")
    panel = page.part.panel
    assert isinstance(panel, PagesPanel)
    qtbot.waitUntil(lambda: panel.shown is not None, timeout=20_000)
    printer = session.ports.printer
    assert isinstance(printer, RecordingPrinter)
    qtbot.mouseClick(panel.print_out, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(printer.jobs), timeout=20_000)


def test_medicine_is_handed_out_by_two_and_says_that_it_is_no_prescription(
    qtbot: QtBot, session: Session, ole: UUID
) -> None:
    session.services.medicines.keep(MedicineCommand(ole, "Panodil", 20, SECOND, "piller"))
    page = shown(qtbot, session, "medicine")
    assert "ikke en ordination" in page.hint.text()
    page.part.list.pressed.emit(rows(page)[0], "do")
    type_in(qtbot, page, number="2")
    submit(qtbot, page)
    assert [one.field for one in panel_of(page).form.problems()] == ["second_id"]
    panel_of(page).form.write("second_id", str(SECOND))
    submit(qtbot, page)
    (kept,) = rows(page)
    assert (kept.left, kept.last.first.initials, kept.last.second.initials) == (18, "MK", "AD")
    press(qtbot, page, "Tæl op …")
    panel_of(page).form.write("second_id", str(SECOND))
    type_in(qtbot, page, number="17")
    submit(qtbot, page)
    assert [one.field for one in panel_of(page).form.problems()] == ["note"]
    type_in(qtbot, page, note="En lå på gulvet.")
    submit(qtbot, page)
    press(qtbot, page, "Slut …")
    panel_of(page).form.write("outcome", "pharmacy")
    panel_of(page).form.write("second_id", str(SECOND))
    submit(qtbot, page)
    assert rows(page) == []


def test_the_end_of_a_stay_says_what_is_still_out(
    qtbot: QtBot, session: Session, found: residents.Furnished, clock: FixedClock
) -> None:
    session.services.keeping.save(ThingCommand("key", found.people["Bach"], "Vær. 7"))
    stay = session.services.stays.get(found.stays["Bach"])
    ending = session.services.ending
    preview = ending.preview(stay.id, "moved_own_wish", "own_home", clock.now())
    lines = [words for _, words, _ in Words("Ole", clock.today()).follows(preview, stay)]
    assert "1 nøgle er ikke afleveret" in lines
    page = EndStayPage(session)
    qtbot.addWidget(page)
    page.restore({"person_id": found.people["Bach"]})
    assert page._found is not None
    assert page._found.kept == ("1 nøgle er ikke afleveret",)


def test_one_residents_things_come_from_mere_and_all_are_a_press_away(
    qtbot: QtBot, session: Session, found: residents.Furnished
) -> None:
    for name in ("Bach", "Lund"):
        session.services.keeping.save(ThingCommand("post", found.people[name], "Brev"))
    identity = session.services.people.identity(found.people["Bach"])
    went: list[Target] = []
    host = QWidget()
    qtbot.addWidget(host)
    menu = menus.more(session, host, read(session, identity), went.append)
    next(one for one in menu.actions() if "medicin" in one.text()).trigger()
    page = shown(qtbot, session, **{**went[0].facts, "part": "post"})
    assert len(rows(page)) == 1
    qtbot.mouseClick(page._everybody, Qt.MouseButton.LeftButton)
    assert len(rows(page)) == 2
    assert "house" in [hit.action for hit in session.services.search.find("medicin")]


def test_nothing_is_cut_and_names_go_with_f8(
    qtbot: QtBot, session: Session, ole: UUID, clock: FixedClock
) -> None:
    services = session.services
    services.house_tasks.save(TaskCommand("Ring til Ole", due_on=clock.today()))
    services.keeping.save(ThingCommand("key", ole, "Oles nøgle"))
    services.keeping.save(ThingCommand("post", ole, "Brev til Ole"))
    services.keeping.save(ThingCommand("belonging", ole, "Oles kasser", until_on=clock.today()))
    services.medicines.keep(MedicineCommand(ole, "Oles æske", 3, SECOND))
    services.appointments.save(
        AppointmentCommand("Ole hos lægen", from_local(clock.today(), 10), person_id=ole)
    )
    page = shown(qtbot, session)
    for key in page.parts:
        page.restore({"part": key})
        assert problems_of(page) == []
        privacy().set_on(on=True)
        try:
            page.privacy_changed(on=True)
            model = page.part.list.model_
            said = [str(model.index(0, n).data()) for n in range(model.columnCount())]
            assert not any("Ole" in one or "Bach" in one for one in said), (key, said)
        finally:
            privacy().set_on(on=False)


def test_a_temp_on_night_duty_reaches_every_part_and_every_form(
    qtbot: QtBot, house: OpenHouse, session: Session, ole: UUID, clock: FixedClock
) -> None:
    session.services.keeping.save(ThingCommand("key", ole, "Vær. 7"))
    temp = residents.session(houses.services(house, "temp"), clock)
    try:
        page = shown(qtbot, temp)
        for key in page.parts:
            page.restore({"part": key})
            page.begin()
            panel = panel_of(page)
            assert panel.isVisible()
            panel.reject()
        page.restore({"part": "keys"})
        assert [one.what for one in rows(page)] == ["Vær. 7"]
    finally:
        temp.tasks.close()
