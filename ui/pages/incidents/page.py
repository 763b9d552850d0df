"""*Hændelser*: what happened, who should not live side by side, who may not be here for a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QWidget

from boform_app.errors import BoformError
from boform_app.services.views.day_log import Subject
from boform_app.services.views.incidents import ConflictView, ExpulsionView, IncidentView
from models.values.changes import Changes
from ui import messages
from ui.dialogs.panel import Panel
from ui.pages.base import Page
from ui.pages.detail_pane import DetailPane
from ui.pages.incidents import deeds, forms, words
from ui.pages.incidents.form import IncidentForm
from ui.pages.incidents.lists import conflict_list, expulsion_list, incident_list
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Hairline
from ui.widgets.list_view import ListView
from ui.widgets.segmented import Segmented
from ui.widgets.shown_stack import ShownStack
from ui.widgets.title_row import TitleRow

_STACK_BELOW = 900
_WHAT = ("incidents", "conflicts", "expulsions")
Row = IncidentView | ConflictView | ExpulsionView


class IncidentsPage(Page):
    """Place ``incidents`` with an optional ``{what, show, person_id, incident_id, write}``."""

    key = "incidents"
    restores_whole = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._person: Subject | None = None
        self._wanted: UUID | None = None
        extents = session.services.staff.permissions()
        self._may = frozenset(key for key, extent in extents.items() if extent != "no")
        self._decides = extents.get("decide_discharge") == "yes"
        self.panel: Panel | None = None
        self.form: IncidentForm | None = None
        self.lists: dict[str, ListView] = {
            "incidents": incident_list(session.clock.today),
            "conflicts": conflict_list(),
            "expulsions": expulsion_list(),
        }
        self._build()
        self._wire()

    # -- what the shell calls --------------------------------------------------------------------

    def title(self) -> str:
        """Words for the window title."""
        return self.tr("Hændelser")

    def state(self) -> Mapping[str, Any]:
        """What is shown, about whom, and which row."""
        row = self.list.current_row
        found: dict[str, Any] = {"what": self.what.current, "show": self.show_which.current}
        if self._person is not None:
            found["person_id"] = self._person.person_id
        if isinstance(row, IncidentView):
            found["incident_id"] = row.id
        if self.writing:
            found["write"] = True
        return found

    def restore(self, state: Mapping[str, Any]) -> None:
        """The same spot; ``write`` begins an incident or goes on with its draft."""
        if state.get("what") in _WHAT:
            self.what.choose(str(state["what"]))
        elif state.get("incident_id"):
            self.what.choose("incidents")
        self.show_which.choose(str(state.get("show") or "all"))
        person_id = state.get("person_id")
        self._person = self._subject(person_id) if isinstance(person_id, UUID) else None
        self._wanted = _id(state.get("incident_id") or state.get("kind"))
        self.refresh()
        if state.get("write"):
            self.write()
        elif self.writing:
            self._close_form()

    def refresh(self) -> None:
        """Read the shown list again."""
        try:
            self._fill()
        except BoformError as error:
            messages.present(error, self)

    def privacy_changed(self, *, on: bool) -> None:
        """Names in the list and in the pane."""
        del on
        for view in self.lists.values():
            view.viewport().update()
        if self.form is not None:
            self.form.rename()
        self._show_title()
        self._show_pane()

    def command(self, name: str) -> bool:
        """Ctrl+N begins an incident here."""
        if name != "new_note":
            return False
        self.write()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two do not fit."""
        super().resizeEvent(event)
        self._place()

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def list(self) -> ListView:
        """The shown list."""
        return self.lists[self.what.current]

    @property
    def row(self) -> Row | None:
        """The chosen row."""
        found: Row | None = self.list.current_row
        return found

    @property
    def writing(self) -> bool:
        """Whether the form is in the place of the lists."""
        return self._stack.currentIndex() == 1

    def _rows(self) -> tuple[Any, ...]:
        services, person = self._session.services, self._person
        person_id = person.person_id if person else None
        if self.what.current == "incidents":
            show = self.show_which.current
            return services.incidents.rows(show, person_id)  # type: ignore[arg-type]  # one of its keys
        if self.what.current == "conflicts":
            if person_id is None:
                return services.conflicts.rows(ended=True)
            return services.conflicts.of_person(person_id)
        if person_id is None:
            return services.expulsions.rows(over=True)
        return services.expulsions.of_person(person_id)

    def _fill(self) -> None:
        rows, shown = self._rows(), self.list
        shown.set_rows(rows)
        for key, view in self.lists.items():
            view.setVisible(key == self.what.current and bool(rows))
        self.show_which.setVisible(self.what.current == "incidents")
        self.empty.set_text(self._why_none())
        self.empty.setVisible(not rows)
        self._new.setText(
            {
                "incidents": self.tr("Ny hændelse"),
                "conflicts": self.tr("Ny konflikt"),
                "expulsions": self.tr("Foreslå bortvisning"),
            }[self.what.current]
        )
        self._show_tools()
        if self._wanted is not None and shown.choose(self._wanted):
            self._wanted = None
        if rows and shown.current_row is None:
            shown.choose(rows[0].id)
        self._show_title()
        self._show_pane()

    def _may_write(self) -> bool:
        needs = "decide_discharge" if self.what.current == "expulsions" else "write_notes"
        return needs in self._may

    def _show_title(self) -> None:
        if self.writing:
            self._head.set_title(self.tr("Ny hændelse"), self.tr("Esc lukker, kladden bliver"))
            return
        about = words.names((self._person,)) if self._person is not None else ""
        facts = self.tr("Om {name}").format(name=about) if about else ""
        counted = self.what.current == "incidents" and self.show_which.current != "adverse"
        if not about and counted:
            rows = self.lists["incidents"].model_.rows
            waiting = sum(row.reviewed_on is None for row in rows)
            facts = self.tr("{n} til gennemgang").format(n=waiting) if waiting else ""
        self._head.set_title(self.tr("Hændelser"), facts)

    def _why_none(self) -> str:
        if self._person is not None:
            return self.tr("Her står ikke noget om beboeren.")
        if self.what.current == "conflicts":
            return self.tr(
                "Ingen konflikter. Skriv to beboere her, hvis de ikke skal bo dør om dør."
            )
        if self.what.current == "expulsions":
            return self.tr("Ingen bortvisninger. Medarbejderne foreslår, lederen beslutter.")
        return {
            "review": self.tr("Alle hændelser er gennemgået."),
            "adverse": self.tr("Ingen utilsigtede hændelser."),
        }.get(self.show_which.current, self.tr("Ingen hændelser. Skriv den første, når den sker."))

    def _show_pane(self) -> None:
        row = self.row
        self.pane.show_thing(None if row is None else deeds.shown(self, row))
        # Where there is nothing to choose there is nothing to read.
        self.pane.setVisible(bool(self.list.model_.rows))
        self._place()

    # -- what a person does ----------------------------------------------------------------------

    def write(self) -> None:
        """The form of an incident in the place of the lists; a draft goes on."""
        if "write_notes" not in self._may:
            return
        if self.form is None:
            self.form = IncidentForm(self._session)
            self.form.saved.connect(self._saved)
            self._stack.addWidget(self.form)
        self._stack.setCurrentIndex(1)
        self._show_tools()
        self._show_title()
        self.form.begin(self._person.person_id if self._person else None)

    def open_panel(self, panel: Panel | None) -> None:
        """Keep the panel that a deed of the pane opened."""
        self.panel = panel

    @property
    def session(self) -> Session:
        """The log-in, for the deeds of the pane."""
        return self._session

    @property
    def may(self) -> frozenset[str]:
        """Permissions of the role, for the deeds of the pane."""
        return self._may | ({"decide"} if self._decides else frozenset())

    def _begin(self) -> None:
        person = self._person.person_id if self._person else None
        if self.what.current == "incidents":
            self.write()
        elif self.what.current == "conflicts":
            self.panel = forms.conflict(self._session, self, person)
        else:
            self.panel = forms.expulsion(self._session, self, who=self._person)

    def _saved(self, incident_id: UUID) -> None:
        self._wanted = incident_id
        self.what.choose("incidents")
        self.show_which.choose("all")
        self._close_form()
        self.refresh()

    def _close_form(self) -> None:
        self._stack.setCurrentIndex(0)
        self._show_tools()
        self._show_title()
        if self.list.isVisible():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        """Esc and the arrow: out of the form first, then back."""
        if self.writing:
            self._close_form()
        else:
            self._session.asked.emit("back")

    def _show_everybody(self) -> None:
        self._person = None
        self.refresh()

    def _subject(self, person_id: UUID) -> Subject:
        who = self._session.services.people.identity(person_id)
        name = "" if who.closed else f"{who.call_name} {who.last_name}".strip()
        return Subject(who.person_id, name or self.tr("Beskyttet"), who.room, who.closed)

    def apply_changes(self, changes: Changes) -> None:
        """What was written stands here at once; a form that is open keeps its words."""
        del changes
        self.refresh()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self._head = TitleRow(self.tr("Hændelser"), with_back=True)
        self._everybody = Button(self.tr("Vis alle"), "link")
        self.more = Button(self.tr("Mere"), chevron=True, height="title_button")
        self._new = Button(self.tr("Ny hændelse"), "primary", icon="add", height="title_button")
        for button in (self._everybody, self.more, self._new):
            self._head.add_action(button)
        self.what = Segmented(
            (("incidents", self.tr("Hændelser")), ("conflicts", self.tr("Konflikter")),
             ("expulsions", self.tr("Bortvisninger"))),
            name=self.tr("Vis"),
        )  # fmt: skip
        self.show_which = Segmented(
            (("all", self.tr("Alle")), ("review", self.tr("Til gennemgang")),
             ("adverse", self.tr("UTH"))),
            name=self.tr("Vis hændelser"),
        )  # fmt: skip
        self.card = Card(padded=False)
        self._tools = QHBoxLayout()
        self._tools.addWidget(self.what)
        self._tools.addStretch(1)
        self._tools.addWidget(self.show_which)
        self.card.body.addLayout(self._tools)
        self.card.body.addWidget(Hairline())
        self.empty = EmptyState("")
        for view in self.lists.values():
            self.card.body.addWidget(view, 1)
        self.card.body.addWidget(self.empty, 1)
        self.pane = DetailPane(self.tr("Vælg en række for at læse den."))
        self._both = QWidget()
        self._grid = QGridLayout(self._both)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._stack = ShownStack()
        self._stack.addWidget(self._both)
        self.layout_.addWidget(self._head)
        self.layout_.addWidget(self._stack, 1)
        self._place()
        theme().changed.connect(self._place)

    def _wire(self) -> None:
        self._head.back.connect(self._leave)
        self.on_escape(self._leave)
        self._everybody.clicked.connect(lambda _on=False: self._show_everybody())
        self._new.clicked.connect(lambda _on=False: self._begin())
        self.more.clicked.connect(lambda _on=False: self._pop())
        self.what.changed.connect(lambda _key: self.refresh())
        self.show_which.changed.connect(lambda _key: self.refresh())
        for view in self.lists.values():
            view.chosen.connect(lambda _row: self._show_pane())

    def _pop(self) -> None:
        """The fourth thing has its place on Værelser."""
        menu = QMenu(self.more)
        menu.addAction(self.tr("Afviste henvendelser"), lambda: self.go("rooms", show="refused"))
        menu.addAction(self.tr("Dagbog"), lambda: self.go("day_log"))
        menu.addAction(self.tr("Huset"), lambda: self.go("house"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _show_tools(self) -> None:
        self.more.setVisible(not self.writing)
        self._new.setVisible(not self.writing and self._may_write())
        self._everybody.setVisible(not self.writing and self._person is not None)

    def _place(self) -> None:
        t = theme()
        stacked = self.width() < t.px(_STACK_BELOW)
        self._grid.setSpacing(t.px(16))
        self._grid.addWidget(self.card, 0, 0)
        self._grid.addWidget(self.pane, 1 if stacked else 0, 0 if stacked else 1)
        self._grid.setColumnStretch(0, 1)
        self._tools.setContentsMargins(t.px(12), t.px(8), t.px(12), t.px(8))
        self.card.setMinimumHeight(t.px(240) if stacked else 0)
        self.pane.set_stacked(on=stacked)


def _id(found: object) -> UUID | None:
    """An id as it is, or as a draft names it."""
    if isinstance(found, UUID) or found is None:
        return found
    text = str(found)
    return UUID(text) if len(text) == len(str(UUID(int=0))) else None
