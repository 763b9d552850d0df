"""First start (*Velkommen til Boform*): house, first leader, recovery sheet, rooms (mockup 18).

Nothing is written before the recovery sheet was proven: until then there is no key to write with.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from boform_app import bootstrap
from boform_app.clock import local_time
from boform_app.errors import EnvironmentTrouble
from boform_app.recovery_print import NewSheet
from boform_app.vault.keyring import new_file_id
from ui import icons, messages
from ui.door import HouseDoor, Opened
from ui.pages.first_start_steps import HouseStep, LeaderStep, Step
from ui.tasks import Tasks
from ui.theme import theme
from ui.widgets.buttons import Button, PaintedButton
from ui.widgets.labels import IconLabel, Text
from ui.widgets.painting import dot, text_line
from ui.widgets.recovery_sheet import RecoverySheet

if TYPE_CHECKING:
    from boform_app.services.rooms import RoomsService
    from ui.session import Ports

_STEPS = ("Huset", "Første leder", "Gendannelsesark", "Værelser")


class StepRow(PaintedButton):
    """A step at the left: number or tick, and its name."""

    def __init__(self, number: int, words: str) -> None:
        super().__init__()
        self._number = number
        self.done = False
        self.setText(words)
        self.setCheckable(True)
        self.setAccessibleName(self.tr("Trin {n}: {w}").format(n=number, w=words))

    def sizeHint(self) -> QSize:
        """216 by 40."""
        return QSize(theme().px(216), theme().px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The chosen one is white with an accent bar."""
        t, chosen = theme(), self.isChecked()
        painter = QPainter(self)
        if chosen:
            painter.fillRect(self.rect(), t.color("surface"))
            painter.fillRect(QRect(0, 0, t.px(3), self.height()), t.color("accent"))
        center = QPointF(t.px(26), self.height() / 2)
        if self.done and not chosen:
            area = QRectF(t.px(16), 0, t.px(20), self.height())
            icons.paint(painter, area, "checkmark_circle", t.badge("ok").text)
        else:
            if chosen:
                dot(painter, center, t.px(20), "accent")
            else:
                icons.paint(painter, QRectF(t.px(16), 0, t.px(20), self.height()), "circle")
            color = "onaccent" if chosen else "text2"
            area_of_number = QRect(t.px(16), 0, t.px(20), self.height())
            text_line(
                painter, area_of_number, str(self._number), "smallStrong", color,
                align=Qt.AlignmentFlag.AlignHCenter,
            )  # fmt: skip
        words = QRect(t.px(46), 0, self.width() - t.px(54), self.height())
        text_line(
            painter, words, self.text(), "strong" if chosen else "body",
            "text" if chosen else "text2",
        )  # fmt: skip
        painter.end()


class SheetStep(Step):
    """Step 3."""

    def __init__(self, sheet: RecoverySheet) -> None:
        super().__init__("", "")
        self.sheet = sheet
        sheet.add_head(
            self.tr("Print gendannelsesarket"),
            self.tr(
                "Hvis alle glemmer deres kode, er arket den eneste vej ind. "
                "Uden kode og ark kan ingen åbne husets data, heller ikke vi."
            ),
        )
        self.column.addWidget(sheet, 1)
        sheet.changed.connect(self.changed)
        shortcut = QShortcut(QKeySequence("Ctrl+P"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(sheet.print_sheet)

    def submit(self) -> None:
        """Only a proven sheet goes on."""
        if self.sheet.proven:
            self.ready.emit()


class RoomsStep(Step):
    """Step 4, on the open house."""

    def __init__(self, rooms: Callable[[], RoomsService | None]) -> None:
        super().__init__(
            "Værelser", "Skriv numrene på et stykke af gangen, fx 1 til 14 i stuen. Det kan rettes."
        )
        from ui.forms.room_range import RoomRange  # noqa: PLC0415 - imports SQLAlchemy

        self._rooms = rooms
        self.range = RoomRange(rooms)
        self.range.added.connect(lambda _changes: self._show())
        self.column.addWidget(self.range)
        self._list = Text("", "body", "text2", wrap=True)
        self.column.addWidget(self._list)
        self.column.addStretch(1)
        self._show()

    def _show(self) -> None:
        rooms = self._rooms()
        board = rooms.board() if rooms else ()
        places = sum(len(room.places) for room in board)
        if board:
            words = self.tr("{r} værelser med {p} pladser er oprettet.")
            self._list.setText(words.format(r=len(board), p=places))
        else:
            self._list.setText(self.tr("Der er ingen værelser endnu. Du kan også gøre det senere."))
        self.changed.emit()


class FirstStart(QWidget):
    """The wizard in its frame of 1040.

    Signals:
        finished: The house stands; carries ``Opened``.
        trouble: Folder or disk are in the way; nothing was made.
    """

    finished = Signal(object)
    trouble = Signal(object)

    def __init__(
        self, door: HouseDoor, tasks: Tasks, make_ports: Callable[..., Ports], version: str = ""
    ) -> None:
        super().__init__()
        self.setObjectName("cover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._door, self._tasks = door, tasks
        self._file_id = new_file_id()
        self.opened: Opened | None = None
        self.rooms: RoomsStep | None = None
        self.house, self.leader = HouseStep(), LeaderStep()
        self.sheet = RecoverySheet(tasks, make_ports, door.clock, door.folder)
        self.steps: list[Step] = [self.house, self.leader, SheetStep(self.sheet)]
        self._stack = QStackedWidget()
        self._rows = [StepRow(number, words) for number, words in enumerate(_STEPS, 1)]
        self._build(version)
        for step in self.steps:
            self._add_step(step)
        self.show_step(0)

    @property
    def at(self) -> int:
        """The step that is shown, from 0."""
        return self._stack.currentIndex()

    def show_step(self, number: int) -> None:
        """Go to a step that may be gone to; what was typed in the others stays."""
        if number == 1:
            self.leader.house = str(self.house.form.values()["name"])
        if number == 2:
            self.sheet.show_sheet(self._sheet)
        self._stack.setCurrentIndex(number)
        for place, row in enumerate(self._rows):
            row.setChecked(place == number)
            row.setEnabled(self._may_go(place))
            row.done = place < number or (self.opened is not None and place < 3)
            row.update()
        self._back.setVisible(0 < number < 3)
        self._look()
        self.steps[number].setFocus()
        self.steps[number].focusNextChild()

    # -- building --------------------------------------------------------------------------------

    def _build(self, version: str) -> None:
        t = theme()
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        middle = QVBoxLayout()
        middle.setSpacing(t.px(16))
        head = QHBoxLayout()
        head.setSpacing(t.px(16))
        head.addWidget(Text(self.tr("Velkommen til Boform"), "h1"))
        words = self.tr("Fire trin, cirka ti minutter. Du kan gå frem og tilbage.")
        head.addWidget(Text(words, "body", "text2"), 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        middle.addLayout(head)
        middle.addWidget(self._make_frame())
        foot = QHBoxLayout()
        foot.addWidget(IconLabel("lock_closed", 16))
        kept = self.tr("Data ligger krypteret på denne computer og sendes ingen steder hen.")
        foot.addWidget(Text(kept, "small", "text2"))
        foot.addStretch(1)
        foot.addWidget(Text(version, "small", "text2"))
        middle.addLayout(foot)
        row.addLayout(middle)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(1)

    def _make_frame(self) -> QFrame:
        t = theme()
        frame = QFrame()
        frame.setObjectName("card")
        roomy = t.look.zoom <= 110
        frame.setMinimumSize(t.px(1040) if roomy else 0, t.px(536) if roomy else 0)
        columns = QHBoxLayout(frame)
        columns.setContentsMargins(1, 1, 1, 1)
        columns.setSpacing(0)
        side = QFrame()
        side.setObjectName("track")
        rows = QVBoxLayout(side)
        rows.setContentsMargins(0, t.px(12), 0, t.px(12))
        rows.setSpacing(0)
        for number, step in enumerate(self._rows):
            step.clicked.connect(partial(self._pressed_row, number))
            rows.addWidget(step)
        rows.addStretch(1)
        columns.addWidget(side)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        right.addWidget(self._make_foot())
        columns.addLayout(right, 1)
        return frame

    def _make_foot(self) -> QFrame:
        t = theme()
        foot = QFrame()
        foot.setObjectName("cardfoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(t.px(24), t.px(12), t.px(24), t.px(12))
        row.setSpacing(t.px(16))
        self._back = Button(self.tr("Tilbage"), height="title_button")
        self._back.clicked.connect(lambda: self.show_step(self.at - 1))
        self._missing = Text("", "body", "text2")
        self._circle = IconLabel("circle", 16)
        self.next = Button("", "primary", height="title_button")
        self.next.clicked.connect(self._pressed_next)
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self._circle)
        row.addWidget(self._missing)
        row.addWidget(self.next)
        return foot

    def _add_step(self, step: Step) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(step)
        self._stack.addWidget(area)
        step.ready.connect(self._go_on)
        step.changed.connect(self._look)

    # -- what happens ----------------------------------------------------------------------------

    def _may_go(self, number: int) -> bool:
        if self.opened is not None:
            return number == 3
        return number <= self.at and number < 3

    def _pressed_row(self, number: int) -> None:
        if number != self.at and self._may_go(number):
            self.show_step(number)
        else:
            self._rows[number].setChecked(number == self.at)

    def _look(self) -> None:
        verbs = (
            self.tr("Næste: første leder"),
            self.tr("Næste: gendannelsesark"),
            self.tr("Næste: værelser"),
            self.tr("Åbn Boform"),
        )
        self.next.setText(verbs[self.at])
        waiting = self.at == 2 and not self.sheet.proven
        self.next.setEnabled(not waiting)
        if not waiting:
            self._say("")
        elif self.sheet.missing and self.sheet.on_paper:
            groups = " og ".join(str(number) for number in self.sheet.missing)
            words = self.tr("Mangler: gruppe {g}").format(g=groups)
            self._say(words)
        else:
            self._say(self.tr("Mangler: print arket"))

    def _say(self, words: str) -> None:
        self._missing.setText(words)
        self._circle.setVisible(bool(words))

    def _pressed_next(self) -> None:
        self.steps[self.at].submit()

    def _go_on(self) -> None:
        if self.at == 2 and self.opened is None:
            self._make_house()
        elif self.at == 3 and self.opened is not None:
            self.finished.emit(self.opened)
        else:
            self.show_step(self.at + 1)

    def _sheet(self, groups: tuple[str, ...]) -> NewSheet:
        facts = self.house.facts(self.leader.name, self.leader.phone, "")
        return NewSheet(
            house=facts.name,
            address=tuple(line for line in (facts.street, facts.postcode_city) if line),
            phone=facts.phone,
            made_by=self.leader.name,
            made_at=local_time(self._door.clock.now()),
            number=1,
            groups=groups,
            file_id=self._file_id,
        )

    def _make_house(self) -> None:
        place = self.sheet.place_text
        facts = self.house.facts(self.leader.name, self.leader.phone, place)
        command, key, door = self.leader.command(), self.sheet.key, self._door
        self.next.setEnabled(False)
        self._say(self.tr("Opretter huset …"))
        self._tasks.run(
            lambda _progress: bootstrap.create_house(
                door.folder, facts, command, door.clock, door.kdf,
                recovery_key=key, file_id=self._file_id,
            ),
            self._made, failed=self._failed, owner=self,
        )  # fmt: skip

    def _made(self, new: bootstrap.NewHouse) -> None:
        self.opened = Opened(new.house, new.actor)
        self._door.entered(self.opened)
        self.leader.code.clear()
        self.sheet.forget()
        self.rooms = RoomsStep(self._service)
        self.steps.append(self.rooms)
        self._add_step(self.rooms)
        self.show_step(3)

    def _service(self) -> RoomsService | None:
        from boform_app.services.rooms import RoomsService  # noqa: PLC0415 - imports SQLAlchemy

        opened = self.opened
        return RoomsService(opened.house, opened.actor) if opened else None

    def _failed(self, error: Exception) -> None:
        self._look()
        self._say(messages.describe(error).text)
        if isinstance(error, EnvironmentTrouble):
            self.trouble.emit(error)
