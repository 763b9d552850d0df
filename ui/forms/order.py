"""Tab order is reading order, also where a page was put together in another order."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

# Fields of one line differ by a few pixels in height.
_LINE = 16


def read_in_order(*areas: QWidget) -> None:
    """Chain what takes Tab in the areas, area by area, line by line; call it when they are laid out."""
    chain = [widget for area in areas for widget in _of(area)]
    for first, second in pairwise(chain):
        QWidget.setTabOrder(first, second)


def following_by_tab(start: QWidget) -> list[QWidget]:
    """What takes keys in the window after a widget, once round, itself left out."""
    found, one = [], start.nextInFocusChain()
    while one is not None and one is not start:
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus:
            found.append(one)
        one = one.nextInFocusChain()
    return found


def _of(area: QWidget) -> list[QWidget]:
    found = [
        widget
        for widget in (area, *area.findChildren(QWidget))
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        # The list of a combo box is a window of its own.
        and widget.window() is area.window()
    ]
    return sorted(found, key=lambda widget: _place(widget, area))


def _place(widget: QWidget, area: QWidget) -> tuple[int, int, int, int]:
    """Line and column; of what scrolls first those of the scrolled part, however far down it goes."""
    scrolled = _scrolled(widget, area)
    if scrolled is None:
        return (*_spot(widget, area), 0, 0)
    content = scrolled.widget()
    return (*_spot(scrolled, area), *(_spot(widget, content) if content else (0, 0)))


def _spot(widget: QWidget, area: QWidget) -> tuple[int, int]:
    at = widget.mapTo(area, QPoint(0, 0)) if widget is not area else QPoint(0, 0)
    return at.y() // _LINE, at.x()


def _scrolled(widget: QWidget, area: QWidget) -> QScrollArea | None:
    """The outermost part of the area that scrolls with the widget in it."""
    found, above = None, widget.parentWidget() if widget is not area else None
    while above is not None and above is not area:
        if isinstance(above, QScrollArea):
            found = above
        above = above.parentWidget()
    return found
