"""Free memory goes back to the system.

Windows and macOS do so by themselves. glibc keeps ever larger blocks for later, and keeps a store of
its own for every thread: the pictures of the last letters would stay with the process for the day.
"""

from __future__ import annotations

import sys
from contextlib import suppress

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
_LARGE = 128 * 1024
# Python's threads take turns anyway, so one store for all of them costs no time.
_STORES = 1


def give_back_memory() -> None:
    """Ask glibc, where it is there, to hand back freed blocks of 128 KiB and more at once."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes  # noqa: PLC0415 - the log-in does not need it

    # Another C library may lack it; then all stays as it was.
    with suppress(AttributeError, OSError):
        library = ctypes.CDLL(None)
        library.mallopt(_M_MMAP_THRESHOLD, _LARGE)
        library.mallopt(_M_ARENA_MAX, _STORES)
