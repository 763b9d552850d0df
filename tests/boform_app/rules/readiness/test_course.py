"""Over time: no line through a gap, nothing added up, and what changed is what changed."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from boform_app.rules.readiness import DOMAIN_IDS, Answers, Reason
from boform_app.rules.readiness.course import Change, Said, changes, courses, stretches
from tests.boform_app.rules.readiness.strategies import RATINGS, answers, rows

DAY = date(2026, 10, 1)
POINTS = st.lists(st.sampled_from(RATINGS), max_size=12).map(
    lambda found: [Said(DAY + timedelta(days=n), rating) for n, rating in enumerate(found)]
)
OVERVIEWS = st.lists(st.tuples(st.dates(date(2026, 1, 1), date(2026, 3, 1)), answers), max_size=5)


@given(POINTS)
def test_a_line_is_never_drawn_through_what_was_not_rated(points: list[Said]) -> None:
    runs = stretches(points)
    drawn = [point for run in runs for point in run]
    assert drawn == [point for point in points if point.level is not None]
    for run in runs:
        first = points.index(run[0])
        assert list(run) == points[first : first + len(run)], "no point was jumped over"
    for left, right in pairwise(runs):
        between = points[points.index(left[-1]) + 1 : points.index(right[0])]
        assert between
        assert all(point.level is None for point in between)


@given(OVERVIEWS)
def test_each_voice_has_what_it_said_on_each_day(versions: list[tuple[date, Answers]]) -> None:
    found = courses(versions)
    assert [one.domain for one in found] == list(DOMAIN_IDS)
    days = sorted(day for day, _ in versions)
    for index, one in enumerate(found):
        assert [said.on for said in one.resident] == days == [said.on for said in one.staff]
        assert sorted(map(repr, (said.rating for said in one.resident))) == sorted(
            repr(made.resident[index]) for _, made in versions
        )


@given(answers, rows(RATINGS, 14), rows(RATINGS, 14))
def test_a_change_is_told_where_there_is_one_and_nowhere_else(
    before: Answers, resident: tuple[int, ...], staff: tuple[int, ...]
) -> None:
    now = Answers(resident=resident, staff=staff)
    told = {one.domain: one for one in changes(before, now)}
    for index, domain in enumerate(DOMAIN_IDS):
        one = told.get(domain, Change(domain))
        own = (before.resident[index], now.resident[index])
        ours = (before.staff[index], now.staff[index])
        assert one.resident == (own if own[0] != own[1] else None)
        assert one.staff == (ours if ours[0] != ours[1] else None)
    assert list(told) == [domain for domain in DOMAIN_IDS if domain in told]


def test_a_level_is_not_a_reason_that_looks_like_it() -> None:
    assert Said(DAY, Reason.WILL_NOT_SAY).level is None
    assert Said(DAY, None).level is None
    assert Said(DAY, 0).level == 0
