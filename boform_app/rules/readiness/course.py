"""Overviews over time: every area as two voices with gaps, and what changed since last (readiness 3.7).

Nothing is added up, averaged or judged: a level is a level, and a reason is a gap in the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from boform_app.rules.readiness.answers import DOMAIN_IDS, Answers, Rating


@dataclass(frozen=True, slots=True)
class Said:
    """What one voice said of an area on the day of an overview."""

    on: date
    rating: Rating

    @property
    def level(self) -> int | None:
        """The level, None for a reason and for what was not asked."""
        return self.rating if type(self.rating) is int else None


@dataclass(frozen=True, slots=True)
class Course:
    """One area over time, oldest first; both voices have a point for each overview."""

    domain: str
    resident: tuple[Said, ...]
    staff: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """An area where a voice says something else than last time; a voice that does not is None."""

    domain: str
    resident: tuple[Rating, Rating] | None = None
    staff: tuple[Rating, Rating] | None = None


def courses(versions: Iterable[tuple[date, Answers]]) -> tuple[Course, ...]:
    """The fourteen areas in the instrument's order.

    Args:
        versions: Day and answers of each finished overview; two of one day keep their order.
    """
    ordered = sorted(versions, key=lambda pair: pair[0])
    return tuple(
        Course(
            domain,
            tuple(Said(day, answers.resident[index]) for day, answers in ordered),
            tuple(Said(day, answers.staff[index]) for day, answers in ordered),
        )
        for index, domain in enumerate(DOMAIN_IDS)
    )


def stretches(points: Sequence[Said]) -> tuple[tuple[Said, ...], ...]:
    """Runs of points that a line may join: never through a reason or what was not asked."""
    found: list[list[Said]] = []
    broken = True
    for point in points:
        if point.level is None:
            broken = True
            continue
        if broken:
            found.append([])
        found[-1].append(point)
        broken = False
    return tuple(tuple(run) for run in found)


def changes(before: Answers, now: Answers) -> tuple[Change, ...]:
    """Areas where a voice changed, in the instrument's order."""
    found = []
    for index, domain in enumerate(DOMAIN_IDS):
        resident = (before.resident[index], now.resident[index])
        staff = (before.staff[index], now.staff[index])
        one = Change(
            domain,
            resident if resident[0] != resident[1] else None,
            staff if staff[0] != staff[1] else None,
        )
        if one.resident or one.staff:
            found.append(one)
    return tuple(found)
