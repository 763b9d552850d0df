"""Hjælp i dag: what the resident receives, from whom and since when; beside it what is needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from boform_app.rules.help_in_use import help_text, need_text
from boform_app.rules.instrument import Instrument
from boform_app.services.views.services_in_use import HelpView, ServiceCommand, ServiceView
from models.values import dates, lists
from models.values.changes import Changes
from ui.pages.resident.doing import FormPanel
from ui.privacy import privacy
from ui.session import Session
from ui.tablemodels.rows import Column
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.choice import Combo, Option
from ui.widgets.date_field import DateField
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.labels import Text
from ui.widgets.line_edit import LineEdit
from ui.widgets.list_view import ListView
from ui.widgets.scrolling import scrolling

_COLUMNS = 3


class HelpPanel(QFrame):
    """The list; Enter opens a row, Insert writes a new one."""

    def __init__(
        self, session: Session, instrument: Instrument, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._session, self._instrument = session, instrument
        self._person_id: UUID | None = None
        self._may = False
        self.view: HelpView | None = None
        self.panel: FormPanel | None = None
        self.list = ListView(
            (
                Column("what", _tr("Hjælp"), lambda row: row.title, "strong"),
                Column("from", _tr("Fra hvem"), _from, "text", 150),
                Column("since", _tr("Siden"), _since, "muted", 84),
                Column("often", _tr("Hvor tit"), lambda row: row.how_often, "muted", 110, spare=2),
                Column("phone", _tr("Telefon"), lambda row: row.phone, "muted", 96, spare=1),
            ),
            name=_tr("Hjælp i dag"), id_of=lambda row: row.id, gap=12, search_key="what",
        )  # fmt: skip
        self.none = EmptyState("")
        self.ended = Text("", "small", "text2", wrap=True)
        self.add = Button(_tr("Ny hjælp"), "strong", icon="add")
        self.edit, self.stop = Button(_tr("Ret")), Button(_tr("Hjælpen er slut"))
        self._build()
        self.add.clicked.connect(lambda: self.write(None))
        self.edit.clicked.connect(lambda: self._open(self.list.current_row))
        self.stop.clicked.connect(self._stop)
        self.list.opened.connect(self._open)
        self.list.chosen.connect(lambda _row: self._buttons())

    def show_help(self, person_id: UUID, view: HelpView, *, name: str, may: bool) -> None:
        """Show the help of a person."""
        self._person_id, self.view, self._may = person_id, view, may
        self.list.set_rows(view.in_use)
        there = bool(view.in_use)
        if there and self.list.current_row is None:
            self.list.choose(view.in_use[0].id)
        self.list.setVisible(there)
        self.none.setVisible(not there)
        self.none.set_text(
            _tr("Vi har ikke skrevet nogen hjælp til {name} endnu. Skriv den hjælp, der er i dag, "
                "også fra lægen, jobcentret eller et værested.").format(name=name)
        )  # fmt: skip
        before = ", ".join(
            _tr("{what} til {day}").format(what=one.title, day=dates.short(one.until_on))
            for one in view.ended if one.until_on is not None
        )  # fmt: skip
        self.ended.setText(_tr("Før: {what}").format(what=before) if before else "")
        self.ended.setVisible(bool(before))
        self._buttons()

    def start(self) -> None:
        """The keys to the list, or to the button that begins it."""
        first = self.list if self.view is not None and self.view.in_use else self.add
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def write(self, row: ServiceView | None) -> None:
        """The form of new help, or of a row."""
        if self._person_id is None or not self._may:
            return
        self.panel = service_form(self._session, self, self._instrument, self._person_id, row)
        self.panel.start("kind")

    # -- own -------------------------------------------------------------------------------------

    def _open(self, row: Any) -> None:
        if isinstance(row, ServiceView):
            self.write(row)

    def _stop(self) -> None:
        row = self.list.current_row
        if not isinstance(row, ServiceView) or not self._may:
            return
        session = self._session
        title = _tr("Er hjælpen slut: {what}?").format(what=row.title)
        self.panel = FormPanel(
            session, self, title, _tr("Den bliver stående som hjælp, der var."),
            verb=_tr("Hjælpen er slut"),
            act=lambda values: session.services.services_in_use.end(
                row.id, row.version, values["until_on"]
            ),
        )  # fmt: skip
        day = DateField(direction="past", today=session.clock.today)
        day.set_value(session.clock.today())
        self.panel.add("until_on", Field(_tr("Sidste dag"), day, width=240), required=_tr("en dag"))
        self.panel.start("until_on")

    def _buttons(self) -> None:
        chosen = self.view is not None and bool(self.view.in_use)
        self.add.setVisible(self._may)
        for button in (self.edit, self.stop):
            button.setVisible(self._may and chosen)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(self.list, 1)
        outer.addWidget(self.none, 1)
        t = theme()
        self.ended.setContentsMargins(t.px(12), 0, t.px(12), 0)
        outer.addWidget(self.ended)
        row = QHBoxLayout()
        row.setContentsMargins(t.px(12), t.px(8), t.px(12), t.px(8))
        row.setSpacing(t.px(8))
        for button in (self.add, self.edit, self.stop):
            row.addWidget(button)
        row.addStretch(1)
        outer.addLayout(row)


class NeedsPanel(QFrame):
    """Need and help beside each other, in the order of the instrument; never ranked."""

    def __init__(self, instrument: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._instrument = instrument
        self.sentences: tuple[str, ...] = ()
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._column = QVBoxLayout(inner)
        self._facts = Text("", "body", "text2", wrap=True)
        self._rows = QVBoxLayout()
        self._column.addWidget(Text(_tr("Behov og hjælp"), "h3"))
        self._column.addWidget(self._facts)
        self._column.addLayout(self._rows)
        self._column.addStretch(1)
        area = scrolling(inner)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName(_tr("Behov og hjælp"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(area)
        self._area = area
        self._dress()
        theme().changed.connect(self._dress)

    def show_needs(self, view: HelpView, name: str) -> None:
        """Each area with who says what and who helps."""
        if view.assessed_on is None:
            self._facts.setText(
                _tr("Behovene kommer fra udflytningsoverblikket. Det er ikke lavet endnu.")
            )
        else:
            day = dates.short(view.assessed_on)
            self._facts.setText(_tr("Behovene er fra overblikket {day}.").format(day=day))
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        said = []
        for row in view.needs:
            title = self._instrument.domain(row.domain).short
            words = f"{need_text(row, self._instrument, name)} {help_text(row)}".strip()
            said.append(f"{title}: {words}")
            self._rows.addWidget(Text(title, "strong", wrap=True))
            self._rows.addWidget(Text(words, "body", "text2", wrap=True))
        self.sentences = tuple(said)
        self._area.setAccessibleDescription(" ".join(said))

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._column.setContentsMargins(pad, pad, pad, pad)
        self._column.setSpacing(t.px(6))
        self._rows.setSpacing(t.px(2))


def service_form(
    session: Session, parent: QWidget, instrument: Instrument, person_id: UUID,
    row: ServiceView | None,
) -> FormPanel:  # fmt: skip
    """What, from whom, since when, how often, telephone, and what it helps with."""
    boxes = Areas(instrument)

    def act(values: Mapping[str, Any]) -> Changes:
        return session.services.services_in_use.save(
            ServiceCommand(
                person_id, values["kind"] or "", values["what"] or "", values["from_whom"] or "",
                values["since_on"], values["how_often"] or "", values["phone"] or "", boxes.chosen,
                row.id if row else None, row.version if row else 0,
            )
        )  # fmt: skip

    title = _tr("Ret hjælp") if row else _tr("Ny hjælp")
    panel = FormPanel(session, parent, title, verb=_tr("Gem hjælp"), act=act, width=840)
    kinds = [Option(one.key, one.label) for one in lists.load_list("service_kinds")]
    kind = Combo(kinds, searchable=True, placeholder=_tr("Vælg"))
    what, whom, phone = LineEdit(), LineEdit(), LineEdit()
    since = DateField(direction="past", today=session.clock.today)
    often = LineEdit()
    if row is not None:
        kind.set_value(row.kind)
        what.setText(row.what)
        whom.setText(row.from_whom)
        often.setText(row.how_often)
        phone.setText(row.phone)
        since.set_value(row.since_on)
        boxes.choose(row.domains)
    # Two lines of three: one more, and the panel is taller than a small screen at 150 %.
    lines = (
        (
            ("kind", Field(_tr("Hjælp"), kind)),
            ("what", Field(_tr("Med andre ord"), what)),
            ("from_whom", Field(_tr("Fra hvem"), whom)),
        ),
        (
            ("phone", Field(_tr("Telefon"), phone)),
            ("since_on", Field(_tr("Siden"), since)),
            ("how_often", Field(_tr("Hvor tit"), often)),
        ),
    )
    for fields in lines:
        line = QHBoxLayout()
        line.setSpacing(theme().px(16))
        for name, field in fields:
            panel.form.add(name, field, required=_tr("hjælpen") if name == "kind" else "")
            line.addWidget(field, 1)
        panel.body.insertLayout(panel.body.count() - 1, line)
    panel.body.insertWidget(panel.body.count() - 1, boxes)
    return panel


class Areas(QWidget):
    """Which of the fourteen areas it helps with."""

    def __init__(self, instrument: Instrument) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(theme().px(2))
        grid.addWidget(Text(_tr("Hjælper med"), "strong"), 0, 0, 1, _COLUMNS)
        self.boxes: dict[str, QCheckBox] = {}
        rows = -(-len(instrument.domains) // _COLUMNS)
        for place, domain in enumerate(instrument.domains):
            box = QCheckBox(f"{domain.number}  {domain.short}")
            self.boxes[domain.id] = box
            grid.addWidget(box, place % rows + 1, place // rows)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids with a tick."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def choose(self, domains: tuple[str, ...]) -> None:
        """Tick exactly these."""
        for key, box in self.boxes.items():
            box.setChecked(key in domains)


def _from(row: ServiceView) -> str:
    return privacy().text(row.from_whom)


def _since(row: ServiceView) -> str:
    return dates.short(row.since_on) if row.since_on else ""


def _tr(words: str) -> str:
    return QCoreApplication.translate("Help", words)
