"""Breve: one person's letters, the true PDF beside the list, and what becomes of each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from boform_app.progress import Progress
from boform_app.services.page_images import Picture, of_letter
from boform_app.services.views.contacts import DocumentView
from boform_app.services.views.letters import LetterView
from boform_app.services.views.people import Identity
from models.values import lists
from models.values.changes import Changes
from ui import messages
from ui.pages.resident import menus
from ui.pages.resident.doing import FormPanel, Refused, attempt
from ui.pages.resident.letters_columns import columns, facts
from ui.pages.resident.received import Received, document_facts
from ui.pages.resident.tab import Tab
from ui.privacy import privacy
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.choice import Combo, Option
from ui.widgets.date_field import DateField
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.labels import Text
from ui.widgets.list_view import ListView
from ui.widgets.page_image import PageImages
from ui.widgets.text_area import TextArea

MOST = 100
SCREEN_DPI, PRINT_DPI = 130, 300


class LettersTab(Tab):
    """Newest first. Printing again prints the stored bytes, never new ones."""

    key = "letters"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._shown: UUID | None = None
        self._task = 0
        self._may_annul = False
        self.panel: FormPanel | None = None
        self.list = ListView(
            columns(), name=self.tr("Breve"), id_of=lambda row: row.id, row_px=50, gap=12,
            search_key="what",
        )  # fmt: skip
        self.received = Received(session, self)
        self.pages = PageImages(name=self.tr("Brevet, som det er gemt"))
        self.new = Button(self.tr("Nyt brev"), icon="add", chevron=True, height="row_button")
        self.print_button = Button(self.tr("Print igen"), icon="print", height="row_button")
        self.save_button = Button(self.tr("Gem som PDF"), height="row_button")
        self.sent_button = Button(self.tr("Markér som sendt"), "strong", height="row_button")
        self.annul_button = Button(self.tr("Annullér"), height="row_button")
        self.remove_button = Button(self.tr("Fjern gemte PDF'er"), "link")
        self.empty = EmptyState(self.tr("Ingen breve endnu."))
        self._build()
        self._wire()

    def load(self, person_id: UUID, identity: Identity) -> None:
        """Another person: no page of the last one stays in view."""
        self._shown = None
        self.pages.set_pages(())
        super().load(person_id, identity)

    def refresh(self) -> None:
        """Read the letters again; the chosen one stays chosen."""
        if self.person_id is None:
            return
        found = self.session.services.register.letters(self.person_id, limit=MOST)
        self.list.set_rows(found)
        if found and self.list.current_row is None:
            self.list.setCurrentIndex(self.list.model_.index(0, 0))
        self.received.read(self.person_id)
        self.list.setVisible(bool(found))
        self.empty.setVisible(not found)
        self._side.setVisible(bool(found) or self.received.shown)
        may = self.session.services.staff.permissions()
        self.new.setVisible(may.get("write_letters", "no") != "no")
        self._may_annul = may.get("annul") == "yes"
        self._show()

    def state(self) -> Mapping[str, Any]:
        """Which letter is chosen."""
        row = self.list.current_row
        return {"letter_id": row.id} if row else {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """The letter that is meant."""
        if "letter_id" in state:
            self.list.choose(state["letter_id"])

    def rest(self) -> None:
        """A page is some megabytes; it is made again with the next look."""
        self._task += 1
        self._shown = None
        self.pages.set_pages(())

    def command(self, name: str) -> bool:
        """Ctrl+P prints the chosen letter again; a file that came in has no print of ours."""
        if name != "print" or self.list.current_row is None or self.received.looking:
            return False
        self._print()
        return True

    # -- own -------------------------------------------------------------------------------------

    def _build(self) -> None:
        left = Card(self.tr("Breve"), padded=False)
        left.add_tool(self.new)
        left.body.addWidget(self.empty)
        left.body.addWidget(self.list, 1)
        left.body.addStretch(0)
        column = QVBoxLayout()
        column.addWidget(left, 3)
        column.addWidget(self.received, 2)
        self._left_column = column
        self._side = Card("", padded=False)
        head = QVBoxLayout()
        self._title = Text("", "h3", wrap=True)
        self._facts = Text("", "small", "text2")
        head.addWidget(self._title)
        head.addWidget(self._facts)
        buttons = QHBoxLayout()
        for button in (*self._letter_buttons(), self.received.save_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        head.addLayout(buttons)
        self._head, self._buttons = head, buttons
        self._side.body.addLayout(head)
        self._side.body.addWidget(self.pages, 1)
        row = QHBoxLayout()
        row.addLayout(column, 560)
        row.addWidget(self._side, 574)
        self._row = row
        self.layout_.addLayout(row, 1)
        self._dress()
        theme().changed.connect(self._dress)

    def _wire(self) -> None:
        self.list.chosen.connect(lambda _row: self._show())
        # Back from a file that came in to the letter that was chosen all the time.
        self.list.clicked.connect(lambda _index: self._show() if self.received.looking else None)
        self.received.looked.connect(self._show_document)
        self.list.opened.connect(lambda row: self.go("letter", letter_id=row.id))
        self.new.clicked.connect(self._choose_kind)
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save)
        self.sent_button.clicked.connect(self._sent)
        self.annul_button.clicked.connect(self._annul)
        self.remove_button.clicked.connect(self._remove)

    def _show_document(self, row: DocumentView) -> None:
        """A file that came in, as pictures; it stays what it was."""
        self._task += 1
        mine, documents, self._shown = self._task, self.session.services.documents, None
        self._title.setText(row.title)
        self._facts.setText(document_facts(row))
        self.received.offer_save(row)
        for button in self._letter_buttons():
            button.hide()
        self.pages.setVisible(not privacy().on)
        self.pages.set_pages(())

        def work(_progress: Progress) -> tuple[Picture, ...]:
            found = documents.pages(row.id)
            return tuple(Picture(page.width, page.height, page.rgb) for page in found)

        def done(found: tuple[Picture, ...]) -> None:
            if mine == self._task:
                self.pages.set_pages(found)

        self.session.tasks.run(work, done=done, failed=self._failed, owner=self)

    def _letter_buttons(self) -> tuple[Button, ...]:
        return (
            self.sent_button, self.print_button, self.save_button, self.annul_button,
            self.remove_button,
        )  # fmt: skip

    def _show(self) -> None:
        row: LetterView | None = self.list.current_row
        if row is None:
            return
        self.received.leave()
        self.print_button.show()
        self.save_button.show()
        self._title.setText(row.title)
        self._facts.setText("\n".join(facts(row)))
        live = row.status != "annulled"
        self.sent_button.setVisible(row.status == "made")
        self.annul_button.setVisible(live and self._may_annul)
        self.remove_button.setVisible(bool(row.copies))
        hidden = privacy().on
        self.pages.setVisible(not hidden)
        if not hidden and self._shown != row.id:
            self._shown = row.id
            self._render(row.id)

    def _render(self, letter_id: UUID) -> None:
        """Bytes and pages on a worker; a slower answer to an earlier choice is dropped."""
        self._task += 1
        mine, services = self._task, self.session.services

        def work(_progress: Progress) -> tuple[Picture, ...]:
            return of_letter(services, letter_id, SCREEN_DPI)

        def done(found: tuple[Picture, ...]) -> None:
            if mine == self._task:
                self.pages.set_pages(found)

        self.pages.set_pages(())
        self.session.tasks.run(work, done=done, failed=self._failed, owner=self)

    def _failed(self, error: Exception) -> None:
        messages.present(error, self)

    def _choose_kind(self) -> None:
        if self.identity is None:
            return
        menu = menus.letters(self.session, self, self.identity, self.navigate.emit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.new.mapToGlobal(self.new.rect().bottomLeft()))

    def _print(self) -> None:
        row: LetterView | None = self.list.current_row
        if row is None:
            return
        services = self.session.services

        def work(_progress: Progress) -> tuple[bytes, tuple[Picture, ...]]:
            return services.register.pdf(row.id), of_letter(services, row.id, PRINT_DPI)

        def done(found: tuple[bytes, tuple[Picture, ...]]) -> None:
            self.session.ports.printer.print_pdf(
                found[0], row.register_number, lambda ok: self._printed(row, ok=ok), pages=found[1]
            )

        self.session.tasks.run(work, done=done, failed=self._failed, owner=self)

    def _printed(self, row: LetterView, *, ok: bool) -> None:
        """A print that was cancelled is not an event."""
        if ok and row.status != "annulled":
            register = self.session.services.register
            attempt(
                self.session, self, lambda: register.mark_printed(row.id, row.version),
                self.tr("Brevet er printet igen."),
            )  # fmt: skip

    def _save(self) -> None:
        row: LetterView | None = self.list.current_row
        if row is None:
            return
        name = f"{row.register_number.replace('/', '-')}.pdf"
        self.session.ports.files.save(
            self.tr("Gem som PDF"), name, "PDF (*.pdf)", lambda path: self._write(row, path)
        )

    def _write(self, row: LetterView, path: Path | None) -> None:
        if path is None:
            return
        register = self.session.services.register
        try:
            path.write_bytes(register.pdf(row.id))
        except OSError:
            self.session.say(self.tr("Filen kunne ikke gemmes der. Vælg en anden mappe."))
            return
        attempt(
            self.session, self, lambda: register.note_saved_copy(row.id, path),
            self.tr("Gemt som PDF. Fjern filen igen, når brevet er sendt."),
        )  # fmt: skip

    def _sent(self) -> None:
        row: LetterView | None = self.list.current_row
        if row is None:
            return
        register = self.session.services.register

        def act(values: Mapping[str, Any]) -> Changes:
            return register.mark_sent(row.id, row.version, values["channel"], values["on"])

        panel = FormPanel(
            self.session, self, self.tr("Er brevet sendt?"), row.title,
            verb=self.tr("Ja, sendt"), act=act, said=self.tr("Brevet er markeret som sendt."),
        )  # fmt: skip
        channels = [Option(e.key, e.label) for e in lists.load_list("letter_channels")]
        combo = Combo(channels)
        combo.set_value("digital_post")
        day = DateField(direction="past", today=self.session.clock.today)
        day.set_value(self.session.clock.today())
        panel.add("channel", Field(self.tr("Sendt med"), combo), required=self.tr("hvordan"))
        panel.add("on", Field(self.tr("Sendt den"), day, width=240), required=self.tr("en dag"))
        panel.start("channel")
        self.panel = panel

    def _annul(self) -> None:
        row: LetterView | None = self.list.current_row
        if row is None:
            return
        register = self.session.services.register
        panel = FormPanel(
            self.session, self, self.tr("Annullér brevet?"),
            self.tr("{title}. Linjen bliver stående med din grund.").format(title=row.title),
            verb=self.tr("Annullér brev"), kind="danger", said=self.tr("Brevet er annulleret."),
            act=lambda values: register.annul(row.id, row.version, values["reason"]),
        )  # fmt: skip
        area = TextArea(lines=2)
        panel.add("reason", Field(self.tr("Hvorfor"), area), required=self.tr("en grund"))
        panel.keep("annul_letter", row.id)
        panel.start("reason")
        self.panel = panel

    def _remove(self) -> None:
        row: LetterView | None = self.list.current_row
        if row is None:
            return
        try:
            left = self.session.services.register.remove_copies(row.id)
        except Refused as refused:
            messages.present(refused, self)
            return
        words = self.tr("De gemte PDF'er er fjernet.")
        if left:
            words = self.tr("Ikke fjernet endnu: {paths}").format(paths=", ".join(left))
        self.session.say(words)
        self.refresh()

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._row.setSpacing(t.px(16))
        self._left_column.setSpacing(t.px(12))
        self._head.setContentsMargins(pad, t.px(10), pad, t.px(8))
        self._head.setSpacing(t.px(4))
        self._buttons.setSpacing(t.px(8))
        self.pages.setMinimumHeight(t.px(140))
        self.list.setMinimumHeight(t.px(100))
