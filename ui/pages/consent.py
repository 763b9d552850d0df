"""Consent (*samtykke*): print the form, type in what was ticked, see and withdraw (readiness 4.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from boform_app.errors import ReasonNeeded, ValidationFailed
from boform_app.services.views.people import Identity
from boform_app.services.views.records import ConsentView
from models.values.changes import Changes
from ui import messages
from ui.forms.submit_bar import SubmitBar
from ui.pages.base import Page
from ui.pages.consent_form import ConsentFields
from ui.pages.consent_parts import ConsentList, RenewPanel, WithdrawPanel
from ui.pages.resident.doing import Refused
from ui.ports import DraftSlot
from ui.privacy import privacy
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.title_row import TitleRow

BESIDE = 900
"""From this many pixels at 100 % form and list stand side by side."""


class ConsentPage(Page):
    """Form at the left, what was given at the right. Facts: ``person_id``, and ``to``: a kind of recipient."""

    key = "consent"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._person_id: UUID | None = None
        self._identity: Identity | None = None
        self.renew_panel: RenewPanel | None = None
        self.withdraw_panel: WithdrawPanel | None = None
        self._head = TitleRow(self.tr("Samtykke"), with_back=True)
        self._head.back.connect(self._back)
        self._paper = Button(
            self.tr("Print samtykkeerklæring"), icon="print", height="title_button"
        )
        self._paper.clicked.connect(self._to_paper)
        self._head.add_action(self._paper)
        self.layout_.addWidget(self._head)
        house = session.services.house.facts().name
        facts = self.tr("fra {house} til én modtager").format(house=house)
        self.card = Card(self.tr("Det, der blev sat kryds ved"), facts, padded=False)
        self.fields = ConsentFields(session)
        self.fields.form.submitted.connect(self._give)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        # It scrolls by itself: its hint must not make the page scroll, too.
        self._area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setWidget(self.fields)
        self._area.setAccessibleName(self.tr("Samtykket"))
        self.card.body.addWidget(self._area, 1)
        self.card.body.addWidget(self._foot())
        self._given_card = Card(self.tr("Givet"), padded=False)
        self.given = ConsentList()
        self.given.renewed.connect(self._renew)
        self.given.withdrawn.connect(self._withdraw)
        self._given_card.body.addWidget(self.given, 1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.addWidget(self.card, 3)
        self._columns.addWidget(self._given_card, 2)
        self.layout_.addLayout(self._columns, 1)
        self._dress_page()

    def title(self) -> str:
        """For the window's title; never the name."""
        return self.tr("Samtykke")

    def state(self) -> Mapping[str, Any]:
        """Whose consents are shown."""
        return {"person_id": self._person_id, "to": ""} if self._person_id is not None else {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show a person's consents; an unfinished form comes back."""
        person_id = state.get("person_id")
        if isinstance(person_id, UUID) and person_id != self._person_id:
            self._person_id = person_id
            if self._read():
                self._begin()
        to = str(state.get("to") or "")
        if to and self._person_id is not None and not self.fields.form.dirty:
            self.fields.give_to(to)

    def refresh(self) -> None:
        """Read the consents again; the form keeps what is typed."""
        if self._person_id is not None:
            self._read()

    def apply_changes(self, changes: Changes) -> None:
        """Somebody gave or withdrew a consent."""
        if "consent" in changes.ids:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two do not fit."""
        super().resizeEvent(event)
        self._arrange()

    def _read(self) -> bool:
        """False when the resident must be opened with a reason first."""
        services, person_id = self._session.services, self._person_id
        if person_id is None:
            return False
        try:
            found = services.consents.for_person(person_id)
        except ReasonNeeded as closed:
            self._person_id = None
            self.go("resident", person_id=closed.person_id, tab="letters")
            return False
        self._identity = services.people.identity(person_id)
        may_give = services.staff.permissions().get("consent") == "yes"
        self.card.setVisible(may_give)
        self._paper.setVisible(may_give)
        self.given.show_consents(found, house=services.house.facts().name, may_renew=may_give)
        count = sum(one.state == "valid" for one in found)
        holds = self.tr("1 gælder") if count == 1 else self.tr("{n} gælder").format(n=count)
        self._given_card.set_title(self.tr("Givet"), holds)
        self._head.set_title(self.tr("Samtykke"), self._who())
        return True

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(SubmitBar(self.fields.form, self.tr("Gem samtykke"), self.tr("gemme")))
        row.addStretch(1)
        return foot

    def _begin(self) -> None:
        """What can be proposed; an earlier draft wins over it."""
        if self._person_id is not None:
            self.fields.propose(self._person_id)
            slot = DraftSlot("consent", str(self._person_id))
            self.fields.form.keep_drafts(self._session.drafts, slot)
            self.fields.follow()

    def _give(self, values: Mapping[str, Any]) -> None:
        if self._person_id is None:
            return
        try:
            command = self.fields.command(self._person_id, values)
            changes = self._session.services.consents.give(command)
        except ValidationFailed as refused:
            self.fields.refuse(refused)
            return
        except Refused as refused:
            messages.present(refused, self)
            return
        self.fields.form.forget_draft()
        self._session.done(changes)
        self.refresh()
        self._begin()

    def _renew(self, consent: ConsentView) -> None:
        self.renew_panel = RenewPanel(self._session, self, consent)
        self.renew_panel.start("given_on")

    def _withdraw(self, consent: ConsentView) -> None:
        self.withdraw_panel = WithdrawPanel(self._session, self, consent)
        self.withdraw_panel.start("on")

    def _to_paper(self) -> None:
        """The paper names the recipient that is chosen here."""
        self.go(
            "letter", letter_id=None, person_id=self._person_id, kind="consent_form",
            fields=self.fields.paper(),
        )  # fmt: skip

    def _back(self) -> None:
        self.go("resident", person_id=self._person_id, tab="letters")

    def _who(self) -> str:
        who = self._identity
        if who is None:
            return ""
        room = self.tr("vær. {room}").format(room=who.room) if who.room else ""
        name = self.tr("beboer") if privacy().on or who.closed else who.full_name
        return self.tr("fra {who}").format(who=", ".join(p for p in (name, room) if p))

    def _arrange(self) -> None:
        beside = self.width() >= theme().px(BESIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if beside else down)
        # Below each other the page scrolls, and the form need not scroll within it.
        whole = self.fields.sizeHint().height()
        self._area.setMinimumHeight(theme().px(260) if beside else whole)

    def _dress_page(self) -> None:
        super()._dress_page()
        if hasattr(self, "_columns"):
            t = theme()
            self._columns.setSpacing(t.px(16))
            self.given.setMinimumHeight(t.px(160))
            self._arrange()
