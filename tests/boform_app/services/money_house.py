"""A small house with prices, a rate and residents, for tests of money."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from boform_app.clock import COPENHAGEN
from boform_app.services.facade import Services
from boform_app.services.views.economy import MoneyCommand
from boform_app.services.views.stays import AdmitCommand, EndStayCommand
from tests.houses import PLACES

PRICES = {
    "bed_rate": 146_200,
    "food_breakfast": 1_500,
    "food_lunch": 2_500,
    "food_dinner": 4_000,
    "laundry_wash": 2_000,
}
JANUARY, OCTOBER = date(2026, 1, 1), date(2026, 10, 1)


def at(day: date, hour: int = 14, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=COPENHAGEN)


def priced(services: Services, since: date = JANUARY) -> None:
    for key, ore in PRICES.items():
        services.rules.save_house_row(key, ore, since, "Husets takstblad", "V", "")


def living(
    services: Services, name: str, place: int, came: date, *, code: str = "0851", cpr: str = ""
) -> UUID:
    """A resident who came that day; the stay's id."""
    first, _, last = name.partition(" ")
    command = AdmitCommand(
        first,
        last,
        cpr_text=cpr,
        place_id=PLACES[place],
        arrived_at=at(came),
        decided_on=came,
        acting_municipality_code=code,
        reasons=("no_dwelling",),
        accepted=frozenset({"modulus_11"}),
    )
    return services.stays.admit(command).first("stay")


def left(services: Services, stay_id: UUID, day: date, hour: int = 10) -> None:
    version = services.stays.get(stay_id).version
    services.ending.end(EndStayCommand(stay_id, version, at(day, hour), "moved_own_wish"))


def away(services: Services, stay_id: UUID, first: date, nights: int) -> None:
    services.absences.add_absence(stay_id, "family", first, first + timedelta(days=nights - 1))


def person(services: Services, stay_id: UUID) -> UUID:
    return services.stays.get(stay_id).person_id


def paid(services: Services, person_id: UUID, ore: int, part: str = "food") -> UUID:
    """A payment in cash; the line's id."""
    changes = services.economy.book(MoneyCommand(person_id, "payment", ore, part, "cash"))
    return changes.first("ledger_entry")
