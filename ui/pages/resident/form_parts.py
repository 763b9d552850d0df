"""Parts that the forms about plan, goals and contacts share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QMenu, QWidget

from boform_app.rules import instrument
from boform_app.services.views.contacts import CaseworkerView
from models.values import lists
from ui.pages.resident.doing import FormPanel, Refused
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.choice import Combo, Option
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit
from ui.widgets.time_field import TimeField


def beside(
    panel: FormPanel, *pairs: tuple[str, Field], required: dict[str, str] | None = None
) -> None:
    """Short fields side by side, so that a panel fits on a small screen at 150 %."""
    row = QHBoxLayout()
    row.setSpacing(theme().px(12))
    wanted = required or {}
    for name, field in pairs:
        how = _ways(field.control)
        panel.form.add(name, field, required=wanted.get(name, ""), **how)
        row.addWidget(field, 0 if isinstance(field.control, TimeField) else 1)
    panel.body.insertLayout(panel.body.count() - 1, row)


def _ways(control: QWidget) -> dict[str, Callable[..., Any]]:
    """How a control that the form does not know is read and written."""
    if isinstance(control, (CodesButton, Answering)):
        return {"read": control.read, "write": control.write}
    if isinstance(control, TimeField):
        return {"read": control.text, "write": control.set_text}
    return {}


class Answering(QWidget):
    """A control that reads and writes its own answer; ``changed`` tells of every one."""

    changed = Signal()

    def read(self) -> Any:
        """The answer."""
        raise NotImplementedError

    def write(self, value: Any) -> None:
        """Show an answer."""
        raise NotImplementedError


def day_field(
    session: Session, direction: str, day: date | None = None, *, dense: bool = True
) -> DateField:
    """A date with a day in it; ``direction`` is ``past``, ``future`` or ``any``."""
    ways = {"past": "past", "future": "future"}
    field = DateField(
        direction=ways.get(direction, "any"),  # type: ignore[arg-type]  # one of the three words
        today=session.clock.today, dense=dense,
    )  # fmt: skip
    field.set_value(day)
    return field


def listed(name: str, value: str | None = None) -> Combo:
    """A combo of a short list."""
    combo = Combo([Option(row.key, row.label) for row in lists.load_list(name)])
    combo.set_value(value)
    return combo


def narrow(combo: Combo, letters: int = 14) -> Combo:
    """A combo that may be narrower than its longest answer."""
    combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(letters)
    return combo


class _Workers(QStringListModel):
    """Names to choose; beside each the department, which does not go into the field."""

    def __init__(self, parent: LineEdit) -> None:
        super().__init__(parent)
        self.units: dict[str, str] = {}

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The name, and where it is only looked at the department after it."""
        name = super().data(index, role)
        unit = self.units.get(name, "") if role == Qt.ItemDataRole.DisplayRole else ""
        return f"{name} · {unit}" if unit else name


class WorkerEdit(LineEdit):
    """A name that is found among the municipality's case workers while it is typed.

    Signals:
        found: A known case worker was chosen; carries the ``CaseworkerView``.
    """

    found = Signal(object)

    def __init__(self, session: Session, code: str, *, name: str = "") -> None:
        super().__init__(name=name)
        self._session, self._code = session, code
        self.hits: tuple[CaseworkerView, ...] = ()
        self._names = _Workers(self)
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._take)
        self.setCompleter(completer)
        # Before the completer looks at the text, so that it shows what was found for it.
        self.textChanged.connect(self._look)

    def known(self) -> CaseworkerView | None:
        """The case worker whose whole name stands here."""
        typed = " ".join(self.text().split()).casefold()
        return next((hit for hit in self.hits if hit.name.casefold() == typed), None)

    def _look(self, text: str) -> None:
        try:
            self.hits = self._session.services.caseworkers.find(text, self._code)
        except Refused:
            self.hits = ()
        typed = text.strip().casefold()
        self._names.units = {hit.name: hit.unit for hit in self.hits}
        self._names.setStringList([h.name for h in self.hits if h.name.casefold() != typed])

    def _take(self, name: str) -> None:
        self.setText(name)
        worker = self.known()
        if worker is not None:
            self.textEdited.emit(name)
            self.found.emit(worker)


class StayingMenu(QMenu):
    """A menu of ticks that stays open until it is left."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A tick does not close it."""
        if not self._tick(self.activeAction()):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks and stays; Enter ticks and closes as anywhere."""
        if event.key() != Qt.Key.Key_Space or not self._tick(self.activeAction()):
            super().keyPressEvent(event)

    @staticmethod
    def _tick(action: QAction | None) -> bool:
        if action is None or not action.isCheckable():
            return False
        action.trigger()
        return True


class CodesButton(Button):
    """Which of C1 to C12 something is about, in words; a menu of ticks.

    Signals:
        changed: Another choice.
    """

    changed = Signal()

    def __init__(self, codes: Sequence[str] = ()) -> None:
        super().__init__("", chevron=True)
        self._menu_of_ticks = StayingMenu(self)
        self._ticks: dict[str, QAction] = {}
        for row in lists.load_list("prerequisites"):
            action = self._menu_of_ticks.addAction(row.label)
            action.setCheckable(True)
            action.triggered.connect(self._chosen)
            self._ticks[row.key] = action
        self.set_menu(self._menu_of_ticks)
        self.write(codes)

    def read(self) -> list[str]:
        """The chosen codes in their order."""
        return [code for code, action in self._ticks.items() if action.isChecked()]

    def write(self, codes: Sequence[str] | None) -> None:
        """Choose codes."""
        for code, action in self._ticks.items():
            action.setChecked(code in (codes or ()))
        self._say()

    def _chosen(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        chosen = self.read()
        known = instrument.load()
        words = known.prerequisite(chosen[0]).short if chosen else _tr("Vælg")
        if len(chosen) > 1:
            words = _tr("{first} og {n} mere").format(first=words, n=len(chosen) - 1)
        self.setText(words)
        everything = ", ".join(known.prerequisite(code).short for code in chosen)
        self.setToolTip(everything)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Plan", words)
