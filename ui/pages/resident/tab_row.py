"""The row of tabs below the identity bar (mockups 03 and 15): 40 high, a bar of 3 px under the open one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QTabBar, QWidget

from ui.privacy import hidden_name, privacy
from ui.theme import theme
from ui.widgets.badge import Badge, BadgeSpec
from ui.widgets.buttons import Button, IconButton
from ui.widgets.identity_bar import Identity
from ui.widgets.labels import Cut, Text
from ui.widgets.painting import ring, text_line


@dataclass(frozen=True, slots=True)
class Form:
    """How close the tabs stand.

    Attributes:
        padding: Before and after each word at 100 %, px.
        most: What the padding grows to with the zoom, px; large type needs words more than gaps.
        counts: Numbers follow the words.
    """

    padding: int
    most: int
    counts: bool

    @property
    def inside(self) -> int:
        """Padding in the zoom in force, px."""
        return min(theme().px(self.padding), self.most)


FORMS = (
    Form(13, 20, counts=True), Form(10, 15, counts=True), Form(8, 11, counts=True),
    Form(13, 20, counts=False), Form(10, 15, counts=False), Form(8, 11, counts=False),
)  # fmt: skip
"""From the roomiest to the closest, which fits a laptop of 1366 px at 200 %."""
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_LEAST_NAME = 160
"""What a name keeps at 100 % before the tabs go below it, px."""


class Tabs(QTabBar):
    """Tabs with words and counts; arrow keys move, Ctrl+Tab is the page's."""

    chosen = Signal(str)
    counted = Signal()
    """A number came or went: the words take another width."""

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
        self._form = FORMS[0]
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
        if key in self._keys and self._counts.get(key, 0) != count:
            self._counts[key] = count
            self._resized()
            self.counted.emit()

    def fit(self, room: int, *, counts: bool = True) -> int:
        """Stand as far from each other as the room allows; the numbers go last.

        Args:
            room: What there is, px.
            counts: Numbers after the words are wanted at all.

        Returns:
            The width they take then, px; more than ``room`` where even the closest is too wide.
        """
        forms = [form for form in FORMS if counts or not form.counts]
        fitting = (form for form in forms if self._width(form) <= room)
        form = next(fitting, forms[-1])
        if form != self._form:
            self._form = form
            self._resized()
        return self._width(form)

    def least_width(self, *, counts: bool = False) -> int:
        """What they take as close as can be, with the numbers or without, px."""
        return self._width([form for form in FORMS if form.counts == counts][-1])

    def _words(self, key: str, form: Form) -> str:
        count = self._counts.get(key, 0)
        return f"{self._labels[key]} {count}" if count and form.counts else self._labels[key]

    def _width(self, form: Form) -> int:
        metrics = QFontMetrics(theme().font("strong"))
        words = sum(metrics.horizontalAdvance(self._words(key, form)) for key in self._keys)
        return words + 2 * form.inside * len(self._keys)

    def tabSizeHint(self, index: int) -> QSize:
        """Room for the semibold word, so that nothing moves when a tab is opened."""
        t = theme()
        words = QFontMetrics(t.font("strong")).horizontalAdvance(self.tabText(index))
        return QSize(words + 2 * self._form.inside, max(t.px(39), 24))

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
            inner = rect.adjusted(self._form.inside, 0, 0, 0)
            text_line(painter, inner, self.tabText(index), role, tone)
            if here:
                bar = QRect(rect.x(), rect.bottom() - t.px(3) + 1, rect.width(), t.px(3))
                painter.fillRect(bar, t.color("accent"))
                if self.hasFocus():
                    ring(painter, rect.adjusted(2, 3, -2, -5).toRectF())
        painter.end()

    def _resized(self) -> None:
        # QTabBar measures its tabs again only when something about them changes.
        for index, key in enumerate(self._keys):
            self.setTabText(index, self._words(key, self._form))
        self.updateGeometry()


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
        self.tabs.counted.connect(self._arrange)
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
        self._box = QBoxLayout(_ACROSS, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self._who, 1)
        self._line = QBoxLayout(_ACROSS)
        self._line.setSpacing(0)
        self._line.addWidget(self.tabs)
        tail = QHBoxLayout()
        tail.setSpacing(0)
        tail.addStretch(1)
        for button in (self.missing, self.previous, self.following):
            tail.addWidget(button)
        self._line.addLayout(tail, 1)
        self._box.addLayout(self._line)
        self.set_compact(compact=False)
        theme().changed.connect(self._arrange)
        privacy().changed.connect(self._arrange)

    def show_identity(self, identity: Identity) -> None:
        """Whom the compact form names."""
        self._who.show_identity(identity)
        self._arrange()

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
        return QSize(self.tabs.least_width(), super().minimumSizeHint().height())

    def _arrange(self) -> None:
        for button, words in self._steps.items():
            button.setText(words)
            button.setVisible(not self._compact)
        beside = self._compact and self._fit_beside(self.width() - self._tail())
        self._box.setDirection(_ACROSS if beside or not self._compact else _DOWN)
        if self._compact and not beside:
            self._who.fit(self.width())
        if not beside:
            self._fit_tail(self.width())

    def _fit_beside(self, room: int) -> bool:
        """Name and tabs in one line: the tabs move together before a fact of the person goes."""
        gap = theme().px(16)
        left = room - self.tabs.least_width() - gap
        taken = self._who.fit(left)
        if taken <= left:
            self._line.setDirection(_ACROSS)
            self.tabs.fit(room - gap - taken, counts=False)
        return taken <= left

    def _fit_tail(self, room: int) -> None:
        """Tabs and what stands right of them: the arrows lose their words, the tabs their numbers."""
        if self.tabs.least_width(counts=True) + self._tail() > room:
            for button in self._steps:
                button.setText("")
        below = self.tabs.least_width() + self._tail() > room
        self._line.setDirection(_DOWN if below else _ACROSS)
        if below:
            for button, words in self._steps.items():
                button.setText(words)
        self.tabs.fit(room if below else room - self._tail())

    def _tail(self) -> int:
        shown = (one for one in (self.missing, *self._steps) if not one.isHidden())
        return sum(button.sizeHint().width() for button in shown)


class _CompactWho(QWidget):
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._back = IconButton("arrow_left", self.tr("Tilbage"))
        self._back.clicked.connect(self.back)
        self._name = Cut("", "h3")
        self._name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._facts = Text("", "body", "text2")
        self._chip = Badge(BadgeSpec("info", ""))
        self._identity = Identity("", "", "", "", "")
        for widget in (self._back, self._name, self._facts, self._chip):
            self._row.addWidget(widget)
        self._row.addStretch(1)

    def show_identity(self, identity: Identity) -> None:
        self._identity = identity
        # The allergy is the first chip and the one that must be seen everywhere.
        self._chip.setVisible(bool(identity.chips))
        if identity.chips:
            self._chip.set_spec(identity.chips[0])

    def fit(self, room: int) -> int:
        """Leave out the birth date, then the room, then the end of the name; what it takes then."""
        who, hide = self._identity, privacy().on
        self._row.setSpacing(theme().px(10))
        name = hidden_name(who.room) if hide else who.name
        self._name.setText(name)
        self._name.setToolTip(name)
        place = self.tr("vær. {room}").format(room=who.room) if who.room else ""
        whole = " · ".join(part for part in ("" if hide else who.born, place) if part)
        for words in (whole, place, ""):
            self._facts.setText(words)
            self._facts.setVisible(bool(words))
            if self._needed(self._whole_name()) <= room:
                break
        least = min(self._whole_name(), theme().px(_LEAST_NAME))
        taken = self._needed(0)
        self._name.setFixedWidth(max(least, min(self._whole_name(), room - taken)))
        return taken + self._name.width()

    def _whole_name(self) -> int:
        return self._name.needed_width() + 2

    def _needed(self, name: int) -> int:
        """Width with a name of that many px."""
        others = [w for w in (self._back, self._facts, self._chip) if not w.isHidden()]
        gaps = len(others) * self._row.spacing()
        return sum(widget.sizeHint().width() for widget in others) + gaps + name
