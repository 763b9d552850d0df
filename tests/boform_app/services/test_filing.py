"""Papers in order: the same file twice, photographs together, wrong folders, taken away, copies."""

from __future__ import annotations

import io
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from PIL import Image
from sqlalchemy import select

from boform_app.errors import (
    Conflict,
    ForeignFile,
    NotAllowed,
    NotFound,
    ReasonNeeded,
    ValidationFailed,
)
from boform_app.exchange import foreign
from boform_app.exchange.foreign import Foreign
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.contacts import DocumentCommand, DocumentView
from boform_app.services.views.plans import PlanCommand
from boform_app.services.views.stays import AdmitCommand
from models import tables
from tests import houses
from tests.boform_app.services.test_documents import pdf
from tests.houses import PLACES


@pytest.fixture
def ole(services: Services) -> UUID:
    return services.stays.admit(AdmitCommand("Ole", "Bach", place_id=PLACES[1])).first("person")


@pytest.fixture
def kim(services: Services) -> UUID:
    return services.stays.admit(AdmitCommand("Kim", "Lund", place_id=PLACES[2])).first("person")


@pytest.fixture
def quick_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """The door without its child process, for tests that are not about it."""

    def looked_at(data: bytes, *, pages: bool = True, first: int | None = None) -> Foreign:
        del pages, first
        kind = foreign.kind_of(data)
        assert kind is not None
        return Foreign(kind, page_count=2)

    monkeypatch.setattr(foreign, "inspect", looked_at)


def kept(services: Services, person_id: UUID, data: bytes | None = None) -> DocumentView:
    services.documents.keep(DocumentCommand(person_id, data or pdf(), "decision"))
    return services.documents.of_person(person_id)[0]


def photo(color: str, size: tuple[int, int], turned: int = 0) -> bytes:
    """A photograph as a telephone keeps it: lying, with a word about how to turn it."""
    image = Image.new("RGB", size, color)
    exif = Image.Exif()
    if turned:
        exif[0x0112] = turned
    exif[0x010F] = "Telephone of somebody"
    held = io.BytesIO()
    image.save(held, "JPEG", exif=exif)
    return held.getvalue()


def locked() -> bytes:
    made = pikepdf.new()
    made.add_blank_page(page_size=(200, 200))
    held = io.BytesIO()
    made.save(held, encryption=pikepdf.Encryption(owner="a", user="b"))
    return held.getvalue()


def test_the_same_file_is_known_again_for_the_same_resident_only(
    services: Services, ole: UUID, kim: UUID
) -> None:
    view = kept(services, ole, data := pdf())
    found = services.filing.looked_at(ole, data)
    assert isinstance(found, DocumentView)
    assert found.id == view.id
    assert services.filing.looked_at(kim, data) == 2


@pytest.mark.parametrize(
    ("data", "code"),
    [(locked(), "file_locked"), (b"%PDF-1.7\nnothing", "file_damaged"), (b"", "file_empty")],
)
def test_a_bad_file_is_told_before_anything_is_filled_in(
    services: Services, ole: UUID, data: bytes, code: str
) -> None:
    with pytest.raises(ForeignFile) as refused:
        services.filing.looked_at(ole, data)
    assert refused.value.code == code


def test_photographs_become_one_upright_document_without_their_telephone(
    services: Services, ole: UUID
) -> None:
    made = services.filing.together(
        [photo("red", (400, 300), turned=6), photo("blue", (400, 300)), photo("lime", (300, 400))]
    )
    assert b"Telephone" not in made
    with pikepdf.open(io.BytesIO(made)) as pdf_of_photos:
        lying = [page.mediabox[2] > page.mediabox[3] for page in pdf_of_photos.pages]
    assert lying == [False, True, False], "the first was turned by its own word"
    view = kept(services, ole, made)
    assert (view.page_count, view.media_type) == (3, "application/pdf")
    colors = []
    for page in services.documents.pages(view.id):
        middle = (page.height // 2 * page.width + page.width // 2) * 3
        colors.append(tuple(value > 128 for value in page.rgb[middle : middle + 3]))
    assert colors == [(True, False, False), (False, False, True), (False, True, False)]
    with pytest.raises(ForeignFile) as refused:
        services.filing.together([photo("red", (40, 30)), pdf()])
    assert refused.value.code == "file_other_kind"


def test_pages_after_the_tenth_can_be_seen(services: Services, ole: UUID) -> None:
    view = kept(services, ole, pdf(12))
    assert len(services.documents.pages(view.id)) == 10
    assert len(services.documents.pages(view.id, first=10)) == 2


@pytest.mark.usefixtures("quick_door")
def test_a_wrong_folder_is_put_right_and_leaves_no_trace_as_evidence(
    services: Services, ole: UUID, kim: UUID
) -> None:
    view = kept(services, ole)
    (stay,) = services.stays.for_person(ole)
    plan = services.plans.get(stay.id)
    services.plans.change(PlanCommand(stay.id, plan.version, document_id=view.id))
    with pytest.raises(ValidationFailed, match="reason:reason_required"):
        services.filing.move(view.id, view.version, kim, " ")
    with pytest.raises(ValidationFailed, match="to_person_id:same_person"):
        services.filing.move(view.id, view.version, ole, "forkert")
    services.filing.move(view.id, view.version, kim, "Lagt hos den forkerte")
    assert services.documents.of_person(ole) == ()
    (moved,) = services.documents.of_person(kim)
    assert (moved.id, moved.reason) == (view.id, "Lagt hos den forkerte")
    assert moved.stay_id == services.stays.for_person(kim)[0].id
    assert services.plans.get(stay.id).document_id is None
    told = [
        str(item) for person in (ole, kim) for item in services.history.for_person(person)
        if "flyttet til en anden" in item.label
    ]  # fmt: skip
    assert len(told) == 2
    assert not [line for line in told if "Kim" in line or "Ole" in line]
    with pytest.raises(Conflict):
        services.filing.move(view.id, view.version, ole, "igen")
    services.undo.undo()
    assert [one.id for one in services.documents.of_person(ole)] == [view.id]
    assert services.plans.get(stay.id).document_id == view.id


@pytest.mark.usefixtures("quick_door")
def test_taken_away_means_the_bytes_are_gone_and_the_line_stays(
    services: Services, house: OpenHouse, ole: UUID, tmp_path: Path
) -> None:
    view = kept(services, ole)
    files = [p for p in Path(house.folder.blobs).rglob("*") if p.is_file()]
    assert files
    copy = tmp_path / "usb.pdf"
    copy.write_bytes(services.documents.data(view.id))
    services.filing.note_saved_copy(view.id, copy)
    assert services.documents.of_person(ole)[0].copies == (str(copy),)
    with pytest.raises(ValidationFailed, match="reason:reason_required"):
        services.filing.take_away(view.id, view.version, "")
    services.filing.take_away(view.id, view.version, "Hører ikke til her")
    assert services.documents.of_person(ole) == ()
    (line,) = services.filing.taken_away(ole)
    assert (line.title, line.reason, line.removed_by.name) == (
        "Afgørelse",
        "Hører ikke til her",
        "Mette Krogh",
    )
    assert not copy.exists()
    assert not [p for p in files if p.exists()]
    with house.database.read() as session:
        assert session.scalars(select(tables.Blob.key)).all() == []
    with pytest.raises(NotFound):
        services.documents.data(view.id)
    with pytest.raises(NotFound):
        services.filing.take_away(view.id, view.version + 1, "igen")
    titles = [item.title for item in services.timeline.items(ole)]
    assert "Afgørelse modtaget" not in titles


@pytest.mark.usefixtures("quick_door")
def test_a_copy_that_became_another_file_is_not_ours_to_remove(
    services: Services, ole: UUID, tmp_path: Path
) -> None:
    view = kept(services, ole)
    copy = tmp_path / "kopi.pdf"
    copy.write_bytes(b"something else now")
    services.filing.note_saved_copy(view.id, copy)
    assert services.filing.remove_copies(view.id) == (str(copy),)
    assert copy.exists()
    copy.unlink()
    assert services.filing.remove_copies(view.id) == ()


@pytest.mark.usefixtures("quick_door")
def test_who_may_what(services: Services, house: OpenHouse, ole: UUID, kim: UUID) -> None:
    view = kept(services, ole)
    staff, temp = houses.services(house, "staff"), houses.services(house, "temp")
    with pytest.raises(NotAllowed):
        staff.filing.take_away(view.id, view.version, "grund")
    with pytest.raises(NotAllowed):
        temp.filing.move(view.id, view.version, kim, "grund")
    with house.database.write_unjournaled() as session:
        session.get_one(tables.Person, kim).protected_address = True
    with pytest.raises(ReasonNeeded):
        staff.filing.move(view.id, view.version, kim, "grund")
    with pytest.raises(ReasonNeeded):
        staff.filing.looked_at(kim, pdf())
    with pytest.raises(ReasonNeeded):
        staff.filing.taken_away(kim)
    assert [one.id for one in services.documents.of_person(ole)] == [view.id]
