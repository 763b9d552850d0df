from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from boform_app.clock import FixedClock
from boform_app.errors import NotAllowed, WrongPassphrase
from boform_app.recovery_print import new_key
from boform_app.services.facade import Services
from boform_app.services.views.admin import ContactView
from boform_app.vault.pin import PinGuard
from tests import houses
from tests.doubles import RecordingFileDialogs, RecordingPrinter
from tests.ui import checks
from tests.ui.pages import residents
from ui.dialogs.panel import Panel
from ui.navigator import page_frame
from ui.pages.settings.about import AboutSection
from ui.pages.settings.account import AccountSection
from ui.pages.settings.ffb import FfbSection
from ui.pages.settings.house import HouseSection
from ui.pages.settings.municipalities import MunicipalitiesSection
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.rooms import RoomsSection
from ui.pages.settings.rules import RulesSection, parsed, typed
from ui.pages.settings.section import Section
from ui.pages.settings.staff import StaffSection
from ui.pages.settings.view import ViewSection
from ui.session import Session
from ui.theme import Look, theme
from ui.widgets.buttons import Button
from ui.widgets.choice import Combo
from ui.widgets.field import Field, MessageLine

PATIENCE = 30_000
OWN = "en kop varm kakao om aftenen"


def made(tmp_path: Path, clock: FixedClock, role: str) -> Session:
    house = houses.make_house(tmp_path, clock)
    found = residents.session(houses.services(house, role), clock)
    found.pin = PinGuard(lambda: 0.0)
    return found


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    found = made(tmp_path, houses.make_clock(), "leader")
    yield found
    found.tasks.close()
    houses.close(found.services.open_house)


def shown(qtbot: QtBot, session: Session, part: str) -> tuple[SettingsPage, Section]:
    page = SettingsPage(session)
    # As the window shows it: what is higher than the screen scrolls.
    frame = page_frame()
    frame.setWidget(page)
    # qtbot holds widgets weakly; this keeps the frame as long as the test.
    qtbot.addWidget(frame, before_close_func=lambda _widget: frame.hide())
    frame.resize(1182, 616)
    page.restore({"tab": part})
    frame.show()
    session.bus.changed.connect(page.apply_changes)
    return page, page.section(part)


def write(qtbot: QtBot, field: Field | QWidget, text: str) -> None:
    control = field.control if isinstance(field, Field) else field
    assert isinstance(control, QLineEdit)
    control.clear()
    qtbot.keyClicks(control, text)


def test_what_a_role_may_not_do_is_not_in_the_list(qtbot: QtBot, tmp_path: Path) -> None:
    session = made(tmp_path, houses.make_clock(), "staff")
    page = SettingsPage(session)
    qtbot.addWidget(page)
    assert page.parts == ("account", "view", "municipalities", "about")
    page.restore({"tab": "staff"})
    assert page.state() == {"tab": "account"}
    session.tasks.close()
    houses.close(session.services.open_house)


def test_a_new_code_needs_the_old_one(qtbot: QtBot, session: Session) -> None:
    _, section = shown(qtbot, session, "account")
    assert isinstance(section, AccountSection)
    house, me = session.services.open_house, str(session.services.actor.staff_id)
    write(qtbot, section.old, "ikke den rigtige kode")
    write(qtbot, section.new.again, section.new.words)
    section.change()
    qtbot.waitUntil(lambda: section.old.finding is not None, timeout=PATIENCE)
    words = section.new.words
    write(qtbot, section.old, houses.PASSPHRASE)
    with qtbot.waitSignal(session.bus.changed, timeout=PATIENCE):
        section.change()
    house.keyring.open_with_passphrase(me, words).drop()
    with pytest.raises(WrongPassphrase):
        house.keyring.open_with_passphrase(me, houses.PASSPHRASE)


def test_an_easy_pin_is_refused_with_a_sentence(qtbot: QtBot, session: Session) -> None:
    _, section = shown(qtbot, session, "account")
    assert isinstance(section, AccountSection)
    write(qtbot, section.pin, "123456")
    section.set_pin()
    assert section.pin.finding is not None
    assert session.pin is not None
    assert not session.pin.is_set
    write(qtbot, section.pin, "294817")
    section.set_pin()
    assert session.pin.is_set


def test_the_look_acts_at_once(qtbot: QtBot, session: Session) -> None:
    _, section = shown(qtbot, session, "view")
    assert isinstance(section, ViewSection)
    section.scheme.choose("dark")
    section.scheme.changed.emit("dark")
    assert theme().look.scheme == "dark"
    with qtbot.waitSignal(session.lock_minutes_changed) as told:
        section.minutes.set_value(10)
        section.minutes.changed.emit()
    assert told.args == [10]
    assert session.services.settings.get("lock_minutes", 5) == 10


def test_a_colleague_gets_access_and_loses_it(qtbot: QtBot, session: Session) -> None:
    page, section = shown(qtbot, session, "staff")
    assert isinstance(section, StaffSection)
    section.begin_new()
    section.form.submit()
    assert [p.field for p in section.form.problems()] == ["first_name", "initials"]
    for name, text in (("first_name", "Sara"), ("last_name", "Bæk"), ("initials", "SB")):
        section.form.show_field(name)
        write(qtbot, section.fields[name], text)
    words = section.code.words
    write(qtbot, section.code.again, words)
    with qtbot.waitSignal(session.bus.changed, timeout=PATIENCE):
        section.form.submit()
    sara = next(view for view in section.rows.model_.rows if view.first_name == "Sara")
    assert sara.role == "staff"
    session.services.open_house.keyring.open_with_passphrase(str(sara.id), words).drop()
    section.rows.pressed.emit(sara, "close")
    panel = page.findChild(Panel)
    assert panel is not None
    assert panel.heading.text() == "Luk adgangen for Sara Bæk?"
    panel.reject()
    assert session.services.staff.all()[-1].closed_on is None
    section.close_access(sara)
    closed = next(view for view in section.rows.model_.rows if view.first_name == "Sara")
    assert closed.closed_on == session.clock.today()


def test_a_fact_of_the_house_is_saved_when_its_field_is_left(
    qtbot: QtBot, session: Session
) -> None:
    _, section = shown(qtbot, session, "house")
    assert isinstance(section, HouseSection)
    write(qtbot, section.fields["phone"], "12 34 56 00")
    section.save("phone")
    assert session.services.house.facts().phone == "12 34 56 00"
    write(qtbot, section.fields["name"], "")
    section.save("name")
    assert section.fields["name"].finding is not None
    assert session.services.house.facts().name == "Havnehuset"


def test_rooms_by_range_and_a_closed_room(qtbot: QtBot, session: Session) -> None:
    _, section = shown(qtbot, session, "places")
    assert isinstance(section, RoomsSection)
    for name, text in (("first", "10"), ("last", "12"), ("floor", "2. sal")):
        write(qtbot, section.range.form.field(name), text)
    section.range.button.click()
    assert section.rows.model_.rowCount() == 9
    room = section.rows.model_.rows[0]
    section.rows.pressed.emit(room, "do")
    write(qtbot, section.why, "Vandskade")
    section.shut()
    closed = session.services.rooms.board()[0]
    assert (closed.state, closed.state_note) == ("closed", "Vandskade")
    section.rows.pressed.emit(section.rows.model_.rows[0], "do")
    assert session.services.rooms.board()[0].state == "open"


def test_a_municipality_is_typed_once(qtbot: QtBot, session: Session) -> None:
    _, section = shown(qtbot, session, "municipalities")
    assert isinstance(section, MunicipalitiesSection)
    section.begin_new()
    section.form.load({"municipality_code": "0851"})
    section.form.submit()
    assert section.fields["lines"].finding is not None
    write(qtbot, section.fields["unit"], "Socialafdelingen, voksne")
    write(qtbot, section.fields["digital_post_subject"], "Sag 4711")
    section.fields["party"].control.setProperty("currentIndex", 1)
    write(qtbot, section.fields["ean"], "5790000000006")
    section.form.submit()
    assert section.fields["ean"].finding is not None
    write(qtbot, section.fields["ean"], "5790 0000 0000 5")
    section.form.submit()
    (contact,) = session.services.municipalities.contacts("0851")
    assert contact.unit == "Socialafdelingen, voksne"
    assert (contact.party, contact.digital_post_subject) == ("housing", "Sag 4711")
    assert contact.ean == "5790000000005"
    assert contact.is_default
    assert section.rows.model_.rowCount() == 1


def test_a_case_worker_is_added_changed_and_closed(qtbot: QtBot, session: Session) -> None:
    _, section = shown(qtbot, session, "municipalities")
    assert isinstance(section, MunicipalitiesSection)
    workers = section.workers
    workers.add.click()
    panel = workers.panel
    assert panel is not None
    write(qtbot, panel.form.field("name"), "Hanne Riis")
    panel.form.write("municipality_code", "0851")
    write(qtbot, panel.form.field("phone_hours"), "man.-tor. kl. 9-12")
    assert checks.problems_of(panel) == []
    panel.form.submit()
    (row,) = workers.rows.model_.rows
    assert (row.name, row.phone_hours) == ("Hanne Riis", "man.-tor. kl. 9-12")
    workers.rows.opened.emit(row)
    changed = workers.panel
    assert changed is not None
    next(b for b in changed.findChildren(Button) if b.text() == "Luk rådgiveren").click()
    assert workers.rows.model_.rowCount() == 0


def test_a_case_worker_has_a_department_of_their_own_municipality(
    qtbot: QtBot, session: Session
) -> None:
    services = session.services
    for code, unit in (("0851", "Voksenteamet"), ("0751", "Socialt Center")):
        services.municipalities.save(
            ContactView(None, 0, code, unit, ("Boks 1", "", "", "", ""), "", "", "", "", "", True)
        )
    _, section = shown(qtbot, session, "municipalities")
    assert isinstance(section, MunicipalitiesSection)
    workers = section.workers
    workers.add.click()
    panel = workers.panel
    assert panel is not None
    department = panel.form.field("contact_id").control
    assert isinstance(department, Combo)
    assert [department.itemText(at) for at in range(department.count())] == ["–"]
    place = panel.form.field("municipality_code").control
    assert isinstance(place, Combo)
    write(qtbot, panel.form.field("name"), "Hanne Riis")
    place.set_value("0751")
    place.changed.emit()
    department.setCurrentIndex(1)
    place.set_value("0851")
    place.changed.emit()
    assert department.value is None, "a department of another municipality is no answer"
    assert [department.itemText(at) for at in range(department.count())] == ["–", "Voksenteamet"]
    department.setCurrentIndex(1)
    panel.form.submit()
    (worker,) = services.caseworkers.find("Hanne", "0851")
    assert worker.unit == "Voksenteamet"
    (row,) = workers.rows.model_.rows
    workers.rows.opened.emit(row)
    changed = workers.panel
    assert changed is not None
    assert changed.form.values()["contact_id"] == worker.contact_id
    changed.form.write("contact_id", None)
    changed.form.submit()
    assert services.caseworkers.find("Hanne", "0851")[0].unit == ""


def test_codes_of_ffb_are_read_from_a_file_or_refused_with_the_line(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    _, section = shown(qtbot, session, "ffb")
    assert isinstance(section, FfbSection)
    assert "Ingen koder" in section.codes.text()
    dialogs = session.ports.files
    assert isinstance(dialogs, RecordingFileDialogs)
    dialogs.answer = tmp_path / "koder.csv"
    section.template.click()
    lines = dialogs.answer.read_text("utf-8-sig").splitlines()
    assert len(lines) > 100
    wrong = [lines[0], "society.nothing;A1;Noget;;"]
    dialogs.answer.write_text("\n".join(wrong), "utf-8")
    section.take_codes.click()
    assert section.said[0].finding is not None
    assert "society.nothing" in section.said[0].finding.text
    right = [lines[0], "society.economy;A1;Varetage økonomi;2026-01-01;"]
    dialogs.answer.write_text("\n".join(right), "utf-8")
    section.take_codes.click()
    assert "koder.csv" in section.codes.text()
    assert session.services.ffb.mapping()["society.economy"].code == "A1"
    section.drop_codes.click()
    assert "Ingen koder" in section.codes.text()


def test_the_house_sets_a_row_beside_the_shipped_one_and_ends_it(
    qtbot: QtBot, session: Session
) -> None:
    _, section = shown(qtbot, session, "rules")
    assert isinstance(section, RulesSection)
    shipped = next(v for v in section.rows.model_.rows if v.key == "plan_reminder_first_days")
    assert section.rows.choose(shipped.id)
    section.begin()
    write(qtbot, section.fields["value"], "ti dage")
    section.form.submit()
    assert section.fields["value"].finding is not None
    write(qtbot, section.fields["value"], "10")
    section.form.submit()
    same = [v for v in section.rows.model_.rows if v.key == shipped.key]
    assert [(v.origin, v.value, v.wins) for v in same] == [
        ("house", 10, True), ("shipped", shipped.value, False),
    ]  # fmt: skip
    section.rows.choose(same[0].id)
    section.close_row()
    ended = [v for v in session.services.rules.rows() if v.house_id == same[0].house_id]
    assert ended[0].valid_to == session.clock.today()


@pytest.mark.parametrize(
    ("value", "text"),
    [(True, "Ja"), (3, "3"), (96.71, "96,71"), (("a", "b"), "a, b"), ("§ 142", "§ 142")],
)
def test_what_is_typed_is_read_back_as_the_same_value(value: object, text: str) -> None:
    assert typed(value) == text
    assert parsed(text, value) == value


@pytest.mark.parametrize(("text", "like"), [("tre", 3), ("-1", 3), ("måske", True), ("", "§ 142")])
def test_another_kind_of_value_is_no_value(text: str, like: object) -> None:
    assert parsed(text, like) is None


def test_a_new_sheet_takes_over_only_when_it_was_read_from_paper(
    qtbot: QtBot, session: Session
) -> None:
    _, section = shown(qtbot, session, "about")
    assert isinstance(section, AboutSection)
    section.begin_sheet()
    sheet = section.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.can_print, timeout=PATIENCE)
    section.use_sheet()
    assert session.services.keys.sheet_number == 1
    sheet.print_sheet()
    qtbot.waitUntil(lambda: sheet.on_paper, timeout=PATIENCE)
    printer = session.ports.printer
    assert isinstance(printer, RecordingPrinter)
    assert len(printer.jobs) == 1
    key = sheet.key
    for number, field in zip(sheet.asked, sheet.fields, strict=True):
        write(qtbot, field, key.groups[number - 1])
    write(qtbot, sheet.place, "Pengeskabet")
    section.use_sheet()
    assert session.services.keys.sheet_number == 2
    assert session.services.house.facts().recovery_sheet_place == "Pengeskabet"
    session.services.open_house.keyring.open_with_recovery(key).drop()
    assert sheet.key != key


def test_the_sheet_is_never_kept_beside_the_data_it_opens(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    _, section = shown(qtbot, session, "about")
    assert isinstance(section, AboutSection)
    section.begin_sheet()
    sheet, files = section.sheet, session.ports.files
    assert sheet is not None
    assert isinstance(files, RecordingFileDialogs)
    qtbot.waitUntil(lambda: sheet.can_print, timeout=PATIENCE)
    (save,) = [b for b in sheet.findChildren(Button) if b.text() == "Gem som PDF"]
    inside = session.services.open_house.folder.root / "gendannelsesark.pdf"
    for answer, kept in ((inside, False), (tmp_path / "usb.pdf", True)):
        files.answer = answer
        save.click()
        assert (answer.exists(), sheet.on_paper) == (kept, kept)
        said = [line.finding.text for line in sheet.findChildren(MessageLine) if line.finding]
        assert ("Vælg en mappe uden for husets egne data." in said) is not kept


@pytest.mark.parametrize("look", [Look(), Look("dark", 150)], ids=["light", "large"])
def test_every_part_keeps_to_the_rules_of_the_screen(
    qtbot: QtBot, session: Session, look: Look
) -> None:
    theme().use(look)
    page, _ = shown(qtbot, session, "account")
    found: list[str] = []
    for part in page.parts:
        page.restore({"tab": part})
        section = page.section(part)
        if isinstance(section, (StaffSection, MunicipalitiesSection)):
            section.begin_new()
        if isinstance(section, RulesSection):
            section.begin()
        found += [f"{part}: {problem}" for problem in checks.problems_of(page)]
    assert found == []


def test_a_colleague_is_refused_a_new_sheet_by_the_service_too(session: Session) -> None:
    house = session.services.open_house
    staff = Services(house, houses.actor(house, "staff"))
    with pytest.raises(NotAllowed):
        staff.keys.take_sheet(new_key())
    assert staff.keys.sheet_number == 1
