"""The house's own letter texts on their way into a letter."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import tables
from reports import templates

UNUSABLE = "house_text_unusable"


def load(session: Session) -> dict[str, dict[str, str]]:
    """All of them: text by place, by letter kind."""
    found: dict[str, dict[str, str]] = {}
    for row in session.scalars(select(tables.LetterText)):
        found.setdefault(row.kind, {})[row.place] = row.text
    return found


def for_kind(texts: Mapping[str, Mapping[str, str]], kind: str) -> Mapping[str, str]:
    """Those of a kind that still hold; in the place of the others the shipped text is printed."""
    own = texts.get(kind, {})
    return templates.usable(kind, own)[0] if own else {}


def warnings(texts: Mapping[str, Mapping[str, str]], kind: str) -> tuple[str, ...]:
    """``house_text_unusable:<heading>`` for each text that gave way to the shipped one."""
    own = texts.get(kind, {})
    broken = templates.usable(kind, own)[1] if own else ()
    found = (templates.place(kind, key) for key in broken)
    return tuple(
        f"{UNUSABLE}:{where.heading if where else key}"
        for key, where in zip(broken, found, strict=True)
    )
