"""A house's own words and codes of FFB: a leader's, all or nothing, and taken back by name."""

from __future__ import annotations

from datetime import date

import pytest

from boform_app.errors import NotAllowed, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.stay_plans import GoalCommand
from boform_app.services.views.stays import AdmitCommand
from models.values import ffb
from resources import access
from tests import houses
from tests.houses import PLACES
from ui import messages

HEAD = "nøgle;kode;tekst;gyldig_fra;gyldig_til\r\n"


def told(caught: pytest.ExceptionInfo[ValidationFailed]) -> list[str]:
    assert {problem.field for problem in caught.value.problems} == {"file"}
    return [messages.sentence(problem) for problem in caught.value.problems]


def test_codes_are_used_on_their_days(services: Services) -> None:
    assert services.ffb.mapping() == {}
    text = HEAD + "society.mail;A;;;2026-11-23\r\nsociety.mail;B;Post;2026-11-24;\r\n"
    changes, read = services.ffb.take_mapping(text.encode("cp1252"), r"C:\koder\ffb.csv")
    assert read.encoding == "cp1252"
    assert changes.label == "FFB-koder"
    assert services.ffb.mapping()["society.mail"].code == "A"
    later = services.ffb.mapping(date(2026, 11, 24))
    assert (later["society.mail"].code, later["society.mail"].text) == ("B", "Post")
    state = services.ffb.state()
    assert (state.mapping_file, state.codes, state.keys) == ("ffb.csv", 1, 188)
    assert state.mapping_since == date(2026, 11, 23)


def test_a_file_with_one_line_wrong_changes_nothing(services: Services) -> None:
    services.ffb.take_mapping((HEAD + "society.mail;A;;;").encode(), "a.csv")
    with pytest.raises(ValidationFailed) as caught:
        services.ffb.take_mapping((HEAD + "society.mail;B;;;\ngossip;C;;;").encode(), "b.csv")
    assert told(caught) == ["Linje 3: nøglen ”gossip” findes ikke."]
    assert services.ffb.mapping()["society.mail"].code == "A"
    with pytest.raises(ValidationFailed) as caught:
        services.ffb.take_mapping((HEAD + "gossip;C;;;\n" * 30).encode(), "b.csv")
    assert len(told(caught)) == 21
    assert told(caught)[-1] == "Og 10 linjer mere."


def test_a_new_file_replaces_the_former_and_is_undone(services: Services) -> None:
    services.ffb.take_mapping((HEAD + "society.mail;A;;;").encode(), "a.csv")
    services.ffb.take_mapping((HEAD + "society.economy;B;;;").encode(), "b.csv")
    assert set(services.ffb.mapping()) == {"society.economy"}
    services.undo.undo()
    assert set(services.ffb.mapping()) == {"society.mail"}
    services.ffb.drop("mapping")
    assert services.ffb.mapping() == {}
    assert services.ffb.state().mapping_file == ""


def test_files_are_no_rules(services: Services) -> None:
    before = services.rules.rows()
    services.ffb.take_mapping((HEAD + "society.mail;A;;;").encode(), "a.csv")
    services.ffb.take_words(access.read_text("lists", "ffb.toml").encode(), "ffb.toml")
    assert services.rules.rows() == before
    assert services.rules.book().history("ffb_mapping") == ()


def test_a_house_can_put_its_own_words_in_place(services: Services) -> None:
    text = access.read_text("lists", "ffb.toml").replace("Håndtere post", "Læse og svare på post")
    services.ffb.take_words(text.replace("20240530", "2027").encode("utf-8-sig"), "egne.toml")
    ole = services.stays.admit(AdmitCommand("Ole", "Bach", place_id=PLACES[1])).first("person")
    stay = services.stays.for_person(ole)[0].id
    services.goals.save(GoalCommand(stay, "Få styr på posten", "society.mail"))
    plan = services.stay_plans.get(stay)
    assert plan is not None
    assert plan.goals[0].theme_label == "Læse og svare på post"
    state = services.ffb.state()
    assert (state.version, state.words_file) == ("2027", "egne.toml")
    services.ffb.drop("words")
    assert services.ffb.words() == ffb.shipped()
    assert services.ffb.state().words_file == ""


@pytest.mark.parametrize(
    ("data", "start"),
    [
        (b"title = 7", "Filen kan ikke bruges som FFB-ord."),
        (b"\xff\xfe\x81", "Filen er ikke ren tekst."),
        (b"#" * 600_000, "Filen er for stor."),
    ],
)
def test_words_that_cannot_be_used_change_nothing(
    services: Services, data: bytes, start: str
) -> None:
    with pytest.raises(ValidationFailed) as caught:
        services.ffb.take_words(data, "ffb.toml")
    assert told(caught)[0].startswith(start)
    assert services.ffb.words() == ffb.shipped()


def test_only_a_leader_brings_files(house: OpenHouse) -> None:
    staff = houses.services(house, "staff")
    assert staff.ffb.template().decode("utf-8-sig").startswith(HEAD)
    for write in (
        lambda: staff.ffb.take_mapping(b"", "a.csv"),
        lambda: staff.ffb.take_words(b"", "a.toml"),
        lambda: staff.ffb.drop("words"),
    ):
        with pytest.raises(NotAllowed):
            write()
