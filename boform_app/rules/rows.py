"""Dated rule rows: every deadline, limit and citation with its source (architecture, decision 6).

Shipped rows are read-only; a row of the house wins over them and the shipped one is shown beside
it. A release adds rows and never alters one: ``tests/boform_app/rules/test_rows.py`` pins each.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any, Literal

from resources import access

RuleValue = bool | int | float | str | tuple[str, ...]
Verified = Literal["V", "V2", "M", "U", "P"]
RuleState = Literal["verified", "unverified", "house"]

_FILES = ("deadlines.toml", "law.toml", "economy.toml", "money.toml")


class NoRule(LookupError):
    """No row of the key is valid on the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """One dated rule.

    Attributes:
        key: What it decides, e.g. ``notice_days_admission``.
        title: Danish name in the settings.
        value: Number, yes or no, text or a tuple of keys.
        unit: Danish unit: ``hverdage``, ``dage``, ``uger``, ``paragraf`` …
        valid_from: First day it holds.
        valid_to: Last day it holds, or None.
        source: Where it was read.
        verified: ``V`` read in the text, ``V2`` second-hand, ``M`` from memory, ``U`` unclear,
            ``P`` own proposal (domain/law.md).
        selected_by: Which date of the case selects the row, e.g. ``decided_on``.
        paragraph: As cited in a sentence, "" where there is none.
        is_law: False marks the house's own interval, never shown as the law's.
        release: The release that shipped it; "" for a row of the house.
        note: Danish explanation for the tooltip.
        is_house: Whether the house made it.
        row_id: Stable name that results store: ``notice_days_admission@2023-10-01``.
    """

    key: str
    title: str
    value: RuleValue
    unit: str
    valid_from: date
    valid_to: date | None = None
    source: str = ""
    verified: Verified = "P"
    selected_by: str = "today"
    paragraph: str = ""
    is_law: bool = False
    release: str = ""
    note: str = ""
    is_house: bool = False
    row_id: str = ""

    def __post_init__(self) -> None:
        if not self.row_id:
            owner = "house:" if self.is_house else ""
            object.__setattr__(self, "row_id", f"{owner}{self.key}@{self.valid_from.isoformat()}")

    @property
    def state(self) -> RuleState:
        """``verified``, ``unverified`` or ``house`` (set by the house, or our proposal to it)."""
        if self.is_house or self.verified == "P":
            return "house"
        return "verified" if self.verified == "V" else "unverified"

    def valid_on(self, day: date) -> bool:
        """Whether the row holds on the day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def checksum(self) -> str:
        """SHA-256 over everything the row says; a shipped row keeps it for ever."""
        said = {
            name: value if isinstance(value, bool | int | float) else str(value)
            for name in self.__slots__
            if (value := getattr(self, name)) is not None
        }
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is due: the rows it was found by, and what the first of them says of itself.

    Attributes:
        because: Ids of the rule rows, for storing.
        paragraph: As cited, "" for the house's own.
        source: Where the first row was read.
        is_law: False is "husets egen påmindelse".
    """

    because: tuple[str, ...] = ()
    paragraph: str = ""
    source: str = ""
    is_law: bool = False


@dataclass(frozen=True)
class Selected:
    """The row that holds, and the shipped one beside it.

    Without slots, so that what is read of it is looked at once: a book keeps what it found, and ten
    thousand stays ask for the same number.

    Attributes:
        row: The row to use.
        shipped_row: The shipped row of the same day, None where the house alone has one.
        is_house: Whether the house's row won.
    """

    row: RuleRow
    shipped_row: RuleRow | None
    is_house: bool

    @property
    def value(self) -> RuleValue:
        """The value of the row to use."""
        return self.row.value

    @cached_property
    def number(self) -> int:
        """The value as a whole number.

        Raises:
            TypeError: The value is no whole number.
        """
        if isinstance(self.row.value, bool) or not isinstance(self.row.value, int):
            raise TypeError(f"{self.row.row_id} is no number")
        return self.row.value

    @cached_property
    def yes(self) -> bool:
        """The value as yes or no.

        Raises:
            TypeError: The value is neither.
        """
        if not isinstance(self.row.value, bool):
            raise TypeError(f"{self.row.row_id} is not yes or no")
        return self.row.value

    @cached_property
    def reason(self) -> Reason:
        """What this row alone gives as the reason for a result; ``RuleBook.reason`` for several."""
        row = self.row
        return Reason((row.row_id,), row.paragraph, row.source, row.is_law)

    @property
    def text(self) -> str:
        """The value as text.

        Raises:
            TypeError: The value is no text.
        """
        if not isinstance(self.row.value, str):
            raise TypeError(f"{self.row.row_id} is no text")
        return self.row.value


class RuleBook:
    """All rows of a moment: shipped ones and those of the house."""

    def __init__(self, shipped: Iterable[RuleRow], house: Iterable[RuleRow] = ()) -> None:
        self._shipped = tuple(shipped)
        self._house = tuple(house)
        if any(row.is_house for row in self._shipped) or not all(r.is_house for r in self._house):
            raise ValueError("shipped rows and rows of the house are kept apart")
        self._shipped_by_key = _by_key(self._shipped)
        self._house_by_key = _by_key(self._house)
        # The first of a name, as where one house row was set twice for a day.
        self._by_id: dict[str, RuleRow] = {}
        for row in (*self._shipped, *self._house):
            self._by_id.setdefault(row.row_id, row)
        # Rows never change within a book, and a thousand stays ask for the same few days.
        self._found: dict[tuple[str, date], Selected | None] = {}
        self._reasons: dict[tuple[str, ...], Reason] = {}

    def find(self, key: str, on: date) -> Selected | None:
        """The row of a key that holds on a day, None where there is none.

        Args:
            key: The rule.
            on: The day its ``selected_by`` names.
        """
        asked = (key, on)
        if asked not in self._found:
            self._found[asked] = self._look(key, on)
        return self._found[asked]

    def _look(self, key: str, on: date) -> Selected | None:
        shipped = _newest(self._shipped_by_key.get(key, ()), on)
        house = _newest(self._house_by_key.get(key, ()), on)
        row = house or shipped
        return None if row is None else Selected(row, shipped, house is not None)

    def select(self, key: str, on: date) -> Selected:
        """As ``find``, for rules that must be there.

        Raises:
            NoRule: No row of the key is valid on the day.
        """
        found = self.find(key, on)
        if found is None:
            raise NoRule(f"{key} on {on.isoformat()}")
        return found

    def reason(self, *rows: RuleRow) -> Reason:
        """What rows of this book give as the reason for a result; the first one speaks."""
        return self.reason_of(tuple([row.row_id for row in rows]))

    def reason_of(self, because: tuple[str, ...]) -> Reason:
        """As ``reason``, for rows named by a result.

        Raises:
            NoRule: There is no such row.
        """
        if because not in self._reasons:
            first = self.row(because[0])
            self._reasons[because] = Reason(because, first.paragraph, first.source, first.is_law)
        return self._reasons[because]

    def in_force(self, on: date) -> tuple[Selected, ...]:
        """Every rule that holds on a day, in the order it was shipped; the house's own last."""
        keys = dict.fromkeys(row.key for row in (*self._shipped, *self._house))
        return tuple(found for key in keys if (found := self.find(key, on)) is not None)

    def history(self, key: str) -> tuple[RuleRow, ...]:
        """All rows of a key, oldest first, the house's after a shipped one of the same day."""
        rows = [*self._shipped_by_key.get(key, ()), *self._house_by_key.get(key, ())]
        return tuple(sorted(rows, key=lambda row: (row.valid_from, row.is_house)))

    def row(self, row_id: str) -> RuleRow:
        """The row that a stored result names.

        Raises:
            NoRule: There is no such row.
        """
        if row_id not in self._by_id:
            raise NoRule(row_id)
        return self._by_id[row_id]


def _by_key(rows: Iterable[RuleRow]) -> dict[str, list[RuleRow]]:
    found: dict[str, list[RuleRow]] = {}
    for row in rows:
        found.setdefault(row.key, []).append(row)
    return found


def _newest(rows: Iterable[RuleRow], on: date) -> RuleRow | None:
    """The valid row that begins last; of two that begin on one day, the one entered last."""
    best: RuleRow | None = None
    for row in rows:
        if row.valid_on(on):
            best = row if best is None or row.valid_from >= best.valid_from else best
    return best


@cache
def shipped_rows() -> tuple[RuleRow, ...]:
    """The rows that come with the program, in the order of the files."""
    return tuple(
        _shipped(raw)
        for name in _FILES
        for raw in tomllib.loads(access.read_text("rules", name))["row"]
    )


def _shipped(raw: Mapping[str, Any]) -> RuleRow:
    value = raw["value"]
    return RuleRow(**{**raw, "value": tuple(value) if isinstance(value, list) else value})


def shipped_book() -> RuleBook:
    """A book without rows of the house: a fresh house, tests, the demo."""
    return RuleBook(shipped_rows())
