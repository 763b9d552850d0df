"""History (*Historik*): who changed what about a person, and who looked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.services import _families
from boform_app.services._field_names import field_name, ids_in, value_text
from boform_app.services._letter_rows import staff_names
from boform_app.services._sight import SightService
from boform_app.services.undo import REDO, UNDO
from boform_app.services.views.records import HistoryItem
from models import tables

_PREFIX = {UNDO: "fortrudt: ", REDO: "gentaget: "}
_VIEWS = {
    "person": "har åbnet siden",
    "cpr": "har set CPR-nummeret",
    "cooperation_sheet": "har lavet et samarbejdsark",
    "handover_sheet": "har lavet et overleveringsark",
    "settlement": "har lavet afregningsgrundlag",
    "overview_print": "har printet udflytningsoverblikket",
    "own_folder": "har printet beboerens egen mappe",
    "own_plan": "har printet beboerens egen plan",
    "transfer": "har set papirerne ved siden af en flyttefil",
}


class HistoryService(SightService):
    """The journal and the access log of one person, as sentences."""

    def for_person(self, person_id: UUID, limit: int = 200) -> tuple[HistoryItem, ...]:
        """Changes and views, newest first; joined records are read with it.

        A step whose content was erased keeps time and name, not the label.
        """
        with self._read() as session:
            family = _families.family(session, self._opened(session, person_id).id)
            items = [*_changes(session, family, limit), *_views(session, family, limit)]
        return tuple(sorted(items, key=lambda item: item.at, reverse=True)[:limit])


def _changes(session: Session, family: Sequence[UUID], limit: int) -> list[HistoryItem]:
    query = (
        select(tables.Operation, tables.Revision)
        .outerjoin(tables.Revision, tables.Revision.operation_id == tables.Operation.id)
        .where(
            tables.Operation.id.in_(
                select(tables.OperationSubject.operation_id).where(
                    tables.OperationSubject.entity == "person",
                    tables.OperationSubject.entity_id.in_(family),
                )
            )
        )
        .order_by(tables.Operation.seq.desc())
        .limit(limit)
    )
    steps = session.execute(query).all()
    who = staff_names(session, (step.actor_id for step, _ in steps))
    names = _names(session, [revision.content for _, revision in steps if revision])
    return [
        HistoryItem(
            at=step.at,
            by=who[step.actor_id].name if step.actor_id in who else "Boform",
            kind=step.kind,
            label=_PREFIX.get(step.kind, "") + revision.label if revision else "",
            fields=tuple(_fields(revision.content, names)) if revision else (),
        )
        for step, revision in steps
    ]


def _views(session: Session, family: Sequence[UUID], limit: int) -> list[HistoryItem]:
    rows = session.scalars(
        select(tables.AccessLog)
        .where(tables.AccessLog.person_id.in_(family))
        .order_by(tables.AccessLog.at.desc())
        .limit(limit)
    ).all()
    who = staff_names(session, (row.actor_id for row in rows))
    return [
        HistoryItem(
            at=row.at,
            by=who[row.actor_id].name if row.actor_id in who else "",
            kind=row.what,
            label=_VIEWS.get(row.what, "har set oplysninger"),
            is_view=True,
            reason=row.reason,
        )
        for row in rows
    ]


def _names(session: Session, contents: Iterable[list[dict[str, Any]]]) -> Mapping[str, str]:
    ids = {found for content in contents for found in ids_in(content)}
    people = session.scalars(select(tables.Person).where(tables.Person.id.in_(ids)))
    names = {str(row.id): _families.full_name(row) for row in people}
    workers = session.scalars(select(tables.Caseworker).where(tables.Caseworker.id.in_(ids)))
    names |= {str(row.id): row.name for row in workers}
    documents = session.scalars(select(tables.Document).where(tables.Document.id.in_(ids)))
    names |= {str(row.id): row.title for row in documents}
    return names | {str(key): found.name for key, found in staff_names(session, ids).items()}


def _fields(
    content: list[dict[str, Any]], names: Mapping[str, str]
) -> Iterable[tuple[str, str, str]]:
    """Changed facts with their values before and after; a new record shows only its label."""
    for entry in content:
        if entry["before"] is None or entry["after"] is None:
            continue
        for column, after in entry["after"].items():
            name = field_name(entry["entity"], column)
            before = entry["before"].get(column)
            if name and before != after:
                yield (
                    name,
                    value_text(entry["entity"], column, before, names),
                    value_text(entry["entity"], column, after, names),
                )
