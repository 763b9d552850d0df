"""The kinds of letters: what each one is, and who composes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from boform_app.services import _letter_notices, _letter_referral, _letter_requests
from boform_app.services._letter_common import Composed, Draft
from boform_app.services._letter_sources import Sources
from boform_app.services.views.cases import LetterKind


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
    gather: Callable[[Session, Sources], object] | None = None


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


def _own(key: str, title: str, compose: Callable[[Draft], Composed], series: str = "B") -> Kind:
    return Kind(LetterKind(key, title, "resident", statutory=False), compose, series)


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
    _municipal(
        "referral", "Henvisning og indstilling", _letter_referral.compose, answers=True
    ),
    _own("consent_form", "Samtykkeerklæring", _letter_notices.consent),
    _own("data_information", "Orientering om dine oplysninger", _letter_notices.data_sheet),
)

KINDS: Mapping[str, Kind] = {row.view.key: row for row in _ROWS}
"""By key, in the order of the menus."""
