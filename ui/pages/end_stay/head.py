"""The top of Afslut ophold: who it is about, and the strongest alarm of the program."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.services.views.people import Identity
from boform_app.services.views.stays import StayView
from models.values import dates, municipalities
from ui.privacy import privacy
from ui.theme import theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import IconLabel, Text


class Head(QWidget):
    """Way back, title, name in bold, grey facts."""

    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        arrow = IconButton("arrow_left", self.tr("Tilbage"))
        arrow.clicked.connect(self.back)
        # Long facts break into a second line before they push the page wider than the window.
        self._name, self._facts = Text("", "strong"), Text("", "body", "text2", wrap=True)
        row.addWidget(arrow)
        row.addWidget(Text(self.tr("Afslut ophold"), "h1"))
        row.addSpacing(theme().px(8))
        row.addWidget(self._name)
        row.addWidget(self._facts, 1)
        row.addWidget(Text(self.tr("Esc lukker, kladden bliver"), "small", "text2"))
        self.setMinimumHeight(theme().size("title_button"))

    def show_person(self, who: Identity, stay: StayView) -> None:
        """Name, birth date, room, nights, handlekommune."""
        self._name.setText(privacy().name(who.list_name, who.room))
        facts = []
        if who.birth_date is not None and not privacy().on:
            born = self.tr("{day} ({age} år)")
            facts.append(born.format(day=dates.short(who.birth_date), age=who.age))
        if who.room and not privacy().on:
            facts.append(self.tr("vær. {room}").format(room=who.room))
        facts.append(self.tr("{n} døgn").format(n=stay.nights))
        known = municipalities.find(stay.acting_municipality_code)
        if known is not None:
            facts.append(known.display)
        self._facts.setText("· " + " · ".join(facts))


class Alarm(QFrame):
    """Solid amber across the page: two sentences, two buttons; it does not block."""

    note = Signal()
    register = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("warning")
        t = theme()
        row = QHBoxLayout(self)
        row.setContentsMargins(t.px(12), t.px(6), t.px(12), t.px(6))
        row.setSpacing(t.px(12))
        self._icon = IconLabel("clock_alarm", 20, t.badge("soon").text, filled=True)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        self._first, self._second = Text("", "strong", wrap=True), Text("", "body", wrap=True)
        texts.addWidget(self._first)
        texts.addWidget(self._second)
        row.addLayout(texts, 1)
        call = Button(self.tr("Ring og skriv notat"), icon="phone")
        call.clicked.connect(lambda _on=False: self.note.emit())
        decided = Button(self.tr("Registrér afgørelse"))
        decided.clicked.connect(lambda _on=False: self.register.emit())
        row.addWidget(call)
        row.addWidget(decided)
        self.hide()
        theme().changed.connect(self._dress)

    def show_for(self, words: tuple[str, str] | None) -> None:
        """Say it, or go away."""
        if words is not None and self.isHidden():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, " ".join(words)))
        self.setVisible(words is not None)
        if words is not None:
            self._first.setText(words[0])
            self._second.setText(words[1])

    def _dress(self) -> None:
        self._icon.set_icon("clock_alarm", theme().badge("soon").text)
