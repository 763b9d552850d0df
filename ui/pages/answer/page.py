"""Svar fra kommunen: recognised, shown beside what we have, taken over with one press (mockup 17)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from boform_app.clock import local_time
from boform_app.errors import BoformError, Conflict, ForeignFile, ReasonNeeded
from boform_app.progress import Progress
from boform_app.services.views.answers import AnswerFound, AnswerRow, follows
from boform_app.services.views.contacts import DocumentCommand
from boform_app.services.views.people import Identity
from models.values import dates
from models.values.changes import Changes
from ui import messages
from ui.pages.answer.by_hand import ByHand
from ui.pages.answer.document import KeepAsDocument
from ui.pages.answer.reading import bytes_of, read
from ui.pages.answer.sheet import Sheet, Words
from ui.pages.answer.words import ANSWERS, take_words
from ui.pages.base import Page
from ui.privacy import privacy
from ui.session import Session
from ui.tasks import Task
from ui.widgets.shown_stack import ShownOnly
from ui.widgets.title_row import TitleRow


class AnswerPage(Page):
    """One file. Facts: ``path``, and ``fresh`` to read it anew."""

    key = "answer"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._path: Path | None = None
        self._found: AnswerFound | None = None
        self._identity: Identity | None = None
        self._task: Task | None = None
        self._busy = self._choosing = self._taken = False
        self.document_panel: KeepAsDocument | None = None
        self.panel: ByHand | None = None
        self._said = ""
        self.head = TitleRow(self.tr("Svar fra kommunen"), with_back=True)
        self.sheet = Sheet(session)
        self.words = Words()
        self._stack = ShownOnly()
        self._stack.addWidget(self.sheet)
        self._stack.addWidget(self.words)
        self.layout_.addWidget(self.head)
        self.layout_.addWidget(self._stack, 1)
        self._wire()
        self._nothing()

    def title(self) -> str:
        """For the window's title: never a name."""
        return self.tr("Svar fra kommunen")

    @property
    def found(self) -> AnswerFound | None:
        """The file that is shown, None before one is read and for one that is refused."""
        return self._found

    @property
    def busy(self) -> bool:
        """Whether a file is read or written just now."""
        return self._task is not None or self._busy

    # -- what the shell calls --------------------------------------------------------------------

    def restore(self, state: Mapping[str, Any]) -> None:
        """Read the file, unless it is shown already."""
        path = state.get("path")
        if isinstance(path, Path) and (
            state.get("fresh") or path != self._path or self._found is None
        ):
            self._read(path)
        elif self._found is not None:
            self.sheet.paper.show_pages(self._found.pages, self._found.page_count)
            self.sheet.paper.show_row(self.sheet.table.current_row)

    def state(self) -> Mapping[str, Any]:
        """Which file; on the way back it is not read again."""
        return {"path": self._path, "fresh": False}

    def refresh(self) -> None:
        """What we have may be another now; what is ticked stays ticked."""
        if self._found is not None and not self.busy:
            self._again(lambda answers, found: answers.choose(found))

    def privacy_changed(self, *, on: bool) -> None:
        """Hide or show names, answers and pages."""
        del on
        self._fill_head()
        self.sheet.paper.refresh()
        self.sheet.table.viewport().update()
        if self._found is not None:
            self._show_strip(self._found)

    def rest(self) -> None:
        """Pages are some megabytes each; after the file is settled nobody needs them."""
        self.sheet.paper.images.set_pages(())
        if self._taken:
            self._found = self._path = None
            self._nothing()

    def choose_file(self) -> None:
        """*Vælg fil*: the same as dropping it."""
        self._session.ports.files.open(self.tr("Vælg kommunens svar"), ANSWERS, self._chosen)

    # -- reading ---------------------------------------------------------------------------------

    def _chosen(self, path: Path | None) -> None:
        if path is not None:
            self._read(path)

    def _read(self, path: Path) -> None:
        self._cancel()
        self._path, self._found, self._identity, self._taken = path, None, None, False
        answers = self._session.services.answers

        def work(progress: Progress) -> AnswerFound:
            return read(path, answers, progress)[1]

        def done(found: AnswerFound) -> None:
            if self._task is mine:
                self._task = None
                self._show(found, found.ticked)

        def failed(error: Exception) -> None:
            if self._task is mine:
                self._task = None
                self._refused(error)

        mine = self._session.tasks.run(work, done, failed=failed, owner=self)
        self._task = mine
        self._say(
            self.tr("Filen bliver læst …"),
            self.tr("Den bliver læst for sig selv, uden adgang til husets data."),
            "cancel",
        )
        self._fill_head()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _stop(self) -> None:
        self._cancel()
        self._path = None
        self._nothing()

    def _nothing(self) -> None:
        self._say(
            self.tr("Slip kommunens svar et vilkårligt sted i vinduet"),
            self.tr(
                "Det kan være svararket, som kommunen har udfyldt, eller et scannet svar. "
                "Boform finder brevet, det er svar på, og viser svaret ved siden af det, vi har."
            ),
            "choose",
        )

    def _refused(self, error: Exception) -> None:
        if isinstance(error, ReasonNeeded):
            self.go("resident", person_id=error.person_id, tab="letters")
            return
        said = messages.describe(error)
        changed = isinstance(error, ForeignFile) and error.code == "form_changed"
        self._say(said.title, said.text, "choose", *(("document",) if changed else ()))

    def _say(self, title: str, text: str, *verbs: str) -> None:
        self.words.say(title, text, verbs)
        self._turn(self.words)
        self._fill_head()

    def _as_document(self) -> None:
        """A file that is no answer of ours is a document all the same."""
        path, documents = self._path, self._session.services.documents
        if path is None:
            return

        def keep(person_id: UUID, kind: str) -> None:
            def act() -> Changes:
                data = bytes_of(path)
                return documents.keep(DocumentCommand(person_id, data, kind, file_name=path.name))

            self._write(act, self.tr("Filen er gemt under Dokumenter"))

        self.document_panel = KeepAsDocument(self._session, self, keep)
        self.document_panel.start()

    # -- showing ---------------------------------------------------------------------------------

    def _show(self, found: AnswerFound, ticked: frozenset[str]) -> None:
        before, self._found = self._found, found
        if found.person_id is not None:
            self._identity = self._session.services.people.identity(found.person_id)
        if before is None or before.pages is not found.pages:
            self.sheet.paper.show_pages(found.pages, found.page_count)
        self._choosing = self._choosing and found.letter is not None
        if found.letter is None:
            self._choose_letter()
        else:
            self.sheet.choose_letter(on=False)
        possible = {row.key for row in found.rows if row.can_take}
        self.sheet.table.show_rows(found.rows, sorted(ticked & possible))
        self._show_strip(found)
        self._turn(self.sheet)
        self._fill_head()
        self._fill_foot()
        if before is None and found.letter is not None:
            self.sheet.table.setFocus()
        self.sheet.paper.show_row(self.sheet.table.current_row)

    def _turn(self, part: QWidget) -> None:
        """Show one of the two; the other asks for no room."""
        self._stack.setCurrentWidget(part)
        self._stack.updateGeometry()

    def _show_strip(self, found: AnswerFound) -> None:
        self.sheet.strip.show_found(found, self._session.clock.today(), choosing=self._choosing)

    def _fill_head(self) -> None:
        found, who = self._found, self._identity
        place = found.municipality if found is not None else ""
        title = self.tr("Svar fra {who}").format(who=place or self.tr("kommunen"))
        self.head.set_title(title, _about(who) if found is not None else "")

    def _fill_foot(self) -> None:
        found = self._found
        if found is None:
            return
        count = len(self.sheet.table.ticked)
        self.sheet.take.setText(take_words(count))
        boxes = any(row.can_take for row in found.rows)
        self.sheet.take.setVisible(boxes and (bool(count) or not self._taken))
        self.sheet.take.setEnabled(bool(count) and not self._busy)
        self.sheet.keep.setEnabled(not self._busy)
        self.sheet.keep.setVisible(not self._taken)
        self.sheet.write.setVisible(not self._taken and found.letter is not None)
        by_hand = found.state != "form"
        self.sheet.write.setText(self.tr("Skriv svaret af") if by_hand else self.tr("Ret svaret"))
        self._follows_card()

    def _follows_card(self) -> None:
        if self._found is not None:
            self.sheet.follows.show_follows(
                follows(self._found, self.sheet.table.ticked), ticked=bool(self.sheet.table.ticked)
            )
            self.sheet.follows.setVisible(self._found.letter is not None and not self._taken)

    # -- another letter, another answer ----------------------------------------------------------

    def _choose_letter(self) -> None:
        found = self._found
        if found is None:
            return
        self._choosing = True
        self.sheet.which.begin(person_id=found.person_id, may_go_back=found.letter is not None)
        self.sheet.choose_letter(on=True)
        self.sheet.follows.hide()
        self._show_strip(found)
        self.sheet.which.focus_first()

    def _leave_choice(self) -> None:
        self._choosing = False
        if self._found is not None:
            self._show(self._found, frozenset(self.sheet.table.ticked))

    def _answers_letter(self, letter_id: UUID) -> None:
        self._choosing = False
        self._again(lambda answers, found: answers.choose(found, letter_id=letter_id), fresh=True)
        self.sheet.table.setFocus()

    def _by_hand(self) -> None:
        row, found = self.sheet.table.current_row, self._found
        if not isinstance(row, AnswerRow) or found is None or self._taken or self._busy:
            return
        self.panel = ByHand(self._session, self, found, row, self._typed)
        self.panel.start()

    def _typed(self, typed: Mapping[str, str]) -> None:
        if self._found is None:
            return
        keys = frozenset(typed)
        new = self._session.services.answers.choose(self._found, typed=typed)
        own = {row.key for row in new.rows if keys & set(row.fields) and row.ticked}
        self._show(new, frozenset(self.sheet.table.ticked | own))
        self.sheet.table.setFocus()

    def _again(
        self, ask: Callable[[Any, AnswerFound], AnswerFound], *, fresh: bool = False
    ) -> None:
        """Compare with what we have now; a few rows of the database, no file is read."""
        found = self._found
        if found is None:
            return
        offered = {row.key for row in found.rows if row.can_take}
        try:
            new = ask(self._session.services.answers, found)
        except BoformError as error:
            self._refused(error)
            return
        added = {row.key for row in new.rows if row.ticked} - offered
        ticked = new.ticked if fresh else frozenset(self.sheet.table.ticked | added)
        # After *Fortryd* there is something to take over again.
        self._taken = self._taken and not added
        self._show(new, ticked)
        if self._taken:
            self._settled_words()

    # -- taking over -----------------------------------------------------------------------------

    def _take(self) -> None:
        found, keys = self._found, frozenset(self.sheet.table.ticked)
        if found is None or not keys or self._busy or self._choosing:
            return
        count = take_words(len(keys)).removeprefix("Overtag ")
        self._write(
            lambda: self._session.services.answers.take(found, keys),
            self.tr("{count} er overtaget").format(count=count),
        )

    def _keep(self, person_id: UUID | None = None) -> None:
        found = self._found
        if found is None or self._busy:
            return
        self._write(
            lambda: self._session.services.answers.keep_only(found, person_id),
            self.tr("Filen er gemt under Dokumenter"),
        )

    def _write(self, act: Callable[[], Changes], said: str) -> None:
        """The file is encrypted and stored: some megabytes, so beside the interface."""
        self._busy = True
        self._fill_foot()

        def done(changes: Changes) -> None:
            self._busy, self._taken = False, True
            self._said = said
            self._session.done(changes, said)
            self._after()

        def failed(error: Exception) -> None:
            self._busy = False
            messages.present(error, self)
            if isinstance(error, Conflict):
                self.refresh()
            self._fill_foot()

        self._session.tasks.run(lambda _progress: act(), done, failed=failed, owner=self)

    def _after(self) -> None:
        if self._found is None or self._found.letter is None:
            self._found = self._path = None
            self._nothing()
        else:
            self._again(lambda answers, found: answers.choose(found))

    def _settled_words(self) -> None:
        at = dates.clock(local_time(self._session.clock.now()).time())
        self.sheet.strip.show_taken(
            self.tr("{what} kl. {time}. Filen ligger under Dokumenter.").format(
                what=self._said, time=at
            )
        )

    # -- building --------------------------------------------------------------------------------

    def _wire(self) -> None:
        sheet = self.sheet
        self.head.back.connect(lambda: self._session.asked.emit("back"))
        sheet.strip.other.connect(self._choose_letter)
        sheet.table.ticks_changed.connect(self._fill_foot)
        sheet.table.chosen.connect(sheet.paper.show_row)
        sheet.table.opened.connect(lambda _row: self._by_hand())
        sheet.write.clicked.connect(self._by_hand)
        sheet.keep.clicked.connect(lambda _on=False: self._keep())
        sheet.take.clicked.connect(self._take)
        sheet.which.chosen.connect(self._answers_letter)
        sheet.which.kept.connect(self._keep_for)
        sheet.which.closed.connect(self._leave_choice)
        self.words.button("choose").clicked.connect(self.choose_file)
        self.words.button("cancel").clicked.connect(self._stop)
        self.words.button("document").clicked.connect(self._as_document)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._take)

    def _keep_for(self, person_id: UUID) -> None:
        if self._found is not None and self._found.letter is not None:
            # They said that it is another case: the letter of before is not answered by it.
            self._found = replace(self._found, letter=None, rows=())
        self._keep(person_id)


def _about(who: Identity | None) -> str:
    """Whom it is about, as in every title row; the room alone while names are hidden."""
    if who is None:
        return ""
    room = f"vær. {who.room}" if who.room else ""
    if privacy().on or who.closed:
        return f"om beboer, {room}" if room else "om beboer"
    born = dates.short(who.birth_date) if who.birth_date else ""
    years = f" ({who.age} år)" if born and who.age is not None else ""
    return " · ".join(part for part in (f"om {who.list_name}", f"{born}{years}", room) if part)
