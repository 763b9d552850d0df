"""Beboere: everybody who lives here, and those who did, with a pane for the chosen one (mockup 02)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter

from boform_app.rules import instrument
from boform_app.services.views.people import ResidentFilter, ResidentRow
from models.values import municipalities
from models.values.changes import Changes
from ui import actions, messages
from ui.newest import NewestWins
from ui.pages.base import Page
from ui.pages.resident import case as cases
from ui.pages.resident import menus, rarely
from ui.pages.resident.doing import Refused
from ui.pages.residents_list import ResidentsList
from ui.pages.residents_model import LazyRows
from ui.pages.residents_pane import ResidentPane
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.choice import Combo, Option
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Hairline, Text
from ui.widgets.line_edit import LineEdit
from ui.widgets.segmented import Segmented
from ui.widgets.title_row import TitleRow

PAST = "past"
_PANE_AFTER_MS = 60
"""Arrow keys held down run over rows; the pane reads when they stop."""


class ResidentsPage(Page):
    """Place ``residents``; nothing is edited in the list."""

    key = "residents"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._all: tuple[ResidentRow, ...] = ()
        self._pane_wanted, self._narrow = True, False
        self._chosen: UUID | None = None
        self._past = NewestWins(session.tasks, self)
        self.search = LineEdit(
            placeholder=self.tr("Søg i listen"), name=self.tr("Søg i listen"), hint="Ctrl+F"
        )
        self.switch = Segmented(
            (("present", self.tr("Alle")), ("mine", self.tr("Mine")),
             ("deadline", self.tr("Med frist")), (PAST, self.tr("Tidligere"))),
            name=self.tr("Vis"), height="control",
        )  # fmt: skip
        self.municipality = Combo(name=self.tr("Handlekommune"))
        self.worker = Combo(name=self.tr("Kontaktperson"))
        self.category = Combo(name=self.tr("Udflytning"))
        self.list = ResidentsList(self.tr("Beboere"))
        self.pane = ResidentPane(session)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PANE_AFTER_MS)
        self._build()
        self._wire()

    # -- what the shell calls --------------------------------------------------------------------

    def title(self) -> str:
        """Words for the window title."""
        return self.tr("Beboere")

    def refresh(self) -> None:
        """Read counts, filters and rows again."""
        residents = self._session.services.residents
        try:
            self._all = residents.rows(ResidentFilter())
        except Refused as refused:
            messages.present(refused, self)
            return
        self._fill_filters()
        self._show_counts()
        self._show_rows()

    def privacy_changed(self, *, on: bool) -> None:
        """Names in the list and the pane."""
        del on
        self.list.viewport().update()
        self._show_pane()

    def apply_changes(self, changes: Changes) -> None:
        """Anything about a person may move a row or a badge."""
        del changes
        self.refresh()

    def state(self) -> Mapping[str, Any]:
        """Which part, which filters, who is chosen."""
        row = self.list.current_row
        return {
            "show": self.switch.current, "text": self.search.text(),
            "municipality": self.municipality.value, "worker": self.worker.value,
            "category": self.category.value, "chosen": row.person_id if row else None,
        }  # fmt: skip

    def restore(self, state: Mapping[str, Any]) -> None:
        """The same list, with the same person chosen."""
        if not self._all:
            self.refresh()
        if "show" in state:
            self.switch.choose(str(state["show"]))
            self.search.setText(str(state.get("text") or ""))
            for name, combo in self._combos().items():
                combo.set_value(state.get(name) or "")
            self._show_rows()
        chosen = state.get("chosen")
        if chosen is not None and not self.list.choose(chosen) and self._past.waiting:
            self._chosen = chosen

    def command(self, name: str) -> bool:
        """Ctrl+F, Ctrl+N and Ctrl+M about the chosen resident."""
        row = self.list.current_row
        if name == "find":
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()
        elif name == "new_note" and row is not None:
            self._write()
        elif name == "move_room" and row is not None and not row.closed:
            identity = self._session.services.people.identity(row.person_id)
            rarely.move_room(self._session, self, cases.read(self._session, identity))
        else:
            return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside the list where there is room, below it where there is not."""
        super().resizeEvent(event)
        self._lay_out()

    # -- own -------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._title = TitleRow(self.tr("Beboere"))
        self.admit = Button(
            self.tr("Indskriv beboer"), "primary", icon="person_add", height="title_button"
        )
        self._title.add_action(self.search)
        self._title.add_action(self.admit)
        self._filters = QHBoxLayout()
        self._filters.addWidget(self.switch)
        self._filters.addSpacing(theme().px(16))
        for combo in self._combos().values():
            self._filters.addWidget(combo)
            combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(11)
        self._filters.addStretch(1)
        self._none = Text(self.tr("Ingen filtre valgt"), "body", "text3")
        self._clear = Button(self.tr("Ryd filtre"), "link", icon="dismiss")
        self._filters.addWidget(self._none)
        self._filters.addWidget(self._clear)
        card = Card(padded=False)
        self._empty = EmptyState("")
        self._empty_clear = self._empty.add_button(Button(self.tr("Ryd filtre")))
        self._foot = QHBoxLayout()
        self._shown = Text("", "small", "text2")
        hint = self.tr("Enter åbner · Mellemrum viser og skjuler panelet")
        self._hint = Text(hint, "small", "text2")
        self._foot.addWidget(self._shown)
        self._foot.addStretch(1)
        self._foot.addWidget(self._hint)
        card.body.addWidget(self._empty)
        card.body.addWidget(self.list, 1)
        card.body.addStretch(0)
        card.body.addWidget(Hairline())
        card.body.addLayout(self._foot)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(card)
        self._split.addWidget(self.pane)
        self._split.setStretchFactor(0, 1)
        self.layout_.addWidget(self._title)
        self.layout_.addLayout(self._filters)
        self.layout_.addWidget(self._split, 1)
        self.list.sort_by("name")
        self._dress()
        theme().changed.connect(self._dress)

    def _wire(self) -> None:
        self.search.textChanged.connect(lambda _text: self._show_rows())
        self.search.returnPressed.connect(self.list.setFocus)
        self.switch.changed.connect(lambda _key: self._show_rows())
        for combo in self._combos().values():
            combo.changed.connect(self._show_rows)
        for button in (self._clear, self._empty_clear):
            button.clicked.connect(self._clear_filters)
        self.admit.clicked.connect(lambda: self.go("admit"))
        self.list.opened.connect(lambda _row: self._open())
        self.list.toggled.connect(self._toggle_pane)
        self.list.typed_past.connect(self._search_past)
        self.list.chosen.connect(lambda _row: self._later.start())
        self._later.timeout.connect(self._show_pane)
        self._past.ready.connect(self._show_past)
        self._past.failed.connect(self._refuse_past)
        self.pane.opened.connect(self._open)
        self.pane.note_wanted.connect(self._write)
        self.pane.solve.connect(lambda row: actions.run(self._session, self, row))
        self.pane.more_wanted.connect(self._more)

    def _combos(self) -> dict[str, Combo]:
        return {
            "municipality": self.municipality, "worker": self.worker, "category": self.category,
        }  # fmt: skip

    def _wanted(self) -> ResidentFilter:
        return ResidentFilter(
            show=self.switch.current,
            text=self.search.text(),
            municipality_code=self.municipality.value or "",
            key_worker_id=self.worker.value or None,
            category=self.category.value or "",
        )

    def _fill_filters(self) -> None:
        staff = {row.key_worker_id: row.key_worker for row in self._all if row.key_worker_id}
        codes = [code for code, _ in self._session.services.municipalities.names()]
        named = {found.name: found.code for found in map(municipalities.municipality, codes)}
        used = sorted({row.municipality for row in self._all if row.municipality})
        kinds = [Option(key, label) for key, label in instrument.load().categories.items()]
        self.municipality.set_options(
            [Option("", self.tr("Handlekommune")),
             *(Option(named[name], name) for name in used if name in named)]
        )  # fmt: skip
        people = sorted(staff.items(), key=lambda pair: pair[1])
        self.worker.set_options(
            [Option("", self.tr("Kontaktperson")), *(Option(key, name) for key, name in people)]
        )
        self.category.set_options(
            [
                Option("", self.tr("Udflytning")),
                *kinds,
                Option("none", self.tr("Ikke talt om endnu")),
            ]
        )
        for combo in self._combos().values():
            if combo.value is None:
                combo.set_value("")

    def _show_counts(self) -> None:
        mine = sum(row.key_worker_id == self._session.services.actor.staff_id for row in self._all)
        late = sum(row.badge_kind in {"over", "soon"} for row in self._all)
        self._title.set_title(
            self.tr("Beboere"), self.tr("{count} i huset").format(count=len(self._all))
        )
        for key, label, count in (
            ("present", self.tr("Alle"), len(self._all)),
            ("mine", self.tr("Mine"), mine),
            ("deadline", self.tr("Med frist"), late),
        ):
            self.switch.set_label(key, f"{label} {count}")

    def _show_rows(self) -> None:
        wanted, kept = self._wanted(), self.list.current_row
        if wanted.show == PAST:
            self._read_past(wanted)
            return
        try:
            found = self._fitting(wanted)
        except Refused as refused:
            messages.present(refused, self)
            return
        self.list.setSortingEnabled(True)
        self.list.set_rows(found)
        self._say_shown(len(found), len(self._all), wanted)
        self._choose(kept.person_id if kept else None)

    def _fitting(self, wanted: ResidentFilter) -> tuple[ResidentRow, ...]:
        if wanted == ResidentFilter():
            return self._all
        return self._session.services.residents.among(self._all, wanted)

    def _read_past(self, wanted: ResidentFilter) -> None:
        """Twenty years of names are found and put in order beside the window."""
        residents = self._session.services.residents
        if not self.list.lazy:
            # Nobody who lives here stands under Tidligere while it is read.
            self._show_past((wanted, ()), done=False)
        self._past.wish(lambda: (wanted, residents.past_ids(wanted)))

    def _show_past(
        self, found: tuple[ResidentFilter, tuple[UUID, ...]], *, done: bool = True
    ) -> None:
        wanted, ids = found
        if self.switch.current != PAST:
            return
        kept = self.list.current_row if self.list.lazy else None
        self.list.show_past(LazyRows(ids, self._session.services.residents.past_page))
        self._say_shown(len(ids), len(ids), wanted)
        if not done:
            self._shown.setText(self.tr("Finder tidligere beboere …"))
            self._empty.hide()
        self._choose(self._chosen or (kept.person_id if kept else None))
        self._chosen = None

    def _refuse_past(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        messages.present(error, self)
        self.switch.choose("present")
        self._show_rows()

    def _choose(self, person_id: UUID | None) -> None:
        """The same person as before where they are still in the list, else the first."""
        if (
            not (person_id is not None and self.list.choose(person_id))
            and self.list.model_.rowCount()
        ):
            self.list.setCurrentIndex(self.list.model_.index(0, 0))
        self._show_pane()

    def _say_shown(self, count: int, total: int, wanted: ResidentFilter) -> None:
        if wanted.show == PAST:
            words = self.tr("{count} tidligere beboere").format(count=count)
        else:
            words = self.tr("Viser {count} af {total} beboere").format(count=count, total=total)
        self._shown.setText(words)
        active = self._active(wanted)
        self._none.setVisible(not active and not self._narrow)
        self._clear.setVisible(bool(active))
        self._clear.setText(self.tr("Ryd {what}").format(what=" · ".join(active)))
        self.list.setVisible(count > 0)
        self._empty.setVisible(count == 0)
        self._empty_clear.setVisible(bool(active))
        text = self.tr("Ingen beboere passer til filtrene: {what}.").format(
            what=" og ".join(active)
        )
        nobody = {"mine": self.tr("Du er ikke kontaktperson for nogen lige nu."),
                  "deadline": self.tr("Ingen frister presser sig på."),
                  PAST: self.tr("Ingen er flyttet endnu.")}  # fmt: skip
        self._empty.set_text(
            text if active else nobody.get(wanted.show, self.tr("Ingen bor i huset endnu."))
        )

    def _active(self, wanted: ResidentFilter) -> list[str]:
        found = [combo.currentText() for combo in self._combos().values() if combo.value]
        return [*found, f"”{wanted.text.strip()}”"] if wanted.text.strip() else found

    def _clear_filters(self) -> None:
        for combo in self._combos().values():
            combo.set_value("")
        if self.search.text():
            self.search.clear()
        else:
            self._show_rows()
        self.list.setFocus()

    def _search_past(self, letters: str) -> None:
        self.search.setFocus()
        self.search.setText(self.search.text() + letters)

    def _show_pane(self) -> None:
        self._later.stop()
        row = self.list.current_row if not self.list.isHidden() else None
        self.pane.show_row(row)

    def _toggle_pane(self) -> None:
        self._pane_wanted = not self._pane_wanted
        self.pane.setVisible(self._pane_wanted)

    def _open(self) -> None:
        row = self.list.current_row
        if row is not None:
            self.go("resident", person_id=row.person_id)

    def _write(self) -> None:
        row = self.list.current_row
        if row is not None:
            self.go("resident", person_id=row.person_id, write=True)

    def _more(self, button: Button) -> None:
        row = self.list.current_row
        if row is None or row.closed:
            return
        identity = self._session.services.people.identity(row.person_id)
        case = cases.read(self._session, identity)
        menu = menus.more(self._session, self, case, self.navigate.emit)
        letters: QMenu = menus.letters(self._session, menu, identity, self.navigate.emit)
        letters.setTitle(self.tr("Lav brev"))
        first = menu.actions()[0] if menu.actions() else None
        if case.may("write_letters"):
            menu.insertMenu(first, letters)  # type: ignore[arg-type]  # None puts it last
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _lay_out(self) -> None:
        narrow = self._room() < theme().px(960)
        self._narrow = narrow
        self._none.setVisible(not narrow and not self._active(self._wanted()))
        way = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._split.orientation() != way:
            self._split.setOrientation(way)
            self._place_pane()
            # Below a low list the pane would leave one row; Space brings it.
            self._pane_wanted = not narrow
            self.pane.setVisible(self._pane_wanted)

    def _room(self) -> int:
        """Width that is in view; the page itself may be wider as long as the pane stands beside."""
        above = self.parentWidget()
        return min(self.width(), above.width()) if above is not None else self.width()

    def _place_pane(self) -> None:
        t = theme()
        beside = self._split.orientation() == Qt.Orientation.Horizontal
        least, most = (t.px(328), t.px(440)) if beside else (0, 16_777_215)
        self.pane.setMinimumWidth(least)
        self.pane.setMaximumWidth(most)
        self.pane.setMinimumHeight(t.px(120))
        self._split.setSizes([t.px(806), t.px(328)] if beside else [t.px(300), t.px(180)])

    def _dress(self) -> None:
        super()._dress_page()
        t = theme()
        self.search.setFixedWidth(t.px(260))
        for combo in self._combos().values():
            view = combo.view()
            view.setMinimumWidth(view.sizeHintForColumn(0) + t.px(32))
        self._filters.setSpacing(t.px(8))
        self._foot.setContentsMargins(t.px(12), t.px(3), t.px(12), t.px(1))
        self._split.setHandleWidth(t.px(16))
        self._place_pane()
        self._lay_out()
