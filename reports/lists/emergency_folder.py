"""Nødmappe (40): who is where, telephones, what is due today, and an empty form to admit somebody.

For fire and power failure: one document, each page with its heading. A protected resident has no
name on it, and nobody close to one is listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.errors import MissingCharacters
from reports.fonts import lacking
from reports.lists import emergency_form, who_is_where
from reports.lists.emergency_tables import GridColumn, GridGroup, GridRow, TablePages
from reports.lists.grid import Grid
from reports.lists.who_is_where import WherePages, WhoIsWhereFacts, values_of
from reports.texts import fill, letter_texts

KIND = "emergency_folder"
_PHONES = (
    GridColumn(20.0, 50.0, bold=True), GridColumn(72.0, 76.0), GridColumn(150.0, 40.0, bold=True),
)  # fmt: skip
_DUE = (
    GridColumn(27.0, 9.0, bold=True), GridColumn(37.0, 34.0), GridColumn(72.0, 76.0, bold=True),
    GridColumn(150.0, 40.0, soft=True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PhoneRow:
    """Somebody to call: who, what they are, and the number."""

    name: str
    what: str
    phone: str


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something to do today.

    Attributes:
        room: Of the resident; "" where it is about none.
        when: ``siden 19-11 · lovens frist``; "" for today.
    """

    room: str
    name: str
    what: str
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderFacts:
    """All that stands in the folder.

    Attributes:
        where: Page 1.
        house, staff, municipalities, kin: Telephones.
        late, today: What should have been done, and what is due today.
    """

    where: WhoIsWhereFacts
    house: tuple[PhoneRow, ...] = ()
    staff: tuple[PhoneRow, ...] = ()
    municipalities: tuple[PhoneRow, ...] = ()
    kin: tuple[PhoneRow, ...] = ()
    late: tuple[DueRow, ...] = ()
    today: tuple[DueRow, ...] = ()


def sheet(facts: FolderFacts) -> bytes:
    """The folder as tagged PDF/A-3.

    Raises:
        MissingCharacters: The fonts lack characters of a name.
        NotConforming: What was written does not pass the validator.
    """
    missing = lacking(tuple(texts_of(facts)))
    if missing:
        raise MissingCharacters(missing)
    texts, values = letter_texts(KIND), values_of(facts.where)
    grid = Grid()
    pages = [
        *WherePages(facts.where, grid).pages(),
        *(page for table in _tables(facts, grid) for page in table.pages()),
        *emergency_form.pages(grid),
    ]
    foot = fill(texts["footer"], values)
    for number, page in enumerate(pages, 1):
        page()
        grid.footer(foot, fill(texts["page"], {"nr": str(number), "antal": str(len(pages))}))
    return grid.finish(texts["title"], facts.where.at.date())


def texts_of(facts: FolderFacts) -> Iterator[str]:
    """Everything that is written in it, in reading order; for the fonts and for tests."""
    yield from who_is_where.texts_of(facts.where)
    for table in _tables(facts, None):
        yield from table.texts()
    yield from emergency_form.texts()


def _tables(facts: FolderFacts, grid: Grid | None) -> tuple[TablePages, TablePages]:
    texts = letter_texts(KIND)
    made = fill(texts["made"], values_of(facts.where))
    phones = TablePages(grid, texts["phones"]["title"], (made,), _PHONES, _phones(facts))
    head = (made, texts["due"]["tick"])
    return phones, TablePages(grid, texts["due"]["title"], head, _DUE, _due(facts), boxes=True)


def _phones(facts: FolderFacts) -> tuple[GridGroup, ...]:
    texts = letter_texts(KIND)["phones"]
    said = [
        GridGroup(
            texts[key],
            tuple(GridRow((row.name, row.what, row.phone)) for row in rows),
            texts["kin_beside"] if key == "kin" else "",
        )
        for key, rows in (
            ("house", facts.house), ("staff", facts.staff),
            ("municipalities", facts.municipalities), ("kin", facts.kin),
        )
        if rows
    ]  # fmt: skip
    own = tuple(GridRow((), pen=True) for _ in range(texts["own_lines"]))
    return (*said, GridGroup(texts["own"], own))


def _due(facts: FolderFacts) -> tuple[GridGroup, ...]:
    texts = letter_texts(KIND)["due"]
    late, today = (
        tuple(GridRow((row.room, row.name, row.what, row.when)) for row in rows)
        for rows in (facts.late, facts.today)
    )
    nothing = (GridRow(("", texts["nothing"]), plain=True),)
    first = (GridGroup(texts["late"], late),) if late else ()
    return (*first, GridGroup(texts["today"], today or nothing))
