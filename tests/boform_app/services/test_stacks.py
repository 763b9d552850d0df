"""Stacks: several letters made, printed as one document and marked as sent in one step."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pikepdf
import pytest

from boform_app.errors import ValidationFailed
from boform_app.progress import Cancelled, Unheard
from boform_app.services._stored_letters import edits_to_json
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.letters import LetterEdits
from boform_app.services.views.stacks import StackWish
from tests import houses
from tests.boform_app.services import letter_house as given
from tests.boform_app.services.letter_house import TODAY, text_of_document

HEARD = Unheard()
NAMES = ("Kim", "Ole", "Ea")


@pytest.fixture
def three(services: Services) -> tuple[UUID, ...]:
    given.contact(services)
    return tuple(
        given.admitted(
            services,
            replace(given.ADMISSION, first_name=name, cpr_text="", place_id=houses.PLACES[number]),
        )
        for number, name in enumerate(NAMES, 1)
    )


def wishes(people: tuple[UUID, ...], kind: str = "plan_request") -> tuple[StackWish, ...]:
    return tuple(StackWish(person, kind) for person in people)


def test_nobody_is_reminded_twice_of_the_same_where_nothing_else_was_asked(
    services: Services, three: tuple[UUID, ...]
) -> None:
    kim = three[0]
    given.consented(services, kim)
    edits = given.rested(services, "plan_request", kim, LetterEdits())
    made = services.letters.make("plan_request", kim, edits)
    services.register.mark_sent(made.id, made.version, "digital_post", TODAY)
    plan, money = services.stacks.propose(
        (StackWish(kim, "reminder", "C6"), StackWish(kim, "reminder", "C5"))
    )
    assert "nothing_asked" not in plan.problems
    assert (money.title, money.problems) == ("Rykker: Forsørgelse", ("nothing_asked",))


class StopsAfter:
    """A progress that is cancelled when so many steps were reported."""

    def __init__(self, steps: int) -> None:
        self.left, self.told = steps, list[tuple[int, int]]()

    def report(self, done: int, total: int, what: str = "") -> None:
        self.told.append((done, total))
        assert what
        if not self.left:
            raise Cancelled
        self.left -= 1


def test_nothing_is_made_without_a_basis(services: Services, three: tuple[UUID, ...]) -> None:
    items = services.stacks.propose(wishes(three))
    assert [item.problems for item in items] == [("basis:no_basis",)] * 3
    assert [item.name for item in items] == ["Dahl, Kim", "Dahl, Ole", "Dahl, Ea"]
    made = services.stacks.make(wishes(three), HEARD)
    assert (made.made, len(made.left)) == ((), 3)
    assert services.register.letters() == ()


def test_a_stack_on_the_law_is_made_printed_and_sent(
    services: Services, three: tuple[UUID, ...]
) -> None:
    items = services.stacks.propose(wishes(three), "law")
    assert [item.problems for item in items] == [()] * 3
    made = services.stacks.make(wishes(three), HEARD, "law")
    assert [letter.person_name for letter in made.made] == [f"{name} Dahl" for name in NAMES]
    assert len(services.stacks.latest) == 3
    ids = [letter.id for letter in made.made]

    services.stacks.mark_printed(ids)
    sent = services.stacks.mark_sent(ids, "digital_post", TODAY)
    assert sent.ids["letter"] == set(ids)
    assert sent.ids["person"] == set(three)
    assert "3 breve" in sent.label
    for person in three:
        stay = services.stays.for_person(person)[0]
        assert services.plans.get(stay.id).status == "requested"
    letters = services.register.letters()
    assert {(one.status, one.sent_on, one.channel) for one in letters} == {
        ("sent", TODAY, "digital_post")
    }
    assert all(one.printed_at for one in letters)


def test_the_stack_is_one_document_with_each_form_after_its_letter(
    services: Services, three: tuple[UUID, ...]
) -> None:
    made = services.stacks.make(wishes(three), HEARD, "law").made
    stack = services.stacks.pdf([letter.id for letter in made], HEARD)
    singles = [services.register.pdf(letter.id) for letter in made]
    forms = [services.register.answer_form(letter.id) for letter in made]
    told = text_of_document(stack)
    for single, form, letter in zip(singles, forms, made, strict=True):
        assert text_of_document(single) in told
        assert letter.case_code in text_of_document(form)
    places = [told.index(f"{name} Dahl") for name in NAMES]
    assert places == sorted(places)
    with _opened(stack) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert len(pdf.pages) == sum(_pages(one) for one in (*singles, *forms))
    assert [services.register.pdf(letter.id) for letter in made] == singles


def test_cancelling_leaves_what_was_made(services: Services, three: tuple[UUID, ...]) -> None:
    progress = StopsAfter(2)
    made = services.stacks.make(wishes(three), progress, "law")
    assert made.cancelled
    assert [letter.person_name for letter in made.made] == ["Kim Dahl", "Ole Dahl"]
    assert len(services.register.letters()) == 2
    assert progress.told == [(0, 3), (1, 3), (2, 3)]
    with pytest.raises(Cancelled):
        services.stacks.pdf([letter.id for letter in made.made], StopsAfter(1))


def test_one_that_cannot_be_made_is_left_and_told(
    house: OpenHouse, services: Services, three: tuple[UUID, ...]
) -> None:
    kim = three[0]
    facts = services.people.facts(kim)
    services.people.set_fact(kim, facts.version, "protected_address", value=True)
    other = houses.services(house, "leader", log_in=2)
    made = other.stacks.make(wishes(three), HEARD, "law")
    assert [letter.person_name for letter in made.made] == ["Ole Dahl", "Ea Dahl"]
    (left,) = made.left
    assert (left.name, left.problems) == ("Beskyttet", ("reason_needed",))


def test_the_own_draft_is_what_is_made(services: Services, three: tuple[UUID, ...]) -> None:
    kim = three[0]
    basis = services.stacks.propose(wishes((kim,)), "law")
    assert not basis[0].drafted
    law = next(
        offer
        for offer in services.letters.propose("plan_request", kim, LetterEdits())
        .disclosures[0]
        .offers
        if offer.kind == "law"
    )
    edits = given.with_basis(services, "plan_request", kim, LetterEdits(ground="law"), law)
    edits = replace(edits, fields={"answer_by": "2026-12-14"})
    services.drafts.put("letter:plan_request", kim, "", edits_to_json(edits))
    (item,) = services.stacks.propose(wishes((kim,)))
    assert (item.drafted, item.problems) == (True, ())
    (letter,) = services.stacks.make(wishes((kim,)), HEARD).made
    assert "14. december 2026" in text_of_document(services.register.pdf(letter.id))
    assert services.drafts.get("letter:plan_request", kim) is None


def test_consent_is_the_one_that_carries_most(services: Services, three: tuple[UUID, ...]) -> None:
    kim = three[0]
    given.assessed(services, kim)
    given.consented(services, kim)
    (item,) = services.stacks.propose(wishes((kim,)), "consent")
    assert item.problems == ()
    (letter,) = services.stacks.make(wishes((kim,)), HEARD, "consent").made
    assert {basis for _label, basis in letter.disclosures} == {"Samtykke 23-11-2026"}


def test_sending_is_all_or_nothing(services: Services, three: tuple[UUID, ...]) -> None:
    made = services.stacks.make(wishes(three), HEARD, "law").made
    ids = [letter.id for letter in made]
    services.register.mark_sent(ids[0], made[0].version, "post", TODAY)
    with pytest.raises(ValidationFailed) as refused:
        services.stacks.mark_sent(ids, "", TODAY - timedelta(days=1))
    told = {(one.field, one.code) for one in refused.value.problems}
    assert ("channel", "required") in told
    assert (str(ids[0]), "already_sent") in told
    assert (str(ids[2]), "sent_before_letter") in told
    with pytest.raises(ValidationFailed):
        services.stacks.mark_sent(ids, "post", TODAY)
    assert services.register.get(ids[1]).status == "made"
    services.register.annul(ids[1], made[1].version, "forkert modtager")
    with pytest.raises(ValidationFailed, match="letter_annulled"):
        services.stacks.mark_printed(ids[1:])


def test_a_temp_makes_stacks_of_notices_only(house: OpenHouse, three: tuple[UUID, ...]) -> None:
    temp = houses.services(house, "temp")
    (plan,) = temp.stacks.propose(wishes(three[:1]), "law")
    assert plan.problems == ("not_allowed",)
    made = temp.stacks.make(wishes(three, "admission_notice"), HEARD)
    assert len(made.made) == 3


def _opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def _pages(data: bytes) -> int:
    with _opened(data) as pdf:
        return len(pdf.pages)


def test_a_withdrawal_stops_the_letter_in_its_stack(
    services: Services, three: tuple[UUID, ...]
) -> None:
    """All of it or nothing: the one that must not go is named, and none is marked."""
    for person in three:
        given.consented(services, person)
    made = services.stacks.make(wishes(three, "status_note"), HEARD, "consent").made
    assert len(made) == 3
    consent = services.consents.for_person(three[1])[0]
    services.consents.withdraw(consent.id, consent.version, TODAY)
    ids = [letter.id for letter in made]
    with pytest.raises(ValidationFailed) as refused:
        services.stacks.mark_sent(ids, "digital_post", TODAY)
    stopped = next(letter for letter in made if letter.person_id == three[1])
    (problem,) = refused.value.problems
    assert (problem.field, problem.code) == (str(stopped.id), "letter_consent_withdrawn")
    assert problem.facts["number"] == stopped.register_number
    assert {one.status for one in services.register.letters()} == {"made"}
    services.register.annul(stopped.id, stopped.version, "Samtykket er tilbagekaldt")
    services.stacks.mark_sent([one for one in ids if one != stopped.id], "digital_post", TODAY)
