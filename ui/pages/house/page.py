"""*Huset*: what the house does, keeps, hands out and plans; for everybody or for one resident."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QWidget

from boform_app.errors import BoformError
from boform_app.services.views.day_log import Subject
from ui import messages
from ui.pages.base import Page
from ui.pages.detail_pane import DetailPane
from ui.pages.house.calendar import CalendarPart
from ui.pages.house.medicine import MedicinePart
from ui.pages.house.part import NOW, OVER, Part, who
from ui.pages.house.tasks import TasksPart
from ui.pages.house.things import ThingsPart
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import Hairline, Text
from ui.widgets.segmented import Segmented
from ui.widgets.title_row import TitleRow

_STACK_BELOW = 900
_OF_THE_HOUSE = frozenset({"tasks"})
"""Parts that are about no resident."""


class HousePage(Page):
    """Place ``house`` with an optional ``{part, which, person_id}``."""

    key = "house"
    restores_whole = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._wanted: UUID | None = None
        made: tuple[Part, ...] = (
            TasksPart(session, self), CalendarPart(session, self), ThingsPart(session, self, "key"),
            ThingsPart(session, self, "post"), ThingsPart(session, self, "belonging"),
            MedicinePart(session, self),
        )  # fmt: skip
        self.parts = {part.key: part for part in made}
        self._build()
        self._wire()

    # -- what the shell calls --------------------------------------------------------------------

    def title(self) -> str:
        """Words for the window title."""
        return self.tr("Huset")

    def state(self) -> Mapping[str, Any]:
        """Which part, about whom."""
        found: dict[str, Any] = {"part": self.part.key}
        if self.part.person is not None:
            found["person_id"] = self.part.person.person_id
        return found

    def restore(self, state: Mapping[str, Any]) -> None:
        """A part, what a reminder was about, or one resident's things."""
        person_id = state.get("person_id")
        person = self._subject(person_id) if isinstance(person_id, UUID) else None
        key = str(state.get("part") or self.which.current)
        if person is not None and key in _OF_THE_HOUSE:
            key = "calendar"
        if key in self.parts:
            self.which.choose(key)
        for part in self.parts.values():
            part.person = person
            part.show = NOW
        self.show_which.choose(NOW)
        which = str(state.get("which") or state.get("kind") or "")
        self.part.turn_to(which)
        self._wanted = UUID(which) if len(which) == len(str(UUID(int=0))) else None
        self.refresh()

    def refresh(self) -> None:
        """Read the shown part again."""
        try:
            self._fill()
        except BoformError as error:
            messages.present(error, self)

    def privacy_changed(self, *, on: bool) -> None:
        """Names in the list and in the pane."""
        del on
        self.part.list.viewport().update()
        self._show_title()
        self._show_pane()

    def command(self, name: str) -> bool:
        """Ctrl+N begins a new one of what is shown."""
        if name != "new_note":
            return False
        self.begin()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two do not fit."""
        super().resizeEvent(event)
        self._place()

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def part(self) -> Part:
        """The shown part."""
        return self.parts[self.which.current]

    def _fill(self) -> None:
        part = self.part
        part.show = self.show_which.current if part.over else NOW
        rows = part.rows()
        part.list.set_rows(rows)
        for one in self.parts.values():
            one.list.setVisible(one is part and bool(rows))
            for tool in one.tools:
                tool.setVisible(one is part)
        self.show_which.setVisible(bool(part.over))
        if part.over:
            self.show_which.set_label(OVER, part.over)
        self.hint.setText(part.hint)
        self.hint.setVisible(bool(part.hint))
        self.new.setText(part.new)
        words = part.none if part.show == NOW else self.tr("Her står ikke noget endnu.")
        self.empty.set_text(words)
        self.empty.setVisible(not rows)
        if self._wanted is not None and part.list.choose(self._wanted):
            self._wanted = None
        if rows and part.list.current_row is None:
            part.list.choose(part.list.model_.id_of(rows[0]))
        self._show_title()
        self._show_pane()

    def _show_title(self) -> None:
        # A task is the house's, whoever the page was opened for.
        person = None if self.part.key in _OF_THE_HOUSE else self.part.person
        about = self.tr("Om {name}").format(name=who(person)) if person is not None else ""
        self._head.set_title(self.tr("Huset"), about)
        self._everybody.setVisible(person is not None)

    def _show_pane(self) -> None:
        row = self.part.list.current_row
        try:
            self.pane.show_thing(self.part.shown(row) if row is not None else None)
        except BoformError as error:
            self.pane.show_thing(None)
            messages.present(error, self)
        # Where there is nothing to choose there is nothing to read.
        self.pane.setVisible(bool(self.part.list.model_.rows))
        self._place()

    # -- what a person does ----------------------------------------------------------------------

    def begin(self) -> None:
        """The form of a new one."""
        self.part.keep(self.part.begin())

    def _switch(self) -> None:
        self.show_which.choose(NOW)
        self.refresh()
        if self.part.list.isVisible():
            self.part.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_everybody(self) -> None:
        for part in self.parts.values():
            part.person = None
        self.refresh()

    def _subject(self, person_id: UUID) -> Subject:
        identity = self._session.services.people.identity(person_id)
        name = f"{identity.call_name} {identity.last_name}".strip()
        closed = identity.closed
        return Subject(
            identity.person_id, self.tr("Beskyttet") if closed else name, identity.room, closed
        )

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self._head = TitleRow(self.tr("Huset"), with_back=True)
        self._everybody = Button(self.tr("Vis alle"), "link")
        self.new = Button("", "primary", icon="add", height="title_button")
        self._head.add_action(self._everybody)
        self._head.add_action(self.new)
        self.which = Segmented(
            [(part.key, part.label) for part in self.parts.values()], name=self.tr("Vis"),
            height="control",
        )  # fmt: skip
        self.show_which = Segmented(
            ((NOW, self.tr("Nu")), (OVER, self.tr("Tidligere"))), name=self.tr("Vis hvilke")
        )
        self.card = Card(padded=False)
        bar = QWidget()
        self._tools = FlowLayout(bar)
        for part in self.parts.values():
            for tool in part.tools:
                self._tools.addWidget(tool)
        self._tools.addWidget(self.show_which)
        self.hint = Text("", "body", "text2", wrap=True)
        self.card.body.addWidget(bar)
        self.card.body.addWidget(self.hint)
        self.card.body.addWidget(Hairline())
        self.empty = EmptyState("")
        for part in self.parts.values():
            self.card.body.addWidget(part.list, 1)
        self.card.body.addWidget(self.empty, 1)
        self.pane = DetailPane(self.tr("Vælg en række for at læse den."))
        switch = QHBoxLayout()
        switch.addWidget(self.which)
        switch.addStretch(1)
        self._grid = QGridLayout()
        self.layout_.addWidget(self._head)
        self.layout_.addLayout(switch)
        self.layout_.addLayout(self._grid, 1)
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetDefaultConstraint)
        self._place()
        theme().changed.connect(self._place)

    def _wire(self) -> None:
        leave = lambda: self._session.asked.emit("back")  # noqa: E731 (one step, two ways to it)
        self._head.back.connect(leave)
        self.on_escape(leave)
        self._everybody.clicked.connect(lambda _on=False: self._show_everybody())
        self.new.clicked.connect(lambda _on=False: self.begin())
        self.which.changed.connect(lambda _key: self._switch())
        self.show_which.changed.connect(lambda _key: self.refresh())
        for part in self.parts.values():
            part.list.chosen.connect(lambda _row: self._show_pane())
            part.list.pressed.connect(lambda row, _key, part=part: part.press(row))

    def _place(self) -> None:
        t = theme()
        stacked = self.width() < t.px(_STACK_BELOW)
        self._grid.setSpacing(t.px(16))
        self._grid.addWidget(self.card, 0, 0)
        self._grid.addWidget(self.pane, 1 if stacked else 0, 0 if stacked else 1)
        self._grid.setColumnStretch(0, 1)
        self._tools.setContentsMargins(t.px(12), t.px(8), t.px(12), t.px(8))
        self._tools.set_gap(t.px(8))
        self.hint.setContentsMargins(t.px(12), 0, t.px(12), t.px(8))
        self.card.setMinimumHeight(t.px(240) if stacked else 0)
        self.pane.set_stacked(on=stacked)
