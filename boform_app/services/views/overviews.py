"""What the window knows of finished Udflytningsoverblikke."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from boform_app.services.views.people import StaffName


@dataclass(frozen=True, slots=True)
class OverviewVersion:
    """A finished Udflytningsoverblik in the list of versions."""

    id: UUID
    assessed_on: date
    finished_by: StaffName
    category: str
    instrument_version: str
