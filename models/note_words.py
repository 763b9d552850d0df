"""The words of notes: full text over all years, newest first, never ranked.

The index lies in the encrypted file itself (SQLite FTS5) and holds no text, only which note has
which word; ``Note.moment`` is the number a note is known by. Words are kept in both spellings
("soeren" and "soren" for Søren) and found by their beginning.

A beginning of two or three letters has an index of its own. A longer one is looked up in the
vocabulary first, and its words are asked for one by one: SQLite then walks back from the newest
note and stops at the twentieth, where a search by beginning would collect every note of all years.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import count
from typing import Any, Final

from sqlalchemy import Connection, event, insert, select, text
from sqlalchemy.orm import Mapper, Session

from models.tables.day_log import NoteWord
from models.tables.people import Note
from models.values.danish import as_typed, spellings, words

CREATE: Final = (
    "CREATE VIRTUAL TABLE note_index USING fts5(words, content='', contentless_delete=1, "
    "detail=none, prefix='2 3', tokenize='ascii')"
)
"""Part of the first migration; Alembic does not see virtual tables."""

_LONGEST_PREFIX: Final = 3
_MOST_WORDS: Final = 200
_LONGEST_WORD: Final = 40
_TAIL_BITS: Final = 29
_COUNTED_BITS: Final = 10

_ADD = text("INSERT INTO note_index(rowid, words) VALUES (:moment, :words)")
_FIND = text(
    "SELECT rowid FROM note_index WHERE note_index MATCH :query AND rowid < :before "
    "AND rowid >= :first "
    "ORDER BY rowid DESC LIMIT :limit"
)
_HAS = text("SELECT rowid FROM note_index WHERE note_index MATCH :query AND rowid = :moment")
_NEWEST: Final = 2**63 - 1
_counting = count()


def moment_of(happened_at: datetime, tail: int) -> int:
    """The number of a note: seconds since 1970 of what it tells, then 29 bits that tell two apart.

    Args:
        happened_at: An aware instant after 1970.
        tail: Rising with what is written later; more than 29 bits are cut.
    """
    seconds = max(0, int(happened_at.timestamp()))
    return seconds << _TAIL_BITS | tail % (1 << _TAIL_BITS)


def indexed_words(note: str) -> tuple[str, ...]:
    """Every word of a note once, in both spellings; what is longer than any word is cut."""
    found = (spelling[:_LONGEST_WORD] for word in words(note) for spelling in spellings(word))
    return tuple(dict.fromkeys(found))


def add(connection: Connection, notes: list[tuple[int, str]]) -> None:
    """Make notes findable that were written past the mapper, e.g. by a generator of test data.

    Args:
        connection: With an open transaction.
        notes: ``moment`` and text of each.
    """
    # FTS5 writes out all it has gathered whenever a number is lower than the one before.
    indexed = [(moment, indexed_words(note)) for moment, note in sorted(notes)]
    known = {word for _, found in indexed for word in found}
    if known:
        statement = insert(NoteWord).prefix_with("OR IGNORE", dialect="sqlite")
        connection.execute(statement, [{"word": word} for word in sorted(known)])
    connection.execute(
        _ADD, [{"moment": moment, "words": " ".join(found)} for moment, found in indexed]
    )


def find(
    session: Session, typed: str, *, before: int | None = None, first: int = 0, limit: int
) -> list[int]:
    """Numbers of the newest notes that have every typed word, newest first.

    Args:
        session: An open session.
        typed: Words or beginnings of words, in any order and either spelling.
        before: Only older ones than this number, for the next page.
        first: Only this number and newer ones.
        limit: At most so many.
    """
    query = _query(session, typed)
    if not query:
        return []
    values = {"query": query, "before": before or _NEWEST, "first": first, "limit": limit}
    return list(session.scalars(_FIND, values))


def among(session: Session, typed: str, moments: Iterable[int]) -> Iterator[int]:
    """Which of a few notes have every typed word, in their order, looked up one by one as needed."""
    query = _query(session, typed)
    if query:
        for moment in moments:
            yield from session.scalars(_HAS, {"query": query, "moment": moment})


def _query(session: Session, typed: str) -> str:
    """What is typed in the index's own language; "" when no note can have it."""
    asked = [as_typed(word)[:_LONGEST_WORD] for word in words(typed)]
    parts = [_alternatives(session, word) for word in asked]
    return " AND ".join(parts) if all(parts) else ""


def _alternatives(session: Session, word: str) -> str:
    """What a typed word stands for in the index's own language; "" for nothing."""
    if len(word) == 1:
        return f'"{word}"'
    if len(word) <= _LONGEST_PREFIX:
        return f'"{word}"*'
    query = select(NoteWord.word).where(NoteWord.word >= word, NoteWord.word < _after(word))
    found = session.scalars(query.limit(_MOST_WORDS + 1)).all()
    if len(found) > _MOST_WORDS:
        return f'"{word}"*'
    return "(" + " OR ".join([f'"{one}"' for one in found]) + ")" if found else ""


def _after(word: str) -> str:
    """The first text behind everything that begins with the word."""
    return word[:-1] + chr(ord(word[-1]) + 1)


def _next_count() -> int:
    return next(_counting) % (1 << _COUNTED_BITS)


@event.listens_for(Note, "before_insert")
def _number(_mapper: Mapper[Note], _connection: Connection, note: Note) -> None:
    if not note.moment:
        # Of two notes about one minute the one written later is the newer.
        millis = int(note.written_at.timestamp() * 1000)
        note.moment = moment_of(note.happened_at, millis << _COUNTED_BITS | _next_count())


@event.listens_for(Note, "after_insert")
def _index(_mapper: Mapper[Note], connection: Connection, note: Note) -> None:
    add(connection, [(note.moment, note.text)])


@event.listens_for(Note, "after_delete")
def _unindex(_mapper: Mapper[Note], connection: Connection, note: Note) -> None:
    forget(connection, [note.moment])


def forget(connection: Connection, moments: list[int]) -> None:
    """Take notes out of the index, e.g. of a person whose file is erased."""
    values: list[dict[str, Any]] = [{"moment": moment} for moment in moments]
    if values:
        connection.execute(text("DELETE FROM note_index WHERE rowid = :moment"), values)
