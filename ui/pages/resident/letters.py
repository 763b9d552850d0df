"""Dokumenter: one person's letters and what came in, with the true pages beside the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from boform_app.services.views.contacts import DocumentView, RemovedView
from boform_app.services.views.letters import LetterView
from boform_app.services.views.people import Identity
from boform_app.services.views.stays import StayView
from ui.pages.resident import menus, scanner
from ui.pages.resident.document_doing import DocumentDoing
from ui.pages.resident.document_form import Asked, open_documents
from ui.pages.resident.doing import FormPanel, Refused
from ui.pages.resident.file_choice import FILES
from ui.pages.resident.letter_doing import LetterDoing
from ui.pages.resident.letters_columns import (
    Paper,
    columns,
    document_facts,
    facts,
    newest_first,
    removed_facts,
)
from ui.pages.resident.paper_view import PaperView
from ui.pages.resident.tab import Tab
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Text
from ui.widgets.list_view import ListView
from ui.widgets.segmented import Segmented

MOST = 100


class LettersTab(Tab):
    """Newest first. Printing again prints the stored bytes, never new ones."""

    key = "letters"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._papers: list[Paper] = []
        self._stay: StayView | None = None
        self._may_annul = self._may_file = False
        self.form: FormPanel | None = None
        self.scanner: scanner.ScannerPanel | None = None
        self.letter, self.document = LetterDoing(session, self), DocumentDoing(session, self)
        self.list = ListView(
            columns(), name=self.tr("Dokumenter"), id_of=lambda row: row.id, row_px=50, gap=12,
            search_key="what",
        )  # fmt: skip
        self.show_only = Segmented(
            [("all", self.tr("Alle")), ("letters", self.tr("Breve")), ("in", self.tr("Indkommet"))],
            name=self.tr("Vis"),
        )
        self.view = PaperView(session, self)
        self.pages = self.view.pages
        self.new = Button(self.tr("Nyt brev"), icon="add", chevron=True, height="row_button")
        self.file = Button(self.tr("Læg ind"), icon="attach", chevron=True, height="row_button")
        self.file.setAccessibleName(self.tr("Læg ind et dokument"))
        self.print_button = Button(self.tr("Print igen"), icon="print", height="row_button")
        self.save_button = Button(self.tr("Gem som PDF"), height="row_button")
        self.sent_button = Button(self.tr("Markér som sendt"), "strong", height="row_button")
        self.annul_button = Button(self.tr("Annullér"), height="row_button")
        self.remove_button = Button(self.tr("Fjern gemte PDF'er"), "link")
        self.edit_button = Button(self.tr("Ret"), icon="edit", height="row_button")
        self.more_button = Button(self.tr("Mere"), chevron=True, height="row_button")
        self.empty = EmptyState("")
        self._build()
        self._wire()

    @property
    def panel(self) -> FormPanel | None:
        """The form that stands open, or stood open last."""
        return self.form or self.letter.panel or self.document.panel

    def load(self, person_id: UUID, identity: Identity) -> None:
        """Another person: no page of the last one stays in view."""
        self.view.clear()
        self.show_only.choose("all")
        super().load(person_id, identity)

    def refresh(self) -> None:
        """Read letters and documents again; the chosen one stays chosen."""
        if self.person_id is None:
            return
        services, person_id = self.session.services, self.person_id
        letters = services.register.letters(person_id, limit=MOST)
        documents: Sequence[Paper] = ()
        self._stay = None
        try:
            documents = (
                *services.documents.of_person(person_id), *services.filing.taken_away(person_id)
            )  # fmt: skip
            self._stay = next(
                (one for one in services.stays.for_person(person_id) if not one.other_house), None
            )
        except Refused:
            documents = ()
        self._papers = newest_first([*letters, *documents])
        may = services.staff.permissions()
        self.new.setVisible(may.get("write_letters", "no") != "no")
        self._may_annul = may.get("annul") == "yes"
        self._may_file = may.get("action_plan") == "yes" and self._stay is not None
        self.file.setVisible(self._may_file)
        self._show_list()

    def state(self) -> Mapping[str, Any]:
        """Which paper is chosen."""
        row = self.list.current_row
        return {"letter_id": row.id} if row else {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """The paper that is meant."""
        if "letter_id" in state:
            self.list.choose(state["letter_id"])

    def rest(self) -> None:
        """A page is some megabytes; it is made again with the next look."""
        self.view.clear()

    def command(self, name: str) -> bool:
        """Ctrl+P prints the chosen paper again."""
        if name != "print" or self.list.current_row is None:
            return False
        self._print()
        return True

    def takes_files(self) -> bool:
        """A file that is dropped here belongs to this resident."""
        return self._may_file

    def take_files(self, paths: Sequence[Path]) -> None:
        """Ask what they are."""
        self._add(tuple(paths))

    # -- own -------------------------------------------------------------------------------------

    def _show_list(self) -> None:
        """The rows that pass, what they are counted as, and the first of them beside."""
        letters = sum(isinstance(row, LetterView) for row in self._papers)
        wanted = self.show_only.current
        for key, words, count in (
            ("all", self.tr("Alle"), len(self._papers)),
            ("letters", self.tr("Breve"), letters),
            ("in", self.tr("Indkommet"), len(self._papers) - letters),
        ):
            self.show_only.set_label(key, f"{words} {count}")
        shown = [
            row for row in self._papers
            if wanted == "all" or isinstance(row, LetterView) == (wanted == "letters")
        ]  # fmt: skip
        self.list.set_rows(shown)
        if shown and self.list.current_row is None:
            self.list.setCurrentIndex(self.list.model_.index(0, 0))
        self.list.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        self.empty.set_text(self._nothing(wanted))
        self._filter.setVisible(bool(self._papers))
        self._side.setVisible(bool(shown))
        self._show()

    def _nothing(self, wanted: str) -> str:
        if wanted == "letters":
            return self.tr("Ingen breve endnu.")
        words = self.tr("Der er ikke kommet noget ind endnu.")
        if wanted == "all":
            words = self.tr("Ingen breve eller dokumenter endnu.")
        how = self.tr("Slip en fil her, eller hent den fra scanneren.")
        return f"{words} {how}" if self._may_file else words

    def _build(self) -> None:
        left = Card(self.tr("Dokumenter"), padded=False)
        left.add_tool(self.file)
        left.add_tool(self.new)
        self._filter = QWidget()
        self._line = QHBoxLayout(self._filter)
        self._line.addWidget(self.show_only)
        self._line.addStretch(1)
        left.body.addWidget(self._filter)
        left.body.addWidget(self.empty)
        left.body.addWidget(self.list, 1)
        left.body.addStretch(0)
        self._side = Card("", padded=False)
        head = QVBoxLayout()
        self._title = Text("", "h3", wrap=True)
        self._facts = Text("", "small", "text2", wrap=True)
        head.addWidget(self._title)
        head.addWidget(self._facts)
        buttons = QHBoxLayout()
        for button in (
            self.sent_button, self.print_button, self.save_button, self.edit_button,
            self.annul_button, self.more_button, self.remove_button,
        ):  # fmt: skip
            buttons.addWidget(button)
        buttons.addStretch(1)
        head.addLayout(buttons)
        self._head, self._buttons = head, buttons
        self._side.body.addLayout(head)
        self._side.body.addWidget(self.view, 1)
        row = QHBoxLayout()
        row.addWidget(left, 560)
        row.addWidget(self._side, 574)
        self._row = row
        self.layout_.addLayout(row, 1)
        self._dress()
        theme().changed.connect(self._dress)

    def _wire(self) -> None:
        self.list.chosen.connect(lambda _row: self._show())
        self.list.opened.connect(self._open)
        self.show_only.changed.connect(lambda _key: self._show_list())
        self.new.clicked.connect(self._choose_kind)
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(lambda: self._do("save"))
        self.edit_button.clicked.connect(lambda: self._do("edit"))
        self.sent_button.clicked.connect(lambda: self._do("sent"))
        self.annul_button.clicked.connect(lambda: self._do("annul"))
        self.remove_button.clicked.connect(lambda: self._do("remove_copies"))
        menu = QMenu(self.file)
        menu.addAction(self.tr("Vælg filer …"), self._ask_files)
        menu.addAction(self.tr("Hent fra scanner …"), self._ask_scanner)
        self.file.set_menu(menu)
        more = QMenu(self.more_button)
        more.addAction(self.tr("Flyt til en anden beboer …"), partial(self._do, "move"))
        self._take_away = more.addAction(self.tr("Tag væk …"), partial(self._do, "take_away"))
        self.more_button.set_menu(more)

    def _show(self) -> None:
        row: Paper | None = self.list.current_row
        if row is None:
            self.view.clear()
            return
        self.form = self.letter.panel = self.document.panel = None
        letter, document = isinstance(row, LetterView), isinstance(row, DocumentView)
        self._title.setText(row.title)
        live = isinstance(row, LetterView) and row.status != "annulled"
        self.print_button.setVisible(letter or document)
        self.print_button.setText(self.tr("Print igen") if letter else self.tr("Print"))
        self.save_button.setVisible(letter or document)
        self.save_button.setText(self.tr("Gem som PDF") if letter else self.tr("Gem en kopi …"))
        self.sent_button.setVisible(isinstance(row, LetterView) and row.status == "made")
        self.annul_button.setVisible(live and self._may_annul)
        self.edit_button.setVisible(document and self._may_file)
        self.more_button.setVisible(document and self._may_file)
        self._take_away.setVisible(self._may_annul)
        copies = () if isinstance(row, RemovedView) else row.copies
        self.remove_button.setVisible(bool(copies))
        words = self.tr("Fjern gemte PDF'er") if letter else self.tr("Fjern gemte kopier")
        self.remove_button.setText(words)
        self._show_pages(row)

    def _show_pages(self, row: Paper) -> None:
        if isinstance(row, RemovedView):
            self._facts.setText("\n".join(removed_facts(row)))
            self.view.clear()
        elif isinstance(row, DocumentView):
            self._facts.setText("\n".join(document_facts(row)))
            self.view.show_document(row.id, row.page_count or 1)
        else:
            self._facts.setText("\n".join(facts(row)))
            self.view.show_letter(row.id)

    def _open(self, row: Paper) -> None:
        """Enter: a letter has a page of its own, a document is beside the list already."""
        if isinstance(row, LetterView):
            self.go("letter", letter_id=row.id)
        else:
            self.pages.setFocus(Qt.FocusReason.OtherFocusReason)

    def _do(self, what: str) -> None:
        """A verb about the chosen paper."""
        row: Paper | None = self.list.current_row
        if isinstance(row, LetterView):
            getattr(self.letter, what)(row)
        elif isinstance(row, DocumentView):
            getattr(self.document, what)(row)

    def _print(self) -> None:
        self._do("print")

    def _choose_kind(self) -> None:
        if self.identity is None:
            return
        menu = menus.letters(self.session, self, self.identity, self.navigate.emit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.new.mapToGlobal(self.new.rect().bottomLeft()))

    def _ask_files(self) -> None:
        self.session.ports.files.open_several(self.tr("Vælg filer"), FILES, self._add)

    def _ask_scanner(self) -> None:
        self.scanner = scanner.ScannerPanel(self.session, self, self._from_scanner)
        self.scanner.start()

    def _from_scanner(self, paths: tuple[Path, ...]) -> None:
        self._add(paths, partial(scanner.ask_for_originals, self.session, self))

    def _add(
        self, paths: tuple[Path, ...], kept: Callable[[tuple[Path, ...]], object] | None = None
    ) -> None:
        if paths and self._stay is not None:
            asked = Asked(self._show_paper, kept, self._read_as_answer)
            self.form = open_documents(self.session, self, self._stay, paths, asked)

    def _read_as_answer(self, path: Path) -> None:
        self.go("answer", path=path, fresh=True)

    def _show_paper(self, document_id: UUID) -> None:
        """The one that is here already."""
        self.show_only.choose("all")
        self._show_list()
        self.list.choose(document_id)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._row.setSpacing(t.px(16))
        self._line.setContentsMargins(pad, t.px(8), pad, t.px(8))
        self._head.setContentsMargins(pad, t.px(10), pad, t.px(8))
        self._head.setSpacing(t.px(4))
        self._buttons.setSpacing(t.px(8))
        self.list.setMinimumHeight(t.px(100))
