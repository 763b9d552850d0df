from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from boform_app.errors import Problem, ValidationFailed
from tests.doubles import MemoryDrafts
from ui.forms.binding import Form
from ui.forms.order import read_in_order
from ui.forms.submit_bar import SubmitBar
from ui.ports import DraftSlot
from ui.widgets.buttons import Button
from ui.widgets.choice import Combo, Option
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit

SLOT = DraftSlot("admission")


class _Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        self.form = Form(self)
        self.name, self.room = LineEdit(), Combo([Option("11", "11"), Option("12", "12")])
        self.arrived = DateField(today=lambda: date(2026, 11, 22))
        self.fields = {
            "name": Field("Fornavn", self.name, required=True),
            "place_id": Field("Værelse", self.room, required=True),
            "arrived": Field("Ankommet", self.arrived),
        }
        for field in self.fields.values():
            box.addWidget(field)
        self.form.add("name", self.fields["name"], required="et navn")
        self.form.add("place_id", self.fields["place_id"], required="et værelse")
        self.form.add("arrived", self.fields["arrived"])
        self.bar = SubmitBar(self.form, "Indskriv beboer", "indskrive")
        box.addWidget(self.bar)


@pytest.fixture
def page(qtbot: QtBot) -> _Page:
    found = _Page()
    qtbot.addWidget(found)
    with qtbot.waitActive(found):
        found.show()
        found.activateWindow()
    found.form.load({"name": "", "place_id": None, "arrived": date(2026, 11, 22)})
    return found


def _links(page: _Page) -> list[str]:
    return [
        b.text()
        for b in page.bar.findChildren(Button)
        if b is not page.bar.button and not b.isHidden()
    ]


def test_what_is_missing_is_listed_and_shrinks_as_it_is_mended(qtbot: QtBot, page: _Page) -> None:
    page.arrived.setFocus()
    with qtbot.assertNotEmitted(page.form.submitted):
        qtbot.keyClick(page.arrived, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.bar._title.text() == "2 ting mangler, før du kan indskrive"
    assert page.name.hasFocus(), "the cursor goes to the first thing"
    qtbot.keyClicks(page.name, "Kim")
    assert page.bar._title.text() == "1 ting mangler, før du kan indskrive"
    assert page.fields["name"].finding is None


def test_ctrl_enter_hands_over_parsed_values(qtbot: QtBot, page: _Page) -> None:
    page.name.setFocus()
    qtbot.keyClicks(page.name, "Kim ")
    page.room.set_value("12")
    with qtbot.waitSignal(page.form.submitted) as done:
        qtbot.keyClick(page.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert done.args == [{"name": "Kim", "place_id": "12", "arrived": date(2026, 11, 22)}]


def test_dirty_is_a_comparison_and_not_a_memory(qtbot: QtBot, page: _Page) -> None:
    assert not page.form.dirty
    qtbot.keyClicks(page.name, "Kim")
    assert page.form.changes() == {"name": "Kim"}
    page.name.selectAll()
    qtbot.keyClick(page.name, Qt.Key.Key_Delete)
    assert not page.form.dirty


def test_a_refusal_finds_its_field(qtbot: QtBot, page: _Page) -> None:
    page.form.refuse(
        ValidationFailed(Problem("place_id", "place_taken"), Problem("", "same_person"))
    )
    finding = page.fields["place_id"].finding
    assert finding is not None
    assert finding.text.startswith("Pladsen er lige blevet taget.")
    assert page.bar._title.text().startswith("3 ting"), "name, place and the one without a field"


def test_a_date_that_stops_keeps_the_form_back(qtbot: QtBot, page: _Page) -> None:
    qtbot.keyClicks(page.name, "Kim")
    page.room.set_value("12")
    page.arrived.setFocus()
    page.arrived.selectAll()
    qtbot.keyClicks(page.arrived, "31-02-2026")
    with qtbot.assertNotEmitted(page.form.submitted):
        page.form.submit()
    assert page.bar._title.text() == "1 ting mangler, før du kan indskrive"
    page.arrived.selectAll()
    qtbot.keyClicks(page.arrived, "28-02-2026")
    with qtbot.waitSignal(page.form.submitted):
        page.form.submit()


def test_the_whole_form_is_one_draft(qtbot: QtBot, page: _Page) -> None:
    drafts = MemoryDrafts()
    assert page.form.keep_drafts(drafts, SLOT) is False
    qtbot.keyClicks(page.name, "Kim Ærøe")
    other = _Page()
    qtbot.addWidget(other)
    assert other.form.keep_drafts(drafts, SLOT) is True
    assert other.form.values() == {
        "name": "Kim Ærøe", "place_id": None, "arrived": date(2026, 11, 22),
    }  # fmt: skip
    other.form.forget_draft()
    assert drafts.get(SLOT) is None


def test_a_chosen_record_comes_back_with_the_draft(qtbot: QtBot) -> None:
    drafts, lise = MemoryDrafts(), UUID(int=7)

    def made() -> tuple[Form, Combo]:
        page, combo = QWidget(), Combo([Option(lise, "Holm, Lise")])
        qtbot.addWidget(page)
        form = Form(page)
        form.add("to_person", Field("Til", combo))
        form.keep_drafts(drafts, SLOT)
        return form, combo

    _form, combo = made()
    combo.set_value(lise)
    combo.changed.emit()
    again, _combo = made()
    assert again.values() == {"to_person": lise}


def test_tab_goes_through_what_scrolls_before_what_stands_below_it(qtbot: QtBot) -> None:
    side = QWidget()
    below, column = LineEdit(), QVBoxLayout(side)
    area, inner = QScrollArea(), QWidget()
    rows = QVBoxLayout(inner)
    fields = [LineEdit() for _ in range(6)]
    for field in fields:
        field.setFixedHeight(60)
        rows.addWidget(field)
    area.setWidget(inner)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    column.addWidget(area)
    column.addWidget(below)
    side.resize(200, 200)
    qtbot.addWidget(side)
    side.show()
    read_in_order(side)
    fields[0].setFocus()
    chain: list[QWidget | None] = [fields[0]]
    for _ in fields:
        qtbot.keyClick(side, Qt.Key.Key_Tab)
        chain.append(side.focusWidget())
    assert chain == [*fields, below]
