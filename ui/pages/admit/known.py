"""Somebody we may know already: a question in the page, never a dialog, and it never blocks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.services.views.people import PersonHit
from models.values import dates, lists
from models.values.danish import listed
from ui.privacy import privacy
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import IconLabel, Text

MOST = 3


class KnownStrip(QFrame):
    """One line per person, with *Ja, samme*; *Nej, ny* stands once."""

    same = Signal(object)
    new = Signal()
    again = Signal()
    open_person = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self._lines = QVBoxLayout(self)
        self._shown: tuple[PersonHit, ...] = ()
        self._chosen: PersonHit | None = None
        self.hide()
        self._dress()
        theme().changed.connect(self._dress)

    def ask(self, hits: Sequence[PersonHit]) -> None:
        """Ask about persons; none takes the strip away."""
        found = tuple(hits[:MOST])
        if found == self._shown and self._chosen is None:
            return
        self._shown, self._chosen = found, None
        self._build()
        if found:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._spoken()))

    def confirm(self, hit: PersonHit | None) -> None:
        """Say who it is, with a way back."""
        self._shown, self._chosen = (), hit
        self._build()

    def rebuild(self) -> None:
        """Names were hidden or shown."""
        self._build()

    def _build(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        if self._chosen is not None:
            self._lines.addWidget(self._chosen_row(self._chosen))
            self._say_expulsion(self._chosen)
        for number, hit in enumerate(self._shown):
            self._lines.addWidget(self._row(hit, last=number == len(self._shown) - 1))
            self._say_expulsion(hit)
        self.setVisible(bool(self._shown or self._chosen))

    def _row(self, hit: PersonHit, *, last: bool) -> QWidget:
        row, box = _line("question_circle", "soonI")
        box.addWidget(Text(self._who(hit), "strong"))
        box.addWidget(Text(self._when(hit), "body", "text2"))
        box.addStretch(1)
        if hit.in_house:
            opened = Button(self.tr("Åbn"), "strong")
            opened.clicked.connect(partial(self._emit_open, hit))
            box.addWidget(opened)
        else:
            same = Button(self.tr("Ja, samme"), "strong")
            same.setAccessibleName(self.tr("Ja, samme: {name}").format(name=self._name(hit)))
            same.clicked.connect(partial(self._emit_same, hit))
            box.addWidget(same)
        if last:
            new = Button(self.tr("Nej, ny"))
            new.clicked.connect(lambda _on=False: self.new.emit())
            box.addWidget(new)
        return row

    def _say_expulsion(self, hit: PersonHit) -> None:
        """Below the name, in one sentence; it stops nothing here."""
        words = expelled_words(hit)
        if words:
            line = Text(words, "body", wrap=True)
            line.setContentsMargins(theme().px(24), 0, 0, 0)
            self._lines.addWidget(line)

    def _chosen_row(self, hit: PersonHit) -> QWidget:
        row, box = _line("checkmark_circle", "text2")
        box.addWidget(Text(self._who(hit), "strong"))
        box.addWidget(Text(self.tr("Det, vi ved i forvejen, bliver brugt."), "body", "text2"))
        box.addStretch(1)
        back = Button(self.tr("Ikke samme person"))
        back.clicked.connect(lambda _on=False: self.again.emit())
        box.addWidget(back)
        return row

    def _who(self, hit: PersonHit) -> str:
        born = hit.birth_date
        if born is None or privacy().on:
            return self._name(hit)
        day = f"{born.day}-{born.month}-{born.year}"
        return self.tr("{name}, født {day}").format(name=self._name(hit), day=day)

    def _when(self, hit: PersonHit) -> str:
        if hit.in_house:
            return self.tr("bor her nu.")
        if hit.last_stay_ended_on is not None:
            day = dates.short(hit.last_stay_ended_on)
            return self.tr("har boet her før (til {day}). Samme person?").format(day=day)
        return self.tr("står her i forvejen. Samme person?")

    def _spoken(self) -> str:
        said = (f"{self._who(hit)} {self._when(hit)} {expelled_words(hit)}" for hit in self._shown)
        return " ".join(one.strip() for one in said)

    @staticmethod
    def _name(hit: PersonHit) -> str:
        return privacy().name(hit.full_name)

    def _emit_same(self, hit: PersonHit, _on: bool = False) -> None:  # noqa: FBT001, FBT002 (a Qt slot)
        self.same.emit(hit)

    def _emit_open(self, hit: PersonHit, _on: bool = False) -> None:  # noqa: FBT001, FBT002 (a Qt slot)
        self.open_person.emit(hit)

    def _dress(self) -> None:
        t = theme()
        self._lines.setContentsMargins(t.px(12), t.px(6), t.px(12), t.px(6))
        self._lines.setSpacing(t.px(4))


def expelled_words(hit: PersonHit) -> str:
    """Until when a bortvisning holds and what it stops; "" where none does."""
    held = hit.expulsion
    if held is None:
        return ""
    what = listed(tuple(lists.label("expulsion_stops", key).lower() for key in held.stops))
    if held.until_on is None:
        words = _tr("Der gælder en bortvisning for {what}, til lederen ophæver den.")
        return words.format(what=what)
    words = _tr("Der gælder en bortvisning for {what} til og med {day}.")
    return words.format(what=what, day=dates.with_weekday(held.until_on))


def _tr(words: str) -> str:
    return QCoreApplication.translate("KnownStrip", words)


def _line(icon: str, tone: str) -> tuple[QWidget, QHBoxLayout]:
    row = QWidget()
    box = QHBoxLayout(row)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(theme().px(8))
    box.addWidget(IconLabel(icon, 16, tone, filled=True))
    return row, box
