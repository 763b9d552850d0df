"""Where somebody stands: every combination goes to exactly one place, and agrees with Y2."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from boform_app.rules.figures.standing import READY, Settings, counts, stage, waiting_for
from boform_app.rules.prerequisites import PrerequisiteFacts, holds_back_move, waits_on_system
from boform_app.rules.stay_facts import StayFacts

TODAY = date(2026, 11, 23)
SETTINGS = Settings(14, 28)
ITEMS = st.lists(
    st.builds(
        PrerequisiteFacts,
        code=st.sampled_from([f"C{n}" for n in range(1, 13)]),
        status=st.sampled_from(
            ["fulfilled", "in_progress", "missing", "unknown", "not_relevant"]
        ),
        owner=st.just("municipality"),
        since=st.just(TODAY),
    ),
    max_size=12,
).map(tuple)  # fmt: skip


@st.composite
def stays(draw: st.DrawFn) -> StayFacts:
    arrived = TODAY - timedelta(days=draw(st.integers(0, 60)))
    return StayFacts(
        stay_id="s",
        person_id="p",
        decided_on=arrived,
        arrived_on=arrived,
        ended_on=draw(st.sampled_from([None, TODAY])),
        planned_end=draw(st.sampled_from([None, TODAY])),
        support_wanted=draw(st.sampled_from([None, True, False])),
        overview_on=draw(
            st.none() | st.integers(0, 60).map(lambda days: TODAY - timedelta(days=days))
        ),
        overview_category=draw(st.sampled_from(["", "K1", "K2", "K3", "K4"])),
        prerequisites=draw(ITEMS),
    )


@given(stays())
def test_everybody_stands_where_the_last_overview_and_y2_say(stay: StayFacts) -> None:
    found = stage(stay, SETTINGS, TODAY)
    fresh = stay.overview_on is not None and (TODAY - stay.overview_on).days <= 28
    assert (found is not None) == (fresh and stay.overview_category != "")
    if found is None:
        return
    assert (found in READY) == (stay.overview_category in {"K1", "K2"})
    waits = waits_on_system(stay.prerequisites, support_wanted=stay.support_wanted)
    if found in READY:
        assert (found == "waits") == waits
        assert found == "waits" or (found == "moving") == (stay.planned_end is not None)


@given(stays())
def test_what_is_waited_for_holds_the_move_back_and_is_unsettled(stay: StayFacts) -> None:
    for item in stay.prerequisites:
        holds = holds_back_move(item, support_wanted=stay.support_wanted)
        unsettled = item.status in {"missing", "unknown"}
        assert (item in waiting_for(stay)) == (holds and unsettled)
    here = stay.ended_on is None and stay.arrived_on <= TODAY - timedelta(days=14)
    assert counts(stay, SETTINGS, TODAY) == here
