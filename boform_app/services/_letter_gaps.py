"""Facts a letter cannot do without: what is missing, and what stands in its place until it is there.

A letter with gaps can be looked at and not be made: each gap keeps Print off with its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from reports.letters import required

STAND_IN = "…"
"""What the preview shows where something is missing."""

_MORE: Mapping[str, str] = MappingProxyType(
    {
        "house_phone": "Husets telefon",
        "house_leader": "Lederens navn",
        "leader_phone": "Lederens telefon",
        "recipient_name": "Modtager",
        "leader_confirmed": "Lederens ja til at skrive adressen",
        "appeal": "Reglen om klage",
        "answer": "Svaret, der kvitteres for",
        "reply_by": "Svar senest",
    }
)
Given = TypeVar("Given")


class Gaps:
    """What one letter lacks.

    Args:
        kind: Key of the letter kind; its names are those of the requirements table.
    """

    def __init__(self, kind: str) -> None:
        self._names = {**_MORE, **{one.key: one.label_da for one in required.required(kind)}}
        self._found: dict[str, str] = {}

    def need(self, key: str, value: Given | None, stand_in: Given) -> Given:
        """The value, or the stand-in where it is empty: prose of blanks counts as empty."""
        held = value.strip() if isinstance(value, str) else value
        if held is not None and held not in ("", (), 0):
            return value if value is not None else stand_in
        self.miss(key)
        return stand_in

    def words(self, key: str, value: str) -> str:
        """As ``need``, for words."""
        return self.need(key, value, STAND_IN)

    def lines(self, key: str, value: str) -> tuple[str, ...]:
        """As ``need``, for lines; empty ones fall out."""
        return self.need(key, lines_of(value), (STAND_IN,))

    def miss(self, key: str) -> None:
        """Something is missing that nothing stands in for."""
        self._found[key] = self._names[key]

    @property
    def missing(self) -> tuple[tuple[str, str], ...]:
        """Key and Danish name of each gap, in the order they were found."""
        return tuple(self._found.items())


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a field that hold something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
