"""Which letter, in groups that stand open: arrow keys move in a group, Tab goes to the next."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from boform_app.services.views.letters import LetterKind
from ui.pages.letter.groups import grouped
from ui.theme import theme
from ui.widgets.choice import Option, Radios
from ui.widgets.labels import Text


class KindChoice(QScrollArea):
    """One kind of all groups.

    Signals:
        changed: Somebody chose.
    """

    changed = Signal()

    def __init__(
        self, kinds: Iterable[LetterKind], *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._groups: list[Radios] = []
        for heading, listed in grouped(kinds):
            radios = Radios([Option(kind.key, kind.title) for kind in listed], name=heading)
            radios.changed.connect(partial(self._chosen, radios))
            self._groups.append(radios)
            self._box.addWidget(Text(heading, "smallStrong", "text2"))
            self._box.addWidget(radios)
        self._box.addStretch(1)
        self.setWidget(inner)
        self._dress()
        theme().changed.connect(self._dress)

    @property
    def value(self) -> str | None:
        """Key of the chosen kind."""
        return next((group.value for group in self._groups if group.answered), None)

    def set_value(self, key: str | None) -> None:
        """Choose without telling anyone; None chooses nothing."""
        for group in self._groups:
            group.set_value(key)

    def sizeHint(self) -> QSize:
        """All the room there is, and no more: the rest scrolls."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def button(self, key: str) -> QRadioButton:
        """One of the radio buttons, e.g. to set the focus."""
        return next(group.button(key) for group in self._groups if group.has(key))

    def _chosen(self, mine: Radios) -> None:
        for group in self._groups:
            if group is not mine:
                group.set_value(None)
        self.changed.emit()

    def _dress(self) -> None:
        self._box.setSpacing(theme().px(4))
        self.setMinimumHeight(theme().px(160))
