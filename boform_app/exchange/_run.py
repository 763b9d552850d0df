"""Starts the child that opens a foreign file, feeds it, listens with a limit, and ends it.

The child gets no key, no path of a data folder, no environment, no open files but its three
streams, and no folder of ours to stand in. Where it stands it can do nothing: see ``child.confine``.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from boform_app.exchange import _windows_job
from boform_app.exchange.child.kinds import MEMORY

FOREIGN = "--foreign"
"""The word that makes a frozen Boform the child; ``boform_app.__main__`` has it too."""

# Isolated (-I), without site-packages' start-up files (-S), leaving no compiled files (-B).
_BOOT = (
    "import sys; count = int(sys.argv.pop(1)); sys.path[:] = sys.argv[1 : count + 1]; "
    "del sys.argv[1 : count + 1]; "
    "from boform_app.exchange.child.main import main; main(sys.argv[1:])"
)
_CHUNK = 1 << 16
_LAST_SECONDS = 2.0
_NEEDED = ("SYSTEMROOT", "WINDIR") if sys.platform == "win32" else ()


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended.

    Attributes:
        answer: What it said.
        status: Exit status; negative for a signal.
        late: It was ended because its time was up.
        flooded: It was ended because it said more than it may.
    """

    answer: bytes | bytearray
    status: int
    late: bool
    flooded: bool


def command(*words: str) -> list[str]:
    """How the child is started, from a checkout, an environment or a frozen program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FOREIGN, *words]
    # On Windows the executable of an environment is only a launcher that starts a second process.
    python = getattr(sys, "_base_executable", None) or sys.executable
    paths = _paths()
    return [python, "-I", "-S", "-B", "-c", _BOOT, str(len(paths)), *paths, *words]


def _paths() -> list[str]:
    here = str(Path(__file__).resolve().parents[2])
    known = [path for path in sys.path if path and Path(path).is_absolute()]
    return known if here in known else [here, *known]


def environment() -> dict[str, str]:
    """All that the child knows of the machine: on Windows what its loader needs, else nothing."""
    return {name: os.environ[name] for name in _NEEDED if name in os.environ}


def _nowhere() -> Path:
    """A folder that is none of ours and where nobody can put a file for the child to find."""
    if sys.platform == "win32":
        where = Path(os.environ["SYSTEMROOT"]) / "System32"
    else:
        where = Path("/")
    return where


def ask(started_by: Sequence[str], data: bytes, *, seconds: float, most: int) -> Ended:
    """Give a child the bytes and take its answer.

    Args:
        started_by: The command.
        data: The foreign bytes, for its standard input.
        seconds: Wall clock; then it is ended.
        most: Bytes it may say; then it is ended.

    Raises:
        OSError: No process could be started.
    """
    child = subprocess.Popen(  # noqa: S603 - our own interpreter, words of our own
        list(started_by),
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
        cwd=_nowhere(),
        close_fds=True,
        start_new_session=sys.platform != "win32",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    talk = _Talk(child, most)
    try:
        with _fenced(child, seconds):
            in_time = talk.over(data, seconds)
            return Ended(talk.heard, child.wait(), not in_time, talk.flooded)
    finally:
        _kill(child)
        child.wait()
        talk.close()


class _Talk:
    """Writing and listening at once, each on a thread of its own, so that neither can block us.

    A thread closes its own stream: a number of a closed stream could already be another file's.
    """

    def __init__(self, child: subprocess.Popen[bytes], most: int) -> None:
        self.heard = bytearray()
        self.flooded = False
        self._child = child
        self._most = most
        self._begun = False

    def over(self, data: bytes, seconds: float) -> bool:
        """Say ``data``, hear the answer to its end; whether all was over in time."""
        self._begun = True
        threading.Thread(target=self._speak, args=(data,), daemon=True).start()
        listener = threading.Thread(target=self._listen, daemon=True)
        listener.start()
        listener.join(seconds)
        in_time = not listener.is_alive() and (self.flooded or self._ends_soon())
        _kill(self._child)
        return in_time

    def close(self) -> None:
        """Close the streams, if the threads never did."""
        if not self._begun:
            for stream in (self._child.stdin, self._child.stdout):
                _there(stream).close()

    def _ends_soon(self) -> bool:
        """Whether the child, after its last word, goes."""
        try:
            self._child.wait(_LAST_SECONDS)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _speak(self, data: bytes) -> None:
        rest = memoryview(data)
        # A child that ends before it has read everything has its reasons; its answer tells them.
        with contextlib.suppress(OSError), _there(self._child.stdin) as stdin:
            while rest:
                rest = rest[stdin.write(rest[:_CHUNK]) :]

    def _listen(self) -> None:
        with contextlib.suppress(OSError), _there(self._child.stdout) as stdout:
            while chunk := stdout.read(_CHUNK):
                if len(self.heard) + len(chunk) > self._most:
                    self.flooded = True
                    return
                self.heard += chunk


def _there(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise ValueError("the child was started without this stream")
    return stream


@contextlib.contextmanager
def _fenced(child: subprocess.Popen[bytes], seconds: float) -> Iterator[None]:
    """On Windows a job object; elsewhere the child fences itself in before it reads a byte."""
    if sys.platform == "win32":
        # The child waits for its first byte, which it gets inside.
        with _windows_job.fenced(child, memory=MEMORY, seconds=seconds):
            yield
    else:
        yield


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End the child and, where there are such things, whatever it started."""
    if sys.platform == "win32":
        child.kill()
    elif child.poll() is None:
        with contextlib.suppress(OSError):
            os.killpg(child.pid, signal.SIGKILL)
