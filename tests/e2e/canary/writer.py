"""Writes a mark into every field that can be written into, wherever the program stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from tests.e2e.canary.marks import Marks
from tests.e2e.canary.sites import site_of
from tests.e2e.person import Person, spoken
from tests.e2e.running import Running
from ui.pages.base import Target
from ui.pages.house.number import NumberField
from ui.widgets.amount_field import AmountField
from ui.widgets.cpr_field import CprField
from ui.widgets.date_field import DateField
from ui.widgets.ore_field import OreField
from ui.widgets.time_field import TimeField

_DONE = "canaryDone"
_SHAPED = (DateField, TimeField, CprField, AmountField, OreField, NumberField)
Text = QLineEdit | QPlainTextEdit | QTextEdit


class Writer:
    """One hand that goes everywhere.

    Attributes:
        marks: What was written where.
        sites: Lines of the source whose fields were written into.
        titles: Every window title that was seen.
        about: Which document is open, where one editor serves several.
        resident: Who has the marks, once somebody is admitted and was looked for.
    """

    def __init__(self, running: Running, marks: Marks) -> None:
        self.running, self.marks = running, marks
        self.sites: set[str] = set()
        self.titles: set[str] = set()
        self.about = ""
        self.resident: UUID | None = None
        self.person: Person = running.person
        # Whether a dialog may come is the day test's business; here they all shall.
        self.person.dialogs = ("",)

    def sweep(self) -> None:
        """Write into every field on the screen that has no mark yet."""
        while (field := next(self._open_fields(), None)) is not None:
            self._mark(field)
        self.titles |= {top.windowTitle() for top in QApplication.topLevelWidgets()}

    def go(self, place: str, **facts: Any) -> None:
        """Show a place, as a link would."""
        self.running.desk.window.navigator.go(Target(place, facts))
        self.settle()

    def push(self, name: str, kind: Any = QAbstractButton, *, rest: bool = True) -> None:
        """Press a button by its words; without ``rest`` work off the thread is not waited for."""
        widget = self._seek(kind, name)
        if widget is None:
            # What a pane offers comes when the event loop comes round.
            self.person.wait(lambda: self.see(kind, name), name)
            widget = self.find(kind, name)
        self._take(widget)
        self.person.press("Space")
        if rest:
            self.settle()

    def tick_all(self) -> None:
        """Tick every box: some bring fields with them."""
        for box in self._visible(QCheckBox):
            if not box.isChecked() and box.isEnabled():
                self._take(box)
                self.person.press("Space")

    def fill(self, name: str, text: str) -> None:
        """Write something particular into a field."""
        self._take(self.find((QLineEdit, QPlainTextEdit), name))
        self.person.press("Ctrl+A", "Delete")
        self.person.write(text)

    def pick(self, name: str, row: int = 0) -> None:
        """Choose the answer of a list by its place."""
        combo = self.find(QComboBox, name)
        self._take(combo)
        if combo.isEditable():
            self.person.press("Ctrl+A")
            self.person.write(combo.itemText(row))
            self.person.press("Tab")
        else:
            self.person.press("Home", *["Down"] * row)

    def choose_row(self, name: str, row: int = 0) -> None:
        """Take a row of a list in hand."""
        view = self.find(QAbstractItemView, name)
        self._take(view)
        view.setCurrentIndex(view.model().index(row, 0))
        self.settle()

    def menu(self, words: str) -> None:
        """Take an entry of the open menu."""
        self.person.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "a menu")
        self.person.menu(words)
        self.settle()

    def submit(self) -> None:
        """Ctrl+Enter where the cursor is."""
        self.person.press("Ctrl+Return")
        self.settle()

    def settle(self) -> None:
        """Work off the thread has come to an end."""
        shell = self.running.running.shell
        desk = shell.session

        def rests() -> bool:
            busy = shell.tasks.busy
            return not busy and (desk is None or not self.running.desk.tasks.busy)

        self.person.wait(rests, "the end of the work")

    def find(self, kind: Any, name: str) -> Any:
        """The visible widget of a kind with this name; a dialog wins over the page below."""
        found = self._seek(kind, name)
        if found is None:
            raise LookupError(f"{name!r} is not among {sorted(set(self.names(kind)))}")
        return found

    def see(self, kind: Any, name: str) -> bool:
        """Whether ``find`` would find it."""
        return self._seek(kind, name) is not None

    def names(self, kind: Any) -> list[str]:
        """What the visible widgets of a kind are called."""
        return [spoken(widget) for widget in self._visible(kind)]

    # -- own -------------------------------------------------------------------------------------

    def _seek(self, kind: Any, name: str) -> Any:
        for widget in self._visible(kind):
            words = widget.text() if isinstance(widget, QAbstractButton) else ""
            if name in {spoken(widget), words}:
                return widget
        return None

    def _take(self, widget: QWidget) -> None:
        self.person.turn_to_it()
        widget.setFocus()
        assert widget.isVisible(), spoken(widget)

    def _mark(self, field: Text) -> None:
        field.setProperty(_DONE, self._which(field))
        site = site_of(field)
        self.sites.add(site)
        owner = field.parentWidget() if isinstance(field.parentWidget(), QComboBox) else field
        mark = self.marks.new(f"{site} {spoken(owner or field)} [{type(owner).__name__}]")
        before = text_of(field)
        self._take(field)
        self.person.press("Ctrl+A")
        self.person.write(mark)
        if isinstance(field, _SHAPED):
            # A day, a time or a number is needed to go on; the mark was there and is taken away.
            self.person.press("Ctrl+A", "Delete")
            self.person.write(before)

    def _which(self, field: Text) -> str:
        """One editor serves every section of every letter: each of them counts."""
        return f"{self.about} {spoken(field)}" if isinstance(field, QPlainTextEdit) else "once"

    def _open_fields(self) -> Iterator[Text]:
        for field in self._visible((QLineEdit, QPlainTextEdit, QTextEdit)):
            if field.property(_DONE) == self._which(field):
                continue
            if field.isReadOnly() or not field.isEnabled():
                continue
            if text_of(field) in self.marks.where and site_of(field) in self.sites:
                # It shows a mark of before; over that nothing is written.
                field.setProperty(_DONE, self._which(field))
                continue
            yield field

    def _visible(self, kind: Any) -> Iterator[Any]:
        tops = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
        above = [top for top in tops if not isinstance(top, QMainWindow)]
        for top in (above or tops)[:1] if above else tops:
            for widget in top.findChildren(QWidget):
                if isinstance(widget, kind) and widget.isVisible():
                    yield widget


def text_of(field: Text) -> str:
    """What stands in a field."""
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


Stop = Callable[[Writer], None]
