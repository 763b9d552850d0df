"""What is done with a document that came in: print, save, put right, move, take away."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from boform_app.errors import BoformError, Problem, ValidationFailed
from boform_app.progress import Progress
from boform_app.services.page_images import Picture
from boform_app.services.views.contacts import DocumentView
from models.values.changes import Changes
from ui import messages
from ui.pages.anybody import anybody_field
from ui.pages.resident.document_form import fact_fields
from ui.pages.resident.doing import FormPanel, Refused, attempt
from ui.pages.resident.tab import Tab
from ui.saved_files import keep, target_of
from ui.session import Session
from ui.widgets.field import Field
from ui.widgets.text_area import TextArea

MOST_PRINTED = 50
"""Pages: more would fill the memory."""
AT_ONCE = 10
"""Pages that the child hands back."""
_ENDINGS = {"image/png": ".png", "image/jpeg": ".jpg", "image/tiff": ".tif"}


class DocumentDoing:
    """The bytes stay what they were, whatever is done.

    Attributes:
        panel: The form that was opened last.
    """

    def __init__(self, session: Session, page: Tab) -> None:
        self._session, self._page = session, page
        self.panel: FormPanel | None = None

    def print(self, row: DocumentView) -> None:
        """Print every page as the child drew it."""
        if (row.page_count or 1) > MOST_PRINTED:
            words = _tr("Dokumentet har {n} sider. Gem en kopi, og print den derfra.")
            self._session.say(words.format(n=row.page_count))
            return
        documents = self._session.services.documents

        def work(_progress: Progress) -> tuple[bytes, tuple[Picture, ...]]:
            found: list[Picture] = []
            for first in range(0, row.page_count or 1, AT_ONCE):
                found += [
                    Picture(page.width, page.height, page.rgb)
                    for page in documents.pages(row.id, first)
                ]
            return documents.data(row.id), tuple(found)

        def done(found: tuple[bytes, tuple[Picture, ...]]) -> None:
            self._session.ports.printer.print_pdf(
                found[0], "dokument", self._printed, pages=found[1]
            )

        self._session.tasks.run(work, done, failed=self.failed, owner=self._page)

    def save(self, row: DocumentView) -> None:
        """Ask where a copy goes."""
        ending = _ENDINGS.get(row.media_type, ".pdf")
        self._session.ports.files.save(
            _tr("Gem en kopi"), f"dokument{ending}", f"(*{ending})",
            lambda path: self._write(row, path),
        )  # fmt: skip

    def edit(self, row: DocumentView) -> None:
        """Kind, day, name, sender and letter, journaled."""
        documents = self._session.services.documents

        def act(values: Mapping[str, Any]) -> Changes:
            facts = dict(values)
            if "letter_id" in facts:
                facts["letter_id"] = UUID(facts["letter_id"]) if facts["letter_id"] else None
            changed = {key: value for key, value in facts.items() if value != getattr(row, key)}
            if not changed:
                raise ValidationFailed(Problem("", "nothing_changed"))
            return documents.change(row.id, row.version, changed)

        panel = FormPanel(
            self._session, self._page, _tr("Ret oplysninger om dokumentet"), verb=_tr("Gem"),
            act=act, width=560,
        )  # fmt: skip
        fact_fields(self._session, panel, row)
        panel.start("kind")
        self.panel = panel

    def move(self, row: DocumentView) -> None:
        """It was put to the wrong resident."""
        filing = self._session.services.filing
        panel = FormPanel(
            self._session, self._page, _tr("Flyt dokumentet til en anden beboer"),
            _tr("{title}. Her er det ikke længere bevis for noget.").format(title=row.title),
            verb=_tr("Flyt dokument"), said=_tr("Dokumentet er flyttet."),
            act=lambda values: filing.move(
                row.id, row.version, values["to_person_id"], values["reason"]
            ),
        )  # fmt: skip
        whom = anybody_field(self._session, _tr("Til"), without=self._page.person_id)
        panel.add("to_person_id", whom, required=_tr("en beboer"))
        panel.add("reason", Field(_tr("Hvorfor"), TextArea(lines=2)), required=_tr("en grund"))
        panel.keep("move_document", row.id)
        panel.start("to_person_id")
        self.panel = panel

    def take_away(self, row: DocumentView) -> None:
        """A leader destroys the bytes; the line stays."""
        filing = self._session.services.filing
        panel = FormPanel(
            self._session, self._page, _tr("Tag dokumentet væk?"),
            _tr(
                "{title}. Indholdet slettes og kan ikke hentes tilbage. "
                "Linjen bliver stående med din grund."
            ).format(title=row.title),
            verb=_tr("Tag væk"), kind="danger", said=_tr("Dokumentet er taget væk."),
            act=lambda values: filing.take_away(row.id, row.version, values["reason"]),
        )  # fmt: skip
        panel.add("reason", Field(_tr("Hvorfor"), TextArea(lines=2)), required=_tr("en grund"))
        panel.keep("take_document_away", row.id)
        panel.start("reason")
        self.panel = panel

    def remove_copies(self, row: DocumentView) -> None:
        """Take saved copies off the disk."""
        try:
            left = self._session.services.filing.remove_copies(row.id)
        except Refused as refused:
            messages.present(refused, self._page)
            return
        words = _tr("De gemte kopier er fjernet.")
        if left:
            words = _tr("Ikke fjernet endnu: {paths}").format(paths=", ".join(left))
        self._session.say(words)
        self._page.refresh()

    def failed(self, error: Exception) -> None:
        """A worker could not do it."""
        messages.present(error, self._page)

    def _printed(self, ok: bool) -> None:  # noqa: FBT001 (the printer's signature)
        if ok:
            self._session.say(_tr("Dokumentet er printet."))

    def _write(self, row: DocumentView, path: Path | None) -> None:
        target = target_of(self._session, path)
        if target is None:
            return
        try:
            data = self._session.services.documents.data(row.id)
        except BoformError as error:
            messages.present(error, self._page)
            return
        if not keep(self._session, target, data):
            return
        filing = self._session.services.filing
        attempt(
            self._session, self._page, lambda: filing.note_saved_copy(row.id, target),
            _tr("Kopien er gemt. Fjern den, når du er færdig med den."),
        )  # fmt: skip


def _tr(words: str) -> str:
    return QCoreApplication.translate("Letters", words)
