"""*Modtaget*: the files that came in about a resident, each to be looked at and to be saved as a copy."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from boform_app.clock import local_date
from boform_app.errors import BoformError
from boform_app.services.views.contacts import DocumentView
from models.values import dates
from ui import messages
from ui.pages.resident.letters_columns import received
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.list_view import ListView


class Received(Card):
    """The list; the pages are shown beside it.

    Signals:
        looked: A document was chosen; carries it.
    """

    looked = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_tr("Modtaget"), padded=False, parent=parent)
        self._session = session
        self._row: DocumentView | None = None
        self.list = ListView(
            received(), name=_tr("Modtagne dokumenter"), id_of=lambda row: row.id, row_px=44,
            gap=12, search_key="what",
        )  # fmt: skip
        self.list.clicked.connect(lambda _index: self._look())
        self.list.opened.connect(lambda _row: self._look())
        self.list.chosen.connect(lambda _row: self._look() if self.list.hasFocus() else None)
        self.body.addWidget(self.list, 1)
        self.save_button = Button(_tr("Gem en kopi …"), height="row_button")
        self.save_button.clicked.connect(self._save)
        self.save_button.hide()
        self._dress()

    @property
    def shown(self) -> bool:
        """Whether anything came in."""
        return bool(self.list.model_.rows)

    @property
    def looking(self) -> bool:
        """Whether one of them is shown just now, not a letter."""
        return self._row is not None

    def read(self, person_id: UUID) -> None:
        """Read the list; without documents, or without access to them, the card is away."""
        try:
            found = self._session.services.documents.of_person(person_id)
        except BoformError:
            found = ()
        self.list.set_rows(found)
        self.set_title(_tr("Modtaget"), str(len(found)) if found else "")
        self.setVisible(bool(found))

    def offer_save(self, row: DocumentView) -> None:
        """The button stands with the pages."""
        self._row = row
        self.save_button.show()

    def leave(self) -> None:
        """A letter is shown instead."""
        self._row = None
        self.save_button.hide()

    def _look(self) -> None:
        row = self.list.current_row
        # A click chooses and clicks: the pages are asked for once.
        if row is not None and (self._row is None or row.id != self._row.id):
            self.looked.emit(row)

    def _save(self) -> None:
        row = self._row
        if row is None:
            return
        ending = Path(row.file_name).suffix or ".pdf"
        self._session.ports.files.save(
            _tr("Gem en kopi"), f"dokument{ending}", f"(*{ending})",
            lambda path: self._write(row, path),
        )  # fmt: skip

    def _write(self, row: DocumentView, path: Path | None) -> None:
        if path is None:
            return
        house = self._session.services.open_house.folder.root.resolve()
        if path.resolve().is_relative_to(house):
            self._session.say(_tr("Vælg en mappe uden for husets egne data."))
            return
        try:
            path.write_bytes(self._session.services.documents.data(row.id))
        except OSError:
            self._session.say(_tr("Filen kunne ikke gemmes der. Vælg en anden mappe."))
            return
        except BoformError as error:
            messages.present(error, self)
            return
        self._session.say(_tr("Kopien er gemt. Fjern den, når du er færdig med den."))

    def _dress(self) -> None:
        super()._dress()
        self.setMinimumHeight(theme().px(120))


def document_facts(row: DocumentView) -> str:
    """Under the title: when it came, from whom, and who put it here."""
    parts = (
        _tr("Modtaget {day}").format(day=dates.short(row.received_on)),
        row.sender,
        _tr("lagt her {day} af {who}").format(
            day=dates.short(local_date(row.added_at)), who=row.added_by.name
        ),
    )
    return " · ".join(part for part in parts if part)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Letters", words)
