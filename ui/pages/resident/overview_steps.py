"""The five steps of a stay in one line: what is done, what is waiting, what has not begun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.clock import local_date
from boform_app.services.views.letters import LetterView
from boform_app.services.views.plans import PlanView, PrerequisiteView
from boform_app.services.views.stays import StayView
from boform_app.services.views.today import DeadlineRow
from models.values import dates, lists
from ui.pages.resident.moments import nights
from ui.theme import theme
from ui.widgets.labels import Hairline, IconLabel, Text

DONE = ("checkmark_circle", "ok", False)
WAITING = ("hourglass_half", "wait", False)
PRESSING = ("clock_alarm", "soonI", True)
LATE = ("diamond", "danger", True)
AHEAD = ("circle", "text2", False)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: title, what is known, and its shape (motif, colour, filled)."""

    title: str
    text: str
    shape: tuple[str, str, bool]


def steps(
    stay: StayView, letters: Sequence[LetterView], deadlines: Sequence[DeadlineRow],
    plan: PlanView, prerequisites: Sequence[PrerequisiteView],
) -> tuple[Step, ...]:  # fmt: skip
    """Indskrevet, Orientering, Handleplan, Afgørelse om støtte, Bolig."""
    by_code = {item.code: item for item in prerequisites}
    return (
        _admitted(stay),
        _notice(letters, deadlines),
        _plan(plan),
        _prerequisite(_tr("Afgørelse om støtte"), by_code.get("C7"), _tr("er ikke registreret")),
        _home(by_code.get("C1"), by_code.get("C2")),
    )


def _admitted(stay: StayView) -> Step:
    day = dates.short(local_date(stay.arrived_at))
    here = _tr("i huset") if stay.ended_at is None else _tr("i alt")
    return Step(_tr("Indskrevet"), f"{day} · {nights(stay.nights)} {here}", DONE)


def _notice(letters: Sequence[LetterView], deadlines: Sequence[DeadlineRow]) -> Step:
    title = _tr("Orientering")
    sent = [x for x in letters if x.kind == "admission_notice" and x.status == "sent" and x.sent_on]
    if sent and sent[0].sent_on:
        words = _tr("sendt {day}").format(day=dates.short(sent[0].sent_on))
        return Step(title, words, DONE)
    row = next((r for r in deadlines if r.action == "letter:admission_notice"), None)
    if row is None or row.due is None:
        return Step(title, _tr("er ikke sendt"), AHEAD)
    shape = {"over": LATE, "soon": PRESSING}.get(row.badge_kind, AHEAD)
    return Step(title, _tr("send senest {day}").format(day=dates.dense(row.due)), shape)


def _plan(plan: PlanView) -> Step:
    title, status = _tr("Handleplan"), plan.status
    waited = nights(plan.waited_days) if plan.waited_days is not None else ""
    if status in {"received", "active", "follow_up"}:
        day = plan.received_on or plan.active_from
        words = _tr("modtaget {day}").format(day=dates.short(day)) if day else _tr("modtaget")
        return Step(title, words, DONE)
    if status in {"requested", "reminded"}:
        verb, day = _tr("anmodet"), plan.requested_on
        if status == "reminded" and plan.reminded_on:
            verb, day = _tr("rykket"), plan.reminded_on
        words = f"{verb} {dates.short(day)}" if day else verb
        return Step(title, " · ".join(part for part in (words, waited) if part), WAITING)
    return Step(title, _tr("er ikke anmodet"), AHEAD)


def _prerequisite(title: str, item: PrerequisiteView | None, nothing: str) -> Step:
    if item is None or item.status in {"missing", "unknown"}:
        return Step(title, nothing, AHEAD)
    if item.status == "not_relevant":
        return Step(title, lists.label("prerequisite_states", item.status).lower(), AHEAD)
    if item.status == "fulfilled":
        return Step(title, _tr("på plads {day}").format(day=_day(item)), DONE)
    words = _tr("siden {day}").format(day=dates.short(item.since))
    return Step(title, f"{words} · {nights(item.days)}", WAITING)


def _home(nominated: PrerequisiteView | None, home: PrerequisiteView | None) -> Step:
    title = _tr("Bolig")
    if home is not None and home.status in {"fulfilled", "in_progress"}:
        return _prerequisite(title, home, "")
    if nominated is not None and nominated.status == "fulfilled":
        words = _tr("indstillet {day}").format(day=_day(nominated))
        return Step(title, f"{words} · {nights(nominated.days)}", WAITING)
    if nominated is not None and nominated.status == "in_progress":
        return _prerequisite(title, nominated, "")
    return Step(title, _tr("er ikke søgt endnu"), AHEAD)


def _day(item: PrerequisiteView) -> str:
    return dates.short(item.evidence_on or item.since)


class StepsStrip(QFrame):
    """Five cells with hairlines between them, 62 high."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(1, 1, 1, 1)
        self._row.setSpacing(0)
        self._cells: list[QWidget] = []
        self.steps: tuple[Step, ...] = ()
        # A bound method lets go when the strip is gone; a lambda would be called after it.
        theme().changed.connect(self._dress)

    def show_steps(self, found: Sequence[Step]) -> None:
        """Show the steps; also said as one text for screen readers."""
        self.steps = tuple(found)
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, step in enumerate(self.steps):
            if number:
                self._row.addWidget(Hairline(vertical=True))
            self._row.addWidget(_Cell(step), 1)
        self.setMinimumHeight(theme().px(62))
        self.setAccessibleName(". ".join(f"{step.title}: {step.text}" for step in self.steps))

    def _dress(self) -> None:
        self.show_steps(self.steps)


class _Cell(QWidget):
    def __init__(self, step: Step) -> None:
        super().__init__()
        t = theme()
        row = QHBoxLayout(self)
        row.setContentsMargins(t.px(11), t.px(8), t.px(8), t.px(8))
        row.setSpacing(t.px(8))
        motif, tone, filled = step.shape
        color = t.badge(tone).text if tone in {"ok", "wait"} else tone
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(step.title, "strong"))
        words.addWidget(Text(step.text, "small", "text2", wrap=True))
        head = QVBoxLayout()
        head.addWidget(IconLabel(motif, 18, color, filled=filled))
        head.addStretch(1)
        row.addLayout(head)
        row.addLayout(words, 1)
        self.setToolTip(step.text)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Resident", words)
