"""Chips in one line: those that do not fit are counted at the end and named in its tooltip."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme import theme
from ui.widgets.badge import Badge, BadgeSpec
from ui.widgets.labels import Text


class ChipLine(QWidget):
    """Never asks for width: the line takes what there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[Badge] = []
        self._note = Text("", "body", "text2", parent=self)
        self._rest = Badge(BadgeSpec("info", ""), self)
        theme().changed.connect(self._arrange)

    def show_chips(self, specs: Sequence[BadgeSpec], note: str = "") -> None:
        """Other chips, and grey words after them."""
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [Badge(spec, self) for spec in specs]
        self._note.setText(note)
        self._note.setToolTip(note)
        self._arrange()

    def sizeHint(self) -> QSize:
        """One line of chips."""
        return QSize(theme().px(200), theme().px(22))

    def minimumSizeHint(self) -> QSize:
        """As narrow as one chip."""
        return QSize(theme().px(120), theme().px(22))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Others fit in another width."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        t, x, hidden = theme(), 0, list[Badge]()
        gap, top, room = t.px(8), t.px(1), self.width()
        self._rest.set_spec(BadgeSpec("info", f"+{len(self._chips)}"))
        reserve = self._rest.sizeHint().width() + gap
        for number, chip in enumerate(self._chips):
            size = chip.sizeHint()
            last = number == len(self._chips) - 1
            fits = not hidden and x + size.width() + (0 if last else reserve) <= room
            chip.setVisible(fits or number == 0)
            if fits or number == 0:
                chip.setGeometry(x, top, min(size.width(), room - x), size.height())
                x += size.width() + gap
            else:
                hidden.append(chip)
        self._rest.setVisible(bool(hidden))
        if hidden:
            words = ", ".join(chip.spec.accessible_text for chip in hidden)
            self._rest.set_spec(BadgeSpec("info", f"+{len(hidden)}", spoken=words))
            self._rest.setGeometry(x, top, self._rest.sizeHint().width(), t.px(20))
            x += self._rest.width() + gap
        wanted = self._note.sizeHint()
        self._note.setVisible(bool(self._note.text()) and x + wanted.width() <= room)
        self._note.setGeometry(x, 0, wanted.width(), t.px(22))
