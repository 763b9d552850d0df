"""Hvem er hvor: golden text, one page for 44 places, and what is never printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from reports.checks import check
from reports.errors import MissingCharacters
from reports.lists import who_is_where
from reports.lists.who_is_where import WhereFloor, WhereRow, WhoIsWhereFacts

GOLDEN = Path(__file__).parents[1] / "golden" / "sheets" / "who_is_where.txt"
AT = datetime(2026, 11, 23, 3, 0)  # noqa: DTZ001 (wall-clock time, as the facts hold it)
PICTURED = WhoIsWhereFacts(
    house="Havnehuset",
    address=("Prøvekaj 7", "8900 Randers C"),
    leader_phone="12 34 56 71",
    at=AT,
    floors=(
        WhereFloor(
            "1. sal",
            (
                WhereRow("16", "Mogens Friis", "in"),
                WhereRow("17", "Dorte Bruun", "out", "Ude til i morgen"),
                WhereRow("18", "Ibrahim Said", "in", "Kan ikke gå på trapper. To personer hjælper"),
            ),
        ),
        WhereFloor(
            "stuen",
            (
                WhereRow("6", "", "closed", "Lukket"),
                WhereRow("8", "Én person, navn skjult", "in"),
                WhereRow("9", "", "empty", "Tomt. Ny beboer kl. 14"),
            ),
        ),
    ),
    assembly_point="P-pladsen ved Prøvekaj 5",
)


def full(places: int, floors: int = 3) -> WhoIsWhereFacts:
    """A house with somebody on every place."""
    rows = [WhereRow(str(n), f"Svend Mørk {n}", "in", "Rollator") for n in range(1, places + 1)]
    each = -(-places // floors)
    return replace(
        PICTURED,
        floors=tuple(
            WhereFloor(f"{n}. sal", tuple(rows[n * each : (n + 1) * each])) for n in range(floors)
        ),
    )


def pages(data: bytes) -> int:
    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)


def test_the_words_are_those_of_the_picture() -> None:
    assert "\n".join(who_is_where.texts_of(PICTURED)) + "\n" == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("floors", [1, 3, 4])
def test_44_places_stand_on_one_page(floors: int) -> None:
    assert pages(who_is_where.sheet(full(44, floors))) == 1


def test_more_places_take_another_page() -> None:
    data = who_is_where.sheet(full(90))
    assert pages(data) == 2
    assert check(data) == ()


def test_it_is_tagged_and_conforms() -> None:
    assert check(who_is_where.sheet(PICTURED)) == ()


def test_without_phone_and_assembly_point_nothing_empty_is_said() -> None:
    bare = replace(PICTURED, leader_phone="", assembly_point="")
    words = list(who_is_where.texts_of(bare))
    assert not any("Leder" in one or "Samlingssted" in one for one in words)
    assert "4 bor her. 3 er i huset, 1 er ude." in words


def test_the_longest_name_and_help_stand_on_their_lines() -> None:
    name = "Mogens Christian Alexander Friis-Vestergaard-Rasmussen " * 2
    row = WhereRow("12 ekstra", name.strip(), "in", "Sover tungt. Gå ind, og væk personen. " * 3)
    facts = replace(PICTURED, floors=(WhereFloor("stuen", (row,)),))
    assert check(who_is_where.sheet(facts)) == ()


def test_a_character_the_fonts_lack_is_told() -> None:
    facts = replace(PICTURED, floors=(WhereFloor("s", (WhereRow("1", "漢", "in"),)),))
    with pytest.raises(MissingCharacters):
        who_is_where.sheet(facts)


def test_an_empty_house_prints() -> None:
    assert pages(who_is_where.sheet(replace(PICTURED, floors=()))) == 1
