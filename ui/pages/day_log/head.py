"""The line above the log: the day with its arrows, what is shown, the search, and print."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from models.values import dates
from ui.theme import theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.date_field import CalendarPopup
from ui.widgets.labels import Text
from ui.widgets.line_edit import LineEdit
from ui.widgets.segmented import Segmented

_A_DAY = timedelta(days=1)


class DaySwitch(QWidget):
    """Arrow, day, arrow; the day opens a calendar.

    Signals:
        picked: Another day; carries it.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._day = self._today = date.min
        self.before = self._arrow("chevron_left", self.tr("Dagen før"))
        self.day = Button("", icon="calendar_today", height="title_button")
        self.after = self._arrow("chevron_right", self.tr("Dagen efter"))
        for widget in (self.before, self.day, self.after):
            row.addWidget(widget)
        self.before.clicked.connect(lambda: self.picked.emit(self._day - _A_DAY))
        self.after.clicked.connect(lambda: self.picked.emit(self._day + _A_DAY))
        self.day.clicked.connect(self._open)
        self._popup: CalendarPopup | None = None
        self._dress()
        theme().changed.connect(self._dress)

    def show_day(self, day: date, today: date) -> None:
        """The shown day; nothing is written about a day to come."""
        self._day, self._today = day, today
        words = dates.long_with_weekday(day)
        self.day.setText(words)
        self.day.setAccessibleName(self.tr("{day}, vælg en anden dag").format(day=words))
        self.after.setEnabled(day < today)

    def _open(self) -> None:
        self._popup = CalendarPopup(self, self._day, self._today)
        self._popup.picked.connect(self.picked)
        self._popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._popup.show()

    def _dress(self) -> None:
        for arrow in (self.before, self.after):
            arrow.setMinimumWidth(0)
            arrow.setMaximumWidth(theme().px(36))

    @staticmethod
    def _arrow(icon: str, name: str) -> Button:
        button = Button("", icon=icon, height="title_button")
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button


class _SearchEdit(LineEdit):
    """Esc empties it; Down goes to what was found.

    Signals:
        emptied: Esc in a field that held something.
        down: To the list.
    """

    emptied = Signal()
    down = Signal()

    def event(self, event: QEvent) -> bool:
        """Esc is the field's own while it holds something; then it leaves the page."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.text()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Down."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.emptied.emit()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.down.emit()
        else:
            super().keyPressEvent(event)


class LogHead(QWidget):
    """Lines as the width asks for; large type has two."""

    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._stacked: bool | None = None
        arrow = IconButton("arrow_left", self.tr("Tilbage"))
        arrow.clicked.connect(self.back)
        self.days = DaySwitch()
        self.today = Button(self.tr("Til i dag"), "link")
        self._facts = Text("", "body", "text2")
        choices = (
            ("all", self.tr("Alle")),
            ("important", self.tr("Vigtige")),
            ("house", self.tr("Huset")),
        )
        self.show_what = Segmented(choices, name=self.tr("Vis notater"), height="control")
        self.search = _SearchEdit(
            placeholder=self.tr("Søg i notater"), name=self.tr("Søg i alle notater"), hint="Ctrl+F"
        )
        self.print = Button(self.tr("Print"), icon="print", height="title_button")
        self._left = self._group(arrow, Text(self.tr("Dagbog"), "h1"), self.days)
        self._middle = self._group(self._facts, self.today)
        self._right = self._group(self.show_what, self.search, self.print)
        self._dress()
        theme().changed.connect(self._dress)

    def show_day(self, day: date, today: date, facts: str) -> None:
        """The day and how much was written."""
        self.days.show_day(day, today)
        self.today.setVisible(day != today)
        self.say(facts)

    def say(self, facts: str) -> None:
        """Grey words after the day."""
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large type on a small screen: what is shown and the search stand in a line of their own."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        needed = sum(
            group.sizeHint().width() for group in (self._left, self._middle, self._right)
        ) + theme().px(16)
        stacked = self.width() < needed
        if stacked == self._stacked:
            return
        self._stacked = stacked
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        self._grid.addWidget(self._left, 0, 0)
        self._grid.addWidget(self._middle, 0, 1, left)
        if stacked:
            self._grid.addWidget(self._right, 1, 0, 1, 3, left)
        else:
            self._grid.addWidget(self._right, 0, 2, right)

    @staticmethod
    def _group(*widgets: QWidget) -> QWidget:
        host = QWidget()
        row = QHBoxLayout(host)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        for widget in widgets:
            row.addWidget(widget)
        return host

    def _dress(self) -> None:
        t = theme()
        self._grid.setSpacing(t.px(8))
        self.search.setFixedWidth(t.px(188))
        for group in (self._left, self._middle, self._right):
            layout = group.layout()
            if layout is not None:
                layout.setSpacing(t.px(8))
        self._stacked = None
        self._arrange()
