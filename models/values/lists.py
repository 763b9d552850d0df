"""The short lists that the program ships: dated rows with a stable English key and Danish labels.

Source of the wordings: domain/lists.md; VIVE's nine situations: domain/law.md 7.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import MappingProxyType

from resources import access

LIST_NAMES = (
    "absence_kinds",
    "action_plan_states",
    "admission_reasons",
    "adverse_events",
    "alerts",
    "allergy_states",
    "arrival_ways",
    "ball_owners",
    "contact_kinds",
    "destinations",
    "document_kinds",
    "expulsion_stops",
    "home_types",
    "homelessness_situations",
    "incident_harms",
    "letter_channels",
    "note_kinds",
    "payment_methods",
    "payment_parts",
    "prerequisite_states",
    "deadline_titles",
    "task_kinds",
    "prerequisites",
    "refusal_reasons",
    "reply_kinds",
    "service_kinds",
    "stay_end_kinds",
)
_COMMON = {"key", "label", "full", "number", "takes_text", "valid_from", "valid_to"}


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One row of a short list.

    Attributes:
        key: Stable English key, stored in the database.
        label: Short Danish label for fields and tables.
        full: The full wording for tooltips and reports; the short one where there is no other.
        number: The list's own numbering (VIVE's 1 to 9), or None.
        takes_text: Whether a line of text goes with it ("andet").
        valid_from: First day the row can be chosen.
        valid_to: Last day the row can be chosen, or None.
        extra: Columns of this list alone, e.g. ``sentence`` of an admission reason.
    """

    key: str
    label: str
    full: str
    number: int | None
    takes_text: bool
    valid_from: date
    valid_to: date | None
    extra: Mapping[str, str] = field(default_factory=dict)

    def valid_on(self, day: date) -> bool:
        """Whether the row can be chosen on the day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@cache
def _entries(name: str) -> tuple[ListEntry, ...]:
    if name not in LIST_NAMES:
        raise KeyError(name)
    rows = tomllib.loads(access.read_text("lists", f"{name}.toml"))["entry"]
    return tuple(
        ListEntry(
            key=row["key"],
            label=row["label"],
            full=row.get("full", row["label"]),
            number=row.get("number"),
            takes_text=row.get("takes_text", False),
            valid_from=row["valid_from"],
            valid_to=row.get("valid_to"),
            extra=MappingProxyType({k: str(v) for k, v in row.items() if k not in _COMMON}),
        )
        for row in rows
    )


def load_list(name: str, on: date | None = None) -> tuple[ListEntry, ...]:
    """The rows of a list in the order they are shown.

    Args:
        name: One of ``LIST_NAMES``.
        on: Only rows that can be chosen on this day; all rows when left out.

    Raises:
        KeyError: There is no such list.
    """
    return tuple(entry for entry in _entries(name) if on is None or entry.valid_on(on))


def list_title(name: str) -> str:
    """The Danish name of a list.

    Raises:
        KeyError: There is no such list.
    """
    if name not in LIST_NAMES:
        raise KeyError(name)
    return str(tomllib.loads(access.read_text("lists", f"{name}.toml"))["title"])


def entry(name: str, key: str) -> ListEntry:
    """The newest row of a key; rows that can no longer be chosen keep their words.

    Raises:
        KeyError: There is no such list or key.
    """
    found = [row for row in _entries(name) if row.key == key]
    if not found:
        raise KeyError(f"{name}.{key}")
    return max(found, key=lambda row: row.valid_from)


def label(name: str, key: str, *, full: bool = False) -> str:
    """The Danish words of a key; "" for "" (not answered).

    Args:
        name: One of ``LIST_NAMES``.
        key: The stored key.
        full: The full wording instead of the short one.

    Raises:
        KeyError: There is no such list or key.
    """
    if not key:
        return ""
    row = entry(name, key)
    return row.full if full else row.label
