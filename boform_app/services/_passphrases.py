"""The rules for a passphrase as problems at a field."""

from __future__ import annotations

from collections.abc import Sequence

from boform_app.errors import Problem, ValidationFailed
from boform_app.vault.passphrases import MIN_LENGTH, check


def passphrase_problems(
    passphrase: str, field: str = "passphrase", names: Sequence[str] = ()
) -> list[Problem]:
    """What speaks against a passphrase: a code of ``vault.passphrases.PassphraseProblem``.

    Args:
        passphrase: As typed.
        field: Where the sentence is shown.
        names: House name, own name, initials: known to everybody at the door.
    """
    found = check(passphrase, names=[name for name in names if name.strip()])
    return [Problem(field, found.value, {"shortest": MIN_LENGTH})] if found else []


def check_passphrase(passphrase: str, field: str = "passphrase", names: Sequence[str] = ()) -> None:
    """Refuse a passphrase that is too easy to guess.

    Raises:
        ValidationFailed: The problem of ``passphrase_problems``.
    """
    problems = passphrase_problems(passphrase, field, names)
    if problems:
        raise ValidationFailed(*problems)
