"""The side pane of Beboere: the chosen resident in short, and the next step (mockup 02)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.rules import instrument
from boform_app.services.views.people import Identity, ResidentRow
from boform_app.services.views.records import NoteView
from boform_app.services.views.today import DeadlineRow
from models.values import dates
from ui.pages.resident import moments, who
from ui.privacy import privacy
from ui.session import Session
from ui.theme import theme
from ui.widgets.badge import Badge, BadgeSpec
from ui.widgets.buttons import Button
from ui.widgets.labels import Hairline, Text
from ui.widgets.scrolling import scrolling
from ui.widgets.wrapping import lines_of

NOTE_LINES = 4


class ResidentPane(QFrame):
    """328 wide; reads again when another row is chosen.

    Signals:
        opened: Åbn was pressed.
        note_wanted: Nyt notat was pressed.
        solve: The button of the deadline; carries the row.
        letter_wanted: Lav brev in Mere; the page opens the menu at the button.
    """

    opened = Signal()
    note_wanted = Signal()
    more_wanted = Signal(object)
    solve = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._session = session
        self._row: ResidentRow | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self._area = scrolling()
        outer.addWidget(self._area, 1)
        outer.addWidget(Hairline())
        self._foot = QHBoxLayout()
        self.open_button = Button(self.tr("Åbn"), "primary")
        self.open_button.clicked.connect(self.opened)
        self.note_button = Button(self.tr("Nyt notat"), icon="note_add")
        self.note_button.clicked.connect(self.note_wanted)
        self.more_button = Button(self.tr("Mere"), chevron=True)
        self.more_button.clicked.connect(lambda: self.more_wanted.emit(self.more_button))
        for button in (self.open_button, self.note_button, self.more_button):
            self._foot.addWidget(button)
        self._foot.addStretch(1)
        outer.addLayout(self._foot)
        self._dress()
        theme().changed.connect(self._dress)

    def show_row(self, row: ResidentRow | None) -> None:
        """Another resident, or nobody."""
        self._row = row
        inner = QWidget()
        inner.setObjectName("scrolled")
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        if row is None:
            box.addWidget(_padded(Text(self.tr("Vælg en beboer på listen."), "body", "text2")))
        elif row.closed:
            self._fill_closed(box, row)
        else:
            self._fill(box, row)
        box.addStretch(1)
        self._area.setWidget(inner)
        for button in (self.open_button, self.note_button, self.more_button):
            button.setVisible(row is not None)
        if row is not None and row.closed:
            self.note_button.hide()
            self.more_button.hide()

    # -- own -------------------------------------------------------------------------------------

    def _fill_closed(self, box: QVBoxLayout, row: ResidentRow) -> None:
        room = self.tr("vær. {room}").format(room=row.room)
        words = self.tr("Når du åbner siden, skriver du hvorfor. Grunden gemmes i historikken.")
        box.addWidget(
            _padded(
                Text(self.tr("Navn skjult"), "h2"), Text(room, "body", "text2"),
                _chips((who.protected(),)), Text(_broken(words), "body", "text2"),
            )
        )  # fmt: skip

    def _fill(self, box: QVBoxLayout, row: ResidentRow) -> None:
        services = self._session.services
        identity = services.people.identity(row.person_id)
        deadlines = services.today.deadlines(row.person_id)
        note = services.notes.latest(row.person_id)
        sections = [self._head(identity), self._facts(row)]
        if deadlines:
            sections.append(self._next(deadlines[0]))
        if note is not None:
            sections.append(self._note(note))
        for number, section in enumerate(sections):
            if number:
                box.addWidget(Hairline())
            box.addWidget(section)

    def _head(self, identity: Identity) -> QWidget:
        room = self.tr("vær. {room}").format(room=identity.room) if identity.room else ""
        name = privacy().name(identity.list_name, identity.room)
        line = " · ".join(part for part in (privacy().text(who.born(identity)), room) if part)
        return _padded(
            Text(_broken(name, "h2"), "h2"),
            Text(line, "body", "text2"),
            _chips(who.chips(identity)),
        )

    def _facts(self, row: ResidentRow) -> QWidget:
        day = row.arrived_on
        pairs = (
            (self.tr("Indskrevet"),
             f"{dates.dense(day)}-{day.year} · {moments.nights(row.nights)}"),
            (self.tr("Handlekommune"), row.municipality or self.tr("Ved ikke endnu")),
            (self.tr("Kontakt"), row.key_worker or self.tr("Ikke valgt endnu")),
            (self.tr("Udflytning"), category_words(row.category)),
        )  # fmt: skip
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(theme().px(4))
        grid.setColumnStretch(1, 1)
        for number, (label, value) in enumerate(pairs):
            grid.addWidget(Text(label, "body", "text3"), number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Text(value, "body"), number, 1)
        return _padded(inner)

    def _next(self, row: DeadlineRow) -> QWidget:
        head = QHBoxLayout()
        head.addWidget(Badge(who.badge(row)))
        head.addStretch(1)
        button = Button(row.action_label, "row", height="row_button")
        button.clicked.connect(lambda: self.solve.emit(row))
        head.addWidget(button)
        law = self.tr("lovens frist") if row.is_law else self.tr("husets egen påmindelse")
        due = self.tr("senest {day}").format(day=dates.dense(row.due)) if row.due else ""
        below = " · ".join(part for part in (due, law) if part)
        what = Text(_broken(row.what, "strong"), "strong")
        what.setToolTip(row.why)
        return _padded(head, what, Text(_broken(below), "body", "text2"))

    def _note(self, note: NoteView) -> QWidget:
        today = self._session.clock.today()
        head = QHBoxLayout()
        head.addWidget(Text(self.tr("Seneste notat"), "strong"))
        head.addStretch(1)
        by = f"{moments.when(note.happened_at, today)} · {note.author.first_name}"
        head.addWidget(Text(by, "small", "text2"))
        words = _broken(privacy().text(note.text), most=NOTE_LINES)
        return _padded(head, Text(words, "body", "text2"))

    def _dress(self) -> None:
        t = theme()
        self._foot.setContentsMargins(t.px(12), t.px(11), t.px(12), t.px(11))
        self._foot.setSpacing(t.px(8))
        if self._row is not None:
            self.show_row(self._row)


def category_words(category: str) -> str:
    """The label of K1 to K4; nobody has talked about it yet without one."""
    return instrument.load().categories.get(category, "Ikke talt om endnu")


def _broken(text: str, role: str = "body", most: int = 0) -> str:
    """Lines for the width of the pane: a label that wraps by itself asks for too much height."""
    width = theme().px(328 - 2 * 12 - 16)
    lines, more = lines_of(text, theme().font(role), width, most)
    return "\n".join(lines) + (" …" if more else "")


def _padded(*parts: QWidget | QHBoxLayout) -> QWidget:
    t, found = theme(), QWidget()
    box = QVBoxLayout(found)
    box.setContentsMargins(t.px(12), t.px(11), t.px(12), t.px(11))
    box.setSpacing(t.px(4))
    for part in parts:
        if isinstance(part, QHBoxLayout):
            box.addLayout(part)
        else:
            box.addWidget(part)
    return found


def _chips(specs: tuple[BadgeSpec, ...]) -> QWidget:
    """One or two in a line, as their width allows."""
    t, found = theme(), QWidget()
    box = QVBoxLayout(found)
    box.setContentsMargins(0, t.px(2), 0, 0)
    box.setSpacing(t.px(4))
    line, used = QHBoxLayout(), 0
    for spec in specs:
        chip = Badge(spec)
        width = chip.sizeHint().width()
        if used and used + width > t.px(300):
            line.addStretch(1)
            box.addLayout(line)
            line, used = QHBoxLayout(), 0
        line.setSpacing(t.px(8))
        line.addWidget(chip)
        used += width + t.px(8)
    line.addStretch(1)
    box.addLayout(line)
    return found
