"""Udflytning: the overview of what a move takes, filled in with the resident (mockup 04, ux W6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from boform_app.rules import instrument
from boform_app.rules.readiness import Answers, Readiness
from boform_app.rules.readiness.answers import NO_RATINGS
from boform_app.services.overviews import FinishedOverview
from boform_app.services.views.overviews import OverviewVersion
from boform_app.services.views.people import Identity
from boform_app.services.views.stays import StayView
from models.values import dates
from ui import messages
from ui.pages.resident import moving_words as say
from ui.pages.resident.doing import Refused
from ui.pages.resident.moving_area import AreaPanel
from ui.pages.resident.moving_draft import OverviewDraft
from ui.pages.resident.moving_more import (
    READ_ONLY,
    MoreSections,
    add_prints,
    by_words,
    print_sheet,
)
from ui.pages.resident.moving_parts import Foot, Head, frame_panel, more_menu
from ui.pages.resident.moving_result import ResultPanel
from ui.pages.resident.moving_rows import AreasModel
from ui.pages.resident.moving_table import AreasTable
from ui.pages.resident.moving_voice import VoicePanel
from ui.pages.resident.pages_panel import PagesPanel
from ui.pages.resident.tab import Tab
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState

EVALUATE_AFTER_MS = 150
SIDE_BY_SIDE = 1040
"""Width at 100 % from which the proposal stands beside the voices."""


class MovingTab(Tab):
    """Two voices and the proposal; a draft until it is finished, and then never changed."""

    key = "moving"
    compact = True
    own_foot = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._instrument = instrument.load()
        self.draft = OverviewDraft(session.drafts, session.clock.today, self)
        self.versions: tuple[OverviewVersion, ...] = ()
        self.editing = False
        self._shown: FinishedOverview | None = None
        self._before: FinishedOverview | None = None
        self._stay: StayView | None = None
        self._may = False
        self._finished: tuple[UUID, UUID, Answers, date, str, str] | None = None
        self._waiting = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVALUATE_AFTER_MS)
        self._timer.timeout.connect(self._evaluate)
        self.head, self.foot = Head(self._instrument), Foot()
        self.table = AreasTable(AreasModel(self._instrument))
        self.voice = VoicePanel(self._instrument, self.draft)
        self.result = ResultPanel(self._instrument)
        self.area = AreaPanel(self._instrument, self.draft)
        self.more = MoreSections(session, self._instrument, self.draft)
        self.panel: PagesPanel | None = None
        self._section = "areas"
        self._build()
        self._wire()

    # -- what the page calls ---------------------------------------------------------------------

    def load(self, person_id: UUID, identity: Identity) -> None:
        """Show a person: the own draft first, else the newest version, else how to start."""
        self._timer.stop()
        self._shown = None
        self.editing = self.draft.take_up(str(person_id))
        self._show_area(opened=False)
        self.head.sections.choose("areas")
        self._choose_section("areas")
        super().load(person_id, identity)

    def refresh(self) -> None:
        """Read versions and stay again; what is being filled in stays as it is."""
        if self.person_id is None or self.identity is None:
            return
        services = self.session.services
        try:
            self.versions = services.overviews.versions(self.person_id)
            stays = services.stays.for_person(self.person_id)
            self._may = services.staff.permissions().get("overview") == "yes"
        except Refused as refused:
            messages.present(refused, self)
            return
        self._stay = stays[0] if stays else None
        self._come_back()
        if not self.editing:
            self._choose_version(self._shown.version.id if self._shown else None)
        else:
            self._before = self._get(self.versions[0].id) if self.versions else None
        self._show_all()
        self._evaluate()

    def command(self, name: str) -> bool:
        """Ctrl+S says that everything is kept; the shell does that."""
        del name
        return False

    def focus_first(self) -> None:
        """The table, or the button that starts."""
        if self.editing or self._shown is not None:
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.start_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- what a person does ----------------------------------------------------------------------

    def begin(self) -> None:
        """A new overview from the last answers, or from nothing."""
        if not self._can_write():
            return
        last = self._get(self.versions[0].id) if self.versions else None
        self.draft.begin(last.answers if last else Answers())
        self.editing, self._before, self._shown = True, last, None
        self._show_all()
        self._evaluate()
        self.table.choose(0)
        # Level texts come first where nobody has talked yet; the proposal where something changed.
        self._show_area(opened=last is None)
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
        self._finished = (self.person_id, made, answers, day, second, talked)
        self.draft.forget()
        self.editing, self._shown = False, None
        self._show_area(opened=False)
        self.session.done(changes)
        self.refresh()

    # -- own: showing ----------------------------------------------------------------------------

    def _show_all(self) -> None:
        empty = not self.editing and self._shown is None
        self._show_more()
        if empty:
            self._say_empty()
            self._show_head()
            self._show_section()
            self.foot.show_state(editing=False, may_write=False, names=self._names())
            return
        self._show_section()
        self._show_answers()
        self._show_head()
        ended = self._stay is None or self._stay.ended_at is not None
        self.foot.show_state(
            editing=self.editing, may_write=self._can_write() and not ended, names=self._names()
        )

    def _show_answers(self) -> None:
        who = self.identity
        if who is None:
            return
        answers = self._answers()
        last = self._before.answers if self._before else None
        self.table.areas.show(answers, last, editable=self.editing, name=say.name_of(who))
        self.more.show_staff(self.voice, self._shown.version if self._shown else None)
        self.voice.show_answers(answers, who, editable=self.editing)
        self.more.sheet.show_answers(answers)
        self.voice.show_day(self.draft.talked_on if self.editing else self._assessed_on())
        self.area.show_area(self.table.row, answers, editable=self.editing)
        self.foot.show_words(answers.words.hopes, editable=self.editing)
        self.table.viewport().update()

    def _show_head(self) -> None:
        day = dates.short(self._assessed_on())
        if self._shown is not None:
            by = by_words(self._shown.version)
            facts = self.tr("{day}, {by}").format(day=day, by=by)
        elif self._before is not None:
            before = dates.short(self._before.version.assessed_on)
            facts = self.tr("{day}, sidst {before}").format(day=day, before=before)
        else:
            facts = day if self.editing else ""
        self.head.show_state(facts, self._names())

    def _show_result(self, result: Readiness) -> None:
        if self.identity is not None:
            name = say.name_of(self.identity)
            self.result.show_result(result, self._answers(), name=name)

    def _say_empty(self) -> None:
        name = say.name_of(self.identity) if self.identity else ""
        words = self.tr("Ingen har talt med {name} om udflytning endnu.").format(name=name)
        if self._can_write():
            words += " " + self.tr(
                "Første gang tager 30–45 minutter og kan deles over flere samtaler."
            )
        self._words.set_text(words, self.tr("Udflytningsoverblik"))
        self.start_button.setVisible(self._can_write())

    def _evaluate(self) -> None:
        """What the rules say now; a finished version says what it said then."""
        self._timer.stop()
        self._waiting = False
        if self._shown is not None:
            self._show_result(self._shown.result)
        elif self.editing and self._stay is not None:
            overviews = self.session.services.overviews
            try:
                self._show_result(overviews.evaluate(self._stay.id, self.draft.answers))
            except Refused as refused:
                messages.present(refused, self)

    def _answers(self) -> Answers:
        return self.draft.answers if self._shown is None else self._shown.answers

    def _assessed_on(self) -> date:
        return self._shown.version.assessed_on if self._shown else self.draft.talked_on

    def _names(self) -> str:
        return say.names_of(self.identity) if self.identity else ""

    def _can_write(self) -> bool:
        return self._may and self._stay is not None and self._stay.ended_at is None

    # -- own: versions and drafts ----------------------------------------------------------------

    def _choose_version(self, wanted: UUID | None) -> None:
        ids = [version.id for version in self.versions]
        if not ids:
            self._shown = self._before = None
            return
        place = ids.index(wanted) if wanted in ids else 0
        self._shown = self._get(ids[place])
        self._before = self._get(ids[place + 1]) if place + 1 < len(ids) else None

    def _open_version(self, wanted: UUID) -> None:
        """An earlier one, read-only; a draft waits."""
        self.editing = False
        self._choose_version(wanted)
        self._show_all()
        self._evaluate()

    def _resume(self) -> None:
        """Back to what is being filled in, or a new one."""
        if self.person_id is None:
            return
        if not self.draft.take_up(str(self.person_id)):
            self.begin()
            return
        self.editing, self._shown = True, None
        self.refresh()

    def _come_back(self) -> None:
        """A version that was just finished and undone becomes what is being filled in again."""
        if self._finished is None or self._finished[0] != self.person_id:
            return
        _, version_id, answers, day, second, talked = self._finished
        if version_id not in {version.id for version in self.versions}:
            self._finished = None
            if not self.editing:
                self.editing, self._shown = True, None
                self.draft.resume(answers, day, second, talked)

    def _discard(self) -> None:
        """Throw the draft away; the line that says so can take it back."""
        answers, day = self.draft.answers, self.draft.talked_on
        self.draft.forget()
        self.editing, self._shown = False, None
        self.refresh()
        self.session.say(
            self.tr("Kladden er kasseret"), self.tr("Fortryd"), lambda: self._again(answers, day)
        )

    def _again(self, answers: Answers, day: date) -> None:
        self.editing, self._shown = True, None
        self.draft.resume(answers, day)
        self.refresh()

    def _get(self, version_id: UUID) -> FinishedOverview:
        return self.session.services.overviews.get(version_id)

    def _menu(self) -> QMenu:
        discard = self._discard if self.editing else None
        return more_menu(
            self, self.versions, self._instrument, frame=self._show_frame, discard=discard,
            chosen=self._open_version, more=self._prints,
        )  # fmt: skip

    # -- own: building ---------------------------------------------------------------------------

    def _build(self) -> None:
        self._empty = Card()
        self._words = EmptyState("")
        self.start_button = self._words.add_button(Button(self.tr("Start"), "primary"))
        self.paper = self._words.add_button(Button(self.tr("Print samtaleark"), icon="print"))
        self._empty.body.addWidget(self._words)
        self._work = QWidget()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._work)
        self._box.setContentsMargins(0, 0, 0, 0)
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table, 0, Qt.AlignmentFlag.AlignTop)
        self._sections = QStackedWidget()
        self._sections.addWidget(card)
        for section in (self.voice, self.more.course, self.more.help, self.more.sheet, self._empty):
            self._sections.addWidget(section)
        self._pages = {
            "areas": card, "answers": self.voice, "course": self.more.course,
            "help": self.more.help, "sheet": self.more.sheet,
        }  # fmt: skip
        left = QVBoxLayout()
        left.addWidget(self.head)
        left.addWidget(self._sections, 1)
        left.addWidget(self.foot.words_row)
        self._side = QStackedWidget()
        self._side.addWidget(self.result)
        for beside in (self.area, self.more.changes, self.more.needs):
            self._side.addWidget(beside)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self._side, 1)
        right.addWidget(self.foot)
        # What can scroll takes what the fourteen rows leave, and asks for no more.
        more = self.more
        for scrolling in (
            self.voice, self.result, self.area, more.course, more.changes, more.help, more.needs,
            more.sheet,
        ):  # fmt: skip
            scrolling.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._columns = (left, right)
        self._box.addLayout(left, 1)
        self._box.addWidget(self._right)
        self.layout_.addWidget(self._work, 1)
        self._arrange()
        theme().changed.connect(self._arrange)

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
        self.more.sheet.finished.connect(lambda: self._pick_section("answers"))
        for keys, act in (
            ("Ctrl+Return", self.finish),
            ("Ctrl+Enter", self.finish),
            ("Alt+1", lambda: self._pick_section("areas")),
            ("Alt+2", lambda: self._pick_section("answers")),
            ("Alt+3", lambda: self._pick_section("course")),
            ("Alt+4", lambda: self._pick_section("help")),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        back = QShortcut(QKeySequence("Esc"), self.area)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self._close_area)

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

    def _show_area(self, *, opened: bool) -> None:
        if self._section not in READ_ONLY:
            self._side.setCurrentWidget(self.area if opened else self.result)

    def _open_area(self, _row: int) -> None:
        self._show_row()
        self._show_area(opened=True)
        if self.editing:
            self.area.write()

    def _close_area(self) -> None:
        self._show_area(opened=False)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pick_section(self, key: str) -> None:
        self.head.sections.choose(key)
        self._choose_section(key)
        starts: dict[str, Callable[[], None]] = {
            "answers": self.voice.start, "course": self.more.course.start,
            "help": self.more.help.start,
        }  # fmt: skip
        starts.get(key, lambda: self.table.setFocus(Qt.FocusReason.ShortcutFocusReason))()

    def _choose_section(self, key: str) -> None:
        self._section = key
        self._show_more()
        self._show_section()
        # Own words stand in the questions as well; twice on one screen would be a riddle.
        self.foot.words_row.setVisible(key == "areas")
        if key != "areas":
            self._show_area(opened=False)

    def _show_section(self) -> None:
        """The chosen section with what stands beside it; where nobody has talked yet, how to begin."""
        empty = not self.editing and self._shown is None
        key = self._section
        begin = empty and key not in READ_ONLY
        self._sections.setCurrentWidget(self._empty if begin else self._pages[key])
        self._right.setVisible(not begin)
        self.foot.words_row.setVisible(key == "areas" and not begin)
        self.head.show_scale(visible=key == "areas" and not begin)
        beside = {"course": self.more.changes, "help": self.more.needs}.get(key)
        if beside is not None:
            self._side.setCurrentWidget(beside)
        elif self._side.currentWidget() in (self.more.changes, self.more.needs):
            self._side.setCurrentWidget(self.result)

    def _show_more(self) -> None:
        if self._section in READ_ONLY and self.person_id is not None and self.identity is not None:
            may = self._can_write()
            self.more.show(self._section, self.person_id, self.identity, may=may)

    def print_sheet(self) -> None:
        """The empty conversation sheet."""
        self.panel = print_sheet(self.session, self)

    def take_sheet(self) -> None:
        """What was written on the paper, in its order; a new overview where none is being made."""
        if not self.editing:
            self._resume()
        if not self._fills_in():
            return
        if self.draft.untouched:
            # The paper has every answer; one of last time would look like one of today.
            self.draft.begin(replace(self.draft.answers, resident=NO_RATINGS))
        self._show_answers()
        self._choose_section("sheet")
        self.more.sheet.start()

    def _fills_in(self) -> bool:
        return self.editing

    def _print_result(self) -> None:
        """The letter of the version that is shown."""
        shown = self._shown
        if shown is not None:
            self.go(
                "letter", person_id=self.person_id, kind="overview",
                fields={"version": str(shown.version.id)},
            )  # fmt: skip

    def _prints(self, menu: QMenu) -> None:
        take = self.take_sheet if self._can_write() else None
        result = self._print_result if self._shown is not None else None
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below each other where there is no room beside."""
        super().resizeEvent(event)
        self._arrange()

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
