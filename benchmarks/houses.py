"""Throw-away houses for the benchmarks, made the way the program makes them."""

from __future__ import annotations

from pathlib import Path

from boform_app import bootstrap
from boform_app.clock import SystemClock
from boform_app.paths import DataFolder
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.admin import HouseFacts, StaffCommand
from boform_app.vault.crypto import CHEAP_KDF

PASSPHRASE = "lanterne brombær tømmer fregat kastanje"


def make_house(root: Path, rooms: int = 0) -> tuple[OpenHouse, Services]:
    """A new house that stands open, with its leader's services.

    Args:
        root: The data folder.
        rooms: Rooms of one place each.
    """
    facts = HouseFacts(
        0, "Havnehuset", "Kajgade 12", "9000 Aalborg", "12 34 56 78", "", "", "Mette Krogh",
        "12 34 56 79", "", "0851", "0851", "",
    )  # fmt: skip
    leader = StaffCommand("Mette", "Krogh", "MK", "leader", PASSPHRASE)
    new = bootstrap.create_house(DataFolder(root), facts, leader, SystemClock(), CHEAP_KDF)
    services = Services(new.house, new.actor)
    most = 200
    for first in range(1, rooms + 1, most):
        services.rooms.add_range(first, min(first + most - 1, rooms), "stuen")
    return new.house, services
