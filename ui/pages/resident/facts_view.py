"""A card of facts: read first; a click or F2 turns one into a field (mockup 19)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.pages.resident.facts_editor import FactEditor
from ui.pages.resident.facts_rows import Fact
from ui.tablemodels.items import ItemsModel
from ui.tablemodels.rows import ROW, Index
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Hairline, IconLabel, Text
from ui.widgets.painting import ring, text_line

_ROW, _LABEL = 27, 132
"""Height of a row, and where values begin, px at 100 %."""


class _Model(ItemsModel):
    def says(self, row: Fact, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.label}: {row.text}" + (", mangler" if row.missing else "")
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.text if row.note in {"", "past"} else row.note
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: FactsView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        fact = index.data(ROW)
        editor = self._view.editor
        if editor is not None and editor.fact.key == fact.key:
            return QSize(10, editor.sizeHint().height())
        return QSize(10, theme().px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, fact, rect = theme(), index.data(ROW), QRect(option.rect)
        here = bool(option.state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        hover = index.row() == self._view.hovered
        painter.save()
        if here or (hover and fact.editable):
            painter.fillRect(rect, t.color("rowsel" if here else "bg"))
        if here:
            ring(painter, QRectF(rect.adjusted(2, 1, -3, -2)), 4)
        label = QRect(rect.x() + t.px(12), rect.y(), t.px(_LABEL - 18), rect.height())
        text_line(painter, label, fact.label, "body", "text2")
        left = rect.x() + t.px(_LABEL)
        right = rect.right() - t.px(12) - (t.px(26) if fact.missing or here or hover else 0)
        tone = "text2" if fact.quiet or fact.missing else "text"
        area = QRect(left, rect.y(), right - left, rect.height())
        used = text_line(painter, area, fact.text, "strong" if fact.strong else "body", tone)
        if fact.link:
            at = QRect(left + used + t.px(8), rect.y(), t.px(120), rect.height())
            text_line(painter, at, fact.link, "body", "accent")
        mark = QRectF(rect.right() - t.px(12 + 16), rect.y(), t.px(16), rect.height())
        if fact.missing and not (here or hover):
            icons.paint(painter, mark, "circle", "text2")
        elif fact.editable and (here or hover):
            icons.paint(painter, mark, "edit", "accent")
        painter.restore()


class FactsView(QListView):
    """Rows of one card, as high as they are.

    Signals:
        edited: A fact shall be stored; carries the fact and the ``Answer``.
        typed: Words so far; carries the fact and the text.
        dropped: The editor was closed without storing.
    """

    edited = Signal(object, object)
    typed = Signal(object, str)
    dropped = Signal()

    def __init__(self, name: str, today: Callable[[], date]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._today = today
        self.editor: FactEditor | None = None
        self.hovered = -1
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.model_ = _Model(self)
        self.setModel(self.model_)
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        theme().changed.connect(self.fit)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show facts; an open field stays as it is."""
        row = self.currentIndex().row()
        if self.editor is not None:
            # The field holds words that are not stored yet: its row stays, the others follow.
            return
        self.model_.show(facts)
        if 0 <= row < len(facts):
            self.setCurrentIndex(self.model_.index(row, 0))
        self.fit()

    def fact(self, key: str) -> Fact | None:
        """A fact by its key."""
        return next((fact for fact in self.model_.rows if fact.key == key), None)

    def start(self, key: str, words: str | None = None) -> FactEditor | None:
        """Turn a fact into a field, or open its small form."""
        row = next((n for n, fact in enumerate(self.model_.rows) if fact.key == key), -1)
        if row < 0:
            return None
        fact, index = self.model_.rows[row], self.model_.index(row, 0)
        self.setCurrentIndex(index)
        if fact.kind == "panel" and fact.act is not None:
            fact.act()
        if fact.kind in {"panel", "read"} or self.editor is not None:
            return None
        editor = FactEditor(fact, self._today, self.viewport())
        self.editor = editor
        editor.answered.connect(lambda answer: self.edited.emit(fact, answer))
        editor.cancelled.connect(self._cancel)
        editor.typed.connect(lambda text: self.typed.emit(fact, text))
        editor.resized.connect(self.fit)
        self.setIndexWidget(index, editor)
        self.fit()
        if words is None:
            editor.control.setFocus(Qt.FocusReason.OtherFocusReason)
            if hasattr(editor.control, "selectAll"):
                editor.control.selectAll()
        else:
            editor.put(words)
        return editor

    def stop(self) -> None:
        """The field becomes a row again; the keyboard stays where the person put it."""
        editor, self.editor = self.editor, None
        if editor is None:
            return
        focused = self.window().focusWidget()
        inside = focused is not None and (focused is editor or editor.isAncestorOf(focused))
        index = self.currentIndex()
        if inside:
            self.setFocus()
        for row in range(self.model_.rowCount()):
            if self.indexWidget(self.model_.index(row, 0)) is editor:
                self.setIndexWidget(self.model_.index(row, 0), None)  # type: ignore[arg-type]  # Qt takes none, its stub does not
        editor.hide()
        editor.deleteLater()
        if index.isValid():
            self.setCurrentIndex(index)
        self.fit()

    def fit(self) -> None:
        """As high as the rows."""
        self.model_.layoutChanged.emit()
        option = QStyleOptionViewItem()
        rows = range(self.model_.rowCount())
        heights = [
            self._delegate.sizeHint(option, self.model_.index(row, 0)).height() for row in rows
        ]
        self.setFixedHeight(max(1, sum(heights)))
        self.updateGeometries()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 and Enter edit; Space presses the link; Ctrl+C copies what the row says."""
        index = self.currentIndex()
        fact = index.data(ROW) if index.isValid() else None
        if isinstance(fact, Fact) and not event.modifiers():
            if event.key() in {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.start(fact.key)
                return
            if event.key() == Qt.Key.Key_Space and fact.press is not None:
                fact.press()
                return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the link presses it, anywhere else edits."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        fact = index.data(ROW) if index.isValid() else None
        if not isinstance(fact, Fact) or event.button() != Qt.MouseButton.LeftButton:
            return
        if fact.press is not None and self._on_link(fact, at):
            fact.press()
        else:
            self.start(fact.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pencil follows the mouse."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: object) -> None:
        """No pencil without a mouse."""
        super().leaveEvent(event)  # type: ignore[arg-type]  # the stub names the same event
        self._hover(-1)

    def focusInEvent(self, event: object) -> None:
        """Tab into a card stands on its first fact."""
        super().focusInEvent(event)  # type: ignore[arg-type]  # the stub names the same event
        if not self.currentIndex().isValid() and self.model_.rowCount():
            self.setCurrentIndex(self.model_.index(0, 0))

    def _on_link(self, fact: Fact, at: QPoint) -> bool:
        t = theme()
        text = QFontMetrics(t.font("body")).horizontalAdvance(fact.text)
        start = t.px(_LABEL) + text
        width = QFontMetrics(t.font("body")).horizontalAdvance(fact.link)
        return start <= at.x() <= start + width + t.px(16)

    def _cancel(self) -> None:
        self.stop()
        self.setFocus()
        self.dropped.emit()

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()


class FactsCard(QFrame):
    """Icon, title, rows, who changed it last, and the way to Historik."""

    def __init__(self, icon: str, title: str, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("card")
        t = theme()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(1, 1, 1, 1)
        self._box.setSpacing(0)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(t.px(12), t.px(4), t.px(8), t.px(2))
        self.head.setSpacing(t.px(8))
        self.head.addWidget(IconLabel(icon, 16))
        self.head.addWidget(Text(title, "h3"))
        self.head.addStretch(1)
        self.view = FactsView(title, today)
        self._changed = Text("", "small", "text2")
        self.history = Button("Historik", "link")
        self.history.setAccessibleName(f"Historik: {title}")
        foot = QHBoxLayout()
        foot.setContentsMargins(t.px(12), t.px(1), t.px(8), t.px(1))
        foot.addWidget(self._changed, 1)
        foot.addWidget(self.history)
        self._box.addLayout(self.head)
        self._box.addWidget(self.view)
        self._box.addWidget(Hairline())
        self._box.addLayout(foot)

    def add_above(self, widget: QWidget) -> None:
        """Something between title and rows."""
        self._box.insertWidget(1, widget)

    def say_changed(self, words: str) -> None:
        """Who changed it last."""
        self._changed.setText(words)
