"""A meeting about one resident: planned with an agenda, held with a short minute and agreements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QGridLayout, QWidget

from boform_app.clock import from_local, local_time
from boform_app.rules import instrument
from boform_app.services.views.contacts import (
    AgendaItem,
    Agreement,
    MeetingCommand,
    MeetingView,
)
from models.values import dates
from models.values.changes import Changes
from ui import messages
from ui.pages.resident.doing import FormPanel, Refused, attempt
from ui.pages.resident.form_parts import Answering, beside, day_field, narrow
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.choice import Combo, Option
from ui.widgets.field import Field
from ui.widgets.labels import Text
from ui.widgets.line_edit import LineEdit
from ui.widgets.text_area import TextArea
from ui.widgets.time_field import TimeField

MOST_AGREEMENTS = 5


def open_meeting(
    session: Session, page: QWidget, stay_id: UUID, meeting: MeetingView | None = None
) -> FormPanel | None:
    """Plan a meeting, or change one that is still planned; None when the resident is not seen."""
    services = session.services
    try:
        stay, plan = services.stays.get(stay_id), services.plans.get(stay_id)
        agenda = meeting.agenda if meeting else services.meetings.propose_agenda(stay_id)
    except Refused as refused:
        messages.present(refused, page)
        return None
    form = _MeetingForm(session, page, stay_id, meeting, agenda)
    at = local_time(meeting.starts_at) if meeting else None
    ends = local_time(meeting.ends_at) if meeting and meeting.ends_at else None
    form.form.load(
        {"day": at.date() if at else None, "time": dates.clock(at.time()) if at else "",
         "ends": dates.clock(ends.time()) if ends else "",
         "place": meeting.place if meeting else "",
         "participants": meeting.participants if meeting else plan.caseworker,
         "agenda": "\n".join(item.text for item in agenda)}
    )  # fmt: skip
    # An agenda is read from its first point.
    form.area.moveCursor(QTextCursor.MoveOperation.Start)
    form.keep(f"meeting:{meeting.id if meeting else 'new'}", stay.person_id)
    form.start("day")
    return form


class _MeetingForm(FormPanel):
    def __init__(
        self, session: Session, page: QWidget, stay_id: UUID, meeting: MeetingView | None,
        agenda: Sequence[AgendaItem],
    ) -> None:  # fmt: skip
        super().__init__(
            session, page, _tr("Ret mødet") if meeting else _tr("Planlæg møde"),
            _tr("Dagsordenen er foreslået ud fra det, der mangler. Ret den, som I vil."),
            verb=_tr("Gem mødet"), act=self._write, width=680,
        )  # fmt: skip
        self._desk, self._stay_id, self._meeting = session, stay_id, meeting
        self._proposed = {item.text: item for item in agenda}
        beside(
            self,
            ("day", Field(_tr("Dag"), day_field(session, "future"))),
            ("time", Field(_tr("Fra kl."), TimeField())),
            ("ends", Field(_tr("Til kl."), TimeField())),
            ("place", Field(_tr("Hvor"), LineEdit())),
            required={"day": _tr("en dag"), "time": _tr("et klokkeslæt")},
        )
        self.add("participants", Field(_tr("Hvem deltager"), LineEdit()))
        self.area = TextArea(lines=3, most_lines=6)
        self.add("agenda", Field(_tr("Dagsorden, et punkt på hver linje"), self.area))
        if meeting is not None:
            meetings = session.services.meetings
            self.add_button(
                _tr("Aflys mødet"),
                lambda: attempt(
                    session, page, lambda: meetings.cancel(meeting.id, meeting.version)
                ),
            )  # fmt: skip

    def _write(self, values: Mapping[str, Any]) -> Changes:
        day, at, ends = values["day"], _clock(values["time"]), _clock(values["ends"])
        before = self._meeting
        return self._desk.services.meetings.plan(
            MeetingCommand(
                from_local(day, at.hour, at.minute) if at else from_local(day),
                stay_id=self._stay_id,
                ends_at=from_local(day, ends.hour, ends.minute) if ends else None,
                place=values["place"], participants=values["participants"],
                agenda=tuple(self._items(values["agenda"])),
                id=before.id if before else None, version=before.version if before else 0,
            )
        )  # fmt: skip

    def _items(self, text: str) -> list[AgendaItem]:
        """A line that was left as proposed keeps the prerequisite it was made from."""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return [self._proposed.get(line) or AgendaItem(line) for line in lines]


def open_minute(session: Session, page: QWidget, meeting: MeetingView) -> FormPanel:
    """Write what came of a meeting, or correct it."""
    rows = AgreementRows(session, meeting)

    def act(values: Mapping[str, Any]) -> Changes:
        return session.services.meetings.hold(
            meeting.id, meeting.version, values["minute"], _agreements(values["agreements"]),
            values["held_on"],
        )  # fmt: skip

    panel = FormPanel(
        session, page, _tr("Referat af mødet {day}").format(day=dates.dense(meeting.day)),
        "\n".join(f"{n}. {item.text}" for n, item in enumerate(meeting.agenda[:5], 1)),
        verb=_tr("Gem referat"), act=act, width=720,
    )  # fmt: skip
    held = meeting.held_on or min(meeting.day, session.clock.today())
    beside(
        panel,
        ("minute", Field(_tr("Hvad blev der sagt"), TextArea(lines=2, most_lines=5))),
        ("held_on", Field(_tr("Holdt den"), day_field(session, "past", held), width=200)),
    )
    panel.add("agreements", Field(_tr("Aftaler"), rows), read=rows.read, write=rows.write)
    panel.form.load(
        {"minute": meeting.minute, "held_on": held,
         "agreements": [
             {"what": one.what, "who": one.who, "by": one.by.isoformat() if one.by else "",
              "code": one.code}
             for one in meeting.agreements
         ]}
    )  # fmt: skip
    if meeting.person_id is not None:
        panel.keep(f"minute:{meeting.id}", meeting.person_id)
    panel.start("minute")
    return panel


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


def _agreements(rows: Sequence[Mapping[str, str]] | None) -> tuple[Agreement, ...]:
    return tuple(
        Agreement(
            row["what"], row["who"], date.fromisoformat(row["by"]) if row["by"] else None,
            row["code"],
        )
        for row in rows or ()
    )  # fmt: skip


def _clock(text: str) -> time | None:
    return dates.parse_time(text, time(12)).time


def _tr(words: str) -> str:
    return QCoreApplication.translate("Plan", words)
