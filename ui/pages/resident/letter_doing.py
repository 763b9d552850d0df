"""What is done with a letter of the house on the tab Dokumenter: print, save, sent, annul."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from boform_app.progress import Progress
from boform_app.services.page_images import Picture, of_letter
from boform_app.services.views.letters import LetterView
from models.values import lists
from models.values.changes import Changes
from ui import messages
from ui.pages.resident.doing import FormPanel, Refused, attempt
from ui.pages.resident.tab import Tab
from ui.saved_files import keep, target_of
from ui.session import Session
from ui.widgets.choice import Combo, Option
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.text_area import TextArea

PRINT_DPI = 300


class LetterDoing:
    """Printing again prints the stored bytes, never new ones.

    Attributes:
        panel: The form that was opened last.
    """

    def __init__(self, session: Session, page: Tab) -> None:
        self._session, self._page = session, page
        self.panel: FormPanel | None = None

    def print(self, row: LetterView) -> None:
        """Print the stored bytes again."""
        services = self._session.services

        def work(_progress: Progress) -> tuple[bytes, tuple[Picture, ...]]:
            return services.register.pdf(row.id), of_letter(services, row.id, PRINT_DPI)

        def done(found: tuple[bytes, tuple[Picture, ...]]) -> None:
            self._session.ports.printer.print_pdf(
                found[0], row.register_number, lambda ok: self._printed(row, ok=ok), pages=found[1]
            )

        self._session.tasks.run(work, done=done, failed=self.failed, owner=self._page)

    def _printed(self, row: LetterView, *, ok: bool) -> None:
        """A print that was cancelled is not an event."""
        if ok and row.status != "annulled":
            register = self._session.services.register
            attempt(
                self._session, self._page, lambda: register.mark_printed(row.id, row.version),
                _tr("Brevet er printet igen."),
            )  # fmt: skip

    def save(self, row: LetterView) -> None:
        """Ask where a copy goes."""
        name = f"{row.register_number.replace('/', '-')}.pdf"
        self._session.ports.files.save(
            _tr("Gem som PDF"), name, "PDF (*.pdf)", lambda path: self._write(row, path)
        )

    def _write(self, row: LetterView, path: Path | None) -> None:
        target = target_of(self._session, path, ".pdf")
        register = self._session.services.register
        if target is None or not keep(self._session, target, register.pdf(row.id)):
            return
        attempt(
            self._session, self._page, lambda: register.note_saved_copy(row.id, target),
            _tr("Gemt som PDF. Fjern filen igen, når brevet er sendt."),
        )  # fmt: skip

    def sent(self, row: LetterView) -> None:
        """Ask how and when it was sent."""
        register = self._session.services.register

        def act(values: Mapping[str, Any]) -> Changes:
            return register.mark_sent(row.id, row.version, values["channel"], values["on"])

        panel = FormPanel(
            self._session, self._page, _tr("Er brevet sendt?"), row.title,
            verb=_tr("Ja, sendt"), act=act, said=_tr("Brevet er markeret som sendt."),
        )  # fmt: skip
        channels = [Option(e.key, e.label) for e in lists.load_list("letter_channels")]
        combo = Combo(channels)
        combo.set_value("digital_post")
        day = DateField(direction="past", today=self._session.clock.today)
        day.set_value(self._session.clock.today())
        panel.add("channel", Field(_tr("Sendt med"), combo), required=_tr("hvordan"))
        panel.add("on", Field(_tr("Sendt den"), day, width=240), required=_tr("en dag"))
        panel.start("channel")
        self.panel = panel

    def annul(self, row: LetterView) -> None:
        """Ask why it does not hold."""
        register = self._session.services.register
        panel = FormPanel(
            self._session, self._page, _tr("Annullér brevet?"),
            _tr("{title}. Linjen bliver stående med din grund.").format(title=row.title),
            verb=_tr("Annullér brev"), kind="danger", said=_tr("Brevet er annulleret."),
            act=lambda values: register.annul(row.id, row.version, values["reason"]),
        )  # fmt: skip
        area = TextArea(lines=2)
        panel.add("reason", Field(_tr("Hvorfor"), area), required=_tr("en grund"))
        panel.keep("annul_letter", row.id)
        panel.start("reason")
        self.panel = panel

    def remove_copies(self, row: LetterView) -> None:
        """Take saved copies off the disk."""
        try:
            left = self._session.services.register.remove_copies(row.id)
        except Refused as refused:
            messages.present(refused, self._page)
            return
        words = _tr("De gemte PDF'er er fjernet.")
        if left:
            words = _tr("Ikke fjernet endnu: {paths}").format(paths=", ".join(left))
        self._session.say(words)
        self._page.refresh()

    def failed(self, error: Exception) -> None:
        """A worker could not do it."""
        messages.present(error, self._page)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Letters", words)
