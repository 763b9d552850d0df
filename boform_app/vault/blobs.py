"""Letters and files: one encrypted file per blob under a random key of its own (architecture 7).

The key lives in the database row: deleting the row destroys the content, renewing the data key
rewrites no blob.
"""

from __future__ import annotations

import contextlib
import hashlib
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from boform_app.errors import BlobDamaged
from boform_app.vault import crypto
from boform_app.vault.files import sync_folder, translated, write_synced

_MAGIC: Final = b"BOFBLOB1"
_CHUNK: Final = 64 * 1024
_SEALED_CHUNK: Final = _CHUNK + crypto.TAG_BYTES


@dataclass(frozen=True, slots=True)
class BlobRef:
    """What the database row keeps about a blob.

    Attributes:
        id: 32 hexadecimal digits, the file's name.
        key: 32 bytes, used for this blob only.
        size: Bytes of the content.
        sha256: Of the content, 64 hexadecimal digits.
    """

    id: str
    key: bytes
    size: int
    sha256: str


class BlobStore:
    """A folder of encrypted files.

    Each chunk is bound to the blob's id, its place and whether it is the last: cut, reordered,
    swapped or appended files are refused.

    Args:
        folder: ``DataFolder.blobs``.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> BlobRef:
        """Store a content; it is on disk when this returns. Store first, then commit the row.

        Raises:
            DiskFull: Nothing is left behind.
            FolderNotWritable: Nothing is left behind.
        """
        ref = BlobRef(uuid.uuid4().hex, crypto.new_key(), len(data), _digest(data))
        path = self._path(ref.id)
        with translated():
            made = not path.parent.exists()
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                write_synced(path, _sealed(ref, data), fresh=True)
            except OSError:
                with contextlib.suppress(OSError):
                    path.unlink()
                raise
            sync_folder(path.parent)
            if made:
                sync_folder(self._folder)
        return ref

    def get(self, ref: BlobRef) -> bytes:
        """The content, checked against size and hash.

        Raises:
            BlobDamaged: The file is missing or was changed.
        """
        data = b"".join(self.open_stream(ref))
        if len(data) != ref.size or _digest(data) != ref.sha256:
            raise BlobDamaged(ref.id)
        return data

    def open_stream(self, ref: BlobRef) -> Iterator[bytes]:
        """The content in pieces of 64 KiB; each is genuine, the whole is known only at the end.

        Raises:
            BlobDamaged: While iterating; the file is missing or was changed.
        """
        try:
            with self._path(ref.id).open("rb") as file:
                yield from _opened(ref, file)
        except OSError as error:
            raise BlobDamaged(ref.id) from error

    def verify(self, ref: BlobRef) -> None:
        """Read the whole content and check it, in little memory.

        Raises:
            BlobDamaged: The file is missing or was changed.
        """
        digest, size = hashlib.sha256(), 0
        for piece in self.open_stream(ref):
            digest.update(piece)
            size += len(piece)
        if size != ref.size or digest.hexdigest() != ref.sha256:
            raise BlobDamaged(ref.id)

    def remove(self, blob_id: str) -> None:
        """Delete the file; harmless when it is gone.

        Raises:
            FolderNotWritable: The folder refuses.
        """
        with translated(), contextlib.suppress(FileNotFoundError):
            self._path(blob_id).unlink()

    def orphans(self, known_ids: Iterable[str]) -> tuple[str, ...]:
        """Ids of files that no row knows: left by a kill between ``put`` and the commit."""
        known = set(known_ids)
        found = (path.name for path in self._folder.glob("??/*") if path.is_file())
        return tuple(sorted(name for name in found if name not in known))

    def _path(self, blob_id: str) -> Path:
        if len(blob_id) != 32 or not set(blob_id) <= set("0123456789abcdef"):
            raise BlobDamaged(blob_id)
        return self._folder / blob_id[:2] / blob_id


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _associated(blob_id: str, index: int, *, last: bool) -> bytes:
    return _MAGIC + bytes.fromhex(blob_id) + index.to_bytes(8) + bytes([last])


def _nonce(index: int) -> bytes:
    # A counter is safe and needs no room: the key is random and encrypts one content, once.
    return index.to_bytes(crypto.NONCE_BYTES)


def _sealed(ref: BlobRef, data: bytes) -> bytes:
    cipher, parts = AESGCM(ref.key), [_MAGIC]
    count = max(1, -(-len(data) // _CHUNK))
    for index in range(count):
        piece = data[index * _CHUNK : (index + 1) * _CHUNK]
        bound = _associated(ref.id, index, last=index == count - 1)
        parts.append(cipher.encrypt(_nonce(index), piece, bound))
    return b"".join(parts)


def _opened(ref: BlobRef, file: BinaryIO) -> Iterator[bytes]:
    if file.read(len(_MAGIC)) != _MAGIC:
        raise BlobDamaged(ref.id)
    cipher, index = AESGCM(ref.key), 0
    sealed = file.read(_SEALED_CHUNK)
    while True:
        following = file.read(_SEALED_CHUNK)
        bound = _associated(ref.id, index, last=not following)
        try:
            yield cipher.decrypt(_nonce(index), sealed, bound)
        except InvalidTag as error:
            raise BlobDamaged(ref.id) from error
        if not following:
            return
        sealed, index = following, index + 1
