from __future__ import annotations

import pytest

from models.values.municipalities import find, matching, municipalities, municipality


def test_all_are_there_in_danish_order() -> None:
    every = municipalities()
    assert len(every) == 99
    assert len({m.code for m in every}) == 99
    assert [m.name for m in every[-4:]] == ["Ærø", "Aabenraa", "Aalborg", "Aarhus"]
    assert every[0].name == "Albertslund"


@pytest.mark.parametrize(
    ("code", "display"),
    [
        ("0851", "Aalborg Kommune"),
        ("0101", "Københavns Kommune"),
        ("0400", "Bornholms Regionskommune"),
        ("0820", "Vesthimmerlands Kommune"),
        ("0411", "Christiansø"),
    ],
)
def test_names_in_letters(code: str, display: str) -> None:
    assert municipality(code).display == display


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("aal", ["Aalborg"]),
        ("ål", ["Aalborg"]),
        ("kobenh", ["København"]),
        ("koebenhavns", ["København"]),
        ("skjern", ["Ringkøbing-Skjern"]),
        ("085", ["Aalborg"]),
        ("xyz", []),
    ],
)
def test_type_ahead(typed: str, names: list[str]) -> None:
    assert [m.name for m in matching(typed)] == names


def test_unknown_stays_unknown() -> None:
    assert find("") is None
    with pytest.raises(KeyError):
        municipality("9999")
