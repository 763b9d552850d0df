"""Choosing one of thousands: a few stand open, the others are found while they are typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from models.values.danish import starts_like
from ui.widgets.choice import Combo, Option

_LETTERS = 16
"""Answers are longer than most fields; a field is no wider for that."""


class FindingCombo(Combo):
    """Words in any order find answers that stand open at once, and others from elsewhere.

    Two answers may read alike (names that are hidden): what is chosen from the list is the row
    that was meant, and what is left half-typed never decides between them.

    Signals:
        typed: Letters were typed; answer with ``show_found``, at once or later.

    Attributes:
        search: The answers from elsewhere that a text means, now.
        fetch: The answer from elsewhere with a key, None when there is none.
        most: So many of them are shown; one more is told of.
    """

    typed = Signal(str)

    def __init__(self, *, most: int = 20, name: str = "", placeholder: str = "") -> None:
        self.search: Callable[[str], Sequence[Option]] = lambda _text: ()
        self.fetch: Callable[[Any], Option | None] = lambda _key: None
        self.most = most
        self._standing: list[Option] = []
        self._found: Sequence[Option] = ()
        self._found_for = ""
        self._rows = QStandardItemModel()
        super().__init__(searchable=True, name=name, placeholder=placeholder)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)

    def set_options(self, options: Sequence[Option]) -> None:
        """Other answers that stand open; the chosen one stays."""
        self._standing = list(options)
        self._forget()
        super().set_options(options)

    def set_value(self, key: Any) -> None:
        """Choose without telling anyone, from elsewhere too; an unknown key chooses nothing."""
        if key is not None and all(option.key != key for option in self._options):
            self._offer(self.fetch(key))
        super().set_value(key)

    def show_found(self, text: str, options: Sequence[Option]) -> None:
        """What a text means elsewhere; nothing typed means nobody, and what comes too late is dropped."""
        if not text.strip() or text != self.currentText():
            return
        self._found, self._found_for = options, text
        self._fill(text)
        completer = self.completer()
        if completer is not None and self.hasFocus():
            completer.complete()

    # -- own -------------------------------------------------------------------------------------

    def _complete(self, line: QLineEdit) -> None:
        found = QCompleter(self._rows, self)
        found.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        found.activated[QModelIndex].connect(self._picked)  # type: ignore[index]  # an overload
        found.setMaxVisibleItems(self.maxVisibleItems())
        popup = found.popup()
        if popup is not None:
            popup.setObjectName("found")
        # Not the combo's own: it would look for the words of the row among what stands open.
        line.setCompleter(found)
        found.setWidget(self)
        # Before the completer opens its list, so that it shows what this text means.
        line.textEdited.connect(self._edited)

    def _forget(self) -> None:
        """What was found may read otherwise by now."""
        completer = self.completer() if self._rows.rowCount() else None
        popup = completer.popup() if completer is not None else None
        if popup is not None:
            popup.hide()
        self._found, self._found_for = (), ""
        self._rows.clear()

    def _edited(self, text: str) -> None:
        self._fill(text)
        self.typed.emit(text)

    def _fill(self, text: str) -> None:
        self._rows.clear()
        for option in self._fitting_now(text)[: -1 if self._more(text) else None]:
            row = QStandardItem(option.label)
            row.setEditable(False)
            row.setToolTip(option.tooltip or option.label)
            row.setData(option.key, Qt.ItemDataRole.UserRole)
            self._rows.appendRow(row)
        if self._more(text):
            self._rows.appendRow(_said(self.tr("Der er flere. Skriv mere af navnet.")))
        elif self._found_for == text and not self._rows.rowCount():
            self._rows.appendRow(_said(self.tr("Ingen passer til det, du har skrevet.")))

    def _more(self, text: str) -> bool:
        return self._found_for == text and len(self._found) > self.most

    def _fitting_now(self, text: str) -> list[Option]:
        """Who stands open and fits, then those found; of an older text those that still fit."""
        found = self._found
        if self._found_for != text:
            found = [option for option in found if starts_like(option.label, text)]
        return [*(o for o in self._standing if starts_like(o.label, text)), *found]

    def _picked(self, index: QModelIndex) -> None:
        key = index.data(Qt.ItemDataRole.UserRole)
        option = next((o for o in (*self._standing, *self._found) if o.key == key), None)
        if key is not None and option is not None:
            self._take(option)

    def _take(self, option: Option) -> None:
        super().set_value(None)
        if option not in self._standing:
            self._offer(option)
        super().set_value(option.key)
        self.changed.emit()

    def _offer(self, option: Option | None) -> None:
        """One from elsewhere stands open as well while it is chosen."""
        super().set_value(None)
        super().set_options([*self._standing, *([option] if option is not None else [])])

    def _settle(self) -> None:
        typed, row = self.currentText().strip(), self.currentIndex()
        label = self._options[row].label if row >= 0 else ""
        if typed.casefold() == label.casefold():
            return
        meant = self._meant(typed) if typed else []
        if len(meant) == 1:
            self._take(meant[0])
        else:
            self.setEditText(label)

    def _meant(self, typed: str) -> list[Option]:
        if self._found_for.strip() != typed:
            self._found, self._found_for = self.search(typed), typed
        # A forgiven slip is shown on the list and never taken for an answer.
        fitting = [o for o in self._fitting_now(self._found_for) if starts_like(o.label, typed)]
        return [o for o in fitting if o.label.casefold() == typed.casefold()] or fitting


def _said(words: str) -> QStandardItem:
    """A row that is read and not chosen."""
    row = QStandardItem(words)
    row.setFlags(Qt.ItemFlag.NoItemFlags)
    return row
