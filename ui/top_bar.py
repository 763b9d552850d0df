"""The bar at the top: search, privacy, lock, who is logged in."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from ui import icons
from ui.ports import SearchPort
from ui.search import SearchField
from ui.theme import theme
from ui.widgets.buttons import PaintedButton
from ui.widgets.labels import Hairline
from ui.widgets.painting import rounded, text_line


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    role: str = "body"
    color: str = "text"


class BarButton(PaintedButton):
    """Icon, words and a shortcut without a border, as the top bar shows them."""

    def __init__(
        self, pieces: tuple[_Piece, ...], *, icon: str = "", chevron: bool = False, name: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._pieces, self._icon, self._chevron = pieces, icon, chevron
        self._menu: QMenu | None = None
        self.setAccessibleName(name or " ".join(p.text for p in pieces))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_pieces(self, *pieces: _Piece, icon: str | None = None, name: str = "") -> None:
        """Other words."""
        self._pieces = pieces
        self._icon = self._icon if icon is None else icon
        self.setAccessibleName(name or " ".join(p.text for p in pieces))
        self._resized()

    def set_menu(self, menu: QMenu) -> None:
        """Open a menu below, without a nested loop."""
        self._menu = menu
        self.clicked.connect(self._open)

    def sizeHint(self) -> QSize:
        """Room for icon and words."""
        t = theme()
        width = sum(_width(p) + t.px(8) for p in self._pieces) + t.px(8)
        width += t.px(28) if self._icon else 0
        width += t.px(24) if self._chevron else 0
        return QSize(width, t.px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tint under the mouse, icon, words, arrow."""
        t = theme()
        painter = QPainter(self)
        if self._hover or self.isDown():
            rounded(
                painter, QRectF(self.rect()), "navsel" if self.isDown() else "accentBg", "", t.px(4)
            )
        x = t.px(8)
        if self._icon:
            icons.paint(painter, QRectF(x, 0, t.px(20), self.height()), self._icon, "text2")
            x += t.px(28)
        for piece in self._pieces:
            width = _width(piece)
            area = QRect(x, 0, width + 2, self.height())
            text_line(painter, area, piece.text, piece.role, piece.color)
            x += width + t.px(8)
        if self._chevron:
            icons.paint(painter, QRectF(x, 0, t.px(16), self.height()), "chevron_down", "text2")
        painter.end()

    def _open(self) -> None:
        if self._menu is not None:
            self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


def _width(piece: _Piece) -> int:
    return QFontMetrics(theme().font(piece.role)).horizontalAdvance(piece.text)


class TopBar(QFrame):
    """48 high."""

    lock_pressed = Signal()
    privacy_pressed = Signal()

    def __init__(self, search: SearchPort, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        self._row = QHBoxLayout(self)
        self.search = SearchField(search)
        self._privacy = BarButton(self._privacy_pieces(on=False), icon="eye_off")
        self._privacy.clicked.connect(self.privacy_pressed)
        lock = (_Piece(self.tr("Lås")), _Piece("Ctrl+L", "small", "text2"))
        self._lock = BarButton(lock, icon="lock_closed")
        self._lock.clicked.connect(self.lock_pressed)
        self._user = BarButton((), chevron=True, name=self.tr("Bruger"))
        self._line = Hairline(vertical=True)
        self._row.addWidget(self.search, 1)
        self._row.addStretch(0)
        for widget in (self._privacy, self._lock, self._line, self._user):
            self._row.addWidget(widget)
        self._dress()
        theme().changed.connect(self._dress)

    def set_user(self, name: str, role: str, menu: QMenu) -> None:
        """Who is logged in, and what the person can do about it."""
        pieces = (_Piece(name, "strong"), _Piece(role, "body", "text2"))
        self._user.set_pieces(*pieces, name=f"{name}, {role}")
        self._user.set_menu(menu)

    def set_privacy(self, *, on: bool) -> None:
        """Say whether names are hidden."""
        self._privacy.set_pieces(*self._privacy_pieces(on=on), icon="eye" if on else "eye_off")

    def _privacy_pieces(self, *, on: bool) -> tuple[_Piece, ...]:
        words = self.tr("Navne skjult") if on else self.tr("Skjul navne")
        role, color = ("strong", "accent") if on else ("body", "text")
        return (_Piece(words, role, color), _Piece("F8", "small", "text2"))

    def _dress(self) -> None:
        t = theme()
        self.setFixedHeight(t.px(48))
        self._row.setContentsMargins(t.size("margin"), 0, t.px(9), 1)
        self._row.setSpacing(t.px(6))
        self._line.setFixedHeight(t.px(20))
        self._row.setAlignment(self._line, Qt.AlignmentFlag.AlignVCenter)
