"""Which prerequisites a kind of letter is about, and which letter moves a prerequisite."""

from __future__ import annotations

from collections.abc import Mapping

CODES: Mapping[str, tuple[str, ...]] = {
    # The notice asks who the case worker is and when the plan comes.
    "admission_notice": ("C6",),
    "plan_request": ("C6",),
    "referral": ("C7",),
    "housing_nomination": ("C1", "C2"),
    "handover": ("C12",),
    "stay_confirmation": ("C10",),
}
"""Codes of the prerequisites by kind of letter; a reminder is about what it reminds of."""

_FIRST: Mapping[str, str] = {
    "C1": "housing_nomination",
    "C6": "plan_request",
    "C7": "referral",
    "C10": "stay_confirmation",
    "C12": "handover",
}


def first_letter(code: str) -> str:
    """The kind of letter that asks for a prerequisite the first time, "" for none."""
    return _FIRST.get(code, "")
