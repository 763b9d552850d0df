"""The forms about the home: what is looked for, the rent, an offer, a visit, an answer, a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from boform_app.clock import from_local, local_time
from boform_app.rules import instrument, rent
from boform_app.services.views.moving import (
    HousingSearchView,
    OfferCommand,
    OfferView,
    RentBudget,
    SearchCommand,
)
from models.values import dates, lists
from models.values.changes import Changes
from ui.pages.resident import homes_words as say
from ui.pages.resident.document_choice import DocumentChoice
from ui.pages.resident.doing import FormPanel
from ui.pages.resident.form_parts import beside, day_field, listed, narrow
from ui.pages.resident.ticks import Ticks
from ui.session import Session
from ui.theme import theme
from ui.widgets.amount_field import AmountField
from ui.widgets.choice import Option
from ui.widgets.field import Field
from ui.widgets.labels import Text
from ui.widgets.line_edit import LineEdit
from ui.widgets.text_area import TextArea
from ui.widgets.time_field import TimeField

_WIDTH = 680
_BUDGET_WIDTH = 560


def command_of(search: HousingSearchView) -> SearchCommand:
    """The search as it stands, to be written again with some facts changed."""
    names = (one.name for one in fields(SearchCommand))
    facts = {name: getattr(search, name) for name in names}
    # A figure that was worked out is worked out anew; one typed by hand stays.
    highest = search.max_rent_kr if search.by_hand else None
    return SearchCommand(**{**facts, "max_rent_kr": highest})


class SearchForm(FormPanel):
    """What home is looked for, when it was asked for, and what stands behind it."""

    def __init__(
        self, session: Session, page: QWidget, person_id: UUID, search: HousingSearchView
    ) -> None:
        super().__init__(
            session, page, _tr("Boligen, der søges"), verb=_tr("Gem"), act=self._write,
            width=_WIDTH,
        )  # fmt: skip
        self._homes, self._search = session.services.homes, search
        self._kinds(session)
        for pair in (
            (("areas", _tr("Områder")), ("areas_to_avoid", _tr("Ikke disse områder"))),
            (("household", _tr("Husstand")), ("attachment", _tr("Tilknytning til kommunen"))),
            (("income_source", _tr("Indtægt fra")), ("deposit_finance", _tr("Indskud betales af"))),
        ):
            beside(self, *((name, Field(label, LineEdit())) for name, label in pair))
        self.form.load({name: getattr(search, name) for name in self.form.values()})
        self.form.write("home_types", list(search.home_types))
        self.form.write("requirements", list(search.requirements))
        self.keep("housing_search", person_id)
        self.start("home_types")

    def _kinds(self, session: Session) -> None:
        kinds = [Option(row.key, row.label) for row in lists.load_list("home_types")]
        asked = [Option(row.id, row.label) for row in instrument.load().requirements]
        beside(
            self,
            ("home_types", Field(_tr("Boligtyper"), Ticks(kinds, _tr("Vælg")))),
            ("nominated_on", Field(_tr("Indstillet den"), day_field(session, "past"))),
            ("listed_on", Field(_tr("Skrevet op den"), day_field(session, "past"))),
        )
        beside(
            self,
            ("requirements", Field(_tr("Boligen skal have"), Ticks(asked, _tr("Vælg")))),
            ("requirement_text", Field(_tr("Med egne ord"), LineEdit())),
        )

    def _write(self, values: Mapping[str, Any]) -> Changes:
        facts = {
            **values, "home_types": tuple(values["home_types"]),
            "requirements": tuple(values["requirements"]),
        }  # fmt: skip
        return self._homes.change_search(replace(command_of(self._search), **facts))


class RentForm(FormPanel):
    """Every figure behind the highest rent, the result while it is typed, and one by hand."""

    def __init__(
        self, session: Session, page: QWidget, person_id: UUID, search: HousingSearchView
    ) -> None:
        super().__init__(
            session, page, _tr("Hvad kan beboeren betale i husleje?"),
            _tr("Hele kroner om måneden. Alle tal kan rettes, og et tomt felt er et svar."),
            verb=_tr("Gem"), act=self._write, width=_BUDGET_WIDTH,
        )  # fmt: skip
        self._homes, self._search = session.services.homes, search
        labels = say.figure_labels()
        self.amounts = {name: AmountField() for name in (*labels, "max_rent_kr")}
        rows = (say.FIGURES[:2], say.FIGURES[2:4], (say.FIGURES[4], "max_rent_kr"))
        labels["max_rent_kr"] = _tr("Et andet tal end det beregnede")
        for names in rows:
            self._beside(*((name, labels[name]) for name in names))
        self.highest, self._missing = Text("", "h3"), Text("", "small", "text2", wrap=True)
        for text in (self.highest, self._missing):
            self.body.addWidget(text)
        values = {name: getattr(search.budget, name) for name in say.FIGURES}
        self.form.load({**values, "max_rent_kr": search.max_rent_kr if search.by_hand else None})
        self.keep("rent_budget", person_id)
        self.form.changed.connect(self._count)
        self._count()
        self.start(say.FIGURES[0])

    def _beside(self, *pairs: tuple[str, str]) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        for name, label in pairs:
            control = self.amounts[name]
            field = Field(label, control)
            self.form.add(name, field, read=control.read, write=control.write)
            row.addWidget(field, 1)
        self.body.insertLayout(self.body.count() - 1, row)

    def _count(self) -> None:
        amounts = {name.removesuffix("_kr"): self.amounts[name].value for name in say.FIGURES}
        found = rent.max_rent(**amounts)
        by_hand = self.amounts["max_rent_kr"].value
        highest = by_hand if by_hand is not None else found.maximum
        self.highest.setText(say.highest_words(highest) if highest is not None else "")
        self.highest.setVisible(highest is not None)
        self._missing.setText(found.words)
        self._missing.setVisible(bool(found.words))

    def _write(self, values: Mapping[str, Any]) -> Changes:
        budget = RentBudget(**{name: values[name] for name in say.FIGURES})
        command = command_of(self._search)
        return self._homes.change_search(
            replace(command, budget=budget, max_rent_kr=values["max_rent_kr"])
        )


class OfferForm(FormPanel):
    """A home that was offered, or what became known of it."""

    def __init__(
        self, session: Session, page: QWidget, person_id: UUID, stay_id: UUID,
        offer: OfferView | None = None,
    ) -> None:  # fmt: skip
        super().__init__(
            session, page, _tr("Ret boligen") if offer else _tr("Bolig, der er tilbudt"),
            verb=_tr("Gem"), act=self._write, width=_WIDTH, beside=lambda: self._shown.has_file,
        )  # fmt: skip
        document_id = offer.document_id if offer else None
        self._shown = DocumentChoice(session, person_id, "letter", document_id)
        self._offers, self._stay_id, self._offer = session.services.offers, stay_id, offer
        self._clock = session.clock
        beside(
            self,
            ("address", Field(_tr("Adresse"), LineEdit())),
            ("home_type", Field(_tr("Boligtype"), narrow(listed("home_types")))),
        )
        self._money()
        beside(
            self,
            ("offered_on", Field(_tr("Tilbudt den"), day_field(session, "past"))),
            ("answer_by", Field(_tr("Svar senest"), day_field(session, "future"))),
            ("visit_day", Field(_tr("Fremvisning"), day_field(session, "any"))),
            ("visit_time", Field(_tr("Kl."), TimeField(session.clock))),
            required={"offered_on": _tr("dagen for tilbuddet")},
        )
        self._shown.add_to(self, _tr("Tilbuddet eller kontrakten (kan vente)"))
        self.form.load(_offer_values(offer, session.clock.today()))
        self.keep("home_offer" if offer is None else f"home_offer:{offer.id}", person_id)
        self.start("address")

    def _money(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        landlord = Field(_tr("Udlejer"), LineEdit())
        self.form.add("landlord", landlord)
        row.addWidget(landlord, 2)
        for name, label in (("rent_kr", _tr("Husleje om måneden")), ("deposit_kr", _tr("Indskud"))):
            control = AmountField()
            field = Field(label, control)
            self.form.add(name, field, read=control.read, write=control.write)
            row.addWidget(field, 1)
        self.body.insertLayout(self.body.count() - 1, row)

    def _write(self, values: Mapping[str, Any]) -> Changes:
        day = values["visit_day"]
        offer = self._offer
        return self._offers.offer(
            OfferCommand(
                self._stay_id, values["offered_on"],
                offer_id=offer.id if offer else None, version=offer.version if offer else 0,
                home_type=values["home_type"] or "", address=values["address"],
                landlord=values["landlord"], rent_kr=values["rent_kr"],
                deposit_kr=values["deposit_kr"], answer_by=values["answer_by"],
                visit_at=_moment(day, values["visit_time"]) if day else None,
                document_id=self._shown.keep(values["document_id"]),
            )
        )  # fmt: skip


def open_visit(session: Session, page: QWidget, offer: OfferView) -> FormPanel:
    """When the home can be seen, and when it was seen."""
    offers = session.services.offers

    def act(values: Mapping[str, Any]) -> Changes:
        day = values["visit_at"]
        at = _moment(day, values["time"]) if day else None
        return offers.visit(offer.id, offer.version, at=at, on=values["visited_on"])

    panel = FormPanel(session, page, _tr("Fremvisning"), say.place(offer), verb=_tr("Gem"), act=act)
    beside(
        panel,
        ("visit_at", Field(_tr("Aftalt til"), day_field(session, "any"))),
        ("time", Field(_tr("Kl."), TimeField(session.clock))),
        ("visited_on", Field(_tr("Set den"), day_field(session, "past"))),
    )
    at = local_time(offer.visit_at) if offer.visit_at else None
    panel.form.load(
        {"visit_at": at.date() if at else None, "time": dates.clock(at.time()) if at else "",
         "visited_on": offer.visited_on}
    )  # fmt: skip
    panel.start("visit_at")
    return panel


def open_decline(
    session: Session, page: QWidget, person_id: UUID, offer: OfferView, name: str
) -> FormPanel:
    """A no in the resident's own words; it is kept and held against nobody."""
    offers = session.services.offers
    panel = FormPanel(
        session, page, _tr("Nej til {home}").format(home=say.place(offer)),
        _tr("Et nej bliver stående med begrundelsen og tæller aldrig imod nogen."),
        verb=_tr("Gem svaret"), width=560,
        act=lambda values: offers.decline(
            offer.id, offer.version, values["reason"], values["on"]
        ),
    )  # fmt: skip
    label = _tr("Hvad siger {name} selv").format(name=name)
    panel.add("reason", Field(label, TextArea(lines=2, most_lines=5)))
    day = day_field(session, "past", session.clock.today())
    panel.add("on", Field(_tr("Svaret den"), day, width=200))
    panel.keep(f"home_decline:{offer.id}", person_id)
    panel.start("reason")
    return panel


def open_day(
    session: Session, page: QWidget, title: str, text: str, *, ahead: bool, day: date | None,
    act: Callable[[date | None], Changes], verb: str = "",
) -> FormPanel:  # fmt: skip
    """One day and one verb: yes, contract, keys, moved in."""
    panel = FormPanel(
        session, page, title, text, verb=verb or _tr("Gem"), act=lambda values: act(values["on"])
    )
    control = day_field(session, "any" if ahead else "past", day)
    panel.add("on", Field(_tr("Dag"), control, width=200), required=_tr("en dag"))
    panel.start("on")
    return panel


def _offer_values(offer: OfferView | None, today: date) -> dict[str, Any]:
    names = ("address", "home_type", "landlord", "rent_kr", "deposit_kr", "offered_on", "answer_by")
    if offer is None:
        return {**dict.fromkeys(names), "address": "", "landlord": "", "offered_on": today,
                "visit_day": None, "visit_time": ""}  # fmt: skip
    at = local_time(offer.visit_at) if offer.visit_at else None
    found = {name: getattr(offer, name) for name in names}
    found["visit_day"] = at.date() if at else None
    found["visit_time"] = dates.clock(at.time()) if at else ""
    return found


def _moment(day: date, typed: str) -> Any:
    """A visit without a time is at noon of its day."""
    found = dates.parse_time(typed, local_time(from_local(day, 12)).time()).time
    return from_local(day, found.hour, found.minute) if found else from_local(day, 12)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Homes", words)
