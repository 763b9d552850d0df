"""*Opgaver*: what must be done in the house, by whom, and whether it was done and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from boform_app.clock import local_date, local_time
from boform_app.services.reminder_badges import badge
from boform_app.services.views.things import DoneView, TaskCommand, TaskView
from models.values import dates
from models.values.changes import Changes
from ui.pages.base import Page
from ui.pages.detail_pane import Deed, Shown
from ui.pages.house.number import NumberField
from ui.pages.house.part import OVER, Part, tr
from ui.pages.resident.doing import FormPanel
from ui.pages.resident.form_parts import beside, day_field
from ui.privacy import privacy
from ui.session import Session
from ui.tablemodels.rows import Column
from ui.widgets.badge import BadgeKind, BadgeSpec
from ui.widgets.choice import Combo, Option
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit
from ui.widgets.list_view import ListView
from ui.widgets.text_area import TextArea
from ui.widgets.time_field import TimeField

_ROUNDS = {1: "hver dag", 7: "hver uge", 14: "hver 14. dag"}
_SHOWN_TIMES = 10
_KINDS: dict[str, BadgeKind] = {"soon": "soon", "none": "none"}


class TasksPart(Part):
    """Once or again and again; a press on *Gjort* says who and when."""

    key = "tasks"

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(session, page)
        self.label, self.new, self.over = tr("Opgaver"), tr("Ny opgave"), tr("Lukkede")
        self.none = tr("Ingen opgaver. Skriv det, huset skal huske.")
        self.list = ListView(
            (
                Column("due", tr("Hvornår"), self._badge, "badge", 146),
                Column("title", tr("Opgave"), title, "strong", tip=title),
                Column("room", tr("Vær."), lambda row: row.room, "muted", 44, spare=1),
                Column("every", tr("Gentages"), every, "muted", 92, spare=2),
                Column("who", tr("Hvem"), _to, "muted", 76),
                Column("do", "", lambda row: "" if row.closed_on else tr("Gjort"), "button", 72),
            ),
            name=self.label, id_of=lambda row: row.id, gap=12, search_key="title",
        )  # fmt: skip

    def rows(self) -> Sequence[TaskView]:
        """Open ones by their day, or those that are over."""
        return self.session.services.house_tasks.rows(closed=self.show == OVER)

    def press(self, row: TaskView) -> None:
        """It was done, now, by who is logged in."""
        self.do(lambda: self.session.services.house_tasks.done(row.id, row.version))

    def begin(self) -> FormPanel:
        """A new task."""
        return task_form(self.session, self.page)

    def shown(self, row: TaskView) -> Shown:
        """What, when, for whom, and the times it was done."""
        badge_ = self._badge(row)
        return Shown(
            title=title(row),
            small=", ".join(part for part in (_when(row), every(row)) if part),
            badges=(badge_,) if badge_ else (),
            parts=(
                ("", privacy().text(row.note)),
                (tr("Værelse"), row.room),
                (tr("Givet til"), row.assigned.name if row.assigned else tr("Den, der er på vagt")),
                (tr("Gjort"), "\n".join(_time(one) for one in row.done[:_SHOWN_TIMES])
                 or tr("Ikke endnu")),
                (tr("Skrevet af"), row.author.name),
            ),
            deeds=tuple(self._deeds(row)),
        )  # fmt: skip

    def _deeds(self, row: TaskView) -> Iterator[Deed]:
        if row.closed_on is not None:
            return
        tasks = self.session.services.house_tasks
        yield Deed(tr("Gjort"), lambda: self.press(row), "strong")
        yield Deed(tr("Ret …"), lambda: self.keep(task_form(self.session, self.page, row)))
        yield Deed(tr("Luk opgaven"), lambda: self.do(lambda: tasks.close(row.id, row.version)))

    def _badge(self, row: TaskView) -> BadgeSpec | None:
        if row.closed_on is not None:
            words = tr("Gjort {day}") if row.done else tr("Lukket {day}")
            return BadgeSpec("ok", words.format(day=dates.dense(row.closed_on)))
        if row.due_on is None:
            return BadgeSpec("none", tr("Uden dag"))
        kind, text = badge(row.due_on, self.session.clock.today())
        return BadgeSpec(_KINDS[kind], text)


def title(row: TaskView) -> str:
    """The words of the task; hidden with the names, for a name may stand in them."""
    return privacy().text(row.title) or tr("Opgave")


def _to(row: TaskView) -> str:
    return row.assigned.first_name if row.assigned else ""


def every(row: TaskView) -> str:
    """``hver uge``, ``hver 3. dag``."""
    if row.every_days is None:
        return ""
    return _ROUNDS.get(row.every_days) or tr("hver {n}. dag").format(n=row.every_days)


def _when(row: TaskView) -> str:
    if row.due_on is None:
        return ""
    day = dates.with_weekday(row.due_on)
    return tr("{day} kl. {time}").format(day=day, time=row.due_time) if row.due_time else day


def _time(one: DoneView) -> str:
    local = local_time(one.at)
    return f"{dates.dense(local_date(one.at))} {dates.clock(local.time())}, {one.by.name}"


def task_form(session: Session, page: Page, row: TaskView | None = None) -> FormPanel:
    """A new task, or one to change."""

    def act(values: Mapping[str, Any]) -> Changes:
        room, to = values["room_id"], values["assigned_id"]
        return session.services.house_tasks.save(
            TaskCommand(
                values["title"], values["note"], values["due_on"], values["due_time"] or "",
                values["every_days"], UUID(room) if room else None, UUID(to) if to else None,
                id=row.id if row else None, version=row.version if row else 0,
            )
        )  # fmt: skip

    panel = FormPanel(
        session, page, tr("Ret opgaven") if row else tr("Ny opgave"),
        verb=tr("Gem opgaven"), act=act, width=600,
    )  # fmt: skip
    panel.add("title", Field(tr("Hvad skal gøres"), LineEdit()), required=tr("hvad der skal gøres"))
    beside(
        panel,
        ("due_on", Field(tr("Hvornår"), day_field(session, "future"))),
        ("due_time", Field(tr("Kl."), TimeField(session.clock, name=tr("Klokkeslæt")))),
    )
    number = NumberField()
    field = Field(tr("Gentages efter antal dage (tom: én gang)"), number, width=120)
    panel.add("every_days", field, read=number.read, write=number.write)
    beside(
        panel,
        ("assigned_id", Field(tr("Hvem"), _staff(session))),
        ("room_id", Field(tr("Værelse"), _rooms(session))),
    )
    panel.add("note", Field(tr("Bemærkning"), TextArea(lines=1, most_lines=4)))
    panel.form.load(
        {"title": row.title if row else "", "note": row.note if row else "",
         "due_on": row.due_on if row else session.clock.today(),
         "due_time": row.due_time if row else "", "every_days": row.every_days if row else None,
         "assigned_id": str(row.assigned.id) if row and row.assigned else "",
         "room_id": str(row.room_id) if row and row.room_id else ""}
    )  # fmt: skip
    panel.keep(f"house_task:{row.id if row else 'new'}", "")
    panel.start("title")
    return panel


def _staff(session: Session) -> Combo:
    staff = session.services.house_tasks.staff()
    options = [Option("", tr("Den, der er på vagt"))]
    return Combo([*options, *(Option(str(one.id), one.name) for one in staff)])


def _rooms(session: Session) -> Combo:
    rooms = session.services.rooms.board()
    options = [Option("", tr("Intet bestemt"))]
    return Combo([*options, *(Option(str(r.id), tr("Vær. {n}").format(n=r.number)) for r in rooms)])
