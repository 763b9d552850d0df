from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from ui.tablemodels.rows import VALUE
from ui.widgets.scale_delegate import UNKNOWN, ScaleDelegate, spoken_level


def _table(qtbot: QtBot) -> tuple[QTableView, ScaleDelegate]:
    model = QStandardItemModel(1, 2)
    for column in range(2):
        model.setItem(0, column, QStandardItem())
    view = QTableView()
    model.setParent(view)
    view.setModel(model)
    delegate = ScaleDelegate(view, read_only=lambda index: index.column() == 1)
    view.setItemDelegate(delegate)
    view.setColumnWidth(0, 160)
    qtbot.addWidget(view)
    view.show()
    return view, delegate


def test_keys_choose_a_level_or_say_that_nobody_knows(qtbot: QtBot) -> None:
    view, delegate = _table(qtbot)
    cell = view.model().index(0, 0)
    for key, level in (("3", 3), ("0", 0), ("?", UNKNOWN)):
        assert delegate.take_key(key, cell)
        assert cell.data(VALUE) == level
    assert not delegate.take_key("5", cell)
    assert not delegate.take_key("1", view.model().index(0, 1)), "a finished version is read only"


def test_a_click_chooses_the_number_under_it(qtbot: QtBot) -> None:
    view, _ = _table(qtbot)
    area = view.visualRect(view.model().index(0, 0))
    at = QPoint(area.x() + 25 * 2 + 12, area.center().y())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.model().index(0, 0).data(VALUE) == 2


def test_levels_are_said_in_words() -> None:
    assert spoken_level(2) == "2, moderat"
    assert spoken_level(UNKNOWN) == "?, ved vi ikke"
    assert spoken_level(None) == "ikke svaret"
