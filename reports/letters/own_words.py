"""The two languages of a resident's own papers: texts, dates, lists and genitive in each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.values.danish import listed
from models.values.languages import Language
from reports import danish, english
from reports.texts import fill


@dataclass(frozen=True, slots=True)
class Words:
    """How a language says dates, numbers and lists; ``suffix`` of the names of its text files."""

    language: Language
    suffix: str
    long_date: Callable[[date], str]
    short_date: Callable[[date], str]
    weekday: Callable[[date], str]
    clock: Callable[[datetime], str]
    listed: Callable[[Sequence[str]], str]
    count: Callable[[int], str]
    genitive: Callable[[str], str]

    def when(self, at: datetime, today: date, texts: dict[str, str], *, all_day: bool) -> str:
        """``I dag kl. 15``, ``Torsdag 3. december kl. 9.30``; the time falls out for a whole day."""
        day = at.date()
        named = {today: texts["today"], today + timedelta(days=1): texts["tomorrow"]}
        said = named.get(day) or f"{self.weekday(day)} {self.short_date(day)}"
        if all_day:
            return said
        return fill(texts["time"], {"dag": said, "klokken": self.clock(at)})


def _danish_short(day: date) -> str:
    return f"{day.day}. {danish.MONTHS[day.month - 1]}"


WORDS: dict[Language, Words] = {
    "da": Words(
        "da",
        "",
        danish.long_date,
        _danish_short,
        lambda day: danish.WEEKDAYS[day.weekday()].capitalize(),
        danish.clock,
        listed,
        danish.count_word,
        danish.genitive,
    ),
    "en": Words(
        "en",
        "_en",
        english.long_date,
        english.day_month,
        lambda day: english.WEEKDAYS[day.weekday()],
        english.clock,
        english.listed,
        english.count_word,
        english.genitive,
    ),
}
