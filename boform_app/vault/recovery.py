"""The printed recovery key (letter 45, *Gendannelsesark*): 256 bits that a tired hand can type."""

from __future__ import annotations

import hashlib
import itertools
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from boform_app.errors import RecoveryKeyMistyped

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U: what looks alike is one character, and no word comes out by chance."""

GROUPS: Final = 14
GROUP_LENGTH: Final = 4
_KEY_BITS: Final = 256
_CHECK_BITS: Final = 24
_LENGTH: Final = GROUPS * GROUP_LENGTH
_LOOKALIKES: Final = str.maketrans({"I": "1", "L": "1", "O": "0"})
_QR_PREFIX: Final = "BOFORM:NOEGLE:1:"
_PREFIX_PATTERN: Final = re.compile(r"^\W*BOFORM\W*NOEGLE\W*1\W", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """256 random bits with their printed form.

    13 groups of four characters carry the key and the first 4 bits of its check; the 14th group
    is the other 20 bits. One mistyped group slips through once in 16 million.

    Attributes:
        secret: The 32 bytes.
    """

    secret: bytes

    @classmethod
    def generate(cls) -> RecoveryKey:
        """A new key from the operating system's random source."""
        return cls(secrets.token_bytes(_KEY_BITS // 8))

    @property
    def groups(self) -> tuple[str, ...]:
        """The 14 printed groups."""
        number = (int.from_bytes(self.secret) << _CHECK_BITS) | _check(self.secret)
        text = "".join(ALPHABET[(number >> 5 * place) & 31] for place in range(_LENGTH - 1, -1, -1))
        return tuple(text[at : at + GROUP_LENGTH] for at in range(0, _LENGTH, GROUP_LENGTH))

    @property
    def qr_text(self) -> str:
        """What the square code on the sheet holds."""
        return _QR_PREFIX + "-".join(self.groups)

    def has_group(self, number: int, typed: str) -> bool:
        """Whether ``typed`` is group ``number`` (1 to 14): the wizard asks for two of them."""
        return _plain(typed) == self.groups[number - 1]

    @classmethod
    def parse(cls, typed: str) -> RecoveryKey:
        """Read what was typed or scanned; case, blanks, dashes, I or L for 1, O for 0 are all fine.

        Raises:
            RecoveryKeyMistyped: With the groups to look at again, as far as they can be told.
        """
        body = _PREFIX_PATTERN.sub("", typed)
        text = _plain(body)
        strange = {at for at, character in enumerate(text) if character not in ALPHABET}
        if len(text) != _LENGTH:
            raise RecoveryKeyMistyped(_uneven_groups(body), _LENGTH - len(text))
        if strange:
            raise RecoveryKeyMistyped(_groups_at(strange))
        number = 0
        for character in text:
            number = number << 5 | ALPHABET.index(character)
        if not _fits(number):
            raise RecoveryKeyMistyped(_suspects(number))
        return cls(_secret_of(number))


def _check(secret: bytes) -> int:
    digest = hashlib.sha256(b"boform recovery 1" + secret).digest()
    return int.from_bytes(digest[: _CHECK_BITS // 8])


def _plain(typed: str) -> str:
    return "".join(c for c in typed.upper() if c.isalnum()).translate(_LOOKALIKES)


def _groups_at(places: set[int]) -> tuple[int, ...]:
    return tuple(sorted({place // GROUP_LENGTH + 1 for place in places}))


def _uneven_groups(body: str) -> tuple[int, ...]:
    """Groups with too few or too many characters, when the person typed 14 of them."""
    parts = [part for part in re.split(r"[\W_]+", body) if part]
    if len(parts) != GROUPS:
        return ()
    return tuple(n for n, part in enumerate(parts, 1) if len(part) != GROUP_LENGTH)


def _secret_of(number: int) -> bytes:
    return (number >> _CHECK_BITS).to_bytes(_KEY_BITS // 8)


def _fits(number: int) -> bool:
    return number & ((1 << _CHECK_BITS) - 1) == _check(_secret_of(number))


def _suspects(number: int) -> tuple[int, ...]:
    """Groups in which one small slip would explain the failed check; nothing is corrected.

    One wrong character and two swapped neighbours are tried first, then two wrong characters in
    one group. By chance a wrong group is named once in 10,000 (first step) or 200 (second step).
    """
    for slips in (_small_slips(number), _double_slips()):
        found = {place for places, change in slips if _fits(number ^ change) for place in places}
        if found:
            return _groups_at(found)
    return ()


def _at(place: int, difference: int) -> int:
    """A difference of one character as a number to be added without carry."""
    return difference << 5 * (_LENGTH - 1 - place)


def _small_slips(number: int) -> Iterator[tuple[tuple[int, ...], int]]:
    for place, difference in itertools.product(range(_LENGTH), range(1, 32)):
        yield (place,), _at(place, difference)
    for place in range(_LENGTH - 1):
        here = number >> 5 * (_LENGTH - 1 - place)
        following = number >> 5 * (_LENGTH - 2 - place)
        difference = (here ^ following) & 31
        yield (place, place + 1), _at(place, difference) | _at(place + 1, difference)


def _double_slips() -> Iterator[tuple[tuple[int, ...], int]]:
    for start in range(0, _LENGTH, GROUP_LENGTH):
        for pair in itertools.combinations(range(start, start + GROUP_LENGTH), 2):
            for one, other in itertools.product(range(1, 32), repeat=2):
                yield pair, _at(pair[0], one) | _at(pair[1], other)
