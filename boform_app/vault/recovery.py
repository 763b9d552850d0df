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
        values = [ALPHABET.index(character) for character in text]
        secret = _secret_of(values)
        if secret is None:
            raise RecoveryKeyMistyped(_suspects(values))
        return cls(secret)


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


def _secret_of(values: list[int]) -> bytes | None:
    """The key in 56 five-bit values, or None when its check does not fit."""
    number = 0
    for value in values:
        number = number << 5 | value
    secret = (number >> _CHECK_BITS).to_bytes(_KEY_BITS // 8)
    return secret if number & ((1 << _CHECK_BITS) - 1) == _check(secret) else None


def _suspects(values: list[int]) -> tuple[int, ...]:
    """Groups in which one small slip would explain the failed check; nothing is corrected.

    One wrong character and two swapped neighbours are tried first, then two wrong characters in
    one group. By chance a wrong group is named once in 10,000 (first step) or 200 (second step).
    """
    for slips in (_small_slips(values), _double_slips(values)):
        found: set[int] = set()
        for places, attempt in slips:
            if _secret_of(attempt) is not None:
                found |= places
        if found:
            return _groups_at(found)
    return ()


def _changed(values: list[int], changes: dict[int, int]) -> tuple[set[int], list[int]]:
    attempt = list(values)
    for place, value in changes.items():
        attempt[place] = value
    return set(changes), attempt


def _small_slips(values: list[int]) -> Iterator[tuple[set[int], list[int]]]:
    for place in range(_LENGTH):
        for value in range(32):
            yield _changed(values, {place: value})
    for place in range(_LENGTH - 1):
        yield _changed(values, {place: values[place + 1], place + 1: values[place]})


def _double_slips(values: list[int]) -> Iterator[tuple[set[int], list[int]]]:
    for start in range(0, _LENGTH, GROUP_LENGTH):
        for first, second in itertools.combinations(range(start, start + GROUP_LENGTH), 2):
            for one, other in itertools.product(range(32), repeat=2):
                yield _changed(values, {first: one, second: other})
