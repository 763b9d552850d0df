"""Words and days of the rows of an answer, and a row before it is known what it means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from boform_app.clock import local_date, local_time
from boform_app.services.views.answers import Follow
from models.values import dates
from reports.texts import letter_texts

UNKNOWN = "Ved ikke endnu"
DAY_PASSED = "Dagen er gået. Aftal en ny med kommunen."
DAY_AHEAD = "Datoen ligger efter i dag. Ret den, eller spørg kommunen."
NO_CROSS = "Der er ikke sat kryds. Ret det, eller spørg kommunen."


@dataclass(frozen=True, slots=True)
class Side:
    """One row on its way: what came and what we have, before it is known what that means."""

    came: str = ""
    came_more: str = ""
    have: str = ""
    have_more: str = ""
    known: bool = False
    equal: bool = False
    why_not: str = ""
    goes_to: str = ""
    follows: tuple[Follow, ...] = ()


def option(field: str, key: str | None) -> str:
    """The words of a choice on the form, "" for none."""
    return str(letter_texts("answer_form")["options"][field][key]) if key else ""


def day_words(day: date) -> str:
    """With weekday and year: "fre. 4-12-2026"."""
    return f"{dates.WEEKDAYS[day.weekday()][:3]}. {day.day}-{day.month}-{day.year}"


def moment_words(instant: datetime) -> str:
    """With the time: "man. 30-11-2026 kl. 13.00"."""
    return f"{day_words(local_date(instant))} kl. {dates.clock(local_time(instant).time())}"


def known_day(day: date | None) -> str:
    """For tables, or the words for a day nobody knows."""
    return dates.short(day) if day else UNKNOWN.lower()


def joined(parts: Iterable[str]) -> str:
    """What there is of it, with commas."""
    return ", ".join(part for part in parts if part)


def owned(name: str) -> str:
    """Whose wish it is: "Oles ønske", "Jonas’ ønske"."""
    return f"{name}’ ønske" if name[-1:].casefold() in {"s", "x", "z"} else f"{name}s ønske"
