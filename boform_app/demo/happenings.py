"""What happened in the demo house: incidents, a conflict, and a bortvisning that still holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from boform_app.clock import FixedClock, from_local
from boform_app.demo.things import HouseThings
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.admin import Actor
from boform_app.services.views.incidents import ExpulsionCommand, IncidentCommand
from models import tables


@dataclass(frozen=True, slots=True)
class Happened:
    """An incident of the demo.

    Attributes:
        back: Days before today; at: hour and minute.
        by: Initials of who saw it.
        about: First names.
        review: What the leader wrote; None while nobody has read it.
        corrected: Text of a correction, "" for none.
    """

    back: int
    at: tuple[int, int]
    by: str
    what: str
    about: tuple[str, ...] = ()
    place: str = ""
    done: str = ""
    harm: str = "none"
    adverse: str = "not_relevant"
    police: bool = False
    force: str = ""
    review: str | None = None
    corrected: str = ""


HAPPENED = (
    Happened(
        21, (17, 30), "SB", "Røgalarmen gik. En brødrister stod tændt i køkkenet.", (), "køkkenet",
        "Slukkede, luftede ud og stillede alarmen tilbage.", "near",
        review="Ny brødrister med timer er købt.",
    ),
    Happened(
        12, (22, 15), "AD",
        "En ukendt mand kom ind ad bagdøren og ville op på 1. sal. Han skubbede til Mikkel.",
        ("Mikkel",), "trappen",
        "Mikkel og jeg bad ham gå. Politiet kom kl. 22.40 og fulgte ham ud.", police=True,
        force="Jeg holdt fast i hans ærme i nogle sekunder, så Mikkel kunne komme væk.",
        review="Talt med Ali og Mikkel dagen efter. Bagdøren låses nu kl. 21.",
    ),
    Happened(
        5, (14, 0), "SB", "Tina gled på det våde gulv og slog knæet.", ("Tina",), "gangen i stuen",
        "Is på knæet. Tina ville ikke til læge. Vi spørger igen i morgen.", "person",
        corrected="Tina var hos lægen om fredagen. Knæet er kun forslået.",
    ),
    Happened(
        2, (18, 40), "AD",
        "Per og Jonas råbte ad hinanden om vaskemaskinen. En kop gik i gulvet.",
        ("Per", "Jonas"), "vaskerummet",
        "Vi gik en tur med hver sin. De har aftalt tider hver for sig.", "things",
    ),
    Happened(
        0, (7, 50), "SB",
        "Ole opdagede, at æsken på hans hylde var en andens. Han tog ingen piller af den.",
        ("Ole",), "medicinskabet", "Byttede æskerne og gik begge hylder efter.", "near",
        adverse="to_report",
    ),
)  # fmt: skip
_CONFLICT = ("Jonas", "Per", "Uenige om vaskerummet. De vil helst have afstand for en tid.")
_EXPELLED = ("Flemming", "Overgaard", "Slog en rude i fællesrummet den aften.")


class Happenings:
    """Writes them as those who saw them would.

    Attributes:
        hands: The services of each colleague, by initials.
        here: Persons who live in the house, by first name.
    """

    def __init__(
        self, house: OpenHouse, clock: FixedClock, today: date, workers: Mapping[str, UUID]
    ) -> None:
        self._house, self._clock, self._today = house, clock, today
        self._workers = workers
        with house.database.read() as session:
            staff = {row.id: row for row in session.scalars(select(tables.Staff))}
        self.hands = {
            initials: Services(house, _actor(staff[staff_id]))
            for initials, staff_id in workers.items()
        }
        people = self.hands["MK"].composing.people()
        self.here = {one.name.split()[0]: one.person_id for one in people if not one.closed}

    def write(self) -> None:
        """Everything, oldest first; the clock ends where it began."""
        now = self._clock.now()
        self._expulsion()
        for one in HAPPENED:
            at = from_local(self._today - timedelta(days=one.back), *one.at)
            if at <= now and all(name in self.here for name in one.about):
                self._incident(one)
        first, second, note = _CONFLICT
        if first in self.here and second in self.here:
            day = self._today - timedelta(days=2)
            self._clock.set(from_local(day, 19, 5))
            self.hands["AD"].conflicts.add(self.here[first], self.here[second], day, note)
        HouseThings(self._clock, self._today, self.hands, self.here, self._workers).write()
        self._clock.set(now)

    def _incident(self, one: Happened) -> None:
        at = from_local(self._today - timedelta(days=one.back), *one.at)
        self._clock.set(min(at + timedelta(minutes=25), from_local(self._today, 8, 40)))
        made = (
            self.hands[one.by]
            .incidents.write(
                IncidentCommand(
                    one.what,
                    tuple(self.here[name] for name in one.about),
                    happened_at=at,
                    place=one.place,
                    done=one.done,
                    harm=one.harm,
                    adverse_event=one.adverse,
                    force=one.force,
                    police_called=one.police,
                )
            )
            .first("incident")
        )
        if one.corrected:
            self._clock.set(at + timedelta(days=2))
            self.hands[one.by].incidents.correct(made, one.corrected)
        if one.review is not None:
            self._clock.set(at + timedelta(days=1))
            leader = self.hands["MK"].incidents
            leader.review(made, leader.get(made).version, one.review)

    def _expulsion(self) -> None:
        """Of a former resident, decided when the stay ended; it holds two weeks more."""
        first_name, last_name, reason = _EXPELLED
        with self._house.database.read() as session:
            found = session.scalars(
                select(tables.Person.id).where(
                    tables.Person.first_name == first_name, tables.Person.last_name == last_name
                )
            ).first()
        if found is None:
            return
        day = self._today - timedelta(days=35)
        self._clock.set(from_local(day, 10))
        until = self._today + timedelta(days=14)
        stops = ("admission", "visits")
        self.hands["SB"].expulsions.propose(ExpulsionCommand(found, day, until, stops, reason))
        leader = self.hands["MK"].expulsions
        (proposed,) = leader.of_person(found)
        leader.decide(proposed.id, proposed.version)


def _actor(row: tables.Staff) -> Actor:
    name = f"{row.first_name} {row.last_name}".strip()
    return Actor(row.id, row.first_name, name, row.initials, row.role, row.id)
