"""Svar fra kommunen: files that fall on the real window, taken over by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.values.case_codes import new_code
from reports.answer_form import AnswerFormContext, render_answer_form
from tests.boform_app.services import answer_house as given
from tests.reports.forms import changed, filled
from tests.ui.checks import problems_of
from tests.ui.program import Running, log_in, made_house, running
from ui.main_window import MainWindow
from ui.pages.answer.page import AnswerPage
from ui.pages.base import Target
from ui.privacy import privacy
from ui.widgets.buttons import Button
from ui.widgets.line_edit import LineEdit

_LEFT, _NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Post:
    """A window, a letter that asks, and files as they come back."""

    def __init__(self, qtbot: QtBot, found: Running, tmp_path: Path) -> None:
        self.qtbot, self.running, self.folder = qtbot, found, tmp_path
        self.desk = log_in(qtbot, found)
        self.services, self.window = self.desk.services, self.desk.window
        self.window.show()
        self.case = given.case(self.services)

    def file(self, data: bytes, name: str = "svar.pdf") -> Path:
        path = self.folder / name
        path.write_bytes(data)
        return path

    def drop(self, data: bytes, name: str = "svar.pdf") -> AnswerPage:
        assert falls(self.window, self.file(data, name))
        return self.page()

    def page(self) -> AnswerPage:
        page = self.window.navigator.current
        assert isinstance(page, AnswerPage)
        self.qtbot.waitUntil(lambda: not page.busy, timeout=20_000)
        if not self.desk.locker.is_locked and QApplication.activeModalWidget() is None:
            # Keys of the page need the window to be the one in front.
            self.window.activateWindow()
            self.qtbot.waitUntil(self.window.isActiveWindow)
        return page

    def answered(self, **more: str) -> bytes:
        return given.answered(self.case.form, given.PICTURED, **more)


@pytest.fixture
def post(qtbot: QtBot, tmp_path: Path) -> Iterator[Post]:
    found = running(made_house(tmp_path / "house"))
    found.program.start()
    made = Post(qtbot, found, tmp_path)
    yield made
    found.program.close()


def falls(window: MainWindow, *paths: Path) -> bool:
    """Whether the window takes what a person drops on it, where Qt would hand it over."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    target = window.windowHandle()
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    enter = QDragEnterEvent(QPointF(400, 300).toPoint(), actions, data, _LEFT, _NO_KEY)
    QApplication.sendEvent(target, enter)
    assert window.drop.frame.isVisible() == enter.isAccepted()
    event = QDropEvent(QPointF(400, 300), actions, data, _LEFT, _NO_KEY)
    event.ignore()
    QApplication.sendEvent(target, event)
    assert not window.drop.frame.isVisible()
    return event.isAccepted()


def test_a_filled_form_is_dropped_and_taken_over_by_keyboard(post: Post) -> None:
    page = post.drop(post.answered())
    assert page.found is not None
    assert page.found.state == "form"
    assert "Skemaet er helt og uændret" in page.sheet.strip.words
    assert post.window.focusWidget() is page.sheet.table
    assert problems_of(page) == []
    ticked = set(page.sheet.table.ticked)
    assert {"plan", "meeting", "message"} <= ticked
    listed = page.sheet.follows.words
    page.sheet.table.choose("message")
    post.qtbot.keyClick(page.sheet.table, Qt.Key.Key_Space)
    assert page.sheet.table.ticked == ticked - {"message"}
    assert len(page.sheet.follows.words) < len(listed)
    assert page.sheet.take.text() == f"Overtag {len(ticked) - 1} oplysninger"
    post.qtbot.keyClick(page.sheet.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page = post.page()
    plan = post.services.plans.get(post.case.stay)
    assert str(plan.promised_for) == "2026-12-04"
    assert post.window.notice.text.endswith("er overtaget")
    assert "Filen ligger under Dokumenter" in page.sheet.strip.words
    held = post.services.documents.of_person(post.case.person)
    assert [one.file_name for one in held] == ["svar.pdf"]


def test_undo_brings_the_boxes_back(post: Post) -> None:
    page = post.drop(post.answered())
    post.qtbot.mouseClick(page.sheet.take, _LEFT)
    page = post.page()
    assert not page.sheet.keep.isVisible()
    post.desk.session.undo()
    assert post.services.plans.get(post.case.stay).promised_for is None
    assert page.found is not None
    assert any(row.can_take for row in page.found.rows)
    assert page.sheet.keep.isVisible()


def test_the_chosen_row_is_marked_on_the_page(post: Post) -> None:
    page = post.drop(post.answered())
    page.sheet.table.choose("phone")
    spots = [sheet.spots for sheet in page.sheet.paper.images._sheets]
    assert len(spots[0]) == 1
    row = page.sheet.table.current_row
    assert (spots[0][0].left, spots[0][0].top) == (row.marks[0].left, row.marks[0].top)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("script", "noget, der kan køre af sig selv"),
        ("changed", "Svararket er ændret"),
        ("damaged", "beskadiget"),
        ("other", "hører ikke til et brev herfra"),
        ("calendar", "anden slags fil"),
    ],
)
def test_what_is_refused_is_said_and_changes_nothing(post: Post, kind: str, said: str) -> None:
    form = post.answered()
    made: dict[str, Callable[[], bytes]] = {
        "script": lambda: given.with_script(form),
        "changed": lambda: changed(form, _another_question),
        "damaged": lambda: b"%PDF-1.7 nothing more",
        "other": _other_house,
        "calendar": lambda: b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
    }
    page = post.drop(made[kind]())
    assert said in page.words.text
    assert "ikke ændret noget" in page.words.text
    assert page.found is None
    assert page.words.button("document").isVisible() == (kind == "changed")
    assert problems_of(page) == []
    assert post.services.documents.of_person(post.case.person) == ()
    assert post.services.answers.history(post.case.letter.id) == ()


def test_a_file_that_is_too_large_is_not_read(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.pages.answer.reading.LARGEST", 1000)
    page = post.drop(post.answered())
    assert "for stor" in page.words.text


def test_a_changed_form_can_be_kept_as_a_document(post: Post) -> None:
    page = post.drop(changed(post.answered(), _another_question), "ændret.pdf")
    post.qtbot.mouseClick(page.words.button("document"), _LEFT)
    panel = page.document_panel
    assert panel is not None
    panel.form.write("person_id", post.case.person)
    panel.verb.click()
    post.page()
    held = post.services.documents.of_person(post.case.person)
    assert [one.file_name for one in held] == ["ændret.pdf"]
    assert post.services.answers.history(post.case.letter.id) == ()


def test_a_scan_is_found_by_its_code_and_typed_by_hand(post: Post) -> None:
    page = post.drop(given.printed(post.answered()), "scan.pdf")
    assert page.found is not None
    assert (page.found.state, page.found.letter) == ("scan", post.case.letter)
    assert page.sheet.table.ticked == set()
    assert not page.sheet.take.isVisible()
    page.sheet.table.choose("phone")
    post.qtbot.keyClick(page.sheet.table, Qt.Key.Key_Return)
    panel = page.panel
    assert panel is not None
    assert problems_of(panel) == []
    line = panel.findChild(LineEdit)
    assert isinstance(line, LineEdit)
    post.qtbot.keyClicks(line, "12 34 56 84")
    panel.verb.click()
    phone = next(row for row in page.found.rows if row.key == "phone")
    assert phone.came == "12 34 56 84"


def test_without_a_code_resident_and_letter_are_chosen(post: Post) -> None:
    page = post.drop(_white())
    assert page.found is not None
    assert page.found.state == "unknown"
    which = page.sheet.which
    assert which.isVisible()
    assert problems_of(page) == []
    which.keep.click()
    assert post.services.documents.of_person(post.case.person) == ()
    which.who.set_value(post.case.person)
    which.who.changed.emit()
    assert which.letters.current_row == post.case.letter
    which.use.click()
    assert page.found.letter == post.case.letter
    page.sheet.keep.click()
    post.page()
    assert [one.state for one in post.services.answers.history(post.case.letter.id)] == ["kept"]


def test_another_case_can_be_left_again(post: Post) -> None:
    page = post.drop(post.answered())
    ticked = set(page.sheet.table.ticked)
    post.qtbot.mouseClick(page.sheet.strip.button, _LEFT)
    assert page.sheet.which.isVisible()
    post.qtbot.mouseClick(page.sheet.which.back, _LEFT)
    assert page.sheet.table.isVisible()
    assert page.sheet.table.ticked == ticked


def test_an_answer_that_came_before_is_said(post: Post) -> None:
    page = post.drop(post.answered())
    page.sheet.take.click()
    post.page()
    page = post.drop(post.answered(caseworker_phone="99 99 99 99"), "igen.pdf")
    assert "Der kom et svar før" in page.sheet.strip.words
    assert page.sheet.table.ticked == {"phone"}


def test_names_and_pages_are_hidden(post: Post) -> None:
    page = post.drop(post.answered())
    privacy().set_on(on=True)
    assert not page.sheet.paper.images.isVisible()
    shown = page.sheet.table.model_.index(0, 1)
    assert "Dahl" not in page.head.findChildren(type(page.head._title))[0].text()
    assert shown.isValid()


def test_only_one_local_file_falls_and_nothing_under_the_lock(post: Post, tmp_path: Path) -> None:
    first, second = post.file(post.answered()), post.file(b"x", "b.pdf")
    assert not falls(post.window, first, second)
    assert not falls(post.window, tmp_path)
    post.desk.locker.lock()
    assert not falls(post.window, first)
    assert post.services.documents.of_person(post.case.person) == ()


def test_a_file_is_chosen_on_breve_by_keyboard(post: Post) -> None:
    post.window.navigator.go(Target("letters"))
    page = post.window.navigator.current
    assert page is not None
    button = next(b for b in page.findChildren(Button) if "Svar fra" in b.text())
    post.running.files.answer = post.file(post.answered())
    button.setFocus()
    post.qtbot.keyClick(button, Qt.Key.Key_Return)
    assert post.page().found is not None


def _another_question(pdf: pikepdf.Pdf) -> None:
    """The page says less than the one that was sent."""
    page = pdf.pages[0]
    operators = pikepdf.parse_content_stream(page)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(operators[:-40]))


def _other_house() -> bytes:
    code, day = new_code("FJR", bytes(5)), date(2026, 11, 23)
    return filled(render_answer_form(AnswerFormContext("Fjordhuset", ("Fjordvej 1",), code, day)))


def _white() -> bytes:
    return given.scanned(Image.new("L", (620, 877), 255))
