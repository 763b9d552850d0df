"""Five traps that cost somebody a day each (design notes, section 0), and what keeps us out of them.

Where it can be done, a test first shows that the trap is real: it falls into it without our setting.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from packaging.requirements import Requirement
from sqlalchemy import Column, Connection, Integer, text

from models import engine as engines
from models.errors import DatabaseDamaged
from models.migrations import runner
from tests.lints.code_rules import GPL_ONLY

ROOT = Path(__file__).resolve().parents[1]
KEY = bytes(range(32))


# --- 1: PySide6 6.12 on Python 3.11 loses a reference to None in every call that returns nothing ---

MANY_CALLS = """
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel()
for _ in range(30_000):
    label.setText("x")
print("alive", flush=True)
"""


def test_thirty_thousand_void_calls_do_not_end_the_process() -> None:
    run = subprocess.run(
        [sys.executable, "-c", MANY_CALLS],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (run.returncode, run.stdout.strip()) == (0, "alive"), run.stderr


def test_qt_stays_below_the_version_that_dies() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {Requirement(line).name: Requirement(line) for line in project["dependencies"]}
    allowed = wanted["PySide6-Essentials"].specifier
    assert allowed.contains("6.11.3")
    assert not allowed.contains("6.12.0")
    assert not allowed.contains("6.12.1")
    assert importlib.metadata.version("PySide6_Essentials") == "6.11.3"


# --- 2 and 3: migrations that empty child tables, or stay half applied ----------------------------


@pytest.fixture
def family(tmp_path: Path) -> Path:
    """An encrypted file with one parent and three children that go when their parent goes."""
    path = tmp_path / "familie.db"
    connection = engines.connect(path, KEY, "writer")
    connection.executescript(
        """
        CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE child (
            id INTEGER PRIMARY KEY,
            parent_id INTEGER NOT NULL REFERENCES parent(id) ON DELETE CASCADE
        );
        INSERT INTO parent VALUES (1, 'Åse');
        INSERT INTO child VALUES (1, 1), (2, 1), (3, 1);
        """
    )
    connection.close()
    return path


def rebuild_parent(connection: Connection) -> None:
    """A batch migration as Alembic writes it: a new table, copy, drop, rename."""
    operations = Operations(MigrationContext.configure(connection))
    with operations.batch_alter_table("parent", recreate="always") as batch:
        batch.add_column(Column("age", Integer))


def rebuild_parent_and_stumble(connection: Connection) -> None:
    """The same, and then something goes wrong."""
    rebuild_parent(connection)
    raise ZeroDivisionError


def leave_orphans(connection: Connection) -> None:
    """A migration that forgets the children."""
    connection.execute(text("DELETE FROM parent"))


def count_children(path: Path) -> int:
    connection = engines.connect(path, KEY, "reader")
    count: int = connection.execute("SELECT count(*) FROM child").fetchone()[0]
    connection.close()
    return count


def schema(path: Path) -> list[tuple[str, str]]:
    connection = engines.connect(path, KEY, "reader")
    rows = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    connection.close()
    return [(str(name), str(sql)) for name, sql in rows]


def test_the_trap_is_real_with_foreign_keys_on_a_batch_migration_empties_children(
    family: Path,
) -> None:
    engine = engines.create(family, KEY, "writer")
    with engine.begin() as connection:
        rebuild_parent(connection)
    engine.dispose()
    assert count_children(family) == 0


def test_a_batch_migration_keeps_the_children(family: Path) -> None:
    runner._run(family, KEY, rebuild_parent)
    assert count_children(family) == 3
    assert any(name == "parent" and "age" in sql for name, sql in schema(family))


def test_a_migration_that_leaves_orphans_is_refused_and_undone(family: Path) -> None:
    with pytest.raises(DatabaseDamaged):
        runner._run(family, KEY, leave_orphans)
    connection = engines.connect(family, KEY, "reader")
    assert connection.execute("SELECT name FROM parent").fetchall() == [("Åse",)]
    connection.close()


def test_a_failing_migration_leaves_nothing_behind(family: Path) -> None:
    before = schema(family)
    with pytest.raises(ZeroDivisionError):
        runner._run(family, KEY, rebuild_parent_and_stumble)
    assert schema(family) == before
    assert count_children(family) == 3


# --- 4: temporary files in plain text -------------------------------------------------------------


@pytest.mark.parametrize("role", ["writer", "reader", "migration"])
def test_every_pooled_connection_keeps_temporary_data_in_memory(
    role: engines.Role, family: Path
) -> None:
    engine = engines.create(family, KEY, role)
    pooled = {"writer": 1, "reader": 2, "migration": 1}[role]
    connections = [engine.connect() for _ in range(pooled)]
    answers = [c.execute(text("PRAGMA temp_store")).scalar_one() for c in connections]
    for connection in connections:
        connection.close()
    engine.dispose()
    assert answers == [2] * pooled


# --- 5: parts of Qt under the GPL alone -----------------------------------------------------------


def test_no_part_of_qt_under_the_gpl_alone_can_be_imported() -> None:
    installed = {d.name.replace("-", "_").lower() for d in importlib.metadata.distributions()}
    assert not installed & {"pyside6", "pyside6_addons", "pyside6_webengine", "pyside6_pdf"}
    found = [name for name in GPL_ONLY if importlib.util.find_spec(f"PySide6.{name}")]
    assert found == []
