"""What has the focus can be seen, wherever the keyboard came from (WCAG 2.4.11)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot


def test_tab_into_a_page_that_is_scrolled_down_scrolls_back(qtbot: QtBot) -> None:
    window, page = QWidget(), QWidget()
    outside, first, last = QLineEdit(), QLineEdit(), QLineEdit()
    inside = QVBoxLayout(page)
    inside.addWidget(first)
    inside.addSpacing(1000)
    inside.addWidget(last)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    outer = QVBoxLayout(window)
    outer.addWidget(outside)
    outer.addWidget(area)
    window.resize(300, 240)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    last.setFocus()
    assert first.visibleRegion().isEmpty()
    outside.setFocus()
    qtbot.keyClick(outside, Qt.Key.Key_Tab)
    assert first.hasFocus()
    assert not first.visibleRegion().isEmpty()
