"""What the window knows of the help a resident receives today (*indsatser og ydelser*)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from boform_app.rules.help_in_use import NeedAndHelp
from boform_app.services.views.people import StaffName


@dataclass(frozen=True, slots=True)
class ServiceCommand:
    """Help as it shall be written.

    Attributes:
        kind: Key of the list ``service_kinds``.
        domains: Areas it helps with, ids of the instrument.
        id: The row that is changed, None for a new one; ``version`` as it was read.
    """

    person_id: UUID
    kind: str
    what: str = ""
    from_whom: str = ""
    since_on: date | None = None
    how_often: str = ""
    phone: str = ""
    domains: tuple[str, ...] = ()
    id: UUID | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class ServiceView:
    """Help in use, or help that has ended (``until_on``).

    Attributes:
        title: What it is called: the typed words, else those of the kind.
    """

    id: UUID
    version: int
    kind: str
    title: str
    what: str
    from_whom: str
    since_on: date | None
    until_on: date | None
    how_often: str
    phone: str
    domains: tuple[str, ...]
    written_by: StaffName


@dataclass(frozen=True, slots=True)
class HelpView:
    """The help of one resident.

    Attributes:
        in_use: Help there is today, in the order of the list; ``ended``: newest end first.
        needs: Need beside help, in the instrument's order.
        assessed_on: Day of the overview that the needs come from, None without one.
    """

    in_use: tuple[ServiceView, ...]
    ended: tuple[ServiceView, ...]
    needs: tuple[NeedAndHelp, ...]
    assessed_on: date | None
