"""Invented persons: names, birth dates and CPR numbers that cannot belong to anybody."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from models.values.cpr import passes_modulus_11
from resources import access


@lru_cache(maxsize=4)
def data(name: str) -> dict[str, Any]:
    """A file of ``resources/demo``."""
    return tomllib.loads(access.read_text("demo", f"{name}.toml"))


@dataclass(frozen=True, slots=True)
class Invented:
    """A person who does not exist."""

    first_name: str
    last_name: str
    birth_date: date
    cpr: str
    nationality: str
    language: str
    phone: str


def impossible_cpr(born: date) -> str:
    """A CPR number of the right birth date that no real person has.

    Serial 0000 was never given out. From 2000 on the seventh digit must be 4 to 9, so there a serial
    that fails modulus 11 is taken on a birth date other than 1 January: numbers without the check
    digit were only given to persons born on 1 January (law.md 9.7).
    """
    day = f"{born:%d%m%y}"
    if born.year < 2000:
        return f"{day}-0000"
    if (born.day, born.month) == (1, 1):
        raise ValueError("1 January could be a real person's")
    serial = next(s for s in range(9000, 9011) if not passes_modulus_11(f"{day}{s}"))
    return f"{day}-{serial}"


def invent(random: Random, today: date) -> Invented:
    """Draw a person of 19 to 78 years."""
    names = data("people")
    first = random.choice(names["women"] if random.random() < 0.27 else names["men"])
    born = today - timedelta(days=random.randint(19 * 366, 78 * 365))
    if (born.day, born.month) == (1, 1):
        born += timedelta(days=1)
    return Invented(
        first_name=first,
        last_name=random.choice(names["surnames"]),
        birth_date=born,
        cpr=impossible_cpr(born),
        nationality=_nationality(first),
        language=random.choice(names["languages"]),
        # Numbers that begin with 12 34 are not given out in Denmark.
        phone=f"12 34 {random.randint(10, 99)} {random.randint(10, 99)}",
    )


def _nationality(first_name: str) -> str:
    return {
        "Piotr": "Polen", "Mateusz": "Polen", "Ewa": "Polen", "Ionel": "Rumænien", "Elena": "Rumænien",
        "Abdi": "Somalia", "Hassan": "Somalia", "Samira": "Somalia",
    }.get(first_name, "Danmark")  # fmt: skip


def sentence(random: Random, kind: str, call_name: str) -> str:
    """One sentence of the demo's notes."""
    return str(random.choice(data("notes")[kind])).replace("{navn}", call_name)
