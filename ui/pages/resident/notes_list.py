"""Notes one below the other, corrections hanging under theirs, a moved one as a trace (mockup 14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from boform_app.services.views.records import NoteView
from models.values import lists
from ui import icons
from ui.pages.note_flow import Flow, correction_height, draw_correction
from ui.pages.resident import moments
from ui.privacy import privacy
from ui.tablemodels.items import ItemsModel
from ui.tablemodels.rows import ROW, Index
from ui.theme import theme
from ui.widgets.painting import ring, text_line

_LEFT, _RIGHT, _TEXT = 116, 176, 640
"""Pixels at 100 %: time column, author column, and at most about 66 letters of text."""


@dataclass(frozen=True, slots=True)
class NoteItem:
    """A note with the corrections that hang under it, oldest first."""

    note: NoteView
    corrections: tuple[NoteView, ...] = ()


def gather(notes: Sequence[NoteView]) -> list[NoteItem]:
    """Hang corrections under their notes; one whose note is not shown stands alone."""
    known = {note.id: note for note in notes}
    roots = [n for n in notes if n.corrects_id is None or n.corrects_id not in known]
    found: list[NoteItem] = []
    for root in roots:
        hanging = [known[i] for i in root.corrected_by if i in known]
        for correction in list(hanging):
            hanging += [known[i] for i in correction.corrected_by if i in known]
        hanging.sort(key=lambda note: note.written_at)
        found.append(NoteItem(root, tuple(hanging)))
    return found


def heading(note: NoteView) -> str:
    """The kind, or that it is a correction, or that it was moved."""
    if note.moved_at is not None:
        return "Notat flyttet"
    if note.corrects_id is not None:
        return "Rettelse"
    return lists.label("note_kinds", note.kind) if note.kind else "Notat"


def body(note: NoteView) -> str:
    """The text; of a moved note only who moved it and why."""
    if note.moved_at is not None:
        who = note.moved_by.name if note.moved_by else ""
        day = moments.full(note.moved_at)
        return f"Flyttet {day} af {who}. Grund: {note.moved_reason}"
    return privacy().text(note.text)


class _Model(ItemsModel):
    def says(self, row: NoteItem, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return heading(row.note)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(_spoken(note) for note in (row.note, *row.corrections))
        return None


def _spoken(note: NoteView) -> str:
    flag = "Vigtig" if note.important else ""
    parts = (heading(note), flag, moments.full(note.happened_at), note.author.name, body(note))
    return ". ".join(part for part in parts if part)


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: NotesList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        t, item = theme(), index.data(ROW)
        text = Flow(body(item.note), self._view.text_width())
        height = t.px(8 + 22) + text.height + t.px(10)
        for note in item.corrections:
            height += correction_height(self._flow_in_box(note)) + t.px(6)
        return QSize(10, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, item = theme(), index.data(ROW)
        rect = QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, t.color("rowsel" if self._view.hasFocus() else "surface2"))
            if self._view.hasFocus():
                ring(painter, QRectF(rect.adjusted(0, 0, -1, -1)), 2)
        painter.setPen(QPen(t.color("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._head(painter, rect, item)
        top = rect.y() + t.px(8 + 22)
        top = self._text(painter, item.note, rect.x() + t.px(_LEFT), top) + t.px(4)
        for note in item.corrections:
            top = self._correction(painter, note, rect.x() + t.px(_LEFT), top)
        painter.restore()

    def _head(self, painter: QPainter, rect: QRect, item: NoteItem) -> None:
        t, note, top = theme(), item.note, rect.y() + theme().px(8)
        when = moments.when(note.happened_at, self._view.today)
        at = QRect(rect.x() + t.px(12), top, t.px(_LEFT - 16), t.px(22))
        text_line(painter, at, when, "body", "text2")
        left = rect.x() + t.px(_LEFT)
        room = rect.width() - t.px(_LEFT + _RIGHT + 12)
        line = QRect(left, top, room, t.px(22))
        used = text_line(painter, line, heading(note), "strong")
        if note.important:
            flag = QRectF(left + used + t.px(10), top, t.px(16), t.px(22))
            icons.paint(painter, flag, "flag", "accent", filled=True)
            words = QRect(left + used + t.px(30), top, room, t.px(22))
            used += t.px(30) + text_line(painter, words, "Vigtig", "smallStrong", "text2")
        readers = " · ".join(self._view.reader(key) for key in note.readers)
        at = QRect(left + used + t.px(10), top, max(0, room - used), t.px(22))
        text_line(painter, at, readers, "small", "text2")
        right = QRect(rect.right() - t.px(_RIGHT), top, t.px(_RIGHT - 12), t.px(22))
        end = Qt.AlignmentFlag.AlignRight
        text_line(painter, right, note.author.name, "small", "text2", align=end)
        if item.corrections:
            moment = moments.when(item.corrections[-1].written_at, self._view.today)
            right.translate(0, t.px(18))
            text_line(painter, right, f"Rettet {moment}", "smallStrong", "text2", align=end)

    def _text(self, painter: QPainter, note: NoteView, left: int, top: int) -> int:
        tone = "text2" if note.moved_at else "text"
        return Flow(body(note), self._view.text_width()).draw(painter, left, top, tone)

    def _correction(self, painter: QPainter, note: NoteView, left: int, top: int) -> int:
        t, flow = theme(), self._flow_in_box(note)
        box = QRect(left, top, self._view.text_width() + t.px(24), correction_height(flow))
        words = f"Rettelse {moments.when(note.written_at, self._view.today)}"
        draw_correction(painter, box, flow, words, note.author.name)
        return top + box.height() + t.px(6)

    def _flow_in_box(self, note: NoteView) -> Flow:
        return Flow(body(note), self._view.text_width())


class NotesList(QListView):
    """Newest first. Enter or F2 corrects the chosen note.

    Signals:
        corrected: Enter, F2 or a double click; carries the ``NoteItem``.
        picked: Another note was chosen; carries it or None.
    """

    corrected = Signal(object)
    picked = Signal(object)

    def __init__(self, *, name: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.today = today
        self.readers: dict[str, str] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.model_ = _Model(self)
        self.setModel(self.model_)
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        self.doubleClicked.connect(lambda index: self.corrected.emit(index.data(ROW)))
        theme().changed.connect(self.model_.layoutChanged)

    @property
    def current(self) -> NoteItem | None:
        """The chosen note."""
        index = self.currentIndex()
        found = index.data(ROW) if index.isValid() else None
        return found if isinstance(found, NoteItem) else None

    def set_items(self, items: Sequence[NoteItem]) -> None:
        """Show notes; the chosen one stays chosen."""
        kept = self.current
        self.model_.show(items)
        if kept is not None:
            self.choose(kept.note.id)
        self.picked.emit(self.current)

    def choose(self, note_id: object) -> bool:
        """Choose a note by its id, or by the id of a correction under it."""
        for row, item in enumerate(self.model_.rows):
            if note_id in {item.note.id, *(note.id for note in item.corrections)}:
                index = self.model_.index(row, 0)
                self.setCurrentIndex(index)
                self.scrollTo(index)
                return True
        return False

    def reader(self, key: str) -> str:
        """The word for a reader; of a goal its title while names are shown."""
        known = self.readers.get(key, "mål" if key.startswith("goal:") else key)
        return "mål" if key.startswith("goal:") and privacy().on else known

    def text_width(self) -> int:
        """Room for a line of text."""
        t = theme()
        return min(t.px(_TEXT), max(t.px(200), self.viewport().width() - t.px(_LEFT + _RIGHT + 12)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 correct."""
        wanted = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}
        if event.key() in wanted and not event.modifiers() and self.current is not None:
            self.corrected.emit(self.current)
            return
        super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the tab which note its buttons act on."""
        super().currentChanged(current, previous)
        self.picked.emit(current.data(ROW) if current.isValid() else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks lines in other places."""
        super().resizeEvent(event)
        self.model_.layoutChanged.emit()
