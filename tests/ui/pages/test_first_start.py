from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from boform_app import bootstrap
from boform_app.paths import DataFolder
from boform_app.vault.recovery import RecoveryKey
from tests.ui import checks
from tests.ui.program import Running, running
from ui.pages.first_start import FirstStart
from ui.theme import Look, theme

ENTER = Qt.Key.Key_Return
PATIENCE = 30_000


@pytest.fixture
def started(qtbot: QtBot, tmp_path: Path) -> Iterator[Running]:
    found = running(DataFolder(tmp_path / "new"))
    found.program.start()
    yield found
    found.program.close()


def wizard(found: Running) -> FirstStart:
    window = found.program.shell.login_window
    assert window is not None
    page = window.centralWidget()
    assert isinstance(page, FirstStart)
    return page


def type_into(qtbot: QtBot, control: QWidget, text: str) -> None:
    assert isinstance(control, QLineEdit)
    control.setFocus()
    qtbot.keyClicks(control, text)


def fill_house(qtbot: QtBot, page: FirstStart) -> None:
    qtbot.waitUntil(page.window().isActiveWindow)
    page.house.form.show_field("name")
    type_into(qtbot, page.focusWidget(), "Havnehuset")
    qtbot.keyClick(page.focusWidget(), ENTER, Qt.KeyboardModifier.ControlModifier)
    assert page.at == 1


def fill_leader(qtbot: QtBot, page: FirstStart) -> None:
    page.leader.form.show_field("first_name")
    type_into(qtbot, page.focusWidget(), "Mette")
    page.leader.form.show_field("last_name")
    type_into(qtbot, page.focusWidget(), "Krogh")
    type_into(qtbot, page.leader.code.again.control, page.leader.code.words)
    page.next.click()
    assert page.at == 2


def print_it(qtbot: QtBot, found: Running, page: FirstStart) -> None:
    qtbot.waitUntil(lambda: page.sheet.can_print, timeout=PATIENCE)
    page.sheet.print_sheet()
    qtbot.waitUntil(lambda: page.sheet.on_paper, timeout=PATIENCE)
    assert len(found.printer.jobs) == 1


def test_from_nothing_to_a_house_whose_sheet_opens_it(qtbot: QtBot, started: Running) -> None:
    page = wizard(started)
    fill_house(qtbot, page)
    fill_leader(qtbot, page)
    assert page.leader.command().initials == "MK"
    key, asked = page.sheet.key, page.sheet.asked
    assert not page.next.isEnabled()
    print_it(qtbot, started, page)
    for number, field in zip(asked, page.sheet.fields, strict=True):
        assert not page.next.isEnabled()
        type_into(qtbot, field.control, key.groups[number - 1].lower())
    type_into(qtbot, page.sheet.place.control, "Pengeskabet")
    page.next.click()
    qtbot.waitUntil(lambda: page.at == 3, timeout=PATIENCE)
    rooms = page.rooms
    assert rooms is not None
    for name, text in (("first", "1"), ("last", "14"), ("floor", "Stuen")):
        rooms.range.form.show_field(name)
        type_into(qtbot, page.focusWidget(), text)
    rooms.range.button.click()
    with qtbot.waitSignal(started.program.shell.session_opened, timeout=PATIENCE):
        page.next.click()
    services = started.desk.services
    assert services.today.view().tally.places == 14
    assert services.house.facts().recovery_sheet_place == "Pengeskabet"
    folder, file_id = started.door.folder, services.keys.file_id
    started.program.close()
    ring = bootstrap.keyring_of(folder)
    assert ring.file_id == file_id
    ring.open_with_recovery(RecoveryKey.parse(" ".join(key.groups))).drop()


def test_steps_can_be_left_and_come_back_to_and_secrets_stay_hidden(
    qtbot: QtBot, started: Running
) -> None:
    page = wizard(started)
    fill_house(qtbot, page)
    page.leader.form.show_field("first_name")
    type_into(qtbot, page.focusWidget(), "Mette")
    page.show_step(0)
    page.next.click()
    assert page.leader.form.values()["first_name"] == "Mette"
    assert page.house.form.values()["name"] == "Havnehuset"
    assert not started.door.folder.root.exists()


def test_what_is_missing_is_said_and_the_step_stays(qtbot: QtBot, started: Running) -> None:
    page = wizard(started)
    page.next.click()
    assert page.at == 0
    fill_house(qtbot, page)
    page.leader.form.show_field("first_name")
    type_into(qtbot, page.focusWidget(), "Mette")
    page.next.click()
    assert page.at == 1
    assert page.leader.code.again.finding is not None
    type_into(qtbot, page.leader.code.again.control, "helt andre ord end dem der")
    page.next.click()
    assert page.at == 1


def test_another_house_name_needs_another_paper(qtbot: QtBot, started: Running) -> None:
    page = wizard(started)
    fill_house(qtbot, page)
    fill_leader(qtbot, page)
    print_it(qtbot, started, page)
    page.show_step(0)
    page.house.form.show_field("name")
    type_into(qtbot, page.focusWidget(), " Nord")
    page.show_step(2)
    assert not page.sheet.on_paper
    assert not page.sheet.proven


def test_a_wrong_group_is_told_and_a_cancelled_print_counts_for_nothing(
    qtbot: QtBot, started: Running
) -> None:
    page = wizard(started)
    fill_house(qtbot, page)
    fill_leader(qtbot, page)
    qtbot.waitUntil(lambda: page.sheet.can_print, timeout=PATIENCE)
    started.printer.answer = False
    page.sheet.print_sheet()
    qtbot.waitUntil(lambda: len(started.printer.jobs) == 1, timeout=PATIENCE)
    assert not page.sheet.on_paper
    started.printer.answer = True
    page.sheet.print_sheet()
    qtbot.waitUntil(lambda: page.sheet.on_paper, timeout=PATIENCE)
    field = page.sheet.fields[0]
    type_into(qtbot, field.control, "0000")
    page.sheet.fields[1].control.setFocus()
    assert field.finding is not None
    assert field.finding.level == "stop"


@pytest.mark.parametrize("look", [Look(), Look("dark", 150)], ids=["light", "large"])
def test_every_step_keeps_to_the_rules_of_the_screen(
    qtbot: QtBot, tmp_path: Path, look: Look
) -> None:
    theme().use(look)
    found = running(DataFolder(tmp_path / "new"))
    found.program.start()
    page = wizard(found)
    assert checks.problems_of(page) == []
    fill_house(qtbot, page)
    assert checks.problems_of(page) == []
    fill_leader(qtbot, page)
    assert checks.problems_of(page) == []
    found.program.close()
