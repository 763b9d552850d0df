"""The document that shows something: one that is here already, or a file that just came in."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout

from boform_app.services.views.contacts import DocumentCommand, DocumentView
from models.values import dates
from ui.pages.resident.doing import FormPanel, Refused
from ui.pages.resident.file_choice import FileChoice
from ui.pages.resident.form_parts import Answering, narrow
from ui.session import Session
from ui.theme import theme
from ui.widgets.choice import Combo, Option
from ui.widgets.field import Field

NAME = "document_id"


class DocumentChoice(Answering):
    """The resident's documents in a list, and beside it a file to choose; the file goes first.

    Attributes:
        list: The documents that are here; hidden while there are none.
        file: A file that is not kept yet. Never part of a draft.
    """

    def __init__(
        self, session: Session, person_id: UUID, kind: str, chosen: UUID | None = None, *,
        stays: bool = False,
    ) -> None:  # fmt: skip
        """Make the control.

        Args:
            session: For the documents and the file dialog.
            person_id: Whose documents.
            kind: Of a file that is kept now, a key of ``document_kinds``.
            chosen: What shows it until now.
            stays: What was chosen before can be replaced and not taken away.
        """
        super().__init__()
        self._session, self._person_id, self._kind = session, person_id, kind
        self._kept: UUID | None = None
        known = _documents(session, person_id)
        none = [] if stays and chosen else [Option("", _tr("Intet dokument"))]
        options = [*none, *(Option(str(one.id), _label(one)) for one in known)]
        self.list = narrow(Combo(options, name=_tr("Beboerens dokumenter")), 12)
        self.list.setVisible(bool(known))
        self.file = FileChoice(session, _tr("Vælg en fil, der viser det"))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().px(8))
        box.addWidget(self.list, 1)
        box.addWidget(self.file, 1)
        self.setFocusProxy(self.list if known else self.file)
        self.write(str(chosen or ""))
        self.list.changed.connect(self._listed)
        self.file.chosen.connect(self._filed)

    def read(self) -> str:
        """Id of the document in the list, "" for none."""
        return self.list.value or ""

    def write(self, value: str | None) -> None:
        """Choose a document by its id; one that is not there any more chooses none."""
        self.list.set_value(value or "")

    def add_to(self, panel: FormPanel, label: str = "") -> None:
        """A field of a form under its heading."""
        field = Field(label or _tr("Dokument, der viser det (kan vente)"), self)
        panel.add(NAME, field, read=self.read, write=self.write)

    @property
    def has_file(self) -> bool:
        """Whether ``keep`` takes its time."""
        return self.file.data is not None

    def keep(self, value: str) -> UUID | None:
        """The document to link; a chosen file is kept first, once. A worker's work with a file.

        Args:
            value: As ``read`` had it; no widget is asked here.

        Raises:
            BoformError: What ``documents.keep`` raises.
        """
        if self.file.data is None:
            return UUID(value) if value else None
        if self._kept is None:
            command = DocumentCommand(
                self._person_id, self.file.data, self._kind, file_name=self.file.name
            )
            self._kept = self._session.services.documents.keep(command).first("document")
        return self._kept

    def _listed(self) -> None:
        self.file.clear()
        self._kept = None
        self.changed.emit()

    def _filed(self) -> None:
        self._kept = None
        self.list.set_value("")
        self.changed.emit()


def _documents(session: Session, person_id: UUID) -> tuple[DocumentView, ...]:
    try:
        return session.services.documents.of_person(person_id)
    except Refused:
        return ()


def _label(document: DocumentView) -> str:
    return f"{document.title} · {dates.short(document.received_on)}"


def _tr(words: str) -> str:
    return QCoreApplication.translate("Plan", words)
