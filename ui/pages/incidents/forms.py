"""Small forms: correction, review, UTH, a conflict, a bortvisning and its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from boform_app.services.views.day_log import Subject
from boform_app.services.views.incidents import ExpulsionCommand, ExpulsionView, IncidentView
from models.values.changes import Changes
from models.values.lists import load_list
from ui.pages.incidents import words
from ui.pages.persons import person_combo
from ui.pages.resident.doing import FormPanel
from ui.pages.resident.form_parts import Answering, beside, day_field, listed
from ui.session import Session
from ui.theme import theme
from ui.widgets.field import Field
from ui.widgets.text_area import TextArea


def correct(session: Session, page: QWidget, row: IncidentView) -> FormPanel:
    """Add a linked note to an incident."""
    panel = FormPanel(
        session, page, _tr("Tilføj rettelse"),
        _tr("Det, der står, bliver stående. Rettelsen står under det, også i dagbogen."),
        verb=_tr("Gem rettelsen"), said=_tr("Rettelsen er gemt."),
        act=lambda values: session.services.incidents.correct(row.id, values["text"]),
    )  # fmt: skip
    area = TextArea(lines=3, most_lines=7)
    panel.add("text", Field(_tr("Rettelse"), area), required=_tr("et par ord"))
    area.submitted.connect(panel.form.submit)
    panel.keep(f"incident_correction:{row.id}", "")
    panel.start("text")
    return panel


def review(session: Session, page: QWidget, row: IncidentView) -> FormPanel:
    """The leader has read it."""
    panel = FormPanel(
        session, page, _tr("Gennemgået"),
        _tr("Skriv, hvad der kom ud af det, hvis der er noget. Alle på vagt kan læse det."),
        verb=_tr("Gem som gennemgået"),
        act=lambda values: session.services.incidents.review(row.id, row.version, values["review"]),
    )  # fmt: skip
    area = TextArea(lines=3, most_lines=7)
    panel.add("review", Field(_tr("Hvad kom der ud af det"), area))
    area.submitted.connect(panel.form.submit)
    panel.keep(f"incident_review:{row.id}", "")
    panel.start("review")
    return panel


def uth(session: Session, page: QWidget, row: IncidentView) -> FormPanel:
    """Whether it is an utilsigtet hændelse, and when it was reported."""
    sentence, reason = session.services.incidents.law("adverse_event_duty")
    source = _tr("Kilde: {source}").format(source=reason.source)
    panel = FormPanel(
        session, page, _tr("Utilsigtet hændelse (UTH)"), f"{sentence} {source}",
        verb=_tr("Gem"), width=560,
        act=lambda values: session.services.incidents.set_adverse_event(
            row.id, row.version, values["adverse_event"], values["reported_on"]
        ),
    )  # fmt: skip
    reported = Field(_tr("Indberettet den"), day_field(session, "past"))
    choice = listed("adverse_events")
    beside(
        panel, ("adverse_event", Field(_tr("Er det en UTH?"), choice)), ("reported_on", reported)
    )

    def follow() -> None:
        reported.setVisible(choice.value == "reported")

    panel.form.changed.connect(follow)
    state = "reported" if row.adverse_event == "to_report" else row.adverse_event
    day = row.reported_on or (session.clock.today() if state == "reported" else None)
    panel.form.load({"adverse_event": state, "reported_on": day})
    follow()
    panel.start("adverse_event")
    return panel


def conflict(session: Session, page: QWidget, person_id: UUID | None = None) -> FormPanel:
    """Two residents who should not live side by side for now."""

    def act(values: Mapping[str, Any]) -> Changes:
        return session.services.conflicts.add(
            UUID(values["first_id"]), UUID(values["second_id"]),
            values["since"] or session.clock.today(), values["note"],
        )  # fmt: skip

    panel = FormPanel(
        session, page, _tr("Konflikt mellem to beboere"),
        _tr("Vi siger det, før de får værelse ved siden af hinanden. Det forbyder ikke noget. Skriv "
            "kun ord, som begge må læse."),
        verb=_tr("Gem konflikten"), act=act, width=560,
    )  # fmt: skip
    beside(
        panel,
        ("first_id", Field(_tr("Beboer"), person_combo(session))),
        ("second_id", Field(_tr("Og beboer"), person_combo(session))),
        required={"first_id": _tr("en beboer"), "second_id": _tr("den anden beboer")},
    )
    day = day_field(session, "past", session.clock.today(), dense=False)
    panel.add("since", Field(_tr("Siden"), day, width=220))
    area = TextArea(lines=2, most_lines=5)
    panel.add("note", Field(_tr("Hvorfor, i neutrale ord"), area), required=_tr("et par ord"))
    area.submitted.connect(panel.form.submit)
    panel.form.load(
        {"first_id": str(person_id) if person_id else None, "second_id": None,
         "since": session.clock.today(), "note": ""}
    )  # fmt: skip
    panel.keep("conflict", "")
    panel.start("second_id" if person_id else "first_id")
    return panel


class Stops(Answering):
    """What a bortvisning stops: a box each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(16))
        self.boxes: dict[str, QCheckBox] = {}
        for entry in load_list("expulsion_stops"):
            box = QCheckBox(entry.label)
            box.setMinimumHeight(theme().px(28))
            box.clicked.connect(self.changed)
            row.addWidget(box)
            self.boxes[entry.key] = box
        row.addStretch(1)
        self.setFocusProxy(next(iter(self.boxes.values())))

    def read(self) -> list[str]:
        """The ticked ones in their order."""
        return [key for key, box in self.boxes.items() if box.isChecked()]

    def write(self, value: Any) -> None:
        """Tick exactly these."""
        for key, box in self.boxes.items():
            box.setChecked(key in (value or ()))


@dataclass(frozen=True, slots=True)
class Begun:
    """A proposal that begins with what is known: its first day, what it stops, and why."""

    from_on: date
    stops: tuple[str, ...] = ("visits",)
    reason: str = ""


def expulsion(
    session: Session, page: QWidget, *, who: Subject | None = None,
    row: ExpulsionView | None = None, begun: Begun | None = None,
) -> FormPanel:  # fmt: skip
    """Propose a bortvisning, or change a proposal.

    Args:
        session: The log-in.
        page: Where it stands.
        who: Whom it is about, at first.
        row: The proposal to change.
        begun: What a new one begins with.
    """
    first = begun or Begun(session.clock.today())

    def act(values: Mapping[str, Any]) -> Changes:
        return session.services.expulsions.propose(
            ExpulsionCommand(
                UUID(values["person_id"]), values["from_on"] or session.clock.today(),
                values["until_on"], tuple(values["stops"]), values["reason"],
                id=row.id if row else None, version=row.version if row else 0,
            )
        )  # fmt: skip

    about = row.who if row else who
    panel = FormPanel(
        session, page, _tr("Ret forslaget") if row else _tr("Foreslå bortvisning"),
        _tr("Lederen beslutter (servicelovens § 110, stk. 4). Før det gælder forslaget ikke."),
        verb=_tr("Gem forslaget"), act=act, width=600,
    )  # fmt: skip
    person = Field(_tr("Hvem"), person_combo(session, (about,) if about else ()))
    panel.add("person_id", person, required=_tr("hvem det gælder"))
    beside(
        panel,
        ("from_on", Field(_tr("Fra"), day_field(session, "any"))),
        ("until_on", Field(_tr("Til og med (tom: til lederen ophæver den)"),
                           day_field(session, "future"))),
        required={"from_on": _tr("en dag")},
    )  # fmt: skip
    ticks = Stops()
    panel.add("stops", Field(_tr("Gælder"), ticks), read=ticks.read, write=ticks.write)
    area = TextArea(lines=2, most_lines=5)
    panel.add("reason", Field(_tr("Hvorfor, kun det, der er set"), area), required=_tr("en grund"))
    area.submitted.connect(panel.form.submit)
    panel.form.load(
        {"person_id": str(about.person_id) if about else None,
         "from_on": row.from_on if row else first.from_on,
         "until_on": row.until_on if row else None,
         "stops": list(row.stops if row else first.stops),
         "reason": row.reason if row else first.reason}
    )  # fmt: skip
    person.control.setEnabled(row is None)
    new = f"end:{about.person_id}" if begun and about else "new"
    panel.keep(f"expulsion:{row.id if row else new}", "")
    panel.start("reason" if about else "person_id")
    return panel


def lift(session: Session, page: QWidget, row: ExpulsionView) -> FormPanel:
    """End a bortvisning before its last day, or put a proposal away."""
    proposal = row.state == "proposed"
    panel = FormPanel(
        session, page, _tr("Læg forslaget væk") if proposal else _tr("Ophæv bortvisningen"),
        words.period(row), verb=_tr("Læg væk") if proposal else _tr("Ophæv"),
        act=lambda values: session.services.expulsions.lift(
            row.id, row.version, values["lifted_reason"]
        ),
    )  # fmt: skip
    area = TextArea(lines=2, most_lines=5)
    panel.add("lifted_reason", Field(_tr("Hvorfor"), area), required=_tr("en grund"))
    area.submitted.connect(panel.form.submit)
    panel.start("lifted_reason")
    return panel


def _tr(words_: str) -> str:
    return QCoreApplication.translate("Incidents", words_)
