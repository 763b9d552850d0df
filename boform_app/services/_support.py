"""The support row of a stay, and how it and the prerequisites C7 and C8 stay one fact.

The decision, its day and the talk with the supporter have their home in ``support``. C7 and C8
show them to the board, the deadlines and the overview, and follow in the same transaction
(``show_decision``, ``show_supporter``). Where somebody changes C7 or C8 on their own form instead,
the row follows them (``follow``), so that neither can say something else than the other.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.rules import instrument
from boform_app.rules.readiness.decide import Method
from boform_app.services import _prerequisites
from boform_app.services.views.moving import DecisionCommand
from models import tables
from models.values import dates

GRANTED = frozenset({"granted", "granted_otherwise"})
_INSTRUMENT = {
    "section_85": Method.SECTION_85,
    "cti": Method.CTI,
    "icm": Method.ICM,
    "act": Method.ACT,
}
_KEYS = {method: key for key, method in _INSTRUMENT.items()}


def row_of(session: Session, stay_id: UUID) -> tables.Support | None:
    """The support of a stay, None while nothing was written."""
    return session.scalars(
        select(tables.Support).where(tables.Support.stay_id == stay_id)
    ).one_or_none()


def made(session: Session, stay_id: UUID) -> tables.Support:
    """The support of a stay, made when it is first needed."""
    row = row_of(session, stay_id)
    if row is None:
        row = tables.Support(stay_id=stay_id)
        session.add(row)
    return row


def method_key(method: Method) -> str:
    """Key of ``support.method`` for a method of the instrument, "" for no lasting support."""
    return _KEYS.get(method, "")


def method_label(key: str) -> str:
    """As the instrument names it; "" for none."""
    if key == "other":
        return "Anden støtte"
    found = _INSTRUMENT.get(key)
    return instrument.load().methods[found.value].label if found else ""


def method_criterion(key: str) -> str:
    """The criterion text of the instrument; "" where it has none."""
    found = _INSTRUMENT.get(key)
    return instrument.load().methods[found.value].criterion if found else ""


def granted_on(row: tables.Support | None) -> date | None:
    """The day support was granted, None while it was not."""
    return row.decided_on if row is not None and row.decision in GRANTED else None


def granted_label(row: tables.Support) -> str:
    """What the resident gets, in words; "" without a granted decision."""
    if row.decision not in GRANTED:
        return ""
    key = row.granted_method if row.decision == "granted_otherwise" else row.method
    return method_label(key) or "Støtte"


def applied(session: Session, stay_id: UUID, on: date) -> None:
    """Support was applied for by a letter; a day that was written before stays."""
    row = made(session, stay_id)
    if row.applied_on is None and not row.decision:
        row.applied_on = on


def keep_decision(row: tables.Support, command: DecisionCommand, document_id: UUID | None) -> None:
    """Put a checked decision on the row; "" takes away one that was written by mistake."""
    decided = bool(command.decision)
    row.decision = command.decision
    row.decided_on = command.decided_on if decided else None
    row.received_on = command.received_on if decided else None
    otherwise = command.decision == "granted_otherwise"
    row.granted_method = command.granted_method if otherwise else ""
    row.reason = command.reason.strip() if decided else ""
    row.wish_followed = command.wish_followed
    row.wish_reason = command.wish_reason.strip()
    row.document_id = document_id


def show_application(session: Session, row: tables.Support, by_id: UUID) -> None:
    """C7 waits for the municipality from the day of the application, and until what it promised."""
    item = _prerequisites.item(session, row.stay_id, "C7")
    if item is None or row.decision:
        return
    if row.applied_on is not None and item.status in {"unknown", "missing"}:
        _prerequisites.move(
            session, item, on=row.applied_on, status="in_progress", owner="municipality",
            by_id=by_id,
        )  # fmt: skip
    if item.status == "in_progress":
        item.next_on = row.promised_on


def show_decision(session: Session, row: tables.Support, by_id: UUID) -> None:
    """C7 says what was decided: granted is in place, a refusal leaves it with the municipality."""
    item = _prerequisites.item(session, row.stay_id, "C7")
    if item is None:
        return
    if row.decided_on is None:
        status = "in_progress" if row.applied_on else "missing"
        if item.status == "fulfilled" or item.evidence_on is not None:
            _prerequisites.move(session, item, on=item.since, status=status, by_id=by_id)
        item.evidence, item.evidence_on, item.document_id = "", None, None
        item.confirmed_by_id, item.next_on = None, row.promised_on
        return
    granted = row.decision in GRANTED
    _prerequisites.move(
        session,
        item,
        on=row.decided_on,
        status="fulfilled" if granted else "missing",
        owner="" if granted else "municipality",
        by_id=by_id,
    )
    item.evidence, item.evidence_on = _words(row), row.decided_on
    item.document_id, item.next_on = row.document_id, None
    item.confirmed_by_id = by_id if granted else None


def show_supporter(session: Session, row: tables.Support, on: date, by_id: UUID) -> None:
    """C8 is in place when somebody was named and has met the resident."""
    item = _prerequisites.item(session, row.stay_id, "C8")
    if item is None:
        return
    who = row.supporter or row.supplier
    if row.met_on is not None:
        _prerequisites.move(session, item, on=row.met_on, status="fulfilled", by_id=by_id)
        item.evidence = f"{who} har mødt beboeren" if who else "Har mødt beboeren"
        item.evidence_on, item.confirmed_by_id = row.met_on, by_id
        return
    if item.status == "fulfilled" or (who and item.status in {"unknown", "missing"}):
        status = "in_progress" if who else "missing"
        _prerequisites.move(session, item, on=on, status=status, by_id=by_id)
    item.evidence, item.evidence_on, item.confirmed_by_id = who, None, None


def follow(session: Session, item: tables.Prerequisite) -> None:
    """The row follows C7 or C8 that somebody changed on their own form.

    Args:
        session: An open session.
        item: Any prerequisite; only C7 and C8 have something to follow.
    """
    if item.code == "C7":
        _follow_decision(session, item)
    elif item.code == "C8":
        _follow_supporter(session, item)


def _follow_decision(session: Session, item: tables.Prerequisite) -> None:
    row = row_of(session, item.stay_id)
    if item.status == "fulfilled":
        row = row or made(session, item.stay_id)
        if row.decision not in GRANTED:
            row.decision, row.reason, row.received_on = "granted", "", None
        row.decided_on = item.evidence_on or item.since
        row.document_id = item.document_id or row.document_id
    elif row is not None and row.decision in GRANTED:
        row.decision, row.decided_on, row.received_on = "", None, None
        row.granted_method, row.reason = "", ""
    if item.status == "in_progress":
        row = row or made(session, item.stay_id)
        row.applied_on = row.applied_on or item.since
        row.promised_on = item.next_on


def _follow_supporter(session: Session, item: tables.Prerequisite) -> None:
    row = row_of(session, item.stay_id)
    if item.status == "fulfilled":
        row = row or made(session, item.stay_id)
        row.met_on = item.evidence_on or item.since
    elif row is not None:
        row.met_on = None


def _words(row: tables.Support) -> str:
    """What C7 says of the decision."""
    if row.decision == "refused":
        day = f" {dates.short(row.decided_on)}" if row.decided_on else ""
        return f"Ikke bevilget{day}. {row.reason}".strip()
    what = f"{granted_label(row)} er bevilget"
    asked = method_label(row.method)
    if row.decision == "granted_otherwise" and asked and row.method != row.granted_method:
        what += f" i stedet for {asked}"
    return what
