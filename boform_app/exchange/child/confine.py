"""The child fences itself in, before it has read a byte of the foreign file.

Three fences, each of which would do alone where it stands: limits of the operating system, an audit
hook that stops Python code (no way round it from Python), and on Linux a list of the few system
calls that reading and answering need (no way round it from a library's machine code either).
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import struct
import sys
from typing import Any

from boform_app.exchange.child.kinds import MEMORY

# Events of Python's audit table that no reader of a file has any business with.
_FORBIDDEN = (
    "socket.", "subprocess.", "shutil.", "tempfile.", "winreg.", "http.", "urllib.", "ftplib.",
    "smtplib.", "webbrowser.", "os.system", "os.exec", "os.spawn", "os.posix_spawn", "os.fork",
    "os.startfile", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink",
    "os.chmod", "os.chown", "os.truncate", "os.putenv", "os.listdir", "os.scandir", "os.kill",
    "ctypes.dlopen", "_winapi.CreateProcess", "_winapi.CreateFile", "sqlite3.connect", "pty.spawn",
)  # fmt: skip
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

_OPEN_FILES = 64
_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050001  # SECCOMP_RET_ERRNO | EPERM
_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
# Machine -> (AUDIT_ARCH, the numbers of ``_CALLS``, openat).
_CALLS = (
    "read write close fstat lseek mmap mprotect munmap brk mremap madvise futex exit exit_group "
    "rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack clock_gettime clock_getres getrandom "
    "sched_yield getpid gettid sched_getaffinity restart_syscall rseq fcntl newfstatat readlink"
)
_MACHINES = {
    "x86_64": (
        0xC000003E,
        (0, 1, 3, 5, 8, 9, 10, 11, 12, 25, 28, 202, 60, 231, 13, 14, 15, 131, 228, 229, 318,
         24, 39, 186, 204, 219, 334, 72, 262, 89, 4, 6, 96, 201, 217),
        257,
    ),
    "aarch64": (
        0xC00000B7,
        (63, 64, 57, 80, 62, 222, 226, 215, 214, 216, 233, 98, 93, 94, 134, 135, 139, 132, 113,
         114, 278, 124, 172, 178, 123, 128, 293, 25, 79, 78, 169, 61),
        56,
    ),
}  # fmt: skip


def limit(seconds: int) -> None:
    """The operating system's limits: memory, time, no files written, no dump of what was read.

    On Windows the parent's job object sets them.
    """
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - there is none on Windows

        for what, most in (
            (resource.RLIMIT_AS, MEMORY),
            # Two seconds above the parent's patience, which ends it first.
            (resource.RLIMIT_CPU, seconds + 2),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_NOFILE, _OPEN_FILES),
            (resource.RLIMIT_NPROC, 0),
        ):
            _, hard = resource.getrlimit(what)
            least = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(what, (least, least))
        # A parent that dies leaves nobody to stop the child.
        signal.alarm(seconds)


def seal(*, files: bool) -> None:
    """No network, no other program, no file written; from here on for good.

    Args:
        files: Whether files may still be read (Python's own: time zones, code pages). What opens
            PDFs and pictures is machine code, needs none, and gets none.
    """
    if sys.platform == "linux":
        _allow_calls(files=files)
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(event)
    if event == "open" and not _only_reads(*arguments[1:3]):
        raise PermissionError(event)


def _only_reads(mode: str | None, flags: int) -> bool:
    return not flags & _WRITES and not set(mode or "").intersection("wax+")


def _allow_calls(*, files: bool) -> None:
    """Let the kernel refuse every system call that is not on the list.

    A kernel without this (a sandbox that imitates one) leaves the other fences.
    """
    known = _MACHINES.get(platform.machine())
    if known is None or sys.maxsize < 2**32:
        return
    architecture, numbers, openat = known
    program = b"".join(_rules(architecture, numbers, openat if files else None))
    buffer = ctypes.create_string_buffer(program, len(program))
    # struct sock_fprog: a count, padding, an address.
    whole = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(buffer))
    prctl = ctypes.CDLL(None).prctl
    prctl.argtypes = (ctypes.c_int, *(ctypes.c_ulong,) * 4)
    holder = ctypes.create_string_buffer(whole, len(whole))
    if prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
        prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(holder), 0, 0)


def _rules(architecture: int, numbers: tuple[int, ...], openat: int | None) -> list[bytes]:
    """The filter, in the kernel's little language (struct sock_filter)."""

    def step(code: int, value: int, then: int = 0, other: int = 0) -> bytes:
        return struct.pack("HBBI", code, then, other, value)

    rules = [step(_LOAD, 4), step(_EQUAL, architecture, 1, 0), step(_RETURN, _REFUSE)]
    rules.append(step(_LOAD, 0))
    for number in numbers:
        rules += [step(_EQUAL, number, 0, 1), step(_RETURN, _ALLOW)]
    if openat is not None:
        # Reading only: the low half of the third argument holds the flags.
        rules += [step(_EQUAL, openat, 0, 4), step(_LOAD, 32)]
        rules += [step(_ANY_BIT, _WRITES, 1, 0), step(_RETURN, _ALLOW), step(_RETURN, _REFUSE)]
    rules.append(step(_RETURN, _REFUSE))
    return rules
