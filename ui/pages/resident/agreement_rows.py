"""What a meeting agreed: what, who, until when, and what it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout

from boform_app.rules import instrument
from boform_app.services.views.contacts import Agreement, MeetingView
from ui.pages.resident.form_parts import Answering, day_field, narrow
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.choice import Combo, Option
from ui.widgets.labels import Text
from ui.widgets.line_edit import LineEdit

MOST_AGREEMENTS = 5


class AgreementRows(Answering):
    """What was agreed: what, who, until when, and what it is about; one row to begin with."""

    def __init__(self, session: Session, meeting: MeetingView) -> None:
        super().__init__()
        self._session = session
        self._codes = [item.code for item in meeting.agenda if item.code]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(8))
        self._grid.setVerticalSpacing(theme().px(4))
        self.rows: list[tuple[LineEdit, LineEdit, Any, Combo]] = []
        heads = (_tr("Hvad"), _tr("Hvem"), _tr("Inden"), _tr("Handler om"))
        for place, words in enumerate(heads):
            self._grid.addWidget(Text(words, "small", "text2"), 0, place)
            self._grid.setColumnStretch(place, (4, 2, 2, 2)[place])
        self.more = Button(_tr("Aftale"), "link", icon="add")
        self.more.setAccessibleName(_tr("Endnu en aftale"))
        self.more.clicked.connect(self._add_pressed)
        self._add()

    def read(self) -> list[dict[str, str]]:
        """The rows that say something."""
        found = []
        for what, who, by, code in self.rows:
            day = by.value.isoformat() if by.value else ""
            row = {"what": what.text().strip(), "who": who.text().strip(), "by": day,
                   "code": code.value or ""}  # fmt: skip
            if row["what"] or row["who"] or day:
                found.append(row)
        return found

    def write(self, value: Sequence[Mapping[str, str]] | None) -> None:
        """Show rows."""
        wanted = list(value or ())
        while len(self.rows) < max(1, len(wanted)):
            self._add()
        for place, (what, who, by, code) in enumerate(self.rows):
            row = wanted[place] if place < len(wanted) else {}
            what.setText(row.get("what", ""))
            who.setText(row.get("who", ""))
            by.set_value(date.fromisoformat(row["by"]) if row.get("by") else None)
            code.set_value(row.get("code") or None)

    def _add_pressed(self) -> None:
        self._add()
        self.rows[-1][0].setFocus()

    def _add(self) -> None:
        number = len(self.rows) + 1
        known = instrument.load()
        about = [Option(None, "–"), *(Option(c, known.prerequisite(c).short) for c in self._codes)]
        what, who = LineEdit(), LineEdit()
        by, code = day_field(self._session, "future"), narrow(Combo(about), 8)
        names = (_tr("Aftale {n}: hvad"), _tr("Aftale {n}: hvem"), _tr("Aftale {n}: inden"),
                 _tr("Aftale {n}: handler om"))  # fmt: skip
        for place, control in enumerate((what, who, by, code)):
            control.setAccessibleName(names[place].format(n=number))
            self._grid.addWidget(control, number, place)
        code.set_value(None)
        for line in (what, who):
            line.textEdited.connect(lambda _text: self.changed.emit())
        by.changed.connect(self.changed)
        code.changed.connect(self.changed)
        self.rows.append((what, who, by, code))
        self._grid.addWidget(self.more, number + 1, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.setVisible(len(self.rows) < MOST_AGREEMENTS)
        self.setFocusProxy(self.rows[0][0])


def agreements(rows: Sequence[Mapping[str, str]] | None) -> tuple[Agreement, ...]:
    """Rows as the service takes them."""
    return tuple(
        Agreement(
            row["what"], row["who"], date.fromisoformat(row["by"]) if row["by"] else None,
            row["code"], UUID(row["stay_id"]) if row.get("stay_id") else None,
        )
        for row in rows or ()
    )  # fmt: skip


def written(made: Sequence[Agreement]) -> list[dict[str, str]]:
    """What was agreed before, as rows show it."""
    return [
        {"what": one.what, "who": one.who, "by": one.by.isoformat() if one.by else "",
         "code": one.code, "stay_id": str(one.stay_id or "")}
        for one in made
    ]  # fmt: skip


def _tr(words: str) -> str:
    return QCoreApplication.translate("Plan", words)
