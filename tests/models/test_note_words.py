"""Words of notes, in a real encrypted file."""

from __future__ import annotations

import string
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from models import note_words, tables
from models.database import Database
from models.migrations import runner
from models.values.danish import as_typed, spellings, words

KEY = bytes(range(32))
AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "house.db"
    runner.create(path, KEY)
    made = Database(path, KEY)
    with made.write("test", "medarbejder", actor_id=None, at=AT) as unit:
        unit.session.add(tables.Staff(first_name="Mette", initials="MK", role="leader"))
        unit.commit()
    yield made
    made.close()


def write(database: Database, *notes: tuple[str, int]) -> None:
    """Notes with the number of days since they happened."""
    with database.write("test", "notat", actor_id=None, at=AT) as unit:
        author = unit.session.scalars(select(tables.Staff.id)).one()
        unit.session.add_all(
            tables.Note(
                text=text,
                author_id=author,
                written_at=AT,
                happened_at=AT - timedelta(days=days),
            )
            for text, days in notes
        )
        unit.commit()


def found(database: Database, typed: str, *, limit: int = 20) -> list[str]:
    """Texts of the notes found, in the order they are found."""
    with database.read() as session:
        numbers = note_words.find(session, typed, limit=limit)
        notes = session.scalars(select(tables.Note).where(tables.Note.moment.in_(numbers)))
        texts = {note.moment: note.text for note in notes}
        return [texts[number] for number in numbers]


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("boligen", ["Boligen er klar", "Søren så på boligen"]),
        ("bolig", ["Boligen er klar", "Søren så på boligen"]),
        ("bo", ["Boligen er klar", "Søren så på boligen"]),
        ("SØREN", ["Søren så på boligen"]),
        ("soren", ["Søren så på boligen"]),
        ("soeren", ["Søren så på boligen"]),
        ("så bol", ["Søren så på boligen"]),
        ("bol saa", ["Søren så på boligen"]),
        ("åse", ["Aase ringede kl. 9"]),
        ("9", ["Aase ringede kl. 9"]),
        ("ligen", []),
        ("boligen aase", []),
        ("", []),
        ('"*() OR ^', []),
        ("klar OR", []),
        ("NEAR(klar)", []),
    ],
)
def test_every_typed_word_begins_a_word_of_the_note(
    database: Database, typed: str, hits: list[str]
) -> None:
    write(database, ("Søren så på boligen", 3), ("Aase ringede kl. 9", 2), ("Boligen er klar", 1))
    assert found(database, typed) == hits


def test_the_newest_stands_first_however_late_it_was_written(database: Database) -> None:
    write(database, ("nøgle igår", 1))
    write(database, ("nøgle sidste år", 365), ("nøgle i dag", 0), ("nøgle lige nu", 0))
    order = ["nøgle lige nu", "nøgle i dag", "nøgle igår", "nøgle sidste år"]
    assert found(database, "nøgle") == order
    assert found(database, "nøgle", limit=2) == order[:2]


def test_the_next_page_goes_on_where_the_last_one_ended(database: Database) -> None:
    write(database, *[(f"nøgle {number}", number) for number in range(7)])
    with database.read() as session:
        whole = note_words.find(session, "nøgle", limit=7)
        first = note_words.find(session, "nøgle", limit=3)
        then = note_words.find(session, "nøgle", before=first[-1], limit=20)
    assert first + then == whole
    assert len(whole) == 7


def test_a_beginning_of_very_many_words_finds_them_all(database: Database) -> None:
    write(database, *[(f"post{number:04}", number) for number in range(note_words._MOST_WORDS + 5)])
    assert len(found(database, "post", limit=500)) == note_words._MOST_WORDS + 5
    assert found(database, "post0204") == ["post0204"]


def test_what_was_not_committed_is_not_found(database: Database) -> None:
    with database.write("test", "notat", actor_id=None, at=AT) as unit:
        author = unit.session.scalars(select(tables.Staff.id)).one()
        unit.session.add(
            tables.Note(text="fortrudt", author_id=author, written_at=AT, happened_at=AT)
        )
        unit.session.flush()
    assert found(database, "fortrudt") == []


def test_a_note_that_is_forgotten_is_found_no_more(database: Database) -> None:
    write(database, ("hemmeligt", 1), ("hemmeligt, men andet", 0))
    with database.read() as session:
        newest = note_words.find(session, "hemmeligt", limit=1)
    with database.write("test", "sletning", actor_id=None, at=AT) as unit:
        note_words.forget(unit.session.connection(), newest)
        unit.commit()
    assert found(database, "hemmeligt") == ["hemmeligt"]


def test_a_note_that_was_undone_is_in_no_index(database: Database) -> None:
    write(database, ("hemmeligt", 1))
    with database.write("test", "fortryd", actor_id=None, at=AT) as unit:
        unit.session.delete(unit.session.scalars(select(tables.Note)).one())
        unit.commit()
    with database.read() as session:
        assert note_words.find(session, "hemmeligt", limit=5) == []


_LETTERS = string.ascii_lowercase + "æøåéüß -.,'\"0123456789"


@given(st.text(_LETTERS, max_size=60), st.data())
def test_the_beginning_of_any_word_is_among_what_is_kept(text: str, data: st.DataObject) -> None:
    kept = note_words.indexed_words(text)
    for word in words(text):
        start = word[: data.draw(st.integers(1, len(word)))]
        # "a" of "aa" is half a letter: it is not the beginning of Å.
        if any(spelling.startswith(as_typed(start)) for spelling in spellings(word)):
            assert any(one.startswith(as_typed(start)) for one in kept)


def test_two_notes_of_one_second_have_two_numbers() -> None:
    assert note_words.moment_of(AT, 1) < note_words.moment_of(AT, 2)
    assert note_words.moment_of(AT, 2**29 + 1) == note_words.moment_of(AT, 1)
    assert note_words.moment_of(AT, 2**29 - 1) < note_words.moment_of(AT + timedelta(seconds=1), 0)
    assert note_words.moment_of(datetime(2200, 1, 1, tzinfo=UTC), 0) < 2**63
