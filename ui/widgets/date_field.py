"""Dates typed as Danes type them, with a calendar on Alt+Down (design/ux.md 3.9)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget

from models.values import dates
from models.values.dates import DateResult, Direction
from ui import messages
from ui.theme import theme
from ui.widgets.buttons import IconButton
from ui.widgets.field import Finding
from ui.widgets.line_edit import LineEdit


class _CalendarButton(IconButton):
    def sizeHint(self) -> QSize:
        side = max(24, theme().px(24))
        return QSize(side, side)


class DateField(LineEdit):
    """Shows 25-11-2026 while it is edited and "onsdag 25-11-2026" when it is left."""

    changed = Signal()

    def __init__(
        self, *, today: Callable[[], date], direction: Direction = "any",
        name: str = "", dense: bool = False, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """Make an empty field.

        Args:
            today: The present day, of the house's clock.
            direction: Where a day without a year lies.
            name: Accessible name; a ``Field`` sets it from its label.
            dense: The short weekday, "ons. 25-11-2026", where there is little room.
            parent: Qt parent.
        """
        super().__init__(name=name, parent=parent)
        self._direction, self._dense = direction, dense
        self._today = today
        self._result = DateResult(problem_code="empty")
        self._kept: date | None = None
        self._popup: CalendarPopup | None = None
        self._button = _CalendarButton("calendar_today", self.tr("Åbn kalender"), parent=self)
        self._button.setToolTip(self.tr("Åbn kalender (Alt+pil ned)"))
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self.open_calendar)
        self.set_tail(self._button)
        self.textEdited.connect(self._typed)

    @property
    def value(self) -> date | None:
        """The day, None while the field is empty or not understood."""
        return self._result.date

    def set_value(self, day: date | None) -> None:
        """Show a day without asking anything about it."""
        self._result = DateResult(date=day) if day else DateResult(problem_code="empty")
        self._kept = day
        self._show(editing=self.hasFocus())

    def finding(self) -> Finding | None:
        """What there is to say about the text."""
        if self._result.problem_code in {None, "empty"}:
            if self._result.question_code is None or self._result.date == self._kept:
                return None
            words = messages.words(f"date.{self._result.question_code}", self._result.facts)
            return Finding("ask", words, self.tr("Det er rigtigt"))
        return Finding(
            "stop", messages.words(f"date.{self._result.problem_code}", self._result.facts)
        )

    def keep(self) -> None:
        """The day is right as it stands."""
        self._kept = self._result.date

    def open_calendar(self) -> None:
        """The month, below the field."""
        self._popup = CalendarPopup(self, self._result.date or self._today())
        self._popup.picked.connect(self._picked)
        self._popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._popup.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down opens the calendar."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Down and alt:
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the short form, ready to be typed over."""
        super().focusInEvent(event)
        if self._result.date is not None:
            self._show(editing=True)
            self.selectAll()

    def _typed(self, text: str) -> None:
        self._result = dates.parse_date(text, self._today(), self._direction)
        self.changed.emit()

    def _leaving(self) -> None:
        self._show(editing=False)

    def _picked(self, day: date) -> None:
        self._result = DateResult(date=day)
        self._kept = day
        self._show(editing=self.hasFocus())
        self.changed.emit()
        self.left.emit()

    def _show(self, *, editing: bool) -> None:
        day = self._result.date
        if day is not None:
            words = dates.with_weekday(day)
            if self._dense:
                weekday, _, rest = words.partition(" ")
                words = f"{weekday[:3]}. {rest}"
            self.setText(dates.short(day) if editing else words)
        elif self._result.problem_code == "empty":
            self.clear()


class CalendarPopup(QFrame):
    """A month to choose a day in.

    Signals:
        picked: A day was chosen; carries it.
    """

    picked = Signal(object)

    def __init__(self, field: QWidget, day: date, last: date | None = None) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popup")
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 4, 4, 4)
        self._calendar = QCalendarWidget()
        self._calendar.setAccessibleName(self.tr("Kalender"))
        self._calendar.setLocale(QLocale(QLocale.Language.Danish, QLocale.Country.Denmark))
        self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        if last is not None:
            self._calendar.setMaximumDate(QDate(last.year, last.month, last.day))
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.clicked.connect(self._take)
        self._calendar.activated.connect(self._take)
        box.addWidget(self._calendar)
        self._calendar.setFocus()

    def _take(self, day: QDate) -> None:
        self.picked.emit(date(day.year(), day.month(), day.day()))
        self.close()
