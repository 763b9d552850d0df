"""A meeting, about a resident or with a municipality: planned with an agenda, held with a minute."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from boform_app.clock import from_local, local_time
from boform_app.services.views.contacts import AgendaItem, MeetingCommand, MeetingView
from models.values import dates
from models.values.changes import Changes
from ui import messages
from ui.pages.resident import calendar_out
from ui.pages.resident.agreement_rows import AgreementRows, agreements, written
from ui.pages.resident.doing import FormPanel, Refused, attempt
from ui.pages.resident.form_parts import Answering, beside, day_field
from ui.pages.resident.pages_panel import PagesPanel, own_pdf
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit
from ui.widgets.text_area import TextArea
from ui.widgets.time_field import TimeField


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
    form = MeetingForm(session, page, About(stay_id=stay_id), meeting)
    form.fill(agenda, plan.caseworker)
    form.keep(f"meeting:{meeting.id if meeting else 'new'}", stay.person_id)
    form.start("day")
    return form


@dataclass(frozen=True, slots=True)
class About:
    """Whom a meeting is about: one resident, or all of a municipality.

    Attributes:
        always: Items that are on the agenda beside the lines of the form.
    """

    stay_id: UUID | None = None
    municipality_code: str = ""
    municipality: str = ""
    always: tuple[AgendaItem, ...] = ()

    @property
    def kind(self) -> str:
        """As the service calls it."""
        return "case" if self.stay_id is not None else "cooperation"


class PrintingForm(FormPanel):
    """A form whose record can be printed: what was typed is kept first, so that it is on the paper."""

    paper: PagesPanel | None = None
    _then: Callable[[], None] | None = None

    def offer_print(self, show: Callable[[], PagesPanel], *, kept: bool) -> Button:
        """The button; ``kept`` where a record without changes can be printed as it is."""
        button = Button(_tr("Print") if kept else _tr("Gem og print"), icon="print")
        button.clicked.connect(lambda: self._print(show, kept=kept))
        self._buttons.addWidget(button)
        return button

    def _print(self, show: Callable[[], PagesPanel], *, kept: bool) -> None:
        def then() -> None:
            self.paper = show()
            self.paper.start()

        if kept and not self.form.dirty:
            self.accept()
            then()
            return
        self._then = then
        self.form.submit()
        self._then = None

    def _kept(self, changes: Changes) -> None:
        super()._kept(changes)
        if self._then is not None:
            self._then()


class MeetingForm(PrintingForm):
    """When, where, with whom, and the agenda; Print and calendar once it is planned."""

    def __init__(
        self, session: Session, page: QWidget, about: About, meeting: MeetingView | None
    ) -> None:
        super().__init__(
            session, page, _title(about, meeting), _explained(about), verb=_tr("Gem mødet"),
            act=self._write, width=680,
        )  # fmt: skip
        self._desk, self._about, self._meeting = session, about, meeting
        self._proposed: dict[str, AgendaItem] = {}
        beside(
            self,
            ("day", Field(_tr("Dag"), day_field(session, "future"))),
            ("time", Field(_tr("Fra kl."), TimeField(session.clock))),
            ("ends", Field(_tr("Til kl."), TimeField(session.clock))),
            ("place", Field(_tr("Hvor"), LineEdit())),
            required={"day": _tr("en dag"), "time": _tr("et klokkeslæt")},
        )
        self.add("participants", Field(_tr("Hvem deltager"), LineEdit()))
        self.area = TextArea(lines=3, most_lines=6)
        words = _tr("Dagsorden, et punkt på hver linje")
        if about.stay_id is None:
            words = _tr("Andre punkter, et på hver linje")
        self.add("agenda", Field(words, self.area))
        if meeting is not None:
            self._offer(page, meeting)

    def fill(self, agenda: Sequence[AgendaItem], participants: str = "") -> None:
        """Show the meeting, or begin a new one with its agenda and who usually comes."""
        meeting = self._meeting
        self._proposed = {item.text: item for item in agenda}
        at = local_time(meeting.starts_at) if meeting else None
        ends = local_time(meeting.ends_at) if meeting and meeting.ends_at else None
        self.form.load(
            {"day": at.date() if at else None, "time": dates.clock(at.time()) if at else "",
             "ends": dates.clock(ends.time()) if ends else "",
             "place": meeting.place if meeting else "",
             "participants": meeting.participants if meeting else participants,
             "agenda": "\n".join(item.text for item in agenda)}
        )  # fmt: skip
        # An agenda is read from its first point.
        self.area.moveCursor(QTextCursor.MoveOperation.Start)

    def _offer(self, page: QWidget, meeting: MeetingView) -> None:
        """What can be done with a meeting that is planned."""
        session, meetings = self._desk, self._desk.services.meetings
        self.add_button(
            _tr("Aflys mødet"),
            lambda: attempt(session, page, lambda: meetings.cancel(meeting.id, meeting.version)),
        )
        self.offer_print(lambda: agenda_pages(session, page, meeting.id), kept=True)
        self.add_button(
            _tr("Gem til kalender …"), lambda: calendar_out.of_meeting(session, page, meeting.id)
        )

    def _write(self, values: Mapping[str, Any]) -> Changes:
        day, at, ends = values["day"], _clock(values["time"]), _clock(values["ends"])
        before, about = self._meeting, self._about
        return self._desk.services.meetings.plan(
            MeetingCommand(
                from_local(day, at.hour, at.minute) if at else from_local(day),
                kind=about.kind, stay_id=about.stay_id, municipality_code=about.municipality_code,
                ends_at=from_local(day, ends.hour, ends.minute) if ends else None,
                place=values["place"], participants=values["participants"],
                agenda=(*about.always, *self._items(values["agenda"])),
                id=before.id if before else None, version=before.version if before else 0,
            )
        )  # fmt: skip

    def _items(self, text: str) -> list[AgendaItem]:
        """A line that was left as proposed keeps the prerequisite it was made from."""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return [self._proposed.get(line) or AgendaItem(line) for line in lines]


def open_minute(session: Session, page: QWidget, meeting: MeetingView) -> FormPanel:
    """Write what came of a meeting about a resident, or correct it."""
    points = "\n".join(f"{n}. {item.text}" for n, item in enumerate(meeting.agenda[:5], 1))
    panel = minute_form(session, page, meeting, AgreementRows(session, meeting), points)
    if meeting.person_id is not None:
        panel.keep(f"minute:{meeting.id}", meeting.person_id)
    panel.start("minute")
    return panel


def minute_form(
    session: Session, page: QWidget, meeting: MeetingView, rows: Answering, points: str
) -> PrintingForm:
    """The form of a minute; ``rows`` read and write what was agreed, ``points`` stand above."""

    def act(values: Mapping[str, Any]) -> Changes:
        return session.services.meetings.hold(
            meeting.id, meeting.version, values["minute"], agreements(values["agreements"]),
            values["held_on"],
        )  # fmt: skip

    panel = PrintingForm(
        session, page, _tr("Referat af mødet {day}").format(day=dates.dense(meeting.day)),
        points, verb=_tr("Gem referat"), act=act, width=720,
    )  # fmt: skip
    held = meeting.held_on or min(meeting.day, session.clock.today())
    beside(
        panel,
        ("minute", Field(_tr("Hvad blev der sagt"), TextArea(lines=2, most_lines=5))),
        ("held_on", Field(_tr("Holdt den"), day_field(session, "past", held), width=200)),
    )
    panel.add("agreements", Field(_tr("Aftaler"), rows), read=rows.read, write=rows.write)
    panel.form.load(
        {"minute": meeting.minute, "held_on": held, "agreements": written(meeting.agreements)}
    )
    panel.offer_print(
        lambda: minute_pages(session, page, meeting.id), kept=meeting.held_on is not None
    )
    return panel


def agenda_pages(session: Session, page: QWidget, meeting_id: UUID) -> PagesPanel:
    """The agenda's true pages, with Print."""
    meetings = session.services.meetings
    return PagesPanel(
        session, page, _tr("Sådan bliver dagsordenen"),
        own_pdf(lambda: meetings.agenda_document(meeting_id)), file_name=_tr("dagsorden.pdf"),
        queue_name=_tr("Dagsorden"), printed=_tr("Dagsordenen er printet."),
    )  # fmt: skip


def minute_pages(session: Session, page: QWidget, meeting_id: UUID) -> PagesPanel:
    """The minute's true pages, with Print."""
    meetings = session.services.meetings
    return PagesPanel(
        session, page, _tr("Sådan bliver referatet"),
        own_pdf(lambda: meetings.minutes_document(meeting_id)), file_name=_tr("referat.pdf"),
        queue_name=_tr("Referat"), printed=_tr("Referatet er printet."),
    )  # fmt: skip


def _title(about: About, meeting: MeetingView | None) -> str:
    if about.stay_id is None:
        words = _tr("Ret samarbejdsmødet med {who}") if meeting else _tr("Samarbejdsmøde med {who}")
        return words.format(who=about.municipality)
    return _tr("Ret mødet") if meeting else _tr("Planlæg møde")


def _explained(about: About) -> str:
    if about.stay_id is None:
        return _tr("Dagsordenen er samarbejdsarket: det, der mangler, når arket bliver printet.")
    return _tr("Dagsordenen er foreslået ud fra det, der mangler. Ret den, som I vil.")


def _clock(text: str) -> time | None:
    return dates.parse_time(text, time(12)).time


def _tr(words: str) -> str:
    return QCoreApplication.translate("Plan", words)
