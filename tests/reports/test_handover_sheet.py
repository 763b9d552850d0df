"""The sheet for the change of shift (39): one page whatever happened, and what gives way first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.contexts import Beside, Section, Table
from reports.letter import draw, measure
from reports.lists import handover_sheet
from reports.preview import page_count
from reports.reading import spoken
from tests.reports import examples_day
from tests.reports.examples_day import FULL, SHEET


def table(section: Section) -> Table:
    (found,) = (block for block in section.blocks if isinstance(block, Table))
    return found


def test_the_picture_is_one_page_with_every_row() -> None:
    context = handover_sheet.compose(SHEET)
    assert len(table(context.section("today")).rows) == 7
    assert len(table(context.section("since")).rows) == 4
    assert page_count(draw(context)[0]) == 1


def test_far_too_much_is_still_one_page_and_says_how_much_is_left_out() -> None:
    context = handover_sheet.compose(FULL)
    assert page_count(draw(context)[0]) == 1
    shown = table(context.section("since")).rows
    left = len(FULL.happened) - (len(shown) - 1) + FULL.earlier
    assert shown[-1][2] == f"og {left} mere i programmet"
    # Where nothing more fits, every section still says that there is more.
    for key in ("today", "next"):
        assert table(context.section(key)).rows[-1][2].endswith("mere i programmet")


@pytest.mark.parametrize("notes", [0, 1, 4, 6, 9, 14, 30])
def test_the_oldest_notes_give_way_first(notes: int) -> None:
    told = tuple(
        replace(SHEET.happened[0], what=f"Nummer {number}.") for number in range(1, notes + 1)
    )
    context = handover_sheet.compose(replace(SHEET, happened=told))
    assert len(measure(context).page_heights) == 1
    said = [line for line in spoken(context) if line.startswith("Nummer ")]
    assert said == [f"Nummer {number}." for number in range(1, len(said) + 1)]
    left = notes - len(said)
    assert (f"og {left} mere i programmet" in spoken(context)) == bool(left)
    # The day's work stands as long as there are notes to leave out.
    assert len(table(context.section("today")).rows) == 7 or len(said) <= 4


def test_only_a_move_without_a_decision_is_bold_and_only_real_rows_have_boxes() -> None:
    today = table(handover_sheet.compose(SHEET).section("today"))
    assert (today.strong, today.ticks) == ((1,), 7)
    full = table(handover_sheet.compose(FULL).section("today"))
    assert full.ticks == len(full.rows) - 1


def test_a_long_note_ends_in_the_log() -> None:
    long = replace(SHEET.happened[0], what="Vi talte længe sammen. " * 20)
    said = table(handover_sheet.compose(replace(SHEET, happened=(long,))).section("since")).rows
    assert said[0][2].endswith("…")
    assert len(said[0][2]) <= 170


def test_a_half_with_nothing_in_it_leaves_the_other() -> None:
    context = handover_sheet.compose(replace(SHEET, remember=()))
    said = spoken(context)
    assert "Husk" not in said
    assert "Ude og lukket" in said
    nothing = handover_sheet.compose(replace(SHEET, remember=(), away=()))
    assert nothing.section("beside").empty
    (block,) = context.section("beside").blocks
    assert isinstance(block, Beside)


def test_an_empty_day_says_so() -> None:
    said = spoken(examples_day.minimal()["handover_sheet"])
    assert "Ingen frister og ingen flytninger i dag." in said
    assert "Der er ikke sket noget siden." in said
    assert any("fra Bo · 0 af 1" in line for line in said)
