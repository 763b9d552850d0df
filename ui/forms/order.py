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


def tab_into(part: QWidget, *, after: QWidget) -> None:
    """Tab goes from a widget into a part that was made later, in the order in which it was made.

    Without asking for ``nextInFocusChain``: PySide ties what it returns to the widget that was asked,
    and when one of them ends, every wrapper further on along the window is taken for gone.
    """
    fields = [one for one in (part, *part.findChildren(QWidget)) if _takes_tab(one, part)]
    for first, second in pairwise([after, *fields]):
        QWidget.setTabOrder(first, second)


def _of(area: QWidget) -> list[QWidget]:
    found = [one for one in (area, *area.findChildren(QWidget)) if _takes_tab(one, area)]
    return sorted(found, key=lambda widget: _place(widget, area))


def _takes_tab(widget: QWidget, area: QWidget) -> bool:
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.focusProxy() is None
        # The list of a combo box is a window of its own.
        and widget.window() is area.window()
    )


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
