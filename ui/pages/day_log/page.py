"""*Dagbog*: what was written in the house, day by day, and a note with few keys (mockup 14)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from boform_app.clock import local_date
from boform_app.errors import BoformError
from boform_app.services.views.day_log import LogDay, LogNote
from models.values import dates
from models.values.changes import Changes
from ui import messages
from ui.pages.base import Page
from ui.pages.day_log import rows
from ui.pages.day_log.composer import LogComposer
from ui.pages.day_log.foot import LogFoot
from ui.pages.day_log.head import LogHead
from ui.pages.day_log.list import LogList
from ui.pages.handover_prints import HandoverPrints
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Text

STACK_BELOW = 900
LEAST_TYPED = 2
_SEARCH_AFTER_MS = 150
NEWEST_FIRST = "day_log_newest_first"
"""Key of the person's own choice; without it a day reads from its beginning, as a page does."""


class DayLogPage(Page):
    """One day of the house, or what a search found."""

    key = "day_log"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._day: date | None = None
        self._log: LogDay | None = None
        self.head = LogHead()
        self.list = LogList(name=self.tr("Notater"))
        self.empty = EmptyState("")
        self.foot = LogFoot()
        self.composer = LogComposer(session)
        self.prints = HandoverPrints(session, self)
        self._search_soon = QTimer(self, singleShot=True, interval=_SEARCH_AFTER_MS)
        self._build()
        self._wire()
        self._place()
        theme().changed.connect(self._place)

    def title(self) -> str:
        """For the window."""
        return self.tr("Dagbog")

    @property
    def day(self) -> date:
        """The day that is shown."""
        return self._day or self._session.clock.today()

    def refresh(self) -> None:
        """Read the day again, and who can be written about."""
        self.composer.refresh()
        self._show()

    def apply_changes(self, changes: Changes) -> None:
        """What was written stands here at once."""
        del changes
        self.refresh()

    def privacy_changed(self, *, on: bool) -> None:
        """Names go, and texts fold."""
        del on
        self._show()

    def state(self) -> Mapping[str, Any]:
        """The day, the chosen note and what is searched for."""
        current = self.list.current
        found: dict[str, Any] = {"day": self._day} if self._day else {}
        if current is not None:
            found["note_id"] = current.note.id
        if self.head.search.text():
            found["search"] = self.head.search.text()
        return found

    def restore(self, state: Mapping[str, Any]) -> None:
        """A day, a note, a search, or a draft that goes on."""
        if "correct" in state:
            self._go_on(UUID(str(state["correct"])))
            return
        self.head.search.setText(str(state.get("search", "")))
        self._day = state.get("day")
        if "note_id" in state and "day" not in state and not self.head.search.text():
            self._day = self._day_of(state["note_id"])
        if self._day == self._session.clock.today():
            self._day = None
        self.refresh()
        if "note_id" in state:
            self.list.choose(state["note_id"])
        if state.get("write"):
            self._write()

    def rest(self) -> None:
        """Nothing is looked up for a page that nobody sees."""
        self._search_soon.stop()

    def command(self, name: str) -> bool:
        """Ctrl+F searches, Ctrl+N writes, Ctrl+P prints."""
        if name == "find":
            self.head.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.head.search.selectAll()
        elif name == "new_note":
            self._write()
        elif name == "print":
            self.prints.to_printer()
        else:
            return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two do not fit."""
        super().resizeEvent(event)
        self._place()

    # -- what is on the page -----------------------------------------------------------------------

    def _build(self) -> None:
        self._card = QFrame()
        self._card.setObjectName("card")
        box = QVBoxLayout(self._card)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(self.empty)
        box.addWidget(self.list, 1)
        box.addWidget(self.foot)
        self._side = QWidget()
        self._column = QVBoxLayout(self._side)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.composer, 1)
        self._column.addWidget(self._reading())
        words = self.tr(
            "Et gemt notat får navn og tid og rettes ikke. Brug Tilføj rettelse: begge bliver stående."
        )
        self._column.addWidget(Text(words, "small", "text2", wrap=True))
        self._column.addStretch(0)
        self._grid = QGridLayout()
        self.layout_.addWidget(self.head)
        self.layout_.addLayout(self._grid, 1)
        self._write_here = self.empty.add_button(Button(self.tr("Nyt notat")))

    def _reading(self) -> Card:
        """In the place of the composer while another day is read."""
        self.reading = Card(self.tr("En tidligere dag"))
        words = self.tr("Et nyt notat får navn og tid i dag.")
        self.reading.body.addWidget(Text(words, "body", "text2", wrap=True))
        self._write_today = Button(self.tr("Skriv et notat i dag"))
        self.reading.body.addWidget(self._write_today, 0, Qt.AlignmentFlag.AlignLeft)
        return self.reading

    def _wire(self) -> None:
        self.head.back.connect(lambda: self.go("today"))
        self.head.days.picked.connect(self._show_day)
        self.foot.house.clicked.connect(lambda _on=False: self.go("house"))
        self.foot.incidents.clicked.connect(lambda _on=False: self.go("incidents"))
        self.head.today.clicked.connect(lambda: self._show_day(self._session.clock.today()))
        self.head.show_what.changed.connect(lambda _key: self._show())
        self.head.search.textChanged.connect(lambda _text: self._search_soon.start())
        self.head.search.down.connect(self._to_list)
        self.head.search.emptied.connect(lambda: self._show_day(self.day))
        self._search_soon.timeout.connect(self._show)
        self.head.print.set_menu(self.prints.menu(self))
        self.foot.picked.connect(self._show_day)
        self.list.acted.connect(self._act)
        self.list.visited.connect(lambda person: self.go("resident", person_id=person))
        self._write_here.clicked.connect(self._write)
        self._write_today.clicked.connect(self._write)
        self.composer.saved.connect(self._saved)
        for keys, step in (("Alt+PgUp", "before"), ("Alt+PgDown", "after")):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(getattr(self.head.days, step).click)
        self.on_escape(lambda: self.go("today"))

    def _place(self) -> None:
        t = theme()
        stacked = self.width() < t.px(STACK_BELOW)
        self._grid.setHorizontalSpacing(t.px(16))
        self._grid.setVerticalSpacing(t.px(12))
        self._column.setSpacing(t.px(8))
        self._grid.addWidget(self._card, 0, 0, 1, 2 if stacked else 1)
        self._grid.addWidget(
            self._side, 1 if stacked else 0, 0 if stacked else 1, 1, 2 if stacked else 1
        )
        self._grid.setColumnStretch(0, 758)
        self._grid.setColumnStretch(1, 376)
        self.list.setMinimumHeight(t.px(280 if stacked else 160))

    # -- showing -----------------------------------------------------------------------------------

    def _show(self) -> None:
        typed = self.head.search.text().strip()
        if len(typed) >= LEAST_TYPED:
            self._show_hits(typed)
        else:
            self._show_log()
        reading = self.day != self._session.clock.today() and not self.composer.correcting
        self.composer.setVisible(not reading)
        self.reading.setVisible(reading)
        self._column.setStretch(self._column.count() - 1, int(reading))

    def _show_hits(self, typed: str) -> None:
        found = self._session.services.day_log.search(typed)
        more = self.tr("de {n} nyeste").format(n=len(found.notes))
        count = self.tr("1 notat") if len(found.notes) == 1 else self.tr("{n} notater")
        facts = more if found.more is not None else count.format(n=len(found.notes))
        self.head.show_day(self.day, self._session.clock.today(), facts if found.notes else "")
        self.list.typed = typed
        self._show_rows(rows.rows_of_hits(found.notes))
        self.empty.set_text(self.tr("Ingen notater har alle de ord."))
        self._write_here.hide()
        self.foot.show_words(self.tr("Et tryk på et notat går til dagen. Esc rydder søgningen."))

    def _show_log(self) -> None:
        today = self._session.clock.today()
        log = self._log = self._session.services.day_log.day(self.day)
        self.head.show_day(log.day, today, _facts(log) if log.notes else "")
        self.list.typed = ""
        show = self.head.show_what.current
        self._show_rows(rows.rows_of(log, show, newest_first=self._newest_first()))
        self.empty.set_text(self._why_empty(log, today))
        self._write_here.setVisible(log.day == today and not log.notes)
        self.foot.show_day(log, today)
        if log.day == today and self.list.current is None and not self._newest_first():
            # The page ends with what was written last; the list has its size a moment later.
            QTimer.singleShot(0, self.list, self.list.scrollToBottom)

    def _newest_first(self) -> bool:
        return self._session.services.settings.get(NEWEST_FIRST, False)

    def _show_rows(self, found: list[rows.Row]) -> None:
        self.list.set_rows(found)
        self.list.setVisible(bool(found))
        self.empty.setVisible(not found)

    def _why_empty(self, log: LogDay, today: date) -> str:
        if log.notes:
            important = self.head.show_what.current == "important"
            return (
                self.tr("Ingen notater er markeret som vigtige den dag.")
                if important
                else self.tr("Ingen notater handler om huset den dag.")
            )
        if log.day == today:
            return self.tr("Der er ikke skrevet noget i dag endnu. Det første notat kan være kort.")
        words = self.tr("Der blev ikke skrevet noget {day}.")
        return words.format(day=dates.long_with_weekday(log.day))

    # -- what a person does ------------------------------------------------------------------------

    def _show_day(self, day: date) -> None:
        today = self._session.clock.today()
        self._day = None if day >= today else day
        self.head.search.clear()
        self._search_soon.stop()
        self._show()

    def _to_list(self) -> None:
        self._search_soon.stop()
        self._show()
        if self.list.isVisible() and self.list.model_.rows:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            if self.list.current is None:
                self.list.setCurrentIndex(self.list.model_.index(1, 0))

    def _act(self, note: LogNote) -> None:
        """What the chosen note offers."""
        if self.list.typed:
            self._show_day(local_date(note.note.happened_at))
            self.list.choose(note.note.id)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif note.hidden:
            closed = next(subject for subject in note.about if subject.closed)
            self.go("resident", person_id=closed.person_id, tab="notes")
        else:
            self.composer.show()
            self.reading.hide()
            self.composer.correct(note)

    def _write(self) -> None:
        if self.day != self._session.clock.today():
            self._show_day(self._session.clock.today())
        self.composer.write()

    def _saved(self, note_id: UUID) -> None:
        """The new note stands in the list, and the cursor where the next one begins."""
        self._show()
        if not self.list.choose(note_id):
            self.list.clearSelection()
        if self.composer.isVisible():
            self.composer.write()

    def _go_on(self, note_id: UUID) -> None:
        """A correction that was begun goes on where it was left."""
        try:
            note = self._session.services.day_log.note(note_id)
        except BoformError as error:
            messages.present(error, self)
            return
        self._day = local_date(note.note.happened_at)
        if self._day == self._session.clock.today():
            self._day = None
        self.composer.refresh()
        self.composer.correct(note)
        self._show()
        self.list.choose(note_id)

    def _day_of(self, note_id: UUID) -> date | None:
        try:
            note = self._session.services.day_log.note(note_id)
        except BoformError as error:
            messages.present(error, self)
            return None
        return local_date(note.note.happened_at)


def _facts(log: LogDay) -> str:
    """``5 notater, 1 rettelse``."""
    notes = "1 notat" if log.notes == 1 else f"{log.notes} notater"
    if not log.corrections:
        return notes
    more = "1 rettelse" if log.corrections == 1 else f"{log.corrections} rettelser"
    return f"{notes}, {more}"
