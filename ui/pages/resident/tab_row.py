"""The row of tabs below the identity bar (mockups 03 and 15): 40 high, a bar of 3 px under the open one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QTabBar, QWidget

from ui.privacy import hidden_name, privacy
from ui.theme import theme
from ui.widgets.badge import Badge, BadgeSpec
from ui.widgets.buttons import Button, IconButton
from ui.widgets.identity_bar import Identity
from ui.widgets.labels import Text
from ui.widgets.painting import ring, text_line


class Tabs(QTabBar):
    """Tabs with words and counts; arrow keys move, Ctrl+Tab is the page's."""

    chosen = Signal(str)

    def __init__(self, tabs: Sequence[tuple[str, str]], *, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setProperty("ownRing", True)  # noqa: FBT003 (Qt's signature)
        self._keys = [key for key, _ in tabs]
        self._labels = dict(tabs)
        self._counts: dict[str, int] = {}
        self._hovered = -1
        for _, label in tabs:
            self.addTab(label)
        self.currentChanged.connect(lambda row: self.chosen.emit(self._keys[row]))
        self.setMouseTracking(True)
        theme().changed.connect(self._resized)

    @property
    def current(self) -> str:
        """Key of the open tab."""
        return self._keys[self.currentIndex()]

    def choose(self, key: str) -> None:
        """Open a tab without telling anyone."""
        self.blockSignals(True)  # noqa: FBT003 (Qt's signature)
        self.setCurrentIndex(self._keys.index(key))
        self.blockSignals(False)  # noqa: FBT003 (Qt's signature)
        self.update()

    def step(self, by: int) -> None:
        """The next or the one before, round the ends."""
        self.setCurrentIndex((self.currentIndex() + by) % self.count())

    def set_count(self, key: str, count: int) -> None:
        """A number after the word; 0 shows none."""
        if key in self._keys:
            words = f"{self._labels[key]} {count}" if count else self._labels[key]
            self.setTabText(self._keys.index(key), words)

    def tabSizeHint(self, index: int) -> QSize:
        """Room for the semibold word, so that nothing moves when a tab is opened."""
        t = theme()
        words = QFontMetrics(t.font("strong")).horizontalAdvance(self.tabText(index))
        return QSize(words + 2 * _padding(), max(t.px(39), 24))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Never narrower than its word."""
        return self.tabSizeHint(index)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Words, and the bar under the open one."""
        t = theme()
        painter = QPainter(self)
        for index in range(self.count()):
            rect, here = self.tabRect(index), index == self.currentIndex()
            role, tone = ("strong", "text") if here else ("body", "text2")
            inner = rect.adjusted(_padding(), 0, 0, 0)
            text_line(painter, inner, self.tabText(index), role, tone)
            if here:
                bar = QRect(rect.x(), rect.bottom() - t.px(3) + 1, rect.width(), t.px(3))
                painter.fillRect(bar, t.color("accent"))
                if self.hasFocus():
                    ring(painter, rect.adjusted(2, 3, -2, -5).toRectF())
        painter.end()

    def _resized(self) -> None:
        # QTabBar measures its tabs again only when something about them changes.
        for index in range(self.count()):
            self.setTabText(index, self.tabText(index))
        self.updateGeometry()


def _padding() -> int:
    # All tabs fit beside each other also at 200 %.
    return min(theme().px(13), 20)


class TabRow(QFrame):
    """Tabs at the left, Forrige and Næste at the right; in compact form with the name in one line.

    Signals:
        chosen: Key of a tab.
        stepped: -1 for the resident before, 1 for the next one.
        back: The arrow of the compact form.
        missing_pressed: "5 ting mangler" was pressed.
    """

    chosen = Signal(str)
    stepped = Signal(int)
    back = Signal()
    missing_pressed = Signal()

    def __init__(self, tabs: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tabrow")
        self.tabs = Tabs(tabs, name=self.tr("Faneblade"))
        self.tabs.chosen.connect(self.chosen)
        self._who = _CompactWho()
        self._who.back.connect(self.back)
        self.missing = Button("", "link", icon="circle")
        self.missing.clicked.connect(self.missing_pressed)
        self.missing.hide()
        self.previous = Button(self.tr("Forrige"), "link", icon="chevron_left")
        self.previous.setToolTip(self.tr("Forrige beboer på listen"))
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.following = Button(self.tr("Næste"), "link", icon="chevron_right")
        self.following.setToolTip(self.tr("Næste beboer på listen"))
        self.following.clicked.connect(lambda: self.stepped.emit(1))
        self._steps = {self.previous: self.previous.text(), self.following: self.following.text()}
        for button, words in self._steps.items():
            button.setAccessibleName(words)
        self._compact = False
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self._who, 1)
        self._line = QHBoxLayout()
        self._line.setSpacing(0)
        self._line.addWidget(self.tabs)
        self._line.addStretch(1)
        for button in (self.missing, self.previous, self.following):
            self._line.addWidget(button)
        self._box.addLayout(self._line)
        self.set_compact(compact=False)

    def show_identity(self, identity: Identity) -> None:
        """Whom the compact form names."""
        self._who.show_identity(identity)

    def set_compact(self, *, compact: bool) -> None:
        """Name and tabs in one line, or the tabs alone."""
        self._compact = compact
        self._who.setVisible(compact)
        self._box.setStretch(1, 0 if compact else 1)
        self._arrange()

    def set_missing(self, count: int) -> None:
        """How many things are missing on the open tab."""
        words = self.tr("1 ting mangler") if count == 1 else self.tr("{n} ting mangler")
        self.missing.setText(words.format(n=count))
        self.missing.setVisible(count > 0)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two lines where one does not hold both."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """The tabs must fit; what stands beside them gives way."""
        return QSize(self.tabs.sizeHint().width(), super().minimumSizeHint().height())

    def _arrange(self) -> None:
        needed = self._who.sizeHint().width() + self.tabs.sizeHint().width() + theme().px(16)
        above = self._compact and needed > self.width() > 0
        one, two = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._box.setDirection(two if above else one)
        beside = not self._compact
        for button, words in self._steps.items():
            button.setText(words)
            button.setVisible(beside)
        buttons = (self.tabs, self.missing, self.previous, self.following)
        used = sum(one.sizeHint().width() for one in buttons if not one.isHidden())
        if beside and used > self.width() > 0:
            # The arrows alone say it where there is no room for the words.
            for button in self._steps:
                button.setText("")


class _CompactWho(QWidget):
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._back = IconButton("arrow_left", self.tr("Tilbage"))
        self._back.clicked.connect(self.back)
        self._name = Text("", "h3")
        self._facts = Text("", "body", "text2")
        self._chip = Badge(BadgeSpec("info", ""))
        self._identity = Identity("", "", "", "", "")
        for widget in (self._back, self._name, self._facts, self._chip):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.setSpacing(theme().px(10))
        privacy().changed.connect(self._fill)

    def show_identity(self, identity: Identity) -> None:
        self._identity = identity
        self._fill()

    def _fill(self) -> None:
        who, hide = self._identity, privacy().on
        self._name.setText(hidden_name(who.room) if hide else who.name)
        room = self.tr("vær. {room}").format(room=who.room) if who.room else ""
        parts = ("" if hide else who.born, room)
        self._facts.setText(" · ".join(part for part in parts if part))
        # The allergy is the first chip and the one that must be seen everywhere.
        self._chip.setVisible(bool(who.chips))
        if who.chips:
            self._chip.set_spec(who.chips[0])
