"""Rooms by range: first and last number, floor, places in each room. Acts when the button is pressed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boform_app.errors import BoformError, ValidationFailed
from boform_app.services.rooms import RoomsService
from models.values.changes import Changes
from ui import messages
from ui.forms.binding import Form
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.choice import Combo, Option
from ui.widgets.field import Field, Finding, MessageLine
from ui.widgets.line_edit import LineEdit

MOST_PLACES = 6


class RoomRange(QWidget):
    """Signals: ``added`` carries the ``Changes``."""

    added = Signal(object)

    def __init__(
        self, rooms: Callable[[], RoomsService | None], parent: QWidget | None = None
    ) -> None:
        """Make the form.

        Args:
            rooms: The service; None while there is no house yet.
            parent: Qt parent.
        """
        super().__init__(parent)
        self._rooms = rooms
        self.form = Form(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        top = Qt.AlignmentFlag.AlignTop
        first = Field(self.tr("Første nummer"), LineEdit(), width=104)
        last = Field(self.tr("Sidste nummer"), LineEdit(), width=104)
        floor = Field(self.tr("Etage"), LineEdit(placeholder=self.tr("Fx stuen")), width=120)
        counts = [Option(n, str(n)) for n in range(1, MOST_PLACES + 1)]
        places = Field(self.tr("Pladser i hvert"), Combo(counts), width=88)
        row.addWidget(self.form.add("first", first, required=self.tr("første nummer")), 0, top)
        row.addWidget(self.form.add("last", last, required=self.tr("sidste nummer")), 0, top)
        row.addWidget(self.form.add("floor", floor), 0, top)
        row.addWidget(self.form.add("places_per_room", places), 0, top)
        row.addStretch(1)
        column.addLayout(row)
        self._message = MessageLine()
        column.addWidget(self._message)
        self.button = Button(self.tr("Opret værelserne"), "strong", icon="add")
        self.button.clicked.connect(self.form.submit)
        foot = QHBoxLayout()
        foot.addWidget(self.button)
        foot.addStretch(1)
        column.addLayout(foot)
        self.form.load({"places_per_room": 1})
        self.form.submitted.connect(self._submit)

    def _submit(self, values: dict[str, object]) -> None:
        rooms = self._rooms()
        self._message.show_finding(None)
        numbers = [str(values[name]).strip() for name in ("first", "last")]
        if rooms is None:
            return
        if not all(number.isascii() and number.isdigit() for number in numbers):
            words = self.tr("Skriv numrene med cifre, fx 1 og 14.")
            self._message.show_finding(Finding("stop", words))
            return
        try:
            changes = self._add(rooms, numbers, values)
        except ValidationFailed as error:
            self._message.show_finding(Finding("stop", messages.describe(error).text))
        except BoformError as error:
            messages.present(error, self)
        else:
            following = str(int(numbers[1]) + 1)
            self.form.load({"first": following, "last": "", "floor": ""})
            self.form.show_field("last")
            self.added.emit(changes)

    @staticmethod
    def _add(rooms: RoomsService, numbers: list[str], values: dict[str, object]) -> Changes:
        places = values["places_per_room"]
        return rooms.add_range(
            int(numbers[0]),
            int(numbers[1]),
            str(values["floor"]),
            places if isinstance(places, int) else 1,
        )
