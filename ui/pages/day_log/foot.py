"""The line below the log: the day before, and who has read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from boform_app.services.views.day_log import LogDay
from boform_app.services.views.people import StaffName
from models.values import dates
from ui.pages.day_log.rows import joined
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Cut, IconLabel, Text


class LogFoot(QFrame):
    """40 high.

    Signals:
        picked: The day before was asked for; carries it.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cardfoot")
        self._before: date | None = None
        self._row = QHBoxLayout(self)
        self.before = Button("", "link", icon="chevron_left")
        self.before.clicked.connect(lambda: self.picked.emit(self._before))
        self._count = Text("", "body", "text2")
        self._eye = IconLabel("eye", 16)
        self._read = Cut("", "body", "text2")
        for widget in (self.before, self._count, self._eye):
            self._row.addWidget(widget)
        self._row.addWidget(self._read, 1)
        self.incidents = Button(self.tr("Hændelser"), "link")
        self._row.addWidget(self.incidents)
        self.house = Button(self.tr("Huset"), "link")
        self._row.addWidget(self.house)
        self._dress()
        theme().changed.connect(self._dress)

    def show_day(self, log: LogDay, today: date) -> None:
        """The nearest earlier day with notes, and who has read this one's."""
        before = log.before
        self._before = before.day if before else None
        self.before.setVisible(before is not None)
        self._count.setVisible(before is not None)
        if before is not None:
            day = dates.long_with_weekday(before.day)
            shown = day.rpartition(" ")[0] if before.day.year == today.year else day
            self.before.setText(shown)
            one = self.tr("1 notat") if before.notes == 1 else self.tr("{n} notater")
            self._count.setText(one.format(n=before.notes))
        self._say(self._who_read(log))
        self._eye.setVisible(bool(self._read.text()))

    def show_words(self, words: str) -> None:
        """Words in the place of both."""
        for widget in (self.before, self._count, self._eye):
            widget.hide()
        self._say(words)

    def _say(self, words: str) -> None:
        self._read.setText(words)
        self._read.setToolTip(words)

    def _who_read(self, log: LogDay) -> str:
        parts = []
        if log.read_by:
            parts.append(self.tr("Læst af {names}.").format(names=_names(log.read_by)))
        if log.unread_by:
            words = self.tr("{names} har ikke læst dagens notater.")
            parts.append(words.format(names=_names(log.unread_by)))
        return " ".join(parts)

    def _dress(self) -> None:
        t = theme()
        self.setFixedHeight(t.px(40))
        self._row.setContentsMargins(t.px(8), 0, t.px(12), 0)
        self._row.setSpacing(t.px(6))


def _names(staff: Sequence[StaffName]) -> str:
    return joined([one.first_name for one in staff])
