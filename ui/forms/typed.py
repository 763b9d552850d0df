"""Ways to bind controls that need more than a label above them.

Half-typed days and numbers must survive in a draft as well.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.widgets.cpr_field import CprField
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.time_field import TimeField

Reader = Callable[[], Any]
Writer = Callable[[Any], None]


def typed_day(field: DateField) -> tuple[Reader, Writer]:
    """The day, or the text while it is not a day yet; None when empty."""

    def read() -> date | str | None:
        return field.value or field.text().strip() or None

    def write(value: date | str | None) -> None:
        if isinstance(value, str):
            field.setText(value)
            field.textEdited.emit(value)
        else:
            field.set_value(value)

    return read, write


def typed_time(field: TimeField) -> tuple[Reader, Writer]:
    """The text of a time; it is read again wherever it is used."""
    return lambda: field.text().strip(), field.set_text


def typed_cpr(field: CprField) -> tuple[Reader, Writer]:
    """All that was typed; what is not understood stays in the field."""

    def write(text: str | None) -> None:
        field.setText(text or "")
        field.textEdited.emit(text or "")

    return lambda: field.text().strip(), write


def day(value: object) -> date | None:
    """The day of a ``typed_day`` answer, None for text that is none."""
    return value if isinstance(value, date) else None


def loose_field(control: QWidget, parent: QWidget, label: str = "") -> Field:
    """A field for a control that stands in a layout of its own; lay the control out afterwards.

    Tick boxes and radio buttons carry their words themselves.
    """
    words = label or control.accessibleName() or str(control.property("text") or "")
    field = Field(words, control, parent=parent)
    field.hide()
    return field
