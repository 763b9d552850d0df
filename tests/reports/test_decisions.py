"""Decisions, confirmations and meeting papers: what they must have, and what must not be in them."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.values.information import InformationKind as Kind
from reports.contexts import LetterContext, Table, disclosures
from reports.errors import MissingField
from reports.law import shipped_sentences
from reports.letter import draw
from reports.letters import (
    admission_refusal,
    answer_receipt,
    discharge_decision,
    discharge_notice,
    expulsion_decision,
    landlord_statement,
    meeting_agenda,
    meeting_minutes,
    stay_confirmation,
    stay_documentation,
    stay_plan,
)
from reports.letters.base import LetterFacts, PersonFacts
from reports.letters.decisions import AppealFacts, HearingFacts
from reports.lists import cooperation_sheet
from reports.preview import page_count
from reports.reading import spoken
from reports.texts import letter_texts
from resources import access
from tests.reports import examples_decisions as made
from tests.reports.basics import TODAY
from tests.reports.examples import DISCHARGE

SILENT = HearingFacts(TODAY, "  ")

LACKING: dict[str, tuple[Callable[[Any], LetterContext], Any, str]] = {
    "no ground": (
        discharge_decision.compose,
        replace(made.DISCHARGED, ground=" "),
        "ground",
    ),
    "no facts": (
        discharge_decision.compose,
        replace(made.DISCHARGED, facts=("", " ")),
        "facts",
    ),
    "no talk": (
        discharge_decision.compose,
        replace(made.DISCHARGED, hearing=None),
        "hearing",
    ),
    "nothing said": (
        discharge_decision.compose,
        replace(made.DISCHARGED, hearing=SILENT),
        "hearing",
    ),
    "nobody decided": (
        discharge_decision.compose,
        replace(made.DISCHARGED, letter=replace(made.SVEND, signer="")),
        "leader",
    ),
    "expelled for nothing": (
        expulsion_decision.compose,
        replace(made.EXPELLED, incident=""),
        "facts",
    ),
    "expelled by no rule": (
        expulsion_decision.compose,
        replace(made.EXPELLED, house_rule=""),
        "house_rule",
    ),
    "expelled unheard": (
        expulsion_decision.compose,
        replace(made.EXPELLED, hearing=None),
        "hearing",
    ),
    "expelled to the street": (
        expulsion_decision.compose,
        replace(made.EXPELLED, other_places=()),
        "other_place",
    ),
    "unknown ground": (
        admission_refusal.compose,
        replace(made.REFUSED, ground="looks"),
        "ground",
    ),
    "refused without reason": (
        admission_refusal.compose,
        replace(made.REFUSED, reason=""),
        "reason",
    ),
    "refused unheard": (
        admission_refusal.compose,
        replace(made.REFUSED, hearing=SILENT),
        "hearing",
    ),
    "refused to the street": (
        admission_refusal.compose,
        replace(made.REFUSED, other_places=(" ",)),
        "other_place",
    ),
    "landlord without consent": (
        landlord_statement.compose,
        replace(made.STATED, consent=None),
        "consent",
    ),
    "landlord unread": (
        landlord_statement.compose,
        replace(made.STATED, read=None),
        "read",
    ),
    "plan sent without consent": (
        stay_plan.compose,
        replace(made.SENT_PLAN, consent=None),
        "consent",
    ),
    "receipt without a date": (
        answer_receipt.compose,
        replace(made.RECEIVED, reply_by=None),
        "reply_by",
    ),
    "documentation without rate and own payment": (
        stay_documentation.compose,
        replace(made.DOCUMENTED, rates=(), own_payment=()),
        "rate",
    ),
    "confirmation without number": (
        stay_confirmation.compose,
        replace(made.CONFIRMED, number=""),
        "number",
    ),
    "minutes of nobody": (
        meeting_minutes.compose,
        replace(made.MINUTES, written_by=""),
        "written_by",
    ),
}


@pytest.mark.parametrize("name", LACKING)
def test_what_must_be_there_is_asked_for(name: str) -> None:
    compose, facts, field = LACKING[name]
    with pytest.raises(MissingField) as missing:
        compose(facts)
    assert missing.value.name == field


def text(context: LetterContext) -> str:
    return "\n".join(spoken(context))


def hidden(letter: LetterFacts) -> LetterFacts:
    return replace(letter, person=replace(letter.person, protected=True))


# --- decisions ----------------------------------------------------------------------------------


def test_no_part_of_a_decision_can_be_emptied_in_the_editor() -> None:
    for kind in ("discharge_decision", "expulsion_decision", "admission_refusal"):
        context = made.pictured()[kind]
        assert not [one.key for one in context.sections if one.editable]


def test_the_appeal_tells_its_date_and_how_the_decision_came() -> None:
    handed = text(discharge_decision.compose(made.DISCHARGED))
    assert (
        "Du får den i dag. Vi skal derfor have din klage senest mandag den 21. december" in handed
    )
    assert "Gives i hånden" in handed
    sent = AppealFacts(date(2026, 11, 26), date(2026, 12, 24), handed_over=False)
    said = text(discharge_decision.compose(replace(made.DISCHARGED, appeal=sent)))
    assert "Vi regner med, at du har fået den 26. november 2026." in said
    assert "Gives i hånden" not in said


def test_nobody_is_given_less_than_four_weeks_to_appeal() -> None:
    with pytest.raises(ValueError, match="four weeks"):
        replace(made.APPEAL, appeal_by=date(2026, 12, 20))


def test_an_expulsion_says_that_it_cannot_be_appealed() -> None:
    said = text(expulsion_decision.compose(made.EXPELLED))
    assert "Du kan ikke klage over den til Ankestyrelsen." in said
    assert "4 uger" not in said
    rows = expulsion_decision.compose(made.EXPELLED).meta.law_rows
    assert "law-sentence-L5-2023-10-01" in rows
    assert "law-sentence-L4-2023-10-01" not in rows


def test_a_refusal_rests_on_its_own_row_of_law_which_nobody_has_checked_yet() -> None:
    rows = admission_refusal.compose(made.REFUSED).meta.law_rows
    assert "law-sentence-L9-2023-10-01" in rows
    (row,) = (one for one in shipped_sentences() if one.key == "L9")
    assert not row.verified
    assert row.source


def test_each_ground_of_the_list_can_be_chosen() -> None:
    listed = tomllib.loads(access.read_text("lists", "refusal_reasons.toml"))
    keys = {one["key"] for rows in listed.values() if isinstance(rows, list) for one in rows}
    assert set(admission_refusal.grounds()) == keys
    for ground in admission_refusal.grounds():
        context = admission_refusal.compose(replace(made.REFUSED, ground=ground))
        assert Kind.REASON in dict(disclosures(context))


def test_someone_who_says_no_name_gets_the_decision_all_the_same() -> None:
    letter = replace(made.REFUSED.letter, person=PersonFacts("", ""))
    context = admission_refusal.compose(replace(made.REFUSED, letter=letter))
    assert context.recipient is not None
    assert context.recipient.lines == ("Til dig, der har søgt en plads",)
    assert Kind.IDENTITY not in dict(disclosures(context))


def test_one_nobody_could_reach_is_told_how_we_tried() -> None:
    tried = HearingFacts(TODAY, "Vi ringede to gange og lagde et brev.", reached=False)
    said = text(discharge_decision.compose(replace(made.DISCHARGED, hearing=tried)))
    assert "Vi prøvede at få fat i dig den 23. november. Vi ringede to gange" in said
    assert "Vi talte sammen" not in said


PROTECTED = {
    "discharge": discharge_decision.compose(
        replace(made.DISCHARGED, letter=hidden(made.DISCHARGED.letter))
    ),
    "expulsion": expulsion_decision.compose(
        replace(made.EXPELLED, letter=hidden(made.EXPELLED.letter))
    ),
    "landlord": landlord_statement.compose(replace(made.STATED, letter=hidden(made.STATED.letter))),
}


@pytest.mark.parametrize("name", PROTECTED)
def test_a_protected_address_is_in_no_letter_to_person_or_landlord(name: str) -> None:
    said = text(PROTECTED[name])
    assert "Prøvekaj" not in said
    assert "8900 Randers C" not in said
    assert "Prøveparken" not in said


# --- confirmations ------------------------------------------------------------------------------


def test_a_protected_address_is_confirmed_only_when_the_leader_says_so() -> None:
    facts = replace(made.CONFIRMED, letter=hidden(made.CONFIRMED.letter))
    with pytest.raises(MissingField):
        stay_confirmation.compose(facts)
    context = stay_confirmation.compose(replace(facts, leader_confirmed=True))
    assert "Prøvekaj 7" in text(context)
    assert context.meta.protected


def test_a_confirmation_tells_no_more_than_where_and_since_when() -> None:
    context = stay_confirmation.compose(made.CONFIRMED)
    said = text(context)
    for word in ("110", "oform", "2026-0147", "140682-0000", "sagsnr"):
        assert word not in said
    assert set(dict(disclosures(context))) == {Kind.IDENTITY, Kind.STAY, Kind.PLACE}


def test_the_whole_number_goes_to_a_job_centre_only() -> None:
    context = stay_confirmation.compose(replace(made.CONFIRMED, job_centre="Jobcenter Randers"))
    said = text(context)
    assert "140682-0000" in said
    assert "Ole har sagt ja til, at Jobcenter Randers får hele CPR-nummeret." in said
    assert Kind.CPR in dict(disclosures(context))


def test_without_the_rate_of_the_house_the_own_payment_stands_alone() -> None:
    told = text(stay_documentation.compose(replace(made.DOCUMENTED, rates=())))
    assert "Egenbetaling" in told
    assert "Takst pr. døgn" in told
    assert "1.523,50" not in told


def test_documentation_shows_the_whole_number_to_an_authority_only() -> None:
    assert "140682-0000" in text(stay_documentation.compose(made.DOCUMENTED))
    letter = replace(made.DOCUMENTED.letter, recipient=None)
    context = stay_documentation.compose(replace(made.DOCUMENTED, letter=letter))
    assert "140682-0000" not in text(context)
    assert Kind.CPR not in dict(disclosures(context))


def test_the_sum_equals_the_rows() -> None:
    context = stay_documentation.compose(made.DOCUMENTED)
    (table,) = (one for one in context.section("rate").blocks if isinstance(one, Table))
    amounts = [int(re.sub(r"\D", "", row[-1])) for row in table.rows]
    assert sum(amounts[:-1]) == amounts[-1] == 20 * 152_350 + 21 * 153_000


def test_no_reason_for_an_absence_can_be_given() -> None:
    assert set(stay_documentation.AbsenceRow.__slots__) == {"first", "last", "nights"}


def test_a_landlord_gets_the_four_things_and_no_more() -> None:
    context = landlord_statement.compose(made.STATED)
    said = text(context)
    for word in ("110", "oform", "1982", "140682", "2026-0147", "økonomi", "Omfatter", "døgn"):
        assert word not in said
    kinds = {Kind.IDENTITY, Kind.ECONOMY, Kind.SUPPORT, Kind.CONTACT, Kind.HOUSING, Kind.CONSENT}
    assert set(dict(disclosures(context))) == kinds
    without = dict(disclosures(landlord_statement.compose(replace(made.STATED, needs=""))))
    assert Kind.HOUSING not in without


# --- plan, sheet and meetings -------------------------------------------------------------------


def test_the_plan_of_the_house_is_never_called_handleplan() -> None:
    context = stay_plan.compose(made.PLANNED)
    assert context.meta.title == "Opholdsplan"
    assert re.findall(r"[^.\n]*handleplan[^.\n]*", text(context).lower()) == [
        "kommunens handleplan",
        " den er ikke kommunens handleplan",
    ]


def test_levels_are_words() -> None:
    said = text(stay_plan.compose(made.PLANNED))
    assert "Nu: 2 – Moderat nedsat funktionsevne" in said
    assert "Nu: Ikke vurderet" in said


def test_only_the_copy_that_stays_has_lines_to_sign_on() -> None:
    assert "Dato" in spoken(stay_plan.compose(made.PLANNED))
    assert "Dato" not in spoken(stay_plan.compose(made.SENT_PLAN))


def test_the_sheet_is_ordered_by_waiting() -> None:
    section = cooperation_sheet.compose(made.MET).section("municipality")
    (table,) = (one for one in section.blocks if isinstance(one, Table))
    assert [row[3] for row in table.rows] == ["46", "34", "20", "9", "0"]


def test_the_house_stands_on_the_sheet_also_with_nothing_open() -> None:
    context = cooperation_sheet.compose(replace(made.MET, with_house=(), with_housing=()))
    said = spoken(context)
    assert "Hos Havnehuset" in said
    assert "Vi har ingen åbne punkter." in said
    assert "Hos boliganvisningen" not in said
    assert context.meta.subtitle.endswith("5 åbne punkter om 5 borgere")


@pytest.mark.parametrize("items", [1, 10, 19, 20, 38])
def test_the_sheet_takes_a_page_for_ten_items(items: int) -> None:
    one = made.MET.with_municipality[0]
    third = items // 3
    parts = (items - 2 * third, third, third)
    groups = [tuple(replace(one, nights=n) for n in range(count)) for count in parts]
    facts = replace(
        made.MET, with_municipality=groups[0], with_housing=groups[1], with_house=groups[2]
    )
    assert page_count(draw(cooperation_sheet.compose(facts))[0]) <= math.ceil(items / 10)


def test_a_meeting_without_agreements_says_so() -> None:
    said = spoken(meeting_minutes.compose(replace(made.MINUTES, agreements=())))
    assert "Vi aftalte ikke noget nyt." in said
    assert "Hvad" not in said


def test_what_a_meeting_is_about_is_not_in_the_title_that_the_file_shows() -> None:
    meeting = replace(made.MEETING, subject="Bo Hansens bolig")
    for context in (
        meeting_agenda.compose(replace(made.AGENDA, meeting=meeting)),
        meeting_minutes.compose(replace(made.MINUTES, meeting=meeting)),
    ):
        assert "Hansen" not in context.meta.title
        assert "Bo Hansens bolig" in text(context)


def test_the_agenda_discloses_what_its_points_are_about() -> None:
    kinds = set(dict(disclosures(meeting_agenda.compose(made.AGENDA))))
    assert {Kind.SUPPORT, Kind.HOUSING, Kind.ECONOMY, Kind.OWN_WORDS} <= kinds


# --- notice of discharge, page limits -----------------------------------------------------------


@pytest.mark.parametrize("kind", letter_texts("reasons")["discharge"])
def test_every_kind_of_end_has_its_notice(kind: str) -> None:
    reason = letter_texts("reasons")["discharge"][kind].replace("{fornavn}", "Samira")
    gone = kind == "deceased"
    facts = replace(DISCHARGE, reason=reason, deceased=gone, new_address="")
    said = text(discharge_notice.compose(facts))
    assert reason in said
    assert ("udskrevet fra" in said) is not gone
    assert ("Samira ved, at vi sender brevet" in said) is not gone


def test_the_reasons_are_those_of_the_list() -> None:
    listed = tomllib.loads(access.read_text("lists", "stay_end_kinds.toml"))
    keys = {one["key"] for rows in listed.values() if isinstance(rows, list) for one in rows}
    assert set(letter_texts("reasons")["discharge"]) == keys


LIMITS = {
    "discharge_decision": 2,
    "expulsion_decision": 2,
    "admission_refusal": 2,
    "stay_confirmation": 1,
    "stay_documentation": 2,
    "landlord_statement": 1,
    "answer_receipt": 1,
    "stay_plan": 3,
    "cooperation_sheet": 4,
    "meeting_agenda": 2,
    "meeting_minutes": 2,
}


@pytest.mark.parametrize("kind", LIMITS)
def test_the_page_limits_hold(kind: str) -> None:
    for size in (made.minimal(), made.pictured(), made.maximal()):
        assert page_count(draw(size[kind])[0]) <= LIMITS[kind]
