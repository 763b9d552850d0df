"""Two real houses with different names and staff, and a resident who moves from one to the other."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any
from uuid import UUID

from PIL import Image
from sqlalchemy import select, text

from boform_app.clock import Clock
from boform_app.errors import ForeignFile
from boform_app.exchange import foreign
from boform_app.exchange.child import frame
from boform_app.exchange.foreign import Foreign
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.contacts import DocumentCommand
from boform_app.services.views.letters import Basis, LetterEdits
from boform_app.services.views.plans import PlanCommand
from boform_app.services.views.records import NoteCommand
from boform_app.services.views.services_in_use import ServiceCommand
from boform_app.services.views.stay_plans import (
    EvaluationCommand,
    GoalCommand,
    StayPlanCommand,
    SubgoalCommand,
    SubgoalTaskCommand,
)
from boform_app.services.views.transfers import TransferCommand, TransferSent
from models import tables
from models.base import Base
from tests import houses
from tests.boform_app.services import letter_house

OTHER = "Østhuset"
TODAY = letter_house.TODAY
ALL_TOPICS = letter_house.ALL_TOPICS
ALL_GROUPS = ("health", "network", "case", "services", "plan", "overviews", "letters", "documents")
NOTE = "Kim sov uroligt og talte om sin bror."
_NAMES = (("leader", "Bodil", "Winther", "BW"), ("staff", "Erik", "Lund", "EL"))


def other_house(folder: Path, clock: Clock | None = None) -> OpenHouse:
    """Østhuset, with staff of its own."""
    house = houses.make_house(folder, clock)
    with house.database.write_unjournaled() as session:
        session.execute(text("DELETE FROM staff_setting"))
        for role, first, last, initials in _NAMES:
            session.execute(
                text(
                    "UPDATE staff SET id = :id, first_name = :first, last_name = :last,"
                    " initials = :initials WHERE role = :role"
                ),
                {
                    "id": UUID(int=0xE0 + len(role)).hex,
                    "first": first,
                    "last": last,
                    "initials": initials,
                    "role": role,
                },
            )
        row = session.scalars(select(tables.House)).one()
        row.name, row.leader_name = OTHER, "Bodil Winther"
    return house


def quick_door(data: bytes, **_: object) -> Foreign:
    """What the child answers of a file, without a child; the true one is asked where it matters."""
    kind = foreign.kind_of(data)
    if kind is None:
        raise ForeignFile("file_unknown")
    return Foreign(kind, page_count=1, json=frame.values(data) if kind == "json" else None)


def picture() -> bytes:
    """A scan."""
    file = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(file, "PNG")
    return file.getvalue()


def furnished(services: Services) -> UUID:
    """Kim in Havnehuset: admitted, assessed, with goals, letters, a scan and a note."""
    letter_house.contact(services)
    kim = letter_house.admitted(services)
    person = services.people.facts(kim)
    services.people.set_fact(kim, person.version, "language", "dansk")
    services.circle.set_allergy(kim, services.people.facts(kim).version, "known", "Penicillin")
    services.circle.add_kin(kim, "Bo Dahl", "bror", "12 34 56 70", "yes")
    services.circle.add_alert(kim, "safety", "Kim er vred på Ole.")
    services.notes.finish(NoteCommand(NOTE, (kim,)))
    letter_house.assessed(services, kim)
    services.services_in_use.save(
        ServiceCommand(
            kim, "psychiatry", "Distriktspsykiatrien", "Region Nordjylland", TODAY,
            "hver tirsdag", "12 34 56 79", ("B7",),
        )
    )  # fmt: skip
    _planned(services, kim)
    stay = services.stays.for_person(kim)[0]
    with services.open_house.database.write(
        "test", "tidligere opholdskommune", actor_id=None, at=houses.OPENED_AT
    ) as unit:
        unit.session.add(
            tables.MunicipalityPeriod(
                stay_id=stay.id, role="residence", code="0101", from_on=TODAY, to_on=TODAY
            )
        )
        overview = unit.session.scalars(select(tables.Overview)).one()
        overview.second_assessor_id = houses.STAFF["staff"][0]
        unit.commit()
    plan = services.plans.get(stay.id)
    services.plans.change(
        PlanCommand(stay.id, plan.version, caseworker="Sara Holm", caseworker_phone="99 31 20 00")
    )
    letter_house.consented(services, kim)
    _written(services, kim)
    services.documents.keep(DocumentCommand(kim, picture(), "decision", "Afgørelse om støtte"))
    return kim


def _planned(services: Services, kim: UUID) -> None:
    stay = services.stays.for_person(kim)[0]
    services.stay_plans.change(
        StayPlanCommand(stay.id, 0, "Jeg vil have min egen dør.", "En bolig, der holder")
    )
    goal = services.goals.save(
        GoalCommand(stay.id, "Styr på posten", "society.economy", level_start=3, level_expected=1)
    ).first("goal")
    step = services.subgoals.save(SubgoalCommand(goal, "Åbne post om mandagen", "Ali"))
    services.subgoals.save_task(SubgoalTaskCommand(step.first("subgoal"), "Købe en mappe", "Kim"))
    plan = services.stay_plans.get(stay.id)
    assert plan is not None
    services.goals.evaluate(
        EvaluationCommand(goal, plan.goals[0].version, TODAY, 2, "Det går bedre.", "Åbner selv.")
    )


def _written(services: Services, kim: UUID) -> None:
    """A notice and a request with an answer form, both sent; one more notice that is not."""
    chosen = Basis("consent", consent_id=services.consents.for_person(kim)[0].id)
    request = letter_house.with_basis(services, "plan_request", kim, LetterEdits(), chosen)
    for kind, edits in (("admission_notice", LetterEdits()), ("plan_request", request)):
        letter = services.letters.make(kind, kim, edits)
        services.register.mark_sent(letter.id, letter.version, "secure_mail", TODAY)
    services.letters.make("admission_notice", kim, LetterEdits())


def consented_to_move(
    services: Services, person_id: UUID, topics: tuple[str, ...] = ALL_TOPICS, **changes: object
) -> UUID:
    """A consent to give Østhuset what is ticked; its id."""
    told: dict[str, object] = {
        "recipient": OTHER,
        "purpose": f"Flytning til {OTHER}",
        "municipality_code": "",
    }
    return letter_house.consented(services, person_id, topics, **{**told, **changes})


def sent(
    services: Services,
    person_id: UUID,
    groups: tuple[str, ...] = ALL_GROUPS,
    topics: tuple[str, ...] = ALL_TOPICS,
) -> TransferSent:
    """A file from Havnehuset to Østhuset."""
    consent = consented_to_move(services, person_id, topics)
    return services.transfers.send(TransferCommand(person_id, OTHER, consent, groups))


def digest(house: OpenHouse) -> str:
    """Of every row of every table and of the files in the blob store."""
    found = hashlib.sha256()
    with house.database.read() as session:
        for table in Base.metadata.sorted_tables:
            rows = sorted(repr(tuple(row)) for row in session.execute(select(table)))
            found.update(repr((table.name, rows)).encode())
    files = sorted(str(path) for path in house.folder.blobs.glob("??/*"))
    found.update(repr(files).encode())
    return found.hexdigest()


def rows(house: OpenHouse, row_class: Any) -> dict[UUID, dict[str, Any]]:
    """Every row of a table as plain values."""
    with house.database.read() as session:
        return {
            row.id: {c.key: getattr(row, c.key) for c in row.__table__.columns}
            for row in session.scalars(select(row_class))
        }
