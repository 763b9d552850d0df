"""Large blocks of memory go back to the system when they are free.

Windows and macOS do so by themselves. glibc keeps ever larger ones for later: the pictures of the
last letters would stay with the process for the rest of the day.
"""

from __future__ import annotations

import sys
from contextlib import suppress

_M_MMAP_THRESHOLD = -3
_LARGE = 128 * 1024


def give_back_large_blocks() -> None:
    """Ask glibc, where it is there, to hand back freed blocks of 128 KiB and more at once."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes  # noqa: PLC0415 - the log-in does not need it

    # Another C library may lack it; then all stays as it was.
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE)
