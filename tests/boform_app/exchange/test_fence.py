"""The child that opens foreign files can reach nothing: each fence is tried from inside."""

from __future__ import annotations

import ast
import os
import textwrap
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from boform_app.exchange import _run, _windows_job
from boform_app.exchange.child.kinds import MEMORY

FENCED = """
import ctypes, errno, os, sys
from boform_app.exchange.child import confine
libc = ctypes.CDLL(None, use_errno=True)
confine.limit(10)
{before}
confine.seal(files={files})
def tried(act):
    try:
        return repr(act())
    except BaseException as error:
        return type(error).__name__
def refused(call, *arguments):
    return call(*arguments) == -1 and ctypes.get_errno() == errno.EPERM
os.write(1, repr({expression}).encode())
"""


def told(expression: str, *, before: str = "", files: bool = False, most: int = 10_000) -> Any:
    """What an expression gives inside the fence."""
    command = _run.command()
    place = command.index("-c") + 1
    paths = "import sys; sys.path[:] = sys.argv[2:]\n"
    script = textwrap.dedent(FENCED).format(expression=expression, before=before, files=files)
    command[place] = paths + script
    ended = _run.ask(command, b"", seconds=20, most=most)
    assert ended.status == 0
    return ast.literal_eval(ended.answer.decode())


def test_python_reaches_no_network() -> None:
    asked = """[
        tried(lambda: socket.socket()),
        tried(lambda: socket.create_connection(("127.0.0.1", 9))),
        tried(lambda: socket.getaddrinfo("localhost", 80)),
    ]"""
    assert told(asked, before="import socket") == ["PermissionError"] * 3


def test_machine_code_reaches_no_network_no_file_and_no_program() -> None:
    asked = """[
        refused(libc.socket, 2, 1, 0),
        refused(libc.socket, 1, 1, 0),
        refused(libc.open, b"/etc/hostname", 0),
        refused(libc.open, b"/tmp/x", os.O_CREAT | os.O_WRONLY, 0o600),
        refused(libc.fork),
        refused(libc.execv, b"/bin/true", (ctypes.c_char_p * 2)(b"true", None)),
        refused(libc.unlink, b"/tmp/x"),
        refused(libc.kill, os.getpid(), 0),
        refused(libc.ptrace, 0, 0, 0, 0),
    ]"""
    assert told(asked) == [True] * 9


def test_readers_in_python_read_files_and_write_none() -> None:
    here = repr(__file__)
    asked = f"""[
        tried(lambda: len(open({here}).read(9))),
        tried(lambda: open("/tmp/x", "w")),
        tried(lambda: os.open("/tmp/x", os.O_CREAT | os.O_RDWR)),
        refused(libc.open, b"/tmp/x", os.O_CREAT | os.O_WRONLY, 0o600),
        tried(lambda: os.listdir("/")),
        tried(lambda: os.remove({here})),
        tried(lambda: os.system("true")),
    ]"""
    assert told(asked, files=True) == [
        "9",
        *["PermissionError"] * 2,
        True,
        *["PermissionError"] * 3,
    ]


def test_memory_has_a_limit() -> None:
    assert told(f"tried(lambda: len(bytearray({2 * MEMORY})))") == "MemoryError"


def test_it_inherits_nothing() -> None:
    kept = os.open(__file__, os.O_RDONLY)
    os.set_inheritable(kept, True)
    os.environ["BOFORM_SECRET"] = "x"
    try:
        before = "found = sorted(int(n) for n in os.listdir('/proc/self/fd'))[:-1]"
        descriptors, variables, folder = told(
            "[found, sorted(os.environ), folder]", before=f"{before}; folder = os.getcwd()"
        )
    finally:
        os.close(kept)
        del os.environ["BOFORM_SECRET"]
    assert descriptors == [0, 1, 2]
    # The interpreter itself notes how it reads text.
    assert set(variables) <= {"LC_CTYPE"}
    assert folder == "/"


def test_the_command_names_no_folder_of_a_house() -> None:
    words = _run.command("pdf", "pages", "11")
    start = words.index("-c")
    assert words[1:start] == ["-I", "-S", "-B"]
    paths = words[start + 3 : -3]
    assert str(Path(__file__).resolve().parents[3]) in paths
    assert words[-3:] == ["pdf", "pages", "11"]


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.executable", "boform.exe")
    assert _run.command("ics", "pages", "11") == [
        "boform.exe", "--foreign", "ics", "pages", "11",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["pdf", "picture", "ics", "json"])
def test_the_child_knows_nothing_of_the_house(kind: str) -> None:
    before = f"from boform_app.exchange.child import main; main._reader({kind!r}, pages=True)"
    loaded = told("sorted(sys.modules)", before=before, most=100_000)
    rooms = ("boform_app.services", "boform_app.vault", "boform_app.paths", "models", "ui")
    outside = ("sqlalchemy", "sqlcipher3", "cryptography", "socket", "ssl", "PySide6", "reportlab")
    assert [name for name in loaded if name.startswith((*rooms, *outside))] == []


class RecordingKernel:
    """Windows' library, as far as the job needs it."""

    def __init__(self, refuses: str = "") -> None:
        self.calls: list[tuple[str, ...]] = []
        self.set: dict[int, bytes] = {}
        self._refuses = refuses

    def __getattr__(self, name: str) -> Any:
        def call(*arguments: Any) -> int:
            self.calls.append((name, *(str(a) for a in arguments if isinstance(a, int))))
            if name == "SetInformationJobObject":
                self.set[arguments[1]] = bytes(arguments[2]._obj)
            return 0 if name == self._refuses else 77

        return call


CHILD: Any = SimpleNamespace(_handle=55)


def test_a_windows_job_holds_one_process_with_limits_and_ends_it() -> None:
    kernel = RecordingKernel()
    with _windows_job.fenced(CHILD, memory=1 << 30, seconds=10, kernel32=kernel):
        assert kernel.calls[-1] == ("AssignProcessToJobObject", "77", "55")
    assert [call[0] for call in kernel.calls[-2:]] == ["TerminateJobObject", "CloseHandle"]
    # Sizes and places of the 64-bit structures in winnt.h.
    limits = kernel.set[9]
    assert len(limits) == 144
    assert int.from_bytes(limits[0:8], "little") == 100_000_000
    assert int.from_bytes(limits[16:20], "little") == 0x2 | 0x8 | 0x100 | 0x400 | 0x2000
    assert int.from_bytes(limits[40:44], "little") == 1
    assert int.from_bytes(limits[112:120], "little") == 1 << 30
    assert kernel.set[4] == b"\xff\0\0\0"


@pytest.mark.parametrize(
    "step", ["CreateJobObjectW", "SetInformationJobObject", "AssignProcessToJobObject"]
)
def test_a_job_that_cannot_be_made_feeds_no_child(step: str) -> None:
    kernel = RecordingKernel(refuses=step)
    with (
        pytest.raises(OSError, match="JobObject"),
        _windows_job.fenced(CHILD, memory=1, seconds=1, kernel32=kernel),
    ):
        pytest.fail("the child would have been fed")
