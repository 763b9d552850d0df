"""What is still lent to a resident or kept for them, as lines for the end of a stay."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from boform_app.services import _families
from models import tables

_WORDS = {
    "key": ("1 nøgle er ikke afleveret", "{n} nøgler er ikke afleveret"),
    "post": ("Post ligger her", "{n} stykker post ligger her"),
    "belonging": ("Noget står i opbevaring", "{n} ting står i opbevaring"),
}
_MEDICINE = "Medicin ligger i skabet"


def still_kept(session: Session, person_id: UUID) -> tuple[str, ...]:
    """Keys, post, belongings and medicine, one line each; () when nothing is left."""
    family = _families.family(session, person_id)
    counted: dict[str, int] = dict(
        session.execute(
            select(tables.KeptThing.kind, func.count())
            .where(tables.KeptThing.person_id.in_(family), tables.KeptThing.gone_at.is_(None))
            .group_by(tables.KeptThing.kind)
        ).all()
    )
    lines = [
        one if counted[kind] == 1 else many.format(n=counted[kind])
        for kind, (one, many) in _WORDS.items()
        if counted.get(kind)
    ]
    medicine = select(tables.Medicine.id).where(
        tables.Medicine.person_id.in_(family), tables.Medicine.ended_at.is_(None)
    )
    if session.scalars(medicine.limit(1)).first() is not None:
        lines.append(_MEDICINE)
    return tuple(lines)
