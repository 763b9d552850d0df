"""The letters of a stack, each with a box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from boform_app.services.views.stacks import StackItem, StackWish
from models.values.danish import without_paragraph
from ui import icons
from ui.pages.answer.table import box_area
from ui.pages.stack import words
from ui.privacy import privacy
from ui.tablemodels.rows import ROW, Column, Index
from ui.theme import theme
from ui.widgets.badge import BadgeSpec
from ui.widgets.list_view import ListView, RowDelegate
from ui.widgets.painting import rounded

_TAKE = "take"


class BoxDelegate(RowDelegate):
    """A box in the first column; a letter with something missing has none."""

    def __init__(self, view: StackList) -> None:
        super().__init__(view)
        self._list = view

    def _content(self, painter: QPainter, rect: QRect, column: Column, index: Index) -> None:
        item = index.data(ROW)
        if column.key != _TAKE:
            super()._content(painter, rect, column, index)
        elif isinstance(item, StackItem) and not item.problems:
            ticked = item.wish in self._list.ticked
            box, tone = box_area(rect), "accent" if ticked else "ctl"
            rounded(painter, QRectF(box), "accent" if ticked else "surface", tone, theme().px(3))
            if ticked:
                icons.paint(painter, QRectF(box.adjusted(2, 2, -2, -2)), "checkmark", "onaccent")


class StackList(ListView):
    """Space ticks, Enter opens the letter.

    Signals:
        ticks_changed: Another set of letters is chosen.
    """

    ticks_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.ticked: set[StackWish] = set()
        self._not_yet: Mapping[StackWish, str] = {}
        super().__init__(
            (
                Column(_TAKE, "", lambda _item: "", "text", 20, spoken=self._spoken),
                Column("name", _tr("Om"), lambda r: privacy().name(r.name), "strong", 132),
                Column("letter", _tr("Brev"), _letter, "two", tip=_whole),
                Column("state", "", self._badge, "badge", 152, tip=words.problems),
            ),
            name=_tr("Breve i stakken"), id_of=lambda r: r.wish, row_px=50, gap=12,
            search_key="name", parent=parent,
        )  # fmt: skip
        self._boxes = BoxDelegate(self)
        self.setItemDelegate(self._boxes)

    def show_items(
        self, items: Sequence[StackItem], not_yet: Mapping[StackWish, str] | None = None
    ) -> None:
        """Other letters; those that are ready are ticked to begin with.

        Args:
            items: In their order.
            not_yet: What is not to be written today, with why; whoever wants it ticks it.
        """
        self._not_yet = not_yet or {}
        self.ticked = {
            item.wish for item in items if not item.problems and item.wish not in self._not_yet
        }
        self.set_rows(items)
        if items and self.current_row is None:
            self.setCurrentIndex(self.model_.index(0, 0))
        self.viewport().update()
        self.ticks_changed.emit()

    @property
    def chosen_wishes(self) -> tuple[StackWish, ...]:
        """What is ticked, in the order of the list."""
        return tuple(item.wish for item in self.model_.rows if item.wish in self.ticked)

    def toggle(self, item: StackItem | None) -> None:
        """Tick, or take the tick away."""
        if item is None or item.problems:
            return
        self.ticked ^= {item.wish}
        self.viewport().update()
        self.ticks_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.toggle(self.current_row)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the box ticks."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.column(index.column()).key == _TAKE:
            self.toggle(index.data(ROW))

    def _badge(self, item: StackItem) -> BadgeSpec:
        return words.badge(item, self._not_yet.get(item.wish, ""))

    def _spoken(self, item: StackItem) -> str:
        if item.problems:
            return words.problems(item)
        return _tr("Valgt") if item.wish in self.ticked else _tr("Ikke valgt")


def _letter(item: StackItem) -> tuple[str, str]:
    return without_paragraph(item.title), _below(item)


def _below(item: StackItem) -> str:
    to = item.recipient.label if item.recipient else ""
    return words.problems(item) or (_tr("til {who}").format(who=to) if to else "")


def _whole(item: StackItem) -> str:
    return "\n".join(part for part in (item.title, _below(item)) if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Stack", text)
