"""What was agreed about the open items of a cooperation sheet: what, who and by when.

Words come from cooperation meetings alone, which were spoken in the same room. Of what was agreed
elsewhere (the day a plan is promised for, the day we come back) the sheet tells the day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.services import _agendas, _prerequisites
from boform_app.services.views.contacts import Agreement
from boform_app.services.views.cooperation import AgreedStep, CooperationItem
from models import tables
from reports.texts import letter_texts

_LONGEST = 90
"""Characters of a step that stand on the sheet; its column holds about fifteen on a line."""


def with_agreed(
    session: Session,
    items: Sequence[CooperationItem],
    met: tables.Meeting | None,
    today: date,
    house: str,
) -> tuple[CooperationItem, ...]:
    """Each item with what the last meeting agreed about it, else with the day that is known."""
    said = {(one.stay_id, one.code): one for one in _made(met) if one.code}
    promised = _promised(session, {one.stay_id for one in items})
    coming = _coming(session, {one.stay_id for one in items})
    texts = letter_texts("cooperation_sheet")["agreed"]

    def agreed(one: CooperationItem) -> AgreedStep | None:
        known = said.get((one.stay_id, one.code))
        if known is not None:
            return _step(known)
        if one.code == "C6" and one.stay_id in promised:
            return AgreedStep(texts["promised"], one.party, promised[one.stay_id])
        day = coming.get((one.stay_id, one.code))
        return AgreedStep("", house, day) if day is not None and day >= today else None

    return tuple(replace(one, agreed=agreed(one)) for one in items)


def beside(
    session: Session,
    items: Sequence[CooperationItem],
    met: tables.Meeting | None,
    names: dict[UUID, str],
    tellable: Sequence[str],
) -> tuple[AgreedStep, ...]:
    """What the last meeting agreed that stands in no row and is not done.

    Args:
        session: An open session.
        items: The rows of the sheet.
        met: The last meeting.
        names: Residents who may stand on the sheet, by stay.
        tellable: Codes that may be told.
    """
    rows = {(one.stay_id, one.code) for one in items}
    open_ones = _open_codes(session, names)
    return tuple(
        _step(one, names.get(one.stay_id, "") if one.stay_id else "")
        for one in _made(met)
        if (one.stay_id is None or one.stay_id in names)
        and (one.stay_id, one.code) not in rows
        and (not one.code or (one.code in tellable and (one.stay_id, one.code) in open_ones))
    )


def points(meeting: tables.Meeting | None) -> tuple[str, ...]:
    """What is on a meeting's agenda beside what is open."""
    agenda = meeting.agenda if meeting else []
    return tuple(item["text"] for item in agenda if not item.get("stay_id"))


def _made(met: tables.Meeting | None) -> Iterator[Agreement]:
    yield from _agendas.read_agreements(met.agreements if met else (), {})


def _step(one: Agreement, name: str = "") -> AgreedStep:
    what = one.what if len(one.what) <= _LONGEST else f"{one.what[: _LONGEST - 2].rstrip()} …"
    return AgreedStep(" ".join(what.split()), one.who[:_LONGEST], one.by, name)


def _promised(session: Session, stays: set[UUID]) -> dict[UUID, date]:
    rows = session.execute(
        select(tables.ActionPlan.stay_id, tables.ActionPlan.promised_for).where(
            tables.ActionPlan.stay_id.in_(stays), tables.ActionPlan.promised_for.is_not(None)
        )
    )
    return {stay_id: day for stay_id, day in rows if day is not None}


def _coming(session: Session, stays: set[UUID]) -> dict[tuple[UUID, str], date]:
    rows = session.scalars(
        select(tables.Prerequisite).where(
            tables.Prerequisite.stay_id.in_(stays), tables.Prerequisite.next_on.is_not(None)
        )
    )
    return {(row.stay_id, row.code): row.next_on for row in rows if row.next_on is not None}


def _open_codes(session: Session, names: dict[UUID, str]) -> set[tuple[UUID | None, str]]:
    found = _prerequisites.rows_of(session, names)
    return {
        (stay_id, row.code)
        for stay_id, rows in found.items()
        for row in rows
        if _prerequisites.facts(row).is_open
    }
