"""The support of a stay as the window shows it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.rules import instrument
from boform_app.rules.appeals import appeal_period
from boform_app.rules.readiness.answers import Answers
from boform_app.rules.readiness.result import Readiness
from boform_app.rules.readiness.serialise import answers_from_json, result_from_json
from boform_app.rules.rows import RuleBook
from boform_app.services import _families, _prerequisites, _support
from boform_app.services.views.moving import (
    AppealView,
    NamedPersonRight,
    SupportProposal,
    SupportView,
)
from models import tables

CHECK_LAW = "Kontrollér, om loven er trådt i kraft."


def view(
    session: Session,
    stay: tables.Stay,
    row: tables.Support | None,
    book: RuleBook,
    today: date,
) -> SupportView:
    """Everything about the support; an empty row where nothing was written."""
    found = row or tables.Support(**_EMPTY)
    proposal = _proposal(session, stay)
    document = session.get(tables.Document, found.document_id) if found.document_id else None
    return SupportView(
        stay_id=stay.id,
        version=row.version if row else 0,
        proposal=proposal,
        method=found.method,
        method_label=_support.method_label(found.method),
        criterion=found.criterion,
        applied_on=found.applied_on,
        promised_on=found.promised_on,
        waited_days=_waited(found, today),
        wanted=_wanted(session, stay.id, proposal),
        decision=found.decision,
        decided_on=found.decided_on,
        received_on=found.received_on,
        granted_method=found.granted_method,
        granted_label=_support.granted_label(found),
        reason=found.reason,
        reason_missing=found.decision in {"refused", "granted_otherwise"} and not found.reason,
        appeal=appeal_of(found, book, today),
        wished_supplier=found.wished_supplier,
        wished_person=found.wished_person,
        wish_followed=found.wish_followed,
        wish_reason=found.wish_reason,
        wish_reason_missing=found.wish_followed is False and not found.wish_reason,
        named_person=named_person(book, today),
        supplier=found.supplier,
        supporter=found.supporter,
        supporter_phone=found.supporter_phone,
        met_on=found.met_on,
        starts_on=found.starts_on,
        document_id=found.document_id,
        document_name=document.file_name if document else "",
    )


def can_be_appealed(row: tables.Support) -> bool:
    """Whether the resident got something else than what was asked for or wished."""
    return row.decision in {"refused", "granted_otherwise"} or (
        bool(row.decision) and row.wish_followed is False
    )


def appeal_of(row: tables.Support, book: RuleBook, today: date) -> AppealView | None:
    """The appeal period from the day of receipt; None where there is nothing to appeal."""
    if not can_be_appealed(row) or row.received_on is None:
        return None
    period = appeal_period("support", row.received_on, book, decided_on=row.decided_on)
    if period is None:
        return None
    return AppealView(
        last_day=period.last_day,
        next_working_day=period.next_working_day,
        days_left=(period.last_day - today).days,
        via=period.via,
        paragraph=period.paragraph,
        rule_rows=period.because,
    )


def named_person(book: RuleBook, today: date) -> NamedPersonRight:
    """The dated rule about a named person (§ 85 a stk. 3-6), off until it is confirmed."""
    found = book.find("named_supporter", today)
    if found is None:
        return NamedPersonRight(holds=False, note=CHECK_LAW, paragraph="", rule_row="")
    row, holds = found.row, found.yes
    return NamedPersonRight(
        holds=holds, note="" if holds else CHECK_LAW, paragraph=row.paragraph, rule_row=row.row_id
    )


def last_overview(
    session: Session, stay: tables.Stay
) -> tuple[tables.Overview, Answers, Readiness] | None:
    """The newest finished overview of the person, with its answers and its result."""
    family = _families.family(session, stay.person_id)
    row = session.scalars(
        select(tables.Overview)
        .where(tables.Overview.person_id.in_(family))
        .order_by(tables.Overview.assessed_on.desc(), tables.Overview.finished_at.desc())
    ).first()
    if row is None:
        return None
    return row, answers_from_json(row.answers["answers"]), result_from_json(row.result)


def _proposal(session: Session, stay: tables.Stay) -> SupportProposal | None:
    found = last_overview(session, stay)
    if found is None:
        return None
    row, answers, result = found
    texts = instrument.load(row.instrument_version).methods[result.method.value]
    return SupportProposal(
        method=_support.method_key(result.method),
        label=texts.label,
        criterion=texts.criterion,
        assessed_on=row.assessed_on,
        wanted=result.support_wanted,
        wished_from=answers.words.support_from,
    )


def _wanted(session: Session, stay_id: UUID, proposal: SupportProposal | None) -> bool | None:
    """As the deadlines read it: C7 "not relevant" is a no, else the last overview knows."""
    item = _prerequisites.item(session, stay_id, "C7")
    if item is not None and item.status == "not_relevant":
        return False
    return proposal.wanted if proposal else None


def _waited(row: tables.Support, today: date) -> int | None:
    if row.applied_on is None or row.decision:
        return None
    return (today - row.applied_on).days


_EMPTY = dict.fromkeys(
    (
        "method", "criterion", "decision", "granted_method", "reason", "wished_supplier",
        "wished_person", "wish_reason", "supplier", "supporter", "supporter_phone",
    ),
    "",
)  # fmt: skip
