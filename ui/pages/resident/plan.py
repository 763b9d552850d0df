"""Handleplan: what the municipality owes and since when, and who has the ball (mockup 15, left half)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QWidget

from boform_app.services.views.cases import PlanView, PrerequisiteView
from boform_app.services.views.people import Identity
from boform_app.services.views.stays import StayView
from ui import messages
from ui.pages.resident.doing import FormPanel, Refused
from ui.pages.resident.plan_cards import PlanCard
from ui.pages.resident.plan_forms import PlanForms
from ui.pages.resident.plan_list import PrerequisiteCard
from ui.pages.resident.tab import Tab
from ui.privacy import privacy
from ui.session import Session
from ui.theme import theme
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState

SIDE_BY_SIDE = 1040
_LETTER_OF = {"C1": "referral", "C6": "plan_request", "C7": "referral"}


class PlanTab(Tab):
    """The municipality's handleplan at the left, the prerequisites C1 to C12 at the right."""

    key = "plan"
    compact = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.panel: FormPanel | None = None
        self.plan: PlanView | None = None
        self._stay: StayView | None = None
        self._may = False
        self.card, self.list = PlanCard(), PrerequisiteCard()
        self._none = Card()
        self._none.body.addWidget(
            EmptyState(self.tr("Der er ikke noget ophold, en plan kan gælde."))
        )
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.addWidget(self.card)
        self._box.addWidget(self.list, 1)
        self.layout_.addWidget(self._none)
        self.layout_.addLayout(self._box, 1)
        self._wire()
        self._arrange()
        theme().changed.connect(self._arrange)

    def load(self, person_id: UUID, identity: Identity) -> None:
        """Show the newest stay's plan."""
        self.plan = None
        super().load(person_id, identity)
        self.list.choose_first()

    def refresh(self) -> None:
        """Read plan, prerequisites and letters again."""
        if self.person_id is None:
            return
        services = self.session.services
        try:
            stays = services.stays.for_person(self.person_id)
            self._stay = stays[0] if stays else None
            extents = services.staff.permissions()
            self._may = extents.get("action_plan") == "yes"
            writes = extents.get("write_letters") == "yes"
            if self._stay is not None:
                self._show(self._stay, writes=writes)
        except Refused as refused:
            messages.present(refused, self)
            return
        there = self._stay is not None
        self._none.setVisible(not there)
        self.card.setVisible(there)
        self.list.setVisible(there)

    def restore(self, state: Mapping[str, Any]) -> None:
        """``open`` names a prerequisite whose form is wanted, e.g. the support decision C7."""
        wanted = str(state.get("open", ""))
        if wanted and self.list.choose(wanted):
            row = self.list.current
            if row is not None:
                self.change_prerequisite(row, decided=row.code == "C7")

    def focus_first(self) -> None:
        """The table of prerequisites."""
        self.list.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def change_prerequisite(self, row: PrerequisiteView, *, decided: bool = False) -> None:
        """The small form of one prerequisite."""
        forms = self._forms()
        if forms is not None:
            self.panel = forms.prerequisite(row, decided=decided)

    # -- own -------------------------------------------------------------------------------------

    def _show(self, stay: StayView, *, writes: bool) -> None:
        services = self.session.services
        plan = services.plans.get(stay.id)
        self.plan = plan
        sent = services.register.letters(stay.person_id, status="sent", limit=20) if writes else ()
        self.card.show_plan(plan, sent, self.session.clock.today(), may=self._may, writes=writes)
        self.list.show_rows(services.plans.prerequisites(stay.id), may=self._may, letters=writes)

    def _forms(self) -> PlanForms | None:
        if not self._may or self.person_id is None:
            return None
        return PlanForms(self.session, self, self.person_id)

    def _wire(self) -> None:
        card = self.card
        card.received.clicked.connect(lambda: self._form("received"))
        card.reply.clicked.connect(lambda: self._form("reply"))
        card.worker_edit.clicked.connect(lambda: self._form("worker"))
        card.letter.clicked.connect(lambda: self._letter("plan_request"))
        card.phone_note.clicked.connect(self.write_wanted)
        card.all_letters.clicked.connect(
            lambda: self.go("resident", person_id=self.person_id, tab="letters")
        )
        card.more.clicked.connect(self._menu)
        self.list.opened.connect(self.change_prerequisite)
        self.list.decided.connect(lambda row: self.change_prerequisite(row, decided=True))
        self.list.letter_wanted.connect(lambda row: self._letter(_LETTER_OF[row.code]))

    def _form(self, name: str) -> None:
        forms = self._forms()
        if forms is None or self.plan is None:
            return
        self.panel = getattr(forms, name)(self.plan)

    def _step(self, status: str, title: str, label: str) -> None:
        forms = self._forms()
        if forms is not None and self.plan is not None:
            self.panel = forms.step(self.plan, status, title, label)

    def _letter(self, kind: str) -> None:
        self.go("letter", person_id=self.person_id, kind=kind)

    def _menu(self) -> None:
        """What happens more rarely, or happened without a letter from here."""
        plan = self.plan
        if plan is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._may:
            asked, reminded = self.tr("Anmodet den"), self.tr("Rykket den")
            used, follow = self.tr("I brug fra"), self.tr("Vi følger op den")
            for status, verb, title, label in (
                ("requested", self.tr("Anmodet på anden måde …"),
                 self.tr("Handleplanen er anmodet på anden måde"), asked),
                ("reminded", self.tr("Rykket på anden måde …"),
                 self.tr("Kommunen er rykket på anden måde"), reminded),
                ("active", self.tr("Planen er i brug …"), self.tr("Planen er i brug"), used),
                ("follow_up", self.tr("Følg op …"), self.tr("Følg op på handleplanen"), follow),
            ):  # fmt: skip
                act = menu.addAction(verb)
                act.triggered.connect(
                    lambda _on=False, s=status, t=title, w=label: self._step(s, t, w)
                )
        if plan.document_id is not None:
            menu.addAction(self.tr("Gem kopi af planen …"), self._save_copy)
        menu.popup(self.card.more.mapToGlobal(self.card.more.rect().topLeft()))

    def _save_copy(self) -> None:
        name = self.tr("handleplan.pdf")
        self.session.ports.files.save(
            self.tr("Gem kopi af handleplanen"), name, "PDF (*.pdf)", self._write_copy
        )

    def _write_copy(self, path: Path | None) -> None:
        if path is None or self._stay is None:
            return
        try:
            data = self.session.services.plans.document(self._stay.id)
            path.write_bytes(data)
        except Refused as refused:
            messages.present(refused, self)
            return
        except OSError:
            self.session.say(self.tr("Filen kunne ikke gemmes der. Vælg en anden mappe."))
            return
        self.session.say(self.tr("Kopien ligger uden for Boform. Fjern den, når den er brugt."))

    def privacy_changed(self, *, on: bool) -> None:
        """Evidence is free text about a person."""
        del on
        self.list.hide_texts(hidden=privacy().on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below each other where there is no room beside."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        t = theme()
        beside = self.width() >= t.px(SIDE_BY_SIDE)
        one, two = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._box.setDirection(one if beside else two)
        self._box.setSpacing(t.px(16 if beside else 12))
        self.card.setMinimumWidth(t.px(458) if beside else 0)
        self.card.setMaximumWidth(t.px(458) if beside else 16_777_215)
