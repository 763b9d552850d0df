"""Homes that are offered: from the offer to the keys, or a no in the resident's own words."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.errors import Problem, ValidationFailed
from boform_app.services import _contact_writes, _families, _homes, _offer_checks, _offer_views
from boform_app.services._changed import check_version
from boform_app.services._sight import SightService
from boform_app.services.views.moving import OfferCommand, OffersView
from models import tables
from models.unit_of_work import UnitOfWork
from models.values.changes import Changes

_COLUMNS = {
    "contract": "contract_on",
    "move_in": "move_in_on",
    "keys": "keys_on",
    "moved_in": "moved_in_on",
}
_LABELS = {
    "contract": "lejekontrakt",
    "move_in": "indflytningsdag",
    "keys": "nøgler til bolig",
    "moved_in": "indflytning",
}
# An agreed day may lie ahead; what was signed or done may not.
_MAY_LIE_AHEAD = frozenset({"move_in", "keys"})
_WRITTEN = ("offered_on", "rent_kr", "deposit_kr", "answer_by", "visit_at", "document_id")


class OffersService(SightService):
    """The homes of one stay; a no is kept with its reason and held against nobody."""

    def of_stay(self, stay_id: UUID) -> OffersView:
        """The homes offered, newest first, and what an accepted one would fill in.

        Raises:
            NotFound: There is no such stay.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            stay = self._stay(session, stay_id)
            return _offer_views.view(session, stay, self._house.clock.today())

    def offer(self, command: OfferCommand) -> Changes:
        """A new offer, or a change to what is known of one.

        Raises:
            Conflict: Somebody else changed it meanwhile; names who.
            NotAllowed: A temp reads and changes nothing.
            ValidationFailed: ``unknown_choice`` at ``home_type``, ``in_future`` at ``offered_on``,
                ``before_offer`` at ``answer_by`` or ``visit_at``, ``out_of_range`` at an amount,
                ``required`` at ``address`` when neither place nor type is known.
        """
        self._require_change()
        found = _offer_checks.offer_problems(command, self._house.clock.today())
        if found:
            raise ValidationFailed(*found)
        with self._write("home.offer", "tilbud om bolig") as unit:
            # Before there is a row: a query would write it half-filled, as a version of its own.
            stay = self._stay(unit.session, command.stay_id)
            if not _contact_writes.is_theirs(unit.session, stay, command.document_id):
                raise ValidationFailed(Problem("document_id", "unknown_choice"))
            row = self._row_for(unit, command)
            row.home_type = command.home_type
            row.address, row.landlord = command.address.strip(), command.landlord.strip()
            for name in _WRITTEN:
                setattr(row, name, getattr(command, name))
            self._show(unit, row, command.offered_on)
            return self._done(unit, row, "tilbud om bolig")

    def visit(
        self, offer_id: UUID, version: int, *, at: datetime | None = None, on: date | None = None
    ) -> Changes:
        """A visit that is agreed (``at``) or was held (``on``); None takes it away.

        Raises:
            Conflict: Somebody else changed it meanwhile; names who.
            ValidationFailed: ``in_future`` at ``visited_on``, ``before_offer`` at either.
        """
        self._require_change()
        with self._write("home.visit", "fremvisning") as unit:
            row = self._row(unit, offer_id, version)
            problems = _offer_checks.visit_problems(row, at, on, self._house.clock.today())
            if problems:
                raise ValidationFailed(*problems)
            row.visit_at, row.visited_on = at, on
            return self._done(unit, row, "fremvisning")

    def accept(self, offer_id: UUID, version: int, on: date | None = None) -> Changes:
        """The resident takes the home: C1 and C2 are settled; what follows is only suggested.

        Raises:
            Conflict: Somebody else changed it meanwhile; names who.
            ValidationFailed: ``in_future`` or ``before_offer`` at ``on``, ``other_home_accepted``.
        """
        return self._answer(offer_id, version, "accepted", on, "")

    def decline(
        self, offer_id: UUID, version: int, reason: str = "", on: date | None = None
    ) -> Changes:
        """The resident does not want the home; the search goes on from where it stood.

        Args:
            offer_id: The offer.
            version: As it was read.
            reason: In the resident's own words; "" when nothing was said.
            on: The day of the answer, today when left out.

        Raises:
            Conflict: Somebody else changed it meanwhile; names who.
            ValidationFailed: ``in_future`` or ``before_offer`` at ``on``.
        """
        return self._answer(offer_id, version, "declined", on, reason)

    def withdraw(self, offer_id: UUID, version: int, on: date | None = None) -> Changes:
        """The home was taken back by those who offered it.

        Raises:
            Conflict: Somebody else changed it meanwhile; names who.
            ValidationFailed: ``in_future`` or ``before_offer`` at ``on``.
        """
        return self._answer(offer_id, version, "withdrawn", on, "")

    def step(self, offer_id: UUID, version: int, what: str, on: date | None) -> Changes:
        """A step after the answer: ``contract``, ``move_in``, ``keys`` or ``moved_in``.

        Args:
            offer_id: The accepted home.
            version: As it was read.
            what: Which of the four.
            on: The day; ``move_in`` and ``keys`` may lie ahead. None takes it away.

        Raises:
            Conflict: Somebody else changed it meanwhile; names who.
            ValidationFailed: ``unknown_choice`` at ``what``, ``home_not_accepted``, ``in_future``
                or ``before_offer`` at ``on``.
        """
        self._require_change()
        if what not in _COLUMNS:
            raise ValidationFailed(Problem("what", "unknown_choice"))
        with self._write(f"home.{what}", _LABELS[what]) as unit:
            row = self._row(unit, offer_id, version)
            if row.answer != "accepted":
                raise ValidationFailed(Problem("", "home_not_accepted"))
            today = self._house.clock.today()
            latest = None if what in _MAY_LIE_AHEAD else today
            problems = _offer_checks.day_problems(row, "on", on, latest)
            if problems:
                raise ValidationFailed(*problems)
            setattr(row, _COLUMNS[what], on)
            return self._done(unit, row, _LABELS[what])

    def _answer(
        self, offer_id: UUID, version: int, answer: str, on: date | None, reason: str
    ) -> Changes:
        self._require_change()
        with self._write(f"home.{answer}", "svar på bolig") as unit:
            row = self._row(unit, offer_id, version)
            day = on or self._house.clock.today()
            problems = _offer_checks.day_problems(row, "on", day, self._house.clock.today())
            if answer == "accepted":
                problems += _offer_checks.other_accepted(unit.session, row)
            if problems:
                raise ValidationFailed(*problems)
            had_it = row.answer == "accepted"
            row.answer, row.answered_on, row.resident_reason = answer, day, reason.strip()
            if answer != "accepted":
                row.contract_on = row.move_in_on = row.keys_on = row.moved_in_on = None
            self._show(unit, row, day, given_back=had_it and answer != "accepted")
            return self._done(unit, row, "svar på bolig")

    def _require_change(self) -> None:
        if self._require("action_plan") != "yes":
            self._refuse("action_plan")

    def _stay(self, session: Session, stay_id: UUID) -> tables.Stay:
        """The stay of a person the actor may see and has open."""
        stay = self._get(session, tables.Stay, stay_id)
        self._opened(session, stay.person_id)
        return stay

    def _row(self, unit: UnitOfWork, offer_id: UUID, version: int) -> tables.HomeOffer:
        row = self._get(unit.session, tables.HomeOffer, offer_id)
        self._stay(unit.session, row.stay_id)
        check_version(unit.session, row, version)
        return row

    def _row_for(self, unit: UnitOfWork, command: OfferCommand) -> tables.HomeOffer:
        if command.offer_id is not None:
            return self._row(unit, command.offer_id, command.version)
        stay = self._stay(unit.session, command.stay_id)
        if stay.ended_at is not None:
            facts = {"ended_on": local_date(stay.ended_at)}
            raise ValidationFailed(Problem("", "ended_already", facts))
        row = tables.HomeOffer(stay_id=stay.id, offered_on=command.offered_on)
        unit.session.add(row)
        return row

    def _show(
        self, unit: UnitOfWork, row: tables.HomeOffer, on: date, *, given_back: bool = False
    ) -> None:
        unit.session.flush()
        stay = unit.session.get_one(tables.Stay, row.stay_id)
        _homes.show_home(unit.session, stay, on, self._actor.staff_id, given_back=given_back)

    def _done(self, unit: UnitOfWork, row: tables.HomeOffer, what: str) -> Changes:
        stay = unit.session.get_one(tables.Stay, row.stay_id)
        name = _families.full_name(_families.kept(unit.session, stay.person_id))
        unit.relabel(f"{what} for {name}")
        unit.about(stay.person_id)
        return unit.commit()
