"""What of a resident may travel to another Boform under a consent, as plain rows and bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.exchange.transfer_document import Author, Row
from boform_app.exchange.transfer_schema import CONSENT, PERSON, TABLES
from boform_app.rules.readiness.answers import Answers, DomainNote
from boform_app.rules.readiness.serialise import (
    answers_from_json,
    result_from_json,
    result_to_json,
)
from boform_app.services import _foreign_staff, _stored_letters
from boform_app.services._blobs import read_blob
from boform_app.services._letter_overview import THEME_KINDS
from boform_app.services.overviews import TALKED_WITH
from boform_app.vault.blobs import BlobStore
from models import tables
from models.tables import Blob
from models.values.information import ConsentTopic, InformationKind, covered_by

GROUP_TABLES: Mapping[str, tuple[str, ...]] = {
    "network": ("next_of_kin",),
    "stays": ("stay", "municipality_period"),
    "case": ("caseworker", "action_plan", "prerequisite", "prerequisite_period"),
    "services": ("service_in_use",),
    "plan": ("stay_plan", "goal", "subgoal", "subgoal_task", "goal_evaluation"),
    "overviews": ("overview",),
    "letters": ("letter",),
    "documents": ("document",),
}
COUNTED = {
    "network": "next_of_kin", "stays": "stay", "case": "action_plan",
    "services": "service_in_use", "plan": "goal", "overviews": "overview", "letters": "letter",
    "documents": "document",
}  # fmt: skip
FIXED = ("identity", "stays")
_EVERYTHING = frozenset(InformationKind)
SERVICE_KINDS: Mapping[str, frozenset[InformationKind]] = {
    # That somebody gets support, or comes to a place that is open to all, tells no more.
    **dict.fromkeys(
        ("support_85", "support_85a", "contact_person", "home_help", "drop_in"), frozenset()
    ),
    **dict.fromkeys(
        ("doctor", "dentist", "nursing", "psychiatry", "treatment"),
        frozenset({InformationKind.HEALTH}),
    ),
    "substance_treatment": frozenset({InformationKind.HEALTH, InformationKind.SUBSTANCES}),
    **dict.fromkeys(
        ("benefits", "financial_advice", "debt_advice", "guardian"),
        frozenset({InformationKind.ECONOMY}),
    ),
    **dict.fromkeys(("job_centre", "activity"), frozenset({InformationKind.WORK})),
    "volunteer": frozenset({InformationKind.NETWORK}),
    # No tick speaks of these.
    **dict.fromkeys(("probation", "other"), _EVERYTHING),
}
"""What help tells about somebody, beside the themes it helps with.

A kind that does not stand here may tell anything and travels under a consent with every tick only.
"""
_HEALTH = {"allergy_status": "not_asked", "allergy": "", "medicine": ""}


@dataclass(slots=True)
class Luggage:
    """What was found, and what stays because the consent does not reach it.

    Attributes:
        left_out: Records by group that the consent does not cover.
        needs: Ticks by group that would cover them.
        files: Stored files by SHA-256.
    """

    person: Row
    tables: dict[str, list[Row]] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    needs: dict[str, set[ConsentTopic]] = field(default_factory=dict)
    files: dict[str, Blob] = field(default_factory=dict)

    def only(self, groups: Iterable[str]) -> Mapping[str, list[Row]]:
        """Rows of the groups, without references to what stays here."""
        wanted = {name for group in groups for name in GROUP_TABLES.get(group, ())}
        kept: dict[str, list[Row]] = {}
        for name, table in TABLES.items():
            if name in wanted:
                # Letters refer to each other.
                kept[name] = list(self.tables.get(name, ()))
                ids = {to: {row["id"] for row in kept.get(to, ())} for to in table.refers.values()}
                linked = (_linked(row, table.refers, ids) for row in kept[name])
                kept[name] = [row for row in linked if row is not None]
        return {name: rows for name, rows in kept.items() if rows}

    def person_for(self, groups: Iterable[str]) -> Row:
        """The person's facts; health only when it was chosen."""
        return self.person if "health" in set(groups) else {**self.person, **_HEALTH}

    def count(self, group: str) -> int:
        """How many records of a group would travel."""
        if group == "identity":
            return 1
        if group == "health":
            return int(any(self.person[name] != value for name, value in _HEALTH.items()))
        return len(self.tables.get(COUNTED[group], ()))

    def blobs(self, kept: Mapping[str, list[Row]], store: BlobStore) -> dict[str, bytes]:
        """The bytes that rows speak of.

        Raises:
            BlobDamaged: A stored file is missing or was changed.
        """
        wanted = {
            row[column]
            for rows in kept.values()
            for row in rows
            for column in ("sha256", "answer_form_sha256")
            if row.get(column)
        }
        return {sha256: read_blob(store, self.files[sha256]) for sha256 in sorted(wanted)}


def _linked(row: Row, refers: Mapping[str, str], ids: Mapping[str, set[UUID]]) -> Row | None:
    """The row without links into the void; None when it hangs on what stays here."""
    loose = [one for one, to in refers.items() if row[one] is not None and row[one] not in ids[to]]
    needed = {"stay_id", "stay_plan_id", "goal_id", "subgoal_id", "prerequisite_id"}
    if needed.intersection(loose):
        return None
    return {**row, **dict.fromkeys(loose)} if loose else row


class Packer:
    """Reads one person's rows.

    Args:
        session: An open session.
        store: Where contexts of letters are read from.
        family: The kept record and those joined into it.
        topics: Ticks of the consent.
        house: Name of this house, for stays that were here.
    """

    def __init__(
        self,
        session: Session,
        store: BlobStore,
        family: tuple[UUID, ...],
        topics: frozenset[ConsentTopic],
        house: str,
    ) -> None:
        self._session = session
        self._store = store
        self._family = family
        self._topics = topics
        self._covered = covered_by(topics)
        self._house = house
        person = session.get_one(tables.Person, family[0])
        self._luggage = Luggage(_plain(person, PERSON.fields))

    def packed(self) -> Luggage:
        """Everything that may travel."""
        told = self._luggage.count("health") > 0
        if told and ConsentTopic.HEALTH not in self._topics:
            self._stays_here("health", {ConsentTopic.HEALTH})
            self._luggage.person = {**self._luggage.person, **_HEALTH}
        stays = self._stays()
        self._network()
        self._case(stays)
        self._services()
        self._plans(stays)
        self._overviews(stays)
        self._letters()
        self._documents()
        return self._luggage

    def _stays(self) -> set[UUID]:
        rows = self._of_person(tables.Stay, tables.Stay.annulled_at.is_(None))
        self._luggage.tables["stay"] = [self._stay(row) for row in rows]
        ids = {row.id for row in rows}
        self._below("municipality_period", tables.MunicipalityPeriod, "stay_id", ids)
        return ids

    def _stay(self, row: tables.Stay) -> Row:
        plain = dict(_plain(row, TABLES["stay"].fields))
        plain["other_house"] = row.other_house or self._house
        if ConsentTopic.HOUSING not in self._topics:
            plain["new_address"] = ""
        if ConsentTopic.ECONOMY not in self._topics:
            plain["max_rent_kr"] = None
        return plain

    def _network(self) -> None:
        rows = self._of_person(tables.NextOfKin)
        if ConsentTopic.NETWORK in self._topics:
            self._keep("next_of_kin", rows)
        else:
            for _ in rows:
                self._stays_here("network", {ConsentTopic.NETWORK})

    def _case(self, stays: set[UUID]) -> None:
        plans = self._below("action_plan", tables.ActionPlan, "stay_id", stays)
        items = self._below("prerequisite", tables.Prerequisite, "stay_id", stays)
        self._below(
            "prerequisite_period", tables.PrerequisitePeriod, "prerequisite_id",
            {row.id for row in items},
        )  # fmt: skip
        workers = {plan.caseworker_id for plan in plans}
        self._keep("caseworker", self._rows(tables.Caseworker, tables.Caseworker.id.in_(workers)))

    def _services(self) -> None:
        kept = [
            row
            for row in self._of_person(tables.ServiceInUse)
            if self._may_go(
                "services",
                {
                    InformationKind.SUPPORT,
                    *SERVICE_KINDS.get(row.kind, _EVERYTHING),
                    *(THEME_KINDS[one] for one in row.domains),
                },
            )
        ]
        self._keep("service_in_use", kept)

    def _plans(self, stays: set[UUID]) -> None:
        from boform_app.services._plan_document import kinds_of  # noqa: PLC0415 - brings the printer's workshop

        plans = self._below("stay_plan", tables.StayPlan, "stay_id", stays)
        goals = self._rows(tables.Goal, tables.Goal.stay_plan_id.in_({row.id for row in plans}))
        kept = [
            goal
            for goal in goals
            if self._may_go(
                "plan", {InformationKind.EVERYDAY, *kinds_of(goal.theme, *goal.secondary)}
            )
        ]
        self._keep("goal", kept)
        steps = self._below("subgoal", tables.Subgoal, "goal_id", {row.id for row in kept})
        self._below("subgoal_task", tables.SubgoalTask, "subgoal_id", {row.id for row in steps})
        self._below("goal_evaluation", tables.GoalEvaluation, "goal_id", {row.id for row in kept})

    def _overviews(self, stays: set[UUID]) -> None:
        rows = self._rows(tables.Overview, tables.Overview.stay_id.in_(stays))
        kept: list[Row] = []
        for row in rows:
            told = _told(answers_from_json(row.answers["answers"]))
            if self._may_go("overviews", {InformationKind.OVERVIEW, *told}):
                plain = dict(_plain(row, TABLES["overview"].fields))
                # Who of our staff talked is nothing to the other house.
                plain["answers"] = {
                    key: value for key, value in row.answers.items() if key != TALKED_WITH
                }
                # The leaders' view of refund stays in the house.
                found = result_from_json(row.result)
                plain["result"] = json.loads(json.dumps(result_to_json(found, with_refund=False)))
                kept.append(plain)
        self._luggage.tables["overview"] = kept

    def _letters(self) -> None:
        rows = self._of_person(
            tables.Letter, tables.Letter.status.in_(("sent", "annulled")),
            tables.Letter.sent_on.is_not(None),
        )  # fmt: skip
        kept: list[Row] = []
        for row in rows:
            kinds = {InformationKind(one["information"]) for one in row.disclosures}
            context = self._context(row)
            if context is not None and self._may_go("letters", kinds):
                form = self._file(row.answer_form_blob_id) if row.answer_form_blob_id else None
                plain = _plain(
                    row, (name for name in TABLES["letter"].fields if hasattr(row, name))
                )
                kept.append(
                    {**plain, "sha256": self._file(row.blob_id), "context": context,
                     "answer_form_sha256": form,
                     # When a decision was reckoned to arrive is for our own deadlines.
                     "recipient": {"lines": row.recipient.get("lines", [])}}
                )  # fmt: skip
        self._luggage.tables["letter"] = kept

    def _context(self, row: tables.Letter) -> Any:
        """What the letter was made from; None when it has parts for resident and house alone.

        The author's edits stay: they may hold words that were left out of the letter.
        """
        blob = self._session.get_one(tables.Blob, row.context_blob_id)
        context, _ = _stored_letters.unpack(read_blob(self._store, blob))
        if any(section.private for section in context.sections):
            return None
        return json.loads(context.to_json())

    def _documents(self) -> None:
        """A scan may tell anything, so that it travels under a consent with every tick only."""
        kept: list[Row] = []
        for row in self._of_person(tables.Document):
            if row.blob_id is not None and self._may_go("documents", set(InformationKind)):
                plain = _plain(
                    row, (name for name in TABLES["document"].fields if hasattr(row, name))
                )
                kept.append({**plain, "sha256": self._file(row.blob_id)})
        self._luggage.tables["document"] = kept

    def _may_go(self, group: str, kinds: set[InformationKind]) -> bool:
        missing = {kind.topic for kind in kinds - self._covered if kind.topic is not None}
        if missing:
            self._stays_here(group, missing)
        return not missing

    def _stays_here(self, group: str, topics: set[ConsentTopic]) -> None:
        luggage = self._luggage
        luggage.left_out[group] = luggage.left_out.get(group, 0) + 1
        luggage.needs.setdefault(group, set()).update(topics)

    def _file(self, blob_id: UUID) -> str:
        blob = self._session.get_one(tables.Blob, blob_id)
        self._luggage.files[blob.sha256] = blob
        return blob.sha256

    def _of_person(self, row_class: Any, *also: Any) -> list[Any]:
        return self._rows(row_class, row_class.person_id.in_(self._family), *also)

    def _rows(self, row_class: Any, *conditions: Any) -> list[Any]:
        return list(
            self._session.scalars(select(row_class).where(*conditions).order_by(row_class.id))
        )

    def _below(self, name: str, row_class: Any, column: str, ids: set[UUID]) -> list[Any]:
        rows = self._rows(row_class, getattr(row_class, column).in_(ids))
        self._keep(name, rows)
        return rows

    def _keep(self, name: str, rows: Iterable[Any]) -> None:
        self._luggage.tables[name] = [_plain(row, TABLES[name].fields) for row in rows]


def consent_row(consent: tables.Consent) -> Row:
    """The consent that the file rests on."""
    return _plain(consent, CONSENT.fields)


def authors(
    session: Session, kept: Mapping[str, list[Row]], consent: Row, house: str
) -> dict[UUID, Author]:
    """Everybody whose name stands on a row."""
    ids = {
        row[column]
        for name, rows in kept.items()
        for row in rows
        for column in TABLES[name].staff
        if row[column] is not None
    } | {consent["noted_by_id"]}
    return _foreign_staff.authors(session, ids, house)


def _told(answers: Answers) -> set[InformationKind]:
    """What the themes tell that somebody rated or wrote about."""
    rated = zip(THEME_KINDS.values(), answers.staff, answers.resident, answers.notes, strict=True)
    return {
        kind
        for kind, staff, resident, note in rated
        if staff is not None or resident is not None or note != DomainNote()
    }


def _plain(row: Any, columns: Iterable[str]) -> Row:
    return {"id": row.id, **{column: getattr(row, column) for column in columns}}
