"""A file that came in becomes a document of the resident; it is looked at by the child process first."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from boform_app.errors import BoformError
from boform_app.progress import Progress
from boform_app.services.views.contacts import DocumentCommand
from boform_app.services.views.stays import StayView
from models.values import municipalities
from models.values.changes import Changes
from models.values.files import MOST_BYTES
from ui import messages
from ui.pages.resident.doing import FormPanel
from ui.pages.resident.form_parts import beside, day_field, listed
from ui.session import Session
from ui.widgets.field import Field, Finding
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


def read_file(path: Path) -> bytes | None:
    """The bytes of a chosen file, one more than allowed at most; None when it cannot be read."""
    try:
        with path.open("rb") as file:
            # One byte more than allowed, so that the service can say that it is too much.
            return file.read(MOST_BYTES + 1)
    except OSError:
        return None


class _DocumentForm(FormPanel):
    def __init__(
        self, session: Session, page: QWidget, stay: StayView, file_name: str, data: bytes
    ) -> None:
        super().__init__(
            session, page, _tr("Læg dokument ind"), file_name, verb=_tr("Gem dokument"),
            act=self._write, width=560,
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

    def _submit(self, values: Mapping[str, Any]) -> None:
        """A worker opens the file; the panel waits for it."""
        self.verb.setEnabled(False)

        def work(_progress: Progress) -> Changes:
            return self._write(values)

        self._desk.tasks.run(work, self._kept, failed=self._refused, owner=self)

    def _kept(self, changes: Changes) -> None:
        self.accept()
        self._desk.done(changes)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, BoformError):
            raise error
        self.verb.setEnabled(True)
        self._general.show_finding(Finding("stop", messages.describe(error).text))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Plan", words)
