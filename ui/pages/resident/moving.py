"""Udflytning: the overview of what a move takes, filled in with the resident (mockup 04, ux W6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from boform_app.rules import instrument
from boform_app.rules.readiness import Answers, Readiness
from boform_app.rules.readiness.answers import NO_RATINGS
from boform_app.services.views.people import Identity
from boform_app.services.views.stays import StayView
from models.values import dates
from ui import messages
from ui.pages.resident import moving_words as say
from ui.pages.resident.doing import Refused
from ui.pages.resident.moving_draft import OverviewDraft
from ui.pages.resident.moving_more import READ_ONLY, WRITTEN, add_prints, print_sheet
from ui.pages.resident.moving_parts import add_keys, frame_panel, more_menu
from ui.pages.resident.moving_versions import JustFinished, Versions
from ui.pages.resident.moving_voice import VoicePanel
from ui.pages.resident.moving_work import MovingWork
from ui.pages.resident.pages_panel import PagesPanel
from ui.pages.resident.tab import Tab
from ui.session import Session

EVALUATE_AFTER_MS = 150


class MovingTab(Tab):
    """Two voices and the proposal; a draft until it is finished, and then never changed."""

    key = "moving"
    compact = True
    own_foot = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._instrument = instrument.load()
        self.draft = OverviewDraft(session.drafts, session.clock.today, self)
        self.versions = Versions(session.services.overviews)
        self.editing = False
        self._stay: StayView | None = None
        self._may = False
        self._waiting = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVALUATE_AFTER_MS)
        self._timer.timeout.connect(self._evaluate)
        self.work = MovingWork(session, self._instrument, self.draft, self)
        self.head, self.foot, self.more = self.work.head, self.work.foot, self.work.more
        self.table = self.work.table
        self.result, self.area = self.work.result, self.work.area
        self.start_button, self.paper = self.work.start_button, self.work.paper
        self.panel: PagesPanel | None = None
        self.layout_.addWidget(self.work, 1)
        self._wire()

    # -- what the page calls ---------------------------------------------------------------------

    def load(self, person_id: UUID, identity: Identity) -> None:
        """Show a person: the own draft first, else the newest version, else how to start."""
        self._timer.stop()
        self.versions.shown = None
        self.editing = self.draft.take_up(str(person_id))
        self.work.show_area(opened=False)
        self.head.sections.choose("areas")
        self._choose_section("areas")
        super().load(person_id, identity)

    def refresh(self) -> None:
        """Read versions and stay again; what is being filled in stays as it is."""
        if self.person_id is None or self.identity is None:
            return
        services = self.session.services
        try:
            self.versions.read(self.person_id)
            stays = services.stays.for_person(self.person_id)
            self._may = services.staff.permissions().get("overview") == "yes"
        except Refused as refused:
            messages.present(refused, self)
            return
        self._stay = stays[0] if stays else None
        self._come_back()
        if not self.editing:
            self.versions.choose_again()
        else:
            self.versions.before = self.versions.newest()
        self._show_all()
        self._evaluate()

    def command(self, name: str) -> bool:
        """Ctrl+S says that everything is kept; the shell does that."""
        del name
        return False

    def focus_first(self) -> None:
        """The table, or the button that starts."""
        first: QWidget = self.start_button if self._empty else self.table
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- what a person does ----------------------------------------------------------------------

    def begin(self) -> None:
        """A new overview from the last answers, or from nothing."""
        if not self._can_write():
            return
        last = self.versions.newest()
        self.draft.begin(last.answers if last else Answers())
        self.editing, self.versions.before, self.versions.shown = True, last, None
        self._show_all()
        self._evaluate()
        self.table.choose(0)
        # Level texts come first where nobody has talked yet; the proposal where something changed.
        self.work.show_area(opened=last is None)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Ctrl+Enter: keep the version for good; unfinished is fine."""
        if not self.editing or self._stay is None or self.person_id is None:
            return
        answers, day = self.draft.answers, self.draft.talked_on
        second, talked = self.draft.second, self.draft.talked_with
        try:
            changes = self.session.services.overviews.finish(
                self._stay.id, answers, day, UUID(second) if second else None, talked
            )
        except Refused as refused:
            messages.present(refused, self)
            return
        made = changes.first("overview")
        self.versions.finished = JustFinished(self.person_id, made, answers, day, second, talked)
        self.draft.forget()
        self.editing, self.versions.shown = False, None
        self.work.show_area(opened=False)
        self.session.done(changes)
        self.refresh()

    # -- own: showing ----------------------------------------------------------------------------

    def _show_all(self) -> None:
        self._show_more()
        self._show_head()
        self._show_section()
        if self._empty:
            self._say_empty()
            self.foot.show_state(editing=False, may_write=False, names=self._names())
            return
        self._show_answers()
        self.foot.show_state(editing=self.editing, may_write=self._can_write(), names=self._names())

    @property
    def _empty(self) -> bool:
        return not self.editing and self.versions.shown is None

    def _show_answers(self) -> None:
        who = self.identity
        if who is None:
            return
        answers = self._answers()
        shown, before = self.versions.shown, self.versions.before
        last = before.answers if before else None
        self.table.areas.show(answers, last, editable=self.editing, name=say.name_of(who))
        try:
            version = shown.version if shown else None
            self.more.show_answers(answers, who, version, editable=self.editing)
        except Refused as refused:
            messages.present(refused, self)
        if "answers" in self.more.made:
            self.voice.show_day(self.draft.talked_on if self.editing else self._assessed_on())
        self.area.show_area(self.table.row, answers, editable=self.editing)
        self.foot.show_words(answers.words.hopes, editable=self.editing)
        self.table.viewport().update()

    def _show_head(self) -> None:
        shown, last = self.versions.shown, self.versions.before
        day = "" if self._empty else dates.short(self._assessed_on())
        self.head.show_state(say.head_facts(shown, last, day), self._names())

    def _show_result(self, result: Readiness) -> None:
        if self.identity is not None:
            name = say.name_of(self.identity)
            self.result.show_result(result, self._answers(), name=name)

    def _say_empty(self) -> None:
        name = say.name_of(self.identity) if self.identity else ""
        may = self._can_write()
        self.work.say_empty(say.not_yet(name, may_begin=may), may_begin=may)

    def _evaluate(self) -> None:
        """What the rules say now; a finished version says what it said then."""
        self._timer.stop()
        self._waiting = False
        shown = self.versions.shown
        if shown is not None:
            self._show_result(shown.result)
        elif self.editing and self._stay is not None:
            overviews = self.session.services.overviews
            try:
                self._show_result(overviews.evaluate(self._stay.id, self.draft.answers))
            except Refused as refused:
                messages.present(refused, self)

    def _answers(self) -> Answers:
        shown = self.versions.shown
        return self.draft.answers if shown is None else shown.answers

    def _assessed_on(self) -> date:
        shown = self.versions.shown
        return shown.version.assessed_on if shown else self.draft.talked_on

    def _names(self) -> str:
        return say.names_of(self.identity) if self.identity else ""

    def _can_write(self) -> bool:
        return self._may and self._stay is not None and self._stay.ended_at is None

    # -- own: versions and drafts ----------------------------------------------------------------

    def _open_version(self, wanted: UUID) -> None:
        """An earlier one, read-only; a draft waits."""
        self.editing = False
        self.versions.choose(wanted)
        self._show_all()
        self._evaluate()

    def _resume(self) -> bool:
        """Back to what is being filled in, or a new one; whether one is being filled in now."""
        if self.person_id is None:
            return False
        if self.draft.take_up(str(self.person_id)):
            self.editing, self.versions.shown = True, None
            self.refresh()
        else:
            self.begin()
        return self.editing

    def _come_back(self) -> None:
        """A version that was just finished and undone becomes what is being filled in again."""
        made = self.versions.take_undone(self.person_id)
        if made is not None and not self.editing:
            self.editing, self.versions.shown = True, None
            self.draft.resume(made.answers, made.talked_on, made.second, made.talked_with)

    def _discard(self) -> None:
        """Throw the draft away; the line that says so can take it back."""
        answers, day = self.draft.answers, self.draft.talked_on
        self.draft.forget()
        self.editing, self.versions.shown = False, None
        self.refresh()
        self.session.say(
            self.tr("Kladden er kasseret"), self.tr("Fortryd"), lambda: self._again(answers, day)
        )

    def _again(self, answers: Answers, day: date) -> None:
        self.editing, self.versions.shown = True, None
        self.draft.resume(answers, day)
        self.refresh()

    def _menu(self) -> QMenu:
        discard = self._discard if self.editing else None
        return more_menu(
            self, self.versions.all, self._instrument, frame=self._show_frame, discard=discard,
            chosen=self._open_version, more=self._prints,
        )  # fmt: skip

    # -- own: what was pressed and typed ---------------------------------------------------------

    def _wire(self) -> None:
        self.draft.changed.connect(self._changed)
        self.table.areas.rated.connect(self._rate)
        self.table.opened.connect(self._open_area)
        self.table.confirmed.connect(self._confirm)
        self.table.row_chosen.connect(lambda _row: self._show_row())
        self.area.closed.connect(self._close_area)
        self.area.frame_wanted.connect(self._show_frame)
        self.result.explained.connect(lambda panel: panel.open())
        self.head.sections.changed.connect(self._choose_section)
        self.head.more.clicked.connect(
            lambda: self._menu().popup(
                self.head.more.mapToGlobal(self.head.more.rect().bottomLeft())
            )
        )
        self.foot.words.textChanged.connect(self._own_words)
        self.foot.letter.clicked.connect(
            lambda: self.go("letter", person_id=self.person_id, kind="referral")
        )
        self.foot.save.clicked.connect(self.finish)
        self.foot.again.clicked.connect(self._resume)
        self.start_button.clicked.connect(self.begin)
        self.paper.clicked.connect(self.print_sheet)
        add_keys(
            self,
            {
                "Ctrl+Return": self.finish,
                "Ctrl+Enter": self.finish,
                "Alt+1": lambda: self._pick_section("areas"),
                "Alt+2": lambda: self._pick_section("answers"),
                "Alt+3": lambda: self._pick_section("course"),
                "Alt+4": lambda: self._pick_section("help"),
            },
        )
        add_keys(self.area, {"Esc": self._close_area})

    def _rate(self, voice: Any, row: int, rating: Any) -> None:
        if self.editing:
            self.draft.rate(voice, row, rating)

    def _confirm(self, row: int) -> None:
        if self.editing and self.draft.confirm_note(row):
            self.session.say(self.tr("Noten er stadig rigtig. Den tæller fra i dag."))

    def _changed(self) -> None:
        if self.editing:
            self._show_answers()
            self._timer.start()

    def _own_words(self) -> None:
        if self.editing and not self.foot.filling:
            self.draft.set_word("hopes", self.foot.words.text)

    def _show_row(self) -> None:
        self.area.show_area(self.table.row, self._answers(), editable=self.editing)

    def _open_area(self, _row: int) -> None:
        self._show_row()
        self.work.show_area(opened=True)
        if self.editing:
            self.area.write()

    def _close_area(self) -> None:
        self.work.show_area(opened=False)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pick_section(self, key: str) -> None:
        self.head.sections.choose(key)
        self._choose_section(key)
        self.work.focus_section()

    @property
    def voice(self) -> VoicePanel:
        """The resident's and the house's own words."""
        self._make_section("answers")
        return self.more.voice

    def _make_section(self, key: str) -> None:
        if not self.work.make(key):
            return
        if key == "sheet":
            self.more.sheet.finished.connect(lambda: self._pick_section("answers"))
        if key in WRITTEN:
            self._show_answers()

    def _choose_section(self, key: str) -> None:
        self._make_section(key)
        self.work.section = key
        self._show_more()
        self._show_section()
        if key != "areas":
            self.work.show_area(opened=False)

    def _show_section(self) -> None:
        """Where nobody has talked yet, how to begin stands in the place of what is filled in."""
        self.work.show_section(begin=self._empty)

    def _show_more(self) -> None:
        section = self.work.section
        if section in READ_ONLY and self.person_id is not None and self.identity is not None:
            self.more.show(section, self.person_id, self.identity, may=self._can_write())

    def print_sheet(self) -> None:
        """The empty conversation sheet."""
        self.panel = print_sheet(self.session, self)

    def take_sheet(self) -> None:
        """What was written on the paper, in its order; a new overview where none is being made."""
        if not self.editing and not self._resume():
            return
        if self.draft.untouched:
            # The paper has every answer; one of last time would look like one of today.
            self.draft.begin(replace(self.draft.answers, resident=NO_RATINGS))
        self._show_answers()
        self._choose_section("sheet")
        self.more.sheet.start()

    def _print_result(self) -> None:
        """The letter of the version that is shown."""
        if (shown := self.versions.shown) is not None:
            self.go(
                "letter", person_id=self.person_id, kind="overview",
                fields={"version": str(shown.version.id)},
            )  # fmt: skip

    def _prints(self, menu: QMenu) -> None:
        take = self.take_sheet if self._can_write() else None
        result = self._print_result if self.versions.shown is not None else None
        add_prints(menu, sheet=self.print_sheet, take=take, result=result)

    def _show_frame(self) -> None:
        frame_panel(self, self._instrument).open()

    def showEvent(self, event: QShowEvent) -> None:
        """In view again: say what the rules say now."""
        super().showEvent(event)
        if self._waiting:
            self._evaluate()

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of view nothing is asked; the house may be closing."""
        super().hideEvent(event)
        self._waiting = self._timer.isActive()
        self._timer.stop()
