"""*Brevet indeholder*: what the letter tells about the resident and why we may (mockup 06)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from boform_app.services.views.letters import Basis, DisclosureView, LetterProposal
from boform_app.services.views.records import ConsentView
from models.values import dates
from models.values.danish import listed
from models.values.information import ConsentTopic, InformationKind
from ui.pages.letter.writing import bases_for
from ui.tablemodels.rows import Column
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.choice import Combo, Option, Radios
from ui.widgets.labels import Text
from ui.widgets.list_view import ListView
from ui.widgets.text_area import TextArea


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list: kinds of information that are shown as one.

    Attributes:
        problem: Why the basis does not hold, "" when it does.
        out: Kept out of the letter; said here only.
    """

    label: str
    basis: str
    views: tuple[DisclosureView, ...] = ()
    problem: str = ""
    out: bool = False


class Contents(Card):
    """The list, one ground for all of it, and what that ground is.

    Signals:
        grounded: A ground for everything: its key and the bases.
        item_grounded: Kinds of information and another basis for them.
        reasoned: Why it is acute.
        cut: Sections to leave out because the law does not carry them.
        consent_wanted: Show the consents, or note one.
    """

    grounded = Signal(str, object)
    item_grounded = Signal(object, object)
    reasoned = Signal(str)
    cut = Signal(object)
    consent_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Brevet indeholder", padded=False, parent=parent)
        self._proposal: LetterProposal | None = None
        self._consents: Sequence[ConsentView] = ()
        self._menu: QMenu | None = None
        self.list = ListView(
            (
                Column("icon", "", _icon, "icon", 20),
                Column("what", "", lambda line: line.label),
                Column("why", "", lambda line: line.basis, "muted", 66),
            ),
            name=self.tr("Brevet indeholder"), id_of=lambda line: line.label, row_px=28, gap=6,
        )  # fmt: skip
        self.list.opened.connect(self._choose_item)
        self.list.clicked.connect(
            lambda index: self._choose_item(self.list.model_.rows[index.row()])
        )
        self.body.addWidget(self.list, 1)
        self._foot = QWidget()
        self._foot_box = QVBoxLayout(self._foot)
        self.body.addWidget(self._foot)
        self._heading = Text(self.tr("Hjemmel"), "strong")
        self.radios = Radios(
            (
                Option("consent", self.tr("Samtykke")),
                Option("law", self.tr("Lov")),
                Option("danger", self.tr("Akut fare")),
            ),
            name=self.tr("Hjemmel"), horizontal=True,
        )  # fmt: skip
        self.radios.changed.connect(lambda: self._ground(self.radios.value))
        self.combo = Combo(name=self.tr("Hvilket samtykke"))
        self.combo.changed.connect(lambda: self._ground("consent"))
        self._note = _Note()
        self._note.link.clicked.connect(self._follow)
        self.reason = TextArea(
            name=self.tr("Hvorfor er det akut?"),
            placeholder=self.tr("Hvorfor er det akut?"),
            lines=2,
            most_lines=4,
        )
        self.reason.textChanged.connect(self._reasoned)
        for widget in (self._heading, self.radios, self.combo, self.reason, self._note):
            self._foot_box.addWidget(widget)
        self._loading = False
        self._dress_foot()
        theme().changed.connect(self._dress_foot)

    def show_proposal(self, proposal: LetterProposal, consents: Sequence[ConsentView]) -> None:
        """Show what would be told now.

        Args:
            proposal: The letter as it would be printed.
            consents: Consents to this recipient, also those that no longer hold.
        """
        self._proposal, self._consents = proposal, consents
        lines = disclosure_lines(proposal)
        self._show_lines(lines)
        own = all(view.basis.kind == "own_copy" for view in proposal.disclosures)
        ground = self._ground_now(proposal)
        self._loading = True
        self.radios.setVisible(not own)
        self.radios.set_value(ground or None)
        self._show_consents(ground, own=own)
        self.reason.setVisible(ground == "danger" or self._has_danger())
        reason = next((v.basis.reason for v in proposal.disclosures if v.basis.reason), "")
        if not self.reason.hasFocus() and self.reason.text != reason:
            self.reason.set_text(reason)
        self._loading = False
        self._note.say(*self._words(proposal, ground, own=own))

    def show_stored(self, told: Sequence[tuple[str, str]]) -> None:
        """What a stored letter told, and on which basis."""
        self._proposal = None
        self._show_lines(stored_lines(told))
        for widget in (self.radios, self.combo, self.reason):
            widget.hide()
        bases = tuple(dict.fromkeys(basis for _, basis in told if basis))
        self._note.say("", " · ".join(bases) or self.tr("Til beboeren selv"), "")

    def focus_ground(self) -> None:
        """Where a basis is chosen."""
        if self.radios.isVisible():
            chosen = self.radios.value or "consent"
            (self.reason if self.reason.isVisible() else self.radios.button(chosen)).setFocus()

    def _show_lines(self, lines: Sequence[Line]) -> None:
        told = sum(not line.out for line in lines)
        self.set_title(self.tr("Brevet indeholder"), self.tr("{n} slags").format(n=told))
        self.list.set_rows(lines)

    def _ground_now(self, proposal: LetterProposal) -> str:
        """What the bases say; before any is chosen nothing is marked."""
        if proposal.edits.ground:
            return proposal.edits.ground
        kinds = {view.basis.kind for view in proposal.disclosures}
        return kinds.pop() if len(kinds) == 1 else ""

    def _has_danger(self) -> bool:
        found = self._proposal.disclosures if self._proposal else ()
        return any(view.basis.kind == "danger" for view in found)

    def _show_consents(self, ground: str, *, own: bool) -> None:
        kept = self._chosen_consent()
        options = [Option(one.id, consent_title(one)) for one in self._consents]
        self.combo.set_options(options)
        self.combo.set_value(kept.id if kept else None)
        self.combo.setVisible(not own and ground == "consent" and len(options) > 1)

    def _chosen_consent(self) -> ConsentView | None:
        views = self._proposal.disclosures if self._proposal else ()
        ids = {view.basis.consent_id for view in views if view.basis.kind == "consent"}
        chosen = next((one for one in self._consents if one.id in ids), None)
        valid = next((one for one in self._consents if one.state == "valid"), None)
        return chosen or valid or next(iter(self._consents), None)

    def _ground(self, ground: str | None) -> None:
        if self._proposal is None or ground is None or self._loading:
            return
        consent: UUID | None = self.combo.value
        if ground == "consent" and consent is None:
            chosen = self._chosen_consent()
            consent = chosen.id if chosen else None
        self.grounded.emit(ground, bases_for(self._proposal, ground, consent))

    def _reasoned(self) -> None:
        if not self._loading:
            self.reasoned.emit(self.reason.text)

    def _words(self, proposal: LetterProposal, ground: str, *, own: bool) -> tuple[str, str, str]:
        """Title, text and link of the note below the choice."""
        if own:
            own_words = self.tr("Til beboeren selv. Der skal ingen hjemmel til.")
            asker = self.tr("Til personen selv. Der skal ingen hjemmel til.")
            return "", own_words if proposal.stay_id is not None else asker, ""
        if ground == "danger":
            return "", self.tr("Grunden gemmes i brevregistret og står ikke i brevet."), ""
        if ground == "law":
            return self._law_words(proposal)
        consent = self._chosen_consent()
        if consent is None:
            to = proposal.recipient.label.partition(",")[0] if proposal.recipient else ""
            words = self.tr("Der er intet samtykke til {to}.").format(
                to=to or self.tr("modtageren")
            )
            return "", words, self.tr("Notér samtykke")
        return consent_title(consent), consent_words(consent), self.tr("Vis samtykket")

    def _law_words(self, proposal: LetterProposal) -> tuple[str, str, str]:
        law = next((v.basis.text for v in proposal.disclosures if v.basis.kind == "law"), "")
        if not law:
            return "", self.tr("Der er ingen lov, der kræver dette brev. Vælg samtykke."), ""
        if _beyond_law(proposal):
            words = self.tr("Loven dækker ikke alt i brevet. Vælg samtykke til resten.")
            return law, words, self.tr("Udelad resten")
        return law, self.tr("Loven kræver oplysningerne. Det kræver ikke samtykke."), ""

    def _follow(self) -> None:
        if self._proposal is None:
            return
        if self._ground_now(self._proposal) == "law":
            self.cut.emit(_beyond_law(self._proposal))
        else:
            self.consent_wanted.emit()

    def _choose_item(self, line: Line) -> None:
        """The bases that may be chosen for one line alone."""
        offers = _common_offers(line)
        if not offers:
            return
        keys = tuple(view.information for view in line.views)
        menu = QMenu(self)
        for offer in offers:
            menu.addAction(offer.text, partial(self.item_grounded.emit, keys, offer))
        self._menu = menu
        row = self.list.visualRect(self.list.currentIndex())
        menu.popup(self.list.viewport().mapToGlobal(row.bottomLeft()))

    def _dress_foot(self) -> None:
        t = theme()
        self._foot_box.setContentsMargins(t.px(12), t.px(8), t.px(12), t.px(8))
        self._foot_box.setSpacing(t.px(4))
        self.list.setMinimumHeight(t.px(4 * 28))


class _Note(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("question")
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 8, 10, 6)
        box.setSpacing(2)
        self._title = Text("", "strong")
        self._text = Text("", "body", "text2", wrap=True)
        self.link = Button("", "link")
        for widget in (self._title, self._text):
            box.addWidget(widget)
        box.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)

    def say(self, title: str, text: str, link: str) -> None:
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._text.setText(text)
        self.link.setText(link)
        self.link.setVisible(bool(link))


def disclosure_lines(proposal: LetterProposal) -> list[Line]:
    """Kinds that share a line of the list; then what is kept out."""
    groups: dict[str, list[DisclosureView]] = {}
    for view in proposal.disclosures:
        groups.setdefault(InformationKind(view.information).list_label, []).append(view)
    lines = [_line(label, tuple(views)) for label, views in groups.items()]
    return [*lines, *(Line(label, "Ikke med", out=True) for label in proposal.left_out_kinds)]


_WORDS = {"law": "Lov", "consent": "Samtykke", "danger": "Akut fare", "own_copy": "Egen kopi"}
_PROBLEMS = {
    "no_basis": "Mangler",
    "consent_expired": "Udløbet",
    "consent_withdrawn": "Trukket",
    "consent_too_narrow": "Mangler",
    "reason_missing": "Hvorfor?",
}


def _line(label: str, views: tuple[DisclosureView, ...]) -> Line:
    problem = next((view.problem for view in views if view.problem), "")
    if problem:
        return Line(label, _PROBLEMS[problem], views, problem)
    kinds = tuple(dict.fromkeys(_WORDS[view.basis.kind] for view in views))
    return Line(label, kinds[0] if len(kinds) == 1 else "Blandet", views)


def stored_lines(told: Sequence[tuple[str, str]]) -> list[Line]:
    """What a stored letter told, kinds of one line together; the basis by its first word."""
    labels = {kind.label: kind.list_label for kind in InformationKind}
    words = {"Til": "Egen kopi", "Akut": "Akut fare"}
    lines: dict[str, Line] = {}
    for label, basis in told:
        first = basis.split(maxsplit=1)[0].rstrip(",") if basis else ""
        line = Line(labels.get(label, label), words.get(first, first))
        lines.setdefault(line.label, line)
    return list(lines.values())


def _icon(line: Line) -> tuple[str, str, bool]:
    if line.out:
        return "prohibited", "text2", False
    return ("warning", "danger", False) if line.problem else ("checkmark_circle", "accent", False)


def _common_offers(line: Line) -> tuple[Basis, ...]:
    if not line.views:
        return ()
    first, *others = line.views
    return tuple(
        offer for offer in first.offers if all(offer in view.offers for view in others)
    )  # fmt: skip


def _beyond_law(proposal: LetterProposal) -> tuple[str, ...]:
    """Sections that tell something which rests on nothing, and can be left out."""
    optional = {section.key for section in proposal.sections if section.optional}
    keys = [key for view in proposal.disclosures if view.problem for key in view.sections]
    return tuple(dict.fromkeys(key for key in keys if key in optional))


_STATES = {"expired": "udløbet", "withdrawn": "tilbagekaldt", "coming": "gælder ikke endnu"}


def consent_title(consent: ConsentView) -> str:
    """Make "Samtykke 16-11-2026", and whether it holds no more."""
    state = _STATES.get(consent.state, "")
    words = f"Samtykke {dates.short(consent.given_on)}"
    return f"{words}, {state}" if state else words


def consent_words(consent: ConsentView) -> str:
    """Form, recipient, end and what it covers."""
    form = "Skriftligt" if consent.form == "written" else "Mundtligt"
    topics = [ConsentTopic(key).short for key in consent.information]
    until = dates.short(consent.valid_to)
    return f"{form}, til {consent.recipient}. Gælder til {until}. Omfatter {listed(topics)}."
