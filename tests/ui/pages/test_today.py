from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from boform_app.clock import FixedClock
from boform_app.services.facade import Services
from boform_app.services.views.letters import LetterEdits
from boform_app.services.views.records import NoteCommand
from boform_app.services.views.stays import AdmitCommand
from tests import houses
from tests.doubles import RecordingPrinter
from tests.ui import checks
from tests.ui.pages import residents
from ui.navigator import page_frame
from ui.pages.base import Target
from ui.pages.today import TodayPage
from ui.privacy import privacy
from ui.session import Session
from ui.theme import Look, theme
from ui.widgets.labels import Text


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path, clock: FixedClock) -> Iterator[Session]:
    house = houses.make_house(tmp_path, clock)
    found = residents.session(houses.services(house), clock)
    yield found
    found.tasks.close()
    houses.close(house)


def admit(services: Services, clock: FixedClock, name: str, room: int, days: int = 0) -> UUID:
    """Somebody whose admission was decided some days ago."""
    command = AdmitCommand(
        name, "Dahl", place_id=houses.PLACES[room], came="self", cpr_unknown=True,
        decided_on=clock.today() - timedelta(days=days), acting_municipality_code="0851",
    )  # fmt: skip
    return services.stays.admit(command).first("person")


def shown(qtbot: QtBot, session: Session) -> TodayPage:
    page = TodayPage(session)
    # As the window shows it: what is higher than the screen scrolls.
    frame = page_frame()
    frame.setWidget(page)
    # qtbot holds widgets weakly; this keeps the frame as long as the test.
    qtbot.addWidget(frame, before_close_func=lambda _widget: frame.hide())
    frame.resize(1182, 616)
    page.refresh()
    frame.show()
    return page


def test_the_most_pressing_deadline_comes_first_and_its_button_goes_to_the_letter(
    qtbot: QtBot, session: Session, clock: FixedClock
) -> None:
    admit(session.services, clock, "Ida", 1)
    late = admit(session.services, clock, "Kim", 2, days=9)
    page = shown(qtbot, session)
    row = page.deadlines.model_.rows[0]
    assert row.person_id == late
    assert row.badge_kind == "over"
    assert page.deadlines.choose(page.deadlines.model_.id_of(row))
    qtbot.keyClick(page.deadlines, Qt.Key.Key_Right)
    with qtbot.waitSignal(page.navigate) as went:
        qtbot.keyClick(page.deadlines, Qt.Key.Key_Return)
    assert went.args == [Target("letter", {"person_id": late, "kind": "admission_notice"})]


def test_enter_on_a_row_opens_the_resident(
    qtbot: QtBot, session: Session, clock: FixedClock
) -> None:
    person_id = admit(session.services, clock, "Ida", 1)
    page = shown(qtbot, session)
    page.deadlines.choose(page.deadlines.model_.id_of(page.deadlines.model_.rows[0]))
    with qtbot.waitSignal(page.navigate) as went:
        qtbot.keyClick(page.deadlines, Qt.Key.Key_Return)
    assert went.args == [Target("resident", {"person_id": person_id})]


def test_mine_is_remembered(qtbot: QtBot, session: Session, clock: FixedClock) -> None:
    admit(session.services, clock, "Ida", 1)
    page = shown(qtbot, session)
    page.whose.choose("mine")
    page.whose.changed.emit("mine")
    assert page.deadlines.model_.rowCount() == 0
    again = shown(qtbot, session)
    assert again.whose.current == "mine"
    assert again.deadlines.model_.rowCount() == 0


def test_all_deadlines_open_on_the_page(qtbot: QtBot, session: Session, clock: FixedClock) -> None:
    for number in range(1, 7):
        admit(session.services, clock, f"Ida{number}", number, days=2)
    page = shown(qtbot, session)
    assert page.deadlines.model_.rowCount() == 7
    page.all_deadlines.click()
    assert page.deadlines.model_.rowCount() == len(session.services.today.deadlines()) > 7
    page.all_deadlines.click()
    assert page.deadlines.model_.rowCount() == 7


def test_a_leader_confirms_a_delegated_admission_where_it_stands(
    qtbot: QtBot, session: Session, clock: FixedClock
) -> None:
    command = AdmitCommand(
        "Kim", "Dahl", place_id=houses.PLACES[1], came="self", cpr_unknown=True,
        decided_on=clock.today(), decided_by_id=houses.STAFF["leader"][0], delegated=True,
    )  # fmt: skip
    staff = Services(
        session.services.open_house, houses.actor(session.services.open_house, "staff")
    )
    staff.stays.admit(command)
    page = shown(qtbot, session)
    session.bus.changed.connect(page.apply_changes)
    assert page.confirm.isVisible()
    page.confirm.pressed.emit(page.confirm.model_.rows[0], "do")
    assert not page.confirm.isVisible()
    assert not session.services.today.view().to_confirm


def test_a_draft_leads_back_to_where_it_was_written(
    qtbot: QtBot, session: Session, clock: FixedClock
) -> None:
    person_id = admit(session.services, clock, "Ida", 1)
    session.services.drafts.put("note", person_id, "", "Halv sætning")
    page = shown(qtbot, session)
    assert page.strip.links()[0].text() == "Notat om Ida Dahl"
    with qtbot.waitSignal(page.navigate) as went:
        page.strip.links()[0].click()
    assert went.args == [Target("resident", {"tab": "notes", "person_id": person_id})]


def test_a_printed_letter_is_asked_for_until_somebody_answers(
    qtbot: QtBot, session: Session, clock: FixedClock
) -> None:
    services = session.services
    person_id = admit(services, clock, "Ida", 1)
    letter = services.letters.make("data_information", person_id, LetterEdits())
    services.register.mark_printed(letter.id, letter.version)
    page = shown(qtbot, session)
    session.bus.changed.connect(page.apply_changes)
    assert page.strip.isVisible()
    page.strip.sent.emit(letter.id, "handed_over")
    assert services.register.get(letter.id).status == "sent"
    assert not page.strip.isVisible()


def test_hidden_names_leave_the_page_at_once(
    qtbot: QtBot, session: Session, clock: FixedClock
) -> None:
    person_id = admit(session.services, clock, "Ida", 1)
    session.services.drafts.put("note", person_id, "", "Halv sætning")
    page = shown(qtbot, session)
    privacy().set_on(on=True)
    page.privacy_changed(on=True)
    model = page.deadlines.model_
    words = [
        str(model.index(row, column).data(role) or "")
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    ]
    words += [link.text() for link in page.strip.links()]
    assert not any("Ida" in text for text in words)
    assert "Beboer, vær. 1" in words


def handover(page: TodayPage) -> list[tuple[str, bool]]:
    return [(page.handover.list.what(one), one.read) for one in page.handover.list.model_.rows]


def test_what_happened_since_the_last_shift_is_read_with_one_click(
    qtbot: QtBot, session: Session, clock: FixedClock
) -> None:
    ida = admit(session.services, clock, "Ida", 1)
    ali = Services(session.services.open_house, houses.actor(session.services.open_house, "staff"))
    ali.notes.finish(NoteCommand("Urolig nat.", (ida,), "night", important=True))
    page = shown(qtbot, session)
    session.bus.changed.connect(page.apply_changes)
    assert ("Urolig nat.", False) in handover(page)
    # A colleague's note stands there at once.
    session.bus.publish(ali.notes.finish(NoteCommand("Vasken drypper.", ())), own=False)
    assert handover(page)[0] == ("Vasken drypper.", False)
    qtbot.mouseClick(page.handover.read, Qt.MouseButton.LeftButton)
    assert all(read for _, read in handover(page))
    assert not page.handover.read.isEnabled()
    # It is this person's reading alone.
    assert ali.handover.view().unread


def test_what_was_never_marked_as_read_comes_again_and_says_from_when(
    qtbot: QtBot, session: Session, clock: FixedClock
) -> None:
    now = clock.now()
    ali = houses.services(session.services.open_house, "staff")
    clock.set(now - timedelta(days=1))
    ali.notes.finish(NoteCommand("Vasken drypper.", ()))
    clock.set(now - timedelta(hours=22))
    session.services.notes.finish(NoteCommand("Går hjem.", ()))
    clock.set(now)
    page = shown(qtbot, session)
    assert handover(page) == [("Vasken drypper.", False)]
    words = [label.text() for label in page.handover.findChildren(Text) if label.isVisible()]
    assert "i går kl. 23.40" in words
    assert "også ulæst fra i går kl. 21.40" in words
    qtbot.mouseClick(page.handover.read, Qt.MouseButton.LeftButton)
    page.refresh()
    assert handover(page) == []


def test_an_item_leads_to_its_note_and_an_arrival_to_the_resident(
    qtbot: QtBot, session: Session, clock: FixedClock
) -> None:
    ida = admit(session.services, clock, "Ida", 1)
    note = session.services.notes.finish(NoteCommand("Vasken drypper.", ())).first("note")
    page = shown(qtbot, session)
    items = page.handover.list.model_.rows
    row = next(n for n, one in enumerate(items) if one.note_id == note)
    page.handover.list.setCurrentIndex(page.handover.list.model_.index(row, 0))
    with qtbot.waitSignal(page.navigate) as went:
        qtbot.keyClick(page.handover.list, Qt.Key.Key_Return)
    assert went.args == [Target("day_log", {"note_id": note})]
    row = next(n for n, one in enumerate(items) if one.kind == "arrival")
    page.handover.list.setCurrentIndex(page.handover.list.model_.index(row, 0))
    with qtbot.waitSignal(page.navigate) as went:
        qtbot.keyClick(page.handover.list, Qt.Key.Key_Return)
    assert went.args == [Target("resident", {"person_id": ida})]


def test_a_note_is_begun_from_here_and_the_log_is_one_click_away(
    qtbot: QtBot, session: Session
) -> None:
    page = shown(qtbot, session)
    with qtbot.waitSignal(page.navigate) as went:
        assert page.command("new_note")
    assert went.args == [Target("day_log", {"day": None, "write": True})]
    with qtbot.waitSignal(page.navigate) as went:
        page.handover.log.click()
    assert went.args == [Target("day_log", {"day": None})]
    assert page.handover.empty.isVisible()


def test_the_sheet_is_printed_from_here(qtbot: QtBot, session: Session, clock: FixedClock) -> None:
    admit(session.services, clock, "Ida", 1)
    page = shown(qtbot, session)
    page.handover.print.click()
    printer = session.ports.printer
    assert isinstance(printer, RecordingPrinter)
    qtbot.waitUntil(lambda: bool(printer.jobs), timeout=20_000)
    ((pdf, title),) = printer.jobs
    assert pdf.startswith(b"%PDF")
    assert title == "Overlevering"


@pytest.mark.parametrize("look", [Look(), Look("dark", 150)], ids=["light", "large"])
def test_the_page_keeps_to_the_rules_of_the_screen(
    qtbot: QtBot, session: Session, clock: FixedClock, look: Look
) -> None:
    residents.furnish(session.services.open_house, session.services, clock)
    theme().use(look)
    page = shown(qtbot, session)
    assert checks.problems_of(page) == []
