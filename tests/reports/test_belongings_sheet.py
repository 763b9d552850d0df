"""Ting i opbevaring: what it says, on how many pages, and whose signatures it asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reports.letter import draw
from reports.lists import belongings_sheet
from reports.lists.belongings_sheet import Belonging, BelongingsFacts
from reports.preview import page_count
from reports.reading import spoken
from reports.sample_house import HOUSE, TODAY
from tests.reports.basics import BARE_HOUSE

STORED = BelongingsFacts(
    house=HOUSE,
    name="Lise Toft",
    day=TODAY,
    things=(
        Belonging("Fire flyttekasser", "kælderen, reol B", date(2026, 11, 22), date(2026, 12, 13)),
        Belonging("Cykel uden hjul", "skuret", date(2026, 10, 2), None),
    ),
)


def said(facts: BelongingsFacts) -> str:
    return " ".join(spoken(belongings_sheet.compose(facts))).replace("\u00a0", " ")


def test_every_thing_has_its_place_and_its_day() -> None:
    words = said(STORED)
    for part in (
        "Ting i opbevaring", "Lise Toft", "Fire flyttekasser", "kælderen, reol B", "13-12-2026",
        "Cykel uden hjul", "ingen dag", "Tingene bliver ikke smidt ud uden en aftale med dig.",
        "Sat i opbevaring", "Udleveret igen",
    ):  # fmt: skip
        assert part in words
    assert words.count("Beboer, dato") == 2


def test_a_house_without_a_telephone_names_none() -> None:
    assert "ring til os" not in said(replace(STORED, house=BARE_HOUSE))


def test_nothing_stored_is_said_in_a_sentence() -> None:
    words = said(replace(STORED, things=()))
    assert "Huset opbevarer ikke noget for Lise Toft i dag." in words


@pytest.mark.parametrize("count", [1, 8, 14])
def test_fourteen_things_fit_a_page(count: int) -> None:
    thing = Belonging("En kasse med bøger, billeder og papirer", "kælderen", TODAY, TODAY)
    assert (
        page_count(draw(belongings_sheet.compose(replace(STORED, things=(thing,) * count)))[0]) == 1
    )
