"""Flytning: what travels and its code, and a file from another house in every state."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from boform_app.clock import FixedClock
from boform_app.services.views.records import ConsentCommand
from boform_app.services.views.stays import AdmitCommand
from boform_app.services.views.transfers import TransferCommand, TransferSent
from models import tables
from models.values.information import ConsentTopic
from tests import houses
from tests.boform_app.services import two_houses
from tests.screens.demo import NOW
from tests.screens.scene import Scene
from tests.screens.scenes_answer import file
from tests.screens.stage import Stage

_OTHER = "Østhuset"


def consented(stage: Stage, first: str = "Ole", *, excepted: str = "") -> UUID:
    """A resident who said yes to Østhuset, but not to everything."""
    person, today = stage.person(first), stage.desk.session.clock.today()
    if any(held.recipient == _OTHER for held in stage.services.consents.for_person(person)):
        return person
    topics = tuple(one.value for one in ConsentTopic if one.value not in {"health", "children"})
    stage.services.consents.give(
        ConsentCommand(
            person, topics, _OTHER, f"Flytning til {_OTHER}", today, today + timedelta(days=180),
            "written", today, excepted=excepted,
        )
    )  # fmt: skip
    return person


def _offer(stage: Stage) -> None:
    stage.go("transfer_send", person_id=consented(stage, excepted="min søster og hendes børn"))


def _made(stage: Stage) -> None:
    _offer(stage)
    stage.press("Lav flyttefilen")
    stage.main.notice.clear()
    stage.ports.files.answer = Path(stage.folder.root.parent) / "flytning.boform"  # type: ignore[attr-defined]  # the recording one
    stage.press("Gem filen …")
    stage.press("Kopiér koden")


@cache
def _from_elsewhere(house: str) -> TransferSent:
    """Kim Dahl with everything, from Østhuset to this house; made once."""
    with tempfile.TemporaryDirectory() as folder:
        opened = houses.make_house(Path(folder), FixedClock(NOW - timedelta(hours=1)))
        with opened.database.write_unjournaled() as session:
            session.scalars(select(tables.House)).one().name = _OTHER
        services = houses.services(opened)
        kim = two_houses.furnished(services)
        # Nobody in the demo house has this number.
        services.people.set_fact(kim, services.people.facts(kim).version, "cpr", "170590-0000")
        consent = two_houses.consented_to_move(
            services, kim, recipient=house, purpose=f"Flytning til {house}"
        )
        made = services.transfers.send(TransferCommand(kim, house, consent, two_houses.ALL_GROUPS))
        houses.close(opened)
    return made


def _dropped(stage: Stage, data: bytes | None = None, code: str | None = None) -> None:
    sent = _from_elsewhere(stage.services.house.facts().name)
    stage.main.file_dropped.emit(file(stage, data or sent.data, sent.name))
    stage.settle()
    if code != "":
        stage.type_text("Koden, som det andet hus har sagt i telefonen", code or sent.code)
        stage.press("Se, hvad der er i filen")


def _same_number(stage: Stage) -> None:
    place = stage.services.rooms.places(free_only=True)[0]
    people = stage.services.people
    found = stage.services.stays.admit(AdmitCommand("Kim", "Dal", place_id=place.id))
    person = found.first("person")
    people.set_fact(person, people.facts(person).version, "cpr", "170590-0000")
    stage.services.circle.set_allergy(person, people.facts(person).version, "none_known")
    _dropped(stage)
    stage.press("Tag imod")


def _taken(stage: Stage) -> None:
    _dropped(stage)
    stage.press("Tag imod")


def _twice(stage: Stage) -> None:
    _taken(stage)
    stage.main.notice.clear()
    _dropped(stage)


def _admitted(stage: Stage) -> None:
    _taken(stage)
    stage.main.notice.press()
    stage.settle()
    stage.wait(400)


TRANSFERS: tuple[Scene, ...] = (
    Scene("transfer-no-consent", lambda s: s.go("transfer_send", person_id=s.person("Jonas"))),
    Scene("transfer-offer", _offer, house="letters"),
    Scene("transfer-made", _made, house="letters"),
    Scene("transfer-take", lambda s: s.go("transfer_take")),
    # Nothing is written before *Tag imod*, and every drop begins anew.
    Scene("transfer-take-code", lambda s: _dropped(s, code="QQQQ")),
    Scene("transfer-take-damaged", lambda s: _dropped(s, b"no such file", "")),
    Scene("transfer-found", _dropped),
    Scene("transfer-same-number", _same_number, house="case"),
    Scene("transfer-twice", _twice, house="letters"),
    Scene("transfer-admit", _admitted, house="sent"),
)
