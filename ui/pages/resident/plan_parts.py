"""Building blocks of the tab Handleplan."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.badge import Badge, BadgeSpec
from ui.widgets.labels import Cut, Hairline, IconLabel, Text, Tone
from ui.widgets.line_edit import LineEdit
from ui.widgets.painting import text_line


class Elided(QWidget):
    """One line that ends in … where it does not fit; whole in tooltip and for screen readers."""

    def __init__(self, role: str, tone: Tone) -> None:
        super().__init__()
        self._role, self._tone, self.text = role, tone, ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def say(self, text: str) -> None:
        """Show words."""
        self.text = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The whole line."""
        width = QFontMetrics(theme().font(self._role)).horizontalAdvance(self.text)
        return QSize(width, theme().line_height(self._role))

    def minimumSizeHint(self) -> QSize:
        """Narrow is allowed."""
        return QSize(theme().px(60), theme().line_height(self._role))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        text_line(painter, self.rect(), self.text, self._role, self._tone)
        painter.end()


class PlanHead(QFrame):
    """Grey head of 52: whose paper it is, who writes it, and how it stands."""

    def __init__(self, title: str, icon: str, *, wrap: bool = True) -> None:
        super().__init__()
        self.setObjectName("planhead")
        self._row = QHBoxLayout(self)
        self._words = Text("", "small", "text2", wrap=True) if wrap else Cut("", "small", "text2")
        self.badge = Badge(BadgeSpec("none", ""))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Text(title, "h3"))
        names.addWidget(self._words)
        self._row.addWidget(IconLabel(icon, 20))
        self._row.addLayout(names, 1)
        self._row.addWidget(self.badge)
        self._dress()
        theme().changed.connect(self._dress)

    @property
    def words(self) -> str:
        """The line below the title."""
        return self._words.text()

    def say(self, words: str, badge: BadgeSpec) -> None:
        """The line below the title, and the badge."""
        self._words.setText(words)
        self._words.setToolTip(words)
        self.badge.set_spec(badge)

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._row.setContentsMargins(pad, t.px(6), pad, t.px(6))
        self._row.setSpacing(t.px(10))


class Step(QWidget):
    """One of Anmodet, Rykket, Lovet til, Modtaget."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("circle", 16)
        self._title, self._words = Text("", "strong"), Text("", "small", "text2")
        self._grid = QGridLayout(self)
        self._grid.addWidget(self._icon, 0, 0)
        self._grid.addWidget(self._title, 0, 1)
        self._grid.addWidget(self._words, 1, 1)
        self._grid.setColumnStretch(1, 1)
        self._dress()
        theme().changed.connect(self._dress)

    def say(self, title: str, words: str, *, done: bool, passed: bool) -> None:
        """A step, its day, and whether a promised day went by."""
        self._title.setText(title)
        self._words.setText(words)
        if passed:
            self._icon.set_icon("clock_alarm", "soonI", filled=True)
        else:
            self._icon.set_icon("checkmark_circle" if done else "circle", "text2", filled=False)

    def _dress(self) -> None:
        t = theme()
        self._grid.setContentsMargins(t.px(10), t.px(8), t.px(4), t.px(8))
        self._grid.setHorizontalSpacing(t.px(6))
        self._grid.setVerticalSpacing(0)


class Point(QWidget):
    """One of the four points of § 141, stk. 3: not received, or where it stands in the plan."""

    def __init__(self, number: int, words: str) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._state = Text("", "body", "text2")
        self._icon = IconLabel("circle", 16)
        self.at = LineEdit(
            name=_tr("Hvor i planen: {point}").format(point=words), placeholder=_tr("fx s. 2")
        )
        self.at.setProperty("bare", "true")
        self._row.addWidget(Text(str(number), "body", "text2"))
        self._row.addWidget(Text(words, "body"), 1)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._state)
        self._row.addWidget(self.at)
        self._dress()
        theme().changed.connect(self._dress)

    def say(self, at: str, *, received: bool, may: bool) -> None:
        """How the point stands; where the plan is here, the place is typed in the line itself."""
        self.at.setVisible(received and may)
        words = "" if received and may else at or _tr("ikke modtaget")
        if received and not may and not at:
            words = _tr("står ikke i planen")
        self._state.setText(words)
        self._state.setVisible(bool(words))
        self._icon.set_icon("checkmark_circle" if at else "circle", "text2")

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._row.setContentsMargins(pad + t.px(8), t.px(1), pad, t.px(1))
        self._row.setSpacing(t.px(8))
        self.at.setFixedSize(t.px(104), max(24, t.px(26)))
        self.setMinimumHeight(t.px(31))


class Contact(QWidget):
    """A line of the contact log in the card: day, sign, what came of it."""

    def __init__(self) -> None:
        super().__init__()
        self._day, self._words = Text("", "body", "text2"), Elided("body", "text")
        self._icon = IconLabel("chat", 16)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._day)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._words, 1)
        self._dress()
        theme().changed.connect(self._dress)

    def say(self, day: str, icon: str, words: str) -> None:
        """When it was, how, and what came of it."""
        self._day.setText(day)
        self._icon.set_icon(icon)
        self._words.say(words)

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._row.setContentsMargins(pad, t.px(4), pad, t.px(4))
        self._row.setSpacing(t.px(8))
        self._day.setFixedWidth(t.px(80))


def steps_row(steps: Sequence[Step]) -> QGridLayout:
    """Steps beside each other, as wide as each other, with a line between two."""
    grid = QGridLayout()
    grid.setSpacing(0)
    for number, step in enumerate(steps):
        if number:
            grid.addWidget(Hairline(vertical=True), 0, 2 * number - 1)
        grid.addWidget(step, 0, 2 * number)
        grid.setColumnStretch(2 * number, 1)
    return grid


def row(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets beside each other; None is what stretches."""
    box = QHBoxLayout()
    for widget in widgets:
        if widget is None:
            box.addStretch(1)
        else:
            box.addWidget(widget, 1 if isinstance(widget, Text) and widget.wordWrap() else 0)
    return box


def _tr(words: str) -> str:
    return QCoreApplication.translate("Plan", words)
