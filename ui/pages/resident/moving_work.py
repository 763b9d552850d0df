"""What stands where on the tab Udflytning: a section, what is beside it, and the foot below both."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from boform_app.rules.instrument import Instrument
from ui.forms.order import tab_into
from ui.pages.resident.moving_area import AreaPanel
from ui.pages.resident.moving_draft import OverviewDraft
from ui.pages.resident.moving_more import READ_ONLY, MoreSections
from ui.pages.resident.moving_parts import Foot, Head
from ui.pages.resident.moving_result import ResultPanel
from ui.pages.resident.moving_rows import AreasModel
from ui.pages.resident.moving_table import AreasTable
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState

SIDE_BY_SIDE = 1040
"""Width at 100 % from which the proposal stands beside the voices."""


class MovingWork(QWidget):
    """Every part of the tab, one section at a time.

    Attributes:
        section: Which one is chosen: areas, answers, course, help or sheet.
    """

    def __init__(
        self, session: Session, instrument: Instrument, draft: OverviewDraft, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.section = "areas"
        self.head, self.foot = Head(instrument), Foot()
        self.table = AreasTable(AreasModel(instrument))
        self.result = ResultPanel(instrument)
        self.area = AreaPanel(instrument, draft)
        self.more = MoreSections(session, instrument, draft)
        self._empty = Card()
        self._words = EmptyState("")
        self.start_button = self._words.add_button(Button(self.tr("Start"), "primary"))
        self.paper = self._words.add_button(Button(self.tr("Print samtaleark"), icon="print"))
        self._empty.body.addWidget(self._words)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        # Outer parts before inner ones: what gets another parent is dressed again with all it holds.
        self._sections, self._right = QStackedWidget(self), QWidget(self)
        self._side = QStackedWidget(self._right)
        left = self._begin_left()
        self._pages = self._fill_sections()
        self._beside: dict[str, QWidget] = {}
        # Tab goes in the order in which parts come into the window.
        left.addWidget(self.foot.words_row)
        self._columns = (left, self._fill_right())
        for scrolling in (self.result, self.area):
            _let_scroll(scrolling)
        self._arrange()
        theme().changed.connect(self._arrange)

    def show_section(self, *, begin: bool) -> None:
        """The chosen section with what stands beside it, or how to begin."""
        begin = begin and self.section not in READ_ONLY
        areas = self.section == "areas" and not begin
        self._sections.setCurrentWidget(self._empty if begin else self._pages[self.section])
        self._right.setVisible(not begin)
        # Own words stand in the questions as well; twice on one screen would be a riddle.
        self.foot.words_row.setVisible(areas)
        self.head.show_scale(visible=areas)
        beside = self._beside.get(self.section)
        if beside is not None:
            self._side.setCurrentWidget(beside)
        elif self._side.currentWidget() in self._beside.values():
            self._side.setCurrentWidget(self.result)

    def make(self, section: str) -> bool:
        """Make a section's page when somebody first goes to it; False when it is there already."""
        if section in self._pages:
            return False
        page, beside = self.more.make(section, self._sections)
        self._pages[section] = page
        self._sections.addWidget(page)
        _let_scroll(page)
        tab_into(page, after=self.table)
        if beside is not None:
            self._beside[section] = beside
            self._side.addWidget(beside)
            _let_scroll(beside)
            tab_into(beside, after=self.foot.words)
        return True

    def show_area(self, *, opened: bool) -> None:
        """One area in the place of the proposal, or the proposal again."""
        if self.section not in READ_ONLY:
            self._side.setCurrentWidget(self.area if opened else self.result)

    def say_empty(self, words: str, *, may_begin: bool) -> None:
        """What stands there while nobody has talked yet."""
        self._words.set_text(words, self.tr("Udflytningsoverblik"))
        self.start_button.setVisible(may_begin)

    def focus_section(self) -> None:
        """The cursor to where the chosen section begins."""
        if self.section == "answers":
            self.more.voice.start()
        elif self.section == "course":
            self.more.course.start()
        elif self.section == "help":
            self.more.help.start()
        else:
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below each other where there is no room beside."""
        super().resizeEvent(event)
        self._arrange()

    def _begin_left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        self._box.addLayout(left, 1)
        left.addWidget(self.head)
        left.addWidget(self._sections, 1)
        return left

    def _fill_sections(self) -> dict[str, QWidget]:
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table, 0, Qt.AlignmentFlag.AlignTop)
        for page in (card, self._empty):
            self._sections.addWidget(page)
        return {"areas": card}

    def _fill_right(self) -> QVBoxLayout:
        for beside in (self.result, self.area):
            self._side.addWidget(beside)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self._side, 1)
        right.addWidget(self.foot)
        self._box.addWidget(self._right)
        return right

    def _arrange(self) -> None:
        t = theme()
        beside = self.width() >= t.px(SIDE_BY_SIDE)
        one, two = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._box.setDirection(one if beside else two)
        self._box.setSpacing(t.px(16 if beside else 12))
        self._right.setMinimumWidth(t.px(360) if beside else 0)
        self._right.setMaximumWidth(t.px(360) if beside else 16_777_215)
        self._side.setMinimumHeight(t.px(200 if beside else 480))
        for column in self._columns:
            column.setSpacing(t.px(5))


def _let_scroll(part: QWidget) -> None:
    """What can scroll takes what the fourteen rows leave, and asks for no more."""
    part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
