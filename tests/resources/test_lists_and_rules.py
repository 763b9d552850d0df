"""The bundled data is well formed whoever reads it; behaviour is tested where it is used."""

from __future__ import annotations

import tomllib
from datetime import date

from boform_app.rules.rows import shipped_rows
from models.values.lists import LIST_NAMES
from resources import access

_ROOT = access.path("lists", "municipalities.csv").parent.parent


def test_every_list_file_is_named_and_every_name_has_a_file() -> None:
    files = {path.stem for path in (_ROOT / "lists").glob("*.toml")} - {"permissions", "ffb"}
    assert files == set(LIST_NAMES)


def test_every_rule_file_is_loaded() -> None:
    keys = {row.key for row in shipped_rows()}
    for path in (_ROOT / "rules").glob("*.toml"):
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["row"]
        assert {row["key"] for row in rows} <= keys


def test_rows_of_one_key_never_begin_on_the_same_day() -> None:
    ids = [(row.key, row.valid_from) for row in shipped_rows()]
    assert len(set(ids)) == len(ids)


def test_rows_of_one_key_agree_on_unit_and_selecting_date() -> None:
    seen: dict[str, tuple[str, str]] = {}
    for row in shipped_rows():
        assert seen.setdefault(row.key, (row.unit, row.selected_by)) == (row.unit, row.selected_by)
        assert row.valid_to is None or row.valid_to >= row.valid_from >= date(2000, 1, 1)


def test_no_word_that_the_program_does_not_use() -> None:
    words = " ".join(f"{row.title} {row.note}" for row in shipped_rows()).casefold()
    for word in ("ugyldig", "fejl", "underretning", "klient", "boligparat", "!", "venligst"):
        assert word not in words
