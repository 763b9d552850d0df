"""Examples of the requests, notes and the handover: pictured, smallest and largest."""

from __future__ import annotations

from reports.contexts import LetterContext

PICTURED_PAGES: dict[str, int] = {}
"""Pages of the pictures."""


def pictured() -> dict[str, LetterContext]:
    """The documents of the binding pictures."""
    return {}


def minimal() -> dict[str, LetterContext]:
    """The least each document can be made of."""
    return {}


def maximal() -> dict[str, LetterContext]:
    """The most that the editor lets through: each as long as its limit allows."""
    return {}
