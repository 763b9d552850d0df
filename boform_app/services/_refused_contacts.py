"""A refusal that is a letter is a refused contact, too; it is written once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.services import _families
from boform_app.services._texts import LONGEST_LINE
from models import tables

LETTER = "admission_refusal"
_ONE_CONTACT = timedelta(days=14)
BY_LETTER = "Brev: "
"""How the note of a contact begins that a letter wrote."""


def of_letter(
    session: Session, letter: tables.Letter, values: Mapping[str, str], at: datetime, by: UUID
) -> None:
    """Write the contact behind an *Afslag på optagelse*, where it is not written already.

    A letter that is made again within a fortnight is about the same contact.

    Args:
        session: The open transaction.
        letter: As it was made; any other kind writes nothing.
        values: Fields of the letter by key; ``ground`` and ``other_places`` are read.
        at: When it was made.
        by: Who made it.
    """
    if letter.kind != LETTER:
        return
    family = _families.family(session, letter.person_id)
    known = session.scalars(
        select(tables.RefusedContact.id).where(
            tables.RefusedContact.person_id.in_(family),
            tables.RefusedContact.at >= at - _ONE_CONTACT,
        )
    ).first()
    if known is None:
        places = " ".join(values.get("other_places", "").split())
        session.add(
            tables.RefusedContact(
                at=at,
                reason=values.get("ground") or "other",
                referred_to=places[:LONGEST_LINE],
                person_id=letter.person_id,
                written_by_id=by,
                note=f"{BY_LETTER}{letter.title}",
            )
        )
