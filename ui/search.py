"""The search field of the top bar and its list of at most eight rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QObject,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.ports import SearchHit, SearchPort
from ui.privacy import privacy
from ui.tablemodels.items import ItemsModel
from ui.tablemodels.rows import ROW, Index
from ui.theme import theme
from ui.widgets.labels import IconLabel, Text
from ui.widgets.painting import text_line

MOST_ROWS = 8
FORGET_AFTER_MS = 120_000


class _Hits(ItemsModel):
    def says(self, row: SearchHit, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return shown_label(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.group}: {shown_label(row)}, {shown_detail(row)}".rstrip(", ")
        return None

    def heading(self, row: int) -> str:
        """The group's heading where a new group begins."""
        group: str = self.rows[row].group
        return group if row == 0 or self.rows[row - 1].group != group else ""


def shown_label(hit: SearchHit) -> str:
    """The label, or the hidden name while F8 is on."""
    return hit.label if hit.name_of is None else privacy().name(hit.label, hit.name_of)


def shown_detail(hit: SearchHit) -> str:
    """The detail; hidden with the name."""
    return hit.detail if hit.name_of is None else privacy().text(hit.detail)


class _HitDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        t = theme()
        model = index.model()
        heading = isinstance(model, _Hits) and bool(model.heading(index.row()))
        return QSize(option.rect.width(), t.px(36) + (t.px(24) if heading else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, hit = theme(), index.data(ROW)
        rect = QRect(option.rect)
        model = index.model()
        heading = model.heading(index.row()) if isinstance(model, _Hits) else ""
        painter.save()
        if heading:
            head = QRect(rect.x() + t.px(12), rect.y(), rect.width(), t.px(24))
            text_line(painter, head, heading, "smallStrong", "text3")
            rect.setTop(rect.top() + t.px(24))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, t.color("rowsel"))
            painter.fillRect(QRect(rect.x(), rect.y(), t.px(3), rect.height()), t.color("accent"))
        icon_at = QRectF(rect.x() + t.px(12), rect.y(), t.px(20), rect.height())
        icons.paint(painter, icon_at, hit.icon, "text2")
        x = _paint_label(painter, QRect(rect).adjusted(t.px(44), 0, -t.px(8), 0), hit)
        rest = QRect(x + t.px(12), rect.y(), rect.right() - x - t.px(24), rect.height())
        text_line(painter, rest, shown_detail(hit), "body", "text2")
        painter.restore()


def _paint_label(painter: QPainter, rect: QRect, hit: SearchHit) -> int:
    """The label with what matched in semibold; returns where it ends."""
    label, x = shown_label(hit), rect.x()
    spans = hit.matched if label == hit.label else ()
    bold = {n for start, length in spans for n in range(start, start + length)}
    pieces: list[tuple[bool, str]] = []
    for number, letter in enumerate(label):
        strong = number in bold
        if pieces and pieces[-1][0] == strong:
            pieces[-1] = (strong, pieces[-1][1] + letter)
        else:
            pieces.append((strong, letter))
    for strong, piece in pieces:
        role = "strong" if strong else "body"
        width = QFontMetrics(theme().font(role)).horizontalAdvance(piece)
        text_line(painter, QRect(x, rect.y(), max(0, rect.right() - x), rect.height()), piece, role)
        x += width
    return min(x, rect.right())


class SearchPopup(QFrame):
    """The list under the field; lives inside the window, so the lock covers it."""

    chosen = Signal(object, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        self.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 4, 1, 4)
        self._model = _Hits(self)
        self._view = QListView()
        self._view.setAccessibleName(self.tr("Fundet"))
        self._view.setModel(self._model)
        self._delegate = _HitDelegate(self)
        self._view.setItemDelegate(self._delegate)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setMouseTracking(True)
        self._view.entered.connect(self._view.setCurrentIndex)
        self._view.clicked.connect(lambda _index: self.take(own_window=False))
        self._nothing = Text("", "body", "text2", wrap=True)
        self._nothing.setContentsMargins(12, 8, 12, 8)
        box.addWidget(self._view)
        box.addWidget(self._nothing)

    def show_hits(self, hits: Sequence[SearchHit], nothing: str, at: QPoint, width: int) -> None:
        """Show rows (or the sentence for none) below a point."""
        self._model.show(hits[:MOST_ROWS])
        self._view.setVisible(bool(hits))
        self._nothing.setVisible(not hits)
        self._nothing.setText(nothing)
        if hits:
            self._view.setCurrentIndex(self._model.index(0))
        height = sum(self._view.sizeHintForRow(row) for row in range(len(self._model.rows)))
        self._view.setFixedHeight(max(height, 1))
        self.setGeometry(at.x(), at.y(), width, (height if hits else theme().px(36)) + 12)
        self.raise_()
        self.show()

    def move_by(self, step: int) -> None:
        """Up and down with the arrow keys."""
        rows = len(self._model.rows)
        if rows:
            row = (self._view.currentIndex().row() + step) % rows
            self._view.setCurrentIndex(self._model.index(row))

    def take(self, *, own_window: bool) -> None:
        """Choose the current row."""
        hit = self._view.currentIndex().data(ROW)
        if hit is not None:
            self.chosen.emit(hit, own_window)

    @property
    def hits(self) -> Sequence[SearchHit]:
        """The rows that are shown."""
        return tuple(self._model.rows)


class SearchField(QFrame):
    """420 wide, always in the top bar. Ctrl+K puts the cursor here."""

    chosen = Signal(object, bool)

    def __init__(self, port: SearchPort, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._port = port
        self._soon = _timer(self, 30, self._search)
        self._forget = _timer(self, FORGET_AFTER_MS, self.clear)
        self._popup: SearchPopup | None = None
        self.edit = QLineEdit()
        self.edit.setAccessibleName(self.tr("Søg beboer, CPR, værelse eller handling"))
        self.edit.setPlaceholderText(self.tr("Søg beboer, CPR, værelse eller handling …"))
        self.edit.textEdited.connect(lambda _text: self._soon.start())
        self.edit.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.edit)
        self._icon = IconLabel("search", 16, parent=self)
        self._hint = Text("Ctrl+K", "small", "text3", parent=self)
        self._dress()
        theme().changed.connect(self._dress)

    def focus(self) -> None:
        """Ctrl+K: cursor here, old text selected, last residents shown."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        self._search()

    def clear(self) -> None:
        """Forget the text: on lock, and two minutes after the focus left."""
        self.edit.clear()
        self._hide()

    def popup(self) -> SearchPopup:
        """The list, made at the first use as a child of the window."""
        if self._popup is None:
            self._popup = SearchPopup(self.window())
            self._popup.chosen.connect(self._took)
        return self._popup

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys, Enter and Esc belong to the list; the text stays in the field."""
        if (
            watched is self.edit
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            return self._key(event)
        if watched is self.edit and event.type() == QEvent.Type.FocusOut:
            self._forget.start()
            self._hide()
        elif watched is self.edit and event.type() == QEvent.Type.FocusIn:
            self._forget.stop()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps:
            if self.popup().isHidden():
                self._search()
            else:
                self.popup().move_by(steps[key])
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._search_now()
            own = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.popup().take(own_window=own)
            return True
        if key == Qt.Key.Key_Escape and not self.popup().isHidden():
            self._hide()
            return True
        return False

    def _search_now(self) -> None:
        if self._soon.isActive():
            self._soon.stop()
            self._search()

    def _search(self) -> None:
        text = self.edit.text().strip()
        hits = self._port.find(text)
        if not hits and not text:
            self._hide()
            return
        nothing = self.tr("Ingen beboer hedder ”{text}”.").format(text=text)
        at = self.mapTo(self.window(), QPoint(0, self.height() + 2))
        self.popup().show_hits(hits, nothing, at, max(self.width(), theme().px(420)))

    def _took(self, hit: SearchHit, own_window: bool) -> None:  # noqa: FBT001 (a Qt slot)
        self.clear()
        self.chosen.emit(hit, own_window)

    def _hide(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    def _dress(self) -> None:
        t = theme()
        self.setMaximumWidth(t.px(420))
        self.setMinimumWidth(240)
        self._hide()
        hint = self._hint.needed_width() + t.px(12)
        self.edit.setTextMargins(t.px(24), 0, hint, 0)
        self._place()

    def resizeEvent(self, event: object) -> None:
        """Icon and shortcut keep their places."""
        del event
        self._place()

    def _place(self) -> None:
        t = theme()
        self._icon.move(t.px(12), (self.height() - self._icon.height()) // 2)
        self._hint.adjustSize()
        self._hint.move(
            self.width() - self._hint.width() - t.px(12), (self.height() - self._hint.height()) // 2
        )


def _timer(parent: QObject, milliseconds: int, slot: Callable[[], None]) -> QTimer:
    found = QTimer(parent)
    found.setSingleShot(True)
    found.setInterval(milliseconds)
    found.timeout.connect(slot)
    return found
