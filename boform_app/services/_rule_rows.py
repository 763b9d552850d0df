"""The house's own rule rows beside the shipped ones."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.rules.rows import RuleBook, RuleRow, RuleValue, shipped_rows
from models import tables

# Files a house has brought (``ffb``): kept as dated rows, too, but no rule reads them.
_FILES = ("ffb_mapping", "ffb_words")


def shipped_for(key: str) -> RuleRow | None:
    """The latest shipped row of a key: its title, unit and which date selects a row."""
    rows = [row for row in shipped_rows() if row.key == key]
    return max(rows, key=lambda row: row.valid_from, default=None)


def house_rows(session: Session) -> dict[str, tables.RuleRow]:
    """Rows of the house by the id that results store, the one entered last at the end."""
    rows = session.scalars(
        select(tables.RuleRow)
        .where(tables.RuleRow.key.not_in(_FILES))
        .order_by(tables.RuleRow.valid_from, tables.RuleRow.id)
    )
    return {row_id(row): row for row in rows}


def rule_book(session: Session) -> RuleBook:
    """Everything that holds in this house."""
    return RuleBook(shipped_rows(), [as_rule(row) for row in house_rows(session).values()])


def row_id(row: tables.RuleRow) -> str:
    """Two rows of one key may begin on one day; the row's own id keeps them apart."""
    return f"house:{row.key}@{row.valid_from.isoformat()}#{row.id.hex}"


def as_rule(row: tables.RuleRow) -> RuleRow:
    """A row of the house as the rules read it; title, unit and selecting date are the shipped ones."""
    like = shipped_for(row.key)
    return RuleRow(
        key=row.key,
        title=like.title if like else row.key,
        value=_value(row.value["value"]),
        unit=like.unit if like else "",
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
        verified=row.verified,  # type: ignore[arg-type] # checked when the row is saved
        selected_by=like.selected_by if like else "today",
        paragraph=like.paragraph if like else "",
        is_law=like.is_law if like else False,
        note=row.note,
        is_house=True,
        row_id=row_id(row),
    )


def _value(stored: object) -> RuleValue:
    if isinstance(stored, list):
        return tuple(str(item) for item in stored)
    if isinstance(stored, bool | int | float | str):
        return stored
    raise TypeError(type(stored).__name__)
