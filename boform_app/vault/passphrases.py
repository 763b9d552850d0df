"""Passphrases: five random Danish words, or an own one that is not easily guessed."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Final

from resources import access

WORDS: Final = 5
"""Five of more than 2,048 words are at least 55 bits; each guess costs 0.7 s (``crypto``)."""

MIN_LENGTH: Final = 12
_LEET: Final = str.maketrans("01345789@$!€|", "oieastbgasiei")
_ROWS: Final = (
    "1234567890",
    "qwertyuiopå",
    "asdfghjklæø",
    "zxcvbnm",
    "qwertzuiopü",
    "abcdefghijklmnopqrstuvwxyzæøå",
)


class PassphraseProblem(StrEnum):
    """Why a passphrase of one's own is not taken."""

    TOO_SHORT = "passphrase_too_short"
    ONLY_DIGITS = "passphrase_only_digits"
    REPEATED = "passphrase_repeated"
    KEYBOARD = "passphrase_keyboard"
    COMMON = "passphrase_common"
    NAMES = "passphrase_names"


@cache
def words() -> tuple[str, ...]:
    """The bundled ordinary Danish words, 4 to 9 letters."""
    return tuple(access.read_text("passphrases", "words_da.txt").split())


@cache
def common() -> frozenset[str]:
    """What passphrases are often made of, in the form that ``check`` compares."""
    lines = access.read_text("passphrases", "common.txt").splitlines()
    return frozenset(_letters(line) for line in lines if line and not line.startswith("#"))


def propose(choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """Five random words with single blanks.

    Args:
        choose: Picks one of many; tests pass their own.
    """
    return " ".join(choose(words()) for _ in range(WORDS))


def check(passphrase: str, *, names: Sequence[str] = ()) -> PassphraseProblem | None:
    """Whether a passphrase may be used; None when it may.

    Args:
        passphrase: As typed.
        names: House name, own name, initials: known to everybody at the door.
    """
    text = " ".join(unicodedata.normalize("NFC", passphrase).split())
    bare = re.sub(r"[\W_]+", "", text.casefold())
    findings = (
        (PassphraseProblem.TOO_SHORT, len(text) < MIN_LENGTH),
        (PassphraseProblem.ONLY_DIGITS, bare.isdigit()),
        (PassphraseProblem.REPEATED, _repeated(bare)),
        (PassphraseProblem.KEYBOARD, _along_rows(bare)),
        (PassphraseProblem.COMMON, _made_of(text, common())),
        (PassphraseProblem.NAMES, _made_of(text, common() | _name_parts(names))),
    )
    return next((problem for problem, found in findings if found), None)


def _letters(text: str, *, leet: bool = False) -> str:
    lowered = unicodedata.normalize("NFC", text).casefold()
    return "".join(c for c in (lowered.translate(_LEET) if leet else lowered) if c.isalpha())


def _name_parts(names: Sequence[str]) -> frozenset[str]:
    parts = {_letters(part) for name in names for part in (name, *name.split())}
    return frozenset(part for part in parts if len(part) > 1)


def _made_of(text: str, known: frozenset[str]) -> bool:
    """Whether nothing but one or two known words is left, with digits as letters or as padding."""
    padding = text.strip("0123456789 .,-_!?*#+/&%()=")
    forms = {_letters(text), _letters(text, leet=True), _letters(padding, leet=True)}
    return any(_covered(form, known) for form in forms)


def _covered(form: str, known: frozenset[str]) -> bool:
    """Whether ``form`` is known words in a row, at most two different ones."""
    ways: list[set[frozenset[str]]] = [set() for _ in range(len(form) + 1)]
    ways[0].add(frozenset())
    longest = max(map(len, known))
    for end in range(1, len(form) + 1):
        for start in range(max(0, end - longest), end):
            piece = form[start:end]
            if ways[start] and piece in known:
                ways[end] |= {way | {piece} for way in ways[start] if len(way | {piece}) <= 2}
    return bool(ways[-1]) or not form


def _repeated(bare: str) -> bool:
    if len(set(bare)) <= 4:
        return True
    return any(bare == (bare[:n] * len(bare))[: len(bare)] for n in range(1, 5))


def _along_rows(bare: str) -> bool:
    """Whether most steps go to the neighbour on the keyboard or in the alphabet, either way."""
    neighbours = {pair for row in _ROWS for pair in pairwise(row)}
    steps = list(pairwise(bare))
    near = sum(a == b or (a, b) in neighbours or (b, a) in neighbours for a, b in steps)
    return bool(steps) and near >= 0.7 * len(steps)
