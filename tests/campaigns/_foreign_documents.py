"""Who keeps foreign files as they are: a document of a resident, and the handleplan that was received."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from boform_app.services.facade import Services
from boform_app.services.views.contacts import DocumentCommand
from boform_app.services.views.plans import PlanCommand
from tests import houses
from tests.boform_app.services import letter_house
from tests.campaigns import foreign
from tests.campaigns._foreign_importers import rows


@contextmanager
def documents() -> Iterator[foreign.Importer]:
    """In turns a scan for Kim and Kim's handleplan; what was taken is taken back."""
    with TemporaryDirectory() as where:
        house = houses.make_house(Path(where))
        try:
            services = houses.services(house)
            kim = letter_house.admitted(services)
            ways = cycle((_keep, _receive))
            blobs = house.folder.blobs

            def state() -> tuple[object, ...]:
                return rows(house), sum(1 for file in blobs.rglob("*") if file.is_file())

            yield foreign.Importer(
                "documents", lambda data: next(ways)(services, kim, data), state, every=4
            )
        finally:
            houses.close(house)


def _keep(services: Services, kim: UUID, data: bytes) -> None:
    services.documents.keep(DocumentCommand(kim, data, "other"))
    services.undo.undo()


def _receive(services: Services, kim: UUID, data: bytes) -> None:
    stay = services.stays.for_person(kim)[0]
    plan = services.plans.get(stay.id)
    services.plans.change(
        PlanCommand(
            stay.id,
            plan.version,
            status="received",
            on=letter_house.TODAY,
            document_name="Planen",
            document=data,
        )
    )
    services.undo.undo()
