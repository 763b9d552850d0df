"""Rows of the log: headings of shifts or days, and notes; and the words that stand in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from boform_app.clock import local_date, local_time
from boform_app.services.views.day_log import LogDay, LogNote, ShiftPart, Subject
from models.values import dates, lists
from ui.pages.note_choices import reader_labels
from ui.privacy import privacy

HOUSE_KIND = "house"


@dataclass(frozen=True, slots=True)
class Heading:
    """A line between parts: the shift with who wrote and its hours, or the day of a hit."""

    title: str
    aside: str = ""


Row = Heading | LogNote


def rows_of(day: LogDay, show: str, *, newest_first: bool) -> list[Row]:
    """Rows of a day.

    Args:
        day: What was written.
        show: ``all``, ``important`` or ``house``.
        newest_first: Else the day reads from its beginning.
    """
    found: list[Row] = []
    parts = day.parts if newest_first else reversed(day.parts)
    for part in parts:
        notes = [note for note in part.notes if _fits(note, show)]
        if notes:
            found.append(Heading(_shift(part), _hours(part)))
            found += notes if newest_first else reversed(notes)
    return found


def rows_of_hits(notes: Sequence[LogNote]) -> list[Row]:
    """Hits below their days, the newest first."""
    found: list[Row] = []
    last: date | None = None
    for note in notes:
        day = local_date(note.note.happened_at)
        if day != last:
            words = dates.long_with_weekday(day)
            found.append(Heading(words[:1].upper() + words[1:]))
        found.append(note)
        last = day
    return found


def about(note: LogNote) -> str:
    """Whom it is about: names, and the house where it is about the house as well."""
    names = [name_of(subject) for subject in note.about]
    if not names:
        return _tr("Huset")
    if note.note.kind == HOUSE_KIND:
        names.append(_tr("huset"))
    return joined(names)


def name_of(subject: Subject) -> str:
    """The name, or the room while names are hidden."""
    return subject.name if subject.closed else privacy().name(subject.name, subject.room)


def joined(names: Sequence[str]) -> str:
    """``Ole Bach, Kim Dahl og Bo Hansen``."""
    *first, last = names
    return _tr("{names} og {last}").format(names=", ".join(first), last=last) if first else last


def readers(note: LogNote) -> str:
    """Who is meant to read it: ``Overlevering · mål: egen bolig``."""
    known = dict(reader_labels())
    found = [known[key] for key in note.note.readers if key in known]
    goals = [_tr("mål: {goal}").format(goal=goal) for goal in note.goals]
    return " · ".join(found if privacy().on else [*found, *goals])


def kind(note: LogNote) -> str:
    """The kind's own word, "" for none."""
    return lists.label("note_kinds", note.note.kind) if note.note.kind else ""


def aside(note: LogNote) -> list[str]:
    """What stands below the author: the kind, and that it was corrected."""
    return [words for words in (kind(note), corrected(note)) if words]


def important() -> str:
    """The word beside the flag."""
    return _tr("Vigtig")


def clock(note: LogNote) -> str:
    """``03.10``."""
    return dates.clock(local_time(note.note.happened_at).time())


def corrected(note: LogNote) -> str:
    """``Rettet 08.45`` after the last correction; its day when that is another one."""
    if not note.corrections:
        return ""
    at = local_time(note.corrections[-1].written_at)
    same = at.date() == local_date(note.note.happened_at)
    words = dates.clock(at.time()) if same else f"{at.day}-{at.month}"
    return _tr("Rettet {when}").format(when=words)


def correction_title(note: LogNote, number: int) -> str:
    """``Rettelse kl. 08.45``."""
    at = local_time(note.corrections[number].written_at)
    moment = dates.clock(at.time())
    if at.date() == local_date(note.note.happened_at):
        return _tr("Rettelse kl. {clock}").format(clock=moment)
    return _tr("Rettelse {day} kl. {clock}").format(day=dates.dense(at.date()), clock=moment)


def body(note: LogNote) -> str:
    """The text; why there is none."""
    if note.hidden:
        return _tr("Åbn beboeren for at læse notatet.")
    return privacy().text(note.note.text)


def spoken(row: Row) -> str:
    """All of a row for a screen reader."""
    if isinstance(row, Heading):
        return ". ".join(part for part in (row.title, row.aside) if part)
    flag = important() if row.note.important else ""
    parts = [about(row), flag, readers(row), clock(row), row.note.author.name, kind(row), body(row)]
    for number, one in enumerate(row.corrections):
        parts += [correction_title(row, number), privacy().text(one.text)]
    return ". ".join(part for part in parts if part)


def _fits(note: LogNote, show: str) -> bool:
    if show == "important":
        return note.note.important or any(one.important for one in note.corrections)
    return show == "all" or not note.about or note.note.kind == HOUSE_KIND


def _shift(part: ShiftPart) -> str:
    names = {"night": _tr("Nat"), "day": _tr("Dag"), "evening": _tr("Aften")}
    return f"{names[part.key]} · {', '.join(author.name for author in part.authors)}"


def _hours(part: ShiftPart) -> str:
    return _tr("kl. {first}–{last}").format(first=part.starts, last=part.ends)


def _tr(words: str) -> str:
    return QCoreApplication.translate("DayLog", words)
