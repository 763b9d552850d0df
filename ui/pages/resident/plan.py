"""Handleplan: the municipality's plan at the left, the house's own and the case at the right (mockup 15)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QScrollArea, QWidget

from boform_app.services.views.contacts import CaseworkerView
from boform_app.services.views.people import Identity
from boform_app.services.views.plans import PLAN_POINTS, PlanCommand, PlanView, PrerequisiteView
from boform_app.services.views.stays import StayView
from models.values.changes import Changes
from ui import messages
from ui.dialogs.panel import Panel
from ui.pages.resident.contact_form import open_contact
from ui.pages.resident.doing import Refused
from ui.pages.resident.in_place import InPlace
from ui.pages.resident.pages_panel import PagesPanel, received
from ui.pages.resident.plan_cards import PlanCard, Situation
from ui.pages.resident.plan_forms import PlanForms
from ui.pages.resident.plan_right import RightCard
from ui.pages.resident.reply_form import open_reply
from ui.pages.resident.support_card import SupportCard
from ui.pages.resident.tab import Tab
from ui.session import Session
from ui.theme import theme
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState

SIDE_BY_SIDE = 1130
"""Width at 100 % from which both plans stand beside each other with the switch in one line."""
_MOST_LINES = 300


class PlanTab(Tab):
    """Two plans side by side that cannot be mixed up; each says who writes it."""

    key = "plan"
    compact = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.panel: Panel | None = None
        self.plan: PlanView | None = None
        self._stay: StayView | None = None
        self._worker: CaseworkerView | None = None
        self._may = False
        self.card, self.right = PlanCard(), RightCard(session)
        self._places = [
            InPlace(session, self.card.point(name).at, f"plan_{name}", partial(self._place, name))
            for name in PLAN_POINTS
        ]
        self._none = Card()
        self._none.body.addWidget(
            EmptyState(self.tr("Der er ikke noget ophold, en plan kan gælde."))
        )
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.addWidget(self.card)
        self._box.addWidget(self.right, 1)
        self.layout_.addWidget(self._none)
        self.layout_.addLayout(self._box, 1)
        self._wire()
        self._arrange()
        theme().changed.connect(self._arrange)

    def load(self, person_id: UUID, identity: Identity) -> None:
        """Show the newest stay's plans, the opholdsplan first."""
        self.plan = None
        if person_id != self.person_id:
            self.right.switch.choose("plan")
        super().load(person_id, identity)

    def refresh(self) -> None:
        """Read both cards again."""
        if self.person_id is None or self.identity is None:
            return
        services = self.session.services
        try:
            stays = services.stays.for_person(self.person_id)
            self._stay = stays[0] if stays else None
            extents = services.staff.permissions()
            self._may = extents.get("action_plan") == "yes"
            if self._stay is not None:
                self._show(self._stay, writes=extents.get("write_letters") == "yes")
                self.right.load(self._stay, self.identity, may=self._may)
        except Refused as refused:
            messages.present(refused, self)
            return
        there = self._stay is not None
        self._none.setVisible(not there)
        self.card.setVisible(there)
        self.right.setVisible(there)

    def state(self) -> Mapping[str, Any]:
        """Which part of the right card is shown."""
        return {"show": self.right.current}

    def restore(self, state: Mapping[str, Any]) -> None:
        """``show`` names a part; ``open`` a prerequisite whose form is wanted, e.g. C4.

        ``do`` is ``decide`` where the form of the support decision is wanted at once.
        """
        wanted, part = str(state.get("open", "")), str(state.get("show", ""))
        if wanted:
            part = "prerequisites"
        if self._stay is not None and part in {
            "plan",
            "prerequisites",
            "support",
            "homes",
            "contact",
        }:
            self._show_part(part)
        card = self.right.parts.get(part)
        if state.get("do") == "decide" and isinstance(card, SupportCard):
            card.decide()
        if wanted and self.right.prerequisites.choose(wanted):
            row = self.right.prerequisites.current
            if row is not None:
                self.change_prerequisite(row, decided=row.code == "C7")

    def focus_first(self) -> None:
        """Where work goes on: the part at the right."""
        self.right.focus_first()

    def change_prerequisite(self, row: PrerequisiteView, *, decided: bool = False) -> None:
        """The small form of one prerequisite."""
        forms = self._forms()
        if forms is not None:
            self.panel = forms.prerequisite(row, decided=decided)

    # -- own -------------------------------------------------------------------------------------

    def _show(self, stay: StayView, *, writes: bool) -> None:
        services = self.session.services
        plan = self.plan = services.plans.get(stay.id)
        kinds = (kind.key for kind in services.letters.kinds()) if writes else ()
        self._worker = self._known(plan, stay.acting_municipality_code)
        now = Situation(
            self.session.clock.today(), services.contact_log.entries(stay.id, _MOST_LINES),
            self._worker, self._may, frozenset(kinds), self._remind_from(stay),
        )  # fmt: skip
        self.card.show_plan(plan, now)
        for place, text in zip(self._places, plan.contents, strict=True):
            place.show(self.person_id, text, may=self._may)

    def _remind_from(self, stay: StayView) -> date | None:
        rows = self.session.services.plans.prerequisites(stay.id)
        return next((row.next_on for row in rows if row.code == "C6"), None)

    def _known(self, plan: PlanView, code: str) -> CaseworkerView | None:
        """What is known about the plan's case worker besides name and telephone."""
        found = self.session.services.caseworkers.find(plan.caseworker, code)
        return next((one for one in found if one.name == plan.caseworker), None)

    def _forms(self) -> PlanForms | None:
        if not self._may or self.person_id is None:
            return None
        return PlanForms(self.session, self, self.person_id)

    def _wire(self) -> None:
        card, right = self.card, self.right
        card.received.clicked.connect(self._receive)
        card.reply.clicked.connect(self._reply)
        card.worker_edit.clicked.connect(self._change_worker)
        card.letter.clicked.connect(self._ask_municipality)
        card.follow.clicked.connect(lambda: self._step(*self._steps()[-1]))
        card.look.clicked.connect(self._look)
        card.phone_note.clicked.connect(self._phone)
        card.whole_log.clicked.connect(lambda: self._show_part("contact"))
        card.more.clicked.connect(self._menu)
        right.navigate.connect(self.navigate)
        right.letter_wanted.connect(self._letter)
        right.prerequisites.opened.connect(self.change_prerequisite)
        right.prerequisites.decided.connect(lambda row: self.change_prerequisite(row, decided=True))

    def _show_part(self, key: str) -> None:
        """A part that somebody asked for is in view also where the cards stand below each other."""
        self.right.show_part(key)
        if key != "plan" and self._box.direction() == QBoxLayout.Direction.TopToBottom:
            QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea):
            above.verticalScrollBar().setValue(self.right.y())

    def _receive(self) -> None:
        forms = self._forms()
        if forms is not None and self.plan is not None:
            self.panel = forms.received(self.plan)

    def _reply(self) -> None:
        if self._may and self._stay is not None:
            self.panel = open_reply(self.session, self, self._stay.id)

    def _phone(self) -> None:
        if self._may and self._stay is not None:
            self.panel = open_contact(self.session, self, self._stay.id)

    def _change_worker(self) -> None:
        forms, stay = self._forms(), self._stay
        if forms is not None and self.plan is not None and stay is not None:
            self.panel = forms.worker(self.plan, stay.acting_municipality_code, self._worker)

    def _ask_municipality(self) -> None:
        asked = self.plan is not None and self.plan.status != "not_requested"
        self._letter("reminder" if asked else "plan_request", "C6" if asked else "")

    def _letter(self, kind: str, about: str = "") -> None:
        more = {"about": about} if about else {}
        self.go("letter", person_id=self.person_id, kind=kind, **more)

    def _place(self, name: str, text: str) -> Changes:
        """Where a point of § 141 stands in the plan."""
        plan = self.plan
        if plan is None:
            raise ValueError("no plan is shown")
        facts: dict[str, Any] = {f"{name}_at": text}
        command = PlanCommand(plan.stay_id, plan.version, **facts)
        return self.session.services.plans.change(command)

    def _look(self) -> None:
        """The received plan, drawn by the child process."""
        plan = self.plan
        if plan is None or plan.document_id is None:
            return
        title = self.tr("Handleplan fra {who}").format(who=plan.municipality or self.tr("kommunen"))
        name = plan.document_name or "handleplan.pdf"
        panel = PagesPanel(
            self.session, self, title, received(self.session, plan.document_id), file_name=name
        )
        self.panel = panel
        panel.start()

    def _step(self, status: str, verb: str, title: str, label: str) -> None:
        del verb
        forms = self._forms()
        if forms is not None and self.plan is not None:
            self.panel = forms.step(self.plan, status, title, label)

    def _steps(self) -> tuple[tuple[str, str, str, str], ...]:
        """What happened without a letter from here: status, verb, heading, label of the day."""
        return (
            ("requested", self.tr("Anmodet på anden måde …"),
             self.tr("Handleplanen er anmodet på anden måde"), self.tr("Anmodet den")),
            ("reminded", self.tr("Rykket på anden måde …"),
             self.tr("Kommunen er rykket på anden måde"), self.tr("Rykket den")),
            ("active", self.tr("Planen er i brug …"), self.tr("Planen er i brug"),
             self.tr("I brug fra")),
            ("follow_up", self.tr("Følg op …"), self.tr("Følg op på handleplanen"),
             self.tr("Vi følger op den")),
        )  # fmt: skip

    def _menu(self) -> None:
        """What happens more rarely, or happened without a letter from here."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for step in self._steps():
            act: Callable[[], None] = partial(self._step, *step)
            menu.addAction(step[1], act)
        menu.addAction(self.tr("Registrér plan …"), self._receive)
        menu.popup(self.card.more.mapToGlobal(self.card.more.rect().topLeft()))

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
