"""Documents used by the tests: those of the binding pictures, and the smallest and largest of each.

Persons, addresses and numbers are invented; the serials of the CPR numbers are impossible.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.values.information import ConsentTopic as Topic
from reports.contexts import LetterContext
from reports.letters import (
    admission_notice,
    consent_form,
    data_information,
    discharge_notice,
    plan_request,
    recovery_sheet,
    referral,
)
from reports.letters.base import PersonFacts, RecipientFacts
from reports.letters.stay import StayFacts
from reports.sample_letters import (
    ADMISSION,
    CONSENT,
    DISCHARGE,
    INFORMATION,
    OLE,
    PLAN,
    RECOVERY,
    REFERRAL,
)
from tests.reports import (
    examples_day,
    examples_decisions,
    examples_figures,
    examples_money,
    examples_own,
    examples_requests,
)
from tests.reports.basics import BARE, BARE_HOUSE, LONG

__all__ = [
    "ADMISSION",
    "CONSENT",
    "DISCHARGE",
    "PLAN",
    "RECOVERY",
    "REFERRAL",
    "maximal",
    "minimal",
    "overlong",
    "pictured",
]


def pictured() -> dict[str, LetterContext]:
    """The documents of the binding pictures, and the two without a picture, with full content."""
    return {
        "admission_notice": admission_notice.compose(ADMISSION),
        "discharge_notice": discharge_notice.compose(DISCHARGE),
        "plan_request": plan_request.compose(PLAN),
        "referral": referral.compose(REFERRAL),
        "consent_form": consent_form.compose(CONSENT),
        "data_information": data_information.compose(INFORMATION),
        "recovery_sheet": recovery_sheet.compose(RECOVERY),
        **examples_requests.pictured(),
        **examples_decisions.pictured(),
        **examples_money.pictured(),
        **examples_figures.pictured(),
        **examples_own.pictured(),
        **examples_day.pictured(),
    }


def minimal() -> dict[str, LetterContext]:
    """The least each document can be made of."""
    sheet = replace(BARE, recipient=None)
    day = date(2026, 11, 20)
    return {
        "admission_notice": admission_notice.compose(
            admission_notice.AdmissionNoticeFacts(BARE, day, "Bo.", day, informed=False)
        ),
        "discharge_notice": discharge_notice.compose(
            discharge_notice.DischargeNoticeFacts(BARE, day, "Bo er død.", deceased=True)
        ),
        "plan_request": plan_request.compose(
            plan_request.PlanRequestFacts(BARE, StayFacts(day, 3), day)
        ),
        "referral": referral.compose(
            referral.ReferralFacts(
                BARE, StayFacts(day, 3), day, asks_home=True, uses_overview=False
            )
        ),
        "consent_form": consent_form.compose(
            consent_form.ConsentFormFacts(sheet, "X Kommune", "", "Bolig", day, day)
        ).for_sending(),
        "data_information": data_information.compose(data_information.DataInformationFacts(sheet)),
        "recovery_sheet": recovery_sheet.compose(replace(RECOVERY, house=BARE_HOUSE)),
        **examples_requests.minimal(),
        **examples_decisions.minimal(),
        **examples_money.minimal(),
        **examples_figures.minimal(),
        **examples_own.minimal(),
        **examples_day.minimal(),
    }


_LONG_NAME = examples_requests.LONG_NAME
_FULL = replace(
    OLE,
    person=PersonFacts(_LONG_NAME, "Anne-Margrethe", date(1960, 12, 31), "311260-0000", True),
    recipient=RecipientFacts(
        (
            "Københavns Kommune",
            "Center for Udsatte og Boligsociale Indsatser, enhed 4",
            "Prøveboulevarden 1234, 5. sal, dør 17",
            "1599 København V",
        ),
        "Bodil-Marie Vestergaard",
    ),
    their_number="2026-88-0412",
    enclosures=tuple(f"Bilag nummer {n} af 18. november 2026" for n in range(1, 4)),
    copies_to=(_LONG_NAME, "Mette Krogh"),
)
_SHEET = replace(_FULL, recipient=None, channel="", contact="", contact_phone="", signer="")


def maximal() -> dict[str, LetterContext]:
    """The most that the editor lets through: each as long as its limit allows."""
    # A notice encloses nothing but the answer form, and the discharge not even that.
    notice = replace(_FULL, enclosures=("Svarark",))
    return {
        "admission_notice": admission_notice.compose(
            replace(ADMISSION, letter=notice, reason="Har ingen bolig.")
        ),
        "discharge_notice": discharge_notice.compose(
            replace(DISCHARGE, letter=replace(notice, enclosures=()), reason=LONG * 2)
        ),
        "plan_request": plan_request.compose(
            replace(PLAN, letter=_FULL, what_works=LONG * 24, unknown=LONG * 2)
        ),
        "referral": referral.compose(
            replace(
                REFERRAL,
                letter=_FULL,
                observations=tuple(
                    replace(one, seen=LONG * 2 if number < 2 else one.seen)
                    for number, one in enumerate(REFERRAL.observations)
                ),
                disagreement="Ingen.",
            )
        ),
        "consent_form": consent_form.compose(
            replace(CONSENT, letter=_SHEET, ticked=frozenset(Topic), read_aloud=True, oral=True)
        ),
        "data_information": data_information.compose(
            replace(INFORMATION, letter=_SHEET, keeping=LONG * 6, recipients_more=LONG * 9)
        ),
        "recovery_sheet": recovery_sheet.compose(RECOVERY),
        **examples_requests.maximal(),
        **examples_decisions.maximal(),
        **examples_money.maximal(),
        **examples_figures.maximal(),
        **examples_own.maximal(),
        **examples_day.maximal(),
    }


def overlong() -> dict[str, LetterContext]:
    """More than the editor lets through: long prose, tables over several pages."""
    letter = replace(
        _FULL, enclosures=tuple(f"Bilag nummer {n} af 18. november 2026" for n in range(1, 7))
    )
    prose = "\n\n".join(LONG * 9 for _ in range(4))
    return {
        "admission_notice": admission_notice.compose(
            replace(ADMISSION, letter=letter, reason=LONG * 14)
        ),
        "discharge_notice": discharge_notice.compose(
            replace(DISCHARGE, letter=letter, reason=LONG * 14)
        ),
        "plan_request": plan_request.compose(
            replace(PLAN, letter=letter, what_works=prose, unknown=LONG * 30)
        ),
        "referral": referral.compose(
            replace(
                REFERRAL,
                letter=letter,
                observations=tuple(
                    replace(one, seen=LONG * 3, told=LONG * 6, theme=f"{one.theme} {n}")
                    for n in range(2)
                    for one in REFERRAL.observations
                ),
                ball=REFERRAL.ball * 7,
                disagreement=prose,
            )
        ),
    }
