"""The house itself: floors, places, staff, municipalities' contacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from models import tables
from models.base import new_id

HOUSE_NAME = "Havnehuset"
FLOORS = (("Stuen", 1, 14), ("1. sal", 15, 28), ("2. sal", 29, 42))


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of the demo's staff."""

    first_name: str
    last_name: str
    initials: str
    role: str
    title: str


LEADER = Colleague("Mette", "Krogh", "MK", "leader", "leder")
COLLEAGUES = (
    Colleague("Ali", "Demir", "AD", "staff", "socialpædagog"),
    Colleague("Sara", "Bæk", "SB", "staff", "socialrådgiver"),
    Colleague("Nadia", "Holm", "NH", "temp", "vikar"),
)


def rooms(session: Session, opened: date, extra_rooms: int = 0) -> list[tables.Place]:
    """42 rooms of one place on three floors; ``extra_rooms`` more for large benchmarks."""
    places: list[tables.Place] = []
    numbers = [(floor, n) for floor, first, last in FLOORS for n in range(first, last + 1)]
    numbers += [("Anneks", 43 + n) for n in range(extra_rooms)]
    for floor, number in numbers:
        room = tables.Room(id=new_id(), number=str(number), floor=floor, sort=number)
        place = tables.Place(id=new_id(), room_id=room.id, active_from=opened)
        session.add_all((room, place))
        places.append(place)
    session.flush()
    return places


def contacts(session: Session) -> None:
    """Contacts of the municipalities the demo's residents come from; all addresses are invented."""
    for code, name, unit, street, city in (
        ("0851", "Aalborg Kommune", "Socialafdelingen, voksne", "Prøvegade 12, 2.", "9000 Aalborg"),
        (
            "0751",
            "Aarhus Kommune",
            "Socialforvaltningen, voksne",
            "Prøvevej 30, 1.",
            "8000 Aarhus C",
        ),
        ("0730", "Randers Kommune", "Social og Arbejdsmarked", "Prøvetorv 4", "8900 Randers C"),
        ("0791", "Viborg Kommune", "Voksne og handicap", "Prøvealléen 9", "8800 Viborg"),
    ):
        session.add(
            tables.MunicipalityContact(
                id=new_id(),
                municipality_code=code,
                unit=unit,
                line1=name,
                line2=unit,
                line3=street,
                line4=city,
                phone="12 34 56 80",
                digital_post_recipient=name,
                digital_post_mailbox="Borger (standard)",
                # Its check digit is right, and it is nobody's.
                ean="0000000000000",
                note="Opdigtet adresse",
                is_default=True,
            )
        )


def house_facts(house: tables.House) -> None:
    """Settings of the demo house; address and numbers are invented."""
    house.street, house.postcode_city = "Prøvekaj 7", "8900 Randers C"
    house.phone, house.email = "12 34 56 78", "post@havnehuset.example"
    house.secure_mail = "sikker@havnehuset.example"
    house.leader_name, house.leader_phone = f"{LEADER.first_name} {LEADER.last_name}", "12 34 56 71"
    house.data_protection_contact = (
        "Databeskyttelsesrådgiveren, Prøvetorv 4, 8900 Randers C, 12 34 56 90"
    )
    house.own_municipality_code = house.unknown_municipality_code = "0730"


def staff_ids(leader_id: UUID, others: tuple[UUID, ...]) -> tuple[UUID, ...]:
    """Everybody who writes notes."""
    return (leader_id, *others)
