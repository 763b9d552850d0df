"""Parts of *Afslag på optagelse*: who asked for a place."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.clock import Clock
from ui.forms.binding import Form
from ui.forms.typed import loose_field, typed_cpr
from ui.pages.admit.known import KnownStrip
from ui.pages.admit.who import AdmissionCpr
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit
from ui.widgets.section import Section


def may_refuse(session: Session) -> bool:
    """Whether the role decides or prepares such a letter."""
    return session.services.staff.permissions().get("decision_letters", "no") != "no"


def letter_title(session: Session) -> str:
    """The name of the letter to somebody without a stay, "" for roles that do not write it."""
    return next((kind.title for kind in session.services.letters.kinds() if kind.without_stay), "")


def refusal_link(session: Session, words: str) -> Button:
    """The quiet way to the form; hidden for roles that do not write the letter.

    Args:
        session: Who is logged in.
        words: On the link; ``{letter}`` is the letter's name.
    """
    link = Button(words.format(letter=letter_title(session)), "link")
    if not may_refuse(session):
        link.hide()
    return link


class Asker(Section):
    """Name, CPR as far as it was told, and the question about a known person."""

    names = ("first_name", "last_name", "cpr_text")
    """Fields that *Indskriv* may fill."""

    def __init__(self, form: Form, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.set_title(self.tr("Hvem bad om en plads?"))
        self.first, self.last = LineEdit(), LineEdit()
        self.cpr = AdmissionCpr(today=clock.today)
        self.unknown = QCheckBox(self.tr("Kendes ikke endnu"))
        self.known = KnownStrip()
        self._cpr_field = Field(self.tr("CPR eller fødselsdato"), self.cpr, width=130)
        first = Field(self.tr("Fornavn eller kaldenavn"), self.first, required=True)
        last = Field(self.tr("Efternavn"), self.last)
        form.add("first_name", first, required=self.tr("et navn"))
        form.add("last_name", last)
        read, write = typed_cpr(self.cpr)
        form.add("cpr_text", self._cpr_field, read=read, write=write)
        form.add("cpr_unknown", loose_field(self.unknown, self))
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        row.addWidget(first, 252)
        row.addWidget(last, 188)
        row.addWidget(self._cpr_field, 0)
        # Beside the number, also when a sentence stands under another field.
        beside = QVBoxLayout()
        beside.setSpacing(0)
        self._above = QWidget()
        beside.addWidget(self._above)
        beside.addWidget(self.unknown)
        beside.addStretch(1)
        row.addLayout(beside)
        self.body.addLayout(row)
        # A sentence about the number takes the whole line; the fields keep their width.
        self.body.addWidget(self._cpr_field.message)
        self.outer.addWidget(self.known)
        self.unknown.toggled.connect(self._unknown_switched)
        self._line_up()
        theme().changed.connect(self._line_up)

    def _line_up(self) -> None:
        """The tick stands at the height of the number."""
        t = theme()
        self._above.setFixedHeight(t.px(24))
        self.unknown.setMinimumHeight(t.size("control"))

    def _unknown_switched(self, on: bool) -> None:  # noqa: FBT001 (a Qt slot)
        self.cpr.unknown = on
        found = self._cpr_field.finding
        if found is not None and found.level == "stop":
            self._cpr_field.check()
