"""The notes of a day, or of a search: one column of text, nothing boxed but corrections (mockup 14)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from boform_app.services.views.day_log import LogNote
from ui import icons
from ui.pages.day_log import rows
from ui.pages.day_log.rows import Heading, Row
from ui.pages.note_flow import LINE, Flow, correction_height, draw_correction, found_words
from ui.privacy import privacy
from ui.tablemodels.items import ItemsModel
from ui.tablemodels.rows import ROW, Index
from ui.theme import theme
from ui.widgets.painting import ring, text_line

_LEFT, _RIGHT, _TEXT = 76, 176, 484
"""Pixels at 100 %: where text begins, the column of author and kind, at most 66 letters of text."""
_HEADING, _TOP, _BELOW, _SIDE_LINE = 34, 5, 7, 16
_GAP = 6


class _Model(ItemsModel):
    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(index.data(ROW), Heading):
            # The arrow keys go from note to note.
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def says(self, row: Row, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title if isinstance(row, Heading) else rows.about(row)
        return rows.spoken(row) if role == Qt.ItemDataRole.AccessibleTextRole else None


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: LogList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        t, row = theme(), index.data(ROW)
        if isinstance(row, Heading):
            return QSize(10, t.px(_HEADING))
        text = t.px(LINE) + self._view.text_of(row).height
        for flow in self._view.corrections_of(row):
            text += correction_height(flow) + t.px(_GAP)
        return QSize(10, max(text, self._side(row)) + t.px(_TOP + _BELOW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect = index.data(ROW), QRect(option.rect)
        painter.save()
        if isinstance(row, Heading):
            self._heading(painter, rect, row)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._background(painter, rect, chosen=chosen)
            self._note(painter, rect, row, chosen=chosen)
        painter.restore()

    @staticmethod
    def _side(row: LogNote) -> int:
        return (1 + len(rows.aside(row))) * theme().px(_SIDE_LINE)

    def _background(self, painter: QPainter, rect: QRect, *, chosen: bool) -> None:
        if not chosen:
            return
        focused = self._view.hasFocus()
        painter.fillRect(rect, theme().color("rowsel" if focused else "surface2"))
        if focused:
            ring(painter, QRectF(rect.adjusted(1, 1, -1, -1)), 2)

    @staticmethod
    def _heading(painter: QPainter, rect: QRect, row: Heading) -> None:
        t = theme()
        area = rect.adjusted(t.px(12), 0, -t.px(24), 0)
        used = text_line(painter, area, row.title, "smallStrong", "text2")
        right = area.right()
        if row.aside:
            right -= text_line(
                painter, area, row.aside, "smallStrong", "text2", align=Qt.AlignmentFlag.AlignRight
            ) + t.px(8)
        painter.setPen(QPen(t.color("line"), 1))
        left = area.x() + used + t.px(8)
        if left < right:
            painter.drawLine(left, rect.center().y() + 1, right, rect.center().y() + 1)

    def _note(self, painter: QPainter, rect: QRect, row: LogNote, *, chosen: bool) -> None:
        t = theme()
        top, left = rect.y() + t.px(_TOP), rect.x() + t.px(_LEFT)
        at = QRect(rect.x() + t.px(12), top, t.px(_LEFT - 24), t.px(LINE))
        text_line(painter, at, rows.clock(row), "body", "text2", align=Qt.AlignmentFlag.AlignRight)
        self._head(painter, QRect(left, top, self._view.head_width(), t.px(LINE)), row)
        self._aside(painter, rect, row, chosen=chosen)
        tone = "text2" if row.hidden else "text"
        top = self._view.text_of(row).draw(painter, left, top + t.px(LINE), tone)
        for number, flow in enumerate(self._view.corrections_of(row)):
            box = QRect(left, top + t.px(4), self._view.text_width(), correction_height(flow))
            author = row.corrections[number].author.name
            draw_correction(painter, box, flow, rows.correction_title(row, number), author)
            top += box.height() + t.px(_GAP)

    @staticmethod
    def _head(painter: QPainter, line: QRect, row: LogNote) -> None:
        """Name, flag, readers."""
        t = theme()
        used = text_line(painter, line, rows.about(row), "strong")
        if row.note.important and used + t.px(72) < line.width():
            flag = QRectF(line.x() + used + t.px(12), line.y(), t.px(16), line.height())
            icons.paint(painter, flag, "flag", "accent", filled=True)
            words = line.adjusted(used + t.px(32), 0, 0, 0)
            said = text_line(painter, words, rows.important(), "smallStrong", "text2")
            used += t.px(32) + said
        rest = line.adjusted(used + t.px(10), 0, 0, 0)
        if rest.width() > t.px(30):
            text_line(painter, rest, rows.readers(row), "small", "text2")

    def _aside(self, painter: QPainter, rect: QRect, row: LogNote, *, chosen: bool) -> None:
        """Author, kind, that it was corrected; what can be done with the chosen one."""
        end, told = Qt.AlignmentFlag.AlignRight, [row.note.author.name, *rows.aside(row)]
        place = self._view.action_place(rect, row) if chosen else len(told)
        for number, words in enumerate(told[:place]):
            role = "smallStrong" if words == rows.corrected(row) else "small"
            line = self._view.aside_line(rect, number)
            text_line(painter, line, words, role, "text2", align=end)
        if chosen:
            line, words = self._view.aside_line(rect, place), self._view.action(row)
            text_line(painter, line, words, "small", "accent", align=end)


class LogList(QListView):
    """Notes with headings between them. Enter or F2 does what the chosen note offers.

    Signals:
        acted: What the chosen note offers was asked for; carries the ``LogNote``.
        visited: A resident of a note shall be shown; carries the id.
    """

    acted = Signal(object)
    visited = Signal(object)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.typed = ""
        """What was searched for; "" while a day is shown."""
        self._flows: dict[UUID, tuple[Flow, list[Flow]]] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.model_ = _Model(self)
        self.setModel(self.model_)
        self.setItemDelegate(_Delegate(self))
        theme().changed.connect(self._again)

    @property
    def current(self) -> LogNote | None:
        """The chosen note."""
        index = self.currentIndex()
        found = index.data(ROW) if index.isValid() else None
        return found if isinstance(found, LogNote) else None

    def set_rows(self, found: Sequence[Row]) -> None:
        """Show rows; the chosen note stays chosen."""
        kept = self.current
        self._flows.clear()
        self.model_.show(found)
        if kept is not None:
            self.choose(kept.note.id)

    def choose(self, note_id: object) -> bool:
        """Choose a note by its id, or by the id of a correction under it."""
        for number, row in enumerate(self.model_.rows):
            if isinstance(row, LogNote) and note_id in {
                row.note.id, *(one.id for one in row.corrections)
            }:  # fmt: skip
                index = self.model_.index(number, 0)
                self.setCurrentIndex(index)
                self.scrollTo(index)
                return True
        return False

    # -- measures that the delegate shares ---------------------------------------------------------

    def text_of(self, row: LogNote) -> Flow:
        """The text of a note in lines."""
        return self._flows_of(row)[0]

    def corrections_of(self, row: LogNote) -> list[Flow]:
        """The texts of its corrections."""
        return self._flows_of(row)[1]

    def text_width(self) -> int:
        """Room for a line of text, px."""
        t = theme()
        room = self.viewport().width() - t.px(_LEFT + _RIGHT)
        return min(t.px(_TEXT), max(t.px(160), room))

    def head_width(self) -> int:
        """Room for name, flag and readers, px."""
        return max(self.text_width(), self.viewport().width() - theme().px(_LEFT + _RIGHT))

    def action(self, row: LogNote) -> str:
        """What Enter does with a note."""
        if self.typed:
            return self.tr("Gå til dagen")
        return self.tr("Åbn beboeren") if row.hidden else self.tr("Tilføj rettelse")

    def aside_line(self, rect: QRect, number: int) -> QRect:
        """A line of the right column of a row."""
        t = theme()
        top = rect.y() + t.px(_TOP + 1) + number * t.px(_SIDE_LINE)
        left = rect.right() - t.px(_RIGHT)
        return QRect(left, top, t.px(_RIGHT - 24), t.px(_SIDE_LINE + 4))

    def action_place(self, rect: QRect, row: LogNote) -> int:
        """Which line says what can be done: below the others, or in the place of the last."""
        fitting = (rect.height() - theme().px(_TOP)) // theme().px(_SIDE_LINE)
        return max(1, min(1 + len(rows.aside(row)), fitting - 1))

    # -- Qt ----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 act."""
        wanted = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}
        if event.key() in wanted and not event.modifiers() and self.current is not None:
            self.acted.emit(self.current)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on the words of the action acts; on a hit, anywhere."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        row = index.data(ROW) if index.isValid() else None
        if event.button() != Qt.MouseButton.LeftButton or not isinstance(row, LogNote):
            return
        if self.typed or self._on_action(at, index, row):
            self.acted.emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Acts, too."""
        super().mouseDoubleClickEvent(event)
        if self.current is not None and not self.typed:
            self.acted.emit(self.current)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a note, and the residents it is about."""
        row = self.current
        if row is None:
            return
        menu = self.menu(row)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def menu(self, row: LogNote) -> QMenu:
        """The menu of a note."""
        menu = QMenu(self)
        menu.addAction(self.action(row), lambda: self.acted.emit(row))
        for subject in row.about:
            words = self.tr("Åbn {name}").format(name=rows.name_of(subject))
            menu.addAction(words, partial(self.visited.emit, subject.person_id))
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks lines in other places."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._again()

    # -- own ---------------------------------------------------------------------------------------

    def _flows_of(self, row: LogNote) -> tuple[Flow, list[Flow]]:
        found = self._flows.get(row.note.id)
        if found is None:
            width, inner = self.text_width(), self.text_width() - theme().px(24)
            text = rows.body(row)
            below = [privacy().text(one.text) for one in row.corrections] if not row.hidden else []
            found = (
                Flow(text, width, found_words(text, self.typed)),
                [Flow(one, inner, found_words(one, self.typed)) for one in below],
            )
            self._flows[row.note.id] = found
        return found

    def _on_action(self, at: QPoint, index: Index, row: LogNote) -> bool:
        rect = self.visualRect(index)
        return self.aside_line(rect, self.action_place(rect, row)).contains(at)

    def _again(self) -> None:
        self._flows.clear()
        self.model_.layoutChanged.emit()
