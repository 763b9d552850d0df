"""*Nøgler*, *Post* and *Opbevaring*: what is lent to residents or kept for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from boform_app.clock import local_date
from boform_app.services.keeping import OUTCOMES
from boform_app.services.reminder_badges import badge
from boform_app.services.views.things import ThingCommand, ThingView
from models.values import dates
from models.values.changes import Changes
from ui.pages.base import Page
from ui.pages.detail_pane import Deed, Shown
from ui.pages.house.part import OVER, Part, tr, who
from ui.pages.persons import person_combo
from ui.pages.resident import moments
from ui.pages.resident.doing import FormPanel
from ui.pages.resident.form_parts import beside, day_field
from ui.pages.resident.pages_panel import PagesPanel, own_pdf
from ui.privacy import privacy
from ui.session import Session
from ui.tablemodels.rows import Column
from ui.widgets.badge import BadgeSpec
from ui.widgets.choice import Combo, Option
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit
from ui.widgets.list_view import ListView
from ui.widgets.text_area import TextArea


@dataclass(frozen=True, slots=True)
class Words:
    """How a kind of thing is spoken of."""

    label: str
    new: str
    none: str
    what: str
    detail: str
    came: str
    gone: str
    verb: str
    saved: str
    outcome: str


_WORDS = {
    "key": Words(
        "Nøgler", "Udlever nøgle", "Ingen nøgler er ude.", "Hvilken nøgle", "Nummer", "Udleveret",
        "Afleveret", "Afleveret", "Udlever nøglen", "returned",
    ),
    "post": Words(
        "Post", "Der er kommet post", "Ingen post ligger her.", "Hvad er det", "Fra hvem", "Kom",
        "Udleveret", "Udleveret", "Gem posten", "handed_over",
    ),
    "belonging": Words(
        "Opbevaring", "Sæt i opbevaring", "Intet står i opbevaring.", "Hvad er det", "Hvor står det",
        "Kom", "Udleveret", "Udleveret", "Sæt i opbevaring", "handed_over",
    ),
}  # fmt: skip
_OUTCOMES = {
    "key": {"returned": "Afleveret", "lost": "Mistet"},
    "post": {"handed_over": "Udleveret", "returned": "Sendt retur", "thrown_away": "Smidt ud"},
    "belonging": {"handed_over": "Udleveret", "thrown_away": "Smidt ud", "lost": "Mistet"},
}
_PLACES = {"key": "keys", "post": "post", "belonging": "storage"}


class ThingsPart(Part):
    """One kind of thing."""

    def __init__(self, session: Session, page: Page, kind: str) -> None:
        super().__init__(session, page)
        self.kind, self.words = kind, _WORDS[kind]
        self.key, self.label = _PLACES[kind], tr(self.words.label)
        self.new, self.none = tr(self.words.new), tr(self.words.none)
        self.over = tr("Tidligere")
        self.list = ListView(
            (
                Column("who", tr("Hvem"), lambda row: who(row.who), "strong", 164,
                       tip=lambda row: who(row.who)),
                Column("what", tr("Hvad"), _what, "lead", tip=lambda row: " · ".join(_what(row))),
                Column("came", tr(self.words.came), _came, "muted", 112, spare=1),
                Column("state", "", self._badge, "badge", 152),
                Column("do", "", lambda row: "" if row.gone_at else tr(self.words.verb), "button",
                       92),
            ),
            name=self.label, id_of=lambda row: row.id, gap=12, search_key="who",
        )  # fmt: skip

    def rows(self) -> Sequence[ThingView]:
        """What is here now, or what has gone."""
        keeping = self.session.services.keeping
        return keeping.rows(self.kind, self.person_id, gone=self.show == OVER)

    def press(self, row: ThingView) -> None:
        """The usual end: the key came back, the rest was handed over."""
        outcome = self.words.outcome
        self.do(lambda: self.session.services.keeping.gone(row.id, row.version, outcome))

    def begin(self) -> FormPanel:
        """A new one."""
        return thing_form(self.session, self.page, self.kind, person_id=self.person_id)

    def shown(self, row: ThingView) -> Shown:
        """Whose, what, where, and by whom."""
        badge_ = self._badge(row)
        came = f"{moments.full(row.came_at)}, {row.came_by.name}"
        gone = ""
        if row.gone_at is not None and row.gone_by is not None:
            gone = f"{moments.full(row.gone_at)}, {row.gone_by.name}"
        return Shown(
            title=who(row.who),
            small="" if row.living_here else tr("Bor her ikke mere"),
            badges=(badge_,) if badge_ else (),
            parts=(
                (tr(self.words.what), privacy().text(row.what)),
                (tr(self.words.detail), privacy().text(row.detail)),
                ("", privacy().text(row.note)),
                (tr("Til"), dates.with_weekday(row.until_on) if row.until_on else ""),
                (tr(self.words.came), came),
                (_OUTCOMES[row.kind].get(row.outcome, ""), gone),
            ),
            deeds=tuple(self._deeds(row)),
        )

    def _deeds(self, row: ThingView) -> Iterator[Deed]:
        if row.gone_at is None and not row.who.closed:
            yield Deed(tr(self.words.verb), lambda: self.press(row), "strong")
            yield Deed(tr("Andet …"), lambda: self.keep(gone_form(self.session, self.page, row)))
            yield Deed(
                tr("Ret …"),
                lambda: self.keep(thing_form(self.session, self.page, self.kind, row=row)),
            )
        person = row.who.person_id
        if self.kind == "belonging" and row.gone_at is None and not row.who.closed:
            yield Deed(
                tr("Print seddel"), lambda: self.keep(sheet(self.session, self.page, person))
            )
        yield Deed(tr("Åbn beboeren"), lambda: self.page.go("resident", person_id=person))

    def _badge(self, row: ThingView) -> BadgeSpec | None:
        if row.gone_at is not None:
            return BadgeSpec("ok", tr(_OUTCOMES[row.kind].get(row.outcome, "")))
        if not row.living_here:
            return BadgeSpec("soon", tr("Bor her ikke mere"))
        if row.until_on is None:
            return None
        kind, text = badge(row.until_on, self.session.clock.today())
        return BadgeSpec("soon" if kind == "soon" else "none", text)


def _what(row: ThingView) -> tuple[str, str]:
    return privacy().text(row.what), privacy().text(row.detail)


def _came(row: ThingView) -> str:
    return f"{dates.dense(local_date(row.came_at))}, {row.came_by.initials}"


def sheet(session: Session, page: Page, person_id: UUID) -> PagesPanel:
    """What is stored for a resident, as it is printed."""
    belongings = session.services.belongings
    panel = PagesPanel(
        session, page, tr("Sådan bliver sedlen"), own_pdf(lambda: belongings.sheet(person_id)),
        file_name=tr("opbevaring.pdf"), queue_name=tr("Opbevaring"),
        printed=tr("Sedlen er printet."),
    )  # fmt: skip
    panel.start()
    return panel


def thing_form(
    session: Session, page: Page, kind: str, *, person_id: UUID | None = None,
    row: ThingView | None = None,
) -> FormPanel:  # fmt: skip
    """Hand a key out, take post or belongings in; or correct what is known of one."""
    words = _WORDS[kind]

    def act(values: Mapping[str, Any]) -> Changes:
        return session.services.keeping.save(
            ThingCommand(
                kind,
                UUID(values["person_id"]),
                values["what"],
                values["detail"],
                values["note"],
                values["until_on"],
                id=row.id if row else None,
                version=row.version if row else 0,
            )
        )

    panel = FormPanel(
        session, page, tr("Ret") if row else tr(words.new), verb=tr("Gem") if row else tr(words.saved),
        act=act, width=560,
    )  # fmt: skip
    person = Field(tr("Hvem"), person_combo(session, (row.who,) if row else ()))
    panel.add("person_id", person, required=tr("hvem det er til"))
    person.setEnabled(row is None)
    beside(
        panel,
        ("what", Field(tr(words.what), LineEdit())),
        ("detail", Field(tr(words.detail), LineEdit())),
        required={"what": tr("hvad det er")},
    )
    until = tr("Afleveres senest") if kind == "key" else tr("Til (tom: ingen dag)")
    panel.add("until_on", Field(until, day_field(session, "future", dense=False), width=220))
    panel.add("note", Field(tr("Bemærkning"), TextArea(lines=1, most_lines=4)))
    about = row.who.person_id if row else person_id
    panel.form.load(
        {"person_id": str(about) if about else None, "what": row.what if row else "",
         "detail": row.detail if row else "", "note": row.note if row else "",
         "until_on": row.until_on if row else None}
    )  # fmt: skip
    panel.keep(f"thing_{kind}:{row.id if row else 'new'}", "")
    panel.start("what" if about else "person_id")
    return panel


def gone_form(session: Session, page: Page, row: ThingView) -> FormPanel:
    """What else became of it; what was thrown away names the agreement."""

    def act(values: Mapping[str, Any]) -> Changes:
        return session.services.keeping.gone(row.id, row.version, values["outcome"], values["note"])

    panel = FormPanel(
        session,
        page,
        tr("Hvad blev der af det?"),
        privacy().text(row.what),
        verb=tr("Gem"),
        act=act,
    )
    options = [Option(key, tr(_OUTCOMES[row.kind][key])) for key in OUTCOMES[row.kind]]
    panel.add("outcome", Field(tr("Det er"), Combo(options)), required=tr("hvad der blev af det"))
    area = TextArea(lines=2, most_lines=4)
    panel.add("note", Field(tr("Aftale eller bemærkning"), area))
    area.submitted.connect(panel.form.submit)
    panel.form.load({"outcome": options[0].key, "note": ""})
    panel.start("outcome")
    return panel
