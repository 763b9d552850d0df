"""A whole sample letter of each kind, so that a leader sees own texts where they will stand.

Each kind has its pictured sample first; the others show what the first leaves out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from reports.contexts import LetterContext
from reports.letters import (
    admission_notice,
    admission_refusal,
    answer_receipt,
    consent_form,
    data_information,
    discharge_decision,
    discharge_notice,
    expulsion_decision,
    handover,
    housing_nomination,
    landlord_statement,
    meeting_agenda,
    meeting_minutes,
    overview,
    own_folder,
    own_plan,
    plan_request,
    referral,
    reminder,
    status_note,
    stay_confirmation,
    stay_documentation,
    stay_plan,
)
from reports.letters.base import HouseFacts, LetterFacts, PersonFacts
from reports.sample_decisions import (
    AGENDA,
    CONFIRMED,
    DISCHARGED,
    DOCUMENTED,
    EXPELLED,
    MINUTES,
    RECEIVED,
    REFUSED,
    SENT_PLAN,
    STATED,
)
from reports.sample_house import HOUSE, TODAY
from reports.sample_letters import ADMISSION, CONSENT, DISCHARGE, INFORMATION, PLAN, REFERRAL
from reports.sample_overviews import (
    FOLDER,
    FOLDER_ENGLISH,
    OVERVIEW,
    OWN_PLAN,
    OWN_PLAN_ENGLISH,
    TWO_RATERS,
)
from reports.sample_requests import HANDOVER, NOMINATION, REMINDER, STATUS

Change = Callable[[LetterFacts], LetterFacts]
"""What to change in the facts that all letters have."""

Sample = Callable[[Change], LetterContext]
"""Composes a sample with a change in what all letters have."""


@cache
def samples() -> dict[str, tuple[Sample, ...]]:
    """The samples of each kind."""
    return {**_to_municipalities(), **_to_others()}


def _to_municipalities() -> dict[str, tuple[Sample, ...]]:
    return {
        "admission_notice": _made(
            admission_notice.compose,
            ADMISSION,
            replace(ADMISSION, municipality="", why_this_municipality="Samira sidst boede hos jer"),
        ),
        "discharge_notice": _made(
            discharge_notice.compose,
            DISCHARGE,
            replace(DISCHARGE, municipality="", why_this_municipality="Samira sidst boede hos jer"),
            replace(DISCHARGE, deceased=True, ended=TODAY, reason="Samira er død."),
        ),
        "plan_request": _made(plan_request.compose, PLAN),
        "reminder": _made(
            reminder.compose,
            REMINDER,
            *(
                replace(REMINDER, topic=topic)
                for topic in reminder.topics()
                if topic != REMINDER.topic
            ),
        ),
        "housing_nomination": _made(
            housing_nomination.compose,
            NOMINATION,
            replace(NOMINATION, method="", support=""),
            replace(
                NOMINATION,
                accepted=replace(NOMINATION.accepted, day=TODAY, signs=False)
                if NOMINATION.accepted
                else None,
            ),
        ),
        "referral": _made(
            referral.compose,
            REFERRAL,
            replace(REFERRAL, support="", support_text=""),
            replace(REFERRAL, answer_sheet=True),
        ),
        "status_note": _made(status_note.compose, STATUS, replace(STATUS, answer_sheet=True)),
        "handover": _made(handover.compose, HANDOVER, replace(HANDOVER, answer_sheet=True)),
    }


def _to_others() -> dict[str, tuple[Sample, ...]]:
    """To residents, landlords and whoever asks; and what the house writes for itself."""
    return {
        "consent_form": _made(consent_form.compose, CONSENT),
        "data_information": _made(data_information.compose, INFORMATION),
        "stay_confirmation": _made(
            stay_confirmation.compose, CONFIRMED, replace(CONFIRMED, ended=TODAY)
        ),
        "stay_documentation": _made(stay_documentation.compose, DOCUMENTED),
        "discharge_decision": _made(discharge_decision.compose, DISCHARGED),
        "expulsion_decision": _made(expulsion_decision.compose, EXPELLED),
        "admission_refusal": _made(
            admission_refusal.compose,
            REFUSED,
            # Somebody who gave no name.
            replace(REFUSED, letter=replace(REFUSED.letter, person=PersonFacts("", ""))),
        ),
        "landlord_statement": _made(landlord_statement.compose, STATED),
        "answer_receipt": _made(answer_receipt.compose, RECEIVED, replace(RECEIVED, missing=())),
        "stay_plan": _made(stay_plan.compose, SENT_PLAN),
        "meeting_agenda": _made(meeting_agenda.compose, AGENDA, replace(AGENDA, aim="")),
        "meeting_minutes": _made(meeting_minutes.compose, MINUTES, replace(MINUTES, agreements=())),
        "overview": _made(overview.compose, OVERVIEW, TWO_RATERS),
        "own_folder": _made(own_folder.compose, FOLDER),
        "own_folder_en": _made(own_folder.compose, FOLDER_ENGLISH),
        "own_plan": _made(own_plan.compose, OWN_PLAN),
        "own_plan_en": _made(own_plan.compose, OWN_PLAN_ENGLISH),
    }


def with_letterhead(facts: LetterFacts, house: HouseFacts) -> LetterFacts:
    """Under the house's own letterhead; what it has not written yet stays invented."""
    shown = HouseFacts(
        house.name or HOUSE.name,
        house.address or HOUSE.address,
        house.phone or HOUSE.phone,
        house.leader or HOUSE.leader,
        house.leader_phone or HOUSE.leader_phone,
        house.tagline,
    )
    return replace(facts, house=shown)


def _made(compose: Callable[[Any], LetterContext], *all_facts: Any) -> tuple[Sample, ...]:
    def sample(facts: Any) -> Sample:
        return lambda change: compose(replace(facts, letter=change(facts.letter)))

    return tuple(sample(facts) for facts in all_facts)
