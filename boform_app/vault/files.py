"""Writing files so that a kill or a full disk never leaves half of one."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from boform_app.errors import DiskFull, EnvironmentTrouble, FolderNotWritable

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_REFUSED = frozenset(
    {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.ENOENT}
)
# os.O_BINARY exists on Windows only; without it line ends inside ciphertext would be changed.
BINARY: int = getattr(os, "O_BINARY", 0)


def trouble_of(error: OSError) -> EnvironmentTrouble | None:
    """The typed error for what the operating system said, or None when it is neither of the two."""
    if error.errno in _FULL:
        return DiskFull(str(error.errno))
    if error.errno in _REFUSED:
        return FolderNotWritable(str(error.errno))
    return None


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn "no room" and "may not write" of the operating system into typed errors.

    Raises:
        DiskFull: No room left.
        FolderNotWritable: The folder takes no new files.
    """
    try:
        yield
    except OSError as error:
        known = trouble_of(error)
        if known is None:
            raise
        raise known from error


def sync_folder(folder: Path) -> None:
    """Make a rename or a new name durable; Windows does that with the rename itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_all(descriptor: int, data: bytes | memoryview) -> None:
    """Write every byte; ``os.write`` may stop early."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def write_synced(path: Path, data: bytes, *, fresh: bool = False) -> None:
    """Write a file for the owner only and wait until it is on disk.

    Args:
        path: The file.
        data: Its whole content.
        fresh: Refuse when the file exists already.
    """
    how = os.O_EXCL if fresh else os.O_TRUNC
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | how | BINARY, 0o600)
    try:
        write_all(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_atomic(path: Path, data: bytes) -> None:
    """Replace a file in one step: a reader finds the old content or the new, never a mixture.

    The temporary file has one fixed name, so that what a kill leaves behind is overwritten by the
    next write and a removed slot cannot live on in a forgotten file.

    Raises:
        DiskFull: No room; the old file is untouched.
        FolderNotWritable: The folder takes no new files; the old file is untouched.
    """
    temporary = path.with_name(path.name + ".tmp")
    with translated():
        try:
            write_synced(temporary, data)
            os.replace(temporary, path)  # noqa: PTH105 - tests stop the program at each os call
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
        sync_folder(path.parent)
