from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from boform_app import __main__ as entry
from boform_app import bootstrap
from boform_app.errors import KeysDropped, WrongPassphrase
from boform_app.services.views.admin import StaffCommand
from boform_app.services.views.stays import AdmitCommand
from boform_app.vault.lock import FolderLock
from tests import houses
from tests.ui.program import Running, log_in, made_house, running
from ui.pages.base import Target
from ui.pages.first_start import FirstStart
from ui.pages.trouble import TroublePage
from ui.privacy import privacy
from ui.theme import Look, theme

OWN = "en kop varm kakao om aftenen"
LEADER = str(houses.STAFF["leader"][0])
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Running]:
    found = running(made_house(tmp_path))
    found.program.start()
    yield found
    found.program.close()


def trouble(found: Running) -> str:
    window = found.program.shell.login_window
    assert window is not None
    page = window.centralWidget()
    assert isinstance(page, TroublePage)
    return page.words.text()


def somebody_is_in(found: Running) -> bool:
    return found.program.shell.session is not None


def test_the_five_rooms_stand_side_by_side() -> None:
    assert entry.foreign_room() == ""


def test_a_stranger_in_a_room_is_refused(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "__init__.py").write_text("")
    script = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from boform_app import __main__ as entry\n"
        "sys.exit(entry.main(['--version']))\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert told.returncode == 1
    assert "models" in told.stderr


def test_the_log_in_of_a_real_house_is_seen_before_the_database_is_imported(
    tmp_path: Path,
) -> None:
    folder = made_house(tmp_path)
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from ui.application import make_application\n"
        "from boform_app.clock import SystemClock\n"
        "from boform_app.paths import DataFolder\n"
        "from ui.door import HouseDoor\n"
        "from ui.start import Program\n"
        "app = make_application()\n"
        f"program = Program(HouseDoor(DataFolder(Path({str(folder.root)!r})), SystemClock()))\n"
        "program.start()\n"
        "assert program.shell.login.isVisible()\n"
        "heavy = {'sqlalchemy', 'alembic', 'reportlab', 'pikepdf', 'pypdfium2'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
        "program.close()\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"


def test_a_right_code_opens_the_start_page(qtbot: QtBot, program: Running) -> None:
    desk = log_in(qtbot, program)
    assert desk.window.isVisible()
    assert desk.window.windowTitle() == "Havnehuset – I dag"
    assert program.program.shell.login is None
    assert program.door.last_staff_id() == LEADER


def test_handleplaner_counts_what_is_due_today_in_the_navigation(
    qtbot: QtBot, program: Running
) -> None:
    desk = log_in(qtbot, program)
    services, button = desk.services, desk.window.nav._buttons["board"]
    qtbot.waitUntil(lambda: not desk.tasks.busy, timeout=20_000)
    before = services.today.badges()["board"]
    clock = desk.session.clock
    late = clock.today() - timedelta(days=20)
    command = AdmitCommand(
        "Sen", "Orientering", place_id=houses.PLACES[6], decided_on=late,
        arrived_at=clock.now() - timedelta(days=20), reasons=("no_dwelling",),
        acting_municipality_code="0851",
    )  # fmt: skip
    desk.session.done(services.stays.admit(command))
    count = services.today.badges()["board"]
    assert count > before
    words = f"Handleplaner, {count} frister i dag eller overskredet"
    qtbot.waitUntil(lambda: button.accessibleName() == words, timeout=20_000)


def test_a_count_that_ends_after_its_window_is_not_shown(qtbot: QtBot, program: Running) -> None:
    desk = log_in(qtbot, program)
    qtbot.waitUntil(lambda: not desk.tasks.busy, timeout=20_000)
    desk._show_badges()
    program.program.close()
    delete(desk.window)
    with qtbot.waitSignal(desk.tasks.idle, timeout=20_000):
        pass
    assert not desk.tasks.busy


def test_three_wrong_codes_make_a_pause_that_a_right_one_does_not_break(
    program: Running,
) -> None:
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            program.door.open(LEADER, "forkert kode til huset")
    assert program.door.wait_left(LEADER) > 0
    program.seconds.now += 31
    assert program.door.wait_left(LEADER) == 0
    opened = program.door.open(LEADER, houses.PASSPHRASE)
    assert program.door.tries_left(LEADER) == 3
    bootstrap.close_house(opened.house, force=True)


def test_a_pin_lifts_only_the_lock_of_the_one_who_is_in(qtbot: QtBot, program: Running) -> None:
    desk = log_in(qtbot, program)
    assert program.door.pin.set("294817") is None
    with pytest.raises(WrongPassphrase):
        program.door.unlock(LEADER, "111222")
    assert program.door.unlock(LEADER, "294817") is desk.opened
    assert program.door.unlock(LEADER, houses.PASSPHRASE) is desk.opened


def test_ctrl_l_covers_the_work_and_keeps_the_draft(qtbot: QtBot, program: Running) -> None:
    desk = log_in(qtbot, program)
    desk.services.drafts.put("note", None, "", "Halv sætning")
    program.clipboard.secret = "010203-0000"
    qtbot.keyClick(desk.window, Qt.Key.Key_L, CTRL)
    assert desk.locker.is_locked
    assert desk.window.layers.currentWidget() is desk.locker.cover
    assert program.clipboard.secret == ""
    assert desk.services.drafts.status().saved_at is not None
    desk.locker.cover.who.choose(LEADER)
    with qtbot.waitSignal(desk.locker.unlocked, timeout=20_000):
        desk.locker.cover.code.submitted.emit(houses.PASSPHRASE)
    found = desk.services.drafts.get("note", None)
    assert found is not None
    assert found.fields[""] == "Halv sætning"


def test_twelve_hours_under_the_cover_end_at_the_log_in(qtbot: QtBot, program: Running) -> None:
    desk = log_in(qtbot, program)
    vault = desk.opened.house.vault
    desk.locker.lock()
    program.clock.set(program.clock.now() + timedelta(hours=11, minutes=59))
    desk.look()
    assert somebody_is_in(program)
    program.clock.set(program.clock.now() + timedelta(minutes=1))
    desk.look()
    assert not somebody_is_in(program)
    assert program.program.shell.login is not None
    with pytest.raises(KeysDropped):
        vault.database_key()


def test_a_colleague_takes_over_with_a_session_of_their_own(qtbot: QtBot, program: Running) -> None:
    desk = log_in(qtbot, program)
    command = StaffCommand("Sara", "Bæk", "SB", "staff", OWN)
    sara = str(desk.services.staff.add(command).first("staff"))
    house = desk.opened.house
    desk.locker.lock()
    desk.locker.cover.who.set_people(program.door.people(), sara)
    with qtbot.waitSignal(program.program.shell.session_opened, timeout=20_000):
        desk.locker.cover.code.submitted.emit(OWN)
    other = program.desk
    assert other is not desk
    assert other.services.actor.first_name == "Sara"
    assert other.opened.house is house
    assert other.services.today.view().tally.residents == 0
    assert not program.door.pin.is_set


def test_the_look_is_each_persons_own(qtbot: QtBot, program: Running) -> None:
    desk = log_in(qtbot, program)
    theme().use(Look("dark", 125, "compact"))
    assert desk.services.settings.get("zoom", 100) == 125
    program.program.shell.log_out()
    theme().use(Look())
    log_in(qtbot, program)
    assert theme().look == Look("dark", 125, "compact")


def test_undo_by_key_says_what_was_undone(qtbot: QtBot, program: Running) -> None:
    desk = log_in(qtbot, program)
    command = AdmitCommand(
        "Kim", "Dahl", place_id=houses.PLACES[1], decided_on=program.clock.today(), came="self"
    )
    desk.session.done(desk.services.stays.admit(command))
    assert desk.services.today.view().tally.residents == 1
    qtbot.keyClick(desk.window, Qt.Key.Key_Z, CTRL)
    assert desk.services.today.view().tally.residents == 0
    assert desk.window.notice.text.startswith("Fortrudt: ")
    qtbot.keyClick(desk.window, Qt.Key.Key_Y, CTRL)
    assert desk.services.today.view().tally.residents == 1


def test_nothing_to_undo_is_a_sentence(qtbot: QtBot, program: Running) -> None:
    desk = log_in(qtbot, program)
    qtbot.keyClick(desk.window, Qt.Key.Key_Z, CTRL)
    assert desk.window.notice.text == "Der er ikke noget at fortryde."


def test_search_finds_a_resident_and_commands(qtbot: QtBot, program: Running) -> None:
    desk = log_in(qtbot, program)
    command = AdmitCommand(
        "Kim", "Dahl", place_id=houses.PLACES[1], decided_on=program.clock.today(), came="self"
    )
    changes = desk.services.stays.admit(command)
    desk.session.done(changes)
    hit = desk.search.find("dahl")[0]
    assert hit.target == Target("resident", {"person_id": changes.first("person")})
    assert hit.name_of == "1"
    desk.window.top.search.chosen.emit(desk.search.find("lås")[0], False)
    assert desk.locker.is_locked


def test_closing_the_window_stays_open_while_text_cannot_be_written(
    qtbot: QtBot, program: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = log_in(qtbot, program)
    monkeypatch.setattr(desk.services.drafts, "flush", lambda: False)
    assert not desk.window.close()
    assert desk.window.isVisible()
    assert "Vi kan ikke gemme det sidste" in desk.window.notice.text
    program.program.shell.log_out()
    assert program.program.shell.session is desk


def test_an_empty_folder_begins_the_first_start(qtbot: QtBot, tmp_path: Path) -> None:
    from boform_app.paths import DataFolder  # noqa: PLC0415 - only this test makes its own

    found = running(DataFolder(tmp_path / "empty"))
    found.program.start()
    window = found.program.shell.login_window
    assert window is not None
    assert isinstance(window.centralWidget(), FirstStart)
    found.program.close()
    assert not (tmp_path / "empty").exists()


def test_a_damaged_key_file_is_a_page_and_stays_as_it_is(qtbot: QtBot, tmp_path: Path) -> None:
    folder = made_house(tmp_path)
    folder.keys.write_bytes(b"not a key file")
    found = running(folder)
    found.program.start()
    assert "adgangene er beskadiget" in trouble(found)
    assert folder.keys.read_bytes() == b"not a key file"
    found.program.close()


def test_a_house_that_is_open_elsewhere_says_so_and_can_be_tried_again(
    qtbot: QtBot, tmp_path: Path
) -> None:
    folder = made_house(tmp_path)
    other = FolderLock(folder.lock)
    other.acquire()
    found = running(folder)
    found.program.start()
    assert "åbne i et andet Boform" in trouble(found)
    other.release()
    window = found.program.shell.login_window
    assert window is not None
    page = window.centralWidget()
    assert isinstance(page, TroublePage)
    page.retry.click()
    qtbot.waitUntil(lambda: found.program.shell.login is not None)
    found.program.close()


def test_a_damaged_database_is_told_after_the_code_and_not_overwritten(
    qtbot: QtBot, tmp_path: Path
) -> None:
    folder = made_house(tmp_path)
    folder.database.write_bytes(b"x" * 8192)
    found = running(folder)
    found.program.start()
    login = found.program.shell.login
    assert login is not None
    login.code.submitted.emit(houses.PASSPHRASE)
    qtbot.waitUntil(lambda: _shows_trouble(found), timeout=20_000)
    assert "beskadiget" in trouble(found)
    assert folder.database.read_bytes() == b"x" * 8192
    found.program.close()


def _shows_trouble(found: Running) -> bool:
    window = found.program.shell.login_window
    return window is not None and isinstance(window.centralWidget(), TroublePage)


def test_pages_of_a_closed_house_hear_nothing_more(qtbot: QtBot, program: Running) -> None:
    desk = log_in(qtbot, program)
    program.program.shell.log_out()
    privacy().set_on(on=True)
    theme().use(Look("dark"))
    assert desk.window.navigator.current is None
