"""Husets opholdsplan: the resident's own words, the purpose, and the tree of goals (mockup 15, right)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.services.views.stay_plans import GoalView, StayPlanCommand, StayPlanView
from models.values import dates
from models.values.changes import Changes
from ui import messages
from ui.pages.base import Target
from ui.pages.resident import goal_menu
from ui.pages.resident.doing import FormPanel, Refused, attempt
from ui.pages.resident.goal_forms import GoalForms
from ui.pages.resident.goal_model import Node
from ui.pages.resident.goal_panels import ProposalPanel
from ui.pages.resident.goal_tree import GoalTree, TreeHead
from ui.pages.resident.in_place import BareArea, InPlace
from ui.pages.resident.pages_panel import PagesPanel, own_pdf
from ui.pages.resident.plan_part import HeadWords, PlanPart
from ui.privacy import privacy
from ui.session import Session
from ui.theme import theme
from ui.widgets.badge import BadgeSpec
from ui.widgets.buttons import Button, IconButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Hairline, Text
from ui.widgets.shown_stack import ShownOnly


class StayPlanCard(PlanPart):
    """The plan that the house writes together with the resident."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.plan: StayPlanView | None = None
        self.panel: FormPanel | PagesPanel | ProposalPanel | None = None
        self.own_words = BareArea(name=self.tr("Beboerens mål og ønsker"),
                                  placeholder=self.tr("Skriv det med beboerens egne ord"))  # fmt: skip
        self.purpose = BareArea(name=self.tr("Indsatsformål"), most_lines=2,
                                placeholder=self.tr("Hvad skal opholdet føre til"))  # fmt: skip
        self._own = InPlace(session, self.own_words, "stay_plan_words",
                            lambda text: self.change(own_words=text))  # fmt: skip
        self._aim = InPlace(session, self.purpose, "stay_plan_purpose",
                            lambda text: self.change(purpose=text))  # fmt: skip
        self._whose = Text("", "body", "text2")
        self.tree = GoalTree()
        self._tree_head = TreeHead(self.tree)
        self._none = EmptyState("")
        self.begin = self._none.add_button(Button(self.tr("Begynd opholdsplan"), "strong"))
        self._no_goals = EmptyState(
            self.tr("Der er ingen mål endnu. Begynd med det, der betyder mest for beboeren nu.")
        )
        self.propose = self._no_goals.add_button(Button(self.tr("Foreslå fra Udflytningsoverblik")))
        self.new_goal = Button(self.tr("Mål"), icon="add")
        self.new_step = Button(self.tr("Delmål"), icon="add")
        self.more = IconButton("more_horizontal", self.tr("Mere om målet"))
        self.evaluate = Button(self.tr("Evaluér"), icon="person_arrow_right")
        self.print_out = Button(self.tr("Print"), icon="print")
        self._build()
        self._wire()
        self._dress()
        theme().changed.connect(self._dress)

    def refresh(self) -> None:
        """Read the plan again."""
        if self.stay is None or self.identity is None:
            return
        try:
            self.plan = self.session.services.stay_plans.get(self.stay.id)
        except Refused as refused:
            messages.present(refused, self)
            return
        self._show_head()
        there = self.plan is not None
        self._stack.setCurrentIndex(1 if there else 0)
        self._foot_box.setVisible(there)
        self.begin.setVisible(self.may)
        name = self._name()
        words = self.tr("Der er ingen opholdsplan endnu. Den skriver vi sammen med {name}: ")
        words += self.tr("egne ord først, så mål og små skridt. Et kvarter er nok til at begynde.")
        self._none.set_text(words.format(name=name))
        if self.plan is not None:
            self._show_plan(self.plan)

    def focus_first(self) -> None:
        """The tree, or the button that begins."""
        first = self.tree if self.plan is not None and self.plan.goals else self.begin
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def forms(self) -> GoalForms | None:
        """Makes the panels; None for who only reads."""
        if not self.may or self.stay is None or self.person_id is None:
            return None
        return GoalForms(self.session, self, self.stay.id, self.person_id, self._name())

    def open_node(self, node: Node) -> None:
        """The form of a goal, a step or a task; a note where it stands among the others."""
        if node.kind == "note":
            facts = {"person_id": self.person_id, "tab": "notes", "note_id": node.id}
            self.navigate.emit(Target("resident", facts))
            return
        forms = self.forms()
        if forms is None:
            return
        if node.kind == "goal":
            self.panel = forms.goal(node.view)
        elif node.kind == "step":
            self.panel = forms.step(node.goal, node.view)
        elif node.parent is not None:
            self.panel = forms.task(node.parent.view, node.view)

    def suggest(self) -> None:
        """What the last overview says; a choice begins the form of a new goal."""
        forms = self.forms()
        if forms is None or self.stay is None:
            return
        services = self.session.services
        try:
            proposal, words = services.stay_plans.propose(self.stay.id), services.ffb.words()
        except Refused as refused:
            messages.present(refused, self)
            return

        def use(goal: object) -> None:
            self.panel = forms.goal(proposal=goal)  # type: ignore[arg-type]  # a row of the proposal

        self.panel = ProposalPanel(self, proposal, words, use)
        self.panel.open()

    def show_print(self) -> None:
        """The plan's true pages, with Print and Gem som PDF."""
        stay = self.stay
        if stay is None:
            return
        plans = self.session.services.stay_plans
        self.panel = PagesPanel(
            self.session, self, self.tr("Sådan bliver opholdsplanen"),
            own_pdf(lambda: plans.document(stay.id)), file_name="opholdsplan.pdf",
            queue_name="opholdsplan",
        )  # fmt: skip
        self.panel.start()

    # -- own -------------------------------------------------------------------------------------

    def _name(self) -> str:
        who = self.identity
        return privacy().name(who.call_name, who.room) if who is not None else ""

    def _show_head(self) -> None:
        plan, name = self.plan, self._name()
        words = self.tr("Vi skriver den sammen med {name}").format(name=name)
        badge = None
        if plan is not None:
            words += " · " + self.tr("fra {first}, rettet {last}").format(
                first=dates.short(plan.started_on), last=dates.short(plan.changed_on)
            )
            badge = _follow_up(plan, self.session.clock.today())
        self.say(HeadWords(self.tr("Husets opholdsplan"), "home", words, badge, own=True))

    def _show_plan(self, plan: StayPlanView) -> None:
        name = self._name()
        self._whose.setText(
            self.tr("Mål og ønsker") if privacy().on
            else self.tr("{name}s mål og ønsker").format(name=name)
        )  # fmt: skip
        self._own.show(self.person_id, plan.own_words, may=self.may)
        self._aim.show(self.person_id, plan.purpose, may=self.may)
        self.tree.show_goals(plan.goals, self.session.clock.today(), may=self.may)
        origins = {goal.origin for goal in plan.goals}
        labels = {"municipality": self.tr("fra kommunen"), "proposed": self.tr("foreslået af os")}
        self._tree_head.say(labels[next(iter(origins))] if len(origins) == 1 else "")
        self._goals.setCurrentIndex(1 if plan.goals else 0)
        self.propose.setVisible(self.may)
        self.evaluate.setText(self.tr("Evaluér med {name}").format(name=name))
        self._show_buttons(self.tree.current)

    def _show_buttons(self, node: Node | None) -> None:
        goals = bool(self.plan and self.plan.active_goals)
        self.new_goal.setVisible(self.may)
        self.new_step.setVisible(self.may)
        self.new_step.setEnabled(goals)
        self.evaluate.setVisible(self.may)
        self.evaluate.setEnabled(goals)
        self.more.setVisible(self.may or node is not None)

    def _goal(self) -> GoalView | None:
        """The goal of the chosen row, or the first that is worked on."""
        node, plan = self.tree.current, self.plan
        if node is not None:
            return node.goal
        active = plan.active_goals if plan is not None else ()
        return active[0] if active else None

    def _new_goal(self) -> None:
        forms = self.forms()
        if forms is not None:
            self.panel = forms.goal()

    def _new_step(self) -> None:
        forms, goal = self.forms(), self._goal()
        if forms is not None and goal is not None:
            self.panel = forms.step(goal)

    def _new_here(self, node: Node | None) -> None:
        """Insert: what belongs where the cursor stands."""
        if node is None:
            self._new_goal()
        elif node.kind == "task" and node.parent is not None:
            self.new_task(node.parent)
        else:
            self._new_step()

    def new_task(self, step: Node) -> None:
        """The form of a new task of a step."""
        forms = self.forms()
        if forms is not None:
            self.panel = forms.task(step.view)

    def _evaluate(self) -> None:
        forms, goal, plan = self.forms(), self._goal(), self.plan
        if forms is None or goal is None or plan is None:
            return
        first = goal if goal.status == "active" else plan.active_goals[0]
        self.panel = forms.evaluate(plan.active_goals, first)

    def _tick(self, node: Node) -> None:
        subgoals, view = self.session.services.subgoals, node.view
        if node.kind == "task":
            attempt(self.session, self,
                    lambda: subgoals.set_task(view.id, view.version, done=not node.done))  # fmt: skip
        elif node.kind == "step":
            status = "open" if node.done else "done"
            attempt(self.session, self,
                    lambda: subgoals.set_status(view.id, view.version, status))  # fmt: skip

    def _begin(self) -> None:
        stay = self.stay
        if stay is None:
            return
        begun = attempt(self.session, self, lambda: self.session.services.stay_plans.begin(stay.id))
        if begun:
            self.refresh()
            self.own_words.setFocus(Qt.FocusReason.OtherFocusReason)

    def change(self, **facts: Any) -> Changes:
        """Write some of the plan's own facts; the others as they were read."""
        plan = self.plan
        if plan is None:
            raise ValueError("no plan is shown")
        command = StayPlanCommand(
            plan.stay_id, plan.version, plan.own_words, plan.purpose, plan.follow_up_on
        )
        return self.session.services.stay_plans.change(replace(command, **facts))

    def _wire(self) -> None:
        self.begin.clicked.connect(self._begin)
        self.propose.clicked.connect(self.suggest)
        self.new_goal.clicked.connect(self._new_goal)
        self.new_step.clicked.connect(self._new_step)
        self.more.clicked.connect(lambda: goal_menu.pop(self))
        self.evaluate.clicked.connect(self._evaluate)
        self.print_out.clicked.connect(self.show_print)
        self.tree.opened.connect(self.open_node)
        self.tree.wanted.connect(self._new_here)
        self.tree.ticked.connect(self._tick)
        self.tree.chosen.connect(self._show_buttons)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._words_box = QGridLayout()
        rows = ((self._whose, self.own_words), (Text(self.tr("Indsatsformål"), "body", "text2"),
                                                self.purpose))  # fmt: skip
        for number, (label, area) in enumerate(rows):
            label.setContentsMargins(0, 2, 0, 0)
            self._words_box.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
            self._words_box.addWidget(area, number, 1)
        self._words_box.setColumnStretch(1, 1)
        self._goals = ShownOnly()
        self._goals.addWidget(self._no_goals)
        tree = QWidget()
        box = QVBoxLayout(tree)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._tree_head)
        box.addWidget(self.tree, 1)
        self._goals.addWidget(tree)
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addLayout(self._words_box)
        inner.addWidget(Hairline())
        inner.addWidget(self._goals, 1)
        self._stack = ShownOnly()
        self._stack.addWidget(self._none)
        self._stack.addWidget(page)
        outer.addWidget(self._stack, 1)
        self._foot_box = QWidget()
        foot = QVBoxLayout(self._foot_box)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(0)
        foot.addWidget(Hairline())
        self._foot = QHBoxLayout()
        for button in (self.new_goal, self.new_step, self.more):
            self._foot.addWidget(button)
        self._foot.addStretch(1)
        self._foot.addWidget(self.evaluate)
        self._foot.addWidget(self.print_out)
        foot.addLayout(self._foot)
        outer.addWidget(self._foot_box)

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._foot.setContentsMargins(pad, t.px(6), pad, t.px(6))
        self._foot.setSpacing(t.px(8))
        self._words_box.setContentsMargins(pad, t.px(3), pad, t.px(3))
        self._words_box.setHorizontalSpacing(t.px(12))
        self._words_box.setVerticalSpacing(0)


def _follow_up(plan: StayPlanView, today: date) -> BadgeSpec | None:
    """The next day to look at it: the plan's own, or the first of its goals."""
    days = [goal.follow_up_on for goal in plan.active_goals if goal.follow_up_on]
    days += [plan.follow_up_on] if plan.follow_up_on else []
    if not days:
        return None
    first = min(days)
    words = _tr("Følg op {day}").format(day=dates.dense(first))
    if first < today:
        return BadgeSpec("soon", words, spoken=_tr("Opfølgning skulle være sket"))
    return BadgeSpec("soon" if first == today else "none", words)


def _tr(words: str) -> str:
    return QCoreApplication.translate("StayPlan", words)
