"""The sheet for a cooperation meeting (*samarbejdsmøde*): what waits, with whom, for how long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date, local_time
from boform_app.errors import NotFound
from boform_app.services import _cooperation, _cooperation_agreed
from boform_app.services._letterhead import letterhead
from boform_app.services._sight import SightService
from boform_app.services.views.cooperation import (
    AgreedStep,
    CooperationItem,
    CooperationMunicipality,
    CooperationView,
)
from models import tables
from models.values import municipalities
from models.values.danish import sort_key
from reports.lists import cooperation_sheet
from reports.lists.cooperation_sheet import CooperationSheetFacts, OpenItem, Step
from reports.texts import letter_texts

_VIEWED = "cooperation_sheet"


class CooperationService(SightService):
    """Sheets for one municipality at a time, from what its residents wait for."""

    def municipalities(self) -> tuple[CooperationMunicipality, ...]:
        """Municipalities that are handlekommune of somebody who lives here, by name."""
        self._check()
        with self._read() as session:
            codes = session.scalars(
                select(tables.Stay.acting_municipality_code).where(
                    tables.Stay.ended_at.is_(None),
                    tables.Stay.annulled_at.is_(None),
                    tables.Stay.acting_municipality_code != "",
                )
            ).all()
            found = [self._municipality(session, code, codes.count(code)) for code in set(codes)]
        return tuple(sorted(found, key=lambda one: sort_key(one.name)))

    def view(self, municipality_code: str, meeting_id: UUID | None = None) -> CooperationView:
        """The sheet as it would be printed now, with what stands on no sheet.

        Args:
            municipality_code: The handlekommune.
            meeting_id: The cooperation meeting, None for the next that is planned.

        Raises:
            NotAllowed: The role writes no letters to municipalities.
            NotFound: There is no such municipality or meeting.
        """
        self._check()
        place = municipalities.find(municipality_code)
        if place is None:
            raise NotFound(municipality_code)
        now, today = self._house.clock.now(), self._house.clock.today()
        with self._read() as session:
            meeting = _cooperation.meeting(session, municipality_code, meeting_id, now)
            if meeting_id is not None and meeting is None:
                raise NotFound(str(meeting_id))
            met = _cooperation.previous(session, municipality_code, meeting)
            before = met.held_on if met else None
            house = session.scalars(select(tables.House)).one().name
            found = _cooperation.open_items(session, municipality_code, today, self._closed)
            return CooperationView(
                municipality_code=municipality_code,
                municipality=place.display,
                unit=_unit(session, municipality_code),
                today=today,
                meeting_id=meeting.id if meeting else None,
                starts_at=meeting.starts_at if meeting else None,
                previous=before,
                items=_cooperation_agreed.with_agreed(session, found.items, met, today, house),
                solved=_cooperation.solved(session, municipality_code, before, self._closed),
                hidden=found.hidden,
                unsaid=found.unsaid,
                also_agreed=_cooperation_agreed.beside(
                    session, found.items, met, found.names, _cooperation.TELLABLE
                ),
                points=_cooperation_agreed.points(meeting),
            )

    def sheet(self, municipality_code: str, meeting_id: UUID | None = None) -> bytes:
        """The sheet as PDF, for the table; that residents stand on it is noted in their history.

        Raises:
            MissingCharacters: The fonts lack characters of a name.
            NotAllowed: The role writes no letters to municipalities.
            NotFound: There is no such municipality or meeting.
        """
        from reports.render import render  # noqa: PLC0415 - only whoever prints pays for it

        view = self.view(municipality_code, meeting_id)
        with self._read() as session:
            house = session.scalars(select(tables.House)).one()
        data = render(cooperation_sheet.compose(_facts(view, house)))
        self._note(view)
        return data

    def spreadsheet(self, municipality_code: str, meeting_id: UUID | None = None) -> bytes:
        """The same sheet as a spreadsheet, with room for what is agreed.

        Raises:
            NotAllowed: The role writes no letters to municipalities.
            NotFound: There is no such municipality or meeting.
        """
        from boform_app.exchange.spreadsheet import (  # noqa: PLC0415 - openpyxl is for this alone
            write_sheet,
        )

        view = self.view(municipality_code, meeting_id)
        texts = letter_texts(cooperation_sheet.KIND)["spreadsheet"]
        rows = [
            (
                one.name,
                one.case_number,
                one.party,
                one.what,
                one.since,
                one.days,
                one.reminded_on,
                *_said(one.agreed),
            )
            for one in view.items
        ]
        data = write_sheet(texts["name"], texts["columns"], rows)
        self._note(view)
        return data

    def _check(self) -> None:
        """Who may write to municipalities; a temp sends the two notices and nothing else."""
        if self._require("write_letters") != "yes":
            self._refuse("write_letters")

    def _municipality(self, session: Session, code: str, residents: int) -> CooperationMunicipality:
        coming = _cooperation.meeting(session, code, None, self._house.clock.now())
        day = local_date(coming.starts_at) if coming else None
        name = municipalities.municipality(code).display
        return CooperationMunicipality(code, name, residents, day)

    def _note(self, view: CooperationView) -> None:
        """Whoever stands on the sheet can see that it was made."""
        for person_id in {one.person_id for one in view.items}:
            self._log_view(person_id, _VIEWED)


def _facts(view: CooperationView, house: tables.House) -> CooperationSheetFacts:
    return CooperationSheetFacts(
        house=letterhead(house),
        day=view.today,
        municipality=view.municipality,
        with_municipality=_open(view.items, "municipality"),
        with_housing=_open(view.items, "housing"),
        with_house=_open(view.items, "us"),
        unit=view.unit,
        meeting=local_time(view.starts_at) if view.starts_at else None,
        previous=view.previous,
        solved=view.solved,
        agreed=tuple(Step(one.what, one.who, one.by, one.name) for one in view.also_agreed),
        points=view.points,
    )


def _open(items: Iterable[CooperationItem], column: str) -> tuple[OpenItem, ...]:
    return tuple(
        OpenItem(
            one.name,
            one.case_number,
            one.what,
            one.since,
            one.days,
            one.reminded_on,
            agreed=Step(*_said(one.agreed)) if one.agreed else None,
        )
        for one in items
        if one.column == column
    )


def _said(agreed: AgreedStep | None) -> tuple[str, str, date | None]:
    """What, who and by when; empty for the pen where nothing was agreed."""
    return (agreed.what, agreed.who, agreed.by) if agreed else ("", "", None)


def _unit(session: Session, code: str) -> str:
    """The department that letters go to."""
    contacts = session.scalars(
        select(tables.MunicipalityContact).where(
            tables.MunicipalityContact.municipality_code == code,
            tables.MunicipalityContact.closed_on.is_(None),
        )
    )
    ordered = sorted(
        contacts, key=lambda one: (one.party != "municipality", not one.is_default, one.unit)
    )
    return ordered[0].unit if ordered else ""
