"""Flytning: a file is made in the window of one house and taken in the window of another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from boform_app.errors import ForeignFile, NotAllowed
from boform_app.exchange import foreign
from boform_app.exchange.transfer_code import TransferCode
from boform_app.paths import DataFolder
from boform_app.services.context import OpenHouse
from boform_app.services.views.people import ResidentFilter
from boform_app.services.views.stays import AdmitCommand
from boform_app.services.views.transfers import TransferSent
from models import tables
from tests import houses
from tests.boform_app.services import letter_house, two_houses
from tests.boform_app.services.two_houses import OTHER
from tests.e2e.test_a_day import words_in
from tests.ui.checks import problems_of
from tests.ui.pages import residents
from tests.ui.pages.test_answer import falls
from tests.ui.program import Running, log_in, running
from ui.pages.admit.page import AdmitPage
from ui.pages.base import Target
from ui.pages.end_stay.page import EndStayPage
from ui.pages.resident import menus
from ui.pages.resident.case import read
from ui.pages.resident.page import ResidentPage
from ui.pages.transfer.found import NEW
from ui.pages.transfer.send import SendPage
from ui.pages.transfer.take import TakePage
from ui.privacy import privacy
from ui.searching import HouseSearch

_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "inspect", two_houses.quick_door)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> TransferSent:
    """Everything about Kim, from Havnehuset to Østhuset; made by the service."""
    with pytest.MonkeyPatch.context() as quick:
        quick.setattr(foreign, "inspect", two_houses.quick_door)
        house = houses.make_house(tmp_path_factory.mktemp("moved"))
        services = houses.services(house)
        made = two_houses.sent(services, two_houses.furnished(services))
        houses.close(house)
    return made


class Window:
    """The program of a house, with a person in front of it."""

    def __init__(self, qtbot: QtBot, folder: Path, name: str) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.running: Running = running(_named(folder, name))
        self.running.program.start()
        self.desk = log_in(qtbot, self.running)
        self.services, self.window = self.desk.services, self.desk.window
        self.window.show()

    def go(self, place: str, **facts: object) -> None:
        self.window.navigator.go(Target(place, facts))
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.desk.tasks.busy, timeout=20_000)
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def send_page(self) -> SendPage:
        page = self.window.navigator.current
        assert isinstance(page, SendPage)
        return page

    def take_page(self) -> TakePage:
        page = self.window.navigator.current
        assert isinstance(page, TakePage)
        return page

    def drop(self, data: bytes, name: str = "flytning.boform") -> TakePage:
        path = self.folder / name
        path.write_bytes(data)
        assert falls(self.window, path)
        self.settle()
        return self.take_page()

    def look(self, data: bytes, code: str) -> TakePage:
        """Drop the file, type the code, Enter."""
        page = self.drop(data)
        page.ask.edit.clear()
        self.qtbot.keyClicks(page.ask.edit, code)
        self.qtbot.keyClick(page.ask.edit, Qt.Key.Key_Return)
        self.settle()
        return page

    def press(self, button: QAbstractButton) -> None:
        assert button.isVisible()
        self.qtbot.mouseClick(button, _LEFT)
        self.settle()

    def close(self) -> None:
        privacy().set_on(on=False)
        self.running.program.close()


def _named(folder: Path, name: str) -> DataFolder:
    """A closed house of that name."""
    house = houses.make_house(folder)
    with house.database.write_unjournaled() as session:
        session.scalars(select(tables.House)).one().name = name
    houses.close(house)
    return house.folder


@pytest.fixture
def havnehuset(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """Where Kim lives."""
    made = Window(qtbot, tmp_path / "havnehuset", "Havnehuset")
    yield made
    made.close()


@pytest.fixture
def other(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """Where Kim moves to."""
    made = Window(qtbot, tmp_path / "other", OTHER)
    yield made
    made.close()


def digest(window: Window) -> str:
    """Of everything that is in the house, save who looked at whom."""
    return two_houses.digest(window.desk.opened.house)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[OpenHouse]:
    """A house without a window."""
    opened = houses.make_house(tmp_path)
    yield opened
    houses.close(opened)


# ---- sending ------------------------------------------------------------------------------------


def made_file(window: Window, person_id: UUID) -> tuple[Path, str]:
    """Press through the page; the file on the disk and the code from the screen."""
    window.go("transfer_send", person_id=person_id)
    page = window.send_page()
    window.press(page.offer.make)
    path = window.folder / "usb" / "flytning.boform"
    path.parent.mkdir(exist_ok=True)
    window.running.files.answer = path
    window.press(page.made.save)
    return path, " ".join(page.made.groups)


def test_from_one_window_to_the_other(qtbot: QtBot, tmp_path: Path) -> None:
    away = Window(qtbot, tmp_path / "havnehuset", "Havnehuset")
    kim = two_houses.furnished(away.services)
    two_houses.consented_to_move(away.services, kim)
    path, code = made_file(away, kim)
    sent = {letter.id for letter in away.services.register.letters(kim) if letter.sent_on}
    away.close()
    here = Window(qtbot, tmp_path / "other", OTHER)
    page = here.look(path.read_bytes(), code.replace(" ", "").lower())
    shown = page.sheet.beside.words
    for words in ("Kim Dahl", "Havnehuset, 23-11-2026", "Styr på posten", "CPR 140682-••••"):
        assert words in shown
    assert "Ingen, I kender" in shown
    assert problems_of(page) == []
    before = here.services.residents.rows(ResidentFilter())
    here.qtbot.keyClick(page.sheet.take, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    here.settle()
    resident = here.window.navigator.current
    assert isinstance(resident, ResidentPage)
    assert {letter.id for letter in here.services.register.letters(kim)} == sent
    assert here.services.stays.for_person(kim)[0].other_house == "Havnehuset"
    assert here.services.overviews.last(kim) is not None
    assert here.services.residents.rows(ResidentFilter()) == before
    assert here.window.notice.text == "Papirerne fra Havnehuset er taget imod."
    here.window.notice.press()
    here.settle()
    admit = here.window.navigator.current
    assert isinstance(admit, AdmitPage)
    assert (admit.who.first.text(), admit.who.last.text()) == ("Kim", "Dahl")
    assert admit._command().person_id == kim
    here.close()


@pytest.fixture
def kim(havnehuset: Window) -> UUID:
    """Kim with little on paper."""
    return letter_house.admitted(havnehuset.services)


def test_without_a_consent_there_is_a_way_to_one(havnehuset: Window, kim: UUID) -> None:
    havnehuset.go("transfer_send", person_id=kim)
    page = havnehuset.send_page()
    assert "Der mangler et samtykke til at flytte" in page.instead.words
    assert problems_of(page) == []
    assert page.instead.button is not None
    havnehuset.press(page.instead.button)
    place = havnehuset.window.navigator.current_place
    assert place is not None
    assert place.key == "consent"
    two_houses.consented_to_move(havnehuset.services, kim)
    havnehuset.go("transfer_send", person_id=kim)
    assert page.offer.isVisible()


def test_what_travels_follows_the_consent_and_the_ticks(havnehuset: Window, kim: UUID) -> None:
    services = havnehuset.services
    services.circle.add_kin(kim, "Bo Dahl", "bror", "12 34 56 70", "yes")
    services.circle.set_allergy(kim, services.people.facts(kim).version, "known", "Penicillin")
    two_houses.consented_to_move(services, kim, ("network",), excepted="min søster")
    havnehuset.go("transfer_send", person_id=kim)
    page = havnehuset.send_page()
    assert problems_of(page) == []
    assert "min søster" in page.offer.consent.words
    health, network = page.offer.row("health").box, page.offer.row("network").box
    assert health is not None
    assert network is not None
    assert not health.isEnabled()
    assert "dækker ikke helbred" in health.accessibleDescription()
    assert "network" in page.offer.groups
    network.setFocus()
    havnehuset.qtbot.keyClick(network, Qt.Key.Key_Space)
    assert "network" not in page.offer.groups
    services.people.set_fact(kim, services.people.facts(kim).version, "phone", "12 34 56 71")
    page.refresh()
    assert "network" not in page.offer.groups
    assert {"identity", "stays"} <= set(page.offer.groups)


def test_file_and_code_are_shown_once_and_never_together(havnehuset: Window, kim: UUID) -> None:
    two_houses.consented_to_move(havnehuset.services, kim)
    path, code = made_file(havnehuset, kim)
    page, running_ = havnehuset.send_page(), havnehuset.running
    [(_, proposed)] = running_.files.asked
    assert proposed.startswith("flytning-")
    assert "Kim" not in proposed
    assert code.encode() not in path.read_bytes()
    assert page.made.tiles[0].accessibleName() == f"Gruppe 1: {' '.join(code[:4])}"
    assert problems_of(page) == []
    havnehuset.press(page.made.copy)
    assert running_.clipboard.secret == code
    assert running_.clipboard.text == ""
    havnehuset.press(page.made.print_out)
    [(slip, queue)] = running_.printer.jobs
    assert queue == "Kode"
    assert code[:4] in words_in(slip)
    assert "Kim" not in words_in(slip)
    havnehuset.go("resident", person_id=kim, tab="history")
    havnehuset.go("transfer_send", person_id=kim)
    assert " ".join(page.made.groups) == code
    privacy().set_on(on=True)
    assert page.made.tiles[0].accessibleName() == "Gruppe 1: skjult"
    privacy().set_on(on=False)
    havnehuset.press(page.made.done)
    assert page.made.groups == ()
    assert running_.clipboard.secret == ""
    lines = [item.label for item in havnehuset.services.history.for_person(kim)]
    assert f"flyttefil om Kim Dahl til {OTHER}" in lines


def test_a_place_that_takes_no_file_is_said(havnehuset: Window, kim: UUID) -> None:
    two_houses.consented_to_move(havnehuset.services, kim)
    havnehuset.go("transfer_send", person_id=kim)
    page = havnehuset.send_page()
    havnehuset.press(page.offer.make)
    assert havnehuset.window.focusWidget() is page.made.save
    havnehuset.running.files.answer = havnehuset.folder / "no such folder" / "x.boform"
    havnehuset.press(page.made.save)
    finding = page.made._file_message.finding
    assert finding is not None
    assert "kunne ikke gemmes der" in finding.text
    assert not page.made.done.isEnabled()


def test_only_who_may_send_sees_it(havnehuset: Window, kim: UUID) -> None:
    services = havnehuset.services
    case = read(havnehuset.desk.session, services.people.open(kim))
    words = "Flytning til et andet Boform"
    for allowed, seen in (({"export": "yes"}, True), ({"export": "no"}, False)):
        menu = menus.more(
            havnehuset.desk.session, havnehuset.window, replace(case, allowed=allowed),
            lambda _target: None,
        )  # fmt: skip
        assert (words in [action.text() for action in menu.actions()]) is seen


def test_what_is_not_made_is_said_in_the_words_of_who_sends(
    havnehuset: Window, kim: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = havnehuset.services
    consent = two_houses.consented_to_move(services, kim)
    havnehuset.go("transfer_send", person_id=kim)
    page = havnehuset.send_page()

    def refuses(_command: object) -> object:
        raise ForeignFile("transfer_content", where="stay.reason_text")

    with monkeypatch.context() as strange:
        strange.setattr(services.transfers, "send", refuses)
        havnehuset.press(page.offer.make)
    finding = page.offer.message.finding
    assert finding is not None
    assert "Der er ikke lavet en fil" in finding.text
    assert problems_of(page) == []
    # A colleague writes down that Kim took it back, and nobody told this window.
    version = services.consents.for_person(kim)[0].version
    services.consents.withdraw(consent, version, two_houses.TODAY)
    havnehuset.press(page.offer.make)
    assert page.made.groups == ()
    assert "Der mangler et samtykke" in page.instead.words
    assert page.instead.isVisible()


def test_who_moves_to_another_boform_takes_the_papers_along(havnehuset: Window, kim: UUID) -> None:
    havnehuset.go("end_stay", person_id=kim)
    page = havnehuset.window.navigator.current
    assert isinstance(page, EndStayPage)
    assert not page.panel.papers.isVisible()
    page.panel.to.set_value("other_boform")
    page.look()
    assert problems_of(page.panel) == []
    havnehuset.press(page.panel.papers)
    assert havnehuset.send_page().isVisible()


# ---- taking -------------------------------------------------------------------------------------


def test_file_and_code_are_forgiving_and_refusals_stand_where_they_belong(
    other: Window, file: TransferSent
) -> None:
    before = digest(other)
    page = other.drop(b"BOFORM-FLYTTEFIL" + b"\x00\x09" + bytes(200))
    assert page.ask.file.finding is not None
    assert "nyere Boform" in page.ask.file.finding.text
    cases = (
        (file.data[:80], "", "beskadiget"),
        (b"%PDF-1.7", "", "ikke en flyttefil"),
        (_flipped(file.data), "", "beskadiget"),
    )
    for data, code, said in cases:
        page = other.look(data, code or file.code)
        assert page.ask.file.finding is not None, said
        assert said in page.ask.file.finding.text
        assert page.ask.code.finding is None
    for code, said in (("ABCD", "Der mangler 20 tegn."), (file.code[:-1] + "!", "mangler 1 tegn")):
        page = other.look(file.data, code)
        assert page.ask.code.finding is not None
        assert said in page.ask.code.finding.text
    assert problems_of(page) == []
    page = other.look(file.data, TransferCode(7).text)
    assert page.ask.code.finding is not None
    assert "Koden passer ikke til filen" in page.ask.code.finding.text
    assert page.ask.edit.hasSelectedText()
    assert not page.sheet.isVisible()
    assert digest(other) == before
    other.qtbot.keyClicks(page.ask.edit, f" {file.code.lower().replace(' ', '-')} ")
    other.qtbot.keyClick(page.ask.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    other.settle()
    assert page.found is not None
    assert other.window.focusWidget() is page.sheet.take


def test_twice_says_so_and_changes_nothing(other: Window, file: TransferSent) -> None:
    page = other.look(file.data, file.code)
    other.press(page.sheet.take)
    page = other.look(file.data, file.code)
    before = two_houses.rows(other.desk.opened.house, tables.Operation)
    assert "Filen er læst her før" in page.sheet.strip.words
    assert not page.sheet.take.isVisible()
    other.qtbot.keyClick(page.sheet.open, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    other.settle()
    assert two_houses.rows(other.desk.opened.house, tables.Operation) == before
    other.press(page.sheet.open)
    assert isinstance(other.window.navigator.current, ResidentPage)


def test_somebody_who_may_be_the_same_is_asked_about(other: Window, file: TransferSent) -> None:
    services = other.services
    there = services.stays.admit(AdmitCommand("Kim", "Dahl", place_id=houses.PLACES[1]))
    ours = there.first("person")
    page = other.look(file.data, file.code)
    who = page.sheet.who
    assert who.radios is not None
    assert who.answer is None
    other.press(page.sheet.take)
    assert who.field is not None
    assert who.field.finding is not None
    assert "Svar først" in who.field.finding.text
    other.qtbot.mouseClick(who.radios.button(ours), _LEFT)
    assert problems_of(page) == []
    other.press(page.sheet.take)
    assert services.people.facts(ours).joined[0][1] == "Kim Dahl"
    assert other.window.notice.text == "Papirerne fra Havnehuset er taget imod."
    # Kim lives here already: nobody is asked to admit.
    other.window.notice.press()
    assert isinstance(other.window.navigator.current, ResidentPage)


def test_the_number_of_somebody_else_is_no_other_person(other: Window, file: TransferSent) -> None:
    services = other.services
    ole = services.stays.admit(AdmitCommand("Ole", "Bach", place_id=houses.PLACES[1])).first(
        "person"
    )
    version = services.people.facts(ole).version
    services.people.set_fact(ole, version, "cpr", "140682-0000")
    version = services.people.facts(ole).version
    services.circle.set_allergy(ole, version, "none_known")
    page = other.look(file.data, file.code)
    who = page.sheet.who
    assert "samme CPR-nummer" in who.words
    assert "Spørg beboeren" in page.sheet.beside.words
    assert who.radios is not None
    other.qtbot.mouseClick(who.radios.button(NEW), _LEFT)
    other.press(page.sheet.take)
    assert who.field is not None
    assert who.field.finding is not None
    assert "CPR-numre forkert" in who.field.finding.text
    assert services.register.letters(ole) == ()


def test_names_are_hidden_and_the_look_is_logged(other: Window, file: TransferSent) -> None:
    there = other.services.stays.admit(AdmitCommand("Kim", "Dahl", place_id=houses.PLACES[1]))
    page = other.look(file.data, file.code)
    privacy().set_on(on=True)
    shown = page.sheet.beside.words
    assert "Dahl" not in shown
    assert "Styr på posten" not in shown
    assert page.sheet.who.radios is not None
    assert "Dahl" not in page.sheet.who.radios.button(there.first("person")).text()
    privacy().set_on(on=False)
    views = [item.label for item in other.services.history.for_person(there.first("person"))]
    assert "har set papirerne ved siden af en flyttefil" in views


def test_a_protected_person_is_protected_from_the_first_moment(
    other: Window, tmp_path: Path
) -> None:
    house = houses.make_house(tmp_path / "away")
    ours = houses.services(house)
    kim = letter_house.admitted(ours)
    ours.people.set_fact(kim, ours.people.facts(kim).version, "protected_address", value=True)
    ours.people.open(kim, "Kim flytter")
    made = two_houses.sent(ours, kim, ("letters",))
    houses.close(house)
    page = other.look(made.data, made.code)
    assert "Adressen er beskyttet" in page.sheet.strip.words
    other.press(page.sheet.take)
    resident = other.window.navigator.current
    assert isinstance(resident, ResidentPage)
    assert resident.question is not None
    resident.question.reject()
    assert "Kim" not in other.window.notice.text


def test_another_house_is_said(other: Window, file: TransferSent) -> None:
    facts = other.services.house.facts()
    other.services.house.set_fact(facts.version, "name", "Vesthuset")
    page = other.look(file.data, file.code)
    assert "Samtykket er givet til Østhuset. I hedder Vesthuset." in page.sheet.strip.words
    assert page.sheet.take.isVisible()


def test_a_temp_takes_nothing(qtbot: QtBot, house: OpenHouse, file: TransferSent) -> None:
    services = houses.services(house, "temp")
    assert services.search.find("flyttefil") == ()
    page = TakePage(residents.session(services, houses.make_clock()))
    qtbot.addWidget(page)
    page.show()
    assert "stamdata" in page.wait.words
    assert not page.ask.isVisible()
    with pytest.raises(NotAllowed):
        services.transfers.beside(letter_house.admitted(houses.services(house)))


def test_ways_to_the_page(other: Window) -> None:
    [hit] = [
        one
        for one in HouseSearch(other.services.search).find("flyttefil")
        if one.group == "Handlinger"
    ]
    assert hit.target.place == "transfer_take"
    other.go("admit")
    admit = other.window.navigator.current
    assert isinstance(admit, AdmitPage)
    other.press(admit.who.elsewhere)
    page = other.take_page()
    assert problems_of(page) == []
    other.running.files.answer = other.folder / "other.boform"
    other.running.files.answer.write_bytes(b"")
    other.press(page.ask.button)
    assert page.ask.file.finding is not None
    other.press(page.ask.see)
    assert other.window.focusWidget() is page.ask.button


def test_a_draft_about_another_one_is_not_written_over(other: Window, file: TransferSent) -> None:
    other.go("admit")
    admit = other.window.navigator.current
    assert isinstance(admit, AdmitPage)
    other.qtbot.keyClicks(admit.who.first, "Samira")
    page = other.look(file.data, file.code)
    other.press(page.sheet.take)
    other.window.notice.press()
    other.settle()
    assert admit.who.first.text() == "Samira"
    assert admit.known_person.person is None
    assert "kladde om en anden" in other.window.notice.text


def _flipped(data: bytes) -> bytes:
    """One bit of the last chunk is another."""
    return data[:-1] + bytes([data[-1] ^ 1])
