"""The help that the demo's residents have today, written by the same service on its days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from boform_app.demo.cast import Role
from boform_app.services.facade import Services
from boform_app.services.views.services_in_use import ServiceCommand

Step = tuple[int, Callable[[], None]]


@dataclass(frozen=True, slots=True)
class Given:
    """Help of one resident; days are counted back."""

    kind: str
    from_whom: str
    since: int
    often: str = ""
    phone: str = ""
    domains: tuple[str, ...] = ()
    what: str = ""


_GIVEN = {
    "Ole Bach": (
        Given("contact_person", "Mette Krogh", 34, "hver dag", "12 34 56 71", ("B1", "B3")),
        Given("doctor", "Lægerne Vesterbro", 30, "efter aftale", "12 34 56 41", ("B7",)),
        Given("financial_advice", "Settlementet", 20, "hver anden mandag", "12 34 56 90", ("B3",)),
        Given("drop_in", "Kirkens Korshær", 30, "tirsdag og fredag", "", ("B13",)),
    ),
    "Preben Juhl": (
        Given("substance_treatment", "Rusmiddelcentret", 100, "hver uge", "12 34 56 43", ("B9",)),
        Given("nursing", "Sundhedsrummet", 60, "to gange om ugen", "12 34 56 44", ("B7", "B6")),
        Given("debt_advice", "Settlementet", 70, "en gang om måneden", "12 34 56 90", ("B3",)),
    ),
    "Lise Kjær": (Given("psychiatry", "Distriktspsykiatrien", 60, "hver 14. dag", "", ("B8",)),),
}


class Helpers:
    """Help in use of the residents who have a story."""

    def __init__(self, services: Services, today: date) -> None:
        self._services = services
        self._today = today

    def steps(self, role: Role, person_id: UUID) -> list[Step]:
        """What was written, each with the days it lies back."""
        given = _GIVEN.get(f"{role.first} {role.last}", ())
        return [
            (min(one.since, role.nights), partial(self._write, person_id, one)) for one in given
        ]

    def _write(self, person_id: UUID, one: Given) -> None:
        self._services.services_in_use.save(
            ServiceCommand(
                person_id, one.kind, one.what, one.from_whom,
                self._today - timedelta(days=one.since), one.often, one.phone, one.domains,
            )
        )  # fmt: skip
