"""The Udflytningsoverblik: live evaluation while it is filled in, and finished versions (readiness.md 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.errors import Problem, ValidationFailed
from boform_app.rules import instrument
from boform_app.rules.readiness.answers import Answers, Situation
from boform_app.rules.readiness.engine import evaluate
from boform_app.rules.readiness.result import Readiness
from boform_app.rules.readiness.serialise import (
    answers_from_json,
    answers_to_json,
    result_from_json,
    result_to_json,
)
from boform_app.services import _families, _prerequisites
from boform_app.services._letter_rows import staff_names
from boform_app.services._sight import SightService
from boform_app.services.views.overviews import OverviewVersion
from models import tables
from models.values.changes import Changes

TALKED_WITH = "talked_with"
"""Beside the answers: the name of who talked with the resident."""


@dataclass(frozen=True, slots=True)
class FinishedOverview:
    """A finished version with the answers it was made from and the result computed on that day."""

    version: OverviewVersion
    answers: Answers
    result: Readiness


class OverviewsService(SightService):
    """One resident's overviews; a finished version is never changed."""

    def versions(self, person_id: UUID) -> tuple[OverviewVersion, ...]:
        """Finished versions, newest first; those of joined records with them.

        Raises:
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            person = self._opened(session, person_id)
            rows = session.scalars(
                select(tables.Overview)
                .where(tables.Overview.person_id.in_(_families.family(session, person.id)))
                .order_by(tables.Overview.assessed_on.desc(), tables.Overview.finished_at.desc())
            ).all()
            return self._versions(session, list(rows))

    def get(self, overview_id: UUID) -> FinishedOverview:
        """A finished version with the result as it was found on its day; nothing is evaluated again.

        Raises:
            NotFound: There is no such version.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            row = self._get(session, tables.Overview, overview_id)
            self._opened(session, row.person_id)
            version = self._versions(session, [row])[0]
        answers = answers_from_json(row.answers["answers"])
        return FinishedOverview(version, answers, result_from_json(row.result))

    def last(self, person_id: UUID) -> FinishedOverview | None:
        """The newest finished version, None when nobody has talked about moving yet."""
        versions = self.versions(person_id)
        return self.get(versions[0].id) if versions else None

    def evaluate(self, stay_id: UUID, answers: Answers) -> Readiness:
        """What the rules say now; refund nights are passed as unknown, so rule E is silent.

        Raises:
            NotFound: There is no such stay.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            stay = self._get(session, tables.Stay, stay_id)
            self._opened(session, stay.person_id)
            situation = self._situation(session, stay)
        return evaluate(answers, situation, instrument.load(), self._house.clock.today())

    def finish(
        self,
        stay_id: UUID,
        answers: Answers,
        assessed_on: date,
        second: UUID | None = None,
        talked_with: str = "",
    ) -> Changes:
        """Keep a version for good; an unfinished one is fine, an empty one is not.

        Args:
            stay_id: The stay.
            answers: Of both voices.
            assessed_on: Day of the talk.
            second: Who else on the staff rated; ``answers.two_raters`` says whether each did alone.
            talked_with: Who talked with the resident, "" for whoever finishes it.

        Raises:
            NotAllowed: A temp reads overviews and makes none.
            ValidationFailed: ``assessed_on`` lies ahead or before the stay, nothing was answered, or
                ``unknown_choice`` at ``second``: nobody on the staff, or whoever finishes it.
        """
        if self._require("overview") != "yes":
            self._refuse("overview")
        with self._write("overview.finish", "udflytningsoverblik") as unit:
            stay = self._get(unit.session, tables.Stay, stay_id)
            person = self._opened(unit.session, stay.person_id)
            self._check(unit.session, stay, answers, assessed_on, second)
            situation = self._situation(unit.session, stay)
            result = evaluate(answers, situation, instrument.load(), assessed_on)
            unit.session.add(
                tables.Overview(
                    person_id=stay.person_id,
                    stay_id=stay.id,
                    assessed_on=assessed_on,
                    finished_at=self._house.clock.now(),
                    finished_by_id=self._actor.staff_id,
                    second_assessor_id=second,
                    instrument_version=result.instrument,
                    answers={
                        "answers": answers_to_json(answers),
                        "situation": _situation_json(situation),
                        **({TALKED_WITH: talked_with.strip()} if talked_with.strip() else {}),
                    },
                    result=result_to_json(result),
                    rule_rows=[f"instrument@{result.instrument}", *result.rule_ids],
                    category=result.category.value,
                    next_on=result.next_review,
                )
            )
            unit.relabel(f"udflytningsoverblik for {_families.full_name(person)}")
            unit.about(stay.person_id)
            return unit.commit()

    def _situation(self, session: Session, stay: tables.Stay) -> Situation:
        rows = _prerequisites.rows_of(session, [stay.id]).get(stay.id, [])
        key_worker = session.scalar(
            select(tables.Staff)
            .join(tables.Person, tables.Person.key_worker_id == tables.Staff.id)
            .where(tables.Person.id == _families.kept(session, stay.person_id).id)
        )
        responsible = (
            f"{key_worker.first_name} {key_worker.last_name}".strip() if key_worker else ""
        )
        return Situation(
            items=_prerequisites.system_items(rows),
            stay_start=local_date(stay.arrived_at),
            max_rent_kr=stay.max_rent_kr,
            responsible=responsible,
        )

    def _check(
        self, session: Session, stay: tables.Stay, answers: Answers, assessed_on: date,
        second: UUID | None,
    ) -> None:  # fmt: skip
        problems: list[Problem] = []
        if assessed_on > self._house.clock.today():
            problems.append(Problem("assessed_on", "in_future"))
        if assessed_on < local_date(stay.arrived_at):
            problems.append(Problem("assessed_on", "before_stay"))
        if second is not None and not self._may_second(session, second):
            problems.append(Problem("second", "unknown_choice"))
        if answers == Answers():
            problems.append(Problem("", "overview_empty"))
        if problems:
            raise ValidationFailed(*problems)

    def _may_second(self, session: Session, staff_id: UUID) -> bool:
        found = session.get(tables.Staff, staff_id)
        return found is not None and staff_id != self._actor.staff_id

    @staticmethod
    def _versions(session: Session, rows: list[tables.Overview]) -> tuple[OverviewVersion, ...]:
        people = (one for row in rows for one in (row.finished_by_id, row.second_assessor_id))
        names = staff_names(session, people)
        return tuple(
            OverviewVersion(
                row.id,
                row.assessed_on,
                names[row.finished_by_id],
                row.category,
                row.instrument_version,
                names.get(row.second_assessor_id) if row.second_assessor_id else None,
                str(row.answers.get(TALKED_WITH, "")),
            )
            for row in rows
        )


def _situation_json(situation: Situation) -> dict[str, object]:
    """What the system lacked on the day, so that the result can be shown again as it was."""
    return {
        "items": [
            {
                "id": item.id,
                "status": item.status.value,
                "since": item.since.isoformat() if item.since else None,
                "sent": item.sent.isoformat() if item.sent else None,
                "owner": item.owner,
            }
            for item in situation.items.values()
        ],
        "stay_start": situation.stay_start.isoformat() if situation.stay_start else None,
        "max_rent_kr": situation.max_rent_kr,
        "responsible": situation.responsible,
    }
