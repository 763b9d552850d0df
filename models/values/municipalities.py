"""The 98 municipalities and Christiansø (source: HL7 Denmark dk-core, CC0)."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from models.values.danish import sort_key, starts_like
from resources import access

# Every other municipality calls itself by its name followed by "Kommune".
_OWN_NAMES = {
    "0101": "Københavns Kommune",
    "0400": "Bornholms Regionskommune",
    "0411": "Christiansø",
}


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality (*kommune*).

    Attributes:
        code: Four digits as text, e.g. ``0851``.
        name: As in lists: ``Aalborg``.
        display: As in letters and sentences: ``Aalborg Kommune``.
        kind: ``municipality``, or ``state`` for Christiansø.
    """

    code: str
    name: str
    display: str
    kind: str


@cache
def _by_code() -> Mapping[str, Municipality]:
    rows = csv.DictReader(
        io.StringIO(access.read_text("lists", "municipalities.csv")), delimiter=";"
    )
    found = (
        Municipality(
            row["code"],
            row["name"],
            _OWN_NAMES.get(row["code"], f"{row['name']} Kommune"),
            row["kind"],
        )
        for row in rows
    )
    return {m.code: m for m in sorted(found, key=lambda m: sort_key(m.name))}


def municipalities() -> tuple[Municipality, ...]:
    """All of them in Danish order: Aabenraa, Aalborg and Aarhus last."""
    return tuple(_by_code().values())


def municipality(code: str) -> Municipality:
    """The municipality of a code.

    Raises:
        KeyError: There is none.
    """
    return _by_code()[code]


def find(code: str) -> Municipality | None:
    """The municipality of a code, None when there is none ("" means not known yet)."""
    return _by_code().get(code)


def matching(typed: str) -> tuple[Municipality, ...]:
    """Type-ahead: by the beginning of any word in either spelling, or by the code's digits."""
    if typed.strip().isdigit():
        return tuple(m for m in municipalities() if m.code.startswith(typed.strip()))
    return tuple(m for m in municipalities() if starts_like(f"{m.name} {m.display}", typed))
