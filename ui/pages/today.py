"""*I dag*: what must be done, by whom, with the button that does it (mockups 01, 09).

At the right what happened since this person was last on duty, and who comes and goes; for a leader
admissions that wait for the leader's word.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout

from boform_app.errors import BoformError
from boform_app.services.views.today import HOUSE, DeadlineRow, MovementRow, TodayView
from models.values import dates
from ui import actions, messages
from ui.pages.base import Page
from ui.pages.rooms.words import how_full
from ui.pages.today_handover import HandoverCard
from ui.pages.today_parts import (
    FootStrip,
    confirm_list,
    deadline_list,
    movement_list,
    ready_list,
)
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Text
from ui.widgets.list_view import ListView
from ui.widgets.segmented import Segmented
from ui.widgets.title_row import TitleRow

MOST_DEADLINES = 7
MOST_READY = 3
MOST_CONFIRM = 2
MOST_MOVES = 3
STACK_BELOW = 900
_MINE = "today_mine"


class TodayPage(Page):
    """The start page."""

    key = "today"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._view: TodayView | None = None
        self._all_deadlines = self._all_ready = self._all_confirm = self._all_moves = False
        self._later: set[UUID] = set()
        # Where something waits for the leader, each list gives a row so that all stays in view.
        self._fewer = 0
        self._stacked = False
        self._title = self._make_title()
        self.deadlines = deadline_list(self.tr("Frister"))
        self._ready = ready_list(self.tr("Klar til egen bolig – uden plan"))
        self._movements = movement_list(self.tr("Ankomst og afrejse"), session.clock.today)
        self.confirm = confirm_list(self.tr("Afventer dig"))
        self.handover = HandoverCard(session)
        self.handover.wanted.connect(self.navigate)
        self._cards()
        self.strip = FootStrip()
        self.strip.wanted.connect(self.navigate)
        self.strip.sent.connect(self._mark_sent)
        self.strip.later.connect(self._not_yet)
        self._grid = QGridLayout()
        self.layout_.addWidget(self._title)
        self.layout_.addLayout(self._grid)
        self.layout_.addWidget(self.strip)
        self.layout_.addStretch(1)
        self._place_cards()
        theme().changed.connect(self._place_cards)

    def title(self) -> str:
        """For the window."""
        return self.tr("I dag")

    def refresh(self) -> None:
        """Read the page again, in one consistent reading."""
        view = self._session.services.today.view(mine=self._only_mine())
        self._view, self._fewer = view, int(bool(view.to_confirm))
        parts = (
            dates.long_with_weekday(view.today),
            self.tr("uge {n}").format(n=dates.week_number(view.today)),
            how_full(view.tally),
        )
        self._title.set_title(self.tr("I dag"), " · ".join(parts))
        self._show_deadlines(view)
        self._show_ready(view)
        self.handover.show_view(self._session.services.handover.view(), fewer=self._fewer)
        self._show_moves(view)
        self._show_confirm(view)
        self._show_strip(view)
        self._place_cards()

    def command(self, name: str) -> bool:
        """Ctrl+Shift+N and Ctrl+N stand on this page's own buttons, Ctrl+P in a card."""
        act: dict[str, Callable[[], object]] = {
            "admit": lambda: self.go("admit"),
            "new_note": self._write_note,
            "print": self.handover.prints.to_printer,
        }
        if name not in act:
            return False
        act[name]()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two do not fit: large zoom on a small screen."""
        super().resizeEvent(event)
        if self._stacked != (event.size().width() < theme().px(STACK_BELOW)):
            self._place_cards()

    # -- what is on the page ---------------------------------------------------------------------

    def _make_title(self) -> TitleRow:
        title = TitleRow(self.tr("I dag"))
        note = Button(self.tr("Nyt notat"), icon="note_add", height="title_button")
        note.clicked.connect(self._write_note)
        admit = Button(
            self.tr("Indskriv beboer"), "primary", icon="person_add", height="title_button"
        )
        admit.clicked.connect(lambda: self.go("admit"))
        title.add_action(note)
        title.add_action(admit)
        return title

    def _cards(self) -> None:
        self._deadline_card = _card(self.tr("Frister"), self.deadlines)
        self.all_deadlines = Button(self.tr("Vis alle"), "link")
        self.all_deadlines.clicked.connect(self._toggle_deadlines)
        self._deadline_card.add_link(self.all_deadlines)
        mine = self._session.services.settings.get(_MINE, False)
        choices = (("mine", self.tr("Mine")), ("all", self.tr("Alle")))
        self.whose = Segmented(choices, "mine" if mine else "all", name=self.tr("Vis frister"))
        self.whose.changed.connect(self._choose_whose)
        self._deadline_card.add_tool(self.whose)
        self.no_deadlines = EmptyState("")
        self._create = self.no_deadlines.add_button(Button(self.tr("Opret værelser"), "strong"))
        self._create.clicked.connect(lambda: self.go("settings", tab="places"))
        self._deadline_card.body.addWidget(self.no_deadlines)
        self.deadlines.pressed.connect(self._run)
        self.deadlines.opened.connect(self._open)
        self._ready_card = _card(self.tr("Klar til egen bolig – uden plan"), self._ready)
        self._more_ready = Button(self.tr("Vis alle"), "link")
        self._more_ready.clicked.connect(self._toggle_ready)
        self._ready_card.add_link(self._more_ready)
        self._ready_card.add_tool(Text(self.tr("Døgn siden klar"), "small", "text3"))
        self._nobody_ready = EmptyState(
            self.tr("Alle, der er klar til egen bolig, har en handleplan.")
        )
        self._ready_card.body.addWidget(self._nobody_ready)
        self._ready.opened.connect(self._open)
        self._movement_card = _card(self.tr("Ankomst og afrejse"), self._movements)
        self._more_moves = Button(self.tr("Vis alle"), "link")
        self._more_moves.clicked.connect(self._toggle_moves)
        self._movement_card.add_link(self._more_moves)
        self._nobody_moves = EmptyState(self.tr("Ingen kommer eller flytter i dag og i morgen."))
        self._movement_card.body.addWidget(self._nobody_moves)
        self._movements.opened.connect(self._open_move)
        self._confirm_card = _card(self.tr("Afventer dig"), self.confirm)
        self._more_confirm = Button(self.tr("Vis alle"), "link")
        self._more_confirm.clicked.connect(self._toggle_confirm)
        self._confirm_card.add_link(self._more_confirm)
        self.confirm.pressed.connect(self._run)
        self.confirm.opened.connect(self._open)
        for card in (
            self._deadline_card, self._ready_card, self._movement_card, self._confirm_card,
        ):  # fmt: skip
            card.body.addStretch(1)

    def _show_deadlines(self, view: TodayView) -> None:
        rows = view.deadlines
        if self._all_deadlines:
            rows = self._session.services.today.deadlines(mine=self._only_mine())
            facts = self.tr("{n} i alt").format(n=len(rows))
        else:
            shown = min(MOST_DEADLINES - self._fewer, len(rows))
            facts = self.tr("{a} af {b}").format(a=shown, b=len(rows)) if rows else ""
            rows = rows[:shown]
        self._deadline_card.set_title(self.tr("Frister"), facts)
        self.all_deadlines.setText(
            self.tr("Vis færre") if self._all_deadlines else self.tr("Vis alle")
        )
        self.deadlines.set_rows(rows)
        self.deadlines.setVisible(bool(rows))
        self.no_deadlines.setVisible(not rows)
        self._create.setVisible(not view.tally.places)
        if not view.tally.places:
            words = self.tr("Velkommen. Opret det første værelse, så kan I indskrive.")
        elif self._only_mine():
            words = self.tr("Du har ingen frister de næste 7 dage.")
        else:
            words = self.tr("Ingen frister de næste 7 dage.")
        self.no_deadlines.set_text(words)

    def _show_ready(self, view: TodayView) -> None:
        rows = view.ready if self._all_ready else view.ready[: MOST_READY - self._fewer]
        facts = self.tr("{a} af {b}").format(a=len(rows), b=len(view.ready)) if rows else ""
        self._ready_card.set_title(self.tr("Klar til egen bolig – uden plan"), facts)
        self._more_ready.setVisible(len(view.ready) > MOST_READY - self._fewer)
        self._more_ready.setText(self.tr("Vis færre") if self._all_ready else self.tr("Vis alle"))
        self._ready.set_rows(rows)
        self._ready.setVisible(bool(rows))
        self._nobody_ready.setVisible(not rows)

    def _show_moves(self, view: TodayView) -> None:
        moves = view.coming
        rows = moves if self._all_moves else moves[: MOST_MOVES - self._fewer]
        more = len(moves) > MOST_MOVES - self._fewer
        facts = self.tr("{a} af {b}").format(a=len(rows), b=len(moves)) if more else ""
        self._movement_card.set_title(self.tr("Ankomst og afrejse"), facts)
        self._more_moves.setVisible(more)
        self._more_moves.setText(self.tr("Vis færre") if self._all_moves else self.tr("Vis alle"))
        self._movements.set_rows(rows)
        self._movements.setVisible(bool(rows))
        self._nobody_moves.setVisible(not rows)

    def _show_confirm(self, view: TodayView) -> None:
        rows = view.to_confirm if self._all_confirm else view.to_confirm[:MOST_CONFIRM]
        facts = self.tr("{a} af {b}").format(a=len(rows), b=len(view.to_confirm))
        more = len(view.to_confirm) > MOST_CONFIRM
        # One or two say themselves what they wait for.
        self._confirm_card.set_title(self.tr("Afventer dig") if more else "", facts)
        self._more_confirm.setVisible(more)
        self._more_confirm.setText(
            self.tr("Vis færre") if self._all_confirm else self.tr("Vis alle")
        )
        self.confirm.set_rows(rows)

    def _show_strip(self, view: TodayView) -> None:
        unsent = [letter for letter in view.unsent if letter.letter_id not in self._later]
        self.strip.show_things(self._session.services.drafts.mine(), unsent, view.today)

    def _place_cards(self) -> None:
        """Two by two; what waits for a leader stands below, across both columns."""
        t = theme()
        self._grid.setHorizontalSpacing(t.px(16))
        self._grid.setVerticalSpacing(t.px(16))
        self._stacked = self.width() < t.px(STACK_BELOW)
        self._confirm_card.setVisible(bool(self._view and self._view.to_confirm))
        cards = (
            self._deadline_card, self.handover, self._ready_card, self._movement_card,
        )  # fmt: skip
        for card in (*cards, self._confirm_card):
            self._grid.removeWidget(card)
        if self._stacked:
            for row, card in enumerate((cards[0], cards[1], self._confirm_card, *cards[2:])):
                self._grid.addWidget(card, row, 0, 1, 2)
        else:
            for number, card in enumerate(cards):
                self._grid.addWidget(card, number // 2, number % 2)
            self._grid.addWidget(self._confirm_card, 2, 0, 1, 2)
        self._grid.setColumnStretch(0, 758)
        self._grid.setColumnStretch(1, 376)

    # -- what a person does ----------------------------------------------------------------------

    def _only_mine(self) -> bool:
        return self.whose.current == "mine"

    def _choose_whose(self, key: str) -> None:
        self._session.services.settings.put(_MINE, key == "mine")
        self.refresh()

    def _toggle_deadlines(self) -> None:
        self._all_deadlines = not self._all_deadlines
        self.refresh()

    def _toggle_ready(self) -> None:
        self._all_ready = not self._all_ready
        self.refresh()

    def _toggle_confirm(self) -> None:
        self._all_confirm = not self._all_confirm
        self.refresh()

    def _toggle_moves(self) -> None:
        self._all_moves = not self._all_moves
        self.refresh()

    def _write_note(self) -> None:
        """About a resident or the house: the log asks which, with the cursor in the field."""
        self.go("day_log", day=None, write=True)

    def _run(self, row: DeadlineRow, _column: str) -> None:
        actions.run(self._session, self, row)

    def _open(self, row: DeadlineRow) -> None:
        if row.person_id == HOUSE:
            actions.run(self._session, self, row)
            return
        self.go("resident", person_id=row.person_id)

    def _open_move(self, row: MovementRow) -> None:
        """Who is expected stands on the board of rooms."""
        if row.kind == "expected":
            self.go("rooms", room=row.room)
        else:
            self.go("resident", person_id=row.person_id)

    def _mark_sent(self, letter_id: UUID, channel: str) -> None:
        register = self._session.services.register
        try:
            letter = register.get(letter_id)
            self._session.done(
                register.mark_sent(letter_id, letter.version, channel, self._session.clock.today())
            )
        except BoformError as error:
            messages.present(error, self)

    def _not_yet(self, letter_id: UUID) -> None:
        """The question rests until the next log-in; the letter stays in the count at *Breve*."""
        self._later.add(letter_id)
        if self._view is not None:
            self._show_strip(self._view)


def _card(title: str, rows: ListView) -> Card:
    card = Card(title, padded=False)
    rows.fit_rows()
    card.body.addWidget(rows, 0, Qt.AlignmentFlag.AlignTop)
    return card
