"""The drafts file: an append-only log of encrypted records.

Layout: magic (8), file id (16), file key wrapped under the drafts sub-key (60), then records of
length (4, big-endian) and AES-256-GCM bytes. Each record is bound to the file and its place. The
file key is random and new with every rewrite, so a renewal of the data key is one small rewrite.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from boform_app.vault import crypto
from boform_app.vault.crypto import CannotOpenError
from boform_app.vault.files import BINARY, sync_folder, write_all, write_synced

MAGIC: Final = b"BOFDRAF1"
_FILE_ID: Final = 16
_WRAPPED: Final = crypto.NONCE_BYTES + crypto.KEY_BYTES + crypto.TAG_BYTES
HEADER_BYTES: Final = len(MAGIC) + _FILE_ID + _WRAPPED
_LENGTH: Final = 4


@dataclass(frozen=True, slots=True)
class LogContent:
    """What was read from a drafts file.

    Attributes:
        records: Readable records, oldest first.
        damaged: Whether a record other than a torn last one could not be read.
        wrapping_key: The candidate that opened the file.
    """

    records: tuple[bytes, ...]
    damaged: bool
    wrapping_key: bytes


def read(path: Path, keys: Sequence[bytes]) -> LogContent:
    """Read a drafts file; a torn last record (kill in the middle of a write) is left out.

    Args:
        path: The file.
        keys: Candidate sub-keys.

    Raises:
        CannotOpenError: No candidate opens it, or its head is damaged.
        FileNotFoundError: There is none.
    """
    raw = path.read_bytes()
    file_id = raw[len(MAGIC) : len(MAGIC) + _FILE_ID]
    if raw[: len(MAGIC)] != MAGIC or len(raw) < HEADER_BYTES:
        raise CannotOpenError
    for key in keys:
        with contextlib.suppress(CannotOpenError):
            file_key = crypto.decrypt(key, raw[HEADER_BYTES - _WRAPPED : HEADER_BYTES], file_id)
            records, damaged = _records(raw, file_key, file_id)
            return LogContent(records, damaged, key)
    raise CannotOpenError


def _records(raw: bytes, file_key: bytes, file_id: bytes) -> tuple[tuple[bytes, ...], bool]:
    records: list[bytes] = []
    at, index, bad_at = HEADER_BYTES, 0, -1
    damaged = False
    while at + _LENGTH <= len(raw):
        length = int.from_bytes(raw[at : at + _LENGTH])
        body = raw[at + _LENGTH : at + _LENGTH + length]
        if len(body) < length:
            break
        try:
            records.append(crypto.decrypt(file_key, body, _bound(file_id, index)))
            # Something readable follows what was not: that was no torn end, it was damage.
            damaged = damaged or bad_at >= 0
        except CannotOpenError:
            bad_at = index
        at, index = at + _LENGTH + length, index + 1
    return tuple(records), damaged


def _bound(file_id: bytes, index: int) -> bytes:
    return MAGIC + file_id + index.to_bytes(8)


class DraftLog:
    """The drafts file while it is being written to; used by one thread at a time.

    Args:
        path: The file.
        wrapping_key: The drafts sub-key.
    """

    def __init__(self, path: Path, wrapping_key: bytes) -> None:
        self._path = path
        self._wrapping_key = wrapping_key
        self._file_id = b""
        self._file_key = b""
        self._count = 0
        self._descriptor: int | None = None
        self.size = 0

    def rewrite(self, records: Iterable[bytes], wrapping_key: bytes | None = None) -> None:
        """Put a new file with exactly these records in place of the old one, in one step.

        Raises:
            OSError: The old file is still there and whole.
        """
        wrapping = wrapping_key or self._wrapping_key
        file_id, file_key = secrets.token_bytes(_FILE_ID), crypto.new_key()
        parts = [MAGIC, file_id, crypto.encrypt(wrapping, file_key, file_id)]
        sealed = [_sealed(file_key, file_id, n, record) for n, record in enumerate(records)]
        content = b"".join(parts + sealed)
        temporary = self._path.with_name(self._path.name + ".tmp")
        # Windows does not replace a file that is open; what is in it is on disk already.
        self.close()
        try:
            write_synced(temporary, content)
            os.replace(temporary, self._path)  # noqa: PTH105 - as in files.write_atomic
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
        # From here on the new file is the file, whatever the folder's sync says.
        self._wrapping_key, self._file_id, self._file_key = wrapping, file_id, file_key
        self._count, self.size = len(sealed), len(content)
        sync_folder(self._path.parent)

    def append(self, records: Iterable[bytes]) -> None:
        """Add records at the end and wait until they are on disk.

        Raises:
            OSError: What is on disk is unknown; ``rewrite`` before the next ``append``.
        """
        first = self._count
        sealed = [
            _sealed(self._file_key, self._file_id, first + n, record)
            for n, record in enumerate(records)
        ]
        content = b"".join(sealed)
        if self._descriptor is None:
            self._descriptor = os.open(self._path, os.O_WRONLY | BINARY)
        os.lseek(self._descriptor, self.size, os.SEEK_SET)
        write_all(self._descriptor, content)
        os.fsync(self._descriptor)
        self._count += len(sealed)
        self.size += len(content)

    def close(self) -> None:
        """Close the file; it can be written to again."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _sealed(file_key: bytes, file_id: bytes, index: int, record: bytes) -> bytes:
    body = crypto.encrypt(file_key, record, _bound(file_id, index))
    return len(body).to_bytes(_LENGTH) + body
