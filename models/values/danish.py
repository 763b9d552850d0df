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
_NUMBER = re.compile(r"\d+")
_DOUBLE_A = re.compile(r"aa|.", re.DOTALL)
# Letters of the neighbours stand where Danes look for them.
_AS_DANISH = str.maketrans({"ä": "æ", "ö": "ø", "ü": "y", "ð": "d", "þ": "th", "ß": "ss",
                            "œ": "ø", "ł": "l", "đ": "d"})  # fmt: skip
_TWO_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_ONE_LETTER = str.maketrans({"æ": "a", "ø": "o", "å": "a"})

# Marks in the order that the window's collator gives them.
_MARKS = " _-,;:!?.'’\"()[]{}@*/\\&#%"
# Marks, numbers, letters, other scripts: whatever stands for a letter in a key begins one of these
# ranges, which no text holds.
_MARK, _OTHER_MARK, _DIGITS, _LETTER, _OTHER_LETTER = "\ue000", "\ue0ff", "\ue100", "\ue200", "\ue300"
_DANISH = "abcdefghijklmnopqrstuvwxyzæøå"


class _Weights(dict[int, str]):
    """What each letter becomes in a key; digits are left as they are."""

    def __init__(self) -> None:
        super().__init__((ord(m), chr(ord(_MARK) + at)) for at, m in enumerate(_MARKS))
        self.update((ord(one), chr(ord(_LETTER) + at)) for at, one in enumerate(_DANISH))

    def __missing__(self, code: int) -> str:
        one = chr(code)
        other = _OTHER_LETTER if one.isalpha() else _OTHER_MARK
        return self.setdefault(code, one if one.isdecimal() else other + one)


class _Bare(dict[int, str]):
    """Letters without their accents, all but å."""

    def __missing__(self, code: int) -> str:
        one = chr(code)
        parts = [p for p in unicodedata.normalize("NFD", one) if not unicodedata.combining(p)]
        return self.setdefault(code, one if one == "å" else "".join(parts))


_WEIGHTS, _BARE = _Weights(), _Bare()

SortKey = tuple[str, str, bool, str]
"""Places of the letters, which å are two letters, whether something bears an accent, the text itself."""


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
    lowered = _lowered(text)
    plain = _danish_letters(lowered)
    doubled = "aa" in plain
    weights = (plain.replace("aa", "å") if doubled else plain).translate(_WEIGHTS)
    if _NUMBER.search(weights):
        weights = _NUMBER.sub(_by_value, weights)
    twos = "".join("2" if one == "aa" else "1" for one in _DOUBLE_A.findall(plain)) if doubled else ""
    return weights, twos, lowered != plain, lowered


def _lowered(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _by_value(number: re.Match[str]) -> str:
    """A number as it sorts: longer is more, leading noughts count for nothing."""
    digits = "".join(str(int(one)) for one in number.group()).lstrip("0")
    return f"{_DIGITS}{chr(ord(_DIGITS) + len(digits))}{digits}"


def _danish_letters(lowered: str) -> str:
    """Accents off every letter but æ, ø and å."""
    plain = lowered.translate(_AS_DANISH)
    return plain if plain.isascii() else plain.translate(_BARE)


@lru_cache(maxsize=65536)
def spellings(word: str) -> tuple[str, ...]:
    """The word as it may be typed: æ as ae and a, ø as oe and o, å as aa and a, no accents.

    One entry when both are the same. "Søren" gives ``("soeren", "soren")``; "Aase" gives
    ``("aase", "ase")``, so that Åse and Aase find each other both ways.
    """
    plain = _danish_letters(_lowered(word))
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
    return tuple(_WORD.findall(_lowered(text)))


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
