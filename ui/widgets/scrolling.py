"""What is too high for its place scrolls there, up and down."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolling(inner: QWidget | None = None) -> QScrollArea:
    """A frame without a border that no key stops at; what is in it gets its width.

    Args:
        inner: What scrolls; without it ``setWidget`` comes later.
    """
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    if inner is not None:
        area.setWidget(inner)
    return area
