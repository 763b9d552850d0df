"""What can be done with the chosen incident, conflict or bortvisning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from boform_app.services.views.incidents import ConflictView, ExpulsionView, IncidentView
from ui.pages.detail_pane import Deed, Shown
from ui.pages.incidents import forms, words
from ui.pages.resident.doing import attempt

if TYPE_CHECKING:
    from ui.pages.incidents.page import IncidentsPage, Row


def shown(page: IncidentsPage, row: Row) -> Shown:
    """The row in words with its buttons; what the role may not do is not shown."""
    if isinstance(row, IncidentView):
        said = words.incident(row, page.session.clock.today())
        return replace(said, deeds=tuple(_of_incident(page, row)))
    if isinstance(row, ConflictView):
        return replace(words.conflict(row), deeds=tuple(_of_conflict(page, row)))
    return replace(words.expulsion(row), deeds=tuple(_of_expulsion(page, row)))


def _of_incident(page: IncidentsPage, row: IncidentView) -> Iterator[Deed]:
    session = page.session
    if row.hidden:
        closed = next((one for one in row.about if one.closed), None)
        if closed is not None:
            yield Deed(_tr("Åbn beboeren"), lambda: page.go("resident", person_id=closed.person_id))
        return
    if row.reviewed_on is None and "review_incidents" in page.may:
        yield Deed(
            _tr("Gennemgået …"), lambda: page.open_panel(forms.review(session, page, row)), "strong"
        )
    if "write_notes" in page.may:
        yield Deed(
            _tr("Tilføj rettelse"), lambda: page.open_panel(forms.correct(session, page, row))
        )
        verb = _tr("Indberettet …") if row.adverse_event == "to_report" else _tr("UTH …")
        yield Deed(verb, lambda: page.open_panel(forms.uth(session, page, row)))
    if row.note_id is not None:
        yield Deed(_tr("Vis i dagbogen"), lambda: page.go("day_log", note_id=row.note_id))


def _of_conflict(page: IncidentsPage, row: ConflictView) -> Iterator[Deed]:
    if row.ended_on is None and not row.hidden and "write_notes" in page.may:
        conflicts = page.session.services.conflicts
        yield Deed(
            _tr("Konflikten er slut"),
            lambda: attempt(page.session, page, lambda: conflicts.end(row.id, row.version)),
        )


def _of_expulsion(page: IncidentsPage, row: ExpulsionView) -> Iterator[Deed]:
    session, person = page.session, row.who.person_id
    if row.hidden or "decide_discharge" not in page.may:
        return
    if row.state == "proposed":
        if "decide" in page.may:
            expulsions = session.services.expulsions
            yield Deed(
                _tr("Beslut"),
                lambda: attempt(session, page, lambda: expulsions.decide(row.id, row.version)),
                "strong",
            )
        yield Deed(_tr("Ret …"), lambda: page.open_panel(forms.expulsion(session, page, row=row)))
    if row.state in {"proposed", "decided"} and "decide" in page.may:
        verb = _tr("Læg væk …") if row.state == "proposed" else _tr("Ophæv …")
        yield Deed(verb, lambda: page.open_panel(forms.lift(session, page, row)))
    if row.living_here and row.state in {"proposed", "decided"}:
        kind = "expulsion_decision"
        yield Deed(_tr("Skriv brevet"), lambda: page.go("letter", person_id=person, kind=kind))
        yield Deed(_tr("Afslut ophold"), lambda: page.go("end_stay", person_id=person))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Incidents", text)
