"""The list *Beboere*: present residents as rows, former ones as ids and pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from uuid import UUID

from boform_app.services import _families
from boform_app.services._resident_rows import (
    Line,
    line,
    past_lines,
    past_records,
    present_records,
    view,
)
from boform_app.services._sight import SightService
from boform_app.services.context import OpenHouse
from boform_app.services.views.admin import Actor
from boform_app.services.views.people import ResidentFilter, ResidentRow
from boform_app.services.views.today import DeadlineRow
from models.values import danish

DeadlineSource = Callable[[], Mapping[UUID, DeadlineRow]]
"""The most pressing deadline of each person; ``TodayService.next_by_person`` in the program."""

PAGE = 100

# Sorting ten thousand former residents again costs nothing while the program runs.
_sort_key = lru_cache(maxsize=65536)(danish.sort_key)


class ResidentsService(SightService):
    """Rows for lists; a protected resident is a room without a name until opened.

    Args:
        house: The open house.
        actor: Who looks.
        deadlines: Where badges come from; the start page's own when left out.
    """

    def __init__(
        self, house: OpenHouse, actor: Actor, deadlines: DeadlineSource | None = None
    ) -> None:
        super().__init__(house, actor)
        self._deadlines = deadlines or self._of_today

    def rows(self, wanted: ResidentFilter) -> tuple[ResidentRow, ...]:
        """Present residents by name in Danish order: all, one's own, or those with a deadline.

        Raises:
            ValueError: Former residents were asked for; there are too many to be rows.
        """
        self._require("see_residents")
        _check_present(wanted)
        badges = self._deadlines()
        with self._read() as session:
            records = present_records(session)
        today = self._house.clock.today()
        rows = [
            view(record, badges.get(record.person.id), today, closed=self._closed(record.person))
            for record in records
            if self._fits(line(record), wanted)
        ]
        return tuple(sorted(_pressing(rows, wanted), key=_order))

    def among(self, rows: Sequence[ResidentRow], wanted: ResidentFilter) -> tuple[ResidentRow, ...]:
        """Those of the present residents' rows that fit, as they were read: no deadline is reckoned again.

        Raises:
            ValueError: As ``rows``.
        """
        self._require("see_residents")
        _check_present(wanted)
        with self._read() as session:
            lines = [line(record) for record in present_records(session)]
        fitting = {line.person_id for line in lines if self._fits(line, wanted)}
        return tuple(_pressing([row for row in rows if row.person_id in fitting], wanted))

    def past_ids(self, wanted: ResidentFilter) -> tuple[UUID, ...]:
        """Persons who lived here and do not now, by name in Danish order.

        Raises:
            NotAllowed: The actor sees present residents only.
        """
        if self._require("see_residents") == "present_only":
            self._refuse("see_residents")
        with self._read() as session:
            lines = past_lines(session, wanted)
        fitting = [line for line in lines if self._fits(line, wanted)]
        fitting.sort(key=self._line_order)
        return tuple(line.person_id for line in fitting)

    def past_page(self, ids: tuple[UUID, ...]) -> tuple[ResidentRow, ...]:
        """Rows of one page, in the order of the ids; at most 100 at a time.

        Raises:
            NotAllowed: The actor sees present residents only.
        """
        if self._require("see_residents") == "present_only":
            self._refuse("see_residents")
        page = ids[:PAGE]
        with self._read() as session:
            records = {r.person.id: r for r in past_records(session, page)}
        today = self._house.clock.today()
        return tuple(
            view(records[i], None, today, closed=self._closed(records[i].person))
            for i in page
            if i in records
        )

    def neighbours(self, person_id: UUID) -> tuple[UUID | None, UUID | None]:
        """Who stands before and after in the list of present residents; None at the ends."""
        self._require("see_residents")
        with self._read() as session:
            kept = _families.kept(session, person_id).id
            lines = [line(record) for record in present_records(session)]
        ids = [found.person_id for found in sorted(lines, key=self._line_order)]
        if kept not in ids:
            return None, None
        at = ids.index(kept)
        return (ids[at - 1] if at else None), (ids[at + 1] if at + 1 < len(ids) else None)

    def _of_today(self) -> Mapping[UUID, DeadlineRow]:
        from boform_app.services.today import TodayService  # noqa: PLC0415 - it may not be asked for

        return TodayService(self._house, self._actor).next_by_person()

    def _fits(self, line: Line, wanted: ResidentFilter) -> bool:
        mine = wanted.show != "mine" or line.key_worker_id == self._actor.staff_id
        code, worker = wanted.municipality_code, wanted.key_worker_id
        return (
            mine
            and (not code or line.municipality_code == code)
            and (worker is None or line.key_worker_id == worker)
            and (not wanted.category or (line.category or "none") == wanted.category)
            and self._matches(line, wanted.text)
        )

    def _matches(self, line: Line, text: str) -> bool:
        """By the beginning of any word; a closed person is found by the room alone."""
        if not text.strip():
            return True
        if self._closed_line(line):
            return danish.starts_like(line.room, text)
        names = f"{line.first_name} {line.last_name} {line.preferred_name} {line.alias}"
        digits = line.cpr.replace("-", "")
        return danish.starts_like(f"{names} {line.room} {digits} {line.cpr}", text)

    def _line_order(self, line: Line) -> tuple[bool, danish.SortKey, int]:
        closed = self._closed_line(line)
        return closed, _sort_key("" if closed else line.list_name), line.person_id.int

    def _closed_line(self, line: Line) -> bool:
        return line.protected_address and self._opening(line.person_id) is None


def _check_present(wanted: ResidentFilter) -> None:
    if wanted.show == "past":
        raise ValueError("former residents are read with past_ids and past_page")


def _pressing(rows: Sequence[ResidentRow], wanted: ResidentFilter) -> Sequence[ResidentRow]:
    if wanted.show != "deadline":
        return rows
    return [row for row in rows if row.badge_kind in {"over", "soon"}]


def _order(row: ResidentRow) -> tuple[bool, danish.SortKey, int]:
    return row.closed, _sort_key(row.list_name), row.person_id.int
