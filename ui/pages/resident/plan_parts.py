"""Building blocks of the tab Handleplan."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.badge import Badge, BadgeSpec
from ui.widgets.labels import IconLabel, Text, Tone
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
        self.setObjectName("track")
        self._row = QHBoxLayout(self)
        self._words = Text("", "small", "text2", wrap=wrap)
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

    def say(self, words: str, badge: BadgeSpec) -> None:
        """The line below the title, and the badge."""
        self._words.setText(words)
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
    """One of the four points of § 141, stk. 3."""

    def __init__(self, number: int, words: str) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._state = Text("", "body", "text2")
        self._icon = IconLabel("circle", 16)
        self._row.addWidget(Text(str(number), "body", "text2"))
        self._row.addWidget(Text(words, "body"), 1)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._state)
        self._dress()
        theme().changed.connect(self._dress)

    def say(self, words: str) -> None:
        """How the point stands; "" where nobody has said."""
        self._state.setText(words)
        self._state.setVisible(bool(words))
        self._icon.setVisible(bool(words))

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._row.setContentsMargins(pad + t.px(8), t.px(5), pad, t.px(5))
        self._row.setSpacing(t.px(8))


class Contact(QWidget):
    """A letter that went to the municipality."""

    def __init__(self) -> None:
        super().__init__()
        self._day, self._words = Text("", "body", "text2"), Elided("body", "text")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._day)
        self._row.addWidget(IconLabel("mail_checkmark", 16))
        self._row.addWidget(self._words, 1)
        self._dress()
        theme().changed.connect(self._dress)

    def say(self, day: str, words: str) -> None:
        """When it was sent, what it was and how it went."""
        self._day.setText(day)
        self._words.say(words)

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._row.setContentsMargins(pad, t.px(3), pad, t.px(3))
        self._row.setSpacing(t.px(8))
        self._day.setFixedWidth(t.px(74))


def row(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets beside each other; None is what stretches."""
    box = QHBoxLayout()
    for widget in widgets:
        if widget is None:
            box.addStretch(1)
        else:
            box.addWidget(widget, 1 if isinstance(widget, Text) and widget.wordWrap() else 0)
    return box
