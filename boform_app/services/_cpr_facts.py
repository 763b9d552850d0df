"""What somebody typed in the CPR field, as columns of a person (domain/law.md 9.7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import Problem
from models import tables
from models.values.cpr import CprResult, parse_cpr

QUESTIONABLE_AGES = (18, 90)


@dataclass(frozen=True, slots=True)
class CprFacts:
    """A CPR number, a replacement, a birth date alone, a reason for none, or nothing yet.

    Attributes:
        kind: ``cpr``, ``ecpr``, ``none`` or ``unknown``.
        questions: Codes that may be kept: ``modulus_11``, ``age_unusual``.
    """

    kind: str = "unknown"
    cpr: str = ""
    birth_date: date | None = None
    no_cpr_reason: str = ""
    stop: str = ""
    questions: tuple[str, ...] = ()

    def problem(self, field: str) -> Problem | None:
        """Why the number cannot be kept."""
        return Problem(field, f"cpr_{self.stop}") if self.stop else None

    def write_to(self, person: tables.Person) -> None:
        """Put what is known on the person; a birth date that is known already stays."""
        if self.kind != "unknown":
            person.cpr_kind, person.cpr = self.kind, self.cpr
            person.no_cpr_reason = self.no_cpr_reason
        if self.birth_date is not None:
            person.birth_date = self.birth_date


def read_cpr(text: str, no_cpr_reason: str, today: date) -> CprFacts:
    """Read the field; a number that was typed wins over "har ikke CPR"."""
    if not text.strip():
        return (
            CprFacts(kind="none", no_cpr_reason=no_cpr_reason.strip())
            if no_cpr_reason
            else CprFacts()
        )
    found = parse_cpr(text, today)
    if found.stop is not None:
        return CprFacts(stop=found.stop)
    if found.is_number:
        kind = "cpr" if found.kind == "cpr" else "ecpr"
        return CprFacts(kind, found.text, found.birth_date, questions=_questions(found, today))
    kind = "none" if no_cpr_reason else "unknown"
    return CprFacts(
        kind,
        birth_date=found.birth_date,
        no_cpr_reason=no_cpr_reason.strip(),
        questions=_questions(found, today),
    )


def _questions(found: CprResult, today: date) -> tuple[str, ...]:
    asked: list[str] = [found.ask] if found.ask else []
    years = age(found.birth_date, today)
    youngest, oldest = QUESTIONABLE_AGES
    if years is not None and not youngest <= years <= oldest:
        asked.append("age_unusual")
    return tuple(asked)


def age(born: date | None, today: date) -> int | None:
    """Whole years on a day; None when the birth date is not known or lies ahead."""
    if born is None or born > today:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def close_cpr_tasks(session: Session, person_id: UUID, today: date, actor_id: UUID) -> None:
    """The number is known now, or it is known that there is none."""
    open_tasks = session.scalars(
        select(tables.Task).where(
            tables.Task.person_id == person_id,
            tables.Task.kind == "cpr_missing",
            tables.Task.done_on.is_(None),
        )
    )
    for task in open_tasks:
        task.done_on, task.done_by_id = today, actor_id
