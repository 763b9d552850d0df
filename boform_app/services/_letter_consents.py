"""Letters that are made and not sent yet, when the consent they rest on has ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import Problem
from boform_app.services.views.letters import ConsentEnded
from models import tables

STILL_SENT = "consent_ended"
"""What is accepted when a letter had left the house already."""


def ended_on(row: tables.Consent, on: date) -> tuple[str, date] | None:
    """How and when a consent ended, None while it holds on the day.

    ``withdrawn`` with the day from which nothing rests on it, or ``expired`` with its last day.
    """
    if row.withdrawn_on is not None and row.withdrawn_on <= on:
        return "withdrawn", row.withdrawn_on
    return ("expired", row.valid_to) if on > row.valid_to else None


def named(letter: tables.Letter) -> frozenset[UUID]:
    """The consents that a letter rests on."""
    return frozenset(UUID(one["consent"]) for one in letter.disclosures if one.get("consent"))


def ended(
    session: Session, letters: Iterable[tables.Letter], on: date
) -> Mapping[UUID, ConsentEnded]:
    """By letter the consent that does not carry it any more; sent and annulled ones fall out.

    Args:
        session: An open session.
        letters: Rows of the register.
        on: The day they would be sent.
    """
    waiting = {row.id: ids for row in letters if row.status == "made" and (ids := named(row))}
    if not waiting:
        return {}
    wanted = frozenset().union(*waiting.values())
    rows = session.scalars(
        select(tables.Consent).where(
            tables.Consent.id.in_(wanted) | tables.Consent.renews_id.in_(wanted)
        )
    ).all()
    found = {row.id: one for row in rows if row.id in wanted and (one := _view(row, rows, on))}
    return {
        letter_id: next(found[one] for one in ids if one in found)
        for letter_id, ids in waiting.items()
        if any(one in found for one in ids)
    }


def _view(row: tables.Consent, rows: Iterable[tables.Consent], on: date) -> ConsentEnded | None:
    over = ended_on(row, on)
    if over is None:
        return None
    how, day = over
    again = (one for one in rows if one.renews_id == row.id and one.valid_from <= on)
    if how == "expired" and any(ended_on(one, on) is None for one in again):
        # The same yes was given once more.
        return None
    return ConsentEnded(how, day, row.recipient)


def problem(session: Session, letter: tables.Letter, on: date) -> Problem | None:
    """Why a letter must not be sent on a day; None when nothing speaks against it."""
    over = ended(session, [letter], on).get(letter.id)
    if over is None:
        return None
    return Problem(
        "", f"letter_consent_{over.how}", {"number": letter.register_number, "on": over.on}
    )


def resting_on(session: Session, consents: Iterable[tables.Consent]) -> tuple[tables.Letter, ...]:
    """Letters that rest on one of these consents and were not sent, oldest first."""
    rows = {row.id: row for row in consents}
    letters = session.scalars(
        select(tables.Letter)
        .where(
            tables.Letter.person_id.in_({row.person_id for row in rows.values()}),
            tables.Letter.status == "made",
        )
        .order_by(tables.Letter.made_at)
    )
    return tuple(one for one in letters if named(one) & rows.keys())
