"""One running Boform per data folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from boform_app.errors import AlreadyOpen
from boform_app.vault.files import BINARY, translated


class FolderLock:
    """A lock of the operating system on ``boform.lock``; a dead process holds nothing.

    The file stays and is empty; only the lock on it says that the folder is in use.

    Args:
        path: The lock file (``DataFolder.lock``).
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the folder.

        Raises:
            AlreadyOpen: Another running Boform has it.
            FolderNotWritable: The lock file cannot be made.
        """
        if self._descriptor is not None:
            return
        with translated():
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | BINARY, 0o600)
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            raise AlreadyOpen from error
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the folder back; harmless when it is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
