"""*Kalender*: appointments of residents, staff and the house with the meetings, a day or a week as a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QCheckBox

from boform_app.clock import from_local, local_date, local_time
from boform_app.errors import Problem, ValidationFailed
from boform_app.services.views.day_log import Subject
from boform_app.services.views.things import AppointmentCommand, CalendarItem
from models.values import dates
from models.values.changes import Changes
from ui.forms.typed import loose_field
from ui.pages.base import Page
from ui.pages.detail_pane import Deed, Shown
from ui.pages.house.part import Part, tr, who
from ui.pages.persons import label_of
from ui.pages.resident import moments
from ui.pages.resident.calendar_out import CalendarPanel
from ui.pages.resident.doing import FormPanel
from ui.pages.resident.form_parts import beside, day_field
from ui.privacy import privacy
from ui.session import Session
from ui.tablemodels.rows import Column
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.choice import Combo, Option
from ui.widgets.field import Field
from ui.widgets.labels import Text
from ui.widgets.line_edit import LineEdit
from ui.widgets.list_view import ListView
from ui.widgets.segmented import Segmented
from ui.widgets.text_area import TextArea
from ui.widgets.time_field import TimeField

_REMINDERS = (
    (None, "Nej"),
    (0, "Samme dag"),
    (1, "Dagen før"),
    (3, "3 dage før"),
    (7, "En uge før"),
)
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Line:
    """An item, and whether it is the first of its day."""

    item: CalendarItem
    first: bool

    @property
    def id(self) -> UUID:
        """Of the appointment or meeting."""
        return self.item.id


class CalendarPart(Part):
    """A day or a week; arrows go to the ones beside it."""

    key = "calendar"

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(session, page)
        self.label, self.new = tr("Kalender"), tr("Ny aftale")
        self.none = tr("Ingen aftaler eller møder i de dage.")
        self.day = session.clock.today()
        self.span = Segmented((("day", tr("Dag")), ("week", tr("Uge"))), "week", name=tr("Vis"))
        self.before, self.after = _arrow("chevron_left"), _arrow("chevron_right")
        self.days = Text("", "strong")
        self.out = Button(tr("Gem til kalender …"), height="row_button")
        self.tools = [self.before, self.days, self.after, self.span, self.out]
        self.list = ListView(
            (
                Column("day", tr("Dag"), _day, "strong", 104),
                Column("time", tr("Kl."), _clock, "muted", 104),
                Column("what", tr("Hvad"), lambda line: (_words(line.item), _who(line.item)), "lead",
                       tip=lambda line: f"{_words(line.item)}, {_who(line.item)}"),
                Column("place", tr("Hvor"), lambda line: privacy().text(line.item.place), "muted",
                       140, spare=2),
                Column("with", tr("Med"), lambda line: privacy().text(line.item.with_whom), "muted",
                       140, spare=1),
            ),
            name=self.label, id_of=lambda line: line.id, gap=12, search_key="what",
        )  # fmt: skip
        self.before.clicked.connect(lambda _on=False: self._step(-1))
        self.after.clicked.connect(lambda _on=False: self._step(1))
        self.span.changed.connect(lambda _key: self.page.refresh())
        self.out.clicked.connect(lambda _on=False: self._save_out())

    @property
    def bounds(self) -> tuple[date, date]:
        """First and last day that is shown; a week begins on Monday."""
        if self.span.current == "day":
            return self.day, self.day
        year, week, _ = self.day.isocalendar()
        first = date.fromisocalendar(year, week, 1)
        return first, first + timedelta(days=_WEEK - 1)

    def rows(self) -> Sequence[Line]:
        """What is in the shown days."""
        first, last = self.bounds
        self.days.setText(_span(first, last))
        items = self.session.services.appointments.between(first, last, self.person_id)
        seen: set[date] = set()
        found = []
        for item in items:
            day = local_date(item.starts_at)
            found.append(Line(item, day not in seen))
            seen.add(day)
        return found

    def turn_to(self, which: str) -> None:
        """The day of a reminder."""
        try:
            self.day = date.fromisoformat(which)
        except ValueError:
            return

    def begin(self) -> FormPanel:
        """A new appointment on the shown day."""
        return appointment_form(self.session, self.page, self.day, person=self.person)

    def shown(self, row: Line) -> Shown:
        """When, with whom, where."""
        item = row.item
        reminder = next((words for days, words in _REMINDERS if days == item.remind_days), "")
        return Shown(
            title=_words(item),
            small=_full(item),
            parts=(
                (tr("Om"), who(item.who) if item.who else ""),
                (tr("Hvor"), privacy().text(item.place)),
                (tr("Med"), privacy().text(item.with_whom)),
                ("", privacy().text(item.note)),
                (tr("Påmindelse på I dag"), reminder if item.kind == "appointment" else ""),
            ),
            deeds=tuple(self._deeds(item)),
        )

    def _deeds(self, item: CalendarItem) -> Iterator[Deed]:
        page, person = self.page, item.who
        if item.kind == "appointment" and not item.hidden:
            appointments = self.session.services.appointments
            yield Deed(
                tr("Ret …"),
                lambda: self.keep(appointment_form(self.session, page, self.day, item=item)),
                "strong",
            )
            yield Deed(
                tr("Aflys"), lambda: self.do(lambda: appointments.cancel(item.id, item.version))
            )
        elif item.kind == "meeting" and person is not None:
            yield Deed(
                tr("Åbn mødet"),
                lambda: page.go("resident", person_id=person.person_id, tab="plan", show="contact"),
            )
        elif item.kind == "meeting":
            yield Deed(tr("Åbn Handleplaner"), lambda: page.go("board"))
        if person is not None:
            yield Deed(tr("Åbn beboeren"), lambda: page.go("resident", person_id=person.person_id))

    def _step(self, by: int) -> None:
        self.day += timedelta(days=by * (_WEEK if self.span.current == "week" else 1))
        self.page.refresh()

    def _save_out(self) -> None:
        first, last = self.bounds
        calendar, person = self.session.services.appointments.calendar, self.person_id
        panel = CalendarPanel(
            self.session, self.page,
            tr("Dagene kommer i kalenderen. Kalendere kan ses af andre."),
            lambda named: calendar(first, last, person, names=named), tr("kalender.ics"),
        )  # fmt: skip
        panel.open()
        self.keep(panel)


def _words(item: CalendarItem) -> str:
    if item.hidden:
        return tr("Aftale") if item.kind == "appointment" else tr("Møde")
    if item.kind == "meeting":
        return item.words
    return privacy().text(item.words) or tr("Aftale")


def _who(item: CalendarItem) -> str:
    return label_of(item.who) if item.who is not None else ""


def _day(line: Line) -> str:
    return dates.dense(local_date(line.item.starts_at)) if line.first else ""


def _clock(line: Line) -> str:
    return _hours(line.item)


def _hours(item: CalendarItem) -> str:
    if item.all_day:
        return tr("Hele dagen")
    start = dates.clock(local_time(item.starts_at).time())
    if item.ends_at is None:
        return start
    return f"{start}–{dates.clock(local_time(item.ends_at).time())}"


def _full(item: CalendarItem) -> str:
    if item.all_day:
        return tr("{day}, hele dagen").format(day=dates.with_weekday(local_date(item.starts_at)))
    return moments.full(item.starts_at)


def _span(first: date, last: date) -> str:
    if first == last:
        return dates.with_weekday(first)
    week = tr("Uge {n}").format(n=dates.week_number(first))
    return f"{week}, {first.day}-{first.month} til {dates.short(last)}"


def _arrow(icon: str) -> Button:
    button = Button("", icon=icon, height="row_button")
    words = tr("Før") if icon == "chevron_left" else tr("Efter")
    button.setAccessibleName(words)
    button.setToolTip(words)
    button.setMinimumWidth(0)
    button.setMaximumWidth(theme().px(36))
    return button


def appointment_form(
    session: Session, page: Page, day: date, *, person: Subject | None = None,
    item: CalendarItem | None = None,
) -> FormPanel:  # fmt: skip
    """A new appointment, or one to change.

    Args:
        session: The log-in.
        page: Where it stands.
        day: Proposed.
        person: Whom it is about, at first.
        item: The appointment to change.
    """

    def act(values: Mapping[str, Any]) -> Changes:
        about, staff = values["person_id"], values["staff_id"]
        starts, ends = _instants(values)
        whole = values["all_day"] or not values["time"]
        remind = values["remind"]
        command = AppointmentCommand(
            values["title"], starts, ends, whole, values["place"], values["note"],
            UUID(about) if about else None, UUID(staff) if staff else None,
            None if remind == "" else int(remind),
            id=item.id if item else None, version=item.version if item else 0,
        )  # fmt: skip
        try:
            return session.services.appointments.save(command)
        except ValidationFailed as refused:
            raise ValidationFailed(*(_at_field(one) for one in refused.problems)) from refused

    panel = FormPanel(
        session, page, tr("Ret aftalen") if item else tr("Ny aftale"),
        verb=tr("Gem aftalen"), act=act, width=640,
    )  # fmt: skip
    panel.add("title", Field(tr("Hvad"), LineEdit()), required=tr("hvad aftalen er"))
    all_day = QCheckBox(tr("Hele dagen"))
    all_day.setMinimumHeight(theme().px(28))
    beside(
        panel,
        ("day", Field(tr("Dag"), day_field(session, "any"))),
        ("time", Field(tr("Fra kl."), TimeField(session.clock))),
        ("ends", Field(tr("Til kl."), TimeField(session.clock))),
        ("place", Field(tr("Hvor"), LineEdit())),
        required={"day": tr("en dag")},
    )
    panel.form.add("all_day", loose_field(all_day, panel))
    panel.body.insertWidget(panel.body.count() - 1, all_day)
    about = (item.who if item else person) or None
    beside(
        panel,
        ("person_id", Field(tr("Om"), _people(session, about))),
        ("staff_id", Field(tr("Hvem går med"), _companions(session))),
        ("remind", Field(tr("Påmindelse på I dag"), _reminders())),
    )
    panel.add("note", Field(tr("Bemærkning"), TextArea(lines=1, most_lines=4)))
    panel.form.load(_loaded(day, about, item))
    panel.keep(f"appointment:{item.id if item else 'new'}", "")
    panel.start("title")
    return panel


def _at_field(problem: Problem) -> Problem:
    """The end is a time of the same day here."""
    if problem.field != "ends_at":
        return problem
    return Problem("ends", problem.code, problem.facts)


def _loaded(day: date, about: Subject | None, item: CalendarItem | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "title": "", "day": day, "time": "", "ends": "", "place": "", "all_day": False,
        "person_id": str(about.person_id) if about else "", "staff_id": "", "remind": "",
        "note": "",
    }  # fmt: skip
    if item is None:
        return found
    start = local_time(item.starts_at)
    end = local_time(item.ends_at) if item.ends_at else None
    return found | {
        "title": item.words, "day": start.date(),
        "time": "" if item.all_day else dates.clock(start.time()),
        "ends": dates.clock(end.time()) if end else "", "place": item.place,
        "all_day": item.all_day, "staff_id": str(item.staff.id) if item.staff else "",
        "remind": "" if item.remind_days is None else str(item.remind_days), "note": item.note,
    }  # fmt: skip


def _instants(values: Mapping[str, Any]) -> tuple[datetime, datetime | None]:
    """Without a time it is the whole day."""
    day: date = values["day"]
    start = dates.parse_time(values["time"] or "", time(12)).time
    end = dates.parse_time(values["ends"] or "", time(12)).time
    if start is None or values["all_day"]:
        return from_local(day, 0), None
    first = from_local(day, start.hour, start.minute)
    return first, from_local(day, end.hour, end.minute) if end else None


def _people(session: Session, about: Subject | None) -> Combo:
    found = {one.person_id: one for one in session.services.composing.people() if not one.closed}
    if about is not None and not about.closed:
        found.setdefault(about.person_id, about)
    options = [Option("", tr("Huset"))]
    options += [Option(str(one.person_id), label_of(one)) for one in found.values()]
    return Combo(options, searchable=True)


def _companions(session: Session) -> Combo:
    staff = session.services.house_tasks.staff()
    options = [Option("", tr("Ingen"))]
    return Combo([*options, *(Option(str(one.id), one.name) for one in staff)])


def _reminders() -> Combo:
    return Combo(
        [Option("" if days is None else str(days), tr(words)) for days, words in _REMINDERS]
    )
