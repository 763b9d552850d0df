"""Buttons: primary (one per view), normal, strong, row, link, danger; icon buttons with a name."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from ui import icons
from ui.theme import theme
from ui.widgets.painting import (
    ButtonHeight,
    ButtonKind,
    ButtonLook,
    ButtonState,
    button_size,
    paint_button,
    rounded,
)


class PaintedButton(QPushButton):
    """Base of all own buttons: hover, Enter as well as Space, redraw when the theme changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._hover = False
        theme().changed.connect(self._resized)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, too: people expect it of a button."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The mouse came."""
        self._hover = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse left."""
        self._hover = False
        self.update()
        super().leaveEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words."""
        return self.sizeHint()

    def _state(self) -> ButtonState:
        return ButtonState(self.isEnabled(), self._hover and self.isEnabled(), self.isDown())

    def _resized(self) -> None:
        self.updateGeometry()
        self.update()


class Button(PaintedButton):
    """A button with words; ``hint`` is its shortcut, ``chevron`` announces a menu."""

    def __init__(
        self, text: str, kind: ButtonKind = "normal", *, icon: str = "", hint: str = "",
        chevron: bool = False, height: ButtonHeight | None = None, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        default: ButtonHeight = "row_button" if kind in {"row", "link"} else "control"
        self._look = ButtonLook(text, kind, icon, hint, chevron, height or default)
        self._menu: QMenu | None = None
        super().setText(text.replace("&", "&&"))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Other words on the same button."""
        self._look = replace(self._look, text=text)
        super().setText(text.replace("&", "&&"))
        self._resized()

    def change(
        self, *, kind: ButtonKind | None = None, icon: str | None = None, hint: str | None = None
    ) -> None:
        """Another kind, icon or hint on the same button."""
        look = self._look
        self._look = replace(
            look,
            kind=look.kind if kind is None else kind,
            icon=look.icon if icon is None else icon,
            hint=look.hint if hint is None else hint,
        )
        self._resized()

    def set_menu(self, menu: QMenu) -> None:
        """Open a menu below the button; kept alive by the button, shown without a nested loop."""
        self._menu = menu
        self._look = replace(self._look, chevron=True)
        self.clicked.connect(self._open_menu)
        self._resized()

    def sizeHint(self) -> QSize:
        """Room for icon, words, shortcut and arrow."""
        return button_size(self._look)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw with the shared painter."""
        painter = QPainter(self)
        paint_button(painter, self.rect(), self._look, self._state())
        painter.end()

    def _open_menu(self) -> None:
        if self._menu is not None:
            self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


class IconButton(PaintedButton):
    """An icon alone (Luk, Mere, Vis/skjul, Fold ud …) with accessible name and tooltip."""

    def __init__(
        self, icon: str, name: str, *, shortcut: str = "", color: str = "text2",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._icon, self._color = icon, color
        self.set_name(name, shortcut)
        if shortcut:
            self.setShortcut(QKeySequence(shortcut))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str, shortcut: str = "") -> None:
        """What the button does, for tooltip and screen reader."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({shortcut})" if shortcut else name)

    def set_icon(self, icon: str) -> None:
        """Another motif on the same button."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        """A square target of the density in force."""
        side = theme().size("tool")
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A tint under the mouse, then the icon."""
        painter = QPainter(self)
        state = self._state()
        if state.hover or state.pressed or self.isChecked():
            fill = "navsel" if state.pressed else "accentBg"
            rounded(painter, QRectF(self.rect()), fill, "", theme().px(4))
        color = self._color if state.enabled else "ctl"
        side = theme().px(20)
        area = QRect(0, 0, side, side)
        area.moveCenter(self.rect().center())
        icons.paint(painter, QRectF(area), self._icon, color)
        painter.end()
