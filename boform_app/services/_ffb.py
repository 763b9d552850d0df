"""The house's words and codes of FFB: rows of the house beside what is shipped."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import tables
from models.values import ffb
from models.values.ffb import Ffb

WORDS = "ffb_words"
MAPPING = "ffb_mapping"


def row(session: Session, key: str) -> tables.RuleRow | None:
    """The row that holds: the one entered last; an empty one takes the former out of use."""
    return session.scalars(
        select(tables.RuleRow)
        .where(tables.RuleRow.key == key)
        .order_by(tables.RuleRow.valid_from.desc(), tables.RuleRow.id.desc())
        .limit(1)
    ).first()


def value(session: Session, key: str) -> dict[str, Any]:
    """What the row holds, nothing when there is none or it was taken out of use."""
    found = row(session, key)
    return dict(found.value) if found is not None else {}


def words(session: Session) -> Ffb:
    """The words of this house: its own file when it has one, else those that are shipped."""
    text = value(session, WORDS).get("text", "")
    return _read(text) if text else ffb.shipped()


@lru_cache(maxsize=2)
def _read(text: str) -> Ffb:
    return ffb.read(text)
