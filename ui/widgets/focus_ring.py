"""The focus ring of the whole program: 2 px outside the widget with 1 px gap.

A style sheet cannot draw outside a widget, so one transparent overlay follows the focus. Fields
show it always, buttons only when the focus came by keyboard. Lists draw their own ring.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from ui.theme import theme
from ui.widgets.painting import ring

_WATCHED = {
    QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide,
    QEvent.Type.ParentChange, QEvent.Type.LayoutRequest,
}  # fmt: skip


class _Overlay(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ring(painter, QRectF(self.rect()), theme().px(6))
        painter.end()


class FocusRing(QObject):
    """Follows ``QApplication.focusChanged``; make one per program and keep it."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._overlay: _Overlay | None = None
        self._target: QWidget | None = None
        self._chain: list[QWidget] = []
        app.focusChanged.connect(self._focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The focused widget or one it stands in moved."""
        if event.type() in _WATCHED and self._target is not None:
            self._place()
        return super().eventFilter(watched, event)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._forget()
        if new is not None and not _by_mouse():
            bring_into_view(new)
        if new is None or not self._deserves(new):
            return
        host = _host(new)
        if host is None or host is new:
            return
        self._target = new
        walker: QWidget | None = new
        while walker is not None and walker is not host:
            walker.installEventFilter(self)
            self._chain.append(walker)
            walker = walker.parentWidget()
        self._overlay = _Overlay(host)
        self._place()

    def _deserves(self, widget: QWidget) -> bool:
        if isinstance(widget, QAbstractItemView):
            return False
        if widget.property("ownRing"):
            return False
        return not (isinstance(widget, QAbstractButton) and _by_mouse())

    def _place(self) -> None:
        if self._overlay is None or self._target is None:
            return
        if not (isValid(self._overlay) and isValid(self._target)):
            return
        target, host = self._target, self._overlay.parentWidget()
        if host is None:
            return
        if not target.isVisibleTo(host):
            self._overlay.hide()
            return
        area = QRect(target.mapTo(host, target.rect().topLeft()), target.size())
        # Where the ring would leave the host it moves inside: never cut off, always visible.
        self._overlay.setGeometry(area.adjusted(-3, -3, 3, 3).intersected(host.rect()))
        self._overlay.raise_()
        self._overlay.show()

    def _forget(self) -> None:
        # Widgets may be gone by now: a page can close while the focus moves.
        for widget in self._chain:
            if isValid(widget):
                widget.removeEventFilter(self)
        if self._overlay is not None and isValid(self._overlay):
            self._overlay.hide()
            self._overlay.deleteLater()
        self._overlay, self._target, self._chain = None, None, []


def bring_into_view(widget: QWidget) -> None:
    """Scroll every area the widget stands in until it can be seen.

    Qt does so only for Tab within one area; a page that is scrolled down hid what Tab came to.
    """
    walker = widget.parentWidget()
    while walker is not None and not walker.isWindow():
        if isinstance(walker, QScrollArea) and walker.isAncestorOf(widget):
            seen = widget.visibleRegion().boundingRect()
            fits = widget.height() <= walker.viewport().height()
            if seen.isEmpty() or (fits and seen.height() < widget.height()):
                walker.ensureWidgetVisible(widget, 8, 8)
        walker = walker.parentWidget()


def _by_mouse() -> bool:
    return QApplication.mouseButtons() != Qt.MouseButton.NoButton


def _host(widget: QWidget) -> QWidget | None:
    """The viewport the widget scrolls in, else its window."""
    walker = widget.parentWidget()
    while walker is not None and not walker.isWindow():
        above = walker.parentWidget()
        editor = isinstance(above, (QPlainTextEdit, QTextEdit))
        if isinstance(above, QAbstractScrollArea) and not editor and above.viewport() is walker:
            return walker
        walker = above
    return walker
