"""A resident who comes from a house with Boform: file and code, a look side by side, taken at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from boform_app.errors import ForeignFile, ReasonNeeded, ValidationFailed
from boform_app.progress import Progress
from boform_app.services.views.transfers import TransferFound, TransferPart
from models.values.changes import Changes
from ui import messages
from ui.pages.resident.doing import Refused
from ui.pages.transfer.ask import AskSheet
from ui.pages.transfer.found import NEW, FoundSheet
from ui.pages.transfer.made import PATTERN
from ui.pages.transfer.parts import Instead, SheetPage
from ui.pages.transfer.reading import bytes_of, look_at_head
from ui.privacy import privacy
from ui.session import Session
from ui.tasks import Task
from ui.widgets.buttons import Button
from ui.widgets.field import Finding

T = TypeVar("T")


class TakePage(SheetPage):
    """Place ``transfer_take``. Facts: ``path`` and ``fresh`` when a file fell on the window."""

    key = "transfer_take"

    def __init__(self, session: Session) -> None:
        super().__init__("")
        self._session = session
        self._path: Path | None = None
        self._data, self._typed = b"", ""
        self._found: TransferFound | None = None
        self._ours: dict[UUID, tuple[TransferPart, ...]] = {}
        self._task: Task | None = None
        self._writing = False
        self.head.set_title(self.title())
        self.ask, self.sheet = AskSheet(), FoundSheet()
        self.wait = Instead(Button(self.tr("Annullér")))
        self.add_sheets(self.ask, self.sheet, self.wait)
        self._wire()
        self._begin()

    def title(self) -> str:
        """For the window's title: never a name."""
        return self.tr("Tag imod en flyttefil")

    @property
    def busy(self) -> bool:
        """Whether a file is read or taken just now."""
        return self._task is not None

    @property
    def found(self) -> TransferFound | None:
        """The file that is shown, None before one is opened."""
        return self._found

    # -- what the shell calls --------------------------------------------------------------------

    def restore(self, state: Mapping[str, Any]) -> None:
        """A file that fell on the window is the chosen one."""
        path = state.get("path")
        if isinstance(path, Path) and state.get("fresh"):
            if self._writing:
                self._session.say(self.tr("Vent, til den første fil er taget imod."))
                return
            self._stop()
            self._forget()
            self._begin()
            self._use(path)

    def state(self) -> Mapping[str, Any]:
        """On the way back nothing is read again."""
        return {"path": self._path, "fresh": False}

    def refresh(self) -> None:
        """Who is here may be somebody else by now; the file is what it was."""
        if self._found is None and not self.busy:
            self._begin()

    def apply_changes(self, changes: Changes) -> None:
        """What is here beside the file is read again."""
        del changes
        self._ours.clear()
        if self._found is not None and not self.busy:
            self._show_sides()

    def privacy_changed(self, *, on: bool) -> None:
        """Names and papers are hidden or shown."""
        del on
        if self._found is not None:
            self._show(self._found)

    def choose_file(self) -> None:
        """*Vælg flyttefil*: the same as dropping it."""
        title = self.tr("Vælg flyttefilen fra det andet hus")
        self._session.ports.files.open(title, PATTERN, self._use)

    # -- file and code ---------------------------------------------------------------------------

    def _begin(self) -> None:
        allowed = self._session.services.staff.permissions()
        if allowed.get("edit_master_data", "no") == "no":
            self.wait.say(
                self.tr("Du har ikke adgang til det"),
                self.tr("En kollega, som må rette stamdata, kan tage imod en flyttefil."),
                button=False,
            )
            self.show_sheet(self.wait)
            return
        self.show_sheet(self.ask)

    def _use(self, path: Path | None) -> None:
        if path is None:
            return
        self._path = path
        self.ask.show_file(path)

        def done(_nothing: None) -> None:
            if self.isVisible():
                self.ask.edit.setFocus()

        self._run(lambda _progress: look_at_head(path), done, self._refused)

    def _see(self) -> None:
        path = self._path
        if self.busy or not self.ask.isVisible() or self.ask.lacks(path) or path is None:
            return
        typed, transfers = self.ask.edit.text(), self._session.services.transfers

        def work(progress: Progress) -> tuple[bytes, TransferFound]:
            progress.report(0, 2)
            data = bytes_of(path)
            progress.report(1, 2)
            found = transfers.look(data, typed)
            progress.report(2, 2)
            return data, found

        def done(result: tuple[bytes, TransferFound]) -> None:
            self._data, self._typed = result[0], typed
            self._show(result[1])
            self.sheet.focus_first()

        self._run(work, done, self._refused, progress=self._moved)
        self._moved(0, 2, "")

    def _moved(self, step: int, _total: int, _what: str) -> None:
        words = (
            self.tr("Filen bliver læst."),
            self.tr("Koden bliver prøvet, og alt i filen bliver set igennem for sig selv."),
        )
        self.wait.say(self.tr("Filen bliver åbnet …"), words[min(step, 1)])
        self.show_sheet(self.wait)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.show_sheet(self.ask)
        self.ask.edit.setFocus()

    def _refused(self, error: Exception) -> None:
        self.show_sheet(self.ask)
        if isinstance(error, ForeignFile):
            self.ask.refuse(error)
        else:
            messages.present(error, self)

    # -- looking ---------------------------------------------------------------------------------

    def _show(self, found: TransferFound) -> None:
        fresh, self._found = found is not self._found, found
        house = self._session.services.house.facts().name
        self.sheet.strip.show_found(found, house)
        may_join = self._session.services.staff.permissions().get("join_records") == "yes"
        kept = self.sheet.who.answer
        self.sheet.who.ask(found, may_join=may_join)
        if not fresh and self.sheet.who.radios is not None:
            self.sheet.who.radios.set_value(kept)
        self.sheet.message.show_finding(None)
        read = found.read_before is not None
        blocked = found.same_number is not None and not may_join
        self.sheet.take.setVisible(not read and not blocked)
        self.sheet.open.setVisible(read and self._person() is not None)
        self.sheet.foot.say(self._follows(found, read=read))
        self._show_sides()
        self.show_sheet(self.sheet)

    def _follows(self, found: TransferFound, *, read: bool) -> str:
        if read:
            return self.tr("Alt fra filen står allerede hos beboeren.")
        words = self.tr(
            "Alt bliver gemt hos beboeren, eller intet. Opholdet står som tidligere ophold i "
            "{house} og kan ikke ændres her."
        )
        return words.format(house=found.house)

    def _person(self) -> UUID | None:
        """Who here is meant: known from before, or the answer."""
        found, answer = self._found, self.sheet.who.answer
        if found is not None and found.known_id is not None:
            return found.known_id
        return answer if isinstance(answer, UUID) else None

    def _compared(self) -> UUID | None:
        """Whose papers stand beside the file; the only one who may be meant helps to answer."""
        found, who = self._found, self.sheet.who
        if found is not None and who.radios is not None and who.answer is None:
            return found.similar[0].person_id if len(found.similar) == 1 else None
        return self._person()

    def _show_sides(self) -> None:
        found, person_id = self._found, self._compared()
        if found is None:
            return
        ours: tuple[TransferPart, ...] | None = None
        if person_id is not None:
            try:
                if person_id not in self._ours:
                    self._ours[person_id] = self._session.services.transfers.beside(person_id)
                ours = self._ours[person_id]
            except ReasonNeeded:
                ours = None
        self.sheet.beside.show_parts(found.house, found.parts, ours)

    # -- taking ----------------------------------------------------------------------------------

    def _take(self) -> None:
        if self._found is None or self.busy or not self.sheet.take.isVisible():
            return
        if self._unanswered():
            return
        join = self._person() if self._found.known_id is None else None
        data, typed, transfers = self._data, self._typed, self._session.services.transfers

        def work(progress: Progress) -> Changes | None:
            progress.report(0, 1)
            return transfers.take(data, typed, join)

        self._writing = True
        self._run(work, lambda changes: self._taken(changes, join), self._not_taken)
        self.wait.say(
            self.tr("Papirerne bliver gemt …"),
            self.tr(
                "Hvert brev og hvert dokument bliver set igennem. Alt bliver gemt, eller intet."
            ),
            button=False,
        )
        self.show_sheet(self.wait)

    def _unanswered(self) -> bool:
        """Whether it is open, or cannot be, who the person is; that is said at the question."""
        who, found = self.sheet.who, self._found
        if who.radios is None or who.field is None or found is None:
            return False
        words = ""
        if who.answer is None:
            words = self.tr("Svar først på, om det er en, I kender.")
        elif who.answer == NEW and found.same_number is not None:
            words = self.tr(
                "Så er et af de to CPR-numre forkert. Ret det her, eller bed det andet hus om en ny fil."
            )
        if words:
            who.field.say(Finding("stop", words))
            who.focus_first()
        return bool(words)

    def _taken(self, changes: Changes | None, join: UUID | None) -> None:
        self._writing = False
        found = self._found
        if found is None:
            return
        if changes is None:
            # A colleague was quicker: the file is looked at once more, and says so.
            self._found = None
            self.show_sheet(self.ask)
            self._see()
            return
        person_id = join or found.known_id or changes.first("person")
        house = found.house
        self._forget()
        self._begin()
        self._session.done(changes)
        self.go("resident", person_id=person_id)
        self._offer_admission(person_id, house)

    def _offer_admission(self, person_id: UUID, house: str) -> None:
        """Who does not live here yet is admitted next; whoever does has their papers now."""
        services = self._session.services
        said = self.tr("Papirerne fra {house} er taget imod.").format(house=house)
        who = services.people.identity(person_id)
        if who.room or services.staff.permissions().get("admit", "no") == "no":
            self._session.say(said)
            return
        name = self.tr("beboeren") if privacy().on or who.closed else who.call_name
        self._session.say(
            said,
            self.tr("Indskriv {name}").format(name=name),
            lambda: self.go("admit", person_id=person_id),
        )

    def _not_taken(self, error: Exception) -> None:
        self._writing = False
        self.show_sheet(self.sheet)
        if isinstance(error, ReasonNeeded):
            words = self.tr("Personen her er beskyttet. Åbn siden med en grund, og tag så imod.")
            self.sheet.open.setVisible(True)
        elif isinstance(error, ValidationFailed):
            words = " ".join(messages.sentence(one) for one in error.problems)
        else:
            words = messages.describe(error).text
        self.sheet.message.show_finding(Finding("stop", words))

    def _forget(self) -> None:
        """File, code and what was in them are gone from here."""
        self._data, self._typed, self._path, self._found = b"", "", None, None
        self._ours.clear()
        self.ask.show_file(None)
        self.ask.edit.clear()
        self.ask.code.say(None)

    # -- work and ways ---------------------------------------------------------------------------

    def _run(
        self, work: Callable[[Progress], T], done: Callable[[T], None],
        failed: Callable[[Exception], None], *,
        progress: Callable[[int, int, str], None] | None = None,
    ) -> None:  # fmt: skip
        """Beside the interface; what was cancelled says nothing any more."""

        def ended(result: T) -> None:
            if self._task is mine:
                self._task = None
                done(result)

        def refused(error: Exception) -> None:
            if self._task is mine:
                self._task = None
                if not isinstance(error, Refused):
                    self._writing = False
                    self.show_sheet(self.ask)
                    raise error
                failed(error)

        def moved(step: int, total: int, what: str) -> None:
            if self._task is mine and progress is not None:
                progress(step, total, what)

        mine = self._session.tasks.run(work, ended, failed=refused, progress=moved, owner=self)
        self._task = mine

    def _another(self) -> None:
        self._forget()
        self._begin()
        self.ask.button.setFocus()

    def _open(self) -> None:
        person_id = self._person()
        if person_id is not None:
            self.go("resident", person_id=person_id)

    def _wire(self) -> None:
        self.head.back.connect(lambda: self._session.asked.emit("back"))
        self.ask.choose.connect(self.choose_file)
        self.ask.wanted.connect(self._see)
        if self.wait.button is not None:
            self.wait.button.clicked.connect(self._stop)
        self.sheet.taken.connect(self._take)
        self.sheet.another.connect(self._another)
        self.sheet.opened.connect(self._open)
        self.sheet.who.answered.connect(self._answered)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._go_on)

    def _go_on(self) -> None:
        if self.ask.isVisible():
            self._see()
        elif self.sheet.isVisible():
            self._take()

    def _answered(self, _answer: object) -> None:
        if self.sheet.who.field is not None:
            self.sheet.who.field.say(None)
        self._show_sides()
