"""What is in memory between log-in and log-out."""

from __future__ import annotations

from collections.abc import Mapping

from boform_app.errors import KeysDropped
from boform_app.vault import crypto


class OpenedVault:
    """The data keys of an opened house.

    There is one data key, and two when a renewal was interrupted; ``boform_app.vault.keyring``
    then finds out which of them the database has (``Keyring.settle``).

    Attributes:
        staff_id: Whose passphrase opened it; None after the recovery sheet.
        slots_intact: False when the slot file was damaged or changed by somebody without the key.
            The house opens all the same; nothing is written to the slot file any more.
    """

    def __init__(
        self, staff_id: str | None, data_keys: Mapping[str, bytes], *, slots_intact: bool
    ) -> None:
        self.staff_id = staff_id
        self.slots_intact = slots_intact
        self._keys = {key_id: bytearray(key) for key_id, key in data_keys.items()}

    @property
    def interrupted(self) -> bool:
        """Whether a renewal of the data key did not come to its end."""
        return len(self.data_keys()) > 1

    def data_keys(self) -> dict[str, bytearray]:
        """Key id -> data key, oldest first; for the vault's own modules.

        Raises:
            KeysDropped: After ``drop``.
        """
        if not self._keys:
            raise KeysDropped
        return self._keys

    def database_key(self) -> bytes:
        """The raw SQLCipher key, 32 bytes; ask ``settle`` first when ``interrupted``."""
        return self.subkey("database")

    def database_keys(self) -> tuple[bytes, ...]:
        """Candidates, newest first: more than one only after an interrupted renewal."""
        return self.subkeys("database")

    def subkey(self, purpose: str) -> bytes:
        """The newest key for a purpose ("drafts", "audit" …), 32 bytes."""
        return self.subkeys(purpose)[0]

    def subkeys(self, purpose: str) -> tuple[bytes, ...]:
        """Candidates for a purpose, newest first."""
        return tuple(crypto.subkey(key, purpose) for key in reversed(self.data_keys().values()))

    def hold(self, data_keys: Mapping[str, bytes]) -> None:
        """Hold exactly these keys from now on; for the keyring's renewal."""
        kept = {key_id: bytearray(key) for key_id, key in data_keys.items()}
        self.drop()
        self._keys = kept

    def drop(self) -> None:
        """Forget the keys and overwrite the memory they lay in, as far as Python lets us.

        Copies that the database driver or ``cryptography`` made are out of reach.
        """
        for key in self._keys.values():
            key[:] = bytes(len(key))
        self._keys = {}
