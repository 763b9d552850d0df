"""Which letter a file answers, chosen by hand: first the resident, then the letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boform_app.clock import local_date
from boform_app.errors import BoformError
from boform_app.services.views.letters import LetterView
from models.values import dates
from ui import messages
from ui.pages.anybody import AnybodyCombo
from ui.session import Session
from ui.tablemodels.rows import Column
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field, Finding
from ui.widgets.labels import Text
from ui.widgets.list_view import ListView

_MOST = 50


class WhichLetter(QWidget):
    """Resident and letter.

    Signals:
        chosen: Id of the letter.
        kept: Id of the resident: the file alone, without a letter.
        closed: Back to the letter of before.
    """

    chosen = Signal(object)
    kept = Signal(object)
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kinds = {kind.key: kind.title for kind in session.services.letters.kinds()}
        self._box = QVBoxLayout(self)
        self._box.addWidget(Text(self.tr("Hvilket brev er det svar på?"), "h3"))
        self.who = AnybodyCombo(session, closed=True, placeholder=self.tr("Navn eller værelse"))
        self._who_field = Field(self.tr("Vælg beboer"), self.who, help_text=self.who.help_text)
        self.who.changed.connect(self._listed)
        self.letters = ListView(
            (
                Column("day", self.tr("Lavet"), lambda r: dates.short(local_date(r.made_at)), "muted", 84),
                Column("title", self.tr("Brev"), self._kind, "strong"),
                Column("to", self.tr("Til"), lambda r: r.recipient_name, "text", 160),
                Column("code", self.tr("Sagskode"), lambda r: r.case_code, "muted", 116),
                Column("answer", "", _answered, "muted", 108),
            ),
            name=self.tr("Breve til kommuner"), id_of=lambda r: r.id, gap=12, search_key="title",
        )  # fmt: skip
        self.letters.opened.connect(lambda row: self.chosen.emit(row.id))
        self._none = EmptyState(self.tr("Vælg den beboer, som svaret handler om."))
        self._box.addWidget(self._who_field)
        self._box.addWidget(self.letters, 1)
        self._box.addWidget(self._none, 1)
        self._foot = QHBoxLayout()
        self.use = Button(self.tr("Det er svar på det brev"), "primary")
        self.use.clicked.connect(self._use)
        self.keep = Button(self.tr("Gem kun filen"))
        self.keep.clicked.connect(self._keep)
        self.back = Button(self.tr("Tilbage"))
        self.back.clicked.connect(self.closed)
        self._foot.addStretch(1)
        for button in (self.back, self.keep, self.use):
            self._foot.addWidget(button)
        self._box.addLayout(self._foot)
        self._dress()
        theme().changed.connect(self._dress)

    def begin(self, *, person_id: UUID | None, may_go_back: bool) -> None:
        """Ask anew; an answer often comes when somebody has moved."""
        self.who.read()
        self.who.set_value(person_id)
        self._who_field.say(None)
        self.back.setVisible(may_go_back)
        self._listed()

    def focus_first(self) -> None:
        """The first question."""
        self.who.setFocus()

    def _listed(self) -> None:
        person: UUID | None = self.who.value
        found = self._letters(person) if person is not None else ()
        self.letters.set_rows(found)
        if found:
            self.letters.choose(found[0].id)
        self.letters.setVisible(bool(found))
        self._none.setVisible(not found)
        self._none.set_text(
            self.tr("Der er ingen breve til kommunen om den beboer. Filen kan gemmes alene.")
            if person is not None
            else self.tr("Vælg den beboer, som svaret handler om.")
        )
        self.use.setEnabled(bool(found))
        if person is not None:
            self._who_field.say(None)

    def _letters(self, person: UUID) -> Sequence[LetterView]:
        try:
            found = self._session.services.register.letters(person, limit=_MOST)
        except BoformError as error:
            messages.present(error, self)
            return ()
        mine = [one for one in found if one.municipality_code and one.status != "annulled"]
        # Letters that asked for an answer first; both parts stay newest first.
        return sorted(mine, key=lambda one: not one.case_code)

    def _kind(self, row: LetterView) -> str:
        return self._kinds.get(row.kind, row.title)

    def _use(self) -> None:
        row: Any = self.letters.current_row
        if row is not None:
            self.chosen.emit(row.id)

    def _keep(self) -> None:
        if self.who.value is None:
            self._who_field.say(Finding("stop", self.tr("Vælg en beboer.")))
            self.who.setFocus()
            return
        self.kept.emit(self.who.value)

    def _dress(self) -> None:
        t = theme()
        self._box.setContentsMargins(t.px(12), t.px(12), t.px(12), t.px(12))
        self._box.setSpacing(t.px(10))
        self._foot.setSpacing(t.px(8))


def _answered(row: LetterView) -> str:
    return f"Besvaret {row.answered_on.day}-{row.answered_on.month}" if row.answered_on else ""
