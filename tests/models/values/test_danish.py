from __future__ import annotations

from functools import cmp_to_key

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCollator, QLocale, Qt

from models.values.danish import (
    genitive,
    sort_key,
    spellings,
    starts_like,
    without_paragraph,
    words,
)
from models.values.municipalities import municipalities


def test_danish_order() -> None:
    expected = [
        "Andersen",
        "Bach",
        "Lund, Ida",
        "Lundgren",
        "Müller",
        "Møller",
        "Zeuthen",
        "Æbel",
        "Østergård",
        "aaby",
        "Aas",
        "Åse",
        "Aase",
    ]
    mixed = [*expected[7:], *expected[:7]]
    assert sorted(mixed, key=sort_key) == expected


def test_agrees_with_the_collator_of_the_window() -> None:
    collator = QCollator(QLocale("da_DK"))
    collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    collator.setNumericMode(True)
    names = [
        *(m.name for m in municipalities()),
        *("Lund, Jonas", "Lund, Ida", "Lundgren, Bo", "Lund-Hansen, Per", "Lund, Jonas Bo"),
        *("Aas, Bent", "Åse", "Aase", "aaby", "Østergård, Lone", "Østergaard, Lone", "Øst"),
        *("Zeuthen", "Müller, A", "Myller, B", "Møller, C", "Özil", "Ödegaard", "Bäk", "Bæk"),
        *("D'Arcy", "Darcy", "Dağlı", "Vest", "West", "Wium", "René", "Rene", "Þór", "Thor"),
        *("12", "2", "1a", "Said-Hansen", "Said, I"),
    ]
    assert sorted(names, key=sort_key) == sorted(names, key=cmp_to_key(collator.compare))


def test_rooms_sort_by_number_and_decomposed_letters_as_their_own() -> None:
    assert sorted(["12", "2", "1a"], key=sort_key) == ["1a", "2", "12"]
    assert sort_key("A\u030ase") == sort_key("Åse")
    assert sort_key("O\u0308sten")[0] == sort_key("Østen")[0]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Søren", ("soeren", "soren")),
        ("Aase", ("aase", "ase")),
        ("Åse", ("aase", "ase")),
        ("Bjæverskov", ("bjaeverskov", "bjaverskov")),
        ("René", ("rene",)),
        ("Dağlı", ("daglı",)),
    ],
)
def test_two_spellings(word: str, expected: tuple[str, ...]) -> None:
    assert spellings(word) == expected


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Søren Østergård", "soren"),
        ("Søren Østergård", "oester so"),
        ("Aase Bech", "åse"),
        ("Åse Bech", "aas be"),
        ("Ringkøbing-Skjern", "skj"),
        ("Søren", ""),
    ],
)
def test_starts_like(text: str, typed: str) -> None:
    assert starts_like(text, typed)


def test_does_not_start_like() -> None:
    assert not starts_like("Søren Bech", "ren")
    assert not starts_like("Søren Bech", "soren bo")
    assert not starts_like("Albertslund", "ål")


def test_genitive() -> None:
    assert [genitive(name) for name in ("Lise", "Jonas", "Max", "Fritz", "")] == [
        "Lises",
        "Jonas’",
        "Max’",
        "Fritz’",
        "",
    ]


def test_words() -> None:
    assert words("Høje-Taastrup (vest)") == ("høje", "taastrup", "vest")


@given(st.text(max_size=30), st.text(max_size=30))
def test_sorting_takes_any_text(one: str, other: str) -> None:
    assert sorted([one, other], key=sort_key) in ([one, other], [other, one])


@given(st.text(alphabet="abcdeæøåÆØÅé ", max_size=20))
def test_a_text_always_starts_like_itself(text: str) -> None:
    assert starts_like(text, text)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Anmodning om handleplan efter servicelovens § 142", "Anmodning om handleplan"),
        ("Henvisning til ICM-støtte efter servicelovens § 85 a", "Henvisning til ICM-støtte"),
        ("Rykker: Vi mangler svar om bolig", "Rykker: Vi mangler svar om bolig"),
    ],
)
def test_a_letter_is_named_without_its_paragraph(title: str, said: str) -> None:
    assert without_paragraph(title) == said
