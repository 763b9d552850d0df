"""Nødmappe: golden text, its pages in a full and in an empty house, and what is never printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from reports.checks import check
from reports.errors import MissingCharacters
from reports.lists import emergency_folder, who_is_where
from reports.lists.emergency_folder import DueRow, FolderFacts, PhoneRow
from reports.lists.who_is_where import WhereFloor, WhereRow, WhoIsWhereFacts
from reports.preview import opened

GOLDEN = Path(__file__).parents[1] / "golden" / "sheets" / "emergency_folder.txt"
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
FOLDER = FolderFacts(
    where=PICTURED,
    house=(
        PhoneRow("Havnehuset", "Hovednummer", "12 34 56 78"),
        PhoneRow("Mette Krogh", "Leder", "12 34 56 71"),
    ),
    staff=(PhoneRow("Ali Demir", "Medarbejder", "12 34 56 72"),),
    municipalities=(
        PhoneRow("Aalborg Kommune", "Socialafdelingen, voksne", "12 34 56 80"),
        PhoneRow("Hanne Riis", "Rådgiver, Aalborg Kommune", "12 34 56 81\nman.–tor. kl. 9–12"),
    ),
    kin=(PhoneRow("16 Mogens Friis", "Anna Friis, søster · må kontaktes: ja", "12 34 56 90"),),
    late=(
        DueRow("16", "Mogens Friis", "Orientering om optagelse, Aalborg Kommune",
               "siden 19-11 · lovens frist"),
    ),
    today=(DueRow("", "Huset", "Opgave kl. 14: Tøm fryseren i kælderen"),),
)  # fmt: skip


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


HEADS = ("Telefoner", "Frister i dag", "Indskrivningsark")


def texts_of_pages(data: bytes) -> list[str]:
    with opened(data) as document:
        return [" ".join(p.get_textpage().get_text_range().split()) for p in document]


def pages(data: bytes) -> int:
    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)


def test_the_words_are_those_of_the_picture() -> None:
    assert "\n".join(emergency_folder.texts_of(FOLDER)) + "\n" == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("floors", [1, 3, 4])
def test_44_places_stand_on_one_page_of_four(floors: int) -> None:
    assert pages(emergency_folder.sheet(FolderFacts(where=full(44, floors)))) == 4


def test_more_places_take_another_page() -> None:
    data = emergency_folder.sheet(FolderFacts(where=full(90)))
    assert pages(data) == 5
    assert check(data) == ()


def test_it_is_tagged_and_conforms() -> None:
    assert check(emergency_folder.sheet(FOLDER)) == ()


def test_without_phone_and_assembly_point_nothing_empty_is_said() -> None:
    bare = replace(PICTURED, leader_phone="", assembly_point="")
    words = list(who_is_where.texts_of(bare))
    assert not any("Leder" in one or "Samlingssted" in one for one in words)
    assert "4 bor her. 3 er i huset, 1 er ude." in words


def test_the_longest_name_and_help_stand_on_their_lines() -> None:
    name = "Mogens Christian Alexander Friis-Vestergaard-Rasmussen " * 2
    row = WhereRow("12 ekstra", name.strip(), "in", "Sover tungt. Gå ind, og væk personen. " * 3)
    facts = replace(PICTURED, floors=(WhereFloor("stuen", (row,)),))
    assert check(emergency_folder.sheet(FolderFacts(where=facts))) == ()


def test_a_character_the_fonts_lack_is_told() -> None:
    facts = replace(PICTURED, floors=(WhereFloor("s", (WhereRow("1", "漢", "in"),)),))
    with pytest.raises(MissingCharacters):
        emergency_folder.sheet(FolderFacts(where=facts))


def test_an_empty_house_prints() -> None:
    empty = FolderFacts(where=replace(PICTURED, floors=()))
    assert pages(emergency_folder.sheet(empty)) == 4
    assert "Ingen frister i dag." in list(emergency_folder.texts_of(empty))


def test_every_page_of_a_long_list_has_its_heading() -> None:
    due = tuple(DueRow(str(n), f"Svend Mørk {n}", "Følg op på " * 9, "") for n in range(60))
    kin = tuple(PhoneRow(f"{n} Svend Mørk", "Anna " * 40, "12 34 56 78") for n in range(44))
    data = emergency_folder.sheet(replace(FOLDER, kin=kin, today=due))
    assert check(data) == ()
    said = texts_of_pages(data)
    assert len(said) > 6
    assert "Side 2 af" in said[1]
    heads = [next(one for one in HEADS if one in text) for text in said[1:]]
    assert heads == sorted(heads, key=HEADS.index)
    assert "Frister i dag fortsat" in " ".join(said)
    assert all(f"Svend Mørk {n}" in " ".join(said) for n in range(60))


@pytest.mark.parametrize("late", range(30, 60))
def test_no_row_stands_below_the_page_or_is_lost(late: int) -> None:
    row = DueRow("1", "Per", "Følg op på handleplan")
    facts = replace(FOLDER, late=(row,) * late, today=(row,) * 3)
    assert sum(said.count("Følg op") for said in texts_of_pages(emergency_folder.sheet(facts))) == (
        late + 3
    )
