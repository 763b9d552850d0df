"""The strip at the foot of the editor: what keeps Print off, and the question after print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from boform_app.clock import local_date, local_time
from boform_app.services.views.letters import ConsentEnded, LetterProposal, LetterView
from models.values import dates
from models.values.danish import listed
from models.values.information import InformationKind
from models.values.lists import label, load_list
from ui import messages
from ui.theme import theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import IconLabel, Text
from ui.widgets.painting import ButtonKind

LEAST_WORDS = 240
"""Room the words keep beside the verbs at 100 %, px."""


@dataclass(frozen=True, slots=True)
class Act:
    """A button of the strip.

    Attributes:
        key: What ``Strip.pressed`` carries.
        off: Cannot be pressed now; the words at the left say why.
    """

    key: str
    words: str
    kind: ButtonKind = "normal"
    icon: str = ""
    hint: str = ""
    off: bool = False


@dataclass(frozen=True, slots=True)
class Says:
    """What the strip shows.

    Attributes:
        link: Words of the link that helps, "" for none; ``link_key`` is what it presses.
        channels: A further button that chooses another way of sending.
    """

    icon: str
    strong: str
    text: str
    acts: tuple[Act, ...]
    link: str = ""
    channels: bool = False
    link_key: str = "fill"


class Strip(QFrame):
    """Words at the left, verbs at the right.

    Signals:
        pressed: Key of an ``Act``, or what the link presses.
        sent: Key of the channel that was chosen.
    """

    pressed = Signal(str)
    sent = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        head = QHBoxLayout()
        self._row = QHBoxLayout()
        self._icon = IconLabel("print")
        words = QVBoxLayout()
        words.setSpacing(0)
        self._strong = Text("", "strong", wrap=True)
        self._text = Text("", "body", "text2", wrap=True)
        words.addWidget(self._strong)
        words.addWidget(self._text)
        self._link = Button("", "stronglink")
        self._link.clicked.connect(self._press_link)
        head.addWidget(self._icon)
        head.addLayout(words, 1)
        self._box.addLayout(head, 1)
        self._row.addStretch(1)
        self._row.addWidget(self._link)
        self._box.addLayout(self._row)
        self._buttons: dict[str, Button] = {}
        self._shown: Says | None = None
        self._channel = self._channel_button()
        self._row.addWidget(self._channel)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._dress()
        theme().changed.connect(self._dress)

    @property
    def words(self) -> str:
        """What is said at the moment."""
        return " ".join(p for p in (self._strong.text(), self._text.text()) if p)

    def button(self, key: str) -> Button:
        """One of the verbs."""
        return self._buttons[key]

    def has(self, key: str) -> bool:
        """Whether a verb is shown now."""
        return key in self._buttons

    def show_says(self, says: Says) -> None:
        """Show it; the same buttons stay where they are and keep the focus."""
        if says == self._shown:
            return
        before, self._shown = self._shown, says
        self._icon.set_icon(says.icon)
        self._strong.setText(says.strong)
        self._strong.setVisible(bool(says.strong))
        self._text.setText(says.text)
        self._text.setVisible(bool(says.text))
        self._link.setText(says.link)
        self._link.setVisible(bool(says.link))
        if before is None or [a.key for a in before.acts] != [a.key for a in says.acts]:
            self._rebuild(says.acts)
        for act in says.acts:
            button = self._buttons[act.key]
            button.setText(act.words)
            button.change(kind=act.kind, icon=act.icon, hint=act.hint)
            button.setEnabled(not act.off)
        self._channel.setVisible(says.channels)
        self._arrange()
        if before is not None and before.strong != says.strong:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.words))

    def minimumSizeHint(self) -> QSize:
        """The verbs may go below the words; they never make the page wider than the window."""
        return QSize(theme().px(LEAST_WORDS), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Verbs below the words where both do not fit in one line."""
        needed = self._row.sizeHint().width() + theme().px(LEAST_WORDS)
        one, two = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._box.setDirection(two if needed > self.width() > 0 else one)

    def _rebuild(self, acts: Sequence[Act]) -> None:
        for button in self._buttons.values():
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for act in acts:
            button = Button(act.words, act.kind, icon=act.icon, hint=act.hint)
            button.clicked.connect(partial(self._press, act.key))
            self._buttons[act.key] = button
            self._row.insertWidget(self._row.count() - 1, button)
            # Tab order is reading order, also for buttons that came later.
            button.show()
            QWidget.setTabOrder(button, self._channel)

    def _press(self, key: str, _on: bool = False) -> None:  # noqa: FBT001, FBT002 (a Qt slot)
        self.pressed.emit(key)

    def _press_link(self) -> None:
        if self._shown is not None:
            self.pressed.emit(self._shown.link_key)

    def _channel_button(self) -> IconButton:
        button = IconButton("chevron_down", self.tr("Sendt på en anden måde"))
        self._menu = QMenu(self)
        for entry in load_list("letter_channels"):
            words = self.tr("Ja, {how}").format(how=sent_words(entry.key))
            self._menu.addAction(words, partial(self.sent.emit, entry.key))
        button.clicked.connect(
            lambda: self._menu.popup(button.mapToGlobal(button.rect().topLeft()))
        )
        button.hide()
        return button

    def _dress(self) -> None:
        t = theme()
        self._box.setContentsMargins(t.px(12), t.px(8), t.px(12), t.px(8))
        self._box.setSpacing(t.px(8))
        self._row.setSpacing(t.px(8))
        self.setMinimumHeight(t.px(50))


def before_print(proposal: LetterProposal, pages: int, *, waiting: bool) -> Says:
    """While it is written: ready, or what keeps Print off."""
    stopped = stops(proposal)
    off = bool(stopped) or waiting or not pages or proposal.prepared
    acts = (
        Act("save", "Gem som PDF", icon="document_pdf", off=off),
        Act("print", "Print", "primary", "print", "Ctrl+P", off=off),
    )
    if stopped:
        # Another gap is filled first: what is written then may be shorter.
        only_long = set(proposal.problems) == {"too_long"}
        link, key = ("Forslag til at korte", "shorten") if only_long else ("Udfyld nu", "fill")
        return Says(
            "prohibited", "Brevet kan ikke printes endnu.", " ".join(stopped), acts, link,
            link_key=key,
        )  # fmt: skip
    if proposal.prepared:
        return Says("edit", "Kun en leder kan lave afgørelsen.", "Din kladde ligger klar.", acts)
    own = "beboeren" if proposal.stay_id is not None else "personen"
    named = proposal.recipient is not None and proposal.recipient.lines
    to = proposal.recipient.label if proposal.recipient and named else own
    if not pages:
        return Says("print", "Brevet bliver sat op …", "", acts)
    count = "1 side" if pages == 1 else f"{pages} sider"
    form = " og svararket" if proposal.case_code else ""
    strong = f"Klar til print: {count}{form} til {to}."
    return Says("print", strong, " ".join(warnings(proposal)), acts)


def _typed_recipient(proposal: LetterProposal) -> bool:
    return any(one.key == "recipient" for one in proposal.fields)


def stops(proposal: LetterProposal) -> tuple[str, ...]:
    """A sentence for each thing that keeps Print off."""
    found: list[str] = []
    lacking: list[str] = []
    bare = [view.label for view in proposal.disclosures if view.problem]
    for problem in proposal.problems:
        if problem.startswith("field:"):
            key = problem.partition(":")[2]
            name = next(one.label for one in proposal.fields if one.key == key)
            code = next(one.problem for one in proposal.fields if one.key == key)
            found.append(f"{name}: {messages.words(code)}")
        elif problem.startswith("missing:"):
            name = dict(proposal.missing).get(problem.partition(":")[2], "")
            lacking.append(name)
        elif problem == "recipient_missing" and _typed_recipient(proposal):
            found.append("Skriv, hvem brevet skal til, under Datoer og valg.")
        elif problem == "too_long":
            over = messages.lines(proposal.lines_over)
            found.append(messages.words("letter.too_long", {"lines": over}))
        elif problem == "missing_characters":
            found.append(
                messages.words(
                    "glyph_missing", {"character": " ".join(proposal.missing_characters)}
                )
            )
        elif problem == "basis:no_basis":
            count = len(
                {
                    InformationKind(view.information).list_label
                    for view in proposal.disclosures
                    if view.problem == "no_basis"
                }
            )
            found.append(
                "Vælg en hjemmel til 1 oplysning." if count == 1
                else f"Vælg en hjemmel til {count} oplysninger."
            )  # fmt: skip
        else:
            found.append(messages.words(problem, {"what": ", ".join(bare).lower()}))
    if lacking:
        found.insert(0, messages.words("letter.missing", {"what": " · ".join(lacking)}))
    return tuple(found)


def warnings(proposal: LetterProposal) -> tuple[str, ...]:
    """What is said and does not keep Print off; the protected address has a strip of its own."""
    codes = (code.partition(":") for code in proposal.warnings)
    said = tuple(
        messages.words(f"letter.{code}", {"where": where})
        for code, _, where in codes
        if code in _SAID
    )
    if not proposal.lines_over or "too_long" in proposal.problems:
        return said
    # A notice is owed by law however long it is.
    return (*said, messages.words("letter.longer", {"lines": messages.lines(proposal.lines_over)}))


_SAID = frozenset(
    (
        "cpr_missing", "municipality_unknown", "contact_missing", "overview_missing",
        "data_protection_contact_missing", "house_text_unusable", "shared_notes",
    )
)  # fmt: skip


def after_making(letter: LetterView, left: Sequence[str] = ()) -> Says:
    """The question that stays until it is answered, and what came after.

    Args:
        letter: The stored letter.
        left: Saved PDFs that could not be removed.
    """
    save = Act("save", "Gem som PDF", icon="document_pdf")
    again = Act("print", "Print igen" if letter.printed_at else "Print", icon="print")
    anew = Act("anew", "Lav ny ud fra dette", icon="copy")
    send = (Act("send", "Send", icon="send"),) if letter.municipality_code else ()
    if letter.status == "annulled":
        return Says("prohibited", "Brevet er annulleret.", letter.annulled_reason, (anew,))
    if letter.consent_ended is not None:
        return _ended(letter, letter.consent_ended, save)
    if letter.status == "made":
        yes = f"Ja, {sent_words(default_channel(letter))}"
        acts = (
            *send, save, again, Act("not_yet", "Ikke endnu"),
            Act("sent", yes, "primary", "mail_checkmark"),
        )  # fmt: skip
        text = "Spørgsmålet bliver stående."
        return Says(
            "print",
            _asked(letter),
            text,
            acts,
            "" if send else "Lav ny ud fra dette",
            channels=True,
        )
    day = dates.short(letter.sent_on) if letter.sent_on else ""
    strong = f"{_sentence(sent_words(letter.channel, day))}."
    if left:
        kept = f"Kunne ikke fjernes: {', '.join(left)}."
        return Says("warning", strong, kept, (Act("remove", "Prøv igen"), save, again, anew))
    if letter.copies:
        count = len(letter.copies)
        lying = "1 gemt PDF ligger" if count == 1 else f"{count} gemte PDF-filer ligger"
        text = f"{lying} stadig uden for Boform."
        remove = Act("remove", "Fjern den" if count == 1 else "Fjern dem", "primary")
        return Says("document_pdf", strong, text, (save, again, anew, remove))
    return Says("mail_checkmark", strong, "", (*send, save, again, anew))


def _ended(letter: LetterView, over: ConsentEnded, save: Act) -> Says:
    """The consent ended before the letter left, or before anybody said that it did."""
    still = Act("sent", "Det er sendt", icon="mail_checkmark")
    annul = Act("annul", "Annullér brevet", "primary")
    return Says(
        "warning", f"{ended_words(over)} Send ikke brevet.", known_words(letter),
        (save, still, annul), "Lav ny ud fra dette", channels=True, link_key="anew",
    )  # fmt: skip


def ended_words(over: ConsentEnded) -> str:
    """Whose consent ended, and when: "Samtykket til Aalborg Kommune er tilbagekaldt 23-11-2026."."""
    day = dates.short(over.on)
    how = f"er tilbagekaldt {day}" if over.how == "withdrawn" else f"gjaldt til {day}"
    return f"Samtykket til {over.recipient} {how}."


def known_words(letter: LetterView) -> str:
    """What is known of where a letter is: made, and perhaps printed or saved."""
    made = f"Brevet er lavet {_moment(letter.made_at)}"
    printed = letter.printed_at
    parts = [f"printet {_moment(printed)}"] if printed is not None else []
    parts += ["gemt som PDF"] if letter.copies else []
    if not parts:
        return f"{made} og ikke printet."
    return f"{listed([made, *parts])}."


def _moment(at: datetime) -> str:
    when = local_time(at)
    return f"{dates.short(when.date())} kl. {dates.clock(when.time())}"


def _asked(letter: LetterView) -> str:
    if letter.printed_at is not None:
        when = local_time(letter.printed_at)
        clock = dates.clock(when.time())
        same_day = local_date(letter.printed_at) == local_date(letter.made_at)
        day = "" if same_day else f" {dates.short(when.date())}"
        return f"Brevet er printet{day} kl. {clock}. Er det sendt?"
    if letter.copies:
        return "Brevet er gemt som PDF. Er det sendt?"
    return "Brevet er lavet, men ikke printet. Er det sendt?"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def default_channel(letter: LetterView) -> str:
    """Digital Post to authorities; what is for the resident is handed over."""
    return "digital_post" if letter.municipality_code else "handed_over"


_SENT = {
    "digital_post": "sendt{day} med Digital Post",
    "secure_mail": "sendt{day} med sikker mail",
    "post": "sendt{day} som brev",
    "handed_over": "afleveret{day}",
    "phone_first": "ringet og sendt{day} som brev",
}


def sent_words(channel: str, day: str = "") -> str:
    """How a letter was sent, inside a sentence: "sendt 23-11-2026 med Digital Post"."""
    template = _SENT.get(channel) or f"sendt{{day}}, {label('letter_channels', channel).lower()}"
    return template.format(day=f" {day}" if day else "")


def made_words(letter: LetterView, on: date) -> str:
    """Number, day and author of a stored letter, for the title row."""
    day = local_date(letter.made_at)
    when = "i dag" if day == on else dates.short(day)
    return f"{letter.register_number} · lavet {when} af {letter.made_by.name}"
