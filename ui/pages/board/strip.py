"""The strip below the board: whom to ask, what happened last, and the next letter (mockup 05)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from boform_app.services.views.board import MatterDetail, MatterRow
from models.values import dates
from ui.pages.board.cards import shown_name
from ui.privacy import privacy
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.labels import Cut, Hairline, Text

_BESIDE = 1000
"""Width at 100 % from which buttons and day stand in one line."""


class MatterStrip(QFrame):
    """Three parts side by side: who, what happened last, what is next.

    Signals:
        acted: ``letter``, ``reply``, ``phone``, ``resident``, ``plan`` or ``refund``.
        follow_up: A day was chosen to come back to the matter.
    """

    acted = Signal(str)
    follow_up = Signal(object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._name, self._room = Text("", "h3"), Text("", "body", "text2")
        self._unit, self._worker = Text("", "body", "text2", wrap=True), Text("", "body", "text2")
        self._open = Button(_tr("Åbn beboer"), "link")
        self._since = Text(_tr("Siden sidst"), "strong")
        self._log = QGridLayout()
        self._letter, self._answer = Text("", "strong"), Text("", "small", "text2")
        self._refers = Text("", "body", "text2", wrap=True)
        self.write = Button("", "primary")
        self.reply = Button(_tr("Registrér svar"))
        self.more = Button(_tr("Mere"), chevron=True)
        self.next_on = DateField(today=today, direction="future", name=_tr("Følg op"))
        self._follow = Text(_tr("Følg op"), "body", "text2")
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._build()
        self._wire()
        self.nothing(_tr("Vælg en sag for at se, hvad der er sket sidst."))
        self._dress()
        theme().changed.connect(self._dress)

    def nothing(self, words: str = "") -> None:
        """No matter is chosen; without words there is none, and the strip is away."""
        self._empty.setText(words)
        self._empty.setVisible(True)
        for part in self._parts:
            part.hide()
        if self.parentWidget() is not None:
            self.setVisible(bool(words))

    def show_matter(self, row: MatterRow, detail: MatterDetail | None, *, may: bool) -> None:
        """A matter with what is known about it; None while a protected resident is closed."""
        self._empty.hide()
        for part in self._parts:
            part.show()
        self.show()
        self._name.setText(shown_name(row))
        room = _tr("vær. {room}").format(room=row.room) if row.room else ""
        self._room.setText("" if privacy().on else room)
        self._show_who(detail)
        self._show_log(detail)
        self._show_next(row, detail, may=may)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The day stands below the buttons where what happened last would have no room."""
        super().resizeEvent(event)
        self._arrange()

    # -- own -------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        t = theme()
        beside = self.width() >= t.px(_BESIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._buttons.setDirection(across if beside else down)
        self._buttons.setSpacing(t.px(16 if beside else 4))

    def _show_who(self, detail: MatterDetail | None) -> None:
        unit = detail.unit if detail else ""
        self._unit.setText(unit or _tr("Handlekommunen kendes ikke endnu"))
        parts = (detail.caseworker, detail.caseworker_phone) if detail else ()
        words = " · ".join(part for part in parts if part)
        self._worker.setText(words or _tr("Rådgiver kendes ikke endnu"))
        self._worker.setToolTip(detail.caseworker_hours if detail else "")

    def _show_log(self, detail: MatterDetail | None) -> None:
        while (item := self._log.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        lines = detail.lines if detail else ()
        if not lines:
            words = _tr("Beboeren er beskyttet. Åbn siden for at se mere.")
            words = _tr("Der er ikke noteret noget endnu.") if detail else words
            self._log.addWidget(Text(words, "body", "text2", wrap=True), 0, 0)
            return
        for place, (day, words) in enumerate(lines):
            shown = Cut("" if privacy().on else words)
            self._log.addWidget(Text(dates.dense(day), "body", "text2"), place, 0)
            self._log.addWidget(shown, place, 1)
        self._log.setColumnStretch(1, 1)

    def _show_next(self, row: MatterRow, detail: MatterDetail | None, *, may: bool) -> None:
        letter = detail.next_letter if detail else ""
        title = _tr("Næste brev: {letter} om {what}") if row.letter_kind == "reminder" else ""
        title = title or _tr("Næste brev: {letter}")
        words = title.format(letter=letter, what=row.what.lower()) if letter else row.what
        self._letter.setText(words)
        day = detail.answer_by if detail else None
        self._answer.setText(_tr("svarfrist {day}").format(day=dates.short(day)) if day else "")
        about = detail.refers_to if detail else None
        refers = (
            _tr("Henviser til brevet af {day}.").format(day=dates.short(about)) if about else ""
        )
        self._refers.setText(refers or self._why(row))
        reminder = row.letter_kind == "reminder"
        self.write.setText(_tr("Lav rykker") if reminder else _tr("Lav brev"))
        self.write.setVisible(bool(letter))
        known = may and detail is not None
        for widget in (self.reply, self.more):
            widget.setVisible(known)
        # A notice, an answer to a letter or a move has its own day: there is none to choose here.
        dated = known and detail is not None and detail.prerequisite_id is not None
        self.next_on.setVisible(dated)
        self._follow.setVisible(dated)
        self.next_on.set_value(None)

    @staticmethod
    def _why(row: MatterRow) -> str:
        return row.why.partition("\n")[0]

    def _build(self) -> None:
        self._empty = Text("", "body", "text2", wrap=True)
        who, log, move = QWidget(), QWidget(), QWidget()
        left = QVBoxLayout(who)
        head = QHBoxLayout()
        head.addWidget(self._name)
        head.addSpacing(6)
        head.addWidget(self._room)
        head.addStretch(1)
        left.addLayout(head)
        left.addWidget(self._unit)
        left.addWidget(self._worker)
        left.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        middle = QVBoxLayout(log)
        middle.addWidget(self._since)
        middle.addLayout(self._log)
        middle.addStretch(1)
        right = QVBoxLayout(move)
        top = QHBoxLayout()
        top.addWidget(self._letter)
        top.addSpacing(12)
        top.addStretch(1)
        top.addWidget(self._answer)
        right.addLayout(top)
        right.addWidget(self._refers)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._press, self._day = QHBoxLayout(), QHBoxLayout()
        for button in (self.write, self.reply, self.more):
            self._press.addWidget(button)
        self._day.addWidget(self._follow)
        self._day.addWidget(self.next_on)
        self._buttons.addLayout(self._press)
        self._buttons.addLayout(self._day)
        self._buttons.addStretch(1)
        self._press.addStretch(0)
        self._day.addStretch(1)
        right.addLayout(self._buttons)
        right.addStretch(1)
        self._lines = (Hairline(vertical=True), Hairline(vertical=True))
        self._parts = (who, self._lines[0], log, self._lines[1], move)
        self._box.addWidget(self._empty, 1)
        for part, stretch in zip(self._parts, (240, 0, 460, 0, 448), strict=True):
            self._box.addWidget(part, stretch)
        self._inner = (left, middle, right)

    def _wire(self) -> None:
        menu = QMenu(self)
        menu.addAction(_tr("Telefonnotat"), lambda: self.acted.emit("phone"))
        menu.addAction(_tr("Åbn handleplanen"), lambda: self.acted.emit("plan"))
        self.refund = menu.addAction(_tr("Refusionsdøgn"), lambda: self.acted.emit("refund"))
        self.refund.setVisible(False)
        self.more.set_menu(menu)
        self.write.clicked.connect(lambda: self.acted.emit("letter"))
        self.reply.clicked.connect(lambda: self.acted.emit("reply"))
        self._open.clicked.connect(lambda: self.acted.emit("resident"))
        self.next_on.returnPressed.connect(self._follow_up)
        self.next_on.left.connect(self._follow_up)

    def _follow_up(self) -> None:
        day = self.next_on.value
        if day is not None:
            self.next_on.set_value(None)
            self.follow_up.emit(day)

    def _dress(self) -> None:
        t = theme()
        self.setMinimumHeight(t.px(128))
        self._box.setContentsMargins(t.px(12), t.px(8), t.px(12), t.px(8))
        self._box.setSpacing(t.px(12))
        for layout in self._inner:
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(t.px(2))
        self._log.setHorizontalSpacing(t.px(12))
        self._log.setVerticalSpacing(t.px(2))
        for row in (self._press, self._day):
            row.setSpacing(t.px(8))
        self.next_on.setFixedWidth(t.px(96))
        self._arrange()


def _tr(words: str) -> str:
    return QCoreApplication.translate("Board", words)
