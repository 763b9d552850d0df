"""The code that opens a transfer file: told by telephone, never sent with the file."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import Final

from boform_app.errors import ForeignFile
from boform_app.vault.recovery import ALPHABET

GROUPS: Final = 6
GROUP_LENGTH: Final = 4
_LENGTH: Final = GROUPS * GROUP_LENGTH
_SECRET_BITS: Final = 100
_CHECK_BITS: Final = 20
_LOOKALIKES: Final = str.maketrans({"I": "1", "L": "1", "O": "0"})


@dataclass(frozen=True, slots=True)
class TransferCode:
    """100 random bits with a check of 20, as six groups of four characters.

    Each guess costs what a guess of a passphrase costs (``vault.crypto.PRODUCTION_KDF``).

    Attributes:
        number: The 100 bits.
    """

    number: int

    @classmethod
    def generate(cls) -> TransferCode:
        """A new code from the operating system's random source."""
        return cls(secrets.randbits(_SECRET_BITS))

    @classmethod
    def parse(cls, typed: str) -> TransferCode:
        """Read what was heard: case, blanks, dashes, I or L for 1, O for 0 are all fine.

        Raises:
            ForeignFile: ``transfer_code_mistyped``: it is no code of any file.
        """
        text = "".join(c for c in typed.upper() if c.isalnum()).translate(_LOOKALIKES)
        if len(text) != _LENGTH or not set(text) <= set(ALPHABET):
            raise ForeignFile("transfer_code_mistyped")
        whole = 0
        for character in text:
            whole = whole << 5 | ALPHABET.index(character)
        code = cls(whole >> _CHECK_BITS)
        if whole & ((1 << _CHECK_BITS) - 1) != _check(code.number):
            raise ForeignFile("transfer_code_mistyped")
        return code

    @property
    def groups(self) -> tuple[str, ...]:
        """The six groups as they are read aloud."""
        whole = self.number << _CHECK_BITS | _check(self.number)
        text = "".join(ALPHABET[(whole >> 5 * place) & 31] for place in range(_LENGTH - 1, -1, -1))
        return tuple(text[at : at + GROUP_LENGTH] for at in range(0, _LENGTH, GROUP_LENGTH))

    @property
    def text(self) -> str:
        """The groups with blanks between them."""
        return " ".join(self.groups)

    @property
    def secret(self) -> bytes:
        """The bytes that are stretched."""
        return self.number.to_bytes(13)


def _check(number: int) -> int:
    digest = hashlib.sha256(b"boform transfer 1" + number.to_bytes(13)).digest()
    return int.from_bytes(digest[:3]) >> 24 - _CHECK_BITS
