"""Danish words without Qt: sort order, two spellings for search, lists, genitive.

The window sorts with ``QCollator``; lists made elsewhere (print, export, service results) use
``sort_key``, which agrees with it on names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"\d+|aa|.", re.DOTALL)
# Letters of the neighbours stand where Danes look for them.
_AS_DANISH = str.maketrans({"ä": "æ", "ö": "ø", "ü": "y", "ð": "d", "þ": "th", "ß": "ss",
                            "œ": "ø", "ł": "l", "đ": "d"})  # fmt: skip
_LAST = {"æ": 1001, "ø": 1002, "å": 1003, "aa": 1003}
_TWO_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_ONE_LETTER = str.maketrans({"æ": "a", "ø": "o", "å": "a"})

# Marks in the order that the window's collator gives them.
_MARKS = " _-,;:!?.'’\"()[]{}@*/\\&#%"

SortKey = tuple[tuple[tuple[int, int], ...], tuple[bool, ...], bool, str]


def listed(words: Sequence[str]) -> str:
    """``bolig, økonomi og helbred``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} og {words[-1]}"


def sort_key(text: str) -> SortKey:
    """Key for Danish order: Aa as Å, then Æ Ø Å last, case ignored, numbers by value.

    Words come before longer words ("Lund, Ida" before "Lundgren"), å before aa, a bare letter
    before one with an accent, and room 2 before room 12.
    """
    lowered = unicodedata.normalize("NFC", text).casefold()
    plain = _danish_letters(text)
    pieces = _PIECE.findall(plain)
    main = tuple(_weight(piece) for piece in pieces)
    return main, tuple(piece == "aa" for piece in pieces), lowered != plain, lowered


# Every name is made of the same few letters: one weight each, not one per letter of each name.
@lru_cache(maxsize=1024)
def _weight(piece: str) -> tuple[int, int]:
    if piece.isdecimal():
        return 1, int(piece)
    if piece in _LAST:
        return 2, _LAST[piece]
    if piece.isalpha():
        return (2, ord(piece)) if piece < "{" else (3, ord(piece))
    mark = _MARKS.find(piece)
    return 0, mark if mark >= 0 else len(_MARKS) + ord(piece)


def _danish_letters(text: str) -> str:
    """Lower case; accents off every letter but æ, ø and å."""
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_AS_DANISH)
    if lowered.isascii():
        return lowered
    return "".join(letter if letter in "æøå" else _bare(letter) for letter in lowered)


def _bare(letter: str) -> str:
    split = unicodedata.normalize("NFD", letter)
    return "".join(part for part in split if not unicodedata.combining(part))


@lru_cache(maxsize=65536)
def spellings(word: str) -> tuple[str, ...]:
    """The word as it may be typed: æ as ae and a, ø as oe and o, å as aa and a, no accents.

    One entry when both are the same. "Søren" gives ``("soeren", "soren")``; "Aase" gives
    ``("aase", "ase")``, so that Åse and Aase find each other both ways.
    """
    plain = _danish_letters(word)
    wide = plain.translate(_TWO_LETTERS)
    narrow = plain.replace("aa", "å").translate(_ONE_LETTER)
    return (wide,) if wide == narrow else (wide, narrow)


def as_typed(word: str) -> str:
    """The one spelling a typed word is looked up under: å as ``aa``, ø as ``oe``, æ as ``ae``.

    The stored word carries both spellings; were the typed one shortened too, "ål" would find
    Albertslund.
    """
    return spellings(word)[0]


def words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, split at everything that is neither letter nor digit."""
    return tuple(_WORD.findall(unicodedata.normalize("NFC", text).casefold()))


def starts_like(text: str, typed: str) -> bool:
    """Whether every typed word begins a word of the text, in any order and either spelling."""
    beginnings = [spelling for word in words(text) for spelling in spellings(word)]
    return all(
        any(start.startswith(as_typed(word)) for start in beginnings) for word in words(typed)
    )


def genitive(name: str) -> str:
    """``Lise`` as ``Lises``; after s, x and z an apostrophe: ``Jonas’``."""
    if not name:
        return ""
    return f"{name}’" if name[-1].casefold() in "sxz" else f"{name}s"


def without_paragraph(title: str) -> str:
    """A letter's name as people say it; the paragraph in its title is for whoever reads the letter.

    Args:
        title: E.g. "Anmodning om handleplan efter servicelovens § 142".
    """
    return title.partition(" efter servicelovens ")[0]
