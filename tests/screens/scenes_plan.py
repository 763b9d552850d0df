"""Handleplan: both plans, the parts of the right card, every form and every empty state."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from PySide6.QtCore import Qt

from boform_app.services.views.contacts import ContactCommand, MeetingCommand, MunicipalityCommand
from boform_app.services.views.plans import PlanCommand
from tests.screens.demo import NOW
from tests.screens.scene import Scene
from tests.screens.stage import Stage
from ui.pages.resident.facts import FactsTab
from ui.pages.resident.page import ResidentPage
from ui.pages.resident.plan import PlanTab


def _tab(stage: Stage, show: str = "plan", first: str = "Ole", last: str = "") -> PlanTab:
    stage.resident(first, "plan", last, show=show)
    page = stage.main.navigator.current
    if not isinstance(page, ResidentPage):
        raise TypeError("no resident is shown")
    tab = page.findChild(PlanTab)
    if tab is None:
        raise TypeError("the tab is not there")
    return tab


def _pressed(stage: Stage, words: str, show: str = "plan") -> None:
    _tab(stage, show)
    stage.press(words)


def _goal(stage: Stage) -> None:
    tab = _tab(stage)
    plan = tab.right.plan
    node = plan.tree.model_.roots[0]
    plan.tree.setFocus(Qt.FocusReason.OtherFocusReason)
    plan.tree.choose(node.id)
    stage.settle()


def _goal_form(stage: Stage) -> None:
    _goal(stage)
    stage.keys(Qt.Key.Key_Return)
    stage.until_over()


def _goal_menu(stage: Stage) -> None:
    _goal(stage)
    stage.press("Mere om målet")


def _over_time(stage: Stage) -> None:
    _goal_menu(stage)
    stage.choose("Målet over tid …")


def _suggest(stage: Stage) -> None:
    _goal_menu(stage)
    stage.choose("Foreslå fra Udflytningsoverblik …")


def _print(stage: Stage) -> None:
    _tab(stage)
    stage.press("Print")
    stage.settle()


def _received(stage: Stage) -> None:
    tab = _tab(stage)
    stay = stage.stay("Ole")
    plans = stage.services.plans
    version = plans.get(stay).version
    plans.change(
        PlanCommand(stay, version, status="received", on=NOW.date(), holistic=True,
                    purpose_at="s. 1", effort_at="s. 2", duration_at="s. 2")
    )  # fmt: skip
    tab.refresh()
    stage.settle()


def _full_log(stage: Stage) -> None:
    stay = stage.stay("Ole")
    if _plan_meeting(stage, stay, NOW.replace(hour=9, minute=0)):
        stage.services.contact_log.write(
            ContactCommand(stay, "call", "Hun ser på det og ringer på torsdag.",
                           caseworker="Hanne Riis", next_step="Ring til Hanne", next_on=NOW.date())
        )  # fmt: skip
    _tab(stage, "contact")


def _plan_meeting(stage: Stage, stay: UUID, at: datetime) -> bool:
    """One meeting about Ole; False when an earlier scene of this house planned it."""
    meetings = stage.services.meetings
    if meetings.of_stay(stay):
        return False
    meetings.plan(
        MeetingCommand(at, stay_id=stay, place="Havnehuset", participants="Hanne Riis, Ole, Mette")
    )
    return True


def _meeting(stage: Stage) -> None:
    _full_log(stage)
    stage.press("Planlæg møde")


def _minute(stage: Stage) -> None:
    _full_log(stage)
    tab = _tab(stage, "contact")
    row = next(row for row in tab.right.contact.rows if row.meeting is not None)
    tab.right.contact.view.choose(row.id)
    tab.right.contact._press(row)
    stage.settle()


def _past(stage: Stage) -> None:
    tab = _tab(stage, "prerequisites")
    tab.right.prerequisites.choose("C6")
    stage.press("Historik")


def _planned(stage: Stage) -> None:
    """The form of a meeting that lies ahead, with Print and calendar."""
    _plan_meeting(stage, stage.stay("Ole"), NOW + timedelta(days=7))
    tab = _tab(stage, "contact")
    row = next(row for row in tab.right.contact.rows if row.meeting is not None)
    tab.right.contact.open_row(row)
    stage.settle()


def _agenda(stage: Stage) -> None:
    _planned(stage)
    stage.press("Print")


def _calendar(stage: Stage) -> None:
    _planned(stage)
    stage.press("Gem til kalender …")


def _was_handlekommune(stage: Stage) -> None:
    """Two municipalities in one stay, and who had it before."""
    services, stay = stage.services, stage.stay("Ole")
    services.case_municipalities.change(
        MunicipalityCommand(stay, services.stays.get(stay).version, "acting", "0730", NOW.date(),
                            "Flyttet af Ankestyrelsen")
    )  # fmt: skip
    stage.resident("Ole", "facts")
    tab = next(stage.all(FactsTab))
    view = tab.cards["municipality"].view
    view.setFocus(Qt.FocusReason.OtherFocusReason)
    stage.keys(Qt.Key.Key_Home, Qt.Key.Key_Space)
    stage.until_over()


def _caseworker(stage: Stage) -> None:
    stage.go("settings", tab="municipalities")
    stage.press("Ny rådgiver")


PLAN: tuple[Scene, ...] = (
    Scene("plan-goal", _goal),
    Scene("plan-goal-form", _goal_form, house="forms"),
    Scene("plan-new-goal", lambda s: _pressed(s, "Mål"), house="forms"),
    Scene("plan-new-step", lambda s: _pressed(s, "Delmål"), house="forms"),
    Scene("plan-evaluate", lambda s: _pressed(s, "Evaluér med Ole"), house="forms"),
    Scene("plan-goal-menu", _goal_menu),
    Scene("plan-over-time", _over_time),
    Scene("plan-suggest", _suggest),
    Scene("plan-print", _print),
    Scene("plan-prerequisites", lambda s: _tab(s, "prerequisites")),
    Scene("plan-prerequisite-history", _past),
    Scene("plan-contact", _full_log, house="case"),
    Scene("plan-support", lambda s: _tab(s, "support")),
    Scene("plan-homes", lambda s: _tab(s, "homes")),
    Scene("plan-phone-note", lambda s: _pressed(s, "Telefonnotat"), house="forms"),
    Scene("plan-reply", lambda s: _pressed(s, "Registrér svar"), house="forms"),
    Scene("plan-worker", lambda s: _pressed(s, "Ret rådgiver"), house="forms"),
    Scene("plan-register", lambda s: _pressed(s, "Registrér plan"), house="forms"),
    Scene("plan-meeting", _meeting, house="case"),
    Scene("plan-meeting-planned", _planned, house="meeting"),
    Scene("plan-agenda-pages", _agenda, house="meeting"),
    Scene("plan-calendar", _calendar, house="meeting"),
    Scene("plan-minute", _minute, house="case"),
    Scene("plan-received", _received, house="case"),
    Scene("facts-municipalities", _was_handlekommune, house="case"),
    Scene("settings-caseworker", _caseworker, house="forms"),
)
