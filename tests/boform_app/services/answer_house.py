"""A letter with its answer form, and forms that come back filled in with another library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from uuid import UUID

import pikepdf
import segno
from PIL import Image

from boform_app.clock import from_local
from boform_app.services._blobs import store_blob
from boform_app.services.facade import Services
from boform_app.services.views.answers import AnswerFound
from boform_app.services.views.letters import Basis, LetterEdits, LetterView
from boform_app.services.views.plans import (
    PlanCommand,
    PlanView,
    PrerequisiteCommand,
    PrerequisiteView,
)
from models import tables
from reports.preview import opened
from tests.boform_app.services import letter_house as given
from tests.boform_app.services.letter_house import TODAY
from tests.reports import forms

PICTURED: Mapping[str, str] = {
    "caseworker.name": "Hanne Riis",
    "caseworker.phone": "12 34 56 84",
    "plan.state": "/in_progress",
    "plan.expected": "04-12-2026",
    "support.decision": "/undecided",
    "support.method": "/icm",
    "support.expected": "14-12-2026",
    "home.state": "/not_listed",
    "meeting.date": "30-11-2026",
    "meeting.time": "13",
    "meeting.place": "Havnehuset",
    "other.text": "Send gerne udflytningsoverblikket før mødet.",
    "filled.by": "Hanne Riis",
    "filled.on": "23-11-2026",
}
"""The answer of the binding picture."""


@dataclass(frozen=True, slots=True)
class Case:
    """A resident whose handleplan was asked for."""

    person: UUID
    stay: UUID
    letter: LetterView
    form: bytes


def case(services: Services) -> Case:
    """Kim Dahl, asked about today; the letter is a row with the true form of the picture."""
    given.contact(services)
    person = given.admitted(services)
    stay = services.stays.for_person(person)[0].id
    letter = asked(services, person, stay)
    return Case(person, stay, letter, forms.blank())


def asked(
    services: Services, person: UUID, stay: UUID, kind: str = "plan_request", code: str = forms.CODE
) -> LetterView:
    """A letter that is sent; nobody reads its own bytes."""
    house, number = services.open_house, f"B2026-{len(services.register.letters()) + 1:04d}"
    now = house.clock.now()
    with house.database.write_unjournaled() as session:
        blob = store_blob(house.blobs, session, b"%PDF-letter", "application/pdf", now)
        form = store_blob(house.blobs, session, forms.blank(), "application/pdf", now)
        letter = tables.Letter(
            register_number=number, kind=kind, title=f"Brev {number}", person_id=person,
            stay_id=stay, status="made", recipient_name="Aalborg Kommune, Socialafdelingen",
            recipient={"lines": ["Aalborg Kommune"]}, municipality_code="0851", letter_date=TODAY,
            blob_id=blob.id, context_blob_id=blob.id, sha256="", context_sha256="",
            case_code=code, answer_form_blob_id=form.id, disclosures=[], rule_rows=[],
            made_at=now, made_by_id=services.actor.staff_id,
        )  # fmt: skip
        session.add(letter)
        session.flush()
        letter_id, version = letter.id, letter.version
    services.register.mark_sent(letter_id, version, "digital_post", TODAY)
    return services.register.get(letter_id)


def written(services: Services) -> Case:
    """The same by the letter editor, from the first word to the register."""
    given.contact(services)
    person = given.admitted(services)
    letter = sent(services, "plan_request", person)
    stay = services.stays.for_person(person)[0].id
    return Case(person, stay, letter, services.register.answer_form(letter.id))


def sent(services: Services, kind: str, person: UUID) -> LetterView:
    """A letter that is sent."""
    basis = Basis("consent", consent_id=given.consented(services, person))
    edits = given.with_basis(services, kind, person, LetterEdits(), basis)
    letter = services.letters.make(kind, person, edits)
    services.register.mark_sent(letter.id, letter.version, "digital_post", TODAY)
    return services.register.get(letter.id)


def answered(form: bytes, typed: Mapping[str, str] = PICTURED, **more: str) -> bytes:
    """The form filled in; ``more`` with ``_`` for the dot, after the first only."""
    extra = {key.replace("_", ".", 1): value for key, value in more.items()}
    return forms.filled(form, {**typed, **extra})


def printed(data: bytes) -> bytes:
    """A page as a scanner sends it: a picture in a PDF."""
    with opened(data) as document:
        document.init_forms()
        picture = document[0].render(scale=150 / 72).to_pil().convert("L")
    return scanned(picture)


def scanned(picture: Image.Image) -> bytes:
    """A picture as a PDF of one page."""
    file = BytesIO()
    picture.save(file, "PDF", resolution=150)
    return file.getvalue()


def with_script(data: bytes) -> bytes:
    """The same with a script that runs when it is opened."""
    file = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        pdf.Root.OpenAction = script
        pdf.save(file)
    return file.getvalue()


def chosen_day(item: PrerequisiteView, on: date) -> PrerequisiteCommand:
    """A day that the house chose to come back to a prerequisite."""
    return PrerequisiteCommand(
        item.id, item.version, item.status, item.owner, item.since, next_on=on
    )


def by_hand(services: Services, case: Case, typed: Mapping[str, str]) -> AnswerFound:
    """A scan whose answers are typed; no file is opened for it."""
    scan = AnswerFound(
        state="scan",
        name="scan.pdf",
        size=8,
        media_type="application/pdf",
        page_count=1,
        looked_at=from_local(TODAY, 21),
        received_on=TODAY,
        data=b"%PDF-1.7",
    )
    return services.answers.choose(scan, letter_id=case.letter.id, typed=typed)


def received(plan: PlanView) -> PlanCommand:
    """The plan came today."""
    return PlanCommand(plan.stay_id, plan.version, "received", TODAY)


def code_sheet(text: str) -> bytes:
    """A page with a QR code."""
    file = BytesIO()
    segno.make(text, error="m", micro=False).save(file, kind="png", scale=6, border=4)
    sheet = Image.new("L", (850, 1200), 255)
    sheet.paste(Image.open(file).convert("L"), (80, 80))
    return scanned(sheet)
