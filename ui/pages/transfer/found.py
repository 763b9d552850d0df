"""What lies in a file beside what is here, and whether we know the person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from boform_app.clock import local_date, local_time
from boform_app.services.views.people import PersonHit
from boform_app.services.views.transfers import TransferFound, TransferPart
from models.values import dates
from ui.pages.transfer.parts import Foot
from ui.privacy import privacy
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.choice import Option, Radios
from ui.widgets.field import Field, MessageLine
from ui.widgets.labels import Hairline, IconLabel, Text

MOST = 4
"""Lines of a part before *og n mere*."""
NEW = "new"
"""Answer to *Kender I personen?*: a person who is not here."""


class Strip(QFrame):
    """Where the file is from, when it was made, and what somebody should look at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._row = QHBoxLayout(self)
        self._icon = IconLabel("document_text", 24, "accent")
        self._title = Text("", "strong", wrap=True)
        self._facts = Text("", "body", "text2", wrap=True)
        self._remark = Text("", "strong", wrap=True)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        for label in (self._title, self._facts, self._remark):
            lines.addWidget(label)
        self._row.addWidget(self._icon)
        self._row.addLayout(lines, 1)
        self._dress()
        theme().changed.connect(self._dress)

    @property
    def words(self) -> str:
        """Everything that is said."""
        labels = (self._title, self._facts, self._remark)
        return " ".join(label.text() for label in labels if label.text())

    def show_found(self, found: TransferFound, house: str) -> None:
        """A file that was opened."""
        self._title.setText(_tr("Flyttefil fra {house}").format(house=found.house))
        asks = " · ".join(part for part in (found.made_by, found.phone) if part)
        self._facts.setText(
            _tr("Lavet {when}. Spørgsmål: {who}").format(when=_moment(found.made_at), who=asks)
        )
        remarks = remarks_of(found, house)
        self._remark.setText(" ".join(remarks))
        self._remark.setVisible(bool(remarks))
        self._icon.set_icon("checkmark_circle" if found.read_before else "document_text")

    def _dress(self) -> None:
        t = theme()
        self._row.setContentsMargins(t.px(12), t.px(6), t.px(12), t.px(6))
        self._row.setSpacing(t.px(12))


class Beside(QWidget):
    """A row per part: what is in the file, and what is here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._pieces: list[QWidget] = []
        self._shown: list[str] = []
        self._dress()
        theme().changed.connect(self._dress)

    @property
    def words(self) -> str:
        """Everything that is shown."""
        return "\n".join(self._shown)

    def show_parts(
        self, house: str, theirs: Sequence[TransferPart], ours: Sequence[TransferPart] | None
    ) -> None:
        """Show both sides; ``ours`` is None while nobody here is meant."""
        for piece in self._pieces:
            self._grid.removeWidget(piece)
            piece.hide()
            piece.deleteLater()
        self._pieces, self._shown = [], []
        here = {part.key: part.lines for part in ours or ()}
        self._put(Text(_tr("I filen fra {house}").format(house=house), "strong", wrap=True), 0, 1)
        self._put(Text(_tr("Her hos jer"), "strong", wrap=True), 0, 2)
        nobody = ours is None
        self._grid.setRowStretch(3 * len(theirs) + 1, 1)
        for number, part in enumerate(theirs):
            row = 3 * number + 1
            self._put(Hairline(), row, 0, across=3)
            self._put(Text(part.label, "body", "text2", wrap=True), row + 1, 0)
            self._cell(part.lines, row + 1, 1, name=part.key == "identity")
            if not nobody:
                self._cell(here.get(part.key, ()), row + 1, 2, name=part.key == "identity")
                self._differ(part, here.get(part.key, ()), row + 2)
            elif number == 0:
                self._put(Text(_tr("Ingen, I kender"), "body", "text2", wrap=True), row + 1, 2)

    def _differ(self, part: TransferPart, ours: Sequence[str], row: int) -> None:
        """Nothing that is known here is written over: somebody asks the resident."""
        if part.key == "health" and part.lines and ours and set(part.lines) != set(ours):
            words = _tr(
                "Det er ikke det samme. Det, der står her hos jer, bliver stående. Spørg beboeren."
            )
            self._put(Text(words, "strong", wrap=True), row, 1, across=2)

    def _cell(self, lines: Sequence[str], row: int, column: int, *, name: bool) -> None:
        words = _shown(lines, name=name)
        self._put(Text(words, "body", "text" if lines else "text2", wrap=True), row, column)

    def _put(self, widget: QWidget, row: int, column: int, *, across: int = 1) -> None:
        self._grid.addWidget(
            widget, row, column, 1, across, _NOWHERE if isinstance(widget, Hairline) else _TOP
        )
        self._pieces.append(widget)
        if isinstance(widget, Text):
            self._shown.append(widget.text())

    def _dress(self) -> None:
        t = theme()
        self._grid.setContentsMargins(t.px(16), t.px(10), t.px(16), t.px(10))
        self._grid.setHorizontalSpacing(t.px(16))
        self._grid.setVerticalSpacing(t.px(6))
        for column, stretch in enumerate((2, 4, 4)):
            self._grid.setColumnStretch(column, stretch)


_TOP = Qt.AlignmentFlag.AlignTop
_NOWHERE = Qt.AlignmentFlag(0)


class WhoIsIt(QWidget):
    """*Kender I personen?* Nobody is joined without an answer; the same CPR number answers it.

    Signals:
        answered: Id of the person here, or ``NEW``.
    """

    answered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(theme().px(16), theme().px(10), theme().px(16), 0)
        self.field: Field | None = None
        self.radios: Radios | None = None
        self._said = Text("", "body", wrap=True)
        self._box.addWidget(self._said)

    @property
    def words(self) -> str:
        """The sentence above the answers, "" when nothing is asked."""
        return self._said.text() if not self._said.isHidden() else ""

    @property
    def answer(self) -> object:
        """A person's id, ``NEW``, or None while nothing is answered."""
        return self.radios.value if self.radios is not None else NEW

    def focus_first(self) -> None:
        """The first answer."""
        if self.radios is not None:
            self.radios.findChildren(QRadioButton)[0].setFocus()

    def ask(self, found: TransferFound, *, may_join: bool) -> None:
        """Ask about persons who may be the same."""
        if self.field is not None:
            self._box.removeWidget(self.field)
            self.field.hide()
            self.field.deleteLater()
            self.field = self.radios = None
        self._say(found, may_join=may_join)
        if not found.similar or not may_join or found.read_before:
            return
        yes, number = _tr("Ja, det er {who}"), found.same_number
        # With the number of somebody here it is that person, or one of the numbers is wrong.
        may_be = [one for one in found.similar if number in {None, one.person_id}]
        options = [Option(one.person_id, yes.format(who=_who(one))) for one in may_be]
        no = _tr("Nej, det er en, I ikke har haft her") if number is None else _tr("Nej")
        options.append(Option(NEW, no))
        self.radios = Radios(options, name=_tr("Kender I personen?"))
        self.radios.changed.connect(lambda: self.answered.emit(self.answer))
        self.field = Field(_tr("Kender I personen?"), self.radios, required=True)
        self._box.addWidget(self.field)

    def _say(self, found: TransferFound, *, may_join: bool) -> None:
        words = ""
        if found.read_before:
            pass
        elif found.known_id is not None:
            words = _tr(
                "Personen står her i forvejen fra en tidligere fil. Det nye bliver lagt til."
            )
        elif found.same_number is not None:
            words = (
                _tr("En person her har det samme CPR-nummer. Er det den samme, bliver alt samlet.")
                if may_join
                else _tr("En person her har det samme CPR-nummer. En leder skal tage imod filen.")
            )
        elif found.similar and not may_join:
            names = ", ".join(_who(hit) for hit in found.similar)
            words = _tr("Der er en her, som ligner: {who}. En leder kan samle de to bagefter.")
            words = words.format(who=names)
        self._said.setText(words)
        self._said.setVisible(bool(words))


class _Area(QScrollArea):
    """What is beside each other scrolls; it takes the room that is left."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_tr("I filen og her"))
        inner.setObjectName("scrolled")
        self.setWidget(inner)

    def sizeHint(self) -> QSize:
        """Little: the verb below it stays in view."""
        return QSize(theme().px(600), theme().px(220))


class FoundSheet(QWidget):
    """Everything about a file that was opened.

    Signals:
        taken: *Tag imod* was pressed.
        another: *Vælg en anden fil*.
        opened: *Åbn beboeren*.
    """

    taken = Signal()
    another = Signal()
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strip, self.who, self.beside = Strip(), WhoIsIt(), Beside()
        self.message = MessageLine()
        self.take = Button(_tr("Tag imod"), "primary", hint="Ctrl+Enter", height="title_button")
        self.take.clicked.connect(self.taken)
        self.other = Button(_tr("Vælg en anden fil"))
        self.other.clicked.connect(self.another)
        self.open = Button(_tr("Åbn beboeren"))
        self.open.clicked.connect(self.opened)
        self.foot = Foot("", self.other, self.open, self.take)
        self._card = Card(_tr("Det er i filen"), padded=False)
        self._card.body.addWidget(self.who)
        self._area = _Area(self.beside)
        self._card.body.addWidget(self._area, 1)
        self._card.body.addWidget(self.message)
        self._card.body.addWidget(self.foot)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self.strip)
        self._box.addWidget(self._card, 1)
        # The verb stays in view; what is long scrolls above it.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._dress()
        theme().changed.connect(self._dress)

    def focus_first(self) -> None:
        """The question when there is one, else the verb."""
        if self.who.radios is not None:
            self.who.focus_first()
        else:
            (self.take if not self.take.isHidden() else self.other).setFocus()

    def _dress(self) -> None:
        t = theme()
        self._box.setSpacing(t.px(12))
        self._card.body.setContentsMargins(0, 0, 0, 0)
        self._area.setMinimumHeight(t.px(220))
        self.message.setContentsMargins(t.px(16), 0, t.px(16), t.px(10))


def remarks_of(found: TransferFound, house: str) -> list[str]:
    """What somebody should know before taking it."""
    said = []
    if found.read_before is not None:
        words = _tr("Filen er læst her før, {when}. Der er ikke ændret noget.")
        said.append(words.format(when=_moment(found.read_before)))
    if " ".join(found.meant_for.split()).casefold() != " ".join(house.split()).casefold():
        words = _tr("Samtykket er givet til {other}. I hedder {house}. Tjek, at filen er til jer.")
        said.append(words.format(other=found.meant_for, house=house))
    if found.protected:
        said.append(_tr("Adressen er beskyttet. Det er den også her, fra du tager imod."))
    return said


def _shown(lines: Sequence[str], *, name: bool) -> str:
    if not lines:
        return _tr("Intet")
    if privacy().on:
        return privacy().name("") if name else _tr("{n} skjult").format(n=len(lines))
    words = "\n".join(lines[:MOST])
    more = len(lines) - MOST
    return words if more <= 0 else "\n".join((words, _tr("og {n} mere").format(n=more)))


def _who(hit: PersonHit) -> str:
    """A name, a birth date, and whether they live here."""
    if hit.closed:
        return _tr("en beskyttet beboer")
    if hit.in_house:
        where = _tr("bor her nu")
    elif hit.last_stay_ended_on is not None:
        day = dates.short(hit.last_stay_ended_on)
        where = _tr("har boet her til {day}").format(day=day)
    else:
        where = _tr("står her i forvejen")
    born = hit.birth_date
    day = _tr("født {day}").format(day=dates.short(born)) if born and not privacy().on else ""
    return ", ".join(part for part in (privacy().name(hit.full_name), day, where) if part)


def _moment(at: datetime) -> str:
    day, time = dates.short(local_date(at)), dates.clock(local_time(at).time())
    return _tr("{day} kl. {time}").format(day=day, time=time)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Transfer", words)
