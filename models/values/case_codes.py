"""The short case code (*sagskode*) of a letter: ``HVN-7K4P-92QD`` (letters paper, section 32).

A prefix made from the house's name, seven random signs and a check sign. It says nothing about
anybody: it is drawn at random and only the letter register knows which letter it belongs to.

The check is a constant and a weighted sum in the field of 32 elements. The 32 signs are its elements, no weight
is zero and no two are equal, so a single wrong sign and any two signs that changed places always
change the sum. (A sum modulo 31 could not tell the 32 signs apart; modulo 37 would need signs that
the code does not have.)
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U, also in the prefix: read aloud or by eye they are taken for other signs."""
RANDOM_BYTES = 5
"""What a new code needs: 35 of these 40 bits are used."""

CodeStop = Literal["empty", "not_a_code", "wrong_check", "newer"]

_RANDOM_SIGNS, _BODY = 7, 8
_BITS = 5
_VALUES = {sign: value for value, sign in enumerate(ALPHABET)}
_POLYNOMIAL = 0b100101
"""x^5 + x^2 + 1: irreducible, and x generates every element of the field but zero."""
_START = 17
"""Added to every sum, so that the code printed in the letters paper (HVN-7K4P-92QD) is a right one."""
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_TWO_LETTERS = str.maketrans({"Æ": "AE", "Ø": "OE", "Å": "AA", "ß": "SS"})
_PREFIX = re.compile(r"[A-HJKMNP-TV-Z]{2,4}")
_GAPS = re.compile(r"[\s\-‐‑–—−_./]+")
_VOWELS = "AEY"
_QR_NAME, _QR_VERSION = "BOFORM:SVAR:", "1"


@dataclass(frozen=True, slots=True)
class CaseCodeResult:
    """What a typed or scanned code turned out to be.

    Attributes:
        text: As printed (``HVN-7K4P-92QD``), "" when stopped.
        stop: ``empty``; ``not_a_code``; ``wrong_check``: the shape is right, a sign is not;
            ``newer``: a scanned code of a later version of the form. None when it is a code.
    """

    text: str = ""
    stop: CodeStop | None = None

    @property
    def prefix(self) -> str:
        """The house's letters, "" when stopped."""
        return self.text.partition("-")[0]


def prefix_of(house_name: str) -> str:
    """``HVN`` for Havnehuset: the first letter and the next two consonants.

    Letters that the code does not use are passed over; a name with too few is filled with X.
    """
    decomposed = unicodedata.normalize("NFD", house_name.upper().translate(_TWO_LETTERS))
    letters = [one for one in decomposed if _PREFIX.fullmatch(one * 2)]
    consonants = [one for one in letters[1:] if one not in _VOWELS]
    return "".join((letters[:1] + consonants)[:3]).ljust(2, "X")


def new_code(prefix: str, random_bytes: bytes) -> str:
    """A code from at least ``RANDOM_BYTES`` random bytes.

    Raises:
        ValueError: The prefix is not one of ``prefix_of``, or there are too few bytes.
    """
    if not _PREFIX.fullmatch(prefix):
        raise ValueError("a prefix has two to four letters of the code's own")
    if len(random_bytes) < RANDOM_BYTES:
        raise ValueError("a code needs five random bytes")
    number = int.from_bytes(random_bytes[:RANDOM_BYTES]) >> (8 * RANDOM_BYTES - 7 * _BITS)
    signs = "".join(
        ALPHABET[number >> (_BITS * place) & 31] for place in reversed(range(_RANDOM_SIGNS))
    )
    return _written(prefix, signs + ALPHABET[_check(prefix + signs)])


def parse(text: str) -> CaseCodeResult:
    """Read a code as people type it: small letters, other gaps or none, O for 0, I and L for 1."""
    squeezed = _GAPS.sub("", text).upper()
    if not squeezed:
        return CaseCodeResult(stop="empty")
    prefix, body = squeezed[:-_BODY], squeezed[-_BODY:].translate(_LOOKALIKES)
    if not _PREFIX.fullmatch(prefix) or not set(body) <= _VALUES.keys():
        return CaseCodeResult(stop="not_a_code")
    if _check(prefix + body[:-1]) != _VALUES[body[-1]]:
        return CaseCodeResult(stop="wrong_check")
    return CaseCodeResult(_written(prefix, body))


def qr_content(code: str) -> str:
    """What the QR code beside a printed code says: the code and what it is for, nothing else."""
    return f"{_QR_NAME}{_QR_VERSION}:{code}"


def from_qr(text: str) -> CaseCodeResult:
    """The code of a scanned QR code; any other QR code is ``not_a_code``."""
    if not text.startswith(_QR_NAME):
        return CaseCodeResult(stop="not_a_code" if text else "empty")
    version, _, code = text.removeprefix(_QR_NAME).partition(":")
    if version != _QR_VERSION:
        return CaseCodeResult(stop="newer" if version.isdecimal() else "not_a_code")
    return parse(code)


def _written(prefix: str, body: str) -> str:
    return f"{prefix}-{body[:4]}-{body[4:]}"


def _check(signs: str) -> int:
    """The weighted sum; the weight of the last sign is x, of the one before it x², and so on.

    The check sign itself stands in the whole sum with weight 1.
    """
    total = 0
    for sign in signs:
        total = _times_x(total ^ _VALUES[sign])
    return total ^ _START


def _times_x(value: int) -> int:
    doubled = value << 1
    return doubled ^ _POLYNOMIAL if doubled & 32 else doubled
