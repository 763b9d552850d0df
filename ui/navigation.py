"""The pane at the left: places with icon, label and count."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.navigator import Place
from ui.theme import theme
from ui.widgets.buttons import PaintedButton
from ui.widgets.labels import Text
from ui.widgets.painting import dot, text_line


class _NavButton(PaintedButton):
    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self._count = 0
        self._alarm = False
        self.collapsed = False
        self.setCheckable(True)
        self.setText(place.label)
        self.setToolTip(f"{place.label} ({place.shortcut})" if place.shortcut else place.label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    def set_count(self, count: int, *, alarm: bool = False) -> None:
        self._count, self._alarm = count, alarm
        words = (
            f"{self._place.label}, {count} {self._place.badge_words}"
            if count
            else self._place.label
        )
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        t = theme()
        width = t.px(48) + QFontMetrics(t.font("strong")).horizontalAdvance(self.text()) + t.px(44)
        return QSize(t.px(56) if self.collapsed else width, t.px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(48), theme().px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme()
        painter = QPainter(self)
        chosen = self.isChecked()
        if chosen or self._hover:
            painter.fillRect(self.rect(), t.color("navsel"))
        if chosen:
            painter.fillRect(QRect(0, 0, t.px(3), self.height()), t.color("accent"))
        icon_at = QRectF(t.px(16), 0, t.px(20), self.height())
        icons.paint(
            painter, icon_at, self._place.icon, "accent" if chosen else "text2", filled=chosen
        )
        if not self.collapsed:
            words = QRect(t.px(48), 0, self.width() - t.px(48 + 8), self.height())
            text_line(painter, words, self.text(), "strong" if chosen else "body", "text")
            if self._place.shortcut == "F1":
                right = QRect(0, 0, self.width() - t.px(12), self.height())
                text_line(painter, right, "F1", "small", "text2", align=Qt.AlignmentFlag.AlignRight)
        self._paint_count(painter)
        painter.end()

    def _paint_count(self, painter: QPainter) -> None:
        t = theme()
        if self._alarm and not self._count:
            dot(painter, QPointF(self.width() - t.px(20), self.height() / 2), t.px(8), "danger")
        if not self._count:
            return
        side = t.px(20)
        x = t.px(30) if self.collapsed else self.width() - t.px(12) - side
        y = t.px(2) if self.collapsed else (self.height() - side) // 2
        area = QRect(x, y, side, side)
        dot(painter, QRectF(area).center(), side, "accent")
        words = str(self._count) if self._count < 100 else "99"
        text_line(
            painter, area, words, "smallStrong", "onaccent", align=Qt.AlignmentFlag.AlignHCenter
        )


class Navigation(QFrame):
    """184 wide, 56 when it is narrow; ``chosen`` carries the key of the place."""

    chosen = Signal(str)

    def __init__(self, house: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nav")
        self.setAccessibleName(self.tr("Menu"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 1, 0)
        outer.setSpacing(0)
        self._head = QFrame()
        self._head.setObjectName("navhead")
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        self._house = Text(house, "h3")
        head.addWidget(self._house)
        outer.addWidget(self._head)
        self._top, self._foot = QVBoxLayout(), QVBoxLayout()
        for box in (self._top, self._foot):
            box.setSpacing(0)
        outer.addLayout(self._top)
        outer.addStretch(1)
        outer.addLayout(self._foot)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _NavButton] = {}
        self._narrow = False
        self._dress()
        theme().changed.connect(self._dress)

    def add(self, place: Place) -> None:
        """One more place, in order of adding."""
        button = _NavButton(place, self)
        button.clicked.connect(lambda _checked=False, key=place.key: self.chosen.emit(key))
        self._group.addButton(button)
        self._buttons[place.key] = button
        (self._foot if place.at_foot else self._top).addWidget(button)
        self._dress()

    def mark(self, key: str) -> None:
        """Show which place is open; places outside the navigation mark nothing new."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def set_count(self, key: str, count: int, *, alarm: bool = False) -> None:
        """What someone here must do today or is late with."""
        if key in self._buttons:
            self._buttons[key].set_count(count, alarm=alarm)

    def set_house(self, name: str) -> None:
        """Name of the house."""
        self._house.setText(name)

    def set_narrow(self, *, narrow: bool) -> None:
        """The window became too narrow for words."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._dress()

    def _dress(self) -> None:
        t = theme()
        collapsed = self._narrow or t.look.zoom >= 150
        self.setFixedWidth(t.px(56 if collapsed else 184))
        self._head.setFixedHeight(t.px(48))
        self._house.setVisible(not collapsed)
        self._house.setContentsMargins(t.px(16), 0, t.px(8), 0)
        self._top.setContentsMargins(0, t.px(8), 0, 0)
        self._foot.setContentsMargins(0, 0, 0, t.px(8))
        for button in self._buttons.values():
            button.collapsed = collapsed
            button.updateGeometry()
            button.update()
