"""Fem betingelser: read for the day of the move, and registered or confirmed where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from boform_app.rules.discharge import Branch
from boform_app.services.views.conditions import ConditionItem, ConditionsView
from boform_app.services.views.moving import OffersView, OfferView
from boform_app.services.views.stays import StayView
from models.values import dates
from models.values.changes import Changes
from ui.dialogs.panel import Panel
from ui.pages.end_stay.evidence import SUPPORT, Shown, evidence_list
from ui.pages.resident import homes_forms, homes_words
from ui.pages.resident.case_rows import joined
from ui.pages.resident.document_choice import DocumentChoice
from ui.pages.resident.doing import FormPanel, attempt
from ui.pages.resident.form_parts import day_field
from ui.pages.resident.pages_panel import PagesPanel, received
from ui.pages.resident.support_forms import open_decision
from ui.privacy import privacy
from ui.session import Session
from ui.widgets.field import Field
from ui.widgets.labels import Hairline
from ui.widgets.section import Section
from ui.widgets.segmented import Segmented
from ui.widgets.text_area import TextArea

BRANCHES: Mapping[str, Branch] = {
    "own_home": "own_home",
    "residential_offer": "residential_offer",
}
_PLACE, _TENANCY, _MOVE_IN = 2, 4, 5
# What a file is that shows a condition; else a decision.
_KINDS = {1: "action_plan", _TENANCY: "lease"}
# Which part of the tab Handleplan a condition lives in.
_SHOWS = {1: "plan", _PLACE: "homes", SUPPORT: "support", _TENANCY: "homes", _MOVE_IN: "homes"}


class ConditionsCard(Section):
    """The evidence of one stay; its buttons work in place.

    Signals:
        changed: Another branch was chosen.
        wanted: A part of the resident's tab Handleplan.
    """

    changed = Signal()
    wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(_tr("Fem betingelser"), beside=True)
        self._session = session
        self._stay: StayView | None = None
        self._may = False
        self.view: ConditionsView | None = None
        self._offers: OffersView | None = None
        self.panel: Panel | None = None
        self.list = evidence_list()
        self.branch = Segmented(
            (("own_home", _tr("Egen bolig")), ("residential_offer", _tr("Botilbud, § 107/108"))),
            name=_tr("Hvad flyttes der til"),
        )
        self.add_tool(self.branch)
        self.outer.addWidget(Hairline())
        self.outer.addWidget(self.list)
        self.branch.changed.connect(lambda _key: self.changed.emit())
        self.list.pressed.connect(lambda row, _key: self.act(row))
        self.list.opened.connect(self.act)

    def read(self, stay: StayView, on: date) -> None:
        """Show the evidence as it would stand on a day; raises what the services raise."""
        services = self._session.services
        self._stay = stay
        self._may = services.staff.permissions().get("action_plan") == "yes"
        self._offers = services.offers.of_stay(stay.id)
        self.view = services.conditions.get(stay.id, BRANCHES[self.branch.current], on)
        words = _tr("§ 110, stk. 5 · {a} af {b} er på plads")
        self.set_facts(words.format(a=self.view.met, b=self.view.relevant))
        self.list.set_rows([Shown(item, self._verb(item)) for item in self.view.items])

    def decide(self, page: QWidget) -> None:
        """The form of the decision on support."""
        stay = self._stay
        if stay is None or not self._may:
            self.wanted.emit("support")
            return
        view = self._session.services.support.get(stay.id)
        self.panel = open_decision(self._session, page, stay.person_id, view)

    def act(self, row: Shown) -> None:
        """What the row's button says."""
        item, stay = row.item, self._stay
        if stay is None or not row.verb:
            return
        step = self._step(item)
        if row.verb == _tr("Vis"):
            self._look(item)
        elif item.number == SUPPORT:
            self.decide(self)
        elif step is not None:
            self._write_step(*step)
        else:
            self._confirm(item, stay)

    # -- own -------------------------------------------------------------------------------------

    def _verb(self, item: ConditionItem) -> str:
        if item.state == "not_relevant":
            return ""
        if item.state in {"met", "waiting"}:
            return _tr("Vis")
        if not self._may:
            return ""
        registers = item.number == SUPPORT or self._step(item) is not None
        return _tr("Registrér") if registers else _tr("Bekræft")

    def _step(self, item: ConditionItem) -> tuple[OfferView, str] | None:
        """The step of an offered home that would show the condition, None without one."""
        home = homes_words.live(self._offers) if self._offers is not None else None
        if home is None or item.number in {1, SUPPORT}:
            return None
        if item.number == _PLACE:
            return (home, "accept") if home.answer == "" else None
        if home.answer != "accepted":
            return None
        return home, "contract" if item.number == _TENANCY else "move_in"

    def _write_step(self, home: OfferView, what: str) -> None:
        offers = self._session.services.offers
        titles = {
            "accept": _tr("Beboeren siger ja til boligen"), "contract": _tr("Lejekontrakt"),
            "move_in": _tr("Kan flytte ind"),
        }  # fmt: skip

        def act(on: date | None) -> Changes:
            if what == "accept":
                return offers.accept(home.id, home.version, on)
            return offers.step(home.id, home.version, what, on)

        self.panel = homes_forms.open_day(
            self._session, self, titles[what], homes_words.place(home), ahead=what == "move_in",
            day=self._session.clock.today(), act=act, verb=_tr("Registrér"),
        )  # fmt: skip

    def _confirm(self, item: ConditionItem, stay: StayView) -> None:
        """Somebody here has seen it: the day, and what was seen where."""
        conditions = self._session.services.conditions

        kind = _KINDS.get(item.number, "decision")
        shown = DocumentChoice(self._session, stay.person_id, kind, item.document_id)

        def act(values: Mapping[str, Any]) -> Changes:
            return conditions.confirm(
                stay.id, item.number, item.version, values["shown_on"], text=values["text"],
                document_id=shown.keep(values["document_id"]),
            )  # fmt: skip

        panel = FormPanel(
            self._session, self, item.title, _tr("Bekræft kun, hvad du selv har set."),
            verb=_tr("Bekræft"), act=act, beside=lambda: shown.has_file, width=560,
        )  # fmt: skip
        ahead = item.number in {_TENANCY, _MOVE_IN}
        today = self._session.clock.today()
        day = day_field(self._session, "any" if ahead else "past", today)
        label = _tr("Gælder fra") if ahead else _tr("Dokumentets dato")
        panel.add("shown_on", Field(label, day, width=200), required=_tr("en dag"))
        seen = Field(_tr("Hvad har du set, og hvor"), TextArea(lines=2, most_lines=4))
        panel.add("text", seen, required=_tr("hvad du har set"))
        shown.add_to(panel)
        panel.keep(f"condition:{item.number}", stay.person_id)
        panel.start("text")
        self.panel = panel

    def _look(self, item: ConditionItem) -> None:
        """Everything about one condition, and where it lives."""
        panel = Panel(self, item.title, item.paragraph)
        short = dates.short(item.shown_on) if item.shown_on else ""
        day = "" if short in item.what else short
        by = item.confirmed_by.name if item.confirmed_by else ""
        confirmed = _tr("Bekræftet af {name}").format(name=by) if by else ""
        panel.add_lines(
            [line for line in (joined(item.what, day), privacy().text(item.detail), confirmed)
             if line]
        )  # fmt: skip
        if item.document_id is not None:
            document = item.document_id
            panel.add_button(_tr("Vis dokument"), partial(self._document, item.title, document))
        if item.source == "hand" and self._may:
            panel.add_button(_tr("Tag tilbage"), partial(self._take_back, item))
        part = _SHOWS[item.number]
        places = {"plan": _tr("Gå til handleplan"), "homes": _tr("Gå til bolig"),
                  "support": _tr("Gå til støtte")}  # fmt: skip
        panel.add_button(places[part], partial(self.wanted.emit, part))
        panel.add_button(_tr("Luk"), safe=True)
        panel.open()
        self.panel = panel

    def _document(self, title: str, document_id: UUID) -> None:
        panel = PagesPanel(
            self._session, self, title, received(self._session, document_id),
            file_name="dokument.pdf",
        )  # fmt: skip
        self.panel = panel
        panel.start()

    def _take_back(self, item: ConditionItem) -> None:
        stay = self._stay
        if stay is None:
            return
        conditions = self._session.services.conditions

        def act() -> Changes:
            return conditions.take_back(stay.id, item.number, item.version)

        attempt(self._session, self, act)


def _tr(words: str) -> str:
    return QCoreApplication.translate("EndStay", words)
