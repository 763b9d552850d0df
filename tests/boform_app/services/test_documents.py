"""Documents that came in: looked at in a child process, kept encrypted, never opened here."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from PIL import Image

from boform_app.clock import FixedClock
from boform_app.errors import Conflict, ForeignFile, NotAllowed, ReasonNeeded, ValidationFailed
from boform_app.exchange import foreign
from boform_app.exchange.foreign import Foreign
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.contacts import DocumentCommand, DocumentView
from boform_app.services.views.plans import PlanCommand, PrerequisiteCommand
from boform_app.services.views.stays import AdmitCommand
from models import tables
from tests import houses
from tests.houses import PLACES

TODAY = date(2026, 11, 23)


def pdf(pages: int = 2) -> bytes:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(200, 200))
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def picture() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(kept, "PNG")
    return kept.getvalue()


@pytest.fixture
def quick_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """The door without its child process, for tests that are not about it."""

    def looked_at(data: bytes, *, pages: bool = True, first: int | None = None) -> Foreign:
        del first
        kind = foreign.kind_of(data)
        assert kind is not None
        return Foreign(kind, page_count=2 if pages else 1)

    monkeypatch.setattr(foreign, "inspect", looked_at)


@pytest.fixture
def ole(services: Services) -> UUID:
    return services.stays.admit(
        AdmitCommand("Ole", "Bach", place_id=PLACES[1], acting_municipality_code="0851")
    ).first("person")


def kept(services: Services, ole: UUID, **changes: object) -> DocumentView:
    command = DocumentCommand(ole, pdf(), "decision", sender="Aalborg Kommune")
    services.documents.keep(replace(command, **changes))  # type: ignore[arg-type] # fields by name
    return services.documents.of_person(ole)[0]


def test_a_decision_is_kept_as_an_encrypted_file(
    services: Services, house: OpenHouse, ole: UUID
) -> None:
    data = pdf()
    view = kept(services, ole, data=data, file_name="afgoerelse.pdf")
    assert (view.title, view.kind_label, view.media_type, view.page_count) == (
        "Afgørelse",
        "Afgørelse",
        "application/pdf",
        2,
    )
    assert (view.received_on, view.size, view.added_by.name) == (TODAY, len(data), "Mette Krogh")
    assert services.documents.data(view.id) == data
    files = [p for p in Path(house.folder.root).rglob("*") if p.is_file()]
    assert not [p for p in files if data in p.read_bytes()]
    assert services.undo.state().undo_label == "Afgørelse om Ole Bach"
    titles = [item.title for item in services.timeline.items(ole)]
    assert "Afgørelse modtaget" in titles


def test_pages_are_pictures_from_the_child(services: Services, ole: UUID) -> None:
    view = kept(services, ole, data=picture(), kind="lease", title=" Kontrakt ")
    assert (view.title, view.media_type) == ("Kontrakt", "image/png")
    (page,) = services.documents.pages(view.id)
    assert (page.width, page.height, len(page.rgb)) == (40, 30, 40 * 30 * 3)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"PK\x03\x04 word/document.xml", "file_office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old Word", "file_office"),
        (b"<html>", "file_unknown"),
        (b"%PDF-1.7" + bytes(25_000_000), "file_too_large"),
        (b"%PDF-1.7\nnothing", "file_damaged"),
    ],
)
def test_what_cannot_be_opened_safely_changes_nothing(
    services: Services, ole: UUID, data: bytes, code: str
) -> None:
    with pytest.raises(ForeignFile) as refused:
        kept(services, ole, data=data)
    assert refused.value.code == code
    assert services.documents.of_person(ole) == ()


@pytest.mark.usefixtures("quick_door")
@pytest.mark.parametrize("data", [b'{"a": 1}', b"BEGIN:VCALENDAR", b"BOFORM-FLYTTEFIL"])
def test_only_pdf_and_pictures_are_documents(services: Services, ole: UUID, data: bytes) -> None:
    with pytest.raises(ForeignFile) as refused:
        kept(services, ole, data=data)
    assert refused.value.code == "file_other_kind"
    assert services.documents.of_person(ole) == ()


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"kind": "novel"}, "kind:unknown_choice"),
        ({"kind": ""}, "kind:required"),
        ({"received_on": TODAY + timedelta(days=1)}, "received_on:in_future"),
        ({"stay_id": UUID(int=1)}, "stay_id:unknown_choice"),
        ({"letter_id": UUID(int=1)}, "letter_id:unknown_choice"),
        ({"title": "x" * 201}, "title:too_long"),
        ({"sender": "a\x00"}, "sender:nul_character"),
    ],
)
def test_what_cannot_be_is_refused_before_the_file_is_opened(
    services: Services, ole: UUID, changes: dict[str, object], found: str
) -> None:
    with pytest.raises(ValidationFailed, match=found):
        kept(services, ole, **{"data": b"never looked at", **changes})


@pytest.mark.usefixtures("quick_door")
def test_facts_change_and_bytes_do_not(services: Services, ole: UUID, clock: FixedClock) -> None:
    view = kept(services, ole)
    services.documents.set_fact(view.id, view.version, "title", " Afgørelse om støtte ")
    with pytest.raises(Conflict):
        services.documents.set_fact(view.id, view.version, "sender", "")
    services.documents.set_fact(view.id, view.version + 1, "received_on", date(2026, 11, 20))
    services.documents.set_fact(view.id, view.version + 2, "sender", "")
    (after,) = services.documents.of_person(ole)
    assert (after.title, after.received_on, after.sender) == (
        "Afgørelse om støtte",
        date(2026, 11, 20),
        "",
    )
    changed = [field for item in services.history.for_person(ole) for field in item.fields]
    assert ("dokument", "Afgørelse", "Afgørelse om støtte") in changed
    version = after.version
    for field, value, code in (
        ("title", " ", "required"),
        ("kind", "novel", "unknown_choice"),
        ("received_on", clock.today() + timedelta(days=1), "in_future"),
        ("received_on", "i går", "not_understood"),
        ("blob_id", "x", "unknown_field"),
    ):
        with pytest.raises(ValidationFailed, match=f"{field}:{code}"):
            services.documents.set_fact(view.id, version, field, value)


@pytest.mark.usefixtures("quick_door")
def test_a_document_is_evidence_for_its_own_resident_only(services: Services, ole: UUID) -> None:
    view = kept(services, ole)
    (stay,) = services.stays.for_person(ole)
    c7 = next(row for row in services.plans.prerequisites(stay.id) if row.code == "C7")
    command = PrerequisiteCommand(
        c7.id, c7.version, "fulfilled", c7.owner, TODAY, document_id=view.id
    )
    services.plans.set_prerequisite(command)
    c7 = next(row for row in services.plans.prerequisites(stay.id) if row.code == "C7")
    assert c7.document_id == view.id
    services.plans.set_prerequisite(replace(command, version=c7.version, document_id=None))
    c7 = next(row for row in services.plans.prerequisites(stay.id) if row.code == "C7")
    assert c7.document_id == view.id, "a form that says nothing of it leaves it"
    plan = services.plans.get(stay.id)
    services.plans.change(PlanCommand(stay.id, plan.version, document_id=view.id))
    assert services.plans.get(stay.id).document_id == view.id
    kim = services.stays.admit(AdmitCommand("Kim", place_id=PLACES[2])).first("person")
    other = services.stays.for_person(kim)[0].id
    version = services.plans.get(other).version
    with pytest.raises(ValidationFailed, match="document_id:unknown_choice"):
        services.plans.change(PlanCommand(other, version, document_id=view.id))


@pytest.mark.usefixtures("quick_door")
def test_the_usual_doors_are_shut(services: Services, house: OpenHouse, ole: UUID) -> None:
    view = kept(services, ole)
    temp = houses.services(house, "temp")
    assert temp.documents.of_person(ole)
    for write in (
        lambda: kept(temp, ole),
        lambda: temp.documents.set_fact(view.id, view.version, "title", "a"),
    ):
        with pytest.raises(NotAllowed):
            write()
    with house.database.write_unjournaled() as session:
        session.get_one(tables.Person, ole).protected_address = True
    looks: tuple[Callable[[], object], ...] = (
        lambda: services.documents.of_person(ole),
        lambda: services.documents.data(view.id),
        lambda: services.documents.pages(view.id),
        lambda: kept(services, ole),
    )
    for look in looks:
        with pytest.raises(ReasonNeeded):
            look()
