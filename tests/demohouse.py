"""An open demo house, shared by tests that look at it and change nothing."""

from __future__ import annotations

from dataclasses import dataclass

from boform_app.demo.build import Made
from boform_app.paths import DataFolder
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services


@dataclass(frozen=True, slots=True)
class Opened:
    """Folder, house and services of a leader's log-in."""

    folder: DataFolder
    house: OpenHouse
    services: Services
    made: Made
