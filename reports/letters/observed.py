"""Marked notes by theme: set, fortalt and vurderet kept apart, each with its author and date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from models.values.information import InformationKind
from reports.contexts import Observation, Para, led, plain
from reports.danish import short_date
from reports.shortening import Leavable, SmallTheme
from reports.texts import letter_texts

How = Literal["seen", "told", "assessed"]
_ORDER: tuple[How, ...] = ("seen", "told", "assessed")


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """A marked note.

    Attributes:
        how: *Set*, *fortalt* or *vurderet*; they are never mixed.
        text: As the author wrote it.
        author: Name as printed, "" prints no source.
        day: Day it is about.
    """

    how: How
    text: str
    author: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class ThemeFacts:
    """A theme with its marked notes.

    Attributes:
        theme: Heading of the theme, in the order of VUM.
        kind: What it discloses.
        notes: In any order; printed by *set*, *fortalt*, *vurderet*, each oldest first.
        summary: A line without a lead, for a theme that is only summed up.
        small: Little has happened in it: it may be summed up first when the letter is too long.
    """

    theme: str
    kind: InformationKind
    notes: tuple[NoteFacts, ...] = ()
    summary: str = ""
    small: bool = False


def observations(themes: Sequence[ThemeFacts], letter_day: date) -> Iterator[Observation]:
    """The themes as rows; one without a word falls out."""
    for theme in themes:
        lines = [_line(note, letter_day) for note in _ordered(theme)]
        if theme.summary.strip() and not lines:
            lines = [plain(theme.summary)]
        if lines:
            yield Observation(theme.theme, tuple(lines))


def sourced(text: str, author: str, day: date | None, letter_day: date) -> str:
    """``Søsteren har været på besøg (Ali Demir, 14. november).``: author and date stay with it."""
    said = text.strip()
    when = short_date(day, letter_day) if day else ""
    source = ", ".join(one for one in (author, when) if one)
    return f"{said.rstrip('.')} ({source})." if said and source else said


def leavable(key: str, themes: Sequence[ThemeFacts], letter_day: date) -> tuple[Leavable, ...]:
    """What may be left out of the section ``key``: all but the newest note of each theme."""
    found = []
    for theme in themes:
        notes = _ordered(theme)
        newest = max(notes, key=_age, default=None)
        found += [
            Leavable(key, theme.theme, _line(note, letter_day).text, _age(note))
            for note in notes
            if note is not newest
        ]
    return tuple(found)


def summable(key: str, themes: Sequence[ThemeFacts], letter_day: date) -> tuple[SmallTheme, ...]:
    """Small themes with the words they are summed up in: their summary, or the last assessment."""
    found = []
    for theme in themes:
        assessed = [
            sourced(note.text, note.author, note.day, letter_day)
            for note in _ordered(theme)
            if note.how == "assessed"
        ]
        words = theme.summary.strip() or (assessed[-1] if assessed else "")
        if theme.small and words:
            found.append(SmallTheme(key, theme.theme, words))
    return tuple(found)


def theme_kinds(themes: Sequence[ThemeFacts]) -> frozenset[InformationKind]:
    """What the themes with words disclose."""
    return frozenset(one.kind for one in themes if one.summary.strip() or _ordered(one))


def _ordered(theme: ThemeFacts) -> list[NoteFacts]:
    notes = [note for note in theme.notes if note.text.strip()]
    return sorted(notes, key=lambda note: (_ORDER.index(note.how), _age(note)))


def _age(note: NoteFacts) -> date:
    """A note without a day counts as the oldest."""
    return note.day or date.min


def note_line(note: NoteFacts, letter_day: date) -> str:
    """The note on a line of its own: how it is known, the words, author and date."""
    return _line(note, letter_day).text


def _line(note: NoteFacts, letter_day: date) -> Para:
    lead = letter_texts("notes")[note.how]
    return led(lead, sourced(note.text, note.author, note.day, letter_day))
