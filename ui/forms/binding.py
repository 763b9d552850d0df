"""Own form binding: parse, dirty by comparison, problems at the field, one draft for the whole form.

``QDataWidgetMapper`` lost data in a trial (architecture, decision 10).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Protocol, runtime_checkable
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QLineEdit, QScrollArea, QWidget

from boform_app.errors import Problem, ValidationFailed
from ui import messages
from ui.ports import DraftPort, DraftSlot
from ui.widgets.choice import Combo, Radios
from ui.widgets.cpr_field import CprField
from ui.widgets.date_field import DateField
from ui.widgets.field import Field, Finding
from ui.widgets.text_area import TextArea


@dataclass(frozen=True, slots=True)
class Bound:
    """A field of the form.

    Attributes:
        name: Name in the command.
        field: What is on the screen.
        read: Gives the value.
        write: Shows a value.
        required: Words for the list when it is empty ("" for a field that may wait).
    """

    name: str
    field: Field
    read: Callable[[], Any]
    write: Callable[[Any], None]
    required: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is no answer; False and 0 are answers."""
        control = self.field.control
        if isinstance(control, Radios):
            return not control.answered
        return self.read() in {None, ""}


@runtime_checkable
class Changing(Protocol):
    """Any other control that tells when somebody answers; bind it with ``read`` and ``write``."""

    changed: Any


class Form(QObject):
    """Collects fields by the names of a command.

    Signals:
        submitted: All stops are gone; carries the values by name.
        changed: Anything was typed or chosen.
        problems_changed: The list above the button changed; carries problems in order of the page.
    """

    submitted = Signal(object)
    changed = Signal()
    problems_changed = Signal(object)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._bound: dict[str, Bound] = {}
        self._start: dict[str, Any] = {}
        self._drafts: DraftPort | None = None
        self._slot = DraftSlot("")
        self._tried = self._showing = False
        self._refused: tuple[Problem, ...] = ()
        self._shortcuts = [
            QShortcut(QKeySequence(keys), page) for keys in ("Ctrl+Return", "Ctrl+Enter")
        ]
        for shortcut in self._shortcuts:
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.submit)

    def add(
        self, name: str, field: Field, *, required: str = "",
        read: Callable[[], Any] | None = None, write: Callable[[Any], None] | None = None,
    ) -> Field:  # fmt: skip
        """Bind a field.

        Args:
            name: Name in the command; problems of a service find the field by it.
            field: Label, control and message.
            required: What is missing when it is empty, for the list, e.g. "et navn".
            read: Gives the value; known for the controls of ``ui.widgets``.
            write: Shows a value.
        """
        control = field.control
        bound = Bound(name, field, read or _reader(control), write or _writer(control), required)
        self._bound[name] = bound
        self._start[name] = bound.read()
        _listen(control, partial(self._touched, bound))
        field.checked.connect(self._tell_problems)
        return field

    # -- values ----------------------------------------------------------------------------------

    def load(self, values: Mapping[str, Any]) -> None:
        """Show stored values; nothing is dirty afterwards."""
        self._show(values)
        self._start = self.values()
        self._tried = False
        self._refused = ()
        for bound in self._bound.values():
            bound.field.say(None)

    def field(self, name: str) -> Field:
        """A field by its name in the command."""
        return self._bound[name].field

    def write(self, name: str, value: Any) -> None:
        """Show one value; it counts as a change."""
        self._bound[name].write(value)

    def values(self) -> dict[str, Any]:
        """All values by name."""
        return {name: bound.read() for name, bound in self._bound.items()}

    def changes(self) -> dict[str, Any]:
        """Only what differs from what was loaded."""
        return {n: v for n, v in self.values().items() if v != self._start.get(n)}

    @property
    def dirty(self) -> bool:
        """Whether anything differs from what was loaded."""
        return bool(self.changes())

    # -- submitting ------------------------------------------------------------------------------

    def submit(self) -> None:
        """Ctrl+Enter: say what is missing, or hand the values over."""
        self._tried = True
        self._refused = ()
        for bound in self._bound.values():
            if isinstance(bound.field.control, Combo):
                bound.field.control.settle()
            bound.field.check()
        self._mark_required()
        problems = self.problems()
        self.problems_changed.emit(problems)
        if problems:
            self.show_field(problems[0].field)
        else:
            self.submitted.emit(self.values())

    def problems(self) -> tuple[Problem, ...]:
        """What stops at the moment, in the order of the page."""
        found: list[Problem] = []
        for name, bound in self._bound.items():
            finding = bound.field.finding
            if self._tried and bound.required and bound.empty:
                found.append(Problem(name, "required", {"words": bound.required}))
            elif finding is not None and finding.level == "stop":
                found.append(Problem(name, "shown", {"words": finding.text}))
        return (*found, *(p for p in self._refused if p.field not in self._bound))

    def refuse(self, error: ValidationFailed) -> None:
        """A service refused: its problems go to their fields, the rest above the button."""
        self._refused = error.problems
        self._tried = True
        for problem in error.problems:
            if problem.field in self._bound:
                words = messages.sentence(problem)
                self._bound[problem.field].field.say(Finding("stop", words))
        problems = self.problems()
        self.problems_changed.emit(problems)
        if problems:
            self.show_field(problems[0].field)

    def show_field(self, name: str) -> None:
        """Put the cursor into a field and scroll to it."""
        if name not in self._bound:
            return
        control = self._bound[name].field.control
        control.setFocus(Qt.FocusReason.OtherFocusReason)
        above = control.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(self._bound[name].field)

    # -- drafts ----------------------------------------------------------------------------------

    def keep_drafts(self, drafts: DraftPort, slot: DraftSlot) -> bool:
        """From now on every change is kept; True when an earlier draft was taken up again."""
        self._drafts, self._slot = drafts, slot
        saved = drafts.get(slot)
        if saved is None:
            return False
        self._show({name: _thawed(value) for name, value in json.loads(saved.text).items()})
        return True

    def forget_draft(self) -> None:
        """The form became part of the record."""
        if self._drafts is not None:
            self._drafts.remove(self._slot)
        self._start = self.values()

    # -- own -------------------------------------------------------------------------------------

    def _show(self, values: Mapping[str, Any]) -> None:
        """Editors tell of every new text; what is shown by the program is no change."""
        self._showing = True
        for name, value in values.items():
            if name in self._bound:
                self._bound[name].write(value)
        self._showing = False

    def _touched(self, bound: Bound) -> None:
        if self._showing:
            return
        self._refused = tuple(p for p in self._refused if p.field != bound.name)
        if bound.field.finding is not None and bound.field.finding.level == "stop":
            # After a stop the field is looked at with every change; the list shrinks as it is mended.
            bound.field.check()
        self._mark_required()
        self._keep()
        self.changed.emit()
        self._tell_problems()

    def _mark_required(self) -> None:
        if not self._tried:
            return
        for bound in self._bound.values():
            if bound.required and bound.empty:
                bound.field.say(Finding("stop", messages.words("required")))

    def _tell_problems(self) -> None:
        if self._tried:
            self.problems_changed.emit(self.problems())

    def _keep(self) -> None:
        if self._drafts is None:
            return
        if not self.dirty:
            self._drafts.remove(self._slot)
            return
        frozen = {name: _frozen(value) for name, value in self.values().items()}
        self._drafts.put(self._slot, json.dumps(frozen, ensure_ascii=False))


def _reader(control: QWidget) -> Callable[[], Any]:
    if isinstance(control, (DateField, CprField, Combo, Radios)):
        return lambda: control.value
    if isinstance(control, TextArea):
        return lambda: str(control.text).strip()
    if isinstance(control, QLineEdit):
        return lambda: str(control.text()).strip()
    if isinstance(control, QCheckBox):
        return control.isChecked
    raise TypeError(f"give read= for {type(control).__name__}")


def _writer(control: QWidget) -> Callable[[Any], None]:
    if isinstance(control, (DateField, CprField, Combo, Radios)):
        return control.set_value
    if isinstance(control, TextArea):
        return lambda value: control.set_text(value or "")
    if isinstance(control, QLineEdit):
        return lambda value: control.setText(value or "")
    if isinstance(control, QCheckBox):
        return lambda value: control.setChecked(bool(value))
    raise TypeError(f"give write= for {type(control).__name__}")


def _listen(control: QWidget, tell: Callable[[], None]) -> None:
    if isinstance(control, (DateField, CprField, Combo, Radios)):
        control.changed.connect(tell)
    elif isinstance(control, TextArea):
        control.textChanged.connect(tell)
    elif isinstance(control, QLineEdit):
        control.textEdited.connect(lambda _text: tell())
    elif isinstance(control, QCheckBox):
        control.clicked.connect(lambda _on: tell())
    elif isinstance(control, Changing):
        control.changed.connect(tell)


def _frozen(value: Any) -> Any:
    if isinstance(value, UUID):
        return {"id": str(value)}
    return {"date": value.isoformat()} if isinstance(value, date) else value


def _thawed(value: Any) -> Any:
    if isinstance(value, dict) and set(value) == {"date"}:
        return date.fromisoformat(value["date"])
    if isinstance(value, dict) and set(value) == {"id"}:
        return UUID(value["id"])
    return value
