"""The house's own plan, driven by keyboard: words in place, goals, steps, ticks, evaluation, print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from boform_app.services.context import OpenHouse
from boform_app.services.views.records import NoteCommand
from boform_app.services.views.stay_plans import (
    GoalCommand,
    GoalView,
    StayPlanCommand,
    StayPlanView,
    SubgoalCommand,
    SubgoalTaskCommand,
)
from boform_app.services.views.stays import AdmitCommand
from tests import houses
from tests.doubles import RecordingPrinter
from tests.houses import PLACES
from tests.ui.checks import problems_of
from tests.ui.pages import residents
from ui.pages.base import Target
from ui.pages.resident.doing import FormPanel
from ui.pages.resident.goal_model import GoalModel
from ui.pages.resident.goal_panels import HistoryPanel
from ui.pages.resident.page import ResidentPage
from ui.pages.resident.pages_panel import PagesPanel
from ui.pages.resident.plan import PlanTab
from ui.pages.resident.stay_plan_card import StayPlanCard
from ui.privacy import privacy
from ui.session import Session
from ui.theme import Look, theme
from ui.widgets.choice import Combo

TODAY = date(2026, 11, 23)
CONTROL = Qt.KeyboardModifier.ControlModifier
LAPTOP = 688
ECONOMY = "society.economy"


@dataclass
class Desk:
    house: OpenHouse
    session: Session
    ole: UUID
    stay: UUID
    page: ResidentPage
    card: StayPlanCard

    @property
    def plan(self) -> StayPlanView:
        found = self.session.services.stay_plans.get(self.stay)
        assert found is not None
        return found

    @property
    def goal(self) -> GoalView:
        return self.plan.goals[0]


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    clock = houses.make_clock()
    house = houses.make_house(tmp_path, clock)
    services = houses.services(house)
    now = clock.now()
    clock.set(now - timedelta(days=44))
    command = AdmitCommand("Ole", "Bach", place_id=PLACES[1], acting_municipality_code="0851")
    ole = services.stays.admit(command).first("person")
    clock.set(now)
    session = residents.session(services, clock)
    page = ResidentPage(session)
    session.bus.changed.connect(page.apply_changes)
    qtbot.addWidget(page)
    page.resize(1182, 616)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.restore({"person_id": ole, "tab": "plan"})
    tab = page.findChild(PlanTab)
    assert tab is not None
    stay = services.stays.for_person(ole)[0].id
    yield Desk(house, session, ole, stay, page, tab.right.plan)
    page.close()
    session.tasks.close()
    houses.close(house)


@pytest.fixture
def planned(desk: Desk) -> Desk:
    """One goal with a step that is due today and a task below it."""
    services = desk.session.services
    services.stay_plans.change(StayPlanCommand(desk.stay, 0, "Min egen dør", "Egen bolig"))
    made = services.goals.save(
        GoalCommand(desk.stay, "Styre økonomien", ECONOMY, level_now=2, level_expected=1,
                    follow_up_on=TODAY + timedelta(days=14))
    )  # fmt: skip
    goal = made.first("goal")
    step = services.subgoals.save(SubgoalCommand(goal, "Lægge budget sammen", "Mette, Ole", TODAY))
    services.subgoals.save_task(SubgoalTaskCommand(step.first("subgoal"), "Finde lønsedlen"))
    desk.card.refresh()
    return desk


def form(qtbot: QtBot, card: StayPlanCard) -> FormPanel:
    panel = card.panel
    assert isinstance(panel, FormPanel)
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def type_into(qtbot: QtBot, panel: FormPanel, name: str, text: str) -> None:
    qtbot.keyClicks(panel.form.field(name).control, text)


def pick(panel: FormPanel, name: str, key: object) -> None:
    combo = panel.form.field(name).control
    assert isinstance(combo, Combo)
    combo.set_value(key)
    combo.changed.emit()


def save(qtbot: QtBot, panel: FormPanel) -> None:
    qtbot.keyClick(panel, Qt.Key.Key_Return, CONTROL)


def back(qtbot: QtBot, desk: Desk) -> None:
    """The page has the keyboard again."""
    desk.page.activateWindow()
    qtbot.waitUntil(desk.page.isActiveWindow)


def test_a_plan_begins_with_own_words_that_save_when_they_are_left(
    qtbot: QtBot, desk: Desk
) -> None:
    card = desk.card
    assert card.begin.isVisible()
    assert not card.print_out.isVisible()
    qtbot.keyClick(card.begin, Qt.Key.Key_Return)
    qtbot.waitUntil(card.own_words.hasFocus)
    qtbot.keyClicks(card.own_words, "Jeg vil have min egen dør")
    kept = desk.session.services.drafts.get("stay_plan_words", desk.ole)
    assert kept is not None, "every key is a draft"
    assert desk.plan.own_words == ""
    card.purpose.setFocus()
    qtbot.waitUntil(lambda: desk.plan.own_words == "Jeg vil have min egen dør")
    assert desk.session.services.drafts.get("stay_plan_words", desk.ole) is None
    desk.session.undo()
    assert desk.plan.own_words == ""


def test_a_goal_by_keyboard_with_theme_and_levels(qtbot: QtBot, desk: Desk) -> None:
    card = desk.card
    qtbot.keyClick(card.begin, Qt.Key.Key_Return)
    qtbot.keyClick(card.new_goal, Qt.Key.Key_Return)
    panel = form(qtbot, card)
    type_into(qtbot, panel, "title", "Betale huslejen selv")
    save(qtbot, panel)
    assert panel.isVisible(), "a theme is asked for"
    panel.form.field("theme").control.setFocus()
    type_into(qtbot, panel, "theme", "Varetage øko")
    pick(panel, "level_now", 3)
    pick(panel, "level_expected", 1)
    save(qtbot, panel)
    goal = desk.goal
    assert (goal.title, goal.theme, goal.origin) == ("Betale huslejen selv", ECONOMY, "proposed")
    assert (goal.level_now, goal.level_expected) == (3, 1)
    spoken = card.tree.model_.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "niveau nu 3, forventet 1"


def test_keys_walk_tick_and_open_the_tree(qtbot: QtBot, planned: Desk) -> None:
    card, tree = planned.card, planned.card.tree
    back(qtbot, planned)
    tree.setFocus()
    tree.choose(planned.goal.id)
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    node = tree.current
    assert node is not None
    assert node.kind == "step"
    assert tree.model_.index_of(node.id).siblingAtColumn(3).data() == "i dag"
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    assert planned.goal.subgoals[0].status == "done"
    assert tree.current is not None
    assert tree.current.id == planned.goal.subgoals[0].id, "the choice stays"
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    assert planned.goal.subgoals[0].status == "open"
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    assert planned.goal.subgoals[0].tasks[0].done_on == TODAY
    qtbot.keyClick(tree, Qt.Key.Key_Up)
    qtbot.keyClick(tree, Qt.Key.Key_Insert)
    panel = form(qtbot, card)
    type_into(qtbot, panel, "text", "Ringe til banken")
    type_into(qtbot, panel, "who", "Ole")
    save(qtbot, panel)
    assert [step.text for step in planned.goal.subgoals][-1] == "Ringe til banken"
    back(qtbot, planned)
    tree.choose(planned.goal.id)
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert planned.goal.id in tree.folded
    card.refresh()
    assert not tree.isExpanded(tree.model_.index_of(planned.goal.id)), "folded stays folded"


def test_an_evaluation_in_two_voices_sets_the_level_and_stands_in_the_history(
    qtbot: QtBot, planned: Desk
) -> None:
    card = planned.card
    qtbot.keyClick(card.evaluate, Qt.Key.Key_Return)
    panel = form(qtbot, card)
    pick(panel, "level", 1)
    type_into(qtbot, panel, "resident_words", "Det gik godt")
    type_into(qtbot, panel, "staff_words", "Holder budgettet")
    save(qtbot, panel)
    assert planned.goal.level_now == 1
    evaluation = planned.goal.evaluation
    assert evaluation is not None
    assert (evaluation.resident_words, evaluation.staff_words) == (
        "Det gik godt",
        "Holder budgettet",
    )
    shown = HistoryPanel(card, planned.session.services.goals.history(planned.goal.id))
    shown.open()
    assert "på niveau 2, forventet 1" in shown.text.text()
    assert [row.level for row in shown.view.model_.rows] == [1]
    assert problems_of(shown) == []
    shown.reject()


def test_the_plan_is_seen_before_it_is_printed(qtbot: QtBot, planned: Desk) -> None:
    card = planned.card
    qtbot.keyClick(card.print_out, Qt.Key.Key_Return)
    panel = card.panel
    assert isinstance(panel, PagesPanel)
    qtbot.waitUntil(panel.print_out.isEnabled, timeout=15000)
    shown = panel.shown
    assert shown is not None
    assert shown.data.startswith(b"%PDF")
    assert len(shown.pages) >= 1
    qtbot.keyClick(panel.print_out, Qt.Key.Key_Return)
    printer = planned.session.ports.printer
    assert isinstance(printer, RecordingPrinter)
    qtbot.waitUntil(lambda: bool(printer.jobs), timeout=15000)
    assert printer.jobs[0][:2] == (shown.data, "opholdsplan")


def test_the_tree_is_a_sound_model_and_hides_words_with_names(planned: Desk) -> None:
    model = GoalModel()
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(model, fatal)
    model.show(planned.plan.goals, TODAY, may=True)
    assert model.index(0, 0).data() == "Styre økonomien"
    privacy().set_on(on=True)
    assert model.index(0, 0).data() == "Mål"
    planned.card.refresh()
    assert planned.card.own_words.text == ""


@pytest.mark.parametrize("zoom", [100, 150])
def test_every_form_fits_and_has_names(qtbot: QtBot, planned: Desk, zoom: int) -> None:
    card = planned.card
    if zoom != 100:
        theme().use(Look(zoom=zoom))
    assert problems_of(planned.page) == []
    card.tree.choose(planned.goal.id)
    for button in (card.new_goal, card.new_step, card.evaluate):
        qtbot.keyClick(button, Qt.Key.Key_Return)
        panel = form(qtbot, card)
        assert problems_of(panel) == []
        assert panel.height() <= LAPTOP
        panel.reject()
    card.suggest()
    suggested = card.panel
    assert suggested is not None
    assert problems_of(suggested) == []
    suggested.reject()


def test_the_latest_notes_about_a_goal_stand_under_it(planned: Desk, qtbot: QtBot) -> None:
    services = planned.session.services
    key = f"goal:{planned.goal.id}"
    for number in range(4):
        services.notes.finish(
            NoteCommand(f"Regning {number} er betalt.", (planned.ole,), readers=(key,))
        )
    wrong = services.notes.finish(NoteCommand("Forkert.", (planned.ole,), readers=(key,)))
    services.notes.finish(
        NoteCommand("Rigtigt.", (), readers=(key,), corrects_id=wrong.first("note"))
    )
    planned.card.refresh()
    root = planned.card.tree.model_.roots[0]
    notes = [node for node in root.children if node.kind == "note"]
    assert [node.view.text for node in notes] == [
        "Rigtigt.", "Regning 3 er betalt.", "Regning 2 er betalt.",
    ]  # fmt: skip
    assert planned.card.tree.choose(notes[1].id)
    # A note has no box: Space does nothing, Enter goes where it stands.
    qtbot.keyClick(planned.card.tree, Qt.Key.Key_Space)
    with qtbot.waitSignal(planned.card.navigate) as went:
        qtbot.keyClick(planned.card.tree, Qt.Key.Key_Return)
    facts = {"person_id": planned.ole, "tab": "notes", "note_id": notes[1].id}
    assert went.args == [Target("resident", facts)]
