"""A resident with an overview and a consent, for tests of letters."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from uuid import UUID

import pikepdf

from boform_app.rules.readiness.answers import Answers, DomainNote, OwnWords, Rating, WishToMove
from boform_app.services.facade import Services
from boform_app.services.views.admin import ContactView
from boform_app.services.views.letters import Basis, LetterEdits
from boform_app.services.views.records import ConsentCommand
from boform_app.services.views.stays import AdmitCommand
from models.values.information import ConsentTopic
from reports.preview import opened
from tests.houses import PLACES

TODAY = date(2026, 11, 23)
ALL_TOPICS = tuple(topic.value for topic in ConsentTopic)
ADMISSION = AdmitCommand(
    "Kim",
    "Dahl",
    cpr_text="140682-0000",
    place_id=PLACES[1],
    decided_on=TODAY,
    reasons=("no_dwelling",),
    reason_text="Kim har mistet sin bolig.",
    acting_municipality_code="0851",
    accepted=frozenset({"modulus_11"}),
)


def admitted(services: Services, command: AdmitCommand = ADMISSION) -> UUID:
    """A resident; the person's id."""
    return services.stays.admit(command).first("person")


def contact(services: Services) -> None:
    """A unit of Aalborg with a window address."""
    lines = ("Aalborg Kommune", "Socialafdelingen, voksne", "Prøvegade 12, 2.", "9000 Aalborg", "")
    services.municipalities.save(
        ContactView(None, 0, "0851", "Socialafdelingen, voksne", lines, "", "", "", "", "", True)
    )


def assessed(services: Services, person_id: UUID) -> None:
    """A finished overview with words, strengths and open themes."""
    staff: tuple[Rating, ...] = (1, 2, 3, 1, 2, 1, 2, 3, 3, 1, 2, None, 1, 2)
    notes = [DomainNote(noted_on=TODAY) for _ in staff]
    notes[8] = DomainNote(
        "Mødte op uden at være påvirket.", "Holder sig fra alkohol i ugen.", "", TODAY
    )
    notes[2] = DomainNote("Åbner post med os om mandagen.", "Har lagt budget.", "", TODAY)
    stay = services.stays.for_person(person_id)[0]
    answers = Answers(
        wish_to_move=WishToMove.YES,
        priorities=("B1", "B9"),
        words=OwnWords(good_home="Jeg vil have min egen dør."),
        staff=staff,
        resident=(1,) * 14,
        notes=tuple(notes),
    )  # fmt: skip
    services.overviews.finish(stay.id, answers, TODAY)


def consented(
    services: Services, person_id: UUID, topics: tuple[str, ...] = ALL_TOPICS, **changes: object
) -> UUID:
    """A consent to Aalborg; its id."""
    command = ConsentCommand(
        person_id=person_id,
        information=topics,
        recipient="Aalborg Kommune",
        purpose="Bolig og støtte",
        valid_from=TODAY,
        valid_to=date(2027, 5, 23),
        form="written",
        given_on=TODAY,
        municipality_code="0851",
    )
    services.consents.give(replace(command, **changes))  # type: ignore[arg-type]  # fields by name
    return services.consents.for_person(person_id)[0].id


def consenting(services: Services) -> UUID:
    """Somebody of Aalborg with an overview and a consent to everything; the municipality is known."""
    contact(services)
    person_id = admitted(services)
    assessed(services, person_id)
    consented(services, person_id)
    return person_id


def with_basis(
    services: Services, kind: str, person_id: UUID, edits: LetterEdits, basis: Basis
) -> LetterEdits:
    """The same edits with one basis for everything in the letter."""
    found = services.letters.propose(kind, person_id, edits).disclosures
    return replace(edits, bases={view.information: basis for view in found})


def text_of_document(pdf: bytes) -> str:
    """The words of a document, line breaks as blanks."""
    with opened(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return " ".join(" ".join(pages).split())


def everywhere(pdf: bytes) -> str:
    """All that somebody could find in a file: words, metadata, attached data."""
    found = [text_of_document(pdf)]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found += [f"{key} {value}" for key, value in document.docinfo.items()]
        with document.open_metadata() as metadata:
            found += [f"{key} {value}" for key, value in metadata.items()]
        for one in document.attachments.values():
            found.append(one.get_file().read_bytes().decode())
        found += [str(one) for one in document.objects if isinstance(one, pikepdf.String)]
    return " ".join(found)


def rested(services: Services, kind: str, person_id: UUID, edits: LetterEdits) -> LetterEdits:
    """The same edits with the newest valid consent as the basis of everything."""
    held = next(one for one in services.consents.for_person(person_id) if one.state == "valid")
    return with_basis(services, kind, person_id, edits, Basis("consent", consent_id=held.id))
