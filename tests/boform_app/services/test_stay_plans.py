"""The opholdsplan: own words, goals, steps and evaluations on a real encrypted house."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from boform_app.clock import FixedClock
from boform_app.errors import Conflict, NotAllowed, NotFound, ReasonNeeded, ValidationFailed
from boform_app.rules.readiness.answers import (
    Answers,
    DomainNote,
    OwnWords,
    Rating,
    Reason,
    WishToMove,
)
from boform_app.services._plan_document import kinds_of
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.stay_plans import (
    EvaluationCommand,
    GoalCommand,
    GoalView,
    StayPlanCommand,
    StayPlanView,
    SubgoalCommand,
    SubgoalTaskCommand,
    SubgoalView,
)
from boform_app.services.views.stays import AdmitCommand
from models import tables
from models.values import ffb
from models.values.information import InformationKind
from tests import houses
from tests.asked import queries
from tests.boform_app.services.letter_house import text_of_document
from tests.houses import PLACES
from ui import messages

TODAY = date(2026, 11, 23)


@pytest.fixture
def ole(services: Services) -> UUID:
    return services.stays.admit(
        AdmitCommand("Ole", "Bach", place_id=PLACES[1], acting_municipality_code="0851")
    ).first("person")


@pytest.fixture
def stay(services: Services, ole: UUID) -> UUID:
    return services.stays.for_person(ole)[0].id


def plan(services: Services, stay: UUID) -> StayPlanView:
    found = services.stay_plans.get(stay)
    assert found is not None
    return found


def economy(stay: UUID, **changes: object) -> GoalCommand:
    made = GoalCommand(
        stay_id=stay,
        title="Styre økonomien",
        theme="society.economy",
        goal_type="develop",
        level_now=2,
        level_expected=1,
        responsible="Mette Krogh",
        follow_up_on=TODAY + timedelta(days=14),
    )
    return replace(made, **changes)  # type: ignore[arg-type] # fields by name


def goal(services: Services, stay: UUID, title: str = "Styre økonomien") -> GoalView:
    return next(one for one in plan(services, stay).goals if one.title == title)


def as_command(stay: UUID, view: GoalView, **changes: object) -> GoalCommand:
    made = GoalCommand(
        stay_id=stay,
        title=view.title,
        theme=view.theme,
        goal_type=view.goal_type,
        secondary=view.secondary,
        origin=view.origin,
        effort=view.effort,
        level_start=view.level_start,
        level_now=view.level_now,
        level_expected=view.level_expected,
        responsible=view.responsible,
        follow_up_on=view.follow_up_on,
        id=view.id,
        version=view.version,
    )
    return replace(made, **changes)  # type: ignore[arg-type] # fields by name


def refused(caught: pytest.ExceptionInfo[ValidationFailed]) -> list[tuple[str, str]]:
    for problem in caught.value.problems:
        assert problem.code not in messages.sentence(problem), f"no sentence for {problem.code}"
        assert "…" not in messages.sentence(problem)
    return [(problem.field, problem.code) for problem in caught.value.problems]


def test_a_stay_has_no_plan_until_somebody_begins_one(services: Services, stay: UUID) -> None:
    assert services.stay_plans.get(stay) is None
    services.stay_plans.begin(stay)
    assert plan(services, stay).started_on == TODAY
    with pytest.raises(ValidationFailed) as caught:
        services.stay_plans.begin(stay)
    assert refused(caught) == [("", "plan_exists")]


def test_own_words_and_purpose_stand_as_they_were_said(services: Services, stay: UUID) -> None:
    services.stay_plans.change(
        StayPlanCommand(
            stay, 0, " Jeg vil bare have min egen dør, der kan låses. ", "Egen bolig i Aalborg.",
            TODAY + timedelta(days=14),
        )
    )  # fmt: skip
    view = plan(services, stay)
    assert view.own_words == "Jeg vil bare have min egen dør, der kan låses."
    assert (view.purpose, view.follow_up_on) == ("Egen bolig i Aalborg.", date(2026, 12, 7))
    assert services.undo.state().undo_label == "opholdsplan for Ole Bach"
    with pytest.raises(Conflict):
        services.stay_plans.change(StayPlanCommand(stay, 0, "", ""))
    services.undo.undo()
    assert services.stay_plans.get(stay) is None


def test_a_goal_carries_the_exact_words_of_ffb(services: Services, stay: UUID) -> None:
    services.goals.save(economy(stay, secondary=("social.economy", "mental.planning")))
    view = goal(services, stay)
    assert view.theme_label == "Varetage økonomi"
    assert view.secondary_labels == ("Økonomisk situation", "Organisering og planlægning")
    assert (view.goal_type_label, view.goal_type_short) == ("Udvikle funktionsevne", "Udvikle")
    assert (view.level_start, view.level_now, view.level_expected) == (2, 2, 1)
    assert (view.origin, view.status, view.set_on) == ("proposed", "active", TODAY)
    assert services.undo.state().undo_label == "nyt mål for Ole Bach"


# Together in one house: every refusal leaves it as it was.
REFUSED: tuple[tuple[dict[str, object], list[tuple[str, str]]], ...] = (
    ({"title": "  "}, [("title", "required")]),
    ({"title": "a" * 201}, [("title", "too_long")]),
    ({"theme": ""}, [("theme", "required")]),
    ({"theme": "health.substances"}, [("theme", "theme_not_levelled")]),
    ({"theme": "society"}, [("theme", "theme_not_levelled")]),
    ({"theme": "nowhere"}, [("theme", "unknown_choice")]),
    ({"secondary": ("society.economy",)}, [("secondary", "theme_twice")]),
    ({"secondary": ("nowhere",)}, [("secondary", "unknown_choice")]),
    ({"level_now": 5, "level_expected": -1}, [
        ("level_now", "level_out_of_range"), ("level_expected", "level_out_of_range")]),
    ({"level_start": True}, [("level_start", "level_out_of_range")]),
    ({"goal_type": "win"}, [("goal_type", "unknown_choice")]),
    ({"origin": "us"}, [("origin", "unknown_choice")]),
    ({"effort": "a" * 4001}, [("effort", "too_long")]),
    ({"effort": "a\x00b"}, [("effort", "nul_character")]),
    ({"set_on": TODAY + timedelta(days=1), "follow_up_on": None}, [("set_on", "in_future")]),
    ({"set_on": TODAY - timedelta(days=9)}, [("set_on", "before_stay")]),
    ({"follow_up_on": TODAY - timedelta(days=1)}, [("follow_up_on", "before_goal")]),
)  # fmt: skip


def test_a_goal_is_refused_at_its_fields_and_nothing_is_written(
    services: Services, stay: UUID
) -> None:
    for changes, problems in REFUSED:
        with pytest.raises(ValidationFailed) as caught:
            services.goals.save(economy(stay, **changes))
        assert refused(caught) == problems
    assert services.stay_plans.get(stay) is None, "the plan was not begun either"


def test_a_text_of_4000_characters_with_emoji_and_markup_is_kept(
    services: Services, stay: UUID
) -> None:
    text = ("<b>ø</b> 🏠 שלום " * 300)[:4000].strip()
    services.goals.save(economy(stay, effort=text))
    assert goal(services, stay).effort == text


def test_a_goal_is_changed_only_by_who_read_it_last(services: Services, stay: UUID) -> None:
    services.goals.save(economy(stay))
    before = goal(services, stay)
    services.goals.save(as_command(stay, before, title="Styr på pengene", origin="municipality"))
    after = goal(services, stay, "Styr på pengene")
    assert (after.id, after.origin) == (before.id, "municipality")
    with pytest.raises(Conflict) as caught:
        services.goals.save(as_command(stay, before, title="Noget andet"))
    assert caught.value.changed_by == "Mette"
    services.undo.undo()
    assert goal(services, stay).origin == "proposed"


def test_goals_keep_the_order_they_are_given(services: Services, stay: UUID) -> None:
    for title, theme in (("A", "society.economy"), ("B", "society.mail"), ("C", "society.housing")):
        services.goals.save(economy(stay, title=title, theme=theme))
    a, b, c = plan(services, stay).goals
    assert [a.title, b.title, c.title] == ["A", "B", "C"]
    services.goals.order(stay, [c.id, a.id, b.id])
    assert [one.title for one in plan(services, stay).goals] == ["C", "A", "B"]
    with pytest.raises(ValidationFailed) as caught:
        services.goals.order(stay, [a.id, b.id, uuid4()])
    assert refused(caught) == [("goal_ids", "list_changed")]


def test_a_goal_is_reached_stopped_and_taken_up_again(
    services: Services, stay: UUID, clock: FixedClock
) -> None:
    services.goals.save(economy(stay))
    clock.set(clock.now() + timedelta(days=20))
    view = goal(services, stay)
    with pytest.raises(ValidationFailed) as caught:
        services.goals.end(view.id, view.version, "won", TODAY - timedelta(days=1))
    assert refused(caught) == [("on", "before_goal"), ("status", "unknown_choice")]
    services.goals.end(view.id, view.version, "reached", TODAY + timedelta(days=19))
    view = goal(services, stay)
    assert (view.status, view.ended_on) == ("reached", TODAY + timedelta(days=19))
    assert plan(services, stay).active_goals == ()
    services.goals.reopen(view.id, view.version)
    assert (goal(services, stay).status, goal(services, stay).ended_on) == ("active", None)


def test_evaluations_stand_beside_each_other_and_the_newest_sets_the_level(
    services: Services, stay: UUID, clock: FixedClock
) -> None:
    services.goals.save(economy(stay, level_now=3))
    clock.set(clock.now() + timedelta(days=30))

    def evaluate(day: int, level: int | None, words: str) -> None:
        view = goal(services, stay)
        services.goals.evaluate(
            EvaluationCommand(
                view.id, view.version, TODAY + timedelta(days=day), level, words,
                informant="resident_with_staff",
            )
        )  # fmt: skip

    evaluate(14, 2, "Det går bedre.")
    assert goal(services, stay).follow_up_on is None, "the day was met"
    evaluate(28, None, "Jeg ved det ikke.")
    evaluate(7, 4, "Det er svært.")
    view = goal(services, stay)
    assert view.level_now == 2, "what is typed late does not turn the level back"
    assert view.level_start == 3
    assert view.evaluations == 3
    assert view.evaluation is not None
    assert view.evaluation.resident_words == "Jeg ved det ikke."
    assert view.evaluation.informant_label == "Borger støttet af medarbejder"
    assert view.evaluation.by.name == "Mette Krogh"
    history = services.goals.history(view.id)
    assert [(point.on.day, point.level, point.why) for point in history.points] == [
        (23, 3, "set"), (30, 4, "evaluated"), (7, 2, "evaluated"),
    ]  # fmt: skip
    assert [one.resident_words for one in history.evaluations] == [
        "Det er svært.", "Det går bedre.", "Jeg ved det ikke.",
    ]  # fmt: skip
    with pytest.raises(ValidationFailed) as caught:
        services.goals.save(as_command(stay, view, level_now=0))
    assert refused(caught) == [("level_now", "level_is_evaluated")]


def test_an_evaluation_says_something_on_a_day_that_has_been(
    services: Services, stay: UUID
) -> None:
    services.goals.save(economy(stay))
    view = goal(services, stay)
    for command, problems in (
        (EvaluationCommand(view.id, view.version), [("", "evaluation_empty")]),
        (
            EvaluationCommand(view.id, view.version, TODAY + timedelta(days=1), 1),
            [("evaluated_on", "in_future")],
        ),
        (
            EvaluationCommand(view.id, view.version, TODAY - timedelta(days=1), 9),
            [("evaluated_on", "before_goal"), ("level", "level_out_of_range")],
        ),
        (
            EvaluationCommand(
                view.id, view.version, None, 1, done="a\x00", informant="gossip",
                follow_up_on=TODAY - timedelta(days=1),
            ),
            [
                ("done", "nul_character"), ("informant", "unknown_choice"),
                ("follow_up_on", "before_evaluation"),
            ],
        ),
    ):  # fmt: skip
        with pytest.raises(ValidationFailed) as caught:
            services.goals.evaluate(command)
        assert refused(caught) == problems
    assert goal(services, stay).evaluations == 0


def test_undo_takes_an_evaluation_back_with_its_level(services: Services, stay: UUID) -> None:
    services.goals.save(economy(stay))
    view = goal(services, stay)
    services.goals.evaluate(
        EvaluationCommand(
            view.id, view.version, None, 1, "Godt", follow_up_on=date(2027, 1, 4)
        )
    )  # fmt: skip
    after = goal(services, stay)
    assert (after.level_now, after.follow_up_on) == (1, date(2027, 1, 4))
    assert services.undo.state().undo_label == "evaluering af mål for Ole Bach"
    services.undo.undo()
    after = goal(services, stay)
    assert (after.level_now, after.evaluations, after.follow_up_on) == (2, 0, date(2026, 12, 7))


def steps(services: Services, stay: UUID) -> dict[str, SubgoalView]:
    return {step.text: step for step in goal(services, stay).subgoals}


def test_steps_and_tasks_are_ticked_with_their_day(services: Services, stay: UUID) -> None:
    services.goals.save(economy(stay))
    owner = goal(services, stay).id
    due = TODAY + timedelta(days=4)
    services.subgoals.save(SubgoalCommand(owner, " Lægge budget sammen ", "Mette, Ole", due))
    services.subgoals.save(SubgoalCommand(owner, "Aftale afdrag", "Mette"))
    budget = steps(services, stay)["Lægge budget sammen"]
    assert (budget.who, budget.due_on, budget.status, budget.tasks) == (
        "Mette, Ole", due, "open", (),
    )  # fmt: skip
    services.subgoals.save_task(SubgoalTaskCommand(budget.id, "Hente kontoudtog", "Ole", due))
    services.subgoals.save_task(SubgoalTaskCommand(budget.id, "Printe skema", "Mette"))
    first, second = steps(services, stay)["Lægge budget sammen"].tasks
    services.subgoals.set_task(first.id, first.version, done=True)
    services.subgoals.remove_task(second.id, second.version)
    services.subgoals.set_status(budget.id, budget.version, "done")
    budget = steps(services, stay)["Lægge budget sammen"]
    assert (budget.status, budget.done_on) == ("done", TODAY)
    assert [(task.text, task.done_on) for task in budget.tasks] == [("Hente kontoudtog", TODAY)]
    services.subgoals.set_status(budget.id, budget.version, "open")
    assert steps(services, stay)["Lægge budget sammen"].done_on is None
    for _ in range(2):
        services.undo.undo()
    assert steps(services, stay)["Lægge budget sammen"].status == "open"
    services.undo.undo()
    assert [task.text for task in steps(services, stay)["Lægge budget sammen"].tasks] == [
        "Hente kontoudtog", "Printe skema",
    ]  # fmt: skip


def test_steps_change_and_move_and_are_refused_at_their_fields(
    services: Services, stay: UUID
) -> None:
    services.goals.save(economy(stay))
    owner = goal(services, stay).id
    for text in ("A", "B"):
        services.subgoals.save(SubgoalCommand(owner, text))
    a, b = goal(services, stay).subgoals
    services.subgoals.order(owner, [b.id, a.id])
    assert [one.text for one in goal(services, stay).subgoals] == ["B", "A"]
    with pytest.raises(Conflict):
        services.subgoals.save(SubgoalCommand(owner, "A igen", id=a.id, version=a.version))
    a = steps(services, stay)["A"]
    services.subgoals.save(SubgoalCommand(owner, "A igen", "Ali", id=a.id, version=a.version))
    assert steps(services, stay)["A igen"].who == "Ali"
    with pytest.raises(ValidationFailed) as caught:
        services.subgoals.save(SubgoalCommand(owner, " ", "x" * 201, TODAY - timedelta(days=1)))
    assert refused(caught) == [("text", "required"), ("who", "too_long"), ("due_on", "before_goal")]
    with pytest.raises(ValidationFailed) as caught:
        services.subgoals.set_status(b.id, b.version + 1, "gone", TODAY + timedelta(days=1))
    assert refused(caught) == [("on", "in_future"), ("status", "unknown_choice")]
    with pytest.raises(ValidationFailed) as caught:
        services.subgoals.order(owner, [a.id])
    assert refused(caught) == [("subgoal_ids", "list_changed")]


def test_a_step_on_a_goal_makes_the_plan_new(
    services: Services, stay: UUID, clock: FixedClock
) -> None:
    services.goals.save(economy(stay))
    clock.set(clock.now() + timedelta(days=6))
    view = plan(services, stay)
    assert (view.started_on, view.changed_on) == (TODAY, TODAY)
    services.subgoals.save(SubgoalCommand(view.goals[0].id, "Ringe til banken"))
    assert plan(services, stay).changed_on == TODAY + timedelta(days=6)


def test_a_temp_reads_the_plan_and_writes_nothing(
    services: Services, house: OpenHouse, stay: UUID
) -> None:
    services.goals.save(economy(stay))
    view = goal(services, stay)
    services.subgoals.save(SubgoalCommand(view.id, "Ringe til banken"))
    services.subgoals.save_task(SubgoalTaskCommand(goal(services, stay).subgoals[0].id, "Nummer"))
    step = goal(services, stay).subgoals[0]
    task = step.tasks[0]
    temp = houses.services(house, "temp")
    assert goal(temp, stay).title == "Styre økonomien"
    assert temp.goals.history(view.id).title == "Styre økonomien"
    writes: tuple[Callable[[], object], ...] = (
        lambda: temp.stay_plans.begin(stay),
        lambda: temp.stay_plans.change(StayPlanCommand(stay, 1, "", "")),
        lambda: temp.goals.save(economy(stay)),
        lambda: temp.goals.end(view.id, view.version, "reached"),
        lambda: temp.goals.reopen(view.id, view.version),
        lambda: temp.goals.order(stay, [view.id]),
        lambda: temp.goals.evaluate(EvaluationCommand(view.id, view.version, None, 1)),
        lambda: temp.subgoals.save(SubgoalCommand(view.id, "x")),
        lambda: temp.subgoals.set_status(step.id, step.version, "done"),
        lambda: temp.subgoals.order(view.id, [step.id]),
        lambda: temp.subgoals.save_task(SubgoalTaskCommand(step.id, "x")),
        lambda: temp.subgoals.set_task(task.id, task.version, done=True),
        lambda: temp.subgoals.remove_task(task.id, task.version),
    )
    for write in writes:
        with pytest.raises(NotAllowed) as caught:
            write()
        assert caught.value.permission == "overview"


def test_a_protected_residents_plan_opens_with_the_resident(
    services: Services, house: OpenHouse, ole: UUID, stay: UUID
) -> None:
    services.goals.save(economy(stay))
    view = goal(services, stay)
    version = services.people.facts(ole).version
    services.people.set_fact(ole, version, "protected_address", value=True)
    other = houses.services(house, "staff")
    for look in (
        lambda: other.stay_plans.get(stay),
        lambda: other.stay_plans.propose(stay),
        lambda: other.goals.history(view.id),
        lambda: other.goals.end(view.id, view.version, "reached"),
    ):
        with pytest.raises(ReasonNeeded):
            look()
    other.people.open(ole, "Samtale om planen")
    assert other.stay_plans.get(stay) is not None


def test_unknown_ids_are_not_found(services: Services, stay: UUID) -> None:
    for look in (
        lambda: services.stay_plans.get(uuid4()),
        lambda: services.goals.order(stay, []),
        lambda: services.goals.history(uuid4()),
        lambda: services.subgoals.save(SubgoalCommand(uuid4(), "x")),
        lambda: services.subgoals.set_status(uuid4(), 1, "done"),
    ):
        with pytest.raises(NotFound):
            look()


def overview(services: Services, stay: UUID, **facts: object) -> None:
    staff: list[Rating] = [1] * 14
    staff[2], staff[4], staff[8], staff[13] = 2, 4, Reason.NOT_SEEN_HERE, 4
    notes = [DomainNote()] * 14
    notes[2] = DomainNote(helps="En fast dag om ugen")
    answers = Answers(
        wish_to_move=WishToMove.YES,
        priorities=("B9", "B3", "B6"),
        words=OwnWords(hopes="Min egen dør.", good_home="Ro og en kat"),
        staff=tuple(staff),
        resident=(0,) * 14,
        notes=tuple(notes),
    )
    services.overviews.finish(stay, replace(answers, **facts), TODAY)  # type: ignore[arg-type]  # fields by name


def test_the_overview_proposes_goals_and_writes_nothing(
    services: Services, house: OpenHouse, stay: UUID
) -> None:
    assert services.stay_plans.propose(stay).goals == ()
    overview(services, stay)
    with house.database.read() as session:
        before = session.scalars(select(tables.Operation.seq)).all()
    proposal = services.stay_plans.propose(stay)
    assert (proposal.overview_on, proposal.own_words) == (TODAY, "Min egen dør.\nRo og en kat")
    substances, money, care, practical = proposal.goals
    assert (substances.domain, substances.theme, substances.choices) == ("B9", "", ())
    assert substances.secondary == ("health.substances",)
    assert substances.level_now is None, "not seen here is no level"
    assert (money.theme, money.secondary, money.level_now, money.resident_level) == (
        "society.economy", ("social.economy",), 2, 0,
    )  # fmt: skip
    assert (money.helps, money.chosen_by_resident) == ("En fast dag om ugen", True)
    assert (care.theme, care.choices[0], len(care.choices)) == ("", "self_care.drinking", 9)
    assert care.secondary == ("self_care", "health.rhythm")
    assert (practical.domain, practical.chosen_by_resident, practical.level_now) == (
        "B5", False, 4,
    )  # fmt: skip
    with house.database.read() as session:
        assert session.scalars(select(tables.Operation.seq)).all() == before
    assert services.stay_plans.get(stay) is None


def test_what_the_resident_will_not_say_is_not_proposed(services: Services, stay: UUID) -> None:
    overview(services, stay, declined=frozenset({"A3"}))
    assert services.stay_plans.propose(stay).own_words == "Ro og en kat"


def test_a_large_plan_is_read_in_few_queries(services: Services, stay: UUID) -> None:
    def plan() -> None:
        services.stay_plans.get(stay)

    services.goals.save(economy(stay))
    services.subgoals.save(SubgoalCommand(goal(services, stay).id, "Et"))
    small = queries(plan)
    for number in range(4):
        title = f"Mål {number}"
        services.goals.save(economy(stay, title=title))
        services.subgoals.save(SubgoalCommand(goal(services, stay, title).id, "Et"))
        view = goal(services, stay, title)
        services.goals.evaluate(EvaluationCommand(view.id, view.version, None, 2))
    assert queries(plan) <= small + 1, "names of staff are looked up once"


def test_the_timeline_tells_of_goals_and_how_they_go(
    services: Services, ole: UUID, stay: UUID, clock: FixedClock
) -> None:
    services.goals.save(economy(stay))
    clock.set(clock.now() + timedelta(days=10))
    view = goal(services, stay)
    services.goals.evaluate(
        EvaluationCommand(view.id, view.version, None, 1, "Jeg har styr på det.", "Set: huslejen.")
    )
    view = goal(services, stay)
    services.goals.end(view.id, view.version, "reached")
    items = [item for item in services.timeline.items(ole) if item.kind == "goal"]
    told = [(item.title, item.day, item.text, item.author) for item in items]
    named = "Styre økonomien · Varetage økonomi"
    after = TODAY + timedelta(days=10)
    assert sorted(told) == [
        (
            "Mål evalueret", after,
            "Styre økonomien\nNiveau 1.\n”Jeg har styr på det.”\nSet: huslejen.", "Mette Krogh",
        ),
        ("Mål nået", after, named, ""),
        ("Mål sat", TODAY, named, ""),
    ]  # fmt: skip
    assert items[-1].title == "Mål sat"


def test_history_names_what_changed_as_the_pages_do(
    services: Services, ole: UUID, stay: UUID
) -> None:
    services.goals.save(economy(stay))
    view = goal(services, stay)
    services.goals.save(
        as_command(
            stay, view, theme="society.housing", secondary=("social.economy",),
            goal_type="keep", origin="municipality", level_expected=0,
        )
    )  # fmt: skip
    services.subgoals.save(SubgoalCommand(view.id, "Lægge budget"))
    step = goal(services, stay).subgoals[0]
    services.subgoals.set_status(step.id, step.version, "done")
    done, _, changed, *_ = services.history.for_person(ole)
    assert changed.label == "mål for Ole Bach"
    assert set(changed.fields) == {
        ("tema", "Varetage økonomi", "Varetage bolig"),
        ("andre temaer", "", "Økonomisk situation"),
        ("måltype", "udvikle", "fastholde"),
        ("mål fra", "foreslået af os", "kommunen"),
        ("forventet niveau", "1", "0"),
    }
    assert done.label == "delmål nået for Ole Bach"
    assert set(done.fields) == {
        ("status på delmål", "åben", "nået"),
        ("gjort den", "", "23-11-2026"),
    }


def due(services: Services, person_id: UUID) -> list[tuple[str, date | None]]:
    rows = services.today.deadlines(person_id)
    return [(row.what, row.due) for row in rows if "opholdsplan" in row.what]


def test_the_first_day_of_a_goal_is_a_deadline_until_it_is_done(
    services: Services, ole: UUID, stay: UUID
) -> None:
    follow_up, title = "Følg op på opholdsplan", "Mål i opholdsplan"
    services.stay_plans.change(StayPlanCommand(stay, 0, "", "", TODAY + timedelta(days=28)))
    services.goals.save(economy(stay))
    services.goals.save(economy(stay, title="Uden dag", follow_up_on=None))
    assert due(services, ole) == [
        (title, TODAY + timedelta(days=14)), (follow_up, TODAY + timedelta(days=28)),
    ]  # fmt: skip
    owner = goal(services, stay).id
    services.subgoals.save(SubgoalCommand(owner, "A", due_on=TODAY + timedelta(days=9)))
    step = steps(services, stay)["A"]
    services.subgoals.save_task(
        SubgoalTaskCommand(step.id, "Ringe", due_on=TODAY + timedelta(days=2))
    )
    (row,) = [row for row in services.today.deadlines(ole) if row.what == title]
    assert (row.due, row.is_law) == (TODAY + timedelta(days=2), False)
    assert row.why.startswith("Husets egen påmindelse")
    (task,) = steps(services, stay)["A"].tasks
    services.subgoals.set_task(task.id, task.version, done=True)
    assert due(services, ole)[0] == (title, TODAY + timedelta(days=9))
    services.subgoals.set_status(step.id, step.version, "done")
    assert due(services, ole)[0] == (title, TODAY + timedelta(days=14))
    view = goal(services, stay)
    services.goals.end(view.id, view.version, "reached")
    assert due(services, ole) == [(follow_up, TODAY + timedelta(days=28))]


def test_the_plan_prints_for_the_resident_with_the_steps_and_both_voices(
    services: Services, stay: UUID
) -> None:
    with pytest.raises(NotFound):
        services.stay_plans.document(stay)
    services.stay_plans.change(
        StayPlanCommand(stay, 0, "Min egen dør <b>&</b> ro.", "Egen bolig i Aalborg.")
    )
    services.goals.save(economy(stay, secondary=("social.economy",)))
    services.goals.save(economy(stay, title="Et andet mål", theme="society.mail"))
    view = goal(services, stay)
    services.subgoals.save(SubgoalCommand(view.id, "Lægge budget sammen", "Mette, Ole"))
    services.goals.evaluate(
        EvaluationCommand(view.id, view.version, None, 1, "Jeg har styr på det.", "Set: husleje.")
    )
    other = goal(services, stay, "Et andet mål")
    services.goals.end(other.id, other.version, "stopped")
    text = " ".join(text_of_document(services.stay_plans.document(stay)).split())
    for said in (
        "Opholdsplan",
        "”Min egen dør <b>&</b> ro.”",
        "Egen bolig i Aalborg.",
        "Varetage økonomi · Økonomisk situation",
        "Udvikle funktionsevne",
        "Nu: 1 – Let nedsat funktionsevne",
        "Lægge budget sammen Mette, Ole",
        "”Jeg har styr på det.”",
        "Set: husleje.",
    ):
        assert said in text, said
    assert "Handleplan" not in text
    assert "Et andet mål" not in text


def test_a_character_that_cannot_be_printed_is_told(services: Services, stay: UUID) -> None:
    services.stay_plans.change(StayPlanCommand(stay, 0, "En nøgle 🗝 og ro", ""))
    with pytest.raises(ValidationFailed) as caught:
        services.stay_plans.document(stay)
    assert refused(caught) == [("", "glyph_missing")]
    assert "🗝" in messages.sentence(caught.value.problems[0])


def test_every_theme_says_what_it_discloses() -> None:
    words = ffb.shipped()
    for theme in words.themes:
        assert kinds_of(theme.key), theme.key
    assert kinds_of("society.economy", "health.substances") == {
        InformationKind.ECONOMY, InformationKind.SUBSTANCES,
    }  # fmt: skip
    assert kinds_of("practical.cooking") == {InformationKind.EVERYDAY}
    assert kinds_of("new.in_a_houses_file") == {InformationKind.HEALTH}
