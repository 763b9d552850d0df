"""Ledelsestal: what the house counts about itself, with the rule and the list behind each figure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from boform_app.errors import Problem, ValidationFailed
from boform_app.rules.figures import periods, standing
from boform_app.rules.figures.nights import Night
from boform_app.services import _deadline_rows, _families, _figure_facts, _figure_sheet
from boform_app.services import _figure_parts as parts
from boform_app.services import _figure_words as say
from boform_app.services._nights import tonight, until_hour
from boform_app.services._rule_rows import rule_book
from boform_app.services._sight import SightService
from boform_app.services._stay_facts import cases
from boform_app.services.today import rooms_by_stay
from boform_app.services.views.figures import MOST_NAMES, Asked, Entry, FiguresView, Named
from models import tables

_DAY = timedelta(days=1)
_AT_ONCE = 500
_SHORT = (
    tables.Person.first_name,
    tables.Person.last_name,
    tables.Person.preferred_name,
    tables.Person.protected_address,
)


class FiguresService(SightService):
    """Figures of the house for its leaders; no figure about a worker, none that ranks a resident."""

    def last_night(self) -> date:
        """Evening of the last night that can be counted: the night that is now has not gone."""
        with self._read() as session:
            return tonight(session, self._house.clock.now()) - _DAY

    def view(self, asked: Asked) -> FiguresView:
        """Everything on the page in one consistent reading.

        Args:
            asked: The period and perhaps a municipality; a day after the last night is cut off.

        Raises:
            NotAllowed: The figures are a leader's.
            ValidationFailed: ``end_before_start`` or ``span_too_long`` at ``last``.
        """
        self._require("economy")
        _check(asked)
        now, today = self._house.clock.now(), self._house.clock.today()
        with self._read() as session:
            last = tonight(session, now) - _DAY
            period = say.period(asked.first, asked.last)
            if not _figure_facts.enough(session):
                return FiguresView(asked, now, last, enough=False, period=period)
            people = self._people(session, asked, today)
            rule = say.night_rule(until_hour(session, today))
            counted = _figure_facts.nights_of(session, asked, last)
            newest = self._newest(session, asked, counted, last)
            return FiguresView(
                asked=asked,
                counted_at=now,
                last_night=last,
                enough=True,
                period=period,
                numbers=(
                    parts.waiting_number(people),
                    parts.plan_number(people),
                    parts.places_number(
                        counted, _figure_facts.slept(session, asked, last), newest, rule
                    ),
                    parts.length_number(_figure_facts.ended(session, asked, today)),
                ),
                stages=parts.stage_chart(people),
                waits=parts.wait_chart(people),
                months=parts.night_chart(counted, rule, last),
                plans=parts.plan_chart(people),
                missing=parts.missing_figure(people),
                municipalities=_figure_facts.large_municipalities(session, asked),
            )

    def names(self, entries: Sequence[Entry], *, most: int = MOST_NAMES) -> tuple[Named, ...]:
        """The list behind a figure; a protected resident that is not open has no name.

        Args:
            entries: As they stand on the figure.
            most: How many of them, from the first.

        Raises:
            NotAllowed: The figures are a leader's.
        """
        self._require("economy")
        wanted = entries[:most]
        with self._read() as session:
            people = self._named(session, wanted)
        return tuple(
            Named(
                number,
                entry.person_id,
                people[entry.person_id][0] if entry.person_id else entry.label,
                people[entry.person_id][1] if entry.person_id else "",
                parts.municipality(entry.municipality_code) if entry.person_id else "",
                entry.note or say.number(entry.days),
            )
            for number, entry in enumerate(wanted)
        )

    def sheet(self, view: FiguresView) -> bytes:
        """What a page shows, as PDF: the same figures, no name, no room, no list.

        Raises:
            NotAllowed: The figures are a leader's.
        """
        from reports.render import render  # noqa: PLC0415 - only whoever prints pays for it

        self._require("economy")
        with self._read() as session:
            house = session.scalars(select(tables.House)).one()
        return render(_figure_sheet.document(view, house))

    def _people(self, session: Session, asked: Asked, today: date) -> parts.People:
        book = rule_book(session)
        settings = standing.Settings(
            book.select("overview_first_day", today).number,
            book.select("overview_again_days", today).number,
        )
        code = asked.municipality_code
        found = [
            case
            for case in cases(session, today)
            if standing.counts(case.facts, settings, today)
            and (not code or case.stay.acting_municipality_code == code)
        ]
        return parts.People(found, settings, today)

    @staticmethod
    def _newest(session: Session, asked: Asked, counted: Sequence[Night], last: date) -> Night:
        """The last night, also where the period that is asked for lies before it."""
        if counted and counted[-1].on == last:
            return counted[-1]
        (found,) = _figure_facts.nights_of(
            session, Asked(last, last, asked.municipality_code), last
        )
        return found

    def _named(self, session: Session, entries: Sequence[Entry]) -> dict[UUID, tuple[str, str]]:
        """Name and room of each person, a few hundred at a time: there may be very many."""
        wanted = list({entry.person_id for entry in entries if entry.person_id})
        rooms = _rooms_by_person(session)
        found: dict[UUID, tuple[str, str]] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            query = select(tables.Person).options(load_only(*_SHORT, raiseload=True))
            for person in session.scalars(query.where(tables.Person.id.in_(some))):
                room = rooms.get(person.id, "")
                if self._closed(person):
                    name = _deadline_rows.display_name(person, room, closed=True)
                else:
                    name = _families.list_name(person)
                found[person.id] = (name, room)
        return found


def _rooms_by_person(session: Session) -> dict[UUID, str]:
    """Room numbers of those who live here, by the record they are shown under."""
    pointing, rooms = _families.pointers(session), rooms_by_stay(session)
    stays = session.execute(
        select(tables.Stay.id, tables.Stay.person_id).where(tables.Stay.id.in_(rooms))
    )
    return {_families.root(pointing, person): rooms[stay] for stay, person in stays}


def _check(asked: Asked) -> None:
    if asked.last < asked.first:
        raise ValidationFailed(Problem("last", "end_before_start"))
    if (asked.last - asked.first).days >= periods.LONGEST:
        raise ValidationFailed(Problem("last", "span_too_long"))
