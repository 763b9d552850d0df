"""The page of one resident: identity bar, tabs, and the note composer at the foot (mockup 03)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout

from boform_app.errors import ReasonNeeded
from boform_app.services.views.people import Identity
from models.values.changes import Changes
from ui import messages
from ui.pages.base import Page
from ui.pages.resident import case as cases
from ui.pages.resident import menus, rarely, who
from ui.pages.resident.case import Case
from ui.pages.resident.composer import Composer
from ui.pages.resident.doing import Refused
from ui.pages.resident.opening import OpenProtected
from ui.pages.resident.page_parts import ClosedCard, OneAtATime
from ui.pages.resident.tab import Tab, TabEntry
from ui.pages.resident.tab_row import TabRow
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.identity_bar import IdentityBar


def tabs() -> list[TabEntry]:
    """Tabs from left to right; one that does not work yet is not listed."""
    tr = QCoreApplication.translate
    return [
        TabEntry("overview", tr("Resident", "Overblik"), "overview", "OverviewTab"),
        TabEntry("notes", tr("Resident", "Notater"), "notes", "NotesTab"),
        TabEntry("moving", tr("Resident", "Udflytning"), "moving", "MovingTab"),
        TabEntry("plan", tr("Resident", "Handleplan"), "plan", "PlanTab"),
        TabEntry("letters", tr("Resident", "Dokumenter"), "letters", "LettersTab"),
        TabEntry("economy", tr("Resident", "Økonomi"), "economy", "EconomyTab", "take_payment"),
        TabEntry("facts", tr("Resident", "Stamdata"), "facts", "FactsTab"),
        TabEntry("history", tr("Resident", "Historik"), "history", "HistoryTab"),
    ]


class ResidentPage(Page):
    """Place ``resident`` with ``{person_id, tab}``."""

    key = "resident"
    restores_whole = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        may = session.services.staff.permissions()
        self._entries = {
            entry.key: entry
            for entry in tabs()
            if not entry.needs or may.get(entry.needs, "no") != "no"
        }
        self._tabs: dict[str, Tab] = {}
        self._stale: set[str] = set()
        self._person_id: UUID | None = None
        self._case: Case | None = None
        self.question: OpenProtected | None = None
        self.bar = IdentityBar()
        self.row = TabRow([(entry.key, entry.label) for entry in self._entries.values()])
        self._stack = OneAtATime()
        self.composer = Composer(session)
        self._closed = ClosedCard()
        self._build()
        self._wire()

    # -- what the shell calls --------------------------------------------------------------------

    def title(self) -> str:
        """Never the name: it stands in the task bar and in shared screens."""
        return self.tr("Beboer")

    def restore(self, state: Mapping[str, Any]) -> None:
        """Open a person at a tab; the view is logged."""
        tab = str(state.get("tab") or self.row.tabs.current)
        if tab not in self._entries:
            tab = next(iter(self._entries))
        self.row.tabs.choose(tab)
        if "person_id" in state:
            self._open(_uuid(state["person_id"]))
        shown = self._tabs.get(tab)
        if shown is not None and self._case is not None:
            shown.restore(state)
        if state.get("write") and self._case is not None:
            self.composer.write()

    def state(self) -> Mapping[str, Any]:
        """Person, tab, and where on the tab."""
        tab = self._tabs.get(self.row.tabs.current)
        own = tab.state() if tab is not None else {}
        return {"person_id": self._person_id, "tab": self.row.tabs.current, **own}

    def refresh(self) -> None:
        """Read the person and the open tab again."""
        if self._person_id is None:
            return
        self._read()
        tab = self._tabs.get(self.row.tabs.current)
        if tab is not None and self._case is not None:
            tab.refresh()

    def apply_changes(self, changes: Changes) -> None:
        """The header reads again; the open tab decides for itself, the others when shown."""
        if self._person_id is None:
            return
        self._read()
        if self._case is None:
            return
        current = self.row.tabs.current
        self._stale = set(self._tabs) - {current}
        if current in self._tabs:
            self._tabs[current].apply_changes(changes)

    def takes_files(self) -> bool:
        """Where the resident's papers are shown, a dropped file belongs to them."""
        tab = self._tabs.get(self.row.tabs.current)
        return self._case is not None and tab is not None and tab.takes_files()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files were dropped while ``takes_files``."""
        tab = self._tabs.get(self.row.tabs.current)
        if tab is not None:
            tab.take_files(paths)

    def privacy_changed(self, *, on: bool) -> None:
        """Every made tab at once: none may keep a name in view."""
        if self._case is not None:
            for tab in self._tabs.values():
                tab.privacy_changed(on=on)

    def rest(self) -> None:
        """Every tab lets go; coming back opens the person again."""
        for tab in self._tabs.values():
            tab.rest()

    def command(self, name: str) -> bool:
        """New note, letter, another room; the rest goes to the open tab."""
        if self._case is None:
            return False
        if name == "new_note":
            self.composer.show()
            self.composer.write()
        elif name == "new_letter":
            self._letters.click()
        elif name == "move_room" and self._case.present and self._case.may("transfer_room"):
            rarely.move_room(self._session, self, self._case)
        else:
            tab = self._tabs.get(self.row.tabs.current)
            return tab is not None and tab.command(name)
        return True

    # -- own -------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._note = Button(self.tr("Nyt notat"), icon="note_add")
        self._letters = Button(self.tr("Brev"), icon="document_text", chevron=True)
        self._more = Button(self.tr("Mere"), chevron=True)
        for button in (self._note, self._letters, self._more):
            self.bar.add_action(button)
        self._head = QVBoxLayout()
        self._head.setSpacing(0)
        self._head.addWidget(self.bar)
        self._head.addWidget(self.row)
        self.layout_.addLayout(self._head)
        self.layout_.addWidget(self._stack, 1)
        self.layout_.addWidget(self._closed, 0, Qt.AlignmentFlag.AlignTop)
        self.layout_.addStretch(0)
        self.layout_.addWidget(self.composer)
        self._closed.hide()

    def _wire(self) -> None:
        self.bar.back.connect(lambda: self.go("residents"))
        self.row.back.connect(lambda: self.go("residents"))
        self.bar.cpr_wanted.connect(self._show_cpr)
        self.row.chosen.connect(lambda _key: self._show_tab())
        self.row.stepped.connect(self._step)
        self.row.missing_pressed.connect(lambda: self._pass_on("first_missing"))
        self._note.clicked.connect(self.composer.write)
        self._letters.clicked.connect(lambda: self._pop(self._letters, self._letter_menu()))
        self._more.clicked.connect(lambda: self._pop(self._more, self._more_menu()))
        self._closed.wanted.clicked.connect(self._ask)
        for keys, by in (
            ("Ctrl+Tab", 1),
            ("Ctrl+PgDown", 1),
            ("Ctrl+Shift+Tab", -1),
            ("Ctrl+PgUp", -1),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self.row.tabs.step(by))

    def _open(self, person_id: UUID, reason: str = "") -> None:
        """Log the view and show the person, or ask why first."""
        self._person_id = person_id
        services = self._session.services
        try:
            identity = services.people.open(person_id, reason)
        except ReasonNeeded:
            self._show_closed(services.people.identity(person_id))
            self._ask()
            return
        except Refused as refused:
            self._case = None
            self._arrange(self.tr("Siden kan ikke vises"), messages.describe(refused).text)
            return
        self._person_id = identity.person_id
        self._stale = set(self._tabs)
        self._take(identity)
        self._show_tab()

    def _read(self) -> None:
        if self._person_id is None:
            return
        try:
            identity = self._session.services.people.identity(self._person_id)
        except Refused as refused:
            self._case = None
            self._arrange(self.tr("Siden kan ikke vises"), messages.describe(refused).text)
            return
        if identity.closed:
            self._show_closed(identity)
        else:
            self._take(identity)

    def _take(self, identity: Identity) -> None:
        self._case = cases.read(self._session, identity)
        shown = who.bar(identity, self._case.deadlines)
        self.bar.show_identity(shown)
        self.row.show_identity(shown)
        self.composer.show_person(identity.person_id, identity.call_name, identity.room)
        before, after = self._session.services.residents.neighbours(identity.person_id)
        self._neighbours = {-1: before, 1: after}
        self.row.previous.setEnabled(before is not None)
        self.row.following.setEnabled(after is not None)
        services = self._session.services
        self.row.tabs.set_count("notes", services.notes.count(identity.person_id))
        self.row.tabs.set_count("letters", cases.papers(self._session, identity.person_id))
        self._letters.setVisible(self._case.may("write_letters"))
        self._arrange()

    def _arrange(self, title: str = "", text: str = "") -> None:
        """The open page, or words in its place."""
        is_open = self._case is not None
        self._closed.setVisible(not is_open)
        if not is_open:
            self._closed.say(title, text, ask=bool(self._person_id) and not text)
        self._stack.setVisible(is_open)
        self._place_composer()
        self.row.setVisible(is_open)
        self._note.setVisible(is_open)
        self._more.setVisible(is_open)
        if not is_open:
            self._letters.hide()
            self.bar.show()

    def _show_closed(self, identity: Identity) -> None:
        self._case = None
        self.bar.show_identity(who.bar(identity))
        self._room = identity.room
        self._arrange()

    def _ask(self) -> None:
        person_id = self._person_id
        if person_id is None:
            return
        self.question = OpenProtected(
            self, self._room, lambda reason: self._open(person_id, reason)
        )
        self.question.open()

    def _show_tab(self) -> None:
        case = self._case
        if case is None:
            return
        key = self.row.tabs.current
        tab = self._tabs.get(key) or self._make(key)
        if key in self._stale or tab.person_id != case.identity.person_id:
            self._stale.discard(key)
            self.row.set_missing(0)
            tab.load(case.identity.person_id, case.identity)
        self.bar.setVisible(not tab.compact)
        self.row.set_compact(compact=tab.compact)
        self.row.set_missing(tab.missing)
        self._stack.show_tab(tab)
        self._place_composer()

    def _place_composer(self) -> None:
        """A tab with a foot of its own gives the note its place only while one is written."""
        tab = self._tabs.get(self.row.tabs.current)
        wanted = tab is None or not tab.own_foot
        writing = not self.composer.isHidden() and bool(self.composer.area.text)
        self.composer.setVisible(self._case is not None and (wanted or writing))

    def _make(self, key: str) -> Tab:
        room = self._stack.make_room()
        tab = self._entries[key].make(self._session, room)
        tab.navigate.connect(self.navigate)
        tab.missing_changed.connect(lambda count: self._missing(tab, count))
        tab.write_wanted.connect(self.composer.write)
        tab.correct_wanted.connect(self.composer.correct)
        self._tabs[key] = tab
        room.take_in(tab)
        return tab

    def _missing(self, tab: Tab, count: int) -> None:
        if self._tabs.get(self.row.tabs.current) is tab:
            self.row.set_missing(count)

    def _pass_on(self, name: str) -> None:
        tab = self._tabs.get(self.row.tabs.current)
        if tab is not None:
            tab.command(name)

    def _step(self, by: int) -> None:
        person_id = self._neighbours.get(by)
        if person_id is not None:
            self.go("resident", person_id=person_id, tab=self.row.tabs.current)

    def _show_cpr(self) -> None:
        case = self._case
        if case is None:
            return
        try:
            number = self._session.services.people.reveal_cpr(case.identity.person_id)
        except Refused as refused:
            messages.present(refused, self)
            return
        self.bar.show_cpr(number)

    def _letter_menu(self) -> QMenu | None:
        if self._case is None:
            return None
        return menus.letters(self._session, self, self._case.identity, self.navigate.emit)

    def _more_menu(self) -> QMenu | None:
        if self._case is None:
            return None
        return menus.more(self._session, self, self._case, self.navigate.emit)

    @staticmethod
    def _pop(button: Button, menu: QMenu | None) -> None:
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def _uuid(value: object) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))
