"""The few building blocks of the vault: sub-keys, authenticated encryption, sealed boxes, Argon2id.

Everything here is AES-256-GCM, X25519, HKDF-SHA-256 and Argon2id (RFC 9106) from ``cryptography``;
nothing is invented. ``cryptography`` is imported when something is opened: the log-in, which only
reads names from the key file, is on the screen before it (architecture, decision 14).
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from typing import Final

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
SALT_BYTES: Final = 16


class CannotOpenError(Exception):
    """The key does not fit, or the bytes were changed; the two cannot be told apart."""


@dataclass(frozen=True, slots=True)
class KdfParameters:
    """What one guess of a passphrase costs (Argon2id, RFC 9106).

    Attributes:
        memory_kib: Memory in KiB.
        iterations: Passes over the memory.
        lanes: Threads.
    """

    memory_kib: int
    iterations: int
    lanes: int

    def __post_init__(self) -> None:
        # A changed file must not be able to ask for all memory of the computer.
        if not (
            8 * self.lanes <= self.memory_kib <= 1024 * 1024
            and 1 <= self.iterations <= 32
            and 1 <= self.lanes <= 16
        ):
            raise ValueError("Argon2id parameters out of bounds")

    def derive(self, secret: bytes, salt: bytes) -> bytes:
        """The 32-byte key that wraps a private key."""
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415 - see the head of the module

        kdf = Argon2id(
            salt=salt,
            length=KEY_BYTES,
            iterations=self.iterations,
            lanes=self.lanes,
            memory_cost=self.memory_kib,
        )
        return kdf.derive(secret)


PRODUCTION_KDF: Final = KdfParameters(memory_kib=262_144, iterations=4, lanes=2)
"""256 MiB, 0.7 s on two cores of the reference machine (issue 2: at least 256 MiB and 0.5 s)."""

CHEAP_KDF: Final = KdfParameters(memory_kib=64, iterations=1, lanes=1)
"""Protects nothing. Tests and campaigns pass it in by name; the program never does."""


def passphrase_bytes(passphrase: str) -> bytes:
    """The bytes that are stretched: NFC, so that every keyboard's "å" is one, and single blanks."""
    return " ".join(unicodedata.normalize("NFC", passphrase).split()).encode("utf-8")


def new_key() -> bytes:
    """256 random bits."""
    return secrets.token_bytes(KEY_BYTES)


def subkey(data_key: bytes | bytearray, purpose: str) -> bytes:
    """A key for one purpose ("database", "drafts", "audit" …); knowing it reveals no other."""
    return _hkdf(bytes(data_key), salt=None, info=b"boform/1/" + purpose.encode("ascii"))


def _hkdf(secret: bytes, *, salt: bytes | None, info: bytes) -> bytes:
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415 - see the head of the module
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415 - see the head of the module

    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(secret)


def encrypt(key: bytes, plain: bytes, associated: bytes) -> bytes:
    """AES-256-GCM under a random nonce: nonce, ciphertext, tag."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - see the head of the module

    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, associated)


def decrypt(key: bytes, sealed: bytes, associated: bytes) -> bytes:
    """What ``encrypt`` was given.

    Raises:
        CannotOpenError: Wrong key, changed bytes or other associated data.
    """
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - see the head of the module
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - see the head of the module

    if len(sealed) < NONCE_BYTES + TAG_BYTES:
        raise CannotOpenError
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], associated)
    except InvalidTag as error:
        raise CannotOpenError from error


def new_pair() -> tuple[bytes, bytes]:
    """A fresh X25519 pair: private, public, 32 bytes each."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey  # noqa: PLC0415 - see the head of the module

    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def seal(public: bytes, plain: bytes, associated: bytes) -> bytes:
    """Encrypt to a public key without any secret of one's own: ephemeral public key, then GCM."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey  # noqa: PLC0415 - see the head of the module

    ephemeral = X25519PrivateKey.generate()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    own = ephemeral.public_key().public_bytes_raw()
    key = _hkdf(shared, salt=own + public, info=b"boform/1/sealed")
    return own + encrypt(key, plain, associated)


def unseal(private: bytes, sealed: bytes, associated: bytes) -> bytes:
    """What was sealed to the public half of ``private``.

    Raises:
        CannotOpenError: Not sealed to this pair, or changed.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey  # noqa: PLC0415 - see the head of the module

    own = X25519PrivateKey.from_private_bytes(private)
    public = own.public_key().public_bytes_raw()
    try:
        shared = own.exchange(X25519PublicKey.from_public_bytes(sealed[:KEY_BYTES]))
    except ValueError as error:  # cut short, or a point that gives an all-zero secret
        raise CannotOpenError from error
    key = _hkdf(shared, salt=sealed[:KEY_BYTES] + public, info=b"boform/1/sealed")
    return decrypt(key, sealed[KEY_BYTES:], associated)
