"""Names of persons in the Danish name of a step."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.services._families import full_name
from models import tables


def about(session: Session, person_ids: Sequence[UUID]) -> str:
    """As in "Kim Dahl", "Kim Dahl og 2 andre", or "huset" when nobody is named."""
    if not person_ids:
        return "huset"
    person = session.get(tables.Person, person_ids[0])
    name = full_name(person) if person else ""
    others = len(person_ids) - 1
    if others == 0:
        return name
    return f"{name} og {others} {'anden' if others == 1 else 'andre'}"
