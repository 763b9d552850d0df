"""The tree of an opholdsplan: goals with their scale, steps and tasks with a box (mockup 15).

Up and down choose, left and right fold, Space ticks, Enter opens the form, Insert or + begins a new one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from boform_app.services.views.stay_plans import GoalView
from ui import icons
from ui.pages.resident.goal_model import KIND, NODE, TITLE, WHEN, WHO, GoalModel, Index, Node
from ui.theme import theme
from ui.widgets.level_scale import levels_size, paint_levels
from ui.widgets.painting import rounded, text_line

_WIDTHS = {KIND: 112, WHO: 136, WHEN: 84}
_BOX = 16
_BOX_AT = {"step": 36, "task": 60, "note": 36}
_HEIGHTS = {"goal": 36, "step": 26, "task": 24, "note": 24}
_LEAST, _MOST = 110, 286
"""Between these the tree is as high as its rows; a longer one scrolls, px at 100 %."""


class GoalTree(QTreeView):
    """Goals, steps and tasks.

    Signals:
        opened: Enter or double click; carries the node.
        wanted: Insert or +; carries the chosen node or None.
        chosen: Another row; carries its node or None.
        ticked: A box; carries the node.
    """

    opened = Signal(object)
    wanted = Signal(object)
    chosen = Signal(object)
    ticked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Mål og delmål"))
        self.model_ = GoalModel(self)
        self.model_.ticked.connect(self.ticked)
        self.folded: set[UUID] = set()
        self._showing = False
        self.setModel(self.model_)
        self.setItemDelegate(_GoalDelegate(self))
        self._set_up()
        self._dress()
        theme().changed.connect(self._dress)

    def show_goals(self, goals: Sequence[GoalView], today: date, *, may: bool) -> None:
        """Show goals; what was chosen and what was folded stay so."""
        before = self.current
        self._showing = True
        self.model_.show(goals, today, may=may)
        self._unfold(self.model_.roots)
        index = self.model_.index_of(before.id if before else None)
        if index.isValid():
            self.setCurrentIndex(index)
        self._showing = False
        self.updateGeometry()
        self.chosen.emit(self.current)

    @property
    def current(self) -> Node | None:
        """The chosen row."""
        return self.model_.node(self.currentIndex())

    def choose(self, record_id: UUID) -> bool:
        """Choose a row by its record."""
        index = self.model_.index_of(record_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    # -- Qt --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space ticks, Insert and + begin."""
        key, node = Qt.Key(event.key()), self.current
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2} and not event.modifiers():
            if node is not None:
                self.opened.emit(node)
        elif key == Qt.Key.Key_Space and node is not None:
            self._tick(node)
        elif key in {Qt.Key.Key_Insert, Qt.Key.Key_Plus}:
            self.wanted.emit(node)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the arrow folds, on the box ticks."""
        at = event.position().toPoint()
        super().mousePressEvent(event)
        node = self.model_.node(self.indexAt(at))
        if node is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if node.kind == "goal" and at.x() < theme().px(36):
            index = self.model_.index_of(node.id)
            self.setExpanded(index, not self.isExpanded(index))
        elif node.kind != "goal" and self._on_box(node, at):
            self._tick(node)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens the form."""
        at = event.position().toPoint()
        node = self.model_.node(self.indexAt(at))
        on_sign = node is not None and (
            at.x() < theme().px(36) if node.kind == "goal" else self._on_box(node, at)
        )
        if node is not None and not on_sign:
            self.opened.emit(node)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 (Qt's signature)
        """Tab leaves the tree."""
        return QWidget.focusNextPrevChild(self, forward)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """The arrow is drawn with the title."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the page."""
        super().currentChanged(current, previous)
        if not self._showing:
            self.chosen.emit(self.model_.node(current))
        self.viewport().update()

    def minimumSizeHint(self) -> QSize:
        """As high as its rows, within reason; the rest scrolls."""
        high = self._height_of(self.model_.roots) + 2
        t = theme()
        return QSize(t.px(300), min(max(high, t.px(_LEAST)), t.px(_MOST)))

    # -- own -------------------------------------------------------------------------------------

    def _height_of(self, nodes: Sequence[Node]) -> int:
        found = 0
        for node in nodes:
            found += row_height(node)
            if self.isExpanded(self.model_.index_of(node.id)):
                found += self._height_of(node.children)
        return found

    def _tick(self, node: Node) -> None:
        if node.ticks and self.model_.may:
            self.ticked.emit(node)

    def _on_box(self, node: Node, at: QPoint) -> bool:
        left = theme().px(_BOX_AT[node.kind])
        return left - 6 <= at.x() <= left + theme().px(_BOX) + 6

    def _unfold(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            # What has been reached or stopped is folded until somebody wants to see it.
            index = self.model_.index_of(node.id)
            folded = node.id in self.folded or (node.kind == "goal" and node.done)
            self.setExpanded(index, not folded)
            self._unfold(node.children)

    def _remember(self, index: Index, *, folded: bool) -> None:
        node = self.model_.node(index)
        if node is None or self._showing:
            return
        (self.folded.add if folded else self.folded.discard)(node.id)
        self.updateGeometry()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setUniformRowHeights(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(1)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        for column in _WIDTHS:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self.collapsed.connect(lambda index: self._remember(index, folded=True))
        self.expanded.connect(lambda index: self._remember(index, folded=False))

    def _dress(self) -> None:
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, theme().px(width))
        self.doItemsLayout()


class _GoalDelegate(QStyledItemDelegate):
    def __init__(self, view: GoalTree) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        node: Node | None = index.data(NODE)
        return QSize(0, row_height(node) if node is not None else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        node: Node | None = index.data(NODE)
        if node is None:
            return
        rect = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._background(painter, rect, node, index, chosen=chosen)
        if index.column() == TITLE:
            (self._goal if node.kind == "goal" else self._step)(painter, rect, node, index)
        elif index.column() == WHO and node.kind == "goal":
            view = node.view
            paint_levels(painter, rect, view.level_now, view.level_expected, on_selected=chosen)
        else:
            self._words(painter, rect, node, index)
        painter.restore()

    def _background(
        self, painter: QPainter, rect: QRect, node: Node, index: Index, *, chosen: bool
    ) -> None:
        t, focused = theme(), self._view.hasFocus()
        if chosen:
            painter.fillRect(rect, t.color("rowsel" if focused else "surface2"))
        if node.kind == "goal" and node.row > 0:
            painter.setPen(QPen(t.color("line"), 1))
            painter.drawLine(rect.topLeft(), rect.topRight())
        if chosen and index.column() == TITLE:
            bar = QRect(rect.topLeft(), QSize(t.px(3), rect.height()))
            painter.fillRect(bar, t.color("accent" if focused else "ctl"))
        if chosen and focused:
            self._ring(painter, rect, index.column())

    @staticmethod
    def _ring(painter: QPainter, rect: QRect, column: int) -> None:
        painter.setPen(QPen(theme().color("focus"), 2))
        top, bottom = rect.top() + 1, rect.bottom()
        painter.drawLine(rect.left(), top, rect.right(), top)
        painter.drawLine(rect.left(), bottom, rect.right(), bottom)
        if column == TITLE:
            painter.drawLine(rect.left() + 1, top, rect.left() + 1, bottom)
        if column == WHEN:
            painter.drawLine(rect.right(), top, rect.right(), bottom)

    def _goal(self, painter: QPainter, rect: QRect, node: Node, index: Index) -> None:
        t = theme()
        if node.children:
            open_ = self._view.isExpanded(self._view.model_.index_of(node.id))
            icon = "chevron_down" if open_ else "chevron_right"
            icons.paint(painter, QRectF(rect.x() + t.px(12), rect.y(), t.px(16), rect.height()),
                        icon, "text2")  # fmt: skip
        words = rect.adjusted(t.px(40), 0, -t.px(8), 0)
        title, about = str(index.data()), f" · {self._view.model_.theme(node.view)}"
        tone = "text2" if node.done else "text"
        room = words.width()
        wide = QFontMetrics(t.font("strong")).horizontalAdvance(title)
        # The goal is the resident's; the theme gives way first, but a word of it stays.
        used = text_line(painter, QRect(words.x(), words.y(), min(wide + 2, room), words.height()),
                         title, "strong", tone)  # fmt: skip
        if room - used > t.px(40):
            rest = QRect(words.x() + used, words.y(), room - used, words.height())
            text_line(painter, rest, about, "body", "text2")

    def _step(self, painter: QPainter, rect: QRect, node: Node, index: Index) -> None:
        t = theme()
        left, side = t.px(_BOX_AT[node.kind]), t.px(_BOX)
        box = QRect(rect.x() + left, rect.y() + (rect.height() - side) // 2, side, side)
        may = self._view.model_.may
        if node.kind == "note":
            icons.paint(painter, QRectF(box), "notepad", "text2")
        elif node.done:
            rounded(painter, QRectF(box), "accent" if may else "ctl", "", t.px(3))
            icons.paint(painter, QRectF(box).adjusted(1, 1, -1, -1), "checkmark", "onaccent")
        else:
            rounded(painter, QRectF(box), "surface" if may else "surface2", "ctl", t.px(3))
        words = rect.adjusted(left + side + t.px(8), 0, -t.px(8), 0)
        soft = node.done or node.kind == "note"
        text_line(painter, words, str(index.data()), "body", "text2" if soft else "text")

    def _words(self, painter: QPainter, rect: QRect, node: Node, index: Index) -> None:
        t = theme()
        if index.column() == WHEN:
            due = self._view.model_.is_due(node) and node.kind != "goal"
            area = rect.adjusted(0, 0, -t.px(12), 0)
            text_line(painter, area, str(index.data()), "strong" if due else "body",
                      "text" if due else "text2", align=Qt.AlignmentFlag.AlignRight)  # fmt: skip
        else:
            area = rect.adjusted(0, 0, -t.px(8), 0)
            text_line(painter, area, str(index.data() or ""), "body", "text2")


class TreeHead(QWidget):
    """Words above the columns, and what filled and outlined cells mean."""

    def __init__(self, tree: GoalTree) -> None:
        super().__init__()
        self._tree = tree
        self.origin = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        tree.header().sectionResized.connect(lambda *_sizes: self.update())
        tree.header().geometriesChanged.connect(self.update)
        theme().changed.connect(self.updateGeometry)

    def say(self, origin: str) -> None:
        """Where the goals come from."""
        self.origin = origin
        self.update()

    def sizeHint(self) -> QSize:
        """One low line."""
        return QSize(theme().px(300), theme().px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Follow the columns of the tree."""
        t, painter, header = theme(), QPainter(self), self._tree.header()
        places = [header.sectionPosition(column) for column in range(WHEN + 1)]
        height = self.height() - 1
        words = self.tr("Indsatsmål og tema")
        title = f"{words} · {self.origin}" if self.origin else words
        text_line(painter, QRect(t.px(40), 0, places[KIND] - t.px(48), height), title,
                  "smallStrong", "text2")  # fmt: skip
        text_line(painter, QRect(places[KIND], 0, t.px(_WIDTHS[KIND]), height),
                  self.tr("Måltype"), "smallStrong", "text2")  # fmt: skip
        self._legend(painter, places[WHO], height)
        right = places[WHEN] + header.sectionSize(WHEN) - t.px(12)
        text_line(painter, QRect(places[WHEN], 0, right - places[WHEN], height),
                  self.tr("Følg op"), "smallStrong", "text2",
                  align=Qt.AlignmentFlag.AlignRight)  # fmt: skip
        painter.setPen(QPen(t.color("line"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()

    def _legend(self, painter: QPainter, left: int, height: int) -> None:
        t, side = theme(), theme().px(12)
        metrics = QFontMetrics(t.font("smallStrong"))
        top = (height - side) / 2
        rounded(painter, QRectF(left, top, side, side), "text2", "", t.px(2))
        left += side + t.px(5)
        now, expected = self.tr("nu"), self.tr("forventet")
        text_line(painter, QRect(left, 0, t.px(40), height), now, "smallStrong", "text2")
        left += metrics.horizontalAdvance(now) + t.px(10)
        rounded(
            painter, QRectF(left, top, side, side), "", "accent", t.px(2), width=max(2, t.px(2))
        )
        left += side + t.px(5)
        room = max(0, levels_size().width() + t.px(60))
        text_line(painter, QRect(left, 0, room, height), expected, "smallStrong", "text2")


def row_height(node: Node) -> int:
    """Zoomed height of a row, px; never too low to be pressed."""
    return max(theme().px(_HEIGHTS[node.kind]), 24)
