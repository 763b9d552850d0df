"""Parts of *Breve*: the chosen letter, the start of a new one, annulling with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from boform_app.clock import local_time
from boform_app.services.views.letters import LetterView
from boform_app.services.views.people import ResidentFilter
from models.values import dates
from models.values.changes import Changes
from models.values.lists import load_list
from ui.pages.letter.kind_choice import KindChoice
from ui.pages.letter.strip import default_channel, ended_words, sent_words
from ui.pages.resident.doing import FormPanel
from ui.pages.turned_away_parts import refusal_link
from ui.privacy import privacy
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.choice import Combo, Option
from ui.widgets.field import Field, Finding, MessageLine
from ui.widgets.labels import Hairline, Text
from ui.widgets.text_area import TextArea


class LetterPane(QWidget):
    """A stored letter in short, with what can be done about it.

    Signals:
        opened: Show it.
        sent: The letter and the channel, "" for the usual one.
        annulled: The letter shall be annulled.
        removed: Its saved PDFs shall go.
    """

    opened = Signal()
    sent = Signal(object, str)
    annulled = Signal(object)
    removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter: LetterView | None = None
        box = QVBoxLayout(self)
        self._box = box
        self._title = Text("", "h3", wrap=True)
        self._facts = Text("", "body", "text2", wrap=True)
        self._state = Text("", "body", "text2", wrap=True)
        self._told = Text("", "body", "text2", wrap=True)
        self._copies = Text("", "body", "text2", wrap=True)
        self._remove = Button(self.tr("Fjern dem"))
        self._remove.clicked.connect(lambda: self.removed.emit(self._letter))
        self._question = Text(self.tr("Er det sendt?"), "strong")
        self.yes = Button("", "primary", icon="mail_checkmark")
        self.yes.clicked.connect(lambda: self.sent.emit(self._letter, ""))
        self._other = Button(self.tr("På en anden måde"), "link")
        menu = QMenu(self)
        for entry in load_list("letter_channels"):
            menu.addAction(entry.label, partial(self._sent_by, entry.key))
        self._other.set_menu(menu)
        self._line, self._line2 = Hairline(), Hairline()
        self._told_heading = Text(self.tr("Brevet indeholder"), "strong")
        self._copies_heading = Text(self.tr("Gemt uden for Boform"), "strong")
        for widget in (
            self._title, self._facts, self._line, self._state, self._question, self.yes,
            self._other, self._line2, self._told_heading, self._told, self._copies_heading,
            self._copies, self._remove,
        ):  # fmt: skip
            box.addWidget(widget)
        box.addStretch(1)
        foot = QHBoxLayout()
        self._open = Button(self.tr("Åbn"))
        self._open.clicked.connect(self.opened)
        self._annul = Button(self.tr("Annullér brevet"))
        self._annul.clicked.connect(lambda: self.annulled.emit(self._letter))
        foot.addWidget(self._open)
        foot.addWidget(self._annul)
        foot.addStretch(1)
        box.addLayout(foot)
        self._dress()
        theme().changed.connect(self._dress)

    def show_letter(self, letter: LetterView) -> None:
        """Show another letter."""
        self._letter = letter
        self._title.setText(letter.title)
        name = privacy().name(letter.person_name)
        made = local_time(letter.made_at)
        day, clock = dates.short(made.date()), dates.clock(made.time())
        self._facts.setText(
            f"{letter.register_number} · om {name}\nTil {letter.recipient_name}\n"
            f"Lavet {day} kl. {clock} af {letter.made_by.name}"
        )
        over = letter.consent_ended
        warned = f"{ended_words(over)} Send ikke brevet. " if over is not None else ""
        self._state.setText(f"{warned}{_state_words(letter)}")
        waits = letter.status == "made"
        for widget in (self._question, self.yes, self._other):
            widget.setVisible(waits)
        usual = sent_words(default_channel(letter))
        self.yes.setText(self.tr("Ja, {how}").format(how=usual))
        labels = tuple(label for label, _ in letter.disclosures)
        bases = tuple(dict.fromkeys(basis for _, basis in letter.disclosures if basis))
        told = ", ".join(labels)
        self._told.setText(f"{told}.\n{' · '.join(bases)}" if bases else told)
        parts: tuple[QWidget, ...] = (self._line2, self._told_heading, self._told)
        for part in parts:
            part.setVisible(bool(labels))
        for part in (self._copies_heading, self._copies, self._remove):
            part.setVisible(bool(letter.copies))
        self._copies.setText("\n".join(letter.copies))
        one = len(letter.copies) == 1
        self._remove.setText(self.tr("Fjern den") if one else self.tr("Fjern dem"))
        self._annul.setVisible(letter.status != "annulled")

    def focus_sent(self) -> None:
        """To the question."""
        self.yes.setFocus()

    def _sent_by(self, channel: str) -> None:
        self.sent.emit(self._letter, channel)

    def _dress(self) -> None:
        t = theme()
        self._box.setContentsMargins(t.px(12), t.px(12), t.px(12), t.px(8))
        self._box.setSpacing(t.px(6))


def _state_words(letter: LetterView) -> str:
    if letter.status == "annulled":
        return f"Annulleret: {letter.annulled_reason}"
    if letter.status == "sent" and letter.sent_on is not None:
        words = sent_words(letter.channel, dates.with_weekday(letter.sent_on))
        return f"{words[:1].upper()}{words[1:]}."
    if letter.printed_at is not None:
        moment = local_time(letter.printed_at)
        return f"Printet {dates.short(moment.date())} kl. {dates.clock(moment.time())}."
    return "Ikke printet."


class NewLetter(QWidget):
    """Whom the letter is about, and which letter.

    Signals:
        chosen: Person and kind.
        refused: The person does not live here and gets no place.
        closed: Nothing is begun.
    """

    chosen = Signal(object, str)
    refused = Signal()
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.busy = False
        box = QVBoxLayout(self)
        self._box = box
        box.addWidget(Text(self.tr("Nyt brev"), "h3"))
        self.who = Combo(searchable=True, placeholder=self.tr("Navn eller værelse"))
        self._who_field = Field(self.tr("Hvem handler det om?"), self.who)
        self.which = KindChoice(session.services.letters.kinds(), name=self.tr("Hvilket brev?"))
        self._which_line = MessageLine()
        box.addWidget(self._who_field)
        box.addWidget(Text(self.tr("Hvilket brev?"), "body", "text2"))
        box.addWidget(self.which, 1)
        box.addWidget(self._which_line)
        self.refuse = refusal_link(session, self.tr("Bor ikke her? {letter}"))
        self.refuse.clicked.connect(self._refuse)
        box.addWidget(self.refuse, 0, Qt.AlignmentFlag.AlignLeft)
        foot = QHBoxLayout()
        self.write = Button(self.tr("Lav brev"), "primary", hint="Ctrl+Enter")
        self.write.setShortcut("Ctrl+Return")
        self.write.clicked.connect(self._write)
        self._close = Button(self.tr("Tilbage"))
        self._close.clicked.connect(self._back)
        foot.addWidget(self.write)
        foot.addWidget(self._close)
        foot.addStretch(1)
        box.addLayout(foot)
        self._dress()
        theme().changed.connect(self._dress)

    def begin(self) -> None:
        """Ask anew; who lives here now can be chosen."""
        self.busy = True
        rows = self._session.services.residents.rows(ResidentFilter())
        self.who.set_options(
            [
                Option(r.person_id, privacy().name(_listed(r.list_name, r.room), r.room))
                for r in rows
            ]
        )
        self.who.set_value(None)
        self.which.set_value(None)
        self._who_field.say(None)
        self._which_line.show_finding(None)

    def focus_first(self) -> None:
        """The first question."""
        self.who.setFocus()

    def _write(self) -> None:
        person: UUID | None = self.who.value
        self._who_field.say(None if person else Finding("stop", self.tr("Vælg en beboer.")))
        kind = self.which.value
        lacks = None if kind else Finding("stop", self.tr("Vælg et brev."))
        self._which_line.show_finding(lacks)
        if person is None or not kind:
            return
        self.busy = False
        self.chosen.emit(person, kind)

    def _refuse(self) -> None:
        self.busy = False
        self.refused.emit()

    def _back(self) -> None:
        self.busy = False
        self.closed.emit()

    def _dress(self) -> None:
        t = theme()
        self._box.setContentsMargins(t.px(12), t.px(12), t.px(12), t.px(8))
        self._box.setSpacing(t.px(12))


def _listed(name: str, room: str) -> str:
    shown = name or "Beskyttet"
    return f"{shown} · vær. {room}" if room else shown


class AnnulPanel(FormPanel):
    """Why a letter is annulled; both lines stay in the register."""

    def __init__(self, session: Session, parent: QWidget, letter: LetterView) -> None:
        register = session.services.register

        def act(values: Mapping[str, Any]) -> Changes:
            return register.annul(letter.id, letter.version, str(values["reason"]))

        super().__init__(
            session, parent, f"Annullér {letter.register_number}?",
            "Brevet bliver stående i registret med din grund. Fristen åbner igen, hvis det var sendt.",
            verb="Annullér brevet", act=act, kind="danger",
        )  # fmt: skip
        area = TextArea(lines=2)
        self.add("reason", Field(self.tr("Hvorfor?"), area, required=True), required="en grund")
        self.keep(f"annul:{letter.id}", letter.person_id)
