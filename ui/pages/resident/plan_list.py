"""C1 to C12 as a list: who has the ball, since when, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.services.views.cases import PrerequisiteView
from models.values import dates, lists
from ui.pages.resident.plan_parts import Elided, PlanHead
from ui.privacy import privacy
from ui.tablemodels.rows import Column
from ui.theme import theme
from ui.widgets.badge import BadgeSpec
from ui.widgets.buttons import Button
from ui.widgets.labels import Hairline
from ui.widgets.list_view import ListView

_OPEN = {"in_progress", "missing", "unknown"}


class PrerequisiteCard(QFrame):
    """C1 to C12: who has the ball, since when; the chosen one in full below.

    Signals:
        opened: The form of a row is wanted.
        decided: The support decision is to be registered.
        letter_wanted: The letter that moves a row.
    """

    opened = Signal(object)
    decided = Signal(object)
    letter_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._may = self._writes = False
        self.head = PlanHead(self.tr("Forudsætninger for at flytte"), "handshake", wrap=False)
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
        self.letter = Button(self.tr("Lav henvisning"), height="row_button")
        self.letter.clicked.connect(lambda: self.letter_wanted.emit(self.current))
        self.register = Button(self.tr("Registrér afgørelse"), "row")
        self.register.clicked.connect(lambda: self.decided.emit(self.current))
        self.edit = Button(self.tr("Ret"), "row", hint=self.tr("Enter"))
        self.edit.clicked.connect(lambda: self._open(self.current))
        self._build()
        self._dress()
        theme().changed.connect(self._dress)

    @property
    def current(self) -> PrerequisiteView | None:
        """The chosen row."""
        found = self.view.current_row
        return found if isinstance(found, PrerequisiteView) else None

    def show_rows(self, rows: Sequence[PrerequisiteView], *, may: bool, letters: bool) -> None:
        """Show the twelve rows."""
        self._may, self._writes = may, letters
        still = sum(1 for row in rows if row.status in _OPEN)
        words = self.tr("1 er åben") if still == 1 else self.tr("{n} er åbne").format(n=still)
        badge = BadgeSpec("none", words) if still else BadgeSpec("ok", self.tr("Alt er på plads"))
        self.head.say(self.tr("Hvem har bolden, og hvor længe"), badge)
        self.view.set_rows(rows)
        self.view.fit_rows()
        self._show_chosen(self.view.current_row)

    def choose(self, code: str) -> bool:
        """Choose a row by its code."""
        return self.view.choose(code)

    def choose_first(self) -> None:
        """Another resident: begin at the top."""
        self.view.choose("C1")

    def hide_texts(self, *, hidden: bool) -> None:
        """F8: the words of a document are about a person."""
        del hidden
        self._show_chosen(self.view.current_row)

    def _open(self, row: PrerequisiteView | None) -> None:
        if row is not None and self._may:
            self.opened.emit(row)

    def _show_chosen(self, row: PrerequisiteView | None) -> None:
        there = row is not None
        for button in (self.letter, self.register, self.edit):
            button.setVisible(there)
        if row is None:
            self._full.say("")
            self._evidence.say("")
            return
        self._full.say(f"{row.code}  {lists.label('prerequisites', row.code)}")
        self._evidence.say(_evidence(row))
        self.edit.setVisible(self._may)
        self.register.setVisible(self._may and row.code == "C7" and row.status != "fulfilled")
        self.letter.setText(
            self.tr("Lav anmodning") if row.code == "C6" else self.tr("Lav henvisning")
        )
        moves = row.code in {"C1", "C6", "C7"} and row.status in _OPEN
        self.letter.setVisible(self._writes and moves)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        outer.addWidget(Hairline())
        outer.addWidget(self.view)
        outer.addWidget(Hairline())
        line = QHBoxLayout()
        line.setSpacing(theme().px(8))
        line.addWidget(self._evidence, 1)
        for button in (self.letter, self.register, self.edit):
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
