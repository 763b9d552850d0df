"""The rules for a passphrase as problems at a field."""

from __future__ import annotations

from boform_app.errors import Problem, ValidationFailed

_SHORTEST = 12


def passphrase_problems(passphrase: str, field: str = "passphrase") -> list[Problem]:
    """What speaks against a passphrase: ``too_short`` with the least number of characters."""
    if len(passphrase.strip()) < _SHORTEST:
        return [Problem(field, "too_short", {"shortest": _SHORTEST})]
    return []


def check_passphrase(passphrase: str, field: str = "passphrase") -> None:
    """Refuse a passphrase that is too easy to guess.

    Raises:
        ValidationFailed: The problems of ``passphrase_problems``.
    """
    problems = passphrase_problems(passphrase, field)
    if problems:
        raise ValidationFailed(*problems)
