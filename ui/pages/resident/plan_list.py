"""C1 to C12 as a list: who has the ball, since when, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boform_app.services.views.contacts import PeriodView
from boform_app.services.views.plans import PrerequisiteView
from models.values import dates, lists
from ui import messages
from ui.dialogs.panel import Panel
from ui.pages.resident.doing import Refused
from ui.pages.resident.plan_part import HeadWords, PlanPart
from ui.pages.resident.plan_parts import Elided
from ui.privacy import privacy
from ui.session import Session
from ui.tablemodels.rows import Column
from ui.theme import theme
from ui.widgets.badge import BadgeSpec
from ui.widgets.buttons import Button
from ui.widgets.labels import Hairline
from ui.widgets.list_view import ListView

REMINDER = "reminder"
_OPEN = {"in_progress", "missing", "unknown"}
_LETTERS = {
    "C1": ("housing_nomination", "referral"), "C6": ("plan_request",),
    "C7": ("support_referral", "referral"),
}  # fmt: skip
"""Kinds of letters that move a prerequisite, the most fitting first."""


class PrerequisiteCard(PlanPart):
    """C1 to C12: who has the ball, since when; the chosen one in full below.

    Signals:
        opened: The form of a row is wanted.
        decided: The support decision is to be registered.
    """

    opened = Signal(object)
    decided = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._kinds: frozenset[str] = frozenset()
        self.view = ListView(
            _columns(), name=self.tr("Forudsætninger C1 til C12"),
            id_of=lambda row: row.code, row_px=28, gap=8, search_key="title",
        )  # fmt: skip
        self.view.chosen.connect(self._show_chosen)
        self.view.opened.connect(self._open)
        change = QShortcut(QKeySequence("F2"), self.view)
        change.setContext(Qt.ShortcutContext.WidgetShortcut)
        change.activated.connect(lambda: self._open(self.current))
        self._full = Elided("strong", "text")
        self._evidence = Elided("small", "text2")
        self.letter = Button("", height="row_button")
        self.letter.clicked.connect(self._write_letter)
        self.register = Button(self.tr("Registrér afgørelse"), "row")
        self.register.clicked.connect(lambda: self.decided.emit(self.current))
        self.past = Button(self.tr("Historik"), "row")
        self.past.clicked.connect(self._show_past)
        self.edit = Button(self.tr("Ret"), "row", hint=self.tr("Enter"))
        self.edit.clicked.connect(lambda: self._open(self.current))
        self._build()
        self._dress()
        theme().changed.connect(self._dress)

    def refresh(self) -> None:
        """Read the twelve rows again."""
        if self.stay is None:
            return
        services = self.session.services
        try:
            rows = services.plans.prerequisites(self.stay.id)
            waited = services.plans.waited(self.stay.id)
        except Refused as refused:
            messages.present(refused, self)
            return
        writes = services.staff.permissions().get("write_letters") == "yes"
        kinds = (kind.key for kind in services.letters.kinds()) if writes else ()
        self._kinds = frozenset(kinds)
        self.show_rows(rows, waited)

    def focus_first(self) -> None:
        """The table."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def current(self) -> PrerequisiteView | None:
        """The chosen row."""
        found = self.view.current_row
        return found if isinstance(found, PrerequisiteView) else None

    def show_rows(
        self, rows: Sequence[PrerequisiteView], waited: Mapping[str, int] | None = None
    ) -> None:
        """Show the twelve rows; ``waited`` are the days each party had the ball."""
        still = sum(1 for row in rows if row.status in _OPEN)
        words = self.tr("1 er åben") if still == 1 else self.tr("{n} er åbne").format(n=still)
        badge = BadgeSpec("none", words) if still else BadgeSpec("ok", self.tr("Alt er på plads"))
        line = self.tr("Det, der skal være på plads for at flytte: hvem har bolden, og hvor længe")
        line = waited_words(waited or {}) or line
        self.say(HeadWords(self.tr("Forudsætninger"), "handshake", line, badge))
        self.view.set_rows(rows)
        self.view.fit_rows()
        if self.view.current_row is None:
            self.view.choose("C1")
        self._show_chosen(self.view.current_row)

    def choose(self, code: str) -> bool:
        """Choose a row by its code."""
        return self.view.choose(code)

    def _open(self, row: PrerequisiteView | None) -> None:
        if row is not None and self.may:
            self.opened.emit(row)

    def _show_chosen(self, row: PrerequisiteView | None) -> None:
        there = row is not None
        for button in (self.letter, self.register, self.edit, self.past):
            button.setVisible(there)
        if row is None:
            self._full.say("")
            self._evidence.say("")
            return
        self._full.say(f"{row.code}  {lists.label('prerequisites', row.code)}")
        self._evidence.say(_evidence(row))
        self.edit.setVisible(self.may)
        self.register.setVisible(self.may and row.code == "C7" and row.status != "fulfilled")
        kind = self._letter(row)
        self.letter.setVisible(bool(kind))
        words = self.tr("Lav rykker") if kind == REMINDER else self.tr("Lav brev")
        self.letter.setText(self.tr("Lav anmodning") if kind == "plan_request" else words)

    def _letter(self, row: PrerequisiteView) -> str:
        """What moves it on: a reminder of what was asked for, else the first letter about it."""
        if row.status not in _OPEN:
            return ""
        asked = row.status == "in_progress" and row.owner != "us"
        if asked and REMINDER in self._kinds:
            return REMINDER
        return next((kind for kind in _LETTERS.get(row.code, ()) if kind in self._kinds), "")

    def _write_letter(self) -> None:
        row = self.current
        kind = self._letter(row) if row is not None else ""
        if row is not None and kind:
            self.letter_wanted.emit(kind, row.code if kind == REMINDER else "")

    def _show_past(self) -> None:
        row = self.current
        if row is None:
            return
        try:
            periods = self.session.services.plans.history(row.id)
        except Refused as refused:
            messages.present(refused, self)
            return
        PastPanel(self, lists.label("prerequisites", row.code), periods).open()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.view)
        outer.addWidget(Hairline())
        line = QHBoxLayout()
        line.setSpacing(theme().px(8))
        line.addWidget(self._evidence, 1)
        for button in (self.letter, self.register, self.past, self.edit):
            line.addWidget(button)
        self._detail = QVBoxLayout()
        self._detail.addWidget(self._full)
        self._detail.addLayout(line)
        outer.addLayout(self._detail)
        outer.addStretch(1)

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._detail.setContentsMargins(pad, t.px(2), pad, t.px(2))
        self._detail.setSpacing(t.px(1))


class PastPanel(Panel):
    """Who had the ball when, and how long; the last line is what holds now."""

    def __init__(self, parent: QWidget, title: str, periods: Sequence[PeriodView]) -> None:
        super().__init__(parent, title, width=760)
        columns = (
            Column("from", _tr("Fra"), lambda row: dates.short(row.from_on), "muted", 84),
            Column("to", _tr("Til"), lambda row: dates.short(row.to_on) if row.to_on else _tr("nu"),
                   "muted", 84),
            Column("owner", _tr("Bolden hos"), lambda row: row.owner_label, "strong", 100),
            Column("status", _tr("Status"), lambda row: row.status_label, "text", 104),
            Column("days", _tr("Døgn"), lambda row: str(row.days) if row.days else "", "number", 40),
            Column("why", _tr("Dokumentation"), lambda row: privacy().text(row.evidence), "muted",
                   tip=lambda row: privacy().text(row.evidence)),
            Column("by", _tr("Rettet af"), lambda row: row.by, "muted", 84),
        )  # fmt: skip
        self.view = ListView(columns, name=_tr("Perioder"), id_of=partial(_place, periods), gap=12)
        self.view.set_rows(periods)
        rows = min(len(periods), 9)
        height = self.view.horizontalHeader().height() + rows * self.view.row_height()
        self.view.setFixedHeight(height + theme().px(2))
        self.body.addWidget(self.view)
        self.add_button(_tr("Luk"), safe=True)


def _place(periods: Sequence[PeriodView], row: PeriodView) -> int:
    return list(periods).index(row)


def waited_words(waited: Mapping[str, int]) -> str:
    """``Ventet: Kommunen 46 døgn · Bolig 33 · Os 5``, the longest first; "" when nobody let us wait."""
    longest = sorted((days, party) for party, days in waited.items() if days > 0)
    labels = [(lists.label("ball_owners", party), days) for days, party in reversed(longest)]
    if not labels:
        return ""
    (first, days), *others = labels
    told = _tr("Ventet: {party} {n} døgn").format(party=first, n=days)
    return " · ".join([told, *(f"{party} {n}" for party, n in others)])


def _columns() -> tuple[Column, ...]:
    return (
        Column("code", "", lambda row: row.code, "muted", 28, sort=False),
        Column("title", _tr("Forudsætning"), lambda row: lists.label("prerequisites", row.code)),
        Column("owner", _tr("Bolden hos"), lambda row: row.owner_label, width=90),
        Column("status", _tr("Status"),
               lambda row: lists.label("prerequisite_states", row.status), "text", 100),
        Column("since", _tr("Siden"), lambda row: _short(row.since), "muted", 44),
        Column("days", _tr("Døgn"), lambda row: str(row.days) if row.status in _OPEN else "",
               "number", 36),
        Column("next", _tr("Næste"), lambda row: _short(row.next_on), "muted", 44),
    )  # fmt: skip


def _evidence(row: PrerequisiteView) -> str:
    """What the status rests on, and what else is to be known."""
    day = dates.short(row.evidence_on) if row.evidence_on else ""
    words = privacy().text(row.evidence)
    parts = [" · ".join(part for part in (day, words) if part)]
    if not parts[0]:
        parts = [_tr("Ingen dokumentation endnu")]
    if row.reminded_on is not None:
        parts.append(_tr("Rykket {day}").format(day=dates.dense(row.reminded_on)))
    if row.blocks and row.status in _OPEN:
        parts.append(_tr("En flyttedato kan vente på den"))
    return " · ".join(parts)


def _short(day: date | None) -> str:
    return f"{day.day}-{day.month}" if day else ""


def _tr(words: str) -> str:
    return QCoreApplication.translate("Plan", words)
