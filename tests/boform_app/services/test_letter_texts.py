"""The house's own letter texts: who may, what is refused, where they are printed, the way back."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from boform_app.errors import Conflict, NotAllowed, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.letter_texts import LetterPlaceView
from boform_app.services.views.letters import LetterEdits
from models import tables
from tests import houses
from tests.boform_app.services import letter_house as given
from tests.boform_app.services.letter_house import text_of_document
from ui import messages

KIND, ASK = "admission_notice", "sections.ask.text"
OWN = "!{navn} bor hos os nu. Svar gerne senest {svardato}."
NO_EDITS = LetterEdits()


def at(services: Services, place: str = ASK, kind: str = KIND) -> LetterPlaceView:
    return next(one for one in services.letter_texts.places(kind) if one.key == place)


def save(services: Services, text: str = OWN, version: int = 0) -> None:
    services.letter_texts.save(KIND, ASK, version, text)


def test_every_kind_of_the_menu_that_has_words_of_its_own(services: Services) -> None:
    kinds = {one.key: one for one in services.letter_texts.kinds()}
    assert kinds[KIND].title == "Orientering om optagelse"
    assert kinds["stay_plan"].title == "Opholdsplan"
    assert all(services.letter_texts.places(key) for key in kinds)
    assert sum(one.own for one in kinds.values()) == 0


def test_saved_words_stand_beside_the_shipped_ones_with_who_and_when(services: Services) -> None:
    before = at(services)
    assert (before.own, before.version, before.changed_by) == ("", 0, "")
    save(services)
    after = at(services)
    assert (after.own, after.shipped, after.version) == (OWN, before.shipped, 1)
    assert after.text == OWN
    assert after.changed_by == "Mette"
    assert after.changed_at is not None
    assert services.undo.state().undo_label == (
        "brevteksten ”Hvad vi beder om” i Orientering om optagelse"
    )
    assert next(one.own for one in services.letter_texts.kinds() if one.key == KIND) == 1


def test_letters_from_now_on_say_it_and_stored_ones_keep_theirs(services: Services) -> None:
    given.contact(services)
    kim = given.admitted(services)
    old = services.letters.make(KIND, kim, NO_EDITS)
    save(services)
    new = services.letters.propose(KIND, kim, NO_EDITS)
    said = next(one.text for one in new.sections if one.key == "ask")
    assert said.startswith("Kim Dahl bor hos os nu. Svar gerne senest mandag")
    assert new.problems == ()
    assert "bor hos os nu" in text_of_document(services.letters.preview(KIND, kim, NO_EDITS))
    assert "er optaget hos os" in text_of_document(services.register.pdf(old.id))


def test_each_step_can_be_taken_back(services: Services) -> None:
    save(services)
    save(services, "!{navn} er her. Svar senest {svardato}.", at(services).version)
    services.undo.undo()
    assert at(services).own == OWN
    services.letter_texts.reset(KIND, ASK, at(services).version)
    assert at(services).own == ""
    services.undo.undo()
    assert at(services).own == OWN
    services.undo.undo()
    assert at(services).own == ""


def test_an_unknown_field_is_refused_when_the_text_is_saved(services: Services) -> None:
    text = "!{fornvan} bor her: {navn}. Svar senest {svardato}."
    with pytest.raises(ValidationFailed) as refused:
        save(services, text)
    (problem,) = refused.value.problems
    assert (problem.field, problem.facts["position"]) == ("text", 1)
    assert messages.sentence(problem) == "Feltet {fornvan} findes ikke her. Mente du {fornavn}?"
    assert at(services).own == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("!{navn} bor her.", "Feltet {svardato} skal stå i teksten, uden for [ ]."),
        ("{navn} {svardato} {cpr}", "Feltet {cpr} findes ikke her."),
        ("{navn} {svardato} {svararksætning}", "Feltet {svararksætning} kan være tomt."),
        ("{navn} {svardato", "Tegnet { eller } mangler sin makker."),
        ("{navn} {svardato} 🏠", "Skriften mangler tegnet 🏠."),
        ("  ", "Teksten er tom."),
        ("{navn} {svardato}" + "a" * 1500, "Teksten er for lang."),
    ],
)
def test_what_is_refused_is_a_sentence(services: Services, text: str, sentence: str) -> None:
    with pytest.raises(ValidationFailed) as refused:
        save(services, text)
    said = [messages.sentence(problem) for problem in refused.value.problems]
    assert any(one.startswith(sentence) for one in said), said
    assert all("position" in problem.facts for problem in refused.value.problems)


def test_every_code_of_the_checks_has_a_sentence(services: Services) -> None:
    texts = ("", "{x}", "{", "[", "**a", "[**a**]", "\x00", "a\n\nb", "{navn}" * 400, "{fornvan}")
    for place in (ASK, "sections.ask.answer_sheet", "sections.why.text", "sections.gone.text"):
        for text in (*texts, "{L1} {L1} {kommune}", "{svararksætning}"):
            for problem in services.letter_texts.problems(KIND, place, text):
                assert "(" not in messages.sentence(problem), problem.code
                assert "…" not in messages.sentence(problem), problem.code


def test_the_shipped_text_is_not_saved_as_the_houses_own(services: Services) -> None:
    with pytest.raises(ValidationFailed, match=r"letter_text\.unchanged"):
        save(services, at(services).shipped)


def test_only_leaders_save_but_all_may_read(house: OpenHouse, services: Services) -> None:
    staff = houses.services(house, "staff")
    assert staff.letter_texts.places(KIND)
    with pytest.raises(NotAllowed):
        save(staff)
    save(services)
    with pytest.raises(NotAllowed):
        staff.letter_texts.reset(KIND, ASK, 1)


def test_a_colleagues_text_is_not_overwritten(services: Services) -> None:
    save(services)
    with pytest.raises(Conflict):
        save(services, "!{navn} bor her. Svar senest {svardato}.", 0)
    with pytest.raises(Conflict):
        services.letter_texts.reset(KIND, ASK, 7)
    services.letter_texts.reset(KIND, ASK, 1)
    with pytest.raises(Conflict):
        save(services, OWN, 1)
    with pytest.raises(Conflict):
        services.letter_texts.reset(KIND, ASK, 0)


def test_the_preview_is_a_whole_letter_on_invented_persons(services: Services) -> None:
    shown = text_of_document(services.letter_texts.preview(KIND, ASK, OWN))
    assert "Samira Yusuf bor hos os nu" in shown
    assert "Havnehuset" in shown
    with pytest.raises(ValidationFailed):
        services.letter_texts.preview(KIND, ASK, "{navn}")


def test_a_text_a_release_left_behind_gives_way_and_says_so(
    house: OpenHouse, services: Services
) -> None:
    given.contact(services)
    kim = given.admitted(services)
    save(services)
    with house.database.write("test", "ældre tekst", actor_id=None, at=house.clock.now()) as unit:
        row = unit.session.scalars(select(tables.LetterText)).one()
        row.text = "!{navn} bor her. Svar senest {gammeltfelt}."
        unit.commit()
    assert at(services).unusable
    assert at(services).text == at(services).shipped
    proposal = services.letters.propose(KIND, kim, NO_EDITS)
    assert "house_text_unusable:Hvad vi beder om" in proposal.warnings
    assert proposal.problems == ()
    assert "er optaget hos os" in proposal.sections[0].text
    assert services.letters.make(KIND, kim, NO_EDITS).register_number


def test_the_houses_own_plan_is_printed_with_its_words(services: Services) -> None:
    key = "sections.agreed.text"
    text = "{fornavn} {læst} planen den {læstdato}. Vi sender den nu."
    services.letter_texts.save("stay_plan", key, 0, text)
    assert at(services, key, "stay_plan").own == text
    shown = text_of_document(services.letter_texts.preview("stay_plan", key, text))
    assert "Vi sender den nu." in shown
