"""The forms about support: what is proposed and wished, the decision, and who gives it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from boform_app.services.views.moving import (
    DecisionCommand,
    SupportCommand,
    SupporterCommand,
    SupportView,
)
from models.values.changes import Changes
from ui.pages.resident.case_rows import criterion_of, method_labels
from ui.pages.resident.doing import FormPanel
from ui.pages.resident.file_choice import FileChoice
from ui.pages.resident.form_parts import beside, day_field
from ui.session import Session
from ui.widgets.choice import Combo, Option, Radios
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit
from ui.widgets.text_area import TextArea

_WIDTH = 640


def open_proposal(session: Session, page: QWidget, person_id: UUID, view: SupportView) -> FormPanel:
    """What the house proposes, when it was applied for, and what the resident wishes."""
    form = ProposalForm(session, page, view)
    form.keep("support_proposal", person_id)
    form.start("method")
    return form


def open_decision(session: Session, page: QWidget, person_id: UUID, view: SupportView) -> FormPanel:
    """What the municipality has decided; corrects the decision where one stands."""
    form = DecisionForm(session, page, view)
    form.keep("support_decision", person_id)
    form.follow()
    form.start("decision")
    return form


def open_supporter(
    session: Session, page: QWidget, person_id: UUID, view: SupportView
) -> FormPanel:
    """Who gives the support, whether they have met, and when it begins."""
    form = SupporterForm(session, page, view)
    form.keep("support_supporter", person_id)
    form.start("supplier")
    return form


class ProposalForm(FormPanel):
    """Method with its criterion, the days of application and promise, the wish."""

    def __init__(self, session: Session, page: QWidget, view: SupportView) -> None:
        super().__init__(
            session, page, _tr("Støtte, vi foreslår"), verb=_tr("Gem"), act=self._write,
            width=_WIDTH,
        )  # fmt: skip
        self._support, self._view = session.services.support, view
        labels = method_labels(_tr("Anden støtte"))
        options = [Option("", _tr("Ikke afklaret")), *(Option(k, v) for k, v in labels.items())]
        self.method, self.criterion = Combo(options), TextArea(lines=2, most_lines=4)
        beside(
            self,
            ("method", Field(_tr("Støtte"), self.method)),
            ("applied_on", Field(_tr("Ansøgt den"), day_field(session, "past"))),
            ("promised_on", Field(_tr("Lovet til"), day_field(session, "future"))),
        )
        self.add("criterion", Field(_tr("Hvorfor netop den"), self.criterion))
        beside(
            self,
            ("wished_supplier", Field(_tr("Ønsker støtte fra"), LineEdit())),
            ("wished_person", Field(_tr("Ønsker denne person"), LineEdit())),
        )
        self._load()
        self.method.changed.connect(self._follow)

    def _load(self) -> None:
        view, proposal = self._view, self._view.proposal
        fresh = proposal if not view.version else None
        method = view.method or (fresh.method if fresh else "")
        self.form.load(
            {
                "method": method, "applied_on": view.applied_on, "promised_on": view.promised_on,
                "criterion": view.criterion or (fresh.criterion if fresh and method else ""),
                "wished_supplier": view.wished_supplier or (fresh.wished_from if fresh else ""),
                "wished_person": view.wished_person,
            }
        )  # fmt: skip
        self._last = method

    def _follow(self) -> None:
        """Another method brings its own criterion; words of somebody's own stay."""
        if self.criterion.text.strip() in {"", criterion_of(self._last)}:
            self.form.write("criterion", criterion_of(self.method.value or ""))
        self._last = self.method.value or ""

    def _write(self, values: Mapping[str, Any]) -> Changes:
        facts = {**values, "method": values["method"] or ""}
        return self._support.propose(
            SupportCommand(self._view.stay_id, self._view.version, **facts)
        )


class DecisionForm(FormPanel):
    """Granted as proposed, granted otherwise or refused; only what then matters is asked."""

    def __init__(self, session: Session, page: QWidget, view: SupportView) -> None:
        super().__init__(
            session, page, _tr("Kommunens afgørelse om støtte"), verb=_tr("Registrér afgørelse"),
            act=self._write, width=_WIDTH, beside=lambda: self._file.data is not None,
        )  # fmt: skip
        self._support, self._view = session.services.support, view
        name = _tr("Hvad har kommunen besluttet")
        answers = (
            Option("granted", _tr("Bevilget som foreslået")),
            Option("granted_otherwise", _tr("Bevilget anden støtte")),
            Option("refused", _tr("Ikke bevilget")),
        )
        self.decision = Radios(answers, name=name, horizontal=True)
        self.add("decision", Field(name, self.decision), required=_tr("hvad der er besluttet"))
        self._days(session)
        self._granted = self.add("granted_method", Field(_tr("Hvilken støtte"), self._methods()))
        why = TextArea(lines=2, most_lines=4)
        self._reason = self.add("reason", Field(_tr("Kommunens begrundelse"), why))
        self._add_wish()
        self._file = FileChoice(session, _tr("Vælg afgørelsen"), view.document_name)
        self.add(
            "document", Field(_tr("Afgørelsen som PDF eller billede (kan vente)"), self._file),
            read=lambda: None, write=lambda _value: None,
        )  # fmt: skip
        self._load()
        self.decision.changed.connect(self.follow)
        self.wish.changed.connect(self.follow)

    def follow(self) -> None:
        """Ask only what belongs to the chosen answer."""
        chosen = self.decision.value
        self._granted.setVisible(chosen == "granted_otherwise")
        self._reason.setVisible(chosen in {"granted_otherwise", "refused"})
        wished = bool(self._view.wished_supplier or self._view.wished_person)
        self._wish_field.setVisible(wished)
        self._wish_reason.setVisible(wished and self.wish.value is False)

    def _days(self, session: Session) -> None:
        beside(
            self,
            ("decided_on", Field(_tr("Afgørelsens dato"), day_field(session, "past"))),
            ("received_on", Field(_tr("Modtaget den"), day_field(session, "past"))),
            required={"decided_on": _tr("afgørelsens dato")},
        )

    def _add_wish(self) -> None:
        wished = _wished(self._view)
        name = _tr("Beboerens ønske: {wish}").format(wish=wished)
        answers = (
            Option(key=True, label=_tr("Fulgt")), Option(key=False, label=_tr("Ikke fulgt")),
            Option(None, _tr("Ikke oplyst")),
        )  # fmt: skip
        self.wish = Radios(answers, name=name, horizontal=True)
        self._wish_field = self.add("wish_followed", Field(name, self.wish))
        line = LineEdit()
        self._wish_reason = self.add("wish_reason", Field(_tr("Hvorfor ikke, § 85 a"), line))

    @staticmethod
    def _methods() -> Combo:
        labels = method_labels(_tr("Anden støtte"))
        return Combo([Option(key, words) for key, words in labels.items()])

    def _load(self) -> None:
        view = self._view
        self.form.load(
            {
                "decision": view.decision or None, "decided_on": view.decided_on,
                "received_on": view.received_on, "granted_method": view.granted_method or None,
                "reason": view.reason, "wish_followed": view.wish_followed,
                "wish_reason": view.wish_reason,
            }
        )  # fmt: skip

    def _write(self, values: Mapping[str, Any]) -> Changes:
        view, decision = self._view, values["decision"]
        otherwise = decision == "granted_otherwise"
        followed = values["wish_followed"]
        return self._support.decide(
            DecisionCommand(
                view.stay_id, view.version, decision,
                decided_on=values["decided_on"], received_on=values["received_on"],
                granted_method=values["granted_method"] or "" if otherwise else "",
                reason="" if decision == "granted" else values["reason"],
                wish_followed=followed,
                wish_reason=values["wish_reason"] if followed is False else "",
                document_id=view.document_id, document=self._file.data,
                document_name=self._file.name,
            )
        )  # fmt: skip


class SupporterForm(FormPanel):
    """Supplier, supporter, telephone; met and begins."""

    def __init__(self, session: Session, page: QWidget, view: SupportView) -> None:
        super().__init__(
            session, page, _tr("Hvem giver støtten"), verb=_tr("Gem"), act=self._write,
            width=_WIDTH,
        )  # fmt: skip
        self._support, self._view = session.services.support, view
        self.add("supplier", Field(_tr("Leverandør"), LineEdit()))
        beside(
            self,
            ("supporter", Field(_tr("Støtteperson"), LineEdit())),
            ("supporter_phone", Field(_tr("Telefon"), LineEdit())),
        )
        beside(
            self,
            ("met_on", Field(_tr("Har mødt beboeren den"), day_field(session, "past"))),
            ("starts_on", Field(_tr("Støtten begynder"), day_field(session, "any"))),
        )
        self.form.load(
            {name: getattr(view, name) for name in
             ("supplier", "supporter", "supporter_phone", "met_on", "starts_on")}
        )  # fmt: skip

    def _write(self, values: Mapping[str, Any]) -> Changes:
        return self._support.supporter(
            SupporterCommand(self._view.stay_id, self._view.version, **values)
        )


def _wished(view: SupportView) -> str:
    return " · ".join(part for part in (view.wished_supplier, view.wished_person) if part)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Support", words)
