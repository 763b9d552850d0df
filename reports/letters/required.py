"""What must be given before a letter is printed, and how long each kind may be.

Pure tables from ``resources/letters/requirements.toml`` (domain/readiness.md 4.5). The service
knows which keys it has; this module says which are missing and what to call them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from reports.texts import letter_texts


@dataclass(frozen=True, slots=True)
class Requirement:
    """A field that must be given: stable key, and the Danish label of the field."""

    key: str
    label_da: str


@cache
def required(kind: str) -> tuple[Requirement, ...]:
    """What a letter of the kind must have before it is printed, in the order it is asked for.

    Raises:
        KeyError: No such kind.
    """
    shared, row = letter_texts("requirements")["shared"], _row(kind)
    fields: dict[str, str] = {}
    for group in row["shared"]:
        fields.update(shared[group])
    fields.update(row["fields"])
    return tuple(Requirement(key, label) for key, label in fields.items())


def missing(kind: str, given: Collection[str]) -> tuple[Requirement, ...]:
    """The requirements whose keys are not among those given.

    Raises:
        KeyError: No such kind.
    """
    return tuple(one for one in required(kind) if one.key not in given)


def kinds() -> tuple[str, ...]:
    """Every kind the table knows."""
    return tuple(letter_texts("requirements")["kinds"])


def page_limit(kind: str) -> int:
    """Most pages a letter of the kind may have, 0 for a sheet without a limit.

    Raises:
        KeyError: No such kind.
    """
    return int(_row(kind)["pages"])


def page_aim(kind: str) -> int:
    """Pages the author should aim at; the limit where nothing less is asked.

    Raises:
        KeyError: No such kind.
    """
    return int(_row(kind).get("aim", page_limit(kind)))


def _row(kind: str) -> dict[str, Any]:
    found: dict[str, Any] = letter_texts("requirements")["kinds"][kind]
    return found
