"""Choosing one of several: combo with type-ahead, and radio buttons that stand open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QComboBox,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from ui.theme import theme

_INNER_MARGIN = 2
"""What the style keeps free at both ends of the chosen answer, px."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer.

    Attributes:
        key: What is stored; None is a real answer too ("Ved ikke endnu").
        label: What is read.
        tooltip: The full wording of a short label.
    """

    key: Any
    label: str
    tooltip: str = ""


class Combo(QComboBox):
    """A list that opens; with ``searchable`` any part of a word finds the answer."""

    changed = Signal()
    left = Signal()

    def __init__(
        self, options: Sequence[Option] = (), *, searchable: bool = False, name: str = "",
        placeholder: str = "", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._options: list[Option] = []
        self._searchable = searchable
        if name:
            self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaxVisibleItems(12)
        if searchable:
            self._make_searchable()
        self.set_options(options)
        self.activated.connect(lambda _row: self.changed.emit())

    @property
    def value(self) -> Any:
        """Key of the chosen answer; None when nothing is chosen."""
        row = self.currentIndex()
        return self._options[row].key if 0 <= row < len(self._options) else None

    @property
    def shown_text(self) -> str:
        """The chosen answer as far as the field has room for it."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return self._fitting(option)

    def set_value(self, key: Any) -> None:
        """Choose without telling anyone; an unknown key chooses nothing."""
        row = next((n for n, option in enumerate(self._options) if option.key == key), -1)
        self.setCurrentIndex(row)
        line = self.lineEdit() if self._searchable else None
        if row < 0 and self._searchable:
            self.clearEditText()
        elif line is not None:
            # A long answer is read from its beginning.
            line.setCursorPosition(0)

    def set_options(self, options: Sequence[Option]) -> None:
        """Other answers; the chosen one stays when it is still there."""
        kept = self.value
        self._options = list(options)
        self.clear()
        for row, option in enumerate(self._options):
            self.addItem(option.label)
            self.setItemData(row, option.tooltip or option.label, Qt.ItemDataRole.ToolTipRole)
        self.set_value(kept)

    def settle(self) -> None:
        """A half-typed word becomes its answer now: Ctrl+Enter does not leave the field."""
        if self._searchable:
            self._settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """An answer longer than the field says with … that there is more."""
        if self.isEditable():
            super().paintEvent(event)
            return
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        if self.currentIndex() < 0 and self.placeholderText():
            option.currentText = self.placeholderText()
            soft = option.palette.placeholderText()
            option.palette.setBrush(QPalette.ColorRole.ButtonText, soft)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self._fitting(option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """The mouse on an answer that does not fit shows all of it."""
        whole = self.currentText()
        if isinstance(event, QHelpEvent) and not self.toolTip() and self.shown_text != whole:
            QToolTip.showText(event.globalPos(), whole, self)
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the page must not change an answer that the mouse happens to pass."""
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A half-typed word becomes the answer it can only mean, else the earlier one stays."""
        super().focusOutEvent(event)
        if self._searchable:
            self._settle()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The inner field tells when it is left."""
        if event.type() == QEvent.Type.FocusOut and watched is self.lineEdit():
            self._settle()
            self.left.emit()
        return super().eventFilter(watched, event)

    def _fitting(self, option: QStyleOptionComboBox) -> str:
        field = QStyle.SubControl.SC_ComboBoxEditField
        combo = QStyle.ComplexControl.CC_ComboBox
        room = self.style().subControlRect(combo, option, field, self).width() - 2 * _INNER_MARGIN
        words, cut = option.currentText, Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(words, cut, room)

    def _make_searchable(self) -> None:
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self.lineEdit()
        if line is not None:
            self._complete(line)
            line.setPlaceholderText(self.placeholderText())
            line.installEventFilter(self)

    def _complete(self, line: QLineEdit) -> None:
        """What a half-typed word opens."""
        del line
        found = QCompleter(self.model(), self)
        found.setFilterMode(Qt.MatchFlag.MatchContains)
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        found.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        found.activated.connect(self._completed)
        self.setCompleter(found)

    def _completed(self, text: str) -> None:
        self.setCurrentIndex(self.findText(text))
        self.changed.emit()

    def _settle(self) -> None:
        typed = self.currentText().strip().casefold()
        row = self.currentIndex()
        if row >= 0 and self._options[row].label.casefold() == typed:
            return
        hits = [n for n, o in enumerate(self._options) if o.label.casefold().startswith(typed)]
        if typed and len(hits) >= 1 and (len(hits) == 1 or self._exact(hits, typed)):
            self.setCurrentIndex(hits[0])
            self.changed.emit()
        else:
            self.setEditText(self._options[row].label if 0 <= row < len(self._options) else "")

    def _exact(self, hits: Sequence[int], typed: str) -> bool:
        return self._options[hits[0]].label.casefold() == typed


class Radios(QWidget):
    """Radio buttons that stand open; a long list scrolls. Arrow keys move, Tab passes on."""

    changed = Signal()

    def __init__(
        self, options: Sequence[Option], *, name: str, horizontal: bool = False,
        most_rows: int = 0, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """Make the group.

        Args:
            options: The answers.
            name: The question, for screen readers.
            horizontal: Side by side.
            most_rows: With more answers than this the group scrolls; 0 never scrolls.
            parent: Qt parent.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        self._name, self._horizontal, self._rows = name, horizontal, most_rows
        self._group = QButtonGroup(self)
        self._buttons: dict[Any, QRadioButton] = {}
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._box: QBoxLayout = QHBoxLayout(inner) if horizontal else QVBoxLayout(inner)
        self._box.setContentsMargins(0, 0, 0, 0)
        for option in options:
            self._box.addWidget(self._button(option))
        self._box.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area: QScrollArea | None = None
        if most_rows and len(options) > most_rows:
            self._area = QScrollArea()
            self._area.setWidgetResizable(True)
            self._area.setFrameShape(QFrame.Shape.NoFrame)
            self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._area.setWidget(inner)
            outer.addWidget(self._area)
        else:
            outer.addWidget(inner)
        self._dress()
        theme().changed.connect(self._dress)

    @property
    def value(self) -> Any:
        """Key of the chosen answer; None when nothing is chosen."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), None)

    @property
    def answered(self) -> bool:
        """Whether anything is chosen at all (None may be an answer)."""
        return self._group.checkedButton() is not None

    def set_value(self, key: Any) -> None:
        """Choose without telling anyone; an unknown key chooses nothing."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def has(self, key: Any) -> bool:
        """Whether it is one of the answers."""
        return key in self._buttons

    def button(self, key: Any) -> QRadioButton:
        """One of the radio buttons, e.g. to set the focus."""
        return self._buttons[key]

    def _button(self, option: Option) -> QRadioButton:
        button = QRadioButton(option.label)
        button.setAccessibleName(f"{self._name}: {option.label}")
        button.setToolTip(option.tooltip)
        button.clicked.connect(lambda _on=False: self.changed.emit())
        self._group.addButton(button)
        self._buttons[option.key] = button
        return button

    def _dress(self) -> None:
        t = theme()
        self._box.setSpacing(t.px(16) if self._horizontal else 0)
        if self._area is not None:
            self._area.setFixedHeight(self._rows * max(24, t.px(24)))
