"""A dozen residents for the pages about them: names, notes, letters and deadlines of every shape."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from PySide6.QtCore import QObject

from boform_app.clock import FixedClock, from_local
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.letters import LetterEdits
from boform_app.services.views.records import NoteCommand
from boform_app.services.views.stays import AdmitCommand
from tests import houses
from tests.doubles import (
    RecordingClipboard,
    RecordingFileDialogs,
    RecordingOpener,
    RecordingPrinter,
)
from ui.session import Ports, Session
from ui.tasks import Tasks

_LONG = (
    "Vil gerne have besøg hver uge den første tid. Ønsker at være med, når brevet til kommunen "
    "bliver skrevet. Vi taler videre på torsdag, når Ali er her, og ser på, hvad en lejlighed må "
    "koste. Han har selv regnet på det og har tallene med."
)
NAMES = (
    ("Farid", "Ahmadi", "0851", 52, "staff"),
    ("Ole", "Bach", "0851", 44, "leader"),
    ("Niels", "Berg", "0730", 19, "leader"),
    ("Dorte", "Bruun", "0730", 35, "staff"),
    ("Mogens Christian Alexander", "Friis-Vestergaard", "0730", 63, "staff"),
    ("Jette", "Hald", "0751", 15, "leader"),
    ("Per", "Holm", "0751", 61, "staff"),
    ("Eva", "Krag", "0851", 31, "leader"),
    ("Jonas", "Lund", "0851", 6, "leader"),
    ("Rikke Marie", "Nissen", "0730", 9, "staff"),
    ("Bent", "Aas", "", 112, "staff"),
    ("Samira", "Yusuf", "0751", 2, "leader"),
)
"""First name, last name, handlekommune, days in the house, role of the contact person."""


@dataclass(frozen=True, slots=True)
class Furnished:
    """Persons and stays by last name."""

    people: dict[str, UUID]
    stays: dict[str, UUID]


def furnish(
    house: OpenHouse, services: Services, clock: FixedClock, only: frozenset[str] = frozenset()
) -> Furnished:
    """Twelve residents, or ``only`` some by last name; Bach has notes, Nissen is protected."""
    now = clock.now()
    services.rooms.add_range(7, 30, "2. sal")
    places = services.rooms.places(free_only=True)
    found = Furnished({}, {})
    for number, (first, last, code, days, role) in enumerate(NAMES):
        if only and last not in only:
            continue
        day = clock.today() - timedelta(days=days)
        clock.set(now - timedelta(days=days))
        command = AdmitCommand(
            first, last, place_id=places[number * 2].id, decided_on=day, came="self",
            arrived_at=from_local(day, 14, 10), acting_municipality_code=code,
            cpr_text=_cpr(number), accepted=frozenset({"modulus_11"}),
            reasons=("no_dwelling",) if number % 3 else (),
        )  # fmt: skip
        changes = services.stays.admit(command)
        found.people[last], found.stays[last] = changes.first("person"), changes.first("stay")
        clock.set(now)
        _set(services, found.people[last], "key_worker", houses.STAFF[role][0])
    _bach(services, found.people["Bach"], clock)
    _others(services, found)
    return found


def letters(services: Services, person_id: UUID, clock: FixedClock) -> None:
    """A notice that was sent, and a letter nobody has answered for; rendering takes its time."""
    now = clock.now()
    clock.set(datetime(2026, 10, 11, 10, 0, tzinfo=now.tzinfo))
    letter = services.letters.make("admission_notice", person_id, LetterEdits())
    services.register.mark_sent(letter.id, letter.version, "digital_post", date(2026, 10, 11))
    clock.set(now)
    services.letters.make("data_information", person_id, LetterEdits())


def session(services: Services, clock: FixedClock, parent: QObject | None = None) -> Session:
    """A log-in whose doors to the desktop record what they are asked."""
    ports = Ports(
        RecordingPrinter(), RecordingFileDialogs(), RecordingOpener(), RecordingClipboard()
    )
    return Session(services, clock, ports, tasks=Tasks(parent), parent=parent)


def _cpr(number: int) -> str:
    """Serials of 0000 belong to nobody."""
    return "" if number % 4 == 3 else f"{number + 10:02d}0682-0000"


def _set(services: Services, person_id: UUID, field: str, value: object) -> None:
    facts = services.people.facts(person_id)
    services.people.set_fact(person_id, facts.version, field, value)  # type: ignore[arg-type]  # by name


def _bach(services: Services, person_id: UUID, clock: FixedClock) -> None:
    now = clock.now()
    notes = (
        (9, "conversation", _LONG, True),
        (3, "", "Ringede til boliganvisningen. De vender tilbage i næste uge.", False),
        (1, "night", "Vasken drypper. Ole har selv sat en spand under. Vicevært kommer kl. 9.", True),
    )  # fmt: skip
    for days, kind, text, important in notes:
        clock.set(now - timedelta(days=days, hours=3))
        services.notes.finish(NoteCommand(text, (person_id,), kind, important=important))
    clock.set(now)
    services.circle.set_allergy(person_id, services.people.facts(person_id).version, "none_known")
    services.circle.add_alert(person_id, "contact_rule", "ring ikke før kl. 10")


def _others(services: Services, found: Furnished) -> None:
    lund = found.people["Lund"]
    services.circle.set_allergy(lund, services.people.facts(lund).version, "known", "penicillin")
    services.circle.add_alert(lund, "animal", "hund")
    services.notes.finish(
        NoteCommand("Urolig nat. Talt på gangen, fik te. Sov fra kl. 4.", (lund,))
    )
    nissen = found.people["Nissen"]
    _set(services, nissen, "protected_address", True)
