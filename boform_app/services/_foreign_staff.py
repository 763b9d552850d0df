"""Colleagues of another house whose names stand on what they wrote.

Each becomes a row of staff without access, closed from the first moment, with a setting that tells
the house. Nobody sees it in a list, and no slot in the key file belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.exchange.transfer_document import Author
from models import tables

SETTING: Final = "other_house"


def ids(session: Session) -> frozenset[UUID]:
    """Rows of staff that are somebody of another house."""
    rows = session.scalars(
        select(tables.StaffSetting.staff_id).where(tables.StaffSetting.key == SETTING)
    )
    return frozenset(rows)


def authors(session: Session, wanted: Iterable[UUID], house: str) -> dict[UUID, Author]:
    """Staff as a file names them: ours under this house, others under theirs."""
    known = set(wanted)
    told = {
        row.staff_id: row.value
        for row in session.scalars(
            select(tables.StaffSetting).where(
                tables.StaffSetting.key == SETTING, tables.StaffSetting.staff_id.in_(known)
            )
        )
    }
    return {
        row.id: Author(
            id=row.id,
            name=told[row.id]["name"]
            if row.id in told
            else f"{row.first_name} {row.last_name}".strip(),
            initials=row.initials,
            house=told[row.id]["house"] if row.id in told else house,
        )
        for row in session.scalars(select(tables.Staff).where(tables.Staff.id.in_(known)))
    }


class ForeignStaff:
    """Rows for the authors of a file, made when the first row needs them.

    Args:
        session: The open transaction.
        authors: Those on the file's list.
        today: From when on they have no access, which is always.
    """

    def __init__(self, session: Session, authors: Mapping[UUID, Author], today: date) -> None:
        self._session = session
        self._authors = authors
        self._today = today
        self._local: dict[UUID, UUID] = {}
        self._known = ids(session)

    def local(self, staff_id: UUID) -> UUID:
        """Who stands for an author here.

        An id that one of our own has is not believed: what a file brings is never signed by us.
        """
        if staff_id not in self._local:
            author = self._authors[staff_id]
            own = self._session.get(tables.Staff, staff_id) is not None
            used = (
                uuid5(staff_id, author.house) if own and staff_id not in self._known else staff_id
            )
            if self._session.get(tables.Staff, used) is None:
                self._add(used, author)
            self._local[staff_id] = used
        return self._local[staff_id]

    def _add(self, staff_id: UUID, author: Author) -> None:
        row = tables.Staff(
            id=staff_id,
            first_name=author.name,
            last_name=f"({author.house})",
            initials=author.initials,
            role="temp",
            closed_on=self._today,
        )
        self._session.add(row)
        self._session.flush()
        value = {"house": author.house, "name": author.name}
        self._session.add(tables.StaffSetting(staff_id=staff_id, key=SETTING, value=value))
