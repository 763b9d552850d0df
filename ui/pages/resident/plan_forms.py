"""Small forms of the tab Handleplan: answer, received plan, case worker, a prerequisite."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QWidget

from boform_app.services.views.contacts import CaseworkerCommand, CaseworkerView
from boform_app.services.views.plans import (
    PlanCommand,
    PlanView,
    PrerequisiteCommand,
    PrerequisiteView,
)
from models.values import lists
from models.values.changes import Changes
from ui.pages.resident.document_choice import DocumentChoice
from ui.pages.resident.doing import FormPanel
from ui.pages.resident.file_choice import FileChoice
from ui.pages.resident.form_parts import WorkerEdit, beside
from ui.session import Session
from ui.widgets.choice import Combo, Option
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit
from ui.widgets.text_area import TextArea

_WORKER = ("caseworker", "caseworker_phone", "caseworker_mail", "municipal_case_number")


class PlanForms:
    """Makes the panels for one resident; each returns the panel it has opened."""

    def __init__(self, session: Session, parent: QWidget, person_id: UUID) -> None:
        self._session, self._parent, self._person_id = session, parent, person_id

    def received(self, plan: PlanView) -> FormPanel:
        """The plan has come, with or without its PDF."""
        chosen = FileChoice(self._session, _tr("Vælg handleplanen"))
        panel = self._panel(
            _tr("Registrér plan fra {municipality}"), plan, _tr("Registrér plan"),
            lambda values: self._change(
                plan, status="received", document=chosen.data,
                document_name=chosen.name or None, on=values["on"],
                **_without(values, "on", "document"),
            ),
            said=_tr("Handleplanen er registreret"), beside=lambda: chosen.data is not None,
        )  # fmt: skip
        on = self._day("past", self._session.clock.today())
        follow = self._day("future", plan.follow_up_on)
        beside(
            panel,
            ("on", Field(_tr("Modtaget den"), on)),
            ("follow_up_on", Field(_tr("Vi følger op"), follow)),
        )
        panel.add(
            "document", Field(_tr("Planen som PDF eller billede (kan vente)"), chosen),
            read=lambda: None, write=lambda _value: None,
        )  # fmt: skip
        holistic = QCheckBox(_tr("Det er en helhedsorienteret plan"))
        holistic.setChecked(plan.holistic)
        panel.add("holistic", Field("", holistic))
        self._worker_fields(panel, plan)
        panel.start("on")
        return panel

    def step(self, plan: PlanView, status: str, title: str, label: str) -> FormPanel:
        """A step that happened without a letter from here: asked, reminded, in use, follow-up."""
        panel = self._panel(
            title, plan, _tr("Gem"),
            lambda values: self._change(plan, status=status, **values),
        )  # fmt: skip
        ahead = status == "follow_up"
        on = self._day(
            "future" if ahead else "past", None if ahead else self._session.clock.today()
        )
        panel.add("on", Field(label, on, width=240), required=_tr("en dato"))
        panel.start("on")
        return panel

    def worker(self, plan: PlanView, code: str, known: CaseworkerView | None) -> FormPanel:
        """Who has the case; typed once, found again by the name.

        Args:
            plan: The plan that names the case worker.
            code: The municipality that is asked.
            known: What is known about the case worker besides.
        """
        panel = self._panel(
            _tr("Rådgiver i {municipality}"), plan, _tr("Gem"),
            lambda values: self._save_worker(plan, code, values),
        )  # fmt: skip
        self._worker_fields(panel, plan, code)
        titles = (("title", _tr("Stilling")), ("phone_hours", _tr("Telefontid")))
        pairs = []
        for name, label in titles:
            line = LineEdit()
            line.setText(getattr(known, name) if known else "")
            pairs.append((name, Field(label, line)))
        if code:
            # A case worker is kept with a municipality; without one there is nowhere to keep these.
            beside(panel, *pairs)
        panel.keep("plan_worker", self._person_id)
        panel.start("caseworker")
        return panel

    def prerequisite(self, row: PrerequisiteView, *, decided: bool = False) -> FormPanel:
        """One of C1 to C12; ``decided`` registers what it waits for as there."""
        own_plan = row.code == "C6"
        text = _tr("Status følger handleplanen.") if own_plan else ""
        kind = {"C6": "action_plan", "C7": "decision"}.get(row.code, "other")
        shown = DocumentChoice(self._session, self._person_id, kind, row.document_id, stays=True)
        panel = FormPanel(
            self._session, self._parent, lists.label("prerequisites", row.code), text,
            verb=_tr("Gem"), width=560, beside=lambda: shown.has_file,
            act=lambda values: self._session.services.plans.set_prerequisite(
                self._command(row, values, shown.keep(values["document_id"]))
            ),
        )  # fmt: skip
        status = Combo([Option(s.key, s.label) for s in lists.load_list("prerequisite_states")])
        status.set_value("fulfilled" if decided else row.status)
        status.setEnabled(not own_plan)
        owner = Combo([Option(o.key, o.label) for o in lists.load_list("ball_owners")])
        owner.set_value(row.owner)
        support = row.code == "C7"
        evidence_day = _tr("Afgørelsens dato") if support else _tr("Dokumentets dato")
        evidence = (
            _tr("Hvad siger afgørelsen") if support else _tr("Dokumentation: hvad og hvorfra")
        )
        beside(panel, ("status", Field(_tr("Status"), status)),
                ("owner", Field(_tr("Bolden er hos"), owner)))  # fmt: skip
        beside(panel, ("since", Field(_tr("Siden"), self._day("past", row.since))),
                ("next_on", Field(_tr("Vi ser på det igen"), self._day("future", row.next_on))))  # fmt: skip
        panel.add(
            "evidence_on",
            Field(evidence_day, self._day("past", row.evidence_on), width=240),
        )
        area = TextArea(lines=2, most_lines=3)
        area.set_text(row.evidence)
        panel.add("evidence", Field(evidence, area))
        shown.add_to(panel)
        panel.keep(f"prerequisite:{row.code}", self._person_id)
        if decided:
            status.set_value("fulfilled")
        panel.start("evidence_on" if decided else "status" if not own_plan else "owner")
        return panel

    # -- own -------------------------------------------------------------------------------------

    def _command(
        self, row: PrerequisiteView, values: Mapping[str, Any], document_id: UUID | None
    ) -> PrerequisiteCommand:
        since = values["since"] or row.since
        moved = (values["status"], values["owner"]) != (row.status, row.owner)
        if moved and since == row.since:
            # Nobody said since when: from the document's day, or from today.
            there = values["status"] == "fulfilled"
            today = self._session.clock.today()
            since = (values["evidence_on"] if there else None) or today
        return PrerequisiteCommand(
            row.id, row.version, values["status"], values["owner"], since,
            values["evidence"], values["evidence_on"], values["next_on"], document_id,
        )  # fmt: skip

    def _change(self, plan: PlanView, **facts: Any) -> Changes:
        command = PlanCommand(plan.stay_id, plan.version, **facts)
        return self._session.services.plans.change(command)

    def _save_worker(self, plan: PlanView, code: str, values: Mapping[str, Any]) -> Changes:
        """The contact first, so that the plan finds it by its name; both can be taken back."""
        about = {name: values.get(name, "") for name in ("title", "phone_hours")}
        services = self._session.services
        if code and values["caseworker"] and any(about.values()):
            said = services.caseworkers.save(CaseworkerCommand(code, values["caseworker"], **about))
            services.search.apply(said)
        return self._change(plan, **_without(values, *about))

    def _panel(
        self, title: str, plan: PlanView, verb: str,
        act: Callable[[Mapping[str, Any]], Changes], *, said: str = "",
        beside: Callable[[], bool] | None = None,
    ) -> FormPanel:  # fmt: skip
        municipality = plan.municipality or _tr("kommunen")
        return FormPanel(
            self._session, self._parent, title.format(municipality=municipality),
            verb=verb, act=act, said=said, width=560, beside=beside,
        )  # fmt: skip

    def _worker_fields(self, panel: FormPanel, plan: PlanView, code: str = "") -> None:
        labels = (_tr("Rådgiver"), _tr("Telefon"), _tr("Sikker mail"), _tr("Kommunens sagsnummer"))
        found = WorkerEdit(self._session, code)
        lines = (found, LineEdit(), LineEdit(), LineEdit())
        pairs = []
        for name, label, line in zip(_WORKER, labels, lines, strict=True):
            line.setText(getattr(plan, name))
            pairs.append((name, Field(label, line)))
        found.found.connect(lambda worker: lines[1].setText(worker.phone))
        found.found.connect(lambda worker: lines[2].setText(worker.mail))
        beside(panel, *pairs[:2])
        beside(panel, *pairs[2:])

    def _day(self, direction: str, day: Any) -> DateField:
        field = DateField(
            direction="future" if direction == "future" else "past",
            today=self._session.clock.today,
        )
        field.set_value(day)
        return field


def _without(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}


def _tr(words: str) -> str:
    return QCoreApplication.translate("Plan", words)
