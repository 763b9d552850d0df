"""Who are you? Tiles with first name and initials, the code, and nothing about any resident."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.ports import LoginPerson
from ui.theme import theme
from ui.widgets.buttons import Button, PaintedButton
from ui.widgets.field import Finding, MessageLine
from ui.widgets.labels import Text
from ui.widgets.line_edit import LineEdit
from ui.widgets.painting import dot, rounded, text_line

if TYPE_CHECKING:
    from ui.widgets.list_view import ListView

MOST_TILES = 8
_STEPS: dict[int, int] = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1,
}  # fmt: skip
OTHERS = "+"


class _Tile(PaintedButton):
    stepped = Signal(int)

    def __init__(self, initials: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._initials = initials
        self.setText(name)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(152), theme().px(112))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key(), 0)
        if step:
            self.stepped.emit(step)
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, chosen = theme(), self.isChecked()
        painter = QPainter(self)
        border = "accent" if chosen or self._hover else "line"
        rounded(painter, QRectF(self.rect()), "surface", border, t.px(8), width=2 if chosen else 1)
        circle = QRect(0, t.px(18), t.px(48), t.px(48))
        circle.moveLeft((self.width() - circle.width()) // 2)
        center = QPointF(self.width() / 2, t.px(18 + 24))
        dot(painter, center, t.px(48), "accent" if chosen else "navsel")
        color = "onaccent" if chosen else "accent"
        if self._initials == OTHERS:
            self._plus(painter, circle)
        else:
            center_flag = Qt.AlignmentFlag.AlignHCenter
            text_line(painter, circle, self._initials, "h3", color, align=center_flag)
        name = QRect(t.px(8), t.px(72), self.width() - t.px(16), t.px(24))
        role = "strong" if chosen else "body"
        text_line(painter, name, self.text(), role, align=Qt.AlignmentFlag.AlignHCenter)
        painter.end()

    def _plus(self, painter: QPainter, circle: QRect) -> None:
        side = theme().px(20)
        area = QRect(0, 0, side, side)
        area.moveCenter(circle.center())
        icons.paint(painter, QRectF(area), "add", "onaccent" if self.isChecked() else "accent")


class WhoChooser(QWidget):
    """Tiles for up to eight people, else a list. ``chosen`` carries the staff id."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(4, 4, 4, 4)
        self._group = QButtonGroup(self)
        self._tiles: dict[str, _Tile] = {}
        self._list: ListView | None = None
        self._people: Sequence[LoginPerson] = ()
        self.current = ""
        self._row.setSpacing(theme().px(16))

    def set_people(self, people: Sequence[LoginPerson], current: str = "") -> None:
        """Show people; the last user is chosen at first."""
        self._people = people
        recent = [p for p in people if p.recent] or list(people)
        self._clear()
        if len(recent) > MOST_TILES:
            self._show_list(people)
        else:
            self._show_tiles(recent, others=len(recent) < len(people))
        self.choose(current or (recent[0].staff_id if recent else ""))

    def choose(self, staff_id: str) -> None:
        """Choose a person."""
        if staff_id in self._tiles:
            self._tiles[staff_id].setChecked(True)
        elif self._list is None and any(p.staff_id == staff_id for p in self._people):
            self._everybody()
        if self._list is not None:
            self._list.choose(staff_id)
        self.current = staff_id
        self.chosen.emit(staff_id)

    def person(self) -> LoginPerson | None:
        """Who is chosen."""
        return next((p for p in self._people if p.staff_id == self.current), None)

    def _show_tiles(self, people: Sequence[LoginPerson], *, others: bool) -> None:
        self._row.addStretch(1)
        for person in people:
            self._add_tile(person.initials, person.first_name, person.staff_id)
        if others:
            self._add_tile(OTHERS, self.tr("En anden"), OTHERS)
        self._row.addStretch(1)

    def _add_tile(self, initials: str, name: str, key: str) -> None:
        tile = _Tile(initials, name, self)
        tile.clicked.connect(lambda _on=False: self._pressed(key))
        tile.stepped.connect(lambda by: self._step(key, by))
        self._group.addButton(tile)
        self._tiles[key] = tile
        self._row.addWidget(tile)

    def _pressed(self, key: str) -> None:
        if key == OTHERS:
            self._everybody()
        else:
            self.choose(key)

    def _step(self, key: str, by: int) -> None:
        """An arrow goes to the next tile and stays there; Enter or Tab goes on to the code."""
        keys = list(self._tiles)
        at = keys.index(key) + by
        if not 0 <= at < len(keys):
            return
        if keys[at] != OTHERS:
            self.choose(keys[at])
        # Whoever hears of the choice has put the cursor into the code field.
        self._tiles[keys[at]].setFocus(Qt.FocusReason.TabFocusReason)

    def _everybody(self) -> None:
        self._clear()
        self._show_list(self._people)

    def _show_list(self, people: Sequence[LoginPerson]) -> None:
        # Only large houses need the list; it would take a tenth of the start.
        from ui.tablemodels.rows import Column  # noqa: PLC0415 - see above
        from ui.widgets.list_view import ListView  # noqa: PLC0415 - see above

        columns = (Column("name", "", lambda p: p.first_name, "strong"),
                   Column("initials", "", lambda p: p.initials, "muted", 48))  # fmt: skip
        found = ListView(columns, name=self.tr("Hvem er du?"), id_of=lambda p: p.staff_id)
        found.set_rows(people)
        found.setFixedWidth(theme().px(320))
        found.setFixedHeight(theme().px(36) * min(6, max(1, len(people))))
        found.chosen.connect(self._listed)
        self._list = found
        self._row.addWidget(found, 0, Qt.AlignmentFlag.AlignHCenter)

    def _listed(self, person: LoginPerson | None) -> None:
        if person is not None:
            self.current = person.staff_id
            self.chosen.emit(person.staff_id)

    def _clear(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._tiles.clear()
        self._list = None


class CodePanel(QWidget):
    """The code of the chosen person, 320 wide with its button."""

    submitted = Signal(str)

    def __init__(self, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme().px(4))
        self._label = Text(self.tr("Kode"))
        self.edit = LineEdit(name=self.tr("Kode"))
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._label.setBuddy(self.edit)
        self._button = Button(verb, "primary", height="title_button")
        self._button.clicked.connect(self._submit)
        self.edit.returnPressed.connect(self._submit)
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addWidget(self.edit, 1)
        row.addWidget(self._button)
        self.message = MessageLine()
        self.links = QHBoxLayout()
        self.links.setSpacing(theme().px(16))
        outer.addWidget(self._label)
        outer.addLayout(row)
        outer.addWidget(self.message)
        outer.addLayout(self.links)
        self._dress()
        theme().changed.connect(self._dress)

    def set_person(self, person: LoginPerson | None) -> None:
        """Whose code is asked for; the field is empty and has the cursor."""
        words = self.tr("{whose} kode").format(whose=genitive(person.first_name)) if person else ""
        self._label.setText(words or self.tr("Kode"))
        self.edit.setAccessibleName(words or self.tr("Kode"))
        self.edit.clear()
        self.say(None)

    def say(self, finding: Finding | None) -> None:
        """A sentence under the field."""
        self.message.show_finding(finding)
        level = finding.level if finding else ""
        self.edit.setProperty("level", level)
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)
        self.edit.setAccessibleDescription(finding.text if finding else "")

    def set_busy(self, *, busy: bool) -> None:
        """While the code is tried nothing can be pressed twice."""
        self._button.setEnabled(not busy)
        self.edit.setReadOnly(busy)

    def _submit(self) -> None:
        if self.edit.text() and not self.edit.isReadOnly():
            self.submitted.emit(self.edit.text())

    def _dress(self) -> None:
        self.setFixedWidth(theme().px(320))
        self.edit.setMinimumHeight(theme().size("title_button"))


def centered(widget: QWidget) -> QHBoxLayout:
    """In the middle; unlike an alignment this lets broken lines have their height."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget)
    row.addStretch(1)
    return row


def genitive(name: str) -> str:
    """Make "Saras" of Sara and "Jens'" of Jens."""
    return f"{name}'" if name.casefold().endswith(("s", "x", "z")) else f"{name}s"


def tries_words(left: int, wait: float) -> str:
    """What a wrong code is answered with."""
    if wait > 0:
        return f"Koden passer ikke. Vent {round(wait)} sekunder, og prøv igen."
    ahead = "før der er en pause på 30 sekunder."
    return f"Koden passer ikke. Prøv igen. Du har {left} forsøg, {ahead}"
