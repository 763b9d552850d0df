"""*Rådgivere*: the people in the municipalities, typed once and found again in every form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from boform_app.services.views.contacts import CaseworkerCommand, CaseworkerView
from models.values import municipalities
from models.values.changes import Changes
from ui.pages.resident.doing import FormPanel, attempt
from ui.pages.resident.form_parts import beside
from ui.session import Session
from ui.tablemodels.rows import Column
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.choice import Combo, Option
from ui.widgets.field import Field
from ui.widgets.labels import Text
from ui.widgets.line_edit import LineEdit
from ui.widgets.list_view import ListView


class CaseworkersCard(Card):
    """Every open case worker, by municipality; Enter or Ret changes one."""

    def __init__(self, session: Session) -> None:
        super().__init__(_tr("Rådgivere"), padded=False)
        self._session = session
        self.panel: FormPanel | None = None
        self.add = Button(_tr("Ny rådgiver"), "strong", icon="add")
        self.add.clicked.connect(lambda: self._open(None))
        self.add_tool(self.add)
        columns = (
            Column("name", _tr("Navn"), lambda row: row.name, "strong", 150),
            Column("where", _tr("Kommune"), lambda row: row.municipality, "text", 150),
            Column("title", _tr("Stilling"), _work, "muted", 150, tip=_work, spare=1),
            Column("phone", _tr("Telefon"), _phone, "muted", tip=_phone),
            Column("edit", "", lambda _row: self._verb, "button", 64),
        )
        self._verb = _tr("Ret")
        self.rows = ListView(columns, name=_tr("Rådgivere"), id_of=lambda row: row.id, gap=12)
        self.rows.fit_rows()
        self.rows.opened.connect(self._open)
        self.rows.pressed.connect(lambda row, _key: self._open(row))
        self.body.addWidget(self.rows)
        self._empty = Text(
            _tr("Ingen rådgivere endnu. De kommer her, når I skriver dem på et ophold."),
            "body", "text2", wrap=True,
        )  # fmt: skip
        self._empty.setContentsMargins(12, 8, 12, 8)
        self.body.addWidget(self._empty)

    def refresh(self) -> None:
        """Case workers of every municipality, in Danish order of the municipalities."""
        services = self._session.services
        may = services.staff.permissions().get("action_plan") == "yes"
        self._verb = _tr("Ret") if may else ""
        self.add.setVisible(may)
        found = [
            worker
            for place in municipalities.municipalities()
            for worker in services.caseworkers.of_municipality(place.code)
        ]
        self.rows.set_rows(found)
        self.rows.setVisible(bool(found))
        self._empty.setVisible(not found)

    def _open(self, worker: CaseworkerView | None) -> None:
        if self._verb:
            self.panel = caseworker_form(self._session, self, worker)


def caseworker_form(session: Session, page: QWidget, worker: CaseworkerView | None) -> FormPanel:
    """A new case worker, or one to change or close."""
    service = session.services.caseworkers

    def act(values: Mapping[str, Any]) -> Changes:
        return service.save(
            CaseworkerCommand(
                values["municipality_code"] or "", values["name"],
                id=worker.id if worker else None, version=worker.version if worker else 0,
                title=values["title"], phone=values["phone"], phone_hours=values["phone_hours"],
                mail=values["mail"], note=values["note"],
                contact_id=values["contact_id"],
            )
        )  # fmt: skip

    title = _tr("Ret rådgiver") if worker else _tr("Ny rådgiver")
    panel = FormPanel(session, page, title, verb=_tr("Gem rådgiver"), act=act, width=600)
    options = [Option(m.code, m.display) for m in municipalities.municipalities()]
    beside(
        panel,
        ("name", Field(_tr("Navn"), LineEdit())),
        ("municipality_code", Field(_tr("Kommune"), Combo(options, searchable=True))),
        required={"name": _tr("et navn"), "municipality_code": _tr("en kommune")},
    )
    place, unit = panel.form.field("municipality_code").control, Combo()
    if isinstance(place, Combo):
        place.changed.connect(lambda: _offer_units(session, unit, place.value or ""))
    labels = {
        "title": _tr("Stilling"), "phone": _tr("Telefon"), "phone_hours": _tr("Telefontid"),
        "mail": _tr("Sikker mail"),
    }  # fmt: skip
    fields = [(name, Field(label, LineEdit())) for name, label in labels.items()]
    beside(panel, ("contact_id", Field(_tr("Enhed"), unit)), fields[0])
    beside(panel, *fields[1:3])
    beside(panel, fields[3], ("note", Field(_tr("Note"), LineEdit())))
    _offer_units(session, unit, worker.municipality_code if worker else "")
    if worker is not None:
        names = (*labels, "name", "municipality_code", "contact_id", "note")
        panel.form.load({name: getattr(worker, name) for name in names})
        panel.add_button(
            _tr("Luk rådgiveren"),
            lambda: attempt(session, page, lambda: service.close(worker.id, worker.version)),
        )
    panel.start("name")
    return panel


def _offer_units(session: Session, unit: Combo, code: str) -> None:
    """The departments that are known of a municipality; another one has others."""
    known = session.services.municipalities.contacts(code) if code else ()
    kept = unit.value
    unit.set_options([Option(None, "–"), *(Option(one.id, one.unit) for one in known)])
    unit.set_value(kept if kept in {one.id for one in known} else None)


def _work(worker: CaseworkerView) -> str:
    return " · ".join(part for part in (worker.title, worker.unit) if part)


def _phone(worker: CaseworkerView) -> str:
    return " · ".join(part for part in (worker.phone, worker.phone_hours) if part)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Caseworkers", words)
