"""A file that came in becomes a document of the resident; it is looked at by the child process first."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from boform_app.services.views.contacts import DocumentCommand
from boform_app.services.views.stays import StayView
from models.values import municipalities
from models.values.changes import Changes
from ui import messages
from ui.pages.resident.doing import FormPanel
from ui.pages.resident.file_choice import read_file
from ui.pages.resident.form_parts import beside, day_field, listed
from ui.session import Session
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit


def open_document(session: Session, page: QWidget, stay: StayView, path: Path) -> FormPanel | None:
    """Ask what the file is; None when it cannot be read, which is said."""
    data = read_file(path)
    if data is None:
        session.say(messages.words("file_not_readable"))
        return None
    form = _DocumentForm(session, page, stay, path.name, data)
    form.start("kind")
    return form


class _DocumentForm(FormPanel):
    def __init__(
        self, session: Session, page: QWidget, stay: StayView, file_name: str, data: bytes
    ) -> None:
        super().__init__(
            session, page, _tr("Læg dokument ind"), file_name, verb=_tr("Gem dokument"),
            act=self._write, width=560, beside=lambda: True,
        )  # fmt: skip
        self._desk, self._stay, self._name, self._data = session, stay, file_name, data
        found = municipalities.find(stay.acting_municipality_code)
        beside(
            self,
            ("kind", Field(_tr("Hvad er det"), listed("document_kinds", "answer"))),
            ("received_on", Field(_tr("Modtaget"),
                                  day_field(session, "past", session.clock.today()))),
        )  # fmt: skip
        sender = LineEdit()
        sender.setText(found.display if found else "")
        beside(
            self, ("title", Field(_tr("Navn"), LineEdit())), ("sender", Field(_tr("Fra"), sender))
        )

    def _write(self, values: Mapping[str, Any]) -> Changes:
        return self._desk.services.documents.keep(
            DocumentCommand(
                self._stay.person_id, self._data, values["kind"], values["title"],
                values["sender"], values["received_on"], self._name, self._stay.id,
            )
        )  # fmt: skip


def _tr(words: str) -> str:
    return QCoreApplication.translate("Plan", words)
