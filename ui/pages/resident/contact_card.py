"""*Kontakt*: the whole log of a stay, with next steps, meetings and what came in."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from boform_app.services.views.contacts import MeetingView
from ui import messages
from ui.pages.base import Target
from ui.pages.resident import document_form
from ui.pages.resident.contact_form import open_contact
from ui.pages.resident.contact_rows import LogRow, log_list, rows
from ui.pages.resident.doing import FormPanel, Refused, attempt
from ui.pages.resident.file_choice import FILES
from ui.pages.resident.meeting_form import open_meeting, open_minute
from ui.pages.resident.pages_panel import PagesPanel, received
from ui.pages.resident.plan_part import HeadWords, PlanPart
from ui.session import Session
from ui.theme import theme
from ui.widgets.badge import BadgeSpec
from ui.widgets.buttons import Button
from ui.widgets.choice import Combo, Option
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Hairline, Text
from ui.widgets.shown_stack import ShownOnly

_MOST = 300


class ContactCard(PlanPart):
    """Talks, letters, meetings and documents, newest first."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.panel: FormPanel | PagesPanel | None = None
        self.rows: tuple[LogRow, ...] = ()
        self.show_only = Combo(
            [
                Option("", self.tr("Alt")),
                Option("open", self.tr("Næste skridt")),
                Option("call", self.tr("Telefon")),
                Option("meeting", self.tr("Møder")),
                Option("letter", self.tr("Breve og mails")),
                Option("document", self.tr("Dokumenter")),
            ],
            name=self.tr("Vis"),
        )
        self.show_only.set_value("")
        self.view = log_list()
        self.write = Button(self.tr("Ny kontakt"), icon="add")
        self.meet = Button(self.tr("Planlæg møde"), icon="calendar")
        self.file = Button(self.tr("Læg dokument ind"), icon="attach")
        self._none = EmptyState("")
        self._build()
        self._wire()
        self._dress()
        theme().changed.connect(self._dress)

    def refresh(self) -> None:
        """Read log, meetings and documents again."""
        if self.stay is None or self.person_id is None:
            return
        services, stay = self.session.services, self.stay
        try:
            items = services.contact_log.entries(stay.id, _MOST)
            meetings = services.meetings.of_stay(stay.id)
            documents = [
                one for one in services.documents.of_person(self.person_id)
                if one.stay_id in {None, stay.id}
            ]  # fmt: skip
        except Refused as refused:
            messages.present(refused, self)
            return
        today = self.session.clock.today()
        self.rows = rows(items, meetings, documents, today, may=self.may)
        waiting = sum(1 for row in self.rows if row.item is not None and row.item.is_open)
        words = self.tr("1 næste skridt") if waiting == 1 else self.tr("{n} næste skridt")
        badge = BadgeSpec("none", words.format(n=waiting)) if waiting else None
        line = self.tr("Samtaler, breve, møder og det, der er kommet ind")
        self.say(HeadWords(self.tr("Kontakt"), "chat", line, badge))
        for button in (self.write, self.meet, self.file):
            button.setVisible(self.may)
        self._show_rows()

    def focus_first(self) -> None:
        """The list."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_row(self, row: LogRow) -> None:
        """Enter: what a line is made from."""
        if row.document is not None:
            self.show_document(row)
        elif row.item is not None and row.item.source == "letter":
            self.navigate.emit(Target("letter", {"letter_id": row.id}))
        elif not self.may or self.stay is None:
            return
        elif row.meeting is not None:
            self._open_meeting(row.meeting)
        elif row.item is not None and row.item.source == "entry":
            self.panel = open_contact(self.session, self, self.stay.id, entry=row.item)

    def show_document(self, row: LogRow) -> None:
        """The pages of a file that came in, drawn by the child process."""
        document = row.document
        if document is None:
            return
        name = document.file_name or "dokument.pdf"
        self.panel = PagesPanel(
            self.session, self, document.title, received(self.session, document.id), file_name=name
        )
        self.panel.start()

    # -- own -------------------------------------------------------------------------------------

    def _open_meeting(self, meeting: MeetingView) -> None:
        if self.stay is None or meeting.state == "cancelled":
            return
        if meeting.state == "planned":
            self.panel = open_meeting(self.session, self, self.stay.id, meeting)
        else:
            self.panel = open_minute(self.session, self, meeting)

    def _press(self, row: LogRow) -> None:
        item = row.item
        if item is not None and item.is_open:
            log = self.session.services.contact_log
            attempt(self.session, self, lambda: log.done(item.ref_id, item.version))
        elif row.meeting is not None:
            self.panel = open_minute(self.session, self, row.meeting)
        else:
            self.open_row(row)

    def _show_rows(self) -> None:
        wanted = self.show_only.value or ""
        shown = [row for row in self.rows if _passes(row, wanted)]
        self.view.set_rows(shown)
        self._stack.setCurrentIndex(1 if shown else 0)
        words = self.tr("Der er ikke noteret noget endnu. Et opkald kan skrives på ti sekunder.")
        self._none.set_text(words if not self.rows else self.tr("Ingen linjer passer til valget."))

    def _call(self) -> None:
        if self.stay is not None:
            self.panel = open_contact(self.session, self, self.stay.id)

    def _plan_meeting(self) -> None:
        if self.stay is not None:
            self.panel = open_meeting(self.session, self, self.stay.id)

    def _ask_file(self) -> None:
        self.session.ports.files.open(self.tr("Vælg dokumentet"), FILES, self._take_file)

    def _take_file(self, path: Path | None) -> None:
        if path is None or self.stay is None:
            return
        asked = document_form.Asked(self._show_papers, answer=self._read_as_answer)
        self.panel = document_form.open_documents(self.session, self, self.stay, (path,), asked)

    def _read_as_answer(self, path: Path) -> None:
        self.navigate.emit(Target("answer", {"path": path, "fresh": True}))

    def _show_papers(self, document_id: UUID) -> None:
        facts = {"person_id": self.person_id, "tab": "letters", "letter_id": document_id}
        self.navigate.emit(Target("resident", facts))

    def _wire(self) -> None:
        self.show_only.changed.connect(self._show_rows)
        self.view.opened.connect(self.open_row)
        self.view.pressed.connect(lambda row, _key: self._press(row))
        self.write.clicked.connect(self._call)
        self.meet.clicked.connect(self._plan_meeting)
        self.file.clicked.connect(self._ask_file)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._top = QHBoxLayout()
        self._top.addWidget(Text(self.tr("Vis"), "body", "text2"))
        self._top.addWidget(self.show_only)
        self._top.addStretch(1)
        outer.addLayout(self._top)
        outer.addWidget(Hairline())
        self._stack = ShownOnly()
        self._stack.addWidget(self._none)
        self._stack.addWidget(self.view)
        outer.addWidget(self._stack, 1)
        outer.addWidget(Hairline())
        self._foot = QHBoxLayout()
        for button in (self.write, self.meet, self.file):
            self._foot.addWidget(button)
        self._foot.addStretch(1)
        outer.addLayout(self._foot)

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._top.setContentsMargins(pad, t.px(6), pad, t.px(6))
        self._foot.setContentsMargins(pad, t.px(6), pad, t.px(6))
        self._foot.setSpacing(t.px(8))
        self._top.setSpacing(t.px(8))
        self.view.setMinimumHeight(t.px(150))


def _passes(row: LogRow, wanted: str) -> bool:
    if wanted == "open":
        return bool(row.next_words)
    if wanted == "letter":
        return row.kind in {"letter", "mail"}
    return wanted in {"", row.kind}
