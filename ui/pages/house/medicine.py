"""*Medicin*: what is kept in the cabinet and what was handed out, always with two initials."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from boform_app.clock import local_date, local_time
from boform_app.services.views.things import (
    MedicineCommand,
    MedicineMoveView,
    MedicineView,
    MoveCommand,
)
from models.values import dates
from models.values.changes import Changes
from ui.pages.base import Page
from ui.pages.detail_pane import Deed, Shown
from ui.pages.house.number import NumberField
from ui.pages.house.part import OVER, Part, tr, who
from ui.pages.persons import person_combo
from ui.pages.resident.doing import FormPanel
from ui.pages.resident.form_parts import beside
from ui.privacy import privacy
from ui.session import Session
from ui.tablemodels.rows import Column
from ui.widgets.badge import BadgeSpec
from ui.widgets.choice import Combo, Option
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit
from ui.widgets.list_view import ListView

_SHOWN_LINES = 12
_LINES = {"in": "ind", "out": "udleveret", "count": "talt op"}


class MedicinePart(Part):
    """A list, never a prescription: no dose, no time, no reminder to take anything."""

    key = "medicine"

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(session, page)
        self.label, self.new, self.over = tr("Medicin"), tr("Tag ind i skabet"), tr("Tidligere")
        self.none = tr("Ingen medicin i skabet.")
        self.hint = tr(
            "Listen viser, hvad huset opbevarer og udleverer. Den er ikke en ordination og siger "
            "ikke, hvad nogen skal tage. Hver linje har to forskellige medarbejderes initialer."
        )
        self.list = ListView(
            (
                Column("who", tr("Hvem"), lambda row: who(row.who), "strong", 164,
                       tip=lambda row: who(row.who)),
                Column("label", tr("Som der står på æsken"), lambda row: privacy().text(row.label),
                       "text", tip=lambda row: privacy().text(row.label)),
                Column("left", tr("Tilbage"), left, "text", 88, sort=lambda row: row.left),
                Column("last", tr("Sidste linje"), _last, "muted", 186, spare=1),
                Column("state", "", self._badge, "badge", 150, spare=2),
                Column("do", "", lambda row: "" if row.ended_at else tr("Udlever"), "button", 88),
            ),
            name=self.label, id_of=lambda row: row.id, gap=12, search_key="who",
        )  # fmt: skip

    def rows(self) -> Sequence[MedicineView]:
        """What is in the cabinet, or what was."""
        medicines = self.session.services.medicines
        return medicines.rows(self.person_id, ended=self.show == OVER)

    def press(self, row: MedicineView) -> None:
        """Hand out, with a colleague."""
        if not row.who.closed:
            self.keep(move_form(self.session, self.page, row, "out"))

    def begin(self) -> FormPanel:
        """Take medicine in."""
        return keep_form(self.session, self.page, self.person_id)

    def shown(self, row: MedicineView) -> Shown:
        """What is left, and the last lines with both initials."""
        badge = self._badge(row)
        lines: Sequence[MedicineMoveView] = ()
        if not row.who.closed:
            lines = self.session.services.medicines.moves(row.id)[:_SHOWN_LINES]
        return Shown(
            title=who(row.who),
            small=privacy().text(row.label),
            badges=(badge,) if badge else (),
            parts=(
                (tr("Tilbage i skabet"), left(row)),
                ("", privacy().text(row.note)),
                (tr("Linjer, den seneste først"), "\n".join(_line(one) for one in lines)),
                ("", tr("Listen er ikke en ordination.")),
            ),
            deeds=tuple(self._deeds(row)),
        )

    def _deeds(self, row: MedicineView) -> Iterator[Deed]:
        session, page = self.session, self.page
        if row.ended_at is None and not row.who.closed:
            yield Deed(tr("Udlever …"), lambda: self.press(row), "strong")
            yield Deed(tr("Tæl op …"), lambda: self.keep(move_form(session, page, row, "count")))
            yield Deed(tr("Mere ind …"), lambda: self.keep(move_form(session, page, row, "in")))
            yield Deed(tr("Slut …"), lambda: self.keep(end_form(session, page, row)))
        person = row.who.person_id
        yield Deed(tr("Åbn beboeren"), lambda: page.go("resident", person_id=person))

    @staticmethod
    def _badge(row: MedicineView) -> BadgeSpec | None:
        if row.ended_at is not None:
            words = tr("Udleveret") if row.outcome == "handed_over" else tr("På apoteket")
            return BadgeSpec("ok", words)
        return None if row.living_here else BadgeSpec("soon", tr("Bor her ikke mere"))


def left(row: MedicineView) -> str:
    """``18 piller``."""
    return f"{row.left} {row.unit}".strip()


def _last(row: MedicineView) -> str:
    return _line(row.last, short=True) if row.last else ""


def _line(one: MedicineMoveView, *, short: bool = False) -> str:
    local = local_time(one.at)
    when = f"{dates.dense(local_date(one.at))} {dates.clock(local.time())}"
    both = f"{one.first.initials}/{one.second.initials}"
    if short:
        return f"{when} {both}"
    number = f" {abs(one.change)}" if one.kind != "count" else ""
    words = f"{when} {tr(_LINES[one.kind])}{number}, {one.left} tilbage, {both}"
    note = privacy().text(one.note)
    return f"{words}. {note}" if note else words


def keep_form(session: Session, page: Page, person_id: UUID | None = None) -> FormPanel:
    """Medicine comes into the cabinet, counted by two."""
    number = NumberField()

    def act(values: Mapping[str, Any]) -> Changes:
        return session.services.medicines.keep(
            MedicineCommand(
                UUID(values["person_id"]),
                values["label"],
                values["number"],
                UUID(values["second_id"]),
                values["unit"],
            )
        )

    panel = FormPanel(
        session, page, tr("Tag medicin ind i skabet"), _two(session), verb=tr("Gem linjen"), act=act,
        width=600,
    )  # fmt: skip
    panel.add("person_id", Field(tr("Hvem"), person_combo(session)), required=tr("hvem det er til"))
    panel.add("label", Field(tr("Som der står på æsken"), LineEdit()), required=tr("hvad der står"))
    panel.add(
        "number", Field(tr("Hvor mange"), number, width=120), required=tr("et antal"),
        read=number.read, write=number.write,
    )  # fmt: skip
    beside(
        panel,
        ("unit", Field(tr("Enhed"), LineEdit(placeholder=tr("Fx piller")))),
        ("second_id", Field(tr("Talt sammen med"), _second(session))),
        required={"second_id": tr("en kollega")},
    )
    panel.form.load(
        {"person_id": str(person_id) if person_id else None, "label": "", "number": None,
         "unit": "", "second_id": None}
    )  # fmt: skip
    panel.start("label" if person_id else "person_id")
    return panel


def move_form(session: Session, page: Page, row: MedicineView, kind: str) -> FormPanel:
    """A line of the list, seen by two."""
    number = NumberField()

    def act(values: Mapping[str, Any]) -> Changes:
        return session.services.medicines.move(
            MoveCommand(
                row.id, row.left, kind, values["number"], UUID(values["second_id"]), values["note"]
            )
        )

    title, asked, verb = {
        "out": (tr("Udlever til {who}"), tr("Hvor mange udleveres"), tr("Udlever")),
        "in": (tr("Mere ind til {who}"), tr("Hvor mange kom ind"), tr("Gem linjen")),
        "count": (tr("Tæl op for {who}"), tr("Hvor mange er der"), tr("Gem tallet")),
    }[kind]
    about = f"{privacy().text(row.label)} · {tr('tilbage')}: {left(row)}. {_two(session)}"
    panel = FormPanel(
        session, page, title.format(who=who(row.who)), about, verb=verb, act=act, width=560
    )
    panel.add(
        "number", Field(asked, number, width=120), required=tr("et antal"), read=number.read,
        write=number.write,
    )  # fmt: skip
    panel.add("second_id", Field(tr("Sammen med"), _second(session)), required=tr("en kollega"))
    panel.add("note", Field(tr("Bemærkning"), LineEdit()))
    panel.form.load({"number": None, "second_id": None, "note": ""})
    panel.start("number")
    return panel


def end_form(session: Session, page: Page, row: MedicineView) -> FormPanel:
    """Everything that is left goes to the resident or to the pharmacy."""

    def act(values: Mapping[str, Any]) -> Changes:
        return session.services.medicines.end(
            row.id, row.left, values["outcome"], UUID(values["second_id"])
        )

    panel = FormPanel(
        session, page, tr("Medicinen skal ikke være i skabet mere"),
        tr("Tilbage: {left}. {two}").format(left=left(row), two=_two(session)),
        verb=tr("Gem"), act=act, width=560,
    )  # fmt: skip
    where = [
        Option("handed_over", tr("Udleveret til beboeren")),
        Option("pharmacy", tr("Afleveret på apoteket")),
    ]
    panel.add("outcome", Field(tr("Resten er"), Combo(where)), required=tr("hvor resten er"))
    panel.add("second_id", Field(tr("Sammen med"), _second(session)), required=tr("en kollega"))
    panel.form.load({"outcome": None, "second_id": None})
    panel.start("outcome")
    return panel


def _second(session: Session) -> Combo:
    colleagues = session.services.medicines.colleagues()
    options = [Option(str(one.id), f"{one.initials}, {one.name}") for one in colleagues]
    return Combo(options, placeholder=tr("Vælg kollegaens initialer"))


def _two(session: Session) -> str:
    """Who is the first, and that the second must be there."""
    mine = session.services.staff.actor.initials
    words = tr("Du er den første ({mine}). Vælg den kollega, der står ved siden af.")
    return words.format(mine=mine)
