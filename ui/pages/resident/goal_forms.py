"""Small forms of the opholdsplan: goal, step, task, and evaluating with the resident."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from boform_app.services.views.stay_plans import (
    EvaluationCommand,
    GoalCommand,
    GoalProposal,
    GoalView,
    SubgoalCommand,
    SubgoalTaskCommand,
    SubgoalTaskView,
    SubgoalView,
)
from models.values.changes import Changes
from ui.pages.resident.doing import FormPanel
from ui.pages.resident.form_parts import beside, day_field, narrow
from ui.privacy import privacy
from ui.session import Session
from ui.widgets.choice import Combo, Option
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit
from ui.widgets.text_area import TextArea


class GoalForms:
    """Makes the panels for one resident's plan; each returns the panel it has opened."""

    def __init__(
        self, session: Session, parent: QWidget, stay_id: UUID, person_id: UUID, name: str
    ) -> None:
        self._session, self._parent = session, parent
        self._stay_id, self._person_id, self._name = stay_id, person_id, name
        self._words = session.services.ffb.words()

    def goal(self, goal: GoalView | None = None, proposal: GoalProposal | None = None) -> FormPanel:
        """A new goal, perhaps begun by what the overview says; or one to change."""
        title = _tr("Ret mål") if goal else _tr("Nyt mål")
        panel = FormPanel(
            self._session, self._parent, title,
            verb=_tr("Gem mål"), act=lambda values: self._save_goal(goal, values), width=760,
        )  # fmt: skip
        panel.add("title", Field(_tr("Mål, med beboerens ord"), LineEdit()), required=_tr("et mål"))
        self._theme_fields(panel, proposal)
        now = narrow(self._levels())
        beside(
            panel,
            ("goal_type", Field(_tr("Måltype"), narrow(self._types()))),
            ("level_now", Field(_tr("Niveau nu, boformens beskrivelse"), now)),
            ("level_expected", Field(_tr("Forventet niveau"), narrow(self._levels()))),
        )
        origins = [Option("proposed", _tr("Foreslået af os")),
                   Option("municipality", _tr("Fra kommunen"))]  # fmt: skip
        beside(
            panel,
            ("origin", Field(_tr("Hvor er målet fra"), Combo(origins))),
            ("responsible", Field(_tr("Ansvarlig"), LineEdit())),
            ("follow_up_on", Field(_tr("Følg op"), day_field(self._session, "future"))),
        )
        panel.add("effort", Field(_tr("Indsats: hvad gør vi"), TextArea(lines=1, most_lines=3)))
        panel.form.load(_goal_values(goal, proposal))
        begun = f"goal:{goal.id if goal else proposal.domain if proposal else 'new'}"
        panel.keep(begun, self._person_id)
        panel.start("title")
        return panel

    def step(self, goal: GoalView, step: SubgoalView | None = None) -> FormPanel:
        """A step towards a goal."""

        def act(values: Mapping[str, Any]) -> Changes:
            return self._session.services.subgoals.save(
                SubgoalCommand(
                    goal.id, values["text"], values["who"], values["due_on"],
                    id=step.id if step else None, version=step.version if step else 0,
                )
            )  # fmt: skip

        title = _tr("Ret delmål") if step else _tr("Nyt delmål")
        kept = f"subgoal:{step.id if step else goal.id}"
        below = privacy().text(goal.title)
        return self._work(title, below, step, kept, act)

    def task(self, step: SubgoalView, task: SubgoalTaskView | None = None) -> FormPanel:
        """A task of a step."""

        def act(values: Mapping[str, Any]) -> Changes:
            return self._session.services.subgoals.save_task(
                SubgoalTaskCommand(
                    step.id, values["text"], values["who"], values["due_on"],
                    id=task.id if task else None, version=task.version if task else 0,
                )
            )  # fmt: skip

        title = _tr("Ret opgave") if task else _tr("Ny opgave")
        kept = f"subgoal_task:{task.id if task else step.id}"
        return self._work(title, privacy().text(step.text), task, kept, act)

    def evaluate(self, goals: tuple[GoalView, ...], first: GoalView) -> FormPanel:
        """How it goes, in two voices of the same weight; never overwritten."""
        by_id = {goal.id: goal for goal in goals}
        panel = FormPanel(
            self._session, self._parent, _tr("Evaluér med {name}").format(name=self._name),
            verb=_tr("Gem evaluering"), width=760,
            act=lambda values: self._evaluate(by_id[UUID(values["goal"])], values),
        )  # fmt: skip
        chooser = narrow(
            Combo([Option(str(goal.id), privacy().text(goal.title) or "–") for goal in goals])
        )
        beside(
            panel,
            ("goal", Field(_tr("Mål"), chooser)),
            ("evaluated_on", Field(_tr("Dag"), day_field(self._session, "past"))),
            ("level", Field(_tr("Niveau nu"), narrow(self._levels()))),
            required={"evaluated_on": _tr("en dag")},
        )
        says = Field(_tr("{name} siger").format(name=self._name), TextArea(lines=2, most_lines=4))
        beside(
            panel,
            ("resident_words", says),
            ("staff_words", Field(_tr("Vi vurderer"), TextArea(lines=2, most_lines=4))),
        )
        panel.add("done", Field(_tr("Det har vi gjort"), TextArea(lines=1, most_lines=3)))
        sources = [Option("", "–"), *(Option(t.key, t.label) for t in self._words.lists["source"])]
        beside(
            panel,
            ("informant", Field(_tr("Kilde"), narrow(Combo(sources)))),
            ("follow_up_on", Field(_tr("Følg op igen"), day_field(self._session, "future"))),
        )
        panel.form.load(
            {"goal": str(first.id), "evaluated_on": self._session.clock.today(),
             "level": None, "informant": "resident_with_staff"}
        )  # fmt: skip
        panel.keep("evaluation", self._person_id)
        panel.start("level")
        return panel

    # -- own -------------------------------------------------------------------------------------

    def _work(
        self, title: str, below: str, row: SubgoalView | SubgoalTaskView | None, kept: str, act: Any
    ) -> FormPanel:
        panel = FormPanel(
            self._session, self._parent, title, below, verb=_tr("Gem"), act=act, width=560
        )
        panel.add("text", Field(_tr("Hvad"), LineEdit()), required=_tr("hvad"))
        beside(
            panel,
            ("who", Field(_tr("Hvem"), LineEdit(placeholder=_tr("Fx Mette, Ole")))),
            ("due_on", Field(_tr("Inden"), day_field(self._session, "future"))),
        )
        if row is not None:
            panel.form.load({"text": row.text, "who": row.who, "due_on": row.due_on})
        panel.keep(kept, self._person_id)
        panel.start("text")
        return panel

    def _theme_fields(self, panel: FormPanel, proposal: GoalProposal | None) -> None:
        primary = narrow(Combo(self._primary(proposal), searchable=True,
                               placeholder=_tr("Skriv lidt af temaet")))  # fmt: skip
        others = [narrow(Combo(self._any_theme(), searchable=True)) for _ in range(2)]
        beside(
            panel,
            ("theme", Field(_tr("Tema"), primary)),
            ("second", Field(_tr("Også om"), others[0])),
            ("third", Field(_tr("Og om"), others[1])),
            required={"theme": _tr("et tema")},
        )

    def _primary(self, proposal: GoalProposal | None) -> list[Option]:
        """By theme as FFB groups them; what the overview points at stands first."""
        known = self._words.primary_themes()
        first = list(proposal.choices) if proposal else []
        ordered = sorted(known, key=lambda t: first.index(t.key) if t.key in first else len(first))
        return [Option(t.key, self._theme_words(t.key)) for t in ordered]

    def _any_theme(self) -> list[Option]:
        rows = [Option(theme.key, self._theme_words(theme.key)) for theme in self._words.themes]
        return [Option(None, ""), *rows]

    def _theme_words(self, key: str) -> str:
        found = self._words.theme(key)
        above = self._words.find_theme(found.parent) if found.parent else None
        return f"{found.label} · {above.label}" if above else found.label

    def _types(self) -> Combo:
        return Combo([Option(t.key, t.label) for t in self._words.lists["goal_type"]])

    def _levels(self) -> Combo:
        none = self._words.level(None)
        rows = [
            Option(n, _short_level(n, self._words.level(n).function), self._words.level(n).function)
            for n in range(5)
        ]
        return Combo([Option(None, none.function), *rows])

    def _save_goal(self, goal: GoalView | None, values: Mapping[str, Any]) -> Changes:
        named = [values["second"], values["third"]]
        kept = list(goal.secondary[2:]) if goal else []
        return self._session.services.goals.save(
            GoalCommand(
                self._stay_id, values["title"], values["theme"] or "",
                goal_type=values["goal_type"] or "develop",
                secondary=tuple(key for key in (*named, *kept) if key),
                origin=values["origin"] or "proposed", effort=values["effort"],
                level_start=goal.level_start if goal else None, level_now=values["level_now"],
                level_expected=values["level_expected"], responsible=values["responsible"],
                set_on=goal.set_on if goal else None, follow_up_on=values["follow_up_on"],
                id=goal.id if goal else None, version=goal.version if goal else 0,
            )
        )  # fmt: skip

    def _evaluate(self, goal: GoalView, values: Mapping[str, Any]) -> Changes:
        return self._session.services.goals.evaluate(
            EvaluationCommand(
                goal.id, goal.version, values["evaluated_on"], values["level"],
                values["resident_words"], values["staff_words"], values["done"],
                values["informant"] or "", values["follow_up_on"],
            )
        )  # fmt: skip


def _short_level(number: int, words: str) -> str:
    """What the words of FFB all end in stands in the tooltip."""
    return f"{number} · {words.removesuffix(' funktionsevne')}"


def _goal_values(goal: GoalView | None, proposal: GoalProposal | None) -> dict[str, Any]:
    if goal is not None:
        second, third, *_ = (*goal.secondary, None, None)
        names = ("title", "theme", "goal_type", "level_now", "level_expected", "origin",
                 "responsible", "follow_up_on", "effort")  # fmt: skip
        return {name: getattr(goal, name) for name in names} | {"second": second, "third": third}
    empty = {"goal_type": "develop", "origin": "proposed", "level_now": None,
             "level_expected": None}  # fmt: skip
    if proposal is None:
        return empty
    second, third, *_ = (*proposal.secondary, None, None)
    return empty | {
        "title": proposal.title, "theme": proposal.theme or None, "second": second,
        "third": third, "level_now": proposal.level_now, "effort": proposal.helps,
    }  # fmt: skip


def _tr(words: str) -> str:
    return QCoreApplication.translate("StayPlan", words)
