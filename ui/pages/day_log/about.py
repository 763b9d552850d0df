"""Whom a note is about: residents as chips, found by a few letters; nobody means the house."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from boform_app.services.views.day_log import Subject
from models.values.danish import starts_like, words
from ui import icons
from ui.pages.day_log.rows import name_of
from ui.tablemodels.rows import Index
from ui.theme import theme
from ui.widgets.buttons import PaintedButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.line_edit import LineEdit
from ui.widgets.painting import rounded, text_line

_MOST = 8
_UNSEEN = Subject(UUID(int=0), "", "", closed=True)
"""Stands for everybody a draft names whom this person may not see."""


class _NameEdit(LineEdit):
    """Tab takes a half-typed name first; Enter takes it, or goes on when there is none."""

    entered = Signal()
    tabbed = Signal()
    backed = Signal()
    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, a comma, and Backspace where nothing is typed."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.entered.emit()
        elif key == Qt.Key.Key_Comma and self.text().strip():
            self.tabbed.emit()
        elif key == Qt.Key.Key_Backspace and not self.text():
            self.backed.emit()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 (Qt's signature)
        """A name that is typed is taken before the field is left."""
        if forward and self.text().strip():
            self.tabbed.emit()
            return True
        return super().focusNextPrevChild(forward)


class _AboutChip(PaintedButton):
    """A resident; a press, or Delete, takes it away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_words(self, label: str, spoken: str) -> None:
        """The name as it may be seen."""
        self.setText(label)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace take it away, too."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """The name and a cross."""
        t = theme()
        wide = QFontMetrics(t.font("strong")).horizontalAdvance(self.text())
        return QSize(min(wide + t.px(44), t.px(300)), max(t.px(26), 24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tint, name, cross."""
        t, painter = theme(), QPainter(self)
        fill = "navsel" if self._state().hover else "accentBg"
        rounded(painter, QRectF(self.rect()), fill, "accent", self.height() / 2)
        room = QRect(t.px(12), 0, self.width() - t.px(38), self.height())
        text_line(painter, room, self.text(), "strong")
        cross = QRectF(self.width() - t.px(26), 0, t.px(16), self.height())
        icons.paint(painter, cross, "dismiss", "accent")
        painter.end()


class _Rows(QStyledItemDelegate):
    """Names in rows that a finger can hit."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(10, theme().px(32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme().color("rowsel"))
            bar = QRect(rect.topLeft(), QSize(theme().px(3), rect.height()))
            painter.fillRect(bar, theme().color("accent"))
        text_line(painter, rect.adjusted(theme().px(12), 0, -4, 0), str(index.data()), "body")


class AboutField(QFrame):
    """Chips and a field; at least one line high.

    Signals:
        changed: Somebody was added or taken away by the person who writes.
        passed: Enter: whoever writes goes on to the text.
        unknown: Enter on letters that fit nobody.
    """

    changed = Signal()
    passed = Signal()
    unknown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: dict[UUID, Subject] = {}
        self._here: list[UUID] = []
        self._chips: dict[UUID, _AboutChip] = {}
        self._ask: Callable[[Sequence[UUID]], Mapping[UUID, Subject]] = lambda _ids: {}
        self.edit = _NameEdit(name=self.tr("Om: skriv et navn"))
        self.edit.setProperty("bare", True)  # noqa: FBT003 (a property of Qt)
        self._flow = FlowLayout(self, fills=True)
        self._flow.addWidget(self.edit)
        self._found: list[Subject] = []
        self._names = QStringListModel(self)
        # No window of its own: the focus stays in the field, whatever the platform does with popups.
        self._popup = QListView(self)
        self._popup.setAccessibleName(self.tr("Beboere, der passer"))
        self._popup.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._popup.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._popup.setModel(self._names)
        self._popup.setObjectName("popup")
        self._popup.setItemDelegate(_Rows(self._popup))
        self._popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._popup.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._popup.hide()
        self._popup.clicked.connect(self._picked)
        self.edit.left.connect(self._popup.hide)
        self.edit.stepped.connect(self._step)
        self.edit.textEdited.connect(self._look)
        self.edit.entered.connect(self._enter)
        self.edit.tabbed.connect(partial(self._take_typed, go_on=False))
        self.edit.backed.connect(self._drop_last)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._hint()
        self._dress()
        theme().changed.connect(self._dress)

    @property
    def persons(self) -> tuple[UUID, ...]:
        """Who is chosen, in the order they were."""
        return tuple(self._chips)

    @property
    def unseen(self) -> bool:
        """Whether somebody is chosen who cannot be shown: whoever writes decides about that chip."""
        return any(self._people[one] is _UNSEEN for one in self._chips)

    def ask(self, named: Callable[[Sequence[UUID]], Mapping[UUID, Subject]]) -> None:
        """Who tells of somebody a draft names and who does not live here any more."""
        self._ask = named

    def set_people(self, people: Sequence[Subject]) -> None:
        """Who can be chosen; chips of those who are no more here stay."""
        self._people |= {one.person_id: one for one in people}
        self._found, self._here = [], [one.person_id for one in people]
        self.rename()

    def rename(self) -> None:
        """Names were hidden or shown."""
        for person_id, chip in self._chips.items():
            label = self._label_of(person_id)
            chip.show_words(label, self.tr("{name}, fjern").format(name=label))
        self._popup.hide()

    def choose(self, persons: Sequence[UUID]) -> None:
        """Show exactly these, without telling anyone; who cannot be shown has a chip without a name.

        Left out would mean the house, and the note would be told to everybody.
        """
        for person_id in list(self._chips):
            self._remove(person_id)
        for person_id in self._known(persons):
            self._add(person_id)
        self.edit.clear()

    # -- own ---------------------------------------------------------------------------------------

    def _known(self, persons: Sequence[UUID]) -> list[UUID]:
        """Ids under which they can be shown, each once."""
        new = [one for one in persons if self._people.get(one, _UNSEEN) is _UNSEEN]
        told = self._ask(new) if new else {}
        self._people |= {one.person_id: one for one in told.values()}
        self._people |= {one: _UNSEEN for one in new if one not in told}
        return list(dict.fromkeys(told[one].person_id if one in told else one for one in persons))

    def _label_of(self, person_id: UUID) -> str:
        who = self._people[person_id]
        return self.tr("Beboer, du ikke kan se") if who is _UNSEEN else _label(who)

    def _look(self, typed: str) -> None:
        self._found = self._matches(typed)
        self._names.setStringList([_label(one) for one in self._found])
        self._popup.setVisible(bool(self._found))
        if self._found:
            self._unfold()

    def _unfold(self) -> None:
        """The list lies over what stands below the field."""
        window = self.window()
        if self._popup.parentWidget() is not window:
            self._popup.setParent(window)
        rows = len(self._found) * max(24, self._popup.sizeHintForRow(0)) + 4
        self._popup.setGeometry(
            QRect(self.mapTo(window, self.rect().bottomLeft()), QSize(self.width(), rows))
        )
        self._popup.show()
        self._popup.raise_()

    def _step(self, by: int) -> None:
        """Up and Down in the list."""
        if self._popup.isVisible():
            row = self._popup.currentIndex().row() + by
            self._popup.setCurrentIndex(self._names.index(max(0, min(row, len(self._found) - 1))))

    def _matches(self, typed: str) -> list[Subject]:
        if not typed.strip():
            return []
        free = [self._people[one] for one in self._here if one not in self._chips]
        hits = [one for one in free if _fits(one, typed)]
        # Whose name or room is exactly what was typed stands first.
        hits.sort(key=lambda one: not _is(one, typed))
        return hits[:_MOST]

    def _enter(self) -> None:
        if not self.edit.text().strip():
            self.passed.emit()
        else:
            self._take_typed(go_on=True)

    def _take_typed(self, *, go_on: bool) -> None:
        typed = self.edit.text()
        self._found = self._matches(typed)
        row = self._popup.currentIndex().row() if self._popup.isVisible() else -1
        sure = [one for one in self._found if _is(one, typed)]
        if 0 <= row < len(self._found):
            self._take(self._found[row], go_on=go_on)
        elif len(self._found) == 1 or len(sure) == 1:
            self._take(self._found[0], go_on=go_on)
        elif self._found:
            # Two of that name: nobody is written about by the chance of an order.
            self._look(typed)
            self._popup.setCurrentIndex(self._names.index(0))
        else:
            self.unknown.emit()

    def _picked(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._found):
            self._take(self._found[index.row()], go_on=True)

    def _take(self, who: Subject, *, go_on: bool) -> None:
        self._popup.hide()
        self.edit.clear()
        if who.person_id not in self._chips:
            self._add(who.person_id)
            self.changed.emit()
        if go_on:
            self.passed.emit()

    def _add(self, person_id: UUID) -> None:
        chip = _AboutChip(self)
        self._chips[person_id] = chip
        chip.clicked.connect(lambda _on=False: self._press(person_id))
        self._flow.put(len(self._chips) - 1, chip)
        chip.show()
        self.rename()
        self._hint()
        QWidget.setTabOrder(chip, self.edit)

    def _press(self, person_id: UUID) -> None:
        self._remove(person_id)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _drop_last(self) -> None:
        if self._chips:
            self._press(list(self._chips)[-1])

    def _remove(self, person_id: UUID) -> None:
        chip = self._chips.pop(person_id)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self._hint()

    def _hint(self) -> None:
        self.edit.setPlaceholderText(
            self.tr("Tilføj en til") if self._chips else self.tr("Beboer – eller ingen: Huset")
        )
        self.updateGeometry()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press anywhere in the frame writes."""
        super().mousePressEvent(event)
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The frame of a field."""
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), "surface", "ctl", theme().px(4))
        painter.end()

    def _dress(self) -> None:
        t = theme()
        self.edit.setMinimumWidth(t.px(110))
        self._flow.setContentsMargins(t.px(6), t.px(3), t.px(6), t.px(3))
        self._flow.set_gap(t.px(6))
        for chip in self._chips.values():
            chip.updateGeometry()


def _label(who: Subject) -> str:
    name = name_of(who)
    hidden = who.room and who.room in name.split()
    return name if hidden or not who.room else f"{name}, vær. {who.room}"


def _fits(who: Subject, typed: str) -> bool:
    return starts_like(name_of(who), typed) or who.room == typed.strip()


def _is(who: Subject, typed: str) -> bool:
    """Whether every typed word is a whole word of the name, or it is the room."""
    known = set(words(name_of(who)))
    return set(words(typed)) <= known or who.room == typed.strip()
