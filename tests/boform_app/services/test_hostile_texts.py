"""Bad input: whatever is typed as a name or a note prints, is told of, or is refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from boform_app.errors import ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.contacts import ContactCommand as LogCommand
from boform_app.services.views.letters import LetterEdits
from boform_app.services.views.people import ResidentFilter
from boform_app.services.views.records import NoteCommand
from boform_app.services.views.turned_away import ContactCommand
from reports.checks import check
from reports.errors import MissingCharacters
from reports.letters.required import page_limit
from reports.preview import page_count
from tests import houses
from tests.boform_app.services import letter_case as case
from tests.boform_app.services import letter_house as given
from tests.boform_app.services.letter_house import text_of_document
from ui import messages
from ui.sentences import PROBLEMS

NO_EDITS = LetterEdits()
PRINTED, TOLD, REFUSED = "printed", "told", "refused"
VALUES = {
    "markup": ("<b>Kim</b> &amp; <para>", PRINTED, PRINTED),
    "template": ("{fornavn} ¶ [{navn}] **", PRINTED, PRINTED),
    "combined": ("A\u030ase", PRINTED, PRINTED),
    "zero-width": ("Ki\u200bm\u00ad", PRINTED, PRINTED),
    "pasted": ("Kim\r\n\tLykke\u2028Bo", PRINTED, PRINTED),
    "hundred": ("K" * 100, PRINTED, PRINTED),
    "one-word": ("K" * 4000, REFUSED, PRINTED),
    "emoji": ("Kim \N{GRINNING FACE}", TOLD, TOLD),
    "right-to-left": ("\u0645\u062d\u0645\u062f", TOLD, TOLD),
    "turned-round": ("Kim\u202elhaD", REFUSED, REFUSED),
    "nul": ("Kim\x00", REFUSED, REFUSED),
    "bell": ("Kim\x07", REFUSED, REFUSED),
    "half-sign": ("Kim\ud83d", REFUSED, REFUSED),
}
"""What is typed, and what becomes of it as a first name and as a note."""
UNKEPT = ("Kim\x00", "Kim\x07", "Kim\x85\x9b", "Kim\ud83d", "Kim\u202e")


@pytest.fixture
def services(house: OpenHouse) -> Services:
    found = houses.services(house)
    given.contact(found)
    return found


def squeezed(text: str) -> str:
    """Without blanks, line ends and what has no shape; the letters composed."""
    kept = text.replace("A\u030a", "Å").replace("\ufffe", "").replace("\u200b", "")
    return "".join(kept.replace("\u00ad", "").split())


def becomes(services: Services, kind: str, person: UUID, typed: str) -> str:
    """What becomes of the text in a letter; a printed one is whole, valid and not too long."""
    proposal = services.letters.propose(kind, person, NO_EDITS)
    try:
        pdf = services.letters.preview(kind, person, NO_EDITS)
    except MissingCharacters:
        assert "missing_characters" in proposal.problems
        assert set(proposal.missing_characters) <= set(typed)
        assert "glyph_missing" in PROBLEMS
        return TOLD
    assert proposal.missing_characters == ()
    assert check(pdf) == ()
    words = squeezed(text_of_document(pdf))
    # A word longer than a page has the foot of the page in it; all of its letters are there.
    assert squeezed(typed) in words or words.count(typed[0]) >= len(typed) > 1000
    assert page_count(pdf) <= page_limit(kind) + 1, "as long as its text, no longer"
    return PRINTED


def said(refused: ValidationFailed, field: str) -> str:
    """Each problem stands at the field and has a sentence of its own."""
    assert {problem.field for problem in refused.problems} == {field}
    for problem in refused.problems:
        assert problem.code in PROBLEMS
        assert problem.code not in messages.sentence(problem)
    return REFUSED


@pytest.mark.parametrize("value", VALUES)
def test_a_name_prints_is_told_or_is_refused(services: Services, value: str) -> None:
    typed, wanted, _ = VALUES[value]
    command = replace(given.ADMISSION, first_name=typed)
    services.stays.preview_admission(command)
    services.people.duplicates(typed, "Dahl", "")
    try:
        person = services.stays.admit(command).first("person")
    except ValidationFailed as refused:
        outcome = said(refused, "first_name")
        assert services.residents.rows(ResidentFilter()) == ()
    else:
        outcome = becomes(services, "admission_notice", person, typed)
    assert outcome == wanted


@pytest.mark.parametrize("value", VALUES)
def test_a_note_prints_is_told_or_is_refused(services: Services, value: str) -> None:
    typed, _, wanted = VALUES[value]
    person = given.admitted(services)
    given.consented(services, person)
    try:
        case.noted(services, person, text=typed, readers=("status",))
    except ValidationFailed as refused:
        outcome = said(refused, "text")
        assert services.notes.count(person) == 0
    else:
        outcome = becomes(services, "status_note", person, typed)
    assert outcome == wanted


def test_lines_that_were_pasted_stay_lines(services: Services) -> None:
    person = given.admitted(services)
    case.noted(services, person, text="En\r\nto\rtre\vfire\u2029fem\tseks")
    found = services.notes.latest(person)
    assert found is not None
    assert found.text == "En\nto\ntre\nfire\nfem\tseks"


def _fact(name: str) -> Callable[[Services, UUID, str], object]:
    def write(services: Services, person: UUID, text: str) -> object:
        version = services.people.facts(person).version
        return services.people.set_fact(person, version, name, text)

    return write


def _stay_fact(name: str) -> Callable[[Services, UUID, str], object]:
    def write(services: Services, person: UUID, text: str) -> object:
        stay = services.stays.for_person(person)[0]
        return services.stays.set_fact(stay.id, stay.version, name, text)

    return write


def _allergy(services: Services, person: UUID, text: str) -> object:
    version = services.people.facts(person).version
    return services.circle.set_allergy(person, version, "known", text)


def _moved(services: Services, person: UUID, text: str) -> object:
    note = case.noted(services, person, text="Sov godt.")
    other = services.turned_away.note(ContactCommand("Kaj", "Lind")).first("person")
    return services.notes.move(note, person, other, text)


def _logged(services: Services, person: UUID, text: str) -> object:
    stay = services.stays.for_person(person)[0].id
    return services.contact_log.write(LogCommand(stay_id=stay, kind="call", outcome=text))


def _corrected(services: Services, person: UUID, text: str) -> object:
    wrong = case.noted(services, person, text="Sov godt.")
    return services.notes.finish(NoteCommand(text, (person,), "day", corrects_id=wrong))


PLACES_FOR_TEXT: dict[str, tuple[str, Callable[[Services, UUID, str], object]]] = {
    "first name": ("first_name", _fact("first_name")),
    "called": ("preferred_name", _fact("preferred_name")),
    "alias": ("alias", _fact("alias")),
    "phone": ("phone", _fact("phone")),
    "medicine": ("medicine", _fact("medicine")),
    "reason of the stay": ("reason_text", _stay_fact("reason_text")),
    "who referred": ("referred_by", _stay_fact("referred_by")),
    "allergy": ("text", _allergy),
    "consideration": ("text", lambda s, p, t: s.circle.add_alert(p, "safety", t)),
    "somebody close": ("name", lambda s, p, t: s.circle.add_kin(p, t)),
    "relation": ("relation", lambda s, p, t: s.circle.add_kin(p, "Ida", t)),
    "turned away": ("first_name", lambda s, _p, t: s.turned_away.note(ContactCommand(t, "Lind"))),
    "family name": ("last_name", lambda s, _p, t: s.turned_away.note(ContactCommand("Kaj", t))),
    "contact log": ("outcome", _logged),
    "correction": ("text", _corrected),
    "why a note moves": ("reason", _moved),
    "why it never counted": (
        "reason",
        lambda s, p, t: s.stays.annul(s.stays.for_person(p)[0].id, t),
    ),
}


@pytest.mark.parametrize("place", PLACES_FOR_TEXT)
def test_what_no_paper_can_hold_is_refused_at_its_field(services: Services, place: str) -> None:
    field, write = PLACES_FOR_TEXT[place]
    person = given.admitted(services)
    for text in UNKEPT:
        with pytest.raises(ValidationFailed) as refused:
            write(services, person, text)
        said(refused.value, field)
    write(services, person, "Kim")


@pytest.mark.parametrize("place", ["first name", "called", "alias", "somebody close"])
def test_a_name_has_a_hundred_letters_at_most(services: Services, place: str) -> None:
    field, write = PLACES_FOR_TEXT[place]
    person = given.admitted(services)
    with pytest.raises(ValidationFailed) as refused:
        write(services, person, "K" * 101)
    assert [(p.field, p.code, p.facts) for p in refused.value.problems] == [
        (field, "too_long", {"longest": 100})
    ]
    write(services, person, "K" * 100)
