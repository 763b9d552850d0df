"""*Siden sidste vagt* on the start page: who, when, by whom on one line, what below (mockup 01)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from boform_app.clock import local_time
from boform_app.services.views.handover import HandoverItem, HandoverView
from models.values import dates
from ui.pages.base import Target
from ui.pages.day_log.rows import joined, name_of
from ui.pages.handover_prints import HandoverPrints
from ui.pages.resident import moments
from ui.pages.resident.doing import attempt
from ui.privacy import privacy
from ui.session import Session
from ui.tablemodels.items import ItemsModel
from ui.tablemodels.rows import ROW, Index
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Text
from ui.widgets.painting import ring, text_line

_ROW = 53
_SHOWN = 4
"""Rows that are always in view; more scroll."""


class _Model(ItemsModel):
    def __init__(self, parent: HandoverList) -> None:
        super().__init__(parent)
        self._view = parent

    def says(self, row: HandoverItem, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._view.who(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._view.what(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            read = self._view.tr("læst") if row.read else self._view.tr("ikke læst")
            parts = (self._view.who(row), self._view.when(row), self._view.what(row), read)
            return ". ".join(part for part in parts if part)
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: HandoverList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(10, theme().px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, item, rect = theme(), index.data(ROW), QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            painter.fillRect(rect, t.color("rowsel"))
            ring(painter, QRectF(rect.adjusted(1, 1, -1, -1)), 2)
        painter.setPen(QPen(t.color("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        tone = "text2" if item.read else "text"
        inner = rect.adjusted(t.px(12), t.px(6), -t.px(12), -t.px(6))
        upper = QRect(inner.x(), inner.y(), inner.width(), inner.height() // 2)
        used = text_line(
            painter, upper, self._view.when(item), "small", "text2",
            align=Qt.AlignmentFlag.AlignRight,
        )  # fmt: skip
        name = upper.adjusted(0, 0, -used - t.px(12), 0)
        text_line(painter, name, self._view.who(item), "body" if item.read else "strong", tone)
        text_line(painter, upper.translated(0, upper.height()), self._view.what(item), "body", tone)
        painter.restore()


class HandoverList(QListView):
    """What happened, the latest first; Enter or a double click goes there.

    Signals:
        opened: Carries the ``HandoverItem``.
    """

    opened = Signal(object)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.today = date.min
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.model_ = _Model(self)
        self.setModel(self.model_)
        self.setItemDelegate(_Delegate(self))
        theme().changed.connect(self.model_.layoutChanged)

    def show_items(self, items: Sequence[HandoverItem], today: date, in_view: int = _SHOWN) -> None:
        """Show them, so many of them always in view; the chosen row stays chosen by its place."""
        row = self.currentIndex().row()
        self.today = today
        self.model_.show(items)
        if 0 <= row < len(items):
            self.setCurrentIndex(self.model_.index(row, 0))
        self.setMinimumHeight(theme().px(_ROW) * min(in_view, len(items)))

    def sizeHint(self) -> QSize:
        """The rows that are always in view; Qt would ask for more than a small window has."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def who(self, item: HandoverItem) -> str:
        """Names, or the house."""
        return joined([name_of(one) for one in item.about]) if item.about else self.tr("Huset")

    def when(self, item: HandoverItem) -> str:
        """``i nat 03.10 · Ali Demir``."""
        at = moments.when(item.at, self.today)
        return f"{at} · {item.author.name}" if item.author else at

    def what(self, item: HandoverItem) -> str:
        """One line of what happened."""
        if any(one.closed for one in item.about) and not item.text:
            return self.tr("Åbn beboeren for at læse notatet.")
        if item.kind == "correction":
            text = privacy().text(item.text)
            return self.tr("Rettelse: {text}").format(text=text) if text else self.tr("Rettelse")
        text = privacy().text(item.text) if item.kind == "note" else item.text
        return " ".join(text.split())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        index = self.currentIndex()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid():
            self.opened.emit(index.data(ROW))
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens, too."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.opened.emit(index.data(ROW))


class HandoverCard(Card):
    """The card with what can be done about it.

    Signals:
        wanted: Another place; carries its ``Target``.
    """

    wanted = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session.tr("Siden sidste vagt"), padded=False)
        del parent
        self._session = session
        self.prints = HandoverPrints(session, self)
        self.list = HandoverList(name=self.tr("Siden sidste vagt"))
        self.empty = EmptyState(self.tr("Der er ikke sket noget siden."))
        self._older = Text("", "small", "text2")
        self.log = Button(self.tr("Dagbog"), "link")
        self.read = Button(self.tr("Markér alle som læst"), "row", height="row_button")
        self.print = Button(self.tr("Print overlevering"), "link", icon="print")
        self.add_tool(self.log)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._older)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.read)
        self._foot.addStretch(1)
        self._foot.addWidget(self.print)
        self.body.addLayout(self._foot)
        self.log.clicked.connect(lambda: self.wanted.emit(Target("day_log", {"day": None})))
        self.list.opened.connect(self._open)
        self.read.clicked.connect(self._mark)
        self.print.clicked.connect(self.prints.to_printer)
        self._dress_foot()
        theme().changed.connect(self._dress_foot)

    def show_view(self, view: HandoverView, *, fewer: int = 0) -> None:
        """What this person has not been here for; ``fewer`` rows are kept in view."""
        self.set_title(self.tr("Siden sidste vagt"), self._moment(view.since))
        more = " · ".join(self._more(view))
        # The line below takes the place of a row: the page still fits a small window.
        rows = _SHOWN - fewer - bool(more)
        self.list.show_items(view.items, self._session.clock.today(), rows)
        self.list.setVisible(bool(view.items))
        self.empty.setVisible(not view.items)
        self._older.setText(more)
        self._older.setVisible(bool(more))
        self.read.setEnabled(bool(view.unread))

    def _more(self, view: HandoverView) -> Iterator[str]:
        if view.older:
            yield self.tr("og {n} ældre i dagbogen").format(n=view.older)
        if view.left_from is not None:
            yield self.tr("også ulæst fra {when}").format(when=self._moment(view.left_from))

    def _moment(self, instant: datetime) -> str:
        at, today = local_time(instant), self._session.clock.today()
        clock = dates.clock(at.time())
        days = (today - at.date()).days
        if days > 1:
            return self.tr("{day} kl. {clock}").format(day=dates.dense(at.date()), clock=clock)
        words = self.tr("i går kl. {clock}") if days else self.tr("i dag kl. {clock}")
        return words.format(clock=clock)

    def _open(self, item: HandoverItem) -> None:
        if item.note_id is not None and item.text:
            self.wanted.emit(Target("day_log", {"note_id": item.note_id}))
        elif item.about:
            self.wanted.emit(Target("resident", {"person_id": item.about[0].person_id}))

    def _mark(self) -> None:
        handover = self._session.services.handover
        attempt(self._session, self, handover.mark_read, self.tr("Alt er markeret som læst."))

    def _dress_foot(self) -> None:
        t = theme()
        self._foot.setContentsMargins(t.px(12), t.px(6), t.px(8), t.px(2))
        self._older.setContentsMargins(t.px(12), t.px(4), t.px(12), 0)
