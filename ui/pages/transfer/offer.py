"""What would travel: groups with ticks, the consent it rests on, and what never travels."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.services.views.records import ConsentView
from boform_app.services.views.transfers import TransferGroup, TransferOffer
from models.values import dates
from models.values.information import ConsentTopic
from ui.pages.transfer.parts import Columns, Foot, Lines
from ui.privacy import privacy
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.choice import Combo, Option
from ui.widgets.field import MessageLine
from ui.widgets.labels import IconLabel, Text


class GroupRow(QWidget):
    """A tick, how many records, and what the consent does not reach.

    Attributes:
        box: The tick; None for what always goes along.
    """

    def __init__(self, group: TransferGroup, *, on: bool) -> None:
        super().__init__()
        self.group = group
        self.box = None if group.fixed else QCheckBox(group.label)
        remark = remark_of(group)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(8))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        if self.box is not None:
            self.box.setChecked(on and group.count > 0)
            self.box.setEnabled(group.count > 0)
            self.box.setAccessibleDescription(remark)
            self._grid.addWidget(self.box, 0, 0, 1, 2)
        else:
            self._grid.addWidget(IconLabel("checkmark", 16), 0, 0)
            always = Text(group.label, "body")
            always.setMinimumHeight(theme().px(24))
            self._grid.addWidget(always, 0, 1)
        self._grid.addWidget(Text(count_of(group), "body", "text2"), 0, 2)
        if remark:
            small = Text(remark, "small", "text2", wrap=True)
            small.setContentsMargins(theme().px(24), 0, 0, theme().px(4))
            self._grid.addWidget(small, 1, 0, 1, 3)

    @property
    def on(self) -> bool:
        """Whether it goes along."""
        return self.box is None or self.box.isChecked()


class ConsentCard(Card):
    """The consent: to whom, until when, what it covers, and what must not be told.

    Signals:
        chosen: Id of another consent.
        wanted: The way to all consents.
    """

    chosen = Signal(object)
    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_tr("Samtykket"), parent=parent)
        self.which = Combo(name=_tr("Hvilket samtykke"))
        self.which.changed.connect(lambda: self.chosen.emit(self.which.value))
        self._to = Text("", "strong", wrap=True)
        self._facts = Text("", "body", "text2", wrap=True)
        self._covers = Text("", "body", wrap=True)
        self._excepted = QFrame()
        self._excepted.setObjectName("warning")
        box = QVBoxLayout(self._excepted)
        self._not_told = Text("", "body", wrap=True)
        box.addWidget(Text(_tr("Det må ikke fortælles"), "strong"))
        box.addWidget(self._not_told)
        see = Button(_tr("Se samtykker"), "link")
        see.clicked.connect(self.wanted)
        self.add_tool(see)
        for widget in (self.which, self._to, self._facts, self._covers, self._excepted):
            self.body.addWidget(widget)

    @property
    def words(self) -> str:
        """Everything that is said."""
        shown = (self._to, self._facts, self._covers, self._not_told)
        return " ".join(label.text() for label in shown)

    def show_consents(self, offer: TransferOffer, chosen: ConsentView) -> None:
        """The one that the groups were made for."""
        self.which.set_options([Option(one.id, _short(one)) for one in offer.consents])
        self.which.set_value(chosen.id)
        self.which.setVisible(len(offer.consents) > 1)
        self._to.setText(_tr("Til {house}").format(house=chosen.recipient))
        self._facts.setText(
            _tr("Givet {given}. Gælder til {until}.").format(
                given=dates.short(chosen.given_on), until=dates.short(chosen.valid_to)
            )
        )
        ticked = [ConsentTopic(topic).short for topic in chosen.information]
        covers = _tr("Dækker {what}.").format(what=_listed(ticked))
        self._covers.setText(covers if ticked else _tr("Dækker kun stamdata og ophold."))
        self._not_told.setText(privacy().text(offer.excepted) or _tr("Vist, når navne vises."))
        self._excepted.setVisible(bool(offer.excepted))


class OfferSheet(QWidget):
    """Groups at the left, consent and what never travels at the right.

    Signals:
        wanted: *Lav flyttefilen* was pressed.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[GroupRow] = []
        self.consent = ConsentCard()
        self.make = Button(
            _tr("Lav flyttefilen"), "primary", hint="Ctrl+Enter", height="title_button"
        )
        self.make.clicked.connect(self.wanted)
        self.message = MessageLine()
        self.foot = Foot("", self.make)
        self._card = Card(_tr("Det følger med"), padded=False)
        self._list = QVBoxLayout()
        self._card.body.addLayout(self._list)
        self._card.body.addWidget(self.message)
        self._card.body.addWidget(self.foot)
        self._never = Card(_tr("Følger aldrig med"))
        self._never_words = Text("", "body", "text2", wrap=True)
        self._never.body.addWidget(self._never_words)
        self.columns = Columns()
        self.columns.left.addWidget(self._card)
        self.columns.left.addStretch(1)
        self._notes = Card(_tr("Godt at vide"))
        self._note_lines = Lines()
        self._notes.body.addWidget(self._note_lines)
        for card in (self.consent, self._notes, self._never):
            self.columns.right.addWidget(card)
        self.columns.right.addStretch(1)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.columns)
        self._dress()
        theme().changed.connect(self._dress)

    @property
    def groups(self) -> tuple[str, ...]:
        """Keys of what is ticked."""
        return tuple(row.group.key for row in self.rows if row.on)

    def row(self, key: str) -> GroupRow:
        """One group."""
        return next(row for row in self.rows if row.group.key == key)

    def show_offer(self, offer: TransferOffer, chosen: ConsentView, off: frozenset[str]) -> None:
        """What may travel; ``off`` are the groups whose tick somebody took away."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [GroupRow(group, on=group.key not in off) for group in offer.groups]
        for row in self.rows:
            self._list.addWidget(row)
        self.consent.show_consents(offer, chosen)
        self._never_words.setText("\n".join(offer.never))
        self._note_lines.show_lines(_good_to_know(offer, chosen))
        self.say(
            _tr(
                "Boform laver en låst fil og en kode. Koden siger du i telefonen til {house}."
            ).format(house=chosen.recipient)
        )

    def say(self, words: str) -> None:
        """The sentence beside the button."""
        self.foot.say(words)

    def first(self) -> QWidget:
        """Where the cursor begins."""
        boxes = (row.box for row in self.rows if row.box is not None and row.box.isEnabled())
        return next(boxes, self.make)

    def _dress(self) -> None:
        t = theme()
        self._card.body.setContentsMargins(0, 0, 0, 0)
        self._list.setContentsMargins(t.px(16), t.px(10), t.px(16), t.px(10))
        self._list.setSpacing(t.px(4))
        self.message.setContentsMargins(t.px(16), 0, t.px(16), t.px(10))


def count_of(group: TransferGroup) -> str:
    """How much it is; a group that is one thing has no number."""
    if group.key == "identity":
        return _tr("altid med")
    if group.fixed:
        return _tr("{n} · altid med").format(n=group.count)
    if not group.count:
        return "" if group.left_out else _tr("ingen")
    return "" if group.key == "health" else str(group.count)


def remark_of(group: TransferGroup) -> str:
    """What stays here, and why."""
    if not group.left_out:
        return ""
    stays = _tr("{n} bliver her.").format(n=group.left_out)
    if group.key == "health":
        stays = _tr("Bliver her.")
    needs = _tr("Samtykket dækker ikke {what}.").format(what=_listed(group.needs, "eller"))
    return f"{stays} {needs}"


def _good_to_know(offer: TransferOffer, chosen: ConsentView) -> list[tuple[str, str]]:
    lines = []
    if offer.protected:
        lines.append(
            ("shield_lock", _tr("Adressen er beskyttet. Filen siger det til det andet hus."))
        )
    if offer.living_here:
        words = _tr(
            "Opholdet her går videre. {house} får det som tidligere ophold til og med i dag."
        )
        lines.append(("home", words.format(house=chosen.recipient)))
    lines.append(
        ("history", _tr("Filen står i Historik. Boform gemmer hverken filen eller koden."))
    )
    return lines


def _short(consent: ConsentView) -> str:
    day = dates.short(consent.given_on)
    return _tr("{house}, givet {day}").format(house=consent.recipient, day=day)


def _listed(parts: Sequence[str], last: str = "og") -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def consent_of(offer: TransferOffer) -> ConsentView | None:
    """The consent that the groups were made for."""
    wanted: UUID | None = offer.consent_id
    return next((one for one in offer.consents if one.id == wanted), None)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Transfer", words)
