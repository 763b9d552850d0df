"""Handleplaner: which cases stand still, with whom, and for how long (mockup 05)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from boform_app.errors import BoformError, ReasonNeeded
from boform_app.progress import Progress
from boform_app.services.views.board import BoardView, MatterDetail, MatterRow
from boform_app.services.views.plans import PrerequisiteCommand
from models.values.changes import Changes
from ui import actions, messages
from ui.dialogs.panel import Panel
from ui.pages.base import Page
from ui.pages.board.columns import BoardColumns
from ui.pages.board.filters import BoardFilters
from ui.pages.board.refund_panel import open_refund
from ui.pages.board.rows import by_deadline, matter_list
from ui.pages.board.sheets import Sheets
from ui.pages.board.strip import MatterStrip
from ui.pages.resident.contact_form import open_contact
from ui.pages.resident.doing import attempt
from ui.pages.resident.reply_form import open_reply
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.segmented import Segmented
from ui.widgets.shown_stack import ShownStack
from ui.widgets.title_row import TitleRow

_SHOW, _WHOSE = "board_show", "board_whose"
_STRIP_AFTER_MS = 60
"""Arrow keys held down run over rows, and filters are turned; the strip reads when they stop."""


class BoardPage(Page):
    """Place ``board``: every open matter as a list by deadline, or as a board by who has the ball."""

    key = "board"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._view: BoardView | None = None
        self._reading, self._again = False, False
        self._arrived = False
        self._may = False
        # What board and list hold: going from one to the other shows it, and sorts nothing again.
        self._given: dict[bool, tuple[MatterRow, ...]] = {}
        self.panel: Panel | None = None
        settings = session.services.settings
        self.filters = BoardFilters(str(settings.get(_WHOSE, "all")))
        self.show_as = Segmented(
            (("list", self.tr("Liste")), ("board", self.tr("Tavle"))),
            str(settings.get(_SHOW, "list")), name=self.tr("Vis som"), height="control",
        )  # fmt: skip
        self.list, self.board = matter_list(), BoardColumns()
        self.strip = MatterStrip(session.clock.today)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_STRIP_AFTER_MS)
        self._build()
        self._wire()

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody came to the page."""
        super().showEvent(event)
        self._arrived = self._arrived or not event.spontaneous()

    # -- what the shell calls --------------------------------------------------------------------

    def title(self) -> str:
        """Words for the window title."""
        return self.tr("Handleplaner")

    def refresh(self) -> None:
        """Read every matter again, beside the interface; what is shown stays until it is there."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        board = self._session.services.board

        def work(_progress: Progress) -> BoardView:
            return board.view()

        self._session.tasks.run(
            work, self._read, failed=self._not_read, cancelled=self._stopped, owner=self
        )

    def privacy_changed(self, *, on: bool) -> None:
        """Names on the cards, in the list and in the strip."""
        del on
        self.list.viewport().update()
        for key in ("us", "municipality", "housing", "moving"):
            self.board.column(key).viewport().update()
        self._show_strip()

    def state(self) -> Mapping[str, Any]:
        """Filters, and which matter is chosen."""
        row = self.current_row
        return {**self.filters.state(), "chosen": row.key if row else ""}

    def restore(self, state: Mapping[str, Any]) -> None:
        """The same part of the board."""
        self.filters.restore(state)
        if self._view is not None:
            self._show_rows()
            if state.get("chosen"):
                self._shown().choose(str(state["chosen"]))
        if "refund" in state:
            self.show_refund(state["refund"])

    def show_refund(self, person_id: UUID) -> None:
        """The leader's panel about refund nights; a resident's page never has it."""
        self.panel = open_refund(self._session, self, person_id)

    @property
    def current_row(self) -> MatterRow | None:
        """The chosen matter."""
        row = self._shown().current_row
        return row if isinstance(row, MatterRow) else None

    @property
    def rows(self) -> tuple[MatterRow, ...]:
        """The matters that the filters let through, in the board's order."""
        return () if self._view is None else self.filters.passing(self._view.rows)

    # -- reading ---------------------------------------------------------------------------------

    def _read(self, view: BoardView) -> None:
        self._stopped()
        self._view = view
        extents = self._session.services.staff.permissions()
        self._may = extents.get("action_plan") == "yes"
        self.strip.refund.setVisible(extents.get("economy") == "yes")
        self.filters.fill(view)
        self._show_rows()
        self._show_strip()

    def _not_read(self, error: Exception) -> None:
        self._stopped()
        if isinstance(error, BoformError):
            messages.present(error, self)
        else:
            raise error

    def _stopped(self) -> None:
        self._reading = False
        if self._again:
            self._again = False
            self.refresh()

    # -- showing ---------------------------------------------------------------------------------

    def _show_rows(self) -> None:
        rows, view = self.rows, self._view
        if view is None:
            return
        self._title.set_title(self.tr("Handleplaner"), self._facts(rows, view.today))
        place = max(0, self.list.currentIndex().row())
        if self._given.get(self._as_board) != rows:
            self._given[self._as_board] = rows
            if self._as_board:
                self.board.show_rows(rows)
            else:
                self.list.set_rows(sorted(rows, key=by_deadline))
        self._none.set_text(self._why_none())
        self._clear_button.setVisible(self.filters.narrow)
        self._stack.setCurrentIndex(1 if self._as_board else 0 if rows else 2)
        if rows and self.current_row is None:
            self._choose_near(place)
        self._later.start()
        self._take_keyboard()

    def _choose_near(self, place: int) -> None:
        """The first matter, or what stands where the one that was settled stood; nothing opens."""
        if self._as_board:
            self.board.choose_first()
        else:
            rows = self.list.model_.rows
            self.list.choose(rows[min(place, len(rows) - 1)].key)

    def _take_keyboard(self) -> None:
        """Who has just come to the page works on with the keys; who types elsewhere is left alone."""
        if not self._arrived or not self.rows:
            return
        self._arrived = False
        elsewhere = isinstance(QApplication.focusWidget(), QLineEdit)
        if self.isVisible() and not elsewhere and QApplication.activeModalWidget() is None:
            if self._as_board:
                self.board.enter()
            else:
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _facts(self, rows: tuple[MatterRow, ...], today: date) -> str:
        late = sum(row.badge_kind == "over" for row in rows)
        now = sum(row.due == today and row.badge_kind == "soon" for row in rows)
        tomorrow = sum(row.due == today + timedelta(days=1) for row in rows)
        longest = max((row.days or 0 for row in rows), default=0)
        parts = (
            self.tr("{n} overskredet").format(n=late) if late else "",
            self.tr("{n} i dag").format(n=now) if now else "",
            self.tr("{n} i morgen").format(n=tomorrow) if tomorrow else "",
            self.tr("længste ventetid {n} døgn").format(n=longest) if longest else "",
        )
        return " · ".join(part for part in parts if part)

    def _why_none(self) -> str:
        if self._view is not None and self._view.rows:
            return self.tr("Ingen sager passer til filtrene.")
        return self.tr("Ingen sager venter. Her står det, der mangler, og hvem der har bolden.")

    def _rested(self) -> None:
        if self.isVisible():
            self._show_strip()

    def _show_strip(self) -> None:
        row = self.current_row
        if row is None:
            empty = self._view is not None and not self.rows
            words = "" if empty else self.tr("Vælg en sag for at se, hvad der er sket sidst.")
            self.strip.nothing(words)
            return
        self.strip.show_matter(row, self._detail(row), may=self._may)

    def _detail(self, row: MatterRow) -> MatterDetail | None:
        try:
            return self._session.services.board.detail(row)
        except ReasonNeeded:
            return None
        except BoformError as error:
            messages.present(error, self)
            return None

    @property
    def _as_board(self) -> bool:
        return self.show_as.current == "board"

    def _shown(self) -> Any:
        return self.board if self._as_board else self.list

    # -- what a person does ----------------------------------------------------------------------

    def _run(self, row: MatterRow) -> None:
        verb, _, what = row.action.partition(":")
        if verb == "letter":
            self.go("letter", person_id=row.person_id, kind=what, **_about(what, row))
        elif verb == "sent":
            self.go("letter", letter_id=UUID(what))
        else:
            actions.open_place(self, row.person_id, row.action)

    def _act(self, verb: str) -> None:
        row = self.current_row
        if row is None:
            return
        session, about = self._session, (row.code,) if row.code else ()
        doing: dict[str, Callable[[], None]] = {
            "letter": lambda: self.go(
                "letter",
                person_id=row.person_id,
                kind=row.letter_kind,
                **_about(row.letter_kind, row),
            ),
            "resident": lambda: self.go("resident", person_id=row.person_id),
            "plan": lambda: self.go("resident", person_id=row.person_id, tab="plan"),
            "reply": lambda: self._open(open_reply(session, self, row.stay_id, row.code)),
            "phone": lambda: self._open(open_contact(session, self, row.stay_id, codes=about)),
            "refund": lambda: self.show_refund(row.person_id),
        }
        doing[verb]()

    def _open(self, panel: Panel | None) -> None:
        self.panel = panel

    def _follow_up(self, day: date) -> None:
        """The day the house comes back to the matter; the reminder waits until then."""
        row = self.current_row
        detail = self._detail(row) if row is not None else None
        if row is None or detail is None or detail.prerequisite_id is None:
            return
        plans = self._session.services.plans
        item = next(one for one in plans.prerequisites(row.stay_id) if one.code == row.code)
        command = PrerequisiteCommand(
            item.id, item.version, item.status, item.owner, item.since,
            evidence=item.evidence, evidence_on=item.evidence_on, next_on=day,
        )  # fmt: skip

        def act() -> Changes:
            return plans.set_prerequisite(command)

        attempt(self._session, self, act)

    def _switch(self, key: str) -> None:
        before: Any = self.list if self._as_board else self.board
        row = before.current_row
        self._session.services.settings.put(_SHOW, key)
        self._show_rows()
        if row is not None:
            self._shown().choose(row.key)

    def _choose_whose(self, key: str) -> None:
        self._session.services.settings.put(_WHOSE, key)
        self._show_rows()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self._title = TitleRow(self.tr("Handleplaner"))
        self.sheets = Sheets(self._session, self)
        self.sheet_button = Button(self.tr("Samarbejdsark"), chevron=True)
        self.many = Button(self.tr("Breve til flere"), icon="mail")
        for button in (self.sheet_button, self.many):
            self._title.add_action(button)
        self._title.add_action(self.show_as)
        self._none = EmptyState("")
        self._clear_button = self._none.add_button(Button(self.tr("Ryd filtre")))
        self._clear_button.clicked.connect(self._clear)
        listed, empty = Card(padded=False), Card()
        listed.body.addWidget(self.list)
        self.list.sort_by("next")
        empty.body.addWidget(self._none)
        empty.body.addStretch(1)
        self._stack = ShownStack()
        for widget in (listed, self.board, empty):
            self._stack.addWidget(widget)
        self.layout_.addWidget(self._title)
        self.layout_.addWidget(self.filters)
        self.layout_.addWidget(self._stack, 1)
        self.layout_.addWidget(self.strip)

    def _wire(self) -> None:
        self.filters.whose_changed.connect(self._choose_whose)
        self.show_as.changed.connect(self._switch)
        self.sheet_button.clicked.connect(
            lambda: self.sheets.popup(self.sheet_button, self.filters.municipality.value)
        )
        self.many.clicked.connect(
            lambda: self.go("letter_stack", municipality=self.filters.municipality.value)
        )
        self.filters.changed.connect(self._show_rows)
        self.list.pressed.connect(lambda row, _column: self._run(row))
        self.board.pressed.connect(self._run)
        for view in (self.list, self.board):
            view.opened.connect(lambda row: self.go("resident", person_id=row.person_id))
            view.chosen.connect(lambda _row: self._later.start())
        self._later.timeout.connect(self._rested)
        self.strip.acted.connect(self._act)
        self.strip.follow_up.connect(self._follow_up)

    def _clear(self) -> None:
        self.filters.clear()
        self._show_rows()


def _about(kind: str, row: MatterRow) -> dict[str, str]:
    return actions.about(kind, row.code or row.subject)
