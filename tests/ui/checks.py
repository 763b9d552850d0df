"""What every screen must keep: names for screen readers, targets of 24 px, no text cut.

``problems_of(widget)`` walks a shown widget and returns a line per thing that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionFrame,
    QWidget,
)

from ui.widgets.badge import Badge, badge_size
from ui.widgets.labels import Cut

LEAST_TARGET = 24
_INNER_MARGIN = 2
"""What QLineEdit keeps free at both ends besides its style sheet's padding, px."""


def problems_of(root: QWidget) -> list[str]:
    """Every breach below a widget that is on the screen."""
    settle()
    found: list[str] = []
    for widget in _visible(root):
        found.extend(_name(widget))
        found.extend(_target(widget))
        found.extend(_cut(widget))
    return found


def settle() -> None:
    """Let layouts that were only asked for happen, and what waits for them with a timer of no time."""
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def _visible(root: QWidget) -> Iterator[QWidget]:
    for widget in [root, *root.findChildren(QWidget)]:
        if widget.isVisible() and not _inside_foreign(widget):
            yield widget


def _inside_foreign(widget: QWidget) -> bool:
    """Inner parts of Qt's own composite widgets are Qt's business."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, (QCalendarWidget, QComboBox, QAbstractSpinBox)):
            return True
        if isinstance(above, QAbstractItemView) and not isinstance(widget, QAbstractItemView):
            return True
        above = above.parentWidget()
    return False


def _takes_focus(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()


def _name(widget: QWidget) -> list[str]:
    if not _takes_focus(widget) or (
        isinstance(widget, QScrollArea) and not widget.accessibleName()
    ):
        return []
    interface = QAccessible.queryAccessibleInterface(widget)
    spoken = interface.text(QAccessible.Text.Name) if interface is not None else ""
    return [] if spoken.strip() else [f"no accessible name: {_who(widget)}"]


def _target(widget: QWidget) -> list[str]:
    clickable = isinstance(widget, QAbstractButton) and widget.isEnabled()
    if not clickable and not _takes_focus(widget):
        return []
    if min(widget.width(), widget.height()) >= LEAST_TARGET:
        return []
    size = f"{widget.width()}x{widget.height()}"
    return [f"target under {LEAST_TARGET} px ({size}): {_who(widget)}"]


def _cut(widget: QWidget) -> list[str]:
    if isinstance(widget, QLabel) and widget.text() and widget.pixmap().isNull():
        return _label_cut(widget)
    if isinstance(widget, Badge):
        needed = badge_size(widget.spec)
        if widget.width() < needed.width() or widget.height() < needed.height():
            return [f"badge cut: {widget.spec.text!r}"]
    if isinstance(widget, QAbstractButton) and widget.text():
        return _button_cut(widget)
    if isinstance(widget, QLineEdit) and widget.text():
        return _words_cut(widget)
    if isinstance(widget, QScrollArea):
        return _hidden_at_the_side(widget)
    return []


def _words_cut(edit: QLineEdit) -> list[str]:
    """What the program or a person wrote in the field can be read without moving the cursor."""
    option = QStyleOptionFrame()
    edit.initStyleOption(option)
    element = QStyle.SubElement.SE_LineEditContents
    room = edit.style().subElementRect(element, option, edit).width()
    margins = edit.textMargins()
    room -= margins.left() + margins.right() + 2 * _INNER_MARGIN
    needed = QFontMetrics(edit.font()).horizontalAdvance(edit.displayText())
    if needed <= room:
        return []
    return [f"words of a field cut ({needed} in {room}): {_who(edit)} {edit.text()!r}"]


def _hidden_at_the_side(area: QScrollArea) -> list[str]:
    """What sticks out at the right of an area that does not scroll sideways can never be seen."""
    inner = area.widget()
    never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if inner is None or area.horizontalScrollBarPolicy() != never:
        return []
    out = inner.width() - area.viewport().width()
    return [f"{out} px hidden at the right: {_who(inner)}"] if out > 0 else []


def _label_cut(label: QLabel) -> list[str]:
    if isinstance(label, Cut):
        # It says with … that there is more, and its tooltip has all of it.
        return [] if label.toolTip() == label.text() else [f"no tooltip: {label.text()!r}"]
    room = label.contentsRect()
    metrics = QFontMetrics(label.font())
    if label.wordWrap():
        flags = Qt.TextFlag.TextWordWrap
        needed = metrics.boundingRect(QRect(0, 0, room.width(), 10_000), flags, label.text())
    else:
        needed = QRect(QPoint(), metrics.size(0, label.text()))
    if needed.width() > room.width() + 1 or needed.height() > room.height() + 1:
        size = f"{needed.width()}x{needed.height()} in {room.width()}x{room.height()}"
        return [f"label cut ({size}): {label.text()!r}"]
    return _clipped(label)


def _button_cut(button: QAbstractButton) -> list[str]:
    hint = button.minimumSizeHint()
    if isinstance(button, (QCheckBox, QRadioButton)):
        hint = button.sizeHint()
    if button.width() < hint.width() or button.height() < hint.height():
        size = f"{hint.width()}x{hint.height()} in {button.width()}x{button.height()}"
        return [f"button cut ({size}): {button.text()!r}"]
    return _clipped(button)


def _clipped(widget: QWidget) -> list[str]:
    """A widget that sticks out of its parent; scroll areas may hide, that is what they are for."""
    above = widget.parentWidget()
    if above is None or isinstance(above.parentWidget(), QAbstractScrollArea):
        return []
    if above.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()):
        return []
    return [f"sticks out of its parent: {_who(widget)}"]


def _who(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, (QAbstractButton, QLabel)) else ""
    kind = type(widget).__name__
    inside = type(widget.parentWidget()).__name__ if widget.parentWidget() else "-"
    return f"{kind} {widget.accessibleName() or text!r} in {inside}"
