from __future__ import annotations

import re
import unicodedata
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


_TEXTS = st.text(alphabet="aåæøoeéA 019-,.'{中ж٣²\u0301", max_size=8) | st.text(max_size=6)


@given(_TEXTS, _TEXTS)
def test_sorting_goes_letter_by_letter(one: str, other: str) -> None:
    assert (sort_key(one) < sort_key(other)) == (_letter_by_letter(one) < _letter_by_letter(other))


def _letter_by_letter(text: str) -> tuple[object, ...]:
    """The rule said slowly: every letter, number and mark with its class and its place there."""
    lowered = unicodedata.normalize("NFC", text).casefold()
    plain = _danish_letters(lowered)
    pieces = re.findall(r"\d+|aa|.", plain, re.DOTALL)
    return (
        [_place(piece) for piece in pieces],
        [piece == "aa" for piece in pieces],
        lowered != plain,
        lowered,
    )


def _danish_letters(lowered: str) -> str:
    """Letters of the neighbours as Danish ones, accents off all but å."""
    neighbours = str.maketrans(
        {"ä": "æ", "ö": "ø", "ü": "y", "ð": "d", "þ": "th", "œ": "ø", "ł": "l", "đ": "d"}
    )
    danish = lowered.translate(neighbours)
    return "".join(
        one if one == "å" else _unmarked(one) for one in danish
    )


def _unmarked(one: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", one) if not unicodedata.combining(c))


def _place(piece: str) -> tuple[int, int]:
    marks, last = " _-,;:!?.'’\"()[]{}@*/\\&#%", {"æ": 1001, "ø": 1002, "å": 1003, "aa": 1003}
    if piece.isdecimal():
        return 1, int(piece)
    if piece in last:
        return 2, last[piece]
    if piece.isalpha():
        return 2 if piece < "{" else 3, ord(piece)
    return 0, marks.index(piece) if piece in marks else len(marks) + ord(piece)
