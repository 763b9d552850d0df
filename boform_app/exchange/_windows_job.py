"""Windows' fence around the child: a job object with limits, which dies with its handle.

The child waits for its first byte until it stands inside (``_run.ask``).
"""

from __future__ import annotations

import contextlib
import ctypes
import subprocess
import sys
from collections.abc import Iterator
from ctypes import c_int, c_int64, c_size_t, c_uint32, c_uint64, c_void_p, c_wchar_p
from typing import Any

# winnt.h; sizes are written out, so that the layout is the same wherever this is imported.
_LIMIT_PROCESS_TIME = 0x2
_LIMIT_ACTIVE_PROCESS = 0x8
_LIMIT_PROCESS_MEMORY = 0x100
_LIMIT_DIE_ON_UNHANDLED_EXCEPTION = 0x400
_LIMIT_KILL_ON_JOB_CLOSE = 0x2000
_EXTENDED_LIMIT_INFORMATION = 9
_BASIC_UI_RESTRICTIONS = 4
_ALL_UI_RESTRICTIONS = 0xFF
_TICKS_PER_SECOND = 10_000_000

_SIGNATURES = {
    "CreateJobObjectW": (c_void_p, (c_void_p, c_wchar_p)),
    "SetInformationJobObject": (c_int, (c_void_p, c_int, c_void_p, c_uint32)),
    "AssignProcessToJobObject": (c_int, (c_void_p, c_void_p)),
    "TerminateJobObject": (c_int, (c_void_p, c_uint32)),
    "CloseHandle": (c_int, (c_void_p,)),
}


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("per_process_user_time", c_int64),
        ("per_job_user_time", c_int64),
        ("limit_flags", c_uint32),
        ("minimum_working_set", c_size_t),
        ("maximum_working_set", c_size_t),
        ("active_process_limit", c_uint32),
        ("affinity", c_size_t),
        ("priority_class", c_uint32),
        ("scheduling_class", c_uint32),
    )


class _ExtendedLimits(ctypes.Structure):
    _fields_ = (
        ("basic", _BasicLimits),
        ("io_counters", c_uint64 * 6),
        ("process_memory", c_size_t),
        ("job_memory", c_size_t),
        ("peak_process_memory", c_size_t),
        ("peak_job_memory", c_size_t),
    )


def limits(*, memory: int, seconds: float) -> _ExtendedLimits:
    """One process, this much memory (bytes) and processor time, no dialog when it crashes."""
    made = _ExtendedLimits()
    made.basic.limit_flags = (
        _LIMIT_PROCESS_TIME
        | _LIMIT_ACTIVE_PROCESS
        | _LIMIT_PROCESS_MEMORY
        | _LIMIT_DIE_ON_UNHANDLED_EXCEPTION
        | _LIMIT_KILL_ON_JOB_CLOSE
    )
    made.basic.per_process_user_time = int(seconds * _TICKS_PER_SECOND)
    made.basic.active_process_limit = 1
    made.process_memory = memory
    return made


@contextlib.contextmanager
def fenced(
    child: subprocess.Popen[bytes], *, memory: int, seconds: float, kernel32: Any = None
) -> Iterator[None]:
    """Keep ``child`` in a job; leaving ends whatever is still inside.

    Args:
        child: A process that has not read anything yet.
        memory: Bytes it may commit.
        seconds: Processor time it may use.
        kernel32: The library; None loads Windows' own.

    Raises:
        OSError: Windows refused; the child must not be fed.
    """
    library = _kernel32() if kernel32 is None else kernel32
    job = library.CreateJobObjectW(None, None)
    if not job:
        raise _refused("CreateJobObject")
    try:
        information = limits(memory=memory, seconds=seconds)
        _set(library, job, _EXTENDED_LIMIT_INFORMATION, information)
        _set(library, job, _BASIC_UI_RESTRICTIONS, c_uint32(_ALL_UI_RESTRICTIONS))
        # The handle is all that subprocess keeps of the process, and private.
        handle = child._handle  # type: ignore[attr-defined]  # noqa: SLF001 - only on Windows
        if not library.AssignProcessToJobObject(job, int(handle)):
            raise _refused("AssignProcessToJobObject")
        yield
    finally:
        library.TerminateJobObject(job, 1)
        library.CloseHandle(job)


def _set(library: Any, job: int, kind: int, information: Any) -> None:
    size = ctypes.sizeof(information)
    if not library.SetInformationJobObject(job, kind, ctypes.byref(information), size):
        raise _refused("SetInformationJobObject")


def _refused(what: str) -> OSError:
    # The number that ctypes saved; on any other system there is none.
    return OSError(f"{what}: {getattr(ctypes, 'get_last_error', int)()}")


def _kernel32() -> Any:
    if sys.platform == "win32":
        library = ctypes.WinDLL("kernel32", use_last_error=True)
        for name, (result, arguments) in _SIGNATURES.items():
            function = getattr(library, name)
            function.restype = result
            function.argtypes = arguments
        return library
    raise OSError("job objects are Windows' own")
