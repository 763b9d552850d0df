"""The kinds of letters: what each one is, and who composes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy.orm import Session

from boform_app.services import (
    _letter_confirmations,
    _letter_decisions,
    _letter_handover,
    _letter_housing,
    _letter_notices,
    _letter_others,
    _letter_referral,
    _letter_reminder,
    _letter_requests,
    _letter_result,
    _letter_status,
)
from boform_app.services._letter_common import Composed, Draft
from boform_app.services._letter_sources import Sources
from boform_app.services.views.letters import LetterKind

Gather: TypeAlias = Callable[[Session, Sources], object]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of letter with its composer.

    Attributes:
        series: First letters of its register number; confirmations have a series of their own.
        gather: Reads what this kind needs beside the sources, for ``Draft.gathered``.
    """

    view: LetterKind
    compose: Callable[[Draft], Composed]
    series: str = "B"
    gather: Gather | None = None


def _municipal(
    key: str,
    title: str,
    compose: Callable[[Draft], Composed],
    *,
    statutory: bool = False,
    answers: bool = False,
    party: str = "municipality",
) -> Kind:
    view = LetterKind(key, title, "municipality", statutory, answers=answers, party=party)
    return Kind(view, compose)


def _own(
    key: str,
    title: str,
    compose: Callable[[Draft], Composed],
    series: str = "B",
    gather: Gather | None = None,
) -> Kind:
    return Kind(LetterKind(key, title, "resident", statutory=False), compose, series, gather)


def _decision(
    key: str, title: str, compose: Callable[[Draft], Composed], *, without_stay: bool = False
) -> Kind:
    view = LetterKind(
        key, title, "resident", statutory=False, decision=True, without_stay=without_stay
    )
    return Kind(view, compose)


_ROWS = (
    _municipal(
        "admission_notice",
        "Orientering om optagelse",
        _letter_notices.admission,
        statutory=True,
        answers=True,
    ),
    _municipal(
        "discharge_notice",
        "Orientering om udskrivning",
        _letter_notices.discharge,
        statutory=True,
    ),
    _municipal("plan_request", "Anmodning om handleplan", _letter_requests.plan, answers=True),
    _municipal("referral", "Henvisning og indstilling", _letter_referral.compose, answers=True),
    # To whoever owes the answer: a unit of the municipality, or somebody the letter was typed to.
    Kind(
        LetterKind("reminder", "Rykker", "either", statutory=False, answers=True),
        _letter_reminder.compose,
    ),
    _municipal(
        "housing_nomination",
        "Indstilling til bolig",
        _letter_housing.compose,
        answers=True,
        party="housing",
    ),
    _municipal("status_note", "Statusnotat", _letter_status.compose, answers=True),
    Kind(
        LetterKind(
            "handover",
            "Overlevering ved fraflytning",
            "either",
            statutory=False,
            party="provider",
        ),
        _letter_handover.compose,
    ),
    Kind(
        LetterKind(
            "answer_receipt", "Kvittering for modtaget svar", "municipality", statutory=False
        ),
        _letter_others.receipt,
        gather=_letter_others.answered,
    ),
    Kind(
        LetterKind(
            "landlord_statement", "Udtalelse til udlejer", "other", statutory=False, party="housing"
        ),
        _letter_others.landlord,
    ),
    Kind(
        LetterKind("overview", "Udflytningsoverblik", "resident_first", statutory=False),
        _letter_result.compose,
        gather=_letter_result.versions,
    ),
    _own("consent_form", "Samtykkeerklæring", _letter_notices.consent),
    _own("data_information", "Orientering om dine oplysninger", _letter_notices.data_sheet),
    _own(
        "stay_confirmation",
        "Bekræftelse på ophold",
        _letter_confirmations.confirmation,
        _letter_confirmations.SERIES,
        _letter_confirmations.next_number,
    ),
    Kind(
        LetterKind("stay_documentation", "Opholdsdokumentation", "resident_first", statutory=False),
        _letter_confirmations.documentation,
        gather=_letter_confirmations.absences,
    ),
    _decision("discharge_decision", "Afgørelse om udskrivning", _letter_decisions.discharge),
    _decision("expulsion_decision", "Afgørelse om bortvisning", _letter_decisions.expulsion),
    _decision(
        "admission_refusal", "Afslag på optagelse", _letter_decisions.refusal, without_stay=True
    ),
)

KINDS: Mapping[str, Kind] = {row.view.key: row for row in _ROWS}
"""By key, in the order of the menus."""
