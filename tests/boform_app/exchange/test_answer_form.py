"""Answers of a municipality: read when they are plain, shown as typed when they are not."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boform_app.exchange.answer_form import Answers, answer_lines, read_answers
from reports.form_fields import FIELDS, FieldKind

LETTER = date(2026, 11, 23)
KEYS = [field.key for field in FIELDS]
PLAUSIBLE = st.sampled_from(
    [
        "",
        "/on",
        "on",
        "/Off",
        "made",
        "/granted",
        "4-12-2026",
        "i dag",
        "4.100 kr.",
        "13.30",
        "\x00",
    ]
)


def test_every_field_has_its_answer() -> None:
    names = {one.name for one in fields(Answers)} - {"unread"}
    assert names == {key.replace(".", "_") for key in KEYS}


def test_a_form_is_read_into_types() -> None:
    answers = read_answers(
        {
            "caseworker.name": "  Hanne\tRiis ",
            "caseworker.phone": "12 34 56 84",
            "plan.state": "/in_progress",
            "plan.expected": "04-12-2026",
            "support.decision": "undecided",
            "support.method": "icm",
            "support.expected": "mandag den 14. december 2026",
            "home.state": "Off",
            "home.rent": "4.100 kr.",
            "meeting.date": "30/11-26",
            "meeting.time": "kl. 13",
            "other.text": "Send gerne overblikket\r\n\r\nfør mødet. ",
            "other.not_acting": "/Off",
            "filled.on": "241126",
        },
        LETTER,
    )
    assert answers == Answers(
        caseworker_name="Hanne Riis",
        caseworker_phone="12 34 56 84",
        plan_state="in_progress",
        plan_expected=date(2026, 12, 4),
        support_decision="undecided",
        support_method="icm",
        support_expected=date(2026, 12, 14),
        home_rent=4100,
        meeting_date=date(2026, 11, 30),
        meeting_time=time(13, 0),
        other_text="Send gerne overblikket\n\nfør mødet.",
        filled_on=date(2026, 11, 24),
    )


def test_an_empty_form_has_no_answers() -> None:
    answers = read_answers(dict.fromkeys(KEYS, ""), LETTER)
    assert answers.empty
    assert read_answers({}, LETTER) == answers
    assert {line.value for line in answer_lines(answers)} == {""}


@pytest.mark.parametrize(
    "typed",
    [
        "i dag", "+3", "fredag", "uge 49", "uge 49 2026", "4/12", "4. december", "31-02-2026",
        "midt i december", "snart", "04-12-2062", "4-12-1926",
    ],
)  # fmt: skip
def test_a_date_that_could_be_another_day_is_left_to_a_person(typed: str) -> None:
    answers = read_answers({"plan.date": typed}, LETTER)
    assert answers.plan_date is None
    assert answers.unread == (("plan.date", typed),)


@pytest.mark.parametrize(
    ("typed", "rent"),
    [
        ("4100", 4100),
        ("4.100", 4100),
        ("4 100,00", 4100),
        ("kr. 4.100,-", 4100),
        ("4100 kr. pr. måned", 4100),
        ("0", 0),
        ("4100,50", None),
        ("ca. 4000", None),
        ("4.10", None),
        ("999999", None),
        ("-4100", None),
        ("٤١٠٠", None),
    ],
)
def test_rent_is_whole_kroner_or_left_to_a_person(typed: str, rent: int | None) -> None:
    answers = read_answers({"home.rent": typed}, LETTER)
    assert answers.home_rent == rent
    assert answers.unread == (() if rent is not None else (("home.rent", typed),))


@pytest.mark.parametrize("typed", ["nu", "25.00", "om formiddagen", "13-14"])
def test_a_time_that_is_none_is_left_to_a_person(typed: str) -> None:
    answers = read_answers({"meeting.time": typed}, LETTER)
    assert answers.meeting_time is None
    assert answers.unread == (("meeting.time", typed),)


def test_a_choice_we_never_printed_is_left_to_a_person() -> None:
    answers = read_answers({"plan.state": "/lost", "other.not_acting": "Yes"}, LETTER)
    assert answers.plan_state is None
    assert answers.other_not_acting is False
    assert dict(answers.unread) == {"plan.state": "lost", "other.not_acting": "Yes"}


def test_invisible_and_endless_text_is_cut() -> None:
    typed = "a\x00b\x1b\u202e\ud800c\nd" + "x" * 100_000
    answers = read_answers({"caseworker.name": typed, "other.text": typed}, LETTER)
    assert answers.caseworker_name.startswith("abc dx")
    assert answers.other_text.startswith("abc\ndx")
    assert len(answers.caseworker_name) == 80
    assert len(answers.other_text) == 2000


def test_the_lines_say_it_in_danish_and_in_the_order_of_the_form() -> None:
    answers = read_answers(
        {
            "caseworker.name": "Hanne Riis",
            "plan.state": "made",
            "plan.date": "i går",
            "support.method": "section_85",
            "support.decided_on": "4-12-2026",
            "home.rent": "4100",
            "meeting.time": "9",
            "other.not_acting": "on",
        },
        LETTER,
    )
    lines = answer_lines(answers)
    assert [line.key for line in lines] == KEYS
    told = {line.label: line.value for line in lines if line.value}
    assert told == {
        "Rådgivers navn": "Hanne Riis",
        "Handleplan": "Lavet og vedlagt",
        "Handleplanens dato": "i går",
        "Støttens metode": "Bostøtte, § 85",
        "Afgørelsens dato": "fre. 4-12-2026",
        "Husleje pr. måned": "4.100 kr.",
        "Næste møde, klokken": "kl. 09.00",
        "Vi er ikke handlekommune": "Ja",
    }
    assert [line.key for line in lines if not line.understood] == ["plan.date"]
    assert {line.heading for line in lines if line.key.startswith("plan.")} == {"Handleplan"}


@given(st.dictionaries(st.sampled_from([*KEYS, "other"]), st.one_of(st.text(), PLAUSIBLE)))
def test_any_text_is_either_understood_or_shown_as_typed(typed: dict[str, str]) -> None:
    answers = read_answers(typed, LETTER)
    unread = dict(answers.unread)
    for field in FIELDS:
        value = answers.of(field.key)
        assert field.key not in unread or value in {None, False}
        if isinstance(value, str) and field.longest:
            assert len(value) <= field.longest
            assert value.isprintable() or field.kind is FieldKind.AREA
            assert "\x00" not in value
    for line in answer_lines(answers):
        assert line.understood is (line.key not in unread)
        assert line.understood or line.value


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_a_date_written_as_asked_is_always_read(day: date) -> None:
    answers = read_answers({"support.starts_on": f"{day:%d-%m-%Y}"}, LETTER)
    assert answers.support_starts_on == day
