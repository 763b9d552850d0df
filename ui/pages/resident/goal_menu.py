"""Mere: what is done with a goal, a step or a task more rarely."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu

from models.values.changes import Changes
from ui import messages
from ui.pages.resident.doing import FormPanel, Refused, attempt
from ui.pages.resident.form_parts import day_field
from ui.pages.resident.goal_model import Node
from ui.pages.resident.goal_panels import HistoryPanel
from ui.widgets.field import Field

if TYPE_CHECKING:
    from ui.pages.resident.stay_plan_card import StayPlanCard


def pop(card: StayPlanCard) -> None:
    """Open the menu at its button."""
    menu = QMenu(card)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    node = card.tree.current
    if node is not None:
        _about(card, menu, node)
        menu.addSeparator()
    if card.may:
        menu.addAction(_tr("Foreslå fra Udflytningsoverblik …"), card.suggest)
        menu.addAction(_tr("Følg op på hele planen …"), partial(_follow_up, card))
    menu.popup(card.more.mapToGlobal(card.more.rect().topLeft()))


def _about(card: StayPlanCard, menu: QMenu, node: Node) -> None:
    goal = node.goal
    menu.addAction(_tr("Målet over tid …"), partial(_history, card, goal.id))
    if node.kind == "note":
        menu.addAction(_tr("Åbn notatet\tEnter"), partial(card.open_node, node))
        return
    if not card.may:
        return
    menu.addAction(_tr("Ret …\tEnter"), partial(card.open_node, node))
    if node.kind == "goal":
        _about_goal(card, menu, node)
    else:
        step = node if node.kind == "step" else node.parent
        if step is not None:
            menu.addAction(_tr("Ny opgave …"), partial(card.new_task, step))
        _about_work(card, menu, node)
    for words, by in ((_tr("Flyt op"), -1), (_tr("Flyt ned"), 1)):
        ids = _moved(card, node, by)
        if ids:
            menu.addAction(words, partial(_order, card, node, ids))


def _about_goal(card: StayPlanCard, menu: QMenu, node: Node) -> None:
    goals, goal = card.session.services.goals, node.goal
    if goal.status == "active":
        for words, status in ((_tr("Målet er nået"), "reached"), (_tr("Stop målet"), "stopped")):
            menu.addAction(
                words, _does(card, partial(goals.end, goal.id, goal.version, status))
            )  # fmt: skip
    else:
        menu.addAction(
            _tr("Arbejd videre med målet"),
            _does(card, partial(goals.reopen, goal.id, goal.version)),
        )


def _about_work(card: StayPlanCard, menu: QMenu, node: Node) -> None:
    subgoals, view = card.session.services.subgoals, node.view
    if node.kind == "task":
        act: Callable[[], Changes] = partial(subgoals.remove_task, view.id, view.version)
        menu.addAction(_tr("Fjern opgaven"), _does(card, act))
    else:
        act = partial(subgoals.set_status, view.id, view.version, "dropped")
        menu.addAction(_tr("Tag delmålet af planen"), _does(card, act))


def _does(card: StayPlanCard, act: Callable[[], Changes]) -> Callable[[], None]:
    def run() -> None:
        attempt(card.session, card, act)

    return run


def _moved(card: StayPlanCard, node: Node, by: int) -> Sequence[UUID]:
    """The order with this row one further; () where it stands at the end, or has no order."""
    if node.kind in {"task", "note"} or card.plan is None:
        return ()
    if node.kind == "goal":
        ids = [goal.id for goal in card.plan.goals]
    else:
        ids = [step.id for step in node.goal.subgoals]
    place = ids.index(node.id)
    other = place + by
    if not 0 <= other < len(ids):
        return ()
    ids[place], ids[other] = ids[other], ids[place]
    return ids


def _order(card: StayPlanCard, node: Node, ids: Sequence[UUID]) -> None:
    services, stay = card.session.services, card.stay
    if stay is None:
        return
    if node.kind == "goal":
        attempt(card.session, card, lambda: services.goals.order(stay.id, ids))
    else:
        attempt(card.session, card, lambda: services.subgoals.order(node.goal.id, ids))


def _history(card: StayPlanCard, goal_id: UUID) -> None:
    try:
        found = card.session.services.goals.history(goal_id)
    except Refused as refused:
        messages.present(refused, card)
        return
    HistoryPanel(card, found).open()


def _follow_up(card: StayPlanCard) -> None:
    plan = card.plan
    if plan is None:
        return
    panel = FormPanel(
        card.session, card, _tr("Følg op på hele planen"), verb=_tr("Gem"),
        act=lambda values: card.change(follow_up_on=values["on"]),
    )  # fmt: skip
    day = day_field(card.session, "future", plan.follow_up_on, dense=False)
    panel.add("on", Field(_tr("Dag"), day, width=240))
    card.panel = panel
    panel.start("on")


def _tr(words: str) -> str:
    return QCoreApplication.translate("StayPlan", words)
