"""One column of the board: cards with a name, what is missing, how long, and one button (mockup 05)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from boform_app.services.views.board import MatterRow
from ui.privacy import privacy
from ui.tablemodels.items import ItemsModel
from ui.tablemodels.rows import ROW, Index
from ui.theme import theme
from ui.widgets.badge import BadgeKind, BadgeSpec, badge_size, paint_badge
from ui.widgets.painting import (
    ButtonLook,
    ButtonState,
    button_size,
    paint_button,
    ring,
    rounded,
    text_line,
)

CARD, GAP = 80, 6
BADGES: dict[str, BadgeKind] = {
    "over": "over", "soon": "soon", "wait": "wait", "ok": "ok", "none": "none",
}  # fmt: skip


class CardsModel(ItemsModel):
    """The matters of one column."""

    def says(self, row: MatterRow, role: int) -> object:
        """Its words for a screen reader, and why it is there."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return spoken(row)
        return row.why if role == Qt.ItemDataRole.ToolTipRole and row.why else None


def shown_name(row: MatterRow) -> str:
    """*Efternavn, Fornavn*, or the room while names are hidden."""
    return privacy().name(row.name, row.room)


def spoken(row: MatterRow) -> str:
    """A card as one sentence."""
    days = _tr("{n} døgn").format(n=row.days) if row.days is not None else ""
    parts = (shown_name(row), subject(row), days, row.badge_text or row.detail, row.action_label)
    return ". ".join(part for part in parts if part)


def subject(row: MatterRow) -> str:
    """What is missing, and with whom it lies."""
    what = ": ".join(part for part in (row.what, privacy().text(row.words)) if part)
    return f"{what} · {row.where}" if row.where else what


class CardDelegate(QStyledItemDelegate):
    """Draws a card; the painted button is pressed through the view."""

    def __init__(self, view: CardColumn) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Cards have one height."""
        return QSize(theme().px(120), theme().px(CARD + GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Surface, three lines, badge and button."""
        row = index.data(ROW)
        if not isinstance(row, MatterRow):
            return
        t, area = theme(), card_area(QRect(option.rect))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = chosen and self._view.hasFocus()
        painter.save()
        rounded(
            painter, QRectF(area), "rowsel" if chosen else "surface",
            "accent" if chosen else "line", t.px(4), width=2 if chosen else 1,
        )  # fmt: skip
        inner = area.adjusted(t.px(10), t.px(5), -t.px(8), -t.px(4))
        soft = "text2"
        self._head(painter, inner, row, soft)
        line = QRect(inner.x(), inner.y() + t.px(22), inner.width(), t.px(20))
        text_line(painter, line, subject(row), "body", soft)
        self._foot(painter, inner, row, index, soft)
        if focused and not self._view.on_button:
            ring(painter, QRectF(area.adjusted(2, 2, -2, -2)), t.px(4))
        painter.restore()

    def _head(self, painter: QPainter, inner: QRect, row: MatterRow, soft: str) -> None:
        t = theme()
        line = QRect(inner.x(), inner.y(), inner.width(), t.px(20))
        if row.days is None:
            text_line(painter, line, shown_name(row), "strong")
            return
        number, unit = f"{row.days}", _tr(" døgn")
        wide = QFontMetrics(t.font("strong")).horizontalAdvance(number)
        rest = QFontMetrics(t.font("body")).horizontalAdvance(unit)
        left = line.right() - wide - rest - 1
        text_line(
            painter, line.adjusted(0, 0, -(wide + rest + t.px(8)), 0), shown_name(row), "strong"
        )
        text_line(painter, QRect(left, line.y(), wide + 2, line.height()), number, "strong")
        text_line(
            painter, QRect(left + wide, line.y(), rest + 2, line.height()), unit, "body", soft
        )

    def _foot(
        self, painter: QPainter, inner: QRect, row: MatterRow, index: Index, soft: str
    ) -> None:
        t = theme()
        room = inner.width()
        if row.action_label:
            area = self.button_area(row, inner)
            here = index.row()
            state = ButtonState(
                hover=self._view.hovered_button == here, pressed=self._view.pressed_button == here
            )
            paint_button(painter, area, _look(row), state)
            room = area.x() - inner.x() - t.px(6)
            if self._view.on_button and self._view.currentIndex().row() == here:
                ring(painter, QRectF(area.adjusted(-3, -3, 3, 3)))
        middle = inner.bottom() - t.px(14)
        if row.badge_text:
            spec = badge_of(row)
            top = middle - badge_size(spec).height() // 2
            paint_badge(painter, QPoint(inner.x(), top), spec, room)
        elif row.detail:
            line = QRect(inner.x(), middle - t.px(10), room, t.px(20))
            text_line(painter, line, row.detail, "small", soft)

    def button_area(self, row: MatterRow, inner: QRect) -> QRect:
        """Where the button stands."""
        size = button_size(_look(row))
        return QRect(
            inner.right() - size.width() + 1, inner.bottom() - size.height() + 1,
            size.width(), size.height(),
        )  # fmt: skip


def badge_of(row: MatterRow) -> BadgeSpec:
    """The badge of a matter; a question about sending has the alarm, a house's own day the hourglass."""
    return BadgeSpec(BADGES.get(row.badge_kind, "none"), row.badge_text, spoken=row.badge_text)


def card_area(rect: QRect) -> QRect:
    """The card within its place in the list."""
    return rect.adjusted(0, 0, 0, -theme().px(GAP))


def _look(row: MatterRow) -> ButtonLook:
    return ButtonLook(row.action_label, "row", height="row_button")


class CardColumn(QListView):
    """A column of cards.

    Up and down choose, Enter opens the resident. Right goes to the button and on to the next column,
    left back again; Enter or Space presses.

    Signals:
        chosen: Another card; carries the row or None.
        opened: Enter or double click; carries the row.
        pressed: The button; carries the row.
        walked: Left (-1) or right (1) out of the column.
    """

    chosen = Signal(object)
    opened = Signal(object)
    pressed = Signal(object)
    walked = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.model_ = CardsModel(self)
        self.hovered_button = self.pressed_button = -1
        self.on_button = False
        self.setModel(self.model_)
        self._delegate = CardDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setObjectName("cards")

    @property
    def current_row(self) -> MatterRow | None:
        """The chosen matter."""
        row = self.currentIndex().data(ROW) if self.currentIndex().isValid() else None
        return row if isinstance(row, MatterRow) else None

    def set_rows(self, rows: Sequence[MatterRow]) -> None:
        """Other matters; the chosen one stays chosen when it is still there."""
        kept = self.current_row
        self.on_button = False
        self.model_.show(rows)
        if kept is not None:
            self.choose(kept.key)

    def choose(self, key: str) -> bool:
        """Choose a card by its key."""
        place = next((n for n, row in enumerate(self.model_.rows) if row.key == key), -1)
        if place >= 0:
            self.setCurrentIndex(self.model_.index(place))
        return place >= 0

    def enter(self) -> None:
        """The keyboard comes from another column."""
        if not self.currentIndex().isValid() and self.model_.rows:
            self.setCurrentIndex(self.model_.index(0))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Another column has the chosen card now."""
        self.on_button = False
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())

    # -- Qt --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Space, and the way to the button and the next column."""
        key, row = Qt.Key(event.key()), self.current_row
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and row is not None:
            signal = self.pressed if self.on_button else self.opened
            signal.emit(row)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and not event.modifiers():
            self._walk(1 if key == Qt.Key.Key_Right else -1)
        else:
            self.on_button = False
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Remember whether the mouse stands on a button."""
        super().mouseMoveEvent(event)
        self._hover(event.position().toPoint())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A button goes down with the mouse."""
        super().mousePressEvent(event)
        self._hover(event.position().toPoint())
        self.pressed_button = self.hovered_button
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A button is pressed when the mouse comes up on it."""
        super().mouseReleaseEvent(event)
        self._hover(event.position().toPoint())
        here, self.pressed_button = self.pressed_button, -1
        self.viewport().update()
        if here >= 0 and here == self.hovered_button:
            self.pressed.emit(self.model_.rows[here])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens the resident."""
        super().mouseDoubleClickEvent(event)
        row = self.current_row
        if row is not None and self.hovered_button < 0:
            self.opened.emit(row)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse left the column."""
        super().leaveEvent(event)
        self._hover(QPoint(-1, -1))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the page when another card is chosen."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(current.data(ROW))

    def _walk(self, step: int) -> None:
        row = self.current_row
        if step > 0 and not self.on_button and row is not None and row.action_label:
            self.on_button = True
            self.viewport().update()
        elif step < 0 and self.on_button:
            self.on_button = False
            self.viewport().update()
        else:
            self.walked.emit(step)

    def _hover(self, at: QPoint) -> None:
        index = self.indexAt(at)
        found = -1
        row = index.data(ROW) if index.isValid() else None
        if isinstance(row, MatterRow) and row.action_label:
            t, area = theme(), card_area(self.visualRect(index))
            inner = area.adjusted(t.px(10), t.px(5), -t.px(8), -t.px(4))
            if self._delegate.button_area(row, inner).contains(at):
                found = index.row()
        if found != self.hovered_button:
            self.hovered_button = found
            self.viewport().update()


def _tr(words: str) -> str:
    return QCoreApplication.translate("Board", words)
