"""The facts of a stay that are changed one at a time: their Danish names, checks and effects."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.errors import Problem, ValidationFailed
from boform_app.services import _families, _municipality_periods, _prerequisites, _rooms
from boform_app.services._municipality_periods import ROLE_OF_COLUMN
from boform_app.services._stay_checks import (
    MUNICIPALITY_FIELDS,
    day_problems,
    key_problem,
    municipality_problem,
    overlap_problem,
)
from boform_app.services._texts import LONGEST, LONGEST_LINE, plain_lines, text_problems
from models import tables

LABELS = {
    "decided_on": "dag for afgørelsen",
    "arrived_at": "ankomst",
    "came": "hvordan beboeren kom",
    "referred_by": "henvist af",
    "reasons": "årsag til optagelsen",
    "reason_text": "årsag til optagelsen",
    "situation_before": "situation før opholdet",
    "acting_municipality_code": "handlekommune",
    "residence_municipality_code": "opholdskommune",
    "fact_registered_code": "folkeregisteradresse",
    "fact_lived_code": "har faktisk boet i",
    "fact_wished_code": "vil gerne bo i",
    "fact_sought_code": "har søgt hjælp hos",
    "acute": "noget akut",
    "information_given_on": "oplysning om dine oplysninger",
    "max_rent_kr": "højeste husleje",
}
_LISTS = {"came": "arrival_ways", "situation_before": "homelessness_situations"}
_HIGHEST_RENT_KR = 100_000

StayFactValue = str | date | datetime | int | tuple[str, ...] | None


class StayEdit:
    """One fact of one stay that is about to be changed."""

    def __init__(self, session: Session, stay: tables.Stay, today: date, actor_id: UUID) -> None:
        self._session = session
        self._stay = stay
        self._today = today
        self._actor_id = actor_id

    def write(self, name: str, value: StayFactValue) -> None:
        """Check the value and put it on the stay, with what follows from it.

        Raises:
            ValidationFailed: The problem stands at the field.
        """
        special: dict[str, Callable[[Any], None]] = {
            "decided_on": self._decided_on,
            "arrived_at": self._arrived_at,
            "reasons": self._reasons,
            "information_given_on": self._information_given_on,
            "max_rent_kr": self._max_rent,
        }
        if name in special:
            special[name](value)
        elif name in ROLE_OF_COLUMN:
            ended_on = local_date(self._stay.ended_at) if self._stay.ended_at else self._today
            code = "" if value is None else str(value).strip()
            self.hand_over(name, code, min(self._today, ended_on))
            return
        else:
            self._text(name, "" if value is None else str(value).strip())
        self._follow(name)

    def hand_over(self, name: str, code: str, on: date, note: str = "") -> None:
        """Another handlekommune or opholdskommune from a day on, with what follows from it.

        Raises:
            ValidationFailed: ``unknown_choice`` at the column's name.
        """
        _raise(municipality_problem(name, code))
        _municipality_periods.hand_over(
            self._session, self._stay, ROLE_OF_COLUMN[name], code, on=on, note=note
        )
        self._follow(name)

    def _text(self, name: str, value: str) -> None:
        if name in _LISTS:
            _raise(key_problem(name, _LISTS[name], value))
        if name in MUNICIPALITY_FIELDS:
            _raise(municipality_problem(name, value))
        most = LONGEST_LINE if name == "referred_by" else LONGEST
        _raise(*text_problems(name, value, most))
        setattr(self._stay, name, plain_lines(value))

    def _decided_on(self, value: object) -> None:
        if not isinstance(value, date) or isinstance(value, datetime):
            raise ValidationFailed(Problem("decided_on", "required"))
        stay = self._stay
        _raise(*day_problems(value, stay.arrived_at, stay.ended_at, self._today))
        stay.decided_on = value

    def _arrived_at(self, value: object) -> None:
        """The first place follows the arrival; it must have been free then."""
        if not isinstance(value, datetime):
            raise ValidationFailed(Problem("arrived_at", "required"))
        stay, session = self._stay, self._session
        family = _families.family(session, stay.person_id)
        _raise(
            *day_problems(stay.decided_on, value, stay.ended_at, self._today),
            overlap_problem(session, family, value, stay.ended_at, but=stay.id),
        )
        first = session.scalars(
            select(tables.PlacePeriod)
            .where(tables.PlacePeriod.stay_id == stay.id)
            .order_by(tables.PlacePeriod.starts_at)
        ).first()
        if first is not None:
            self._move_start(first, value)
        stay.arrived_at = value
        # The day that was typed counts; nothing is counted from a night before any more.
        stay.came_at = None

    def _move_start(self, first: tables.PlacePeriod, start: datetime) -> None:
        if first.ends_at is not None and start > first.ends_at:
            raise ValidationFailed(Problem("arrived_at", "arrival_after_move"))
        until, but = first.ends_at, self._stay.id
        if _rooms.taken_from(self._session, first.place_id, start, until=until, but=but):
            raise ValidationFailed(Problem("arrived_at", "place_taken_then"))
        first.starts_at = start

    def _reasons(self, value: object) -> None:
        keys = tuple(value) if isinstance(value, tuple | list) else ()
        _raise(*(key_problem("reasons", "admission_reasons", str(key)) for key in keys))
        self._stay.reasons = [str(key) for key in keys]

    def _information_given_on(self, value: object) -> None:
        if value is not None and not isinstance(value, date):
            raise ValidationFailed(Problem("information_given_on", "not_understood"))
        if value is not None and value > self._today:
            raise ValidationFailed(Problem("information_given_on", "in_the_future"))
        self._stay.information_given_on = value

    def _max_rent(self, value: object) -> None:
        if value is not None and (not isinstance(value, int) or not 0 <= value <= _HIGHEST_RENT_KR):
            raise ValidationFailed(Problem("max_rent_kr", "out_of_range"))
        self._stay.max_rent_kr = value

    def _follow(self, name: str) -> None:
        """Open tasks end when the answer is there; an unknown handlekommune is C9."""
        stay = self._stay
        if name == "acting_municipality_code":
            self._follow_municipality()
        if name in {"reasons", "reason_text"} and (stay.reasons or stay.reason_text):
            self._close("reason")
        if name == "information_given_on" and stay.information_given_on is not None:
            self._close("data_information")

    def _follow_municipality(self) -> None:
        item = _prerequisites.item(self._session, self._stay.id, "C9")
        known = bool(self._stay.acting_municipality_code)
        if known:
            self._close("municipality_unknown")
        elif not self._open("municipality_unknown"):
            self._session.add(
                tables.Task(
                    person_id=self._stay.person_id,
                    stay_id=self._stay.id,
                    kind="municipality_unknown",
                    opened_on=self._today,
                )
            )
        was = "missing" if known else "unknown"
        if item is not None and item.status == was:
            status = "unknown" if known else "missing"
            _prerequisites.move(self._session, item, on=self._today, status=status)

    def _open(self, kind: str) -> list[tables.Task]:
        return list(
            self._session.scalars(
                select(tables.Task).where(
                    tables.Task.stay_id == self._stay.id,
                    tables.Task.kind == kind,
                    tables.Task.done_on.is_(None),
                )
            )
        )

    def _close(self, kind: str) -> None:
        for task in self._open(kind):
            task.done_on, task.done_by_id = self._today, self._actor_id


def _raise(*problems: Problem | None) -> None:
    found = [problem for problem in problems if problem is not None]
    if found:
        raise ValidationFailed(*found)
