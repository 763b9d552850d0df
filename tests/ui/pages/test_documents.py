"""Dokumenter: letters and what came in, together; files put in, looked at, put right and taken away."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.contacts import DocumentCommand, DocumentView
from boform_app.services.views.letters import LetterEdits
from boform_app.services.views.stays import AdmitCommand
from tests import houses
from tests.boform_app.services import letter_house as given
from tests.doubles import RecordingFileDialogs, RecordingPrinter
from tests.houses import PLACES
from tests.ui.checks import problems_of
from tests.ui.pages import residents
from ui.dialogs.panel import Panel
from ui.dropping import FileDrop
from ui.pages.base import Target
from ui.pages.resident.document_form import _DocumentForm
from ui.pages.resident.letters import LettersTab
from ui.pages.resident.page import ResidentPage
from ui.privacy import privacy
from ui.session import Session
from ui.widgets.choice import Combo


def pdf(pages: int = 1, width: int = 200) -> bytes:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(width, 280))
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def photo(color: str) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (120, 160), color).save(kept, "JPEG")
    return kept.getvalue()


@dataclass
class Desk:
    """Kim's Dokumenter with a letter of the house."""

    qtbot: QtBot
    house: OpenHouse
    services: Services
    session: Session
    page: ResidentPage
    kim: UUID
    said: list[str]
    folder: Path

    @property
    def tab(self) -> LettersTab:
        found = self.page.findChild(LettersTab)
        assert found is not None
        return found

    @property
    def files(self) -> RecordingFileDialogs:
        files = self.session.ports.files
        assert isinstance(files, RecordingFileDialogs)
        return files

    @property
    def form(self) -> _DocumentForm:
        form = self.tab.form
        assert isinstance(form, _DocumentForm)
        return form

    @property
    def documents(self) -> tuple[DocumentView, ...]:
        return self.services.documents.of_person(self.kim)

    def show(self, person_id: UUID | None = None) -> None:
        self.page.restore({"person_id": person_id or self.kim, "tab": "letters"})
        self.rested()

    def rested(self) -> None:
        self.qtbot.waitUntil(lambda: not self.session.tasks.busy, timeout=20_000)

    def keep(self, data: bytes | None = None, title: str = "Handleplan") -> DocumentView:
        command = DocumentCommand(
            self.kim, data or pdf(), "action_plan", title, "Aalborg Kommune", file_name="plan.pdf"
        )
        self.services.documents.keep(command)
        self.show()
        found = next(one for one in self.documents if one.title == title)
        assert self.tab.list.choose(found.id)
        self.rested()
        return found

    def file(self, name: str, data: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(data)
        return path

    def put_in(self, *files: Path) -> _DocumentForm:
        """As if they were chosen in the window for files; the child has looked at all of them."""
        self.files.answers = files
        menu = self.tab.file._menu
        assert menu is not None
        menu.actions()[0].trigger()
        form = self.form
        self.qtbot.waitUntil(
            lambda: all(one.state != "looking" for one in form.files.files), timeout=20_000
        )
        return form

    def press(self, button: QWidget) -> None:
        self.qtbot.keyClick(button, Qt.Key.Key_Return)

    def confirm(self, form: _DocumentForm, count: int) -> None:
        self.press(form.verb)
        self.qtbot.waitUntil(lambda: len(self.documents) == count, timeout=20_000)
        self.rested()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    house: OpenHouse = houses.make_house(tmp_path / "house")
    services = houses.services(house)
    given.contact(services)
    kim = given.admitted(services)
    services.letters.make("stay_confirmation", kim, LetterEdits())
    session = residents.session(services, houses.make_clock())
    page, said = ResidentPage(session), list[str]()
    session.spoke.connect(lambda words, _action, _then: said.append(words))
    session.bus.changed.connect(page.apply_changes)
    qtbot.addWidget(page)
    page.resize(1182, 616)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    folder = tmp_path / "scans"
    folder.mkdir()
    yield Desk(qtbot, house, services, session, page, kim, said, folder)
    privacy().set_on(on=False)
    session.tasks.close()
    houses.close(house)


def words(tab: LettersTab) -> list[tuple[str, str]]:
    """Title and line below of every row."""
    column = tab.list.model_.columns[1]
    return [column.value(row) for row in tab.list.model_.rows]


def test_letters_and_what_came_in_stand_together_and_are_told_apart(desk: Desk) -> None:
    desk.show()
    assert [title for title, _ in words(desk.tab)] == ["Bekræftelse på ophold"]
    desk.keep(pdf(3))
    assert ("Handleplan", "3 sider · fra Aalborg Kommune") in words(desk.tab)
    assert len(words(desk.tab)) == 2
    for key, title in (("letters", "Bekræftelse på ophold"), ("in", "Handleplan")):
        segment = desk.tab.show_only._segments[key]
        assert segment.text().endswith(" 1")
        desk.qtbot.mouseClick(segment, Qt.MouseButton.LeftButton)
        assert [one for one, _ in words(desk.tab)] == [title]
    assert problems_of(desk.page) == []


def test_a_filter_without_papers_says_what_to_do(desk: Desk) -> None:
    desk.show()
    desk.qtbot.mouseClick(desk.tab.show_only._segments["in"], Qt.MouseButton.LeftButton)
    assert desk.tab.empty.isVisible()
    assert not desk.tab.view.isVisible()
    assert problems_of(desk.page) == []


def test_the_pages_of_a_pdf_are_seen_larger_and_further_on(desk: Desk) -> None:
    desk.keep(pdf(12))
    view = desk.tab.view
    desk.qtbot.waitUntil(lambda: len(view.pages._sheets) == 10, timeout=20_000)
    desk.qtbot.waitUntil(lambda: view.number.text() == "Side 1 af 12")
    before = view.pages.zoom
    desk.press(view.larger)
    assert view.pages.zoom > before
    desk.press(view.more)
    desk.qtbot.waitUntil(lambda: len(view.pages._sheets) == 12, timeout=20_000)
    assert not view.more.isVisible()
    assert desk.tab._title.text() == "Handleplan"
    assert "Modtaget 23-11-2026 · Aalborg Kommune" in desk.tab._facts.text()


def test_nothing_of_it_is_seen_while_names_are_hidden(desk: Desk) -> None:
    desk.keep()
    desk.qtbot.waitUntil(lambda: len(desk.tab.pages._sheets) == 1, timeout=20_000)
    privacy().set_on(on=True)
    desk.page.privacy_changed(on=True)
    assert desk.tab.pages._sheets == []
    assert not desk.tab.view.isVisible()


def test_it_is_printed_from_the_pages_that_the_child_drew(desk: Desk) -> None:
    desk.keep(pdf(2))
    printer = desk.session.ports.printer
    assert isinstance(printer, RecordingPrinter)
    assert desk.page.command("print")
    desk.qtbot.waitUntil(lambda: len(printer.jobs) == 1, timeout=20_000)
    assert desk.said[-1] == "Dokumentet er printet."


def test_a_copy_is_written_down_and_can_be_taken_away_again(desk: Desk, tmp_path: Path) -> None:
    desk.keep(data := pdf())
    desk.files.answer = desk.house.folder.root / "kopi.pdf"
    desk.press(desk.tab.save_button)
    assert not desk.files.answer.exists()
    assert desk.said[-1] == "Vælg en mappe uden for husets egne data."
    desk.files.answer = tmp_path / "usb" / "kopi.pdf"
    desk.press(desk.tab.save_button)
    assert desk.said[-1] == "Filen kunne ikke gemmes der. Vælg et andet sted."
    desk.files.answer.parent.mkdir()
    desk.press(desk.tab.save_button)
    assert desk.files.answer.read_bytes() == data
    assert "1 gemt kopi ligger på disken" in desk.tab._facts.text()
    desk.press(desk.tab.remove_button)
    assert not desk.files.answer.exists()
    assert not desk.tab.remove_button.isVisible()


def test_the_municipalitys_answer_can_be_read_instead_of_kept(desk: Desk) -> None:
    desk.show()
    asked: list[Target] = []
    desk.page.navigate.connect(asked.append)
    scan = desk.file("svar.pdf", pdf())
    form = desk.put_in(scan)
    form.kind.set_value("lease")
    form.kind.changed.emit()
    assert not form.read.isVisible()
    form.kind.set_value("answer")
    form.kind.changed.emit()
    desk.qtbot.mouseClick(form.read, Qt.MouseButton.LeftButton)
    assert [(one.place, one.facts["path"]) for one in asked] == [("answer", scan)]
    assert desk.documents == ()


def test_several_files_are_no_answer(desk: Desk) -> None:
    desk.show()
    assert not desk.put_in(desk.file("1.pdf", pdf()), desk.file("2.pdf", pdf())).read.isVisible()


def test_a_file_is_put_in_with_what_its_kind_proposes(desk: Desk) -> None:
    desk.show()
    form = desk.put_in(desk.file("scan.pdf", pdf(2)))
    assert form.files.files[0].words == "2 sider"
    assert problems_of(form) == []
    form.kind.set_value("lease")
    form.kind.changed.emit()
    assert (form.title_line.text(), form.sender_line.text()) == ("Lejekontrakt", "")
    form.kind.set_value("decision")
    form.kind.changed.emit()
    assert form.title_line.text() == "Afgørelse"
    desk.qtbot.keyClicks(form.title_line, " om støtte")
    form.kind.set_value("health")
    form.kind.changed.emit()
    assert form.title_line.text() == "Afgørelse om støtte", "what was typed stays"
    letter = form.form.field("letter_id").control
    assert isinstance(letter, Combo)
    letter.setCurrentIndex(1)
    desk.confirm(form, 1)
    (kept,) = desk.documents
    assert (kept.title, kept.kind, kept.page_count) == ("Afgørelse om støtte", "health", 2)
    assert kept.letter_id == desk.services.register.letters(desk.kim)[0].id
    assert "Afgørelse om støtte" in [title for title, _ in words(desk.tab)]


def test_something_else_needs_its_own_words(desk: Desk) -> None:
    desk.show()
    form = desk.put_in(desk.file("scan.pdf", pdf()))
    form.kind.set_value("other")
    form.kind.changed.emit()
    assert form.title_line.text() == ""
    desk.press(form.verb)
    desk.qtbot.waitUntil(lambda: form.form.field("title").finding is not None, timeout=20_000)
    assert desk.documents == ()
    desk.qtbot.keyClicks(form.title_line, "Tegning af værelset")
    desk.confirm(form, 1)


def test_photographs_become_one_document_in_the_order_that_is_chosen(desk: Desk) -> None:
    desk.show()
    form = desk.put_in(desk.file("1.jpg", photo("red")), desk.file("2.jpg", photo("blue")))
    assert form.join.isVisible()
    second = form.files.files[1]
    form.files.pressed.emit(second, "up")
    assert [one.path.name for one in form.files.files] == ["2.jpg", "1.jpg"]
    desk.confirm(form, 1)
    (kept,) = desk.documents
    assert (kept.page_count, kept.media_type) == (2, "application/pdf")
    first = desk.services.documents.pages(kept.id)[0]
    middle = (first.height // 2 * first.width + first.width // 2) * 3
    red, _green, blue = first.rgb[middle : middle + 3]
    assert blue > 128 > red


def test_several_files_can_be_several_documents(desk: Desk) -> None:
    desk.show()
    form = desk.put_in(desk.file("1.jpg", photo("red")), desk.file("2.pdf", pdf()))
    assert not form.join.isVisible(), "a PDF is a document of its own"
    desk.confirm(form, 2)
    assert sorted(one.title for one in desk.documents) == ["Svar 1", "Svar 2"]


def test_bad_files_are_named_and_the_good_one_is_kept(desk: Desk) -> None:
    desk.show()
    form = desk.put_in(
        desk.file("brev.docx", b"PK\x03\x04 word/document.xml"),
        desk.file("tom.pdf", b""),
        desk.file("stor.pdf", b"%PDF-1.7" + bytes(25_000_001)),
        desk.file("god.pdf", pdf()),
    )
    states = [(one.path.name, one.state) for one in form.files.files]
    assert states == [
        ("brev.docx", "refused"),
        ("tom.pdf", "refused"),
        ("stor.pdf", "refused"),
        ("god.pdf", "fits"),
    ]
    told = [one.words for one in form.files.files]
    assert "print den som PDF" in told[0]
    assert told[1].startswith("Filen er tom.")
    assert "25 MB" in told[2]
    assert "brev.docx" in form.files.trouble, "the chosen one is explained at length"
    form.files.choose(2)
    assert form.files.trouble.startswith("stor.pdf: Filen er for stor.")
    assert problems_of(form) == []
    desk.confirm(form, 1)
    assert desk.documents[0].file_name == "god.pdf"


def test_without_a_good_file_nothing_can_be_kept(desk: Desk) -> None:
    desk.show()
    form = desk.put_in(desk.file("brev.docx", b"PK\x03\x04"))
    assert not form.verb.isEnabled()
    form.reject()


def test_the_same_file_again_leads_to_the_one_that_is_here(desk: Desk) -> None:
    kept = desk.keep(data := pdf())
    letter = desk.services.register.letters(desk.kim)[0]
    desk.tab.list.choose(letter.id)
    desk.rested()
    form = desk.put_in(desk.file("igen.pdf", data))
    (file,) = form.files.files
    assert file.words == "Filen ligger her allerede: Handleplan, 23-11-2026"
    assert not form.verb.isEnabled()
    form.files.pressed.emit(file, "drop")
    desk.rested()
    assert desk.tab.list.current_row.id == kept.id
    assert len(desk.documents) == 1


def test_the_scanner_shows_its_newest_and_asks_about_the_original(desk: Desk) -> None:
    desk.show()
    scan = desk.file("scan0001.pdf", pdf())
    desk.file("noter.txt", b"not for us")
    desk.files.answer = desk.folder
    menu = desk.tab.file._menu
    assert menu is not None
    menu.actions()[1].trigger()
    panel = desk.tab.scanner
    assert panel is not None
    assert not panel.verb.isEnabled()
    desk.press(panel.other)
    desk.qtbot.waitUntil(lambda: len(panel.list.model_.rows) == 1, timeout=20_000)
    assert desk.services.settings.get("scanner_folder", "") == str(desk.folder)
    assert problems_of(panel) == []
    desk.qtbot.keyClick(panel.list, Qt.Key.Key_Space)
    desk.press(panel.verb)
    desk.confirm(desk.form, 1)
    assert scan.exists(), "never by itself"
    question = [one for one in desk.tab.findChildren(Panel) if one.isVisible()][-1]
    assert question.heading.text() == "Fjern originalen fra scannerens mappe?"
    buttons = [one for one in question.findChildren(QWidget) if hasattr(one, "click")]
    desk.press(buttons[0])
    assert not scan.exists()
    assert desk.said[-1] == "Originalen er fjernet."


def test_files_dropped_here_belong_to_this_resident(desk: Desk, qtbot: QtBot) -> None:
    desk.show()
    assert desk.page.takes_files()
    window = QMainWindow()
    qtbot.addWidget(window)
    drop = FileDrop(window, lambda: True)
    drop.several.connect(desk.page.take_files)
    mime = QMimeData()
    paths = [desk.file("1.jpg", photo("red")), desk.file("2.jpg", photo("lime"))]
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    drop.eventFilter(window, event)
    assert desk.tab.form is None, "a page that does not take several is not given them"
    drop.takes_several = desk.page.takes_files
    drop.eventFilter(window, event)
    assert [one.path for one in desk.form.files.files] == paths
    desk.rested()
    desk.form.reject()


def test_what_was_written_wrong_is_put_right(desk: Desk) -> None:
    desk.keep()
    desk.press(desk.tab.edit_button)
    panel = desk.tab.panel
    assert panel is not None
    assert problems_of(panel) == []
    panel.form.write("title", "Handleplan fra kommunen")
    panel.form.write("kind", "decision")
    desk.press(panel.verb)
    (after,) = desk.documents
    assert (after.title, after.kind, after.sender) == (
        "Handleplan fra kommunen",
        "decision",
        "Aalborg Kommune",
    )
    desk.services.undo.undo()
    assert desk.documents[0].title == "Handleplan"


def test_a_document_goes_to_the_resident_it_is_about(desk: Desk) -> None:
    lise = desk.services.stays.admit(AdmitCommand("Lise", "Holm", place_id=PLACES[3])).first(
        "person"
    )
    desk.keep()
    desk.tab._do("move")
    panel = desk.tab.panel
    assert panel is not None
    panel.form.write("to_person_id", lise)
    panel.form.write("reason", "Lagt hos den forkerte")
    desk.press(panel.verb)
    assert desk.documents == ()
    desk.show(lise)
    assert "Handleplan" in [title for title, _ in words(desk.tab)]
    assert "Flyttet hertil: Lagt hos den forkerte" in desk.tab._facts.text()


def test_a_leader_takes_it_away_and_the_line_stays(desk: Desk) -> None:
    desk.keep()
    desk.tab._do("take_away")
    panel = desk.tab.panel
    assert panel is not None
    desk.press(panel.verb)
    assert desk.documents, "not without a reason"
    panel.form.write("reason", "Hører ikke til i sagen")
    desk.press(panel.verb)
    assert not len(desk.documents)
    row = next(one for one in desk.tab.list.model_.rows if one.title == "Handleplan")
    assert desk.tab.list.choose(row.id)
    assert desk.tab._facts.text() == (
        "Taget væk 23-11-2026 af Mette Krogh. Indholdet er slettet.\nGrund: Hører ikke til i sagen"
    )
    assert desk.tab.pages._sheets == []
    assert not desk.tab.save_button.isVisible()


def beside(desk: Desk, qtbot: QtBot, role: str) -> tuple[Session, ResidentPage, LettersTab]:
    """Kim's Dokumenter as a colleague sees them in the same house."""
    session = residents.session(houses.services(desk.house, role), houses.make_clock())
    page = ResidentPage(session)
    qtbot.addWidget(page)
    page.resize(1182, 616)
    page.show()
    page.restore({"person_id": desk.kim, "tab": "letters"})
    tab = page.findChild(LettersTab)
    assert tab is not None
    return session, page, tab


def test_a_member_of_staff_moves_it_and_is_not_offered_to_take_it_away(
    desk: Desk, qtbot: QtBot
) -> None:
    """The window offers what the service lets staff do, and no button that is refused."""
    lise = desk.services.stays.admit(AdmitCommand("Lise", "Holm", place_id=PLACES[3])).first(
        "person"
    )
    held = desk.keep()
    session, _, tab = beside(desk, qtbot, "staff")
    assert tab.list.choose(held.id)
    qtbot.waitUntil(lambda: not session.tasks.busy, timeout=20_000)
    menu = tab.more_button._menu
    assert menu is not None
    offered = [one for one in menu.actions() if one.isVisible()]
    assert [one.text() for one in offered] == ["Flyt til en anden beboer …"]
    offered[0].trigger()
    panel = tab.panel
    assert panel is not None
    panel.form.write("to_person_id", lise)
    panel.form.write("reason", "Lagt hos den forkerte")
    desk.press(panel.verb)
    assert [one.id for one in session.services.documents.of_person(lise)] == [held.id]
    session.tasks.close()


def test_a_temp_looks_and_changes_nothing(desk: Desk, qtbot: QtBot) -> None:
    desk.keep()
    session, page, tab = beside(desk, qtbot, "temp")
    assert [row.title for row in tab.list.model_.rows] == ["Handleplan"]
    qtbot.waitUntil(lambda: not session.tasks.busy, timeout=20_000)
    assert not page.takes_files()
    for button in (tab.file, tab.edit_button, tab.more_button):
        assert not button.isVisible()
    session.tasks.close()
