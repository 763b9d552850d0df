"""Who was handlekommune or opholdskommune of a stay when: the present stands on the stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.services import _caseworkers
from boform_app.services.views.contacts import MunicipalityPeriodView
from models import tables
from models.values import municipalities

COLUMN_OF_ROLE = {
    "acting": "acting_municipality_code",
    "residence": "residence_municipality_code",
}
ROLE_OF_COLUMN = {column: role for role, column in COLUMN_OF_ROLE.items()}


def closed(session: Session, stay: tables.Stay, role: str) -> list[tables.MunicipalityPeriod]:
    """Former ones, oldest first."""
    return list(
        session.scalars(
            select(tables.MunicipalityPeriod)
            .where(
                tables.MunicipalityPeriod.stay_id == stay.id,
                tables.MunicipalityPeriod.role == role,
            )
            .order_by(tables.MunicipalityPeriod.from_on, tables.MunicipalityPeriod.to_on)
        )
    )


def present_from(session: Session, stay: tables.Stay, role: str) -> date:
    """Since when the present one holds: the last change, else the beginning of the stay."""
    former = closed(session, stay, role)
    return former[-1].to_on if former else min(stay.decided_on, local_date(stay.arrived_at))


def hand_over(
    session: Session, stay: tables.Stay, role: str, code: str, *, on: date, note: str = ""
) -> None:
    """Put another municipality on the stay; what was there before is kept as a period.

    A day not after the beginning of the present one corrects it: then it never held. One that was
    not known leaves no period, for it is the facts that decide, not the day we learn them.
    """
    column = COLUMN_OF_ROLE[role]
    before, since = getattr(stay, column), present_from(session, stay, role)
    if before == code:
        return
    held = bool(before) and on > since
    if role == "acting":
        number = _new_plan_contact(session, stay, code, held=held)
        note = "; ".join(part for part in (note.strip(), number) if part)
    if held:
        session.add(
            tables.MunicipalityPeriod(
                stay_id=stay.id, role=role, code=before, from_on=since, to_on=on, note=note.strip()
            )
        )
    setattr(stay, column, code)


def views(session: Session, stay: tables.Stay) -> Iterator[MunicipalityPeriodView]:
    """Handlekommune, then opholdskommune; oldest first, the present one last."""
    for role, column in COLUMN_OF_ROLE.items():
        former, code = closed(session, stay, role), getattr(stay, column)
        for row in former:
            yield MunicipalityPeriodView(
                role, row.code, _display(row.code), row.from_on, row.to_on, row.note
            )
        if former or code:
            since = present_from(session, stay, role)
            yield MunicipalityPeriodView(role, code, _display(code), since, None)


def _new_plan_contact(session: Session, stay: tables.Stay, code: str, *, held: bool) -> str:
    """Case worker and case number are the municipality's own and stay behind with it.

    Returns:
        The case number for the former period's note. A corrected municipality keeps both: they
        were typed for the right one under the wrong name.
    """
    plan = session.scalars(
        select(tables.ActionPlan).where(tables.ActionPlan.stay_id == stay.id)
    ).one_or_none()
    if plan is None:
        return ""
    worker = _caseworkers.of(session, plan.caseworker_id)
    if held or not code:
        plan.caseworker_id = None
    elif worker is not None and worker.municipality_code != code:
        same = _caseworkers.reached(session, code, worker.name, worker.phone, worker.mail)
        plan.caseworker_id = same.id if same else None
    if not held or not plan.municipal_case_number:
        return ""
    number, plan.municipal_case_number = plan.municipal_case_number, ""
    return f"sagsnummer {number}"


def _display(code: str) -> str:
    found = municipalities.find(code)
    return found.display if found else ""
