"""How the stay ends: the kinds of the short list, grouped by whose act it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from models.values import lists
from ui.theme import theme
from ui.widgets.labels import Text

HOUSE = "house"
_STEPS = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1,
}  # fmt: skip


class Kinds(QWidget):
    """Radio buttons in four frames, one group: arrow keys walk through all of them in order."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        name = self.tr("Hvordan slutter opholdet?")
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        self._frames: dict[str, QFrame] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        heads = {
            "resident": self.tr("Beboeren flytter"),
            HOUSE: self.tr("Husets afgørelse"),
            "municipality": self.tr("Kommunens afgørelse"),
            "nobody": self.tr("Andet"),
        }
        below = {
            HOUSE: self.tr("Lederen beslutter, § 110, stk. 4"),
            "municipality": self.tr("§ 110, stk. 5"),
        }
        rows = lists.load_list("stay_end_kinds")
        for decider, words in heads.items():
            frame, box = _frame(words, below.get(decider, ""))
            for row in (r for r in rows if r.extra["decided_by"] == decider):
                button = QRadioButton(row.label)
                button.setAccessibleName(f"{name} {row.label}")
                button.setToolTip(row.full)
                button.clicked.connect(lambda _on=False: self._clicked())
                button.installEventFilter(self)
                self._group.addButton(button)
                self._buttons[row.key] = button
                box.addWidget(button)
            box.addStretch(1)
            self._frames[decider] = frame
        self.setFocusProxy(next(iter(self._buttons.values())))
        self._place()
        theme().changed.connect(self._place)

    @property
    def value(self) -> str:
        """Key of the kind, "" while nothing is chosen."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_value(self, key: str | None) -> None:
        """Choose without telling anyone."""
        self._group.setExclusive(False)
        for name, button in self._buttons.items():
            button.setChecked(name == key)
        self._group.setExclusive(True)
        self._mark()

    def button(self, key: str) -> QRadioButton:
        """One of the radio buttons."""
        return self._buttons[key]

    def first(self) -> QRadioButton:
        """Where the focus goes."""
        chosen = self._buttons.get(self.value)
        return chosen or next(iter(self._buttons.values()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt would walk by place on the screen; the order of reading is easier to foresee."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()), 0)
            row = list(self._buttons.values())
            if step and watched in row:
                target = row[(row.index(watched) + step) % len(row)]
                target.setFocus(Qt.FocusReason.TabFocusReason)
                target.click()
                return True
        return super().eventFilter(watched, event)

    def _clicked(self) -> None:
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        chosen = lists.entry("stay_end_kinds", self.value).extra["decided_by"] if self.value else ""
        for decider, frame in self._frames.items():
            frame.setProperty("chosen", "true" if decider == chosen else "false")
            frame.style().unpolish(frame)
            frame.style().polish(frame)

    def _place(self) -> None:
        t = theme()
        self._grid.setSpacing(t.px(8))
        for number, frame in enumerate(self._frames.values()):
            self._grid.addWidget(frame, number // 2, number % 2)


def _frame(words: str, below: str) -> tuple[QFrame, QVBoxLayout]:
    frame = QFrame()
    frame.setObjectName("choice")
    box = QVBoxLayout(frame)
    t = theme()
    box.setContentsMargins(t.px(12), t.px(6), t.px(12), t.px(6))
    box.setSpacing(0)
    box.addWidget(Text(words, "strong"))
    if below:
        box.addWidget(Text(below, "small", "text2"))
    box.addSpacing(t.px(4))
    return frame, box
