"""The house as every printed page names it, from its settings."""

from __future__ import annotations

from models import tables
from reports.letters.base import HouseFacts


def letterhead(house: tables.House) -> HouseFacts:
    """The house as sender; a page prints of it what its own form has room for."""
    return HouseFacts(
        name=house.name,
        address=address_lines(house),
        phone=house.phone,
        leader=house.leader_name,
        leader_phone=house.leader_phone,
    )


def address_lines(house: tables.House) -> tuple[str, ...]:
    """Street, then postcode and city; what the house has not written yet makes no empty line."""
    return tuple(line for line in (house.street, house.postcode_city) if line)
