"""What ending a stay means, before it is ended: conditions, alarm, appeal and the notice."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.rules.appeals import Appeal
from boform_app.rules.discharge import (
    Branch,
    Condition,
    EndKind,
    appeal,
    branch_of_move,
    conditions,
    end_kind,
    missing_decision,
)
from boform_app.rules.rows import RuleBook
from boform_app.rules.weekdays import legal_date
from boform_app.services import _conditions
from boform_app.services._conditions import Shown
from boform_app.services._expulsions import holding, is_proposed
from boform_app.services._kept_lines import still_kept
from boform_app.services._stay_facts import facts_of
from boform_app.services.views.stays import ConditionView, EndPreview
from models import tables
from models.values import dates, municipalities
from reports.law import in_force, shipped_sentences
from reports.texts import fill

_STATUS = {
    "met": "fulfilled",
    "waiting": "in_progress",
    "missing": "missing",
    "not_relevant": "not_relevant",
}


def preview(
    session: Session,
    stay: tables.Stay,
    *,
    kind_key: str,
    branch: Branch,
    ended_at: datetime,
    book: RuleBook,
    leads: bool,
) -> EndPreview:
    """Everything the page *Afslut ophold* shows beside the form."""
    on = local_date(ended_at)
    shown = _conditions.shown(session, stay, branch)
    found = conditions(branch, shown.evidence, on, book)
    kind = end_kind(kind_key or "moved_own_wish", on, book)
    right = appeal(kind, on, book)
    notice = book.select("notice_days_discharge", on)
    saturday = book.select("saturday_counts", on)
    due = legal_date(on, notice.number, saturday_counts=saturday.yes)
    municipality = municipalities.find(stay.acting_municipality_code)
    held = next(iter(holding(session, stay.person_id, on)), None)
    return EndPreview(
        conditions=tuple(_condition(item, shown) for item in found.items),
        fulfilled=found.met,
        of=found.relevant,
        missing_decision=_missing(session, stay, kind_key, branch, on, book),
        support_refused=shown.decision == "refused",
        kind_is_decision=kind.is_house_decision,
        appealable=bool(kind.appealable),
        appeal_text=_appeal_text(session, kind, right, on),
        appeal_until=right.last_day if right else None,
        notice_due=due.target,
        notice_to=municipality.display if municipality else "",
        needs_leader=kind.is_house_decision and not leads,
        expulsion=_expulsion(session, stay, held) if kind_key == "expulsion" else "",
        expelled_until=held.until_on if held else None,
        kept=still_kept(session, stay.person_id),
    )


def _expulsion(session: Session, stay: tables.Stay, held: tables.Expulsion | None) -> str:
    """Whether its time is decided, waits for the leader, or is written nowhere."""
    if held is not None:
        return "decided"
    return "proposed" if is_proposed(session, stay.person_id) else "missing"


def _condition(item: Condition, shown: Shown) -> ConditionView:
    proof = shown.proofs.get(item.number)
    visible = proof is not None and item.state in {"met", "waiting"}
    return ConditionView(
        number=item.number,
        status=_STATUS[item.state],
        title=_conditions.TITLES[item.key],
        subtitle=item.paragraph,
        evidence=dates.short(item.since) if visible and item.since else "",
        source=proof.detail if proof is not None and visible else "",
        what=proof.what if proof is not None and item.state != "not_relevant" else "",
    )


def _missing(  # noqa: PLR0917 - what the rule asks for, in its order
    session: Session, stay: tables.Stay, kind: str, branch: Branch, on: date, book: RuleBook
) -> str:
    """The strongest alarm from the same facts and rule as the start page and Handleplaner."""
    facts = facts_of(session, stay, on)
    return missing_decision(facts, kind, branch_of_move(kind, branch), on, book) or ""


def _appeal_text(session: Session, kind: EndKind, right: Appeal | None, on: date) -> str:
    """The dated sentence that the letter prints: L4 with its last day, or L5 for a bortvisning."""
    if not kind.is_house_decision:
        return ""
    house = session.scalars(select(tables.House)).one()
    sentence = in_force(shipped_sentences(), on)["L4" if right else "L5"]
    return fill(
        sentence.text,
        {
            "modtagelse": "Du får den i dag.",
            "klagefrist": dates.long(right.last_day) if right else "",
            "hus": house.name,
            "hustlf": house.phone,
            "leder": house.leader_name,
            "ledertlf": house.leader_phone,
        },
    )
