"""What each member of staff has set for themselves: zoom, density, theme, last opened residents."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.services.context import Service
from models import tables

Value = TypeVar("Value")


class SettingsService(Service):
    """Settings of the person who is logged in; they are no part of the journal."""

    def get(self, key: str, default: Value) -> Value:
        """The stored value, or ``default`` when there is none or it is of another type."""
        with self._read() as session:
            row = self._row(session, key)
        stored = row.value.get("value") if row else default
        # A whole number fits where a fraction is asked for: JSON does not keep 1.0 apart from 1.
        if isinstance(default, float) and isinstance(stored, int) and not isinstance(stored, bool):
            stored = float(stored)
        return stored if isinstance(stored, type(default)) else default

    def put(self, key: str, value: object) -> None:
        """Keep a value: text, number, yes or no, list or mapping of these."""
        with self._house.database.write_unjournaled() as session:
            row = self._row(session, key)
            if row is None:
                session.add(
                    tables.StaffSetting(
                        staff_id=self._actor.staff_id, key=key, value={"value": value}
                    )
                )
            else:
                row.value = {"value": value}

    def _row(self, session: Session, key: str) -> tables.StaffSetting | None:
        return session.scalars(
            select(tables.StaffSetting).where(
                tables.StaffSetting.staff_id == self._actor.staff_id,
                tables.StaffSetting.key == key,
            )
        ).one_or_none()
