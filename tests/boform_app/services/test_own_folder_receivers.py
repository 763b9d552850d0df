"""The resident's folder names everybody who has received letters or files about them."""

from __future__ import annotations

from uuid import UUID

import pytest

from boform_app.services.facade import Services
from boform_app.services.views.letters import Basis, LetterEdits
from tests.boform_app.services import letter_case as case
from tests.boform_app.services import letter_house as given
from tests.boform_app.services import two_houses
from tests.boform_app.services.letter_house import TODAY, text_of_document


@pytest.fixture
def kim(services: Services) -> UUID:
    return given.consenting(services)


def folder(services: Services, kim: UUID, language: str = "da") -> str:
    pdf = services.own_papers.folder(kim, "en" if language == "en" else "da")
    return " ".join(text_of_document(pdf).replace("\u00a0", " ").split())


def sent(
    services: Services, kind: str, kim: UUID, edits: LetterEdits, *, own: bool = False
) -> UUID:
    if own:
        edits = given.with_basis(services, kind, kim, edits, Basis("own_copy"))
    else:
        edits = given.rested(services, kind, kim, edits)
    made = services.letters.make(kind, kim, edits)
    services.register.mark_sent(made.id, made.version, "secure_mail", TODAY)
    return made.id


def handed_over(services: Services, kim: UUID) -> UUID:
    """A letter to the supplier of support, who is no municipality."""
    case.granted(services, kim)
    given.consented(services, kim, recipient=case.SUPPLIER, municipality_code="")
    handed = LetterEdits(fields={"first_visit": "2026-12-02T10:00"})
    return sent(services, "handover", kim, handed)


def test_a_supplier_is_named_as_a_municipality_is(services: Services, kim: UUID) -> None:
    sent(services, "plan_request", kim, LetterEdits())
    handed_over(services, kim)
    words = folder(services, kim)
    assert "Aalborg Kommune har fået et brev: 23. november." in words
    assert "CTI-teamet Nord har fået et brev: 23. november. Du har en kopi af det." in words
    assert "CTI-teamet Nord has received one letter: 23 November." in folder(services, kim, "en")


def test_a_letter_that_was_annulled_after_it_was_sent_stays(services: Services, kim: UUID) -> None:
    letter = services.register.get(sent(services, "plan_request", kim, LetterEdits()))
    services.register.annul(letter.id, letter.version, "Forkert dato")
    words = folder(services, kim)
    assert "Aalborg Kommune har fået et brev: 23. november." in words
    assert "Brevet fra 23. november har vi taget tilbage. Det gælder ikke mere." in words
    assert "Forkert dato" not in words


def test_a_letter_that_never_left_and_one_of_the_residents_own_are_not_there(
    services: Services, kim: UUID
) -> None:
    never = services.letters.make(
        "plan_request", kim, given.rested(services, "plan_request", kim, LetterEdits())
    )
    services.register.annul(never.id, never.version, "Blev ikke brugt")
    sent(services, "stay_confirmation", kim, LetterEdits(), own=True)
    assert "brev:" not in folder(services, kim)
    assert "letter:" not in folder(services, kim, "en")


def test_a_house_that_a_file_was_made_for_is_named(services: Services) -> None:
    kim = two_houses.furnished(services)
    assert "fil med dine oplysninger" not in folder(services, kim)
    two_houses.sent(services, kim)
    said = f"Vi har lavet en fil med dine oplysninger til {two_houses.OTHER}: 23. november."
    assert said in folder(services, kim)
    said = f"We have made a file with your information for {two_houses.OTHER}: 23 November."
    assert said in folder(services, kim, "en")
