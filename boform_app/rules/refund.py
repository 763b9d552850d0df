"""The refund clock (*refusionsdøgn*): nights of one person in all § 110 houses, per running year.

What the law says (domain/law.md 3 and 14 b) is unclear in four places, and each is read so that
nobody is surprised: nights are counted, calendar days stand beside them; absences count and are
shown apart; a window that was open on 1 April 2026 has both marks, 90 and 120; and a new year
begins on the anniversary only while a stay runs, else at the next admission. The house can switch
the last three by rows of its own (``resources/rules/economy.toml``).

"Counted from the first admission after the reform's entry into force" leaves open what holds for
a stay that was already running on 1 October 2023. Its window begins on that day: no night before
the reform counts, and no night after it is left out.

All of it is for leaders only and for guidance: it decides nothing, and nobody's right to stay
depends on it (``SENTENCE``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from boform_app.rules.rows import RuleBook, Selected
from boform_app.rules.spans import after_years
from models.values.periods import Nights, count_nights, union, without

GUIDANCE = "vejledende – handlekommunen afgør"
SENTENCE = "Grænsen vedrører kommunens refusion. Borgerens ret til ophold ændres ikke."

MarkRole = Literal["safe", "possible"]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundPeriod:
    """Nights in one § 110 house; those elsewhere are as told.

    Attributes:
        first_night: The day of admission; a night belongs to the date on which it begins.
        until: The day of leaving, whose night does not count; None while the stay runs.
        house: Name of the other house, "" for our own.
        told: Told by the resident or a municipality, not seen by us.

    Raises:
        ValueError: ``until`` lies before ``first_night``.
    """

    first_night: date
    until: date | None = None
    house: str = ""
    told: bool = False

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.first_night:
            raise ValueError("a stay ends before it begins")

    @classmethod
    def elsewhere(cls, from_night: date, to_night: date, house: str = "") -> RefundPeriod:
        """Nights told of another house, both named nights included."""
        return cls(first_night=from_night, until=to_night + _DAY, house=house, told=True)

    def runs_on(self, day: date) -> bool:
        """Whether the night of a day belongs to it."""
        return self.first_night <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundFacts:
    """What is known of one person's nights.

    Attributes:
        periods: All stays here and all nights told of other houses; annulled stays left out.
        absences: Nights away during stays here, half-open; an open one up to today.
        elsewhere_asked: Whether it was asked where else the person has stayed; until then the
            number is "mindst".
        admitted_elsewhere_on: First admission in another house as told, where no nights are
            known: it opens the year and counts no night.
    """

    periods: tuple[RefundPeriod, ...]
    absences: tuple[Nights, ...] = ()
    elsewhere_asked: bool = False
    admitted_elsewhere_on: date | None = None


@dataclass(frozen=True, slots=True)
class RefundMark:
    """A number of nights after which the state may pay no more.

    Attributes:
        nights: 90 or 120.
        role: ``safe`` (*sikker grænse*), or ``possible`` (*mulig overgangsgrænse*).
        row_id: The rule row it comes from.
        left: Nights left, 0 when reached.
        last_night: The date of the last night within it, if the stay goes on; None when the year
            ends or the person leaves before.
        reached_on: The first day on which all of its nights are used: the day after.
    """

    nights: int
    role: MarkRole
    row_id: str
    left: int
    last_night: date | None
    reached_on: date | None

    @property
    def is_reached(self) -> bool:
        """Whether all of its nights are used."""
        return self.left == 0


@dataclass(frozen=True, slots=True)
class Claims:
    """The nights before today as each house claims them, over all years.

    Attributes:
        own: Stays here, in order.
        counted: The same, without absences where the house does not count them.
        told: Nights in other houses.
        absences: Nights away, also those of other times.
    """

    own: tuple[Nights, ...]
    counted: tuple[Nights, ...]
    told: tuple[Nights, ...]
    absences: tuple[Nights, ...]


@dataclass(frozen=True)
class RefundWindow:
    """One running year; without slots, so that its marks are worked out once.

    Attributes:
        start: First day.
        end: First day outside it.
        used: Different nights before today: a night that two houses claim counts once.
        caps: The rule rows of its marks.
        expected: The nights of the year as runs, with those to come if the stay goes on.
        claims: What the numbers beside it are worked out from.
    """

    start: date
    end: date
    used: int
    caps: tuple[Selected, ...]
    expected: tuple[Nights, ...]
    claims: Claims

    @cached_property
    def marks(self) -> tuple[RefundMark, ...]:
        """Lowest first; two while the transition of 1 April 2026 is unclear."""
        return tuple([self._mark(cap, first=cap is self.caps[0]) for cap in self.caps])

    def _mark(self, cap: Selected, *, first: bool) -> RefundMark:
        last = self.night(cap.number)
        return RefundMark(
            nights=cap.number,
            role="safe" if first else "possible",
            row_id=cap.row.row_id,
            left=max(0, cap.number - self.used),
            last_night=last,
            reached_on=None if last is None else last + _DAY,
        )

    @property
    def overlapped(self) -> int:
        """How many nights more than one house claims."""
        runs = self._inside((*self.claims.counted, *self.claims.told))
        shared = (
            one.within(other.first, other.until)
            for number, one in enumerate(runs)
            for other in runs[number + 1 :]
        )
        return count_nights(shared)

    @property
    def told(self) -> int:
        """How many of ``used`` are known only because somebody told."""
        return self.used - count_nights(self._inside(self.claims.counted))

    @property
    def absent(self) -> int:
        """Nights away during stays here; in ``used`` unless the house counts otherwise."""
        own = self.claims.own
        return count_nights(self._inside(without(own, without(own, self.claims.absences))))

    @property
    def calendar_days(self) -> int:
        """Days with admission and discharge day both counted, absences included."""
        runs = (*self.claims.own, *self.claims.told)
        return count_nights(self._inside(Nights(run.first, run.until + _DAY) for run in runs))

    def night(self, number: int) -> date | None:
        """The date of a night of the year by its number (1 is the first), None when it will not come."""
        return _nth(self.expected, number)

    def _inside(self, runs: Iterable[Nights]) -> list[Nights]:
        return _within(runs, self.start, self.end)


@dataclass(frozen=True, slots=True)
class RefundClock:
    """All running years of a person. Never on the resident's page, never in a letter.

    Attributes:
        windows: Oldest first, none that begins after today.
        current: The year that runs today; None when the last one is over and no stay runs.
        today: The day it was counted.
        at_least: Nights elsewhere have not been asked for: "mindst X døgn".
        readings: Ids of the rule rows that say how all years are counted.
        guidance: To be shown with every number.
    """

    windows: tuple[RefundWindow, ...]
    current: RefundWindow | None
    today: date
    at_least: bool
    readings: tuple[str, ...]
    guidance: str = GUIDANCE

    @property
    def because(self) -> tuple[str, ...]:
        """Ids of all rule rows used."""
        caps = [cap.row.row_id for window in self.windows for cap in window.caps]
        return tuple(dict.fromkeys((*self.readings, *caps)))

    @property
    def used(self) -> int:
        """Nights used in the running year."""
        return 0 if self.current is None else self.current.used

    @property
    def days_to_reset(self) -> int | None:
        """Days until the running year ends, None where none runs."""
        return None if self.current is None else (self.current.end - self.today).days


def refund_clock(facts: RefundFacts, book: RuleBook, today: date) -> RefundClock | None:
    """Count the nights of every running year of one person up to today; see ``RefundRules``."""
    return RefundRules(book, today).clock(facts)


class RefundRules:
    """How the unclear places are read on a day; counts for many persons.

    Args:
        book: Rows of ``economy.toml``.
        today: The day of the question.
    """

    def __init__(self, book: RuleBook, today: date) -> None:
        absence = book.select("refund_absence_counts", today)
        restart = book.select("refund_restart_automatic", today)
        counted = book.find("refund_counted", today)
        self._book = book
        self.today = today
        self.absence_counts = absence.yes
        self._automatic = restart.yes
        self._both_marks = book.select("refund_transition_open", today).yes
        self._keeps_cap = book.select("refund_transition_keeps_cap", today).yes
        self._counts = counted is not None and counted.yes
        yes = [row for row in book.history("refund_counted") if row.value is True]
        self._first_day = min((row.valid_from for row in yes), default=date.max)
        years = book.find("refund_window_years", today)
        rows = (counted, absence, restart, years)
        self._readings = tuple([row.row.row_id for row in rows if row is not None])
        self._ends: dict[date, date] = {}
        self._caps: dict[date, tuple[Selected, ...]] = {}

    def clock(self, facts: RefundFacts) -> RefundClock | None:
        """Count the nights of every running year.

        Nights before today count; the coming night does not yet, as everywhere in the program.

        Returns:
            None where nothing is to be counted: no night since the reform, or the house has
            switched the clock off (``refund_counted``).
        """
        if not self._counts:
            return None
        periods = _since(self._first_day, facts.periods, self.today)
        admissions = [period.first_night for period in periods]
        told = facts.admitted_elsewhere_on
        if told is not None and self._first_day <= told <= self.today:
            admissions.append(told)
        if not admissions:
            return None
        tally = _Tally(periods, facts.absences, self)
        windows = tuple([tally.window(*year) for year in self._years(periods, admissions)])
        return RefundClock(
            windows=windows,
            current=windows[-1] if self.today < windows[-1].end else None,
            today=self.today,
            at_least=not facts.elsewhere_asked,
            readings=self._readings,
        )

    def caps(self, start: date) -> tuple[Selected, ...]:
        """The limits that the year from ``start`` may have, lowest first."""
        if start not in self._caps:
            self._caps[start] = tuple(self._look_for_caps(start, self._end(start)))
        return self._caps[start]

    def _look_for_caps(self, start: date, end: date) -> list[Selected]:
        first = self._book.find("refund_cap_nights", start)
        later = [
            self._book.find("refund_cap_nights", row.valid_from)
            for row in self._book.history("refund_cap_nights")
            if start < row.valid_from < end
        ]
        found = [row for row in (first, *later) if row is not None]
        if not self._both_marks:
            found = found[:1] if self._keeps_cap else found[-1:]
        return sorted({row.number: row for row in found}.values(), key=lambda row: row.number)

    def _end(self, start: date) -> date:
        """The first day after the running year."""
        if start not in self._ends:
            years = self._book.select("refund_window_years", start)
            self._ends[start] = after_years(start, years.number)
        return self._ends[start]

    def _years(
        self, periods: tuple[RefundPeriod, ...], admissions: list[date]
    ) -> Iterator[tuple[date, date]]:
        """Start and end of each running year that has begun."""
        start: date | None = min(admissions)
        while start is not None and start <= self.today:
            end = self._end(start)
            yield start, end
            if end > self.today:
                return
            runs_on = self._automatic or any(period.runs_on(end) for period in periods)
            start = end if runs_on else min((day for day in admissions if day >= end), default=None)


def _since(first: date, periods: tuple[RefundPeriod, ...], today: date) -> tuple[RefundPeriod, ...]:
    """What has begun, without the nights before the reform."""
    begun = [one for one in periods if one.first_night <= today]
    return tuple(
        [
            one if one.first_night >= first else replace(one, first_night=first)
            for one in begun
            if one.first_night >= first or one.until is None or one.until > first
        ]
    )


class _Tally:
    """Counts what lies within a window."""

    def __init__(
        self, periods: tuple[RefundPeriod, ...], absences: tuple[Nights, ...], rules: RefundRules
    ) -> None:
        self._today = today = rules.today
        self._caps = rules.caps
        self._runs = False
        here: list[Nights] = []
        elsewhere: list[Nights] = []
        for one in periods:
            until = one.until
            if until is None or today < until:
                until, self._runs = today, True
            (elsewhere if one.told else here).append(Nights(one.first_night, until))
        own, told = tuple(sorted(here)), tuple(sorted(elsewhere))
        counted = own
        if absences and not rules.absence_counts:
            counted = tuple([part for run in own for part in without([run], absences)])
        self._claims = Claims(own, counted, told, tuple(sorted(absences)))
        self._counting = _union((*counted, *told))

    def window(self, start: date, end: date) -> RefundWindow:
        """One running year."""
        runs = _within(self._counting, start, end)
        used = sum([run.count for run in runs])
        goes_on = self._runs and start <= self._today < end
        expected = _prolonged(runs, self._today, end) if goes_on else tuple(runs)
        return RefundWindow(start, end, used, self._caps(start), expected, self._claims)


def _union(runs: tuple[Nights, ...]) -> tuple[Nights, ...]:
    """As ``union``; most people have one stay, or one and nights told of another time."""
    match runs:
        case (only,):
            return runs if only.count else ()
        case (one, other) if one.count and other.count and one.until < other.first:
            return runs
        case (one, other) if one.count and other.count and other.until < one.first:
            return other, one
        case _:
            return union(runs)


def _prolonged(runs: list[Nights], today: date, end: date) -> tuple[Nights, ...]:
    """Disjoint nights up to today, and those to come until the year ends."""
    if runs and runs[-1].until == today:
        return (*runs[:-1], Nights(runs[-1].first, end))
    return (*runs, Nights(today, end))


def _within(runs: Iterable[Nights], start: date, end: date) -> list[Nights]:
    # Most runs lie within one year, and the part of such a run is the run.
    found = [
        run if start <= run.first and run.until <= end else run.within(start, end) for run in runs
    ]
    return [run for run in found if run.count]


def _nth(runs: Iterable[Nights], number: int) -> date | None:
    left = number
    for run in runs:
        count = run.count
        if left <= count:
            return run.first + timedelta(days=left - 1)
        left -= count
    return None
