"""Must show 3: what is typed stands in clear nowhere, except the three things that do by design.

A process of its own types a mark into every text field of the program. Everything it can have written
to is searched while it runs, after it was killed, and after the house was opened and closed again.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import select

from boform_app import bootstrap
from boform_app.clock import FixedClock
from boform_app.paths import DataFolder
from boform_app.services._blobs import read_blob
from boform_app.services.context import OpenHouse
from boform_app.vault.crypto import CHEAP_KDF
from models import tables
from tests.e2e.canary.marks import Marks, marks_in, new_stem
from tests.e2e.canary.searching import (
    files_below,
    held_open,
    pieces_of,
    where_found,
    zipped,
)
from tests.e2e.running import STARTED_AT
from tests.guards.folders import FOLDERS

KEYS = "data/boform.keys"
ROOT = Path(__file__).parents[2]

NOT_KEPT: Mapping[str, str] = {
    r"\[(DateField|TimeField|CprField|AmountField|OreField|NumberField|AdmissionCpr|Moment)\]$": (
        "a day, a time or a number"
    ),
    r" (Første nummer|Sidste nummer|Værdi|Klokken) \[": "takes a number or a time alone",
    r" Initialer \[": "takes four letters, too few for a mark",
    r"\[(Anybody)?Combo\]$": "what is no answer of the list is dropped when the field is left",
    r" Gruppe \d+ \[": "a group of the recovery key, never stored",
    r" (Din egen kode|Koden igen|Skriv de fem ord|Din nye kode|Den nye kode igen"
    r"|Din nuværende kode|Ny PIN|\S+ kode) \[": "a passphrase or PIN, never stored",
    r"\[CodeEdit\]$": "the code of a transfer file: a key, never stored",
    r" EAN-nummer til faktura \[": "takes thirteen digits alone",
    r" Om: skriv et navn \[": "letters of a name; who is found by them is kept",
    r"rooms/(move|kept)_panel\.py.* Værelse \[": "the number of a room; which room it is is kept",
    r" Søg .* \[": "a search, forgotten when the field is left or the screen is locked",
}
"""Fields whose words are kept nowhere, as a pattern of place, name and class, and why."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the process says when all marks are typed."""

    process: int
    stem: str
    marks: Mapping[str, str]
    unvisited: list[str]
    titles: list[str]
    code: str
    troubles: list[str]


@contextmanager
def typing_everywhere(world: Path) -> Iterator[Told]:
    """A process that has typed all marks and still runs, in a world of its own."""
    folders = {name: str(world / place) for name, place in FOLDERS.items()}
    for place in set(folders.values()):
        Path(place).mkdir(parents=True, exist_ok=True, mode=0o700)
    stem = new_stem(int.from_bytes(os.urandom(4)))
    command = [sys.executable, "-B", "-m", "tests.e2e.canary.child", str(world / "data"), stem]
    # Inside the searched world: what a library says there must not hold what was typed either.
    with (world / "stderr").open("w+", encoding="utf-8") as errors:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **folders}, text=True,
            stdout=subprocess.PIPE, stderr=errors,
        )  # fmt: skip
        try:
            line = process.stdout.readline() if process.stdout else ""
            if not line:
                errors.seek(0)
                pytest.fail(errors.read())
            yield Told(process.pid, stem, **json.loads(line))
        finally:
            process.send_signal(signal.SIGKILL)
            process.communicate()


@pytest.mark.timeout(
    600
)  # some eighty seconds alone; beside other tests on a small machine, longer
def test_what_is_typed_stands_in_clear_nowhere(tmp_path: Path) -> None:
    world = tmp_path / "world"
    with typing_everywhere(world) as told:
        assert told.troubles == []
        assert told.unvisited == [], "text fields that no mark was typed into"
        running = {**files_below(world), **held_open(told.process)}
        assert_only_by_design(running, told)
        assert_titles(told)
    killed = files_below(world)
    assert_only_by_design(killed, told)
    found = plain_copy(world, tmp_path / "plain", told)
    assert_only_by_design(files_below(world), told)
    assert_all_found(found, told)


def assert_only_by_design(files: Mapping[str, bytes], told: Told) -> None:
    """House name, first names and initials in the slot file, and no other mark in any file."""
    named = names_in_clear(files[KEYS])
    in_clear = {mark for mark in told.marks if any(mark in name for name in named)}
    assert in_clear, "house name and first name are marks and stand in the slot file"
    assert where_found(files, told.stem, told.marks) == {KEYS: in_clear}


def names_in_clear(raw: bytes) -> set[str]:
    """Every word of the slot file that is no key, no id and no word of the format itself."""
    document = json.loads(raw)
    by_design = {document["house"]}
    for slot in document["slots"]:
        by_design |= {slot["header"]["first_name"], slot["header"]["initials"]}
    words = {word for word in _words(document) if word not in _FORMAT and not _OPAQUE.match(word)}
    assert words == by_design
    return by_design


_FORMAT = frozenset({"", "boform-keys", "staff", "recovery", "1"})
_OPAQUE = re.compile(
    r"[0-9a-f]{16}$|[0-9a-f]{64}$|[0-9A-Z]{10}$|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
    r"|[A-Za-z0-9+/]{22,}={0,2}$"
)


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)


def assert_titles(told: Told) -> None:
    """A window's title names the house and the place, never what else was typed."""
    house = re.compile(r"first_start_steps.* Husets navn \[|settings/house.* Navn \[")
    houses = {mark for mark, where in told.marks.items() if house.search(where)}
    for title in told.titles:
        assert {mark for mark in told.marks if mark in title} <= houses, title


def plain_copy(world: Path, plain: Path, told: Told) -> set[str]:
    """Open the house once more, copy everything out in clear, close it; marks in the copy."""
    folder, clock = DataFolder(world / "data"), FixedClock(STARTED_AT)
    keyring = bootstrap.keyring_of(folder, CHEAP_KDF)
    leader = keyring.people[0].staff_id
    house, _ = bootstrap.open_house(folder, leader, told.code, clock, CHEAP_KDF)
    plain.mkdir()
    try:
        _copy_database(house, plain / "plain.db")
        drafts = "\n".join(draft.text for draft in house.drafts.all_for(leader))
        (plain / "drafts.txt").write_text(drafts, encoding="utf-8")
        with house.database.read() as session:
            blobs = session.scalars(select(tables.Blob)).all()
        for blob in blobs:
            (plain / str(blob.id)).write_bytes(read_blob(house.blobs, blob))
    finally:
        bootstrap.close_house(house, force=True)
    pieces = (piece for raw in files_below(plain).values() for piece in pieces_of(raw))
    return marks_in(pieces, told.stem, told.marks)


def _copy_database(house: OpenHouse, plain: Path) -> None:
    connection = sqlcipher.connect(str(house.folder.database))
    try:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA key = \"x'{house.vault.database_key().hex()}'\"")
        cursor.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
        cursor.execute("SELECT sqlcipher_export('plain')")
        cursor.execute("DETACH DATABASE plain")
    finally:
        connection.close()


def assert_all_found(found: set[str], told: Told) -> None:
    """Every mark is in the copy, except those of fields that keep nothing; the list is exact."""
    missing = {where for mark, where in told.marks.items() if mark not in found}
    unexplained = {w for w in missing if not any(re.search(p, w) for p in NOT_KEPT)}
    assert not unexplained, "\n".join(["typed, and found nowhere:", *sorted(unexplained)])
    unused = {p for p in NOT_KEPT if not any(re.search(p, where) for where in missing)}
    assert unused == set(), "fields that do keep their words"


def test_the_search_looks_everywhere(tmp_path: Path) -> None:
    """Each way in which words can stand in a file is found, or the test above proves nothing."""
    marks = Marks(new_stem(1))
    ways = {form: marks.new("somewhere") for form in _WAYS}
    for name, mark in ways.items():
        (tmp_path / name).write_bytes(b"\x00\x9c?" + _WAYS[name](mark))
    (tmp_path / marks.new("a name")).write_bytes(b"")
    found = where_found(files_below(tmp_path), marks.stem, marks.where)
    assert set().union(*found.values()) == set(marks.where)
    assert len(found) == len(marks.where)


def test_a_piece_of_a_mark_is_found_too(tmp_path: Path) -> None:
    marks = Marks(new_stem(2))
    (tmp_path / "rest").write_bytes(marks.new("x")[:-2].encode())
    assert where_found(files_below(tmp_path), marks.stem, marks.where) == {"rest": {marks.stem}}


def test_a_temporary_file_without_a_name_is_found() -> None:
    marks = Marks(new_stem(3))
    mark = marks.new("temporary")
    with tempfile.TemporaryFile() as file:
        file.write(mark.encode())
        file.flush()
        found = where_found(held_open(os.getpid()), marks.stem, marks.where)
    assert list(found.values()) == [{mark}]


_WAYS: Mapping[str, Callable[[str], bytes]] = {
    "utf8": lambda mark: mark.encode(),
    "utf16le": lambda mark: mark.encode("utf-16-le"),
    "utf16be": lambda mark: mark.encode("utf-16-be"),
    "upper": lambda mark: mark.upper().encode(),
    "json": lambda mark: json.dumps(mark).encode("ascii"),
    "base64": lambda mark: base64.b64encode(b"x" + mark.encode()),
    "hex": lambda mark: mark.encode().hex().encode("ascii"),
    "zlib": lambda mark: zlib.compress(b"a stream: " + mark.encode()),
    "pdf": lambda mark: b"stream\r\n" + zlib.compress(mark.encode("utf-16-be")) + b"endstream",
    "gzip": lambda mark: gzip.compress(mark.encode()),
    "zip": lambda mark: zipped(mark.encode()),
}
