"""Log-in: tiles, passphrase, and the recovery sheet (mockup 18). Loads nothing of the database."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from boform_app.clock import Clock, SystemClock, local_time
from boform_app.errors import EnvironmentTrouble, WrongPassphrase
from models.values import dates
from ui import messages
from ui.ports import LoginPort
from ui.tasks import Tasks
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.field import Field, Finding, MessageLine
from ui.widgets.labels import IconLabel, Text
from ui.widgets.line_edit import LineEdit
from ui.widgets.who import CodePanel, WhoChooser, centered, tries_words

GROUPS = 14


class LoginPage(QWidget):
    """The first thing on the screen.

    Signals:
        opened: Somebody is in; carries what ``LoginPort.open`` answered.
        trouble: File, folder or disk are in the way; carries the error.
    """

    opened = Signal(object)
    trouble = Signal(object)

    def __init__(
        self, port: LoginPort, tasks: Tasks, *, clock: Clock | None = None, version: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("cover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._port, self._tasks = port, tasks
        self._clock, self._version = clock or SystemClock(), version
        self._stack = QStackedWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 16)
        outer.addWidget(self._stack, 1)
        self._stack.addWidget(self._make_front())
        self.recovery: RecoveryPanel | None = None
        self._pause = QTimer(self)
        self._pause.setInterval(1000)
        self._pause.timeout.connect(self._show_pause)
        self.refresh()

    def refresh(self) -> None:
        """Read the tiles again and put the cursor into the code field."""
        self._house.setText(self._port.house())
        self.who.set_people(self._port.people(), self._port.last_staff_id())
        now = local_time(self._clock.now())
        words = [dates.long_with_weekday(now.date()), dates.clock(now.time()), self._version]
        self._when.setText(" · ".join(w for w in words if w))
        self.code.edit.setFocus()

    def _make_front(self) -> QWidget:
        front = QWidget()
        box = QVBoxLayout(front)
        box.setSpacing(0)
        center = Qt.AlignmentFlag.AlignHCenter
        self._house = Text("", "number")
        self.who = WhoChooser()
        self.who.chosen.connect(self._chose)
        self.code = CodePanel(self.tr("Log ind"))
        self.code.submitted.connect(self._try)
        forgot = Button(self.tr("Glemt koden?"), "link")
        forgot.clicked.connect(self._forgot)
        sheet = Button(self.tr("Brug gendannelsesarket"), "link")
        sheet.clicked.connect(self.show_recovery)
        self.code.links.addWidget(forgot)
        self.code.links.addWidget(sheet)
        self.code.links.addStretch(1)
        self._when = Text("", "small", "text2")
        box.addStretch(2)
        box.addWidget(self._house, 0, center)
        box.addSpacing(theme().px(40))
        box.addWidget(Text(self.tr("Hvem er du?"), "h2"), 0, center)
        box.addSpacing(theme().px(20))
        box.addWidget(self.who)
        box.addSpacing(theme().px(28))
        box.addLayout(centered(self.code))
        box.addStretch(3)
        foot = QWidget()
        line = QGridLayout(foot)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(IconLabel("lock_closed", 16), 0, 0)
        line.addWidget(
            Text(self.tr("Husets data er låst, til du logger ind"), "body", "text2"), 0, 1
        )
        box.addWidget(foot, 0, center)
        box.addWidget(self._when, 0, center)
        return front

    def _chose(self, _staff_id: str) -> None:
        self.code.set_person(self.who.person())
        self.code.edit.setFocus()
        self._show_pause()

    def _try(self, passphrase: str) -> None:
        staff_id = self.who.current
        if self._port.wait_left(staff_id) > 0:
            self._show_pause()
            return
        self.code.set_busy(busy=True)
        self.code.say(Finding("info", self.tr("Åbner …")))
        self._tasks.run(
            lambda _progress: self._port.open(staff_id, passphrase),
            self._done, failed=self._refused, owner=self,
        )  # fmt: skip

    def _done(self, answer: Any) -> None:
        self.code.set_busy(busy=False)
        self.code.set_person(None)
        self.opened.emit(answer)

    def _refused(self, error: Exception) -> None:
        self.code.set_busy(busy=False)
        self.code.edit.clear()
        self.code.edit.setFocus()
        staff_id = self.who.current
        if isinstance(error, WrongPassphrase):
            left, wait = self._port.tries_left(staff_id), self._port.wait_left(staff_id)
            self.code.say(Finding("stop", tries_words(left, wait)))
            if wait > 0:
                self._pause.start()
        else:
            self.code.say(Finding("stop", messages.describe(error).text))
            if isinstance(error, EnvironmentTrouble):
                self.trouble.emit(error)

    def _show_pause(self) -> None:
        wait = self._port.wait_left(self.who.current)
        if wait > 0:
            self.code.say(Finding("stop", tries_words(0, wait)))
            self._pause.start()
        elif self._pause.isActive():
            self._pause.stop()
            self.code.say(None)

    def _forgot(self) -> None:
        self.code.say(Finding("info", self.tr("Lederen kan give dig en ny kode i Indstillinger.")))

    def show_recovery(self) -> None:
        """The 14 groups of the sheet and a new passphrase."""
        if self.recovery is None:
            self.recovery = RecoveryPanel()
            self.recovery.back.connect(lambda: self._stack.setCurrentIndex(0))
            self.recovery.submitted.connect(self._recover)
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFrameShape(QScrollArea.Shape.NoFrame)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(self.recovery)
            self._stack.addWidget(area)
        person = self.who.person()
        self.recovery.set_person(person.first_name if person else "")
        self._stack.setCurrentIndex(1)
        self.recovery.groups[0].setFocus()

    def _recover(self, groups: str, passphrase: str) -> None:
        staff_id, panel = self.who.current, self.recovery
        if panel is None:
            return
        panel.say(Finding("info", self.tr("Åbner …")))
        self._tasks.run(
            lambda _progress: self._port.recover(groups, staff_id, passphrase),
            self._recovered,
            failed=lambda error: panel.say(Finding("stop", messages.describe(error).text)),
            owner=self,
        )

    def _recovered(self, answer: Any) -> None:
        if self.recovery is not None:
            self.recovery.clear()
        self._stack.setCurrentIndex(0)
        self.opened.emit(answer)


class RecoveryPanel(QWidget):
    """Type the sheet, choose a new passphrase."""

    back = Signal()
    submitted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scrolled")
        outer = QVBoxLayout(self)
        card = Card(self.tr("Brug gendannelsesarket"))
        outer.addStretch(1)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(2)
        card.setFixedWidth(theme().px(640))
        self._whose = Text("", "body", "text2", wrap=True)
        card.body.addWidget(self._whose)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(8))
        self.groups: list[LineEdit] = []
        for number in range(GROUPS):
            edit = LineEdit(name=self.tr("Gruppe {n}").format(n=number + 1))
            edit.setMaxLength(4 * GROUPS + GROUPS)
            edit.textEdited.connect(lambda text, at=number: self._typed(at, text))
            self.groups.append(edit)
            grid.addWidget(edit, 2 * (number // 7), number % 7)
            grid.addWidget(
                Text(str(number + 1), "small", "text3"), 2 * (number // 7) + 1, number % 7
            )
        card.body.addLayout(grid)
        self._new = LineEdit()
        self._again = LineEdit()
        for edit in (self._new, self._again):
            edit.setEchoMode(QLineEdit.EchoMode.Password)
        help_text = self.tr("Mindst 12 tegn, gerne fem tilfældige ord.")
        card.body.addWidget(Field(self.tr("Din nye kode"), self._new, help_text=help_text))
        card.body.addWidget(Field(self.tr("Den nye kode igen"), self._again))
        self._message = MessageLine()
        card.body.addWidget(self._message)
        buttons = QGridLayout()
        leave = Button(self.tr("Tilbage"))
        leave.clicked.connect(self.back)
        take = Button(self.tr("Log ind med arket"), "primary")
        take.clicked.connect(self._submit)
        buttons.addWidget(leave, 0, 0, Qt.AlignmentFlag.AlignLeft)
        buttons.addWidget(take, 0, 1, Qt.AlignmentFlag.AlignRight)
        card.body.addLayout(buttons)

    def set_person(self, first_name: str) -> None:
        """Who gets the new code."""
        words = self.tr("Skriv de 14 grupper fra arket. {name} får en ny kode og er logget ind.")
        self._whose.setText(words.format(name=first_name or self.tr("Du")))

    def say(self, finding: Finding | None) -> None:
        """A sentence above the buttons."""
        self._message.show_finding(finding)

    def clear(self) -> None:
        """Nothing of the sheet stays in the fields."""
        for edit in (*self.groups, self._new, self._again):
            edit.clear()

    def _typed(self, at: int, text: str) -> None:
        signs = "".join(sign for sign in text.upper() if sign.isalnum())
        if len(signs) > 4:
            # A whole sheet was pasted: spread it over the fields.
            for offset, edit in enumerate(self.groups[at:]):
                edit.setText(signs[offset * 4 : offset * 4 + 4])
        elif len(signs) == 4 and at + 1 < GROUPS:
            self.groups[at + 1].setFocus()

    def _submit(self) -> None:
        if self._new.text() != self._again.text():
            self.say(Finding("stop", messages.words("passphrase_mismatch")))
            return
        self.submitted.emit(" ".join(edit.text() for edit in self.groups), self._new.text())
