"""Several of a list, chosen in a menu of ticks and read in words on its button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout

from ui.pages.resident.form_parts import Answering, StayingMenu
from ui.widgets.buttons import Button
from ui.widgets.choice import Option

_FITS = 40
"""Letters that stand on the button; more are counted."""


class Ticks(Answering):
    """A button that says what is ticked.

    Args:
        options: What can be ticked.
        none: Words while nothing is.
    """

    changed = Signal()

    def __init__(self, options: Sequence[Option], none: str) -> None:
        super().__init__()
        self._none = none
        self._labels = {str(option.key): option.label for option in options}
        self.button = Button(none, chevron=True)
        self._menu = StayingMenu(self.button)
        self._actions: dict[str, QAction] = {}
        for key, label in self._labels.items():
            action = self._menu.addAction(label)
            action.setCheckable(True)
            action.triggered.connect(self._chosen)
            self._actions[key] = action
        self.button.set_menu(self._menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        row.addStretch(1)
        self.setFocusProxy(self.button)

    def read(self) -> list[str]:
        """Ticked keys in the order of the list."""
        return [key for key, action in self._actions.items() if action.isChecked()]

    def write(self, value: Sequence[str] | None) -> None:
        """Tick keys."""
        for key, action in self._actions.items():
            action.setChecked(key in (value or ()))
        self._say()

    def setAccessibleName(self, name: str) -> None:
        """The button is what takes the focus."""
        super().setAccessibleName(name)
        self._say()

    def _chosen(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        chosen = [self._labels[key] for key in self.read()]
        words = ", ".join(chosen)
        if len(words) > _FITS:
            more = self.tr("{first} og {n} mere")
            words = more.format(first=chosen[0], n=len(chosen) - 1)
        self.button.setText(words or self._none)
        everything = ", ".join(chosen) or self._none
        self.button.setToolTip(everything)
        self.button.setAccessibleName(f"{self.accessibleName()}: {everything}")
