"""The sheet about what is stored for a resident: one for them, one at the things."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from boform_app.clock import local_date
from boform_app.services import _families
from boform_app.services._letterhead import letterhead
from boform_app.services._sight import SightService
from models import tables
from reports.lists import belongings_sheet
from reports.lists.belongings_sheet import Belonging, BelongingsFacts


class BelongingsService(SightService):
    """Made when asked for and not kept: what is stored is what is kept."""

    def sheet(self, person_id: UUID) -> bytes:
        """Everything that is stored for a person now, oldest first, as PDF.

        Raises:
            MissingCharacters: The fonts lack characters of a text.
            ReasonNeeded: A protected person that is not open.
        """
        from reports.render import render  # noqa: PLC0415 - only whoever prints pays for it

        return render(belongings_sheet.compose(self.facts(person_id)))

    def facts(self, person_id: UUID) -> BelongingsFacts:
        """What would be printed now.

        Raises:
            ReasonNeeded: A protected person that is not open.
        """
        self._require("house_things")
        table = tables.KeptThing
        with self._read() as session:
            person = self._opened(session, person_id)
            rows = session.scalars(
                select(table)
                .where(
                    table.kind == "belonging",
                    table.gone_at.is_(None),
                    table.person_id.in_(_families.family(session, person.id)),
                )
                .order_by(table.came_at, table.id)
            )
            things = tuple(
                Belonging(row.what, row.detail, local_date(row.came_at), row.until_on)
                for row in rows
            )
            house = session.scalars(select(tables.House)).one()
            return BelongingsFacts(
                house=letterhead(house),
                name=_families.full_name(person),
                day=self._house.clock.today(),
                things=things,
            )
