"""Write migration 0001 anew from the tables; only while no schema has been released.

Usage: python -m tools.first_schema
"""

from __future__ import annotations

import textwrap
from pathlib import Path

import sqlalchemy as sa
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext

import models.tables  # noqa: F401 - registers every table
from models import note_words
from models.base import Base

_FILE = Path(__file__).parents[1] / "models" / "migrations" / "versions" / "0001_first_schema.py"


def write() -> None:
    """Replace the body of ``upgrade`` by what an empty file lacks."""
    with sa.create_engine("sqlite://").connect() as connection:
        context = MigrationContext.configure(connection)
        wanted = produce_migrations(context, Base.metadata).upgrade_ops
        if wanted is None:
            raise RuntimeError("nothing to write")
        code = render_python_code(wanted, migration_context=context)
    old = _FILE.read_text(encoding="utf-8")
    head, tail = old[: old.index("def upgrade")], old[old.index("def downgrade") :]
    first, rest = code.split("\n", 1)
    code = f"{first}\n{textwrap.dedent(rest)}".rstrip()
    # What Alembic does not see.
    code += f"\nop.execute({note_words.CREATE!r})"
    body = textwrap.indent(code, "    ")
    _FILE.write_text(f"{head}def upgrade() -> None:\n{body}\n\n\n{tail}", encoding="utf-8")


if __name__ == "__main__":
    write()
