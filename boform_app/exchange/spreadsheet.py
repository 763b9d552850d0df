"""A list as a spreadsheet (.xlsx): what is text stays text, whatever it looks like.

A cell that begins with an equals sign would be worked out by the program that opens it; here every
text is written as text and marked so. Nothing in the file's properties says who or about whom.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from models.values.money import Ore, amount
from reports.danish import clean

Value: TypeAlias = str | int | date | Ore | None

_A4, _DATE, _MONEY = 9, "DD-MM-YYYY", "#,##0.00"
_LEAST, _MOST = 10.0, 40.0


def write_sheet(name: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """One sheet with a header row that stays in view, set up for A4 across.

    Args:
        name: Of the sheet; the same for everybody.
        columns: Headings.
        rows: Texts, whole numbers, amounts and days; None and "" are left empty.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    book.properties.creator = "Boform"
    for number, heading in enumerate(columns, 1):
        cell = _at(sheet, 1, number)
        _put(cell, heading)
        cell.font = Font(bold=True)
    widths = [float(len(heading)) for heading in columns]
    for number, row in enumerate(rows, 2):
        for place, value in enumerate(row):
            _put(_at(sheet, number, place + 1), value)
            text = amount(value.ore) if isinstance(value, Ore) else str(value or "")
            longest = max((len(line) for line in text.splitlines()), default=0)
            widths[place] = max(widths[place], float(longest))
    for number, width in enumerate(widths, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = min(_MOST, max(_LEAST, width + 2))
    _set_up(sheet)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _at(sheet: Worksheet, row: int, column: int) -> Cell:
    found = sheet.cell(row, column)
    if not isinstance(found, Cell):
        raise TypeError("a new sheet has no merged cells")
    return found


def _put(cell: Cell, value: Value) -> None:
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if value is None or value == "":
        return
    if isinstance(value, str):
        cell.value, cell.data_type = clean(value), "s"
        # Also when somebody edits the cell, it stays a text.
        cell.quotePrefix = True
        cell.number_format = "@"
    elif isinstance(value, Ore):
        cell.value = value.in_kroner
        cell.number_format = _MONEY
    elif isinstance(value, date):
        cell.value = value
        cell.number_format = _DATE
    else:
        cell.value = value


def _set_up(sheet: Worksheet) -> None:
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
