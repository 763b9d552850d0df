"""The refund clock and § 176 a, for leaders only; never on a resident's page or in a letter.

Everything here needs the permission ``economy``. No other service imports this module: what it
knows must not find its way into anything that a resident is offered, told or sent. ``_stay_facts``
reads nights through ``_refund_facts`` for the leaders' own items, and only when asked to.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.errors import Problem, ValidationFailed
from boform_app.rules.prerequisites import waits_on_system
from boform_app.rules.refund import refund_clock
from boform_app.rules.refund_flags import refund_flags
from boform_app.rules.support_refund import own_home_support, residential_support
from boform_app.services import (
    _families,
    _homes,
    _prerequisites,
    _refund_facts,
    _support,
    _support_view,
)
from boform_app.services._changed import check_version
from boform_app.services._letter_rows import staff_names
from boform_app.services._rule_rows import rule_book
from boform_app.services._sight import SightService
from boform_app.services.views.refund import (
    NightsCommand,
    NightsView,
    RefundView,
    SupportRefundView,
)
from models import tables
from models.unit_of_work import UnitOfWork
from models.values.changes import Changes

# Said of the write in Historik and in the undo line, which everybody reads: no word of refund.
_LABEL = "ophold i et andet hus"


class RefundService(SightService):
    """Nights of one person over all houses and stays; always for guidance."""

    def clock(self, person_id: UUID) -> RefundView:
        """The running years, both marks where the transition is unclear, and rule E.

        Raises:
            NotAllowed: Only leaders see it.
            ReasonNeeded: A protected resident that is not open.
        """
        self._require("economy")
        today = self._house.clock.today()
        with self._read() as session:
            person = self._opened(session, person_id)
            book = rule_book(session)
            facts = _refund_facts.facts_of(session, [person.id], today)[person.id]
            clock = refund_clock(facts, book, today)
            family = _families.family(session, person.id)
            stays = _families.stays_of(session, family)
            category, waits = self._waiting(session, stays[0]) if stays else ("", False)
            return RefundView(
                person_id=person.id,
                clock=clock,
                flags=refund_flags(clock, book, category=category, waits_on_system=waits),
                elsewhere=self._elsewhere(session, family),
                asked_on=stays[0].nights_elsewhere_asked_on if stays else None,
            )

    def support_refund(self, person_id: UUID) -> SupportRefundView:
        """§ 176 a: both periods for the latest stay, as far as it is known.

        Raises:
            NotAllowed: Only leaders see it.
            ReasonNeeded: A protected resident that is not open.
        """
        self._require("economy")
        with self._read() as session:
            person = self._opened(session, person_id)
            family = _families.family(session, person.id)
            stays = _families.stays_of(session, family)
            return self._support_refund(session, person.id, stays)

    def nights_elsewhere(self, person_id: UUID) -> tuple[NightsView, ...]:
        """Nights told of other houses, oldest first.

        Raises:
            NotAllowed: Only leaders see it.
            ReasonNeeded: A protected resident that is not open.
        """
        self._require("economy")
        with self._read() as session:
            person = self._opened(session, person_id)
            return self._elsewhere(session, _families.family(session, person.id))

    def tell(self, command: NightsCommand) -> Changes:
        """Write down nights in another house, or change what was told.

        Raises:
            Conflict: Somebody else changed it meanwhile; names who.
            NotAllowed: Only leaders write it.
            ValidationFailed: ``required`` at ``house``, ``in_future`` at ``to_night``,
                ``end_before_start`` at ``to_night``.
        """
        self._require("economy")
        self._check(command)
        with self._write("nights.tell", _LABEL) as unit:
            person = self._opened(unit.session, command.person_id)
            if command.nights_id is None:
                row = tables.NightsElsewhere(person_id=person.id)
                unit.session.add(row)
            else:
                row = self._get(unit.session, tables.NightsElsewhere, command.nights_id)
                check_version(unit.session, row, command.version)
            row.house, row.told_by = command.house.strip(), command.told_by.strip()
            row.from_night, row.to_night = command.from_night, command.to_night
            row.noted_by_id = self._actor.staff_id
            return self._done(unit, person)

    def remove(self, nights_id: UUID, version: int) -> Changes:
        """What was told was not so.

        Raises:
            Conflict: Somebody else changed it meanwhile; names who.
            NotAllowed: Only leaders write it.
        """
        self._require("economy")
        with self._write("nights.remove", _LABEL) as unit:
            row = self._get(unit.session, tables.NightsElsewhere, nights_id)
            person = self._opened(unit.session, row.person_id)
            check_version(unit.session, row, version)
            unit.session.delete(row)
            return self._done(unit, person)

    def asked(self, stay_id: UUID, on: date | None) -> Changes:
        """Somebody asked where else the resident has stayed; the number is no longer "mindst".

        Args:
            stay_id: The present stay.
            on: The day; None when nobody asked after all.

        Raises:
            NotAllowed: Only leaders write it.
            ValidationFailed: ``in_future`` at ``on``.
        """
        self._require("economy")
        if on is not None and on > self._house.clock.today():
            raise ValidationFailed(Problem("on", "in_future"))
        with self._write("nights.asked", _LABEL) as unit:
            stay = self._get(unit.session, tables.Stay, stay_id)
            person = self._opened(unit.session, stay.person_id)
            stay.nights_elsewhere_asked_on = on
            return self._done(unit, person)

    def _done(self, unit: UnitOfWork, person: tables.Person) -> Changes:
        unit.relabel(f"{_LABEL} for {_families.full_name(person)}")
        unit.about(person.id)
        return unit.commit()

    def _check(self, command: NightsCommand) -> None:
        problems: list[Problem] = []
        if not command.house.strip():
            problems.append(Problem("house", "required"))
        if command.to_night < command.from_night:
            problems.append(Problem("to_night", "end_before_start"))
        if command.to_night >= self._house.clock.today():
            problems.append(Problem("to_night", "in_future"))
        if problems:
            raise ValidationFailed(*problems)

    @staticmethod
    def _elsewhere(session: Session, family: tuple[UUID, ...]) -> tuple[NightsView, ...]:
        rows = session.scalars(
            select(tables.NightsElsewhere)
            .where(tables.NightsElsewhere.person_id.in_(family))
            .order_by(tables.NightsElsewhere.from_night)
        ).all()
        names = staff_names(session, (row.noted_by_id for row in rows))
        return tuple(
            NightsView(
                id=row.id,
                version=row.version,
                house=row.house,
                from_night=row.from_night,
                to_night=row.to_night,
                nights=(row.to_night - row.from_night).days + 1,
                told_by=row.told_by,
                noted_by=names.get(row.noted_by_id),
            )
            for row in rows
        )

    @staticmethod
    def _waiting(session: Session, stay: tables.Stay) -> tuple[str, bool]:
        """Category of the last overview, and whether the stay waits on the system (Y2)."""
        if stay.ended_at is not None:
            return "", False
        found = _support_view.last_overview(session, stay)
        if found is None:
            return "", False
        row, _, result = found
        items = _prerequisites.rows_of(session, [stay.id]).get(stay.id, [])
        wanted = result.support_wanted
        waits = waits_on_system(map(_prerequisites.facts, items), support_wanted=wanted)
        return row.category, waits

    @staticmethod
    def _support_refund(
        session: Session, person_id: UUID, stays: list[tables.Stay]
    ) -> SupportRefundView:
        book = rule_book(session)
        told = session.scalars(
            select(tables.NightsElsewhere).where(
                tables.NightsElsewhere.person_id.in_(_families.family(session, person_id))
            )
        )
        periods = (*_refund_facts.own_periods(stays), *_refund_facts.told_periods(told))
        stay = stays[0] if stays else None
        ended = local_date(stay.ended_at) if stay and stay.ended_at else None
        discharged = ended or (stay.planned_end_on if stay else None)
        support = _support.row_of(session, stay.id) if stay else None
        home = _residential_home(session, stay) if stay else None
        by_way = ended is not None and stay is not None and stay.end_kind == "residential_offer"
        return SupportRefundView(
            person_id=person_id,
            discharged_on=discharged,
            planned=discharged is not None and ended is None,
            own_home=own_home_support(
                periods,
                book,
                decided_on=_support.granted_on(support),
                discharged_on=discharged,
                by_way_of_residential=by_way,
            ),
            residential=residential_support(
                periods,
                book,
                decided_on=home.offered_on if home else None,
                discharged_on=discharged,
                moved_in_on=home.moved_in_on if home else None,
            ),
        )


def _residential_home(session: Session, stay: tables.Stay) -> tables.HomeOffer | None:
    return _homes.accepted_one(_homes.offers_of(session, stay.id), "residential_offer")
