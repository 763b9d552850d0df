"""The transfer file (*flyttefil*): a resident on the way to another Boform, under a code of its own.

In clear stands what is needed to try a code, and nothing about anybody: magic, version, an id of the
file, salt and cost of a guess. The rest is AES-256-GCM in chunks, each bound to the head, its place
and whether it is the last: cut, reordered, swapped or appended files are refused. Inside lies one
JSON document and the bytes of letters and documents behind it; ``docs/transfer-file.md`` describes
both. The document is handed out as bytes: who reads it does so through the door for foreign files.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from boform_app.errors import ForeignFile
from boform_app.exchange.child.kinds import (
    LARGEST_FILE,
    LARGEST_TRANSFER,
    MEGABYTE,
    TRANSFER_MAGIC,
)
from boform_app.exchange.transfer_code import TransferCode
from boform_app.vault import crypto
from boform_app.vault.crypto import PRODUCTION_KDF, CannotOpenError, KdfParameters

VERSION: Final = 1
CODES: Final = frozenset(
    {
        "transfer_not_ours", "transfer_newer", "transfer_damaged", "transfer_wrong_code",
        "transfer_code_mistyped", "transfer_content", "file_too_large",
    }
)  # fmt: skip
"""Why a transfer file was not read; ``ui.sentences`` has a sentence for each."""

_CHUNK: Final = 64 * 1024
_SEALED: Final = _CHUNK + crypto.TAG_BYTES
# Id of the file, salt, memory (KiB), passes, lanes, proof that a code fits.
_FACTS: Final = struct.Struct(">16s16sIIB16s")
_VERSION: Final = struct.Struct(">H")
_HEAD: Final = len(TRANSFER_MAGIC) + _VERSION.size + _FACTS.size
_DIGEST: Final = 32
_LENGTH: Final = struct.Struct(">IQ")
# What a file may ask of the computer that tries a code: twice what we ask.
_MOST_MEMORY_KIB: Final = 512 * 1024
_MOST_PASSES: Final = 8


@dataclass(frozen=True, slots=True)
class Payload:
    """What lies inside.

    Attributes:
        document: The JSON document as bytes; foreign until it was read and checked.
        blobs: Bytes of letters and documents by SHA-256 (64 hexadecimal digits).
    """

    document: bytes
    blobs: Mapping[str, bytes]


def proposed_name(file_id: UUID) -> str:
    """A name that says nothing about anybody."""
    return f"flytning-{file_id}.boform"


def file_id_of(data: bytes) -> UUID:
    """The id that stands in clear; genuine only when ``read`` opens the file.

    Raises:
        ForeignFile: As ``read``, without a code.
    """
    return _head(data).file_id


def write(
    payload: Payload, code: TransferCode, file_id: UUID, kdf: KdfParameters = PRODUCTION_KDF
) -> bytes:
    """The file.

    Args:
        payload: What goes in.
        code: Told to the receiver by telephone.
        file_id: Random; the receiver knows by it that the file was read before.
        kdf: What one guess costs.

    Raises:
        ForeignFile: ``file_too_large``.
    """
    plain = b"".join(_packed(payload))
    if len(payload.document) > LARGEST_FILE or len(plain) > LARGEST_TRANSFER - MEGABYTE:
        raise ForeignFile("file_too_large", megabytes=LARGEST_TRANSFER // MEGABYTE)
    salt = crypto.new_key()[: crypto.SALT_BYTES]
    stretched = kdf.derive(code.secret, salt)
    facts = _FACTS.pack(
        file_id.bytes, salt, kdf.memory_kib, kdf.iterations, kdf.lanes, _proof(stretched)
    )
    head = TRANSFER_MAGIC + _VERSION.pack(VERSION) + facts
    digest = hashlib.sha256(head).digest()
    return head + digest + b"".join(_sealed(crypto.subkey(stretched, "transfer"), digest, plain))


def read(data: bytes, code: TransferCode) -> Payload:
    """What is inside; each byte is the sender's, which does not make it true.

    Raises:
        ForeignFile: ``transfer_not_ours``, ``transfer_newer`` (a newer Boform wrote it),
            ``transfer_wrong_code`` (the head is whole and another code was used),
            ``transfer_damaged`` or ``file_too_large``.
    """
    head = _head(data)
    stretched = head.kdf.derive(code.secret, head.salt)
    if not hmac.compare_digest(_proof(stretched), head.proof):
        raise ForeignFile("transfer_wrong_code")
    try:
        plain = b"".join(_opened(crypto.subkey(stretched, "transfer"), head.digest, data))
    except CannotOpenError as changed:
        raise ForeignFile("transfer_damaged") from changed
    return _unpacked(plain)


@dataclass(frozen=True, slots=True)
class _Head:
    file_id: UUID
    salt: bytes
    kdf: KdfParameters
    proof: bytes
    digest: bytes


def _head(data: bytes) -> _Head:
    if not data.startswith(TRANSFER_MAGIC):
        raise ForeignFile("transfer_not_ours")
    if len(data) > LARGEST_TRANSFER:
        raise ForeignFile("file_too_large", megabytes=LARGEST_TRANSFER // MEGABYTE)
    if len(data) < _HEAD + _DIGEST:
        raise ForeignFile("transfer_damaged")
    (version,) = _VERSION.unpack_from(data, len(TRANSFER_MAGIC))
    if version > VERSION:
        raise ForeignFile("transfer_newer")
    digest = data[_HEAD : _HEAD + _DIGEST]
    if version < 1 or hashlib.sha256(data[:_HEAD]).digest() != digest:
        raise ForeignFile("transfer_damaged")
    file_id, salt, memory, passes, lanes, proof = _FACTS.unpack_from(data, _HEAD - _FACTS.size)
    if memory > _MOST_MEMORY_KIB or passes > _MOST_PASSES:
        raise ForeignFile("transfer_damaged")
    try:
        kdf = KdfParameters(memory, passes, lanes)
    except ValueError as wrong:
        raise ForeignFile("transfer_damaged") from wrong
    return _Head(UUID(bytes=file_id), salt, kdf, proof, digest)


def _proof(stretched: bytes) -> bytes:
    """Tells a wrong code from a damaged file; it makes no guess cheaper than the first chunk does."""
    return crypto.subkey(stretched, "transfer-proof")[:16]


def _packed(payload: Payload) -> Iterator[bytes]:
    """Number of blobs and length of the document, the document, then each blob behind its hash."""
    yield _LENGTH.pack(len(payload.blobs), len(payload.document))
    yield payload.document
    for sha256, data in payload.blobs.items():
        yield bytes.fromhex(sha256) + len(data).to_bytes(8)
        yield data


def _unpacked(plain: bytes) -> Payload:
    """Written by somebody with the code, perhaps not by us: lengths are not believed.

    Raises:
        ForeignFile: ``transfer_damaged``.
    """
    at = _LENGTH.size
    if len(plain) < at:
        raise ForeignFile("transfer_damaged")
    count, length = _LENGTH.unpack_from(plain)
    document, at = plain[at : at + length], at + length
    blobs: dict[str, bytes] = {}
    for _ in range(count):
        if at + _DIGEST + 8 > len(plain):
            break
        sha256 = plain[at : at + _DIGEST].hex()
        size, at = int.from_bytes(plain[at + _DIGEST : at + _DIGEST + 8]), at + _DIGEST + 8
        blobs[sha256], at = plain[at : at + size], at + size
        if hashlib.sha256(blobs[sha256]).hexdigest() != sha256:
            raise ForeignFile("transfer_damaged")
    if at != len(plain) or len(blobs) != count or len(document) > LARGEST_FILE:
        raise ForeignFile("transfer_damaged")
    return Payload(document, blobs)


def _bound(digest: bytes, index: int, *, last: bool) -> bytes:
    return digest + index.to_bytes(8) + bytes([last])


def _sealed(key: bytes, digest: bytes, plain: bytes) -> Iterator[bytes]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as in ``vault.crypto``

    cipher = AESGCM(key)
    count = max(1, -(-len(plain) // _CHUNK))
    for index in range(count):
        # A counter is safe: salt and code are random, so that the key encrypts one file, once.
        nonce = index.to_bytes(crypto.NONCE_BYTES)
        piece = plain[index * _CHUNK : (index + 1) * _CHUNK]
        yield cipher.encrypt(nonce, piece, _bound(digest, index, last=index == count - 1))


def _opened(key: bytes, digest: bytes, data: bytes) -> Iterator[bytes]:
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - as in ``vault.crypto``
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as above

    cipher, body = AESGCM(key), memoryview(data)[_HEAD + _DIGEST :]
    count = max(1, -(-len(body) // _SEALED))
    for index in range(count):
        piece = bytes(body[index * _SEALED : (index + 1) * _SEALED])
        nonce = index.to_bytes(crypto.NONCE_BYTES)
        try:
            yield cipher.decrypt(nonce, piece, _bound(digest, index, last=index == count - 1))
        except (InvalidTag, ValueError) as changed:
            raise CannotOpenError from changed
