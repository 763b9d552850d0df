"""Search over 10,000 persons: time per key against a plain scan for the same letters."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

from benchmarks.measure import milliseconds, percentile
from benchmarks.result import Result
from boform_app.rules.search import SearchEntry, SearchIndex

PERSONS = 10_000
LIMIT_MS = 50.0
_FIRST = (
    "Søren", "Lise", "Jonas", "Ole", "Kim", "Mette", "Åse", "Aase", "Karin", "Per", "Tina", "Bent",
    "Samira", "Mohammed", "Ali", "Ibrahim", "Gitte", "Lone", "Preben", "Mogens", "Anne", "Bo",
    "Carl", "Dorthe", "Erik", "Freja", "Hans", "Inge", "Jørgen", "Kasper", "Lærke", "Nadia", "Poul",
    "Rasmus", "Sara", "Thomas", "Ulla", "Viggo", "Yusuf", "Zahra",
)  # fmt: skip
_LAST = (
    "Bach", "Lund", "Holm", "Vest", "Toft", "Skov", "Dahl", "Krag", "Østergård", "Bæk", "Møller",
    "Nygaard", "Kjær", "Aagaard", "Sørensen", "Jensen", "Nielsen", "Hansen", "Friis", "Winther",
    "Juhl", "Mørk", "Said", "Demir", "Krogh", "Vang", "Bech", "Thygesen", "Lauridsen",
    "Kristoffersen", "Andreasen", "Bjerregaard", "Høj",
)  # fmt: skip
_SYLLABLES = (
    "ba", "bæ", "da", "fi", "go", "ha", "ir", "jo", "ka", "la", "mi", "no", "ol", "pa", "ru", "sa",
    "ta", "ul", "va", "yn", "zø", "ås",
)  # fmt: skip
_TYPED = (
    "sørensen", "oestergaard", "jonas lund", "mohamed", "kritsoffersen", "140682", "14-06-1982",
    "0042", "aage", "ka mø", "lærke bjeregaard", "zzzz",
)  # fmt: skip


def people(count: int, seed: int = 7) -> list[SearchEntry]:
    """Made-up persons; half of the surnames occur once, as in a real register."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        first = chance.choice(_FIRST)
        rare = "".join(chance.choices(_SYLLABLES, k=4)).capitalize()
        last = chance.choice(_LAST) if chance.random() < 0.5 else rare
        born = date(1945, 1, 1) + timedelta(days=chance.randrange(22_000))
        made.append(
            SearchEntry(
                entry_id=str(number),
                names=(first, last),
                shown=f"{last}, {first}",
                birth_date=born,
                cpr=f"{born:%d%m%y}-{number % 10_000:04d}",
                present=number % 250 == 0,
            )
        )
    return made


def keys() -> list[str]:
    """What stands in the field after each key."""
    return [typed[:length] for typed in _TYPED for length in range(1, len(typed) + 1)]


def _times(search: Callable[[str], object], rounds: int) -> list[float]:
    return [milliseconds(lambda: search(typed)) for _ in range(rounds) for typed in keys()]  # noqa: B023 - called before the next round


def run(persons: int = PERSONS, rounds: int = 3) -> list[Result]:
    """Time per key, 95th percentile, the first use of each length included."""
    entries = people(persons)
    index = SearchIndex(entries)
    lines = [f"{entry.shown} {entry.cpr}".casefold() for entry in entries]
    own = percentile(_times(index.search, rounds), 0.95)
    floor = percentile(_times(lambda typed: [n for n in lines if typed in n], rounds), 0.95)
    built = milliseconds(lambda: SearchIndex(entries))
    changed = milliseconds(lambda: index.put(entries[0]))
    return [
        Result(f"search {persons} persons, p95 per key", own, "ms", limit=LIMIT_MS),
        Result("the same against a plain scan", own, "ms", floor, "substring in each line"),
        Result("build the index", built, "ms"),
        Result("change one person", changed, "ms"),
    ]
